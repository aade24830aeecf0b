//! Where each number lies in the flat vector of a world.

use super::{
    ActorVar, BlocVar, CONSTITUENCIES_MAX, CRITERIA, CellVar, CriterionVar, DomainVar, LinkVar, Measure, MemberVar, PairVar,
    Scope, StateVar, Variable,
};
use crate::rules::table::{ActorId, BlocId, DomainId, Id, LinkId, RegionId, StateId};

/// How many things of each kind a board has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// States.
    pub states: usize,
    /// Domains.
    pub domains: usize,
    /// Regions.
    pub regions: usize,
    /// Supply links.
    pub links: usize,
    /// Blocs and regimes.
    pub blocs: usize,
    /// Brokers and armed groups.
    pub actors: usize,
}

/// Where each variable lies in the flat vector of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub(super) counts: Counts,
    /// Where each kind of number begins, for the kinds that phases read by the thousand.
    states: [usize; StateVar::COUNT],
    cells: [usize; CellVar::COUNT],
    links: [usize; LinkVar::COUNT],
    pairs: [usize; PairVar::COUNT],
    domains: usize,
    actors: usize,
    blocs: usize,
    members: usize,
    criteria: usize,
    supports: usize,
    measures: usize,
    end: usize,
}

/// Where each of so many kinds begins, from a place on, and where the last one ends.
#[expect(clippy::indexing_slicing, reason = "the list has a place for every kind")]
const fn columns<const KINDS: usize>(first: usize, each: usize) -> ([usize; KINDS], usize) {
    let mut starts = [first; KINDS];
    let mut kind = 1;
    while kind < KINDS {
        starts[kind] = first + kind * each;
        kind += 1;
    }
    (starts, first + KINDS * each)
}

/// Where a kind begins.
#[inline]
#[expect(clippy::indexing_slicing, reason = "the list has a place for every kind")]
const fn start<const KINDS: usize>(starts: &[usize; KINDS], kind: usize) -> usize {
    starts[kind]
}

impl Layout {
    /// The layout of a board of that size.
    #[must_use]
    pub const fn new(counts: Counts) -> Self {
        let (states, cells) = columns(0, counts.states);
        let (cells, links) = columns(cells, counts.states * counts.domains);
        let (links, pairs) = columns(links, counts.links);
        let (pairs, domains) = columns(pairs, counts.states * counts.states);
        let actors = domains + DomainVar::COUNT * counts.domains;
        let blocs = actors + ActorVar::COUNT * counts.actors;
        let members = blocs + BlocVar::COUNT * counts.blocs;
        let criteria = members + MemberVar::COUNT * counts.blocs * counts.states;
        let supports = criteria + CriterionVar::COUNT * counts.states * CRITERIA.len();
        let measures = supports + CONSTITUENCIES_MAX * counts.states;
        let end = measures + Measure::COUNT * (1 + counts.regions + counts.states);
        Self { counts, states, cells, links, pairs, domains, actors, blocs, members, criteria, supports, measures, end }
    }

    /// How many variables there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// The place of a number of a state.
    #[must_use]
    #[inline]
    pub fn state(&self, kind: StateVar, id: StateId) -> usize {
        start(&self.states, kind as usize) + id.index()
    }

    /// The place of a number of a state in a domain.
    #[must_use]
    #[inline]
    pub fn cell(&self, kind: CellVar, id: StateId, domain: DomainId) -> usize {
        start(&self.cells, kind as usize) + id.index() * self.counts.domains + domain.index()
    }

    /// The place of a number of a link.
    #[must_use]
    #[inline]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> usize {
        start(&self.links, kind as usize) + id.index()
    }

    /// The place of a number of an ordered pair.
    #[must_use]
    #[inline]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> usize {
        start(&self.pairs, kind as usize) + from.index() * self.counts.states + to.index()
    }

    /// The place of a variable.
    #[must_use]
    #[expect(clippy::inline_always, reason = "where the kind of number is known, its place is one addition")]
    #[inline(always)]
    pub fn slot(&self, variable: Variable) -> usize {
        let counts = &self.counts;
        match variable {
            Variable::State(kind, id) => self.state(kind, id),
            Variable::Cell(kind, id, domain) => self.cell(kind, id, domain),
            Variable::Link(kind, id) => self.link(kind, id),
            Variable::Pair(kind, from, to) => self.pair(kind, from, to),
            Variable::Domain(kind, id) => self.domains + kind as usize * counts.domains + id.index(),
            Variable::Actor(kind, id) => self.actors + kind as usize * counts.actors + id.index(),
            Variable::Bloc(kind, id) => self.blocs + kind as usize * counts.blocs + id.index(),
            Variable::Member(kind, bloc, id) => {
                self.members + (kind as usize * counts.blocs + bloc.index()) * counts.states + id.index()
            }
            Variable::Criterion(kind, id, nth) => {
                self.criteria + (kind as usize * counts.states + id.index()) * CRITERIA.len() + usize::from(nth)
            }
            Variable::Support(id, which) => self.supports + id.index() * CONSTITUENCIES_MAX + usize::from(which),
            Variable::Measure(kind, scope) => {
                let within = match scope {
                    Scope::Board => 0,
                    Scope::Region(id) => 1 + id.index(),
                    Scope::State(id) => 1 + counts.regions + id.index(),
                };
                self.measures + kind as usize * (1 + counts.regions + counts.states) + within
            }
        }
    }

    /// Whether the board has what a variable speaks of.
    #[must_use]
    pub fn holds(&self, variable: Variable) -> bool {
        let counts = &self.counts;
        let state = |id: StateId| id.index() < counts.states;
        let domain = |id: DomainId| id.index() < counts.domains;
        let bloc = |id: BlocId| id.index() < counts.blocs;
        match variable {
            Variable::State(_, id) => state(id),
            Variable::Cell(_, id, of) => state(id) && domain(of),
            Variable::Link(_, id) => id.index() < counts.links,
            Variable::Pair(_, from, to) => state(from) && state(to),
            Variable::Domain(_, id) => domain(id),
            Variable::Actor(_, id) => id.index() < counts.actors,
            Variable::Bloc(_, id) => bloc(id),
            Variable::Member(_, of, id) => bloc(of) && state(id),
            Variable::Criterion(_, id, nth) => state(id) && usize::from(nth) < CRITERIA.len(),
            Variable::Support(id, which) => state(id) && usize::from(which) < CONSTITUENCIES_MAX,
            Variable::Measure(_, Scope::Board) => true,
            Variable::Measure(_, Scope::Region(id)) => id.index() < counts.regions,
            Variable::Measure(_, Scope::State(id)) => state(id),
        }
    }

    /// Every variable, in the order of storage.
    pub fn variables(&self) -> impl Iterator<Item = Variable> + use<> {
        let Counts { states, domains, regions, links, blocs, actors } = self.counts;
        let state = move || (0..states).map(StateId::from_index);
        let domain = move || (0..domains).map(DomainId::from_index);
        let bloc = move || (0..blocs).map(BlocId::from_index);
        let of_states = StateVar::ALL.iter().flat_map(move |k| state().map(|s| Variable::State(*k, s)));
        let of_cells =
            CellVar::ALL.iter().flat_map(move |k| state().flat_map(move |s| domain().map(move |d| Variable::Cell(*k, s, d))));
        let of_links = LinkVar::ALL.iter().flat_map(move |k| (0..links).map(|l| Variable::Link(*k, LinkId::from_index(l))));
        let of_pairs =
            PairVar::ALL.iter().flat_map(move |k| state().flat_map(move |a| state().map(move |b| Variable::Pair(*k, a, b))));
        let of_domains = DomainVar::ALL.iter().flat_map(move |k| domain().map(|d| Variable::Domain(*k, d)));
        let of_actors = ActorVar::ALL.iter().flat_map(move |k| (0..actors).map(|a| Variable::Actor(*k, ActorId::from_index(a))));
        let of_blocs = BlocVar::ALL.iter().flat_map(move |k| bloc().map(|b| Variable::Bloc(*k, b)));
        let of_members =
            MemberVar::ALL.iter().flat_map(move |k| bloc().flat_map(move |b| state().map(move |s| Variable::Member(*k, b, s))));
        let of_criteria = CriterionVar::ALL
            .iter()
            .flat_map(move |k| state().flat_map(move |s| (0..CRITERIA.len() as u8).map(move |n| Variable::Criterion(*k, s, n))));
        let supports = state().flat_map(|s| (0..CONSTITUENCIES_MAX as u8).map(move |n| Variable::Support(s, n)));
        let measures = Measure::ALL.iter().flat_map(move |k| {
            let regions = (0..regions).map(|r| Scope::Region(RegionId::from_index(r)));
            let scopes = std::iter::once(Scope::Board).chain(regions).chain(state().map(Scope::State));
            scopes.map(|scope| Variable::Measure(*k, scope))
        });
        let first = of_states.chain(of_cells).chain(of_links).chain(of_pairs).chain(of_domains).chain(of_actors);
        first.chain(of_blocs).chain(of_members).chain(of_criteria).chain(supports).chain(measures)
    }
}

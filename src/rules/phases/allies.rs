//! Who counts as whose ally, and what they defend together.

use crate::rules::setting::{CommitmentKind, Setting};
use crate::rules::table::{Id, StateId};
use crate::rules::variable::{CellVar, PairVar};
use crate::rules::world::World;

/// The allies of every state in one position: by a pact that is kept, or by membership of one bloc.
#[derive(Clone, Debug, Default)]
pub(in crate::rules) struct Allies {
    states: usize,
    /// By pair, row by row.
    allied: Vec<bool>,
    /// How many allies each state has.
    counts: Vec<usize>,
    /// Who has somebody else's word or forces to defend it, and whose, beside its allies.
    guarded: Vec<(StateId, StateId)>,
    /// What each state can bring to its defence, points.
    defence: Vec<f64>,
}

impl Allies {
    /// Those of a position.
    #[must_use]
    pub(in crate::rules) fn of(setting: &Setting, world: &World) -> Self {
        let mut allies = Self::default();
        allies.work_out(setting, world);
        allies
    }

    /// Works them out anew, without allocating once there is room.
    pub(in crate::rules) fn work_out(&mut self, setting: &Setting, world: &World) {
        self.states = setting.states.len();
        self.allied.clear();
        self.allied.resize(self.states * self.states, false);
        self.counts.clear();
        self.counts.resize(self.states, 0);
        for (id, _) in setting.blocs.enumerate().filter(|(_, bloc)| !bloc.regime) {
            let members = || setting.states.ids().filter(|state| world.belongs(id, *state));
            for one in members() {
                for other in members() {
                    self.join(one, other);
                }
            }
        }
        for pact in world.commitments.iter().filter(|c| c.kind == CommitmentKind::Pact && c.stands()) {
            self.join(pact.from, pact.to);
            self.join(pact.to, pact.from);
        }
        self.guarded.clear();
        for held in world.commitments.iter().filter(|c| c.stands()) {
            // An assurance is given to who is defended; a base, by who is.
            let guard = match held.kind {
                CommitmentKind::Assurance => (held.to, held.from),
                CommitmentKind::Basing => (held.from, held.to),
                _ => continue,
            };
            if !self.are(guard.0, guard.1) && !self.guarded.contains(&guard) {
                self.guarded.push(guard);
            }
        }
        self.defence.clear();
        self.defence.extend(setting.states.ids().map(|state| defence(setting, world, state)));
    }

    fn join(&mut self, one: StateId, other: StateId) {
        let place = one.index() * self.states + other.index();
        if let Some(allied) = self.allied.get_mut(place).filter(|allied| one != other && !**allied) {
            *allied = true;
            if let Some(count) = self.counts.get_mut(one.index()) {
                *count += 1;
            }
        }
    }

    /// Whether two states are allied. Nobody is its own ally.
    #[must_use]
    pub(super) fn are(&self, one: StateId, other: StateId) -> bool {
        self.allied.get(one.index() * self.states + other.index()).copied().unwrap_or_default()
    }

    /// The allies of a state, in the order of the states.
    pub(super) fn with(&self, state: StateId) -> impl Iterator<Item = StateId> {
        let row = self.allied.get(state.index() * self.states..).unwrap_or_default();
        let count = self.counts.get(state.index()).copied().unwrap_or_default();
        row.iter().enumerate().filter(|(_, allied)| **allied).take(count).map(|(other, _)| StateId::from_index(other))
    }

    /// Whether the defence of a state counts for that of another: an ally's, or that of who has a base there or has given its word.
    #[must_use]
    pub(super) fn counts(&self, state: StateId, other: StateId) -> bool {
        self.are(state, other) || self.guarded.contains(&(state, other))
    }

    /// What a state can bring to its defence, points.
    #[must_use]
    pub(super) fn defence(&self, state: StateId) -> f64 {
        self.defence.get(state.index()).copied().unwrap_or_default()
    }

    /// Own defence and that of allies and guards, as far as the state leans to them, points.
    #[must_use]
    pub(super) fn defended(&self, setting: &Setting, world: &World, state: StateId) -> f64 {
        let mut allied = 0.0;
        let guards = self.guarded.iter().filter(|(who, _)| *who == state).map(|(_, by)| *by);
        for ally in self.with(state).chain(guards) {
            let leans = world.pair(PairVar::Alignment, state, ally).max(0.0);
            allied += setting.params.measure_allies * leans * self.defence(ally);
        }
        self.defence(state) + allied
    }
}

/// What a state can bring to its defence: usable strength with a part of the offence of each domain left out.
fn defence(setting: &Setting, world: &World, state: StateId) -> f64 {
    let left_out = setting.params.defence_offence;
    setting.domains.enumerate().map(|(id, d)| (1.0 - left_out * d.offence) * world.cell(CellVar::Capability, state, id)).sum()
}

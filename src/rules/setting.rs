//! What does not change in play: names, domains, states, channels, parameters, the deck, objectives.

mod deck;
mod state;

pub use deck::{Card, CardEffect, OpeningRequest, Test, Trigger};
pub use state::{Archetype, Concern, Constituency, Goal, Objective, Roles, StateInfo};

use super::ledger::SeenBy;
use super::params::Params;
use super::quantity::Quantity;
use super::table::{ActorId, BlocId, CardId, CommitmentId, DomainId, Id, LinkId, RegionId, StateId, Table};
use super::turn::default_audience;
use super::variable::{Counts, Layout, StateVar, Variable};
use std::ops::Range;

/// Everything about a scenario that a turn reads and never changes.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Short name, used in file names and on the command line.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// One sentence or two for the home screen.
    pub synopsis: String,
    /// The page that is read to the room, Markdown.
    pub briefing: String,
    /// How many turns are played.
    pub turns: u16,
    /// Length of a turn, months, 1–24.
    pub months_per_turn: u16,
    /// Calendar year in which turn 1 begins.
    pub start_year: u16,
    /// The turns at whose start a card is drawn from the pile.
    pub draw_turns: Vec<u16>,
    /// Parameters of the rules, with this scenario's overrides.
    pub params: Params,
    /// Regions of the board.
    pub regions: Table<RegionId, Region>,
    /// States, in the order of the file.
    pub states: Table<StateId, StateInfo>,
    /// Domains of capability.
    pub domains: Table<DomainId, Domain>,
    /// Supply channels, sorted by recipient, domain, supplier. Each recipient has one from itself in every domain.
    pub links: Table<LinkId, LinkInfo>,
    /// Blocs and multilateral regimes.
    pub blocs: Table<BlocId, Bloc>,
    /// Commitments that exist at the start.
    pub commitments: Table<CommitmentId, CommitmentInfo>,
    /// The deck.
    pub deck: Table<CardId, Card>,
    /// Brokers and armed groups.
    pub actors: Table<ActorId, NonState>,
    /// True numbers that others than the named seats see differently.
    pub hidden: Vec<Hidden>,
    /// Pairs whose reaction to each other's strength is strong, with its strength 0–1.
    pub rivals: Vec<(StateId, StateId, f64)>,
    /// What follows from the rest; made by [`Setting::prepare`].
    pub index: Index,
}

/// What follows from the other parts of a setting and is looked up often.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Where the channels of each recipient and domain begin, and the end.
    starts: Vec<u32>,
    /// What quality and price of a channel are worth to its recipient, in utility.
    taste: Vec<f64>,
    /// Price of a point on a channel at its usual tier, $bn.
    price: Vec<f64>,
    /// States that supply any other.
    suppliers: Vec<StateId>,
    /// How many turns ahead a routine order can arrive.
    pub slots: u16,
    /// Numbers that not everybody may know.
    private: Vec<Variable>,
}

impl Setting {
    /// Length of a turn, years.
    #[must_use]
    pub fn dt(&self) -> f64 {
        f64::from(self.months_per_turn) / 12.0
    }

    /// How many turns a year has, at least 1.
    #[must_use]
    pub fn turns_a_year(&self) -> u16 {
        (12 / self.months_per_turn.max(1)).max(1)
    }

    /// The seat that a new game offers: the first exporter that people may play, and that is no rival; else whoever they may play.
    #[must_use]
    pub fn first_seat(&self) -> Option<StateId> {
        let playable = |s: &StateInfo| s.playable && s.roles.exporter && !s.roles.rival;
        self.states.find(playable).or_else(|| self.states.find(|s| s.playable))
    }

    /// The state of that name or code.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<StateId> {
        self.states.find(|s| s.name == name || s.code == name)
    }

    /// The domain of that code or name.
    #[must_use]
    pub fn domain(&self, name: &str) -> Option<DomainId> {
        self.domains.find(|d| d.code == name || d.name == name)
    }

    /// The channel between two states in a domain, if there is one.
    #[must_use]
    pub fn link(&self, supplier: StateId, recipient: StateId, domain: DomainId) -> Option<LinkId> {
        self.links_of(recipient, domain).find(|link| self.links[*link].supplier == supplier)
    }

    /// Where the numbers of its positions lie.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::new(Counts {
            states: self.states.len(),
            domains: self.domains.len(),
            regions: self.regions.len(),
            links: self.links.len(),
            blocs: self.blocs.len(),
            actors: self.actors.len(),
        })
    }

    /// Works out what is looked up often. Called once, when everything else is in place.
    pub fn prepare(&mut self) {
        let mut starts = Vec::with_capacity(self.states.len() * self.domains.len() + 1);
        let links = self.links.as_slice();
        for state in self.states.ids() {
            for domain in self.domains.ids() {
                starts.push(links.partition_point(|l| (l.recipient, l.domain) < (state, domain)) as u32);
            }
        }
        starts.push(links.len() as u32);
        let params = &self.params;
        let price = |l: &LinkInfo| params.tier_price(l.tier) * self.states[l.supplier].price_index;
        let taste = |l: &LinkInfo| {
            let own = l.supplier == l.recipient;
            let quality = params.utility_quality * libm::log(params.tier_quality(l.tier));
            if own { 0.0 } else { quality - params.utility_price * libm::log(price(l).max(1e-6)) }
        };
        let mut suppliers: Vec<StateId> = links.iter().filter(|l| l.supplier != l.recipient).map(|l| l.supplier).collect();
        suppliers.sort_unstable();
        suppliers.dedup();
        let longest = (1..=4).map(|tier| params.tier_lead(tier)).fold(0.0, f64::max) + StateVar::LeadDelay.range().1;
        let slots = libm::ceil(longest / f64::from(self.months_per_turn.max(1))) as u16 + 2;
        self.index = Index {
            starts,
            taste: links.iter().map(taste).collect(),
            price: links.iter().map(price).collect(),
            suppliers,
            slots,
            private: self.layout().variables().filter(|variable| default_audience(*variable) != SeenBy::All).collect(),
        };
    }

    /// The place of a state and a domain in a list by both.
    #[must_use]
    #[inline]
    pub fn place(&self, state: StateId, domain: DomainId) -> usize {
        state.index() * self.domains.len() + domain.index()
    }

    /// The channels of one recipient in one domain.
    #[inline]
    pub fn links_of(&self, recipient: StateId, domain: DomainId) -> impl DoubleEndedIterator<Item = LinkId> + Clone + use<> {
        let (start, end) = self.bounds(recipient, domain);
        (start..end).map(LinkId)
    }

    /// The same as places in the table of channels.
    #[inline]
    pub fn channels(&self, recipient: StateId, domain: DomainId) -> Range<usize> {
        let (start, end) = self.bounds(recipient, domain);
        start as usize..end as usize
    }

    #[inline]
    fn bounds(&self, recipient: StateId, domain: DomainId) -> (u32, u32) {
        let cell = self.place(recipient, domain);
        match self.index.starts.get(cell..cell + 2) {
            Some([start, end]) => (*start, *end),
            _ => self.search(recipient, domain),
        }
    }

    /// The same while the scenario is still being built.
    fn search(&self, recipient: StateId, domain: DomainId) -> (u32, u32) {
        let key = (recipient, domain);
        let links = self.links.as_slice();
        let start = links.partition_point(|l| (l.recipient, l.domain) < key);
        let end = links.partition_point(|l| (l.recipient, l.domain) <= key);
        (start as u32, end as u32)
    }

    /// Every channel to one recipient.
    #[inline]
    pub fn links_to(&self, recipient: StateId) -> impl DoubleEndedIterator<Item = LinkId> + Clone + use<> {
        let domains = self.domains.len();
        let at = |cell: usize| self.index.starts.get(cell).copied().unwrap_or_default();
        (at(recipient.index() * domains)..at((recipient.index() + 1) * domains)).map(LinkId)
    }

    /// What quality and price of a channel are worth, in utility.
    #[must_use]
    #[inline]
    pub fn taste(&self, link: LinkId) -> f64 {
        self.index.taste.get(link.index()).copied().unwrap_or_default()
    }

    /// Price of a point on a channel at its usual tier, $bn.
    #[must_use]
    #[inline]
    pub fn link_price(&self, link: LinkId) -> f64 {
        self.index.price.get(link.index()).copied().unwrap_or(1.0)
    }

    /// Every state that supplies another.
    #[must_use]
    pub fn suppliers(&self) -> &[StateId] {
        &self.index.suppliers
    }

    /// The numbers that not everybody may know, in the order of storage.
    #[must_use]
    pub(in crate::rules) fn private(&self) -> &[Variable] {
        &self.index.private
    }

    /// That price for some channels that lie together.
    #[must_use]
    #[inline]
    pub(in crate::rules) fn prices(&self, channels: Range<usize>) -> &[f64] {
        self.index.price.get(channels).unwrap_or_default()
    }

    /// Price of a point, $bn, by supplier and tier.
    #[must_use]
    pub fn price(&self, supplier: StateId, tier: u8) -> f64 {
        self.params.tier_price(tier) * self.states[supplier].price_index
    }

    /// The calendar year in which a turn begins, and which part of it (0 for the first).
    #[must_use]
    pub fn calendar(&self, turn: u16) -> (u16, u16) {
        let months = u32::from(turn.saturating_sub(1)) * u32::from(self.months_per_turn);
        (self.start_year + (months / 12) as u16, (months % 12) as u16 / self.months_per_turn.max(1))
    }

    /// How strongly two states react to each other, 0 for pairs that the scenario does not name.
    #[must_use]
    pub fn rivalry(&self, a: StateId, b: StateId) -> f64 {
        let named = self.rivals.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
        named.map_or(0.0, |(_, _, strength)| *strength)
    }

    /// Every state that licenses others at the start.
    pub fn exporters(&self) -> impl Iterator<Item = StateId> + '_ {
        self.states.enumerate().filter(|(_, s)| s.roles.exporter || s.roles.rival).map(|(id, _)| id)
    }
}

/// A field of the board.
#[derive(Clone, Debug)]
pub struct Region {
    /// Name.
    pub name: String,
}

/// A domain of capability.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Two letters.
    pub code: String,
    /// Name.
    pub name: String,
    /// How threatening it looks, 0–1.
    pub offence: f64,
    /// How well end use can be monitored at the start, 0–1.
    pub verifiability: f64,
    /// Years until a holding is worn out.
    pub service_life_years: f64,
    /// Whether its rules are still being written.
    pub emerging: bool,
}

/// One supply channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkInfo {
    /// Who supplies.
    pub supplier: StateId,
    /// Who receives.
    pub recipient: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier of routine orders, 1–4.
    pub tier: u8,
}

/// A bloc or a multilateral regime.
#[derive(Clone, Debug)]
pub struct Bloc {
    /// Name.
    pub name: String,
    /// Whether it is a multilateral regime and not a bloc.
    pub regime: bool,
    /// Members at the start, each with its rigour of enforcement 0–1.
    pub members: Vec<(StateId, f64)>,
    /// Members that belong by half.
    pub associates: Vec<StateId>,
    /// Whether it is only an idea at the start, to be founded by order or by a card.
    pub dormant: bool,
    /// Whose goods its members get cheaper and sooner, and by how much.
    pub terms: Option<RegimeTerms>,
    /// Share of members that a joint sanction needs.
    pub sanction_threshold: f64,
    /// What members share, in words.
    pub criteria: String,
}

/// What the members of a rival regime get from its founder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegimeTerms {
    /// Who founds it and supplies its members.
    pub founder: StateId,
    /// Part of the price that members do not pay, 0–0.5.
    pub discount: f64,
    /// Who joins at once.
    pub eager: Option<StateId>,
}

/// A commitment that exists at the start.
#[derive(Clone, Debug)]
pub struct CommitmentInfo {
    /// Name on the board.
    pub name: String,
    /// Kind.
    pub kind: CommitmentKind,
    /// Who gives it.
    pub from: StateId,
    /// Who holds it.
    pub to: StateId,
    /// The turn at whose end it lapses unless renewed.
    pub until_turn: Option<u16>,
    /// Strained when any of these holds.
    pub strained_when: Vec<Test>,
    /// Broken when all of these hold; never, where empty.
    pub broken_when: Vec<Test>,
}

/// Kinds of commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommitmentKind {
    /// Defence pact.
    Pact,
    /// Basing.
    Basing,
    /// Exclusive supply.
    ExclusiveSupply,
    /// Intelligence sharing.
    Intelligence,
    /// Joint programme.
    JointProgramme,
    /// Membership of a bloc.
    Membership,
    /// Assurance.
    Assurance,
    /// Red line.
    RedLine,
    /// Declared neutrality.
    Neutrality,
}

/// A broker or an armed group.
#[derive(Clone, Debug)]
pub struct NonState {
    /// Name.
    pub name: String,
    /// Home region.
    pub region: RegionId,
    /// Strength, 0–1.
    pub strength: f64,
    /// Who receives what leaks through it, with weights.
    pub passes_to: Vec<(StateId, f64)>,
    /// Exposure of each state, 0–1.
    pub exposure: Vec<(StateId, f64)>,
}

/// A number that is not what most seats believe.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Which. The world holds the true value.
    pub variable: Variable,
    /// What the others see.
    pub public: Quantity,
    /// Who knows the true one.
    pub known_to: Vec<StateId>,
}

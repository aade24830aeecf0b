//! Names for ids, and ids for names.

use crate::rules::order::Seat;
use crate::rules::price::OrderName;
use crate::rules::setting::Setting;
use crate::rules::table::{BlocId, CardId, CommitmentId, DomainId, Id, LinkId, StateId};
use crate::rules::variable::{StateVar, Variable};
use crate::rules::world::World;
use crate::scenario::name_error;
use crate::text::fill;

/// The seat of the one who leads the game, as files write it.
pub(super) const FACILITATOR: &str = "facilitator";

/// Gives the names that files use.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(pub(super) &'a Setting);

impl Names<'_> {
    pub(super) fn state(self, id: StateId) -> String {
        self.0.states[id].name.clone()
    }

    pub(super) fn states(self, ids: &[StateId]) -> Vec<String> {
        ids.iter().map(|id| self.state(*id)).collect()
    }

    pub(super) fn domain(self, id: DomainId) -> String {
        self.0.domains[id].code.clone()
    }

    pub(super) fn domains(self, ids: &[DomainId]) -> Vec<String> {
        ids.iter().map(|id| self.domain(*id)).collect()
    }

    pub(super) fn bloc(self, id: BlocId) -> String {
        self.0.blocs[id].name.clone()
    }

    pub(super) fn card(self, id: CardId) -> String {
        self.0.deck[id].title.clone()
    }

    pub(super) fn commitment(self, id: CommitmentId) -> String {
        self.0.commitments[id].name.clone()
    }

    pub(super) fn variable(self, variable: Variable) -> String {
        variable.name(self.0)
    }
}

/// Looks names up and collects everything that is wrong; what it gives for a name that is unknown is never used.
pub(super) struct Reader<'a> {
    pub(super) setting: &'a Setting,
    pub(super) world: Option<&'a World>,
    /// The state whose order is read.
    pub(super) seat: StateId,
    wrong: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(setting: &'a Setting, world: Option<&'a World>) -> Self {
        Self { setting, world, seat: StateId(0), wrong: Vec::new() }
    }

    /// Notes something that is wrong.
    pub(super) fn say(&mut self, sentence: String) {
        self.wrong.push(sentence);
    }

    /// How many things are wrong so far.
    pub(super) const fn count(&self) -> usize {
        self.wrong.len()
    }

    /// Everything that is wrong.
    pub(super) fn wrong(&mut self) -> Vec<String> {
        std::mem::take(&mut self.wrong)
    }

    /// Whose order it is.
    pub(super) fn seat(&mut self, name: &str) -> Seat {
        if name == FACILITATOR {
            return Seat::Facilitator;
        }
        self.seat = self.state(name);
        Seat::State(self.seat)
    }

    pub(super) fn state(&mut self, name: &str) -> StateId {
        let setting = self.setting;
        self.found(setting.state(name), "orders.unknown_state", name, || setting.states.iter().map(|s| s.name.as_str()).collect())
    }

    pub(super) fn states(&mut self, names: &[String]) -> Vec<StateId> {
        names.iter().map(|name| self.state(name)).collect()
    }

    pub(super) fn domain(&mut self, name: &str) -> DomainId {
        let setting = self.setting;
        self.found(setting.domain(name), "orders.unknown_domain", name, || {
            setting.domains.iter().map(|d| d.code.as_str()).collect()
        })
    }

    pub(super) fn domains(&mut self, names: &[String]) -> Vec<DomainId> {
        names.iter().map(|name| self.domain(name)).collect()
    }

    pub(super) fn bloc(&mut self, name: &str) -> BlocId {
        let blocs = &self.setting.blocs;
        let found = blocs.find(|b| b.name == name);
        self.found(found, "orders.unknown_bloc", name, || blocs.iter().map(|b| b.name.as_str()).collect())
    }

    pub(super) fn card(&mut self, title: &str) -> CardId {
        let deck = &self.setting.deck;
        let found = deck.find(|c| c.title == title);
        self.found(found, "orders.unknown_card", title, || deck.iter().map(|c| c.title.as_str()).collect())
    }

    pub(super) fn commitment(&mut self, name: &str) -> CommitmentId {
        let commitments = &self.setting.commitments;
        let found = commitments.find(|c| c.name == name);
        self.found(found, "orders.unknown_commitment", name, || commitments.iter().map(|c| c.name.as_str()).collect())
    }

    /// A kind of order, as prices and permissions name it.
    pub(super) fn order(&mut self, name: &str) -> String {
        if OrderName::parse(name).is_none() {
            let known: Vec<&str> = OrderName::ALL.iter().map(|kind| kind.name()).collect();
            self.say(fill("orders.unknown_order", &[("name", name), ("known", &known.join(", "))]));
        }
        name.to_owned()
    }

    pub(super) fn variable(&mut self, name: &str) -> Variable {
        match Variable::parse(name, self.setting) {
            Ok(variable) => variable,
            Err(error) => {
                self.say(name_error(&error));
                Variable::State(StateVar::Capital, StateId(0))
            }
        }
    }

    /// The channel of a supplier to a recipient in a domain.
    pub(super) fn link(&mut self, supplier: &str, domain: &str, recipient: &str) -> LinkId {
        let known = self.count();
        let ids = (self.state(supplier), self.state(recipient), self.domain(domain));
        let link = self.setting.link(ids.0, ids.1, ids.2);
        if link.is_none() && self.count() == known {
            let names = [("supplier", supplier), ("recipient", recipient), ("domain", domain)];
            self.say(fill("orders.no_channel", &names));
        }
        link.unwrap_or(LinkId(0))
    }

    /// A number that must lie in a range; written as a float, as cards do.
    pub(super) fn within(&mut self, field: &str, value: f64, (low, high): (f64, f64)) -> f64 {
        if !(low..=high).contains(&value) {
            let (value, low, high) = (value.to_string(), low.to_string(), high.to_string());
            self.say(fill("orders.out_of_range", &[("field", field), ("value", &value), ("low", &low), ("high", &high)]));
        }
        value
    }

    /// A number that is no infinity and no nonsense.
    pub(super) fn finite(&mut self, field: &str, value: f64) -> f64 {
        self.within(field, value, (-1e9, 1e9))
    }

    fn found<'n, I: Id>(&mut self, found: Option<I>, message: &str, name: &str, known: impl FnOnce() -> Vec<&'n str>) -> I {
        found.unwrap_or_else(|| {
            self.say(fill(message, &[("name", name), ("known", &known().join(", "))]));
            I::from_index(0)
        })
    }
}

//! The ground of the directions: Meridian without cards and without luck, and two of its worlds held against each other.

use std::sync::{Arc, LazyLock};

use countersign::rules::draws::Seed;
use countersign::rules::ledger::Ledger;
use countersign::rules::order::{Decision, FacilitatorOrder, Order, OrderKind, ValidOrders};
use countersign::rules::params::Params;
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::{CardEffect, Setting};
use countersign::rules::table::{BlocId, DomainId, LinkId, StateId, Table};
use countersign::rules::turn::{explain_turn, resolve_turn, rollout_turn};
use countersign::rules::validate::{Refusal, validate};
use countersign::rules::variable::Variable;
use countersign::rules::world::{Request, RequestKey, World};
use countersign::scenario::{self, Scenario};

static MERIDIAN: LazyLock<Scenario> = LazyLock::new(|| {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    scenario::load(bundled.file, bundled.text).expect("Meridian has no problem")
});

/// A state of Meridian.
pub(crate) fn state(name: &str) -> StateId {
    MERIDIAN.setting.state(name).expect("a state of Meridian")
}

/// A domain of Meridian.
pub(crate) fn domain(code: &str) -> DomainId {
    MERIDIAN.setting.domain(code).expect("a domain of Meridian")
}

/// A channel of Meridian.
pub(crate) fn link(supplier: &str, code: &str, recipient: &str) -> LinkId {
    MERIDIAN.setting.link(state(supplier), state(recipient), domain(code)).expect("a channel of Meridian")
}

/// The bloc of Meridian.
pub(crate) fn compact() -> BlocId {
    MERIDIAN.setting.blocs.find(|b| b.name == "Sound Compact").expect("the Compact")
}

/// A number as the rules keep it.
pub(crate) fn q(value: f64) -> Quantity {
    Quantity::from_f64(value)
}

/// A position of Meridian, and what is ordered in it.
#[derive(Clone)]
pub(crate) struct Board {
    pub(crate) setting: Setting,
    pub(crate) world: World,
    orders: Vec<Order>,
}

/// Meridian in its first turn, with its in-tray, but with no cards, no leaks, no lumpy orders, no answers and no new requests: whatever
/// differs then comes from the one thing that differs.
pub(crate) fn board() -> Board {
    let mut setting = MERIDIAN.setting.clone();
    let mut world = MERIDIAN.world.clone();
    setting.deck = Table::default();
    world.cards = Table::default();
    let mut board = Board { setting, world, orders: Vec::new() };
    board = board.param(|p| {
        p.leak_hazard = 0.0;
        p.share_lump = 0.0;
        p.harm_odds = 0.0;
        p.request_gap = 2.0;
    });
    board
}

/// [`board`] without its in-tray and with nothing on its way.
pub(crate) fn quiet() -> Board {
    let mut board = board();
    board.world.requests.clear();
    board.world.pipeline.clear();
    board
}

impl Board {
    /// The same with another number, from the opening on.
    pub(crate) fn with(self, name: &str, value: f64) -> Self {
        let variable = self.variable(name);
        let mut board = self.moved(name, value);
        Arc::make_mut(&mut board.world.opening).put(variable, q(value));
        board
    }

    /// The same with a number that has moved since the opening.
    pub(crate) fn moved(mut self, name: &str, value: f64) -> Self {
        let variable = self.variable(name);
        self.world.values.put(variable, q(value));
        self
    }

    /// The same with another parameter.
    pub(crate) fn param(mut self, change: impl FnOnce(&mut Params)) -> Self {
        change(&mut self.setting.params);
        self.setting.prepare();
        self
    }

    /// The same with something else in its position.
    pub(crate) fn changed(mut self, change: impl FnOnce(&mut World)) -> Self {
        change(&mut self.world);
        self
    }

    /// The same with something else in its setting.
    pub(crate) fn arranged(mut self, change: impl FnOnce(&mut Setting)) -> Self {
        change(&mut self.setting);
        self.setting.prepare();
        self
    }

    /// The same with one more order.
    pub(crate) fn ordering(mut self, seat: &str, kind: OrderKind) -> Self {
        self.orders.push(Order::new(state(seat), kind));
        self
    }

    /// The same with a decision on what one asked of another.
    pub(crate) fn deciding(self, from: &str, to: &str, decision: Decision) -> Self {
        let key = self.request(from, to).key;
        self.ordering(to, OrderKind::Decide(key, decision))
    }

    /// The same with effects that the facilitator writes.
    pub(crate) fn writing(mut self, effects: Vec<CardEffect>) -> Self {
        self.orders.push(Order::of_facilitator(FacilitatorOrder::Write { title: "a card".to_owned(), effects }));
        self
    }

    /// The same with one more request in the in-tray, like another one but for what is changed.
    pub(crate) fn asking(mut self, from: &str, to: &str, change: impl FnOnce(&mut Request)) -> Self {
        let mut request = self.request(from, to).clone();
        change(&mut request);
        request.key = RequestKey::new(request.from, request.to, request.domain, 1, 9);
        self.world.requests.push(request);
        self.world.requests.sort_by_key(|r| r.key);
        self
    }

    /// The same with nothing ordered.
    pub(crate) fn forgetting(mut self) -> Self {
        self.orders.clear();
        self
    }

    /// What one asks of another.
    pub(crate) fn request(&self, from: &str, to: &str) -> &Request {
        let (from, to) = (state(from), state(to));
        self.world.requests.iter().find(|r| r.from == from && r.to == to).expect("a request")
    }

    /// A variable by its name.
    pub(crate) fn variable(&self, name: &str) -> Variable {
        Variable::parse(name, &self.setting).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// A number by its name.
    pub(crate) fn get(&self, name: &str) -> f64 {
        self.world.get(self.variable(name))
    }

    /// What the rules say of the orders.
    pub(crate) fn check(&self) -> Result<ValidOrders, Vec<Refusal>> {
        validate(&self.setting, &self.world, &self.orders)
    }

    /// The position after the turn, nothing ordered yet.
    pub(crate) fn played(&self) -> Self {
        let orders = self.check().unwrap_or_else(|refused| panic!("legal orders: {refused:?}"));
        let world = rollout_turn(&self.setting, &self.world, &orders, Seed(11));
        Self { setting: self.setting.clone(), world, orders: Vec::new() }
    }

    /// The position after so many turns, with the orders in the first.
    pub(crate) fn after(&self, turns: usize) -> Self {
        (1..turns).fold(self.played(), |board, _| board.played())
    }

    /// What the turn writes down, on some luck.
    pub(crate) fn ledger(&self, seed: u64) -> Ledger {
        let orders = self.check().unwrap_or_else(|refused| panic!("legal orders: {refused:?}"));
        resolve_turn(&self.setting, &self.world, &orders, Seed(seed)).ledger
    }

    /// What the turn writes down, with the parts of every formula.
    pub(crate) fn explained(&self) -> Ledger {
        let orders = self.check().unwrap_or_else(|refused| panic!("legal orders: {refused:?}"));
        explain_turn(&self.setting, &self.world, &orders, Seed(11))
    }

    /// In how many of a hundred lucks the turn comes out so.
    pub(crate) fn often(&self, so: impl Fn(&Ledger) -> bool) -> usize {
        (0..100).filter(|seed| so(&self.ledger(*seed))).count()
    }
}

/// What differs in `other` raises a number against `one`, after a turn.
#[track_caller]
pub(crate) fn raises(one: &Board, other: &Board, name: &str) {
    raises_after(1, one, other, name);
}

/// What differs in `other` lowers a number against `one`, after a turn.
#[track_caller]
pub(crate) fn lowers(one: &Board, other: &Board, name: &str) {
    raises_after(1, other, one, name);
}

/// [`lowers`] after so many turns.
#[track_caller]
pub(crate) fn lowers_after(turns: usize, one: &Board, other: &Board, name: &str) {
    raises_after(turns, other, one, name);
}

/// [`raises`] after so many turns.
#[track_caller]
pub(crate) fn raises_after(turns: usize, one: &Board, other: &Board, name: &str) {
    let (one, other) = (one.after(turns).get(name), other.after(turns).get(name));
    assert!(other > one + 1.5e-6, "{name} ends at {other}, against {one}");
}

/// Haldry's request, licensed a turn ago and not yet delivered.
pub(crate) fn licensed() -> (Board, RequestKey) {
    let key = board().request("Haldry", "Claverne").key;
    let after = board().deciding("Haldry", "Claverne", Decision::Approve).played();
    (after.changed(|world| world.requests.clear()), key)
}

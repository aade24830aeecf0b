//! What a seat may know.
//!
//! A [`SeatView`] is made here and nowhere else, and holds no secret: hidden numbers are replaced by what the public believes,
//! undetected leaks and others' private beliefs are taken out. Computer players, previews, and everything that a seat is shown
//! start from it. A facilitator looks at the [`World`] itself, and what is shown to the whole room is a [`PublicView`].

mod told;
mod unseen;
mod viewer;

pub use told::{Span, told};
pub use viewer::Viewer;

use std::sync::Arc;

use super::ledger::{Entry, Headline, Ledger};
use super::quantity::Quantity;
use super::setting::Setting;
use super::table::StateId;
use super::turn::default_audience;
use super::variable::{ActorVar, CriterionVar, StateVar, Variable};
use super::world::{Leak, World};

/// The position as one seat believes it to be.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatView {
    seat: StateId,
    believed: World,
}

/// The position as everybody in the room may know it: what is private to any seat is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicView {
    known: World,
}

impl PublicView {
    /// What everybody may know of a position.
    #[must_use]
    pub fn new(setting: &Setting, world: &World) -> Self {
        Self { known: believed(setting, world, Viewer::Room) }
    }

    /// The position, with what not everybody may know replaced by what somebody who knows nothing would suppose.
    #[must_use]
    pub const fn known(&self) -> &World {
        &self.known
    }

    /// The same, for keeps.
    #[must_use]
    pub fn into_known(self) -> World {
        self.known
    }
}

impl SeatView {
    /// What a seat sees of a position.
    #[must_use]
    pub fn new(setting: &Setting, world: &World, seat: StateId) -> Self {
        Self { seat, believed: believed(setting, world, Viewer::Seat(seat)) }
    }

    /// Whose view it is.
    #[must_use]
    pub const fn seat(&self) -> StateId {
        self.seat
    }

    /// The position, with what the seat may not know replaced by what it would suppose.
    #[must_use]
    pub const fn believed(&self) -> &World {
        &self.believed
    }

    /// The same, for keeps.
    #[must_use]
    pub fn into_believed(self) -> World {
        self.believed
    }

    /// A number, if the seat may know it.
    #[must_use]
    pub fn get(&self, variable: Variable) -> Option<f64> {
        default_audience(variable).allows(self.seat).then(|| self.believed.get(variable))
    }

    /// The entries of a ledger that the seat may read, with their places.
    pub fn entries<'l>(&self, ledger: &'l Ledger) -> impl Iterator<Item = (usize, &'l Entry)> + use<'l> {
        let seat = self.seat;
        ledger.entries.iter().enumerate().filter(move |(_, e)| e.seen_by.allows(seat))
    }

    /// The headlines that the seat may read.
    pub fn headlines<'l>(&self, ledger: &'l Ledger) -> impl Iterator<Item = &'l Headline> + use<'l> {
        let seat = self.seat;
        ledger.headlines.iter().filter(move |h| h.seen_by.allows(seat))
    }
}

/// The position with what a seat or the room may not know replaced by what it would suppose.
fn believed(setting: &Setting, world: &World, who: Viewer) -> World {
    let mut believed = world.clone();
    let is = |state: StateId| who == Viewer::Seat(state);
    for variable in setting.private() {
        if !who.may_know(default_audience(*variable)) {
            believed.values.put(*variable, supposed(setting, *variable));
        }
    }
    let told = |h: &super::setting::Hidden| who.seat().is_some_and(|seat| h.known_to.contains(&seat));
    let known = |h: &&super::setting::Hidden| told(h) || world.revealed.contains(&h.variable);
    for hidden in setting.hidden.iter().filter(|h| !known(h)) {
        believed.values.put(hidden.variable, hidden.public);
        Arc::make_mut(&mut believed.opening).put(hidden.variable, hidden.public);
    }
    // Who passed something on itself knows it; nobody else knows of what leaked unseen.
    let unseen = |leak: &&Leak| leak.detected.is_none() && !(leak.wilful && is(leak.holder));
    for leak in world.leaks.iter().filter(unseen) {
        let left = unseen::left(setting, world, leak);
        for (link, points) in [(Some(leak.link), left), (leak.into, -left)] {
            // Where the public number is not the true one, it knows nothing of the leak.
            let public = |link: &super::table::LinkId| {
                let variable = Variable::Link(super::variable::LinkVar::Points, *link);
                setting.hidden.iter().filter(|h| !known(h)).all(|h| h.variable != variable)
            };
            if let Some(link) = link.filter(public) {
                let variable = Variable::Link(super::variable::LinkVar::Points, link);
                believed.values.put(variable, believed.values.get(variable) + points);
            }
        }
        if let (None, Some(actor)) = (leak.into, leak.through) {
            let strength = Variable::Actor(ActorVar::Strength, actor);
            let gained = Quantity::from_f64(setting.params.actor_strength * unseen::worn_strength(setting, world, leak));
            believed.values.put(strength, (believed.values.get(strength) - gained).max(Quantity::ZERO));
        }
    }
    believed.leaks.retain(|leak| !unseen(&leak));
    // What has come out counts against who supplied it.
    for supplier in setting.states.ids() {
        let known = believed.leaks.iter().filter(|leak| leak.supplier == supplier);
        let leaked = known.fold(Quantity::ZERO, |sum, leak| sum + leak.points);
        believed.values.put(Variable::State(StateVar::Leaked, supplier), leaked);
    }
    believed.grounds.retain(|grounds| is(grounds.state));
    let private = |d: &super::world::Decided| d.public || is(d.exporter) || is(d.partner);
    believed.record.retain(private);
    // What somebody else expected rests on a belief that is its own.
    for decided in believed.record.iter_mut().filter(|d| !is(d.partner) && !is(d.exporter)) {
        decided.expected = Quantity::from_f64(setting.params.supposed_reliability);
    }
    // For how long the condition of a card has held tells of what it rests on, and so does a card's nearness.
    for card in &mut believed.cards {
        card.held = 0;
    }
    for exporter in setting.states.ids().filter(|id| !is(*id) && world.licenses(*id)) {
        let declared = world.state(StateVar::Declared, exporter);
        for nth in 0..9_u8 {
            // All criteria weigh alike, as far as one knows.
            let alike = 1.0 / crate::rules::order::Ground::ALL.len() as f64;
            let threshold = setting.params.supposed_threshold;
            let (known, guess) = if nth < 5 { (declared >= 0.5, alike) } else { (declared >= 1.0, threshold) };
            if !known {
                for kind in CriterionVar::ALL {
                    believed.values.put(Variable::Criterion(*kind, exporter, nth), Quantity::from_f64(guess));
                }
            }
        }
    }
    for request in believed.requests.iter_mut().filter(|r| !is(r.from) && !is(r.to)) {
        // Requests between others are seen, but not what was said with them.
        request.plea = None;
    }
    unseen::put_back(setting, world, &mut believed);
    unseen::man_unknown(setting, &mut believed, setting.hidden.iter().filter(|h| !known(h)));
    derive(setting, &mut believed);
    believed.values.mark();
    believed
}

/// Numbers that follow from what is believed are worked out from it, so that they give no secret away.
fn derive(setting: &Setting, believed: &mut World) {
    use super::capability;
    use super::variable::{CellVar, PairVar};
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let fit = capability::integration(setting, believed, state, domain);
            let holding = capability::holding(setting, believed, state, domain);
            let works = believed.cell(CellVar::Absorption, state, domain) * fit;
            let cell = |kind| Variable::Cell(kind, state, domain);
            believed.values.put(cell(CellVar::Integration), Quantity::from_f64(fit));
            believed.values.put(cell(CellVar::Capability), Quantity::from_f64(works * holding.usable));
            believed.values.put(cell(CellVar::Cover), Quantity::from_f64(works * holding.covering));
        }
        let offence = capability::offence(setting, believed, state);
        believed.values.put(Variable::State(StateVar::Offence, state), Quantity::from_f64(offence));
    }
    for from in setting.states.ids() {
        for to in setting.states.ids().filter(|to| *to != from) {
            let (hostility, trend) = (believed.pair(PairVar::Hostility, from, to), believed.pair(PairVar::Trend, from, to));
            let (own, other) = (believed.state(StateVar::Offence, from), believed.state(StateVar::Offence, to));
            let threat = capability::threat(hostility, trend, own, other);
            believed.values.put(Variable::Pair(PairVar::Threat, from, to), Quantity::from_f64(threat));
        }
    }
    for (a, b, _) in &setting.rivals {
        for (from, to) in [(*a, *b), (*b, *a)] {
            let margin = super::phases::margin(setting, believed, from, to);
            believed.values.put(Variable::Pair(PairVar::Margin, from, to), Quantity::from_f64(margin));
        }
    }
    for (variable, value) in super::phases::measures::all(setting, believed) {
        believed.values.put(variable, Quantity::from_f64(value));
    }
}

/// What somebody who knows nothing supposes a number to be.
fn supposed(setting: &Setting, variable: Variable) -> Quantity {
    use super::variable::PairVar;
    match variable {
        Variable::Pair(PairVar::Reliability, ..) => Quantity::from_f64(setting.params.supposed_reliability),
        Variable::Pair(PairVar::Evidence, ..) => Quantity::from_f64(setting.params.supposed_evidence),
        Variable::State(StateVar::Answer, _) => Quantity::from_f64(-1.0),
        Variable::State(StateVar::Reaction, _) => Quantity::ONE,
        _ => Quantity::ZERO,
    }
}

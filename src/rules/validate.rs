//! Which orders the rules accept, and why not the others.

mod beside;
mod bloc;
mod desk;
mod effects;
mod key;
mod partner;

use super::order::{FacilitatorOrder, Order, OrderKind, Seat, ValidOrders};
use super::price::{Currency, OrderName, forbidden};
use super::setting::{CommitmentKind, Setting};
use super::table::{BlocId, StateId};
use super::variable::{StateVar, Variable};
use super::world::{LicenceState, RequestKey, World};
use desk::Desk;
use key::sort_key;

/// Requests of one state that may wait for one exporter.
pub const OPEN_MOST: usize = 2;

/// An order that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which: its place in the list that was given.
    pub order: usize,
    /// Whose.
    pub seat: Seat,
    /// Why.
    pub why: Why,
}

/// Why an order is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// The game is over.
    Over,
    /// An order of a state that only the facilitator may give, or the other way round.
    WrongSeat,
    /// A card forbids it for now.
    Forbidden(OrderName),
    /// No such request waits.
    NoRequest(RequestKey),
    /// The request is for somebody else to answer.
    NotYours(RequestKey),
    /// The same thing was ordered twice.
    Twice(RequestKey),
    /// More decisions than the licensing office can process.
    Capacity {
        /// How much of its time the orders take.
        ordered: f64,
        /// How much is left.
        left: f64,
    },
    /// What the orders of a seat cost together is more than it has.
    Unaffordable {
        /// In what.
        currency: Currency,
        /// What it costs.
        needs: f64,
        /// What there is.
        has: f64,
    },
    /// The tier is above the ceiling for this partner.
    Ceiling {
        /// Tier asked for.
        tier: u8,
        /// Ceiling.
        ceiling: u8,
    },
    /// A chapter on emerging technology asks for shared verification, and the bloc does not verify together.
    Unverified {
        /// Tier asked for.
        tier: u8,
        /// The bloc or regime.
        bloc: BlocId,
    },
    /// The supplier's industry does not make that tier.
    NotMade {
        /// Tier asked for.
        tier: u8,
        /// Highest tier made.
        made: u8,
    },
    /// A licence with conditions without a condition.
    NoCondition,
    /// Two clauses of one kind.
    SameClause,
    /// A number is out of its range.
    Range {
        /// Which number.
        of: Figure,
        /// As it was given.
        given: f64,
        /// The least and the greatest that it may be.
        range: (f64, f64),
        /// Whether it must be more than the least.
        above: bool,
    },
    /// An effect of a written inject or ruling names what the board does not have, or has a number that cannot be.
    Effects,
    /// A number that nobody is kept from knowing cannot be revealed.
    NotHidden(Variable),
    /// A tier that is not lower than the one asked for.
    NotLower {
        /// Tier offered.
        tier: u8,
        /// Tier asked for.
        asked: u8,
    },
    /// Open bidding where there are fewer than two bidders.
    Bidders {
        /// How many there are.
        bidders: usize,
    },
    /// The promised turn is not ahead, or after the end.
    BadDate(u16),
    /// Whom it asks does not license, or the state itself does not.
    NotAnExporter(StateId),
    /// The state asks nobody for transfers.
    NotAPartner(StateId),
    /// There is no channel in that domain.
    NoChannel,
    /// More than two open requests to one exporter.
    TooManyRequests {
        /// How many are open, with this one.
        open: usize,
        /// How many may be.
        most: usize,
    },
    /// More than three years' new-buy money, with what is asked for already.
    Unpayable {
        /// What it costs, $bn.
        value: f64,
        /// What can be paid, $bn.
        payable: f64,
    },
    /// No licence of that name.
    NoLicence(RequestKey),
    /// The licence stands in a way that does not allow it.
    LicenceStands(LicenceState),
    /// Nothing would change.
    NoChange,
    /// The weights do not sum to one.
    Weights {
        /// What they sum to.
        sum: f64,
    },
    /// The decision was justified before.
    Justified,
    /// No such decision of this seat is known.
    NoDecision,
    /// There is already such a commitment, or one of that kind cannot be offered.
    Commitment(CommitmentKind),
    /// More than is held.
    NotHeld {
        /// What was ordered, points.
        ordered: f64,
        /// What is held, points.
        held: f64,
    },
    /// The state answers harms automatically.
    Automatic,
    /// Nobody has given grounds for this answer, or not the one against whom it is.
    NoGrounds(Option<StateId>),
    /// An embargo stands in the way of a licence.
    Embargoed {
        /// How far it goes, 0–1.
        embargo: f64,
        /// From which one there is no licence.
        limit: f64,
    },
    /// No countermeasure is left this year.
    NoReaction {
        /// How much of the right to answer there is, countermeasures.
        has: f64,
        /// How much the orders take.
        needs: f64,
    },
    /// No inputs come from there.
    NoInputs,
    /// The state is not a member, or the bloc does not exist.
    NotAMember(BlocId),
    /// The order makes no sense for this object (itself, or nobody's neighbour).
    Senseless,
}

/// A number of an order that has a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Monitoring.
    Monitoring,
    /// A share of co-production.
    Coproduction,
    /// A cap on the volume, points.
    VolumeCap,
    /// Turns over which a delivery is spread.
    Phases,
    /// The burden of a standing answer.
    Burden,
    /// The transparency of a regime.
    Transparency,
    /// A weight of the criteria.
    Weight,
    /// A threshold of the criteria.
    Threshold,
    /// A ceiling.
    Ceiling,
    /// Decisions that an office is enlarged by.
    Office,
    /// The share of a programme.
    Programme,
    /// A reduction of price.
    Discount,
    /// The part of trade that an embargo stops.
    Embargo,
    /// The tier of a request.
    Tier,
    /// The points of a request.
    Points,
    /// What the facilitator grants.
    Grant,
    /// Turns by which the facilitator extends a game.
    Extension,
    /// The last turn of a game that is extended.
    LastTurn,
    /// A number of the world that the facilitator overrides.
    Value(Variable),
}

/// Refuses a number that is not from the least to the greatest.
fn within(of: Figure, given: f64, range: (f64, f64), why: &mut Vec<Why>) {
    if !(range.0..=range.1).contains(&given) {
        why.push(Why::Range { of, given, range, above: false });
    }
}

/// Refuses a number that is not more than nothing and at most the greatest.
fn positive(of: Figure, given: f64, most: f64, why: &mut Vec<Why>) {
    if given <= 0.0 || given > most {
        why.push(Why::Range { of, given, range: (0.0, most), above: true });
    }
}

/// How much of its time an exporter's licensing office has this turn, decisions.
#[must_use]
pub fn capacity_left(setting: &Setting, world: &World, seat: StateId) -> f64 {
    if !world.licenses(seat) {
        return 0.0;
    }
    world.state(StateVar::Office, seat) * setting.dt() + world.state(StateVar::Capacity, seat)
}

/// How many whole decisions an exporter can take this turn.
#[must_use]
pub fn decisions_left(setting: &Setting, world: &World, seat: StateId) -> usize {
    libm::floor(capacity_left(setting, world, seat) + 1e-9).max(0.0) as usize
}

/// Checks the orders of a turn, all of them.
///
/// # Errors
/// Every order that is refused, each with its reason.
pub fn validate(setting: &Setting, world: &World, orders: &[Order]) -> Result<ValidOrders, Vec<Refusal>> {
    let mut refusals = Vec::new();
    for (n, order) in orders.iter().enumerate() {
        let earlier = orders.get(..n).unwrap_or_default();
        let why = against(setting, world, order, (earlier, orders));
        refusals.extend(why.into_iter().map(|why| Refusal { order: n, seat: order.seat, why }));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut orders = orders.to_vec();
    orders.sort_by_cached_key(sort_key);
    Ok(ValidOrders { orders })
}

/// The orders of a list that are accepted, one after the other, for players and forecasts that mean no harm by asking too much. What is
/// refused is left out.
#[must_use]
pub fn accepted(setting: &Setting, world: &World, orders: &[Order]) -> ValidOrders {
    let mut kept: Vec<Order> = Vec::new();
    for order in orders {
        if against(setting, world, order, (&kept, orders)).is_empty() {
            kept.push(order.clone());
        }
    }
    // What rested on the lifting of an embargo that was not accepted falls with it, and a justification with the decision that it speaks of.
    let others = kept.clone();
    kept.retain(|order| beside::licensable(setting, world, &others, order));
    let decisions = kept.clone();
    kept.retain(|order| match (order.seat, &order.kind) {
        (Seat::State(seat), OrderKind::Justify { decision, .. }) => {
            world.request(*decision).is_none() || beside::decides(&decisions, seat, *decision)
        }
        _ => true,
    });
    kept.sort_by_cached_key(sort_key);
    ValidOrders { orders: kept }
}

/// Everything that speaks against one order, with the orders that stand before it.
#[must_use]
pub fn problems(setting: &Setting, world: &World, order: &Order, earlier: &[Order]) -> Vec<Why> {
    against(setting, world, order, (earlier, earlier))
}

/// Everything that speaks against one order: with the orders that stand before it, and the whole list.
fn against(setting: &Setting, world: &World, order: &Order, (earlier, list): (&[Order], &[Order])) -> Vec<Why> {
    if world.over(setting) {
        return vec![Why::Over];
    }
    let seat = match (order.seat, &order.kind) {
        (Seat::Facilitator, OrderKind::Facilitate(what)) => return of_facilitator(setting, world, what),
        (Seat::State(seat), kind) if !matches!(kind, OrderKind::Facilitate(_)) => seat,
        _ => return vec![Why::WrongSeat],
    };
    let name = OrderName::as_things_stand(world, seat, &order.kind);
    let mut why = Vec::new();
    if forbidden(world, name, seat) {
        why.push(Why::Forbidden(name));
    }
    let desk = Desk { setting, world, seat, earlier, list };
    match &order.kind {
        OrderKind::Decide(key, decision) => desk.decide(*key, decision, &mut why),
        OrderKind::Licence(key, action) => desk.licence(*key, *action, &mut why),
        OrderKind::Sustain { to, on } => desk.sustain(*to, *on, &mut why),
        OrderKind::Regime(change) => desk.regime(*change, &mut why),
        OrderKind::Toward(to, gesture) => desk.toward(*to, *gesture, &mut why),
        OrderKind::Justify { decision, .. } => desk.justify(*decision, &mut why),
        OrderKind::Request { to, domain, tier, points, monitoring, coproduction } => {
            desk.request(*to, *domain, *tier, *points, [*monitoring, *coproduction], &mut why);
        }
        OrderKind::StandingAnswer(burden) => {
            desk.is_partner(&mut why);
            within(Figure::Burden, burden.to_f64(), (0.0, 2.0), &mut why);
        }
        OrderKind::Partner(action) => desk.partner(*action, &mut why),
        OrderKind::Counter(how) => desk.counter(*how, &mut why),
        OrderKind::Bloc(bloc, action) => desk.bloc(*bloc, *action, &mut why),
        OrderKind::Facilitate(_) => {}
    }
    if desk.repeats(order) {
        why.push(match &order.kind {
            OrderKind::Decide(key, _) | OrderKind::Licence(key, _) => Why::Twice(*key),
            _ => Why::NoChange,
        });
    }
    if why.is_empty() {
        desk.afford(order, &mut why);
    }
    why
}

fn of_facilitator(setting: &Setting, world: &World, what: &FacilitatorOrder) -> Vec<Why> {
    let mut why = Vec::new();
    match what {
        FacilitatorOrder::Override { variable, value } => {
            within(Figure::Value(*variable), value.to_f64(), variable.range(), &mut why);
        }
        FacilitatorOrder::Grant { amount, .. } => within(Figure::Grant, amount.to_f64(), (-1000.0, 1000.0), &mut why),
        FacilitatorOrder::Extend(turns) => {
            within(Figure::Extension, f64::from(*turns), (1.0, 50.0), &mut why);
            within(Figure::LastTurn, f64::from(world.last_turn), (1.0, 399.0), &mut why);
        }
        FacilitatorOrder::Inject(card) | FacilitatorOrder::HoldCard(card) if setting.deck.item(*card).is_none() => {
            why.push(Why::Effects);
        }
        FacilitatorOrder::Reveal(Some(variable)) if !setting.hidden.iter().any(|h| h.variable == *variable) => {
            why.push(Why::NotHidden(*variable));
        }
        FacilitatorOrder::Write { effects, .. } | FacilitatorOrder::Rule { effects, .. }
            if !effects::fit(setting, world, effects, effects::DEPTH_MAX) =>
        {
            why.push(Why::Effects);
        }
        FacilitatorOrder::Inject(_)
        | FacilitatorOrder::HoldCard(_)
        | FacilitatorOrder::Reveal(_)
        | FacilitatorOrder::Write { .. }
        | FacilitatorOrder::Rule { .. }
        | FacilitatorOrder::Seat { .. }
        | FacilitatorOrder::Pause => {}
    }
    why
}

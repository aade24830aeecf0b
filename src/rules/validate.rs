//! Which orders the rules accept, and why not the others.

use super::order::{Condition, Decision, Order, OrderKind, ValidOrders};
use super::setting::Setting;
use super::table::StateId;
use super::variable::StateVar;
use super::world::{Posture, RequestKey, World};

/// An order that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which: its place in the list that was given.
    pub order: usize,
    /// Whose.
    pub seat: StateId,
    /// Why.
    pub why: Why,
}

/// Why an order is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// The game is over.
    Over,
    /// No such request waits.
    NoRequest(RequestKey),
    /// The request is for somebody else to answer.
    NotYours(RequestKey),
    /// The request was answered twice.
    Twice(RequestKey),
    /// More decisions than the licensing office can process.
    Capacity {
        /// How many were ordered.
        ordered: usize,
        /// How many can be processed.
        left: usize,
    },
    /// The tier is above the ceiling for this partner.
    Ceiling {
        /// Tier asked for.
        tier: u8,
        /// Ceiling.
        ceiling: u8,
    },
    /// A licence with conditions without a condition.
    NoCondition,
    /// Two clauses of one kind.
    SameClause,
    /// A number in a clause is out of its range.
    ClauseRange,
    /// A tier that is not lower than the one asked for.
    NotLower(u8),
    /// The promised turn is not ahead, or after the end.
    BadDate(u16),
    /// Whom it asks does not license.
    NotAnExporter(StateId),
    /// There is no channel in that domain.
    NoChannel,
    /// More than two open requests to one exporter.
    TooManyRequests,
    /// More than three years' new-buy money.
    Unpayable {
        /// What it costs, $bn.
        value: f64,
        /// What can be paid, $bn.
        payable: f64,
    },
    /// The state answers harms automatically.
    Automatic,
    /// Nobody has given grounds for this answer.
    NoGrounds,
    /// No countermeasure is left this year.
    NoReaction,
    /// The order makes no sense for this object (itself, or nobody's neighbour).
    Senseless,
}

/// How many decisions an exporter can take this turn.
#[must_use]
pub fn decisions_left(setting: &Setting, world: &World, seat: StateId) -> usize {
    let per_turn = world.regimes[seat].as_ref().map_or(0.0, |r| r.capacity_per_year * setting.dt());
    let carried = world.state(StateVar::Capacity, seat);
    libm::floor(per_turn + carried + 1e-9).max(0.0) as usize
}

/// Checks the orders of a turn, all of them.
///
/// # Errors
/// Every order that is refused, each with its reason.
pub fn validate(setting: &Setting, world: &World, orders: &[Order]) -> Result<ValidOrders, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut refuse = |order: usize, seat: StateId, why: Why| refusals.push(Refusal { order, seat, why });
    for (n, order) in orders.iter().enumerate() {
        let earlier = orders.get(..n).unwrap_or_default();
        for why in problems(setting, world, order, earlier) {
            refuse(n, order.seat, why);
        }
    }
    for seat in setting.exporters() {
        let decides = |o: &Order| o.seat == seat && matches!(&o.kind, OrderKind::Decide(_, d) if uses_capacity(d));
        let ordered = orders.iter().filter(|o| decides(o)).count();
        let left = decisions_left(setting, world, seat);
        if ordered > left {
            let last = orders.iter().rposition(decides).unwrap_or(0);
            refuse(last, seat, Why::Capacity { ordered, left });
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut orders = orders.to_vec();
    orders.sort_by_cached_key(sort_key);
    Ok(ValidOrders { orders })
}

/// Whether a decision takes a place in the queue of the licensing office; putting something off does not.
#[must_use]
pub const fn uses_capacity(decision: &Decision) -> bool {
    !matches!(decision, Decision::Defer(_))
}

/// One order on its own, as the window asks before it offers it.
#[must_use]
pub fn problems(setting: &Setting, world: &World, order: &Order, earlier: &[Order]) -> Vec<Why> {
    if world.over(setting) {
        return vec![Why::Over];
    }
    let seat = order.seat;
    match &order.kind {
        OrderKind::Decide(key, decision) => decide(setting, world, order, *key, decision, earlier),
        OrderKind::Request { to, domain, tier, points, monitoring, coproduction } => {
            let mut why = Vec::new();
            if world.regimes[*to].is_none() {
                why.push(Why::NotAnExporter(*to));
            }
            if *to == seat {
                why.push(Why::Senseless);
            }
            let unit = |q: &super::quantity::Quantity| (0.0..=1.0).contains(&q.to_f64());
            if !(1..=4).contains(tier) || points.to_f64() <= 0.0 || !unit(monitoring) || !unit(coproduction) {
                why.push(Why::ClauseRange);
            }
            if setting.link(*to, seat, *domain).is_none() {
                why.push(Why::NoChannel);
            }
            let same = |o: &&Order| o.seat == seat && matches!(&o.kind, OrderKind::Request { to: other, .. } if other == to);
            let open =
                world.requests.iter().filter(|r| r.from == seat && r.to == *to).count() + earlier.iter().filter(same).count();
            if open >= 2 {
                why.push(Why::TooManyRequests);
            }
            let value = points.to_f64() * setting.price(*to, *tier);
            let payable = world.state(StateVar::Budget, seat) * setting.params.new_buy_fraction * setting.params.borrow_years_max;
            if value > payable {
                why.push(Why::Unpayable { value, payable });
            }
            why
        }
        OrderKind::StandingAnswer(burden) => {
            let fits = (0.0..=2.0).contains(&burden.to_f64());
            if fits { Vec::new() } else { vec![Why::ClauseRange] }
        }
        OrderKind::Counter(_) => {
            let mut why = Vec::new();
            if world.postures[seat] == Posture::Automatic {
                why.push(Why::Automatic);
            }
            if !world.grounds.iter().any(|g| g.state == seat && g.until >= world.turn) {
                why.push(Why::NoGrounds);
            }
            let given = earlier.iter().filter(|o| o.seat == seat && matches!(o.kind, OrderKind::Counter(_))).count() as f64;
            if world.state(StateVar::Reaction, seat) + setting.params.countermeasures_per_year * setting.dt() < given + 1.0 {
                why.push(Why::NoReaction);
            }
            why
        }
        OrderKind::SetPosture(_) => Vec::new(),
    }
}

fn decide(setting: &Setting, world: &World, order: &Order, key: RequestKey, decision: &Decision, earlier: &[Order]) -> Vec<Why> {
    let Some(request) = world.request(key) else {
        return vec![Why::NoRequest(key)];
    };
    let mut why = Vec::new();
    if request.to != order.seat {
        why.push(Why::NotYours(key));
    }
    if earlier.iter().any(|o| matches!(&o.kind, OrderKind::Decide(k, _) if *k == key)) {
        why.push(Why::Twice(key));
    }
    let ceiling = world.regimes[request.to].as_ref().map_or(0, |r| r.ceiling_for(request.from));
    match decision {
        Decision::Approve => {
            if request.tier > ceiling {
                why.push(Why::Ceiling { tier: request.tier, ceiling });
            }
        }
        Decision::Condition(conditions) => {
            if conditions.is_empty() {
                why.push(Why::NoCondition);
            }
            let mut slots: Vec<u8> = conditions.iter().map(Condition::slot).collect();
            slots.sort_unstable();
            if slots.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
                why.push(Why::SameClause);
            }
            let mut tier = request.tier;
            for condition in conditions {
                match condition {
                    Condition::LowerTier(lower) if *lower >= request.tier || *lower == 0 => why.push(Why::NotLower(*lower)),
                    Condition::LowerTier(lower) => tier = *lower,
                    Condition::Monitoring(q) | Condition::Coproduction(q) if !(0.0..=1.0).contains(&q.to_f64()) => {
                        why.push(Why::ClauseRange);
                    }
                    Condition::VolumeCap(q) if q.to_f64() <= 0.0 || *q > request.points => why.push(Why::ClauseRange),
                    Condition::Phased(turns) if !(2..=6).contains(turns) => why.push(Why::ClauseRange),
                    _ => {}
                }
            }
            if tier > ceiling {
                why.push(Why::Ceiling { tier, ceiling });
            }
        }
        Decision::Defer(Some(turn)) if *turn <= world.turn || *turn > setting.turns => why.push(Why::BadDate(*turn)),
        Decision::Defer(_) | Decision::Deny(_) => {}
    }
    why
}

/// By seat, then kind, then object, then everything else that is written in the order, so that no order of typing shows.
fn sort_key(order: &Order) -> (StateId, u8, u64, String) {
    let (kind, object) = match &order.kind {
        OrderKind::SetPosture(_) => (0, 0),
        OrderKind::Decide(key, _) => (1, key.0),
        OrderKind::Request { to, domain, .. } => (2, u64::from(to.0) << 16 | u64::from(domain.0)),
        OrderKind::StandingAnswer(_) => (3, 0),
        OrderKind::Counter(_) => (4, 0),
    };
    (order.seat, kind, object, format!("{order:?}"))
}

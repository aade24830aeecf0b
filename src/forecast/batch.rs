//! Batches of whole games: what a standing policy leads to, and what one decision of the first turn changes.
//!
//! Unlike a forecast, a batch looks at the world as it is: it answers for the rules and the scenarios, not for a seat. Every seat is played
//! by the computer, which sees no more than its seat does. Games that are compared have the same seeds, so that only what was decided
//! sets them apart.

use crate::players;
use crate::rules::draws::Seed;
use crate::rules::order::{Condition, Decision, Ground, Order, OrderKind, Player, Policy, ValidOrders};
use crate::rules::setting::{CommitmentKind, Setting};
use crate::rules::table::{CommitmentId, Id, StateId};
use crate::rules::turn::Rollout;
use crate::rules::validate::{accepted, problems};
use crate::rules::variable::{Measure, Scope, Variable};
use crate::rules::view::SeatView;
use crate::rules::world::{Outcome, RequestKey, World};

/// A mean over games, with its standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Mean {
    /// The mean of some values; nothing where there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        if values.is_empty() {
            return Self::default();
        }
        let value = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|v| (v - value) * (v - value)).sum();
        let error = if values.len() > 1 { (squares / (count - 1.0) / count).sqrt() } else { 0.0 };
        Self { value, error }
    }
}

/// A game that was played to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The last position.
    pub end: World,
    /// Industry revenue of every scope, in the mean of all turns.
    revenue: Vec<(Variable, f64)>,
}

impl Course {
    /// Plays a game to its end by the orders that are given for each position.
    #[must_use]
    pub fn play(setting: &Setting, opening: &World, seed: Seed, mut orders: impl FnMut(&World) -> ValidOrders) -> Self {
        let flows = |variable: &Variable| matches!(variable, Variable::Measure(Measure::Industry, _));
        let mut revenue: Vec<(Variable, f64)> = watched(setting).into_iter().filter(flows).map(|v| (v, 0.0)).collect();
        let (mut game, mut turns) = (Rollout::new(opening), 0.0);
        while !game.world().over(setting) {
            let orders = orders(game.world());
            game.play(setting, &orders, seed);
            for (variable, sum) in &mut revenue {
                *sum += game.world().get(*variable);
            }
            turns += 1.0;
        }
        for (_, sum) in &mut revenue {
            *sum /= f64::max(turns, 1.0);
        }
        Self { end: game.world().clone(), revenue }
    }

    /// A number as the game is judged by: at its end, but industry revenue, which flows, in the mean of all turns, since what is paid ahead
    /// comes out of what is placed later.
    #[must_use]
    pub fn get(&self, variable: Variable) -> f64 {
        let flows = self.revenue.iter().find(|(of, _)| *of == variable);
        flows.map_or_else(|| self.end.get(variable), |(_, mean)| *mean)
    }
}

/// How a policy ends: the eight measures of the board, each a mean over the games.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyRow {
    /// Which policy the first exporter was handed to.
    pub policy: Policy,
    /// The measures, in the order of [`Measure::ALL`].
    pub measures: Vec<Mean>,
    /// The same of the exporter itself.
    pub own: Vec<Mean>,
    /// Industry revenue of the board in the mean of all turns: it flows, and what is paid ahead comes out of what is placed later.
    pub revenue: Mean,
}

/// What approving changes against denying.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// In which measure, and of whom.
    pub variable: Variable,
    /// By how much, approved less denied.
    pub change: Mean,
}

/// In how many games of a hundred a commitment stands at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// Which.
    pub commitment: CommitmentId,
    /// Where the request was approved, 0–100.
    pub approved: f64,
    /// Where it was denied, 0–100.
    pub denied: f64,
}

/// One request of the first turn, approved against denied under the same seeds, all else equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    /// Who asked.
    pub partner: StateId,
    /// Whose answer it was.
    pub exporter: StateId,
    /// The request.
    pub request: RequestKey,
    /// In how many games of a hundred the approval was carried out, and not held by the legislature, 0–100.
    pub licensed: f64,
    /// What changed by the end, in every measure of every scope, the largest change first.
    pub effects: Vec<Effect>,
    /// What became of the commitments that the scenario names, the largest change first.
    pub fates: Vec<Fate>,
}

/// Change of a measure from which a decision counts as one that mattered.
pub const MEASURE_MATTERS: f64 = 2.0;
/// Change of a chance, in points, from which it does.
pub const FATE_MATTERS: f64 = 15.0;
/// How near a policy may be to the best on a measure and still count as the best there.
pub const NEAR: f64 = 1.0;

impl Fork {
    /// The largest change that passes for one: at least as large as it must be, and twice its standard error.
    pub fn mattering(&self) -> impl Iterator<Item = &Effect> {
        self.effects.iter().filter(|e| e.change.value.abs() >= MEASURE_MATTERS && e.change.value.abs() >= 2.0 * e.change.error)
    }

    /// Whether the decision mattered to more than how well the exporter agrees with its own criteria, and to more than a line that the
    /// licence itself crosses: in a measure that is not the exporter's own integrity, or in the chance of a commitment that is no red line.
    #[must_use]
    pub fn matters_beyond_itself(&self, setting: &Setting) -> bool {
        let own = Variable::Measure(Measure::Integrity, Scope::State(self.exporter));
        let mixed = |variable: Variable| {
            matches!(variable, Variable::Measure(Measure::Integrity, Scope::Region(_) | Scope::Board)) || variable == own
        };
        let line = |fate: &&Fate| setting.commitments.item(fate.commitment).is_some_and(|c| c.kind == CommitmentKind::RedLine);
        let mut fates = self.fates.iter().filter(|fate| !line(fate));
        self.mattering().any(|effect| !mixed(effect.variable))
            || fates.any(|fate| (fate.approved - fate.denied).abs() >= FATE_MATTERS)
    }

    /// Whether the decision mattered, in a measure or in a commitment.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.mattering().next().is_some() || self.fates.first().is_some_and(|f| (f.approved - f.denied).abs() >= FATE_MATTERS)
    }
}

/// The policies that are within [`NEAR`] of the best on every measure: there should be none.
#[must_use]
pub fn free_lunches(rows: &[PolicyRow]) -> Vec<Policy> {
    let value = |row: &PolicyRow, nth: usize| row.measures.get(nth).map_or(0.0, |m| m.value);
    let best = |nth: usize| rows.iter().map(|row| value(row, nth)).fold(f64::NEG_INFINITY, f64::max);
    let near_all = |row: &&PolicyRow| (0..Measure::ALL.len()).all(|nth| value(row, nth) >= best(nth) - NEAR);
    rows.iter().filter(near_all).map(|row| row.policy).collect()
}

/// The same with industry revenue in the mean of all turns in place of that at the end.
#[must_use]
pub fn free_lunches_over_time(rows: &[PolicyRow]) -> Vec<Policy> {
    let nth = Measure::ALL.iter().position(|kind| *kind == Measure::Industry);
    let mut rows = rows.to_vec();
    for row in &mut rows {
        if let Some(measure) = nth.and_then(|nth| row.measures.get_mut(nth)) {
            *measure = row.revenue;
        }
    }
    free_lunches(&rows)
}

/// Plays one game to its end: the computer on every seat. `first` are the orders of its first turn; none: the players' own.
#[must_use]
pub fn play_out(setting: &Setting, opening: &World, seed: Seed, first: Option<&[Order]>) -> Course {
    let mut scripted = first;
    Course::play(setting, opening, seed, |world| match scripted.take() {
        Some(orders) => accepted(setting, world, orders),
        None => accepted(setting, world, &players::orders_of_others(setting, world, None, seed)),
    })
}

/// Every standing policy, played by one exporter against everybody's archetypes, over the seeds 1 to `seeds`.
#[must_use]
pub fn policies(setting: &Setting, opening: &World, exporter: StateId, seeds: u64) -> Vec<PolicyRow> {
    let scopes = [Scope::Board, Scope::State(exporter)];
    let watched: Vec<Variable> =
        scopes.iter().flat_map(|scope| Measure::ALL.iter().map(|kind| Variable::Measure(*kind, *scope))).collect();
    let each = |policy| {
        let mut opening = opening.clone();
        opening.players[exporter] = Player::Policy(policy);
        let (mut values, mut revenue) = (vec![Vec::new(); watched.len()], Vec::new());
        for seed in 1..=seeds {
            let course = play_out(setting, &opening, Seed(seed), None);
            values.iter_mut().zip(&watched).for_each(|(all, variable)| all.push(course.end.get(*variable)));
            revenue.push(course.get(Variable::Measure(Measure::Industry, Scope::Board)));
        }
        let mut measures: Vec<Mean> = values.iter().map(|all| Mean::of(all)).collect();
        let own = measures.split_off(Measure::COUNT);
        PolicyRow { policy, measures, own, revenue: Mean::of(&revenue) }
    };
    Policy::ALL.into_iter().map(each).collect()
}

/// Every request of the opening to one exporter, approved against denied in the first turn, over the seeds 1 to `seeds`. Everybody's other
/// orders of that turn are the same in both, and afterwards everybody plays on by archetype.
#[must_use]
pub fn forks(setting: &Setting, opening: &World, exporter: StateId, seeds: u64) -> Vec<Fork> {
    let mine = opening.requests.iter().filter(|r| r.to == exporter);
    mine.filter_map(|request| fork(setting, opening, request.key, seeds)).collect()
}

fn fork(setting: &Setting, opening: &World, key: RequestKey, seeds: u64) -> Option<Fork> {
    let request = opening.request(key)?;
    let (partner, exporter) = (request.from, request.to);
    let watched = watched(setting);
    let ground = crate::rules::score::as_asked(setting, opening, request).map_or(Ground::Diversion, |s| s.weakest());
    let mut changes = vec![Vec::new(); watched.len()];
    let mut stood = vec![[0_u32; 2]; setting.commitments.len()];
    let mut licensed = 0_u32;
    for n in 1..=seeds {
        let seed = Seed(n);
        let ends = [approval(setting, opening, key, exporter), Decision::Deny(ground)].map(|decision| {
            let orders = first_turn(setting, opening, (exporter, key), decision, seed);
            play_out(setting, opening, seed, Some(&orders))
        });
        let [approved, denied] = &ends;
        let given = |d: &&crate::rules::world::Decided| d.key == key && d.turn == opening.turn && d.outcome == Outcome::Licensed;
        licensed += u32::from(approved.end.record.iter().any(|d| given(&d)));
        for (values, variable) in changes.iter_mut().zip(&watched) {
            values.push(approved.end.get(*variable) - denied.end.get(*variable));
        }
        for (nth, counts) in stood.iter_mut().enumerate() {
            for (count, end) in counts.iter_mut().zip(&ends) {
                *count += u32::from(end.end.commitments[CommitmentId::from_index(nth)].stands());
            }
        }
    }
    let percent = |count: u32| 100.0 * f64::from(count) / (seeds.max(1) as f64);
    let mut effects: Vec<Effect> =
        watched.into_iter().zip(&changes).map(|(variable, all)| Effect { variable, change: Mean::of(all) }).collect();
    effects.sort_by(|a, b| b.change.value.abs().total_cmp(&a.change.value.abs()));
    let fate = |(nth, [yes, no]): (usize, [u32; 2])| Fate {
        commitment: CommitmentId::from_index(nth),
        approved: percent(yes),
        denied: percent(no),
    };
    let mut fates: Vec<Fate> = stood.into_iter().enumerate().map(fate).collect();
    fates.sort_by(|a, b| (b.approved - b.denied).abs().total_cmp(&(a.approved - a.denied).abs()));
    Some(Fork { partner, exporter, request: key, licensed: percent(licensed), effects, fates })
}

/// Every measure of every scope.
fn watched(setting: &Setting) -> Vec<Variable> {
    let regions = setting.regions.ids().map(Scope::Region);
    let states = setting.states.ids().map(Scope::State);
    let scopes: Vec<Scope> = [Scope::Board].into_iter().chain(regions).chain(states).collect();
    Measure::ALL.iter().flat_map(|kind| scopes.iter().map(|scope| Variable::Measure(*kind, *scope))).collect()
}

/// An approval that is not refused: one tier lower where the partner's ceiling is below what it asks.
fn approval(setting: &Setting, opening: &World, key: RequestKey, exporter: StateId) -> Decision {
    let order = Order::new(exporter, OrderKind::Decide(key, Decision::Approve));
    if problems(setting, opening, &order, &[]).is_empty() {
        return Decision::Approve;
    }
    let ceiling = opening.request(key).map_or(1, |r| opening.most(setting, exporter, r.from, r.domain)).max(1);
    Decision::Condition(vec![Condition::LowerTier(ceiling)])
}

/// Everybody's orders of the first turn, with one decision put in first and what the player had decided about that request taken out.
fn first_turn(
    setting: &Setting,
    opening: &World,
    (exporter, key): (StateId, RequestKey),
    decision: Decision,
    seed: Seed,
) -> Vec<Order> {
    let mut orders = vec![Order::new(exporter, OrderKind::Decide(key, decision))];
    let about = |order: &Order| match &order.kind {
        OrderKind::Decide(k, _) | OrderKind::Justify { decision: k, .. } => *k == key,
        _ => false,
    };
    let own = players::orders_of(setting, &SeatView::new(setting, opening, exporter), seed);
    orders.extend(own.into_iter().filter(|order| !about(order)));
    orders.extend(players::orders_of_others(setting, opening, Some(exporter), seed));
    orders
}

#[cfg(test)]
mod tests;

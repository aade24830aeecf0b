//! One turn: the walk through the phases, and the one door through which a number changes.

use super::draws::{DrawKey, Purpose, Seed};
use super::ledger::{About, Cause, Contribution, Drawn, Entry, Headline, Ledger, News, Recorder, SeenBy, Silent};
use super::order::ValidOrders;
use super::phases::{self, Phase};
use super::quantity::Quantity;
use super::setting::Setting;
use super::table::StateId;
use super::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use super::world::World;

/// What a turn makes: the next position, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct TurnOutcome {
    /// The position after it.
    pub next: World,
    /// Why.
    pub ledger: Ledger,
}

/// Resolves a turn and records its causes. Cannot fail: the orders are valid, and every number has a range.
#[must_use]
pub fn resolve_turn(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed) -> TurnOutcome {
    let mut ledger = Ledger::default();
    let next = run(setting, world, orders, seed, &mut ledger);
    ledger.headlines.sort_by_key(|headline| std::cmp::Reverse(headline.weight));
    TurnOutcome { next, ledger }
}

/// Resolves a turn and records nothing: the same next position, bit for bit.
#[must_use]
pub fn rollout_turn(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed) -> World {
    run(setting, world, orders, seed, &mut Silent)
}

fn run<R: Recorder>(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed, recorder: &mut R) -> World {
    let mut turn = Turn { setting, orders, start: world, seed, world: world.clone(), recorder, phase: Phase::Upkeep };
    for phase in Phase::ALL {
        turn.phase = phase;
        phases::play(phase, &mut turn);
    }
    turn.world.turn += 1;
    turn.world
}

/// A turn under way.
pub struct Turn<'a, R> {
    /// The scenario.
    pub setting: &'a Setting,
    /// What was ordered.
    pub orders: &'a ValidOrders,
    /// The position at the start of the turn.
    pub start: &'a World,
    /// The position as far as it is worked out. Lists may be changed; numbers only through [`Turn::change`].
    pub world: World,
    seed: Seed,
    recorder: &'a mut R,
    phase: Phase,
}

impl<R: Recorder> Turn<'_, R> {
    /// Whether anybody reads the causes, so that those that are only for the record need be worked out.
    #[must_use]
    pub const fn keeps(&self) -> bool {
        R::KEEPS
    }

    /// Length of the turn, years.
    #[must_use]
    pub fn dt(&self) -> f64 {
        self.setting.dt()
    }

    /// A number as a float.
    #[must_use]
    pub fn get(&self, variable: Variable) -> f64 {
        self.world.get(variable)
    }

    /// A number of a state.
    #[must_use]
    pub fn state(&self, kind: StateVar, id: StateId) -> f64 {
        self.world.state(kind, id)
    }

    /// A number of a pair.
    #[must_use]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> f64 {
        self.world.pair(kind, from, to)
    }

    /// Changes one number by the sum of the contributions, and records why. The only door: contributions are sorted by cause,
    /// summed, clamped into the variable's range and rounded once. Returns the place of the entry, where there is one.
    pub fn change(&mut self, variable: Variable, causes: &[Contribution]) -> Option<usize> {
        let seen_by = default_audience(variable);
        self.change_seen(variable, causes, seen_by)
    }

    /// [`Turn::change`] for what not everybody may know.
    pub fn change_seen(&mut self, variable: Variable, causes: &[Contribution], seen_by: SeenBy) -> Option<usize> {
        let mut sorted: Vec<Contribution> = causes.iter().copied().filter(|c| c.amount != 0.0).collect();
        sorted.sort_by(|a, b| a.cause.cmp(&b.cause).then(a.amount.total_cmp(&b.amount)));
        let sum: f64 = sorted.iter().map(|c| c.amount).sum();
        let target = self.get(variable) + sum;
        self.put(variable, target, sorted, seen_by)
    }

    /// Moves a number to a value that a formula gives. The parts say why; they are worked out only for the record, so the value
    /// is rounded from the formula itself and is the same bits whether anybody reads them or not.
    pub fn settle(&mut self, variable: Variable, target: f64, parts: Vec<Contribution>) -> Option<usize> {
        let mut sorted = parts;
        sorted.retain(|c| c.amount != 0.0);
        sorted.sort_by(|a, b| a.cause.cmp(&b.cause).then(a.amount.total_cmp(&b.amount)));
        self.put(variable, target, sorted, default_audience(variable))
    }

    fn put(&mut self, variable: Variable, target: f64, mut sorted: Vec<Contribution>, seen_by: SeenBy) -> Option<usize> {
        let before = self.world.values.get(variable);
        let (low, high) = variable.range();
        let after = Quantity::from_f64(target.clamp(low, high));
        if after == before {
            return None;
        }
        self.world.values.put(variable, after);
        if !R::KEEPS {
            return None;
        }
        merge(&mut sorted);
        Some(self.recorder.entry(Entry { phase: self.phase, variable, before, after, causes: sorted, seen_by }))
    }

    /// Moves a number to a value for one cause.
    pub fn set(&mut self, variable: Variable, value: f64, cause: Cause) -> Option<usize> {
        let amount = value - self.get(variable);
        self.change(variable, &[Contribution { cause, amount }])
    }

    /// The number that belongs to a draw of this phase.
    #[must_use]
    pub fn unit(&self, purpose: Purpose, who: u64, what: u64) -> f64 {
        self.seed.unit(self.key(purpose, who, what))
    }

    /// The key of a draw of this phase.
    #[must_use]
    pub const fn key(&self, purpose: Purpose, who: u64, what: u64) -> DrawKey {
        DrawKey { turn: self.world.turn, phase: self.phase, purpose, who, what }
    }

    /// Draws a chance and writes it down.
    pub fn chance(&mut self, key: DrawKey, odds: f64, about: About, seen_by: SeenBy) -> bool {
        let unit = self.seed.unit(key);
        let happened = unit < odds;
        if R::KEEPS {
            let (odds, unit) = (Quantity::from_f64(odds), Quantity::from_f64(unit));
            self.recorder.drawn(Drawn { key, odds, unit, happened, about, seen_by });
        }
        happened
    }

    /// The last entry about a variable in this turn, if it changed.
    #[must_use]
    pub fn entry_about(&self, variable: Variable) -> Option<usize> {
        self.recorder.last_about(variable)
    }

    /// Tells the room.
    pub fn tell(&mut self, news: News, weight: u16, entries: impl IntoIterator<Item = Option<usize>>, seen_by: SeenBy) {
        if R::KEEPS {
            let entries = entries.into_iter().flatten().collect();
            self.recorder.headline(Headline { phase: self.phase, news, weight, entries, seen_by });
        }
    }
}

/// Joins neighbours of one cause.
fn merge(sorted: &mut Vec<Contribution>) {
    sorted.dedup_by(|next, kept| {
        let same = next.cause == kept.cause;
        if same {
            kept.amount += next.amount;
        }
        same
    });
}

/// Who may know a number, unless a phase says otherwise. A belief is its holder's own; so is a standing answer.
#[must_use]
pub fn default_audience(variable: Variable) -> SeenBy {
    match variable {
        Variable::Pair(PairVar::Reliability | PairVar::Evidence, holder, about) => SeenBy::Seats(holder, about),
        Variable::State(StateVar::Answer | StateVar::Credit | StateVar::Reaction, state)
        | Variable::Cell(CellVar::Unspent, state, _) => SeenBy::Seat(state),
        Variable::State(StateVar::Leaked | StateVar::Supplied, _) => SeenBy::Facilitator,
        Variable::Link(LinkVar::Offer, _)
        | Variable::State(..)
        | Variable::Cell(..)
        | Variable::Link(..)
        | Variable::Pair(..)
        | Variable::Bloc(..)
        | Variable::Support(..)
        | Variable::Measure(..) => SeenBy::All,
    }
}

//! One turn: the walk through the phases, and the one door through which a number changes.
//!
//! A phase gathers contributions ([`Turn::add`]) and closes its books ([`Turn::close`]): then every number that was touched changes
//! once. Contributions are summed as integers of a thousand-millionth, so that no order of typing or of code shows in the sum.
//! A number that a formula gives whole is put by [`Turn::settle`].

use super::draws::{DrawKey, Lot, Purpose, Seed};
use super::ledger::{About, Contribution, Drawn, Headline, Ledger, News, Parent, Recorder, SeenBy, Silent, part};
use super::order::ValidOrders;
use super::phases::{self, Phase};
use super::quantity::{Quantity, whole};
use super::rule::Rule;
use super::scratch::{Scratch, Sum};
use super::setting::Setting;
use super::table::{LinkId, StateId};
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
    recorded(setting, world, orders, seed, Ledger::new(false))
}

/// [`resolve_turn`] once more, with the parts of every formula: the answer to *why?*. The same next position, bit for bit.
#[must_use]
pub fn explain_turn(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed) -> Ledger {
    recorded(setting, world, orders, seed, Ledger::new(true)).ledger
}

fn recorded(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed, mut ledger: Ledger) -> TurnOutcome {
    let mut next = world.clone();
    run(setting, world, orders, seed, &mut next, &mut Scratch::default(), &mut ledger);
    next.values.mark();
    ledger.headlines.sort_by_key(|headline| std::cmp::Reverse(headline.weight));
    TurnOutcome { next, ledger }
}

/// Resolves a turn and records nothing: the same next position, bit for bit.
#[must_use]
pub fn rollout_turn(setting: &Setting, world: &World, orders: &ValidOrders, seed: Seed) -> World {
    let mut next = world.clone();
    run(setting, world, orders, seed, &mut next, &mut Scratch::default(), &mut Silent);
    next
}

/// A place to play many turns in without allocating: two positions and the scratch space of the phases.
#[derive(Clone, Debug)]
pub struct Rollout {
    now: World,
    next: World,
    scratch: Scratch,
}

impl Rollout {
    /// A rollout that starts from a position.
    #[must_use]
    pub fn new(start: &World) -> Self {
        Self { now: start.clone(), next: start.clone(), scratch: Scratch::default() }
    }

    /// Goes back to a position of the same board.
    pub fn restart(&mut self, start: &World) {
        self.now.copy_from(start);
    }

    /// Where it stands.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.now
    }

    /// Plays a turn; what [`rollout_turn`] gives, without allocating once the lists have found their size.
    pub fn play(&mut self, setting: &Setting, orders: &ValidOrders, seed: Seed) {
        self.next.copy_from(&self.now);
        run(setting, &self.now, orders, seed, &mut self.next, &mut self.scratch, &mut Silent);
        std::mem::swap(&mut self.now, &mut self.next);
    }

    /// Plays a turn from any position of the same board, and stands after it.
    pub fn play_from(&mut self, start: &World, setting: &Setting, orders: &ValidOrders, seed: Seed) {
        self.now.copy_from(start);
        run(setting, start, orders, seed, &mut self.now, &mut self.scratch, &mut Silent);
    }

    /// [`Rollout::play_from`], and writes down why.
    pub fn record_from(&mut self, start: &World, setting: &Setting, orders: &ValidOrders, seed: Seed, ledger: &mut Ledger) {
        self.now.copy_from(start);
        run(setting, start, orders, seed, &mut self.now, &mut self.scratch, ledger);
    }
}

fn run<R: Recorder>(
    setting: &Setting,
    start: &World,
    orders: &ValidOrders,
    seed: Seed,
    world: &mut World,
    scratch: &mut Scratch,
    recorder: &mut R,
) {
    scratch.ready(start.values.layout().len());
    let mut turn = Turn { setting, orders, start, seed, world, scratch, recorder, phase: Phase::Upkeep, dt: setting.dt() };
    for phase in Phase::ALL {
        turn.phase = phase;
        phases::play(phase, &mut turn);
        turn.close();
    }
    turn.world.turn += 1;
}

/// A turn under way.
pub struct Turn<'a, R> {
    /// The scenario.
    pub setting: &'a Setting,
    /// What was ordered.
    pub orders: &'a ValidOrders,
    /// The position at the start of the turn.
    pub start: &'a World,
    /// The position as far as it is worked out. Lists may be changed; numbers only through [`Turn::add`] and [`Turn::settle`].
    pub world: &'a mut World,
    /// Space that phases use again and again.
    pub scratch: &'a mut Scratch,
    seed: Seed,
    recorder: &'a mut R,
    phase: Phase,
    dt: f64,
}

/// Contributions are summed in thousand-millionths.
const NANO: f64 = 1e9;

impl<R: Recorder> Turn<'_, R> {
    /// Whether anybody reads the causes.
    #[must_use]
    #[inline]
    pub const fn keeps(&self) -> bool {
        R::KEEPS
    }

    /// Whether anybody reads the parts of formulas, so that they need be worked out.
    #[must_use]
    #[inline]
    pub fn splits(&self) -> bool {
        R::KEEPS && self.recorder.splits()
    }

    /// Length of the turn, years.
    #[must_use]
    #[inline]
    pub const fn dt(&self) -> f64 {
        self.dt
    }

    /// A number as a float.
    #[must_use]
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn get(&self, variable: Variable) -> f64 {
        self.world.get(variable)
    }

    /// A number of a state.
    #[must_use]
    #[inline]
    pub fn state(&self, kind: StateVar, id: StateId) -> f64 {
        self.world.state(kind, id)
    }

    /// A number of a pair.
    #[must_use]
    #[inline]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> f64 {
        self.world.pair(kind, from, to)
    }

    /// A number of a link.
    #[must_use]
    #[inline]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> f64 {
        self.world.link(kind, id)
    }

    /// Adds a contribution to a number, which changes when the books are closed.
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn add(&mut self, variable: Variable, rule: Rule, parent: Parent, amount: f64) {
        self.add_seen(variable, rule, parent, amount, None);
    }

    /// [`Turn::add`] for what not everybody may know who may know the number.
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn add_seen(&mut self, variable: Variable, rule: Rule, parent: Parent, amount: f64, seen_by: Option<SeenBy>) {
        let nanos = whole(amount * NANO);
        if nanos == 0 {
            return;
        }
        let slot = self.world.values.layout().slot(variable);
        self.scratch.add(slot, variable, nanos);
        if R::KEEPS {
            self.scratch.note(slot, part(rule, parent, amount), seen_by);
        }
    }

    /// Moves a number to a value for one cause, whatever was added to it since the books were closed: of two such moves, the later one
    /// holds.
    #[inline]
    pub fn set(&mut self, variable: Variable, value: f64, rule: Rule, parent: Parent) {
        let slot = self.world.values.layout().slot(variable);
        let amount = value - self.get(variable) - self.scratch.pending(slot) as f64 / NANO;
        self.add(variable, rule, parent, amount);
    }

    /// Closes the books: every number that was touched changes once, by the sum of its contributions.
    pub fn close(&mut self) {
        if self.scratch.touched.is_empty() {
            return;
        }
        let mut touched = std::mem::take(&mut self.scratch.touched);
        if R::KEEPS {
            touched.sort_unstable_by_key(|sum| sum.slot);
        }
        for sum in touched.drain(..) {
            let Sum { slot, variable, range: (low, high), nanos, .. } = sum;
            self.scratch.shut(slot);
            let before = self.world.values.at(slot as usize);
            let target = before.to_f64() + nanos as f64 / NANO;
            let after = Quantity::from_f64(target.clamp(low, high));
            if after != before {
                self.world.values.put_at(slot as usize, after);
                if R::KEEPS {
                    self.scratch.gather(&sum);
                    let audience = default_audience(variable);
                    let Scratch { mine, parts, .. } = &mut *self.scratch;
                    let seen_by = mine.iter().fold(audience, |seen, note| seen.narrower(note.seen_by.unwrap_or(audience)));
                    parts.clear();
                    parts.extend(mine.iter().map(|note| note.part));
                    self.recorder.entry(self.phase, variable, (before, after), parts, seen_by);
                }
            }
        }
        self.scratch.touched = touched;
        self.scratch.forget_notes();
    }

    /// Puts a number to a value that a formula gives. `split` says why; it is asked only where somebody reads the answer, so the value
    /// is the same bits either way.
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn settle(&mut self, variable: Variable, target: f64, split: impl FnOnce(&Self, &mut Vec<Contribution>)) {
        let slot = self.world.values.layout().slot(variable);
        let before = self.world.values.at(slot);
        let (low, high) = variable.range();
        let after = Quantity::from_f64(target.clamp(low, high));
        if after == before {
            return;
        }
        if R::KEEPS {
            let mut parts = std::mem::take(&mut self.scratch.parts);
            parts.clear();
            if self.recorder.splits() {
                split(self, &mut parts);
                parts.retain(|c| c.amount != 0.0);
                parts.sort_by(|a, b| a.cause.cmp(&b.cause).then(a.amount.total_cmp(&b.amount)));
            }
            self.recorder.entry(self.phase, variable, (before, after), &parts, default_audience(variable));
            self.scratch.parts = parts;
        }
        self.world.values.put_at(slot, after);
    }

    /// [`Turn::settle`] for a number of one state with every other.
    #[inline]
    pub fn settle_row(
        &mut self,
        kind: PairVar,
        from: StateId,
        targets: &[f64],
        split: impl Fn(&Self, StateId, &mut Vec<Contribution>),
    ) {
        if R::KEEPS {
            for (to, target) in self.setting.states.ids().zip(targets) {
                self.settle(Variable::Pair(kind, from, to), *target, |turn, parts| split(turn, to, parts));
            }
            return;
        }
        let (low, high) = kind.range();
        for (number, target) in self.world.values.row_mut(kind, from).iter_mut().zip(targets) {
            *number = Quantity::from_f64(target.clamp(low, high));
        }
    }

    /// The number that belongs to a draw of this phase.
    #[must_use]
    #[inline]
    pub fn unit(&self, purpose: Purpose, who: u64, what: u64) -> f64 {
        self.seed.unit(self.key(purpose, who, what))
    }

    /// The number of a draw by its key.
    #[must_use]
    #[inline]
    pub fn luck(&self, key: DrawKey) -> f64 {
        self.seed.unit(key)
    }

    /// The draws of this phase for one purpose.
    #[must_use]
    #[inline]
    pub fn lot(&self, purpose: Purpose) -> Lot {
        self.seed.lot(self.key(purpose, 0, 0))
    }

    /// The key of a draw of this phase.
    #[must_use]
    #[inline]
    pub const fn key(&self, purpose: Purpose, who: u64, what: u64) -> DrawKey {
        DrawKey { turn: self.world.turn, phase: self.phase, purpose, who, what }
    }

    /// Draws a chance and writes it down.
    pub fn chance(&mut self, key: DrawKey, odds: f64, about: About, seen_by: SeenBy) -> bool {
        let happened = self.seed.unit(key) < odds;
        self.drew(key, odds, happened, about, seen_by);
        happened
    }

    /// Writes a draw down that was made otherwise: a choice, with the number of what was chosen.
    pub fn drew(&mut self, key: DrawKey, odds: f64, happened: bool, about: About, seen_by: SeenBy) {
        if R::KEEPS {
            let (odds, unit) = (Quantity::from_f64(odds), Quantity::from_f64(self.seed.unit(key)));
            self.recorder.drawn(Drawn { key, odds, unit, happened, about, seen_by });
        }
    }

    /// Tells the room. `about` names the numbers that it rests on; more than six are left out.
    pub fn tell(&mut self, news: News, weight: u16, about: &[Variable], seen_by: SeenBy) {
        if R::KEEPS {
            let mut places = [None; 6];
            for (place, variable) in places.iter_mut().zip(about) {
                *place = Some(*variable);
            }
            self.recorder.headline(Headline { phase: self.phase, news, weight, about: places, seen_by });
        }
    }
}

/// Who may know a number, unless a phase says otherwise. A belief is its holder's own; so is a standing answer.
#[must_use]
pub fn default_audience(variable: Variable) -> SeenBy {
    match variable {
        Variable::Pair(PairVar::Reliability | PairVar::Evidence, holder, about) => SeenBy::Seats(holder, about),
        Variable::State(StateVar::Answer | StateVar::Credit | StateVar::Reaction, state)
        | Variable::Cell(CellVar::Unspent, state, _) => SeenBy::Seat(state),
        Variable::State(StateVar::Leaked, _) | Variable::Actor(super::variable::ActorVar::Armed, _) => SeenBy::Facilitator,
        _ => SeenBy::All,
    }
}

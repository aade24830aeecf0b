//! The ledger of causes: why every number is what it is.
//!
//! Every change is one [`Entry`]: a variable, before and after, and its causes. Parts add up to the change exactly, since they are
//! rounded together by largest remainder. Where a formula gives a number whole, its parts are worked out only by a ledger that
//! splits: play records without, and a turn is resolved again, with the same bits, when somebody asks *why*.
//! What is drawn is a [`Drawn`] line, and what is worth telling the room is a [`Headline`], which points at the entries that it
//! rests on.

mod news;

pub use news::{About, Drawn, Headline, News};

use super::draws::DrawKey;
use super::phases::Phase;
use super::quantity::Quantity;
use super::rule::Rule;
use super::table::{ActorId, BlocId, CardId, CommitmentId, LinkId, StateId};
use super::variable::Variable;
use super::world::RequestKey;

/// Who may know a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeenBy {
    /// Everybody.
    #[default]
    All,
    /// One seat, and the facilitator.
    Seat(StateId),
    /// Two seats, and the facilitator.
    Seats(StateId, StateId),
    /// The facilitator.
    Facilitator,
}

impl SeenBy {
    /// The narrower of two audiences: what only one of them may know, the other's seats do not learn.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, narrow) | (narrow, Self::All) => narrow,
            (same, also) if same == also => same,
            (Self::Seat(one), Self::Seats(a, b)) | (Self::Seats(a, b), Self::Seat(one)) if one == a || one == b => {
                Self::Seat(one)
            }
            _ => Self::Facilitator,
        }
    }

    /// Whether a seat may know.
    #[must_use]
    pub fn allows(self, seat: StateId) -> bool {
        match self {
            Self::All => true,
            Self::Seat(only) => only == seat,
            Self::Seats(one, other) => one == seat || other == seat,
            Self::Facilitator => false,
        }
    }
}

/// Whence a cause comes: one step back on the way to orders, draws and parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parent {
    /// Nothing but time.
    Time,
    /// The n-th of the turn's orders, as they are sorted.
    Order(u16),
    /// What was decided about a request, now or earlier.
    Decision(RequestKey),
    /// A licence in force.
    Licence(RequestKey),
    /// Another number of the world.
    Number(Variable),
    /// A supply link: what came, or was ordered, on it.
    Link(LinkId),
    /// Another state: what it did, or what it is given.
    State(StateId),
    /// A commitment: the n-th of the world's.
    Commitment(CommitmentId),
    /// A card of the deck.
    Card(CardId),
    /// A broker or an armed group.
    Actor(ActorId),
    /// A bloc or regime.
    Bloc(BlocId),
    /// A drawn outcome.
    Draw(DrawKey),
}

/// Why a part of a change happened: by which rule, and whence. The words are made by the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// By which rule.
    pub rule: Rule,
    /// Whence.
    pub parent: Parent,
}

/// Makes a cause.
#[must_use]
pub const fn cause(rule: Rule, parent: Parent) -> Cause {
    Cause { rule, parent }
}

/// One signed part of a change, before rounding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Why.
    pub cause: Cause,
    /// How much, in the variable's unit.
    pub amount: f64,
}

/// Makes a contribution.
#[must_use]
pub const fn part(rule: Rule, parent: Parent, amount: f64) -> Contribution {
    Contribution { cause: cause(rule, parent), amount }
}

/// One change of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In which phase, which is also which section of the rulebook.
    pub phase: Phase,
    /// Which number.
    pub variable: Variable,
    /// Before.
    pub before: Quantity,
    /// After.
    pub after: Quantity,
    /// Where its causes begin in the ledger's list.
    first: u32,
    /// How many there are.
    count: u32,
    /// Who may know.
    pub seen_by: SeenBy,
}

/// Rounds amounts so that they sum to a total: each is rounded down, and the missing millionths go to those with the largest
/// remainder, earlier ones first.
#[must_use]
pub fn largest_remainder(amounts: &[f64], total: Quantity) -> Vec<Quantity> {
    let floors: Vec<f64> = amounts.iter().map(|a| libm::floor(a * 1e6)).collect();
    let mut order: Vec<(usize, f64)> = amounts.iter().zip(&floors).map(|(a, f)| a * 1e6 - f).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut parts: Vec<i64> = floors.iter().map(|f| *f as i64).collect();
    let mut missing = total.micros() - parts.iter().sum::<i64>();
    while missing != 0 && !order.is_empty() {
        let unit = missing.signum();
        let from_the_front = unit > 0;
        for n in 0..order.len() {
            let at = if from_the_front { n } else { order.len() - 1 - n };
            if let Some(part) = order.get(at).and_then(|(place, _)| parts.get_mut(*place)) {
                *part += unit;
                missing -= unit;
            }
            if missing == 0 {
                break;
            }
        }
    }
    parts.into_iter().map(Quantity::from_micros).collect()
}

/// Everything that one turn wrote down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Changes, in the order in which they were made.
    pub entries: Vec<Entry>,
    /// The causes of all entries, one after the other.
    causes: Vec<Contribution>,
    /// Draws.
    pub draws: Vec<Drawn>,
    /// Headlines.
    pub headlines: Vec<Headline>,
    /// Whether the parts of formulas were worked out.
    split: bool,
}

impl Ledger {
    /// An empty ledger; `split`: one that works out the parts of formulas.
    #[must_use]
    pub fn new(split: bool) -> Self {
        Self { split, ..Self::default() }
    }

    /// Empties it, to be written anew without allocating.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.causes.clear();
        self.draws.clear();
        self.headlines.clear();
    }

    /// The entries about one variable, with their places.
    pub fn about(&self, variable: Variable) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, e)| e.variable == variable)
    }

    /// The causes of an entry of this ledger, sorted, before rounding.
    #[must_use]
    pub fn causes(&self, entry: &Entry) -> &[Contribution] {
        let first = entry.first as usize;
        self.causes.get(first..first + entry.count as usize).unwrap_or_default()
    }

    /// The parts of an entry, rounded so that they add up to the change. What the limits of the variable took away is a part of
    /// its own.
    #[must_use]
    pub fn parts(&self, entry: &Entry) -> Vec<(Cause, Quantity)> {
        let total = entry.after - entry.before;
        let mut causes = self.causes(entry).to_vec();
        let wanted: f64 = causes.iter().map(|c| c.amount).sum();
        let lost = total.to_f64() - wanted;
        // What is left of rounded inputs is no limit: it is rounded away with the parts.
        let (low, high) = entry.variable.range();
        let at_limit = [low, high].map(Quantity::from_f64).iter().any(|limit| [entry.before, entry.after].contains(limit));
        if !causes.is_empty() && lost.abs() > if at_limit { 2e-6 } else { 1e-4 } {
            // Off its limits it stood elsewhere than its inputs had it, by an override or a card: that passes.
            let rule = if at_limit { Rule::Limit } else { Rule::Carried };
            causes.push(part(rule, Parent::Number(entry.variable), lost));
        }
        let amounts: Vec<f64> = causes.iter().map(|c| c.amount).collect();
        let rounded = largest_remainder(&amounts, total);
        causes.iter().map(|c| c.cause).zip(rounded).collect()
    }

    /// Tells an entry from another number to another: its parts keep their proportions, or where they cannot, the largest takes the difference.
    pub(super) fn retell(&mut self, place: usize, before: Quantity, after: Quantity) {
        let Some(entry) = self.entries.get_mut(place) else { return };
        let (old, new) = ((entry.after - entry.before).to_f64(), (after - before).to_f64());
        (entry.before, entry.after) = (before, after);
        if new == 0.0 {
            entry.count = 0;
        }
        let (first, count) = (entry.first as usize, entry.count as usize);
        let parts = self.causes.get_mut(first..first + count).unwrap_or_default();
        let gross: f64 = parts.iter().map(|part| part.amount.abs()).sum();
        if gross <= 0.0 || old == new {
            return;
        }
        // Parts that nearly cancel out would be many times what they were.
        if old != 0.0 && new / old > 0.0 && old.abs() > 0.2 * gross {
            for part in parts.iter_mut() {
                part.amount *= new / old;
            }
        } else if let Some(largest) = parts.iter_mut().max_by(|a, b| a.amount.abs().total_cmp(&b.amount.abs())) {
            largest.amount += new - old;
        }
    }

    /// The entries that a headline rests on: the last one about each of its numbers in its phase or before, with their places.
    pub fn behind<'l>(&'l self, headline: &'l Headline) -> impl Iterator<Item = (usize, &'l Entry)> {
        headline.about.iter().flatten().filter_map(|variable| {
            self.entries.iter().enumerate().rev().find(|(_, e)| e.variable == *variable && e.phase <= headline.phase)
        })
    }
}

/// What writes the ledger. Play records; rollouts use [`Silent`], which compiles to nothing.
pub trait Recorder {
    /// Whether anything is kept. Constant, so that what is only needed for the record is not even worked out.
    const KEEPS: bool;
    /// Whether the parts of formulas are wanted.
    fn splits(&self) -> bool;
    /// Keeps a change with its sorted causes.
    fn entry(&mut self, phase: Phase, variable: Variable, change: (Quantity, Quantity), causes: &[Contribution], seen_by: SeenBy);
    /// Keeps a draw.
    fn drawn(&mut self, drawn: Drawn);
    /// Keeps a headline.
    fn headline(&mut self, headline: Headline);
}

impl Recorder for Ledger {
    const KEEPS: bool = true;
    fn splits(&self) -> bool {
        self.split
    }
    fn entry(
        &mut self,
        phase: Phase,
        variable: Variable,
        change: (Quantity, Quantity),
        causes: &[Contribution],
        seen_by: SeenBy,
    ) {
        let first = self.causes.len() as u32;
        for next in causes {
            // Neighbours of one cause are one part.
            match self.causes.get_mut(first as usize..).and_then(<[Contribution]>::last_mut) {
                Some(last) if last.cause == next.cause => last.amount += next.amount,
                _ => self.causes.push(*next),
            }
        }
        let count = self.causes.len() as u32 - first;
        let (before, after) = change;
        self.entries.push(Entry { phase, variable, before, after, first, count, seen_by });
    }
    fn drawn(&mut self, drawn: Drawn) {
        self.draws.push(drawn);
    }
    fn headline(&mut self, headline: Headline) {
        self.headlines.push(headline);
    }
}

/// Records nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Recorder for Silent {
    const KEEPS: bool = false;
    #[inline]
    fn splits(&self) -> bool {
        false
    }
    #[inline]
    fn entry(&mut self, _: Phase, _: Variable, _: (Quantity, Quantity), _: &[Contribution], _: SeenBy) {}
    #[inline]
    fn drawn(&mut self, _: Drawn) {}
    #[inline]
    fn headline(&mut self, _: Headline) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_rounded_together() {
        let third = 1.0 / 3.0;
        let parts = largest_remainder(&[third, third, third], Quantity::ONE);
        let micros: Vec<i64> = parts.iter().map(|p| p.micros()).collect();
        assert_eq!(micros, [333_334, 333_333, 333_333]);
    }

    #[test]
    fn negative_parts_add_up_too() {
        let parts = largest_remainder(&[-0.000_000_4, -0.000_000_4, 0.000_000_1], Quantity::from_micros(-1));
        assert_eq!(parts.iter().copied().sum::<Quantity>().micros(), -1);
    }
}

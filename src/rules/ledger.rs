//! The ledger of causes: why every number is what it is.
//!
//! Every change is one [`Entry`]: a variable, before and after, and its parts, each with a cause. Parts add up to the change
//! exactly, since they are rounded together by largest remainder. What is drawn is a [`Drawn`] line, and what is worth telling the
//! room is a [`Headline`], which points at the entries that it rests on.

use super::draws::DrawKey;
use super::phases::Phase;
use super::quantity::Quantity;
use super::table::{CardId, CommitmentId, DomainId, LinkId, StateId};
use super::variable::Variable;
use super::world::{Outcome, RequestKey, Standing};

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

/// Why a part of a change happened. The words are made by the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// What was decided about a request.
    Decision(RequestKey, StateId, Outcome),
    /// The answer was a surprise, measured against what the partner expected.
    Surprise(RequestKey, StateId),
    /// Somebody comparable got more.
    Favouritism(StateId, StateId),
    /// A card of the deck.
    Card(CardId),
    /// A card's effect ended.
    CardEnded(CardId),
    /// A countermeasure by a state.
    Counter(StateId),
    /// A countermeasure of a state ended.
    CounterEnded(StateId),
    /// A drawn outcome.
    Draw(DrawKey),
    /// Still moving from earlier turns.
    Inertia,
    /// It fades by itself.
    Fading,
    /// It returns to its structural level.
    Drift,
    /// Wear of what is held.
    Ageing,
    /// Spares and service flow, or do not.
    Sustainment(StateId),
    /// Another number of the world.
    Because(Variable),
    /// A delivery arrived.
    Delivery(LinkId),
    /// Orders were placed.
    Orders(LinkId),
    /// Orders could not be placed, and wait.
    Unmet(LinkId),
    /// The budget grows.
    Growth,
    /// A leak.
    Leak(RequestKey),
    /// A commitment changed.
    Commitment(CommitmentId),
    /// A price was paid.
    Price,
    /// An order of a seat.
    Order(StateId),
    /// What the other suppliers are worth to the partner.
    Rivals(StateId),
    /// It is at its limit.
    Limit,
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
pub const fn part(cause: Cause, amount: f64) -> Contribution {
    Contribution { cause, amount }
}

/// One change of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// In which phase, which is also which section of the rulebook.
    pub phase: Phase,
    /// Which number.
    pub variable: Variable,
    /// Before.
    pub before: Quantity,
    /// After.
    pub after: Quantity,
    /// Why, sorted by cause, before rounding.
    pub causes: Vec<Contribution>,
    /// Who may know.
    pub seen_by: SeenBy,
}

impl Entry {
    /// The parts, rounded so that they add up to the change. What the limits of the variable took away is a part of its own.
    #[must_use]
    pub fn parts(&self) -> Vec<(Cause, Quantity)> {
        let total = self.after - self.before;
        let wanted: f64 = self.causes.iter().map(|c| c.amount).sum();
        let mut causes = self.causes.clone();
        let unclamped = self.before + Quantity::from_f64(wanted);
        if unclamped != self.after {
            let lost = (self.after - self.before).to_f64() - wanted;
            if lost.abs() > 2e-6 {
                causes.push(part(Cause::Limit, lost));
            }
        }
        let amounts: Vec<f64> = causes.iter().map(|c| c.amount).collect();
        let rounded = largest_remainder(&amounts, total);
        causes.iter().map(|c| c.cause).zip(rounded).collect()
    }
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

/// A draw that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Its name.
    pub key: DrawKey,
    /// The odds of what was asked, 0–1.
    pub odds: Quantity,
    /// The number that was drawn.
    pub unit: Quantity,
    /// Whether it happened.
    pub happened: bool,
    /// What it was about.
    pub about: About,
    /// Who may know.
    pub seen_by: SeenBy,
}

/// What a draw was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Conditions on a licence.
    Conditions(RequestKey, StateId, StateId),
    /// A card.
    Card(CardId),
    /// A leak out of a licence.
    Leak(RequestKey, StateId),
    /// The detection of it.
    Detection(RequestKey, StateId),
    /// An answer to a harm.
    Counter(StateId),
}

/// Something worth telling the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// In which phase.
    pub phase: Phase,
    /// What happened.
    pub news: News,
    /// How much it matters, larger first.
    pub weight: u16,
    /// The entries it rests on: positions in the turn's ledger.
    pub entries: Vec<usize>,
    /// Who may know.
    pub seen_by: SeenBy,
}

/// What a headline says. The words are made by the reports.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A card came.
    Card(CardId),
    /// A request was decided.
    Decision {
        /// Whose answer.
        exporter: StateId,
        /// Whose request.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
        /// Tier licensed or asked.
        tier: u8,
        /// What became of it.
        outcome: Outcome,
    },
    /// A request was not answered.
    Silence {
        /// Who was silent.
        exporter: StateId,
        /// Who waits.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// A partner finds an exporter more or less reliable.
    Reliability {
        /// Who believes.
        partner: StateId,
        /// Of whom.
        exporter: StateId,
        /// By how much.
        change: Quantity,
    },
    /// A share moved far, or the main supplier changed.
    SupplierShift {
        /// Who buys.
        partner: StateId,
        /// From whom.
        supplier: StateId,
        /// In which domain.
        domain: DomainId,
        /// Since a year ago.
        change: Quantity,
        /// Whether it became the main supplier.
        now_main: bool,
    },
    /// Something arrived.
    Delivered {
        /// The channel.
        link: LinkId,
        /// How much.
        points: Quantity,
    },
    /// A leak was noticed.
    LeakDetected {
        /// Whose licence.
        supplier: StateId,
        /// Who lost it.
        holder: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// A commitment changed.
    Commitment {
        /// Which.
        id: CommitmentId,
        /// How it stands now.
        status: Standing,
    },
    /// A state answered a harm.
    Countermeasure {
        /// Who.
        by: StateId,
        /// Whom it blames.
        against: StateId,
        /// How.
        how: super::order::Countermeasure,
    },
    /// A state asks an exporter.
    Request {
        /// Who asks.
        from: StateId,
        /// Whom.
        to: StateId,
        /// In which domain.
        domain: DomainId,
        /// Tier.
        tier: u8,
    },
    /// One exporter supplied what an ally in the same bloc had denied.
    Undercut {
        /// Who supplied.
        by: StateId,
        /// Who had denied.
        denied_by: StateId,
        /// To whom.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// The legislature held an approval.
    Held {
        /// Whose legislature.
        exporter: StateId,
        /// Whose request.
        partner: StateId,
    },
}

/// Everything that one turn wrote down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Changes, in the order in which they were made.
    pub entries: Vec<Entry>,
    /// Draws.
    pub draws: Vec<Drawn>,
    /// Headlines.
    pub headlines: Vec<Headline>,
}

impl Ledger {
    /// The entries about one variable, with their places.
    pub fn about(&self, variable: Variable) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, e)| e.variable == variable)
    }

    /// How much a variable changed in the turn.
    #[must_use]
    pub fn change_of(&self, variable: Variable) -> Quantity {
        self.about(variable).map(|(_, e)| e.after - e.before).sum()
    }
}

/// What writes the ledger. Play records; rollouts use [`Silent`], which compiles to nothing.
pub trait Recorder {
    /// Whether anything is kept. Constant, so that what is only needed for the record is not even worked out.
    const KEEPS: bool;
    /// Keeps a change and returns its place.
    fn entry(&mut self, entry: Entry) -> usize;
    /// Keeps a draw.
    fn drawn(&mut self, drawn: Drawn);
    /// The place of the last change of a variable, if any is kept.
    fn last_about(&self, variable: Variable) -> Option<usize>;
    /// Keeps a headline.
    fn headline(&mut self, headline: Headline);
}

impl Recorder for Ledger {
    const KEEPS: bool = true;
    fn entry(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }
    fn drawn(&mut self, drawn: Drawn) {
        self.draws.push(drawn);
    }
    fn last_about(&self, variable: Variable) -> Option<usize> {
        self.entries.iter().rposition(|e| e.variable == variable)
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
    fn entry(&mut self, _: Entry) -> usize {
        0
    }
    fn drawn(&mut self, _: Drawn) {}
    fn last_about(&self, _: Variable) -> Option<usize> {
        None
    }
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

//! The adjudication card of a licensing decision: what was asked, the score against the criteria, what was drawn, and how it would have
//! gone nearby.
//!
//! A [`Card`] is data, which the window draws; [`Card::lines`] is the same in sentences for the command line.

mod lines;
mod nearest;

pub use nearest::{Nearest, Scale, Way};

use crate::rules::ledger::{About, Drawn, Ledger};
use crate::rules::order::{Condition, Decision, Ground, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{CriterionVar, StateVar};
use crate::rules::view::Viewer;
use crate::rules::world::{Decided, Outcome, Request, RequestKey, World};

use super::orders::conditions_of;

/// A turn of which a card tells, as whoever reads it may see it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The position before it.
    pub before: &'a World,
    /// The position that it led to.
    pub after: &'a World,
    /// Its ledger.
    pub ledger: &'a Ledger,
    /// Its orders, of all seats.
    pub orders: &'a [Order],
}

/// One criterion on the card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Which.
    pub criterion: Ground,
    /// The sub-score, 0–1.
    pub mark: f64,
    /// Its weight, 0–1.
    pub weight: f64,
}

/// Something that was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Luck {
    /// In which turn.
    pub turn: u16,
    /// The odds, 0–1.
    pub odds: f64,
    /// The number that was drawn.
    pub unit: f64,
    /// Whether it happened.
    pub happened: bool,
}

impl Luck {
    fn of(drawn: &Drawn) -> Self {
        let (odds, unit) = (drawn.odds.to_f64(), drawn.unit.to_f64());
        Self { turn: drawn.key.turn, odds, unit, happened: drawn.happened }
    }

    /// How far it was from happening: below one it happened.
    fn distance(&self) -> f64 {
        self.unit / self.odds.max(1e-9)
    }
}

/// What there is to tell of a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The decision.
    pub key: RequestKey,
    /// In which turn.
    pub turn: u16,
    /// Whose answer.
    pub exporter: StateId,
    /// Whose request.
    pub partner: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier licensed or asked.
    pub tier: u8,
    /// What became of it.
    pub outcome: Outcome,
    /// The criteria, in the order of their weights; empty where nothing was scored.
    pub marks: Vec<Mark>,
    /// The score.
    pub score: f64,
    /// What it had to reach.
    pub threshold: f64,
    /// The chance of a licence that the partner expected.
    pub expected: f64,
    /// Burden of the conditions.
    pub burden: f64,
    /// The ground that was given.
    pub ground: Option<Ground>,
    /// What was asked, where the request waited before the turn.
    pub asked: Option<Request>,
    /// The conditions that were set.
    pub conditions: Vec<Condition>,
    /// Whether the partner accepted the conditions, where that was drawn.
    pub acceptance: Option<Luck>,
    /// Whether something leaked out of the licence since: the draw that came nearest to it, or did it.
    pub leak: Option<Luck>,
    /// Whether that was noticed.
    pub detection: Option<Luck>,
    /// The nearest other ways; the first is the nearest.
    pub nearest: Vec<Nearest>,
}

/// The card of a decision about a request. `turns` begins with the turn in which it was decided; those that follow tell what became of
/// the licence. A seat is told of its own view of them.
#[must_use]
pub fn card(setting: &Setting, turns: &[Told<'_>], key: RequestKey, viewer: Viewer) -> Option<Card> {
    let (first, last) = (turns.first()?, turns.last()?);
    let decided: &Decided = first.after.record.iter().rfind(|d| d.key == key)?;
    let scored = decided.threshold != Quantity::ZERO || decided.parts.iter().any(|part| *part != Quantity::ZERO);
    let declared = first.after.state(StateVar::Declared, decided.exporter);
    let own = viewer.is_or_facilitates(decided.exporter);
    let weights = first.after.criteria(CriterionVar::Current, decided.exporter).weights;
    let mark =
        |((criterion, mark), weight): ((&Ground, &Quantity), f64)| Mark { criterion: *criterion, mark: mark.to_f64(), weight };
    let marks = Ground::ALL.iter().zip(&decided.parts).zip(weights).map(mark);
    let draws = |is: fn(&About, RequestKey) -> bool| {
        let mine = move |d: &&Drawn| is(&d.about, key) && viewer.may_know(d.seen_by);
        turns.iter().flat_map(move |told| told.ledger.draws.iter().filter(mine)).map(Luck::of)
    };
    let accepts = |about: &About, key| matches!(about, About::Conditions(of, ..) if *of == key);
    let leaks = draws(|about, key| matches!(about, About::Leak(of, _) if *of == key));
    let leak = leaks.min_by(|a, b| a.distance().total_cmp(&b.distance()));
    let noticed = draws(|about, key| matches!(about, About::Detection(of, _) if *of == key));
    let party = own || viewer.is_or_facilitates(decided.partner);
    let licence = last.after.licence(key).filter(|_| decided.outcome == Outcome::Licensed);
    let conditions = match licence {
        // Co-production that was asked for is no condition; what the exporter offered beyond is in its order.
        Some(licence) => {
            let offered = |c: &Condition| matches!(c, Condition::Coproduction(_));
            let offers = ordered(first.orders, decided).iter().any(offered);
            conditions_of(licence).into_iter().filter(|c| offers || !offered(c)).collect()
        }
        None if party => ordered(first.orders, decided).to_vec(),
        None => Vec::new(),
    };
    let mut card = Card {
        key,
        turn: decided.turn,
        exporter: decided.exporter,
        partner: decided.partner,
        domain: decided.domain,
        tier: decided.tier,
        outcome: decided.outcome,
        marks: if scored && (own || declared >= 0.5) { marks.collect() } else { Vec::new() },
        score: decided.score.to_f64(),
        threshold: decided.threshold.to_f64(),
        expected: decided.expected.to_f64(),
        burden: decided.burden.to_f64(),
        ground: decided.ground,
        asked: first.before.request(key).cloned(),
        conditions,
        acceptance: draws(accepts).find(|luck| luck.turn == decided.turn),
        leak,
        detection: noticed.min_by(|a, b| a.distance().total_cmp(&b.distance())),
        nearest: Vec::new(),
    };
    card.nearest = nearest::of(setting, turns, &card, viewer, own || declared >= 1.0);
    Some(card)
}

/// The cards of every decision of the first of some turns.
#[must_use]
pub fn of_turn(setting: &Setting, turns: &[Told<'_>], viewer: Viewer) -> Vec<Card> {
    let Some(first) = turns.first() else { return Vec::new() };
    let decided = first.after.record.iter().filter(|d| d.turn == first.before.turn);
    decided.filter_map(|d| card(setting, turns, d.key, viewer)).collect()
}

/// The conditions that an exporter wrote into its answer.
fn ordered<'o>(orders: &'o [Order], decided: &Decided) -> &'o [Condition] {
    let mut answers = orders.iter().filter(|order| order.seat.state() == Some(decided.exporter));
    let with = |order: &'o Order| match &order.kind {
        OrderKind::Decide(key, Decision::Condition(conditions)) if *key == decided.key => Some(conditions.as_slice()),
        _ => None,
    };
    answers.find_map(with).unwrap_or_default()
}

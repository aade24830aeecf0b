//! The adjudication card of a licensing decision: the score against the criteria, what was drawn, and how it would have gone nearby.
//!
//! A [`Card`] is data for the window; [`Card::lines`] is the same in sentences for the command line.

use crate::rules::draws::over;
use crate::rules::ledger::{About, Drawn, Ledger};
use crate::rules::order::{Condition, Ground};
use crate::rules::phases::hazard;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{CriterionVar, StateVar};
use crate::rules::view::may_know;
use crate::rules::world::{Decided, Licence, Outcome, RequestKey, World};
use crate::text::{fill, text};

use super::orders::{conditions_list, conditions_of, ground};
use super::words::{Shape, Sign, calendar, domain, number, signed, state};

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
    /// The odds, 0–1.
    pub odds: f64,
    /// The number that was drawn.
    pub unit: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// Which other monitoring is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// On-site inspection, where the licence has less.
    Inspected,
    /// No monitoring, where the licence is watched as closely already.
    Unwatched,
}

/// The nearest other way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WhatIf {
    /// What differs.
    pub other: Other,
    /// Odds that something leaks in a turn, as the licence is.
    pub now: f64,
    /// The same a year.
    pub now_year: f64,
    /// Odds in a turn, the other way.
    pub then: f64,
    /// The same a year.
    pub then_year: f64,
    /// The draw of the turn that was compared, and whether it would have leaked the other way; none where nothing was drawn, or the seat
    /// may not know.
    pub same_draw: Option<(f64, bool)>,
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
    /// The conditions of the licence.
    pub conditions: Vec<Condition>,
    /// Whether the partner accepted the conditions, where that was drawn.
    pub acceptance: Option<Luck>,
    /// Whether something leaked.
    pub leak: Option<Luck>,
    /// Whether it was noticed.
    pub detection: Option<Luck>,
    /// The nearest other way, where a licence was given.
    pub what_if: Option<WhatIf>,
}

/// The card of the last decision about a request. `before` is the position in which it was decided, `world` the one that is looked at
/// (a seat's own view of it, for a seat), and `ledger` that of the turn whose draws are told.
#[must_use]
pub fn card(
    setting: &Setting,
    before: &World,
    world: &World,
    ledger: &Ledger,
    key: RequestKey,
    seat: Option<StateId>,
) -> Option<Card> {
    let decided: &Decided = world.record.iter().rfind(|d| d.key == key)?;
    let scored = decided.threshold != Quantity::ZERO || decided.parts.iter().any(|part| *part != Quantity::ZERO);
    let weights = before.criteria(CriterionVar::Current, decided.exporter).weights;
    let mark =
        |((criterion, mark), weight): ((&Ground, &Quantity), f64)| Mark { criterion: *criterion, mark: mark.to_f64(), weight };
    let marks = Ground::ALL.iter().zip(&decided.parts).zip(weights).map(mark);
    let luck = |is: fn(&About, RequestKey) -> bool| {
        let mine = |d: &&Drawn| is(&d.about, key) && may_know(d.seen_by, seat);
        ledger.draws.iter().find(mine).map(|d| Luck { odds: d.odds.to_f64(), unit: d.unit.to_f64(), happened: d.happened })
    };
    let licence = world.licence(key).filter(|_| decided.outcome == Outcome::Licensed);
    let leak = luck(|about, key| matches!(about, About::Leak(of, _) if *of == key));
    Some(Card {
        key,
        turn: decided.turn,
        exporter: decided.exporter,
        partner: decided.partner,
        domain: decided.domain,
        tier: decided.tier,
        outcome: decided.outcome,
        marks: if scored { marks.collect() } else { Vec::new() },
        score: decided.score.to_f64(),
        threshold: decided.threshold.to_f64(),
        expected: decided.expected.to_f64(),
        burden: decided.burden.to_f64(),
        ground: decided.ground,
        conditions: licence.map(conditions_of).unwrap_or_default(),
        acceptance: luck(|about, key| matches!(about, About::Conditions(of, ..) if *of == key)),
        leak,
        detection: luck(|about, key| matches!(about, About::Detection(of, _) if *of == key)),
        what_if: licence.and_then(|licence| what_if(setting, world, licence, leak)),
    })
}

/// The same licence with on-site inspection, or without its monitoring where it is watched as closely already.
fn what_if(setting: &Setting, world: &World, licence: &Licence, leak: Option<Luck>) -> Option<WhatIf> {
    let on_site = world.values.get(crate::rules::variable::Variable::State(StateVar::Monitoring, licence.supplier));
    let (other, monitoring) = if licence.monitoring < on_site {
        (Other::Inspected, on_site)
    } else if licence.monitoring > Quantity::ZERO {
        (Other::Unwatched, Quantity::ZERO)
    } else {
        return None;
    };
    let now_year = hazard(setting, world, licence);
    let then_year = hazard(setting, world, &Licence { monitoring, ..*licence });
    let (now, then) = (over(now_year, setting.dt()), over(then_year, setting.dt()));
    Some(WhatIf { other, now, now_year, then, then_year, same_draw: leak.map(|luck| (luck.unit, luck.unit < then)) })
}

/// Says a text of the catalogue with what every line about the decision names.
type Say<'a> = dyn Fn(&str, &[(&str, &str)]) -> String + 'a;

impl Card {
    /// The card in sentences.
    #[must_use]
    pub fn lines(&self, setting: &Setting) -> Vec<String> {
        let (exporter, partner) = (state(setting, self.exporter), state(setting, self.partner));
        let names = [("exporter", exporter), ("partner", partner)];
        let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&names[..], values].concat());
        let (area, tier, when) = (domain(setting, self.domain), self.tier.to_string(), calendar(setting, self.turn));
        let mut lines = vec![say("card.title", &[("domain", &area), ("tier", &tier), ("when", &when)]), self.outcome(&say)];
        lines.extend(self.score_lines());
        lines.push(say("card.expected", &[("expected", &number(self.expected, 2))]));
        if self.burden > 0.0 && self.outcome != Outcome::Refused {
            lines.push(say("card.burden", &[("burden", &number(self.burden, 2))]));
        }
        let drawn = [
            (self.acceptance, "card.acceptance.yes", "card.acceptance.no"),
            (self.leak, "card.leak.yes", "card.leak.no"),
            (self.detection, "card.detection.yes", "card.detection.no"),
        ];
        for (luck, yes, no) in drawn {
            if let Some(luck) = luck {
                let key = if luck.happened { yes } else { no };
                lines.push(say(key, &[("odds", &number(luck.odds, 2)), ("unit", &number(luck.unit, 2))]));
            }
        }
        lines.extend(self.what_if.iter().map(WhatIf::line));
        lines
    }

    fn outcome(&self, say: &Say<'_>) -> String {
        match (self.outcome, self.ground) {
            (Outcome::Licensed, _) if self.conditions.is_empty() => text("card.outcome.licensed").to_owned(),
            (Outcome::Licensed, _) => say("card.outcome.conditions", &[("conditions", &conditions_list(&self.conditions))]),
            (Outcome::Refused, _) => say("card.outcome.refused", &[("burden", &number(self.burden, 2))]),
            (Outcome::Denied, Some(on)) => say("card.outcome.denied", &[("ground", ground(on))]),
            (Outcome::Denied, None) => text("card.outcome.denied_bare").to_owned(),
            (Outcome::Deferred, _) => text("card.outcome.deferred").to_owned(),
            (Outcome::Withdrawn, _) => say("card.outcome.withdrawn", &[]),
            (Outcome::Held, _) => text("card.outcome.held").to_owned(),
        }
    }

    /// One line a criterion, and their sum; the parts as shown add up to the score as shown.
    fn score_lines(&self) -> Vec<String> {
        if self.marks.is_empty() {
            return Vec::new();
        }
        let shape = Shape::thousandths();
        let parts: Vec<Quantity> = self.marks.iter().map(|m| Quantity::from_f64(m.mark * m.weight)).collect();
        let total = shape.units(Quantity::from_f64(self.score));
        let mut lines: Vec<String> = Vec::new();
        for (mark, part) in self.marks.iter().zip(shape.parts(&parts, total)) {
            let (given, weight, part) = (number(mark.mark, 2), number(mark.weight, 2), shape.write(part, Sign::Level));
            let values = [("criterion", ground(mark.criterion)), ("mark", &given), ("weight", &weight), ("part", &part)];
            lines.push(super::words::capital(&fill("card.criterion", &values)));
        }
        let (threshold, margin) = (number(self.threshold, 3), signed(self.score - self.threshold, 3));
        let total = shape.write(total, Sign::Level);
        lines.push(fill("card.sum", &[("total", &total), ("threshold", &threshold), ("margin", &margin)]));
        lines
    }
}

impl WhatIf {
    /// The other way in a sentence, and what the same draw would have meant.
    #[must_use]
    pub fn line(&self) -> String {
        let key = match self.other {
            Other::Inspected => "card.what_if.inspected",
            Other::Unwatched => "card.what_if.unwatched",
        };
        let two = |value: f64| number(value, 2);
        let (now, then) = (two(self.now), two(self.then));
        let (now_year, then_year) = (two(self.now_year), two(self.then_year));
        let said = fill(key, &[("now", &now), ("then", &then), ("now_year", &now_year), ("then_year", &then_year)]);
        let Some((unit, leaks)) = self.same_draw else { return said };
        let key = match (unit < self.now, leaks) {
            (true, true) => "card.same_draw.leaks",
            (true, false) => "card.same_draw.spared",
            (false, true) => "card.same_draw.lost",
            (false, false) => "card.same_draw.holds",
        };
        format!("{said} {}", fill(key, &[("unit", &two(unit))]))
    }
}

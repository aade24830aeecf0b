//! The nearest other way: the smallest change with which a decision would have gone otherwise, and what the same draw would have meant.

use crate::rules::draws::over;
use crate::rules::order::Condition;
use crate::rules::phases::hazard;
use crate::rules::quantity::Quantity;
use crate::rules::score::{self, Terms, score};
use crate::rules::setting::Setting;
use crate::rules::turn::default_audience;
use crate::rules::variable::{CriterionVar, StateVar, Variable};
use crate::rules::view::Viewer;
use crate::rules::world::{Licence, Outcome};
use crate::text::{fill, text};

use super::super::orders::{condition, conditions_list};
use super::super::words::{chance, chance_and_draw, number};
use super::{Card, Told};

/// What is different in the other way.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// On-site inspection, where the licence has less.
    Inspected,
    /// No monitoring, where the licence is watched as closely already.
    Unwatched,
    /// One clause less, where the partner did not accept them all.
    Without(Condition),
    /// Clauses with which the criteria would have been met.
    With(Vec<Condition>),
    /// No usual clause meets the criteria: how much is missing.
    Short,
    /// The criteria were met as it stood: nothing but the decision was against it.
    Stood,
    /// As much political capital as the legislature's floor.
    Capital,
}

/// What is compared, on which scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Odds of a leak in a turn; the mark is what was drawn.
    Leak,
    /// Odds that the partner accepts; the mark is what was drawn.
    Acceptance,
    /// Burden; the mark is what the partner takes by its standing answer.
    Burden,
    /// The score; the mark is what it had to reach.
    Score,
    /// Points of political capital; the mark is the floor.
    Capital,
}

/// A nearest other way.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// What differs.
    pub way: Way,
    /// What is compared.
    pub scale: Scale,
    /// As it was.
    pub now: f64,
    /// The other way.
    pub then: f64,
    /// What both are held against: the number that was drawn, or what had to be reached. None where nothing was drawn, or the seat may not
    /// know.
    pub mark: Option<f64>,
}

/// The nearest other ways of a card. `knows`: whether the reader knows the criteria.
pub(super) fn of(setting: &Setting, turns: &[Told<'_>], card: &Card, viewer: Viewer, knows: bool) -> Vec<Nearest> {
    match card.outcome {
        Outcome::Licensed => leak(setting, turns, card).into_iter().collect(),
        Outcome::Refused => clause(setting, turns, card, viewer).into_iter().collect(),
        Outcome::Denied | Outcome::Deferred => criteria(setting, turns, card, 0.0).filter(|_| knows).into_iter().collect(),
        Outcome::Held => held(setting, turns, card, knows),
        Outcome::Withdrawn => Vec::new(),
    }
}

/// The same licence with on-site inspection, or without its monitoring where it is watched as closely already; in the turn whose draw came
/// nearest to a leak.
fn leak(setting: &Setting, turns: &[Told<'_>], card: &Card) -> Option<Nearest> {
    let drawn = card.leak.and_then(|luck| turns.iter().find(|told| told.before.turn == luck.turn));
    let world = drawn.or(turns.last())?.after;
    let licence = world.licence(card.key)?;
    let on_site = world.values.get(Variable::State(StateVar::Monitoring, licence.supplier));
    let (way, monitoring) = if licence.monitoring < on_site {
        (Way::Inspected, on_site)
    } else if licence.monitoring > Quantity::ZERO {
        (Way::Unwatched, Quantity::ZERO)
    } else {
        return None;
    };
    let mine = hazard(setting, world, licence);
    let other = hazard(setting, world, &Licence { monitoring, ..*licence });
    let now = card.leak.map_or_else(|| over(mine, setting.dt()), |luck| luck.odds);
    // As they were when it was drawn: what happened later in the turn moves both alike.
    let a_year = 1.0 - libm::pow(1.0 - now, 1.0 / setting.dt());
    let then = over(a_year * other / mine.max(1e-9), setting.dt());
    ((then - now).abs() > 1e-6).then_some(Nearest { way, scale: Scale::Leak, now, then, mark: card.leak.map(|luck| luck.unit) })
}

/// One clause less: the least of those with which the same draw would have accepted, or else the one that weighs most.
fn clause(setting: &Setting, turns: &[Told<'_>], card: &Card, viewer: Viewer) -> Option<Nearest> {
    let first = turns.first()?;
    let request = card.asked.as_ref()?;
    let params = &setting.params;
    let whole = score::burden(&card.conditions, request, params);
    if whole <= 0.0 {
        return None;
    }
    // What a bloc eases, it eases of every clause alike.
    let eased = card.burden / whole;
    let burdens = (0..card.conditions.len()).filter_map(|n| {
        let mut rest = card.conditions.clone();
        let gone = rest.remove(n);
        let burden = score::burden(&rest, request, params) * eased;
        (burden < card.burden).then_some((gone, burden))
    });
    let answer = Variable::State(StateVar::Answer, card.partner);
    let standing = first.after.values.get(answer).to_f64();
    let of: Vec<Nearest> = match card.acceptance {
        Some(luck) => {
            let taken = libm::log(luck.odds.max(1e-9) / (1.0 - luck.odds).max(1e-9));
            let odds = |burden: f64| 1.0 / (1.0 + libm::exp(-(taken + params.accept_slope * (card.burden - burden))));
            let odds = |burden: f64| if burden <= 0.0 { 1.0 } else { odds(burden) };
            let near = |(gone, burden)| nearest(Way::Without(gone), Scale::Acceptance, luck.odds, odds(burden), Some(luck.unit));
            burdens.map(near).collect()
        }
        None if standing >= 0.0 && viewer.may_know(default_audience(answer)) => burdens
            .map(|(gone, burden)| nearest(Way::Without(gone), Scale::Burden, card.burden, burden, Some(standing)))
            .collect(),
        None => Vec::new(),
    };
    let far = |near: &Nearest| (near.then - near.now).abs();
    let (turned, not): (Vec<Nearest>, Vec<Nearest>) = of.into_iter().partition(Nearest::turns);
    let least = turned.into_iter().min_by(|a, b| far(a).total_cmp(&far(b)));
    least.or_else(|| not.into_iter().max_by(|a, b| far(a).total_cmp(&far(b))))
}

const fn nearest(way: Way, scale: Scale, now: f64, then: f64, mark: Option<f64>) -> Nearest {
    Nearest { way, scale, now, then, mark }
}

/// The smallest change of the terms that meets the criteria with a margin, or how much is missing.
fn criteria(setting: &Setting, turns: &[Told<'_>], card: &Card, margin: f64) -> Option<Nearest> {
    let first = turns.first()?;
    let request = card.asked.as_ref().filter(|_| first.before.licenses(card.exporter))?;
    let criteria = first.after.criteria(CriterionVar::Current, card.exporter);
    let ceiling = first.before.ceiling(card.exporter, card.partner);
    let (now, needed) = (card.score, card.threshold + margin);
    if now >= needed && card.tier <= ceiling {
        return Some(nearest(Way::Stood, Scale::Score, now, now, Some(needed)));
    }
    let as_it_was = score(setting, first.before, &criteria, request, &Terms::with(request, &card.conditions, &setting.params));
    let found = score::smallest_change(setting, first.before, &criteria, request, |terms, scored| {
        scored.margin() >= margin && terms.tier <= ceiling
    });
    let near = match found {
        Some((conditions, scored)) => {
            let then = now + scored.total - as_it_was.total;
            nearest(Way::With(conditions), Scale::Score, now, then, Some(scored.threshold + margin))
        }
        None => nearest(Way::Short, Scale::Score, now, now, Some(needed)),
    };
    Some(near)
}

/// What the legislature would have let through: a higher score, or, where it holds for want of capital, a stronger government.
fn held(setting: &Setting, turns: &[Told<'_>], card: &Card, knows: bool) -> Vec<Nearest> {
    let Some(first) = turns.first() else { return Vec::new() };
    let of = |kind| first.before.state(kind, card.exporter);
    let reviewed = of(StateVar::Hold) > 0.0;
    let margin = if reviewed { setting.params.hold_margin } else { 0.0 };
    let (capital, floor) = (of(StateVar::Capital), of(StateVar::Floor));
    let stronger = (!reviewed && capital < floor).then(|| nearest(Way::Capital, Scale::Capital, capital, floor, Some(floor)));
    criteria(setting, turns, card, margin).filter(|_| knows).into_iter().chain(stronger).collect()
}

impl Nearest {
    /// Whether the other way comes out otherwise, against the same mark.
    #[must_use]
    pub fn turns(&self) -> bool {
        self.mark.is_some_and(|mark| match self.scale {
            Scale::Leak | Scale::Acceptance => (mark < self.now) != (mark < self.then),
            Scale::Burden => (self.now <= mark) != (self.then <= mark),
            Scale::Score | Scale::Capital => (self.now >= mark) != (self.then >= mark),
        })
    }

    /// A number of the comparison, as it is written.
    #[must_use]
    pub fn written(&self, value: f64) -> String {
        match self.scale {
            Scale::Score => number(100.0 * value, 1),
            Scale::Capital => number(value, 1),
            Scale::Leak | Scale::Acceptance => chance(value),
            Scale::Burden => number(value, 2),
        }
    }

    /// What the mark is: "drawn", "threshold".
    #[must_use]
    pub fn marked(&self) -> &'static str {
        text(match self.scale {
            Scale::Leak | Scale::Acceptance => "near.mark.drawn",
            Scale::Burden => "near.mark.standing",
            Scale::Score => "near.mark.needed",
            Scale::Capital => "near.mark.floor",
        })
    }

    /// What is compared: "odds of a leak in a turn".
    #[must_use]
    pub fn compared(&self) -> &'static str {
        text(match self.scale {
            Scale::Leak => "near.scale.leak",
            Scale::Acceptance => "near.scale.acceptance",
            Scale::Burden => "near.scale.burden",
            Scale::Score => "near.scale.score",
            Scale::Capital => "near.scale.capital",
        })
    }

    /// The other way in a few words; none where there is none.
    #[must_use]
    pub fn other(&self) -> Option<String> {
        Some(match &self.way {
            Way::Inspected => text("near.way.inspected").to_owned(),
            Way::Unwatched => text("near.way.unwatched").to_owned(),
            Way::Without(clause) => fill("near.way.without", &[("clause", &condition(clause))]),
            Way::With(conditions) => fill("near.way.with", &[("conditions", &conditions_list(conditions))]),
            Way::Capital => text("near.way.capital").to_owned(),
            Way::Short | Way::Stood => return None,
        })
    }

    /// The other way in a sentence, and what the same draw would have meant.
    #[must_use]
    pub fn line(&self) -> String {
        let (now, then) = (self.written(self.now), self.written(self.then));
        let mark = self.mark.map(|mark| self.written(mark)).unwrap_or_default();
        let gap = self.written((self.mark.unwrap_or(self.now) - self.now).abs());
        let way = self.other().unwrap_or_default();
        let key = match (&self.way, self.scale) {
            (Way::Short, _) => "near.short",
            (Way::Stood, _) => "near.stood",
            (Way::Capital, _) => "near.capital",
            (_, Scale::Leak) if self.then < self.now => "near.leak_falls",
            (_, Scale::Leak) => "near.leak_rises",
            (_, Scale::Acceptance) => "near.acceptance",
            (_, Scale::Burden) => "near.burden",
            (_, Scale::Score | Scale::Capital) => "near.score",
        };
        let values = [("way", &*way), ("now", &*now), ("then", &*then), ("mark", &*mark), ("gap", &*gap)];
        let said = super::super::words::capital(&fill(key, &values));
        let Some(unit) = self.mark else { return said };
        let same = match self.scale {
            Scale::Leak => match (unit < self.now, unit < self.then) {
                (true, true) => "card.same_draw.leaks",
                (true, false) => "card.same_draw.spared",
                (false, true) => "card.same_draw.lost",
                (false, false) => "card.same_draw.holds",
            },
            Scale::Acceptance if unit < self.then => "near.same_draw.accepts",
            Scale::Acceptance => "near.same_draw.refuses",
            Scale::Burden if self.then <= unit => "near.same_standing.accepts",
            Scale::Burden => "near.same_standing.refuses",
            Scale::Score | Scale::Capital => return said,
        };
        let unit = match self.scale {
            Scale::Leak | Scale::Acceptance => chance_and_draw(self.then, unit).1,
            Scale::Burden | Scale::Score | Scale::Capital => number(unit, 2),
        };
        format!("{said} {}", fill(same, &[("unit", &unit)]))
    }
}

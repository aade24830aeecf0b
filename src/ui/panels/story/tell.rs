//! From the ledger to stories: how one decision or one card travelled through the phases, and the whole turn in its headlines.

use std::collections::BTreeMap;

use super::steps::{Step, of_entry, of_headline};
use crate::report::headlines::told;
use crate::report::words;
use crate::rules::ledger::{About, Cause, Entry, Headline, Ledger, News, SeenBy};
use crate::rules::order::Order;
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::{Scope, StateVar, Variable};
use crate::rules::world::{Decided, Outcome, Standing};
use crate::text::{fill, text};
use crate::ui::state::sources::{Source, came_from, source, spoken_of};
use crate::ui::state::workspace::Scene;

/// A part smaller than this of its number's range is not told.
const TOLD_MIN: f64 = 0.003;
/// A headline belongs to a story that has this part at least in a change that it rests on, and a step follows from one that has this part
/// in it.
const SHARE_MIN: f64 = 0.25;
/// What a headline tells is so much more worth telling than a bare change.
const HEADLINE: f64 = 3.0;

/// What a story leads to, the least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// Numbers alone.
    Numbers,
    /// Orders that go to another supplier.
    Shift,
    /// A countermeasure, or an ally that undercuts.
    Answer,
    /// A leak.
    Leak,
    /// A commitment near its limit.
    Strained,
    /// A commitment that is broken.
    Broken,
}

impl End {
    const fn of(news: &News) -> Self {
        match news {
            News::Commitment { status: Standing::Broken, .. } => Self::Broken,
            News::Commitment { status: Standing::Strained, .. } => Self::Strained,
            News::LeakDetected { .. } => Self::Leak,
            News::Countermeasure { .. } | News::Undercut { .. } => Self::Answer,
            News::SupplierShift { .. } => Self::Shift,
            _ => Self::Numbers,
        }
    }

    /// The key of its word.
    const fn key(self) -> &'static str {
        match self {
            Self::Numbers => "story.end.numbers",
            Self::Shift => "story.end.shift",
            Self::Answer => "story.end.answer",
            Self::Leak => "story.end.leak",
            Self::Strained => "story.end.strained",
            Self::Broken => "story.end.broken",
        }
    }
}

/// A story.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Story {
    /// Its title.
    pub(super) title: String,
    /// Whose story it is, for a short name.
    pub(super) about: String,
    /// Its steps, in the order of play.
    pub(super) steps: Vec<Step>,
    /// What it leads to.
    pub(super) end: End,
    /// How much it is worth telling.
    weight: u32,
}

impl Story {
    /// What it leads to, in a word or two; of the whole turn how many steps it has.
    pub(super) fn word(&self) -> String {
        fill(self.end.key(), &[("steps", &self.steps.len().to_string())])
    }
}

/// The stories of the last turn, the most telling first; the whole turn comes last.
pub(super) fn stories(scene: &Scene<'_>) -> Vec<Story> {
    let Some(ledger) = scene.why(scene.last()) else { return Vec::new() };
    let ledger = ledger.as_ref();
    let told: Vec<&Headline> = told(ledger, scene.context(scene.last())).collect();
    let from = From::of(scene, ledger, &told);
    let mut stories: Vec<Story> = told.iter().filter_map(|h| chain(&from, h)).filter(|s| s.steps.len() > 1).collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.weight));
    stories.dedup_by(|a, b| a.steps == b.steps);
    let mut whole: Vec<Step> = told.iter().map(|h| of_headline(scene, ledger, h)).collect();
    whole.sort_by_key(|step| step.phase);
    if !whole.is_empty() {
        let title = text("story.whole").to_owned();
        stories.push(Story { about: title.clone(), title, steps: whole, end: End::Numbers, weight: 0 });
    }
    stories
}

/// What stories are made from.
struct From<'a> {
    scene: &'a Scene<'a>,
    ledger: &'a Ledger,
    orders: &'a [Order],
    told: &'a [&'a Headline],
    /// The headline that tells of an entry, by the entry's place; what began a story tells of none.
    says: BTreeMap<usize, &'a Headline>,
}

impl<'a> From<'a> {
    fn of(scene: &'a Scene<'a>, ledger: &'a Ledger, told: &'a [&'a Headline]) -> Self {
        let mut says = BTreeMap::new();
        for headline in told.iter().filter(|h| !matches!(h.news, News::Decision { .. } | News::Card(_))) {
            // It tells of the first number that it rests on, in the phase in which that moved.
            if let Some((place, _)) = ledger.behind(headline).next().filter(|(_, entry)| entry.phase == headline.phase) {
                says.entry(place).or_insert(*headline);
            }
        }
        let orders = scene.orders.last().map(|orders| orders.as_slice()).unwrap_or_default();
        Self { scene, ledger, orders, told, says }
    }
}

/// How a headline's cause travelled: the most telling change a phase that rests on it, and the headlines that do.
fn chain(from: &From<'_>, start: &Headline) -> Option<Story> {
    let (scene, ledger) = (from.scene, from.ledger);
    let (origin, title, about, whose) = origin(scene, start)?;
    let mut steps = vec![of_headline(scene, ledger, start)];
    // What the story has moved so far, and the step through which.
    let mut touched: BTreeMap<Variable, usize> = BTreeMap::new();
    let mut end = End::Numbers;
    let mut weight = u32::from(start.weight);
    for phase in Phase::ALL.into_iter().filter(|phase| *phase >= start.phase) {
        let mut best: Option<(f64, &Entry, Quantity, Option<&Headline>, usize)> = None;
        let entries = ledger.entries.iter().enumerate();
        for (place, entry) in entries.filter(|(_, e)| e.phase == phase && scene.tells(e.seen_by)) {
            let (amount, through) = resting_on(ledger, entry, from.orders, origin, &touched);
            let size = amount.to_f64().abs() / span(entry.variable);
            if size < TOLD_MIN {
                continue;
            }
            touched.insert(entry.variable, through);
            if !told_of(entry.variable) || words::shows_nothing(&words::change(entry.variable, amount)) {
                continue;
            }
            // A headline of a change that goes the other way says nothing of this story.
            let same = (amount < Quantity::ZERO) == (entry.after < entry.before);
            let says = from.says.get(&place).copied().filter(|_| same);
            let size = if says.is_some() { size * HEADLINE } else { size };
            if best.is_none_or(|(largest, ..)| size > largest) {
                best = Some((size, entry, amount, says, through));
            }
        }
        let mut heard: Option<&Headline> = None;
        if let Some((size, entry, amount, says, through)) = best {
            weight += (size * 100.0).min(20.0) as u32;
            heard = says;
            touched.insert(entry.variable, steps.len());
            steps.push(Step { after: Some(through), ..of_entry(scene, ledger, entry, amount, says) });
        }
        let follows = from.told.iter().copied().filter(|h| h.phase == phase && heard != Some(*h));
        let follows = follows.filter(|h| belongs(from, h, origin, &touched, whose)).collect::<Vec<_>>();
        let through = |h: &Headline| ledger.behind(h).find_map(|(_, entry)| touched.get(&entry.variable)).copied();
        let step = |h: &&Headline| Step { after: Some(through(h).unwrap_or(0)), ..of_headline(scene, ledger, h) };
        steps.extend(follows.iter().map(step));
        end = follows.into_iter().chain(heard).map(|h| End::of(&h.news)).fold(end, End::max);
    }
    // An order before an event, one's own before another's, and what led to something before what moved numbers alone.
    let ordered = matches!(origin, Source::Order(_));
    let own = whose.is_some_and(|(exporter, _)| scene.seat() == Some(exporter));
    // Who leads the game tells it to the room, which may not know everything.
    let told = |d: &Decided| origin == Source::Order(d.key) && d.public;
    let own = own || scene.seat().is_none() && (!ordered && start.seen_by == SeenBy::All || scene.world.record.iter().any(told));
    weight += 300 * u32::from(ordered) + 200 * u32::from(own) + 90 * end as u32 + 20 * steps.len() as u32;
    Some(Story { title, about, steps, end, weight })
}

/// What a story begins with: the cause, its title, whose it is, and between which exporter and partner it was.
type Origin = (Source, String, String, Option<(StateId, StateId)>);

fn origin(scene: &Scene<'_>, start: &Headline) -> Option<Origin> {
    let setting = scene.setting;
    match start.news {
        // What came of an alternative that was taken begins with the licence.
        News::Decision { outcome: Outcome::Withdrawn, .. } => None,
        News::Decision { exporter, partner, domain, tier, outcome } => {
            let turn = scene.world.turn.saturating_sub(1);
            let same = |d: &&Decided| {
                d.turn == turn
                    && (d.exporter, d.partner, d.domain, d.tier, d.outcome) == (exporter, partner, domain, tier, outcome)
            };
            let key = scene.world.record.iter().find(same)?.key;
            let values = [
                ("exporter", setting.states[exporter].name.as_str()),
                ("partner", setting.states[partner].name.as_str()),
                ("domain", &*words::domain(setting, domain)),
            ];
            let about = fill("story.about", &values);
            Some((Source::Order(key), text(title_key(outcome)).to_owned(), about, Some((exporter, partner))))
        }
        News::Card(id) => Some((Source::Card(id), text("story.card").to_owned(), setting.deck[id].title.clone(), None)),
        _ => None,
    }
}

const fn title_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Licensed => "story.licence",
        Outcome::Denied => "story.denial",
        Outcome::Deferred => "story.deferral",
        Outcome::Refused => "story.refusal",
        Outcome::Withdrawn => "story.withdrawal",
        Outcome::Held => "story.hold",
    }
}

/// The part of an entry that rests on the origin or on what it has touched so far, and the step through which it came.
fn resting_on(
    ledger: &Ledger,
    entry: &Entry,
    orders: &[Order],
    origin: Source,
    touched: &BTreeMap<Variable, usize>,
) -> (Quantity, usize) {
    let step = |cause: &Cause| match source(cause, orders) {
        Source::Number(variable) => touched.get(&variable).copied(),
        other => (other == origin).then_some(0),
    };
    let mut by_step: BTreeMap<usize, Quantity> = BTreeMap::new();
    for (cause, amount) in ledger.parts(entry) {
        if let Some(step) = step(&cause) {
            *by_step.entry(step).or_insert(Quantity::ZERO) += amount;
        }
    }
    let amount: Quantity = by_step.values().copied().sum();
    // The last step that a good part of it came through: a chain goes on where it can.
    let size = |part: &Quantity| part.to_f64().abs();
    let whole: f64 = by_step.values().map(size).sum();
    let last = by_step.iter().rev().find(|(_, part)| size(part) >= SHARE_MIN * whole);
    (amount, last.map_or(0, |(step, _)| *step))
}

/// Whether a headline belongs to a story: it tells how something came to an end, and the story has its part in a change that it rests on.
fn belongs(
    from: &From<'_>,
    headline: &Headline,
    origin: Source,
    touched: &BTreeMap<Variable, usize>,
    whose: Option<(StateId, StateId)>,
) -> bool {
    let between = |a: StateId, b: StateId| whose.is_some_and(|pair| pair == (a, b) || pair == (b, a));
    let ours = match &headline.news {
        News::Commitment { id, .. } => from.scene.world.commitments.item(*id).is_some_and(|c| between(c.from, c.to)),
        News::Undercut { denied_by, partner, .. } => whose == Some((*denied_by, *partner)),
        News::Countermeasure { by, against, .. } if answers(from, *by, *against, origin) => return true,
        News::Countermeasure { .. } | News::LeakDetected { .. } | News::SupplierShift { .. } => false,
        _ => return false,
    };
    let mut behind = from.ledger.behind(headline).map(|(_, entry)| entry).peekable();
    if behind.peek().is_none() {
        return ours;
    }
    // Between the same two any part of it counts.
    let least = if ours { 0.02 } else { SHARE_MIN };
    behind.any(|entry| {
        let whole = (entry.after - entry.before).to_f64();
        let part = resting_on(from.ledger, entry, from.orders, origin, touched).0.to_f64();
        part * whole > 0.0 && part.abs() >= least * whole.abs()
    })
}

/// Whether a state answered what began the story, as far as who looks may know what it answered.
fn answers(from: &From<'_>, by: StateId, whom: StateId, origin: Source) -> bool {
    let drawn = from.ledger.draws.iter().filter(|drawn| from.scene.tells(drawn.seen_by));
    drawn.into_iter().any(|drawn| match drawn.about {
        About::Answer { state, harm, against, .. } => (state, against) == (by, whom) && came_from(harm, from.orders) == origin,
        _ => false,
    })
}

/// What a story speaks of: the measures of single states repeat what moved them, and how well a decision agrees with its criteria is told
/// by its score.
const fn told_of(variable: Variable) -> bool {
    spoken_of(variable) && !matches!(variable, Variable::Measure(_, Scope::State(_)) | Variable::State(StateVar::Consistency, _))
}

/// What a large change of this number is.
fn span(variable: Variable) -> f64 {
    let (low, high) = variable.range();
    match variable.unit() {
        "$bn" | "$bn a year" | "points" => 30.0,
        "months" => 24.0,
        _ => (high - low).clamp(1e-9, 100.0),
    }
}

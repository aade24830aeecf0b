//! From the ledger to stories: how one decision or one card travelled through the phases, and the whole turn in its headlines.

use std::collections::BTreeSet;

use crate::report::headlines::headline;
use crate::report::phases;
use crate::report::words::{self, Shape};
use crate::rules::ledger::{Entry, Headline, Ledger, News};
use crate::rules::order::Order;
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{PairVar, Scope, Variable};
use crate::rules::world::{Outcome, RequestKey, Standing};
use crate::text::{fill, text};
use crate::ui::state::highlight::Place;
use crate::ui::state::sources::{Source, source, spoken_of};
use crate::ui::state::workspace::Scene;

/// A part smaller than this of its number's range is not told.
const TOLD_MIN: f64 = 0.003;

/// What a step's chip says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chip {
    /// An order.
    Order,
    /// A card of the deck.
    Card,
    /// A signed amount.
    Amount(String, f64),
    /// A commitment's standing.
    Standing(Standing),
    /// Nothing.
    None,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// The phase in which it happened.
    pub(super) phase: Phase,
    /// What happened.
    pub(super) sentence: String,
    /// How far, and because of what.
    pub(super) detail: String,
    /// The chip.
    pub(super) chip: Chip,
    /// The number that moved.
    pub(super) variable: Option<Variable>,
    /// The decision that it was.
    pub(super) decision: Option<RequestKey>,
    /// Where it happened.
    pub(super) place: Option<Place>,
    /// The words on the board: title and result.
    pub(super) note: (String, String),
    /// Whether it is kept from who looks, who learns only that there is such a step.
    pub(super) kept: bool,
}

impl Step {
    /// The step as it is told to those who may not know it.
    pub(super) fn kept(&self) -> Self {
        Self {
            phase: self.phase,
            sentence: text("story.not_public").to_owned(),
            detail: String::new(),
            chip: Chip::None,
            variable: None,
            decision: None,
            place: None,
            note: (String::new(), String::new()),
            kept: true,
        }
    }

    /// The step as it is told beside another telling of it: how much of a change rests on what only some know is told to none of the
    /// others, so that no two amounts stand for one.
    pub(super) fn agreed(&self, told: &Self) -> Self {
        let mut own = self.clone();
        if let (Chip::Amount(one, amount), Chip::Amount(other, _)) = (&self.chip, &told.chip)
            && one != other
        {
            let way = if *amount < 0.0 { "story.note_falls" } else { "story.note_rises" };
            text(way).clone_into(&mut own.note.1);
        }
        own
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
    weight: u32,
}

/// The stories of the last turn, the most telling first; the whole turn comes last.
pub(super) fn stories(scene: &Scene<'_>) -> Vec<Story> {
    let Some(ledger) = scene.why(scene.last()) else { return Vec::new() };
    let ledger = ledger.as_ref();
    // Who leads a seat changed nothing on the board: the ledger tells it.
    let tells = |h: &&Headline| scene.tells(h.seen_by) && !matches!(h.news, News::Facilitator { .. });
    let told: Vec<&Headline> = ledger.headlines.iter().filter(tells).collect();
    let mut stories: Vec<Story> = told.iter().filter_map(|h| chain(scene, ledger, h)).filter(|s| s.steps.len() > 1).collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.weight));
    stories.dedup_by(|a, b| a.steps == b.steps);
    let mut whole: Vec<Step> = told.iter().map(|h| of_headline(scene, ledger, h)).collect();
    whole.sort_by_key(|step| step.phase);
    if !whole.is_empty() {
        let title = text("story.whole").to_owned();
        stories.push(Story { about: title.clone(), title, steps: whole, weight: 0 });
    }
    stories
}

/// How a headline's cause travelled: the largest change a phase that rests on it.
fn chain(scene: &Scene<'_>, ledger: &Ledger, start: &Headline) -> Option<Story> {
    let setting = scene.setting;
    let (origin, title, about, whose) = match start.news {
        News::Decision { exporter, partner, domain, outcome, .. } => {
            let turn = scene.world.turn.saturating_sub(1);
            let same = |d: &&crate::rules::world::Decided| {
                d.turn == turn && (d.exporter, d.partner, d.domain) == (exporter, partner, domain)
            };
            let key = scene.world.record.iter().find(same)?.key;
            let names = format!("{}, {}", setting.states[partner].name, words::domain(setting, domain));
            (Source::Order(key), text(title_key(outcome)).to_owned(), names, Some((exporter, partner)))
        }
        News::Card(id) => {
            let card = setting.deck[id].title.clone();
            (Source::Card(id), fill("story.card", &[("card", &card)]), card, None)
        }
        _ => return None,
    };
    let mut steps = vec![of_headline(scene, ledger, start)];
    let mut touched: BTreeSet<Variable> = BTreeSet::new();
    let mut weight = u32::from(start.weight);
    let orders = scene.orders.last().map(|orders| orders.as_slice()).unwrap_or_default();
    for phase in Phase::ALL.into_iter().filter(|phase| *phase >= start.phase) {
        let mut best: Option<(f64, &Entry, Quantity)> = None;
        for entry in ledger.entries.iter().filter(|e| e.phase == phase && scene.tells(e.seen_by)) {
            let amount = resting_on(ledger, entry, orders, origin, &touched);
            let size = amount.to_f64().abs() / span(entry.variable);
            if size >= TOLD_MIN && !spoken_of(entry.variable) {
                touched.insert(entry.variable);
            }
            if size < TOLD_MIN || !spoken_of(entry.variable) || matches!(entry.variable, Variable::Measure(_, Scope::State(_))) {
                continue;
            }
            touched.insert(entry.variable);
            if best.is_none_or(|(largest, ..)| size > largest) {
                best = Some((size, entry, amount));
            }
        }
        if let Some((size, entry, amount)) = best {
            weight += (size * 400.0).min(80.0) as u32;
            steps.push(of_entry(scene, ledger, entry, amount));
        }
        steps.extend(whose.into_iter().flat_map(|pair| follows(scene, ledger, phase, pair)));
    }
    let own = whose.is_some_and(|(exporter, _)| scene.seat() == Some(exporter));
    let weight = weight + if own { 200 } else { 0 } + 20 * steps.len() as u32;
    Some(Story { title, about, steps, weight })
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

/// The part of an entry that rests on the origin or on what it has touched so far.
fn resting_on(ledger: &Ledger, entry: &Entry, orders: &[Order], origin: Source, touched: &BTreeSet<Variable>) -> Quantity {
    let parts = ledger.parts(entry).into_iter();
    let ours = parts.filter(|(cause, _)| match source(cause, orders) {
        Source::Number(variable) => touched.contains(&variable),
        other => other == origin,
    });
    ours.map(|(_, amount)| amount).sum()
}

/// Commitments between the two, and answers to the exporter, that the papers tell of.
fn follows(scene: &Scene<'_>, ledger: &Ledger, phase: Phase, (exporter, partner): (StateId, StateId)) -> Vec<Step> {
    let between = |a: StateId, b: StateId| (a, b) == (exporter, partner) || (b, a) == (exporter, partner);
    let ours = |h: &&Headline| match &h.news {
        News::Commitment { id, .. } => {
            scene.world.commitments.item(*id).is_some_and(|commitment| between(commitment.from, commitment.to))
        }
        News::Undercut { denied_by, partner: whom, .. } => (*denied_by, *whom) == (exporter, partner),
        _ => false,
    };
    let told = ledger.headlines.iter().filter(|h| h.phase == phase && scene.tells(h.seen_by)).filter(ours);
    told.map(|h| of_headline(scene, ledger, h)).collect()
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

fn of_headline(scene: &Scene<'_>, ledger: &Ledger, of: &Headline) -> Step {
    let setting = scene.setting;
    let sentence = headline(setting, scene.context(scene.last()), of, ledger);
    let entry = ledger.behind(of).map(|(_, entry)| entry).next().filter(|e| scene.tells(e.seen_by));
    let variable = entry.map(|entry| entry.variable);
    let mut step = Step {
        phase: of.phase,
        sentence: sentence.trim_end_matches('.').to_owned(),
        detail: entry.map(|entry| from_to(entry, None)).unwrap_or_default(),
        chip: entry.map_or(Chip::None, |entry| amount(entry.variable, entry.after - entry.before)),
        variable,
        decision: None,
        place: variable.and_then(|v| place(setting, v)),
        note: (words::capital(phases::phase(of.phase)), String::new()),
        kept: false,
    };
    match &of.news {
        News::Decision { exporter, partner, domain, outcome, .. } => {
            let decided =
                scene.world.record.iter().rev().find(|d| (d.exporter, d.partner, d.domain) == (*exporter, *partner, *domain));
            step.chip = Chip::Order;
            step.decision = decided.map(|d| d.key);
            step.detail = decided
                .map_or_else(String::new, |d| fill("story.score", &[("score", &words::number(100.0 * d.score.to_f64(), 1))]));
            step.place = Some(Place::Link(*exporter, *partner));
            step.note = (words::capital(&words::domain(setting, *domain)), text(outcome_key(*outcome)).to_owned());
        }
        News::Card(id) => {
            step.chip = Chip::Card;
            step.detail.clone_from(&setting.deck[*id].text);
            step.note = (text("story.event").to_owned(), setting.deck[*id].title.clone());
        }
        News::Commitment { id, status } => {
            step.chip = Chip::Standing(*status);
            step.place = scene.world.commitments.item(*id).map(|commitment| Place::Link(commitment.from, commitment.to));
            let name = words::capital(&words::commitment_name(setting, Some(scene.world), *id));
            step.note = (name, words::capital(crate::report::headlines::standing(*status)));
        }
        News::Countermeasure { by, .. }
        | News::Request { from: by, .. }
        | News::Regime { exporter: by, .. }
        | News::Partner { by, .. }
        | News::Justified { by, .. }
        | News::BlocVote { by, .. }
        | News::Membership { state: by, .. }
        | News::Grounds { by, .. }
        | News::Attributed { by, .. } => step.place = Some(Place::State(*by)),
        News::Gesture { by, to, .. } | News::Sustainment { by, to, .. } | News::Route { through: by, to, .. } => {
            step.place = supply(*by, *to);
        }
        News::Delivered { link, .. } => step.place = supply(setting.links[*link].supplier, setting.links[*link].recipient),
        News::LeakDetected { holder, .. } => step.place = Some(Place::State(*holder)),
        News::Undercut { by, partner, .. } => step.place = supply(*by, *partner),
        News::Silence { exporter, partner, .. }
        | News::Overdue { exporter, partner, .. }
        | News::Held { exporter, partner }
        | News::LicenceAction { exporter, partner, .. }
        | News::Inspected { exporter, partner, .. } => step.place = supply(*exporter, *partner),
        News::Reliability { .. } | News::SupplierShift { .. } | News::Facilitator { .. } | News::Ends => {}
    }
    if step.note.1.is_empty() {
        step.note.1 = match &step.chip {
            Chip::Amount(words, _) => words.clone(),
            _ => String::new(),
        };
    }
    step
}

const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Licensed => "story.note_licensed",
        Outcome::Refused => "story.note_refused",
        Outcome::Denied => "story.note_denied",
        Outcome::Deferred => "story.note_deferred",
        Outcome::Withdrawn => "story.note_withdrawn",
        Outcome::Held => "story.note_held",
    }
}

/// An entry as a step: the part of the change that this story has in it. A headline that says the same says it better.
fn of_entry(scene: &Scene<'_>, ledger: &Ledger, entry: &Entry, part: Quantity) -> Step {
    let setting = scene.setting;
    let change = entry.after - entry.before;
    let at = ledger.entries.iter().position(|other| std::ptr::eq(other, entry));
    let says = |h: &&Headline| {
        let other = matches!(h.news, News::Decision { .. } | News::Card(_));
        !other && at.is_some_and(|at| ledger.behind(h).any(|(place, _)| place == at)) && scene.tells(h.seen_by)
    };
    let name = words::capital(&words::short_variable(setting, entry.variable));
    let key = match (part < Quantity::ZERO, change < Quantity::ZERO) {
        (true, true) => "story.falls",
        (false, false) => "story.rises",
        (true, false) => "story.rises_less",
        (false, true) => "story.falls_less",
    };
    let same = (part < Quantity::ZERO) == (change < Quantity::ZERO);
    let told = ledger.headlines.iter().find(says).filter(|_| same);
    let sentence =
        told.map_or_else(|| fill(key, &[("what", &name)]), |h| headline(setting, scene.context(scene.last()), h, ledger));
    let shown = written(entry.variable, part);
    let mut step = Step {
        phase: entry.phase,
        sentence: sentence.trim_end_matches('.').to_owned(),
        detail: from_to(entry, Some(part)),
        chip: Chip::Amount(shown.clone(), part.to_f64()),
        variable: Some(entry.variable),
        decision: None,
        place: place(setting, entry.variable),
        note: (short(setting, entry.variable), shown),
        kept: false,
    };
    if let Some(said) = switched(setting, entry) {
        step.note = (words::capital(phases::phase(entry.phase)), words::capital(&said));
        if told.is_none() {
            step.sentence = words::capital(&said);
        }
        step.detail.clear();
        step.chip = Chip::None;
    }
    step
}

/// What is so or not so, and is now otherwise, as a person would say it; of a number that can be more or less there is nothing.
fn switched(setting: &Setting, entry: &Entry) -> Option<String> {
    let on = entry.after > entry.before;
    let whole = [entry.before, entry.after].into_iter().all(|value| value == Quantity::ZERO || value == Quantity::ONE);
    if !whole || !matches!(entry.variable.unit(), "yes or no" | "on or off") {
        return None;
    }
    let name = |id: StateId| setting.states[id].name.as_str();
    let kind = entry.variable.kind_name();
    let key = if on { format!("story.on.{kind}") } else { format!("story.off.{kind}") };
    match entry.variable {
        Variable::State(_, id) => Some(fill(&key, &[("state", name(id))])),
        Variable::Link(_, link) => {
            let link = setting.links[link];
            let domain = words::domain(setting, link.domain);
            Some(fill(&key, &[("supplier", name(link.supplier)), ("recipient", name(link.recipient)), ("domain", &domain)]))
        }
        Variable::Pair(_, from, to) => Some(fill(&key, &[("from", name(from)), ("to", name(to))])),
        Variable::Bloc(_, bloc) => Some(fill(&key, &[("bloc", &setting.blocs[bloc].name)])),
        _ => None,
    }
}

/// A change with as many decimals as it takes to see it.
fn written(variable: Variable, change: Quantity) -> String {
    let mut shape = Shape::of(variable);
    while shape.units(change) == 0 && shape != shape.finer() {
        shape = shape.finer();
    }
    shape.of_change(variable).write(shape.units(change), words::Sign::Always)
}

fn amount(variable: Variable, change: Quantity) -> Chip {
    let shown = words::change(variable, change);
    Chip::Amount(shown, change.to_f64())
}

/// "From 0.58 to 0.46", and how much of it rests on this story where that is not all.
fn from_to(entry: &Entry, part: Option<Quantity>) -> String {
    let mut shape = Shape::of(entry.variable);
    while shape.units(entry.before) == shape.units(entry.after) && shape != shape.finer() {
        shape = shape.finer();
    }
    let level = |value| shape.write(shape.units(value), words::Sign::Level);
    let said = fill("story.from_to", &[("before", &level(entry.before)), ("after", &level(entry.after))]);
    let change = entry.after - entry.before;
    match part {
        Some(part) if words::change(entry.variable, part) != words::change(entry.variable, change) => {
            let values = [("said", &*said), ("whole", &*written(entry.variable, change))];
            fill("story.part", &values)
        }
        _ => said,
    }
}

/// A number's name without its holder, for a note that stands beside the holder.
fn short(setting: &Setting, variable: Variable) -> String {
    match variable {
        Variable::Pair(PairVar::Reliability, _, of) => fill("story.short_reliability", &[("state", &setting.states[of].name)]),
        Variable::Pair(PairVar::Alignment, _, with) => fill("story.short_alignment", &[("state", &setting.states[with].name)]),
        Variable::Link(_, link) => {
            let link = setting.links[link];
            let names =
                [("supplier", setting.states[link.supplier].name.as_str()), ("domain", &*words::domain(setting, link.domain))];
            fill(&format!("story.link.{}", variable.kind_name()), &names)
        }
        other => words::capital(&words::short_variable(setting, other)),
    }
}

fn supply(supplier: StateId, recipient: StateId) -> Option<Place> {
    Some(if supplier == recipient { Place::State(recipient) } else { Place::Link(supplier, recipient) })
}

/// Where a number lives on the board.
fn place(setting: &Setting, variable: Variable) -> Option<Place> {
    match variable {
        Variable::State(_, id)
        | Variable::Cell(_, id, _)
        | Variable::Support(id, _)
        | Variable::Pair(_, id, _)
        | Variable::Member(_, _, id)
        | Variable::Criterion(_, id, _)
        | Variable::Measure(_, Scope::State(id)) => Some(Place::State(id)),
        Variable::Link(_, link) => supply(setting.links[link].supplier, setting.links[link].recipient),
        Variable::Domain(..)
        | Variable::Actor(..)
        | Variable::Bloc(..)
        | Variable::Measure(_, Scope::Board | Scope::Region(_)) => None,
    }
}

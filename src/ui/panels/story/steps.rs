//! A step of a story in words: from a headline, or from a change that no headline tells.

use crate::report::headlines::{countermeasure, first_sentence, headline};
use crate::report::phases;
use crate::report::words::{self, Shape};
use crate::rules::ledger::{Entry, Headline, Ledger, News};
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{PairVar, Scope, Variable};
use crate::rules::world::{Decided, Outcome, RequestKey, Standing};
use crate::text::{fill, has, text};
use crate::ui::state::highlight::Place;
use crate::ui::state::sources::spoken_of;
use crate::ui::state::workspace::Scene;

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
    /// The step that it follows from, counted from 0; none: it begins the story, or follows from none of it.
    pub(super) after: Option<usize>,
}

impl Step {
    /// The step as one reads it out: an event by its title and what happened.
    pub(super) fn told(&self) -> String {
        if self.chip == Chip::Card {
            let told = first_sentence(&self.detail).trim_end_matches('.');
            return fill("headline.card_told", &[("card", &self.sentence), ("told", told)]);
        }
        self.sentence.clone()
    }

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
            after: self.after,
        }
    }

    /// The step as it is told beside another telling of it: how much of a change rests on what only some know is told to none of the
    /// others, so that no two amounts stand for one.
    pub(super) fn agreed(&self, told: &Self) -> Self {
        let mut own = Self { after: told.after, ..self.clone() };
        if let (Chip::Amount(one, amount), Chip::Amount(other, _)) = (&self.chip, &told.chip)
            && one != other
        {
            let way = if *amount < 0.0 { "story.note_falls" } else { "story.note_rises" };
            text(way).clone_into(&mut own.note.1);
        }
        own
    }
}

pub(super) fn of_headline(scene: &Scene<'_>, ledger: &Ledger, of: &Headline) -> Step {
    let setting = scene.setting;
    let sentence = headline(setting, scene.context(scene.last()), of, ledger);
    let moved = |e: &&Entry| !words::shows_nothing(&words::change(e.variable, e.after - e.before));
    let entry = ledger.behind(of).map(|(_, entry)| entry).next().filter(|e| scene.tells(e.seen_by)).filter(moved);
    let variable = entry.map(|entry| entry.variable);
    // What the rules keep for themselves is no amount to be read out.
    let entry = entry.filter(|entry| spoken_of(entry.variable));
    let mut step = Step {
        phase: of.phase,
        sentence: sentence.trim_end_matches('.').to_owned(),
        detail: entry.map(|entry| from_to(scene, entry, None, true)).unwrap_or_default(),
        chip: entry.map_or(Chip::None, |entry| amount(entry.variable, entry.after - entry.before)),
        variable,
        decision: None,
        place: variable.and_then(|v| place(setting, v)),
        note: variable
            .map_or_else(|| (words::capital(phases::phase(of.phase)), String::new()), |v| (short(setting, v), String::new())),
        kept: false,
        after: None,
    };
    match &of.news {
        News::Decision { exporter, partner, domain, tier, outcome } => {
            let told = (*exporter, *partner, *domain, *tier, *outcome);
            let same = |d: &&Decided| (d.exporter, d.partner, d.domain, d.tier, d.outcome) == told;
            let decided = scene.world.record.iter().rev().find(same);
            step.chip = Chip::Order;
            step.decision = decided.map(|d| d.key);
            let scored = decided.filter(|d| d.outcome != Outcome::Withdrawn);
            step.detail = scored.map_or_else(String::new, |d| {
                let score = words::number(100.0 * d.score.to_f64(), 1);
                fill("story.score", &[("exporter", &setting.states[*exporter].name), ("score", &score)])
            });
            step.place = Some(Place::Link(*exporter, *partner));
            step.note = (words::capital(&words::domain(setting, *domain)), text(outcome_key(*outcome)).to_owned());
        }
        News::Card(id) => {
            step.chip = Chip::Card;
            step.detail.clone_from(&setting.deck[*id].text);
            step.place = step.place.or(Some(Place::Board));
            step.note = (words::capital(text("story.event")), setting.deck[*id].title.clone());
        }
        News::Commitment { id, status } => {
            step.chip = Chip::Standing(*status);
            step.place = scene.world.commitments.item(*id).map(|commitment| Place::Link(commitment.from, commitment.to));
            let kind = scene.world.commitments.item(*id).map(|commitment| commitment.kind);
            let name = kind.map_or("", |kind| words::commitment_kind(kind, true));
            step.note = (words::capital(name), words::capital(crate::report::headlines::standing(*status)));
        }
        News::Countermeasure { by, against, how } => {
            step.place = Some(Place::State(*by));
            let title = fill("story.answers", &[("state", &setting.states[*against].name)]);
            step.note = (title, words::capital(&countermeasure(setting, *how)));
        }
        News::Request { from, to, domain, .. } => {
            step.place = Some(Place::State(*from));
            step.note =
                (fill("story.asks", &[("state", &setting.states[*to].name)]), words::capital(&words::domain(setting, *domain)));
        }
        News::Regime { exporter: by, .. }
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
pub(super) fn of_entry(scene: &Scene<'_>, ledger: &Ledger, entry: &Entry, part: Quantity, told: Option<&Headline>) -> Step {
    let setting = scene.setting;
    let sentence = match told {
        Some(told) => headline(setting, scene.context(scene.last()), told, ledger),
        None => sentence(setting, entry.variable, part, entry.after - entry.before),
    };
    let shown = written(entry.variable, part);
    let mut step = Step {
        phase: entry.phase,
        sentence: words::capital(sentence.trim_end_matches('.')),
        detail: from_to(scene, entry, Some(part), told.is_some()),
        chip: Chip::Amount(shown.clone(), part.to_f64()),
        variable: Some(entry.variable),
        decision: None,
        place: place(setting, entry.variable),
        note: (short(setting, entry.variable), shown),
        kept: false,
        after: None,
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

/// A change as a person would say it; against the whole change it says what would have been without it.
fn sentence(setting: &Setting, variable: Variable, part: Quantity, change: Quantity) -> String {
    let what = words::capital(&words::short_variable(setting, variable));
    let key = match (part < Quantity::ZERO, change < Quantity::ZERO) {
        (true, true) => "falls",
        (false, false) => "rises",
        (true, false) => "rises_less",
        (false, true) => "falls_less",
    };
    let own = matches!(variable, Variable::Link(_, link) if setting.links[link].supplier == setting.links[link].recipient);
    let said = format!("story.{key}.{}{}", variable.kind_name(), if own { "_own" } else { "" });
    if has(&said) { words::name_in(setting, variable, &said) } else { fill(&format!("story.{key}"), &[("what", &what)]) }
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

/// A change with its unit, and with as many decimals as it takes to see it.
fn written(variable: Variable, change: Quantity) -> String {
    let usual = words::change(variable, change);
    if !words::shows_nothing(&usual) {
        return with_unit(variable, &usual);
    }
    let mut shape = Shape::of(variable);
    while shape.units(change) == 0 && shape != shape.finer() {
        shape = shape.finer();
    }
    with_unit(variable, &shape.of_change(variable).write(shape.units(change), words::Sign::Always))
}

/// A number of what is counted, with its word. Shares, money and time carry theirs already; indices have none.
fn with_unit(variable: Variable, shown: &str) -> String {
    let key = match variable.unit() {
        "points" => "story.unit.points",
        "decisions" | "decisions a year" => "story.unit.decisions",
        "countermeasures" => "story.unit.countermeasures",
        "crews" => "story.unit.crews",
        "tier" => "story.unit.tiers",
        _ => return shown.to_owned(),
    };
    fill(key, &[("number", shown), ("count", shown.trim_start_matches(['+', words::MINUS]))])
}

fn amount(variable: Variable, change: Quantity) -> Chip {
    let shown = with_unit(variable, &words::change(variable, change));
    Chip::Amount(shown, change.to_f64())
}

/// "From 0.58 to 0.46", by its name where the sentence is about something else; how much of it rests on this story where that is not all,
/// and how much it moved over the whole turn where that is something else again.
fn from_to(scene: &Scene<'_>, entry: &Entry, part: Option<Quantity>, named: bool) -> String {
    let variable = entry.variable;
    let mut shape = Shape::of(variable);
    while shape.units(entry.before) == shape.units(entry.after) && shape != shape.finer() {
        shape = shape.finer();
    }
    let level = |value| shape.write(shape.units(value), words::Sign::Level);
    let what = words::capital(&words::short_variable(scene.setting, variable));
    let values = [("what", &*what), ("before", &*level(entry.before)), ("after", &*level(entry.after))];
    let mut said = fill(if named { "story.named_from_to" } else { "story.from_to" }, &values);
    let change = entry.after - entry.before;
    let differ = |one, other| words::change(variable, one) != words::change(variable, other);
    if part.is_some_and(|part| differ(part, change)) {
        said = fill("story.part", &[("said", &*said), ("whole", &*written(variable, change))]);
    }
    let over = scene.before().map(|before| scene.world.values.get(variable) - before.values.get(variable));
    match over {
        Some(over) if differ(over, change) => {
            let over = if over == Quantity::ZERO { text("preview.same").to_owned() } else { written(variable, over) };
            fill("story.over_turn", &[("said", &*said), ("over", &*over)])
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
        other => {
            let key = format!("story.at.{}", other.kind_name());
            if has(&key) { words::name_in(setting, other, &key) } else { words::capital(&words::short_variable(setting, other)) }
        }
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
        Variable::Domain(..) | Variable::Actor(..) | Variable::Bloc(..) | Variable::Measure(_, Scope::Board) => {
            Some(Place::Board)
        }
        Variable::Measure(_, Scope::Region(id)) => Some(Place::Region(id)),
    }
}

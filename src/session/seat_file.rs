//! What a seat takes home: a file that holds what its people may know, and nothing else.
//!
//! It is made of [`SeatView`]s, the seat's own orders and the headlines that it may read. It is no save: it cannot be played, and
//! it has neither the scenario nor any digest of the true world, by which somebody could try secrets out. Above the lines for programs
//! stands the same as a page for people, each of its lines behind a margin.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::game::{Game, TurnNode};
use super::orders::{Decimal, OrderFile, one_line, options};
use super::storage::size;
use crate::rules::RULES_VERSION;
use crate::rules::ledger::Headline;
use crate::rules::order::{Order, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::SeatView;
use crate::rules::world::World;
use crate::scenario::ron_words;
use crate::text::{fill, text};

/// The first line.
const MAGIC: &str = "countersign seat 1";
/// What comes before each line of the page for people.
const MARGIN: char = '|';
/// How the name of such a file ends.
pub const SEAT_EXTENSION: &str = "countersign-seat";
/// Longest file that is read, bytes.
pub const SEAT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most turns.
const TURNS_MAX: usize = 1_000;
/// How deep brackets may be nested in a line.
const DEPTH_MAX: usize = 24;

/// What a seat may take home.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatFile {
    head: Head,
    turns: Vec<Turn>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    program: String,
    rules: u32,
    title: String,
    seat: String,
    briefing: String,
    own_briefing: String,
    objectives: Vec<String>,
}

/// A position as the seat believes it to be, and the turn that led to it as the seat saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    #[serde(rename = "turn")]
    number: u16,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hindsight: bool,
    headlines: Vec<String>,
    orders: Vec<OrderFile>,
    /// The orders in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    told: Vec<String>,
    requests: Vec<Request>,
    numbers: BTreeMap<String, Decimal>,
}

/// A request that waits, of the seat or before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    from: String,
    to: String,
    domain: String,
    tier: u8,
    points: Decimal,
    value: Decimal,
    raised: u16,
    plea: String,
}

impl SeatFile {
    /// What a seat may know of the line that is played. `words` puts a headline into words, `told` an order in the position, as the
    /// seat believed it to be, in which it was given.
    #[must_use]
    pub fn of(
        game: &Game,
        seat: StateId,
        words: impl Fn(&Setting, &TurnNode, &Headline) -> String,
        told: impl Fn(&Setting, &World, &Order) -> String,
    ) -> Self {
        let setting = game.setting();
        let own = &setting.states[seat];
        let secret = [own.briefing.as_str(), own.secret.as_str()].into_iter().filter(|part| !part.is_empty());
        let head = Head {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            rules: RULES_VERSION,
            title: setting.title.clone(),
            seat: own.name.clone(),
            briefing: setting.briefing.clone(),
            own_briefing: secret.collect::<Vec<_>>().join("\n\n"),
            objectives: own.objectives.iter().map(|objective| objective.text.clone()).collect(),
        };
        let mut turns: Vec<Turn> = Vec::new();
        let mut before: Option<World> = None;
        for node in game.line() {
            let view = SeatView::new(setting, &node.world, seat);
            turns.push(turn(setting, node, &view, before.as_ref(), &words, &told));
            before = Some(view.into_believed());
        }
        Self { head, turns }
    }

    /// Whose it is.
    #[must_use]
    pub fn seat(&self) -> &str {
        &self.head.seat
    }

    /// How many positions it has, the opening among them.
    #[must_use]
    pub const fn positions(&self) -> usize {
        self.turns.len()
    }

    /// The title of the scenario.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// The program that wrote it.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.head.program
    }

    /// The rules that it was played with.
    #[must_use]
    pub const fn rules(&self) -> u32 {
        self.head.rules
    }

    /// What everybody was told at the start.
    #[must_use]
    pub fn briefing(&self) -> &str {
        &self.head.briefing
    }

    /// What the seat alone was told.
    #[must_use]
    pub fn own_briefing(&self) -> &str {
        &self.head.own_briefing
    }

    /// What the seat wants.
    #[must_use]
    pub fn objectives(&self) -> &[String] {
        &self.head.objectives
    }

    /// The positions, the opening first.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The text of the file: the page for people, and a line a turn.
    #[must_use]
    pub fn write(&self, page: &str) -> String {
        let mut written = format!("{MAGIC}\n");
        for line in page.lines() {
            written.extend([format!("{MARGIN} {line}").trim_end(), "\n"]);
        }
        written.extend([&one_line(&self.head), "\n"]);
        for turn in &self.turns {
            written.extend([&one_line(turn), "\n"]);
        }
        written
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// It is none, or a damaged one.
    pub fn read(content: &str) -> Result<Self, SeatError> {
        if content.len() > SEAT_BYTES_MAX {
            return Err(SeatError::TooLarge);
        }
        let mut lines = content.strip_prefix('\u{feff}').unwrap_or(content).lines().zip(1..);
        let no_file = || SeatError::Unreadable { line: 1, message: text("seat.no_file").to_owned() };
        if lines.next().map(|(line, _)| line) != Some(MAGIC) {
            return Err(no_file());
        }
        let mut lines = lines.skip_while(|(line, _)| line.starts_with(MARGIN));
        let bounded = options().with_recursion_limit(DEPTH_MAX);
        let wrong =
            |line: u32| move |error: ron::error::SpannedError| SeatError::Unreadable { line, message: ron_words(&error.code).0 };
        let (head, number) = lines.next().ok_or_else(no_file)?;
        let head = bounded.from_str(head).map_err(wrong(number))?;
        let mut turns = Vec::new();
        for (line, number) in lines {
            if turns.len() == TURNS_MAX {
                return Err(SeatError::Unreadable { line: number, message: text("save.too_many_entries").to_owned() });
            }
            turns.push(bounded.from_str(line).map_err(wrong(number))?);
        }
        Ok(Self { head, turns })
    }
}

/// Why a seat's file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatError {
    /// It is larger than what is read.
    TooLarge,
    /// A line is not one of such a file.
    Unreadable {
        /// Which, from 1.
        line: u32,
        /// What is wrong with it.
        message: String,
    },
}

impl fmt::Display for SeatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str(&fill("seat.too_large", &[("most", &size(SEAT_BYTES_MAX as u64))])),
            Self::Unreadable { line, message } => {
                f.write_str(&fill("seat.unreadable", &[("line", &line.to_string()), ("message", message)]))
            }
        }
    }
}

impl std::error::Error for SeatError {}

impl Turn {
    /// Which turn led to it; 0 for the opening.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// Whether it was replayed after a later one had been seen.
    #[must_use]
    pub const fn hindsight(&self) -> bool {
        self.hindsight
    }

    /// What the seat read in the news.
    #[must_use]
    pub fn headlines(&self) -> &[String] {
        &self.headlines
    }

    /// What the seat ordered: in words, or as it is written where the file has no words for it.
    #[must_use]
    pub fn orders(&self) -> Vec<String> {
        if self.told.len() == self.orders.len() { self.told.clone() } else { self.orders.iter().map(one_line).collect() }
    }

    /// The requests that wait, of the seat and before it.
    #[must_use]
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// A number by its full name, if it is in the file.
    #[must_use]
    pub fn number_named(&self, name: &str) -> Option<Quantity> {
        self.numbers.get(name).map(|found| found.0)
    }

    /// All numbers, by name.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, Quantity)> {
        self.numbers.iter().map(|(name, found)| (name.as_str(), found.0))
    }
}

impl Request {
    /// Who asks.
    #[must_use]
    pub fn from(&self) -> &str {
        &self.from
    }

    /// Who is asked.
    #[must_use]
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The code of the domain.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The tier.
    #[must_use]
    pub const fn tier(&self) -> u8 {
        self.tier
    }

    /// How much, points.
    #[must_use]
    pub const fn points(&self) -> Quantity {
        self.points.0
    }

    /// What it is worth, billions.
    #[must_use]
    pub const fn value(&self) -> Quantity {
        self.value.0
    }

    /// The turn in which it was raised.
    #[must_use]
    pub const fn raised(&self) -> u16 {
        self.raised
    }

    /// What the partner says for it.
    #[must_use]
    pub fn plea(&self) -> &str {
        &self.plea
    }
}

fn turn(
    setting: &Setting,
    node: &TurnNode,
    view: &SeatView,
    before: Option<&World>,
    words: &impl Fn(&Setting, &TurnNode, &Headline) -> String,
    in_words: &impl Fn(&Setting, &World, &Order) -> String,
) -> Turn {
    let (believed, seat) = (view.believed(), view.seat());
    let own = || node.orders.iter().filter(|order| order.seat == Seat::State(seat));
    let told = |variable: Variable| {
        let value = believed.values.get(variable);
        (view.get(variable).is_some() && value.micros() != 0).then(|| (variable.name(setting), Decimal(value)))
    };
    let state = |id: StateId| setting.states[id].name.clone();
    let mine = believed.requests.iter().filter(|request| request.from == seat || request.to == seat);
    Turn {
        number: believed.turn.saturating_sub(1),
        hindsight: node.hindsight,
        headlines: view.headlines(&node.ledger).map(|news| words(setting, node, news)).collect(),
        orders: own().map(|order| OrderFile::of(setting, order)).collect(),
        told: own().map(|order| in_words(setting, before.unwrap_or(believed), order)).collect(),
        requests: mine
            .map(|request| Request {
                from: state(request.from),
                to: state(request.to),
                domain: setting.domains[request.domain].code.clone(),
                tier: request.tier,
                points: Decimal(request.points),
                value: Decimal(request.value),
                raised: request.raised,
                plea: request.plea.as_deref().unwrap_or_default().to_owned(),
            })
            .collect(),
        numbers: believed.values.layout().variables().filter_map(told).collect(),
    }
}

#[cfg(test)]
mod tests;

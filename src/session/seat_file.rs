//! What a seat takes home: a file that holds what its people may know, and nothing else.
//!
//! It is made of [`SeatView`]s, the seat's own orders and the headlines that it may read. It is no save: it cannot be played, and
//! it has neither the scenario nor any digest of the true world, by which somebody could try secrets out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::game::{Game, TurnNode};
use super::orders::{Decimal, OrderFile, one_line, options};
use super::save::SaveError;
use crate::rules::RULES_VERSION;
use crate::rules::ledger::Headline;
use crate::rules::order::Seat;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::SeatView;
use crate::text::text;

/// The first line.
const MAGIC: &str = "countersign seat 1";
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
struct Turn {
    #[serde(rename = "turn")]
    number: u16,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hindsight: bool,
    headlines: Vec<String>,
    orders: Vec<OrderFile>,
    requests: Vec<Request>,
    numbers: BTreeMap<String, Decimal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
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
    /// What a seat may know of the line that is played. `words` puts a headline into words.
    #[must_use]
    pub fn of(game: &Game, seat: StateId, words: impl Fn(&Setting, &TurnNode, &Headline) -> String) -> Self {
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
        let turns = game.line().into_iter().map(|node| turn(setting, node, seat, &words)).collect();
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

    /// The text of the file: a line a turn.
    #[must_use]
    pub fn write(&self) -> String {
        let mut written = format!("{MAGIC}\n{}\n", one_line(&self.head));
        for turn in &self.turns {
            written.extend([&one_line(turn), "\n"]);
        }
        written
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// It is none, or a damaged one.
    pub fn read(content: &str) -> Result<Self, SaveError> {
        if content.len() > SEAT_BYTES_MAX {
            return Err(SaveError::TooLarge { bytes: content.len() });
        }
        let mut lines = content.strip_prefix('\u{feff}').unwrap_or(content).lines().zip(1..);
        let unreadable = |line: u32, column: u32, message: String| SaveError::Unreadable { line, column, message };
        let no_file = || unreadable(1, 1, text("seat.no_file").to_owned());
        if lines.next().map(|(line, _)| line) != Some(MAGIC) {
            return Err(no_file());
        }
        let bounded = options().with_recursion_limit(DEPTH_MAX);
        let wrong = |number: u32| {
            move |error: ron::error::SpannedError| unreadable(number, error.span.start.col as u32, error.code.to_string())
        };
        let (head, number) = lines.next().ok_or_else(no_file)?;
        let head = bounded.from_str(head).map_err(wrong(number))?;
        let mut turns = Vec::new();
        for (line, number) in lines {
            if turns.len() == TURNS_MAX {
                return Err(SaveError::Senseless { line: Some(number), message: text("save.too_many_entries").to_owned() });
            }
            turns.push(bounded.from_str(line).map_err(wrong(number))?);
        }
        Ok(Self { head, turns })
    }
}

fn turn(setting: &Setting, node: &TurnNode, seat: StateId, words: &impl Fn(&Setting, &TurnNode, &Headline) -> String) -> Turn {
    let view = SeatView::new(setting, &node.world, seat);
    let believed = view.believed();
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
        orders: node
            .orders
            .iter()
            .filter(|order| order.seat == Seat::State(seat))
            .map(|order| OrderFile::of(setting, order))
            .collect(),
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

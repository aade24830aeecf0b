//! The script of a tour: what is said where, and what each bubble waits for.
//!
//! A tour is data of a scenario, because it speaks of that scenario's states and numbers. This module reads it and checks that what
//! it points at is there; the window walks it. Nothing of a tour reaches the rules: a game with and without it is the same game.

use super::desk::Desk;
use super::place::Node;
use super::play::Commitments;
use super::schema::{SpotWord, TourRow, WaitWord};
use crate::rules::setting::Test;
use crate::rules::table::StateId;
use crate::text::{fill, text as words};

/// A tour of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
    /// The luck of the game in which it is taken.
    pub seed: u64,
    /// Its bubbles, in their order.
    pub steps: Vec<Step>,
}

/// A bubble of a tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The turn that it belongs to.
    pub turn: u16,
    /// What it points at.
    pub at: Spot,
    /// What it says.
    pub text: String,
    /// What else it says where tests hold, all of them; checked when the bubble comes.
    pub instead: Option<(Vec<Test>, String)>,
    /// What it waits for, all of it; *Next* does, where nothing is named.
    pub waits: Vec<Wait>,
}

/// What a bubble points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The whole board.
    Board,
    /// A state on the board.
    State(StateId),
    /// What a state can do, in the inspector.
    Capability(StateId),
    /// The supply of one state by another.
    Supply(StateId, StateId),
    /// The in-tray.
    Tray,
    /// A request in it: who asks whom.
    Request(StateId, StateId),
    /// Where an answer is written.
    Composer,
    /// The button that resolves a turn.
    Resolve,
    /// The headlines of the turn.
    Headlines,
    /// The tree of causes.
    Why,
    /// What partners believe.
    Beliefs,
    /// The plots over turns.
    Plots,
}

/// What a bubble waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The pointer rests on what it points at.
    Hover,
    /// What it points at is opened.
    Open,
    /// An answer is drafted.
    Order,
    /// A number is guessed before it is known.
    Guess,
    /// The turn is resolved.
    Resolve,
    /// A tree of causes is opened.
    Why,
}

/// Reads the tour, where there is one.
pub(super) fn tour(desk: &Desk<'_, '_>, root: &Node, ids: &Commitments) -> Option<Tour> {
    let node = root.find(desk.sheet.text, "tour")?;
    let row = desk.sheet.decode::<TourRow>(node)?;
    let list = node.get(desk.sheet.text, "steps");
    let mut steps = Vec::new();
    let mut last = 1;
    for (n, step) in row.steps.into_iter().enumerate() {
        let part = |field: &str| list.nth(n).get(desk.sheet.text, field);
        let turns = (f64::from(last), f64::from(desk.setting.turns));
        desk.sheet.within(part("turn"), words("problem.turn"), f64::from(step.turn), turns);
        last = last.max(step.turn.min(desk.setting.turns));
        if step.text.trim().is_empty() {
            desk.sheet.say(part("text"), words("problem.step_says_nothing"), words("problem.write_what_to_see"));
        }
        let instead = step.instead.map(|other| {
            let at = part("instead").get(desk.sheet.text, "tests");
            (super::play::tests(desk, ids, at, &other.tests), other.text)
        });
        let Some(at) = spot(desk, part("at"), &step.at) else { continue };
        let waits = step.waits.into_iter().map(wait).collect();
        steps.push(Step { turn: step.turn, at, text: step.text, instead, waits });
    }
    if list.items().is_empty() {
        desk.sheet.say(list, fill("problem.scenario_has_no", &[("list", "steps")]), words("problem.write_what_to_see"));
    }
    Some(Tour { seed: row.seed, steps })
}

fn spot(desk: &Desk<'_, '_>, node: &Node, word: &SpotWord) -> Option<Spot> {
    let pair = |from: &String, to: &String| desk.state(node.nth(0), from).zip(desk.state(node.nth(1), to));
    match word {
        SpotWord::Board => Some(Spot::Board),
        SpotWord::State(name) => desk.state(node.nth(0), name).map(Spot::State),
        SpotWord::Capability(name) => desk.state(node.nth(0), name).map(Spot::Capability),
        SpotWord::Supply(from, to) => pair(from, to).map(|(from, to)| Spot::Supply(from, to)),
        SpotWord::Tray => Some(Spot::Tray),
        SpotWord::Request(from, to) => pair(from, to).map(|(from, to)| Spot::Request(from, to)),
        SpotWord::Composer => Some(Spot::Composer),
        SpotWord::Resolve => Some(Spot::Resolve),
        SpotWord::Headlines => Some(Spot::Headlines),
        SpotWord::Why => Some(Spot::Why),
        SpotWord::Beliefs => Some(Spot::Beliefs),
        SpotWord::Plots => Some(Spot::Plots),
    }
}

const fn wait(word: WaitWord) -> Wait {
    match word {
        WaitWord::Hover => Wait::Hover,
        WaitWord::Open => Wait::Open,
        WaitWord::Order => Wait::Order,
        WaitWord::Guess => Wait::Guess,
        WaitWord::Resolve => Wait::Resolve,
        WaitWord::Why => Wait::Why,
    }
}

//! The tour through a scenario: which bubble is shown, what it waits for, and when it goes on.
//!
//! The scenario says what each bubble says; the game on the table says whether what it waits for has happened. So a tour follows whatever
//! the user does: a turn that is resolved or taken back leads to the bubble that belongs there. `bubble` draws it.

mod bubble;

pub use bubble::tour_ui;

use std::sync::Arc;

use crate::rules::order::OrderKind;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, PairVar, Variable};
use crate::scenario::Scenario;
use crate::scenario::{Spot, Step, Wait};
use crate::text::text;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::{Play, Selection, Tab};

/// Bubbles of the first part, about two minutes; the rest is offered.
pub const FIRST_PART: usize = 7;

/// What a click on a bubble asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TourAsk {
    /// The next bubble, whether or not what this one waits for has happened.
    Next,
    /// The bubble before.
    Back,
    /// The pointer rested on what the bubble points at.
    Hovered,
    /// A number was guessed.
    Guess(f64),
    /// Ends the tour.
    End,
}

/// What was guessed of a number, before it was known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// Which number.
    pub variable: Variable,
    /// What it was.
    pub before: f64,
    /// By how much it would move.
    pub guessed: f64,
    /// The turn in which it was guessed.
    pub turn: u16,
}

/// A tour that is being taken.
#[derive(Clone, Debug)]
pub struct TourView {
    scenario: Arc<Scenario>,
    at: usize,
    /// The turn that the tour has followed the game to.
    turn: u16,
    hovered: bool,
    /// Somebody went back from this bubble. What those before it wait for may have happened long ago: each stays until they go on.
    held: Option<usize>,
    guess: Option<Guess>,
    /// The guess that is being made.
    typed: f64,
}

impl TourView {
    /// A tour at its first bubble; none where the scenario has none.
    #[must_use]
    pub fn new(scenario: &Arc<Scenario>) -> Option<Self> {
        let tour = scenario.tour.as_ref().filter(|tour| !tour.steps.is_empty())?;
        let turn = tour.steps.first().map_or(1, |step| step.turn);
        Some(Self { scenario: Arc::clone(scenario), at: 0, turn, hovered: false, held: None, guess: None, typed: 0.1 })
    }

    /// All bubbles.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.scenario.tour.as_ref().map_or(&[], |tour| tour.steps.as_slice())
    }

    /// The bubble that is shown.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.steps().get(self.at)
    }

    /// Which bubble that is, from 0.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.at
    }

    /// Whether the pointer rested on what the bubble points at.
    #[must_use]
    pub const fn looked_at(&self) -> bool {
        self.hovered
    }

    /// What the bubble still waits for.
    #[must_use]
    pub fn waits(&self, play: &Play) -> Option<Wait> {
        let step = self.step()?;
        let open = step.waits.iter().copied().find(|wait| !self.met(play, step, *wait));
        let turn = play.game.world().turn;
        let later = self.steps().get(self.at + 1).is_some_and(|next| next.turn > turn);
        open.or_else(|| later.then_some(Wait::Resolve))
    }

    fn met(&self, play: &Play, step: &Step, wait: Wait) -> bool {
        match wait {
            Wait::Hover => self.hovered || matches!(step.at, Spot::State(id) if play.selection == Selection::State(id)),
            Wait::Open => match (step.at, &play.composer) {
                (Spot::Request(from, to), Some(composer)) => {
                    play.game.world().request(composer.key).is_some_and(|request| (request.from, request.to) == (from, to))
                }
                _ => false,
            },
            Wait::Order => play.drafts.iter().any(|order| matches!(order.kind, OrderKind::Decide(..))),
            Wait::Guess => self.guess.is_some(),
            Wait::Resolve => play.game.world().turn > step.turn,
            Wait::Why => matches!(play.page, Some(Page::Why(_))) || play.inspector.why.is_some(),
        }
    }

    /// The last bubble before a turn is resolved.
    fn holder(&self, turn: u16) -> Option<usize> {
        let steps = self.steps();
        (0..steps.len()).rev().find(|at| {
            let step = steps.get(*at);
            let next = steps.get(at + 1).map_or(u16::MAX, |next| next.turn);
            step.is_some_and(|step| step.turn <= turn && (step.waits.contains(&Wait::Resolve) || next > turn && next < u16::MAX))
        })
    }

    /// Goes where the game has gone. Whether another bubble is shown now.
    pub fn follow(&mut self, play: &Play) -> bool {
        let (before, turn) = (self.at, play.game.world().turn);
        if turn > self.turn {
            let next = self.holder(turn - 1).map_or(self.at, |at| at + 1);
            self.show(next.max(self.at));
        } else if turn < self.turn
            && let Some(at) = self.holder(turn)
        {
            self.show(at.min(self.at));
        }
        let again = turn == self.turn && self.waits(play).is_none();
        self.held = self.held.filter(|from| again && self.at < *from);
        self.turn = turn;
        if self.held.is_some() {
            return self.at != before;
        }
        // What was only looked at is read in peace; what was done leads on.
        let done = |step: &Step| step.waits.iter().any(|wait| *wait != Wait::Hover);
        while self.step().is_some_and(done) && self.waits(play).is_none() && self.at + 1 < self.steps().len() {
            self.show(self.at + 1);
        }
        self.at != before
    }

    fn show(&mut self, at: usize) {
        if at != self.at {
            self.hovered = false;
        }
        self.at = at.min(self.steps().len().saturating_sub(1));
    }

    /// Carries out what a bubble was asked. Whether the tour goes on.
    pub fn asked(&mut self, play: &Play, ask: TourAsk) -> bool {
        match ask {
            TourAsk::Next if self.at + 1 >= self.steps().len() => return false,
            TourAsk::Next => self.show(self.at + 1),
            TourAsk::Back => {
                self.held = self.held.or(Some(self.at));
                self.show(self.at.saturating_sub(1));
            }
            TourAsk::Hovered => self.hovered = true,
            TourAsk::Guess(guessed) => {
                let seat = play.game.seat();
                let variable = self.partner().zip(seat).map(|(from, to)| Variable::Pair(PairVar::Reliability, from, to));
                let world = play.game.world();
                self.guess = variable.map(|variable| Guess { variable, turn: world.turn, before: world.get(variable), guessed });
            }
            TourAsk::End => return false,
        }
        true
    }

    /// What the bubble points at as the game stands: an answer is written in the composer, which is opened from the in-tray.
    #[must_use]
    pub fn points_at(&self, play: &Play) -> Option<Spot> {
        let at = self.step()?.at;
        if at != Spot::Composer || play.composer.is_some() {
            return Some(at);
        }
        let (from, to) = (self.partner()?, play.game.seat()?);
        Some(Spot::Request(from, to))
    }

    /// Whom the bubbles speak of last: the recipient, the one who asks.
    #[must_use]
    pub fn partner(&self) -> Option<StateId> {
        self.steps().iter().take(self.at + 1).rev().find_map(|step| match step.at {
            Spot::State(id) | Spot::Capability(id) | Spot::Supply(_, id) | Spot::Request(id, _) => Some(id),
            _ => None,
        })
    }

    /// The number that the bubble before this one asked to be opened: what its state can do in the domain that was decided last.
    fn asked_about(&self, play: &Play) -> Option<Variable> {
        let before = self.at.checked_sub(1).and_then(|at| self.steps().get(at))?;
        let Spot::Capability(of) = before.at else { return None };
        let world = play.game.world();
        let domain = world.record.iter().rev().find(|decided| decided.partner == of).map(|decided| decided.domain);
        Some(Variable::Cell(CellVar::Capability, of, domain.or_else(|| play.game.setting().domains.ids().next())?))
    }

    /// Brings what the bubble points at onto the screen.
    pub fn prepare(&self, play: &mut Play) {
        let Some(step) = self.step() else { return };
        if !matches!(step.at, Spot::Composer | Spot::Why) {
            play.page = None;
            play.composer = None;
        }
        let tab = match step.at {
            Spot::Headlines => Some(Tab::Headlines),
            Spot::Plots => Some(Tab::Plots),
            _ => None,
        };
        if let Some(tab) = tab {
            play.bottom.tab = tab;
            play.bottom.collapsed = false;
        }
        match step.at {
            Spot::Board | Spot::State(_) | Spot::Supply(..) => play.bottom.turn_to(None),
            Spot::Tray | Spot::Request(..) => play.bottom.turn_to(Some(Tab::Tray)),
            Spot::Composer if play.composer.is_none() => play.bottom.turn_to(Some(Tab::Tray)),
            Spot::Capability(_) | Spot::Beliefs => play.bottom.turn_to(Some(Tab::Selection)),
            _ => {}
        }
        match step.at {
            Spot::Supply(_, to) | Spot::Capability(to) => {
                play.selection = Selection::State(to);
                play.inspector.why = None;
            }
            Spot::Why if play.page.is_none() && play.inspector.why.is_none() => {
                // Somebody skipped the question: the answer is shown all the same.
                play.inspector.why = self.asked_about(play);
                play.selection = self.partner().map_or(play.selection, Selection::State);
            }
            Spot::Beliefs => play.selection = self.partner().map_or(play.selection, Selection::State),
            _ => {}
        }
    }

    /// What the bubble says, as the game has gone.
    #[must_use]
    pub fn words(&self, play: &Play) -> &str {
        let Some(step) = self.step() else { return "" };
        let world = play.game.world();
        let last = world.turn.saturating_sub(1);
        match &step.instead {
            // Somebody went ahead: what the bubble speaks of has yet to come.
            _ if world.turn < step.turn => text("tour.not_yet"),
            Some((tests, other)) if tests.iter().all(|test| world.holds(test, last)) => other,
            _ => &step.text,
        }
    }

    /// The guess, once it can be compared with what came: the number before, as guessed, and as it came.
    #[must_use]
    pub fn outcome(&self, play: &Play) -> Option<(f64, f64)> {
        // The first news after the guess is what it was about.
        let first = self.steps().iter().position(|step| step.at == Spot::Headlines);
        let world = play.game.world();
        let guess = self.guess.filter(|guess| first == Some(self.at) && world.turn > guess.turn)?;
        Some((guess.guessed, world.get(guess.variable) - guess.before))
    }
}

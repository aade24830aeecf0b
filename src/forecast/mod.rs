//! Many futures: what a set of orders would do, as an ensemble of other seeds.
//!
//! A forecast starts from what the asking seat believes, never from the secrets of the world, and draws from other seeds than
//! the game's own. Options are compared under the same seeds. It runs the same rules as play, with recording off.

pub mod batch;
pub mod degenerate;

use crate::players;
use crate::rules::draws::Seed;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::Rollout;
use crate::rules::validate::accepted;
use crate::rules::variable::Variable;
use crate::rules::view::SeatView;
use crate::rules::world::World;

/// What a forecast starts from.
#[derive(Clone, Debug)]
pub enum Start {
    /// What a seat believes.
    Seat(SeatView),
    /// The true position, for whoever leads the game.
    Truth(World),
}

impl Start {
    /// The position that is played on from.
    #[must_use]
    pub const fn world(&self) -> &World {
        match self {
            Self::Seat(view) => view.believed(),
            Self::Truth(world) => world,
        }
    }

    /// The seat that asks; none: the facilitator.
    #[must_use]
    pub const fn seat(&self) -> Option<StateId> {
        match self {
            Self::Seat(view) => Some(view.seat()),
            Self::Truth(_) => None,
        }
    }
}

/// What is asked of a forecast.
#[derive(Clone, Debug)]
pub struct Question {
    /// The position as who asks believes it to be.
    pub start: Start,
    /// Orders of who asks in every option.
    pub drafts: Vec<Order>,
    /// The options to compare: what each adds to the drafts.
    pub options: Vec<Vec<Order>>,
    /// Which numbers to watch.
    pub watch: Vec<Variable>,
    /// How many futures.
    pub futures: u32,
    /// How many turns ahead, at least 1; a seat's own computer player goes on after the first.
    pub turns: u16,
    /// The seed that the ensemble is made from.
    pub seed: Seed,
}

/// How a number comes out over the futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The value now.
    pub now: f64,
    /// The 10th percentile.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The 90th percentile.
    pub high: f64,
}

/// The spreads: by option, then by watched number.
pub type Answer = Vec<Vec<Spread>>;

/// Plays the futures. `go_on` is asked before each future and ends the work early.
#[must_use]
pub fn forecast(setting: &Setting, question: &Question, mut go_on: impl FnMut(u32) -> bool) -> Answer {
    let mut rollout = Rollout::new(question.start.world());
    let mut ends: Vec<Vec<Vec<f64>>> = vec![vec![Vec::new(); question.watch.len()]; question.options.len()];
    for n in 0..question.futures {
        if !go_on(n) {
            break;
        }
        let seed = question.seed.other(u64::from(n));
        for (option, ends) in question.options.iter().zip(&mut ends) {
            let end = future(&mut rollout, setting, question, option, seed);
            for (variable, values) in question.watch.iter().zip(ends) {
                values.push(end.get(*variable));
            }
        }
    }
    let now = |variable: &Variable| question.start.world().get(*variable);
    let spreads = |option: Vec<Vec<f64>>| {
        let each = |(values, variable): (Vec<f64>, &Variable)| spread(now(variable), values);
        option.into_iter().zip(&question.watch).map(each).collect()
    };
    ends.into_iter().map(spreads).collect()
}

/// Plays one future in a place that is used again, and gives the position at its end.
fn future<'a>(rollout: &'a mut Rollout, setting: &Setting, question: &Question, option: &[Order], seed: Seed) -> &'a World {
    let seat = question.start.seat();
    rollout.restart(question.start.world());
    for turn in 0..question.turns {
        let world = rollout.world();
        if world.over(setting) {
            break;
        }
        let mut orders = players::orders_of_others(setting, world, seat, seed);
        if turn == 0 {
            // What whoever leads the game drafts for a state stands in for what its computer player would answer.
            let own = || question.drafts.iter().chain(option);
            orders.retain(|order| !own().any(|draft| draft.answers_with(order)));
            orders.extend(own().cloned());
        } else if let Some(seat) = seat {
            orders.extend(players::orders_of(setting, &SeatView::new(setting, world, seat), seed));
        }
        // A draft that is not legal in the believed world is left out of the forecast; the window refuses it in play.
        let valid = accepted(setting, world, &orders);
        rollout.play(setting, &valid, seed);
    }
    rollout.world()
}

fn spread(now: f64, mut values: Vec<f64>) -> Spread {
    values.sort_by(f64::total_cmp);
    let at = |fraction: f64| {
        let place = libm::rint(fraction * values.len().saturating_sub(1) as f64) as usize;
        values.get(place).copied().unwrap_or(now)
    };
    Spread { now, low: at(0.1), median: at(0.5), high: at(0.9) }
}

//! Plays a case: five years of run-in, the decision, five years of consequences, under many seeds.
//!
//! The run-in lets beliefs, pipelines and fleets settle while the shares are held at what history recorded. What is predicted is the
//! mean over the seeds of what was ordered, never of what was wanted.

use std::collections::BTreeMap;

use super::board::{Cast, YEARS, text};
use super::case::Case;
use super::mapping::DISTANCE_NEUTRAL;
use super::predictions::Prediction;
use crate::rules::draws::Seed;
use crate::rules::order::{Order, Player, ValidOrders};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::turn::rollout_turn;
use crate::rules::validate::{Refusal, validate};
use crate::rules::variable::{LinkVar, PairVar, Variable};
use crate::rules::world::World;
use crate::scenario::{self, Problems, Scenario};

/// Years of run-in.
pub const RUN_IN: u16 = 5;
/// Futures a case of the first answer, which is there soon.
pub const FIRST_SEEDS: u32 = 8;
/// Seeds that a prediction is the mean of.
pub const SEEDS: u32 = 200;
/// Where they come from. Never the seed of a game.
const ENSEMBLE: Seed = Seed(0x6869_6e64_6361_7374);
/// What a seller gets more than before, as a part of a usual year's orders from abroad, when it clearly gains.
const CLEARLY: f64 = 0.05;
/// What a gainer is called whose name no input gives.
pub const NEW_ENTRANT: &str = "new entrant";

/// A case on its board, ready to be played.
#[derive(Clone, Debug)]
pub struct Staged {
    /// The case.
    pub case: Case,
    /// Who is on the board.
    pub cast: Cast,
    /// The board.
    pub scenario: Scenario,
    pub(super) recipient: StateId,
    pub(super) coalition: StateId,
    /// Channels from abroad to the recipient, the coalition's first, each with its supplier.
    pub(super) channels: Vec<(LinkId, StateId)>,
}

/// What came of one future of a case.
#[derive(Clone, Debug, PartialEq)]
struct Future {
    /// Orders from abroad by channel and year of the run-in, $bn.
    before: Vec<Vec<f64>>,
    /// The same from the year of the decision on.
    placed: Vec<Vec<f64>>,
    /// Change of the recipient's alignment with the coalition.
    turned: f64,
}

/// What came of a case over all seeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// Change of the coalition's share: mean and standard deviation over the seeds.
    pub shift: (f64, f64),
    /// Mean share of the coalition by year, from the year of the decision on.
    pub by_year: Vec<f64>,
    /// Mean change of alignment, ideal points towards the exporter's bloc.
    pub align: f64,
    /// Mean change of each seller's part of the orders, five years against the five of the run-in, the coalition first, in the order of
    /// the cast.
    pub gains: Vec<f64>,
    /// Mean years until whoever gains most gets clearly more money than before.
    pub lag_years: Option<f64>,
    /// Who gains most, by name where the data know one.
    pub top_gainer: Option<String>,
}

impl Replayed {
    /// As a row of the table of predictions.
    #[must_use]
    pub fn prediction(&self, case: &Case) -> Prediction {
        Prediction {
            case_id: case.id.clone(),
            shift: self.shift.0,
            align: Some(self.align),
            shift_sd: Some(self.shift.1),
            lag_years: self.lag_years,
            top_gainer: self.top_gainer.clone(),
        }
    }
}

impl Staged {
    /// Puts a case on its board, with parameters that differ from the standard where any are named.
    ///
    /// # Errors
    /// What is wrong with the scenario: nothing, for a case that could be read.
    pub fn new(case: &Case, years_before: u16, parameters: &BTreeMap<String, f64>) -> Result<Self, Problems> {
        Self::stage(case, years_before, parameters, "")
    }

    /// The same with more blocks of the scenario's file, for people who play it.
    pub(super) fn stage(
        case: &Case,
        years_before: u16,
        parameters: &BTreeMap<String, f64>,
        more: &str,
    ) -> Result<Self, Problems> {
        let attraction = attraction(parameters)?;
        let cast = Cast::of(case, attraction);
        let text = text(case, &cast, years_before, parameters, more);
        let scenario = scenario::load(&format!("{}.ron", case.id), &text)?;
        let setting = &scenario.setting;
        let find = |name: &str| setting.state(name).unwrap_or(StateId(0));
        let (recipient, coalition) = (find(&cast.recipient), find(&cast.coalition.name));
        let channel = |seller: StateId| setting.link(seller, recipient, DomainId(0)).map(|link| (link, seller));
        let sellers = [&cast.coalition].into_iter().chain(&cast.others);
        let channels = sellers.filter_map(|seller| channel(find(&seller.name))).collect();
        Ok(Self { case: case.clone(), cast, scenario, recipient, coalition, channels })
    }

    /// Plays it under so many seeds.
    #[must_use]
    pub fn replay(&self, seeds: u32) -> Replayed {
        self.replay_from(0, seeds)
    }

    /// Plays it under so many seeds of the ensemble, from one on: boards that are averaged need luck of their own each.
    #[must_use]
    pub fn replay_from(&self, first: u32, seeds: u32) -> Replayed {
        let seed = |n: u32| ENSEMBLE.other(u64::from(first) + u64::from(n));
        let futures: Vec<Future> = (0..seeds.max(1)).map(|n| self.future(seed(n), &mut Vec::new())).collect();
        self.sum_up(&futures)
    }

    /// Orders of history that the rules refuse in the first future: none, which a test holds.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refused = Vec::new();
        let _played = self.future(ENSEMBLE.other(0), &mut refused);
        refused
    }

    fn future(&self, seed: Seed, refused: &mut Vec<Refusal>) -> Future {
        let setting = &self.scenario.setting;
        let mut world = self.scenario.world.clone();
        // Nothing is done on these boards but what is ordered.
        world.players.iter_mut().for_each(|player| *player = Player::Person);
        let placed_in = |world: &World| self.channels.iter().map(|(link, _)| world.link(LinkVar::Orders, *link)).collect();
        let mut before = Vec::new();
        for year in 1..=RUN_IN {
            let orders = if year == RUN_IN { self.orders_before(&world) } else { Vec::new() };
            world = self.year(&world, &orders, seed, refused);
            before.push(placed_in(&world));
            // Held at what history recorded.
            for link in setting.links.ids() {
                let share = Variable::Link(LinkVar::Share, link);
                let recorded = self.scenario.world.values.get(share);
                world.values.put(share, recorded);
            }
        }
        let alignment = world.pair(PairVar::Alignment, self.recipient, self.coalition);
        let mut placed = Vec::new();
        for year in 0..YEARS {
            let orders = self.orders_in(&world, year);
            world = self.year(&world, &orders, seed, refused);
            placed.push(placed_in(&world));
        }
        let turned = world.pair(PairVar::Alignment, self.recipient, self.coalition) - alignment;
        Future { before, placed, turned }
    }

    /// Plays a year. What the rules refuse is noted, and then nothing of that year is ordered.
    fn year(&self, world: &World, orders: &[Order], seed: Seed, refused: &mut Vec<Refusal>) -> World {
        let setting = &self.scenario.setting;
        let valid = validate(setting, world, orders).unwrap_or_else(|refusals| {
            refused.extend(refusals);
            ValidOrders::default()
        });
        rollout_turn(setting, world, &valid, seed)
    }

    fn sum_up(&self, futures: &[Future]) -> Replayed {
        let n = futures.len().max(1) as f64;
        let shares: Vec<Vec<f64>> =
            futures.iter().map(|future| part_of_each(future.placed.get(1..).unwrap_or_default())).collect();
        let earlier: Vec<Vec<f64>> = futures.iter().map(|future| part_of_each(&future.before)).collect();
        let mean = |shares: &[Vec<f64>], channel: usize| shares.iter().filter_map(|s| s.get(channel)).sum::<f64>() / n;
        let opening: Vec<f64> = (0..self.channels.len()).map(|channel| mean(&earlier, channel)).collect();
        let gains: Vec<f64> = opening.iter().enumerate().map(|(channel, before)| mean(&shares, channel) - before).collect();
        let shift = mean(&shares, 0) - self.case.prior();
        let own = shares.iter().filter_map(|s| s.first()).map(|share| (share - self.case.prior() - shift).powi(2));
        let spread = (own.sum::<f64>() / n).sqrt();
        let by_year = (0..usize::from(YEARS)).map(|year| {
            let of = futures.iter().filter_map(|f| f.placed.get(year)).map(|placed| part(placed, 0));
            of.sum::<f64>() / n
        });
        let by_year = by_year.collect();
        let top = gains.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).filter(|(_, gain)| **gain > 0.0);
        let top = top.map(|(channel, _)| channel);
        let lag_years = top.map(|channel| futures.iter().map(|future| lag(future, channel)).sum::<f64>() / n);
        let align = DISTANCE_NEUTRAL * futures.iter().map(|f| f.turned).sum::<f64>() / n;
        Replayed { shift: (shift, spread), by_year, align, gains, lag_years, top_gainer: top.map(|channel| self.named(channel)) }
    }

    /// What the data would call the seller of a channel.
    fn named(&self, channel: usize) -> String {
        let seller = channel.checked_sub(1).and_then(|n| self.cast.others.get(n));
        match seller {
            None => self.case.members().next().unwrap_or_default().to_owned(),
            Some(seller) if seller.named => seller.name.clone(),
            Some(_) => NEW_ENTRANT.to_owned(),
        }
    }
}

/// Years from the decision until a seller gets clearly more money than in the mean year of the run-in; all of them, where it never does.
fn lag(future: &Future, channel: usize) -> f64 {
    let years = future.before.len().max(1) as f64;
    let usual = future.before.iter().filter_map(|placed| placed.get(channel)).sum::<f64>() / years;
    let all = future.before.iter().flatten().sum::<f64>() / years;
    let more = |placed: &Vec<f64>| placed.get(channel).is_some_and(|value| *value > usual + CLEARLY * all);
    future.placed.iter().position(more).unwrap_or(future.placed.len()) as f64
}

/// The part of a year's orders that went through one channel.
fn part(placed: &[f64], channel: usize) -> f64 {
    let all: f64 = placed.iter().sum();
    if all > 0.0 { placed.get(channel).copied().unwrap_or(0.0) / all } else { 0.0 }
}

/// The part of each channel in the orders of several years.
fn part_of_each(years: &[Vec<f64>]) -> Vec<f64> {
    let channels = years.first().map_or(0, Vec::len);
    let sums: Vec<f64> = (0..channels).map(|channel| years.iter().filter_map(|year| year.get(channel)).sum()).collect();
    (0..channels).map(|channel| part(&sums, channel)).collect()
}

/// How much alignment attracts, under these parameters.
fn attraction(parameters: &BTreeMap<String, f64>) -> Result<f64, Problems> {
    const NAME: &str = "utility_alignment";
    let standard = scenario::standard_parameters().map_err(Clone::clone)?;
    let usual = standard.iter().find(|parameter| parameter.name == NAME).map_or(0.0, |parameter| parameter.value);
    Ok(parameters.get(NAME).copied().unwrap_or(usual))
}

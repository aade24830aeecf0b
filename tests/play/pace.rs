//! "Pace": without orders, events and draws, a world played in 6- and in 12-month turns differs after eight years by at most 1 % of each
//! variable's range.

use countersign::rules::draws::Seed;
use countersign::rules::table::Table;
use countersign::rules::turn::rollout_turn;
use countersign::rules::validate::validate;
use countersign::rules::variable::{LinkVar, Variable};
use countersign::scenario::Scenario;

use super::board::meridian_at;

/// The law says 1 %.
const TOLERANCE: f64 = 0.01;

/// Eight years in which nothing happens but time.
fn eight_years(months: u16) -> (Scenario, countersign::rules::world::World) {
    let mut game = meridian_at(months);
    let params = &mut game.setting.params;
    (params.share_lump, params.leak_hazard, params.harm_odds, params.request_gap) = (0.0, 0.0, 0.0, 2.0);
    // Orders too small to be placed wait for a lump: what a turn's money is beside the least order belongs to its pace.
    params.lump_order_min = 0.0;
    game.setting.deck = Table::default();
    game.setting.draw_turns.clear();
    game.setting.commitments = Table::default();
    game.setting.prepare();
    let world = &mut game.world;
    world.cards = Table::default();
    world.commitments = Table::default();
    world.requests.clear();
    world.pipeline.clear();
    world.last_turn = 100;
    let none = validate(&game.setting, &game.world, &[]).expect("no orders are legal");
    let mut end = game.world.clone();
    for _ in 0..(96 / months) {
        end = rollout_turn(&game.setting, &end, &none, Seed(3));
    }
    (game, end)
}

#[test]
fn half_years_and_whole_years_come_to_the_same() {
    let ((game, half), (_, whole)) = (eight_years(6), eight_years(12));
    let mut apart: Vec<(f64, Variable, f64, f64)> = Vec::new();
    for variable in half.values.layout().variables() {
        let (a, b) = (half.get(variable), whole.get(variable));
        // Of what hardly anybody holds there is no availability to speak of.
        if let Variable::Link(LinkVar::Availability, link) = variable
            && half.link(LinkVar::Points, link).min(whole.link(LinkVar::Points, link)) < 1.0
        {
            continue;
        }
        let (low, high) = variable.range();
        // Where the range is only a guard, the numbers that occur are the measure.
        let range = (high - low).min(20.0 * a.abs().max(b.abs()).max(0.5));
        if (a - b).abs() > range * TOLERANCE {
            apart.push(((a - b).abs() / range, variable, a, b));
        }
    }
    apart.sort_by(|x, y| y.0.total_cmp(&x.0));
    let told: Vec<String> = apart
        .iter()
        .take(40)
        .map(|(part, variable, a, b)| {
            format!("{:.1} % {}: {a} in half years, {b} in whole ones", 100.0 * part, variable.name(&game.setting))
        })
        .collect();
    assert!(apart.is_empty(), "{} variables:\n{}", apart.len(), told.join("\n"));
}

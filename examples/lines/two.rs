//! *Two suppliers*: the dilemma in numbers.

use countersign::rules::order::{BlocAction, FacilitatorOrder, Order, OrderKind, Policy};
use countersign::rules::quantity::Quantity;
use countersign::rules::table::BlocId;
use countersign::rules::variable::{StateVar, Variable};
use countersign::scenario::Scenario;

use super::play::{Played, card, hand_over, load, many, state, variable};
use super::table::{Sheet, mean};

const TURNS: u16 = 6;
const MEASURES: [&str; 7] = [
    "industry_revenue(Almoray)",
    "industry_revenue(Galdane)",
    "integrity(Almoray)",
    "integrity(Galdane)",
    "stability(board)",
    "alliance_cohesion(Almoray)",
    "cohesion(Twin Ports Accord)",
];

const COLUMNS: [&str; 7] =
    ["revenue A", "revenue G", "integrity A", "integrity G", "stability", "cohesion", "Ezrel's share of orders"];

/// A row of the design's table: who does what, with the Accord or without, and what was expected of it.
struct Row {
    name: &'static str,
    almoray: Policy,
    galdane: Policy,
    accord: bool,
    expected: [f64; 7],
}

const HOLD: Policy = Policy::Recommended;
const BEND: Policy = Policy::ApproveAll;

const ROWS: [Row; 5] = [
    Row {
        name: "hold / hold",
        almoray: HOLD,
        galdane: HOLD,
        accord: false,
        expected: [55.0, 55.0, 72.0, 70.0, 60.0, 58.0, 0.09],
    },
    Row {
        name: "bend / hold",
        almoray: BEND,
        galdane: HOLD,
        accord: false,
        expected: [68.0, 41.0, 48.0, 70.0, 50.0, 38.0, 0.06],
    },
    Row {
        name: "hold / bend",
        almoray: HOLD,
        galdane: BEND,
        accord: false,
        expected: [41.0, 68.0, 72.0, 46.0, 50.0, 38.0, 0.06],
    },
    Row {
        name: "bend / bend",
        almoray: BEND,
        galdane: BEND,
        accord: false,
        expected: [48.0, 48.0, 42.0, 40.0, 40.0, 30.0, 0.04],
    },
    Row {
        name: "hold / hold, Accord",
        almoray: HOLD,
        galdane: HOLD,
        accord: true,
        expected: [59.0, 59.0, 80.0, 79.0, 64.0, 74.0, 0.13],
    },
];

pub(crate) fn play(sheet: &mut Sheet, seeds: u64) {
    let game = load("two-suppliers");
    let found: Vec<[f64; 7]> = ROWS.iter().map(|row| figures(&game, &line(&game, row, seeds))).collect();
    sheet.heading("The dilemma in numbers: the mean of six turns");
    for (row, found) in ROWS.iter().zip(&found) {
        for ((what, found), expected) in COLUMNS.iter().zip(found).zip(row.expected) {
            sheet.row(&format!("{}: {what}", row.name), &format!("{expected}"), near(expected), *found);
        }
    }
    let [hold, bent, held, both, accord] = [&found[0], &found[1], &found[2], &found[3], &found[4]];
    sheet.heading("What must hold");
    // What each of the two brings in, by its own conduct and the other's: the mean of both.
    let [holds, bends_alone, holds_alone, bends] = [
        f64::midpoint(hold[0], hold[1]),
        f64::midpoint(bent[0], held[1]),
        f64::midpoint(held[0], bent[1]),
        f64::midpoint(both[0], both[1]),
    ];
    told(sheet, "bend/hold > hold/hold in revenue", bends_alone - holds);
    told(sheet, "hold/hold > bend/bend", holds - bends);
    told(sheet, "bend/bend > hold/bend", bends - holds_alone);
    told(sheet, "2 × hold/hold > bend/hold + hold/bend", 2.0 * holds - bends_alone - holds_alone);
    told(sheet, "the Accord raises integrity", f64::midpoint(accord[2] - hold[2], accord[3] - hold[3]));
    told(sheet, "the Accord raises cohesion", accord[5] - hold[5]);
    sheet.heading("Hypotheses");
    told(sheet, "the dilemma for Almoray: hold/hold > bend/bend", hold[0] - both[0]);
    told(sheet, "the dilemma for Galdane: hold/hold > bend/bend", hold[1] - both[1]);
    sheet.row("the Accord's price: Ezrel's share rises", "+0.03 to +0.06", (0.03, 0.06), accord[6] - hold[6]);
    let mirrored = [(bent[0], held[1]), (bent[1], held[0]), (bent[2], held[3]), (bent[4], held[4]), (bent[5], held[5])];
    let apart = mirrored.iter().map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    told(sheet, "swapping the two changes no measure by more than 4", 4.0 - apart);
    let shut = opaque(&game);
    let (plain, with) = (figures(&shut, &line(&shut, &ROWS[0], seeds)), figures(&shut, &line(&shut, &ROWS[4], seeds)));
    let halves = |n: usize| 0.5 * (accord[n] - hold[n]) - (with[n] - plain[n]);
    told(sheet, "with transparency 0.20 the Accord's advantage in integrity is halved", halves(2));
    told(sheet, "and in cohesion", halves(5));
    later(sheet, &game, seeds);
}

/// As near as counts as come out: ten points of a measure, three of a share.
fn near(expected: f64) -> (f64, f64) {
    let by = if expected < 1.0 { 0.03 } else { 10.0 };
    (expected - by, expected + by)
}

fn told(sheet: &mut Sheet, what: &str, margin: f64) {
    sheet.row(what, "> 0", (0.001, f64::INFINITY), margin);
}

/// The same board with both exporters shut.
fn opaque(game: &Scenario) -> Scenario {
    let mut shut = game.clone();
    for name in ["Almoray", "Galdane"] {
        let of = Variable::State(StateVar::Transparency, state(&shut.setting, name));
        shut.world.values.put(of, Quantity::from_f64(0.20));
    }
    shut
}

fn line(game: &Scenario, row: &Row, seeds: u64) -> Vec<Played> {
    let mut world = game.world.clone();
    let (almoray, galdane) = (state(&game.setting, "Almoray"), state(&game.setting, "Galdane"));
    hand_over(&mut world, almoray, row.almoray);
    hand_over(&mut world, galdane, row.galdane);
    many(game, &world, seeds, TURNS, false, &|setting, world, orders| {
        // The end is not known to the players; here all six turns are played.
        for title in ["Last year, perhaps", "Last year, probably"] {
            orders.push(Order::of_facilitator(FacilitatorOrder::HoldCard(card(setting, title))));
        }
        if row.accord && world.turn >= 2 {
            let bloc = BlocId(0);
            for seat in [almoray, galdane] {
                if world.turn == 2 {
                    orders.push(Order::new(seat, OrderKind::Bloc(bloc, BlocAction::ShareVerification)));
                    orders.push(Order::new(seat, OrderKind::Bloc(bloc, BlocAction::Recognise)));
                }
                orders.push(Order::new(seat, OrderKind::Bloc(bloc, BlocAction::Harmonise)));
            }
        }
    })
}

/// The mean over turns of the eight numbers of the table.
fn figures(game: &Scenario, games: &[Played]) -> [f64; 7] {
    let setting = &game.setting;
    let over = |value: &dyn Fn(&countersign::rules::world::World) -> f64| {
        mean(games, |g| g.worlds.iter().skip(1).map(value).sum::<f64>() / f64::from(TURNS))
    };
    let mut found = [0.0; 7];
    for (place, name) in found.iter_mut().zip(MEASURES) {
        let of = variable(setting, name);
        *place = over(&|w| w.get(of));
    }
    // Cohesion is the allies' measure and the bloc's own, in the mean.
    found[5] = f64::midpoint(found[5], 100.0 * found[6]);
    found[6] = over(&|w| ezrel(game, w));
    found
}

/// Ezrel's part of what the region orders.
fn ezrel(game: &Scenario, world: &countersign::rules::world::World) -> f64 {
    use countersign::rules::variable::LinkVar;
    let setting = &game.setting;
    let outsider = state(setting, "Ezrel");
    let (mut its, mut all) = (0.0, 0.0);
    for (id, link) in setting.links.enumerate().filter(|(_, l)| setting.states[l.recipient].roles.partner) {
        let placed = world.link(LinkVar::Orders, id);
        all += placed;
        if link.supplier == outsider {
            its += placed;
        }
    }
    its / f64::max(all, 1e-9)
}

/// After the Accord, one bends in turn 4: what that turn and the two after it bring, against holding on.
fn later(sheet: &mut Sheet, game: &Scenario, seeds: u64) {
    let revenue = variable(&game.setting, "industry_revenue(Almoray)");
    let row = &ROWS[4];
    let held = line(game, row, seeds);
    let almoray = state(&game.setting, "Almoray");
    let mut world = game.world.clone();
    hand_over(&mut world, almoray, HOLD);
    hand_over(&mut world, state(&game.setting, "Galdane"), HOLD);
    let bent = {
        let mut games = Vec::new();
        for (seed, start) in (1..=seeds).zip(&held) {
            let mut turned = start.after(3).clone();
            hand_over(&mut turned, almoray, BEND);
            games.push(super::play::run(game, &turned, seed, 3, false, &|setting, _, orders| {
                for title in ["Last year, perhaps", "Last year, probably"] {
                    orders.push(Order::of_facilitator(FacilitatorOrder::HoldCard(card(setting, title))));
                }
            }));
        }
        games
    };
    let gains = |turn: usize| {
        bent.iter().zip(&held).map(|(b, h)| b.after(turn).get(revenue) - h.after(turn + 3).get(revenue)).sum::<f64>()
            / bent.len().max(1) as f64
    };
    told(sheet, "after the Accord, bending pays in its turn", gains(1));
    told(sheet, "and loses over the two after", -(gains(2) + gains(3)));
}

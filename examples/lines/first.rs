//! *First licence*: three requests, and what each is expected to show.

use countersign::rules::draws::over;
use countersign::rules::order::{Condition, Decision, Gesture, Ground, Order, OrderKind, RegimeChange};
use countersign::rules::phases::hazard;
use countersign::rules::quantity::Quantity;
use countersign::rules::variable::{StateVar, Variable};
use countersign::rules::world::{LicenceState, Outcome, Standing};

use super::play::{commitment, decide, leak_draw, load, many, open, run, silence, state, variable};
use super::table::{Sheet, at, mean, moved, part};

/// What Bravenne answers in each of the three years, and what it does beside it.
struct Line {
    answers: [Decision; 3],
    trains: bool,
    opens_up: bool,
}

fn watched() -> Decision {
    Decision::Condition(vec![Condition::Monitoring(Quantity::from_f64(0.50)), Condition::Certificate, Condition::NoRetransfer])
}

pub(crate) fn play(sheet: &mut Sheet, seeds: u64) {
    let game = load("first-licence");
    let setting = &game.setting;
    let bravenne = state(setting, "Bravenne");
    let asks = [("Lussary", "AD"), ("Norrune", "MA"), ("Zarrel", "PS")];
    // A fourth year shows what the third decision brings.
    let mut longer = game.clone();
    longer.setting.turns = 8;
    longer.world.last_turn = 8;
    let games = |line: &Line, turns: u16| {
        many(&longer, &longer.world, seeds, turns, false, &|setting, world, orders| {
            silence(orders, bravenne);
            let turn = usize::from(world.turn);
            if let Some(((from, domain), answer)) = asks.get(turn - 1).zip(line.answers.get(turn - 1)) {
                decide(orders, open(setting, world, from, "Bravenne", domain), answer.clone());
            }
            if line.trains && turn <= 3 {
                let domain = setting.domain("AD").expect("air defence");
                let to = state(setting, "Lussary");
                orders.push(Order::new(bravenne, OrderKind::Toward(to, Gesture::Training { domain })));
            }
            if line.opens_up && turn == 1 {
                orders.push(Order::new(bravenne, OrderKind::Regime(RegimeChange::Transparency(Quantity::from_f64(0.85)))));
                let weights = [0.24, 0.26, 0.20, 0.18, 0.12].map(Quantity::from_f64);
                let thresholds = [0.68, 0.74, 0.80, 0.86].map(Quantity::from_f64);
                orders.push(Order::new(bravenne, OrderKind::Regime(RegimeChange::Declare { weights, thresholds })));
            }
        })
    };
    let line = |answers: [Decision; 3]| Line { answers, trains: false, opens_up: false };
    let deny = || Decision::Deny(Ground::Stability);
    let yes = games(&line([Decision::Approve, Decision::Approve, Decision::Approve]), 3);
    let trained = games(&Line { trains: true, ..line([Decision::Approve, Decision::Approve, Decision::Approve]) }, 3);
    let refused = games(&line([Decision::Approve, deny(), Decision::Approve]), 8);
    let open_first = games(&Line { opens_up: true, ..line([Decision::Approve, deny(), Decision::Approve]) }, 3);
    let conditions = games(&line([Decision::Approve, Decision::Approve, watched()]), 3);

    let radars = variable(setting, "capability(Lussary, AD)");
    let crews = variable(setting, "absorption(Lussary, AD)");
    sheet.heading("Year 1, Lussary: hardware and crews");
    sheet.row("air defence at the start", "1.6", (1.5, 1.7), at(&yes, 0, radars));
    sheet.row("with the old order", "2.5", (2.3, 3.0), at(&yes, 1, radars));
    sheet.row("with the new one", "3.4", (3.2, 4.2), at(&yes, 2, radars));
    sheet.row("with training, at the end", "5.4", (4.8, 6.0), at(&trained, 3, radars));
    sheet.row("absorption with training, at the end", "0.40", (0.36, 0.44), at(&trained, 3, crews));
    sheet.note("absorption without", at(&yes, 3, crews));

    let trust = variable(setting, "reliability(Norrune, Bravenne)");
    let lost = |games: &[super::play::Played]| mean(games, |g| g.after(2).get(trust) - g.after(1).get(trust));
    sheet.heading("\nYear 2, Norrune: a denial");
    sheet.row("reliability after it", "0.36–0.42", (0.36, 0.42), at(&refused, 2, trust));
    let grievance = variable(setting, "grievance(Norrune, Bravenne)");
    sheet.row(
        "grievance",
        "+0.02 to +0.05",
        (0.02, 0.05),
        mean(&refused, |g| g.after(2).get(grievance) - g.after(1).get(grievance)),
    );
    let harbour = commitment(setting, "Harbour");
    sheet.row(
        "harbour agreement strained",
        "yes",
        (0.9, 1.0),
        part(&refused, |g| g.after(2).commitments[harbour].status == Standing::Strained),
    );
    let share = variable(setting, "share(Bravenne, MA, Norrune)");
    sheet.row("share in ships beyond churn", "−0.05 to 0", (-0.05, 0.0), at(&refused, 3, share) - at(&yes, 3, share));
    sheet.row(
        "cost of the denial under open, stricter criteria, part of the other",
        "under 0.5",
        (0.0, 0.5),
        lost(&open_first) / lost(&refused),
    );

    sheet.heading("\nYear 3, Zarrel: conditions");
    let taken = |g: &super::play::Played| g.end().record.iter().any(|d| d.turn == 3 && d.outcome == Outcome::Licensed);
    sheet.row("Zarrel accepts", "about 4 of 5", (0.7, 0.9), part(&conditions, taken));
    let odds = |games: &[super::play::Played]| {
        let zarrel = state(setting, "Zarrel");
        let counted: Vec<f64> = games
            .iter()
            .filter_map(|g| {
                g.after(3).licences.iter().find(|l| l.recipient == zarrel && l.state == LicenceState::InForce).map(|l| (g, l))
            })
            .map(|(g, l)| over(hazard(setting, g.after(3), l), setting.params.licence_months / 12.0 - 1.0))
            .collect();
        counted.iter().sum::<f64>() / counted.len().max(1) as f64
    };
    sheet.row("odds of a leak over the licence, without conditions", "0.25–0.35", (0.25, 0.35), odds(&yes));
    sheet.row("with conditions", "0.08–0.14", (0.08, 0.14), odds(&conditions));
    let warmth = variable(setting, "alignment(Zarrel, Bravenne)");
    let only = |of: Variable| {
        let pairs = conditions.iter().zip(&yes).filter(|(c, _)| taken(c));
        let each: Vec<f64> = pairs.map(|(c, y)| c.end().get(of) - y.end().get(of)).collect();
        each.iter().sum::<f64>() / each.len().max(1) as f64
    };
    sheet.row("alignment, against none", "−0.01 to −0.02", (-0.02, -0.01), only(warmth));
    sheet.row(
        "support of Zarrel's public, against none",
        "−0.05",
        (-0.06, -0.04),
        only(variable(setting, "support(Zarrel, public)")),
    );
    let integrity = variable(setting, "integrity(Bravenne)");
    let modern = variable(setting, "modernisation(board)");
    sheet.heading("\nThe objectives together: three sensible lines");
    for (name, games) in [
        ("approve, approve, approve", &yes),
        ("with training", &trained),
        ("approve, deny, approve", &refused),
        ("approve, approve, conditions", &conditions),
    ] {
        sheet.note(&format!("{name}: modernisation moved (wanted 15)"), moved(games, 3, modern));
        sheet.note(&format!("{name}: integrity (wanted 70)"), at(games, 3, integrity));
        sheet.note(&format!("{name}: reliability at Norrune (wanted 0.50)"), at(games, 3, trust));
    }
    let capital = Variable::State(StateVar::Capital, bravenne);
    sheet.note("capital at the end, approving", at(&yes, 3, capital));
    tour_seed(sheet, &longer);
}

/// The first luck with which Zarrel takes the conditions, and what was delivered leaks without them and not with them.
fn tour_seed(sheet: &mut Sheet, game: &countersign::scenario::Scenario) {
    let bravenne = state(&game.setting, "Bravenne");
    let found = (1..=2000).find(|seed| {
        let with = |last: Decision| {
            run(game, &game.world, *seed, 3, false, &|setting, world, orders| {
                silence(orders, bravenne);
                let (from, domain, answer) = match world.turn {
                    1 => ("Lussary", "AD", Decision::Approve),
                    2 => ("Norrune", "MA", Decision::Deny(Ground::Stability)),
                    _ => ("Zarrel", "PS", last.clone()),
                };
                decide(orders, open(setting, world, from, "Bravenne", domain), answer);
            })
        };
        let (plain, careful) = (with(Decision::Approve), with(watched()));
        let asked = open(&game.setting, plain.after(2), "Zarrel", "Bravenne", "PS");
        let odds = |played: &super::play::Played| {
            let mine = played.end().licences.iter().find(|l| asked.is_some_and(|r| r.key == l.key));
            mine.map(|l| over(hazard(&game.setting, played.end(), l), 1.0))
        };
        let (Some(asked), Some(without), Some(with)) = (asked, odds(&plain), odds(&careful)) else { return false };
        let draw = leak_draw(*seed, 4, asked);
        draw < without && draw >= with
    });
    let wanted = game.tour.as_ref().map_or(f64::NAN, |t| t.seed as f64);
    sheet.heading("The tour");
    sheet.row(
        "its seed leaks without conditions and not with them",
        "the first that does",
        (wanted, wanted),
        found.map_or(-1.0, |seed| seed as f64),
    );
}

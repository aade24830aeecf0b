//! *Meridian*: three lines of play, as the design puts them forward.

use countersign::rules::ledger::News;
use countersign::rules::order::{Countermeasure, Decision, Gesture, Ground, Order, OrderKind, Policy};
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::Setting;
use countersign::rules::variable::{PairVar, StateVar, Variable};
use countersign::rules::world::{Outcome, Standing};
use countersign::scenario::Scenario;

use super::play::{Played, card, commitment, decide, hand_over, load, many, open, state, variable};
use super::table::{Sheet, at, mean, moved, part};

pub(crate) fn play(sheet: &mut Sheet, seeds: u64) {
    let game = load("meridian");
    opening(sheet, &game);
    letter(sheet, &game, seeds);
    customer(sheet, &game, seeds);
    freeze(sheet, &game, seeds);
}

pub(crate) fn opening(sheet: &mut Sheet, game: &Scenario) {
    sheet.heading("The opening measures");
    let bands = [
        ("deterrence", 52.0),
        ("stability", 48.0),
        ("alliance_cohesion", 60.0),
        ("modernisation", 42.0),
        ("resilience", 45.0),
        ("integrity", 66.0),
        ("mandate", 54.0),
        ("industry_revenue", 50.0),
    ];
    for (name, centre) in bands {
        let found = game.world.get(variable(&game.setting, &format!("{name}(board)")));
        sheet.row(name, &format!("{centre} ±10"), (centre - 10.0, centre + 10.0), found);
    }
}

fn came(setting: &Setting, title: &str) -> impl Fn(&Played) -> bool {
    let id = card(setting, title);
    move |g| g.end().cards[id].came.is_some()
}

fn not_kept(setting: &Setting, id: &str, turn: usize) -> impl Fn(&Played) -> bool {
    let id = commitment(setting, id);
    move |g| g.after(turn).commitments[id].status != Standing::Kept
}

fn answers(setting: &Setting, turns: usize) -> impl Fn(&Played) -> Vec<Countermeasure> {
    let orsany = state(setting, "Orsany");
    move |g| {
        let news = g.news.iter().take(turns).flatten();
        news.filter_map(|n| match n {
            News::Countermeasure { by, how, .. } if *by == orsany => Some(*how),
            _ => None,
        })
        .collect()
    }
}

/// Line A: Claverne follows its recommendations and publishes its reasons.
pub(crate) fn letter(sheet: &mut Sheet, game: &Scenario, seeds: u64) {
    let setting = &game.setting;
    let script = |answer: Decision| {
        move |setting: &Setting, world: &countersign::rules::world::World, orders: &mut Vec<Order>| {
            if world.turn > 1 {
                return;
            }
            decide(orders, open(setting, world, "Haldry", "Claverne", "PS"), Decision::Approve);
            decide(orders, open(setting, world, "Ferrow", "Claverne", "SA"), Decision::Approve);
            decide(orders, open(setting, world, "Tarvel", "Claverne", "AD"), answer.clone());
            decide(orders, open(setting, world, "Wendamar", "Claverne", "PS"), Decision::Defer(Some(2)));
        }
    };
    let deny = Decision::Deny(Ground::Rights);
    let games = many(game, &game.world, seeds, 8, true, &script(deny.clone()));
    let waiting = many(game, &game.world, seeds, 8, false, &script(Decision::Approve));
    sheet.heading("\nLine A, the letter of the law");
    sheet.row(
        "Haldry's reliability of Claverne after T1",
        "0.78–0.82",
        (0.77, 0.83),
        at(&games, 1, variable(setting, "reliability(Haldry, Claverne)")),
    );
    let lease = commitment(setting, "Basing at Port Lantern");
    sheet.row(
        "lease of Port Lantern (K2) renewed",
        "> 0.85",
        (0.85, 1.0),
        part(&games, |g| g.end().commitments[lease].status <= Standing::Strained),
    );
    let orsany = answers(setting, 2);
    sheet.row("Orsany answers within two turns", "> 0.60", (0.60, 1.0), part(&games, |g| !orsany(g).is_empty()));
    let often = |g: &Played| {
        orsany(g).iter().any(|c| matches!(c, Countermeasure::RestrictInputs { .. } | Countermeasure::CounterSupply { .. }))
    };
    sheet.note("of which restricted inputs or counter-supply, of all games", part(&games, often));
    let tarvel = variable(setting, "reliability(Tarvel, Claverne)");
    sheet.row("Tarvel's reliability of Claverne", "falls by < 0.06", (-0.06, 0.0), moved(&games, 1, tarvel));
    let mut shut = game.world.clone();
    shut.values.put(Variable::State(StateVar::Transparency, state(setting, "Claverne")), Quantity::from_f64(0.30));
    let opaque = many(game, &shut, seeds, 1, false, &script(deny));
    sheet.row(
        "the same at transparency 0.30, times as much",
        "about 2",
        (1.6, 2.4),
        moved(&opaque, 1, tarvel) / moved(&games, 1, tarvel),
    );
    let (mercady, tarvel_id) = (state(setting, "Mercady"), state(setting, "Tarvel"));
    let domain = setting.domain("AD");
    let fills = |g: &Played| {
        g.end().record.iter().any(|d| {
            d.exporter == mercady && d.partner == tarvel_id && Some(d.domain) == domain && d.outcome == Outcome::Licensed
        })
    };
    sheet.row("Mercady supplies what was denied", "about half", (0.35, 0.65), part(&games, fills));
    let undercut = |g: &Played| g.news.iter().flatten().any(|n| matches!(n, News::Undercut { .. }));
    sheet.note("games with an undercutting", part(&games, undercut));
    sheet.row("cohesion of the Compact in such games", "−0.03 to −0.06", (-0.06, -0.03), {
        let some: Vec<&Played> = games.iter().filter(|g| undercut(g)).collect();
        let cohesion = variable(setting, "cohesion(Sound Compact)");
        some.iter().map(|g| g.end().get(cohesion) - g.after(0).get(cohesion)).sum::<f64>() / some.len().max(1) as f64
    });
    let share = variable(setting, "share(Claverne, AD, Tarvel)");
    sheet.row(
        "Claverne's share at Tarvel in AD beyond churn, T8",
        "−0.05 to 0",
        (-0.05, 0.0),
        at(&games, 8, share) - at(&waiting, 8, share),
    );
    sheet.row("coup in Wendamar", "0.25–0.40", (0.25, 0.40), part(&games, came(setting, "Palace night in Wendamar")));
    sheet.row("integrity (Claverne)", "+2 to +6", (2.0, 6.0), moved(&games, 8, variable(setting, "integrity(Claverne)")));
    sheet.row("stability (board)", "−2 to −6", (-6.0, -2.0), moved(&games, 8, variable(setting, "stability(board)")));
    sheet.row(
        "revenue (Claverne)",
        "about unchanged",
        (-4.0, 4.0),
        moved(&games, 8, variable(setting, "industry_revenue(Claverne)")),
    );
}

/// Line B: Mercady approves everything.
pub(crate) fn customer(sheet: &mut Sheet, game: &Scenario, seeds: u64) {
    let setting = &game.setting;
    let mut world = game.world.clone();
    hand_over(&mut world, state(setting, "Mercady"), Policy::ApproveAll);
    let games = many(game, &world, seeds, 8, true, &|_, _, _| {});
    sheet.heading("\nLine B, keep the customer");
    sheet.row(
        "revenue (Mercady) by T6",
        "+8 to +14",
        (8.0, 14.0),
        moved(&games, 6, variable(setting, "industry_revenue(Mercady)")),
    );
    sheet.row(
        "Duvane's alignment to Mercady",
        "+0.03 to +0.08",
        (0.03, 0.08),
        moved(&games, 8, variable(setting, "alignment(Duvane, Mercady)")),
    );
    let contract = commitment(setting, "Exclusive supply of air defence");
    sheet.row(
        "K8 not renewed in T5",
        "0.30–0.50",
        (0.30, 0.50),
        part(&games, |g| g.after(5).commitments[contract].status >= Standing::Lapsed),
    );
    let orsany = answers(setting, 8);
    let count = |pick: fn(&Countermeasure) -> bool| mean(&games, |g| orsany(g).iter().filter(|c| pick(c)).count() as f64);
    let undercuts = count(|c| matches!(c, Countermeasure::Undercut { .. }));
    let supplies = count(|c| matches!(c, Countermeasure::CounterSupply { .. }));
    sheet.row(
        "Orsany undercuts more often than it counter-supplies, difference a game",
        "> 0",
        (0.0, 99.0),
        undercuts - supplies,
    );
    let threats = [variable(setting, "threat(Tarvel, Duvane)"), variable(setting, "threat(Duvane, Tarvel)")];
    for (name, of) in ["threat of Duvane to Tarvel", "threat of Tarvel to Duvane"].into_iter().zip(threats) {
        sheet.row(name, "+0.04 to +0.10", (0.04, 0.10), moved(&games, 8, of));
    }
    sheet.row("card 7, shots on the Lakeline", "> 0.50", (0.50, 1.0), part(&games, came(setting, "Shots on the Lakeline")));
    let leaked = |g: &Played| !g.end().leaks.is_empty();
    sheet.row("at least one diversion", "0.45–0.65", (0.45, 0.65), part(&games, leaked));
    let surfaced = part(&games, |g| g.end().leaks.iter().any(|l| l.detected.is_some())) / part(&games, leaked).max(1e-9);
    sheet.row("of which surfaced", "about half", (0.35, 0.65), surfaced);
    sheet.row("card 16, the list of forty-one", "most", (0.5, 1.0), part(&games, came(setting, "The list of forty-one")));
    sheet.row("K4 strained by T6", "> 0.50", (0.50, 1.0), part(&games, not_kept(setting, "Sound Compact, Mercady", 6)));
    sheet.note("cohesion of the Compact at T6", at(&games, 6, variable(setting, "cohesion(Sound Compact)")));
    let bought = |g: &Played| {
        ["Claverne", "Mercady", "Orsany", "Jaspera"]
            .iter()
            .map(|s| g.end().get(variable(setting, &format!("points({s}, SA, Jaspera)"))))
            .sum::<f64>()
    };
    let used = variable(setting, "capability(Jaspera, SA)");
    sheet.row(
        "Jaspera's effective SA, part of what it holds",
        "≤ 0.5",
        (0.0, 0.5),
        mean(&games, |g| g.end().get(used) / bought(g).max(1e-9)),
    );
}

/// Line C: what was promised is frozen in T3.
pub(crate) fn freeze(sheet: &mut Sheet, game: &Scenario, seeds: u64) {
    let setting = &game.setting;
    let (claverne, mercady) = (state(setting, "Claverne"), state(setting, "Mercady"));
    let (jaspera, wendamar) = (state(setting, "Jaspera"), state(setting, "Wendamar"));
    let plain = many(game, &game.world, seeds, 8, false, &|_, _, _| {});
    let games = many(game, &game.world, seeds, 8, false, &|_, world, orders| {
        if world.turn == 3 {
            let whole = Gesture::Embargo(Quantity::ONE);
            let list = [
                Order::new(claverne, OrderKind::Sustain { to: jaspera, on: false }),
                Order::new(claverne, OrderKind::Toward(jaspera, whole)),
                Order::new(claverne, OrderKind::Toward(wendamar, whole)),
                Order::new(mercady, OrderKind::Toward(wendamar, whole)),
            ];
            orders.retain(|o| !matches!(&o.kind, OrderKind::Toward(to, _) if *to == jaspera || *to == wendamar));
            orders.splice(0..0, list);
        }
    });
    sheet.heading("\nLine C, freeze");
    let embargo = Variable::Pair(PairVar::Embargo, claverne, jaspera);
    sheet.note("the freeze is in force after T3", at(&games, 3, embargo));
    let defence = variable(setting, "capability(Jaspera, AD)");
    let yearly = mean(&games, |g| {
        let (before, after) = (g.after(3).get(defence), g.after(8).get(defence));
        (after / before.max(1e-9)).powf(1.0 / 2.5) - 1.0
    });
    sheet.row("Jaspera's effective AD, a year", "−0.08 to −0.15", (-0.15, -0.08), yearly);
    let share = variable(setting, "share(Claverne, AD, Jaspera)");
    sheet.row(
        "Claverne's share of its AD beyond churn by T8",
        "−0.12 to −0.22",
        (-0.22, -0.12),
        at(&games, 8, share) - at(&plain, 8, share),
    );
    let gains = |s: &str| {
        let of = variable(setting, &format!("share({s}, AD, Jaspera)"));
        at(&games, 8, of) - at(&plain, 8, of)
    };
    let lost = at(&plain, 8, share) - at(&games, 8, share);
    sheet.row(
        "part of it that goes to the largest gainer",
        "about 0.60",
        (0.5, 0.75),
        gains("Mercady").max(gains("Orsany")) / lost.max(1e-9),
    );
    sheet.row("K5 strained after T4", "yes", (0.8, 1.0), part(&games, not_kept(setting, "Basing at Sandgate", 4)));
    let airfield = commitment(setting, "Basing at Sandgate");
    sheet.row("K5 lost by T8", "> 0.50", (0.50, 1.0), part(&games, |g| g.end().commitments[airfield].status >= Standing::Lapsed));
    let warmth = variable(setting, "alignment(Jaspera, Claverne)");
    sheet.row(
        "alignment of Jaspera to Claverne, against none",
        "−0.04 to −0.10",
        (-0.10, -0.04),
        at(&games, 8, warmth) - at(&plain, 8, warmth),
    );
    sheet.row("card 12, through Freeport Nine", "> 0.60", (0.60, 1.0), part(&games, came(setting, "Through Freeport Nine")));
    let mandate = variable(setting, "mandate(Claverne)");
    sheet.row("mandate two turns later, against none", "+5", (2.5, 7.5), at(&games, 5, mandate) - at(&plain, 5, mandate));
    sheet.note("mandate at the end, against none", at(&games, 8, mandate) - at(&plain, 8, mandate));
}

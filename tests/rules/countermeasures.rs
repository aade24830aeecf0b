//! Phase 10: those who were harmed answer.

use countersign::report::causes::{Context, cause_in, why};
use countersign::report::refusals::refusal;
use countersign::rules::draws::Seed;
use countersign::rules::ledger::{About, Ledger, News, Parent, SeenBy};
use countersign::rules::order::{Countermeasure, Decision, Gesture, LicenceAction, OrderKind, Player, SanctionLevel};
use countersign::rules::rule::Rule;
use countersign::rules::turn::resolve_turn;
use countersign::rules::view::{SeatView, Viewer};
use countersign::rules::world::Grounds;

use super::ground::{Board, board, domain, link, lowers, q, quiet, raises, raises_after, state};

fn answered(ledger: &Ledger) -> bool {
    ledger.headlines.iter().any(|h| matches!(h.news, News::Countermeasure { .. }))
}

/// Whether a state answered.
fn answers(name: &str) -> impl Fn(&Ledger) -> bool {
    let state = state(name);
    move |ledger| ledger.headlines.iter().any(|h| matches!(h.news, News::Countermeasure { by, .. } if by == state))
}

fn lively(board: Board) -> Board {
    board.param(|p| p.harm_odds = 1.6)
}

/// "An automatic state harmed by what happened weighs its menu": a licence to somebody whom it fears is answered.
#[test]
fn a_licence_to_a_feared_state_is_answered() {
    let quiet = lively(board()).often(answered);
    let licensed = lively(board().deciding("Haldry", "Claverne", Decision::Approve)).often(answered);
    assert!(licensed > quiet + 30, "{licensed} {quiet}");
}

/// Hostility raises the harm.
#[test]
fn hostility_raises_the_chance_of_an_answer() {
    let at = |hostility: f64| {
        let licensed = board().with("hostility(Orsany, Haldry)", hostility).deciding("Haldry", "Claverne", Decision::Approve);
        lively(licensed).often(answered)
    };
    assert!(at(0.9) > at(0.2));
}

/// "A state by order receives a grounds entry instead."
#[test]
fn a_person_gets_grounds_instead_of_an_answer() {
    let seated = lively(board().deciding("Haldry", "Claverne", Decision::Approve))
        .changed(|world| world.players[state("Orsany")] = Player::Person);
    assert!(seated.played().world.grounds.iter().any(|g| g.state == state("Orsany") && g.by == state("Claverne")));
    assert_eq!(seated.often(answers("Orsany")), 0);
}

/// "Within `countermeasures_per_year` of that state": who has answered cannot answer again at once.
#[test]
fn an_answer_uses_up_the_right_to_answer() {
    let spent = lively(board().deciding("Haldry", "Claverne", Decision::Approve)).with("reaction(Orsany)", 0.0);
    let spent = spent.param(|p| p.countermeasures_per_year = 0.5);
    assert_eq!(spent.often(answers("Orsany")), 0);
    assert!(spent.played().get("reaction(Orsany)") > 0.0, "and the right comes back");
}

/// Orsany, played by a person who was harmed by Claverne, orders an answer.
fn orders(how: Countermeasure) -> Board {
    let grounds = Grounds { state: state("Orsany"), by: state("Claverne"), harm: q(0.5), until: 9 };
    quiet()
        .changed(|world| {
            world.players[state("Orsany")] = Player::Person;
            world.grounds.push(grounds);
        })
        .ordering("Orsany", OrderKind::Counter(how))
}

/// "Countermeasures have targets, durations and effects": inputs that are withheld raise lead times, for a time.
#[test]
fn restricted_inputs_raise_lead_times() {
    let restricted = orders(Countermeasure::RestrictInputs { from: state("Mercady") });
    raises(&quiet(), &restricted, "lead_delay(Mercady)");
    raises(&quiet(), &restricted, "grievance(Mercady, Orsany)");
    assert_eq!(restricted.after(3).get("lead_delay(Mercady)"), quiet().get("lead_delay(Mercady)"));
}

/// Cyber: the licensing office can do less.
#[test]
fn a_cyber_operation_lowers_what_the_office_can_do() {
    lowers(&quiet(), &orders(Countermeasure::Cyber { target: state("Claverne") }), "processing(Claverne)");
}

/// Influence: a partner believes less in the target.
#[test]
fn an_influence_campaign_lowers_reliability_and_alignment() {
    let campaign = orders(Countermeasure::Influence { target: state("Claverne"), among: state("Jaspera") });
    lowers(&quiet(), &campaign, "reliability(Jaspera, Claverne)");
    lowers(&quiet(), &campaign, "alignment(Jaspera, Claverne)");
    lowers(&quiet(), &campaign, "credit(Orsany)");
}

/// Sanctions leave grievance.
#[test]
fn a_sanction_raises_grievance() {
    let sanction = orders(Countermeasure::Sanction { target: state("Claverne") });
    raises(&quiet(), &sanction, "sanction(Orsany, Claverne)");
    raises(&quiet(), &sanction, "grievance(Claverne, Orsany)");
}

/// Counter-supply and counter-arming arrive.
#[test]
fn counter_supply_and_counter_arming_raise_what_is_held() {
    let supply = orders(Countermeasure::CounterSupply { to: state("Duvane"), domain: domain("PS") });
    raises_after(4, &quiet(), &supply, "points(Orsany, PS, Duvane)");
    raises(&quiet(), &supply, "alignment(Duvane, Orsany)");
    raises_after(4, &quiet(), &orders(Countermeasure::CounterArm { domain: domain("PS") }), "points(Orsany, PS, Orsany)");
}

/// Undercutting makes an offer cheaper.
#[test]
fn undercutting_raises_the_discount() {
    let undercut = orders(Countermeasure::Undercut { link: link("Orsany", "AD", "Jaspera") });
    let discount = "discount(Orsany, AD, Jaspera)";
    let gained = undercut.played().get(discount) - quiet().played().get(discount);
    assert!((gained - quiet().setting.params.counter_discount).abs() < 2e-6 && gained > 0.05, "{gained}");
    assert_eq!(undercut.played().get("discount(Orsany, PS, Jaspera)"), quiet().played().get("discount(Orsany, PS, Jaspera)"));
    // It is paid from credit, and draws orders a turn later.
    let paid = quiet().played().get("credit(Orsany)") - undercut.played().get("credit(Orsany)");
    assert!((paid - quiet().setting.params.price_undercut).abs() < 2e-6, "{paid}");
    raises_after(2, &quiet(), &undercut, "share(Orsany, AD, Jaspera)");
}

/// "And can provoke the next."
#[test]
fn a_countermeasure_gives_its_target_grounds() {
    let sanction = orders(Countermeasure::Sanction { target: state("Claverne") });
    assert!(sanction.played().world.grounds.iter().any(|g| g.state == state("Claverne") && g.by == state("Orsany")));
    let next = lively(sanction.played());
    assert!(next.often(answers("Claverne")) > 0);
}

/// Embargoes and sanctions harm, too.
#[test]
fn a_restriction_is_answered() {
    let sanction = OrderKind::Toward(state("Orsany"), Gesture::Sanction(SanctionLevel::Secondary));
    assert!(lively(quiet().ordering("Claverne", sanction)).often(answered) > lively(quiet()).often(answered) + 10);
}

/// "A red line that is crossed" weighs more: what it speaks of, and nothing else.
#[test]
fn a_crossed_red_line_raises_the_chance_of_an_answer() {
    let licensed = |code: &str, weight: f64| {
        let wanted = domain(code);
        let board = board().asking("Haldry", "Claverne", |r| (r.domain, r.tier, r.points) = (wanted, 2, q(1.0)));
        let key = board.world.requests.iter().find(|r| r.domain == wanted && r.from == state("Haldry")).expect("a request").key;
        let board = board.param(|p| (p.harm_red_line, p.harm_minimum) = (weight, 0.0)).with("hostility(Orsany, Haldry)", 0.2);
        lively(board.ordering("Claverne", OrderKind::Decide(key, Decision::Approve))).often(answers("Orsany"))
    };
    assert!(licensed("PS", 4.0) > licensed("PS", 1.0) + 10, "{} {}", licensed("PS", 4.0), licensed("PS", 1.0));
    assert_eq!(licensed("AD", 4.0), licensed("AD", 1.0), "air defence is not what the line is about");
}

/// Embargoes and sanctions harm by what they rise, and give grounds once while those stand.
#[test]
fn a_restriction_gives_grounds_by_its_rise() {
    let seated = |old: &[(&str, f64)]| {
        quiet().param(|p| (p.harm_restriction, p.harm_minimum) = (0.6, 0.05)).changed(|world| {
            world.players[state("Orsany")] = Player::Person;
            let old = old.iter().map(|(by, harm)| Grounds { state: state("Orsany"), by: state(by), harm: q(*harm), until: 9 });
            world.grounds.extend(old);
        })
    };
    let embargo = |board: Board, fraction: f64| {
        board.ordering("Claverne", OrderKind::Toward(state("Orsany"), Gesture::Embargo(q(fraction)))).played()
    };
    let grounds = |board: &Board| -> Vec<(String, f64)> {
        let mine = board.world.grounds.iter().filter(|g| g.state == state("Orsany"));
        mine.map(|g| (board.setting.states[g.by].name.clone(), g.harm.to_f64())).collect()
    };
    let once = embargo(seated(&[]), 0.5);
    assert_eq!(grounds(&once), [("Claverne".to_owned(), 0.3)]);
    assert_eq!(grounds(&once.played()).len(), 1, "what only lasts harms no more");
    assert_eq!(grounds(&embargo(once, 0.9)), [("Claverne".to_owned(), 0.3)], "of two harms the larger is kept");
    let little = embargo(seated(&[]), 0.3);
    assert_eq!(grounds(&embargo(little, 0.9)), [("Claverne".to_owned(), 0.36)], "whichever came first");
    let both = grounds(&embargo(seated(&[("Mercady", 0.2)]), 0.5));
    assert_eq!(both, [("Mercady".to_owned(), 0.2), ("Claverne".to_owned(), 0.3)], "grounds against another are others");
}

/// "From any number on screen one can walk back to orders, draws and parameters": an answer names its author, and its draw the licence.
#[test]
fn an_answer_walks_back_to_the_licence_that_harmed() {
    let board = lively(board().deciding("Haldry", "Claverne", Decision::Approve));
    let key = board.request("Haldry", "Claverne").key;
    let orders = board.check().expect("legal orders");
    let mut told = 0;
    for seed in 0..40 {
        let outcome = resolve_turn(&board.setting, &board.world, &orders, Seed(seed));
        let (next, ledger) = (&outcome.next, &outcome.ledger);
        let mine = |about: &About| matches!(about, About::Answer { state: by, how: Some(_), .. } if *by == state("Orsany"));
        let Some(drawn) = ledger.draws.iter().find(|d| mine(&d.about)) else { continue };
        assert!(
            matches!(drawn.about, About::Answer { harm: Parent::Licence(of), against, .. } if of == key && against == state("Claverne"))
        );
        assert!(drawn.odds.to_f64() > 0.0 && drawn.happened);
        let causes = ledger.entries.iter().flat_map(|entry| ledger.causes(entry)).map(|part| part.cause);
        let of_draw: Vec<_> = causes.filter(|cause| cause.parent == Parent::Draw(drawn.key)).collect();
        assert!(of_draw.iter().any(|cause| cause.rule == Rule::Price), "its price");
        let context =
            Context { world: Some(next), orders: Some(orders.as_slice()), ledger: Some(ledger), viewer: Viewer::Facilitator };
        for cause in &of_draw {
            let said = cause_in(&board.setting, context, cause);
            assert!(said.contains("Orsany’s answer to Claverne’s licence to Haldry"), "{said}");
        }
        told += 1;
    }
    assert!(told > 5, "{told}");
}

/// No part of a turn blames an answer on a state: it comes from an order or a draw that was written down.
#[test]
fn every_countermeasure_comes_from_an_order_or_a_draw() {
    let board = lively(board().deciding("Haldry", "Claverne", Decision::Approve));
    for seed in 0..40 {
        let ledger = board.ledger(seed);
        for part in ledger.entries.iter().flat_map(|entry| ledger.causes(entry)).filter(|part| part.cause.rule == Rule::Counter) {
            match part.cause.parent {
                Parent::Draw(key) => {
                    assert!(ledger.draws.iter().any(|d| d.key == key && matches!(d.about, About::Answer { .. })));
                }
                other => assert!(matches!(other, Parent::Order(_)), "{other:?}"),
            }
        }
    }
}

/// "What weighs less than `counter_worth` is left out": where nothing is left, the draws say so, and nothing happens.
#[test]
fn an_empty_menu_is_told_and_answers_nothing() {
    let board = lively(board().deciding("Haldry", "Claverne", Decision::Approve)).param(|p| p.counter_worth = 1000.0);
    assert_eq!(board.often(answered), 0);
    let empty = |ledger: &Ledger| ledger.draws.iter().any(|d| matches!(d.about, About::Answer { how: None, .. }) && !d.happened);
    assert!(board.often(empty) > 0);
}

/// "Covert ones are traced with `attribution_odds`": untraced, others see what happened to a number and not who did it.
#[test]
fn an_untraced_operation_names_its_author_to_nobody_else() {
    let told = |odds: f64, seat: &str, how: Countermeasure, name: &str| {
        let board = orders(how).param(|p| p.attribution_odds = odds);
        let orders = board.check().expect("legal orders");
        let outcome = resolve_turn(&board.setting, &board.world, &orders, Seed(3));
        let (seat, variable) = (state(seat), board.variable(name));
        let view = SeatView::new(&board.setting, &outcome.next, seat);
        assert!(view.entries(&outcome.ledger).any(|(_, entry)| entry.variable == variable), "the number is seen to move");
        let context = Context {
            world: Some(&outcome.next),
            orders: Some(orders.as_slice()),
            ledger: Some(&outcome.ledger),
            viewer: Viewer::Seat(seat),
        };
        let lines = why(&board.setting, context, &outcome.ledger, variable);
        let counter =
            lines.iter().find(|line| line.cause.is_some_and(|cause| cause.rule == Rule::Counter)).expect("the operation");
        (counter.text.clone(), counter.cause.map(|cause| cause.parent))
    };
    let cyber = Countermeasure::Cyber { target: state("Claverne") };
    let influence = Countermeasure::Influence { target: state("Claverne"), among: state("Jaspera") };
    for (how, name) in [(cyber, "processing(Claverne)"), (influence, "alignment(Jaspera, Claverne)")] {
        for other in ["Claverne", "Jaspera"] {
            let (said, parent) = told(0.0, other, how, name);
            assert_eq!(parent, Some(Parent::Time));
            assert!(!said.contains("Orsany") && said.contains("not traced"), "{said}");
            assert!(told(1.0, other, how, name).0.starts_with("Orsany’s"), "traced");
        }
        assert!(told(0.0, "Orsany", how, name).0.starts_with("Orsany’s"), "its author knows");
    }
}

/// "A state by order receives a *grounds* entry: who harmed it, how much, valid for a year", and nobody else is told.
#[test]
fn grounds_are_told_to_the_state_that_was_harmed() {
    let embargo = OrderKind::Toward(state("Orsany"), Gesture::Embargo(q(0.5)));
    let board = quiet().param(|p| (p.harm_restriction, p.harm_minimum) = (0.6, 0.05));
    let board = board.changed(|world| world.players[state("Orsany")] = Player::Person).ordering("Claverne", embargo);
    let ledger = board.ledger(1);
    let told: Vec<_> = ledger.headlines.iter().filter(|h| matches!(h.news, News::Grounds { .. })).collect();
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(told.news, News::Grounds { state: state("Orsany"), by: state("Claverne"), harm: q(0.3), until: 3 });
    assert_eq!(told.seen_by, SeenBy::Seat(state("Orsany")));
    let said = countersign::report::headline(&board.setting, Context::default(), told, &ledger);
    assert_eq!(said, "Claverne has harmed Orsany (0.30 of 1): there are grounds for an answer until turn 3.");
}

/// Grounds are against whoever gave them, and against nobody else.
#[test]
fn grounds_against_one_are_none_against_another() {
    let tarvel = |how: Countermeasure| {
        let grounds = Grounds { state: state("Tarvel"), by: state("Orsany"), harm: q(0.5), until: 9 };
        let seated = quiet().changed(|world| {
            world.players[state("Tarvel")] = Player::Person;
            world.grounds.push(grounds);
        });
        seated.ordering("Tarvel", OrderKind::Counter(how))
    };
    assert!(tarvel(Countermeasure::Sanction { target: state("Orsany") }).check().is_ok());
    let refused = tarvel(Countermeasure::Cyber { target: state("Ferrow") });
    let why = refused.check().expect_err("no grounds against Ferrow");
    let said = refusal(&refused.setting, &refused.world, &why[0]);
    assert_eq!(said, "Tarvel has no grounds against Ferrow; it has been given grounds against Orsany.");
}

/// "A cyber operation: `cyber_office` for `cyber_months`", and no longer.
#[test]
fn a_cyber_operation_lasts_its_months() {
    let struck = |months: f64| orders(Countermeasure::Cyber { target: state("Claverne") }).param(|p| p.cyber_months = months);
    let lost = |board: Board, turns: usize| quiet().get("processing(Claverne)") - board.after(turns).get("processing(Claverne)");
    assert!(lost(struck(12.0), 2) > 0.1 && lost(struck(12.0), 3).abs() < 1e-6);
    assert!(lost(struck(6.0), 1) > 0.1 && lost(struck(6.0), 2).abs() < 1e-6);
}

/// "Sent in `counter_lead` of the usual time."
#[test]
fn arms_that_answer_arrive_in_a_part_of_the_usual_time() {
    let due = |part: f64| {
        let sent = orders(Countermeasure::CounterArm { domain: domain("AD") }).param(|p| p.counter_lead = part).played();
        sent.world.pipeline.iter().find(|d| d.licence.is_none()).map(|d| d.due - 1)
    };
    let (whole, half) = (due(1.0).expect("on its way"), due(0.5).expect("on its way"));
    assert_eq!(half, whole.div_ceil(2), "{half} of {whole} turns");
    assert!(half < whole);
}

/// "A countersanction lasts `counter_months`", and leaves alone what is as heavy.
#[test]
fn a_countersanction_ends_and_is_not_laid_on_another() {
    let how = Countermeasure::Sanction { target: state("Claverne") };
    let sanction = |board: &Board| board.get("sanction(Orsany, Claverne)");
    let laid = orders(how).param(|p| p.counter_months = 12.0);
    assert!((sanction(&laid.played()) - 0.5).abs() < 1e-9);
    assert!((sanction(&laid.after(2)) - 0.5).abs() < 1e-9, "two half-years");
    assert_eq!(sanction(&laid.after(3)), 0.0, "and then it ends");
    let heavier = orders(how).with("sanction(Orsany, Claverne)", 1.0);
    let refused = heavier.check().expect_err("it stands already");
    assert!(refused.iter().any(|r| r.why == countersign::rules::validate::Why::NoChange));
    // What is laid by a gesture stands until it is lifted.
    let gesture = OrderKind::Toward(state("Claverne"), Gesture::Sanction(SanctionLevel::Secondary));
    let stands = laid.played().ordering("Orsany", gesture);
    assert_eq!(sanction(&stands.after(4)), 1.0);
}

/// "Counter-supply is feared like a licence, and is a harm to whom it arms against": also where it answers nothing.
#[test]
fn arming_an_adversary_is_feared_and_gives_grounds() {
    let supply = |board: Board| {
        let how = Countermeasure::CounterSupply { to: state("Duvane"), domain: domain("PS") };
        board.ordering("Orsany", OrderKind::Counter(how))
    };
    let feared = quiet().with("hostility(Tarvel, Duvane)", 0.9);
    let feared = feared.changed(|world| {
        for by_people in ["Orsany", "Tarvel"] {
            world.players[state(by_people)] = Player::Person;
        }
    });
    raises(&feared, &supply(feared.clone()), "trend(Tarvel, Duvane)");
    let grounds = supply(feared).played().world.grounds;
    assert!(grounds.iter().any(|g| g.state == state("Tarvel") && g.by == state("Orsany")), "{grounds:?}");
}

/// "What is stopped on its way harms": a revocation by what was not delivered, a suspension by its part, spares in whole.
#[test]
fn what_is_stopped_on_its_way_is_a_harm() {
    let (after, key) = super::ground::licensed();
    let seated = |board: &Board| board.clone().changed(|world| world.players[state("Haldry")] = Player::Person);
    let harm = |board: Board| {
        let board = board.param(|p| (p.harm_stopped, p.suspended_part, p.harm_minimum) = (0.4, 0.5, 0.0)).played();
        let mine = board.world.grounds.iter().find(|g| g.state == state("Haldry") && g.by == state("Claverne"));
        mine.map_or(0.0, |g| g.harm.to_f64())
    };
    let acting = |action| harm(seated(&after).ordering("Claverne", OrderKind::Licence(key, action)));
    assert!((acting(LicenceAction::Revoke) - 0.4).abs() < 1e-9);
    assert!((acting(LicenceAction::Suspend) - 0.2).abs() < 1e-9);
    let spares = seated(&after).ordering("Claverne", OrderKind::Sustain { to: state("Haldry"), on: false });
    assert!((harm(spares) - 0.4).abs() < 1e-9);
    assert_eq!(harm(seated(&after)), 0.0);
    // "A breach that is known is a reason that everybody understands": the harm counts by `broken_known`.
    let broken = seated(&after).param(|p| p.broken_known = 0.25).changed(|world| {
        for licence in world.licences.iter_mut().filter(|l| l.key == key) {
            licence.breach = Some(1);
        }
    });
    let known = harm(broken.ordering("Claverne", OrderKind::Licence(key, LicenceAction::Revoke)));
    assert!((known - 0.1).abs() < 1e-9, "a quarter of 0.4: {known}");
}

/// Who arms itself in answer to a harm fears the one who harmed it: the headline rests on that threat, and not on needs, which it leaves
/// as they are.
#[test]
fn counter_arming_rests_on_the_threat_that_it_answers() {
    let arming = orders(Countermeasure::CounterArm { domain: domain("PS") });
    let rests = |board: &Board| {
        let ledger = board.ledger(1);
        let told = ledger.headlines.iter().find(|h| matches!(h.news, News::Countermeasure { .. })).expect("a headline");
        told.about.iter().flatten().map(|v| v.name(&board.setting)).collect::<Vec<_>>()
    };
    assert_eq!(rests(&arming), ["threat(Orsany, Claverne)"]);
    assert_eq!(arming.played().get("need(Orsany, PS)"), quiet().played().get("need(Orsany, PS)"));
    // By itself, on no grounds, it only costs.
    let unprovoked = quiet().ordering("Orsany", OrderKind::Counter(Countermeasure::CounterArm { domain: domain("PS") }));
    assert_eq!(rests(&unprovoked), ["capital(Orsany)"]);
}

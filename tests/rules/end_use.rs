//! Phase 7: goods that go where they should not.

use countersign::rules::ledger::About;
use countersign::rules::order::{
    Clauses, Decision, Gesture, LicenceAction, OrderKind, PartnerAction, RegimeChange, SanctionLevel,
};
use countersign::rules::phases::hazard;
use countersign::rules::world::{Leak, Licence, LicenceState};

use super::ground::{Board, board, domain, link, lowers, q, raises, state};

/// Wendamar's licence from Claverne, a turn old, delivered in full.
fn supplied() -> Board {
    let after = board().deciding("Wendamar", "Claverne", Decision::Approve).played();
    after.changed(|world| {
        world.requests.clear();
        world.licences.iter_mut().for_each(|l| l.delivered = l.points);
    })
}

fn licence(board: &Board) -> Licence {
    *board.world.licences.first().expect("a licence")
}

fn risk(board: &Board, change: impl FnOnce(&mut Licence)) -> f64 {
    let mut licence = licence(board);
    change(&mut licence);
    let board = board.clone().param(|p| p.leak_hazard = 0.145);
    hazard(&board.setting, &board.world, &licence)
}

/// "Each licence has a hazard that rises (linearly) with volume."
#[test]
fn volume_raises_the_hazard_in_a_straight_line() {
    let at = |points: f64| risk(&supplied(), |l| l.points = q(points));
    let (one, two, three) = (at(1.0), at(2.0), at(3.0));
    assert!(two > one && (three - two - (two - one)).abs() < 1e-9);
}

/// "With weak governance."
#[test]
fn governance_lowers_the_hazard() {
    assert!(risk(&supplied().with("governance(Wendamar)", 0.8), |_| ()) < risk(&supplied(), |_| ()));
}

/// "Non-state presence."
#[test]
fn exposure_raises_the_hazard() {
    let exposed = |value: f64| risk(&supplied().with("exposure(Wendamar)", value), |_| ());
    assert!(exposed(0.9) > exposed(0.1));
}

/// "And low verifiability."
#[test]
fn verifiability_lowers_the_hazard() {
    let code = supplied().setting.domains[licence(&supplied()).domain].code.clone();
    let seen = |value: f64| risk(&supplied().with(&format!("verifiability({code})"), value), |_| ());
    assert!(seen(0.9) < seen(0.1));
}

/// "And falls with monitoring that the partner lets in", with its own controls, and with clauses on paper.
#[test]
fn monitoring_controls_and_clauses_lower_the_hazard() {
    let plain = risk(&supplied(), |l| l.monitoring = q(0.1));
    assert!(risk(&supplied(), |l| l.monitoring = q(0.9)) < plain);
    assert!(risk(&supplied().with("compliance(Wendamar)", 0.8), |l| l.monitoring = q(0.1)) < plain);
    let certified = |l: &mut Licence| (l.monitoring, l.clauses) = (q(0.1), Clauses { certificate: true, ..l.clauses });
    assert!(risk(&supplied(), certified) < plain);
    let bound = |l: &mut Licence| (l.monitoring, l.clauses) = (q(0.1), Clauses { no_retransfer: true, ..l.clauses });
    assert!(risk(&supplied(), bound) < plain);
}

/// "Who sets a low intensity makes no use of what was promised": the intensity that an exporter keeps bounds the monitoring of its licences,
/// and lifts it a little where it goes beyond what the partner lets in.
#[test]
fn monitoring_intensity_lowers_the_hazard() {
    let kept =
        |intensity: f64, let_in: f64| risk(&supplied().with("monitoring(Claverne)", intensity), |l| l.monitoring = q(let_in));
    assert!(kept(0.0, 0.4) > kept(0.2, 0.4) && kept(0.2, 0.4) > kept(0.4, 0.4) && kept(0.4, 0.4) > kept(0.9, 0.4));
    // 0.2 of what is let in, whatever more was promised; 0.4 + 0.25 × 0.4 of it where twice as much is kept.
    assert!((kept(0.2, 0.4) - kept(0.2, 0.2)).abs() < 1e-9);
    assert!((kept(0.8, 0.4) - kept(0.5, 0.5)).abs() < 1e-9);
}

/// *Set monitoring intensity*, in play: the same luck leaks less often, and is noticed with better odds.
#[test]
fn setting_monitoring_intensity_lowers_leaks_and_raises_detection() {
    let set = |board: Board, intensity: f64| {
        let change = OrderKind::Regime(RegimeChange::Monitoring(q(intensity)));
        board.changed(|world| world.licences.iter_mut().for_each(|l| l.monitoring = q(0.8))).ordering("Claverne", change)
    };
    let leaks = |intensity: f64| {
        let board = set(supplied().param(|p| p.leak_hazard = 1.0), intensity);
        board.often(|ledger| ledger.draws.iter().any(|d| matches!(d.about, About::Leak(..)) && d.happened))
    };
    assert!(leaks(1.0) < leaks(0.0));
    let seen = |intensity: f64| {
        let ledger = set(leaking(), intensity).ledger(1);
        ledger.draws.iter().find(|d| matches!(d.about, About::Detection(..))).expect("a draw").odds
    };
    assert!(seen(1.0) > seen(0.0));
}

/// "A group that grows raises the hazard of all who live beside it", and of nobody else.
#[test]
fn an_armed_group_that_grows_raises_the_hazard() {
    let strong = |strength: f64| risk(&supplied().with("strength(Marchwardens)", strength), |_| ());
    assert!(strong(0.65) > strong(0.45) && strong(0.45) > strong(0.25));
    assert!((strong(0.45) - risk(&supplied(), |_| ())).abs() < 1e-9, "at its opening strength nothing is added");
    // 0.20 more of what Wendamar is exposed to by 0.75 is as 0.15 more of exposure.
    let exposed = risk(&supplied().with("exposure(Wendamar)", supplied().get("exposure(Wendamar)") + 0.15), |_| ());
    assert!((strong(0.65) - exposed).abs() < 1e-9);
    let elsewhere = risk(&supplied().with("strength(the Quayside)", 0.9), |_| ());
    assert!((elsewhere - strong(0.45)).abs() < 1e-9);
}

/// "Cohesion falls, and with it every benefit": a bloc that frays verifies less.
#[test]
fn cohesion_raises_what_shared_verification_does() {
    let shared = |cohesion: f64| {
        let board = supplied().with("shared_verification(Sound Compact)", 1.0).with("cohesion(Sound Compact)", cohesion);
        (risk(&board, |_| ()), board)
    };
    assert!(shared(0.9).0 < shared(0.3).0 && shared(0.3).0 < risk(&supplied(), |_| ()));
    let odds = |cohesion: f64| {
        let ledger = shared(cohesion).1.param(|p| p.leak_hazard = 100.0).ledger(1);
        ledger.draws.iter().find(|d| matches!(d.about, About::Detection(..))).expect("a draw").odds
    };
    assert!(odds(0.9) > odds(0.3));
}

/// Leaks for certain.
fn leaking() -> Board {
    supplied().param(|p| p.leak_hazard = 100.0)
}

/// "Diverted points leave the holder."
#[test]
fn a_leak_lowers_what_its_holder_has() {
    let code = supplied().setting.domains[licence(&supplied()).domain].code.clone();
    lowers(&supplied(), &leaking(), &format!("points(Claverne, {code}, Wendamar)"));
    raises(&supplied(), &leaking(), "leaked(Claverne)");
}

/// "And arrive with someone on the board": on some luck with a state, on other with an armed group, and nothing is lost.
#[test]
fn a_leak_arrives_with_someone() {
    let board = leaking();
    let orders = board.check().expect("no orders are legal");
    for seed in 0..20 {
        let next =
            countersign::rules::turn::rollout_turn(&board.setting, &board.world, &orders, countersign::rules::draws::Seed(seed));
        let leak = next.leaks.first().expect("it leaks");
        assert!(leak.into.is_some() || leak.through.is_some(), "luck {seed}: {leak:?}");
    }
}

/// "Detection is a second draw": monitoring raises its odds, shared verification too.
#[test]
fn monitoring_and_shared_verification_raise_detection() {
    let odds = |board: &Board| {
        let ledger = board.ledger(1);
        ledger.draws.iter().find(|d| matches!(d.about, About::Detection(..))).expect("a draw").odds
    };
    let watched = leaking().changed(|world| world.licences.iter_mut().for_each(|l| l.monitoring = q(1.0)));
    assert!(odds(&watched) > odds(&leaking()));
    assert!(odds(&leaking().with("shared_verification(Sound Compact)", 1.0)) > odds(&leaking()));
}

fn noticed() -> Board {
    leaking().param(|p| p.detection_base = 1.0)
}

fn unnoticed() -> Board {
    leaking().param(|p| (p.detection_base, p.detection_monitoring) = (0.0, 0.0))
}

/// "A detected breach is a scandal at home, a trust loss in the bloc."
#[test]
fn a_breach_lowers_support_capital_cohesion_and_trust() {
    lowers(&unnoticed(), &noticed(), "support(Claverne, legislature and rights groups)");
    lowers(&unnoticed(), &noticed(), "capital(Claverne)");
    lowers(&unnoticed(), &noticed(), "cohesion(Sound Compact)");
    lowers(&unnoticed(), &noticed(), "alignment(Claverne, Wendamar)");
}

/// "And a case for the exporter to act on": who does not act within a turn loses consistency.
#[test]
fn an_unanswered_breach_lowers_consistency() {
    let scandal = noticed().played().param(|p| p.leak_hazard = 0.0);
    let key = licence(&scandal).key;
    let acts = scandal.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Suspend));
    lowers(&acts, &scandal, "consistency(Claverne)");
}

/// A breach that is known is a reason that everybody understands: to act on it costs less trust.
#[test]
fn a_known_breach_softens_a_revocation() {
    let revoke = |board: Board| {
        let key = licence(&board).key;
        board.param(|p| p.leak_hazard = 0.0).ordering("Claverne", OrderKind::Licence(key, LicenceAction::Revoke))
    };
    raises(&revoke(supplied()), &revoke(noticed().played()), "reliability(Wendamar, Claverne)");
}

/// An inspection finds what leaked, with odds; a clean one is a reason to trust, and leaves some grievance.
#[test]
fn an_inspection_finds_and_is_resented() {
    let hidden = unnoticed().played().param(|p| (p.leak_hazard, p.inspection_odds) = (0.0, 2.0));
    let key = licence(&hidden).key;
    let inspected = hidden.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Inspect));
    assert!(hidden.played().world.leaks.iter().all(|l| l.detected.is_none()));
    assert!(inspected.played().world.leaks.iter().all(|l| l.detected.is_some()));
    raises(&hidden, &inspected, "grievance(Wendamar, Claverne)");
    let clean = supplied();
    let inspected = clean.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Inspect));
    raises(&clean, &inspected, "consistency(Claverne)");
}

/// "Illicit re-transfer": points go from one holding to another, and buy some friendship.
#[test]
fn a_retransfer_moves_points_and_raises_alignment() {
    let from = link("Claverne", "PS", "Wendamar");
    let passed = PartnerAction::Retransfer { from, to: state("Tarvel"), points: q(0.5) };
    let passed = supplied().ordering("Wendamar", OrderKind::Partner(passed));
    lowers(&supplied(), &passed, "points(Claverne, PS, Wendamar)");
    raises(&supplied(), &passed, "points(Claverne, PS, Tarvel)");
    let noticed = |board: &Board, so: bool| {
        let odds = if so { 1.0 } else { 0.0 };
        board.clone().param(|p| (p.detection_base, p.retransfer_detection, p.verification_detects) = (odds, 0.0, 0.0))
    };
    raises(&supplied(), &noticed(&passed, true), "alignment(Tarvel, Wendamar)");
    let unnoticed = noticed(&passed, false).played().get("alignment(Tarvel, Wendamar)");
    assert_eq!(unnoticed, supplied().played().get("alignment(Tarvel, Wendamar)"), "gratitude would give it away");
}

/// "Whoever does not act on it within a turn loses `breach_consistency`": a gift is no act, and to go on is none.
#[test]
fn a_gift_does_not_act_on_a_breach() {
    let scandal = noticed().played().param(|p| p.leak_hazard = 0.0);
    let area = licence(&scandal).domain;
    let toward = |gesture| OrderKind::Toward(state("Wendamar"), gesture);
    let ends = |kind: OrderKind| scandal.clone().ordering("Claverne", kind).played().get("consistency(Claverne)");
    let idle = scandal.played().get("consistency(Claverne)");
    for gift in [Gesture::Finance { domain: area, discount: q(0.1) }, Gesture::Dialogue, Gesture::Training { domain: area }] {
        assert!((ends(toward(gift)) - idle).abs() < 1e-9, "{gift:?}");
    }
    let ceiling = |tier| OrderKind::Regime(RegimeChange::Ceiling { partner: Some(state("Wendamar")), tier });
    let key = licence(&scandal).key;
    let acts = [
        OrderKind::Licence(key, LicenceAction::Suspend),
        OrderKind::Licence(key, LicenceAction::Revoke),
        OrderKind::Licence(key, LicenceAction::Inspect),
        OrderKind::Sustain { to: state("Wendamar"), on: false },
        toward(Gesture::Embargo(q(0.3))),
        toward(Gesture::Sanction(SanctionLevel::Primary)),
        ceiling(0),
    ];
    for act in acts {
        assert!(ends(act.clone()) > idle + 1e-6, "{act:?}");
    }
    let suspended = scandal.clone().changed(|world| world.licences[0].state = LicenceState::Suspended);
    let resumed = suspended.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Resume));
    assert!((resumed.played().get("consistency(Claverne)") - suspended.played().get("consistency(Claverne)")).abs() < 1e-9);
}

/// "Each licence has a hazard", whether it has leaked before or not.
#[test]
fn a_licence_can_leak_again() {
    let board = unnoticed();
    assert_eq!(board.played().world.leaks.len(), 1);
    assert_eq!(board.after(2).world.leaks.len(), 2);
}

/// "Re-export control" makes a re-transfer more likely to be noticed.
#[test]
fn reexport_control_raises_the_odds_that_a_retransfer_is_noticed() {
    let from = link("Claverne", "PS", "Wendamar");
    let odds = |control: f64| {
        let passed = PartnerAction::Retransfer { from, to: state("Tarvel"), points: q(0.5) };
        let board = supplied().with("reexport_control(Claverne)", control).ordering("Wendamar", OrderKind::Partner(passed));
        board.ledger(1).draws.iter().find(|d| matches!(d.about, About::Retransfer(..))).expect("a draw").odds
    };
    assert!(odds(1.0) > odds(0.0));
}

/// What an armed group holds makes it stronger.
#[test]
fn what_leaks_arms_an_armed_group() {
    let board = leaking();
    let orders = board.check().expect("no orders are legal");
    let grown = (0..60).any(|seed| {
        let next =
            countersign::rules::turn::rollout_turn(&board.setting, &board.world, &orders, countersign::rules::draws::Seed(seed));
        let kept = next.leaks.iter().find(|l: &&Leak| l.into.is_none()).and_then(|l| l.through);
        kept.is_some_and(|actor| {
            use countersign::rules::variable::{ActorVar, Variable};
            let strength = Variable::Actor(ActorVar::Strength, actor);
            next.get(strength) > board.world.get(strength) && next.get(Variable::Actor(ActorVar::Armed, actor)) > 0.0
        })
    });
    assert!(grown);
    assert_eq!(domain("AD"), countersign::rules::table::DomainId(0));
}

/// "Shared verification raises monitoring": of the licences in force, too.
#[test]
fn shared_verification_lowers_the_hazard() {
    let shared = |on: f64| risk(&supplied().with("shared_verification(Sound Compact)", on), |_| ());
    assert!(shared(1.0) < shared(0.0));
}

/// What an inspection finds depends on how well the domain can be verified, from `inspection_blind` of the odds upwards.
#[test]
fn inspections_find_more_where_goods_can_be_verified() {
    let found = |blind: f64, verifiability: f64| {
        let hidden = unnoticed().played().param(|p| (p.leak_hazard, p.inspection_odds, p.inspection_blind) = (0.0, 0.5, blind));
        let licence = licence(&hidden);
        let name = format!("verifiability({})", hidden.setting.domains[licence.domain].code);
        let board = hidden.with(&name, verifiability).with("shared_verification(Sound Compact)", 0.0);
        board
            .ordering("Claverne", OrderKind::Licence(licence.key, LicenceAction::Inspect))
            .often(|ledger| ledger.draws.iter().any(|draw| matches!(draw.about, About::Inspection(..)) && draw.happened))
    };
    // Half of the odds of one whole, with and without blind luck.
    assert!((30..=70).contains(&found(1.0, 1.0)) && (30..=70).contains(&found(0.0, 1.0)));
    assert_eq!(found(0.0, 0.0), 0);
}

/// "A drawn outcome belongs whole to its draw": what leaves by the draw of the leak, what arrives by the draw of who gets it, what stays
/// by the draw of the way.
#[test]
fn a_leak_is_caused_by_the_draws_that_made_it() {
    use countersign::rules::ledger::Parent;
    use countersign::rules::rule::Rule;
    use countersign::rules::variable::{ActorVar, LinkVar, Variable};
    let (mut arrived, mut stayed) = (0, 0);
    for seed in 0..40 {
        let ledger = leaking().ledger(seed);
        for entry in &ledger.entries {
            let causes = ledger.causes(entry).iter().filter(|c| c.cause.rule == Rule::Leak);
            for (cause, amount) in causes.map(|c| (c.cause, c.amount)) {
                let Parent::Draw(key) = cause.parent else { panic!("{:?} of {:?}", cause, entry.variable) };
                let drawn = ledger.draws.iter().find(|d| d.key == key).expect("a draw that was written down");
                assert!(drawn.happened && drawn.odds > q(0.0), "{drawn:?}");
                match entry.variable {
                    Variable::Link(LinkVar::Points, _) if amount > 0.0 => {
                        assert!(matches!(drawn.about, About::Onward { to: Some(_), .. }), "{drawn:?}");
                        arrived += 1;
                    }
                    Variable::Actor(ActorVar::Armed | ActorVar::Strength, actor) => {
                        assert!(matches!(drawn.about, About::Through { actor: by, .. } if by == actor), "{drawn:?}");
                        stayed += 1;
                    }
                    _ => assert!(matches!(drawn.about, About::Leak(..)), "{drawn:?}"),
                }
            }
        }
    }
    assert!(arrived > 0 && stayed > 0, "{arrived} {stayed}");
}

/// "To pass on is worse than to lose (`breach_wilful`), and worst where one signed not to (`breach_clause`)."
#[test]
fn to_pass_on_what_one_signed_to_keep_costs_more() {
    let lost = |clauses: Clauses| {
        let from = link("Claverne", "PS", "Wendamar");
        let passed = PartnerAction::Retransfer { from, to: state("Tarvel"), points: q(0.5) };
        let board = supplied().changed(|world| world.licences.iter_mut().for_each(|l| l.clauses = clauses));
        let board = board.param(|p| {
            (p.detection_base, p.breach_alignment, p.breach_wilful, p.breach_clause) = (1.0, 0.02, 2.0, 1.5);
        });
        let trust = "alignment(Claverne, Wendamar)";
        let one = board.clone().ordering("Wendamar", OrderKind::Partner(passed)).played().get(trust);
        board.played().get(trust) - one
    };
    let (bare, signed) = (lost(Clauses::default()), lost(Clauses { no_retransfer: true, ..Clauses::default() }));
    assert!((bare - 0.04).abs() < 0.004 && (signed / bare - 1.5).abs() < 0.01, "{bare} {signed}");
}

//! Phase 9: threats follow strength and hostility, needs follow threats.

use countersign::rules::order::Decision;

use super::ground::{Board, board, lowers, quiet, raises};

const THREAT: &str = "threat(Tarvel, Duvane)";

fn armed() -> Board {
    quiet().with("points(Orsany, PS, Duvane)", 22.0).with("crews(Duvane, PS)", 0.0)
}

/// "Threat perceived by i from j = hostility × …"
#[test]
fn hostility_raises_threat() {
    lowers(&quiet(), &quiet().with("hostility(Tarvel, Duvane)", 0.4), THREAT);
}

/// "× relative offensive capability": the other's raises it, one's own lowers it.
#[test]
fn the_others_strength_raises_threat_and_ones_own_lowers_it() {
    raises(&quiet(), &armed(), THREAT);
    lowers(&armed(), &armed().with("points(Claverne, PS, Tarvel)", 40.0).with("crews(Tarvel, PS)", 0.0), THREAT);
}

/// "× trend", and a trend fades.
#[test]
fn trend_raises_threat_and_fades() {
    let tense = quiet().with("trend(Tarvel, Duvane)", 1.3);
    raises(&quiet(), &tense, THREAT);
    assert!(tense.played().get("trend(Tarvel, Duvane)") < 1.3);
}

/// "An offence weight (how threatening it looks)": the same points in a defensive domain threaten less.
#[test]
fn an_offensive_domain_threatens_more() {
    let defensive = quiet().with("points(Orsany, AD, Duvane)", 27.0).with("crews(Duvane, AD)", 0.0);
    lowers(&armed(), &defensive, THREAT);
}

/// "Needs rise with threat (the security dilemma)."
#[test]
fn threat_raises_needs() {
    raises(&quiet(), &armed(), "need(Tarvel, AD)");
}

/// "Weakly in general, strongly for the pairs that the scenario names as rivals."
#[test]
fn named_rivals_react_more_strongly() {
    let unnamed = |board: Board| board.arranged(|s| s.rivals.clear());
    let risen = |one: Board, other: Board| other.played().get("need(Tarvel, AD)") - one.played().get("need(Tarvel, AD)");
    let (rivals, general) = (risen(quiet(), armed()), risen(unnamed(quiet()), unnamed(armed())));
    assert!(general > 0.0 && rivals > 3.0 * general, "{rivals} {general}");
}

/// "Deterrence margins follow."
#[test]
fn the_others_strength_lowers_the_margin() {
    lowers(&quiet(), &armed(), "deterrence_margin(Tarvel, Duvane)");
}

/// A licence is felt on the day of its signature, the more the higher its tier.
#[test]
fn a_signature_raises_the_trend() {
    let deferred = board().deciding("Haldry", "Claverne", Decision::Defer(Some(3)));
    let signed = board().deciding("Haldry", "Claverne", Decision::Approve);
    raises(&deferred, &signed, "trend(Orsany, Haldry)");
    raises(&deferred, &signed, "threat(Orsany, Haldry)");
    let lower = countersign::rules::order::Condition::LowerTier(1);
    let lower = board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(vec![lower]));
    raises(&lower, &signed, "trend(Orsany, Haldry)");
}

/// What follows from public numbers a seat works out as the rules do: with nothing hidden it sees the same margins.
#[test]
fn a_seat_that_nothing_is_hidden_from_sees_the_margins_as_they_are() {
    use countersign::rules::view::SeatView;
    let played = quiet().arranged(|s| s.hidden.clear()).played();
    for seat in played.setting.states.ids() {
        let view = SeatView::new(&played.setting, &played.world, seat);
        for name in ["deterrence_margin(Tarvel, Duvane)", "deterrence_margin(Duvane, Tarvel)"] {
            let (seen, is) = (view.believed().get(played.variable(name)), played.get(name));
            assert!((seen - is).abs() < 1e-4 && is > 0.0, "{name}: {seen} of {is}");
        }
    }
}

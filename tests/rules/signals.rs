//! Phase 4: what partners learn from the answers.

use countersign::rules::order::{Condition, Decision, Gesture, Ground, LicenceAction, OrderKind, RegimeChange};
use countersign::rules::world::RequestKey;

use super::ground::{Board, board, lowers, q, raises, state};

const HALDRY: &str = "reliability(Haldry, Claverne)";

fn approve(board: Board) -> Board {
    board.deciding("Haldry", "Claverne", Decision::Approve)
}

fn deny(board: Board) -> Board {
    board.deciding("Haldry", "Claverne", Decision::Deny(Ground::Stability))
}

/// Haldry's request, licensed a turn ago.
fn licensed() -> (Board, RequestKey) {
    let key = board().request("Haldry", "Claverne").key;
    (approve(board()).played(), key)
}

/// "Approvals on time add to one side, denials to the other."
#[test]
fn an_approval_raises_reliability_and_a_denial_lowers_it() {
    let promised = board().deciding("Haldry", "Claverne", Decision::Defer(Some(4)));
    raises(&promised, &approve(board()), HALDRY);
    lowers(&promised, &deny(board()), HALDRY);
}

/// "Denials and delays": a deferral lowers; "silence is a deferral without date and weighs twice".
#[test]
fn a_dated_deferral_lowers_reliability_and_silence_lowers_it_more() {
    let promised = board().deciding("Haldry", "Claverne", Decision::Defer(Some(4)));
    lowers(&promised, &board(), HALDRY);
    let lost = board().get(HALDRY) - promised.played().get(HALDRY);
    let silent = board().get(HALDRY) - board().played().get(HALDRY);
    assert!(lost > 0.0 && silent > 1.5 * lost && silent < 2.0 * lost, "{lost} with a date, {silent} without");
}

/// A promise that stands is no news until it comes due.
#[test]
fn a_promise_that_stands_is_no_news() {
    let promised = board().deciding("Haldry", "Claverne", Decision::Defer(Some(4))).played();
    assert_eq!(promised.played().get(HALDRY), promised.get(HALDRY));
}

/// Putting a promise back is a deferral each time, and one that was due is a broken promise, whatever date is named instead.
#[test]
fn deferring_again_and_again_lowers_reliability_each_time() {
    let put_back = |turns: [u16; 3]| {
        turns.iter().fold(board(), |board, turn| board.deciding("Haldry", "Claverne", Decision::Defer(Some(*turn))).played())
    };
    let once = board().deciding("Haldry", "Claverne", Decision::Defer(Some(6))).after(3);
    let early = put_back([3, 4, 5]);
    let late = put_back([2, 3, 4]);
    assert!(early.get(HALDRY) < once.get(HALDRY) - 0.005, "{} against {}", early.get(HALDRY), once.get(HALDRY));
    assert!(late.get(HALDRY) < early.get(HALDRY) - 0.005, "{} against {}", late.get(HALDRY), early.get(HALDRY));
}

/// A promise that is not kept lowers reliability when it comes due.
#[test]
fn a_broken_promise_lowers_reliability() {
    let soon = board().deciding("Haldry", "Claverne", Decision::Defer(Some(2))).played();
    let later = board().deciding("Haldry", "Claverne", Decision::Defer(Some(4))).played();
    lowers(&later, &soon, HALDRY);
}

/// "Revocations mid-delivery most of all."
#[test]
fn a_revocation_lowers_reliability_most_of_all() {
    let (after, key) = licensed();
    let revoked = after.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Revoke));
    let suspended = after.clone().ordering("Claverne", OrderKind::Licence(key, LicenceAction::Suspend));
    lowers(&after, &suspended, HALDRY);
    lowers(&suspended, &revoked, HALDRY);
    let lost = |one: &Board| one.get(HALDRY) - one.played().get(HALDRY);
    assert!(lost(&revoked) > lost(&deny(board())));
}

/// "Transparent regimes make denials predictable, so that they cost less."
#[test]
fn transparency_softens_an_expected_denial() {
    let denied = |open: f64| {
        board().with("transparency(Claverne)", open).with("consistency(Claverne)", 1.0).deciding(
            "Wendamar",
            "Claverne",
            Decision::Deny(Ground::Diversion),
        )
    };
    raises(&denied(0.2), &denied(0.95), "reliability(Wendamar, Claverne)");
}

/// "Consistent" too.
#[test]
fn consistency_softens_an_expected_denial() {
    let denied = |kept: f64| {
        board().with("consistency(Claverne)", kept).deciding("Wendamar", "Claverne", Decision::Deny(Ground::Diversion))
    };
    raises(&denied(0.2), &denied(1.0), "reliability(Wendamar, Claverne)");
}

/// "A fully expected denial still weighs 0.35 of a surprising one."
#[test]
fn an_expected_denial_still_costs() {
    let denied = board().with("transparency(Claverne)", 1.0).with("consistency(Claverne)", 1.0).deciding(
        "Wendamar",
        "Claverne",
        Decision::Deny(Ground::Diversion),
    );
    assert!(denied.played().get("reliability(Wendamar, Claverne)") < denied.get("reliability(Wendamar, Claverne)"));
}

/// "Opaque ones make even approvals uninformative."
#[test]
fn opacity_makes_an_approval_say_less() {
    let open = approve(board().with("transparency(Claverne)", 0.8));
    lowers(&open, &approve(board().with("transparency(Claverne)", 0.0)), "evidence(Haldry, Claverne)");
}

/// "Expectation follows newly declared criteria with a half-life of a year."
#[test]
fn expectation_follows_declared_criteria() {
    let stricter = declared([0.9, 0.9, 0.9, 0.9]);
    raises(&board(), &stricter, "expected_criterion(Claverne, 3)");
    let after = stricter.after(2);
    let way = (after.get("expected_criterion(Claverne, 3)") - 0.68) / (0.9 - 0.68);
    assert!((way - 0.5).abs() < 0.01, "half of the way after a year: {way}");
}

fn declared(thresholds: [f64; 4]) -> Board {
    let weights = [0.26, 0.24, 0.20, 0.20, 0.10].map(q);
    let thresholds = thresholds.map(q);
    board().ordering("Claverne", OrderKind::Regime(RegimeChange::Declare { weights, thresholds }))
}

/// "A tightening counts as a small denial for everyone whose standing requests would now fail", a loosening as a small approval.
#[test]
fn tightening_lowers_and_loosening_raises_reliability() {
    let same = declared([0.55, 0.60, 0.68, 0.74]);
    lowers(&same, &declared([0.55, 0.60, 0.90, 0.95]), HALDRY);
    raises(&same, &declared([0.55, 0.60, 0.60, 0.74]), "reliability(Tarvel, Claverne)");
}

/// "And costs capital."
#[test]
fn a_change_of_criteria_lowers_capital() {
    lowers(&board(), &declared([0.55, 0.60, 0.68, 0.74]), "capital(Claverne)");
}

/// "Published denials tell rivals what to offer."
#[test]
fn a_published_denial_makes_the_rivals_offer_cheaper() {
    let deny =
        |open: f64| board().with("transparency(Claverne)", open).deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
    let domain = board().setting.domains[board().request("Tarvel", "Claverne").domain].code.clone();
    raises(&deny(0.3), &deny(0.8), &format!("discount(Orsany, {domain}, Tarvel)"));
}

/// "Credibility saturates": the same answer moves a well-founded belief less.
#[test]
fn evidence_makes_a_belief_firmer() {
    let lost = |evidence: f64| {
        let denied = deny(board().with("evidence(Haldry, Claverne)", evidence));
        denied.get(HALDRY) - denied.played().get(HALDRY)
    };
    assert!(lost(60.0) < lost(6.0));
}

/// "Where a comparable rival of the partner got more from the same exporter with no better score, the partner's grievance grows."
#[test]
fn favouritism_raises_grievance() {
    // Tarvel's copy of Duvane's request, with a score that is as good.
    let asked = || {
        board().asking("Duvane", "Orsany", |r| r.from = state("Tarvel")).with("alignment(Tarvel, Orsany)", 0.95).deciding(
            "Tarvel",
            "Orsany",
            Decision::Deny(Ground::Stability),
        )
    };
    let favoured = asked().deciding("Duvane", "Orsany", Decision::Approve);
    let grievance = "grievance(Tarvel, Orsany)";
    assert!(favoured.played().get(grievance) > asked().played().get(grievance) + 0.05);
    let better = favoured.with("alignment(Tarvel, Orsany)", -0.95);
    assert!(better.played().get(grievance) < asked().played().get(grievance), "a better score is no favouritism");
}

/// Tarvel's copy of Duvane's request to Orsany, in the same turn or with Duvane's later, and with a score that is as good.
fn two_rivals() -> Board {
    board().asking("Duvane", "Orsany", |r| r.from = state("Tarvel")).with("alignment(Tarvel, Orsany)", 0.95)
}

/// "Got more": whichever of the two answers comes later, within a year.
#[test]
fn favouritism_is_felt_when_the_rival_is_licensed_later_too() {
    let grievance = "grievance(Tarvel, Orsany)";
    let denied = two_rivals().deciding("Tarvel", "Orsany", Decision::Deny(Ground::Stability));
    let grown = |turns: usize| {
        let waited = (0..turns).fold(denied.clone(), |board, _| board.played());
        let licensed = waited.clone().deciding("Duvane", "Orsany", Decision::Approve);
        licensed.played().get(grievance) - waited.played().get(grievance)
    };
    let full = board().setting.params.grievance_favouritism;
    assert!((grown(0) - full).abs() < 1e-4 && (grown(1) - full).abs() < 1e-4, "{} {}", grown(0), grown(1));
    assert!(grown(2).abs() < 1e-4, "a year later it is forgotten: {}", grown(2));
}

/// "Got more": who was licensed as well, but under a heavier burden, got less.
#[test]
fn favouritism_is_felt_where_the_rivals_burden_is_lighter() {
    let grievance = "grievance(Tarvel, Orsany)";
    let reform = || Decision::Condition(vec![Condition::Reform, Condition::NoRetransfer]);
    let both = |mine: Decision, theirs: Decision| {
        let board = two_rivals()
            .with("partner_ceiling(Orsany, Tarvel)", 3.0)
            .with("standing_answer(Tarvel)", 2.0)
            .with("standing_answer(Duvane)", 2.0);
        board.deciding("Tarvel", "Orsany", mine).deciding("Duvane", "Orsany", theirs).played().get(grievance)
    };
    let alike = both(reform(), reform());
    let lighter = both(reform(), Decision::Approve);
    assert!((lighter - alike - board().setting.params.grievance_favouritism).abs() < 1e-4, "{lighter} {alike}");
    let paper = both(Decision::Condition(vec![Condition::Certificate]), Decision::Approve);
    assert!((paper - alike).abs() < 1e-4, "a sheet of paper is no burden to speak of");
}

/// "Once a turn for each exporter": a second denial beside the same licence adds none.
#[test]
fn favouritism_is_resented_once_a_turn() {
    let denied = |twice: bool| {
        let one = two_rivals().changed(|world| {
            let mut more =
                world.requests.iter().find(|r| r.from == state("Tarvel") && r.to == state("Orsany")).expect("it").clone();
            more.key = RequestKey(more.key.0 ^ 1);
            world.requests.push(more);
            world.requests.sort_by_key(|r| r.key);
        });
        let keys: Vec<_> =
            one.world.requests.iter().filter(|r| r.from == state("Tarvel") && r.to == state("Orsany")).map(|r| r.key).collect();
        let count = if twice { 2 } else { 1 };
        let deny = |key: &RequestKey| OrderKind::Decide(*key, Decision::Deny(Ground::Stability));
        let denied = keys.iter().take(count).fold(one, |board, key| board.ordering("Orsany", deny(key)));
        let licensed = denied.clone().deciding("Duvane", "Orsany", Decision::Approve);
        licensed.played().get("grievance(Tarvel, Orsany)") - denied.played().get("grievance(Tarvel, Orsany)")
    };
    assert!((denied(true) - denied(false)).abs() < 1e-4 && denied(true) > 0.05, "{} {}", denied(true), denied(false));
}

/// Surprise raises grievance: a denial that nobody expected is resented more.
#[test]
fn a_surprising_denial_raises_grievance_more() {
    let trusting = deny(board().with(HALDRY, 0.95).with("transparency(Claverne)", 0.0));
    let doubting = deny(board().with(HALDRY, 0.15).with("transparency(Claverne)", 0.0));
    raises(&doubting, &trusting, "grievance(Haldry, Claverne)");
}

/// Burden takes from what an approval is worth.
#[test]
fn burden_takes_from_the_worth_of_an_approval() {
    let clauses = vec![Condition::Reform, Condition::Monitoring(q(1.0)), Condition::NoRetransfer];
    let burdened = board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(clauses));
    lowers(&approve(board()), &burdened, HALDRY);
}

/// An embargo is a broken promise.
#[test]
fn an_embargo_lowers_reliability_and_raises_grievance() {
    let embargo = |part: f64| board().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(part))));
    lowers(&board(), &embargo(0.5), "reliability(Jaspera, Claverne)");
    lowers(&embargo(0.5), &embargo(1.0), "reliability(Jaspera, Claverne)");
    raises(&embargo(0.5), &embargo(1.0), "grievance(Jaspera, Claverne)");
}

/// A rule that lags, in the emerging domain, informs less: an old declaration softens a denial less than a fresh one.
#[test]
fn old_criteria_inform_less_in_the_emerging_domain() {
    let denied = |age: f64| {
        board()
            .asking("Wendamar", "Claverne", |r| r.domain = super::ground::domain("SA"))
            .with("criteria_age(Claverne)", age)
            .with("consistency(Claverne)", 1.0)
    };
    let expected = |age: f64| {
        let board = denied(age);
        let key = board.world.requests.iter().find(|r| r.domain == super::ground::domain("SA") && r.from == state("Wendamar"));
        let key = key.expect("the copy").key;
        let after = board.ordering("Claverne", OrderKind::Decide(key, Decision::Deny(Ground::Diversion))).played();
        after.world.record.iter().find(|d| d.key == key).expect("decided").expected.to_f64()
    };
    assert!(expected(120.0) > expected(0.0), "{} {}", expected(120.0), expected(0.0));
}

/// "Whose stated reasons do not convince surprises more": a denial under an open policy, which the request misses, was to be expected, and the
/// less so the less credible the exporter.
#[test]
fn credibility_makes_a_declared_policy_inform() {
    let said = |credibility: f64| {
        let board = board().with("credibility(Claverne)", credibility).with("criterion(Claverne, 3)", 1.0);
        board.with("expected_criterion(Claverne, 3)", 1.0).with(HALDRY, 0.9)
    };
    raises(&deny(said(0.1)), &deny(said(0.9)), HALDRY);
    lowers(&deny(said(0.1)), &deny(said(0.9)), "grievance(Haldry, Claverne)");
    // 0.7 × consistency + 0.3 × credibility: at full weight of neither it is consistency alone that counts.
    let deaf = |credibility: f64| said(credibility).param(|p| p.credibility_informs = 0.0);
    assert_eq!(deny(deaf(0.1)).played().get(HALDRY), deny(deaf(0.9)).played().get(HALDRY));
}

/// "`refused_worth` for conditions that were refused": the more that is, the less such an offer costs.
#[test]
fn conditions_that_were_refused_cost_the_less_the_more_they_are_worth() {
    let heavy = || Decision::Condition(vec![Condition::Reform, Condition::NoRetransfer]);
    let refused = |worth: f64| {
        let board = board().param(|p| p.refused_worth = worth).with("standing_answer(Haldry)", 0.0);
        board.deciding("Haldry", "Claverne", heavy()).played().get(HALDRY)
    };
    assert!(refused(0.2) < refused(0.5) && refused(0.5) < refused(0.8));
}

/// "A promise is waited for without offence for `answer_patience`": then every turn of waiting counts as a deferral.
#[test]
fn a_promise_is_waited_for_no_longer_than_its_time() {
    let promised = board().param(|p| p.answer_patience = 12.0).deciding("Haldry", "Claverne", Decision::Defer(Some(8)));
    let at = |turns: usize| promised.after(turns).get(HALDRY);
    assert_eq!(at(2), at(1), "a year has not passed");
    assert!(at(3) < at(2) - 0.002, "{} {}", at(3), at(2));
}

/// "A published denial tells a rival supplier what to offer": the reduction is told as what rivals hear, and as no answer to anybody.
#[test]
fn what_rivals_hear_is_told_as_hearsay() {
    use countersign::report::causes::{Context, why};
    let board = board().with("transparency(Claverne)", 0.9).with("discount(Orsany, MA, Haldry)", 0.0);
    let denied = board.deciding("Haldry", "Claverne", Decision::Deny(Ground::Stability));
    let (ledger, domain) = (denied.explained(), denied.request("Haldry", "Claverne").domain);
    let after = denied.played();
    let context = Context { world: Some(&after.world), ..Context::default() };
    let code = denied.setting.domains[domain].code.clone();
    let discount = denied.variable(&format!("discount(Orsany, {code}, Haldry)"));
    let lines = why(&denied.setting, context, &ledger, discount);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert!((line.amount.to_f64() - denied.setting.params.hearsay_discount).abs() < 1e-6);
    assert!(line.text.starts_with("rivals hear of the refusal of Haldry’s request"), "{}", line.text);
    assert_eq!(line.cause.map(|cause| cause.rule.name()), Some("hearsay"));
}

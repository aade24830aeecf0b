//! Phase 3: the recommendation, conditions, consistency.

use countersign::report::refusals::refusal;
use countersign::rules::ledger::{News, SeenBy};
use countersign::rules::order::{Condition, Decision, Gesture, Ground, LicenceAction, OrderKind};
use countersign::rules::params::Params;
use countersign::rules::phases::acceptance_odds;
use countersign::rules::score::{Score, Terms, burden, recommend, score};
use countersign::rules::setting::CardEffect;
use countersign::rules::variable::{CriterionVar, Variable};
use countersign::rules::world::{Leak, Outcome};

use super::ground::{Board, board, compact, link, lowers, q, raises, state};

/// The score of what Wendamar asks of Claverne.
fn scored(board: &Board, conditions: &[Condition]) -> Score {
    let request = board.request("Wendamar", "Claverne");
    let criteria = board.world.criteria(CriterionVar::Current, request.to);
    score(&board.setting, &board.world, &criteria, request, &Terms::with(request, conditions, &board.setting.params))
}

/// What differs raises one sub-score: rights, diversion, stability, alliance or commerce.
#[track_caller]
fn lifts(one: &Score, other: &Score, nth: usize) {
    let at = |score: &Score| score.parts.get(nth).copied().expect("a sub-score");
    assert!(at(other) > at(one), "{} against {}", at(other), at(one));
    assert!(other.total > one.total);
}

/// Human rights are scored by the partner's record.
#[test]
fn a_better_record_of_rights_raises_the_score() {
    lifts(&scored(&board(), &[]), &scored(&board().with("rights(Wendamar)", 0.6), &[]), 0);
}

/// "Diversion risk": weak governance raises it.
#[test]
fn better_governance_raises_the_score() {
    lifts(&scored(&board(), &[]), &scored(&board().with("governance(Wendamar)", 0.5), &[]), 1);
}

/// "Non-state presence" raises the diversion risk.
#[test]
fn exposure_lowers_the_score() {
    lifts(&scored(&board().with("exposure(Wendamar)", 0.9), &[]), &scored(&board().with("exposure(Wendamar)", 0.2), &[]), 1);
}

/// "Low verifiability" raises the diversion risk.
#[test]
fn verifiability_raises_the_score() {
    let blind = board().with("shared_verification(Sound Compact)", 0.0);
    let domain = blind.request("Wendamar", "Claverne").domain;
    let name = format!("verifiability({})", blind.setting.domains[domain].code);
    lifts(&scored(&blind.clone().with(&name, 0.1), &[]), &scored(&blind.with(&name, 0.9), &[]), 1);
}

/// End-use controls of the partner lower the diversion risk.
#[test]
fn compliance_raises_the_score() {
    lifts(&scored(&board(), &[]), &scored(&board().with("compliance(Wendamar)", 0.8), &[]), 1);
}

/// "Conditions change the sub-scores: monitoring → diversion."
#[test]
fn monitoring_raises_the_diversion_score() {
    lifts(&scored(&board(), &[]), &scored(&board(), &[Condition::Monitoring(q(0.9))]), 1);
}

/// Paper counts too: a certificate and a re-transfer clause raise the diversion sub-score.
#[test]
fn clauses_on_paper_raise_the_diversion_score() {
    lifts(&scored(&board(), &[]), &scored(&board(), &[Condition::Certificate]), 1);
    lifts(&scored(&board(), &[]), &scored(&board(), &[Condition::NoRetransfer]), 1);
}

/// "Reform → rights."
#[test]
fn reform_raises_the_rights_score() {
    lifts(&scored(&board(), &[]), &scored(&board(), &[Condition::Reform]), 0);
}

/// "Tier → stability": a lower tier threatens less.
#[test]
fn a_lower_tier_raises_the_stability_score() {
    let request = |board: &Board, conditions: &[Condition]| {
        let request = board.request("Tarvel", "Claverne");
        let criteria = board.world.criteria(CriterionVar::Current, request.to);
        score(&board.setting, &board.world, &criteria, request, &Terms::with(request, conditions, &board.setting.params))
    };
    let (asked, lower) = (request(&board(), &[]), request(&board(), &[Condition::LowerTier(1)]));
    assert!(lower.parts[2] > asked.parts[2] && lower.threshold < asked.threshold);
}

/// A regional security commitment raises the stability sub-score, hostility lowers it.
#[test]
fn commitment_raises_and_hostility_lowers_the_stability_score() {
    lifts(&scored(&board(), &[]), &scored(&board(), &[Condition::RegionalCommitment]), 2);
    lifts(&scored(&board().with("hostility(Duvane, Wendamar)", 0.9), &[]), &scored(&board(), &[]), 2);
}

/// "Alliance value."
#[test]
fn alignment_raises_the_alliance_score() {
    lifts(&scored(&board(), &[]), &scored(&board().with("alignment(Wendamar, Claverne)", 0.7), &[]), 3);
}

/// "Commercial benefit": a cap on volume takes from it.
#[test]
fn value_raises_the_commercial_score() {
    let half = Condition::VolumeCap(q(board().request("Wendamar", "Claverne").points.to_f64() / 2.0));
    lifts(&scored(&board(), &[half]), &scored(&board(), &[]), 4);
}

/// "Consistency is how well decisions agree with the score of what was licensed."
#[test]
fn deciding_against_the_score_lowers_consistency_and_with_it_raises() {
    let (with, against) = (Decision::Deny(Ground::Diversion), Decision::Approve);
    let kept = board().deciding("Wendamar", "Claverne", with);
    lowers(&board(), &board().deciding("Wendamar", "Claverne", against), "consistency(Claverne)");
    raises(&board(), &kept, "consistency(Claverne)");
}

fn accepted(board: &Board, burden: f64) -> f64 {
    acceptance_odds(&board.setting, &board.world, board.request("Jaspera", "Mercady"), burden)
}

/// "A draw with odds from the burden": the heavier, the less likely.
#[test]
fn burden_lowers_the_odds_of_acceptance() {
    assert!(accepted(&board(), 0.6) < accepted(&board(), 0.2));
    assert_eq!(accepted(&board(), 0.0), 1.0);
}

/// Who is aligned, and who has no better alternative, takes more.
#[test]
fn alignment_and_dependence_raise_the_odds_of_acceptance() {
    assert!(accepted(&board().with("alignment(Jaspera, Mercady)", 0.9), 0.5) > accepted(&board(), 0.5));
    let domain = board().request("Jaspera", "Mercady").domain;
    let share = format!("share(Mercady, {}, Jaspera)", board().setting.domains[domain].code);
    assert!(accepted(&board().with(&share, 0.95), 0.5) > accepted(&board().with(&share, 0.10), 0.5));
}

/// "By the partner's standing answer, otherwise by a draw."
#[test]
fn a_standing_answer_settles_conditions_without_a_draw() {
    let heavy = || board().deciding("Jaspera", "Mercady", Decision::Condition(vec![Condition::Reform, Condition::Certificate]));
    let licensed = |answer: f64| {
        let after = heavy().with("standing_answer(Jaspera)", answer).played();
        after.world.record.iter().any(|d| d.partner == state("Jaspera") && d.outcome == Outcome::Licensed)
    };
    assert!(licensed(2.0) && !licensed(0.0));
}

/// "Burden grows with every clause, and co-production takes off some."
#[test]
fn clauses_raise_the_burden_and_coproduction_lowers_it() {
    let board = board();
    let request = board.request("Jaspera", "Mercady");
    let weigh = |conditions: &[Condition]| burden(conditions, request, &board.setting.params);
    let clauses = [
        Condition::Monitoring(q(0.8)),
        Condition::Certificate,
        Condition::NoRetransfer,
        Condition::VolumeCap(q(1.0)),
        Condition::LowerTier(2),
        Condition::Phased(2),
        Condition::Reform,
        Condition::OpenBidding,
        Condition::RegionalCommitment,
    ];
    for n in 1..=clauses.len() {
        assert!(weigh(&clauses[..n]) > weigh(&clauses[..n - 1]), "{:?}", clauses[n - 1]);
    }
    let mut wants = request.clone();
    wants.coproduction = q(0.4);
    let with = |conditions: &[Condition]| burden(conditions, &wants, &board.setting.params);
    assert!(with(&[Condition::Reform, Condition::Coproduction(q(0.4))]) < with(&[Condition::Reform]));
}

/// "Harmonised criteria lower burden among members", and so does mutual recognition.
#[test]
fn harmonisation_and_recognition_lower_the_burden_among_members() {
    let conditioned = || {
        let clauses = vec![Condition::Reform];
        board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(clauses))
    };
    let felt = |board: &Board| board.played().world.licences.last().map(|l| l.burden).expect("a licence");
    let apart = felt(&conditioned().with("harmonisation(Sound Compact)", 0.0).with("harmonisation(Meridian Arrangement)", 0.0));
    assert!(felt(&conditioned().with("harmonisation(Sound Compact)", 0.9)) < apart);
    assert!(felt(&conditioned().with("mutual_recognition(Sound Compact)", 1.0)) < felt(&conditioned()));
    assert_eq!(compact(), countersign::rules::table::BlocId(0));
}

/// Co-production granted builds the channel's level; a bid put out to competition takes off the price.
#[test]
fn clauses_act_on_the_channel() {
    let licensed = |clauses: Vec<Condition>| {
        board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(clauses))
    };
    let plain = licensed(vec![Condition::Certificate]);
    let domain = board().setting.domains[board().request("Haldry", "Claverne").domain].code.clone();
    let level = format!("coproduction(Claverne, {domain}, Haldry)");
    raises(&plain, &licensed(vec![Condition::Certificate, Condition::Coproduction(q(0.8))]), &level);
    let discount = format!("discount(Claverne, {domain}, Haldry)");
    raises(&plain, &licensed(vec![Condition::Certificate, Condition::OpenBidding]), &discount);
    raises(&plain, &licensed(vec![Condition::Certificate, Condition::Reform]), "governance(Haldry)");
    lowers(&plain, &licensed(vec![Condition::Certificate, Condition::RegionalCommitment]), "hostility(Haldry, Orsany)");
}

/// "The legislature holds … high-risk approvals": a licence near its threshold waits while it reviews.
#[test]
fn a_hold_keeps_approvals_waiting() {
    let approve = || board().deciding("Tarvel", "Claverne", Decision::Approve);
    let held = approve().writing(vec![CardEffect::Hold(state("Claverne"), 12)]);
    assert_eq!(approve().played().world.licences.len(), 1);
    assert!(held.played().world.licences.is_empty());
}

/// A fast track costs no time of the licensing office.
#[test]
fn a_fast_track_saves_the_offices_time() {
    let deny = || board().deciding("Ferrow", "Claverne", Decision::Deny(Ground::Alliance));
    let fast = deny().with("fast_track(Claverne, Ferrow)", 1.0);
    let price = |board: &Board| {
        let key = board.request("Ferrow", "Claverne").key;
        let order = OrderKind::Decide(key, Decision::Approve);
        let order = countersign::rules::order::Order::new(state("Claverne"), order);
        countersign::rules::price::price(&board.setting, &board.world, &order).amount
    };
    assert!(price(&fast) < price(&deny()));
    let ordered = board().ordering("Claverne", OrderKind::Toward(state("Tarvel"), Gesture::FastTrack));
    raises(&board(), &ordered, "fast_track(Claverne, Tarvel)");
}

/// "When both exporters offer the same thing unconditionally to the same customer, both lose 12 % of the price": in all that they sell to it.
#[test]
fn offering_the_same_without_conditions_lowers_both_prices() {
    let tarvel = state("Tarvel");
    let asked = board()
        .param(|p| p.competition_discount = 0.12)
        .asking("Tarvel", "Claverne", |r| r.to = state("Mercady"))
        .changed(|world| world.requests.iter_mut().filter(|r| r.from == tarvel).for_each(|r| (r.tier, r.group) = (2, Some(7))))
        .deciding("Tarvel", "Claverne", Decision::Approve);
    let watched = asked.clone().deciding("Tarvel", "Mercady", Decision::Condition(vec![Condition::Certificate]));
    let same = asked.deciding("Tarvel", "Mercady", Decision::Approve);
    raises(&watched, &same, "discount(Claverne, PS, Tarvel)");
    raises(&watched, &same, "discount(Mercady, AD, Tarvel)");
}

/// "Tier 3 and above of an emerging domain needs shared verification": a chapter forbids what nobody verifies together, and nothing else.
#[test]
fn a_chapter_on_emerging_technology_asks_for_shared_verification() {
    let asked = |chapter: f64, shared: f64| {
        let board = board().with("emerging_chapter(Meridian Arrangement)", chapter);
        board.with("shared_verification(Meridian Arrangement)", shared)
    };
    let legal = |board: Board, decision: Decision| board.deciding("Ferrow", "Claverne", decision).check().is_ok();
    assert!(legal(asked(0.0, 0.0), Decision::Approve), "there is no chapter");
    assert!(!legal(asked(1.0, 0.0), Decision::Approve));
    assert!(legal(asked(1.0, 1.0), Decision::Approve), "they verify together");
    assert!(legal(asked(1.0, 0.0), Decision::Condition(vec![Condition::LowerTier(2)])), "a lower tier is free");
    let other = asked(1.0, 0.0).deciding("Tarvel", "Claverne", Decision::Approve);
    assert_eq!(other.check().is_ok(), asked(0.0, 0.0).deciding("Tarvel", "Claverne", Decision::Approve).check().is_ok());
    // What would pass keeps to it, too.
    let board = asked(1.0, 0.0);
    let found = recommend(&board.setting, &board.world, board.request("Ferrow", "Claverne")).expect("Claverne licenses");
    let lower = |c: &Condition| matches!(c, Condition::LowerTier(tier) if *tier < 3);
    assert!(found.passes_with.is_none_or(|(conditions, _)| conditions.iter().any(lower)));
}

/// "Under a total embargo the sender's orders placed are zero at once": no licence is given under one, whether it stands or is ordered in the
/// same turn, before or after.
#[test]
fn an_embargo_stands_in_the_way_of_a_licence() {
    let embargo = |fraction: f64| OrderKind::Toward(state("Tarvel"), Gesture::Embargo(q(fraction)));
    let approve = |board: Board| board.deciding("Tarvel", "Claverne", Decision::Approve);
    let standing = |fraction: f64| approve(board().with("embargo(Claverne, Tarvel)", fraction));
    let said = |board: &Board| {
        let refused = board.check().expect_err("no licence under an embargo");
        refusal(&board.setting, &board.world, &refused[0])
    };
    let words = "Claverne embargoes this partner: embargo 1.0; a licence needs less than 0.8.";
    assert_eq!(said(&standing(1.0)), words);
    assert_eq!(said(&approve(board().ordering("Claverne", embargo(1.0)))), words);
    assert_eq!(said(&approve(board()).ordering("Claverne", embargo(1.0))), words);
    assert!(standing(0.8).check().is_err() && standing(0.79).check().is_ok(), "from `embargo_suspends` on");
    assert!(standing(1.0).ordering("Claverne", embargo(0.0)).check().is_ok(), "what is lifted this turn is in nobody's way");
    let denied = board().with("embargo(Claverne, Tarvel)", 1.0).deciding("Tarvel", "Claverne", Decision::Deny(Ground::Alliance));
    assert!(denied.check().is_ok());
}

/// A licence that an embargo suspended is not resumed under it.
#[test]
fn a_suspended_licence_is_not_resumed_under_an_embargo() {
    let licensed = board().deciding("Tarvel", "Claverne", Decision::Approve).played();
    let licensed = licensed.ordering("Claverne", OrderKind::Toward(state("Tarvel"), Gesture::Embargo(q(1.0)))).played();
    let key = licensed.world.licences.first().expect("a licence").key;
    let resume = licensed.ordering("Claverne", OrderKind::Licence(key, LicenceAction::Resume));
    assert!(resume.clone().check().is_err());
    assert!(resume.with("embargo(Claverne, Tarvel)", 0.5).check().is_ok());
}

/// "Conditions are settled in the same turn: by the partner's standing answer."
#[test]
fn a_standing_answer_settles_the_conditions_of_its_own_turn() {
    let heavy = || vec![Condition::Monitoring(q(1.0)), Condition::Certificate, Condition::NoRetransfer, Condition::Reform];
    let outcome = |burden: f64| {
        let board = board();
        let key = board.request("Haldry", "Claverne").key;
        let decide = OrderKind::Decide(key, Decision::Condition(heavy()));
        let after = board.ordering("Haldry", OrderKind::StandingAnswer(q(burden))).ordering("Claverne", decide).played();
        after.world.record.iter().rfind(|d| d.key == key).map(|d| d.outcome)
    };
    assert_eq!(outcome(2.0), Some(Outcome::Licensed));
    assert_eq!(outcome(0.0), Some(Outcome::Refused));
}

/// "Where several exporters license the same request": what is asked of several at once is wanted once.
#[test]
fn requests_of_one_thing_to_several_suppliers_are_alternatives() {
    let asks = |board: Board, to: &str, tier: u8| {
        let (to, domain) = (state(to), board.request("Tarvel", "Claverne").domain);
        let (points, monitoring, coproduction) = (q(2.0), q(0.8), q(0.0));
        board.ordering("Yendra", OrderKind::Request { to, domain, tier, points, monitoring, coproduction })
    };
    let yendra = |_: &Board| state("Yendra");
    let asked = asks(asks(board(), "Claverne", 1), "Mercady", 1).played();
    let keys: Vec<_> = asked.world.requests.iter().filter(|r| r.from == yendra(&asked)).map(|r| (r.key, r.to)).collect();
    assert_eq!(keys.len(), 2);
    let mut answered = asked;
    for (key, to) in &keys {
        let name = answered.setting.states[*to].name.clone();
        answered = answered.ordering(&name, OrderKind::Decide(*key, Decision::Approve));
    }
    let after = answered.played();
    let of = |outcome| after.world.record.iter().filter(|d| d.partner == yendra(&after) && d.outcome == outcome).count();
    assert_eq!((of(Outcome::Licensed), of(Outcome::Withdrawn)), (1, 1));
    let apart = asks(asks(board(), "Claverne", 1), "Mercady", 2).played();
    assert!(apart.world.requests.iter().filter(|r| r.from == yendra(&apart)).all(|r| r.group.is_none()));
}

/// "To put a request off beyond `answer_latest` is to deny it": after four half-years of waiting, whatever was promised.
#[test]
fn a_request_that_was_put_off_for_too_long_counts_as_denied() {
    let key = board().request("Haldry", "Claverne").key;
    let put_off = board().param(|p| p.answer_latest = 24.0).deciding("Haldry", "Claverne", Decision::Defer(Some(8)));
    let raised = board().request("Haldry", "Claverne").raised;
    let waited = |turns: u16| f64::from(turns + 1 - raised) * 6.0;
    let denied = |turns: usize| put_off.after(turns).world.record.iter().any(|d| d.key == key && d.outcome == Outcome::Denied);
    let last = (1..9_u16).find(|turn| waited(*turn) > 24.0).expect("a turn");
    assert!(!denied(usize::from(last) - 1) && denied(usize::from(last)));
    assert!(put_off.after(usize::from(last)).world.request(key).is_none());
}

/// What Claverne's criteria recommend where what Tarvel asks misses its tier's threshold by so much, in thousandths.
fn smallest(board: &Board, misses: f64) -> Option<Vec<Condition>> {
    let request = board.request("Tarvel", "Claverne");
    let asked = recommend(&board.setting, &board.world, request).expect("Claverne licenses").asked.total;
    let threshold = Variable::Criterion(CriterionVar::Current, request.to, 5 + request.tier - 1);
    let board = board.clone().changed(|world| world.values.put(threshold, q(asked + misses / 1000.0)));
    recommend(&board.setting, &board.world, board.request("Tarvel", "Claverne"))?.passes_with.map(|(conditions, _)| conditions)
}

/// "The smallest change that would pass": of all that do, the one with the least burden. A thousandth is missing, which each of them brings:
/// a certificate weighs 0.03, a re-transfer clause 0.06, on-site inspection 0.30 × (0.70 − 0.45), a lower tier 0.12, a commitment 0.15 and a
/// reform 0.25. Of equal burdens the first in that order of the rulebook counts.
#[test]
fn the_smallest_change_is_the_one_with_the_least_burden() {
    let of = |change: fn(&mut Params)| smallest(&board().param(change), 1.0).expect("something passes");
    let watch = Condition::Monitoring(q(0.70));
    assert_eq!(of(|_| ()), [Condition::Certificate]);
    assert_eq!(of(|p| p.burden_certificate = 1.0), [Condition::NoRetransfer]);
    assert_eq!(of(|p| (p.burden_certificate, p.burden_retransfer) = (1.0, 1.0)), [watch]);
    let no_paper = |p: &mut Params| (p.burden_certificate, p.burden_retransfer, p.burden_monitoring) = (1.0, 1.0, 4.0);
    let smallest_of = |tier: f64, commitment: f64| {
        let board = board().param(no_paper).param(|p| (p.burden_tier, p.burden_commitment) = (tier, commitment));
        smallest(&board, 1.0).expect("something passes")
    };
    assert_eq!(smallest_of(0.12, 0.15), [Condition::LowerTier(2)]);
    assert_eq!(smallest_of(0.20, 0.15), [Condition::RegionalCommitment]);
    assert_eq!(smallest_of(0.30, 0.30), [Condition::Reform]);
    assert_eq!(smallest_of(0.15, 0.15), [Condition::RegionalCommitment], "the first of two");
}

/// What was offered already is no change: where Tarvel lets in all that Claverne keeps, on-site inspection is not recommended, with
/// nothing and with nothing else.
#[test]
fn a_watch_that_was_offered_already_is_no_change() {
    let offering = |level: f64| board().changed(|world| world.requests.iter_mut().for_each(|r| r.monitoring = q(level)));
    let dear = |board: Board| {
        board.param(|p| {
            (p.burden_tier, p.burden_commitment, p.certificate_effect, p.retransfer_clause_effect) = (9.0, 9.0, 0.0, 0.0);
        })
    };
    let watches = |board: &Board, misses: f64| {
        let found = smallest(board, misses).into_iter().flatten();
        found.filter(|c| matches!(c, Condition::Monitoring(_))).count()
    };
    assert_eq!(watches(&dear(offering(0.45)), 1.0), 1, "it is a change where less was offered");
    for offered in [0.70, 0.90] {
        for misses in [1.0, 10.0, 20.0, 300.0] {
            assert_eq!(watches(&dear(offering(offered)), misses), 0, "{offered} offered, {misses} missing");
        }
    }
}

/// A condition counts as far as somebody watches: full monitoring that Claverne does not keep up passes nothing, and where it keeps full
/// monitoring up it brings 0.24 × 0.30 × (1 − 0.60) × (1 − 0.20).
#[test]
fn monitoring_that_nobody_keeps_up_passes_nothing() {
    let watched = |kept: f64, conditions: &[Condition]| scored(&board().with("monitoring(Claverne)", kept), conditions).total;
    let full = [Condition::Monitoring(q(1.0))];
    assert_eq!(watched(0.05, &full), watched(0.05, &[]));
    let gained = watched(1.0, &full) - watched(1.0, &[]);
    assert!((gained - 0.24 * 0.30 * 0.40 * 0.80).abs() < 1e-6, "{gained}");
    // What the partner offered by itself is taken at its word, as the scenarios publish it.
    assert_eq!(watched(0.05, &[]), watched(1.0, &[]));
}

/// The exposure that the score reads is the present one: a group that has grown by 0.20 where Wendamar is exposed to it by 0.75 takes
/// 0.24 × 0.30 × 0.15; what it has gained from a leak that nobody noticed, nobody can hold against a request.
#[test]
fn a_group_that_has_grown_lowers_the_score_as_far_as_it_is_known() {
    let grown = |by: f64| board().with("exposure(Wendamar)", 0.5).with("strength(Marchwardens)", 0.45 + by);
    let lost = scored(&grown(0.0), &[]).total - scored(&grown(0.20), &[]).total;
    assert!((lost - 0.24 * 0.30 * 0.75 * 0.20).abs() < 1e-6, "{lost}");
    let leaked = |detected: Option<u16>| {
        let (link, actor) = (link("Claverne", "IS", "Wendamar"), board().setting.actors.find(|a| a.name == "Marchwardens"));
        let points = 0.20 / board().setting.params.actor_strength;
        let leak = Leak {
            turn: 0,
            licence: None,
            supplier: state("Claverne"),
            holder: state("Wendamar"),
            domain: board().setting.links[link].domain,
            points: q(points),
            link,
            into: None,
            through: actor,
            wilful: false,
            detected,
            answered: false,
        };
        scored(&grown(0.20).changed(|world| world.leaks.push(leak)), &[]).total
    };
    assert!((leaked(None) - scored(&grown(0.0), &[]).total).abs() < 1e-6, "nobody knows");
    assert_eq!(leaked(Some(1)), scored(&grown(0.20), &[]).total);
}

/// "Of whatever a transparent exporter does" everybody hears, and of every licence; of another answer of one that is not, the two whom it concerns.
#[test]
fn who_hears_of_an_answer() {
    let heard = |open: f64, answer: Decision| {
        let board = board().with("transparency(Claverne)", open).deciding("Haldry", "Claverne", answer);
        let ledger = board.ledger(1);
        let about = |news: &News| matches!(news, News::Decision { exporter, partner, .. } if (*exporter, *partner) == (state("Claverne"), state("Haldry")));
        ledger.headlines.iter().find(|headline| about(&headline.news)).expect("it is told").seen_by
    };
    let two = SeenBy::Seats(state("Claverne"), state("Haldry"));
    let deny = || Decision::Deny(Ground::Rights);
    assert_eq!((heard(0.8, deny()), heard(0.8, Decision::Approve)), (SeenBy::All, SeenBy::All));
    assert_eq!((heard(0.1, deny()), heard(0.1, Decision::Approve)), (two, SeenBy::All));
}

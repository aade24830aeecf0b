//! Phase 8: alignment, and the commitments that rest on it.

use countersign::rules::ledger::Parent;
use countersign::rules::order::{Condition, Decision, Gesture, Ground, OrderKind, PartnerAction, SanctionLevel};
use countersign::rules::phases::Phase;
use countersign::rules::setting::CommitmentKind;
use countersign::rules::table::CommitmentId;
use countersign::rules::world::{Commitment, Standing};

use super::ground::{Board, board, domain, lowers, q, quiet, raises, state};

/// How the first commitment between two states stands.
fn stands(board: &Board, name: &str) -> Standing {
    let id = board.setting.commitments.find(|c| c.name.starts_with(name)).expect("a commitment");
    board.world.commitments[id].status
}

/// Whether Haldry may offer it to Mercady, and Mercady takes it.
fn taken(board: Board, kind: CommitmentKind) -> bool {
    let before = board.world.commitments.len();
    let offered = board.ordering("Haldry", OrderKind::Partner(PartnerAction::Offer { to: state("Mercady"), kind }));
    offered.check().is_ok() && offered.played().world.commitments.len() > before
}

/// "It drifts back to structural affinity."
#[test]
fn alignment_drifts_back_to_affinity() {
    let at = |value: f64| quiet().with("alignment(Pendara, Mercady)", value);
    let drifted = |value: f64| at(value).played().get("alignment(Pendara, Mercady)") - value;
    assert!(drifted(0.6) < 0.0 && drifted(-0.4) > 0.0);
}

/// "Value and tier of what was delivered."
#[test]
fn a_delivery_raises_alignment_the_more_the_higher_its_tier() {
    let delivered = |tier: u8| {
        board().deciding("Haldry", "Claverne", Decision::Approve).played().changed(|world| {
            for delivery in world.pipeline.iter_mut().filter(|d| d.licence.is_some()) {
                (delivery.due, delivery.tier) = (world.turn, tier);
            }
        })
    };
    let waiting = delivered(3).changed(|world| world.pipeline.iter_mut().for_each(|d| d.due += 9));
    raises(&waiting, &delivered(3), "alignment(Haldry, Claverne)");
    raises(&delivered(1), &delivered(3), "alignment(Haldry, Claverne)");
}

/// "Interoperability and joint programmes."
#[test]
fn exercises_raise_alignment() {
    let exercise = quiet().ordering("Mercady", OrderKind::Toward(state("Pendara"), Gesture::Exercise));
    raises(&quiet(), &exercise, "alignment(Pendara, Mercady)");
}

/// "Reform conditions met."
#[test]
fn a_reform_that_is_met_raises_alignment() {
    let with =
        |clause| board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(vec![clause]));
    let still = |board: Board| board.param(|p| p.alignment_coercion = 0.0);
    raises(&still(with(Condition::Certificate)), &still(with(Condition::Reform)), "alignment(Haldry, Claverne)");
}

/// "Against: surprise denials, grievance."
#[test]
fn a_denial_lowers_alignment() {
    lowers(&board(), &board().deciding("Haldry", "Claverne", Decision::Deny(Ground::Rights)), "alignment(Haldry, Claverne)");
}

/// "Grievance": what was added in a turn weighs.
#[test]
fn new_grievance_lowers_alignment() {
    use countersign::rules::setting::CardEffect;
    let grievance = quiet().variable("grievance(Pendara, Mercady)");
    let aggrieved = quiet().writing(vec![CardEffect::Change(grievance, 0.5, None)]);
    lowers(&quiet(), &aggrieved, "alignment(Pendara, Mercady)");
}

/// "Coercion (conditions × dependence)."
#[test]
fn burden_lowers_alignment_the_more_the_partner_depends() {
    let burdened = |share: f64| quiet().with("burden(Claverne, AD, Jaspera)", 1.5).with("share(Claverne, PS, Jaspera)", share);
    lowers(&quiet(), &burdened(0.42), "alignment(Jaspera, Claverne)");
}

/// "The pull of a new main supplier."
#[test]
fn growing_dependence_raises_alignment() {
    let bought = quiet().with("dependence(Pendara, Mercady)", 0.1);
    raises(&quiet(), &bought, "alignment(Pendara, Mercady)");
}

/// "Sanctions", and embargoes.
#[test]
fn sanctions_and_embargoes_lower_alignment() {
    let sanction = OrderKind::Toward(state("Pendara"), Gesture::Sanction(SanctionLevel::Primary));
    lowers(&quiet(), &quiet().ordering("Mercady", sanction), "alignment(Pendara, Mercady)");
    let embargo = OrderKind::Toward(state("Pendara"), Gesture::Embargo(q(1.0)));
    lowers(&quiet(), &quiet().ordering("Mercady", embargo), "alignment(Pendara, Mercady)");
}

/// "Effects shrink near ±1."
#[test]
fn effects_shrink_near_the_ends() {
    let moved = |alignment: f64| {
        let at = || quiet().with("alignment(Pendara, Mercady)", alignment).with("affinity(Pendara, Mercady)", alignment);
        let embargo = OrderKind::Toward(state("Pendara"), Gesture::Embargo(q(1.0)));
        at().played().get("alignment(Pendara, Mercady)")
            - at().ordering("Mercady", embargo).played().get("alignment(Pendara, Mercady)")
    };
    assert!(moved(0.95) < moved(0.0), "{} {}", moved(0.95), moved(0.0));
}

/// "Each has conditions on alignment, reliability … for being strained (a warning ahead) and broken."
#[test]
fn low_reliability_strains_a_pact_before_it_breaks_it() {
    let lost = quiet().with("reliability(Haldry, Claverne)", 0.30).with("alignment(Haldry, Claverne)", 0.30);
    let lost = lost.with("affinity(Haldry, Claverne)", 0.30);
    assert_eq!(stands(&quiet().played(), "Defence pact"), Standing::Kept);
    assert_eq!(stands(&lost.played(), "Defence pact"), Standing::Strained, "a warning ahead");
    assert_eq!(stands(&lost.after(2), "Defence pact"), Standing::Broken);
}

/// "A broken commitment" costs alignment on both sides.
#[test]
fn a_broken_pact_lowers_alignment() {
    let strained = quiet()
        .with("reliability(Haldry, Claverne)", 0.30)
        .with("alignment(Haldry, Claverne)", 0.30)
        .with("affinity(Haldry, Claverne)", 0.30)
        .played();
    let after = strained.played();
    assert!(after.get("alignment(Haldry, Claverne)") < strained.get("alignment(Haldry, Claverne)") - 0.01);
    assert!(after.get("alignment(Claverne, Haldry)") < strained.get("alignment(Claverne, Haldry)") - 0.01);
}

/// "By rules with hysteresis": what is strained is whole again only well past its limit.
#[test]
fn a_strained_commitment_is_whole_only_well_past_its_limit() {
    let at = |reliability: f64| {
        let strained = quiet().changed(|world| world.commitments[CommitmentId(0)].status = Standing::Strained);
        stands(&strained.with("reliability(Haldry, Claverne)", reliability).played(), "Defence pact")
    };
    assert_eq!(at(0.61), Standing::Strained, "past the limit of 0.60, but not well past it");
    assert_eq!(at(0.70), Standing::Kept);
}

/// "A basing is not renewed" while it is strained.
#[test]
fn a_strained_commitment_lapses_on_its_date() {
    let at_end = |reliability: f64| {
        let board = quiet().changed(|world| world.turn = 6).with("reliability(Haldry, Claverne)", reliability);
        stands(&board.played(), "Basing at Port Lantern")
    };
    assert_eq!(at_end(0.50), Standing::Lapsed);
    assert_eq!(at_end(0.80), Standing::Kept);
}

/// "Each has conditions on alignment, reliability, dependence and threat for being made."
#[test]
fn an_offer_is_taken_where_its_conditions_hold() {
    let made = |board: Board| taken(board, CommitmentKind::Intelligence);
    assert!(made(quiet()));
    assert!(!made(quiet().with("alignment(Haldry, Mercady)", 0.1)), "not without alignment");
    assert!(!made(quiet().with("reliability(Haldry, Mercady)", 0.2)), "not without reliability");
    let safe = quiet().with("hostility(Haldry, Orsany)", 0.0).with("dependence(Haldry, Mercady)", 0.0);
    let safe =
        safe.with("threat(Haldry, Orsany)", 0.0).with("hostility(Haldry, Pendara)", 0.0).with("threat(Haldry, Pendara)", 0.0);
    let alone = safe.arranged(|s| s.params.commit_dependence = 2.0);
    assert!(!made(alone), "not without a reason");
}

/// "Nobody takes what it is offered by a state that it leans away from (`commit_receives`)": whoever receives is asked, too.
#[test]
fn an_offer_is_not_taken_by_who_leans_away_from_its_giver() {
    let made = |board: Board| taken(board.param(|p| p.commit_receives = 0.0), CommitmentKind::Intelligence);
    let leaning = |alignment: f64, grievance: f64| {
        made(quiet().with("alignment(Mercady, Haldry)", alignment).with("grievance(Mercady, Haldry)", grievance))
    };
    assert!(leaning(0.30, 0.0));
    assert!(!leaning(-0.30, 0.0), "not by who leans away");
    assert!(!leaning(0.10, 0.40), "not by who bears a grudge");
}

/// A new commitment is an alignment event: it brings both closer.
#[test]
fn a_commitment_raises_alignment() {
    let offer = PartnerAction::Offer { to: state("Mercady"), kind: CommitmentKind::Intelligence };
    let offered = quiet().ordering("Haldry", OrderKind::Partner(offer));
    raises(&quiet(), &offered, "alignment(Haldry, Mercady)");
    raises(&quiet(), &offered, "alignment(Mercady, Haldry)");
}

/// A protest in public costs alignment and the credibility of its target.
#[test]
fn a_protest_lowers_alignment_and_credibility() {
    let protest = quiet().ordering("Pendara", OrderKind::Partner(PartnerAction::Protest(state("Claverne"))));
    lowers(&quiet(), &protest, "alignment(Claverne, Pendara)");
    lowers(&quiet().with("credibility(Claverne)", 0.8), &protest.with("credibility(Claverne)", 0.8), "credibility(Claverne)");
}

/// Talks lower grievance and hostility.
#[test]
fn dialogue_lowers_grievance_and_hostility() {
    let talks = quiet().ordering("Orsany", OrderKind::Toward(state("Haldry"), Gesture::Dialogue));
    lowers(&quiet(), &talks, "grievance(Haldry, Orsany)");
    lowers(&quiet(), &talks, "hostility(Haldry, Orsany)");
}

/// "Money improves end-use controls (`compliance_gain`)": it closes that part of what is missing.
#[test]
fn money_for_end_use_controls_closes_a_part_of_the_gap() {
    let start = || quiet().with("compliance(Haldry)", 0.40).param(|p| p.compliance_gain = 0.25);
    let after = start().ordering("Haldry", OrderKind::Partner(PartnerAction::InvestCompliance)).played();
    let gained = after.get("compliance(Haldry)") - start().played().get("compliance(Haldry)");
    assert!((gained - 0.25 * (1.0 - 0.40)).abs() < 2e-6, "{gained}");
}

/// "One is made where alignment reaches its level, reliability `commit_reliability`": the level itself is enough, a hair less is not.
#[test]
fn a_commitment_is_made_at_its_level_and_not_below() {
    let quiet = quiet().played();
    let (alignment, reliability) = (quiet.get("alignment(Haldry, Mercady)"), quiet.get("reliability(Haldry, Mercady)"));
    let level = |by: f64| super::ground::quiet().param(|p| p.commit_intelligence = alignment + by);
    assert!(taken(level(0.0), CommitmentKind::Intelligence) && !taken(level(2e-6), CommitmentKind::Intelligence));
    let trust = |by: f64| super::ground::quiet().param(|p| p.commit_reliability = reliability + by);
    assert!(taken(trust(0.0), CommitmentKind::Intelligence) && !taken(trust(2e-6), CommitmentKind::Intelligence));
}

/// "And there is a reason: threat from `commit_threat` or dependence from `commit_dependence`": either is enough.
#[test]
fn threat_alone_or_dependence_alone_is_a_reason() {
    let reasons = |threat: f64, dependence: f64| {
        taken(quiet().param(|p| (p.commit_threat, p.commit_dependence) = (threat, dependence)), CommitmentKind::Intelligence)
    };
    assert!(reasons(0.01, 2.0) && reasons(2.0, 0.0) && !reasons(2.0, 2.0));
}

/// There is one commitment of a kind between two, whoever gives it; one that was broken may be made again.
#[test]
fn no_commitment_is_made_twice() {
    let standing = |from: &str, to: &str, status: Standing| {
        let (from, to) = (state(from), state(to));
        quiet().changed(|world| {
            let kind = CommitmentKind::Intelligence;
            world.commitments.push(Commitment { kind, from, to, until: None, status, since: 1, made: Some(1) });
        })
    };
    let again = |from, to, status| taken(standing(from, to, status), CommitmentKind::Intelligence);
    for status in [Standing::Kept, Standing::Strained] {
        assert!(!again("Haldry", "Mercady", status) && !again("Mercady", "Haldry", status), "{status:?}");
    }
    assert!(again("Haldry", "Mercady", Standing::Broken) && again("Mercady", "Haldry", Standing::Lapsed));
    assert!(again("Haldry", "Claverne", Standing::Kept), "with another it stands in nobody's way");
    assert!(taken(standing("Haldry", "Mercady", Standing::Kept), CommitmentKind::Basing), "of another kind");
}

/// "Strained `commit_margin` below its level": of two exporters it is the one who holds the commitment whose alignment counts.
#[test]
fn the_holder_of_a_commitment_between_exporters_decides() {
    let strained = |holder: f64, giver: f64| {
        let (from, to) = (state("Claverne"), state("Mercady"));
        let mut id = CommitmentId(0);
        let board = quiet().changed(|world| {
            let (kind, status) = (CommitmentKind::Basing, Standing::Kept);
            id = world.commitments.push(Commitment { kind, from, to, until: None, status, since: 1, made: Some(1) });
        });
        let board = board.with("alignment(Mercady, Claverne)", holder).with("affinity(Mercady, Claverne)", holder);
        let board = board.with("alignment(Claverne, Mercady)", giver).with("affinity(Claverne, Mercady)", giver);
        let board = board.with("reliability(Mercady, Claverne)", 0.9).with("reliability(Claverne, Mercady)", 0.9);
        board.played().world.commitments[id].status
    };
    assert_eq!(strained(0.9, -0.9), Standing::Kept);
    assert_eq!(strained(-0.9, 0.9), Standing::Strained);
}

/// A red line without tests of its own rests on no alignment.
#[test]
fn a_red_line_without_tests_stands() {
    let mut id = CommitmentId(0);
    let board = quiet().changed(|world| {
        let (from, to, kind) = (state("Orsany"), state("Tarvel"), CommitmentKind::RedLine);
        id = world.commitments.push(Commitment { kind, from, to, until: None, status: Standing::Kept, since: 1, made: Some(1) });
    });
    let board = board.with("reliability(Tarvel, Orsany)", 0.9);
    assert_eq!(board.after(2).world.commitments[id].status, Standing::Kept);
}

/// "Whole again only `commitment_hysteresis` past its limit", whichever side the limit is on.
#[test]
fn a_limit_from_above_has_its_slack_below() {
    use countersign::rules::setting::Test;
    let at = |value: f64| {
        let board = quiet().with("grievance(Pendara, Mercady)", value).param(|p| p.commitment_hysteresis = 0.10);
        let grievance = board.variable("grievance(Pendara, Mercady)");
        let board = board.arranged(|s| {
            let k1 = &mut s.commitments[CommitmentId(0)];
            k1.strained_when = vec![Test::Above(grievance, 0.50)];
            k1.broken_when.clear();
        });
        let board = board.changed(|world| world.commitments[CommitmentId(0)].status = Standing::Strained);
        stands(&board.played(), "Defence pact")
    };
    assert_eq!((at(0.48), at(0.38)), (Standing::Strained, Standing::Kept));
}

/// "Breaks … `commit_lost` margins below with reliability under `commit_reliability_broken`": one alone is a strain, and no more.
#[test]
fn a_commitment_without_tests_breaks_when_both_alignment_and_reliability_are_gone() {
    let status = |alignment: f64, reliability: f64| {
        let mut id = CommitmentId(0);
        let board = quiet().changed(|world| {
            let (from, to, kind, status) = (state("Haldry"), state("Mercady"), CommitmentKind::Basing, Standing::Strained);
            id = world.commitments.push(Commitment { kind, from, to, until: None, status, since: 1, made: Some(1) });
        });
        let board = board.with("alignment(Haldry, Mercady)", alignment).with("affinity(Haldry, Mercady)", alignment);
        board.with("reliability(Haldry, Mercady)", reliability).played().world.commitments[id].status
    };
    assert_eq!(status(-0.5, 0.1), Standing::Broken);
    assert_eq!((status(-0.5, 0.6), status(0.6, 0.1)), (Standing::Strained, Standing::Strained));
}

/// Exclusive supply that Haldry gave Claverne in play, and turns later.
fn exclusive() -> Board {
    let (haldry, claverne) = (state("Haldry"), state("Claverne"));
    board().with("reliability(Haldry, Claverne)", 0.8).changed(|world| {
        world.commitments.push(Commitment {
            kind: CommitmentKind::ExclusiveSupply,
            from: haldry,
            to: claverne,
            until: None,
            status: Standing::Kept,
            since: 0,
            made: Some(0),
        });
    })
}

/// "Exclusive supply … broken: another supplier licensed": what was agreed in play is judged so, too, and by nothing else.
#[test]
fn exclusive_supply_is_broken_by_another_suppliers_licence() {
    let status = |board: &Board| board.world.commitments.iter().last().expect("what was agreed").status;
    let asked = || exclusive().asking("Haldry", "Claverne", |r| r.to = state("Mercady"));
    assert_eq!(status(&asked().deciding("Haldry", "Mercady", Decision::Deny(Ground::Commerce)).played()), Standing::Kept);
    assert_eq!(status(&asked().deciding("Haldry", "Claverne", Decision::Approve).played()), Standing::Kept);
    assert_eq!(status(&asked().deciding("Haldry", "Mercady", Decision::Approve).played()), Standing::Broken);
    // What another had licensed before it was agreed is no breach, and nor is estrangement.
    let licensed = asked().deciding("Haldry", "Mercady", Decision::Approve).played();
    let later = licensed.changed(|world| {
        let id = world.commitments.ids().last().expect("what was agreed");
        (world.commitments[id].status, world.commitments[id].made) = (Standing::Kept, Some(1));
    });
    assert_eq!(status(&later.clone().with("alignment(Haldry, Claverne)", -0.5).played()), Standing::Kept);
    // "Strained: reliability below" its level.
    assert_eq!(status(&later.clone().with("reliability(Haldry, Claverne)", 0.3).played()), Standing::Strained);
    // "What is strained is whole again only well past its limit."
    let trusts = |past: f64| {
        let level = later.setting.params.commit_reliability + past;
        let strained = later.clone().changed(|world| {
            let id = world.commitments.ids().last().expect("what was agreed");
            world.commitments[id].status = Standing::Strained;
        });
        status(&strained.with("reliability(Haldry, Claverne)", level).played())
    };
    let slack = later.setting.params.commitment_hysteresis;
    assert!(slack > 0.02, "{slack}");
    assert_eq!((trusts(slack / 2.0), trusts(2.0 * slack)), (Standing::Strained, Standing::Kept));
}

/// Protests, talks, controls and reforms are told by rules of their own, of the phase in which they act, and not as a gesture of an
/// exporter.
#[test]
fn what_partners_do_is_told_by_rules_of_its_own() {
    let told = |kind: PartnerAction, name: &str| {
        let board = quiet().ordering("Haldry", OrderKind::Partner(kind));
        let (ledger, variable) = (board.explained(), board.variable(name));
        let parts: Vec<_> = ledger.about(variable).flat_map(|(_, entry)| ledger.causes(entry)).collect();
        let of_order = parts.into_iter().find(|part| part.cause.parent == Parent::Order(0)).expect("the order is its cause");
        assert_eq!(of_order.cause.rule.phase(), Phase::Alignment);
        (of_order.cause.rule.name(), of_order.amount)
    };
    let params = quiet().setting.params;
    let protest = PartnerAction::Protest(state("Claverne"));
    assert_eq!(told(protest, "alignment(Claverne, Haldry)"), ("protest", -params.protest_alignment));
    assert_eq!(told(protest, "credibility(Claverne)"), ("protest", -params.protest_credibility));
    let talks = PartnerAction::Solicit { supplier: state("Mercady"), domain: domain("AD") };
    assert_eq!(told(talks, "evidence(Haldry, Mercady)"), ("solicited", params.solicit_evidence));
    assert_eq!(told(talks, "discount(Mercady, AD, Haldry)"), ("solicited", params.solicit_discount));
    let controls = quiet().get("compliance(Haldry)");
    let gained = (1.0 - controls) * params.compliance_gain;
    assert_eq!(told(PartnerAction::InvestCompliance, "compliance(Haldry)"), ("compliance_invested", gained));
    assert_eq!(told(PartnerAction::Reform, "governance(Haldry)"), ("own_reform", params.reform_gain));
}

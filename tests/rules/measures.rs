//! Phase 14: the eight measures, each by its inputs.

use super::ground::{Board, lowers, quiet, raises, state};

/// "Deterrence (effective defence and counted allies against threat)."
#[test]
fn defence_and_allies_raise_deterrence_and_threat_lowers_it() {
    let measure = "deterrence(Haldry)";
    raises(&quiet(), &quiet().with("absorption(Haldry, AD)", 0.78), measure);
    raises(&quiet(), &quiet().with("alignment(Haldry, Claverne)", 0.95), measure);
    lowers(&quiet(), &quiet().with("hostility(Haldry, Orsany)", 0.9), measure);
}

/// "Counted allies" are also who has a base in a state, and who has assured it: what they can bring counts as far as the state leans to them.
#[test]
fn a_base_and_an_assurance_count_for_deterrence() {
    use countersign::rules::setting::CommitmentKind;
    use countersign::rules::world::{Commitment, Standing};
    let measure = "deterrence(Jaspera)";
    let base = |c: &Commitment| c.kind == CommitmentKind::Basing && c.from == state("Jaspera") && c.to == state("Claverne");
    let held = |status: Standing| {
        quiet().changed(|world| world.commitments.iter_mut().filter(|c| base(c)).for_each(|c| c.status = status))
    };
    lowers(&held(Standing::Kept), &held(Standing::Broken), measure);
    let assured = |kind: CommitmentKind| {
        held(Standing::Broken).changed(|world| {
            let (from, to) = (state("Claverne"), state("Jaspera"));
            world.commitments.push(Commitment { kind, from, to, until: None, status: Standing::Kept, since: 1, made: Some(1) });
        })
    };
    raises(&assured(CommitmentKind::Intelligence), &assured(CommitmentKind::Assurance), measure);
    let defence = |board: &Board, name: &str| {
        let part = |d: &countersign::rules::table::DomainId| {
            let domain = &board.setting.domains[*d];
            (1.0 - board.setting.params.defence_offence * domain.offence)
                * board.get(&format!("capability({name}, {})", domain.code))
        };
        board.setting.domains.ids().map(|d| part(&d)).sum::<f64>()
    };
    let board = assured(CommitmentKind::Assurance).played();
    let (own, word) = (defence(&board, "Jaspera"), defence(&board, "Claverne") * board.get("alignment(Jaspera, Claverne)"));
    let threat = |other: &&str| board.get(&format!("threat(Jaspera, {other})")) * board.get(&format!("offence({other})"));
    let names: Vec<&str> = board.setting.states.iter().map(|s| s.name.as_str()).filter(|n| *n != "Jaspera").collect();
    let against: f64 = names.iter().map(threat).sum();
    let (defended, params) = (own + board.setting.params.measure_allies * word, &board.setting.params);
    let worked = 100.0 * defended / (defended + params.measure_threat * against);
    assert!((board.get(measure) - worked).abs() < 1e-4, "{} and {worked}", board.get(measure));
}

/// "Stability (1 − weighted mean threat)."
#[test]
fn threat_lowers_stability() {
    lowers(&quiet(), &quiet().with("hostility(Haldry, Orsany)", 0.9), "stability(Haldry)");
    lowers(&quiet(), &quiet().with("hostility(Haldry, Orsany)", 0.9), "stability(board)");
}

/// "Alliance cohesion (alignment and kept commitments inside blocs and pacts)."
#[test]
fn alignment_and_kept_commitments_raise_alliance_cohesion() {
    use countersign::rules::world::Standing;
    let measure = "alliance_cohesion(Haldry)";
    raises(&quiet(), &quiet().with("alignment(Haldry, Mercady)", 0.9), measure);
    let broken = |board: Board| {
        board.changed(|world| world.commitments[countersign::rules::table::CommitmentId(1)].status = Standing::Broken)
    };
    lowers(&quiet(), &broken(quiet()), measure);
}

/// "Partner modernisation (effective capability against need)."
#[test]
fn capability_raises_and_need_lowers_modernisation() {
    raises(&quiet(), &quiet().with("absorption(Haldry, AD)", 0.78), "modernisation(Haldry)");
    lowers(&quiet(), &quiet().with("need(Haldry, AD)", 90.0), "modernisation(Haldry)");
}

/// "Supply resilience (1 − concentration of supply and inputs)."
#[test]
fn concentration_lowers_resilience() {
    let all = quiet()
        .with("share(Claverne, AD, Haldry)", 1.0)
        .with("share(Mercady, AD, Haldry)", 0.0)
        .with("share(Haldry, AD, Haldry)", 0.0);
    lowers(&quiet(), &all, "resilience(Haldry)");
}

/// "Integrity (1 − leaked value, and consistency)."
#[test]
fn leaks_lower_and_consistency_raises_integrity() {
    let measure = "integrity(Claverne)";
    raises(&quiet(), &quiet().with("consistency(Claverne)", 0.95), measure);
    let supplied = quiet().with("supplied(Claverne)", 20.0);
    lowers(&supplied, &supplied.clone().with("leaked(Claverne)", 4.0), measure);
}

/// "Domestic mandate (influence-weighted support, and capital)."
#[test]
fn support_and_capital_raise_the_mandate() {
    let measure = "mandate(Claverne)";
    raises(&quiet(), &quiet().with("support(Claverne, public)", 0.9), measure);
    raises(&quiet(), &quiet().with("capital(Claverne)", 90.0), measure);
}

/// "Industry revenue (orders placed against the opening year)."
#[test]
fn orders_raise_industry_revenue() {
    raises(&quiet(), &quiet().with("budget(Jaspera)", 40.0), "industry_revenue(Claverne)");
}

/// Why a measure moved: what is told of its inputs is the whole of it; nothing is left over for the passing of time.
#[test]
fn the_inputs_of_a_measure_tell_all_of_its_change() {
    use countersign::rules::draws::Seed;
    use countersign::rules::ledger::{Contribution, Parent};
    use countersign::rules::order::{Decision, Gesture, Ground, OrderKind};
    use countersign::rules::turn::explain_turn;
    use countersign::rules::variable::{Measure, Scope, StateVar, Variable};
    let embargo = OrderKind::Toward(state("Pendara"), Gesture::Embargo(super::ground::q(0.5)));
    let first = super::ground::board().deciding("Haldry", "Claverne", Decision::Approve);
    let first = first.deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights)).ordering("Mercady", embargo);
    let delivered = first.played().changed(|world| world.licences.iter_mut().for_each(|l| l.delivered = l.points));
    let leaky = delivered.with("supplied(Claverne)", 20.0).param(|p| (p.leak_hazard, p.detection_base) = (100.0, 0.5));
    let (mut told, mut leaks) = (std::collections::BTreeMap::new(), 0);
    for board in [first.clone(), leaky.clone(), leaky.after(2)] {
        let orders = board.check().expect("legal orders");
        let ledger = explain_turn(&board.setting, &board.world, &orders, Seed(11));
        for entry in &ledger.entries {
            let Variable::Measure(kind, scope) = entry.variable else { continue };
            let rest: f64 = ledger.causes(entry).iter().filter(|c| c.cause.parent == Parent::Time).map(|c| c.amount).sum();
            let change = (entry.after - entry.before).to_f64();
            assert!(rest.abs() < 1e-4, "{kind:?} of {scope:?}: {rest} of {change}");
            if let (Measure::Integrity, Scope::State(state)) = (kind, scope) {
                // What leaked weighs by what was supplied, and takes away.
                let of = |kind| Variable::State(kind, state);
                let grown = ledger.about(of(StateVar::Leaked)).map(|(_, e)| (e.after - e.before).to_f64()).sum::<f64>();
                let least = board.get(&format!("supplied({})", board.setting.states[state].name)).max(1e-9);
                let cause = |c: &&Contribution| c.cause.parent == Parent::Number(of(StateVar::Leaked));
                let by_leaks: f64 = ledger.causes(entry).iter().filter(cause).map(|c| c.amount).sum();
                let most = 100.0 * board.setting.params.measure_leak * grown / least;
                assert!(grown <= 0.0 || (by_leaks < 0.0 && by_leaks >= -most - 1e-6), "{by_leaks} for {grown} of {least}");
                leaks += usize::from(grown > 0.0);
            }
            *told.entry(format!("{kind:?}")).or_insert(0.0_f64) += change.abs();
        }
    }
    assert!(Measure::ALL.iter().all(|kind| told.get(&format!("{kind:?}")).is_some_and(|moved| *moved > 0.5)), "{told:?}");
    assert!(leaks > 0, "something leaks");
}

/// "One less threat, and its change": two boards with the same threats, in one of which they have just risen; and alarm is what was risen,
/// half of it forgotten in a year.
#[test]
fn a_threat_that_has_just_risen_lowers_stability_more() {
    let alarmed = quiet().with("alarm(Haldry)", 0.2);
    lowers(&quiet(), &alarmed, "stability(Haldry)");
    // What is left of the alarm after half a year weighs one half: 100 × 0.5 × 0.2 × 0.5^0.5.
    let less = quiet().played().get("stability(Haldry)") - alarmed.played().get("stability(Haldry)");
    assert!((less - 7.071).abs() < 0.01, "{less}");
    let hostile = quiet().with("hostility(Haldry, Orsany)", 0.9);
    let rise = hostile.played().get("threat(Haldry, Orsany)") - hostile.get("threat(Haldry, Orsany)");
    assert!(rise > 0.05);
    raises(&quiet(), &hostile, "alarm(Haldry)");
    let level = hostile.after(8);
    assert!(level.get("alarm(Haldry)") < 0.2 * hostile.played().get("alarm(Haldry)"), "it is got used to");
}

/// What the measures leave of offence and make of inputs are parameters: less of offence in defence lowers deterrence, and inputs from abroad lower
/// resilience the more they count.
#[test]
fn offence_left_out_lowers_deterrence_and_inputs_lower_resilience() {
    let left_out = |part: f64| quiet().param(|p| p.defence_offence = part);
    lowers(&left_out(0.2), &left_out(0.9), "deterrence(Haldry)");
    let counted = |factor: f64| quiet().param(|p| p.measure_inputs_factor = factor);
    let dependent = quiet().setting.states.iter().find(|s| !s.inputs.is_empty()).expect("a state with inputs").name.clone();
    lowers(&counted(0.5), &counted(2.0), &format!("resilience({dependent})"));
}

/// "Strained counts `measure_strained`" beside a kept commitment.
#[test]
fn a_strained_commitment_counts_for_its_part() {
    use countersign::rules::world::Standing;
    let strained = |part: f64| {
        let board = quiet().param(|p| p.measure_strained = part).with("reliability(Haldry, Claverne)", 0.5);
        let after = board.played();
        assert!(after.world.commitments.iter().any(|c| c.status == Standing::Strained));
        after.get("alliance_cohesion(Haldry)")
    };
    assert!(strained(0.2) < strained(0.5) && strained(0.5) < strained(0.9));
}

/// "Kept commitments inside blocs and pacts": a rival's red line and what is agreed with somebody who is no ally hold no alliance together.
#[test]
fn a_rivals_kept_red_line_adds_nothing_to_cohesion() {
    use countersign::rules::world::Standing;
    let ended = |name: &str| {
        let id = quiet().setting.commitments.find(|c| c.name == name).expect("a commitment");
        quiet().changed(|world| world.commitments[id].status = Standing::Broken)
    };
    let cohesion = |board: &Board, name: &str| board.played().get(&format!("alliance_cohesion({name})"));
    for state in ["Haldry", "Orsany"] {
        assert_eq!(cohesion(&ended("Red line on strike missiles"), state), cohesion(&quiet(), state));
    }
    // Jaspera is nobody's ally.
    for state in ["Claverne", "Jaspera"] {
        assert_eq!(cohesion(&ended("Basing at Sandgate airfield"), state), cohesion(&quiet(), state));
    }
    // Haldry has a pact, a base, shared intelligence and its membership. Without the pact, which leaves the two allied by the Compact, base and
    // intelligence are strained and count one half: of the half that commitments count, one quarter and twice one eighth go.
    let lost = cohesion(&quiet(), "Haldry") - cohesion(&ended("Defence pact"), "Haldry");
    assert!((lost - 50.0 * (0.25 + 2.0 * 0.125)).abs() < 1e-4, "{lost}");
}

/// Who loses its only ally has no cohesion left, and does not come to read 50 for it: alignment of 0.90 and a pact that is kept read
/// 50 × 0.90 + 50, and the same pact broken reads nothing.
#[test]
fn the_loss_of_the_only_ally_lowers_cohesion() {
    use countersign::rules::setting::CommitmentKind;
    use countersign::rules::world::{Commitment, Standing};
    let (from, to) = (state("Jaspera"), state("Tarvel"));
    let pact = |status| {
        let pact = Commitment { kind: CommitmentKind::Pact, from, to, until: None, status, since: 1, made: Some(1) };
        let board = [("Jaspera", "Tarvel"), ("Tarvel", "Jaspera")].iter().fold(quiet(), |board, (one, other)| {
            board.with(&format!("alignment({one}, {other})"), 0.9).with(&format!("affinity({one}, {other})"), 0.9)
        });
        board.changed(|world| _ = world.commitments.push(pact)).played().get("alliance_cohesion(Jaspera)")
    };
    assert!((pact(Standing::Kept) - 95.0).abs() < 1e-4, "{}", pact(Standing::Kept));
    assert_eq!(pact(Standing::Broken), 0.0);
    assert_eq!(quiet().played().get("alliance_cohesion(Jaspera)"), 50.0, "who never had an ally is not spoken of");
}

/// "Old stock that is passed on counts as much as new": what others held at the opening was supplied, too, and so is what is delivered in
/// routine; three points of it that Haldry passes on take integrity from Claverne though nothing was ever licensed.
#[test]
fn integrity_falls_when_old_stock_leaks() {
    use countersign::rules::order::{OrderKind, PartnerAction};
    use countersign::rules::rule::Rule;
    use countersign::rules::variable::{LinkVar, Variable};
    let (setting, claverne) = (quiet().setting, state("Claverne"));
    let abroad =
        || setting.links.enumerate().filter(|(_, l)| l.supplier == claverne && l.recipient != claverne).map(|(id, _)| id);
    let held: f64 = abroad().map(|link| quiet().world.link(LinkVar::Points, link)).sum();
    assert!(held > 100.0 && (quiet().get("supplied(Claverne)") - held).abs() < 1e-3, "{held}");
    let ledger = quiet().explained();
    let arrived = |link| ledger.about(Variable::Link(LinkVar::Points, link)).flat_map(|(_, e)| ledger.causes(e).to_vec());
    let routine = abroad().flat_map(arrived).filter(|c| c.cause.rule == Rule::Arrival);
    let routine: f64 = routine.map(|c| c.amount).sum();
    let supplied = quiet().played().get("supplied(Claverne)");
    assert!(routine > 1.0 && (supplied - held - routine).abs() < 1e-3, "{supplied}: {held} and {routine}");
    let (from, to) = (super::ground::link("Claverne", "AD", "Haldry"), state("Wendamar"));
    let passes = PartnerAction::Retransfer { from, to, points: super::ground::q(3.0) };
    let unseen = quiet().param(|p| (p.detection_base, p.retransfer_detection) = (0.0, 0.0));
    let leaked = unseen.clone().ordering("Haldry", OrderKind::Partner(passes)).played();
    assert!(leaked.world.licences.is_empty());
    let lost = unseen.played().get("integrity(Claverne)") - leaked.get("integrity(Claverne)");
    assert!((lost - 100.0 * 10.0 * 3.0 / supplied).abs() < 1e-3, "{lost}");
}

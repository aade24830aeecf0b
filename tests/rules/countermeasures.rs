//! Phase 10: those who were harmed answer.

use countersign::rules::ledger::{Ledger, News};
use countersign::rules::order::{Countermeasure, Decision, Gesture, OrderKind, Player, SanctionLevel};
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
    raises(&quiet(), &undercut, "discount(Orsany, AD, Jaspera)");
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
    assert_eq!(grounds(&embargo(once, 0.9)).len(), 1, "there are grounds already");
    let both = grounds(&embargo(seated(&[("Mercady", 0.2)]), 0.5));
    assert_eq!(both, [("Mercady".to_owned(), 0.2), ("Claverne".to_owned(), 0.3)], "grounds against another are others");
}

//! Phase 11: constituencies react by what they care about; capital follows.

use countersign::rules::order::{Condition, Decision, Gesture, Ground, OrderKind, PartnerAction};
use countersign::rules::world::Outcome;

use super::ground::{Board, board, lowers, q, quiet, raises, raises_after, state};

const RIGHTS: &str = "support(Claverne, legislature and rights groups)";
const INDUSTRY: &str = "support(Mercady, industry)";

/// "Constituencies react to the turn's decisions by what they care about": rights.
#[test]
fn arming_a_bad_record_lowers_the_support_of_rights_groups() {
    let approve = |rights: f64| board().with("rights(Wendamar)", rights).deciding("Wendamar", "Claverne", Decision::Approve);
    lowers(&approve(0.9), &approve(0.1), RIGHTS);
    lowers(&board(), &approve(0.33), RIGHTS);
}

/// "Orders and jobs."
#[test]
fn a_licence_raises_and_a_denial_lowers_the_support_of_industry() {
    raises(&board(), &board().deciding("Jaspera", "Mercady", Decision::Approve), INDUSTRY);
    lowers(&board(), &board().deciding("Jaspera", "Mercady", Decision::Deny(Ground::Rights)), INDUSTRY);
}

/// "Serving allies."
#[test]
fn to_refuse_an_ally_lowers_the_support_of_the_defence_ministry() {
    let deny = board().deciding("Haldry", "Claverne", Decision::Deny(Ground::Stability));
    lowers(&board(), &deny, "support(Claverne, defence ministry)");
}

/// "Transparency … shows every gap to the legislature": a decision against the record costs more in the open.
#[test]
fn transparency_makes_an_inconsistent_licence_cost_more() {
    let approve = |open: f64| board().with("transparency(Claverne)", open).deciding("Wendamar", "Claverne", Decision::Approve);
    lowers(&approve(0.1), &approve(1.0), RIGHTS);
}

/// "Political capital follows."
#[test]
fn support_raises_capital() {
    raises(&quiet(), &quiet().with("support(Claverne, public)", 0.9), "capital(Claverne)");
}

/// "Capital recovers towards a level set by mean support."
#[test]
fn capital_recovers() {
    let low = quiet().with("capital(Claverne)", 10.0);
    assert!(low.played().get("capital(Claverne)") > 10.0);
}

/// "Below a floor the legislature holds or reviews high-risk approvals."
#[test]
fn low_capital_holds_risky_approvals() {
    let approve = |capital: f64| {
        let after = board().with("capital(Claverne)", capital).deciding("Wendamar", "Claverne", Decision::Approve).played();
        after.world.record.iter().find(|d| d.partner == state("Wendamar")).expect("decided").outcome
    };
    assert_eq!(approve(60.0), Outcome::Licensed);
    assert_eq!(approve(20.0), Outcome::Held);
}

/// "Justifications that agree with the record raise credibility, those that don't lower it."
#[test]
fn a_true_justification_raises_credibility_and_a_false_one_lowers_it() {
    let deny = || board().with("credibility(Claverne)", 0.5).deciding("Wendamar", "Claverne", Decision::Deny(Ground::Rights));
    let because = |criterion| {
        let decision = board().request("Wendamar", "Claverne").key;
        deny().ordering("Claverne", OrderKind::Justify { decision, criterion })
    };
    raises(&deny(), &because(Ground::Rights), "credibility(Claverne)");
    lowers(&deny(), &because(Ground::Stability), "credibility(Claverne)");
}

/// "Partners' publics react to … conditions."
#[test]
fn burden_lowers_the_support_of_the_partners_public() {
    let licensed = |clauses: Vec<Condition>| {
        board().with("standing_answer(Haldry)", 2.0).deciding("Haldry", "Claverne", Decision::Condition(clauses))
    };
    let heavy = vec![Condition::Reform, Condition::NoRetransfer, Condition::Monitoring(q(1.0))];
    lowers(&licensed(vec![Condition::Certificate]), &licensed(heavy), "support(Haldry, public)");
}

/// "And humiliation": a refusal in public hurts more.
#[test]
fn a_public_refusal_lowers_the_support_of_the_partners_public() {
    let deny =
        |open: f64| board().with("transparency(Claverne)", open).deciding("Haldry", "Claverne", Decision::Deny(Ground::Rights));
    lowers(&deny(0.45), &deny(0.55), "support(Haldry, public)");
}

/// "Dependence."
#[test]
fn growing_dependence_lowers_the_support_of_the_partners_public() {
    lowers(&quiet(), &quiet().with("dependence(Haldry, Claverne)", 0.40), "support(Haldry, public)");
}

/// Sanctions humiliate as long as they last.
#[test]
fn an_embargo_lowers_the_support_of_its_targets_public() {
    let embargo = quiet().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(1.0))));
    lowers(&quiet(), &embargo, "support(Jaspera, public)");
    raises_after(3, &embargo, &quiet(), "support(Jaspera, public)");
}

/// Work at home pleases those who want it.
#[test]
fn industry_built_raises_the_support_of_those_who_want_jobs() {
    let invest = OrderKind::Partner(PartnerAction::InvestIndustry(super::ground::domain("MA")));
    raises(&quiet(), &quiet().ordering("Pendara", invest), "support(Pendara, industry)");
}

/// "Partners [pay] money or public support": a reform costs support and raises the records.
#[test]
fn a_reform_lowers_support_and_raises_the_records() {
    let reform = quiet().ordering("Wendamar", OrderKind::Partner(PartnerAction::Reform));
    lowers(&quiet(), &reform, "support(Wendamar, public)");
    raises(&quiet(), &reform, "governance(Wendamar)");
    raises(&quiet(), &reform, "rights(Wendamar)");
    let controls: Board = quiet().ordering("Wendamar", OrderKind::Partner(PartnerAction::InvestCompliance));
    raises(&quiet(), &controls, "compliance(Wendamar)");
}

/// A licence pleases at the partner's home by what it is worth, so that many small ones please no more than one.
#[test]
fn value_raises_what_a_licence_means_to_the_partner() {
    let worth = |value: f64| {
        let haldry = state("Haldry");
        let asked =
            board().changed(|world| world.requests.iter_mut().filter(|r| r.from == haldry).for_each(|r| r.value = q(value)));
        asked.deciding("Haldry", "Claverne", Decision::Approve)
    };
    raises(&worth(0.2), &worth(1.0), "support(Haldry, armed forces)");
}

/// "What is eased pleases those whom the embargo had displeased", and the other way round.
#[test]
fn to_ease_an_embargo_is_felt_as_the_opposite_of_laying_it() {
    let under = quiet().with("embargo(Claverne, Wendamar)", 0.8);
    let eased = under.clone().ordering("Claverne", OrderKind::Toward(state("Wendamar"), Gesture::Embargo(q(0.2))));
    let harder = under.clone().ordering("Claverne", OrderKind::Toward(state("Wendamar"), Gesture::Embargo(q(1.0))));
    lowers(&under, &eased, RIGHTS);
    raises(&under, &harder, RIGHTS);
}

/// "An embargo costs by how much harder it gets; to ease one is to lift it in part."
#[test]
fn an_embargo_is_priced_by_what_it_adds() {
    use countersign::rules::order::Order;
    let under = quiet().with("embargo(Claverne, Wendamar)", 0.4).param(|p| (p.price_embargo, p.price_lift) = (10.0, 2.0));
    let price = |part: f64| {
        let order = Order::new(state("Claverne"), OrderKind::Toward(state("Wendamar"), Gesture::Embargo(q(part))));
        countersign::rules::price::price(&under.setting, &under.world, &order).amount
    };
    assert!((price(1.0) - 6.0).abs() < 1e-9 && (price(0.5) - 1.0).abs() < 1e-9);
    assert!((price(0.2) - 2.0).abs() < 1e-9 && (price(0.0) - 2.0).abs() < 1e-9);
}

/// "Each concern is a rule of its own, so that a cause says what pleased or annoyed a constituency": half an embargo on Jaspera, with a
/// record of 0.60, an alignment of 0.40 and a share of 0.30, means something else to each of three concerns of Claverne's public, which
/// cares for each by 0.2.
#[test]
fn an_embargo_says_which_concern_it_pleased_or_annoyed() {
    use countersign::report::causes::{Context, why};
    let embargo = OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(0.5)));
    let board = quiet().param(|p| p.support_reaction = 0.1).ordering("Claverne", embargo);
    let board = board.with("rights(Jaspera)", 0.6).with("alignment(Claverne, Jaspera)", 0.4);
    let board = board.with("dependence(Jaspera, Claverne)", 0.3);
    let (ledger, orders) = (board.explained(), board.check().expect("legal orders"));
    let context = Context {
        world: Some(&board.world),
        orders: Some(orders.as_slice()),
        ledger: Some(&ledger),
        viewer: countersign::rules::view::Viewer::Facilitator,
    };
    let lines = why(&board.setting, context, &ledger, board.variable("support(Claverne, public)"));
    let of = |said: &str| lines.iter().find(|line| line.text == said).map(|line| line.amount.to_f64());
    for (concern, mood) in
        [("human rights", 0.5 * (1.0 - 0.6)), ("service to allies", -0.5 * 0.4), ("trade and jobs", -0.5 * 0.3)]
    {
        let amount = of(&format!("{concern}: Claverne’s embargo on Jaspera")).expect("a line of its own");
        assert!((amount - 0.1 * 0.2 * mood).abs() < 2e-6, "{concern}: {amount}");
    }
}

/// What is felt all through a turn has partly faded by its end, at any pace alike: of an embargo that humiliates a public for half a year,
/// 1 − 0.75^0.5 over −ln 0.75 × 0.5 of its weight is left.
#[test]
fn what_is_felt_all_through_a_turn_has_partly_faded() {
    let board = quiet().with("embargo(Claverne, Jaspera)", 0.4).param(|p| p.support_reaction = 0.1);
    let variable = board.variable("support(Jaspera, public)");
    let cares = board.setting.states[state("Jaspera")].constituencies.iter().find(|c| c.name == "public").expect("a public");
    let cares = cares.cares(countersign::rules::setting::Concern::Dependence);
    let ledger = board.explained();
    let parts = ledger.about(variable).flat_map(|(_, entry)| ledger.causes(entry).to_vec());
    let of_embargo = countersign::rules::ledger::Parent::Number(board.variable("embargo(Claverne, Jaspera)"));
    let felt: f64 = parts.filter(|part| part.cause.parent == of_embargo).map(|part| part.amount).sum();
    let left = (1.0 - 0.75_f64.sqrt()) / (-0.75_f64.ln() * 0.5);
    let worked = -0.1 * cares * board.setting.params.humiliation * 0.4 * 0.5 * left;
    assert!(cares > 0.0 && (felt - worked).abs() < 1e-6, "{felt} for {worked}");
}

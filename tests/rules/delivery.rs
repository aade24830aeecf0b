//! Phase 6: what arrives, and what an organisation makes of it.

use countersign::rules::order::{Gesture, OrderKind, PartnerAction};
use countersign::rules::phases::absorption_ceiling;
use countersign::rules::quantity::Quantity;
use countersign::rules::supply::lead_turns;
use countersign::rules::world::Delivery;

use super::ground::{Board, domain, link, lowers, q, quiet, raises, raises_after, state};

const ABSORPTION: &str = "absorption(Jaspera, AD)";

/// So many points of a tier arrive from Claverne this turn.
fn delivered(points: f64, tier: u8) -> Board {
    quiet().changed(|world| {
        let link = link("Claverne", "AD", "Jaspera");
        world.pipeline.push(Delivery { due: 1, link, tier, points: q(points), licence: None, monitoring: Quantity::ZERO });
    })
}

/// "Pipelines deliver."
#[test]
fn a_delivery_raises_what_is_held() {
    raises(&quiet(), &delivered(10.0, 3), "points(Claverne, AD, Jaspera)");
    raises(&quiet(), &delivered(10.0, 4), "tier(Claverne, AD, Jaspera)");
}

/// "After lead times by tier": the higher the tier, the later; disturbed inputs make it later still.
#[test]
fn tier_and_delay_raise_the_lead_time() {
    let lead = |board: &Board, tier| lead_turns(&board.setting, &board.world, state("Claverne"), tier);
    assert!(lead(&quiet(), 4) > lead(&quiet(), 3) && lead(&quiet(), 3) > lead(&quiet(), 1));
    assert!(lead(&quiet().with("lead_delay(Claverne)", 12.0), 3) > lead(&quiet(), 3));
}

/// "Hardware that nobody can operate is not capability": a delivery spreads the crews.
#[test]
fn a_delivery_lowers_the_share_of_crews() {
    lowers(&quiet(), &delivered(20.0, 3), ABSORPTION);
}

/// "A higher tier buys quality per crew": the same points spread the crews less.
#[test]
fn a_higher_tier_needs_fewer_crews() {
    raises(&delivered(20.0, 1), &delivered(20.0, 4), ABSORPTION);
    lowers(&delivered(20.0, 1), &delivered(20.0, 4), "crews(Jaspera, AD)");
}

/// "Points below [the tier of a need] cover 0.7 a step of that need."
#[test]
fn a_need_for_a_higher_tier_lowers_cover() {
    let wants = |tier: f64| quiet().with("need_tier(Jaspera, AD)", tier);
    lowers(&wants(1.0), &wants(4.0), "cover(Jaspera, AD)");
}

/// "Absorption moves to its ceiling over years."
#[test]
fn absorption_moves_towards_its_ceiling() {
    let low = quiet().with(ABSORPTION, 0.20);
    let (one, two) = (low.after(1).get(ABSORPTION), low.after(4).get(ABSORPTION));
    assert!(one > 0.20 && two > one && two < 0.6, "{one} {two}");
    // What the window tells as the ceiling: governance sets it, where nobody trains and nothing is built together.
    let (board, params) = (quiet(), quiet().setting.params);
    let top = absorption_ceiling(&board.setting, &board.world, state("Jaspera"), domain("AD"));
    assert!(
        (top - params.absorption_base - params.absorption_governance * board.get("governance(Jaspera)")).abs() < 1e-6,
        "{top}"
    );
}

/// "Training, sustainment packages raise the ceiling."
#[test]
fn training_raises_absorption() {
    let trained = quiet().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Training { domain: domain("AD") }));
    raises_after(4, &quiet(), &trained, ABSORPTION);
}

/// Governance sets the ceiling.
#[test]
fn governance_raises_absorption() {
    raises(&quiet(), &quiet().with("governance(Jaspera)", 0.9), ABSORPTION);
}

/// "Too high a tier for the organisation is absorbed slowly."
#[test]
fn a_high_tier_is_absorbed_slowly() {
    let held = |tier: f64| {
        let base = quiet().with("tier(Claverne, AD, Jaspera)", tier).with("tier(Mercady, AD, Jaspera)", tier);
        let crews = countersign::rules::capability::holding(&base.setting, &base.world, state("Jaspera"), domain("AD")).crews;
        base.with("crews(Jaspera, AD)", crews)
    };
    lowers(&held(1.0), &held(4.0), ABSORPTION);
}

/// "Co-production builds industry", and so does money.
#[test]
fn coproduction_and_investment_raise_industry() {
    let industry = "industry(Jaspera, AD)";
    raises(&quiet(), &quiet().with("coproduction(Claverne, AD, Jaspera)", 0.8), industry);
    raises(&quiet(), &quiet().ordering("Jaspera", OrderKind::Partner(PartnerAction::InvestIndustry(domain("AD")))), industry);
}

/// "Integration falls as the holdings come from suppliers that are not interoperable."
#[test]
fn interoperability_raises_capability() {
    let talks = quiet().with("interoperability(Claverne, Orsany)", 0.9).with("interoperability(Mercady, Orsany)", 0.9);
    raises(&quiet(), &talks, "integration(Pendara, AD)");
    raises(&quiet(), &talks, "capability(Pendara, AD)");
}

/// "Absorption · integration · Σ holding · availability": each raises capability.
#[test]
fn each_factor_raises_capability() {
    let capability = "capability(Jaspera, AD)";
    raises(&quiet(), &quiet().with(ABSORPTION, 0.55), capability);
    raises(&quiet(), &quiet().with("points(Claverne, AD, Jaspera)", 60.0).with("crews(Jaspera, AD)", 0.0), capability);
    raises(&quiet().with("availability(Claverne, AD, Jaspera)", 0.4), &quiet(), capability);
}

/// Training on one supplier's gear makes interoperable.
#[test]
fn dependence_raises_interoperability() {
    let more = quiet().with("share(Orsany, AD, Jaspera)", 0.5).with("share(Claverne, AD, Jaspera)", 0.14);
    raises(&quiet(), &more, "interoperability(Jaspera, Orsany)");
    let exercise = quiet().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Exercise));
    raises(&quiet(), &exercise, "interoperability(Jaspera, Claverne)");
}

/// Crews that come trained with new gear leave fewer seats empty.
#[test]
fn trained_crews_that_come_with_a_delivery_raise_absorption() {
    let with = |crews: f64| delivered(20.0, 3).param(|p| p.crews_delivered = crews);
    raises(&with(0.0), &with(0.5), ABSORPTION);
}

/// Why capability moved: shares of absorption, of how fleets fit, and of each supplier's points, which add up to the change.
#[test]
fn the_shares_of_a_change_of_capability_add_up() {
    use countersign::rules::draws::Seed;
    use countersign::rules::turn::explain_turn;
    use countersign::rules::variable::{CellVar, Variable};
    let board = delivered(6.0, 3);
    let ledger = explain_turn(&board.setting, &board.world, &board.check().expect("no orders"), Seed(1));
    let mut moved = 0;
    for entry in &ledger.entries {
        if let Variable::Cell(CellVar::Capability | CellVar::Cover, ..) = entry.variable {
            let change = (entry.after - entry.before).to_f64();
            let shares: f64 = ledger.causes(entry).iter().map(|cause| cause.amount).sum();
            assert!((shares - change).abs() < 2e-5, "{:?}: {shares} of {change}", entry.variable);
            moved += usize::from(change.abs() > 0.5);
        }
    }
    assert!(moved > 0, "a delivery moves capability");
}

/// "Training, sustainment packages and co-production raise the ceiling": by 0.06 × the largest co-production in the domain.
#[test]
fn coproduction_raises_the_ceiling_of_absorption() {
    let at = |level: f64| quiet().with("coproduction(Claverne, AD, Jaspera)", level);
    raises(&at(0.0), &at(0.5), "absorption(Jaspera, AD)");
    raises(&at(0.5), &at(1.0), "absorption(Jaspera, AD)");
    // The largest counts, not the sum.
    let two = at(0.5).with("coproduction(Mercady, AD, Jaspera)", 0.4);
    assert_eq!(two.played().get("absorption(Jaspera, AD)"), at(0.5).played().get("absorption(Jaspera, AD)"));
    // However fast they learn, no more than the 0.06 shows.
    let fast = |level: f64| at(level).param(|p| p.absorption_rate = 1.0).played().get("absorption(Jaspera, AD)");
    let gained = fast(1.0) - fast(0.0);
    assert!(gained > 0.0 && gained <= 0.06 + 1e-6, "{gained}");
}

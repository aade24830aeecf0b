//! Phase 5: one stream of money, and the shares that it follows.

use countersign::rules::order::{Decision, Gesture, Ground, OrderKind, SanctionLevel};
use countersign::rules::setting::CardEffect;

use super::ground::{Board, board, link, lowers, lowers_after, q, quiet, raises, raises_after, state};

const SHARE: &str = "share(Claverne, AD, Jaspera)";
const ORDERS: &str = "orders(Claverne, AD, Jaspera)";

fn embargoed() -> Board {
    quiet().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(1.0))))
}

/// "New orders of a turn are budget × new-buy fraction × domain share × dt."
#[test]
fn budget_raises_orders() {
    raises(&quiet(), &quiet().with("budget(Jaspera)", 20.0), ORDERS);
}

/// "The rest is ordered as routine orders at the partner's shares."
#[test]
fn share_raises_orders() {
    let moved = quiet().with(SHARE, 0.68).with("share(Mercady, AD, Jaspera)", 0.22);
    raises(&quiet(), &moved, ORDERS);
}

/// "Licensed requests … are paid first": routine orders from the others get less.
#[test]
fn a_licensed_request_lowers_routine_orders() {
    let licensed = board().deciding("Jaspera", "Mercady", Decision::Approve);
    let domain = board().setting.domains[board().request("Jaspera", "Mercady").domain].code.clone();
    lowers(&board(), &licensed, &format!("orders(Claverne, {domain}, Jaspera)"));
    raises(&board(), &licensed, &format!("orders(Mercady, {domain}, Jaspera)"));
}

/// "Where a licence is missing the money isn't placed: it waits as unmet orders."
#[test]
fn a_denial_raises_unmet_orders() {
    let domain = board().setting.domains[board().request("Haldry", "Claverne").domain].code.clone();
    let denied = board().deciding("Haldry", "Claverne", Decision::Deny(Ground::Stability));
    raises(&board(), &denied, &format!("unmet(Claverne, {domain}, Haldry)"));
}

/// "Under a total embargo the sender's orders placed are zero at once; its share decays."
#[test]
fn an_embargo_stops_orders_at_once_and_lowers_the_share_slowly() {
    assert_eq!(embargoed().played().get(ORDERS), 0.0);
    lowers(&quiet(), &embargoed(), SHARE);
    assert!(embargoed().played().get(SHARE) > 0.3);
    raises(&quiet(), &embargoed(), "unmet(Claverne, AD, Jaspera)");
}

/// "And can come back when the embargo is lifted."
#[test]
fn a_lifted_embargo_raises_the_share_again() {
    let under = embargoed().after(2);
    let lifted = under.clone().ordering("Claverne", OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(0.0))));
    raises_after(4, &under, &lifted, SHARE);
    raises(&under, &lifted, ORDERS);
}

/// "And goes to the others as they are contracted": of what waited at the start of a turn, 1 − 0.71^0.5 is there to be ordered, of the
/// others. Without backfill, under the same embargo, it waits on.
#[test]
fn backfill_raises_the_orders_of_the_others() {
    let off = || embargoed().param(|p| p.backfill_rate = 0.0);
    raises_after(2, &off(), &embargoed(), "orders(Mercady, AD, Jaspera)");
    lowers_after(2, &off(), &embargoed(), "unmet(Claverne, AD, Jaspera)");
    let waiting = || embargoed().param(|p| p.savings_kept = 0.0).played().with("unmet(Claverne, AD, Jaspera)", 1.0);
    // No way around is open.
    let waiting = || waiting().changed(|world| world.routes.clear());
    let others = |board: &Board| {
        let of = |kind: &str| -> f64 {
            ["Claverne", "Mercady", "Orsany", "Jaspera"].iter().map(|by| board.get(&format!("{kind}({by}, AD, Jaspera)"))).sum()
        };
        of("orders") * board.setting.dt() + of("unmet") + board.get("unspent(Jaspera, AD)")
    };
    // No money is made or lost by it: what is contracted is ordered or kept.
    let (with, without) = (waiting().played(), waiting().param(|p| p.backfill_rate = 0.0).played());
    assert!((others(&with) - others(&without)).abs() < 1e-4, "{} {}", others(&with), others(&without));
    let contracted = 1.0 - 0.71_f64.sqrt();
    let less = without.get("unmet(Claverne, AD, Jaspera)") - with.get("unmet(Claverne, AD, Jaspera)");
    assert!((less - contracted).abs() < 1e-3, "{less} of {contracted}: nothing waits anew");
}

/// "Faster after a shock."
#[test]
fn a_shock_makes_shares_move_faster() {
    let slow = embargoed().param(|p| p.share_rate_shock = p.share_rate);
    lowers(&slow, &embargoed(), SHARE);
}

/// One term of the utility raises or lowers the share of its supplier.
macro_rules! moves_the_share {
    ($($(#[$doc:meta])* $test:ident: $direction:ident $name:literal = $value:literal;)*) => {$(
        $(#[$doc])*
        #[test]
        fn $test() {
            $direction(&quiet(), &quiet().with($name, $value), SHARE);
        }
    )*};
}

moves_the_share! {
    /// "Reliability."
    reliability_raises_the_share: raises "reliability(Jaspera, Claverne)" = 0.9;
    /// "Uncertainty": the better it is known, the better.
    evidence_raises_the_share: raises "evidence(Jaspera, Claverne)" = 80.0;
    /// "Alignment."
    alignment_raises_the_share: raises "alignment(Jaspera, Claverne)" = 0.9;
    /// Grievance makes a supplier worth less.
    grievance_lowers_the_share: lowers "grievance(Jaspera, Claverne)" = 2.0;
    /// "Installed base (lock-in)."
    what_is_held_raises_the_share: raises "points(Claverne, AD, Jaspera)" = 120.0;
    /// "Offsets and co-production."
    coproduction_raises_the_share: raises "coproduction(Claverne, AD, Jaspera)" = 0.8;
    /// "Burden of conditions."
    burden_lowers_the_share: lowers "burden(Claverne, AD, Jaspera)" = 0.9;
    /// "Price."
    a_discount_raises_the_share: raises "discount(Claverne, AD, Jaspera)" = 0.3;
    /// "Expected delay."
    delay_lowers_the_share: lowers "lead_delay(Claverne)" = 24.0;
    /// "Dependence aversion."
    dependence_lowers_the_share: lowers "dependence(Jaspera, Claverne)" = 0.95;
    /// "Quality at the licensed tier": a ceiling below the usual tier takes from it.
    a_ceiling_lowers_the_share: lowers "partner_ceiling(Claverne, Jaspera)" = 1.0;
    /// Own industry is a supplier, and takes from the others as it grows.
    own_industry_lowers_the_share: lowers "industry(Jaspera, AD)" = 0.9;
}

/// "Exposure to secondary sanctions."
#[test]
fn secondary_sanctions_lower_the_share_of_their_target() {
    let sanction = |level| quiet().ordering("Claverne", OrderKind::Toward(state("Orsany"), Gesture::Sanction(level)));
    let (primary, secondary) = (sanction(SanctionLevel::Primary), sanction(SanctionLevel::Secondary));
    raises(&primary, &secondary, "sanctions_risk(Orsany, SA, Jaspera)");
    lowers(&primary, &secondary, "share(Orsany, SA, Jaspera)");
}

/// "A route by which a part of what is denied flows": three tenths of what would wait.
#[test]
fn an_open_route_lets_a_part_of_the_orders_through() {
    let open = embargoed().writing(vec![CardEffect::OpenRoute { through: state("Istmere") }]);
    let unmet = |board: &Board| board.played().get("unmet(Claverne, AD, Jaspera)") - board.get("unmet(Claverne, AD, Jaspera)");
    let waits = unmet(&embargoed());
    assert!(waits > 0.01 && (unmet(&open) - 0.7 * waits).abs() < 1e-5, "{} of {waits}", unmet(&open));
    let around = open.played().get(ORDERS) * open.setting.dt();
    assert!((around - 0.3 * waits).abs() < 1e-5, "{around} of {waits}");
}

/// "A tier lower than was asked for, with the lead time of that tier": Claverne's air defence is of tier 3, two years away; what comes
/// around is of tier 2, and there after a year and a half.
#[test]
fn what_comes_around_is_a_tier_lower() {
    let channel = link("Claverne", "AD", "Jaspera");
    let embargoed = || embargoed().arranged(|setting| setting.links[channel].tier = 3);
    let open = embargoed().writing(vec![CardEffect::OpenRoute { through: state("Istmere") }]);
    let before = open.world.pipeline.len();
    let after = open.played();
    assert!(after.world.pipeline.len() > before);
    let around = after.world.pipeline.iter().find(|d| d.link == channel && d.licence.is_none()).expect("something on its way");
    assert_eq!((around.tier, around.due), (2, 1 + 3));
    // Three tenths of the money, at 1.4 times the price of a point of tier 2.
    let waits = embargoed().played().get("unmet(Claverne, AD, Jaspera)") - embargoed().get("unmet(Claverne, AD, Jaspera)");
    let price = open.setting.price(state("Claverne"), 2) * 1.4;
    assert!((around.points.to_f64() - 0.3 * waits / price).abs() < 1e-4, "{} points", around.points.to_f64());
}

/// A part of what was denied comes around too, where a way is open: less waits for a licence.
#[test]
fn what_was_denied_comes_around_where_a_way_is_open() {
    let denied = |open: bool| {
        let board = board().deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
        let effects = vec![CardEffect::OpenRoute { through: state("Istmere") }];
        if open { board.writing(effects) } else { board }
    };
    let unmet = |board: &Board| board.played().get("unmet(Claverne, AD, Tarvel)") - board.get("unmet(Claverne, AD, Tarvel)");
    let (waits, around) = (unmet(&denied(false)), unmet(&denied(true)));
    assert!(waits > 0.01 && (around - 0.7 * waits).abs() < 1e-5, "{around} of {waits}");
}

/// Orders raise the revenue of the one who gets them.
#[test]
fn orders_raise_revenue() {
    raises(&quiet(), &quiet().with("budget(Jaspera)", 40.0), "revenue(Claverne)");
    lowers(&quiet(), &embargoed(), "revenue(Claverne)");
}

/// Export finance makes a channel cheaper for a time.
#[test]
fn finance_raises_the_discount() {
    use super::ground::domain;
    let finance = Gesture::Finance { domain: domain("AD"), discount: q(0.2) };
    let ordered = quiet().ordering("Claverne", OrderKind::Toward(state("Jaspera"), finance));
    raises(&quiet(), &ordered, "discount(Claverne, AD, Jaspera)");
    raises(&quiet(), &ordered, SHARE);
}

/// What a lower price saves buys more of the same supplier; a treasury that keeps it takes it from what is sold.
#[test]
fn savings_that_are_kept_lower_orders_at_a_lower_price() {
    let cheaper = |kept: f64| quiet().param(|p| p.savings_kept = kept).with("discount(Claverne, AD, Jaspera)", 0.2);
    assert_eq!(quiet().played().get(ORDERS), cheaper(0.0).played().get(ORDERS));
    lowers(&cheaper(0.0), &cheaper(1.0), ORDERS);
}

/// "Licensed requests may borrow up to three years ahead": what is owed is not there to be borrowed again.
#[test]
fn debts_lower_what_a_partner_can_ask_for() {
    let (to, domain) = (state("Mercady"), super::ground::domain("MA"));
    let payable = quiet().setting.new_buy(&quiet().world, state("Istmere")) * quiet().setting.params.borrow_years_max;
    let points = q(0.9 * payable / quiet().setting.price(to, 2));
    let ask = |owed: f64| {
        let (monitoring, coproduction) = (q(0.3), q(0.0));
        let order = OrderKind::Request { to, domain, tier: 2, points, monitoring, coproduction };
        quiet().with("unspent(Istmere, AD)", -owed).ordering("Istmere", order).check()
    };
    assert!(ask(0.0).is_ok());
    let refused = ask(0.5 * payable).expect_err("it owes half of it already");
    assert!(refused.iter().any(|r| matches!(r.why, countersign::rules::validate::Why::Unpayable { .. })));
}

/// "And goes to the others": what waited for one supplier is contracted with all but that one, to the last dollar.
#[test]
fn what_waited_for_one_supplier_goes_to_the_others_alone() {
    let even = || quiet().param(|p| p.lump_order_min = 0.0);
    let waiting = even().with("unmet(Claverne, AD, Jaspera)", 8.0);
    let (one, other) = (even().played(), waiting.played());
    assert!((one.get(ORDERS) - other.get(ORDERS)).abs() < 1e-5, "nothing of it comes back to whom it waited for");
    let all = |board: &Board| {
        let links = board.setting.links_of(state("Jaspera"), super::ground::domain("AD"));
        links.map(|l| board.world.values.link(countersign::rules::variable::LinkVar::Orders, l).to_f64()).sum::<f64>()
    };
    let moved = 8.0 - (other.get("unmet(Claverne, AD, Jaspera)") - one.get("unmet(Claverne, AD, Jaspera)"));
    // Of 8, half a year at 0.29 a year: 8 × (1 − √0.71) = 1.259.
    assert!((moved - 8.0 * (1.0 - 0.71_f64.sqrt())).abs() < 1e-4, "{moved}");
    let ordered = (all(&other) - all(&one)) * one.setting.dt();
    assert!((ordered - moved).abs() < 1e-4, "{ordered} of {moved}");
}

/// "Routine orders are placed all year, so that their mean is the lead time": four half-years and three months more are four turns for one half
/// of them and five for the other.
#[test]
fn routine_orders_arrive_by_their_lead_time_in_the_mean() {
    let channel = link("Claverne", "AD", "Jaspera");
    let arrives = |delay: f64| {
        let board = quiet().arranged(|setting| setting.links[channel].tier = 3).with("lead_delay(Claverne)", delay);
        let none = board.changed(|world| _ = world.routine.clear(channel));
        let after = none.played();
        [4, 5, 6].map(|turns| after.world.routine.due(channel, 1 + turns).to_f64())
    };
    let [whole, none, _] = arrives(0.0);
    assert!(whole > 0.1 && none == 0.0, "{whole}");
    let [early, late, none] = arrives(3.0);
    assert!(
        (early - whole / 2.0).abs() < 1e-5 && (late - whole / 2.0).abs() < 1e-5 && none == 0.0,
        "{early} and {late} of {whole}"
    );
}

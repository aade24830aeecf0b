//! Phases 1 and 2: upkeep and events.

use countersign::rules::order::{Decision, Gesture, OrderKind};
use countersign::rules::setting::CardEffect;
use countersign::rules::validate::Why;

use super::ground::{Board, board, domain, lowers, q, quiet, raises, raises_after, state};

/// "Availability decays where sustainment is withheld … and recovers where it is restored."
#[test]
fn withheld_sustainment_lowers_availability_and_restored_raises_it() {
    let availability = "availability(Claverne, AD, Pendara)";
    let restored = quiet().with("sustainment(Claverne, AD, Pendara)", 1.0);
    lowers(&restored, &quiet(), availability);
    assert!(restored.played().get(availability) > quiet().get(availability));
    assert!(quiet().played().get(availability) < quiet().get(availability));
}

/// "An embargoed fleet is worth less every year, not zero at once."
#[test]
fn a_withheld_fleet_decays_year_by_year() {
    let capability = "capability(Pendara, AD)";
    let (now, year, later) = (quiet(), quiet().after(2), quiet().after(6));
    assert!(year.get("availability(Claverne, AD, Pendara)") < now.get("availability(Claverne, AD, Pendara)"));
    assert!(later.get("availability(Claverne, AD, Pendara)") < year.get("availability(Claverne, AD, Pendara)"));
    assert!(year.get(capability) > 0.9 * now.get(capability));
}

/// "Holdings age": the faster, the shorter the service life of the domain.
#[test]
fn a_shorter_service_life_lowers_what_is_held() {
    let short = quiet().arranged(|s| {
        for d in &mut s.domains {
            d.service_life_years = 8.0;
        }
    });
    lowers(&quiet(), &short, "points(Claverne, AD, Haldry)");
}

/// Fast obsolescence: what is overtaken by technology loses points beside its wear.
#[test]
fn obsolescence_lowers_what_is_held() {
    lowers(&quiet(), &quiet().with("obsolescence(SA)", 0.3), "points(Claverne, SA, Haldry)");
}

/// "Grievance fades."
#[test]
fn grievance_fades() {
    let grievance = "grievance(Tarvel, Duvane)";
    assert!(quiet().played().get(grievance) < quiet().get(grievance));
}

/// "Memory fades: both Beta counts shrink (not below 2 in sum), so the mean stays and the uncertainty grows."
#[test]
fn memory_fades_and_the_mean_stays() {
    let (before, after) = (quiet(), quiet().played());
    assert!(after.get("evidence(Haldry, Claverne)") < before.get("evidence(Haldry, Claverne)"));
    assert_eq!(after.get("reliability(Haldry, Claverne)"), before.get("reliability(Haldry, Claverne)"));
    let least = quiet().with("evidence(Haldry, Claverne)", 2.0);
    assert_eq!(least.played().get("evidence(Haldry, Claverne)"), 2.0);
}

/// The procurement budget has a growth.
#[test]
fn growth_raises_the_budget() {
    let grown = quiet().arranged(|s| s.states[state("Haldry")].growth = 0.10);
    raises(&quiet(), &grown, "budget(Haldry)");
}

/// A price below the usual one, and a burden, are for a time.
#[test]
fn discounts_and_burdens_fade() {
    let board = quiet().with("discount(Mercady, MA, Istmere)", 0.2).with("burden(Mercady, MA, Istmere)", 0.5);
    let after = board.played();
    assert!(after.get("discount(Mercady, MA, Istmere)") < 0.2);
    assert!(after.get("burden(Mercady, MA, Istmere)") < 0.5);
}

/// "Effects with duration": what a card changes for some months is taken back.
#[test]
fn a_change_for_a_time_is_taken_back() {
    let exposure = quiet().variable("exposure(Wendamar)");
    let written = quiet().writing(vec![CardEffect::Change(exposure, 0.1, Some(12))]);
    raises(&quiet(), &written, "exposure(Wendamar)");
    raises_after(2, &quiet(), &written, "exposure(Wendamar)");
    assert_eq!(written.after(3).get("exposure(Wendamar)"), quiet().get("exposure(Wendamar)"));
}

/// "Set an order's price": a dearer order leaves less capital.
#[test]
fn a_dearer_order_lowers_capital() {
    let exercise = || OrderKind::Toward(state("Haldry"), Gesture::Exercise);
    let price = |factor| CardEffect::Price { order: "exercise".to_owned(), state: None, factor, months: 12 };
    let ordered = |factor| quiet().writing(vec![price(factor)]).played().ordering("Claverne", exercise());
    lowers(&ordered(1.0), &ordered(3.0), "capital(Claverne)");
}

/// "Set an order's permission": what is forbidden is refused.
#[test]
fn a_forbidden_order_is_refused() {
    let forbid = CardEffect::Permission { order: "exercise".to_owned(), state: None, allowed: false, months: 12 };
    let order = OrderKind::Toward(state("Haldry"), Gesture::Exercise);
    let refused = quiet().writing(vec![forbid]).played().ordering("Claverne", order).check().expect_err("forbidden");
    assert!(refused.iter().any(|r| matches!(r.why, Why::Forbidden(_))));
}

/// "Raise a request": it waits in the in-tray of the next turn.
#[test]
fn a_card_raises_a_request() {
    use countersign::rules::setting::OpeningRequest;
    let (from, to, domain) = (state("Wendamar"), state("Claverne"), domain("IS"));
    let (points, value, monitoring, coproduction) = (1.0, 0.3, 0.2, 0.0);
    let (plea, group) = (None, None);
    let asked = OpeningRequest { from, to, domain, tier: 1, points, value, monitoring, coproduction, plea, group };
    let before = quiet().writing(vec![CardEffect::Request(asked)]);
    let after = before.played();
    let [request] = after.world.requests.as_slice() else { panic!("{:?}", after.world.requests) };
    assert_eq!(
        (request.from, request.to, request.domain, request.tier, request.raised),
        (from, to, domain, 1, before.world.turn)
    );
    assert_eq!((request.points, request.value, request.monitoring), (q(points), q(value), q(monitoring)));
    // Nobody could answer it in the turn of the card, and so nobody is blamed for it; in the next it is answered like any other.
    assert_eq!(after.get("reliability(Wendamar, Claverne)"), quiet().played().get("reliability(Wendamar, Claverne)"));
    let licensed = after.with("capital(Claverne)", 90.0).deciding("Wendamar", "Claverne", Decision::Approve).played();
    assert!(
        licensed.world.requests.is_empty()
            && licensed.world.licences.iter().any(|l| l.recipient == from && l.points == q(points))
    );
}

/// "Pending requests become urgent: a deferral counts as a denial."
#[test]
fn an_urgent_request_that_is_put_off_lowers_reliability_as_a_denial_does() {
    let wait = |board: Board| board.deciding("Haldry", "Claverne", Decision::Defer(Some(4)));
    let urgent = |months| wait(board()).writing(vec![CardEffect::Urgent(state("Haldry"), months)]).played();
    let plain = wait(board()).played();
    lowers(&wait(plain.clone()), &wait(urgent(6)), "reliability(Haldry, Claverne)");
    lowers(&wait(plain), &wait(urgent(12)), "reliability(Haldry, Claverne)");
}

/// A way for what is denied is opened by a card, and closed by one.
#[test]
fn routes_are_opened_and_closed() {
    let through = state("Istmere");
    let open = quiet().writing(vec![CardEffect::OpenRoute { through }]).played();
    let routes = |board: &Board| board.world.routes.iter().filter(|route| route.through == through).count();
    assert_eq!((routes(&quiet()), routes(&open), routes(&open.played())), (0, 1, 1));
    assert_eq!(routes(&open.writing(vec![CardEffect::CloseRoute { through }]).played()), 0);
}

/// "Members vote for common rules in a domain the more, the more they believe in common rules and the less they lead in it."
#[test]
fn members_vote_by_what_they_believe_and_what_they_lead_in() {
    let carried = |cohesion: f64, threshold: f64| {
        let board = quiet().changed(|world| {
            let members: Vec<_> = world.values.layout().variables().collect();
            for variable in members {
                use countersign::rules::variable::{CellVar, MemberVar, Variable};
                match variable {
                    Variable::Member(MemberVar::Rigour, ..) => world.values.put(variable, q(0.0)),
                    Variable::Cell(CellVar::Industry, ..) => world.values.put(variable, q(0.5)),
                    _ => {}
                }
            }
        });
        let board = board.param(|p| (p.vote_cohesion, p.vote_lead) = (0.6, 1.0));
        let board = board.with("harmonisation(Sound Compact)", 0.0).with("cohesion(Sound Compact)", cohesion);
        let capital = board.variable("capital(Claverne)");
        let vote = |by: f64| {
            let then = vec![CardEffect::Change(capital, by, None)];
            let (bloc, domain) = (super::ground::compact(), domain("AD"));
            board.clone().writing(vec![CardEffect::Vote { bloc, threshold, domain, then, otherwise: Vec::new() }]).played()
        };
        vote(9.0).get("capital(Claverne)") > vote(0.0).get("capital(Claverne)") + 1.0
    };
    // Everybody's 0.6 × cohesion against an industry of 0.5.
    assert!(carried(1.0, 1.0) && carried(0.9, 1.0) && !carried(0.8, 0.1) && !carried(0.0, 0.1));
}

/// "At most `event_cards` a turn": of the cards whose conditions hold.
#[test]
fn no_more_cards_come_in_a_turn_than_may() {
    use countersign::rules::ledger::News;
    use countersign::rules::setting::{Test, Trigger};
    let coming = |most: f64| {
        let meridian = countersign::scenario::library::find("meridian").expect("Meridian is bundled");
        let full = countersign::scenario::load(meridian.file, meridian.text).expect("no problem");
        let always = vec![Test::Above(quiet().variable("capital(Claverne)"), -1.0)];
        let board = quiet().changed(|world| (world.cards, world.turn) = (full.world.cards.clone(), 6)).arranged(|setting| {
            setting.deck = full.setting.deck.clone();
            setting.deck.iter_mut().for_each(|card| {
                card.effects.clear();
                card.trigger = Trigger::Condition { tests: always.clone(), turns: 1, odds: 1.0, from_turn: 1 };
            });
        });
        let ledger = board.param(|p| p.event_cards = most).ledger(1);
        ledger.headlines.iter().filter(|h| matches!(h.news, News::Card(_))).count()
    };
    assert_eq!([coming(0.0), coming(2.0), coming(5.0)], [0, 2, 5]);
}

/// "What an armed group gained wears out (`actor_fading`)": towards what it was, from above and from below.
#[test]
fn what_an_armed_group_gained_wears_out() {
    let name = "strength(Marchwardens)";
    let was = quiet().get(name);
    let at = |by: f64| quiet().param(|p| p.actor_fading = 0.19).with(name, was + by).played().get(name);
    assert!((at(0.2) - (was + 0.2 * 0.9)).abs() < 2e-6, "half a year of 0.19 a year leaves nine tenths: {}", at(0.2));
    assert!((at(-0.2) - (was - 0.2 * 0.9)).abs() < 2e-6);
    assert_eq!(at(0.0), was);
}

/// "What reforms or upheavals have made of governance, rights and controls goes back to what they were (`record_return`), and so does
/// hostility (`hostility_return`)": of a gap that 0.19 a year closes, half a year leaves nine tenths.
#[test]
fn what_has_moved_since_the_opening_goes_back() {
    let slow = |name: &str, by: f64| {
        let board = quiet().param(|p| (p.record_return, p.hostility_return) = (0.19, 0.19)).with(name, 0.5);
        board.moved(name, 0.5 + by).played().get(name)
    };
    for name in ["governance(Tarvel)", "rights(Tarvel)", "compliance(Tarvel)", "hostility(Tarvel, Duvane)"] {
        for by in [0.1, -0.1] {
            let is = slow(name, by);
            assert!((is - (0.5 + 0.9 * by)).abs() < 2e-6, "{name} moved by {by} from 0.5: {is}");
        }
    }
}

/// "So does what was built or agreed and is not renewed": of a gap that 0.19 a year closes, half a year leaves nine tenths.
#[test]
fn what_was_built_or_agreed_and_is_not_renewed_goes_back() {
    let slow = |name: &str, by: f64| {
        let board = quiet().param(|p| {
            (p.industry_return, p.training_fading) = (0.19, 0.19);
            (p.coproduction_return, p.harmonisation_return) = (0.19, 0.19);
        });
        board.with(name, 0.4).moved(name, 0.4 + by).played().get(name)
    };
    for name in
        ["industry(Tarvel, AD)", "training(Tarvel, AD)", "coproduction(Claverne, AD, Jaspera)", "harmonisation(Sound Compact)"]
    {
        for by in [0.1, -0.1] {
            let is = slow(name, by);
            assert!((is - (0.4 + 0.9 * by)).abs() < 2e-6, "{name} moved by {by} from 0.4: {is}");
        }
    }
}

/// "And what leaked to it (`actor_fading`)": nobody has spares for it.
#[test]
fn what_leaked_to_an_armed_group_wears_out() {
    let name = "armed(Marchwardens)";
    let left = quiet().param(|p| p.actor_fading = 0.19).moved(name, 2.0).played().get(name);
    assert!((left - 1.8).abs() < 2e-6, "half a year of 0.19 a year leaves nine tenths: {left}");
}

/// "Interoperability goes back (`interoperability_fading`), but between states that share a base, intelligence or a joint programme."
#[test]
fn who_does_not_work_together_forgets_how() {
    let fit = |from: &str| format!("interoperability({from}, Claverne)");
    let fades = |from: &str| {
        let board = quiet().param(|p| (p.interoperability_fading, p.interoperability_gain) = (0.19, 0.0)).with(&fit(from), 0.5);
        (0.7 - board.moved(&fit(from), 0.7).played().get(&fit(from))) / 0.2
    };
    assert!((fades("Ferrow") - 0.1).abs() < 1e-4, "a tenth of the gap in half a year: {}", fades("Ferrow"));
    assert_eq!(fades("Haldry"), 0.0, "Claverne has a base in Haldry and shares intelligence");
}

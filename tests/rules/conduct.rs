//! Phase 3, beside decisions: what exporters do with licences in force, spares, programmes and embargoes.

use countersign::rules::ledger::{Ledger, News};
use countersign::rules::order::{Decision, Gesture, LicenceAction, OrderKind, RegimeChange};
use countersign::rules::table::StateId;
use countersign::rules::world::{LicenceState, RequestKey};

use super::ground::{Board, board, domain, licensed, q, quiet, raises, state};

fn acting(board: &Board, key: RequestKey, action: LicenceAction) -> Board {
    board.clone().ordering("Claverne", OrderKind::Licence(key, action))
}

/// When the first delivery under a licence is due; none where nothing is on its way any more.
fn due(board: &Board, key: RequestKey) -> Option<u16> {
    board.world.pipeline.iter().filter(|d| d.licence == Some(key)).map(|d| d.due).min()
}

/// "What a suspended licence still owes waits: a turn for each turn"; resumed, it waits no longer.
#[test]
fn deliveries_under_a_suspended_licence_wait() {
    let (after, key) = licensed();
    let before = due(&after, key).expect("a delivery");
    let suspended = acting(&after, key, LicenceAction::Suspend).played();
    assert_eq!((due(&after.played(), key), due(&suspended, key)), (Some(before), Some(before + 1)));
    assert_eq!(due(&suspended.played(), key), Some(before + 2));
    let resumed = acting(&suspended, key, LicenceAction::Resume).played();
    assert_eq!(due(&resumed, key), Some(before + 1));
}

/// "Revoked": what was not delivered is not delivered any more, and its money comes back.
#[test]
fn a_revoked_licence_gives_back_what_it_still_owes() {
    let (after, key) = licensed();
    let revoked = acting(&after, key, LicenceAction::Revoke).played();
    assert!(due(&after.played(), key).is_some() && due(&revoked, key).is_none());
    let licence = after.world.licences.iter().find(|l| l.key == key).expect("a licence");
    let unspent = format!("unspent(Haldry, {})", after.setting.domains[licence.domain].code);
    let orders = |board: &Board| {
        let links = board.setting.links_of(state("Haldry"), licence.domain);
        links.map(|l| board.world.values.link(countersign::rules::variable::LinkVar::Orders, l).to_f64()).sum::<f64>()
    };
    // What comes back waits, or is ordered of others.
    let unmet = format!("unmet(Claverne, {}, Haldry)", after.setting.domains[licence.domain].code);
    let spent = |board: &Board| board.get(&unspent) + board.get(&unmet) + orders(board) * board.setting.dt();
    assert!(revoked.get(&unmet) > after.played().get(&unmet));
    let back = spent(&revoked) - spent(&after.played());
    assert!((back - licence.value.to_f64()).abs() < 1e-4, "{back} of {}", licence.value.to_f64());
}

/// To suspend or to revoke is to act on what leaked under that licence, and under no other.
#[test]
fn acting_on_a_licence_answers_its_own_leaks() {
    use countersign::rules::world::Leak;
    let (after, key) = licensed();
    let leaky = after.changed(|world| {
        let licence = *world.licences.iter().find(|l| l.key == key).expect("a licence");
        let (link, turn) = (world.pipeline.iter().find(|d| d.licence == Some(key)).expect("a delivery").link, world.turn);
        for of in [key, RequestKey(key.0 ^ 1)] {
            world.leaks.push(Leak {
                turn,
                licence: Some(of),
                supplier: licence.supplier,
                holder: licence.recipient,
                domain: licence.domain,
                points: q(0.5),
                link,
                into: None,
                through: None,
                wilful: false,
                detected: Some(turn),
                answered: false,
            });
        }
    });
    let answered =
        |board: &Board, of: u64| board.world.leaks.iter().find(|l| l.licence == Some(RequestKey(of))).map(|l| l.answered);
    let acted = acting(&leaky, key, LicenceAction::Suspend).played();
    assert_eq!((answered(&acted, key.0), answered(&acted, key.0 ^ 1)), (Some(true), Some(false)));
    assert_eq!(answered(&leaky.played(), key.0), Some(false));
}

/// "Sustainment (spares, training) can be withheld and restored": by one supplier, from one partner, in every domain.
#[test]
fn spares_are_withheld_and_restored() {
    let withheld = quiet().ordering("Claverne", OrderKind::Sustain { to: state("Haldry"), on: false }).played();
    let sustained = |board: &Board, supplier: &str| -> Vec<f64> {
        let links = board.setting.links_to(state("Haldry")).filter(|l| board.setting.links[*l].supplier == state(supplier));
        links.map(|l| board.world.values.link(countersign::rules::variable::LinkVar::Sustainment, l).to_f64()).collect()
    };
    assert!(sustained(&withheld, "Claverne").iter().all(|level| *level == 0.0));
    assert_eq!(sustained(&withheld, "Mercady"), sustained(&quiet(), "Mercady"));
    let restored = withheld.ordering("Claverne", OrderKind::Sustain { to: state("Haldry"), on: true }).played();
    assert!(sustained(&restored, "Claverne").iter().all(|level| *level == 1.0));
}

fn programmes(board: &Board, to: &str) -> usize {
    let to = state(to);
    let taken = |ledger: &Ledger| {
        let so = |news: &News| matches!(news, News::Gesture { to: whom, how: Gesture::Programme { .. }, taken: true, .. } if *whom == to);
        ledger.headlines.iter().any(|h| so(&h.news))
    };
    board.often(taken)
}

/// The odds that a joint programme is taken: a base, and so much for reliability, alignment and the work at home.
#[test]
fn a_programme_is_taken_by_those_who_believe_are_aligned_and_get_work() {
    let offered = |base: f64, weights: [f64; 3], share: f64| {
        let board = quiet().with("reliability(Jaspera, Claverne)", 0.5).with("alignment(Jaspera, Claverne)", 0.5);
        let board = board.param(|p| {
            p.programme_base = base;
            [p.programme_reliability, p.programme_alignment, p.programme_share] = weights;
        });
        let gesture = Gesture::Programme { domain: domain("AD"), share: q(share) };
        programmes(&board.ordering("Claverne", OrderKind::Toward(state("Jaspera"), gesture)), "Jaspera")
    };
    assert_eq!((offered(0.0, [0.0; 3], 0.4), offered(1.0, [0.0; 3], 0.4)), (0, 100));
    // Each weight alone is enough for certainty, and against a base it still adds.
    assert_eq!(offered(0.0, [2.2, 0.0, 0.0], 0.4), 100);
    assert_eq!(offered(0.0, [0.0, 2.2, 0.0], 0.4), 100);
    assert_eq!(offered(0.0, [0.0, 0.0, 2.5], 0.4), 100);
    assert_eq!(offered(0.5, [0.4, 0.4, 0.25], 0.4), 100, "0.5 + 0.4 × 0.5 + 0.4 × 0.5 + 0.25 × 0.4 = 1");
    assert_eq!(offered(-1.0, [1.0, 1.0, 0.0], 0.4), 0, "-1 + 0.5 + 0.5 = 0");
}

/// "An embargo withholds a part of all arms trade, and with it spares"; a whole one suspends what is left of the licences to its target.
#[test]
fn an_embargo_withholds_spares_and_suspends_licences() {
    let (after, key) = licensed();
    let embargoed = |fraction: f64| {
        after.clone().ordering("Claverne", OrderKind::Toward(state("Haldry"), Gesture::Embargo(q(fraction)))).played()
    };
    let status = |board: &Board| board.world.licences.iter().find(|l| l.key == key).map(|l| l.state);
    assert_eq!(status(&embargoed(0.4)), Some(LicenceState::InForce));
    assert_eq!(status(&embargoed(0.9)), Some(LicenceState::Suspended));
    assert!((embargoed(0.4).get("sustainment(Claverne, MA, Haldry)") - 0.6).abs() < 1e-6);
    assert!((embargoed(0.9).get("sustainment(Claverne, MA, Haldry)") - 0.1).abs() < 1e-6);
    let done = after.clone().changed(|world| world.licences.iter_mut().for_each(|l| l.delivered = l.points));
    let embargo = OrderKind::Toward(state("Haldry"), Gesture::Embargo(q(0.9)));
    assert_eq!(
        status(&done.ordering("Claverne", embargo.clone()).played()),
        Some(LicenceState::InForce),
        "nothing is left of it"
    );
    let other = after.changed(|world| world.licences.iter_mut().for_each(|l| l.supplier = StateId(1)));
    assert_eq!(status(&other.ordering("Claverne", embargo).played()), Some(LicenceState::InForce), "another's licence");
}

/// "Trusted-partner list (fast track, tier ceiling by class)": trust lasts and opens a tier, a fast track lasts a year and opens none.
#[test]
fn trust_lasts_and_opens_a_tier_and_a_fast_track_does_neither() {
    use countersign::rules::order::Order;
    use countersign::rules::price::price;
    let request = |board: &Board| {
        let key = board.request("Tarvel", "Claverne").key;
        price(&board.setting, &board.world, &Order::new(state("Claverne"), OrderKind::Decide(key, Decision::Approve))).amount
    };
    let ceiling = |board: &Board| board.world.ceiling(state("Claverne"), state("Tarvel"));
    let trust = |trusted| OrderKind::Regime(RegimeChange::Trust { partner: state("Tarvel"), trusted });
    let (plain, trusted) = (board(), board().ordering("Claverne", trust(true)));
    let fast = board().ordering("Claverne", OrderKind::Toward(state("Tarvel"), Gesture::FastTrack));
    assert_eq!([ceiling(&plain.played()), ceiling(&trusted.played()), ceiling(&fast.played())], [3, 4, 3]);
    let full = request(&plain);
    assert!(request(&trusted.played()) < full && request(&fast.played()) < full, "both answer it first");
    assert!(
        request(&trusted.after(3)) < full && (request(&fast.after(3)) - full).abs() < 1e-9,
        "only trust lasts longer than a year"
    );
    // Both may be had; the fast track of a year does not end with it, nor take the trust along when it ends.
    let both = board().with("fast_track(Claverne, Tarvel)", 1.0).ordering("Claverne", trust(true)).played();
    assert!(both.get("trusted(Claverne, Tarvel)") >= 1.0);
    // Off the list, what was opened ends, and no more than that.
    let dropped = trusted.played().ordering("Claverne", trust(false)).played();
    assert_eq!(ceiling(&dropped), 3);
    let lower = board().with("partner_ceiling(Claverne, Duvane)", 1.0).with("trusted(Claverne, Duvane)", 1.0);
    let lower = lower.ordering("Claverne", OrderKind::Regime(RegimeChange::Trust { partner: state("Duvane"), trusted: false }));
    assert_eq!(lower.played().get("partner_ceiling(Claverne, Duvane)"), 1.0);
}

/// "The price of an order": trust costs 5 points of capital, a fast track 3, and each is paid by whoever gives it.
#[test]
fn trust_costs_more_than_a_fast_track() {
    use countersign::rules::rule::Rule;
    let trust = quiet().ordering("Claverne", OrderKind::Regime(RegimeChange::Trust { partner: state("Tarvel"), trusted: true }));
    let fast = quiet().ordering("Claverne", OrderKind::Toward(state("Tarvel"), Gesture::FastTrack));
    let paid = |board: &Board, name: &str| {
        let ledger = board.explained();
        let parts = ledger.about(board.variable(name)).flat_map(|(_, entry)| ledger.causes(entry).to_vec());
        parts.filter(|part| part.cause.rule == Rule::Price).map(|part| part.amount).sum::<f64>()
    };
    assert_eq!([paid(&trust, "capital(Claverne)"), paid(&fast, "capital(Claverne)")], [-5.0, -3.0]);
    assert_eq!([paid(&trust, "capital(Tarvel)"), paid(&quiet(), "capital(Claverne)")], [0.0, 0.0]);
    super::ground::lowers(&fast, &trust, "capital(Claverne)");
}

/// A tier that trust opens is news for those whose requests now pass.
#[test]
fn trust_that_opens_a_tier_is_news() {
    let asked =
        || board().changed(|world| world.requests.iter_mut().filter(|r| r.from == state("Tarvel")).for_each(|r| r.tier = 4));
    let easy = || {
        asked().changed(|world| {
            for nth in 5..9 {
                world.values.put(
                    countersign::rules::variable::Variable::Criterion(
                        countersign::rules::variable::CriterionVar::Current,
                        state("Claverne"),
                        nth,
                    ),
                    q(0.1),
                );
            }
        })
    };
    let order = OrderKind::Regime(RegimeChange::Trust { partner: state("Tarvel"), trusted: true });
    raises(&easy(), &easy().ordering("Claverne", order), "reliability(Tarvel, Claverne)");
}

/// "Of two orders that set one number, the later one in the order of the rules holds": a ceiling that is named stands beside a place on the
/// list of trusted partners, and an embargo beside spares.
#[test]
fn of_two_orders_that_set_one_number_one_holds() {
    let jaspera = state("Jaspera");
    let trust = OrderKind::Regime(RegimeChange::Trust { partner: jaspera, trusted: true });
    let ceiling = OrderKind::Regime(RegimeChange::Ceiling { partner: Some(jaspera), tier: 3 });
    let both = quiet().ordering("Claverne", trust).ordering("Claverne", ceiling).played();
    assert_eq!(both.get("partner_ceiling(Claverne, Jaspera)"), 3.0);
    let toward = |gesture| OrderKind::Toward(jaspera, gesture);
    let withheld = quiet().with("sustainment(Claverne, AD, Jaspera)", 0.0);
    let both = withheld
        .ordering("Claverne", toward(Gesture::Training { domain: domain("AD") }))
        .ordering("Claverne", toward(Gesture::Embargo(q(0.6))))
        .played();
    assert!((both.get("sustainment(Claverne, AD, Jaspera)") - 0.4).abs() < 1e-9);
}

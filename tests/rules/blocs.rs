//! Phases 12 and 13: blocs and regimes, and the requests of the next turn.

use countersign::rules::order::{BlocAction, Decision, Gesture, Ground, OrderKind, Player, SanctionLevel};
use countersign::rules::rule::Rule;
use countersign::rules::setting::CardEffect;
use countersign::rules::table::{BlocId, StateId};

use super::ground::{Board, board, compact, domain, lowers, q, quiet, raises, state};

const COHESION: &str = "cohesion(Sound Compact)";

fn moved(by: &str, action: BlocAction) -> Board {
    // Everybody trusts the mover, so that the motion is carried.
    quiet().param(|p| p.vote_trust = -1.0).ordering(by, OrderKind::Bloc(compact(), action))
}

/// "Harmonised criteria shorten queues."
#[test]
fn harmonisation_raises_the_capacity_of_members() {
    let office = |board: Board| board.with("processing(Claverne)", 0.0);
    raises(&office(quiet()), &office(quiet().with("harmonisation(Sound Compact)", 0.9)), "capacity(Claverne)");
    raises(&office(quiet()), &office(quiet().with("mutual_recognition(Sound Compact)", 1.0)), "capacity(Claverne)");
}

/// Cohesion recovers with harmonisation.
#[test]
fn harmonisation_raises_cohesion() {
    raises(&quiet(), &quiet().with("harmonisation(Sound Compact)", 0.9), COHESION);
}

/// Two members are asked by Tarvel for the same.
fn asked_twice() -> Board {
    let both = board().asking("Tarvel", "Claverne", |r| (r.to, r.tier) = (state("Mercady"), 2));
    both.changed(|world| world.requests.iter_mut().filter(|r| r.from == state("Tarvel")).for_each(|r| r.tier = 2))
}

/// "A member that supplies what another denied undercuts: cohesion falls."
#[test]
fn undercutting_lowers_cohesion_and_raises_grievance() {
    let denied = asked_twice().deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
    let undercut = denied.clone().deciding("Tarvel", "Mercady", Decision::Approve);
    let of = |board: &Board, name: &str| board.played().get(name);
    let params = &denied.setting.params;
    // Each bloc that the two share suffers, and who denied resents it once.
    let both = |b: &BlocId| ["Claverne", "Mercady"].iter().all(|name| denied.world.belongs(*b, state(name)));
    let shared = denied.setting.blocs.ids().filter(both).count();
    let (lost, resented) = (params.undercut_cohesion, params.undercut_grievance);
    assert!(lost > 0.01 && resented > 0.01 && shared == 2);
    assert!((of(&denied, COHESION) - of(&undercut, COHESION) - lost).abs() < 2e-6, "{}", of(&undercut, COHESION));
    let grievance = "grievance(Claverne, Mercady)";
    assert!((of(&undercut, grievance) - of(&denied, grievance) - resented).abs() < 2e-6, "{}", of(&undercut, grievance));
    // Who denied is not resented for it by the one who supplied.
    assert_eq!(of(&undercut, "grievance(Mercady, Claverne)"), of(&denied, "grievance(Mercady, Claverne)"));
}

/// "Published denials … arm the no-undercutting clause": one that nobody knows of cannot be undercut.
#[test]
fn a_secret_denial_is_not_undercut() {
    let both = |open: f64| {
        let denied = asked_twice().with("transparency(Claverne)", open);
        let denied = denied.deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
        denied.deciding("Tarvel", "Mercady", Decision::Approve)
    };
    lowers(&both(0.3), &both(0.8), COHESION);
}

/// "Divergent enforcement": members that enforce very differently hold together less, while something is denied.
#[test]
fn divergent_enforcement_lowers_cohesion() {
    let denied = board().deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
    lowers(&denied, &denied.clone().with("rigour(Sound Compact, Ferrow)", 0.1), COHESION);
}

/// A public denial, among members of whom Ferrow enforces as much as is said.
fn denied_beside(ferrow: f64) -> Board {
    let denied = board().deciding("Tarvel", "Claverne", Decision::Deny(Ground::Rights));
    let denied = denied.with("rigour(Sound Compact, Ferrow)", ferrow);
    // The Arrangement is of one mind, so that what happens is the Compact's doing.
    ["Claverne", "Mercady", "Haldry", "Ferrow", "Yendra", "Istmere", "Orsany"]
        .iter()
        .fold(denied, |board, member| board.with(&format!("rigour(Meridian Arrangement, {member})"), 0.6))
}

fn ways(board: &Board) -> Vec<(StateId, Option<BlocId>)> {
    board.world.routes.iter().map(|route| (route.through, route.of)).collect()
}

/// "Divergent enforcement opens circumvention routes": through the laxest member, while a stricter one denies or embargoes something, and
/// until enforcement converges.
#[test]
fn divergent_enforcement_opens_circumvention_routes() {
    // Claverne enforces with 0.80, Ferrow with 0.45 or 0.55: more and less than 0.30 apart. Nobody else is laxer than Mercady's 0.55.
    let open = denied_beside(0.45).played();
    assert_eq!(ways(&open), [(state("Ferrow"), Some(compact()))]);
    assert_eq!(ways(&denied_beside(0.55).played()), []);
    let mut silent = denied_beside(0.45);
    silent = silent.with("transparency(Claverne)", 0.1);
    assert_eq!(ways(&silent.played()), [], "nobody heard of it");
    assert_eq!(
        ways(&denied_beside(0.45).param(|p| p.route_tier = 4.0).played()),
        [],
        "and nothing below `route_tier` is worth it"
    );
    // It outlives the denial, and ends with the difference.
    assert_eq!(ways(&open.played()), ways(&open));
    assert_eq!(ways(&open.clone().with("rigour(Sound Compact, Ferrow)", 0.55).played()), []);
    let embargo = OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(1.0)));
    let calm = denied_beside(0.45).changed(|world| world.requests.clear());
    assert_eq!(ways(&calm.clone().forgetting().played()), []);
    assert_eq!(ways(&calm.forgetting().ordering("Claverne", embargo).played()), ways(&open));
}

/// What the stricter members withhold comes through it, and what laxer ones withhold does not.
#[test]
fn a_lax_member_lets_through_what_stricter_ones_withhold() {
    let embargoed = |by: &str| {
        let embargo = OrderKind::Toward(state("Jaspera"), Gesture::Embargo(q(1.0)));
        denied_beside(0.45).changed(|world| world.requests.clear()).forgetting().ordering(by, embargo).played()
    };
    let without = |board: &Board| board.clone().changed(|world| world.routes.clear());
    let (strict, lax) = (embargoed("Claverne"), embargoed("Mercady"));
    // Three tenths of what would wait anew; what waited before goes on being contracted elsewhere.
    let waits = |board: &Board, rate: f64| {
        let board = board.clone().param(|p| p.backfill_rate = rate);
        board.played().get("unmet(Claverne, AD, Jaspera)") - board.get("unmet(Claverne, AD, Jaspera)")
    };
    let (all, rest) = (waits(&without(&strict), 0.0), waits(&strict, 0.0));
    assert!(all > 0.01 && (rest - 0.7 * all).abs() < 1e-5, "{rest} of {all}");
    let opened = lax.changed(|world| world.routes.clone_from(&strict.world.routes));
    let unmet = |board: &Board| board.played().get("unmet(Mercady, SA, Jaspera)");
    assert!(unmet(&opened) > 0.0);
    assert_eq!(unmet(&without(&opened)), unmet(&opened));
}

/// "Shared verification raises monitoring" of what its members license, as long as they share it, and what can be seen in the emerging
/// domain.
#[test]
fn shared_verification_raises_monitoring() {
    let shared = moved("Claverne", BlocAction::ShareVerification);
    raises(&quiet(), &shared, "shared_verification(Sound Compact)");
    raises(&quiet(), &shared, "verifiability(SA)");
    let (alone, key) = super::ground::licensed();
    let alone = alone.param(|p| p.leak_hazard = 0.1);
    let together = alone.clone().with("shared_verification(Sound Compact)", 1.0);
    let hazard = |board: &Board| {
        let licence = *board.world.licence(key).expect("a licence");
        countersign::rules::phases::hazard(&board.setting, &board.world, &licence)
    };
    assert!(together.world.belongs(compact(), alone.world.licence(key).expect("a licence").supplier));
    assert!(hazard(&together) < hazard(&alone));
    let left = together.with("membership(Sound Compact, Claverne)", 0.0);
    assert!((hazard(&left) - hazard(&alone)).abs() < 1e-12, "what is shared ends with membership");
}

/// "Each motion is voted on once": whoever moves the same makes it no stronger.
#[test]
fn a_motion_of_several_is_carried_once() {
    let one = moved("Claverne", BlocAction::Harmonise);
    let bloc = OrderKind::Bloc(compact(), BlocAction::Harmonise);
    let several = one.clone().ordering("Mercady", bloc.clone()).ordering("Haldry", bloc);
    let harmonised = |board: &Board| board.played().get("harmonisation(Sound Compact)");
    assert!(harmonised(&one) > harmonised(&quiet()));
    assert_eq!(harmonised(&several), harmonised(&one));
}

/// A joint sanction is a primary one, however many move it.
#[test]
fn a_joint_sanction_of_several_is_no_heavier() {
    let joins = BlocAction::JoinSanction(state("Orsany"));
    let bloc = OrderKind::Bloc(compact(), joins);
    let several = moved("Claverne", joins).ordering("Mercady", bloc.clone()).ordering("Haldry", bloc).played();
    assert!((several.get("sanction(Mercady, Orsany)") - 0.5).abs() < 1e-9, "{}", several.get("sanction(Mercady, Orsany)"));
}

/// "Harmonise criteria": practice and criteria come nearer to one another.
#[test]
fn a_joint_step_raises_harmonisation_and_draws_criteria_together() {
    let stepped = moved("Claverne", BlocAction::Harmonise);
    raises(&quiet(), &stepped, "harmonisation(Sound Compact)");
    let apart = |board: &Board| (board.get("criterion(Claverne, rights)") - board.get("criterion(Mercady, rights)")).abs();
    assert!(apart(&stepped.played()) < apart(&quiet().played()));
}

/// "Mutual recognition of licences."
#[test]
fn recognition_is_carried() {
    raises(&quiet(), &moved("Claverne", BlocAction::Recognise), "mutual_recognition(Sound Compact)");
}

/// "Join a sanction": carried where enough members have reason to.
#[test]
fn a_joint_sanction_is_carried_where_members_have_reason_to() {
    let moved = |board: Board| board.ordering("Claverne", OrderKind::Bloc(compact(), BlocAction::JoinSanction(state("Orsany"))));
    raises(&quiet(), &moved(quiet()), "sanction(Haldry, Orsany)");
    let fond = ["Mercady", "Haldry", "Ferrow"].iter().fold(quiet(), |board, member| {
        board.with(&format!("alignment({member}, Orsany)"), 0.5).with(&format!("grievance({member}, Orsany)"), 0.0)
    });
    assert_eq!(moved(fond).played().get("sanction(Haldry, Orsany)"), 0.0);
}

/// Blocs pay for their motions with cohesion, and a member that leaves takes some of it.
#[test]
fn motions_and_leaving_lower_cohesion() {
    lowers(&quiet(), &quiet().ordering("Ferrow", OrderKind::Bloc(compact(), BlocAction::Leave)), COHESION);
    let refused = quiet().param(|p| p.vote_trust = 9.0).ordering("Ferrow", OrderKind::Bloc(compact(), BlocAction::Recognise));
    lowers(&quiet(), &refused, COHESION);
    let sanctions = OrderKind::Toward(state("Orsany"), Gesture::Sanction(SanctionLevel::Primary));
    let laxer = quiet().ordering("Claverne", sanctions).with("rigour(Sound Compact, Ferrow)", 0.1);
    lowers(&quiet().with("rigour(Sound Compact, Ferrow)", 0.1), &laxer, COHESION);
}

fn asking_in(board: Board) -> Board {
    board.ordering("Jaspera", OrderKind::Bloc(compact(), BlocAction::Join))
}

const JASPERA: &str = "membership(Sound Compact, Jaspera)";

/// "To join is a motion like the others": the members' majority carries it, and where they do not trust the applicant it stays outside.
#[test]
fn joining_is_carried_by_a_majority_of_the_members() {
    let fond = asking_in(quiet().param(|p| p.vote_trust = -1.0));
    assert_eq!(fond.played().get(JASPERA), 1.0);
    assert_eq!(asking_in(quiet().param(|p| p.vote_trust = 9.0)).played().get(JASPERA), 0.0);
    // Claverne and Haldry trust it, two of three and a half memberships; Mercady and Ferrow do not.
    let two =
        ["Claverne", "Haldry"].iter().fold(quiet(), |board, member| board.with(&format!("alignment({member}, Jaspera)"), 0.9));
    let two = ["Mercady", "Ferrow"].iter().fold(two, |board, member| board.with(&format!("alignment({member}, Jaspera)"), -0.5));
    assert_eq!(asking_in(two.clone()).played().get(JASPERA), 1.0);
    assert_eq!(asking_in(two.with("alignment(Haldry, Jaspera)", -0.5)).played().get(JASPERA), 0.0);
}

/// "Alignment with the applicant and the rigour that it would bring."
#[test]
fn a_state_that_would_not_enforce_is_not_let_in() {
    // 0.40 + 0.6 × governance − 0.5 ≥ 0.25 from a governance of 0.583 on.
    let members = ["Claverne", "Mercady", "Haldry", "Ferrow"];
    let liked = members.iter().fold(quiet(), |board, member| board.with(&format!("alignment({member}, Jaspera)"), 0.4));
    let at = |governance: f64| asking_in(liked.clone().with("governance(Jaspera)", governance)).played().get(JASPERA);
    assert_eq!((at(0.55), at(0.60)), (0.0, 1.0));
}

/// Members that people play speak for it in the turn after it has asked, and not before anybody asks.
#[test]
fn people_speak_for_an_applicant_in_the_turn_after() {
    let people = quiet().changed(|world| world.players.iter_mut().for_each(|player| *player = Player::Person));
    let admit = |board: Board, by: &str| board.ordering(by, OrderKind::Bloc(compact(), BlocAction::Admit(state("Jaspera"))));
    assert!(admit(people.clone(), "Claverne").check().is_err());
    let asked = asking_in(people).played();
    assert_eq!(asked.get(JASPERA), 0.0);
    assert_eq!(admit(asked.clone(), "Claverne").played().get(JASPERA), 0.0);
    let both = admit(admit(asked, "Claverne"), "Haldry").played();
    assert_eq!((both.get(JASPERA), both.get("joined(Sound Compact, Jaspera)")), (1.0, 2.0));
}

/// "Paid by the one who asks": three of capital, and nothing of what holds the others together.
#[test]
fn an_applicant_pays_itself() {
    let refused = asking_in(quiet().param(|p| p.vote_trust = 9.0));
    lowers(&quiet(), &refused, "capital(Jaspera)");
    assert_eq!(refused.played().get(COHESION), quiet().played().get(COHESION));
}

/// "Leaving costs in full after a year of membership, and in proportion before."
#[test]
fn a_short_membership_costs_less_to_leave() {
    let member = asking_in(quiet().param(|p| (p.vote_trust, p.cohesion_recovery) = (-1.0, 0.0))).played();
    let lost = |board: &Board| {
        let left = board.clone().ordering("Jaspera", OrderKind::Bloc(compact(), BlocAction::Leave)).played();
        board.played().get(COHESION) - left.get(COHESION)
    };
    assert!((lost(&member) - 0.04).abs() < 1e-5, "half of 0.08 after half a year");
    assert!((lost(&member.played()) - 0.08).abs() < 1e-5, "all of it after a year");
    assert!((lost(&member.after(3)) - 0.08).abs() < 1e-5, "and no more later");
}

/// "A rival regime takes in whoever comes, and its eager member joins when it is founded."
#[test]
fn a_rival_regime_takes_in_whoever_comes() {
    let charter = quiet().setting.blocs.find(|b| b.name == "Open Door Charter").expect("the Charter");
    let founded = quiet().param(|p| p.vote_trust = 9.0).writing(vec![CardEffect::Found(charter)]).played();
    assert_eq!(founded.get("membership(Open Door Charter, Duvane)"), 1.0);
    let joined = founded.ordering("Yendra", OrderKind::Bloc(charter, BlocAction::Join)).played();
    assert_eq!(joined.get("membership(Open Door Charter, Yendra)"), 1.0);
}

/// "Cohesion falls, and with it every benefit": a rival regime that frays gives its members less.
#[test]
fn cohesion_raises_the_discount_of_a_rival_regime() {
    let charter = quiet().setting.blocs.find(|b| b.name == "Open Door Charter").expect("the Charter");
    let founded = quiet().writing(vec![CardEffect::Found(charter)]).played();
    let held = |cohesion: f64| founded.clone().with("cohesion(Open Door Charter)", cohesion);
    raises(&held(0.2), &held(0.9), "discount(Orsany, AD, Duvane)");
}

/// "Requests ordered this turn reach the in-tray."
#[test]
fn an_ordered_request_reaches_the_in_tray() {
    let (points, monitoring, coproduction) = (q(1.0), q(0.2), q(0.0));
    let order = OrderKind::Request { to: state("Mercady"), domain: domain("AD"), tier: 2, points, monitoring, coproduction };
    let after = quiet().ordering("Istmere", order).played();
    assert!(after.world.requests.iter().any(|r| r.from == state("Istmere") && r.to == state("Mercady")));
}

/// "Automatic partners raise theirs from their shortfalls"; a person's seat is asked for nothing.
#[test]
fn a_shortfall_raises_the_requests_of_automatic_partners() {
    let asks = |board: Board| {
        board.param(|p| p.request_gap = 0.3).played().world.requests.iter().filter(|r| r.from == state("Haldry")).count()
    };
    let (lacking, served) = (quiet().with("need(Haldry, AD)", 400.0), quiet());
    let served = served.arranged(|_| ()).changed(|world| {
        for code in ["AD", "PS", "MA", "IS", "CY", "SA"] {
            use countersign::rules::variable::{CellVar, Variable};
            world.values.put(Variable::Cell(CellVar::Need, state("Haldry"), domain(code)), q(0.1));
        }
    });
    assert!(asks(lacking.clone()) > 0);
    assert_eq!(asks(served), 0);
    assert_eq!(asks(lacking.changed(|world| world.players[state("Haldry")] = Player::Person)), 0);
}

/// Whom a partner that acts by itself asks is drawn: the draw is written down, with its odds, for the two whom it concerns.
#[test]
fn the_draw_of_whom_a_partner_asks_is_written_down() {
    use countersign::rules::ledger::{About, SeenBy};
    let asked = quiet().param(|p| p.request_gap = 0.05);
    for seed in 0..20 {
        let (ledger, after) = (asked.ledger(seed), asked.clone());
        let orders = after.check().expect("no orders");
        let world =
            countersign::rules::turn::rollout_turn(&after.setting, &after.world, &orders, countersign::rules::draws::Seed(seed));
        let drawn = |r: &countersign::rules::world::Request| {
            let about = About::Addressee { from: r.from, to: r.to, domain: r.domain };
            let draw = ledger.draws.iter().find(|d| d.about == about);
            draw.is_some_and(|d| d.odds > q(0.0) && d.odds <= q(1.0) && d.seen_by == SeenBy::Seats(r.from, r.to))
        };
        assert!(!world.requests.is_empty() && world.requests.iter().all(drawn));
    }
}

/// A bloc's decisions are told apart: common rules, a joint sanction, a member that comes or goes; and what a rival regime's founder sells
/// cheaper is no vote of anybody.
#[test]
fn what_blocs_bring_is_told_by_rules_of_its_own() {
    let rules = |board: &Board, name: &str| -> Vec<&'static str> {
        let (ledger, variable) = (board.explained(), board.variable(name));
        let parts = ledger.about(variable).flat_map(|(_, entry)| ledger.causes(entry));
        parts.map(|part| part.cause.rule.name()).collect()
    };
    let harmonised = moved("Claverne", BlocAction::Harmonise);
    assert_eq!(rules(&harmonised, "harmonisation(Sound Compact)"), ["harmonised"]);
    let cold = ["Claverne", "Mercady", "Haldry", "Ferrow", "Tarvel", "Jaspera"].iter();
    let cold = cold.fold(quiet(), |board, member| board.with(&format!("alignment({member}, Duvane)"), -1.0));
    let joint = cold.ordering("Claverne", OrderKind::Bloc(compact(), BlocAction::JoinSanction(state("Duvane"))));
    assert_eq!(rules(&joint, "sanction(Mercady, Duvane)"), ["joint_sanction"]);
    assert!(!Rule::JointSanction.parameters().contains(&"harmonise_step"));
    let left = quiet().ordering("Mercady", OrderKind::Bloc(compact(), BlocAction::Leave));
    assert_eq!(rules(&left, "membership(Sound Compact, Mercady)"), ["membership"]);
    let (id, regime) = quiet()
        .setting
        .blocs
        .enumerate()
        .find(|(_, b)| b.terms.is_some())
        .map(|(id, b)| (id, b.clone()))
        .expect("a rival regime");
    let founded = quiet().writing(vec![CardEffect::Found(id), CardEffect::Join(id, state("Duvane"))]).played();
    let cheaper = founded.with("discount(Orsany, PS, Duvane)", 0.0).with(&format!("cohesion({})", regime.name), 0.8);
    assert_eq!(rules(&cheaper, "discount(Orsany, PS, Duvane)"), ["regime_terms"]);
    let leaning = founded_for("Tarvel", id);
    assert_eq!(rules(&leaning, &format!("membership({}, Tarvel)", regime.name)), ["regime_draws"]);
}

/// The rival regime, with a state that leans to its founder more than to anybody else.
fn founded_for(leans: &str, id: BlocId) -> Board {
    let founded = quiet().writing(vec![CardEffect::Found(id)]).played();
    founded.with(&format!("alignment({leans}, Orsany)"), 0.9).with(&format!("reliability({leans}, Orsany)"), 0.95)
}

//! "The eight archetypes must visibly differ": the same board, the same seeds, a seat handed to each archetype in turn, and what is told of
//! each in the rulebook read off what it ordered and what came of it. The five standing policies are held to their sentences.

use std::collections::BTreeMap;

use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::ledger::News;
use countersign::rules::order::{
    BlocAction, Condition, Countermeasure, Decision, Gesture, Order, OrderKind, PartnerAction, Player, Policy, RegimeChange, Seat,
};
use countersign::rules::quantity::Quantity;
use countersign::rules::score::recommend;
use countersign::rules::setting::{Archetype, Setting};
use countersign::rules::table::StateId;
use countersign::rules::turn::{resolve_turn, rollout_turn};
use countersign::rules::validate::validate;
use countersign::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use countersign::rules::world::World;

use super::board::{boards, meridian};

/// What one seat did in some games, counted by kind.
#[derive(Debug, Default)]
struct Told(BTreeMap<&'static str, f64>);

impl Told {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1.0;
    }

    fn of(&self, what: &str) -> f64 {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// One kind as a part of several.
    fn part(&self, what: &str, all: &[&str]) -> f64 {
        self.of(what) / all.iter().map(|kind| self.of(kind)).sum::<f64>().max(1.0)
    }

    fn order(&mut self, world: &World, setting: &Setting, seat: StateId, kind: &OrderKind) {
        let main = world.main_supplier(setting, seat).0;
        match kind {
            OrderKind::Decide(key, decision) => {
                let asks = world.request(*key).expect("an open request").from;
                let client = world.pair(PairVar::Dependence, asks, seat) >= setting.params.player_client;
                match decision {
                    Decision::Approve if client => self.count("approves a client"),
                    Decision::Approve => self.count("approves another"),
                    Decision::Condition(_) => self.count("conditions"),
                    Decision::Deny(_) => self.count("denies"),
                    Decision::Defer(_) => self.count("defers"),
                }
            }
            OrderKind::Justify { .. } => self.count("justifies"),
            OrderKind::Regime(RegimeChange::Monitoring(_)) => self.count("watches more"),
            OrderKind::Regime(RegimeChange::Transparency(_)) => self.count("opens its record"),
            OrderKind::Toward(_, Gesture::Dialogue | Gesture::Training { .. }) => self.count("mends"),
            OrderKind::Toward(to, Gesture::Finance { .. }) => {
                let refused = world.record.iter().any(|d| d.partner == *to && d.exporter != seat && d.ground.is_some());
                self.count(if refused { "cheaper to the refused" } else { "cheaper" });
            }
            OrderKind::Toward(_, Gesture::Exercise | Gesture::Assure) => self.count("gathers"),
            OrderKind::Partner(PartnerAction::Solicit { supplier, .. }) => {
                self.count(if *supplier == main { "bargains" } else { "solicits another" });
            }
            OrderKind::Partner(PartnerAction::Offer { to, .. }) => {
                self.count(if *to == main { "binds itself to its supplier" } else { "binds itself to another" });
            }
            OrderKind::Partner(PartnerAction::InvestIndustry(_)) => self.count("builds"),
            OrderKind::Partner(PartnerAction::InvestCompliance) => self.count("controls"),
            OrderKind::Partner(PartnerAction::Reform) => self.count("reforms"),
            OrderKind::Partner(PartnerAction::Protest(_)) => self.count("protests"),
            OrderKind::StandingAnswer(burden) => {
                self.0.insert("takes", burden.to_f64());
            }
            OrderKind::Bloc(_, BlocAction::Harmonise) => self.count("harmonises"),
            OrderKind::Bloc(_, BlocAction::ShareVerification) => self.count("verifies"),
            OrderKind::Bloc(_, BlocAction::Recognise) => self.count("recognises"),
            _ => {}
        }
    }
}

/// Eight turns of Meridian on three seeds, with one seat in the hands of an archetype and the others in their own, or in those of a policy.
fn played(name: &str, archetype: Archetype, others: Option<Policy>) -> Told {
    let board = meridian();
    let (setting, seat) = (&board.setting, board.setting.state(name).expect("a state"));
    let mut told = Told::default();
    for seed in [1, 2, 3].map(Seed) {
        let mut world = board.world.clone();
        if let Some(policy) = others {
            world.players.iter_mut().for_each(|player| *player = Player::Policy(policy));
        }
        world.players[seat] = Player::Archetype(archetype);
        while !world.over(setting) {
            let given = players::orders_of_others(setting, &world, None, seed);
            for order in given.iter().filter(|o| o.seat == Seat::State(seat)) {
                assert!(!order.private_reason.is_empty(), "{archetype:?}: {:?} without a reason", order.kind);
                told.order(&world, setting, seat, &order.kind);
            }
            let orders = validate(setting, &world, &given).expect("players give legal orders");
            world = rollout_turn(setting, &world, &orders, seed);
            for asked in world.requests.iter().filter(|r| r.raised == world.turn && r.from == seat) {
                told.count("asks");
                let share = |l| world.link(LinkVar::Share, l);
                let asks = setting.link(asked.to, seat, asked.domain).map_or(0.0, share);
                let largest = setting.links_of(seat, asked.domain).filter(|l| setting.links[*l].supplier != seat).map(share);
                let most = largest.fold(0.0, f64::max);
                told.count(if asks >= most { "asks its supplier" } else { "asks another" });
                if asked.coproduction >= Quantity::from_f64(setting.params.request_work) {
                    told.count("asks for work");
                }
            }
        }
    }
    told
}

/// What each of the eight did in the same seat.
fn by_archetype(name: &str) -> BTreeMap<Archetype, Told> {
    among(name, None)
}

fn among(name: &str, others: Option<Policy>) -> BTreeMap<Archetype, Told> {
    Archetype::ALL.into_iter().map(|archetype| (archetype, played(name, archetype, others))).collect()
}

/// An archetype is further on than each of the seven others, by at least `margin`.
#[track_caller]
fn foremost(of: &BTreeMap<Archetype, Told>, archetype: Archetype, what: &str, margin: f64, value: impl Fn(&Told) -> f64) {
    let mine = value(&of[&archetype]);
    for (other, told) in of.iter().filter(|(other, _)| **other != archetype) {
        assert!(mine >= value(told) + margin, "{archetype:?} {what}: {mine:.2}, {other:?} {:.2}", value(told));
    }
}

const ANSWERS: [&str; 5] = ["approves a client", "approves another", "conditions", "denies", "defers"];

#[test]
fn each_archetype_of_an_exporter_does_what_is_told_of_it() {
    let of = by_archetype("Claverne");
    let (clients, others) = ("approves a client", "approves another");
    let approves = |told: &Told| told.part(clients, &ANSWERS) + told.part(others, &ANSWERS);
    // "Justifies its refusals, speaks with whoever resents it, trains, opens its record, moves common rules."
    foremost(&of, Archetype::Principled, "justifies", 1.0, |t| t.of("justifies"));
    foremost(&of, Archetype::Principled, "mends", 2.0, |t| t.of("mends"));
    foremost(&of, Archetype::Principled, "harmonises", 1.0, |t| t.of("harmonises"));
    // "Keeps prices down where most money is contested, wants licences recognised."
    foremost(&of, Archetype::Transactional, "sells cheaper", 1.0, |t| t.of("cheaper"));
    foremost(&of, Archetype::Transactional, "recognises", 1.0, |t| t.of("recognises"));
    // "Licenses under watch; refuses in doubt; watches more; wants verification shared."
    foremost(&of, Archetype::Restrictive, "denies", 0.1, |t| t.part("denies", &ANSWERS));
    foremost(&of, Archetype::Restrictive, "watches more", 1.0, |t| t.of("watches more"));
    foremost(&of, Archetype::Restrictive, "verifies", 1.0, |t| t.of("verifies"));
    assert!(approves(&of[&Archetype::Restrictive]) == 0.0, "what it licenses, it watches");
    // "Arms its clients, without conditions; exercises with them and assures them."
    foremost(&of, Archetype::Assertive, "gathers", 1.0, |t| t.of("gathers"));
    assert_eq!(of[&Archetype::Assertive].of("conditions"), 0.0, "it attaches none");
    // "Sells where it pays": it approves more as asked than any other.
    foremost(&of, Archetype::Opportunist, "approves", 0.1, approves);
}

#[test]
fn each_archetype_of_a_rival_does_what_is_told_of_it() {
    let of = by_archetype("Orsany");
    // "Exercises with those who depend on it, and assures them."
    foremost(&of, Archetype::Assertive, "gathers", 3.0, |t| t.of("gathers"));
    // "Goes where others refuse."
    foremost(&of, Archetype::Opportunist, "sells to the refused", 3.0, |t| t.of("cheaper to the refused"));
}

/// Whatever two of the eight are compared, some kind of order or request is more frequent by three in one of three seats.
#[test]
fn no_two_archetypes_play_alike() {
    let seats = ["Claverne", "Haldry", "Orsany"].map(by_archetype);
    for (n, one) in Archetype::ALL.into_iter().enumerate() {
        for other in Archetype::ALL.into_iter().skip(n + 1) {
            let apart = |of: &BTreeMap<Archetype, Told>| {
                let kinds = of[&one].0.keys().chain(of[&other].0.keys());
                kinds.map(|kind| (of[&one].of(kind) - of[&other].of(kind)).abs()).fold(0.0, f64::max)
            };
            let most = seats.iter().map(apart).fold(0.0, f64::max);
            assert!(most >= 3.0, "{one:?} and {other:?}: {most}");
        }
    }
}

#[test]
fn each_archetype_of_a_partner_does_what_is_told_of_it() {
    let of = by_archetype("Haldry");
    let supplier = |t: &Told| t.part("asks its supplier", &["asks its supplier", "asks another"]);
    // "Takes conditions; binds itself to its main supplier; asks it first."
    foremost(&of, Archetype::Loyal, "takes burdens", 0.1, |t| t.of("takes"));
    foremost(&of, Archetype::Loyal, "binds itself", 1.0, |t| t.of("binds itself to its supplier"));
    foremost(&by_archetype("Tarvel"), Archetype::Loyal, "asks its supplier", 0.1, supplier);
    assert_eq!(of[&Archetype::Loyal].of("solicits another"), 0.0, "a loyal partner looks for nobody else");
    // "Asks a second supplier for a price; asks several for the same thing."
    foremost(&of, Archetype::Hedging, "solicits another", 3.0, |t| t.of("solicits another"));
    foremost(&of, Archetype::Hedging, "asks another", 1.0, |t| t.of("asks another"));
    assert_eq!(of[&Archetype::Hedging].of("binds itself to its supplier"), 0.0, "a hedging partner binds itself to no anchor");
    assert_eq!(of[&Archetype::Hedging].of("takes"), 0.0, "and leaves conditions to the case");
    // "Takes few conditions, puts money into its own industry, wants the work."
    foremost(&of, Archetype::Autonomous, "builds", 3.0, |t| t.of("builds"));
    foremost(&of, Archetype::Autonomous, "asks for work", 1.0, |t| t.of("asks for work"));
    let takes = |archetype| of[&archetype].of("takes");
    assert!(takes(Archetype::Autonomous) < takes(Archetype::Loyal) && takes(Archetype::Autonomous) > 0.0);
    assert_eq!(of[&Archetype::Autonomous].of("binds itself to its supplier"), 0.0, "it binds itself to nobody");
    // The others, where they buy.
    foremost(&of, Archetype::Opportunist, "bargains with its supplier", 1.0, |t| t.of("bargains"));
    let weak = by_archetype("Duvane");

    foremost(&weak, Archetype::Principled, "reforms", 1.0, |t| t.of("reforms"));
    foremost(&weak, Archetype::Restrictive, "controls", 1.0, |t| t.of("controls"));
    let refused = among("Haldry", Some(Policy::DenyAll));
    foremost(&refused, Archetype::Assertive, "protests", 2.0, |t| t.of("protests"));
}

/// How often a state answers a harm in which way, over a hundred lucks: in arms, openly by pressure, in secret, by offers.
fn harmed(archetype: Archetype) -> [usize; 4] {
    let mut board = meridian();
    board.setting.params.harm_odds = 4.0;
    board.setting.prepare();
    let (setting, mut world) = (board.setting, board.world);
    let (orsany, claverne) = (setting.state("Orsany").expect("a state"), setting.state("Claverne").expect("a state"));
    world.players[orsany] = Player::Archetype(archetype);
    world.values.put(Variable::State(StateVar::Reaction, orsany), Quantity::ONE);
    let haldry = setting.state("Haldry").expect("a state");
    let wanted = world.requests.iter().find(|r| (r.from, r.to) == (haldry, claverne)).expect("a request");
    let approve = Order::new(claverne, OrderKind::Decide(wanted.key, Decision::Approve));
    let orders = validate(&setting, &world, &[approve]).expect("legal");
    let mut ways = [0; 4];
    for seed in 0..100 {
        for headline in resolve_turn(&setting, &world, &orders, Seed(seed)).ledger.headlines {
            let News::Countermeasure { by, how, .. } = headline.news else { continue };
            let way = match how {
                Countermeasure::CounterSupply { .. } | Countermeasure::CounterArm { .. } => 0,
                Countermeasure::Sanction { .. } | Countermeasure::RestrictInputs { .. } => 1,
                Countermeasure::Cyber { .. } | Countermeasure::Influence { .. } => 2,
                Countermeasure::Undercut { .. } | Countermeasure::RivalRegime { .. } => 3,
            };
            ways[way] += usize::from(by == orsany);
        }
    }
    ways
}

#[test]
fn each_archetype_chooses_the_answers_that_are_like_it() {
    let ways: BTreeMap<Archetype, [usize; 4]> =
        Archetype::ALL.into_iter().map(|archetype| (archetype, harmed(archetype))).collect();
    let part = |archetype, way: usize| {
        let all: [usize; 4] = ways[&archetype];
        all[way] as f64 / all.iter().sum::<usize>().max(1) as f64
    };
    for (archetype, way) in Archetype::ALL.into_iter().zip(ways.values()) {
        assert!(way.iter().sum::<usize>() >= 60, "{archetype:?} answers: {ways:?}");
    }
    let others = |mine: Archetype| Archetype::ALL.into_iter().filter(move |other| *other != mine);
    // "The opportunist take what the target loses": by offers, or by its friends, more than any but those who sell anyway.
    for other in others(Archetype::Opportunist).filter(|a| *a != Archetype::Transactional) {
        assert!(part(Archetype::Opportunist, 3) > part(other, 3) + 0.05, "{other:?} {ways:?}");
    }
    // "The assertive answer in arms and make no offers."
    assert!(part(Archetype::Assertive, 0) > part(Archetype::Opportunist, 0) + 0.2, "{ways:?}");
    assert!(others(Archetype::Assertive).all(|other| part(Archetype::Assertive, 3) < part(other, 3)), "{ways:?}");
    // "The principled sanction in the open and do nothing in secret"; who is strict withholds.
    for other in others(Archetype::Principled).filter(|a| *a != Archetype::Restrictive) {
        assert!(part(Archetype::Principled, 1) > part(other, 1), "{other:?} {ways:?}");
        assert!(part(Archetype::Restrictive, 1) > part(other, 1), "{other:?} {ways:?}");
    }
    assert!(
        part(Archetype::Principled, 2) < part(Archetype::Assertive, 2)
            && part(Archetype::Principled, 2) < part(Archetype::Opportunist, 2),
        "{ways:?}"
    );
}

/// What a policy answers in games of all seats in its hands, with what was recommended.
fn under(policy: Policy) -> Vec<(Decision, bool, bool)> {
    let mut answers = Vec::new();
    for board in boards() {
        let setting = &board.setting;
        for seed in [1, 2, 3].map(Seed) {
            let mut world = board.world.clone();
            world.players.iter_mut().for_each(|player| *player = Player::Policy(policy));
            while !world.over(setting) {
                let given = players::orders_of_others(setting, &world, None, seed);
                for order in &given {
                    if let OrderKind::Decide(key, decision) = &order.kind {
                        let request = world.request(*key).expect("an open request");
                        let found = recommend(setting, &world, request).expect("an exporter");
                        let within = request.tier <= world.most(setting, request.to, request.from, request.domain);
                        answers.push((decision.clone(), found.asked.passes() && within, found.passes_with.is_some()));
                    }
                    if let OrderKind::StandingAnswer(burden) = &order.kind {
                        let taken = burden.to_f64();
                        match policy {
                            Policy::ApproveAll => assert!(taken >= 2.0),
                            Policy::DenyAll => assert!(taken <= 0.0),
                            Policy::AlwaysCondition | Policy::Recommended => {
                                assert!((taken - setting.params.player_modest).abs() < 1e-9);
                            }
                            Policy::Random => assert!((0.0..=1.0).contains(&taken)),
                        }
                    }
                }
                let orders = validate(setting, &world, &given).expect("legal orders");
                world = rollout_turn(setting, &world, &orders, seed);
            }
        }
    }
    // Where the office has no time left, a date is given: that is no answer yet.
    answers.retain(|(decision, ..)| !matches!(decision, Decision::Defer(Some(_))));
    assert!(answers.len() > 60, "{policy:?}: {}", answers.len());
    answers
}

#[test]
fn a_standing_policy_answers_every_request_alike() {
    let lowered = |c: &Vec<Condition>| c.iter().all(|c| matches!(c, Condition::LowerTier(_)));
    for (answer, ..) in under(Policy::ApproveAll) {
        assert!(matches!(&answer, Decision::Approve) || matches!(&answer, Decision::Condition(c) if lowered(c)), "{answer:?}");
    }
    for (answer, ..) in under(Policy::DenyAll) {
        assert!(matches!(answer, Decision::Deny(_)), "{answer:?}");
    }
    for (answer, ..) in under(Policy::AlwaysCondition) {
        assert!(matches!(&answer, Decision::Condition(c) if !lowered(c)), "{answer:?}");
    }
    for (answer, passes, mends) in under(Policy::Recommended) {
        let as_recommended = match answer {
            Decision::Approve => passes,
            Decision::Condition(_) => !passes && mends,
            Decision::Deny(_) => !passes && !mends,
            Decision::Defer(_) => false,
        };
        assert!(as_recommended, "{answer:?}, passes {passes}, with conditions {mends}");
    }
    let random = under(Policy::Random);
    let kind = |fits: fn(&Decision) -> bool| random.iter().filter(|(d, ..)| fits(d)).count() as f64 / random.len() as f64;
    let kinds = [
        kind(|d| matches!(d, Decision::Approve) || matches!(d, Decision::Condition(c) if c.len() == 1)),
        kind(|d| matches!(d, Decision::Condition(c) if c.len() > 1)),
        kind(|d| matches!(d, Decision::Defer(None))),
        kind(|d| matches!(d, Decision::Deny(_))),
    ];
    assert!(kinds.iter().all(|part| (part - 0.25).abs() < 0.12), "{kinds:?}");
}

//! The rulebook, `docs/rules.md`, held against the rules: it names all of them, and its examples come out as they are worked there.

use crate::rules::draws::{Seed, step};
use crate::rules::ledger::Parent;
use crate::rules::legal::legal_orders;
use crate::rules::order::{Decision, Ground, Order, OrderKind};
use crate::rules::params::Params;
use crate::rules::phases::{self, Phase};
use crate::rules::price::{OrderName, price};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::turn::{explain_turn, rollout_turn};
use crate::rules::validate::validate;
use crate::rules::variable::{BlocVar, CellVar, DomainVar, LinkVar, Measure, MemberVar, PairVar, Scope, StateVar, Variable};
use crate::rules::view::SeatView;
use crate::rules::world::{Licence, LicenceState, RequestKey, Tariff, World};
use crate::rules::{RULES_VERSION, capability, supply};
use crate::scenario::{self, Scenario, standard_parameters};

const BOOK: &str = include_str!("../../../docs/rules.md");

#[test]
fn the_book_is_of_these_rules() {
    let says = format!("The rules are version {RULES_VERSION};");
    assert!(BOOK.contains(&says), "the rulebook does not say: {says}");
}

fn meridian() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

fn put(world: &mut World, variable: Variable, value: f64) {
    world.values.put(variable, Quantity::from_f64(value));
    std::sync::Arc::make_mut(&mut world.opening).put(variable, Quantity::from_f64(value));
}

fn near(value: f64, worked: f64, within: f64) {
    assert!((value - worked).abs() <= within, "{value:.5}, and the rulebook says {worked}");
}

/// The position after a turn with these orders.
fn after(game: &Scenario, world: &World, orders: &[Order]) -> World {
    let valid = validate(&game.setting, world, orders).unwrap();
    rollout_turn(&game.setting, world, &valid, Seed(1))
}

/// The chapter of a phase.
fn chapter(phase: Phase) -> String {
    let lower = |line: &str| line.to_lowercase();
    let head = |line: &&str| line.starts_with("## ") && lower(line).ends_with(&format!(". {}", phase.name()));
    let lines = BOOK.lines().skip_while(|line| !head(line)).skip(1).take_while(|line| !line.starts_with("## "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_phase_has_a_chapter_that_names_its_rules_and_an_example() {
    for phase in Phase::ALL {
        let text = chapter(phase);
        assert!(!text.is_empty(), "no chapter on {}", phase.name());
        assert!(text.contains("\nExample. "), "no example in the chapter on {}", phase.name());
        for rule in Rule::ALL.iter().filter(|rule| rule.phase() == phase) {
            assert!(text.contains(&format!("`{}`", rule.name())), "{} is not named under {}", rule.name(), phase.name());
        }
    }
}

#[test]
fn every_parameter_is_explained() {
    for name in Params::NAMES {
        assert!(BOOK.contains(&format!("`{name}`")), "{name} is not in the rulebook");
    }
}

#[test]
fn the_table_of_orders_is_the_rules_own() {
    let parameters = standard_parameters().unwrap();
    let rows: Vec<Vec<&str>> = BOOK
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("`price_"))
        .map(|line| line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(rows.len(), OrderName::ALL.len(), "one row an order");
    for (row, order) in rows.iter().zip(OrderName::ALL) {
        let parameter = parameters.iter().find(|p| p.name == order.parameter()).unwrap();
        assert_eq!(row[0], format!("`{}`", order.name()));
        assert_eq!(row[1], format!("`{}`", order.parameter()), "{}", order.name());
        assert_eq!(row[2].parse::<f64>().unwrap(), parameter.value, "price of {}", order.name());
        assert!(row.len() == 5 && !row[4].is_empty(), "{} has no precondition", order.name());
    }
}

#[test]
fn upkeep_a_fleet_without_spares() {
    let game = meridian();
    let mut world = game.world.clone();
    let foreign = |l: &LinkId| {
        let info = game.setting.links[*l];
        info.supplier != info.recipient && world.link(LinkVar::Points, *l) > 1.0
    };
    let link = game.setting.links.ids().find(foreign).unwrap();
    put(&mut world, Variable::Link(LinkVar::Availability, link), 0.90);
    put(&mut world, Variable::Link(LinkVar::Sustainment, link), 0.0);
    world.pipeline.retain(|delivery| delivery.link != link);
    world.routine.clear(link);
    near(step(game.setting.params.availability_decay, 0.5), 0.078, 0.0005);
    near(after(&game, &world, &[]).link(LinkVar::Availability, link), 0.853, 0.0005);
}

#[test]
fn events_a_dearer_office() {
    let game = meridian();
    let mut world = game.world.clone();
    let exporter = game.setting.exporters().next().unwrap();
    let office = OrderKind::Regime(crate::rules::order::RegimeChange::Office(1));
    let (until, factor) = (world.turn + 2, Some(Quantity::from_f64(1.5)));
    world.tariffs.push(Tariff { until, order: OrderName::Office, state: None, factor });
    near(price(&game.setting, &world, &Order::new(exporter, office)).amount, 12.0, 1e-9);
}

#[test]
fn licensing_conditions_that_are_taken() {
    let game = meridian();
    let mut world = game.world.clone();
    let request = world.requests[0].clone();
    let link = game.setting.link(request.to, request.from, request.domain).unwrap();
    put(&mut world, Variable::Pair(PairVar::Alignment, request.from, request.to), 0.30);
    put(&mut world, Variable::Link(LinkVar::Share, link), 0.40);
    near(phases::acceptance_odds(&game.setting, &world, &request, 0.25), 0.81, 0.005);
}

#[test]
fn signals_an_unexplained_denial() {
    let game = meridian();
    let mut world = game.world.clone();
    let request = world.requests[0].clone();
    let (partner, exporter) = (request.from, request.to);
    put(&mut world, Variable::State(StateVar::Transparency, exporter), 0.0);
    put(&mut world, Variable::Pair(PairVar::Reliability, partner, exporter), 0.62);
    put(&mut world, Variable::Pair(PairVar::Evidence, partner, exporter), 9.0);
    let deny = Order::new(exporter, OrderKind::Decide(request.key, Decision::Deny(Ground::Stability)));
    near(after(&game, &world, &[deny]).pair(PairVar::Reliability, partner, exporter), 0.570, 0.0006);
}

#[test]
fn procurement_wanted_shares_and_waiting_money() {
    let params = &meridian().setting.params;
    let mut shares = [1.0, 0.3];
    supply::logit(&mut shares);
    near(shares[0], 0.668, 0.0005);
    near(shares[1], 0.332, 0.0005);
    near(step(params.share_rate, 0.5) * (shares[0] - 0.5), 0.016, 0.0005);
    near(step(params.backfill_rate, 0.5), 0.157, 0.0005);
    near(step(params.backfill_rate, 2.0), 0.5, 0.005);
}

#[test]
fn delivery_a_mixed_fleet() {
    let game = meridian();
    let (setting, mut world) = (&game.setting, game.world.clone());
    let fits = |(state, domain): &(StateId, DomainId)| {
        setting.links_of(*state, *domain).filter(|l| setting.links[*l].supplier != *state).count() >= 2
    };
    let mut cells = setting.states.ids().flat_map(|s| setting.domains.ids().map(move |d| (s, d)));
    let (state, domain) = cells.find(fits).unwrap();
    let foreign: Vec<LinkId> = setting.links_of(state, domain).filter(|l| setting.links[*l].supplier != state).collect();
    for link in setting.links_of(state, domain) {
        put(&mut world, Variable::Link(LinkVar::Points, link), 0.0);
    }
    for (link, points) in foreign.iter().zip([12.0, 8.0]) {
        put(&mut world, Variable::Link(LinkVar::Points, *link), points);
        put(&mut world, Variable::Link(LinkVar::Availability, *link), 0.90);
    }
    let [a, b] = [foreign[0], foreign[1]].map(|l| setting.links[l].supplier);
    put(&mut world, Variable::Pair(PairVar::Interoperability, a, b), 0.05);
    put(&mut world, Variable::Pair(PairVar::Interoperability, b, a), 0.05);
    put(&mut world, Variable::Cell(CellVar::Absorption, state, domain), 0.60);
    near(capability::integration(setting, &world, state, domain), 0.840, 0.0005);
    near(capability::effective(setting, &world, state, domain), 9.08, 0.005);
}

#[test]
fn end_use_the_hazard_of_six_points() {
    let game = meridian();
    let mut world = game.world.clone();
    let request = world.requests[0].clone();
    let of = |kind| Variable::State(kind, request.from);
    for (variable, value) in [
        (of(StateVar::Governance), 0.45),
        (of(StateVar::Exposure), 0.25),
        (of(StateVar::Compliance), 0.0),
        (Variable::State(StateVar::Monitoring, request.to), 0.50),
        (Variable::Domain(DomainVar::Verifiability, request.domain), 0.75),
    ] {
        put(&mut world, variable, value);
    }
    let licence = Licence {
        key: request.key,
        supplier: request.to,
        recipient: request.from,
        domain: request.domain,
        tier: 2,
        points: Quantity::from_f64(6.0),
        value: Quantity::ONE,
        delivered: Quantity::ONE,
        monitoring: Quantity::from_f64(0.50),
        burden: Quantity::ZERO,
        clauses: crate::rules::order::Clauses::default(),
        score: Quantity::ONE,
        state: LicenceState::InForce,
        since: 1,
        granted: 1,
        inspected: None,
        breach: None,
    };
    near(phases::hazard(&game.setting, &world, &licence), 0.040, 0.0005);
}

/// The shock of a denial as the ledger has it: the expectation is that of the record.
#[test]
fn alignment_the_shock_of_a_denial() {
    let game = meridian();
    let mut world = game.world.clone();
    let request = world.requests[0].clone();
    let (partner, exporter) = (request.from, request.to);
    let alignment = Variable::Pair(PairVar::Alignment, partner, exporter);
    put(&mut world, Variable::State(StateVar::Transparency, exporter), 0.0);
    put(&mut world, Variable::Pair(PairVar::Reliability, partner, exporter), 0.80);
    put(&mut world, alignment, 0.50);
    let deny = Order::new(exporter, OrderKind::Decide(request.key, Decision::Deny(Ground::Stability)));
    let valid = validate(&game.setting, &world, &[deny]).unwrap();
    near(part_of(&game.setting, &world, &valid, alignment, Rule::SurpriseDenial), -0.012, 0.0002);
}

/// What one rule contributed to a number in a turn.
fn part_of(setting: &Setting, world: &World, orders: &crate::rules::order::ValidOrders, variable: Variable, rule: Rule) -> f64 {
    let ledger = explain_turn(setting, world, orders, Seed(1));
    let entries = ledger.about(variable).map(|(_, entry)| ledger.parts(entry));
    entries.flatten().filter(|(cause, _)| cause.rule == rule).map(|(_, amount)| amount.to_f64()).sum()
}

/// Two states with arms of their own in one domain in which every point threatens; nothing wears, arrives or is learned.
fn facing(game: &mut Scenario, arms: [(StateId, f64); 2]) -> DomainId {
    let domain = DomainId(0);
    let setting = &mut game.setting;
    for (id, area) in setting.domains.ids().zip(setting.domains.iter_mut()) {
        (area.offence, area.service_life_years) = (f64::from(u8::from(id == domain)), 1e12);
    }
    let params = &mut setting.params;
    (params.new_buy_fraction, params.absorption_rate, params.trend_fading) = (0.0, 0.0, 0.0);
    (params.availability_recovery, params.availability_decay, params.need_reaction) = (0.0, 0.0, 0.0);
    setting.deck = crate::rules::table::Table::default();
    setting.prepare();
    let world = &mut game.world;
    world.cards = crate::rules::table::Table::default();
    world.pipeline.clear();
    world.requests.clear();
    let variables: Vec<Variable> = world.values.layout().variables().collect();
    for variable in variables {
        match variable {
            Variable::Link(LinkVar::Points, link) => {
                put(world, variable, 0.0);
                world.routine.clear(link);
            }
            Variable::Link(LinkVar::Availability, _) | Variable::Cell(CellVar::Absorption, ..) => put(world, variable, 1.0),
            Variable::Cell(CellVar::Crews, ..) | Variable::Domain(DomainVar::Obsolescence, _) => put(world, variable, 0.0),
            _ => {}
        }
    }
    for (state, points) in arms {
        let own = game.setting.link(state, state, domain).unwrap();
        put(&mut game.world, Variable::Link(LinkVar::Points, own), points);
    }
    domain
}

/// The threat as a turn works it out, from what the two hold.
#[test]
fn security_threat_and_its_trend() {
    let mut game = meridian();
    let (one, other) = (game.setting.state("Tarvel").unwrap(), game.setting.state("Duvane").unwrap());
    facing(&mut game, [(one, 30.0), (other, 50.0)]);
    let pair = |kind| Variable::Pair(kind, one, other);
    put(&mut game.world, pair(PairVar::Hostility), 0.60);
    for (trend, worked) in [(1.0, 0.75), (1.1, 0.825)] {
        put(&mut game.world, pair(PairVar::Trend), trend);
        let end = after(&game, &game.world, &[]);
        near(end.state(StateVar::Offence, one), 30.0, 1e-5);
        near(end.state(StateVar::Offence, other), 50.0, 1e-5);
        near(end.pair(PairVar::Threat, one, other), worked, 1e-5);
    }
}

#[test]
fn countermeasures_a_sanction_that_is_left_out() {
    let game = meridian();
    let (setting, mut world) = (&game.setting, game.world.clone());
    let mut states = setting.states.ids();
    let (state, target) = (states.next().unwrap(), states.next().unwrap());
    put(&mut world, Variable::State(StateVar::Offence, state), 30.0);
    put(&mut world, Variable::State(StateVar::Offence, target), 60.0);
    put(&mut world, Variable::State(StateVar::Capital, state), 60.0);
    let sanction = |world: &World| {
        let menu = phases::menu(setting, world, state, target);
        menu.into_iter()
            .flatten()
            .find(|(how, _)| matches!(how, crate::rules::order::Countermeasure::Sanction { .. }))
            .map(|(_, w)| w)
    };
    put(&mut world, Variable::Pair(PairVar::Dependence, state, target), 0.0);
    near(sanction(&world).unwrap(), 0.135, 1e-6);
    world.players[state] = crate::rules::order::Player::Archetype(crate::rules::setting::Archetype::Assertive);
    near(sanction(&world).unwrap(), 0.075, 1e-6);
    put(&mut world, Variable::Pair(PairVar::Dependence, state, target), 0.20);
    assert_eq!(sanction(&world), None);
}

/// Support moves before capital follows it, so the level is taken from where support has come to.
#[test]
fn domestic_politics_capital_moves_to_its_level() {
    let game = meridian();
    let (setting, mut world) = (&game.setting, game.world.clone());
    let exporter = setting.exporters().next().unwrap();
    let capital = Variable::State(StateVar::Capital, exporter);
    put(&mut world, capital, 60.0);
    let groups = setting.states[exporter].constituencies.len() as u8;
    (0..groups).for_each(|n| put(&mut world, Variable::Support(exporter, n), 0.10));
    let none = validate(setting, &world, &[]).unwrap();
    let end = after(&game, &world, &[]);
    let each = setting.states[exporter].constituencies.iter().zip(0..groups);
    let mean: f64 = each.map(|(c, n)| c.influence * end.get(Variable::Support(exporter, n))).sum();
    let rate = step(setting.params.capital_rate, 0.5);
    near(rate, 0.225, 0.0005);
    near(rate * (50.0 + 50.0 * 0.10 - 60.0), -1.13, 0.005);
    let moved = part_of(setting, &world, &none, capital, Rule::CapitalLevel);
    near(moved, rate * (50.0 + 50.0 * mean - 60.0), 0.001);
    let ledger = explain_turn(setting, &world, &none, Seed(1));
    let time = ledger.about(capital).flat_map(|(_, entry)| ledger.parts(entry)).any(|(cause, _)| cause.parent == Parent::Time);
    assert!(time, "what is not support is time");
}

#[test]
fn blocs_cohesion_recovers() {
    let game = meridian();
    let (setting, mut world) = (&game.setting, game.world.clone());
    let bloc = setting.blocs.ids().next().unwrap();
    put(&mut world, Variable::Bloc(BlocVar::Cohesion, bloc), 0.70);
    put(&mut world, Variable::Bloc(BlocVar::Harmonisation, bloc), 0.60);
    for member in setting.states.ids().filter(|s| world.belongs(bloc, *s)).collect::<Vec<_>>() {
        put(&mut world, Variable::Member(MemberVar::Rigour, bloc, member), 0.5);
    }
    near(after(&game, &world, &[]).bloc(BlocVar::Cohesion, bloc), 0.7018, 0.0001);
}

/// Meridian where one partner alone acts by itself and lacks everything, with a year's money of $4.0bn, and a point costs $0.40bn.
fn wanting() -> (Scenario, StateId) {
    let mut game = meridian();
    let partner = game.world.requests[0].from;
    let params = &mut game.setting.params;
    (params.tier_price_1, params.tier_price_2, params.tier_price_3, params.tier_price_4) = (0.40, 0.40, 0.40, 0.40);
    game.setting.deck = crate::rules::table::Table::default();
    game.setting.states.iter_mut().for_each(|state| (state.price_index, state.growth) = (1.0, 0.0));
    game.setting.prepare();
    game.world.cards = crate::rules::table::Table::default();
    game.world.requests.clear();
    put(&mut game.world, Variable::State(StateVar::Budget, partner), 4.0 / game.setting.params.new_buy_fraction);
    for domain in game.setting.domains.ids() {
        put(&mut game.world, Variable::Cell(CellVar::Need, partner, domain), 900.0);
    }
    (game, partner)
}

#[test]
fn new_requests_the_size_of_one() {
    let (game, partner) = wanting();
    let end = after(&game, &game.world, &[]);
    let asked: Vec<_> = end.requests.iter().filter(|r| r.from == partner).collect();
    assert!(!asked.is_empty(), "it lacks nearly everything");
    for request in asked {
        near(request.points.to_f64(), 6.0, 1e-9);
        near(request.value.to_f64(), 2.4, 1e-6);
        assert_eq!(request.raised, game.world.turn + 1);
    }
    // What somebody is offered to ask for is of the same size.
    let view = SeatView::new(&game.setting, &game.world, partner);
    let offered = legal_orders(&game.setting, &view, &[]).into_iter().find_map(|choice| match choice.order.kind {
        OrderKind::Request { points, .. } => Some(points.to_f64()),
        _ => None,
    });
    near(offered.unwrap(), 6.0, 1e-9);
}

#[test]
fn measures_modernisation() {
    let game = meridian();
    let (setting, mut world) = (&game.setting, game.world.clone());
    let partner = world.requests[0].from;
    let of = |world: &World| {
        let all = phases::measures::all(setting, world);
        all.into_iter().find(|(v, _)| *v == Variable::Measure(Measure::Modernisation, Scope::State(partner))).unwrap().1
    };
    for (cover, worked) in [(14.0, 33.7), (20.0, 42.0)] {
        for domain in setting.domains.ids() {
            put(&mut world, Variable::Cell(CellVar::Need, partner, domain), 20.0);
            put(&mut world, Variable::Cell(CellVar::Cover, partner, domain), cover);
        }
        near(of(&world), worked, 0.05);
    }
}

/// The key of what is asked in a turn is made of who asks whom for what and when: what others ask, or have asked before, changes nothing of it,
/// and with it nothing of the draws that belong to it.
#[test]
fn requests_have_keys_that_no_index_enters() {
    let (game, partner) = wanting();
    let ask = |of: StateId| {
        let view = SeatView::new(&game.setting, &game.world, of);
        let mut choices = legal_orders(&game.setting, &view, &[]).into_iter().map(|choice| choice.order);
        choices.find(|order| matches!(order.kind, OrderKind::Request { .. })).unwrap()
    };
    let keys = |world: &World, orders: &[Order]| -> Vec<RequestKey> {
        let end = after(&game, world, orders);
        end.requests.iter().filter(|r| r.from == partner && r.raised == world.turn + 1).map(|r| r.key).collect()
    };
    let alone = keys(&game.world, &[ask(partner)]);
    assert_eq!(alone.len(), 1);
    let others = game.setting.states.ids().filter(|id| *id != partner && game.setting.states[*id].roles.partner);
    let with_others: Vec<Order> = others.map(ask).chain([ask(partner)]).collect();
    assert!(with_others.len() > 3);
    assert_eq!(keys(&game.world, &with_others), alone);
    let mut crowded = game.world.clone();
    crowded.requests = meridian().world.requests.iter().filter(|r| r.from != partner).cloned().collect();
    assert!(!crowded.requests.is_empty());
    assert_eq!(keys(&crowded, &[ask(partner)]), alone);
    // Another turn, or a second one of the kind, has another key.
    let mut later = game.world.clone();
    later.turn += 1;
    assert_ne!(keys(&later, &[ask(partner)]), alone);
    let OrderKind::Request { to, domain, .. } = ask(partner).kind else { panic!("a request") };
    assert_eq!(RequestKey::new(partner, to, domain, game.world.turn + 1, 0), alone[0]);
    assert_ne!(RequestKey::new(partner, to, domain, game.world.turn + 1, 1), alone[0]);
}

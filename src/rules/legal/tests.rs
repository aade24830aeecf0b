//! What the menu marks as legal is accepted, and no kind of order is missing from it.

use std::collections::BTreeSet;

use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::Seed;
use crate::rules::order::BlocAction;
use crate::rules::setting::RegimeTerms;
use crate::rules::turn::rollout_turn;
use crate::rules::validate::{accepted, validate};
use crate::rules::world::Motion;
use crate::scenario::{self, Scenario};

/// The bundled scenarios, each with a person on every seat, so that nothing is answered by itself.
fn openings() -> Vec<Scenario> {
    let load = |bundled: &scenario::Bundled| scenario::load(bundled.file, bundled.text).unwrap();
    scenario::bundled().iter().map(load).collect()
}

fn seated(world: &World) -> World {
    let mut world = world.clone();
    world.players.iter_mut().for_each(|player| *player = Player::Person);
    world
}

/// Positions of one game: its opening, and after each of so many turns.
fn positions(game: &Scenario, turns: u16) -> Vec<World> {
    let mut world = game.world.clone();
    let mut all = vec![world.clone()];
    for _ in 0..turns {
        let orders = orders_of_others(&game.setting, &world, None, Seed(3));
        world = rollout_turn(&game.setting, &world, &accepted(&game.setting, &world, &orders), Seed(3));
        all.push(world.clone());
    }
    all
}

fn menu(setting: &Setting, world: &World, seat: StateId) -> Vec<Choice> {
    legal_orders(setting, &SeatView::new(setting, world, seat), &[])
}

#[test]
fn what_the_menu_marks_as_legal_is_accepted() {
    for game in openings() {
        for world in positions(&game, 2).iter().map(seated) {
            for seat in game.setting.states.ids() {
                for choice in menu(&game.setting, &world, seat).into_iter().filter(Choice::legal) {
                    let told = validate(&game.setting, &world, std::slice::from_ref(&choice.order));
                    assert!(told.is_ok(), "turn {}: {:?} refused for {told:?}", world.turn, choice.order.kind);
                }
            }
        }
    }
}

#[test]
fn the_menu_of_the_facilitator_is_accepted() {
    for game in openings() {
        let choices = facilitator_orders(&game.setting, &game.world);
        assert!(choices.iter().all(|choice| choice.name == OrderName::Facilitate && choice.legal()));
        let orders: Vec<Order> = choices.into_iter().map(|choice| choice.order).collect();
        assert!(validate(&game.setting, &game.world, &orders).is_ok());
    }
}

/// The kinds of order that a role gives, from the first approval to the last counter-move.
fn between(first: OrderName, last: OrderName) -> BTreeSet<OrderName> {
    OrderName::ALL.iter().copied().filter(|name| (first..=last).contains(name)).collect()
}

#[test]
fn every_kind_of_order_is_on_the_menu_of_who_has_the_role() {
    let mut game = openings().remove(0);
    let rival = game.setting.states.ids().find(|s| game.setting.states[*s].roles.rival && game.world.licenses(*s)).unwrap();
    if let Some(bloc) = game.setting.blocs.iter_mut().last() {
        bloc.terms = Some(RegimeTerms { founder: rival, discount: 0.1, eager: None });
    }
    let (setting, worlds) = (&game.setting, positions(&game, 2));
    let mut worlds = worlds;
    // Somebody outside has asked to come in.
    if let Some(world) = worlds.last_mut() {
        let bloc = setting.blocs.ids().next().unwrap();
        let by = setting.states.ids().find(|s| !world.belongs(bloc, *s)).unwrap();
        let until = world.turn + 1;
        world.motions.push(Motion { bloc, action: BlocAction::Join, by, until });
    }
    let seen = |seat: StateId| -> BTreeSet<OrderName> {
        worlds.iter().map(seated).flat_map(|world| menu(setting, &world, seat)).map(|choice| choice.name).collect()
    };
    let missing =
        |seat: StateId, wanted: BTreeSet<OrderName>| -> Vec<OrderName> { wanted.difference(&seen(seat)).copied().collect() };
    let exporter = setting.exporters().next().unwrap();
    assert_eq!(missing(exporter, between(OrderName::Approve, OrderName::Justify)), [], "an exporter");
    let holds = |p: &StateId| setting.links_to(*p).any(|l| setting.links[l].supplier != *p);
    let partner = setting.states.ids().find(|s| setting.states[*s].roles.partner && holds(s)).unwrap();
    assert_eq!(missing(partner, between(OrderName::Request, OrderName::Protest)), [], "a partner");
    assert_eq!(missing(rival, between(OrderName::CounterSupply, OrderName::RivalRegime)), [], "a rival");
    let joined: BTreeSet<OrderName> = setting.states.ids().flat_map(seen).collect();
    let all = between(OrderName::Approve, OrderName::Leave);
    assert_eq!(all.difference(&joined).copied().collect::<Vec<_>>(), [], "somebody");
}

#[test]
fn the_menu_says_why_not() {
    let game = openings().remove(0);
    let mut world = seated(&game.world);
    let exporter = game.setting.exporters().next().unwrap();
    let capital = crate::rules::variable::Variable::State(crate::rules::variable::StateVar::Capital, exporter);
    world.values.put(capital, Quantity::from_f64(1.0));
    let poor = menu(&game.setting, &world, exporter);
    let office = poor.iter().find(|choice| choice.name == OrderName::Office).unwrap();
    assert!(
        office.against.iter().any(|why| matches!(why, Why::Unaffordable { needs, has, .. } if *needs > *has)),
        "{:?}",
        office.against
    );
}

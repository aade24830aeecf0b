//! "Who may know": two worlds that differ only in what a seat may not know look the same to it, to its computer player and in its forecasts.

use countersign::forecast::{Question, forecast};
use countersign::players;
use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::Setting;
use countersign::rules::table::StateId;
use countersign::rules::turn::rollout_turn;
use countersign::rules::validate::validate;
use countersign::rules::variable::{ActorVar, CellVar, CriterionVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use countersign::rules::view::{PublicView, SeatView};
use countersign::rules::world::{Grounds, Leak, World};

use super::board::boards;
use super::orders::{Facilitator, Luck, opening, random_orders};

/// The world with everything different that a seat may not know: hidden numbers, unseen leaks, others' beliefs, credit, answers, unspent
/// money, undeclared criteria, grounds, and what closed exporters decided.
fn other_secrets(setting: &Setting, world: &World, seat: StateId, luck: u64) -> World {
    let mut luck = Luck::new(luck);
    let mut other = world.clone();
    let mut put = |variable: Variable| {
        let (low, high) = variable.range();
        other.values.put(variable, Quantity::from_f64(luck.between(low, high.min(100.0))));
    };
    for id in setting.states.ids().filter(|id| *id != seat) {
        for kind in [StateVar::Credit, StateVar::Answer, StateVar::Reaction] {
            put(Variable::State(kind, id));
        }
        for domain in setting.domains.ids() {
            put(Variable::Cell(CellVar::Unspent, id, domain));
        }
        for about in setting.states.ids().filter(|about| *about != seat) {
            put(Variable::Pair(PairVar::Reliability, id, about));
            put(Variable::Pair(PairVar::Evidence, id, about));
        }
        let declared = world.state(StateVar::Declared, id);
        let secret = |nth: u8| if nth < 5 { declared < 0.5 } else { declared < 1.0 };
        for nth in (0..9).filter(|nth| world.licenses(id) && secret(*nth)) {
            put(Variable::Criterion(CriterionVar::Current, id, nth));
        }
    }
    for kind in [StateVar::Leaked, StateVar::Supplied] {
        setting.states.ids().for_each(|id| put(Variable::State(kind, id)));
    }
    for hidden in setting.hidden.iter().filter(|h| !h.known_to.contains(&seat) && !world.revealed.contains(&h.variable)) {
        put(hidden.variable);
    }
    for id in setting.states.ids().filter(|id| *id != seat) {
        other.grounds.push(Grounds { state: id, by: seat, harm: Quantity::ONE, until: world.turn + 2 });
    }
    other.record.retain(|d| d.public || d.exporter == seat || d.partner == seat);
    for decided in other.record.iter_mut().filter(|d| d.partner != seat && d.exporter != seat) {
        decided.expected = Quantity::from_f64(luck.between(0.0, 1.0));
    }
    for card in &mut other.cards {
        card.held = luck.below(3) as u16;
    }
    for request in other.requests.iter_mut().filter(|r| r.from != seat && r.to != seat) {
        request.plea = Some("Between us.".into());
    }
    leak(setting, &mut other, &mut luck);
    other
}

/// Something leaks out of a holding, into another or to an armed group, and nobody notices.
fn leak(setting: &Setting, world: &mut World, luck: &mut Luck) {
    let held = |l: &countersign::rules::table::LinkId| world.link(LinkVar::Points, *l) >= 2.0;
    let links: Vec<_> = setting.links.ids().filter(held).collect();
    let Some(link) = links.get(luck.below(links.len())).copied() else { return };
    let info = setting.links[link];
    let into = setting.links.enumerate().find(|(id, l)| *id != link && l.supplier == info.supplier && l.domain == info.domain);
    let (into, points) = (into.map(|(id, _)| id), Quantity::ONE);
    let actor = setting.actors.ids().next().filter(|_| into.is_none());
    for (place, by) in [(Some(link), -1.0), (into, 1.0)] {
        if let Some(place) = place {
            let variable = Variable::Link(LinkVar::Points, place);
            world.values.put(variable, Quantity::from_f64(world.get(variable) + by));
        }
    }
    if let Some(actor) = actor {
        let strength = Variable::Actor(ActorVar::Strength, actor);
        let gained = setting.params.actor_strength * points.to_f64();
        world.values.put(strength, Quantity::from_f64(world.get(strength) + gained));
        world.values.put(Variable::Actor(ActorVar::Armed, actor), points);
    }
    world.leaks.push(Leak {
        turn: world.turn,
        licence: None,
        supplier: info.supplier,
        holder: info.recipient,
        domain: info.domain,
        points,
        link,
        into,
        through: actor,
        wilful: false,
        detected: None,
        answered: false,
    });
}

#[test]
fn secrets_show_in_no_view_no_forecast_and_no_computer_order() {
    for board in boards() {
        let setting = &board.setting;
        for luck in 0..2_u64 {
            let mut world = opening(&board.world, luck);
            // A few turns in, so that there is something to be known.
            for _ in 0..=2 * luck {
                let orders = random_orders(setting, &world, fold(luck, &[u64::from(world.turn)]), Facilitator::Absent);
                let orders = validate(setting, &world, &orders).expect("legal orders");
                world = rollout_turn(setting, &world, &orders, Seed(luck));
            }
            for seat in setting.states.ids() {
                let other = other_secrets(setting, &world, seat, fold(luck, &[u64::from(seat.0)]));
                let (a, b) = (SeatView::new(setting, &world, seat), SeatView::new(setting, &other, seat));
                let at = format!("{}, luck {luck}, seat {}", setting.title, setting.states[seat].name);
                for variable in world.values.layout().variables() {
                    let (x, y) = (a.believed().get(variable), b.believed().get(variable));
                    assert_eq!(x, y, "{at}: {}", variable.name(setting));
                }
                assert_eq!(Digest::of(a.believed()), Digest::of(b.believed()), "{at}");
                assert_eq!(a, b, "{at}");
                // What one seat may not know, not everybody may know.
                assert_eq!(PublicView::new(setting, &world), PublicView::new(setting, &other), "{at}");
                assert_eq!(players::orders_of(setting, &a, Seed(1)), players::orders_of(setting, &b, Seed(1)), "{at}");
                if seat.0 == 0 {
                    let measure = Variable::Measure(Measure::Stability, Scope::Board);
                    let ask = |view: &SeatView| {
                        let (drafts, options, watch) = (Vec::new(), vec![Vec::new()], vec![measure]);
                        let question =
                            Question { view: view.clone(), drafts, options, watch, futures: 2, turns: 2, seed: Seed(5) };
                        forecast(setting, &question, |_| true)
                    };
                    assert_eq!(ask(&a), ask(&b), "{at}");
                }
            }
        }
    }
}

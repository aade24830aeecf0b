//! "Who may know": two worlds that differ only in what a seat may not know look the same to it, to its computer player and in its forecasts.

use std::collections::BTreeMap;

use countersign::forecast::{Question, Start, forecast};
use countersign::players;
use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::order::{Decision, Order, OrderKind, PartnerAction};
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::Setting;
use countersign::rules::table::StateId;
use countersign::rules::turn::{explain_turn, rollout_turn};
use countersign::rules::validate::validate;
use countersign::rules::variable::{ActorVar, CellVar, CriterionVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use countersign::rules::view::{PublicView, SeatView, Viewer, told};
use countersign::rules::world::{Grounds, Leak, World};

use super::board::{boards, meridian};
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
    setting.states.ids().for_each(|id| put(Variable::State(StateVar::Leaked, id)));
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
                        let question = Question {
                            start: Start::Seat(view.clone()),
                            drafts,
                            options,
                            watch,
                            futures: 2,
                            turns: 2,
                            seed: Seed(5),
                        };
                        forecast(setting, &question, |_| true)
                    };
                    assert_eq!(ask(&a), ask(&b), "{at}");
                }
            }
        }
    }
}

/// A position of Meridian with a licence to Haldry that has been delivered, and without cards, answers and lumps.
fn delivered() -> (Setting, World) {
    let mut board = meridian();
    board.setting.deck = countersign::rules::table::Table::default();
    board.world.cards = countersign::rules::table::Table::default();
    let params = &mut board.setting.params;
    (params.leak_hazard, params.share_lump, params.harm_odds) = (0.0, 0.0, 0.0);
    (params.detection_base, params.detection_monitoring, params.retransfer_detection) = (0.0, 0.0, 0.0);
    params.verification_detects = 0.0;
    board.setting.prepare();
    let (setting, world) = (board.setting, board.world);
    let request = world.requests.iter().find(|r| r.to == setting.state("Claverne").expect("a state")).expect("a request").clone();
    let approve = OrderKind::Decide(request.key, Decision::Approve);
    let mut next = turn(&setting, &world, &[Order::new(request.to, approve)]);
    next.requests.clear();
    next.licences.iter_mut().for_each(|l| l.delivered = l.points);
    (setting, next)
}

fn turn(setting: &Setting, world: &World, orders: &[Order]) -> World {
    let orders = validate(setting, world, orders).expect("legal orders");
    rollout_turn(setting, world, &orders, Seed(4))
}

/// An unseen leak is not to be read out of a view: neither does any number tell of it beside another, nor against a game without it.
#[test]
fn a_leak_that_was_played_cannot_be_read_out_of_a_view() {
    let (setting, world) = delivered();
    let mut leaking = setting.clone();
    leaking.params.leak_hazard = 100.0;
    leaking.prepare();
    let (mut with, mut without) = (turn(&leaking, &world, &[]), turn(&setting, &world, &[]));
    let leak = *with.leaks.first().expect("it leaks");
    let cells = [Some(leak.link), leak.into].into_iter().flatten().map(|l| (setting.links[l].recipient, setting.links[l].domain));
    let cells: Vec<_> = cells.collect();
    for later in 0..3 {
        for seat in setting.states.ids() {
            let (a, b) = (SeatView::new(&setting, &with, seat), SeatView::new(&setting, &without, seat));
            for (state, domain) in &cells {
                let held = countersign::rules::capability::holding(&setting, a.believed(), *state, *domain);
                let crews = a.believed().cell(CellVar::Crews, *state, *domain);
                let kept = later == 0 && with.cell(CellVar::Crews, *state, *domain) == crews;
                assert!(kept || (held.crews - crews).abs() < 2e-6, "turn {later}: {} crews for {}", crews, held.crews);
                for kind in [CellVar::Crews, CellVar::Absorption, CellVar::Need] {
                    let (x, y) = (a.believed().cell(kind, *state, *domain), b.believed().cell(kind, *state, *domain));
                    let off = (with.cell(kind, *state, *domain) - without.cell(kind, *state, *domain)).abs();
                    // What would have worn out of the points that are gone is a tenth at most.
                    assert!((x - y).abs() <= 0.2 * off + 1e-4, "turn {later}: {kind:?} {x} against {y}, truly off by {off}");
                }
            }
        }
        (with, without) = (turn(&setting, &with, &[]), turn(&setting, &without, &[]));
    }
}

/// Nor is an unseen re-transfer: the gratitude of who got it shows when it is known.
#[test]
fn a_retransfer_that_was_played_cannot_be_read_out_of_a_view() {
    let (setting, world) = delivered();
    let held = |l: &countersign::rules::table::LinkId| world.link(LinkVar::Points, *l) >= 1.0;
    let partner = |id: StateId| setting.states[id].roles.partner;
    let (from, holder) = setting
        .links
        .enumerate()
        .map(|(id, l)| (id, l.recipient))
        .find(|(id, holder)| partner(*holder) && setting.links[*id].supplier != *holder && held(id))
        .expect("something that is held");
    let info = setting.links[from];
    let fits = |to: &StateId| ![info.supplier, holder].contains(to) && setting.link(info.supplier, *to, info.domain).is_some();
    let to = setting.states.ids().find(fits).expect("somebody to pass it on to");
    let passed = PartnerAction::Retransfer { from, to, points: Quantity::from_f64(0.5) };
    let (mut with, mut without) =
        (turn(&setting, &world, &[Order::new(holder, OrderKind::Partner(passed))]), turn(&setting, &world, &[]));
    assert_eq!(with.leaks.len(), 1);
    let alignment = Variable::Pair(PairVar::Alignment, to, holder);
    for later in 0..2 {
        for seat in setting.states.ids() {
            let (a, b) = (SeatView::new(&setting, &with, seat), SeatView::new(&setting, &without, seat));
            let (x, y) = (a.believed().get(alignment), b.believed().get(alignment));
            assert!((x - y).abs() < 1e-4, "turn {later}: {x} against {y}");
        }
        (with, without) = (turn(&setting, &with, &[]), turn(&setting, &without, &[]));
    }
}

/// "What a state believes of another: the two": nobody else is told of it, neither as a number nor in the ledger or a headline.
#[test]
fn a_belief_is_known_to_its_holder_and_to_whom_it_is_about_alone() {
    let board = meridian();
    let (setting, world) = (&board.setting, &board.world);
    let orders = random_orders(setting, world, 7, Facilitator::Absent);
    let orders = validate(setting, world, &orders).expect("legal orders");
    let told = explain_turn(setting, world, &orders, Seed(3));
    let belief = |variable: Variable| match variable {
        Variable::Pair(PairVar::Reliability | PairVar::Evidence, holder, about) => Some((holder, about)),
        _ => None,
    };
    let mut beliefs = 0;
    for seat in setting.states.ids() {
        let view = SeatView::new(setting, world, seat);
        for (variable, (holder, about)) in world.values.layout().variables().filter_map(|v| Some((v, belief(v)?))) {
            let mine = seat == holder || seat == about;
            assert_eq!(view.get(variable).is_some(), mine, "{}", variable.name(setting));
            beliefs += usize::from(mine);
        }
        for (_, entry) in view.entries(&told) {
            assert!(belief(entry.variable).is_none_or(|(holder, about)| seat == holder || seat == about));
        }
        for headline in view.headlines(&told) {
            if let countersign::rules::ledger::News::Reliability { partner, exporter, .. } = headline.news {
                assert!(seat == partner || seat == exporter);
            }
        }
    }
    assert!(beliefs > 0);
}

/// "What anybody would suppose" in place of what it may not know: by the parameters of the views.
#[test]
fn a_view_supposes_what_its_parameters_say() {
    let mut board = meridian();
    let params = &mut board.setting.params;
    (params.supposed_reliability, params.supposed_evidence, params.supposed_threshold) = (0.3, 7.0, 0.9);
    board.setting.prepare();
    let setting = &board.setting;
    let state = |name: &str| setting.state(name).expect("a state");
    let (haldry, mercady, orsany, jaspera) = (state("Haldry"), state("Mercady"), state("Orsany"), state("Jaspera"));
    let view = SeatView::new(setting, &board.world, haldry);
    let near = |variable: Variable, value: f64| assert!((view.believed().get(variable) - value).abs() < 1e-6, "{variable:?}");
    near(Variable::Pair(PairVar::Reliability, jaspera, mercady), 0.3);
    near(Variable::Pair(PairVar::Evidence, jaspera, mercady), 7.0);
    near(Variable::Criterion(CriterionVar::Current, orsany, 0), 0.2);
    near(Variable::Criterion(CriterionVar::Current, orsany, 6), 0.9);
    near(Variable::Criterion(CriterionVar::Current, mercady, 6), 0.9);
}

/// A turn without orders as a seat is told it: each number's change with its parts, and whether any of it is kept from the seat.
fn story(
    setting: &Setting,
    world: &World,
    after: &World,
    seat: StateId,
) -> BTreeMap<Variable, (Quantity, Quantity, Vec<f64>, bool)> {
    let none = validate(setting, world, &[]).expect("no orders");
    let whole = explain_turn(setting, world, &none, Seed(4));
    let (seen, since) = (SeatView::new(setting, world, seat), SeatView::new(setting, after, seat));
    let told = told(&whole, (world, after), (seen.believed(), since.believed()), Viewer::Seat(seat));
    assert_eq!(told.entries.len(), whole.entries.len(), "entries keep their places");
    let mut story = BTreeMap::new();
    let readable = |variable| countersign::rules::turn::default_audience(variable).allows(seat);
    for entry in told.entries.iter().filter(|entry| readable(entry.variable)) {
        let kept = !entry.seen_by.allows(seat) && entry.before != entry.after;
        let parts: Vec<f64> = told.parts(entry).iter().map(|(_, amount)| amount.to_f64()).collect();
        if !parts.is_empty() {
            let sum: f64 = parts.iter().sum();
            let change = (entry.after - entry.before).to_f64();
            assert!((sum - change).abs() < 1e-6, "{}: parts of {sum} for {change}", entry.variable.name(setting));
        }
        let told = story.entry(entry.variable).or_insert((entry.before, entry.after, Vec::new(), false));
        told.1 = entry.after;
        told.2.extend(parts.into_iter().filter(|part| part.abs() > 1e-3));
        told.3 |= kept;
    }
    story
}

/// Nor is it to be read out of the ledger: what an entry tells begins and ends where the view does, and no line is kept from a seat, nor out
/// of proportion, that is not without the leak.
#[test]
fn a_leak_that_was_played_cannot_be_read_out_of_the_ledger() {
    let (setting, world) = delivered();
    let mut leaking = setting.clone();
    leaking.params.leak_hazard = 100.0;
    leaking.prepare();
    let mut rules = &leaking;
    let (mut with, mut without) = (world.clone(), world);
    let mut compared = 0;
    for later in 0..4 {
        let (next, other) = (turn(rules, &with, &[]), turn(&setting, &without, &[]));
        let leak = *next.leaks.first().expect("it leaks");
        for seat in setting.states.ids() {
            let (a, b) = (story(rules, &with, &next, seat), story(&setting, &without, &other, seat));
            let (seen, since) = (SeatView::new(&setting, &with, seat), SeatView::new(&setting, &next, seat));
            for variable in with.values.layout().variables() {
                let at = format!("turn {later}, {}", variable.name(&setting));
                let (true_change, plain) = (next.get(variable) - with.get(variable), other.get(variable) - without.get(variable));
                let off = (true_change - plain).abs().max((next.get(variable) - other.get(variable)).abs());
                let touched =
                    [Some(leak.link), leak.into].into_iter().flatten().any(|l| variable == Variable::Link(LinkVar::Points, l));
                match (a.get(&variable), b.get(&variable)) {
                    (Some(mine), Some(plain)) => {
                        let moved = |told: &(Quantity, Quantity, Vec<f64>, bool)| (told.1 - told.0).to_f64();
                        assert_eq!(mine.3, plain.3, "{at}: kept from the seat");
                        let put_back = matches!(
                            variable,
                            Variable::Cell(CellVar::Crews | CellVar::Absorption | CellVar::Need, ..)
                                | Variable::Link(LinkVar::Points, _)
                        );
                        assert!(
                            !put_back || (moved(mine) - moved(plain)).abs() <= 0.2 * off + 3e-4,
                            "{at}: {} against {}",
                            moved(mine),
                            moved(plain)
                        );
                        if touched {
                            compared += 1;
                            assert_eq!(
                                (mine.0, mine.1),
                                (seen.believed().values.get(variable), since.believed().values.get(variable)),
                                "{at}"
                            );
                            assert_eq!(mine.2.len(), plain.2.len(), "{at}: {:?} against {:?}", mine.2, plain.2);
                            for (x, y) in mine.2.iter().zip(&plain.2) {
                                assert!((x - y).abs() < 1e-4, "{at}: {:?} against {:?}", mine.2, plain.2);
                            }
                        }
                    }
                    (Some(mine), None) => assert!(mine.0 == mine.1 || (mine.1 - mine.0).to_f64().abs() < 1e-3, "{at}: {mine:?}"),
                    (None, _) => {}
                }
            }
        }
        (with, without) = (next, other);
        rules = &setting;
    }
    assert!(compared > 0);
}

/// "A detected breach is a scandal": everybody counts it against the record of who supplied what leaked, and what nobody noticed, nobody.
#[test]
fn a_known_leak_counts_against_its_supplier_in_every_view() {
    let game = meridian();
    let setting = &game.setting;
    let named = |name: &str| setting.state(name).expect("a state of Meridian");
    let (supplier, seat) = (named("Claverne"), named("Mercady"));
    let integrity = |detected: Option<u16>| {
        let mut world = game.world.clone();
        leak(setting, &mut world, &mut Luck::new(5));
        let mut lost = *world.leaks.last().expect("a leak");
        (lost.supplier, lost.detected, lost.points) = (supplier, detected, Quantity::from_f64(20.0));
        world.leaks = vec![lost];
        let view = SeatView::new(setting, &world, seat);
        view.believed().get(Variable::Measure(Measure::Integrity, Scope::State(supplier)))
    };
    let supplied = game.world.state(StateVar::Supplied, supplier);
    let worked = 100.0 * setting.params.measure_leak * 20.0 / supplied;
    let cost = integrity(None) - integrity(Some(1));
    assert!((cost - worked).abs() < 1e-4, "{cost}, and 100 × weight × 20 of {supplied} points are {worked}");
}

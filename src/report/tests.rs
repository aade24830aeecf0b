//! Explanations of real turns: sums, secrets, and that words are found for everything.

mod cards;
mod history_in_words;
mod still;

use std::sync::Arc;

use super::card::{Nearest, Scale, Way};
use super::causes::cause_in;
use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::{DrawKey, Purpose, Seed};
use crate::rules::ledger::{Ledger, Parent, cause};
use crate::rules::order::{
    Condition, Countermeasure, Decision, FacilitatorOrder, Gesture, Order, OrderKind, PartnerAction, RegimeChange, Seat,
};
use crate::rules::phases::Phase;
use crate::rules::price::{Currency, OrderName};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::score::recommend;
use crate::rules::table::{ActorId, BlocId, CardId, CommitmentId, LinkId, StateId};
use crate::rules::turn::explain_turn;
use crate::rules::validate::{Refusal, Why, accepted, problems, validate};
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use crate::rules::view::{SeatView, Viewer};
use crate::rules::world::{Outcome, World};
use crate::scenario;
use crate::session::{Game, TurnNode};
use crate::text::{has, text};

fn played() -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let mut game = Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(7), None);
    while !game.over() {
        let orders = orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).unwrap();
    }
    game
}

/// The whole ledger of a turn, with the parts of formulas.
fn whole(game: &Game, before: &TurnNode, node: &TurnNode) -> Ledger {
    let orders = validate(game.setting(), &before.world, &node.orders).unwrap();
    explain_turn(game.setting(), &before.world, &orders, game.seed())
}

#[test]
fn the_lines_of_why_add_up_exactly() {
    let game = played();
    let setting = game.setting();
    for pair in game.line().windows(2) {
        let (before, after) = (&pair[0].world.values, &pair[1].world.values);
        let ledger = whole(&game, pair[0], pair[1]);
        for told in [&ledger, &pair[1].ledger] {
            for variable in before.layout().variables() {
                let lines = why(setting, Context::of(pair[1], Viewer::Facilitator), told, variable);
                let sum: Quantity = lines.iter().map(|line| line.amount).sum();
                assert_eq!(sum, after.get(variable) - before.get(variable), "{}", variable.name(setting));
            }
        }
        let unexplained = ledger.entries.iter().filter(|entry| ledger.parts(entry).is_empty()).count();
        assert!(unexplained * 100 < ledger.entries.len(), "{unexplained} of {} have no parts", ledger.entries.len());
    }
}

/// Reads "+0.12" and "−1.5 points" as millionths of what is shown.
fn amount(shown: &str) -> i64 {
    let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let magnitude = crate::session::orders::parse_decimal(&digits).unwrap().micros();
    if shown.contains(words::MINUS) { -magnitude } else { magnitude }
}

#[test]
fn the_parts_that_are_shown_add_up_to_the_change_that_is_shown() {
    let game = played();
    for pair in game.line().windows(2) {
        let ledger = whole(&game, pair[0], pair[1]);
        let story = explain(game.setting(), &ledger, &pair[0].world, pair[1], Viewer::Facilitator);
        let changes = story.lines().skip_while(|line| !line.contains(" → "));
        let mut sums: Vec<(String, i64, i64)> = Vec::new();
        for line in changes {
            if let Some((_, change)) = line.rsplit_once(" (").filter(|_| line.contains(" → ")) {
                sums.push((line.to_owned(), amount(change), 0));
            } else if let Some(rest) = line.strip_prefix("    ") {
                let (shown, _) = rest.trim_start().split_once("  ").unwrap();
                sums.last_mut().unwrap().2 += amount(shown);
            }
        }
        assert!(sums.len() > 50, "{story}");
        for (line, change, parts) in sums {
            assert_eq!(change, parts, "{line}");
        }
    }
}

#[test]
fn a_seat_is_not_told_what_another_believes() {
    let game = played();
    let setting = game.setting();
    let id = |name: &str| setting.state(name).unwrap();
    let of = Variable::Pair(PairVar::Reliability, id("Wendamar"), id("Claverne"));
    let line = game.line();
    let (before, node) = (line[0], line[1]);
    let tell = |of: Option<Variable>, seat| match of {
        Some(of) => explain::Telling::of(setting, &node.ledger, &before.world, node, Viewer::Seat(id(seat))).one(of, 4),
        None => explain(setting, &node.ledger, &before.world, node, Viewer::Seat(id(seat))),
    };
    assert!(tell(Some(of), "Haldry").ends_with("not known to your seat\n"));
    assert!(!tell(Some(of), "Wendamar").contains("not known to your seat"));
    assert!(tell(None, "Haldry").ends_with("Other changes are not known to your seat.\n"));
    assert!(!tell(None, "Haldry").contains("Reliability of Claverne for Wendamar"));
    let all = explain(setting, &node.ledger, &before.world, node, Viewer::Facilitator);
    assert!(!all.contains("not known to your seat"));
}

/// A key that has no text shows as itself, and a placeholder without a value in braces.
fn worded(story: &str) {
    let keys = [
        "cause.",
        "rule.",
        "headline.",
        "variable.",
        "table.",
        "explain.",
        "draw.",
        "order.",
        "unit.",
        "card.",
        "kind.",
        "bloc.",
        "counter.",
        "currency.",
        "refusal.",
        "criterion.",
        "{",
        "}",
    ];
    for key in keys {
        assert!(!story.split_whitespace().any(|word| word.starts_with(key)), "{key} in {story}");
    }
}

#[test]
fn everything_that_is_told_has_words() {
    let game = played();
    let setting = game.setting();
    worded(&playthrough(&game));
    for pair in game.line().windows(2) {
        worded(&explain(setting, &whole(&game, pair[0], pair[1]), &pair[0].world, pair[1], Viewer::Facilitator));
        for order in pair[1].orders.iter() {
            worded(&orders::order(setting, &pair[0].world, order));
            worded(&titles::title(setting, Some(&pair[0].world), order));
            worded(&titles::cost(setting, &pair[0].world, order));
        }
    }
    for found in &game.line()[0].world.requests {
        let advice = recommend(setting, &game.line()[0].world, found).unwrap();
        worded(&recommendation(setting, found, &advice));
    }
}

#[test]
fn every_rule_has_words_with_every_parent() {
    let game = played();
    let setting = game.setting();
    let node = game.now();
    let decided = node.world.record[0].key;
    let licensed = node.world.licences[0].key;
    let claverne = setting.state("Claverne").unwrap();
    let draw = DrawKey { turn: 1, phase: Phase::Events, purpose: Purpose::Lump, who: 0, what: 0 };
    let parents = [
        Parent::Time,
        Parent::Order(0),
        Parent::Decision(decided),
        Parent::Licence(licensed),
        Parent::Number(Variable::Pair(PairVar::Threat, claverne, claverne)),
        Parent::Link(LinkId(0)),
        Parent::State(claverne),
        Parent::Commitment(CommitmentId(0)),
        Parent::Card(CardId(0)),
        Parent::Actor(ActorId(0)),
        Parent::Bloc(BlocId(0)),
        Parent::Draw(draw),
    ];
    for rule in Rule::ALL {
        assert!(has(&format!("rule.{}", rule.name())), "no words for {}", rule.name());
        for parent in parents {
            worded(&cause_in(setting, Context::of(node, Viewer::Facilitator), &cause(*rule, parent)));
        }
    }
    for name in OrderName::ALL {
        assert!(has(&format!("order.name.{}", name.name())), "no words for {}", name.name());
    }
}

#[test]
fn what_is_done_in_secret_is_not_named_to_others() {
    let game = played();
    let setting = game.setting();
    let id = |name: &str| setting.state(name).unwrap();
    let haldry = id("Haldry");
    let from = setting.links_to(haldry).find(|link| setting.links[*link].supplier != haldry).unwrap();
    let retransfer = PartnerAction::Retransfer { from, to: id("Wendamar"), points: Quantity::ONE };
    let orders = [Order::new(haldry, OrderKind::Partner(retransfer))];
    let said = |seat: Option<StateId>| {
        let context = Context { world: Some(game.world()), orders: Some(&orders), ledger: None, viewer: seat.into() };
        cause_in(setting, context, &cause(Rule::Price, Parent::Order(0)))
    };
    assert!(said(None).starts_with("the price of Haldry’s secret re-transfer"), "{}", said(None));
    assert_eq!(said(Some(haldry)), said(None));
    assert_eq!(said(Some(id("Claverne"))), "the price of an order that is not told");
}

#[test]
fn orders_read_as_sentences_and_as_titles() {
    let game = played();
    let setting = game.setting();
    let id = |name: &str| setting.state(name).unwrap();
    let embargo = Order::new(id("Claverne"), OrderKind::Toward(id("Haldry"), Gesture::Embargo(Quantity::ONE)));
    assert_eq!(
        orders::order(setting, game.world(), &embargo),
        "Claverne puts an embargo on Haldry: 100\u{a0}% of all arms trade."
    );
    assert_eq!(titles::title(setting, Some(game.world()), &embargo), "embargo on Haldry");
    let costs = titles::cost(setting, game.world(), &embargo);
    assert!(costs.starts_with("costs ") && costs.ends_with(" of political capital"), "{costs}");
    let pause = Order::of_facilitator(FacilitatorOrder::Pause);
    assert_eq!(orders::order(setting, game.world(), &pause), "The facilitator pauses the clock.");
    assert_eq!(titles::cost(setting, game.world(), &pause), "costs nothing");
}

#[test]
fn refusals_have_their_numbers() {
    let game = played();
    let seat = Seat::State(game.setting().state("Claverne").unwrap());
    let say = |why| refusal(game.setting(), game.world(), &Refusal { order: 0, seat, why });
    let said = say(Why::Capacity { ordered: 4.0, left: 3.0 });
    assert!(said.starts_with("Claverne can process 3 decisions this turn; 4 were ordered."), "{said}");
    assert!(!said.contains(text("refusal.over")));
    let said = say(Why::Unaffordable { currency: Currency::Capital, needs: 12.0, has: 9.0 });
    assert!(said.contains("12 points of political capital") && said.contains("the Claverne government has 9"), "{said}");
    worded(&say(Why::Forbidden(OrderName::Embargo)));
}

#[test]
fn a_refused_number_is_named_with_its_range() {
    let game = played();
    let setting = game.setting();
    let mut opening = game.line()[0].world.as_ref().clone();
    let (claverne, haldry) = (setting.state("Claverne").unwrap(), setting.state("Haldry").unwrap());
    let said = |world: &World, order: &Order| -> Vec<String> {
        let why = problems(setting, world, order, &[]);
        why.into_iter().map(|why| refusal(setting, world, &Refusal { order: 0, seat: order.seat, why })).collect()
    };
    let request = opening.requests.iter().find(|r| r.to == claverne).unwrap().clone();
    let with = |of| Order::new(claverne, OrderKind::Decide(request.key, Decision::Condition(vec![of])));
    let phased = "The number of turns of delivery is 9 in this order of Claverne; it must be from 2 to 6.";
    assert!(said(&opening, &with(Condition::Phased(9))).contains(&phased.to_owned()));
    let points = request.points.to_f64();
    let cap = with(Condition::VolumeCap(Quantity::from_f64(points + 14.0)));
    let capped = format!(
        "The cap on the volume, in points, is {} in this order of Claverne; it must be more than 0 and at most {points}.",
        points + 14.0
    );
    assert!(said(&opening, &cap).contains(&capped), "{:?}", said(&opening, &cap));
    let office = Order::new(claverne, OrderKind::Regime(RegimeChange::Office(11)));
    let gains = "The number of decisions that the office gains is 11 in this order of Claverne; it must be from 1 to 10.";
    assert_eq!(said(&opening, &office), [gains]);
    let answer = Order::new(haldry, OrderKind::StandingAnswer(Quantity::from_f64(3.0)));
    let burden = "The burden of the standing answer is 3 in this order of Haldry; it must be from 0 to 2.";
    assert_eq!(said(&opening, &answer), [burden]);
    let share = Variable::parse("share(Claverne, AD, Haldry)", setting).unwrap();
    let say = |what| said(&opening, &Order::of_facilitator(what)).join(" ");
    let extended =
        "The number of turns that the game is extended by is 60 in this order of the facilitator; it must be from 1 to 50.";
    assert_eq!(say(FacilitatorOrder::Extend(60)), extended);
    let over = say(FacilitatorOrder::Override { variable: share, value: Quantity::from_f64(3.0) });
    assert!(over.ends_with("is 3 in this order of the facilitator; it must be from 0 to 1."), "{over}");
    let open = say(FacilitatorOrder::Reveal(Some(share)));
    assert!(open.ends_with("is hidden from nobody, so the facilitator has nothing to reveal."), "{open}");
    opening.values.put(Variable::State(StateVar::Reaction, claverne), Quantity::ZERO);
    let arms = Order::new(claverne, OrderKind::Counter(Countermeasure::CounterArm { domain: request.domain }));
    let half = "Claverne has 0.5 of a countermeasure left; with this order it needs 1.";
    assert!(said(&opening, &arms).contains(&half.to_owned()), "{:?}", said(&opening, &arms));
}

#[test]
fn a_number_is_told_back_to_orders_draws_and_parameters() {
    let game = played();
    let setting = game.setting();
    let at = |n: usize| (game.line()[n - 1], game.line()[n]);
    let deep = |n: usize, of: Variable| {
        let (before, node) = at(n);
        let tree =
            explain::Telling::of(setting, &whole(&game, before, node), &before.world, node, Viewer::Facilitator).tree(of, 10);
        // What is gathered because it is small is no number that moved.
        let moved = |part: &tree::Node| part.source != sources::Source::Rest && !part.children.is_empty();
        tree.roots.iter().any(|part| moved(part) && part.children.iter().any(moved))
    };
    let shares: Vec<Variable> = setting.links.ids().map(|link| Variable::Link(LinkVar::Share, link)).collect();
    let found = (1..6).find_map(|n| shares.iter().find(|of| deep(n, **of)).map(|of| (n, *of)));
    let (turn, of) = found.expect("some share rests on numbers that moved");
    let (before, node) = at(turn);
    let why = whole(&game, before, node);
    let tree = explain::Telling::of(setting, &why, &before.world, node, Viewer::Facilitator).tree(of, 10);
    let mut ends = Vec::new();
    let mut queue: Vec<(&[tree::Node], Quantity)> = vec![(&tree.roots, tree.change())];
    while let Some((nodes, amount)) = queue.pop() {
        assert_eq!(nodes.iter().map(|n| n.amount).sum::<Quantity>(), amount, "a level does not add up");
        for below in nodes {
            if below.children.is_empty() {
                ends.push(below);
            } else {
                queue.push((&below.children, below.amount));
            }
        }
    }
    assert!(ends.iter().any(|n| matches!(n.source, sources::Source::Draw(_))), "no draw at an end");
    assert!(ends.iter().any(|n| n.rule.is_some_and(|rule| !rule.parameters().is_empty())), "no parameter at an end");
    let story = explain::Telling::of(setting, &why, &before.world, node, Viewer::Facilitator).one(of, 10);
    let rate = format!("share_rate {}", words::number(setting.params.share_rate, 2));
    assert!(story.contains(&rate) && story.contains("the draw was "), "{story}");
    let short = explain::Telling::of(setting, &why, &before.world, node, Viewer::Facilitator).one(of, 1);
    assert!(short.lines().count() < story.lines().count() && short.contains("--levels"), "{short}");
    worded(&story);
}

/// A number that a card from the pile changed leads to the draw by which the card came.
#[test]
fn a_number_that_a_card_changed_leads_to_its_draw() {
    use crate::rules::draws::Purpose;
    use crate::rules::ledger::{About, Parent};
    let game = played();
    let line = game.line();
    let mut found = 0;
    for pair in line.windows(2) {
        let (before, node) = (pair[0], pair[1]);
        let why = whole(&game, before, node);
        for draw in why.draws.iter().filter(|d| d.key.purpose == Purpose::CardPile) {
            let About::Card(card) = draw.about else { panic!("{draw:?}") };
            let moved = |e: &&crate::rules::ledger::Entry| why.causes(e).iter().any(|c| c.cause.parent == Parent::Card(card));
            for entry in why.entries.iter().filter(moved) {
                let story =
                    explain::Telling::of(game.setting(), &why, &before.world, node, Viewer::Facilitator).one(entry.variable, 4);
                let (odds, unit) = words::chance_and_draw(draw.odds.to_f64(), draw.unit.to_f64());
                assert!(story.contains(&format!("the chance was {odds}, the draw {unit}")), "{story}");
                found += 1;
            }
        }
    }
    assert!(found > 0);
}

/// A channel gains by its luck exactly where the number of the draw that its change names is luckier than the others' are.
#[test]
fn the_draw_that_a_share_names_is_the_one_that_was_used() {
    let game = played();
    let setting = game.setting();
    let (before, node) = (game.line()[0], game.line()[1]);
    let why = whole(&game, before, node);
    let lump_of = |link: LinkId| {
        let share = Variable::Link(LinkVar::Share, link);
        let drawn = why.about(share).flat_map(|(_, entry)| why.parts(entry)).find_map(|(cause, amount)| match cause.parent {
            Parent::Draw(key) if cause.rule == Rule::ShareLump => Some((key, amount)),
            _ => None,
        })?;
        let unit = node.luck.unit(drawn.0);
        Some((unit / (1.0 - unit), drawn.1))
    };
    let mut compared = 0;
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let lumps: Vec<(f64, Quantity)> = setting.links_of(state, domain).filter_map(lump_of).collect();
            let most = lumps.iter().max_by(|a, b| a.0.total_cmp(&b.0));
            let least = lumps.iter().min_by(|a, b| a.0.total_cmp(&b.0));
            if let (Some(most), Some(least), true) = (most, least, lumps.len() > 1) {
                compared += 1;
                assert!(most.1 > Quantity::ZERO && least.1 < Quantity::ZERO, "{lumps:?}");
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

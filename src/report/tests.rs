//! Explanations of real turns: sums, secrets, and that words are found for everything.

use std::sync::Arc;

use super::causes::cause_in;
use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::{DrawKey, Purpose, Seed};
use crate::rules::ledger::{Ledger, Parent, cause};
use crate::rules::order::{FacilitatorOrder, Gesture, Order, OrderKind, PartnerAction, Seat};
use crate::rules::phases::Phase;
use crate::rules::price::{Currency, OrderName};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::score::recommend;
use crate::rules::table::{ActorId, BlocId, CardId, CommitmentId, LinkId};
use crate::rules::turn::explain_turn;
use crate::rules::validate::{Refusal, Why, validate};
use crate::rules::variable::{PairVar, Variable};
use crate::rules::world::Outcome;
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
                let lines = why(setting, Context::of(pair[1], None), told, variable);
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
        let story = explain(game.setting(), &ledger, &pair[0].world, pair[1], None, None);
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
    let tell = |of, seat| explain(setting, &node.ledger, &before.world, node, of, Some(id(seat)));
    assert!(tell(Some(of), "Haldry").ends_with("not known to your seat\n"));
    assert!(!tell(Some(of), "Wendamar").contains("not known to your seat"));
    assert!(tell(None, "Haldry").ends_with("Other changes are not known to your seat.\n"));
    assert!(!tell(None, "Haldry").contains("Reliability of Claverne for Wendamar"));
    let all = explain(setting, &node.ledger, &before.world, node, None, None);
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
        worded(&explain(setting, &whole(&game, pair[0], pair[1]), &pair[0].world, pair[1], None, None));
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
            worded(&cause_in(setting, Context::of(node, None), &cause(*rule, parent)));
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
    let said = |seat| {
        let context = Context { world: Some(game.world()), orders: Some(&orders), seat };
        cause_in(setting, context, &cause(Rule::Price, Parent::Order(0)))
    };
    assert!(said(None).starts_with("the price of Haldry's secret re-transfer"), "{}", said(None));
    assert_eq!(said(Some(haldry)), said(None));
    assert_eq!(said(Some(id("Claverne"))), "the price of an order of Haldry");
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
fn cards_tell_every_decision() {
    let game = played();
    let setting = game.setting();
    let mut compared = 0;
    for pair in game.line().windows(2) {
        let world = &pair[1].world;
        for decided in world.record.iter().filter(|d| d.turn == pair[0].world.turn) {
            let card = card(setting, &pair[0].world, world, &pair[1].ledger, decided.key, None).unwrap();
            worded(&card.lines(setting).join("\n"));
            if let Some(other) = card.what_if {
                compared += 1;
                assert_eq!(card.outcome, Outcome::Licensed);
                let lower = other.other == card::Other::Inspected;
                assert_eq!(other.then < other.now, lower, "{other:?}");
            }
        }
    }
    assert!(compared > 0);
}

mod history_in_words {
    use std::sync::Arc;

    use crate::players::orders_of_others;
    use crate::report::history;
    use crate::rules::draws::Seed;
    use crate::rules::order::{Decision, Ground, Order, OrderKind};
    use crate::scenario;
    use crate::session::compare::compare;
    use crate::session::save::{SaveError, outline, save};
    use crate::session::{BranchId, Game, NodeId};

    fn played(turns: usize) -> Game {
        let bundled = scenario::find("meridian").unwrap();
        let mut game = Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(3), None);
        for _ in 0..turns {
            let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
            game.resolve(&orders).unwrap();
        }
        game
    }

    #[test]
    fn branches_say_where_they_come_from_and_on_which_luck() {
        let mut game = played(2);
        game.undo();
        let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
        game.resolve(&orders).unwrap();
        let luck = game.other_luck();
        game.open_branch(NodeId(0), luck);
        assert_eq!(history::branch(&game, BranchId(0)), "A, from the opening");
        assert_eq!(history::branch(&game, BranchId(1)), "B, from turn 2, replayed with hindsight");
        assert_eq!(history::branch(&game, BranchId(2)), "C, from turn 1, on other luck");
    }

    #[test]
    fn the_report_says_what_was_played_with_hindsight() {
        let mut game = played(2);
        assert!(!crate::report::playthrough(&game).contains("hindsight"));
        game.undo();
        let luck = game.other_luck();
        game.open_branch(NodeId(1), luck);
        let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
        game.resolve(&orders).unwrap();
        assert_eq!(crate::report::playthrough(&game).matches("(replayed with hindsight, on other luck)").count(), 1);
    }

    #[test]
    fn undo_and_redo_name_what_they_do() {
        let mut game = played(2);
        assert_eq!(history::undo_name(&game, &[]).as_deref(), Some("Take turn 2 back"));
        assert_eq!(history::redo_name(&game), None);
        let draft = game.now().orders.first().cloned().into_iter().collect::<Vec<_>>();
        game.undo();
        assert_eq!(history::redo_name(&game).as_deref(), Some("Go forward to turn 2 again"));
        assert!(history::undo_name(&game, &draft).unwrap().starts_with("Take back the draft: "));
        game.undo();
        assert_eq!(history::undo_name(&game, &[]), None);
    }

    #[test]
    fn two_lines_are_compared_in_words_whose_causes_name_the_decision() {
        let mut game = played(3);
        let decided = |order: &&Order| matches!(&order.kind, OrderKind::Decide(_, Decision::Approve));
        let given = game.nodes()[1].orders.iter().find(decided).cloned().unwrap();
        let OrderKind::Decide(key, _) = given.kind else { panic!("it decides") };
        let other = Order { kind: OrderKind::Decide(key, Decision::Deny(Ground::Rights)), ..given };
        let rerun = game.replay_under(NodeId(1), NodeId(3), None, &[other], game.seed()).unwrap().unwrap();
        let compared = compare(&game, NodeId(3), rerun.end, None).unwrap();
        let first = &compared.differences[0];
        assert!(history::difference(&game, first).contains(" and "), "{}", history::difference(&game, first));
        let told = |d| history::difference_causes(&game, &compared, d).iter().any(|line| line.contains("request"));
        assert!(compared.differences.iter().any(told));
        for left in &rerun.left_out {
            let line = history::left_out(&game, left);
            assert!(line.starts_with("Turn ") && line.contains(" – left out: "), "{line}");
        }
    }

    #[test]
    fn a_game_of_other_rules_can_be_read() {
        let mut game = played(2);
        game.note(NodeId(1), "remember this");
        let why = SaveError::OtherRules { found: 9, ours: 1, program: "9.9.9".to_owned() };
        let page = history::read_only(&why, &outline(&save(&game)).unwrap());
        for part in ["9.9.9", "Meridian", "## Turn 1, branch A", "## Turn 2, branch A", "remember this", "- (seat: \"Claverne\""]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

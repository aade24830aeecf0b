//! Explanations of real turns: sums, secrets, and that words are found for everything.

use std::sync::Arc;

use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::Seed;
use crate::rules::quantity::Quantity;
use crate::rules::score::recommend;
use crate::rules::validate::{Refusal, Why};
use crate::rules::variable::{PairVar, Variable};
use crate::scenario;
use crate::session::Game;
use crate::text::text;

fn played() -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let mut game = Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(7), None);
    while !game.over() {
        let orders = orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).unwrap();
    }
    game
}

#[test]
fn the_lines_of_why_add_up_exactly() {
    let game = played();
    let setting = game.setting();
    for pair in game.line().windows(2) {
        let (before, after, ledger) = (&pair[0].world.values, &pair[1].world.values, &pair[1].ledger);
        for variable in before.layout().variables() {
            let sum: Quantity = why(setting, ledger, variable).iter().map(|line| line.amount).sum();
            assert_eq!(sum, after.get(variable) - before.get(variable), "{}", variable.name(setting));
        }
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
        let story = explain(game.setting(), &pair[1].ledger, &pair[0].world, &pair[1].world, None, None);
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
    let tell = |of, seat| explain(setting, &node.ledger, &before.world, &node.world, of, Some(id(seat)));
    assert!(tell(Some(of), "Haldry").ends_with("not known to your seat\n"));
    assert!(!tell(Some(of), "Wendamar").contains("not known to your seat"));
    assert!(tell(None, "Haldry").ends_with("Other changes are not known to your seat.\n"));
    assert!(!tell(None, "Haldry").contains("Reliability of Claverne for Wendamar"));
    let all = explain(setting, &node.ledger, &before.world, &node.world, None, None);
    assert!(!all.contains("not known to your seat"));
}

/// A key that has no text shows as itself, and a placeholder without a value in braces.
#[test]
fn everything_that_is_told_has_words() {
    let game = played();
    let setting = game.setting();
    let mut stories = vec![playthrough(&game)];
    for pair in game.line().windows(2) {
        stories.push(explain(setting, &pair[1].ledger, &pair[0].world, &pair[1].world, None, None));
    }
    for found in &game.line()[0].world.requests {
        let advice = recommend(setting, &game.line()[0].world, found).unwrap();
        stories.push(recommendation(setting, found, &advice));
    }
    let keys = ["cause.", "headline.", "variable.", "table.", "explain.", "draw.", "order.", "unit.", "{", "}"];
    for story in stories {
        for key in keys {
            assert!(!story.split_whitespace().any(|word| word.starts_with(key)), "{key} in {story}");
        }
    }
}

#[test]
fn refusals_have_their_numbers() {
    let game = played();
    let seat = game.setting().state("Claverne").unwrap();
    let of = Refusal { order: 0, seat, why: Why::Capacity { ordered: 4, left: 3 } };
    let said = refusal(game.setting(), game.world(), &of);
    assert!(said.starts_with("Claverne can process 3 decisions this turn; 4 were ordered."), "{said}");
    assert!(!said.contains(text("refusal.over")));
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
        let rerun = game.replay_under(NodeId(1), NodeId(3), &[other], game.seed()).unwrap().unwrap();
        let compared = compare(&game, NodeId(3), rerun.end, None).unwrap();
        let head = history::comparison(&game, &compared);
        assert!(head.starts_with("A and B part in turn 1; "), "{head}");
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

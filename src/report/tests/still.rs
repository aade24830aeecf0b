//! What still moves from earlier turns is told from there.

use super::*;
use crate::report::explain::Telling;
use crate::report::sources::Source;
use crate::report::tree::{Node, Tree};
use crate::rules::table::StateId;

/// The turns of a game as they are told, each with those before it.
struct Told<'a> {
    game: &'a Game,
    line: Vec<&'a TurnNode>,
    whys: Vec<Ledger>,
}

impl<'a> Told<'a> {
    fn of(game: &'a Game) -> Self {
        let line = game.line();
        let whys = line.windows(2).map(|pair| whole(game, pair[0], pair[1])).collect();
        Self { game, line, whys }
    }

    fn telling(&self, turn: usize) -> Telling<'_> {
        let (before, node) = (&self.line[turn - 1].world, self.line[turn]);
        Telling::of(self.game.setting(), &self.whys[turn - 1], before, node, Viewer::Facilitator)
    }

    /// The tree of a turn, as far back as is said.
    fn tree(&self, turn: usize, of: Variable, back: usize) -> Tree {
        let earlier = (turn.saturating_sub(back).max(1)..turn).map(|n| self.telling(n)).collect();
        self.telling(turn).following(earlier).tree(of, 12)
    }
}

fn still(tree: &Tree) -> Option<&Node> {
    tree.roots.iter().find(|node| matches!(node.rule, Some(Rule::ShareStill | Rule::RevenueStill)))
}

/// A half-year turn takes two thirds of new orders into revenue, so a third of what moved it in the turn before still moves it: each buyer
/// of that turn has a third of what it had then.
#[test]
fn a_third_of_what_moved_revenue_still_moves_it_half_a_year_later() {
    let game = played();
    let told = Told::of(&game);
    let revenues = game.setting().exporters().map(|id: StateId| Variable::State(StateVar::Revenue, id));
    let (mut opened, mut compared) = (0, 0);
    for of in revenues {
        for turn in 2..told.line.len() {
            let tree = told.tree(turn, of, 1);
            let Some(node) = still(&tree).filter(|node| node.opens) else { continue };
            assert_eq!(node.words, format!("Still moving from turn {}", turn - 1));
            assert_eq!((node.source, node.back), (Source::Number(of), 0));
            let sum: Quantity = node.children.iter().map(|part| part.amount).sum();
            assert_eq!(sum, node.amount, "the level adds up");
            let then = told.tree(turn - 1, of, 0);
            for part in node.children.iter().filter(|part| part.source != Source::Rest) {
                assert_eq!(part.back, 1);
                let Some(same) = then.roots.iter().find(|root| root.source == part.source && root.rule == part.rule) else {
                    continue;
                };
                let (now, before) = (part.amount.to_f64(), same.amount.to_f64());
                assert!((now - before / 3.0).abs() < 1e-5, "{now} is a third of {before}");
                compared += 1;
            }
            opened += 1;
        }
    }
    assert!(opened > 5 && compared > 20, "{opened} opened, {compared} compared");
}

/// A share that still moves is followed back through the turns, and never runs into itself; where the turns before are not at hand it
/// ends as it did.
#[test]
fn a_share_that_still_moves_is_followed_back_through_the_turns() {
    let game = played();
    let told = Told::of(&game);
    let deepest = |tree: &Tree| {
        let (mut deepest, mut queue): (usize, Vec<&Node>) = (0, tree.roots.iter().collect());
        while let Some(node) = queue.pop() {
            deepest = deepest.max(node.back);
            queue.extend(&node.children);
        }
        deepest
    };
    let (mut back, mut named) = (0, 0);
    for link in game.setting().links.ids() {
        let of = Variable::Link(LinkVar::Share, link);
        let tree = told.tree(5, of, 4);
        let Some(node) = still(&tree) else { continue };
        let alone = told.tree(5, of, 0);
        let end = still(&alone).expect("the same part");
        assert_eq!((end.words.as_str(), end.opens, end.amount), ("Still moving from earlier turns", false, node.amount));
        assert!(node.words.starts_with("Still moving from turn 4"), "{}", node.words);
        // What cannot be shared names the largest cause instead.
        assert!(node.opens || node.words.contains(", above all by "), "{}", node.words);
        named += usize::from(!node.opens);
        back = back.max(deepest(&tree));
    }
    assert_eq!(back, 4, "as far back as the turns are at hand");
    assert!(named > 0);
    let share = game.setting().links.ids().map(|link| Variable::Link(LinkVar::Share, link));
    let story = share.map(|of| told.telling(5).following((1..5).map(|n| told.telling(n)).collect()).one(of, 3));
    assert!(story.into_iter().any(|story| story.contains("Still moving from turn 3")), "it is told in words, too");
}

//! The tree: branches, hindsight, luck, names; playing again under another decision; comparing.

use std::sync::Arc;

use super::compare::{commitments, compare, in_order};
use super::rerun::legal;
use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::Seed;
use crate::rules::order::{Decision, Ground, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::table::CommitmentId;
use crate::rules::validate::Why;
use crate::rules::variable::{PairVar, Variable};
use crate::rules::view::{SeatView, Viewer};
use crate::rules::world::{Commitment, Standing};
use crate::scenario;

fn meridian(seed: u64) -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let scenario = scenario::load(bundled.file, bundled.text).unwrap();
    let seat = scenario.setting.exporters().next();
    Game::new(Arc::new(scenario), Seed(seed), seat)
}

fn turn(game: &mut Game) {
    let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.resolve(&orders).unwrap();
}

fn turns(game: &mut Game, count: usize) {
    (0..count).for_each(|_| turn(game));
}

#[test]
fn playing_from_an_earlier_turn_opens_a_branch_with_hindsight_on_the_same_luck() {
    let mut game = meridian(7);
    turns(&mut game, 3);
    assert_eq!((game.undone_turn(), game.redone()), (Some(3), None));
    game.undo();
    game.undo();
    assert_eq!((game.undone_turn(), game.redone()), (Some(1), Some((NodeId(2), BranchId::FIRST))));
    assert_eq!(game.branches().len(), 1);
    turn(&mut game);
    assert_eq!(game.branches().len(), 2);
    let branch = &game.branches()[1];
    assert_eq!((branch.from, branch.tip, branch.luck), (NodeId(1), NodeId(4), Seed(7)));
    assert!(game.now().hindsight);
    // The same orders on the same luck are the same turn.
    assert_eq!(game.now().digest, game.nodes()[2].digest);
    assert!(!game.can_redo());
    turn(&mut game);
    assert_eq!((game.branches().len(), game.branches()[1].tip), (2, NodeId(5)));
    assert!(game.now().hindsight, "what follows hindsight has it too");
    assert_eq!(game.line_of(BranchId(1)), [NodeId(0), NodeId(1), NodeId(4), NodeId(5)]);
    assert_eq!((game.branch_name(BranchId(0)), game.branch_name(BranchId(1))), ("A".to_owned(), "B".to_owned()));
}

#[test]
fn going_on_at_the_end_of_a_branch_opens_none() {
    let mut game = meridian(7);
    turns(&mut game, 2);
    game.go_to(NodeId(0));
    turn(&mut game);
    assert!(game.go_to_branch(BranchId(0)));
    turn(&mut game);
    assert_eq!((game.branches().len(), game.now().branch, game.now().hindsight), (2, BranchId(0), false));
    assert!(game.go_to_branch(BranchId(1)));
    turn(&mut game);
    assert_eq!((game.branches().len(), game.now().branch), (2, BranchId(1)));
    assert!(!game.go_to_branch(BranchId(2)) && !game.go_to(NodeId(99)) && !game.stand_at(NodeId(2), BranchId(1)));
}

#[test]
fn a_branch_that_has_not_been_seen_beyond_is_no_hindsight() {
    let mut game = meridian(7);
    turn(&mut game);
    game.open_branch(NodeId(1), Seed(7)).unwrap();
    turn(&mut game);
    assert_eq!((game.now().branch, game.now().hindsight), (BranchId(1), false));
    game.go_to_branch(BranchId(0));
    turn(&mut game);
    assert!(game.now().hindsight, "the other branch had been played on from here");
}

#[test]
fn other_luck_is_another_seed_and_stays_with_its_branch() {
    let mut game = meridian(7);
    turns(&mut game, 2);
    let luck = game.other_luck();
    assert_ne!(luck, game.seed());
    game.open_branch(NodeId(0), luck).unwrap();
    turns(&mut game, 2);
    assert_eq!(game.now().luck, luck);
    assert_ne!(game.now().digest, game.nodes()[2].digest);
    assert_ne!(game.other_luck(), luck);
    // Taken back and played otherwise, the luck is still that of the branch.
    game.undo();
    turn(&mut game);
    assert_eq!((game.now().luck, game.now().branch), (luck, BranchId(2)));
}

#[test]
fn after_sealed_orders_only_the_facilitator_takes_a_turn_back() {
    let mut game = meridian(7).with_sealed_orders(true);
    turn(&mut game);
    assert!(!game.can_undo() && game.only_facilitator_undoes() && game.undo().is_none());
    game.sit(None);
    assert!(game.can_undo() && !game.only_facilitator_undoes() && game.undo().is_some());
}

/// That the chair was taken stays in the save and is in the words of the turns that follow; a save from before is read as it was.
#[test]
fn that_the_chair_was_taken_while_orders_were_sealed_leaves_a_trace() {
    let played = |sealed: bool, takes: bool| {
        let mut game = meridian(7).with_sealed_orders(sealed);
        let seat = game.seat();
        turn(&mut game);
        if takes {
            game.sit(None);
            game.sit(seat);
            game.sit(None);
            game.sit(seat);
        }
        turn(&mut game);
        game
    };
    let (open, sealed, taken) = (played(false, true), played(true, false), played(true, true));
    assert_eq!(open.chair_taken().count(), 0, "nothing was sealed");
    assert_eq!(taken.chair_taken().collect::<Vec<_>>(), [NodeId(1)], "once a position");
    let words = |game: &Game| save::head_hashes(game).iter().map(save::HeadHash::words).collect::<Vec<_>>();
    let (open_words, sealed_words, taken_words) = (words(&open), words(&sealed), words(&taken));
    assert!(open_words[1] != sealed_words[1] && sealed_words[1] == taken_words[1] && sealed_words[2] != taken_words[2]);
    for game in [&open, &sealed, &taken] {
        let written = save::save(game);
        let again = save::load(&written, "sealed").unwrap();
        assert_eq!((again.sealed(), again.chair_taken().count()), (game.sealed(), game.chair_taken().count()));
        assert_eq!(save::save(&again), written);
    }
}

/// What a reader refuses is refused in play: the last branch that a save holds is the last that is opened.
#[test]
fn a_game_grows_no_further_than_a_save_may() {
    let mut game = meridian(7);
    let luck = game.luck();
    while game.open_branch(NodeId(0), luck).is_some() {}
    assert!(game.is_full() && game.branches().len() == 5_000);
    assert!(game.resolve(&[]).is_err() && game.nodes().len() == 1);
    let opened = save::load(&save::save(&game), "full").unwrap();
    assert_eq!(opened.branches().len(), 5_000);
}

/// Notes without end stop where the file would become too large to be read.
#[test]
fn words_without_end_stop_before_the_file_is_too_large() {
    let mut game = meridian(7);
    let long = "\u{7f}".repeat(16_000);
    let taken = (0..1_000).take_while(|n| game.note(NodeId(0), &format!("{n}{long}"))).count();
    assert!((300..400).contains(&taken) && game.is_full() == game.resolve(&[]).is_err(), "{taken}");
    let written = save::save(&game);
    assert!(written.len() < save::SAVE_BYTES_MAX);
    assert!(save::load(&written, "words").unwrap().notes() == game.notes());
}

/// Large boards have fewer positions: what a save may hold takes a quarter of a gigabyte when it is opened, and not more.
#[test]
fn large_boards_have_fewer_positions() {
    let most = |id: &str| {
        let bundled = scenario::find(id).unwrap();
        room::positions_max(&scenario::load(bundled.file, bundled.text).unwrap().world)
    };
    assert!((700..=900).contains(&most("meridian")), "{}", most("meridian"));
    assert_eq!(most("first-licence"), 10_000.min(most("first-licence")));
    assert!(most("first-licence") > 2 * most("meridian"));
}

#[test]
fn notes_bookmarks_names_and_drafts_are_kept_and_taken_away() {
    let mut game = meridian(7);
    turn(&mut game);
    assert!(game.note(NodeId(1), "why?") && game.mark(NodeId(1), "start") && game.name_branch(BranchId(0), "Main"));
    assert_eq!((game.notes().len(), game.marks().len(), game.branch_name(BranchId(0))), (1, 1, "Main".to_owned()));
    let log = game.log().len();
    assert!(game.note(NodeId(1), "why?"));
    assert_eq!(game.log().len(), log, "what changes nothing is not logged");
    assert!(game.note(NodeId(1), "") && game.mark(NodeId(1), "") && game.name_branch(BranchId(0), ""));
    assert_eq!((game.notes().len(), game.marks().len(), game.branch_name(BranchId(0))), (0, 0, "A".to_owned()));
    assert!(!game.note(NodeId(9), "nowhere") && !game.mark(NodeId(9), "nowhere") && !game.name_branch(BranchId(9), "none"));
    let draft = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.set_drafts(&draft);
    assert_eq!(game.drafts(), draft);
    let set = Aside { letter: 'A', node: game.cursor(), orders: draft.clone() };
    game.set_aside(std::slice::from_ref(&set));
    game.undo();
    assert_eq!(game.aside(), [set], "sets put aside say to which position they belong");
    assert!(game.drafts().is_empty(), "drafts belong to the position in which they were given");
}

/// The facilitator reads what everybody noted, the team of a seat its own; a save keeps who wrote it.
#[test]
fn notes_and_bookmarks_are_read_by_who_wrote_them_and_by_the_facilitator() {
    let mut game = meridian(7);
    let seat = game.seat();
    let other = game.setting().states.ids().find(|id| Some(*id) != seat);
    assert!(game.note(NodeId(0), "ours") && game.mark(NodeId(0), "our mark"));
    game.sit(None);
    assert!(game.note(NodeId(0), "the facilitator's") && game.mark(NodeId(0), "seen by one"));
    let game = save::load(&save::save(&game), "notes").unwrap();
    let read = |seat| {
        let mut game = game.clone();
        game.sit(seat);
        let words = game.notes_at(NodeId(0)).chain(game.marks_at(NodeId(0)));
        words.map(|(_, words)| words.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(read(seat), ["ours", "our mark"]);
    assert_eq!(read(other), Vec::<String>::new());
    assert_eq!(read(None), ["the facilitator's", "ours", "seen by one", "our mark"]);
}

/// A save refuses texts that are too long, so a game takes none: what is saved can be opened.
#[test]
fn what_is_too_long_for_a_save_does_not_get_into_a_game() {
    let mut game = meridian(7);
    let long = "ü".repeat(40_000);
    assert!(!game.note(NodeId(0), &long) && !game.mark(NodeId(0), &long) && !game.name_branch(BranchId(0), &long));
    let mut orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    for order in &mut orders {
        order.public_reason.clone_from(&long);
        order.private_reason = long.repeat(20);
    }
    game.set_drafts(&orders);
    let opened = save::load(&save::save(&game), "long").unwrap();
    assert_eq!(opened.drafts(), game.drafts());
    // Signs that no line may have take six times their room where they are written.
    let signs = "\u{7f}".repeat(16_000);
    let order = orders[0].clone();
    let many = vec![Order { public_reason: signs.clone(), private_reason: signs, ..order }; 60];
    game.set_drafts(&many);
    game.keep(NodeId(0), None, &many);
    let set = |letter| Aside { letter, node: game.cursor(), orders: many.clone() };
    let sets: Vec<Aside> = ('A'..='Z').map(set).collect();
    game.set_aside(&sets);
    let written = save::save(&game);
    assert!(written.lines().all(|line| line.len() < 8 * 1024 * 1024));
    let opened = save::load(&written, "signs").unwrap();
    assert_eq!((opened.drafts(), opened.kept(), opened.aside()), (game.drafts(), game.kept(), game.aside()));
    assert!(!game.drafts()[0].public_reason.is_empty() && game.aside().last().is_some_and(|set| set.letter == 'Z'));
    game.resolve(&orders).unwrap();
    let opened = save::load(&save::save(&game), "long").unwrap();
    assert_eq!(opened.now().orders, game.now().orders);
    assert!(game.now().orders.iter().all(|order| order.private_reason.starts_with('ü')));
}

/// A decision of the game's seat in turn 1, and its opposite.
fn decision_and_other(game: &Game) -> (Order, Order) {
    let decided = |order: &&Order| matches!(&order.kind, OrderKind::Decide(_, Decision::Approve));
    let given = game.nodes()[1].orders.iter().find(decided).cloned().unwrap();
    let OrderKind::Decide(key, _) = given.kind else { panic!("it decides") };
    let other = Order { kind: OrderKind::Decide(key, Decision::Deny(Ground::Rights)), ..given.clone() };
    (given, other)
}

#[test]
fn the_same_orders_are_played_again_under_another_decision() {
    let mut game = meridian(3);
    turns(&mut game, 4);
    let (given, other) = decision_and_other(&game);
    let rerun = game.replay_under(NodeId(1), NodeId(4), None, std::slice::from_ref(&other), game.seed()).unwrap().unwrap();
    let line = game.line_of(rerun.branch);
    assert_eq!((line.len(), rerun.end), (5, line[4]));
    assert!(game.nodes()[line[1].0].orders.contains(&other) && !game.nodes()[line[1].0].orders.contains(&given));
    // Each order of the old line was given again or is listed.
    for (old, new) in (2..=4).zip(&line[2..]) {
        for order in game.nodes()[old].orders.iter() {
            let again = game.nodes()[new.0].orders.contains(order);
            let listed = rerun.left_out.iter().any(|l| l.turn as usize == old && l.order == *order);
            assert!(again != listed, "turn {old}: {order:?}");
        }
    }
    assert!(line[1..].iter().all(|id| game.nodes()[id.0].hindsight));
}

#[test]
fn the_same_decision_again_is_the_same_line() {
    let mut game = meridian(3);
    turns(&mut game, 3);
    let (given, _) = decision_and_other(&game);
    let rerun = game.replay_under(NodeId(1), NodeId(3), None, &[given], game.seed()).unwrap().unwrap();
    assert!(rerun.left_out.is_empty());
    assert_eq!(game.now().digest, game.nodes()[3].digest);
    let compared = compare(&game, NodeId(3), rerun.end, Viewer::Facilitator).unwrap();
    assert!(compared.differences.is_empty());
}

#[test]
fn an_order_about_nothing_is_listed_with_its_reason() {
    let mut game = meridian(3);
    turn(&mut game);
    let seat = game.nodes()[1].orders[0].seat;
    let (kept, refused) = legal(game.setting(), game.world(), &game.nodes()[1].orders);
    assert!(kept.iter().all(|order| !game.nodes()[1].orders.contains(order)) || !kept.is_empty());
    assert!(refused.iter().any(|(order, why)| order.seat == seat && matches!(why.why, Why::NoRequest(_))), "{refused:?}");
    // A decision that the rules refuse leaves the tree as it is.
    let nodes = game.nodes().len();
    let wrong = refused[0].0.clone();
    let before = game.branches().len();
    assert!(
        game.replay_under(
            NodeId(1),
            NodeId(1),
            None,
            &[Order { kind: OrderKind::StandingAnswer(Quantity::from_micros(9_000_000)), ..wrong }],
            Seed(1)
        )
        .is_err()
    );
    assert_eq!((game.nodes().len(), game.branches().len()), (nodes, before));
    assert_eq!(game.replay_under(NodeId(0), NodeId(1), None, &[], Seed(1)), Ok(None));
}

#[test]
fn a_seat_that_had_not_acted_is_played_too() {
    let mut game = meridian(3);
    turns(&mut game, 3);
    let seat = game.nodes()[1].orders[0].seat;
    let rerun = game.replay_under(NodeId(1), NodeId(3), seat.state(), &[], game.seed()).unwrap().unwrap();
    let first = game.line_of(rerun.branch)[1];
    assert!(game.nodes()[first.0].orders.iter().all(|order| order.seat != seat));
}

#[test]
fn differences_are_ranked_and_their_causes_add_up() {
    let mut game = meridian(3);
    turns(&mut game, 4);
    let (_, other) = decision_and_other(&game);
    let rerun = game.replay_under(NodeId(1), NodeId(4), None, &[other], game.seed()).unwrap().unwrap();
    let compared = compare(&game, NodeId(4), rerun.end, Viewer::Facilitator).unwrap();
    assert_eq!((compared.parted, compared.one, compared.other), (NodeId(0), NodeId(4), rerun.end));
    assert!(!compared.differences.is_empty());
    assert!(compared.differences.is_sorted_by(|a, b| in_order((a.variable, a.weight), (b.variable, b.weight)).is_le()));
    for difference in &compared.differences {
        let sum: Quantity = difference.causes.iter().map(|(_, amount)| *amount).sum();
        assert_eq!(sum, difference.amount(), "{:?}", difference.variable);
        assert_eq!(game.nodes()[rerun.end.0].world.values.get(difference.variable), difference.other);
    }
    // A seat is told nothing that it may not know.
    let seat = game.setting().states.ids().last();
    let seen = compare(&game, NodeId(4), rerun.end, seat.into()).unwrap();
    let others_belief =
        |v: &Variable| matches!(v, Variable::Pair(PairVar::Reliability, a, b) if Some(*a) != seat && Some(*b) != seat);
    assert!(compared.differences.iter().any(|d| others_belief(&d.variable)));
    assert!(!seen.differences.iter().any(|d| others_belief(&d.variable)));
    let believed = |node: NodeId| {
        let world = &game.node(node).unwrap().world;
        SeatView::new(game.setting(), world, seat.unwrap()).believed().clone()
    };
    let (one, other) = (believed(NodeId(4)), believed(rerun.end));
    for difference in &seen.differences {
        let shown = (difference.one, difference.other);
        assert_eq!(shown, (one.values.get(difference.variable), other.values.get(difference.variable)), "{difference:?}");
    }
}

#[test]
fn commitments_that_stand_otherwise_are_found_the_least_safe_first() {
    let game = meridian(3);
    let (mut one, mut other) = (game.world().clone(), game.world().clone());
    assert!(commitments(&one, &other).is_empty());
    let ids: Vec<CommitmentId> = one.commitments.ids().take(2).collect();
    one.commitments[ids[0]].status = Standing::Strained;
    other.commitments[ids[1]].status = Standing::Broken;
    let made = |turn| Commitment { made: Some(turn), status: Standing::Kept, ..one.commitments[ids[0]] };
    let (here, there) = (made(2), made(3));
    // Both have the same place in their own position, and are not the same.
    let here = one.commitments.push(here);
    let there = other.commitments.push(there);
    let found = commitments(&one, &other);
    let kept = game.world().commitments[ids[0]].status;
    let told: Vec<_> = found.iter().map(|c| (c.commitment, c.one, c.other)).collect();
    let safe = game.world().commitments[ids[1]].status;
    let wanted = [
        (ids[1], Some(safe), Some(Standing::Broken)),
        (ids[0], Some(Standing::Strained), Some(kept)),
        (here, Some(Standing::Kept), None),
        (there, None, Some(Standing::Kept)),
    ];
    assert!(told.iter().all(|c| wanted.contains(c)) && told.len() == 4, "{told:?}");
    assert_eq!(told[..2], wanted[..2]);
}

#[test]
fn the_later_turns_are_replayed_with_all_that_a_seat_drafts_instead() {
    let mut game = meridian(3);
    turns(&mut game, 3);
    let seat = game.nodes()[1].orders[0].seat;
    let own = |order: &&Order| order.seat == seat;
    let given: Vec<Order> = game.nodes()[1].orders.iter().filter(own).cloned().collect();
    assert!(given.len() > 1, "it gave more than one order");
    game.go_to(NodeId(0));
    assert_eq!(game.ahead(), [NodeId(1), NodeId(2), NodeId(3)]);
    // All but the first: what was given and is not drafted again is left out.
    let rerun = game.replay_under(NodeId(1), NodeId(3), seat.state(), &given[1..], game.seed()).unwrap().unwrap();
    let first = game.line_of(rerun.branch)[1];
    let now: Vec<Order> = game.nodes()[first.0].orders.iter().filter(own).cloned().collect();
    assert_eq!(now, given[1..]);
    assert!(game.nodes()[first.0].hindsight);
    // Ahead is what lies on the branch where one stands.
    game.stand_at(NodeId(0), rerun.branch);
    assert_eq!(game.ahead(), game.line_of(rerun.branch)[1..]);
    game.go_to(rerun.end);
    assert!(game.ahead().is_empty());
}

#[test]
fn revealed_orders_are_played_again_by_the_facilitator_alone() {
    let open = meridian(3);
    let seat = open.setting().exporters().next();
    for sealed in [false, true] {
        let mut game = Game::new(Arc::clone(open.scenario()), Seed(3), seat).with_sealed_orders(sealed);
        assert!(!game.only_facilitator_plays_from(NodeId(0)), "nothing has been revealed");
        turns(&mut game, 1);
        assert_eq!(game.only_facilitator_plays_from(NodeId(0)), sealed);
        assert!(!game.only_facilitator_plays_from(NodeId(1)));
        game.sit(None);
        assert!(!game.only_facilitator_plays_from(NodeId(0)));
    }
}

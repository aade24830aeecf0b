//! The tree of turns: going back, branching, replaying under another decision, comparing, notes; by label.

use countersign::rules::order::{Decision, Order, OrderKind};
use countersign::session::{BranchId, NodeId};
use countersign::ui::state::commands::CommandId;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::BranchAsk;
use countersign::ui::state::pages::Page;

use super::panels::on_a_game;
use super::*;

impl Window {
    fn branches(&self) -> &countersign::ui::panels::branches::BranchesView {
        match &self.play().page {
            Some(Page::Branches(view)) => view,
            _ => panic!("the page of branches is open"),
        }
    }

    fn says(&self, part: &str) -> bool {
        self.desk().workspace().messages.latest_first().any(|message| message.words.contains(part))
    }
}

#[test]
fn the_page_shows_the_tree_and_leads_to_any_turn_of_it() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    assert!(window.harness.query_all_by_label_contains("Turn 2 of branch A").next().is_some());
    window.click("Turn 2 of branch A");
    assert_eq!(window.branches().fields().0, (NodeId(1), BranchId::FIRST));
    // What led there stands beside it; of the orders, those that the seat gave.
    assert!(window.has("What was decided in turn 1") && window.has("What turn 1 brought"));
    let own = window
        .play()
        .game
        .node(NodeId(1))
        .expect("it is there")
        .orders
        .iter()
        .filter(|order| order.seat.state() == window.play().game.seat())
        .count();
    assert!(own > 0 && window.harness.query_all_by_label_contains("Claverne approves").next().is_some());
    assert!(window.harness.query_all_by_label_contains("Mercady approves").next().is_none(), "what others ordered is their own");
    window.click("Look at this turn");
    assert_eq!(window.turn(), 2);
    // The turn is on the board with its plots, ledger and causes: the line ends there.
    assert_eq!(window.play().scene().line.len(), 2);
    assert!(window.harness.query_by_label("An earlier turn").is_some());
}

#[test]
fn one_steps_along_the_line_and_runs_through_it() {
    let mut window = on_a_game(3, None);
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::Comma);
    assert_eq!(window.turn(), 2);
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.turn(), 3);
    window.press(Modifiers::NONE, Key::Period);
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.turn(), 4, "the line ends here");
    // At the end of the line it begins at the opening again, and stops at the end.
    window.ask(Intent::Run(CommandId::RunThrough));
    assert_eq!(window.turn(), 1);
    window.until("the last turn", |w| w.turn() == 4);
}

#[test]
fn drafts_are_there_again_where_they_were_given() {
    let mut window = on_a_game(2, Some("Claverne"));
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    let drafts = window.play().drafts.clone();
    assert_eq!(drafts.len(), 1);
    window.press(Modifiers::NONE, Key::Comma);
    assert!(window.play().drafts.is_empty());
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.play().drafts, drafts);
}

#[test]
fn a_note_a_bookmark_and_a_name_are_kept_when_the_field_is_left() {
    let mut window = on_a_game(2, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    for (field, words) in [("Note", "They asked twice."), ("Bookmark", "the refusal"), ("Name of the branch", "As it was")] {
        // The caption above has the same name.
        window.harness.query_all_by_label(field).last().expect("the field is there").click();
        window.settle();
        window.harness.event(egui::Event::Text(words.to_owned()));
        window.settle();
    }
    // Leaving the page by key leaves the field, too.
    window.press(Modifiers::NONE, Key::Escape);
    let game = &window.play().game;
    assert_eq!(game.notes().get(&(NodeId(2), game.seat())).map(String::as_str), Some("They asked twice."));
    assert_eq!(game.marks().get(&(NodeId(2), game.seat())).map(String::as_str), Some("the refusal"));
    assert_eq!(game.branch_name(BranchId::FIRST), "As it was");
    assert!(window.play().unsaved(), "it is worth saving");
}

/// A note is taken back before the turn is, and by its name.
#[test]
fn a_note_is_taken_back_and_brought_back() {
    let mut window = on_a_game(2, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    window.harness.query_all_by_label("Note").last().expect("the field is there").click();
    window.settle();
    window.harness.event(egui::Event::Text("They asked twice.".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Escape);
    let note = |window: &Window| window.play().game.notes_at(NodeId(2)).next().map(|(_, words)| words.to_owned());
    assert_eq!(note(&window).as_deref(), Some("They asked twice."));
    assert!(window.harness.query_by_label("Take back the note at turn 3").is_some());
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!((note(&window), window.turn()), (None, 3), "the turn stays");
    window.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(note(&window).as_deref(), Some("They asked twice."));
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("undo");
    assert!(window.has("Take back the note at turn 3"), "it is found by its plain name, too");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!((note(&window), window.turn()), (None, 3));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.turn(), 2, "then the turn");
}

#[test]
fn a_branch_opens_at_any_turn_and_hindsight_is_marked() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.ask(Intent::Branches(BranchAsk::Branch { from: NodeId(1), other_luck: true }));
    assert_eq!((window.turn(), window.play().game.branch()), (2, BranchId(1)));
    assert!(window.says("Branch B is open, from turn 2, on other luck"));
    window.press(Modifiers::COMMAND, Key::R);
    let now = window.play().game.now();
    assert!(now.hindsight && now.luck != window.play().game.seed());
    assert!(window.harness.query_by_label("Hindsight").is_some());
}

/// A branch is there and is stood on as soon as it is opened, and not only when its first turn has been played.
#[test]
fn a_new_branch_is_there_before_its_first_turn() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    window.click("Turn 2 of branch A");
    window.click("New branch here");
    assert_eq!((window.turn(), window.play().game.branch()), (2, BranchId(1)));
    assert!(window.play().game.ahead().is_empty(), "the old branch's turns are not ahead");
    assert!(window.harness.query_by_label("Orders open").is_some());
    assert!(window.has("Branch B") && window.has("from turn 2"), "the strip says which branch it is, and from where");
    assert!(window.harness.query_by_label("Branch A from turn 2, at turn 4").is_some(), "the old one lies beside it");
    window.press(Modifiers::NONE, Key::F5);
    assert_eq!(window.branches().fields().0, (NodeId(1), BranchId(1)), "and stands in its own row");
    assert!(window.harness.query_by_label("Turn 2 of branch B").is_some());
    // It can be named, left and come back to.
    window.harness.query_all_by_label("Name of the branch").last().expect("the field is there").click();
    window.settle();
    window.harness.event(egui::Event::Text("What if".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Escape);
    let name = |window: &Window, id| window.play().game.branch_name(BranchId(id));
    assert_eq!((name(&window, 0), name(&window, 1)), ("A".to_owned(), "What if".to_owned()));
    window.click("Branch A from turn 2, at turn 4");
    assert_eq!((window.turn(), window.play().game.branch()), (4, BranchId::FIRST));
    window.click("Branch What if from turn 2, nothing played yet");
    assert_eq!((window.turn(), window.play().game.branch()), (2, BranchId(1)));
    // The later turns of the old branch are replayed on this one, and not on a third.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    let game = &window.play().game;
    assert_eq!((game.branches().len(), game.branch(), window.turn()), (2, BranchId(1), 4));
}

#[test]
fn the_end_of_a_game_is_called_the_end_everywhere() {
    let mut window = on_a_game(8, None);
    assert!(window.play().game.over());
    window.press(Modifiers::NONE, Key::F5);
    assert!(window.harness.query_all_by_label("End of branch A").next().is_some());
    window.press(Modifiers::NONE, Key::F3);
    let painted = words::painted(&window);
    assert!(painted.iter().any(|(words, _)| words.contains("end, after turn 8")), "the caption of the plots");
    assert!(painted.iter().any(|(words, _)| words == "end") && !painted.iter().any(|(words, _)| words == "9"), "the axis");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Turn 9") && !window.has("turn 9"));
}

/// Two suppliers may end before its time, by a card.
#[test]
fn a_game_that_ends_early_says_why_and_its_line_stops_there() {
    let window = panels::of("two-suppliers", 4, 5, None, [1280.0, 800.0]);
    let world = window.play().game.world();
    assert!(window.play().game.over() && window.play().game.setting().turns == 7);
    assert!(window.has("It ended after turn 5 of at most 7, before its time: “Last year, perhaps”."));
    assert!(!world.requests.is_empty(), "somebody was still waiting");
    assert!(window.play().scene().in_tray().next().is_none(), "and nobody waits any more");
    assert!(!window.has("Turn 6") && !window.has("Turn 7"), "the strip shows no turn that will never come");
    let mut whole = on_a_game(8, None);
    assert!(whole.has("All 8 turns were played."));
    whole.press(Modifiers::NONE, Key::F5);
    let reason = countersign::text::text("history.over_branch");
    assert!(whole.harness.query_by_label("New branch here").is_none(), "the button says why it cannot be pressed");
    assert!(whole.has(reason) && whole.play().game.branches().len() == 1, "from the end nothing can be played");
}

#[test]
fn at_the_first_turn_again_undo_says_why_there_is_nothing_to_take_back() {
    let mut window = on_a_game(1, Some("Claverne"));
    let reason = |window: &Window| {
        let undo = countersign::ui::state::commands::find(CommandId::Undo).expect("it is registered");
        (undo.enabled)(window.desk().workspace()).err().map(|key| countersign::text::text(key).to_owned())
    };
    window.press(Modifiers::COMMAND, Key::Z);
    while reason(&window).is_none() {
        window.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!((window.turn(), window.play().game.can_redo()), (1, true));
    assert!(reason(&window).is_some_and(|words| words.contains("this is the first turn")));
}

#[test]
fn the_later_turns_are_replayed_under_another_decision_and_compared() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::Comma);
    assert_eq!(window.turn(), 1);
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    let game = &window.play().game;
    assert_eq!((game.branches().len(), game.world().turn), (2, 4), "the same turns were played again");
    assert!(game.now().hindsight);
    assert_eq!(window.branches().pair(), (BranchId(0), BranchId(1)));
    assert!(window.harness.query_all_by_label_contains("They part in turn 1").next().is_some());
    assert!(window.harness.query_by_label("Where they part").is_some());
    assert!(window.harness.query_by_label("Because of").is_some());
    assert!(
        window.harness.query_by_label("States: measures, alignment, reliability").is_some(),
        "what differs stands under heads"
    );
}

/// Whoever leads the game and drafts nothing would only play the same once more.
#[test]
fn later_turns_are_not_replayed_where_nothing_is_drafted() {
    let mut window = on_a_game(2, None);
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    assert_eq!(window.play().game.branches().len(), 1);
    assert!(window.says("the later turns would come out as they did"));
}

#[test]
fn undo_and_redo_say_what_they_would_do() {
    let mut window = on_a_game(2, Some("Claverne"));
    assert!(window.harness.query_by_label("Take turn 2 back").is_some());
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.harness.query_all_by_label_contains("Take back the draft").next().is_some());
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.harness.query_by_label("Go forward to turn 2 again").is_some());
    window.press(Modifiers::COMMAND, Key::Y);
    assert!(window.harness.query_by_label("Take turn 2 back").is_some(), "Ctrl+Y is redo as well");
}

#[test]
fn sealed_orders_once_revealed_are_taken_back_by_the_facilitator_alone() {
    let mut window = on_a_game(0, Some("Claverne"));
    window.ask(Intent::Sealed(true));
    let seat = window.play().game.setting().state("Claverne");
    window.ask(Intent::Start(0, seat));
    window.read_briefing();
    assert!(window.play().game.sealed());
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!(window.turn(), 2);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.turn(), 2, "a seat cannot take it back");
    assert!(window.harness.query_all_by_label_contains("only the facilitator may take the turn back").next().is_some());
    // It may look at the turn, and not play it again.
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!(window.play().game.nodes().len(), 2);
    assert!(window.harness.query_by_label("Revealed").is_some());
    // The facilitator's chair is not taken by a slip, and not without a trace.
    window.ask(Intent::Sit(None));
    assert!(window.has("Take the facilitator’s chair?"));
    window.click("Stay");
    assert_eq!((window.play().game.seat(), window.play().game.chair_taken().count()), (seat, 0));
    window.ask(Intent::Sit(None));
    window.click("Take the chair");
    assert_eq!(window.play().game.seat(), None);
    assert_eq!(window.play().game.chair_taken().collect::<Vec<_>>(), [NodeId(0)]);
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!(window.play().game.nodes().len(), 3);
    assert!(window.play().game.now().hindsight);
}

/// What other seats ordered, covert orders among them, is counted and not told.
#[test]
fn a_seat_is_told_of_its_own_orders_that_were_left_out_and_not_of_those_of_others() {
    let replayed = |seat: Option<&str>| {
        let mut window = panels::seeded(43, 6, seat, [1280.0, 800.0]);
        (0..6).for_each(|_| window.press(Modifiers::NONE, Key::Comma));
        assert_eq!(window.turn(), 1);
        let game = &window.play().game;
        let exporter = game.setting().state("Claverne").expect("Meridian has it");
        let asked: Vec<_> = game.world().requests.iter().filter(|request| request.to == exporter).map(|r| r.key).collect();
        for key in asked {
            window.ask(Intent::Draft(Order::new(exporter, OrderKind::Decide(key, Decision::Approve))));
        }
        window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
        window
    };
    let of_facilitator = replayed(None);
    let all = of_facilitator.branches().left_out();
    assert_eq!(all.others, 0);
    let window = replayed(Some("Claverne"));
    let found = window.branches().left_out();
    assert!(found.others > 0, "orders of others were left out: {found:?}");
    assert!(found.told.iter().all(|line| line.contains(": Claverne")), "{found:?}");
    let others = all.told.iter().filter(|line| !line.contains(": Claverne"));
    assert!(others.clone().count() > 0 && others.clone().all(|line| !window.has(line)));
    assert!(window.has("of other seats."));
}

/// What other states want is theirs: the menu of seats tells it to the facilitator alone.
#[test]
fn the_menu_of_seats_tells_a_seat_no_objective_of_others() {
    let mut window = on_a_game(0, Some("Claverne"));
    let setting = window.play().game.setting().clone();
    let objectives: Vec<String> = setting
        .states
        .enumerate()
        .filter(|(_, state)| state.playable && state.name != "Claverne")
        .filter_map(|(_, state)| state.objectives.first().map(|objective| objective.text.clone()))
        .collect();
    assert!(objectives.len() > 2);
    window.click("Playing Claverne");
    assert!(window.has("Mercady. "));
    assert!(objectives.iter().all(|objective| !window.has(objective)));
    window.press(Modifiers::NONE, Key::Escape);
    window.ask(Intent::Sit(None));
    window.click("Playing the facilitator");
    assert!(objectives.iter().all(|objective| window.has(objective)));
}

#[test]
fn a_narrow_window_has_all_of_it_one_after_another() {
    let mut window = panels::sized(2, Some("Claverne"), [800.0, 700.0]);
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    assert!(window.harness.query_by_label("Where they part").is_some());
    window.click("This turn");
    assert!(window.harness.query_by_label("Look at this turn").is_some());
    window.click("All differences");
    assert!(window.harness.query_all_by_label_contains("They part in turn 2").next().is_some());
}

#[test]
fn looking_at_an_earlier_turn_is_nothing_that_a_file_would_have_to_keep() {
    let mut window = panels::sized(2, Some("Claverne"), [1280.0, 800.0]);
    let before = window.play().revision;
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.play().revision, before);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.play().revision > before, "to take a turn back is");
}

#[test]
fn undo_leaves_a_branch_that_was_just_opened_before_it_takes_a_turn_back() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    window.click("Turn 2 of branch A");
    window.click("New branch here");
    let stands = |window: &Window| (window.turn(), window.play().game.branch());
    assert_eq!(stands(&window), (2, BranchId(1)));
    assert!(window.has("Leave branch B again"), "undo says what it would do");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stands(&window), (2, BranchId::FIRST), "the turn stays played");
    assert!(window.has("Return to branch B"), "redo says what it would do");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(stands(&window), (2, BranchId(1)), "a branch that was left is one step forward");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stands(&window), (2, BranchId::FIRST));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stands(&window), (1, BranchId::FIRST));
}

/// Where a branch begins belongs to two lines; one stands in the row of the one that is played.
#[test]
fn at_a_fork_one_stands_in_the_row_of_the_branch_that_is_played() {
    let mut window = on_a_game(3, Some("Claverne"));
    window.press(Modifiers::NONE, Key::F5);
    window.click("Turn 2 of branch A");
    window.click("New branch here");
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!((window.turn(), window.play().game.branch()), (3, BranchId(1)));
    window.press(Modifiers::NONE, Key::Comma);
    assert_eq!((window.turn(), window.play().game.branch()), (2, BranchId(1)));
    window.press(Modifiers::NONE, Key::F5);
    assert_eq!(window.branches().fields().0, (NodeId(1), BranchId(1)));
}

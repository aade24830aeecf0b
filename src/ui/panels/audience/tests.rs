//! What the room is promised: it follows the table, is fed when something changed and not otherwise, and reads nothing that is not everybody's.

use std::collections::BTreeSet;

use super::{Audience, headlines};
use crate::report::headlines::headline;
use crate::rules::ledger::SeenBy;
use crate::rules::table::StateId;
use crate::rules::turn::default_audience;
use crate::rules::variable::Variable;
use crate::rules::view::PublicView;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::panels::board::Lens;
use crate::ui::panels::story::StoryView;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::Selection;
use crate::ui::trial::meridian;

#[test]
fn the_room_is_fed_when_something_changed_and_not_otherwise() {
    let mut play = meridian(3, 2, None);
    let mut audience = Audience::default();
    assert!(audience.feed(Some(&play), true), "it was shown nothing yet");
    assert!(!audience.feed(Some(&play), true), "nothing changed");
    play.selection = Selection::State(StateId(4));
    assert!(audience.feed(Some(&play), true), "somebody points at a state");
    assert_eq!(audience.lock().shown.as_ref().expect("a game").selection, Selection::State(StateId(4)));
    assert!(audience.feed(None, true), "the game was left");
    assert!(audience.lock().shown.is_none());
}

#[test]
fn beliefs_are_each_seats_own_and_not_shown_to_the_room() {
    let mut play = meridian(3, 1, None);
    let mut audience = Audience::default();
    for (lens, shown) in [(Lens::Beliefs, Lens::Supply), (Lens::Threat, Lens::Threat), (Lens::Capability, Lens::Capability)] {
        play.board.look_through(lens);
        audience.feed(Some(&play), true);
        assert_eq!(audience.lock().shown.as_ref().expect("a game").look.0, shown);
    }
}

#[test]
fn the_room_reads_no_headline_that_is_not_for_everybody() {
    let (mut told, mut kept) = (0, 0);
    for turns in 1..=6 {
        let play = meridian(3, turns, None);
        let scene = play.scene();
        let ledger = scene.ledger().expect("a turn has been played");
        let words = |h| headline(scene.setting, scene.context(scene.last()), h, ledger).trim_end_matches('.').to_owned();
        let private: BTreeSet<String> = ledger.headlines.iter().filter(|h| h.seen_by != SeenBy::All).map(words).collect();
        let mut audience = Audience::default();
        audience.feed(Some(&play), true);
        let room = audience.lock();
        let shown = room.shown.as_ref().expect("a game");
        assert!(shown.happened.iter().all(|(_, sentence)| !private.contains(sentence)), "turn {turns}: {:?}", shown.happened);
        told += shown.happened.len();
        kept += private.len();
        // The facilitator reads all of them.
        assert!(headlines(&scene).len() >= shown.happened.len());
    }
    assert!(told > 0 && kept > 0, "there is something to tell ({told}) and something to keep ({kept})");
}

#[test]
fn no_request_no_order_and_no_secret_number_is_handed_to_the_room() {
    let play = meridian(3, 3, None);
    assert!(!play.game.world().requests.is_empty(), "somebody asks for something");
    let mut audience = Audience::default();
    audience.feed(Some(&play), true);
    let room = audience.lock();
    let shown = room.shown.as_ref().expect("a game");
    let scene = super::room::scene_of(shown).expect("a position");
    assert!(scene.world.requests.is_empty() && scene.in_tray().next().is_none());
    assert!(scene.drafts.is_empty() && scene.orders.is_empty() && scene.ledgers.is_empty() && scene.game().is_none());
    let (setting, world) = (play.game.setting(), play.game.world());
    let private: Vec<Variable> = world.values.layout().variables().filter(|v| default_audience(*v) != SeenBy::All).collect();
    let kept = private.iter().filter(|v| scene.world.get(**v) != world.get(**v)).count();
    assert!(kept > 20, "{kept} of {} private numbers are not what they are", private.len());
    for variable in private {
        assert!(!scene.knows(variable), "{}", variable.name(setting));
    }
}

#[test]
fn a_story_is_told_to_the_room_as_far_as_everybody_may_know_it() {
    let mut play = meridian(3, 3, None);
    let view = StoryView::of(&play.scene()).expect("a turn has been played");
    play.page = Some(Page::Story(view));
    let mut audience = Audience::default();
    let mut lit = 0;
    loop {
        audience.feed(Some(&play), true);
        let room = audience.lock();
        let shown = room.shown.as_ref().expect("a game");
        assert!(shown.told, "the room sees that the turn is told");
        let highlight = shown.highlight.as_ref().expect("the board goes back behind the story");
        lit += highlight.notes.len();
        // Whatever is lit for the room is lit on the table, too: it never runs ahead.
        let Some(Page::Story(view)) = &mut play.page else { unreachable!("it was put there") };
        assert!(highlight.states.iter().all(|id| view.highlight().states.contains(id)));
        let before = view.place();
        view.next();
        if view.place() == before {
            break;
        }
    }
    assert!(lit > 0, "something of the story is everybody's");
}

#[test]
fn the_room_keeps_the_tables_numbers_and_tells_no_other_amount() {
    let mut notes = 0;
    for turns in 1..=3 {
        let mut play = meridian(3, turns, None);
        let claverne = play.game.setting().state("Claverne");
        play.game.sit(claverne);
        play.look();
        play.page = StoryView::of(&play.scene()).map(Page::Story);
        let line = play.game.line();
        let told_of = parts::turn(play.game.setting(), &line[line.len() - 2].world);
        let mut audience = Audience::default();
        loop {
            audience.feed(Some(&play), true);
            let room = audience.lock();
            let shown = room.shown.as_ref().expect("a game");
            assert_eq!(shown.turn, told_of, "the turn that is told");
            let Some(Page::Story(view)) = &mut play.page else { unreachable!("it was put there") };
            let (_, step) = view.place();
            if let Some((number, _)) = shown.happened.last() {
                assert_eq!(*number, step + 1, "the same step has the same number");
            }
            for note in &shown.highlight.as_ref().expect("the board goes back behind the story").notes {
                let own = view.highlight().notes.iter().find(|own| own.number == note.number).expect("it is the table's, too");
                assert_eq!((&own.title, own.place), (&note.title, note.place));
                let none = [text("story.note_rises"), text("story.note_falls")].contains(&note.words.as_str());
                assert!(none || own.words == note.words, "{} and {}", own.words, note.words);
                notes += 1;
            }
            view.next();
            if view.place().1 == step {
                break;
            }
        }
    }
    assert!(notes > 0, "something is told");
}

#[test]
fn at_the_end_the_room_sees_the_first_and_the_last_measures() {
    let play = meridian(3, 8, None);
    assert!(play.game.over());
    let mut audience = Audience::default();
    audience.feed(Some(&play), true);
    let room = audience.lock();
    let shown = room.shown.as_ref().expect("a game");
    let view = PublicView::new(play.game.setting(), &play.game.line()[0].world);
    let first = view.known();
    let start = shown.start.as_ref().expect("the measures at the start");
    assert!(start.iter().all(|(measure, level)| *level == super::board_measure(first, *measure)));
    assert!(shown.title.starts_with("The game is over"), "{}", shown.title);
}

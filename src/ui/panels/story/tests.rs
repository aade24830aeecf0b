//! What stories promise: they go in the order of play, tell only what the seat may know, and light what they speak of.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::steps::Chip;
use super::tell::stories;
use super::{Place, StoryView};
use crate::players;
use crate::rules::draws::Seed;
use crate::rules::order::{Decision, Ground, Order, OrderKind};
use crate::rules::variable::Variable;
use crate::scenario;
use crate::session::Game;
use crate::text::has;
use crate::ui::state::sources::{Source, source};
use crate::ui::state::workspace::Play;

/// A turn in which Claverne denies everybody.
fn denied() -> Play {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(5), None);
    let seat = game.setting().state("Claverne");
    let mut orders = players::orders_of_others(game.setting(), game.world(), seat, game.seed());
    let seat = seat.expect("Claverne is on the board");
    let asked: Vec<_> = game.world().requests.iter().filter(|r| r.to == seat).take(3).map(|r| r.key).collect();
    orders.extend(asked.into_iter().map(|key| Order {
        seat: seat.into(),
        kind: OrderKind::Decide(key, Decision::Deny(Ground::Stability)),
        public_reason: String::new(),
        private_reason: String::new(),
    }));
    game.resolve(&orders).expect("the orders are legal");
    game.sit(Some(seat));
    Play::new(game)
}

#[test]
fn a_denial_travels_through_the_phases() {
    let play = denied();
    let told = stories(&play.scene());
    let chains: Vec<_> = told.iter().filter(|story| story.steps[0].chip == Chip::Order).collect();
    assert!(!chains.is_empty(), "a denial makes a story");
    for story in &told {
        assert!(story.steps.windows(2).all(|pair| pair[0].phase <= pair[1].phase), "{} jumps back", story.title);
    }
    let longest = chains.iter().map(|story| story.steps.len()).max();
    assert!(longest >= Some(3), "a denial leads to something");
}

/// What a step follows from is told before it, and what that moved is among the causes of what the step moved, or among theirs.
#[test]
fn a_step_follows_from_what_caused_it() {
    let mut game = denied().game;
    game.sit(None);
    let mut beyond = 0;
    for _ in 0..3 {
        let play = Play::new(game);
        beyond += follows(&play);
        game = play.game;
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("the orders are legal");
    }
    assert!(beyond > 0, "no story goes beyond what the decision itself moved");
}

/// How many steps of a turn's stories follow from a later one than the first.
fn follows(play: &Play) -> usize {
    let scene = play.scene();
    let ledger = scene.why(scene.last()).expect("a turn has been played");
    let orders = scene.orders.last().map(|orders| orders.as_slice()).unwrap_or_default();
    let mut beyond = 0;
    for story in stories(&scene).iter().filter(|story| story.steps[0].chip == Chip::Order) {
        for (n, step) in story.steps.iter().enumerate().skip(1) {
            let from = step.after.expect("a chain goes on from something");
            assert!(from < n, "{} follows from a later step", step.sentence);
            let (Some(moved), Some(by)) = (step.variable, story.steps[from].variable) else { continue };
            if from == 0 {
                continue;
            }
            let (mut known, mut open) = (BTreeSet::from([moved]), vec![moved]);
            while let Some(of) = open.pop() {
                for (cause, _) in ledger.about(of).flat_map(|(_, entry)| ledger.parts(entry)) {
                    if let Source::Number(variable) = source(&cause, orders)
                        && known.insert(variable)
                    {
                        open.push(variable);
                    }
                }
            }
            assert!(known.contains(&by), "“{}” is said to follow from “{}”", step.sentence, story.steps[from].sentence);
            beyond += 1;
        }
    }
    beyond
}

#[test]
fn steps_light_the_states_and_links_that_they_speak_of() {
    let play = denied();
    let mut view = StoryView::of(&play.scene()).expect("a turn has been played");
    for story in 0..view.stories.len() {
        view.open(story);
        for step in 0..view.length() {
            view.go(step);
            match view.present().and_then(|step| step.place) {
                Some(Place::State(id)) => assert!(view.highlight().states.contains(&id)),
                Some(Place::Link(from, to)) => assert!(view.highlight().links.contains(&(from, to))),
                Some(Place::Region(_) | Place::Board) | None => {}
            }
            assert!(view.highlight().notes.iter().filter(|note| note.present).count() <= 1);
        }
        let last = view.step;
        view.go(usize::MAX);
        assert_eq!(view.step, last, "the last step is the last");
    }
}

#[test]
fn nobody_is_told_what_a_seat_may_not_know() {
    let mut play = denied();
    let seat = play.game.setting().state("Duvane");
    play.game.sit(seat);
    play.look();
    let scene = play.scene();
    for step in stories(&scene).iter().flat_map(|story| &story.steps) {
        if let Some(variable) = step.variable {
            assert!(scene.knows(variable), "{} is told to Duvane", step.sentence);
        }
    }
}

#[test]
fn every_switch_and_every_number_of_a_link_is_told_in_words() {
    let play = denied();
    for variable in play.game.world().values.layout().variables() {
        let kind = variable.kind_name();
        if matches!(variable, Variable::Link(..)) {
            assert!(has(&format!("story.link.{kind}")), "{kind}");
        }
        if matches!(variable.unit(), "yes or no" | "on or off") {
            for way in ["on", "off"] {
                assert!(has(&format!("story.{way}.{kind}")), "{kind} {way}");
            }
        }
    }
}

#[test]
fn a_state_that_begins_to_license_is_said_to_begin() {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(5), None);
    let mut told = Vec::new();
    while !game.over() {
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("the orders are legal");
        let play = Play::new(game.clone());
        told.extend(stories(&play.scene()).into_iter().flat_map(|story| story.steps));
    }
    assert!(told.iter().any(|step| step.sentence == "Ferrow begins to license exports"), "a person would say it so");
    let switches = told.iter().filter(|step| step.variable.is_some_and(|v| v.unit() == "yes or no"));
    for step in switches {
        assert!(!step.detail.contains("0.00"), "{}: {}", step.sentence, step.detail);
    }
}

#[test]
fn an_order_is_told_before_an_event_and_what_led_furthest_before_the_rest() {
    let play = denied();
    let told = stories(&play.scene());
    let kind = |story: &super::tell::Story| story.steps[0].chip.clone();
    let orders = told.iter().filter(|story| kind(story) == Chip::Order).count();
    assert!(orders > 0 && told.iter().take(orders).all(|story| kind(story) == Chip::Order), "events come after orders");
    for story in &told {
        assert!(story.word().contains(&story.steps.len().to_string()), "{} says how long it is", story.title);
    }
}

#[test]
fn an_answer_to_a_licence_is_part_of_its_story() {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(3), None);
    let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
    game.resolve(&orders).expect("the orders are legal");
    let play = Play::new(game);
    let told = stories(&play.scene());
    let first = told.first().expect("a turn was played");
    assert_eq!(first.end, super::tell::End::Answer, "{}: {}", first.title, first.word());
    assert!(first.steps.iter().any(|step| step.sentence.starts_with("Orsany answers Claverne")));
    let amounts = first.steps.iter().filter_map(|step| match &step.chip {
        Chip::Amount(words, _) => Some(words.as_str()),
        _ => None,
    });
    assert!(amounts.into_iter().any(|words| words.contains("bn a year")), "amounts keep their units");
}

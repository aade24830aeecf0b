//! Canaries and non-interference: what a seat may not know is not in its file and changes nothing in it.

use std::sync::Arc;

use super::*;
use crate::players::orders_of_others;
use crate::report::seat_page::{self, told};
use crate::report::{Context, headline};
use crate::rules::draws::Seed;
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::view::Viewer;
use crate::scenario::{self, Scenario};
use crate::session::NodeId;

const CANARY: &str = "canary-7f3a";

fn meridian() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

fn turn_with(game: &mut Game, mark: impl Fn(&mut Order)) {
    let mut orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    orders.iter_mut().for_each(mark);
    game.resolve(&orders).unwrap();
}

#[test]
fn a_seat_takes_home_no_secret_of_another() {
    let mut scenario = meridian();
    let seat = scenario.setting.exporters().next().unwrap();
    for (id, state) in scenario.setting.states.ids().zip(scenario.setting.states.iter_mut()) {
        if id != seat {
            state.secret = format!("{CANARY} {}", state.secret);
            state.briefing = format!("{CANARY} {}", state.briefing);
            state.objectives.iter_mut().for_each(|objective| objective.text = CANARY.to_owned());
        }
    }
    let mut game = Game::new(Arc::new(scenario), Seed(3), Some(seat));
    for _ in 0..3 {
        turn_with(&mut game, |order| {
            if order.seat != Seat::State(seat) {
                order.private_reason = CANARY.to_owned();
            }
        });
    }
    game.note(NodeId(2), CANARY);
    game.mark(NodeId(2), CANARY);
    let other = game.setting().states.ids().find(|id| *id != seat).unwrap();
    let kind = OrderKind::StandingAnswer(Quantity::ONE);
    game.set_drafts(&[Order {
        seat: Seat::State(other),
        kind,
        public_reason: CANARY.to_owned(),
        private_reason: CANARY.to_owned(),
    }]);
    let file = SeatFile::of(&game, seat, words, told);
    let written = file.write(&seat_page::page(&file));
    assert!(!written.contains(CANARY));
    for node in game.nodes() {
        assert!(!written.contains(&node.digest.to_string()), "a digest lets secrets be tried out");
    }
    assert!(crate::session::save::save(&game).contains(CANARY), "the save of the facilitator has it all");
    assert_eq!(SeatFile::read(&written).unwrap(), file);
    assert_eq!((file.seat(), file.positions()), (game.setting().states[seat].name.as_str(), 4));
    assert!(written.contains("private:"), "its own reasons are there");
    let (page, of_turn) = (seat_page::page(&file), seat_page::turn_page(&file, &file.turns()[2]));
    assert!(written.contains("\n| ## Turn 2\n") && page.contains(&of_turn), "people read it without a program");
    assert!(page.contains(file.objectives()[0].as_str()) && page.contains("- Budget: $") && page.contains("- Deterrence: "));
    let orders = file.turns()[2].orders();
    assert!(
        !orders.is_empty() && orders.iter().all(|order| order.starts_with(file.seat()) && page.contains(order.as_str())),
        "{orders:?}"
    );
}

/// What a seat may not know changes nothing in its file.
#[test]
fn secrets_do_not_interfere() {
    let scenario = meridian();
    for hidden in scenario.setting.hidden.clone() {
        let mut other = scenario.clone();
        other.world.values.put(hidden.variable, hidden.public);
        let (one, other) = (Game::new(Arc::new(scenario.clone()), Seed(1), None), Game::new(Arc::new(other), Seed(1), None));
        assert_ne!(one.now().digest, other.now().digest);
        for seat in scenario.setting.states.ids().filter(|seat| !hidden.known_to.contains(seat)) {
            assert_eq!(SeatFile::of(&one, seat, words, told).write(""), SeatFile::of(&other, seat, words, told).write(""));
        }
    }
}

#[test]
fn damage_is_told_with_its_line() {
    let seat = meridian().setting.exporters().next().unwrap();
    let written = SeatFile::of(&Game::new(Arc::new(meridian()), Seed(1), None), seat, words, told).write("");
    for (changed, at) in [
        (written.replacen("seat 1", "seat 2", 1), 1),
        (written.replacen("title:", "tittle:", 1), 2),
        (written.replacen("numbers:", "numbres:", 1), 3),
    ] {
        let error = SeatFile::read(&changed).unwrap_err();
        assert!(matches!(error, SeatError::Unreadable { line, .. } if line == at), "{error}");
    }
}

fn words(setting: &Setting, node: &TurnNode, news: &Headline) -> String {
    headline(setting, Context::of(node, Viewer::Facilitator), news, &node.ledger)
}

/// A covert operation is in its author's file, and in another's only as what was traced.
#[test]
fn a_covert_operation_is_in_no_other_file_until_it_is_traced() {
    let written = |odds: f64, seat: &str| {
        let mut scenario = meridian();
        let id = |name: &str| scenario.setting.state(name).unwrap();
        let (author, target, seat) = (id("Orsany"), id("Claverne"), id(seat));
        scenario.setting.params.attribution_odds = odds;
        scenario.setting.prepare();
        scenario.world.players[author] = crate::rules::order::Player::Person;
        let mut game = Game::new(Arc::new(scenario), Seed(3), Some(seat));
        let how = crate::rules::order::Countermeasure::Cyber { target };
        game.resolve(&[Order::new(author, OrderKind::Counter(how))]).unwrap();
        let words = |setting: &Setting, node: &TurnNode, news: &Headline| {
            headline(setting, Context::of(node, Viewer::Seat(seat)), news, &node.ledger)
        };
        SeatFile::of(&game, seat, words, told).write("")
    };
    let (traced, done) = ("covert operation against Claverne is traced to Orsany", "attacks the networks");
    assert!(!written(0.0, "Claverne").contains(done) && !written(0.0, "Claverne").contains("traced to"));
    assert!(written(1.0, "Claverne").contains(traced));
    assert!(written(0.0, "Orsany").contains(done));
}

/// The loader works out needs, habits, crews: none of them may rest on a truth that is hidden from who looks.
#[test]
fn a_hidden_truth_changes_nothing_in_the_file_of_who_does_not_know_it() {
    let bundled = scenario::find("meridian").unwrap();
    let truths = [("truth: 2.0, known_to: [\"Wendamar\"]", "truth: 4.0"), ("truth: 0.65, known_to: [\"Duvane\"]", "truth: 0.40")];
    for (row, other) in truths {
        let known = row.split('"').nth(1).unwrap();
        assert!(bundled.text.contains(row), "{row}");
        let changed = bundled.text.replace(row, &format!("{other}, known_to: [\"{known}\"]"));
        let games = [bundled.text.to_owned(), changed].map(|text| {
            let scenario = scenario::load("meridian.ron", &text).unwrap();
            Game::new(Arc::new(scenario), Seed(3), None)
        });
        for seat in games[0].setting().states.ids() {
            let [a, b] = [0, 1].map(|n: usize| SeatFile::of(&games[n], seat, words, told));
            let same = a.turns == b.turns;
            assert_eq!(same, games[0].setting().states[seat].name != known, "{} and {row}", games[0].setting().states[seat].name);
        }
    }
}

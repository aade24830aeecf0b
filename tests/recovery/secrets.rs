//! What a seat may not know is nowhere in its window: not on the screen, not for screen readers, not in what it copies.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use countersign::players::orders_of_others;
use countersign::report::orders::order as order_words;
use countersign::report::{Context, headline};
use countersign::rules::draws::Seed;
use countersign::rules::order::{Countermeasure, Decision, FacilitatorOrder, Order, OrderKind, Player, Seat};
use countersign::rules::view::Viewer;
use countersign::session::rerun::legal;
use countersign::session::{Game, NodeId, save};

use super::*;

/// What other seats may not know is nowhere in the window of a seat: not on the screen, not for screen readers.
#[test]
fn secrets_of_others_are_not_in_the_accessibility_tree() {
    let bundled = countersign::scenario::find("meridian").expect("Meridian is bundled");
    let marked = |(n, part): (usize, &str)| if n == 0 { part.to_owned() } else { format!("secret: \"canary-{n} {part}") };
    let text: String = bundled.text.split("secret: \"").enumerate().map(marked).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("canaries.ron");
    std::fs::write(&file, text).expect("the folder can be written");
    let mut window = Window::open(folder.path(), Some(file), Arc::new(Disk));
    window.until("the game", |w| w.turn_and_drafts().0 == 1);
    let seat = window.0.state().desk.as_ref().and_then(|desk| desk.workspace().play.as_ref()?.game.seat());
    let own = seat.map_or(0, |seat| usize::from(seat.0) + 1);
    let nowhere = |window: &Window, when: &str| {
        for n in (1..=12).filter(|n| *n != own) {
            assert!(!window.has(&format!("canary-{n} ")), "canary {n} of another seat, {when}");
        }
    };
    nowhere(&window, "at the start");
    window.0.state_mut().desk.as_mut().expect("a desk").ask(Intent::Run(CommandId::Briefing));
    window.0.run_ok();
    assert!(window.has(&format!("canary-{own} ")), "its own secret is in its briefing");
    nowhere(&window, "in the briefing");
    window.press(Modifiers::NONE, Key::Escape);
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::D);
        nowhere(&window, "in the composer");
        window.press(Modifiers::NONE, Key::Num4);
        window.press(Modifiers::NONE, Key::Num6);
        window.press(Modifiers::COMMAND, Key::Enter);
    }
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the turn", |w| w.turn_and_drafts().0 == 2);
    nowhere(&window, "after a turn");
    // What is copied is what the seat sees.
    window.press(Modifiers::COMMAND, Key::Num3);
    let mut copied = window.copied("Copy as a table (TSV)");
    assert!(copied.contains('\t'), "the ledger is copied: {copied}");
    window.press(Modifiers::NONE, Key::F3);
    copied += &window.copied("Copy as TSV");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!copied.contains("canary-"), "{copied}");
    window.press(Modifiers::COMMAND, Key::M);
    nowhere(&window, "in the log of messages");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Z);
    nowhere(&window, "after it was taken back");
    window.press(Modifiers::NONE, Key::F5);
    nowhere(&window, "in the tree of turns");
}

/// A game of *Meridian* with words that mark every secret of others than its first seat, as the facilitator saves it: their briefings and
/// objectives, their private reasons, covert orders, and the facilitator's note and bookmark. Also what may stand nowhere in the window.
fn game_of_secrets(folder: &Path) -> (PathBuf, Vec<String>) {
    let bundled = countersign::scenario::find("meridian").expect("Meridian is bundled");
    let own = 0;
    let mark = |(n, part): (usize, &str)| {
        // The first state stands before the second part, its objectives within it.
        let Some(of) = n.checked_sub(1).filter(|of| *of != own) else {
            return [if n == 0 { "" } else { "secret: \"" }, part].concat();
        };
        let (objectives, rest) = part.split_once("\n            ],").unwrap_or((part, ""));
        let objectives = objectives.replace("(text: \"", &format!("(text: \"canary-{of} "));
        format!("secret: \"canary-{of} {objectives}\n            ],{rest}")
    };
    let text: String = bundled.text.split("secret: \"").enumerate().map(mark).collect();
    let scenario = countersign::scenario::load("canaries.ron", &text).expect("it is Meridian still");
    let seat = scenario.setting.states.ids().nth(own).expect("there are states");
    let mut game = Game::new(Arc::new(scenario), Seed(43), Some(seat));
    let mut hidden = vec!["canary-".to_owned()];
    for turn in 1..=6 {
        let setting = game.setting();
        let mut orders = orders_of_others(setting, game.world(), None, game.luck());
        let others = || setting.states.ids().filter(|id| *id != seat);
        // Who acts by hand can act covertly.
        let rivals = others().filter(|id| turn == 1 && setting.states[*id].roles.rival);
        orders.extend(rivals.map(|state| Order::of_facilitator(FacilitatorOrder::Seat { state, player: Player::Person })));
        orders.extend(others().map(|state| Order::new(state, OrderKind::Counter(Countermeasure::Cyber { target: seat }))));
        for order in orders.iter_mut().filter(|order| order.seat != Seat::State(seat) && order.seat != Seat::Facilitator) {
            "canary-of a private reason".clone_into(&mut order.private_reason);
        }
        let (orders, _refused) = legal(setting, game.world(), &orders);
        for given in orders.iter().filter(|order| matches!(order.kind, OrderKind::Counter(how) if how.covert())) {
            hidden.push(order_words(setting, game.world(), given));
        }
        game.resolve(&orders).expect("what is illegal was left out");
    }
    assert!(hidden.len() > 1, "somebody acts covertly");
    // What the seat may not know of the news, unless it is told the same in other news.
    let news = |may: bool| {
        let told = game.nodes().iter().flat_map(|node| node.ledger.headlines.iter().map(move |news| (node, news)));
        let told = told.filter(|(_, news)| Viewer::Seat(seat).may_know(news.seen_by) == may);
        let words = told.map(|(node, news)| headline(game.setting(), Context::of(node, Viewer::Facilitator), news, &node.ledger));
        words.collect::<Vec<_>>()
    };
    let open = news(true);
    let secret: Vec<String> =
        news(false).into_iter().filter(|words| !open.iter().any(|open| open.contains(words.as_str()))).collect();
    assert!(!secret.is_empty(), "there is news that the seat does not hear: a leak that nobody traced");
    hidden.extend(secret);
    game.sit(None);
    for node in 0..game.nodes().len() {
        assert!(game.note(NodeId(node), "canary-of a note") && game.mark(NodeId(node), "canary-of a bookmark"));
    }
    game.sit(Some(seat));
    let file = folder.join("secrets.countersign");
    std::fs::write(&file, save::save(&game)).expect("the folder can be written");
    (file, hidden)
}

/// What a seat may not know is on none of its pages, in no menu, in nothing that it copies, and not in what a replay says.
#[test]
fn no_page_of_a_seat_tells_what_it_may_not_know() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, hidden) = game_of_secrets(folder.path());
    let mut window = Window::open(folder.path(), Some(file), Arc::new(Disk));
    window.until("the game", |w| w.turn_and_drafts().0 == 7);
    let nowhere = |window: &Window, when: &str| {
        for words in &hidden {
            assert!(!window.has(words), "“{words}”, {when}");
        }
    };
    nowhere(&window, "on the table");
    for (key, page) in [(Key::F2, "briefing"), (Key::F4, "story"), (Key::F3, "plots"), (Key::F5, "turns")] {
        window.press(Modifiers::NONE, key);
        nowhere(&window, page);
        window.press(Modifiers::NONE, Key::Escape);
    }
    for (key, tab) in [(Key::Num2, "headlines"), (Key::Num3, "ledger")] {
        window.press(Modifiers::COMMAND, key);
        nowhere(&window, tab);
    }
    let mut copied = window.copied("Copy as a table (TSV)");
    window.press(Modifiers::NONE, Key::F3);
    copied += &window.copied("Copy as TSV");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(copied.contains('\t') && hidden.iter().all(|words| !copied.contains(words)));
    window.click("Playing Claverne");
    assert!(window.has("Mercady. "), "the menu of seats is open");
    nowhere(&window, "in the menu of seats");
    window.press(Modifiers::NONE, Key::Escape);
    for query in ["cyber", "note", "leak", ""] {
        window.press(Modifiers::COMMAND, Key::P);
        window.0.event(egui::Event::Text(query.to_owned()));
        window.0.run_ok();
        nowhere(&window, "among what can be found");
        window.press(Modifiers::NONE, Key::Escape);
    }
    // Every turn of it, and what is left out where they are replayed under other decisions.
    for turn in (1..=6).rev() {
        window.press(Modifiers::NONE, Key::Comma);
        assert_eq!(window.turn_and_drafts().0, turn);
        nowhere(&window, "at an earlier turn");
    }
    let game = &window.play_state().game;
    let seat = game.seat().expect("somebody sits there");
    let asked: Vec<_> = game.world().requests.iter().filter(|request| request.to == seat).map(|request| request.key).collect();
    for key in asked {
        window.ask(Intent::Draft(Order::new(seat, OrderKind::Decide(key, Decision::Approve))));
    }
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    assert_eq!(window.play_state().game.branches().len(), 2, "the turns were replayed");
    nowhere(&window, "after they were replayed");
    window.press(Modifiers::COMMAND, Key::M);
    nowhere(&window, "in the log of messages");
}

/// Two games that differ only in the criteria that other exporters keep to themselves look the same to a seat, word for word.
#[test]
fn what_others_have_not_declared_changes_no_word_of_a_window() {
    let bundled = countersign::scenario::find("meridian").expect("Meridian is bundled");
    let other = bundled.text.replace("thresholds: (0.46, 0.54, 0.60, 0.68)", "thresholds: (0.56, 0.64, 0.70, 0.78)");
    let other = other.replace(
        "weights: (rights: 0.00, diversion: 0.05, stability: 0.05, alliance: 0.60, commerce: 0.30)",
        "weights: (rights: 0.30, diversion: 0.25, stability: 0.15, alliance: 0.20, commerce: 0.10)",
    );
    let pages = [bundled.text, &other].map(|text| {
        let scenario = countersign::scenario::load("meridian.ron", text).expect("it is Meridian still");
        let seat = scenario.setting.states.ids().next();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("meridian.countersign");
        std::fs::write(&file, save::save(&Game::new(Arc::new(scenario), Seed(43), seat))).expect("the folder can be written");
        read_through(Window::open(folder.path(), Some(file), Arc::new(Disk)))
    });
    let [one, two] = pages;
    assert!(one.len() > 8 && one.iter().all(|(_, words)| words.len() > 20));
    for ((page, one), (_, two)) in one.iter().zip(&two) {
        assert_eq!(one, two, "{page}");
    }
}

/// Every word of the pages on which a seat learns about others.
fn read_through(mut window: Window) -> Vec<(String, Vec<String>)> {
    window.until("the game", |w| w.turn_and_drafts().0 == 1);
    let mut pages = vec![("the table".to_owned(), words(&window))];
    for key in [Key::F1, Key::F2, Key::F3, Key::F5] {
        window.press(Modifiers::NONE, key);
        pages.push((format!("{key:?}"), words(&window)));
        window.press(Modifiers::NONE, Key::Escape);
    }
    for key in [Key::Num2, Key::Num3] {
        window.press(Modifiers::COMMAND, key);
        pages.push((format!("tab {key:?}"), words(&window)));
    }
    for name in ["Orsany", "Mercady"] {
        window.press(Modifiers::COMMAND, Key::F);
        window.0.event(egui::Event::Text(name.to_owned()));
        window.0.run_ok();
        pages.push((format!("{name} among what can be found"), words(&window)));
        window.press(Modifiers::NONE, Key::Enter);
        pages.push((name.to_owned(), words(&window)));
    }
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.until("the futures", |w| w.play_state().composer.as_ref().is_some_and(|open| open.preview.running().is_none()));
    pages.push(("the composer".to_owned(), words(&window)));
    pages
}

/// What a screen reader reads out, from the first thing to the last, but for the eight words of the game, which stand for all of it.
fn words(window: &Window) -> Vec<String> {
    use egui_kittest::kittest::NodeT as _;
    let every = window.0.query_all_by(|_| true);
    let said = every.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()]);
    let eight = save::head_hash(&window.play_state().game).words();
    said.flatten().filter(|words| *words != eight).collect()
}

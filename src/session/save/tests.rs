//! Saves: the round trip, and every way in which a file can be wrong.

use std::sync::Arc;

use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::Seed;
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::table::{Id as _, StateId};
use crate::scenario;
use crate::session::{Aside, BranchId, Event, NodeId, Place};

mod forged;
mod later;

fn turn(game: &mut Game) {
    let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.resolve(&orders).unwrap();
}

fn standing_answer(of: usize, micros: i64) -> Order {
    Order {
        seat: Seat::State(StateId::from_index(of)),
        kind: OrderKind::StandingAnswer(Quantity::from_micros(micros)),
        public_reason: "A \"quoted\" reason, with \\ and ü".to_owned(),
        private_reason: "two\nlines\r\n\u{2028}".to_owned(),
    }
}

/// Three turns, a branch from the first with another order, one on other luck, and everything else that a game can hold.
fn played() -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let scenario = scenario::load(bundled.file, bundled.text).unwrap();
    let seat = scenario.setting.exporters().next();
    let mut game = Game::new(Arc::new(scenario), Seed(u64::MAX), seat).begun(Stamp::parse("2026-11-25T23:40:00Z"));
    for _ in 0..3 {
        turn(&mut game);
    }
    game.go_to(NodeId(1));
    let mut orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    orders.push(standing_answer(3, 123_457));
    game.resolve(&orders).unwrap();
    let luck = game.other_luck();
    game.open_branch(NodeId(2), luck).unwrap();
    turn(&mut game);
    game.note(NodeId(2), "first line\nsecond \"line\"");
    game.note(NodeId(2), "thought better of it");
    game.mark(NodeId(4), "Haldry asks again");
    game.name_branch(BranchId(1), "What if");
    game.sit(None);
    game.place(StateId::from_index(2), Some(Place { x: 2_500, y: 9_999 }));
    game.go_to(NodeId(4));
    game.set_drafts(&[standing_answer(4, 1_000_000)]);
    let set = |letter, of| Aside { letter, node: NodeId(of), orders: vec![standing_answer(of, 500_000 + of as i64)] };
    game.set_aside(&[set('A', 4), set('B', 4), set('A', 1)]);
    game
}

fn same(one: &Game, other: &Game) {
    assert_eq!(one.nodes().len(), other.nodes().len());
    for (one, other) in one.nodes().iter().zip(other.nodes()) {
        assert_eq!(
            (one.parent, one.branch, one.digest, one.hindsight),
            (other.parent, other.branch, other.digest, other.hindsight)
        );
        assert_eq!(one.luck, other.luck);
        assert_eq!(one.orders, other.orders);
        assert_eq!(one.ledger, other.ledger);
    }
    assert_eq!(one.branches(), other.branches());
    assert_eq!((one.notes(), one.marks(), one.places()), (other.notes(), other.marks(), other.places()));
    assert_eq!(
        (one.cursor(), one.branch(), one.seat(), one.drafts(), one.aside()),
        (other.cursor(), other.branch(), other.seat(), other.drafts(), other.aside())
    );
    assert_eq!((one.seed(), one.created(), one.sealed()), (other.seed(), other.created(), other.sealed()));
}

#[test]
fn the_programs_second_number_is_that_of_its_rules() {
    // So that "open it with program 0.4" says which program plays rules 4.
    assert_eq!(env!("CARGO_PKG_VERSION_MINOR"), RULES_VERSION.to_string());
}

#[test]
fn a_game_comes_back_as_it_was_saved() {
    let game = played();
    let content = save(&game);
    let opened = load(&content, "a.countersign").unwrap();
    same(&game, &opened);
    assert_eq!(save(&opened), content);
    assert_eq!(head_hashes(&opened), head_hashes(&game));
}

#[test]
fn the_marks_of_hindsight_and_luck_are_where_they_belong() {
    let game = load(&save(&played()), "a.countersign").unwrap();
    let marks: Vec<(bool, bool)> = game.nodes().iter().map(|n| (n.hindsight, n.luck != game.seed())).collect();
    assert_eq!(marks, [(false, false), (false, false), (false, false), (false, false), (true, false), (true, true)]);
}

#[test]
fn a_journal_opens_at_every_line() {
    let game = played();
    let (mut scribe, mut journal) = Scribe::begin(&game);
    let mut lines = Vec::new();
    for event in game.log() {
        journal += &scribe.event(&game, event);
        lines.push(journal.len());
    }
    let recovered = recover(&journal, "a.journal").unwrap();
    same(&game, &recovered.game);
    assert_eq!((recovered.left_out, recovered.closed, recovered.saved), (0, false, None));
    let turns = |log: &[Event]| log.iter().filter(|event| matches!(event, Event::Turn(_))).count();
    for (n, end) in lines.iter().enumerate() {
        let recovered = recover(&journal[..*end], "a.journal").unwrap();
        assert_eq!(recovered.game.nodes().len(), 1 + turns(&game.log()[..=n]));
        // The line after it is torn.
        if let Some(next) = lines.get(n + 1) {
            let recovered = recover(&journal[..usize::midpoint(*end, *next)], "a.journal");
            let recovered = recovered.unwrap();
            assert_eq!((recovered.game.nodes().len(), recovered.left_out), (1 + turns(&game.log()[..=n]), 1));
        }
    }
}

#[test]
fn the_head_is_read_alone() {
    let content = save(&played());
    let two_lines: String = content.split_inclusive('\n').take(2).collect();
    let head = head(&two_lines).unwrap();
    assert_eq!((head.scenario.as_str(), head.title.as_str(), head.rules), ("meridian", "Meridian", RULES_VERSION));
    assert_eq!((head.seed.as_str(), head.seats.len()), ("18446744073709551615", 1));
    assert_eq!(head.created, Stamp::parse("2026-11-25T23:40:00Z"));
}

#[test]
fn what_a_mail_program_does_to_lines_does_no_harm() {
    let game = played();
    for content in [format!("\u{feff}{}", save(&game)), save(&game).replace('\n', "\r\n"), save(&game).replace("| \n", "|\n")] {
        same(&game, &load(&content, "a.countersign").unwrap());
    }
}

/// Why a save is not opened.
fn refused(content: &str, name: &str) -> SaveError {
    load(content, name).map(|_game| ()).unwrap_err()
}

fn error_of(change: impl Fn(String) -> String) -> SaveError {
    refused(&change(save(&played())), "a.countersign")
}

fn replay_of(change: impl Fn(String) -> String) -> Replay {
    replay(&change(save(&played())), "a.countersign").unwrap()
}

#[test]
fn a_changed_line_is_named() {
    let lines = save(&played()).lines().count();
    let game = played();
    let digest = game.nodes()[2].digest.to_string();
    let error = error_of(|s| s.replace(&digest, &"0".repeat(64)));
    let at = save(&game).lines().position(|line| line.contains(&digest)).unwrap() as u32 + 1;
    assert_eq!(error, SaveError::Damaged { line: at });
    let replay = replay_of(|s| s.replace(&digest, &"0".repeat(64)));
    assert_eq!((replay.broken, replay.divergence().map(|c| c.node)), (Some(at), Some(2)));
    assert!(at < lines as u32);
}

#[test]
fn whoever_works_the_hashes_out_again_is_found_by_the_digests() {
    let game = played();
    let digest = game.nodes()[2].digest.to_string();
    let forged = rechained(&save(&game).replace(&digest, &"0".repeat(64)));
    let error = refused(&forged, "a.countersign");
    assert!(matches!(error, SaveError::Diverged { node: 2, turn: 2, .. }), "{error}");
    // An order that was not given: every hash and digest can be made to fit, and only the eight words tell.
    let reason = forged_reason(&game);
    let opened = load(&reason, "a.countersign").unwrap();
    assert_ne!(head_hash(&opened).words(), head_hash(&game).words());
}

/// The save of a game in which somebody changed a reason and worked the chain out again.
fn forged_reason(game: &Game) -> String {
    let content = save(game);
    assert!(content.contains("reason, with"));
    rechained(&content.replace("reason, with", "motive, with"))
}

/// The same lines under a chain that fits them.
fn rechained(content: &str) -> String {
    let mut lines = content.lines();
    let magic = lines.next().unwrap();
    let mut chain = chain::Chain::begin(magic);
    let mut written = format!("{magic}\n");
    for line in lines {
        if line.starts_with(write::MARGIN) {
            written.extend([line, "\n"]);
        } else {
            let content = line.split_once(' ').unwrap().1;
            chain = chain.and(content);
            written += &chain.line(content);
        }
    }
    written
}

#[test]
fn a_changed_seed_or_scenario_is_noticed() {
    let error = error_of(|s| s.replace(&u64::MAX.to_string(), "5"));
    assert_eq!(error, SaveError::Damaged { line: 2 });
    let replay = replay_of(|s| s.replace(&u64::MAX.to_string(), "5"));
    assert_eq!(replay.broken, Some(2));
    assert!(replay.divergence().is_some());
}

/// The scenario's lines have no hashes: where the program has the same scenario, the line is named all the same.
#[test]
fn a_changed_scenario_is_named_by_its_line_where_that_can_be_known() {
    let content = save(&played());
    let at = content.lines().position(|line| line.contains("months_per_turn")).unwrap() as u32 + 1;
    let line = content.lines().nth(at as usize - 1).unwrap().to_owned();
    let changed = |to: &str| refused(&content.replacen(&format!("{line}\n"), to, 1), "a");
    for to in [line.replacen("turn", "turm", 1) + "\n", String::new(), format!("| one more\n{line}\n")] {
        assert_eq!(changed(&to), SaveError::ScenarioChanged { line: Some(at) }, "{to}");
        assert!(replay(&content.replacen(&format!("{line}\n"), &to, 1), "a").is_err());
    }
    // A scenario that the program does not have: that it was changed, and no innocent line.
    let bundled = scenario::find("meridian").unwrap();
    let own = scenario::load("own", &bundled.text.replacen("title: \"Meridian\"", "title: \"Ours\"", 1)).unwrap();
    let content = save(&Game::new(Arc::new(own), Seed(1), None));
    assert_eq!(refused(&content.replacen("Ours", "Yours", 2), "a"), SaveError::Damaged { line: 2 });
    let changed = content.replacen("| ", "| \u{20}", 1);
    let error = refused(&changed, "a");
    assert_eq!(error, SaveError::ScenarioChanged { line: None });
    assert!(!error.to_string().contains("line end"), "{error}");
}

/// What people read in the head is that of the scenario inside, whoever worked the hashes out again.
#[test]
fn a_head_that_lies_is_found() {
    let content = save(&played());
    for (from, to) in [
        ("title: \"Meridian\"", "title: \"Another\""),
        ("id: \"meridian\"", "id: \"another\""),
        ("seats: [\"", "seats: [\"Haldry\", \""),
    ] {
        assert!(content.contains(from), "{from}");
        let forged = rechained(&content.replacen(from, to, 1));
        assert!(matches!(refused(&forged, "a"), SaveError::Senseless { line: None, .. }), "{to}");
        let replay = replay(&forged, "a").unwrap();
        assert!(replay.unsound.is_some() && !replay.sound() && !replay.intact(), "{to}");
        assert_eq!((replay.checks.len(), replay.divergence()), (6, None), "everything else is told");
    }
}

/// The first line that is wrong is told, and what was played before it, whatever its change leads to further down.
#[test]
fn a_replay_tells_everything_up_to_where_it_stops() {
    let game = played();
    let content = save(&game);
    let turn = |n: usize| content.lines().position(|line| line.contains(&format!("turn(node: {n}"))).unwrap();
    let edit = |n: usize, from: &str, to: &str| {
        let lines = content.lines().enumerate();
        lines.map(|(at, line)| if at == n { line.replacen(from, to, 1) } else { line.to_owned() } + "\n").collect::<String>()
    };
    // A parent that is not there: the line is named, and the turns before it are compared.
    let parent = replay(&edit(turn(3), "parent: 2", "parent: 1"), "a").unwrap();
    assert_eq!((parent.broken, parent.checks.len(), parent.divergence()), (Some(turn(3) as u32 + 1), 3, None));
    assert!(matches!(parent.stopped, Some(SaveError::Senseless { .. })) && !parent.sound());
    // No RON any more: the chain says so, and not the reader of RON.
    let torn = replay(&edit(turn(3), "orders: [", "orders: [[["), "a").unwrap();
    let at = turn(3) as u32 + 1;
    assert_eq!((torn.broken, torn.unsound, torn.checks.len()), (Some(at), Some(SaveError::Damaged { line: at }), 3));
    // The end of the file within a line.
    let end: usize = content.split_inclusive('\n').take(turn(3)).map(str::len).sum();
    let cut = &content[..end + 200];
    assert_eq!(refused(cut, "a"), SaveError::Cut { line: turn(3) as u32 });
    let cut = replay(cut, "a").unwrap();
    assert_eq!((cut.cut, cut.broken, cut.unsound, cut.checks.len()), (Some(turn(3) as u32), None, None, 3));
}

#[test]
fn other_rules_and_formats_say_so_and_can_be_replayed() {
    let rules = format!("rules: {RULES_VERSION},");
    assert!(save(&played()).contains(&rules));
    let error = error_of(|s| rechained(&s.replacen(&rules, "rules: 999,", 1)));
    assert!(matches!(error, SaveError::OtherRules { found: 999, .. }), "{error}");
    let replay = replay_of(|s| rechained(&s.replacen(&rules, "rules: 999,", 1)));
    assert_eq!((replay.head.rules, replay.divergence(), replay.broken), (999, None, None));
    let error = error_of(|s| s.replacen("countersign save 1", "countersign save 2", 1));
    let program = env!("CARGO_PKG_VERSION").to_owned();
    assert_eq!(error, SaveError::OtherFormat { found: 2, program });
    let error = error_of(|s| s.replacen("countersign save 1", "countersign save 7", 1).replacen("rules:", "rulebook:", 1));
    assert!(matches!(error, SaveError::OtherFormat { found: 7, .. }), "{error}");
}

/// The one position in a save is a cache: who changes it, with hashes that fit, is found, and told the line.
#[test]
fn a_snapshot_is_never_believed() {
    let game = played();
    let content = save(&game);
    let line = content.lines().position(|line| line.contains("snapshot(")).unwrap() as u32 + 1;
    let number = game.world().values.layout().variables().find(|v| game.world().get(*v) > 1.0).unwrap();
    let (name, micros) = (number.name(game.setting()), game.world().values.get(number).micros());
    let written = format!("(\"{name}\", {micros})");
    assert!(content.contains(&written), "{written}");
    for forged in [
        content.replacen(&written, &format!("(\"{name}\", {})", micros + 1), 1),
        content.replacen(&format!("{written}, "), "", 1),
        content.replacen("snapshot(node: 4", "snapshot(node: 3", 1),
    ] {
        assert_ne!(forged, content);
        assert_eq!(refused(&rechained(&forged), "a.countersign"), SaveError::Snapshot { line });
        let replay = replay(&rechained(&forged), "a.countersign").unwrap();
        assert_eq!((replay.snapshot_wrong, replay.broken, replay.divergence()), (Some(line), None, None));
        assert!(!replay.sound());
        assert_eq!(refused(&forged, "a.countersign"), SaveError::Damaged { line });
    }
    // Without one, as the first programs wrote it, a save opens as before; with two it does not.
    let without: String = content.split_inclusive('\n').filter(|line| !line.contains("snapshot(")).collect();
    let entries = without.lines().filter(|line| !line.starts_with(write::MARGIN)).count() - 3;
    let without = without.replacen(&format!("entries: {}", entries + 1), &format!("entries: {entries}"), 1);
    same(&game, &load(&rechained(&without), "a.countersign").unwrap());
    let snapshot = content.lines().find(|line| line.contains("snapshot(")).unwrap();
    let twice = content.replacen(snapshot, &format!("{snapshot}\n{snapshot}"), 1);
    let twice = twice.replacen(&format!("entries: {}", entries + 1), &format!("entries: {}", entries + 2), 1);
    assert!(matches!(refused(&rechained(&twice), "a"), SaveError::Senseless { line: Some(at), .. } if at == line + 1));
}

#[test]
fn a_file_that_ends_early_says_after_which_line() {
    let content = save(&played());
    let lines = content.lines().count();
    for kept in [1, 2, 3, lines - 3, lines - 1] {
        let part: String = content.split_inclusive('\n').take(kept).collect();
        let error = refused(&part, "a.countersign");
        assert_eq!(error, SaveError::Cut { line: kept as u32 });
    }
    let error = refused(&content[..content.len() - 20], "a.countersign");
    assert_eq!(error, SaveError::Cut { line: lines as u32 - 1 });
    assert!(matches!(refused("", "a"), SaveError::Unreadable { line: 1, .. }));
    let twice = format!("{content}{}", content.lines().last().unwrap());
    assert!(matches!(refused(&twice, "a"), SaveError::Senseless { .. }));
}

#[test]
fn what_makes_no_sense_is_told_with_its_line() {
    let forged = |from: &str, to: &str| {
        let content = save(&played());
        let at = content.lines().position(|line| line.contains(from)).unwrap_or_else(|| panic!("no {from}")) as u32 + 1;
        let error = refused(&rechained(&content.replacen(from, to, 1)), "a.countersign");
        (error, at)
    };
    for (from, to) in [
        ("at(node: 4", "at(node: 40"),
        ("parent: 1, branch: 1", "parent: 7, branch: 1"),
        ("hindsight: true, ", ""),
        ("branch(branch: 1", "branch(branch: 3"),
        ("note(node: 2", "note(node: 99"),
        ("seat(seat: None", "seat(seat: Some(\"Nowhere\")"),
        ("2500, 9999", "2500, 10001"),
        ("branch: 1, turn: 2,", "branch: 1, turn: 3,"),
        ("end(entries: ", "end(entries: 1"),
    ] {
        let (error, at) = forged(from, to);
        assert!(matches!(error, SaveError::Senseless { line: Some(line), .. } if line == at), "{from}: {error}");
    }
    let (error, at) = forged("hindsight:", "hindsite:");
    assert!(matches!(error, SaveError::Unreadable { line, .. } if line == at), "{error}");
    let (error, at) = forged("orders: [", "extra: 1, orders: [");
    assert!(matches!(error, SaveError::Unreadable { line, .. } if line == at), "{error}");
    let closed = refused(&rechained(&save(&played()).replacen("at(node: 4, branch: 1)", "closed", 1)), "a");
    assert!(matches!(closed, SaveError::Senseless { .. }), "{closed}");
}

/// Known ways to make a reader of RON use up the stack or the memory.
#[test]
fn bombs_are_refused_at_once() {
    let content = save(&played());
    let with = |entry: String| {
        let forged: String = content.split_inclusive('\n').filter(|line| !line.contains("at(node")).collect();
        rechained(&forged.replacen("end(", &format!("{entry}\n0 end("), 1))
    };
    let deep = "(".repeat(100_000);
    let wide = "[],".repeat(200_000);
    let defaulted = "(seat:\"\"),".repeat(100_000);
    for bomb in [
        format!("drafts(orders:{deep}"),
        format!("drafts(orders:[{wide}])"),
        format!("drafts(orders:[{defaulted}])"),
        format!("note(node: 0,text:\"{}\")", "x".repeat(9_000_000)),
        deep.clone(),
    ] {
        assert!(load(&with(bomb), "bomb").is_err());
    }
    for bomb in [deep, format!("(format: 1, nodes: [{wide}"), format!("countersign save 1\n0 {}", "[".repeat(100_000))] {
        assert!(load(&bomb, "bomb").is_err());
        assert!(recover(&bomb, "bomb").is_err());
    }
}

/// A checkout on Windows may have other line ends, and an editor there puts a mark at the beginning.
#[test]
fn the_line_ends_of_a_scenario_change_no_words() {
    let bundled = scenario::find("meridian").unwrap();
    let words = |text: &str| {
        let scenario = scenario::load(bundled.file, text).unwrap();
        let game = Game::new(Arc::new(scenario), Seed(7), None);
        (head_hashes(&game).iter().map(HeadHash::words).collect::<Vec<_>>(), save(&game))
    };
    let foreign = bundled.text.replace('\n', "\r\n");
    assert_ne!(foreign, bundled.text);
    assert_eq!(words(&foreign), words(bundled.text));
    assert_eq!(words(&format!("\u{feff}{foreign}")), words(bundled.text));
}

/// A save as the first program wrote it, in one block.
#[test]
fn saves_from_before_format_1_are_brought_to_it() {
    let content = include_str!("before-v1.countersign");
    let pages = read::pages(content, Reading::Whole).unwrap();
    assert_eq!((pages.head.program.as_str(), pages.head.rules, pages.head.seed.as_str()), ("0.1.0", 1, "7"));
    let branches = pages.entries.iter().filter(|p| matches!(p.entry, v1::EntryFile::Branch { .. })).count();
    let turns = pages.entries.iter().filter(|p| matches!(p.entry, v1::EntryFile::Turn { .. })).count();
    assert_eq!((branches, turns), (1, 4));
    let foreign = read::pages(&content.replace('\n', "\r\n"), Reading::Whole).unwrap();
    assert_eq!(foreign.scenario, pages.scenario, "line ends that were changed on the way do no harm");
    // With the rules that it was played with it opens; with others it says so.
    match load(content, "old.countersign") {
        Ok(game) => assert_eq!((game.nodes().len(), game.branches().len()), (5, 2)),
        Err(error) => assert!(matches!(error, SaveError::OtherRules { found: 1, .. }), "{error}"),
    }
}

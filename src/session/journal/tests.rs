//! The journal: what is found after a crash, and what is not.

use std::sync::Arc;

use super::*;
use crate::players::orders_of_others;
use crate::rules::draws::Seed;
use crate::scenario;
use crate::session::save::save;
use crate::session::storage::Memory;

const DATA: &str = "data";

fn game() -> Game {
    let bundled = scenario::find("meridian").unwrap();
    Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(5), None)
}

fn turn(game: &mut Game) {
    let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.resolve(&orders).unwrap();
}

/// A game on the table of a window: its recorder and its keeper.
struct Table {
    game: Game,
    recorder: Recorder,
    keeper: Keeper,
}

impl Table {
    fn lay(disk: &Memory, game: Game, saved: Option<&SavedMark>) -> Self {
        let (recorder, text) = Recorder::begin(&game, saved.map(|mark| (mark, false)));
        let (keeper, begun) = Keeper::begin(disk, Path::new(DATA), &game.setting().id, text);
        begun.unwrap();
        Self { game, recorder, keeper }
    }

    fn record(&mut self, disk: &Memory) {
        let lines = self.recorder.more(&self.game).unwrap();
        self.keeper.record(disk, &lines).unwrap();
    }
}

fn put_all_aside(disk: &Memory, list: Vec<Found>) {
    for found in list {
        found.put_aside(disk).unwrap();
    }
}

fn found(disk: &Memory) -> Vec<Found> {
    find(disk, Path::new(DATA))
}

#[test]
fn a_game_that_crashed_is_found_with_its_last_turn_and_drafts() {
    let disk = Memory::default();
    let mut table = Table::lay(&disk, game(), None);
    turn(&mut table.game);
    table.record(&disk);
    turn(&mut table.game);
    table.record(&disk);
    let drafts = orders_of_others(table.game.setting(), table.game.world(), None, table.game.luck());
    table.game.set_drafts(&drafts);
    table.record(&disk);
    assert!(found(&disk).is_empty(), "it is on a table");
    let Table { game, keeper, .. } = table;
    drop(keeper);
    let list = found(&disk);
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].turn(), list[0].file()), (Some(3), None));
    assert_eq!(list[0].head.as_ref().map(|head| head.title.as_str()), Some("Meridian"));
    let recovered = list[0].game.as_ref().unwrap();
    assert_eq!(recovered.game.now().digest, game.now().digest);
    assert_eq!(recovered.game.drafts(), drafts);
    assert!(found(&disk).is_empty(), "somebody is looking at it");
    drop(list);
    let list = found(&disk);
    assert_eq!(list.len(), 1, "whoever closes the window without an answer is asked again");
    put_all_aside(&disk, list);
    assert!(found(&disk).is_empty());
    assert_eq!(disk.list(&Path::new(DATA).join("journal/left")).unwrap().len(), 1, "what was put aside is still there");
}

#[test]
fn nothing_is_offered_falsely() {
    let disk = Memory::default();
    // A game in which nothing has happened.
    drop(Table::lay(&disk, game(), None));
    assert!(found(&disk).is_empty());
    // A game that was left on purpose.
    let mut table = Table::lay(&disk, game(), None);
    turn(&mut table.game);
    table.record(&disk);
    let closed = table.recorder.closed();
    table.keeper.put_aside(&disk, &closed).unwrap();
    assert!(found(&disk).is_empty());
    // A game that was opened from a file, and one that was saved, with nothing played since; looking round is nothing.
    let file = Path::new("games/a.countersign");
    let mut played = game();
    turn(&mut played);
    let content = save(&played);
    disk.write_atomic(file, content.as_bytes()).unwrap();
    let mark = saved_mark(file, &content);
    drop(Table::lay(&disk, played.clone(), Some(&mark)));
    assert!(found(&disk).is_empty());
    let mut table = Table::lay(&disk, played, None);
    let line = table.recorder.saved(&mark);
    table.keeper.record(&disk, &line).unwrap();
    table.game.undo();
    table.record(&disk);
    drop(table);
    assert!(found(&disk).is_empty());
}

#[test]
fn what_is_not_in_the_file_is_offered() {
    let disk = Memory::default();
    let file = Path::new("games/a.countersign");
    let mut played = game();
    turn(&mut played);
    let content = save(&played);
    let mark = saved_mark(file, &content);
    // The file of the mark is not there (any more).
    drop(Table::lay(&disk, played.clone(), Some(&mark)));
    let list = found(&disk);
    assert_eq!(list.len(), 1);
    put_all_aside(&disk, list);
    // It is there; then a turn is played.
    disk.write_atomic(file, content.as_bytes()).unwrap();
    let mut table = Table::lay(&disk, played, Some(&mark));
    turn(&mut table.game);
    table.record(&disk);
    drop(table);
    let list = found(&disk);
    assert_eq!((list.len(), list[0].turn(), list[0].file()), (1, Some(3), Some(file)));
}

#[test]
fn a_torn_last_line_costs_that_line() {
    let disk = Memory::default();
    let mut table = Table::lay(&disk, game(), None);
    turn(&mut table.game);
    table.record(&disk);
    let before = disk.read(table.keeper.path()).unwrap().len();
    turn(&mut table.game);
    table.record(&disk);
    let path = table.keeper.path().to_owned();
    drop(table);
    let whole = disk.read(&path).unwrap();
    for length in [before + 1, before + 70, whole.len() - 2] {
        let mut torn = whole[..length].to_vec();
        // Power may go within a letter of several bytes.
        torn.push(0xe2);
        disk.write(&path, &torn).unwrap();
        let list = found(&disk);
        assert_eq!((list[0].turn(), list[0].game.as_ref().unwrap().left_out), (Some(2), 1));
    }
}

#[test]
fn two_windows_have_two_journals() {
    let disk = Memory::default();
    let (one, other) = (Table::lay(&disk, game(), None), Table::lay(&disk, game(), None));
    assert_ne!(one.keeper.path(), other.keeper.path());
}

#[test]
fn a_journal_of_other_rules_is_offered_and_says_so() {
    let disk = Memory::default();
    let path = Path::new(DATA).join("journal/meridian-1.journal");
    disk.write(&path, b"countersign save 9\n0 (program: \"9.9.9\")\n").unwrap();
    let list = found(&disk);
    assert!(matches!(&list[0].game, Err(SaveError::OtherFormat { found: 9, program }) if program == "9.9.9"));
}

#[test]
fn only_the_last_few_that_were_left_are_kept() {
    let disk = Memory::default();
    for _ in 0..ASIDE_MAX + 3 {
        let mut table = Table::lay(&disk, game(), None);
        turn(&mut table.game);
        table.record(&disk);
        let closed = table.recorder.closed();
        table.keeper.put_aside(&disk, &closed).unwrap();
    }
    let kept = disk.list(&Path::new(DATA).join("journal/left")).unwrap();
    assert_eq!(kept.len(), ASIDE_MAX);
    assert!(kept[0].ends_with("000004-meridian-1.journal"), "{kept:?}");
}

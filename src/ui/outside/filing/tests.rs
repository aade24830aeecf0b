//! What opens as what, whose it is then, and what is said of what does not open.

use std::sync::Arc;

use super::*;
use crate::report::headline;
use crate::rules::draws::Seed;
use crate::session::save::save;
use crate::session::storage::{Fault, Fragile, Memory};

fn game() -> Game {
    let bundled = scenario::find("first-licence").unwrap();
    Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(1), None)
}

fn desk(disk: &Arc<Memory>) -> Filing {
    let files: Files = Arc::<Memory>::clone(disk);
    Filing::new(files, Some(PathBuf::from("data")))
}

fn opened(filing: &mut Filing, path: &str) -> Opened {
    match filing.carry_out(Effect::Read(PathBuf::from(path))) {
        Some(Answer::Opened { opened, .. }) => opened,
        other => panic!("{other:?}"),
    }
}

fn page(filing: &mut Filing, path: &str) -> (String, String) {
    match opened(filing, path) {
        Opened::Page { title, text, .. } => (title, text),
        other => panic!("{other:?}"),
    }
}

fn put(disk: &Memory, path: &str, content: &str) {
    disk.write_atomic(Path::new(path), content.as_bytes()).unwrap();
}

#[test]
fn a_file_is_what_stands_in_it() {
    let (disk, game) = (Arc::new(Memory::default()), game());
    let mut filing = desk(&disk);
    let seat = game.setting().states.ids().next().unwrap();
    let words =
        |setting: &crate::rules::setting::Setting, node: &crate::session::TurnNode, news: &crate::rules::ledger::Headline| {
            headline(setting, crate::report::Context::default(), news, &node.ledger)
        };
    put(&disk, "home.txt", &SeatFile::of(&game, seat, words, seat_page::told).write("| a page"));
    let (title, text) = page(&mut filing, "home.txt");
    assert_eq!(title, format!("{}, as {} saw it: to read", game.setting().title, game.setting().states[seat].name));
    assert!(text.contains("## The opening") && text.contains(game.setting().briefing.lines().next().unwrap()), "{text}");
    put(&disk, "broken.txt", "countersign seat 1\n(");
    assert!(page(&mut filing, "broken.txt").1.contains("line 2 is not as it was written"));
    put(&disk, "orders.ron", "(version: 1, turns: [])");
    assert!(page(&mut filing, "orders.ron").1.contains("It is an orders file"));
    put(&disk, "rules.ron", include_str!("../../../../scenarios/rules/standard.ron"));
    assert!(page(&mut filing, "rules.ron").1.contains("It holds parameters of the rules"));
    put(&disk, "empty.countersign", "");
    assert!(page(&mut filing, "empty.countersign").1.contains("The file is empty"));
    assert!(page(&mut filing, "nothing.ron").1.starts_with("There is no file nothing.ron."));
    put(&disk, "board.txt", scenario::find("first-licence").unwrap().text);
    assert!(matches!(opened(&mut filing, "board.txt"), Opened::Scenario(_)));
    // Of no kind, but by its name a game whose first line was damaged.
    put(&disk, "torn.countersign", "countersing save 1\n");
    assert!(page(&mut filing, "torn.countersign").1.contains("the first line is not that of a saved game"));
}

/// A game is somebody's whatever its file is called: nobody else opens it, and what others wrote is not written over.
#[test]
fn a_game_of_any_name_is_guarded() {
    let (disk, written) = (Arc::new(Memory::default()), save(&game()));
    put(&disk, "notes.txt", &written);
    put(&disk, "other", "so that the folder is there");
    let (mut one, mut other) = (desk(&disk), desk(&disk));
    assert!(matches!(opened(&mut one, "notes.txt"), Opened::Game(..)));
    let (title, text) = page(&mut other, "notes.txt");
    assert_eq!(title, "notes.txt cannot be opened");
    assert!(text.contains("is open in another window"), "{text}");
    put(&disk, "notes.txt", "somebody else's");
    let to = || SaveTo::File(PathBuf::from("notes.txt"));
    let saved = |filing: &mut Filing| filing.carry_out(Effect::Save { game: 1, to: to(), text: written.clone(), revision: 1 });
    let why = match saved(&mut one) {
        Some(Answer::NotSaved { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    assert!(why.starts_with("Another program has changed notes.txt"), "{why}");
    disk.remove(Path::new("notes.txt")).unwrap();
    assert!(matches!(saved(&mut one), Some(Answer::NotSaved { .. })), "taken away");
    assert!(matches!(saved(&mut one), Some(Answer::Saved { .. })), "and made anew when it is asked for again");
}

#[test]
fn a_damaged_game_names_its_older_copies() {
    let (disk, written) = (Arc::new(Memory::default()), save(&game()));
    put(&disk, "games/a.countersign", &written.replacen("turn", "tern", 1));
    let text = page(&mut desk(&disk), "games/a.countersign").1;
    assert!(text.contains("in the folder `earlier` beside it") && !text.contains("Older copies"), "{text}");
    put(&disk, "games/earlier/a.2.countersign", &written);
    let text = page(&mut desk(&disk), "games/a.countersign").1;
    assert!(text.contains("Older copies of it are here:\n- games/earlier/a.2.countersign, written on "), "{text}");
    // What another program plays is not damaged: it can be read.
    put(&disk, "games/earlier/b.1.countersign", &written);
    let own = format!("program: \"{}\"", env!("CARGO_PKG_VERSION"));
    let newer = written.replacen("save 1", "save 9", 1).replacen(&own, "program: \"9.0.0\"", 1);
    put(&disk, "games/b.countersign", &newer);
    let (title, text) = page(&mut desk(&disk), "games/b.countersign");
    assert_eq!(title, "First licence, saved as b.countersign: to read");
    assert!(text.starts_with("This game was saved in format 9 by program 9.0.0") && !text.contains("Older copies"), "{text}");
    assert!(text.contains("To play on, open the file with program") && !text.contains("Play its orders"), "{text}");
    // What this program is said to have written in a format that it does not write, was edited.
    put(&disk, "games/c.countersign", &written.replacen("save 1", "save 9", 1));
    assert!(page(&mut desk(&disk), "games/c.countersign").1.contains("Its first line was edited"));
}

/// What was handed in or exported before is not written over, unless it is the same.
#[test]
fn an_export_takes_a_free_name_and_is_told_by_its_own() {
    let disk = Arc::new(Memory::default());
    let mut filing = desk(&disk);
    let mut export = |words: &str| {
        let content = Content::Bytes(words.as_bytes().to_vec());
        match filing.carry_out(Effect::Export { path: PathBuf::from("handed-in/a.countersign"), content }) {
            Some(Answer::Exported(done)) => done.map(|path| path.display().to_string()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(export("first"), Ok("handed-in/a.countersign".to_owned()));
    assert_eq!(export("second"), Ok("handed-in/a-2.countersign".to_owned()));
    assert_eq!(export("first"), Ok("handed-in/a.countersign".to_owned()));
    assert_eq!(disk.read(Path::new("handed-in/a.countersign")).unwrap(), b"first");
    let full = Arc::new(Fragile::default());
    full.fail(Some(Fault { at: 0, lasting: true, kind: std::io::ErrorKind::StorageFull }));
    let files: Files = Arc::<Fragile>::clone(&full);
    let mut filing = Filing::new(files, Some(PathBuf::from("data")));
    let content = Content::Bytes(b"first".to_vec());
    let failed = match filing.carry_out(Effect::Export { path: PathBuf::from("handed-in/a.countersign"), content }) {
        Some(Answer::Exported(Err(why))) => why,
        other => panic!("{other:?}"),
    };
    assert!(failed.contains("handed-in/a.countersign was not written"), "{failed}");
}

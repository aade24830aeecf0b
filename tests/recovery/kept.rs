//! After crashes, beside stuck drives and with drafts of other turns: what is kept, and what is said of it.

use countersign::session::storage::Storage as _;

use super::*;

/// After a second crash the game still knows its file: the next save goes there.
#[test]
fn a_second_crash_does_not_forget_the_file_of_the_game() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play_and_save();
    window.press(Modifiers::COMMAND, Key::R);
    drop(window);
    for crash in 1..=3 {
        let mut window = Window::on_disk(folder.path());
        window.until("the game that was not left", |w| w.has("saved before as meridian.countersign"));
        window.click("Go on with it");
        window.until("the game", |w| w.turn_and_drafts().0 == 3);
        let file = folder.path().join("games/meridian.countersign");
        assert_eq!(window.play_state().path.as_deref(), Some(file.as_path()), "after crash {crash}");
    }
}

/// Drafts that are not at hand, those of another turn, are kept: in the file, in the journal, and nobody leaves without being asked.
#[test]
fn drafts_of_another_turn_are_not_lost_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play_and_save();
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    let drafts = window.play_state().drafts.clone();
    window.press(Modifiers::NONE, Key::Comma);
    assert_eq!(window.turn_and_drafts(), (1, 0));
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(window.has("1 drafted order is then not in its file."));
    drop(window);

    let mut window = Window::on_disk(folder.path());
    window.until("the game that was not left", |w| w.has("turn 1 of 8, with one drafted order."));
    window.click("Go on with it");
    window.until("the game", |w| w.turn_and_drafts().0 == 1);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.play_state().saved == Saved::OnDisk);
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(window.desk().workspace().leaving, "the file has them: nothing is asked");
    drop(window);

    let file = folder.path().join("games/meridian.countersign");
    let mut window = Window::open(folder.path(), Some(file), Arc::new(Disk));
    window.until("the game", |w| w.turn_and_drafts().0 == 1);
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.play_state().drafts, drafts);
}

#[test]
fn drafts_that_are_in_the_file_are_not_said_to_be_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play();
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.play_state().saved == Saved::OnDisk);
    // Looking about and coming back changes nothing that the file lacks.
    window.press(Modifiers::NONE, Key::Comma);
    window.press(Modifiers::NONE, Key::Period);
    assert_eq!(window.turn_and_drafts(), (2, 1));
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(window.desk().workspace().leaving);
}

/// Lines of a journal that cannot be read are told, with where the journal lies.
#[test]
fn a_damaged_journal_says_how_much_was_left_out_and_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play();
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the turn", |w| w.turn_and_drafts().0 == 3);
    drop(window);
    let journal = folder.path().join("journal/meridian-1.journal");
    let written = std::fs::read_to_string(&journal).expect("the journal is there");
    std::fs::write(&journal, written.replacen("turn(node:2,", "turn(node:3,", 1).replacen("turn(node: 2,", "turn(node: 3,", 1))
        .expect("the folder can be written");
    let mut window = Window::on_disk(folder.path());
    window.until("the game that was not left", |w| w.has("Meridian, turn 2 of 8"));
    assert!(window.has("at the end of its journal could not be read"));
    assert!(window.has(&journal.display().to_string()));
}

/// A pipe that nobody writes into is no file to wait for.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "the test needs a pipe");
    let mut window = Window::open(folder.path(), Some(pipe), Arc::new(Disk));
    window.until("the page", |w| w.has("It is a pipe or a device and no file"));
}

/// A file that never comes does not hold the journal up, and not the window when it closes.
#[test]
fn while_a_file_is_stuck_the_journal_is_written() {
    let drive = Arc::new(Slow::default());
    let mut window = Window::open(Path::new("data"), None, drive.clone());
    window.play_and_save();
    drive.is(Now::Stuck);
    window.ask(Intent::Open(PathBuf::from("data/games/meridian.countersign")));
    window.ask(Intent::Run(CommandId::Resolve));
    let journal = || drive.disk.read_text(Path::new("data/journal/meridian-1.journal")).unwrap_or_default();
    window.until("the journal", |_| journal().contains("turn: 2"));
    let began = Instant::now();
    drop(window);
    assert!(began.elapsed() < Duration::from_secs(20), "the window closes though the file is stuck");
    drive.is(Now::Works);
}

/// A journal that the disk takes long to write is told, and told again when it is there.
#[test]
fn a_slow_journal_is_told() {
    let drive = Arc::new(Slow::of("journal"));
    let mut window = Window::open(Path::new("data"), None, drive.clone());
    window.play();
    window.until("the journal", |_| drive.disk.exists(Path::new("data/journal/meridian-1.journal")));
    drive.is(Now::Stuck);
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the message", |w| w.said("The disk takes long to write the journal") == 1);
    drive.is(Now::Works);
    window.until("the journal", |w| w.play_state().no_journal.is_none());
    assert_eq!(window.said("The journal of the game is written again."), 1);
}

/// After a failure the journal is tried again by itself.
#[test]
fn a_journal_that_failed_is_tried_again_without_anything_happening() {
    let disk = Arc::new(Fragile::default());
    disk.fail(Some(Fault { at: 0, lasting: true, kind: std::io::ErrorKind::StorageFull }));
    let mut window = Window::open(Path::new("data"), None, disk.clone());
    window.play();
    window.until("the message", |w| w.said("The journal of the game cannot be written: ") > 0);
    assert_eq!(window.said(".journal.new"), 0, "no name that only the program knows");
    disk.fail(None);
    window.until("the journal", |w| w.play_state().no_journal.is_none());
}

/// What was gone on with and left before the disk had its new journal is offered again, at once.
#[test]
fn a_game_whose_new_journal_never_came_to_the_disk_is_offered_again() {
    let disk = Arc::new(Fragile::default());
    let mut window = Window::open(Path::new("data"), None, disk.clone());
    window.play();
    window.until("the journal", |_| disk.read_text(Path::new("data/journal/meridian-1.journal")).is_ok());
    drop(window);
    let mut window = Window::open(Path::new("data"), None, disk.clone());
    window.until("the game that was not left", |w| w.has("The program stopped in the middle of this game"));
    disk.fail(Some(Fault { at: 0, lasting: true, kind: std::io::ErrorKind::StorageFull }));
    window.click("Go on with it");
    window.until("the message", |w| w.said("The journal of the game cannot be written: ") > 0);
    window.ask(Intent::Run(CommandId::Home));
    if window.desk().workspace().dialog.is_some() {
        window.click("Leave");
    }
    window.until("the game again", |w| w.has("The program stopped in the middle of this game"));
    disk.fail(None);
    window.click("Go on with it");
    window.until("the game", |w| w.turn_and_drafts().0 == 2);
}

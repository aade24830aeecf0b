//! What is fuzzed: every way in which a file from outside comes in. Shared by the fuzzer and by `tests/corpus.rs`.
//!
//! None of these may panic, hang or use much memory, whatever the bytes are. Where a hash would refuse nearly everything before it
//! is read, the hashes are worked out first, as somebody would who wants to do harm.

use std::sync::{Arc, OnceLock};

use countersign::hindcast::replay::Staged;
use countersign::hindcast::{case, predictions};
use countersign::rules::draws::Seed;
use countersign::scenario::{self, Scenario};
use countersign::session::Game;
use countersign::session::orders::OrdersFile;
use countersign::session::save::{self, SaveError};
use countersign::session::seat_file::SeatFile;

/// What takes bytes from outside.
type Target = fn(&[u8]);

/// Every target, by name.
pub(crate) const ALL: &[(&str, Target)] = &[
    ("scenario", scenario),
    ("head", head),
    ("save", save),
    ("journal", journal),
    ("play", play),
    ("migrate", migrate),
    ("orders", orders),
    ("seat", seat),
    ("cases", cases),
];

fn with_text(bytes: &[u8], work: impl FnOnce(&str)) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        work(text);
    }
}

/// A scenario that somebody wrote.
pub(crate) fn scenario(bytes: &[u8]) {
    with_text(bytes, |text| drop(scenario::load("fuzz", text)));
}

/// The first lines of a save.
pub(crate) fn head(bytes: &[u8]) {
    with_text(bytes, |text| drop(save::head(text)));
    with_text(bytes, |text| drop(save::head(&chained(text))));
}

/// A whole save, read and not played, with hashes that fit.
pub(crate) fn save(bytes: &[u8]) {
    with_text(bytes, |text| drop(save::outline(text)));
    with_text(bytes, |text| drop(save::outline(&chained(text))));
}

/// The lines of a journal after the opening of a real game, read and played.
pub(crate) fn journal(bytes: &[u8]) {
    with_text(bytes, |lines| drop(save::recover(&chained(&(opening().to_owned() + lines)), "fuzz")));
}

/// The lines of a save after the opening of a real game, with hashes that fit and a last line that counts them, played. What
/// opens is saved again and opens as the same.
pub(crate) fn play(bytes: &[u8]) {
    with_text(bytes, |lines| {
        let count = lines.lines().count();
        let content = chained(&format!("{}{}\n0 end(entries: {count})\n", opening(), lines.trim_end_matches('\n')));
        if let Ok(game) = save::load(&content, "fuzz") {
            let again = save::load(&save::save(&game), "fuzz").map(|game| save::save(&game));
            assert_eq!(again.as_deref(), Ok(&*save::save(&game)));
        }
        let _told: Result<_, SaveError> = save::replay(&content, "fuzz");
    });
}

/// A save from before format 1.
pub(crate) fn migrate(bytes: &[u8]) {
    with_text(bytes, |text| {
        let text = if text.trim_start().starts_with('(') { text.to_owned() } else { format!("({text}") };
        drop(save::outline(&text));
    });
}

/// An orders file.
pub(crate) fn orders(bytes: &[u8]) {
    let scenario = meridian();
    with_text(bytes, |text| {
        if let Ok(file) = OrdersFile::read("fuzz", text, &scenario.setting) {
            drop(file.orders(&scenario.setting, &scenario.world));
        }
    });
}

/// A seat's file.
pub(crate) fn seat(bytes: &[u8]) {
    with_text(bytes, |text| {
        if let Ok(file) = SeatFile::read(text) {
            assert_eq!(SeatFile::read(&file.write("a page\n\nof words")).ok(), Some(file));
        }
    });
}

/// A table of historical cases, or of predictions about them. What can be read has a board that can be played.
pub(crate) fn cases(bytes: &[u8]) {
    with_text(bytes, |text| {
        for record in case::read("fuzz", text).iter().flatten().take(3) {
            let staged = Staged::game(record).unwrap_or_else(|problems| panic!("{problems}"));
            let orders = staged.history();
            let found = countersign::rules::validate::validate(&staged.scenario.setting, &staged.scenario.world, &orders);
            assert!(found.is_ok(), "{found:?}");
        }
        drop(predictions::read("fuzz", text));
    });
}

fn meridian() -> &'static Arc<Scenario> {
    static MERIDIAN: OnceLock<Arc<Scenario>> = OnceLock::new();
    MERIDIAN.get_or_init(|| {
        let shortest = scenario::bundled().iter().min_by_key(|bundled| bundled.text.len());
        let loaded = shortest.and_then(|bundled| scenario::load(bundled.file, bundled.text).ok());
        Arc::new(loaded.unwrap_or_else(|| panic!("a bundled scenario loads")))
    })
}

/// The head and the scenario of a game in which nothing has happened.
pub(crate) fn opening() -> &'static str {
    static OPENING: OnceLock<String> = OnceLock::new();
    OPENING.get_or_init(|| save::Scribe::begin(&Game::new(Arc::clone(meridian()), Seed(7), None)).1)
}

/// The same lines under hashes that fit them: what stands before the first blank of a line is replaced.
pub(crate) fn chained(text: &str) -> String {
    let mut lines = text.split_inclusive('\n');
    let magic = lines.next().unwrap_or_default();
    let mut hash = blake3::hash(magic.trim_end_matches(['\n', '\r']).as_bytes());
    let mut written = magic.to_owned();
    for line in lines {
        let ended = line.ends_with('\n');
        let line = line.strip_suffix('\n').unwrap_or(line);
        let Some((_, content)) = line.split_once(' ').filter(|_| !line.starts_with("| ")) else {
            written.extend([line, if ended { "\n" } else { "" }]);
            continue;
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(hash.as_bytes()).update(content.strip_suffix('\r').unwrap_or(content).as_bytes());
        hash = hasher.finalize();
        written.extend([hash.to_string().as_str(), " ", content, if ended { "\n" } else { "" }]);
    }
    written
}

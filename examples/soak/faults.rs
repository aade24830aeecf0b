//! A fragile disk under a game that is played and saved: every call fails, and power goes at every step.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use countersign::rules::draws::Seed;
use countersign::scenario::Scenario;
use countersign::session::Game;
use countersign::session::journal::{Keeper, Recorder, find, readable, saved_mark};
use countersign::session::save::{load, save};
use countersign::session::shelf::{Shelf, earlier};
use countersign::session::storage::{Fault, Fragile, Memory, Storage};

use super::games::{Luck, data_dir, random_orders};

/// What a disk may say.
const KINDS: [io::ErrorKind; 4] =
    [io::ErrorKind::StorageFull, io::ErrorKind::Other, io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];

/// Where the game is saved.
fn file() -> &'static Path {
    Path::new("games/a.countersign")
}

/// One thing that is put on the disk.
#[derive(Clone, Debug)]
enum Step {
    /// Lines of the journal, after which so many positions are safe.
    Record(String, usize),
    /// The file, with so many positions, and the line of the journal about it.
    Save(String, usize, String),
}

/// A game that was played before, as what it puts on the disk.
pub(crate) struct Played {
    id: String,
    begin: String,
    steps: Vec<Step>,
}

/// Plays a random game and keeps what it would write.
///
/// # Panics
/// The rules refuse legal orders.
#[must_use]
pub(crate) fn played(scenario: &Arc<Scenario>, seed: u64, turns: usize) -> Played {
    let mut luck = Luck::new(seed);
    let mut game = Game::new(Arc::clone(scenario), Seed(seed), None);
    let (mut recorder, begin) = Recorder::begin(&game, None);
    let mut steps = Vec::new();
    for _ in 0..turns {
        let orders = random_orders(&game, &mut luck);
        game.set_drafts(&orders);
        steps.extend(recorder.more(&game).map(|lines| Step::Record(lines, game.nodes().len())));
        game.resolve(&orders).unwrap_or_else(|refused| panic!("legal orders are refused: {refused:?}"));
        steps.extend(recorder.more(&game).map(|lines| Step::Record(lines, game.nodes().len())));
        if luck.below(2) == 0 {
            let content = save(&game);
            let line = recorder.saved(&saved_mark(file(), &content));
            steps.push(Step::Save(content, game.nodes().len(), line));
        }
    }
    Played { id: scenario.setting.id.clone(), begin, steps }
}

/// How many positions are safe from which step of the disk on.
#[derive(Default)]
struct Promised {
    journal: Vec<(usize, usize)>,
    file: Vec<(usize, usize)>,
}

/// Puts a game on a disk, whatever the disk says, and notes what it promised.
fn put(disk: &Fragile, game: &Played, upto: usize) -> (Promised, Keeper) {
    let mut promised = Promised::default();
    let mut shelf = Shelf::new(Some(data_dir().to_owned()));
    let (mut keeper, _begun) = Keeper::begin(disk, data_dir(), &game.id, game.begin.clone());
    for step in game.steps.iter().take(upto) {
        match step {
            Step::Record(lines, nodes) => {
                if keeper.record(disk, lines).is_ok() {
                    promised.journal.push((disk.steps(), *nodes));
                }
            }
            Step::Save(content, nodes, line) => {
                if shelf.write(disk, file(), content).is_ok() {
                    promised.file.push((disk.steps(), *nodes));
                }
                // The line is part of the chain, so it is there also where the file is not: whoever reads it looks at the file.
                let _unmarked = keeper.record(disk, line);
            }
        }
    }
    (promised, keeper)
}

/// Results of opening, by content: most disks hold the same things.
#[derive(Default)]
pub(crate) struct Opened {
    journals: BTreeMap<String, Result<usize, String>>,
    files: BTreeMap<String, Result<usize, String>>,
}

impl Opened {
    /// How many positions a disk gives back of the game on the table: its journal alone, saved or not.
    fn journal(&mut self, disk: &Memory, game: &Played) -> Result<usize, String> {
        let path = data_dir().join(format!("journal/{}-1.journal", game.id));
        let Ok(content) = disk.read(&path).map(readable) else { return Ok(0) };
        let read = |content: &str| {
            let recovered = countersign::session::save::recover(content, "journal").map_err(|error| error.to_string())?;
            Ok(recovered.game.nodes().len())
        };
        self.journals.entry(content).or_insert_with_key(|content| read(content)).clone()
    }

    fn file(&mut self, disk: &Memory, path: &Path) -> Result<usize, String> {
        let Ok(content) = disk.read_text(path) else { return if disk.exists(path) { Err("no text".to_owned()) } else { Ok(0) } };
        let read = |content: &str| load(content, "file").map(|game| game.nodes().len()).map_err(|error| error.to_string());
        self.files.entry(content).or_insert_with_key(|content| read(content)).clone()
    }
}

/// Lets power go at every step of a game on the disk. Each disk that may be left opens to the old turn or to the new one, the file
/// likewise. Returns how many disks were looked at.
///
/// # Errors
/// What was lost or cannot be read.
pub(crate) fn power_cuts(game: &Played, luck: u64, opened: &mut Opened) -> Result<usize, String> {
    let disk = Fragile::default();
    let (promised, _keeper) = put(&disk, game, usize::MAX);
    let most = |promises: &[(usize, usize)], step: usize| {
        promises.iter().filter(|(at, _)| *at <= step).map(|(_, nodes)| *nodes).max().unwrap_or_default()
    };
    let next = |promises: &[(usize, usize)], step: usize| {
        promises.iter().find(|(at, _)| *at > step).map_or(usize::MAX, |(_, nodes)| *nodes)
    };
    let mut looked_at = 0;
    for step in 0..=disk.steps() {
        for image in disk.after_crash(step, luck) {
            looked_at += 1;
            let (old, new) = (most(&promised.journal, step), next(&promised.journal, step));
            let found = opened.journal(&image, game).map_err(|error| format!("step {step}: the journal: {error}"))?;
            if found < old || found > new {
                return Err(format!("step {step}: the journal has {found} positions, not {old} to {new}"));
            }
            let (old, new) = (most(&promised.file, step), next(&promised.file, step));
            let found = opened.file(&image, file()).map_err(|error| format!("step {step}: the file: {error}"))?;
            if found != old && found != new {
                return Err(format!("step {step}: the file has {found} positions, not {old} or {new}"));
            }
            for n in 1..=3 {
                opened.file(&image, &earlier(file(), n)).map_err(|error| format!("step {step}: version {n}: {error}"))?;
            }
        }
    }
    Ok(looked_at)
}

/// Lets every call (of `every` so many one) fail, once and from then on, in every way. What was promised is there, the file opens, and when the disk works
/// again the next line brings everything down. Returns how many runs there were.
///
/// # Errors
/// What was lost or cannot be read.
pub(crate) fn failures(game: &Played, opened: &mut Opened, every: usize) -> Result<usize, String> {
    let whole = Fragile::default();
    let all = game.steps.iter().map(|step| match step {
        Step::Record(_, nodes) | Step::Save(_, nodes, _) => *nodes,
    });
    let all = all.max().unwrap_or(1);
    drop(put(&whole, game, usize::MAX));
    let mut runs = 0;
    for at in (0..whole.calls()).step_by(every) {
        for (kind, lasting) in KINDS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
            runs += 1;
            let say = |what: &str| format!("call {at}, {kind:?}, lasting {lasting}: {what}");
            let disk = Fragile::default();
            disk.fail(Some(Fault { at, lasting, kind }));
            let (promised, mut keeper) = put(&disk, game, usize::MAX);
            disk.fail(None);
            let now = disk.after_crash(disk.steps(), 0);
            let safe = promised.journal.iter().map(|(_, nodes)| *nodes).max().unwrap_or_default();
            let saved = promised.file.iter().map(|(_, nodes)| *nodes).max().unwrap_or_default();
            for image in &now {
                let found = opened.journal(image, game).map_err(|error| say(&error))?;
                if found < safe {
                    return Err(say(&format!("{found} positions of {safe} that were promised")));
                }
                let found = opened.file(image, file()).map_err(|error| say(&error))?;
                if found < saved {
                    return Err(say(&format!("a file with {found} positions of {saved} that were promised")));
                }
            }
            keeper.record(&disk, "").map_err(|error| say(&error.to_string()))?;
            drop(keeper);
            let list = find(&disk, data_dir());
            let offered = list.iter().filter_map(|found| found.game.as_ref().ok()).map(|found| found.game.nodes().len()).max();
            let in_file = load(&disk.read_text(file()).unwrap_or_default(), "file").map_or(0, |game| game.nodes().len());
            if offered.unwrap_or_default().max(in_file) < all {
                return Err(say("the game did not come down when the disk worked again"));
            }
        }
    }
    Ok(runs)
}

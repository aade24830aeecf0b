//! What the window keeps between runs: the look, the arrangement of panels, recent games. A file of its own, never part of a game.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::scenario::place::{self, Kind};
use crate::session::storage::Storage;
use crate::text::fill;
use crate::ui::kit::theme::ThemeName;
use crate::ui::state::arrangement::{Arrangement, Preset};

/// The least text size, per cent.
pub const TEXT_SIZE_MIN: u16 = 80;
/// The greatest text size, per cent.
pub const TEXT_SIZE_MAX: u16 = 250;
const RECENT_MAX: usize = 8;
/// The file in the data folder.
pub const FILE: &str = "settings.ron";
/// Where a file that could not be read whole is kept.
const COPY: &str = "settings-unread.ron";

/// What could not be read of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The fields.
    pub fields: Vec<String>,
    /// Where the file is kept as it was; none: it could not be.
    pub copy: Option<PathBuf>,
}

impl Lost {
    /// What is said of it.
    #[must_use]
    pub fn words(&self) -> String {
        let fields = ("fields", self.fields.join(", "));
        let copy = self.copy.as_ref().map(|copy| copy.display().to_string());
        match &copy {
            Some(copy) => fill("settings.lost", &[(fields.0, &fields.1), ("copy", copy)]),
            None => fill("settings.lost_no_copy", &[(fields.0, &fields.1)]),
        }
    }
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which theme is shown.
    pub theme: ThemeChoice,
    /// Text size, per cent.
    pub text_size: u16,
    /// Nothing moves by itself on the screen.
    pub still: bool,
    /// Orders of new games are sealed until they are revealed together.
    pub sealed: bool,
    /// Name of the language; one that is not there is English.
    pub language: String,
    /// Which arrangement of panels is shown.
    pub layout: Preset,
    /// Arrangements as the user changed them.
    pub layouts: BTreeMap<Preset, Arrangement>,
    /// The tour was begun or declined.
    pub toured: bool,
    /// Games, the last one first.
    pub recent: Vec<Recent>,
}

/// A theme, or the desktop's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Dark or light, as the desktop is.
    System,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// High contrast.
    Contrast,
    /// For a lit room.
    Projector,
}

impl ThemeChoice {
    /// All of them, in the order of the settings page.
    pub const ALL: [Self; 5] = [Self::System, Self::Dark, Self::Light, Self::Contrast, Self::Projector];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::System => "theme.system",
            Self::Dark => "theme.dark",
            Self::Light => "theme.light",
            Self::Contrast => "theme.contrast",
            Self::Projector => "theme.projector",
        }
    }

    /// The theme that it means on a desktop that is dark, light, or says nothing.
    #[must_use]
    pub const fn theme(self, desktop_dark: Option<bool>) -> ThemeName {
        match (self, desktop_dark) {
            (Self::System, Some(false)) | (Self::Light, _) => ThemeName::Light,
            (Self::System | Self::Dark, _) => ThemeName::Dark,
            (Self::Contrast, _) => ThemeName::Contrast,
            (Self::Projector, _) => ThemeName::Projector,
        }
    }
}

/// A game that was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its scenario.
    pub title: String,
    /// The turn that is played next.
    pub turn: u16,
    /// How many turns it has.
    pub turns: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Dark,
            text_size: 100,
            still: false,
            sealed: false,
            language: crate::text::ENGLISH.to_owned(),
            layout: Preset::default(),
            layouts: BTreeMap::new(),
            toured: false,
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads them; what cannot be read is as at first, and told.
    #[must_use]
    pub fn read(storage: &dyn Storage, data_dir: Option<&Path>) -> (Self, Option<Lost>) {
        let file = data_dir.map(|dir| dir.join(FILE));
        let Some((file, text)) = file.and_then(|file| Some((file.clone(), storage.read_text(&file).ok()?))) else {
            return (Self::default(), None);
        };
        let (mut settings, fields) = match ron::from_str::<Self>(&text) {
            Ok(settings) => (settings, Vec::new()),
            Err(_) => Self::in_parts(&text),
        };
        settings.text_size = settings.text_size.clamp(TEXT_SIZE_MIN, TEXT_SIZE_MAX);
        settings.layouts.retain(|_, arrangement| arrangement.sound());
        settings.recent.truncate(RECENT_MAX);
        // They are written over the next time that anything changes: what was written by hand is not lost with that.
        let lost = (!fields.is_empty()).then(|| {
            let copy = file.with_file_name(COPY);
            let kept = storage.write_atomic(&copy, text.as_bytes()).is_ok();
            Lost { fields, copy: kept.then_some(copy) }
        });
        (settings, lost)
    }

    /// Whatever of a text can be read, field by field, and item by item where there are many; and the names of the fields that
    /// cannot be read, or not whole.
    fn in_parts(text: &str) -> (Self, Vec<String>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Ok(place::Node { kind: Kind::Struct(fields), .. }) = place::read(text) else {
            return (Self::default(), vec![crate::text::text("settings.all").to_owned()]);
        };
        let reads = |field: &str| ron::from_str::<Self>(&format!("({field})")).is_ok();
        let (mut kept, mut lost): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (key, value) in &fields {
            let name = key.text(text);
            let whole = format!("{name}: {}", value.text(text));
            if reads(&whole) {
                // Of a field that is there twice, the first counts.
                if !kept.iter().any(|other| other.starts_with(&format!("{name}: "))) {
                    kept.push(whole);
                }
                continue;
            }
            lost.push(name.to_owned());
            let some: Option<(Vec<String>, [&str; 2])> = match &value.kind {
                Kind::List(items) => Some((items.iter().map(|item| item.text(text).to_owned()).collect(), ["[", "]"])),
                Kind::Map(entries) => {
                    let entry = |(key, value): &(place::Node, place::Node)| format!("{}: {}", key.text(text), value.text(text));
                    Some((entries.iter().map(entry).collect(), ["{", "}"]))
                }
                Kind::Leaf | Kind::Struct(_) => None,
            };
            if let Some((items, [open, close])) = some {
                let good: Vec<String> = items.into_iter().filter(|item| reads(&format!("{name}: {open}{item}{close}"))).collect();
                let field = format!("{name}: {open}{}{close}", good.join(", "));
                kept.extend(Some(field).filter(|field| reads(field)));
            }
        }
        (ron::from_str(&format!("({})", kept.join(", "))).unwrap_or_default(), lost)
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).unwrap_or_default()
    }

    /// Puts a game first among the recent ones.
    pub fn remember(&mut self, game: Recent) {
        self.recent.retain(|other| other.path != game.path);
        self.recent.insert(0, game);
        self.recent.truncate(RECENT_MAX);
    }

    /// The arrangement of panels for a table of that size: the user's own, or as designed.
    #[must_use]
    pub fn arrangement(&self, width: f32, height: f32) -> Arrangement {
        self.layouts.get(&self.layout).cloned().unwrap_or_else(|| self.layout.arrangement(width, height))
    }

    /// The text size as a factor.
    #[must_use]
    pub fn zoom(&self) -> f32 {
        f32::from(self.text_size) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::storage::Memory;
    use crate::ui::state::arrangement::Pane;

    fn back(settings: &Settings) -> Settings {
        let (memory, folder) = (Memory::default(), Path::new("data"));
        memory.write_atomic(&folder.join("settings.ron"), settings.write().as_bytes()).unwrap();
        let (settings, lost) = Settings::read(&memory, Some(folder));
        assert_eq!(lost, None);
        settings
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut settings = Settings { theme: ThemeChoice::Contrast, text_size: 250, still: true, ..Settings::default() };
        settings.layout = Preset::Analyst;
        settings.layouts.insert(Preset::Analyst, Preset::Facilitator.arrangement(1280.0, 716.0));
        settings.remember(Recent { path: "a.countersign".into(), title: "Meridian".to_owned(), turn: 3, turns: 8 });
        assert_eq!(back(&settings), settings);
    }

    #[test]
    fn an_arrangement_that_cannot_be_shown_is_forgotten() {
        let mut settings = Settings::default();
        settings.layouts.insert(Preset::Student, Arrangement::Pane(Pane::Tray));
        let read = back(&settings);
        assert!(read.layouts.is_empty());
        assert!(read.arrangement(1280.0, 716.0).sound());
    }

    #[test]
    fn one_wrong_word_costs_no_more_than_itself() {
        let (memory, folder) = (Memory::default(), Path::new("data"));
        let mut settings = Settings { text_size: 150, still: true, ..Settings::default() };
        settings.remember(Recent { path: "a.countersign".into(), title: "Meridian".to_owned(), turn: 3, turns: 8 });
        settings.remember(Recent { path: "b.countersign".into(), title: "Meridian".to_owned(), turn: 4, turns: 8 });
        settings.layouts.insert(Preset::Analyst, Preset::Facilitator.arrangement(1280.0, 716.0));
        let text = settings.write();
        let wrong = text.replace("theme: Dark", "theme: Purple").replace("turn: 3,", "turn: three,");
        memory.write_atomic(&folder.join(FILE), wrong.as_bytes()).unwrap();
        let (read, lost) = Settings::read(&memory, Some(folder));
        let lost = lost.unwrap();
        settings.recent.truncate(1);
        assert_eq!(read, settings, "the rest is there");
        assert_eq!(lost.fields, ["theme", "recent"]);
        assert_eq!(memory.read_text(&lost.copy.clone().unwrap()).unwrap(), wrong);
        assert!(lost.words().contains("theme, recent") && lost.words().contains("data/settings-unread.ron"), "{}", lost.words());
        for broken in ["(theme: Purple", "", "5"] {
            memory.write_atomic(&folder.join(FILE), broken.as_bytes()).unwrap();
            let (read, lost) = Settings::read(&memory, Some(folder));
            assert_eq!((read, lost.is_some()), (Settings::default(), true), "{broken}");
        }
        assert_eq!(Settings::read(&Memory::default(), Some(folder)), (Settings::default(), None));
    }

    #[test]
    fn the_system_theme_follows_the_desktop() {
        assert_eq!(ThemeChoice::System.theme(Some(false)), ThemeName::Light);
        assert_eq!(ThemeChoice::System.theme(Some(true)), ThemeName::Dark);
        assert_eq!(ThemeChoice::System.theme(None), ThemeName::Dark);
        assert_eq!(ThemeChoice::Light.theme(Some(true)), ThemeName::Light);
    }
}

//! What the window keeps between runs: the look, the arrangement of panels, recent games. A file of its own, never part of a game.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::session::storage::Storage;
use crate::ui::kit::theme::ThemeName;
use crate::ui::state::arrangement::{Arrangement, Preset};

/// The least text size, per cent.
pub const TEXT_SIZE_MIN: u16 = 80;
/// The greatest text size, per cent.
pub const TEXT_SIZE_MAX: u16 = 250;
const RECENT_MAX: usize = 8;

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
    /// Reads them; what cannot be read is as at first.
    #[must_use]
    pub fn read(storage: &dyn Storage, data_dir: Option<&Path>) -> Self {
        let text = data_dir.and_then(|dir| storage.read_text(&dir.join("settings.ron")).ok());
        let mut settings: Self = text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
        settings.text_size = settings.text_size.clamp(TEXT_SIZE_MIN, TEXT_SIZE_MAX);
        settings.layouts.retain(|_, arrangement| arrangement.sound());
        settings.recent.truncate(RECENT_MAX);
        settings
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
        Settings::read(&memory, Some(folder))
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
    fn what_cannot_be_read_is_as_at_first() {
        let (memory, folder) = (Memory::default(), Path::new("data"));
        memory.write_atomic(&folder.join("settings.ron"), "(theme: Purple".as_bytes()).unwrap();
        assert_eq!(Settings::read(&memory, Some(folder)), Settings::default());
    }

    #[test]
    fn the_system_theme_follows_the_desktop() {
        assert_eq!(ThemeChoice::System.theme(Some(false)), ThemeName::Light);
        assert_eq!(ThemeChoice::System.theme(Some(true)), ThemeName::Dark);
        assert_eq!(ThemeChoice::System.theme(None), ThemeName::Dark);
        assert_eq!(ThemeChoice::Light.theme(Some(true)), ThemeName::Light);
    }
}

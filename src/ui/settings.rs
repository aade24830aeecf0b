//! What the window keeps between runs: the theme, the text size, recent games. A file of its own, never part of a game.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::session::storage::Storage;

/// The least text size, per cent.
pub const TEXT_SIZE_MIN: u16 = 80;
/// The greatest text size, per cent.
pub const TEXT_SIZE_MAX: u16 = 250;
const RECENT_MAX: usize = 8;

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether the dark theme is shown.
    pub dark: bool,
    /// Text size, per cent.
    pub text_size: u16,
    /// Games, the last one first.
    pub recent: Vec<Recent>,
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
        Self { dark: true, text_size: 100, recent: Vec::new() }
    }
}

impl Settings {
    /// Reads them; what cannot be read is as at first.
    #[must_use]
    pub fn read(storage: &dyn Storage, data_dir: Option<&Path>) -> Self {
        let text = data_dir.and_then(|dir| storage.read_text(&dir.join("settings.ron")).ok());
        let mut settings: Self = text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
        settings.text_size = settings.text_size.clamp(TEXT_SIZE_MIN, TEXT_SIZE_MAX);
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

    /// The text size as a factor.
    #[must_use]
    pub fn zoom(&self) -> f32 {
        f32::from(self.text_size) / 100.0
    }
}

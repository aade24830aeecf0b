//! The named text styles; their sizes come from the theme.
//!
//! `body` and `small` are egui's own names, so that plain labels follow the theme too.

use egui::{FontId, TextStyle};

/// The number in *Why?*.
#[must_use]
pub fn display() -> TextStyle {
    TextStyle::Name("display".into())
}

/// The title of the home page.
#[must_use]
pub fn title() -> TextStyle {
    TextStyle::Name("title".into())
}

/// The name of a state, a section of a page.
#[must_use]
pub fn heading() -> TextStyle {
    TextStyle::Heading
}

/// The heading of a panel.
#[must_use]
pub fn subhead() -> TextStyle {
    TextStyle::Name("subhead".into())
}

/// Everything that is nothing else.
#[must_use]
pub fn body() -> TextStyle {
    TextStyle::Body
}

/// Subjects of rows, key numbers.
#[must_use]
pub fn strong() -> TextStyle {
    TextStyle::Name("strong".into())
}

/// Supporting lines and chips.
#[must_use]
pub fn small() -> TextStyle {
    TextStyle::Small
}

/// Axis text, names of regions.
#[must_use]
pub fn caption() -> TextStyle {
    TextStyle::Name("caption".into())
}

/// Digests, seeds and paths.
#[must_use]
pub fn code() -> TextStyle {
    TextStyle::Monospace
}

/// The font of an icon of this size, outlined.
#[must_use]
pub fn icon(size: f32) -> FontId {
    FontId::new(size, super::fonts::icons())
}

/// The font of an icon of this size, filled as for a status.
#[must_use]
pub fn icon_filled(size: f32) -> FontId {
    FontId::new(size, super::fonts::filled())
}

/// The medium face at a size of one's own, for names on the board.
#[must_use]
pub fn medium_of(size: f32) -> FontId {
    FontId::new(size, super::fonts::medium())
}

//! Theme files: their form, and the way from text to a [`Theme`](super::Theme).
//!
//! The checks report every problem of a file, not the first.

use std::collections::BTreeMap;

use egui::Color32;
use serde::Deserialize;

use super::tokens::{LinePattern, Mark, SupplierStyle, Token};
use super::{Face, TextSpec};

/// What is wrong with a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The text isn't RON, or not of the form of a theme.
    #[error("the theme can't be read: {0}")]
    Syntax(String),
    /// The theme has the right form, but parts are missing or senseless.
    #[error("the theme is incomplete: {}", .0.join("; "))]
    Content(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    version: u32,
    name: String,
    dark_mode: bool,
    link_dim: f32,
    emblem_dim: f32,
    #[serde(default)]
    link_width_out_of_focus: Option<f32>,
    colours: BTreeMap<String, String>,
    suppliers: Vec<SupplierEntry>,
    text: BTreeMap<String, TextEntry>,
    shadow: ShadowEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplierEntry {
    name: String,
    colour: String,
    line: LinePattern,
    mark: Mark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextEntry {
    face: Face,
    size: f32,
    line: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShadowEntry {
    offset: (i8, i8),
    blur: u8,
    colour: String,
    alpha: u8,
}

/// A theme file with its colours and names understood.
pub(super) struct Parsed {
    pub(super) name: String,
    pub(super) dark_mode: bool,
    pub(super) link_dim: f32,
    pub(super) emblem_dim: f32,
    pub(super) link_width_out_of_focus: Option<f32>,
    pub(super) colours: BTreeMap<Token, Color32>,
    pub(super) suppliers: Vec<SupplierStyle>,
    pub(super) text: BTreeMap<String, TextSpec>,
    pub(super) shadow: egui::Shadow,
}

/// The names of the text styles that a theme must have.
pub(super) const TEXT_NAMES: [&str; 8] = ["display", "title", "heading", "subhead", "body", "strong", "small", "caption"];

pub(super) fn parse(source: &str) -> Result<Parsed, ThemeError> {
    let file: ThemeFile = ron::from_str(source).map_err(|error| ThemeError::Syntax(error.to_string()))?;
    let mut problems = Vec::new();
    if file.version != 1 {
        problems.push(format!("version {} is not known", file.version));
    }
    let mut colours = BTreeMap::new();
    for &token in Token::ALL {
        match file.colours.get(token.name()) {
            Some(code) => {
                colours.insert(token, colour(code, token.name(), &mut problems));
            }
            None => problems.push(format!("the colour {} is missing", token.name())),
        }
    }
    for name in file.colours.keys() {
        if !Token::ALL.iter().any(|token| token.name() == name) {
            problems.push(format!("{name} is no known colour"));
        }
    }
    if file.suppliers.len() != 8 {
        problems.push(format!("{} suppliers instead of 8", file.suppliers.len()));
    }
    let suppliers = file
        .suppliers
        .into_iter()
        .map(|entry| SupplierStyle {
            colour: colour(&entry.colour, &entry.name, &mut problems),
            name: entry.name,
            line: entry.line,
            mark: entry.mark,
        })
        .collect();
    for name in TEXT_NAMES {
        if !file.text.contains_key(name) {
            problems.push(format!("the text style {name} is missing"));
        }
    }
    let text = file
        .text
        .into_iter()
        .map(|(name, entry)| {
            let spec = TextSpec { face: entry.face, size: entry.size, line: entry.line };
            (name, spec)
        })
        .collect();
    let shadow_code = format!("{}{:02X}", file.shadow.colour, file.shadow.alpha);
    let shadow = egui::Shadow {
        offset: [file.shadow.offset.0, file.shadow.offset.1],
        blur: file.shadow.blur,
        spread: 0,
        color: colour(&shadow_code, "shadow", &mut problems),
    };
    if problems.is_empty() {
        Ok(Parsed {
            name: file.name,
            dark_mode: file.dark_mode,
            link_dim: file.link_dim,
            emblem_dim: file.emblem_dim,
            link_width_out_of_focus: file.link_width_out_of_focus,
            colours,
            suppliers,
            text,
            shadow,
        })
    } else {
        Err(ThemeError::Content(problems))
    }
}

fn colour(code: &str, name: &str, problems: &mut Vec<String>) -> Color32 {
    Color32::from_hex(code).unwrap_or_else(|_| {
        problems.push(format!("{name}: {code} is no colour of the form #RRGGBB"));
        Color32::TRANSPARENT
    })
}

//! The faces and their families.
//!
//! Every family falls back to the icons and then to egui's own fonts, so that an icon may stand inside
//! a sentence and a character that Ubuntu lacks is still found.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontTweak};

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/Ubuntu-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../../../assets/fonts/Ubuntu-Medium.ttf");
const ICONS: &[u8] = include_bytes!("../../../../assets/fonts/icons.ttf");
const ICONS_FILL: &[u8] = include_bytes!("../../../../assets/fonts/icons-fill.ttf");

/// The family for numbers and titles of 20 points and more.
#[must_use]
pub fn light() -> FontFamily {
    FontFamily::Name("light".into())
}

/// The family for emphasis; egui has no synthetic bold.
#[must_use]
pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// The family of outlined icons.
#[must_use]
pub fn icons() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// The family of filled icons, which mark a status.
#[must_use]
pub fn filled() -> FontFamily {
    FontFamily::Name("icons-fill".into())
}

/// All fonts and families of the program.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // Inside text an icon stands a little larger than the letters, and centred on them.
    let inline = FontTweak { scale: 1.25, y_offset_factor: 0.06, ..FontTweak::default() };
    let mut add = |name: &str, data: FontData| {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    add("Ubuntu-Regular", FontData::from_static(REGULAR));
    add("Ubuntu-Medium", FontData::from_static(MEDIUM));
    add("icons", FontData::from_static(ICONS));
    add("icons-fill", FontData::from_static(ICONS_FILL));
    add("icons-inline", FontData::from_static(ICONS).tweak(inline));

    let proportional = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let monospace = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let chain = |first: &[&str], rest: &[String]| -> Vec<String> {
        let mut names: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
        for name in rest {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    };
    let families = [
        (FontFamily::Proportional, chain(&["Ubuntu-Regular", "icons-inline"], &proportional)),
        (medium(), chain(&["Ubuntu-Medium", "icons-inline"], &proportional)),
        (light(), chain(&["Ubuntu-Light", "icons-inline"], &proportional)),
        (icons(), chain(&["icons"], &proportional)),
        (filled(), chain(&["icons-fill"], &proportional)),
        (FontFamily::Monospace, chain(&["Hack", "icons-inline"], &monospace)),
    ];
    fonts.families.extend(families);
    fonts
}

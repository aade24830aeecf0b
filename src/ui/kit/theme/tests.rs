//! The themes that come with the program are whole, and the fonts have what the program writes.

use egui::FontFamily;

use super::{LinePattern, Theme, ThemeName, Token, fonts, text};

#[test]
fn every_theme_loads_with_its_own_name() {
    let names: Vec<String> =
        ThemeName::ALL.into_iter().map(|name| Theme::load(name).expect("embedded theme").name().to_owned()).collect();
    assert_eq!(names, ["dark", "light", "contrast", "projector"]);
}

#[test]
fn a_theme_names_every_problem() {
    let source = include_str!("../../../../assets/themes/dark.ron")
        .replace("\"text.muted\"", "\"text.faint\"")
        .replace("#EDF0F4", "white");
    let message = Theme::parse(&source).expect_err("damaged theme").to_string();
    for part in ["text.muted is missing", "text.faint is no known colour", "white is no colour"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn the_ninth_supplier_has_the_first_colour_and_the_second_pattern() {
    let theme = Theme::load(ThemeName::Dark).expect("embedded theme");
    assert_eq!(theme.supplier(8).colour, theme.supplier(0).colour);
    assert_eq!(theme.supplier(8).line, theme.supplier(1).line);
    assert_eq!(theme.supplier(0).line, LinePattern::Solid);
    assert_eq!(theme.own_industry().colour, theme.colour(Token::BorderControl));
}

#[test]
fn projector_text_is_large_enough_for_a_room() {
    let theme = Theme::load(ThemeName::Projector).expect("embedded theme");
    for style in [text::caption(), text::small(), text::body(), text::title()] {
        assert!(theme.text_spec(&style).size >= 22.0, "{style:?}");
    }
}

#[test]
fn every_family_falls_back_to_the_icons() {
    let definitions = fonts::definitions();
    for family in [FontFamily::Proportional, FontFamily::Monospace, fonts::medium(), fonts::light()] {
        let chain = definitions.families.get(&family).expect("family");
        assert_eq!(chain.get(1).map(String::as_str), Some("icons-inline"), "{family:?}");
        assert!(chain.iter().all(|font| definitions.font_data.contains_key(font)), "{family:?}");
    }
}

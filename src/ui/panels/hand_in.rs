//! A game that is handed in: its eight words, large enough to be copied onto a whiteboard, and what they are for.

use egui::{Align2, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::HandedIn;

/// Words on a line.
const COLUMNS: usize = 4;
/// Letters that the longest word may have, with the space between two.
const LETTERS: f32 = 8.5;
/// Size of the letters at most.
const SIZE: f32 = 44.0;

/// Draws the words and what can be done with them.
pub fn hand_in_ui(ui: &mut Ui, theme: &Theme, handed_in: &HandedIn, intents: &mut Vec<Intent>) {
    let when = handed_in
        .turn
        .map_or_else(|| text("hand_in.whole").to_owned(), |turn| fill("hand_in.up_to", &[("turn", &turn.to_string())]));
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &when);
    ui.add_space(8.0);
    words_ui(ui, theme, &handed_in.words);
    ui.add_space(12.0);
    parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, text("hand_in.write"));
    parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, text("hand_in.compare"));
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("hand_in.holds"));
    ui.add_space(6.0);
    let said = handed_in.said.as_deref().unwrap_or_else(|| text("topbar.saving"));
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, said);
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        if parts::button(ui, theme, Look::Plain, Some(icons::COPY), text("hand_in.copy")).clicked() {
            ui.ctx().copy_text(handed_in.words.clone());
        }
        if parts::button(ui, theme, Look::Quiet, Some(icons::RULE), text("hand_in.about")).clicked() {
            intents.push(Intent::AboutHandingIn);
        }
    });
}

/// The words in two lines, numbered, so that they can be read out and written down in their order.
fn words_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    let words: Vec<&str> = words.split(' ').collect();
    let column = ui.available_width() / COLUMNS as f32;
    // A letter is about six tenths as wide as it is high.
    let size = (column / (LETTERS * 0.58)).min(SIZE);
    let (line, number) = (size * 1.55, theme.font(&style::small()));
    let lines = words.len().div_ceil(COLUMNS) as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), line * lines + 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.join(" ")));
    ui.painter().rect(rect, 6.0, theme.colour(Token::SurfaceBoard), parts::edge(theme), egui::StrokeKind::Inside);
    for (n, word) in words.iter().enumerate() {
        let (row, at) = (n / COLUMNS, n % COLUMNS);
        let left = rect.left() + 14.0 + column * at as f32 * 0.985;
        let middle = rect.top() + 10.0 + line * (row as f32 + 0.5);
        let muted = theme.colour(Token::TextMuted);
        let digit = ui.painter().text(pos2(left, middle), Align2::LEFT_CENTER, (n + 1).to_string(), number.clone(), muted);
        let font = style::medium_of(size);
        ui.painter().text(pos2(digit.right() + 6.0, middle), Align2::LEFT_CENTER, *word, font, theme.colour(Token::TextPrimary));
    }
}

//! Why a number moved: its causes, the largest first, adding up to the change.

use egui::{Align, Layout, Ui, vec2};

use super::{Intent, Scene};
use crate::report::causes;
use crate::report::words::{self, Shape, Sign as Written};
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::state::pages::PageAsk;

/// Causes that are shown at first.
const CAUSES_MAX: usize = 4;
/// The designed width of the column of amounts, and the least room between it and the words, points.
const AMOUNTS: (f32, f32) = (68.0, 8.0);

/// The causes of a number's change in the last turn: words, amount as shown, amount. Amounts as shown add up to the total as shown;
/// what the seat may not know is one line at the end.
fn causes_of(scene: &Scene<'_>, variable: Variable) -> (String, Vec<(String, String, f64)>) {
    let Some(ledger) = scene.why(scene.last()) else { return (String::new(), Vec::new()) };
    let told = causes::why(scene.setting, scene.context(scene.last()), &ledger, variable);
    let mut lines: Vec<(String, Quantity)> = told.into_iter().map(|line| (line.text, line.amount)).collect();
    let hidden = ledger.about(variable).filter(|(_, entry)| !scene.tells(entry.seen_by));
    let unknown: Quantity = hidden.map(|(_, entry)| entry.after - entry.before).sum();
    if unknown != Quantity::ZERO {
        lines.push((text("why.hidden").to_owned(), unknown));
    }
    let total: Quantity = lines.iter().map(|(_, amount)| *amount).sum();
    let shape = Shape::of(variable).finer();
    let units = shape.units(total);
    let amounts: Vec<Quantity> = lines.iter().map(|(_, amount)| *amount).collect();
    let shown = shape.parts(&amounts, units);
    let write = |units: i64| points(variable, &shape.write(units, Written::Always));
    let rows = lines.into_iter().zip(shown).map(|((line, amount), units)| (line, write(units), amount.to_f64()));
    (write(units), rows.collect())
}

/// A change of a share is in points, not per cent.
fn points(variable: Variable, shown: &str) -> String {
    if words::in_percent(variable) { shown.replace(text("unit.percent"), "") } else { shown.to_owned() }
}

/// The group in the inspector.
pub(super) fn why_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, variable: Variable, intents: &mut Vec<Intent>) {
    if !scene.knows(variable) {
        parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text("figure.unknown"));
        return;
    }
    let (total, rows) = causes_of(scene, variable);
    let column = column(ui, theme, &total, &rows);
    let name = words::short_variable(scene.setting, variable);
    let change = scene.change(variable).unwrap_or(0.0);
    let key = match Sign::of(change) {
        _ if rows.is_empty() => "why.same",
        Sign::Up => "why.rose",
        Sign::Down => "why.fell",
        Sign::Zero => "why.same",
    };
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(ui.available_width() - column, 18.0), Layout::top_down(Align::LEFT), |ui| {
            let said = parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &fill(key, &[("what", &name)]));
            parts::term(said, theme, variable.kind_name());
        });
        if !rows.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                controls::change_label(ui, theme, &parts::short_change(&total), Sign::of(change));
            });
        }
    });
    if scene.before().is_none() {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("why.first_turn"));
        return;
    }
    causes_ui(ui, theme, &rows, column);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let words = if rows.len() > CAUSES_MAX {
            fill("why.all", &[("count", &rows.len().to_string())])
        } else {
            text("why.large").to_owned()
        };
        if !rows.is_empty() && parts::button(ui, theme, Look::Small, Some(icons::CAUSES), &words).clicked() {
            intents.push(Intent::Page(PageAsk::Why(variable, None)));
        }
        let places: Vec<usize> = scene
            .ledger()
            .map(|ledger| ledger.about(variable).filter(|(_, e)| scene.tells(e.seen_by)).map(|(n, _)| n).collect())
            .unwrap_or_default();
        if !places.is_empty() && parts::button(ui, theme, Look::Small, Some(icons::AS_TABLE), text("why.entries")).clicked() {
            intents.push(Intent::Entries(places));
        }
    });
}

/// What the amounts take of a row, with the room before them.
fn column(ui: &Ui, theme: &Theme, total: &str, rows: &[(String, String, f64)]) -> f32 {
    let amounts = rows.iter().map(|(_, shown, _)| shown.as_str()).chain([total]);
    let widths = amounts.map(|shown| controls::change_width(ui, theme, &parts::short_change(shown), Sign::Up));
    widths.fold(AMOUNTS.0, f32::max) + AMOUNTS.1
}

/// The first rows of causes, beside a column of amounts.
fn causes_ui(ui: &mut Ui, theme: &Theme, rows: &[(String, String, f64)], column: f32) {
    // What is too small to be shown here is on the page of all causes.
    let seen = rows.iter().filter(|(_, shown, _)| shown.chars().any(|c| ('1'..='9').contains(&c)));
    for (line, shown, amount) in seen.take(CAUSES_MAX) {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(ui.available_width() - column, 18.0), Layout::top_down(Align::LEFT), |ui| {
                parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &words::capital(line));
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                controls::change_label(ui, theme, &parts::short_change(shown), Sign::of(*amount));
            });
        });
    }
}

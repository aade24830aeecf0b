//! What the figures say: the verdict, the score beside simple guesses, the largest misses, churn, the limits and the credits.

use egui::{Align, Layout, RichText, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::card::case_link;
use super::rows::{self, Row};
use super::{HindcastView, scale};
use crate::hindcast::churn::Bin;
use crate::hindcast::replay::SEEDS;
use crate::hindcast::score::{Figures, Score};
use crate::report::{hindcast as report, words};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;

/// How many of the largest misses are listed.
const MISSES: usize = 6;
/// The error at which the bar of the mean miss is full, parts of one.
const ERROR_FULL: f64 = 0.4;
/// Width of what stands beside a line from predicted to observed: the name, the decision, the numbers.
const OTHERS: f32 = 350.0;
/// Height of a row that only is read.
const ROW: f32 = 18.0;
/// Width of a column of figures.
const COLUMN: f32 = 98.0;
/// Width of a bar.
const BAR: f32 = 48.0;

/// Draws the column.
pub(super) fn side_ui(ui: &mut Ui, theme: &Theme, view: &HindcastView, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    if let Some((seeds, assessment)) = &view.found {
        if let Some(score) = &assessment.score {
            verdict(ui, theme, score, *seeds);
            predictors(ui, theme, score);
            notes(ui, theme, score);
            between(ui, theme);
        }
        misses(ui, theme, &view.rows, intents);
        between(ui, theme);
        churn(ui, theme, &assessment.churn);
        between(ui, theme);
    }
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("hindcast.limits_title"));
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("hindcast.limits"));
    ui.add_space(8.0);
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("hindcast.page.credits"));
    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("hindcast.credits"));
    ui.add_space(12.0);
}

fn between(ui: &mut Ui, theme: &Theme) {
    ui.add_space(10.0);
    parts::line(ui, theme);
    ui.add_space(10.0);
}

fn verdict(ui: &mut Ui, theme: &Theme, score: &Score, seeds: u32) {
    parts::paragraph(ui, theme, &style::heading(), Token::TextPrimary, report::headline(score));
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &report::verdict(score));
    if seeds < SEEDS {
        let values = [("seeds", &*seeds.to_string()), ("all", &*SEEDS.to_string())];
        parts::paragraph(ui, theme, &style::small(), Token::DraftInk, &fill("hindcast.page.first", &values));
    }
    ui.add_space(8.0);
}

/// The rules beside the guesses.
fn predictors(ui: &mut Ui, theme: &Theme, score: &Score) {
    let room = ui.available_width();
    let grid = egui::Grid::new("hindcast predictors").num_columns(4).spacing(vec2(12.0, 8.0));
    grid.min_row_height(ROW).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = ROW;
        cell(ui, theme, &style::small(), Token::TextMuted, text("hindcast.page.predictor"));
        for key in ["hindcast.page.direction", "hindcast.page.mean_miss", "hindcast.page.rank"] {
            right(ui, theme, &style::small(), Token::TextMuted, text(key));
        }
        ui.end_row();
        let width = (room - 3.0 * (COLUMN * scale(theme) + 12.0)).max(90.0);
        predictor(ui, theme, text("hindcast.page.rules"), &score.shift, width, true);
        for rival in &score.rivals {
            predictor(ui, theme, &words::capital(report::guess(rival.guess)), &rival.figures, width, false);
        }
    });
}

fn predictor(ui: &mut Ui, theme: &Theme, name: &str, figures: &Figures, width: f32, ours: bool) {
    let (style, token) = if ours { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
    ui.allocate_ui(vec2(width, 18.0), |ui| {
        ui.set_width(width);
        parts::paragraph(ui, theme, &style, token, name);
    });
    let rank = figures.spearman;
    let cells = [
        (figures.sign, words::share(figures.sign)),
        (figures.error / ERROR_FULL, words::number(figures.error * 100.0, 1)),
        (rank.unwrap_or(0.0), rank.map_or_else(|| text("hindcast.page.none").to_owned(), |rho| words::number(rho, 2))),
    ];
    for (part, value) in cells {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            cell(ui, theme, &style, token, &value);
            bar(ui, theme, part, token);
        });
    }
    ui.end_row();
}

/// A bar of a part of one. The number beside it says the same.
fn bar(ui: &mut Ui, theme: &Theme, part: f64, token: Token) {
    let (rect, _) = ui.allocate_exact_size(vec2(BAR, 8.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme.colour(Token::RingTrack));
    let mut filled = rect;
    filled.set_width(rect.width() * part.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(filled, 2.0, theme.colour(token));
}

fn notes(ui: &mut Ui, theme: &Theme, score: &Score) {
    ui.add_space(6.0);
    let mut note = |words: &str| {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, words);
    };
    note(text("hindcast.page.note"));
    if let Some(alignment) = &score.alignment {
        let of = |figures: &Figures| words::number(figures.error, 2);
        let values =
            [("error", of(&alignment.figures)), ("none", of(&alignment.no_change)), ("n", alignment.figures.n.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        note(&fill("hindcast.page.alignment", &values));
    }
    note(&report::gainers(&score.gainers));
}

fn misses(ui: &mut Ui, theme: &Theme, rows: &[Row], intents: &mut Vec<Intent>) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("hindcast.page.misses"));
    parts::label(ui, theme, &style::small(), Token::TextMuted, text("hindcast.page.misses_key"));
    let worst = rows::Order::default().of(rows);
    let room = (ui.available_width() - OTHERS * scale(theme)).clamp(96.0, 280.0);
    // Names are pressed: they keep the height of what is.
    let grid = egui::Grid::new("hindcast misses").num_columns(4).spacing(vec2(14.0, 2.0)).min_row_height(24.0);
    grid.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        for row in worst.into_iter().filter(|row| row.observed.is_some()).take(MISSES) {
            case_link(ui, theme, row, intents);
            cell(ui, theme, &style::body(), Token::TextSecondary, &row.kind);
            dumbbell(ui, theme, row, room);
            let values = [("predicted", &*rows::change(row.predicted)), ("observed", &*row.observed_words())];
            right(ui, theme, &style::body(), Token::TextPrimary, &fill("hindcast.page.from_to", &values));
            ui.end_row();
        }
    });
}

/// From predicted (hollow) to observed (filled), with a line at no change.
fn dumbbell(ui: &mut Ui, theme: &Theme, row: &Row, width: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 16.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, super::card::spoken(row)));
    let at = |value: f64| pos2(rect.center().x + (value.clamp(-1.0, 1.0) as f32) * (rect.width() / 2.0 - 6.0), rect.center().y);
    let (from, to) = (at(row.predicted), at(row.observed.unwrap_or(0.0)));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.colour(Token::BorderSubtle)));
    painter.vline(rect.center().x, rect.y_range(), Stroke::new(1.0, theme.colour(Token::BorderControl)));
    painter.line_segment([from, to], Stroke::new(1.5, theme.colour(Token::TextSecondary)));
    painter.circle_filled(to, 4.0, theme.colour(Token::TextPrimary));
    let edge = Stroke::new(1.5, theme.colour(Token::TextPrimary));
    painter.circle(from, 3.5, theme.colour(Token::SurfacePanel), edge);
}

fn churn(ui: &mut Ui, theme: &Theme, bins: &[Bin]) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("hindcast.page.churn"));
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("hindcast.page.churn_note"));
    ui.add_space(2.0);
    let column = (ui.available_width() - 3.0 * 22.0) / 4.0;
    let grid = egui::Grid::new("hindcast churn").num_columns(4).spacing(vec2(22.0, 6.0));
    grid.min_row_height(ROW).min_col_width(column).max_col_width(column).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = ROW;
        let heads = ["hindcast.page.before", "hindcast.page.recorded", "hindcast.page.played", "hindcast.page.holds"];
        for key in heads {
            right(ui, theme, &style::small(), Token::TextMuted, text(key));
        }
        ui.end_row();
        for bin in bins {
            let holds = text(if bin.holds() { "hindcast.holds" } else { "hindcast.holds_not" });
            let cells = [words::share(bin.before), rows::change(bin.recorded), rows::change(bin.played), holds.to_owned()];
            for value in cells {
                right(ui, theme, &style::body(), Token::TextPrimary, &value);
            }
            ui.end_row();
        }
    });
}

fn cell(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) {
    let words = RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(egui::Label::new(words).extend());
}

fn right(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| cell(ui, theme, style, token, words));
}

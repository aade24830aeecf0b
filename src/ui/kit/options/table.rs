//! The table of options: one row a number, one column an option, and how far each comes out from the first.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, CollapsingHeader, Rangef, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::Number;
use crate::forecast::Spread;
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::ensemble::{Scale, span_ui, told};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::kit::widgets::labels;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Height of a row, points.
const ROW: f32 = 30.0;
/// Widths of the level now, of a set's change without its picture, and of a difference, points.
const NOW: f32 = 72.0;
const CHANGE: f32 = 78.0;
const AGAINST: f32 = 92.0;
/// The usual width of a set's picture, and the narrowest that is drawn, points.
const PICTURE: f32 = 58.0;
const PICTURE_MIN: f32 = 28.0;
/// Between what is written in one column and the next, points.
const APART: f32 = 8.0;

/// Where the columns lie.
struct Columns {
    name: Rangef,
    now: Rangef,
    sets: Vec<Rangef>,
    against: Vec<Rangef>,
    right: f32,
}

impl Columns {
    /// Columns for so many sets; `head` is the width of the words over a difference.
    fn new(left: f32, width: f32, sets: usize, (larger, head): (f32, f32)) -> Self {
        let (now, against) = (NOW * larger, (AGAINST * larger).max(head + APART));
        let others = sets.saturating_sub(1) as f32;
        let all = sets.max(1) as f32;
        let room = width - now - others * against;
        let name = (room - all * (CHANGE + PICTURE) * larger).clamp(170.0 * larger, 400.0 * larger);
        let set = ((room - name) / all).clamp(CHANGE * larger, 500.0 * larger);
        let mut at = left;
        let mut next = |wide: f32| {
            at += wide;
            Rangef::new(at - wide, at)
        };
        let (name, now) = (next(name), next(now));
        let sets: Vec<Rangef> = (0..sets).map(|_| next(set)).collect();
        let against: Vec<Rangef> = sets.iter().skip(1).map(|_| next(against)).collect();
        Self { name, now, sets, against, right: at }
    }
}

/// The options over the columns.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What each is called; the others are held against the first.
    pub titles: &'a [&'a str],
    /// The one that is not yet played, and yours.
    pub chosen: usize,
    /// What the first is called behind those that are held against it.
    pub against: &'a str,
}

/// The numbers of a table: what is shown at once, and what is folded away, under a line of its own.
pub struct Numbers<'a> {
    /// Shown.
    pub first: &'a [Number],
    /// Each folded: the key of the line over it, the number in that line, and the numbers.
    pub folded: &'a [(&'a str, usize, &'a [Number])],
}

/// Draws the table. A row leads to what made its number what it is.
pub fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    options: Options<'_>,
    numbers: &Numbers<'_>,
    intents: &mut Vec<Intent>,
) {
    ScrollArea::horizontal().id_salt("options table").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let head = labels::wide(ui, theme, &style::small(), options.against).ceil();
        let sizes = (theme.larger(), head);
        let columns = Columns::new(ui.max_rect().left(), ui.available_width(), options.titles.len(), sizes);
        heads(ui, theme, options, &columns);
        let mut rows = |ui: &mut Ui, numbers: &[Number]| {
            for number in numbers {
                if row(ui, theme, scene, options, &columns, number).clicked() && scene.knows(number.0) {
                    intents.push(Intent::Page(PageAsk::Why(number.0, None)));
                }
            }
        };
        rows(ui, numbers.first);
        for (key, count, more) in numbers.folded.iter().filter(|(.., more)| !more.is_empty()) {
            ui.add_space(8.0);
            let said = fill(key, &[("count", &words::count(*count as u64))]);
            let head = RichText::new(said).text_style(style::small()).color(theme.colour(Token::TextSecondary));
            CollapsingHeader::new(head).id_salt(key).show_unindented(ui, |ui| rows(ui, more));
        }
    });
}

/// A text that is cut to its column.
fn write(ui: &Ui, theme: &Theme, column: Rangef, y: f32, align: Align2, (words, style, token): (&str, &egui::TextStyle, Token)) {
    let ink = theme.colour(token);
    let mut job = LayoutJob::simple_singleline(words.to_owned(), theme.font(style), ink);
    job.wrap = TextWrapping::truncate_at_width((column.span() - APART).max(APART));
    let galley = ui.painter().layout_job(job);
    let x = if align == Align2::RIGHT_CENTER { column.max - galley.size().x } else { column.min };
    ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, ink);
}

fn heads(ui: &mut Ui, theme: &Theme, options: Options<'_>, columns: &Columns) {
    let larger = theme.larger();
    let (rect, _) = ui.allocate_exact_size(vec2(columns.right - columns.name.min, 38.0 * larger), Sense::hover());
    let y = rect.bottom() - 12.0 * larger;
    let small = style::small();
    write(ui, theme, columns.name, y, Align2::LEFT_CENTER, (text("options.number"), &small, Token::TextMuted));
    write(ui, theme, columns.now, y, Align2::RIGHT_CENTER, (text("options.now"), &small, Token::TextMuted));
    let head = |n: usize| {
        let title = options.titles.get(n).copied().unwrap_or_default();
        let strong = n == options.chosen;
        (title, if strong { style::strong() } else { style::body() }, if strong { Token::DraftInk } else { Token::TextSecondary })
    };
    for (n, column) in columns.sets.iter().enumerate() {
        tint(ui, theme, options, n, Rect::from_x_y_ranges(*column, rect.y_range()), larger);
        let (title, style, token) = head(n);
        write(ui, theme, *column, y, Align2::RIGHT_CENTER, (title, &style, token));
    }
    if let [column] = columns.against.as_slice() {
        write(ui, theme, *column, y, Align2::RIGHT_CENTER, (text("options.difference"), &style::body(), Token::TextSecondary));
    }
    for (n, column) in columns.against.iter().enumerate().filter(|_| columns.against.len() > 1) {
        let (title, style, token) = head(n + 1);
        write(ui, theme, *column, y - 15.0 * larger, Align2::RIGHT_CENTER, (title, &style, token));
        write(ui, theme, *column, y, Align2::RIGHT_CENTER, (options.against, &small, Token::TextMuted));
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
}

/// The ground of what is drafted: not yet played, and yours.
fn tint(ui: &Ui, theme: &Theme, options: Options<'_>, n: usize, cell: Rect, larger: f32) {
    if n == options.chosen {
        let inner = Rect::from_x_y_ranges(Rangef::new(cell.left() + 6.0 * larger, cell.right() + 6.0), cell.y_range());
        ui.painter().rect_filled(inner, 0.0, theme.colour(Token::DraftTint));
    }
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, options: Options<'_>, columns: &Columns, number: &Number) -> Response {
    let (variable, spreads) = (number.0, &number.1);
    let larger = theme.larger();
    let name = words::capital(&words::short_variable(scene.setting, variable));
    // A long name takes a second line before it is cut.
    let ink = theme.colour(Token::TextPrimary);
    let mut job = LayoutJob::simple(name.clone(), theme.font(&style::body()), ink, columns.name.span() - 8.0);
    job.wrap.max_rows = 2;
    let named = ui.painter().layout_job(job);
    let size = vec2(columns.right - columns.name.min, (ROW * larger).max(named.size().y + 8.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let level = spreads.first().map_or(0.0, |spread| spread.now);
    let now = words::level(variable, Quantity::from_f64(level)).replace(text("unit.bn_a_year"), text("unit.bn"));
    let said = said(options, variable, spreads, &name, &now);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    let y = rect.center().y;
    let cell = |column: &Rangef| Rect::from_x_y_ranges(*column, rect.y_range());
    for (n, column) in columns.sets.iter().enumerate() {
        tint(ui, theme, options, n, cell(column), larger);
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.colour(Token::SurfaceOverlay).gamma_multiply(0.5));
    }
    ui.painter().galley(pos2(columns.name.min, y - named.size().y / 2.0), named, ink);
    write(ui, theme, columns.now, y, Align2::RIGHT_CENTER, (&now, &style::body(), Token::TextSecondary));
    let scale = Scale::of(variable, spreads);
    for (n, (column, spread)) in columns.sets.iter().zip(spreads).enumerate() {
        let words_at = Rangef::new(column.max - CHANGE * larger + 10.0, column.max);
        change(ui, theme, words_at, y, &told(variable, spread.now, spread.median));
        let picture = Rect::from_x_y_ranges(Rangef::new(column.min + 18.0, words_at.min - 6.0), rect.y_range());
        if picture.width() >= PICTURE_MIN {
            span_ui(ui, theme, picture, spread, &scale, n == options.chosen);
        }
    }
    let first = spreads.first().map_or(0.0, |spread| spread.median);
    for (column, spread) in columns.against.iter().zip(spreads.iter().skip(1)) {
        change(ui, theme, *column, y, &told(variable, first, spread.median));
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.colour(Token::BorderSubtle).gamma_multiply(0.6)),
    );
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    parts::defined(response.on_hover_cursor(egui::CursorIcon::PointingHand), theme, &name, variable)
}

/// The row in words.
fn said(options: Options<'_>, variable: Variable, spreads: &[Spread], name: &str, now: &str) -> String {
    let mut said = vec![fill("options.row", &[("name", name), ("now", now)])];
    let first = spreads.first().map_or(0.0, |spread| spread.median);
    for (n, (title, spread)) in options.titles.iter().zip(spreads).enumerate() {
        let of = told(variable, spread.now, spread.median).0;
        said.push(fill("options.cell", &[("option", title), ("change", &of)]));
        if n > 0 {
            let of = told(variable, first, spread.median).0;
            said.push(fill("options.cell_against", &[("option", title), ("against", options.against), ("change", &of)]));
        }
    }
    said.join("; ")
}

fn change(ui: &Ui, theme: &Theme, column: Rangef, y: f32, (words, sign): &(String, Sign)) {
    let place = parts::paint_text(ui, theme, pos2(column.max, y), Align2::RIGHT_CENTER, words, &style::body(), sign.token());
    parts::mark_change(ui, theme, place, *sign);
}

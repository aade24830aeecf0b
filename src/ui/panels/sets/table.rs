//! The table of numbers: one row a number, one column a set, and how far each set comes out from the first. What differs most stands first.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, CollapsingHeader, Rangef, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::SetsView;
use crate::forecast::Spread;
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::text::{fill, text};
use crate::ui::kit::ensemble::{Scale, span_ui};
use crate::ui::kit::options::{Number, by_importance};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::kit::widgets::labels::paint_change;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Rows that are shown before one asks for more.
const ROWS_MAX: usize = 16;
/// Height of a row, points.
const ROW: f32 = 30.0;
/// Widths of the level now, of a set's change without its picture, and of a difference, points.
const NOW: f32 = 72.0;
const CHANGE: f32 = 78.0;
const AGAINST: f32 = 92.0;
/// The narrowest picture that is drawn, points.
const PICTURE_MIN: f32 = 44.0;

/// Where the columns lie.
struct Columns {
    name: Rangef,
    now: Rangef,
    sets: Vec<Rangef>,
    against: Vec<Rangef>,
    right: f32,
}

impl Columns {
    fn new(left: f32, width: f32, sets: usize, larger: f32) -> Self {
        let (now, against) = (NOW * larger, AGAINST * larger);
        let others = sets.saturating_sub(1) as f32;
        let name = (width * 0.27).clamp(170.0 * larger, 440.0 * larger);
        let set = ((width - name - now - others * against) / sets.max(1) as f32).clamp(CHANGE * larger, 300.0 * larger);
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

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    let Some(answer) = view.preview.answer().filter(|_| view.preview.fresh()) else { return };
    let (apart, alike) = by_importance(&view.watch, answer);
    ScrollArea::horizontal().id_salt("sets table").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let columns = Columns::new(ui.max_rect().left(), ui.available_width(), view.columns.len(), theme.larger());
        heads(ui, theme, view, &columns);
        if apart.is_empty() {
            ui.add_space(8.0);
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("sets.all_alike"));
        }
        let (first, rest) = apart.split_at(apart.len().min(ROWS_MAX));
        let mut rows = |ui: &mut Ui, numbers: &[Number]| {
            for number in numbers {
                if row(ui, theme, scene, view, &columns, number).clicked() && scene.knows(number.0) {
                    intents.push(Intent::Page(PageAsk::Why(number.0, None)));
                }
            }
        };
        rows(ui, first);
        let folded = |ui: &mut Ui, key: &str, count: usize, add: &mut dyn FnMut(&mut Ui)| {
            ui.add_space(8.0);
            let said = fill(key, &[("count", &words::count(count as u64))]);
            let head = RichText::new(said).text_style(style::small()).color(theme.colour(Token::TextSecondary));
            CollapsingHeader::new(head).id_salt(key).show_unindented(ui, |ui| add(ui));
        };
        if !rest.is_empty() {
            let key = if rest.len() == 1 { "sets.more_one" } else { "sets.more" };
            folded(ui, key, rest.len(), &mut |ui| rows(ui, rest));
        }
        // Of what is alike only the measures of the board are worth a row.
        let board =
            |number: &&Number| matches!(number.0, Variable::Measure(measure, Scope::Board) if Measure::ALL.contains(&measure));
        let measures: Vec<Number> = alike.iter().filter(board).cloned().collect();
        if !measures.is_empty() {
            folded(ui, "sets.alike", alike.len(), &mut |ui| rows(ui, &measures));
        }
    });
}

/// A text that is cut to its column.
fn write(ui: &Ui, theme: &Theme, column: Rangef, y: f32, align: Align2, (words, style, token): (&str, &egui::TextStyle, Token)) {
    let ink = theme.colour(token);
    let mut job = LayoutJob::simple_singleline(words.to_owned(), theme.font(style), ink);
    job.wrap = TextWrapping::truncate_at_width((column.span() - 8.0).max(8.0));
    let galley = ui.painter().layout_job(job);
    let x = if align == Align2::RIGHT_CENTER { column.max - galley.size().x } else { column.min };
    ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, ink);
}

fn heads(ui: &mut Ui, theme: &Theme, view: &SetsView, columns: &Columns) {
    let larger = theme.larger();
    let (rect, _) = ui.allocate_exact_size(vec2(columns.right - columns.name.min, 38.0 * larger), Sense::hover());
    let y = rect.bottom() - 12.0 * larger;
    let small = style::small();
    write(ui, theme, columns.name, y, Align2::LEFT_CENTER, (text("sets.number"), &small, Token::TextMuted));
    write(ui, theme, columns.now, y, Align2::RIGHT_CENTER, (text("sets.now"), &small, Token::TextMuted));
    let head = |n: usize| {
        let title = view.columns.get(n).map_or("", |column| column.title.as_str());
        let strong = n == view.drafted;
        (title, if strong { style::strong() } else { style::body() }, if strong { Token::DraftInk } else { Token::TextSecondary })
    };
    for (n, column) in columns.sets.iter().enumerate() {
        tint(ui, theme, view, n, Rect::from_x_y_ranges(*column, rect.y_range()), larger);
        let (title, style, token) = head(n);
        write(ui, theme, *column, y, Align2::RIGHT_CENTER, (title, &style, token));
    }
    for (n, column) in columns.against.iter().enumerate() {
        let (title, style, token) = head(n + 1);
        write(ui, theme, *column, y - 15.0 * larger, Align2::RIGHT_CENTER, (title, &style, token));
        write(ui, theme, *column, y, Align2::RIGHT_CENTER, (text("sets.against"), &small, Token::TextMuted));
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
}

/// The ground of what is drafted: not yet played, and yours.
fn tint(ui: &Ui, theme: &Theme, view: &SetsView, n: usize, cell: Rect, larger: f32) {
    if n == view.drafted {
        let inner = Rect::from_x_y_ranges(Rangef::new(cell.left() + 6.0 * larger, cell.right() + 6.0), cell.y_range());
        ui.painter().rect_filled(inner, 0.0, theme.colour(Token::DraftTint));
    }
}

/// A change as it is written, with its direction.
fn told(variable: Variable, amount: f64) -> (String, Sign) {
    let shown = words::change(variable, Quantity::from_f64(amount));
    if words::shows_nothing(&shown) {
        return (text("preview.same").to_owned(), Sign::Zero);
    }
    (parts::short_change(&shown), Sign::of(amount))
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, columns: &Columns, number: &Number) -> Response {
    let (variable, spreads) = (number.0, &number.1);
    let larger = theme.larger();
    let size = vec2(columns.right - columns.name.min, ROW * larger);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = words::capital(&words::short_variable(scene.setting, variable));
    let level = spreads.first().map_or(0.0, |spread| spread.now);
    let now = words::level(variable, Quantity::from_f64(level)).replace(text("unit.bn_a_year"), text("unit.bn"));
    let said = said(view, variable, spreads, &name, &now);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    let y = rect.center().y;
    let cell = |column: &Rangef| Rect::from_x_y_ranges(*column, rect.y_range());
    for (n, column) in columns.sets.iter().enumerate() {
        tint(ui, theme, view, n, cell(column), larger);
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.colour(Token::SurfaceOverlay).gamma_multiply(0.5));
    }
    write(ui, theme, columns.name, y, Align2::LEFT_CENTER, (&name, &style::body(), Token::TextPrimary));
    write(ui, theme, columns.now, y, Align2::RIGHT_CENTER, (&now, &style::body(), Token::TextSecondary));
    let scale = Scale::of(variable, spreads);
    for (n, (column, spread)) in columns.sets.iter().zip(spreads).enumerate() {
        let words_at = Rangef::new(column.max - CHANGE * larger + 10.0, column.max);
        change(ui, theme, words_at, y, &told(variable, spread.median - spread.now));
        let picture = Rect::from_x_y_ranges(Rangef::new(column.min + 18.0, words_at.min - 6.0), rect.y_range());
        if picture.width() >= PICTURE_MIN {
            span_ui(ui, theme, picture, spread, &scale, n == view.drafted);
        }
    }
    let first = spreads.first().map_or(0.0, |spread| spread.median);
    for (column, spread) in columns.against.iter().zip(spreads.iter().skip(1)) {
        change(ui, theme, *column, y, &told(variable, spread.median - first));
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.colour(Token::BorderSubtle).gamma_multiply(0.6)),
    );
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The row in words.
fn said(view: &SetsView, variable: Variable, spreads: &[Spread], name: &str, now: &str) -> String {
    let mut said = vec![fill("sets.row", &[("name", name), ("now", now)])];
    let first = spreads.first().map_or(0.0, |spread| spread.median);
    for (n, (column, spread)) in view.columns.iter().zip(spreads).enumerate() {
        let of = told(variable, spread.median - spread.now).0;
        said.push(fill("sets.cell", &[("set", &column.title), ("change", &of)]));
        if n > 0 {
            let of = told(variable, spread.median - first).0;
            said.push(fill("sets.cell_against", &[("set", &column.title), ("against", text("sets.against")), ("change", &of)]));
        }
    }
    said.join("; ")
}

fn change(ui: &Ui, theme: &Theme, column: Rangef, y: f32, (words, sign): &(String, Sign)) {
    let place = parts::paint_text(ui, theme, pos2(column.max, y), Align2::RIGHT_CENTER, words, &style::body(), sign.token());
    paint_change(ui.painter(), pos2(place.left() - 7.0, y + 0.5), 8.0, *sign, theme.colour(sign.token()));
}

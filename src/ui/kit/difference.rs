//! What differs between two positions, as a ranked list under heads: a number with both levels, a bar and the change; a commitment with how it
//! stands.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::report::headlines::standing;
use crate::report::words;
use crate::rules::setting::Setting;
use crate::rules::variable::Variable;
use crate::rules::world::{Standing, World};
use crate::session::compare::{CommitmentDifference, Group};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};

/// Height of a row.
pub const ROW: f32 = 32.0;

/// Where both levels end, as parts of the width.
pub const LEVELS: (f32, f32) = (0.57, 0.68);

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What differs.
    pub variable: Variable,
    /// What it is called.
    pub name: String,
    /// Its level here.
    pub before: String,
    /// Its level there.
    pub after: String,
    /// There less here.
    pub change: String,
    /// Which way.
    pub sign: Sign,
    /// Length of its bar; 1 and more fill it.
    pub size: f64,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// What the lines under it are about, by the key of its words.
    Head(&'static str),
    /// A commitment, by its place.
    Commitment(usize),
    /// A number by its place, and its rank under its head.
    Number(usize, usize),
}

/// The lines of a list: commitments, then numbers, which are in order, under a head for each group.
#[must_use]
pub fn lines(commitments: usize, groups: impl Iterator<Item = Group>) -> Vec<Line> {
    let mut lines = Vec::new();
    if commitments > 0 {
        lines.push(Line::Head("compare.commitments"));
        lines.extend((0..commitments).map(Line::Commitment));
    }
    let mut before = (None, 0);
    for (place, group) in groups.enumerate() {
        if before.0 != Some(group) {
            lines.push(Line::Head(head(group)));
            before = (Some(group), place);
        }
        lines.push(Line::Number(place, place - before.1));
    }
    lines
}

const fn head(group: Group) -> &'static str {
    match group {
        Group::Board => "compare.board",
        Group::States => "compare.states",
        Group::Supply => "compare.supply",
        Group::Rest => "compare.rest",
        Group::Tiny => "compare.tiny",
    }
}

/// Draws the head of a group, as high as a row.
pub fn head_ui(ui: &mut Ui, theme: &Theme, key: &str) {
    let size = vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text(key)));
    let at = pos2(rect.left() + 6.0, rect.bottom() - 4.0);
    parts::paint_text(ui, theme, at, Align2::LEFT_BOTTOM, text(key), &style::strong(), Token::TextSecondary);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
}

/// A commitment that stands otherwise: its name, and how it stands here and there; none: it is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    name: String,
    one: Option<Standing>,
    other: Option<Standing>,
}

impl Promise {
    /// What differs between two positions.
    #[must_use]
    pub fn of(setting: &Setting, (one, other): (&World, &World), of: CommitmentDifference) -> Self {
        let world = if of.other.is_some() { other } else { one };
        let name = words::capital(&words::commitment_name(setting, Some(world), of.commitment));
        Self { name, one: of.one, other: of.other }
    }
}

/// Draws a commitment.
pub fn promise_ui(ui: &mut Ui, theme: &Theme, promise: &Promise) {
    let size = vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let told = |status: Option<Standing>| status.map_or(text("compare.absent"), standing);
    let change = match (promise.one, promise.other) {
        (None, _) => text("compare.new"),
        (_, None) => text("compare.gone"),
        (_, Some(status)) => standing(status),
    };
    let values = [("name", &*promise.name), ("before", told(promise.one)), ("after", told(promise.other)), ("change", change)];
    let said = fill("compare.row", &values);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    let y = rect.center().y;
    cut(ui, theme, &promise.name, (rect.left() + 6.0, y), rect.width() * 0.44 - 12.0);
    for (part, status, token) in [(LEVELS.0, promise.one, Token::TextSecondary), (LEVELS.1, promise.other, Token::TextPrimary)] {
        let at = pos2(rect.left() + rect.width() * part, y);
        parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, told(status), &style::body(), token);
    }
    let (icon, token) = match promise.other {
        Some(Standing::Broken | Standing::Lapsed) => (icons::BROKEN, Token::StateCritical),
        Some(Standing::Strained) => (icons::WARNING, Token::StateWarning),
        Some(Standing::Kept) => (icons::CHECK, Token::TextMuted),
        None => (icons::REMOVE, Token::TextMuted),
    };
    let place = parts::paint_text(ui, theme, pos2(rect.right() - 6.0, y), Align2::RIGHT_CENTER, change, &style::body(), token);
    let at = pos2(place.left() - 12.0, y);
    controls::paint_icon(ui.painter(), at, icon, style::icon_filled(16.0), theme.colour(token));
    response.on_hover_text(said);
}

/// Paints a text that is cut where there is no more room.
fn cut(ui: &Ui, theme: &Theme, words: &str, (left, y): (f32, f32), room: f32) {
    let ink = theme.colour(Token::TextPrimary);
    let mut job = LayoutJob::simple_singleline(words.to_owned(), theme.font(&style::body()), ink);
    job.wrap = TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
}

/// Draws the names over both levels and over the change.
pub fn heads_ui(ui: &mut Ui, theme: &Theme, (one, other, change): (&str, &str, &str)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0 * theme.larger().min(1.4)), Sense::hover());
    for (right, words) in [(LEVELS.0, one), (LEVELS.1, other), (1.0, change)] {
        // A long name is told in full elsewhere.
        let short: String = words.chars().take(14).collect();
        let at = pos2(rect.left() + rect.width() * right - if right < 1.0 { 0.0 } else { 6.0 }, rect.center().y);
        parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, &short, &style::small(), Token::TextSecondary);
    }
}

/// Draws a row with its rank; whether it was clicked.
pub fn difference_ui(ui: &mut Ui, theme: &Theme, rank: usize, row: &Row, on: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y), Sense::click());
    let values = [("name", &*row.name), ("before", &*row.before), ("after", &*row.after), ("change", &*row.change)];
    let said = fill("compare.row", &values);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, &said));
    if on || response.hovered() {
        let fill = theme.colour(Token::SurfaceOverlay).gamma_multiply(if on { 1.0 } else { 0.5 });
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let (y, width) = (rect.center().y, rect.width());
    let at = |part: f32| rect.left() + width * part;
    let write = |ui: &Ui, x: f32, words: &str, text: &egui::TextStyle, token: Token| {
        parts::paint_text(ui, theme, pos2(x, y), Align2::RIGHT_CENTER, words, text, token)
    };
    write(ui, rect.left() + 22.0, &(rank + 1).to_string(), &style::small(), Token::TextMuted);
    let start = 34.0;
    cut(ui, theme, &row.name, (rect.left() + start, y), width * 0.46 - 6.0 - start);
    write(ui, at(LEVELS.0), &row.before, &style::body(), Token::TextSecondary);
    write(ui, at(LEVELS.1), &row.after, &style::body(), Token::TextPrimary);
    let zero = at(0.79);
    let reach = width * 0.09 * (row.size as f32).min(1.0);
    let (left, right) = if row.sign == Sign::Down { (zero - reach, zero) } else { (zero, zero + reach) };
    let bar = Rect::from_x_y_ranges(left..=right.max(left + 1.5), y - 5.0..=y + 5.0);
    ui.painter().vline(zero, y - 8.0..=y + 8.0, Stroke::new(1.0, theme.colour(Token::BorderControl)));
    ui.painter().rect_filled(bar, 1.0, theme.colour(row.sign.token()));
    let place = write(ui, rect.right() - 6.0, &row.change, &style::body(), row.sign.token());
    parts::mark_change(ui, theme, place, row.sign);
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    parts::defined(response, theme, &said, row.variable).clicked()
}

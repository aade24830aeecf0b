//! The tree as rows: words, amount, and a bar that starts where the one before it ended.

use std::collections::BTreeSet;

use egui::{Align2, EventFilter, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::tree::{Node, Tree};
use crate::report::words::Sign as Written;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::state::sources::Source;

/// Height of a row.
const ROW: f32 = 28.0;
/// How far a level stands in.
const INDENT: f32 = 26.0;

/// What rows share: the columns and the scale of the bars.
struct Columns {
    /// The right end of the amounts.
    amount: f32,
    /// The bars' left and right end.
    bars: (f32, f32),
    /// The least and the greatest running sum.
    scale: (i64, i64),
    total: i64,
}

impl Columns {
    fn x(&self, units: i64) -> f32 {
        let (low, high) = self.scale;
        let part = (units - low) as f32 / (high - low).max(1) as f32;
        self.bars.0 + (self.bars.1 - self.bars.0) * part
    }
}

struct Drawing<'a> {
    theme: &'a Theme,
    tree: &'a Tree,
    columns: Columns,
    open: &'a mut BTreeSet<Vec<usize>>,
    chosen: &'a mut Option<Vec<usize>>,
    changed: bool,
}

/// Draws the rows; whether the tree has to be made again.
pub(super) fn rows_ui(
    ui: &mut Ui,
    theme: &Theme,
    tree: &Tree,
    open: &mut BTreeSet<Vec<usize>>,
    chosen: &mut Option<Vec<usize>>,
) -> bool {
    if tree.roots.is_empty() {
        parts::empty(ui, theme, text("why.unmoved"));
        return false;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = columns(ui, tree);
    let top = ui.cursor().top();
    let mut drawing = Drawing { theme, tree, columns, open, chosen, changed: false };
    drawing.level(ui, &tree.roots, 0, &mut Vec::new(), 0);
    let bottom = ui.cursor().top();
    let (zero, total) = (drawing.columns.x(0), drawing.columns.x(drawing.columns.total));
    let axis = Stroke::new(1.0, theme.colour(Token::BorderControl));
    ui.painter().vline(zero, top..=bottom, axis);
    let dotted = Stroke::new(1.0, theme.colour(Token::TextMuted));
    ui.painter().extend(egui::Shape::dashed_line(&[pos2(total, top), pos2(total, bottom)], dotted, 2.0, 3.0));
    drawing.changed
}

fn columns(ui: &Ui, tree: &Tree) -> Columns {
    let (mut low, mut high, mut sum) = (0, 0, 0);
    running(&tree.roots, &mut sum, &mut low, &mut high);
    let (left, width) = (ui.max_rect().left(), ui.available_width());
    let total = tree.roots.iter().map(|n| n.units).sum();
    Columns { amount: left + width * 0.64, bars: (left + width * 0.665, left + width - 4.0), scale: (low, high), total }
}

/// The least and the greatest running sum, of every level that is shown.
fn running(nodes: &[Node], sum: &mut i64, low: &mut i64, high: &mut i64) {
    for node in nodes {
        let mut inner = *sum;
        running(&node.children, &mut inner, low, high);
        *sum += node.units;
        *low = (*low).min(*sum);
        *high = (*high).max(*sum);
    }
}

impl Drawing<'_> {
    fn level(&mut self, ui: &mut Ui, nodes: &[Node], depth: usize, path: &mut Vec<usize>, start: i64) {
        let mut from = start;
        let mut first_middle = None;
        for (n, node) in nodes.iter().enumerate() {
            path.push(n);
            let rect = self.row(ui, node, depth, path, from);
            if depth > 0 {
                self.branch(ui, rect, depth, *first_middle.get_or_insert(rect.top()), n + 1 == nodes.len());
            }
            self.level(ui, &node.children, depth + 1, path, from);
            from += node.units;
            path.pop();
        }
    }

    /// The lines that lead from a cause to its own causes.
    fn branch(&self, ui: &Ui, rect: Rect, depth: usize, top: f32, last: bool) {
        let stroke = Stroke::new(1.0, self.theme.colour(Token::BorderControl));
        let x = rect.left() + INDENT * depth as f32 - 17.0;
        ui.painter().hline(x..=x + 10.0, rect.center().y, stroke);
        if last {
            ui.painter().vline(x, top - 6.0..=rect.center().y, stroke);
        }
    }

    fn row(&mut self, ui: &mut Ui, node: &Node, depth: usize, path: &[usize], from: i64) -> Rect {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let shape = self.tree.shape.of_change(self.tree.variable);
        let shown = shape.write(node.units, Written::Always);
        let said = fill("why.row", &[("words", &node.words), ("amount", &shown)]);
        let on = self.chosen.as_deref() == Some(path);
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, on, &said));
        if on || response.hovered() {
            let fill = self.theme.colour(Token::SurfaceOverlay).gamma_multiply(if on { 1.0 } else { 0.5 });
            ui.painter().rect_filled(rect, 4.0, fill);
        }
        let amount = self.amount(ui, node, rect, &parts::short_change(&shown));
        self.words(ui, node, depth, rect, amount - 14.0);
        self.bar(ui, node, depth, rect, from);
        if response.has_focus() {
            parts::focus_ring(ui, self.theme, rect.shrink(3.0));
        }
        self.act(ui, node, path, &response);
        response.on_hover_cursor(egui::CursorIcon::PointingHand);
        rect
    }

    /// What the cause is, in words, up to this place.
    fn words(&self, ui: &Ui, node: &Node, depth: usize, rect: Rect, right: f32) {
        let left = rect.left() + 6.0 + INDENT * depth as f32;
        let icon = if node.opens {
            if node.children.is_empty() { icons::CHEVRON_RIGHT } else { icons::EXPAND }
        } else {
            icon(node.source)
        };
        let ink = self.theme.colour(if node.opens { Token::TextPrimary } else { Token::TextSecondary });
        controls::paint_icon(ui.painter(), pos2(left + 8.0, rect.center().y), icon, style::icon(17.0), ink);
        let style = if depth == 0 { style::strong() } else { style::body() };
        let room = right.min(self.columns.amount - 74.0) - left - 24.0;
        let mut job = egui::text::LayoutJob::simple_singleline(
            node.words.clone(),
            self.theme.font(&style),
            self.theme.colour(Token::TextPrimary),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(30.0));
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(left + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    }

    /// The amount; its left end.
    fn amount(&self, ui: &Ui, node: &Node, rect: Rect, shown: &str) -> f32 {
        let sign = Sign::of(node.units as f64);
        let at = pos2(self.columns.amount, rect.center().y);
        let words = if sign == Sign::Zero { text("why.tiny") } else { shown };
        let place = parts::paint_text(ui, self.theme, at, Align2::RIGHT_CENTER, words, &style::body(), sign.token());
        parts::mark_change(ui, self.theme, place, sign);
        place.left()
    }

    fn bar(&self, ui: &Ui, node: &Node, depth: usize, rect: Rect, from: i64) {
        let (a, b) = (self.columns.x(from), self.columns.x(from + node.units));
        let height = if depth == 0 { 15.0 } else { 10.0 };
        let (left, right) = (a.min(b), a.max(b).max(a.min(b) + 1.5));
        let y = rect.center().y;
        let body = Rect::from_x_y_ranges(left..=right, y - height / 2.0..=y + height / 2.0);
        let colour = self.theme.colour(Sign::of(node.units as f64).token());
        let order = matches!(node.source, Source::Order(_));
        if depth == 0 || order {
            ui.painter().rect_filled(body, 1.5, colour);
        } else {
            ui.painter().rect_stroke(body, 1.5, Stroke::new(1.5, colour), StrokeKind::Inside);
        }
    }

    /// A click chooses; a click on what is chosen, Enter, and the arrows open and close.
    fn act(&mut self, ui: &Ui, node: &Node, path: &[usize], response: &Response) {
        let open = self.open.contains(path);
        let mut set = |open: bool| {
            self.changed = true;
            if open {
                self.open.insert(path.to_vec());
            } else {
                self.open.retain(|other| !other.starts_with(path));
            }
        };
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let (left, right) = ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
            if right && node.opens && !open {
                set(true);
            } else if left && open {
                set(false);
            }
        }
        if response.clicked() {
            let at_chevron = response
                .interact_pointer_pos()
                .is_some_and(|at| at.x < response.rect.left() + 30.0 + INDENT * (path.len() as f32 - 1.0));
            let again = self.chosen.as_deref() == Some(path);
            if node.opens && (again || at_chevron || node.source == Source::Rest) {
                set(!open);
            }
            *self.chosen = Some(path.to_vec());
        }
    }
}

/// The icon of what a part comes from.
pub(super) const fn icon(source: Source) -> &'static str {
    match source {
        Source::Number(_) => icons::PLOTS,
        Source::Order(_) | Source::Actor(_) => icons::ORDER,
        Source::Draw(_) => icons::DRAW,
        Source::Card(_) => icons::HEADLINES,
        Source::Rule => icons::PARAMETER,
        Source::Hidden => icons::PRIVATE,
        Source::Rest => icons::MORE,
    }
}

/// The line under the number: its parts as a sum, over the rows that say what they are.
pub(super) fn sum_ui(ui: &mut Ui, theme: &Theme, tree: &Tree) {
    if tree.roots.is_empty() {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let columns = columns(ui, tree);
    let shape = tree.shape.of_change(tree.variable);
    let number = |units: i64, sign| parts::short_change(&shape.write(units, sign));
    let mut sum = String::new();
    // What is less than shown adds nothing that could be read.
    for (n, node) in tree.roots.iter().filter(|node| node.units != 0).enumerate() {
        let written = number(node.units.abs(), Written::Level);
        sum.push_str(match (n, node.units < 0) {
            (0, false) => "",
            (0, true) => "\u{2212}",
            (_, false) => " + ",
            (_, true) => " \u{2212} ",
        });
        sum.push_str(&written);
    }
    let said = fill("why.adds_up", &[("sum", &sum)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    controls::paint_icon(
        ui.painter(),
        pos2(rect.left() + 14.0, rect.center().y),
        icons::CHECK,
        style::icon(17.0),
        theme.colour(Token::TextSecondary),
    );
    let mut job = egui::text::LayoutJob::simple_singleline(said, theme.font(&style::body()), theme.colour(Token::TextSecondary));
    job.wrap = egui::text::TextWrapping::truncate_at_width((columns.amount - rect.left() - 104.0).max(60.0));
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left() + 30.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.colour(Token::TextSecondary));
    let sign = Sign::of(columns.total as f64);
    let total = number(columns.total, Written::Always);
    let at = pos2(columns.amount, rect.center().y);
    let place = parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, &total, &style::strong(), sign.token());
    parts::mark_change(ui, theme, place, sign);
    let words = parts::short_change(&shape.write(columns.total, Written::Always));
    let x = columns.x(columns.total).clamp(columns.bars.0 + 14.0, columns.bars.1 - 14.0);
    parts::paint_text(ui, theme, pos2(x, rect.center().y), Align2::CENTER_CENTER, &words, &style::small(), Token::TextMuted);
    parts::line(ui, theme);
    ui.add_space(4.0);
}

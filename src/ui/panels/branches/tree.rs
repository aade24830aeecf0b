//! The tree: a row a branch, a column a turn. Of the two that are compared one is solid and the other in dashes, as in the plot beside it;
//! the rest is grey. A diamond was played with hindsight; the filled badge is the branch that is played.

use egui::epaint::CubicBezierShape;
use egui::{Align2, Color32, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::position::at;
use super::row_of;
use crate::report::history::{branch_how, played_how};
use crate::session::{BranchId, Game, NodeId};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::paint_icon;

/// Height of a row.
const ROW: f32 = 54.0;
/// Height of the years above.
const YEARS: f32 = 34.0;
/// Width of the names.
const NAMES: f32 = 210.0;

/// How high the whole tree is.
pub(super) fn height(game: &Game, theme: &Theme) -> f32 {
    (YEARS + ROW * game.branches().len() as f32) * theme.larger().min(1.4) + 6.0
}

/// Where things are.
struct Plan {
    rect: Rect,
    left: f32,
    step: f32,
    larger: f32,
}

impl Plan {
    fn x(&self, turn: u16) -> f32 {
        self.left + self.step * f32::from(turn.saturating_sub(1))
    }

    fn y(&self, branch: BranchId) -> f32 {
        self.rect.top() + (YEARS + ROW * (branch.0 as f32 + 0.5)) * self.larger
    }

    fn at(&self, branch: BranchId, turn: u16) -> Pos2 {
        pos2(self.x(turn), self.y(branch))
    }
}

/// A position in the row of a branch.
type Spot = (NodeId, BranchId);

/// Draws the tree; the position that was clicked.
pub(super) fn tree_ui(ui: &mut Ui, theme: &Theme, game: &Game, chosen: Spot, pair: (BranchId, BranchId)) -> Option<Spot> {
    let larger = theme.larger().min(1.4);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height(game, theme)), Sense::hover());
    let turns = game.longest();
    let left = rect.left() + NAMES * larger + 30.0;
    let plan = Plan { rect, left, step: (rect.right() - 48.0 * larger - left) / f32::from(turns), larger };
    columns(ui, theme, game, &plan);
    if game.nodes().iter().any(|node| node.hindsight) {
        legend(ui, theme, &plan);
    }
    for n in 0..game.branches().len() {
        line(ui, theme, game, BranchId(n), &plan, pair);
        name(ui, theme, game, BranchId(n), &plan);
    }
    let played = game.nodes().iter().enumerate().map(|(n, node)| (NodeId(n), node.branch));
    // A branch without a turn yet is there all the same: where it begins; and so is the one that is played, where one stands at its beginning.
    let here = |n: usize| game.at_fork() && BranchId(n) == game.branch();
    let begun = game.branches().iter().enumerate().skip(1).filter(|(n, branch)| branch.unplayed() || here(*n));
    let begun = begun.map(|(n, branch)| (branch.from, BranchId(n)));
    let mut clicked = None;
    for spot in played.chain(begun) {
        if dot(ui, theme, game, spot, &plan, chosen, pair) {
            clicked = Some(spot);
        }
    }
    clicked
}

fn columns(ui: &Ui, theme: &Theme, game: &Game, plan: &Plan) {
    let turns = game.longest();
    for turn in 1..=turns + 1 {
        let x = plan.x(turn);
        let words = if turn > turns { text("when.end_short").to_owned() } else { turn.to_string() };
        let at = pos2(x, plan.rect.top() + 14.0 * plan.larger);
        parts::paint_text(ui, theme, at, Align2::CENTER_CENTER, &words, &style::small(), Token::TextMuted);
        let down = plan.rect.top() + YEARS * plan.larger..=plan.rect.bottom() - 6.0;
        ui.painter().vline(x, down, Stroke::new(1.0, theme.colour(Token::BorderSubtle)));
    }
}

/// What a diamond is, beside the numbers of the turns.
fn legend(ui: &Ui, theme: &Theme, plan: &Plan) {
    let at = pos2(plan.rect.left() + 26.0 * plan.larger, plan.rect.top() + 14.0 * plan.larger);
    diamond(ui, at, 5.0, theme.colour(Token::TextSecondary), Stroke::NONE);
    let words = pos2(at.x + 20.0 * plan.larger, at.y);
    let drawn =
        parts::paint_text(ui, theme, words, Align2::LEFT_CENTER, text("branches.legend"), &style::small(), Token::TextMuted);
    let response = ui.interact(drawn, ui.scope_id().with("legend"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text("branches.legend")));
    response.on_hover_text(text("branches.legend_says"));
}

fn diamond(ui: &Ui, at: Pos2, radius: f32, colour: Color32, edge: Stroke) {
    let corners = [vec2(0.0, -1.0), vec2(1.0, 0.0), vec2(0.0, 1.0), vec2(-1.0, 0.0)].map(|v| at + v * radius);
    ui.painter().add(Shape::convex_polygon(corners.to_vec(), colour, edge));
}

/// How a branch is drawn: the ink, how thick, and whether in dashes.
fn ink(theme: &Theme, id: BranchId, pair: (BranchId, BranchId)) -> (Stroke, bool) {
    if id == pair.0 || id == pair.1 {
        (Stroke::new(3.0, theme.colour(Token::TextPrimary)), id != pair.0)
    } else {
        (Stroke::new(2.0, theme.colour(Token::BorderControl)), false)
    }
}

fn line(ui: &Ui, theme: &Theme, game: &Game, id: BranchId, plan: &Plan, pair: (BranchId, BranchId)) {
    let Some(branch) = game.branches().get(id.0) else { return };
    let (Some(from), Some(tip)) = (game.node(branch.from), game.node(branch.tip)) else { return };
    let (stroke, dashed) = ink(theme, id, pair);
    let mut points = Vec::new();
    let (start, end) = (plan.at(from.branch, from.world.turn), plan.at(id, tip.world.turn));
    if from.branch == id {
        points.push(start);
    } else {
        // A branch without a turn yet reaches no further than its beginning.
        let land = if end.x > start.x { pos2(start.x + plan.step - 10.0, end.y) } else { end };
        let bend = [start, pos2(start.x + plan.step * 0.3, start.y), pos2(start.x + plan.step * 0.25, end.y), land];
        let curve = CubicBezierShape::from_points_stroke(bend, false, Color32::TRANSPARENT, stroke);
        points.extend(curve.flatten(Some(0.2)));
    }
    if end.x > points.last().map_or(end.x, |last| last.x) {
        points.push(end);
    }
    if dashed {
        ui.painter().extend(Shape::dashed_line(&points, stroke, 10.0, 4.0));
    } else {
        ui.painter().add(Shape::line(points, stroke));
    }
}

fn name(ui: &Ui, theme: &Theme, game: &Game, id: BranchId, plan: &Plan) {
    let y = plan.y(id);
    let badge = pos2(plan.rect.left() + 26.0 * plan.larger, y);
    let here = id == game.branch();
    let (fill_token, ink_token) =
        if here { (Token::TextPrimary, Token::TextInverse) } else { (Token::SurfaceOverlay, Token::TextPrimary) };
    let edge = Stroke::new(1.0, theme.colour(Token::BorderControl));
    ui.painter().circle(badge, 11.0 * plan.larger, theme.colour(fill_token), edge);
    parts::paint_text(ui, theme, badge, Align2::CENTER_CENTER, &id.letter(), &style::small(), ink_token);
    let called = game.branches().get(id.0).and_then(|branch| branch.name.clone());
    let unnamed = || match id {
        BranchId::FIRST => text("timeline.main").to_owned(),
        _ => fill("branches.branch", &[("letter", &id.letter())]),
    };
    let x = badge.x + 20.0 * plan.larger;
    let room = (plan.left - x - 18.0).max(60.0);
    let lay_out = |words: String, text: &egui::TextStyle, token: Token, rows: usize| {
        let mut job = egui::text::LayoutJob::simple(words, theme.font(text), theme.colour(token), room);
        job.wrap.max_rows = rows;
        ui.painter().layout_job(job)
    };
    let name = lay_out(called.unwrap_or_else(unnamed), &style::strong(), Token::TextPrimary, 1);
    let how = lay_out(branch_how(game, id), &style::caption(), Token::TextMuted, 2);
    // Both together are centred on the line of the branch.
    let top = y - f32::midpoint(name.size().y, how.size().y);
    let below = top + name.size().y;
    ui.painter().galley(pos2(x, top), name, theme.colour(Token::TextPrimary));
    ui.painter().galley(pos2(x, below), how, theme.colour(Token::TextMuted));
}

fn dot(ui: &Ui, theme: &Theme, game: &Game, spot: Spot, plan: &Plan, chosen: Spot, pair: (BranchId, BranchId)) -> bool {
    let (id, row) = spot;
    let Some(node) = game.node(id) else { return false };
    let at = plan.at(row, node.world.turn);
    let hit = Rect::from_center_size(at, vec2(28.0, 28.0));
    let response = ui.interact(hit, ui.scope_id().with(("position", spot)), Sense::click());
    let words = described(game, spot);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, spot == chosen, &words));
    let painter = ui.painter();
    let colour = ink(theme, row, pair).0.color;
    let ground = Stroke::new(2.0, theme.colour(Token::SurfaceBase));
    let radius = if response.hovered() { 7.0 } else { 5.5 };
    if spot == (game.cursor(), row_of(game)) {
        painter.circle_filled(at, 9.0, theme.colour(Token::DraftFill));
    } else if row != node.branch {
        painter.circle(at, radius - 1.0, theme.colour(Token::SurfaceBase), Stroke::new(2.0, colour));
    } else if node.hindsight {
        diamond(ui, at, radius + 2.0, colour, ground);
    } else {
        painter.circle(at, radius, colour, ground);
    }
    if spot == chosen {
        painter.circle_stroke(at, 13.0, Stroke::new(2.0, theme.colour(Token::TextPrimary)));
    }
    if row != node.branch {
        return response.on_hover_text(words).clicked();
    }
    if let Some((_, mark)) = game.marks_at(id).next() {
        let short: String = mark.chars().take((plan.step / 7.0) as usize).collect();
        let place = at + vec2(0.0, -19.0);
        parts::paint_text(ui, theme, place, Align2::CENTER_CENTER, &short, &style::caption(), Token::TextSecondary);
    }
    if game.notes_at(id).next().is_some() {
        paint_icon(ui.painter(), at + vec2(0.0, 19.0), icons::DOCUMENT, style::icon(14.0), theme.colour(Token::TextSecondary));
    }
    if response.has_focus() {
        painter.rect_stroke(hit, 6.0, Stroke::new(2.0, theme.colour(Token::DraftInk)), StrokeKind::Outside);
    }
    response.on_hover_text(words).clicked()
}

/// A position in words: "Turn 4 of branch B (replayed with hindsight). Bookmark: …".
fn described(game: &Game, spot: Spot) -> String {
    let (id, row) = spot;
    let Some(node) = game.node(id) else { return String::new() };
    let mut words = at(game, spot);
    if row != node.branch {
        return words + text("branches.at_unplayed");
    }
    words += played_how(game, node);
    for (_, mark) in game.marks_at(id) {
        words += &fill("branches.at_mark", &[("mark", mark)]);
    }
    for (_, note) in game.notes_at(id) {
        words += &fill("branches.at_note", &[("note", note)]);
    }
    words
}

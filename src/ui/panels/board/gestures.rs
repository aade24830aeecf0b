//! What the pointer does to the ground of the board: pan, zoom, click; and the line that a pull from a supplier's rim draws.

use egui::{PointerButton, Pos2, Rect, Response, Sense, Ui};

use super::nodes::Seen;
use super::{BoardView, Frame, Intent, Scene, Selection};
use crate::ui::kit::theme::{Theme, Token};
use crate::ui::kit::widgets::link::{Cubic, LinkPainter};

/// Nearest that a click must come to a link, points.
const REACH: f32 = 6.0;

/// The ground under everything (`field` is the part of it on which states stand): dragged it pans, the wheel pans, with Ctrl it zooms about the pointer.
pub(super) fn ground(ui: &mut Ui, scene: &Scene<'_>, view: &mut BoardView, rect: Rect, field: Rect) -> Response {
    let response = ui.interact(rect, ui.scope_id().with("ground"), Sense::click_and_drag());
    if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        view.pan += response.drag_delta();
    }
    if let Some(at) = ui.ctx().pointer_hover_pos().filter(|at| response.contains_pointer() && rect.contains(*at)) {
        let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
        view.pan += scroll;
        if (zoom - 1.0).abs() > 1e-4 {
            zoom_about(scene, view, field, at, zoom);
        }
    }
    if response.double_clicked() {
        view.fit();
    }
    response
}

fn zoom_about(scene: &Scene<'_>, view: &mut BoardView, rect: Rect, at: Pos2, factor: f32) {
    let frame = |view: &BoardView| Frame::new(rect, scene.setting.states.len(), view.zoom, view.pan);
    let place = frame(view).place(at);
    view.zoom = (view.zoom * factor).clamp(super::ZOOM_MIN, super::ZOOM_MAX);
    let moved = frame(view).screen(place);
    view.pan += at - moved;
}

/// A click on the ground lights the line under it, or nothing.
pub(super) fn clicked(ground: &Response, seen: &Seen<'_>, intents: &mut Vec<Intent>) {
    let Some(at) = ground.interact_pointer_pos().filter(|_| ground.clicked()) else { return };
    let near = seen.ways.lines.iter().filter_map(|way| {
        let distance = way.route.distance(at);
        (distance <= (way.width / 2.0 + 2.0).max(REACH)).then_some((distance, way.strand))
    });
    let hit = near.min_by(|a, b| a.0.total_cmp(&b.0)).and_then(|(_, strand)| seen.facts.strands.get(strand));
    let selection = hit.map_or(Selection::Nothing, |strand| Selection::Link(strand.from, strand.to));
    intents.push(Intent::Select(selection));
}

/// The line from the rim of a supplier to the pointer: an order that is not drafted yet.
pub(super) fn pull(ui: &Ui, theme: &Theme, seen: &Seen<'_>, view: &BoardView) {
    let Some(at) = ui.ctx().pointer_latest_pos() else { return };
    if let Some((held, _)) = view.drag {
        // What it would be let go on is said before it is.
        if let Some(target) = seen.met(at, held) {
            let circle = seen.ways.circles[target];
            let ring = egui::Stroke::new(2.0, theme.colour(Token::DraftInk));
            ui.painter().circle_stroke(circle.centre, circle.radius + 6.0, ring);
        }
        return;
    }
    let Some(from) = view.pull else { return };
    let start = seen.ways.circles[from];
    let target = seen.met(at, from).map(|id| seen.ways.circles[id]);
    let end = target.map_or(at, |circle| {
        let away = (start.centre - circle.centre).normalized();
        circle.centre + away * (circle.radius + 4.0)
    });
    let leave = start.centre + (end - start.centre).normalized() * (start.radius + 3.0);
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), theme.colour(Token::SurfaceRegion));
    painter.ghost(&Cubic::straight(leave, end), 5.0, theme);
    ui.painter().add(painter.finish());
    if let Some(circle) = target {
        let ring = egui::Stroke::new(2.0, theme.colour(Token::DraftInk));
        ui.painter().circle_stroke(circle.centre, circle.radius + 6.0, ring);
    }
}

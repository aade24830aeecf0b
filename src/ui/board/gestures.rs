//! What the pointer does to the board: pan, zoom, click.

use egui::{PointerButton, Pos2, Rect, Response, Sense, Ui};

use super::{BoardView, Frame, Intent, Picture, Scene, Selection};

/// Nearest that a click must come to a link, points.
const REACH: f32 = 6.0;

/// The ground under everything: dragged it pans, the wheel pans, with Ctrl it zooms about the pointer.
pub(super) fn ground(ui: &mut Ui, scene: &Scene<'_>, view: &mut BoardView, rect: Rect) -> Response {
    let response = ui.interact(rect, ui.scope_id().with("ground"), Sense::click_and_drag());
    if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        view.pan += response.drag_delta();
    }
    if let Some(at) = ui.ctx().pointer_hover_pos().filter(|at| response.contains_pointer() && rect.contains(*at)) {
        let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
        view.pan += scroll;
        if (zoom - 1.0).abs() > 1e-4 {
            zoom_about(scene, view, rect, at, zoom);
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
    view.zoom = (view.zoom * factor).clamp(0.3, 4.0);
    let moved = frame(view).screen(place);
    view.pan += at - moved;
}

/// A click on the ground lights the link under it, or nothing.
pub(super) fn clicked(ground: &Response, picture: &Picture, intents: &mut Vec<Intent>) {
    let Some(at) = ground.interact_pointer_pos().filter(|_| ground.clicked()) else { return };
    let distance = |n: usize| picture.routes.get(n).map_or(f32::INFINITY, |route| route.distance_to_cubic(at));
    let reach = |n: usize| picture.wanted.get(n).map_or(0.0, |want| (want.width / 2.0 + 2.0).max(REACH));
    let hit = (0..picture.shown.len()).filter(|n| distance(*n) <= reach(*n)).min_by(|a, b| distance(*a).total_cmp(&distance(*b)));
    let selection =
        hit.and_then(|n| picture.shown.get(n)).map_or(Selection::Nothing, |j| Selection::Link(j.supplier, j.recipient));
    intents.push(Intent::Select(selection));
}

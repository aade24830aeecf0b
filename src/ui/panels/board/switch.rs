//! What lies over the corners of the board: which lens one looks through, and how close.

use egui::{Align, Align2, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::lens::Lens;
use super::{BoardView, Scene};
use crate::report::words;
use crate::rules::table::DomainId;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::segmented;
use crate::ui::kit::widgets::labels;

/// Width of the zoom controls.
const ZOOM_WIDTH: f32 = 146.0;
/// What the percentage takes of it.
const PERCENT_WIDTH: f32 = 44.0;
/// On a board narrower than this, at the designed size of text, there is no room for the percentage.
const PERCENT_BOARD_MIN: f32 = 380.0;

/// How wide the zoom controls are on a board, and whether they say the percentage.
fn zoom_width(theme: &Theme, board: Rect) -> (f32, bool) {
    let percent = board.width() >= PERCENT_BOARD_MIN * theme.larger();
    (if percent { ZOOM_WIDTH } else { ZOOM_WIDTH - PERCENT_WIDTH } * theme.larger(), percent)
}

/// The switch of lenses; on a narrow board a menu.
pub(super) fn lens_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BoardView, rect: Rect) {
    let room = rect.width() - zoom_width(theme, rect).0 - 36.0;
    let place = Rect::from_min_size(pos2(rect.left() + 12.0, rect.top() + 10.0), vec2(room, 32.0 * theme.larger()));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let items: Vec<(&str, &str)> = Lens::ALL.iter().map(|lens| ("", text(lens.key()))).collect();
        let needed: f32 = items.iter().map(|(_, word)| labels::wide(ui, theme, &style::strong(), word) + 24.0).sum();
        let filter = if view.lens.by_domain() { 124.0 * theme.larger() } else { 0.0 };
        if needed + filter <= room {
            let at = Lens::ALL.iter().position(|lens| *lens == view.lens).unwrap_or(0);
            if let Some(lens) = segmented(ui, theme, &items, at).and_then(|n| Lens::ALL.get(n)) {
                view.look_through(*lens);
            }
        } else {
            let options: Vec<(Lens, String)> = Lens::ALL.iter().map(|lens| (*lens, text(lens.key()).to_owned())).collect();
            ground(ui, theme, |ui| parts::choice(ui, theme, "lens", &mut view.lens, &options));
        }
        if view.lens.by_domain() {
            let all = [(None, text("lens.all_domains").to_owned())];
            let each = scene.setting.domains.ids().map(|id| (Some(id), words::capital(&words::domain(scene.setting, id))));
            let options: Vec<(Option<DomainId>, String)> = all.into_iter().chain(each).collect();
            ground(ui, theme, |ui| parts::choice(ui, theme, "domain", &mut view.domain, &options));
        }
    });
}

/// A piece of ground under words that stand on the board.
fn ground(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> bool) {
    parts::card(theme, egui::Margin::symmetric(10, 5)).show(ui, add);
}

/// The zoom, and the way back to the whole board.
pub(super) fn zoom_ui(ui: &mut Ui, theme: &Theme, view: &mut BoardView, rect: Rect) {
    let (width, says) = zoom_width(theme, rect);
    let size = vec2(width, 30.0 * theme.larger());
    let place = Rect::from_min_size(pos2(rect.right() - size.x - 12.0, rect.top() + 10.0), size);
    // The ground lies under what is put on it, and is as wide as that turns out to be.
    let ground = ui.painter().add(egui::Shape::Noop);
    let builder = UiBuilder::new().max_rect(place.shrink(2.0)).layout(Layout::right_to_left(Align::Center));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if parts::icon_button(ui, theme, icons::ZOOM_FIT, text("command.fit")).clicked() {
            view.fit();
        }
        if parts::icon_button(ui, theme, icons::ADD, text("command.zoom_in")).clicked() {
            view.zoom_by(1.25);
        }
        if says {
            let percent = fill("board.zoom", &[("percent", &words::number(f64::from(view.zoom) * 100.0, 0))]);
            let (spot, _) = ui.allocate_exact_size(vec2(PERCENT_WIDTH, 24.0) * theme.larger(), Sense::hover());
            parts::paint_text(ui, theme, spot.center(), Align2::CENTER_CENTER, &percent, &style::small(), Token::TextSecondary);
        }
        if parts::icon_button(ui, theme, icons::REMOVE, text("command.zoom_out")).clicked() {
            view.zoom_by(0.8);
        }
    });
    let used = Rect::from_x_y_ranges(shown.response.rect.left() - 4.0..=place.right(), place.y_range());
    let edge = Stroke::new(1.0, theme.colour(Token::BorderSubtle));
    let fill = theme.colour(Token::SurfacePanel);
    ui.painter().set(ground, egui::epaint::RectShape::new(used, 6.0, fill, edge, StrokeKind::Inside));
}

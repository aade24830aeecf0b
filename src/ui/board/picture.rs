//! A small picture of a board, far away: emblems and the links of a fifth or more. For the cards of scenarios.

use egui::{Pos2, Rect, Sense, Ui, Vec2};

use super::layout::{Places, outside};
use super::links::{self, Circle, Wanted};
use crate::rules::setting::Setting;
use crate::rules::table::{StateId, Table};
use crate::rules::world::World;
use crate::ui::portrait;
use crate::ui::theme::{Theme, Token};
use crate::ui::widgets::emblem;
use crate::ui::widgets::link::LinkPainter;

/// Draws the picture in a rectangle of that size.
pub fn picture_ui(ui: &mut Ui, theme: &Theme, setting: &Setting, world: &World, size: Vec2) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let ground = theme.colour(Token::SurfaceBoard);
    ui.painter().rect_filled(rect, 0.0, ground);
    let inner = rect.shrink2(Vec2::new(30.0, 24.0));
    let scale = if setting.states.len() > 16 { 0.75 } else { 1.0 };
    let places = Places::new(setting);
    let circles: Table<StateId, Circle> =
        setting.states.ids().map(|id| circle(setting, id, places.of(id), inner, scale)).collect();
    let shown: Vec<_> = links::shown(setting, world).into_iter().filter(|j| j.share >= 0.2).collect();
    let want = |j: &crate::ui::joined::Joined| Wanted {
        from: j.supplier,
        to: j.recipient,
        width: 1.0 + 6.0 * j.share as f32,
        ghost: false,
    };
    let wanted: Vec<Wanted> = shown.iter().map(want).collect();
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), ground);
    for ((joined, want), route) in shown.iter().zip(&wanted).zip(links::routes(&circles, &wanted, 14.0)) {
        painter.link(&route, want.width, theme.source(portrait::supplier(setting, joined.supplier)), 1.0);
    }
    let painted = ui.painter_at(rect);
    painted.add(painter.finish());
    for id in setting.states.ids() {
        let circle = circles[id];
        painted.circle_filled(circle.centre, circle.radius, ground);
        emblem::paint(
            &painted,
            theme,
            portrait::emblem(setting, id),
            portrait::supplier(setting, id),
            circle.centre,
            circle.radius * 0.84,
            1.0,
        );
    }
}

fn circle(setting: &Setting, id: StateId, at: Pos2, inner: Rect, scale: f32) -> Circle {
    let supplier = outside(setting, id);

    let centre = inner.min + at.to_vec2() * inner.size();
    let facing = supplier.then_some(if at.x < 0.5 { 1.0 } else { -1.0 });
    Circle { centre, radius: scale * if supplier { 14.0 } else { 11.0 }, facing }
}

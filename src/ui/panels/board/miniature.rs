//! A small picture of a board, far away: emblems and the links of a fifth or more. For the cards of scenarios.

use std::sync::Arc;

use egui::{Id, Pos2, Rect, Sense, Shape, Ui, Vec2};

use super::layout::{Places, outside};
use super::links::{self, Circle, Room, Wanted};
use crate::rules::setting::Setting;
use crate::rules::table::{StateId, Table};
use crate::rules::world::World;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token};
use crate::ui::kit::widgets::emblem;
use crate::ui::kit::widgets::link::LinkPainter;
use crate::ui::state::joined::joined_of;

/// Shares below this are left out.
const SHARE_MIN: f64 = 0.2;

/// A picture as it was worked out last.
#[derive(Clone)]
struct Kept {
    rect: Rect,
    theme: String,
    density: f32,
    circles: Arc<Table<StateId, Circle>>,
    links: Shape,
}

/// Draws the picture in a rectangle of that size.
pub fn picture_ui(ui: &mut Ui, theme: &Theme, setting: &Setting, world: &World, size: Vec2) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let ground = theme.colour(Token::SurfaceBoard);
    let id = Id::unique(("picture", &setting.id));
    let density = ui.ctx().pixels_per_point();
    let kept: Option<Kept> = ui.ctx().data(|data| data.get_temp(id));
    let same = |kept: &Kept| kept.rect == rect && kept.theme == theme.name() && kept.density == density;
    let kept = kept.filter(same).unwrap_or_else(|| {
        let fresh = work_out(theme, setting, world, rect, density);
        ui.ctx().data_mut(|data| data.insert_temp(id, fresh.clone()));
        fresh
    });
    let painted = ui.painter_at(rect);
    painted.rect_filled(rect, 0.0, ground);
    painted.add(kept.links);
    for (id, circle) in kept.circles.enumerate() {
        painted.circle_filled(circle.centre, circle.radius, ground);
        let (emblem, supplier) = (portrait::emblem(setting, id), portrait::supplier(setting, id));
        emblem::paint(&painted, theme, emblem, supplier, circle.centre, circle.radius * 0.84, 1.0);
    }
}

fn work_out(theme: &Theme, setting: &Setting, world: &World, rect: Rect, density: f32) -> Kept {
    let inner = rect.shrink2(Vec2::new(30.0, 24.0));
    let scale = if setting.states.len() > 16 { 0.75 } else { 1.0 };
    let places = Places::new(setting, world);
    let circles: Table<StateId, Circle> =
        setting.states.ids().map(|id| circle(setting, id, places.of(id), inner, scale)).collect();
    let joined = setting.states.ids().flat_map(|id| joined_of(setting, world, id));
    let shown: Vec<_> = joined.filter(|j| j.supplier != j.recipient && j.share >= SHARE_MIN).collect();
    let want = |j: &crate::ui::state::joined::Joined| Wanted {
        from: j.supplier,
        to: j.recipient,
        width: 1.0 + 6.0 * j.share as f32,
        ghost: false,
    };
    let wanted: Vec<Wanted> = shown.iter().map(want).collect();
    let room = Room { clearance: 14.0, seen: Rect::EVERYTHING, words: &[], lines: &[] };
    let mut painter = LinkPainter::new(density, theme.colour(Token::SurfaceBoard));
    for ((joined, want), route) in shown.iter().zip(&wanted).zip(links::routes(&circles, &wanted, room)) {
        painter.link_on(&route, want.width, theme.source(portrait::supplier(setting, joined.supplier)), 1.0);
    }
    Kept { rect, theme: theme.name().to_owned(), density, circles: Arc::new(circles), links: painter.finish() }
}

fn circle(setting: &Setting, id: StateId, at: Pos2, inner: Rect, scale: f32) -> Circle {
    let supplier = outside(setting, id);
    let centre = inner.min + at.to_vec2() * inner.size();
    let facing = supplier.then_some(if at.x < 0.5 { 1.0 } else { -1.0 });
    Circle { centre, radius: scale * if supplier { 14.0 } else { 11.0 }, facing, name: 0.0 }
}

//! The row under the board that says what lines and rings mean, for the lens that one looks through.

use egui::{Align, Layout, Pos2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::Scene;
use super::facts::Facts;
use super::layout::Distance;
use super::lens::{Lens, commitment_icon};
use super::ways::Ways;
use crate::rules::setting::CommitmentKind;
use crate::text::{fill, text};
use crate::ui::parts;
use crate::ui::portrait;
use crate::ui::theme::{LinePattern, Mark, SupplierStyle, Theme, Token, icons, text as style};
use crate::ui::widgets::link::{Cubic, LinkPainter, Route};
use crate::ui::widgets::{controls, mark, node};

/// Height of the row.
const HEIGHT: f32 = 24.0;
/// With more suppliers than these there is room for nothing else in a narrow row.
const SUPPLIERS_WITH_LINES: usize = 5;
/// From this width on, words are longer.
const WIDE: f32 = 900.0;

/// Draws the row at the foot of the board.
pub(super) fn legend_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, facts: &Facts, ways: &Ways, board: Rect) {
    let place = Rect::from_min_max(
        pos2(board.left() + 12.0, board.bottom() - HEIGHT * theme.larger() - 4.0),
        pos2(board.right() - 12.0, board.bottom() - 4.0),
    );
    let ground = Rect::from_min_max(pos2(board.left(), place.top() - 2.0), board.max);
    ui.painter().rect_filled(ground, 0.0, theme.colour(Token::SurfaceBoard));
    let afar = ways.key.distance <= Distance::Middle;
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let many = facts.key.lens == Lens::Supply && scene.setting.exporters().count() > SUPPLIERS_WITH_LINES;
        if !many || place.width() > WIDE {
            ring(ui, theme, scene, facts.key.lens, afar, place.width() > WIDE);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            match facts.key.lens {
                Lens::Supply => suppliers(ui, theme, scene, afar),
                Lens::Alignment => alignment(ui, theme, place.width() > WIDE),
                Lens::Threat => threat(ui, theme),
                Lens::Capability => capability(ui, theme),
                Lens::Beliefs => beliefs(ui, theme),
            }
        });
    });
}

fn words(ui: &mut Ui, theme: &Theme, words: &str) {
    parts::label(ui, theme, &style::small(), Token::TextSecondary, words);
}

fn said(ui: &mut Ui, theme: &Theme, key: &'static str) {
    words(ui, theme, text(key));
    ui.add_space(8.0);
}

/// The ring and what it says, at the right end.
fn ring(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, lens: Lens, afar: bool, wide: bool) {
    let name = scene.eyes().map(|id| scene.setting.states[id].name.as_str());
    let said = match (lens, name) {
        _ if afar => text("legend.ring_suppliers").to_owned(),
        (Lens::Supply | Lens::Alignment, Some(seat)) if wide => fill("legend.alignment_long", &[("seat", seat)]),
        (Lens::Supply | Lens::Alignment, Some(seat)) => fill("legend.alignment", &[("seat", seat)]),
        (Lens::Beliefs, Some(seat)) => fill("legend.ring_reliability", &[("seat", seat)]),
        (Lens::Threat, _) => text("legend.ring_threat").to_owned(),
        (Lens::Capability, _) => text("legend.ring_need").to_owned(),
        (_, None) => return,
    };
    words(ui, theme, &said);
    let (spot, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
    node::alignment_key(ui.painter(), theme, spot.center(), 6.0);
}

fn suppliers(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, afar: bool) {
    let order = portrait::order(scene.setting);
    let many = order.len() > SUPPLIERS_WITH_LINES;
    for (n, id) in order.into_iter().enumerate() {
        controls::supplier_key(ui, theme, Some(n));
        if afar && !many {
            let (spot, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            let look = theme.supplier(n);
            mark::paint(ui.painter(), look.mark, spot.center(), 4.5, look.colour);
        }
        words(ui, theme, &scene.setting.states[id].name);
        ui.add_space(6.0);
    }
    if many || afar {
        return;
    }
    sample(ui, |painter, route| painter.plain_on(route, 2.0, LinePattern::Solid, theme.colour(Token::BorderControl)));
    words(ui, theme, text("legend.thin"));
    sample(ui, |painter, route| painter.plain_on(route, 8.0, LinePattern::Solid, theme.colour(Token::BorderControl)));
    words(ui, theme, text("legend.wide"));
}

fn alignment(ui: &mut Ui, theme: &Theme, wide: bool) {
    sample(ui, |painter, route| painter.plain_on(route, 3.0, LinePattern::Solid, theme.colour(Token::TextSecondary)));
    said(ui, theme, "legend.friends");
    let dash = LinePattern::Dash { on: (5.0, 1.0), off: (4.0, 0.4) };
    sample(ui, |painter, route| painter.plain_on(route, 3.0, dash, theme.colour(Token::ChangeDown)));
    said(ui, theme, "legend.opponents");
    sample(ui, |painter, route| {
        painter.plain_on(route, 4.0, LinePattern::Rails { gap: 0.5 }, theme.colour(Token::TextSecondary));
    });
    parts::icon(ui, theme, commitment_icon(CommitmentKind::Pact), 15.0, Token::TextSecondary);
    said(ui, theme, "legend.promise");
    if wide {
        sample(ui, |painter, route| painter.zigzag_on(route, 1.5, theme.colour(Token::StateWarning)));
        parts::icon(ui, theme, icons::WARNING, 15.0, Token::StateWarning);
        said(ui, theme, "legend.strained");
        sample(ui, |painter, route| painter.broken_on(route, 2.5, theme.colour(Token::StateCritical)));
        parts::icon(ui, theme, icons::BROKEN, 15.0, Token::StateCritical);
        said(ui, theme, "legend.broken");
    }
}

fn threat(ui: &mut Ui, theme: &Theme) {
    sample(ui, |painter, route| painter.barbed_on(route, 1.5, theme.colour(Token::TextPrimary)));
    said(ui, theme, "legend.threat_small");
    sample(ui, |painter, route| painter.barbed_on(route, 5.0, theme.colour(Token::TextPrimary)));
    said(ui, theme, "legend.threat_large");
}

fn capability(ui: &mut Ui, theme: &Theme) {
    let (spot, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
    let bar = Rect::from_min_max(pos2(spot.left() + 4.0, spot.top() + 7.0), pos2(spot.left() + 12.0, spot.bottom()));
    ui.painter().rect_filled(bar, 0.0, theme.colour(Token::TextSecondary));
    let unmet = Rect::from_min_max(spot.left_top() + vec2(4.0, 1.0), pos2(bar.right(), bar.top()));
    let edge = egui::Stroke::new(1.0, theme.colour(Token::TextMuted));
    ui.painter().rect_stroke(unmet, 0.0, edge, egui::StrokeKind::Inside);
    said(ui, theme, "legend.columns");
}

fn beliefs(ui: &mut Ui, theme: &Theme) {
    let plain = SupplierStyle {
        name: String::new(),
        colour: theme.colour(Token::TextSecondary),
        line: LinePattern::Solid,
        mark: Mark::None,
    };
    sample(ui, |painter, route| painter.link_on(route, 2.0, &plain, 1.0));
    said(ui, theme, "legend.belief_weak");
    sample(ui, |painter, route| painter.link_on(route, 6.0, &plain, 1.0));
    said(ui, theme, "legend.belief_strong");
    sample(ui, |painter, route| {
        painter.plain_on(route, 2.0, LinePattern::Solid, theme.colour(Token::TextSecondary));
        painter.fringe_on(route, 5.0, theme.colour(Token::TextMuted));
    });
    said(ui, theme, "legend.belief_fringe");
}

/// A short piece of a line.
fn sample(ui: &mut Ui, draw: impl FnOnce(&mut LinkPainter, &Route)) {
    let (spot, _) = ui.allocate_exact_size(vec2(30.0, 14.0), Sense::hover());
    let (left, right): (Pos2, Pos2) = (spot.left_center(), spot.right_center());
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), egui::Color32::TRANSPARENT);
    draw(&mut painter, &Route::along(&Cubic::straight(left, right)));
    ui.painter().add(painter.finish());
}

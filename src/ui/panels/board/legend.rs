//! The row under the board that says what lines and rings mean, for the lens that one looks through.

use egui::{Align, Layout, Pos2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::Scene;
use super::facts::Facts;
use super::layout::Distance;
use super::lens::{Lens, Look, commitment_icon};
use super::paint::{MOVED_MIN, OUTLINED_MIN, region_bar};
use super::ways::Ways;
use crate::report::words as report;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::StateId;
use crate::rules::world::Standing;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{LinePattern, Mark, SupplierStyle, Theme, Token, icons, text as style};
use crate::ui::kit::widgets::link::{Cubic, LinkPainter, Route};
use crate::ui::kit::widgets::{controls, labels, mark, node};

/// Height of the row.
const HEIGHT: f32 = 24.0;
/// Lines have at least this much of the row before the ring has any, points at the designed size.
const LINES_MIN: f32 = 300.0;
/// Widths of a mark and of a piece of line, each with what is between it and the next.
const MARK_WIDTH: f32 = 18.0;
const LINE_WIDTH: f32 = 40.0;
/// Between the words of one entry and the next entry.
const ENTRY_GAP: f32 = 16.0;
/// The sample of a region's bar.
const BAR: egui::Vec2 = vec2(26.0, 12.0);
/// Names that stand close together save so much each, points.
const TIGHTER: f32 = 14.0;
/// In a ring, less than this is not looked for.
const RINGED_MIN: f32 = 0.02;
/// With more suppliers than these there is room for nothing else in a narrow row.
const SUPPLIERS_WITH_LINES: usize = 8;

/// Draws the row at the foot of the board, this far from its sides. What the ring says keeps its place before what lines say.
pub(super) fn legend_ui(ui: &mut Ui, theme: &Theme, (scene, facts, ways): (&Scene<'_>, &Facts, &Ways), board: Rect, margin: f32) {
    let place = Rect::from_min_max(
        pos2(board.left() + margin, board.bottom() - HEIGHT * theme.larger() - 4.0),
        pos2(board.right() - margin, board.bottom() - 4.0),
    );
    let ground = Rect::from_min_max(pos2(board.left(), place.top() - 2.0), board.max);
    ui.painter().rect_filled(ground, 0.0, theme.colour(Token::SurfaceBoard));
    let afar = ways.key.distance <= Distance::Middle;
    let suppliers_afar = afar && facts.key.lens == Lens::Supply;
    let kept = ring_words(scene, facts.key.lens, suppliers_afar, false)
        .map_or(0.0, |said| ring_width(ui, theme, &said, suppliers_afar) + 12.0);
    let needed = if facts.key.lens == Lens::Supply { names_width(ui, theme, scene, &shown(scene, facts, ways)) } else { 0.0 };
    let kept = if place.width() - kept < needed.max(LINES_MIN * theme.larger()) { 0.0 } else { kept };
    let lines = place.with_max_x(place.right() - kept);
    let row = |rect: Rect| UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let used = ui.scope_builder(row(lines), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match facts.key.lens {
            Lens::Supply => suppliers(ui, theme, scene, facts, ways, afar),
            // Only what is on the board.
            Lens::Alignment => alignment(ui, theme, scene, facts, ways),
            Lens::Threat if !ways.lines.is_empty() => threat(ui, theme),
            Lens::Capability if !afar => capability(ui, theme, scene),
            Lens::Beliefs if !ways.lines.is_empty() => beliefs(ui, theme),
            Lens::Capability => entry(ui, theme, 0.0, text("legend.zoom_domains"), |_| {}),
            Lens::Threat | Lens::Beliefs => {}
        }
        ui.min_rect().right()
    });
    let rest = place.with_min_x((used.inner + 6.0).min(place.right()));
    ui.scope_builder(row(rest), |ui| ring(ui, theme, scene, facts, suppliers_afar));
}

/// The width of the ring and its words, and from afar of the bar beside it.
fn ring_width(ui: &Ui, theme: &Theme, said: &str, bar: bool) -> f32 {
    width(ui, theme, said) + 16.0 + 6.0 + 6.0 + if bar { BAR.x + 6.0 } else { 0.0 }
}

fn width(ui: &Ui, theme: &Theme, words: &str) -> f32 {
    labels::wide(ui, theme, &style::small(), words)
}

fn words(ui: &mut Ui, theme: &Theme, words: &str) {
    parts::label(ui, theme, &style::small(), Token::TextSecondary, words);
}

/// Pictures of some width and their words, if there is room for all of it.
fn entry(ui: &mut Ui, theme: &Theme, pictures: f32, said: &str, draw: impl FnOnce(&mut Ui)) {
    if pictures + width(ui, theme, said) + 4.0 > ui.available_width() {
        return;
    }
    draw(ui);
    words(ui, theme, said);
    ui.add_space(4.0);
}

/// The ring and what it says, at the right end: in many words where there is room, in few, or not at all.
fn ring(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, facts: &Facts, afar: bool) {
    let lens = facts.key.lens;
    let Some(said) = [true, false]
        .into_iter()
        .filter_map(|wide| ring_words(scene, lens, afar, wide))
        .find(|said| ring_width(ui, theme, said, afar) <= ui.available_width())
    else {
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        words(ui, theme, &said);
        let shares = facts.regions.iter().find(|shares| !shares.is_empty()).filter(|_| afar);
        if let Some(shares) = shares {
            let (spot, _) = ui.allocate_exact_size(BAR, Sense::hover());
            region_bar(ui.painter(), theme, shares, spot.shrink(2.0));
        }
        let (spot, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
        match shares {
            Some(shares) => node::supplier_ring(ui.painter(), theme, spot.center(), 6.0, shares, (false, 1.0)),
            None => node::alignment_key(ui.painter(), theme, spot.center(), 6.0),
        }
    });
}

fn ring_words(scene: &Scene<'_>, lens: Lens, afar: bool, wide: bool) -> Option<String> {
    let name = scene.eyes().map(|id| scene.setting.states[id].name.as_str());
    Some(match (lens, name) {
        _ if afar => text("legend.ring_suppliers").to_owned(),
        (Lens::Supply | Lens::Alignment, Some(seat)) if wide => fill("legend.alignment_long", &[("seat", seat)]),
        (Lens::Supply | Lens::Alignment, Some(seat)) => fill("legend.alignment", &[("seat", seat)]),
        (Lens::Beliefs, Some(seat)) => fill("legend.ring_reliability", &[("seat", seat)]),
        (Lens::Threat, _) => text("legend.ring_threat").to_owned(),
        (Lens::Capability, _) => text("legend.ring_need").to_owned(),
        (_, None) => return None,
    })
}

/// The suppliers that the row names, with their places among all: who licenses stands in it always, others where a line of theirs is drawn
/// or, from afar, where rings show what they supply.
fn shown(scene: &Scene<'_>, facts: &Facts, ways: &Ways) -> Vec<(usize, StateId)> {
    let drawn = |id: StateId| ways.lines.iter().any(|way| facts.strands.get(way.strand).is_some_and(|s| s.from == id));
    let licenses = |id: StateId| scene.setting.exporters().any(|exporter| exporter == id);
    let afar = ways.key.distance <= Distance::Middle;
    let order = portrait::order(scene.setting).into_iter().enumerate();
    let ringed = |n: usize| {
        facts.states.iter().any(|state| state.shares.iter().any(|(share, source)| *share >= RINGED_MIN && *source == Some(n)))
    };
    order.filter(|(n, id)| licenses(*id) || drawn(*id) || afar && ringed(*n)).collect()
}

/// How wide the names of suppliers are with their marks.
fn names_width(ui: &Ui, theme: &Theme, scene: &Scene<'_>, shown: &[(usize, StateId)]) -> f32 {
    shown.iter().map(|(_, id)| width(ui, theme, &scene.setting.states[*id].name) + MARK_WIDTH + ENTRY_GAP).sum()
}

fn suppliers(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, facts: &Facts, ways: &Ways, afar: bool) {
    let order = shown(scene, facts, ways);
    let many = order.len() > SUPPLIERS_WITH_LINES;
    let names = names_width(ui, theme, scene, &order);
    // Where a piece of each line has no room, or no line is drawn, its mark stands for it; where names have none, their codes do.
    let marks = ways.key.distance == Distance::Far;
    let with_lines = LINE_WIDTH - if marks && !many { 0.0 } else { MARK_WIDTH };
    let lines = !ways.lines.is_empty() && names + with_lines * order.len() as f32 <= ui.available_width();
    // Names close together are better than codes.
    let tight = names - TIGHTER * order.len() as f32;
    if names > ui.available_width() && tight <= ui.available_width() {
        ui.spacing_mut().item_spacing.x = 2.0;
    }
    let short = tight > ui.available_width();
    for (n, id) in order {
        let marked = (marks && !many) || !lines;
        let pictures = if lines { LINE_WIDTH } else { 0.0 } + if marked { MARK_WIDTH } else { 0.0 };
        let state = &scene.setting.states[id];
        entry(ui, theme, pictures, if short { &state.code } else { &state.name }, |ui| {
            if lines {
                controls::supplier_key(ui, theme, Some(n));
            }
            if marked {
                let (spot, response) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
                let look = theme.supplier(n);
                mark::paint(ui.painter(), look.mark, spot.center(), 4.5, look.colour);
                response.on_hover_text(&state.name);
            }
        });
    }
    if many || afar {
        return;
    }
    let grey = theme.colour(Token::BorderControl);
    // Only what can be seen: thin links carry no outline, and drafts take all of them away.
    let before = |way: &super::ways::Way| facts.strands.get(way.strand).and_then(|s| s.before.map(|before| s.value - before));
    let outlined = ways.lines.iter().filter(|way| scene.drafts.is_empty() && way.width >= OUTLINED_MIN).filter_map(before);
    let (grew, fell) = outlined.fold((false, false), |(grew, fell), by| (grew || by >= MOVED_MIN, fell || by <= -MOVED_MIN));
    for (moved, former, token, key) in
        [(grew, 2.0, Token::ChangeUp, "legend.grew"), (fell, 11.0, Token::ChangeDown, "legend.before")]
    {
        if moved {
            entry(ui, theme, 36.0, text(key), |ui| {
                sample(ui, |painter, route| {
                    painter.plain_on(route, 4.0, LinePattern::Solid, grey);
                    painter.former_on(route, former, 4.0, theme.colour(token));
                });
            });
        }
    }
    // Beside what has changed, or where there is little room, the wide line alone says that width is a share.
    let fits = |keys: &[&str]| keys.iter().map(|key| width(ui, theme, text(key)) + 50.0).sum::<f32>() <= ui.available_width();
    let small = if fits(&["legend.thin_long", "legend.wide"]) { "legend.thin_long" } else { "legend.thin" };
    let thin = !(grew || fell) && fits(&["legend.thin", "legend.wide"]);
    let wide = if fits(&["legend.wide"]) { "legend.wide" } else { "legend.wide_short" };
    for (share, key) in [(2.0, small), (8.0, wide)] {
        if share < 4.0 && !thin {
            continue;
        }
        entry(ui, theme, 36.0, text(key), |ui| {
            sample(ui, |painter, route| painter.plain_on(route, share, LinePattern::Solid, grey));
        });
    }
}

/// Only what is on the board: what is broken or strained comes first, for there is little of it and it matters.
fn alignment(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, facts: &Facts, ways: &Ways) {
    let drawn = || ways.lines.iter().filter_map(|way| facts.strands.get(way.strand));
    let holds = |wanted: fn(&Look) -> bool| drawn().any(|strand| wanted(&strand.look));
    let stands = |wanted: &dyn Fn(Standing) -> bool| {
        drawn().any(|s| matches!(s.look, Look::Promise(id) if wanted(scene.world.commitments[id].status)))
    };
    let ink = theme.colour(Token::TextSecondary);
    if stands(&|status| status == Standing::Broken) {
        entry(ui, theme, 42.0 + 15.0 * theme.larger(), text("legend.broken"), |ui| {
            sample(ui, |painter, route| painter.broken_on(route, 2.5, theme.colour(Token::StateCritical)));
            parts::icon(ui, theme, icons::BROKEN, 15.0, Token::StateCritical);
        });
    }
    if stands(&|status| status == Standing::Strained) {
        entry(ui, theme, 42.0 + 15.0 * theme.larger(), text("legend.strained"), |ui| {
            sample(ui, |painter, route| painter.zigzag_on(route, 1.5, theme.colour(Token::StateWarning)));
            parts::icon(ui, theme, icons::WARNING, 15.0, Token::StateWarning);
        });
    }
    if stands(&|status| !matches!(status, Standing::Broken | Standing::Strained)) {
        entry(ui, theme, 42.0 + 15.0 * theme.larger(), text("legend.promise"), |ui| {
            sample(ui, |painter, route| painter.plain_on(route, 4.0, LinePattern::Rails { gap: 0.5 }, ink));
            parts::icon(ui, theme, commitment_icon(CommitmentKind::Pact), 15.0, Token::TextSecondary);
        });
    }
    if holds(|look| *look == Look::Friends) {
        entry(ui, theme, 36.0, text("legend.friends"), |ui| {
            sample(ui, |painter, route| painter.plain_on(route, 3.0, LinePattern::Solid, ink));
        });
    }
    if holds(|look| *look == Look::Opponents) {
        entry(ui, theme, 36.0, text("legend.opponents"), |ui| {
            let dash = LinePattern::Dash { on: (5.0, 1.0), off: (4.0, 0.4) };
            sample(ui, |painter, route| painter.plain_on(route, 3.0, dash, theme.colour(Token::ChangeDown)));
        });
    }
}

fn threat(ui: &mut Ui, theme: &Theme) {
    for (width, key) in [(1.5, "legend.threat_small"), (5.0, "legend.threat_large")] {
        entry(ui, theme, 36.0, text(key), |ui| {
            sample(ui, |painter, route| painter.barbed_on(route, width, theme.colour(Token::TextPrimary)));
        });
    }
}

/// The domains in the order of the bars: with their names where there is room for all of them, else each says its own under the pointer.
fn capability(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>) {
    let setting = scene.setting;
    let names: Vec<String> = setting.domains.ids().map(|id| report::capital(&report::domain(setting, id))).collect();
    let wide: f32 = names.iter().map(|name| width(ui, theme, name) + 28.0).sum();
    let head = width(ui, theme, text("legend.bars")) + 12.0;
    let named = head + wide <= ui.available_width();
    words(ui, theme, text("legend.bars"));
    for (id, name) in setting.domains.ids().zip(&names) {
        let icon = parts::icon(ui, theme, portrait::domain_icon(setting, id), 16.0, Token::TextSecondary);
        icon.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name));
        icon.on_hover_text(name);
        if named {
            words(ui, theme, name);
            ui.add_space(4.0);
        }
    }
    ui.add_space(6.0);
    entry(ui, theme, 22.0, text("legend.columns"), |ui| columns(ui, theme));
}

fn columns(ui: &mut Ui, theme: &Theme) {
    let (spot, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
    let bar = Rect::from_min_max(pos2(spot.left() + 4.0, spot.top() + 7.0), pos2(spot.left() + 12.0, spot.bottom()));
    ui.painter().rect_filled(bar, 0.0, theme.colour(Token::TextSecondary));
    let unmet = Rect::from_min_max(spot.left_top() + vec2(4.0, 1.0), pos2(bar.right(), bar.top()));
    let edge = egui::Stroke::new(1.0, theme.colour(Token::TextMuted));
    ui.painter().rect_stroke(unmet, 0.0, edge, egui::StrokeKind::Inside);
}

fn beliefs(ui: &mut Ui, theme: &Theme) {
    let plain = SupplierStyle {
        name: String::new(),
        colour: theme.colour(Token::TextSecondary),
        line: LinePattern::Solid,
        mark: Mark::None,
    };
    for (width, key) in [(2.0, "legend.belief_weak"), (6.0, "legend.belief_strong")] {
        entry(ui, theme, 36.0, text(key), |ui| sample(ui, |painter, route| painter.link_on(route, width, &plain, 1.0)));
    }
    entry(ui, theme, 36.0, text("legend.belief_fringe"), |ui| {
        sample(ui, |painter, route| {
            painter.plain_on(route, 2.0, LinePattern::Solid, theme.colour(Token::TextSecondary));
            painter.fringe_on(route, 5.0, theme.colour(Token::TextMuted));
        });
    });
}

/// A short piece of a line.
fn sample(ui: &mut Ui, draw: impl FnOnce(&mut LinkPainter, &Route)) {
    let (spot, _) = ui.allocate_exact_size(vec2(30.0, 14.0), Sense::hover());
    let (left, right): (Pos2, Pos2) = (spot.left_center(), spot.right_center());
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), egui::Color32::TRANSPARENT);
    draw(&mut painter, &Route::along(&Cubic::straight(left, right)));
    ui.painter().add(painter.finish());
}

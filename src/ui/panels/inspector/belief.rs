//! What a partner believes of an exporter: how often it would keep its word, as a curve over 0 to 1.
//!
//! The belief is a beta distribution; its mean is the reliability, and its evidence says how narrow it is. The curve of the turn before
//! lies under it as a thin line, so that one sees which way an answer pushed it.

use egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Scene;
use crate::report::words;
use crate::rules::table::StateId;
use crate::rules::variable::{PairVar, Variable};
use crate::rules::world::World;
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// Height of the curve, points.
const HEIGHT: f32 = 46.0;
/// Points of the curve.
const POINTS: u16 = 60;

/// Draws the group's contents; nothing where the seat may not know.
pub(super) fn belief_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, partner: StateId, exporter: StateId) {
    let name = |id: StateId| scene.setting.states[id].name.as_str();
    let values = [("partner", name(partner)), ("exporter", name(exporter))];
    let title = parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &fill("belief.title", &values));
    parts::term(title, theme, PairVar::Reliability.name());
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT * theme.larger() + 16.0), Sense::hover());
    spots::mark_in_view(ui, Spot::Beliefs, rect);
    let (mean, evidence) = belief(scene.world, partner, exporter);
    let spoken = fill(
        "belief.sentence",
        &[
            ("partner", name(partner)),
            ("exporter", name(exporter)),
            ("mean", &words::number(mean, 2)),
            ("evidence", &words::number(evidence, 0)),
        ],
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let plot = Rect::from_min_max(rect.min, rect.max - vec2(0.0, 16.0)).shrink2(vec2(2.0, 2.0));
    if let Some(before) = scene.before() {
        let (mean, evidence) = belief(before, partner, exporter);
        ui.painter().add(Shape::line(curve(plot, mean, evidence), Stroke::new(1.0, theme.colour(Token::TextMuted))));
    }
    ui.painter().hline(plot.x_range(), plot.bottom(), parts::edge(theme));
    ui.painter().add(Shape::line(curve(plot, mean, evidence), Stroke::new(2.0, theme.colour(Token::TextPrimary))));
    let x = plot.left() + plot.width() * mean as f32;
    ui.painter().vline(x, plot.bottom() - 5.0..=plot.bottom() + 3.0, Stroke::new(2.0, theme.colour(Token::TextPrimary)));
    let (caption, muted) = (style::caption(), Token::TextMuted);
    parts::paint_text(ui, theme, rect.left_bottom(), Align2::LEFT_BOTTOM, text("belief.never"), &caption, muted);
    parts::paint_text(ui, theme, rect.right_bottom(), Align2::RIGHT_BOTTOM, text("belief.always"), &caption, muted);
    response.on_hover_text(spoken);
}

/// Whether the seat may know what a partner believes of an exporter.
pub(super) fn told(scene: &Scene<'_>, partner: StateId, exporter: StateId) -> bool {
    [PairVar::Reliability, PairVar::Evidence].into_iter().all(|kind| scene.knows(Variable::Pair(kind, partner, exporter)))
}

fn belief(world: &World, partner: StateId, exporter: StateId) -> (f64, f64) {
    (world.pair(PairVar::Reliability, partner, exporter), world.pair(PairVar::Evidence, partner, exporter))
}

/// The density, as high as the plot at its peak.
fn curve(plot: Rect, mean: f64, evidence: f64) -> Vec<Pos2> {
    let (yes, no) = (mean * evidence, (1.0 - mean) * evidence);
    let log = |x: f64| (yes - 1.0) * x.ln() + (no - 1.0) * (1.0 - x).ln();
    let at = |n: u16| (f64::from(n) + 0.5) / f64::from(POINTS);
    let peak = (0..POINTS).map(|n| log(at(n))).fold(f64::NEG_INFINITY, f64::max);
    let place = |n: u16| {
        let height = (log(at(n)) - peak).exp() as f32;
        pos2(plot.left() + plot.width() * at(n) as f32, plot.bottom() - height * plot.height())
    };
    (0..POINTS).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peak(mean: f64, evidence: f64) -> (f32, usize) {
        let points = curve(Rect::from_min_size(Pos2::ZERO, vec2(100.0, 50.0)), mean, evidence);
        let top = points.iter().min_by(|a, b| a.y.total_cmp(&b.y)).expect("a curve");
        (top.x, points.iter().filter(|p| p.y < 25.0).count())
    }

    #[test]
    fn more_evidence_makes_a_narrower_curve_about_the_mean() {
        let (few, many) = (peak(0.7, 8.0), peak(0.7, 120.0));
        assert!((many.0 - 70.0).abs() < 2.0, "the peak is at the mean: {many:?}");
        assert!(many.1 < few.1, "{many:?} is narrower than {few:?}");
        assert!(peak(0.3, 40.0).0 < peak(0.6, 40.0).0);
    }
}

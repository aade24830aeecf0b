//! What is asked, and how it scores against the declared criteria.

use egui::{Align, Align2, Frame, Layout, Margin, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Composer;
use crate::report::when;
use crate::report::words::{Shape, Sign};
use crate::report::{orders, words};
use crate::rules::order::Ground;
use crate::rules::quantity::Quantity;
use crate::rules::score::{self, Recommendation, Score};
use crate::rules::variable::{LinkVar, StateVar};
use crate::rules::world::Request;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::workspace::Scene;

/// Draws the column.
pub(super) fn asked_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request) {
    let setting = scene.setting;
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 20.0;
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("asked.title"));
    let domain = words::capital(&words::domain(setting, request.domain));
    let tier = text(tier_key(request.tier));
    defined_row(
        ui,
        theme,
        (text("asked.capability"), LinkVar::Tier.name()),
        &fill("asked.domain_tier", &[("domain", &domain), ("tier", &request.tier.to_string()), ("name", tier)]),
    );
    let volume = [("points", &*words::number(request.points.to_f64(), 1)), ("money", &*words::money(request.value.to_f64()))];
    defined_row(ui, theme, (text("asked.volume"), LinkVar::Points.name()), &fill("asked.points_money", &volume));
    defined_row(ui, theme, (text("asked.monitoring"), StateVar::Monitoring.name()), &words::share(request.monitoring.to_f64()));
    defined_row(
        ui,
        theme,
        (text("asked.coproduction"), LinkVar::Coproduction.name()),
        &words::share(request.coproduction.to_f64()),
    );
    if let Some(turn) = request.promised {
        row(ui, theme, text("asked.promised"), &when::turn(turn));
    }
    if let Some(plea) = &request.plea {
        let quoted = fill("asked.plea", &[("plea", plea.trim_matches(['“', '”', '"']))]);
        let shown = Frame::new().inner_margin(Margin { left: 12, right: 0, top: 4, bottom: 4 }).show(ui, |ui| {
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &quoted);
        });
        let rect = shown.response.rect;
        ui.painter().vline(rect.left() + 1.0, rect.y_range().shrink(3.0), Stroke::new(2.0, theme.colour(Token::BorderControl)));
    }
    separator(ui, theme);
    let own = scene.seat() == Some(request.to);
    let whose = fill("asked.criteria_of", &[("exporter", setting.states[request.to].name.as_str())]);
    let title = if own { text("asked.criteria") } else { &whose };
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, title);
    let Some(scored) = composer.score(setting, scene.world, request) else {
        parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text("asked.no_criteria"));
        return;
    };
    // Weights are shown so that they add up to 1.00.
    let shape = Shape::tenths().finer();
    let weights: Vec<Quantity> = scored.weights.iter().map(|weight| Quantity::from_f64(*weight)).collect();
    let shown = shape.parts(&weights, shape.units(Quantity::from_f64(scored.weights.iter().sum())));
    for (n, ground) in Ground::ALL.into_iter().enumerate() {
        let weight = shown.get(n).map(|units| shape.write(*units, Sign::Level)).unwrap_or_default();
        criterion(ui, theme, n, ground, &weight, &scored);
    }
    parts::line(ui, theme);
    row(ui, theme, text("asked.score"), &words::number(100.0 * scored.total, 1));
    scale(ui, theme, &scored);
    verdict(ui, theme, scene, composer, request, &scored);
}

fn separator(ui: &mut Ui, theme: &Theme) {
    ui.add_space(8.0);
    parts::line(ui, theme);
    ui.add_space(6.0);
}

const fn tier_key(tier: u8) -> &'static str {
    match tier {
        0 | 1 => "tier.basic",
        2 => "tier.modern",
        3 => "tier.advanced",
        _ => "tier.frontier",
    }
}

/// A row whose name says under the pointer what its term means.
fn defined_row(ui: &mut Ui, theme: &Theme, (what, kind): (&str, &str), value: &str) {
    let label = row(ui, theme, what, value);
    parts::term(label, theme, kind);
}

fn row(ui: &mut Ui, theme: &Theme, what: &str, value: &str) -> Response {
    let drawn = ui.horizontal(|ui| {
        let label = parts::label(ui, theme, &style::body(), Token::TextSecondary, what);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            parts::label(ui, theme, &style::body(), Token::TextPrimary, value);
        });
        label
    });
    drawn.inner
}

fn criterion(ui: &mut Ui, theme: &Theme, n: usize, ground: Ground, shown: &str, scored: &Score) {
    let (Some(part), Some(weight)) = (scored.parts.get(n), scored.weights.get(n)) else { return };
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::body(), Token::TextPrimary, &words::capital(orders::criterion(ground)));
        let times = fill("asked.weight", &[("weight", shown)]);
        parts::label(ui, theme, &style::small(), Token::TextMuted, &times);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.allocate_ui_with_layout(vec2(40.0 * theme.larger(), 18.0), Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_width(40.0 * theme.larger());
                parts::label(ui, theme, &style::body(), Token::TextPrimary, &words::number(100.0 * part * weight, 1));
            });
            parts::label(ui, theme, &style::small(), Token::TextMuted, &words::number(100.0 * part, 0));
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    ui.painter().rect_filled(rect, 1.0, theme.colour(Token::BorderSubtle));
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * (*part as f32).clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(filled, 1.0, theme.colour(Token::TextSecondary));
}

/// The score on a scale with the threshold.
fn scale(ui: &mut Ui, theme: &Theme, scored: &Score) {
    // The words above and below the bar are as high as they are large.
    let above = 24.0 * theme.larger();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * above + 14.0), Sense::hover());
    let values =
        [("score", &*words::number(100.0 * scored.total, 1)), ("threshold", &*words::number(100.0 * scored.threshold, 1))];
    let said = fill("asked.scale", &values);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let middle = f64::midpoint(scored.total, scored.threshold);
    let half = ((scored.total - scored.threshold).abs() * 0.8).max(0.2);
    let x = |value: f64| {
        let part = (value - (middle - half)) / (2.0 * half);
        rect.left() + rect.width() * (part as f32).clamp(0.0, 1.0)
    };
    let bar = Rect::from_x_y_ranges(rect.x_range(), rect.top() + above..=rect.top() + above + 14.0);
    let edge = x(scored.threshold);
    let painter = ui.painter();
    painter.rect_filled(Rect::from_x_y_ranges(bar.left()..=edge - 1.0, bar.y_range()), 0.0, theme.colour(Token::BorderSubtle));
    painter.rect_filled(Rect::from_x_y_ranges(edge + 1.0..=bar.right(), bar.y_range()), 0.0, theme.colour(Token::BorderControl));
    let at = x(scored.total);
    let primary = theme.colour(Token::TextPrimary);
    let head = vec![pos2(at - 6.0, bar.top() - 9.0), pos2(at + 6.0, bar.top() - 9.0), pos2(at, bar.top() - 1.0)];
    painter.add(egui::Shape::convex_polygon(head, primary, Stroke::NONE));
    painter.vline(at, bar.top() - 2.0..=bar.bottom() + 2.0, Stroke::new(2.0, primary));
    let inside = |x: f32| x.clamp(rect.left() + 20.0, rect.right() - 20.0);
    let [(_, score), (_, threshold)] = values;
    let text_at = |x: f32, y: f32, align, words: &str, style: &egui::TextStyle, token| {
        parts::paint_text(ui, theme, pos2(x, y), align, words, style, token);
    };
    text_at(inside(at), rect.top(), Align2::CENTER_TOP, score, &style::strong(), Token::TextPrimary);
    text_at(inside(edge), bar.bottom() + 3.0, Align2::CENTER_TOP, threshold, &style::caption(), Token::TextMuted);
    let passes = scored.passes();
    let (no, yes) = if passes { (Token::TextMuted, Token::TextPrimary) } else { (Token::TextPrimary, Token::TextMuted) };
    text_at(rect.left(), bar.bottom() + 3.0, Align2::LEFT_TOP, text("asked.misses"), &style::small(), no);
    text_at(rect.right(), bar.bottom() + 3.0, Align2::RIGHT_TOP, text("asked.passes"), &style::small(), yes);
}

fn verdict(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request, scored: &Score) {
    let Some(found) = score::recommend(scene.setting, scene.world, request) else { return };
    ui.horizontal_top(|ui| {
        parts::icon(ui, theme, icons::VERIFIED, 18.0, Token::TextSecondary);
        ui.vertical(|ui| {
            let said = verdict_words(scene, request, &found);
            parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &said);
            // What is set is judged by itself where it is not what was recommended.
            let told = found.passes_with.as_ref().is_some_and(|(conditions, _)| conditions == composer.clauses());
            if !composer.clauses().is_empty() && !told {
                let key = if scored.passes() { "asked.with_conditions_passes" } else { "asked.with_conditions_misses" };
                let values = [("margin", &*words::signed(100.0 * scored.margin(), 1))];
                parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &fill(key, &values));
            }
        });
    });
}

/// What the criteria recommend, in a sentence of its own, and by how much.
fn verdict_words(scene: &Scene<'_>, request: &Request, found: &Recommendation) -> String {
    let by = |margin: f64| words::number(100.0 * margin.abs(), 1);
    let side = |score: &Score| text(if score.passes() { "asked.over" } else { "asked.short" });
    let ceiling = scene.world.most(scene.setting, request.to, request.from, request.domain);
    let mut values = vec![("margin", by(found.asked.margin())), ("side", side(&found.asked).to_owned())];
    let key = match &found.passes_with {
        Some((conditions, score)) => {
            values.push(("conditions", orders::conditions_list(conditions)));
            values.push(("better", by(score.margin())));
            values.push(("there", side(score).to_owned()));
            "asked.recommended_with"
        }
        None if found.asked.passes() && request.tier <= ceiling => "asked.recommended_approve",
        None if found.asked.passes() => {
            values.push(("ceiling", ceiling.to_string()));
            "asked.recommended_ceiling"
        }
        None => "asked.recommended_deny",
    };
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(key, &values)
}

//! The number over its causes: its plot, and under it the plots of the numbers that moved it. A click puts one on top.

use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::tree::Tree;
use crate::report::when::when;
use crate::report::words::Sign as Written;
use crate::rules::digest::Digest;
use crate::rules::variable::Variable;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::picture::Picture;
use crate::ui::kit::picture::chart::Chart;
use crate::ui::kit::picture::field::How;
use crate::ui::kit::picture::plan::Plan;
use crate::ui::kit::picture::sheet::Asked;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::sources::Source;
use crate::ui::state::workspace::Scene;

/// Causes that are plotted.
const CAUSES_MAX: usize = 4;

/// The plots as they were drawn last.
#[derive(Default)]
pub(super) struct Strip {
    key: Option<(Digest, Variable, usize, String, [i32; 2])>,
    plots: Vec<Plotted>,
    /// Whether they were never shown.
    fresh: bool,
}

/// What was pressed of a plot.
enum Pressed {
    Nothing,
    Plot,
    /// The way back from a part of it to all of it.
    Whole,
}

struct Plotted {
    variable: Variable,
    plan: Plan,
    /// What it gives to the number, in words and whether up or down; none for the number itself.
    gives: Option<(String, Sign)>,
}

impl Strip {
    /// Draws the strip.
    pub(super) fn strip_ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        scene: &Scene<'_>,
        tree: &Tree,
        at: usize,
        intents: &mut Vec<Intent>,
    ) {
        ui.horizontal(|ui| {
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("why.strip"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let said = when(scene.setting, scene.world, ["why.strip_turns", "why.strip_turns_end"], &[]);
                parts::label(ui, theme, &style::small(), Token::TextMuted, &said).on_hover_text(said);
            });
        });
        ui.add_space(6.0);
        let hint = ui.painter().layout(
            text("why.strip_hint").to_owned(),
            theme.font(&style::small()),
            theme.colour(Token::TextMuted),
            ui.available_width(),
        );
        let size = ui.available_size() - vec2(0.0, hint.size().y + 12.0);
        let key = (scene.origin.digest, tree.variable, at, theme.name().to_owned(), [size.x as i32, size.y as i32]);
        if self.key.as_ref() != Some(&key) {
            self.plots = plots(ui, theme, scene, tree, size);
            self.key = Some(key);
            self.fresh = true;
        }
        let fresh = std::mem::take(&mut self.fresh);
        let link = ui.scope_id().with("strip");
        ui.spacing_mut().item_spacing.y = 8.0;
        for (n, plot) in self.plots.iter().enumerate() {
            match plot_ui(ui, theme, plot, (link, n, fresh)) {
                Pressed::Whole => self.fresh = true,
                Pressed::Plot if n > 0 => intents.push(Intent::Page(PageAsk::Why(plot.variable, Some(at)))),
                Pressed::Plot | Pressed::Nothing => {}
            }
            if n == 0 {
                parts::line(ui, theme);
            }
        }
        let key = if self.plots.len() > 1 { "why.strip_hint" } else { "why.strip_alone" };
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text(key));
    }
}

fn plots(ui: &Ui, theme: &Theme, scene: &Scene<'_>, tree: &Tree, size: egui::Vec2) -> Vec<Plotted> {
    let mut causes: Vec<(Variable, i64)> = Vec::new();
    let mut queue: Vec<&super::tree::Node> = tree.roots.iter().collect();
    while let Some(node) = queue.first().copied() {
        queue.remove(0);
        match node.source {
            Source::Number(v) if v != tree.variable && scene.knows(v) && !causes.iter().any(|(known, _)| *known == v) => {
                causes.push((v, node.units));
            }
            _ => {}
        }
        queue.extend(&node.children);
    }
    // Larger words leave room for fewer.
    let least = 64.0 * theme.larger();
    causes.truncate(CAUSES_MAX.min((size.y * 0.68 / least) as usize).max(1));
    let small = ((size.y * 0.62) / causes.len().max(2) as f32).clamp(least, 150.0_f32.max(least)) - 8.0;
    let large = (size.y - causes.len() as f32 * (small + 8.0) - 16.0).clamp(110.0, 300.0);
    // All share one gutter on either side, so that turns stand below turns.
    let shown = std::iter::once((tree.variable, large)).chain(causes.iter().map(|(variable, _)| (*variable, small)));
    let gutters = shown.fold((0.0_f32, f32::INFINITY), |(from, to), (variable, height)| {
        let (left, right) = Plan::new(ui.ctx(), theme, &Chart::of(scene, variable), vec2(size.x, height)).gutters();
        (from.max(left), to.min(right))
    });
    let draw = |variable: Variable, gives: Option<i64>, height: f32| {
        let chart = Chart::of(scene, variable);
        let gives = gives.map(|units| given(tree, units));
        // The title leaves room for it.
        let small = theme.font(&style::small());
        let width = |words: &str| Picture::width_of(ui.ctx(), words, &small);
        let free = gives.as_ref().map_or(0.0, |(words, _)| width(words) + width(text("why.gives")) + 32.0 * theme.larger());
        let plan = Plan::within(ui.ctx(), theme, &chart, vec2(size.x, height), gutters, free);
        Plotted { variable, plan, gives }
    };
    let mut plots = vec![draw(tree.variable, None, large)];
    plots.extend(causes.into_iter().map(|(variable, gives)| draw(variable, Some(gives), small)));
    plots
}

/// What a cause gives to the number.
fn given(tree: &Tree, units: i64) -> (String, Sign) {
    let sign = Sign::of(units as f64);
    if sign == Sign::Zero {
        return (text("why.tiny").to_owned(), sign);
    }
    (parts::short_change(&tree.shape.of_change(tree.variable).write(units, Written::Always)), sign)
}

fn plot_ui(ui: &mut Ui, theme: &Theme, plot: &Plotted, (link, n, fresh): (Id, usize, bool)) -> Pressed {
    let (rect, response) = ui.allocate_exact_size(plot.plan.size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &plot.plan.sentence));
    if response.hovered() && plot.gives.is_some() {
        ui.painter().rect_filled(rect.expand(4.0), 4.0, theme.colour(Token::SurfaceOverlay).gamma_multiply(0.4));
    }
    // A press means the whole plot; what is inside only reads.
    let how = How { id: link.with(n), link: Some(link), fresh, cursor: true, sense: Sense::hover() };
    let shown = plot.plan.show(ui, theme, rect.min, &how);
    if let Some((words, sign)) = &plot.gives {
        let line = Rect::from_min_size(rect.min, vec2(rect.width(), theme.text_spec(&style::small()).line + 2.0));
        let place = parts::paint_text(ui, theme, line.right_center(), Align2::RIGHT_CENTER, words, &style::small(), sign.token());
        parts::mark_change(ui, theme, place, *sign);
        let at = egui::pos2(place.left() - 15.0 * theme.larger(), line.center().y);
        parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, text("why.gives"), &style::small(), Token::TextMuted);
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect);
    }
    let pressed = match response.clicked() {
        _ if shown.asked == Some(Asked::Whole) => Pressed::Whole,
        true => Pressed::Plot,
        false => Pressed::Nothing,
    };
    if plot.gives.is_some() {
        response.on_hover_cursor(CursorIcon::PointingHand);
    }
    pressed
}

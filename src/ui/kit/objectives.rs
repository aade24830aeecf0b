//! What a seat wants, and how that stands: while the game is played in the inspector, at its end in the in-tray's place.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Goal, Objective};
use crate::rules::table::StateId;
use crate::rules::variable::{Scope, Variable};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// How an objective stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Stands {
    /// It is met.
    Met,
    /// It is not.
    Missed,
    /// No number says; people judge it.
    Judged,
}

/// How an objective stands in a position.
#[must_use]
pub(in crate::ui) fn stands(scene: &Scene<'_>, objective: &Objective) -> Stands {
    let Some(goal) = objective.goal.filter(|goal| scene.knows(goal.variable)) else { return Stands::Judged };
    let now = reached(scene, goal);
    // Compared as exactly as the rules count: in millionths.
    let (now, wanted) = (Quantity::from_f64(now), Quantity::from_f64(goal.value));
    if if goal.at_least { now >= wanted } else { now <= wanted } { Stands::Met } else { Stands::Missed }
}

fn reached(scene: &Scene<'_>, goal: Goal) -> f64 {
    let start = scene.line.first().filter(|_| goal.relative).map_or(0.0, |world| world.get(goal.variable));
    scene.world.get(goal.variable) - start
}

/// How many of a seat's objectives are met, of those that a number judges.
#[must_use]
pub(in crate::ui) fn tally(scene: &Scene<'_>, seat: StateId) -> (usize, usize) {
    let all = scene.setting.states[seat].objectives.iter().map(|objective| stands(scene, objective));
    all.fold((0, 0), |(met, of), stands| match stands {
        Stands::Met => (met + 1, of + 1),
        Stands::Missed => (met, of + 1),
        Stands::Judged => (met, of),
    })
}

/// Draws the objectives of a seat, one under the other.
pub(in crate::ui) fn objectives_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, seat: StateId, intents: &mut Vec<Intent>) {
    for (n, objective) in scene.setting.states[seat].objectives.iter().enumerate() {
        ui.push_id(("objective", n), |ui| row(ui, theme, scene, objective, intents));
        ui.add_space(3.0);
    }
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, objective: &Objective, intents: &mut Vec<Intent>) {
    let stands = stands(scene, objective);
    let over = scene.world.over(scene.setting);
    let (icon, key, token) = match (stands, over) {
        (Stands::Met, true) => (icons::APPROVE, "objective.met", Token::TextPrimary),
        (Stands::Met, false) => (icons::CHECK, "objective.met_so_far", Token::TextSecondary),
        (Stands::Missed, true) => (icons::CLOSE, "objective.missed", Token::TextMuted),
        (Stands::Missed, false) => (icons::PENDING, "objective.not_yet", Token::TextMuted),
        (Stands::Judged, _) => (icons::FACILITATOR, "objective.judged", Token::TextMuted),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        parts::icon(ui, theme, icon, 17.0, token);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &objective.text);
            let Some(goal) = objective.goal.filter(|_| stands != Stands::Judged) else {
                parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text(key));
                return;
            };
            let said = fill("objective.stands", &[("stands", text(key)), ("now", &measured(scene, goal))]);
            let door = parts::link_wrapped(ui, theme, &style::small(), &said);
            if door.on_hover_text(words::short_variable(scene.setting, goal.variable)).clicked() {
                intents.push(Intent::Page(PageAsk::Why(goal.variable, None)));
            }
            if over {
                gauge(ui, theme, scene, goal, stands == Stands::Met);
            }
        });
    });
}

/// How far a number came: a bar from where it was to be measured from, and a mark where it was to be.
fn gauge(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, goal: Goal, met: bool) {
    let (now, wanted) = (reached(scene, goal), goal.value);
    let (low, high) = if goal.relative {
        // A change is drawn about none, with some room beyond the larger of the two.
        let most = (1.2 * now.abs().max(wanted.abs())).max(1e-6);
        (-most, most)
    } else {
        goal.variable.range()
    };
    let larger = theme.larger();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(220.0 * larger), 14.0 * larger), Sense::hover());
    let part = |value: f64| ((value - low) / (high - low).max(1e-9)).clamp(0.0, 1.0) as f32;
    let x = |value: f64| rect.left() + part(value) * rect.width();
    let bar = rect.shrink2(vec2(0.0, 4.5 * larger));
    ui.painter().rect_filled(bar, 2.0, theme.colour(Token::RingTrack));
    let from = x(if goal.relative { 0.0 } else { low });
    let ink = theme.colour(if met { Token::TextPrimary } else { Token::TextMuted });
    let filled = Rect::from_two_pos(pos2(from, bar.top()), pos2(x(now), bar.bottom()));
    ui.painter().rect_filled(filled, 2.0, ink);
    let mark = Stroke::new(2.0, theme.colour(Token::TextPrimary));
    ui.painter().vline(x(wanted), rect.y_range().shrink(1.0), mark);
}

/// Where the number is, and where it is to be.
fn measured(scene: &Scene<'_>, goal: Goal) -> String {
    let shown = |value: f64| {
        let value = Quantity::from_f64(value);
        if goal.relative { words::change(goal.variable, value) } else { words::level(goal.variable, value) }
    };
    let key = match (goal.relative, goal.at_least) {
        (false, true) => "objective.at_least",
        (false, false) => "objective.at_most",
        (true, true) => "objective.rise",
        (true, false) => "objective.fall",
    };
    let (reached, wanted) = (reached(scene, goal), shown(goal.value));
    let missed = if goal.at_least { reached < goal.value } else { reached > goal.value };
    let now = shown(reached);
    // What is missed by less than is shown is told more finely.
    let now = if missed && now == wanted {
        let sign = if goal.relative && reached > 0.0 { "+" } else { "" };
        format!("{sign}{}", words::number(reached, 2))
    } else {
        now
    };
    // The board has a number of the same name: whose this one is has to be said.
    let own = !goal.relative && matches!(goal.variable, Variable::Measure(_, Scope::State(_)));
    let now = if own {
        fill("objective.own", &[("measure", &words::short_variable(scene.setting, goal.variable)), ("now", &now)])
    } else {
        now
    };
    fill(key, &[("now", &now), ("wanted", &wanted)])
}

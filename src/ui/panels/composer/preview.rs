//! What each decision would do: the column of futures.

use egui::{Align, Align2, CornerRadius, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Choice, Composer};
use crate::forecast::{Answer, Spread};
use crate::report::words;
use crate::rules::phases;
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::ensemble::{number_ui, span_least, state_ui};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Draws the column of futures: one row a number, one column a decision, one scale a row.
pub(super) fn preview_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("preview.title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
        });
    });
    state_ui(ui, theme, &composer.preview, &Intent::Forecast, intents);
    let Some(answer) = composer.preview.answer() else { return };
    ui.add_space(6.0);
    let width = ui.available_width();
    let column = width / Choice::ALL.len() as f32;
    let chosen = Choice::ALL.iter().position(|choice| *choice == composer.choice).unwrap_or(0);
    let (head, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    let at = |rect: Rect, n: usize| {
        Rect::from_min_size(pos2(rect.left() + column * n as f32, rect.top()), vec2(column, rect.height()))
    };
    for (n, key) in ["decision.approve", "preview.conditions", "decision.defer", "decision.deny"].into_iter().enumerate() {
        let cell = at(head, n);
        if n == chosen {
            ui.painter().rect_filled(cell, CornerRadius { nw: 5, ne: 5, sw: 0, se: 0 }, theme.colour(Token::DraftTint));
        }
        let (style, token) =
            if n == chosen { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
        parts::paint_text(ui, theme, cell.center(), Align2::CENTER_CENTER, text(key), &style, token);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    leak_ui(ui, theme, scene, composer, chosen);
    let (apart, alike) = ranked(&composer.watch, answer);
    for (variable, spreads) in apart {
        number_ui(ui, theme, scene, variable, &spreads, (chosen, 0.0), intents);
    }
    if alike.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let key = if alike.len() == 1 { "preview.alike_one" } else { "preview.alike" };
    let said = fill(key, &[("count", &alike.len().to_string())]);
    let head = egui::RichText::new(said).text_style(style::small()).color(theme.colour(Token::TextSecondary));
    egui::CollapsingHeader::new(head).id_salt("alike").show_unindented(ui, |ui| {
        for (variable, spreads) in alike {
            number_ui(ui, theme, scene, variable, &spreads, (chosen, 0.0), intents);
        }
    });
}

/// A number, and how it comes out under each decision.
type Number = (Variable, Vec<Spread>);

/// The numbers in which the decisions differ, those that differ most first, and those that come out alike under all of them.
fn ranked(watch: &[Variable], answer: &Answer) -> (Vec<Number>, Vec<Number>) {
    let of = |row: usize| -> Vec<Spread> { answer.iter().filter_map(|option| option.get(row).copied()).collect() };
    let all = watch.iter().enumerate().map(|(row, variable)| (*variable, of(row)));
    let shown = |variable: Variable, spread: &Spread| words::change(variable, Quantity::from_f64(spread.median - spread.now));
    let (mut apart, alike): (Vec<Number>, Vec<Number>) = all.partition(|(variable, spreads)| {
        let first = spreads.first().map(|spread| shown(*variable, spread));
        spreads.iter().any(|spread| Some(shown(*variable, spread)) != first)
    });
    let differs = |(variable, spreads): &Number| {
        let low = spreads.iter().map(|spread| spread.median).fold(f64::INFINITY, f64::min);
        let high = spreads.iter().map(|spread| spread.median).fold(f64::NEG_INFINITY, f64::max);
        (high - low) / span_least(*variable, spreads)
    };
    apart.sort_by(|a, b| differs(b).total_cmp(&differs(a)));
    (apart, alike)
}

/// The odds of a leak under each decision: no future, but what the rules say of the terms today.
fn leak_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, chosen: usize) {
    let Some(request) = scene.world.request(composer.key) else { return };
    let odds = |choice: &Choice| match choice {
        Choice::Approve => Some(phases::odds_of(scene.setting, scene.world, request, &[])),
        Choice::Conditions => Some(phases::odds_of(scene.setting, scene.world, request, &composer.conditions)),
        Choice::Defer | Choice::Deny => None,
    };
    let shown = |choice: &Choice| match odds(choice) {
        Some(odds) => (words::chance(odds), Token::TextPrimary),
        None => (text("preview.leak_none").to_owned(), Token::TextMuted),
    };
    let shown: Vec<(String, Token)> = Choice::ALL.iter().map(shown).collect();
    ui.add_space(5.0);
    parts::label(ui, theme, &style::small(), Token::TextPrimary, text("preview.leak")).on_hover_text(text("preview.leak_says"));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let column = rect.width() / shown.len() as f32;
    for (n, (words, token)) in shown.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(rect.left() + column * n as f32, rect.top()), vec2(column, rect.height()));
        if n == chosen {
            ui.painter().rect_filled(cell, 0.0, theme.colour(Token::DraftTint));
        }
        parts::paint_text(ui, theme, cell.center(), Align2::CENTER_CENTER, words, &style::small(), *token);
    }
    let said =
        format!("{}, {}", text("preview.leak"), shown.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::table::StateId;
    use crate::rules::variable::{PairVar, StateVar};

    #[test]
    fn what_differs_most_stands_first_and_what_does_not_stands_together() {
        let spread = |median: f64| Spread { now: 0.5, low: median - 0.01, median, high: median + 0.01 };
        let trust = Variable::Pair(PairVar::Reliability, StateId(0), StateId(1));
        let threat = Variable::Pair(PairVar::Threat, StateId(0), StateId(1));
        let capital = Variable::State(StateVar::Transparency, StateId(1));
        let answer = vec![vec![spread(0.52), spread(0.5), spread(0.6)], vec![spread(0.56), spread(0.5), spread(0.3)]];
        let (apart, alike) = ranked(&[trust, threat, capital], &answer);
        assert_eq!(apart.iter().map(|(variable, _)| *variable).collect::<Vec<_>>(), [capital, trust]);
        assert_eq!(alike.iter().map(|(variable, _)| *variable).collect::<Vec<_>>(), [threat]);
    }
}

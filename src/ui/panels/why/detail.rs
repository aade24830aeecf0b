//! The chosen part: what it is, and the ways on from it: to the order, the number, the draw, the rule, the ledger.

use egui::{Align, Layout, Margin, Ui};

use super::rows::icon;
use super::tree::{Node, Tree};
use crate::report::explain::parameters;
use crate::report::words::{self, Sign as Written};
use crate::rules::phases::Phase;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::sources::Source;
use crate::ui::state::workspace::{Scene, Selection};

/// Draws the card.
pub(super) fn detail_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    tree: &Tree,
    chosen: Option<&[usize]>,
    at: usize,
    intents: &mut Vec<Intent>,
) {
    let Some(node) = chosen.and_then(|path| find(&tree.roots, path)).or_else(|| tree.roots.first()) else {
        level_only(ui, theme, scene, tree, intents);
        return;
    };
    // What still moves from an earlier turn acted there.
    let at = at.saturating_sub(node.back);
    let frame = parts::card(theme, Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            parts::icon(ui, theme, icon(node.source), 18.0, Token::TextSecondary);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ways(ui, theme, scene, node, at, intents);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    parts::label(ui, theme, &style::strong(), Token::TextPrimary, &node.words).on_hover_text(&node.words);
                });
            });
        });
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &says(scene, tree, node, at));
    });
}

/// A number that did not move still leads to its rule and its place.
fn level_only(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, tree: &Tree, intents: &mut Vec<Intent>) {
    let turns = scene.series(tree.variable);
    let moved = turns.iter().zip(turns.iter().skip(1)).rposition(|(a, b)| a != b);
    let Some(before) = moved else { return };
    let words = fill("why.last_moved", &[("turn", &(before + 1).to_string())]);
    if parts::button(ui, theme, Look::Plain, Some(icons::HISTORY), &words).clicked() {
        intents.push(Intent::Page(PageAsk::Why(tree.variable, Some(before + 1))));
    }
}

fn find<'t>(nodes: &'t [Node], path: &[usize]) -> Option<&'t Node> {
    let (first, rest) = path.split_first()?;
    let node = nodes.get(*first)?;
    if rest.is_empty() { Some(node) } else { find(&node.children, rest) }
}

fn ways(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, node: &Node, at: usize, intents: &mut Vec<Intent>) {
    if let Some(phase) = node.phase {
        let words = fill("why.rule", &[("phase", phase.name())]);
        let mut button = parts::button(ui, theme, Look::Small, Some(icons::RULE), &words);
        if !node.parameters.is_empty() {
            let list = parameters(scene.setting, &node.parameters);
            button = button.on_hover_text(fill("why.parameters", &[("list", &list)]));
        }
        if button.clicked() {
            intents.push(Intent::Page(PageAsk::Rule(Some(phase))));
        }
    }
    match node.source {
        Source::Order(key) => {
            if parts::button(ui, theme, Look::Small, Some(icons::ORDER), text("why.go_order")).clicked() {
                intents.push(Intent::Page(PageAsk::Card(key, at)));
            }
        }
        Source::Number(variable) => {
            if parts::button(ui, theme, Look::Small, Some(icons::CAUSES), text("why.go_number")).clicked() {
                intents.push(Intent::Page(PageAsk::Why(variable, Some(at))));
            }
        }
        Source::Actor(state) => {
            let words = fill("inspector.select", &[("state", &scene.setting.states[state].name)]);
            if parts::button(ui, theme, Look::Small, Some(icons::FOCUS), &words).clicked() {
                intents.extend([Intent::Select(Selection::State(state)), Intent::Page(PageAsk::Close)]);
            }
        }
        Source::Draw(_) | Source::Card(_) | Source::Rule | Source::Hidden | Source::Rest => {}
    }
}

/// What there is to say about a part.
fn says(scene: &Scene<'_>, tree: &Tree, node: &Node, at: usize) -> String {
    let shape = tree.shape.of_change(tree.variable);
    let amount = shape.write(node.units, Written::Always);
    let total = shape.write(shape.units(tree.change()), Written::Always);
    let base = fill("why.part_of", &[("amount", &amount), ("total", &total)]);
    let more = match node.source {
        Source::Number(variable) => number_says(scene, variable, at),
        Source::Draw(key) => {
            let drawn = scene.ledgers.get(at).and_then(|l| l.draws.iter().find(|d| d.key == key));
            drawn.filter(|d| scene.tells(d.seen_by)).map(|d| {
                let (odds, unit) = words::chance_and_draw(d.odds.to_f64(), d.unit.to_f64());
                let key = if d.happened { "why.draw_happened" } else { "why.draw_not" };
                fill(key, &[("odds", &odds), ("unit", &unit)])
            })
        }
        Source::Card(id) => Some(scene.setting.deck[id].text.clone()),
        Source::Order(_) => Some(text("why.order_says").to_owned()),
        Source::Rule => Some(text("why.rule_says").to_owned()),
        Source::Hidden => Some(text("why.hidden_says").to_owned()),
        Source::Actor(_) | Source::Rest => None,
    };
    let phase = node.phase.map(|phase: Phase| fill("why.in_phase", &[("phase", phase.name())]));
    [Some(base), more, phase].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn number_says(scene: &Scene<'_>, variable: crate::rules::variable::Variable, at: usize) -> Option<String> {
    if !scene.knows(variable) {
        return Some(text("why.hidden_says").to_owned());
    }
    let (before, after) = (scene.line.get(at.checked_sub(1)?)?, scene.line.get(at)?);
    let (before, after) = (before.values.get(variable), after.values.get(variable));
    let level = |value| words::level(variable, value);
    Some(if before == after {
        fill("why.number_still", &[("level", &level(after))])
    } else {
        fill("why.number_moved", &[("before", &level(before)), ("after", &level(after))])
    })
}

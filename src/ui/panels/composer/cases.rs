//! Like cases before: what this exporter decided about this partner, or about others in this domain.

use egui::{Align, Layout, Ui, vec2};

use crate::report::words;
use crate::rules::world::{Decided, Outcome, Request};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Cases that are listed.
const CASES_MAX: usize = 5;

/// Earlier decisions that are most alike: the same partner and domain first, then the same partner, then the same domain; the
/// latest first within each.
fn alike<'a>(scene: &Scene<'a>, request: &Request) -> Vec<&'a Decided> {
    let likeness = |d: &Decided| u8::from(d.partner == request.from) * 2 + u8::from(d.domain == request.domain);
    let mut found: Vec<&Decided> = scene.world.record.iter().filter(|d| d.exporter == request.to && likeness(d) > 0).collect();
    found.sort_by(|a, b| likeness(b).cmp(&likeness(a)).then(b.turn.cmp(&a.turn)).then(a.key.cmp(&b.key)));
    found
}

/// Draws the list.
pub(super) fn cases_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, request: &Request, intents: &mut Vec<Intent>) {
    let found = alike(scene, request);
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("cases.title"));
        if found.len() > CASES_MAX {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let said = fill("cases.more", &[("count", &(found.len() - CASES_MAX).to_string())]);
                parts::label(ui, theme, &style::small(), Token::TextMuted, &said);
            });
        }
    });
    if found.is_empty() {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("cases.none"));
        return;
    }
    for decided in found.into_iter().take(CASES_MAX) {
        case(ui, theme, scene, decided, intents);
    }
}

fn case(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, decided: &Decided, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let partner = setting.states[decided.partner].name.as_str();
    let domain = words::domain(setting, decided.domain);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 24.0), Layout::left_to_right(Align::Center), |ui| {
        let supplier = portrait::supplier(setting, decided.partner);
        emblem_ui(ui, theme, portrait::emblem(setting, decided.partner), supplier, 17.0, partner);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let said = result(decided);
            let place = scene.line.iter().position(|world| world.turn == decided.turn + 1);
            let door = parts::link(ui, theme, &style::body(), &said).on_hover_text(text("cases.open"));
            if door.clicked() {
                intents.extend(place.map(|at| Intent::Page(PageAsk::Card(decided.key, at))));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let values = [("domain", &*domain), ("tier", &*decided.tier.to_string()), ("turn", &*decided.turn.to_string())];
                let said = fill("cases.what", &values);
                parts::label(ui, theme, &style::body(), Token::TextSecondary, &said).on_hover_text(partner);
            });
        });
    });
}

/// The score of a case and what became of it. A request that was withdrawn was never decided, and has no score.
fn result(decided: &Decided) -> String {
    let outcome = outcome(decided.outcome);
    if decided.outcome == Outcome::Withdrawn {
        return words::capital(outcome);
    }
    let score = words::number(100.0 * decided.score.to_f64(), 1);
    fill("cases.result", &[("score", &score), ("outcome", outcome)])
}

/// What became of a request, in a word.
fn outcome(outcome: Outcome) -> &'static str {
    text(match outcome {
        Outcome::Licensed => "outcome.licensed",
        Outcome::Refused => "outcome.refused",
        Outcome::Denied => "outcome.denied",
        Outcome::Deferred => "outcome.deferred",
        Outcome::Withdrawn => "outcome.withdrawn",
        Outcome::Held => "outcome.held",
    })
}

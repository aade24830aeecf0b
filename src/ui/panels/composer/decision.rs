//! The decision: which of the four, with which clauses, and the reasons for the record.

use egui::{Align, Layout, Rect, TextEdit, Ui, pos2};

use super::{Choice, Composer, REASON_MAX, clauses};
use crate::report::{orders, refusals, words};
use crate::rules::order::Ground;
use crate::rules::validate::{Refusal, Why};
use crate::rules::world::Request;
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::{controls, labels};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Draws the column.
pub(super) fn decision_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    composer: &mut Composer,
    request: &Request,
    intents: &mut Vec<Intent>,
) {
    let before = composer.options(scene.world);
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("decision.title"));
    ui.add_space(4.0);
    let items = [
        (icons::APPROVE, text("decision.approve")),
        (icons::CONDITIONS, text("decision.conditions")),
        (icons::DEFER, text("decision.defer")),
        (icons::DENY, text("decision.deny")),
    ];
    let chosen = composer.chosen();
    let top = ui.cursor().min;
    if let Some(choice) = choices(ui, theme, &items, chosen).and_then(|n| Choice::ALL.get(n)) {
        composer.choice = Some(*choice);
    }
    spots::keep_clear(ui.ctx(), Spot::Composer, Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top())));
    ui.add_space(8.0);
    match composer.choice {
        None => {
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("decision.choose"));
        }
        Some(Choice::Approve) => {
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &sentence("decision.approve_says", scene, request));
        }
        Some(Choice::Conditions) => clauses::clauses_ui(ui, theme, scene, composer, request),
        Some(Choice::Defer) => defer(ui, theme, scene, composer),
        Some(Choice::Deny) => deny(ui, theme, composer),
    }
    let order = composer.order(scene.world);
    for why in order.iter().flat_map(|order| composer.problems(scene.setting, scene.world, order)) {
        problem(ui, theme, scene, composer, why);
    }
    ui.add_space(12.0);
    parts::line(ui, theme);
    ui.add_space(10.0);
    reasons(ui, theme, composer);
    // The reasons change no future: only what is decided is asked about again.
    if decided(&before) != decided(&composer.options(scene.world)) {
        intents.push(Intent::Forecast);
    }
}

/// The four side by side, or two by two where they would not all be seen.
fn choices(ui: &mut Ui, theme: &Theme, items: &[(&str, &str); 4], chosen: Option<usize>) -> Option<usize> {
    let side = 32.0 + theme.font(&style::body()).size * 1.3;
    let width = |words: &str| labels::wide(ui, theme, &style::strong(), words) + side;
    if items.iter().map(|(_, words)| width(words)).sum::<f32>() <= ui.available_width() {
        return controls::segmented_draft(ui, theme, items, chosen);
    }
    let [a, b, c, d] = *items;
    let first = controls::segmented_draft(ui, theme, &[a, b], chosen.filter(|n| *n < 2));
    ui.add_space(-2.0);
    let second = controls::segmented_draft(ui, theme, &[c, d], chosen.and_then(|n| n.checked_sub(2)));
    first.or(second.map(|n| n + 2))
}

fn decided(options: &[Vec<crate::rules::order::Order>]) -> Vec<&crate::rules::order::OrderKind> {
    options.iter().flatten().map(|order| &order.kind).collect()
}

fn sentence(key: &str, scene: &Scene<'_>, request: &Request) -> String {
    let setting = scene.setting;
    fill(
        key,
        &[
            ("exporter", &setting.states[request.to].name),
            ("points", &words::number(request.points.to_f64(), 1)),
            ("tier", &request.tier.to_string()),
            ("domain", &words::arms(setting, request.domain)),
        ],
    )
}

fn problem(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, why: Why) {
    let refusal = Refusal { order: 0, seat: composer.seat.into(), why };
    ui.horizontal_top(|ui| {
        parts::icon(ui, theme, icons::BROKEN, 16.0, Token::StateCritical);
        let words = refusals::refusal(scene.setting, scene.world, &refusal);
        parts::paragraph(ui, theme, &style::small(), Token::StateCritical, &words);
    });
}

fn defer(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &mut Composer) {
    let setting = scene.setting;
    let mut options: Vec<(Option<u16>, String)> = (scene.world.turn + 1..=scene.world.last_turn)
        .map(|turn| {
            let (year, _) = setting.calendar(turn);
            (Some(turn), fill("decision.in_turn", &[("turn", &turn.to_string()), ("year", &parts::year(year))]))
        })
        .collect();
    options.push((None, text("decision.no_date").to_owned()));
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::body(), Token::TextPrimary, text("decision.answer"));
        parts::choice(ui, theme, "defer", &mut composer.defer_to, &options);
    });
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("decision.defer_says"));
}

fn deny(ui: &mut Ui, theme: &Theme, composer: &mut Composer) {
    let grounds = Ground::ALL.iter().map(|ground| (Some(*ground), words::capital(orders::ground(*ground))));
    let unchosen = (composer.ground.is_none()).then(|| (None, text("decision.no_ground").to_owned()));
    let options: Vec<(Option<Ground>, String)> = unchosen.into_iter().chain(grounds).collect();
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::body(), Token::TextPrimary, text("decision.ground"));
        parts::choice(ui, theme, "ground", &mut composer.ground, &options);
    });
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("decision.deny_says"));
}

fn reasons(ui: &mut Ui, theme: &Theme, composer: &mut Composer) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("reason.title"));
    ui.add_space(2.0);
    reason(ui, theme, icons::PUBLIC, text("reason.public"), &mut composer.public);
    reason(ui, theme, icons::PRIVATE, text("reason.private"), &mut composer.private);
}

fn reason(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, value: &mut String) {
    ui.horizontal(|ui| {
        parts::icon(ui, theme, icon, 15.0, Token::TextMuted);
        parts::label(ui, theme, &style::small(), Token::TextSecondary, words);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !value.is_empty() {
                let count = [("count", &*value.chars().count().to_string()), ("most", &*REASON_MAX.to_string())];
                parts::label(ui, theme, &style::small(), Token::TextMuted, &fill("reason.count", &count));
            }
        });
    });
    let field = TextEdit::multiline(value).char_limit(REASON_MAX).desired_rows(3).desired_width(f32::INFINITY);
    let response = ui.add(field);
    let content = value.clone();
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, words);
        info.current_text_value = Some(content.clone());
        info
    });
}

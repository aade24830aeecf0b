//! How a licence was decided: what was asked, how it scored and from which parts, what was decided and drawn, how it would have gone
//! nearby, and what it changed. What it says is the adjudication card of the reports.

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Ui, vec2};

use super::near;
use crate::report::card::{Card, Luck, Told, card};
use crate::report::{orders, words};
use crate::rules::order::{Decision, Order, OrderKind};
use crate::rules::phases::Phase;
use crate::rules::world::{Outcome, RequestKey};
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::sources::changed_by;
use crate::ui::state::workspace::Scene;

/// Numbers that are listed under what it changed.
const CHANGED_MAX: usize = 12;

/// What is known of a decision.
struct Case<'a> {
    card: Card,
    order: Option<&'a Order>,
}

impl<'a> Case<'a> {
    fn find(scene: &Scene<'a>, key: RequestKey, at: usize) -> Option<Self> {
        let turns = (at.max(1)..scene.line.len()).filter_map(|n| {
            let (before, after) = (scene.line.get(n - 1)?, scene.line.get(n)?);
            Some(Told { before, after, ledger: scene.ledgers.get(n)?, orders: scene.orders.get(n)? })
        });
        let card = card(scene.setting, &turns.collect::<Vec<_>>(), key, scene.viewer)?;
        let order = scene.orders.get(at).and_then(|orders| {
            orders.iter().find(|order| {
                matches!(&order.kind, OrderKind::Decide(k, _) if *k == key) && order.seat.state() == Some(card.exporter)
            })
        });
        Some(Self { card, order })
    }
}

/// The case in a line: who asked whom for what.
pub(super) fn title(scene: &Scene<'_>, key: RequestKey, at: usize) -> String {
    let found = scene.line.get(at).and_then(|world| world.record.iter().rev().find(|d| d.key == key));
    found.map_or_else(
        || text("card.gone").to_owned(),
        |d| {
            let setting = scene.setting;
            let values = [
                ("state", setting.states[d.partner].name.as_str()),
                ("exporter", setting.states[d.exporter].name.as_str()),
                ("domain", &*words::domain(setting, d.domain)),
            ];
            fill("why_card.title", &values)
        },
    )
}

/// Draws the card.
pub(super) fn card_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, key: RequestKey, at: usize, intents: &mut Vec<Intent>) {
    let base = Frame::new().inner_margin(Margin { left: 20, right: 18, top: 16, bottom: 10 });
    let Some(case) = Case::find(scene, key, at) else {
        CentralPanel::no_frame().frame(base).show(ui, |ui| parts::empty(ui, theme, text("card.gone")));
        return;
    };
    let panel = Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin::symmetric(18, 16));
    let width = ui.available_width();
    if width >= 900.0 {
        Panel::right("card changed").exact_size(width * 0.36).resizable(false).frame(panel).show(ui, |ui| {
            changed(ui, theme, scene, key, at, intents);
        });
    }
    CentralPanel::no_frame().frame(base).show(ui, |ui| {
        ScrollArea::vertical().id_salt("card").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 12.0).min(720.0));
            ui.spacing_mut().interact_size.y = 20.0;
            verdict(ui, theme, scene, &case);
            gap(ui, theme);
            asked(ui, theme, scene, &case);
            gap(ui, theme);
            scores(ui, theme, &case);
            gap(ui, theme);
            decided(ui, theme, scene, &case);
            for near in &case.card.nearest {
                gap(ui, theme);
                near::near_ui(ui, theme, near);
            }
            ui.add_space(10.0);
            if parts::button(ui, theme, Look::Plain, Some(icons::RULE), &fill("why.rule", &[("phase", Phase::Licensing.name())]))
                .clicked()
            {
                intents.push(Intent::Page(PageAsk::Rule(Some(Phase::Licensing))));
            }
            if width < 900.0 {
                gap(ui, theme);
                changed(ui, theme, scene, key, at, intents);
            }
        });
    });
}

fn gap(ui: &mut Ui, theme: &Theme) {
    ui.add_space(10.0);
    parts::line(ui, theme);
    ui.add_space(8.0);
}

fn row(ui: &mut Ui, theme: &Theme, what: &str, value: &str) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::body(), Token::TextSecondary, what);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            parts::label(ui, theme, &style::body(), Token::TextPrimary, value);
        });
    });
}

const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Licensed => "card.licensed",
        Outcome::Refused => "card.refused",
        Outcome::Denied => "card.denied",
        Outcome::Deferred => "card.deferred",
        Outcome::Withdrawn => "card.withdrawn",
        Outcome::Held => "card.held",
    }
}

fn verdict(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, case: &Case<'_>) {
    let (setting, card) = (scene.setting, &case.card);
    ui.horizontal(|ui| {
        let exporter = &setting.states[card.exporter].name;
        let supplier = portrait::supplier(setting, card.exporter);
        emblem_ui(ui, theme, portrait::emblem(setting, card.exporter), supplier, 34.0, exporter);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let values = [
                ("exporter", exporter.as_str()),
                ("state", setting.states[card.partner].name.as_str()),
                ("domain", &*words::domain(setting, card.domain)),
                ("tier", &*card.tier.to_string()),
            ];
            let key = if card.outcome == Outcome::Licensed && !card.conditions.is_empty() {
                "card.conditions"
            } else {
                outcome_key(card.outcome)
            };
            parts::label(ui, theme, &style::heading(), Token::TextPrimary, &fill(key, &values));
            let when = fill("card.when", &[("turn", &card.turn.to_string()), ("when", &words::calendar(setting, card.turn))]);
            parts::label(ui, theme, &style::small(), Token::TextSecondary, &when);
        });
    });
}

fn asked(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, case: &Case<'_>) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("asked.title"));
    let Some(request) = &case.card.asked else {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("card.request_gone"));
        return;
    };
    let domain = words::capital(&words::domain(scene.setting, request.domain));
    row(ui, theme, &domain, &fill("clause.tier_n", &[("tier", &request.tier.to_string())]));
    let volume = [("points", &*words::number(request.points.to_f64(), 1)), ("money", &*words::money(request.value.to_f64()))];
    row(ui, theme, text("asked.volume"), &fill("asked.points_money", &volume));
    row(ui, theme, text("asked.monitoring"), &words::share(request.monitoring.to_f64()));
    row(ui, theme, text("asked.coproduction"), &words::share(request.coproduction.to_f64()));
}

fn scores(ui: &mut Ui, theme: &Theme, case: &Case<'_>) {
    let card = &case.card;
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("card.scores"));
        if !card.conditions.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                parts::label(ui, theme, &style::small(), Token::TextMuted, text("card.as_decided"));
            });
        }
    });
    if card.marks.is_empty() && card.outcome != Outcome::Withdrawn {
        row(ui, theme, text("asked.score"), &words::number(100.0 * card.score, 1));
    }
    let mut sum = Vec::new();
    for mark in &card.marks {
        let points = words::number(100.0 * mark.mark * mark.weight, 1);
        ui.horizontal(|ui| {
            ui.allocate_ui_with_layout(vec2(210.0, 22.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(210.0);
                parts::label(ui, theme, &style::body(), Token::TextPrimary, &words::capital(orders::ground(mark.criterion)));
                let times = fill("asked.weight", &[("weight", &words::number(mark.weight, 2))]);
                parts::label(ui, theme, &style::small(), Token::TextMuted, &times);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.allocate_ui_with_layout(vec2(48.0, 18.0), Layout::right_to_left(Align::Center), |ui| {
                    ui.set_min_width(48.0);
                    parts::label(ui, theme, &style::body(), Token::TextPrimary, &points);
                });
                let (rect, _) = ui.allocate_exact_size(vec2((ui.available_width() - 8.0).max(40.0), 8.0), Sense::hover());
                ui.painter().rect_filled(rect, 1.0, theme.colour(Token::BorderSubtle));
                let part = (mark.mark as f32).clamp(0.0, 1.0);
                let filled = Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
                ui.painter().rect_filled(filled, 1.0, theme.colour(Token::TextSecondary));
            });
        });
        sum.push(points);
    }
    if sum.is_empty() {
        return;
    }
    parts::line(ui, theme);
    let total = words::number(100.0 * card.score, 1);
    row(ui, theme, &fill("why_card.sum", &[("sum", &sum.join(" + "))]), &total);
    let key = if card.score >= card.threshold { "card.passes" } else { "card.misses" };
    let said = fill(key, &[("threshold", &words::number(100.0 * card.threshold, 1))]);
    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &said);
}

fn decided(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, case: &Case<'_>) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("card.decided"));
    let card = &case.card;
    if let Some(order) = case.order {
        let said = match &order.kind {
            OrderKind::Decide(_, Decision::Approve) => text("card.approve").to_owned(),
            OrderKind::Decide(_, Decision::Condition(list)) => {
                fill("card.with", &[("conditions", &orders::conditions_list(list))])
            }
            OrderKind::Decide(_, Decision::Defer(Some(turn))) => fill("card.defer_to", &[("turn", &turn.to_string())]),
            OrderKind::Decide(_, Decision::Defer(None)) => text("card.defer").to_owned(),
            OrderKind::Decide(_, Decision::Deny(ground)) => fill("card.deny", &[("ground", orders::ground(*ground))]),
            _ => String::new(),
        };
        parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &said);
        if !order.public_reason.is_empty() {
            reason(ui, theme, icons::PUBLIC, &order.public_reason);
        }
        if scene.viewer.gives(order) && !order.private_reason.is_empty() {
            reason(ui, theme, icons::PRIVATE, &order.private_reason);
        }
    }
    row(ui, theme, text("why_card.expected"), &words::number(card.expected, 2));
    if !card.conditions.is_empty() {
        row(ui, theme, text("why_card.burden"), &words::number(card.burden, 2));
        match card.acceptance {
            Some(luck) => {
                row(ui, theme, text("card.odds"), &luck.written().0);
                drawn(ui, theme, text("card.drawn"), luck, ["card.drawn_yes", "card.drawn_no"]);
            }
            None => row(ui, theme, text("card.drawn"), text("card.no_draw")),
        }
    }
    let in_turn = |key: &str, luck: Luck| fill(key, &[("turn", &luck.turn.to_string())]);
    if let Some(luck) = card.leak {
        drawn(ui, theme, &in_turn("why_card.leak", luck), luck, ["why_card.leak_yes", "why_card.leak_no"]);
    }
    if let Some(luck) = card.detection {
        drawn(ui, theme, &in_turn("why_card.noticed", luck), luck, ["why_card.noticed_yes", "why_card.noticed_no"]);
    }
}

fn drawn(ui: &mut Ui, theme: &Theme, what: &str, luck: Luck, [yes, no]: [&str; 2]) {
    let (odds, unit) = luck.written();
    let values = [("unit", &*unit), ("odds", &*odds)];
    row(ui, theme, what, &fill(if luck.happened { yes } else { no }, &values));
}

fn reason(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) {
    ui.horizontal_top(|ui| {
        parts::icon(ui, theme, icon, 15.0, Token::TextMuted);
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &fill("asked.plea", &[("plea", words)]));
    });
}

fn changed(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, key: RequestKey, at: usize, intents: &mut Vec<Intent>) {
    ui.spacing_mut().interact_size.y = 20.0;
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("card.changed"));
    let found = changed_by(scene, at, key);
    if found.is_empty() {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("card.changed_nothing"));
        return;
    }
    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("card.changed_says"));
    ui.add_space(4.0);
    for (variable, amount, phase) in found.iter().take(CHANGED_MAX) {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let shown = parts::short_change(&words::change(*variable, *amount));
                let none = words::shows_nothing(&shown);
                let sign = if none { Sign::Zero } else { Sign::of(amount.to_f64()) };
                if controls::change_door(ui, theme, &shown, sign).clicked() {
                    intents.push(Intent::Page(PageAsk::Why(*variable, Some(at))));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let name = words::capital(&words::short_variable(scene.setting, *variable));
                    parts::label(ui, theme, &style::body(), Token::TextPrimary, &name)
                        .on_hover_text(words::capital(phase.name()));
                });
            });
        });
    }
    if found.len() > CHANGED_MAX {
        let said = fill("cases.more", &[("count", &(found.len() - CHANGED_MAX).to_string())]);
        parts::label(ui, theme, &style::small(), Token::TextMuted, &said);
    }
}

//! The clauses of a licence: each one sentence with its choices, what it weighs, and a way to drop it.

use egui::{Align, Frame, Layout, Margin, Ui};

use super::Composer;
use crate::report::words;
use crate::rules::order::Condition;
use crate::rules::phases::acceptance_odds;
use crate::rules::quantity::Quantity;
use crate::rules::score;
use crate::rules::variable::{LinkVar, StateVar};
use crate::rules::world::Request;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::workspace::Scene;

/// Draws the clauses, those that could be added, and what they weigh together.
pub(super) fn clauses_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &mut Composer, request: &Request) {
    let setting = scene.setting;
    let values = [
        ("exporter", setting.states[request.to].name.as_str()),
        ("domain", &words::arms(setting, request.domain)),
        ("tier", &request.tier.to_string()),
        ("points", &words::number(request.points.to_f64(), 1)),
    ];
    parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &fill("clause.licenses", &values));
    ui.add_space(2.0);
    let mut drop = None;
    for (n, condition) in composer.conditions.iter_mut().enumerate() {
        let weight = score::burden(std::slice::from_ref(condition), request, &setting.params);
        let frame = parts::card(theme, Margin::symmetric(10, 7));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                parts::label(ui, theme, &style::body(), Token::TextMuted, &(n + 1).to_string());
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if parts::icon_button(ui, theme, icons::CLOSE, text("clause.drop")).clicked() {
                        drop = Some(n);
                    }
                    let said = fill("clause.burden", &[("burden", &words::number(weight, 2))]);
                    let label = parts::label(ui, theme, &style::small(), Token::TextMuted, &said);
                    parts::term(label, theme, LinkVar::Burden.name());
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.spacing_mut().item_spacing.x = 5.0;
                        clause(ui, theme, scene, request, condition);
                    });
                });
            });
        });
    }
    if let Some(n) = drop {
        composer.conditions.remove(n);
    }
    add(ui, theme, scene, composer, request);
    ui.add_space(4.0);
    total(ui, theme, scene, composer, request);
}

fn level_options(current: Quantity, wanted: &[f64]) -> Vec<(Quantity, String)> {
    let mut levels: Vec<Quantity> = wanted.iter().map(|v| Quantity::from_f64(*v)).chain([current]).collect();
    levels.sort_unstable();
    levels.dedup();
    levels.into_iter().map(|level| (level, words::share(level.to_f64()))).collect()
}

fn clause(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, request: &Request, condition: &mut Condition) {
    let setting = scene.setting;
    let names = [("exporter", setting.states[request.to].name.as_str()), ("partner", setting.states[request.from].name.as_str())];
    let say = |ui: &mut Ui, key: &str| {
        parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &fill(key, &names));
    };
    match condition {
        Condition::Monitoring(level) => {
            say(ui, "clause.monitoring");
            parts::choice(ui, theme, "monitoring", level, &level_options(*level, &[0.2, 0.4, 0.6, 0.8, 1.0]));
        }
        Condition::Certificate => say(ui, "clause.certificate"),
        Condition::NoRetransfer => say(ui, "clause.no_retransfer"),
        Condition::VolumeCap(cap) => {
            say(ui, "clause.volume");
            let points = request.points.to_f64();
            let mut caps: Vec<Quantity> =
                [0.25, 0.5, 0.75].iter().map(|part| Quantity::from_f64(points * part)).chain([*cap]).collect();
            caps.sort_unstable();
            caps.dedup();
            let options: Vec<_> = caps
                .into_iter()
                .map(|cap| (cap, fill("clause.points", &[("points", &words::number(cap.to_f64(), 1))])))
                .collect();
            parts::choice(ui, theme, "volume", cap, &options);
        }
        Condition::LowerTier(tier) => {
            say(ui, "clause.tier");
            let options: Vec<(u8, String)> =
                (1..request.tier).map(|tier| (tier, fill("clause.tier_n", &[("tier", &tier.to_string())]))).collect();
            parts::choice(ui, theme, "tier", tier, &options);
        }
        Condition::Phased(turns) => {
            say(ui, "clause.phased");
            let options: Vec<(u8, String)> =
                (2..=6).map(|turns| (turns, fill("clause.turns", &[("turns", &turns.to_string())]))).collect();
            parts::choice(ui, theme, "phased", turns, &options);
        }
        Condition::Reform => say(ui, "clause.reform"),
        Condition::OpenBidding => say(ui, "clause.bidding"),
        Condition::RegionalCommitment => say(ui, "clause.commitment"),
        Condition::Coproduction(share) => {
            say(ui, "clause.coproduction");
            parts::choice(ui, theme, "coproduction", share, &level_options(*share, &[0.1, 0.2, 0.3, 0.4, 0.5]));
        }
    }
}

/// The clauses that are not there yet; those that make no sense here are dashed and say why.
fn add(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &mut Composer, request: &Request) {
    let watch = Quantity::from_f64(scene.world.state(StateVar::Monitoring, request.to).max(request.monitoring.to_f64()));
    let half = Quantity::from_f64(request.points.to_f64() / 2.0);
    let bidders =
        scene.setting.links_of(request.from, request.domain).filter(|l| scene.setting.links[*l].supplier != request.from).count();
    let lower = (request.tier < 2).then_some("clause.no_lower_tier");
    let alone = (bidders < 2).then_some("clause.one_bidder");
    let menu: [(Condition, &str, Option<&str>); 10] = [
        (Condition::Monitoring(watch), "clause.add_monitoring", None),
        (Condition::Certificate, "clause.add_certificate", None),
        (Condition::NoRetransfer, "clause.add_no_retransfer", None),
        (Condition::VolumeCap(half), "clause.add_volume", None),
        (Condition::LowerTier(request.tier.saturating_sub(1).max(1)), "clause.add_tier", lower),
        (Condition::Phased(2), "clause.add_phased", None),
        (Condition::Reform, "clause.add_reform", None),
        (Condition::RegionalCommitment, "clause.add_commitment", None),
        (Condition::Coproduction(request.coproduction.max(Quantity::from_f64(0.2))), "clause.add_coproduction", None),
        (Condition::OpenBidding, "clause.add_bidding", alone),
    ];
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (condition, key, why_not) in menu {
            if composer.conditions.iter().any(|other| other.slot() == condition.slot()) {
                continue;
            }
            match why_not {
                Some(reason) => {
                    controls::disabled_with_reason(ui, theme, icons::PRIVATE, text(key), text(reason));
                }
                None => {
                    if parts::button(ui, theme, Look::Small, Some(icons::ADD), text(key)).clicked() {
                        composer.conditions.push(condition);
                    }
                }
            }
        }
    });
}

fn total(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request) {
    let burden = score::burden(&composer.conditions, request, &scene.setting.params);
    let odds = acceptance_odds(scene.setting, scene.world, request, burden);
    let key = match odds {
        o if o >= 0.95 => "clause.surely",
        o if o >= 0.6 => "clause.probably",
        o if o >= 0.35 => "clause.perhaps",
        _ => "clause.hardly",
    };
    let frame = Frame::new().fill(theme.colour(Token::SurfacePanel)).corner_radius(5).inner_margin(Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            parts::icon(ui, theme, icons::ASSURANCE, 18.0, Token::TextSecondary);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let chance = fill("clause.chance", &[("tenths", &words::number(10.0 * odds, 0))]);
                parts::label(ui, theme, &style::strong(), Token::TextPrimary, &chance);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let values =
                        [("burden", &*words::number(burden, 2)), ("partner", scene.setting.states[request.from].name.as_str())];
                    let label = parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &fill(key, &values));
                    parts::term(label, theme, LinkVar::Burden.name());
                });
            });
        });
    });
}

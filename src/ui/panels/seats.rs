//! Who sits where: every state, who plays it, and what waits for it and is drafted, as far as whoever looks may know.

use egui::{Frame, Grid, Label, Margin, RichText, ScrollArea, TextStyle, Ui, vec2};

use crate::report::facilitator;
use crate::report::titles::plain;
use crate::report::words::capital;
use crate::rules::order::{FacilitatorOrder, Order, OrderKind, Player, Policy};
use crate::rules::setting::Archetype;
use crate::rules::table::StateId;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::unanswered::decisions_left;
use crate::ui::state::workspace::Scene;

/// Widest the page's text gets.
const TEXT_MAX: f32 = 720.0;

/// Draws the page.
pub fn seats_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    if parts::titled_head(ui, theme, "seats head", text("seats.title"), |_| {}) {
        intents.push(Intent::Page(PageAsk::Close));
    }
    Frame::new().inner_margin(Margin::symmetric(24, 16)).show(ui, |ui| {
        ScrollArea::both().id_salt("seats").auto_shrink(false).show(ui, |ui| {
            let leads = scene.seat().is_none();
            ui.scope(|ui| {
                ui.set_max_width((TEXT_MAX * theme.larger()).min(ui.available_width()));
                let key = if leads { "seats.says_led" } else { "seats.says" };
                parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text(key));
            });
            ui.add_space(12.0);
            Grid::new("seats").spacing(vec2(24.0, 6.0)).min_row_height(30.0 * theme.larger()).show(ui, |ui| {
                for title in ["seats.state", "seats.player", "seats.waits", "seats.left", "seats.drafted"] {
                    ui.horizontal(|ui| {
                        // Over the words of the menus below it.
                        ui.add_space(if leads && title == "seats.player" { ui.spacing().button_padding.x } else { 0.0 });
                        words_ui(ui, theme, &style::small(), Token::TextSecondary, text(title));
                    });
                }
                ui.end_row();
                for id in scene.setting.states.ids() {
                    state_ui(ui, theme, scene, id, intents);
                    ui.end_row();
                }
            });
        });
    });
}

/// One state: what it is, who plays it, and where its orders stand.
fn state_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let state = &setting.states[id];
    ui.horizontal(|ui| {
        let size = 22.0 * theme.larger();
        emblem_ui(ui, theme, portrait::emblem(setting, id), portrait::supplier(setting, id), size, &state.name);
        words_ui(ui, theme, &style::body(), Token::TextPrimary, &state.name);
        words_ui(ui, theme, &style::small(), Token::TextSecondary, text(portrait::role_key(setting, id)));
    });
    player_ui(ui, theme, scene, id, intents);
    let open = scene.viewer.is_or_facilitates(id);
    let waits = scene.waiting().filter(|request| request.to == id).count();
    let drafted = scene.drafts.iter().filter(|order| order.seat.state() == Some(id)).count();
    let told = |count: f64| if open { plain(count) } else { text("seats.unknown").to_owned() };
    let licenses = scene.world.licenses(id);
    let cells = [
        if licenses { told(waits as f64) } else { String::new() },
        if licenses { told(decisions_left(scene, id)) } else { String::new() },
        told(drafted as f64),
    ];
    let token = if open && drafted > 0 { Token::DraftInk } else { Token::TextPrimary };
    for (cell, token) in cells.iter().zip([Token::TextPrimary, Token::TextPrimary, token]) {
        words_ui(ui, theme, &style::body(), token, cell);
    }
    if scene.seat() == Some(id) {
        words_ui(ui, theme, &style::small(), Token::TextSecondary, text("seats.here"));
    } else if state.playable {
        let pressed = parts::button(ui, theme, Look::Small, Some(icons::PERSON), text("seats.sit_short"));
        let words = fill("seats.sit", &[("state", state.name.as_str())]);
        pressed.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        if pressed.clicked() {
            intents.extend([Intent::Page(PageAsk::Close), Intent::Sit(Some(id))]);
        }
    }
}

/// Who plays a state. Whoever leads the game hands it over here, by an order like any other.
fn player_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let now = scene.world.players[id];
    let draft = scene.drafts.iter().enumerate().find_map(|(n, order)| handed(order, id).map(|player| (n, player)));
    let words = |player| match player {
        // What the scenario makes of the others is for whoever leads the game.
        Player::Scenario if scene.seat().is_none() => {
            fill("seats.computer", &[("archetype", facilitator::archetype(scene.setting.states[id].archetype))])
        }
        other => capital(&facilitator::player(other)),
    };
    if scene.seat().is_some() || scene.world.over(scene.setting) || scene.went_on().is_some() {
        words_ui(ui, theme, &style::body(), Token::TextPrimary, &words(now));
        return;
    }
    ui.horizontal(|ui| {
        let chosen = draft.map_or(now, |(_, player)| player);
        let menu = |ui: &mut Ui| {
            for player in players() {
                if parts::told_choice(ui, theme, player == chosen, &words(player), facilitator::plays(player)).clicked() {
                    intents.extend(draft.map(|(n, _)| Intent::RemoveDraft(n)));
                    let order = Order::of_facilitator(FacilitatorOrder::Seat { state: id, player });
                    intents.extend((player != now).then_some(Intent::Draft(order)));
                    ui.close();
                }
            }
        };
        let label = fill("seats.hand_over", &[("state", scene.setting.states[id].name.as_str()), ("player", &words(chosen))]);
        let pressed = parts::menu_button(ui, theme, &words(chosen), menu);
        pressed.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        if draft.is_some() {
            let was = fill("seats.was", &[("player", &facilitator::player(now))]);
            words_ui(ui, theme, &style::small(), Token::DraftInk, &was);
        }
    });
}

/// Words in full: the columns are as wide as they.
fn words_ui(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) {
    ui.add(Label::new(RichText::new(words).text_style(style.clone()).color(theme.colour(token))).extend());
}

/// To whom an order hands a state over.
const fn handed(order: &Order, id: StateId) -> Option<Player> {
    match &order.kind {
        OrderKind::Facilitate(FacilitatorOrder::Seat { state, player }) if state.0 == id.0 => Some(*player),
        _ => None,
    }
}

/// Everybody who can play a state: people, the computer as the scenario means it, by each character, and by each standing policy.
fn players() -> impl Iterator<Item = Player> {
    let characters = Archetype::ALL.into_iter().map(Player::Archetype);
    let policies = Policy::ALL.into_iter().map(Player::Policy);
    [Player::Person, Player::Scenario].into_iter().chain(characters).chain(policies)
}

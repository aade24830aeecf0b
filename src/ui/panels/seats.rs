//! Who sits where: every state, who plays it, and what waits for it and is drafted, as far as whoever looks may know.

use egui::{Align, Frame, Grid, Label, Layout, Margin, RichText, ScrollArea, TextStyle, Ui, vec2};

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
use crate::ui::kit::widgets::labels;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::unanswered::decisions_left;
use crate::ui::state::workspace::Scene;

/// Widest the page's text gets.
const TEXT_MAX: f32 = 720.0;
/// What is counted of each state.
const COUNTED: [&str; 3] = ["seats.waits", "seats.left", "seats.drafted"];

/// How large emblems are.
const EMBLEM: f32 = 22.0;
/// A page narrower than this has two lines for each state.
const TABLE_MIN: f32 = 900.0;
/// There, who plays it begins after this part of the width.
const PLAYER_AT: f32 = 0.36;
/// What the menu of who plays it takes beside its words, and the way to its seat.
const BESIDE_WORDS: f32 = 56.0;
const SIT: f32 = 76.0;

/// Draws the page.
pub fn seats_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    if parts::titled_head(ui, theme, "seats head", text("seats.title"), |_| {}) {
        intents.push(Intent::Page(PageAsk::Close));
    }
    Frame::new().inner_margin(Margin::symmetric(24, 16)).show(ui, |ui| {
        ScrollArea::both().id_salt("seats").auto_shrink(false).show(ui, |ui| {
            ui.scope(|ui| {
                ui.set_max_width((TEXT_MAX * theme.larger()).min(ui.available_width()));
                let key = if scene.seat().is_none() { "seats.says_led" } else { "seats.says" };
                parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text(key));
            });
            ui.add_space(12.0);
            if ui.available_width() < TABLE_MIN * theme.larger() {
                ui.set_max_width(ui.available_width() - 12.0);
                ui.spacing_mut().item_spacing.y = 3.0;
                for id in scene.setting.states.ids() {
                    two_lines(ui, theme, scene, id, intents);
                }
            } else {
                table(ui, theme, scene, intents);
            }
        });
    });
}

/// A row for each state.
fn table(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    Grid::new("seats").spacing(vec2(24.0, 6.0)).min_row_height(30.0 * theme.larger()).show(ui, |ui| {
        let head = |ui: &mut Ui, key| words_ui(ui, theme, &style::small(), Token::TextSecondary, text(key));
        head(ui, "seats.state");
        ui.horizontal(|ui| {
            // Over the words of the menus below it.
            ui.add_space(if scene.seat().is_none() { ui.spacing().button_padding.x } else { 0.0 });
            head(ui, "seats.player");
        });
        for key in COUNTED {
            ui.with_layout(right(), |ui| head(ui, key));
        }
        ui.end_row();
        for id in scene.setting.states.ids() {
            state_ui(ui, theme, scene, id);
            ui.horizontal(|ui| {
                player_ui(ui, theme, scene, id, intents);
                was_ui(ui, theme, scene, id);
            });
            for (words, token) in counts(scene, id) {
                ui.with_layout(right(), |ui| words_ui(ui, theme, &style::body(), token, &words));
            }
            sit_ui(ui, theme, scene, id, intents);
            ui.end_row();
        }
    });
}

/// A state in two lines: who plays it and the way to its seat, and under them where its orders stand.
fn two_lines(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    parts::line(ui, theme);
    let width = ui.available_width();
    let wide = labels::wide(ui, theme, &style::body(), &player_words(scene, id, player(scene, id)));
    let beside = PLAYER_AT * width + wide + BESIDE_WORDS + SIT * theme.larger() <= width;
    ui.horizontal(|ui| {
        let from = ui.cursor().left();
        state_ui(ui, theme, scene, id);
        if beside {
            ui.add_space((from + PLAYER_AT * width - ui.cursor().left()).max(0.0));
            player_ui(ui, theme, scene, id, intents);
        }
        ui.with_layout(right(), |ui| sit_ui(ui, theme, scene, id, intents));
    });
    let under_name = EMBLEM * theme.larger() + ui.spacing().item_spacing.x;
    if !beside {
        ui.horizontal(|ui| {
            let padding = if scene.seat().is_none() { ui.spacing().button_padding.x } else { 0.0 };
            ui.add_space(under_name - padding);
            player_ui(ui, theme, scene, id, intents);
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add_space(under_name);
        ui.spacing_mut().item_spacing.x = 14.0;
        for (key, (words, token)) in COUNTED.iter().zip(counts(scene, id)) {
            let token = if token == Token::TextPrimary { Token::TextSecondary } else { token };
            let said = fill("seats.counted", &[("what", text(key)), ("count", &words)]);
            words_ui(ui, theme, &style::small(), token, &said);
        }
        was_ui(ui, theme, scene, id);
    });
    ui.add_space(4.0);
}

/// A state by its emblem, its name and its part.
fn state_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId) {
    let (setting, name) = (scene.setting, &scene.setting.states[id].name);
    ui.horizontal(|ui| {
        let size = EMBLEM * theme.larger();
        emblem_ui(ui, theme, portrait::emblem(setting, id), portrait::supplier(setting, id), size, name);
        words_ui(ui, theme, &style::body(), Token::TextPrimary, name);
        words_ui(ui, theme, &style::small(), Token::TextSecondary, text(portrait::role_key(setting, id)));
    });
}

/// Where the orders of a state stand, in the order of [`COUNTED`], as far as whoever looks may know.
fn counts(scene: &Scene<'_>, id: StateId) -> [(String, Token); 3] {
    let open = scene.viewer.is_or_facilitates(id);
    let licenses = scene.world.licenses(id);
    let unknown = || (text("seats.unknown").to_owned(), Token::TextMuted);
    let told = |count: f64| if open { (plain(count), Token::TextPrimary) } else { unknown() };
    let of_exporter = |count: f64| if licenses { told(count) } else { (text("seats.none").to_owned(), Token::TextMuted) };
    let waits = scene.waiting().filter(|request| request.to == id).count();
    let drafted = scene.drafts.iter().filter(|order| order.seat.state() == Some(id)).count();
    let (words, token) = told(drafted as f64);
    let drafts = (words, if open && drafted > 0 { Token::DraftInk } else { token });
    [of_exporter(waits as f64), of_exporter(decisions_left(scene, id)), drafts]
}

/// The way to the seat of a state.
fn sit_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let state = &scene.setting.states[id];
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

/// To whom a state is handed over by a draft, and which that is.
fn handed_by(scene: &Scene<'_>, id: StateId) -> Option<(usize, Player)> {
    scene.drafts.iter().enumerate().find_map(|(n, order)| handed(order, id).map(|player| (n, player)))
}

/// Who has played a state that is being handed over.
fn was_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId) {
    if scene.seat().is_none() && handed_by(scene, id).is_some() {
        let was = fill("seats.was", &[("player", &facilitator::player(scene.world.players[id]))]);
        words_ui(ui, theme, &style::small(), Token::DraftInk, &was);
    }
}

/// Who is to play a state: as drafted, else as it is.
fn player(scene: &Scene<'_>, id: StateId) -> Player {
    let drafted = handed_by(scene, id).filter(|_| scene.seat().is_none());
    drafted.map_or(scene.world.players[id], |(_, player)| player)
}

fn player_words(scene: &Scene<'_>, id: StateId, player: Player) -> String {
    match player {
        // What the scenario makes of the others is for whoever leads the game.
        Player::Scenario if scene.seat().is_none() => {
            fill("seats.computer", &[("archetype", facilitator::archetype(scene.setting.states[id].archetype))])
        }
        other => capital(&facilitator::player(other)),
    }
}

/// Who plays a state. Whoever leads the game hands it over here, by an order like any other.
fn player_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let now = scene.world.players[id];
    let draft = handed_by(scene, id);
    let words = |player| player_words(scene, id, player);
    if scene.seat().is_some() || scene.world.over(scene.setting) || scene.went_on().is_some() {
        words_ui(ui, theme, &style::body(), Token::TextPrimary, &words(now));
        return;
    }
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
}

/// Words in full: the columns are as wide as they.
fn words_ui(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) {
    ui.add(Label::new(RichText::new(words).text_style(style.clone()).color(theme.colour(token))).extend());
}

/// How numbers stand below one another, and what ends a line.
fn right() -> Layout {
    Layout::right_to_left(Align::Center)
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

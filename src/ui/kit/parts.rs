//! Small things that several panels put together from the widgets: labels, command buttons, menus, rules, empty states.
//!
//! The widgets know no commands and no variables; here they meet.

use egui::{
    Align, Align2, Context, Frame, Label, Layout, Margin, Panel, Rect, Response, RichText, Role, Sense, Stroke, TextStyle, Ui,
    WidgetInfo, vec2,
};

use crate::report::when::when;
use crate::report::{terms, words};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::variable::Variable;
use crate::rules::world::World;
use crate::text::{fill, text};
use crate::ui::kit::mark;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind, Sign};
use crate::ui::kit::widgets::labels::paint_change;
use crate::ui::state::commands::naming;
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Scene, Workspace};

pub use super::menus::{
    choice, choice_of, icon_menu, menu, menu_button, menu_command, menu_width, option, told_choice, told_menu,
};

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The next step: one a screen.
    Primary,
    /// With an edge.
    Plain,
    /// Without an edge.
    Quiet,
    /// With an edge, in a list.
    Small,
    /// An icon alone.
    IconOnly,
}

/// A line of text, cut off where there is no more room.
pub fn label(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) -> Response {
    let text = RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(Label::new(text).truncate())
}

/// Text over as many lines as it needs.
pub fn paragraph(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) -> Response {
    let text = RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(Label::new(text).wrap())
}

/// An icon in a line of text, of this size where text has the designed one.
pub fn icon(ui: &mut Ui, theme: &Theme, icon: &str, size: f32, token: Token) -> Response {
    let size = size * theme.larger();
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    controls::paint_icon(ui.painter(), rect.center(), icon, style::icon(size), theme.colour(token));
    response
}

/// A filled icon, which marks a status, of this size where text has the designed one.
pub fn status_icon(ui: &mut Ui, theme: &Theme, icon: &str, size: f32, token: Token) -> Response {
    let size = size * theme.larger();
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    controls::paint_icon(ui.painter(), rect.center(), icon, style::icon_filled(size), theme.colour(token));
    response
}

/// A button with words.
pub fn button(ui: &mut Ui, theme: &Theme, look: Look, icon: Option<&str>, words: &str) -> Response {
    let icon = icon.unwrap_or_default();
    match look {
        Look::Primary => controls::primary_button(ui, theme, icon, words),
        Look::Plain => controls::button(ui, theme, icon, words),
        Look::Quiet => controls::quiet_button(ui, theme, icon, words),
        Look::Small => small(ui, |ui| controls::button(ui, theme, icon, words)),
        Look::IconOnly => controls::icon_button(ui, theme, icon, words, false),
    }
}

/// A button that is an icon alone, small enough for a row.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> Response {
    small(ui, |ui| controls::icon_button(ui, theme, icon, words, false))
}

/// The same, saying more under the pointer than what it is called.
pub fn icon_button_told(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, tip: &str) -> Response {
    small(ui, |ui| controls::icon_button_told(ui, theme, icon, words, tip))
}

fn small(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let spacing = ui.spacing_mut();
    let (size, padding) = (spacing.interact_size, spacing.button_padding);
    spacing.interact_size = vec2(24.0, 24.0);
    spacing.button_padding = vec2(8.0, 2.0);
    let response = add(ui);
    let spacing = ui.spacing_mut();
    spacing.interact_size = size;
    spacing.button_padding = padding;
    response
}

/// Says under the pointer what a number is called here, and what its term means.
pub fn defined(response: Response, theme: &Theme, name: &str, variable: Variable) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(TOLD * theme.larger());
        paragraph(ui, theme, &style::strong(), Token::TextPrimary, name);
        paragraph(ui, theme, &style::small(), Token::TextSecondary, &terms::meaning(variable));
    })
}

/// Says under the pointer what a kind of number means.
pub fn term(response: Response, theme: &Theme, kind: &str) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(TOLD * theme.larger());
        paragraph(ui, theme, &style::small(), Token::TextSecondary, &terms::of_kind(kind));
    })
}

/// Words that lead somewhere: underlined under the pointer.
pub fn link(ui: &mut Ui, theme: &Theme, style: &TextStyle, words: &str) -> Response {
    let text = RichText::new(words).text_style(style.clone()).color(theme.colour(Token::TextPrimary));
    let response = ui.add(Label::new(text).truncate().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    if response.hovered() {
        let line = Stroke::new(1.0, theme.colour(Token::TextPrimary));
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, line);
    }
    if response.has_focus() {
        focus_ring(ui, theme, response.rect);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// [`link`] over as many lines as it needs.
pub fn link_wrapped(ui: &mut Ui, theme: &Theme, style: &TextStyle, words: &str) -> Response {
    let text = RichText::new(words).text_style(style.clone()).color(theme.colour(Token::TextPrimary));
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    if response.has_focus() {
        focus_ring(ui, theme, response.rect);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What a command is called now, with its keys.
fn tip_now(ctx: &Context, workspace: &Workspace, known: &commands::Command) -> String {
    let name = naming::name(workspace, known);
    let named = commands::keys(ctx, known.id).map_or_else(|| name.clone(), |keys| format!("{name}  {keys}"));
    naming::says(workspace, known).map_or_else(|| named.clone(), |more| format!("{named}\n{more}"))
}

/// The name of a command with its keys, as tooltips say it.
#[must_use]
pub fn tip(ctx: &Context, id: CommandId) -> String {
    let label = commands::find(id).map_or("", |command| text(command.label));
    commands::keys(ctx, id).map_or_else(|| label.to_owned(), |keys| format!("{label}  {keys}"))
}

/// A button for a command; one that cannot be given now says why.
pub fn command(ui: &mut Ui, theme: &Theme, workspace: &Workspace, id: CommandId, look: Look, intents: &mut Vec<Intent>) {
    let Some(known) = commands::find(id) else { return };
    let response = match (known.enabled)(workspace) {
        Ok(()) => {
            let (words, tip) = (naming::name(workspace, known), tip_now(ui.ctx(), workspace, known));
            match look {
                Look::IconOnly => controls::icon_button_told(ui, theme, known.icon, &words, &tip),
                _ => button(ui, theme, look, Some(known.icon), &words).on_hover_text(tip),
            }
        }
        Err(reason) if look == Look::IconOnly => {
            ui.scope(|ui| {
                ui.set_opacity(0.45);
                let words = format!("{}. {}", text(known.label), text(reason));
                controls::icon_button(ui, theme, known.icon, &words, false);
            });
            return;
        }
        Err(reason) => {
            controls::disabled_with_reason(ui, theme, known.icon, text(known.label), text(reason));
            return;
        }
    };
    if response.clicked() {
        intents.push(Intent::Run(id));
    }
}

/// Width of what a choice says of itself.
pub(super) const TOLD: f32 = 380.0;

/// A chip with an edge.
pub fn chip(ui: &mut Ui, theme: &Theme, icon: Option<&str>, words: &str) -> Response {
    controls::chip(ui, theme, ChipKind::Outlined, icon.unwrap_or_default(), words)
}

/// A year in words; a scenario without a calendar of its own counts from 1.
#[must_use]
pub fn year(year: u16) -> String {
    let number = year.to_string();
    if year < 1000 { fill("topbar.year", &[("year", &number)]) } else { number }
}

/// "Turn 4 of 8 · year 2"; "End, after turn 8 · year 4".
#[must_use]
pub fn turn(setting: &Setting, world: &World) -> String {
    let (in_year, _) = setting.calendar(world.turn.min(world.last_turn));
    let values = [("turns", &*world.last_turn.to_string()), ("year", &*year(in_year))];
    when(setting, world, ["topbar.turn", "topbar.turn_end"], &values)
}

/// The hairline between groups.
pub fn line(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, edge(theme));
}

/// How long something takes to change, seconds: not at all, where nothing is to move by itself.
#[must_use]
pub fn seconds(ui: &Ui, seconds: f32) -> f32 {
    if ui.style().animation_time > 0.0 { seconds } else { 0.0 }
}

/// The stroke of a hairline.
#[must_use]
pub fn edge(theme: &Theme) -> Stroke {
    Stroke::new(1.0, theme.colour(Token::BorderSubtle))
}

/// A card: raised ground with an edge and round corners.
pub fn card(theme: &Theme, margin: Margin) -> Frame {
    Frame::new().fill(theme.colour(Token::SurfaceRaised)).stroke(edge(theme)).corner_radius(6).inner_margin(margin)
}

/// The ring of the focus round something that paints itself.
pub fn focus_ring(ui: &Ui, theme: &Theme, rect: Rect) {
    controls::ring(ui, theme, rect);
}

/// What stands where there is nothing yet.
pub fn empty(ui: &mut Ui, theme: &Theme, words: &str) {
    Frame::new().inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        paragraph(ui, theme, &style::body(), Token::TextMuted, words);
    });
}

/// A way onward, the whole row pressed at once: its picture, what it is, and what it is good for.
pub fn way(ui: &mut Ui, theme: &Theme, icon: &str, title: &str, says: &str) -> Response {
    let builder = egui::UiBuilder::new().id_salt(("way", title)).sense(Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        let hovered = ui.response().hovered();
        let fill = theme.colour(if hovered { Token::SurfaceOverlay } else { Token::SurfaceRaised });
        let stroke = Stroke::new(1.0, theme.colour(Token::BorderControl));
        let frame = Frame::new().fill(fill).stroke(stroke).corner_radius(5).inner_margin(Margin::symmetric(9, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(9.0, 0.0);
            ui.horizontal(|ui| {
                self::icon(ui, theme, icon, 19.0, Token::TextSecondary);
                ui.vertical(|ui| {
                    paragraph(ui, theme, &style::strong(), Token::TextPrimary, title);
                    paragraph(ui, theme, &style::small(), Token::TextSecondary, says);
                });
            });
        });
    });
    let response = shown.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    if response.has_focus() {
        focus_ring(ui, theme, response.rect);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A value since the last turn; a click asks why.
pub fn change(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, variable: Variable, value: f64, intents: &mut Vec<Intent>) {
    let (shown, sign) = changed(variable, value);
    let response = controls::change_door(ui, theme, &shown, sign);
    let response = defined(response, theme, &words::capital(&words::short_variable(scene.setting, variable)), variable);
    if response.clicked() {
        intents.push(Intent::Why(variable));
    }
}

/// How a number's change is written, and its sign as shown.
#[must_use]
pub fn changed(variable: Variable, value: f64) -> (String, Sign) {
    let shown = words::change(variable, Quantity::from_f64(value));
    let sign = if words::shows_nothing(&shown) { Sign::Zero } else { Sign::of(value) };
    (short_change(&shown), sign)
}

/// A change without its unit where the unit is plain from the level beside it. Money keeps its own: $0.2 alone is no amount.
#[must_use]
pub fn short_change(shown: &str) -> String {
    let billions = shown.replace(text("unit.bn_a_year"), text("unit.bn"));
    if billions.ends_with(text("unit.bn")) {
        return billions;
    }
    let hard = words::HARD_SPACE;
    shown.split(hard).next().unwrap_or(shown).to_owned()
}

/// The triangle before a change that is written here.
pub fn mark_change(ui: &Ui, theme: &Theme, written: Rect, sign: Sign) {
    let larger = theme.larger();
    let at = written.left_center() + vec2(-7.0 * larger, 0.5);
    paint_change(ui.painter(), at, 8.0 * larger, sign, theme.colour(sign.token()));
}

/// The mark of the program.
pub fn logo(ui: &mut Ui, theme: &Theme, size: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text("app.name")));
    mark::paint(ui, theme, rect.center(), size);
    if response.has_focus() {
        focus_ring(ui, theme, rect);
    }
    response
}

/// Text painted at a place; gives its box.
pub fn paint_text(ui: &Ui, theme: &Theme, at: egui::Pos2, align: Align2, words: &str, style: &TextStyle, token: Token) -> Rect {
    ui.painter().text(at, align, words, theme.font(style), theme.colour(token))
}

/// The head of a page: a row of this height with a line under it.
pub fn page_head(ui: &mut Ui, theme: &Theme, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let base = Frame::new().fill(theme.colour(Token::SurfaceBase));
    Panel::top(id).exact_size(52.0).resizable(false).frame(base).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, edge(theme));
        add(ui);
    });
}

/// The head of a page that has a title, and nothing else but what stands at its end. Whether somebody closes the page.
pub fn titled_head(ui: &mut Ui, theme: &Theme, id: &'static str, title: &str, end: impl FnOnce(&mut Ui)) -> bool {
    let mut closed = false;
    page_head(ui, theme, id, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            ui.spacing_mut().item_spacing.x = 12.0;
            closed = icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked();
            label(ui, theme, &style::heading(), Token::TextPrimary, title);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(16.0);
                end(ui);
            });
        });
    });
    closed
}

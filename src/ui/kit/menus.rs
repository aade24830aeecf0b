//! Menus, and choices that open as one: never longer or wider than the window, whatever they hold.

use egui::{Button, Color32, Popup, Response, Role, ScrollArea, Stroke, TextStyle, Ui, WidgetInfo, vec2};

use super::parts::{TOLD, focus_ring, link};
use crate::text::text;
use crate::ui::kit::theme::{Theme, Token, icons, of, text as style};
use crate::ui::kit::widgets::{controls, labels};
use crate::ui::state::commands::naming;
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Workspace;

/// What a menu leaves of the window's height and width.
const AROUND: (f32, f32) = (80.0, 60.0);

/// What the bar of a menu that is longer than the window takes beside the words.
const BESIDE_BAR: f32 = 12.0;

/// Opens a menu at what was pressed; one that is longer than the window scrolls.
pub fn menu(pressed: &Response, add: impl FnOnce(&mut Ui)) {
    Popup::menu(pressed).show(|ui| {
        let height = ui.ctx().content_rect().height() - AROUND.0;
        // Without a least height of its own the area would take what a menu has at first, which is less than there is.
        ui.spacing_mut().scroll.floating_allocated_width = BESIDE_BAR;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, add);
    });
}

/// The widest words of a menu; longer ones take more lines.
#[must_use]
pub fn menu_width(ui: &Ui) -> f32 {
    ui.ctx().content_rect().width() - AROUND.1
}

/// An option in a menu, over as many lines as the window asks for.
pub fn option(ui: &mut Ui, theme: &Theme, on: bool, words: &str) -> Response {
    let galley = ui.painter().layout(words.to_owned(), theme.font(&style::body()), Color32::PLACEHOLDER, menu_width(ui));
    ui.add(Button::selectable(on, galley))
}

/// A command in a menu, with its keys.
pub fn menu_command(ui: &mut Ui, workspace: &Workspace, id: CommandId, intents: &mut Vec<Intent>) {
    let Some(known) = commands::find(id) else { return };
    let enabled = (known.enabled)(workspace);
    let words = format!("{}  {}", known.icon, naming::name(workspace, known));
    let keys = commands::keys(ui.ctx(), id).unwrap_or_default();
    let button = Button::new(words).shortcut_text(keys).frame(false).min_size(vec2(250.0, 28.0));
    let response = ui.add_enabled(enabled.is_ok(), button);
    let response = match enabled {
        Err(reason) => response.on_disabled_hover_text(text(reason)),
        Ok(()) => response,
    };
    if response.has_focus() {
        focus_ring(ui, &of(ui.ctx()), response.rect.shrink(4.0));
    }
    if response.clicked() {
        intents.push(Intent::Run(id));
        ui.close();
    }
}

/// Words that open a menu.
pub fn menu_button(ui: &mut Ui, theme: &Theme, words: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let response = controls::quiet_button(ui, theme, "", &format!("{words}  {}", icons::EXPAND));
    menu(&response, add);
    response
}

/// An icon that opens a menu, and says under the pointer what it is for.
pub fn told_menu(ui: &mut Ui, theme: &Theme, icon: &str, (words, tip): (&str, &str), add: impl FnOnce(&mut Ui)) -> Response {
    let response = controls::icon_button_told(ui, theme, icon, words, tip);
    menu(&response, add);
    response
}

/// An icon that opens a menu.
pub fn icon_menu(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let response = controls::icon_button(ui, theme, icon, words, false);
    menu(&response, add);
    response
}

/// A choice of a menu with a line that says what it is.
pub fn told_choice(ui: &mut Ui, theme: &Theme, on: bool, name: &str, told: &str) -> Response {
    let mut job = egui::text::LayoutJob::default();
    job.wrap.max_width = (TOLD * theme.larger()).min(menu_width(ui));
    let format = |style: &TextStyle, token| egui::TextFormat::simple(theme.font(style), theme.colour(token));
    job.append(name, 0.0, format(&style::strong(), Token::TextPrimary));
    job.append(&format!("\n{told}"), 0.0, format(&style::small(), Token::TextSecondary));
    let galley = ui.painter().layout_job(job);
    let response = ui.add(Button::selectable(on, galley));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("{name}. {told}")));
    response
}

/// A small menu inside a sentence: words with a line under them.
pub fn choice<T: Copy + PartialEq>(ui: &mut Ui, theme: &Theme, id: &str, value: &mut T, options: &[(T, String)]) -> bool {
    choice_of(ui, theme, id, value, options, |ui, on, n| option(ui, theme, on, options.get(n).map_or("", |(_, words)| words)))
}

/// [`choice`] whose options are drawn otherwise in the menu: each by its place, and whether it is the present one.
pub fn choice_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    id: &str,
    value: &mut T,
    options: &[(T, String)],
    draw: impl Fn(&mut Ui, bool, usize) -> Response,
) -> bool {
    let current = options.iter().find(|(option, _)| option == value).map_or("", |(_, words)| words.as_str());
    let words = format!("{current} {}", icons::EXPAND);
    // In rows that wrap, what has no room goes to the next one whole.
    if ui.layout().main_wrap() && labels::wide(ui, theme, &style::strong(), &words) > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let response = ui.push_id(id, |ui| link(ui, theme, &style::strong(), &words)).inner;
    let under = Stroke::new(1.0, theme.colour(Token::BorderControl));
    ui.painter().hline(response.rect.x_range(), response.rect.bottom(), under);
    let mut changed = false;
    menu(&response, |ui| {
        for (n, (option, _)) in options.iter().enumerate() {
            if draw(ui, option == value, n).clicked() {
                *value = *option;
                changed = true;
                ui.close();
            }
        }
    });
    changed
}

//! What lies over the screen until it is answered: a page to read, a path, the question about unsaved play, all causes, the keys.

use std::path::PathBuf;

use std::path::Path;

use egui::text_edit::TextEditState;
use egui::{Align, Frame, Id, Layout, Margin, Modal, ScrollArea, TextEdit, Ui};

use crate::report::words::file_name;
use crate::rules::RULES_VERSION;
use crate::text::{fill, text};
use crate::ui::kit::landmarks;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::outside::filing::Crashed;
use crate::ui::panels::hand_in;
use crate::ui::panels::keys_page;
use crate::ui::panels::messages::{self, Messages};
use crate::ui::panels::new_order;
use crate::ui::panels::palette;
use crate::ui::panels::rulebook;
use crate::ui::panels::settings_page;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Dialog, PathPurpose, Play, Saved, Workspace};

/// Seconds after which it is said that a file is being opened.
const OPENING_SECONDS: f64 = 0.4;

/// Draws the dialog that is open.
pub fn dialogs_ui(ui: &Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    let Workspace { dialog, play, settings, messages, crashed, .. } = workspace;
    landmarks::dialog_is(ui.ctx(), None);
    let Some(open) = dialog.as_mut() else { return };
    if matches!(open, Dialog::Opening { .. }) && !has_waited(ui) {
        return;
    }
    let frame = Frame::new()
        .fill(theme.colour(Token::SurfaceRaised))
        .stroke(parts::edge(theme))
        .corner_radius(10)
        .shadow(theme.shadow())
        .inner_margin(Margin::same(20));
    let screen = ui.ctx().content_rect().size();
    // Each kind keeps its own place and size: what was scrolled in one is not scrolled in another.
    let modal = Modal::new(Id::unique(("dialog", std::mem::discriminant(open)))).frame(frame).show(ui.ctx(), |ui| {
        // The choices of the settings stand side by side, and are longer in other languages.
        let widest = match open {
            Dialog::Rulebook(_) => 900.0,
            Dialog::NewOrder(_) => 1180.0 * theme.larger(),
            Dialog::HandIn(_) => 820.0,
            Dialog::Settings | Dialog::Keyboard => 880.0,
            _ => 620.0,
        };
        ui.set_max_width((screen.x - 80.0).min(widest));
        ui.set_min_width((screen.x - 80.0).min(380.0));
        match open {
            Dialog::Page { title, text, anew } => {
                page(ui, theme, title, text, screen.y, intents);
                play_anew(ui, theme, anew.as_deref(), intents);
            }
            Dialog::Path(purpose, typed) => path(ui, theme, *purpose, typed, intents),
            Dialog::Opening { path, .. } => opening(ui, theme, path, intents),
            Dialog::HandIn(handed_in) => {
                head(ui, theme, text("hand_in.title"), intents);
                hand_in::hand_in_ui(ui, theme, handed_in, intents);
            }
            Dialog::Later(which) => {
                if let Some(game) = crashed.get(*which) {
                    later(ui, theme, *which, game, intents);
                }
            }
            Dialog::Chair => chair(ui, theme, intents),
            Dialog::Leave(_) => leave(ui, theme, play.as_ref(), intents),
            Dialog::Keyboard => {
                head(ui, theme, text("command.keyboard"), intents);
                scrolled(screen.y).show(ui, |ui| keys_page::keys_ui(ui, theme));
            }
            Dialog::Settings => {
                head(ui, theme, text("settings.title"), intents);
                scrolled(screen.y).show(ui, |ui| settings_page::settings_ui(ui, theme, settings, intents));
            }
            Dialog::Messages => said(ui, theme, messages, screen.y, intents),
            Dialog::Find(find) => palette::palette_ui(ui, theme, find, screen.y, intents),
            Dialog::NewOrder(menu) => {
                head(ui, theme, text("tray.new_order"), intents);
                if let Some(play) = play.as_ref() {
                    new_order::new_order_ui(ui, theme, menu, &play.scene(), screen.y, intents);
                }
            }
            Dialog::Rulebook(view) => rulebook::rulebook_ui(ui, theme, view, screen, intents),
        }
    });
    landmarks::dialog_is(ui.ctx(), Some(modal.response.rect));
    if modal.backdrop_response.clicked() {
        intents.push(Intent::Dismiss);
    }
}

/// What scrolls under the head of a dialog: as high as its content, and at most as high as a window of that height leaves room for.
fn scrolled(window: f32) -> ScrollArea {
    let most = (window - 140.0).max(120.0);
    ScrollArea::vertical().max_height(most).min_scrolled_height(most)
}

fn head(ui: &mut Ui, theme: &Theme, title: &str, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if parts::icon_button(ui, theme, icons::CLOSE, text("dialog.close")).clicked() {
                intents.push(Intent::Dismiss);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                parts::paragraph(ui, theme, &style::heading(), Token::TextPrimary, title);
            });
        });
    });
    ui.add_space(6.0);
}

fn page(ui: &mut Ui, theme: &Theme, title: &str, content: &str, height: f32, intents: &mut Vec<Intent>) {
    head(ui, theme, title, intents);
    scrolled(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        markdown(ui, theme, content);
    });
}

/// What can be done with a game of other rules.
fn play_anew(ui: &mut Ui, theme: &Theme, path: Option<&Path>, intents: &mut Vec<Intent>) {
    let Some(path) = path else { return };
    ui.add_space(10.0);
    let words = fill("reading.play_anew", &[("ours", &RULES_VERSION.to_string())]);
    if parts::button(ui, theme, Look::Primary, None, &words).clicked() {
        intents.push(Intent::PlayAnew(path.to_owned()));
    }
}

/// Headings, lists, paragraphs; emphasis is read without its signs, and a paragraph that is bold as a whole stands out.
fn markdown(ui: &mut Ui, theme: &Theme, content: &str) {
    ui.spacing_mut().item_spacing.y = 6.0;
    let mut paragraph = String::new();
    for line in content.lines().chain([""]) {
        let trimmed = line.trim();
        let starts_block = trimmed.is_empty() || trimmed.starts_with('#') || trimmed.starts_with("- ");
        if starts_block && !paragraph.is_empty() {
            let said = std::mem::take(&mut paragraph);
            let bold = said.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).is_some_and(|rest| !rest.contains("**"));
            let style = if bold { style::strong() } else { style::body() };
            parts::paragraph(ui, theme, &style, Token::TextPrimary, &plain(&said));
        }
        if trimmed.starts_with('#') {
            let words = plain(trimmed.trim_start_matches('#').trim());
            ui.add_space(4.0);
            parts::paragraph(ui, theme, &style::subhead(), Token::TextPrimary, &words);
        } else if let Some(item) = trimmed.strip_prefix("- ") {
            ui.horizontal_top(|ui| {
                parts::label(ui, theme, &style::body(), Token::TextMuted, "·");
                parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &plain(item));
            });
        } else if !trimmed.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(trimmed);
        }
    }
}

/// Words without the signs of emphasis: `**bold**`, `*slanted*`, and code. A star that stands alone is a star.
fn plain(words: &str) -> String {
    let bare = words.replace("**", "").replace('`', "");
    let pieces: Vec<&str> = bare.split('*').collect();
    let emphasis = |piece: &&str| !piece.is_empty() && !piece.starts_with(' ') && !piece.ends_with(' ');
    // Every second piece stands between two stars.
    if pieces.len() % 2 == 1 && pieces.iter().skip(1).step_by(2).all(emphasis) { pieces.concat() } else { bare }
}

fn path(ui: &mut Ui, theme: &Theme, purpose: PathPurpose, typed: &mut String, intents: &mut Vec<Intent>) {
    let (title, action, says) = match purpose {
        PathPurpose::Open => ("path.open", "path.open_action", "path.open_says"),
        PathPurpose::Save => ("path.save", "path.save_action", "path.save_says"),
    };
    head(ui, theme, text(title), intents);
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text(says));
    let field = ui.add(TextEdit::singleline(typed).font(style::code()).desired_width(f32::INFINITY));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, text("path.field")));
    // Asked for before: the memory is locked inside the closure.
    let now = ui.ctx().cumulative_pass_nr();
    let first = ui.ctx().data_mut(|data| {
        let seen = data.get_temp_mut_or_default::<u64>(Id::unique("path field"));
        let fresh = now.saturating_sub(*seen) > 1;
        *seen = now;
        fresh
    });
    if first {
        field.request_focus();
        // What is there already is the folder: one types on behind it.
        let end = egui::text::CCursor::new(typed.chars().count());
        let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ui.ctx(), field.id);
    }
    ui.add_space(8.0);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let pressed = parts::button(ui, theme, Look::Primary, None, text(action)).clicked();
        if parts::button(ui, theme, Look::Plain, None, text("dialog.cancel")).clicked() {
            intents.push(Intent::Dismiss);
        }
        if pressed || entered {
            intents.extend(typed_path(typed).map(|path| Intent::PathGiven(purpose, path)));
        }
    });
}

/// Whether a file has been on its way for so long that it should be said: most open before anybody sees that.
fn has_waited(ui: &Ui) -> bool {
    let (now, pass) = (ui.input(|input| input.time), ui.ctx().cumulative_pass_nr());
    let since = ui.ctx().data_mut(|data| {
        let (since, seen) = data.get_temp_mut_or(Id::unique("opening since"), (now, pass));
        if pass.saturating_sub(*seen) > 1 {
            *since = now;
        }
        *seen = pass;
        *since
    });
    let left = OPENING_SECONDS - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left <= 0.0
}

/// A file that takes its time: whoever does not want it any more lets it go.
fn opening(ui: &mut Ui, theme: &Theme, path: &Path, intents: &mut Vec<Intent>) {
    let file = file_name(path);
    parts::label(ui, theme, &style::heading(), Token::TextPrimary, &fill("file.opening", &[("file", &file)]));
    ui.add_space(6.0);
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("file.opening_says"));
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if parts::button(ui, theme, Look::Plain, None, text("file.opening_stop")).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

fn leave(ui: &mut Ui, theme: &Theme, play: Option<&Play>, intents: &mut Vec<Intent>) {
    let Some(play) = play else { return };
    let turn = play.game.world().turn.saturating_sub(u16::from(play.unsaved())).max(1);
    let begun = play.begun();
    let says = match (play.unsaved(), play.drafts_unsaved()) {
        (true, 0) if play.path.is_none() => Some(text("leave.never").to_owned()),
        (true, 0) => Some(text("leave.play").to_owned()),
        (true, count) if play.path.is_none() => Some(fill("leave.never_and_drafts", &[("count", &count.to_string())])),
        (true, count) => Some(fill("leave.play_and_drafts", &[("count", &count.to_string())])),
        (false, 0) => None,
        (false, count) => Some(fill("leave.drafts", &[("count", &count.to_string())])),
    };
    let title =
        if says.is_some() { fill("leave.title", &[("turn", &turn.to_string())]) } else { text("leave.title_begun").to_owned() };
    head(ui, theme, &title, intents);
    if let Some(says) = &says {
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, says);
    }
    if begun > 0 {
        let says = fill("leave.begun", &[("count", &begun.to_string())]);
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &says);
    }
    if play.saved == Saved::Writing {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("topbar.saving"));
    }
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        // What was only begun is in no file, saved or not.
        if says.is_some() && parts::button(ui, theme, Look::Primary, Some(icons::SAVE), text("leave.save")).clicked() {
            intents.push(Intent::Leave { save: true });
        }
        if parts::button(ui, theme, Look::Plain, None, text("leave.leave")).clicked() {
            intents.push(Intent::Leave { save: false });
        }
        if parts::button(ui, theme, Look::Plain, None, text("dialog.stay")).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

/// Orders are sealed, and somebody at a state wants to see all of them.
fn chair(ui: &mut Ui, theme: &Theme, intents: &mut Vec<Intent>) {
    head(ui, theme, text("chair.title"), intents);
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("chair.says"));
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if parts::button(ui, theme, Look::Plain, Some(icons::FACILITATOR), text("chair.take")).clicked() {
            intents.push(Intent::TakeChair);
        }
        if parts::button(ui, theme, Look::Primary, None, text("dialog.stay")).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

/// A game was opened that a crash left further than its file has it.
fn later(ui: &mut Ui, theme: &Theme, which: usize, game: &Crashed, intents: &mut Vec<Intent>) {
    head(ui, theme, text("crashed.later"), intents);
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &game.words);
    parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("crashed.later_says"));
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if game.playable && parts::button(ui, theme, Look::Primary, Some(icons::REPLAY), text("crashed.go_on")).clicked() {
            intents.extend([Intent::Dismiss, Intent::GoOnWith(which)]);
        }
        if parts::button(ui, theme, Look::Plain, None, text("crashed.as_saved")).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

/// Everything that the window said, the last first.
fn said(ui: &mut Ui, theme: &Theme, said: &Messages, height: f32, intents: &mut Vec<Intent>) {
    head(ui, theme, text("command.messages"), intents);
    if said.latest_first().next().is_none() {
        parts::empty(ui, theme, text("message.none"));
    }
    scrolled(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for message in said.latest_first() {
            let (icon, token) = messages::sign(message.kind);
            ui.horizontal_top(|ui| {
                parts::status_icon(ui, theme, icon, 17.0, token);
                parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &message.words);
            });
        }
    });
}

/// A path that was typed: a home sign and blanks round it are understood.
fn typed_path(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches('"');
    if text.is_empty() {
        return None;
    }
    let home = text.strip_prefix("~/").and_then(|rest| directories::BaseDirs::new().map(|dirs| dirs.home_dir().join(rest)));
    Some(home.unwrap_or_else(|| PathBuf::from(text)))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn emphasis_is_read_without_its_signs() {
        assert_eq!(
            plain("be *principled, published and predictable*, always"),
            "be principled, published and predictable, always"
        );
        assert_eq!(plain("**Bold** and `code` and *one* and *two*"), "Bold and code and one and two");
        assert_eq!(plain("2 * 3 is 6"), "2 * 3 is 6");
        assert_eq!(plain("3 * 4 * 5"), "3 * 4 * 5");
    }
}

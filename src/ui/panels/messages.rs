//! What the window has said: shown for a moment at the foot of the screen, and kept in a list that can be read again.

use egui::{Align2, Area, Frame, Id, Margin, Order, Pos2, Rect, Role, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::text::text;
use crate::ui::kit::landmarks::{Landmark, dialog, place_of};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;

/// Seconds for which a message is on the screen. Problems stay until they are closed.
const SECONDS: f64 = 6.0;
/// Messages on the screen at once.
const SHOWN_MAX: usize = 3;
/// What they take before they have been drawn.
const FIRST_SIZE: Vec2 = vec2(440.0, 80.0);
/// Messages that are kept.
const KEPT_MAX: usize = 500;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something was done.
    Done,
    /// Something to know.
    Note,
    /// Something failed.
    Problem,
}

/// One thing that the window said.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub words: String,
    /// What one can do about it.
    pub action: Option<CommandId>,
    number: u64,
    /// When it leaves the screen, in egui's seconds; none: it has not been on the screen yet.
    until: Option<f64>,
    closed: bool,
}

/// All of them, the last one last.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    all: Vec<Message>,
    count: u64,
}

impl Messages {
    /// Says something.
    pub fn say(&mut self, kind: Kind, words: impl Into<String>) {
        self.say_with(kind, words, None);
    }

    /// Says something that one can do something about.
    pub fn say_with(&mut self, kind: Kind, words: impl Into<String>, action: Option<CommandId>) {
        self.count += 1;
        let message = Message { kind, words: words.into(), action, number: self.count, until: None, closed: false };
        self.all.push(message);
        let over = self.all.len().saturating_sub(KEPT_MAX);
        self.all.drain(..over);
    }

    /// Every message that is kept, the last one first.
    pub fn latest_first(&self) -> impl Iterator<Item = &Message> {
        self.all.iter().rev()
    }

    /// Takes everything off the screen; the list keeps it.
    pub fn close_all(&mut self) {
        self.all.iter_mut().for_each(|message| message.closed = true);
    }
}

/// The icon and colour of a kind; colour never stands alone.
#[must_use]
pub const fn sign(kind: Kind) -> (&'static str, Token) {
    match kind {
        Kind::Done => (icons::CHECK, Token::TextSecondary),
        Kind::Note => (icons::INFO, Token::TextSecondary),
        Kind::Problem => (icons::BROKEN, Token::StateCritical),
    }
}

/// Draws the messages that are on the screen now, over its foot.
pub fn messages_ui(ui: &Ui, theme: &Theme, messages: &mut Messages, intents: &mut Vec<Intent>) {
    let now = ui.input(|input| input.time);
    for message in &mut messages.all {
        message.until.get_or_insert(now + SECONDS);
    }
    let on_screen = |m: &Message| !m.closed && (m.kind == Kind::Problem || m.until.is_none_or(|until| until > now));
    let shown: Vec<Message> = messages.all.iter().rev().filter(|m| on_screen(m)).take(SHOWN_MAX).cloned().collect();
    if shown.is_empty() {
        return;
    }
    let soonest = shown.iter().filter(|m| m.kind != Kind::Problem).filter_map(|m| m.until).fold(f64::INFINITY, f64::min);
    if soonest.is_finite() {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64((soonest - now).clamp(0.05, SECONDS)));
    }
    let mut closed = Vec::new();
    // Over the board, which has most room to spare, and not over plots and their names.
    let screen = ui.ctx().content_rect();
    let board = place_of(ui.ctx(), Landmark::Board);
    let foot = board.map_or(screen.bottom() - 52.0, |board| board.bottom() - 36.0 * theme.larger());
    let at = pos2(board.unwrap_or(screen).center().x, foot);
    let id = Id::unique("messages");
    let size = ui.ctx().memory(|memory| memory.area_rect(id)).map_or(FIRST_SIZE, |drawn| drawn.size());
    let at = dialog(ui.ctx()).map_or(at, |dialog| beside(at, size, dialog, screen));
    Area::new(id).pivot(Align2::CENTER_BOTTOM).fixed_pos(at).order(Order::Tooltip).show(ui.ctx(), |ui| {
        ui.set_max_width(520.0);
        for message in shown.iter().rev() {
            if message_ui(ui, theme, message, intents) {
                closed.push(message.number);
            }
        }
    });
    for message in messages.all.iter_mut().filter(|m| closed.contains(&m.number)) {
        message.closed = true;
    }
}

/// Where messages stand while a dialog is open, by the middle of their foot: under it or over it, where there is room, so that they
/// lie on none of its buttons.
fn beside(at: Pos2, size: Vec2, dialog: Rect, screen: Rect) -> Pos2 {
    let free = |at: &Pos2| {
        let taken = Rect::from_min_max(pos2(at.x - size.x / 2.0, at.y - size.y), pos2(at.x + size.x / 2.0, at.y));
        !taken.intersects(dialog) && screen.contains_rect(taken)
    };
    let middle = dialog.center().x;
    let places =
        [at, pos2(middle, screen.bottom() - 12.0), pos2(middle, dialog.top() - 12.0), pos2(middle, screen.top() + size.y + 4.0)];
    places.into_iter().find(free).unwrap_or(at)
}

fn message_ui(ui: &mut Ui, theme: &Theme, message: &Message, intents: &mut Vec<Intent>) -> bool {
    let (icon, token) = sign(message.kind);
    let mut close = false;
    let frame = Frame::new()
        .fill(theme.colour(Token::SurfaceOverlay))
        .stroke(egui::Stroke::new(1.0, theme.colour(Token::BorderControl)))
        .corner_radius(6)
        .shadow(theme.shadow())
        .inner_margin(Margin { left: 12, right: 6, top: 6, bottom: 6 });
    let response = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            parts::status_icon(ui, theme, icon, 17.0, token);
            ui.scope(|ui| {
                ui.set_max_width(360.0);
                parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &message.words);
            });
            if let Some(command) = message.action.and_then(commands::find)
                && parts::button(ui, theme, Look::Small, None, text(command.label)).clicked()
            {
                intents.push(Intent::Run(command.id));
                close = true;
            }
            close |= parts::icon_button(ui, theme, icons::CLOSE, text("message.close")).clicked();
        });
    });
    let role = if message.kind == Kind::Problem { Role::Alert } else { Role::Status };
    let status = ui.interact(response.response.rect, Id::unique(("message", message.number)), egui::Sense::hover());
    status.widget_info(|| WidgetInfo::labeled(role, true, &message.words));
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_screen_stays_in_the_list() {
        let mut messages = Messages::default();
        messages.say(Kind::Done, "saved");
        messages.say(Kind::Problem, "not saved");
        messages.close_all();
        let words: Vec<&str> = messages.latest_first().map(|m| m.words.as_str()).collect();
        assert_eq!(words, ["not saved", "saved"]);
    }

    #[test]
    fn messages_lie_on_no_dialog_while_there_is_room() {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let (at, size) = (pos2(500.0, 500.0), vec2(440.0, 90.0));
        let leaving = Rect::from_center_size(screen.center(), vec2(620.0, 170.0));
        for dialog in [leaving, leaving.translate(vec2(0.0, 200.0)), leaving.translate(vec2(0.0, -250.0)), leaving.expand(180.0)]
        {
            let foot = beside(at, size, dialog, screen);
            let taken = Rect::from_min_max(foot - vec2(size.x / 2.0, size.y), foot + vec2(size.x / 2.0, 0.0));
            assert!(!taken.intersects(dialog) && screen.contains_rect(taken), "{dialog} {foot}");
        }
        assert_eq!(beside(at, size, screen, screen), at, "where a dialog fills the screen nothing is better");
    }

    #[test]
    fn the_list_has_an_end() {
        let mut messages = Messages::default();
        for n in 0..KEPT_MAX + 20 {
            messages.say(Kind::Note, n.to_string());
        }
        assert_eq!(messages.latest_first().count(), KEPT_MAX);
        assert_eq!(messages.latest_first().next().map(|m| m.words.clone()), Some((KEPT_MAX + 19).to_string()));
    }
}

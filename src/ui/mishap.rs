//! When the program itself has failed: what happened, that nothing is lost, and the way on.
//!
//! Whatever panics is stopped here, so that the window stays. The game's journal is on the disk and its desk is given up; a new desk
//! finds the journal as it would after any crash.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::{Align, Layout, Ui};

use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Token, icons, text as style};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mishap {
    /// What the program said.
    pub message: String,
    /// How much of the game on the table the disk has.
    pub kept: Kept,
}

/// How much of the game on the table the disk has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// There was no game.
    #[default]
    NoGame,
    /// Its journal has all of it.
    Whole,
    /// Its journal lacks something, or there is none.
    Behind,
}

impl Kept {
    const fn words(self) -> &'static str {
        match self {
            Self::NoGame => "mishap.no_game",
            Self::Whole => "mishap.says",
            Self::Behind => "mishap.no_journal",
        }
    }
}

/// Does some work, and stops what goes wrong with it.
///
/// # Errors
/// The work panicked. What it was about to change must not be used any more.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Mishap> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Mishap { message: message(payload.as_ref()), kept: Kept::NoGame })
}

fn message(payload: &(dyn Any + Send)) -> String {
    let said = payload.downcast_ref::<&str>().map(|said| (*said).to_owned());
    said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| text("mishap.unsaid").to_owned())
}

/// Draws the page. Whether somebody wants to go on.
pub fn mishap_ui(ui: &mut Ui, mishap: &Mishap) -> bool {
    let theme = crate::ui::kit::theme::of(ui.ctx());
    let mut go_on = false;
    ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
        ui.add_space(60.0);
        ui.horizontal(|ui| {
            ui.add_space(40.0);
            ui.vertical(|ui| {
                ui.set_max_width(640.0);
                parts::label(ui, &theme, &style::title(), Token::TextPrimary, text("mishap.title"));
                ui.add_space(8.0);
                parts::paragraph(ui, &theme, &style::body(), Token::TextPrimary, text(mishap.kept.words()));
                ui.add_space(8.0);
                parts::paragraph(ui, &theme, &style::code(), Token::TextSecondary, &mishap.message);
                ui.add_space(14.0);
                go_on = parts::button(ui, &theme, Look::Primary, Some(icons::REPLAY), text("mishap.go_on")).clicked();
            });
        });
    });
    go_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_is_stopped_and_said() {
        assert_eq!(guarded(|| 7), Ok(7));
        let said = |work: fn()| guarded(work).unwrap_err().message;
        assert_eq!(said(|| panic!("a plain text")), "a plain text");
        assert_eq!(said(|| panic!("text {}", 1)), "text 1");
        assert_eq!(said(|| std::panic::panic_any(5_u8)), text("mishap.unsaid"));
    }
}

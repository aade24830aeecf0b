//! The end of a game: what the seats wanted and got, and what there is to do now.

use egui::{Frame, Margin, Panel, ScrollArea, Ui, vec2};

use super::heading;
use crate::report::when::ending;
use crate::text::{fill, text};
use crate::ui::kit::landmarks::{Landmark, landmark_ui};
use crate::ui::kit::objectives;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// A panel lower than this is scrolled as one, and what there is to do comes first.
const LOW: f32 = 620.0;
/// What there is to do: the command, its picture, its title and what it is good for.
const WAYS: [(CommandId, &str, &str, &str); 5] = [
    (CommandId::RunThrough, icons::REPLAY, "command.run_through", "over.run_through"),
    (CommandId::Branches, icons::TIMELINE, "command.branches", "over.branches"),
    (CommandId::HandIn, icons::VERIFIED, "over.hand_in", "over.hand_in_says"),
    (CommandId::PlayAgain, icons::RESTART, "tray.play_again", "over.play_again"),
    (CommandId::PlayAgainOtherLuck, icons::DRAW, "tray.other_luck", "over.other_luck"),
];

/// Draws the panel.
pub(super) fn over_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    landmark_ui(ui, theme, ui.max_rect(), Landmark::Tray);
    let low = ui.available_height() < LOW * theme.larger();
    heading(ui, theme, text("tray.over"), "", Token::TextMuted);
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 8 }).show(ui, |ui| {
        let why = ending(scene.setting, scene.world, scene.ledger());
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &why);
    });
    parts::line(ui, theme);
    if !low {
        let clear = Frame::new().fill(theme.colour(Token::SurfacePanel));
        Panel::bottom("after the end").resizable(false).frame(clear).show(ui, |ui| {
            parts::line(ui, theme);
            ways(ui, theme, intents);
        });
    }
    ScrollArea::vertical().id_salt("over").auto_shrink(false).show(ui, |ui| {
        if low {
            ways(ui, theme, intents);
            parts::line(ui, theme);
        }
        wanted(ui, theme, scene, intents);
    });
}

/// What there is to do now.
fn ways(ui: &mut Ui, theme: &Theme, intents: &mut Vec<Intent>) {
    landmark_ui(ui, theme, ui.max_rect(), Landmark::Drafts);
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 10 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("over.next"));
        for (id, icon, title, says) in WAYS {
            if parts::way(ui, theme, icon, text(title), text(says)).on_hover_text(parts::tip(ui.ctx(), id)).clicked() {
                intents.push(Intent::Run(id));
            }
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
            for (id, icon, key) in
                [(CommandId::Save, icons::SAVE, "command.save"), (CommandId::Home, icons::HOME, "command.home")]
            {
                let button = parts::button(ui, theme, Look::Small, Some(icon), text(key));
                if button.on_hover_text(parts::tip(ui.ctx(), id)).clicked() {
                    intents.push(Intent::Run(id));
                }
            }
        });
    });
}

/// What each seat wanted, and how far it came: the seat in play alone, or all of them.
fn wanted(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let shown =
        |id| scene.seat().map_or(setting.states[id].playable, |seat| seat == id) && !setting.states[id].objectives.is_empty();
    for id in setting.states.ids().filter(|id| shown(*id)) {
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 8 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let (met, of) = objectives::tally(scene, id);
            let values = [("state", setting.states[id].name.as_str()), ("met", &*met.to_string()), ("of", &*of.to_string())];
            let key = if of == 0 { "tray.over_seat_judged" } else { "tray.over_seat" };
            parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &fill(key, &values));
            ui.add_space(2.0);
            ui.push_id(id, |ui| objectives::objectives_ui(ui, theme, scene, id, intents));
        });
        parts::line(ui, theme);
    }
}

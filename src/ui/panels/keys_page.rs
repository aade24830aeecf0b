//! The sheet of keys: every command that has one, by what it is about, in columns.

use egui::{Align, Frame, Layout, Margin, Ui, vec2};

use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::commands::{self, Command, Group};

/// From this width on there are two columns.
const TWO_COLUMNS: f32 = 640.0;

/// Draws the sheet.
pub fn keys_ui(ui: &mut Ui, theme: &Theme) {
    let columns: &[&[Group]] = if ui.available_width() >= TWO_COLUMNS * theme.larger() {
        &[&[Group::Turn, Group::Board], &[Group::Screen, Group::Program]]
    } else {
        &[&Group::ALL]
    };
    let gap = 32.0;
    // The bar of the scroll lies beside the keys, not on them.
    ui.set_min_width(ui.available_width());
    let width = (ui.available_width() - 14.0 - gap * (columns.len() as f32 - 1.0)) / columns.len() as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for groups in columns {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                for group in *groups {
                    group_ui(ui, theme, *group);
                }
            });
        }
    });
}

fn group_ui(ui: &mut Ui, theme: &Theme, group: Group) {
    Frame::new().inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 4 }).show(ui, |ui| {
        parts::label(ui, theme, &style::strong(), Token::TextPrimary, text(group.key()));
    });
    parts::line(ui, theme);
    let mut rows: Vec<&Command> = commands::ALL.iter().filter(|command| Group::of(command.id) == group).collect();
    // Those with Shift come first in the registry, since they are asked first; here each stands behind the one without.
    let shifted = |command: &Command| command.keys.is_some_and(|keys| keys.modifiers.shift);
    let key = |command: &Command| command.keys.map(|keys| keys.logical_key);
    let plain = |command: &Command| commands::ALL.iter().position(|other| key(other) == key(command) && !shifted(other));
    let own = |command: &Command| commands::ALL.iter().position(|other| other.id == command.id);
    rows.sort_by_key(|command| (plain(command).or_else(|| own(command)), shifted(command), own(command)));
    for command in rows {
        let Some(keys) = commands::keys(ui.ctx(), command.id) else { continue };
        let row = vec2(ui.available_width(), theme.text_spec(&style::body()).line + 6.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            // A key alone, as a comma, is seen by its edge.
            let edge = Frame::new().stroke(parts::edge(theme)).corner_radius(4).inner_margin(Margin::symmetric(6, 1));
            edge.show(ui, |ui| parts::label(ui, theme, &style::code(), Token::TextSecondary, &keys));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                parts::label(ui, theme, &style::body(), Token::TextPrimary, text(command.label));
            });
        });
    }
}

//! The position that is chosen: how it was reached, what people noted there, and what can be done from it.

use egui::{Role, TextEdit, Ui, WidgetInfo};

use super::Fields;
use crate::report::history::{no_branch, played_how};
use crate::report::when;
use crate::session::{BranchId, Game, NodeId};
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::disabled_with_reason;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::BranchAsk;

/// Longest text that a field takes, characters.
const LETTERS_MAX: usize = 2_000;

/// Draws it.
pub(super) fn position_ui(
    ui: &mut Ui,
    theme: &Theme,
    game: &Game,
    (chosen, branch): (NodeId, BranchId),
    fields: &mut Fields,
    intents: &mut Vec<Intent>,
) {
    let Some(node) = game.node(chosen) else { return };
    let title = at(game, (chosen, branch));
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &title);
    let how = played_how(game, node).trim().trim_start_matches('(').trim_end_matches(')');
    if !how.is_empty() {
        parts::label(ui, theme, &style::small(), Token::TextSecondary, &crate::report::words::capital(how));
    }
    ui.add_space(6.0);
    actions(ui, theme, game, (chosen, branch), intents);
    if game.branches().len() == 1 && no_branch(game, chosen).is_none() {
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("branches.new_says"));
    }
    ui.add_space(10.0);
    ui.columns(2, |sides| {
        if let [left, right] = sides {
            field(left, theme, "branches.mark", "branches.mark_hint", &mut fields.mark, false, intents);
            field(right, theme, "branches.name", "branches.name_hint", &mut fields.name, false, intents);
        }
    });
    field(ui, theme, "branches.note", "branches.note_hint", &mut fields.note, true, intents);
    // Who leads the game reads what the teams wrote; a team only its own, which stands in the fields.
    for key in ["branches.mark_of", "branches.note_of"] {
        let (marks, notes) = (game.marks_at(chosen), game.notes_at(chosen));
        let all: Vec<_> = if key == "branches.mark_of" { marks.collect() } else { notes.collect() };
        for (by, words) in all.into_iter().filter(|(by, _)| *by != game.seat()) {
            let by = by.map_or(text("topbar.facilitator"), |seat| game.setting().states[seat].name.as_str());
            let said = fill(key, &[("seat", by), ("words", words)]);
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &said);
        }
    }
}

/// A position in words: "Turn 4 of branch B", "End of branch A".
pub(super) fn at(game: &Game, (node, branch): (NodeId, BranchId)) -> String {
    let world = game.node(node).map_or_else(|| game.world(), |node| &node.world);
    when::when(game.setting(), world, ["branches.at", "branches.at_end"], &[("branch", &game.branch_name(branch))])
}

fn actions(ui: &mut Ui, theme: &Theme, game: &Game, (chosen, branch): (NodeId, BranchId), intents: &mut Vec<Intent>) {
    let world = game.node(chosen).map_or_else(|| game.world(), |node| &node.world);
    let look = when::when(game.setting(), world, ["branches.look", "branches.look_end"], &[]);
    ui.horizontal_wrapped(|ui| {
        if parts::button(ui, theme, Look::Primary, Some(icons::BOARD), &look).clicked() {
            intents.push(Intent::Branches(BranchAsk::Look(chosen, branch)));
        }
        let ways = [
            (icons::BRANCH, "branches.new", "branches.new_tip", false),
            (icons::DRAW, "branches.new_luck", "branches.new_luck_tip", true),
        ];
        for (icon, key, tip, other_luck) in ways {
            match no_branch(game, chosen) {
                Some(reason) => {
                    disabled_with_reason(ui, theme, icon, text(key), reason);
                }
                None if parts::button(ui, theme, Look::Plain, Some(icon), text(key)).on_hover_text(text(tip)).clicked() => {
                    intents.push(Intent::Branches(BranchAsk::Branch { from: chosen, other_luck }));
                }
                None => {}
            }
        }
    });
}

fn field(
    ui: &mut Ui,
    theme: &Theme,
    key: &'static str,
    hint: &'static str,
    words: &mut String,
    long: bool,
    intents: &mut Vec<Intent>,
) {
    ui.add_space(4.0);
    parts::label(ui, theme, &style::small(), Token::TextSecondary, text(key));
    let edit = if long { TextEdit::multiline(words).desired_rows(3) } else { TextEdit::singleline(words) };
    let response = ui.add(edit.hint_text(text(hint)).char_limit(LETTERS_MAX).desired_width(f32::INFINITY).id_salt(key));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text(key)));
    if response.lost_focus() {
        intents.push(Intent::Branches(BranchAsk::Keep));
    }
}

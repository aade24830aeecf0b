//! The strip of turns: where the game stands on its line, and where it once stood.

use egui::{Align2, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::intents::Intent;
use super::parts;
use super::theme::{Theme, Token, text as style};
use crate::session::{Game, NodeId};
use crate::text::{fill, text};

/// Draws the strip.
pub fn timeline_ui(ui: &mut Ui, theme: &Theme, game: &Game, intents: &mut Vec<Intent>) {
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.top() + 0.5, parts::edge(theme));
    let branches = branches(game);
    let title = painter.text(
        pos2(rect.left() + 14.0, rect.center().y),
        Align2::LEFT_CENTER,
        text("timeline.main"),
        theme.font(&style::strong()),
        theme.colour(Token::TextPrimary),
    );
    if branches > 0 {
        let words = fill("timeline.branches", &[("count", &branches.to_string())]);
        let at = pos2(title.right() + 10.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, words, theme.font(&style::small()), theme.colour(Token::TextMuted));
    }
    let turns = game.setting().turns.max(1);
    let (left, right) = (rect.left() + 190.0, rect.right() - 40.0);
    let step = (right - left) / f32::from(turns);
    let x = |turn: u16| left + step * f32::from(turn.saturating_sub(1));
    let (y, now) = (rect.center().y + 2.0, game.world().turn);
    let played = Stroke::new(2.0, theme.colour(Token::TextPrimary));
    painter.hline(x(1)..=x(now.min(turns + 1)), y, played);
    if now <= turns {
        let ahead = [pos2(x(now), y), pos2(x(turns + 1), y)];
        painter.extend(Shape::dashed_line(&ahead, Stroke::new(2.0, theme.colour(Token::BorderControl)), 2.0, 5.0));
    }
    let line = line_ids(game);
    for turn in 1..=turns + 1 {
        dot(ui, theme, game, turn, pos2(x(turn), y), line.get(usize::from(turn) - 1).copied(), intents);
    }
}

fn dot(ui: &mut Ui, theme: &Theme, game: &Game, turn: u16, at: egui::Pos2, node: Option<NodeId>, intents: &mut Vec<Intent>) {
    let (turns, now) = (game.setting().turns, game.world().turn);
    let hit = egui::Rect::from_center_size(at, vec2(24.0, 24.0));
    let sense = if node.is_some() && turn != now { Sense::click() } else { Sense::hover() };
    let response = ui.interact(hit, ui.scope_id().with(("turn", turn)), sense);
    let label =
        if turn > turns { text("timeline.end").to_owned() } else { fill("timeline.turn", &[("turn", &turn.to_string())]) };
    response.widget_info(|| WidgetInfo::selected(Role::Button, node.is_some(), turn == now, &label));
    let painter = ui.painter();
    let number = turn.to_string();
    if turn == now {
        painter.circle_filled(at, 9.0, theme.colour(Token::DraftFill));
        let font = style::medium_of(11.5);
        let inside = if turn > turns { String::new() } else { number };
        painter.text(at, Align2::CENTER_CENTER, inside, font, theme.colour(Token::DraftOnFill));
    } else {
        if turn < now {
            painter.circle_filled(at, 5.0, theme.colour(Token::TextPrimary));
        } else {
            painter.circle(at, 4.5, theme.colour(Token::SurfaceBase), Stroke::new(1.5, theme.colour(Token::BorderControl)));
        }
        let words = if turn > turns { text("timeline.end_short").to_owned() } else { number };
        let place = at + vec2(7.0, -4.0);
        painter.text(place, Align2::LEFT_BOTTOM, words, theme.font(&style::caption()), theme.colour(Token::TextMuted));
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, hit);
    }
    if response.clicked() {
        intents.extend(node.map(Intent::GoTo));
    }
    response.on_hover_text(label);
}

/// The positions of the line, in order of turns: those before the cursor, and the one after it that was taken back last.
fn line_ids(game: &Game) -> Vec<NodeId> {
    let mut ids = Vec::new();
    let mut at = Some(game.cursor());
    while let Some(id) = at {
        ids.push(id);
        at = game.nodes().get(id.0).and_then(|node| node.parent);
    }
    ids.reverse();
    let mut last = game.cursor();
    while let Some(next) = game.nodes().iter().rposition(|node| node.parent == Some(last)) {
        last = NodeId(next);
        ids.push(last);
    }
    ids
}

/// How often play went another way.
fn branches(game: &Game) -> usize {
    let leaves = (0..game.nodes().len()).filter(|n| !game.nodes().iter().any(|node| node.parent == Some(NodeId(*n))));
    leaves.count().saturating_sub(1)
}

//! What a story says on the board: a numbered card beside each place that it speaks of.

use egui::{Align2, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::links::Circle;
use crate::rules::table::{StateId, Table};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::labels::{Sign, paint_change};
use crate::ui::state::highlight::{Highlight, Note, Place};

/// What a story stands on: where states are, and where a line between two of them runs, if one is drawn.
pub(super) struct Ground<'a> {
    /// States on the screen.
    pub(super) circles: &'a Table<StateId, Circle>,
    /// Names on the screen, with the bars under them.
    pub(super) names: &'a [Rect],
    /// A place on the line from one to another, from 0 to 1.
    pub(super) on_line: &'a dyn Fn((StateId, StateId), f32) -> Option<Pos2>,
}

/// Paints the notes, the present one last and lit.
pub(super) fn paint(ui: &Ui, theme: &Theme, ground: &Ground<'_>, highlight: &Highlight) {
    let mut taken: Vec<Rect> = Vec::new();
    let along = |link: &(StateId, StateId)| (1..12_u8).filter_map(|t| (ground.on_line)(*link, f32::from(t) / 12.0)).collect();
    let lines: Vec<Vec<Pos2>> = highlight.links.iter().map(along).collect();
    for note in &highlight.notes {
        let anchor = anchor(ground, note.place);
        let reach = if note.present { highlight.progress } else { 1.0 };
        card(ui, theme, (ground, &lines), note, anchor, reach, &mut taken);
    }
}

fn anchor(ground: &Ground<'_>, place: Place) -> Pos2 {
    match place {
        Place::State(id) => ground.circles[id].centre,
        Place::Link(from, to) => {
            let between = || ground.circles[from].centre.lerp(ground.circles[to].centre, 0.5);
            (ground.on_line)((from, to), 0.5).unwrap_or_else(between)
        }
    }
}

fn card(
    ui: &Ui,
    theme: &Theme,
    (ground, lines): (&Ground<'_>, &[Vec<Pos2>]),
    note: &Note,
    anchor: Pos2,
    reach: f32,
    taken: &mut Vec<Rect>,
) {
    let sign = Sign::of(f64::from(note.sign));
    let small = theme.font(&style::small());
    let strong = theme.font(&style::strong());
    let token = if sign == Sign::Zero { Token::TextPrimary } else { sign.token() };
    let painter = ui.painter();
    let title = painter.layout_no_wrap(note.title.clone(), small, theme.colour(Token::TextSecondary));
    let words = painter.layout_no_wrap(note.words.clone(), strong, theme.colour(token));
    // Where text is larger, so is the number's disc.
    let larger = theme.larger();
    let side = if sign == Sign::Zero { 0.0 } else { 13.0 * larger };
    let tall = title.size().y + if note.words.is_empty() { 0.0 } else { words.size().y };
    let size = vec2(title.size().x.max(words.size().x + side) + 10.0 + 34.0 * larger, tall + 12.0);
    let rect = free(ui, theme, (ground, lines), anchor, size, taken);
    taken.push(rect.expand(3.0));
    let painter = ui.painter();
    let opacity = reach.clamp(0.0, 1.0);
    let line = Stroke::new(1.0, theme.colour(Token::TextSecondary).gamma_multiply(opacity));
    let near = pos2(anchor.x.clamp(rect.left(), rect.right()), anchor.y.clamp(rect.top(), rect.bottom()));
    let rim = ground.circles.iter().find(|circle| circle.centre == anchor).map_or(0.0, |circle| circle.radius + 2.0);
    let from = anchor + (near - anchor).normalized() * rim.min(anchor.distance(near));
    painter.line_segment([from, from.lerp(near, opacity)], line);
    let edge = if note.present { Stroke::new(1.5, theme.colour(Token::TextPrimary)) } else { parts::edge(theme) };
    painter.rect(rect, 6.0, theme.colour(Token::SurfaceRaised), edge, StrokeKind::Inside);
    let disc = pos2(rect.left() + 17.0 * larger, rect.center().y);
    if note.present {
        painter.circle_filled(disc, 10.0 * larger, theme.colour(Token::TextPrimary));
    } else {
        painter.circle_stroke(disc, 9.5 * larger, Stroke::new(1.5, theme.colour(Token::TextPrimary)));
    }
    let token = if note.present { Token::TextInverse } else { Token::TextPrimary };
    parts::paint_text(ui, theme, disc, Align2::CENTER_CENTER, &note.number.to_string(), &style::small(), token);
    let left = rect.left() + 34.0 * larger;
    let below = pos2(left, rect.top() + 6.0 + title.size().y);
    painter.galley(pos2(left, rect.top() + 6.0), title, theme.colour(Token::TextSecondary));
    if !note.words.is_empty() {
        let middle = below.y + words.size().y / 2.0;
        paint_change(painter, pos2(left + 4.5 * larger, middle), 8.0 * larger, sign, theme.colour(sign.token()));
        painter.galley(below + vec2(side, 0.0), words, theme.colour(sign.token()));
    }
}

/// Where a card may stand beside its anchor, in parts of the way that clears it.
const ROUND: [(f32, f32); 10] = [
    (1.0, -1.0),
    (-1.0, -1.0),
    (0.0, -1.3),
    (1.3, 0.0),
    (-1.3, 0.0),
    (1.0, 1.0),
    (-1.0, 1.0),
    (0.0, 1.6),
    (0.5, -1.6),
    (-0.5, -1.6),
];

/// The nearest place beside the anchor that covers no state and no other card.
fn free(
    ui: &Ui,
    theme: &Theme,
    (ground, lines): (&Ground<'_>, &[Vec<Pos2>]),
    anchor: Pos2,
    size: egui::Vec2,
    taken: &[Rect],
) -> Rect {
    // Over the board lie the switches, under it the legend.
    let larger = theme.larger();
    let mut board = ui.max_rect().shrink(8.0);
    board.min.y += 40.0 * larger;
    board.max.y -= 24.0 * larger;
    let away = vec2(size.x / 2.0 + 26.0, size.y / 2.0 + 30.0);
    // Above first, then beside, then below, and from there outwards.
    let beside = [1.0, 1.4, 1.9, 2.6].into_iter().flat_map(|far: f32| ROUND.map(|(x, y)| far * vec2(x * away.x, y * away.y)));
    let place = |by: &egui::Vec2| Rect::from_center_size(anchor + *by, size);
    let covers = |rect: &Rect| {
        let states = ground.circles.iter().filter(|c| rect.expand(c.radius).contains(c.centre)).count();
        let crossed = lines.iter().filter(|line| line.iter().any(|at| rect.contains(*at))).count();
        let cards = taken.iter().filter(|other| other.intersects(*rect)).count();
        let names = ground.names.iter().filter(|name| name.intersects(*rect)).count();
        2 * states + 2 * names + crossed + 4 * cards + if board.contains_rect(*rect) { 0 } else { 6 }
    };
    let best = beside.map(|by| place(&by)).min_by_key(covers).unwrap_or(Rect::from_center_size(anchor, size));
    // A card that would leave the board is pushed back into it.
    let half = size / 2.0;
    let centre = pos2(
        best.center().x.clamp(board.left() + half.x, (board.right() - half.x).max(board.left() + half.x)),
        best.center().y.clamp(board.top() + half.y, (board.bottom() - half.y).max(board.top() + half.y)),
    );
    Rect::from_center_size(centre, size)
}

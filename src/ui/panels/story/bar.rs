//! The phases of a turn in a row above the board of a story, each by the name that the rulebook gives it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Galley, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::StoryView;
use crate::report::{phases, words};
use crate::rules::phases::Phase;
use crate::text::fill;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// The least width of a phase whose name is written.
const NAME_WIDTH_MIN: f32 = 48.0;
/// Heights of the row at the designed size: with all names, and with the present one alone.
const HEIGHTS: (f32, f32) = (70.0, 56.0);

/// The height of the row in a window of this width.
pub(super) fn height(theme: &Theme, width: f32) -> f32 {
    let larger = theme.larger();
    let all = (width - 40.0) / Phase::ALL.len() as f32 - 8.0 >= NAME_WIDTH_MIN * larger;
    larger * if all { HEIGHTS.0 } else { HEIGHTS.1 }
}

/// Draws the fourteen phases in a row; those in which something happened are full. Gives the step that was asked for.
pub(super) fn phases_ui(ui: &Ui, theme: &Theme, view: &StoryView) -> Option<usize> {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
    let step_of = |view: &StoryView, phase: Phase| view.story().and_then(|s| s.steps.iter().position(|step| step.phase == phase));
    let present = view.phase();
    let larger = theme.larger();
    let width = (rect.width() - 40.0) / Phase::ALL.len() as f32;
    let centre = |n: usize| pos2(rect.left() + 20.0 + width * (n as f32 + 0.5), rect.top() + 20.0 * larger);
    let names = names(ui, theme, width, present);
    let mut asked = None;
    for (n, phase) in Phase::ALL.into_iter().enumerate() {
        let at = centre(n);
        let past = present.is_some_and(|present| phase <= present);
        if n > 0 {
            rail(ui, theme, centre(n - 1), at, past);
        }
        let step = step_of(view, phase);
        let here = present == Some(phase);
        let response = ui.interact(
            egui::Rect::from_center_size(at + vec2(0.0, 14.0 * larger), vec2(width - 2.0, 56.0 * larger)),
            ui.scope_id().with(("phase", n)),
            if step.is_some() { Sense::click() } else { Sense::hover() },
        );
        let busy = view.busy.contains(&phase);
        let said = fill(if busy { "story.phase_busy" } else { "story.phase_quiet" }, &[("phase", phases::phase(phase))]);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, step.is_some(), here, &said));
        dot(ui, theme, at, n + 1, (here, past, busy));
        if let Some(name) = names.get(n).cloned().flatten() {
            ui.painter().galley(pos2(at.x, at.y + 13.0 * larger), name, theme.colour(Token::TextPrimary));
        }
        if response.has_focus() {
            parts::focus_ring(ui, theme, response.rect.shrink(3.0));
        }
        if response.on_hover_text(said).clicked() {
            asked = step;
        }
    }
    asked
}

/// The names below the dots, as the rulebook has them, on two lines where they need them. One that would run into its neighbour is cut
/// short; where even that is too little, only the present one is written and the others say theirs under the pointer.
fn names(ui: &Ui, theme: &Theme, width: f32, present: Option<Phase>) -> Vec<Option<Arc<Galley>>> {
    let room = width - 8.0;
    let laid = |phase: Phase, cut: bool| {
        let (style, token) = match present {
            Some(here) if here == phase => (style::strong(), Token::TextPrimary),
            Some(here) if phase < here => (style::small(), Token::TextSecondary),
            _ => (style::small(), Token::TextMuted),
        };
        let name = words::capital(phases::phase(phase));
        let job = |words: &str, max_width: f32, max_rows: usize| {
            let mut job = LayoutJob::simple(words.to_owned(), theme.font(&style), theme.colour(token), max_width);
            job.halign = Align::Center;
            job.wrap = TextWrapping { max_width, max_rows, break_anywhere: max_rows == 1, ..TextWrapping::default() };
            ui.painter().layout_job(job)
        };
        let wide = |words: &str| job(words, f32::INFINITY, 1).size().x;
        let widest = name.split(' ').map(wide).fold(0.0, f32::max);
        if !cut || widest <= room {
            return job(&name, room.max(widest + 1.0), 2);
        }
        hyphenated(&name, |part| wide(part) <= room).map_or_else(|| job(&name, room, 1), |name| job(&name, room, 2))
    };
    let full: Vec<Arc<Galley>> = Phase::ALL.into_iter().map(|phase| laid(phase, false)).collect();
    let meets = |one: usize, other: usize| {
        let wide = |n: usize| full.get(n).map_or(0.0, |galley| galley.size().x);
        f32::midpoint(wide(one), wide(other)) + 8.0 > width
    };
    let choose = |(n, phase): (usize, Phase)| {
        let alone = room < NAME_WIDTH_MIN * theme.larger();
        let near = meets(n, n + 1) || n.checked_sub(1).is_some_and(|before| meets(before, n));
        match (present == Some(phase), alone) {
            (false, true) => None,
            (false, false) if near => Some(laid(phase, true)),
            _ => full.get(n).cloned(),
        }
    };
    Phase::ALL.into_iter().enumerate().map(choose).collect()
}

/// A word on two lines, broken between syllables so that both parts fit; none: it cannot be.
fn hyphenated(word: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let vowel = |c: char| "aeiouy".contains(c);
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let begins = |n: &usize| {
        let at = |n: usize| letters.get(n).map(|(_, c)| *c);
        at(*n).zip(at(*n + 1)).is_some_and(|(first, second)| !vowel(first) && vowel(second))
    };
    let breaks = (3..letters.len().saturating_sub(2)).rev().filter(begins).filter_map(|n| letters.get(n));
    let mut parts = breaks.map(|(at, _)| word.split_at(*at)).map(|(one, other)| (format!("{one}-"), other));
    parts.find(|(one, other)| fits(one) && fits(other)).map(|(one, other)| format!("{one}\n{other}"))
}

fn rail(ui: &Ui, theme: &Theme, from: Pos2, to: Pos2, past: bool) {
    let (a, b) = (from + vec2(12.0 * theme.larger(), 0.0), to - vec2(12.0 * theme.larger(), 0.0));
    if past {
        ui.painter().line_segment([a, b], Stroke::new(1.5, theme.colour(Token::TextSecondary)));
    } else {
        let stroke = Stroke::new(1.0, theme.colour(Token::BorderControl));
        ui.painter().extend(egui::Shape::dashed_line(&[a, b], stroke, 1.5, 4.0));
    }
}

fn dot(ui: &Ui, theme: &Theme, at: Pos2, number: usize, (here, past, busy): (bool, bool, bool)) {
    let ink = theme.colour(if past { Token::TextPrimary } else { Token::BorderControl });
    if here {
        ui.painter().circle_filled(at, 10.0 * theme.larger(), theme.colour(Token::TextPrimary));
        parts::paint_text(ui, theme, at, egui::Align2::CENTER_CENTER, &number.to_string(), &style::caption(), Token::TextInverse);
    } else if busy && past {
        ui.painter().circle_filled(at, 5.0, ink);
    } else {
        ui.painter().circle_stroke(at, 4.0, Stroke::new(1.5, ink));
    }
}

//! Futures that are played off the frame, as a panel shows them: how far they are, and how numbers come out under each option.

use std::sync::atomic::{AtomicU64, Ordering};

use egui::{Align, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::forecast::{Answer, Question, Spread};
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::variable::{StateVar, Variable};
use crate::text::{fill, text};
use crate::ui::kit::options::{Number, by_importance};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::kit::widgets::labels::paint_change;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Futures that a preview plays.
pub const FUTURES: u32 = 64;
/// Futures after which a first answer is shown.
pub const FIRST_FUTURES: u32 = 4;

/// How the preview stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    number: u64,
    running: Option<(u32, u32)>,
    answer: Option<Answer>,
    answered: u64,
    futures: u32,
    turns: u16,
    watch: Vec<Variable>,
    /// The numbers in which the options differ, and those that come out alike; ranked once for each answer.
    ranked: (Vec<Number>, Vec<Number>),
}

static NUMBERS: AtomicU64 = AtomicU64::new(1);

/// A number that no forecast had before.
pub fn next_number() -> u64 {
    NUMBERS.fetch_add(1, Ordering::Relaxed)
}

impl Preview {
    /// Nothing was asked yet.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            number: 0,
            running: None,
            answer: None,
            answered: 0,
            futures: 0,
            turns: 0,
            watch: Vec::new(),
            ranked: (Vec::new(), Vec::new()),
        }
    }

    /// Asks anew; the number tells the answer from stale ones.
    pub fn ask(&mut self, question: &Question) -> u64 {
        self.turns = question.turns;
        self.watch.clone_from(&question.watch);
        self.number = next_number();
        self.running = Some((0, question.futures));
        self.number
    }

    /// So many futures are played.
    pub fn progress(&mut self, number: u64, done: u32) {
        if let Some(running) = self.running.as_mut().filter(|_| number == self.number) {
            running.0 = done;
        }
    }

    /// An answer is there: a first one of a few futures, or the whole one.
    pub fn arrived(&mut self, number: u64, answer: Answer, futures: u32) {
        if number == self.number {
            if self.running.is_some_and(|(_, asked)| futures >= asked) {
                self.running = None;
            }
            self.answered = number;
            self.futures = futures;
            self.ranked = by_importance(&self.watch, &answer);
            self.answer = Some(answer);
        }
    }

    /// The numbers of the last answer in which the options differ, what people argue about most first, and those that come out alike.
    #[must_use]
    pub fn ranked(&self) -> (&[Number], &[Number]) {
        (&self.ranked.0, &self.ranked.1)
    }

    /// How many futures the answer rests on.
    #[must_use]
    pub const fn futures(&self) -> u32 {
        self.futures
    }

    /// No answer is wanted any more.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// Shows a first answer with less weight, until the rest of the futures is played.
    pub fn weigh(&self, ui: &mut Ui) {
        if self.running.is_some() {
            ui.multiply_opacity(FIRST_ANSWER);
        }
    }

    /// Futures played and asked for, while it is running.
    #[must_use]
    pub const fn running(&self) -> Option<(u32, u32)> {
        self.running
    }

    /// The last answer.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// Whether the answer is about what is set now.
    #[must_use]
    pub const fn fresh(&self) -> bool {
        self.answered == self.number && self.answer.is_some()
    }
}

/// Says how far the futures are, with the way to stop them or to play them again.
pub fn state_ui(ui: &mut Ui, theme: &Theme, preview: &Preview, again: &Intent, intents: &mut Vec<Intent>) {
    if let Some((done, asked)) = preview.running() {
        ui.horizontal_wrapped(|ui| {
            // What the figures rest on is played, whichever of the two is heard of first.
            let done = if preview.fresh() { done.max(preview.futures) } else { done };
            let values = [("asked", &*asked.to_string()), ("done", &*done.to_string()), ("first", &*preview.futures.to_string())];
            let key = if preview.fresh() { "preview.refining" } else { "preview.running" };
            parts::label(ui, theme, &style::small(), Token::TextSecondary, &fill(key, &values));
            if parts::button(ui, theme, Look::Small, Some(icons::STOP), text("preview.stop")).clicked() {
                intents.push(Intent::StopForecast);
            }
        });
    } else if preview.fresh() {
        let values = [("futures", &*preview.futures.to_string()), ("turns", &*preview.turns.to_string())];
        let key = if preview.turns == 1 { "preview.says_one" } else { "preview.says" };
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &fill(key, &values));
    } else {
        ui.horizontal(|ui| {
            let key = if preview.answer().is_some() { "preview.stale" } else { "preview.none" };
            parts::label(ui, theme, &style::small(), Token::TextSecondary, text(key));
            if parts::button(ui, theme, Look::Small, Some(icons::REFRESH), text("preview.again")).clicked() {
                intents.push(again.clone());
            }
        });
    }
}

/// The scale on which a number is drawn under every option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// From the least that 80 of 100 futures reach under any option to the most, and wide enough that what is small looks small.
    #[must_use]
    pub fn of(variable: Variable, spreads: &[Spread]) -> Self {
        let low = spreads.iter().map(|s| s.low.min(s.now)).fold(f64::INFINITY, f64::min);
        let high = spreads.iter().map(|s| s.high.max(s.now)).fold(f64::NEG_INFINITY, f64::max);
        let half = f64::midpoint(0.0, (high - low).max(span_least(variable, spreads)));
        let middle = f64::midpoint(low, high);
        Self { low: middle - half, high: middle + half }
    }
}

/// The least that a scale spans, so that what is small looks small: a tenth for indices, five points for shares and marks of a hundred, a
/// tenth of its level for what is counted.
#[must_use]
pub fn span_least(variable: Variable, spreads: &[Spread]) -> f64 {
    let now = spreads.first().map_or(0.0, |spread| spread.now.abs());
    match variable.unit() {
        "share" | "fraction" => 0.05,
        "of 100" => 5.0,
        "$bn" | "$bn a year" | "months" | "points" | "decisions" | "decisions a year" | "crews" => (0.1 * now).max(1e-6),
        _ if matches!(variable, Variable::State(StateVar::Capital, _)) => 5.0,
        _ => 0.1,
    }
}

/// How much of its weight a first answer has.
const FIRST_ANSWER: f32 = 0.6;
/// Height of what is drawn under an option; words stand below it.
const SPAN_HEIGHT: f32 = 22.0;

/// How high those words are.
fn words_height(theme: &Theme) -> f32 {
    theme.text_spec(&style::small()).line
}

/// One number under every option, on one scale: the median and 80 of 100 futures, and the change.
pub fn number_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    variable: Variable,
    spreads: &[Spread],
    chosen: Option<usize>,
    intents: &mut Vec<Intent>,
) {
    let name = words::capital(&words::short_variable(scene.setting, variable));
    let now = spreads.first().map_or(0.0, |spread| spread.now);
    ui.add_space(5.0);
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let said = fill("preview.now", &[("level", &words::level(variable, Quantity::from_f64(now)))]);
            if scene.knows(variable) && parts::link(ui, theme, &style::small(), &said).clicked() {
                intents.push(Intent::Page(PageAsk::Why(variable, None)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let label = parts::label(ui, theme, &style::small(), Token::TextPrimary, &name);
                parts::defined(label, theme, &name, variable);
            });
        });
    });
    let scale = Scale::of(variable, spreads);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), SPAN_HEIGHT + words_height(theme)), Sense::hover());
    let column = rect.width() / spreads.len().max(1) as f32;
    let mut said = vec![name];
    for (n, spread) in spreads.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(rect.left() + column * n as f32, rect.top()), vec2(column, rect.height()));
        let (shown, sign) = told(variable, spread.now, spread.median);
        paint(ui, theme, cell, spread, (&scale, chosen == Some(n)), (&shown, sign));
        said.push(shown);
    }
    let said = said.join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
}

/// How a number differs as it is shown, and which way: the difference of the levels as they are written, so that columns add up.
#[must_use]
pub fn told(variable: Variable, from: f64, to: f64) -> (String, Sign) {
    let (before, after) = (Quantity::from_f64(from), Quantity::from_f64(to));
    match words::change_between(variable, before, after) {
        None => (text("preview.same").to_owned(), Sign::Zero),
        Some(_) if matches!(variable.unit(), "yes or no" | "on or off") => (words::level(variable, after), Sign::of(to - from)),
        Some(change) => (parts::short_change(&change), Sign::of(to - from)),
    }
}

fn paint(ui: &Ui, theme: &Theme, cell: Rect, spread: &Spread, (scale, chosen): (&Scale, bool), (words, sign): (&str, Sign)) {
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(cell, 0.0, theme.colour(Token::DraftTint));
    }
    let over = Rect::from_min_size(cell.min, vec2(cell.width(), SPAN_HEIGHT)).shrink2(vec2(10.0, 0.0));
    span_ui(ui, theme, over, spread, scale, chosen);
    let colour = theme.colour(sign.token());
    let galley = painter.layout_no_wrap(words.to_owned(), theme.font(&style::small()), colour);
    let larger = theme.larger();
    let side = if sign == Sign::Zero { 0.0 } else { 10.0 * larger };
    let left = cell.center().x - 0.5 * (galley.size().x + side);
    let middle = cell.top() + SPAN_HEIGHT + words_height(theme) / 2.0 - 2.0;
    paint_change(painter, pos2(left + 3.5 * larger, middle), 7.0 * larger, sign, colour);
    painter.galley(pos2(left + side, middle - galley.size().y / 2.0), galley, colour);
}

/// Paints where the middle future and 80 of 100 lie, beside the value now.
pub fn span_ui(ui: &Ui, theme: &Theme, rect: Rect, spread: &Spread, scale: &Scale, chosen: bool) {
    let painter = ui.painter();
    let span = (scale.high - scale.low).max(1e-9);
    let x = |value: f64| rect.left() + rect.width() * ((value - scale.low) / span) as f32;
    let y = rect.center().y;
    painter.vline(x(spread.now), y - 7.0..=y + 7.0, Stroke::new(1.0, theme.colour(Token::BorderControl)));
    let (bar, dot) = if chosen { (Token::DraftInk, Token::DraftInk) } else { (Token::TextMuted, Token::TextPrimary) };
    painter.hline(x(spread.low)..=x(spread.high), y, Stroke::new(3.0, theme.colour(bar)));
    painter.circle_filled(pos2(x(spread.median), y), 4.0, theme.colour(dot));
}

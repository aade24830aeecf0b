//! The last turn as a story: phase by phase, step by step, what happened, by how much, and what it led to. Told on the board, which
//! lights what the step speaks of; skippable, replayable, by keyboard too.

mod cards;
mod tell;
#[cfg(test)]
mod tests;

use egui::{Align, Frame, Key, Layout, Modifiers, Panel, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::report::{phases, words};
use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::highlight::{Highlight, Note, Place};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;
use tell::{Chip, Step, Story};

/// Seconds that a step takes to arrive.
const STEP_SECONDS: f32 = 0.6;
/// The least width of a phase whose name is written.
const NAME_WIDTH_MIN: f32 = 78.0;
/// Below this width the buttons of the foot are icons.
const WORDS_MIN: f32 = 520.0;
/// Seconds a step while it plays by itself.
const PLAY_SECONDS: f64 = 2.5;

/// What the page keeps for itself.
pub struct StoryView {
    stories: Vec<Story>,
    story: usize,
    step: usize,
    /// When the present step began, while the story plays by itself.
    playing: Option<f64>,
    /// The phases in which anything changed that the seat may know.
    busy: Vec<Phase>,
    highlight: Highlight,
    /// The steps of the story that is followed, as far as who looks here may know them.
    retold: Option<Vec<Step>>,
}

impl StoryView {
    /// The stories of the last turn; none before the first.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        scene.before()?;
        let ledger = scene.ledger()?;
        let known = |phase: Phase| ledger.entries.iter().any(|e| e.phase == phase && scene.tells(e.seen_by));
        let busy = Phase::ALL.into_iter().filter(|phase| known(*phase)).collect();
        let stories = tell::stories(scene);
        let mut view = Self { stories, story: 0, step: 0, playing: None, busy, highlight: Highlight::default(), retold: None };
        view.light();
        Some(view)
    }

    /// What is lit on the board.
    #[must_use]
    pub const fn highlight(&self) -> &Highlight {
        &self.highlight
    }

    /// Which story is told, and at which step it is.
    #[must_use]
    pub const fn place(&self) -> (usize, usize) {
        (self.story, self.step)
    }

    /// What has been told so far, a number and a sentence a step; of the whole turn the present step alone. Of a step that is kept from
    /// who looks the sentence says that.
    #[must_use]
    pub fn steps_so_far(&self) -> Vec<(usize, String)> {
        let from = if self.whole() { self.step } else { 0 };
        let told = self.steps().iter().enumerate().take(self.step + 1).skip(from);
        told.map(|(n, step)| (n + 1, step.sentence.clone())).collect()
    }

    /// The last sentence that may be read; none: no step so far is for who looks.
    #[must_use]
    pub fn last_sentence(&self) -> Option<&str> {
        let told = self.steps().iter().take(self.step + 1);
        told.rev().find(|step| !step.kept).map(|step| step.sentence.as_str())
    }

    /// Tells what another view tells, step by step with its numbers, as far as this one knows of it. Whether it knows of the story.
    pub fn follow(&mut self, other: &Self) -> bool {
        let begins = |story: &Story| story.steps.first().map(|step| (step.phase, step.decision));
        let Some(theirs) = other.story() else { return false };
        let same =
            |story: &Story| (&story.title, &story.about) == (&theirs.title, &theirs.about) && begins(story) == begins(theirs);
        let found = if other.whole() { self.stories.len().checked_sub(1) } else { self.stories.iter().position(same) };
        let Some(story) = found else { return false };
        self.story = story;
        let is = |step: &Step, told: &Step| {
            (step.phase, step.variable, step.decision, step.place) == (told.phase, told.variable, told.decision, told.place)
        };
        let mine = self.story().map(|story| story.steps.as_slice()).unwrap_or_default();
        let retell = |told: &Step| mine.iter().find(|step| is(step, told)).map_or_else(|| told.kept(), |own| own.agreed(told));
        let retold = theirs.steps.iter().map(retell).collect();
        self.retold = Some(retold);
        self.go(other.step);
        true
    }

    /// The steps that are told.
    fn steps(&self) -> &[Step] {
        self.retold.as_deref().or_else(|| self.story().map(|story| story.steps.as_slice())).unwrap_or_default()
    }

    /// Whether this is the whole turn, which shows one step at a time.
    fn whole(&self) -> bool {
        self.story + 1 == self.stories.len()
    }

    /// The phase of the present step, for the rulebook.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.present().map(|step| step.phase)
    }

    fn story(&self) -> Option<&Story> {
        self.stories.get(self.story)
    }

    fn present(&self) -> Option<&Step> {
        self.steps().get(self.step)
    }

    fn length(&self) -> usize {
        self.steps().len()
    }

    /// On to the next step, if there is one.
    pub fn next(&mut self) {
        self.go(self.step + 1);
    }

    fn go(&mut self, step: usize) {
        self.step = step.min(self.length().saturating_sub(1));
        self.light();
    }

    fn open(&mut self, story: usize) {
        self.story = story;
        self.playing = None;
        self.go(0);
    }

    /// Lights the steps so far. A chain keeps what it lit; the whole turn shows one step at a time, for it would light everything.
    fn light(&mut self) {
        let mut lit = Highlight { progress: self.highlight.progress, ..Highlight::default() };
        let from = if self.whole() { self.step } else { 0 };
        for (n, step) in self.steps().iter().enumerate().take(self.step + 1).skip(from) {
            let Some(place) = step.place else { continue };
            let states: &[_] = match &place {
                Place::State(id) => &[*id],
                Place::Link(from, to) => &[*from, *to],
            };
            // What one thinks of another has two ends, and both are lit.
            let ends = match step.variable {
                Some(Variable::Pair(_, one, other)) => vec![one, other],
                _ => Vec::new(),
            };
            for id in states.iter().copied().chain(ends) {
                if !lit.states.contains(&id) {
                    lit.states.push(id);
                }
            }
            if let Place::Link(from, to) = place
                && !lit.links.contains(&(from, to))
            {
                lit.links.push((from, to));
            }
            let sign = match &step.chip {
                Chip::Amount(_, amount) if *amount > 0.0 => 1,
                Chip::Amount(_, amount) if *amount < 0.0 => -1,
                _ => 0,
            };
            let (title, words) = step.note.clone();
            lit.notes.push(Note { number: n + 1, place, title, words, sign, present: n == self.step });
        }
        self.highlight = lit;
    }
}

/// Draws everything round the board: head, phases, cards, foot.
pub fn frame_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut StoryView, intents: &mut Vec<Intent>) {
    keys(ui, view);
    play(ui, view);
    let still = ui.style().animation_time <= 0.0;
    let id = egui::Id::unique(("story", view.story, view.step));
    let progress = if still { 1.0 } else { ui.ctx().animate_value_with_time(id, 1.0, STEP_SECONDS) };
    view.highlight.progress = progress;
    let larger = theme.larger();
    parts::page_head(ui, theme, "story head", |ui| head(ui, theme, scene, intents));
    let base = Frame::new().fill(theme.colour(Token::SurfacePanel));
    Panel::top("story phases").exact_size(58.0 * larger).resizable(false).frame(base).show(ui, |ui| phases(ui, theme, view));
    let foot_frame = Frame::new().fill(theme.colour(Token::SurfaceBase));
    Panel::bottom("story foot")
        .exact_size(56.0 * larger.min(1.5))
        .resizable(false)
        .frame(foot_frame)
        .show(ui, |ui| foot(ui, theme, view));
    let width = if ui.available_width() > 1500.0 { 400.0 } else { 332.0 } * larger.min(1.5);
    let width = width.min(ui.available_width() * 0.45);
    Panel::right("story cards").exact_size(width).resizable(false).frame(base).show(ui, |ui| {
        let at = scene.line.len().saturating_sub(1);
        let asked = if let Some(story) = view.stories.get(view.story) {
            cards::cards_ui(ui, theme, story, view.step, at, intents)
        } else {
            parts::empty(ui, theme, text("headlines.quiet"));
            None
        };
        if let Some(step) = asked {
            view.playing = None;
            view.go(step);
        }
    });
}

/// Space and right go on, left goes back, Home starts again, P plays.
fn keys(ui: &Ui, view: &mut StoryView) {
    let focused = ui.memory(|memory| memory.focused().is_some());
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // A control that has the focus keeps Space and Enter for itself.
    if pressed(Key::ArrowRight) || (!focused && pressed(Key::Space)) {
        view.playing = None;
        view.go(view.step + 1);
    }
    if pressed(Key::ArrowLeft) {
        view.playing = None;
        view.go(view.step.saturating_sub(1));
    }
    if pressed(Key::Home) {
        view.go(0);
    }
    if pressed(Key::P) {
        toggle(ui, view);
    }
}

fn toggle(ui: &Ui, view: &mut StoryView) {
    if view.playing.take().is_none() {
        if view.step + 1 >= view.length() {
            view.go(0);
        }
        view.playing = Some(ui.input(|input| input.time));
    }
}

/// While it plays by itself, the next step comes after a while; the last one ends it.
fn play(ui: &Ui, view: &mut StoryView) {
    let Some(began) = view.playing else { return };
    let now = ui.input(|input| input.time);
    if now - began >= PLAY_SECONDS {
        view.next();
        view.playing = Some(now).filter(|_| view.step + 1 < view.length());
    }
    if let Some(began) = view.playing {
        let wait = (PLAY_SECONDS - (now - began)).max(0.01);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait));
    }
}

fn head(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 12.0;
        if parts::icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked() {
            intents.push(Intent::Page(PageAsk::Close));
        }
        let turn = scene.line.len().saturating_sub(1);
        let title = fill("story.title", &[("turn", &turn.to_string())]);
        ui.label(egui::RichText::new(title).text_style(style::heading()).color(theme.colour(Token::TextPrimary)));
        let when = words::calendar(scene.setting, turn as u16);
        let said = fill("story.where", &[("title", &scene.setting.title), ("when", &when)]);
        parts::label(ui, theme, &style::small(), Token::TextSecondary, &said);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            if parts::button(ui, theme, Look::Plain, Some(icons::STEP_NEXT), text("story.skip")).clicked() {
                intents.push(Intent::Page(PageAsk::Close));
            }
        });
    });
}

/// The fourteen phases in a row; those in which something happened are full, and one can go to the steps of each.
fn phases(ui: &mut Ui, theme: &Theme, view: &mut StoryView) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
    let step_of = |view: &StoryView, phase: Phase| view.story().and_then(|s| s.steps.iter().position(|step| step.phase == phase));
    let present = view.phase();
    let larger = theme.larger();
    let width = (rect.width() - 40.0) / Phase::ALL.len() as f32;
    let centre = |n: usize| pos2(rect.left() + 20.0 + width * (n as f32 + 0.5), rect.top() + 20.0 * larger);
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
            egui::Rect::from_center_size(at + vec2(0.0, 10.0 * larger), vec2(width - 2.0, 48.0 * larger)),
            ui.scope_id().with(("phase", n)),
            if step.is_some() { Sense::click() } else { Sense::hover() },
        );
        let busy = view.busy.contains(&phase);
        let said = fill(if busy { "story.phase_busy" } else { "story.phase_quiet" }, &[("phase", phases::phase(phase))]);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, step.is_some(), here, &said));
        dot(ui, theme, at, n + 1, (here, past, busy));
        let (style, token) = match (here, past) {
            (true, _) => (style::strong(), Token::TextPrimary),
            (false, true) => (style::small(), Token::TextSecondary),
            (false, false) => (style::small(), Token::TextMuted),
        };
        let name = words::capital(text(short_key(phase)));
        let below = pos2(at.x, at.y + 14.0 * larger);
        // Where names would run into one another only the present one is written; the others say theirs under the pointer.
        if here || width >= NAME_WIDTH_MIN * larger {
            parts::paint_text(ui, theme, below, egui::Align2::CENTER_TOP, &name, &style, token);
        }
        if response.has_focus() {
            parts::focus_ring(ui, theme, response.rect.shrink(3.0));
        }
        if response.on_hover_text(said).clicked() {
            asked = step;
        }
    }
    if let Some(step) = asked {
        view.playing = None;
        view.go(step);
    }
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

const fn short_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Upkeep => "phase.upkeep",
        Phase::Events => "phase.events",
        Phase::Licensing => "phase.licensing",
        Phase::Signals => "phase.signals",
        Phase::Procurement => "phase.procurement",
        Phase::Delivery => "phase.delivery",
        Phase::EndUse => "phase.end_use",
        Phase::Alignment => "phase.alignment",
        Phase::Security => "phase.security",
        Phase::Countermeasures => "phase.countermeasures",
        Phase::Domestic => "phase.domestic",
        Phase::Blocs => "phase.blocs",
        Phase::Requests => "phase.requests",
        Phase::Measures => "phase.measures",
    }
}

fn foot(ui: &mut Ui, theme: &Theme, view: &mut StoryView) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, parts::edge(theme));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(16.0);
        others(ui, theme, view);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| steps(ui, theme, view));
    });
}

/// What leads through the steps, and which one it is, in the room that is left.
fn steps(ui: &mut Ui, theme: &Theme, view: &mut StoryView) {
    {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        let look = if ui.available_width() < WORDS_MIN { Look::IconOnly } else { Look::Plain };
        if parts::button(ui, theme, look, Some(icons::STEP_PREVIOUS), text("story.back")).clicked() {
            view.playing = None;
            view.go(view.step.saturating_sub(1));
        }
        let (icon, key) = if view.playing.is_some() { (icons::SUSPEND, "story.pause") } else { (icons::REPLAY, "story.play") };
        if parts::button(ui, theme, look, Some(icon), text(key)).clicked() {
            toggle(ui, view);
        }
        let last = view.step + 1 >= view.length();
        let (icon, key) = if last { (icons::RESTART, "story.again") } else { (icons::ARROW_RIGHT, "story.next") };
        if parts::button(ui, theme, if last { Look::Plain } else { Look::Primary }, Some(icon), text(key)).clicked() {
            view.playing = None;
            view.go(if last { 0 } else { view.step + 1 });
        }
        if let Some(phase) = view.phase() {
            let at = Phase::ALL.iter().position(|p| *p == phase).unwrap_or(0) + 1;
            let values =
                [("step", &*(view.step + 1).to_string()), ("steps", &*view.length().to_string()), ("phase", &*at.to_string())];
            let said = fill("story.place", &values);
            parts::label(ui, theme, &style::body(), Token::TextSecondary, &said).on_hover_text(said);
        }
    }
}

/// The other stories of the turn, as a menu.
fn others(ui: &mut Ui, theme: &Theme, view: &mut StoryView) {
    let count = view.stories.len().saturating_sub(1);
    if count == 0 {
        return;
    }
    let words = if ui.available_width() < WORDS_MIN + 120.0 {
        fill("story.others_short", &[("count", &count.to_string())])
    } else {
        fill("story.others", &[("count", &count.to_string())])
    };
    let mut asked = None;
    parts::menu_button(ui, theme, &words, |ui| {
        for (n, story) in view.stories.iter().enumerate() {
            let line =
                if n + 1 == view.stories.len() { story.title.clone() } else { format!("{}: {}", story.title, story.about) };
            if n != view.story && ui.selectable_label(false, line).clicked() {
                asked = Some(n);
                ui.close();
            }
        }
    });
    if let Some(story) = asked {
        view.open(story);
    }
}

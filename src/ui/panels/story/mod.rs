//! The last turn as a story: phase by phase, step by step, what happened, by how much, and what it led to. Told on the board, which
//! lights what the step speaks of; skippable, replayable, by keyboard too.

mod bar;
mod cards;
mod steps;
mod tell;
#[cfg(test)]
mod tests;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Key, Layout, Modifiers, Panel, Ui};

use crate::report::words;
use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::highlight::{Highlight, Note, Place};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;
use steps::{Chip, Step};
use tell::Story;

/// Seconds that a step takes to arrive.
const STEP_SECONDS: f32 = 0.6;
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
        told.map(|(n, step)| (n + 1, step.told())).collect()
    }

    /// The last sentence that may be read; none: no step so far is for who looks.
    #[must_use]
    pub fn last_sentence(&self) -> Option<String> {
        let told = self.steps().iter().take(self.step + 1);
        told.rev().find(|step| !step.kept).map(Step::told)
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
            let begins = |step: &Step| matches!(step.chip, Chip::Order | Chip::Card);
            let same =
                (step.phase, step.variable, step.decision, step.place) == (told.phase, told.variable, told.decision, told.place);
            // What began a story and the number that it moved first may stand at one place.
            same && begins(step) == begins(told)
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
                Place::Region(_) | Place::Board => &[],
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
                // Words that are no amount have no direction.
                Chip::Amount(words, _) if *words != step.note.1 => 0,
                Chip::Amount(_, amount) if *amount > 0.0 => 1,
                Chip::Amount(_, amount) if *amount < 0.0 => -1,
                _ => 0,
            };
            let (title, words) = step.note.clone();
            let standing = match step.chip {
                Chip::Standing(standing) => Some(standing),
                _ => None,
            };
            // A step without a place hands on what it follows from.
            let mut after = step.after;
            while let Some(before) = after.and_then(|after| self.steps().get(after)).filter(|before| before.place.is_none()) {
                after = before.after;
            }
            let after = after.map(|after| after + 1);
            lit.notes.push(Note { number: n + 1, after, place, title, words, sign, standing, present: n == self.step });
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
    Panel::top("story phases").exact_size(bar::height(theme, ui.available_width())).resizable(false).frame(base).show(ui, |ui| {
        if let Some(step) = bar::phases_ui(ui, theme, view) {
            view.playing = None;
            view.go(step);
        }
    });
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
        let look = if ui.available_width() < WORDS_MIN * theme.larger() { Look::IconOnly } else { Look::Plain };
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
    let words = if ui.available_width() < (WORDS_MIN + 120.0) * theme.larger() {
        fill("story.others_short", &[("count", &count.to_string())])
    } else {
        fill("story.others", &[("count", &count.to_string())])
    };
    let mut asked = None;
    parts::menu_button(ui, theme, &words, |ui| {
        for (n, story) in view.stories.iter().enumerate().filter(|(n, _)| *n != view.story) {
            if other(ui, theme, story) {
                asked = Some(n);
                ui.close();
            }
        }
    });
    if let Some(story) = asked {
        view.open(story);
    }
}

/// A story in the menu: its title, whose it is, and what it leads to.
fn other(ui: &mut Ui, theme: &Theme, story: &Story) -> bool {
    let mut job = LayoutJob::default();
    job.wrap.max_width = parts::menu_width(ui);
    let mut put = |words: &str, style: &egui::TextStyle, token: Token| {
        job.append(words, 0.0, TextFormat { font_id: theme.font(style), color: theme.colour(token), ..TextFormat::default() });
    };
    put(&story.title, &style::strong(), Token::TextPrimary);
    if story.about != story.title {
        put(&format!("\n{}", story.about), &style::small(), Token::TextSecondary);
    }
    put(&format!("\n{}", story.word()), &style::small(), Token::TextMuted);
    let galley = ui.painter().layout_job(job);
    ui.selectable_label(false, galley).clicked()
}

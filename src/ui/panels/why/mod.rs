//! Why?: one number explained as a tree of signed causes over the plots of those causes; one decision as a card; two turns compared.

mod card;
mod compare;
mod detail;
mod near;
mod rows;
mod strip;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeSet;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use crate::report::explain::{LEVELS, Telling};
use crate::report::tree::EARLIER;
use crate::report::when;
use crate::report::words::{self, Sign as Written};
use crate::rules::digest::Digest;
use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::rules::world::RequestKey;
use crate::scenario::Spot;
use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;
use tree::Tree;

/// From this width on, the number over its causes stands beside the tree; on narrower pages it comes after it.
const BESIDE: f32 = 900.0;
/// Its height there.
const STRIP: f32 = 440.0;
/// What the bar of a page that is longer than the window takes beside it.
const BESIDE_BAR: f32 = 12.0;

/// What is explained, at a position of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A number.
    Number(Variable, usize),
    /// A decision about a request.
    Decision(RequestKey, usize),
}

impl Subject {
    const fn at(self) -> usize {
        match self {
            Self::Number(_, at) | Self::Decision(_, at) => at,
        }
    }
}

/// What the page shows of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// The tree, and the number over its causes.
    #[default]
    Tree,
    /// Two turns compared.
    Compare,
}

/// What the tree was made for.
type Key = (Digest, Subject);

/// What the page keeps for itself.
pub struct WhyView {
    trail: Vec<Subject>,
    mode: Mode,
    open: BTreeSet<Vec<usize>>,
    chosen: Option<Vec<usize>>,
    made: Option<(Key, Option<Tree>)>,
    strip: strip::Strip,
    compared: compare::Compared,
}

impl WhyView {
    /// A page on a subject.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Self {
            trail: vec![subject],
            mode: Mode::Tree,
            open: std::iter::once(vec![0]).collect(),
            chosen: None,
            made: None,
            strip: strip::Strip::default(),
            compared: compare::Compared::default(),
        }
    }

    /// Goes on to what something rests on.
    pub fn descend(&mut self, subject: Subject) {
        if self.subject() != Some(subject) {
            self.trail.push(subject);
            self.reset();
        }
    }

    /// Goes back to a step of the trail.
    pub fn back(&mut self, step: usize) {
        self.trail.truncate(step.max(1));
        self.reset();
    }

    fn reset(&mut self) {
        self.mode = Mode::Tree;
        self.open = std::iter::once(vec![0]).collect();
        self.chosen = None;
    }

    fn subject(&self) -> Option<Subject> {
        self.trail.last().copied()
    }

    /// The phase of what is explained, for the rulebook.
    #[must_use]
    pub fn phase(&self, scene: &Scene<'_>) -> Option<Phase> {
        match self.subject()? {
            Subject::Decision(..) => Some(Phase::Licensing),
            Subject::Number(variable, at) => scene.ledgers.get(at)?.about(variable).last().map(|(_, entry)| entry.phase),
        }
    }
}

/// The name of a subject.
fn name(scene: &Scene<'_>, subject: Subject) -> String {
    match subject {
        Subject::Number(variable, _) => words::capital(&words::short_variable(scene.setting, variable)),
        Subject::Decision(key, at) => card::title(scene, key, at),
    }
}

/// Draws the page.
pub fn why_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut WhyView, intents: &mut Vec<Intent>) {
    spots::mark(ui.ctx(), Spot::Why, ui.max_rect());
    parts::page_head(ui, theme, "why head", |ui| head(ui, theme, scene, view, intents));
    match view.subject() {
        Some(Subject::Decision(key, at)) => card::card_ui(ui, theme, scene, key, at, intents),
        Some(Subject::Number(variable, at)) if view.mode == Mode::Compare => {
            compare::compare_ui(ui, theme, scene, &mut view.compared, variable, at, intents);
        }
        Some(Subject::Number(variable, at)) => number_ui(ui, theme, scene, view, variable, at, intents),
        None => {}
    }
}

fn head(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut WhyView, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        if parts::icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked() {
            intents.push(Intent::Page(PageAsk::Close));
        }
        ui.label(RichText::new(text("headlines.why")).text_style(style::heading()).color(theme.colour(Token::TextPrimary)));
        let Some(subject) = view.subject() else { return };
        let turn = match subject.at() {
            0 => text("why.at_start").to_owned(),
            at => when::turn(at as u16),
        };
        ui.label(RichText::new(turn).text_style(style::body()).color(theme.colour(Token::TextSecondary)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            actions(ui, theme, scene, view, subject);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| trail(ui, theme, scene, view, intents));
        });
    });
}

fn actions(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut WhyView, subject: Subject) {
    let Subject::Number(variable, at) = subject else { return };
    if parts::button(ui, theme, Look::Quiet, Some(icons::COPY), text("why.copy")).clicked() {
        let nodes = (at.checked_sub(1).and_then(|n| scene.node(n)), scene.node(at));
        if let ((Some(before), Some(after)), Some(ledger)) = (nodes, scene.why(at)) {
            let whys: Vec<_> = (1..at).rev().take(EARLIER).map_while(|n| Some((n, scene.why(n)?))).collect();
            let past = whys.iter().rev().filter_map(|(n, why)| {
                let (from, to) = (scene.node(n.checked_sub(1)?)?, scene.node(*n)?);
                Some(Telling::of(scene.setting, why, &from.world, to, scene.viewer))
            });
            let telling = Telling::of(scene.setting, &ledger, &before.world, after, scene.viewer).following(past.collect());
            ui.ctx().copy_text(telling.one(variable, LEVELS));
        }
    }
    let items = [(icons::CAUSES, text("why.tree")), (icons::TIMELINE, text("why.compare"))];
    let picked = controls::segmented(ui, theme, &items, usize::from(view.mode == Mode::Compare));
    if let Some(n) = picked {
        view.mode = if n == 0 { Mode::Tree } else { Mode::Compare };
    }
}

/// The way that led here; each step leads back. The first and the last ones are shown where there are many.
fn trail(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &WhyView, intents: &mut Vec<Intent>) {
    let last = view.trail.len().saturating_sub(1);
    let first = last.saturating_sub(2);
    for (n, subject) in view.trail.iter().enumerate().skip(first) {
        parts::icon(ui, theme, icons::CHEVRON_RIGHT, 15.0, Token::TextMuted);
        let words = name(scene, *subject);
        if n == last {
            parts::label(ui, theme, &style::body(), Token::TextPrimary, &words);
        } else {
            let short = if words.chars().count() > 34 { words.chars().take(32).chain(['…']).collect() } else { words.clone() };
            if parts::link(ui, theme, &style::body(), &short).on_hover_text(words).clicked() {
                intents.push(Intent::Page(PageAsk::Back(n + 1)));
            }
        }
    }
}

fn number_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    view: &mut WhyView,
    variable: Variable,
    at: usize,
    intents: &mut Vec<Intent>,
) {
    let side =
        Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 10 });
    let width = ui.available_width();
    let base = Frame::new().inner_margin(Margin { left: 20, right: 18, top: 18, bottom: 12 });
    if !scene.knows(variable) {
        CentralPanel::no_frame().frame(base).show(ui, |ui| parts::empty(ui, theme, text("figure.unknown")));
        return;
    }
    let key = (scene.origin.digest, Subject::Number(variable, at));
    if view.made.as_ref().is_none_or(|(made, _)| *made != key) {
        view.made = Some((key, tree::tree(scene, at, variable, &view.open)));
    }
    let Some((_, Some(tree))) = &view.made else {
        CentralPanel::no_frame().frame(base).show(ui, |ui| parts::empty(ui, theme, text("why.first_turn")));
        return;
    };
    let WhyView { open, chosen, strip, .. } = view;
    let beside = width >= BESIDE;
    if beside {
        Panel::right("why strip").exact_size(width * 0.38).resizable(false).frame(side).show(ui, |ui| {
            strip.strip_ui(ui, theme, scene, tree, at, intents);
        });
    }
    let mut changed = false;
    CentralPanel::no_frame().frame(base).show(ui, |ui| {
        if beside {
            title(ui, theme, scene, tree);
            ui.add_space(4.0);
            rows::sum_ui(ui, theme, tree);
            let detail = 126.0;
            let room = (ui.available_height() - detail).max(120.0);
            ScrollArea::vertical().id_salt("why tree").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                changed = rows::rows_ui(ui, theme, tree, open, chosen);
            });
            ui.add_space(10.0);
            detail::detail_ui(ui, theme, scene, tree, chosen.as_deref(), at, intents);
            return;
        }
        ScrollArea::vertical().id_salt(("why page", variable, at)).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - BESIDE_BAR);
            title(ui, theme, scene, tree);
            ui.add_space(4.0);
            rows::sum_ui(ui, theme, tree);
            changed = ui.scope(|ui| rows::rows_ui(ui, theme, tree, open, chosen)).inner;
            ui.add_space(10.0);
            detail::detail_ui(ui, theme, scene, tree, chosen.as_deref(), at, intents);
            ui.add_space(18.0);
            ui.scope(|ui| {
                ui.set_max_height(STRIP * theme.larger());
                strip.strip_ui(ui, theme, scene, tree, at, intents);
            });
        });
    });
    if changed {
        view.made = None;
        ui.ctx().request_repaint();
    }
}

fn title(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, tree: &Tree) {
    let describe = words::capital(&words::describe_variable(scene.setting, tree.variable));
    let label = parts::label(ui, theme, &style::body(), Token::TextSecondary, &describe);
    parts::defined(label, theme, &describe, tree.variable);
    let write = |value| tree.shape.write(tree.shape.units(value), Written::Level);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let display = style::display();
        let mut medium = theme.text_spec(&display).font();
        medium.family = crate::ui::kit::theme::fonts::medium();
        let piece = |ui: &mut Ui, words: &str, token: Token, strong: bool| {
            let words = RichText::new(words).color(theme.colour(token));
            let words = if strong { words.font(medium.clone()) } else { words.text_style(display.clone()) };
            ui.label(words);
        };
        let before = write(tree.before);
        let plain = before.split(words::HARD_SPACE).next().unwrap_or(&before).to_owned();
        if tree.change() == crate::rules::quantity::Quantity::ZERO {
            piece(ui, &write(tree.after), Token::TextPrimary, true);
        } else {
            piece(ui, &plain, Token::TextPrimary, false);
            piece(ui, text("why.to"), Token::TextMuted, false);
            piece(ui, &write(tree.after), Token::TextPrimary, true);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let sign = Sign::of(tree.change().to_f64());
            let shape = tree.shape.of_change(tree.variable);
            let words = if sign == Sign::Zero {
                text("preview.same").to_owned()
            } else {
                shape.write(shape.units(tree.change()), Written::Always)
            };
            let colour = theme.colour(sign.token());
            ui.label(RichText::new(words).font(medium.clone()).color(colour));
            let (rect, _) = ui.allocate_exact_size(egui::vec2(20.0, 20.0), egui::Sense::hover());
            crate::ui::kit::widgets::labels::paint_change(ui.painter(), rect.center(), 17.0, sign, colour);
        });
    });
}

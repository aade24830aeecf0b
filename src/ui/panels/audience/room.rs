//! What hangs on the wall: the headline above, the board, the measures and what happened beside it.
//!
//! Everything is as large as the window allows: sizes are those of a screen of 1920 by 1080, times what fits.

use std::sync::{Arc, Mutex, PoisonError};

use egui::emath::TSTransform;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Align2, CentralPanel, Frame, Key, Label, Layout, Margin, Panel, Rect, RichText, Ui, UiBuilder, ViewportCommand, vec2,
};

use crate::report::words;
use crate::rules::digest::Digest;
use crate::rules::quantity::Quantity;
use crate::rules::table::DomainId;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::scenario::Scenario;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, ThemeName, Token, icons, text as style};
use crate::ui::kit::widgets::controls::paint_icon;
use crate::ui::kit::widgets::labels::{Sign, paint_change};
use crate::ui::mishap::guarded;
use crate::ui::panels::board::{BoardView, Lens, shown_ui};
use crate::ui::state::clock::Clock;
use crate::ui::state::highlight::Highlight;
use crate::ui::state::positions::Positions;
use crate::ui::state::scene::{Seen, room_scene};
use crate::ui::state::workspace::{Scene, Selection};

/// The screen that sizes are given for, points.
const DESIGNED: egui::Vec2 = vec2(1920.0, 1080.0);
/// Text is never smaller than this part of its designed size.
const SCALE_MIN: f32 = 0.3;
/// The designed height of a measure's row, and the width of the column of its changes, points.
const MEASURE: f32 = 58.0;
const CHANGE: f32 = 104.0;

/// What the room is shown of a game. Public facts alone.
pub(super) struct Shown {
    /// The scenario.
    pub(super) scenario: Arc<Scenario>,
    /// The position and the one before, as everybody may know them.
    pub(super) seen: Seen,
    /// The fingerprint of the position as everybody may know it.
    pub(super) digest: Digest,
    /// Where states stand.
    pub(super) positions: Positions,
    /// What is lit.
    pub(super) selection: Selection,
    /// What one looks at, in which domain.
    pub(super) look: (Lens, Option<DomainId>),
    /// What a story lights.
    pub(super) highlight: Option<Highlight>,
    /// Whether a story is told.
    pub(super) told: bool,
    /// The sentence above.
    pub(super) title: String,
    /// What happened, or the steps of the story so far, with their numbers.
    pub(super) happened: Vec<(usize, String)>,
    /// Once the game is over: the measures of the board at its start.
    pub(super) start: Option<Vec<(Measure, Quantity)>>,
    /// Which turn.
    pub(super) turn: String,
}

/// The room's own state.
#[derive(Default)]
pub(super) struct Room {
    pub(super) shown: Option<Shown>,
    /// Seconds that are left of the turn, where the room is told.
    left: Option<u32>,
    board: Option<BoardView>,
    still: bool,
    full: bool,
    closed: bool,
    /// The theme at the size of the window.
    theme: Option<(u32, Arc<Theme>)>,
}

impl Room {
    /// Takes what there is to show; none: there is no game.
    pub(super) fn show(&mut self, shown: Option<Shown>, still: bool) {
        let same = |one: &Shown, other: &Shown| Arc::ptr_eq(&one.scenario, &other.scenario);
        let kept = matches!((&self.shown, &shown), (Some(one), Some(other)) if same(one, other));
        if !kept {
            self.board = None;
        }
        self.shown = shown;
        self.still = still;
    }

    /// Takes the seconds that are left. Whether they are others.
    pub(super) fn time(&mut self, left: Option<u32>) -> bool {
        std::mem::replace(&mut self.left, left) != left
    }

    /// Whether somebody closed the window.
    pub(super) const fn closed(&self) -> bool {
        self.closed
    }

    fn theme(&mut self, size: egui::Vec2) -> (f32, Arc<Theme>) {
        let scale = (size.x / DESIGNED.x).min(size.y / DESIGNED.y).max(SCALE_MIN);
        // In steps of a fiftieth, so that a window that is being dragged does not fill the atlas of letters.
        let step = (scale * 50.0).round().max(1.0);
        let scale = step / 50.0;
        match &self.theme {
            Some((at, theme)) if *at == step as u32 => (scale, Arc::clone(theme)),
            _ => {
                let theme = Arc::new(Theme::load(ThemeName::Projector).unwrap_or_default().scaled(scale));
                self.theme = Some((step as u32, Arc::clone(&theme)));
                (scale, theme)
            }
        }
    }
}

/// Draws the window for the room. What goes wrong in it takes nothing else down.
pub(super) fn room_ui(ui: &mut Ui, room: &Mutex<Room>) {
    let mut room = room.lock().unwrap_or_else(PoisonError::into_inner);
    let drawn = guarded(|| {
        keys(ui, &mut room);
        // How large the text of the table is has no say here: the wall is drawn as without it, and made to fit.
        let larger = ui.ctx().zoom_factor();
        let whole = Rect::from_min_size(ui.max_rect().min, ui.max_rect().size() * larger);
        ui.with_visual_transform(TSTransform::from_scaling(1.0 / larger), |ui| {
            ui.scope_builder(UiBuilder::new().max_rect(whole), |ui| {
                ui.set_clip_rect(whole);
                whole_ui(ui, &mut room);
            });
        });
    });
    if drawn.is_err() {
        room.shown = None;
        room.board = None;
    }
}

fn whole_ui(ui: &mut Ui, room: &mut Room) {
    let (scale, theme) = room.theme(ui.max_rect().size());
    theme.fill(ui.style_mut());
    ui.style_mut().animation_time = 0.0;
    let base = Frame::new().fill(theme.colour(Token::SurfaceBase));
    let Room { shown, board, left, .. } = room;
    CentralPanel::no_frame().frame(base).show(ui, |ui| {
        if let Some(shown) = shown {
            wall(ui, &theme, scale, (shown, *left), board);
        } else {
            ui.centered_and_justified(|ui| parts::label(ui, &theme, &style::heading(), Token::TextMuted, text("audience.empty")));
        }
    });
}

/// F11 and a double click fill the screen, Esc gives it back; the window's cross closes it.
fn keys(ui: &Ui, room: &mut Room) {
    let (toggle, back, close) = ui.input(|input| {
        let double = input.pointer.button_double_clicked(egui::PointerButton::Primary);
        (input.key_pressed(Key::F11) || double, input.key_pressed(Key::Escape), input.viewport().close_requested())
    });
    let full = if back { false } else { room.full != toggle };
    if full != room.full {
        room.full = full;
        ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(full));
    }
    if close {
        room.closed = true;
        ui.ctx().request_repaint_of(egui::ViewportId::ROOT);
    }
}

/// What the board is drawn from; none: nothing was handed over.
pub(super) fn scene_of(shown: &Shown) -> Option<Scene<'_>> {
    let mut scene = room_scene(&shown.scenario.setting, &shown.seen, &shown.positions, shown.digest)?;
    (scene.selection, scene.highlight) = (shown.selection, shown.highlight.as_ref());
    Some(scene)
}

fn wall(ui: &mut Ui, theme: &Theme, scale: f32, (shown, left): (&Shown, Option<u32>), board: &mut Option<BoardView>) {
    let Some(scene) = scene_of(shown) else { return };
    let frame = |token| Frame::new().fill(theme.colour(token));
    Panel::top("room head").exact_size(108.0 * scale).resizable(false).frame(frame(Token::SurfaceBase)).show(ui, |ui| {
        head(ui, theme, scale, shown, left);
    });
    let side_width = if shown.start.is_some() { 620.0 } else { 470.0 } * scale;
    Panel::right("room side").exact_size(side_width).resizable(false).frame(frame(Token::SurfaceBase)).show(ui, |ui| {
        side(ui, theme, scale, &scene, shown);
    });
    CentralPanel::no_frame().frame(frame(Token::SurfaceBoard)).show(ui, |ui| {
        let view = board.get_or_insert_with(|| BoardView::new(scene.setting, scene.world));
        view.look_at(shown.look.0, shown.look.1);
        shown_ui(ui, theme, &scene, view);
    });
}

fn head(ui: &mut Ui, theme: &Theme, scale: f32, shown: &Shown, left: Option<u32>) {
    let rect = ui.max_rect();
    let edge = egui::Stroke::new(2.0 * scale, theme.colour(Token::TextPrimary));
    ui.painter().hline(rect.x_range(), rect.bottom() - scale, edge);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(40.0 * scale);
        parts::label(ui, theme, &style::heading(), Token::TextPrimary, &shown.turn);
        if let Some(left) = left {
            ui.add_space(30.0 * scale);
            let words = if left == 0 { text("clock.over").to_owned() } else { Clock::shown(left) };
            parts::label(ui, theme, &style::heading(), Token::TextPrimary, &words);
            parts::icon(ui, theme, icons::WAITING, 18.0, Token::TextSecondary);
        }
        ui.add_space(40.0 * scale);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(40.0 * scale);
            title(ui, theme, &shown.title);
        });
    });
}

/// As large as it may be on one line, else smaller on two.
fn title(ui: &mut Ui, theme: &Theme, words: &str) {
    let room = ui.available_width();
    let large = theme.text_spec(&style::title());
    let ink = theme.colour(Token::TextPrimary);
    let wide = ui.painter().layout_no_wrap(words.to_owned(), style::medium_of(large.size), ink).size().x;
    let size = if wide <= room { large.size } else { theme.text_spec(&style::heading()).size };
    let mut job = LayoutJob::simple(words.to_owned(), style::medium_of(size), ink, room);
    job.wrap = TextWrapping { max_width: room, max_rows: 2, ..TextWrapping::default() };
    ui.add(Label::new(job));
}

fn side(ui: &mut Ui, theme: &Theme, scale: f32, scene: &Scene<'_>, shown: &Shown) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), parts::edge(theme));
    Frame::new().inner_margin(Margin::symmetric((36.0 * scale) as i8, (20.0 * scale) as i8)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 8.0) * scale;
        if shown.start.is_some() {
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("audience.start_to_end"));
        }
        for measure in Measure::ALL {
            let start = shown.start.iter().flatten().find(|(of, _)| of == measure);
            measured(ui, theme, scale, scene, *measure, start.map(|(_, level)| *level));
        }
        ui.add_space(10.0 * scale);
        if shown.happened.is_empty() {
            return;
        }
        let key = match (shown.told, &shown.start) {
            (true, _) => "audience.so_far",
            (false, Some(_)) => "audience.happened_last",
            (false, None) => "audience.happened",
        };
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text(key));
        // The newest step is what is being said; what does not fit above it was said before.
        for (n, sentence) in shown.happened.iter().skip(shown.happened.len().saturating_sub(super::HEADLINES_MAX)) {
            ui.horizontal_top(|ui| {
                parts::label(ui, theme, &style::strong(), Token::TextPrimary, &n.to_string());
                let said = RichText::new(sentence).text_style(style::small()).color(theme.colour(Token::TextPrimary));
                ui.add(Label::new(said).wrap());
            });
        }
    });
}

/// A measure with its change since the last turn; at the end (`start`: what it was at the beginning) since the first.
fn measured(ui: &mut Ui, theme: &Theme, scale: f32, scene: &Scene<'_>, measure: Measure, start: Option<Quantity>) {
    let name = words::measure(measure);
    let variable = Variable::Measure(measure, Scope::Board);
    let level = words::number(scene.world.get(variable), 0);
    let from = start.or_else(|| scene.before().map(|before| before.values.get(variable)));
    let change = |from| words::shown_change(variable, from, scene.world.values.get(variable)).to_f64();
    let points = from.map_or(0.0, change);
    let began = start.map(|level| words::level(variable, level));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), MEASURE * scale), egui::Sense::empty());
    let moved = if points == 0.0 { String::new() } else { format!(", {}", words::signed(points, 0)) };
    let began_said = began.as_ref().map(|began| fill("audience.began", &[("level", began)])).unwrap_or_default();
    let said = format!("{name} {began_said}{level}{moved}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let sign = Sign::of(points);
    if sign != Sign::Zero {
        let shown = words::signed(points, 0);
        let shown =
            parts::paint_text(ui, theme, rect.right_center(), Align2::RIGHT_CENTER, &shown, &style::heading(), sign.token());
        let mark = egui::pos2(shown.left() - 18.0 * scale, rect.center().y);
        paint_change(ui.painter(), mark, 20.0 * scale, sign, theme.colour(sign.token()));
    }
    let number = style::medium_of(theme.text_spec(&style::title()).size);
    let at = egui::pos2(rect.right() - CHANGE * scale, rect.center().y);
    let now = ui.painter().text(at, Align2::RIGHT_CENTER, level, number.clone(), theme.colour(Token::TextPrimary));
    let mut room = now.left() - rect.left();
    if let Some(began) = began {
        let muted = theme.colour(Token::TextMuted);
        let arrow = egui::pos2(now.left() - 34.0 * scale, at.y);
        paint_icon(ui.painter(), arrow, icons::ARROW_RIGHT, style::icon(34.0 * scale), muted);
        let at = egui::pos2(arrow.x - 34.0 * scale, at.y);
        room = ui.painter().text(at, Align2::RIGHT_CENTER, began, number, muted).left() - rect.left();
    }
    let ink = theme.colour(Token::TextSecondary);
    let mut job = LayoutJob::simple(name.to_owned(), theme.font(&style::small()), ink, room - 8.0 * scale);
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, ink);
    ui.painter().hline(rect.x_range(), rect.bottom() + 5.0 * scale, parts::edge(theme));
}

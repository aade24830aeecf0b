//! *How good are these rules?* Predicted against observed for every historical case, the score beside simple guesses, churn, and the
//! limits in plain words. A click on a case opens it as a game.

mod card;
mod plot;
mod rows;
mod side;
mod table;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, Vec2, vec2};
use egui::{Role, WidgetInfo};

use crate::hindcast::assess::Assessment;
use crate::hindcast::case::Record;
use crate::hindcast::replay::{FIRST_SEEDS, SEEDS};
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::picture::{Picture, svg};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::{Content, Exposure, Intent};
use crate::ui::state::pages::PageAsk;
use plot::Plan;
use rows::{Order, Row};

/// From this width on the figures stand beside the plot.
const WIDE: f32 = 900.0;
/// The name of the files that are written.
const FILE: &str = "hindcast-supplier-shift";

/// How far the work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Work {
    /// Not begun, or stopped.
    #[default]
    Idle,
    /// Cases played of all, under so many futures each.
    Playing(usize, u32),
    /// It cannot be done.
    Failed(String),
}

/// What the page keeps.
#[derive(Default)]
pub struct HindcastView {
    open: bool,
    number: u64,
    work: Work,
    records: Arc<Vec<Record>>,
    /// The newest answer, and under how many futures a case it was made.
    found: Option<(u32, Assessment)>,
    rows: Vec<Row>,
    order: Order,
    as_table: bool,
    said: String,
    plan: Option<Plan>,
    key: Option<Key>,
    /// Whether the plot is to be shown as a whole.
    fresh: bool,
}

/// What the plot is drawn for.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    theme: String,
    size: [i32; 2],
    pixels_per_point: f32,
    seeds: u32,
    language: &'static str,
}

impl HindcastView {
    /// Whether the page lies over the screen.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Whether cases are being played.
    #[must_use]
    pub const fn is_playing(&self) -> bool {
        matches!(self.work, Work::Playing(..))
    }

    /// Futures a case of the answer that is shown.
    #[must_use]
    pub fn seeds(&self) -> Option<u32> {
        self.found.as_ref().map(|(seeds, _)| *seeds)
    }

    /// Shows the page.
    pub const fn open(&mut self) {
        self.open = true;
    }

    /// Takes the page away; whether it was there.
    pub fn close(&mut self) -> bool {
        self.said.clear();
        let was = self.open;
        self.open = false;
        was
    }

    /// Begins to play the cases, unless that is done or under way. Gives the number of the work and what is to be played.
    pub fn begin(&mut self) -> Option<(u64, Arc<Vec<Record>>)> {
        if self.is_playing() || self.seeds().is_some_and(|seeds| seeds >= SEEDS) {
            return None;
        }
        match crate::hindcast::calibration_cases() {
            Ok(records) => self.records = Arc::new(records),
            Err(problems) => {
                self.work = Work::Failed(problems.to_string());
                return None;
            }
        }
        self.number += 1;
        self.work = Work::Playing(0, FIRST_SEEDS);
        Some((self.number, Arc::clone(&self.records)))
    }

    /// No more is played; what is known stays. Whether anything was under way.
    pub fn stop(&mut self) -> bool {
        let was = self.is_playing();
        if was {
            self.number += 1;
            self.work = Work::Idle;
        }
        was
    }

    /// So many cases are played.
    pub fn progress(&mut self, number: u64, done: usize, seeds: u32) {
        if self.number == number && self.is_playing() {
            self.work = Work::Playing(done, seeds);
        }
    }

    /// An answer is there.
    pub fn arrived(&mut self, number: u64, seeds: u32, answer: Result<Assessment, String>) {
        if self.number != number || !self.is_playing() {
            return;
        }
        match answer {
            Ok(assessment) => {
                self.rows = rows::rows(&self.records, &assessment);
                self.found = Some((seeds, assessment));
                self.work = if seeds >= SEEDS { Work::Idle } else { Work::Playing(0, SEEDS) };
            }
            Err(why) => self.work = Work::Failed(why),
        }
    }

    /// What came of saving, in words.
    pub fn said(&mut self, words: String) {
        self.said = words;
    }

    /// What a picture says about where it is from.
    fn caption(&self) -> String {
        fill("hindcast.page.caption", &[("seeds", &self.seeds().unwrap_or(0).to_string())])
    }
}

/// Draws the page.
pub fn hindcast_ui(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    parts::page_head(ui, theme, "hindcast head", |ui| head(ui, theme, view, intents));
    let k = scale(theme);
    let wide = ui.available_width() >= WIDE * k;
    let panel =
        Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin { left: 20, right: 8, top: 14, bottom: 8 });
    if wide {
        let width = (ui.available_width() * 0.43).clamp(400.0 * k, 640.0 * k);
        Panel::right("hindcast side").exact_size(width).resizable(false).frame(panel).show(ui, |ui| {
            ScrollArea::vertical().id_salt("hindcast side").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 14.0);
                side::side_ui(ui, theme, view, intents);
            });
        });
    }
    let ground =
        Frame::new().fill(theme.colour(Token::SurfaceBoard)).inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 8 });
    CentralPanel::no_frame().frame(ground).show(ui, |ui| {
        if wide {
            main(ui, theme, view, intents);
            return;
        }
        // The plot is seen as a whole, and the beginning of what follows with it.
        let tall = (460.0 * k).min(ui.available_height() - 40.0).max(380.0);
        ScrollArea::vertical().id_salt("hindcast").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 14.0);
            if view.found.is_some() {
                ui.allocate_ui(vec2(ui.available_width(), tall), |ui| main(ui, theme, view, intents));
            } else {
                main(ui, theme, view, intents);
            }
            ui.add_space(12.0);
            side::side_ui(ui, theme, view, intents);
        });
    });
}

/// How large words are beside the usual: a room at its wall reads larger ones.
fn scale(theme: &Theme) -> f32 {
    (theme.font(&style::small()).size / 12.0).max(1.0)
}

fn head(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(14.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        if parts::button(ui, theme, Look::IconOnly, Some(icons::CLOSE), text("hindcast.page.close")).clicked() {
            intents.push(Intent::Page(PageAsk::Close));
        }
        let title = egui::RichText::new(text("command.hindcast")).text_style(style::heading());
        ui.label(title.color(theme.colour(Token::TextPrimary)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(14.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            if view.found.is_some() {
                files(ui, theme, view, intents);
            }
            work(ui, theme, view, intents);
        });
    });
}

/// The plot or the table, and ways to take it along.
fn files(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    let export = |extension: &str, content: Content| {
        let name = format!("{FILE}.{extension}");
        Intent::Page(PageAsk::Export { name, content })
    };
    let ground = theme.colour(Token::SurfaceBoard);
    parts::icon_menu(ui, theme, icons::EXPORT, text("hindcast.page.take"), |ui| {
        if ui.button(text("plots.save_png")).clicked() {
            let exposure = Exposure { picture: framed(theme, view), theme: theme.clone(), ground };
            intents.push(export("png", Content::Png(Box::new(exposure))));
            ui.close();
        }
        if ui.button(text("plots.save_svg")).clicked() {
            let file = svg::svg(&framed(theme, view), ground, &plot::sentence(&view.rows));
            intents.push(export("svg", Content::Bytes(file.into_bytes())));
            ui.close();
        }
        if ui.button(text("plots.copy")).clicked() {
            ui.ctx().copy_text(rows::tsv(&view.order.of(&view.rows), &view.caption()));
            ui.close();
        }
    });
    let (icon, key) = if view.as_table { (icons::PLOTS, "hindcast.page.as_plot") } else { (icons::AS_TABLE, "tab.as_table") };
    if parts::button(ui, theme, Look::Quiet, Some(icon), text(key)).clicked() {
        view.as_table = !view.as_table;
    }
}

/// The plot with a margin.
fn framed(theme: &Theme, view: &HindcastView) -> Picture {
    let margin = Vec2::splat(plot::MARGIN);
    let Some(plan) = &view.plan else { return Picture::new(2.0 * margin) };
    let mut whole = Picture::new(plan.size + 2.0 * margin);
    whole.put(plan.picture(theme), margin);
    whole
}

/// How far the work is, and the way to stop it or to go on.
fn work(ui: &mut Ui, theme: &Theme, view: &HindcastView, intents: &mut Vec<Intent>) {
    let total = view.records.len().to_string();
    match &view.work {
        Work::Playing(done, seeds) => {
            if parts::button(ui, theme, Look::Small, Some(icons::STOP), text("hindcast.page.stop")).clicked() {
                intents.push(Intent::StopAssessing);
            }
            let values = [("done", &*done.to_string()), ("of", &*total), ("seeds", &*seeds.to_string())];
            parts::label(ui, theme, &style::small(), Token::DraftInk, &fill("hindcast.page.playing", &values));
        }
        Work::Idle if view.seeds().is_none_or(|seeds| seeds < SEEDS) => {
            let seeds = SEEDS.to_string();
            let words = fill("hindcast.page.play", &[("seeds", &seeds)]);
            if parts::button(ui, theme, Look::Small, Some(icons::REPLAY), &words).clicked() {
                intents.push(Intent::Run(CommandId::Hindcast));
            }
        }
        Work::Idle => {
            let words = if view.said.is_empty() { view.caption() } else { view.said.clone() };
            parts::label(ui, theme, &style::small(), Token::TextMuted, &words).on_hover_text(&words);
        }
        Work::Failed(why) => {
            parts::label(ui, theme, &style::small(), Token::StateCritical, why).on_hover_text(why);
        }
    }
}

fn main(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    if view.found.is_none() {
        parts::empty(ui, theme, text(if view.is_playing() { "hindcast.page.soon" } else { "hindcast.page.nothing" }));
        return;
    }
    // The picture is there for the files even while the table is shown.
    refresh(ui, theme, view);
    if view.as_table {
        table::table_ui(ui, theme, view, intents);
    } else {
        scatter(ui, theme, view, intents);
    }
}

fn refresh(ui: &Ui, theme: &Theme, view: &mut HindcastView) {
    let size = (ui.available_size() - vec2(2.0, 4.0)).max(vec2(320.0, 300.0));
    let key = Key {
        theme: theme.name().to_owned(),
        size: [size.x as i32, size.y as i32],
        pixels_per_point: ui.ctx().pixels_per_point(),
        seeds: view.seeds().unwrap_or(0),
        language: text("hindcast.page.axis_predicted"),
    };
    if view.key.as_ref() != Some(&key) {
        if let Some((_, assessment)) = &view.found {
            view.rows = rows::rows(&view.records, assessment);
        }
        view.plan = Some(Plan::new(ui.ctx(), theme, &view.rows, size, &view.caption()));
        view.fresh = true;
        view.key = Some(key);
    }
}

/// Shows the plot: under the pointer or the focus a case says its numbers, and a click opens it.
fn scatter(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    let Some(plan) = &view.plan else { return };
    let (rect, whole) = ui.allocate_exact_size(plan.size, Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Image, true, plot::sentence(&view.rows)));
    let shown = plan.show(ui, theme, rect.min, view.fresh);
    view.fresh = shown.whole;
    // Where marks overlap, the nearest is meant.
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let far = |at: Pos2| pointer.map_or(f32::INFINITY, |pointer| pointer.distance(at));
    let nearest = shown.points.iter().min_by(|a, b| far(a.1).total_cmp(&far(b.1))).map(|point| point.0);
    for (n, at, ideal) in &shown.points {
        let Some(row) = view.rows.get(*n) else { continue };
        let size = if nearest == Some(*n) { 18.0 } else { 10.0 };
        let spot = Rect::from_center_size(*at, Vec2::splat(size));
        let response = ui.interact(spot, ui.scope_id().with(("case", &row.id)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card::spoken(row)));
        if response.clicked() {
            intents.push(Intent::Replay(row.id.clone()));
        }
        let focused = response.has_focus();
        if !response.hovered() && !focused {
            continue;
        }
        let token = if row.miss().is_some_and(|miss| miss < 0.0) { Token::ChangeDown } else { Token::ChangeUp };
        ui.painter().line_segment([*ideal, *at], Stroke::new(2.0, theme.colour(token)));
        let ring = if focused { Token::DraftInk } else { Token::TextPrimary };
        ui.painter().circle_stroke(*at, 11.0, Stroke::new(2.0, theme.colour(ring)));
        if focused && !response.hovered() {
            response.show_tooltip_ui(|ui| card::card(ui, theme, row));
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| card::card(ui, theme, row));
    }
}

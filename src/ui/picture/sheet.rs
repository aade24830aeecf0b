//! Several plots on one sheet, with what the pointer reads where, and with where it is from at the foot.

use egui::{Align2, Context, CursorIcon, Id, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::Picture;
use super::chart::{self, Chart};
use super::heat::{self, Heat};
use super::scatter::{self, Scatter};
use super::stack::{self, Stack};
use crate::rules::variable::Variable;
use crate::text::text;
use crate::ui::theme::{Theme, Token, text as style};

/// One plot.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Lines over the turns.
    Chart(Chart),
    /// A matrix.
    Heat(Heat),
    /// Two numbers against each other.
    Scatter(Scatter),
    /// Bars by supplier.
    Stack(Stack),
}

/// A drawn plot.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The picture.
    pub picture: Picture,
    /// Where something can be read.
    pub zones: Vec<Zone>,
    /// The plot in a sentence.
    pub sentence: String,
}

/// A place where something can be read.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Where.
    pub rect: Rect,
    /// What is read.
    pub title: String,
    /// Names and values.
    pub lines: Vec<(String, String)>,
    /// A line that shows where.
    pub guide: Option<[Pos2; 2]>,
    /// Numbers that can be asked why, each with its height and its turn's place; the nearest is taken.
    pub doors: Vec<(f32, Variable, usize)>,
    /// The line that a click here takes away or brings back.
    pub toggles: Option<String>,
}

/// What a click on a sheet asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Why a number is what it is, at a place of the line.
    Why(Variable, usize),
    /// To take a line away or to bring it back.
    Toggle(String),
}

/// Plots on one sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Everything as one picture.
    pub picture: Picture,
    zones: Vec<Zone>,
    spots: Vec<(Rect, String)>,
}

/// The gap between plots.
const GAP: Vec2 = vec2(24.0, 16.0);

/// Draws one plot.
#[must_use]
pub fn draw(ctx: &Context, theme: &Theme, plot: &Plot, size: Vec2) -> Drawn {
    match plot {
        Plot::Chart(chart) => chart::draw(ctx, theme, chart, size),
        Plot::Heat(heat) => heat::draw(ctx, theme, heat, size),
        Plot::Scatter(scatter) => scatter::draw(ctx, theme, scatter, size),
        Plot::Stack(stack) => stack::draw(ctx, theme, stack, size),
    }
}

impl Sheet {
    /// Lays plots out in so many columns; each is at least so high. `caption` is the line at the foot, empty for none.
    #[must_use]
    pub fn new(ctx: &Context, theme: &Theme, plots: &[Plot], size: Vec2, columns: usize, caption: &str) -> Self {
        let columns = columns.clamp(1, plots.len().max(1));
        let rows = plots.len().div_ceil(columns).max(1);
        let foot = if caption.is_empty() { 0.0 } else { 22.0 };
        let height = ((size.y - foot - GAP.y * (rows as f32 - 1.0)) / rows as f32).max(120.0);
        let cell = chart::share_of(size.x, columns, GAP.x, height);
        let whole = vec2(size.x, rows as f32 * (height + GAP.y) - GAP.y + foot);
        let mut sheet = Self { picture: Picture::new(whole), ..Self::default() };
        for (n, plot) in plots.iter().enumerate() {
            let corner = vec2((n % columns) as f32 * (cell.x + GAP.x), (n / columns) as f32 * (cell.y + GAP.y));
            let drawn = draw(ctx, theme, plot, cell);
            let placed = drawn.zones.into_iter().map(|mut zone| {
                zone.rect = zone.rect.translate(corner);
                zone.guide = zone.guide.map(|guide| guide.map(|p| p + corner));
                zone.doors.iter_mut().for_each(|door| door.0 += corner.y);
                zone
            });
            sheet.zones.extend(placed);
            sheet.spots.push((Rect::from_min_size(corner.to_pos2(), cell), drawn.sentence));
            sheet.picture.put(drawn.picture, corner);
        }
        if !caption.is_empty() {
            let font = theme.font(&style::caption());
            let at = pos2(0.0, whole.y - 2.0);
            sheet.picture.words(at, Align2::LEFT_BOTTOM, caption, &font, theme.colour(Token::TextMuted));
        }
        sheet
    }

    /// Shows the sheet and reads values under the pointer. Gives what a click asked for.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, id: &str) -> Option<Asked> {
        let (rect, _) = ui.allocate_exact_size(self.picture.size, Sense::hover());
        if !ui.is_rect_visible(rect) {
            return None;
        }
        ui.painter().extend(self.picture.shapes(ui.ctx(), rect.min));
        let mut asked = None;
        for (n, (spot, sentence)) in self.spots.iter().enumerate() {
            let place = spot.translate(rect.min.to_vec2());
            let response = ui.interact(place, ui.scope_id().with((id, n)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, sentence));
            let Some(at) = response.hover_pos() else { continue };
            let inside = at - rect.min.to_vec2();
            let Some(zone) = self.zones.iter().find(|zone| zone.rect.contains(inside)) else { continue };
            guide(ui, theme, rect, zone);
            let door = zone.doors.iter().min_by(|a, b| (a.0 - inside.y).abs().total_cmp(&(b.0 - inside.y).abs()));
            if response.clicked() {
                let toggled = zone.toggles.clone().map(Asked::Toggle);
                asked = toggled.or(door.map(|(_, variable, place)| Asked::Why(*variable, *place)));
            }
            let response = if door.is_some() || zone.toggles.is_some() {
                response.on_hover_cursor(CursorIcon::PointingHand)
            } else {
                response
            };
            if zone.lines.is_empty() {
                response.on_hover_text_at_pointer(text("plot.toggle"));
            } else {
                response.on_hover_ui_at_pointer(|ui| read_ui(ui, theme, zone));
            }
        }
        asked
    }
}

fn guide(ui: &Ui, theme: &Theme, rect: Rect, zone: &Zone) {
    if let Some(guide) = zone.guide {
        let ends = guide.map(|p| p + rect.min.to_vec2());
        ui.painter().line_segment(ends, Stroke::new(1.0, theme.colour(Token::TextMuted)));
    }
}

/// What is read at a zone, in two columns.
fn read_ui(ui: &mut Ui, theme: &Theme, zone: &Zone) {
    ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
    ui.spacing_mut().interact_size.y = 17.0;
    let words = |ui: &mut Ui, style: &egui::TextStyle, token, words: &str| {
        ui.label(egui::RichText::new(words).text_style(style.clone()).color(theme.colour(token)));
    };
    words(ui, &style::small(), Token::TextMuted, &zone.title);
    egui::Grid::new(Id::unique("read")).num_columns(2).show(ui, |ui| {
        for (name, value) in zone.lines.iter().take(12) {
            words(ui, &style::small(), Token::TextSecondary, name);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                words(ui, &style::strong(), Token::TextPrimary, value);
            });
            ui.end_row();
        }
    });
}

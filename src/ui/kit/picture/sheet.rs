//! Several plots on one sheet, with what the pointer reads where, and with where it is from at the foot.

use egui::{Align2, Context, CursorIcon, Id, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::Picture;
use super::chart::{self, Chart};
use super::field::How;
use super::heat::{self, Heat};
use super::plan::Plan;
use super::scatter::{self, Scatter};
use super::stack::{self, Stack};
use crate::rules::variable::Variable;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};

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

/// A matrix or bars as they were drawn.
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
    /// Numbers that can be asked why, each with its height and its turn's place; the nearest is taken.
    pub doors: Vec<(f32, Variable, usize)>,
}

/// What a click on a sheet asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Why a number is what it is, at a place of the line.
    Why(Variable, usize),
    /// To take a line away or to bring it back.
    Toggle(String),
    /// To see all of what was enlarged. Who shows the plot does that by himself.
    Whole,
}

/// A plot on a sheet.
#[derive(Clone, Debug)]
enum Cell {
    /// Lines.
    Lines(Plan),
    /// Points.
    Points(scatter::Plan),
    /// A picture.
    Drawn(Drawn),
}

/// Plots on one sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    size: Vec2,
    /// Each plot with its left upper corner.
    cells: Vec<(Vec2, Cell)>,
    caption: String,
    /// Whether it was never shown.
    fresh: bool,
}

/// The least height of a plot: a title, a line and the turns.
const HEIGHT_MIN: f32 = 74.0;
/// The gap between plots.
const GAP: Vec2 = vec2(24.0, 16.0);

/// Lays one plot out.
fn cell(ctx: &Context, theme: &Theme, plot: &Plot, size: Vec2) -> Cell {
    match plot {
        Plot::Chart(chart) => Cell::Lines(Plan::new(ctx, theme, chart, size)),
        Plot::Heat(heat) => Cell::Drawn(heat::draw(ctx, theme, heat, size)),
        Plot::Scatter(scatter) => Cell::Points(scatter::Plan::new(ctx, theme, scatter, size)),
        Plot::Stack(stack) => Cell::Drawn(stack::draw(ctx, theme, stack, size)),
    }
}

impl Sheet {
    /// Lays plots out in so many columns; each is at least so high. `caption` is the line at the foot, empty for none.
    #[must_use]
    pub fn new(ctx: &Context, theme: &Theme, plots: &[Plot], size: Vec2, columns: usize, caption: &str) -> Self {
        let columns = columns.clamp(1, plots.len().max(1));
        let rows = plots.len().div_ceil(columns).max(1);
        let foot = if caption.is_empty() { 0.0 } else { theme.text_spec(&style::caption()).line + 8.0 };
        let height = ((size.y - foot - GAP.y * (rows as f32 - 1.0)) / rows as f32).max(HEIGHT_MIN);
        let each = chart::share_of(size.x, columns, GAP.x, height);
        let corner = |n: usize| vec2((n % columns) as f32 * (each.x + GAP.x), (n / columns) as f32 * (each.y + GAP.y));
        let cells = plots.iter().enumerate().map(|(n, plot)| (corner(n), cell(ctx, theme, plot, each)));
        Self {
            size: vec2(size.x, rows as f32 * (height + GAP.y) - GAP.y + foot),
            cells: cells.collect(),
            caption: caption.to_owned(),
            fresh: true,
        }
    }

    /// Everything as one picture, for files.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> Picture {
        let mut whole = Picture::new(self.size);
        for (corner, cell) in &self.cells {
            let picture = match cell {
                Cell::Lines(plan) => plan.picture(theme),
                Cell::Points(plan) => plan.picture(theme),
                Cell::Drawn(drawn) => drawn.picture.clone(),
            };
            whole.put(picture, *corner);
        }
        if !self.caption.is_empty() {
            let (at, font) = (self.foot(), theme.font(&style::caption()));
            whole.words(at, Align2::LEFT_BOTTOM, &self.caption, &font, theme.colour(Token::TextMuted));
        }
        whole
    }

    /// Where the line at the foot lies.
    fn foot(&self) -> Pos2 {
        pos2(0.0, self.size.y - 2.0)
    }

    /// Shows the sheet and reads values under the pointer. Gives what a click asked for.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, id: &str) -> Option<Asked> {
        let (rect, _) = ui.allocate_exact_size(self.size, Sense::hover());
        if !ui.is_rect_visible(rect) {
            return None;
        }
        let id = ui.scope_id().with(id);
        let fresh = std::mem::take(&mut self.fresh);
        let mut asked = None;
        for (n, (corner, cell)) in self.cells.iter().enumerate() {
            let (group, id) = (id, id.with(n));
            let corner = rect.min + *corner;
            let seen = match cell {
                Cell::Lines(plan) => {
                    // Plots of as many turns stand over and beside one another turn by turn.
                    let link = Some(group.with(("turns", plan.chart().turns())));
                    let how = How { id, link, fresh, cursor: true, sense: Sense::click() };
                    plan.show(ui, theme, corner, &how).asked
                }
                Cell::Points(plan) => {
                    let how = How { id, link: None, fresh, cursor: false, sense: Sense::click() };
                    plan.show(ui, theme, corner, &how)
                }
                Cell::Drawn(drawn) => drawn.show(ui, theme, corner, id),
            };
            match seen {
                Some(Asked::Whole) => self.fresh = true,
                seen => asked = asked.or(seen),
            }
        }
        if !self.caption.is_empty() {
            let at = self.foot() + rect.min.to_vec2();
            parts::paint_text(ui, theme, at, Align2::LEFT_BOTTOM, &self.caption, &style::caption(), Token::TextMuted);
        }
        asked
    }
}

impl Drawn {
    /// Shows the picture and reads values under the pointer.
    fn show(&self, ui: &Ui, theme: &Theme, corner: Pos2, id: Id) -> Option<Asked> {
        let rect = Rect::from_min_size(corner, self.picture.size);
        if !ui.is_rect_visible(rect) {
            return None;
        }
        ui.painter().extend(self.picture.shapes(ui.ctx(), corner));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.sentence));
        let inside = response.hover_pos()? - corner.to_vec2();
        let zone = self.zones.iter().find(|zone| zone.rect.contains(inside))?;
        let door = zone.doors.iter().min_by(|a, b| (a.0 - inside.y).abs().total_cmp(&(b.0 - inside.y).abs()));
        let asked = door.filter(|_| response.clicked()).map(|(_, variable, place)| Asked::Why(*variable, *place));
        let cursor = if door.is_some() { CursorIcon::PointingHand } else { CursorIcon::Default };
        response.on_hover_cursor(cursor).on_hover_ui_at_pointer(|ui| read_ui(ui, theme, &zone.title, &zone.lines));
        asked
    }
}

/// What is read at a place, in two columns.
pub(super) fn read_ui(ui: &mut Ui, theme: &Theme, title: &str, lines: &[(String, String)]) {
    ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
    ui.spacing_mut().interact_size.y = 17.0;
    let words = |ui: &mut Ui, style: &egui::TextStyle, token, words: &str| {
        ui.label(egui::RichText::new(words).text_style(style.clone()).color(theme.colour(token)));
    };
    words(ui, &style::small(), Token::TextMuted, title);
    egui::Grid::new(Id::unique("read")).show(ui, |ui| {
        for (name, value) in lines.iter().take(12) {
            words(ui, &style::small(), Token::TextSecondary, name);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                words(ui, &style::strong(), Token::TextPrimary, value);
            });
            ui.end_row();
        }
    });
}

//! The field of a plot: which values lie where, with room at its edges for the marks of the outermost. The picture of a plot is drawn by
//! it, and in the window the plotting library shows exactly it.

use egui::{Context, FontId, Id, Pos2, Rangef, Rect, Sense, Ui, Vec2, pos2};
use egui_plot::{Axis, AxisHints, GridInput, GridMark, Plot, PlotBounds, PlotPoint, PlotTransform, PlotUi};

use super::Picture;
use super::chart::{decimals_of, round_marks, round_step};
use crate::report::when::Moments;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};

/// How many times a plot can be enlarged.
const ZOOM_MAX: f64 = 12.0;
/// What the library leaves free on both sides of the words at an upright axis.
const SIDE: f32 = 4.0;

/// A number at an axis, with its words.
pub type Tick = (f64, String);

/// Where values lie. Places are counted from the left upper corner of the plot with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The field itself.
    pub rect: Rect,
    /// The values at its left and right edge.
    pub x: (f64, f64),
    /// The values at its lower and upper edge.
    pub y: (f64, f64),
    /// Numbers under it.
    pub under: Vec<Tick>,
    /// Numbers left of it.
    pub beside: Vec<Tick>,
    axes: Axes,
    /// How high words at the axes are.
    words: f32,
    /// How wide the numbers left of it are.
    left: f32,
}

/// What the two axes hold, and how they are numbered.
#[derive(Clone, Copy, Debug)]
pub struct Axes {
    /// Their values.
    pub spans: (Span, Span),
    /// Their numbers.
    pub counts: (Count, Count),
    /// Decimals of the numbers, at least.
    pub decimals: u32,
    /// How a number is written with so many decimals.
    pub say: fn(f64, u32) -> String,
}

impl PartialEq for Axes {
    fn eq(&self, other: &Self) -> bool {
        (self.spans, self.counts, self.decimals) == (other.spans, other.counts, other.decimals)
    }
}

/// Room for one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The least and the greatest value.
    pub values: (f64, f64),
    /// Room beyond both, points.
    pub air: f32,
}

impl Span {
    /// The values at the edges of so many points.
    fn edges(self, points: f32) -> (f64, f64) {
        let (low, high) = self.values;
        let by = (high - low) * f64::from(self.air) / f64::from((points - 2.0 * self.air).max(1.0));
        (low - by, high + by)
    }
}

impl Field {
    /// A field in this room, which holds its axes too.
    #[must_use]
    pub fn new(ctx: &Context, theme: &Theme, room: Rect, axes: Axes) -> Self {
        let font = theme.font(&style::caption());
        let beside = axes.ticks(axes.counts.1, axes.spans.1.values, 0.0);
        let sizes = || beside.iter().map(|(_, words)| Picture::size_of(ctx, words, &font));
        let left = sizes().map(|size| size.x).fold(12.0, f32::max) + 2.0 * SIDE;
        let words = Picture::size_of(ctx, "0", &font).y;
        let rect = Rect::from_min_max(pos2(room.left() + left, room.top()), pos2(room.right(), room.bottom() - words));
        let rect = rect.union(Rect::from_min_size(rect.min, Vec2::splat(30.0)));
        let under = axes.ticks(axes.counts.0, axes.spans.0.values, rect.width());
        let (x, y) = (axes.spans.0.edges(rect.width()), axes.spans.1.edges(rect.height()));
        Self { rect, x, y, under, beside, axes, words, left }
    }

    /// The same, no further left than here: its numbers stand where they stood beside it.
    #[must_use]
    pub fn from(mut self, left: f32) -> Self {
        let more = left - self.rect.left();
        if more > 0.0 && self.rect.width() - more >= 30.0 {
            self.rect.min.x += more;
            self.left += more;
            self.under = self.axes.ticks(self.axes.counts.0, self.axes.spans.0.values, self.rect.width());
            self.x = self.axes.spans.0.edges(self.rect.width());
        }
        self
    }

    /// Whether lines go up from the numbers under it.
    const fn is_upright(&self) -> bool {
        !matches!(self.axes.counts.0, Count::Turns(..))
    }

    /// Where a value lies.
    #[must_use]
    pub fn place(&self, at: PlotPoint) -> Pos2 {
        let part = |value: f64, (low, high): (f64, f64)| ((value - low) / (high - low).max(1e-12)) as f32;
        pos2(
            self.rect.left() + self.rect.width() * part(at.x, self.x),
            self.rect.bottom() - self.rect.height() * part(at.y, self.y),
        )
    }

    /// Draws grid and numbers.
    pub fn draw(&self, theme: &Theme, picture: &mut Picture) {
        let (grid, muted) = (theme.colour(Token::BorderSubtle), theme.colour(Token::TextMuted));
        let font = theme.font(&style::caption());
        for (value, words) in &self.beside {
            let y = self.place(PlotPoint::new(0.0, *value)).y.round() + 0.5;
            picture.line(vec![pos2(self.rect.left(), y), pos2(self.rect.right(), y)], 1.0, grid);
            picture.words(pos2(self.rect.left() - SIDE, y), egui::Align2::RIGHT_CENTER, words, &font, muted);
        }
        for (value, words) in &self.under {
            let x = self.place(PlotPoint::new(*value, 0.0)).x.round() + 0.5;
            if self.is_upright() {
                picture.line(vec![pos2(x, self.rect.top()), pos2(x, self.rect.bottom())], 1.0, grid);
            }
            picture.words(pos2(x, self.rect.bottom()), egui::Align2::CENTER_TOP, words, &font, muted);
        }
    }

    /// The field with its axes, its plot's corner here.
    fn room(&self, corner: Pos2) -> Rect {
        let min = self.rect.min - egui::vec2(self.left, 0.0);
        Rect::from_min_max(min, self.rect.max + egui::vec2(0.0, self.words)).translate(corner.to_vec2())
    }

    /// Shows the field in the window, its plot's corner here. What is in it is added by `fill`.
    pub fn show<'a>(
        &'a self,
        ui: &mut Ui,
        theme: &Theme,
        corner: Pos2,
        how: &How,
        fill: impl FnOnce(&mut PlotUi<'a>) + 'a,
    ) -> egui_plot::PlotResponse<()> {
        let room = self.room(corner);
        let mut inside = ui.new_child(egui::UiBuilder::new().id_salt(how.id).max_rect(room));
        let font = theme.font(&style::caption());
        let muted = theme.colour(Token::TextMuted);
        let axis = |axis, thickness: f32| {
            let hints = AxisHints::new(axis).min_thickness(thickness).label_spacing(Rangef::new(0.5, 1.0));
            hints.tick_label_color(muted).tick_label_font(font.clone())
        };
        let mut plot = Plot::new("field")
            .id(how.id)
            .width(room.width())
            .height(room.height())
            .include_x(self.x.0)
            .include_x(self.x.1)
            .include_y(self.y.0)
            .include_y(self.y.1)
            .set_margin_fraction(Vec2::ZERO)
            .show_background(false)
            .show_grid([self.is_upright(), true])
            .grid_color(theme.colour(Token::BorderSubtle))
            .grid_fade(0.0)
            .grid_spacing(Rangef::new(0.5, 1.0))
            .x_grid_spacer(|input| self.marks_under(&input))
            .y_grid_spacer(|input| self.marks_beside(&input))
            .custom_x_axes(vec![axis(Axis::X, self.words).formatter(|mark, _| self.words_of(&self.under, mark))])
            .custom_y_axes(vec![axis(Axis::Y, self.left).formatter(|mark, _| self.words_of(&self.beside, mark))])
            .cursor_color(theme.colour(Token::TextMuted))
            .show_x(how.cursor)
            .show_y(false)
            // The wheel belongs to the panel in which the plot lies; with Ctrl it enlarges the plot.
            .allow_scroll(false)
            .allow_drag(false)
            .allow_axis_zoom_drag(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .sense(how.sense);
        if let Some(link) = how.link {
            plot = plot.link_axis(link, [true, false]).link_cursor(link, [true, false]);
        }
        if how.fresh {
            plot = plot.reset();
        }
        plot.show(&mut inside, move |plot_ui| {
            self.keep_inside(plot_ui);
            fill(plot_ui);
        })
    }

    /// Nobody sees beyond the whole, and nobody is lost in a detail.
    fn keep_inside(&self, plot_ui: &mut PlotUi<'_>) {
        let auto = plot_ui.auto_bounds();
        let (min, max) = (plot_ui.plot_bounds().min(), plot_ui.plot_bounds().max());
        let [x, y] = [(self.x, min.first(), max.first()), (self.y, min.last(), max.last())].map(|(whole, low, high)| {
            let (low, high) = (low.copied().unwrap_or(whole.0), high.copied().unwrap_or(whole.1));
            kept(whole, (low, high))
        });
        let whole = [auto.x || x == Kept::Whole, auto.y || y == Kept::Whole];
        if whole != [auto.x, auto.y] {
            plot_ui.set_auto_bounds(whole);
        }
        if let (false, Kept::Part(low, high)) = (auto.x, x) {
            plot_ui.set_plot_bounds_x(low..=high);
        }
        if let (false, Kept::Part(low, high)) = (auto.y, y) {
            plot_ui.set_plot_bounds_y(low..=high);
        }
    }

    /// Whether these are the bounds of the whole.
    #[must_use]
    pub fn is_whole(&self, bounds: &PlotBounds) -> bool {
        let near = |a: f64, b: f64, span: f64| (a - b).abs() <= 1e-6 * span;
        let (x, y) = (bounds.range_x(), bounds.range_y());
        let (wide, high) = (self.x.1 - self.x.0, self.y.1 - self.y.0);
        near(*x.start(), self.x.0, wide)
            && near(*x.end(), self.x.1, wide)
            && near(*y.start(), self.y.0, high)
            && near(*y.end(), self.y.1, high)
    }

    /// The way back from a part of the plot to all of it; whether it was pressed.
    pub fn whole_ui(&self, ui: &mut Ui, theme: &Theme, transform: &PlotTransform) -> bool {
        if self.is_whole(transform.bounds()) {
            return false;
        }
        let corner = transform.frame().right_top() + egui::vec2(-4.0, 4.0);
        let rect = Rect::from_min_max(corner - egui::vec2(24.0, 0.0), corner + egui::vec2(0.0, 24.0));
        let edge = egui::Stroke::new(1.0, theme.colour(Token::BorderControl));
        ui.painter().rect(rect, 5.0, theme.colour(Token::SurfaceRaised), edge, egui::StrokeKind::Inside);
        let mut inside = ui.new_child(egui::UiBuilder::new().id_salt("whole").max_rect(rect));
        let pressed = parts::icon_button(&mut inside, theme, icons::ZOOM_FIT, text("plot.whole")).clicked();
        if pressed {
            ui.ctx().request_repaint();
        }
        pressed
    }

    fn marks_under(&self, input: &GridInput) -> Vec<GridMark> {
        if same(input.bounds, self.x) {
            return marks(&self.under);
        }
        if self.is_upright() {
            return marks(&self.axes.ticks(Count::About(4.5), input.bounds, 0.0));
        }
        // Of the turns, those in sight.
        let (low, high) = input.bounds;
        let mut marks = marks(&self.under);
        marks.retain(|mark| (low..=high).contains(&mark.value));
        marks
    }

    fn marks_beside(&self, input: &GridInput) -> Vec<GridMark> {
        if same(input.bounds, self.y) {
            return marks(&self.beside);
        }
        marks(&self.axes.ticks(Count::About(4.5), input.bounds, 0.0))
    }

    /// The words of a number that stands among these.
    fn words_of(&self, ticks: &[Tick], mark: GridMark) -> String {
        let known = ticks.iter().find(|(value, _)| *value == mark.value).map(|(_, words)| words.clone());
        known.unwrap_or_else(|| (self.axes.say)(mark.value, decimals_of(mark.step_size, self.axes.decimals)))
    }
}

impl Axes {
    /// The numbers of an axis of this length.
    fn ticks(&self, count: Count, (low, high): (f64, f64), points: f32) -> Vec<Tick> {
        let say = |value: f64, step: f64| (value, (self.say)(value, decimals_of(step, self.decimals)));
        match count {
            Count::Turns(turns, moments) => turns_under(turns, moments, points),
            Count::About(about) => {
                let step = round_step(low, high, about);
                round_marks(low, high, about).into_iter().map(|value| say(value, step)).collect()
            }
            Count::At(values) => values.iter().map(|value| say(*value, 1.0)).collect(),
        }
    }
}

/// The numbers that stand at an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// Those of turns, as many as there is room for.
    Turns(usize, Moments),
    /// About so many at round values.
    About(f64),
    /// These.
    At(&'static [f64]),
}

/// How a field is shown.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// Who it is.
    pub id: Id,
    /// With which others it shares its turns and the place of the pointer.
    pub link: Option<Id>,
    /// Whether something else is in it than in the last frame.
    pub fresh: bool,
    /// Whether an upright line follows the pointer.
    pub cursor: bool,
    /// What it listens to.
    pub sense: Sense,
}

/// What is seen of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    /// All that there is.
    Whole,
    /// This part, which has to be put right.
    Part(f64, f64),
    /// A part that may stay.
    Stays,
}

/// The part of a whole that can be seen, where this one was asked for.
fn kept(whole: (f64, f64), asked: (f64, f64)) -> Kept {
    let span = whole.1 - whole.0;
    let wide = (asked.1 - asked.0).max(span / ZOOM_MAX);
    if wide >= span * 0.999 {
        return Kept::Whole;
    }
    let low = (f64::midpoint(asked.0, asked.1) - wide / 2.0).clamp(whole.0, whole.1 - wide);
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * span;
    if near(low, asked.0) && near(low + wide, asked.1) { Kept::Stays } else { Kept::Part(low, low + wide) }
}

fn same(a: (f64, f64), b: (f64, f64)) -> bool {
    let span = (b.1 - b.0).abs().max(1e-12);
    (a.0 - b.0).abs() <= 1e-6 * span && (a.1 - b.1).abs() <= 1e-6 * span
}

/// The numbers of so many turns, with room for each.
fn turns_under(turns: usize, moments: Moments, width: f32) -> Vec<Tick> {
    let every = turns / ((width / 22.0) as usize).max(1) + 1;
    (0..turns).step_by(every).map(|place| (place as f64, moments.short(place))).collect()
}

fn marks(ticks: &[Tick]) -> Vec<GridMark> {
    let step = ticks.iter().zip(ticks.iter().skip(1)).map(|(a, b)| b.0 - a.0).next().unwrap_or(f64::INFINITY);
    ticks.iter().map(|(value, _)| GridMark { value: *value, step_size: step }).collect()
}

/// The font of numbers at axes, and of names at the ends of lines.
#[must_use]
pub fn font(theme: &Theme) -> FontId {
    theme.font(&style::caption())
}

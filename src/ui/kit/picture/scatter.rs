//! Two measures against each other: where the board has been, turn by turn, and where states stand. What gains on one axis at the
//! cost of the other shows as a path down and to the right.

use egui::{Align2, Context, CursorIcon, Pos2, Rect, Response, Role, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use egui_plot::PlotPoint;

use super::field::{Axes, Count, Field, How, Span, font};
use super::items::{add_line, add_marks};
use super::plan::title;
use super::sheet::{Asked, read_ui};
use super::{Part, Picture};
use crate::report::when::Moments;
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::fill;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Mark, Theme, Token, text as style};

/// Room for marks at the edges of the field.
const AIR: f32 = 8.0;
/// So near to a point one reads it.
const NEAR: f32 = 11.0;

/// A point that stands for a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Whose.
    pub name: String,
    /// Its place.
    pub at: (f64, f64),
    /// Its two numbers.
    pub variables: (Variable, Variable),
}

/// The plot before it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// What it is about.
    pub title: String,
    /// The names of the axes.
    pub axes: (String, String),
    /// The board over the turns.
    pub path: Vec<(f64, f64)>,
    /// The states now.
    pub dots: Vec<Dot>,
    /// Decimals.
    pub decimals: u32,
    /// What the places of the path are called.
    pub moments: Moments,
}

impl Scatter {
    /// The plot in a sentence: from where to where.
    #[must_use]
    pub fn sentence(&self) -> String {
        let say = |at: Option<&(f64, f64)>| {
            at.map_or_else(String::new, |(x, y)| {
                let values = [("x", &*words::number(*x, self.decimals)), ("y", &*words::number(*y, self.decimals))];
                fill("scatter.at", &values)
            })
        };
        let ends = [("title", &*self.title), ("first", &*say(self.path.first())), ("last", &*say(self.path.last()))];
        fill("scatter.sentence", &ends)
    }

    /// What the board is called at a place of its path: "The board, start of turn 3".
    #[must_use]
    pub fn board(&self, place: usize) -> String {
        fill("scatter.board", &[("when", &self.moments.moment(place))])
    }
}

/// The plot with the places of all that is in it, counted from its left upper corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    scatter: Scatter,
    /// The lines of its title, each with the height of its upper edge.
    title: Vec<(f32, String)>,
    /// How large it is.
    pub size: Vec2,
    /// The plot in a sentence.
    sentence: String,
    field: Field,
    path: Vec<PlotPoint>,
    dots: Vec<PlotPoint>,
    /// What is written beside states, and over turns: words, and how large.
    words: Vec<(String, Vec2)>,
    /// Where that lies; none, where there is no room for it.
    labels: Vec<Option<Rect>>,
}

impl Plan {
    /// Plans a plot.
    #[must_use]
    pub fn new(ctx: &Context, theme: &Theme, scatter: &Scatter, size: Vec2) -> Self {
        let small = Picture::size_of(ctx, "0", &theme.font(&style::small())).y;
        let (title, high) = title(ctx, theme, &scatter.title, size);
        let top = high + 8.0;
        let room = Rect::from_min_max(pos2(0.0, top + small + 6.0), pos2(size.x - 24.0, size.y - small - 8.0));
        let all = || scatter.path.iter().copied().chain(scatter.dots.iter().map(|d| d.at));
        let span = |values: (f64, f64)| Span { values, air: AIR };
        let spans = (span(span_of(all().map(|p| p.0))), span(span_of(all().map(|p| p.1))));
        let counts = (Count::About(4.5), Count::About(4.5));
        let axes = Axes { spans, counts, decimals: scatter.decimals, say: words::number };
        let field = Field::new(ctx, theme, room, axes);
        let point = |at: (f64, f64)| PlotPoint::new(at.0, at.1);
        let turns = (0..scatter.path.len()).map(|place| scatter.moments.short(place));
        let sized = |words: String| {
            let size = Picture::size_of(ctx, &words, &font(theme));
            (words, size)
        };
        let mut plan = Self {
            size,
            title,
            sentence: scatter.sentence(),
            field,
            path: scatter.path.iter().copied().map(point).collect(),
            dots: scatter.dots.iter().map(|dot| point(dot.at)).collect(),
            words: scatter.dots.iter().map(|dot| dot.name.clone()).chain(turns).map(sized).collect(),
            labels: Vec::new(),
            scatter: scatter.clone(),
        };
        plan.labels = plan.labelled(&|at| plan.field.place(at));
        plan
    }

    /// What it is a plan of.
    #[must_use]
    pub const fn scatter(&self) -> &Scatter {
        &self.scatter
    }

    /// Every point with what is written at it: states first, then turns.
    fn points(&self) -> impl Iterator<Item = (usize, PlotPoint)> + '_ {
        self.dots.iter().chain(&self.path).copied().enumerate()
    }

    /// Where names and turns lie: beside and over their points, where they cover no other.
    fn labelled(&self, place: &dyn Fn(PlotPoint) -> Pos2) -> Vec<Option<Rect>> {
        let mut taken: Vec<Rect> = Vec::new();
        let way: Vec<Pos2> = self.path.iter().map(|at| place(*at)).collect();
        let room = self.field.rect.expand2(vec2(self.size.x - self.field.rect.right(), 6.0));
        let mut label = |(n, at): (usize, PlotPoint)| {
            let (at, size) = (place(at), self.words.get(n)?.1);
            if !self.field.rect.contains(at) {
                return None;
            }
            let over = Rect::from_center_size(at - vec2(0.0, 13.0), size);
            let beside = |x: f32| Rect::from_min_size(at + vec2(x, -size.y / 2.0), size);
            let under = over.translate(vec2(0.0, 26.0));
            let tried = if n < self.dots.len() { [beside(8.0), beside(-8.0 - size.x)] } else { [over, under] };
            let free = |rect: &&Rect| room.contains_rect(**rect) && !taken.iter().any(|other| other.intersects(**rect));
            // Best where the path does not run through it.
            let clear = |rect: &&Rect| !way.windows(2).any(|ends| matches!(ends, [a, b] if crosses(rect.expand(2.0), *a, *b)));
            let found = *tried.iter().filter(free).find(clear).or_else(|| tried.iter().find(free))?;
            taken.push(found);
            Some(found)
        };
        self.points().map(&mut label).collect()
    }

    /// The picture for files.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> Picture {
        let mut picture = Picture::new(self.size);
        let (primary, secondary) = (theme.colour(Token::TextPrimary), theme.colour(Token::TextSecondary));
        for (at, align, words, font) in self.headings(theme) {
            picture.words(at, align, words, &font, primary);
        }
        self.field.draw(theme, &mut picture);
        let place = |at: &PlotPoint| self.field.place(*at);
        let mark = |mark, at, radius, ink| Part::Mark { mark, at, radius, ink };
        picture.parts.extend(self.dots.iter().map(|at| mark(Mark::Circle, place(at), 4.0, secondary)));
        picture.line(self.path.iter().map(place).collect(), 2.0, primary);
        picture.parts.extend(self.path.iter().map(|at| mark(Mark::Diamond, place(at), 3.5, primary)));
        picture.parts.extend(self.path.last().map(|at| mark(Mark::Diamond, place(at), 5.5, primary)));
        for (n, rect) in self.labels.iter().enumerate() {
            if let Some((rect, (words, _))) = rect.zip(self.words.get(n)) {
                let ink = if n < self.dots.len() { secondary } else { primary };
                picture.words(rect.left_center(), Align2::LEFT_CENTER, words, &font(theme), ink);
            }
        }
        picture
    }

    /// The title and the names of the axes.
    fn headings(&self, theme: &Theme) -> Vec<(Pos2, Align2, &str, egui::FontId)> {
        let (strong, small) = (theme.font(&style::strong()), theme.font(&style::small()));
        let field = self.field.rect;
        let lines = self.title.iter().map(|(y, line)| (pos2(0.0, *y), Align2::LEFT_TOP, line.as_str(), strong.clone()));
        let axes = [
            (field.left_top() - vec2(0.0, 6.0), Align2::LEFT_BOTTOM, self.scatter.axes.1.as_str(), small.clone()),
            (pos2(field.right(), self.size.y - 2.0), Align2::RIGHT_BOTTOM, self.scatter.axes.0.as_str(), small),
        ];
        lines.chain(axes).collect()
    }

    /// Shows the plot with its left upper corner here; what a press on it asked for.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, corner: Pos2, how: &How) -> Option<Asked> {
        let by = corner.to_vec2();
        let (primary, secondary) = (theme.colour(Token::TextPrimary), theme.colour(Token::TextSecondary));
        for (at, align, words, font) in self.headings(theme) {
            ui.painter().text(at + by, align, words, font, primary);
        }
        let last = self.path.len().saturating_sub(1);
        let shown = self.field.show(ui, theme, corner, how, move |plot_ui| {
            add_marks(plot_ui, &self.dots, Mark::Circle, 4.0, secondary);
            add_line(plot_ui, "", &self.path, Stroke::new(2.0, primary), &[]);
            add_marks(plot_ui, &self.path, Mark::Diamond, 3.5, primary);
            add_marks(plot_ui, self.path.get(last..).unwrap_or_default(), Mark::Diamond, 5.5, primary);
        });
        let place = |at: PlotPoint| shown.transform.position_from_point(&at);
        let whole = self.field.is_whole(shown.transform.bounds());
        // Of a part of the plot more can be named.
        let moved = (!whole).then(|| self.labelled(&|at| place(at) - by));
        for (n, rect) in moved.as_ref().unwrap_or(&self.labels).iter().enumerate() {
            if let Some((rect, (words, _))) = rect.zip(self.words.get(n)) {
                let ink = if n < self.dots.len() { secondary } else { primary };
                ui.painter().text(rect.left_center() + by, Align2::LEFT_CENTER, words, font(theme), ink);
            }
        }
        let asked = self.read(ui, theme, shown.response, &place);
        if self.field.whole_ui(ui, theme, &shown.transform) { Some(Asked::Whole) } else { asked }
    }

    /// Says what is read at the pointer, and hears a press.
    fn read(&self, ui: &Ui, theme: &Theme, response: Response, place: &dyn Fn(PlotPoint) -> Pos2) -> Option<Asked> {
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.sentence));
        if response.has_focus() {
            parts::focus_ring(ui, theme, response.rect);
        }
        let at = response.hover_pos()?;
        let far = |point: PlotPoint| place(point).distance(at);
        let near = self.points().min_by(|a, b| far(a.1).total_cmp(&far(b.1))).filter(|(_, point)| far(*point) <= NEAR);
        let Some((n, point)) = near else {
            response.on_hover_cursor(CursorIcon::Default);
            return None;
        };
        ui.painter().circle_stroke(place(point), 8.0, Stroke::new(1.5, theme.colour(Token::TextPrimary)));
        let dot = self.scatter.dots.get(n);
        let board = || self.scatter.board(n.saturating_sub(self.dots.len()));
        let title = dot.map_or_else(board, |dot| dot.name.clone());
        let number = |v: f64| words::number(v, self.scatter.decimals);
        let lines = [(self.scatter.axes.0.clone(), number(point.x)), (self.scatter.axes.1.clone(), number(point.y))];
        let asked = dot.filter(|_| response.clicked()).map(|dot| Asked::Why(dot.variables.1, usize::MAX));
        let cursor = if dot.is_some() { CursorIcon::PointingHand } else { CursorIcon::Default };
        response.on_hover_cursor(cursor).on_hover_ui_at_pointer(|ui| read_ui(ui, theme, &title, &lines));
        asked
    }
}

/// Whether a straight line runs through a place.
fn crosses(rect: Rect, from: Pos2, to: Pos2) -> bool {
    let steps = (from.distance(to) / 4.0).ceil().max(1.0);
    (0..=steps as usize).any(|step| rect.contains(from.lerp(to, step as f32 / steps)))
}

/// The least and the greatest value, with some air.
fn span_of(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (low, high) = (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max));
    if low > high {
        return (0.0, 1.0);
    }
    let pad = ((high - low) * 0.1).max(2.0);
    (low - pad, high + pad)
}

//! Predicted against observed: the diagonal, a band of twenty points round it, a mark for each case by what was decided, and names,
//! first where the rules miss most.

use egui::{Align2, Context, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{HLine, PlotPoint, VLine};

use super::rows::{MARKS, Row, change};
use super::scale;
use crate::text::{fill, text};
use crate::ui::kit::picture::field::{Axes, Count, Field, How, Span};
use crate::ui::kit::picture::items::{add_hollows, add_line, add_marks};
use crate::ui::kit::picture::{Part, Picture};
use crate::ui::kit::theme::{Mark, Theme, Token, text as style};
use crate::ui::kit::widgets::mark::middle_of;

/// How many of the largest misses are filled marks with plain names.
pub(super) const NAMED: usize = 8;
/// Half the width of the band, and the ends of the axes; parts of one.
const BAND: f64 = 0.2;
const END: f64 = 1.12;
/// Room round the picture in a file.
pub(super) const MARGIN: f32 = 20.0;
/// Where the grid has its lines.
const GRID: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];
/// The rhythm of the diagonal: on and off.
const DIAGONAL: [f32; 2] = [5.0, 4.0];

/// A case in the plot.
#[derive(Clone, Debug)]
struct Dot {
    /// Its place among the rows.
    row: usize,
    mark: Mark,
    /// Predicted and observed.
    at: [PlotPoint; 1],
    name: String,
    size: Vec2,
}

/// The plot with the places of all that is in it, counted from its left upper corner.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// How large it is.
    pub(super) size: Vec2,
    field: Field,
    /// What the marks mean.
    keys: Picture,
    caption: String,
    /// The cases whose outcome was measured, the largest miss first.
    dots: Vec<Dot>,
    /// Where their names lie; none, where there is no room.
    labels: Vec<Option<Rect>>,
    diagonal: [PlotPoint; 2],
    /// How much larger than usual marks are.
    reach: f32,
}

/// The plot as it was shown.
pub(super) struct Shown {
    /// Each case that is in sight: its place among the rows, where it stands, and the point of the diagonal over or under it.
    pub(super) points: Vec<(usize, Pos2, Pos2)>,
    /// Whether all of it is to be seen again.
    pub(super) whole: bool,
}

/// How strong a mark is, by its rank among the misses.
fn tone(rank: usize) -> Token {
    if rank < NAMED { Token::TextPrimary } else { Token::TextSecondary }
}

impl Plan {
    /// Plans the plot of all cases whose outcome was measured.
    pub(super) fn new(ctx: &Context, theme: &Theme, rows: &[Row], size: Vec2, caption: &str) -> Self {
        let mut keys = Picture::new(size);
        let top = legend(ctx, theme, &mut keys);
        let k = scale(theme);
        let foot = k * if caption.is_empty() { 44.0 } else { 62.0 };
        let under = Picture::size_of(ctx, "0", &theme.font(&style::caption())).y;
        let room = Rect::from_min_max(pos2(0.0, top + 32.0 * k), pos2(size.x - 12.0, size.y - foot + under));
        let span = Span { values: (-END, END), air: 0.0 };
        let axes = Axes { spans: (span, span), counts: (Count::At(&GRID), Count::At(&GRID)), decimals: 0, say };
        let mut order: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, row)| row.observed.is_some()).collect();
        order.sort_by(|a, b| b.1.error().total_cmp(&a.1.error()));
        let dots = order.into_iter().enumerate().map(|(rank, (n, row))| {
            let font = theme.font(&if rank < NAMED { style::small() } else { style::caption() });
            Dot {
                row: n,
                mark: row.mark,
                at: [PlotPoint::new(row.predicted, row.observed.unwrap_or(0.0))],
                size: vec2(Picture::width_of(ctx, &row.name, &font), font.size * 1.2),
                name: row.name.clone(),
            }
        });
        let mut plan = Self {
            size,
            field: Field::new(ctx, theme, room, axes),
            keys,
            caption: caption.to_owned(),
            dots: dots.collect(),
            labels: Vec::new(),
            diagonal: [PlotPoint::new(-END, -END), PlotPoint::new(END, END)],
            reach: k.sqrt(),
        };
        plan.labels = plan.labelled(&|at| plan.field.place(at));
        plan
    }

    /// The words of the plot that stand where they are whatever is seen: where, which point of them that is, how large, how strong.
    fn words(&self, theme: &Theme) -> Vec<(Pos2, Align2, &str, FontId, Token)> {
        let (small, tick, k) = (theme.font(&style::small()), theme.font(&style::caption()), scale(theme));
        let field = self.field.rect;
        let (up, right) = (pos2(0.0, field.top() - 8.0), pos2(field.right(), field.bottom() + 18.0 * k));
        vec![
            (up, Align2::LEFT_BOTTOM, text("hindcast.page.axis_observed"), small.clone(), Token::TextPrimary),
            (right, Align2::RIGHT_TOP, text("hindcast.page.axis_predicted"), small, Token::TextPrimary),
            (pos2(0.0, self.size.y - 2.0), Align2::LEFT_BOTTOM, &self.caption, tick, Token::TextMuted),
        ]
    }

    /// The two corners where a case fares otherwise than was predicted.
    fn corners(&self) -> [(Pos2, Align2); 2] {
        let field = self.field.rect;
        let by = vec2(6.0, 5.0);
        [(field.left_top() + by, Align2::LEFT_TOP), (field.right_bottom() - by, Align2::RIGHT_BOTTOM)]
    }

    /// The band round the diagonal.
    fn band(place: &dyn Fn(PlotPoint) -> Pos2) -> Vec<Pos2> {
        let far = 2.0 * END;
        let corners = [(-far, -far - BAND), (far, far - BAND), (far, far + BAND), (-far, -far + BAND)];
        corners.map(|(x, y)| place(PlotPoint::new(x, y))).to_vec()
    }

    /// The picture for files.
    pub(super) fn picture(&self, theme: &Theme) -> Picture {
        let mut picture = Picture::new(self.size);
        let ink = |token| theme.colour(token);
        let place = |at: PlotPoint| self.field.place(at);
        let (start, end) = (place(PlotPoint::new(-END, -END)), place(PlotPoint::new(END, END)));
        let unit = vec2(self.field.rect.width(), self.field.rect.height()) / (2.0 * END) as f32;
        let band = (2.0 * BAND) as f32 * unit.x * unit.y / unit.length();
        // The band reaches beyond both corners, and what is outside is covered again.
        let beyond = (end - start).normalized() * band;
        picture.line(vec![start - beyond, end + beyond], band, ink(Token::SurfaceRegion));
        let around = Rect::from_min_size(Pos2::ZERO, self.size).expand(2.0 * band);
        let field = self.field.rect;
        for outside in [
            Rect::from_min_max(around.min, pos2(around.right(), field.top())),
            Rect::from_min_max(pos2(around.left(), field.bottom()), around.max),
            Rect::from_min_max(around.min, pos2(field.left(), around.bottom())),
            Rect::from_min_max(pos2(field.right(), around.top()), around.max),
        ] {
            picture.fill(outside, ink(Token::SurfaceBoard), 0.0);
        }
        self.field.draw(theme, &mut picture);
        let nought = place(PlotPoint::new(0.0, 0.0));
        let (x, y) = (nought.x.round() + 0.5, nought.y.round() + 0.5);
        picture.line(vec![pos2(x, field.top()), pos2(x, field.bottom())], 1.0, ink(Token::BorderControl));
        picture.line(vec![pos2(field.left(), y), pos2(field.right(), y)], 1.0, ink(Token::BorderControl));
        let points = vec![start, end];
        picture.parts.push(Part::Line { points, width: 1.5, ink: ink(Token::TextSecondary), dash: DIAGONAL.to_vec() });
        let small = theme.font(&style::small());
        for (at, align) in self.corners() {
            picture.words(at, align, text("hindcast.page.wrong_way"), &small, ink(Token::TextMuted));
        }
        for (at, align, words, font, token) in self.words(theme) {
            picture.words(at, align, words, &font, ink(token));
        }
        picture.put(self.keys.clone(), Vec2::ZERO);
        for (rank, dot) in self.dots.iter().enumerate().rev() {
            let [at] = dot.at;
            mark(theme, &mut picture, dot.mark, place(at), tone(rank), rank < NAMED);
        }
        for (rank, (dot, rect)) in self.dots.iter().zip(&self.labels).enumerate() {
            let Some(rect) = rect else { continue };
            let (font, token) = named(theme, rank);
            picture.words(rect.left_center(), Align2::LEFT_CENTER, &dot.name, &font, ink(token));
        }
        picture
    }

    /// Shows the plot with its left upper corner here.
    pub(super) fn show(&self, ui: &mut Ui, theme: &Theme, corner: Pos2, fresh: bool) -> Shown {
        let ink = |token| theme.colour(token);
        let by = corner.to_vec2();
        let how = How { id: ui.scope_id().with("hindcast"), link: None, fresh, cursor: false, sense: Sense::hover() };
        // The band lies under the grid, where it will be known to be.
        let under = ui.painter().with_clip_rect(self.field.rect.translate(by).intersect(ui.clip_rect()));
        let band = under.add(Shape::Noop);
        let (zero, line, ground) = (ink(Token::BorderControl), ink(Token::TextSecondary), ink(Token::SurfaceBoard));
        let inks = [ink(tone(0)), ink(tone(NAMED))];
        let (full, hollow) = (5.0 * self.reach, 5.0 * self.reach - 1.8);
        let shown = self.field.show(ui, theme, corner, &how, move |plot_ui| {
            plot_ui.vline(VLine::new("", 0.0).color(zero).width(1.0).allow_hover(false));
            plot_ui.hline(HLine::new("", 0.0).color(zero).width(1.0).allow_hover(false));
            add_line(plot_ui, "", &self.diagonal, Stroke::new(1.5, line), &DIAGONAL);
            // The largest misses last, so that they lie on top.
            for (rank, dot) in self.dots.iter().enumerate().rev() {
                let [worst, other] = inks;
                add_marks(plot_ui, &dot.at, dot.mark, full, if rank < NAMED { worst } else { other });
                if rank >= NAMED {
                    add_hollows(plot_ui, &dot.at, dot.mark, hollow, ground);
                }
            }
        });
        let transform = shown.transform;
        let place = |at: PlotPoint| transform.position_from_point(&at);
        under.set(band, Shape::convex_polygon(Self::band(&place), ink(Token::SurfaceRegion), Stroke::NONE));
        let whole = self.field.is_whole(transform.bounds());
        let painter = ui.painter();
        for (at, align) in self.corners().into_iter().filter(|_| whole) {
            let wrong = text("hindcast.page.wrong_way");
            painter.text(at + by, align, wrong, theme.font(&style::small()), ink(Token::TextMuted));
        }
        for (at, align, words, font, token) in self.words(theme) {
            painter.text(at + by, align, words, font, ink(token));
        }
        painter.extend(self.keys.shapes(ui.ctx(), corner));
        // Of a part of the plot more can be named.
        let moved = (!whole).then(|| self.labelled(&|at| place(at) - by));
        for (rank, (dot, rect)) in self.dots.iter().zip(moved.as_ref().unwrap_or(&self.labels)).enumerate() {
            let Some(rect) = rect else { continue };
            let (font, token) = named(theme, rank);
            painter.text(rect.left_center() + by, Align2::LEFT_CENTER, &dot.name, font, ink(token));
        }
        let seen = transform.frame().expand(1.0);
        let points = self.dots.iter().map(|dot| {
            let [at] = dot.at;
            (dot.row, place(at), place(PlotPoint::new(at.x, at.x)))
        });
        let points = points.filter(|(_, at, _)| seen.contains(*at)).collect();
        Shown { points, whole: self.field.whole_ui(ui, theme, &transform) }
    }

    /// Names beside the marks, where they cover no other mark and no other name: those of the largest misses first and plainly, then as
    /// many others as there is room for.
    fn labelled(&self, place: &dyn Fn(PlotPoint) -> Pos2) -> Vec<Option<Rect>> {
        let field = self.field.rect;
        let [start, end] = self.diagonal.map(place);
        let above = |at: Pos2| (end - start).rot90().dot(at - start) < 0.0;
        let spots = self.dots.iter().map(|dot| {
            let [at] = dot.at;
            place(at)
        });
        let spots: Vec<Pos2> = spots.collect();
        let mut taken: Vec<Rect> = spots.iter().map(|at| Rect::from_center_size(*at, Vec2::splat(9.0 * self.reach))).collect();
        let by = 8.0 * self.reach;
        let mut labels = Vec::with_capacity(self.dots.len());
        for (dot, at) in self.dots.iter().zip(spots) {
            let size = dot.size;
            let (right, left) = (by, -by - size.x);
            let (middle, over, under) = (-size.y / 2.0, -size.y - 1.0, 1.0);
            let beside = [
                vec2(right, middle),
                vec2(left, middle),
                vec2(right, over),
                vec2(right, under),
                vec2(left, over),
                vec2(left, under),
                vec2(-size.x / 2.0, by),
                vec2(-size.x / 2.0, -by - size.y),
            ];
            let places = beside.map(|corner| Rect::from_min_size(at + corner, size));
            let free = |rect: &&Rect| field.contains_rect(**rect) && !taken.iter().any(|other| other.intersects(**rect));
            // Best not across the diagonal, on whose two sides lie two corners.
            let clear = |rect: &&Rect| above(rect.left_top()) == above(rect.right_bottom());
            let seen = field.contains(at);
            let found = places.iter().filter(free).find(clear).or_else(|| places.iter().find(free)).filter(|_| seen).copied();
            taken.extend(found);
            labels.push(found);
        }
        labels
    }
}

/// How a name is written.
fn named(theme: &Theme, rank: usize) -> (FontId, Token) {
    let worst = rank < NAMED;
    let style = if worst { style::small() } else { style::caption() };
    (theme.font(&style), if worst { Token::TextPrimary } else { Token::TextMuted })
}

/// A number at an axis.
fn say(value: f64, _decimals: u32) -> String {
    change(value)
}

/// A mark: filled for the largest misses, hollow elsewhere.
fn mark(theme: &Theme, picture: &mut Picture, mark: Mark, at: Pos2, token: Token, filled: bool) {
    // Marks grow with the words, but less.
    let k = scale(theme).sqrt();
    picture.parts.push(Part::Mark { mark, at, radius: 5.0 * k, ink: theme.colour(token) });
    if !filled {
        let at = middle_of(mark, at);
        picture.parts.push(Part::Mark { mark, at, radius: 5.0 * k - 1.8, ink: theme.colour(Token::SurfaceBoard) });
    }
}

/// What the marks mean, in as many lines as it takes; how high it is.
fn legend(ctx: &Context, theme: &Theme, picture: &mut Picture) -> f32 {
    let font = theme.font(&style::small());
    let ink = theme.colour(Token::TextSecondary);
    let k = scale(theme);
    let mut at = pos2(6.0 * k, 9.0 * k);
    let width = picture.size.x;
    let mut next = |words: &str| {
        let needed = (26.0 + 16.0) * k + Picture::width_of(ctx, words, &font);
        if at.x + needed - 16.0 * k > width {
            at = pos2(6.0 * k, at.y + 20.0 * k);
        }
        let here = at;
        at.x += needed;
        here
    };
    for (mark, key) in MARKS {
        let here = next(text(key));
        self::mark(theme, picture, mark, here, Token::TextSecondary, false);
        picture.words(here + vec2(12.0 * k, 0.0), Align2::LEFT_CENTER, text(key), &font, ink);
    }
    let here = next(text("hindcast.page.perfect"));
    let (start, end) = (here - vec2(5.0, 0.0), here + vec2(13.0 * k, 0.0));
    picture.parts.push(Part::Line { points: vec![start, end], width: 1.5, ink, dash: DIAGONAL.to_vec() });
    picture.words(here + vec2(19.0 * k, 0.0), Align2::LEFT_CENTER, text("hindcast.page.perfect"), &font, ink);
    here.y + 11.0 * k
}

/// The plot in a sentence.
pub(super) fn sentence(rows: &[Row]) -> String {
    let measured = rows.iter().filter(|row| row.observed.is_some());
    let n = measured.clone().count().to_string();
    let near = measured.clone().filter(|row| row.error() <= BAND).count().to_string();
    let worst = measured.max_by(|a, b| a.error().total_cmp(&b.error()));
    let (name, miss) = worst.map_or_else(Default::default, |row| (row.name.clone(), change(row.miss().unwrap_or(0.0))));
    fill("hindcast.page.sentence", &[("n", &n), ("near", &near), ("name", &name), ("miss", &miss)])
}

//! Where everything of a chart lies: worked out once for a chart, a theme and a size. The window shows it, and the picture for files is
//! drawn from it.

use egui::{Align2, Color32, Context, Pos2, Rect, Vec2, pos2, vec2};
use egui_plot::PlotPoint;

use super::chart::{Chart, Ink, Series, in_lines, look, numbered};
use super::field::{Axes, Count, Field, Span, font};
use super::{Part, Picture};
use crate::report::words;
use crate::ui::kit::theme::{Mark, Theme, Token, text as style};

/// Room for marks at the edges of the field.
const AIR: Vec2 = vec2(7.0, 5.0);
/// From the field to the names at the ends of lines.
const TO_NAMES: f32 = 6.0;
/// A name moved further than this from its line's end is led back to it.
const LED: f32 = 3.0;
/// A title of two lines leaves at least so many lines for the field.
const LINES_LEFT: f32 = 6.0;

/// A piece of line, or a whole one.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// Whose.
    pub name: String,
    /// Its points: place of the turn and value.
    pub points: Vec<PlotPoint>,
    /// Its width.
    pub width: f32,
    /// Its colour.
    pub ink: Color32,
    /// Lengths on and off; none for a solid line.
    pub dash: Vec<f32>,
    /// Its mark, how large, and where.
    pub mark: Mark,
    /// The radius of the marks.
    pub radius: f32,
    /// Where marks stand.
    pub marks: Vec<PlotPoint>,
    /// The radius and the colour of what is cut out of each mark.
    pub hollow: Option<(f32, Color32)>,
}

/// A name at the end of its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Of which line, in the order of the chart.
    pub series: usize,
    /// What is written.
    pub words: String,
    /// The middle of its left edge.
    pub at: Pos2,
    /// How wide it is.
    pub width: f32,
    /// Its colour.
    pub token: Token,
    /// The end of its line.
    pub end: PlotPoint,
    /// Whether its line is left out.
    pub hidden: bool,
}

/// A chart with the places of all that is in it, counted from its left upper corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    chart: Chart,
    /// How large it is.
    pub size: Vec2,
    /// The lines of its title, each with the height of its upper edge.
    pub title: Vec<(f32, String)>,
    /// The chart in a sentence.
    pub sentence: String,
    /// Where values lie.
    pub field: Field,
    /// Its lines, from back to front.
    pub strands: Vec<Strand>,
    /// The names at their ends.
    pub names: Vec<Name>,
    /// The place of the last turn that was played.
    pub now: f64,
    /// From one name to the next, at least.
    gap: f32,
}

impl Plan {
    /// Plans a chart.
    #[must_use]
    pub fn new(ctx: &Context, theme: &Theme, chart: &Chart, size: Vec2) -> Self {
        Self::within(ctx, theme, chart, size, (0.0, f32::INFINITY), 0.0)
    }

    /// From where to where the field of a chart lies.
    #[must_use]
    pub fn gutters(&self) -> (f32, f32) {
        (self.field.rect.left(), self.field.rect.right())
    }

    /// Plans a chart whose field lies within these, so that charts one above the other stand turn by turn, and whose title leaves so much
    /// free at its right.
    #[must_use]
    pub fn within(ctx: &Context, theme: &Theme, chart: &Chart, size: Vec2, (from, to): (f32, f32), free: f32) -> Self {
        let caption = font(theme);
        let labels: Vec<String> = chart.series.iter().map(|s| format!("{} {}", s.name, s.last).trim().to_owned()).collect();
        let room = labels.iter().map(|l| Picture::width_of(ctx, l, &caption)).fold(0.0, f32::max).min(size.x * 0.42);
        let right = (size.x - room - TO_NAMES - 2.0).min(to);
        let spans = (
            Span { values: (0.0, chart.turns().saturating_sub(1).max(1) as f64), air: AIR.x },
            Span { values: span_of(chart), air: AIR.y },
        );
        // Under the title, and with room for the numbers of turns at the foot.
        let (title, high) = title(ctx, theme, &chart.title, size - vec2(free, 0.0));
        let top = high + 5.0;
        let words_high = Picture::size_of(ctx, "0", &caption).y;
        let about = f64::from((size.y - top - words_high) / (2.0 * words_high));
        let counts = (Count::Turns(chart.turns(), chart.moments), Count::About(about));
        let axes = Axes { spans, counts, decimals: chart.decimals, say: words::number };
        let inside = Rect::from_min_max(pos2(0.0, top), pos2(right, size.y));
        let field = Field::new(ctx, theme, inside, axes).from(from);
        let strands = chart.series.iter().rev().filter(|series| !series.hidden).flat_map(|series| strands(theme, series));
        let gap = (theme.text_spec(&style::caption()).size + 3.0).max(14.0);
        let mut plan = Self {
            size,
            title,
            sentence: chart.sentence(),
            strands: strands.collect(),
            names: Vec::new(),
            now: chart.played().saturating_sub(1) as f64,
            chart: chart.clone(),
            field,
            gap,
        };
        plan.name(ctx, theme);
        plan
    }

    /// What it is a plan of.
    #[must_use]
    pub const fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The turn whose place is nearest.
    #[must_use]
    pub fn turn_at(&self, x: f64) -> usize {
        (x.round().max(0.0) as usize).min(self.chart.turns().saturating_sub(1))
    }

    /// Names at the lines' ends.
    fn name(&mut self, ctx: &Context, theme: &Theme) {
        let caption = font(theme);
        let x = self.field.rect.right() + TO_NAMES;
        let names = self.chart.series.iter().enumerate().map(|(n, series)| {
            let words = numbered(ctx, &series.name, &series.last, &caption, self.size.x - x);
            let token = match series.ink {
                _ if series.hidden => Token::TextMuted,
                Ink::Lit | Ink::Recorded => Token::TextPrimary,
                Ink::Supplier(_) | Ink::Plain(_) => Token::TextSecondary,
            };
            let last = series.values.len().saturating_sub(1) as f64;
            Name {
                series: n,
                width: Picture::width_of(ctx, &words, &caption),
                words,
                at: pos2(x, 0.0),
                token,
                end: PlotPoint::new(last, series.known().last().unwrap_or(0.0)),
                hidden: series.hidden,
            }
        });
        self.names = names.collect();
        self.keep_what_fits();
        let ends: Vec<f32> = self.names.iter().map(|name| self.field.place(name.end).y).collect();
        for (name, y) in self.names.iter_mut().zip(pushed_apart(&ends, &self.field.rect, self.gap)) {
            name.at.y = y;
        }
    }

    /// Where a chart is too low for all names, the lit ones keep theirs first; the pointer reads the others.
    fn keep_what_fits(&mut self) {
        let room = ((self.field.rect.height() + 2.0) / self.gap).floor().max(0.0) as usize + 1;
        if self.names.len() <= room {
            return;
        }
        self.names.sort_by_key(|name| (name.hidden, name.token != Token::TextPrimary));
        self.names.truncate(room);
        self.names.sort_by_key(|name| name.series);
    }

    /// The end of a name's line, where no more is seen of it than up to here.
    #[must_use]
    pub fn end_before(&self, name: &Name, x: f64) -> PlotPoint {
        let value = |n: f64| self.chart.series.get(name.series).and_then(|series| series.values.get(n as usize).copied());
        match (x < name.end.x).then(|| value(x.floor().max(0.0)).zip(value(x.floor().max(0.0) + 1.0))).flatten() {
            Some((from, to)) if !(from + to).is_nan() => PlotPoint::new(x, from + (to - from) * x.fract()),
            _ => name.end,
        }
    }

    /// Heights of the names where their lines end at these.
    #[must_use]
    pub fn heights(&self, ends: &[f32]) -> Vec<f32> {
        pushed_apart(ends, &self.field.rect, self.gap)
    }

    /// Where a name takes a press.
    #[must_use]
    pub fn spot(&self, name: &Name, y: f32) -> Rect {
        let half = self.gap / 2.0;
        Rect::from_min_max(pos2(name.at.x - 2.0, y - half), pos2(name.at.x + name.width + 3.0, y + half))
    }

    /// The line from the end of a line to its name that had to move; none where it is near.
    #[must_use]
    pub fn lead(name: &Name, end: Pos2, y: f32) -> Option<[Pos2; 2]> {
        let led = (y - end.y).abs() > LED && !name.hidden;
        led.then(|| [end + vec2(4.0, 0.0), pos2(name.at.x - 2.0, y)])
    }

    /// The picture for files.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> Picture {
        let mut picture = Picture::new(self.size);
        let rect = self.field.rect;
        for (top, line) in &self.title {
            let (at, font) = (pos2(0.0, *top), theme.font(&style::strong()));
            picture.words(at, Align2::LEFT_TOP, line, &font, theme.colour(Token::TextPrimary));
        }
        self.field.draw(theme, &mut picture);
        let now = self.field.place(PlotPoint::new(self.now, 0.0)).x.round() + 0.5;
        picture.line(vec![pos2(now, rect.top()), pos2(now, rect.bottom())], 1.0, theme.colour(Token::BorderControl));
        for strand in &self.strands {
            let points = strand.points.iter().map(|at| self.field.place(*at)).collect();
            picture.parts.push(Part::Line { points, width: strand.width, ink: strand.ink, dash: strand.dash.clone() });
            for at in strand.marks.iter().map(|at| self.field.place(*at)) {
                picture.parts.push(Part::Mark { mark: strand.mark, at, radius: strand.radius, ink: strand.ink });
                if let Some((radius, ink)) = strand.hollow {
                    picture.parts.push(Part::Mark { mark: strand.mark, at, radius, ink });
                }
            }
        }
        for name in &self.names {
            if let Some(ends) = Self::lead(name, self.field.place(name.end), name.at.y) {
                picture.line(ends.to_vec(), 1.0, theme.colour(Token::BorderSubtle));
            }
            picture.words(name.at, Align2::LEFT_CENTER, &name.words, &font(theme), theme.colour(name.token));
            if name.hidden {
                picture.line(name.struck(name.at.y).to_vec(), 1.0, theme.colour(name.token));
            }
        }
        picture
    }
}

impl Name {
    /// The line through the name of a line that is left out.
    #[must_use]
    pub fn struck(&self, y: f32) -> [Pos2; 2] {
        [pos2(self.at.x, y), pos2(self.at.x + self.width, y)]
    }
}

/// The lines of a title with their upper edges, and how high they are together. Where a chart is high enough, what has no room in one line is
/// set in two: of charts whose titles differ in a word none may lose it.
pub(super) fn title(ctx: &Context, theme: &Theme, words: &str, size: Vec2) -> (Vec<(f32, String)>, f32) {
    let strong = theme.font(&style::strong());
    let high = Picture::size_of(ctx, "0", &strong).y;
    let most = if size.y >= (LINES_LEFT + 2.0) * high { 2 } else { 1 };
    let lines = in_lines(ctx, words, &strong, size.x, most);
    let height = lines.len() as f32 * high;
    (lines.into_iter().enumerate().map(|(n, line)| (n as f32 * high, line)).collect(), height)
}

/// The least and the greatest value of the axis.
fn span_of(chart: &Chart) -> (f64, f64) {
    let Some(span) = chart.span else {
        let (low, high) = chart.bounds();
        let least = if chart.decimals == 0 { 2.0 } else { 4.0 * 0.1_f64.powi(chart.decimals as i32) };
        let pad = ((high - low) * 0.12).max(least);
        // What cannot be negative has no room below zero.
        return if low >= 0.0 { ((low - pad).max(0.0), high + pad) } else { (low - pad, high + pad) };
    };
    span
}

/// A line with a mark at every turn; of history, each run of values with hollow ends.
fn strands(theme: &Theme, series: &Series) -> Vec<Strand> {
    let (ink, width, dash, mark) = look(theme, series.ink);
    let at = |n: usize, value: &f64| PlotPoint::new(n as f64, *value);
    let strand = |points: Vec<PlotPoint>, marks: Vec<PlotPoint>, radius: f32, hollow: Option<(f32, Color32)>| {
        let (name, dash) = (series.name.clone(), dash.clone());
        Strand { name, points, width, ink, dash, mark, radius, marks, hollow }
    };
    if series.ink != Ink::Recorded {
        let points: Vec<PlotPoint> = series.values.iter().enumerate().map(|(n, v)| at(n, v)).collect();
        let marks = if mark == Mark::None { Vec::new() } else { points.clone() };
        return vec![strand(points, marks, if series.ink == Ink::Lit { 3.0 } else { 3.2 }, None)];
    }
    let last = series.values.len().saturating_sub(1) as f64;
    let mut place = 0;
    let mut strands = Vec::new();
    for run in series.values.chunk_by(|a, b| a.is_nan() == b.is_nan()) {
        let first = place;
        place += run.len();
        let mut points: Vec<PlotPoint> = (first..).zip(run).map(|(n, value)| at(n, value)).collect();
        let (Some(start), Some(mut end)) = (points.first().copied(), points.last().copied()) else { continue };
        if run.iter().any(|value| value.is_nan()) {
            continue;
        }
        if points.len() == 1 {
            // A value of one turn is a short line.
            end = PlotPoint::new((start.x + 0.4).min(last.max(start.x)), start.y);
            points.push(end);
        }
        strands.push(strand(points, vec![start, end], 3.4, Some((1.9, theme.colour(Token::SurfaceBoard)))));
    }
    strands
}

/// Heights of names that should stand at these, pushed apart so that each can be read.
fn pushed_apart(ends: &[f32], field: &Rect, gap: f32) -> Vec<f32> {
    let (top, bottom) = (field.top() + 1.0, field.bottom() + 3.0);
    let mut order: Vec<(usize, f32)> =
        ends.iter().map(|y| y.clamp(field.top() + AIR.y, field.bottom() - AIR.y)).enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let count = order.len();
    let mut above = top - gap;
    for (n, (_, y)) in order.iter_mut().enumerate() {
        let lowest = bottom - gap * (count - 1 - n) as f32;
        *y = y.max(above + gap).min(lowest.max(above + gap));
        above = *y;
    }
    order.sort_by_key(|(series, _)| *series);
    order.into_iter().map(|(_, y)| y).collect()
}

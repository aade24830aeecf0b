//! Numbers over the turns: lines with their names at the end.

use egui::{Align2, Color32, Context, FontId, Pos2, Rect, Vec2, pos2, vec2};

use super::Picture;
use super::sheet::{Drawn, Zone};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::fill;
use crate::ui::theme::{LinePattern, Mark, Theme, Token, text as style};

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// A supplier's colour, pattern and mark; none: own industry.
    Supplier(Option<usize>),
    /// Grey, the n-th pattern.
    Plain(usize),
    /// What is lit.
    Lit,
    /// What history recorded: dashed, with hollow ends.
    Recorded,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Whose.
    pub name: String,
    /// Value at each turn of the line. A line of history may reach further than what was played, and is not a number where nothing
    /// was recorded.
    pub values: Vec<f64>,
    /// How it looks.
    pub ink: Ink,
    /// The last value in words.
    pub last: String,
    /// The number, where it is one.
    pub variable: Option<Variable>,
    /// Whether its line is left out; its name stays, to bring it back.
    pub hidden: bool,
}

impl Series {
    /// Its values, but for places where nothing is recorded.
    pub fn known(&self) -> impl Iterator<Item = f64> + use<'_> {
        self.values.iter().copied().filter(|value| !value.is_nan())
    }
}

/// A plot before it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What it is about.
    pub title: String,
    /// Its lines.
    pub series: Vec<Series>,
    /// Decimals of its values.
    pub decimals: u32,
    /// The least and the greatest value that its axis has to hold; none: those of its lines.
    pub span: Option<(f64, f64)>,
}

impl Chart {
    /// The chart in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let each = |s: &Series| {
            let number = |v: Option<f64>| v.map_or_else(String::new, |v| words::number(v, self.decimals));
            fill("plot.sentence", &[("name", &s.name), ("first", &number(s.known().next())), ("last", &number(s.known().last()))])
        };
        let lines: Vec<String> = self.series.iter().map(each).collect();
        format!("{}. {}", self.title, lines.join(" "))
    }

    /// How many turns it covers.
    #[must_use]
    pub fn turns(&self) -> usize {
        self.series.iter().map(|s| s.values.len()).max().unwrap_or(0)
    }

    /// How many of them were played.
    #[must_use]
    pub fn played(&self) -> usize {
        let played = self.series.iter().filter(|s| s.ink != Ink::Recorded).map(|s| s.values.len()).max();
        played.unwrap_or_else(|| self.turns())
    }

    /// The least and the greatest value of the lines.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let all = || self.series.iter().filter(|s| !s.hidden).flat_map(Series::known);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        if low <= high { (low, high) } else { (0.0, 1.0) }
    }
}

/// The place of values in a drawn chart.
#[derive(Clone, Copy, Debug)]
struct Axes {
    area: Rect,
    low: f64,
    high: f64,
    turns: usize,
}

impl Axes {
    fn x(&self, place: usize) -> f32 {
        let last = self.turns.saturating_sub(1).max(1);
        self.area.left() + self.area.width() * place as f32 / last as f32
    }

    fn y(&self, value: f64) -> f32 {
        let part = (value - self.low) / (self.high - self.low).max(1e-12);
        self.area.bottom() - self.area.height() * part as f32
    }
}

/// Draws a chart.
#[must_use]
pub fn draw(ctx: &Context, theme: &Theme, chart: &Chart, size: Vec2) -> Drawn {
    let mut picture = Picture::new(size);
    let caption = theme.font(&style::caption());
    let muted = theme.colour(Token::TextMuted);
    let title = theme.font(&style::strong());
    let title_words = shortened(ctx, &chart.title, &title, size.x);
    picture.words(pos2(0.0, 0.0), Align2::LEFT_TOP, title_words, &title, theme.colour(Token::TextPrimary));
    let (low, high) = chart.span.unwrap_or_else(|| chart.bounds());
    let least = if chart.decimals == 0 { 2.0 } else { 4.0 * 0.1_f64.powi(chart.decimals as i32) };
    let pad = ((high - low) * 0.12).max(least);
    let (low, high) = match chart.span {
        Some(span) => span,
        // What cannot be negative has no room below zero.
        None if low >= 0.0 => ((low - pad).max(0.0), high + pad),
        None => (low - pad, high + pad),
    };
    let labels: Vec<String> = chart.series.iter().map(|s| format!("{} {}", s.name, s.last)).collect();
    let room = labels.iter().map(|l| Picture::width_of(ctx, l, &caption)).fold(0.0, f32::max).min(size.x * 0.42);
    let marks = round_marks(low, high, (f64::from(size.y) - 44.0) / 30.0);
    let ticks: Vec<String> = marks.iter().map(|v| words::number(*v, decimals_of(&marks, chart.decimals))).collect();
    let left = ticks.iter().map(|t| Picture::width_of(ctx, t, &caption)).fold(12.0, f32::max) + 6.0;
    let area = Rect::from_min_max(pos2(left, 26.0), pos2((size.x - room - 12.0).max(left + 30.0), size.y - 18.0));
    let axes = Axes { area, low, high, turns: chart.turns() };
    let grid = theme.colour(Token::BorderSubtle);
    for (value, words) in marks.iter().zip(ticks) {
        let y = axes.y(*value).round() + 0.5;
        picture.line(vec![pos2(area.left(), y), pos2(area.right(), y)], 1.0, grid);
        picture.words(pos2(left - 6.0, y), Align2::RIGHT_CENTER, words, &caption, muted);
    }
    let every = (axes.turns / ((area.width() / 22.0) as usize).max(1) + 1).max(1);
    for place in (0..axes.turns).step_by(every) {
        let number = (place + 1).to_string();
        picture.words(pos2(axes.x(place), area.bottom() + 4.0), Align2::CENTER_TOP, number, &caption, muted);
    }
    let now = axes.x(chart.played().saturating_sub(1)).round() + 0.5;
    picture.line(vec![pos2(now, area.top()), pos2(now, area.bottom())], 1.0, theme.colour(Token::BorderControl));
    for series in chart.series.iter().rev().filter(|series| !series.hidden) {
        if series.ink == Ink::Recorded {
            recorded(&mut picture, theme, series, &axes);
        } else {
            line(&mut picture, theme, series, &axes);
        }
    }
    let mut zones = zones(chart, &axes);
    zones.extend(names(ctx, theme, &mut picture, chart, &axes, &labels));
    Drawn { picture, zones, sentence: chart.sentence() }
}

/// Words cut off where there is no more room for them.
#[must_use]
pub fn shortened(ctx: &Context, words: &str, font: &FontId, room: f32) -> String {
    if Picture::width_of(ctx, words, font) <= room {
        return words.to_owned();
    }
    let mut short: String = words.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if Picture::width_of(ctx, &cut, font) <= room {
            return cut;
        }
    }
    String::new()
}

fn line(picture: &mut Picture, theme: &Theme, series: &Series, axes: &Axes) {
    let points: Vec<Pos2> = series.values.iter().enumerate().map(|(n, v)| pos2(axes.x(n), axes.y(*v))).collect();
    let (ink, width, dash, mark) = look(theme, series.ink);
    let radius = if series.ink == Ink::Lit { 3.0 } else { 3.2 };
    let marks = points.clone();
    picture.parts.push(super::Part::Line { points, width, ink, dash });
    if mark != Mark::None {
        for at in marks {
            picture.parts.push(super::Part::Mark { mark, at, radius, ink });
        }
    }
}

/// Levels of history: a dashed line over each run of values, hollow where it begins and ends. A value of one place is a short line.
fn recorded(picture: &mut Picture, theme: &Theme, series: &Series, axes: &Axes) {
    let (ink, width, dash, mark) = look(theme, series.ink);
    let stub = (axes.x(1) - axes.x(0)) * 0.4;
    let mut place = 0;
    for run in series.values.chunk_by(|a, b| a.is_nan() == b.is_nan()) {
        let first = place;
        place += run.len();
        let mut points: Vec<Pos2> = (first..).zip(run).map(|(n, value)| pos2(axes.x(n), axes.y(*value))).collect();
        let (Some(start), Some(mut end)) = (points.first().copied(), points.last().copied()) else { continue };
        if run.iter().any(|value| value.is_nan()) {
            continue;
        }
        if points.len() == 1 {
            end = pos2((start.x + stub).min(axes.area.right()), start.y);
            points.push(end);
        }
        picture.parts.push(super::Part::Line { points, width, ink, dash: dash.clone() });
        for at in [start, end] {
            picture.parts.push(super::Part::Mark { mark, at, radius: 3.4, ink });
            picture.parts.push(super::Part::Mark { mark, at, radius: 1.9, ink: theme.colour(Token::SurfaceBoard) });
        }
    }
}

/// Colour, width, pattern and mark of a line.
#[must_use]
pub fn look(theme: &Theme, ink: Ink) -> (Color32, f32, Vec<f32>, Mark) {
    match ink {
        Ink::Lit => (theme.colour(Token::TextPrimary), 2.0, Vec::new(), Mark::Circle),
        Ink::Recorded => (theme.colour(Token::TextPrimary), 1.8, vec![5.0, 4.0], Mark::Circle),
        Ink::Plain(n) => {
            let dash = match n % 4 {
                0 => Vec::new(),
                1 => vec![7.0, 4.0],
                2 => vec![2.0, 3.0],
                _ => vec![9.0, 3.0, 2.0, 3.0],
            };
            let token = if n % 2 == 0 { Token::TextMuted } else { Token::TextSecondary };
            (theme.colour(token), 1.5, dash, Mark::None)
        }
        Ink::Supplier(source) => {
            let style = theme.source(source);
            let dash = match style.line {
                LinePattern::Solid | LinePattern::Rails { .. } => Vec::new(),
                LinePattern::Dash { on, off } => vec![on.0.min(10.0) + on.1, off.0 + off.1],
                LinePattern::RailsCore { on, off, .. } => vec![on.0.min(10.0) + on.1, off.0 + off.1],
                LinePattern::DashDot { gap, dot, .. } => vec![10.0, gap, dot, gap],
            };
            (style.colour, 2.0, dash, style.mark)
        }
    }
}

/// Names at the lines' ends, pushed apart so that each can be read.
/// Gives a zone for each name: pressing it takes the line away or brings it back.
fn names(ctx: &Context, theme: &Theme, picture: &mut Picture, chart: &Chart, axes: &Axes, labels: &[String]) -> Vec<Zone> {
    let mut zones = Vec::new();
    let font = theme.font(&style::caption());
    let gap = (theme.text_spec(&style::caption()).size + 3.0).max(14.0);
    let mut order: Vec<(f32, &Series, &String)> =
        chart.series.iter().zip(labels).map(|(s, l)| (axes.y(s.known().last().unwrap_or(0.0)), s, l)).collect();
    for (y, ..) in &mut order {
        *y = y.clamp(axes.area.top(), axes.area.bottom());
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let count = order.len();
    let (top, bottom) = (axes.area.top() - 4.0, axes.area.bottom() + 8.0);
    let mut above = top - gap;
    let x = axes.area.right() + 8.0;
    for (n, (y, series, label)) in order.into_iter().enumerate() {
        let lowest = bottom - gap * (count - 1 - n) as f32;
        let place = y.max(above + gap).min(lowest.max(above + gap));
        above = place;
        let token = match series.ink {
            _ if series.hidden => Token::BorderControl,
            Ink::Lit | Ink::Recorded => Token::TextPrimary,
            Ink::Supplier(_) | Ink::Plain(_) => Token::TextSecondary,
        };
        let words = shortened(ctx, label, &font, picture.size.x - x);
        let reach = pos2(axes.x(series.values.len().saturating_sub(1)) + 2.0, y);
        if (place - y).abs() > 3.0 && !series.hidden {
            picture.line(vec![reach, pos2(x - 2.0, place)], 1.0, theme.colour(Token::BorderSubtle));
        }
        picture.words(pos2(x, place), Align2::LEFT_CENTER, words, &font, theme.colour(token));
        if !series.name.is_empty() {
            zones.push(Zone {
                rect: Rect::from_min_max(pos2(x - 2.0, place - 7.0), pos2(picture.size.x, place + 7.0)),
                title: series.name.clone(),
                lines: Vec::new(),
                guide: None,
                doors: Vec::new(),
                toggles: Some(series.name.clone()),
            });
        }
    }
    zones
}

/// One zone a turn: what each line reads there, the highest first.
fn zones(chart: &Chart, axes: &Axes) -> Vec<Zone> {
    let half = if axes.turns > 1 { (axes.x(1) - axes.x(0)) / 2.0 } else { axes.area.width() };
    let zone = |place: usize| {
        let x = axes.x(place);
        let rect = Rect::from_x_y_ranges(x - half..=x + half, axes.area.y_range().expand(6.0));
        let seen = chart.series.iter().filter(|s| !s.hidden);
        let mut read: Vec<(&Series, f64)> =
            seen.filter_map(|s| s.values.get(place).map(|v| (s, *v))).filter(|(_, v)| !v.is_nan()).collect();
        read.sort_by(|a, b| b.1.total_cmp(&a.1));
        let lines = read.iter().map(|(s, v)| (s.name.clone(), words::number(*v, chart.decimals))).collect();
        let doors = read.iter().filter_map(|(s, v)| s.variable.map(|variable| (axes.y(*v), variable, place))).collect();
        Zone {
            rect,
            title: fill("plot.at_turn", &[("turn", &(place + 1).to_string())]),
            lines,
            guide: Some([pos2(x, axes.area.top()), pos2(x, axes.area.bottom())]),
            doors,
            toggles: None,
        }
    };
    (0..axes.turns).map(zone).collect()
}

/// About so many lines across, at round numbers.
#[must_use]
pub fn round_marks(low: f64, high: f64, about: f64) -> Vec<f64> {
    const ROUND: [f64; 4] = [1.0, 2.0, 5.0, 10.0];
    let rough = (high - low).max(1e-6) / about.clamp(1.6, 4.5);
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = ROUND.iter().map(|r| r * power).find(|step| *step >= rough).unwrap_or(rough);
    let first = (low / step).ceil() as i64;
    (first..first + 6).map(|n| n as f64 * step).filter(|value| *value <= high + step * 1e-6).collect()
}

/// Decimals that tell the marks of an axis apart.
fn decimals_of(marks: &[f64], least: u32) -> u32 {
    let step = marks.iter().zip(marks.iter().skip(1)).map(|(a, b)| (b - a).abs()).fold(f64::INFINITY, f64::min);
    if step.is_infinite() {
        return least;
    }
    let needed = (0..5_u32).find(|d| step * 10.0_f64.powi(*d as i32) >= 0.999).unwrap_or(4);
    if least == 0 && step >= 1.0 { 0 } else { needed }
}

/// The size of a chart in a row of so many.
#[must_use]
pub fn share_of(width: f32, count: usize, gap: f32, height: f32) -> Vec2 {
    let count = count.max(1) as f32;
    vec2((width - gap * (count - 1.0)) / count, height)
}

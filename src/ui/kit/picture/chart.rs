//! Numbers over the turns: lines with their names at the end.

use egui::{Color32, Context, FontId, Vec2, vec2};

use super::Picture;
use crate::report::when::Moments;
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::variable::Variable;
use crate::text::fill;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{LinePattern, Mark, Theme, Token};
use crate::ui::state::workspace::Scene;

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
    /// A number over the turns, in per cent where that is how it is written.
    #[must_use]
    pub fn of(name: String, variable: Variable, values: Vec<f64>, last: Quantity, ink: Ink) -> Self {
        let factor = if words::in_percent(variable) { 100.0 } else { 1.0 };
        let values = values.into_iter().map(|value| value * factor).collect();
        Self { name, values, ink, last: words::level(variable, last), variable: Some(variable), hidden: false }
    }

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
    /// What its places are called.
    pub moments: Moments,
}

impl Chart {
    /// One number of a position over the turns that led to it; what runs on a link has its supplier's colours.
    #[must_use]
    pub fn of(scene: &Scene<'_>, variable: Variable) -> Self {
        let ink = match variable {
            Variable::Link(_, link) => {
                let link = scene.setting.links[link];
                Ink::Supplier(portrait::source(scene.setting, link.supplier, link.recipient))
            }
            _ => Ink::Lit,
        };
        let last = scene.world.values.get(variable);
        let series = vec![Series::of(String::new(), variable, scene.series(variable), last, ink)];
        Self { moments: scene.moments(), ..Self::about(scene.setting, variable, series) }
    }

    /// Several lines of one number, under its name.
    #[must_use]
    pub fn about(setting: &Setting, variable: Variable, series: Vec<Series>) -> Self {
        let name = words::capital(&words::short_variable(setting, variable));
        let (low, high) = variable.range();
        let whole = words::in_percent(variable) || high - low > 20.0;
        let title = if words::in_percent(variable) { fill("why.per_cent", &[("name", &name)]) } else { name };
        Self { title, series, decimals: if whole { 0 } else { 2 }, span: None, moments: Moments::default() }
    }

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

/// What a chart reads at a turn.
pub type Reading<'a> = (&'a Series, f64);

impl Chart {
    /// What each line reads at a turn, the highest first.
    #[must_use]
    pub fn read(&self, place: usize) -> Vec<Reading<'_>> {
        let seen = self.series.iter().filter(|s| !s.hidden);
        let mut read: Vec<Reading<'_>> =
            seen.filter_map(|s| s.values.get(place).map(|v| (s, *v))).filter(|(_, v)| !v.is_nan()).collect();
        read.sort_by(|a, b| b.1.total_cmp(&a.1));
        read
    }

    /// Of the numbers at a turn that have causes, the one that is nearest to a value, with what it reads.
    #[must_use]
    pub fn door_at(&self, place: usize, value: f64) -> Option<(Variable, f64)> {
        let doors = self.read(place).into_iter().filter_map(|(s, v)| s.variable.map(|variable| (variable, v)));
        doors.min_by(|a, b| (a.1 - value).abs().total_cmp(&(b.1 - value).abs()))
    }
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

/// Words over as many lines as are allowed, the last one cut off where there is no more room.
#[must_use]
pub fn in_lines(ctx: &Context, words: &str, font: &FontId, room: f32, most: usize) -> Vec<String> {
    let fits = |words: &str| Picture::width_of(ctx, words, font) <= room;
    let (mut lines, mut rest) = (Vec::new(), words);
    while lines.len() + 1 < most && !fits(rest) {
        let mut breaks = rest.match_indices(' ').rev().map(|(at, _)| rest.split_at(at));
        let Some((line, after)) = breaks.find(|(line, _)| fits(line)) else { break };
        lines.push(line.to_owned());
        rest = after.trim_start();
    }
    lines.push(shortened(ctx, rest, font, room));
    lines
}

/// A name and a number; where there is no room for both, the name is cut off.
#[must_use]
pub fn numbered(ctx: &Context, name: &str, number: &str, font: &FontId, room: f32) -> String {
    let all = format!("{name} {number}").trim().to_owned();
    if number.is_empty() || Picture::width_of(ctx, &all, font) <= room {
        return shortened(ctx, &all, font, room);
    }
    let left = room - Picture::width_of(ctx, &format!(" {number}"), font);
    format!("{} {number}", shortened(ctx, name, font, left)).trim().to_owned()
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

/// The distance of about so many round numbers: of the round ones, the first that is not much too small.
#[must_use]
pub fn round_step(low: f64, high: f64, about: f64) -> f64 {
    const ROUND: [f64; 4] = [1.0, 2.0, 5.0, 10.0];
    let rough = (high - low).max(1e-6) / about.clamp(1.2, 4.5);
    let power = 10.0_f64.powf(rough.log10().floor());
    ROUND.iter().map(|r| r * power).find(|step| *step >= 0.8 * rough).unwrap_or(rough)
}

/// About so many round numbers.
#[must_use]
pub fn round_marks(low: f64, high: f64, about: f64) -> Vec<f64> {
    let step = round_step(low, high, about);
    let first = (low / step).ceil() as i64;
    (first..first + 6).map(|n| n as f64 * step).filter(|value| *value <= high + step * 1e-6).collect()
}

/// Decimals that tell numbers at such a distance apart.
#[must_use]
pub fn decimals_of(step: f64, least: u32) -> u32 {
    let needed = (0..5_u32).find(|d| step * 10.0_f64.powi(*d as i32) >= 0.999).unwrap_or(4);
    if least == 0 && step >= 1.0 { 0 } else { needed }
}

/// The size of a chart in a row of so many.
#[must_use]
pub fn share_of(width: f32, count: usize, gap: f32, height: f32) -> Vec2 {
    let count = count.max(1) as f32;
    vec2((width - gap * (count - 1.0)) / count, height)
}

//! A matrix of a relation: who has how much of it with whom, as shades, with the numbers where there is room.

use egui::{Align2, Color32, Context, Rect, Vec2, pos2, vec2};

use super::chart::shortened;
use super::sheet::{Drawn, Zone};
use super::{Part, Picture};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::fill;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// A matrix of at most so many states is made wide enough to be read whole.
const WRITTEN_MAX: usize = 16;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its value; none where there is nothing, or the seat does not know it.
    pub value: Option<f64>,
    /// The number.
    pub variable: Variable,
}

/// A matrix before it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// What it is about.
    pub title: String,
    /// The names of the rows and of the columns: full, and short for the columns.
    pub names: Vec<(String, String)>,
    /// Cells, row by row.
    pub cells: Vec<Cell>,
    /// The least and the greatest value that the shades tell apart.
    pub span: (f64, f64),
    /// Decimals.
    pub decimals: u32,
    /// What the shades go from and to, in words.
    pub ends: (String, String),
    /// The place of the position on the line, for *Why?*.
    pub place: usize,
}

impl Heat {
    /// The matrix in a sentence: its extremes.
    #[must_use]
    pub fn sentence(&self) -> String {
        let known = self.cells.iter().enumerate().filter_map(|(n, c)| c.value.map(|v| (n, v)));
        let most = known.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let Some((n, value)) = most else { return self.title.clone() };
        let name = |n: usize| self.names.get(n).map_or("", |(full, _)| full.as_str());
        let (row, column) = (name(n / self.names.len().max(1)), name(n % self.names.len().max(1)));
        let value = words::number(value, self.decimals);
        fill("heat.sentence", &[("title", &self.title), ("row", row), ("column", column), ("value", &value)])
    }
}

/// The shade of a value: rises from the ground towards blue, falls towards coral, as changes do; a plain span goes to full ink.
fn shade(theme: &Theme, value: f64, (low, high): (f64, f64)) -> Color32 {
    let ground = theme.colour(Token::SurfaceRegion);
    if low < 0.0 {
        let part = (value / if value < 0.0 { low } else { high }).clamp(0.0, 1.0) as f32;
        let token = if value < 0.0 { Token::ChangeDown } else { Token::ChangeUp };
        return ground.lerp_to_gamma(theme.colour(token), part * 0.9);
    }
    let part = ((value - low) / (high - low).max(1e-9)).clamp(0.0, 1.0) as f32;
    ground.lerp_to_gamma(theme.colour(Token::TextSecondary), part)
}

/// The room that the names of the rows take.
fn beside_rows(ctx: &Context, theme: &Theme, heat: &Heat) -> f32 {
    let caption = theme.font(&style::caption());
    heat.names.iter().map(|(name, _)| Picture::width_of(ctx, name, &caption)).fold(0.0, f32::max) + 8.0
}

/// How wide a matrix must be for the name of every column and the number in every cell; none where it has too many of them.
#[must_use]
pub fn readable_width(ctx: &Context, theme: &Theme, heat: &Heat) -> Option<f32> {
    let caption = theme.font(&style::caption());
    let cell = ["+0.00", "MMM"].map(|words| Picture::width_of(ctx, words, &caption)).into_iter().fold(0.0, f32::max) + 4.0;
    let count = heat.names.len();
    (count <= WRITTEN_MAX).then(|| beside_rows(ctx, theme, heat) + cell * count as f32)
}

/// Draws the matrix.
#[must_use]
pub fn draw(ctx: &Context, theme: &Theme, heat: &Heat, size: Vec2) -> Drawn {
    let mut picture = Picture::new(size);
    let (strong, caption) = (theme.font(&style::strong()), theme.font(&style::caption()));
    let (primary, muted) = (theme.colour(Token::TextPrimary), theme.colour(Token::TextMuted));
    let title = shortened(ctx, &heat.title, &strong, size.x);
    let title_high = Picture::size_of(ctx, &title, &strong).y;
    picture.words(pos2(0.0, 0.0), Align2::LEFT_TOP, title, &strong, primary);
    let high = Picture::size_of(ctx, "0", &caption).y;
    let count = heat.names.len().max(1);
    let left = beside_rows(ctx, theme, heat).min(size.x * 0.3 + 8.0);
    let top = title_high + high + 15.0;
    let step = vec2((size.x - left) / count as f32, (size.y - top - high - 17.0) / count as f32);
    let most = vec2(72.0, 46.0) * (theme.larger().min(1.4));
    let step = vec2(step.x.min(step.y * 2.6).min(most.x), step.y.min(most.y));
    let area = Rect::from_min_size(pos2(left, top), step * count as f32);
    let ground = theme.colour(Token::SurfaceBoard);
    let fills: Vec<Color32> =
        heat.cells.iter().map(|cell| cell.value.map_or(ground, |value| shade(theme, value, heat.span))).collect();
    picture.parts.push(Part::Cells { rect: area, columns: count, fills: fills.clone() });
    let every = (high / step.y.max(1.0)).ceil().max(1.0) as usize;
    let widest = Picture::width_of(ctx, "MMM", &caption);
    let across = (widest / step.x.max(1.0)).ceil().max(1.0) as usize;
    for (n, (full, short)) in heat.names.iter().enumerate() {
        let (x, y) = (area.left() + step.x * (n as f32 + 0.5), area.top() + step.y * (n as f32 + 0.5));
        if n % every == 0 {
            picture.words(pos2(left - 6.0, y), Align2::RIGHT_CENTER, full.clone(), &caption, muted);
        }
        if n % across == 0 {
            picture.words(pos2(x, top - 4.0), Align2::CENTER_BOTTOM, short.clone(), &caption, muted);
        }
    }
    let mut zones = Vec::with_capacity(heat.cells.len());
    let written = step.x >= Picture::width_of(ctx, "+0.00", &caption) + 2.0 && step.y >= high;
    for (n, (cell, fill_colour)) in heat.cells.iter().zip(&fills).enumerate() {
        let rect = Rect::from_min_size(area.min + vec2(step.x * (n % count) as f32, step.y * (n / count) as f32), step);
        let Some(value) = cell.value else { continue };
        let shown = if heat.span.0 < 0.0 { words::signed(value, heat.decimals) } else { words::number(value, heat.decimals) };
        if written {
            picture.words(rect.center(), Align2::CENTER_CENTER, shown.clone(), &caption, readable(theme, *fill_colour));
        }
        let name = |n: usize| heat.names.get(n).map_or("", |(full, _)| full.as_str());
        zones.push(Zone {
            rect,
            title: fill("heat.pair", &[("row", name(n / count)), ("column", name(n % count))]),
            lines: vec![(heat.title.clone(), shown)],
            doors: vec![(rect.center().y, cell.variable, heat.place)],
        });
    }
    key(ctx, &mut picture, theme, heat, pos2(left, area.bottom() + 7.0 + high / 2.0));
    Drawn { picture, zones, sentence: heat.sentence() }
}

/// The ink that can be read on a shade: the one of the two that differs more in lightness.
fn readable(theme: &Theme, ground: Color32) -> Color32 {
    let light = |c: Color32| 0.2126 * f32::from(c.r()) + 0.7152 * f32::from(c.g()) + 0.0722 * f32::from(c.b());
    let inks = [theme.colour(Token::TextPrimary), theme.colour(Token::TextInverse)];
    let best = inks.into_iter().max_by(|a, b| (light(*a) - light(ground)).abs().total_cmp(&(light(*b) - light(ground)).abs()));
    best.unwrap_or(ground)
}

/// What the shades go from and to, on the line of this point.
fn key(ctx: &Context, picture: &mut Picture, theme: &Theme, heat: &Heat, at: egui::Pos2) {
    let (muted, font) = (theme.colour(Token::TextMuted), theme.font(&style::caption()));
    let low = format!("{} {}", words::number(heat.span.0, 1), heat.ends.0);
    let high = format!("{} {}", words::number(heat.span.1, 1), heat.ends.1);
    let from = at.x + Picture::width_of(ctx, &low, &font) + 8.0;
    let bar = Rect::from_min_size(pos2(from, at.y - 5.0), vec2(160.0, 10.0));
    let fills = (0..32).map(|n| shade(theme, heat.span.0 + (heat.span.1 - heat.span.0) * f64::from(n) / 31.0, heat.span));
    picture.parts.push(Part::Cells { rect: bar, columns: 32, fills: fills.collect() });
    picture.words(at, Align2::LEFT_CENTER, low, &font, muted);
    picture.words(bar.right_center() + vec2(8.0, 0.0), Align2::LEFT_CENTER, high, &font, muted);
}

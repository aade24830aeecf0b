//! Capability by domain, each bar stacked by the supplier it came from, against what is needed.

use egui::{Align2, Color32, Context, Rect, Vec2, pos2, vec2};

use super::chart::{Ink, in_lines, look, round_marks, shortened};
use super::sheet::{Drawn, Zone};
use super::{Part, Picture};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::theme::{Mark, Theme, Token, text as style};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Its pieces from the bottom: whose, how much, the number.
    pub pieces: Vec<(String, f64, Ink, Variable)>,
    /// What is wanted.
    pub need: Option<f64>,
}

/// The plot before it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// What it is about.
    pub title: String,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// The place of the position on the line, for *Why?*.
    pub place: usize,
}

impl Stack {
    /// The plot in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let each = |bar: &Bar| {
            let sum = words::number(bar.pieces.iter().map(|p| p.1).sum(), 0);
            fill("stack.bar", &[("name", &bar.name), ("sum", &sum)])
        };
        let bars: Vec<String> = self.bars.iter().map(each).collect();
        format!("{}. {}", self.title, bars.join(", "))
    }
}

/// Draws the plot.
#[must_use]
pub fn draw(ctx: &Context, theme: &Theme, stack: &Stack, size: Vec2) -> Drawn {
    let mut picture = Picture::new(size);
    let (strong, caption) = (theme.font(&style::strong()), theme.font(&style::caption()));
    let (primary, muted) = (theme.colour(Token::TextPrimary), theme.colour(Token::TextMuted));
    let title = shortened(ctx, &stack.title, &strong, size.x);
    picture.words(pos2(0.0, 0.0), Align2::LEFT_TOP, title, &strong, primary);
    picture.put(key(ctx, theme, &suppliers(stack), size.x), vec2(0.0, 22.0));
    let area = Rect::from_min_max(pos2(34.0, 50.0), pos2(size.x - 4.0, size.y - 36.0));
    let sum = |bar: &Bar| bar.pieces.iter().map(|p| p.1).sum::<f64>();
    let most = stack.bars.iter().map(|b| sum(b).max(b.need.unwrap_or(0.0))).fold(1e-6, f64::max) * 1.08;
    let y = |value: f64| area.bottom() - area.height() * (value / most) as f32;
    for value in round_marks(0.0, most, f64::from(area.height()) / 50.0) {
        let at = y(value).round() + 0.5;
        picture.line(vec![pos2(area.left(), at), pos2(area.right(), at)], 1.0, theme.colour(Token::BorderSubtle));
        picture.words(pos2(area.left() - 6.0, at), Align2::RIGHT_CENTER, words::number(value, 0), &caption, muted);
    }
    let step = area.width() / stack.bars.len().max(1) as f32;
    let width = (step * 0.56).min(64.0);
    let mut zones = Vec::new();
    for (n, bar) in stack.bars.iter().enumerate() {
        let middle = area.left() + step * (n as f32 + 0.5);
        let mut from = 0.0;
        for (_, value, ink, _) in &bar.pieces {
            let rect = Rect::from_x_y_ranges(middle - width / 2.0..=middle + width / 2.0, y(from + value)..=y(from) - 1.0);
            from += value;
            if rect.height() > 0.5 {
                piece(&mut picture, theme, rect, *ink);
            }
        }
        if let Some(need) = bar.need {
            let at = y(need);
            let ends = vec![pos2(middle - width / 2.0 - 5.0, at), pos2(middle + width / 2.0 + 5.0, at)];
            picture.parts.push(Part::Line { points: ends, width: 2.0, ink: primary, dash: vec![4.0, 3.0] });
        }
        for (line, name) in in_lines(ctx, &bar.name, &caption, step - 4.0, 2).into_iter().enumerate() {
            let at = pos2(middle, area.bottom() + 5.0 + 14.0 * line as f32);
            picture.words(at, Align2::CENTER_TOP, name, &caption, muted);
        }
        zones.push(zone(stack, bar, Rect::from_x_y_ranges(middle - step / 2.0..=middle + step / 2.0, area.y_range()), &y));
    }
    Drawn { picture, zones, sentence: stack.sentence() }
}

/// A piece in its supplier's colour, with the supplier's mark where there is room: never by colour alone.
fn piece(picture: &mut Picture, theme: &Theme, rect: Rect, ink: Ink) {
    let (colour, _, dash, mark) = look(theme, ink);
    picture.fill(rect, colour, 0.0);
    let ground = theme.colour(Token::SurfaceBoard);
    if dash.len() >= 2 && rect.height() > 5.0 {
        let gap: f32 = dash.get(1).copied().unwrap_or(4.0);
        let on: f32 = dash.first().copied().unwrap_or(8.0);
        let mut x = rect.left() + on;
        while x + gap < rect.right() {
            let cut = Rect::from_x_y_ranges(x..=x + gap * 0.4, rect.y_range());
            picture.fill(cut, ground, 0.0);
            x += on + gap;
        }
    }
    if mark != Mark::None && rect.height() > 15.0 {
        let at = rect.center();
        picture.parts.push(Part::Mark { mark: Mark::Circle, at, radius: 7.0, ink: ground });
        picture.parts.push(Part::Mark { mark, at, radius: 4.0, ink: colour });
    }
}

fn zone(stack: &Stack, bar: &Bar, rect: Rect, y: &dyn Fn(f64) -> f32) -> Zone {
    let mut lines: Vec<(String, String)> =
        bar.pieces.iter().rev().map(|(name, value, ..)| (name.clone(), words::number(*value, 1))).collect();
    lines.extend(bar.need.map(|need| (text("stack.need").to_owned(), words::number(need, 1))));
    let mut from = 0.0;
    let doors = bar.pieces.iter().map(|(_, value, _, variable)| {
        from += value;
        (y(from - value / 2.0), *variable, stack.place)
    });
    Zone { rect, title: bar.name.clone(), lines, doors: doors.collect() }
}

/// Every supplier of the bars, in the order in which they come.
fn suppliers(stack: &Stack) -> Vec<(String, Ink)> {
    let mut found: Vec<(String, Ink)> = Vec::new();
    for (name, _, ink, _) in stack.bars.iter().flat_map(|bar| &bar.pieces) {
        if !found.iter().any(|(known, _)| known == name) {
            found.push((name.clone(), *ink));
        }
    }
    found
}

/// The key of suppliers: mark and name, side by side.
fn key(ctx: &Context, theme: &Theme, names: &[(String, Ink)], width: f32) -> Picture {
    let font = theme.font(&style::caption());
    let mut picture = Picture::new(vec2(width, 18.0));
    let mut x = 0.0;
    for (name, ink) in names {
        if x + 60.0 > width {
            break;
        }
        let (colour, _, _, mark): (Color32, f32, Vec<f32>, Mark) = look(theme, *ink);
        picture.fill(Rect::from_min_size(pos2(x, 4.0), vec2(22.0, 10.0)), colour, 1.0);
        if mark != Mark::None {
            let at = pos2(x + 11.0, 9.0);
            picture.parts.push(Part::Mark { mark: Mark::Circle, at, radius: 6.0, ink: theme.colour(Token::SurfaceBoard) });
            picture.parts.push(Part::Mark { mark, at, radius: 3.6, ink: colour });
        }
        picture.words(pos2(x + 28.0, 9.0), Align2::LEFT_CENTER, name.clone(), &font, theme.colour(Token::TextSecondary));
        x += 28.0 + Picture::width_of(ctx, name, &font) + 18.0;
    }
    picture
}

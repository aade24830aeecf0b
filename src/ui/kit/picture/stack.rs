//! Capability by domain, each bar stacked by the supplier it came from, against what is needed.

use egui::{Align2, Color32, Context, Rect, Vec2, pos2, vec2};

use super::chart::{Ink, decimals_of, in_lines, look, round_marks, round_step, shortened};
use super::sheet::{Drawn, Zone};
use super::{Part, Picture};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::theme::{Mark, Theme, Token, text as style};

/// Lines that the name of a bar may take.
const NAME_LINES: usize = 4;
/// Width of a sample in the key.
const KEY_WIDTH: f32 = 22.0;

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
    let (title_high, high) = (Picture::size_of(ctx, &title, &strong).y, Picture::size_of(ctx, "0", &caption).y);
    picture.words(pos2(0.0, 0.0), Align2::LEFT_TOP, title, &strong, primary);
    let top = title_high + 7.0;
    let key = key(ctx, theme, &suppliers(stack), vec2(size.x, high + 4.0));
    let key_high = key.size.y;
    picture.put(key, vec2(0.0, top));
    let sum = |bar: &Bar| bar.pieces.iter().map(|p| p.1).sum::<f64>();
    let most = stack.bars.iter().map(|b| sum(b).max(b.need.unwrap_or(0.0))).fold(1e-6, f64::max) * 1.08;
    // As many decimals as tell the marks apart.
    let about = f64::from(size.y) / 70.0;
    let decimals = decimals_of(round_step(0.0, most, about), 0);
    let left = Picture::width_of(ctx, &words::number(most, decimals), &caption) + 12.0;
    let step = (size.x - 4.0 - left) / stack.bars.len().max(1) as f32;
    let names: Vec<Vec<String>> =
        stack.bars.iter().map(|bar| in_lines(ctx, &bar.name, &caption, step - 1.0, NAME_LINES)).collect();
    let foot = names.iter().map(Vec::len).max().unwrap_or(1) as f32 * high + 8.0;
    let area = Rect::from_min_max(pos2(left, top + key_high + 8.0), pos2(size.x - 4.0, size.y - foot));
    let y = |value: f64| area.bottom() - area.height() * (value / most) as f32;
    for value in round_marks(0.0, most, about) {
        let at = y(value).round() + 0.5;
        picture.line(vec![pos2(area.left(), at), pos2(area.right(), at)], 1.0, theme.colour(Token::BorderSubtle));
        picture.words(pos2(area.left() - 6.0, at), Align2::RIGHT_CENTER, words::number(value, decimals), &caption, muted);
    }
    let width = (step * 0.56).min(64.0);
    let mut zones = Vec::new();
    for (n, (bar, name)) in stack.bars.iter().zip(names).enumerate() {
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
        for (line, words) in name.into_iter().enumerate() {
            let at = pos2(middle, area.bottom() + 5.0 + high * line as f32);
            picture.words(at, Align2::CENTER_TOP, words, &caption, muted);
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

/// The key, on as many lines as it takes: mark and name of each supplier, and the line of what is needed.
fn key(ctx: &Context, theme: &Theme, names: &[(String, Ink)], size: Vec2) -> Picture {
    let font = theme.font(&style::caption());
    let mut picture = Picture::new(size);
    let ink = theme.colour(Token::TextSecondary);
    let wide = |name: &str| KEY_WIDTH + 6.0 + Picture::width_of(ctx, name, &font) + 18.0;
    let (mut x, mut middle) = (0.0, size.y / 2.0);
    let next = |x: &mut f32, middle: &mut f32, name: &str| {
        if *x > 0.0 && *x + wide(name) - 18.0 > size.x {
            (*x, *middle) = (0.0, *middle + size.y);
        }
    };
    for (name, source) in names {
        next(&mut x, &mut middle, name);
        let (colour, _, _, mark): (Color32, f32, Vec<f32>, Mark) = look(theme, *source);
        picture.fill(Rect::from_center_size(pos2(x + KEY_WIDTH / 2.0, middle), vec2(KEY_WIDTH, 10.0)), colour, 1.0);
        if mark != Mark::None {
            let at = pos2(x + KEY_WIDTH / 2.0, middle);
            picture.parts.push(Part::Mark { mark: Mark::Circle, at, radius: 6.0, ink: theme.colour(Token::SurfaceBoard) });
            picture.parts.push(Part::Mark { mark, at, radius: 3.6, ink: colour });
        }
        picture.words(pos2(x + KEY_WIDTH + 6.0, middle), Align2::LEFT_CENTER, name.clone(), &font, ink);
        x += wide(name);
    }
    let need = text("stack.need");
    next(&mut x, &mut middle, need);
    let ends = vec![pos2(x, middle), pos2(x + KEY_WIDTH, middle)];
    picture.parts.push(Part::Line { points: ends, width: 2.0, ink: theme.colour(Token::TextPrimary), dash: vec![4.0, 3.0] });
    picture.words(pos2(x + KEY_WIDTH + 6.0, middle), Align2::LEFT_CENTER, need, &font, ink);
    picture.size.y = middle + size.y / 2.0;
    picture
}

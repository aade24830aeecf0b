//! Two measures against each other: where the board has been, turn by turn, and where states stand. What gains on one axis at the
//! cost of the other shows as a path down and to the right.

use egui::{Align2, Context, Pos2, Rect, Vec2, pos2, vec2};

use super::chart::round_marks;
use super::sheet::{Drawn, Zone};
use super::{Part, Picture};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::fill;
use crate::ui::theme::{Mark, Theme, Token, text as style};

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
}

/// Draws the plot.
#[must_use]
pub fn draw(ctx: &Context, theme: &Theme, scatter: &Scatter, size: Vec2) -> Drawn {
    let mut picture = Picture::new(size);
    let (strong, caption, body) = (theme.font(&style::strong()), theme.font(&style::caption()), theme.font(&style::small()));
    let (primary, muted) = (theme.colour(Token::TextPrimary), theme.colour(Token::TextMuted));
    picture.words(pos2(0.0, 0.0), Align2::LEFT_TOP, scatter.title.clone(), &strong, primary);
    let area = Rect::from_min_max(pos2(44.0, 48.0), pos2(size.x - 24.0, size.y - 42.0));
    let all = || scatter.path.iter().copied().chain(scatter.dots.iter().map(|d| d.at));
    let ((x_low, x_high), (y_low, y_high)) = (span(all().map(|p| p.0)), span(all().map(|p| p.1)));
    let place = |(x, y): (f64, f64)| -> Pos2 {
        let part = |value: f64, low: f64, high: f64| ((value - low) / (high - low).max(1e-9)) as f32;
        pos2(area.left() + area.width() * part(x, x_low, x_high), area.bottom() - area.height() * part(y, y_low, y_high))
    };
    let grid = theme.colour(Token::BorderSubtle);
    for value in round_marks(x_low, x_high, 4.5) {
        let x = place((value, y_low)).x.round() + 0.5;
        picture.line(vec![pos2(x, area.top()), pos2(x, area.bottom())], 1.0, grid);
        picture.words(pos2(x, area.bottom() + 4.0), Align2::CENTER_TOP, words::number(value, 0), &caption, muted);
    }
    for value in round_marks(y_low, y_high, 4.5) {
        let y = place((x_low, value)).y.round() + 0.5;
        picture.line(vec![pos2(area.left(), y), pos2(area.right(), y)], 1.0, grid);
        picture.words(pos2(area.left() - 6.0, y), Align2::RIGHT_CENTER, words::number(value, 0), &caption, muted);
    }
    picture.words(pos2(area.left(), area.top() - 8.0), Align2::LEFT_BOTTOM, scatter.axes.1.clone(), &body, primary);
    picture.words(pos2(area.right(), size.y - 6.0), Align2::RIGHT_BOTTOM, scatter.axes.0.clone(), &body, primary);
    let mut zones = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for dot in &scatter.dots {
        let at = place(dot.at);
        picture.parts.push(Part::Mark { mark: Mark::Circle, at, radius: 4.0, ink: theme.colour(Token::TextSecondary) });
        let width = Picture::width_of(ctx, &dot.name, &caption);
        let label = Rect::from_min_size(at + vec2(8.0, -7.0), vec2(width, 14.0));
        let label = if label.right() > size.x { label.translate(vec2(-width - 16.0, 0.0)) } else { label };
        if !taken.iter().any(|other| other.intersects(label)) {
            picture.words(
                label.left_center(),
                Align2::LEFT_CENTER,
                dot.name.clone(),
                &caption,
                theme.colour(Token::TextSecondary),
            );
            taken.push(label);
        }
        zones.push(zone(scatter, at, dot.name.clone(), dot.at, Some(dot)));
    }
    let path: Vec<Pos2> = scatter.path.iter().map(|p| place(*p)).collect();
    picture.line(path.clone(), 2.0, primary);
    let last = path.len().saturating_sub(1);
    for (n, (at, value)) in path.iter().zip(&scatter.path).enumerate() {
        picture.parts.push(Part::Mark { mark: Mark::Diamond, at: *at, radius: if n == last { 5.5 } else { 3.5 }, ink: primary });
        let turn = (n + 1).to_string();
        let label = Rect::from_center_size(*at - vec2(0.0, 13.0), vec2(12.0, 13.0));
        if !taken.iter().any(|other| other.intersects(label)) {
            picture.words(label.center(), Align2::CENTER_CENTER, turn.clone(), &caption, primary);
            taken.push(label);
        }
        zones.insert(0, zone(scatter, *at, fill("scatter.board", &[("turn", &turn)]), *value, None));
    }
    Drawn { picture, zones, sentence: scatter.sentence() }
}

fn zone(scatter: &Scatter, at: Pos2, title: String, value: (f64, f64), dot: Option<&Dot>) -> Zone {
    let number = |v: f64| words::number(v, scatter.decimals);
    let lines = vec![(scatter.axes.0.clone(), number(value.0)), (scatter.axes.1.clone(), number(value.1))];
    let doors = dot.map(|d| (at.y, d.variables.1, usize::MAX)).into_iter().collect();
    Zone { rect: Rect::from_center_size(at, Vec2::splat(16.0)), title, lines, guide: None, doors, toggles: None }
}

/// The least and the greatest value, with some air.
fn span(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (low, high) = (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max));
    if low > high {
        return (0.0, 1.0);
    }
    let pad = ((high - low) * 0.1).max(2.0);
    (low - pad, high + pad)
}

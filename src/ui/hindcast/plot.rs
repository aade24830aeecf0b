//! Predicted against observed: the diagonal, a band of twenty points round it, a mark for each case by what was decided, and names,
//! first where the rules miss most.

use egui::{Align2, Context, Pos2, Rect, Vec2, pos2, vec2};

use super::rows::{MARKS, Row, change};
use super::scale;
use crate::text::{fill, text};
use crate::ui::picture::{Part, Picture};
use crate::ui::theme::{Mark, Theme, Token, text as style};

/// How many of the largest misses are filled marks with plain names.
pub(super) const NAMED: usize = 8;
/// Half the width of the band, and the ends of the axes; parts of one.
const BAND: f64 = 0.2;
const END: f64 = 1.12;
/// Room round the picture in a file.
pub(super) const MARGIN: f32 = 20.0;
/// Where the grid has its lines.
const GRID: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];

/// The drawn plot.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// The picture.
    pub(super) picture: Picture,
    /// Each case that is in it: its place among the rows, where it stands, and the point of the diagonal over or under it.
    pub(super) points: Vec<(usize, Pos2, Pos2)>,
}

/// Draws the plot of all cases whose outcome was measured.
pub(super) fn draw(ctx: &Context, theme: &Theme, rows: &[Row], size: Vec2, caption: &str) -> Drawn {
    let mut picture = Picture::new(size);
    let ink = |token| theme.colour(token);
    let (small, tick) = (theme.font(&style::small()), theme.font(&style::caption()));
    let mut marks = Picture::new(size);
    let keys = legend(ctx, theme, &mut marks);
    let k = scale(theme);
    let foot = k * if caption.is_empty() { 44.0 } else { 62.0 };
    let left = Picture::width_of(ctx, &change(-1.0), &tick) + 22.0 * k;
    let area = Rect::from_min_max(pos2(left, keys + 32.0 * k), pos2(size.x - 12.0, size.y - foot));
    let place = |x: f64, y: f64| {
        let part = |value: f64| ((value + END) / (2.0 * END)) as f32;
        pos2(area.left() + area.width() * part(x), area.bottom() - area.height() * part(y))
    };
    let unit = vec2(area.width(), area.height()) / (2.0 * END) as f32;
    let band = (2.0 * BAND) as f32 * unit.x * unit.y / unit.length();
    let (start, end) = (place(-END, -END), place(END, END));
    // The band reaches beyond both corners, and what is outside is covered again.
    let beyond = (end - start).normalized() * band;
    picture.line(vec![start - beyond, end + beyond], band, ink(Token::SurfaceRegion));
    let around = Rect::from_min_size(Pos2::ZERO, size).expand(2.0 * band);
    for outside in [
        Rect::from_min_max(around.min, pos2(around.right(), area.top())),
        Rect::from_min_max(pos2(around.left(), area.bottom()), around.max),
        Rect::from_min_max(around.min, pos2(area.left(), around.bottom())),
        Rect::from_min_max(pos2(area.right(), around.top()), around.max),
    ] {
        picture.fill(outside, ink(Token::SurfaceBoard), 0.0);
    }
    for value in GRID {
        let (x, y) = (place(value, 0.0).x.round() + 0.5, place(0.0, value).y.round() + 0.5);
        let token = if value == 0.0 { Token::BorderControl } else { Token::BorderSubtle };
        picture.line(vec![pos2(x, area.top()), pos2(x, area.bottom())], 1.0, ink(token));
        picture.line(vec![pos2(area.left(), y), pos2(area.right(), y)], 1.0, ink(token));
        picture.words(pos2(x, area.bottom() + 4.0), Align2::CENTER_TOP, change(value), &tick, ink(Token::TextMuted));
        picture.words(pos2(area.left() - 6.0, y), Align2::RIGHT_CENTER, change(value), &tick, ink(Token::TextMuted));
    }
    picture.parts.push(Part::Line { points: vec![start, end], width: 1.5, ink: ink(Token::TextSecondary), dash: vec![5.0, 4.0] });
    let wrong = text("hindcast.page.wrong_way");
    picture.words(area.left_top() + vec2(6.0, 5.0), Align2::LEFT_TOP, wrong, &small, ink(Token::TextMuted));
    picture.words(area.right_bottom() - vec2(6.0, 5.0), Align2::RIGHT_BOTTOM, wrong, &small, ink(Token::TextMuted));
    let up = pos2(0.0, area.top() - 8.0);
    picture.words(up, Align2::LEFT_BOTTOM, text("hindcast.page.axis_observed"), &small, ink(Token::TextPrimary));
    let right = pos2(area.right(), area.bottom() + 22.0 * k);
    picture.words(right, Align2::RIGHT_TOP, text("hindcast.page.axis_predicted"), &small, ink(Token::TextPrimary));
    if !caption.is_empty() {
        picture.words(pos2(0.0, size.y - 2.0), Align2::LEFT_BOTTOM, caption, &tick, ink(Token::TextMuted));
    }
    picture.put(marks, Vec2::ZERO);
    let mut order: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, row)| row.observed.is_some()).collect();
    order.sort_by(|a, b| b.1.error().total_cmp(&a.1.error()));
    let points: Vec<(usize, Pos2, Pos2)> = order
        .iter()
        .map(|(n, row)| {
            let at = place(row.predicted, row.observed.unwrap_or(0.0));
            (*n, at, place(row.predicted, row.predicted))
        })
        .collect();
    // The largest misses are drawn last, so that they lie on top.
    for (rank, ((_, row), (_, at, _))) in order.iter().zip(&points).enumerate().rev() {
        let tone = if rank < NAMED { Token::TextPrimary } else { Token::TextSecondary };
        dot(theme, &mut picture, row.mark, *at, tone, rank < NAMED);
    }
    names(ctx, theme, &mut picture, area, &order, &points);
    Drawn { picture, points }
}

/// A mark: filled for the largest misses, hollow elsewhere.
fn dot(theme: &Theme, picture: &mut Picture, mark: Mark, at: Pos2, token: Token, filled: bool) {
    // Marks grow with the words, but less.
    let k = scale(theme).sqrt();
    picture.parts.push(Part::Mark { mark, at, radius: 5.0 * k, ink: theme.colour(token) });
    if !filled {
        let at = match mark {
            // Within a triangle, the same distance from every side.
            Mark::TriangleUp => at + vec2(0.0, 0.4),
            Mark::TriangleDown => at - vec2(0.0, 0.4),
            _ => at,
        };
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
        dot(theme, picture, mark, here, Token::TextSecondary, false);
        picture.words(here + vec2(12.0 * k, 0.0), Align2::LEFT_CENTER, text(key), &font, ink);
    }
    let here = next(text("hindcast.page.perfect"));
    let (start, end) = (here - vec2(5.0, 0.0), here + vec2(13.0 * k, 0.0));
    picture.parts.push(Part::Line { points: vec![start, end], width: 1.5, ink, dash: vec![5.0, 4.0] });
    picture.words(here + vec2(19.0 * k, 0.0), Align2::LEFT_CENTER, text("hindcast.page.perfect"), &font, ink);
    here.y + 11.0 * k
}

/// Names beside the marks, where they cover no other mark and no other name: those of the largest misses first and plainly, then as many
/// others as there is room for.
fn names(
    ctx: &Context,
    theme: &Theme,
    picture: &mut Picture,
    area: Rect,
    order: &[(usize, &Row)],
    points: &[(usize, Pos2, Pos2)],
) {
    let (plain, quiet) = (theme.font(&style::small()), theme.font(&style::caption()));
    let reach = scale(theme).sqrt();
    let mut taken: Vec<Rect> = points.iter().map(|(_, at, _)| Rect::from_center_size(*at, Vec2::splat(9.0 * reach))).collect();
    for (rank, ((_, row), (_, at, _))) in order.iter().zip(points).enumerate() {
        let worst = rank < NAMED;
        let font = if worst { &plain } else { &quiet };
        let size = vec2(Picture::width_of(ctx, &row.name, font), font.size * 1.2);
        let by = 8.0 * reach;
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
        let places = beside.map(|corner| Rect::from_min_size(*at + corner, size));
        let free = |rect: &&Rect| area.contains_rect(**rect) && !taken.iter().any(|other| other.intersects(**rect));
        // Best not across the diagonal, on whose two sides lie two corners.
        let clear = |rect: &&Rect| above(area, rect.left_top()) == above(area, rect.right_bottom());
        let place = places.iter().filter(free).find(clear).or_else(|| places.iter().find(free));
        if let Some(rect) = place.copied() {
            let ink = theme.colour(if worst { Token::TextPrimary } else { Token::TextMuted });
            picture.words(rect.left_center(), Align2::LEFT_CENTER, row.name.clone(), font, ink);
            taken.push(rect);
        }
    }
}

/// Whether a point lies above the diagonal.
fn above(area: Rect, at: Pos2) -> bool {
    (area.bottom() - at.y) * area.width() > (at.x - area.left()) * area.height()
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

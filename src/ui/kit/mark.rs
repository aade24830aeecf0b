//! The mark of the program: a shield with a check, countersigned. As a sign on the screen, and as the icon of the window.

use egui::{Color32, IconData, Pos2, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::ui::kit::theme::{Theme, Token};
use crate::ui::kit::widgets::link::Cubic;

/// Pixels of the icon's side; the desktop makes the smaller ones from it.
const ICON_SIDE: u32 = 128;
/// Samples of a pixel's side.
const SAMPLES: u32 = 4;

/// Paints the mark round a place.
pub fn paint(ui: &Ui, theme: &Theme, centre: Pos2, size: f32) {
    let r = size * 0.45;
    let at = |points: Vec<Vec2>| points.into_iter().map(|p| centre + p).collect::<Vec<_>>();
    let edge = Stroke::new((size / 14.0).max(1.5), theme.colour(Token::TextPrimary));
    let check_stroke = Stroke::new((size / 11.0).max(2.0), theme.colour(Token::DraftInk));
    ui.painter().add(Shape::closed_line(at(shield(r)), edge));
    ui.painter().add(Shape::line(at(check(r)), check_stroke));
}

fn shield(r: f32) -> Vec<Vec2> {
    let a = r * 0.88;
    let mut points = vec![vec2(-a, -r * 0.92), vec2(a, -r * 0.92), vec2(a, r * 0.12)];
    let curve = Cubic::new([pos2(a, r * 0.12), pos2(a, r * 0.62), pos2(a * 0.45, r * 0.9), pos2(0.0, r * 1.06)]);
    for n in 1..=8_u8 {
        points.push(curve.point_at(f32::from(n) / 8.0).to_vec2());
    }
    for n in (0..8_u8).rev() {
        let point = curve.point_at(f32::from(n) / 8.0);
        points.push(vec2(-point.x, point.y));
    }
    points
}

fn check(r: f32) -> Vec<Vec2> {
    [(-0.5, -0.05), (-0.13, 0.34), (0.54, -0.46)].map(|(x, y)| r * vec2(x, y)).to_vec()
}

/// The icon of the window: the mark on a plate of the board's ground.
#[must_use]
pub fn icon(theme: &Theme) -> IconData {
    let side = ICON_SIDE as f32;
    let (r, half) = (side * 0.34, side / 2.0);
    let (mut edge, check) = (shield(r), check(r));
    edge.extend(edge.first().copied());
    let ground = theme.colour(Token::SurfaceBoard);
    let (edge_ink, check_ink) = (theme.colour(Token::TextPrimary), theme.colour(Token::DraftInk));
    // Of the plate's corner what a circle leaves out is not there.
    let plate = |p: Vec2| {
        let (straight, radius) = (half * 0.62, half * 0.34);
        (p.abs() - Vec2::splat(straight)).max(Vec2::ZERO).length() <= radius
    };
    let colour = |p: Vec2| match () {
        () if near(&check, p) <= side * 0.045 => check_ink,
        () if near(&edge, p) <= side * 0.032 => edge_ink,
        () if plate(p) => ground,
        () => Color32::TRANSPARENT,
    };
    let step = 1.0 / SAMPLES as f32;
    let mut rgba = Vec::new();
    for (y, x) in (0..ICON_SIDE).flat_map(|y| (0..ICON_SIDE).map(move |x| (y, x))) {
        let samples = (0..SAMPLES * SAMPLES).map(|n| {
            let within = vec2((n % SAMPLES) as f32 + 0.5, (n / SAMPLES) as f32 + 0.5) * step;
            colour(vec2(x as f32, y as f32) + within - Vec2::splat(half))
        });
        rgba.extend(mean(samples));
    }
    IconData { rgba, width: ICON_SIDE, height: ICON_SIDE }
}

/// How far a point is from a line of several pieces.
fn near(line: &[Vec2], p: Vec2) -> f32 {
    let pieces = line.iter().zip(line.iter().skip(1));
    let to = |(a, b): (&Vec2, &Vec2)| {
        let along = *b - *a;
        let part = ((p - *a).dot(along) / along.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
        (p - *a - along * part).length()
    };
    pieces.map(to).fold(f32::INFINITY, f32::min)
}

/// The mean of some colours, those that are not there counted as such.
fn mean(colours: impl Iterator<Item = Color32>) -> [u8; 4] {
    let (mut sums, mut count) = ([0_u32; 3], [0_u32; 2]);
    for colour in colours {
        count[1] += 1;
        if colour.a() > 0 {
            count[0] += 1;
            for (sum, part) in sums.iter_mut().zip([colour.r(), colour.g(), colour.b()]) {
                *sum += u32::from(part);
            }
        }
    }
    let [r, g, b] = sums.map(|sum| (sum / count[0].max(1)) as u8);
    [r, g, b, (255 * count[0] / count[1].max(1)) as u8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_shield_with_a_check_on_a_plate() {
        let theme = Theme::default();
        let icon = icon(&theme);
        assert_eq!(icon.rgba.len(), (icon.width * icon.height * 4) as usize);
        let pixel = |x: f32, y: f32| {
            let at = (y * icon.height as f32) as usize * icon.width as usize + (x * icon.width as f32) as usize;
            [0, 1, 2, 3].map(|n| icon.rgba[at * 4 + n])
        };
        let opaque = |token: Token| theme.colour(token).to_array();
        assert_eq!(pixel(0.005, 0.005)[3], 0, "the corners are round");
        assert_eq!(pixel(0.08, 0.5), opaque(Token::SurfaceBoard));
        assert_eq!(pixel(0.5, 0.187), opaque(Token::TextPrimary), "the upper edge of the shield");
        assert_eq!(pixel(0.456, 0.615), opaque(Token::DraftInk), "the lowest point of the check");
    }
}

//! The marks of suppliers: one small shape each, for plots, keys and rings.

use egui::{Color32, Painter, Pos2, Shape, Vec2, vec2};

use super::mesh;
use crate::ui::kit::theme::Mark;

/// Paints a mark of about this radius.
pub fn paint(painter: &Painter, mark: Mark, centre: Pos2, radius: f32, colour: Color32) {
    painter.extend(shape(mark, centre, radius, colour, 1.0 / painter.pixels_per_point()));
}

/// A mark as a shape; none for a source without one.
#[must_use]
pub fn shape(mark: Mark, centre: Pos2, radius: f32, colour: Color32, feather: f32) -> Option<Shape> {
    let mut out = egui::Mesh::default();
    for part in outline(mark) {
        let points: Vec<Pos2> = part.iter().map(|&p| centre + radius * p).collect();
        mesh::convex(&mut out, &points, colour, feather);
    }
    (!out.is_empty()).then(|| Shape::mesh(out))
}

/// Where a smaller one of the same shape lies that is cut out of a mark, so that what is left is as wide everywhere.
#[must_use]
pub fn middle_of(mark: Mark, centre: Pos2) -> Pos2 {
    match mark {
        // Within a triangle, the same distance from every side.
        Mark::TriangleUp => centre + vec2(0.0, 0.4),
        Mark::TriangleDown => centre - vec2(0.0, 0.4),
        _ => centre,
    }
}

/// The convex parts of a mark for a radius of 1.
#[must_use]
pub fn outline(mark: Mark) -> Vec<Vec<Vec2>> {
    let polygon = |points: &[(f32, f32)]| points.iter().map(|&(x, y)| vec2(x, y)).collect();
    let round = |corners: usize, radius: f32| -> Vec<Vec2> {
        mesh::regular(Pos2::ZERO, radius, corners, 0.0).into_iter().map(Pos2::to_vec2).collect()
    };
    match mark {
        Mark::None => Vec::new(),
        Mark::Circle => vec![round(24, 1.0)],
        Mark::Square => vec![polygon(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])],
        Mark::Diamond => vec![polygon(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)])],
        Mark::TriangleUp => vec![polygon(&[(0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)])],
        Mark::TriangleDown => vec![polygon(&[(0.0, 1.2), (-1.15, -0.9), (1.15, -0.9)])],
        Mark::Hexagon => vec![round(6, 1.1)],
        Mark::Plus => vec![
            polygon(&[(-0.4, -1.2), (0.4, -1.2), (0.4, 1.2), (-0.4, 1.2)]),
            polygon(&[(-1.2, -0.4), (1.2, -0.4), (1.2, 0.4), (-1.2, 0.4)]),
        ],
        Mark::Star => star(),
    }
}

/// A five-pointed star as five overlapping kites.
fn star() -> Vec<Vec<Vec2>> {
    let ray = |tenth: f32, radius: f32| radius * Vec2::angled(std::f32::consts::PI * (tenth / 5.0 - 0.5));
    [0.0, 2.0, 4.0, 6.0, 8.0]
        .into_iter()
        .map(|tip: f32| {
            let back = -0.3 * ray(tip, 1.0);
            vec![ray(tip, 1.3), ray(tip + 1.0, 0.55), back, ray(tip - 1.0, 0.55)]
        })
        .collect()
}

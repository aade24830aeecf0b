//! Links between states: the supplier's line, its casing, its head, and the ghost of a link that is
//! only possible.
//!
//! A [`LinkPainter`] gathers all links of a board in one mesh. Where links run is the board's affair;
//! this module is given curves. A curve ends at the tip of its head.

use egui::{Color32, Mesh, Pos2, Shape, Vec2};

use super::mesh::{self, Band, Path};
use crate::ui::theme::{LinePattern, SupplierStyle, Theme, Token};

/// A cubic Bézier curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cubic {
    /// Start, two handles, end.
    pub points: [Pos2; 4],
}

impl Cubic {
    /// The curve with these points.
    #[must_use]
    pub const fn new(points: [Pos2; 4]) -> Self {
        Self { points }
    }

    /// The straight line as a curve.
    #[must_use]
    pub fn straight(from: Pos2, to: Pos2) -> Self {
        Self::new([from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to])
    }

    /// The point at `t` from 0 to 1.
    #[must_use]
    pub fn point_at(&self, t: f32) -> Pos2 {
        let [start, leaving, arriving, end] = self.points;
        let (first, middle, last) = (start.lerp(leaving, t), leaving.lerp(arriving, t), arriving.lerp(end, t));
        first.lerp(middle, t).lerp(middle.lerp(last, t), t)
    }

    /// The curve as a polyline, with about a point every five points of length.
    #[must_use]
    pub fn flatten(&self) -> Vec<Pos2> {
        let [a, b, c, d] = self.points;
        let length = a.distance(b) + b.distance(c) + c.distance(d);
        let steps = (length / 5.0).ceil().clamp(8.0, 96.0) as usize;
        (0..=steps).map(|step| self.point_at(step as f32 / steps as f32)).collect()
    }

    /// The distance of a point from the curve, exact to about a quarter of a point.
    #[must_use]
    pub fn distance_to_cubic(&self, point: Pos2) -> f32 {
        let line = self.flatten();
        line.iter()
            .zip(line.iter().skip(1))
            .map(|(&a, &b)| {
                let along = b - a;
                let part = (point - a).dot(along) / along.length_sq().max(1e-6);
                point.distance(a + part.clamp(0.0, 1.0) * along)
            })
            .fold(f32::INFINITY, f32::min)
    }
}

/// The width in points of a link that carries this share (0 to 1) of the recipient's orders.
#[must_use]
pub fn width_of_share(share: f32) -> f32 {
    1.5 + 9.0 * share.clamp(0.0, 1.0)
}

/// The length of the head of a link of this width.
#[must_use]
pub fn head_length(width: f32) -> f32 {
    (1.15 * width).max(6.0)
}

/// Gathers links into one mesh; later links lie over earlier ones.
#[derive(Debug)]
pub struct LinkPainter {
    mesh: Mesh,
    feather: f32,
    ground: Color32,
}

impl LinkPainter {
    /// A painter for a screen of this density, on a ground of this colour.
    #[must_use]
    pub fn new(pixels_per_point: f32, ground: Color32) -> Self {
        Self { mesh: Mesh::default(), feather: 1.0 / pixels_per_point.max(0.1), ground }
    }

    /// Adds a link. An opacity below 1 mixes its colour with the ground, so that crossings stay
    /// bridges.
    pub fn link(&mut self, cubic: &Cubic, width: f32, style: &SupplierStyle, opacity: f32) {
        let path = Path::through(&cubic.flatten());
        let colour = self.ground.lerp_to_gamma(style.colour, opacity.clamp(0.0, 1.0));
        let end = (path.length() - head_length(width)).max(0.0);
        self.casing(&path, end, width);
        self.pattern(&path, (0.0, end + 0.5), width, style.line, colour);
        let head = head(&path, width);
        mesh::convex(&mut self.mesh, &head, colour, self.feather);
    }

    /// Adds a line without head or casing, as in keys.
    pub fn line(&mut self, cubic: &Cubic, width: f32, style: &SupplierStyle) {
        let path = Path::through(&cubic.flatten());
        self.pattern(&path, (0.0, path.length()), width, style.line, style.colour);
    }

    /// Adds a line with its head but without casing, as in keys.
    pub fn key(&mut self, cubic: &Cubic, width: f32, style: &SupplierStyle) {
        let path = Path::through(&cubic.flatten());
        let end = (path.length() - head_length(width) - 1.0).max(0.0);
        self.pattern(&path, (0.0, end), width, style.line, style.colour);
        mesh::convex(&mut self.mesh, &head(&path, width), style.colour, self.feather);
    }

    /// Adds a link that isn't yet played: two dashed outlines and a hollow head.
    pub fn ghost(&mut self, cubic: &Cubic, width: f32, theme: &Theme) {
        let path = Path::through(&cubic.flatten());
        let ink = theme.colour(Token::DraftInk);
        let end = (path.length() - head_length(width)).max(0.0);
        self.casing(&path, end, width);
        let side = (width + 2.4 - 1.5) / 2.0;
        for offset in [-side, side] {
            let band = Band { offset, width: 1.5 };
            self.dashes(&path, (0.0, end), &[(7.0, true), (5.0, false)], band, ink);
        }
        let outside = mesh::inset(&head(&path, width), -0.75);
        mesh::convex(&mut self.mesh, &outside, ink, self.feather);
        let inside = mesh::inset(&outside, 1.5);
        mesh::convex(&mut self.mesh, &inside, self.ground, self.feather);
    }

    /// Adds the outline of a link's former width, in this colour.
    pub fn former(&mut self, cubic: &Cubic, width: f32, colour: Color32) {
        let path = Path::through(&cubic.flatten());
        let end = (path.length() - head_length(width)).max(0.0);
        for offset in [-width / 2.0, width / 2.0] {
            let band = Band { offset, width: 1.25 };
            mesh::strip(&mut self.mesh, &path, (0.0, end), band, colour, self.feather);
        }
    }

    /// Everything that was added, as one shape.
    pub fn finish(self) -> Shape {
        Shape::mesh(self.mesh)
    }

    fn casing(&mut self, path: &Path, end: f32, width: f32) {
        let band = Band { offset: 0.0, width: width + 3.0 };
        mesh::strip(&mut self.mesh, path, (0.0, end), band, self.ground, self.feather);
    }

    fn pattern(&mut self, path: &Path, range: (f32, f32), width: f32, line: LinePattern, colour: Color32) {
        let whole = Band { offset: 0.0, width };
        let scaled = |(fixed, factor): (f32, f32)| fixed + factor * width;
        match line {
            LinePattern::Solid => {
                mesh::strip(&mut self.mesh, path, range, whole, colour, self.feather);
            }
            LinePattern::Dash { on, off } => {
                let rhythm = [(scaled(on), true), (scaled(off), false)];
                self.dashes(path, range, &rhythm, whole, colour);
            }
            LinePattern::DashDot { on, gap, dot } => {
                let rhythm = [(scaled(on), true), (gap, false), (dot, true), (gap, false)];
                self.dashes(path, range, &rhythm, whole, colour);
            }
            LinePattern::Rails { gap } => self.rails(path, range, width, gap, colour),
            LinePattern::RailsCore { gap, on, off } => {
                self.rails(path, range, width, gap, colour);
                let core = Band { offset: 0.0, width: width * gap };
                let rhythm = [(scaled(on), true), (scaled(off), false)];
                self.dashes(path, range, &rhythm, core, colour);
            }
        }
    }

    fn rails(&mut self, path: &Path, range: (f32, f32), width: f32, gap: f32, colour: Color32) {
        let rail = width * (1.0 - gap) / 2.0;
        let middle = width * (1.0 + gap) / 4.0;
        for offset in [-middle, middle] {
            let band = Band { offset, width: rail };
            mesh::strip(&mut self.mesh, path, range, band, colour, self.feather);
        }
    }

    fn dashes(&mut self, path: &Path, (from, to): (f32, f32), rhythm: &[(f32, bool)], band: Band, colour: Color32) {
        let mut at = from;
        for &(length, drawn) in rhythm.iter().cycle() {
            if at >= to || length <= 0.0 {
                break;
            }
            // What is left of a dash at the end is better no dash than a speck.
            let room = to - at;
            if drawn && (room >= length || room > 3.0) {
                let part = (at, (at + length).min(to));
                mesh::strip(&mut self.mesh, path, part, band, colour, self.feather);
            }
            at += length;
        }
    }
}

/// The triangle at the end of a path.
fn head(path: &Path, width: f32) -> Vec<Pos2> {
    let length = head_length(width);
    let half = (width * 0.5 + 3.2).max(4.2);
    let (Some(tip), Some(base)) = (path.sample(path.length()), path.sample(path.length() - length)) else {
        return Vec::new();
    };
    let along = (tip.pos - base.pos).normalized();
    let across: Vec2 = along.rot90();
    let foot = tip.pos - length * along;
    vec![tip.pos, foot + half * across, foot - half * across]
}

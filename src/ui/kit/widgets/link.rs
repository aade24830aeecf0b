//! Links between states: the supplier's line, its casing, its head, and the ghost of a link that is
//! only possible.
//!
//! A [`LinkPainter`] gathers all links of a board in one mesh. Where links run is the board's affair;
//! this module is given curves. A curve ends at the tip of its head.

use egui::{Color32, Mesh, Pos2, Shape, Vec2};

use super::mesh::{self, Band, Path};
use crate::ui::kit::theme::{LinePattern, SupplierStyle, Theme, Token};

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
}

/// A way from one place to another, measured once: what is drawn, pointed at and labelled.
#[derive(Clone, Debug, Default)]
pub struct Route {
    path: Path,
}

impl Route {
    /// The way along a curve.
    #[must_use]
    pub fn along(cubic: &Cubic) -> Self {
        Self::through(&cubic.flatten())
    }

    /// The way from point to point.
    #[must_use]
    pub fn through(points: &[Pos2]) -> Self {
        Self { path: Path::through(points) }
    }

    /// The way from corner to corner, each rounded by up to this radius.
    #[must_use]
    pub fn round_corners(corners: &[Pos2], radius: f32) -> Self {
        const STEPS: u8 = 8;
        let mut points: Vec<Pos2> = Vec::new();
        for (n, &here) in corners.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| corners.get(n)).copied();
            let (Some(before), Some(after)) = (before, corners.get(n + 1).copied()) else {
                points.push(here);
                continue;
            };
            let reach = radius.min(here.distance(before) / 2.0).min(here.distance(after) / 2.0);
            let start = here + (before - here).normalized() * reach;
            let end = here + (after - here).normalized() * reach;
            for step in 0..=STEPS {
                let t = f32::from(step) / f32::from(STEPS);
                points.push(start.lerp(here, t).lerp(here.lerp(end, t), t));
            }
        }
        Self { path: Path::through(&points) }
    }

    /// The point at this part of the length, 0 to 1.
    #[must_use]
    pub fn point_at(&self, part: f32) -> Pos2 {
        self.path.sample(self.path.length() * part).map_or(Pos2::ZERO, |sample| sample.pos)
    }

    /// Its length, points.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.path.length()
    }

    /// The distance of a place from the way.
    #[must_use]
    pub fn distance(&self, place: Pos2) -> f32 {
        distance(self.path.points(), place)
    }
}

/// The distance of a place from a line through points.
#[must_use]
pub fn distance(points: impl Iterator<Item = Pos2> + Clone, place: Pos2) -> f32 {
    let ahead = points.clone().skip(1);
    let each = points.zip(ahead).map(|(a, b)| {
        let along = b - a;
        let part = (place - a).dot(along) / along.length_sq().max(1e-6);
        place.distance_sq(a + part.clamp(0.0, 1.0) * along)
    });
    each.fold(f32::INFINITY, f32::min).sqrt()
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
        self.link_on(&Route::along(cubic), width, style, opacity);
    }

    /// [`LinkPainter::link`] on a way that is measured already.
    pub fn link_on(&mut self, route: &Route, width: f32, style: &SupplierStyle, opacity: f32) {
        let path = &route.path;
        let colour = self.ground.lerp_to_gamma(style.colour, opacity.clamp(0.0, 1.0));
        let end = (path.length() - head_length(width)).max(0.0);
        self.casing(path, end, width);
        self.pattern(path, (0.0, end + 0.5), width, style.line, colour);
        let head = head(path, width);
        mesh::convex(&mut self.mesh, &head, colour, self.feather);
    }

    /// Adds a line that has no direction, from end to end, with its casing.
    pub fn plain_on(&mut self, route: &Route, width: f32, line: LinePattern, colour: Color32) {
        let path = &route.path;
        self.casing(path, path.length(), width);
        self.pattern(path, (0.0, path.length()), width, line, colour);
    }

    /// Adds a line with a barb at its end, for what is aimed at somebody.
    pub fn barbed_on(&mut self, route: &Route, width: f32, colour: Color32) {
        let path = &route.path;
        let length = path.length();
        let end = (length - 4.0).max(0.0);
        self.casing(path, end, width);
        self.pattern(path, (0.0, end), width, LinePattern::Solid, colour);
        let (Some(tip), Some(base)) = (path.sample(length), path.sample(length - 11.0 - width * 0.6)) else { return };
        let along = (tip.pos - base.pos).normalized();
        let half = along.rot90() * (width * 0.5 + 5.0);
        let notch = tip.pos - along * (4.0 + width * 0.4);
        for side in [half, -half] {
            mesh::convex(&mut self.mesh, &[tip.pos, base.pos + side, notch], colour, self.feather);
        }
    }

    /// Adds a zigzag along the way, for what is strained.
    pub fn zigzag_on(&mut self, route: &Route, width: f32, colour: Color32) {
        let path = &route.path;
        let steps = (path.length() / 5.0).floor().max(2.0) as usize;
        let point = |step: usize| {
            let sample = path.sample(path.length() * step as f32 / steps as f32)?;
            let aside = if step == 0 || step == steps { 0.0 } else { 3.0 * if step.is_multiple_of(2) { 1.0 } else { -1.0 } };
            Some(sample.pos + aside * sample.normal)
        };
        let points: Vec<Pos2> = (0..=steps).filter_map(point).collect();
        let zigzag = Path::through(&points);
        self.casing(path, path.length(), width + 6.0);
        mesh::strip(&mut self.mesh, &zigzag, (0.0, zigzag.length()), Band { offset: 0.0, width }, colour, self.feather);
    }

    /// Adds a line with a gap in its middle, for what is broken.
    pub fn broken_on(&mut self, route: &Route, width: f32, colour: Color32) {
        let path = &route.path;
        let length = path.length();
        self.casing(path, length, width);
        let gap = 26.0_f32.min(length * 0.4);
        for part in [(0.0, (length - gap) / 2.0), (f32::midpoint(length, gap), length)] {
            mesh::strip(&mut self.mesh, path, part, Band { offset: 0.0, width }, colour, self.feather);
        }
    }

    /// Adds two hairlines beside a line, this far from its middle: how sure it is.
    pub fn fringe_on(&mut self, route: &Route, aside: f32, colour: Color32) {
        let path = &route.path;
        for offset in [-aside, aside] {
            mesh::strip(&mut self.mesh, path, (0.0, path.length()), Band { offset, width: 0.8 }, colour, self.feather);
        }
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
        self.ghost_on(&Route::along(cubic), width, theme);
    }

    /// [`LinkPainter::ghost`] on a way that is measured already.
    pub fn ghost_on(&mut self, route: &Route, width: f32, theme: &Theme) {
        let path = &route.path;
        let ink = theme.colour(Token::DraftInk);
        let end = (path.length() - head_length(width)).max(0.0);
        self.casing(path, end, width);
        let side = (width + 2.4 - 1.5) / 2.0;
        for offset in [-side, side] {
            let band = Band { offset, width: 1.5 };
            self.dashes(path, (0.0, end), &[(7.0, true), (5.0, false)], band, ink);
        }
        let outside = mesh::inset(&head(path, width), -0.75);
        mesh::convex(&mut self.mesh, &outside, ink, self.feather);
        let inside = mesh::inset(&outside, 1.5);
        mesh::convex(&mut self.mesh, &inside, self.ground, self.feather);
    }

    /// Adds an outline beside a link, in this colour: dashed where the link was wider, at that width, and close round it where it was
    /// narrower. It never lies on the link, whose colour says whose it is.
    pub fn former_on(&mut self, route: &Route, former: f32, width: f32, colour: Color32) {
        const GAP: f32 = 2.25;
        let path = &route.path;
        let end = (path.length() - head_length(width.max(former))).max(0.0);
        let aside = (former / 2.0).max(width / 2.0 + GAP);
        let (on, off) = if former > width { (6.0, 3.0) } else { (end, 0.0) };
        for offset in [-aside, aside] {
            let band = Band { offset, width: 1.25 };
            let mut at = 0.0;
            while at < end {
                mesh::strip(&mut self.mesh, path, (at, (at + on).min(end)), band, colour, self.feather);
                at += on + off;
            }
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

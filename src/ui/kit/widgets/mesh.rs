//! Feathered polygons and strips, the two forms that everything on the board is drawn from.
//!
//! An edge is a band about one pixel wide over which the colour fades to nothing; that makes it
//! smooth at every size without images. Points are in egui's points, and `feather` is that width.

use egui::{Color32, Mesh, Pos2, Vec2, pos2, vec2};

/// A point of a path with the direction to its left and its distance from the start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    pub(super) pos: Pos2,
    pub(super) normal: Vec2,
    pub(super) at: f32,
}

/// A polyline that can be asked for any point along its length.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    samples: Vec<Sample>,
}

impl Path {
    /// A path through these points; coinciding neighbours count once.
    pub(super) fn through(points: &[Pos2]) -> Self {
        let mut kept: Vec<Pos2> = Vec::with_capacity(points.len());
        for &point in points {
            if kept.last().is_none_or(|last| last.distance(point) > 1e-3) {
                kept.push(point);
            }
        }
        let mut samples = Vec::with_capacity(kept.len());
        let mut at = 0.0;
        for (index, &pos) in kept.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| kept.get(i)).copied();
            let after = kept.get(index + 1).copied();
            if let Some(before) = before {
                at += before.distance(pos);
            }
            let along = after.unwrap_or(pos) - before.unwrap_or(pos);
            samples.push(Sample { pos, normal: along.normalized().rot90(), at });
        }
        Self { samples }
    }

    /// The points that it goes through.
    pub(super) fn points(&self) -> impl Iterator<Item = Pos2> + Clone + '_ {
        self.samples.iter().map(|sample| sample.pos)
    }

    /// The length of the path.
    pub(super) fn length(&self) -> f32 {
        self.samples.last().map_or(0.0, |last| last.at)
    }

    /// The place at this distance from the start; straight on beyond both ends.
    pub(super) fn sample(&self, at: f32) -> Option<Sample> {
        let after = self.samples.partition_point(|sample| sample.at < at);
        let after = after.clamp(1, self.samples.len().saturating_sub(1).max(1));
        let a = self.samples.get(after - 1)?;
        let Some(b) = self.samples.get(after) else {
            return Some(*a);
        };
        let part = (at - a.at) / (b.at - a.at);
        let turn = part.clamp(0.0, 1.0);
        Some(Sample { pos: a.pos + part * (b.pos - a.pos), normal: (a.normal + turn * (b.normal - a.normal)).normalized(), at })
    }

    /// The part between two distances.
    fn part(&self, from: f32, to: f32) -> impl Iterator<Item = Sample> + '_ {
        self.samples.iter().filter(move |sample| sample.at > from && sample.at < to).copied()
    }
}

/// Where a strip runs beside its path and how wide it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    /// Distance of its middle from the path, to the left.
    pub(super) offset: f32,
    /// Its width.
    pub(super) width: f32,
}

/// Adds a strip along the path between two distances, with smooth sides and ends.
pub(super) fn strip(mesh: &mut Mesh, path: &Path, (from, to): (f32, f32), band: Band, colour: Color32, feather: f32) {
    if to - from < 0.05 || band.width <= 0.0 {
        return;
    }
    let cap = feather.min(to - from) / 2.0;
    let rows = path
        .sample(from - cap)
        .map(|row| (row, 0.0))
        .into_iter()
        .chain(path.sample(from + cap).map(|row| (row, 1.0)))
        .chain(path.part(from + cap, to - cap).map(|row| (row, 1.0)))
        .chain(path.sample(to - cap).map(|row| (row, 1.0)))
        .chain(path.sample(to + cap).map(|row| (row, 0.0)));
    let colour = colour.gamma_multiply((band.width / feather).min(1.0));
    let inner = (band.width - feather).max(0.0) / 2.0;
    let outer = inner + feather;
    let mut previous: Option<u32> = None;
    for (row, strength) in rows {
        let first = mesh.vertices.len() as u32;
        let ink = colour.gamma_multiply(strength);
        for (side, shade) in [(-outer, Color32::TRANSPARENT), (-inner, ink), (inner, ink), (outer, Color32::TRANSPARENT)] {
            mesh.colored_vertex(row.pos + (band.offset + side) * row.normal, shade);
        }
        if let Some(before) = previous {
            for lane in 0..3 {
                let (a, b) = (before + lane, first + lane);
                mesh.add_triangle(a, a + 1, b);
                mesh.add_triangle(a + 1, b + 1, b);
            }
        }
        previous = Some(first);
    }
}

/// Adds a filled convex polygon with smooth edges.
pub(super) fn convex(mesh: &mut Mesh, points: &[Pos2], colour: Color32, feather: f32) {
    if points.len() < 3 {
        return;
    }
    let first = mesh.vertices.len() as u32;
    let inner = inset(points, feather / 2.0);
    let outer = inset(points, -feather / 2.0);
    for (inside, outside) in inner.iter().zip(&outer) {
        mesh.colored_vertex(*inside, colour);
        mesh.colored_vertex(*outside, Color32::TRANSPARENT);
    }
    let count = points.len() as u32;
    for corner in 1..count - 1 {
        mesh.add_triangle(first, first + 2 * corner, first + 2 * corner + 2);
    }
    for corner in 0..count {
        let a = first + 2 * corner;
        let b = first + 2 * ((corner + 1) % count);
        mesh.add_triangle(a, a + 1, b);
        mesh.add_triangle(a + 1, b + 1, b);
    }
}

/// The convex polygon with every edge moved inwards by `by`, or outwards if that is negative.
pub(super) fn inset(points: &[Pos2], by: f32) -> Vec<Pos2> {
    let turn = if area(points) >= 0.0 { 1.0 } else { -1.0 };
    let count = points.len();
    let before = points.iter().cycle().skip(count.saturating_sub(1));
    let after = points.iter().cycle().skip(1);
    points
        .iter()
        .zip(before.zip(after))
        .map(|(&point, (&before, &after))| {
            let left = |along: Vec2| turn * vec2(-along.y, along.x).normalized();
            let (a, b) = (left(point - before), left(after - point));
            let sum = a + b;
            // The miter, kept from shooting out at sharp corners.
            point + by * sum / (sum.length_sq() / 2.0).max(0.25)
        })
        .collect()
}

/// The part of a convex polygon inside another convex polygon (Sutherland and Hodgman).
pub(super) fn clip(subject: &[Pos2], window: &[Pos2]) -> Vec<Pos2> {
    let turn = if area(window) >= 0.0 { 1.0 } else { -1.0 };
    let mut result = subject.to_vec();
    for (&a, &b) in window.iter().zip(window.iter().cycle().skip(1)) {
        let side = |p: Pos2| turn * cross(b - a, p - a);
        let input = std::mem::take(&mut result);
        for (&here, &next) in input.iter().zip(input.iter().cycle().skip(1)) {
            let (from, to) = (side(here), side(next));
            if from >= 0.0 {
                result.push(here);
            }
            if (from >= 0.0) != (to >= 0.0) {
                result.push(here + (from / (from - to)) * (next - here));
            }
        }
    }
    let mut clean: Vec<Pos2> = Vec::with_capacity(result.len());
    for point in result {
        if clean.last().is_none_or(|last| last.distance(point) > 1e-3) {
            clean.push(point);
        }
    }
    if clean.len() > 1 && clean.first().zip(clean.last()).is_some_and(|(a, b)| a.distance(*b) < 1e-3) {
        clean.pop();
    }
    clean
}

/// A regular polygon, or a circle if it has enough corners.
pub(super) fn regular(centre: Pos2, radius: f32, corners: usize, first_angle: f32) -> Vec<Pos2> {
    (0..corners)
        .map(|corner| {
            let angle = first_angle + std::f32::consts::TAU * corner as f32 / corners as f32;
            centre + radius * Vec2::angled(angle)
        })
        .collect()
}

/// A circle's arc from one angle to another; 0 is at 12 o'clock, positive clockwise, in radians.
pub(super) fn arc(centre: Pos2, radius: f32, from: f32, to: f32) -> Path {
    let steps = ((to - from).abs() * 12.0).ceil().max(2.0) as usize;
    let points: Vec<Pos2> = (0..=steps)
        .map(|step| {
            let angle = from + (to - from) * step as f32 / steps as f32;
            pos2(centre.x + radius * angle.sin(), centre.y - radius * angle.cos())
        })
        .collect();
    Path::through(&points)
}

fn area(points: &[Pos2]) -> f32 {
    points.iter().zip(points.iter().cycle().skip(1)).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

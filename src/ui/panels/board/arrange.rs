//! A layout for boards without one: regions as fields in a grid, suppliers outside on both sides, rivals on the right, and within each
//! field the order of states that crosses the fewest links.
//!
//! Everything is deterministic: the same scenario is always laid out alike.

use egui::{Pos2, Vec2, pos2, vec2};

use super::layout::outside;
use crate::rules::setting::Setting;
use crate::rules::table::{Id as _, RegionId, StateId, Table};
use crate::rules::world::World;
use crate::ui::state::joined::joined_of;

/// The board that is laid out, points; places are parts of it.
const BOARD: Vec2 = vec2(1000.0, 640.0);
/// Nearest that a link may pass a state that it does not serve, points.
const CLEARANCE: f32 = 30.0;
/// Links that count, the largest first; more would not be drawn at once.
const LINKS_MAX: usize = 120;
/// Exchanges that are tried.
const TRIES: u32 = 3_000;

/// One link as the layout sees it.
#[derive(Clone, Copy, Debug)]
struct Line {
    from: usize,
    to: usize,
}

/// Places for every state, as parts of the board.
#[must_use]
pub(super) fn places(setting: &Setting, world: &World) -> Table<StateId, Pos2> {
    let lines = lines(setting, world);
    let mut at: Vec<Pos2> = vec![pos2(0.5, 0.5); setting.states.len()];
    let fields = fields(setting);
    for (region, slots) in &fields {
        let inside = setting.states.enumerate().filter(|(id, s)| s.region == *region && !outside(setting, *id));
        for ((id, _), slot) in inside.zip(slots) {
            put(&mut at, id.index(), *slot);
        }
    }
    suppliers(setting, &lines, &mut at);
    let groups: Vec<Vec<usize>> = fields
        .iter()
        .map(|(region, _)| {
            let inside = setting.states.enumerate().filter(|(id, s)| s.region == *region && !outside(setting, *id));
            inside.map(|(id, _)| id.index()).collect()
        })
        .collect();
    improve(&mut at, &groups, &lines);
    suppliers(setting, &lines, &mut at);
    at.into_iter().collect()
}

fn put(at: &mut [Pos2], index: usize, place: Pos2) {
    if let Some(spot) = at.get_mut(index) {
        *spot = place;
    }
}

/// The largest links between states, the largest first.
fn lines(setting: &Setting, world: &World) -> Vec<Line> {
    let mut all: Vec<(f64, Line)> = Vec::new();
    for id in setting.states.ids() {
        for joined in joined_of(setting, world, id) {
            if joined.supplier != id && joined.share >= 0.05 {
                all.push((joined.share, Line { from: joined.supplier.index(), to: id.index() }));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1.to, a.1.from).cmp(&(b.1.to, b.1.from))));
    all.into_iter().take(LINKS_MAX).map(|(_, line)| line).collect()
}

/// Room between the outermost states of two fields, and between suppliers and fields, as parts of the board. It holds the edges of both
/// fields, their names, and the gutter in which links travel; the more states, the further one looks from, and the less it has to be.
#[derive(Clone, Copy, Debug)]
struct Gaps {
    across: f32,
    down: f32,
    side: f32,
}

impl Gaps {
    const fn of(states: usize) -> Self {
        match states {
            0..=18 => Self { across: 0.24, down: 0.38, side: 0.24 },
            19..=48 => Self { across: 0.14, down: 0.33, side: 0.165 },
            _ => Self { across: 0.11, down: 0.215, side: 0.17 },
        }
    }
}

/// The regions that have states in them, each with a place for each.
fn fields(setting: &Setting) -> Vec<(RegionId, Vec<Pos2>)> {
    let counts: Vec<(RegionId, usize)> = setting
        .regions
        .ids()
        .map(|region| {
            let inside = setting.states.enumerate().filter(|(id, s)| s.region == region && !outside(setting, *id));
            (region, inside.count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let gaps = Gaps::of(setting.states.len());
    let columns = columns(counts.len());
    let rows: Vec<&[(RegionId, usize)]> = counts.chunks(columns.max(1)).collect();
    let height = (1.0 - gaps.down * rows.len().saturating_sub(1) as f32).max(0.1) / rows.len().max(1) as f32;
    let mut fields = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        let count = row.len().max(1) as f32;
        let wide = (1.0 - 2.0 * gaps.side - gaps.across * (count - 1.0)) / count;
        for (place, (region, states)) in row.iter().enumerate() {
            let corner = pos2(gaps.side + place as f32 * (wide + gaps.across), line as f32 * (height + gaps.down));
            fields.push((*region, slots(corner, vec2(wide, height), *states)));
        }
    }
    fields
}

/// How many fields stand side by side.
fn columns(fields: usize) -> usize {
    if fields <= 2 { 1 } else { (fields as f32 * 1.2).sqrt().round() as usize }
}

/// Places in a field from edge to edge: rows that are shifted against one another, so that links pass between states.
fn slots(corner: Pos2, size: Vec2, count: usize) -> Vec<Pos2> {
    let aspect = ((size.x * BOARD.x) / (size.y * BOARD.y).max(1.0)).clamp(0.3, 6.0);
    // A single column of more than two would be a ladder.
    let least = if count > 2 { 2.0 } else { 1.0 };
    let columns = ((count as f32 * aspect).sqrt().round().max(least) as usize).min(count.max(1));
    let rows = count.div_ceil(columns.max(1)).max(1);
    let mut slots = Vec::new();
    for row in 0..rows {
        let here = columns.min(count - (row * columns).min(count));
        // Every other row begins and ends half a step further in; so does a row that is not full.
        let step = 1.0 / columns.max(1) as f32;
        let indent = if row % 2 == 1 { step * 0.5 } else { 0.0 };
        let span = (1.0 - step * 0.5).max(0.0);
        for column in 0..here {
            let spread =
                if here < columns { (column as f32 + 0.5) / here as f32 } else { column as f32 / (columns - 1).max(1) as f32 };
            let x = if columns == 1 { 0.5 + if row % 2 == 1 { 0.22 } else { -0.22 } } else { indent + spread * span };
            let y = if rows == 1 { 0.5 } else { row as f32 / (rows - 1) as f32 };
            // In a single row neighbours stand at different heights.
            let y = if rows == 1 && here > 1 { if column % 2 == 0 { 0.25 } else { 0.75 } } else { y };
            slots.push(corner + vec2(x.min(1.0), y) * size);
        }
    }
    slots
}

/// Suppliers on both sides, rivals on the right first, each side in the order of whom they serve.
fn suppliers(setting: &Setting, lines: &[Line], at: &mut [Pos2]) {
    let (rivals, others): (Vec<StateId>, Vec<StateId>) =
        setting.states.ids().filter(|id| outside(setting, *id)).partition(|id| setting.states[*id].roles.rival);
    let count = rivals.len() + others.len();
    let half = count.div_ceil(2).max(if rivals.is_empty() { 1 } else { others.len().min(count - 1) }.min(others.len()));
    let left: Vec<StateId> = others.iter().copied().take(half).collect();
    let right: Vec<StateId> = rivals.into_iter().chain(others.iter().copied().skip(half)).collect();
    for (side, x) in [(left, 0.0), (right, 1.0)] {
        let height = |id: StateId| {
            let served: Vec<f32> =
                lines.iter().filter(|l| l.from == id.index()).filter_map(|l| at.get(l.to)).map(|p| p.y).collect();
            if served.is_empty() { 0.5 } else { served.iter().sum::<f32>() / served.len() as f32 }
        };
        let mut ordered: Vec<(f32, StateId)> = side.into_iter().map(|id| (height(id), id)).collect();
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let count = ordered.len() as f32;
        for (place, (_, id)) in ordered.into_iter().enumerate() {
            put(at, id.index(), pos2(x, (place as f32 + 0.5) / count));
        }
    }
}

/// Exchanges two states of a field wherever that helps.
fn improve(at: &mut [Pos2], groups: &[Vec<usize>], lines: &[Line]) {
    let mut draw = Draw(0x5eed_1234);
    let movable: Vec<&Vec<usize>> = groups.iter().filter(|group| group.len() > 1).collect();
    if movable.is_empty() {
        return;
    }
    let work = lines.len() * (lines.len() + at.len());
    // Large boards get fewer tries: their links are seen a few at a time.
    let tries = TRIES.min((6_000_000 / work.max(1)) as u32 * 10);
    for _ in 0..tries {
        let Some(group) = movable.get(draw.below(movable.len())) else { continue };
        let (Some(&a), Some(&b)) = (group.get(draw.below(group.len())), group.get(draw.below(group.len()))) else { continue };
        if a == b {
            continue;
        }
        let before = cost(at, lines, (a, b));
        at.swap(a, b);
        if cost(at, lines, (a, b)) >= before {
            at.swap(a, b);
        }
    }
}

/// What the links of two states cost: crossings, and four times each state that a link passes too near.
fn cost(at: &[Pos2], lines: &[Line], of: (usize, usize)) -> f32 {
    let place = |n: usize| at.get(n).map_or(Pos2::ZERO, |p| pos2(p.x * BOARD.x, p.y * BOARD.y));
    let mut sum = 0.0;
    for line in lines {
        let (start, end) = (place(line.from), place(line.to));
        let own = [line.from, line.to].iter().any(|n| *n == of.0 || *n == of.1);
        if own {
            let crossed = lines.iter().filter(|other| crosses((start, end), (place(other.from), place(other.to))));
            sum += crossed.count() as f32;
        }
        let others: Vec<usize> = if own { (0..at.len()).collect() } else { vec![of.0, of.1] };
        for other in others.into_iter().filter(|n| *n != line.from && *n != line.to) {
            sum += 4.0 * ((CLEARANCE - distance(place(other), start, end)) / CLEARANCE).max(0.0);
        }
        if own {
            // Shorter links are read more easily, all else being equal.
            sum += start.distance(end) / 4_000.0;
        }
    }
    sum
}

fn distance(place: Pos2, start: Pos2, end: Pos2) -> f32 {
    let along = end - start;
    let part = (place - start).dot(along) / along.length_sq().max(1e-6);
    place.distance(start + part.clamp(0.0, 1.0) * along)
}

fn crosses((a, b): (Pos2, Pos2), (c, d): (Pos2, Pos2)) -> bool {
    if a == c || a == d || b == c || b == d {
        return false;
    }
    let side = |p: Pos2, q: Pos2, r: Pos2| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    (side(a, b, c) > 0.0) != (side(a, b, d) > 0.0) && (side(c, d, a) > 0.0) != (side(c, d, b) > 0.0)
}

/// A small generator of its own: layouts have nothing to do with the draws of a game.
struct Draw(u64);

impl Draw {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_stay_in_their_field_and_apart() {
        for count in 1..=16 {
            let places = slots(pos2(0.2, 0.1), vec2(0.3, 0.4), count);
            assert_eq!(places.len(), count);
            for (n, one) in places.iter().enumerate() {
                assert!((0.199..=0.501).contains(&one.x) && (0.099..=0.501).contains(&one.y), "{count}: {one:?}");
                for other in &places[n + 1..] {
                    assert!(((*one - *other) * BOARD).length() > 40.0, "{count} states: {one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn crossing_lines_are_told_from_others() {
        let p = |x, y| pos2(x, y);
        assert!(crosses((p(0.0, 0.0), p(10.0, 10.0)), (p(0.0, 10.0), p(10.0, 0.0))));
        assert!(!crosses((p(0.0, 0.0), p(10.0, 0.0)), (p(0.0, 5.0), p(10.0, 5.0))));
        assert!(!crosses((p(0.0, 0.0), p(10.0, 0.0)), (p(0.0, 0.0), p(10.0, 5.0))), "they begin at one place");
    }

    #[test]
    fn exchanges_take_crossings_away() {
        // Two suppliers on the left whose clients stand the wrong way round.
        let mut at = vec![pos2(0.0, 0.2), pos2(0.0, 0.8), pos2(0.6, 0.8), pos2(0.6, 0.2)];
        let lines = [Line { from: 0, to: 2 }, Line { from: 1, to: 3 }];
        improve(&mut at, &[vec![2, 3]], &lines);
        assert_eq!(cost(&at, &lines, (2, 3)).floor(), 0.0);
        assert_eq!(at[2], pos2(0.6, 0.2));
    }
}

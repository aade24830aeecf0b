//! The way that each line takes across the board.
//!
//! A line leaves and reaches a circle at a port of its own, sorted by direction, so that lines fan instead of piling up; it is one
//! cubic, bent aside where it would pass a state that it does not serve. From afar it goes through the gutters between regions.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::rules::table::{StateId, Table};
use crate::ui::kit::widgets::link::{Cubic, Route, distance};

/// Nearest that a link may pass a state that it does not serve, points.
pub(super) const CLEARANCE: f32 = 30.0;
/// Room between the ring of a state and an arrowhead, points.
const HEAD_ROOM: f32 = 3.0;
/// Room between two lines in a gutter, points.
const LANE: f32 = 11.0;
/// A line that is nearer to another than this runs along it, points; so many of its points may be where it crosses one.
const ALONG: f32 = 6.0;
const CROSSING: usize = 8;
/// So far from a state lines that meet there are not yet apart, points.
const SAME_END: f32 = 60.0;
/// What a name takes below its circle, points.
const NAME_HEIGHT: f32 = 16.0;
/// A line that runs under words is as bad as one that comes so near to a state, points; and each of its points there as one so much nearer.
const WORDS: (f32, f32) = (4.0, 1.5);

/// With more states than these about, a line tries the coarse bends alone.
const CROWD: usize = 16;
/// How far a line bends aside, in two thirds of its clearance, to either side.
const COARSE: [f32; 4] = [1.0, 2.0, 3.0, 4.5];
const FINE: [f32; 12] = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0];

/// A circle that links meet.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Circle {
    /// Its centre.
    pub(in crate::ui) centre: Pos2,
    /// Its radius.
    pub(in crate::ui) radius: f32,
    /// For a supplier: the direction that faces the field, 1 right or −1 left.
    pub(in crate::ui) facing: Option<f32>,
    /// Half the width of the name below it; 0: none stands there.
    pub(in crate::ui) name: f32,
}

impl Circle {
    /// The ground of the name below it.
    pub(super) fn name_ground(&self) -> Option<Rect> {
        let size = vec2(2.0 * self.name, NAME_HEIGHT);
        let top = self.centre + vec2(-self.name, self.radius + HEAD_ROOM);
        (self.name > 0.0).then(|| Rect::from_min_size(top, size))
    }

    /// A direction from which a line can arrive: beside the name, which would hide its head.
    fn beside_name(&self, angle: f32) -> f32 {
        let angle = wrap(angle);
        let least = ((self.radius + HEAD_ROOM) / (self.name + 6.0)).atan();
        match angle {
            _ if self.name <= 0.0 || angle <= least || angle >= PI - least => angle,
            a if a < FRAC_PI_2 => least,
            _ => PI - least,
        }
    }
}

/// What lines keep clear of.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Room<'a> {
    /// How near a line may pass a state that it does not serve.
    pub(in crate::ui) clearance: f32,
    /// Where lines are seen whole.
    pub(in crate::ui) seen: Rect,
    /// Names of regions with their bars.
    pub(in crate::ui) words: &'a [Rect],
    /// Points of other lines, which a line may cross but along which it does not run.
    pub(in crate::ui) lines: &'a [Pos2],
}

/// What is to be routed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Wanted {
    /// Where it begins.
    pub(in crate::ui) from: StateId,
    /// Where it ends.
    pub(in crate::ui) to: StateId,
    /// Width of the line.
    pub(in crate::ui) width: f32,
    /// A link that is not there yet.
    pub(in crate::ui) ghost: bool,
}

#[derive(Clone, Copy)]
struct Port {
    link: usize,
    arrives: bool,
    angle: f32,
    half: f32,
}

/// The ways of all lines at once: they share the ports.
#[must_use]
pub(in crate::ui) fn routes(circles: &Table<StateId, Circle>, wanted: &[Wanted], room: Room<'_>) -> Vec<Route> {
    let mut angles = vec![(0.0_f32, 0.0_f32); wanted.len()];
    for id in circles.ids() {
        let circle = circles[id];
        let mut ports = ports_of(circles, wanted, id, &circle);
        spread(&mut ports, circle.radius);
        for port in ports {
            if let Some(angle) = angles.get_mut(port.link) {
                if port.arrives { angle.1 = port.angle } else { angle.0 = port.angle }
            }
        }
    }
    let straight = |(want, angles): (&Wanted, &(f32, f32))| clear(circles, want, *angles, room);
    wanted.iter().zip(&angles).map(straight).collect()
}

fn ports_of(circles: &Table<StateId, Circle>, wanted: &[Wanted], id: StateId, circle: &Circle) -> Vec<Port> {
    let toward = |other: StateId| (circles[other].centre - circle.centre).angle();
    let mut ports = Vec::new();
    for (link, want) in wanted.iter().enumerate() {
        let half = want.width / 2.0;
        let aside = if want.ghost { 0.04 } else { 0.0 };
        if want.from == id {
            let mut angle = toward(want.to) + aside;
            if let Some(facing) = circle.facing {
                let middle = if facing < 0.0 { PI } else { 0.0 };
                let off = wrap(angle - middle);
                angle = middle + off * 0.78;
            }
            ports.push(Port { link, arrives: false, angle, half: half + 0.6 });
        } else if want.to == id {
            let angle = circle.beside_name(toward(want.from) - aside);
            ports.push(Port { link, arrives: true, angle, half: half + 2.4 });
        }
    }
    ports.sort_by(|a, b| a.angle.total_cmp(&b.angle));
    ports
}

/// Pushes neighbours apart until each has its room on the circle.
fn spread(ports: &mut [Port], radius: f32) {
    let count = ports.len();
    if count < 2 {
        return;
    }
    // More ports than the circle has room for stand closer, all alike.
    let needed: f32 = ports.iter().map(|port| 2.0 * port.half / radius.max(1.0)).sum();
    let tight = (TAU * 0.9 / needed.max(1e-3)).min(1.0);
    for _ in 0..60 {
        let mut still = true;
        for first in 0..count {
            let second = (first + 1) % count;
            let (Some(a), Some(b)) = (ports.get(first).copied(), ports.get(second).copied()) else { continue };
            let around = if second == 0 { TAU } else { 0.0 };
            let gap = b.angle + around - a.angle;
            let need = tight * (a.half + b.half) / radius.max(1.0);
            if gap < need - 1e-3 {
                still = false;
                let push = (need - gap) / 4.0;
                if let Some(a) = ports.get_mut(first) {
                    a.angle -= push;
                }
                if let Some(b) = ports.get_mut(second) {
                    b.angle += push;
                }
            }
        }
        if still {
            break;
        }
    }
}

fn wrap(angle: f32) -> f32 {
    (angle + PI).rem_euclid(TAU) - PI
}

fn cubic(from: &Circle, to: &Circle, (leave, arrive): (f32, f32), bend: f32) -> Cubic {
    let start = from.centre + Vec2::angled(leave) * (from.radius + 2.0);
    let tip = to.centre + Vec2::angled(arrive) * (to.radius + HEAD_ROOM + 0.5);
    let reach = start.distance(tip);
    let across = (tip - start).normalized().rot90() * bend;
    let one = start + Vec2::angled(leave) * reach * 0.36 + across;
    let two = tip + Vec2::angled(arrive) * reach * 0.36 + across;
    Cubic::new([start, one, two, tip])
}

/// The least bend that keeps clear of the others.
fn clear(circles: &Table<StateId, Circle>, want: &Wanted, angles: (f32, f32), room: Room<'_>) -> Route {
    let clearance = room.clearance;
    let (from, to) = (&circles[want.from], &circles[want.to]);
    let base = if want.ghost { -26.0 } else { 0.0 };
    let reach = clearance * 3.0 + want.width + 80.0;
    let span = Rect::from_two_pos(from.centre, to.centre).expand(reach);
    let others: Vec<&Circle> = circles
        .enumerate()
        .filter(|(id, other)| *id != want.from && *id != want.to && span.contains(other.centre))
        .map(|(_, other)| other)
        .collect();
    let names = others.iter().filter_map(|other| other.name_ground());
    let words: Vec<Rect> = names.chain(room.words.iter().copied()).map(|words| words.expand(want.width / 2.0 + 1.0)).collect();
    // Most of what could be in the way is far off: the box round a line is enough to see that.
    let hides = |line: &[Pos2], bounds: Rect| -> f32 {
        let under = |words: &Rect| line.iter().filter(|at| words.contains(**at)).count();
        let cost = |count: usize| if count == 0 { 0.0 } else { WORDS.0 + WORDS.1 * count as f32 };
        words.iter().filter(|words| bounds.intersects(**words)).map(|words| cost(under(words))).sum()
    };
    let apart = ALONG + want.width / 2.0;
    let lines: Vec<Pos2> = room.lines.iter().copied().filter(|at| span.contains(*at)).collect();
    let along = |line: &[Pos2], bounds: Rect| -> f32 {
        let bounds = bounds.expand(apart);
        let lines: Vec<Pos2> = lines.iter().copied().filter(|at| bounds.contains(*at)).collect();
        if lines.len() <= CROSSING {
            return 0.0;
        }
        let near = |at: &&Pos2| lines.iter().any(|other| other.distance_sq(**at) < apart * apart);
        // Where lines begin and end at the same state they are near to each other anyway.
        let away = |at: &&Pos2| [from, to].iter().all(|end| end.centre.distance_sq(**at) > (end.radius + SAME_END).powi(2));
        WORDS.1 * line.iter().filter(away).filter(near).count().saturating_sub(CROSSING) as f32
    };
    let seen = room.seen.shrink(want.width / 2.0);
    let whole = seen.contains(from.centre) && seen.contains(to.centre);
    let leaves = |line: &[Pos2], bounds: Rect| -> f32 {
        if !whole || seen.contains_rect(bounds) {
            return 0.0;
        }
        line.iter().map(|at| seen.distance_sq_to_pos(*at)).fold(0.0, f32::max).sqrt()
    };
    // What is in the way of a line; more than `most` need not be known.
    let in_the_way = |line: &[Pos2], most: f32| -> f32 {
        let bounds = Rect::from_points(line);
        let mut sum = hides(line, bounds) + 6.0 * leaves(line, bounds);
        for other in &others {
            if sum > most {
                return sum;
            }
            let room = other.radius.max(clearance) + want.width / 2.0;
            if bounds.expand(room).contains(other.centre) {
                sum += 2.0 * (room - distance(line.iter().copied(), other.centre)).max(0.0);
            }
        }
        if sum > most { sum } else { sum + along(line, bounds) }
    };
    let mut best = cubic(from, to, angles, base).flatten();
    let mut least = in_the_way(&best, f32::INFINITY);
    let step = clearance * 2.0 / 3.0;
    // Among many states a small bend leads past one of them and into the next.
    let bends: &[f32] = if others.len() > CROWD { &COARSE } else { &FINE };
    for bend in bends.iter().flat_map(|bend| [*bend, -*bend]) {
        if least <= 0.0 {
            break;
        }
        let line = cubic(from, to, angles, base + bend * step).flatten();
        let worse = in_the_way(&line, least);
        if worse < least - 2.0 {
            (best, least) = (line, worse);
        }
    }
    Route::through(&best)
}

/// The way through the gutters, where the straight one would cross a whole field that neither end stands in; none where it need not.
/// `lane` keeps lines apart that travel together, and within `seen` a line stays if its field does.
#[must_use]
pub(super) fn through_gutters(fields: &[Rect], seen: Rect, (from, to): (&Circle, &Circle), lane: f32) -> Option<Route> {
    let field_of = |place: Pos2| fields.iter().find(|field| field.contains(place));
    let foreign = |field: &&Rect| !field.contains(from.centre) && !field.contains(to.centre);
    let crossed = fields.iter().filter(foreign).any(|field| crosses(field, from.centre, to.centre));
    if !crossed {
        return None;
    }
    // One end stands in a field, the other outside; from the inside out is the same way backwards.
    let (home, outer, inner, back) = match (field_of(from.centre), field_of(to.centre)) {
        (None, Some(field)) => (field, from, to, false),
        (Some(field), None) => (field, to, from, true),
        _ => return None,
    };
    let all = fields.iter().copied().reduce(Rect::union)?;
    let side = if outer.centre.x < all.center().x { -1.0 } else { 1.0 };
    let edge = if side < 0.0 { all.left() } else { all.right() };
    let x = edge + side * LANE * 1.6 + lane * LANE;
    // Over the field or under it, whichever is nearer.
    let over = inner.centre.y - home.top() <= home.bottom() - inner.centre.y;
    let y = gutter(fields, seen, home, over, lane);
    let toward = (outer.centre.x - inner.centre.x).signum();
    let rim = inner.radius + HEAD_ROOM + 0.5;
    let start = outer.centre + vec2(-side * (outer.radius + 2.0), 0.0);
    let mut corners = vec![start, pos2(x, start.y), pos2(x, y)];
    if over {
        let gate = pos2(inner.centre.x + toward * 22.0 + lane * LANE, y);
        corners.extend([gate, inner.centre + (gate - inner.centre).normalized() * rim]);
    } else {
        // Up beside the name, then in from the side.
        let aside = inner.centre.x + toward * ((inner.name + 9.0).max(rim + 20.0) + lane.abs() * LANE);
        let tip = inner.centre + vec2(toward, 0.3).normalized() * rim;
        corners.extend([pos2(aside, y), pos2(aside, tip.y + 3.0), tip]);
    }
    if back {
        corners.reverse();
        if let Some(last) = corners.last_mut() {
            last.x -= side * HEAD_ROOM;
        }
    }
    Some(Route::round_corners(&corners, 26.0))
}

/// The height at which a line runs over its field or under it, clear of the name in the field's head.
fn gutter(fields: &[Rect], seen: Rect, home: &Rect, over: bool, lane: f32) -> f32 {
    let edge = if over { home.top() } else { home.bottom() };
    let out = if over { -1.0 } else { 1.0 };
    let shared = fields.iter().any(|other| other != home && other.expand(LANE).contains(pos2(home.center().x, edge)));
    let y = edge + out * if shared { 4.0 } else { LANE } + lane * LANE * 0.7;
    if home.top() < seen.top() || home.bottom() > seen.bottom() {
        return y;
    }
    // Never further inside than the edge.
    if over { y.max(seen.top()).min(edge + 1.0) } else { y.min(seen.bottom()).max(edge - 1.0) }
}

fn crosses(field: &Rect, from: Pos2, to: Pos2) -> bool {
    let field = field.shrink(4.0);
    (0..=40_u8).any(|step| field.contains(from.lerp(to, f32::from(step) / 40.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(600.0, 300.0) };

    fn way(places: &[(f32, f32)], words: &[Rect]) -> Vec<Pos2> {
        let circle = |&(x, y): &(f32, f32)| Circle { centre: pos2(x, y), radius: 18.0, facing: None, name: 30.0 };
        let circles: Table<StateId, Circle> = places.iter().map(circle).collect();
        let want = Wanted { from: StateId(0), to: StateId(1), width: 4.0, ghost: false };
        let routes = routes(&circles, &[want], Room { clearance: CLEARANCE, seen: SEEN, words, lines: &[] });
        let route = routes.first().expect("a way");
        (0..=100_u8).map(|n| route.point_at(f32::from(n) / 100.0)).collect()
    }

    #[test]
    fn a_line_from_below_arrives_beside_the_name() {
        let line = way(&[(300.0, 280.0), (300.0, 100.0)], &[]);
        let name = Rect::from_min_size(pos2(270.0, 121.0), vec2(60.0, NAME_HEIGHT));
        assert!(line.iter().all(|at| !name.contains(*at)), "the line runs under the name");
    }

    #[test]
    fn a_line_stays_on_the_board_and_clear_of_the_names_of_regions() {
        let title = Rect::from_center_size(pos2(300.0, 60.0), vec2(200.0, 16.0));
        let line = way(&[(40.0, 60.0), (560.0, 60.0)], &[title]);
        assert!(line.iter().all(|at| SEEN.contains(*at) && !title.contains(*at)));
        let past = way(&[(40.0, 270.0), (560.0, 270.0), (300.0, 262.0)], &[]);
        assert!(past.iter().all(|at| SEEN.contains(*at)), "the line leaves the board");
    }
}

//! The way that each line takes across the board.
//!
//! A line leaves and reaches a circle at a port of its own, sorted by direction, so that lines fan instead of piling up; it is one
//! cubic, bent aside where it would pass a state that it does not serve. From afar it goes through the gutters between regions.

use std::f32::consts::{PI, TAU};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::rules::table::{StateId, Table};
use crate::ui::kit::widgets::link::{Cubic, Route, distance};

/// Nearest that a link may pass a state that it does not serve, points.
pub(super) const CLEARANCE: f32 = 30.0;
/// Room between the ring of a state and an arrowhead, points.
const HEAD_ROOM: f32 = 3.0;
/// Room between two lines in a gutter, points.
const LANE: f32 = 11.0;

/// A circle that links meet.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Circle {
    /// Its centre.
    pub(in crate::ui) centre: Pos2,
    /// Its radius.
    pub(in crate::ui) radius: f32,
    /// For a supplier: the direction that faces the field, 1 right or −1 left.
    pub(in crate::ui) facing: Option<f32>,
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

/// The ways of all lines at once: they share the ports. `clearance` is how near a line may pass a state that it does not serve.
#[must_use]
pub(in crate::ui) fn routes(circles: &Table<StateId, Circle>, wanted: &[Wanted], clearance: f32) -> Vec<Route> {
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
    let straight = |(want, angles): (&Wanted, &(f32, f32))| clear(circles, want, *angles, clearance);
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
            ports.push(Port { link, arrives: true, angle: toward(want.from) - aside, half: half + 2.4 });
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
fn clear(circles: &Table<StateId, Circle>, want: &Wanted, angles: (f32, f32), clearance: f32) -> Route {
    let (from, to) = (&circles[want.from], &circles[want.to]);
    let base = if want.ghost { -26.0 } else { 0.0 };
    let reach = clearance * 3.0 + want.width + 80.0;
    let span = Rect::from_two_pos(from.centre, to.centre).expand(reach);
    let others: Vec<&Circle> = circles
        .enumerate()
        .filter(|(id, other)| *id != want.from && *id != want.to && span.contains(other.centre))
        .map(|(_, other)| other)
        .collect();
    let in_the_way = |line: &[Pos2]| -> f32 {
        let bounds = Rect::from_points(line);
        let near = |other: &&Circle| {
            let room = other.radius.max(clearance) + want.width / 2.0;
            // Most states are far off: the box round the line is enough to see that.
            if bounds.expand(room).contains(other.centre) {
                (room - distance(line.iter().copied(), other.centre)).max(0.0)
            } else {
                0.0
            }
        };
        others.iter().map(near).sum()
    };
    let mut best = cubic(from, to, angles, base).flatten();
    let mut least = in_the_way(&best);
    let step = clearance * 2.0 / 3.0;
    for bend in [1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.5, -4.5] {
        if least <= 0.0 {
            break;
        }
        let line = cubic(from, to, angles, base + bend * step).flatten();
        let worse = in_the_way(&line);
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
    let x = edge + side * LANE * 1.6 + lane * LANE * 0.6;
    // Over the field or under it, whichever is nearer.
    let over = inner.centre.y - home.top() <= home.bottom() - inner.centre.y;
    let y = if over { home.top() - LANE } else { home.bottom() + LANE } + lane * LANE * 0.7;
    let y = if home.top() >= seen.top() && home.bottom() <= seen.bottom() { y.clamp(seen.top(), seen.bottom()) } else { y };
    let slant = (outer.centre.x - inner.centre.x).signum() * 22.0 + lane * LANE;
    let gate = pos2(inner.centre.x + slant, y);
    let tip = inner.centre + (gate - inner.centre).normalized() * (inner.radius + HEAD_ROOM + 0.5);
    let start = outer.centre + vec2(-side * (outer.radius + 2.0), 0.0);
    let mut corners = vec![start, pos2(x, start.y), pos2(x, y), gate, tip];
    if back {
        corners.reverse();
        if let Some(last) = corners.last_mut() {
            last.x -= side * HEAD_ROOM;
        }
    }
    Some(Route::round_corners(&corners, 26.0))
}

fn crosses(field: &Rect, from: Pos2, to: Pos2) -> bool {
    let field = field.shrink(4.0);
    (0..=40_u8).any(|step| field.contains(from.lerp(to, f32::from(step) / 40.0)))
}

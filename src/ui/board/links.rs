//! Supply links: which there are, and the way each takes across the board.
//!
//! A link leaves and reaches a circle at a port of its own, sorted by direction, so that links fan instead of piling up; it is one
//! cubic, bent aside where it would pass a state that it does not serve.

use std::f32::consts::{PI, TAU};

use egui::{Pos2, Vec2};

use crate::rules::setting::Setting;
use crate::rules::table::{StateId, Table};
use crate::rules::world::World;
use crate::ui::joined::{Joined, joined_of};
use crate::ui::widgets::link::Cubic;

/// Shares below this are not drawn.
pub(super) const SHARE_SHOWN_MIN: f64 = 0.05;
/// Nearest that a link may pass a state that it does not serve, points.
pub(super) const CLEARANCE: f32 = 30.0;
/// Room between the ring of a state and an arrowhead, points.
const HEAD_ROOM: f32 = 3.0;

/// The links that are drawn: others' supplies of at least [`SHARE_SHOWN_MIN`].
#[must_use]
pub(super) fn shown(setting: &Setting, world: &World) -> Vec<Joined> {
    let all = setting.states.ids().flat_map(|id| joined_of(setting, world, id));
    all.filter(|j| j.supplier != j.recipient && j.share >= SHARE_SHOWN_MIN).collect()
}

/// A circle that links meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circle {
    /// Its centre.
    pub(super) centre: Pos2,
    /// Its radius.
    pub(super) radius: f32,
    /// For a supplier: the direction that faces the field, 1 right or −1 left.
    pub(super) facing: Option<f32>,
}

/// What is to be routed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Who supplies.
    pub(super) from: StateId,
    /// Who receives.
    pub(super) to: StateId,
    /// Width of the line.
    pub(super) width: f32,
    /// A link that is not there yet.
    pub(super) ghost: bool,
}

#[derive(Clone, Copy)]
struct Port {
    link: usize,
    arrives: bool,
    angle: f32,
    half: f32,
}

/// The ways of all links at once: they share the ports. `clearance` is how near a link may pass a state that it does not serve.
#[must_use]
pub(super) fn routes(circles: &Table<StateId, Circle>, wanted: &[Wanted], clearance: f32) -> Vec<Cubic> {
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
    for _ in 0..60 {
        for first in 0..count {
            let second = (first + 1) % count;
            let (Some(a), Some(b)) = (ports.get(first).copied(), ports.get(second).copied()) else { continue };
            let around = if second == 0 { TAU } else { 0.0 };
            let gap = b.angle + around - a.angle;
            let need = (a.half + b.half) / radius.max(1.0);
            if gap < need {
                let push = (need - gap) / 4.0;
                if let Some(a) = ports.get_mut(first) {
                    a.angle -= push;
                }
                if let Some(b) = ports.get_mut(second) {
                    b.angle += push;
                }
            }
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
fn clear(circles: &Table<StateId, Circle>, want: &Wanted, angles: (f32, f32), clearance: f32) -> Cubic {
    let (from, to) = (&circles[want.from], &circles[want.to]);
    let base = if want.ghost { -26.0 } else { 0.0 };
    let in_the_way = |route: &Cubic| -> f32 {
        let others = circles.enumerate().filter(|(id, _)| *id != want.from && *id != want.to);
        let near = others
            .map(|(_, other)| (other.radius.max(clearance) + want.width / 2.0 - route.distance_to_cubic(other.centre)).max(0.0));
        near.sum()
    };
    let mut best = cubic(from, to, angles, base);
    let mut least = in_the_way(&best);
    let step = clearance * 2.0 / 3.0;
    for bend in [1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.5, -4.5] {
        if least <= 0.0 {
            break;
        }
        let route = cubic(from, to, angles, base + bend * step);
        let worse = in_the_way(&route);
        if worse < least - 2.0 {
            (best, least) = (route, worse);
        }
    }
    best
}

/// Where on a link a label of that size covers no circle and no other label.
#[must_use]
pub(super) fn label_place(route: &Cubic, size: Vec2, circles: &Table<StateId, Circle>, taken: &[egui::Rect]) -> Pos2 {
    const TRIES: [f32; 9] = [0.5, 0.45, 0.55, 0.6, 0.4, 0.65, 0.7, 0.35, 0.75];
    let covers = |t: &f32| {
        let rect = egui::Rect::from_center_size(route.point_at(*t), size);
        // Names and bars stand below a circle, about as high as it.
        let taken_by =
            |c: &Circle| egui::Rect::from_center_size(c.centre + egui::vec2(0.0, c.radius), egui::vec2(3.0, 4.5) * c.radius);
        let hits = |c: &Circle| taken_by(c).intersects(rect);
        circles.iter().filter(|c| hits(c)).count() + 2 * taken.iter().filter(|other| other.intersects(rect)).count()
    };
    route.point_at(TRIES.into_iter().min_by_key(covers).unwrap_or(0.5))
}

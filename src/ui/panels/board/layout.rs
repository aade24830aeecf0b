//! Where things stand on the board: the scenario's places, zoom and pan, how close one looks, and the fields of regions.
//!
//! Places are kept as fractions of the board, so that they survive a resized window. Nothing is laid out anew under the user. Where a
//! scenario gives no places, `arrange` finds them.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::rules::setting::Setting;
use crate::rules::table::{RegionId, StateId, Table};
use crate::rules::world::World;

/// Radius of a partner's circle at full size, points.
const NODE_RADIUS: f32 = 19.0;
/// Radius of a supplier's circle at full size, points.
const SUPPLIER_RADIUS: f32 = 23.0;
/// Ground that a state needs to be shown near, square points.
const GROUND_PER_STATE: f32 = 120.0 * 100.0;
/// What switches, legend, and names at the edges take of the board, points.
const OVERHEAD: Vec2 = vec2(100.0, 170.0);
/// The part of the rest that states stand on; suppliers and gutters need some, too.
const GROUND_USED: f32 = 0.86;
/// What the switches take at the head, with half the width of a line, points.
const SWITCHES: f32 = 46.0;
/// What the legend takes at the foot, with half the width of a line, points.
const LEGEND: f32 = 38.0;
/// States on a wide board are at most so many times as large as designed.
const LARGE_MAX: f32 = 1.5;
/// A board is at most so many times as wide as it is high when what fits is weighed: in a low window width is no help.
const ASPECT_MAX: f32 = 2.1;
/// The part of the room below a state that its name and its bars take.
const HELD_BELOW: f32 = 0.85;
/// Given places nearer to one another than this (as parts of the board) are none.
const PLACES_APART_MIN: f32 = 0.02;
/// Diameters of a circle from which one looks from the middle, from near, and closely, points.
const MIDDLE_FROM: f32 = 25.0;
const NEAR_FROM: f32 = 38.0;
const CLOSE_FROM: f32 = 60.0;
/// With more states than these names are left out from afar: marks and rings alone give the overview.
const NAMED_FROM_AFAR_MAX: usize = 40;
/// What a letter of a region's name takes of its width, and what its head takes of its height, points.
const TITLE: (f32, f32) = (6.6, 18.0);
/// The bar beside the name of a region that is seen from afar.
pub(super) const REGION_BAR: Vec2 = vec2(150.0, 8.0);
/// How far one has to go beyond the border of a distance before it changes.
const STICKY: f32 = 0.05;

/// How close one looks: what fits decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// Marks only.
    Far,
    /// Emblems and names.
    Middle,
    /// Rings, bars and badges.
    Near,
    /// Domains too.
    Close,
}

/// The places of a board.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Places {
    at: Table<StateId, Pos2>,
}

/// A board in a rectangle of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// The rectangle.
    pub(super) rect: Rect,
    /// Zoom, 1 is fitted.
    pub(super) zoom: f32,
    /// Pan, points.
    pub(super) pan: Vec2,
    /// Size of nodes and names against the designed one.
    pub(super) scale: f32,
    /// Whether names are written from afar, too.
    pub(super) named: bool,
}

impl Places {
    /// The places of the scenario, or of our own layout where it gives none.
    #[must_use]
    pub(in crate::ui) fn new(setting: &Setting, world: &World) -> Self {
        if Self::given(setting) { Self::stretched(setting) } else { Self { at: super::arrange::places(setting, world) } }
    }

    /// Whether every state has a place of its own.
    fn given(setting: &Setting) -> bool {
        let places: Vec<Pos2> = setting.states.iter().map(|s| pos2(s.position.0 as f32, s.position.1 as f32)).collect();
        let apart = |n: usize, one: &Pos2| places.iter().skip(n + 1).all(|other| one.distance(*other) >= PLACES_APART_MIN);
        places.iter().enumerate().all(|(n, one)| apart(n, one))
    }

    /// The places of the scenario, stretched so that they use the whole board.
    fn stretched(setting: &Setting) -> Self {
        let given: Vec<Pos2> = setting.states.iter().map(|s| pos2(s.position.0 as f32, s.position.1 as f32)).collect();
        let tight = Rect::from_points(&given);
        let part = |value: f32, low: f32, size: f32| if size > 0.05 { (value - low) / size } else { value };
        let stretch = |at: Pos2| pos2(part(at.x, tight.left(), tight.width()), part(at.y, tight.top(), tight.height()));
        Self { at: given.into_iter().map(stretch).collect() }
    }

    /// A state's place, as fractions.
    #[must_use]
    pub(in crate::ui) fn of(&self, id: StateId) -> Pos2 {
        self.at[id]
    }

    /// These places with a state somewhere else.
    pub(super) fn put(&mut self, id: StateId, place: Pos2) {
        self.at[id] = place.clamp(Pos2::ZERO, pos2(1.0, 1.0));
    }
}

impl Frame {
    /// A board of so many states in a rectangle.
    #[must_use]
    pub(super) fn new(rect: Rect, states: usize, zoom: f32, pan: Vec2) -> Self {
        let ground = (rect.size() - OVERHEAD).max(Vec2::splat(1.0));
        let ground = GROUND_USED * ground.x.min(ASPECT_MAX * ground.y) * ground.y / (states.max(1) as f32 * GROUND_PER_STATE);
        // A wide board is looked at on a large screen, where everything may be larger.
        let most = if rect.width() > 1000.0 { LARGE_MAX } else { 1.0 };
        let scale = (ground.sqrt().clamp(0.45, most) * zoom).clamp(0.4, 2.6);
        Self { rect, zoom, pan, scale, named: states <= NAMED_FROM_AFAR_MAX }
    }

    /// Room round the middle of a state within its field: beside, above and below it. Below stands its name, from near its bars, too;
    /// above stands the name of the region, from afar with a bar.
    fn room(&self) -> (f32, f32, f32) {
        let radius = self.radius(false);
        match 2.0 * radius {
            d if d < MIDDLE_FROM && self.named => (radius + 26.0, radius + 36.0, radius + 21.0),
            d if d < MIDDLE_FROM => (radius + 14.0, radius + 36.0, radius + 9.0),
            d if d < NEAR_FROM * (1.0 - STICKY) => (radius + 26.0, radius + 40.0, radius + 26.0),
            _ => (62.0 * self.scale, 52.0 * self.scale, 62.0 * self.scale),
        }
    }

    /// Where the middles of states may stand while the whole board is seen: between the switches above and the legend below.
    fn inner(&self) -> Rect {
        let (side, above, below) = Self { scale: self.scale / self.zoom.max(0.01), ..*self }.room();
        let side = side.max(42.0) + 10.0;
        let top = self.rect.top() + 50.0 + above;
        let bottom = (self.rect.bottom() - 40.0 - below).max(top + 1.0);
        Rect::from_min_max(pos2(self.rect.left() + side, top), pos2(self.rect.right() - side, bottom))
    }

    /// Where lines are seen whole: between the switches and the legend, and on the board.
    pub(super) fn seen(&self) -> Rect {
        let head = self.rect.top() + SWITCHES;
        let foot = (self.rect.bottom() - LEGEND).max(head);
        Rect::from_min_max(pos2(self.rect.left() + 8.0, head), pos2(self.rect.right() - 8.0, foot))
    }

    /// From fractions to the screen.
    #[must_use]
    pub(super) fn screen(&self, place: Pos2) -> Pos2 {
        let inner = self.inner();
        let centre = inner.center();
        centre + (place - pos2(0.5, 0.5)) * inner.size() * self.zoom + self.pan
    }

    /// From the screen to fractions.
    #[must_use]
    pub(super) fn place(&self, screen: Pos2) -> Pos2 {
        let inner = self.inner();
        let size = (inner.size() * self.zoom).max(Vec2::splat(1.0));
        pos2(0.5, 0.5) + (screen - inner.center() - self.pan) / size
    }

    /// Radius of a state's circle.
    #[must_use]
    pub(super) fn radius(&self, supplier: bool) -> f32 {
        self.scale * if supplier { SUPPLIER_RADIUS } else { NODE_RADIUS }
    }

    /// How close one looks, coming from another distance: it changes only well beyond a border, so that nothing flickers there.
    #[must_use]
    pub(super) fn distance(&self, before: Distance) -> Distance {
        const BORDERS: [(f32, Distance); 3] =
            [(MIDDLE_FROM, Distance::Middle), (NEAR_FROM, Distance::Near), (CLOSE_FROM, Distance::Close)];
        let diameter = 2.0 * self.radius(false) + 0.01;
        let mut found = Distance::Far;
        for (border, beyond) in BORDERS {
            let border = if before >= beyond { border * (1.0 - STICKY) } else { border };
            if diameter >= border {
                found = beyond;
            }
        }
        found
    }
}

/// Whether a state stands outside the fields, as suppliers do.
#[must_use]
pub(in crate::ui) fn outside(setting: &Setting, id: StateId) -> bool {
    let roles = setting.states[id].roles;
    roles.exporter || roles.rival
}

/// The fields of the regions, on the screen. A field is the box of its states with room for what stands round them, and `foot` more
/// below; fields that would overlap share the ground between them.
#[must_use]
pub(super) fn fields(setting: &Setting, places: &Places, frame: &Frame, foot: f32) -> Vec<(RegionId, Rect)> {
    let (side, top, below) = frame.room();
    let foot = below + foot;
    let mut fields: Vec<(RegionId, Rect)> = Vec::new();
    // What a field has to hold whatever happens: the circles of its states, and what stands under them.
    let mut held: Vec<Rect> = Vec::new();
    for region in setting.regions.ids() {
        let inside = setting.states.enumerate().filter(|(id, s)| s.region == region && !outside(setting, *id));
        let points: Vec<Pos2> = inside.map(|(id, _)| frame.screen(places.of(id))).collect();
        if points.is_empty() {
            continue;
        }
        let tight = Rect::from_points(&points);
        let roomy = Rect::from_min_max(tight.min - vec2(side, top), tight.max + vec2(side, foot));
        fields.push((region, roomy));
        let circles = tight.expand(frame.radius(false) + 2.0);
        held.push(circles.with_max_y(circles.bottom().max(tight.bottom() + HELD_BELOW * below)));
    }
    align(&mut fields);
    separate(&mut fields, &held);
    fields
}

/// About where the names of regions stand in the heads of their fields, with their bars where they have some.
#[must_use]
pub(super) fn titles(setting: &Setting, fields: &[(RegionId, Rect)], bars: bool) -> Vec<Rect> {
    let title = |(region, field): &(RegionId, Rect)| {
        let wide = TITLE.0 * setting.regions[*region].name.chars().count() as f32 + 10.0;
        let left = if bars { field.left() + 9.0 } else { field.center().x - wide / 2.0 };
        let wide = if bars { wide + REGION_BAR.x + 8.0 } else { wide };
        Rect::from_min_size(pos2(left, field.top() + 6.0), vec2(wide, TITLE.1))
    };
    fields.iter().map(title).collect()
}

/// Fields one above the other take the same width, and fields side by side the same height, so that they read as a grid; not where
/// they would then lie over one another.
fn align(fields: &mut [(RegionId, Rect)]) {
    let mut aligned: Vec<Rect> = fields.iter().map(|(_, rect)| *rect).collect();
    for one in 0..fields.len() {
        let Some(own) = fields.get(one).map(|(_, rect)| *rect) else { continue };
        for (_, other) in fields.iter() {
            let Some(rect) = aligned.get_mut(one) else { continue };
            if (other.center().x - own.center().x).abs() < 0.25 * (other.width() + own.width()) {
                rect.min.x = rect.min.x.min(other.min.x);
                rect.max.x = rect.max.x.max(other.max.x);
            }
            if (other.center().y - own.center().y).abs() < 0.25 * (other.height() + own.height()) {
                rect.min.y = rect.min.y.min(other.min.y);
                rect.max.y = rect.max.y.max(other.max.y);
            }
        }
    }
    let overlap = |rects: &[Rect]| -> f32 {
        let pairs =
            rects.iter().enumerate().flat_map(|(n, one)| rects.iter().skip(n + 1).map(move |other| one.intersect(*other)));
        pairs.filter(Rect::is_positive).map(|rect| rect.area()).sum()
    };
    let before: Vec<Rect> = fields.iter().map(|(_, rect)| *rect).collect();
    let ground: f32 = before.iter().map(Rect::area).sum();
    if overlap(&aligned) <= overlap(&before) + 0.08 * ground {
        for ((_, rect), aligned) in fields.iter_mut().zip(aligned) {
            *rect = aligned;
        }
    }
}

/// Where two fields meet, between what the one and the other have to hold: as near to the middle of what both would take as that allows.
fn border(middle: f32, first: f32, second: f32) -> f32 {
    if first <= second { middle.clamp(first, second) } else { f32::midpoint(first, second) }
}

fn separate(fields: &mut [(RegionId, Rect)], held: &[Rect]) {
    const GAP: f32 = 8.0;
    for first in 0..fields.len() {
        for second in first + 1..fields.len() {
            let (Some(mut a), Some(mut b)) = (fields.get(first).map(|f| f.1), fields.get(second).map(|f| f.1)) else { continue };
            let overlap = a.expand(GAP / 2.0).intersect(b.expand(GAP / 2.0));
            if !overlap.is_positive() {
                continue;
            }
            let (Some(mut one), Some(mut other)) = (held.get(first).copied(), held.get(second).copied()) else { continue };
            if overlap.height() <= overlap.width() {
                let swapped = a.center().y > b.center().y;
                if swapped {
                    std::mem::swap(&mut one, &mut other);
                }
                let (upper, lower) = if swapped { (&mut b, &mut a) } else { (&mut a, &mut b) };
                let gap = GAP.min((other.top() - one.bottom()).max(2.0));
                let middle = border(overlap.center().y, one.bottom() + gap / 2.0, other.top() - gap / 2.0);
                upper.max.y = middle - gap / 2.0;
                lower.min.y = middle + gap / 2.0;
            } else {
                let swapped = a.center().x > b.center().x;
                if swapped {
                    std::mem::swap(&mut one, &mut other);
                }
                let (left, right) = if swapped { (&mut b, &mut a) } else { (&mut a, &mut b) };
                let gap = GAP.min((other.left() - one.right()).max(2.0));
                let middle = border(overlap.center().x, one.right() + gap / 2.0, other.left() - gap / 2.0);
                left.max.x = middle - gap / 2.0;
                right.min.x = middle + gap / 2.0;
            }
            if let Some(field) = fields.get_mut(first) {
                field.1 = a;
            }
            if let Some(field) = fields.get_mut(second) {
                field.1 = b;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Distance, Frame, Rect, Vec2, border, vec2};

    fn seen(width: f32, height: f32, states: usize) -> Distance {
        let rect = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height));
        Frame::new(rect, states, 1.0, Vec2::ZERO).distance(Distance::Near)
    }

    #[test]
    fn a_low_board_is_seen_from_further_away_however_wide_it_is() {
        assert_eq!(seen(712.0, 512.0, 12), Distance::Near, "as designed");
        assert_eq!(seen(1228.0, 728.0, 12), Distance::Near);
        assert_eq!(seen(967.0, 376.0, 12), Distance::Middle, "wide, but low");
    }

    #[test]
    fn fields_meet_between_the_circles_that_they_hold() {
        assert!((border(50.0, 40.0, 60.0) - 50.0).abs() < 1e-3);
        assert!((border(30.0, 40.0, 60.0) - 40.0).abs() < 1e-3, "never within a circle above");
        assert!((border(70.0, 40.0, 60.0) - 60.0).abs() < 1e-3, "nor below");
    }
}

//! Where the things of the board lie on the screen: circles, fields, and the ways of the lines that are drawn. Worked out once and kept
//! until what they depend on changes.

use egui::{Rect, Vec2};

use super::chain::samples;
use super::facts::{Facts, FactsKey};
use super::layout::{self, Distance, Frame, Places};
use super::lens::{Lens, Look, Strand};
use super::links::{self, Circle, Room, Wanted};
use crate::rules::table::{RegionId, StateId, Table};
use crate::ui::kit::widgets::link::Route;
use crate::ui::state::workspace::{Scene, Selection};

/// Shares below this are drawn at middle distance only of what is lit.
const MIDDLE_MIN: f64 = 0.2;
/// Half of what a letter of a name takes of its width, points.
const NAME_HALF: f32 = 3.7;
/// More lines than these are too many for middle distance.
const MIDDLE_MAX: usize = 24;

/// What the ways depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WaysKey {
    /// The position and the lens.
    pub(super) facts: FactsKey,
    /// The board on the screen.
    pub(super) rect: Rect,
    /// Zoom and pan.
    pub(super) look: (f32, Vec2),
    /// Where the user put states, and where one is being dragged.
    pub(super) places: (u64, Option<(StateId, egui::Pos2)>),
    /// How close one looks.
    pub(super) distance: Distance,
    /// Links that are not there yet.
    pub(super) ghosts: Vec<Ghost>,
    /// What is lit.
    pub(super) light: Light,
}

/// A link that is not there yet: who would gain which part of whose orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ghost {
    /// Who would gain.
    pub(super) from: StateId,
    /// Whose orders.
    pub(super) to: StateId,
    /// Whose refusal would bring it about.
    pub(super) refuses: StateId,
    /// How much of them, in words.
    pub(super) gain: String,
}

/// What is lit: what a story tells of, else what the pointer is over or what is selected. The rest goes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Light {
    /// One thing of the board, with what it touches.
    Focus(Selection),
    /// The states of a story, and its links: supplier and recipient.
    Story(Vec<StateId>, Vec<(StateId, StateId)>),
}

impl Light {
    /// What is lit of the board's own; nothing while a story is told.
    pub(super) const fn focus(&self) -> Selection {
        match self {
            Self::Focus(focus) => *focus,
            Self::Story(..) => Selection::Nothing,
        }
    }

    /// Whether nothing is lit more than the rest.
    pub(super) const fn even(&self) -> bool {
        matches!(self, Self::Focus(Selection::Nothing))
    }

    /// Whether a line serves what is lit; every line does where nothing is.
    #[must_use]
    pub(super) fn lit(&self, strand: &Strand) -> bool {
        self.even() || self.touches(strand)
    }

    fn touches(&self, strand: &Strand) -> bool {
        let (from, to) = (strand.from, strand.to);
        match self {
            Self::Focus(Selection::Nothing) => false,
            Self::Focus(Selection::State(id)) => *id == from || *id == to,
            Self::Focus(Selection::Link(one, other)) => (*one, *other) == (from, to) || (*one, *other) == (to, from),
            Self::Story(_, links) => links.contains(&(from, to)),
        }
    }
}

/// A line that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Its place among the strands of the facts.
    pub(super) strand: usize,
    /// Its width on the screen.
    pub(super) width: f32,
    /// Where it runs.
    pub(super) route: Route,
}

/// Where everything lies.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    /// What it depends on.
    pub(super) key: WaysKey,
    /// The board on the screen.
    pub(super) frame: Frame,
    /// Where states stand, as parts of the board.
    pub(super) places: Places,
    /// States on the screen.
    pub(super) circles: Table<StateId, Circle>,
    /// Regions on the screen.
    pub(super) fields: Vec<(RegionId, Rect)>,
    /// About where the names of the regions stand, with their bars.
    pub(super) titles: Vec<Rect>,
    /// The lines that are drawn.
    pub(super) lines: Vec<Way>,
    /// Links that are not there yet, in the order of the key.
    pub(super) ghosts: Vec<(Wanted, Route)>,
}

impl Ways {
    /// Works everything out.
    #[must_use]
    pub(super) fn new(scene: &Scene<'_>, facts: &Facts, places: Places, key: WaysKey) -> Self {
        let setting = scene.setting;
        let (zoom, pan) = key.look;
        let frame = Frame::new(key.rect, setting.states.len(), zoom, pan);
        let circle = |id: StateId| {
            let place = places.of(id);
            let supplier = layout::outside(setting, id);
            let facing = if place.x < 0.5 { 1.0 } else { -1.0 };
            let name = if frame.named {
                NAME_HALF * setting.states[id].name.chars().count() as f32 * frame.scale.clamp(1.0, 1.5)
            } else {
                0.0
            };
            Circle { centre: frame.screen(place), radius: frame.radius(supplier), facing: supplier.then_some(facing), name }
        };
        let circles: Table<StateId, Circle> = setting.states.ids().map(circle).collect();
        let fields = layout::fields(setting, &places, &frame, if facts.key.lens == Lens::Capability { 8.0 } else { 0.0 });
        let wide = if key.rect.width() > 1000.0 { 1.25 } else { 1.0 };
        let mut lines = Vec::new();
        let (base, more) = drawn(&facts.strands, key.distance, &key.light);
        let rects: Vec<Rect> = fields.iter().map(|(_, rect)| *rect).collect();
        let with_bars = key.distance <= Distance::Middle && facts.key.lens == Lens::Supply;
        let titles = layout::titles(setting, &fields, with_bars);
        let room =
            Room { clearance: links::CLEARANCE * frame.scale.clamp(0.6, 1.0), seen: frame.seen(), words: &titles, lines: &[] };
        let mut around = Vec::new();
        // What a focus adds is routed by itself, so that nothing else moves when the pointer does.
        for part in [base, more] {
            let wanted = |n: &usize| facts.strands.get(*n).map(|strand| wanted(strand, wide));
            let part: Vec<(usize, Wanted)> = part.iter().filter_map(|n| Some((*n, wanted(n)?))).collect();
            let gutters = key.distance <= Distance::Middle;
            lines.extend(route(&circles, (&rects, &mut around), room, &part, gutters));
        }
        let ghost = |ghost: &Ghost| Wanted { from: ghost.from, to: ghost.to, width: 5.0, ghost: true };
        let wanted: Vec<Wanted> = key.ghosts.iter().map(ghost).collect();
        let ghosts = wanted.iter().copied().zip(links::routes(&circles, &wanted, Room { lines: &around, ..room })).collect();
        Self { key, frame, places, circles, fields, titles, lines, ghosts }
    }
}

fn wanted(strand: &Strand, wide: f32) -> Wanted {
    Wanted { from: strand.from, to: strand.to, width: strand.width * wide, ghost: false }
}

/// `fields` are those of the regions; `taken` are points of the lines in the gutters between them, along which no other line runs.
fn route(
    circles: &Table<StateId, Circle>,
    (fields, taken): (&[Rect], &mut Vec<egui::Pos2>),
    room: Room<'_>,
    part: &[(usize, Wanted)],
    gutters: bool,
) -> Vec<Way> {
    let wanted: Vec<Wanted> = part.iter().map(|(_, want)| *want).collect();
    let around = |want: &Wanted, lane: f32| {
        let ends = (&circles[want.from], &circles[want.to]);
        gutters.then(|| links::through_gutters(fields, room.seen, ends, lane)).flatten()
    };
    let middle = (wanted.iter().filter(|want| around(want, 0.0).is_some()).count() as f32 - 1.0) / 2.0;
    let mut place = 0.0;
    let mut rounds = Vec::new();
    for want in &wanted {
        // Lines in the gutters travel in lanes; a dozen lanes is what a gutter holds.
        let round: Option<Route> = around(want, (place - middle).clamp(-3.0, 3.0));
        place += if round.is_some() { 1.0 } else { 0.0 };
        taken.extend(round.iter().flat_map(|round| samples(round, 100)));
        rounds.push(round);
    }
    let straight = links::routes(circles, &wanted, Room { lines: taken, ..room });
    let ways = part.iter().zip(rounds.into_iter().zip(straight));
    ways.map(|((strand, want), (round, straight))| Way { strand: *strand, width: want.width, route: round.unwrap_or(straight) })
        .collect()
}

/// Which lines are drawn: those that always are at this distance, and those that only a focus brings.
fn drawn(strands: &[Strand], distance: Distance, light: &Light) -> (Vec<usize>, Vec<usize>) {
    let large = |s: &Strand| s.always && (s.value.abs() >= MIDDLE_MIN || matches!(s.look, Look::Promise(_)));
    let few = strands.iter().filter(|s| large(s)).count() <= MIDDLE_MAX;
    let always = |s: &Strand| match distance {
        Distance::Far => false,
        Distance::Middle => few && large(s),
        Distance::Near | Distance::Close => s.always,
    };
    let mut base = Vec::new();
    let mut more = Vec::new();
    for (place, strand) in strands.iter().enumerate() {
        if always(strand) {
            base.push(place);
        } else if light.touches(strand) {
            more.push(place);
        }
    }
    (base, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strand(from: u16, to: u16, value: f64) -> Strand {
        let look = Look::Supply;
        Strand {
            from: StateId(from),
            to: StateId(to),
            value,
            before: None,
            width: 2.0,
            look,
            domains: Vec::new(),
            promises: Vec::new(),
            always: true,
        }
    }

    #[test]
    fn the_distance_decides_which_lines_are_drawn() {
        let strands = [strand(0, 2, 0.5), strand(1, 2, 0.1), strand(0, 3, 0.3)];
        let none = &Light::Focus(Selection::Nothing);
        assert_eq!(drawn(&strands, Distance::Near, none), (vec![0, 1, 2], vec![]));
        assert_eq!(drawn(&strands, Distance::Middle, none), (vec![0, 2], vec![]));
        assert_eq!(drawn(&strands, Distance::Far, none), (vec![], vec![]));
        let focus = &Light::Focus(Selection::State(StateId(2)));
        assert_eq!(drawn(&strands, Distance::Middle, focus), (vec![0, 2], vec![1]));
        assert_eq!(drawn(&strands, Distance::Far, focus), (vec![], vec![0, 1]), "a focus brings its links back");
    }

    #[test]
    fn a_story_lights_its_own_links_alone() {
        let strands = [strand(0, 2, 0.5), strand(1, 2, 0.1), strand(2, 0, 0.3)];
        let story = Light::Story(vec![StateId(0), StateId(2)], vec![(StateId(0), StateId(2))]);
        let lit: Vec<bool> = strands.iter().map(|strand| story.lit(strand)).collect();
        assert_eq!(lit, [true, false, false]);
        assert_eq!(drawn(&strands, Distance::Far, &story), (vec![], vec![0]), "a story brings its links back");
    }

    #[test]
    fn too_many_lines_for_middle_distance_wait_for_a_focus() {
        let many: Vec<Strand> = (0..40).map(|n| strand(0, n + 1, 0.4)).collect();
        let (base, more) = drawn(&many, Distance::Middle, &Light::Focus(Selection::State(StateId(7))));
        assert!(base.is_empty());
        assert_eq!(more, [6]);
    }
}

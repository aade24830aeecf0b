//! The chain of a story on the board: where each step's number stands, which way the arrow to it runs, and where its words have room.
//!
//! Steps are placed in their order, and none looks at a later one: what is told stays where it is while the story goes on.

use egui::{Pos2, Rect, Vec2, vec2};

use super::free::Free;
use super::links::Circle;
use crate::rules::table::{RegionId, StateId, Table};
use crate::ui::kit::widgets::link::{Cubic, Route};
use crate::ui::state::highlight::{Note, Place};

/// Between the ring of a state and the number beside it, points.
const RIM: f32 = 5.0;
/// Directions round a state in which its numbers may stand.
const TURNS: u8 = 24;
/// How many rings of places lie round a state, and how far each is from the one before, points.
const RINGS: u8 = 6;
const RING: f32 = 7.0;
/// A turn further round its state is as bad for a number as so much distance of its words; words without room are as bad as this.
const TURN: f32 = 3.0;
const NO_ROOM: f32 = 400.0;
/// To cover the name of another state or of a region is as bad as so much distance, points.
const COVERS: f32 = 20.0;
/// An arrow shorter than this is none: the numbers stand side by side.
const ARROW_MIN: f32 = 22.0;
/// A shorter arrow bends by the first few of these alone.
const SHORT: f32 = 90.0;
/// How far an arrow bends aside, in parts of its length, the least first.
const BENDS: [f32; 9] = [0.12, -0.12, 0.0, 0.22, -0.22, 0.34, -0.34, 0.48, -0.48];
/// A bend of a whole length is as bad as to hide so many points of lines.
const BEND: f32 = 30.0;
/// So many radii of a number lie between what is told of the whole board and any state, as far as there is room, the most first.
const APART: [f32; 3] = [6.0, 3.0, 1.0];
/// An arrow nearer than this to a lit line hides it.
const BESIDE: f32 = 8.0;

/// What a story stands on.
pub(super) struct Ground<'a> {
    /// States on the screen.
    pub(super) circles: &'a Table<StateId, Circle>,
    /// Regions on the screen.
    pub(super) fields: &'a [(RegionId, Rect)],
    /// The way of the line that a step is about, where one is drawn.
    pub(super) line: &'a dyn Fn(&Note) -> Option<Route>,
    /// Radius of a number's disc.
    pub(super) disc: f32,
}

/// A step as it lies on the board.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// Its place among the notes.
    pub(super) note: usize,
    /// The middle of its number.
    pub(super) disc: Pos2,
    /// The arrow that leads to it from the step that it follows from; none: it follows from none here, or stands beside that.
    pub(super) arrow: Option<Route>,
    /// Where its words stand; none: there is no room, or it has none.
    pub(super) tag: Option<Rect>,
}

/// Places all steps. `sizes` are those of their words.
pub(super) fn plan(ground: &Ground<'_>, free: &mut Free, notes: &[Note], sizes: &[Vec2]) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for (n, (note, size)) in notes.iter().zip(sizes).enumerate() {
        let before = stops.iter().zip(notes).find(|(_, other)| Some(other.number) == note.after);
        let before = before.map(|(stop, other)| (stop.disc, other.place));
        let disc = disc_of(ground, free, (note, *size), before.map(|(at, _)| at));
        let home = home(ground, note);
        let around = Rect::from_center_size(disc, Vec2::splat(2.0 * ground.disc));
        let arrow = before.and_then(|from| arrow(ground, free, from, (disc, note.place)));
        free.take(around.expand(2.0));
        if let Some(route) = &arrow {
            free.keep(samples(route, 24));
            for at in samples(route, 12) {
                free.take(Rect::from_center_size(at, Vec2::splat(4.0)));
            }
        }
        let tag =
            if *size == Vec2::ZERO { None } else { free.beside_of(disc, *size, ground.disc + 5.0, home).map(|(_, rect)| rect) };
        if let Some(rect) = tag {
            free.take(rect.expand(4.0));
        }
        stops.push(Stop { note: n, disc, arrow, tag });
    }
    stops
}

/// Points of a way, the ends included.
pub(super) fn samples(route: &Route, count: u8) -> Vec<Pos2> {
    (0..=count).map(|n| route.point_at(f32::from(n) / f32::from(count))).collect()
}

/// Where a step's number stands: beside its state, on its line, or where its region or the board has room.
fn disc_of(ground: &Ground<'_>, free: &Free, (note, words): (&Note, Vec2), before: Option<Pos2>) -> Pos2 {
    let radius = ground.disc + 1.0;
    let field = free.field();
    let size = Vec2::splat(2.0 * radius);
    let beside = |at: Pos2| free.beside(at, size, 0.0).map_or(at, |rect| rect.center());
    match note.place {
        Place::State(id) => {
            let circle = &ground.circles[id];
            // The first number stands above, toward the middle of the board; later ones where their arrow comes from.
            let above = vec2((field.center().x - circle.centre.x).signum() * circle.radius, -circle.radius);
            let toward = before.map_or(above, |before| before - circle.centre);
            let at = |ring: u8, n: u8| {
                let turn = toward.angle() + to_and_fro(n) / f32::from(TURNS) * std::f32::consts::TAU;
                circle.centre + Vec2::angled(turn) * (circle.radius + RIM + radius + RING * f32::from(ring))
            };
            let spots = (0..RINGS)
                .flat_map(|ring| (0..TURNS).map(move |n| (TURN * to_and_fro(n).abs() + RING * f32::from(ring), at(ring, n))));
            let near = spots.filter(|(_, at)| free.is_at(*at, circle.centre));
            // Rather than stand far away it covers the name of another.
            let covers = |at: Pos2| {
                let home = (circle.centre, circle.radius);
                let free_at = free.is_free_at(at, radius, home).then_some(COVERS);
                if free.is_free_round(at, radius) { Some(0.0) } else { free_at }
            };
            let places = near.filter_map(|(own, at)| Some((own + covers(at)?, at)));
            with_words(free, places, words, (ground.disc + 5.0, circle.centre)).unwrap_or_else(|| beside(at(0, 0)))
        }
        Place::Link(from, to) => {
            let route = (ground.line)(note).unwrap_or_else(|| straight(ground, from, to));
            let at = |n: u8| route.point_at(0.5 + 0.025 * to_and_fro(n));
            free.first_round((0..29).map(at), radius).unwrap_or_else(|| beside(at(0)))
        }
        Place::Region(id) => {
            let field = ground.fields.iter().find(|(region, _)| *region == id).map_or(field, |(_, field)| *field);
            let head = field.center_top() + vec2(0.0, 3.0 * radius);
            beside(head)
        }
        Place::Board => {
            // It belongs to no state and no region: its number, and its words above, stand apart from them.
            let regions: Vec<Rect> = ground.fields.iter().map(|(_, rect)| *rect).collect();
            let block = vec2(words.x.max(size.x), words.y + 5.0 + size.y);
            let gaps = APART.map(|discs| discs * ground.disc);
            let place = |aside: &[Rect]| gaps.iter().find_map(|gap| free.apart(field.center_bottom(), block, *gap, aside));
            let place = place(&regions).or_else(|| place(&[]));
            place.map_or_else(|| beside(field.center_bottom()), |rect| rect.center_bottom() - vec2(0.0, radius))
        }
    }
}

/// The state that a step is about, if it is about one alone.
fn home(ground: &Ground<'_>, note: &Note) -> Option<Pos2> {
    match note.place {
        Place::State(id) => Some(ground.circles[id].centre),
        Place::Link(..) | Place::Region(_) | Place::Board => None,
    }
}

/// Of some places for a number, each with how bad it is by itself, that whose words have room nearby.
fn with_words(free: &Free, spots: impl Iterator<Item = (f32, Pos2)>, words: Vec2, (clear, home): (f32, Pos2)) -> Option<Pos2> {
    let mut best: Option<(f32, Pos2)> = None;
    for (own, at) in spots {
        if best.is_some_and(|(least, _)| own + clear >= least) {
            continue;
        }
        let room = || free.beside_of(at, words, clear, Some(home)).map_or(NO_ROOM, |(cost, _)| cost);
        let cost = own + if words == Vec2::ZERO { clear } else { room() };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, at));
        }
    }
    best.map(|(_, at)| at)
}

/// 0, 1, −1, 2, −2, …
fn to_and_fro(n: u8) -> f32 {
    f32::from(n.div_ceil(2)) * if n.is_multiple_of(2) { -1.0 } else { 1.0 }
}

fn straight(ground: &Ground<'_>, from: StateId, to: StateId) -> Route {
    Route::along(&Cubic::straight(ground.circles[from].centre, ground.circles[to].centre))
}

/// The arrow from one step to one that follows from it: the bend that hides least.
fn arrow(ground: &Ground<'_>, free: &Free, (from, from_place): (Pos2, Place), (to, to_place): (Pos2, Place)) -> Option<Route> {
    let (start, end) = ends(ground, (from, from_place), (to, to_place));
    let length = start.distance(end);
    if from.distance(to) < 2.0 * ground.disc + ARROW_MIN || length < ARROW_MIN {
        return None;
    }
    let same = matches!((from_place, to_place), (Place::State(one), Place::State(other)) if one == other);
    let across = (end - start).normalized().rot90();
    let bends = if length < SHORT { 5 } else { BENDS.len() };
    let weighed = BENDS.into_iter().take(bends).map(|bend| {
        // Round its own state an arrow goes outside.
        let bend = if same { bend.abs() * if outwards(ground, from_place, start, end) { 1.5 } else { -1.5 } } else { bend };
        let aside = across * bend * length;
        let route = Route::along(&Cubic::new([start, start.lerp(end, 0.3) + aside, start.lerp(end, 0.7) + aside, end]));
        let points = samples(&route, 36);
        let hidden = 2 * free.hidden(&points) + free.near(&points, BESIDE);
        (hidden as f32 + BEND * bend.abs(), route)
    });
    weighed.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, route)| route)
}

/// Whether the left-hand side of a chord of a state's circle is outside.
fn outwards(ground: &Ground<'_>, place: Place, start: Pos2, end: Pos2) -> bool {
    let Place::State(id) = place else { return true };
    (start.lerp(end, 0.5) - ground.circles[id].centre).dot((end - start).rot90()) >= 0.0
}

/// Where an arrow begins and ends: at its numbers; but where its state is in the way, it leaves that from its ring.
fn ends(ground: &Ground<'_>, (from, from_place): (Pos2, Place), (to, to_place): (Pos2, Place)) -> (Pos2, Pos2) {
    let way = (to - from).normalized();
    let end = to - way * (ground.disc + 2.0);
    if let Place::State(id) = from_place
        && from_place != to_place
    {
        let circle = &ground.circles[id];
        let along = (circle.centre - from).dot(way).clamp(0.0, from.distance(to));
        if (from + way * along).distance(circle.centre) < circle.radius + 2.0 {
            let start = circle.centre + (to - circle.centre).normalized() * (circle.radius + 4.0);
            return (start, end);
        }
    }
    (from + way * (ground.disc + 2.0), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn circles() -> Table<StateId, Circle> {
        let circle = |(x, y)| Circle { centre: pos2(x, y), radius: 22.0, facing: None, name: 0.0 };
        [(60.0, 120.0), (330.0, 260.0), (600.0, 140.0), (330.0, 80.0)].into_iter().map(circle).collect()
    }

    fn note(number: usize, place: Place) -> Note {
        let after = (number > 1).then(|| number - 1);
        Note { number, after, place, title: String::new(), words: String::new(), sign: 0, standing: None, present: false }
    }

    fn told(places: &[Place]) -> (Table<StateId, Circle>, Vec<Note>, Vec<Stop>) {
        let circles = circles();
        let notes: Vec<Note> = places.iter().enumerate().map(|(n, place)| note(n + 1, *place)).collect();
        let round = circles.iter().map(|circle| (circle.centre, circle.radius + 2.0)).collect();
        let mut free = Free::new(Rect::from_min_size(Pos2::ZERO, vec2(700.0, 400.0)), (Vec::new(), round));
        let line = |note: &Note| {
            let Place::Link(from, to) = note.place else { return None };
            Some(Route::along(&Cubic::straight(circles[from].centre, circles[to].centre)))
        };
        let sizes = vec![vec2(120.0, 36.0); notes.len()];
        let stops = plan(&Ground { circles: &circles, fields: &[], line: &line, disc: 10.0 }, &mut free, &notes, &sizes);
        (circles, notes, stops)
    }

    /// A denial that travels: on the line, at the partner, on the rival's line, on the line of a commitment, at the partner twice.
    fn denial() -> Vec<Place> {
        let (exporter, partner, rival) = (StateId(0), StateId(1), StateId(2));
        vec![
            Place::Link(exporter, partner),
            Place::State(partner),
            Place::Link(rival, partner),
            Place::Link(partner, exporter),
            Place::State(partner),
            Place::State(partner),
            Place::Board,
        ]
    }

    #[test]
    fn each_step_is_reached_by_an_arrow_and_its_words_cover_nothing() {
        let (circles, _, stops) = told(&denial());
        for (n, stop) in stops.iter().enumerate() {
            if let Some(arrow) = &stop.arrow {
                assert!(arrow.point_at(1.0).distance(stop.disc) < 14.0, "the arrow to step {} ends elsewhere", n + 1);
            }
            assert_eq!(stop.arrow.is_some(), n > 0 && stops[n - 1].disc.distance(stop.disc) >= 42.0, "step {}", n + 1);
            let tag = stop.tag.expect("there is room for all");
            assert!(
                circles.iter().all(|circle| tag.clamp(circle.centre).distance(circle.centre) > circle.radius),
                "step {} covers a state",
                n + 1
            );
            let others = stops.iter().enumerate().filter(|(other, _)| *other != n);
            assert!(others.into_iter().all(|(_, other)| other.tag.is_none_or(|rect| !rect.intersects(tag))));
        }
    }

    #[test]
    fn what_is_told_stays_where_it_is() {
        let places = denial();
        let (_, _, whole) = told(&places);
        for length in 1..places.len() {
            let (_, _, part) = told(&places[..length]);
            for (one, other) in part.iter().zip(&whole) {
                assert_eq!((one.disc, one.tag), (other.disc, other.tag));
            }
        }
    }
}

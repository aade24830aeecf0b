//! Where there is room on the board: what may not be covered, what had better not be, and the nearest place for words beside it.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::ui::kit::widgets::link::Route;

/// Directions that are tried at each distance.
const TURNS: u8 = 24;
/// Between one distance and the next, points.
const STEP: f32 = 10.0;
/// Between the places that are tried where any would do, points.
const GRID: f32 = 16.0;
/// Words stand no further from what they speak of than this, points.
const FAR: f32 = 340.0;
/// A point of a line under words counts like so many points of distance.
const LINE: f32 = 7.0;
/// Words nearer to another state than to their own count like so much distance at most.
const ASTRAY: f32 = 90.0;
/// A line shorter than so many labels would be hidden by one on it.
const SHORT: f32 = 3.2;
/// A label nearer than this to a state that its line only passes would be taken for that state's, points; what that counts.
const PASSING: (f32, f32) = (18.0, 40.0);
/// Words under the line that leads to other words count like so much distance.
const LEADER: f32 = 60.0;

/// The ground of the board.
#[derive(Clone, Debug)]
pub(super) struct Free {
    /// The part of the board that words may stand on.
    field: Rect,
    /// What may not be covered: names, bars, badges, other words.
    taken: Vec<Rect>,
    /// So many of these are the board's own.
    own: usize,
    /// Emblems with their rings: middle and radius.
    round: Vec<(Pos2, f32)>,
    /// Points of lines that had better be seen.
    lines: Vec<Pos2>,
}

impl Free {
    /// A field with what may not be covered.
    pub(super) fn new(field: Rect, (taken, round): (Vec<Rect>, Vec<(Pos2, f32)>)) -> Self {
        Self { field, own: taken.len(), taken, round, lines: Vec::new() }
    }

    /// The field.
    pub(super) const fn field(&self) -> Rect {
        self.field
    }

    /// From now on nothing stands here.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// From now on these points had better be seen.
    pub(super) fn keep(&mut self, line: impl IntoIterator<Item = Pos2>) {
        self.lines.extend(line);
    }

    /// Whether nothing is here that may not be covered.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        let meets = |(centre, radius): &(Pos2, f32)| rect.clamp(*centre).distance(*centre) < *radius;
        self.field.contains_rect(rect) && !self.taken.iter().any(|other| other.intersects(rect)) && !self.round.iter().any(meets)
    }

    /// Whether nothing is here, in a circle, that may not be covered.
    pub(super) fn is_free_round(&self, at: Pos2, radius: f32) -> bool {
        let inside = self.field.contains_rect(Rect::from_center_size(at, Vec2::splat(2.0 * radius)));
        let meets = |other: &Rect| other.clamp(at).distance(at) < radius;
        inside && !self.taken.iter().any(meets) && !self.round.iter().any(|(centre, other)| centre.distance(at) < radius + other)
    }

    /// Whether a circle beside the state at `home` covers neither emblems nor words that came later, nor what is written at that state.
    pub(super) fn is_free_at(&self, at: Pos2, radius: f32, home: (Pos2, f32)) -> bool {
        let inside = self.field.contains_rect(Rect::from_center_size(at, Vec2::splat(2.0 * radius)));
        let meets = |other: &Rect| other.distance_to_pos(at) < radius;
        let (own, later) = self.taken.split_at(self.own.min(self.taken.len()));
        let of_home = |rect: &&Rect| rect.distance_to_pos(home.0) < home.1 + 6.0;
        let clear = !later.iter().any(meets) && !own.iter().filter(of_home).any(meets);
        inside && clear && !self.round.iter().any(|(centre, other)| centre.distance(at) < radius + other)
    }

    /// What a line through these points would hide: names and emblems of the board, and what is outside the field, count many times as much
    /// as words that came later, which lie over lines.
    pub(super) fn hidden(&self, points: &[Pos2]) -> usize {
        let (own, later) = self.taken.split_at(self.own.min(self.taken.len()));
        let of = |at: Pos2| {
            let emblem = self.round.iter().any(|(centre, radius)| centre.distance(at) < *radius);
            if emblem || !self.field.contains(at) || own.iter().any(|rect| rect.contains(at)) {
                6
            } else {
                usize::from(later.iter().any(|rect| rect.contains(at)))
            }
        };
        points.iter().map(|at| of(*at)).sum()
    }

    /// How many points of lines are within this distance of these.
    pub(super) fn near(&self, points: &[Pos2], reach: f32) -> usize {
        points.iter().filter(|at| self.lines.iter().any(|other| other.distance_sq(**at) <= reach * reach)).count()
    }

    /// Whether a rectangle leaves lines in sight but for a few points.
    pub(super) fn hides_little(&self, rect: Rect) -> bool {
        self.crossed(rect) <= 2.0 * LINE
    }

    /// The points of lines that a rectangle covers.
    fn crossed(&self, rect: Rect) -> f32 {
        LINE * self.lines.iter().filter(|at| rect.contains(**at)).count() as f32
    }

    /// The nearest place for words of this size beside a spot, this far from its middle at least; none: everything is taken.
    pub(super) fn beside(&self, spot: Pos2, size: Vec2, clear: f32) -> Option<Rect> {
        self.beside_of(spot, size, clear, None).map(|(_, rect)| rect)
    }

    /// The best place for words of this size beside a spot, and how bad it is. Words that speak of the state at `home` would rather not
    /// stand nearer to another.
    pub(super) fn beside_of(&self, spot: Pos2, size: Vec2, clear: f32, home: Option<Pos2>) -> Option<(f32, Rect)> {
        let mut best: Option<(f32, Rect)> = None;
        let mut away = clear;
        while away <= FAR && best.is_none_or(|(cost, _)| away < cost) {
            for turn in 0..TURNS {
                // Above first, then to the sides, then below.
                let half = turn.div_ceil(2);
                let side = if turn % 2 == 0 { 1.0 } else { -1.0 };
                let way =
                    Vec2::angled(side * f32::from(half) / f32::from(TURNS) * std::f32::consts::TAU - std::f32::consts::FRAC_PI_2);
                let rect = Rect::from_center_size(spot + reach(way, size, away), size);
                if self.is_free(rect) {
                    let cost = away + f32::from(half) + self.crossed(rect) + self.led_over(spot, rect) + self.astray(rect, home);
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, rect));
                    }
                }
            }
            away += STEP;
        }
        best
    }

    /// How much nearer a rectangle is to some other state than to the one that it speaks of.
    fn astray(&self, rect: Rect, home: Option<Pos2>) -> f32 {
        home.map_or(0.0, |home| self.nearer(|at| rect.distance_to_pos(at), home).clamp(0.0, ASTRAY))
    }

    /// How much nearer something is to some other state than to this one.
    fn nearer(&self, away: impl Fn(Pos2) -> f32, home: Pos2) -> f32 {
        let gap = |(centre, radius): &(Pos2, f32)| away(*centre) - radius;
        let is_home = |(centre, _): &&(Pos2, f32)| centre.distance(home) < 1.0;
        let own = self.round.iter().find(is_home).map_or(0.0, gap);
        let others = self.round.iter().filter(|round| !is_home(round)).map(gap);
        own - others.fold(f32::INFINITY, f32::min)
    }

    /// Whether a place is at least as near to this state as to any other.
    pub(super) fn is_at(&self, at: Pos2, home: Pos2) -> bool {
        self.nearer(|centre| centre.distance(at), home) <= 0.0
    }

    /// The place nearest to a spot for what belongs to no state: this far from names and emblems, and outside the rectangles `aside`; none:
    /// nowhere is so much room.
    pub(super) fn apart(&self, spot: Pos2, size: Vec2, gap: f32, aside: &[Rect]) -> Option<Rect> {
        let room = self.field.shrink2(size / 2.0);
        let steps = |from: f32, to: f32| {
            let count = ((to - from).max(0.0) / GRID).floor() as u16;
            (0..=count).map(move |n| from + GRID * f32::from(n))
        };
        let spots = steps(room.top(), room.bottom()).flat_map(|y| steps(room.left(), room.right()).map(move |x| pos2(x, y)));
        let rects = spots.map(|at| Rect::from_center_size(at, size)).filter(|rect| {
            let wide = rect.expand(gap);
            let meets = |(centre, radius): &(Pos2, f32)| wide.clamp(*centre).distance(*centre) < *radius;
            let own = self.taken.iter().take(self.own).chain(aside);
            self.is_free(*rect) && !own.into_iter().any(|other| other.intersects(wide)) && !self.round.iter().any(meets)
        });
        let cost = |rect: &Rect| rect.center().distance(spot) + self.crossed(*rect);
        rects.min_by(|a, b| cost(a).total_cmp(&cost(b)))
    }

    /// What a line from a spot to words would run over.
    fn led_over(&self, spot: Pos2, rect: Rect) -> f32 {
        let end = rect.clamp(spot);
        let on = |other: &&Rect| !other.contains(spot) && (1..8_u8).any(|n| other.contains(spot.lerp(end, f32::from(n) / 8.0)));
        let emblem =
            |(centre, radius): &&(Pos2, f32)| (1..12_u8).any(|n| spot.lerp(end, f32::from(n) / 12.0).distance(*centre) < *radius);
        LEADER * (self.taken.iter().filter(on).count() + self.round.iter().filter(emblem).count()) as f32
    }

    /// The first of some places for words that is free; none: none is.
    pub(super) fn first(&self, mut places: impl Iterator<Item = Rect>) -> Option<Rect> {
        places.find(|rect| self.is_free(*rect))
    }

    /// The first of some places for a circle that is free; none: none is.
    pub(super) fn first_round(&self, mut places: impl Iterator<Item = Pos2>, radius: f32) -> Option<Pos2> {
        places.find(|at| self.is_free_round(*at, radius))
    }

    /// What it counts that a label on a way is near a state which that way only passes.
    fn passed(&self, rect: Rect, route: &Route) -> f32 {
        let ends = [route.point_at(0.0), route.point_at(1.0)];
        let serves = |(centre, radius): &&(Pos2, f32)| ends.iter().any(|end| end.distance(*centre) < radius + 14.0);
        // What is far off counts nothing.
        let about = |(centre, radius): &&(Pos2, f32)| rect.expand(PASSING.0 + radius).contains(*centre);
        let emblems = self.round.iter().filter(about).filter(|round| !serves(round));
        let emblems = emblems.map(|(centre, radius)| rect.distance_to_pos(*centre) - radius);
        let own_words = |words: &&Rect| ends.iter().any(|end| words.distance_to_pos(*end) < 24.0);
        let near = rect.expand(PASSING.0);
        let words = self.taken.iter().take(self.own).filter(|words| near.intersects(**words) && !own_words(words));
        let words = words.map(|words| (words.min - rect.max).max(rect.min - words.max).max(Vec2::ZERO).length());
        let nearest = emblems.chain(words).fold(f32::INFINITY, f32::min).max(0.0);
        PASSING.1 * (1.0 - nearest / PASSING.0).max(0.0)
    }

    /// Where on a way, near its middle, or else just beside it, a label of this size has room; none: nowhere.
    pub(super) fn along(&self, route: &Route, size: Vec2) -> Option<Rect> {
        self.on_or_beside(route, size, route.length() < SHORT * size.x)
    }

    /// The same for what is a part of the line, however short that is.
    pub(super) fn on(&self, route: &Route, size: Vec2) -> Option<Rect> {
        self.on_or_beside(route, size, false)
    }

    fn on_or_beside(&self, route: &Route, size: Vec2, short: bool) -> Option<Rect> {
        const ASIDE: [f32; 5] = [0.0, -1.0, 1.0, -2.0, 2.0];
        let along =
            (0..=26).map(|n: u8| 0.5 + 0.0135 * f32::from(n.div_ceil(2)) * if n.is_multiple_of(2) { 1.0 } else { -1.0 } * 2.0);
        let places = ASIDE.iter().enumerate().flat_map(|(row, aside)| {
            along.clone().enumerate().map(move |(n, t)| (14 * row + n, route.point_at(t) + vec2(0.0, aside * size.y * 0.6)))
        });
        // A short line is left in sight.
        let on = places.map(|(order, at)| (if short { order + 40 } else { order }, at));
        let beside = along.clone().take(if short { 18 } else { 0 }).enumerate().flat_map(|(n, t)| {
            let across = (route.point_at(t + 0.02) - route.point_at(t - 0.02)).normalized().rot90();
            let reach = f32::midpoint(across.x.abs() * size.x, across.y.abs() * size.y) + 7.0;
            [-1.0, 1.0].map(|side| (2 * n, route.point_at(t) + side * reach * across))
        });
        let rects = on.chain(beside).map(|(order, at)| (order, Rect::from_center_size(at, size)));
        // On its own line it may stand.
        let cost = |(order, rect): &(usize, Rect)| *order as f32 + self.crossed(*rect) / 2.0 + self.passed(*rect, route);
        let free = rects.filter(|(_, rect)| self.is_free(*rect));
        free.min_by(|a, b| cost(a).total_cmp(&cost(b))).map(|(_, rect)| rect)
    }
}

/// The way from a spot to the middle of a box of this size, so that the box is so far from the spot.
fn reach(way: Vec2, size: Vec2, away: f32) -> Vec2 {
    let half = size / 2.0;
    // Where the line along the way leaves the box.
    let inside = (half.x / way.x.abs().max(1e-3)).min(half.y / way.y.abs().max(1e-3));
    let slide = vec2(way.x * inside, way.y * inside);
    slide + way * away
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Free {
        let name = Rect::from_min_size(pos2(180.0, 80.0), vec2(40.0, 40.0));
        Free::new(Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0)), (vec![name], vec![(pos2(300.0, 200.0), 30.0)]))
    }

    #[test]
    fn words_stand_beside_what_they_speak_of_and_cover_nothing() {
        let mut board = board();
        let spot = pos2(200.0, 140.0);
        for _ in 0..6 {
            let rect = board.beside(spot, vec2(90.0, 30.0), 12.0).expect("there is room");
            assert!(board.is_free(rect), "{rect} covers something");
            assert!(!rect.contains(spot));
            board.take(rect);
        }
    }

    #[test]
    fn a_line_is_rather_left_in_sight() {
        let mut board = board();
        let spot = pos2(100.0, 200.0);
        let first = board.beside(spot, vec2(80.0, 24.0), 12.0).expect("there is room");
        board.keep((0..20).map(|n| first.center() + vec2(2.0 * n as f32 - 20.0, 0.0)));
        let second = board.beside(spot, vec2(80.0, 24.0), 12.0).expect("there is room");
        assert!(!second.contains(first.center()), "the line is covered");
    }

    #[test]
    fn what_belongs_to_no_state_stands_apart_from_all() {
        let board = board();
        let (spot, size) = (pos2(300.0, 250.0), vec2(60.0, 30.0));
        let rect = board.apart(spot, size, 20.0, &[]).expect("there is room");
        assert!(rect.clamp(pos2(300.0, 200.0)).distance(pos2(300.0, 200.0)) >= 50.0, "{rect} is beside a state");
        let right = Rect::from_min_max(pos2(150.0, 0.0), pos2(400.0, 300.0));
        let aside = board.apart(spot, size, 20.0, &[right]).expect("there is room on the left");
        assert!(!aside.intersects(right));
        assert_eq!(board.apart(spot, size, 400.0, &[]), None);
    }

    #[test]
    fn where_all_is_taken_there_is_no_place() {
        let all = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0));
        assert_eq!(Free::new(all, (vec![all], Vec::new())).beside(pos2(200.0, 150.0), vec2(80.0, 24.0), 8.0), None);
    }
}

//! What a story says on the board: the numbers of its steps where they happened, arrows from each to the next, and words beside them.

use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

use super::chain::{self, Ground, Stop, samples};
use super::free::Free;
use super::lens::Look;
use super::links::{self, Room, Wanted};
use super::nodes::Seen;
use crate::rules::table::StateId;
use crate::rules::world::Standing;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{LinePattern, Mark, SupplierStyle, Theme, Token, text as style};
use crate::ui::kit::widgets::labels::{Sign, paint_change};
use crate::ui::kit::widgets::link::{LinkPainter, Route};
use crate::ui::state::highlight::{Highlight, Note, Place};

/// Radius of a number's disc at the designed size, points.
const DISC: f32 = 10.5;
/// Where text is larger than this, numbers grow no more: the board has not grown with them.
const LARGER_MAX: f32 = 1.9;
/// On a small board a number's disc is so much smaller at most.
const DISC_MIN: f32 = 0.75;
/// Width of the arrow to the present step, and of those before it.
const WIDTHS: (f32, f32) = (3.0, 1.75);
/// Room round the words of a step.
const PAD: Vec2 = vec2(9.0, 5.0);

/// Paints the chain, the present step last and strongest.
pub(super) fn paint(ui: &Ui, theme: &Theme, seen: &Seen<'_>, highlight: &Highlight, free: &mut Free) {
    let words: Vec<Words> = highlight.notes.iter().map(|note| Words::of(ui, theme, note)).collect();
    let sizes: Vec<Vec2> = words.iter().map(|words| words.size).collect();
    let drawn = |link: &(StateId, StateId)| way(seen, *link, false);
    free.keep(highlight.links.iter().filter_map(drawn).flat_map(|route| samples(&route, 24)));
    let own = own_lines(seen, &highlight.notes);
    let line = |note: &Note| {
        let Place::Link(from, to) = note.place else { return None };
        let own = own.iter().find(|(of, _)| of.number == note.number).map(|(_, route)| route.clone());
        own.or_else(|| way(seen, (from, to), note.standing.is_some()))
    };
    free.keep(own.iter().flat_map(|(_, route)| samples(route, 24)));
    // Where states are small, so are the numbers beside them.
    let disc = DISC * theme.larger().min(LARGER_MAX) * seen.ways.frame.scale.clamp(DISC_MIN, 1.0);
    let ground = Ground { circles: &seen.ways.circles, fields: &seen.ways.fields, line: &line, disc };
    let stops = chain::plan(&ground, free, &highlight.notes, &sizes);
    let progress = |note: &Note| if note.present { highlight.progress.clamp(0.0, 1.0) } else { 1.0 };
    let density = ui.ctx().pixels_per_point();
    for (note, route) in &own {
        pair_line(ui, theme, note, route, density);
    }
    // The source first, then the way, then the number and its words.
    for (stop, note) in stops.iter().filter_map(|stop| Some((stop, highlight.notes.get(stop.note)?))) {
        if let Some(route) = &stop.arrow {
            arrow(ui.painter(), theme, route, note.present, ((progress(note) - 0.2) / 0.55).clamp(0.0, 1.0));
        }
    }
    let shown = |stop: &Stop, note: &Note| {
        if stop.arrow.is_some() { ((progress(note) - 0.7) / 0.3).clamp(0.0, 1.0) } else { progress(note) }
    };
    let each = || stops.iter().zip(&words).filter_map(|(stop, words)| Some((stop, highlight.notes.get(stop.note)?, words)));
    for (stop, note, _) in each() {
        leader(ui, theme, stop, ground.disc, shown(stop, note));
    }
    for (stop, note, words) in each() {
        step(ui, theme, stop, (note, words), ground.disc, shown(stop, note));
    }
}

/// The way of a line of the board; of a commitment's, if one is drawn.
fn way(seen: &Seen<'_>, (from, to): (StateId, StateId), promise: bool) -> Option<Route> {
    let is = |strand: &super::lens::Strand| {
        let same = (strand.from, strand.to) == (from, to);
        let back = (strand.to, strand.from) == (from, to);
        if promise { matches!(strand.look, Look::Promise(_)) && (same || back) } else { same }
    };
    let mut ways = seen.ways.lines.iter();
    ways.find(|way| seen.facts.strands.get(way.strand).is_some_and(is)).map(|way| way.route.clone())
}

/// Lines that the story brings with it: those of commitments, and between two states that no line joins at present.
fn own_lines<'a>(seen: &Seen<'_>, notes: &'a [Note]) -> Vec<(&'a Note, Route)> {
    let missing = |note: &&Note| match note.place {
        Place::Link(from, to) => way(seen, (from, to), note.standing.is_some()).is_none(),
        Place::State(_) | Place::Region(_) | Place::Board => false,
    };
    let circles = &seen.ways.circles;
    let room = Room { clearance: links::CLEARANCE, seen: seen.ways.frame.seen(), words: &seen.ways.titles, lines: &[] };
    let route = |note: &'a Note| {
        let Place::Link(from, to) = note.place else { return None };
        let wanted = [Wanted { from, to, width: 4.0, ghost: true }];
        Some((note, links::routes(circles, &wanted, room).into_iter().next()?))
    };
    notes.iter().filter(missing).filter_map(route).collect()
}

/// A commitment as the alignment lens draws it, or a pair of states as a fine line.
fn pair_line(ui: &Ui, theme: &Theme, note: &Note, route: &Route, density: f32) {
    let mut painter = LinkPainter::new(density, theme.colour(Token::SurfaceRegion));
    match note.standing {
        Some(Standing::Strained) => painter.zigzag_on(route, 1.75, theme.colour(Token::StateWarning)),
        Some(Standing::Broken) => painter.broken_on(route, 2.5, theme.colour(Token::StateCritical)),
        Some(_) => painter.plain_on(route, 4.0, LinePattern::Rails { gap: 0.5 }, theme.colour(Token::TextSecondary)),
        None => {
            let fine = LinePattern::Dash { on: (2.0, 0.0), off: (4.0, 0.0) };
            painter.plain_on(route, 1.5, fine, theme.colour(Token::TextSecondary));
        }
    }
    ui.painter().add(painter.finish());
}

/// The arrow to a step as far as it has come: full for the present step, thin and dashed for those before.
fn arrow(painter: &Painter, theme: &Theme, route: &Route, present: bool, reach: f32) {
    if reach <= 0.0 {
        return;
    }
    let points: Vec<Pos2> = (0..=32_u8).map(|n| route.point_at(reach * f32::from(n) / 32.0)).collect();
    let route = Route::through(&points);
    let (width, ink, line) = if present {
        (WIDTHS.0, Token::TextPrimary, LinePattern::Solid)
    } else {
        (WIDTHS.1, Token::TextSecondary, LinePattern::Dash { on: (7.0, 0.0), off: (4.0, 0.0) })
    };
    let ground = theme.colour(Token::SurfaceBoard);
    let mut links = LinkPainter::new(painter.pixels_per_point(), ground);
    let width = width * theme.larger().min(1.6);
    links.plain_on(&route, width + 2.5, LinePattern::Solid, ground);
    let look = SupplierStyle { name: String::new(), colour: theme.colour(ink), line, mark: Mark::None };
    links.link_on(&route, width, &look, 1.0);
    painter.add(links.finish());
}

/// The words of a step, laid out.
struct Words {
    title: Arc<Galley>,
    said: Arc<Galley>,
    sign: Sign,
    /// Width of the triangle before the words.
    side: f32,
    size: Vec2,
}

impl Words {
    fn of(ui: &Ui, theme: &Theme, note: &Note) -> Self {
        let sign = Sign::of(f64::from(note.sign));
        let painter = ui.painter();
        let ink = Color32::PLACEHOLDER;
        let title = painter.layout_no_wrap(note.title.clone(), theme.font(&style::small()), ink);
        let said = painter.layout_no_wrap(note.words.clone(), theme.font(&style::strong()), ink);
        let side = if sign == Sign::Zero { 0.0 } else { 13.0 * theme.larger() };
        let inner = vec2(title.size().x.max(said.size().x + side), if note.title.is_empty() { 0.0 } else { title.size().y });
        let tall = inner.y + if note.words.is_empty() { 0.0 } else { said.size().y };
        let size = if tall <= 0.0 { Vec2::ZERO } else { vec2(inner.x, tall) + 2.0 * PAD };
        Self { title, said, sign, side, size }
    }
}

/// The line from a number to its words, where they do not touch.
fn leader(ui: &Ui, theme: &Theme, stop: &Stop, disc: f32, shown: f32) {
    let Some(tag) = stop.tag else { return };
    let near = tag.clamp(stop.disc);
    let from = stop.disc + (near - stop.disc).normalized() * disc;
    if from.distance(near) > 2.0 && shown > 0.0 {
        let ink = theme.colour(Token::TextSecondary).gamma_multiply(shown);
        ui.painter().line_segment([from, near], Stroke::new(1.0, ink));
    }
}

/// The number of a step and its words.
fn step(ui: &Ui, theme: &Theme, stop: &Stop, (note, words): (&Note, &Words), disc: f32, shown: f32) {
    if shown <= 0.0 {
        return;
    }
    let painter = ui.painter();
    if let Some(tag) = stop.tag {
        words_on(painter, theme, tag, note, words, shown);
    }
    let ground = theme.colour(Token::SurfaceBoard);
    let full = theme.colour(Token::TextPrimary);
    let (fill, edge, ink) = if note.present {
        (full, ground, Token::TextInverse)
    } else {
        (theme.colour(Token::SurfaceRaised), full, Token::TextPrimary)
    };
    painter.circle_filled(stop.disc, disc + 2.0, ground.gamma_multiply(shown));
    painter.circle(stop.disc, disc - 0.75, fill.gamma_multiply(shown), Stroke::new(1.5, edge.gamma_multiply(shown)));
    parts::paint_text(ui, theme, stop.disc, Align2::CENTER_CENTER, &note.number.to_string(), &style::small(), ink);
}

fn words_on(painter: &Painter, theme: &Theme, tag: Rect, note: &Note, words: &Words, shown: f32) {
    let faded = |token: Token| theme.colour(token).gamma_multiply(shown);
    let edge =
        if note.present { Stroke::new(1.5, faded(Token::TextPrimary)) } else { Stroke::new(1.0, faded(Token::BorderSubtle)) };
    painter.rect(tag, 6.0, faded(Token::SurfaceRaised), edge, StrokeKind::Inside);
    let place = tag.min + PAD;
    let quiet = if note.present { Token::TextSecondary } else { Token::TextMuted };
    let below = if note.title.is_empty() { place } else { place + vec2(0.0, words.title.size().y) };
    painter.galley(place, Arc::clone(&words.title), faded(quiet));
    if note.words.is_empty() {
        return;
    }
    let ink = match (note.standing, words.sign) {
        (Some(Standing::Strained), _) => Token::StateWarning,
        (Some(Standing::Broken), _) => Token::StateCritical,
        (_, Sign::Zero) => Token::TextPrimary,
        (_, sign) => sign.token(),
    };
    let middle = pos2(below.x + 4.5 * theme.larger(), below.y + words.said.size().y / 2.0);
    paint_change(painter, middle, 8.0 * theme.larger(), words.sign, faded(ink));
    painter.galley(below + vec2(words.side, 0.0), Arc::clone(&words.said), faded(ink));
}

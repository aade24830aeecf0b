//! The drawing of a state on the board: emblem, ring, name, bars, badges.
//!
//! A node is drawn only; what can be clicked and what a screen reader says is the board's affair. The
//! ring is alignment with the seat in play: from 12 o'clock clockwise to +1 at 6 o'clock, solid, and
//! anticlockwise to −1, dashed.

use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::controls::paint_icon;
use super::emblem::{self, Emblem};
use super::mark;
use super::mesh::{self, Band};
use crate::ui::kit::theme::{Theme, Token, icons, text};

/// What the request badge of a node says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestBadge {
    /// A request waits for the seat in play.
    WaitsForYou,
    /// The answer is drafted.
    Drafted,
    /// A request to another seat.
    ForAnother,
}

/// What a node shows.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The state's name, under the ring.
    pub name: &'a str,
    /// Its emblem.
    pub emblem: Emblem,
    /// The supplier's number from 0, if it is one.
    pub supplier: Option<usize>,
    /// How far the ring goes round from 12 o'clock, in half turns, −1 to 2: alignment with the seat in play, or a part of a whole twice; `None`
    /// draws no arc.
    pub alignment: Option<f32>,
    /// Capability by domain, each 0 to 1; empty draws no bars.
    pub capability: &'a [f32],
    /// Bars large enough to be compared, with a picture of the domain under each (empty: none).
    pub columns: Option<&'a [&'static str]>,
    /// Which bar stands out; none: all are alike.
    pub bar_lit: Option<usize>,
    /// Which way the state moved in the last turn: 1 up, −1 down, 0 not; drawn beside the name with this opacity.
    pub moved: (i8, f32),
    /// Need by domain, each 0 to 1; what exceeds the capability is outlined.
    pub need: &'a [f32],
    /// The badge on the right.
    pub request: Option<RequestBadge>,
    /// Whether the badge on the left warns.
    pub warning: bool,
    /// Whether a ring of selection is drawn.
    pub selected: bool,
    /// Whether the node is out of focus; its name stays readable.
    pub dimmed: bool,
    /// The ground on which it stands.
    pub ground: Color32,
}

/// Paints a node whose ring has this radius; `scale` is 1 for a radius of about 21. Gives the ground of each of its bars, where it has
/// some: what the pointer takes for the bar, however low it is.
pub fn paint(painter: &Painter, theme: &Theme, node: &Node<'_>, centre: Pos2, radius: f32, scale: f32) -> Vec<Rect> {
    let opacity = if node.dimmed { theme.emblem_dim() } else { 1.0 };
    let fade = |colour: Color32| node.ground.lerp_to_gamma(colour, opacity);
    let feather = 1.0 / painter.pixels_per_point();
    if node.selected {
        let stroke = Stroke::new(2.0, theme.colour(Token::TextPrimary));
        painter.circle_filled(centre, radius + 6.0 * scale, node.ground);
        painter.circle_stroke(centre, radius + 6.0 * scale, stroke);
    }
    painter.circle_filled(centre, radius, theme.colour(Token::SurfacePanel));
    if let Some(n) = node.supplier {
        let stroke = Stroke::new(2.0, fade(theme.supplier(n).colour));
        painter.circle_stroke(centre, radius, stroke);
        emblem::paint(painter, theme, node.emblem, node.supplier, centre, radius * 0.66, opacity);
    } else {
        let width = 3.5 * scale;
        painter.circle_stroke(centre, radius, Stroke::new(width, fade(theme.colour(Token::RingTrack))));
        if let Some(alignment) = node.alignment {
            let ring = Ring { centre, radius, width, feather };
            painter.add(ring.alignment(alignment, theme, fade));
            let tick = Rect::from_min_size(
                pos2(centre.x - 0.75 * scale, centre.y - radius - 3.6 * scale),
                vec2(1.5 * scale, 4.0 * scale),
            );
            painter.rect_filled(tick, 0.0, fade(theme.colour(Token::TextSecondary)));
        }
        emblem::paint(painter, theme, node.emblem, None, centre, radius * 0.58, opacity);
    }
    let below = name(painter, theme, node, centre, radius, scale);
    badges(painter, theme, node.ground, (node.request, node.warning), (centre, radius), scale);
    if node.capability.is_empty() { Vec::new() } else { bars(painter, theme, node, pos2(centre.x, below.max.y + scale), scale) }
}

/// Paints the ring of a state seen from afar: its suppliers' shares, largest first from 12 o'clock,
/// with the main supplier's mark in the middle if `with_mark`; an opacity below 1 puts all of it back.
pub fn supplier_ring(
    painter: &Painter,
    theme: &Theme,
    centre: Pos2,
    radius: f32,
    shares: &[(f32, Option<usize>)],
    (with_mark, opacity): (bool, f32),
) {
    let width = (radius * 0.3).clamp(2.5, 4.0);
    let ground = theme.colour(Token::SurfacePanel);
    let fade = |colour: Color32| ground.lerp_to_gamma(colour, opacity);
    let feather = 1.0 / painter.pixels_per_point();
    painter.circle_filled(centre, radius, ground);
    painter.circle_stroke(centre, radius, Stroke::new(width, theme.colour(Token::RingTrack)));
    let mut sorted = shares.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out = Mesh::default();
    let mut from = 0.0;
    let gap = 1.5 / radius;
    for &(share, supplier) in &sorted {
        let to = from + share.clamp(0.0, 1.0) * std::f32::consts::TAU;
        if to - from > gap {
            let path = mesh::arc(centre, radius, from + gap / 2.0, to - gap / 2.0);
            let band = Band { offset: 0.0, width };
            let colour = fade(theme.source(supplier).colour);
            mesh::strip(&mut out, &path, (0.0, path.length()), band, colour, feather);
        }
        from = to;
    }
    painter.add(Shape::mesh(out));
    if let (true, Some((_, supplier))) = (with_mark, sorted.first()) {
        let style = theme.source(*supplier);
        mark::paint(painter, style.mark, centre, radius * 0.36, fade(style.colour));
    }
}

/// Paints the ring of a state seen from afar through another lens than that of supply: one number in half turns, −1 to 2, and the track
/// alone where there is none; an opacity below 1 puts it back.
pub fn value_ring(painter: &Painter, theme: &Theme, centre: Pos2, radius: f32, (value, opacity): (Option<f32>, f32)) {
    let width = (radius * 0.3).clamp(2.5, 4.0);
    let ring = Ring { centre, radius, width, feather: 1.0 / painter.pixels_per_point() };
    let ground = theme.colour(Token::SurfacePanel);
    painter.circle_filled(centre, radius, ground);
    painter.circle_stroke(centre, radius, Stroke::new(width, theme.colour(Token::RingTrack)));
    if let Some(value) = value {
        painter.add(ring.alignment(value, theme, |colour| ground.lerp_to_gamma(colour, opacity)));
    }
}

/// The key of the alignment ring, for legends.
pub fn alignment_key(painter: &Painter, theme: &Theme, centre: Pos2, radius: f32) {
    let ring = Ring { centre, radius, width: 2.5, feather: 1.0 / painter.pixels_per_point() };
    painter.circle_stroke(centre, radius, Stroke::new(2.5, theme.colour(Token::RingTrack)));
    painter.add(ring.alignment(0.6, theme, |colour| colour));
}

#[derive(Clone, Copy)]
struct Ring {
    centre: Pos2,
    radius: f32,
    width: f32,
    feather: f32,
}

impl Ring {
    fn alignment(self, alignment: f32, theme: &Theme, fade: impl Fn(Color32) -> Color32) -> Shape {
        let angle = alignment.clamp(-1.0, 2.0) * std::f32::consts::PI;
        let path = mesh::arc(self.centre, self.radius, 0.0, angle);
        let band = Band { offset: 0.0, width: self.width };
        let mut out = Mesh::default();
        if angle >= 0.0 {
            let ink = fade(theme.colour(Token::TextPrimary));
            mesh::strip(&mut out, &path, (0.0, path.length()), band, ink, self.feather);
        } else {
            let ink = fade(theme.colour(Token::ChangeDown));
            let mut at = 0.0;
            while at < path.length() {
                let to = (at + self.width * 0.97).min(path.length());
                mesh::strip(&mut out, &path, (at, to), band, ink, self.feather);
                at += self.width * 1.54;
            }
        }
        Shape::mesh(out)
    }
}

fn name(painter: &Painter, theme: &Theme, node: &Node<'_>, centre: Pos2, radius: f32, scale: f32) -> Rect {
    let size = theme.font(&text::strong()).size.max(12.5 * scale.min(NAME_SCALE_MAX));
    let ink = theme.colour(if node.dimmed { Token::TextMuted } else { Token::TextPrimary });
    let galley = painter.layout_no_wrap(node.name.to_owned(), text::medium_of(size), ink);
    let clear = if node.selected { 8.0 } else { 3.5 };
    let top = pos2(centre.x, centre.y + radius + clear * scale);
    let place = Align2::CENTER_TOP.anchor_size(top, galley.size());
    painter.rect_filled(place.expand2(vec2(2.0, -1.0)), 2.0, node.ground);
    painter.galley(place.min, galley, ink);
    let (way, opacity) = node.moved;
    if way != 0 && opacity > 0.0 {
        let token = if way > 0 { Token::ChangeUp } else { Token::ChangeDown };
        let tick = pos2(place.right() + 7.0, place.center().y);
        let up = f32::from(way.signum());
        let corners = [vec2(0.0, -3.0 * up), vec2(3.5, 3.0 * up), vec2(-3.5, 3.0 * up)].map(|corner| tick + corner);
        let mut out = Mesh::default();
        let colour = node.ground.lerp_to_gamma(theme.colour(token), opacity);
        mesh::convex(&mut out, &corners, colour, 1.0 / painter.pixels_per_point());
        painter.add(Shape::mesh(out));
    }
    place
}

fn bars(painter: &Painter, theme: &Theme, node: &Node<'_>, top: Pos2, scale: f32) -> Vec<Rect> {
    let (width, gap, height) = match node.columns {
        Some(_) => (10.0 * scale, 2.0 * scale, 20.0 * scale),
        None => (5.0 * scale, 2.0 * scale, 15.0 * scale),
    };
    let pixel = 1.0 / painter.pixels_per_point();
    let count = node.capability.len() as f32;
    let total = count * width + (count - 1.0) * gap;
    let left = painter.round_to_pixel_center(top.x - total / 2.0) - 0.5 / painter.pixels_per_point();
    let foot = top.y + height + 2.0;
    let place = Rect::from_min_max(pos2(left, top.y), pos2(left + total, foot));
    painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 0.0, node.ground);
    let needs = node.need.iter().copied().chain(std::iter::repeat(0.0));
    let mut grounds = Vec::with_capacity(node.capability.len());
    for (index, (&has, need)) in node.capability.iter().zip(needs).enumerate() {
        let x = left + index as f32 * (width + gap);
        // What is there at all can be seen.
        let least = |value: f32| if value > 0.0 { 2.0 * pixel } else { 0.0 };
        let level = |value: f32| foot - (height * value.clamp(0.0, 1.0)).max(least(value));
        let ground = Rect::from_min_max(pos2(x - gap / 2.0, top.y - 2.0), pos2(x + width + gap / 2.0, foot + 3.0));
        grounds.push(ground);
        if need > has {
            let unmet = Rect::from_min_max(pos2(x, level(need)), pos2(x + width, level(has)));
            let stroke = Stroke::new(1.0, theme.colour(Token::TextMuted));
            painter.rect_stroke(unmet, 0.0, stroke, egui::StrokeKind::Inside);
        }
        let bar = Rect::from_min_max(pos2(x, level(has)), pos2(x + width, foot));
        let lit = node.bar_lit.is_none_or(|lit| lit == index);
        painter.rect_filled(bar, 0.0, theme.colour(if lit { Token::TextSecondary } else { Token::RingTrack }));
        if let Some(icon) = node.columns.and_then(|icons| icons.get(index)).filter(|_| width >= 9.0) {
            let at = pos2(x + width / 2.0, foot + 2.0 + width * 0.6);
            paint_icon(painter, at, icon, text::icon(width * 1.15), theme.colour(Token::TextMuted));
        }
    }
    let base = Rect::from_min_size(pos2(left - 1.0, foot), vec2(total + 2.0, 1.0));
    painter.rect_filled(base, 0.0, theme.colour(Token::BorderControl));
    grounds
}

/// Names grow with a state up to so many times their designed size.
pub const NAME_SCALE_MAX: f32 = 1.5;

/// Radius of a badge at full size.
const BADGE: f32 = 8.5;

/// Where the badges of a node stand: that of a request, and that of a warning.
#[must_use]
pub fn badge_places(centre: Pos2, radius: f32, scale: f32) -> [Rect; 2] {
    let y = centre.y - radius * 0.72 - 2.0 * scale;
    let size = egui::Vec2::splat(2.0 * BADGE * scale);
    [pos2(centre.x + radius + 5.0 * scale, y), pos2(centre.x - radius - 5.5 * scale, y)]
        .map(|place| Rect::from_center_size(place, size))
}

/// Paints the badges of a node on its ground: that of a request, and whether one warns.
pub fn badges(
    painter: &Painter,
    theme: &Theme,
    ground: Color32,
    (request, warns): (Option<RequestBadge>, bool),
    (centre, radius): (Pos2, f32),
    scale: f32,
) {
    let size = BADGE * scale;
    let [right, left] = badge_places(centre, radius, scale).map(|place| place.center());
    if let Some(badge) = request {
        let place = right;
        let (fill, edge, width, ink, icon) = match badge {
            RequestBadge::WaitsForYou => (Token::DraftFill, None, 2.0, Token::DraftOnFill, icons::REQUEST),
            RequestBadge::Drafted => (Token::DraftTint, Some(Token::DraftInk), 1.0, Token::DraftInk, icons::CHECK),
            RequestBadge::ForAnother => {
                (Token::SurfaceRaised, Some(Token::BorderControl), 1.0, Token::TextPrimary, icons::REQUEST)
            }
        };
        let edge = edge.map_or(ground, |token| theme.colour(token));
        painter.circle(place, size, theme.colour(fill), Stroke::new(width, edge));
        paint_icon(painter, place, icon, text::icon(size * 1.3), theme.colour(ink));
    }
    if warns {
        warning(painter, theme, left, size, ground);
    }
}

/// Paints the amber triangle of a warning, with an edge in the colour of the ground.
pub fn warning(painter: &Painter, theme: &Theme, centre: Pos2, size: f32, ground: Color32) {
    let feather = 1.0 / painter.pixels_per_point();
    let triangle = [centre + size * vec2(0.0, -1.05), centre + size * vec2(1.12, 0.85), centre + size * vec2(-1.12, 0.85)];
    let mut out = Mesh::default();
    mesh::convex(&mut out, &mesh::inset(&triangle, -1.25), ground, feather);
    mesh::convex(&mut out, &triangle, theme.colour(Token::StateWarning), feather);
    painter.add(Shape::mesh(out));
    let ink = theme.colour(Token::TextInverse);
    let unit = size / 8.5;
    let stem = Rect::from_min_size(centre + vec2(-unit, -size * 0.4), vec2(2.0 * unit, size * 0.62));
    let dot = Rect::from_min_size(centre + vec2(-unit, size * 0.4), vec2(2.0 * unit, 2.0 * unit));
    painter.rect_filled(stem, 0.0, ink);
    painter.rect_filled(dot, 0.0, ink);
}

/// The size that a pill with this text has.
#[must_use]
pub fn pill_size(painter: &Painter, theme: &Theme, words: &str, draft: bool) -> egui::Vec2 {
    let font: FontId = theme.font(&if draft { text::small() } else { text::strong() });
    painter.layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size() + vec2(14.0, 4.0)
}

/// A pill with text on a link, centred here; gives its box.
pub fn pill(painter: &Painter, theme: &Theme, centre: Pos2, words: &str, draft: bool) -> Rect {
    let (fill, edge, ink) = if draft {
        (Token::DraftTint, Token::DraftInk, Token::DraftInk)
    } else {
        (Token::SurfaceRaised, Token::BorderSubtle, Token::TextPrimary)
    };
    let font: FontId = theme.font(&if draft { text::small() } else { text::strong() });
    let galley = painter.layout_no_wrap(words.to_owned(), font, theme.colour(ink));
    let place = Rect::from_center_size(centre, galley.size() + vec2(14.0, 4.0));
    let stroke = Stroke::new(1.0, theme.colour(edge));
    painter.rect(place, 5.0, theme.colour(fill), stroke, egui::StrokeKind::Inside);
    painter.galley(place.center() - galley.size() / 2.0, galley, theme.colour(ink));
    place
}

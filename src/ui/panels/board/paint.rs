//! The painting of the board from back to front: fields, lines, what has changed, and the few words on the lines of what is lit.

use std::sync::Arc;

use egui::{Color32, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::chain::samples;
use super::facts::{Facts, Shares};
use super::free::Free;
use super::layout::{Distance, REGION_BAR};
use super::lens::{Lens, Look, Strand, commitment_icon};
use super::links;
use super::nodes::{self, Seen};
use super::sentences;
use super::ways::{Light, Way, Ways};
use crate::report::words;
use crate::rules::world::Standing;
use crate::text::fill;
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{LinePattern, Mark, SupplierStyle, Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{paint_icon, paint_share_bar};
use crate::ui::kit::widgets::link::{LinkPainter, Route, width_of_share};
use crate::ui::kit::widgets::node;
use crate::ui::state::workspace::{Scene, Selection};

/// Links thinner than this carry no outline: it would hide whose they are.
pub(super) const OUTLINED_MIN: f32 = 2.5;

/// Shares that moved by less than this are not marked.
pub(super) const MOVED_MIN: f64 = 0.02;

/// Round the name of a region nothing else stands this near.
const NAME_AIR: f32 = 4.0;

/// Words further than this from their line are led to it, points.
const LED_FROM: f32 = 8.0;

/// From one place for the name of a region to the next.
const EDGE_STEP: f32 = 12.0;

/// What stands in the head of a region: its name, and a bar beside it or below it.
#[derive(Clone, Copy)]
enum Head {
    /// A bar of this length beside the name.
    Beside(f32),
    /// A bar as long as the name below it.
    Below,
    /// The name alone.
    Name,
}

/// What a head with a bar may be, the best first.
const HEADS: [Head; 5] = [Head::Beside(REGION_BAR.x), Head::Beside(110.0), Head::Beside(80.0), Head::Beside(56.0), Head::Below];

/// Between the name of a region and its bar, points.
const BAR_GAP: f32 = 4.0;

impl Head {
    /// The ground of all of it, where the name stands here.
    fn whole(self, name: Rect) -> Rect {
        self.bar(name).map_or(name, |bar| name.union(bar.expand(2.0)))
    }

    fn bar(self, name: Rect) -> Option<Rect> {
        let (at, long) = match self {
            Self::Beside(long) => (name.right_center() + vec2(BAR_GAP, -REGION_BAR.y / 2.0), long),
            Self::Below => (name.left_bottom() + vec2(5.0, 2.0), name.width() - 10.0),
            Self::Name => return None,
        };
        Some(Rect::from_min_size(at, vec2(long, REGION_BAR.y)))
    }
}

/// The lines as they were painted last, with what that depended on.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    ways: Arc<Ways>,
    theme: String,
    changes: u8,
    density: f32,
    shape: Shape,
}

/// The fields of the regions.
pub(super) fn fields(ui: &Ui, theme: &Theme, ways: &Ways) {
    for (_, rect) in &ways.fields {
        let fill = theme.colour(Token::SurfaceRegion);
        ui.painter().rect(*rect, 14.0, fill, parts::edge(theme), StrokeKind::Inside);
    }
}

/// The names of the regions, over the lines, each on a piece of its own ground; from afar with what the region orders from whom.
/// A name that would cover a state stands further along the upper edge of its field, or else at the lower one; where all is taken it is left
/// out. Gives the ground that they take.
pub(super) fn region_names(ui: &Ui, theme: &Theme, seen: &Seen<'_>) -> Vec<Rect> {
    let (scene, facts, ways) = (seen.scene, seen.facts, seen.ways);
    let mut taken = Vec::new();
    let mut names = nodes::under_circles(ui, theme, seen);
    if ways.key.distance <= Distance::Middle {
        names.extend(ways.circles.iter().filter_map(links::Circle::name_ground));
    }
    let states = nodes::ground(seen, &names);
    let bars = ways.key.distance <= Distance::Middle && facts.key.lens == Lens::Supply;
    for (region, rect) in &ways.fields {
        let name = words::capital(&scene.setting.regions[*region].name);
        let ink = theme.colour(Token::TextMuted);
        let size = (11.5 * ways.frame.scale.clamp(1.0, 1.3)).max(theme.font(&style::caption()).size);
        let words = ui.painter().layout_no_wrap(name, style::medium_of(size), ink);
        let middle = if bars { rect.left() + 14.0 + words.size().x / 2.0 } else { rect.center().x };
        let size = words.size() + vec2(10.0, 2.0);
        let wanted = Rect::from_center_size(pos2(middle, rect.top() + (size.y / 2.0 + 3.0).max(15.0)), size);
        let free = Free::new(rect.shrink(2.0), states.clone());
        let with_air = |(head, low, air): (Head, bool, f32)| {
            let whole = head.whole(wanted).expand(air);
            let place = free.first(along_the_edge(whole, *rect, low)).filter(|place| rect.contains_rect(*place));
            place.map(|place| (place.shrink(air), head))
        };
        let with_bars = [false, true].into_iter().flat_map(|low| HEADS.into_iter().map(move |head| (head, low)));
        let alone = [(Head::Name, false), (Head::Name, true)];
        let mut tries = with_bars.filter(|_| bars).chain(alone).flat_map(|(head, low)| [(head, low, NAME_AIR), (head, low, 0.0)]);
        let Some((place, head)) = tries.find_map(with_air) else { continue };
        let name = Rect::from_min_size(place.min, size);
        ui.painter().rect_filled(name, 4.0, theme.colour(Token::SurfaceRegion));
        ui.painter().galley(name.center() - words.size() / 2.0, words, ink);
        taken.push(name);
        if let Some(bar) = head.bar(name) {
            taken.push(bar.expand(2.0));
            region_bar(ui.painter(), theme, &facts.regions[*region], bar);
        }
    }
    taken
}

/// Places for a name along the upper edge of a field or along the lower one, the nearest to the wanted one first.
fn along_the_edge(wanted: Rect, field: Rect, low: bool) -> impl Iterator<Item = Rect> {
    let down = if low { field.bottom() + field.top() - wanted.bottom() - wanted.top() } else { 0.0 };
    let steps = (0..=(field.width() / EDGE_STEP) as u16).flat_map(|n| [f32::from(n), -f32::from(n)]);
    steps.map(move |n| wanted.translate(vec2(n * EDGE_STEP, down)))
}

/// What a region orders from whom: a bar in a box, so that nobody takes it for a line between states.
pub(super) fn region_bar(painter: &egui::Painter, theme: &Theme, shares: &Shares, bar: Rect) {
    painter.rect_filled(bar.expand(2.0), 2.0, theme.colour(Token::SurfaceRaised));
    paint_share_bar(painter, theme, shares, bar);
    let edge = Stroke::new(1.0, theme.colour(Token::BorderControl));
    painter.rect_stroke(bar.expand(2.0), 2.0, edge, StrokeKind::Inside);
}

/// All lines, in one mesh, painted anew only where something about them changed. `changes` is how strongly the last turn's changes show.
pub(super) fn lines(
    ui: &Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    facts: &Facts,
    ways: &Arc<Ways>,
    changes: f32,
    kept: &mut Option<Painted>,
) {
    let density = ui.ctx().pixels_per_point();
    let changes = (changes * 255.0) as u8;
    let same =
        |p: &Painted| Arc::ptr_eq(&p.ways, ways) && p.theme == theme.name() && p.changes == changes && p.density == density;
    if let Some(painted) = kept.as_ref().filter(|p| same(p)) {
        ui.painter().add(painted.shape.clone());
        return;
    }
    let light = &ways.key.light;
    let mut order: Vec<(bool, &Way, &Strand)> =
        ways.lines.iter().filter_map(|way| facts.strands.get(way.strand).map(|s| (light.lit(s), way, s))).collect();
    // What is out of focus first, then wide before narrow, so that crossings read as bridges.
    order.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.width.total_cmp(&a.1.width)));
    let mut painter = LinkPainter::new(density, theme.colour(Token::SurfaceRegion));
    for (lit, way, strand) in order {
        line(theme, scene, &mut painter, way, strand, lit);
        if lit && changes > 0 && strand.look == Look::Supply {
            former(theme, &mut painter, way, strand, f32::from(changes) / 255.0);
        }
    }
    let shape = painter.finish();
    ui.painter().add(shape.clone());
    *kept = Some(Painted { ways: Arc::clone(ways), theme: theme.name().to_owned(), changes, density, shape });
}

fn line(theme: &Theme, scene: &Scene<'_>, painter: &mut LinkPainter, way: &Way, strand: &Strand, lit: bool) {
    let opacity = if lit { 1.0 } else { theme.link_dim() };
    let width = theme.link_width_out_of_focus().filter(|_| !lit).unwrap_or(way.width);
    let ground = theme.colour(Token::SurfaceRegion);
    let ink = |token: Token| ground.lerp_to_gamma(theme.colour(token), opacity);
    let route = &way.route;
    match strand.look {
        Look::Supply => {
            painter.link_on(route, width, theme.source(portrait::supplier(scene.setting, strand.from)), opacity);
        }
        Look::Friends => painter.plain_on(route, width, LinePattern::Solid, ink(Token::TextSecondary)),
        Look::Opponents => {
            let dash = LinePattern::Dash { on: (5.0, 1.0), off: (4.0, 0.4) };
            painter.plain_on(route, width, dash, ink(Token::ChangeDown));
        }
        Look::Promise(id) => match scene.world.commitments[id].status {
            Standing::Strained => painter.zigzag_on(route, 1.5, ink(Token::StateWarning)),
            Standing::Broken => painter.broken_on(route, 2.5, ink(Token::StateCritical)),
            _ => painter.plain_on(route, width, LinePattern::Rails { gap: 0.5 }, ink(Token::TextSecondary)),
        },
        Look::Threat => painter.barbed_on(route, width, ink(Token::TextPrimary)),
        Look::Belief { spread } => {
            painter.link_on(route, width, &plain(theme.colour(Token::TextSecondary)), opacity);
            let aside = width / 2.0 + 1.5 + 16.0 * spread as f32;
            painter.fringe_on(route, aside, ink(Token::TextMuted));
        }
    }
}

/// A line that is no supplier's.
fn plain(colour: Color32) -> SupplierStyle {
    SupplierStyle { name: String::new(), colour, line: LinePattern::Solid, mark: Mark::None }
}

/// The outline of a link's width before the last turn, where it moved enough to be seen.
fn former(theme: &Theme, painter: &mut LinkPainter, way: &Way, strand: &Strand, opacity: f32) {
    let Some(before) = strand.before else { return };
    let moved = strand.value - before;
    if moved.abs() >= MOVED_MIN && way.width >= OUTLINED_MIN {
        let token = if moved > 0.0 { Token::ChangeUp } else { Token::ChangeDown };
        let scale = way.width / strand.width.max(0.1);
        let former = width_of_share(before as f32) * scale;
        painter.former_on(&way.route, former, way.width, theme.colour(token).gamma_multiply(opacity));
    }
}

/// Links that are not there yet.
pub(super) fn ghosts(ui: &Ui, theme: &Theme, ways: &Ways) {
    if ways.ghosts.is_empty() {
        return;
    }
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), theme.colour(Token::SurfaceRegion));
    for (want, route) in &ways.ghosts {
        painter.ghost_on(route, want.width, theme);
    }
    ui.painter().add(painter.finish());
}

/// The words on links that are not there yet. Gives the places of the words.
pub(super) fn ghost_labels(ui: &Ui, theme: &Theme, scene: &Scene<'_>, ways: &Ways, free: &mut Free) -> Vec<Rect> {
    let mut places = Vec::new();
    for ((_, route), ghost) in ways.ghosts.iter().zip(&ways.key.ghosts) {
        let name = |id| scene.setting.states[id].name.as_str();
        let values = [("supplier", name(ghost.from)), ("exporter", name(ghost.refuses)), ("gain", &ghost.gain)];
        let words = fill("board.ghost", &values);
        let size_of = |words: &str| node::pill_size(ui.painter(), theme, words, true);
        let middle = route.point_at(0.5);
        // They have a place in any case: the drafts are what the user is about.
        let forms = [words.clone(), broken(&words)];
        let along = forms.iter().find_map(|words| {
            let place = free.along(route, size_of(words)).filter(|place| free.hides_little(*place));
            Some((place?, words))
        });
        let (rect, words) = along.unwrap_or_else(|| {
            let size = size_of(&forms[1]);
            (free.beside(middle, size, 4.0).unwrap_or_else(|| Rect::from_center_size(middle, size)), &forms[1])
        });
        led_to(ui, theme, rect, route);
        let place = node::pill(ui.painter(), theme, rect.center(), words, true);
        free.take(place.expand(2.0));
        places.push(place);
    }
    places
}

/// Words on two lines, about as long as each other.
fn broken(words: &str) -> String {
    let off = |at: &usize| at.abs_diff(words.len() / 2);
    let middle = words.match_indices(' ').map(|(at, _)| at).min_by_key(off);
    middle.map(|at| words.split_at(at)).map_or_else(|| words.to_owned(), |(one, other)| format!("{one}\n{}", other.trim_start()))
}

/// The line from words to the way that they speak of, where they stand off it.
fn led_to(ui: &Ui, theme: &Theme, words: Rect, route: &Route) {
    let far = (7..=13_u8).all(|n| words.distance_to_pos(route.point_at(f32::from(n) / 20.0)) > LED_FROM);
    if !far {
        return;
    }
    let end = route.point_at(0.5);
    ui.painter().line_segment([words.clamp(end), end], Stroke::new(1.0, theme.colour(Token::DraftInk)));
}

/// The pictures of commitments, and the numbers on the lines of what is lit, where they cover no name, no emblem, and not one another.
pub(super) fn labels(ui: &Ui, theme: &Theme, scene: &Scene<'_>, facts: &Facts, ways: &Ways, free: &mut Free) {
    let light = &ways.key.light;
    let close = ways.key.distance == Distance::Close;
    let drawn = || ways.lines.iter().filter_map(|way| Some((way, facts.strands.get(way.strand)?)));
    for (_, route) in &ways.ghosts {
        free.keep(samples(route, 16));
    }
    if !light.even() {
        for (way, _) in drawn().filter(|(_, strand)| light.lit(strand)) {
            free.keep(samples(&way.route, 16));
        }
    }
    for (way, strand) in drawn().filter(|(_, strand)| matches!(strand.look, Look::Promise(_))) {
        promises(ui, theme, scene, way, strand, free);
    }
    let asked = |strand: &Strand| match light {
        Light::Focus(Selection::Nothing) => close,
        Light::Focus(Selection::State(_)) => light.lit(strand) && matters(strand),
        Light::Focus(Selection::Link(..)) => light.lit(strand),
        Light::Story(..) => false,
    };
    let mut told: Vec<(&Way, &Strand)> =
        drawn().filter(|(way, s)| asked(s) && (!light.even() || way.route.length() >= 30.0)).collect();
    // The strongest find their places first.
    told.sort_by(|a, b| b.1.value.abs().total_cmp(&a.1.value.abs()));
    for (way, strand) in told {
        let Some(words) = sentences::label(strand) else { continue };
        let size = node::pill_size(ui.painter(), theme, &words, false);
        if let Some(place) = free.along(&way.route, size) {
            free.take(node::pill(ui.painter(), theme, place.center(), &words, false).expand(2.0));
        }
    }
}

/// Whether the number of a line is worth writing beside those of the other lines of a state: of what every pair has one of, those that
/// are strong or have moved.
fn matters(strand: &Strand) -> bool {
    let moved = strand.before.is_some_and(|before| (strand.value - before).abs() >= MOVED_MIN);
    !matches!(strand.look, Look::Friends | Look::Opponents | Look::Threat) || strand.always || moved
}

/// The pictures of a pair's commitments, side by side on their line.
fn promises(ui: &Ui, theme: &Theme, scene: &Scene<'_>, way: &Way, strand: &Strand, free: &mut Free) {
    const SIDE: f32 = 20.0;
    let size = vec2(SIDE * strand.promises.len() as f32, SIDE);
    let Some(place) = free.on(&way.route, size) else { return };
    let edge = Stroke::new(1.0, theme.colour(Token::BorderControl));
    ui.painter().rect(place, SIDE / 2.0, theme.colour(Token::SurfaceRaised), edge, StrokeKind::Inside);
    for (n, id) in strand.promises.iter().enumerate() {
        let (icon, token) = match scene.world.commitments[*id].status {
            Standing::Strained => (icons::WARNING, Token::StateWarning),
            Standing::Broken => (icons::BROKEN, Token::StateCritical),
            _ => (commitment_icon(scene.world.commitments[*id].kind), Token::TextPrimary),
        };
        let spot = pos2(place.left() + SIDE * (n as f32 + 0.5), place.center().y);
        paint_icon(ui.painter(), spot, icon, style::icon(14.0), theme.colour(token));
    }
    free.take(place.expand(1.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_region_stands_aside_of_a_state_or_at_the_other_edge() {
        let field = Rect::from_min_size(pos2(100.0, 50.0), vec2(300.0, 200.0));
        let wanted = Rect::from_center_size(pos2(250.0, 66.0), vec2(80.0, 16.0));
        let both = || along_the_edge(wanted, field, false).chain(along_the_edge(wanted, field, true));
        let place = |taken: Vec<Rect>, round| Free::new(field, (taken, round)).first(both());
        assert_eq!(place(Vec::new(), Vec::new()), Some(wanted), "where there is room it stands in the middle");
        let aside = place(Vec::new(), vec![(pos2(260.0, 80.0), 24.0)]).expect("there is room beside the state");
        assert_eq!(aside.center().y, wanted.center().y, "along the upper edge");
        assert!(aside.right() < 240.0, "{aside} is clear of it");
        let row = Rect::from_min_max(field.min, pos2(field.right(), 90.0));
        let below = place(vec![row], Vec::new()).expect("there is room at the lower edge");
        assert_eq!(field.bottom() - below.bottom(), wanted.top() - field.top());
        assert_eq!(place(vec![field], Vec::new()), None, "where all is taken it is left out");
    }
}

//! States on the board: what each shows at each distance, and what can be done to it.

use egui::{Align2, CursorIcon, EventFilter, Id, Key, Rect, RectAlign, Role, Sense, Tooltip, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::facts::Facts;
use super::layout::{Distance, outside};
use super::lens::Lens;
use super::links::Circle;
use super::ways::{Light, Ways};
use super::{BoardView, Intent, Scene, Selection, bars};
use crate::report::words;
use crate::rules::table::StateId;
use crate::scenario::Spot;
use crate::session::Place;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::paint_icon;
use crate::ui::kit::widgets::emblem;
use crate::ui::kit::widgets::node::{self, Node, RequestBadge};

/// From this part of its radius outwards a supplier is held by its rim, and a drag starts an order.
const RIM: f32 = 0.72;
/// As far outside its circle the rim still holds, points.
const RIM_OUTSIDE: f32 = 6.0;
/// Radius of the handle on the rim, points.
const HANDLE: f32 = 7.0;
/// Between two states that stand beside each other, points.
const APART: f32 = 10.0;

/// The id of a state on the board.
pub(super) fn id_of(ui: &Ui, id: StateId) -> Id {
    ui.scope_id().with(("state", id))
}

/// What the board looks at in one frame.
pub(super) struct Seen<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) facts: &'a Facts,
    pub(super) ways: &'a Ways,
    /// How strongly the last turn's changes show.
    pub(super) changes: f32,
}

impl Seen<'_> {
    /// Whether a state is lit or a neighbour of what is.
    fn near_focus(&self, id: StateId) -> bool {
        let joins = |focus: StateId| {
            let strands = self.facts.strands.iter();
            strands.clone().any(|s| (s.from == focus && s.to == id) || (s.to == focus && s.from == id))
        };
        match &self.ways.key.light {
            Light::Focus(Selection::Nothing) => true,
            // Without lines there are no neighbours, and columns are there to be compared.
            Light::Focus(Selection::State(_)) if self.facts.strands.is_empty() => true,
            Light::Focus(Selection::State(focus)) => *focus == id || joins(*focus),
            Light::Focus(Selection::Link(from, to)) => id == *from || id == *to,
            Light::Story(states, _) => states.contains(&id),
        }
    }

    /// What has to be seen where a line is spoken of: both of its ends with their names, and what is written on lines.
    pub(super) fn about(&self, from: StateId, to: StateId, labels: &[Rect]) -> Vec<Rect> {
        let end = |id: StateId| {
            let circle = &self.ways.circles[id];
            let round = Rect::from_center_size(circle.centre, Vec2::splat(2.0 * circle.radius + 16.0));
            round.with_max_y(round.bottom() + 24.0).expand2(vec2(10.0, 0.0))
        };
        [end(from), end(to)].into_iter().chain(labels.iter().copied()).collect()
    }

    /// The state under a place of the screen, but for one that is held there.
    pub(super) fn met(&self, at: egui::Pos2, held: StateId) -> Option<StateId> {
        let near = |(id, c): &(StateId, &Circle)| *id != held && c.centre.distance(at) <= c.radius + 4.0;
        self.ways.circles.enumerate().find(near).map(|(id, _)| id)
    }
}

/// Whether a dialog lies over the board, which then says nothing under the pointer.
pub(super) fn covered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.top_modal_layer().is_some_and(|layer| layer != ui.layer_id()))
}

/// Draws one state and takes what is done to it.
pub(super) fn node_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>, view: &mut BoardView, id: StateId, intents: &mut Vec<Intent>) {
    let scene = seen.scene;
    let circle = seen.ways.circles[id];
    let reach = circle.radius.max(12.0) + if outside(scene.setting, id) { RIM_OUTSIDE } else { 0.0 };
    let hit = Rect::from_center_size(circle.centre, Vec2::splat(2.0 * reach));
    let response = ui.interact(hit, id_of(ui, id), Sense::click_and_drag());
    spots::mark(ui.ctx(), Spot::State(id), hit.expand2(vec2(14.0, 0.0)).with_max_y(hit.bottom() + 34.0));
    let on_rim = |at: egui::Pos2| outside(scene.setting, id) && at.distance(circle.centre) > circle.radius * RIM;
    dragged(ui, seen, view, id, &response, on_rim, intents);
    let lit = scene.selection == Selection::State(id);
    let waits = scene.in_tray().find(|r| r.from == id).map(|r| r.key);
    if response.clicked() {
        let keyboard = response.has_focus() && !response.clicked_by(egui::PointerButton::Primary);
        let space = response.has_focus() && ui.input(|input| input.key_pressed(Key::Space));
        match (waits, scene.seat()) {
            (_, Some(seat)) if space && seat != id => intents.push(Intent::StartOrder { exporter: seat, partner: id }),
            (Some(key), _) if lit && keyboard => intents.push(Intent::Decide(key)),
            _ => intents.push(Intent::Select(Selection::State(id))),
        }
    }
    if response.double_clicked() {
        intents.extend(waits.map(Intent::Decide));
    }
    let sentence = &seen.facts.states[id].sentence;
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, sentence));
    let bars = paint(ui, theme, seen, id, lit);
    if response.has_focus() {
        parts::focus_ring(ui, theme, hit.expand(4.0));
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    if !response.dragged() && view.pull.is_none() && !covered(ui) {
        let rim = response.hover_pos().is_some_and(on_rim);
        if outside(scene.setting, id) && response.hovered() {
            handle(ui, theme, &circle, response.hover_pos().filter(|_| rim));
        }
        let cursor = if rim { CursorIcon::Crosshair } else { CursorIcon::PointingHand };
        tip(ui, &response.on_hover_cursor(cursor), id, |ui| {
            ui.label(sentence);
            if rim {
                parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("board.rim"));
            }
        });
    }
    bars::bars_ui(ui, theme, seen, view, id, &bars, intents);
}

/// What is said under the pointer. While a tour speaks of the state its bubble stands on the right, and what is said keeps to the left.
pub(super) fn tip(ui: &Ui, response: &egui::Response, id: StateId, say: impl FnOnce(&mut Ui)) {
    let mut tip = Tooltip::for_enabled(response);
    if spots::wanted(ui.ctx()) == Some(Spot::State(id)) {
        const LEFT: [RectAlign; 3] = [RectAlign::BOTTOM_END, RectAlign::LEFT_START, RectAlign::TOP_END];
        tip.popup = tip.popup.align(RectAlign::BOTTOM_END).align_alternatives(&LEFT);
    }
    tip.show(say);
}

/// Draws one state for people who only look.
pub(super) fn shown_ui(ui: &Ui, theme: &Theme, seen: &Seen<'_>, id: StateId) {
    let circle = seen.ways.circles[id];
    let spot = Rect::from_center_size(circle.centre, Vec2::splat(2.0 * circle.radius));
    let lit = seen.scene.selection == Selection::State(id);
    let response = ui.interact(spot, id_of(ui, id), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, true, &seen.facts.states[id].sentence));
    paint(ui, theme, seen, id, lit);
}

/// A drag moves a state, or from the rim of a supplier starts an order.
fn dragged(
    ui: &Ui,
    seen: &Seen<'_>,
    view: &mut BoardView,
    id: StateId,
    response: &egui::Response,
    on_rim: impl Fn(egui::Pos2) -> bool,
    intents: &mut Vec<Intent>,
) {
    let origin = ui.input(|input| input.pointer.press_origin());
    if response.drag_started() {
        if origin.is_some_and(&on_rim) {
            view.pull = Some(id);
        } else {
            view.drag = Some((id, seen.ways.places.of(id)));
        }
    }
    if response.dragged()
        && let Some((_, place)) = view.drag.as_mut().filter(|(dragged, _)| *dragged == id)
    {
        let to = seen.ways.frame.screen(*place) + response.drag_delta();
        *place = seen.ways.frame.place(to).clamp(egui::Pos2::ZERO, pos2(1.0, 1.0));
    }
    if response.drag_stopped() {
        let target = ui.ctx().pointer_latest_pos().and_then(|at| seen.met(at, id));
        let order = target.and_then(|target| order_between(seen, id, target));
        if let Some((_, place)) = view.drag.take_if(|(dragged, _)| *dragged == id) {
            // Let go on another state it means that state, and stays where it was; elsewhere it finds a place of its own.
            let free = if target.is_some() { None } else { free_place(seen, id, place) };
            intents.extend(free.map(|place| Intent::Place(vec![(id, Some(Place::at(place.x, place.y)))])));
            intents.extend(order);
        } else if view.pull.take_if(|pulled| *pulled == id).is_some() {
            intents.extend(order);
        }
    }
}

/// The order that a state let go on another starts: the one that licenses toward the other.
fn order_between(seen: &Seen<'_>, dragged: StateId, target: StateId) -> Option<Intent> {
    let licenses = |id: StateId| seen.scene.setting.exporters().any(|exporter| exporter == id);
    let seat = seen.scene.seat();
    let (exporter, partner) = match (licenses(dragged), licenses(target)) {
        (true, true) if seat == Some(target) => (target, dragged),
        (true, _) => (dragged, target),
        (false, true) => (target, dragged),
        (false, false) => return None,
    };
    Some(Intent::StartOrder { exporter, partner })
}

/// The place nearest to this one at which a state stands on no other; none where there is no such place nearby.
fn free_place(seen: &Seen<'_>, id: StateId, place: egui::Pos2) -> Option<egui::Pos2> {
    let frame = &seen.ways.frame;
    let own = seen.ways.circles[id].radius;
    let bounds = Rect::from_min_max(egui::Pos2::ZERO, pos2(1.0, 1.0));
    let others = || seen.ways.circles.enumerate().filter(|(other, _)| *other != id).map(|(_, circle)| circle);
    let free = |at: egui::Pos2| others().all(|c| c.centre.distance(at) >= c.radius + own + APART - 0.5);
    let wanted = frame.screen(place);
    let rings = (0..=12_u8).flat_map(|ring| (0..16_u8).map(move |turn| (f32::from(ring) * 6.0, f32::from(turn) / 16.0)));
    let tries = rings.map(|(away, turn)| wanted + away * Vec2::angled(turn * std::f32::consts::TAU));
    let fits = |at: &egui::Pos2| free(*at) && bounds.expand(1e-3).contains(frame.place(*at));
    tries.filter(fits).map(|at| frame.place(at)).next()
}

/// The sign on the rim from which an order is drawn: under the pointer, else where the supplier faces the field.
fn handle(ui: &Ui, theme: &Theme, circle: &Circle, at: Option<egui::Pos2>) {
    let facing = vec2(circle.facing.unwrap_or(1.0), 0.0);
    let way = at.map_or(facing, |at| (at - circle.centre).normalized());
    let place = circle.centre + way * circle.radius;
    let edge = egui::Stroke::new(1.0, theme.colour(Token::DraftInk));
    ui.painter().circle(place, HANDLE, theme.colour(Token::DraftTint), edge);
    paint_icon(ui.painter(), place, icons::ADD, style::icon(2.0 * HANDLE), theme.colour(Token::DraftInk));
}

/// Paints a state, and gives the ground of each of its bars.
fn paint(ui: &Ui, theme: &Theme, seen: &Seen<'_>, id: StateId, lit: bool) -> Vec<Rect> {
    let setting = seen.scene.setting;
    let circle = seen.ways.circles[id];
    let distance = seen.ways.key.distance;
    let dimmed = !seen.near_focus(id);
    let standing = outside(setting, id);
    if !standing && distance < Distance::Near {
        far(ui, theme, seen, id, dimmed);
        return Vec::new();
    }
    let facts = &seen.facts.states[id];
    let lens = seen.facts.key.lens;
    let pictures: Vec<&'static str> = setting.domains.ids().map(|domain| portrait::domain_icon(setting, domain)).collect();
    let columns: Option<&[&'static str]> = if distance == Distance::Close {
        Some(&pictures)
    } else if lens == Lens::Capability {
        Some(&[])
    } else {
        None
    };
    let ground = theme.colour(if standing { Token::SurfaceBoard } else { Token::SurfaceRegion });
    let node = Node {
        name: &setting.states[id].name,
        emblem: facts.emblem,
        supplier: facts.supplier,
        alignment: facts.sweep(lens),
        capability: &facts.capability,
        need: &facts.need,
        columns,
        bar_lit: seen.facts.key.domain.map(|domain| usize::from(domain.0)).filter(|_| lens == Lens::Capability),
        moved: (facts.moved, seen.changes),
        request: badge(seen.scene, id),
        warning: facts.warning,
        selected: lit,
        dimmed,
        ground,
    };
    let bars = node::paint(ui.painter(), theme, &node, circle.centre, circle.radius, seen.ways.frame.scale);
    if let Some(ring) = facts.ring.filter(|_| distance == Distance::Close && !standing) {
        let words = match lens {
            Lens::Supply | Lens::Alignment => words::signed(f64::from(ring), 2),
            _ => words::number(f64::from(ring), 2),
        };
        let at = pos2(circle.centre.x + circle.radius + 10.0, circle.centre.y + circle.radius * 0.4);
        parts::paint_text(ui, theme, at, Align2::LEFT_CENTER, &words, &style::strong(), Token::TextSecondary);
    }
    bars
}

fn far(ui: &Ui, theme: &Theme, seen: &Seen<'_>, id: StateId, dimmed: bool) {
    let setting = seen.scene.setting;
    let circle = seen.ways.circles[id];
    let middle = seen.ways.key.distance == Distance::Middle;
    let focus = seen.ways.key.light.focus() == Selection::State(id);
    if focus {
        let ring = egui::Stroke::new(2.0, theme.colour(Token::TextPrimary));
        ui.painter().circle_stroke(circle.centre, circle.radius + 5.0, ring);
    }
    let facts = &seen.facts.states[id];
    let opacity = if dimmed { theme.emblem_dim() } else { 1.0 };
    let supply = seen.facts.key.lens == Lens::Supply;
    if supply {
        node::supplier_ring(ui.painter(), theme, circle.centre, circle.radius, &facts.shares, (!middle, opacity));
    } else {
        node::value_ring(ui.painter(), theme, circle.centre, circle.radius, (facts.sweep(seen.facts.key.lens), opacity));
    }
    if middle || !supply {
        emblem::paint(ui.painter(), theme, facts.emblem, facts.supplier, circle.centre, circle.radius * 0.58, opacity);
    }
    if middle {
        let badges = (badge(seen.scene, id), facts.warning);
        let scale = seen.ways.frame.scale.max(BADGE_SCALE_MIN);
        node::badges(ui.painter(), theme, theme.colour(Token::SurfaceRegion), badges, (circle.centre, circle.radius), scale);
    }
    // On a board with few states names are written after all of them; on others that of what is lit is written here.
    if focus && !middle && !seen.ways.frame.named {
        let below = pos2(circle.centre.x, circle.centre.y + circle.radius + 18.0);
        node::pill(ui.painter(), theme, below, &setting.states[id].name, false);
    }
}

/// Badges are no smaller than this against their designed size.
const BADGE_SCALE_MIN: f32 = 0.8;

/// The names of states at middle distance, and from afar where the board has few: under the circle, else over it or beside it. Where there is no room for a name, only that of
/// what is lit is written, over whatever is there; from afar the short form where the name has no room. `taken`: ground where no name may stand.
/// Gives all ground that names take, the bars under them included.
pub(super) fn names(ui: &Ui, theme: &Theme, seen: &Seen<'_>, mut taken: Vec<Rect>) -> Vec<Rect> {
    let (setting, circles) = (seen.scene.setting, &seen.ways.circles);
    let far = seen.ways.key.distance == Distance::Far;
    if seen.ways.key.distance > Distance::Middle || far && !seen.ways.frame.named {
        taken.extend(under_circles(ui, theme, seen));
        return taken;
    }
    let focus = |id: StateId| seen.ways.key.light.focus() == Selection::State(id);
    let square = |(id, circle): (StateId, &Circle)| {
        let radius = circle.radius + if focus(id) { 7.0 } else { 0.0 };
        Rect::from_center_size(circle.centre, Vec2::splat(2.0 * radius))
    };
    // A supplier has its name with it.
    let named = |circle: &Circle| Rect::from_center_size(circle.centre + vec2(0.0, circle.radius + 10.0), vec2(54.0, 18.0));
    taken.extend(circles.enumerate().map(square));
    taken.extend(circles.iter().filter(|circle| circle.facing.is_some()).map(named));
    if !far {
        let scale = seen.ways.frame.scale.max(BADGE_SCALE_MIN);
        for (id, circle) in circles.enumerate().filter(|(id, _)| !outside(setting, *id)) {
            let [right, left] = node::badge_places(circle.centre, circle.radius, scale);
            taken.extend(badge(seen.scene, id).map(|_| right));
            taken.extend(seen.facts.states[id].warning.then_some(left));
        }
    }
    let mut ids: Vec<StateId> = setting.states.ids().filter(|id| !outside(setting, *id)).collect();
    ids.sort_by_key(|id| !focus(*id));
    for id in ids {
        let token = if seen.near_focus(id) { Token::TextPrimary } else { Token::TextMuted };
        let circle = &circles[id];
        let away = circle.radius + if focus(id) { 8.0 } else { 3.0 };
        let sides = [(Align2::CENTER_TOP, vec2(0.0, away)), (Align2::CENTER_BOTTOM, vec2(0.0, -away))];
        let beside = [(Align2::LEFT_CENTER, vec2(away + 2.0, 0.0)), (Align2::RIGHT_CENTER, vec2(-away - 2.0, 0.0))];
        let free = |place: &Rect| taken.iter().all(|other| !other.intersects(place.shrink(1.0)));
        // Rather by its code than among the states of another region.
        let own =
            seen.ways.fields.iter().find(|(region, _)| *region == setting.states[id].region).map(|(_, field)| field.shrink(2.0));
        let inside = |place: &Rect| own.is_none_or(|field| field.contains_rect(*place));
        let state = &setting.states[id];
        let written = |words: &str, size: f32, anywhere: bool| {
            let galley = ui.painter().layout_no_wrap(words.to_owned(), style::medium_of(size), theme.colour(token));
            let places = sides.into_iter().chain(beside);
            let mut places = places.map(|(align, by)| align.anchor_size(circle.centre + by, galley.size())).filter(free);
            places.find(|place| anywhere || inside(place)).map(|place| (place, galley))
        };
        let short = |anywhere: bool| written(&state.code, 11.0, anywhere).filter(|_| far);
        let over = || {
            let galley = ui.painter().layout_no_wrap(state.name.clone(), style::medium_of(12.5), theme.colour(token));
            let below = Align2::CENTER_TOP.anchor_size(circle.centre + vec2(0.0, away), galley.size());
            focus(id).then_some((below, galley))
        };
        let Some((place, galley)) = written(&state.name, 12.5, false)
            .or_else(|| short(false))
            .or_else(|| written(&state.name, 12.5, true))
            .or_else(|| short(true))
            .or_else(over)
        else {
            continue;
        };
        taken.push(place);
        ui.painter().rect_filled(place.expand2(vec2(2.0, -1.0)), 2.0, theme.colour(Token::SurfaceRegion));
        ui.painter().galley(place.min, galley, theme.colour(token));
    }
    taken
}

/// Ground that nothing may cover: rectangles, and circles by middle and radius.
pub(super) type Taken = (Vec<Rect>, Vec<(egui::Pos2, f32)>);

/// All ground on the board that nothing may cover: names with the bars under them, badges, and emblems with their rings.
pub(super) fn ground(seen: &Seen<'_>, names: &[Rect]) -> Taken {
    let scale = seen.ways.frame.scale;
    let far = seen.ways.key.distance == Distance::Far;
    let badges = |(id, circle): (StateId, &Circle)| {
        let [right, left] = node::badge_places(circle.centre, circle.radius, scale);
        let request = badge(seen.scene, id).filter(|_| !far).map(|_| right);
        [request, seen.facts.states[id].warning.then_some(left)]
    };
    let circles = &seen.ways.circles;
    let taken = names.iter().copied().chain(circles.enumerate().flat_map(badges).flatten()).collect();
    (taken, circles.iter().map(|circle| (circle.centre, circle.radius + 3.0)).collect())
}

/// The ground of the names that stand with their states, and of the bars below them.
pub(super) fn under_circles(ui: &Ui, theme: &Theme, seen: &Seen<'_>) -> Vec<Rect> {
    let scale = seen.ways.frame.scale;
    let font = style::medium_of((12.5 * scale.min(node::NAME_SCALE_MAX)).max(theme.font(&style::strong()).size));
    let ground = |(id, circle): (StateId, &Circle)| {
        let name = seen.scene.setting.states[id].name.clone();
        let size = ui.painter().layout_no_wrap(name, font.clone(), egui::Color32::PLACEHOLDER).size();
        let columns = seen.ways.key.distance == Distance::Close || seen.facts.key.lens == Lens::Capability;
        let (wide, tall) = if columns { (12.0, 40.0) } else { (7.0, 24.0) };
        let count = seen.facts.states[id].capability.len() as f32;
        // A supplier that stands outside has no bars.
        let (bars, row) = if outside(seen.scene.setting, id) { (0.0, 0.0) } else { (tall * scale, wide * count * scale) };
        let top = circle.centre.y + circle.radius;
        let half = size.x.max(row) / 2.0;
        Rect::from_min_max(pos2(circle.centre.x - half, top), pos2(circle.centre.x + half, top + size.y + 6.0 + bars))
    };
    seen.ways
        .circles
        .enumerate()
        .filter(|(id, _)| seen.ways.key.distance >= Distance::Near || outside(seen.scene.setting, *id))
        .map(ground)
        .collect()
}

fn badge(scene: &Scene<'_>, id: StateId) -> Option<RequestBadge> {
    let mut mine = scene.in_tray().filter(|r| r.from == id).peekable();
    if mine.peek().is_some() {
        let open = mine.any(|r| scene.draft_for(r.key).is_none());
        return Some(if open { RequestBadge::WaitsForYou } else { RequestBadge::Drafted });
    }
    scene.waiting().any(|r| r.from == id).then_some(RequestBadge::ForAnother)
}

//! States on the board: what each shows, what each says to a screen reader, and the walk from one to the next by arrow keys.

use egui::{Align2, EventFilter, Id, Key, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::layout::{Distance, outside};
use super::{BoardView, Intent, Joined, Picture, Scene, Selection, joined_of};
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, PairVar, Variable};
use crate::rules::world::Standing;
use crate::text::{fill, text};
use crate::ui::parts;
use crate::ui::portrait;
use crate::ui::theme::{Theme, Token, text as style};
use crate::ui::widgets::emblem;
use crate::ui::widgets::node::{self, Node, RequestBadge};

fn id_of(ui: &Ui, id: StateId) -> Id {
    ui.scope_id().with(("state", id))
}

/// Draws one state and takes what is done to it.
pub(super) fn node_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    view: &mut BoardView,
    picture: &Picture,
    id: StateId,
    intents: &mut Vec<Intent>,
) {
    let circle = picture.circles[id];
    let hit = Rect::from_center_size(circle.centre, Vec2::splat(2.0 * circle.radius.max(12.0)));
    let response = ui.interact(hit, id_of(ui, id), Sense::click_and_drag());
    if response.dragged() {
        let to = circle.centre + response.drag_delta();
        view.places.put(id, picture.frame.place(to));
    }
    let lit = scene.selection == Selection::State(id);
    if response.clicked() {
        intents.push(Intent::Select(Selection::State(id)));
    }
    if response.double_clicked() {
        intents.extend(scene.in_tray().find(|r| r.from == id).map(|r| Intent::Decide(r.key)));
    }
    let sentence = sentence(scene, id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, &sentence));
    paint(ui, theme, scene, picture, id, lit);
    if response.has_focus() {
        parts::focus_ring(ui, theme, hit.expand(4.0));
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    if !response.dragged() {
        response.on_hover_text(sentence).on_hover_cursor(egui::CursorIcon::PointingHand);
    }
}

/// Arrow keys lead from the focused state to the nearest one in that direction.
pub(super) fn walk(ui: &Ui, scene: &Scene<'_>, picture: &Picture, intents: &mut Vec<Intent>) {
    let Some(focus) = ui.memory(egui::Memory::focused) else { return };
    let Some(from) = scene.setting.states.ids().find(|id| id_of(ui, *id) == focus) else { return };
    let keys = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let pressed = keys.into_iter().find(|(key, _)| ui.input(|input| input.key_pressed(*key)));
    let Some((_, direction)) = pressed else { return };
    let here = picture.circles[from].centre;
    let cost = |id: StateId| {
        let away = picture.circles[id].centre - here;
        let along = away.dot(direction);
        (along > 1.0).then(|| along + 2.0 * (away - along * direction).length())
    };
    let others = scene.setting.states.ids().filter(|id| *id != from).filter_map(|id| cost(id).map(|cost| (cost, id)));
    if let Some((_, next)) = others.min_by(|a, b| a.0.total_cmp(&b.0)) {
        ui.memory_mut(|memory| memory.request_focus(id_of(ui, next)));
        intents.push(Intent::Select(Selection::State(next)));
    }
}

fn paint(ui: &Ui, theme: &Theme, scene: &Scene<'_>, picture: &Picture, id: StateId, lit: bool) {
    let setting = scene.setting;
    let circle = picture.circles[id];
    let distance = picture.frame.distance();
    let dimmed = !picture.near_focus(id);
    let supplier = portrait::supplier(setting, id);
    let standing = outside(setting, id);
    let ground = theme.colour(if standing { Token::SurfaceBoard } else { Token::SurfaceRegion });
    if !standing && distance < Distance::Near {
        far(ui, theme, scene, picture, id, dimmed);
        return;
    }
    let (capability, need) = if standing { (Vec::new(), Vec::new()) } else { capability(scene, id) };
    let alignment = scene.eyes().filter(|seat| *seat != id).map(|seat| scene.world.pair(PairVar::Alignment, id, seat) as f32);
    let node = Node {
        name: &setting.states[id].name,
        emblem: portrait::emblem(setting, id),
        supplier,
        alignment,
        capability: &capability,
        need: &need,
        request: badge(scene, id),
        warning: strained(scene, id).next().is_some(),
        selected: lit,
        dimmed,
        ground,
    };
    let scale = picture.frame.scale;
    node::paint(ui.painter(), theme, &node, circle.centre, circle.radius, scale);
}

fn far(ui: &Ui, theme: &Theme, scene: &Scene<'_>, picture: &Picture, id: StateId, dimmed: bool) {
    let setting = scene.setting;
    let circle = picture.circles[id];
    let parts = joined_of(setting, scene.world, id);
    let shares: Vec<(f32, Option<usize>)> =
        parts.iter().map(|j| (j.share as f32, portrait::source(setting, j.supplier, id))).collect();
    let middle = picture.frame.distance() == Distance::Middle;
    node::supplier_ring(ui.painter(), theme, circle.centre, circle.radius, &shares, !middle);
    if middle {
        let opacity = if dimmed { theme.emblem_dim() } else { 1.0 };
        emblem::paint(ui.painter(), theme, portrait::emblem(setting, id), None, circle.centre, circle.radius * 0.58, opacity);
    }
    if middle || !dimmed {
        let token = if dimmed { Token::TextMuted } else { Token::TextPrimary };
        let at = pos2(circle.centre.x, circle.centre.y + circle.radius + 3.0);
        parts::paint_text(ui, theme, at, Align2::CENTER_TOP, &setting.states[id].name, &style::caption(), token);
    }
}

/// Capability and need by domain, each against the board's largest in that domain.
fn capability(scene: &Scene<'_>, id: StateId) -> (Vec<f32>, Vec<f32>) {
    let of = |kind: CellVar, domain| {
        let all = scene.setting.states.ids().filter(|s| !outside(scene.setting, *s));
        let most = all.map(|s| scene.world.cell(CellVar::Capability, s, domain).max(scene.world.cell(CellVar::Need, s, domain)));
        let most = most.fold(1e-6, f64::max);
        (scene.world.cell(kind, id, domain) / most) as f32
    };
    let domains = scene.setting.domains.ids();
    domains.map(|d| (of(CellVar::Capability, d), of(CellVar::Need, d))).unzip()
}

fn badge(scene: &Scene<'_>, id: StateId) -> Option<RequestBadge> {
    let mut mine = scene.in_tray().filter(|r| r.from == id).peekable();
    if mine.peek().is_some() {
        let open = mine.any(|r| scene.draft_for(r.key).is_none());
        return Some(if open { RequestBadge::WaitsForYou } else { RequestBadge::Drafted });
    }
    scene.world.requests.iter().any(|r| r.from == id).then_some(RequestBadge::ForAnother)
}

/// Names of the commitments of a state that are not kept.
fn strained<'a>(scene: &Scene<'a>, id: StateId) -> impl Iterator<Item = &'a str> + use<'a> {
    let (setting, world) = (scene.setting, scene.world);
    let of = move |c: &crate::rules::setting::CommitmentInfo| c.to == id || (c.from == id && !outside(setting, id));
    let ids = setting.commitments.enumerate().filter(move |(_, c)| of(c));
    ids.filter(|(id, _)| matches!(world.commitments[*id].status, Standing::Strained | Standing::Broken))
        .map(|(_, c)| c.name.as_str())
}

/// What a state is, in a word.
pub(super) fn role(setting: &Setting, id: StateId) -> &'static str {
    match setting.states[id].roles {
        roles if roles.rival => text("role.rival"),
        roles if roles.exporter => text("role.exporter"),
        roles if roles.neutral => text("role.neutral"),
        _ => text("role.partner"),
    }
}

/// What a screen reader says of a state; also its tooltip.
fn sentence(scene: &Scene<'_>, id: StateId) -> String {
    let setting = scene.setting;
    let state = &setting.states[id];
    let region = setting.regions[state.region].name.as_str();
    let mut said = vec![fill("board.state", &[("name", &state.name), ("role", role(setting, id)), ("region", region)])];
    if let Some(seat) = scene.eyes().filter(|seat| *seat != id) {
        let variable = Variable::Pair(PairVar::Alignment, id, seat);
        let level = words::level(variable, scene.world.values.get(variable));
        let values = [("seat", setting.states[seat].name.as_str()), ("level", &level)];
        let moved = scene.change(variable).filter(|change| change.abs() >= 0.005);
        said.push(match moved {
            Some(change) => {
                let amount = words::change(variable, Quantity::from_f64(change));
                let [seat, level] = values;
                fill("board.alignment_moved", &[seat, level, ("change", &amount)])
            }
            None => fill("board.alignment", &values),
        });
    }
    if !outside(setting, id) {
        let (main, share) = scene.world.main_supplier(setting, id);
        let name = if main == id { text("supplier.own") } else { setting.states[main].name.as_str() };
        said.push(fill("board.main_supplier", &[("supplier", name), ("share", &words::share(share))]));
    }
    match scene.in_tray().filter(|r| r.from == id).count() {
        0 => {}
        1 => said.push(text("board.one_request").to_owned()),
        count => said.push(fill("board.requests", &[("count", &count.to_string())])),
    }
    said.extend(strained(scene, id).map(|name| fill("board.strained", &[("commitment", name)])));
    said.join(" ")
}

/// What a screen reader says of a link; also its tooltip.
pub(super) fn link_sentence(scene: &Scene<'_>, joined: &Joined) -> String {
    let setting = scene.setting;
    let names = [
        ("supplier", setting.states[joined.supplier].name.as_str()),
        ("recipient", setting.states[joined.recipient].name.as_str()),
    ];
    let share = words::share(joined.share);
    let [supplier, recipient] = names;
    let before = scene.before().map(|world| world.mean_share(setting, joined.supplier, joined.recipient));
    let moved = before.map(|before| joined.share - before).filter(|change| change.abs() >= 0.005);
    let mut said = match moved {
        Some(change) => {
            fill("board.link_moved", &[supplier, recipient, ("share", &share), ("change", &words::share_change(change))])
        }
        None => fill("board.link", &[supplier, recipient, ("share", &share)]),
    };
    let domains: Vec<String> = joined.domains.iter().take(3).map(|d| words::domain(setting, *d)).collect();
    if !domains.is_empty() {
        said.push(' ');
        said.push_str(&words::capital(&domains.join(", ")));
        said.push('.');
    }
    said
}

//! The board: regions, states and who supplies whom.
//!
//! Here everything is put together and painted from back to front; `layout` says where states stand, `links` which way links take,
//! `nodes` what a state shows and says, `gestures` what the pointer and the keys do, `legend` the row below.

mod gestures;
mod layout;
mod legend;
mod links;
mod nodes;
mod picture;
mod story;

use crate::ui::joined::{Joined, joined_of};
pub use picture::picture_ui;

use egui::{Align2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::highlight::Highlight;
use super::intents::Intent;
use super::parts;
use super::portrait;
use super::theme::{Theme, Token, icons, text as style};
use super::widgets::link::{Cubic, LinkPainter, width_of_share};
use super::widgets::node::pill;
use super::workspace::{Scene, Selection};
use crate::report::words;
use crate::rules::setting::Setting;
use crate::rules::table::{StateId, Table};
use crate::text::{fill, text};
use layout::{Distance, Frame, Places};
use links::{Circle, Wanted};

/// What the board keeps for itself: where the user put things and how one looks at them.
#[derive(Clone, Debug)]
pub struct BoardView {
    places: Places,
    zoom: f32,
    pan: Vec2,
}

impl BoardView {
    /// The board as the scenario lays it out.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        Self { places: Places::new(setting), zoom: 1.0, pan: Vec2::ZERO }
    }

    /// Shows the whole board.
    pub const fn fit(&mut self) {
        self.zoom = 1.0;
        self.pan = Vec2::ZERO;
    }

    /// Goes closer or further, about the middle.
    pub fn zoom_by(&mut self, factor: f32) {
        let before = self.zoom;
        self.zoom = (self.zoom * factor).clamp(0.3, 4.0);
        self.pan *= self.zoom / before;
    }
}

/// What is drawn in one frame.
struct Picture {
    frame: Frame,
    circles: Table<StateId, Circle>,
    shown: Vec<Joined>,
    wanted: Vec<Wanted>,
    routes: Vec<Cubic>,
    focus: Selection,
    highlight: Option<Highlight>,
}

impl Picture {
    /// The link that is not there yet.
    fn ghost(&self) -> Option<(&Wanted, &Cubic)> {
        self.wanted.iter().zip(&self.routes).find(|(want, _)| want.ghost)
    }

    /// Whether a link serves what is lit; every link does where nothing is.
    fn lit(&self, supplier: StateId, recipient: StateId) -> bool {
        if let Some(story) = &self.highlight {
            return story.links.contains(&(supplier, recipient));
        }
        match self.focus {
            Selection::Nothing => true,
            Selection::State(id) => id == supplier || id == recipient,
            Selection::Link(from, to) => (from, to) == (supplier, recipient),
        }
    }

    /// Whether a state is lit or a neighbour of what is.
    fn near_focus(&self, id: StateId) -> bool {
        if let Some(story) = &self.highlight {
            return story.states.contains(&id);
        }
        match self.focus {
            Selection::Nothing => true,
            Selection::State(focus) => {
                let joins = |j: &Joined| (j.supplier == focus && j.recipient == id) || (j.recipient == focus && j.supplier == id);
                focus == id || self.shown.iter().any(joins)
            }
            Selection::Link(from, to) => id == from || id == to,
        }
    }

    /// Whether links are drawn that nobody asked about: not from afar.
    fn draws(&self, supplier: StateId, recipient: StateId, share: f64) -> bool {
        let asked = (self.focus != Selection::Nothing || self.highlight.is_some()) && self.lit(supplier, recipient);
        match self.frame.distance() {
            Distance::Far => asked,
            Distance::Middle => asked || share >= 0.2,
            Distance::Near | Distance::Close => true,
        }
    }
}

/// Draws the board.
pub fn board_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BoardView, intents: &mut Vec<Intent>) {
    let rect = ui.max_rect();
    let ground = gestures::ground(ui, scene, view, rect);
    let picture = look(ui, scene, view, rect, &ground);
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    paint_fields(ui, theme, scene, view, &picture);
    paint_links(ui, theme, scene, &picture);
    paint_ghost(ui, theme, &picture);
    paint_region_names(ui, theme, scene, view, &picture);
    for id in scene.setting.states.ids() {
        nodes::node_ui(ui, theme, scene, view, &picture, id, intents);
    }
    nodes::walk(ui, scene, &picture, intents);
    paint_shares(ui, theme, scene, &picture);
    links_ui(ui, theme, scene, &picture, intents);
    gestures::clicked(&ground, &picture, intents);
    if let Some(highlight) = &picture.highlight {
        let drawn = || picture.shown.iter().zip(&picture.routes);
        let on_line = |link: (StateId, StateId), t: f32| {
            drawn().find(|(j, _)| (j.supplier, j.recipient) == link).map(|(_, route)| route.point_at(t))
        };
        story::paint(ui, theme, &story::Ground { circles: &picture.circles, on_line: &on_line }, highlight);
    }
    zoom_ui(ui, theme, view, rect);
    legend::legend_ui(ui, theme, scene, rect);
}

fn look(ui: &Ui, scene: &Scene<'_>, view: &BoardView, rect: Rect, ground: &egui::Response) -> Picture {
    let setting = scene.setting;
    let frame = Frame::new(rect, setting.states.len(), view.zoom, view.pan);
    let circle = |id: StateId| {
        let place = view.places.of(id);
        let supplier = layout::outside(setting, id);
        let facing = if place.x < 0.5 { 1.0 } else { -1.0 };
        Circle { centre: frame.screen(place), radius: frame.radius(supplier), facing: supplier.then_some(facing) }
    };
    let circles: Table<StateId, Circle> = setting.states.ids().map(circle).collect();
    let shown = links::shown(setting, scene.world);
    let wide = if rect.width() > 1000.0 { 1.25 } else { 1.0 };
    let want =
        |j: &Joined| Wanted { from: j.supplier, to: j.recipient, width: width_of_share(j.share as f32) * wide, ghost: false };
    let mut wanted: Vec<Wanted> = shown.iter().map(want).collect();
    let ghost = backfill(scene).filter(|_| scene.highlight.is_none());
    wanted.extend(ghost.map(|(from, to)| Wanted { from, to, width: 5.0, ghost: true }));
    let routes = links::routes(&circles, &wanted, links::CLEARANCE);
    let under = ui.ctx().pointer_hover_pos().filter(|at| rect.contains(*at) && ground.contains_pointer());
    let hovered =
        under.and_then(|at| circles.enumerate().find(|(_, c)| c.centre.distance(at) <= c.radius + 4.0).map(|(id, _)| id));
    let highlight = scene.highlight.cloned();
    let focus = if highlight.is_some() { Selection::Nothing } else { hovered.map_or(scene.selection, Selection::State) };
    Picture { frame, circles, shown, wanted, routes, focus, highlight }
}

/// Who could step in where the lit state's open request was denied: its largest other supplier in that domain.
fn backfill(scene: &Scene<'_>) -> Option<(StateId, StateId)> {
    let Selection::State(lit) = scene.selection else { return None };
    let request = scene.in_tray().find(|r| r.from == lit)?;
    let setting = scene.setting;
    let others = setting.links_of(lit, request.domain).filter(|link| {
        let supplier = setting.links[*link].supplier;
        supplier != lit && supplier != request.to && setting.rivalry(supplier, request.to) + rival(setting, supplier) > 0.0
    });
    let share = |link: &crate::rules::table::LinkId| scene.world.link(crate::rules::variable::LinkVar::Share, *link);
    let next = others.max_by(|a, b| share(a).total_cmp(&share(b)))?;
    Some((setting.links[next].supplier, lit))
}

fn rival(setting: &Setting, id: StateId) -> f64 {
    f64::from(u8::from(setting.states[id].roles.rival))
}

fn paint_fields(ui: &Ui, theme: &Theme, scene: &Scene<'_>, view: &BoardView, picture: &Picture) {
    for (_, rect) in layout::fields(scene.setting, &view.places, &picture.frame) {
        let fill = theme.colour(Token::SurfaceRegion);
        ui.painter().rect(rect, 14.0, fill, parts::edge(theme), StrokeKind::Inside);
    }
}

/// The names of the regions, over the links, each on a piece of its own ground.
fn paint_region_names(ui: &Ui, theme: &Theme, scene: &Scene<'_>, view: &BoardView, picture: &Picture) {
    for (region, rect) in layout::fields(scene.setting, &view.places, &picture.frame) {
        let name = words::capital(&scene.setting.regions[region].name);
        let words = ui.painter().layout_no_wrap(name, style::medium_of(11.5), theme.colour(Token::TextMuted));
        let place = Rect::from_center_size(pos2(rect.center().x, rect.top() + 14.0), words.size() + vec2(10.0, 2.0));
        ui.painter().rect_filled(place, 4.0, theme.colour(Token::SurfaceRegion));
        ui.painter().galley(place.center() - words.size() / 2.0, words, theme.colour(Token::TextMuted));
    }
}

fn paint_links(ui: &Ui, theme: &Theme, scene: &Scene<'_>, picture: &Picture) {
    let mut order: Vec<(bool, &Wanted, &Cubic, &Joined)> = Vec::new();
    for ((want, route), joined) in picture.wanted.iter().zip(&picture.routes).zip(&picture.shown) {
        if picture.draws(joined.supplier, joined.recipient, joined.share) {
            order.push((picture.lit(joined.supplier, joined.recipient), want, route, joined));
        }
    }
    // What is out of focus first, then wide before narrow, so that crossings read as bridges.
    order.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.width.total_cmp(&a.1.width)));
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), theme.colour(Token::SurfaceRegion));
    for (lit, want, route, joined) in order {
        let opacity = if lit { 1.0 } else { theme.link_dim() };
        let thin = theme.link_width_out_of_focus().filter(|_| !lit);
        let source = portrait::supplier(scene.setting, joined.supplier);
        painter.link(route, thin.unwrap_or(want.width), theme.source(source), opacity);
        if let (true, Some(before)) = (lit && scene.drafts.is_empty(), scene.before()) {
            former(theme, scene, &mut painter, before, joined, route, want.width);
        }
    }
    ui.painter().add(painter.finish());
}

/// The outline of a link's width before the last turn, where it moved by two points or more.
fn former(
    theme: &Theme,
    scene: &Scene<'_>,
    painter: &mut LinkPainter,
    before: &crate::rules::world::World,
    joined: &Joined,
    route: &Cubic,
    width: f32,
) {
    let then = before.mean_share(scene.setting, joined.supplier, joined.recipient);
    let moved = joined.share - then;
    if moved.abs() >= 0.02 {
        let token = if moved > 0.0 { Token::ChangeUp } else { Token::ChangeDown };
        let scale = width / width_of_share(joined.share as f32);
        painter.former(route, width_of_share(then as f32) * scale, theme.colour(token));
    }
}

fn paint_ghost(ui: &Ui, theme: &Theme, picture: &Picture) {
    let Some((want, route)) = picture.ghost() else { return };
    let mut painter = LinkPainter::new(ui.ctx().pixels_per_point(), theme.colour(Token::SurfaceRegion));
    painter.ghost(route, want.width, theme);
    ui.painter().add(painter.finish());
}

/// The shares of what is lit, on pills.
fn paint_shares(ui: &Ui, theme: &Theme, scene: &Scene<'_>, picture: &Picture) {
    let mut taken: Vec<Rect> = Vec::new();
    if let Some((want, route)) = picture.ghost() {
        let words = fill("board.ghost", &[("supplier", &scene.setting.states[want.from].name)]);
        let at = links::label_place(route, vec2(150.0, 20.0), &picture.circles, &[]);
        taken.push(pill(ui.painter(), theme, at, &words, true));
    }
    let all = picture.frame.distance() == Distance::Close;
    if scene.selection == Selection::Nothing && picture.focus == Selection::Nothing && !all {
        return;
    }
    for (joined, route) in picture.shown.iter().zip(&picture.routes) {
        if !picture.lit(joined.supplier, joined.recipient) {
            continue;
        }
        let at = links::label_place(route, vec2(46.0, 20.0), &picture.circles, &taken);
        taken.push(pill(ui.painter(), theme, at, &words::share(joined.share), false));
    }
}

/// Each link as a thing that a screen reader can read and the keyboard can reach: a spot in its middle.
fn links_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, picture: &Picture, intents: &mut Vec<Intent>) {
    for (joined, route) in picture.shown.iter().zip(&picture.routes) {
        let spot = Rect::from_center_size(route.point_at(0.5), vec2(14.0, 14.0));
        let id = ui.scope_id().with(("link", joined.supplier, joined.recipient));
        let response = ui.interact(spot, id, egui::Sense::click());
        let sentence = nodes::link_sentence(scene, joined);
        let lit = scene.selection == Selection::Link(joined.supplier, joined.recipient);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, lit, &sentence));
        if response.has_focus() {
            parts::focus_ring(ui, theme, spot);
        }
        if response.clicked() {
            intents.push(Intent::Select(Selection::Link(joined.supplier, joined.recipient)));
        }
        response.on_hover_text(sentence);
    }
}

fn zoom_ui(ui: &mut Ui, theme: &Theme, view: &mut BoardView, rect: Rect) {
    let place = Rect::from_min_size(pos2(rect.right() - 158.0, rect.top() + 10.0), vec2(146.0, 30.0));
    let edge = Stroke::new(1.0, theme.colour(Token::BorderSubtle));
    ui.painter().rect(place, 6.0, theme.colour(Token::SurfacePanel), edge, StrokeKind::Inside);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place.shrink(2.0)).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if parts::icon_button(ui, theme, icons::REMOVE, text("command.zoom_out")).clicked() {
            view.zoom_by(0.8);
        }
        let percent = fill("board.zoom", &[("percent", &words::number(f64::from(view.zoom) * 100.0, 0))]);
        let (spot, _) = ui.allocate_exact_size(vec2(44.0, 24.0), egui::Sense::hover());
        parts::paint_text(ui, theme, spot.center(), Align2::CENTER_CENTER, &percent, &style::small(), Token::TextSecondary);
        if parts::icon_button(ui, theme, icons::ADD, text("command.zoom_in")).clicked() {
            view.zoom_by(1.25);
        }
        if parts::icon_button(ui, theme, icons::ZOOM_FIT, text("command.fit")).clicked() {
            view.fit();
        }
    });
}

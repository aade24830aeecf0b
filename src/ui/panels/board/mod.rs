//! The board: regions, states, and what runs between them.
//!
//! Here everything is put together and painted from back to front. `lens` says what the lines are about, `facts` what a position shows
//! through a lens, `layout` and `arrange` where states stand, `links` which way lines take and `ways` which are drawn, `nodes` what a
//! state shows, `paint` what lies between them, `sentences` what all of it says, `gestures` and `walk` what pointer and keys do,
//! `legend` the row below.

mod arrange;
mod bars;
mod chain;
mod facts;
mod free;
mod gestures;
pub(in crate::ui) mod layout;
mod legend;
mod lens;
pub(in crate::ui) mod links;
pub mod miniature;
mod nodes;
mod paint;
mod sentences;
mod story;
mod switch;
mod walk;
mod ways;

pub use lens::Lens;

use std::sync::Arc;

use egui::{Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::report::words;
use crate::rules::order::{Decision, OrderKind};
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId, Table};
use crate::rules::world::{Request, World};
use crate::scenario::Spot;
use crate::session::Place;
use crate::ui::kit::landmarks::{Landmark, landmark_ui};
use crate::ui::kit::parts;
use crate::ui::kit::spots;
use crate::ui::kit::theme::Theme;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Scene, Selection};
use facts::{Facts, FactsKey};
use free::Free;
use layout::{Distance, Frame, Places};
use nodes::Seen;
use ways::{Ghost, Light, Ways, WaysKey};

/// The furthest that one can go from the board.
const ZOOM_MIN: f32 = 0.3;
/// The closest.
const ZOOM_MAX: f32 = 4.0;
/// A pointer that moves by less than this rests.
const RESTS: f32 = 3.0;
/// Height of the row of switches over the board at the designed size, points.
const SWITCHES: f32 = 36.0;
/// Seconds in which a change of focus or of the drafts shows.
const CHANGE_SECONDS: f32 = 0.18;

/// What the board keeps for itself: how one looks at it, and what it worked out for that.
#[derive(Clone, Debug)]
pub struct BoardView {
    base: Places,
    zoom: f32,
    pan: Vec2,
    lens: Lens,
    domain: Option<DomainId>,
    distance: Distance,
    /// A state that is being dragged, and where it is.
    drag: Option<(StateId, Pos2)>,
    /// A supplier from whose rim a line is being drawn.
    pull: Option<StateId>,
    /// The state whose links are being walked.
    walks: Option<StateId>,
    facts: Option<Arc<Facts>>,
    ways: Option<Arc<Ways>>,
    painted: Option<paint::Painted>,
    /// What was selected when the board was last drawn.
    selected: Selection,
    /// Where the pointer has been since that was selected.
    rests: Option<Pos2>,
    /// The state whose bars the pointer was on when the board was last drawn.
    over: Option<StateId>,
}

impl BoardView {
    /// The board as the scenario lays it out.
    #[must_use]
    pub fn new(setting: &Setting, world: &World) -> Self {
        Self {
            base: Places::new(setting, world),
            zoom: 1.0,
            pan: Vec2::ZERO,
            lens: Lens::default(),
            domain: None,
            distance: Distance::Near,
            drag: None,
            pull: None,
            walks: None,
            facts: None,
            ways: None,
            painted: None,
            selected: Selection::Nothing,
            rests: None,
            over: None,
        }
    }

    /// Shows the whole board.
    pub const fn fit(&mut self) {
        self.zoom = 1.0;
        self.pan = Vec2::ZERO;
    }

    /// Goes closer or further, about the middle.
    pub fn zoom_by(&mut self, factor: f32) {
        let before = self.zoom;
        self.zoom = (self.zoom * factor).clamp(ZOOM_MIN, ZOOM_MAX);
        self.pan *= self.zoom / before;
    }

    /// What one looks at.
    #[must_use]
    pub const fn lens(&self) -> Lens {
        self.lens
    }

    /// In which domain one looks; none: in all together.
    #[must_use]
    pub const fn domain(&self) -> Option<DomainId> {
        self.domain
    }

    /// Looks at something else in some domain; places stay.
    pub const fn look_at(&mut self, lens: Lens, domain: Option<DomainId>) {
        self.lens = lens;
        self.domain = domain;
    }

    /// Looks at something else; places stay.
    pub const fn look_through(&mut self, lens: Lens) {
        self.lens = lens;
    }

    /// Where a state stands.
    #[must_use]
    pub fn place(&self, scene: &Scene<'_>, id: StateId) -> Place {
        let base = self.base.of(id);
        scene.positions.of(id).unwrap_or_else(|| Place::at(base.x, base.y))
    }

    fn places(&self, scene: &Scene<'_>) -> Places {
        let mut places = self.base.clone();
        for (id, place) in scene.positions.places() {
            let (x, y) = place.parts();
            places.put(id, Pos2::new(x, y));
        }
        if let Some((id, place)) = self.drag {
            places.put(id, place);
        }
        places
    }

    /// The next line of what is lit (1), or the one before (−1); none: it has none.
    #[must_use]
    pub fn travel(&mut self, scene: &Scene<'_>, step: isize) -> Option<Selection> {
        let (of, now) = match scene.selection {
            Selection::Nothing => return None,
            Selection::State(id) => (id, None),
            Selection::Link(from, to) => {
                // The walk goes on round the state that it began at, if the line is still one of its own.
                let of = self.walks.filter(|id| *id == from || *id == to).unwrap_or(to);
                (of, Some((from, to)))
            }
        };
        self.walks = Some(of);
        let places = self.places(scene);
        let places: Table<StateId, Pos2> = scene.setting.states.ids().map(|id| places.of(id)).collect();
        let facts = self.facts(scene);
        walk::next_line(&facts.strands, &places, of, now, step).map(|(from, to)| Selection::Link(from, to))
    }

    /// The end of the lit line that the walk did not begin at.
    #[must_use]
    pub fn other_end(&self, selection: Selection) -> Option<StateId> {
        let Selection::Link(from, to) = selection else { return None };
        Some(if self.walks == Some(to) { from } else { to })
    }

    fn facts(&mut self, scene: &Scene<'_>) -> Arc<Facts> {
        let domain = self.domain.filter(|_| self.lens.by_domain());
        let key = FactsKey { stamp: scene.stamp, lens: self.lens, domain, spoken: crate::text::spoken() };
        match &self.facts {
            Some(facts) if facts.key == key => Arc::clone(facts),
            _ => {
                let facts = Arc::new(Facts::new(scene, key));
                self.facts = Some(Arc::clone(&facts));
                facts
            }
        }
    }

    fn ways(&mut self, scene: &Scene<'_>, facts: &Facts, rect: Rect, light: Light) -> Arc<Ways> {
        let frame = Frame::new(rect, scene.setting.states.len(), self.zoom, self.pan);
        self.distance = frame.distance(self.distance);
        let key = WaysKey {
            facts: facts.key,
            rect,
            look: (self.zoom, self.pan),
            places: (scene.positions.version(), self.drag),
            distance: self.distance,
            ghosts: if self.lens == Lens::Supply && scene.highlight.is_none() { backfills(scene) } else { Vec::new() },
            light,
        };
        match &self.ways {
            Some(ways) if ways.key == key => Arc::clone(ways),
            Some(ways) if same_lines(&ways.key, &key, facts) => {
                // Only the light has moved: everything lies where it lay.
                let ways = Arc::new(Ways { key, ..Ways::clone(ways) });
                self.ways = Some(Arc::clone(&ways));
                ways
            }
            _ => {
                let ways = Arc::new(Ways::new(scene, facts, self.places(scene), key));
                self.ways = Some(Arc::clone(&ways));
                ways
            }
        }
    }
}

/// Whether two looks at the board draw the same lines in the same places, and differ at most in what is lit.
fn same_lines(one: &WaysKey, other: &WaysKey, facts: &Facts) -> bool {
    let light_brings_none = one.distance >= Distance::Near && facts.strands.iter().all(|s| s.always);
    light_brings_none && WaysKey { light: other.light.clone(), ..one.clone() } == *other
}

/// Places for every state as the board would lay them out by itself.
#[must_use]
pub fn laid_out(scene: &Scene<'_>) -> Vec<(StateId, Option<Place>)> {
    let places = arrange::places(scene.setting, scene.world);
    places.enumerate().map(|(id, at)| (id, Some(Place::at(at.x, at.y)))).collect()
}

/// Draws the board.
pub fn board_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BoardView, intents: &mut Vec<Intent>) {
    let rect = ui.max_rect();
    let on_board = landmark_ui(ui, theme, rect, Landmark::Board);
    // Where text is larger, so are the switches above the states and the legend below them.
    let more = theme.larger() - 1.0;
    let field = Rect::from_min_max(rect.min + vec2(0.0, 32.0 * more), rect.max - vec2(0.0, 24.0 * more));
    let ground = gestures::ground(ui, scene, view, rect, field);
    let facts = view.facts(scene);
    let light = light(ui, scene, view, rect, &ground);
    let ways = view.ways(scene, &facts, field, light);
    let fresh = ui.ctx().animate_bool_with_time(
        ui.scope_id().with("changes"),
        scene.drafts.is_empty() && scene.before().is_some(),
        parts::seconds(ui, CHANGE_SECONDS),
    );
    let seen = Seen { scene, facts: &facts, ways: &ways, changes: fresh };
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    regions_ui(ui, &seen);
    paint::fields(ui, theme, &ways);
    paint::lines(ui, theme, scene, &facts, &ways, fresh, &mut view.painted);
    paint::ghosts(ui, theme, &ways);
    let titles = paint::region_names(ui, theme, &seen);
    for id in scene.setting.states.ids() {
        nodes::node_ui(ui, theme, &seen, view, id, intents);
    }
    let names = nodes::names(ui, theme, &seen, titles);
    spots::mark_clear(ui.ctx(), Spot::Board, rect, || names.clone());
    walk::walk(ui, &seen, on_board, intents);
    let mut free = Free::new(words_field(theme, rect, SWITCHES), nodes::ground(&seen, &names));
    paint::labels(ui, theme, scene, &facts, &ways, &mut free);
    let taken = paint::ghost_labels(ui, theme, scene, &ways, &mut free);
    lines_ui(ui, theme, &seen, &taken, intents);
    gestures::pull(ui, theme, &seen, view);
    gestures::clicked(&ground, &seen, intents);
    story_ui(ui, theme, &seen, &mut free);
    switch::lens_ui(ui, theme, scene, view, rect);
    switch::zoom_ui(ui, theme, view, rect);
    legend::legend_ui(ui, theme, (scene, &facts, &ways), rect, 12.0);
}

/// Draws the board for people who look at it and do not touch it.
pub fn shown_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BoardView) {
    let rect = ui.max_rect();
    let field = rect.with_max_y(rect.bottom() - 24.0 * (theme.larger() - 1.0));
    let facts = view.facts(scene);
    let light = match scene.highlight {
        Some(story) => Light::Story(story.states.clone(), story.links.clone()),
        None => Light::Focus(scene.selection),
    };
    let ways = view.ways(scene, &facts, field, light);
    let fresh = if scene.before().is_some() { 1.0 } else { 0.0 };
    let seen = Seen { scene, facts: &facts, ways: &ways, changes: fresh };
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    regions_ui(ui, &seen);
    paint::fields(ui, theme, &ways);
    paint::lines(ui, theme, scene, &facts, &ways, fresh, &mut view.painted);
    let titles = paint::region_names(ui, theme, &seen);
    for id in scene.setting.states.ids() {
        nodes::shown_ui(ui, theme, &seen, id);
    }
    let names = nodes::names(ui, theme, &seen, titles);
    let mut free = Free::new(words_field(theme, rect, 0.0), nodes::ground(&seen, &names));
    paint::labels(ui, theme, scene, &facts, &ways, &mut free);
    story_ui(ui, theme, &seen, &mut free);
    legend::legend_ui(ui, theme, (scene, &facts, &ways), rect, 20.0 * theme.larger());
}

/// What a story says on the board, if one is told.
fn story_ui(ui: &Ui, theme: &Theme, seen: &Seen<'_>, free: &mut Free) {
    if let Some(highlight) = seen.scene.highlight {
        story::paint(ui, theme, seen, highlight, free);
    }
}

/// The part of the board on which words may stand: between the switches, if it has any, and the legend.
fn words_field(theme: &Theme, rect: Rect, switches: f32) -> Rect {
    let larger = theme.larger();
    let field = rect.shrink2(vec2(8.0, 0.0));
    field.with_min_y(rect.top() + 8.0 + switches * larger).with_max_y(rect.bottom() - 8.0 - 24.0 * larger)
}

/// What is lit: what a story tells of, else the state under the pointer, else what is selected.
fn light(ui: &Ui, scene: &Scene<'_>, view: &mut BoardView, rect: Rect, ground: &egui::Response) -> Light {
    if let Some(story) = scene.highlight {
        return Light::Story(story.states.clone(), story.links.clone());
    }
    let at = ui.ctx().pointer_hover_pos();
    // A pointer that rests says nothing against what was selected by other means; it counts again once it moves.
    if view.selected != scene.selection {
        view.selected = scene.selection;
        view.rests = at;
    }
    if at.zip(view.rests).is_none_or(|(at, rests)| at.distance(rests) > RESTS) {
        view.rests = None;
    }
    let free = view.rests.is_none() && !nodes::covered(ui);
    let over = view.over.take().filter(|_| free);
    let at = at.filter(|at| free && rect.contains(*at) && ground.contains_pointer());
    let circles = view.ways.as_ref().map(|ways| &ways.circles);
    let hovered = at
        .zip(circles)
        .and_then(|(at, circles)| circles.enumerate().find(|(_, c)| c.centre.distance(at) <= c.radius + 4.0).map(|(id, _)| id));
    Light::Focus(hovered.or(over).filter(|_| view.drag.is_none()).map_or(scene.selection, Selection::State))
}

/// Who would step in where a request is refused or put off, as its preview found it: for every such draft, and for the lit state's open
/// request. What was not previewed is not guessed.
fn backfills(scene: &Scene<'_>) -> Vec<Ghost> {
    let refused = |request: &&Request| {
        scene
            .draft_for(request.key)
            .is_some_and(|(_, order)| matches!(&order.kind, OrderKind::Decide(_, Decision::Deny(_) | Decision::Defer(_))))
    };
    let asked = |request: &&Request| scene.selection == Selection::State(request.from) && scene.draft_for(request.key).is_none();
    let ghost = |request: &Request| {
        let (supplier, gain) = scene.step_in(request.key)?.found?;
        Some(Ghost { from: supplier, to: request.from, refuses: request.to, gain: words::share_change(gain) })
    };
    let mut all: Vec<Ghost> = scene.in_tray().filter(|r| refused(r) || asked(r)).filter_map(ghost).collect();
    all.sort_unstable_by_key(|ghost| (ghost.from, ghost.to));
    all.dedup_by_key(|ghost| (ghost.from, ghost.to));
    all
}

/// Each region as a thing that a screen reader can read.
fn regions_ui(ui: &Ui, seen: &Seen<'_>) {
    for (region, rect) in &seen.ways.fields {
        let response = ui.interact(*rect, ui.scope_id().with(("region", region)), Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &seen.facts.region_sentences[*region]));
    }
}

/// Each line as a thing that a screen reader can read and the keyboard can reach: a spot in its middle. Lines that are not drawn from
/// here are read, too; their spot is the state that they lead to.
fn lines_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>, labels: &[Rect], intents: &mut Vec<Intent>) {
    let mut drawn = vec![None; seen.facts.strands.len()];
    for way in &seen.ways.lines {
        if let Some(spot) = drawn.get_mut(way.strand) {
            *spot = Some(way.route.point_at(0.5));
        }
    }
    for (place, (strand, sentence)) in seen.facts.strands.iter().zip(&seen.facts.sentences).enumerate() {
        let middle = drawn.get(place).copied().flatten();
        let id = ui.scope_id().with(("line", place, strand.from, strand.to));
        let Some(middle) = middle else {
            let spot = Rect::from_center_size(seen.ways.circles[strand.to].centre, vec2(2.0, 2.0));
            let response = ui.interact(spot, id, Sense::empty());
            response.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, true, sentence));
            continue;
        };
        let spot = Rect::from_center_size(middle, vec2(14.0, 14.0));
        spots::mark_clear(ui.ctx(), Spot::Supply(strand.from, strand.to), spot, || seen.about(strand.from, strand.to, labels));
        let response = ui.interact(spot, id, Sense::click());
        let lit = seen.scene.selection == Selection::Link(strand.from, strand.to);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, sentence));
        if response.has_focus() {
            parts::focus_ring(ui, theme, spot);
        }
        if response.clicked() {
            intents.push(Intent::Select(Selection::Link(strand.from, strand.to)));
        }
        if !nodes::covered(ui) {
            response.on_hover_ui(|ui| {
                ui.label(sentence);
            });
        }
    }
    for (n, ((want, route), ghost)) in seen.ways.ghosts.iter().zip(&seen.ways.key.ghosts).enumerate() {
        // Its words are what can be pointed at.
        let middle = || Rect::from_center_size(route.point_at(0.5), vec2(14.0, 14.0));
        let spot = labels.get(n).copied().unwrap_or_else(middle);
        spots::mark_clear(ui.ctx(), Spot::Supply(want.from, want.to), spot, || seen.about(want.from, want.to, labels));
        let response = ui.interact(spot, ui.scope_id().with(("ghost", n)), Sense::empty());
        let name = |id: StateId| seen.scene.setting.states[id].name.as_str();
        let values = [("from", name(want.from)), ("to", name(want.to)), ("exporter", name(ghost.refuses)), ("gain", &ghost.gain)];
        let words = crate::text::fill("board.ghost_sentence", &values);
        response.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, true, &words));
    }
}

//! The panels of the table as tiles: dragged, resized, stacked as tabs.
//!
//! Sizes are kept in points, and the tile that holds the board takes what is left, so that a larger window gives a larger board and
//! not wider margins. What a panel shows is not this module's business; what is kept of an arrangement is `arrangement`'s.

use egui::{CursorIcon, Id, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetText, pos2, vec2};
use egui_tiles::{
    Behavior, Container, EditAction, Linear, LinearDir, ResizeState, SimplificationOptions, TabState, Tabs, Tile, TileId, Tiles,
    Tree, UiResponse,
};

use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::paint_icon;
use crate::ui::state::arrangement::{Arrangement, Pane};

/// Width of the line between two panels.
const GAP: f32 = 1.0;
/// Height of a row of tabs.
const TAB_ROW: f32 = 33.0;
/// The least size of a tile while it is resized; the panels' own least sizes hold after that.
const TILE_MIN: f32 = 120.0;

/// The tiles.
pub struct Dock {
    tree: Tree<Pane>,
    /// Height of the bottom panel while it is open.
    open_height: f32,
    collapsed: bool,
    raised: bool,
    /// Height of the bottom panel before it was raised.
    lower: Option<f32>,
    edited: bool,
    wide: bool,
}

/// How the tiles are shown in one frame.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Panels for which there is no room.
    pub hidden: &'a [Pane],
    /// Height of the bottom panel while only its tabs are seen.
    pub collapsed: Option<f32>,
    /// The least height of the bottom panel while what it shows needs more than usual.
    pub raised: Option<f32>,
    /// Every panel has a handle to drag it by.
    pub arranging: bool,
    /// What the tab of a panel says.
    pub title: &'a dyn Fn(Pane) -> String,
}

impl Dock {
    /// Tiles after an arrangement, which was made for a wide table or for another.
    #[must_use]
    pub fn new(arrangement: &Arrangement, wide: bool) -> Self {
        let mut tiles = Tiles::default();
        let root = insert(&mut tiles, arrangement);
        Self {
            tree: Tree::new(Id::unique("table"), root, tiles),
            open_height: arrangement.height_of(Pane::Bottom).unwrap_or(204.0),
            collapsed: false,
            raised: false,
            lower: None,
            edited: false,
            wide,
        }
    }

    /// Whether the arrangement was made for a wide table.
    #[must_use]
    pub const fn wide(&self) -> bool {
        self.wide
    }

    /// How the tiles lie now; none if nothing is left of them.
    #[must_use]
    pub fn arrangement(&self) -> Option<Arrangement> {
        self.tree.root.and_then(|root| read(&self.tree.tiles, root, (self.collapsed, self.open_height)))
    }

    /// Whether a panel is there.
    #[must_use]
    pub fn holds(&self, pane: Pane) -> bool {
        self.tree.tiles.find_pane(&pane).is_some()
    }

    /// Whether a panel shares its place with others as a tab.
    #[must_use]
    pub fn tabbed(&self, pane: Pane) -> bool {
        let tiles = &self.tree.tiles;
        let parent = tiles.find_pane(&pane).and_then(|id| tiles.parent_of(id));
        parent
            .and_then(|id| tiles.get_container(id))
            .is_some_and(|container| matches!(container, Container::Tabs(tabs) if tabs.children.len() > 1))
    }

    /// Draws the tiles; `contents` draws a panel. Gives the arrangement when the user has changed it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        shown: Shown<'_>,
        contents: &mut dyn FnMut(&mut Ui, Pane),
    ) -> Option<Arrangement> {
        for pane in [Pane::Tray, Pane::Inspector] {
            if let Some(id) = self.tree.tiles.find_pane(&pane) {
                self.tree.tiles.set_visible(id, !shown.hidden.contains(&pane));
            }
        }
        if shown.raised.is_none() {
            self.raise(None);
        }
        self.bottom(shown.collapsed);
        if shown.raised.is_some() {
            self.raise(shown.raised);
        }
        if let Some(root) = self.tree.root {
            fit(&mut self.tree.tiles, root, ui.available_size(), shown.collapsed);
        }
        let mut tiles = DockTiles { theme, shown, contents, edited: false };
        self.tree.ui(&mut tiles, ui);
        self.edited |= tiles.edited;
        // A drag is one change, told when it is over.
        let over = self.edited && !ui.input(|input| input.pointer.any_down());
        if over {
            self.edited = false;
            return self.arrangement();
        }
        None
    }

    /// Raises the bottom panel once, and lets it down again to where it was.
    fn raise(&mut self, to: Option<f32>) {
        if to.is_some() == self.raised {
            return;
        }
        self.raised = to.is_some();
        let tiles = &mut self.tree.tiles;
        let Some(id) = tiles.find_pane(&Pane::Bottom) else { return };
        let Some(parent) = tiles.parent_of(id) else { return };
        let Some(Tile::Container(Container::Linear(linear))) = tiles.get_mut(parent) else { return };
        if linear.dir != LinearDir::Vertical {
            return;
        }
        let now = linear.shares[id];
        match to {
            Some(height) if now < height => {
                self.lower = Some(now);
                linear.shares.set_share(id, height);
            }
            Some(_) => {}
            None => {
                if let Some(height) = self.lower.take() {
                    linear.shares.set_share(id, height);
                }
            }
        }
    }

    /// Remembers how high the open bottom panel was.
    fn bottom(&mut self, collapsed: Option<f32>) {
        let tiles = &mut self.tree.tiles;
        let Some(id) = tiles.find_pane(&Pane::Bottom) else { return };
        let Some(parent) = tiles.parent_of(id) else { return };
        if let Some(Tile::Container(Container::Linear(linear))) = tiles.get_mut(parent)
            && linear.dir == LinearDir::Vertical
        {
            if collapsed.is_some() && !self.collapsed {
                self.open_height = linear.shares[id];
            } else if collapsed.is_none() && self.collapsed {
                linear.shares.set_share(id, self.open_height);
            }
        }
        self.collapsed = collapsed.is_some();
    }
}

fn insert(tiles: &mut Tiles<Pane>, arrangement: &Arrangement) -> TileId {
    let mut linear = |dir, parts: &[(f32, Arrangement)]| {
        let children: Vec<TileId> = parts.iter().map(|(_, part)| insert(tiles, part)).collect();
        let mut linear = Linear::new(dir, children.clone());
        for (id, (size, _)) in children.into_iter().zip(parts) {
            linear.shares.set_share(id, *size);
        }
        tiles.insert_container(linear)
    };
    match arrangement {
        Arrangement::Pane(pane) => tiles.insert_pane(*pane),
        Arrangement::Row(parts) => linear(LinearDir::Horizontal, parts),
        Arrangement::Column(parts) => linear(LinearDir::Vertical, parts),
        Arrangement::Tabs(seen, parts) => {
            let children: Vec<TileId> = parts.iter().map(|part| insert(tiles, part)).collect();
            let mut tabs = Tabs::new(children.clone());
            if let Some(id) = children.get(*seen) {
                tabs.set_active(*id);
            }
            tiles.insert_container(tabs)
        }
    }
}

/// `folded` is whether the bottom panel is collapsed, and its height while it is not.
fn read(tiles: &Tiles<Pane>, id: TileId, folded: (bool, f32)) -> Option<Arrangement> {
    match tiles.get(id)? {
        Tile::Pane(pane) => Some(Arrangement::Pane(*pane)),
        Tile::Container(Container::Linear(linear)) => {
            let size = |id: TileId| match tiles.get_pane(&id) {
                Some(Pane::Bottom) if folded.0 && linear.dir == LinearDir::Vertical => folded.1,
                _ => linear.shares[id].max(1.0),
            };
            let parts = linear.children.iter().filter_map(|id| Some((size(*id).round(), read(tiles, *id, folded)?)));
            let parts: Vec<(f32, Arrangement)> = parts.collect();
            Some(if linear.dir == LinearDir::Horizontal { Arrangement::Row(parts) } else { Arrangement::Column(parts) })
        }
        Tile::Container(Container::Tabs(tabs)) => {
            let seen = tabs.children.iter().position(|id| tabs.is_active(*id)).unwrap_or(0);
            let parts: Vec<Arrangement> = tabs.children.iter().filter_map(|id| read(tiles, *id, folded)).collect();
            match parts.as_slice() {
                [only] => Some(only.clone()),
                _ => Some(Arrangement::Tabs(seen, parts)),
            }
        }
        Tile::Container(Container::Grid(grid)) => {
            let parts = grid.children().filter_map(|id| Some((100.0, read(tiles, *id, folded)?)));
            Some(Arrangement::Row(parts.collect()))
        }
    }
}

/// Gives every tile its points: the one with the board takes what the others leave, and they give way where it would be too small.
fn fit(tiles: &mut Tiles<Pane>, id: TileId, size: Vec2, collapsed: Option<f32>) {
    let children: Vec<TileId> = match tiles.get_container(id) {
        Some(container) => container.children().copied().filter(|id| tiles.is_visible_in_layout(*id)).collect(),
        None => return,
    };
    let dir = match tiles.get_container(id) {
        Some(Container::Linear(linear)) => Some(linear.dir),
        _ => None,
    };
    let Some(dir) = dir else {
        for child in children {
            fit(tiles, child, size - vec2(0.0, TAB_ROW), collapsed);
        }
        return;
    };
    let along = if dir == LinearDir::Horizontal { size.x } else { size.y };
    let room = (along - GAP * children.len().saturating_sub(1) as f32).max(1.0);
    let least = |tiles: &Tiles<Pane>, id: TileId| size_min(tiles, id, dir);
    let folded = |tiles: &Tiles<Pane>, id: TileId| {
        collapsed.filter(|_| dir == LinearDir::Vertical && tiles.get_pane(&id) == Some(&Pane::Bottom))
    };
    let share = |tiles: &Tiles<Pane>, id: TileId, child: TileId| match tiles.get_container(id) {
        Some(Container::Linear(linear)) => linear.shares[child],
        _ => 1.0,
    };
    let mut sizes: Vec<(f32, f32)> = children
        .iter()
        .map(|child| match folded(tiles, *child) {
            Some(height) => (height, height),
            None => (share(tiles, id, *child), least(tiles, *child)),
        })
        .collect();
    let taker = children.iter().position(|child| holds_board(tiles, *child)).unwrap_or(children.len().saturating_sub(1));
    settle(&mut sizes, taker, room);
    for (child, (given, _)) in children.into_iter().zip(sizes) {
        if let Some(Tile::Container(Container::Linear(linear))) = tiles.get_mut(id) {
            linear.shares.set_share(child, given);
        }
        let inner = if dir == LinearDir::Horizontal { vec2(given, size.y) } else { vec2(size.x, given) };
        fit(tiles, child, inner, collapsed);
    }
}

/// Sizes with their least ones: the taker gets the rest of the room, and the others shrink towards their least where that is too little.
fn settle(sizes: &mut [(f32, f32)], taker: usize, room: f32) {
    let others: f32 = sizes.iter().enumerate().filter(|(n, _)| *n != taker).map(|(_, (size, _))| *size).sum();
    let wanted = sizes.get(taker).map_or(0.0, |(_, least)| *least);
    let lack = (wanted - (room - others)).max(0.0);
    let spare: f32 =
        sizes.iter().enumerate().filter(|(n, _)| *n != taker).map(|(_, (size, least))| (size - least).max(0.0)).sum();
    let part = if spare > 0.0 { (lack / spare).min(1.0) } else { 0.0 };
    let mut left = room;
    for (_, (size, least)) in sizes.iter_mut().enumerate().filter(|(n, _)| *n != taker) {
        *size -= part * (*size - *least).max(0.0);
        left -= *size;
    }
    if let Some((size, _)) = sizes.get_mut(taker) {
        *size = left.max(1.0);
    }
}

fn size_min(tiles: &Tiles<Pane>, id: TileId, dir: LinearDir) -> f32 {
    match tiles.get(id) {
        Some(Tile::Pane(pane)) if dir == LinearDir::Horizontal => pane.size_min().0,
        Some(Tile::Pane(pane)) => pane.size_min().1,
        Some(Tile::Container(container)) => {
            let each = container.children().filter(|id| tiles.is_visible_in_layout(**id)).map(|id| size_min(tiles, *id, dir));
            match container {
                Container::Linear(linear) if linear.dir == dir => each.sum(),
                _ => each.fold(1.0, f32::max),
            }
        }
        None => 1.0,
    }
}

fn holds_board(tiles: &Tiles<Pane>, id: TileId) -> bool {
    match tiles.get(id) {
        Some(Tile::Pane(pane)) => *pane == Pane::Board,
        Some(Tile::Container(container)) => container.children().any(|child| holds_board(tiles, *child)),
        None => false,
    }
}

struct DockTiles<'a> {
    theme: &'a Theme,
    shown: Shown<'a>,
    contents: &'a mut dyn FnMut(&mut Ui, Pane),
    edited: bool,
}

impl Behavior<Pane> for DockTiles<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile_id: TileId, pane: &mut Pane) -> UiResponse {
        let rect = ui.max_rect();
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        let ground = if *pane == Pane::Board { Token::SurfaceBoard } else { Token::SurfacePanel };
        ui.painter().rect_filled(rect, 0.0, self.theme.colour(ground));
        (self.contents)(ui, *pane);
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        (self.shown.title)(*pane).into()
    }

    fn tab_ui(&mut self, tiles: &mut Tiles<Pane>, ui: &mut Ui, id: Id, tile_id: TileId, state: &TabState) -> Response {
        let theme = self.theme;
        let words = self.tab_title_for_tile(tiles, tile_id).text().to_owned();
        let chosen = if state.active { style::strong() } else { style::body() };
        let ink = theme.colour(if state.active { Token::TextPrimary } else { Token::TextSecondary });
        let galley = ui.painter().layout_no_wrap(words.clone(), theme.font(&chosen), ink);
        let handle = if self.shown.arranging { 20.0 } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(galley.size().x + 24.0 + handle, ui.available_height()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, state.active, &words));
        if !state.is_being_dragged {
            if self.shown.arranging {
                let at = pos2(rect.left() + 18.0, rect.center().y);
                paint_icon(ui.painter(), at, icons::DRAG, style::icon(17.0), theme.colour(Token::TextMuted));
            }
            let at = pos2(rect.left() + 12.0 + handle, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
            if state.active {
                let line = Stroke::new(2.0, theme.colour(Token::TextPrimary));
                ui.painter().hline(rect.x_range().shrink(10.0), rect.bottom() - 1.0, line);
            }
        }
        if response.has_focus() {
            crate::ui::kit::parts::focus_ring(ui, theme, rect.shrink(4.0));
        }
        let cursor = if self.shown.arranging { CursorIcon::Grab } else { CursorIcon::PointingHand };
        self.on_tab_button(tiles, tile_id, response.on_hover_cursor(cursor))
    }

    fn drag_ui(&mut self, tiles: &Tiles<Pane>, ui: &mut Ui, tile_id: TileId) {
        let words = self.tab_title_for_tile(tiles, tile_id).text().to_owned();
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            crate::ui::kit::parts::label(ui, self.theme, &style::strong(), Token::TextPrimary, &words);
        });
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { all_panes_must_have_tabs: self.shown.arranging, ..SimplificationOptions::default() }
    }

    fn is_tile_draggable(&self, _tiles: &Tiles<Pane>, _tile_id: TileId) -> bool {
        self.shown.arranging
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        TAB_ROW
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        GAP
    }

    fn min_size(&self) -> f32 {
        TILE_MIN
    }

    fn tab_bar_color(&self, _visuals: &egui::Visuals) -> egui::Color32 {
        self.theme.colour(Token::SurfaceBase)
    }

    fn tab_bar_hline_stroke(&self, _visuals: &egui::Visuals) -> Stroke {
        Stroke::new(1.0, self.theme.colour(Token::BorderSubtle))
    }

    fn resize_stroke(&self, _style: &egui::Style, state: ResizeState) -> Stroke {
        match state {
            ResizeState::Idle => Stroke::new(GAP, self.theme.colour(Token::BorderSubtle)),
            ResizeState::Hovering => Stroke::new(2.0, self.theme.colour(Token::BorderControl)),
            ResizeState::Dragging => Stroke::new(2.0, self.theme.colour(Token::TextPrimary)),
        }
    }

    fn paint_drag_preview(&self, _visuals: &egui::Visuals, painter: &egui::Painter, _parent: Option<Rect>, preview: Rect) {
        let tint = self.theme.colour(Token::DraftTint).gamma_multiply(0.6);
        let edge = Stroke::new(2.0, self.theme.colour(Token::DraftInk));
        painter.rect(preview.shrink(2.0), 6.0, tint, edge, egui::StrokeKind::Inside);
    }

    fn on_edit(&mut self, action: EditAction) {
        self.edited |= action != EditAction::TileDragged;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::state::arrangement::Preset;

    #[test]
    fn tiles_give_back_the_arrangement_that_they_were_made_from() {
        for preset in Preset::ALL {
            let wanted = preset.arrangement(1280.0, 716.0);
            assert_eq!(Dock::new(&wanted, false).arrangement(), Some(wanted), "{preset:?}");
        }
    }

    #[test]
    fn a_larger_window_gives_a_larger_board() {
        let mut sizes = [(268.0, 240.0), (700.0, 480.0), (300.0, 280.0)];
        settle(&mut sizes, 1, 1918.0);
        assert_eq!(sizes.map(|(size, _)| size), [268.0, 1350.0, 300.0]);
    }

    #[test]
    fn where_the_board_would_be_too_small_the_others_give_way_to_their_least() {
        let mut sizes = [(400.0, 240.0), (700.0, 480.0), (420.0, 280.0)];
        settle(&mut sizes, 1, 1100.0);
        let [tray, board, inspector] = sizes.map(|(size, _)| size);
        assert!((board - 480.0).abs() < 0.01 && tray >= 240.0 && inspector >= 280.0, "{sizes:?}");
        assert!((tray + board + inspector - 1100.0).abs() < 0.01);
    }
}

//! The table: which panel lies where. The panels themselves know nothing of one another.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui, Vec2, vec2};

use crate::text::{fill, text};
use crate::ui::dock::{Dock, Shown};
use crate::ui::kit::landmarks::{Landmark, landmark_ui};
use crate::ui::kit::theme::{self, Theme, Token};
use crate::ui::panels::{board, bottom, branches, composer, inspector, plots, seats, sets, story, timeline, topbar, tray, why};
use crate::ui::state::arrangement::{Pane, Preset, wide};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::{Selection, Tab, Views, Workspace};

/// Below this width the inspector is a tab of the bottom panel.
const INSPECTOR_WIDTH_MIN: f32 = 1100.0;
/// Below this width the in-tray is a tab of the bottom panel.
const TRAY_WIDTH_MIN: f32 = 900.0;

/// On a table lower than this (and narrower than [`INSPECTOR_WIDTH_MIN`]) the board and each tab take all of it, one at a time.
const ONE_AT_A_TIME: f32 = 430.0;

/// A table at least this large has room for larger text in its panels and on its board.
const ROOMY: Vec2 = vec2(1750.0, 850.0);

/// The ledger gets this part of the table's height.
const LEDGER_PART: f32 = 0.46;

/// Plots have this height at the usual size of text, and more with text larger than so many times it.
const PLOTS_HEIGHT: f32 = 224.0;
const PLOTS_LARGER: f32 = 1.15;
/// On a projector they get no more than this part of the table's height.
const PLOTS_PART: f32 = 0.30;

/// Draws the table, or the composer over it.
pub fn table_ui(ui: &mut Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    if pages_ui(ui, theme, workspace, intents) {
        return;
    }
    let frame = |token| Frame::new().fill(theme.colour(token));
    if workspace.play.as_ref().is_some_and(|play| play.composer.is_some()) {
        let Some(play) = &mut workspace.play else { return };
        let (scene, views) = play.parts();
        if let Some(draft) = views.composer {
            CentralPanel::no_frame().frame(frame(Token::SurfaceBase)).show(ui, |ui| {
                composer::composer_ui(ui, theme, &scene, draft, intents);
            });
        }
        return;
    }
    Panel::top("top bar").exact_size(44.0).resizable(false).frame(frame(Token::SurfaceBase)).show(ui, |ui| {
        landmark_ui(ui, theme, ui.max_rect(), Landmark::TopBar);
        topbar::topbar_ui(ui, theme, workspace, intents);
    });
    let Some(play) = &mut workspace.play else { return };
    Panel::bottom("timeline").exact_size(40.0 * theme.larger().min(1.5)).resizable(false).frame(frame(Token::SurfaceBase)).show(
        ui,
        |ui| {
            landmark_ui(ui, theme, ui.max_rect(), Landmark::Timeline);
            timeline::timeline_ui(ui, theme, &play.game, &mut play.timeline, intents);
        },
    );
    CentralPanel::no_frame().frame(frame(Token::SurfaceBase)).show(ui, |ui| {
        panels_ui(ui, theme, workspace, intents);
    });
}

/// Draws the page that lies in the table's place; whether there was one. A story is told on the board, so the two meet here.
fn pages_ui(ui: &mut Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) -> bool {
    let Some(play) = &mut workspace.play else { return false };
    let (scene, page, board) = play.page_parts();
    let base = Frame::new().fill(theme.colour(Token::SurfaceBase));
    match page {
        None => return false,
        Some(Page::Why(view)) => {
            CentralPanel::no_frame().frame(base).show(ui, |ui| why::why_ui(ui, theme, &scene, view, intents));
        }
        Some(Page::Plots(view)) => {
            CentralPanel::no_frame().frame(base).show(ui, |ui| plots::plots_ui(ui, theme, &scene, view, intents));
        }
        Some(Page::Branches(view)) => {
            if let Some(game) = scene.game() {
                CentralPanel::no_frame().frame(base).show(ui, |ui| branches::branches_ui(ui, theme, game, view, intents));
            }
        }
        Some(Page::Sets(view)) => {
            CentralPanel::no_frame().frame(base).show(ui, |ui| sets::sets_ui(ui, theme, &scene, view, intents));
        }
        Some(Page::Seats) => {
            CentralPanel::no_frame().frame(base).show(ui, |ui| seats::seats_ui(ui, theme, &scene, intents));
        }
        Some(Page::Story(view)) => {
            let roomy = fitting(ui, theme, ui.available_size());
            let theme = roomy.as_deref().unwrap_or(theme);
            story::frame_ui(ui, theme, &scene, view, intents);
            let highlight = view.highlight().clone();
            let mut lit = scene;
            lit.highlight = Some(&highlight);
            // The story alone says what is lit.
            lit.selection = Selection::Nothing;
            let board_frame = Frame::new().fill(theme.colour(Token::SurfaceBoard));
            CentralPanel::no_frame().frame(board_frame).show(ui, |ui| board::board_ui(ui, theme, &lit, board, intents));
        }
    }
    true
}

/// The theme of a table of this size; its text is larger where there is room.
fn fitting(ui: &mut Ui, theme: &Theme, size: Vec2) -> Option<Arc<Theme>> {
    if size.x < ROOMY.x || size.y < ROOMY.y || theme.larger() > 1.0 {
        return None;
    }
    let roomy = theme::roomy(ui.ctx());
    let seconds = ui.style().animation_time;
    roomy.fill(ui.style_mut());
    ui.style_mut().animation_time = seconds;
    Some(roomy)
}

fn panels_ui(ui: &mut Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    let size = ui.available_size();
    let roomy = fitting(ui, theme, size);
    let theme = roomy.as_deref().unwrap_or(theme);
    let Workspace { play, dock, settings, arranging, .. } = workspace;
    let Some(play) = play else { return };
    let low = size.y < ONE_AT_A_TIME && size.x < INSPECTOR_WIDTH_MIN;
    if dock.is_none() && low {
        play.bottom.collapsed = true;
    }
    // Panels as designed follow the window from one size to the other; those that the user arranged stay.
    let designed = !settings.layouts.contains_key(&settings.layout);
    if designed && dock.as_ref().is_some_and(|dock| dock.wide() != wide(size.x)) {
        *dock = None;
    }
    let dock = dock.get_or_insert_with(|| Dock::new(&settings.arrangement(size.x, size.y), wide(size.x)));
    let refusals = play.refusals.clone();
    let (scene, Views { board: board_view, inspector: inspector_view, bottom: bottom_view, .. }) = play.parts();
    // A narrow window keeps side panels down among the tabs of the bottom panel.
    let low = low && dock.holds(Pane::Bottom);
    // One that is a tab elsewhere stays there, unless there is no elsewhere.
    let narrow =
        |pane: Pane, least: f32| size.x < least && dock.holds(pane) && (low || !dock.tabbed(pane)) && dock.holds(Pane::Bottom);
    let extra = bottom::Extra {
        board: low,
        tray: narrow(Pane::Tray, if low { f32::INFINITY } else { TRAY_WIDTH_MIN }),
        selection: narrow(Pane::Inspector, INSPECTOR_WIDTH_MIN),
    };
    let hidden: Vec<Pane> = [(extra.tray, Pane::Tray), (extra.selection, Pane::Inspector)]
        .into_iter()
        .filter_map(|(is, pane)| is.then_some(pane))
        .collect();
    let collapsed = bottom_view.collapsed.then_some(bottom::tab_row(theme));
    // A ledger of two rows is none.
    let raised = match bottom_view.tab {
        _ if collapsed.is_some() => None,
        Tab::Ledger => Some(size.y * LEDGER_PART),
        // Larger letters leave less to the lines of a plot.
        Tab::Plots if theme.larger() > PLOTS_LARGER => {
            // From the back of the room the board matters most.
            let part = if settings.layout == Preset::Projector { PLOTS_PART } else { LEDGER_PART };
            Some((PLOTS_HEIGHT * theme.larger()).min(size.y * part))
        }
        _ => None,
    };
    // Where the drafts lie under another tab, theirs counts them.
    let title = |pane: Pane| match scene.drafts.len() {
        drafted @ 1.. if pane == Pane::Tray => fill("pane.tray_drafted", &[("count", &drafted.to_string())]),
        _ => text(pane.key()).to_owned(),
    };
    let shown = Shown { hidden: &hidden, collapsed, raised, arranging: *arranging, title: &title };
    let mut contents = |ui: &mut Ui, pane: Pane| match pane {
        Pane::Tray => tray::tray_ui(ui, theme, &scene, &refusals, intents),
        Pane::Board => board::board_ui(ui, theme, &scene, board_view, intents),
        Pane::Inspector => {
            landmark_ui(ui, theme, ui.max_rect(), Landmark::Inspector);
            inspector::inspector_ui(ui, theme, &scene, inspector_view, intents);
        }
        Pane::Bottom => {
            landmark_ui(ui, theme, ui.max_rect(), Landmark::Bottom);
            let tab = bottom::bottom_ui(ui, theme, &scene, bottom_view, extra, intents);
            let inner = Frame::new().inner_margin(Margin::ZERO);
            match tab {
                _ if low && bottom_view.collapsed => {
                    let rest = ui.max_rect().with_min_y(ui.cursor().top() - ui.spacing().item_spacing.y);
                    ui.painter().rect_filled(rest, 0.0, theme.colour(Token::SurfaceBoard));
                    inner.show(ui, |ui| board::board_ui(ui, theme, &scene, board_view, intents));
                }
                Some(Tab::Tray) => {
                    inner.show(ui, |ui| tray::tray_ui(ui, theme, &scene, &refusals, intents));
                }
                Some(Tab::Selection) => {
                    inner.show(ui, |ui| inspector::inspector_ui(ui, theme, &scene, inspector_view, intents));
                }
                _ => {}
            }
        }
    };
    if low {
        let ground = Frame::new().fill(theme.colour(Token::SurfacePanel));
        ground.show(ui, |ui| contents(ui, Pane::Bottom));
        return;
    }
    if let Some(arrangement) = dock.show(ui, theme, shown, &mut contents) {
        intents.push(Intent::Arranged(arrangement));
    }
}

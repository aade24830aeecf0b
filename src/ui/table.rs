//! The table: which panel lies where. The panels themselves know nothing of one another.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::intents::Intent;
use super::theme::{Theme, Token};
use super::workspace::{Tab, Views, Workspace};
use super::{board, bottom, composer, inspector, timeline, topbar, tray};

/// From this width on, panels take their larger sizes.
const WIDE: f32 = 1600.0;
/// Below this width the inspector is a tab of the bottom panel.
const INSPECTOR_WIDTH_MIN: f32 = 1100.0;
/// Below this width the in-tray is a tab of the bottom panel.
const TRAY_WIDTH_MIN: f32 = 900.0;

/// Draws the table, or the composer over it.
pub fn table_ui(ui: &mut Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    if super::pages::pages_ui(ui, theme, workspace, intents) {
        return;
    }
    let size = ui.available_size();
    let wide = size.x >= WIDE;
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
        topbar::topbar_ui(ui, theme, workspace, intents);
    });
    let Some(play) = &mut workspace.play else { return };
    Panel::bottom("timeline").exact_size(40.0).resizable(false).frame(frame(Token::SurfaceBase)).show(ui, |ui| {
        timeline::timeline_ui(ui, theme, &play.game, intents);
    });
    let refusals = play.refusals.clone();
    let (scene, Views { board: board_view, inspector: inspector_view, bottom: bottom_view, .. }) = play.parts();
    if size.x >= TRAY_WIDTH_MIN {
        let width = if wide { 320.0 } else { 268.0 };
        let panel = Panel::left(("tray", wide)).default_size(width).size_range(240.0..=420.0).resizable(true);
        panel.frame(frame(Token::SurfacePanel)).show(ui, |ui| {
            tray::tray_ui(ui, theme, &scene, &refusals, intents);
        });
    }
    if size.x >= INSPECTOR_WIDTH_MIN {
        let width = if wide { 372.0 } else { 300.0 };
        let panel = Panel::right(("inspector", wide)).default_size(width).size_range(280.0..=460.0).resizable(true);
        panel.frame(frame(Token::SurfacePanel)).show(ui, |ui| {
            inspector::inspector_ui(ui, theme, &scene, inspector_view, intents);
        });
    }
    let height: f32 = if wide { 268.0 } else { 204.0 };
    let height_max = (size.y - 84.0 - 320.0).max(140.0);
    let panel = Panel::bottom(("bottom", wide, bottom_view.collapsed)).frame(frame(Token::SurfacePanel));
    let panel = if bottom_view.collapsed {
        panel.exact_size(bottom::TAB_ROW).resizable(false)
    } else {
        panel.default_size(height.min(height_max)).size_range(140.0..=height_max.max(141.0)).resizable(true)
    };
    panel.show(ui, |ui| {
        // The panel is as high as the user made it, however little is in it.
        ui.expand_to_include_rect(ui.max_rect());
        let extra = bottom::Extra { tray: size.x < TRAY_WIDTH_MIN, selection: size.x < INSPECTOR_WIDTH_MIN };
        let shown = bottom::bottom_ui(ui, theme, &scene, bottom_view, extra, intents);
        let inner = Frame::new().inner_margin(Margin::ZERO);
        match shown {
            Some(Tab::Tray) => {
                inner.show(ui, |ui| tray::tray_ui(ui, theme, &scene, &refusals, intents));
            }
            Some(Tab::Selection) => {
                inner.show(ui, |ui| inspector::inspector_ui(ui, theme, &scene, inspector_view, intents));
            }
            _ => {}
        }
    });
    CentralPanel::no_frame().frame(frame(Token::SurfaceBoard)).show(ui, |ui| {
        board::board_ui(ui, theme, &scene, board_view, intents);
    });
}

//! Plots to take along: as tab-separated text on the clipboard, as SVG and as PNG in the folder of exports.

use egui::{Context, Ui, vec2};

use super::{PlotsView, caption};
use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::picture::{Picture, grid, svg};
use crate::ui::kit::theme::{Theme, Token, icons};
use crate::ui::state::intents::{Content, Exposure, Intent};
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Room round a saved picture.
const MARGIN: f32 = 20.0;

/// Draws the three buttons.
pub(super) fn buttons(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &PlotsView, intents: &mut Vec<Intent>) {
    let button = |ui: &mut Ui, icon: &str, key: &str, says: &str| {
        parts::button(ui, theme, Look::Quiet, Some(icon), text(key)).on_hover_text(text(says)).clicked()
    };
    if button(ui, icons::EXPORT, "plots.png", "plots.save_png") {
        intents.push(as_png(theme, scene, view));
    }
    if button(ui, icons::EXPORT, "plots.svg", "plots.save_svg") {
        intents.push(as_svg(theme, scene, view));
    }
    if button(ui, icons::COPY, "plots.copy", "plots.copy_says") {
        copy(ui.ctx(), scene, view);
    }
}

/// The same as a menu, where there is little room.
pub(super) fn menu(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut PlotsView, intents: &mut Vec<Intent>) {
    parts::icon_menu(ui, theme, icons::MORE, text("plots.more"), |ui| {
        let item = |ui: &mut Ui, key: &str| {
            let pressed = ui.button(text(key)).clicked();
            if pressed {
                ui.close();
            }
            pressed
        };
        if item(ui, if view.as_table { "tab.as_plots" } else { "tab.as_table" }) {
            view.as_table = !view.as_table;
        }
        if item(ui, "plots.copy") {
            copy(ui.ctx(), scene, view);
        }
        if item(ui, "plots.save_svg") {
            intents.push(as_svg(theme, scene, view));
        }
        if item(ui, "plots.save_png") {
            intents.push(as_png(theme, scene, view));
        }
    });
}

fn as_svg(theme: &Theme, scene: &Scene<'_>, view: &PlotsView) -> Intent {
    let bytes = svg::svg(&framed(theme, view), theme.colour(Token::SurfaceBoard), &caption(scene, &view.choice)).into_bytes();
    Intent::Page(PageAsk::Export { name: name(scene, view, "svg"), content: Content::Bytes(bytes) })
}

fn as_png(theme: &Theme, scene: &Scene<'_>, view: &PlotsView) -> Intent {
    let (picture, ground) = (framed(theme, view), theme.colour(Token::SurfaceBoard));
    let content = Content::Png(Box::new(Exposure { picture, theme: theme.clone(), ground }));
    Intent::Page(PageAsk::Export { name: name(scene, view, "png"), content })
}

fn copy(ctx: &Context, scene: &Scene<'_>, view: &PlotsView) {
    ctx.copy_text(grid::tsv(&view.plots, &caption(scene, &view.choice)));
}

/// The sheet with a margin.
fn framed(theme: &Theme, view: &PlotsView) -> Picture {
    let sheet = view.sheet.picture(theme);
    let mut whole = Picture::new(sheet.size + vec2(2.0 * MARGIN, 2.0 * MARGIN));
    whole.put(sheet, vec2(MARGIN, MARGIN));
    whole
}

/// A name that says what is in it: `meridian-turn-4-alignment.svg`.
fn name(scene: &Scene<'_>, view: &PlotsView, extension: &str) -> String {
    let what = match view.choice.mode {
        super::Mode::Series => view.choice.kind.name(),
        super::Mode::Relations => super::kinds::relation_name(view.choice.relation),
        super::Mode::TradeOff => text("plots.trade_off").to_owned(),
        super::Mode::Capability => text("plots.capability").to_owned(),
    };
    let plain: String = what.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let moment = if scene.world.over(scene.setting) { "end".to_owned() } else { format!("turn-{}", scene.world.turn) };
    format!("{}-{moment}-{}.{extension}", scene.setting.id, plain.join("-"))
}

//! What led here: the numbers that the preview speaks of, over the turns so far. Shown where there is room for it.

use egui::{Ui, vec2};

use super::Composer;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::picture::chart::Chart;
use crate::ui::kit::picture::sheet::{Asked, Plot, Sheet};
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Plots that are shown.
const PLOTS_MAX: usize = 4;
/// The least height of the part.
const HEIGHT_MIN: f32 = 300.0;

/// The plots as they were drawn last.
#[derive(Default)]
pub(super) struct SoFar {
    key: Option<(String, [i32; 2])>,
    sheet: Sheet,
}

/// Draws the part.
pub(super) fn so_far_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &mut Composer, intents: &mut Vec<Intent>) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("so_far.title"));
    ui.add_space(4.0);
    // Where the decision leaves less, the column is scrolled.
    let size = vec2(ui.available_width(), ui.available_height().clamp(HEIGHT_MIN, 460.0) - 8.0);
    let key = (theme.name().to_owned(), [size.x as i32, size.y as i32]);
    if composer.so_far.key.as_ref() != Some(&key) {
        let known = composer.watch.iter().filter(|variable| scene.knows(**variable));
        let plots: Vec<Plot> = known.take(PLOTS_MAX).map(|variable| Plot::Chart(Chart::of(scene, *variable))).collect();
        composer.so_far.sheet = Sheet::new(ui.ctx(), theme, &plots, size, 2, "");
        composer.so_far.key = Some(key);
    }
    let asked = composer.so_far.sheet.show(ui, theme, "so far");
    if let Some(Asked::Why(variable, at)) = asked {
        intents.push(Intent::Page(PageAsk::Why(variable, Some(at))));
    }
}

//! What the opened order would do: every number that comes out otherwise with it than without it, over the same futures.

use egui::{Align, Layout, Ui};

use super::NewOrder;
use crate::text::text;
use crate::ui::kit::ensemble::state_ui;
use crate::ui::kit::options::{self, Numbers, Options};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Rows that are shown before one asks for more.
const ROWS_MAX: usize = 12;

/// Draws the part.
pub(super) fn preview_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, menu: &NewOrder, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("preview.title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
        });
    });
    state_ui(ui, theme, &menu.preview, &Intent::Forecast, intents);
    if !menu.preview.fresh() {
        return;
    }
    let (apart, _) = menu.preview.ranked();
    if apart.is_empty() {
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("preview.nothing"));
        return;
    }
    ui.add_space(2.0);
    let (first, rest) = apart.split_at(apart.len().min(ROWS_MAX));
    let more = if rest.len() == 1 { "preview.more_one" } else { "preview.more" };
    let columns =
        Options { titles: &[text("preview.without"), text("preview.with")], chosen: 1, against: text("preview.against") };
    options::table_ui(ui, theme, scene, columns, &Numbers { first, folded: &[(more, rest.len(), rest)] }, intents);
}

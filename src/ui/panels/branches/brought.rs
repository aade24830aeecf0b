//! What the turn that led to a position brought, and what was decided in it, as far as whoever looks may know.

use egui::Ui;

use crate::report::headlines::told;
use crate::report::{Context, headline, orders, words};
use crate::rules::order::Order;
use crate::rules::view::Viewer;
use crate::session::{Game, NodeId};
use crate::text::{fill, spoken, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};

/// What is told of a position; worked out when another one is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Brought {
    /// What it is about: the position, for whom it is told, and in which language.
    of: Option<(NodeId, Viewer, u64)>,
    /// The turn that led there; none: it is the opening.
    turn: Option<u16>,
    headlines: Vec<String>,
    decided: Vec<String>,
}

impl Brought {
    /// Brings it up to date.
    pub(super) fn refresh(&mut self, game: &Game, chosen: NodeId) {
        let viewer = Viewer::from(game.seat());
        let of = Some((chosen, viewer, spoken()));
        if self.of == of {
            return;
        }
        *self = Self { of, ..Self::default() };
        let Some(node) = game.node(chosen) else { return };
        let Some(before) = node.parent.and_then(|parent| game.node(parent)) else { return };
        let (setting, context) = (game.setting(), Context::of(node, viewer));
        self.turn = Some(before.world.turn);
        self.headlines = told(&node.ledger, context).map(|news| headline(setting, context, news, &node.ledger)).collect();
        let said = |order: &Order| words::capital(&orders::order(setting, &before.world, order));
        self.decided = node.orders.iter().filter(|order| viewer.gives(order)).map(said).collect();
    }
}

/// Draws it; nothing for the opening.
pub(super) fn brought_ui(ui: &mut Ui, theme: &Theme, of: &Brought) {
    let Some(turn) = of.turn else { return };
    let turn = turn.to_string();
    for (key, none, icon, lines) in [
        ("branches.decided", "played.none", icons::DRAFT, &of.decided),
        ("branches.brought", "branches.quiet", icons::HEADLINES, &of.headlines),
    ] {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &fill(key, &[("turn", &turn)]));
        ui.add_space(2.0);
        if lines.is_empty() {
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text(none));
        }
        for line in lines {
            ui.horizontal_top(|ui| {
                parts::icon(ui, theme, icon, 15.0, Token::TextMuted);
                parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, line);
            });
        }
        ui.add_space(12.0);
    }
}

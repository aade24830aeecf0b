//! Pages that lie over the table: one number explained, the turn as a story, every series as large as the window.
//!
//! Each page is a panel of its own; here it is put in the place of the table. A story is told on the board, so the two meet here.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::rules::world::RequestKey;
use crate::ui::kit::theme::{Theme, Token};
use crate::ui::panels::board;
use crate::ui::panels::branches;
use crate::ui::panels::branches::BranchesView;
use crate::ui::panels::plots;
use crate::ui::panels::plots::PlotsView;
use crate::ui::panels::sets;
use crate::ui::panels::sets::SetsView;
use crate::ui::panels::story;
use crate::ui::panels::story::StoryView;
use crate::ui::panels::why;
use crate::ui::panels::why::WhyView;
use crate::ui::state::highlight::Highlight;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Selection, Workspace};

/// A page with its own state.
pub enum Page {
    /// One number, or one decision, explained.
    Why(WhyView),
    /// The last turn in steps.
    Story(StoryView),
    /// Every series.
    Plots(PlotsView),
    /// The tree of turns.
    Branches(BranchesView),
    /// Sets of drafts compared.
    Sets(SetsView),
}

impl Page {
    /// What the page lights on the board.
    #[must_use]
    pub const fn highlight(&self) -> Option<&Highlight> {
        match self {
            Self::Story(story) => Some(story.highlight()),
            Self::Why(_) | Self::Plots(_) | Self::Branches(_) | Self::Sets(_) => None,
        }
    }
}

/// What a click on a page, or on what leads to one, asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum PageAsk {
    /// Explains a number at a position of the line (none: the last).
    Why(Variable, Option<usize>),
    /// Shows how a request was decided at a position of the line.
    Card(RequestKey, usize),
    /// Goes back to the n-th step of the trail.
    Back(usize),
    /// Opens the rulebook, at a phase.
    Rule(Option<Phase>),
    /// Writes a picture or a table into the folder of exports.
    Export {
        /// The file's name.
        name: String,
        /// What it holds.
        content: crate::ui::state::intents::Content,
    },
    /// Back to the table.
    Close,
}

/// Draws the page that is open; whether there was one.
pub fn pages_ui(ui: &mut Ui, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) -> bool {
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
        Some(Page::Story(view)) => {
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

/// The head of a page: a row of this height with a line under it.
pub fn head(ui: &mut Ui, theme: &Theme, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let base = Frame::new().fill(theme.colour(Token::SurfaceBase));
    Panel::top(id).exact_size(52.0).resizable(false).frame(base).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, crate::ui::kit::parts::edge(theme));
        add(ui);
    });
}

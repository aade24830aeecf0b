//! Pages that lie over the table: one number explained, the turn as a story, every series as large as the window.
//!
//! Each page is a panel of its own, which lies in the place of the table.

use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::rules::world::RequestKey;
use crate::session::{BranchId, NodeId};
use crate::ui::panels::branches::BranchesView;
use crate::ui::panels::plots::PlotsView;
use crate::ui::panels::sets::SetsView;
use crate::ui::panels::story::StoryView;
use crate::ui::panels::why::WhyView;
use crate::ui::state::highlight::Highlight;

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
    /// Who sits where.
    Seats,
}

impl Page {
    /// What the page lights on the board.
    #[must_use]
    pub const fn highlight(&self) -> Option<&Highlight> {
        match self {
            Self::Story(story) => Some(story.highlight()),
            Self::Why(_) | Self::Plots(_) | Self::Branches(_) | Self::Sets(_) | Self::Seats => None,
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

/// What is asked of the tree of turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BranchAsk {
    /// Looks at a position on the board, as one of a branch.
    Look(NodeId, BranchId),
    /// Opens a branch at a position, on the same luck or on another.
    Branch {
        /// Where.
        from: NodeId,
        /// Whether on a luck on which nothing has been played.
        other_luck: bool,
    },
    /// Goes to the end of a branch.
    Continue(BranchId),
    /// A field was left: what was typed is kept.
    Keep,
}

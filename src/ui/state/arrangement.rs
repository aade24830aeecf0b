//! Which panel of the table lies where: what is kept of it in the settings, and the four arrangements that come with the program.
//!
//! This is data only. `dock` turns it into tiles that can be dragged, and the tiles back into it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A panel of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pane {
    /// Who waits, and what is drafted.
    Tray,
    /// The board.
    Board,
    /// The numbers of what is lit.
    Inspector,
    /// Plots, headlines, the ledger.
    Bottom,
}

impl Pane {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tray => "pane.tray",
            Self::Board => "pane.board",
            Self::Inspector => "pane.inspector",
            Self::Bottom => "pane.bottom",
        }
    }

    /// The least width and height, points.
    #[must_use]
    pub const fn size_min(self) -> (f32, f32) {
        match self {
            Self::Tray => (240.0, 160.0),
            Self::Board => (480.0, 320.0),
            Self::Inspector => (280.0, 160.0),
            Self::Bottom => (320.0, 140.0),
        }
    }
}

/// An arrangement of panels. Parts carry their width or height in points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Arrangement {
    /// One panel.
    Pane(Pane),
    /// From left to right.
    Row(Vec<(f32, Self)>),
    /// From top to bottom.
    Column(Vec<(f32, Self)>),
    /// One over the other, with the place of the one that is seen.
    Tabs(usize, Vec<Self>),
}

impl Arrangement {
    /// Every panel in it, in the order in which one reads.
    #[must_use]
    pub fn panes(&self) -> Vec<Pane> {
        match self {
            Self::Pane(pane) => vec![*pane],
            Self::Row(parts) | Self::Column(parts) => parts.iter().flat_map(|(_, part)| part.panes()).collect(),
            Self::Tabs(_, parts) => parts.iter().flat_map(Self::panes).collect(),
        }
    }

    /// The height that a panel has in a column.
    #[must_use]
    pub fn height_of(&self, pane: Pane) -> Option<f32> {
        match self {
            Self::Pane(_) => None,
            Self::Column(parts) => {
                let own = parts.iter().find(|(_, part)| *part == Self::Pane(pane)).map(|(height, _)| *height);
                own.or_else(|| parts.iter().find_map(|(_, part)| part.height_of(pane)))
            }
            Self::Row(parts) => parts.iter().find_map(|(_, part)| part.height_of(pane)),
            Self::Tabs(_, parts) => parts.iter().find_map(|part| part.height_of(pane)),
        }
    }

    /// Whether it can be shown: the board is there, nothing is twice there, and every size is one.
    #[must_use]
    pub fn sound(&self) -> bool {
        let panes = self.panes();
        let distinct: BTreeSet<Pane> = panes.iter().copied().collect();
        distinct.len() == panes.len() && distinct.contains(&Pane::Board) && self.sizes_sound()
    }

    fn sizes_sound(&self) -> bool {
        match self {
            Self::Pane(_) => true,
            Self::Row(parts) | Self::Column(parts) => {
                !parts.is_empty()
                    && parts.iter().all(|(size, part)| size.is_finite() && (1.0..=20_000.0).contains(size) && part.sizes_sound())
            }
            Self::Tabs(seen, parts) => *seen < parts.len() && parts.iter().all(Self::sizes_sound),
        }
    }
}

/// The arrangements that come with the program, by who works with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Preset {
    /// In-tray, board, plots and inspector side by side.
    #[default]
    Student,
    /// A wide board, the plots under all of it, in-tray and inspector as tabs.
    Facilitator,
    /// Half the height for plots and the ledger.
    Analyst,
    /// Only what everybody in the room may look at.
    Projector,
}

/// A table at least this wide has large panels, points.
const WIDE_FROM: f32 = 1600.0;

/// Whether a table of this width has large panels.
#[must_use]
pub const fn wide(width: f32) -> bool {
    width >= WIDE_FROM
}

impl Preset {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Student, Self::Facilitator, Self::Analyst, Self::Projector];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Student => "layout.student",
            Self::Facilitator => "layout.facilitator",
            Self::Analyst => "layout.analyst",
            Self::Projector => "layout.projector",
        }
    }

    /// The arrangement as designed, for a table of that width and height in points.
    #[must_use]
    pub fn arrangement(self, width: f32, height: f32) -> Arrangement {
        use Arrangement::{Column, Row, Tabs};
        let one = Arrangement::Pane;
        let pick = |narrow: f32, large: f32| if wide(width) { large } else { narrow };
        let (tray, inspector, bottom) = (pick(268.0, 352.0), pick(300.0, 408.0), pick(204.0, 296.0));
        let rest = |taken: f32, all: f32| (all - taken).max(1.0);
        let half = (height * 0.46).round().max(1.0);
        let low = (height * 0.28).round().clamp(1.0, bottom);
        match self {
            Self::Student => Row(vec![
                (tray, one(Pane::Tray)),
                (
                    rest(tray + inspector, width),
                    Column(vec![(rest(bottom, height), one(Pane::Board)), (bottom, one(Pane::Bottom))]),
                ),
                (inspector, one(Pane::Inspector)),
            ]),
            Self::Facilitator => Column(vec![
                (
                    rest(bottom, height),
                    Row(vec![
                        (rest(inspector, width), one(Pane::Board)),
                        (inspector, Tabs(0, vec![one(Pane::Inspector), one(Pane::Tray)])),
                    ]),
                ),
                (bottom, one(Pane::Bottom)),
            ]),
            Self::Analyst => Row(vec![
                (rest(inspector, width), Column(vec![(rest(half, height), one(Pane::Board)), (half, one(Pane::Bottom))])),
                (inspector, Tabs(0, vec![one(Pane::Inspector), one(Pane::Tray)])),
            ]),
            // From the back of the room the board matters most.
            Self::Projector => Column(vec![(rest(low, height), one(Pane::Board)), (low, one(Pane::Bottom))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_sound_at_every_size() {
        for preset in Preset::ALL {
            for (width, height) in [(640.0, 396.0), (1280.0, 716.0), (1920.0, 996.0), (3840.0, 2000.0)] {
                assert!(preset.arrangement(width, height).sound(), "{preset:?} at {width} × {height}");
            }
        }
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let board = || Arrangement::Pane(Pane::Board);
        assert!(!Arrangement::Pane(Pane::Tray).sound(), "no board");
        assert!(!Arrangement::Row(vec![(100.0, board()), (100.0, board())]).sound(), "two boards");
        assert!(!Arrangement::Row(vec![(f32::NAN, board())]).sound(), "no size");
        assert!(!Arrangement::Tabs(1, vec![board()]).sound(), "no such tab");
    }

    #[test]
    fn the_projector_shows_nothing_private() {
        let panes = Preset::Projector.arrangement(1920.0, 996.0).panes();
        assert!(!panes.contains(&Pane::Tray) && !panes.contains(&Pane::Inspector));
    }
}

//! The names of the colours, and the styles of the eight suppliers.
//!
//! A [`Token`] says what a colour is for, never which colour it is; the theme file says that. Drawing
//! code outside this folder names tokens only.

use egui::Color32;
use serde::Deserialize;

/// The four sets of colours that come with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThemeName {
    /// Light text on a dark ground; what one starts with.
    #[default]
    Dark,
    /// Dark text on a warm light ground.
    Light,
    /// High contrast: black ground, nothing dimmed.
    Contrast,
    /// White ground and large text for a lit room.
    Projector,
}

impl ThemeName {
    /// All sets in the order of the settings page.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::Projector];
}

macro_rules! tokens {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a colour is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Token {
            $($(#[$doc])* $variant,)*
        }

        impl Token {
            /// Every token, in the order of the theme files.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in a theme file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

tokens! {
    /// The board, plots and text fields.
    SurfaceBoard = "surface.board",
    /// Fields of regions on the board.
    SurfaceRegion = "surface.region",
    /// The window and its bars.
    SurfaceBase = "surface.base",
    /// Side panels and the tab area.
    SurfacePanel = "surface.panel",
    /// Cards, buttons, labels on the board.
    SurfaceRaised = "surface.raised",
    /// The selected row, tooltips, menus.
    SurfaceOverlay = "surface.overlay",
    /// Separators and plot grids.
    BorderSubtle = "border.subtle",
    /// The track of the alignment ring and of the ring of suppliers.
    RingTrack = "ring.track",
    /// The edge of anything one can press or type in.
    BorderControl = "border.control",
    /// Text, numbers, the selection ring, the focused series.
    TextPrimary = "text.primary",
    /// Supporting text and the bars of capability.
    TextSecondary = "text.secondary",
    /// Captions, axis text, names out of focus.
    TextMuted = "text.muted",
    /// Text on a ground of `text.primary`, and warning glyphs.
    TextInverse = "text.inverse",
    /// Not yet played: text, outlines, the focus ring.
    DraftInk = "draft.ink",
    /// The next step (one button a screen) and small marks of what waits.
    DraftFill = "draft.fill",
    /// Ground of drafts and of forecast bands.
    DraftTint = "draft.tint",
    /// The edge of a draft's card.
    DraftBorder = "draft.border",
    /// Text on `draft.fill`.
    DraftOnFill = "draft.on_fill",
    /// A rise.
    ChangeUp = "change.up",
    /// A fall.
    ChangeDown = "change.down",
    /// Strained, or near a limit.
    StateWarning = "state.warning",
    /// Ground of a warning chip.
    StateWarningTint = "state.warning_tint",
    /// Broken, failed, refused.
    StateCritical = "state.critical",
    /// The field of the emblem of a state that supplies nobody.
    EmblemInk = "emblem.ink",
    /// Its charge and edge.
    EmblemPaper = "emblem.paper",
}

/// How a supplier's line is drawn. Pairs `(a, b)` are lengths of `a + b × width`, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum LinePattern {
    /// An unbroken line.
    Solid,
    /// Dashes with gaps; ticks are very short ones.
    Dash {
        /// Length of a dash.
        on: (f32, f32),
        /// Length of a gap.
        off: (f32, f32),
    },
    /// Two rails.
    Rails {
        /// The middle that is cut out, as a share of the width.
        gap: f32,
    },
    /// Dash, gap, dot, gap.
    DashDot {
        /// Length of the dash.
        on: (f32, f32),
        /// Length of both gaps.
        gap: f32,
        /// Length of the dot.
        dot: f32,
    },
    /// Two rails with a dashed core in their middle.
    RailsCore {
        /// The middle that is cut out, as a share of the width.
        gap: f32,
        /// Length of a dash of the core.
        on: (f32, f32),
        /// Length of a gap of the core.
        off: (f32, f32),
    },
}

/// The mark that stands for a supplier in plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// No mark, as own industry has none.
    None,
    /// A filled circle.
    Circle,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle that points up.
    TriangleUp,
    /// A triangle that points down.
    TriangleDown,
    /// A hexagon.
    Hexagon,
    /// A plus.
    Plus,
    /// A star of five points.
    Star,
}

/// How one supplier looks everywhere: colour, line and mark always go together.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplierStyle {
    /// The name of the colour, such as `teal`.
    pub name: String,
    /// The colour of links, emblem and series.
    pub colour: Color32,
    /// The pattern of its links.
    pub line: LinePattern,
    /// Its mark in plots.
    pub mark: Mark,
}

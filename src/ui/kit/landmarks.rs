//! The parts of the screen that F6 leads between, in the order in which one works, each with a name for screen readers.
//!
//! A landmark is a place that takes the focus before the first control of its part, so that Tab goes on from there.

use egui::{Context, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::text::text;
use crate::ui::kit::theme::{Theme, Token};

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Landmark {
    /// The bubble of a tour.
    Tour,
    /// The bar above.
    TopBar,
    /// Who waits.
    Tray,
    /// What is drafted.
    Drafts,
    /// The board.
    Board,
    /// The numbers of what is lit.
    Inspector,
    /// Plots, headlines, ledger.
    Bottom,
    /// The strip of turns.
    Timeline,
}

impl Landmark {
    /// The order of F6.
    pub const ALL: [Self; 8] =
        [Self::Tour, Self::TopBar, Self::Tray, Self::Drafts, Self::Board, Self::Inspector, Self::Bottom, Self::Timeline];

    const fn key(self) -> &'static str {
        match self {
            Self::Tour => "landmark.tour",
            Self::TopBar => "landmark.top_bar",
            Self::Tray => "pane.tray",
            Self::Drafts => "landmark.drafts",
            Self::Board => "pane.board",
            Self::Inspector => "pane.inspector",
            Self::Bottom => "pane.bottom",
            Self::Timeline => "landmark.timeline",
        }
    }

    /// The id of its place.
    #[must_use]
    pub fn id(self) -> Id {
        Id::unique(("landmark", self))
    }
}

/// Where each part was drawn, and in which pass.
#[derive(Clone, Default)]
struct Drawn(Vec<(Landmark, Rect, u64)>);

/// Says where the open dialog lies; nowhere, where none is open.
pub fn dialog_is(ctx: &Context, rect: Option<Rect>) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("open dialog"), rect));
}

/// Where the open dialog lies.
#[must_use]
pub fn dialog(ctx: &Context) -> Option<Rect> {
    ctx.data(|data| data.get_temp::<Option<Rect>>(Id::unique("open dialog"))).flatten()
}

fn memory() -> Id {
    Id::unique("landmarks")
}

/// Marks the part that begins here and fills this rectangle. Gives whether the part itself has the focus.
pub fn landmark_ui(ui: &Ui, theme: &Theme, rect: Rect, which: Landmark) -> bool {
    let place = Rect::from_min_size(rect.min, Vec2::splat(1.0));
    let response = ui.interact(place, which.id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, text(which.key())));
    let pass = ui.ctx().cumulative_pass_nr();
    ui.ctx().data_mut(|data| {
        let drawn: &mut Drawn = data.get_temp_mut_or_default(memory());
        drawn.0.retain(|(other, ..)| *other != which);
        drawn.0.push((which, rect, pass));
    });
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.colour(Token::DraftInk));
        // Over what the part paints after this, so that the ring is seen.
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, Id::unique("landmark ring")));
        painter.rect_stroke(rect.shrink(2.0), 5.0, stroke, StrokeKind::Inside);
    }
    response.has_focus()
}

/// Where a part was drawn in this pass or the one before.
#[must_use]
pub fn place_of(ctx: &Context, which: Landmark) -> Option<Rect> {
    let pass = ctx.cumulative_pass_nr();
    let drawn: Drawn = ctx.data(|data| data.get_temp(memory()))?;
    let found = drawn.0.into_iter().find(|(other, _, at)| *other == which && pass.saturating_sub(*at) <= 1);
    found.map(|(_, rect, _)| rect)
}

/// Leads the focus to the next part (1) or the one before (−1) among those that are on the screen.
pub fn step(ctx: &Context, by: isize) {
    let pass = ctx.cumulative_pass_nr();
    let drawn: Drawn = ctx.data(|data| data.get_temp(memory())).unwrap_or_default();
    let seen = |which: Landmark| drawn.0.iter().find(|(other, _, at)| *other == which && pass.saturating_sub(*at) <= 2);
    let parts: Vec<Landmark> = Landmark::ALL.into_iter().filter(|which| seen(*which).is_some()).collect();
    let focus = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let here = focus.and_then(|response| {
        let holds = |which: &Landmark| seen(*which).is_some_and(|(_, rect, _)| rect.contains(response.rect.center()));
        // The last that holds it: drafts lie within the panel of the in-tray.
        parts.iter().rposition(holds)
    });
    let count = parts.len();
    if count == 0 {
        return;
    }
    let next = match (here, by > 0) {
        (Some(here), true) => (here + 1) % count,
        (Some(here), false) => (here + count - 1) % count,
        (None, true) => 0,
        (None, false) => count - 1,
    };
    if let Some(which) = parts.get(next) {
        ctx.memory_mut(|memory| memory.request_focus(which.id()));
        ctx.request_repaint();
    }
}

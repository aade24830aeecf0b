//! Where the thing that a tour points at was drawn.
//!
//! A tour asks for one spot at a time; what draws it says where. Nothing is kept of what nobody asked for.

use egui::{Context, Id, Rect};

use crate::scenario::Spot;

/// What is asked for, and where it was drawn, in which pass.
#[derive(Clone, Copy)]
struct Wanted {
    spot: Spot,
    drawn: Option<(Rect, u64)>,
}

fn memory() -> Id {
    Id::unique("spot")
}

/// Asks where a spot is drawn from now on; none: nobody asks any more.
pub fn want(ctx: &Context, spot: Option<Spot>) {
    let now: Option<Wanted> = ctx.data(|data| data.get_temp(memory()));
    if now.map(|wanted| wanted.spot) == spot {
        return;
    }
    ctx.data_mut(|data| {
        data.remove::<Wanted>(memory());
        if let Some(spot) = spot {
            data.insert_temp(memory(), Wanted { spot, drawn: None });
        }
    });
}

/// Says where a spot is drawn. What is said last holds.
pub fn mark(ctx: &Context, spot: Spot, rect: Rect) {
    let now: Option<Wanted> = ctx.data(|data| data.get_temp(memory()));
    if now.is_some_and(|wanted| wanted.spot == spot) {
        let drawn = Some((rect, ctx.cumulative_pass_nr()));
        ctx.data_mut(|data| data.insert_temp(memory(), Wanted { spot, drawn }));
    }
}

/// Where the spot that is asked for was drawn in this pass or the one before.
#[must_use]
pub fn found(ctx: &Context) -> Option<Rect> {
    let wanted: Wanted = ctx.data(|data| data.get_temp(memory()))?;
    let (rect, pass) = wanted.drawn?;
    (ctx.cumulative_pass_nr().saturating_sub(pass) <= 1).then_some(rect)
}

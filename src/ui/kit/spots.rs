//! Where the thing that a tour points at was drawn.
//!
//! A tour asks for one spot at a time; what draws it says where. Nothing is kept of what nobody asked for.

use egui::{Align, Context, Id, Rect, Ui};

use crate::rules::table::StateId;
use crate::scenario::Spot;

/// What is asked for, and where it was drawn, in which pass.
#[derive(Clone)]
struct Wanted {
    spot: Spot,
    drawn: Option<Drawn>,
}

/// Where something was drawn, what else belongs to it, and in which pass.
#[derive(Clone)]
struct Drawn {
    rect: Rect,
    clear: Vec<Rect>,
    pass: u64,
}

/// A state that is spoken of besides, and where it was drawn, in which pass.
#[derive(Clone)]
struct Besides {
    state: StateId,
    drawn: Option<(Rect, u64)>,
}

fn memory() -> Id {
    Id::unique("spot")
}

/// Asks where a spot is drawn from now on; none: nobody asks any more. A state that is spoken of besides is to be seen, too.
pub fn want(ctx: &Context, spot: Option<Spot>, besides: Option<StateId>) {
    let known: Option<Besides> = ctx.data(|data| data.get_temp(memory()));
    if known.map(|known| known.state) != besides {
        ctx.data_mut(|data| {
            data.remove::<Besides>(memory());
            if let Some(state) = besides {
                data.insert_temp(memory(), Besides { state, drawn: None });
            }
        });
    }
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

/// What is asked for.
#[must_use]
pub fn wanted(ctx: &Context) -> Option<Spot> {
    ctx.data(|data| data.get_temp::<Wanted>(memory())).map(|wanted| wanted.spot)
}

/// Says where a spot is drawn. What is said last holds.
pub fn mark(ctx: &Context, spot: Spot, rect: Rect) {
    if let Spot::State(state) = spot
        && ctx.data(|data| data.get_temp::<Besides>(memory())).is_some_and(|besides| besides.state == state)
    {
        let drawn = Some((rect, ctx.cumulative_pass_nr()));
        ctx.data_mut(|data| data.insert_temp(memory(), Besides { state, drawn }));
    }
    mark_clear(ctx, spot, rect, Vec::new);
}

/// Says where a spot is drawn, and what else has to be seen with it.
pub fn mark_clear(ctx: &Context, spot: Spot, rect: Rect, clear: impl FnOnce() -> Vec<Rect>) {
    if wanted(ctx) == Some(spot) {
        let drawn = Some(Drawn { rect, clear: clear(), pass: ctx.cumulative_pass_nr() });
        ctx.data_mut(|data| data.insert_temp(memory(), Wanted { spot, drawn }));
    }
}

/// Says what else has to be seen with a spot that is drawn already.
pub fn keep_clear(ctx: &Context, spot: Spot, rect: Rect) {
    let wanted: Option<Wanted> = ctx.data(|data| data.get_temp(memory()));
    if let Some(Wanted { drawn: Some(mut drawn), .. }) = wanted.filter(|wanted| wanted.spot == spot) {
        drawn.clear.push(rect);
        ctx.data_mut(|data| data.insert_temp(memory(), Wanted { spot, drawn: Some(drawn) }));
    }
}

/// Says where a spot is drawn, and brings it into view when it is asked for; after that the user may scroll it away.
pub fn mark_in_view(ui: &Ui, spot: Spot, rect: Rect) {
    let now: Option<Wanted> = ui.ctx().data(|data| data.get_temp(memory()));
    if now.is_some_and(|wanted| wanted.spot == spot && wanted.drawn.is_none()) {
        ui.scroll_to_rect(rect, Some(Align::Center));
    }
    mark(ui.ctx(), spot, rect);
}

fn drawn(ctx: &Context) -> Option<Drawn> {
    let drawn = ctx.data(|data| data.get_temp::<Wanted>(memory()))?.drawn?;
    (ctx.cumulative_pass_nr().saturating_sub(drawn.pass) <= 1).then_some(drawn)
}

/// Where the spot that is asked for was drawn in this pass or the one before.
#[must_use]
pub fn found(ctx: &Context) -> Option<Rect> {
    drawn(ctx).map(|drawn| drawn.rect)
}

/// What else has to be seen with the spot that is asked for.
#[must_use]
pub fn clear(ctx: &Context) -> Vec<Rect> {
    let besides = ctx.data(|data| data.get_temp::<Besides>(memory())).and_then(|besides| besides.drawn);
    let besides = besides.filter(|(_, pass)| ctx.cumulative_pass_nr().saturating_sub(*pass) <= 1).map(|(rect, _)| rect);
    drawn(ctx).map_or_else(Vec::new, |drawn| drawn.clear).into_iter().chain(besides).collect()
}

//! What the facilitator orders: grants, rulings, written injects, seating, extension and reveals at the start of a turn; overrides at
//! its end. Each is an order like any other, logged and explained.

use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::order::{FacilitatorOrder, Resource};
use crate::rules::rule::Rule;
use crate::rules::turn::Turn;
use crate::rules::variable::{StateVar, Variable};

/// Everything but overrides.
pub(super) fn grants<R: Recorder>(turn: &mut Turn<'_, R>) {
    let orders = turn.orders;
    for (n, order) in orders.of_facilitator() {
        match order {
            FacilitatorOrder::Write { effects, .. } | FacilitatorOrder::Rule { effects, .. } => {
                super::effects::apply(turn, effects, super::effects::Source::Order(n));
            }
            FacilitatorOrder::Grant { state, what, amount } => {
                let kind = match what {
                    Resource::Capital => StateVar::Capital,
                    Resource::Credit => StateVar::Credit,
                    Resource::Budget => StateVar::Budget,
                    Resource::Capacity => StateVar::Capacity,
                };
                turn.add(Variable::State(kind, *state), Rule::Facilitator, Parent::Order(n), amount.to_f64());
            }
            FacilitatorOrder::Seat { state, player } => turn.world.players[*state] = *player,
            FacilitatorOrder::Extend(turns) => turn.world.last_turn = turn.world.last_turn.saturating_add(u16::from(*turns)),
            FacilitatorOrder::Reveal(which) => reveal(turn, *which),
            FacilitatorOrder::Inject(_)
            | FacilitatorOrder::HoldCard(_)
            | FacilitatorOrder::Override { .. }
            | FacilitatorOrder::Pause => {}
        }
        let quiet = matches!(order, FacilitatorOrder::Pause | FacilitatorOrder::HoldCard(_));
        let seen_by = if quiet { SeenBy::Facilitator } else { SeenBy::All };
        turn.tell(News::Facilitator { order: n }, 88, &[], seen_by);
    }
    turn.close();
}

fn reveal<R: Recorder>(turn: &mut Turn<'_, R>, which: Option<Variable>) {
    let setting = turn.setting;
    for hidden in setting.hidden.iter().filter(|h| which.is_none_or(|one| one == h.variable)) {
        super::effects::reveal_value(turn, hidden.variable);
    }
    if which.is_none() {
        super::end_use::reveal(turn);
    }
}

/// Overrides come last, so that nothing in the turn undoes them.
pub(super) fn overrides<R: Recorder>(turn: &mut Turn<'_, R>) {
    let orders = turn.orders;
    for (n, order) in orders.of_facilitator() {
        if let FacilitatorOrder::Override { variable, value } = order {
            turn.set(*variable, value.to_f64(), Rule::Facilitator, Parent::Order(n));
        }
    }
}

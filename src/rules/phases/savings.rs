//! Money that is not spent, a part of phase 5: what lower prices save, and who keeps it; what waits after a denial.

use super::routes;
use crate::rules::ledger::{Parent, Recorder};
use crate::rules::rule::Rule;
use crate::rules::table::{DomainId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, Variable};
use crate::rules::world::{Decided, Outcome};

/// What competition took off the price of a licence, as far as the buyer's treasury keeps it, $bn.
pub(super) fn of_licence<R: Recorder>(turn: &Turn<'_, R>, decided: &Decided) -> f64 {
    let part = turn.setting.params.savings_kept;
    if part <= 0.0 || decided.burden.to_f64() > 0.0 {
        return 0.0;
    }
    let asked = turn.start.request(decided.key).map_or(0.0, |r| r.value.to_f64());
    part * (asked - decided.value.to_f64()).max(0.0)
}

/// What is placed of a routine order at a lower price: the rest buys nothing, since the treasury keeps it, $bn.
pub(super) fn placed<R: Recorder>(turn: &Turn<'_, R>, order: f64, discount: f64) -> f64 {
    order * (1.0 - turn.setting.params.savings_kept * discount.max(0.0))
}

/// The money of a request that was denied waits with the supplier who denied it: as much of it as there is in the purse, less what comes
/// around by a way that is open already.
pub(super) fn set_aside<R: Recorder>(
    turn: &mut Turn<'_, R>,
    (state, domain): (StateId, DomainId),
    purse: f64,
    placed: &mut [f64],
) -> f64 {
    let (setting, now) = (turn.setting, turn.world.turn);
    let mut set_aside = 0.0;
    for n in (0..turn.world.record.len()).rev() {
        let Some(d) = turn.world.record.get(n).copied().filter(|d| d.turn == now) else { break };
        if d.partner != state || d.domain != domain || d.outcome != Outcome::Denied {
            continue;
        }
        let Some(link) = setting.link(d.exporter, state, domain) else { continue };
        let waits =
            (d.value.to_f64() * setting.params.denied_waits).min(purse * turn.link(LinkVar::Share, link)).min(purse - set_aside);
        if waits > 0.0 {
            set_aside += waits;
            let waits = waits - routes::around(turn, link, waits, d.tier, placed);
            turn.add(Variable::Cell(CellVar::Unspent, state, domain), Rule::Unmet, Parent::Decision(d.key), -waits);
            turn.add(Variable::Link(LinkVar::Unmet, link), Rule::Unmet, Parent::Decision(d.key), waits);
        }
    }
    set_aside
}

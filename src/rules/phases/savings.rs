//! What lower prices save, and who keeps it: a part of phase 5.

use crate::rules::ledger::Recorder;
use crate::rules::turn::Turn;
use crate::rules::world::Decided;

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

//! Standing policies, to which any seat may be handed: as an exporter it answers every request in one way, as a partner it takes
//! conditions in one way.

use super::{Hand, exporter};
use crate::rules::order::{Condition, Decision, OrderKind, Policy};
use crate::rules::quantity::Quantity;
use crate::rules::score::Recommendation;
use crate::rules::variable::{StateVar, Variable};
use crate::rules::world::Request;

pub(super) fn play(hand: &mut Hand<'_>, policy: Policy) {
    if hand.world.licenses(hand.seat) {
        exporter::answers(hand, |hand, request, found| decide(hand, request, found, policy));
    }
    if hand.setting.states[hand.seat].roles.partner {
        let (nothing, anything) = Variable::State(StateVar::Answer, hand.seat).range();
        let burden = match policy {
            Policy::ApproveAll => anything,
            Policy::DenyAll => nothing.max(0.0),
            Policy::AlwaysCondition | Policy::Recommended => hand.setting.params.player_modest,
            Policy::Random => hand.luck(0xa55e),
        };
        let burden = Quantity::from_f64(burden);
        hand.order(OrderKind::StandingAnswer(burden), "reason.policy", &[]);
    }
}

fn decide(hand: &Hand<'_>, request: &Request, found: &Recommendation, policy: Policy) -> (Decision, &'static str, f64) {
    let margin = found.asked.margin();
    let ceiling = hand.world.most(hand.setting, request.to, request.from, request.domain);
    let clauses = || {
        let mut clauses = vec![exporter::watch(hand), Condition::Certificate, Condition::NoRetransfer];
        if request.tier > ceiling && ceiling > 0 {
            clauses.push(Condition::LowerTier(ceiling));
        }
        clauses
    };
    let approve = || {
        if request.tier > ceiling { Decision::Condition(vec![Condition::LowerTier(ceiling.max(1))]) } else { Decision::Approve }
    };
    let decision = match policy {
        Policy::ApproveAll => approve(),
        Policy::DenyAll => Decision::Deny(found.asked.weakest()),
        Policy::AlwaysCondition => Decision::Condition(clauses()),
        Policy::Recommended if found.asked.passes() && request.tier <= ceiling => Decision::Approve,
        Policy::Recommended => match &found.passes_with {
            Some((conditions, _)) => Decision::Condition(conditions.clone()),
            None => Decision::Deny(found.asked.weakest()),
        },
        // One of the four answers, each as likely as another.
        Policy::Random => match (4.0 * hand.luck(request.key.0)) as u8 {
            0 => approve(),
            1 => Decision::Condition(clauses()),
            2 => Decision::Defer(None),
            _ => Decision::Deny(found.asked.weakest()),
        },
    };
    (decision, "reason.policy", margin)
}

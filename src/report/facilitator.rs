//! What the facilitator orders, in words.

use crate::rules::order::{FacilitatorOrder, Player, Policy, Resource};
use crate::rules::setting::{Archetype, Setting};
use crate::text::{fill, text};

use super::titles::plain;
use super::words::{describe_variable, level, state};

/// An order of the facilitator as a sentence.
#[must_use]
pub fn order(setting: &Setting, what: &FacilitatorOrder) -> String {
    match what {
        FacilitatorOrder::Inject(card) => fill("order.inject", &[("card", &setting.deck[*card].title)]),
        FacilitatorOrder::HoldCard(card) => fill("order.hold_card", &[("card", &setting.deck[*card].title)]),
        FacilitatorOrder::Write { title, .. } => fill("order.write", &[("title", title)]),
        FacilitatorOrder::Override { variable, value } => {
            fill("order.override", &[("variable", &describe_variable(setting, *variable)), ("value", &level(*variable, *value))])
        }
        FacilitatorOrder::Grant { state: to, what, amount } => {
            let key = if amount.micros() < 0 { "order.take" } else { "order.grant" };
            let amount = plain(amount.to_f64().abs());
            fill(key, &[("to", state(setting, *to)), ("amount", &amount), ("what", resource(*what))])
        }
        FacilitatorOrder::Rule { state: to, .. } => fill("order.rule", &[("to", state(setting, *to))]),
        FacilitatorOrder::Seat { state: to, player: who } => {
            fill("order.seat", &[("to", state(setting, *to)), ("player", &player(*who))])
        }
        FacilitatorOrder::Pause => text("order.pause").to_owned(),
        FacilitatorOrder::Extend(1) => text("order.extend_one").to_owned(),
        FacilitatorOrder::Extend(turns) => fill("order.extend", &[("count", &turns.to_string())]),
        FacilitatorOrder::Reveal(Some(variable)) => fill("order.reveal", &[("variable", &describe_variable(setting, *variable))]),
        FacilitatorOrder::Reveal(None) => text("order.reveal_all").to_owned(),
    }
}

/// What a facilitator gives, as a noun.
#[must_use]
pub fn resource(what: Resource) -> &'static str {
    text(match what {
        Resource::Capital => "resource.capital",
        Resource::Credit => "resource.credit",
        Resource::Budget => "resource.budget",
        Resource::Capacity => "resource.capacity",
    })
}

/// Who plays a state, as a noun.
#[must_use]
pub fn player(who: Player) -> String {
    match who {
        Player::Scenario => text("player.scenario").to_owned(),
        Player::Person => text("player.person").to_owned(),
        Player::Archetype(which) => fill("player.archetype", &[("archetype", archetype(which))]),
        Player::Policy(which) => fill("player.policy", &[("policy", policy(which))]),
    }
}

/// An archetype of computer players, as a label.
#[must_use]
pub fn archetype(which: Archetype) -> &'static str {
    text(match which {
        Archetype::Principled => "archetype.principled",
        Archetype::Transactional => "archetype.transactional",
        Archetype::Restrictive => "archetype.restrictive",
        Archetype::Hedging => "archetype.hedging",
        Archetype::Loyal => "archetype.loyal",
        Archetype::Autonomous => "archetype.autonomous",
        Archetype::Assertive => "archetype.assertive",
        Archetype::Opportunist => "archetype.opportunist",
    })
}

/// A standing policy, as a label.
#[must_use]
pub fn policy(which: Policy) -> &'static str {
    text(match which {
        Policy::ApproveAll => "policy.approve_all",
        Policy::DenyAll => "policy.deny_all",
        Policy::AlwaysCondition => "policy.always_condition",
        Policy::Recommended => "policy.recommended",
        Policy::Random => "policy.random",
    })
}

/// How a state is played that is in somebody's hands, in a sentence.
#[must_use]
pub fn plays(who: Player) -> &'static str {
    text(match who {
        Player::Scenario => "plays.scenario",
        Player::Person => "plays.person",
        Player::Archetype(which) => match which {
            Archetype::Principled => "plays.principled",
            Archetype::Transactional => "plays.transactional",
            Archetype::Restrictive => "plays.restrictive",
            Archetype::Hedging => "plays.hedging",
            Archetype::Loyal => "plays.loyal",
            Archetype::Autonomous => "plays.autonomous",
            Archetype::Assertive => "plays.assertive",
            Archetype::Opportunist => "plays.opportunist",
        },
        Player::Policy(which) => match which {
            Policy::ApproveAll => "plays.approve_all",
            Policy::DenyAll => "plays.deny_all",
            Policy::AlwaysCondition => "plays.always_condition",
            Policy::Recommended => "plays.recommended",
            Policy::Random => "plays.random",
        },
    })
}

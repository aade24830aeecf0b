//! What the menu offers: an order with what it is for, what it is called, what it costs and what speaks against it.

use super::by_hand::is_by_hand;
use crate::report::actions::{self, Action};
use crate::report::{refusals, titles, words};
use crate::rules::legal::Choice;
use crate::rules::order::{FacilitatorOrder, Order, OrderKind};
use crate::rules::price::price;
use crate::rules::validate::{Refusal, Why, problems};
use crate::text::text;
use crate::ui::state::workspace::Scene;

/// What one wants to do; the order of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aim {
    /// Toward a partner.
    Toward,
    /// As a partner.
    Partner,
    /// Licences in force.
    Licences,
    /// Countermeasures and offers.
    Counter,
    /// The licensing regime.
    Regime,
    /// Blocs.
    Blocs,
    /// Leading the game.
    Lead,
}

impl Aim {
    pub(super) const ALL: [Self; 7] =
        [Self::Toward, Self::Partner, Self::Licences, Self::Counter, Self::Regime, Self::Blocs, Self::Lead];

    /// What an order is for; none for answers to requests, which the composer makes.
    const fn of(kind: &OrderKind) -> Option<Self> {
        Some(match kind {
            OrderKind::Decide(..) => return None,
            OrderKind::Licence(..) | OrderKind::Sustain { .. } | OrderKind::Justify { .. } => Self::Licences,
            OrderKind::Regime(_) => Self::Regime,
            OrderKind::Toward(..) => Self::Toward,
            OrderKind::Request { .. } | OrderKind::StandingAnswer(_) | OrderKind::Partner(_) => Self::Partner,
            OrderKind::Counter(_) => Self::Counter,
            OrderKind::Bloc(..) => Self::Blocs,
            OrderKind::Facilitate(_) => Self::Lead,
        })
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Licences => "new_order.licences",
            Self::Regime => "new_order.regime",
            Self::Toward => "new_order.toward",
            Self::Partner => "new_order.partner",
            Self::Counter => "new_order.counter",
            Self::Blocs => "new_order.blocs",
            Self::Lead => "new_order.lead",
        }
    }
}

/// One order of the menu, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    pub(super) aim: Aim,
    pub(super) order: Order,
    /// The order as it was offered or drafted, before anything was changed.
    given: Order,
    pub(super) action: Action,
    pub(super) cost: String,
    /// The price alone; none where it costs nothing.
    pub(super) price: Option<String>,
    /// When it would come about by itself, where that is known.
    pub(super) note: Option<String>,
    pub(super) against: String,
}

impl Offer {
    pub(super) fn of(scene: &Scene<'_>, choice: &Choice) -> Option<Self> {
        Aim::of(&choice.order.kind).map(|_| Self::told(scene, choice.order.clone(), &choice.against))
    }

    pub(super) fn told(scene: &Scene<'_>, order: Order, against: &[Why]) -> Self {
        let (setting, world) = (scene.setting, scene.world);
        let told = |why: &Why| refusals::refusal(setting, world, &Refusal { order: 0, seat: order.seat, why: *why });
        let against: Vec<String> = against.iter().map(told).collect();
        let note = match &order.kind {
            OrderKind::Facilitate(FacilitatorOrder::Inject(card) | FacilitatorOrder::HoldCard(card)) => {
                Some(actions::card_comes(setting, world, *card))
            }
            _ => None,
        };
        Self {
            aim: Aim::of(&order.kind).unwrap_or(Aim::Lead),
            action: actions::action(setting, world, &order),
            cost: words::capital(&titles::cost(setting, world, &order)),
            price: titles::amount(setting, price(setting, world, &order)),
            note,
            against: against.join(" "),
            given: order.clone(),
            order,
        }
    }

    /// Puts another size or other reasons in; what speaks against it is asked again, beside the other drafts.
    pub(super) fn change(&mut self, scene: &Scene<'_>, order: Order, others: &[Order]) {
        let against = problems(scene.setting, scene.world, &order, others);
        *self = Self { given: self.given.clone(), ..Self::told(scene, order, &against) };
    }

    /// Whether somebody changed a size of it, or wrote a reason.
    pub(super) fn begun(&self) -> bool {
        self.order != self.given
    }

    /// Takes the order out, and leaves it as it was offered: it is begun no more.
    pub(super) fn taken(&mut self) -> Order {
        std::mem::replace(&mut self.order, self.given.clone())
    }

    /// Whether both are the same order but for its sizes and reasons; of what is written by hand, but for all that is written.
    pub(super) fn same(&self, other: &Self) -> bool {
        let object = |offer: &Self| Some(offer.action.object.clone()).filter(|_| !is_by_hand(&offer.order.kind));
        (self.order.seat, self.action.act, object(self)) == (other.order.seat, other.action.act, object(other))
    }

    pub(super) fn legal(&self) -> bool {
        self.against.is_empty()
    }

    pub(super) fn matches(&self, query: &str) -> bool {
        let whole = format!("{} {} {}", self.action.sentence, actions::act(self.action.act), text(self.aim.key())).to_lowercase();
        query.split_whitespace().all(|word| whole.contains(word))
    }
}

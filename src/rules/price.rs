//! What orders cost. Every kind of order has exactly one price, and its amount is a parameter.
//!
//! Exporters pay processing capacity or political capital, partners money or public support, rivals credit or capital, blocs
//! cohesion, the facilitator nothing.

use super::order::{BlocAction, Countermeasure, Decision, Gesture, LicenceAction, Order, OrderKind, PartnerAction, RegimeChange};
use super::params::Params;
use super::setting::Setting;
use super::table::{BlocId, StateId};
use super::variable::PairVar;
use super::world::World;

/// In what something is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// Decisions of the licensing office.
    Capacity,
    /// Political capital, points.
    Capital,
    /// Money for new arms, $bn.
    Money,
    /// Support at home, index.
    Support,
    /// Credit for offers below cost, $bn.
    Credit,
    /// Cohesion of a bloc, index.
    Cohesion(BlocId),
    /// Nothing.
    Free,
}

/// A price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// In what.
    pub currency: Currency,
    /// How much.
    pub amount: f64,
}

macro_rules! names {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $param:ident,)*) => {
        /// The kinds of order that have a price, by the names that cards and the parameters use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum OrderName { $($(#[$doc])* $variant,)* }

        impl OrderName {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The kind of that name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == text)
            }

            /// The parameter that holds the amount.
            #[must_use]
            pub const fn parameter(self) -> &'static str {
                match self { $(Self::$variant => stringify!($param),)* }
            }

            fn amount(self, params: &Params) -> f64 {
                match self { $(Self::$variant => params.$param,)* }
            }
        }
    };
}

names! {
    /// Approves a request.
    Approve = "approve" price_approve,
    /// Approves with conditions.
    Condition = "condition" price_condition,
    /// Puts off.
    Defer = "defer" price_defer,
    /// Denies.
    Deny = "deny" price_deny,
    /// Suspends a licence.
    Suspend = "suspend" price_suspend,
    /// Lets a licence go on.
    Resume = "resume" price_resume,
    /// Revokes a licence.
    Revoke = "revoke" price_revoke,
    /// Inspects end use.
    Inspect = "inspect" price_inspect,
    /// Withholds sustainment.
    Withhold = "withhold_sustainment" price_withhold,
    /// Restores sustainment.
    Restore = "restore_sustainment" price_restore,
    /// Declares criteria.
    Declare = "declare_criteria" price_declare,
    /// Sets transparency.
    Transparency = "set_transparency" price_transparency,
    /// Sets monitoring intensity.
    Monitoring = "set_monitoring" price_monitoring,
    /// Trusts a partner, or no longer.
    Trust = "trust" price_trust,
    /// Sets a ceiling.
    Ceiling = "set_ceiling" price_ceiling,
    /// Enlarges the licensing office, a decision a year.
    Office = "add_capacity" price_office,
    /// Puts on the fast track.
    FastTrack = "fast_track" price_fast_track,
    /// A joint exercise.
    Exercise = "exercise" price_exercise,
    /// A joint programme.
    Programme = "programme" price_programme,
    /// A training package.
    Training = "training" price_training,
    /// Export finance, a tenth of the price.
    Finance = "finance" price_finance,
    /// A security assurance.
    Assure = "assure" price_assure,
    /// A whole embargo.
    Embargo = "embargo" price_embargo,
    /// Lifts an embargo or a sanction.
    Lift = "lift" price_lift,
    /// A primary sanction.
    Sanction = "sanction" price_sanction,
    /// Secondary sanctions.
    SecondarySanction = "secondary_sanction" price_secondary_sanction,
    /// Talks.
    Dialogue = "dialogue" price_dialogue,
    /// A public justification.
    Justify = "justify" price_justify,
    /// A request.
    Request = "request" price_request,
    /// A standing answer.
    StandingAnswer = "standing_answer" price_standing_answer,
    /// Looks for an alternative.
    Solicit = "solicit" price_solicit,
    /// Invests in industry.
    InvestIndustry = "invest_industry" price_invest_industry,
    /// Invests in compliance.
    InvestCompliance = "invest_compliance" price_invest_compliance,
    /// Reforms governance.
    Reform = "reform" price_reform,
    /// Offers basing or a security commitment.
    Offer = "offer" price_offer,
    /// Passes on in secret.
    Retransfer = "retransfer" price_retransfer,
    /// Protests.
    Protest = "protest" price_protest,
    /// Arms an adversary.
    CounterSupply = "counter_supply" price_counter_supply,
    /// Arms itself.
    CounterArm = "counter_arm" price_counter_arm,
    /// Undercuts.
    Undercut = "undercut" price_undercut,
    /// Restricts inputs.
    RestrictInputs = "restrict_inputs" price_restrict_inputs,
    /// Sanctions as an answer.
    CounterSanction = "counter_sanction" price_counter_sanction,
    /// A cyber operation.
    Cyber = "cyber" price_cyber,
    /// An influence campaign.
    Influence = "influence" price_influence,
    /// Founds or steers a rival regime.
    RivalRegime = "rival_regime" price_rival_regime,
    /// Harmonises.
    Harmonise = "harmonise" price_harmonise,
    /// Joins a sanction.
    JoinSanction = "join_sanction" price_join_sanction,
    /// Shares verification.
    ShareVerification = "share_verification" price_share_verification,
    /// Recognises licences.
    Recognise = "recognise" price_recognise,
    /// Asks to join a bloc.
    Join = "join" price_join,
    /// Speaks for a state that asked to join.
    Admit = "admit" price_admit,
    /// Leaves a bloc.
    Leave = "leave" price_leave,
    /// What the facilitator does.
    Facilitate = "facilitate" price_facilitate,
}

impl OrderName {
    /// The kind of an order.
    #[must_use]
    pub const fn of(kind: &OrderKind) -> Self {
        match kind {
            OrderKind::Decide(_, decision) => match decision {
                Decision::Approve => Self::Approve,
                Decision::Condition(_) => Self::Condition,
                Decision::Defer(_) => Self::Defer,
                Decision::Deny(_) => Self::Deny,
            },
            OrderKind::Licence(_, action) => match action {
                LicenceAction::Suspend => Self::Suspend,
                LicenceAction::Resume => Self::Resume,
                LicenceAction::Revoke => Self::Revoke,
                LicenceAction::Inspect => Self::Inspect,
            },
            OrderKind::Sustain { on: false, .. } => Self::Withhold,
            OrderKind::Sustain { on: true, .. } => Self::Restore,
            OrderKind::Regime(change) => match change {
                RegimeChange::Declare { .. } => Self::Declare,
                RegimeChange::Transparency(_) => Self::Transparency,
                RegimeChange::Monitoring(_) => Self::Monitoring,
                RegimeChange::Trust { .. } => Self::Trust,
                RegimeChange::Ceiling { .. } => Self::Ceiling,
                RegimeChange::Office(_) => Self::Office,
            },
            OrderKind::Toward(_, gesture) => match gesture {
                Gesture::FastTrack => Self::FastTrack,
                Gesture::Exercise => Self::Exercise,
                Gesture::Programme { .. } => Self::Programme,
                Gesture::Training { .. } => Self::Training,
                Gesture::Finance { .. } => Self::Finance,
                Gesture::Assure => Self::Assure,
                Gesture::Embargo(fraction) if fraction.micros() == 0 => Self::Lift,
                Gesture::Embargo(_) => Self::Embargo,
                Gesture::Sanction(super::order::SanctionLevel::Lifted) => Self::Lift,
                Gesture::Sanction(super::order::SanctionLevel::Primary) => Self::Sanction,
                Gesture::Sanction(super::order::SanctionLevel::Secondary) => Self::SecondarySanction,
                Gesture::Dialogue => Self::Dialogue,
            },
            OrderKind::Justify { .. } => Self::Justify,
            OrderKind::Request { .. } => Self::Request,
            OrderKind::StandingAnswer(_) => Self::StandingAnswer,
            OrderKind::Partner(action) => match action {
                PartnerAction::Solicit { .. } => Self::Solicit,
                PartnerAction::InvestIndustry(_) => Self::InvestIndustry,
                PartnerAction::InvestCompliance => Self::InvestCompliance,
                PartnerAction::Reform => Self::Reform,
                PartnerAction::Offer { .. } => Self::Offer,
                PartnerAction::Retransfer { .. } => Self::Retransfer,
                PartnerAction::Protest(_) => Self::Protest,
            },
            OrderKind::Counter(how) => Self::of_counter(*how),
            OrderKind::Bloc(_, action) => match action {
                BlocAction::Harmonise => Self::Harmonise,
                BlocAction::JoinSanction(_) => Self::JoinSanction,
                BlocAction::ShareVerification => Self::ShareVerification,
                BlocAction::Recognise => Self::Recognise,
                BlocAction::Join => Self::Join,
                BlocAction::Admit(_) => Self::Admit,
                BlocAction::Leave => Self::Leave,
            },
            OrderKind::Facilitate(_) => Self::Facilitate,
        }
    }

    /// The kind of a state's order as things stand: what makes an embargo or a sanction lighter lifts it, if only in part.
    #[must_use]
    pub fn as_things_stand(world: &World, state: StateId, kind: &OrderKind) -> Self {
        let eased = match kind {
            OrderKind::Toward(to, Gesture::Embargo(part)) => part.to_f64() < world.pair(PairVar::Embargo, state, *to),
            OrderKind::Toward(to, Gesture::Sanction(level)) => level.strength() < world.pair(PairVar::Sanction, state, *to),
            _ => false,
        };
        if eased { Self::Lift } else { Self::of(kind) }
    }

    /// The kind of a countermeasure.
    #[must_use]
    pub const fn of_counter(how: Countermeasure) -> Self {
        match how {
            Countermeasure::CounterSupply { .. } => Self::CounterSupply,
            Countermeasure::CounterArm { .. } => Self::CounterArm,
            Countermeasure::Undercut { .. } => Self::Undercut,
            Countermeasure::RestrictInputs { .. } => Self::RestrictInputs,
            Countermeasure::Sanction { .. } => Self::CounterSanction,
            Countermeasure::Cyber { .. } => Self::Cyber,
            Countermeasure::Influence { .. } => Self::Influence,
            Countermeasure::RivalRegime { .. } => Self::RivalRegime,
        }
    }
}

/// The price of an order.
#[must_use]
pub fn price(setting: &Setting, world: &World, order: &Order) -> Price {
    let Some(state) = order.seat.state() else { return Price { currency: Currency::Free, amount: 0.0 } };
    let name = OrderName::as_things_stand(world, state, &order.kind);
    let base = name.amount(&setting.params) * factor(world, name, state);
    let (currency, times) = match &order.kind {
        OrderKind::Decide(key, _) => {
            let fast = world.request(*key).is_some_and(|r| world.on_fast_track(state, r.from));
            (Currency::Capacity, if fast { setting.params.fast_track_capacity } else { 1.0 })
        }
        OrderKind::Licence(_, LicenceAction::Inspect) => (Currency::Capacity, 1.0),
        OrderKind::Regime(RegimeChange::Office(decisions)) => (Currency::Capital, f64::from(*decisions)),
        OrderKind::Toward(_, Gesture::Finance { discount, .. }) => (Currency::Capital, discount.to_f64() * 10.0),
        OrderKind::Toward(to, Gesture::Embargo(part)) if name == OrderName::Embargo => {
            (Currency::Capital, part.to_f64() - world.pair(PairVar::Embargo, state, *to))
        }
        OrderKind::Licence(..)
        | OrderKind::Sustain { .. }
        | OrderKind::Regime(_)
        | OrderKind::Toward(..)
        | OrderKind::Justify { .. } => (Currency::Capital, 1.0),
        OrderKind::Request { .. }
        | OrderKind::Partner(
            PartnerAction::Solicit { .. } | PartnerAction::InvestIndustry(_) | PartnerAction::InvestCompliance,
        ) => (Currency::Money, 1.0),
        OrderKind::StandingAnswer(_) | OrderKind::Partner(_) => (Currency::Support, 1.0),
        OrderKind::Counter(how) => return counter_price(setting, world, state, *how),
        // Who comes or goes pays itself; what members move is paid by what holds them together.
        OrderKind::Bloc(_, BlocAction::Join | BlocAction::Leave) => (Currency::Capital, 1.0),
        OrderKind::Bloc(bloc, _) => (Currency::Cohesion(*bloc), 1.0),
        OrderKind::Facilitate(_) => (Currency::Free, 0.0),
    };
    Price { currency, amount: base * times }
}

/// The price of a countermeasure: offers are paid from credit where a state has a line of it, everything else from capital.
#[must_use]
pub fn counter_price(setting: &Setting, world: &World, state: StateId, how: Countermeasure) -> Price {
    let name = OrderName::of_counter(how);
    let amount = name.amount(&setting.params) * factor(world, name, state);
    let offers =
        matches!(how, Countermeasure::Undercut { .. } | Countermeasure::CounterSupply { .. } | Countermeasure::Influence { .. });
    if offers && setting.states[state].roles.rival {
        Price { currency: Currency::Credit, amount }
    } else {
        let times = if offers { setting.params.price_capital_per_credit } else { 1.0 };
        Price { currency: Currency::Capital, amount: amount * times }
    }
}

/// What tariffs in force make of a price.
fn factor(world: &World, name: OrderName, state: StateId) -> f64 {
    let mine = |t: &&super::world::Tariff| t.order == name && t.state.is_none_or(|s| s == state) && t.until > world.turn;
    world.tariffs.iter().filter(mine).filter_map(|t| t.factor).map(super::quantity::Quantity::to_f64).product()
}

/// Whether a kind of order is forbidden to a state for now.
#[must_use]
pub fn forbidden(world: &World, name: OrderName, state: StateId) -> bool {
    world
        .tariffs
        .iter()
        .any(|t| t.order == name && t.state.is_none_or(|s| s == state) && t.until > world.turn && t.factor.is_none())
}

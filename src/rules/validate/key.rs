//! The one order in which the rules read the orders of a turn.

use crate::rules::order::{BlocAction, Countermeasure, Gesture, Order, OrderKind, PartnerAction, RegimeChange, Seat};

/// By seat, then kind, then object, then everything else that is written in the order, so that no order of typing shows.
pub(super) fn sort_key(order: &Order) -> (Seat, (u8, u64), String) {
    (order.seat, kind_and_object(&order.kind), format!("{order:?}"))
}

/// The number of a kind of order, and that of what it is about. A seat gives no two orders with the same ones, but for requests and those of
/// the facilitator.
pub(super) fn kind_and_object(kind: &OrderKind) -> (u8, u64) {
    let word = |a: u64, b: u64| a << 32 | b;
    match kind {
        OrderKind::Facilitate(_) => (0, 0),
        OrderKind::Decide(key, _) => (1, key.0),
        OrderKind::Licence(key, _) => (2, key.0),
        OrderKind::Sustain { to, .. } => (3, u64::from(to.0)),
        OrderKind::Regime(change) => (
            4,
            match change {
                RegimeChange::Declare { .. } => 0,
                RegimeChange::Transparency(_) => 1,
                RegimeChange::Monitoring(_) => 2,
                RegimeChange::Office(_) => 3,
                RegimeChange::Trust { partner, .. } => word(4, u64::from(partner.0)),
                RegimeChange::Ceiling { partner, .. } => word(5, partner.map_or(u64::from(u32::MAX), |p| u64::from(p.0))),
            },
        ),
        OrderKind::Toward(to, gesture) => {
            let (which, domain) = match gesture {
                Gesture::FastTrack => (0, 0),
                Gesture::Exercise => (1, 0),
                Gesture::Programme { domain, .. } => (2, domain.0),
                Gesture::Training { domain } => (3, domain.0),
                Gesture::Finance { domain, .. } => (4, domain.0),
                Gesture::Assure => (5, 0),
                Gesture::Embargo(_) => (6, 0),
                Gesture::Sanction(_) => (7, 0),
                Gesture::Dialogue => (8, 0),
            };
            (5, word(u64::from(to.0), which << 16 | u64::from(domain)))
        }
        OrderKind::Justify { decision, .. } => (6, decision.0),
        OrderKind::Request { to, domain, .. } => (7, word(u64::from(to.0), u64::from(domain.0))),
        OrderKind::StandingAnswer(_) => (8, 0),
        OrderKind::Partner(action) => (
            9,
            match action {
                PartnerAction::Solicit { supplier, domain } => word(u64::from(supplier.0), u64::from(domain.0)),
                PartnerAction::InvestIndustry(domain) => word(0x1_0000, u64::from(domain.0)),
                PartnerAction::InvestCompliance => word(0x1_0001, 0),
                PartnerAction::Reform => word(0x1_0002, 0),
                PartnerAction::Offer { to, kind } => word(0x1_0003, u64::from(to.0) << 8 | *kind as u64),
                PartnerAction::Retransfer { from, .. } => word(0x1_0004, u64::from(from.0)),
                PartnerAction::Protest(against) => word(0x1_0005, u64::from(against.0)),
            },
        ),
        OrderKind::Counter(how) => (
            10,
            match how {
                Countermeasure::CounterSupply { to, domain } => word(u64::from(to.0), u64::from(domain.0)),
                Countermeasure::CounterArm { domain } => word(0x1_0000, u64::from(domain.0)),
                Countermeasure::Undercut { link } => word(0x1_0001, u64::from(link.0)),
                Countermeasure::RestrictInputs { from } => word(0x1_0002, u64::from(from.0)),
                Countermeasure::Sanction { target } => word(0x1_0003, u64::from(target.0)),
                Countermeasure::Cyber { target } => word(0x1_0004, u64::from(target.0)),
                Countermeasure::Influence { target, among } => word(0x1_0005, u64::from(target.0) << 16 | u64::from(among.0)),
                Countermeasure::RivalRegime { bloc } => word(0x1_0006, u64::from(bloc.0)),
            },
        ),
        OrderKind::Bloc(bloc, action) => (
            11,
            match action {
                BlocAction::Harmonise => word(u64::from(bloc.0), 0),
                BlocAction::JoinSanction(target) => word(u64::from(bloc.0), 0x1_0000 | u64::from(target.0)),
                BlocAction::ShareVerification => word(u64::from(bloc.0), 1),
                BlocAction::Recognise => word(u64::from(bloc.0), 2),
                BlocAction::Join => word(u64::from(bloc.0), 3),
                BlocAction::Leave => word(u64::from(bloc.0), 4),
                BlocAction::Admit(state) => word(u64::from(bloc.0), 0x2_0000 | u64::from(state.0)),
            },
        ),
    }
}

//! The menu of a state that licenses others: its in-tray, its licences, its regime, and what it can do toward each partner.

use super::Menu;
use crate::rules::order::{Condition, Decision, Gesture, Ground, LicenceAction, OrderKind, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::rules::score::recommend;
use crate::rules::variable::{CriterionVar, PairVar, StateVar};
use crate::rules::world::{LicenceState, Outcome, Request};

pub(super) fn orders(menu: &mut Menu<'_>) {
    in_tray(menu);
    licences(menu);
    regime(menu);
    toward(menu);
    justify(menu);
}

/// Each request, answered in each of the four ways: with the conditions that the score suggests, or else with the usual paper.
fn in_tray(menu: &mut Menu<'_>) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    for request in world.requests.iter().filter(|r| r.to == seat) {
        let found = recommend(setting, world, request);
        let suggested = found.as_ref().and_then(|f| f.passes_with.as_ref()).map(|(conditions, _)| conditions.clone());
        let conditions = suggested.unwrap_or_else(|| paper(menu, request));
        let ground = found.map_or(Ground::Diversion, |f| f.asked.weakest());
        let date = (world.turn < world.last_turn).then(|| world.turn + 1);
        for decision in [Decision::Approve, Decision::Condition(conditions), Decision::Defer(date), Decision::Deny(ground)] {
            menu.add(OrderKind::Decide(request.key, decision));
        }
    }
}

/// The clauses that are usual: monitoring as intense as the exporter's own, a certificate, and the ceiling's tier where one is asked above.
fn paper(menu: &Menu<'_>, request: &Request) -> Vec<Condition> {
    let level = menu.world.state(StateVar::Monitoring, menu.seat);
    let mut clauses = vec![Condition::Monitoring(Quantity::from_f64(level)), Condition::Certificate];
    let ceiling = menu.world.most(menu.setting, menu.seat, request.from, request.domain);
    if request.tier > ceiling && ceiling > 0 {
        clauses.push(Condition::LowerTier(ceiling));
    }
    clauses
}

fn licences(menu: &mut Menu<'_>) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    let running = |state| matches!(state, LicenceState::InForce | LicenceState::Suspended);
    for licence in world.licences.iter().filter(|l| l.supplier == seat && running(l.state)) {
        for action in [LicenceAction::Suspend, LicenceAction::Resume, LicenceAction::Revoke, LicenceAction::Inspect] {
            menu.add(OrderKind::Licence(licence.key, action));
        }
    }
    for to in menu.others().filter(|to| setting.links_to(*to).any(|l| setting.links[l].supplier == seat)) {
        for on in [false, true] {
            menu.add(OrderKind::Sustain { to, on });
        }
    }
}

/// The regime: the criteria in force declared as they are, one step more of everything else, trust turned over, ceilings one tier lower
/// for a partner and one higher for everybody.
fn regime(menu: &mut Menu<'_>) {
    let (world, seat) = (menu.world, menu.seat);
    let current = world.criteria(CriterionVar::Current, seat);
    let declare = RegimeChange::Declare {
        weights: current.weights.map(Quantity::from_f64),
        thresholds: current.thresholds.map(Quantity::from_f64),
    };
    let more = |kind| {
        let now = world.state(kind, seat);
        Quantity::from_f64(if now >= 0.9 { now - 0.2 } else { (now + 0.2).min(1.0) })
    };
    let higher = (libm::rint(world.state(StateVar::Ceiling, seat)) as u8 + 1).min(4);
    let mut changes = vec![
        declare,
        RegimeChange::Transparency(more(StateVar::Transparency)),
        RegimeChange::Monitoring(more(StateVar::Monitoring)),
        RegimeChange::Ceiling { partner: None, tier: higher },
        RegimeChange::Office(1),
    ];
    let setting = menu.setting;
    for partner in menu.others().filter(|p| setting.states[*p].roles.partner) {
        let trusted = world.pair(PairVar::Trusted, seat, partner) < 0.5;
        changes.push(RegimeChange::Trust { partner, trusted });
        let tier = world.ceiling(seat, partner).saturating_sub(1);
        changes.push(RegimeChange::Ceiling { partner: Some(partner), tier });
    }
    for change in changes {
        menu.add(OrderKind::Regime(change));
    }
}

fn toward(menu: &mut Menu<'_>) {
    let (setting, seat) = (menu.setting, menu.seat);
    for to in menu.others().filter(|to| setting.states[*to].roles.partner) {
        for gesture in [
            Gesture::FastTrack,
            Gesture::Exercise,
            Gesture::Assure,
            Gesture::Embargo(Quantity::ONE),
            Gesture::Embargo(Quantity::ZERO),
        ] {
            menu.add(OrderKind::Toward(to, gesture));
        }
        for link in setting.links_to(to).filter(|l| setting.links[*l].supplier == seat) {
            let domain = setting.links[link].domain;
            let (share, discount) = (Quantity::from_f64(0.3), Quantity::from_f64(0.05));
            for gesture in
                [Gesture::Programme { domain, share }, Gesture::Training { domain }, Gesture::Finance { domain, discount }]
            {
                menu.add(OrderKind::Toward(to, gesture));
            }
        }
    }
}

/// Decisions of the last year, and those that are drafted, each on the criterion that carried it most.
fn justify(menu: &mut Menu<'_>) {
    let (setting, world) = (menu.setting, menu.world);
    let year = setting.turns_a_year();
    let mut open = Vec::new();
    for order in menu.drafts.iter().filter(|o| o.seat.state() == Some(menu.seat)) {
        let OrderKind::Decide(key, decision) = &order.kind else { continue };
        let Some(found) = world.request(*key).and_then(|r| recommend(setting, world, r)) else { continue };
        match decision {
            Decision::Deny(_) | Decision::Defer(_) => open.push((*key, found.asked.weakest())),
            Decision::Approve | Decision::Condition(_) => open.push((*key, strongest(found.asked.parts, found.asked.weights))),
        }
    }
    let weights = world.criteria(CriterionVar::Current, menu.seat).weights;
    let recent = world.record.iter().filter(|d| d.exporter == menu.seat && d.turn + year >= world.turn && d.justified.is_none());
    for decided in recent.filter(|d| matches!(d.outcome, Outcome::Licensed | Outcome::Denied)) {
        let parts = decided.parts.map(Quantity::to_f64);
        let criterion = match decided.outcome {
            Outcome::Denied => strongest(parts.map(|part| 1.0 - part), weights),
            _ => strongest(parts, weights),
        };
        open.push((decided.key, criterion));
    }
    for (decision, criterion) in open {
        menu.add(OrderKind::Justify { decision, criterion });
    }
}

/// The criterion with the largest weighted part.
fn strongest(parts: [f64; 5], weights: [f64; 5]) -> Ground {
    let each = Ground::ALL.iter().zip(parts.iter().zip(&weights)).map(|(ground, (part, weight))| (*ground, part * weight));
    each.fold((Ground::Rights, -1.0), |best, next| if next.1 > best.1 { next } else { best }).0
}

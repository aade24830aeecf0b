//! How a computer partner plays: what it lets others ask of it, and where it builds on its own. Its requests are the rules' (phase 13).

use super::Hand;
use crate::rules::order::{OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Archetype, CommitmentKind};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar};
use crate::rules::world::{Decided, Outcome};

/// The burden that a loyal partner takes without haggling, and that one takes which would rather build for itself.
const LOYAL: f64 = 0.5;
const PROUD: f64 = 0.12;
/// Part of a year's money for new arms that is put into industry at most, once a year.
const INVESTED_MOST: f64 = 0.35;
/// Price below the usual one from which another offer need not be asked for.
const OFFERED: f64 = 0.03;

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    answer(hand, archetype);
    protest(hand);
    match archetype {
        Archetype::Loyal => loyal(hand),
        Archetype::Autonomous => autonomous(hand),
        Archetype::Hedging => hedging(hand),
        _ => {}
    }
    clean_up(hand);
}

/// Says once which conditions are welcome; one who hedges leaves that to the case.
fn answer(hand: &mut Hand<'_>, archetype: Archetype) {
    let burden = match archetype {
        Archetype::Loyal => LOYAL,
        Archetype::Autonomous => PROUD,
        _ => return,
    };
    if hand.world.state(StateVar::Answer, hand.seat) < 0.0 {
        hand.order(OrderKind::StandingAnswer(Quantity::from_f64(burden)), "reason.standing", &[]);
    }
}

/// A grievance is said aloud when it has been fed anew, and not every year again.
fn protest(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let fed = |supplier: StateId| {
        let mine = |d: &&Decided| d.partner == seat && d.exporter == supplier && d.turn + 1 == world.turn;
        world
            .record
            .iter()
            .filter(mine)
            .any(|d| matches!(d.outcome, Outcome::Denied | Outcome::Held) || !d.dated && d.outcome == Outcome::Deferred)
    };
    let suppliers = hand.setting.suppliers().iter().copied().filter(|s| *s != seat && fed(*s));
    let worst =
        suppliers.map(|s| (s, world.pair(PairVar::Grievance, seat, s))).fold(None, |best: Option<(StateId, f64)>, next| {
            if best.is_none_or(|(_, v)| next.1 > v) { Some(next) } else { best }
        });
    if let Some((against, _)) = worst.filter(|(_, v)| *v > 0.35) {
        hand.order(OrderKind::Partner(PartnerAction::Protest(against)), "reason.protest", &[("partner", hand.name(against))]);
    }
}

/// Stays with its main supplier, and offers it a place when it feels threatened.
fn loyal(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let (main, _) = world.main_supplier(hand.setting, seat);
    let threat = hand.setting.states.ids().map(|id| world.pair(PairVar::Threat, seat, id)).fold(0.0, f64::max);
    let trusted = world.pair(PairVar::Reliability, seat, main) >= hand.setting.params.commit_reliability;
    if main != seat && threat > 0.4 && trusted && hand.would_hold(seat, main, hand.setting.params.commit_basing) {
        let offer = PartnerAction::Offer { to: main, kind: CommitmentKind::Basing };
        hand.order(OrderKind::Partner(offer), "reason.basing", &[("partner", hand.name(main))]);
    }
}

/// Invests where its own industry is nearest to taking over, as far as that leaves money for arms.
fn autonomous(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let money = hand.setting.new_buy(world, seat);
    if !hand.new_year() || hand.setting.params.price_invest_industry > INVESTED_MOST * money {
        return;
    }
    let industry = |d: DomainId| world.cell(CellVar::Industry, seat, d);
    let each = hand.setting.domains.ids().map(|d| (d, industry(d))).filter(|(_, v)| *v < 0.75);
    let best = each
        .fold(None, |best: Option<(DomainId, f64)>, next| if best.is_none_or(|(_, v)| next.1 > v) { Some(next) } else { best });
    if let Some((domain, _)) = best {
        let name = hand.setting.domains[domain].name.as_str();
        hand.order(OrderKind::Partner(PartnerAction::InvestIndustry(domain)), "reason.own_industry", &[("domain", name)]);
    }
}

/// Keeps a second door open where one supplier has become too large.
fn hedging(hand: &mut Hand<'_>) {
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let (main, share) = world.main_supplier(setting, seat);
    if main == seat || share < 0.45 {
        return;
    }
    let channels = setting.links_to(seat).filter(|l| {
        let supplier = setting.links[*l].supplier;
        supplier != seat && supplier != main && world.licenses(supplier)
    });
    let second = channels.max_by_key(|l| (Quantity::from_f64(world.link(LinkVar::Share, *l)), std::cmp::Reverse(*l)));
    let dear = |l: &LinkId| world.link(LinkVar::Discount, *l) < OFFERED;
    if let Some(link) = second.filter(dear).map(|l| setting.links[l]) {
        let solicit = PartnerAction::Solicit { supplier: link.supplier, domain: link.domain };
        hand.order(OrderKind::Partner(solicit), "reason.hedge", &[("partner", hand.name(link.supplier))]);
    }
}

/// Whoever is weakly governed and has been refused puts money into end-use controls.
fn clean_up(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let weak = world.state(StateVar::Governance, seat) < 0.5 && world.state(StateVar::Compliance, seat) < 0.5;
    let refused = world
        .record
        .iter()
        .any(|d| d.partner == seat && d.turn + 2 >= world.turn && d.ground == Some(crate::rules::order::Ground::Diversion));
    if weak && refused {
        hand.order(OrderKind::Partner(PartnerAction::InvestCompliance), "reason.compliance", &[]);
    }
}

//! How a computer partner plays: what it lets others ask of it, to whom it binds itself, and where it builds on its own. Its requests are
//! the rules' (phase 13).

use super::{Hand, largest};
use crate::rules::order::{Ground, OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Archetype, CommitmentKind};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar};
use crate::rules::world::{Decided, Outcome};

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    answer(hand, archetype);
    protest(hand, archetype);
    match archetype {
        Archetype::Loyal => loyal(hand),
        Archetype::Autonomous => autonomous(hand),
        Archetype::Hedging => hedging(hand),
        Archetype::Opportunist => bargain(hand),
        Archetype::Principled => reform(hand),
        Archetype::Restrictive => control(hand),
        Archetype::Transactional | Archetype::Assertive => {}
    }
    if archetype != Archetype::Restrictive {
        clean_up(hand);
    }
}

/// Says once which conditions are welcome; one who hedges leaves that to the case.
fn answer(hand: &mut Hand<'_>, archetype: Archetype) {
    let params = &hand.setting.params;
    let burden = match archetype {
        Archetype::Loyal => params.player_loyal,
        Archetype::Autonomous => params.player_proud,
        Archetype::Transactional => params.player_modest,
        _ => return,
    };
    if hand.world.state(StateVar::Answer, hand.seat) < 0.0 {
        hand.order(OrderKind::StandingAnswer(Quantity::from_f64(burden)), "reason.standing", &[]);
    }
}

/// A grievance is said aloud when it has been fed anew, and not every year again; by the assertive as soon as there is one.
fn protest(hand: &mut Hand<'_>, archetype: Archetype) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let fed = |supplier: StateId| {
        let mine = |d: &&Decided| d.partner == seat && d.exporter == supplier && d.turn + 1 == world.turn;
        world
            .record
            .iter()
            .filter(mine)
            .any(|d| matches!(d.outcome, Outcome::Denied | Outcome::Held) || !d.dated && d.outcome == Outcome::Deferred)
    };
    let suppliers = hand.setting.suppliers().iter().copied().filter(|s| *s != seat && fed(*s));
    let least = if archetype == Archetype::Assertive { params.player_slight } else { params.player_protest };
    let grievances = suppliers.map(|s| (s, world.pair(PairVar::Grievance, seat, s)));
    if let Some(against) = largest(grievances.filter(|(_, v)| *v > least)) {
        hand.order(OrderKind::Partner(PartnerAction::Protest(against)), "reason.protest", &[("partner", hand.name(against))]);
    }
}

/// Stays with its main supplier, and binds itself to it: by a place for its forces when it feels threatened, by what both know, and by
/// buying nowhere else. One thing at a time, and only what would hold.
fn loyal(hand: &mut Hand<'_>) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let (main, _) = world.main_supplier(hand.setting, seat);
    if main == seat || !trusts(hand, main) {
        return;
    }
    let threat = hand.setting.states.ids().map(|id| world.pair(PairVar::Threat, seat, id)).fold(0.0, f64::max);
    let faithful = world.requests.iter().all(|r| r.from != seat || r.to == main);
    let offers = [
        (CommitmentKind::Basing, params.commit_basing, threat > params.player_threatened, "reason.basing"),
        (CommitmentKind::Intelligence, params.commit_intelligence, true, "reason.intelligence"),
        (CommitmentKind::ExclusiveSupply, params.commit_exclusive, faithful, "reason.exclusive"),
    ];
    for (kind, level, wanted, reason) in offers {
        let offer = OrderKind::Partner(PartnerAction::Offer { to: main, kind });
        if wanted && hand.would_hold(seat, main, level) && hand.order(offer, reason, &[("partner", hand.name(main))]) {
            return;
        }
    }
}

/// Whether a supplier is believed in enough for a commitment.
fn trusts(hand: &Hand<'_>, supplier: StateId) -> bool {
    hand.world.pair(PairVar::Reliability, hand.seat, supplier) >= hand.setting.params.commit_reliability
}

/// Invests where its own industry is nearest to taking over, as far as that leaves money for arms. It binds itself to nobody.
fn autonomous(hand: &mut Hand<'_>) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let money = hand.setting.new_buy(world, seat);
    if !hand.new_year() || params.price_invest_industry > params.player_industry_money * money {
        return;
    }
    let industry = |d: DomainId| world.cell(CellVar::Industry, seat, d);
    let each = hand.setting.domains.ids().map(|d| (d, industry(d))).filter(|(_, v)| *v < params.player_industry);
    if let Some(domain) = largest(each) {
        let name = hand.setting.domains[domain].name.as_str();
        hand.order(OrderKind::Partner(PartnerAction::InvestIndustry(domain)), "reason.own_industry", &[("domain", name)]);
    }
}

/// Keeps a second door open where one supplier has become too large, and shares what it knows with whoever stands behind that door.
fn hedging(hand: &mut Hand<'_>) {
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let (main, share) = world.main_supplier(setting, seat);
    if main == seat || share < setting.params.player_one_door {
        return;
    }
    let second = largest_channel(hand, |supplier| supplier != main);
    if let Some(link) = second {
        solicit(hand, link, "reason.hedge");
        let other = setting.links[link].supplier;
        if trusts(hand, other) && hand.would_hold(seat, other, setting.params.commit_intelligence) {
            let offer = PartnerAction::Offer { to: other, kind: CommitmentKind::Intelligence };
            hand.order(OrderKind::Partner(offer), "reason.second_friend", &[("partner", hand.name(other))]);
        }
    }
}

/// Asks those from whom it buys most for a better price.
fn bargain(hand: &mut Hand<'_>) {
    if let Some(link) = largest_channel(hand, |_| true) {
        solicit(hand, link, "reason.bargain");
    }
}

/// The channel to a supplier that licenses with the largest share of orders.
fn largest_channel(hand: &Hand<'_>, fits: impl Fn(StateId) -> bool) -> Option<LinkId> {
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let channels = setting.links_to(seat).filter(|l| {
        let supplier = setting.links[*l].supplier;
        supplier != seat && fits(supplier) && world.licenses(supplier)
    });
    channels.max_by_key(|l| (Quantity::from_f64(world.link(LinkVar::Share, *l)), std::cmp::Reverse(*l)))
}

/// Asks for a price where there is none below the usual one yet.
fn solicit(hand: &mut Hand<'_>, link: LinkId, reason: &str) {
    if hand.world.link(LinkVar::Discount, link) < hand.setting.params.player_offered {
        let info = hand.setting.links[link];
        let solicit = PartnerAction::Solicit { supplier: info.supplier, domain: info.domain };
        hand.order(OrderKind::Partner(solicit), reason, &[("partner", hand.name(info.supplier))]);
    }
}

/// Reforms while it is weakly governed, once a year.
fn reform(hand: &mut Hand<'_>) {
    if hand.new_year() && hand.world.state(StateVar::Governance, hand.seat) < hand.setting.params.player_weak {
        hand.order(OrderKind::Partner(PartnerAction::Reform), "reason.reform", &[]);
    }
}

/// Puts money into its controls, once a year, as long as they are weak.
fn control(hand: &mut Hand<'_>) {
    if hand.new_year() && hand.world.state(StateVar::Compliance, hand.seat) < hand.setting.params.player_weak {
        hand.order(OrderKind::Partner(PartnerAction::InvestCompliance), "reason.control", &[]);
    }
}

/// Whoever is weakly governed and has been refused for that within the year puts money into end-use controls.
fn clean_up(hand: &mut Hand<'_>) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let of = |kind| world.state(kind, seat) < params.player_weak;
    let weak = of(StateVar::Governance) && of(StateVar::Compliance);
    let year = hand.setting.turns_a_year();
    let refused =
        world.record.iter().any(|d| d.partner == seat && d.turn + year >= world.turn && d.ground == Some(Ground::Diversion));
    if weak && refused {
        hand.order(OrderKind::Partner(PartnerAction::InvestCompliance), "reason.compliance", &[]);
    }
}

//! The menus of partners, of rivals and of those with grounds, of members of blocs, and what every state may do.

use super::Menu;
use crate::rules::order::{BlocAction, Countermeasure, Gesture, OrderKind, PartnerAction, SanctionLevel};
use crate::rules::quantity::Quantity;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::LinkId;
use crate::rules::variable::{LinkVar, PairVar, StateVar};

/// A tenth of a holding is passed on at a time, and at least this much, points.
const PASSED_ON_LEAST: f64 = 0.1;

pub(super) fn partner(menu: &mut Menu<'_>) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    menu.add(OrderKind::StandingAnswer(Quantity::from_f64(0.4)));
    for link in setting.links_to(seat).filter(|l| setting.links[*l].supplier != seat) {
        let info = setting.links[link];
        if world.licenses(info.supplier) {
            let kind = request(menu, link);
            menu.add(kind);
            menu.add(OrderKind::Partner(PartnerAction::Solicit { supplier: info.supplier, domain: info.domain }));
        }
        retransfers(menu, link);
    }
    for domain in setting.domains.ids() {
        menu.add(OrderKind::Partner(PartnerAction::InvestIndustry(domain)));
    }
    menu.add(OrderKind::Partner(PartnerAction::InvestCompliance));
    menu.add(OrderKind::Partner(PartnerAction::Reform));
    for to in menu.others().filter(|to| world.licenses(*to)) {
        for kind in [CommitmentKind::Basing, CommitmentKind::Pact, CommitmentKind::Intelligence, CommitmentKind::ExclusiveSupply]
        {
            menu.add(OrderKind::Partner(PartnerAction::Offer { to, kind }));
        }
        menu.add(OrderKind::Partner(PartnerAction::Protest(to)));
    }
}

/// A request as phase 13 would raise it: a part of a year's money, at the channel's usual tier or the ceiling below it, with as much
/// monitoring as the partner is governed for.
fn request(menu: &Menu<'_>, link: LinkId) -> OrderKind {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    let (params, info) = (&setting.params, setting.links[link]);
    let tier = info.tier.min(world.most(setting, info.supplier, seat, info.domain)).clamp(1, 4);
    let money = setting.new_buy(world, seat) * params.request_size;
    let points = Quantity::from_f64(libm::rint(money / setting.price(info.supplier, tier)).max(1.0));
    let open = params.monitoring_offered * world.state(StateVar::Governance, seat)
        + (1.0 - params.monitoring_offered) * world.state(StateVar::Compliance, seat);
    let monitoring = Quantity::from_f64(open.min(1.0));
    OrderKind::Request { to: info.supplier, domain: info.domain, tier, points, monitoring, coproduction: Quantity::ZERO }
}

/// A tenth of a holding, to friends of whom the supplier knows.
fn retransfers(menu: &mut Menu<'_>, from: LinkId) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    let info = setting.links[from];
    let points = Quantity::from_f64(0.1 * world.link(LinkVar::Points, from));
    if points.to_f64() < PASSED_ON_LEAST {
        return;
    }
    let friend = |to: &crate::rules::table::StateId| {
        *to != info.supplier
            && setting.link(info.supplier, *to, info.domain).is_some()
            && world.pair(PairVar::Alignment, seat, *to) > 0.0
    };
    for to in menu.others().filter(friend) {
        menu.add(OrderKind::Partner(PartnerAction::Retransfer { from, to, points }));
    }
}

/// What every state may do toward every other.
pub(super) fn any(menu: &mut Menu<'_>) {
    for to in menu.others() {
        let levels = [SanctionLevel::Lifted, SanctionLevel::Primary, SanctionLevel::Secondary];
        for gesture in levels.into_iter().map(Gesture::Sanction).chain([Gesture::Dialogue]) {
            menu.add(OrderKind::Toward(to, gesture));
        }
    }
}

/// Offers, for whoever supplies; answers to a harm, for rivals against everybody and for others against those who gave them grounds.
pub(super) fn counter(menu: &mut Menu<'_>) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    for domain in setting.domains.ids() {
        menu.add(OrderKind::Counter(Countermeasure::CounterArm { domain }));
    }
    for (link, info) in setting.links.enumerate().filter(|(_, l)| l.supplier == seat && l.recipient != seat) {
        menu.add(OrderKind::Counter(Countermeasure::Undercut { link }));
        if world.pair(PairVar::Alignment, info.recipient, seat) > 0.0 {
            let (to, domain) = (info.recipient, info.domain);
            menu.add(OrderKind::Counter(Countermeasure::CounterSupply { to, domain }));
        }
    }
    for (bloc, _) in setting.blocs.enumerate().filter(|(_, b)| b.terms.is_some_and(|terms| terms.founder == seat)) {
        menu.add(OrderKind::Counter(Countermeasure::RivalRegime { bloc }));
    }
    let harmed_by = |state| world.grounds.iter().any(|g| g.state == seat && g.by == state && g.until >= world.turn);
    let rival = setting.states[seat].roles.rival;
    for target in menu.others().filter(|target| rival || harmed_by(*target)) {
        menu.add(OrderKind::Counter(Countermeasure::Sanction { target }));
        menu.add(OrderKind::Counter(Countermeasure::Cyber { target }));
        if setting.states[target].inputs.iter().any(|(from, share)| *from == seat && *share > 0.0) {
            menu.add(OrderKind::Counter(Countermeasure::RestrictInputs { from: target }));
        }
        let customers = menu.others().filter(|among| *among != target && world.pair(PairVar::Dependence, *among, target) > 0.1);
        for among in customers {
            menu.add(OrderKind::Counter(Countermeasure::Influence { target, among }));
        }
    }
}

/// Motions for members, against those outside or for those who ask to come in; joining for everybody else.
pub(super) fn blocs(menu: &mut Menu<'_>) {
    let (setting, world, seat) = (menu.setting, menu.world, menu.seat);
    for bloc in setting.blocs.ids() {
        if !world.belongs(bloc, seat) {
            menu.add(OrderKind::Bloc(bloc, BlocAction::Join));
            continue;
        }
        for action in [BlocAction::Harmonise, BlocAction::ShareVerification, BlocAction::Recognise, BlocAction::Leave] {
            menu.add(OrderKind::Bloc(bloc, action));
        }
        for target in menu.others().filter(|target| !world.belongs(bloc, *target)) {
            menu.add(OrderKind::Bloc(bloc, BlocAction::JoinSanction(target)));
            if world.asks_in(bloc, target) {
                menu.add(OrderKind::Bloc(bloc, BlocAction::Admit(target)));
            }
        }
    }
}

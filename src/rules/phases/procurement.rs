//! Phase 5: one stream of money. Licensed requests are paid first, the rest is ordered as routine at the partner's shares, and
//! shares move slowly to what the partner wants.

use super::elsewhere::Elsewhere;
use super::shares::Moves;
use super::{ordering, routes, savings, shares};
use crate::rules::draws::{Lot, Purpose, step};
use crate::rules::ledger::{Parent, Recorder, part};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::supply::{Tie, held, logit, routine_leads, worth_with};
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Outcome, World};

/// Rates that hold for the whole turn.
#[derive(Clone, Copy)]
struct Rates {
    backfill: f64,
    usual: f64,
    shock: f64,
    spread: f64,
    pull: f64,
    lumps: Lot,
}

/// What is worked out once for many channels, and what was placed on each.
#[derive(Clone, Debug, Default)]
pub(in crate::rules) struct Desk {
    /// What a buyer has in common with each seller, by seller.
    ties: Vec<Tie>,
    /// When routine orders of each tier arrive from each state: after so many turns, and what part of them a turn later.
    leads: Vec<[(u16, f64); 4]>,
    /// Weights of the domains, by state and domain.
    weights: Vec<f64>,
    /// Whether a request was decided this turn, by state and domain.
    decided: Vec<bool>,
    /// Shares of the channels of one cell.
    shares: Vec<f64>,
    /// Money placed on each channel, $bn.
    placed: Vec<f64>,
}

impl Desk {
    /// Makes room, and works out what no order changes.
    fn open<R: Recorder>(&mut self, turn: &Turn<'_, R>) {
        let (setting, world) = (turn.setting, &*turn.world);
        self.ties.resize(setting.states.len(), Tie::default());
        self.leads.clear();
        self.leads.extend(setting.states.ids().map(|seller| routine_leads(setting, world, seller)));
        self.weights.clear();
        let cells = setting.states.ids().flat_map(|state| setting.domains.ids().map(move |domain| (state, domain)));
        // By what was held when the turn began: what wears out in a turn is bought anew in it.
        self.weights.extend(cells.map(|(state, domain)| setting.domain_weight(turn.start, state, domain)));
        self.decided.clear();
        self.decided.resize(self.weights.len(), false);
        for d in world.record.iter().rev().take_while(|d| d.turn == world.turn) {
            if let Some(decided) = self.decided.get_mut(setting.place(d.partner, d.domain)) {
                *decided = true;
            }
        }
        self.placed.clear();
        self.placed.resize(setting.links.len(), 0.0);
    }

    /// Works out what a buyer has in common with each seller.
    fn tie(&mut self, setting: &Setting, world: &World, buyer: StateId) {
        for seller in setting.suppliers() {
            if let Some(tie) = self.ties.get_mut(seller.index()) {
                *tie = Tie::of(setting, world, buyer, *seller);
            }
        }
    }

    /// The weights of the domains of one state.
    fn weights_of(&self, setting: &Setting, state: StateId) -> &[f64] {
        let first = setting.place(state, DomainId(0));
        self.weights.get(first..first + setting.domains.len()).unwrap_or_default()
    }
}

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let (dt, params) = (turn.dt(), &setting.params);
    let rates = Rates {
        backfill: step(params.backfill_rate, dt),
        usual: step(params.share_rate, dt),
        shock: step(params.share_rate_shock, dt),
        spread: params.share_lump * dt.sqrt(),
        pull: params.share_lump_pull * dt,
        lumps: turn.lot(Purpose::Lump),
    };
    permit(turn);
    let mut desk = std::mem::take(&mut turn.scratch.desk);
    desk.open(turn);
    for state in setting.states.ids() {
        let all: f64 = desk.weights_of(setting, state).iter().sum();
        desk.tie(setting, turn.world, state);
        for (nth, domain) in setting.domains.ids().enumerate() {
            let weight = desk.weights_of(setting, state).get(nth).copied().unwrap_or_default();
            spend(turn, (state, domain), weight / all, &rates, &mut desk);
        }
    }
    turn.close();
    let mut dependence = std::mem::take(&mut turn.scratch.by_state);
    for state in setting.states.ids() {
        shares::mean(turn, state, desk.weights_of(setting, state), &mut dependence);
    }
    turn.scratch.by_state = dependence;
    book(turn, &desk.placed);
    turn.scratch.desk = desk;
    super::shifts::notice(turn);
}

/// What embargoes and closed channels leave of the routine orders of each channel, and who is exposed to secondary
/// sanctions.
fn permit<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    for (id, link) in setting.links.enumerate() {
        if link.supplier == link.recipient {
            continue;
        }
        let embargo = turn.world.values.pair(PairVar::Embargo, link.supplier, link.recipient);
        let open = turn.world.values.link(LinkVar::Open, id);
        if embargo == Quantity::ZERO && open == turn.world.values.link(LinkVar::Licensed, id) {
            continue;
        }
        let licensed = open.to_f64() * (1.0 - embargo.to_f64());
        turn.settle(Variable::Link(LinkVar::Licensed, id), licensed, |turn, parts| {
            let parent = Parent::Number(Variable::Pair(PairVar::Embargo, link.supplier, link.recipient));
            parts.push(part(Rule::Permitted, parent, licensed - turn.link(LinkVar::Licensed, id)));
        });
    }
    secondary(turn);
}

/// Who buys from a state that others sanction with secondary effect risks what it gets from those others.
fn secondary<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let mut risk = std::mem::take(&mut turn.scratch.by_state_too);
    risk.clear();
    risk.resize(setting.states.len(), 0.0);
    let mut any = false;
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    pairs.clear();
    turn.world.values.unusual(PairVar::Sanction, Quantity::ZERO, &mut pairs);
    for (sender, target) in pairs.drain(..) {
        if turn.pair(PairVar::Sanction, sender, target) > 0.5
            && let Some(sum) = risk.get_mut(target.index())
        {
            *sum += 1.0;
            any = true;
        }
    }
    turn.scratch.pairs = pairs;
    if !any && turn.world.values.links(LinkVar::Risk).iter().all(|risk| *risk == Quantity::ZERO) {
        turn.scratch.by_state_too = risk;
        return;
    }
    for (id, link) in setting.links.enumerate().filter(|(_, l)| l.supplier != l.recipient) {
        let targeted = any && risk.get(link.supplier.index()).is_some_and(|r| *r > 0.0);
        if !targeted && turn.link(LinkVar::Risk, id) == 0.0 {
            continue;
        }
        let at_stake: f64 = if targeted {
            let reaches = |sender: &StateId| turn.pair(PairVar::Sanction, *sender, link.supplier) > 0.5;
            let senders = setting.states.ids().filter(reaches);
            senders.map(|sender| turn.pair(PairVar::Dependence, link.recipient, sender)).sum()
        } else {
            0.0
        };
        let variable = Variable::Link(LinkVar::Risk, id);
        turn.set(variable, at_stake.min(1.0), Rule::SecondarySanction, Parent::State(link.supplier));
    }
    turn.close();
    turn.scratch.by_state_too = risk;
}

/// The money of a domain: what is new and left over pays licensed requests first, then routine orders; what has no licence waits.
fn spend<R: Recorder>(turn: &mut Turn<'_, R>, cell: (StateId, DomainId), weight: f64, rates: &Rates, desk: &mut Desk) {
    let (setting, dt) = (turn.setting, turn.dt());
    let (state, domain) = cell;
    let decided = desk.decided.get(setting.place(state, domain)).copied().unwrap_or_default();
    let params = &setting.params;
    let unspent = Variable::Cell(CellVar::Unspent, state, domain);
    let fresh = setting.new_buy(turn.world, state) * weight * dt;
    turn.add(unspent, Rule::NewMoney, Parent::Number(Variable::State(StateVar::Budget, state)), fresh);
    let mut purse = turn.get(unspent) + fresh;
    if decided {
        purse -= bought(turn, cell, &mut desk.placed);
    }
    let mut worths = std::mem::take(&mut turn.scratch.options);
    let mut lumps = std::mem::take(&mut turn.scratch.by_link);
    worths.clear();
    lumps.clear();
    let (mut pulls, mut missing, mut contracted) = (0.0, 0.0_f64, 0.0);
    let mut shares = std::mem::take(&mut desk.shares);
    shares.clear();
    let channels = setting.channels(state, domain);
    shares.extend(turn.world.values.some(LinkVar::Share, channels).iter().map(|share| share.to_f64()));
    for (link, share) in setting.links_of(state, domain).zip(&shares) {
        let waiting = turn.link(LinkVar::Unmet, link);
        if waiting > 0.0 {
            let moves = waiting * rates.backfill;
            turn.add(Variable::Link(LinkVar::Unmet, link), Rule::Backfill, Parent::Link(link), -moves);
            turn.add(unspent, Rule::Backfill, Parent::Link(link), moves);
            contracted += moves;
        }
        // How much more or less than its share a channel gets this turn: a keyed logistic draw on the logarithm. Of nothing it is nothing.
        let mut lump = 1.0;
        if *share > 0.0 {
            missing = missing.max(1.0 - turn.link(LinkVar::Licensed, link));
            let (who, what) = lump_of(setting, link);
            let unit = rates.lumps.unit(who, what);
            lump = libm::exp(rates.spread * libm::log(unit / (1.0 - unit)));
        }
        pulls += share * lump;
        lumps.push(lump);
    }
    if decided {
        purse -= savings::set_aside(turn, cell, purse.max(0.0), &mut desk.placed);
    }
    if purse.max(contracted) > 0.0 && pulls > 0.0 {
        let elsewhere = Elsewhere::of(turn, cell, &lumps, (contracted, pulls), rates.backfill);
        for (link, (share, lump)) in setting.links_of(state, domain).zip(shares.iter().zip(&lumps)) {
            let pull = share * lump;
            let money = purse.max(0.0) * pull / pulls + elsewhere.takes(turn, link, pull);
            if money >= params.lump_order_min * dt {
                routine(turn, link, money, desk);
            }
        }
    }
    let held = held(setting, turn.world, state, domain);
    let ties = &desk.ties;
    worths.extend(setting.links_of(state, domain).map(|link| {
        let tie = ties.get(setting.links[link].supplier.index()).copied().unwrap_or_default();
        worth_with(setting, turn.world, link, held, &tie)
    }));
    if missing > 0.0 {
        // Who steps in is clearer than who would have been chosen: the largest gainer gets more than its part.
        for worth in &mut worths {
            *worth *= 1.0 + params.backfill_concentration * missing;
        }
    }
    logit(&mut worths);
    let rate = rates.usual + (rates.shock - rates.usual) * missing * missing;
    let moves = Moves { shares: &shares, goals: &worths, lumps: &lumps, lumped: pulls, rate, pull: rates.pull };
    shares::settle(turn, cell, moves);
    desk.shares = shares;
    turn.scratch.options = worths;
    turn.scratch.by_link = lumps;
}

/// The draw that says how lumpy the orders on a channel are: by buyer, seller and domain, so that other channels change nothing of it.
pub(super) fn lump_of(setting: &Setting, link: LinkId) -> (u64, u64) {
    let info = setting.links[link];
    ((info.recipient.index() as u64) << 32 | info.supplier.index() as u64, info.domain.index() as u64)
}

/// Licensed requests of this turn are paid, whatever is in the purse.
fn bought<R: Recorder>(turn: &mut Turn<'_, R>, (state, domain): (StateId, DomainId), placed: &mut [f64]) -> f64 {
    let (setting, now) = (turn.setting, turn.world.turn);
    let mut paid = 0.0;
    for n in (0..turn.world.record.len()).rev() {
        let Some(d) = turn.world.record.get(n).copied().filter(|d| d.turn == now) else { break };
        if d.partner == state && d.domain == domain && d.outcome == Outcome::Licensed {
            let value = d.value.to_f64();
            let cost = value + savings::of_licence(turn, &d);
            paid += cost;
            let unspent = Variable::Cell(CellVar::Unspent, state, domain);
            turn.add(unspent, Rule::Purchase, Parent::Decision(d.key), -cost);
            if let Some(sum) = setting.link(d.exporter, state, domain).and_then(|l| placed.get_mut(l.index())) {
                *sum += value;
            }
        }
    }
    paid
}

/// One routine order, as far as it is licensed; the rest waits, but for what a route lets through one tier lower at a higher price.
fn routine<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, money: f64, desk: &mut Desk) {
    let setting = turn.setting;
    let info = setting.links[link];
    let unspent = Variable::Cell(CellVar::Unspent, info.recipient, info.domain);
    let open = turn.link(LinkVar::Licensed, link);
    let order = money * open;
    if order > 0.0 {
        turn.add(unspent, Rule::Routine, Parent::Link(link), -order);
        let discount = turn.link(LinkVar::Discount, link);
        book_order(turn, link, savings::placed(turn, order, discount), setting.link_price(link) * (1.0 - discount), desk);
    }
    let mut missing = money - order;
    if missing <= 0.0 {
        return;
    }
    missing -= routes::around(turn, link, missing, info.tier, &mut desk.placed);
    turn.add(unspent, Rule::Unmet, Parent::Link(link), -missing);
    turn.add(Variable::Link(LinkVar::Unmet, link), Rule::Unmet, Parent::Link(link), missing);
}

fn book_order<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, money: f64, price: f64, desk: &mut Desk) {
    let info = turn.setting.links[link];
    let points = Quantity::from_f64(money / price.max(1e-6));
    let tier = usize::from(info.tier.clamp(1, 4)) - 1;
    let leads = desk.leads.get(info.supplier.index());
    let (lead, later) = leads.and_then(|leads| leads.get(tier)).copied().unwrap_or((1, 0.0));
    let (due, late) = (turn.world.turn + lead, Quantity::from_f64(points.to_f64() * later));
    turn.world.routine.add(link, due, points - late);
    if late > Quantity::ZERO {
        turn.world.routine.add(link, due + 1, late);
    }
    if let Some(sum) = desk.placed.get_mut(link.index()) {
        *sum += money;
    }
}

/// Books orders with the links and revenue with the suppliers.
fn book<R: Recorder>(turn: &mut Turn<'_, R>, placed: &[f64]) {
    let dt = turn.dt();
    let setting = turn.setting;
    // The same mean age of what is counted, half a year, at any pace.
    let year = (2.0 * dt / (1.0 + dt)).min(1.0);
    let mut revenue = std::mem::take(&mut turn.scratch.by_state);
    revenue.clear();
    revenue.resize(setting.states.len(), 0.0);
    for ((id, link), value) in setting.links.enumerate().zip(placed) {
        let rate = value / dt;
        turn.settle(Variable::Link(LinkVar::Orders, id), rate, |turn, parts| {
            ordering::why_ordered(turn, id, rate - turn.link(LinkVar::Orders, id), parts);
        });
        if link.supplier != link.recipient
            && let Some(sum) = revenue.get_mut(link.supplier.index())
        {
            *sum += rate;
        }
    }
    // A mean over about a year: what was booked before fades as what is booked now comes in.
    for (id, booked) in setting.states.ids().zip(&revenue) {
        let variable = Variable::State(StateVar::Revenue, id);
        let old = turn.get(variable);
        if *booked != 0.0 || old != 0.0 {
            turn.settle(variable, old + year * (booked - old), |turn, parts| {
                let mut before = 0.0;
                for ((link, info), value) in setting.links.enumerate().zip(placed) {
                    if info.supplier == id && info.recipient != id {
                        let orders = Variable::Link(LinkVar::Orders, link);
                        let was = turn.start.get(orders);
                        before += was;
                        parts.push(part(Rule::Revenue, Parent::Number(orders), year * (value / turn.dt() - was)));
                    }
                }
                parts.push(part(Rule::RevenueStill, Parent::Number(variable), year * (before - old)));
            });
        }
    }
    turn.scratch.by_state = revenue;
}

//! Phase 5: one stream of money. Licensed requests are paid first, the rest is ordered as routine at the partner's shares, and
//! shares move slowly to what the partner wants.

use super::elsewhere::Elsewhere;
use super::{ordering, routes, savings};
use crate::rules::draws::step;
use crate::rules::ledger::{Parent, Recorder, part};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::supply::{between, held, logit, routine_lead, worth_with};
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::Outcome;

/// Rates that hold for the whole turn.
#[derive(Clone, Copy)]
struct Rates {
    backfill: f64,
    usual: f64,
    shock: f64,
    spread: f64,
    pull: f64,
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
    };
    permit(turn);
    let mut placed = std::mem::take(&mut turn.scratch.by_link);
    placed.clear();
    placed.resize(setting.links.len(), 0.0);
    let mut weights = std::mem::take(&mut turn.scratch.weights);
    let mut ties = std::mem::take(&mut turn.scratch.by_state_too);
    for state in setting.states.ids() {
        weights.clear();
        weights.extend(setting.domains.ids().map(|d| setting.domain_weight(turn.world, state, d)));
        let all: f64 = weights.iter().sum();
        ties.clear();
        ties.resize(setting.states.len(), 0.0);
        for seller in setting.suppliers() {
            if let Some(tie) = ties.get_mut(seller.index()) {
                *tie = between(setting, turn.world, state, *seller).iter().sum();
            }
        }
        for (domain, weight) in setting.domains.ids().zip(&weights) {
            spend(turn, (state, domain), weight / all, &rates, &ties, &mut placed);
        }
    }
    turn.scratch.by_state_too = ties;
    turn.close();
    let mut dependence = std::mem::take(&mut turn.scratch.by_state);
    for state in setting.states.ids() {
        weights.clear();
        weights.extend(setting.domains.ids().map(|d| setting.domain_weight(turn.world, state, d)));
        mean_shares(turn, state, &weights, &mut dependence);
    }
    turn.scratch.by_state = dependence;
    turn.scratch.weights = weights;
    book(turn, &placed);
    turn.scratch.by_link = placed;
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
/// `ties`: what lies between the buyer and each seller.
fn spend<R: Recorder>(
    turn: &mut Turn<'_, R>,
    cell: (StateId, DomainId),
    weight: f64,
    rates: &Rates,
    ties: &[f64],
    placed: &mut [f64],
) {
    let (setting, dt) = (turn.setting, turn.dt());
    let (state, domain) = cell;
    let params = &setting.params;
    let unspent = Variable::Cell(CellVar::Unspent, state, domain);
    let fresh = setting.new_buy(turn.world, state) * weight * dt;
    turn.add(unspent, Rule::NewMoney, Parent::Number(Variable::State(StateVar::Budget, state)), fresh);
    let mut purse = turn.get(unspent) + fresh - bought(turn, cell, placed);
    let mut worths = std::mem::take(&mut turn.scratch.options);
    let mut lumps = std::mem::take(&mut turn.scratch.by_link_too);
    worths.clear();
    lumps.clear();
    let (mut pulls, mut missing, mut contracted) = (0.0, 0.0_f64, 0.0);
    for link in setting.links_of(state, domain) {
        let waiting = turn.link(LinkVar::Unmet, link);
        if waiting > 0.0 {
            let moves = waiting * rates.backfill;
            turn.add(Variable::Link(LinkVar::Unmet, link), Rule::Backfill, Parent::Link(link), -moves);
            turn.add(unspent, Rule::Backfill, Parent::Link(link), moves);
            contracted += moves;
        }
        // How much more or less than its share a channel gets this turn: a keyed logistic draw on the logarithm. Of nothing it is nothing.
        let share = turn.link(LinkVar::Share, link);
        let mut lump = 1.0;
        if share > 0.0 {
            missing = missing.max(1.0 - turn.link(LinkVar::Licensed, link));
            let unit = turn.luck(ordering::lump_key(turn, link));
            lump = libm::exp(rates.spread * libm::log(unit / (1.0 - unit)));
        }
        pulls += share * lump;
        lumps.push(lump);
    }
    let waits = savings::set_aside(turn, cell, purse.max(0.0), placed);
    purse -= waits;
    if purse.max(contracted) > 0.0 && pulls > 0.0 {
        let elsewhere = Elsewhere::of(turn, cell, &lumps, (contracted, pulls), rates.backfill);
        for (link, lump) in setting.links_of(state, domain).zip(&lumps) {
            let pull = turn.link(LinkVar::Share, link) * lump;
            let money = purse.max(0.0) * pull / pulls + elsewhere.takes(turn, link, pull);
            if money >= params.lump_order_min * dt {
                routine(turn, link, money, placed);
            }
        }
    }
    let held = held(setting, turn.world, state, domain);
    let tie = |link: LinkId| ties.get(setting.links[link].supplier.index()).copied().unwrap_or_default();
    worths.extend(setting.links_of(state, domain).map(|link| worth_with(setting, turn.world, link, held, tie(link))));
    if missing > 0.0 {
        // Who steps in is clearer than who would have been chosen: the largest gainer gets more than its part.
        for worth in &mut worths {
            *worth *= 1.0 + params.backfill_concentration * missing;
        }
    }
    logit(&mut worths);
    move_shares(turn, cell, &worths, &lumps, pulls, rates.usual + (rates.shock - rates.usual) * missing * missing, rates.pull);
    turn.scratch.options = worths;
    turn.scratch.by_link_too = lumps;
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
fn routine<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, money: f64, placed: &mut [f64]) {
    let setting = turn.setting;
    let info = setting.links[link];
    let unspent = Variable::Cell(CellVar::Unspent, info.recipient, info.domain);
    let open = turn.link(LinkVar::Licensed, link);
    let order = money * open;
    if order > 0.0 {
        turn.add(unspent, Rule::Routine, Parent::Link(link), -order);
        let discount = turn.link(LinkVar::Discount, link);
        book_order(turn, link, savings::placed(turn, order, discount), setting.link_price(link) * (1.0 - discount), placed);
    }
    let mut missing = money - order;
    if missing <= 0.0 {
        return;
    }
    missing -= routes::around(turn, link, missing, info.tier, placed);
    turn.add(unspent, Rule::Unmet, Parent::Link(link), -missing);
    turn.add(Variable::Link(LinkVar::Unmet, link), Rule::Unmet, Parent::Link(link), missing);
}

fn book_order<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, money: f64, price: f64, placed: &mut [f64]) {
    let info = turn.setting.links[link];
    let points = Quantity::from_f64(money / price.max(1e-6));
    let (lead, later) = routine_lead(turn.setting, turn.world, info.supplier, info.tier);
    let (due, late) = (turn.world.turn + lead, Quantity::from_f64(points.to_f64() * later));
    turn.world.routine.add(link, due, points - late);
    if late > Quantity::ZERO {
        turn.world.routine.add(link, due + 1, late);
    }
    if let Some(sum) = placed.get_mut(link.index()) {
        *sum += money;
    }
}

/// Shares move to what is wanted, with inertia. What no channel may supply while it is not licensed goes to the others as the logit has
/// it, and the largest gainer gets more than its part.
fn move_shares<R: Recorder>(
    turn: &mut Turn<'_, R>,
    (state, domain): (StateId, DomainId),
    target: &[f64],
    lumps: &[f64],
    lumped: f64,
    rate: f64,
    pull: f64,
) {
    let setting = turn.setting;
    let mut rest = Quantity::ONE;
    let mut largest = None;
    for ((link, goal), lump) in setting.links_of(state, domain).zip(target).zip(lumps) {
        let share = turn.link(LinkVar::Share, link);
        let noise = if lumped > 0.0 { pull * (share * lump / lumped - share) } else { 0.0 };
        let value = share + noise + rate * (goal - share);
        turn.settle(Variable::Link(LinkVar::Share, link), value, |turn, parts| {
            let draw = ordering::lump_key(turn, link);
            parts.push(part(Rule::ShareLump, Parent::Draw(draw), noise));
            ordering::why_wanted(turn, link, share, *goal, rate, parts);
        });
        let after = turn.world.values.link(LinkVar::Share, link);
        rest -= after;
        if largest.is_none_or(|(_, top)| after > top) {
            largest = Some((link, after));
        }
    }
    // Shares sum to one: what rounding leaves goes to the largest.
    if let Some((link, share)) = largest.filter(|_| rest != Quantity::ZERO) {
        turn.settle(Variable::Link(LinkVar::Share, link), (share + rest).to_f64(), |_, parts| {
            parts.push(part(Rule::ShareSum, Parent::Time, rest.to_f64()));
        });
    }
}

/// The mean share of every supplier over the domains of one buyer.
fn mean_shares<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, weights: &[f64], sums: &mut Vec<f64>) {
    let setting = turn.setting;
    sums.clear();
    sums.resize(setting.states.len(), 0.0);
    let all: f64 = weights.iter().sum();
    for link in setting.links_to(state) {
        let info = setting.links[link];
        let weight = weights.get(info.domain.index()).copied().unwrap_or_default();
        if let Some(sum) = sums.get_mut(info.supplier.index()) {
            *sum += weight * turn.link(LinkVar::Share, link);
        }
    }
    for supplier in setting.suppliers().iter().copied().filter(|s| *s != state).chain([state]) {
        settle_mean(turn, state, supplier, sums, all);
    }
}

fn settle_mean<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, supplier: StateId, sums: &[f64], all: f64) {
    let mean = sums.get(supplier.index()).copied().unwrap_or_default() / all.max(1e-9);
    turn.settle(Variable::Pair(PairVar::Dependence, state, supplier), mean, |turn, parts| {
        let setting = turn.setting;
        for link in setting.links_to(state).filter(|l| setting.links[*l].supplier == supplier) {
            let info = setting.links[link];
            let weight = setting.domain_weight(turn.world, state, info.domain) / all.max(1e-9);
            let moved = turn.link(LinkVar::Share, link) - turn.start.link(LinkVar::Share, link);
            parts.push(part(Rule::MeanShare, Parent::Number(Variable::Link(LinkVar::Share, link)), weight * moved));
        }
        let told: f64 = parts.iter().map(|p| p.amount).sum();
        let change = mean - turn.start.pair(PairVar::Dependence, state, supplier);
        parts.push(part(Rule::MeanShare, Parent::Number(Variable::State(StateVar::Budget, state)), change - told));
    });
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

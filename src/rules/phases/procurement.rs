//! Phase 5: one stream of money. Licensed requests are paid first, the rest is ordered as routine at the partner's shares, and
//! shares move slowly to what the partner wants.

use crate::rules::draws::{Purpose, step};
use crate::rules::ledger::{Cause, Contribution, News, Recorder, SeenBy, part};
use crate::rules::quantity::Quantity;
use crate::rules::supply::{lead_turns, terms, wanted};
use crate::rules::table::{DomainId, Id, LinkId, StateId, Table};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, StateVar, Variable};
use crate::rules::world::{Decided, Delivery, Outcome};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let mut placed = vec![0.0; setting.links.len()];
    for state in setting.states.ids() {
        let weights: Vec<f64> = setting.domains.ids().map(|d| setting.domain_weight(&turn.world, state, d)).collect();
        let all: f64 = weights.iter().sum();
        for (domain, weight) in setting.domains.ids().zip(weights) {
            let lumps = lumps(turn, state, domain);
            spend(turn, state, domain, weight / all, &lumps, &mut placed);
            move_shares(turn, state, domain, &lumps);
        }
    }
    book(turn, &placed);
    turn.world.pipeline.sort();
    notice_shifts(turn);
}

/// How much more or less than its share each channel gets this turn, as a factor: a keyed logistic draw on the logarithm.
fn lumps<R: Recorder>(turn: &Turn<'_, R>, state: StateId, domain: DomainId) -> Vec<(LinkId, f64)> {
    let spread = turn.setting.params.share_lump * turn.dt().sqrt();
    let factor = |link: LinkId| {
        let supplier = turn.setting.links[link].supplier;
        let who = (state.index() as u64) << 32 | supplier.index() as u64;
        let unit = turn.unit(Purpose::Lump, who, domain.index() as u64);
        libm::exp(spread * libm::log(unit / (1.0 - unit)))
    };
    turn.setting.links_of(state, domain).map(|link| (link, factor(link))).collect()
}

fn spend<R: Recorder>(
    turn: &mut Turn<'_, R>,
    state: StateId,
    domain: DomainId,
    weight: f64,
    lumps: &[(LinkId, f64)],
    placed: &mut [f64],
) {
    let (setting, dt, now) = (turn.setting, turn.dt(), turn.world.turn);
    let params = &setting.params;
    let mut flow = vec![part(Cause::Growth, turn.state(StateVar::Budget, state) * params.new_buy_fraction * weight * dt)];
    let mine = |d: &&Decided| d.turn == now && d.partner == state && d.domain == domain && d.outcome == Outcome::Licensed;
    let licensed: Vec<(LinkId, f64)> = turn
        .world
        .record
        .iter()
        .filter(mine)
        .filter_map(|d| setting.link(d.exporter, state, domain).map(|link| (link, d.value.to_f64())))
        .collect();
    for (link, value) in licensed {
        flow.push(part(Cause::Orders(link), -value));
        add(placed, link, value);
    }
    for (link, _) in lumps {
        let waiting = turn.world.link(LinkVar::Unmet, *link);
        if waiting > 0.0 {
            let contracted = waiting * step(params.backfill_rate, dt);
            turn.change(Variable::Link(LinkVar::Unmet, *link), &[part(Cause::Orders(*link), -contracted)]);
            flow.push(part(Cause::Unmet(*link), contracted));
        }
    }
    let unspent = Variable::Cell(CellVar::Unspent, state, domain);
    let purse = turn.get(unspent) + flow.iter().map(|c| c.amount).sum::<f64>();
    if purse > 0.0 {
        let pulls: Vec<f64> = lumps.iter().map(|(link, lump)| turn.world.link(LinkVar::Share, *link) * lump).collect();
        let all: f64 = pulls.iter().sum();
        for ((link, _), pull) in lumps.iter().zip(pulls) {
            let money = if all > 0.0 { purse * pull / all } else { 0.0 };
            let open = turn.world.link(LinkVar::Licensed, *link);
            let order = money * open;
            if money < params.lump_order_min {
                continue;
            }
            flow.push(part(Cause::Orders(*link), -order));
            add(placed, *link, order);
            if order > 0.0 {
                schedule(turn, *link, order);
            }
            let missing = money * (1.0 - open);
            flow.push(part(Cause::Unmet(*link), -missing));
            turn.change(Variable::Link(LinkVar::Unmet, *link), &[part(Cause::Orders(*link), missing)]);
        }
    }
    turn.change(unspent, &flow);
}

fn add(placed: &mut [f64], link: LinkId, value: f64) {
    if let Some(sum) = placed.get_mut(link.index()) {
        *sum += value;
    }
}

fn schedule<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, money: f64) {
    let info = turn.setting.links[link];
    let points = Quantity::from_f64(money / turn.setting.price(info.supplier, info.tier));
    let due = turn.world.turn + lead_turns(turn.setting, &turn.world, info.supplier, info.tier);
    turn.world.pipeline.push(Delivery { due, link, tier: info.tier, points, licence: None, monitoring: Quantity::ZERO });
}

/// Shares move to what is wanted; what is still moving from earlier turns is told apart from what is new this turn.
fn move_shares<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId, lumps: &[(LinkId, f64)]) {
    let (setting, dt) = (turn.setting, turn.dt());
    let params = &setting.params;
    let target = wanted(setting, &turn.world, state, domain);
    let former = if turn.keeps() { wanted(setting, turn.start, state, domain) } else { Vec::new() };
    let inputs = turn.keeps().then(|| (turn.start.mean_shares(setting, state), turn.world.mean_shares(setting, state)));
    let shock = lumps.iter().any(|(link, _)| turn.world.link(LinkVar::Licensed, *link) < 1.0);
    let rate = step(if shock { params.share_rate_shock } else { params.share_rate }, dt);
    let shares: Vec<f64> = lumps.iter().map(|(link, _)| turn.world.link(LinkVar::Share, *link)).collect();
    let lumped: f64 = shares.iter().zip(lumps).map(|(share, (_, lump))| share * lump).sum();
    let mut rest = Quantity::ONE;
    let mut largest = None;
    for (n, ((link, lump), share)) in lumps.iter().zip(&shares).enumerate() {
        let noise = if lumped > 0.0 { params.share_lump_pull * dt * (share * lump / lumped - share) } else { 0.0 };
        let goal = target.get(n).map_or(*share, |(_, goal)| *goal);
        let mut parts = vec![part(Cause::Draw(turn.key(Purpose::Lump, state.index() as u64, link.index() as u64)), noise)];
        if let Some(inputs) = &inputs {
            let before = former.get(n).map_or(goal, |(_, goal)| *goal);
            parts.push(part(Cause::Inertia, rate * (before - share)));
            parts.extend(new_reasons(turn, *link, inputs, rate * (goal - before), f64::midpoint(before, goal), rate));
        }
        turn.settle(Variable::Link(LinkVar::Share, *link), share + noise + rate * (goal - share), parts);
        let after = turn.world.values.get(Variable::Link(LinkVar::Share, *link));
        rest -= after;
        if largest.is_none_or(|(_, top)| after > top) {
            largest = Some((*link, after));
        }
    }
    // Shares sum to one: what rounding leaves goes to the largest.
    if let Some((link, _)) = largest.filter(|_| rest != Quantity::ZERO) {
        turn.change(Variable::Link(LinkVar::Share, link), &[part(Cause::Limit, rest.to_f64())]);
    }
}

/// Why the wanted share of a channel is another than at the start of the turn: its own terms by the logit's slope, and the rest
/// to what the others are worth.
fn new_reasons<R: Recorder>(
    turn: &Turn<'_, R>,
    link: LinkId,
    (old_shares, new_shares): &(Table<StateId, f64>, Table<StateId, f64>),
    moved: f64,
    middle: f64,
    rate: f64,
) -> Vec<Contribution> {
    let slope = rate * middle * (1.0 - middle);
    let old = terms(turn.setting, turn.start, link, old_shares);
    let new = terms(turn.setting, &turn.world, link, new_shares);
    let own = old.iter().zip(&new).map(|((variable, a), (_, b))| part(Cause::Because(*variable), slope * (b - a)));
    let mut parts: Vec<Contribution> = own.filter(|c| c.amount != 0.0).collect();
    let explained: f64 = parts.iter().map(|c| c.amount).sum();
    parts.push(part(Cause::Rivals(turn.setting.links[link].recipient), moved - explained));
    parts
}

/// Books orders with the links and revenue with the suppliers.
fn book<R: Recorder>(turn: &mut Turn<'_, R>, placed: &[f64]) {
    let dt = turn.dt();
    let setting = turn.setting;
    let mut revenue: Vec<Vec<Contribution>> = vec![Vec::new(); setting.states.len()];
    for ((id, link), value) in setting.links.enumerate().zip(placed) {
        let old = turn.world.link(LinkVar::Orders, id);
        let change = value / dt - old;
        turn.change(Variable::Link(LinkVar::Orders, id), &[part(Cause::Orders(id), change)]);
        if link.supplier != link.recipient
            && let Some(of) = revenue.get_mut(link.supplier.index())
        {
            of.push(part(Cause::Orders(id), dt.min(1.0) * value / dt));
        }
    }
    for (id, mut parts) in setting.states.ids().zip(revenue) {
        // A mean over about a year: what was booked before fades as what is booked now comes in.
        parts.push(part(Cause::Fading, -dt.min(1.0) * turn.state(StateVar::Revenue, id)));
        turn.change(Variable::State(StateVar::Revenue, id), &parts);
    }
}

/// Once a year: whose share moved far, and who became the main supplier by a clear lead.
fn notice_shifts<R: Recorder>(turn: &mut Turn<'_, R>) {
    let per_year = (12 / turn.setting.months_per_turn.max(1)).max(1);
    if !turn.world.turn.is_multiple_of(per_year) {
        return;
    }
    let setting = turn.setting;
    let share = |link: LinkId| Variable::Link(LinkVar::Share, link);
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let links: Vec<LinkId> = setting.links_of(state, domain).collect();
            let old_main = leader(&links, |l| turn.world.shares_before[l]);
            let new_main = leader(&links, |l| turn.world.values.get(share(l)));
            for link in links {
                let change = turn.world.values.get(share(link)) - turn.world.shares_before[link];
                let now_main = match (old_main, new_main) {
                    (Some((old, _)), Some((new, lead))) => {
                        new == link && old != new && lead.to_f64() >= setting.params.shift_lead
                    }
                    _ => false,
                };
                if change.to_f64() >= setting.params.shift_points || now_main {
                    let supplier = setting.links[link].supplier;
                    let entry = turn.entry_about(share(link));
                    let news = News::SupplierShift { partner: state, supplier, domain, change, now_main };
                    turn.tell(news, 50 + (change.to_f64().abs() * 200.0).min(35.0) as u16, [entry], SeenBy::All);
                }
            }
        }
    }
    turn.world.shares_before = setting.links.ids().map(|l| turn.world.values.get(share(l))).collect();
}

/// The channel with the largest value, and its lead over the next.
fn leader(links: &[LinkId], value: impl Fn(LinkId) -> Quantity) -> Option<(LinkId, Quantity)> {
    let mut sorted: Vec<(Quantity, LinkId)> = links.iter().map(|l| (value(*l), *l)).collect();
    sorted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (first, link) = *sorted.first()?;
    let next = sorted.get(1).map_or(Quantity::ZERO, |(value, _)| *value);
    Some((link, first - next))
}

//! Shares of new orders, a part of phase 5: how they move, and what they are in the mean.

use super::procurement::lump_of;
use crate::rules::draws::Purpose;
use crate::rules::ledger::{Parent, Recorder, part};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::table::{DomainId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};

/// Where the shares of the channels of one cell move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moves<'a> {
    /// What they are.
    pub(super) shares: &'a [f64],
    /// What is wanted.
    pub(super) goals: &'a [f64],
    /// How much more or less than its share each channel got.
    pub(super) lumps: &'a [f64],
    /// The sum of shares × lumps.
    pub(super) lumped: f64,
    /// How much of the way is gone.
    pub(super) rate: f64,
    /// How much of what was got beside the share stays.
    pub(super) pull: f64,
}

/// Shares move to what is wanted, with inertia. What no channel may supply while it is not licensed goes to the others as the logit has
/// it, and the largest gainer gets more than its part.
pub(super) fn settle<R: Recorder>(turn: &mut Turn<'_, R>, (state, domain): (StateId, DomainId), moves: Moves<'_>) {
    let Moves { shares, goals, lumps, lumped, rate, pull } = moves;
    let setting = turn.setting;
    let mut rest = Quantity::ONE;
    let mut largest = None;
    for (link, ((share, goal), lump)) in setting.links_of(state, domain).zip(shares.iter().zip(goals).zip(lumps)) {
        let noise = if lumped > 0.0 { pull * (share * lump / lumped - share) } else { 0.0 };
        let value = share + noise + rate * (goal - share);
        turn.settle(Variable::Link(LinkVar::Share, link), value, |turn, parts| {
            let (who, what) = lump_of(setting, link);
            let draw = turn.key(Purpose::Lump, who, what);
            parts.push(part(Rule::ShareLump, Parent::Draw(draw), noise));
            super::ordering::why_wanted(turn, link, *share, *goal, rate, parts);
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
pub(super) fn mean<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, weights: &[f64], sums: &mut Vec<f64>) {
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
            let weight = setting.domain_weight(turn.start, state, info.domain) / all.max(1e-9);
            let moved = turn.link(LinkVar::Share, link) - turn.start.link(LinkVar::Share, link);
            parts.push(part(Rule::MeanShare, Parent::Number(Variable::Link(LinkVar::Share, link)), weight * moved));
        }
        let told: f64 = parts.iter().map(|p| p.amount).sum();
        let change = mean - turn.start.pair(PairVar::Dependence, state, supplier);
        parts.push(part(Rule::MeanShare, Parent::Number(Variable::State(StateVar::Budget, state)), change - told));
    });
}

//! Phase 8: alignment moves slowly; commitments, which rest on it, are made, kept, strained and broken.

use crate::rules::draws::step;
use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::order::{OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::{CommitmentKind, Setting, Test};
use crate::rules::table::{CommitmentId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Commitment, Outcome, Standing, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    drift(turn);
    suppliers(turn);
    estrange(turn);
    denials(turn);
    turn.close();
    offers(turn);
    for n in 0..turn.world.commitments.len() {
        test_now(turn, CommitmentId::from_index(n));
    }
    renewals(turn);
    for n in 0..turn.world.commitments.len() {
        tell(turn, CommitmentId::from_index(n));
    }
}

/// Everything drifts back to affinity.
fn drift<R: Recorder>(turn: &mut Turn<'_, R>) {
    let rate = step(turn.setting.params.alignment_drift, turn.dt());
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    pairs.clear();
    let values = &turn.world.values;
    values.unlike(PairVar::Alignment, (values, PairVar::Affinity), &mut pairs);
    for (from, to) in pairs.drain(..) {
        let at = |kind| turn.world.values.pair(kind, from, to);
        let back = (at(PairVar::Affinity) - at(PairVar::Alignment)).to_f64() * rate;
        turn.add(Variable::Pair(PairVar::Alignment, from, to), Rule::Drift, Parent::Time, back);
    }
    turn.scratch.pairs = pairs;
}

/// Adds to the alignment of one state with another; effects shrink near both ends.
fn push<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, to: StateId, rule: Rule, parent: Parent, amount: f64) {
    if amount != 0.0 {
        let variable = Variable::Pair(PairVar::Alignment, from, to);
        let alignment = turn.get(variable);
        turn.add(variable, rule, parent, amount * (1.0 - alignment * alignment));
    }
}

/// What a partner feels toward those who supply it.
fn suppliers<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, params, dt) = (turn.setting, &turn.setting.params, turn.dt());
    let arrived = std::mem::take(&mut turn.scratch.arrived);
    for delivery in arrived.iter().filter(|d| d.licence.is_some()) {
        let link = setting.links[delivery.link];
        let money = setting.new_buy(turn.world, link.recipient).max(1e-9);
        let worth = delivery.points.to_f64() * setting.price(link.supplier, delivery.tier) / money;
        let amount = params.alignment_delivery * worth.min(params.alignment_delivery_most) * params.tier_quality(delivery.tier);
        let parent = delivery.licence.map_or(Parent::Link(delivery.link), Parent::Licence);
        push(turn, link.recipient, link.supplier, Rule::Delivered, parent, amount);
    }
    turn.scratch.arrived = arrived;
    for from in setting.states.ids() {
        for to in setting.suppliers().iter().copied().filter(|to| *to != from) {
            let share = turn.pair(PairVar::Dependence, from, to);
            let grown = share - turn.start.pair(PairVar::Dependence, from, to);
            if share <= 0.0 && grown == 0.0 {
                continue;
            }
            let fit = Variable::Pair(PairVar::Interoperability, from, to);
            let closer = params.alignment_interoperability * (turn.get(fit) - turn.start.get(fit));
            push(turn, from, to, Rule::Together, Parent::Number(fit), closer);
            let dependence = Parent::Number(Variable::Pair(PairVar::Dependence, from, to));
            push(turn, from, to, Rule::SupplierPull, dependence, params.alignment_supplier * grown);
        }
        coercion(turn, from, dt);
    }
    for n in 0..turn.world.licences.len() {
        let Some(licence) = turn.world.licences.get(n).copied() else { continue };
        if licence.clauses.reform && licence.granted == turn.world.turn {
            let parent = Parent::Licence(licence.key);
            push(turn, licence.recipient, licence.supplier, Rule::ReformMet, parent, params.alignment_reform);
        }
    }
}

/// Conditions on somebody who depends are coercion: burden × dependence, for the heaviest burden of each supplier.
fn coercion<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, dt: f64) {
    let setting = turn.setting;
    for link in setting.links_to(from) {
        let burden = turn.link(LinkVar::Burden, link);
        if burden > 0.0 {
            let to = setting.links[link].supplier;
            let weight = 1.0 / setting.domains.len().max(1) as f64;
            let felt = burden * turn.pair(PairVar::Dependence, from, to) * weight;
            let parent = Parent::Number(Variable::Link(LinkVar::Burden, link));
            push(turn, from, to, Rule::Coercion, parent, -setting.params.alignment_coercion * dt * felt);
        }
    }
}

/// New grievance weighs, and so do sanctions and embargoes as long as they last.
fn estrange<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (params, dt) = (&turn.setting.params, turn.dt());
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    pairs.clear();
    turn.world.values.unlike(PairVar::Grievance, (&turn.start.values, PairVar::Grievance), &mut pairs);
    for (from, to) in pairs.drain(..) {
        let grown = turn.pair(PairVar::Grievance, from, to) - turn.start.pair(PairVar::Grievance, from, to);
        if grown > 0.0 {
            let parent = Parent::Number(Variable::Pair(PairVar::Grievance, from, to));
            push(turn, from, to, Rule::GrievanceWeighs, parent, -params.alignment_grievance * grown);
        }
    }
    for kind in [PairVar::Embargo, PairVar::Sanction] {
        turn.world.values.unusual(kind, Quantity::ZERO, &mut pairs);
        for (from, to) in pairs.drain(..) {
            let strength = turn.pair(kind, from, to);
            let parent = Parent::Number(Variable::Pair(kind, from, to));
            push(turn, to, from, Rule::Estranged, parent, -params.alignment_sanction * dt * strength);
        }
    }
    turn.scratch.pairs = pairs;
}

fn denials<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for n in (0..turn.world.record.len()).rev() {
        let Some(d) = turn.world.record.get(n).copied().filter(|d| d.turn == now) else { break };
        if d.outcome == Outcome::Denied {
            let amount = -turn.setting.params.alignment_denial * d.expected.to_f64();
            push(turn, d.partner, d.exporter, Rule::SurpriseDenial, Parent::Decision(d.key), amount);
        }
    }
}

/// Partners offer commitments; protests are heard.
fn offers<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (n, state, order) in turn.orders.of_states() {
        let OrderKind::Partner(action) = order.kind else { continue };
        let parent = Parent::Order(n);
        let params = &turn.setting.params;
        let (mut taken, mut about) = (true, Variable::State(StateVar::Governance, state));
        match action {
            PartnerAction::Offer { to, kind } => {
                taken = make(turn, kind, state, to, parent);
                about = Variable::Pair(PairVar::Alignment, to, state);
            }
            PartnerAction::Protest(against) => {
                about = Variable::Pair(PairVar::Alignment, against, state);
                turn.add(about, Rule::Protest, parent, -params.protest_alignment);
                let reputation = Variable::State(StateVar::Credibility, against);
                turn.add(reputation, Rule::Protest, parent, -params.protest_credibility);
            }
            PartnerAction::Reform => {
                turn.add(about, Rule::OwnReform, parent, params.reform_gain);
                turn.add(Variable::State(StateVar::Rights, state), Rule::OwnReform, parent, params.reform_gain);
            }
            PartnerAction::InvestCompliance => {
                about = Variable::State(StateVar::Compliance, state);
                let gained = (1.0 - turn.get(about)) * params.compliance_gain;
                turn.add(about, Rule::ComplianceInvested, parent, gained);
            }
            PartnerAction::Solicit { supplier, domain } => {
                about = Variable::Pair(PairVar::Evidence, state, supplier);
                turn.add(about, Rule::Solicited, parent, params.solicit_evidence);
                if let Some(link) = turn.setting.link(supplier, state, domain) {
                    turn.add(Variable::Link(LinkVar::Discount, link), Rule::Solicited, parent, params.solicit_discount);
                }
            }
            PartnerAction::InvestIndustry(domain) => {
                about = Variable::Cell(crate::rules::variable::CellVar::Industry, state, domain);
            }
            PartnerAction::Retransfer { .. } => continue,
        }
        turn.tell(News::Partner { by: state, how: action, taken }, 46, &[about], SeenBy::All);
    }
    turn.close();
}

/// The partner of a commitment and the one whom it believes in: the one of the two who licenses, or else the one who holds it.
fn believer(world: &World, from: StateId, to: StateId) -> (StateId, StateId) {
    if world.licenses(to) && !world.licenses(from) { (from, to) } else { (to, from) }
}

/// The alignment that a kind of commitment rests on by default, −1 to 1.
fn level(setting: &Setting, kind: CommitmentKind) -> f64 {
    let params = &setting.params;
    match kind {
        CommitmentKind::Pact => params.commit_pact,
        CommitmentKind::Basing => params.commit_basing,
        CommitmentKind::Intelligence => params.commit_intelligence,
        CommitmentKind::ExclusiveSupply => params.commit_exclusive,
        CommitmentKind::JointProgramme => params.commit_programme,
        CommitmentKind::Assurance | CommitmentKind::Membership => params.commit_assurance,
        CommitmentKind::RedLine | CommitmentKind::Neutrality => -1.0,
    }
}

/// Makes a commitment if its conditions hold: alignment and reliability enough, and a reason: dependence or threat. Whether it was made.
pub(super) fn make<R: Recorder>(
    turn: &mut Turn<'_, R>,
    kind: CommitmentKind,
    from: StateId,
    to: StateId,
    parent: Parent,
) -> bool {
    let (setting, params) = (turn.setting, &turn.setting.params);
    let (partner, other) = believer(turn.world, from, to);
    let same = |c: &Commitment| c.kind == kind && c.stands() && c.is_between(from, to);
    if from == to || turn.world.commitments.iter().any(same) {
        return false;
    }
    let alignment = turn.pair(PairVar::Alignment, partner, other);
    let reliability = turn.pair(PairVar::Reliability, partner, other);
    let threat = setting.states.ids().map(|id| turn.pair(PairVar::Threat, partner, id)).fold(0.0, f64::max);
    let depends = turn.pair(PairVar::Dependence, partner, other);
    let reason = threat >= params.commit_threat || depends >= params.commit_dependence;
    let assured = kind == CommitmentKind::Assurance;
    // Nobody is bound to a state that it leans away from.
    if turn.pair(PairVar::Alignment, to, from) - turn.pair(PairVar::Grievance, to, from) < params.commit_receives {
        return false;
    }
    if alignment < level(setting, kind) || (reliability < params.commit_reliability && !assured) || !reason {
        return false;
    }
    let now = turn.world.turn;
    let made = Commitment { kind, from, to, until: None, status: Standing::Kept, since: now, made: Some(now) };
    let id = turn.world.commitments.push(made);
    for (a, b) in [(from, to), (to, from)] {
        push(turn, a, b, Rule::Commitment, parent, params.commitment_made * params.alignment_commitment);
    }
    let about = [Variable::Pair(PairVar::Alignment, partner, other), Variable::Pair(PairVar::Reliability, partner, other)];
    turn.tell(News::Commitment { id, status: Standing::Kept }, 75, &about, SeenBy::All);
    true
}

/// Whether any of the tests for strain, and whether all of those for breach hold, with the limits of strain moved to the safe side by
/// `slack` for what is strained already.
fn judge(setting: &Setting, world: &World, id: CommitmentId, last: u16) -> (bool, bool) {
    let commitment = world.commitments[id];
    let slack = if commitment.status == Standing::Strained { setting.params.commitment_hysteresis } else { 0.0 };
    let info = setting.commitments.item(id);
    let (strained_when, broken_when) =
        info.map_or((&[] as &[Test], &[] as &[Test]), |i| (i.strained_when.as_slice(), i.broken_when.as_slice()));
    if commitment.kind == CommitmentKind::Neutrality && strained_when.is_empty() {
        return neutral(world, commitment.from);
    }
    if strained_when.is_empty() && broken_when.is_empty() {
        return by_default(setting, world, &commitment, slack);
    }
    let strained = strained_when.iter().any(|test| holds_loosely(world, test, slack, last));
    let broken = !broken_when.is_empty() && broken_when.iter().all(|test| world.holds(test, last));
    (strained, broken)
}

/// A test with its limit moved to the safe side.
fn holds_loosely(world: &World, test: &Test, slack: f64, last: u16) -> bool {
    match test {
        Test::Above(variable, value) => world.get(*variable) > *value - slack,
        Test::Below(variable, value) => world.get(*variable) < *value + slack,
        other => world.holds(other, last),
    }
}

/// What is not named in a scenario follows the rules' own levels.
fn by_default(setting: &Setting, world: &World, commitment: &Commitment, slack: f64) -> (bool, bool) {
    let params = &setting.params;
    let (partner, other) = believer(world, commitment.from, commitment.to);
    if commitment.kind == CommitmentKind::ExclusiveSupply {
        return exclusive(setting, world, commitment, (partner, other), slack);
    }
    let alignment = world.pair(PairVar::Alignment, partner, other);
    let reliability = world.pair(PairVar::Reliability, partner, other);
    let level = level(setting, commitment.kind);
    let low = alignment < level - params.commit_margin + slack;
    let doubted = world.licenses(other) && reliability < params.commit_reliability + slack;
    let lost = alignment < level - params.commit_lost * params.commit_margin;
    let given_up = !world.licenses(other) || reliability < params.commit_reliability_broken;
    (low || doubted, lost && given_up)
}

/// Exclusive supply is strained where the partner doubts its supplier, and broken by another's licence for what that one supplies, given
/// since it was agreed.
fn exclusive(
    setting: &Setting,
    world: &World,
    of: &Commitment,
    (partner, supplier): (StateId, StateId),
    slack: f64,
) -> (bool, bool) {
    let supplied = |domain| setting.link(supplier, partner, domain).is_some();
    let doubted = world.pair(PairVar::Reliability, partner, supplier) < setting.params.commit_reliability + slack;
    let licensed = world.licences.iter().any(|l| {
        let since = of.made.is_none_or(|made| l.granted > made);
        l.recipient == partner && l.supplier != supplier && since && supplied(l.domain)
    });
    (doubted || licensed, licensed)
}

/// Neutrality is strained by basing or a joint programme with anyone, and broken by a pact.
fn neutral(world: &World, state: StateId) -> (bool, bool) {
    let mine = |kinds: &[CommitmentKind]| {
        world.commitments.iter().any(|c| kinds.contains(&c.kind) && c.stands() && c.made.is_some() && c.is_of(state))
    };
    (mine(&[CommitmentKind::Basing, CommitmentKind::JointProgramme]), mine(&[CommitmentKind::Pact]))
}

/// Tests one commitment and moves it to kept, strained or broken. What is strained is whole again only well past its limit; nothing
/// breaks without a warning first, but for a line that is crossed.
pub(super) fn test_now<R: Recorder>(turn: &mut Turn<'_, R>, id: CommitmentId) {
    let commitment = turn.world.commitments[id];
    let old = commitment.status;
    if matches!(old, Standing::Broken | Standing::Lapsed) {
        return;
    }
    let (strained, broken) = judge(turn.setting, turn.world, id, turn.world.turn);
    let warned =
        old == Standing::Strained || matches!(commitment.kind, CommitmentKind::RedLine | CommitmentKind::ExclusiveSupply);
    let new = match (broken, strained) {
        (true, _) if warned => Standing::Broken,
        (true, _) | (_, true) => Standing::Strained,
        _ => Standing::Kept,
    };
    if new != old {
        stand(turn, id, new);
    }
}

/// What ends on a date is renewed unless it is strained.
fn renewals<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for n in 0..turn.world.commitments.len() {
        let id = CommitmentId::from_index(n);
        let commitment = turn.world.commitments[id];
        if commitment.until == Some(now) && commitment.status == Standing::Strained {
            stand(turn, id, Standing::Lapsed);
        }
    }
}

fn stand<R: Recorder>(turn: &mut Turn<'_, R>, id: CommitmentId, status: Standing) {
    let commitment = &mut turn.world.commitments[id];
    commitment.status = status;
    commitment.since = turn.world.turn;
    let Commitment { from, to, .. } = *commitment;
    if matches!(status, Standing::Broken | Standing::Lapsed) && from != to {
        let lost = -turn.setting.params.alignment_commitment;
        for (a, b) in [(from, to), (to, from)] {
            push(turn, a, b, Rule::Commitment, Parent::Commitment(id), lost);
        }
    }
}

/// What has become of a commitment in a turn is told once, whatever tested it on the way: how it stands at the end against the beginning.
fn tell<R: Recorder>(turn: &mut Turn<'_, R>, id: CommitmentId) {
    let Commitment { from, to, status, .. } = turn.world.commitments[id];
    if turn.start.commitments.item(id).is_none_or(|before| before.status == status) {
        return;
    }
    let (partner, other) = believer(turn.world, from, to);
    let mut about = [Variable::Pair(PairVar::Reliability, partner, other); 6];
    let mut count = 1;
    let info = turn.setting.commitments.item(id);
    for test in info.into_iter().flat_map(|i| i.strained_when.iter().chain(&i.broken_when)) {
        if let (Test::Above(variable, _) | Test::Below(variable, _), Some(place)) = (test, about.get_mut(count)) {
            *place = *variable;
            count += 1;
        }
    }
    let weight = if status == Standing::Kept { 55 } else { 88 };
    turn.tell(News::Commitment { id, status }, weight, about.get(..count).unwrap_or_default(), SeenBy::All);
}

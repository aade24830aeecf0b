//! The recommendation: a request against an exporter's criteria.
//!
//! Σ weight × sub-score, approved at or above the tier's threshold. The sub-scores and their numbers are those of the
//! scenario conventions; their weights are parameters.

use super::order::{Condition, Ground};
use super::params::Params;
use super::quantity::Quantity;
use super::setting::{NonState, Setting};
use super::table::{ActorId, StateId};
use super::variable::{ActorVar, CriterionVar, DomainVar, PairVar, StateVar, Variable};
use super::world::{Criteria, Leak, Request, World};

/// A request as it would be licensed: after conditions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Tier, 1–4.
    pub tier: u8,
    /// Value, $bn.
    pub value: f64,
    /// Points.
    pub points: f64,
    /// Monitoring that the partner offered, 0–1.
    pub offered: f64,
    /// Monitoring that it lets in, 0–1: what it offered, or more where that is a condition.
    pub monitoring: f64,
    /// What reform adds to the human-rights sub-score, 0–1.
    pub reform: f64,
    /// What a regional commitment adds to the stability sub-score, 0–1.
    pub commitment: f64,
    /// What a certificate and a re-transfer clause add to the diversion sub-score, 0–1.
    pub paper: f64,
}

impl Terms {
    /// The terms as asked.
    #[must_use]
    pub fn asked(request: &Request) -> Self {
        Self {
            tier: request.tier,
            value: request.value.to_f64(),
            points: request.points.to_f64(),
            offered: request.monitoring.to_f64(),
            monitoring: request.monitoring.to_f64(),
            reform: 0.0,
            commitment: 0.0,
            paper: 0.0,
        }
    }

    /// The terms with conditions.
    #[must_use]
    pub fn with(request: &Request, conditions: &[Condition], params: &Params) -> Self {
        let mut terms = Self::asked(request);
        for condition in conditions {
            match condition {
                Condition::Monitoring(level) => terms.monitoring = terms.monitoring.max(level.to_f64()),
                Condition::Certificate => terms.paper += params.certificate_effect,
                Condition::NoRetransfer => terms.paper += params.retransfer_clause_effect,
                Condition::VolumeCap(cap) => {
                    let fraction = if terms.points > 0.0 { (cap.to_f64() / terms.points).min(1.0) } else { 1.0 };
                    terms.points *= fraction;
                    terms.value *= fraction;
                }
                Condition::LowerTier(tier) => {
                    let tier = (*tier).min(terms.tier);
                    let (old, new) = (params.tier_price(terms.tier), params.tier_price(tier));
                    terms.value *= if old > 0.0 { new / old } else { 1.0 };
                    terms.tier = tier;
                }
                Condition::Reform => terms.reform += params.reform_effect,
                Condition::RegionalCommitment => terms.commitment += params.commitment_effect,
                Condition::Phased(_) | Condition::OpenBidding | Condition::Coproduction(_) => {}
            }
        }
        terms
    }
}

/// How a request stands against the criteria.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Rights, diversion, stability, alliance, commerce; each 0–1, more is better.
    pub parts: [f64; 5],
    /// The weights that were used.
    pub weights: [f64; 5],
    /// Their weighted sum.
    pub total: f64,
    /// What it must reach.
    pub threshold: f64,
}

impl Score {
    /// How far above the threshold; negative below.
    #[must_use]
    pub fn margin(&self) -> f64 {
        self.total - self.threshold
    }

    /// Whether it passes.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.margin() >= 0.0
    }

    /// The criterion with the weakest weighted part against a full mark: the ground on which a refusal rests best.
    #[must_use]
    pub fn weakest(&self) -> Ground {
        let lost =
            Ground::ALL.iter().zip(self.parts.iter().zip(&self.weights)).map(|(g, (part, weight))| (*g, weight * (1.0 - part)));
        lost.fold((Ground::Rights, -1.0), |worst, next| if next.1 > worst.1 { next } else { worst }).0
    }
}

/// Scores terms for a recipient under an exporter's criteria.
#[must_use]
pub fn score(setting: &Setting, world: &World, criteria: &Criteria, request: &Request, terms: &Terms) -> Score {
    let params = &setting.params;
    let (exporter, partner) = (request.to, request.from);
    let domain = &setting.domains[request.domain];
    let rights = (world.state(StateVar::Rights, partner) + terms.reform).min(1.0);
    let governance = world.state(StateVar::Governance, partner);
    let exposure = known_presence(setting, world, partner);
    let verifiability = world.domain(DomainVar::Verifiability, request.domain);
    let risk = params.diversion_governance * (1.0 - governance)
        + params.diversion_exposure * exposure
        + params.diversion_verifiability * (1.0 - verifiability) * (1.0 - watched(world, exporter, terms));
    let controls = params.diversion_compliance * world.state(StateVar::Compliance, partner);
    let diversion = (1.0 - risk + controls + terms.paper).clamp(0.0, 1.0);
    let threat = domain.offence * params.tier_threat(terms.tier) * highest_hostility(setting, world, partner);
    let stability = (1.0 - threat + terms.commitment).clamp(0.0, 1.0);
    let alliance = f64::midpoint(1.0, world.pair(PairVar::Alignment, partner, exporter));
    let commerce = params.commerce_base + (1.0 - params.commerce_base) * (terms.value / params.commerce_full_value).min(1.0);
    let parts = [rights, diversion, stability, alliance, commerce.clamp(0.0, 1.0)];
    let total = parts.iter().zip(&criteria.weights).map(|(p, w)| p * w).sum();
    Score { parts, weights: criteria.weights, total, threshold: criteria.threshold(terms.tier) }
}

/// The monitoring that counts, 0–1: what the partner offered, and what is asked beyond that as far as the exporter watches at all.
fn watched(world: &World, exporter: StateId, terms: &Terms) -> f64 {
    terms.offered.max(terms.monitoring.min(world.state(StateVar::Monitoring, exporter)))
}

/// How present brokers and armed groups are where a state lives, 0–1: its exposure, and what each has gained or lost in strength since the
/// opening, by how exposed the state is to that one.
#[must_use]
pub(super) fn presence(setting: &Setting, world: &World, state: StateId, strength: impl Fn(ActorId) -> f64) -> f64 {
    let grown = |(id, actor): (ActorId, &NonState)| {
        let exposed = actor.exposure.iter().find(|(other, _)| *other == state).map_or(0.0, |(_, e)| *e);
        if exposed == 0.0 { 0.0 } else { exposed * (strength(id) - actor.strength) }
    };
    (world.state(StateVar::Exposure, state) + setting.actors.enumerate().map(grown).sum::<f64>()).clamp(0.0, 1.0)
}

/// The same as everybody may know it: without the strength that a group has gained from what leaked unnoticed.
fn known_presence(setting: &Setting, world: &World, state: StateId) -> f64 {
    presence(setting, world, state, |actor| {
        let gained = |leak: &Leak| Quantity::from_f64(setting.params.actor_strength * leak.points.to_f64());
        let unseen = |leak: &&Leak| leak.detected.is_none() && leak.into.is_none() && leak.through == Some(actor);
        let unseen: Quantity = world.leaks.iter().filter(unseen).map(gained).sum();
        (world.values.get(Variable::Actor(ActorVar::Strength, actor)) - unseen).max(Quantity::ZERO).to_f64()
    })
}

/// The highest hostility that anyone has toward a state.
#[must_use]
pub fn highest_hostility(setting: &Setting, world: &World, toward: StateId) -> f64 {
    let others = setting.states.ids().filter(|id| *id != toward);
    others.map(|id| world.values.pair(PairVar::Hostility, id, toward)).fold(Quantity::ZERO, Quantity::max).to_f64()
}

/// Scores a request as it is asked, under the criteria in force; none where its addressee does not license.
#[must_use]
pub fn as_asked(setting: &Setting, world: &World, request: &Request) -> Option<Score> {
    let criteria = world.licenses(request.to).then(|| world.criteria(CriterionVar::Current, request.to))?;
    Some(score(setting, world, &criteria, request, &Terms::asked(request)))
}

/// What an exporter's criteria say of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The score as asked.
    pub asked: Score,
    /// The smallest change that passes, where it does not pass as asked, with its score.
    pub passes_with: Option<(Vec<Condition>, Score)>,
}

/// Scores a request as asked and looks for the smallest change that would pass.
#[must_use]
pub fn recommend(setting: &Setting, world: &World, request: &Request) -> Option<Recommendation> {
    let criteria = world.licenses(request.to).then(|| world.criteria(CriterionVar::Current, request.to))?;
    let ceiling = world.most(setting, request.to, request.from, request.domain);
    let asked = score(setting, world, &criteria, request, &Terms::asked(request));
    if asked.passes() && request.tier <= ceiling {
        return Some(Recommendation { asked, passes_with: None });
    }
    let passes = |terms: &Terms, score: &Score| score.passes() && terms.tier <= ceiling;
    Some(Recommendation { asked, passes_with: smallest_change(setting, world, &criteria, request, passes) })
}

/// The smallest change of what is asked that is good enough, with its score: the single one with the least burden, a clause or a lower tier; if
/// none is, on-site inspection with a reform or a lower tier. Of equal burdens the first counts, and what was offered already is no change.
#[must_use]
pub fn smallest_change(
    setting: &Setting,
    world: &World,
    criteria: &Criteria,
    request: &Request,
    enough: impl Fn(&Terms, &Score) -> bool,
) -> Option<(Vec<Condition>, Score)> {
    let kept = Quantity::from_f64(world.state(StateVar::Monitoring, request.to));
    let watch = Some(Condition::Monitoring(kept)).filter(|_| kept > request.monitoring);
    let lower = || (1..request.tier).rev().map(Condition::LowerTier);
    let clauses = [Condition::Certificate, Condition::NoRetransfer, Condition::RegionalCommitment, Condition::Reform];
    let single: Vec<Vec<Condition>> = clauses.into_iter().chain(watch).chain(lower()).map(|one| vec![one]).collect();
    let both =
        watch.into_iter().flat_map(|watch| [Condition::Reform].into_iter().chain(lower()).map(move |other| vec![watch, other]));
    let least = |menu: Vec<Vec<Condition>>| {
        let scored = menu.into_iter().filter_map(|conditions| {
            let terms = Terms::with(request, &conditions, &setting.params);
            let result = score(setting, world, criteria, request, &terms);
            enough(&terms, &result).then_some((conditions, result))
        });
        let burdens = scored.map(|(conditions, result)| (burden(&conditions, request, &setting.params), conditions, result));
        let found = burdens.min_by(|a, b| a.0.total_cmp(&b.0));
        found.map(|(_, conditions, result)| (conditions, result))
    };
    least(single).or_else(|| least(both.collect()))
}

/// The burden of conditions on a partner: what each costs in trust.
#[must_use]
pub fn burden(conditions: &[Condition], request: &Request, params: &Params) -> f64 {
    let each = |condition: &Condition| match condition {
        Condition::Monitoring(level) => params.burden_monitoring * (level.to_f64() - request.monitoring.to_f64()).max(0.0),
        Condition::Certificate => params.burden_certificate,
        Condition::NoRetransfer => params.burden_retransfer,
        Condition::VolumeCap(cap) => {
            let cut = 1.0 - cap.to_f64() / request.points.to_f64().max(1e-6);
            params.burden_volume * cut.clamp(0.0, 1.0)
        }
        Condition::LowerTier(tier) => params.burden_tier * f64::from(request.tier.saturating_sub(*tier)),
        Condition::Phased(_) => params.burden_phased,
        Condition::Reform => params.burden_reform,
        Condition::OpenBidding => params.burden_bidding,
        Condition::RegionalCommitment => params.burden_commitment,
        Condition::Coproduction(share) => -params.burden_coproduction * share.to_f64().min(request.coproduction.to_f64()),
    };
    conditions.iter().map(each).sum::<f64>().max(0.0)
}

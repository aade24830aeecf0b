//! One order of every kind, with every word that each can have.

use crate::rules::order::{
    BlocAction, Condition, Countermeasure, Decision, FacilitatorOrder, Gesture, Ground, LicenceAction, Order, OrderKind,
    PartnerAction, Player, Policy, RegimeChange, Resource, SanctionLevel, Seat,
};
use crate::rules::price::OrderName;
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Archetype, CardEffect, CommitmentKind, OpeningRequest, Test};
use crate::rules::table::{BlocId, CardId, CommitmentId, DomainId, StateId};
use crate::rules::variable::{PairVar, StateVar, Variable};
use crate::rules::world::{Outcome, RequestKey, Standing};
use crate::scenario::Scenario;

use super::order;

pub(super) const fn q(micros: i64) -> Quantity {
    Quantity::from_micros(micros)
}

pub(super) const SEAT: StateId = StateId(0);
pub(super) const OTHER: StateId = StateId(1);
const THIRD: StateId = StateId(2);
pub(super) const DOMAIN: DomainId = DomainId(0);

pub(super) const fn key(n: u64) -> RequestKey {
    RequestKey(0xf000_0000_0000_0000 | n)
}

fn of_exporters() -> Vec<OrderKind> {
    let conditions = vec![
        Condition::Monitoring(q(700_000)),
        Condition::Certificate,
        Condition::NoRetransfer,
        Condition::VolumeCap(q(3_333_333)),
        Condition::LowerTier(2),
        Condition::Phased(3),
        Condition::Reform,
        Condition::OpenBidding,
        Condition::RegionalCommitment,
        Condition::Coproduction(q(1)),
    ];
    let mut kinds = vec![
        OrderKind::Decide(key(1), Decision::Approve),
        OrderKind::Decide(key(2), Decision::Condition(conditions)),
        OrderKind::Decide(key(3), Decision::Defer(Some(3))),
        OrderKind::Decide(key(4), Decision::Defer(None)),
        OrderKind::Sustain { to: OTHER, on: false },
        OrderKind::Sustain { to: OTHER, on: true },
    ];
    kinds.extend(Ground::ALL.map(|ground| OrderKind::Decide(key(5), Decision::Deny(ground))));
    kinds.extend(Ground::ALL.map(|criterion| OrderKind::Justify { decision: key(6), criterion }));
    let actions = [LicenceAction::Suspend, LicenceAction::Resume, LicenceAction::Revoke, LicenceAction::Inspect];
    kinds.extend(actions.map(|action| OrderKind::Licence(key(7), action)));
    let changes = [
        RegimeChange::Declare {
            weights: [q(250_000), q(250_000), q(200_000), q(199_999), q(100_001)],
            thresholds: [q(300_000), q(400_000), q(500_000), q(600_000)],
        },
        RegimeChange::Transparency(q(0)),
        RegimeChange::Monitoring(q(1_000_000)),
        RegimeChange::Trust { partner: OTHER, trusted: true },
        RegimeChange::Trust { partner: OTHER, trusted: false },
        RegimeChange::Ceiling { partner: Some(OTHER), tier: 3 },
        RegimeChange::Ceiling { partner: None, tier: 0 },
        RegimeChange::Office(2),
    ];
    kinds.extend(changes.map(OrderKind::Regime));
    let gestures = [
        Gesture::FastTrack,
        Gesture::Exercise,
        Gesture::Programme { domain: DOMAIN, share: q(300_000) },
        Gesture::Training { domain: DOMAIN },
        Gesture::Finance { domain: DOMAIN, discount: q(125_000) },
        Gesture::Assure,
        Gesture::Embargo(q(500_000)),
        Gesture::Sanction(SanctionLevel::Lifted),
        Gesture::Sanction(SanctionLevel::Primary),
        Gesture::Sanction(SanctionLevel::Secondary),
        Gesture::Dialogue,
    ];
    kinds.extend(gestures.map(|gesture| OrderKind::Toward(OTHER, gesture)));
    kinds
}

fn of_others(board: &Scenario) -> Vec<OrderKind> {
    let (points, domain) = (q(4_000_000), DOMAIN);
    let own = board.setting.links.enumerate().find(|(_, l)| l.recipient == SEAT && l.supplier != SEAT).unwrap().0;
    let mut kinds = vec![
        OrderKind::Request { to: OTHER, domain, tier: 2, points, monitoring: q(500_000), coproduction: q(0) },
        OrderKind::StandingAnswer(q(123_456)),
    ];
    let actions = [
        PartnerAction::Solicit { supplier: OTHER, domain },
        PartnerAction::InvestIndustry(domain),
        PartnerAction::InvestCompliance,
        PartnerAction::Reform,
        PartnerAction::Offer { to: OTHER, kind: CommitmentKind::Basing },
        PartnerAction::Offer { to: OTHER, kind: CommitmentKind::ExclusiveSupply },
        PartnerAction::Retransfer { from: own, to: THIRD, points },
        PartnerAction::Protest(OTHER),
    ];
    kinds.extend(actions.map(OrderKind::Partner));
    let counters = [
        Countermeasure::CounterSupply { to: OTHER, domain },
        Countermeasure::CounterArm { domain },
        Countermeasure::Undercut { link: board.setting.links.ids().last().unwrap() },
        Countermeasure::RestrictInputs { from: OTHER },
        Countermeasure::Sanction { target: OTHER },
        Countermeasure::Cyber { target: OTHER },
        Countermeasure::Influence { target: OTHER, among: THIRD },
        Countermeasure::RivalRegime { bloc: BlocId(0) },
    ];
    kinds.extend(counters.map(OrderKind::Counter));
    let actions = [
        BlocAction::Harmonise,
        BlocAction::JoinSanction(OTHER),
        BlocAction::ShareVerification,
        BlocAction::Recognise,
        BlocAction::Join,
        BlocAction::Leave,
        BlocAction::Admit(OTHER),
    ];
    kinds.extend(actions.map(|action| OrderKind::Bloc(BlocId(1), action)));
    kinds
}

fn every_test(variable: Variable) -> Vec<Test> {
    let other = Variable::Pair(PairVar::Alignment, OTHER, THIRD);
    let outcomes = [Outcome::Licensed, Outcome::Refused, Outcome::Denied, Outcome::Deferred, Outcome::Withdrawn, Outcome::Held];
    let decisions =
        |outcome, by, of, domains| Test::Decisions { outcome, by, of, domains, tier: 2, at_least: 3, within_turns: 4 };
    let mut tests: Vec<Test> = outcomes.map(|outcome| decisions(outcome, vec![SEAT], Some(OTHER), vec![DOMAIN])).into();
    let standings = [Standing::Kept, Standing::Strained, Standing::Lapsed, Standing::Broken];
    tests.extend(standings.map(|standing| Test::Stands(CommitmentId(0), standing)));
    tests.extend([
        decisions(Outcome::Denied, vec![], None, vec![]),
        Test::Above(variable, 0.1 + 0.2),
        Test::Below(variable, -0.5),
        Test::SumBelow(vec![variable, other], 1.0),
        Test::Apart(variable, other, 0.25),
        Test::Licensed { by: vec![SEAT, OTHER], to: THIRD, domains: vec![], tier: 3 },
        Test::Favoured { tier: 3, within_turns: 4, scores_within: 0.05, transparency_below: 0.5 },
        Test::Acted { by: SEAT, to: OTHER, revoked: true },
        Test::UndetectedDiversion,
        Test::KnownLeak { of: SEAT, through: OTHER },
        Test::Came(CardId(0), 2),
        Test::NotKept(CommitmentId(1)),
    ]);
    vec![Test::Not(tests.clone()), Test::Any(tests)]
}

fn every_effect() -> Vec<CardEffect> {
    let variable = Variable::State(StateVar::Capital, OTHER);
    let (order, months) = (OrderName::CounterSupply.name().to_owned(), 6);
    let request = OpeningRequest {
        from: OTHER,
        to: SEAT,
        domain: DOMAIN,
        tier: 3,
        points: 4.5,
        value: 1.0 / 3.0,
        monitoring: 0.25,
        coproduction: 0.0,
        plea: Some("Soon.".into()),
        group: Some(u64::MAX),
    };
    vec![
        CardEffect::Change(variable, -0.1, None),
        CardEffect::Change(variable, 1.0 / 3.0, Some(12)),
        CardEffect::Multiply(variable, 1.15, Some(12)),
        CardEffect::Price { order: order.clone(), state: Some(OTHER), factor: 2.0, months },
        CardEffect::Price { order: order.clone(), state: None, factor: 0.5, months },
        CardEffect::Permission { order: order.clone(), state: Some(OTHER), allowed: false, months },
        CardEffect::Permission { order, state: None, allowed: true, months },
        CardEffect::Request(request.clone()),
        CardEffect::Request(OpeningRequest { plea: None, group: None, ..request }),
        CardEffect::Urgent(OTHER, 6),
        CardEffect::TestCommitment(CommitmentId(1)),
        CardEffect::OpenRoute { through: OTHER },
        CardEffect::CloseRoute { through: OTHER },
        CardEffect::Reveal,
        CardEffect::RevealValue(variable),
        CardEffect::Hold(SEAT, 12),
        CardEffect::Lapse(OTHER),
        CardEffect::Vote {
            bloc: BlocId(0),
            threshold: 0.6,
            domain: DOMAIN,
            then: vec![CardEffect::Reveal],
            otherwise: vec![CardEffect::End(0.5)],
        },
        CardEffect::Found(BlocId(1)),
        CardEffect::Join(BlocId(1), OTHER),
        CardEffect::If { tests: every_test(variable), then: vec![CardEffect::Reveal], otherwise: vec![] },
        CardEffect::End(1.0),
        CardEffect::Ruling("It costs \"4\" more.".to_owned()),
    ]
}

fn of_the_facilitator() -> Vec<Order> {
    let variable = Variable::Pair(PairVar::Alignment, OTHER, THIRD);
    let mut players = vec![Player::Scenario, Player::Person];
    players.extend(Policy::ALL.map(Player::Policy));
    players.extend(Archetype::ALL.map(Player::Archetype));
    let resources = [Resource::Capital, Resource::Credit, Resource::Budget, Resource::Capacity];
    let mut kinds = vec![
        FacilitatorOrder::Inject(CardId(0)),
        FacilitatorOrder::HoldCard(CardId(1)),
        FacilitatorOrder::Write { title: "A strike".to_owned(), effects: every_effect() },
        FacilitatorOrder::Override { variable, value: q(-250_001) },
        FacilitatorOrder::Rule { state: OTHER, effects: every_effect() },
        FacilitatorOrder::Pause,
        FacilitatorOrder::Extend(2),
        FacilitatorOrder::Reveal(Some(variable)),
        FacilitatorOrder::Reveal(None),
    ];
    kinds.extend(resources.map(|what| FacilitatorOrder::Grant { state: OTHER, what, amount: q(-1_500_000) }));
    kinds.extend(players.into_iter().map(|player| FacilitatorOrder::Seat { state: OTHER, player }));
    kinds.into_iter().map(|kind| order(Seat::Facilitator, OrderKind::Facilitate(kind))).collect()
}

/// All of them, as a file would have them.
pub(super) fn every_kind(board: &Scenario) -> Vec<Order> {
    let states = of_exporters().into_iter().chain(of_others(board)).map(|kind| order(SEAT, kind));
    of_the_facilitator().into_iter().chain(states).collect()
}

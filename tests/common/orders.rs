//! Random legal orders over every kind that there is: what players without any sense might do. What is legal, `validate` says.

use countersign::rules::draws::fold;
use countersign::rules::order::{
    BlocAction, Condition, Countermeasure, Decision, FacilitatorOrder, Gesture, Ground, LicenceAction, Order, OrderKind,
    PartnerAction, Player, Policy, RegimeChange, Resource, SanctionLevel, Seat,
};
use countersign::rules::price::OrderName;
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::{Archetype, CardEffect, CommitmentKind, OpeningRequest, Setting, Test};
use countersign::rules::table::{BlocId, CardId, CommitmentId, DomainId, Id, LinkId, StateId, Table};
use countersign::rules::validate::problems;
use countersign::rules::variable::{LinkVar, PairVar, Variable};
use countersign::rules::world::{Request, World};

/// Random numbers that follow from one.
pub(crate) struct Luck {
    seed: u64,
    drawn: u64,
}

impl Luck {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.drawn += 1;
        fold(self.seed, &[self.drawn])
    }

    /// A number below another; 0 where there is none.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// One case in so many.
    pub(crate) fn once_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    /// A number between two, in hundredths of the way.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.below(101) as f64 / 100.0
    }

    fn unit(&mut self) -> Quantity {
        Quantity::from_f64(self.between(0.0, 1.0))
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }

    fn id<I: Id, T>(&mut self, table: &Table<I, T>) -> I {
        I::from_index(self.below(table.len()))
    }
}

/// How wild the facilitator is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facilitator {
    /// Nothing is ordered.
    Absent,
    /// Every kind of order.
    Wild,
}

/// The opening of a scenario, with some seats given to people, so that every order can occur.
pub(crate) fn opening(world: &World, luck: u64) -> World {
    let mut luck = Luck::new(luck);
    let mut world = world.clone();
    for player in &mut world.players {
        *player = random_player(&mut luck);
    }
    world
}

/// A legal list of orders of all seats that follows from a number.
pub(crate) fn random_orders(setting: &Setting, world: &World, luck: u64, facilitator: Facilitator) -> Vec<Order> {
    let mut luck = Luck::new(luck);
    let mut orders: Vec<Order> = Vec::new();
    let mut give = |seat: Seat, kind: OrderKind| {
        let order = Order { seat, kind, public_reason: String::new(), private_reason: String::new() };
        if problems(setting, world, &order, &orders).is_empty() {
            orders.push(order);
        }
    };
    for request in &world.requests {
        if let Some(decision) = random_decision(world, request, &mut luck) {
            give(request.to.into(), OrderKind::Decide(request.key, decision));
        }
    }
    for seat in setting.states.ids() {
        for _ in 0..luck.below(7) {
            if let Some(kind) = random_kind(setting, world, seat, &mut luck) {
                give(seat.into(), kind);
            }
        }
    }
    if facilitator == Facilitator::Wild {
        for _ in 0..luck.below(3) {
            give(Seat::Facilitator, OrderKind::Facilitate(random_ruling(setting, world, &mut luck)));
        }
    }
    orders
}

fn random_decision(world: &World, request: &Request, luck: &mut Luck) -> Option<Decision> {
    Some(match luck.below(8) {
        0 => return None,
        1 | 2 => Decision::Approve,
        3 | 4 => Decision::Condition(random_conditions(request, luck)),
        5 => Decision::Defer(None),
        6 => Decision::Defer(Some(world.turn + 1 + luck.below(3) as u16)),
        _ => Decision::Deny(Ground::ALL[luck.below(Ground::ALL.len())]),
    })
}

fn random_conditions(request: &Request, luck: &mut Luck) -> Vec<Condition> {
    let menu = [
        Condition::Monitoring(luck.unit()),
        Condition::Certificate,
        Condition::NoRetransfer,
        Condition::VolumeCap(Quantity::from_f64(request.points.to_f64() * luck.between(0.1, 1.0))),
        Condition::LowerTier(request.tier.saturating_sub(1)),
        Condition::Phased(2 + luck.below(5) as u8),
        Condition::Reform,
        Condition::OpenBidding,
        Condition::RegionalCommitment,
        Condition::Coproduction(luck.unit()),
    ];
    menu.into_iter().filter(|_| luck.once_in(3)).collect()
}

fn random_kind(setting: &Setting, world: &World, seat: StateId, luck: &mut Luck) -> Option<OrderKind> {
    let other = luck.id(&setting.states);
    let domain = luck.id(&setting.domains);
    Some(match luck.below(11) {
        0 => {
            let mine: Vec<_> = world.licences.iter().filter(|l| l.supplier == seat).map(|l| l.key).collect();
            let actions = [LicenceAction::Suspend, LicenceAction::Resume, LicenceAction::Revoke, LicenceAction::Inspect];
            OrderKind::Licence(luck.pick(&mine)?, luck.pick(&actions)?)
        }
        1 => OrderKind::Sustain { to: other, on: luck.once_in(2) },
        2 => OrderKind::Regime(random_regime(other, luck)),
        3 if luck.once_in(3) => {
            let hit = |id: &StateId| [PairVar::Embargo, PairVar::Sanction].iter().any(|kind| world.pair(*kind, seat, *id) > 0.0);
            let restricted: Vec<StateId> = setting.states.ids().filter(hit).collect();
            let lift = [Gesture::Embargo(Quantity::ZERO), Gesture::Sanction(SanctionLevel::Lifted)];
            OrderKind::Toward(luck.pick(&restricted)?, luck.pick(&lift)?)
        }
        3 | 4 => OrderKind::Toward(other, random_gesture(domain, luck)),
        5 => {
            let decided = world.record.iter().filter(|d| d.exporter == seat).map(|d| d.key);
            let waiting = world.requests.iter().filter(|r| r.to == seat).map(|r| r.key);
            let known: Vec<_> = decided.chain(waiting).collect();
            OrderKind::Justify { decision: luck.pick(&known)?, criterion: luck.pick(&Ground::ALL)? }
        }
        6 => {
            let exporters: Vec<_> = setting.states.ids().filter(|id| world.licenses(*id)).collect();
            let (to, tier) = (luck.pick(&exporters)?, 1 + luck.below(4) as u8);
            let points = Quantity::from_f64(luck.between(0.1, 12.0));
            let (monitoring, coproduction) = (luck.unit(), luck.unit());
            OrderKind::Request { to, domain, tier, points, monitoring, coproduction }
        }
        7 => OrderKind::StandingAnswer(Quantity::from_f64(luck.between(0.0, 2.0))),
        8 => OrderKind::Partner(random_action(setting, world, seat, other, domain, luck)?),
        9 => OrderKind::Counter(random_counter(setting, seat, other, domain, luck)?),
        _ => {
            let bloc: BlocId = luck.id(&setting.blocs);
            setting.blocs.item(bloc)?;
            let actions = [
                BlocAction::Harmonise,
                BlocAction::JoinSanction(other),
                BlocAction::ShareVerification,
                BlocAction::Recognise,
                BlocAction::Join,
                BlocAction::Leave,
                BlocAction::Admit(other),
            ];
            OrderKind::Bloc(bloc, luck.pick(&actions)?)
        }
    })
}

fn random_regime(partner: StateId, luck: &mut Luck) -> RegimeChange {
    match luck.below(7) {
        0 => {
            // Weights in whole millionths that sum to one.
            let cuts: Vec<i64> = (0..4).map(|_| luck.below(200_001) as i64).collect();
            let last = 1_000_000 - cuts.iter().sum::<i64>();
            let weights = [cuts[0], cuts[1], cuts[2], cuts[3], last].map(Quantity::from_micros);
            let thresholds = [0; 4].map(|_| Quantity::from_f64(luck.between(0.0, 2.0)));
            RegimeChange::Declare { weights, thresholds }
        }
        1 => RegimeChange::Transparency(luck.unit()),
        2 => RegimeChange::Monitoring(luck.unit()),
        3 => RegimeChange::Trust { partner, trusted: luck.once_in(2) },
        4 => RegimeChange::Ceiling { partner: Some(partner), tier: luck.below(5) as u8 },
        5 => RegimeChange::Ceiling { partner: None, tier: luck.below(5) as u8 },
        _ => RegimeChange::Office(1 + luck.below(3) as u8),
    }
}

fn random_gesture(domain: DomainId, luck: &mut Luck) -> Gesture {
    match luck.below(9) {
        0 => Gesture::FastTrack,
        1 => Gesture::Exercise,
        2 => Gesture::Programme { domain, share: luck.unit() },
        3 => Gesture::Training { domain },
        4 => Gesture::Finance { domain, discount: Quantity::from_f64(luck.between(0.0, 0.5)) },
        5 => Gesture::Assure,
        6 => Gesture::Embargo([Quantity::ZERO, Quantity::ONE, luck.unit()][luck.below(3)]),
        7 => Gesture::Sanction([SanctionLevel::Lifted, SanctionLevel::Primary, SanctionLevel::Secondary][luck.below(3)]),
        _ => Gesture::Dialogue,
    }
}

fn random_action(
    setting: &Setting,
    world: &World,
    seat: StateId,
    other: StateId,
    domain: DomainId,
    luck: &mut Luck,
) -> Option<PartnerAction> {
    let kinds = [CommitmentKind::Basing, CommitmentKind::Pact, CommitmentKind::Intelligence, CommitmentKind::ExclusiveSupply];
    Some(match luck.below(8) {
        0 => PartnerAction::Solicit { supplier: other, domain },
        1 => PartnerAction::InvestIndustry(domain),
        2 => PartnerAction::InvestCompliance,
        3 => PartnerAction::Reform,
        4 => PartnerAction::Offer { to: other, kind: luck.pick(&kinds)? },
        5 | 6 => {
            let channels: Vec<LinkId> = setting.links_to(seat).filter(|l| world.link(LinkVar::Points, *l) > 0.0).collect();
            let from = luck.pick(&channels)?;
            let points = Quantity::from_f64(world.link(LinkVar::Points, from) * luck.between(0.0, 1.0));
            PartnerAction::Retransfer { from, to: other, points }
        }
        _ => PartnerAction::Protest(other),
    })
}

fn random_counter(
    setting: &Setting,
    seat: StateId,
    target: StateId,
    domain: DomainId,
    luck: &mut Luck,
) -> Option<Countermeasure> {
    Some(match luck.below(8) {
        0 => Countermeasure::CounterSupply { to: target, domain },
        1 => Countermeasure::CounterArm { domain },
        2 => {
            let mine: Vec<LinkId> = setting.links.enumerate().filter(|(_, l)| l.supplier == seat).map(|(id, _)| id).collect();
            Countermeasure::Undercut { link: luck.pick(&mine)? }
        }
        3 => {
            let supplied = |id: &StateId| setting.states[*id].inputs.iter().any(|(from, _)| *from == seat);
            let hit: Vec<StateId> = setting.states.ids().filter(supplied).collect();
            Countermeasure::RestrictInputs { from: luck.pick(&hit)? }
        }
        4 => Countermeasure::Sanction { target },
        5 => Countermeasure::Cyber { target },
        6 => Countermeasure::Influence { target, among: luck.id(&setting.states) },
        _ => {
            let mine = setting.blocs.find(|b| b.terms.is_some_and(|t| t.founder == seat))?;
            Countermeasure::RivalRegime { bloc: mine }
        }
    })
}

fn random_player(luck: &mut Luck) -> Player {
    let archetypes = [Archetype::Principled, Archetype::Hedging, Archetype::Assertive, Archetype::Loyal];
    match luck.below(5) {
        0 | 1 => Player::Person,
        2 => Player::Archetype(archetypes[luck.below(4)]),
        3 => Player::Policy(Policy::ALL[luck.below(5)]),
        _ => Player::Scenario,
    }
}

fn random_variable(world: &World, luck: &mut Luck) -> Variable {
    let layout = world.values.layout();
    let nth = luck.below(layout.len());
    layout.variables().nth(nth).expect("a variable")
}

fn random_ruling(setting: &Setting, world: &World, luck: &mut Luck) -> FacilitatorOrder {
    let state = luck.id(&setting.states);
    let effects = |luck: &mut Luck| (0..=luck.below(2)).map(|_| random_effect(setting, world, luck, 0)).collect();
    match luck.below(11) {
        0 => FacilitatorOrder::Inject(CardId::from_index(luck.below(setting.deck.len()))),
        1 => FacilitatorOrder::HoldCard(CardId::from_index(luck.below(setting.deck.len()))),
        2 => FacilitatorOrder::Write { title: "A rumour".to_owned(), effects: effects(luck) },
        3 => {
            let variable = random_variable(world, luck);
            let (low, high) = variable.range();
            FacilitatorOrder::Override { variable, value: Quantity::from_f64(luck.between(low, high)) }
        }
        4 => {
            let kinds = [Resource::Capital, Resource::Credit, Resource::Budget, Resource::Capacity];
            let what = kinds[luck.below(4)];
            FacilitatorOrder::Grant { state, what, amount: Quantity::from_f64(luck.between(-40.0, 40.0)) }
        }
        5 => FacilitatorOrder::Rule { state, effects: effects(luck) },
        6 | 7 => FacilitatorOrder::Seat { state, player: random_player(luck) },
        8 => FacilitatorOrder::Pause,
        9 => FacilitatorOrder::Extend(1),
        _ => {
            let hidden = luck.below(setting.hidden.len() + 1);
            FacilitatorOrder::Reveal(setting.hidden.get(hidden).map(|h| h.variable))
        }
    }
}

/// One of the closed list of effects.
fn random_effect(setting: &Setting, world: &World, luck: &mut Luck, depth: u8) -> CardEffect {
    let state = luck.id(&setting.states);
    let months = Some(1 + luck.below(30) as u16).filter(|_| luck.once_in(2));
    let bloc = BlocId::from_index(luck.below(setting.blocs.len()));
    let order = OrderName::ALL[luck.below(OrderName::ALL.len())].name().to_owned();
    let one = |luck: &mut Luck| if depth < 2 { vec![random_effect(setting, world, luck, depth + 1)] } else { Vec::new() };
    match luck.below(20) {
        0 | 1 => {
            let variable = random_variable(world, luck);
            let (low, high) = variable.range();
            CardEffect::Change(variable, luck.between(-0.3, 0.3) * (high - low), months)
        }
        2 => CardEffect::Multiply(random_variable(world, luck), luck.between(0.0, 2.0), months),
        3 => CardEffect::Price {
            order,
            state: Some(state).filter(|_| luck.once_in(2)),
            factor: luck.between(0.0, 3.0),
            months: 12,
        },
        4 => CardEffect::Permission { order, state: Some(state), allowed: luck.once_in(2), months: 12 },
        5 => random_call(setting, world, luck).map_or(CardEffect::Reveal, CardEffect::Request),
        6 => CardEffect::Urgent(state, 12),
        7 if !world.commitments.is_empty() => {
            CardEffect::TestCommitment(CommitmentId::from_index(luck.below(world.commitments.len())))
        }
        8 => CardEffect::OpenRoute { through: state },
        9 => CardEffect::CloseRoute { through: state },
        10 => CardEffect::Reveal,
        11 => setting.hidden.first().map_or(CardEffect::Reveal, |h| CardEffect::RevealValue(h.variable)),
        12 => CardEffect::Hold(state, 12),
        13 => CardEffect::Lapse(state),
        14 if !setting.blocs.is_empty() => CardEffect::Vote {
            bloc,
            threshold: luck.between(0.3, 0.9),
            domain: luck.id(&setting.domains),
            then: one(luck),
            otherwise: one(luck),
        },
        15 if !setting.blocs.is_empty() => CardEffect::Found(bloc),
        16 if !setting.blocs.is_empty() => CardEffect::Join(bloc, state),
        17 => {
            let tests = vec![
                Test::Above(random_variable(world, luck), luck.between(-1.0, 1.0)),
                Test::Not(vec![Test::UndetectedDiversion]),
            ];
            CardEffect::If { tests, then: one(luck), otherwise: one(luck) }
        }
        18 if luck.once_in(2) => CardEffect::End(luck.between(0.0, 0.5)),
        _ => CardEffect::Ruling("The table decides.".to_owned()),
    }
}

fn random_call(setting: &Setting, world: &World, luck: &mut Luck) -> Option<OpeningRequest> {
    let channels: Vec<LinkId> = setting
        .links
        .enumerate()
        .filter(|(_, l)| l.supplier != l.recipient && world.licenses(l.supplier))
        .map(|(id, _)| id)
        .collect();
    let link = setting.links[luck.pick(&channels)?];
    Some(OpeningRequest {
        from: link.recipient,
        to: link.supplier,
        domain: link.domain,
        tier: 1 + luck.below(4) as u8,
        points: luck.between(0.5, 5.0),
        value: luck.between(0.1, 3.0),
        monitoring: luck.between(0.0, 1.0),
        coproduction: luck.between(0.0, 1.0),
        plea: None,
        group: None,
    })
}

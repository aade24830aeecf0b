//! Which orders the rules accept, and why not the others.

use super::order::{
    BlocAction, Condition, Countermeasure, Decision, FacilitatorOrder, Gesture, LicenceAction, Order, OrderKind, PartnerAction,
    RegimeChange, Seat, ValidOrders,
};
use super::price::{Currency, OrderName, forbidden, price};
use super::quantity::Quantity;
use super::setting::{CommitmentKind, Setting};
use super::table::{BlocId, DomainId, StateId};
use super::variable::{BlocVar, LinkVar, PairVar, StateVar, Variable};
use super::world::{LicenceState, Posture, RequestKey, World};

/// An order that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which: its place in the list that was given.
    pub order: usize,
    /// Whose.
    pub seat: Seat,
    /// Why.
    pub why: Why,
}

/// Why an order is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// The game is over.
    Over,
    /// An order of a state that only the facilitator may give, or the other way round.
    WrongSeat,
    /// A card forbids it for now.
    Forbidden(OrderName),
    /// No such request waits.
    NoRequest(RequestKey),
    /// The request is for somebody else to answer.
    NotYours(RequestKey),
    /// The same thing was ordered twice.
    Twice(RequestKey),
    /// More decisions than the licensing office can process.
    Capacity {
        /// How much of its time the orders take.
        ordered: f64,
        /// How much is left.
        left: f64,
    },
    /// What the orders of a seat cost together is more than it has.
    Unaffordable {
        /// In what.
        currency: Currency,
        /// What it costs.
        needs: f64,
        /// What there is.
        has: f64,
    },
    /// The tier is above the ceiling for this partner.
    Ceiling {
        /// Tier asked for.
        tier: u8,
        /// Ceiling.
        ceiling: u8,
    },
    /// The supplier's industry does not make that tier.
    NotMade {
        /// Tier asked for.
        tier: u8,
        /// Highest tier made.
        made: u8,
    },
    /// A licence with conditions without a condition.
    NoCondition,
    /// Two clauses of one kind.
    SameClause,
    /// A number is out of its range.
    Range,
    /// A tier that is not lower than the one asked for.
    NotLower(u8),
    /// Open bidding where there are fewer than two bidders.
    Bidders {
        /// How many there are.
        bidders: usize,
    },
    /// The promised turn is not ahead, or after the end.
    BadDate(u16),
    /// Whom it asks does not license, or the state itself does not.
    NotAnExporter(StateId),
    /// The state asks nobody for transfers.
    NotAPartner(StateId),
    /// There is no channel in that domain.
    NoChannel,
    /// More than two open requests to one exporter.
    TooManyRequests,
    /// More than three years' new-buy money, with what is asked for already.
    Unpayable {
        /// What it costs, $bn.
        value: f64,
        /// What can be paid, $bn.
        payable: f64,
    },
    /// No licence of that name.
    NoLicence(RequestKey),
    /// The licence stands in a way that does not allow it.
    LicenceStands(LicenceState),
    /// Nothing would change.
    NoChange,
    /// The weights do not sum to one.
    Weights {
        /// What they sum to.
        sum: f64,
    },
    /// The decision was justified before.
    Justified,
    /// No such decision of this seat is known.
    NoDecision,
    /// There is already such a commitment, or one of that kind cannot be offered.
    Commitment(CommitmentKind),
    /// More than is held.
    NotHeld {
        /// What was ordered, points.
        ordered: f64,
        /// What is held, points.
        held: f64,
    },
    /// The state answers harms automatically.
    Automatic,
    /// Nobody has given grounds for this answer.
    NoGrounds,
    /// No countermeasure is left this year.
    NoReaction,
    /// No inputs come from there.
    NoInputs,
    /// The state is not a member, or the bloc does not exist.
    NotAMember(BlocId),
    /// The order makes no sense for this object (itself, or nobody's neighbour).
    Senseless,
}

/// How much of its time an exporter's licensing office has this turn, decisions.
#[must_use]
pub fn capacity_left(setting: &Setting, world: &World, seat: StateId) -> f64 {
    if !world.licenses(seat) {
        return 0.0;
    }
    world.state(StateVar::Office, seat) * setting.dt() + world.state(StateVar::Capacity, seat)
}

/// How many whole decisions an exporter can take this turn.
#[must_use]
pub fn decisions_left(setting: &Setting, world: &World, seat: StateId) -> usize {
    libm::floor(capacity_left(setting, world, seat) + 1e-9).max(0.0) as usize
}

/// Checks the orders of a turn, all of them.
///
/// # Errors
/// Every order that is refused, each with its reason.
pub fn validate(setting: &Setting, world: &World, orders: &[Order]) -> Result<ValidOrders, Vec<Refusal>> {
    let mut refusals = Vec::new();
    for (n, order) in orders.iter().enumerate() {
        let earlier = orders.get(..n).unwrap_or_default();
        let why = problems(setting, world, order, earlier);
        refusals.extend(why.into_iter().map(|why| Refusal { order: n, seat: order.seat, why }));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut orders = orders.to_vec();
    orders.sort_by_cached_key(sort_key);
    Ok(ValidOrders { orders })
}

/// The orders of a list that are accepted, one after the other, for players and forecasts that mean no harm by asking too much. What is
/// refused is left out.
#[must_use]
pub fn accepted(setting: &Setting, world: &World, orders: &[Order]) -> ValidOrders {
    let mut kept: Vec<Order> = Vec::new();
    for order in orders {
        if problems(setting, world, order, &kept).is_empty() {
            kept.push(order.clone());
        }
    }
    kept.sort_by_cached_key(sort_key);
    ValidOrders { orders: kept }
}

/// Everything that speaks against one order, with the orders that stand before it.
#[must_use]
pub fn problems(setting: &Setting, world: &World, order: &Order, earlier: &[Order]) -> Vec<Why> {
    if world.over(setting) {
        return vec![Why::Over];
    }
    let seat = match (order.seat, &order.kind) {
        (Seat::Facilitator, OrderKind::Facilitate(what)) => return of_facilitator(setting, world, what),
        (Seat::State(seat), kind) if !matches!(kind, OrderKind::Facilitate(_)) => seat,
        _ => return vec![Why::WrongSeat],
    };
    let name = OrderName::of(&order.kind);
    let mut why = Vec::new();
    if forbidden(world, name, seat) {
        why.push(Why::Forbidden(name));
    }
    let desk = Desk { setting, world, seat, earlier };
    match &order.kind {
        OrderKind::Decide(key, decision) => desk.decide(*key, decision, &mut why),
        OrderKind::Licence(key, action) => desk.licence(*key, *action, &mut why),
        OrderKind::Sustain { to, on } => desk.sustain(*to, *on, &mut why),
        OrderKind::Regime(change) => desk.regime(*change, &mut why),
        OrderKind::Toward(to, gesture) => desk.toward(*to, *gesture, &mut why),
        OrderKind::Justify { decision, .. } => desk.justify(*decision, &mut why),
        OrderKind::Request { to, domain, tier, points, monitoring, coproduction } => {
            desk.request(*to, *domain, *tier, *points, [*monitoring, *coproduction], &mut why);
        }
        OrderKind::StandingAnswer(burden) => {
            if !(0.0..=2.0).contains(&burden.to_f64()) {
                why.push(Why::Range);
            }
        }
        OrderKind::Partner(action) => desk.partner(*action, &mut why),
        OrderKind::Counter(how) => desk.counter(*how, &mut why),
        OrderKind::Bloc(bloc, action) => desk.bloc(*bloc, *action, &mut why),
        OrderKind::Facilitate(_) => {}
    }
    if desk.repeats(order) {
        why.push(match &order.kind {
            OrderKind::Decide(key, _) | OrderKind::Licence(key, _) => Why::Twice(*key),
            _ => Why::NoChange,
        });
    }
    if why.is_empty() {
        desk.afford(order, &mut why);
    }
    why
}

fn of_facilitator(setting: &Setting, world: &World, what: &FacilitatorOrder) -> Vec<Why> {
    let fits = match what {
        FacilitatorOrder::Override { variable, value } => {
            let (low, high) = variable.range();
            (low..=high).contains(&value.to_f64())
        }
        FacilitatorOrder::Grant { amount, .. } => amount.to_f64().abs() <= 1000.0,
        FacilitatorOrder::Extend(turns) => (1..=50).contains(turns) && world.last_turn < 400,
        FacilitatorOrder::Inject(card) | FacilitatorOrder::HoldCard(card) => setting.deck.item(*card).is_some(),
        FacilitatorOrder::Reveal(Some(variable)) => setting.hidden.iter().any(|h| h.variable == *variable),
        _ => true,
    };
    if fits { Vec::new() } else { vec![Why::Range] }
}

/// What an order is checked against.
struct Desk<'a> {
    setting: &'a Setting,
    world: &'a World,
    seat: StateId,
    earlier: &'a [Order],
}

impl Desk<'_> {
    /// Orders of the same seat that stand before this one.
    fn mine(&self) -> impl Iterator<Item = &Order> {
        self.earlier.iter().filter(|o| o.seat == Seat::State(self.seat))
    }

    /// Whether the same object has had an order of the same kind.
    fn repeats(&self, order: &Order) -> bool {
        let (_, kind, object, _) = sort_key(order);
        let several = matches!(order.kind, OrderKind::Request { .. });
        !several
            && self.mine().any(|o| {
                let (_, k, x, _) = sort_key(o);
                (k, x) == (kind, object)
            })
    }

    /// What the seat has of a currency.
    fn purse(&self, currency: Currency) -> f64 {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        match currency {
            Currency::Capacity => capacity_left(setting, world, seat),
            Currency::Capital => world.state(StateVar::Capital, seat),
            Currency::Credit => world.state(StateVar::Credit, seat),
            // What is bought beside arms comes out of a year's money for them.
            Currency::Money => setting.new_buy(world, seat),
            Currency::Support => {
                let each = &setting.states[seat].constituencies;
                let mean: f64 =
                    each.iter().enumerate().map(|(n, c)| c.influence * world.get(Variable::Support(seat, n as u8))).sum();
                1.0 + mean
            }
            Currency::Cohesion(bloc) => world.bloc(BlocVar::Cohesion, bloc),
            Currency::Free => f64::INFINITY,
        }
    }

    /// The prices of the seat's orders in one currency must not sum to more than it has. What others pay out of a bloc's cohesion counts
    /// too.
    fn afford(&self, order: &Order, why: &mut Vec<Why>) {
        let mine = price(self.setting, self.world, order);
        if mine.amount <= 0.0 {
            return;
        }
        let shared = matches!(mine.currency, Currency::Cohesion(_));
        let before: f64 = self
            .earlier
            .iter()
            .filter(|o| shared || o.seat == Seat::State(self.seat))
            .map(|o| price(self.setting, self.world, o))
            .filter(|p| p.currency == mine.currency)
            .map(|p| p.amount)
            .sum();
        let (needs, has) = (before + mine.amount, self.purse(mine.currency));
        if needs > has + 1e-9 {
            why.push(match mine.currency {
                Currency::Capacity => Why::Capacity { ordered: needs, left: has },
                currency => Why::Unaffordable { currency, needs, has },
            });
        }
    }

    fn exporter(&self, why: &mut Vec<Why>) {
        if !self.world.licenses(self.seat) {
            why.push(Why::NotAnExporter(self.seat));
        }
    }

    fn decide(&self, key: RequestKey, decision: &Decision, why: &mut Vec<Why>) {
        let Some(request) = self.world.request(key) else {
            why.push(Why::NoRequest(key));
            return;
        };
        if request.to != self.seat {
            why.push(Why::NotYours(key));
        }
        let mut tier = request.tier;
        match decision {
            Decision::Approve => {}
            Decision::Condition(conditions) => {
                if conditions.is_empty() {
                    why.push(Why::NoCondition);
                }
                self.clauses(conditions, request, why);
                let lower = conditions.iter().find_map(|c| if let Condition::LowerTier(tier) = c { Some(*tier) } else { None });
                tier = lower.unwrap_or(tier);
            }
            Decision::Defer(Some(turn)) if *turn <= self.world.turn || *turn > self.world.last_turn => {
                why.push(Why::BadDate(*turn));
                return;
            }
            Decision::Defer(_) | Decision::Deny(_) => return,
        }
        let ceiling = self.world.ceiling(request.to, request.from);
        if tier > ceiling {
            why.push(Why::Ceiling { tier, ceiling });
        }
        let made = libm::rint(self.world.cell(super::variable::CellVar::TierMax, request.to, request.domain)) as u8;
        if tier > made {
            why.push(Why::NotMade { tier, made });
        }
    }

    fn clauses(&self, conditions: &[Condition], request: &super::world::Request, why: &mut Vec<Why>) {
        let mut slots: Vec<u8> = conditions.iter().map(Condition::slot).collect();
        slots.sort_unstable();
        if slots.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            why.push(Why::SameClause);
        }
        for condition in conditions {
            match condition {
                Condition::LowerTier(lower) if *lower >= request.tier || *lower == 0 => why.push(Why::NotLower(*lower)),
                Condition::Monitoring(q) | Condition::Coproduction(q) if !(0.0..=1.0).contains(&q.to_f64()) => {
                    why.push(Why::Range);
                }
                Condition::VolumeCap(q) if q.to_f64() <= 0.0 || *q > request.points => why.push(Why::Range),
                Condition::Phased(turns) if !(2..=6).contains(turns) => why.push(Why::Range),
                Condition::OpenBidding => {
                    let bids = |l: &super::table::LinkId| {
                        let supplier = self.setting.links[*l].supplier;
                        supplier != request.from
                            && self.world.licenses(supplier)
                            && self.world.ceiling(supplier, request.from) > 0
                    };
                    let bidders = self.setting.links_of(request.from, request.domain).filter(bids).count();
                    if bidders < 2 {
                        why.push(Why::Bidders { bidders });
                    }
                }
                _ => {}
            }
        }
    }

    fn licence(&self, key: RequestKey, action: LicenceAction, why: &mut Vec<Why>) {
        let Some(licence) = self.world.licence(key) else {
            why.push(Why::NoLicence(key));
            return;
        };
        if licence.supplier != self.seat {
            why.push(Why::NotYours(key));
        }
        let fits = match action {
            LicenceAction::Suspend | LicenceAction::Inspect => licence.state == LicenceState::InForce,
            LicenceAction::Resume => licence.state == LicenceState::Suspended,
            LicenceAction::Revoke => matches!(licence.state, LicenceState::InForce | LicenceState::Suspended),
        };
        let nothing_there = action == LicenceAction::Inspect && licence.delivered == Quantity::ZERO;
        if !fits || nothing_there {
            why.push(Why::LicenceStands(licence.state));
        }
    }

    fn sustain(&self, to: StateId, on: bool, why: &mut Vec<Why>) {
        let mine = |l: &super::table::LinkId| self.setting.links[*l].supplier == self.seat;
        let links = self.setting.links_to(to).filter(mine);
        if to == self.seat {
            why.push(Why::Senseless);
        } else if links.clone().next().is_none() {
            why.push(Why::NoChannel);
        }
        let flows = |l| self.world.link(LinkVar::Sustainment, l) >= 0.5;
        if !links.clone().any(|l| flows(l) != on) {
            why.push(Why::NoChange);
        }
    }

    fn regime(&self, change: RegimeChange, why: &mut Vec<Why>) {
        self.exporter(why);
        let unit = |q: &Quantity| (0.0..=1.0).contains(&q.to_f64());
        let fits = match change {
            RegimeChange::Declare { weights, thresholds } => {
                let sum: f64 = weights.iter().map(|w| w.to_f64()).sum();
                if (sum - 1.0).abs() > 0.0005 {
                    why.push(Why::Weights { sum });
                }
                weights.iter().all(unit) && thresholds.iter().all(|t| (0.0..=2.0).contains(&t.to_f64()))
            }
            RegimeChange::Transparency(q) | RegimeChange::Monitoring(q) => unit(&q),
            RegimeChange::Trust { partner, trusted } => {
                let now = self.world.pair(PairVar::FastTrack, self.seat, partner) >= 0.5;
                if now == trusted || partner == self.seat {
                    why.push(Why::NoChange);
                }
                true
            }
            RegimeChange::Ceiling { partner, tier } => {
                if partner == Some(self.seat) {
                    why.push(Why::Senseless);
                }
                tier <= 4
            }
            RegimeChange::Office(decisions) => (1..=10).contains(&decisions),
        };
        if !fits {
            why.push(Why::Range);
        }
    }

    fn toward(&self, to: StateId, gesture: Gesture, why: &mut Vec<Why>) {
        if to == self.seat {
            why.push(Why::Senseless);
            return;
        }
        let channel = |domain: DomainId, why: &mut Vec<Why>| {
            if self.setting.link(self.seat, to, domain).is_none() {
                why.push(Why::NoChannel);
            }
        };
        match gesture {
            Gesture::Dialogue | Gesture::Sanction(_) => {}
            _ => self.exporter(why),
        }
        match gesture {
            Gesture::FastTrack if self.world.pair(PairVar::FastTrack, self.seat, to) >= 0.5 => why.push(Why::NoChange),
            Gesture::Programme { domain, share } => {
                channel(domain, why);
                if share.to_f64() <= 0.0 || share.to_f64() > 1.0 {
                    why.push(Why::Range);
                }
            }
            Gesture::Training { domain } => channel(domain, why),
            Gesture::Finance { domain, discount } => {
                channel(domain, why);
                if discount.to_f64() <= 0.0 || discount.to_f64() > 0.5 {
                    why.push(Why::Range);
                }
            }
            Gesture::Embargo(fraction) => {
                if !(0.0..=1.0).contains(&fraction.to_f64()) {
                    why.push(Why::Range);
                } else if fraction == self.world.values.get(Variable::Pair(PairVar::Embargo, self.seat, to)) {
                    why.push(Why::NoChange);
                }
            }
            Gesture::Sanction(level) => {
                if (self.world.pair(PairVar::Sanction, self.seat, to) - level.strength()).abs() < 1e-9 {
                    why.push(Why::NoChange);
                }
            }
            Gesture::Assure => self.stands(CommitmentKind::Assurance, to, why),
            Gesture::FastTrack | Gesture::Exercise | Gesture::Dialogue => {}
        }
    }

    fn stands(&self, kind: CommitmentKind, to: StateId, why: &mut Vec<Why>) {
        let alike = |c: &super::world::Commitment| {
            let between = (c.from, c.to) == (self.seat, to) || (c.to, c.from) == (self.seat, to);
            c.kind == kind && between && c.status <= super::world::Standing::Strained
        };
        if self.world.commitments.iter().any(alike) {
            why.push(Why::Commitment(kind));
        }
    }

    fn justify(&self, key: RequestKey, why: &mut Vec<Why>) {
        let now = |o: &Order| matches!(&o.kind, OrderKind::Decide(k, _) if *k == key);
        let past = self.world.record.iter().rfind(|d| d.key == key && d.exporter == self.seat);
        match past {
            Some(decided) if decided.justified.is_some() => why.push(Why::Justified),
            None if !self.mine().any(now) && self.world.request(key).is_none_or(|r| r.to != self.seat) => {
                why.push(Why::NoDecision);
            }
            _ => {}
        }
    }

    fn request(&self, to: StateId, domain: DomainId, tier: u8, points: Quantity, units: [Quantity; 2], why: &mut Vec<Why>) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        if !world.licenses(to) {
            why.push(Why::NotAnExporter(to));
        }
        if to == seat {
            why.push(Why::Senseless);
        }
        let unit = |q: Quantity| (0.0..=1.0).contains(&q.to_f64());
        if !(1..=4).contains(&tier) || points.to_f64() <= 0.0 || points.to_f64() > 1000.0 || !units.iter().all(|q| unit(*q)) {
            why.push(Why::Range);
        }
        if setting.link(to, seat, domain).is_none() {
            why.push(Why::NoChannel);
        }
        let ordered = |o: &&Order| matches!(&o.kind, OrderKind::Request { to: other, .. } if *other == to);
        let open = world.requests.iter().filter(|r| r.from == seat && r.to == to).count() + self.mine().filter(ordered).count();
        if open >= 2 {
            why.push(Why::TooManyRequests);
        }
        // Splitting a request does not make it payable: everything that is open counts, once for a group of alternatives.
        let waiting: f64 = world.requests.iter().filter(|r| r.from == seat).map(|r| r.value.to_f64()).sum();
        let drafted: f64 = self
            .mine()
            .filter_map(|o| match &o.kind {
                OrderKind::Request { to, tier, points, .. } => Some(points.to_f64() * setting.price(*to, *tier)),
                _ => None,
            })
            .sum();
        let value = points.to_f64() * setting.price(to, tier);
        let payable = setting.new_buy(world, seat) * setting.params.borrow_years_max;
        if value + waiting + drafted > payable {
            why.push(Why::Unpayable { value: value + waiting + drafted, payable });
        }
    }

    fn partner(&self, action: PartnerAction, why: &mut Vec<Why>) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        if !setting.states[seat].roles.partner {
            why.push(Why::NotAPartner(seat));
        }
        match action {
            PartnerAction::Solicit { supplier, domain } => {
                if setting.link(supplier, seat, domain).is_none() || supplier == seat {
                    why.push(Why::NoChannel);
                }
            }
            PartnerAction::Offer { to, kind } => {
                let offered =
                    [CommitmentKind::Basing, CommitmentKind::Pact, CommitmentKind::Intelligence, CommitmentKind::ExclusiveSupply];
                if to == seat {
                    why.push(Why::Senseless);
                } else if !offered.contains(&kind) {
                    why.push(Why::Commitment(kind));
                }
                self.stands(kind, to, why);
            }
            PartnerAction::Retransfer { from, to, points } => {
                let link = setting.links[from];
                let held = world.link(LinkVar::Points, from);
                if link.recipient != seat || link.supplier == to || to == seat {
                    why.push(Why::Senseless);
                } else if setting.link(link.supplier, to, link.domain).is_none() {
                    why.push(Why::NoChannel);
                }
                if points.to_f64() <= 0.0 || points.to_f64() > held {
                    why.push(Why::NotHeld { ordered: points.to_f64(), held });
                }
            }
            PartnerAction::Protest(against) if against == seat => why.push(Why::Senseless),
            PartnerAction::InvestIndustry(_)
            | PartnerAction::InvestCompliance
            | PartnerAction::Reform
            | PartnerAction::Protest(_) => {}
        }
    }

    fn counter(&self, how: Countermeasure, why: &mut Vec<Why>) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        if world.posture(seat) == Posture::Automatic && how.hostile() {
            why.push(Why::Automatic);
        }
        let rival = setting.states[seat].roles.rival;
        if how.hostile() && !rival && !world.grounds.iter().any(|g| g.state == seat && g.until >= world.turn) {
            why.push(Why::NoGrounds);
        }
        let uses = |how: &Countermeasure| how.hostile() || matches!(how, Countermeasure::CounterArm { .. });
        let given = self.mine().filter(|o| matches!(&o.kind, OrderKind::Counter(other) if uses(other))).count() as f64;
        let right = world.state(StateVar::Reaction, seat) + setting.params.countermeasures_per_year * setting.dt();
        if uses(&how) && right < given + 1.0 - 1e-9 {
            why.push(Why::NoReaction);
        }
        let senseless = match how {
            Countermeasure::CounterSupply { to, domain } => {
                if setting.link(seat, to, domain).is_none() {
                    why.push(Why::NoChannel);
                }
                to == seat
            }
            Countermeasure::CounterArm { .. } => false,
            Countermeasure::Undercut { link } => {
                let link = setting.links[link];
                link.supplier != seat || link.recipient == seat
            }
            Countermeasure::RestrictInputs { from } => {
                let share = setting.states[from].inputs.iter().find(|(s, _)| *s == seat).map_or(0.0, |(_, share)| *share);
                if share <= 0.0 {
                    why.push(Why::NoInputs);
                }
                from == seat
            }
            Countermeasure::Sanction { target } | Countermeasure::Cyber { target } => target == seat,
            Countermeasure::Influence { target, among } => target == seat || among == seat || target == among,
            Countermeasure::RivalRegime { bloc } => setting.blocs[bloc].terms.is_none_or(|terms| terms.founder != seat),
        };
        if senseless {
            why.push(Why::Senseless);
        }
    }

    fn bloc(&self, bloc: BlocId, action: BlocAction, why: &mut Vec<Why>) {
        let (world, seat) = (self.world, self.seat);
        let member = world.belongs(bloc, seat);
        let founded = world.bloc(BlocVar::Founded, bloc) >= 0.5;
        match action {
            BlocAction::Join if !founded => why.push(Why::NotAMember(bloc)),
            BlocAction::Join if member => why.push(Why::NoChange),
            BlocAction::Join => {}
            _ if !member => why.push(Why::NotAMember(bloc)),
            BlocAction::ShareVerification if world.bloc(BlocVar::Verification, bloc) >= 0.5 => why.push(Why::NoChange),
            BlocAction::Recognise if world.bloc(BlocVar::Recognition, bloc) >= 0.5 => why.push(Why::NoChange),
            BlocAction::JoinSanction(target) if target == seat => why.push(Why::Senseless),
            _ => {}
        }
    }
}

/// By seat, then kind, then object, then everything else that is written in the order, so that no order of typing shows.
fn sort_key(order: &Order) -> (Seat, u8, u64, String) {
    let word = |a: u64, b: u64| a << 32 | b;
    let (kind, object) = match &order.kind {
        OrderKind::Facilitate(_) => (0, 0),
        OrderKind::Decide(key, _) => (1, key.0),
        OrderKind::Licence(key, _) => (2, key.0),
        OrderKind::Sustain { to, .. } => (3, u64::from(to.0)),
        OrderKind::Regime(change) => (
            4,
            match change {
                RegimeChange::Declare { .. } => 0,
                RegimeChange::Transparency(_) => 1,
                RegimeChange::Monitoring(_) => 2,
                RegimeChange::Office(_) => 3,
                RegimeChange::Trust { partner, .. } => word(4, u64::from(partner.0)),
                RegimeChange::Ceiling { partner, .. } => word(5, partner.map_or(u64::from(u32::MAX), |p| u64::from(p.0))),
            },
        ),
        OrderKind::Toward(to, gesture) => {
            let (which, domain) = match gesture {
                Gesture::FastTrack => (0, 0),
                Gesture::Exercise => (1, 0),
                Gesture::Programme { domain, .. } => (2, domain.0),
                Gesture::Training { domain } => (3, domain.0),
                Gesture::Finance { domain, .. } => (4, domain.0),
                Gesture::Assure => (5, 0),
                Gesture::Embargo(_) => (6, 0),
                Gesture::Sanction(_) => (7, 0),
                Gesture::Dialogue => (8, 0),
            };
            (5, word(u64::from(to.0), which << 16 | u64::from(domain)))
        }
        OrderKind::Justify { decision, .. } => (6, decision.0),
        OrderKind::Request { to, domain, .. } => (7, word(u64::from(to.0), u64::from(domain.0))),
        OrderKind::StandingAnswer(_) => (8, 0),
        OrderKind::Partner(action) => (
            9,
            match action {
                PartnerAction::Solicit { supplier, domain } => word(u64::from(supplier.0), u64::from(domain.0)),
                PartnerAction::InvestIndustry(domain) => word(0x1_0000, u64::from(domain.0)),
                PartnerAction::InvestCompliance => word(0x1_0001, 0),
                PartnerAction::Reform => word(0x1_0002, 0),
                PartnerAction::Offer { to, kind } => word(0x1_0003, u64::from(to.0) << 8 | *kind as u64),
                PartnerAction::Retransfer { from, .. } => word(0x1_0004, u64::from(from.0)),
                PartnerAction::Protest(against) => word(0x1_0005, u64::from(against.0)),
            },
        ),
        OrderKind::Counter(how) => (
            10,
            match how {
                Countermeasure::CounterSupply { to, domain } => word(u64::from(to.0), u64::from(domain.0)),
                Countermeasure::CounterArm { domain } => word(0x1_0000, u64::from(domain.0)),
                Countermeasure::Undercut { link } => word(0x1_0001, u64::from(link.0)),
                Countermeasure::RestrictInputs { from } => word(0x1_0002, u64::from(from.0)),
                Countermeasure::Sanction { target } => word(0x1_0003, u64::from(target.0)),
                Countermeasure::Cyber { target } => word(0x1_0004, u64::from(target.0)),
                Countermeasure::Influence { target, among } => word(0x1_0005, u64::from(target.0) << 16 | u64::from(among.0)),
                Countermeasure::RivalRegime { bloc } => word(0x1_0006, u64::from(bloc.0)),
            },
        ),
        OrderKind::Bloc(bloc, action) => (
            11,
            match action {
                BlocAction::Harmonise => word(u64::from(bloc.0), 0),
                BlocAction::JoinSanction(target) => word(u64::from(bloc.0), 0x1_0000 | u64::from(target.0)),
                BlocAction::ShareVerification => word(u64::from(bloc.0), 1),
                BlocAction::Recognise => word(u64::from(bloc.0), 2),
                BlocAction::Join => word(u64::from(bloc.0), 3),
                BlocAction::Leave => word(u64::from(bloc.0), 4),
            },
        ),
    };
    (order.seat, kind, object, format!("{order:?}"))
}

//! One order against the position and the orders that stand before it.

use super::beside::{decides, licensed};
use super::key::kind_and_object;
use super::{Figure, Why, positive, within};
use crate::rules::order::{Condition, Decision, Gesture, LicenceAction, Order, OrderKind, RegimeChange, Seat};
use crate::rules::price::{Currency, price};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{CommitmentKind, Setting};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Commitment, LicenceState, Request, RequestKey, World};

/// What an order is checked against.
pub(super) struct Desk<'a> {
    pub(super) setting: &'a Setting,
    pub(super) world: &'a World,
    pub(super) seat: StateId,
    pub(super) earlier: &'a [Order],
    /// The whole list in which the order stands: what is said of a decision may stand before it.
    pub(super) list: &'a [Order],
}

impl Desk<'_> {
    /// Orders of the same seat that stand before this one.
    pub(super) fn mine(&self) -> impl Iterator<Item = &Order> {
        self.earlier.iter().filter(|o| o.seat == Seat::State(self.seat))
    }

    /// Whether the same object has had an order of the same kind.
    pub(super) fn repeats(&self, order: &Order) -> bool {
        let several = matches!(order.kind, OrderKind::Request { .. });
        !several && self.mine().any(|o| kind_and_object(&o.kind) == kind_and_object(&order.kind))
    }

    /// What the seat has of a currency.
    pub(super) fn purse(&self, currency: Currency) -> f64 {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        match currency {
            Currency::Capacity => super::capacity_left(setting, world, seat),
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
            Currency::Cohesion(bloc) => world.bloc(crate::rules::variable::BlocVar::Cohesion, bloc),
            Currency::Free => f64::INFINITY,
        }
    }

    /// The prices of the seat's orders in one currency must not sum to more than it has. What others pay out of a bloc's cohesion counts
    /// too.
    pub(super) fn afford(&self, order: &Order, why: &mut Vec<Why>) {
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

    pub(super) fn exporter(&self, why: &mut Vec<Why>) {
        if !self.world.licenses(self.seat) {
            why.push(Why::NotAnExporter(self.seat));
        }
    }

    pub(super) fn decide(&self, key: RequestKey, decision: &Decision, why: &mut Vec<Why>) {
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
        self.embargoed(request.from, why);
        let ceiling = self.world.ceiling(request.to, request.from);
        if tier > ceiling {
            why.push(Why::Ceiling { tier, ceiling });
        }
        if f64::from(tier) >= self.setting.params.chapter_tier
            && let Some(bloc) = self.world.unverified(self.setting, request.to, request.domain)
        {
            why.push(Why::Unverified { tier, bloc });
        }
        let made = libm::rint(self.world.cell(CellVar::TierMax, request.to, request.domain)) as u8;
        if tier > made {
            why.push(Why::NotMade { tier, made });
        }
    }

    pub(super) fn clauses(&self, conditions: &[Condition], request: &Request, why: &mut Vec<Why>) {
        let mut slots: Vec<u8> = conditions.iter().map(Condition::slot).collect();
        slots.sort_unstable();
        if slots.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            why.push(Why::SameClause);
        }
        for condition in conditions {
            match condition {
                Condition::LowerTier(lower) if *lower >= request.tier || *lower == 0 => {
                    why.push(Why::NotLower { tier: *lower, asked: request.tier });
                }
                Condition::Monitoring(q) => within(Figure::Monitoring, q.to_f64(), (0.0, 1.0), why),
                Condition::Coproduction(q) => within(Figure::Coproduction, q.to_f64(), (0.0, 1.0), why),
                Condition::VolumeCap(q) => positive(Figure::VolumeCap, q.to_f64(), request.points.to_f64(), why),
                Condition::Phased(turns) => within(Figure::Phases, f64::from(*turns), (2.0, 6.0), why),
                Condition::OpenBidding => {
                    let bids = |l: &LinkId| {
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

    pub(super) fn licence(&self, key: RequestKey, action: LicenceAction, why: &mut Vec<Why>) {
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
        if action == LicenceAction::Resume {
            self.embargoed(licence.recipient, why);
        }
        let nothing_there = action == LicenceAction::Inspect && licence.delivered == Quantity::ZERO;
        if !fits || nothing_there {
            why.push(Why::LicenceStands(licence.state));
        }
    }

    pub(super) fn sustain(&self, to: StateId, on: bool, why: &mut Vec<Why>) {
        let mine = |l: &LinkId| self.setting.links[*l].supplier == self.seat;
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

    pub(super) fn regime(&self, change: RegimeChange, why: &mut Vec<Why>) {
        self.exporter(why);
        match change {
            RegimeChange::Declare { weights, thresholds } => {
                let sum: f64 = weights.iter().map(|w| w.to_f64()).sum();
                if (sum - 1.0).abs() > 0.0005 {
                    why.push(Why::Weights { sum });
                }
                for weight in &weights {
                    within(Figure::Weight, weight.to_f64(), (0.0, 1.0), why);
                }
                for threshold in &thresholds {
                    within(Figure::Threshold, threshold.to_f64(), (0.0, 1.0), why);
                }
            }
            RegimeChange::Transparency(q) => within(Figure::Transparency, q.to_f64(), (0.0, 1.0), why),
            RegimeChange::Monitoring(q) => within(Figure::Monitoring, q.to_f64(), (0.0, 1.0), why),
            RegimeChange::Trust { partner, trusted } => {
                let now = self.world.pair(PairVar::Trusted, self.seat, partner) >= 0.5;
                if now == trusted || partner == self.seat {
                    why.push(Why::NoChange);
                }
            }
            RegimeChange::Ceiling { partner, tier } => {
                if partner == Some(self.seat) {
                    why.push(Why::Senseless);
                }
                within(Figure::Ceiling, f64::from(tier), (0.0, 4.0), why);
            }
            RegimeChange::Office(decisions) => within(Figure::Office, f64::from(decisions), (1.0, 10.0), why),
        }
    }

    pub(super) fn toward(&self, to: StateId, gesture: Gesture, why: &mut Vec<Why>) {
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
            Gesture::FastTrack if self.world.on_fast_track(self.seat, to) => why.push(Why::NoChange),
            Gesture::Programme { domain, share } => {
                channel(domain, why);
                positive(Figure::Programme, share.to_f64(), 1.0, why);
            }
            Gesture::Training { domain } => channel(domain, why),
            Gesture::Finance { domain, discount } => {
                channel(domain, why);
                positive(Figure::Discount, discount.to_f64(), 0.5, why);
            }
            Gesture::Embargo(fraction) => {
                within(Figure::Embargo, fraction.to_f64(), (0.0, 1.0), why);
                if fraction == self.world.values.get(Variable::Pair(PairVar::Embargo, self.seat, to)) {
                    why.push(Why::NoChange);
                }
                let (embargo, limit) = (fraction.to_f64(), self.setting.params.embargo_suspends);
                if embargo >= limit && self.mine().any(|o| licensed(self.world, o) == Some(to)) {
                    why.push(Why::Embargoed { embargo, limit });
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

    pub(super) fn stands(&self, kind: CommitmentKind, to: StateId, why: &mut Vec<Why>) {
        let alike = |c: &Commitment| c.kind == kind && c.stands() && c.is_between(self.seat, to);
        if self.world.commitments.iter().any(alike) {
            why.push(Why::Commitment(kind));
        }
    }

    /// A decision is justified in the turn in which it is taken, or later, once; what is still open has not been decided.
    pub(super) fn justify(&self, key: RequestKey, why: &mut Vec<Why>) {
        if self.world.request(key).is_some() {
            if !decides(self.list, self.seat, key) {
                why.push(Why::NoDecision);
            }
            return;
        }
        match self.world.record.iter().rfind(|d| d.key == key && d.exporter == self.seat) {
            Some(decided) if decided.justified.is_some() => why.push(Why::Justified),
            Some(_) => {}
            None => why.push(Why::NoDecision),
        }
    }
}

//! What partners and rivals order: requests, offers and answers to a harm.

use super::OPEN_MOST;
use super::beside::dearest;
use super::desk::Desk;
use super::{Figure, Why, positive, within};
use crate::rules::order::{Countermeasure, Order, OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar};
use crate::rules::world::{Grounds, Posture, RequestKey};

impl Desk<'_> {
    /// Only partners ask, answer and offer.
    pub(super) fn is_partner(&self, why: &mut Vec<Why>) {
        if !self.setting.states[self.seat].roles.partner {
            why.push(Why::NotAPartner(self.seat));
        }
    }

    pub(super) fn request(
        &self,
        to: StateId,
        domain: DomainId,
        tier: u8,
        points: Quantity,
        units: [Quantity; 2],
        why: &mut Vec<Why>,
    ) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        self.is_partner(why);
        if !world.licenses(to) {
            why.push(Why::NotAnExporter(to));
        }
        if to == seat {
            why.push(Why::Senseless);
        }
        within(Figure::Tier, f64::from(tier), (1.0, 4.0), why);
        positive(Figure::Points, points.to_f64(), 1000.0, why);
        for (figure, unit) in [Figure::Monitoring, Figure::Coproduction].into_iter().zip(units) {
            within(figure, unit.to_f64(), (0.0, 1.0), why);
        }
        if setting.link(to, seat, domain).is_none() {
            why.push(Why::NoChannel);
        }
        let ordered = |o: &&Order| matches!(&o.kind, OrderKind::Request { to: other, .. } if *other == to);
        let open = world.requests.iter().filter(|r| r.from == seat && r.to == to).count() + self.mine().filter(ordered).count();
        if open >= OPEN_MOST {
            why.push(Why::TooManyRequests { open: open + 1, most: OPEN_MOST });
        }
        // Splitting a request does not make it payable: everything that is open counts. Of alternatives, only one will be paid: the dearest.
        let mut asked: Vec<(Option<u64>, StateId, f64)> =
            world.requests.iter().filter(|r| r.from == seat).map(|r| (r.group, r.to, r.value.to_f64())).collect();
        let drafted = self.mine().filter_map(|o| match &o.kind {
            OrderKind::Request { to, domain, tier, points, .. } => Some((*to, *domain, *tier, *points)),
            _ => None,
        });
        for (to, domain, tier, points) in drafted.chain([(to, domain, tier, points)]) {
            let group = RequestKey::new(seat, seat, domain, world.turn, u16::from(tier)).0;
            asked.push((Some(group), to, points.to_f64() * setting.price(to, tier)));
        }
        let value = dearest(&asked);
        // What was borrowed for earlier licences is not there to be borrowed again.
        let owed: f64 = setting.domains.ids().map(|d| (-world.cell(CellVar::Unspent, seat, d)).max(0.0)).sum();
        let payable = (setting.new_buy(world, seat) * setting.params.borrow_years_max - owed).max(0.0);
        if value > payable {
            why.push(Why::Unpayable { value, payable });
        }
    }

    pub(super) fn partner(&self, action: PartnerAction, why: &mut Vec<Why>) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        self.is_partner(why);
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

    pub(super) fn counter(&self, how: Countermeasure, why: &mut Vec<Why>) {
        let (setting, world, seat) = (self.setting, self.world, self.seat);
        if world.posture(seat) == Posture::Automatic && how.hostile() {
            why.push(Why::Automatic);
        }
        let rival = setting.states[seat].roles.rival;
        let given = |g: &Grounds| g.state == seat && g.until >= world.turn && how.target().is_none_or(|target| target == g.by);
        if how.hostile() && !rival && !world.grounds.iter().any(given) {
            why.push(Why::NoGrounds(how.target()));
        }
        let uses = |how: &Countermeasure| how.hostile() || matches!(how, Countermeasure::CounterArm { .. });
        let given = self.mine().filter(|o| matches!(&o.kind, OrderKind::Counter(other) if uses(other))).count() as f64;
        let right = world.state(StateVar::Reaction, seat) + setting.params.countermeasures_per_year * setting.dt();
        if uses(&how) && right < given + 1.0 - 1e-9 {
            why.push(Why::NoReaction { has: right, needs: given + 1.0 });
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
            Countermeasure::Sanction { target } => {
                if world.pair(PairVar::Sanction, seat, target) > 0.0 {
                    why.push(Why::NoChange);
                }
                target == seat
            }
            Countermeasure::Cyber { target } => target == seat,
            Countermeasure::Influence { target, among } => target == seat || among == seat || target == among,
            Countermeasure::RivalRegime { bloc } => setting.blocs[bloc].terms.is_none_or(|terms| terms.founder != seat),
        };
        if senseless {
            why.push(Why::Senseless);
        }
    }
}

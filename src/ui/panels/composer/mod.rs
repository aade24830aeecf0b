//! The composer: one request, decided. What is asked and how it scores, the decision, and what each decision would do.
//!
//! A draft order is made here and nowhere else. The page is put together in `page`.

mod asked;
mod cases;
mod clauses;
mod decision;
mod page;
mod preview;
mod so_far;
mod step_in;

use crate::ui::kit::ensemble::Preview;
pub use page::composer_ui;
pub use step_in::answered as who_steps_in;

use crate::rules::order::{Condition, Decision, Ground, Order, OrderKind};
use crate::rules::score::{self, Score, Terms};
use crate::rules::setting::Setting;
use crate::rules::table::{LinkId, StateId};
use crate::rules::validate::{self, Why};
use crate::rules::variable::{CellVar, CriterionVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Request, RequestKey, World};
use crate::ui::state::drafting::Begun;

/// Characters that a reason may have.
pub const REASON_MAX: usize = 400;

/// The four decisions, in the order of the segments and of the preview's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// As asked.
    Approve,
    /// With conditions.
    Conditions,
    /// Put off.
    Defer,
    /// Refused.
    Deny,
}

impl Choice {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Approve, Self::Conditions, Self::Defer, Self::Deny];
}

/// A decision in the making.
pub struct Composer {
    /// The request.
    pub key: RequestKey,
    /// Who decides.
    pub seat: StateId,
    /// The decision that is chosen; none: nobody has chosen yet.
    pub choice: Option<Choice>,
    /// The clauses, in the order in which they were added.
    pub conditions: Vec<Condition>,
    /// The turn of the promised answer.
    pub defer_to: Option<u16>,
    /// The ground of a refusal; none: nobody has chosen one yet.
    pub ground: Option<Ground>,
    /// Where the request is weakest: the ground that the preview goes by while none is chosen.
    weakest: Ground,
    /// The reason that everybody reads.
    pub public: String,
    /// The reason for the seat alone.
    pub private: String,
    /// What each decision would do.
    pub preview: Preview,
    /// The numbers that the preview shows.
    pub watch: Vec<Variable>,
    /// The other channels of the partner in this domain: who could step in.
    pub others: Vec<LinkId>,
    so_far: so_far::SoFar,
    opened: Option<Begun>,
    /// Whether it was never shown.
    fresh: bool,
}

impl Composer {
    /// Opens on a request: with what was begun or drafted about it, else with nothing chosen, so that whoever decides does so. The clauses
    /// are those that the criteria suggest; the ground of a refusal is public, and whoever refuses
    /// names it.
    #[must_use]
    pub fn new(setting: &Setting, world: &World, request: &Request, before: Option<&Begun>) -> Self {
        let found = score::recommend(setting, world, request);
        let suggested = found.as_ref().and_then(|found| found.passes_with.as_ref()).map(|(conditions, _)| conditions.clone());
        let watch_level = request.monitoring.max(world.values.state(StateVar::Monitoring, request.to));
        let mut composer = Self {
            key: request.key,
            seat: request.to,
            choice: None,
            conditions: suggested.unwrap_or_else(|| vec![Condition::Monitoring(watch_level)]),
            defer_to: (world.turn < world.last_turn).then_some(world.turn + 1),
            ground: None,
            weakest: found.map_or(Ground::Rights, |found| found.asked.weakest()),
            public: String::new(),
            private: String::new(),
            preview: Preview::default(),
            watch: watched(setting, request),
            others: others(setting, request),
            so_far: so_far::SoFar::default(),
            opened: None,
            fresh: true,
        };
        if let Some(before) = before {
            composer.take(before);
        }
        composer.opened = Some(composer.now());
        composer
    }

    fn take(&mut self, Begun { order, chosen }: &Begun) {
        self.public.clone_from(&order.public_reason);
        self.private.clone_from(&order.private_reason);
        let OrderKind::Decide(_, decision) = &order.kind else { return };
        let choice = match decision {
            Decision::Approve => Choice::Approve,
            Decision::Condition(conditions) => {
                self.conditions.clone_from(conditions);
                Choice::Conditions
            }
            Decision::Defer(turn) => {
                self.defer_to = *turn;
                Choice::Defer
            }
            Decision::Deny(ground) => {
                self.ground = Some(*ground).filter(|_| *chosen);
                Choice::Deny
            }
        };
        self.choice = Some(choice).filter(|_| *chosen);
    }

    /// The order as it stands. Where nobody has chosen, only its reasons count.
    fn now(&self) -> Begun {
        Begun { order: self.order_of(self.choice.unwrap_or(Choice::Approve)), chosen: self.lacks().is_none() }
    }

    /// Every number that a forecast has to follow: what is shown, then the shares of those who could step in.
    #[must_use]
    pub fn followed(&self) -> Vec<Variable> {
        let shares = self.others.iter().map(|link| Variable::Link(LinkVar::Share, *link));
        self.watch.iter().copied().chain(shares).collect()
    }

    /// The decision that a choice makes with what is set.
    #[must_use]
    pub fn decision(&self, choice: Choice) -> Decision {
        match choice {
            Choice::Approve => Decision::Approve,
            Choice::Conditions => Decision::Condition(self.conditions.clone()),
            Choice::Defer => Decision::Defer(self.defer_to),
            Choice::Deny => Decision::Deny(self.ground.unwrap_or(self.weakest)),
        }
    }

    fn order_of(&self, choice: Choice) -> Order {
        Order {
            seat: self.seat.into(),
            kind: OrderKind::Decide(self.key, self.decision(choice)),
            public_reason: self.public.trim().to_owned(),
            private_reason: self.private.trim().to_owned(),
        }
    }

    /// What is still to be chosen before there is an order.
    #[must_use]
    pub const fn lacks(&self) -> Option<&'static str> {
        match self.choice {
            None => Some("why_not.no_decision"),
            Some(Choice::Deny) if self.ground.is_none() => Some("why_not.no_ground"),
            Some(_) => None,
        }
    }

    /// The order as it stands, if the request still waits and all of it is chosen.
    #[must_use]
    pub fn order(&self, world: &World) -> Option<Order> {
        self.choice.filter(|_| self.lacks().is_none() && world.request(self.key).is_some()).map(|choice| self.order_of(choice))
    }

    /// What stands here, if anything was changed since the request was opened.
    #[must_use]
    pub fn begun(&self) -> Option<Begun> {
        let now = self.now();
        (self.opened.as_ref() != Some(&now)).then_some(now)
    }

    /// The four decisions as orders, for the preview.
    #[must_use]
    pub fn options(&self, world: &World) -> Vec<Vec<Order>> {
        if world.request(self.key).is_none() {
            return Vec::new();
        }
        Choice::ALL.iter().map(|choice| vec![self.order_of(*choice)]).collect()
    }

    /// Why the rules would refuse an order; earlier drafts about the same request are replaced and don't count.
    #[must_use]
    pub fn problems(&self, setting: &Setting, world: &World, order: &Order) -> Vec<Why> {
        validate::problems(setting, world, order, &[])
    }

    /// The place of the decision that is chosen among the four.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        Choice::ALL.iter().position(|choice| Some(*choice) == self.choice)
    }

    /// The clauses that count under the present choice.
    #[must_use]
    pub fn clauses(&self) -> &[Condition] {
        if self.choice == Some(Choice::Conditions) { &self.conditions } else { &[] }
    }

    /// The score of what would be licensed.
    #[must_use]
    pub fn score(&self, setting: &Setting, world: &World, request: &Request) -> Option<Score> {
        let criteria = world.licenses(request.to).then(|| world.criteria(CriterionVar::Current, request.to))?;
        Some(score::score(setting, world, &criteria, request, &Terms::with(request, self.clauses(), &setting.params)))
    }
}

/// Every other supplier of the partner in the domain that is asked for, its own industry included.
fn others(setting: &Setting, request: &Request) -> Vec<LinkId> {
    setting.links_of(request.from, request.domain).filter(|link| setting.links[*link].supplier != request.to).collect()
}

/// The numbers worth watching for a request: trust, orders, what the partner can do, a neighbour's fear, standing at home, resentment; then
/// what the exporter is judged by.
fn watched(setting: &Setting, request: &Request) -> Vec<Variable> {
    let mut watch = vec![Variable::Pair(PairVar::Reliability, request.from, request.to)];
    let share = setting.link(request.to, request.from, request.domain);
    watch.extend(share.map(|link| Variable::Link(LinkVar::Share, link)));
    watch.push(Variable::Cell(CellVar::Capability, request.from, request.domain));
    let rival = setting.rivals.iter().find_map(|(a, b, _)| match (*a == request.from, *b == request.from) {
        (true, _) => Some(*b),
        (_, true) => Some(*a),
        _ => None,
    });
    watch.extend(rival.map(|rival| Variable::Pair(PairVar::Threat, rival, request.from)));
    watch.push(Variable::State(StateVar::Capital, request.to));
    watch.push(Variable::Pair(PairVar::Grievance, request.from, request.to));
    for goal in setting.states[request.to].objectives.iter().filter_map(|objective| objective.goal) {
        if !watch.contains(&goal.variable) {
            watch.push(goal.variable);
        }
    }
    watch
}

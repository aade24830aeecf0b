//! A case as a game: the board of the hindcast with no run-in, the request of the day in the in-tray, and what was recorded beside it.
//!
//! What is added to the board is for people: the [replay](super::replay) that is scored has none of it, and a record never reaches the
//! rules. The first turn is the year of the decision.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::board::{DOMAIN, YEARS};
use super::case::Record;
use super::mapping::MONITORING;
use super::replay::Staged;
use crate::rules::order::{Decision, Order, OrderKind, Seat};
use crate::rules::score;
use crate::rules::variable::StateVar;
use crate::rules::world::Request;
use crate::scenario::Problems;
use crate::text::fill;

/// The least that can be asked for: what next to nothing was decided about has no request.
const POINTS_MIN: f64 = 0.01;

impl Staged {
    /// Puts a case on a board that people can play.
    ///
    /// # Errors
    /// What is wrong with the scenario: nothing, for a case that could be read.
    pub fn game(record: &Record) -> Result<Self, Problems> {
        let standard = BTreeMap::new();
        let bare = Self::new(&record.case, 0, &standard)?;
        Self::stage(&record.case, 0, &standard, &(bare.asked() + &bare.asked_again() + &bare.recorded(record)))
    }

    /// The decision of history as orders of the coalition in the first turn, legal as they stand. What history answered in a word, the
    /// request is answered too; conditions are left to who plays, since the data don't say which they were.
    #[must_use]
    pub fn history(&self) -> Vec<Order> {
        let world = &self.scenario.world;
        let mut orders = self.orders_in(world, 0);
        orders.retain(|order| order.seat == Seat::State(self.coalition));
        let waiting = world.requests.iter().filter(|request| (request.from, request.to) == (self.recipient, self.coalition));
        if self.strictness() > 0.0 {
            orders.extend(waiting.filter_map(|request| {
                let decision = self.answer(request)?;
                Some(Order::new(self.coalition, OrderKind::Decide(request.key, decision)))
            }));
        }
        orders
    }

    /// How history answered a request.
    fn answer(&self, request: &Request) -> Option<Decision> {
        match self.case.decision.as_str() {
            "deny" | "embargo" => {
                let found = score::recommend(&self.scenario.setting, &self.scenario.world, request)?;
                Some(Decision::Deny(found.asked.weakest()))
            }
            "delay" => Some(Decision::Defer(None)),
            _ => None,
        }
    }

    /// The request that the decision was about: for the part of a year's money that was at stake.
    fn asked(&self) -> String {
        self.request(self.strictness().abs(), "hindcast.plea")
            .map_or_else(String::new, |asked| format!("requests: [({asked})],\n"))
    }

    /// The cards by which the recipient asks for the deals of the years after, each in the turn before that of its answer.
    fn asked_again(&self) -> String {
        let card = |turn: u16| {
            let asked = self.request(self.part_of(turn) * self.strictness().abs(), "hindcast.plea_again")?;
            let names = [("recipient", self.cast.recipient.as_str()), ("coalition", self.cast.coalition.name.as_str())];
            let [title, words, question] =
                ["hindcast.again_title", "hindcast.again_text", "hindcast.again_question"].map(|key| fill(key, &names));
            let title = format!("{title} ({})", turn + 1);
            Some(format!(
                "(title: {title:?}, trigger: fixed({turn}), text: {words:?}, question: {question:?}, effects: [request({asked})]),\n"
            ))
        };
        let cards: String = (1..YEARS).filter_map(card).collect();
        if cards.is_empty() { cards } else { format!("deck: [\n{cards}],\n") }
    }

    /// A request of the recipient for a part of a year's money, as a scenario writes it.
    fn request(&self, part: f64, plea: &str) -> Option<String> {
        let setting = &self.scenario.setting;
        let money = self.scenario.world.state(StateVar::Budget, self.recipient) * setting.params.new_buy_fraction;
        let value = part * money;
        let points = value / setting.price(self.coalition, self.case.tier);
        let (recipient, coalition, tier) = (&self.cast.recipient, &self.cast.coalition.name, self.case.tier);
        let plea = fill(plea, &[("recipient", recipient)]);
        (points >= POINTS_MIN).then(|| {
            format!(
                "from: {recipient:?}, to: {coalition:?}, domain: {DOMAIN:?}, tier: {tier}, points: {points:.4}, value: {value:.4}, \
                 monitoring: {MONITORING}, plea: {plea:?}"
            )
        })
    }

    /// What was recorded: the share before, and the mean share of the years that were observed after that of the decision.
    fn recorded(&self, record: &Record) -> String {
        let shift = record.outcome.as_ref().and_then(|outcome| outcome.shift);
        let mut out = String::from("history: [\n");
        let deliveries = match shift {
            Some(shift) => !shift.of_orders,
            None => record.case.prior_orders.is_none(),
        };
        let mut level = |(first, last): (u16, u16), share: f64| {
            let (supplier, recipient) = (&self.cast.coalition.name, &self.cast.recipient);
            let share = share.clamp(0.0, 1.0);
            let _written = writeln!(
                out,
                "(supplier: {supplier:?}, recipient: {recipient:?}, turns: ({first}, {last}), share: {share:.4}, \
                 deliveries: {deliveries}),"
            );
        };
        if record.case.prior_orders.or(record.case.prior_deliveries).is_some() {
            level((0, 0), record.before());
        }
        if let Some(shift) = shift {
            // The first turn is the year of the decision, which belongs to neither side.
            level((2, (1 + u16::from(shift.years)).min(YEARS)), record.before() + shift.size);
        }
        out.push_str("],\n");
        out
    }
}

//! The closed list of effects that cards, written injects and rulings have, worked out.

use crate::rules::draws::Purpose;
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::price::OrderName;
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::{CardEffect, OpeningRequest};
use crate::rules::table::{BlocId, CardId, DomainId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{BlocVar, CellVar, LinkVar, MemberVar, StateVar, Variable};
use crate::rules::world::{LicenceState, Passing, Request, Tariff};

/// Where effects come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// A card of the deck.
    Card(CardId),
    /// The n-th order: a written inject or a ruling.
    Order(u16),
}

impl Source {
    const fn cause(self) -> (Rule, Parent) {
        match self {
            Self::Card(id) => (Rule::Card, Parent::Card(id)),
            Self::Order(n) => (Rule::Facilitator, Parent::Order(n)),
        }
    }

    const fn card(self) -> Option<CardId> {
        match self {
            Self::Card(id) => Some(id),
            Self::Order(_) => None,
        }
    }

    /// A number that belongs to the source, for keys of draws: never an index of things made in play.
    const fn word(self) -> u64 {
        match self {
            Self::Card(id) => id.0 as u64,
            Self::Order(_) => 0xffff,
        }
    }
}

/// Works out a list of effects.
pub(super) fn apply<R: Recorder>(turn: &mut Turn<'_, R>, effects: &[CardEffect], source: Source) {
    for (nth, effect) in effects.iter().enumerate() {
        one(turn, effect, nth, source);
    }
}

fn one<R: Recorder>(turn: &mut Turn<'_, R>, effect: &CardEffect, nth: usize, source: Source) {
    match effect {
        CardEffect::Change(variable, by, months) => change(turn, *variable, *by, *months, source),
        CardEffect::Multiply(variable, by, months) => {
            let amount = turn.get(*variable) * (by - 1.0);
            change(turn, *variable, amount, *months, source);
        }
        CardEffect::Price { order, state, factor, months } => {
            tariff(turn, order, *state, Some(Quantity::from_f64(*factor)), *months);
        }
        CardEffect::Permission { order, state, allowed: false, months } => tariff(turn, order, *state, None, *months),
        CardEffect::Permission { order, state, allowed: true, .. } => {
            let name = OrderName::parse(order);
            turn.world.tariffs.retain(|t| Some(t.order) != name || t.state != *state || t.factor.is_some());
        }
        CardEffect::Request(opening) => raise(turn, opening, nth),
        CardEffect::Urgent(state, months) => {
            // Exporters answer knowing it: it holds for the turns to come.
            let until = turn.world.turn + turns(turn, *months);
            turn.world.requests.iter_mut().filter(|r| r.from == *state).for_each(|r| r.urgent = Some(until));
        }
        CardEffect::TestCommitment(commitment) => super::alignment::test_now(turn, *commitment),
        CardEffect::OpenRoute { through } => super::routes::open(turn, *through, None),
        CardEffect::CloseRoute { through } => super::routes::close(turn, *through, None),
        CardEffect::Reveal => super::end_use::reveal(turn),
        CardEffect::RevealValue(variable) => reveal_value(turn, *variable),
        CardEffect::Hold(state, months) => {
            change(turn, Variable::State(StateVar::Hold, *state), f64::from(*months), None, source);
        }
        CardEffect::Lapse(state) => lapse(turn, *state),
        CardEffect::Vote { bloc, threshold, domain, then, otherwise } => {
            let carried = vote(turn, *bloc, *threshold, *domain);
            apply(turn, if carried { then } else { otherwise }, source);
        }
        CardEffect::Found(bloc) => super::blocs::found(turn, *bloc, source.cause()),
        CardEffect::Join(bloc, state) => super::blocs::join(turn, *bloc, *state, source.cause()),
        CardEffect::If { tests, then, otherwise } => {
            let last = turn.world.turn.saturating_sub(1);
            let holds = tests.iter().all(|test| turn.start.holds(test, last));
            apply(turn, if holds { then } else { otherwise }, source);
        }
        CardEffect::End(odds) => {
            let key = turn.key(Purpose::CardOdds, 1, source.word());
            let about = source.card().map_or(About::Card(CardId(0)), About::Card);
            if *odds >= 1.0 || turn.chance(key, *odds, about, SeenBy::Facilitator) {
                turn.world.last_turn = turn.world.turn;
                turn.tell(News::Ends, 95, &[], SeenBy::All);
            }
        }
        CardEffect::Ruling(_) => {}
    }
}

/// How many turns some months are, at least one.
pub(super) fn turns<R: Recorder>(turn: &Turn<'_, R>, months: u16) -> u16 {
    months.div_ceil(turn.setting.months_per_turn.max(1)).max(1)
}

fn change<R: Recorder>(turn: &mut Turn<'_, R>, variable: Variable, by: f64, months: Option<u16>, source: Source) {
    let (rule, parent) = source.cause();
    change_for(turn, variable, by, months, rule, parent, source.card());
}

/// Adds to a variable, and takes it back after some months where that is said.
pub(super) fn change_for<R: Recorder>(
    turn: &mut Turn<'_, R>,
    variable: Variable,
    by: f64,
    months: Option<u16>,
    rule: Rule,
    parent: Parent,
    card: Option<CardId>,
) {
    let (low, high) = variable.range();
    let now = turn.get(variable);
    let by = (now + by).clamp(low, high) - now;
    turn.add(variable, rule, parent, by);
    if let Some(months) = months {
        let until = turn.world.turn + turns(turn, months);
        turn.world.passing.push(Passing { until, variable, undo: -Quantity::from_f64(by), card });
        turn.world.passing.sort_unstable();
    }
}

fn tariff<R: Recorder>(turn: &mut Turn<'_, R>, order: &str, state: Option<StateId>, factor: Option<Quantity>, months: u16) {
    let Some(order) = OrderName::parse(order) else { return };
    // It holds for the orders of the turns to come.
    let until = turn.world.turn + 1 + turns(turn, months);
    turn.world.tariffs.push(Tariff { until, order, state, factor });
    turn.world.tariffs.sort_unstable();
}

fn raise<R: Recorder>(turn: &mut Turn<'_, R>, opening: &OpeningRequest, nth: usize) {
    // Numbers above those that a partner's own requests can have.
    let request = Request::opening(opening, turn.world.turn, 0x100 + nth as u16);
    if turn.world.request(request.key).is_none() {
        turn.world.requests.push(request);
        turn.world.requests.sort_by_key(|r| r.key);
    }
}

/// Everybody learns a hidden number.
pub(super) fn reveal_value<R: Recorder>(turn: &mut Turn<'_, R>, variable: Variable) {
    if !turn.world.revealed.contains(&variable) {
        turn.world.revealed.push(variable);
        turn.world.revealed.sort_unstable();
    }
}

/// All conditions that a state accepted lapse, and what is left of its licences waits for a fresh decision.
fn lapse<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let now = turn.world.turn;
    for licence in turn.world.licences.iter_mut().filter(|l| l.recipient == state && l.state == LicenceState::InForce) {
        licence.state = LicenceState::Suspended;
        licence.since = now;
        licence.monitoring = Quantity::ZERO;
        licence.clauses = crate::rules::order::Clauses { phases: 1, ..crate::rules::order::Clauses::default() };
    }
    for link in turn.setting.links_to(state) {
        turn.set(Variable::Link(LinkVar::Burden, link), 0.0, Rule::Conditions, Parent::State(state));
    }
}

/// Members vote for common rules in a domain the more, the more they believe in common rules and the less they lead in it. Members
/// count by their membership.
fn vote<R: Recorder>(turn: &Turn<'_, R>, bloc: BlocId, threshold: f64, domain: DomainId) -> bool {
    let (mut all, mut yes) = (0.0, 0.0);
    for state in turn.setting.states.ids() {
        let weight = turn.world.member(MemberVar::Membership, bloc, state);
        if weight <= 0.0 {
            continue;
        }
        all += weight;
        let believes =
            f64::midpoint(turn.world.member(MemberVar::Rigour, bloc, state), turn.world.bloc(BlocVar::Harmonisation, bloc))
                + turn.setting.params.vote_cohesion * turn.world.bloc(BlocVar::Cohesion, bloc);
        let leads = turn.world.cell(CellVar::Industry, state, domain);
        if believes >= leads * turn.setting.params.vote_lead {
            yes += weight;
        }
    }
    all > 0.0 && yes / all >= threshold - 1e-9
}

/// The numbers that effects speak of, as far as there is room; how many they are.
pub(super) fn touched(effects: &[CardEffect], about: &mut [Variable; 6]) -> usize {
    let mut count = 0;
    for effect in effects {
        if let (CardEffect::Change(variable, ..) | CardEffect::Multiply(variable, ..), Some(place)) =
            (effect, about.get_mut(count))
        {
            *place = *variable;
            count += 1;
        }
    }
    count
}

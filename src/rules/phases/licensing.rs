//! Phase 3: requests are decided, conditions are settled, the record of consistency is kept.

use crate::rules::draws::Purpose;
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::order::{Clauses, Condition, Decision, Ground};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::score::{Score, Terms, burden, score};
use crate::rules::scratch::Offer;
use crate::rules::setting::Setting;
use crate::rules::supply::lead_turns;
use crate::rules::table::Id;
use crate::rules::turn::Turn;
use crate::rules::variable::{CriterionVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Delivery, Licence, Outcome, Request, RequestKey, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    super::requests::standing_answers(turn);
    super::conduct::play(turn);
    turn.close();
    let mut offers = std::mem::take(&mut turn.scratch.offers);
    offers.clear();
    // Requests leave the list as they are decided; what a card raised a moment ago nobody could answer yet: it waits for the next turn.
    for n in 0..turn.start.requests.len() {
        let Some(request) = turn.start.requests.get(n) else { continue };
        let orders = turn.orders;
        match orders.decision(request.key).map(|(_, decision)| decision) {
            None | Some(Decision::Defer(_)) if overdue(turn, request) => {
                let news = News::Overdue { exporter: request.to, partner: request.from, domain: request.domain };
                turn.tell(news, 45, &[], SeenBy::Seats(request.to, request.from));
                deny(turn, request, Ground::Commerce);
            }
            None => put_off(turn, request, None, true),
            Some(Decision::Defer(date)) => put_off(turn, request, *date, false),
            Some(Decision::Deny(ground)) => deny(turn, request, *ground),
            // An embargo that a card has laid since the orders were given.
            Some(_) if embargoed(turn, request) => put_off(turn, request, None, false),
            Some(Decision::Approve) => offers.extend(offer(turn, request, &[])),
            Some(Decision::Condition(conditions)) => offers.extend(offer(turn, request, conditions)),
        }
    }
    settle(turn, &offers);
    turn.scratch.offers = offers;
    office(turn);
}

/// Whether a request has waited for so long by the end of the turn that to put it off once more is to deny it.
fn overdue<R: Recorder>(turn: &Turn<'_, R>, request: &Request) -> bool {
    waited(turn.setting, turn.world, request) > turn.setting.params.answer_latest
}

/// For how long a request has waited by the end of a turn, months.
pub(super) fn waited(setting: &Setting, world: &World, request: &Request) -> f64 {
    f64::from((world.turn + 1).saturating_sub(request.raised)) * f64::from(setting.months_per_turn)
}

fn embargoed<R: Recorder>(turn: &Turn<'_, R>, request: &Request) -> bool {
    turn.pair(PairVar::Embargo, request.to, request.from) >= turn.setting.params.embargo_suspends
}

fn remove<R: Recorder>(turn: &mut Turn<'_, R>, key: RequestKey) {
    turn.world.requests.retain(|r| r.key != key);
}

/// Writes a decision into the record.
fn note<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, terms: &Terms, outcome: Outcome, found: Option<&Score>) -> usize {
    let transparency = turn.state(StateVar::Transparency, request.to);
    let expected = super::signals::expected(turn.setting, turn.start, request);
    turn.world.record.push(Decided {
        turn: turn.world.turn,
        key: request.key,
        exporter: request.to,
        partner: request.from,
        domain: request.domain,
        tier: terms.tier,
        outcome,
        score: Quantity::from_f64(found.map_or(0.0, |s| s.total)),
        threshold: Quantity::from_f64(found.map_or(0.0, |s| s.threshold)),
        parts: found.map_or([Quantity::ZERO; 5], |s| s.parts.map(Quantity::from_f64)),
        expected: Quantity::from_f64(expected),
        burden: Quantity::ZERO,
        value: Quantity::from_f64(terms.value),
        ground: None,
        dated: false,
        public: transparency >= turn.setting.params.public_transparency,
        justified: None,
    });
    turn.world.record.len() - 1
}

fn tell<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, tier: u8, outcome: Outcome, about: &[Variable]) {
    let (exporter, partner, domain) = (request.to, request.from, request.domain);
    let news = News::Decision { exporter, partner, domain, tier, outcome };
    let seen_by = audience(turn, request, outcome);
    let weight = 40 + (libm::rint(request.value.to_f64()).clamp(0.0, 20.0)) as u16;
    turn.tell(news, weight, about, seen_by);
}

/// Who hears of an answer: everybody of a licence, and of whatever a transparent exporter does; of the rest the two whom it concerns.
fn audience<R: Recorder>(turn: &Turn<'_, R>, request: &Request, outcome: Outcome) -> SeenBy {
    let open = turn.state(StateVar::Transparency, request.to) >= turn.setting.params.public_transparency;
    if open || outcome == Outcome::Licensed { SeenBy::All } else { SeenBy::Seats(request.to, request.from) }
}

fn score_of<R: Recorder>(turn: &Turn<'_, R>, request: &Request, terms: &Terms) -> Option<Score> {
    turn.world.licenses(request.to).then(|| {
        let criteria = turn.world.criteria(CriterionVar::Current, request.to);
        score(turn.setting, turn.world, &criteria, request, terms)
    })
}

/// An urgent request that is put off counts as denied.
fn put_off<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, date: Option<u16>, silent: bool) {
    if request.urgent.is_some_and(|until| until >= turn.world.turn) {
        deny(turn, request, Ground::Commerce);
        return;
    }
    let asked = Terms::asked(request);
    let found = score_of(turn, request, &asked);
    let promised = request.promised.filter(|turn_of| *turn_of > turn.world.turn);
    let nth = note(turn, request, &asked, Outcome::Deferred, found.as_ref());
    if let Some(record) = turn.world.record.get_mut(nth) {
        // A promise that stands is not taken back by silence.
        record.dated = date.or(promised).is_some();
    }
    if let Some(waiting) = turn.world.requests.iter_mut().find(|r| r.key == request.key) {
        waiting.promised = date.or(promised);
    }
    if silent {
        let news = News::Silence { exporter: request.to, partner: request.from, domain: request.domain };
        turn.tell(news, 35, &[], SeenBy::Seats(request.to, request.from));
    } else {
        tell(turn, request, request.tier, Outcome::Deferred, &[]);
    }
}

fn deny<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, ground: Ground) {
    let asked = Terms::asked(request);
    let found = score_of(turn, request, &asked);
    let nth = note(turn, request, &asked, Outcome::Denied, found.as_ref());
    if let Some(record) = turn.world.record.get_mut(nth) {
        record.ground = Some(ground);
    }
    if let Some(found) = found {
        keep_record(turn, request, &found, false);
    }
    remove(turn, request.key);
    let about =
        [Variable::Pair(PairVar::Reliability, request.from, request.to), Variable::State(StateVar::Consistency, request.to)];
    tell(turn, request, request.tier, Outcome::Denied, &about);
}

/// Consistency: how well the decision agrees with the score of what was decided.
fn keep_record<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, score: &Score, licensed: bool) {
    let params = &turn.setting.params;
    let against = if score.passes() == licensed { 0.0 } else { (score.margin().abs() / params.consistency_margin).min(1.0) };
    let variable = Variable::State(StateVar::Consistency, request.to);
    // In the step of a decision that several decisions of a turn take, each counts from the same opening value.
    let amount = params.consistency_step * ((1.0 - against) - turn.get(variable));
    turn.add(variable, Rule::Consistency, Parent::Decision(request.key), amount);
}

/// The chance that a partner accepts conditions of some burden from an exporter, 0–1. No burden is always accepted.
#[must_use]
pub fn acceptance_odds(setting: &Setting, world: &World, request: &Request, burden: f64) -> f64 {
    if burden <= 0.0 {
        return 1.0;
    }
    let standing = world.state(StateVar::Answer, request.from);
    if standing >= 0.0 {
        return if burden <= standing { 1.0 } else { 0.0 };
    }
    let params = &setting.params;
    let share = setting.link(request.to, request.from, request.domain).map_or(0.0, |l| world.link(LinkVar::Share, l));
    let alignment = world.pair(PairVar::Alignment, request.from, request.to);
    let taken = params.accept_base + params.accept_alignment * alignment + params.accept_dependence * share;
    1.0 / (1.0 + libm::exp(-params.accept_slope * (taken - burden)))
}

fn offer<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, conditions: &[Condition]) -> Option<Offer> {
    let params = &turn.setting.params;
    let terms = Terms::with(request, conditions, params);
    let score = score_of(turn, request, &terms)?;
    if held(turn, request, &score) {
        note(turn, request, &terms, Outcome::Held, Some(&score));
        let about = [Variable::State(StateVar::Capital, request.to), Variable::State(StateVar::Hold, request.to)];
        turn.tell(News::Held { exporter: request.to, partner: request.from }, 60, &about, audience(turn, request, Outcome::Held));
        return None;
    }
    let relief = recognition(turn, request);
    let burden = burden(conditions, request, params) * relief;
    let odds = acceptance_odds(turn.setting, turn.world, request, burden);
    let key = turn.key(Purpose::Acceptance, request.from.index() as u64, request.key.0);
    let about = About::Conditions(request.key, request.from, request.to);
    let accepted = odds >= 1.0 || turn.chance(key, odds, about, SeenBy::Seats(request.from, request.to));
    if accepted {
        let clauses = Clauses::of(conditions, request.coproduction);
        return Some(Offer { request: request.clone(), clauses, unconditional: conditions.is_empty(), terms, burden, score });
    }
    let nth = note(turn, request, &terms, Outcome::Refused, Some(&score));
    if let Some(record) = turn.world.record.get_mut(nth) {
        record.burden = Quantity::from_f64(burden);
    }
    remove(turn, request.key);
    tell(turn, request, terms.tier, Outcome::Refused, &[]);
    None
}

/// The legislature holds approvals below the floor of capital that miss their threshold, and while it reviews, those that are near it.
fn held<R: Recorder>(turn: &Turn<'_, R>, request: &Request, score: &Score) -> bool {
    let floor = turn.state(StateVar::Floor, request.to);
    let low = turn.start.state(StateVar::Capital, request.to) < floor && !score.passes();
    let reviewed = turn.state(StateVar::Hold, request.to) > 0.0 && score.margin() < turn.setting.params.hold_margin;
    low || reviewed
}

/// Where members of one bloc recognise one another's licences, conditions weigh less on its members.
fn recognition<R: Recorder>(turn: &Turn<'_, R>, request: &Request) -> f64 {
    use crate::rules::variable::BlocVar;
    let shared = turn.setting.blocs.ids().filter(|b| turn.world.belongs(*b, request.to) && turn.world.belongs(*b, request.from));
    let eased = shared.map(|b| {
        let cohesion = turn.world.bloc(BlocVar::Cohesion, b);
        let harmonised = turn.world.bloc(BlocVar::Harmonisation, b);
        let recognised = turn.world.bloc(BlocVar::Recognition, b);
        cohesion * (turn.setting.params.burden_harmonised * harmonised + turn.setting.params.burden_recognised * recognised)
    });
    1.0 - eased.fold(0.0, f64::max).min(turn.setting.params.burden_relief_most)
}

/// Where several exporters license what one partner asked of them all, its own preference decides.
fn settle<R: Recorder>(turn: &mut Turn<'_, R>, offers: &[Offer]) {
    let rivals = |a: &Request, b: &Request| a.key != b.key && a.from == b.from && a.group.is_some() && a.group == b.group;
    let worth = |turn: &Turn<'_, R>, offer: &Offer| {
        let (from, to) = (offer.request.from, offer.request.to);
        turn.pair(PairVar::Reliability, from, to) + turn.pair(PairVar::Alignment, from, to) - offer.burden
            + turn.setting.params.tier_quality(offer.terms.tier) / turn.setting.price(to, offer.terms.tier).max(1e-6)
                * turn.setting.params.quality_for_money
    };
    for mine in offers {
        let contests = |other: &Offer| rivals(&mine.request, &other.request) && other.unconditional;
        let contested = mine.unconditional && offers.iter().any(contests);
        if contested {
            cheapen(turn, &mine.request);
        }
        let better = |other: &&Offer| {
            rivals(&mine.request, &other.request) && {
                let (a, b) = (worth(turn, other), worth(turn, mine));
                a > b || (a.total_cmp(&b).is_eq() && other.request.key < mine.request.key)
            }
        };
        if offers.iter().any(|other| better(&other)) {
            withdraw(turn, &mine.request);
            continue;
        }
        let price = if contested { 1.0 - turn.setting.params.competition_discount } else { 1.0 };
        withdraw_rivals(turn, &mine.request);
        license(turn, mine, price);
    }
}

/// Who offers the same as another without conditions sells cheaper to that partner, whoever gets the order.
fn cheapen<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request) {
    let setting = turn.setting;
    for link in setting.links_to(request.from).filter(|l| setting.links[*l].supplier == request.to) {
        let discount = Variable::Link(LinkVar::Discount, link);
        let missing = setting.params.competition_discount - turn.get(discount);
        if missing > 0.0 {
            turn.add(discount, Rule::Competition, Parent::Decision(request.key), missing);
        }
    }
}

fn withdraw_rivals<R: Recorder>(turn: &mut Turn<'_, R>, taken: &Request) {
    if taken.group.is_none() {
        return;
    }
    let now = turn.world.turn;
    for n in 0..turn.start.requests.len() {
        let Some(other) = turn.start.requests.get(n) else { continue };
        if other.key != taken.key
            && other.from == taken.from
            && other.group == taken.group
            && turn.world.request(other.key).is_some()
        {
            // If it was put off this turn: the partner has what it wanted, so nobody is blamed.
            turn.world.record.retain(|d| !(d.key == other.key && d.turn == now && d.outcome == Outcome::Deferred));
            withdraw(turn, other);
        }
    }
}

fn withdraw<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request) {
    if turn.world.request(request.key).is_none() {
        return;
    }
    let asked = Terms::asked(request);
    note(turn, request, &asked, Outcome::Withdrawn, None);
    remove(turn, request.key);
    tell(turn, request, request.tier, Outcome::Withdrawn, &[]);
}

fn license<R: Recorder>(turn: &mut Turn<'_, R>, offer: &Offer, price: f64) {
    let Offer { request, clauses, terms, burden, score, .. } = offer;
    let terms = Terms { value: terms.value * price, ..*terms };
    let nth = note(turn, request, &terms, Outcome::Licensed, Some(score));
    if let Some(record) = turn.world.record.get_mut(nth) {
        record.burden = Quantity::from_f64(*burden);
    }
    remove(turn, request.key);
    keep_record(turn, request, score, true);
    let params = &turn.setting.params;
    let parent = Parent::Decision(request.key);
    if clauses.reform {
        for kind in [StateVar::Governance, StateVar::Rights] {
            turn.add(Variable::State(kind, request.from), Rule::Reform, parent, params.reform_gain);
        }
    }
    if clauses.commitment {
        let variable = Variable::Pair(PairVar::Hostility, request.from, worst_rival(turn, request));
        turn.add(variable, Rule::Conditions, parent, -params.commitment_hostility);
    }
    let monitoring = Quantity::from_f64(terms.monitoring);
    if let Some(link) = turn.setting.link(request.to, request.from, request.domain) {
        let gap = (clauses.coproduction.to_f64() - turn.link(LinkVar::Coproduction, link)).max(0.0);
        turn.add(Variable::Link(LinkVar::Coproduction, link), Rule::Licensed, parent, gap * params.coproduction_gain);
        let old = turn.link(LinkVar::Burden, link);
        let eases = if clauses.bidding { params.bidding_discount } else { 0.0 };
        turn.add(Variable::Link(LinkVar::Burden, link), Rule::Conditions, parent, params.burden_step * (burden - old));
        turn.add(Variable::Link(LinkVar::Discount, link), Rule::Conditions, parent, eases);
        let lead = lead_turns(turn.setting, turn.world, request.to, terms.tier);
        let phases = u16::from(clauses.phases.max(1));
        let part = Quantity::from_f64(terms.points / f64::from(phases));
        let mut left = Quantity::from_f64(terms.points);
        for nth in 0..phases {
            let due = turn.world.turn + lead + nth;
            // The last part is what is left, so that rounding leaves no licence undelivered.
            let points = if nth + 1 == phases { left } else { part };
            left -= points;
            let licence = Some(request.key);
            turn.world.pipeline.push(Delivery { due, link, tier: terms.tier, points, licence, monitoring });
        }
    }
    turn.add(Variable::State(StateVar::Supplied, request.to), Rule::Licensed, parent, terms.points);
    super::security::signed(turn, request, &terms);
    turn.world.licences.push(Licence {
        burden: Quantity::from_f64(*burden),
        score: Quantity::from_f64(score.total),
        ..Licence::of(request, *clauses, &terms, turn.world.turn)
    });
    let about =
        [Variable::Pair(PairVar::Reliability, request.from, request.to), Variable::State(StateVar::Consistency, request.to)];
    tell(turn, request, terms.tier, Outcome::Licensed, &about);
}

/// Whom a partner is most hostile to.
fn worst_rival<R: Recorder>(turn: &Turn<'_, R>, request: &Request) -> crate::rules::table::StateId {
    let others = turn.setting.states.ids().filter(|id| *id != request.from);
    let each = others.map(|id| (id, turn.pair(PairVar::Hostility, request.from, id)));
    each.fold((request.to, -1.0), |worst, next| if next.1 > worst.1 { next } else { worst }).0
}

/// What is left of the licensing office's time: only the fraction of a decision is carried over.
fn office<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    for id in setting.states.ids() {
        if turn.world.licenses(id) {
            let left = turn.state(StateVar::Capacity, id);
            let whole = libm::floor(left + 1e-9).max(0.0);
            turn.add(Variable::State(StateVar::Capacity, id), Rule::Office, Parent::Time, -whole);
        }
    }
}

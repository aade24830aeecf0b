//! Phase 3: requests are decided, conditions are settled, the record of consistency is kept.

use crate::rules::draws::Purpose;
use crate::rules::ledger::{About, Cause, News, Recorder, SeenBy, part};
use crate::rules::order::{Condition, Decision};
use crate::rules::quantity::Quantity;
use crate::rules::score::{Score, Terms, burden, score};
use crate::rules::setting::Setting;
use crate::rules::supply::lead_turns;
use crate::rules::table::{Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Delivery, Licence, Outcome, Request, RequestKey, World};

/// A licence that the exporter gives and the partner would take.
struct Offer {
    request: Request,
    conditions: Vec<Condition>,
    terms: Terms,
    burden: f64,
    score: Score,
}

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    // What a card raised a moment ago nobody could answer yet: it waits for the next turn.
    let requests: Vec<Request> = turn.world.requests.iter().filter(|r| turn.start.request(r.key).is_some()).cloned().collect();
    let mut offers = Vec::new();
    for request in requests {
        let answer = turn.orders.decision(request.key).map(|(_, decision)| decision.clone());
        match answer {
            None => put_off(turn, &request, None, true),
            Some(Decision::Defer(date)) => put_off(turn, &request, date, false),
            Some(Decision::Deny(_)) => deny(turn, &request),
            Some(Decision::Approve) => offers.extend(offer(turn, &request, Vec::new())),
            Some(Decision::Condition(conditions)) => offers.extend(offer(turn, &request, conditions)),
        }
    }
    settle(turn, offers);
    capacity(turn);
}

fn remove<R: Recorder>(turn: &mut Turn<'_, R>, key: RequestKey) {
    turn.world.requests.retain(|r| r.key != key);
}

fn note<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, terms: &Terms, outcome: Outcome, score: f64) {
    turn.world.record.push(Decided {
        turn: turn.world.turn,
        key: request.key,
        exporter: request.to,
        partner: request.from,
        domain: request.domain,
        tier: terms.tier,
        outcome,
        score: Quantity::from_f64(score),
        value: Quantity::from_f64(terms.value),
    });
}

fn tell<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, tier: u8, outcome: Outcome, entry: Option<usize>) {
    let (exporter, partner, domain) = (request.to, request.from, request.domain);
    let news = News::Decision { exporter, partner, domain, tier, outcome };
    let open = turn.state(StateVar::Transparency, exporter) >= 0.5;
    let seen_by = if open || outcome == Outcome::Licensed { SeenBy::All } else { SeenBy::Seats(exporter, partner) };
    let weight = 40 + (libm::rint(request.value.to_f64()).clamp(0.0, 20.0)) as u16;
    turn.tell(news, weight, [entry], seen_by);
}

fn score_of<R: Recorder>(turn: &Turn<'_, R>, request: &Request, terms: &Terms) -> Option<Score> {
    let regime = turn.world.regimes[request.to].as_ref()?;
    Some(score(turn.setting, &turn.world, regime, request, terms))
}

fn put_off<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, date: Option<u16>, silent: bool) {
    let asked = Terms::asked(request);
    let total = score_of(turn, request, &asked).map_or(0.0, |s| s.total);
    note(turn, request, &asked, Outcome::Deferred, total);
    if let Some(waiting) = turn.world.requests.iter_mut().find(|r| r.key == request.key) {
        waiting.promised = date;
    }
    if silent {
        let news = News::Silence { exporter: request.to, partner: request.from, domain: request.domain };
        turn.tell(news, 35, [], SeenBy::Seats(request.to, request.from));
    } else {
        tell(turn, request, request.tier, Outcome::Deferred, None);
    }
}

fn deny<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request) {
    let asked = Terms::asked(request);
    let found = score_of(turn, request, &asked);
    note(turn, request, &asked, Outcome::Denied, found.map_or(0.0, |s| s.total));
    let entry = found.and_then(|s| keep_record(turn, request, &s, false, Outcome::Denied));
    remove(turn, request.key);
    tell(turn, request, request.tier, Outcome::Denied, entry);
}

/// Consistency: how well the decision agrees with the score of what was decided.
fn keep_record<R: Recorder>(
    turn: &mut Turn<'_, R>,
    request: &Request,
    score: &Score,
    licensed: bool,
    outcome: Outcome,
) -> Option<usize> {
    let params = &turn.setting.params;
    let against = if score.passes() == licensed { 0.0 } else { (score.margin().abs() / params.consistency_margin).min(1.0) };
    let variable = Variable::State(StateVar::Consistency, request.to);
    let amount = params.consistency_step * ((1.0 - against) - turn.get(variable));
    turn.change(variable, &[part(Cause::Decision(request.key, request.from, outcome), amount)])
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

fn offer<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, mut conditions: Vec<Condition>) -> Option<Offer> {
    conditions.sort_unstable();
    let terms = Terms::with(request, &conditions, &turn.setting.params);
    let score = score_of(turn, request, &terms)?;
    let floor = turn.world.regimes[request.to].as_ref().map_or(0.0, |r| r.capital_floor);
    if turn.state(StateVar::Capital, request.to) < floor && !score.passes() {
        note(turn, request, &terms, Outcome::Held, score.total);
        turn.tell(News::Held { exporter: request.to, partner: request.from }, 60, [], SeenBy::All);
        return None;
    }
    let burden = burden(&conditions, request, &turn.setting.params);
    let odds = acceptance_odds(turn.setting, &turn.world, request, burden);
    let key = turn.key(Purpose::Acceptance, request.from.index() as u64, request.key.0);
    let about = About::Conditions(request.key, request.from, request.to);
    let accepted = odds >= 1.0 || turn.chance(key, odds, about, SeenBy::Seats(request.from, request.to));
    if accepted {
        return Some(Offer { request: request.clone(), conditions, terms, burden, score });
    }
    note(turn, request, &terms, Outcome::Refused, score.total);
    remove(turn, request.key);
    tell(turn, request, terms.tier, Outcome::Refused, None);
    None
}

/// Where several exporters license what one partner asked of them all, its own preference decides.
fn settle<R: Recorder>(turn: &mut Turn<'_, R>, offers: Vec<Offer>) {
    let rivals = |a: &Request, b: &Request| a.key != b.key && a.from == b.from && a.group.is_some() && a.group == b.group;
    let worth = |turn: &Turn<'_, R>, offer: &Offer| {
        let (from, to) = (offer.request.from, offer.request.to);
        turn.pair(PairVar::Reliability, from, to) + turn.pair(PairVar::Alignment, from, to) - offer.burden
            + turn.setting.params.tier_quality(offer.terms.tier) / turn.setting.price(to, offer.terms.tier).max(1e-6) * 0.1
    };
    let taken: Vec<bool> = offers
        .iter()
        .map(|mine| {
            let better = |other: &&Offer| {
                rivals(&mine.request, &other.request) && {
                    let (a, b) = (worth(turn, other), worth(turn, mine));
                    a > b || (a.total_cmp(&b).is_eq() && other.request.key < mine.request.key)
                }
            };
            !offers.iter().any(|other| better(&other))
        })
        .collect();
    for (offer, taken) in offers.into_iter().zip(taken) {
        if taken {
            withdraw_rivals(turn, &offer.request);
            license(turn, offer);
        } else {
            withdraw(turn, &offer.request);
        }
    }
}

fn withdraw_rivals<R: Recorder>(turn: &mut Turn<'_, R>, taken: &Request) {
    let same = |r: &&Request| r.key != taken.key && r.from == taken.from && r.group.is_some() && r.group == taken.group;
    let others: Vec<Request> = turn.world.requests.iter().filter(same).cloned().collect();
    for other in others {
        let mine = |d: &Decided| d.key == other.key && d.turn == turn.world.turn;
        if turn.world.record.iter().any(mine) {
            // It was put off this turn; the partner has what it wanted, so nobody is blamed.
            turn.world.record.retain(|d| !(d.key == other.key && d.turn == turn.world.turn));
        }
        withdraw(turn, &other);
    }
}

fn withdraw<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request) {
    if turn.world.request(request.key).is_none() {
        return;
    }
    let asked = Terms::asked(request);
    note(turn, request, &asked, Outcome::Withdrawn, 0.0);
    remove(turn, request.key);
    tell(turn, request, request.tier, Outcome::Withdrawn, None);
}

fn license<R: Recorder>(turn: &mut Turn<'_, R>, offer: Offer) {
    let Offer { request, conditions, terms, burden, score } = offer;
    note(turn, &request, &terms, Outcome::Licensed, score.total);
    remove(turn, request.key);
    let entry = keep_record(turn, &request, &score, true, Outcome::Licensed);
    let cause = Cause::Decision(request.key, request.from, Outcome::Licensed);
    let params = &turn.setting.params;
    if conditions.contains(&Condition::Reform) {
        for kind in [StateVar::Governance, StateVar::Rights] {
            turn.change(Variable::State(kind, request.from), &[part(cause, params.reform_gain)]);
        }
    }
    if let Some(link) = turn.setting.link(request.to, request.from, request.domain) {
        let wanted = conditions.iter().find_map(|c| if let Condition::Coproduction(q) = c { Some(q.to_f64()) } else { None });
        let granted = wanted.unwrap_or(if conditions.is_empty() { request.coproduction.to_f64() } else { 0.0 });
        let gap = (granted - turn.world.link(LinkVar::Coproduction, link)).max(0.0);
        turn.change(Variable::Link(LinkVar::Coproduction, link), &[part(cause, gap * params.coproduction_gain)]);
        let old = turn.world.link(LinkVar::Burden, link);
        turn.change(Variable::Link(LinkVar::Burden, link), &[part(cause, 0.5 * (burden - old))]);
        let lead = lead_turns(turn.setting, &turn.world, request.to, terms.tier);
        let phases =
            conditions.iter().find_map(|c| if let Condition::Phased(n) = c { Some(u16::from(*n)) } else { None }).unwrap_or(1);
        for nth in 0..phases {
            turn.world.pipeline.push(Delivery {
                due: turn.world.turn + lead + nth,
                link,
                tier: terms.tier,
                points: Quantity::from_f64(terms.points / f64::from(phases)),
                licence: Some(request.key),
                monitoring: Quantity::from_f64(terms.monitoring),
            });
        }
        turn.world.pipeline.sort();
    }
    let supplied = Variable::State(StateVar::Supplied, request.to);
    turn.change(supplied, &[part(cause, terms.points)]);
    turn.world.licences.push(Licence {
        key: request.key,
        supplier: request.to,
        recipient: request.from,
        domain: request.domain,
        tier: terms.tier,
        points: Quantity::from_f64(terms.points),
        monitoring: Quantity::from_f64(terms.monitoring),
        burden: Quantity::from_f64(burden),
        conditions,
        granted: turn.world.turn,
    });
    tell(turn, &request, terms.tier, Outcome::Licensed, entry);
}

/// What is left of the licensing office's time: only the fraction of a decision is carried over.
fn capacity<R: Recorder>(turn: &mut Turn<'_, R>) {
    let exporters: Vec<StateId> = turn.setting.exporters().collect();
    for id in exporters {
        let Some(regime) = turn.world.regimes[id].as_ref() else { continue };
        let whole = regime.capacity_per_year * turn.dt() + turn.state(StateVar::Capacity, id);
        let carried = whole - libm::floor(whole + 1e-9);
        turn.set(Variable::State(StateVar::Capacity, id), carried.max(0.0), Cause::Order(id));
    }
}

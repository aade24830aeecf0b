//! Causes in words, and the answer to *why?*.

use crate::rules::draws::Purpose;
use crate::rules::ledger::{Cause, Ledger, News};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::Variable;
use crate::rules::world::{Outcome, RequestKey, World};
use crate::text::{fill, text};

use super::words::{describe_variable, domain, state};

/// One part of a change, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Why, as a phrase: "the refusal of Haldry's request for precision strike".
    pub text: String,
    /// How much, in the variable's unit. The amounts of a change add up to it exactly.
    pub amount: Quantity,
    /// The cause itself.
    pub cause: Cause,
}

/// What helps to say which request a cause speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The position after the turn, with the record of what was decided.
    pub world: Option<&'a World>,
    /// The ledger of the turn.
    pub ledger: Option<&'a Ledger>,
    /// The exporter whose decisions are spoken of.
    pub exporter: Option<StateId>,
}

impl<'a> Context<'a> {
    /// What a ledger tells about the causes of one variable.
    #[must_use]
    pub const fn of(ledger: &'a Ledger, variable: Variable) -> Self {
        let exporter = match variable {
            Variable::Pair(_, _, exporter) => Some(exporter),
            _ => None,
        };
        Self { world: None, ledger: Some(ledger), exporter }
    }
}

/// A cause as a phrase, where nothing is known but the cause.
#[must_use]
pub fn cause(setting: &Setting, of: &Cause) -> String {
    cause_in(setting, Context::default(), of)
}

/// A cause as a phrase that names the request, if the context tells which it is.
#[must_use]
pub fn cause_in(setting: &Setting, context: Context<'_>, of: &Cause) -> String {
    let link = |key: &str, id| {
        let link = &setting.links[id];
        let own = link.supplier == link.recipient;
        let supplier = if own { text("variable.own_industry") } else { state(setting, link.supplier) };
        fill(
            key,
            &[("supplier", supplier), ("recipient", state(setting, link.recipient)), ("domain", &domain(setting, link.domain))],
        )
    };
    match *of {
        Cause::Decision(key, partner, outcome) => {
            let request = request_words(setting, context, key, partner, Some(outcome));
            fill(decision_key(outcome), &[("request", &request)])
        }
        Cause::Surprise(key, partner) => {
            let request = request_words(setting, context, key, partner, None);
            fill("cause.surprise", &[("request", &request), ("partner", state(setting, partner))])
        }
        Cause::Favouritism(by, favoured) => {
            fill("cause.favouritism", &[("exporter", state(setting, by)), ("favoured", state(setting, favoured))])
        }
        Cause::Card(id) => fill("cause.card", &[("card", &setting.deck[id].title)]),
        Cause::CardEnded(id) => fill("cause.card_ended", &[("card", &setting.deck[id].title)]),
        Cause::Counter(by) => fill("cause.counter", &[("state", state(setting, by))]),
        Cause::CounterEnded(by) => fill("cause.counter_ended", &[("state", state(setting, by))]),
        Cause::Draw(key) => text(draw_key(key.purpose)).to_owned(),
        Cause::Inertia => text("cause.inertia").to_owned(),
        Cause::Fading => text("cause.fading").to_owned(),
        Cause::Drift => text("cause.drift").to_owned(),
        Cause::Ageing => text("cause.ageing").to_owned(),
        Cause::Sustainment(by) => fill("cause.sustainment", &[("state", state(setting, by))]),
        Cause::Because(variable) => describe_variable(setting, variable),
        Cause::Delivery(id) => link("cause.delivery", id),
        Cause::Orders(id) => link("cause.orders", id),
        Cause::Unmet(id) => link("cause.unmet", id),
        Cause::Growth => text("cause.growth").to_owned(),
        Cause::Leak(key) => {
            let licence = context.world.and_then(|world| world.licences.iter().find(|l| l.key == key));
            licence.map_or_else(
                || text("cause.leak").to_owned(),
                |l| fill("cause.leak_of", &[("state", state(setting, l.recipient)), ("domain", &domain(setting, l.domain))]),
            )
        }
        Cause::Commitment(id) => fill("cause.commitment", &[("commitment", &setting.commitments[id].name)]),
        Cause::Price => text("cause.price").to_owned(),
        Cause::Order(by) => fill("cause.order", &[("state", state(setting, by))]),
        Cause::Rivals(partner) => fill("cause.rivals", &[("state", state(setting, partner))]),
        Cause::Limit => text("cause.limit").to_owned(),
    }
}

const fn decision_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Licensed => "cause.decision.licensed",
        Outcome::Refused => "cause.decision.refused",
        Outcome::Denied => "cause.decision.denied",
        Outcome::Deferred => "cause.decision.deferred",
        Outcome::Withdrawn => "cause.decision.withdrawn",
        Outcome::Held => "cause.decision.held",
    }
}

const fn draw_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Acceptance => "cause.draw.acceptance",
        Purpose::CardOdds => "cause.draw.card_odds",
        Purpose::CardPile => "cause.draw.card_pile",
        Purpose::Lump => "cause.draw.lump",
        Purpose::Leak => "cause.draw.leak",
        Purpose::Detection => "cause.draw.detection",
        Purpose::Route => "cause.draw.route",
        Purpose::Counter => "cause.draw.counter",
        Purpose::Choice => "cause.draw.choice",
    }
}

/// "Haldry's request for precision strike", or less where less is known.
fn request_words(setting: &Setting, context: Context<'_>, key: RequestKey, partner: StateId, outcome: Option<Outcome>) -> String {
    let found = context
        .world
        .and_then(|world| asked_for(world, key))
        .or_else(|| context.ledger.and_then(|l| told(l, context.exporter, partner, outcome)));
    found.map_or_else(
        || fill("request.bare", &[("partner", state(setting, partner))]),
        |of| fill("request.full", &[("partner", state(setting, partner)), ("domain", &domain(setting, of))]),
    )
}

/// The domain of a request that waits or was decided.
fn asked_for(world: &World, key: RequestKey) -> Option<DomainId> {
    let decided = || world.record.iter().find(|d| d.key == key).map(|d| d.domain);
    world.request(key).map(|r| r.domain).or_else(decided)
}

/// The domain of the only decision of a turn that fits.
fn told(ledger: &Ledger, by: Option<StateId>, of: StateId, with: Option<Outcome>) -> Option<DomainId> {
    let mut fitting = ledger.headlines.iter().filter_map(|headline| match headline.news {
        News::Decision { exporter, partner, domain, outcome, .. } => {
            let fits = partner == of && by.is_none_or(|e| e == exporter) && with.is_none_or(|o| o == outcome);
            fits.then_some(domain)
        }
        _ => None,
    });
    let first = fitting.next()?;
    fitting.all(|other| other == first).then_some(first)
}

/// Why a variable changed in a turn: one line a cause, the largest first. The amounts add up to the change exactly.
#[must_use]
pub fn why(setting: &Setting, ledger: &Ledger, variable: Variable) -> Vec<Line> {
    why_in(setting, Context::of(ledger, variable), ledger, variable)
}

/// [`why`] with more context, so that requests are named.
#[must_use]
pub fn why_in(setting: &Setting, context: Context<'_>, ledger: &Ledger, variable: Variable) -> Vec<Line> {
    let mut sums: Vec<(Cause, Quantity)> = Vec::new();
    for (of, amount) in ledger.about(variable).flat_map(|(_, entry)| entry.parts()) {
        match sums.iter_mut().find(|(known, _)| *known == of) {
            Some((_, sum)) => *sum += amount,
            None => sums.push((of, amount)),
        }
    }
    sums.retain(|(_, amount)| *amount != Quantity::ZERO);
    sums.sort_by(|a, b| b.1.micros().abs().cmp(&a.1.micros().abs()).then(a.0.cmp(&b.0)));
    sums.into_iter().map(|(of, amount)| Line { text: cause_in(setting, context, &of), amount, cause: of }).collect()
}

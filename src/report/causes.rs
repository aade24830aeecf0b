//! Causes in words, and the answer to *why?*.
//!
//! A cause is a rule and where it comes from. Its phrase is the text of the rule, `rule.NAME`, filled with the words of its parent; a
//! rule whose parents differ in kind has a text for each, `rule.NAME.KIND`.

use crate::rules::covert;
use crate::rules::draws::{DrawKey, Purpose};
use crate::rules::ledger::{About, Cause, Ledger, Parent};
use crate::rules::order::{Order, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::CommitmentId;
use crate::rules::variable::Variable;
use crate::rules::view::Viewer;
use crate::rules::world::{Outcome, RequestKey, World};
use crate::session::TurnNode;
use crate::text::{fill, has, text};

use super::titles::title;
use super::words::{arms, commitment_kind, describe_variable, state};

/// One part of a change, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Why, as a phrase: "the refusal of Haldry's request for precision strike".
    pub text: String,
    /// How much, in the variable's unit. The amounts of a change add up to it exactly.
    pub amount: Quantity,
    /// The cause itself; none where the ledger did not work out the parts of a formula.
    pub cause: Option<Cause>,
}

/// What helps to put a cause into words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The position after the turn, with the record of what was decided.
    pub world: Option<&'a World>,
    /// The orders of the turn, as they are sorted.
    pub orders: Option<&'a [Order]>,
    /// What the turn wrote down: what was drawn, and what was traced.
    pub ledger: Option<&'a Ledger>,
    /// Who is told.
    pub viewer: Viewer,
}

impl<'a> Context<'a> {
    /// What a turn that was played tells to who looks.
    #[must_use]
    pub fn of(node: &'a TurnNode, viewer: Viewer) -> Self {
        Self { world: Some(&node.world), orders: Some(&node.orders), ledger: Some(&node.ledger), viewer }
    }

    /// An order of the turn, by its place among them. To the room, what a state ordered is its own affair; what the facilitator did is not.
    #[must_use]
    pub fn order(self, place: u16) -> Option<&'a Order> {
        let order = self.orders?.get(usize::from(place))?;
        (self.viewer != Viewer::Room || order.seat == Seat::Facilitator).then_some(order)
    }

    /// A cause as who looks is told it: without its author, where that one acted in secret and was not traced.
    #[must_use]
    pub fn told(self, of: Cause) -> Cause {
        covert::told(self.ledger, self.orders, self.viewer, of)
    }
}

/// A cause as a phrase.
#[must_use]
pub fn cause_in(setting: &Setting, context: Context<'_>, of: &Cause) -> String {
    let of = context.told(*of);
    let key = format!("rule.{}", of.rule.name());
    let own = format!("{key}.{}", kind(of.parent));
    fill(if has(&own) { &own } else { &key }, &[("what", &parent(setting, context, of.parent))])
}

const fn kind(of: Parent) -> &'static str {
    match of {
        Parent::Time => "time",
        Parent::Order(_) => "order",
        Parent::Decision(_) => "decision",
        Parent::Licence(_) => "licence",
        Parent::Number(_) => "number",
        Parent::Link(_) => "link",
        Parent::State(_) => "state",
        Parent::Commitment(_) => "commitment",
        Parent::Card(_) => "card",
        Parent::Actor(_) => "actor",
        Parent::Bloc(_) => "bloc",
        Parent::Draw(_) => "draw",
    }
}

/// Whence a cause comes, as a noun.
#[must_use]
pub fn parent(setting: &Setting, context: Context<'_>, of: Parent) -> String {
    match of {
        Parent::Time => text("cause.time").to_owned(),
        Parent::Order(n) => ordered(setting, context, n),
        Parent::Decision(key) => decision(setting, context.world, key),
        Parent::Licence(key) => licence(setting, context.world, key),
        Parent::Number(variable) => describe_variable(setting, variable),
        Parent::Link(id) => {
            let link = &setting.links[id];
            let own = link.supplier == link.recipient;
            let supplier = if own { text("variable.own_industry") } else { state(setting, link.supplier) };
            let (recipient, area) = (state(setting, link.recipient), arms(setting, link.domain));
            fill("cause.link", &[("supplier", supplier), ("recipient", recipient), ("domain", &area)])
        }
        Parent::State(id) => state(setting, id).to_owned(),
        Parent::Commitment(id) => commitment(setting, context.world, id),
        Parent::Card(id) => fill("cause.card", &[("card", &setting.deck[id].title)]),
        Parent::Actor(id) => setting.actors[id].name.clone(),
        Parent::Bloc(id) => setting.blocs[id].name.clone(),
        Parent::Draw(key) => chance(setting, context, key),
    }
}

/// "Orsany's answer to Claverne's licence to Haldry for precision strike", where that was drawn; otherwise what chance decided.
fn chance(setting: &Setting, context: Context<'_>, key: DrawKey) -> String {
    match context.ledger.and_then(|ledger| covert::drawn(ledger, key)).map(|drawn| drawn.about) {
        Some(About::Answer { state: by, harm, .. }) => {
            fill("cause.answer", &[("state", state(setting, by)), ("harm", &parent(setting, context, harm))])
        }
        Some(About::Leak(key, _)) => licence(setting, context.world, key),
        Some(About::Through { licence: key, actor } | About::Onward { licence: key, actor, .. }) => {
            let from = licence(setting, context.world, key);
            fill("cause.through", &[("licence", &from), ("actor", &setting.actors[actor].name)])
        }
        _ => text(draw_key(key.purpose)).to_owned(),
    }
}

/// "Claverne's embargo on Duvane".
fn ordered(setting: &Setting, context: Context<'_>, place: u16) -> String {
    let Some(order) = context.order(place) else {
        return text("cause.order_unknown").to_owned();
    };
    let seat = match order.seat {
        Seat::State(id) => state(setting, id),
        Seat::Facilitator => text("order.the_facilitator"),
    };
    fill("cause.order", &[("seat", seat), ("what", &title(setting, context.world, order))])
}

/// "the refusal of Haldry's request for precision strike".
fn decision(setting: &Setting, world: Option<&World>, key: RequestKey) -> String {
    let request = request_words(setting, world, key);
    let decided = world.and_then(|world| world.record.iter().rfind(|d| d.key == key));
    decided.map_or_else(|| request.clone(), |d| fill(decision_key(d.outcome), &[("request", &request)]))
}

/// "Haldry's request for precision strike", whether it waits or was decided.
#[must_use]
pub fn request_words(setting: &Setting, world: Option<&World>, key: RequestKey) -> String {
    let found = world.and_then(|world| {
        let waiting = world.request(key).map(|r| (r.from, r.domain));
        waiting.or_else(|| world.record.iter().find(|d| d.key == key).map(|d| (d.partner, d.domain)))
    });
    found.map_or_else(
        || text("cause.request_unknown").to_owned(),
        |(from, of)| fill("cause.request", &[("partner", state(setting, from)), ("domain", &arms(setting, of))]),
    )
}

/// "Claverne's licence to Haldry for precision strike".
#[must_use]
pub fn licence(setting: &Setting, world: Option<&World>, key: RequestKey) -> String {
    world.and_then(|world| world.licence(key)).map_or_else(
        || text("cause.licence_unknown").to_owned(),
        |l| {
            let (supplier, recipient) = (state(setting, l.supplier), state(setting, l.recipient));
            fill("cause.licence", &[("supplier", supplier), ("recipient", recipient), ("domain", &arms(setting, l.domain))])
        },
    )
}

/// The commitment of a name, or "the assurance of Claverne to Tarvel" for one that was made in play.
fn commitment(setting: &Setting, world: Option<&World>, id: CommitmentId) -> String {
    if let Some(info) = setting.commitments.item(id) {
        return fill("cause.commitment_named", &[("commitment", &info.name)]);
    }
    world.and_then(|world| world.commitments.item(id)).map_or_else(
        || text("cause.commitment_unknown").to_owned(),
        |made| {
            let (from, to) = (state(setting, made.from), state(setting, made.to));
            fill("cause.commitment_made", &[("kind", commitment_kind(made.kind, true)), ("from", from), ("to", to)])
        },
    )
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
        Purpose::Player => "cause.draw.player",
    }
}

/// Why a variable changed in a turn, as far as the context's seat may know: one line a cause, the largest first. The amounts add up to
/// the change exactly. A light ledger does not know the parts of formulas: they are one line.
#[must_use]
pub fn why(setting: &Setting, context: Context<'_>, ledger: &Ledger, variable: Variable) -> Vec<Line> {
    let mut sums: Vec<(Option<Cause>, Quantity)> = Vec::new();
    let mut add = |of: Option<Cause>, amount: Quantity| match sums.iter_mut().find(|(known, _)| *known == of) {
        Some((_, sum)) => *sum += amount,
        None => sums.push((of, amount)),
    };
    for (_, entry) in ledger.about(variable).filter(|(_, entry)| context.viewer.may_know(entry.seen_by)) {
        let parts = ledger.parts(entry);
        if parts.is_empty() {
            add(None, entry.after - entry.before);
        }
        for (of, amount) in parts {
            add(Some(context.told(of)), amount);
        }
    }
    sums.retain(|(_, amount)| *amount != Quantity::ZERO);
    sums.sort_by(|a, b| b.1.micros().abs().cmp(&a.1.micros().abs()).then(a.0.cmp(&b.0)));
    let said = |of: Option<Cause>| of.map_or_else(|| text("cause.formula").to_owned(), |of| cause_in(setting, context, &of));
    sums.into_iter().map(|(of, amount)| Line { text: said(of), amount, cause: of }).collect()
}

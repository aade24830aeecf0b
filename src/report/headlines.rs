//! Headlines: what happened, a sentence each.

use crate::rules::ledger::{About, Cause, Headline, Ledger, News, Parent};
use crate::rules::order::{Condition, Countermeasure, FacilitatorOrder, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::{Outcome, Standing, World};
use crate::text::{fill, text};

use super::causes::{Context, cause_in};
use super::conduct;
use super::facilitator;
use super::orders::conditions_of;
use super::words::{arms, capital, commitment_name, number, share_change, signed, state};

/// The headlines of a turn that who looks is told. Of what the facilitator did, what they tell the room is news; who leads a seat, what was
/// granted or set is told by the ledger alone.
pub fn told<'l>(ledger: &'l Ledger, context: Context<'l>) -> impl Iterator<Item = &'l Headline> {
    use FacilitatorOrder::{Rule, Write};
    let is_news = move |of: &News| match of {
        News::Facilitator { order } => {
            let order = context.order(*order).map(|order| &order.kind);
            matches!(order, Some(OrderKind::Facilitate(Write { .. } | Rule { .. })))
        }
        _ => true,
    };
    ledger.headlines.iter().filter(move |of| context.viewer.may_know(of.seen_by) && is_news(&of.news))
}

/// A text up to the full stop that ends its first sentence: what a card says happened.
#[must_use]
pub fn first_sentence(text: &str) -> &str {
    let line = text.trim().lines().next().unwrap_or_default();
    line.find(". ").and_then(|end| line.get(..=end)).unwrap_or(line)
}

/// A headline for people who do not see the board's papers: an event is told by its title and what happened.
#[must_use]
pub fn told_to_the_room(setting: &Setting, context: Context<'_>, of: &Headline, ledger: &Ledger) -> String {
    match of.news {
        News::Card(id) => {
            let card = &setting.deck[id];
            fill("headline.card_told", &[("card", &card.title), ("told", first_sentence(&card.text))])
        }
        _ => headline(setting, context, of, ledger),
    }
}

/// A headline as a sentence. The context names requests and the orders of the facilitator.
#[must_use]
pub fn headline(setting: &Setting, context: Context<'_>, of: &Headline, ledger: &Ledger) -> String {
    let name = |id: StateId| state(setting, id);
    let area = |id: DomainId| arms(setting, id);
    match &of.news {
        News::Card(id) => fill("headline.card", &[("card", &setting.deck[*id].title)]),
        News::Decision { exporter, partner, domain, tier, outcome } => {
            let bound =
                *outcome == Outcome::Licensed && with_conditions(setting, context, ledger, (*exporter, *partner, *domain));
            let key = if bound { "headline.decision.conditions" } else { decision_key(*outcome) };
            let tier = tier.to_string();
            fill(key, &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &area(*domain)), ("tier", &tier)])
        }
        News::Overdue { exporter, partner, domain } => {
            fill("headline.overdue", &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &area(*domain))])
        }
        News::Silence { exporter, partner, domain } => {
            fill("headline.silence", &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &area(*domain))])
        }
        News::Reliability { partner, exporter, change } => {
            let key = if *change < Quantity::ZERO { "headline.less_reliable" } else { "headline.more_reliable" };
            let said =
                fill(key, &[("partner", name(*partner)), ("exporter", name(*exporter)), ("change", &signed(change.to_f64(), 2))]);
            match reason(setting, context, of, ledger) {
                Some(reason) => fill("headline.because", &[("said", &said), ("reason", &reason)]),
                None => fill("headline.plain", &[("said", &said)]),
            }
        }
        News::SupplierShift { partner, supplier, domain, change, now_main } => {
            let key = match (now_main, supplier == partner, *change < Quantity::ZERO) {
                (true, true, _) => "headline.shift.own",
                (true, false, _) => "headline.shift.main",
                (false, _, true) => "headline.shift.less",
                (false, _, false) => "headline.shift.more",
            };
            let change = share_change(change.to_f64());
            fill(
                key,
                &[("partner", name(*partner)), ("supplier", name(*supplier)), ("domain", &area(*domain)), ("change", &change)],
            )
        }
        News::Delivered { link, points } => {
            let link = &setting.links[*link];
            let key = if link.supplier == link.recipient { "headline.delivered_own" } else { "headline.delivered" };
            let points = number(points.to_f64(), 1);
            let names = [("supplier", name(link.supplier)), ("recipient", name(link.recipient))];
            fill(key, &[&names[..], &[("domain", &area(link.domain)), ("points", &points)]].concat())
        }
        News::LeakDetected { supplier, holder, domain } => {
            fill("headline.leak", &[("supplier", name(*supplier)), ("holder", name(*holder)), ("domain", &area(*domain))])
        }
        News::Commitment { id, status } => {
            let between = context.world.and_then(|world| world.commitments.item(*id)).map(|c| (c.from, c.to));
            let between = between.or_else(|| setting.commitments.item(*id).map(|c| (c.from, c.to)));
            let (from, to) = between.map_or(("", ""), |(from, to)| (name(from), name(to)));
            let title = capital(&commitment_name(setting, context.world, *id));
            let made =
                |world: &World| world.commitments.item(*id).is_some_and(|c| c.made.is_some_and(|made| made + 1 == world.turn));
            let new = *status == Standing::Kept && context.world.is_some_and(made);
            let key = if new { "headline.commitment.made" } else { standing_key(*status) };
            fill(key, &[("commitment", &title), ("from", from), ("to", to)])
        }
        News::Countermeasure { by, against, how } => {
            let key = if by == against { "headline.countermeasure_alone" } else { "headline.countermeasure" };
            fill(key, &[("by", name(*by)), ("against", name(*against)), ("how", &countermeasure(setting, *how))])
        }
        News::Request { from, to, domain, tier } => {
            let tier = tier.to_string();
            fill("headline.request", &[("from", name(*from)), ("to", name(*to)), ("domain", &area(*domain)), ("tier", &tier)])
        }
        News::Undercut { by, denied_by, partner, domain } => {
            let names = [("by", name(*by)), ("denied_by", name(*denied_by)), ("partner", name(*partner))];
            fill("headline.undercut", &[&names[..], &[("domain", &area(*domain))]].concat())
        }
        News::Held { exporter, partner } => fill("headline.held", &[("exporter", name(*exporter)), ("partner", name(*partner))]),
        News::Facilitator { order } => match context.order(*order).map(|order| &order.kind) {
            Some(OrderKind::Facilitate(what)) => facilitator::order(setting, what),
            _ => text("headline.facilitator").to_owned(),
        },
        News::Ends => text("headline.ends").to_owned(),
        news => conduct::headline(setting, news),
    }
}

const fn decision_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Licensed => "headline.decision.licensed",
        Outcome::Refused => "headline.decision.refused",
        Outcome::Denied => "headline.decision.denied",
        Outcome::Deferred => "headline.decision.deferred",
        Outcome::Withdrawn => "headline.decision.withdrawn",
        Outcome::Held => "headline.decision.held",
    }
}

const fn standing_key(status: Standing) -> &'static str {
    match status {
        Standing::Kept => "headline.commitment.kept",
        Standing::Strained => "headline.commitment.strained",
        Standing::Lapsed => "headline.commitment.lapsed",
        Standing::Broken => "headline.commitment.broken",
    }
}

/// How a commitment stands, in a word.
#[must_use]
pub fn standing(status: Standing) -> &'static str {
    text(match status {
        Standing::Kept => "standing.kept",
        Standing::Strained => "standing.strained",
        Standing::Lapsed => "standing.lapsed",
        Standing::Broken => "standing.broken",
    })
}

/// A countermeasure as a phrase: "arms Duvane with air defence".
#[must_use]
pub fn countermeasure(setting: &Setting, how: Countermeasure) -> String {
    match how {
        Countermeasure::CounterSupply { to, domain: of } => {
            fill("counter.supply", &[("to", state(setting, to)), ("domain", &arms(setting, of))])
        }
        Countermeasure::CounterArm { domain: of } => fill("counter.arm", &[("domain", &arms(setting, of))]),
        Countermeasure::Undercut { link } => {
            let link = &setting.links[link];
            fill("counter.undercut", &[("recipient", state(setting, link.recipient)), ("domain", &arms(setting, link.domain))])
        }
        Countermeasure::RestrictInputs { from } => fill("counter.inputs", &[("from", state(setting, from))]),
        Countermeasure::Sanction { target } => fill("counter.sanction", &[("target", state(setting, target))]),
        Countermeasure::Cyber { target } => fill("counter.cyber", &[("target", state(setting, target))]),
        Countermeasure::Influence { target, among } => {
            fill("counter.influence", &[("target", state(setting, target)), ("among", state(setting, among))])
        }
        Countermeasure::RivalRegime { bloc } => fill("counter.regime", &[("bloc", &setting.blocs[bloc].name)]),
    }
}

/// Whether a licence of this turn has conditions: it says so itself, or they were drawn for, or their burden was noted on the channel.
fn with_conditions(setting: &Setting, context: Context<'_>, ledger: &Ledger, of: (StateId, StateId, DomainId)) -> bool {
    let (exporter, partner, domain) = of;
    if let Some(world) = context.world {
        let mine = world.licences.iter().rfind(|l| (l.supplier, l.recipient, l.domain) == of && l.granted + 1 == world.turn);
        // Co-production is what a partner asks for, or is offered: it binds nobody who gets it.
        let binds = |condition: &Condition| !matches!(condition, Condition::Coproduction(_));
        return mine.is_some_and(|licence| licence.burden != Quantity::ZERO || conditions_of(licence).iter().any(binds));
    }
    let drawn = |about: &About| matches!(about, About::Conditions(_, a, b) if (*a, *b) == (partner, exporter));
    let burden = setting.link(exporter, partner, domain).map(|link| Variable::Link(LinkVar::Burden, link));
    ledger.draws.iter().any(|d| d.happened && drawn(&d.about))
        || burden.is_some_and(|variable| ledger.about(variable).any(|(_, entry)| entry.after > entry.before))
}

/// The weightiest part of what a headline rests on, in its direction. An answer counts before the surprise at it.
fn reason(setting: &Setting, context: Context<'_>, of: &Headline, ledger: &Ledger) -> Option<String> {
    let (_, entry) = ledger.behind(of).next()?;
    let fell = entry.after < entry.before;
    let parts = ledger.parts(entry);
    let parts = parts.into_iter().filter(|(_, amount)| (*amount < Quantity::ZERO) == fell && *amount != Quantity::ZERO);
    let answers = |cause: &Cause| cause.rule == Rule::Answer && matches!(cause.parent, Parent::Decision(_));
    let (cause, _) = parts.max_by_key(|(cause, amount)| (answers(cause), amount.micros().abs()))?;
    Some(cause_in(setting, context, &cause))
}

//! Headlines: what happened, a sentence each.

use crate::rules::ledger::{About, Cause, Headline, Ledger, News};
use crate::rules::order::Countermeasure;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::{Outcome, Standing};
use crate::text::{fill, text};

use super::causes::{Context, cause_in};
use super::words::{domain, number, share_change, signed, state};

/// A headline as a sentence.
#[must_use]
pub fn headline(setting: &Setting, of: &Headline, ledger: &Ledger) -> String {
    let name = |id: StateId| state(setting, id);
    let area = |id: DomainId| domain(setting, id);
    match &of.news {
        News::Card(id) => fill("headline.card", &[("card", &setting.deck[*id].title)]),
        News::Decision { exporter, partner, domain, tier, outcome } => {
            let bound = *outcome == Outcome::Licensed && with_conditions(setting, ledger, *exporter, *partner, *domain);
            let key = if bound { "headline.decision.conditions" } else { decision_key(*outcome) };
            let tier = tier.to_string();
            fill(key, &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &area(*domain)), ("tier", &tier)])
        }
        News::Silence { exporter, partner, domain } => {
            fill("headline.silence", &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &area(*domain))])
        }
        News::Reliability { partner, exporter, change } => {
            let key = if *change < Quantity::ZERO { "headline.less_reliable" } else { "headline.more_reliable" };
            let said =
                fill(key, &[("partner", name(*partner)), ("exporter", name(*exporter)), ("change", &signed(change.to_f64(), 2))]);
            match reason(setting, of, ledger) {
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
            let info = &setting.commitments[*id];
            let values = [("commitment", info.name.as_str()), ("from", name(info.from)), ("to", name(info.to))];
            fill(standing_key(*status), &values)
        }
        News::Countermeasure { by, against, how } => {
            let how = countermeasure(setting, *how);
            fill("headline.countermeasure", &[("by", name(*by)), ("against", name(*against)), ("how", &how)])
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
            fill("counter.supply", &[("to", state(setting, to)), ("domain", &domain(setting, of))])
        }
        Countermeasure::Undercut { link } => {
            let link = &setting.links[link];
            fill("counter.undercut", &[("recipient", state(setting, link.recipient)), ("domain", &domain(setting, link.domain))])
        }
        Countermeasure::RestrictInputs { from } => fill("counter.inputs", &[("from", state(setting, from))]),
        Countermeasure::Sanction { target } => fill("counter.sanction", &[("target", state(setting, target))]),
    }
}

/// Whether a licence of this turn has conditions: they were drawn for, or their burden was noted on the channel.
fn with_conditions(setting: &Setting, ledger: &Ledger, exporter: StateId, partner: StateId, domain: DomainId) -> bool {
    let drawn = |about: &About| matches!(about, About::Conditions(_, a, b) if (*a, *b) == (partner, exporter));
    let burden = setting.link(exporter, partner, domain).map(|link| Variable::Link(LinkVar::Burden, link));
    ledger.draws.iter().any(|d| d.happened && drawn(&d.about))
        || burden.is_some_and(|variable| ledger.about(variable).any(|(_, entry)| entry.after > entry.before))
}

/// The weightiest part of what a headline rests on, in its direction. An answer counts before the surprise at it.
fn reason(setting: &Setting, of: &Headline, ledger: &Ledger) -> Option<String> {
    let entry = of.entries.iter().find_map(|at| ledger.entries.get(*at))?;
    let fell = entry.after < entry.before;
    let parts = entry.parts().into_iter().filter(|(_, amount)| (*amount < Quantity::ZERO) == fell && *amount != Quantity::ZERO);
    let rank = |cause: &Cause, amount: Quantity| (matches!(cause, Cause::Decision(..)), amount.micros().abs());
    let (cause, _) = parts.max_by_key(|(cause, amount)| rank(cause, *amount))?;
    Some(cause_in(setting, Context::of(ledger, entry.variable), &cause))
}

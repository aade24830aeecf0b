//! The ledger of a turn as somebody may read it, beside the positions that it believes.
//!
//! A view puts back what nobody may know, such as what leaked unseen. The ledger has the numbers as they truly were: read beside a view, its
//! entries would tell what the view keeps. So an entry about a number that a view has otherwise is told from the believed number to the
//! believed number, its parts in their proportions, and what is put back has no entry at all. Entries keep their places.

use std::borrow::Cow;

use super::Viewer;
use crate::rules::ledger::{Entry, Ledger, Parent};
use crate::rules::quantity::Quantity;
use crate::rules::turn::default_audience;
use crate::rules::world::World;

/// A turn's positions before and after it.
pub type Span<'a> = (&'a World, &'a World);

/// A ledger as somebody may read it; the facilitator reads it as it is. `truth` is where the turn began and ended, `seen` the same as it
/// is believed.
#[must_use]
pub fn told<'l>(ledger: &'l Ledger, truth: Span<'_>, seen: Span<'_>, who: Viewer) -> Cow<'l, Ledger> {
    if who == Viewer::Facilitator {
        return Cow::Borrowed(ledger);
    }
    let mut told = ledger.clone();
    let mut places: Vec<usize> = (0..ledger.entries.len()).collect();
    let of = |place: &usize| ledger.entries.get(*place).map(|entry| entry.variable);
    places.sort_by_key(|place| (of(place), *place));
    let mut rest = places.as_slice();
    while let Some(variable) = rest.first().and_then(of) {
        let count = rest.iter().take_while(|place| of(place) == Some(variable)).count();
        let (mine, others) = rest.split_at(count);
        rest = others;
        let at = |(before, after): Span<'_>| (before.values.get(variable), after.values.get(variable));
        // What has come out by the end of the turn is no secret any more.
        if at(truth).1 != at(seen).1 && who.may_know(default_audience(variable)) {
            retell(&mut told, mine, at(seen), who);
        }
    }
    Cow::Owned(told)
}

/// Tells the entries of one number from one believed value to the other.
fn retell(told: &mut Ledger, places: &[usize], (from, to): (Quantity, Quantity), who: Viewer) {
    let entry = |told: &Ledger, place: usize| told.entries.get(place).copied();
    let known = |entry: &Entry| who.may_know(entry.seen_by);
    let change = |entry: &Entry| entry.after - entry.before;
    let all: Quantity = places.iter().filter_map(|place| entry(told, *place)).filter(known).map(|e| change(&e)).sum();
    // What is believed otherwise goes to the entry that follows from the level of the number; what comes from elsewhere is what it is.
    let level = |e: &Entry| told.causes(e).iter().any(|c| matches!(c.cause.parent, Parent::Time | Parent::Number(_)));
    let follows = |place: &usize| {
        let entry = entry(told, *place).filter(known)?;
        Some(((level(&entry), change(&entry).micros().abs()), *place))
    };
    let takes = places.iter().filter_map(follows).max_by_key(|(weight, place)| (*weight, std::cmp::Reverse(*place)));
    let missing = to - from - all;
    let mut stands = from;
    for place in places {
        let Some(entry) = entry(told, *place) else { continue };
        let extra = if takes.is_some_and(|(_, taken)| taken == *place) { missing } else { Quantity::ZERO };
        let next = if known(&entry) { stands + change(&entry) + extra } else { stands };
        told.retell(*place, stands, next);
        stands = next;
    }
}

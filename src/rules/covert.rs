//! What is done in secret: everybody sees what it does to public numbers, and nobody who did it, until it is traced.

use super::draws::DrawKey;
use super::ledger::{About, Cause, Drawn, Ledger, News, Parent, cause};
use super::order::{Countermeasure, Order, OrderKind, PartnerAction, Seat};
use super::table::StateId;
use super::view::Viewer;

impl OrderKind {
    /// Whether an order is nobody's business but its seat's, until it comes out.
    #[must_use]
    pub const fn secret(&self) -> bool {
        match self {
            Self::Partner(PartnerAction::Retransfer { .. }) => true,
            Self::Counter(how) => how.covert(),
            _ => false,
        }
    }
}

/// A cause as somebody is told it: where its author acted in secret and was not traced, the cause keeps its rule and
/// loses whence it comes. `ledger` and `orders` are those of the turn.
#[must_use]
pub fn told(ledger: Option<&Ledger>, orders: Option<&[Order]>, who: Viewer, of: Cause) -> Cause {
    if who == Viewer::Facilitator {
        return of;
    }
    let author = match of.parent {
        Parent::Order(n) => orders.and_then(|orders| orders.get(usize::from(n))).and_then(by_order),
        Parent::Draw(key) => ledger.and_then(|ledger| drawn(ledger, key)).and_then(by_draw),
        _ => None,
    };
    match author {
        Some((by, how)) if who.seat() != Some(by) && !how.is_some_and(|how| traced(ledger, by, how)) => {
            cause(of.rule, Parent::Time)
        }
        _ => of,
    }
}

/// The draw of that key.
#[must_use]
pub fn drawn(ledger: &Ledger, key: DrawKey) -> Option<&Drawn> {
    ledger.draws.iter().find(|drawn| drawn.key == key)
}

/// Who ordered it in secret, and by which operation, if it was one.
fn by_order(order: &Order) -> Option<(StateId, Option<Countermeasure>)> {
    let Seat::State(by) = order.seat else { return None };
    let how = if let OrderKind::Counter(how) = order.kind { Some(how) } else { None };
    order.kind.secret().then_some((by, how))
}

fn by_draw(drawn: &Drawn) -> Option<(StateId, Option<Countermeasure>)> {
    match drawn.about {
        About::Answer { state, how: Some(how), .. } if how.covert() => Some((state, Some(how))),
        _ => None,
    }
}

/// Whether an operation of a turn was traced to its author.
fn traced(ledger: Option<&Ledger>, author: StateId, how: Countermeasure) -> bool {
    let to_author =
        |news: &News| matches!(news, News::Attributed { by, against } if *by == author && how.target() == Some(*against));
    ledger.is_some_and(|ledger| ledger.headlines.iter().any(|headline| to_author(&headline.news)))
}

//! Supplier shifts, a part of phase 5: whose share moved far within a year, and who became the main supplier.

use crate::rules::ledger::{News, Recorder, SeenBy};
use crate::rules::quantity::Quantity;
use crate::rules::table::LinkId;
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, Variable};

/// Once a year: whose share moved far, and who became the main supplier by a clear lead.
pub(super) fn notice<R: Recorder>(turn: &mut Turn<'_, R>) {
    let per_year = turn.setting.turns_a_year();
    if !turn.world.turn.is_multiple_of(per_year) {
        return;
    }
    let setting = turn.setting;
    let share = |link: LinkId| Variable::Link(LinkVar::Share, link);
    if turn.keeps() {
        for state in setting.states.ids() {
            for domain in setting.domains.ids() {
                let links = setting.links_of(state, domain);
                let old_main = leader(links.clone(), |l| turn.world.shares_before[l]);
                let new_main = leader(links.clone(), |l| turn.world.values.get(share(l)));
                for link in links {
                    let change = turn.world.values.get(share(link)) - turn.world.shares_before[link];
                    let now_main = match (old_main, new_main) {
                        (Some((old, _)), Some((new, lead))) => {
                            new == link && old != new && lead.to_f64() >= setting.params.shift_lead
                        }
                        _ => false,
                    };
                    if change.to_f64() >= setting.params.shift_points || now_main {
                        let supplier = setting.links[link].supplier;
                        let news = News::SupplierShift { partner: state, supplier, domain, change, now_main };
                        let weight = 50 + (change.to_f64().abs() * 200.0).min(35.0) as u16;
                        turn.tell(news, weight, &[share(link)], SeenBy::All);
                    }
                }
            }
        }
    }
    let world = &mut *turn.world;
    for (link, before) in setting.links.ids().zip(world.shares_before.iter_mut()) {
        *before = world.values.get(share(link));
    }
}

/// The channel with the largest value, and its lead over the next.
fn leader(links: impl Iterator<Item = LinkId>, value: impl Fn(LinkId) -> Quantity) -> Option<(LinkId, Quantity)> {
    let (mut first, mut next): (Option<(Quantity, LinkId)>, Quantity) = (None, Quantity::ZERO);
    for link in links {
        let mine = value(link);
        match first {
            Some((top, _)) if mine <= top => next = next.max(mine),
            Some((top, _)) => {
                next = top;
                first = Some((mine, link));
            }
            None => first = Some((mine, link)),
        }
    }
    first.map(|(top, link)| (link, top - next))
}

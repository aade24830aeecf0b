//! Why shares and orders move, a part of phase 5: the parts of what it settles, worked out when somebody asks.

use crate::rules::draws::{DrawKey, Purpose, step};
use crate::rules::ledger::{Contribution, Parent, Recorder, part};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::supply::{TERMS, held, terms, wanted};
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::Outcome;

/// The draw that says how lumpy the orders on a channel are: by buyer, seller and domain, so that other channels change nothing of it.
pub(super) fn lump_key<R: Recorder>(turn: &Turn<'_, R>, link: LinkId) -> DrawKey {
    let info = turn.setting.links[link];
    let who = (info.recipient.index() as u64) << 32 | info.supplier.index() as u64;
    turn.key(Purpose::Lump, who, info.domain.index() as u64)
}

/// Why a share moves: what was still moving from earlier turns, then what is new this turn: its own terms by the logit's slope, and the
/// rest to what the others are worth; and where a licence is missing, by how much more it moves for that.
pub(super) fn why_wanted<R: Recorder>(
    turn: &Turn<'_, R>,
    link: LinkId,
    share: f64,
    goal: f64,
    rate: f64,
    parts: &mut Vec<Contribution>,
) {
    let setting = turn.setting;
    let info = setting.links[link];
    let before = wanted(setting, turn.start, info.recipient, info.domain);
    let of_link = |each: &[(LinkId, f64)]| each.iter().find(|(id, _)| *id == link).map_or(goal, |(_, goal)| *goal);
    let former = of_link(&before);
    let mut plain = goal;
    // A missing licence makes shares move faster, and choice sharper, than they would by what the suppliers are worth.
    let usual = step(setting.params.share_rate, turn.dt());
    if let Some(missing) = missing(turn, info.recipient, info.domain) {
        plain = of_link(&wanted(setting, turn.world, info.recipient, info.domain));
        let parent = Parent::Number(Variable::Link(LinkVar::Licensed, missing));
        parts.push(part(Rule::ShareShock, parent, rate * (goal - share) - usual * (plain - share)));
    }
    parts.push(part(Rule::ShareStill, Parent::Number(Variable::Link(LinkVar::Share, link)), usual * (former - share)));
    let middle = f64::midpoint(former, plain);
    let slope = usual * middle * (1.0 - middle);
    let of =
        |world| -> [(Variable, f64); TERMS] { terms(setting, world, link, held(setting, world, info.recipient, info.domain)) };
    let mut explained = 0.0;
    for ((variable, a), (_, b)) in of(turn.start).iter().zip(&of(turn.world)) {
        let amount = slope * (b - a);
        explained += amount;
        parts.push(part(Rule::ShareWorth, Parent::Number(*variable), amount));
    }
    parts.push(part(Rule::ShareRivals, Parent::State(info.recipient), usual * (plain - former) - explained));
}

/// The channel of a buyer that is licensed least; none where all that have a share are licensed.
fn missing<R: Recorder>(turn: &Turn<'_, R>, state: StateId, domain: DomainId) -> Option<LinkId> {
    let licensed = |link: LinkId| turn.world.values.link(LinkVar::Licensed, link);
    let with_share = turn.setting.links_of(state, domain).filter(|link| turn.start.link(LinkVar::Share, *link) > 0.0);
    with_share.filter(|link| licensed(*link) < Quantity::ONE).min_by_key(|link| (licensed(*link), *link))
}

/// Why the orders on a channel are more or fewer than a turn ago: what was licensed now or then, and the routine orders.
pub(super) fn why_ordered<R: Recorder>(turn: &Turn<'_, R>, link: LinkId, change: f64, parts: &mut Vec<Contribution>) {
    let (info, now) = (turn.setting.links[link], turn.world.turn);
    let mut routine = change;
    let lately = turn.world.record.iter().rev().take_while(|d| d.turn + 1 >= now);
    let bought = lately.filter(|d| d.outcome == Outcome::Licensed);
    for d in bought.filter(|d| (d.exporter, d.partner, d.domain) == (info.supplier, info.recipient, info.domain)) {
        let rate = d.value.to_f64() / turn.dt() * if d.turn == now { 1.0 } else { -1.0 };
        parts.push(part(Rule::Orders, Parent::Decision(d.key), rate));
        routine -= rate;
    }
    parts.push(part(Rule::Orders, Parent::Link(link), routine));
}

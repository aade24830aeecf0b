//! Ways around: how a part of what is withheld comes all the same. A card opens one, or the members of a bloc who enforce differently do.

use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::supply::lead_turns;
use crate::rules::table::{BlocId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, MemberVar, PairVar, Variable};
use crate::rules::world::{Decided, Delivery, Outcome, Route};

/// Opens a way through a state: by a card, or for what the stricter members of a bloc withhold.
pub(super) fn open<R: Recorder>(turn: &mut Turn<'_, R>, through: StateId, of: Option<BlocId>) {
    if !turn.world.routes.iter().any(|r| (r.through, r.of) == (through, of)) {
        turn.world.routes.push(Route { through, of, since: turn.world.turn });
        turn.world.routes.sort_unstable();
        let rigour = of.map(|bloc| Variable::Member(MemberVar::Rigour, bloc, through));
        turn.tell(News::Route { through, to: through, open: true }, 55, rigour.as_slice(), SeenBy::All);
    }
}

/// Closes the way through a state that a card or a bloc opened.
pub(super) fn close<R: Recorder>(turn: &mut Turn<'_, R>, through: StateId, of: Option<BlocId>) {
    let before = turn.world.routes.len();
    turn.world.routes.retain(|r| (r.through, r.of) != (through, of));
    if turn.world.routes.len() < before {
        let rigour = of.map(|bloc| Variable::Member(MemberVar::Rigour, bloc, through));
        turn.tell(News::Route { through, to: through, open: false }, 50, rigour.as_slice(), SeenBy::All);
    }
}

/// Divergent enforcement opens a way through the laxest member for what a stricter one denies or embargoes; it closes when enforcement
/// converges, or when another is the laxest.
pub(super) fn through_laxest<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId) {
    let setting = turn.setting;
    let members = || setting.states.ids().filter(|s| turn.world.belongs(bloc, *s));
    let laxest = members().map(|s| (turn.world.values.get(rigour(bloc, s)), s)).min().map(|(_, s)| s);
    let strict = |through| members().any(|s| stricter(turn, bloc, s, through));
    let withheld = |through| members().any(|s| stricter(turn, bloc, s, through) && withholds(turn, s, through));
    let opens = laxest.filter(|through| withheld(*through));
    let stays = laxest.filter(|through| strict(*through));
    let ends = turn.world.routes.iter().find(|r| r.of == Some(bloc) && Some(r.through) != stays).map(|r| r.through);
    if let Some(through) = ends {
        close(turn, through, Some(bloc));
    }
    if let Some(through) = opens {
        open(turn, through, Some(bloc));
    }
}

const fn rigour(bloc: BlocId, state: StateId) -> Variable {
    Variable::Member(MemberVar::Rigour, bloc, state)
}

/// Whether a member enforces so much more than another that goods find their way through that one.
fn stricter<R: Recorder>(turn: &Turn<'_, R>, bloc: BlocId, member: StateId, than: StateId) -> bool {
    turn.get(rigour(bloc, member)) - turn.get(rigour(bloc, than)) > turn.setting.params.divergence_rigour
}

/// The denials of this turn that everybody saw and that are worth a way around: of `route_tier` and above.
pub(super) fn open_denials<'t, R: Recorder>(turn: &'t Turn<'_, R>) -> impl Iterator<Item = &'t Decided> {
    let this_turn = turn.world.record.iter().rev().take_while(|d| d.turn == turn.world.turn);
    let least = turn.setting.params.route_tier;
    this_turn.filter(move |d| d.outcome == Outcome::Denied && d.public && f64::from(d.tier) >= least)
}

/// Whether a state withholds something from anybody but the one through whom it would come: by an open denial of this turn that is worth a
/// way around, or by an embargo.
fn withholds<R: Recorder>(turn: &Turn<'_, R>, state: StateId, through: StateId) -> bool {
    let denied = open_denials(turn).any(|d| d.exporter == state && d.partner != through);
    let embargoes = turn.world.values.row(PairVar::Embargo, state);
    denied || turn.setting.states.ids().zip(embargoes).any(|(to, part)| to != through && *part > Quantity::ZERO)
}

/// What a part of the money that waits for a licence buys on its way around, $bn: a tier lower than was asked for, with the lead time of
/// that tier, and dearer.
pub(super) fn around<R: Recorder>(turn: &mut Turn<'_, R>, link: LinkId, waits: f64, tier: u8, placed: &mut [f64]) -> f64 {
    let Some((rule, parent)) = way(turn, link) else { return 0.0 };
    let (setting, params) = (turn.setting, &turn.setting.params);
    let info = setting.links[link];
    let money = waits * params.route_fraction;
    let tier = tier.saturating_sub(1).max(1);
    let price = setting.price(info.supplier, tier) * (1.0 + params.route_price);
    let points = Quantity::from_f64(money / price.max(1e-6));
    turn.add(Variable::Cell(CellVar::Unspent, info.recipient, info.domain), rule, parent, -money);
    if points > Quantity::ZERO {
        let due = turn.world.turn + lead_turns(setting, turn.world, info.supplier, tier);
        turn.world.pipeline.push(Delivery { due, link, tier, points, licence: None, monitoring: Quantity::ZERO });
    }
    if let Some(sum) = placed.get_mut(link.index()) {
        *sum += money;
    }
    money
}

/// The way around that a channel has, with its cause: any that a card opened; of those of a bloc, the ones through members who are much
/// laxer than the supplier.
fn way<R: Recorder>(turn: &Turn<'_, R>, link: LinkId) -> Option<(Rule, Parent)> {
    let info = turn.setting.links[link];
    let aside = |r: &&Route| r.through != info.recipient && r.through != info.supplier;
    turn.world.routes.iter().filter(aside).find_map(|route| match route.of {
        None => Some((Rule::Circumvention, Parent::Link(link))),
        Some(bloc) => {
            let lax = turn.world.belongs(bloc, info.supplier) && stricter(turn, bloc, info.supplier, route.through);
            lax.then(|| (Rule::LaxRoute, Parent::Number(rigour(bloc, route.through))))
        }
    })
}

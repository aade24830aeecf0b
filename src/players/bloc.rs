//! How a computer player uses the blocs and regimes that it belongs to: it moves what it believes in, at most once a year, and only where
//! it can count on the votes, as a motion costs cohesion whether it is carried or not.

use super::Hand;
use crate::rules::order::{BlocAction, OrderKind};
use crate::rules::setting::Archetype;
use crate::rules::table::BlocId;
use crate::rules::variable::{BlocVar, MemberVar, PairVar};

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    if !hand.new_year() || hand.world.turn == 1 {
        return;
    }
    let mine = hand.setting.blocs.ids().filter(|bloc| hand.world.belongs(*bloc, hand.seat));
    for bloc in mine.collect::<Vec<_>>() {
        let has = |kind| hand.world.bloc(kind, bloc) >= 0.5;
        let motion = match archetype {
            Archetype::Principled if hand.world.bloc(BlocVar::Harmonisation, bloc) < hand.setting.params.player_harmonised => {
                Some((BlocAction::Harmonise, "reason.harmonise"))
            }
            Archetype::Restrictive if !has(BlocVar::Verification) => Some((BlocAction::ShareVerification, "reason.verify")),
            Archetype::Transactional if !has(BlocVar::Recognition) => Some((BlocAction::Recognise, "reason.recognise")),
            _ => None,
        };
        if let Some((action, reason)) = motion.filter(|_| carries(hand, bloc)) {
            let name = hand.setting.blocs[bloc].name.as_str();
            hand.order(OrderKind::Bloc(bloc, action), reason, &[("bloc", name)]);
        }
    }
}

/// Whether more than half of the membership would follow, as far as this seat can tell: it votes for common rules where it trusts the one
/// who moves them.
fn carries(hand: &Hand<'_>, bloc: BlocId) -> bool {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let (mut all, mut yes) = (0.0, 0.0);
    for member in hand.setting.states.ids() {
        let weight = world.member(MemberVar::Membership, bloc, member);
        let rigour = world.member(MemberVar::Rigour, bloc, member) - params.vote_rigour;
        all += weight;
        if member == seat || world.pair(PairVar::Alignment, member, seat) + rigour >= params.vote_trust {
            yes += weight;
        }
    }
    yes > 0.5 * all
}

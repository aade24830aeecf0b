//! What waited for one supplier and is contracted with the others, a part of phase 5.

use crate::rules::ledger::Recorder;
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::LinkVar;

/// What waited for one channel and is contracted with the others, by what pulls to each of them; where there are no others, it stays in
/// the purse.
#[derive(Clone, Copy)]
pub(super) struct Elsewhere {
    /// How fast what waits is contracted.
    rate: f64,
    /// Of all that is contracted, money by pull, $bn.
    each: f64,
    /// What pulls to all channels.
    pulls: f64,
}

impl Elsewhere {
    pub(super) fn of<R: Recorder>(
        turn: &Turn<'_, R>,
        (state, domain): (StateId, DomainId),
        lumps: &[f64],
        (contracted, pulls): (f64, f64),
        rate: f64,
    ) -> Self {
        let whole = Self { rate, each: 0.0, pulls };
        if contracted <= 0.0 {
            return whole;
        }
        let links = turn.setting.links_of(state, domain).zip(lumps);
        let each = links.map(|(link, lump)| whole.by_pull(turn, link, turn.link(LinkVar::Share, link) * lump)).sum();
        Self { each, ..whole }
    }

    /// What was contracted of the money that waited for a channel, by what pulls to the others.
    fn by_pull<R: Recorder>(self, turn: &Turn<'_, R>, link: LinkId, pull: f64) -> f64 {
        let others = self.pulls - pull;
        if others > self.pulls * 1e-9 { turn.link(LinkVar::Unmet, link) * self.rate / others } else { 0.0 }
    }

    /// What a channel gets of the money that waited for the others, $bn.
    pub(super) fn takes<R: Recorder>(self, turn: &Turn<'_, R>, link: LinkId, pull: f64) -> f64 {
        if self.each > 0.0 { pull * (self.each - self.by_pull(turn, link, pull)).max(0.0) } else { 0.0 }
    }
}

//! What a state orders in a bloc or regime against the position.

use super::Why;
use super::desk::Desk;
use crate::rules::order::BlocAction;
use crate::rules::table::BlocId;
use crate::rules::variable::BlocVar;

impl Desk<'_> {
    pub(super) fn bloc(&self, bloc: BlocId, action: BlocAction, why: &mut Vec<Why>) {
        let (world, seat) = (self.world, self.seat);
        let member = world.belongs(bloc, seat);
        let founded = world.bloc(BlocVar::Founded, bloc) >= 0.5;
        match action {
            BlocAction::Join if !founded => why.push(Why::NotAMember(bloc)),
            BlocAction::Join if member => why.push(Why::NoChange),
            BlocAction::Join => {}
            _ if !member => why.push(Why::NotAMember(bloc)),
            BlocAction::ShareVerification if world.bloc(BlocVar::Verification, bloc) >= 0.5 => why.push(Why::NoChange),
            BlocAction::Recognise if world.bloc(BlocVar::Recognition, bloc) >= 0.5 => why.push(Why::NoChange),
            BlocAction::JoinSanction(target) if target == seat => why.push(Why::Senseless),
            // Only who asked can be let in.
            BlocAction::Admit(state) if !world.asks_in(bloc, state) => why.push(Why::NoChange),
            _ => {}
        }
    }
}

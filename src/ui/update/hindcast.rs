//! The rules against history: playing the cases, and putting one of them on the table.

use std::sync::Arc;

use super::{game, view};
use crate::hindcast::calibration_cases;
use crate::hindcast::replay::Staged;
use crate::rules::draws::Seed;
use crate::session::{Game, Stamp};
use crate::ui::outside::worker::Inquiry;
use crate::ui::panels::messages::Kind;
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::{Play, Selection, Workspace};

/// Opens the page, and plays the cases if that has not been done.
pub(super) fn open(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.dialog = None;
    workspace.hindcast.open();
    let begun = workspace.hindcast.begin();
    begun.map(|(number, records)| Effect::Assess(Inquiry { number, records })).into_iter().collect()
}

/// Plays no more; what is known stays.
pub(super) fn stop(workspace: &mut Workspace) -> Vec<Effect> {
    if workspace.hindcast.stop() { vec![Effect::StopAssessing] } else { Vec::new() }
}

/// Takes the page away. Nobody waits for the rest then.
pub(super) fn close(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.hindcast.close();
    stop(workspace)
}

/// Puts a case on the table in the seat of who decided, with what history ordered as drafts.
pub(super) fn replay(workspace: &mut Workspace, id: &str) -> Vec<Effect> {
    let staged = calibration_cases().and_then(|records| {
        let found = records.into_iter().find(|record| record.case.id == id);
        found.map(|record| Staged::game(&record)).transpose()
    });
    let staged = match staged {
        Ok(Some(staged)) => staged,
        Ok(None) => return Vec::new(),
        Err(problems) => {
            workspace.messages.say(Kind::Problem, problems.to_string());
            return Vec::new();
        }
    };
    let seat = staged.scenario.setting.state(&staged.cast.coalition.name);
    let drafts = staged.history();
    // The same opening every time, so that what differs afterwards comes from the decision.
    let game = Game::new(Arc::new(staged.scenario), Seed(0x6869_7374), seat).begun(Some(Stamp::now()));
    let recipient = game.setting().state(&staged.cast.recipient);
    let mut play = Play::new(game);
    play.drafts = drafts;
    play.selection = recipient.map_or(Selection::Nothing, Selection::State);
    game::put(workspace, play);
    // How to play it as history did, and how to try something else.
    view::briefing_here(workspace);
    close(workspace)
}

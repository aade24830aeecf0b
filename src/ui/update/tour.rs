//! The tour: beginning it, following the game, ending it.

use std::sync::Arc;

use super::{game, pages};
use crate::rules::draws::Seed;
use crate::scenario::Spot;
use crate::session::{Game, Stamp};
use crate::text::text;
use crate::ui::panels::messages::Kind;
use crate::ui::panels::tour::{TourAsk, TourView};
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::{Play, Workspace};

/// Puts the scenario that has a tour on the table, and begins.
pub(super) fn begin(workspace: &mut Workspace) -> Vec<Effect> {
    let Some((scenario, view)) = workspace.library.iter().find_map(|s| Some((Arc::clone(s), TourView::new(s)?))) else {
        return Vec::new();
    };
    let seed = Seed(scenario.tour.as_ref().map_or(0, |tour| tour.seed));
    let seat = scenario.setting.first_seat();
    let mut play = Play::new(Game::new(scenario, seed, seat).begun(Some(Stamp::now())));
    view.prepare(&mut play);
    play.tour = Some(view);
    game::put(workspace, play);
    toured(workspace)
}

/// The window need not offer the tour before everything else any more.
fn toured(workspace: &mut Workspace) -> Vec<Effect> {
    if workspace.settings.toured {
        return Vec::new();
    }
    workspace.settings.toured = true;
    vec![Effect::Settings(workspace.settings.write())]
}

/// Carries out what a bubble was asked.
pub(super) fn ask(workspace: &mut Workspace, ask: TourAsk) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let Some(mut tour) = play.tour.take() else { return Vec::new() };
    let before = tour.place();
    let goes_on = tour.asked(play, ask);
    if !goes_on {
        workspace.messages.say(Kind::Note, text("tour.ended"));
        return Vec::new();
    }
    let moved = tour.place() != before;
    if moved {
        tour.prepare(play);
    }
    show(workspace, tour, moved);
    Vec::new()
}

/// Shows the bubble; one that speaks of all causes of the number that was asked about opens their page.
fn show(workspace: &mut Workspace, tour: TourView, moved: bool) {
    let Some(play) = &mut workspace.play else { return };
    let speaks = moved && play.page.is_none() && tour.step().is_some_and(|step| step.at == Spot::Why);
    let asked = play.inspector.why.filter(|_| speaks);
    play.tour = Some(tour);
    if let Some(variable) = asked {
        pages::why(workspace, variable, None);
    }
}

/// The next bubble, by key.
pub(super) fn next(workspace: &mut Workspace) -> Vec<Effect> {
    ask(workspace, TourAsk::Next)
}

/// The bubble before, by key.
pub(super) fn back(workspace: &mut Workspace) -> Vec<Effect> {
    ask(workspace, TourAsk::Back)
}

/// Leads the tour where the game has gone.
pub(super) fn follow(workspace: &mut Workspace) {
    let Some(play) = &mut workspace.play else { return };
    let Some(mut tour) = play.tour.take() else { return };
    let moved = tour.follow(play);
    if moved {
        tour.prepare(play);
    }
    show(workspace, tour, moved);
}

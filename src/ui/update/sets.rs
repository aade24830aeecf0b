//! Drafts as sets: arranged, put aside, taken up, compared.

use crate::forecast::Question;
use crate::rules::order::Order;
use crate::ui::outside::worker::ForecastAsk;
use crate::ui::panels::sets::SetsView;
use crate::ui::state::drafting::DraftAsk;
use crate::ui::state::intents::Effect;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::Workspace;

/// Carries out what was asked of the drafts.
pub(super) fn ask(workspace: &mut Workspace, wish: DraftAsk) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let here = play.game.cursor();
    match wish {
        DraftAsk::Up(place) if place > 0 && place < play.drafts.len() => play.drafts.swap(place - 1, place),
        DraftAsk::Up(_) => {}
        DraftAsk::SetAside => play.drafting.set_aside(&mut play.drafts, here),
        DraftAsk::TakeUp(which) => {
            play.drafting.take_up(&mut play.drafts, (here, play.game.seat()), which);
            if matches!(play.page, Some(Page::Sets(_))) {
                play.page = None;
            }
        }
        DraftAsk::Forget(which) => play.drafting.forget((here, play.game.seat()), which),
        DraftAsk::Compare => return compare(workspace),
        DraftAsk::Again => {
            let given: Option<Vec<Order>> = play.scene().went_on().map(|orders| orders.into_iter().cloned().collect());
            play.drafts.extend(given.unwrap_or_default());
        }
    }
    play.refusals.clear();
    compare_again(workspace)
}

/// Compares what there is now where sets are on the page; where nothing is left to compare, the page is closed.
fn compare_again(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = workspace.play.as_mut().filter(|play| matches!(play.page, Some(Page::Sets(_)))) else { return Vec::new() };
    let left = !play.drafts.is_empty() || play.scene().aside().next().is_some();
    if left {
        return compare(workspace);
    }
    play.page = None;
    vec![Effect::StopForecast]
}

/// Opens the page on which sets are compared, and plays their futures from what the seat believes.
pub(super) fn compare(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let scene = play.scene();
    let seat = scene.seat();
    let mut view = SetsView::of(&scene, seat);
    let question = Question {
        options: view.sets().map(<[_]>::to_vec).collect(),
        watch: view.watch().to_vec(),
        ..super::drafts::question(play, seat, 0x5e75_0a51)
    };
    let digest = play.game.now().digest;
    let scenario = std::sync::Arc::clone(play.game.scenario());
    let number = view.preview.ask(&question);
    play.page = Some(Page::Sets(view));
    workspace.dialog = None;
    vec![Effect::Forecast(Box::new(ForecastAsk { number, digest, scenario, question }))]
}

//! Drafts as sets: arranged, put aside, taken up, compared.

use super::drafts::TURNS;
use crate::forecast::Question;
use crate::rules::draws::Seed;
use crate::rules::view::SeatView;
use crate::ui::kit::ensemble::FUTURES;
use crate::ui::outside::worker::Ask;
use crate::ui::panels::sets::SetsView;
use crate::ui::state::drafting::Ask as Wish;
use crate::ui::state::intents::Effect;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::Workspace;

/// Carries out what was asked of the drafts.
pub(super) fn ask(workspace: &mut Workspace, wish: Wish) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let here = play.game.cursor();
    match wish {
        Wish::Up(place) if place > 0 && place < play.drafts.len() => play.drafts.swap(place - 1, place),
        Wish::Up(_) => {}
        Wish::SetAside => play.drafting.set_aside(&mut play.drafts, here),
        Wish::TakeUp(which) => {
            play.drafting.take_up(&mut play.drafts, (here, play.game.seat()), which);
            if matches!(play.page, Some(Page::Sets(_))) {
                play.page = None;
            }
        }
        Wish::Forget(which) => play.drafting.forget((here, play.game.seat()), which),
        Wish::Compare => return compare(workspace),
    }
    play.refusals.clear();
    Vec::new()
}

/// Opens the page on which sets are compared, and plays their futures from what the seat believes.
pub(super) fn compare(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let scene = play.scene();
    let Some(seat) = scene.seat else { return Vec::new() };
    let mut view = SetsView::of(&scene, seat);
    let question = Question {
        view: SeatView::new(scene.setting, play.game.world(), seat),
        drafts: Vec::new(),
        options: view.sets().map(<[_]>::to_vec).collect(),
        watch: view.watch().to_vec(),
        futures: FUTURES,
        turns: TURNS.min(scene.world.last_turn.saturating_sub(scene.world.turn).saturating_add(1)),
        // Never the game's own luck, and the same for every set.
        seed: Seed(play.game.seed().0 ^ 0x5e75_0a51),
    };
    let digest = play.game.now().digest;
    let scenario = std::sync::Arc::clone(play.game.scenario());
    let number = view.preview.ask(FUTURES);
    play.page = Some(Page::Sets(view));
    workspace.dialog = None;
    vec![Effect::Forecast(Box::new(Ask { number, digest, scenario, question }))]
}

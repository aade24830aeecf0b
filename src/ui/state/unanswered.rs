//! What resolving the turn now would leave: requests without a drafted answer, and decisions that nobody took.

use crate::report::titles::plain;
use crate::rules::order::{Order, Player};
use crate::rules::price::{Currency, price};
use crate::rules::table::StateId;
use crate::rules::validate;
use crate::text::fill;
use crate::ui::state::scene::Scene;

/// How many decisions a seat has left this turn, beside those that are drafted.
#[must_use]
pub fn decisions_left(scene: &Scene<'_>, seat: StateId) -> f64 {
    let own = |order: &&Order| order.seat.state() == Some(seat);
    let costs = |order: &Order| Some(price(scene.setting, scene.world, order)).filter(|p| p.currency == Currency::Capacity);
    let taken: f64 = scene.drafts.iter().filter(own).filter_map(costs).map(|price| price.amount).sum();
    (validate::decisions_left(scene.setting, scene.world, seat) as f64 - taken).max(0.0)
}

/// How many requests nobody would answer: those for the seat in play, or, for who leads the game, those for seats that people play. None in a
/// turn that was played: what was decided then stands there.
#[must_use]
pub fn count(scene: &Scene<'_>) -> usize {
    if scene.went_on().is_some() { 0 } else { open(scene) }
}

fn open(scene: &Scene<'_>) -> usize {
    seats(scene).map(|seat| waiting(scene, seat)).sum()
}

/// The same in words, with the decisions that are left: a line for the seat in play, or one for each seat that people play, and one about
/// those whom the computer answers.
#[must_use]
pub fn lines(scene: &Scene<'_>) -> Vec<String> {
    let line = |seat| {
        let (waiting, left) = (waiting(scene, seat), decisions_left(scene, seat));
        let values = [("waiting", &*waiting.to_string()), ("left", &*plain(left)), ("state", &*scene.setting.states[seat].name)];
        let said = fill(if waiting > 0 { "unanswered.waiting" } else { "unanswered.none" }, &values);
        if scene.seat().is_some() { said } else { fill("unanswered.whose", &[values[2], ("said", &said)]) }
    };
    let others = scene.in_tray().filter(|request| scene.draft_for(request.key).is_none()).count() - open(scene);
    let computer = (others > 0).then(|| fill("unanswered.computer", &[("waiting", &others.to_string())]));
    seats(scene).map(line).chain(computer).collect()
}

/// The exporters for whom nobody else decides.
fn seats<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = StateId> + 'a {
    let of_people = |id: &StateId| match scene.seat() {
        Some(seat) => seat == *id,
        None => scene.world.players[*id] == Player::Person,
    };
    scene.setting.states.ids().filter(|id| scene.world.licenses(*id)).filter(of_people)
}

fn waiting(scene: &Scene<'_>, seat: StateId) -> usize {
    scene.in_tray().filter(|request| request.to == seat && scene.draft_for(request.key).is_none()).count()
}

//! The window for the room: the board, the headline and the measures, as large as a wall wants them.
//!
//! It follows what the facilitator looks at, and gets public facts only: positions as everybody may know them, headlines that everybody
//! reads, steps of a story that everybody may see. No drafts, no requests, no beliefs. What it shows is gathered here, on the side of the table, and
//! handed over whole (`room`); the room's own window draws it and asks for nothing.

mod room;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::{Context, Vec2, ViewportBuilder, ViewportId, vec2};

use crate::report::headlines::{told, told_to_the_room};
use crate::report::words;
use crate::rules::digest::Digest;
use crate::rules::ledger::Headline;
use crate::rules::quantity::Quantity;
use crate::rules::table::DomainId;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::rules::view::Viewer;
use crate::rules::world::World;
use crate::session::NodeId;
use crate::text::{fill, spoken, text};
use crate::ui::kit::parts;
use crate::ui::panels::board::Lens;
use crate::ui::panels::story::StoryView;
use crate::ui::state::commands::CommandId;
use crate::ui::state::highlight::Highlight;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::Page;
use crate::ui::state::scene::{Seen, public_scene};
use crate::ui::state::workspace::{Play, Scene, Selection, Workspace};
use room::{Room, Shown};

/// Headlines that are shown; a room reads no more at once.
const HEADLINES_MAX: usize = 4;

/// How large the window opens at the usual size of text, points; how much of the screen it takes at most, which leaves room for a bar; and
/// the part of that to which it can be made smaller.
const OPENS: Vec2 = vec2(1280.0, 720.0);
const OF_SCREEN: Vec2 = vec2(1.0, 0.92);
const SMALLEST: f32 = 0.375;

/// The window for the room, while it is open.
#[derive(Default)]
pub struct Audience {
    room: Arc<Mutex<Room>>,
    /// What the room is shown now.
    fed: Option<Fed>,
    /// The public positions up to the one that is looked at.
    seen: Option<(At, Seen)>,
    /// The room's own telling of the last turn, and in which language.
    told: Option<(u64, Option<StoryView>)>,
    /// How often the position has changed.
    count: u64,
    /// How large the window opened, points.
    size: Option<Vec2>,
}

/// Which position: its place in the tree, and what it is.
type At = (NodeId, Digest);

/// What the room is shown, as far as it can change.
#[derive(Clone, Debug, PartialEq)]
struct Fed {
    at: Option<At>,
    spoken: u64,
    still: bool,
    lens: Lens,
    domain: Option<DomainId>,
    selection: Selection,
    places: u64,
    story: Option<(usize, usize)>,
    progress: f32,
}

impl Audience {
    fn lock(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands the room what the table shows, if it has changed. Whether it had.
    fn feed(&mut self, play: Option<&Play>, still: bool) -> bool {
        let story = play.and_then(|play| match &play.page {
            Some(Page::Story(view)) => Some(view),
            _ => None,
        });
        let at = play.map(|play| (play.game.cursor(), play.game.now().digest));
        let look = play.map_or((Lens::Supply, None), |play| (play.board.lens(), play.board.domain()));
        let fed = Fed {
            at,
            spoken: spoken(),
            still,
            // Beliefs are each seat's own.
            lens: if look.0 == Lens::Beliefs { Lens::Supply } else { look.0 },
            domain: look.1,
            selection: play.map_or(Selection::Nothing, |play| play.selection),
            places: play.map_or(0, |play| play.positions.version()),
            story: story.map(StoryView::place),
            progress: story.map_or(1.0, |view| view.highlight().progress),
        };
        if self.fed.as_ref() == Some(&fed) {
            return false;
        }
        let shown = play.zip(at).map(|(play, at)| self.shown(play, at, story, &fed));
        self.lock().show(shown, still);
        self.fed = Some(fed);
        true
    }

    fn shown(&mut self, play: &Play, at: At, story: Option<&StoryView>, fed: &Fed) -> Shown {
        let Self { seen, told, count, .. } = self;
        let kept = seen.take().filter(|(of, _)| *of == at);
        let (_, seen) = seen.insert(kept.unwrap_or_else(|| {
            *count += 1;
            *told = None;
            (at, Seen::of(&play.game, Viewer::Room, *count))
        }));
        let scene = public_scene(&play.game, seen, &play.positions);
        let told = story.and_then(|story| {
            if told.as_ref().is_none_or(|(of, _)| *of != fed.spoken) {
                *told = Some((fed.spoken, StoryView::of(&scene)));
            }
            let own = told.as_mut()?.1.as_mut()?;
            own.follow(story).then_some(&*own)
        });
        let headlines = headlines(&scene);
        let over = play.game.over() && story.is_none();
        // A story is of the turn that has been played, and stands on the position before it.
        let told_of = scene.before().filter(|_| story.is_some()).unwrap_or(scene.world);
        let (title, happened, highlight) = match told {
            Some(story) => {
                let title = story.last_sentence().unwrap_or_else(|| text("audience.story").to_owned());
                (title, story.steps_so_far(), story.highlight().clone())
            }
            // A step that is not for everybody: the room sees that the turn is being told, and nothing of it.
            None if story.is_some() => (text("audience.story").to_owned(), Vec::new(), Highlight::default()),
            None => {
                let first = headlines.first().cloned().unwrap_or_else(|| play.game.setting().title.clone());
                let title = if over { fill("audience.over", &[("title", &play.game.setting().title)]) } else { first };
                (title, (1..).zip(headlines).collect(), Highlight::default())
            }
        };
        Shown {
            scenario: Arc::clone(play.game.scenario()),
            digest: Digest::of(scene.world),
            seen: seen.positions_only(),
            positions: play.positions.clone(),
            selection: if story.is_some() { Selection::Nothing } else { fed.selection },
            look: (fed.lens, fed.domain),
            highlight: story.map(|_| Highlight { progress: fed.progress, ..highlight }),
            told: story.is_some(),
            title: words::capital(title.trim_end_matches('.')),
            happened,
            turn: parts::turn(scene.setting, told_of),
            start: scene
                .line
                .first()
                .filter(|_| over)
                .map(|first| Measure::ALL.iter().map(|m| (*m, board_measure(first, *m))).collect()),
        }
    }
}

/// A measure of the whole board.
fn board_measure(world: &World, measure: Measure) -> Quantity {
    world.values.get(Variable::Measure(measure, Scope::Board))
}

/// What everybody reads of the last turn, the weightiest first.
fn headlines(scene: &Scene<'_>) -> Vec<String> {
    let Some(ledger) = scene.ledger().filter(|_| scene.before().is_some()) else { return Vec::new() };
    let context = scene.context(scene.last());
    let mut told: Vec<&Headline> = told(ledger, context).collect();
    told.sort_by_key(|news| std::cmp::Reverse(news.weight));
    told.into_iter()
        .take(HEADLINES_MAX)
        .map(|news| told_to_the_room(scene.setting, context, news, ledger).trim_end_matches('.').to_owned())
        .collect()
}

/// The window's identity.
fn id() -> ViewportId {
    ViewportId::from_hash_of("audience")
}

/// How large the window opens: the same at every size of text, and no larger than the screen.
fn opens(ctx: &Context) -> Vec2 {
    let screen = ctx.input(|input| input.viewport().monitor_size).unwrap_or(Vec2::INFINITY);
    (OPENS / ctx.zoom_factor()).min(screen * OF_SCREEN)
}

/// Shows the window for the room, if it is open, and closes it when it was closed from outside.
pub fn audience_ui(ctx: &Context, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    let Workspace { play, audience, settings, clock, .. } = workspace;
    let Some(audience) = audience else { return };
    let left = clock.filter(|_| play.as_ref().is_some_and(|play| !play.game.over())).map(|clock| clock.seconds());
    let timed = audience.lock().time(left);
    if audience.feed(play.as_ref(), settings.still) || timed {
        ctx.request_repaint_of(id());
    }
    if audience.lock().closed() {
        intents.push(Intent::Run(CommandId::Audience));
    }
    let title = play.as_ref().map_or_else(
        || text("audience.window_empty").to_owned(),
        |play| fill("audience.window", &[("title", &play.game.setting().title)]),
    );
    // Asked for once: a size of text that is chosen later changes nothing about the window.
    let size = *audience.size.get_or_insert_with(|| opens(ctx));
    let builder = ViewportBuilder::default().with_title(title).with_inner_size(size).with_min_inner_size(size * SMALLEST);
    let room = Arc::clone(&audience.room);
    ctx.show_viewport_deferred(id(), builder, move |ui, _class| room::room_ui(ui, &room));
}

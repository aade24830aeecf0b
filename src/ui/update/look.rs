//! The look of the window: theme, text size, motion, language, the arrangement of panels. All of it is kept in the settings.

use crate::text::{fill, text};
use crate::ui::panels::audience::Audience;
use crate::ui::panels::messages::Kind;
use crate::ui::state::arrangement::{Arrangement, Preset};
use crate::ui::state::clock::{Clock, ClockAsk};
use crate::ui::state::intents::Effect;
use crate::ui::state::settings::{TEXT_SIZE_MAX, TEXT_SIZE_MIN, ThemeChoice};
use crate::ui::state::workspace::Workspace;

fn kept(workspace: &Workspace) -> Vec<Effect> {
    vec![Effect::Settings(workspace.settings.write())]
}

fn restyled(workspace: &Workspace) -> Vec<Effect> {
    vec![Effect::Restyle, Effect::Settings(workspace.settings.write())]
}

pub(super) fn theme(workspace: &mut Workspace, theme: ThemeChoice) -> Vec<Effect> {
    workspace.settings.theme = theme;
    restyled(workspace)
}

/// Opens the window for the room, or closes it.
pub(super) fn audience(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.audience = if workspace.audience.is_some() { None } else { Some(Audience::default()) };
    Vec::new()
}

/// Minutes of a turn until somebody says otherwise.
const MINUTES: u16 = 10;

/// Starts the clock of the turn, stops it, or puts it away.
pub(super) fn clock(workspace: &mut Workspace, ask: ClockAsk) -> Vec<Effect> {
    match (ask, &mut workspace.clock) {
        (ClockAsk::Set(minutes), _) => workspace.clock = Some(Clock::of(minutes)),
        (ClockAsk::Turn, Some(clock)) => clock.turn(),
        (ClockAsk::Turn, None) => workspace.clock = Some(Clock::of(MINUTES)),
        (ClockAsk::Away, _) => workspace.clock = None,
    }
    Vec::new()
}

/// Dark becomes light and all else dark.
pub(super) fn theme_next(workspace: &mut Workspace) -> Vec<Effect> {
    let next = if workspace.settings.theme == ThemeChoice::Dark { ThemeChoice::Light } else { ThemeChoice::Dark };
    theme(workspace, next)
}

pub(super) fn text_size(workspace: &mut Workspace, size: u16) -> Vec<Effect> {
    workspace.settings.text_size = size.clamp(TEXT_SIZE_MIN, TEXT_SIZE_MAX);
    restyled(workspace)
}

pub(super) fn text_step(workspace: &mut Workspace, step: i16) -> Vec<Effect> {
    text_size(workspace, workspace.settings.text_size.saturating_add_signed(step))
}

pub(super) fn still(workspace: &mut Workspace, still: bool) -> Vec<Effect> {
    workspace.settings.still = still;
    restyled(workspace)
}

/// Whether orders of new games are sealed; a game that is on the table stays as it was begun.
pub(super) fn sealed(workspace: &mut Workspace, sealed: bool) -> Vec<Effect> {
    workspace.settings.sealed = sealed;
    vec![Effect::Settings(workspace.settings.write())]
}

pub(super) fn speak(workspace: &mut Workspace, language: String) -> Vec<Effect> {
    workspace.settings.language = language;
    restyled(workspace)
}

/// Panels were dragged or resized: from now on the arrangement is the user's own.
pub(super) fn arranged(workspace: &mut Workspace, arrangement: Arrangement) -> Vec<Effect> {
    if !arrangement.sound() {
        return Vec::new();
    }
    let layout = workspace.settings.layout;
    workspace.settings.layouts.insert(layout, arrangement);
    kept(workspace)
}

pub(super) fn layout(workspace: &mut Workspace, preset: Preset) -> Vec<Effect> {
    workspace.settings.layout = preset;
    workspace.dock = None;
    let name = text(preset.key());
    workspace.messages.say(Kind::Done, fill("message.layout", &[("layout", name)]));
    kept(workspace)
}

pub(super) fn layout_reset(workspace: &mut Workspace) -> Vec<Effect> {
    let layout = workspace.settings.layout;
    workspace.settings.layouts.remove(&layout);
    workspace.dock = None;
    workspace.messages.say(Kind::Done, text("message.layout_reset"));
    kept(workspace)
}

/// Shows handles on every panel, or hides them.
pub(super) fn arrange(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.arranging = !workspace.arranging;
    if workspace.arranging {
        workspace.messages.say(Kind::Note, text("message.arranging"));
    }
    Vec::new()
}

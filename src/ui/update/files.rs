//! Opening, saving, leaving.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{game, hindcast, journal, tour};
use crate::report::history;
use crate::rules::draws::Seed;
use crate::scenario;
use crate::session::journal::saved_mark;
use crate::session::save::{SaveError, outline};
use crate::session::{Game, save as file};
use crate::text::fill;
use crate::ui::commands::CommandId;
use crate::ui::intents::Effect;
use crate::ui::messages::Kind;
use crate::ui::settings::Recent;
use crate::ui::workspace::{Dialog, PathPurpose, Play, Saved, Screen, Way, Workspace};

/// The ending of a saved game's file.
const ENDING: &str = "countersign";

/// Opens a file, after asking about unsaved play.
pub(super) fn open(workspace: &mut Workspace, path: PathBuf) -> Vec<Effect> {
    workspace.dialog = None;
    go(workspace, Way::File(path))
}

/// Asks for a file: in the desktop's dialog, with a field of our own behind it for desktops without one.
pub(super) fn pick(workspace: &mut Workspace) -> Vec<Effect> {
    let folder = games(workspace).map(|dir| dir.join(" "));
    let typed = games(workspace).map_or_else(String::new, |dir| format!("{}{}", dir.display(), std::path::MAIN_SEPARATOR));
    workspace.dialog = Some(Dialog::Path(PathPurpose::Open, typed));
    vec![Effect::Pick(PathPurpose::Open, folder)]
}

pub(super) fn save_as(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let suggested = play.path.clone().or_else(|| fresh_path(workspace, play));
    let typed =
        suggested.as_deref().map_or_else(|| format!("{}.{ENDING}", play.game.setting().id), |path| path.display().to_string());
    workspace.dialog = Some(Dialog::Path(PathPurpose::Save, typed));
    vec![Effect::Pick(PathPurpose::Save, suggested)]
}

/// Saves where the game lies, or in the folder of games under a name that is free.
pub(super) fn save(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    match play.path.clone().or_else(|| fresh_path(workspace, play)) {
        Some(path) => save_to(workspace, path),
        None => save_as(workspace),
    }
}

pub(super) fn save_to(workspace: &mut Workspace, mut path: PathBuf) -> Vec<Effect> {
    if !matches!(workspace.dialog, Some(Dialog::Leave(_))) {
        workspace.dialog = None;
    }
    if path.extension().is_none() {
        path.set_extension(ENDING);
    }
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.saved = Saved::Writing;
    play.keep_desk();
    let text = file::save(&play.game);
    journal::on_its_way(play, saved_mark(&path, &text));
    vec![Effect::Save { path, text, revision: play.revision }]
}

/// A path that was typed: a home sign and blanks round it are understood.
#[must_use]
pub fn typed_path(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches('"');
    if text.is_empty() {
        return None;
    }
    let home = text.strip_prefix("~/").and_then(|rest| directories::BaseDirs::new().map(|dirs| dirs.home_dir().join(rest)));
    Some(home.unwrap_or_else(|| PathBuf::from(text)))
}

fn games(workspace: &Workspace) -> Option<PathBuf> {
    workspace.data_dir.as_ref().map(|dir| dir.join("games"))
}

fn fresh_path(workspace: &Workspace, play: &Play) -> Option<PathBuf> {
    let dir = games(workspace)?;
    let id = &play.game.setting().id;
    let names = std::iter::once(format!("{id}.{ENDING}")).chain((2..10_000).map(|n| format!("{id}-{n}.{ENDING}")));
    names.map(|name| dir.join(name)).find(|path| !path.exists())
}

/// A game is on disk.
pub fn saved(workspace: &mut Workspace, path: &Path, revision: u64) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.path = Some(path.to_path_buf());
    play.saved = Saved::OnDisk;
    play.revision_saved = revision;
    let setting = play.game.setting();
    let recent =
        Recent { path: path.to_path_buf(), title: setting.title.clone(), turn: play.game.world().turn, turns: setting.turns };
    let then = play.then.take();
    let mut effects = journal::in_file(play);
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    workspace.messages.say(Kind::Done, fill("message.saved", &[("file", &file)]));
    workspace.settings.remember(recent);
    effects.push(Effect::Settings(workspace.settings.write()));
    if let Some(way) = then {
        workspace.dialog = None;
        effects.extend(walk(workspace, way));
    }
    effects
}

/// A game is not on disk; it is still here, and nobody leaves.
pub fn save_failed(workspace: &mut Workspace, why: String) {
    if let Some(play) = &mut workspace.play {
        play.then = None;
        let words = fill("topbar.not_saved", &[("why", &why)]);
        play.saved = Saved::Failed(why);
        workspace.messages.say_with(Kind::Problem, words, Some(CommandId::SaveAs));
    }
    workspace.dialog = None;
}

/// Somebody closes the window. Whether it may close now.
pub fn leave_asked(workspace: &mut Workspace) -> bool {
    if workspace.leaving {
        return true;
    }
    super::branches::keep(workspace);
    // Without unsaved play the window closes by itself; otherwise the question is on the screen now.
    go(workspace, Way::Out);
    workspace.leaving
}

/// Goes somewhere else, after asking about unsaved play.
pub(super) fn go(workspace: &mut Workspace, way: Way) -> Vec<Effect> {
    let unsaved = workspace.play.as_ref().is_some_and(|play| play.unsaved() || !play.drafts.is_empty());
    if unsaved && !matches!((&way, workspace.screen), (Way::Home, Screen::Home)) {
        workspace.dialog = Some(Dialog::Leave(way));
        Vec::new()
    } else {
        walk(workspace, way)
    }
}

/// The answer to the question about unsaved play.
pub(super) fn leave(workspace: &mut Workspace, save_first: bool) -> Vec<Effect> {
    let Some(Dialog::Leave(way)) = workspace.dialog.clone() else { return Vec::new() };
    let Some(play) = workspace.play.as_mut().filter(|_| save_first) else {
        return walk(workspace, way);
    };
    play.then = Some(way);
    save(workspace)
}

fn walk(workspace: &mut Workspace, way: Way) -> Vec<Effect> {
    workspace.dialog = None;
    match way {
        Way::Out => {
            workspace.leaving = true;
            vec![Effect::Close]
        }
        Way::Home => {
            workspace.play = None;
            workspace.screen = Screen::Home;
            let mut effects = hindcast::close(workspace);
            effects.push(Effect::StopForecast);
            effects
        }
        Way::File(path) => vec![Effect::Read(path)],
        Way::Tour => tour::begin(workspace),
        Way::Case(id) => hindcast::replay(workspace, &id),
    }
}

/// A file was read: a saved game, or a scenario.
pub fn opened(workspace: &mut Workspace, path: &Path, text: Result<String, String>) -> Vec<Effect> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let text = match text {
        Ok(text) => text,
        Err(why) => return failed(workspace, &fill("file.unreadable", &[("file", &name)]), why),
    };
    if path.extension().is_some_and(|ending| ending == "ron") {
        return match scenario::load(&name, &text) {
            Ok(scenario) => {
                let seat = first_seat(&scenario.setting);
                game::put(workspace, Play::new(Game::new(Arc::new(scenario), Seed(0x5eed), seat)));
                Vec::new()
            }
            Err(problems) => {
                let count = problems.0.len();
                let key = if count == 1 { "file.one_problem" } else { "file.problems" };
                let title = fill(key, &[("count", &count.to_string()), ("file", &name)]);
                // One problem a paragraph, each with its place.
                let text = problems.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n");
                failed(workspace, &title, text)
            }
        };
    }
    match file::load(&text, &name) {
        Ok(game) => {
            let mut play = Play::new(game);
            play.path = Some(path.to_path_buf());
            play.saved = Saved::OnDisk;
            play.mark = Some((play.game.log().len(), saved_mark(path, &text)));
            game::put(workspace, play);
            Vec::new()
        }
        // A game of other rules cannot be played here, but it can be read.
        Err(why @ SaveError::OtherRules { .. }) => match outline(&text) {
            Ok(outline) => failed(workspace, &fill("file.read_only", &[("file", &name)]), history::read_only(&why, &outline)),
            Err(_damaged) => failed(workspace, &fill("file.bad_game", &[("file", &name)]), why.to_string()),
        },
        Err(why) => failed(workspace, &fill("file.bad_game", &[("file", &name)]), why.to_string()),
    }
}

fn failed(workspace: &mut Workspace, title: &str, text: String) -> Vec<Effect> {
    workspace.messages.say(Kind::Problem, title);
    workspace.messages.close_all();
    workspace.dialog = Some(Dialog::Page { title: title.to_owned(), text });
    Vec::new()
}

/// The seat that a new game offers: the first exporter that people may play, and that is no rival.
#[must_use]
pub fn first_seat(setting: &crate::rules::setting::Setting) -> Option<crate::rules::table::StateId> {
    let playable = |s: &crate::rules::setting::StateInfo| s.playable && s.roles.exporter && !s.roles.rival;
    setting.states.find(playable).or_else(|| setting.states.find(|s| s.playable))
}

//! Opening, saving, leaving.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{game, hindcast, journal, tour};
use crate::report::words::file_name;
use crate::rules::RULES_VERSION;
use crate::rules::draws::Seed;
use crate::session::journal::saved_mark;
use crate::session::save::SAVE_EXTENSION;
use crate::session::{Game, save as file};
use crate::text::fill;
use crate::ui::outside::filing::{Opened, UseOf};
use crate::ui::panels::messages::Kind;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::{Effect, SaveTo};
use crate::ui::state::settings::Recent;
use crate::ui::state::workspace::{Dialog, PathPurpose, Play, Saved, Screen, Way, Workspace};

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
    match (play.path.clone(), games(workspace)) {
        (Some(path), _) => suggested(workspace, path),
        (None, Some(folder)) => vec![Effect::Suggest(SaveTo::Fresh { folder, id: play.game.setting().id.clone() })],
        (None, None) => {
            let name = PathBuf::from(&play.game.setting().id).with_added_extension(SAVE_EXTENSION);
            suggested(workspace, name)
        }
    }
}

/// Asks where the game is to be saved, and proposes a file.
pub fn suggested(workspace: &mut Workspace, path: PathBuf) -> Vec<Effect> {
    if workspace.play.is_none() {
        return Vec::new();
    }
    workspace.dialog = Some(Dialog::Path(PathPurpose::Save, path.display().to_string()));
    vec![Effect::Pick(PathPurpose::Save, Some(path))]
}

/// Saves where the game lies, or in the folder of games under a name that is free.
pub(super) fn save(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    match (play.path.clone(), games(workspace)) {
        (Some(path), _) => write(workspace, SaveTo::File(path)),
        (None, Some(folder)) => {
            let id = play.game.setting().id.clone();
            write(workspace, SaveTo::Fresh { folder, id })
        }
        (None, None) => save_as(workspace),
    }
}

/// Saves in a file that was typed or picked.
pub(super) fn save_to(workspace: &mut Workspace, mut path: PathBuf) -> Vec<Effect> {
    if path.extension().is_none() {
        path.set_extension(SAVE_EXTENSION);
    }
    write(workspace, SaveTo::File(path))
}

fn write(workspace: &mut Workspace, to: SaveTo) -> Vec<Effect> {
    if !matches!(workspace.dialog, Some(Dialog::Leave(_))) {
        workspace.dialog = None;
    }
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.saved = Saved::Writing;
    play.keep_desk();
    play.being_filed = play.drafted();
    let text = file::save(&play.game);
    // Where it lies is known once it is there.
    journal::on_its_way(play, saved_mark(Path::new(""), &text));
    vec![Effect::Save { game: play.number, to, text, revision: play.revision }]
}

fn games(workspace: &Workspace) -> Option<PathBuf> {
    workspace.data_dir.as_ref().map(|dir| dir.join("games"))
}

/// Which game is on the table, and how far it is played.
fn table_now(workspace: &Workspace) -> Option<(u64, u64)> {
    workspace.play.as_ref().map(|play| (play.number, play.revision))
}

/// The game of that number, if it is on the table.
fn on_table(workspace: &mut Workspace, game: u64) -> Option<&mut Play> {
    workspace.play.as_mut().filter(|play| play.number == game)
}

/// A game is on disk. It may have left the table since.
pub fn saved(workspace: &mut Workspace, game: u64, path: &Path, revision: u64) -> Vec<Effect> {
    let file = file_name(path);
    workspace.messages.say(Kind::Done, fill("message.saved", &[("file", &file)]));
    let Some(play) = on_table(workspace, game) else { return Vec::new() };
    play.path = Some(path.to_path_buf());
    play.saved = Saved::OnDisk;
    play.revision_saved = revision;
    play.filed = std::mem::take(&mut play.being_filed);
    let setting = play.game.setting();
    let recent = Recent {
        path: path.to_path_buf(),
        title: setting.title.clone(),
        turn: play.game.world().turn,
        turns: play.game.world().last_turn,
    };
    let then = play.then.take();
    let mut effects = journal::in_file(play, path);
    workspace.settings.remember(recent);
    effects.push(Effect::Settings(workspace.settings.write()));
    if let Some(way) = then {
        workspace.dialog = None;
        effects.extend(walk(workspace, way));
    }
    effects
}

/// A game is not on disk; it is still here, and nobody leaves.
pub fn save_failed(workspace: &mut Workspace, game: u64, why: String) {
    let Some(play) = on_table(workspace, game) else {
        workspace.messages.say(Kind::Problem, fill("message.left_unsaved", &[("why", &why)]));
        return;
    };
    play.then = None;
    let words = fill("topbar.not_saved", &[("why", &why)]);
    play.saved = Saved::Failed(why);
    workspace.messages.say_with(Kind::Problem, words, Some(CommandId::SaveAs));
    if !matches!(workspace.dialog, Some(Dialog::Opening { .. })) {
        workspace.dialog = None;
    }
}

/// Somebody closes the window. Whether it may close now.
pub fn leave_asked(workspace: &mut Workspace) -> bool {
    if workspace.leaving {
        return true;
    }
    super::branches::keep(workspace);
    super::drafts::keep_begun(workspace);
    // Without unsaved play the window closes by itself; otherwise the question is on the screen now.
    go(workspace, Way::Out);
    workspace.leaving
}

/// Goes somewhere else, after asking about unsaved play and about what was begun.
pub(super) fn go(workspace: &mut Workspace, way: Way) -> Vec<Effect> {
    let unsaved = workspace.play.as_ref().is_some_and(|play| play.unsaved() || play.drafts_unsaved() > 0 || play.begun() > 0);
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
        Way::File(path) => read(workspace, path, Effect::Read),
        Way::Anew(path) => read(workspace, path, Effect::Replay),
        Way::Again { same_luck } => game::again(workspace, same_luck),
        Way::Tour => tour::begin(workspace),
        Way::Case(id) => hindcast::replay(workspace, &id),
    }
}

/// Reads a file off the frame; a dialog stands for it meanwhile.
fn read(workspace: &mut Workspace, path: PathBuf, how: fn(PathBuf) -> Effect) -> Vec<Effect> {
    let over = table_now(workspace);
    workspace.dialog = Some(Dialog::Opening { path: path.clone(), over });
    vec![how(path)]
}

/// A file was read: a saved game, or a scenario. Whoever did not wait for it does not get it.
pub fn opened(workspace: &mut Workspace, path: PathBuf, opened: Opened) -> Vec<Effect> {
    match &workspace.dialog {
        Some(Dialog::Opening { path: wanted, over }) if *wanted == path => {
            if *over != table_now(workspace) {
                // Somebody played on while it was read: they are asked about that.
                let mut effects = vec![Effect::GiveBack(path.clone())];
                workspace.dialog = None;
                let way = if matches!(opened, Opened::Anew { .. }) { Way::Anew(path) } else { Way::File(path) };
                effects.extend(go(workspace, way));
                return effects;
            }
        }
        _ => return vec![Effect::GiveBack(path)],
    }
    let mut newer = None;
    let play = match opened {
        Opened::Page { title, text, use_of } => {
            let kind = if use_of == UseOf::Nothing { Kind::Problem } else { Kind::Note };
            workspace.messages.say(kind, title.as_str());
            workspace.messages.close_all();
            workspace.dialog = Some(Dialog::Page { title, text, anew: (use_of == UseOf::Orders).then_some(path) });
            return Vec::new();
        }
        Opened::Anew { game, stopped } => {
            let (ours, turn) = (RULES_VERSION.to_string(), game.world().turn.to_string());
            let file = file_name(&path);
            let key = if stopped { "reading.played_anew_to" } else { "reading.played_anew" };
            workspace.messages.say(Kind::Note, fill(key, &[("file", &file), ("ours", &ours), ("turn", &turn)]));
            Play::new(*game)
        }
        Opened::Scenario(scenario) => {
            let seat = scenario.setting.first_seat();
            Play::new(Game::new(Arc::new(*scenario), Seed(0x5eed), seat))
        }
        Opened::Game(game, mark, later) => {
            newer = later;
            let mut play = Play::new(*game);
            play.path = Some(path);
            play.saved = Saved::OnDisk;
            play.mark = Some((Some(play.game.log().len()), mark));
            play.filed = play.drafted();
            play
        }
    };
    game::put(workspace, play);
    let later = newer.and_then(|journal| workspace.crashed.iter().position(|crashed| crashed.journal == journal));
    if let Some(which) = later {
        workspace.dialog = Some(Dialog::Later(which));
    }
    Vec::new()
}

//! What intents do to the workspace. One line an intent; the work is in the files of this folder, one a group.

mod drafts;
mod files;
mod game;
mod pages;
mod view;

pub use files::{first_seat, leave_asked, opened, save_failed, saved, typed_path};
pub use game::{played, previewed};
pub use pages::exported;

use super::commands::CommandId;
use super::intents::{Effect, Intent};
use super::workspace::{Dialog, PathPurpose, Way, Workspace};

/// Carries one intent out, and says what the outside is to do.
pub fn apply(workspace: &mut Workspace, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Run(command) => run(workspace, command),
        Intent::Start(which, seat) => game::start(workspace, which, seat),
        Intent::Briefing(which) => view::briefing(workspace, which),
        Intent::BriefingHere => view::briefing_here(workspace),
        Intent::Open(path) => files::open(workspace, path),
        Intent::PathGiven(PathPurpose::Open, path) => files::open(workspace, path),
        Intent::PathGiven(PathPurpose::Save, path) => files::save_to(workspace, path),
        Intent::Select(selection) => view::select(workspace, selection),
        Intent::Sit(seat) => game::sit(workspace, seat),
        Intent::Decide(key) => drafts::decide(workspace, key),
        Intent::Neighbour(step) => drafts::neighbour(workspace, step),
        Intent::Draft(order) => drafts::put(workspace, order),
        Intent::RemoveDraft(place) => drafts::remove(workspace, place),
        Intent::Show(tab) => view::show(workspace, tab),
        Intent::Why(variable) => view::why(workspace, variable),
        Intent::AllCauses(variable) => pages::why(workspace, variable, None),
        Intent::Entries(entries) => view::entries(workspace, entries),
        Intent::GoTo(node) => game::go_to(workspace, node),
        Intent::Forecast => drafts::forecast(workspace),
        Intent::StopForecast => drafts::stop(workspace),
        Intent::Page(ask) => pages::apply(workspace, ask),
        Intent::Dismiss => view::dismiss(workspace),
        Intent::Leave { save } => files::leave(workspace, save),
    }
}

fn run(workspace: &mut Workspace, command: CommandId) -> Vec<Effect> {
    match command {
        CommandId::Resolve => game::resolve(workspace),
        CommandId::Undo => game::undo(workspace),
        CommandId::Redo => game::redo(workspace),
        CommandId::Save => files::save(workspace),
        CommandId::SaveAs => files::save_as(workspace),
        CommandId::OpenFile => files::pick(workspace),
        CommandId::Home => files::go(workspace, Way::Home),
        CommandId::Quit => files::go(workspace, Way::Out),
        CommandId::Theme => view::theme(workspace),
        CommandId::TextLarger => view::text_size(workspace, 10),
        CommandId::TextSmaller => view::text_size(workspace, -10),
        CommandId::TextNormal => view::text_size(workspace, 0),
        CommandId::Fit => view::zoom(workspace, 0.0),
        CommandId::ZoomIn => view::zoom(workspace, 1.25),
        CommandId::ZoomOut => view::zoom(workspace, 0.8),
        CommandId::Decide => drafts::decide_first(workspace),
        CommandId::AddDraft => drafts::add(workspace),
        CommandId::Briefing => view::briefing_here(workspace),
        CommandId::Keyboard => view::dialog(workspace, Dialog::Keyboard),
        CommandId::Story => pages::story(workspace),
        CommandId::AllPlots => pages::plots(workspace),
        CommandId::Help => pages::help(workspace),
        CommandId::Close => view::close(workspace),
        CommandId::Plots | CommandId::Headlines | CommandId::Ledger => match super::commands::tab(command) {
            Some(tab) => view::show(workspace, tab),
            None => Vec::new(),
        },
    }
}

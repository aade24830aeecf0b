//! What intents do to the workspace. One line an intent; the work is in the files of this folder, one a group.

mod branches;
mod drafts;
mod files;
mod game;
mod hand_in;
mod hindcast;
mod journal;
mod look;
mod pages;
mod sets;
mod table;
mod tour;
mod view;

pub use files::{leave_asked, opened, save_failed, saved, suggested};
pub use game::{played, previewed};
pub use journal::{crashed, journal, journal_again, no_journal, regained};
pub use pages::exported;

use crate::text::{fill, text};
use crate::ui::panels::board::Lens;
use crate::ui::panels::messages::Kind;
use crate::ui::state::arrangement::Preset;
use crate::ui::state::clock::ClockAsk;
use crate::ui::state::commands::{self, CommandId, Group};
use crate::ui::state::intents::{Effect, Intent};
use crate::ui::state::workspace::{Dialog, PathPurpose, Way, Workspace};

/// Carries one intent out, and says what the outside is to do.
pub fn apply(workspace: &mut Workspace, intent: Intent) -> Vec<Effect> {
    branches::keep(workspace);
    drafts::keep_begun(workspace);
    let before = table::undoable(workspace);
    let drafted = drafts::before(workspace, &intent);
    let mut effects = carry_out(workspace, intent);
    drafts::changed(workspace, drafted);
    table::settle(workspace, before);
    tour::follow(workspace);
    let wonder = drafts::wonder(workspace, &effects);
    effects.extend(wonder);
    effects
}

fn carry_out(workspace: &mut Workspace, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Run(command) => run(workspace, command),
        Intent::Start(which, seat) => {
            let effects = game::start(workspace, which, seat);
            view::begun(workspace);
            effects
        }
        Intent::Briefing(which) => view::briefing(workspace, which),
        Intent::Open(path) => files::open(workspace, path),
        Intent::PathGiven(PathPurpose::Open, path) => files::open(workspace, path),
        Intent::PathGiven(PathPurpose::Save, path) => files::save_to(workspace, path),
        Intent::Select(selection) => view::select(workspace, selection),
        Intent::Place(places) => table::place(workspace, places),
        Intent::StartOrder { exporter, partner } => table::start_order(workspace, exporter, partner),
        Intent::Arranged(arrangement) => look::arranged(workspace, arrangement),
        Intent::Layout(preset) => look::layout(workspace, preset),
        Intent::Theme(theme) => look::theme(workspace, theme),
        Intent::TextSize(size) => look::text_size(workspace, size),
        Intent::Still(still) => look::still(workspace, still),
        Intent::Speak(language) => look::speak(workspace, language),
        Intent::Sit(seat) => game::sit_or_ask(workspace, seat),
        Intent::TakeChair => game::take_chair(workspace),
        Intent::Decide(key) => drafts::decide(workspace, key),
        Intent::Neighbour(step) => drafts::neighbour(workspace, step),
        Intent::Draft(order) => drafts::put(workspace, order),
        Intent::Drafts(ask) => sets::ask(workspace, ask),
        Intent::Reopen(place) => drafts::reopen(workspace, place),
        Intent::Redraft(place, order) => drafts::redraft(workspace, place, order),
        Intent::RemoveDraft(place) => drafts::remove(workspace, place),
        Intent::Discard => drafts::discard(workspace),
        Intent::Show(tab) => view::show(workspace, tab),
        Intent::Why(variable) => view::why(workspace, variable),
        Intent::Entries(entries) => view::entries(workspace, entries),
        Intent::GoTo(node) => game::go_to(workspace, node),
        Intent::Forecast => drafts::forecast(workspace),
        Intent::StopForecast => drafts::stop(workspace),
        Intent::StopAssessing => hindcast::stop(workspace),
        Intent::PlayAnew(path) => files::go(workspace, Way::Anew(path)),
        Intent::Replay(id) => files::go(workspace, Way::Case(id)),
        Intent::Branches(ask) => branches::apply(workspace, &ask),
        Intent::Sealed(sealed) => look::sealed(workspace, sealed),
        Intent::Page(ask) => pages::apply(workspace, ask),
        Intent::Tour(ask) => tour::ask(workspace, ask),
        Intent::Dismiss => view::dismiss(workspace),
        Intent::GoOnWith(which) => journal::go_on(workspace, which),
        Intent::PutAside(which) => journal::put_aside(workspace, which),
        Intent::Clock(ask) => look::clock(workspace, ask),
        Intent::AboutHandingIn => hand_in::about(workspace),
        Intent::Leave { save } => files::leave(workspace, save),
    }
}

/// Why a command of the turn cannot be given now: what it lacks, or what lies over the board.
fn refused(workspace: &Workspace, command: CommandId) -> Option<&'static str> {
    let known = commands::find(command).filter(|known| Group::of(known.id) == Group::Turn)?;
    (known.enabled)(workspace).and_then(|()| commands::held_back(workspace, command)).err()
}

fn run(workspace: &mut Workspace, command: CommandId) -> Vec<Effect> {
    if let Some(reason) = refused(workspace, command) {
        let name = commands::find(command).map_or("", |known| text(known.label));
        let words = fill("message.not_now", &[("command", name), ("reason", text(reason))]);
        workspace.messages.say(Kind::Note, words);
        return Vec::new();
    }
    match command {
        CommandId::Resolve => game::resolve(workspace),
        CommandId::Undo => game::undo(workspace),
        CommandId::Redo => game::redo(workspace),
        CommandId::Save => files::save(workspace),
        CommandId::SaveAs => files::save_as(workspace),
        CommandId::HandIn => hand_in::hand_in(workspace),
        CommandId::OpenFile => files::pick(workspace),
        CommandId::Home => files::go(workspace, Way::Home),
        CommandId::Quit => files::go(workspace, Way::Out),
        CommandId::Theme => look::theme_next(workspace),
        CommandId::TextLarger => look::text_step(workspace, 10),
        CommandId::TextSmaller => look::text_step(workspace, -10),
        CommandId::TextNormal => look::text_size(workspace, 100),
        CommandId::Fit => view::zoom(workspace, 0.0),
        CommandId::ZoomIn => view::zoom(workspace, 1.25),
        CommandId::ZoomOut => view::zoom(workspace, 0.8),
        CommandId::Decide => drafts::decide_first(workspace),
        CommandId::AddDraft => drafts::add(workspace),
        CommandId::Briefing => view::briefing_here(workspace),
        CommandId::Keyboard => view::dialog(workspace, Dialog::Keyboard),
        CommandId::Palette => view::find(workspace, true),
        CommandId::Search => view::find(workspace, false),
        CommandId::Settings => view::dialog(workspace, Dialog::Settings),
        CommandId::Messages => view::dialog(workspace, Dialog::Messages),
        CommandId::NextPanel => vec![Effect::Step(1)],
        CommandId::PreviousPanel => vec![Effect::Step(-1)],
        CommandId::NextLink => table::travel(workspace, 1),
        CommandId::PreviousLink => table::travel(workspace, -1),
        CommandId::FollowLink => table::follow(workspace),
        CommandId::MoveLeft => table::nudge(workspace, -1, 0),
        CommandId::MoveRight => table::nudge(workspace, 1, 0),
        CommandId::MoveUp => table::nudge(workspace, 0, -1),
        CommandId::MoveDown => table::nudge(workspace, 0, 1),
        CommandId::LayOut => table::lay_out(workspace),
        CommandId::LayOutAsGiven => table::lay_out_as_given(workspace),
        CommandId::LensSupply => table::lens(workspace, Lens::Supply),
        CommandId::LensAlignment => table::lens(workspace, Lens::Alignment),
        CommandId::LensThreat => table::lens(workspace, Lens::Threat),
        CommandId::LensCapability => table::lens(workspace, Lens::Capability),
        CommandId::LensBeliefs => table::lens(workspace, Lens::Beliefs),
        CommandId::ArrangePanels => look::arrange(workspace),
        CommandId::LayoutStudent => look::layout(workspace, Preset::Student),
        CommandId::LayoutFacilitator => look::layout(workspace, Preset::Facilitator),
        CommandId::LayoutAnalyst => look::layout(workspace, Preset::Analyst),
        CommandId::LayoutProjector => look::layout(workspace, Preset::Projector),
        CommandId::Audience => look::audience(workspace),
        CommandId::Clock => look::clock(workspace, ClockAsk::Turn),
        CommandId::LayoutReset => look::layout_reset(workspace),
        CommandId::NewOrder => view::new_order(workspace),
        CommandId::StartOrder => table::start_order_of_lit(workspace),
        CommandId::CompareSets => sets::compare(workspace),
        CommandId::PlayAgain => files::go(workspace, Way::Again { same_luck: true }),
        CommandId::PlayAgainOtherLuck => files::go(workspace, Way::Again { same_luck: false }),
        CommandId::Tour => files::go(workspace, Way::Tour),
        CommandId::TourNext => tour::next(workspace),
        CommandId::TourBack => tour::back(workspace),
        CommandId::Story => pages::story(workspace),
        CommandId::AllPlots => pages::plots(workspace),
        CommandId::Seats => pages::seats(workspace),
        CommandId::Branches => branches::open(workspace),
        CommandId::ReplayRest => branches::replay_rest(workspace),
        CommandId::TurnBefore => branches::step(workspace, -1),
        CommandId::TurnAfter => branches::step(workspace, 1),
        CommandId::RunThrough => branches::run_through(workspace),
        CommandId::Help => pages::help(workspace),
        CommandId::Hindcast => hindcast::open(workspace),
        CommandId::Close => view::close(workspace),
        CommandId::Plots | CommandId::Headlines | CommandId::Ledger => match commands::tab(command) {
            Some(tab) => view::show(workspace, tab),
            None => Vec::new(),
        },
    }
}

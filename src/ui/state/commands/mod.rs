//! Every command of the window, once: its words, its icon, its keys, and when it can be given. Menus, buttons, tooltips, shortcuts,
//! the sheet of keys and the palette all come from here.

mod groups;
pub mod naming;
mod when;

use egui::{Key, KeyboardShortcut, Modifiers};

pub use groups::Group;
pub use when::held_back;
use when::{
    always, can_add, can_compare, can_decide, can_follow, can_move, can_redo, can_replay_rest, can_resolve, can_run,
    can_start_order, can_tell, can_time, can_travel, can_undo, has_after, has_before, has_game, on_board, on_table, on_tour,
};

use crate::ui::kit::theme::icons;
use crate::ui::state::workspace::{Screen, Tab, Workspace};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommandId {
    /// Plays the turn.
    Resolve,
    /// Takes the last turn back.
    Undo,
    /// Plays it again as it was.
    Redo,
    /// Writes the game to its file.
    Save,
    /// Writes the game to another file.
    SaveAs,
    /// Writes a copy to be handed in, and shows its eight words.
    HandIn,
    /// Opens a file.
    OpenFile,
    /// Back to the scenarios.
    Home,
    /// The game from its start, with the same luck.
    PlayAgain,
    /// The game from its start, with other luck.
    PlayAgainOtherLuck,
    /// Out of the program.
    Quit,
    /// Dark or light.
    Theme,
    /// Larger text.
    TextLarger,
    /// Smaller text.
    TextSmaller,
    /// Text as designed.
    TextNormal,
    /// The whole board.
    Fit,
    /// Closer to the board.
    ZoomIn,
    /// Further from the board.
    ZoomOut,
    /// Decides the request of what is lit, or the first of the in-tray.
    Decide,
    /// Adds the composer's order to the drafts.
    AddDraft,
    /// Shows a tab.
    Plots,
    /// Shows a tab.
    Headlines,
    /// Shows a tab.
    Ledger,
    /// The scenario's page.
    Briefing,
    /// The keys.
    Keyboard,
    /// Commands by name.
    Palette,
    /// Everything by name.
    Search,
    /// Theme, text size, motion, language, panels.
    Settings,
    /// What the window said.
    Messages,
    /// The focus to the next part of the screen.
    NextPanel,
    /// The focus to the part before.
    PreviousPanel,
    /// The next link of what is lit.
    NextLink,
    /// The link before.
    PreviousLink,
    /// To the other end of the lit link.
    FollowLink,
    /// Moves the lit state.
    MoveLeft,
    /// Moves the lit state.
    MoveRight,
    /// Moves the lit state.
    MoveUp,
    /// Moves the lit state.
    MoveDown,
    /// Lays the board out by itself.
    LayOut,
    /// Puts every state back where the scenario has it.
    LayOutAsGiven,
    /// Who supplies whom.
    LensSupply,
    /// Who is with whom, and who promised what.
    LensAlignment,
    /// Who fears whom.
    LensThreat,
    /// Who can do what.
    LensCapability,
    /// Who trusts whom.
    LensBeliefs,
    /// Handles on every panel.
    ArrangePanels,
    /// An arrangement of panels.
    LayoutStudent,
    /// An arrangement of panels.
    LayoutFacilitator,
    /// An arrangement of panels.
    LayoutAnalyst,
    /// An arrangement of panels.
    LayoutProjector,
    /// The window for the room.
    Audience,
    /// Starts the clock of the turn, or stops it.
    Clock,
    /// The arrangement as it was designed.
    LayoutReset,
    /// Every order that the seat could give.
    NewOrder,
    /// An order about the lit state.
    StartOrder,
    /// The tour.
    Tour,
    /// The next bubble of the tour.
    TourNext,
    /// The bubble before.
    TourBack,
    /// The drafts beside the sets that were put aside.
    CompareSets,
    /// Shows who plays which state.
    Seats,
    /// The last turn, told in steps.
    Story,
    /// Every series, as large as the window.
    AllPlots,
    /// The tree of turns, and two branches compared.
    Branches,
    /// The later turns again, under the drafts.
    ReplayRest,
    /// Looks at the turn before.
    TurnBefore,
    /// Looks at the turn after.
    TurnAfter,
    /// Runs through the turns.
    RunThrough,
    /// The rulebook, open at what is on the screen.
    Help,
    /// The rules against history.
    Hindcast,
    /// Lets go of what is open or lit.
    Close,
}

/// What there is to say of a command.
pub struct Command {
    /// Which.
    pub id: CommandId,
    /// The key of its words.
    pub label: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its keys.
    pub keys: Option<KeyboardShortcut>,
    /// Whether it can be given now, or the key of the reason why not.
    pub enabled: fn(&Workspace) -> Result<(), &'static str>,
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

const fn alt(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::ALT, key))
}

const fn shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::SHIFT, key))
}

const fn bare(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

const fn command(
    id: CommandId,
    label: &'static str,
    icon: &'static str,
    keys: Option<KeyboardShortcut>,
    enabled: fn(&Workspace) -> Result<(), &'static str>,
) -> Command {
    Command { id, label, icon, keys, enabled }
}

/// Every command, those with more modifiers first, so that Ctrl+Shift+S is not taken for Ctrl+S.
pub static ALL: &[Command] = &[
    command(CommandId::SaveAs, "command.save_as", icons::SAVE_AS, ctrl_shift(Key::S), has_game),
    command(CommandId::Redo, "command.redo", icons::REDO, ctrl_shift(Key::Z), can_redo),
    command(CommandId::ReplayRest, "command.replay_rest", icons::BRANCH, ctrl_shift(Key::R), can_replay_rest),
    command(CommandId::Resolve, "command.resolve", icons::ORDER, ctrl(Key::R), can_resolve),
    command(CommandId::Undo, "command.undo", icons::UNDO, ctrl(Key::Z), can_undo),
    command(CommandId::Save, "command.save", icons::SAVE, ctrl(Key::S), has_game),
    command(CommandId::HandIn, "command.hand_in", icons::VERIFIED, ctrl(Key::E), on_table),
    command(CommandId::OpenFile, "command.open", icons::FOLDER_OPEN, ctrl(Key::O), always),
    command(CommandId::Home, "command.home", icons::HOME, ctrl(Key::H), on_table),
    command(CommandId::Quit, "command.quit", icons::CLOSE, ctrl(Key::Q), always),
    command(CommandId::Theme, "command.theme", icons::DARK_MODE, ctrl(Key::T), always),
    command(CommandId::TextLarger, "command.text_larger", icons::TEXT_SIZE, ctrl(Key::Plus), always),
    command(CommandId::TextSmaller, "command.text_smaller", icons::TEXT_SIZE, ctrl(Key::Minus), always),
    command(CommandId::TextNormal, "command.text_normal", icons::TEXT_SIZE, ctrl(Key::Num0), always),
    command(CommandId::AddDraft, "command.add_draft", icons::DRAFT, ctrl(Key::Enter), can_add),
    command(CommandId::Keyboard, "command.keyboard", icons::KEYBOARD, ctrl(Key::Slash), always),
    command(CommandId::Palette, "command.palette", icons::KEYBOARD, ctrl(Key::P), always),
    command(CommandId::Search, "command.search", icons::SEARCH, ctrl(Key::F), always),
    command(CommandId::Settings, "command.settings", icons::SETTINGS, ctrl(Key::Comma), always),
    command(CommandId::Messages, "command.messages", icons::HISTORY, ctrl(Key::M), always),
    command(CommandId::MoveLeft, "command.move_left", icons::BOARD, alt(Key::ArrowLeft), can_move),
    command(CommandId::MoveRight, "command.move_right", icons::BOARD, alt(Key::ArrowRight), can_move),
    command(CommandId::MoveUp, "command.move_up", icons::BOARD, alt(Key::ArrowUp), can_move),
    command(CommandId::MoveDown, "command.move_down", icons::BOARD, alt(Key::ArrowDown), can_move),
    command(CommandId::LensSupply, "command.lens_supply", icons::ARROW_RIGHT, alt(Key::Num1), on_board),
    command(CommandId::LensAlignment, "command.lens_alignment", icons::ASSURANCE, alt(Key::Num2), on_board),
    command(CommandId::LensThreat, "command.lens_threat", icons::WARNING, alt(Key::Num3), on_board),
    command(CommandId::LensCapability, "command.lens_capability", icons::AIR_DEFENCE, alt(Key::Num4), on_board),
    command(CommandId::LensBeliefs, "command.lens_beliefs", icons::BALANCE, alt(Key::Num5), on_board),
    command(CommandId::PreviousPanel, "command.previous_panel", icons::KEYBOARD, shift(Key::F6), on_board),
    command(CommandId::NextPanel, "command.next_panel", icons::KEYBOARD, bare(Key::F6), on_board),
    command(CommandId::NextLink, "command.next_link", icons::CHEVRON_RIGHT, bare(Key::CloseBracket), can_travel),
    command(CommandId::PreviousLink, "command.previous_link", icons::CHEVRON_LEFT, bare(Key::OpenBracket), can_travel),
    command(CommandId::FollowLink, "command.follow_link", icons::ARROW_RIGHT, bare(Key::Backslash), can_follow),
    command(CommandId::NewOrder, "command.new_order", icons::ADD, ctrl(Key::N), can_resolve),
    command(CommandId::StartOrder, "command.start_order", icons::DRAFT, bare(Key::N), can_start_order),
    command(CommandId::LayOut, "command.lay_out", icons::BOARD, None, on_board),
    command(CommandId::LayOutAsGiven, "command.lay_out_as_given", icons::RESTART, None, on_board),
    command(CommandId::ArrangePanels, "command.arrange_panels", icons::DRAG, None, on_board),
    command(CommandId::LayoutStudent, "layout.student", icons::PERSON, None, on_board),
    command(CommandId::LayoutFacilitator, "layout.facilitator", icons::FACILITATOR, None, on_board),
    command(CommandId::LayoutAnalyst, "layout.analyst", icons::PLOTS, None, on_board),
    command(CommandId::LayoutProjector, "layout.projector", icons::AUDIENCE, None, on_board),
    command(CommandId::Audience, "command.audience", icons::AUDIENCE, bare(Key::F9), always),
    command(CommandId::Clock, "command.clock", icons::WAITING, bare(Key::F7), can_time),
    command(CommandId::LayoutReset, "command.layout_reset", icons::RESTART, None, on_board),
    command(CommandId::Hindcast, "command.hindcast", icons::BALANCE, shift(Key::F1), always),
    command(CommandId::Seats, "command.seats", icons::FACILITATOR, shift(Key::F2), on_table),
    command(CommandId::Help, "command.help", icons::RULE, bare(Key::F1), always),
    command(CommandId::CompareSets, "command.compare_sets", icons::BALANCE, None, can_compare),
    command(CommandId::PlayAgain, "command.play_again", icons::RESTART, None, on_table),
    command(CommandId::PlayAgainOtherLuck, "command.play_again_other_luck", icons::DRAW, None, on_table),
    command(CommandId::Tour, "command.tour", icons::ROUTE, None, always),
    command(CommandId::TourBack, "command.tour_back", icons::CHEVRON_LEFT, shift(Key::F8), on_tour),
    command(CommandId::TourNext, "command.tour_next", icons::CHEVRON_RIGHT, bare(Key::F8), on_tour),
    command(CommandId::Story, "command.story", icons::REPLAY, bare(Key::F4), can_tell),
    command(CommandId::Branches, "command.branches", icons::TIMELINE, bare(Key::F5), on_table),
    command(CommandId::TurnBefore, "command.turn_before", icons::STEP_PREVIOUS, bare(Key::Comma), has_before),
    command(CommandId::TurnAfter, "command.turn_after", icons::STEP_NEXT, bare(Key::Period), has_after),
    command(CommandId::RunThrough, "command.run_through", icons::REPLAY, bare(Key::Slash), can_run),
    command(CommandId::AllPlots, "command.all_plots", icons::PLOTS, bare(Key::F3), on_table),
    command(CommandId::Briefing, "command.briefing", icons::DOCUMENT, bare(Key::F2), on_table),
    command(CommandId::Plots, "command.plots", icons::PLOTS, ctrl(Key::Num1), on_table),
    command(CommandId::Headlines, "command.headlines", icons::HEADLINES, ctrl(Key::Num2), on_table),
    command(CommandId::Ledger, "command.ledger", icons::AS_TABLE, ctrl(Key::Num3), on_table),
    command(CommandId::Fit, "command.fit", icons::ZOOM_FIT, bare(Key::Z), on_board),
    command(CommandId::ZoomIn, "command.zoom_in", icons::ADD, bare(Key::Plus), on_board),
    command(CommandId::ZoomOut, "command.zoom_out", icons::REMOVE, bare(Key::Minus), on_board),
    command(CommandId::Decide, "command.decide", icons::REQUEST, bare(Key::D), can_decide),
    command(CommandId::Close, "command.close", icons::CLOSE, bare(Key::Escape), always),
];

/// What there is to say of a command.
#[must_use]
pub fn find(id: CommandId) -> Option<&'static Command> {
    ALL.iter().find(|command| command.id == id)
}

/// Takes the keys that were pressed. Keys without a modifier are left to a text field that has the focus.
#[must_use]
pub fn pressed(ctx: &egui::Context, workspace: &Workspace) -> Vec<CommandId> {
    let typing = ctx.text_edit_focused();
    let menu = egui::Popup::is_any_open(ctx);
    let mut found = Vec::new();
    for command in ALL {
        let Some(keys) = &command.keys else { continue };
        // An open menu closes on Escape, and nothing else does.
        if menu && command.id == CommandId::Close {
            continue;
        }
        let plain = keys.modifiers.is_none();
        // A text field has its own undo, and arrows of its own.
        let of_text = keys.logical_key == Key::Z || keys.modifiers.alt;
        if typing && (plain || of_text) && keys.logical_key != Key::Escape {
            continue;
        }
        let taken = ctx.input_mut(|input| {
            input.consume_shortcut(keys)
                || (command.id == CommandId::TextLarger && input.consume_key(Modifiers::COMMAND, Key::Equals))
                || (command.id == CommandId::Redo && input.consume_key(Modifiers::COMMAND, Key::Y))
        });
        // What would change the turn says why it cannot, and is not silently lost.
        let answers = !plain && Group::of(command.id) == Group::Turn && workspace.screen == Screen::Table;
        if taken && (answers || (command.enabled)(workspace).is_ok()) {
            found.push(command.id);
        }
    }
    if menu && !found.is_empty() {
        egui::Popup::close_all(ctx);
    }
    found
}

/// Signs as they stand on the keys, in place of their names.
const SIGNS: [(&str, &str); 8] = [
    ("OpenBracket", "["),
    ("CloseBracket", "]"),
    ("Backslash", "\\"),
    ("Slash", "/"),
    ("Comma", ","),
    ("Period", "."),
    ("Plus", "+"),
    ("Minus", "\u{2212}"),
];

/// The keys of a command in words.
#[must_use]
pub fn keys(ctx: &egui::Context, id: CommandId) -> Option<String> {
    let keys = find(id)?.keys.map(|keys| ctx.format_shortcut(&keys))?;
    Some(SIGNS.iter().fold(keys, |keys, (name, sign)| keys.replace(name, sign)))
}

/// The tab that a command shows.
#[must_use]
pub const fn tab(id: CommandId) -> Option<Tab> {
    match id {
        CommandId::Plots => Some(Tab::Plots),
        CommandId::Headlines => Some(Tab::Headlines),
        CommandId::Ledger => Some(Tab::Ledger),
        _ => None,
    }
}

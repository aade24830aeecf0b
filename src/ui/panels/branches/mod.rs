//! Turns and branches: the whole tree of what was played, one of its positions with what people put there, and two branches held against
//! one another.
//!
//! `tree` draws the tree, `position` tells about the position that is chosen, `brought` what its turn brought, `compared` ranks what
//! differs. What is typed here is kept by [`update`](crate::ui::update) when the field is left.

mod brought;
mod compared;
mod position;
mod tree;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use crate::report::words;
use crate::session::save::head_hash;
use crate::session::{BranchId, Game, NodeId};
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::{controls, labels};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::{BranchAsk, PageAsk};
use brought::Brought;
use compared::Compared;

/// What stands round the title and the eight words: the button that closes, the one that copies, and gaps, points.
const ROUND_THE_TITLE: f32 = 130.0;
/// From so much room on a position and what its turn brought stand beside one another.
const BESIDE: f32 = 900.0;
/// Widest that lines to read become.
const MEASURE: f32 = 620.0;

/// What people put at a position, as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The note.
    pub note: String,
    /// The bookmark.
    pub mark: String,
    /// The name of the position's branch.
    pub name: String,
}

impl Fields {
    /// What the game has at a position of a branch, by whoever sits here.
    #[must_use]
    pub fn of(game: &Game, (node, branch): (NodeId, BranchId)) -> Self {
        let words = |at: Option<&String>| at.cloned().unwrap_or_default();
        let branch = game.branches().get(branch.0);
        Self {
            note: words(game.notes().get(&(node, game.seat()))),
            mark: words(game.marks().get(&(node, game.seat()))),
            name: words(branch.and_then(|branch| branch.name.as_ref())),
        }
    }
}

/// What the lower right corner shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Corner {
    /// The position that is chosen.
    #[default]
    Position,
    /// The difference that is chosen.
    Difference,
    /// In a narrow window: the list of differences.
    List,
}

/// Orders that could not be given again, as far as whoever looks may know them.
#[derive(Clone, Debug, Default)]
pub struct LeftOutWords {
    /// Those that may be known, each with the reason.
    pub told: Vec<String>,
    /// How many others there are.
    pub others: usize,
}

/// What the page keeps for itself.
pub struct BranchesView {
    chosen: (NodeId, BranchId),
    fields: Fields,
    corner: Corner,
    pair: (BranchId, BranchId),
    compared: Compared,
    left_out: LeftOutWords,
    words: Option<(usize, String)>,
    brought: Brought,
}

impl BranchesView {
    /// The page on the position where the game stands; its branch against the one that was opened last beside it.
    #[must_use]
    pub fn new(game: &Game) -> Self {
        let own = game.branch();
        let other = (0..game.branches().len()).rev().map(BranchId).find(|id| *id != own).unwrap_or(own);
        Self::on(game, (own.min(other), own.max(other)))
    }

    /// The page on two branches.
    #[must_use]
    pub fn on(game: &Game, pair: (BranchId, BranchId)) -> Self {
        let chosen = (game.cursor(), row_of(game));
        let corner = if pair.0 == pair.1 || game.on_unplayed_branch() { Corner::Position } else { Corner::Difference };
        Self {
            chosen,
            fields: Fields::of(game, chosen),
            corner,
            pair,
            compared: Compared::default(),
            left_out: LeftOutWords::default(),
            words: None,
            brought: Brought::default(),
        }
    }

    /// The same page, with orders that could not be given again.
    #[must_use]
    pub fn with_left_out(self, left_out: LeftOutWords) -> Self {
        Self { left_out, ..self }
    }

    /// Orders that could not be given again.
    #[must_use]
    pub const fn left_out(&self) -> &LeftOutWords {
        &self.left_out
    }

    /// The position that is chosen, with the branch in whose row, and what stands in the fields.
    #[must_use]
    pub const fn fields(&self) -> ((NodeId, BranchId), &Fields) {
        (self.chosen, &self.fields)
    }

    /// The branches that are compared.
    #[must_use]
    pub const fn pair(&self) -> (BranchId, BranchId) {
        self.pair
    }

    /// Brings into the fields what the game has.
    pub fn reread(&mut self, game: &Game) {
        self.fields = Fields::of(game, self.chosen);
    }

    fn choose(&mut self, game: &Game, chosen: (NodeId, BranchId)) {
        self.chosen = chosen;
        self.fields = Fields::of(game, chosen);
        self.corner = Corner::Position;
    }

    /// The eight words of everything that was played; worked out again when something was.
    fn words(&mut self, game: &Game) -> &str {
        let played = game.nodes().len() + game.branches().len();
        if self.words.as_ref().is_none_or(|(at, _)| *at != played) {
            self.words = Some((played, head_hash(game).words()));
        }
        self.words.as_ref().map_or("", |(_, words)| words)
    }
}

/// The branch in whose row the position lies where the game stands: its own, but for where the branch that is played begins, which lies in
/// the row of that branch.
fn row_of(game: &Game) -> BranchId {
    if game.at_fork() { game.branch() } else { game.now().branch }
}

/// Draws the page.
pub fn branches_ui(ui: &mut Ui, theme: &Theme, game: &Game, view: &mut BranchesView, intents: &mut Vec<Intent>) {
    let eight = view.words(game).to_owned();
    let wide = |style: &egui::TextStyle, words: &str| labels::wide(ui, theme, style, words);
    let (name, words) = (wide(&style::heading(), text("command.branches")), wide(&style::code(), &eight));
    // The eight words are never cut: where they don't stand beside the title they have a line of their own.
    let beside = ui.available_width() - name - words - ROUND_THE_TITLE * theme.larger();
    let shown = Shown { size: beside > wide(&style::body(), &size_of(game)), words: (beside > 0.0).then_some(eight.as_str()) };
    parts::page_head(ui, theme, "branches head", |ui| head(ui, theme, game, shown, intents));
    if beside <= 0.0 {
        let margin = Margin { left: 16, right: 16, top: 8, bottom: 8 };
        Panel::top("branches words").resizable(false).frame(Frame::new().inner_margin(margin)).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                copy_words(ui, theme, &eight);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| words_ui(ui, theme, &eight));
            });
        });
    }
    let ground = Frame::new().fill(theme.colour(Token::SurfaceBase));
    let height = (tree::height(game, theme) + 8.0).min(ui.available_height() * 0.45);
    Panel::top("branches tree").exact_size(height).resizable(false).frame(ground).show(ui, |ui| {
        ScrollArea::vertical().id_salt("branches tree").auto_shrink(false).show(ui, |ui| {
            if let Some(chosen) = tree::tree_ui(ui, theme, game, view.chosen, view.pair) {
                intents.push(Intent::Branches(BranchAsk::Keep));
                view.choose(game, chosen);
            }
        });
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
    });
    let side = Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin::symmetric(16, 12));
    let width = (ui.available_width() * 0.4).max(300.0);
    let alone = game.branches().len() == 1;
    let narrow = !alone && ui.available_width() < 860.0 * theme.larger();
    if !narrow {
        if view.corner == Corner::List {
            view.corner = Corner::Difference;
        }
        let width = if alone { ui.available_width() } else { width };
        Panel::right("branches corner").exact_size(width).resizable(false).frame(side).show(ui, |ui| {
            corner(ui, theme, game, view, narrow, intents);
        });
    }
    let base = Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 6 });
    CentralPanel::no_frame().frame(base).show(ui, |ui| {
        if narrow {
            corner(ui, theme, game, view, narrow, intents);
        } else if !alone && compared::table_ui(ui, theme, game, &mut view.pair, &mut view.compared) {
            view.corner = Corner::Difference;
        }
    });
}

/// What the head has room for beside the title.
#[derive(Clone, Copy)]
struct Shown<'a> {
    /// How much was played.
    size: bool,
    /// The eight words of it.
    words: Option<&'a str>,
}

/// How much was played, in words.
fn size_of(game: &Game) -> String {
    let (branches, turns) = (game.branches().len(), game.nodes().len().saturating_sub(1));
    let key = if branches == 1 { "branches.size_one" } else { "branches.size" };
    fill(key, &[("branches", &words::count(branches as u64)), ("turns", &words::count(turns as u64))])
}

fn head(ui: &mut Ui, theme: &Theme, game: &Game, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        if parts::icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked() {
            intents.push(Intent::Page(PageAsk::Close));
        }
        let title = RichText::new(text("command.branches")).text_style(style::heading());
        ui.label(title.color(theme.colour(Token::TextPrimary)));
        if shown.size {
            parts::label(ui, theme, &style::body(), Token::TextSecondary, &size_of(game));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            if let Some(words) = shown.words {
                copy_words(ui, theme, words);
                words_ui(ui, theme, words);
            }
        });
    });
}

fn copy_words(ui: &mut Ui, theme: &Theme, words: &str) {
    if parts::icon_button(ui, theme, icons::COPY, text("branches.copy_words")).clicked() {
        ui.ctx().copy_text(words.to_owned());
    }
}

fn words_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    parts::label(ui, theme, &style::code(), Token::TextPrimary, words).on_hover_text(text("branches.words_tip"));
}

fn corner(ui: &mut Ui, theme: &Theme, game: &Game, view: &mut BranchesView, narrow: bool, intents: &mut Vec<Intent>) {
    if game.branches().len() > 1 {
        let ways = [Corner::Position, Corner::Difference, Corner::List];
        let items = [
            (icons::FLAG, text("branches.position")),
            (icons::BALANCE, text("branches.difference")),
            (icons::AS_TABLE, text("branches.list")),
        ];
        let shown = if narrow { items.as_slice() } else { items.get(..2).unwrap_or_default() };
        let at = ways.iter().position(|way| *way == view.corner).unwrap_or_default();
        if let Some(way) = controls::segmented(ui, theme, shown, at).and_then(|n| ways.get(n)) {
            view.corner = *way;
        }
        ui.add_space(8.0);
    }
    // The list scrolls by itself. It is also what works the comparison out.
    if view.corner == Corner::List {
        if compared::table_ui(ui, theme, game, &mut view.pair, &mut view.compared) {
            view.corner = Corner::Difference;
        }
        return;
    }
    view.compared.refresh(game, view.pair);
    view.brought.refresh(game, view.chosen.0);
    // Where there is room, what the turn brought stands beside what people put at it.
    if game.branches().len() == 1 && ui.available_width() > BESIDE * theme.larger() {
        beside(ui, theme, game, view, intents);
        return;
    }
    ScrollArea::vertical().id_salt(("corner", view.corner)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width((ui.available_width() - 10.0).min(MEASURE));
        match view.corner {
            Corner::Position => {
                position::position_ui(ui, theme, game, view.chosen, &mut view.fields, intents);
                ui.add_space(16.0);
                brought::brought_ui(ui, theme, &view.brought);
            }
            Corner::Difference | Corner::List => {
                compared::detail_ui(ui, theme, game, view.pair, &mut view.compared);
                left_out(ui, theme, &view.left_out);
                ui.add_space(12.0);
                let (_, other) = view.pair;
                let words = fill("branches.continue", &[("branch", &game.branch_name(other))]);
                if parts::button(ui, theme, Look::Primary, Some(icons::REPLAY), &words).clicked() {
                    intents.push(Intent::Branches(BranchAsk::Continue(other)));
                }
            }
        }
    });
}

/// The position and what its turn brought, beside one another.
fn beside(ui: &mut Ui, theme: &Theme, game: &Game, view: &mut BranchesView, intents: &mut Vec<Intent>) {
    ui.columns(2, |sides| {
        if let [left, right] = sides {
            scrolled(left, "position").show(left, |ui| {
                ui.set_max_width((ui.available_width() - 30.0).min(MEASURE));
                position::position_ui(ui, theme, game, view.chosen, &mut view.fields, intents);
            });
            scrolled(right, "brought").show(right, |ui| {
                ui.set_max_width((ui.available_width() - 10.0).min(MEASURE));
                brought::brought_ui(ui, theme, &view.brought);
            });
        }
    });
}

fn scrolled(ui: &Ui, name: &str) -> ScrollArea {
    ScrollArea::vertical().id_salt(name).max_height(ui.available_height()).auto_shrink(false)
}

/// Orders that could not be given again, with the reasons.
fn left_out(ui: &mut Ui, theme: &Theme, of: &LeftOutWords) {
    let count = of.told.len() + of.others;
    if count == 0 {
        return;
    }
    ui.add_space(12.0);
    let title = fill("branches.left_out", &[("count", &count.to_string())]);
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &title);
    let others = (of.others > 0).then(|| fill("branches.left_out_others", &[("count", &of.others.to_string())]));
    for line in of.told.iter().chain(&others) {
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, line);
    }
}

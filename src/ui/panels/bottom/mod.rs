//! The bottom panel: plots, headlines and the ledger, as tabs.

mod headlines;
mod ledger;
mod plots;
mod series;

use egui::{Align, Frame, Layout, Margin, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use crate::report::headlines::told;
use crate::rules::digest::Digest;
use crate::rules::view::Viewer;
use crate::scenario::Spot;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::labels;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Scene, Tab};

pub use ledger::LedgerView;

/// Height of the row of tabs.
const TAB_ROW: f32 = 33.0;

/// Height of the row of tabs at the theme's size of text.
#[must_use]
pub fn tab_row(theme: &Theme) -> f32 {
    TAB_ROW * theme.larger().min(1.6)
}

/// What the bottom panel keeps for itself.
#[derive(Default)]
pub struct BottomView {
    /// The tab that is open.
    pub tab: Tab,
    /// Whether only the row of tabs is shown; on a low table, whether the board is.
    pub collapsed: bool,
    /// What a small window keeps down here.
    pub folded: Extra,
    /// What the second plot shows.
    plot: series::Kind,
    /// Whether plots are shown as a table.
    as_table: bool,
    /// The ledger's own state.
    pub ledger: LedgerView,
    overview: plots::Overview,
    counts: Counts,
}

impl BottomView {
    /// On a low table, opens a tab, or (none) shows the board.
    pub const fn turn_to(&mut self, tab: Option<Tab>) {
        if !self.folded.board {
            return;
        }
        self.collapsed = tab.is_none();
        if let Some(tab) = tab {
            self.tab = tab;
        }
    }
}

/// How many headlines and entries the seat may know, counted once a turn.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    made_for: Option<(Digest, Viewer)>,
    headlines: usize,
    entries: usize,
}

impl Counts {
    fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Some((scene.origin.digest, scene.viewer));
        if self.made_for != key {
            let (headlines, entries) = scene.ledger().map_or((0, 0), |ledger| {
                let headlines = told(ledger, scene.context(scene.last())).count();
                (headlines, ledger.entries.iter().filter(|e| scene.tells(e.seen_by)).count())
            });
            *self = Self { made_for: key, headlines, entries };
        }
    }
}

/// Panels that a narrow window keeps down here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extra {
    /// The board: the table is so low that one thing at a time takes all of it.
    pub board: bool,
    /// The in-tray.
    pub tray: bool,
    /// The inspector.
    pub selection: bool,
}

/// Draws the panel. Gives the tab whose contents the table has to draw itself.
pub fn bottom_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    view: &mut BottomView,
    extra: Extra,
    intents: &mut Vec<Intent>,
) -> Option<Tab> {
    let top = ui.max_rect();
    ui.painter().hline(top.x_range(), top.top() + 0.5, parts::edge(theme));
    view.folded = extra;
    tabs(ui, theme, scene, view, extra, intents);
    if view.collapsed {
        return None;
    }
    if let Tab::Plots | Tab::Headlines = view.tab {
        let spot = if view.tab == Tab::Plots { Spot::Plots } else { Spot::Headlines };
        spots::mark(ui.ctx(), spot, top);
    }
    let margin = Frame::new().inner_margin(Margin { left: 12, right: 12, top: 4, bottom: 4 });
    match view.tab {
        Tab::Plots => {
            margin.show(ui, |ui| {
                let BottomView { plot, as_table, overview, .. } = view;
                plots::plots_ui(ui, theme, scene, *plot, *as_table, overview, intents);
            });
        }
        Tab::Headlines => headlines::headlines_ui(ui, theme, scene, intents),
        Tab::Ledger => margin.show(ui, |ui| ledger::ledger_ui(ui, theme, scene, &mut view.ledger, intents)).inner,
        Tab::Tray | Tab::Selection => return Some(view.tab),
    }
    None
}

fn tabs(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BottomView, extra: Extra, intents: &mut Vec<Intent>) {
    view.counts.refresh(scene);
    let Counts { headlines, entries, .. } = view.counts;
    // Under the mark of the tab that is open.
    let edge = ui.painter().add(Shape::Noop);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), tab_row(theme)), Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 18.0;
        let mut offered = vec![
            (Tab::Plots, icons::PLOTS, "command.plots", 0),
            (Tab::Headlines, icons::HEADLINES, "command.headlines", headlines),
            (Tab::Ledger, icons::AS_TABLE, "command.ledger", entries),
        ];
        if extra.selection {
            offered.insert(0, (Tab::Selection, icons::FOCUS, "tab.selection", 0));
        }
        if extra.tray {
            let open = scene.in_tray().filter(|request| scene.draft_for(request.key).is_none()).count();
            offered.insert(0, (Tab::Tray, icons::REQUEST, "tab.tray", open));
        }
        let words = |written: Written, key: &'static str, on: bool| if on || written != Written::Open { text(key) } else { "" };
        let board = if extra.board { tab_width(ui, theme, text("pane.board"), 0, view.collapsed) + 18.0 } else { 0.0 };
        let wanted = |counted: bool| {
            let width = |(tab, _, key, count): &(Tab, &str, &str, usize)| {
                let count = if counted || *tab == Tab::Tray { *count } else { 0 };
                tab_width(ui, theme, text(key), count, view.tab == *tab) + 18.0
            };
            board + offered.iter().map(width).sum::<f32>()
        };
        let (all, bare) = (wanted(true), wanted(false));
        let room = |worded| ui.available_width() - controls_width(ui, theme, view, worded);
        let (worded, written) = fitting(all, bare, room(true), room(false));
        if extra.board {
            let name = text("pane.board");
            if tab_ui(ui, theme, icons::PUBLIC, name, (words(written, "pane.board", view.collapsed), 0), view.collapsed) {
                view.collapsed = true;
            }
        }
        for (tab, icon, key, count) in offered {
            let on = view.tab == tab && !(extra.board && view.collapsed);
            let shown = (words(written, key, on), if written == Written::All || tab == Tab::Tray { count } else { 0 });
            if tab_ui(ui, theme, icon, text(key), shown, on) {
                intents.push(Intent::Show(tab));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            ui.spacing_mut().item_spacing.x = 4.0;
            let (icon, words) = if view.collapsed { (icons::COLLAPSE, "tab.open") } else { (icons::EXPAND, "tab.collapse") };
            if !extra.board && parts::icon_button(ui, theme, icon, text(words)).clicked() {
                view.collapsed = !view.collapsed;
            }
            if view.tab == Tab::Headlines && scene.before().is_some() && !view.collapsed {
                story(ui, theme, worded, intents);
            }
            if view.tab == Tab::Plots && !view.collapsed {
                plot_controls(ui, theme, view, worded, intents);
            }
        });
    });
    let rect = ui.min_rect();
    ui.painter().set(edge, Shape::hline(ui.max_rect().x_range(), rect.bottom() - 0.5, parts::edge(theme)));
}

/// The headlines of a turn can be told one after the other, on the board.
fn story(ui: &mut Ui, theme: &Theme, worded: bool, intents: &mut Vec<Intent>) {
    let tip = parts::tip(ui.ctx(), CommandId::Story);
    let button = if worded {
        parts::button(ui, theme, parts::Look::Small, Some(icons::REPLAY), text("command.story")).on_hover_text(tip)
    } else {
        parts::icon_button(ui, theme, icons::REPLAY, &tip)
    };
    if button.clicked() {
        intents.push(Intent::Run(CommandId::Story));
    }
}

fn plot_controls(ui: &mut Ui, theme: &Theme, view: &mut BottomView, worded: bool, intents: &mut Vec<Intent>) {
    let all = parts::icon_button(ui, theme, icons::FULLSCREEN, &parts::tip(ui.ctx(), CommandId::AllPlots));
    if all.clicked() {
        intents.push(Intent::Run(CommandId::AllPlots));
    }
    let (icon, words) = if view.as_table { (icons::PLOTS, "tab.as_plots") } else { (icons::AS_TABLE, "tab.as_table") };
    let button = if worded {
        parts::button(ui, theme, parts::Look::Quiet, Some(icon), text(words))
    } else {
        parts::icon_button(ui, theme, icon, text(words))
    };
    if button.clicked() {
        view.as_table = !view.as_table;
    }
    let options: Vec<(series::Kind, String)> =
        series::Kind::ALL.iter().map(|kind| (*kind, text(kind.key()).to_owned())).collect();
    parts::choice(ui, theme, "plot", &mut view.plot, &options);
}

/// Which tabs are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// All, with how much each holds.
    All,
    /// All, without their numbers.
    Names,
    /// The open one alone; the others are icons.
    Open,
}

/// Whether what stands right of the tabs has words, and which tabs are written out, for the width that the tabs take with their numbers
/// and without and the room beside controls with words and without. Names of tabs go last.
fn fitting(all: f32, bare: f32, beside_words: f32, beside_icons: f32) -> (bool, Written) {
    if all <= beside_words {
        (true, Written::All)
    } else if all <= beside_icons {
        (false, Written::All)
    } else if bare <= beside_icons {
        (false, Written::Names)
    } else {
        (false, Written::Open)
    }
}

/// What stands right of the tabs takes so much.
fn controls_width(ui: &Ui, theme: &Theme, view: &BottomView, worded: bool) -> f32 {
    let icon = icon_width(theme);
    let words = |style: egui::TextStyle, key: &str| labels::wide(ui, theme, &style, text(key)) + 2.0 * icon;
    let button = |key| if worded { words(style::body(), key) } else { icon };
    match view.tab {
        _ if view.collapsed => icon,
        Tab::Plots => 2.0 * icon + button("tab.as_table") + words(style::strong(), view.plot.key()),
        Tab::Headlines => icon + button("command.story"),
        _ => icon,
    }
}

fn icon_width(theme: &Theme) -> f32 {
    (theme.font(&style::body()).size * 1.3 + 13.0).max(24.0) + 8.0
}

fn tab_width(ui: &Ui, theme: &Theme, words: &str, count: usize, on: bool) -> f32 {
    let number = if count == 0 { 0.0 } else { 6.0 + labels::wide(ui, theme, &style::body(), &number_of(count)) };
    let chosen = if on { style::strong() } else { style::body() };
    24.0 * theme.larger() + number + labels::wide(ui, theme, &chosen, words)
}

fn number_of(count: usize) -> String {
    if count == 0 { String::new() } else { crate::report::words::count(count as u64) }
}

/// A tab; `shown` is what is written beside its icon, `words` what it is called.
fn tab_ui(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, (shown, count): (&str, usize), on: bool) -> bool {
    let larger = theme.larger();
    let style = if on { style::strong() } else { style::body() };
    let token = if on { Token::TextPrimary } else { Token::TextSecondary };
    let galley = ui.painter().layout_no_wrap(shown.to_owned(), theme.font(&style), theme.colour(token));
    let small = ui.painter().layout_no_wrap(number_of(count), theme.font(&style::body()), theme.colour(Token::TextMuted));
    let gap = if count == 0 { 0.0 } else { 6.0 };
    let size = vec2(24.0 * larger + galley.size().x + gap + small.size().x, tab_row(theme) - 1.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, words));
    let painter = ui.painter();
    let middle = rect.center().y;
    crate::ui::kit::widgets::controls::paint_icon(
        painter,
        egui::pos2(rect.left() + 9.0 * larger, middle),
        icon,
        style::icon(17.0 * larger),
        theme.colour(token),
    );
    let words_at = egui::pos2(rect.left() + 24.0 * larger, middle - galley.size().y / 2.0);
    let number_at = egui::pos2(words_at.x + galley.size().x + gap, middle - small.size().y / 2.0);
    painter.galley(words_at, galley, theme.colour(token));
    painter.galley(number_at, small, theme.colour(Token::TextMuted));
    if on {
        painter.hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, theme.colour(Token::TextPrimary)));
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if shown.is_empty() { response.on_hover_text(words).clicked() } else { response.clicked() }
}

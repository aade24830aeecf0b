//! Sets of drafts side by side: what each holds, and how the numbers that matter come out under it, over the same futures.

use egui::{Align, Align2, Frame, Layout, Margin, ScrollArea, Sense, Ui, vec2};

use crate::forecast::Spread;
use crate::report::orders;
use crate::rules::order::{Order, OrderKind};
use crate::rules::table::StateId;
use crate::rules::variable::{Measure, PairVar, Scope, StateVar, Variable};
use crate::text::{fill, text};
use crate::ui::kit::ensemble::{Preview, number_ui, span, state_ui};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::DraftAsk;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Partners whose trust is watched.
const PARTNERS_MAX: usize = 3;
/// Sets that stand beside what is drafted.
const ASIDE_MAX: usize = 3;
/// The widest the table of numbers gets, points.
const WIDTH_MAX: f32 = 1800.0;

/// One column.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    title: String,
    orders: Vec<Order>,
    /// Its place among the sets put aside; none: not one of them.
    aside: Option<usize>,
}

/// The page's own state.
#[derive(Clone, Debug)]
pub struct SetsView {
    columns: Vec<Column>,
    watch: Vec<Variable>,
    /// The column of what is drafted now.
    drafted: usize,
    /// How the futures stand.
    pub preview: Preview,
}

impl SetsView {
    /// What is drafted beside doing nothing and beside every set that was put aside.
    #[must_use]
    pub fn of(scene: &Scene<'_>, seat: StateId) -> Self {
        let mut columns = vec![
            Column { title: text("sets.none").to_owned(), orders: Vec::new(), aside: None },
            Column { title: text("sets.drafted").to_owned(), orders: scene.drafts.to_vec(), aside: None },
        ];
        for (place, set) in scene.aside().take(ASIDE_MAX).enumerate() {
            let title = fill("sets.aside", &[("letter", &set.letter.to_string())]);
            columns.push(Column { title, orders: set.orders.clone(), aside: Some(place) });
        }
        let watch = watched(scene, seat, &columns);
        Self { columns, watch, drafted: 1, preview: Preview::default() }
    }

    /// The orders of each column.
    pub fn sets(&self) -> impl Iterator<Item = &[Order]> {
        self.columns.iter().map(|column| column.orders.as_slice())
    }

    /// The numbers that are followed.
    #[must_use]
    pub fn watch(&self) -> &[Variable] {
        &self.watch
    }
}

/// The measures of the board, standing at home, and the trust of those whom the orders are about.
fn watched(scene: &Scene<'_>, seat: StateId, columns: &[Column]) -> Vec<Variable> {
    let about = |order: &Order| match &order.kind {
        OrderKind::Decide(key, _) => scene.world.request(*key).map(|request| request.from),
        OrderKind::Toward(partner, _) => Some(*partner),
        _ => None,
    };
    let mut partners: Vec<StateId> = columns.iter().flat_map(|column| &column.orders).filter_map(about).collect();
    partners.sort_unstable();
    partners.dedup();
    let trust = partners.into_iter().filter(|partner| *partner != seat).take(PARTNERS_MAX);
    let trust = trust.map(|partner| Variable::Pair(PairVar::Reliability, partner, seat));
    let measures = Measure::ALL.iter().map(|measure| Variable::Measure(*measure, Scope::Board));
    trust.chain([Variable::State(StateVar::Capital, seat)]).chain(measures).collect()
}

/// Draws the page.
pub fn sets_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    parts::page_head(ui, theme, "sets head", |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            ui.spacing_mut().item_spacing.x = 12.0;
            if parts::icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked() {
                intents.push(Intent::Page(PageAsk::Close));
            }
            parts::label(ui, theme, &style::heading(), Token::TextPrimary, text("command.compare_sets"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(16.0);
                controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
            });
        });
    });
    Frame::new().inner_margin(Margin::symmetric(24, 16)).show(ui, |ui| {
        ScrollArea::vertical().id_salt("sets").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 14.0).min(WIDTH_MAX * theme.larger()));
            heads(ui, theme, scene, view, intents);
            ui.add_space(8.0);
            parts::line(ui, theme);
            ui.add_space(8.0);
            state_ui(ui, theme, &view.preview, &Intent::Run(CommandId::CompareSets), intents);
            numbers(ui, theme, scene, view, intents);
        });
    });
}

/// What each set holds, with the way to take it up.
fn heads(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    let width = ui.available_width() / view.columns.len().max(1) as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (n, column) in view.columns.iter().enumerate() {
            ui.allocate_ui_with_layout(vec2(width, 40.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width - 12.0);
                ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
                let token = if n == view.drafted { Token::DraftInk } else { Token::TextPrimary };
                parts::label(ui, theme, &style::subhead(), token, &column.title);
                for order in &column.orders {
                    let words = orders::order(scene.setting, scene.world, order);
                    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &words);
                }
                if column.orders.is_empty() {
                    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("sets.empty"));
                }
                if let Some(place) = column.aside {
                    ui.add_space(4.0);
                    let words = fill("drafts.take_up", &[("set", &column.title)]);
                    if parts::button(ui, theme, Look::Small, Some(icons::DRAFT), &words).clicked() {
                        intents.push(Intent::Drafts(DraftAsk::TakeUp(place)));
                    }
                }
            });
        }
    });
}

fn numbers(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    let Some(answer) = view.preview.answer() else { return };
    ui.add_space(6.0);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let column = head.width() / view.columns.len().max(1) as f32;
    for (n, set) in view.columns.iter().enumerate() {
        let at = egui::pos2(head.left() + column * (n as f32 + 0.5), head.center().y);
        let (style, token) =
            if n == view.drafted { (style::strong(), Token::DraftInk) } else { (style::body(), Token::TextSecondary) };
        parts::paint_text(ui, theme, at, Align2::CENTER_CENTER, &set.title, &style, token);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let of = |row: usize| -> Vec<Spread> { answer.iter().filter_map(|option| option.get(row).copied()).collect() };
    // Numbers of one unit share one scale: a longer bar is a larger difference.
    let widest = |unit: &str| {
        let same = view.watch.iter().enumerate().filter(|(_, variable)| variable.unit() == unit);
        same.map(|(row, _)| span(&of(row))).fold(0.0, f64::max)
    };
    for (row, variable) in view.watch.iter().enumerate() {
        number_ui(ui, theme, scene, *variable, &of(row), (view.drafted, widest(variable.unit())), intents);
    }
}

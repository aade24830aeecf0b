//! Sets of drafts side by side: what each holds, and how numbers come out under it, over the same futures.

use egui::{Align, Frame, Layout, Margin, ScrollArea, Ui, vec2};

use crate::players;
use crate::report::orders;
use crate::rules::draws::Seed;
use crate::rules::order::Order;
use crate::rules::table::StateId;
use crate::rules::variable::{Scope, Variable};
use crate::text::{fill, text};
use crate::ui::kit::ensemble::{Preview, state_ui};
use crate::ui::kit::options::{self, Number, Numbers, Options};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::DraftAsk;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Scene;

/// Sets that stand beside what is drafted.
const ASIDE_MAX: usize = 3;
/// The widest the page gets, points.
const WIDTH_MAX: f32 = 1560.0;
/// Rows that are shown before one asks for more.
const ROWS_MAX: usize = 16;
/// The least width of a set's card, points.
const CARD_MIN: f32 = 230.0;

/// One column.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    title: String,
    orders: Vec<Order>,
    /// Its place among the sets put aside; none: not one of them.
    aside: Option<usize>,
    /// How many of its orders computer players would give by themselves.
    given: usize,
}

/// Lucks over which a computer player has to give an order always for it to be what it gives by itself.
const LUCKS: [Seed; 3] = [Seed(1), Seed(2), Seed(3)];

/// The orders that computer players give whatever the luck, where whoever leads the game drafts nothing for their states. A seat that is
/// played has no computer player.
fn by_themselves(scene: &Scene<'_>, seat: Option<StateId>) -> Vec<Order> {
    if seat.is_some() {
        return Vec::new();
    }
    let [first, others @ ..] = LUCKS.map(|luck| players::orders_of_others(scene.setting, scene.world, None, luck));
    first.into_iter().filter(|order| others.iter().all(|given| gives(given, order))).collect()
}

/// Whether the same is ordered by the same seat; reasons are words.
fn gives(given: &[Order], order: &Order) -> bool {
    given.iter().any(|other| other.seat == order.seat && other.kind == order.kind)
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
    pub fn of(scene: &Scene<'_>, seat: Option<StateId>) -> Self {
        let own = by_themselves(scene, seat);
        let column = |title: String, orders: &[Order], aside| {
            let given = orders.iter().filter(|order| gives(&own, order)).count();
            Column { title, orders: orders.to_vec(), aside, given }
        };
        let mut columns =
            vec![column(text("sets.none").to_owned(), &[], None), column(text("sets.drafted").to_owned(), scene.drafts, None)];
        for (place, set) in scene.aside().take(ASIDE_MAX).enumerate() {
            let title = fill("sets.aside", &[("letter", &set.letter.to_string())]);
            columns.push(column(title, &set.orders, Some(place)));
        }
        let watch = options::watched(scene, seat);
        Self { columns, watch, drafted: 1, preview: Preview::default() }
    }

    /// How many orders of each column computer players would give by themselves.
    pub fn given(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|column| column.given)
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

/// Draws the page.
pub fn sets_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    let chip = |ui: &mut Ui| {
        controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
    };
    if parts::titled_head(ui, theme, "sets head", text("command.compare_sets"), chip) {
        intents.push(Intent::Page(PageAsk::Close));
    }
    Frame::new().inner_margin(Margin::symmetric(24, 16)).show(ui, |ui| {
        ScrollArea::vertical().id_salt("sets").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 14.0).min(WIDTH_MAX * theme.larger()));
            cards(ui, theme, scene, view, intents);
            ui.add_space(12.0);
            state_ui(ui, theme, &view.preview, &Intent::Run(CommandId::CompareSets), intents);
            ui.add_space(6.0);
            numbers_ui(ui, theme, scene, view, intents);
        });
    });
}

/// What each set holds, and what can be done with it: as many beside one another as there is room for.
fn cards(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    let gap = 12.0;
    let least = CARD_MIN * theme.larger();
    let all = view.columns.len().max(1);
    let beside = (((ui.available_width() + gap) / (least + gap)) as usize).clamp(1, all);
    let width = (ui.available_width() - gap * (beside - 1) as f32) / beside as f32;
    for (row, columns) in view.columns.chunks(beside).enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (n, column) in columns.iter().enumerate() {
                ui.allocate_ui_with_layout(vec2(width, 40.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    card(ui, theme, scene, (row * beside + n == view.drafted, column), intents);
                });
            }
        });
    }
}

fn card(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, (drafted, column): (bool, &Column), intents: &mut Vec<Intent>) {
    let (fill_token, edge) =
        if drafted { (Token::DraftTint, Token::DraftBorder) } else { (Token::SurfacePanel, Token::BorderSubtle) };
    let frame = Frame::new()
        .fill(theme.colour(fill_token))
        .stroke(egui::Stroke::new(1.0, theme.colour(edge)))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
        let token = if drafted { Token::DraftInk } else { Token::TextPrimary };
        parts::label(ui, theme, &style::subhead(), token, &column.title);
        for order in &column.orders {
            let words = orders::order(scene.setting, scene.world, order);
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &words);
        }
        if column.orders.is_empty() {
            let key = if scene.seat().is_none() { "sets.empty_led" } else { "sets.empty" };
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text(key));
        }
        if column.given > 0 {
            let key = if column.given == column.orders.len() { "sets.given_all" } else { "sets.given" };
            let values = [("count", &*column.given.to_string()), ("all", &*column.orders.len().to_string())];
            ui.add_space(4.0);
            parts::paragraph(ui, theme, &style::small(), Token::TextPrimary, &fill(key, &values));
        }
        let mut ask = |ui: &mut Ui, icon: &str, words: &str, ask: DraftAsk| {
            if parts::button(ui, theme, Look::Small, Some(icon), words).clicked() {
                intents.push(Intent::Drafts(ask));
            }
        };
        if let Some(place) = column.aside {
            ui.add_space(4.0);
            ui.horizontal_wrapped(|ui| {
                ask(ui, icons::DRAFT, &fill("drafts.take_up", &[("set", &column.title)]), DraftAsk::TakeUp(place));
                ask(ui, icons::REMOVE, &fill("drafts.forget", &[("set", &column.title)]), DraftAsk::Forget(place));
            });
        } else if drafted && !column.orders.is_empty() {
            ui.add_space(4.0);
            ask(ui, icons::PENDING, text("drafts.set_aside"), DraftAsk::SetAside);
        }
    });
}

/// The numbers in which the sets differ; of those that come out alike only the measures of the board are worth a row.
fn numbers_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &SetsView, intents: &mut Vec<Intent>) {
    if !view.preview.fresh() {
        return;
    }
    let (apart, alike) = view.preview.ranked();
    if apart.is_empty() {
        parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text("sets.all_alike"));
    }
    let (first, rest) = apart.split_at(apart.len().min(ROWS_MAX));
    let board = |number: &&Number| matches!(number.0, Variable::Measure(_, Scope::Board));
    let measures: Vec<Number> = alike.iter().filter(board).cloned().collect();
    let more = if rest.len() == 1 { "preview.more_one" } else { "preview.more" };
    let folded = [(more, rest.len(), rest), ("sets.alike", alike.len(), &measures)];
    let titles: Vec<&str> = view.columns.iter().map(|column| column.title.as_str()).collect();
    let columns = Options { titles: &titles, chosen: view.drafted, against: text("sets.against") };
    options::table_ui(ui, theme, scene, columns, &Numbers { first, folded: &folded }, intents);
}

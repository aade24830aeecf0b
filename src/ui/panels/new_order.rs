//! A new order: everything that the seat in play could order now, by what one wants to do, with its price and with what speaks against it.
//!
//! What there is, what it costs and what stands in its way is said by [`legal`]; here it is only ordered, filtered and drawn. Under each
//! aim stand the acts that serve it, and an act opens to its objects; what is typed opens whatever it finds. An order that is opened shows
//! its sizes, its reasons, and what it would do: beside the list, or under its line where there is less room.

mod adjust;
mod by_hand;
mod offer;
mod open;
mod preview;
mod rows;

use std::collections::BTreeSet;

use egui::{Align, Id, Key, Layout, Modifiers, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use crate::rules::legal;
use crate::rules::order::{Order, Seat};
use crate::rules::validate::problems;
use crate::rules::view::SeatView;
use crate::text::{fill, text};
use crate::ui::kit::ensemble::Preview;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Play, Scene};
pub use by_hand::by_hand;
use offer::{Aim, Offer};

/// From this width on, what is opened stands beside the list, points.
const WIDE: f32 = 860.0;
/// Below this height of the window there is room for the list alone, points.
const LOW: f32 = 520.0;
/// The part of the width that the list has then.
const LIST: f32 = 0.42;

/// The menu, with what was typed into its filter.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOrder {
    query: String,
    /// What alone is shown; none: everything.
    chosen: Option<Aim>,
    /// Acts whose orders are shown.
    unfolded: BTreeSet<&'static str>,
    /// Which line is marked, of those that can be.
    at: usize,
    fresh: bool,
    offers: Vec<Offer>,
    /// The order that is opened, by its place.
    opened: Option<usize>,
    /// The draft in whose place it is put; none: it is a new one.
    replaces: Option<usize>,
    /// What the opened order would do.
    pub preview: Preview,
}

/// A line of the menu.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// What one wants to do.
    Aim(Aim),
    /// An act, how many of its orders are found, and how many of them can be given.
    Act { act: &'static str, found: usize, legal: usize, open: bool },
    /// An order, by its place; `under`: an act stands over it.
    Order { place: usize, under: bool },
}

impl NewOrder {
    /// What the seat in play could order now; the facilitator's own orders where nobody is seated.
    #[must_use]
    pub fn new(play: &Play) -> Self {
        let scene = play.scene();
        let choices = match scene.seat() {
            Some(seat) => {
                let view = SeatView::new(scene.setting, play.game.world(), seat);
                legal::legal_orders(scene.setting, &view, scene.drafts)
            }
            None => legal::facilitator_orders(scene.setting, scene.world),
        };
        let mut offers: Vec<Offer> = choices.iter().filter_map(|choice| Offer::of(&scene, choice)).collect();
        if scene.seat().is_none() {
            offers.extend(by_hand(&scene).into_iter().map(|order| Offer::told(&scene, order, &[])));
        }
        // What can be given comes first in its group; otherwise the menu's own order holds.
        let mut acts: Vec<&str> = Vec::new();
        for offer in &offers {
            if !acts.contains(&offer.action.act) {
                acts.push(offer.action.act);
            }
        }
        let act = |offer: &Offer| acts.iter().position(|act| *act == offer.action.act);
        offers.sort_by_cached_key(|offer| (offer.aim, act(offer), !offer.legal()));
        Self { offers, ..Self::empty() }.with_begun(&scene)
    }

    const fn empty() -> Self {
        Self {
            query: String::new(),
            chosen: None,
            unfolded: BTreeSet::new(),
            at: 0,
            fresh: true,
            offers: Vec::new(),
            opened: None,
            replaces: None,
            preview: Preview::none(),
        }
    }

    /// With the sizes and reasons that somebody put in before, and neither drafted nor took back.
    fn with_begun(mut self, scene: &Scene<'_>) -> Self {
        let others = self.others(scene);
        for begun in scene.begun_orders() {
            let known = Offer::told(scene, begun.clone(), &[]);
            if let Some(offer) = self.offers.iter_mut().find(|offer| offer.same(&known)) {
                offer.change(scene, begun.clone(), &others);
            }
        }
        self
    }

    /// The menu opened on a draft, to change it; none: there is no such draft.
    #[must_use]
    pub fn reopened(play: &Play, place: usize) -> Option<Self> {
        let scene = play.scene();
        let order = scene.drafts.get(place)?.clone();
        let menu = Self { opened: Some(0), replaces: Some(place), ..Self::empty() };
        let against = problems(scene.setting, scene.world, &order, &menu.others(&scene));
        Some(Self { offers: vec![Offer::told(&scene, order, &against)], ..menu }.with_begun(&scene))
    }

    /// The menu as it is after these words were typed into its filter.
    #[must_use]
    pub fn about(self, words: &str) -> Self {
        Self { query: words.to_owned(), ..self }
    }
}

/// Draws the menu.
pub fn new_order_ui(ui: &mut Ui, theme: &Theme, menu: &mut NewOrder, scene: &Scene<'_>, height: f32, intents: &mut Vec<Intent>) {
    let low = height < LOW;
    let height = (height - if low { 130.0 } else { 170.0 } * theme.larger()).max(160.0);
    let opened = menu.opened;
    if ui.available_width() >= WIDE * theme.larger() {
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let list = ui.available_width() * LIST;
            ui.allocate_ui_with_layout(vec2(list, height), Layout::top_down(Align::Min), |ui| {
                ui.set_width(list);
                ui.spacing_mut().item_spacing.x = 8.0;
                list_ui(ui, theme, menu, scene, (false, low), intents);
            });
            ui.add_space(12.0);
            let edge = ui.cursor().left();
            ui.painter().vline(edge, ui.max_rect().y_range(), parts::edge(theme));
            ui.add_space(16.0);
            ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(ui.available_width(), height));
                ui.spacing_mut().item_spacing.x = 8.0;
                open::beside_ui(ui, theme, menu, scene, intents);
            });
        });
    } else {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::top_down(Align::Min), |ui| {
            list_ui(ui, theme, menu, scene, (true, low), intents);
        });
    }
    if !low {
        ui.add_space(8.0);
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("new_order.keys"));
    }
    if menu.opened != opened {
        menu.preview = Preview::default();
        intents.push(Intent::Forecast);
    }
}

/// Draws the filter and the list; `inline`: an order opens under its line; `low`: there is little height, and only the list's own lines stay.
fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    menu: &mut NewOrder,
    scene: &Scene<'_>,
    (inline, low): (bool, bool),
    intents: &mut Vec<Intent>,
) {
    let id = Id::unique("new order field");
    let lines = menu.lines();
    let marks = lines.iter().filter(|line| !matches!(line, Line::Aim(_))).count();
    // Sizes have arrows of their own: the keys are the list's while the field has the focus.
    let (stepped, go) = if ui.memory(|memory| memory.has_focus(id)) { menu.walk(ui, marks) } else { (false, false) };
    let field = TextEdit::singleline(&mut menu.query)
        .id(id)
        .hint_text(text("new_order.filter"))
        .margin(vec2(10.0, 8.0))
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, text("new_order.filter")));
    if std::mem::take(&mut menu.fresh) {
        field.request_focus();
    }
    if field.changed() {
        menu.at = 0;
    }
    ui.add_space(6.0);
    if !low {
        menu.aims_ui(ui, theme);
    }
    let lines = if field.changed() { menu.lines() } else { lines };
    if lines.is_empty() {
        parts::empty(ui, theme, &fill("find.none", &[("query", menu.query.trim())]));
    }
    let height = ui.available_height().max(80.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false).show(ui, |ui| {
        if low {
            menu.aims_ui(ui, theme);
        }
        let mut mark = 0;
        for line in lines {
            let on = mark == menu.at;
            mark += usize::from(!matches!(line, Line::Aim(_)));
            let drawn = match line {
                Line::Aim(aim) => {
                    ui.add_space(8.0);
                    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text(aim.key()));
                    continue;
                }
                Line::Act { act, found, legal, open } => {
                    let pressed = rows::act_ui(ui, theme, act, (found, legal), open, on);
                    if pressed.clicked() || (on && go) {
                        menu.unfold(act);
                        // Whoever types on means the list.
                        field.request_focus();
                    }
                    pressed
                }
                Line::Order { place, under } => {
                    let opened = menu.opened == Some(place);
                    let drawn = menu.order_ui(ui, theme, scene, rows::Shown { place, under, on, opened, inline }, intents);
                    // Enter opens an order, and takes it where it is open.
                    if on && go && opened {
                        menu.draft(place, intents);
                    } else if drawn.clicked() || (on && go) {
                        menu.opened = (!opened).then_some(place);
                        menu.at = mark - 1;
                    }
                    drawn
                }
            };
            if on && stepped {
                drawn.scroll_to_me(None);
            }
        }
    });
}

impl NewOrder {
    /// Opens an act, or shuts it.
    fn unfold(&mut self, act: &'static str) {
        if !self.unfolded.remove(act) {
            self.unfolded.insert(act);
        }
    }

    /// Takes the open order out to be drafted, with the place of the draft that it replaces.
    ///
    /// # Errors
    /// What stands against it, or that none is open.
    pub fn take_open(&mut self) -> Result<(Option<usize>, Order), String> {
        let open = self.opened.ok_or_else(|| text("new_order.none_open").to_owned())?;
        self.take(open)
    }

    fn take(&mut self, place: usize) -> Result<(Option<usize>, Order), String> {
        let replaces = self.replaces;
        let offer = self.offers.get_mut(place).ok_or_else(String::new)?;
        if offer.legal() { Ok((replaces, offer.taken())) } else { Err(offer.against.clone()) }
    }

    /// Drafts an order, in the place of another where it replaces one, and closes the menu; nothing, where it cannot be given.
    fn draft(&mut self, place: usize, intents: &mut Vec<Intent>) {
        let Ok((replaces, order)) = self.take(place) else { return };
        intents.push(match replaces {
            Some(place) => Intent::Redraft(place, order),
            None => Intent::Draft(order),
        });
        intents.push(Intent::Dismiss);
    }

    /// The drafts beside which an order of the menu would stand.
    fn others(&self, scene: &Scene<'_>) -> Vec<Order> {
        let each = scene.drafts.iter().enumerate();
        each.filter(|(n, _)| self.replaces != Some(*n)).map(|(_, order)| order.clone()).collect()
    }

    /// The order that is open and can be given, with the drafts of its seat beside it.
    #[must_use]
    pub fn open_order(&self, scene: &Scene<'_>) -> Option<(Order, Vec<Order>)> {
        let offer = self.offers.get(self.opened?).filter(|offer| offer.legal())?;
        let seat = offer.order.seat;
        let others = self.others(scene).into_iter().filter(|order| seat == Seat::Facilitator || order.seat == seat);
        Some((offer.order.clone(), others.collect()))
    }

    /// Orders whose sizes were changed, or that have a reason, and that are not drafted.
    pub fn begun(&self) -> impl Iterator<Item = &Order> {
        self.offers.iter().filter(|offer| offer.begun()).map(|offer| &offer.order)
    }

    /// What stands in the menu now, from the top.
    fn lines(&self) -> Vec<Line> {
        let wanted = self.query.trim().to_lowercase();
        let shown = |offer: &Offer| offer.matches(&wanted) && self.chosen.is_none_or(|chosen| chosen == offer.aim);
        let found: Vec<(usize, &Offer)> = self.offers.iter().enumerate().filter(|(_, offer)| shown(offer)).collect();
        let mut lines = Vec::new();
        for of_aim in found.chunk_by(|(_, a), (_, b)| a.aim == b.aim) {
            lines.extend(of_aim.first().map(|(_, offer)| Line::Aim(offer.aim)));
            let act = |offer: &Offer| offer.action.act;
            let alone = of_aim.iter().all(|(_, offer)| of_aim.first().is_some_and(|(_, first)| act(first) == act(offer)));
            for of_act in of_aim.chunk_by(|(_, a), (_, b)| act(a) == act(b)) {
                // An act with one order, or the only act of its aim, needs no line of its own.
                let under = of_act.len() > 1 && !alone;
                let open =
                    !under || !wanted.is_empty() || of_act.first().is_some_and(|(_, offer)| self.unfolded.contains(act(offer)));
                if let (true, Some((_, first))) = (under, of_act.first()) {
                    let legal = of_act.iter().filter(|(_, offer)| offer.legal()).count();
                    lines.push(Line::Act { act: act(first), found: of_act.len(), legal, open });
                }
                if open {
                    lines.extend(of_act.iter().map(|(place, _)| Line::Order { place: *place, under }));
                }
            }
        }
        lines
    }

    /// Takes the arrows and Enter: whether the mark moved, and whether what is marked is wanted.
    fn walk(&mut self, ui: &Ui, marks: usize) -> (bool, bool) {
        let (up, down, go) = ui.input_mut(|input| {
            let mut taken = |key| input.consume_key(Modifiers::NONE, key);
            (taken(Key::ArrowUp), taken(Key::ArrowDown), taken(Key::Enter))
        });
        let last = marks.saturating_sub(1);
        self.at = match (up, down) {
            (true, _) => self.at.checked_sub(1).unwrap_or(last),
            (_, true) if self.at >= last => 0,
            (_, true) => self.at + 1,
            _ => self.at.min(last),
        };
        (up || down, go)
    }

    /// What alone is to be shown.
    fn aims_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let aims: Vec<Aim> = Aim::ALL.into_iter().filter(|aim| self.offers.iter().any(|offer| offer.aim == *aim)).collect();
        if aims.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                if ui.selectable_label(self.chosen.is_none(), text("new_order.all")).clicked() {
                    self.chosen = None;
                }
                for aim in &aims {
                    if ui.selectable_label(self.chosen == Some(*aim), text(aim.key())).clicked() {
                        self.chosen = Some(*aim);
                    }
                }
            });
            ui.add_space(4.0);
        }
        parts::line(ui, theme);
    }
}

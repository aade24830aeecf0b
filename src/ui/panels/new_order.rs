//! A new order: everything that the seat in play could order now, by what one wants to do, with its price and with what speaks against it.
//!
//! What there is, what it costs and what stands in its way is said by [`legal`]; here it is only ordered, filtered and drawn. Under each
//! aim stand the acts that serve it, and an act opens to its orders; what is typed opens whatever it finds. Sizes are changed in place,
//! and what speaks against the new size is asked again.

mod adjust;
mod rows;

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use crate::report::titles;
use crate::report::{refusals, words};
use crate::rules::legal::{self, Choice};
use crate::rules::order::{Order, OrderKind};
use crate::rules::price::OrderName;
use crate::rules::validate::{Refusal, problems};
use crate::rules::view::SeatView;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Play, Scene};

/// What one wants to do; the order of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// Toward a partner.
    Toward,
    /// As a partner.
    Partner,
    /// Licences in force.
    Licences,
    /// Countermeasures and offers.
    Counter,
    /// The licensing regime.
    Regime,
    /// Blocs.
    Blocs,
    /// Leading the game.
    Lead,
}

impl Aim {
    const ALL: [Self; 7] = [Self::Toward, Self::Partner, Self::Licences, Self::Counter, Self::Regime, Self::Blocs, Self::Lead];

    /// What an order is for; none for answers to requests, which the composer makes.
    const fn of(kind: &OrderKind) -> Option<Self> {
        Some(match kind {
            OrderKind::Decide(..) => return None,
            OrderKind::Licence(..) | OrderKind::Sustain { .. } | OrderKind::Justify { .. } => Self::Licences,
            OrderKind::Regime(_) => Self::Regime,
            OrderKind::Toward(..) => Self::Toward,
            OrderKind::Request { .. } | OrderKind::StandingAnswer(_) | OrderKind::Partner(_) => Self::Partner,
            OrderKind::Counter(_) => Self::Counter,
            OrderKind::Bloc(..) => Self::Blocs,
            OrderKind::Facilitate(_) => Self::Lead,
        })
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Licences => "new_order.licences",
            Self::Regime => "new_order.regime",
            Self::Toward => "new_order.toward",
            Self::Partner => "new_order.partner",
            Self::Counter => "new_order.counter",
            Self::Blocs => "new_order.blocs",
            Self::Lead => "new_order.lead",
        }
    }
}

/// One order of the menu, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    aim: Aim,
    act: OrderName,
    order: Order,
    title: String,
    cost: String,
    against: String,
}

impl Offer {
    fn of(scene: &Scene<'_>, choice: &Choice) -> Option<Self> {
        let aim = Aim::of(&choice.order.kind)?;
        Some(Self { aim, ..Self::told(scene, choice.name, choice.order.clone(), &choice.against) })
    }

    fn told(scene: &Scene<'_>, act: OrderName, order: Order, against: &[crate::rules::validate::Why]) -> Self {
        let told = |why: &crate::rules::validate::Why| {
            refusals::refusal(scene.setting, scene.world, &Refusal { order: 0, seat: order.seat, why: *why })
        };
        let against: Vec<String> = against.iter().map(told).collect();
        Self {
            aim: Aim::of(&order.kind).unwrap_or(Aim::Lead),
            act,
            title: words::capital(&titles::title(scene.setting, Some(scene.world), &order)),
            cost: words::capital(&titles::cost(scene.setting, scene.world, &order)),
            against: against.join(" "),
            order,
        }
    }

    fn matches(&self, query: &str) -> bool {
        let whole = format!("{} {}", self.title, text(self.aim.key())).to_lowercase();
        query.split_whitespace().all(|word| whole.contains(word))
    }
}

/// The menu, with what was typed into its filter.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOrder {
    query: String,
    /// What alone is shown; none: everything.
    chosen: Option<Aim>,
    /// Acts whose orders are shown.
    open: BTreeSet<OrderName>,
    /// Which line is marked, of those that can be.
    at: usize,
    fresh: bool,
    offers: Vec<Offer>,
    /// The order that is opened, by its place.
    opened: Option<usize>,
    /// The draft in whose place it is put; none: it is a new one.
    replaces: Option<usize>,
}

/// A line of the menu.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// What one wants to do.
    Aim(Aim),
    /// An act, how many of its orders are found, and how many of them can be given.
    Act { act: OrderName, found: usize, legal: usize, open: bool },
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
        // What can be given comes first in its group; otherwise the menu's own order holds.
        let mut acts: Vec<OrderName> = Vec::new();
        for offer in &offers {
            if !acts.contains(&offer.act) {
                acts.push(offer.act);
            }
        }
        let act = |offer: &Offer| acts.iter().position(|act| *act == offer.act);
        offers.sort_by_cached_key(|offer| (offer.aim, act(offer), !offer.against.is_empty()));
        Self {
            query: String::new(),
            chosen: None,
            open: BTreeSet::new(),
            at: 0,
            fresh: true,
            offers,
            opened: None,
            replaces: None,
        }
    }

    /// The menu opened on a draft, to change it; none: there is no such draft.
    #[must_use]
    pub fn reopened(play: &Play, place: usize) -> Option<Self> {
        let scene = play.scene();
        let order = scene.drafts.get(place)?.clone();
        let others: Vec<Order> = scene.drafts.iter().enumerate().filter(|(n, _)| *n != place).map(|(_, o)| o.clone()).collect();
        let against = problems(scene.setting, scene.world, &order, &others);
        let offer = Offer::told(&scene, OrderName::of(&order.kind), order, &against);
        Some(Self {
            query: String::new(),
            chosen: None,
            open: BTreeSet::new(),
            at: 0,
            fresh: true,
            offers: vec![offer],
            opened: Some(0),
            replaces: Some(place),
        })
    }

    /// The menu as it is after these words were typed into its filter.
    #[must_use]
    pub fn about(self, words: &str) -> Self {
        Self { query: words.to_owned(), ..self }
    }
}

/// Draws the menu.
pub fn new_order_ui(ui: &mut Ui, theme: &Theme, menu: &mut NewOrder, scene: &Scene<'_>, height: f32, intents: &mut Vec<Intent>) {
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
    menu.aims_ui(ui, theme);
    let lines = if field.changed() { menu.lines() } else { lines };
    if lines.is_empty() {
        parts::empty(ui, theme, &fill("find.none", &[("query", menu.query.trim())]));
    }
    let height = (height - 290.0).max(160.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
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
                        menu.turn(act);
                        // Whoever types on means the list.
                        field.request_focus();
                    }
                    pressed
                }
                Line::Order { place, under } => {
                    let (opened, replaces) = (menu.opened == Some(place), menu.replaces);
                    let Some(offer) = menu.offers.get_mut(place) else { continue };
                    // Enter opens an order, and takes it where it is open.
                    if on && go && opened && offer.against.is_empty() {
                        rows::draft(offer, replaces, intents);
                    }
                    let shown = rows::Shown { under, on, opened, replaces };
                    let drawn = ui.push_id(place, |ui| rows::order_ui(ui, theme, scene, offer, shown, intents)).inner;
                    if drawn.clicked() || (on && go) {
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
    ui.add_space(6.0);
    parts::label(ui, theme, &style::small(), Token::TextMuted, text("new_order.keys"));
}

impl NewOrder {
    /// Opens an act, or shuts it.
    fn turn(&mut self, act: OrderName) {
        if !self.open.remove(&act) {
            self.open.insert(act);
        }
    }

    /// What stands in the menu now, from the top.
    fn lines(&self) -> Vec<Line> {
        let wanted = self.query.trim().to_lowercase();
        let shown = |offer: &Offer| offer.matches(&wanted) && self.chosen.is_none_or(|chosen| chosen == offer.aim);
        let found: Vec<(usize, &Offer)> = self.offers.iter().enumerate().filter(|(_, offer)| shown(offer)).collect();
        let mut lines = Vec::new();
        for of_aim in found.chunk_by(|(_, a), (_, b)| a.aim == b.aim) {
            lines.extend(of_aim.first().map(|(_, offer)| Line::Aim(offer.aim)));
            let alone = of_aim.iter().all(|(_, offer)| of_aim.first().is_some_and(|(_, first)| first.act == offer.act));
            for of_act in of_aim.chunk_by(|(_, a), (_, b)| a.act == b.act) {
                // An act with one order, or the only act of its aim, needs no line of its own.
                let under = of_act.len() > 1 && !alone;
                let open =
                    !under || !wanted.is_empty() || of_act.first().is_some_and(|(_, offer)| self.open.contains(&offer.act));
                if let (true, Some((_, first))) = (under, of_act.first()) {
                    let legal = of_act.iter().filter(|(_, offer)| offer.against.is_empty()).count();
                    lines.push(Line::Act { act: first.act, found: of_act.len(), legal, open });
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

    /// What alone is to be shown, and whether every act is open.
    fn aims_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let aims: Vec<Aim> = Aim::ALL.into_iter().filter(|aim| self.offers.iter().any(|offer| offer.aim == *aim)).collect();
        ui.horizontal_wrapped(|ui| {
            if aims.len() > 1 {
                if ui.selectable_label(self.chosen.is_none(), text("new_order.all")).clicked() {
                    self.chosen = None;
                }
                for aim in &aims {
                    if ui.selectable_label(self.chosen == Some(*aim), text(aim.key())).clicked() {
                        self.chosen = Some(*aim);
                    }
                }
            }
            let all: BTreeSet<OrderName> = self.offers.iter().map(|offer| offer.act).collect();
            let open = all.is_subset(&self.open);
            let words = text(if open { "new_order.shut_all" } else { "new_order.open_all" });
            if parts::button(ui, theme, parts::Look::Small, None, words).clicked() {
                self.open = if open { BTreeSet::new() } else { all };
                self.at = 0;
            }
        });
        ui.add_space(4.0);
        parts::line(ui, theme);
    }
}

//! A new order: everything that the seat in play could order now, by what one wants to do, with its price and with what speaks against it.
//!
//! What there is, what it costs and what stands in its way is said by [`legal`]; here it is only ordered, filtered and drawn. Sizes are
//! changed in place, and what speaks against the new size is asked again.

mod adjust;

use egui::{Align, Frame, Layout, Margin, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use crate::report::titles;
use crate::report::{refusals, words};
use crate::rules::legal::{self, Choice};
use crate::rules::order::{Order, OrderKind};
use crate::rules::validate::{Refusal, problems};
use crate::rules::view::SeatView;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
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
    order: Order,
    title: String,
    cost: String,
    against: String,
}

impl Offer {
    fn of(scene: &Scene<'_>, choice: &Choice) -> Option<Self> {
        let aim = Aim::of(&choice.order.kind)?;
        Some(Self { aim, ..Self::told(scene, choice.order.clone(), &choice.against) })
    }

    fn told(scene: &Scene<'_>, order: Order, against: &[crate::rules::validate::Why]) -> Self {
        let told = |why: &crate::rules::validate::Why| {
            refusals::refusal(scene.setting, scene.world, &Refusal { order: 0, seat: order.seat, why: *why })
        };
        let against: Vec<String> = against.iter().map(told).collect();
        Self {
            aim: Aim::of(&order.kind).unwrap_or(Aim::Lead),
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
    fresh: bool,
    offers: Vec<Offer>,
}

impl NewOrder {
    /// What the seat in play could order now; the facilitator's own orders where nobody is seated.
    #[must_use]
    pub fn new(play: &Play) -> Self {
        let scene = play.scene();
        let choices = match scene.seat {
            Some(seat) => {
                let view = SeatView::new(scene.setting, play.game.world(), seat);
                legal::legal_orders(scene.setting, &view, scene.drafts)
            }
            None => legal::facilitator_orders(scene.setting, scene.world),
        };
        let mut offers: Vec<Offer> = choices.iter().filter_map(|choice| Offer::of(&scene, choice)).collect();
        // What can be given comes first in its group; otherwise the menu's own order holds.
        offers.sort_by_key(|offer| (offer.aim, !offer.against.is_empty()));
        Self { query: String::new(), chosen: None, fresh: true, offers }
    }

    /// The menu as it is after these words were typed into its filter.
    #[must_use]
    pub fn about(self, words: &str) -> Self {
        Self { query: words.to_owned(), ..self }
    }
}

/// Draws the menu.
pub fn new_order_ui(ui: &mut Ui, theme: &Theme, menu: &mut NewOrder, scene: &Scene<'_>, height: f32, intents: &mut Vec<Intent>) {
    let NewOrder { query, chosen, fresh, offers } = menu;
    let field =
        TextEdit::singleline(query).hint_text(text("new_order.filter")).margin(vec2(10.0, 8.0)).desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, text("new_order.filter")));
    if std::mem::take(fresh) {
        field.request_focus();
    }
    ui.add_space(6.0);
    let wanted = query.trim().to_lowercase();
    let found = |offer: &Offer| offer.matches(&wanted) && chosen.is_none_or(|chosen| chosen == offer.aim);
    if !offers.iter().any(found) {
        parts::empty(ui, theme, &fill("find.none", &[("query", query.trim())]));
    }
    let aims: Vec<Aim> = Aim::ALL.into_iter().filter(|aim| offers.iter().any(|offer| offer.aim == *aim)).collect();
    if aims.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            if ui.selectable_label(chosen.is_none(), text("new_order.all")).clicked() {
                *chosen = None;
            }
            for aim in aims {
                if ui.selectable_label(*chosen == Some(aim), text(aim.key())).clicked() {
                    *chosen = Some(aim);
                }
            }
        });
        ui.add_space(4.0);
        parts::line(ui, theme);
    }
    let chosen = *chosen;
    let height = (height - 260.0).max(160.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for aim in Aim::ALL.into_iter().filter(|aim| chosen.is_none_or(|chosen| chosen == *aim)) {
            let mut of_aim =
                offers.iter_mut().enumerate().filter(|(_, offer)| offer.aim == aim && offer.matches(&wanted)).peekable();
            if of_aim.peek().is_none() {
                continue;
            }
            ui.add_space(8.0);
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text(aim.key()));
            for (place, offer) in of_aim {
                ui.push_id(place, |ui| row(ui, theme, scene, offer, intents));
            }
        }
    });
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, offer: &mut Offer, intents: &mut Vec<Intent>) {
    Frame::new().inner_margin(Margin { left: 0, right: 10, top: 3, bottom: 3 }).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let words = fill("new_order.add", &[("order", &offer.title)]);
            if offer.against.is_empty() {
                if parts::icon_button(ui, theme, icons::ADD, &words).clicked() {
                    intents.push(Intent::Draft(offer.order.clone()));
                    intents.push(Intent::Dismiss);
                }
            } else {
                controls::disabled_icon(ui, theme, icons::ADD, &words, &offer.against);
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.spacing_mut().interact_size.y = 18.0;
                let ink = if offer.against.is_empty() { Token::TextPrimary } else { Token::TextMuted };
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    parts::label(ui, theme, &style::small(), Token::TextMuted, &offer.cost);
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        parts::paragraph(ui, theme, &style::body(), ink, &offer.title);
                    });
                });
                if !offer.against.is_empty() {
                    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &offer.against);
                }
                let mut kind = offer.order.kind.clone();
                if adjust::has_sizes(&kind) && adjust::adjust_ui(ui, &mut kind) {
                    let order = Order { kind, ..offer.order.clone() };
                    let against = problems(scene.setting, scene.world, &order, scene.drafts);
                    *offer = Offer::told(scene, order, &against);
                }
            });
        });
        parts::line(ui, theme);
    });
}

//! A bubble of the tour: a ring round what it speaks of, and beside it what it says and waits for.

use egui::text::LayoutJob;
use egui::{
    Align, Area, Context, Frame, Id, Key, Label, LayerId, Layout, Margin, Order, Pos2, Rect, Role, Slider, Stroke, StrokeKind,
};
use egui::{TextFormat, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{FIRST_PART, TourAsk, TourView};
use crate::report::words;
use crate::scenario::{Spot, Wait};
use crate::text::{fill, text};
use crate::ui::kit::landmarks::{self, Landmark, landmark_ui};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Play, Workspace};

/// Width of a bubble, points: one stands in the narrowest column of a page.
const WIDTH: f32 = 280.0;
/// Between a bubble and what it speaks of.
const GAP: f32 = 18.0;
/// Places that are tried across the screen where no side is free, and as many down it.
const STEPS: u8 = 24;
/// A spot larger than this has room for the bubble within it.
const LARGE: f32 = 360.0;
/// A bubble stands beside a large spot as long as it covers no more than this part of its own size there.
const COVERED_MAX: f32 = 0.25;
/// A row lower than this has none, however wide it is.
const LOW: f32 = 120.0;

/// Draws the bubble of the tour that is being taken.
pub fn tour_ui(ctx: &Context, theme: &Theme, workspace: &mut Workspace, intents: &mut Vec<Intent>) {
    let covered = workspace.dialog.is_some() || workspace.hindcast.is_open();
    let tour = workspace.play.as_mut().filter(|_| !covered).and_then(|play| play.tour.take());
    let (Some(mut tour), Some(play)) = (tour, workspace.play.as_mut()) else {
        spots::want(ctx, None, None);
        return;
    };
    spots::want(ctx, tour.points_at(play), tour.partner());
    let spot = spots::found(ctx).map(|rect| rect.intersect(ctx.content_rect()));
    if let Some(rect) = spot {
        ring(ctx, theme, rect);
        rested(ctx, &tour, rect, intents);
    }
    bubble_ui(ctx, theme, &mut tour, play, spot, intents);
    play.tour = Some(tour);
}

/// The pointer on what the bubble waits to be looked at.
fn rested(ctx: &Context, tour: &TourView, rect: Rect, intents: &mut Vec<Intent>) {
    let asks = tour.step().is_some_and(|step| step.waits.contains(&Wait::Hover)) && !tour.hovered;
    if asks && ctx.pointer_hover_pos().is_some_and(|at| rect.contains(at)) {
        intents.push(Intent::Tour(TourAsk::Hovered));
    }
}

fn ring(ctx: &Context, theme: &Theme, rect: Rect) {
    let painter = ctx.layer_painter(LayerId::new(Order::Middle, Id::unique("tour ring")));
    let stroke = Stroke::new(2.0, theme.colour(Token::DraftInk));
    let within = rect.size().max_elem() > LARGE && rect.size().min_elem() > LOW;
    let rect = if within { rect.shrink(3.0) } else { rect.expand(5.0).intersect(ctx.content_rect().shrink(2.0)) };
    painter.rect_stroke(rect, 8.0, stroke, StrokeKind::Inside);
}

fn bubble_ui(ctx: &Context, theme: &Theme, tour: &mut TourView, play: &Play, spot: Option<Rect>, intents: &mut Vec<Intent>) {
    let id = Id::unique("tour");
    let size = ctx.memory(|memory| memory.area_rect(id)).map_or(vec2(WIDTH + 34.0, 170.0), |rect| rect.size());
    let screen = ctx.content_rect().shrink(10.0);
    let place = beside(spot, &spots::clear(ctx), size, screen);
    if let Some(spot) = spot.filter(|spot| spot.size().max_elem() <= LARGE) {
        let bubble = Rect::from_min_size(place, size);
        let painter = ctx.layer_painter(LayerId::new(Order::Middle, Id::unique("tour ring")));
        let from = spot.expand(5.0).clamp(bubble.center());
        painter.line_segment([from, bubble.clamp(from)], Stroke::new(2.0, theme.colour(Token::DraftInk)));
    }
    let frame = Frame::new()
        .fill(theme.colour(Token::DraftTint))
        .stroke(Stroke::new(1.5, theme.colour(Token::DraftInk)))
        .corner_radius(10)
        .shadow(theme.shadow())
        .inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 12 });
    Area::new(id).order(Order::Middle).fixed_pos(place).constrain(true).show(ctx, |ui| {
        let shown = frame.show(ui, |ui| {
            ui.set_width((WIDTH * theme.larger()).min(screen.width() - 40.0));
            landmark_ui(ui, theme, Rect::from_min_size(place, size), Landmark::Tour);
            contents(ui, theme, tour, play, intents);
        });
        let spoken = format!("{}. {}", progress(tour), tour.words(play).replace('*', ""));
        let status = ui.interact(shown.response.rect, Id::unique(("tour bubble", tour.place())), egui::Sense::hover());
        status.widget_info(|| WidgetInfo::labeled(Role::Status, true, &spoken));
    });
}

/// Beside what the bubble speaks of: of that and of what belongs to it (`clear`) it covers nothing, wherever there is such a place. What is
/// large it stands rather under or over, and within it only where nothing else is left.
fn beside(spot: Option<Rect>, clear: &[Rect], size: Vec2, screen: Rect) -> Pos2 {
    let Some(spot) = spot else {
        return Pos2::new(screen.center().x - size.x / 2.0, screen.bottom() - size.y - 60.0);
    };
    let most = (screen.max - size).max(screen.min);
    let covers = |at: Pos2| covered(Rect::from_min_size(at, size), clear.iter().copied());
    let covers_all = |at: Pos2| covered(Rect::from_min_size(at, size), clear.iter().copied().chain([spot]));
    // The nearest place where least is covered.
    let nearest = || {
        let steps = |low: f32, high: f32| (0..=STEPS).map(move |n| low + (high - low) * f32::from(n) / f32::from(STEPS));
        let grid = steps(screen.top(), most.y).flat_map(|y| steps(screen.left(), most.x).map(move |x| Pos2::new(x, y)));
        let far = |at: &Pos2| (*at + size / 2.0).distance(spot.center());
        let better = |a: &Pos2, b: &Pos2| covers_all(*a).total_cmp(&covers_all(*b)).then(far(a).total_cmp(&far(b)));
        grid.min_by(better).unwrap_or(screen.min)
    };
    if spot.size().max_elem() > LARGE {
        let right = spot.right() - size.x - GAP;
        let across = (0..=STEPS).rev().map(|n| screen.left() + (most.x - screen.left()) * f32::from(n) / f32::from(STEPS));
        let (below, above) = (spot.bottom() + GAP, spot.top() - GAP - size.y);
        let row = |y: f32| std::iter::once(right).chain(across.clone()).map(|x| Pos2::new(x, y)).collect();
        let places: Vec<Pos2> = if below + size.y <= screen.bottom() {
            row(below)
        } else if above >= screen.top() {
            row(above)
        } else if spot.height() <= LOW {
            row(most.y)
        } else if covers_all(nearest()) <= COVERED_MAX * size.x * size.y {
            return nearest();
        } else {
            // In its corners, the lower ones first.
            let within = spot.shrink2(vec2(20.0, 44.0));
            let corners = [within.right_bottom() - size, pos2(within.left(), within.bottom() - size.y)];
            let upper = [pos2(within.right() - size.x, spot.top() + 20.0), within.left_top()];
            let lowest = [pos2(within.right(), spot.bottom() - GAP / 2.0) - size, nearest()];
            corners.into_iter().chain(upper).chain(lowest).collect()
        };
        let places = places.into_iter().map(|at| at.clamp(screen.min, most));
        return places.min_by(|a, b| covers(*a).total_cmp(&covers(*b))).unwrap_or(screen.min);
    }
    let middle = spot.center() - size / 2.0;
    let sides = [
        Pos2::new(spot.right() + GAP, middle.y),
        Pos2::new(spot.left() - GAP - size.x, middle.y),
        Pos2::new(middle.x, spot.top() - GAP - size.y),
        Pos2::new(middle.x, spot.bottom() + GAP),
    ];
    let within = |at: &Pos2| at.x >= screen.left() && at.x <= most.x;
    let mut sides = sides.into_iter().filter(within).map(|at| at.clamp(screen.min, most));
    sides.find(|at| covers_all(*at) <= 0.0).unwrap_or_else(nearest)
}

/// How much of these a bubble covers, with some air round it.
fn covered(bubble: Rect, things: impl Iterator<Item = Rect>) -> f32 {
    let bubble = bubble.expand(GAP / 2.0);
    things.map(|thing| bubble.intersect(thing)).filter(Rect::is_positive).map(|part| part.area()).sum()
}

/// Which bubble of its part this is: each part counts its own.
fn progress(tour: &TourView) -> String {
    let (at, all) = (tour.place() + 1, tour.steps().len());
    let (key, place, count) = match at.checked_sub(FIRST_PART) {
        None | Some(0) => ("tour.place", at, FIRST_PART.min(all)),
        Some(later) => ("tour.place_second", later, all - FIRST_PART),
    };
    fill(key, &[("place", &place.to_string()), ("count", &count.to_string())])
}

fn contents(ui: &mut Ui, theme: &Theme, tour: &mut TourView, play: &Play, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if parts::icon_button(ui, theme, icons::CLOSE, text("tour.skip")).clicked() {
                intents.push(Intent::Tour(TourAsk::End));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                parts::label(ui, theme, &style::small(), Token::DraftInk, &progress(tour));
            });
        });
    });
    ui.add(Label::new(emphasised(theme, tour.words(play), ui.available_width())).wrap());
    if let Some((guessed, came)) = tour.outcome(play) {
        let values = [("guess", &*words::signed(guessed, 2)), ("came", &*words::signed(came, 2))];
        parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &fill("tour.guess_outcome", &values));
    }
    let waits = tour.waits(play);
    if waits == Some(Wait::Guess) || tour.step().is_some_and(|step| step.waits.contains(&Wait::Guess)) {
        guess_ui(ui, theme, tour, intents);
    }
    if let Some(hint) = waits.and_then(|wait| hint(ui.ctx(), tour, play, wait)) {
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &hint);
    }
    ui.add_space(2.0);
    buttons(ui, theme, tour, waits, intents);
}

/// A text in which words between stars are set in the medium face.
fn emphasised(theme: &Theme, words: &str, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    // The faces have no arrow of their own; the icons have.
    let words = words.replace('→', icons::ARROW_RIGHT);
    for (n, part) in words.split('*').enumerate() {
        let style = if n % 2 == 0 { style::body() } else { style::strong() };
        let format = TextFormat { font_id: theme.font(&style), color: theme.colour(Token::TextPrimary), ..TextFormat::default() };
        job.append(part, 0.0, format);
    }
    job
}

/// A number is guessed before it is known.
fn guess_ui(ui: &mut Ui, theme: &Theme, tour: &mut TourView, intents: &mut Vec<Intent>) {
    if let Some(guess) = tour.guess {
        let said = fill("tour.guessed", &[("guess", &words::signed(guess.guessed, 2))]);
        parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &said);
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().slider_width = 120.0;
        let slider = ui.add(Slider::new(&mut tour.typed, 0.0..=0.5).step_by(0.01).fixed_decimals(2));
        slider.widget_info(|| WidgetInfo::slider(true, tour.typed, text("tour.guess_field")));
        if parts::button(ui, theme, Look::Small, None, text("tour.guess")).clicked() {
            intents.push(Intent::Tour(TourAsk::Guess(-tour.typed)));
        }
    });
}

/// What there is to do, with the key that does it.
fn hint(ctx: &Context, tour: &TourView, play: &Play, wait: Wait) -> Option<String> {
    let (key, command) = match wait {
        Wait::Hover => ("tour.hint_hover", None),
        Wait::Open => ("tour.hint_open", Some(CommandId::Decide)),
        Wait::Order if matches!(tour.points_at(play), Some(Spot::Request(..))) => ("tour.hint_open", Some(CommandId::Decide)),
        Wait::Order if play.composer.is_some() => ("tour.hint_order", Some(CommandId::AddDraft)),
        Wait::Guess => ("tour.hint_guess", None),
        Wait::Why => ("tour.hint_why", None),
        Wait::Order => return None,
        Wait::Resolve => ("tour.hint_resolve", Some(CommandId::Resolve)),
    };
    let keys = command.and_then(|command| commands::keys(ctx, command)).unwrap_or_default();
    Some(fill(key, &[("keys", &keys)]))
}

/// A bubble that is new takes the focus where nothing else has it, or where the one before had it: Return goes on, where it waits for
/// nothing, and Tab leads to its buttons.
fn take_focus(ctx: &Context, tour: &TourView, next: Option<Id>) {
    let pass = ctx.cumulative_pass_nr();
    let shown = Id::unique("tour bubble shown");
    let since = ctx.data(|data| data.get_temp::<(usize, u64)>(shown)).filter(|(place, _)| *place == tour.place());
    let (_, first) = since.unwrap_or((tour.place(), pass));
    ctx.data_mut(|data| data.insert_temp(shown, (tour.place(), first)));
    // What a dialog that has just closed leaves of its focus is gone after a few passes.
    if pass.saturating_sub(first) > 3 {
        return;
    }
    ctx.request_repaint();
    let bubble = landmarks::place_of(ctx, Landmark::Tour);
    let focus = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let free = focus.is_none_or(|focus| bubble.is_some_and(|bubble| bubble.contains(focus.rect.center())));
    if free {
        ctx.memory_mut(|memory| memory.request_focus(next.unwrap_or_else(|| Landmark::Tour.id())));
    }
}

fn buttons(ui: &mut Ui, theme: &Theme, tour: &TourView, waits: Option<Wait>, intents: &mut Vec<Intent>) {
    let last = tour.place() + 1 == tour.steps().len();
    let parted = tour.place() + 1 == FIRST_PART && !last;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (words, ask) = match () {
                () if last => (text("tour.end"), TourAsk::End),
                () if parted => (text("tour.go_on"), TourAsk::Next),
                () if waits.is_some() => (text("tour.skip_step"), TourAsk::Next),
                () => (text("tour.next"), TourAsk::Next),
            };
            let leads = waits.is_none() || last;
            let keys = commands::keys(ui.ctx(), CommandId::TourNext).unwrap_or_default();
            let button = controls::keyed_button(ui, theme, leads, words, &keys);
            let button = button.on_hover_text(parts::tip(ui.ctx(), CommandId::TourNext));
            take_focus(ui.ctx(), tour, leads.then_some(button.id));
            let entered =
                ui.memory(|memory| memory.has_focus(Landmark::Tour.id())) && ui.input(|input| input.key_pressed(Key::Enter));
            if button.clicked() || entered {
                intents.push(Intent::Tour(ask));
            }
            if parted && parts::button(ui, theme, Look::Plain, None, text("tour.end")).clicked() {
                intents.push(Intent::Tour(TourAsk::End));
            }
            if tour.place() > 0 {
                let back = parts::button(ui, theme, Look::Quiet, None, text("tour.back"));
                if back.on_hover_text(parts::tip(ui.ctx(), CommandId::TourBack)).clicked() {
                    intents.push(Intent::Tour(TourAsk::Back));
                }
            }
        });
    });
}

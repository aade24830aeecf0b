//! The strip of turns: where the game stands on its line, where it once stood, and the way along it step by step.

use egui::{Align, Layout, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui::{Align2, Key};

use crate::report::history::{begins, branch as branch_words, played_how};
use crate::report::when;
use crate::session::{BranchId, Game, NodeId};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::paint_icon;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::BranchAsk;

/// Where the line of turns begins.
const LEFT: f32 = 230.0;
/// Where it ends, from the right: the last turn's name and the three buttons stand there.
const RIGHT: f32 = 152.0;
/// How far below the line other branches run.
const BELOW: f32 = 12.0;
/// Seconds for which a turn is shown while the turns run through.
const SECONDS: f64 = 1.8;

/// What the strip keeps for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimelineView {
    running: bool,
    /// When the present turn came, in egui's seconds; none: it was not shown yet.
    since: Option<f64>,
}

impl TimelineView {
    /// Whether it runs through the turns by itself.
    #[must_use]
    pub const fn runs(&self) -> bool {
        self.running
    }

    /// Starts running through the turns, or stops. Whether it runs now.
    pub const fn toggle(&mut self) -> bool {
        self.running = !self.running;
        self.since = None;
        self.running
    }

    /// Goes on to the next turn when the present one has been on the board long enough; stops at the last.
    fn run(&mut self, ui: &Ui, game: &Game, intents: &mut Vec<Intent>) {
        let stopped = ui.input(|input| input.pointer.any_click() || input.key_pressed(Key::Escape));
        let Some(next) = game.ahead().first().copied().filter(|_| self.running) else {
            *self = Self::default();
            return;
        };
        if stopped && self.since.is_some() {
            *self = Self::default();
            return;
        }
        let now = ui.input(|input| input.time);
        let since = *self.since.get_or_insert(now);
        if now - since >= SECONDS {
            self.since = None;
            intents.push(Intent::GoTo(next));
        }
        let wait = (SECONDS - (now - since)).clamp(0.01, SECONDS);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait));
    }
}

/// Draws the strip.
pub fn timeline_ui(ui: &mut Ui, theme: &Theme, game: &Game, view: &mut TimelineView, intents: &mut Vec<Intent>) {
    view.run(ui, game, intents);
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.top() + 0.5, parts::edge(theme));
    let line = line_ids(game);
    let branches = branches(game, &line);
    let larger = theme.larger();
    let end = rect.left() + LEFT * larger.min(1.4) - 12.0;
    let names = Rect::from_min_max(pos2(rect.left() + 14.0, rect.top() + 4.0), pos2(end, rect.bottom() - 4.0));
    names_ui(ui, theme, game, &branches, names, intents);
    let turns = game.longest();
    let (left, right) = (rect.left() + LEFT * larger.min(1.4), rect.right() - RIGHT * larger.min(1.4));
    let step = (right - left) / f32::from(turns);
    let x = |turn: u16| left + step * f32::from(turn.saturating_sub(1));
    let (y, now) =
        (rect.center().y + 8.0 * (larger.min(1.5) - 1.0) + if branches.is_empty() { 2.0 } else { -1.0 }, game.world().turn);
    let played = Stroke::new(2.0, theme.colour(Token::TextPrimary));
    painter.hline(x(1)..=x(now), y, played);
    // What was played after this turn is drawn through, what is still to come in dots; where the line has ended, nothing is to come.
    let tip = line.last().and_then(|id| game.node(*id)).unwrap_or_else(|| game.now());
    let (played_to, end) = (tip.world.turn, tip.world.last_turn + 1);
    if played_to > now {
        painter.hline(x(now)..=x(played_to), y, Stroke::new(2.0, theme.colour(Token::BorderControl)));
    }
    if played_to < end {
        let ahead = [pos2(x(played_to), y), pos2(x(end), y)];
        painter.extend(Shape::dashed_line(&ahead, Stroke::new(2.0, theme.colour(Token::BorderControl)), 2.0, 5.0));
    }
    for branch in &branches {
        branch_ui(ui, theme, game, branch, |turn| pos2(x(turn), y), intents);
    }
    for turn in 1..=end {
        dot(ui, theme, game, (turn, turn == end), pos2(x(turn), y), line.get(usize::from(turn) - 1).copied(), intents);
    }
    steps_ui(
        ui,
        theme,
        game,
        view,
        Rect::from_min_max(pos2(rect.right() - 112.0 * larger.min(1.4), rect.top()), rect.max),
        intents,
    );
}

/// The turn before, all of them one after another, the turn after.
fn steps_ui(ui: &mut Ui, theme: &Theme, game: &Game, view: &TimelineView, place: Rect, intents: &mut Vec<Intent>) {
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let (before, after) = (game.now().parent.is_some(), !game.ahead().is_empty());
        let (icon, words) = if view.running {
            (icons::STOP, text("timeline.stop").to_owned())
        } else {
            (icons::REPLAY, parts::tip(ui.ctx(), CommandId::RunThrough))
        };
        let buttons = [
            (CommandId::TurnBefore, icons::STEP_PREVIOUS, parts::tip(ui.ctx(), CommandId::TurnBefore), before),
            (CommandId::RunThrough, icon, words, before || after),
            (CommandId::TurnAfter, icons::STEP_NEXT, parts::tip(ui.ctx(), CommandId::TurnAfter), after),
        ];
        for (id, icon, words, enabled) in buttons {
            ui.add_enabled_ui(enabled, |ui| {
                if parts::icon_button(ui, theme, icon, &words).clicked() {
                    intents.push(Intent::Run(id));
                }
            });
        }
    });
}

/// The branch that is played, which leads to the page of all of them, and the ends of the others.
fn names_ui(ui: &mut Ui, theme: &Theme, game: &Game, branches: &[Branch], place: Rect, intents: &mut Vec<Intent>) {
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let id = game.branch();
        let named = game.branches().get(id.0).and_then(|branch| branch.name.clone());
        let unnamed = || match id {
            BranchId::FIRST => text("timeline.main").to_owned(),
            _ => fill("branches.branch", &[("letter", &id.letter())]),
        };
        // A name that people gave may be of any length; the tip has all of it.
        let words = named.map_or_else(unnamed, |name| name.chars().take(16).collect());
        let tip = format!("{}. {}", branch_words(game, id), parts::tip(ui.ctx(), CommandId::Branches));
        let link = |ui: &mut Ui| parts::link(ui, theme, &style::strong(), &words);
        let pressed = match id {
            BranchId::FIRST => link(ui),
            _ => {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.spacing_mut().interact_size.y = 16.0;
                    let pressed = link(ui);
                    parts::label(ui, theme, &style::caption(), Token::TextMuted, &begins(game, id));
                    pressed
                })
                .inner
            }
        };
        if pressed.on_hover_text(tip).clicked() {
            intents.push(Intent::Run(CommandId::Branches));
        }
        branches_ui(ui, theme, game, branches, intents);
    });
}

/// The start of a turn of the line, or its end; `node`: the position, where it has been played.
fn dot(
    ui: &mut Ui,
    theme: &Theme,
    game: &Game,
    (turn, end): (u16, bool),
    at: Pos2,
    node: Option<NodeId>,
    intents: &mut Vec<Intent>,
) {
    let now = game.world().turn;
    let hit = Rect::from_center_size(at, vec2(24.0, 24.0));
    let sense = if node.is_some() && turn != now { Sense::click() } else { Sense::hover() };
    let response = ui.interact(hit, ui.scope_id().with(("turn", turn)), sense);
    let mut label = if end { text("when.end").to_owned() } else { when::turn(turn) };
    let played = node.and_then(|id| game.node(id));
    label += played.map_or("", |node| played_how(game, node));
    let mark = node.and_then(|id| game.marks_at(id).next());
    if let Some((_, mark)) = mark {
        label += &fill("timeline.mark", &[("mark", mark)]);
        paint_icon(ui.painter(), at + vec2(0.0, -13.0), icons::FLAG, style::icon(12.0), theme.colour(Token::TextSecondary));
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, node.is_some(), turn == now, &label));
    let painter = ui.painter();
    let number = turn.to_string();
    if turn == now {
        painter.circle_filled(at, 9.0 * theme.larger().min(1.6), theme.colour(Token::DraftFill));
        let font = style::medium_of(11.5 * theme.larger().min(1.6));
        let inside = if end { "" } else { &number };
        painter.text(at, Align2::CENTER_CENTER, inside, font, theme.colour(Token::DraftOnFill));
    } else if turn < now && played.is_some_and(|node| node.hindsight) {
        let corners = [vec2(0.0, -6.5), vec2(6.5, 0.0), vec2(0.0, 6.5), vec2(-6.5, 0.0)].map(|corner| at + corner);
        painter.add(Shape::convex_polygon(corners.to_vec(), theme.colour(Token::TextPrimary), Stroke::NONE));
    } else if turn < now {
        painter.circle_filled(at, 5.0, theme.colour(Token::TextPrimary));
    } else if played.is_some() {
        painter.circle(at, 5.0, theme.colour(Token::SurfaceBase), Stroke::new(2.0, theme.colour(Token::TextPrimary)));
    } else {
        painter.circle(at, 4.5, theme.colour(Token::SurfaceBase), Stroke::new(1.5, theme.colour(Token::BorderControl)));
    }
    // The dot where one stands has the number inside; there is no room for more.
    let words = if end { text("when.end_short") } else { &number };
    if turn != now || end {
        let place = at + vec2(7.0, -4.0);
        painter.text(place, Align2::LEFT_BOTTOM, words, theme.font(&style::caption()), theme.colour(Token::TextMuted));
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, hit);
    }
    if response.clicked() {
        intents.extend(node.map(Intent::GoTo));
    }
    response.on_hover_text(label);
}

/// The positions of the line, in order of turns: those before the cursor, and those after it.
fn line_ids(game: &Game) -> Vec<NodeId> {
    let mut ids = game.path_to(game.cursor());
    ids.extend(game.ahead());
    ids
}

/// A branch that is not played now: from the turn at which it leaves the line to its last position.
struct Branch {
    id: BranchId,
    fork: u16,
    /// Its positions beyond the line; none, where nothing has been played there yet.
    nodes: Vec<NodeId>,
    tip: NodeId,
}

impl Branch {
    /// What it is, and where somebody comes out who goes to a position of it.
    fn words(&self, game: &Game, to: NodeId) -> String {
        let (branch, fork) = (game.branch_name(self.id), self.fork.to_string());
        let values = [("branch", branch.as_str()), ("fork", &fork)];
        let world = game.node(to).map_or_else(|| game.world(), |node| &node.world);
        if self.nodes.is_empty() {
            return fill("timeline.branch_unplayed", &values);
        }
        when::when(game.setting(), world, ["timeline.branch_to", "timeline.branch_to_end"], &values)
    }
}

/// The other branches, the latest first, but for those that lead to the line and not away from it.
fn branches(game: &Game, line: &[NodeId]) -> Vec<Branch> {
    let branch = |id: BranchId| {
        let of = game.branches().get(id.0).filter(|_| id != game.branch())?;
        let nodes: Vec<NodeId> = game.line_of(id).into_iter().filter(|node| !line.contains(node)).collect();
        let fork = nodes.first().and_then(|first| game.node(*first)?.parent).unwrap_or(of.from);
        let away = !nodes.is_empty() || (of.unplayed() && id != BranchId::FIRST);
        away.then(|| Branch { id, fork: turn_of(game, fork), nodes, tip: of.tip })
    };
    (0..game.branches().len()).rev().map(BranchId).filter_map(branch).collect()
}

fn turn_of(game: &Game, id: NodeId) -> u16 {
    game.nodes().get(id.0).map_or(1, |node| node.world.turn)
}

/// The list of the other branches, each leading to its end.
fn branches_ui(ui: &mut Ui, theme: &Theme, game: &Game, branches: &[Branch], intents: &mut Vec<Intent>) {
    if branches.is_empty() {
        return;
    }
    let count = branches.len().to_string();
    let words =
        if branches.len() == 1 { text("timeline.branch").to_owned() } else { fill("timeline.branches", &[("count", &count)]) };
    ui.spacing_mut().button_padding.x = 6.0;
    parts::menu_button(ui, theme, &words, |ui| {
        for branch in branches {
            if parts::option(ui, theme, false, &branch.words(game, branch.tip)).clicked() {
                intents.push(Intent::Branches(BranchAsk::Continue(branch.id)));
                ui.close();
            }
        }
    });
}

/// A branch as a thin line below the line of turns, each of its positions a dot.
fn branch_ui(ui: &Ui, theme: &Theme, game: &Game, branch: &Branch, at: impl Fn(u16) -> Pos2, intents: &mut Vec<Intent>) {
    // A branch without a turn yet has no more than its beginning.
    let last = branch.nodes.last().map_or(branch.fork, |id| turn_of(game, *id));
    let stroke = Stroke::new(1.5, theme.colour(Token::BorderControl));
    let (from, below) = (at(branch.fork), vec2(0.0, BELOW));
    let bend = [from, from + vec2(14.0, 0.0), from + vec2(6.0, BELOW), from + vec2(22.0, BELOW)];
    let curve = egui::epaint::CubicBezierShape::from_points_stroke(bend, false, egui::Color32::TRANSPARENT, stroke);
    ui.painter().add(curve);
    let start = from + vec2(22.0, BELOW);
    ui.painter().line_segment([start, at(last).max(start - below) + below], stroke);
    let unplayed = branch.nodes.is_empty().then_some(&branch.tip);
    for id in branch.nodes.iter().chain(unplayed) {
        let spot = if unplayed.is_some() { start } else { at(turn_of(game, *id)) + below };
        let hit = Rect::from_center_size(spot + vec2(0.0, 2.0), vec2(16.0, 11.0));
        let response = ui.interact(hit, ui.scope_id().with(("branch", id)), Sense::click());
        let words = branch.words(game, *id);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        let radius = if response.hovered() { 4.0 } else { 3.0 };
        ui.painter().circle_filled(spot, radius, theme.colour(Token::BorderControl));
        if response.has_focus() {
            parts::focus_ring(ui, theme, hit);
        }
        if response.clicked() {
            let whole = Intent::Branches(BranchAsk::Continue(branch.id));
            intents.push(if *id == branch.tip { whole } else { Intent::GoTo(*id) });
        }
        response.on_hover_text(words);
    }
}

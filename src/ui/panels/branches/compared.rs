//! Two branches held against one another at the last turn that both have: what differs, ranked, and why.

use egui::{Align, Layout, ScrollArea, Sense, Ui, vec2};

use crate::report::history::difference_causes;
use crate::report::titles::title;
use crate::report::when::Moments;
use crate::report::words::{self, exists};
use crate::rules::order::Order;
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::SeatView;
use crate::session::compare::{CommitmentDifference, Comparison, compare, group_of};
use crate::session::{BranchId, Game, NodeId, TurnNode};
use crate::text::{fill, text};
use crate::ui::kit::difference::{Line, Promise, ROW, Row, difference_ui, head_ui, heads_ui, lines, promise_ui};
use crate::ui::kit::parts;
use crate::ui::kit::picture::chart::{Chart, Ink, Series};
use crate::ui::kit::picture::live::Kept;
use crate::ui::kit::picture::sheet::Asked;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::state::sources::spoken_of;

/// Causes that are told of one difference.
const CAUSES_MAX: usize = 8;
/// Orders that are told of a parting.
const ORDERS_MAX: usize = 6;

/// What the comparison was made for.
type Key = (NodeId, NodeId, Option<StateId>, usize);

/// What differs, worked out once for a pair of positions.
#[derive(Default)]
pub(super) struct Compared {
    key: Option<Key>,
    found: Option<Comparison>,
    /// How many differ by less than the figures show.
    small: usize,
    /// The rows, each with its place in the comparison.
    rows: Vec<(usize, Row)>,
    promises: Vec<Promise>,
    /// What stands under which head.
    listed: Vec<Line>,
    chosen: usize,
    told: Vec<(Quantity, String)>,
    /// The chosen number over the turns of both lines.
    lines: Option<(Series, Series)>,
    plot: Kept<(Key, Variable, [bool; 2])>,
}

/// The ends that are compared: the positions of both branches at the last turn that both have.
fn ends(game: &Game, (one, other): (BranchId, BranchId)) -> Option<(NodeId, NodeId)> {
    let turn = |id: NodeId| game.node(id).map_or(1, |node| node.world.turn);
    let (a, b) = (game.line_of(one), game.line_of(other));
    let last = turn(*a.last()?).min(turn(*b.last()?));
    let at = |line: &[NodeId]| line.iter().copied().find(|id| turn(*id) == last);
    at(&a).zip(at(&b))
}

/// What the positions of both lines are called: they end where both games are over.
fn moments(game: &Game, (one, other): (NodeId, NodeId)) -> Moments {
    let over = |id: NodeId| game.node(id).is_some_and(|node| node.world.over(game.setting()));
    Moments { end: (over(one) && over(other)).then(|| game.path_to(one).len() - 1) }
}

impl Compared {
    /// Compares, where the pair or the game has changed.
    pub(super) fn refresh(&mut self, game: &Game, pair: (BranchId, BranchId)) {
        let Some((one, other)) = ends(game, pair) else { return };
        let key = (one, other, game.seat(), game.nodes().len());
        if self.key == Some(key) {
            return;
        }
        *self = Self { key: Some(key), found: compare(game, one, other, game.viewer()), ..Self::default() };
        let Some(found) = &self.found else { return };
        for (place, difference) in found.differences.iter().enumerate() {
            let variable = difference.variable;
            if !spoken_of(variable) || !exists(game.setting(), variable) {
                continue;
            }
            // What cannot be seen in the figures is no difference to people.
            let Some(change) = words::change_between(variable, difference.one, difference.other) else {
                self.small += 1;
                continue;
            };
            let change = parts::short_change(&change);
            let level = |value| words::level(variable, value).replace(text("unit.bn_a_year"), text("unit.bn"));
            let row = Row {
                variable,
                name: words::capital(&words::short_variable(game.setting(), variable)),
                before: level(difference.one),
                after: level(difference.other),
                change,
                sign: Sign::of(difference.amount().to_f64()),
                size: difference.weight,
            };
            self.rows.push((place, row));
        }
        let groups = self.rows.iter().filter_map(|(place, _)| found.differences.get(*place));
        let groups = groups.map(|difference| group_of((difference.variable, difference.weight)));
        let ends = game.node(one).zip(game.node(other));
        let promise =
            |c: &CommitmentDifference| Some(Promise::of(game.setting(), ends.map(|(a, b)| (&*a.world, &*b.world))?, *c));
        self.promises = found.commitments.iter().filter_map(promise).collect();
        self.listed = lines(self.promises.len(), groups);
        // The longest bar is that of the largest difference.
        let most = self.rows.iter().map(|(_, row)| row.size).fold(1e-9, f64::max);
        for (_, row) in &mut self.rows {
            row.size /= most;
        }
        self.tell(game);
    }

    fn tell(&mut self, game: &Game) {
        let difference = self.rows.get(self.chosen).map(|(place, _)| *place);
        let told = self.found.as_ref().zip(difference).and_then(|(found, place)| {
            let difference = found.differences.get(place)?;
            Some(difference_causes(game, found, difference))
        });
        self.told = told.unwrap_or_default();
        let (variable, ends) = (self.variable(), self.key);
        self.lines = variable.zip(ends).map(|(variable, (one, other, ..))| {
            (line(game, variable, one, Ink::Lit), line(game, variable, other, Ink::Plain(1)))
        });
    }

    fn variable(&self) -> Option<Variable> {
        let (place, _) = self.rows.get(self.chosen)?;
        self.found.as_ref()?.differences.get(*place).map(|difference| difference.variable)
    }
}

/// Draws the ranked list; whether a row was chosen.
pub(super) fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    game: &Game,
    pair: &mut (BranchId, BranchId),
    compared: &mut Compared,
) -> bool {
    let branches: Vec<(BranchId, String)> =
        (0..game.branches().len()).map(BranchId).map(|id| (id, game.branch_name(id))).collect();
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("branches.differs"));
        parts::choice(ui, theme, "one branch", &mut pair.0, &branches);
        parts::label(ui, theme, &style::body(), Token::TextSecondary, text("branches.and"));
        parts::choice(ui, theme, "other branch", &mut pair.1, &branches);
        compared.refresh(game, *pair);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some((one, other, ..)) = compared.key {
                let moment = words::capital(&moments(game, (one, other)).moment(game.path_to(one).len() - 1));
                parts::label(ui, theme, &style::small(), Token::TextMuted, &moment);
            }
        });
    });
    let parted = compared.found.as_ref().and_then(|found| game.node(found.parted));
    let ranked = |node: &TurnNode| fill("branches.ranked", &[("turn", &node.world.turn.to_string())]);
    let head = if compared.listed.is_empty() { no_difference(game, *pair) } else { parted.map_or_else(String::new, ranked) };
    parts::label(ui, theme, &style::small(), Token::TextMuted, &head).on_hover_text(text("compare.rule"));
    let (a, b) = (game.branch_name(pair.0), game.branch_name(pair.1));
    heads_ui(ui, theme, (&a, &b, &fill("branches.change", &[("one", &a), ("other", &b)])));
    parts::line(ui, theme);
    let mut picked = None;
    let rows = compared.listed.len();
    ScrollArea::vertical().id_salt("branches differences").auto_shrink(false).show_rows(ui, ROW, rows + 1, |ui, shown| {
        for n in shown {
            match compared.listed.get(n) {
                Some(Line::Head(key)) => head_ui(ui, theme, key),
                Some(Line::Commitment(place)) => {
                    if let Some(promise) = compared.promises.get(*place) {
                        promise_ui(ui, theme, promise);
                    }
                }
                Some(Line::Number(place, rank)) => {
                    let row = compared.rows.get(*place);
                    if row.is_some_and(|(_, row)| difference_ui(ui, theme, *rank, row, *place == compared.chosen)) {
                        picked = Some(*place);
                    }
                }
                None if compared.small > 0 => {
                    let words = fill("branches.too_small", &[("count", &words::count(compared.small as u64))]);
                    parts::label(ui, theme, &style::small(), Token::TextMuted, &words);
                }
                None => {}
            }
        }
    });
    if let Some(n) = picked {
        compared.chosen = n;
        compared.tell(game);
    }
    picked.is_some()
}

/// Draws the difference that is chosen: both lines, the causes, and where they parted.
pub(super) fn detail_ui(ui: &mut Ui, theme: &Theme, game: &Game, pair: (BranchId, BranchId), compared: &mut Compared) {
    let variable = compared.variable();
    let (Some((one, other, ..)), Some(parted)) = (compared.key, compared.found.as_ref().map(|found| found.parted)) else {
        return;
    };
    match variable {
        Some(variable) => {
            plot(ui, theme, game, variable, compared);
            ui.add_space(8.0);
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("branches.because"));
            for (amount, cause) in compared.told.iter().take(CAUSES_MAX) {
                let (amount, sign) = parts::changed(variable, amount.to_f64());
                ui.horizontal_top(|ui| {
                    controls::change_label(ui, theme, &amount, sign);
                    parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, cause);
                });
            }
            if compared.told.is_empty() {
                parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("branches.small_causes"));
            }
            if let Some(more) = compared.told.len().checked_sub(CAUSES_MAX).filter(|more| *more > 0) {
                let words = fill("branches.more_causes", &[("count", &more.to_string())]);
                parts::label(ui, theme, &style::small(), Token::TextMuted, &words);
            }
        }
        None => parts::empty(ui, theme, &no_difference(game, pair)),
    }
    ui.add_space(10.0);
    parting(ui, theme, game, pair, (one, other), parted);
}

/// Why there is no difference to be shown.
fn no_difference(game: &Game, (one, other): (BranchId, BranchId)) -> String {
    let unplayed = |id: &BranchId| game.branches().get(id.0).is_some_and(|branch| *id != BranchId::FIRST && branch.unplayed());
    let found = [one, other].into_iter().find(unplayed);
    let said = |id| fill("branches.unplayed", &[("branch", &game.branch_name(id))]);
    found.map_or_else(|| text("branches.no_difference").to_owned(), said)
}

/// A number over the turns that lead to a position, as the seat in play believes it to be.
fn line(game: &Game, variable: Variable, end: NodeId, ink: Ink) -> Series {
    let value = |node: &TurnNode| match game.seat() {
        Some(seat) => SeatView::new(game.setting(), &node.world, seat).believed().values.get(variable),
        None => node.world.values.get(variable),
    };
    let path: Vec<&TurnNode> = game.path_to(end).into_iter().filter_map(|id| game.node(id)).collect();
    let values: Vec<Quantity> = path.iter().map(|node| value(node)).collect();
    let name = path.last().map(|node| game.branch_name(node.branch)).unwrap_or_default();
    let last = values.last().copied().unwrap_or_default();
    Series::of(name, variable, values.iter().map(|value| value.to_f64()).collect(), last, ink)
}

/// The chosen number over the turns of both lines; a press on a name takes its line away.
fn plot(ui: &mut Ui, theme: &Theme, game: &Game, variable: Variable, compared: &mut Compared) {
    let (Some(key), Some((one, other))) = (compared.key, &mut compared.lines) else { return };
    let key = (key, variable, [one.hidden, other.hidden]);
    let size = vec2(ui.available_width(), 190.0);
    let moments = moments(game, (key.0.0, key.0.1));
    let make = || Chart { moments, ..Chart::about(game.setting(), variable, vec![one.clone(), other.clone()]) };
    let shown = compared.plot.show(ui, theme, ("branches compared", Sense::hover()), (key, size), make);
    if let Some(Asked::Toggle(name)) = shown.and_then(|shown| shown.asked) {
        for series in [one, other].into_iter().filter(|series| series.name == name) {
            series.hidden = !series.hidden;
        }
        ui.ctx().request_repaint();
    }
}

/// What was ordered otherwise in the turn in which two lines parted, as far as the seat in play gave it.
fn parting(ui: &mut Ui, theme: &Theme, game: &Game, pair: (BranchId, BranchId), ends: (NodeId, NodeId), parted: NodeId) {
    let first = |end: NodeId| {
        let path = game.path_to(end);
        let at = path.iter().position(|id| *id == parted)?;
        path.get(at + 1).and_then(|id| game.node(*id))
    };
    let (Some(one), Some(other)) = (first(ends.0), first(ends.1)) else { return };
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("branches.part"));
    let world = game.node(parted).map(|node| &*node.world);
    let own = |order: &&Order| game.seat().is_none_or(|seat| order.seat.state() == Some(seat));
    let mut told = 0;
    for (id, here, there) in [(pair.0, &one.orders, &other.orders), (pair.1, &other.orders, &one.orders)] {
        let same = |order: &Order| there.iter().any(|o| o.seat == order.seat && o.kind == order.kind);
        for order in here.iter().filter(own).filter(|order| !same(order)) {
            told += 1;
            if told > ORDERS_MAX {
                continue;
            }
            ui.horizontal_top(|ui| {
                parts::chip(ui, theme, Some(icons::BRANCH), &game.branch_name(id));
                let words = words::capital(&title(game.setting(), world, order));
                parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &words);
            });
        }
    }
    let key = match (told, one.luck == other.luck) {
        (0, true) => Some("branches.same_orders"),
        (_, false) => Some("branches.other_luck"),
        _ => None,
    };
    if let Some(key) = key {
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text(key));
    }
}

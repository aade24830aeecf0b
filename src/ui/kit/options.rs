//! Options side by side over the same futures: their names over the columns, the numbers in which they differ, those that differ most
//! first, and those that come out alike.

mod table;

pub use table::{Numbers, Options, table_ui};

use egui::{Align2, CornerRadius, LayerId, Order, Painter, Rect, Sense, Ui, pos2, vec2};

use crate::forecast::{Answer, Spread};
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, LinkVar, Scope, Variable};
use crate::session::compare::in_order;
use crate::text::fill;
use crate::ui::kit::ensemble::{number_ui, span_least};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;
use crate::ui::state::sources::{concerns, spoken_of};
use crate::ui::state::workspace::Scene;

/// Numbers that are followed at most.
const WATCH_MAX: usize = 6000;
/// So many times what is little for a kind of number is what is usual for it.
const USUAL: f64 = 10.0;

/// A number, and how it comes out under each option.
pub type Number = (Variable, Vec<Spread>);

/// The numbers in which options differ as they are shown, those that differ most first, and those that come out alike under all of them.
#[must_use]
pub fn ranked(watch: &[Variable], answer: &Answer) -> (Vec<Number>, Vec<Number>) {
    let of = |row: usize| -> Vec<Spread> { answer.iter().filter_map(|option| option.get(row).copied()).collect() };
    let all = watch.iter().enumerate().map(|(row, variable)| (*variable, of(row)));
    let end = |spread: &Spread| Quantity::from_f64(spread.median);
    let (mut apart, alike): (Vec<Number>, Vec<Number>) = all.partition(|(variable, spreads)| {
        let first = spreads.first().map(end).unwrap_or_default();
        spreads.iter().any(|spread| words::change_between(*variable, first, end(spread)).is_some())
    });
    apart.sort_by(|a, b| differs(b).total_cmp(&differs(a)));
    (apart, alike)
}

/// How far apart the middle futures of the options lie, against what is little for the kind of number.
#[must_use]
pub fn differs((variable, spreads): &Number) -> f64 {
    let low = spreads.iter().map(|spread| spread.median).fold(f64::INFINITY, f64::min);
    let high = spreads.iter().map(|spread| spread.median).fold(f64::NEG_INFINITY, f64::max);
    (high - low).max(0.0) / span_least(*variable, spreads)
}

/// [`ranked`], with what people argue about most first.
#[must_use]
pub fn by_importance(watch: &[Variable], answer: &Answer) -> (Vec<Number>, Vec<Number>) {
    let (mut apart, alike) = ranked(watch, answer);
    let size = |number: &Number| (number.0, differs(number) / USUAL);
    apart.sort_by(|a, b| in_order(size(a), size(b)));
    (apart, alike)
}

/// Whether a number says what an order does for somebody; the finer ones below it would only repeat it.
const fn tells(variable: Variable) -> bool {
    spoken_of(variable)
        && match variable {
            Variable::Link(kind, _) => matches!(kind, LinkVar::Share),
            Variable::Cell(kind, ..) => matches!(kind, CellVar::Capability),
            Variable::Criterion(..) | Variable::Domain(..) | Variable::Member(..) => false,
            _ => true,
        }
}

/// Every number that is worth following where nobody knows beforehand what orders will move. On a large board those of the whole, and of
/// whoever orders.
#[must_use]
pub fn watched(scene: &Scene<'_>, seat: Option<StateId>) -> Vec<Variable> {
    let told = |v: &Variable| tells(*v) && words::exists(scene.setting, *v) && scene.knows(*v);
    let mut watch: Vec<Variable> = scene.world.values.layout().variables().filter(told).collect();
    if watch.len() > WATCH_MAX {
        let of_all = |v: &Variable| matches!(v, Variable::Measure(_, Scope::Board | Scope::Region(_)) | Variable::Actor(..));
        watch.retain(|v| of_all(v) || seat.is_some_and(|seat| concerns(scene.setting, *v, seat)));
        watch.truncate(WATCH_MAX);
    }
    watch
}

/// Draws the names of the options over their columns. Gives where they stand.
pub fn heads_ui(ui: &mut Ui, theme: &Theme, names: &[&str], chosen: Option<usize>) -> Rect {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0 * theme.larger()), Sense::hover());
    paint_heads(ui.painter(), theme, head, names, chosen);
    head
}

/// Keeps the names in sight while their columns are and they would be scrolled away themselves.
pub fn keep_heads(ui: &Ui, theme: &Theme, head: Rect, names: &[&str], chosen: Option<usize>) {
    let (seen, below) = (ui.clip_rect(), ui.cursor().top());
    if head.top() >= seen.top() || below < seen.top() + 2.0 * head.height() {
        return;
    }
    // Over the columns, which fade towards the edge; under whatever lies over the page.
    let layer = LayerId::new(Order::Middle, ui.scope_id().with("heads"));
    let painter = ui.painter().clone().with_layer_id(layer);
    let kept = Rect::from_min_size(pos2(head.left(), seen.top()), head.size());
    let ground = kept.expand2(vec2(6.0, 0.0)).intersect(seen);
    painter.rect_filled(ground, 0.0, theme.colour(Token::SurfaceRaised));
    paint_heads(&painter, theme, kept, names, chosen);
    painter.hline(ground.x_range(), ground.bottom(), parts::edge(theme));
}

fn paint_heads(painter: &Painter, theme: &Theme, head: Rect, names: &[&str], chosen: Option<usize>) {
    let column = head.width() / names.len().max(1) as f32;
    for (n, name) in names.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(head.left() + column * n as f32, head.top()), vec2(column, head.height()));
        if chosen == Some(n) {
            painter.rect_filled(cell, CornerRadius { nw: 5, ne: 5, sw: 0, se: 0 }, theme.colour(Token::DraftTint));
        }
        let (style, token) =
            if chosen == Some(n) { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
        painter.text(cell.center(), Align2::CENTER_CENTER, name, theme.font(&style), theme.colour(token));
    }
}

/// Draws numbers one under another, each on its own scale.
pub fn numbers_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    numbers: &[Number],
    chosen: Option<usize>,
    intents: &mut Vec<Intent>,
) {
    for (variable, spreads) in numbers {
        number_ui(ui, theme, scene, *variable, spreads, chosen, intents);
    }
}

/// Draws numbers that are shown only when somebody asks, under a line that counts them: `keys` are its texts for one and for many.
pub fn folded_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    (numbers, chosen): (&[Number], Option<usize>),
    (one, many): (&str, &str),
    intents: &mut Vec<Intent>,
) {
    if numbers.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let said = fill(if numbers.len() == 1 { one } else { many }, &[("count", &numbers.len().to_string())]);
    let head = egui::RichText::new(said).text_style(style::small()).color(theme.colour(Token::TextSecondary));
    egui::CollapsingHeader::new(head).id_salt(many).show_unindented(ui, |ui| {
        numbers_ui(ui, theme, scene, numbers, chosen, intents);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::variable::{PairVar, StateVar};

    #[test]
    fn what_differs_most_stands_first_and_what_does_not_stands_together() {
        let spread = |median: f64| Spread { now: 0.5, low: median - 0.01, median, high: median + 0.01 };
        let trust = Variable::Pair(PairVar::Reliability, StateId(0), StateId(1));
        let threat = Variable::Pair(PairVar::Threat, StateId(0), StateId(1));
        let capital = Variable::State(StateVar::Transparency, StateId(1));
        let answer = vec![vec![spread(0.52), spread(0.5), spread(0.6)], vec![spread(0.56), spread(0.5), spread(0.3)]];
        let (apart, alike) = ranked(&[trust, threat, capital], &answer);
        assert_eq!(apart.iter().map(|(variable, _)| *variable).collect::<Vec<_>>(), [capital, trust]);
        assert_eq!(alike.iter().map(|(variable, _)| *variable).collect::<Vec<_>>(), [threat]);
    }
}

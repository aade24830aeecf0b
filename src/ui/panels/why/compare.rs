//! Two turns compared: what differs, what people argue about first, and the largest against the usual size of its kind.

use egui::{Align, Align2, CentralPanel, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Ui, vec2};

use crate::report::words::{self, exists};
use crate::rules::digest::Digest;
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::session::compare::{CommitmentDifference, commitments, group_of, in_order};
use crate::text::{fill, text};
use crate::ui::kit::difference::{Line, Promise, ROW, Row, difference_ui, head_ui, heads_ui, lines, promise_ui};
use crate::ui::kit::parts;
use crate::ui::kit::picture::Picture;
use crate::ui::kit::picture::chart::Chart;
use crate::ui::kit::picture::live::Kept;
use crate::ui::kit::picture::sheet::Asked;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::sources::{concerns, spoken_of};
use crate::ui::state::workspace::Scene;

/// A difference of one part in so many of the usual spread fills its bar.
const FILLS: f64 = 2.5;

/// A number that differs.
struct Difference {
    variable: Variable,
    row: Row,
}

impl Difference {
    /// The number, and its size against what is usual for its kind.
    fn size(&self) -> (Variable, f64) {
        (self.variable, self.row.size / FILLS)
    }
}

/// What differs, worked out once for a pair of turns.
#[derive(Default)]
pub(super) struct Compared {
    against: Option<usize>,
    only: Option<StateId>,
    key: Option<(Digest, usize, usize, Option<StateId>)>,
    found: Vec<Difference>,
    promises: Vec<Promise>,
    /// What stands under which head.
    lines: Vec<Line>,
    same: usize,
    chosen: Option<Variable>,
    /// The chosen number over the turns.
    plot: Kept<(Digest, Variable)>,
}

/// Draws the comparison of a position of the line with another.
pub(super) fn compare_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    view: &mut Compared,
    variable: Variable,
    at: usize,
    intents: &mut Vec<Intent>,
) {
    let against = view.against.unwrap_or_else(|| at.saturating_sub(1)).min(scene.line.len().saturating_sub(1));
    let key = (scene.origin.digest, against, at, view.only);
    if view.key != Some(key) {
        (view.found, view.same) = differences(scene, against, at, view.only);
        view.promises = promises(scene, against, at, view.only);
        view.lines = lines(view.promises.len(), view.found.iter().map(|found| group_of(found.size())));
        view.key = Some(key);
    }
    let chosen = view.chosen.unwrap_or(variable);
    let side = Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin::symmetric(16, 14));
    if ui.available_width() >= 900.0 * theme.larger() {
        let width = ui.available_width() * 0.38;
        Panel::right("compare plot").exact_size(width).resizable(false).frame(side).show(ui, |ui| {
            let asked = plot(ui, theme, scene, &mut view.plot, chosen, (against, at));
            if let Some(Asked::Why(variable, at)) = asked {
                intents.push(Intent::Page(PageAsk::Why(variable, Some(at))));
            }
            ui.add_space(10.0);
            if parts::button(ui, theme, parts::Look::Plain, Some(crate::ui::kit::theme::icons::CAUSES), text("headlines.why"))
                .clicked()
            {
                intents.push(Intent::Page(PageAsk::Why(chosen, Some(at))));
            }
        });
    }
    let base = Frame::new().inner_margin(Margin { left: 20, right: 18, top: 14, bottom: 8 });
    CentralPanel::no_frame().frame(base).show(ui, |ui| {
        head(ui, theme, scene, view, against, at);
        let Compared { found, promises, lines, same, chosen, .. } = view;
        ScrollArea::vertical().id_salt("differences").auto_shrink(false).show_rows(ui, ROW, lines.len() + 1, |ui, rows| {
            for line in rows.map(|n| lines.get(n)) {
                if let Some(Line::Head(key)) = line {
                    head_ui(ui, theme, key);
                } else if let Some(Line::Commitment(place)) = line {
                    promises.get(*place).into_iter().for_each(|promise| promise_ui(ui, theme, promise));
                } else if let Some(Line::Number(place, rank)) = line {
                    let Some(difference) = found.get(*place) else { continue };
                    let on = *chosen == Some(difference.variable);
                    if difference_ui(ui, theme, *rank, &difference.row, on) {
                        if on {
                            intents.push(Intent::Page(PageAsk::Why(difference.variable, Some(at))));
                        }
                        *chosen = Some(difference.variable);
                    }
                } else {
                    let said = fill("compare.same", &[("count", &words::count(*same as u64))]);
                    parts::label(ui, theme, &style::small(), Token::TextMuted, &said);
                }
            }
        });
    });
}

fn head(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut Compared, against: usize, at: usize) {
    let moment = |n: usize| scene.moments().moment(n);
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("compare.title"));
        let turns: Vec<(Option<usize>, String)> =
            (0..scene.line.len()).filter(|n| *n != at).map(|n| (Some(n), moment(n))).collect();
        let mut chosen = Some(against);
        parts::label(ui, theme, &style::body(), Token::TextSecondary, text("compare.from"));
        if parts::choice(ui, theme, "compare from", &mut chosen, &turns) {
            view.against = chosen;
        }
        let to = fill("compare.to", &[("when", &moment(at))]);
        parts::label(ui, theme, &style::body(), Token::TextSecondary, &to);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut states = vec![(None, text("ledger.any_actor").to_owned())];
            states.extend(scene.setting.states.enumerate().map(|(id, s)| (Some(id), s.name.clone())));
            parts::choice(ui, theme, "compare of", &mut view.only, &states);
        });
    });
    parts::label(ui, theme, &style::small(), Token::TextMuted, text("compare.ranked")).on_hover_text(text("compare.rule"));
    ui.add_space(4.0);
    let name = |n: usize| scene.moments().name(n);
    heads_ui(ui, theme, (&name(against), &name(at), text("ledger.change")));
    parts::line(ui, theme);
}

fn differences(scene: &Scene<'_>, from: usize, to: usize, only: Option<StateId>) -> (Vec<Difference>, usize) {
    let (Some(a), Some(b)) = (scene.line.get(from), scene.line.get(to)) else { return (Vec::new(), 0) };
    let (mut found, mut same) = (Vec::new(), 0);
    for variable in a.values.layout().variables() {
        let wanted = only.is_none_or(|only| concerns(scene.setting, variable, only));
        if !wanted || !spoken_of(variable) || !exists(scene.setting, variable) || !scene.knows(variable) {
            continue;
        }
        let (before, after) = (a.values.get(variable), b.values.get(variable));
        match words::change_between(variable, before, after) {
            Some(change) => found.push(difference(scene, variable, (before, after), parts::short_change(&change))),
            None => same += 1,
        }
    }
    found.sort_by(|x, y| in_order(x.size(), y.size()));
    (found, same)
}

/// The commitments that stand otherwise, of everybody or of one state.
fn promises(scene: &Scene<'_>, from: usize, to: usize, only: Option<StateId>) -> Vec<Promise> {
    let (Some(a), Some(b)) = (scene.line.get(from), scene.line.get(to)) else { return Vec::new() };
    let of = |c: &CommitmentDifference| {
        let held = if c.other.is_some() { b } else { a }.commitments.item(c.commitment);
        only.is_none_or(|only| held.is_some_and(|held| held.from == only || held.to == only))
    };
    commitments(a, b).into_iter().filter(of).map(|c| Promise::of(scene.setting, (a, b), c)).collect()
}

fn difference(scene: &Scene<'_>, variable: Variable, (before, after): (Quantity, Quantity), change: String) -> Difference {
    let moved = (after - before).to_f64();
    let row = Row {
        variable,
        name: words::capital(&words::short_variable(scene.setting, variable)),
        before: level(variable, before),
        after: level(variable, after),
        change,
        sign: Sign::of(moved),
        // Against the usual spread of its kind.
        size: moved.abs() / spread(variable) * FILLS,
    };
    Difference { variable, row }
}

/// A level without the "a year" that the name already says.
fn level(variable: Variable, value: Quantity) -> String {
    words::level(variable, value).replace(text("unit.bn_a_year"), text("unit.bn"))
}

/// The usual spread of a kind of number: what a large difference of it is.
fn spread(variable: Variable) -> f64 {
    let (low, high) = variable.range();
    match variable.unit() {
        "$bn" | "$bn a year" => 20.0,
        "months" => 24.0,
        "points" => 40.0,
        "factor" => 2.0,
        _ => (high - low).clamp(1e-9, 100.0),
    }
}

/// The chosen number over the turns, with the two turns marked.
fn plot(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    kept: &mut Kept<(Digest, Variable)>,
    variable: Variable,
    (a, b): (usize, usize),
) -> Option<Asked> {
    let size = vec2(ui.available_width(), (ui.available_height() - 60.0).clamp(120.0, 320.0));
    let key = (scene.origin.digest, variable);
    let shown = kept.show(ui, theme, ("compared", Sense::click()), (key, size), || Chart::of(scene, variable))?;
    let font = theme.font(&style::strong());
    for (place, letter) in [(a, text("compare.a")), (b, text("compare.b"))] {
        let Some(at) = shown.upright(place) else { continue };
        ui.painter().line_segment(at, egui::Stroke::new(1.0, theme.colour(Token::TextMuted)));
        let width = Picture::width_of(ui.ctx(), letter, &font) + 10.0;
        let pill = Rect::from_center_size(at[0] + vec2(0.0, 2.0), vec2(width, 17.0));
        ui.painter().rect_filled(pill, 4.0, theme.colour(Token::TextPrimary));
        ui.painter().text(pill.center(), Align2::CENTER_CENTER, letter, font.clone(), theme.colour(Token::TextInverse));
    }
    shown.asked
}

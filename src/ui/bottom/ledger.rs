//! Every change of the last turn that the seat may know, by actor, with a filter. Rows are made once a turn; only those in sight
//! are laid out.

use egui::{Align, Layout, TextEdit, Ui};
use egui_extras::{Column, TableBuilder};

use super::{BottomView, Scene};
use crate::report::causes::{Context, cause_in};
use crate::report::words::{self, Shape, Sign as Written};
use crate::rules::ledger::{Entry, Ledger};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{Scope, Variable};
use crate::rules::view::may_know;
use crate::text::{fill, text};
use crate::ui::intents::Intent;
use crate::ui::parts::{self, Look};
use crate::ui::theme::{Theme, Token, icons, text as style};
use crate::ui::widgets::controls::{self, Sign};

/// The turn, the seat, the filter, the entries of a headline, and how many entries there are.
type MadeFor = (u16, Option<StateId>, String, Vec<usize>, usize);

/// The rows, and what they were made for.
#[derive(Default)]
pub(super) struct Rows {
    made_for: Option<MadeFor>,
    lines: Vec<Row>,
    hidden: usize,
}

enum Row {
    Actor(String),
    Entry { phase: &'static str, what: String, change: String, amount: f64, why: String, variable: Variable },
}

/// Draws the filter and the table.
pub(super) fn ledger_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut BottomView, intents: &mut Vec<Intent>) {
    let Some(ledger) = scene.ledger().filter(|_| scene.before().is_some()) else {
        parts::empty(ui, theme, text("ledger.empty"));
        return;
    };
    ui.horizontal(|ui| {
        parts::icon(ui, theme, icons::FILTER, 16.0, Token::TextMuted);
        let hint = text("ledger.filter");
        let field = ui.add(TextEdit::singleline(&mut view.filter).hint_text(hint).desired_width(260.0));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        let narrowed = !view.filter.is_empty() || !view.entries.is_empty();
        if narrowed && parts::button(ui, theme, Look::Small, Some(icons::CLOSE), text("ledger.clear")).clicked() {
            view.filter.clear();
            view.entries.clear();
        }
        if !view.entries.is_empty() {
            parts::label(ui, theme, &style::small(), Token::TextMuted, text("ledger.narrowed"));
        }
    });
    let key = (scene.world.turn, scene.seat, view.filter.clone(), view.entries.clone(), ledger.entries.len());
    if view.rows.made_for.as_ref() != Some(&key) {
        view.rows = make(scene, ledger, &view.filter, &view.entries);
        view.rows.made_for = Some(key);
    }
    if view.rows.lines.is_empty() {
        let values = [("filter", view.filter.as_str()), ("count", &view.rows.hidden.to_string())];
        parts::empty(ui, theme, &fill("ledger.no_match", &values));
        return;
    }
    table(ui, theme, &view.rows.lines, intents);
}

fn make(scene: &Scene<'_>, ledger: &Ledger, filter: &str, entries: &[usize]) -> Rows {
    let wanted: Vec<String> = filter.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(StateId, String, Row)> = Vec::new();
    let mut hidden = 0;
    for (place, entry) in ledger.entries.iter().enumerate() {
        if !may_know(entry.seen_by, scene.seat) {
            continue;
        }
        let row = row(scene, ledger, entry);
        let (actor, name) = actor(scene.setting, entry.variable);
        let fits = entries.is_empty() || entries.contains(&place);
        if fits && matches(&row, &name, &wanted) {
            found.push((actor, name, row));
        } else {
            hidden += 1;
        }
    }
    found.sort_by_key(|row| row.0);
    let mut rows = Vec::new();
    let mut last = None;
    for (actor, name, row) in found {
        if last != Some(actor) {
            rows.push(Row::Actor(name));
            last = Some(actor);
        }
        rows.push(row);
    }
    Rows { made_for: None, lines: rows, hidden }
}

fn row(scene: &Scene<'_>, ledger: &Ledger, entry: &Entry) -> Row {
    let change = entry.after - entry.before;
    let context = Context { world: Some(scene.world), ..Context::of(ledger, entry.variable) };
    let main = entry.parts().into_iter().max_by_key(|(_, amount)| amount.micros().abs());
    let why = main.map_or_else(String::new, |(cause, _)| words::capital(&cause_in(scene.setting, context, &cause)));
    Row::Entry {
        phase: entry.phase.name(),
        what: words::capital(&words::short_variable(scene.setting, entry.variable)),
        change: shown(entry.variable, change),
        amount: change.to_f64(),
        why,
        variable: entry.variable,
    }
}

/// A change with as many decimals as it takes to see it.
fn shown(variable: Variable, change: Quantity) -> String {
    let mut shape = Shape::of(variable);
    while shape.units(change) == 0 && shape != shape.finer() {
        shape = shape.finer();
    }
    let shown = shape.write(shape.units(change), Written::Always);
    if variable.unit() == "share" { shown.replace(text("unit.percent"), text("unit.points")) } else { shown }
}

fn matches(row: &Row, actor: &str, wanted: &[String]) -> bool {
    let Row::Entry { phase, what, why, .. } = row else { return true };
    let all = format!("{phase} {actor} {what} {why}").to_lowercase();
    wanted.iter().all(|word| all.contains(word.as_str()))
}

/// Whose number it is: the one that holds it. The board's own come last.
fn actor(setting: &Setting, variable: Variable) -> (StateId, String) {
    let id = match variable {
        Variable::State(_, id)
        | Variable::Cell(_, id, _)
        | Variable::Pair(_, id, _)
        | Variable::Support(id, _)
        | Variable::Measure(_, Scope::State(id)) => id,
        Variable::Link(_, link) => setting.links[link].recipient,
        Variable::Bloc(..) | Variable::Measure(_, Scope::Board) => return (StateId(u16::MAX), text("ledger.board").to_owned()),
    };
    (id, setting.states[id].name.clone())
}

fn table(ui: &mut Ui, theme: &Theme, rows: &[Row], intents: &mut Vec<Intent>) {
    let cell = |ui: &mut Ui, words: &str, token: Token| {
        parts::label(ui, theme, &style::small(), token, words);
    };
    TableBuilder::new(ui)
        .id_salt("ledger")
        .auto_shrink(false)
        .min_scrolled_height(40.0)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(104.0))
        .column(Column::remainder().at_least(120.0).clip(true))
        .column(Column::exact(110.0))
        .column(Column::remainder().at_least(120.0).clip(true))
        .header(20.0, |mut header| {
            for key in ["ledger.phase", "ledger.what", "ledger.change", "ledger.why"] {
                header.col(|ui| cell(ui, text(key), Token::TextMuted));
            }
        })
        .body(|body| {
            body.rows(22.0, rows.len(), |mut line| {
                let Some(row) = rows.get(line.index()) else { return };
                match row {
                    Row::Actor(name) => {
                        line.col(|ui| {
                            parts::label(ui, theme, &style::strong(), Token::TextPrimary, name);
                        });
                        for _ in 0..3 {
                            line.col(|_| {});
                        }
                    }
                    Row::Entry { phase, what, change, amount, why, variable } => {
                        line.col(|ui| cell(ui, phase, Token::TextMuted));
                        line.col(|ui| cell(ui, what, Token::TextPrimary));
                        line.col(|ui| {
                            if controls::change_door(ui, theme, change, Sign::of(*amount)).clicked() {
                                intents.push(Intent::AllCauses(*variable));
                            }
                        });
                        line.col(|ui| cell(ui, why, Token::TextSecondary));
                    }
                }
            });
        });
}

//! The position as plain tables.

use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::World;
use crate::text::{fill, text};

use super::headlines::standing;
use super::orders::request;
use super::words::{capital, commitment_name, level, short_variable, state};

/// Every table of a position.
#[must_use]
pub fn position(setting: &Setting, world: &World) -> String {
    let tables = [
        states(setting, world),
        pairs(setting, world, PairVar::Reliability, true),
        pairs(setting, world, PairVar::Alignment, false),
        shares(setting, world),
        capability(setting, world),
        pairs(setting, world, PairVar::Threat, false),
        measures(setting, world),
        commitments(setting, world),
        requests(setting, world),
    ];
    tables.join("\n")
}

/// A table as text: columns as wide as their widest cell, the first to the left, the others to the right.
#[must_use]
pub fn grid(title: &str, head: &[String], rows: &[Vec<String>]) -> String {
    let cell_width = |column: usize| {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(cell_width).collect();
    let mut table = format!("{title}\n");
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        let mut line = String::new();
        for (n, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let padded = if n == 0 { format!("  {cell:<width$}") } else { format!("  {cell:>width$}") };
            line.push_str(&padded);
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

fn first(rest: impl IntoIterator<Item = String>) -> Vec<String> {
    std::iter::once(String::new()).chain(rest).collect()
}

fn row(name: &str, cells: impl IntoIterator<Item = String>) -> Vec<String> {
    std::iter::once(name.to_owned()).chain(cells).collect()
}

fn shown(world: &World, variable: Variable) -> String {
    level(variable, world.values.get(variable))
}

fn states(setting: &Setting, world: &World) -> String {
    const KINDS: [StateVar; 6] =
        [StateVar::Budget, StateVar::Capital, StateVar::Governance, StateVar::Rights, StateVar::Revenue, StateVar::Consistency];
    let head = KINDS.map(|kind| text(&format!("table.{}", kind.name())).to_owned());
    let rows: Vec<Vec<String>> = setting
        .states
        .ids()
        .map(|id| {
            // Who does not license has no criteria to be consistent with, and nobody orders from it.
            let none = |kind| {
                let of_licensing = matches!(kind, StateVar::Revenue | StateVar::Consistency);
                of_licensing && !world.licenses(id) && world.values.get(Variable::State(kind, id)) == Quantity::ZERO
            };
            let cell = |kind| if none(kind) { text("table.none").to_owned() } else { shown(world, Variable::State(kind, id)) };
            row(state(setting, id), KINDS.map(cell))
        })
        .collect();
    grid(text("table.states"), &first(head), &rows)
}

fn pairs(setting: &Setting, world: &World, kind: PairVar, of_exporters: bool) -> String {
    let columns: Vec<StateId> = setting.states.ids().filter(|id| !of_exporters || world.licenses(*id)).collect();
    let head = columns.iter().map(|id| setting.states[*id].code.clone());
    let cell = |from: StateId, to: StateId| {
        if from == to { text("table.none").to_owned() } else { shown(world, Variable::Pair(kind, from, to)) }
    };
    let rows: Vec<Vec<String>> =
        setting.states.ids().map(|from| row(state(setting, from), columns.iter().map(|to| cell(from, *to)))).collect();
    grid(text(&format!("table.{}", kind.name())), &first(head), &rows)
}

fn shares(setting: &Setting, world: &World) -> String {
    let head = setting.states.iter().map(|s| s.code.clone());
    let cell = |supplier, recipient| super::words::share(world.mean_share(setting, supplier, recipient));
    let rows: Vec<Vec<String>> = setting
        .states
        .ids()
        .map(|recipient| row(state(setting, recipient), setting.states.ids().map(|supplier| cell(supplier, recipient))))
        .collect();
    grid(text("table.shares"), &first(head), &rows)
}

fn capability(setting: &Setting, world: &World) -> String {
    let head = setting.domains.iter().map(|d| d.code.clone());
    let cells = |id: StateId| setting.domains.ids().map(move |d| shown(world, Variable::Cell(CellVar::Capability, id, d)));
    let rows: Vec<Vec<String>> = setting.states.ids().map(|id| row(state(setting, id), cells(id))).collect();
    grid(text("table.capability"), &first(head), &rows)
}

fn measures(setting: &Setting, world: &World) -> String {
    let head = Measure::ALL.iter().map(|kind| text(&format!("table.{}", kind.name())).to_owned());
    let cells = |scope: Scope| Measure::ALL.iter().map(move |kind| shown(world, Variable::Measure(*kind, scope)));
    let mut rows = vec![row(text("table.board"), cells(Scope::Board))];
    rows.extend(setting.states.ids().map(|id| row(state(setting, id), cells(Scope::State(id)))));
    grid(text("table.measures"), &first(head), &rows)
}

fn commitments(setting: &Setting, world: &World) -> String {
    let head = ["table.from", "table.to", "table.stands"].map(|key| text(key).to_owned());
    let rows: Vec<Vec<String>> = world
        .commitments
        .enumerate()
        .map(|(id, made)| {
            let name = capital(&commitment_name(setting, Some(world), id));
            row(
                &name,
                [made.from, made.to]
                    .map(|id| state(setting, id).to_owned())
                    .into_iter()
                    .chain([standing(made.status).to_owned()]),
            )
        })
        .collect();
    list(text("table.commitments"), &first(head), &rows)
}

fn requests(setting: &Setting, world: &World) -> String {
    let head = ["table.to", "table.since"].map(|key| text(key).to_owned());
    let rows: Vec<Vec<String>> = world
        .requests
        .iter()
        .map(|r| row(&request(setting, r), [state(setting, r.to).to_owned(), r.raised.to_string()]))
        .collect();
    list(text("table.requests"), &first(head), &rows)
}

fn list(title: &str, head: &[String], rows: &[Vec<String>]) -> String {
    if rows.is_empty() { format!("{title}\n  {}\n", text("table.nothing")) } else { grid(title, head, rows) }
}

/// One variable with its value: "Reliability of Claverne for Haldry: 0.58".
#[must_use]
pub fn value_line(setting: &Setting, world: &World, variable: Variable) -> String {
    fill("explain.level", &[("variable", &short_variable(setting, variable)), ("level", &shown(world, variable))])
}

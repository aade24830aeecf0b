//! The plots as tables, on the screen and as tab-separated text.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::chart::{Chart, Series};
use super::sheet::{Asked, Plot};
use crate::report::words;
use crate::rules::variable::Variable;
use crate::text::text;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls;

/// Between one table and the next.
const BETWEEN: egui::Vec2 = vec2(32.0, 16.0);

/// A table: what it is about, its columns, its rows with their names.
struct Grid {
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    /// The number behind each cell, with its turn's place, row by row; a row may have none.
    doors: Vec<Vec<(Variable, usize)>>,
}

/// A plot as a table.
fn grid(plot: &Plot) -> Grid {
    match plot {
        Plot::Chart(chart) => Grid {
            title: chart.title.clone(),
            doors: chart
                .series
                .iter()
                .map(|s| s.variable.map_or_else(Vec::new, |v| (0..s.values.len()).map(|turn| (v, turn)).collect()))
                .collect(),
            columns: (0..chart.turns()).map(|place| chart.moments.name(place)).collect(),
            rows: chart.series.iter().map(|s| (s.name.clone(), cells(chart, s))).collect(),
        },
        Plot::Heat(heat) => {
            let count = heat.names.len().max(1);
            let cell =
                |value: Option<f64>| value.map_or_else(|| text("plots.no_value").to_owned(), |v| words::number(v, heat.decimals));
            let rows = heat.names.iter().zip(heat.cells.chunks(count));
            let doors = heat.cells.chunks(count).map(|row| row.iter().map(|cell| (cell.variable, heat.place)).collect());
            Grid {
                title: heat.title.clone(),
                doors: doors.collect(),
                columns: heat.names.iter().map(|(full, _)| full.clone()).collect(),
                rows: rows.map(|((full, _), cells)| (full.clone(), cells.iter().map(|c| cell(c.value)).collect())).collect(),
            }
        }
        Plot::Scatter(scatter) => {
            let pair = |(x, y): (f64, f64)| vec![words::number(x, scatter.decimals), words::number(y, scatter.decimals)];
            let board = scatter.path.iter().enumerate().map(|(n, at)| (scatter.board(n), pair(*at)));
            let states = scatter.dots.iter().map(|dot| (dot.name.clone(), pair(dot.at)));
            Grid {
                title: scatter.title.clone(),
                columns: vec![scatter.axes.0.clone(), scatter.axes.1.clone()],
                rows: board.chain(states).collect(),
                doors: Vec::new(),
            }
        }
        Plot::Stack(stack) => {
            let mut columns: Vec<String> = Vec::new();
            for (name, ..) in stack.bars.iter().flat_map(|bar| &bar.pieces) {
                if !columns.contains(name) {
                    columns.push(name.clone());
                }
            }
            let rows = stack.bars.iter().map(|bar| {
                let of = |name: &String| bar.pieces.iter().find(|p| p.0 == *name).map_or(0.0, |p| p.1);
                let mut cells: Vec<String> = columns.iter().map(|name| words::number(of(name), 1)).collect();
                cells.push(bar.need.map_or_else(|| text("plots.no_value").to_owned(), |need| words::number(need, 1)));
                (bar.name.clone(), cells)
            });
            let rows = rows.collect();
            columns.push(text("stack.need").to_owned());
            Grid { title: stack.title.clone(), columns, rows, doors: Vec::new() }
        }
    }
}

/// A line's values as words; where a line of history has none, or a turn is not played yet, that is said.
fn cells(chart: &Chart, series: &Series) -> Vec<String> {
    let cell = |value: &f64| {
        if value.is_nan() { text("plots.no_record").to_owned() } else { words::number(*value, chart.decimals) }
    };
    let to_come = chart.turns().saturating_sub(series.values.len());
    series.values.iter().map(cell).chain(std::iter::repeat_n(text("plots.to_come").to_owned(), to_come)).collect()
}

/// All plots as tab-separated text, numbers with a plain minus and no grouping, so that other programs read them.
#[must_use]
pub fn tsv(plots: &[Plot], caption: &str) -> String {
    let plain = |cell: &str| cell.replace(words::MINUS, "-").replace(words::HARD_SPACE, "");
    let mut out = String::new();
    for grid in plots.iter().map(grid) {
        out.push_str(&grid.title.replace(words::HARD_SPACE, " "));
        out.push('\t');
        out.push_str(&grid.columns.join("\t"));
        out.push('\n');
        for (name, cells) in grid.rows {
            out.push_str(&name);
            for cell in cells {
                out.push('\t');
                out.push_str(&plain(&cell));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(caption);
    out.push('\n');
    out
}

/// Draws the tables below or beside one another, every word in full: what has no room is scrolled. Gives the number that was pressed, of
/// those that have causes.
pub fn show(ui: &mut Ui, theme: &Theme, plots: &[Plot], layout: Layout) -> Option<Asked> {
    let among = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = BETWEEN;
        let mut asked = None;
        for (n, plot) in plots.iter().enumerate() {
            asked = ui.vertical(|ui| table(ui, theme, n, plot)).inner.or(asked);
        }
        asked
    };
    let area = ScrollArea::both().id_salt("plots table").auto_shrink(false);
    area.show(ui, |ui| ui.with_layout(layout, among).inner).inner
}

fn table(ui: &mut Ui, theme: &Theme, n: usize, plot: &Plot) -> Option<Asked> {
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.spacing_mut().interact_size.y = 18.0;
    let grid = grid(plot);
    whole(ui, theme, &style::strong(), Token::TextPrimary, &grid.title);
    egui::Grid::new(("plots table", n)).spacing(vec2(20.0, 3.0)).show(ui, |ui| rows(ui, theme, &grid)).inner
}

fn rows(ui: &mut Ui, theme: &Theme, grid: &Grid) -> Option<Asked> {
    let mut asked = None;
    ui.label("");
    for column in &grid.columns {
        right(ui, theme, &style::caption(), Token::TextMuted, column);
    }
    ui.end_row();
    for (n, (name, cells)) in grid.rows.iter().enumerate() {
        whole(ui, theme, &style::body(), Token::TextSecondary, name);
        for (column, cell) in cells.iter().enumerate() {
            match grid.doors.get(n).and_then(|row| row.get(column)) {
                // The opening has no turn before it, and what is not known leads nowhere.
                Some((variable, at)) if *at > 0 && cell != text("plots.no_value") => {
                    if door(ui, theme, cell, name) {
                        asked = Some(Asked::Why(*variable, *at));
                    }
                }
                _ => right(ui, theme, &style::body(), Token::TextPrimary, cell),
            }
        }
        ui.end_row();
    }
    asked
}

fn door(ui: &mut Ui, theme: &Theme, cell: &str, name: &str) -> bool {
    let layout = Layout::right_to_left(Align::Center);
    ui.with_layout(layout, |ui| controls::number_door(ui, theme, cell, name, &style::body()).clicked()).inner
}

fn whole(ui: &mut Ui, theme: &Theme, style: &egui::TextStyle, token: Token, words: &str) {
    let words = egui::RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(egui::Label::new(words).extend());
}

fn right(ui: &mut Ui, theme: &Theme, style: &egui::TextStyle, token: Token, words: &str) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| whole(ui, theme, style, token, words));
}

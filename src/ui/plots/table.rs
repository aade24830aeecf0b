//! The plots as tables, on the screen and as tab-separated text.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::report::words;
use crate::text::{fill, text};
use crate::ui::parts;
use crate::ui::picture::sheet::Plot;
use crate::ui::theme::{Theme, Token, text as style};

/// A table: what it is about, its columns, its rows with their names.
pub(super) struct Grid {
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// A plot as a table.
pub(super) fn grid(plot: &Plot) -> Grid {
    match plot {
        Plot::Chart(chart) => Grid {
            title: chart.title.clone(),
            columns: (1..=chart.turns()).map(|turn| fill("timeline.turn", &[("turn", &turn.to_string())])).collect(),
            rows: chart
                .series
                .iter()
                .map(|s| (s.name.clone(), s.values.iter().map(|v| words::number(*v, chart.decimals)).collect()))
                .collect(),
        },
        Plot::Heat(heat) => {
            let count = heat.names.len().max(1);
            let cell =
                |value: Option<f64>| value.map_or_else(|| text("plots.no_value").to_owned(), |v| words::number(v, heat.decimals));
            let rows = heat.names.iter().zip(heat.cells.chunks(count));
            Grid {
                title: heat.title.clone(),
                columns: heat.names.iter().map(|(full, _)| full.clone()).collect(),
                rows: rows.map(|((full, _), cells)| (full.clone(), cells.iter().map(|c| cell(c.value)).collect())).collect(),
            }
        }
        Plot::Scatter(scatter) => {
            let pair = |(x, y): (f64, f64)| vec![words::number(x, scatter.decimals), words::number(y, scatter.decimals)];
            let board = scatter
                .path
                .iter()
                .enumerate()
                .map(|(n, at)| (fill("scatter.board", &[("turn", &(n + 1).to_string())]), pair(*at)));
            let states = scatter.dots.iter().map(|dot| (dot.name.clone(), pair(dot.at)));
            Grid {
                title: scatter.title.clone(),
                columns: vec![scatter.axes.0.clone(), scatter.axes.1.clone()],
                rows: board.chain(states).collect(),
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
            Grid { title: stack.title.clone(), columns, rows }
        }
    }
}

/// All plots as tab-separated text, numbers with a plain minus and no grouping, so that other programs read them.
pub(super) fn tsv(plots: &[Plot], caption: &str) -> String {
    let plain = |cell: &str| cell.replace(words::MINUS, "-").replace(words::HARD_SPACE, "");
    let mut out = String::new();
    for grid in plots.iter().map(grid) {
        out.push_str(&grid.title);
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

/// Draws the tables.
pub(super) fn table_ui(ui: &mut Ui, theme: &Theme, plots: &[Plot]) {
    ScrollArea::both().id_salt("plots table").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        for (n, plot) in plots.iter().enumerate() {
            let grid = grid(plot);
            parts::label(ui, theme, &style::strong(), Token::TextPrimary, &grid.title);
            ui.add_space(2.0);
            egui::Grid::new(("plots table", n)).spacing(vec2(20.0, 3.0)).show(ui, |ui| {
                ui.label("");
                for column in &grid.columns {
                    right(ui, theme, &style::caption(), Token::TextMuted, column);
                }
                ui.end_row();
                for (name, cells) in &grid.rows {
                    whole(ui, theme, &style::body(), Token::TextSecondary, name);
                    for cell in cells {
                        right(ui, theme, &style::body(), Token::TextPrimary, cell);
                    }
                    ui.end_row();
                }
            });
            ui.add_space(14.0);
        }
    });
}

fn whole(ui: &mut Ui, theme: &Theme, style: &egui::TextStyle, token: Token, words: &str) {
    let words = egui::RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(egui::Label::new(words).extend());
}

fn right(ui: &mut Ui, theme: &Theme, style: &egui::TextStyle, token: Token, words: &str) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| whole(ui, theme, style, token, words));
}

//! Plots over the turns, names at the lines' ends, and the same numbers as a table.

use egui::{Align2, Color32, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};
use egui_plot::{GridMark, Line, LineStyle, MarkerShape, Plot, PlotPoint, PlotPoints, Points, Text, VLine};

use super::Scene;
use super::series::{self, Chart, Ink, Kind, Series};
use crate::report::words;
use crate::text::{fill, text};
use crate::ui::parts;
use crate::ui::theme::{LinePattern, Mark, Theme, Token, text as style};

/// Least width of a plot, points.
const WIDTH_MIN: f32 = 300.0;

/// Draws the plots side by side, or their table.
pub(super) fn plots_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, kind: Kind, as_table: bool) {
    let room = ((ui.available_width() / WIDTH_MIN).floor() as usize).clamp(1, 3);
    let charts = series::charts(scene, kind, if as_table { 3 } else { room });
    if as_table {
        table(ui, theme, &charts);
        return;
    }
    if scene.line.len() < 2 {
        parts::empty(ui, theme, text("plot.empty"));
        return;
    }
    let height = ui.available_height() - 24.0;
    let width = (ui.available_width() - 16.0 * (charts.len() as f32 - 1.0)) / charts.len().max(1) as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for (n, chart) in charts.iter().enumerate() {
            ui.allocate_ui(vec2(width, height + 24.0), |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    parts::label(ui, theme, &style::strong(), Token::TextPrimary, &chart.title);
                    plot(ui, theme, n, chart, vec2(width, height));
                });
            });
        }
    });
}

fn plot(ui: &mut Ui, theme: &Theme, n: usize, chart: &Chart, size: egui::Vec2) {
    let turns = chart.series.iter().map(|s| s.values.len()).max().unwrap_or(1) as f64;
    let all = || chart.series.iter().flat_map(|s| s.values.iter().copied());
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let pad = ((high - low) * 0.12).max(if chart.decimals > 0 { 0.02 } else { 2.0 });
    let (low, high) = (low - pad, high + pad);
    let whole = |input: egui_plot::GridInput| {
        let (from, to) = (input.bounds.0.ceil().max(1.0) as i32, input.bounds.1.floor().min(turns) as i32);
        (from..=to).map(|turn| GridMark { value: f64::from(turn), step_size: 1.0 }).collect()
    };
    let decimals = chart.decimals;
    let muted = theme.colour(Token::TextMuted);
    // Names stand right of the last turn: about 110 points of the width.
    let per_turn = (turns - 1.0).max(1.0) / f64::from((size.x - 150.0).max(80.0));
    let right = turns + 118.0 * per_turn;
    let response = ui
        .scope(|ui| {
            ui.visuals_mut().override_text_color = Some(muted);
            Plot::new(("plot", n))
                .width(size.x)
                .height(size.y)
                .allow_drag(false)
                .allow_zoom(false)
                .allow_scroll(false)
                .allow_boxed_zoom(false)
                .allow_double_click_reset(false)
                .show_background(false)
                .show_crosshair(false)
                .set_margin_fraction(vec2(0.0, 0.0))
                .default_x_bounds(1.0 - 4.0 * per_turn, right)
                .default_y_bounds(low, high)
                .auto_bounds(false)
                .reset()
                .y_axis_min_width(28.0)
                .grid_color(theme.colour(Token::BorderSubtle))
                .x_grid_spacer(whole)
                .y_grid_spacer(move |_| thirds(low, high))
                .x_axis_formatter(move |mark, _| {
                    if mark.value >= 1.0 && mark.value <= turns { words::number(mark.value, 0) } else { String::new() }
                })
                .y_axis_formatter(move |mark, _| words::number(mark.value, decimals))
                .label_formatter(move |at| hover(at, decimals))
                .show(ui, |plot| {
                    plot.vline(VLine::new("", turns).color(theme.colour(Token::BorderControl)).width(1.0));
                    for series in chart.series.iter().rev() {
                        draw(plot, theme, series);
                    }
                    names(plot, theme, chart, turns + 9.0 * per_turn, (low, high), f64::from(size.y - 22.0));
                })
                .response
        })
        .inner;
    let sentence = chart.sentence();
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &sentence));
}

/// A few lines across, at round numbers.
fn thirds(low: f64, high: f64) -> Vec<GridMark> {
    const ROUND: [f64; 4] = [1.0, 2.0, 5.0, 10.0];
    let rough = (high - low).max(1e-6) / 4.0;
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = ROUND.iter().map(|r| r * power).find(|step| *step >= rough).unwrap_or(rough);
    let first = (low / step).ceil() as i64;
    let marks = (first..first + 5).map(|n| GridMark { value: n as f64 * step, step_size: step });
    marks.filter(|mark| mark.value <= high).collect()
}

fn hover(at: &egui_plot::HoverPosition<'_>, decimals: u32) -> Option<String> {
    match at {
        egui_plot::HoverPosition::NearDataPoint { plot_name, position, .. } if !plot_name.is_empty() => {
            let values = [
                ("name", *plot_name),
                ("turn", &*words::number(position.x, 0)),
                ("value", &*words::number(position.y, decimals)),
            ];
            Some(fill("plot.hover", &values))
        }
        _ => None,
    }
}

fn draw<'a>(plot: &mut egui_plot::PlotUi<'a>, theme: &Theme, series: &'a Series) {
    let points = || -> PlotPoints<'a> { series.values.iter().enumerate().map(|(n, v)| [n as f64 + 1.0, *v]).collect() };
    let (colour, line, mark, width) = look(theme, series.ink);
    plot.line(Line::new(series.name.clone(), points()).color(colour).width(width).style(line));
    if let Some(shape) = mark {
        plot.points(Points::new(series.name.clone(), points()).shape(shape).radius(3.5).color(colour).filled(true));
    }
}

fn look(theme: &Theme, ink: Ink) -> (Color32, LineStyle, Option<MarkerShape>, f32) {
    match ink {
        Ink::Lit => (theme.colour(Token::TextPrimary), LineStyle::Solid, Some(MarkerShape::Circle), 2.0),
        Ink::Plain(n) => {
            let line = match n % 3 {
                0 => LineStyle::Solid,
                1 => LineStyle::Dashed { length: 7.0 },
                _ => LineStyle::Dotted { spacing: 4.0 },
            };
            (theme.colour(ink.token()), line, None, 1.5)
        }
        Ink::Supplier(source) => {
            let style = theme.source(source);
            let line = match style.line {
                LinePattern::Solid | LinePattern::Rails { .. } => LineStyle::Solid,
                LinePattern::Dash { on, .. } if on.0 > 10.0 => LineStyle::Dashed { length: 10.0 },
                LinePattern::Dash { .. } | LinePattern::RailsCore { .. } => LineStyle::Dashed { length: 5.0 },
                LinePattern::DashDot { .. } => LineStyle::Dotted { spacing: 5.0 },
            };
            (style.colour, line, marker(style.mark), 2.0)
        }
    }
}

const fn marker(mark: Mark) -> Option<MarkerShape> {
    match mark {
        Mark::None => None,
        Mark::Circle | Mark::Hexagon => Some(MarkerShape::Circle),
        Mark::Square => Some(MarkerShape::Square),
        Mark::Diamond => Some(MarkerShape::Diamond),
        Mark::TriangleUp => Some(MarkerShape::Up),
        Mark::TriangleDown => Some(MarkerShape::Down),
        Mark::Plus => Some(MarkerShape::Plus),
        Mark::Star => Some(MarkerShape::Asterisk),
    }
}

/// Names at the lines' ends, pushed apart so that each can be read.
fn names(plot: &mut egui_plot::PlotUi<'_>, theme: &Theme, chart: &Chart, x: f64, (low, high): (f64, f64), height: f64) {
    let gap = 14.0 * (high - low) / height.max(20.0);
    let last = |s: &Series| s.values.last().copied().unwrap_or(0.0);
    let mut order: Vec<&Series> = chart.series.iter().collect();
    order.sort_by(|a, b| last(b).total_cmp(&last(a)));
    let mut places: Vec<f64> = order.iter().map(|s| last(s)).collect();
    let room = gap * (places.len().saturating_sub(1)) as f64;
    let mut above = high + gap - gap * 0.5;
    for (n, place) in places.iter_mut().enumerate() {
        let below = (low + gap * 0.5 + room - gap * n as f64).min(above - gap);
        *place = place.min(above - gap).max(below);
        above = *place;
    }
    for (series, y) in order.into_iter().zip(places) {
        let words = format!("{} {}", series.name, series.last);
        let token = if series.ink == Ink::Lit { Token::TextPrimary } else { Token::TextSecondary };
        let words = RichText::new(words).text_style(style::caption()).color(theme.colour(token));
        plot.text(
            Text::new("", PlotPoint::new(x, y), words).anchor(Align2::LEFT_CENTER).color(theme.colour(token)).allow_hover(false),
        );
    }
}

fn table(ui: &mut Ui, theme: &Theme, charts: &[Chart]) {
    ScrollArea::both().id_salt("plot table").auto_shrink(false).show(ui, |ui| {
        for (n, chart) in charts.iter().enumerate() {
            parts::label(ui, theme, &style::strong(), Token::TextPrimary, &chart.title);
            egui::Grid::new(("plot table", n)).striped(false).spacing(vec2(18.0, 2.0)).show(ui, |ui| {
                let turns = chart.series.iter().map(|s| s.values.len()).max().unwrap_or(0);
                ui.label("");
                for turn in 1..=turns {
                    parts::label(
                        ui,
                        theme,
                        &style::caption(),
                        Token::TextMuted,
                        &fill("timeline.turn", &[("turn", &turn.to_string())]),
                    );
                }
                ui.end_row();
                for series in &chart.series {
                    parts::label(ui, theme, &style::body(), Token::TextSecondary, &series.name);
                    for value in &series.values {
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            parts::label(ui, theme, &style::body(), Token::TextPrimary, &words::number(*value, chart.decimals));
                        });
                    }
                    ui.end_row();
                }
            });
            ui.add_space(8.0);
        }
    });
}

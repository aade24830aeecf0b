//! Rows in order, as text, and as a plot.

use egui::vec2;

use super::HindcastView;
use super::rows::{Column, Order, Row, tsv};
use crate::ui::kit::theme::{Mark, Theme};

fn row(name: &str, predicted: f64, observed: Option<f64>) -> Row {
    Row {
        id: name.to_owned(),
        name: name.to_owned(),
        kind: "embargo".to_owned(),
        coalition: "Someone".to_owned(),
        prior: 0.5,
        predicted,
        spread: 0.1,
        observed,
        mark: Mark::Square,
    }
}

fn three() -> [Row; 3] {
    [row("Near", -0.3, Some(-0.35)), row("Unseen", 0.2, None), row("Far", -0.1, Some(-0.8))]
}

fn named(order: Order, rows: &[Row]) -> Vec<String> {
    order.of(rows).into_iter().map(|row| row.name.clone()).collect()
}

#[test]
fn the_largest_errors_come_first_and_what_was_not_measured_last() {
    let rows = three();
    let order = Order::default();
    assert_eq!(named(order, &rows), ["Far", "Near", "Unseen"]);
    let turned = order.clicked(Column::Miss);
    assert_eq!(named(turned, &rows), ["Near", "Far", "Unseen"]);
    assert_eq!(named(turned.clicked(Column::Case), &rows), ["Far", "Near", "Unseen"]);
    assert_eq!(named(turned.clicked(Column::Predicted), &rows), ["Unseen", "Far", "Near"]);
}

#[test]
fn other_programs_read_the_numbers() {
    let rows = three();
    let text = tsv(&Order::default().of(&rows), "where from");
    let far: Vec<&str> = text.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!(far[2..5], ["-10", "-80", "-70"]);
    assert!(text.ends_with("where from\n"));
}

#[test]
fn cases_stand_where_their_numbers_are() {
    let (ctx, rows) = (egui::Context::default(), three());
    let theme = Theme::default();
    theme.install(&ctx);
    let mut points = Vec::new();
    let mut shown = ctx.run_ui(egui::RawInput::default(), |ui| {
        let plan = super::plot::Plan::new(ui.ctx(), &theme, &rows, vec2(700.0, 600.0), "where from");
        points = plan.show(ui, &theme, egui::Pos2::ZERO, true).points;
    });
    shown.textures_delta.clear();
    assert_eq!(points.iter().map(|p| p.0).collect::<Vec<_>>(), [2, 0], "only what was measured, the largest miss first");
    let (far, near) = (points[0], points[1]);
    assert!(far.1.x > near.1.x, "predicted lies to the right");
    assert!(far.1.y > near.1.y, "observed lies upwards");
    assert!((far.1.x - far.2.x).abs() < 0.01 && far.2.y < far.1.y, "the diagonal lies above it");
}

#[test]
fn what_was_stopped_takes_no_late_answer() {
    let mut view = HindcastView::default();
    let (number, records) = view.begin().unwrap();
    assert!(view.begin().is_none(), "it is under way");
    assert!(view.stop());
    let late = crate::hindcast::assess::assess(&records[..0], 1, &std::collections::BTreeMap::new(), |_| true);
    view.arrived(number, 1, Ok(late.unwrap().unwrap()));
    assert_eq!(view.seeds(), None);
}

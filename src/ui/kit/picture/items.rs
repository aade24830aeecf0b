//! What plots in the window hold beyond the plotting library's own items: lines in the rhythm of a supplier, the marks of suppliers as
//! they are on the board, and the turn that is read.

use std::ops::RangeInclusive;

use egui::{Color32, Pos2, Response, Shape, Stroke, Ui};
use egui_plot::{
    ClosestElem, Cursor, LabelFormatterFn, Line, PlotBounds, PlotConfig, PlotGeometry, PlotItem, PlotItemBase, PlotPoint,
    PlotPoints, PlotTransform, PlotUi, Points,
};

use super::dashed;
use super::plan::{Plan, Strand};
use crate::ui::kit::theme::Mark;
use crate::ui::kit::widgets::mark;

/// Adds a line: solid ones are the library's, those with a rhythm are ours.
pub fn add_line<'a>(plot_ui: &mut PlotUi<'a>, name: &str, points: &'a [PlotPoint], stroke: Stroke, dash: &'a [f32]) {
    if dash.is_empty() {
        let line = Line::new(name, PlotPoints::Borrowed(points)).stroke(stroke);
        plot_ui.line(line.allow_band(false).allow_hover(false));
    } else {
        plot_ui.add(Ours::new(name, points, Look::Dashes(stroke, dash)));
    }
}

/// Adds marks: round ones are the library's, the others have the shape that they have on the board.
pub fn add_marks<'a>(plot_ui: &mut PlotUi<'a>, points: &'a [PlotPoint], mark: Mark, radius: f32, ink: Color32) {
    match mark {
        Mark::None => {}
        Mark::Circle => {
            let points = Points::new("", PlotPoints::Borrowed(points)).radius(radius).color(ink);
            plot_ui.points(points.allow_hover(false));
        }
        _ => plot_ui.add(Ours::new("", points, Look::Marks { mark, radius, ink, within: false })),
    }
}

/// Adds what is cut out of marks.
pub fn add_hollows<'a>(plot_ui: &mut PlotUi<'a>, points: &'a [PlotPoint], mark: Mark, radius: f32, ground: Color32) {
    if mark == Mark::Circle {
        add_marks(plot_ui, points, mark, radius, ground);
    } else {
        plot_ui.add(Ours::new("", points, Look::Marks { mark, radius, ink: ground, within: true }));
    }
}

/// Adds a line with its marks, or with its hollow ends.
pub(super) fn add_strand<'a>(plot_ui: &mut PlotUi<'a>, strand: &'a Strand) {
    add_line(plot_ui, &strand.name, &strand.points, Stroke::new(strand.width, strand.ink), &strand.dash);
    add_marks(plot_ui, &strand.marks, strand.mark, strand.radius, strand.ink);
    if let Some((radius, ground)) = strand.hollow {
        add_hollows(plot_ui, &strand.marks, strand.mark, radius, ground);
    }
}

fn base(name: &str) -> PlotItemBase {
    PlotItemBase::new(name.to_owned())
}

/// What the library cannot draw.
enum Look<'a> {
    /// A line in a rhythm: its stroke, and lengths on and off.
    Dashes(Stroke, &'a [f32]),
    /// Marks of one shape, so large; `within`: they lie within larger ones.
    Marks { mark: Mark, radius: f32, ink: Color32, within: bool },
}

/// Points of a plot that are drawn by ourselves.
struct Ours<'a> {
    base: PlotItemBase,
    points: &'a [PlotPoint],
    look: Look<'a>,
}

impl<'a> Ours<'a> {
    fn new(name: &str, points: &'a [PlotPoint], look: Look<'a>) -> Self {
        Self { base: base(name), points, look }
    }
}

impl PlotItem for Ours<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let places = self.points.iter().map(|point| transform.position_from_point(point));
        match self.look {
            Look::Dashes(stroke, dash) => {
                shapes.extend(dashed(places.collect(), dash).into_iter().map(|piece| Shape::line(piece, stroke)));
            }
            Look::Marks { mark, radius, ink, within } => {
                let feather = 1.0 / ui.ctx().pixels_per_point();
                let places = places.map(|at| if within { mark::middle_of(mark, at) } else { at });
                shapes.extend(places.filter_map(|at| mark::shape(mark, at, radius, ink, feather)));
            }
        }
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        match self.look {
            Look::Dashes(stroke, _) => stroke.color,
            Look::Marks { ink, .. } => ink,
        }
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::Points(self.points)
    }

    fn bounds(&self) -> PlotBounds {
        let mut bounds = PlotBounds::NOTHING;
        for point in self.points {
            bounds.extend_with(point);
        }
        bounds
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// The turn nearest to the pointer: an upright line through it, here and in the plots beside, and a ring round the value that a click
/// would ask about.
pub(super) struct Turns<'a> {
    base: PlotItemBase,
    plan: &'a Plan,
    ring: Option<Stroke>,
}

impl<'a> Turns<'a> {
    /// The turns of a chart; with a ring, where a click asks why.
    pub(super) fn new(plan: &'a Plan, ring: Option<Stroke>) -> Self {
        Self { base: base(""), plan, ring }
    }
}

impl PlotItem for Turns<'_> {
    fn shapes(&self, _ui: &Ui, _transform: &PlotTransform, _shapes: &mut Vec<Shape>) {}

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn find_closest(&self, point: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
        let index = self.plan.turn_at(transform.value_from_position(point).x);
        Some(ClosestElem { index, dist_sq: 0.0 })
    }

    fn on_hover(
        &self,
        response: &Response,
        elem: ClosestElem,
        shapes: &mut Vec<Shape>,
        cursors: &mut Vec<Cursor>,
        plot: &PlotConfig<'_>,
        _label_formatter: Option<&LabelFormatterFn<'_>>,
    ) {
        cursors.push(Cursor::Vertical { x: elem.index as f64 });
        let Some((stroke, at)) = self.ring.zip(response.hover_pos()) else { return };
        let value = plot.transform.value_from_position(at).y;
        if let Some((_, value)) = self.plan.chart().door_at(elem.index, value) {
            let at = plot.transform.position_from_point(&PlotPoint::new(elem.index as f64, value));
            shapes.push(Shape::circle_stroke(at, 6.0, stroke));
        }
    }
}

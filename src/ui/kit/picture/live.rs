//! A chart in the window: lines, marks and the turn that is read are the plotting library's; title and names are ours. A name is a
//! control that takes its line away or brings it back.

use egui::{Align2, Color32, CursorIcon, Id, Pos2, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};
use egui_plot::{PlotTransform, VLine};

use super::chart::{Chart, Series};
use super::field::{How, font};
use super::items::{Turns, add_strand};
use super::plan::{Name, Plan};
use super::sheet::{Asked, read_ui};
use crate::report::words;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// A chart as it was shown.
pub struct Shown {
    /// The field.
    pub response: Response,
    /// What a press on it asked for.
    pub asked: Option<Asked>,
    transform: PlotTransform,
}

impl Shown {
    /// The upright line through a turn, from its upper end; none, where that turn is not seen.
    #[must_use]
    pub fn upright(&self, turn: usize) -> Option<[Pos2; 2]> {
        let (x, field) = (self.transform.position_from_point_x(turn as f64), self.transform.frame());
        field.x_range().contains(x).then(|| [Pos2::new(x, field.top()), Pos2::new(x, field.bottom())])
    }
}

impl Plan {
    /// Shows the chart with its left upper corner here.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, corner: Pos2, how: &How) -> Shown {
        let colour = |token| theme.colour(token);
        for (top, line) in &self.title {
            let at = corner + vec2(0.0, *top);
            ui.painter().text(at, Align2::LEFT_TOP, line, theme.font(&style::strong()), colour(Token::TextPrimary));
        }
        let doors = how.sense.senses_click();
        let ring = doors.then(|| Stroke::new(1.5, colour(Token::TextPrimary)));
        let now = VLine::new("", self.now).color(colour(Token::BorderControl)).width(1.0).allow_hover(false);
        let shown = self.field.show(ui, theme, corner, how, move |plot_ui| {
            plot_ui.vline(now);
            for strand in &self.strands {
                add_strand(plot_ui, strand);
            }
            plot_ui.add(Turns::new(self, ring));
        });
        let (response, transform) = (shown.response, shown.transform);
        let toggled = self.names_ui(ui, theme, corner, how.id, &transform);
        let (response, asked) = self.read(ui, theme, response, &transform, doors);
        let whole = self.field.whole_ui(ui, theme, &transform).then_some(Asked::Whole);
        Shown { response, asked: whole.or(toggled.map(Asked::Toggle)).or(asked), transform }
    }

    /// Says what is read under the pointer, and hears a press.
    fn read(
        &self,
        ui: &Ui,
        theme: &Theme,
        response: Response,
        transform: &PlotTransform,
        doors: bool,
    ) -> (Response, Option<Asked>) {
        if doors {
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.sentence));
        }
        if response.has_focus() {
            parts::focus_ring(ui, theme, response.rect);
        }
        let clicked = doors && response.clicked();
        let Some(at) = response.hover_pos() else {
            // By keyboard: the last turn's first line.
            let last = self.chart().played().saturating_sub(1);
            let door = self.chart().series.iter().filter(|series| !series.hidden).find_map(|series| series.variable);
            return (response, door.filter(|_| clicked).map(|variable| Asked::Why(variable, last)));
        };
        let value = transform.value_from_position(at);
        let turn = self.turn_at(value.x);
        let door = self.chart().door_at(turn, value.y).filter(|_| doors);
        let asked = door.filter(|_| clicked).map(|(variable, _)| Asked::Why(variable, turn));
        let cursor = if door.is_some() { CursorIcon::PointingHand } else { CursorIcon::Default };
        let response = response.on_hover_cursor(cursor).on_hover_ui_at_pointer(|ui| {
            let number = |(series, value): (&Series, f64)| {
                let name = if series.name.is_empty() { &self.chart().title } else { &series.name };
                (name.clone(), words::number(value, self.chart().decimals))
            };
            let lines: Vec<(String, String)> = self.chart().read(turn).into_iter().map(number).collect();
            read_ui(ui, theme, &words::capital(&self.chart().moments.moment(turn)), &lines);
        });
        (response, asked)
    }

    /// Names at the ends of lines; the one that was pressed.
    fn names_ui(&self, ui: &Ui, theme: &Theme, corner: Pos2, id: Id, transform: &PlotTransform) -> Option<String> {
        let by = corner.to_vec2();
        let right = *transform.bounds().range_x().end();
        let end = |name: &Name| transform.position_from_point(&self.end_before(name, right));
        let whole = self.field.is_whole(transform.bounds());
        // Only of a part of the chart do names stand elsewhere than planned.
        let moved = (!whole).then(|| self.heights(&self.names.iter().map(|name| end(name).y - by.y).collect::<Vec<f32>>()));
        let mut pressed = None;
        for (n, name) in self.names.iter().enumerate() {
            let y = moved.as_ref().and_then(|heights| heights.get(n).copied()).unwrap_or(name.at.y);
            let lead = Self::lead(name, end(name) - by, y).map(|ends| ends.map(|at| at + by));
            if let Some(ends) = lead.filter(|_| whole) {
                ui.painter().line_segment(ends, Stroke::new(1.0, theme.colour(Token::BorderSubtle)));
            }
            let ink = self.name_ui(ui, theme, (name, y), by, id.with(("name", n)), &mut pressed);
            let at = Pos2::new(name.at.x, y) + by;
            ui.painter().text(at, Align2::LEFT_CENTER, &name.words, font(theme), ink);
            if name.hidden {
                let through = name.struck(y).map(|at| at + by);
                ui.painter().line_segment(through, Stroke::new(1.0, ink));
            }
        }
        pressed
    }

    /// Listens to one name; its colour.
    fn name_ui(
        &self,
        ui: &Ui,
        theme: &Theme,
        (name, y): (&Name, f32),
        by: Vec2,
        id: Id,
        pressed: &mut Option<String>,
    ) -> Color32 {
        let whose = self.chart().series.get(name.series).map_or("", |series| series.name.as_str());
        if whose.is_empty() {
            return theme.colour(name.token);
        }
        let spot = self.spot(name, y).translate(by);
        let response = ui.interact(spot, id, Sense::click());
        response.widget_info(|| {
            let spoken = fill("plot.line_of", &[("name", whose)]);
            WidgetInfo::selected(Role::CheckBox, true, !name.hidden, spoken)
        });
        if response.clicked() {
            *pressed = Some(whose.to_owned());
        }
        if response.has_focus() {
            parts::focus_ring(ui, theme, spot.shrink2(vec2(0.0, 2.0)));
        }
        let lit = response.hovered() || response.has_focus();
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(text("plot.toggle"));
        theme.colour(if lit { Token::TextPrimary } else { name.token })
    }
}

/// One chart by itself, planned again when what it is for changes.
pub struct Kept<K> {
    planned: Option<(K, String, [i32; 2], f32, Plan)>,
    /// Whether all of it is to be seen again.
    whole: bool,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self { planned: None, whole: false }
    }
}

impl<K: PartialEq> Kept<K> {
    /// Shows the chart in so much room. Where it does not listen to presses, it is a picture that says its sentence.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        (id, sense): (&str, Sense),
        (key, size): (K, Vec2),
        make: impl FnOnce() -> Chart,
    ) -> Option<Shown> {
        let (whole, pixels) = ([size.x as i32, size.y as i32], ui.ctx().pixels_per_point());
        let known = |kept: &(K, String, [i32; 2], f32, Plan)| {
            kept.0 == key && kept.1 == theme.name() && kept.2 == whole && kept.3 == pixels
        };
        let fresh = !self.planned.as_ref().is_some_and(known);
        if fresh {
            let plan = Plan::new(ui.ctx(), theme, &make(), size);
            self.planned = Some((key, theme.name().to_owned(), whole, pixels, plan));
        }
        let (.., plan) = self.planned.as_ref()?;
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if !sense.senses_click() {
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &plan.sentence));
        }
        let fresh = fresh || std::mem::take(&mut self.whole);
        let how = How { id: ui.scope_id().with(id), link: None, fresh, cursor: true, sense };
        let shown = plan.show(ui, theme, rect.min, &how);
        self.whole = shown.asked == Some(Asked::Whole);
        Some(shown)
    }
}

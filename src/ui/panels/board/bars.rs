//! The bars under a state's name as things that one can point at: what each domain's hardware and crews come to.

use egui::{Align, Layout, Rect, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::nodes::{self, Seen};
use super::{BoardView, Intent, Scene, Selection, sentences};
use crate::report::words::{self as report, capital};
use crate::rules::table::{DomainId, StateId};
use crate::scenario::Spot;
use crate::text::text;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// Takes what is done to the bars of a state, which stand on these grounds, in the order of the domains.
pub(super) fn bars_ui(
    ui: &Ui,
    theme: &Theme,
    seen: &Seen<'_>,
    view: &mut BoardView,
    id: StateId,
    grounds: &[Rect],
    intents: &mut Vec<Intent>,
) {
    let scene = seen.scene;
    for (domain, ground) in scene.setting.domains.ids().zip(grounds) {
        let response = ui.interact(*ground, nodes::id_of(ui, id).with(("bar", domain)), Sense::CLICK);
        let said = || sentences::bar(scene, id, domain);
        let name = &scene.setting.states[id].name;
        response.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, true, format!("{name}, {}", said())));
        if response.clicked() {
            intents.push(Intent::Select(Selection::State(id)));
        }
        if response.hovered() {
            view.over = Some(id);
        }
        if !nodes::covered(ui) {
            nodes::tip(ui, &response, id, |ui| {
                told(ui, theme, scene, id, domain);
            });
        }
    }
    // Whoever is asked to look at the state is pointed at all of it: ring, name and bars.
    if let Some(bars) = grounds.iter().copied().reduce(Rect::union) {
        let circle = seen.ways.circles[id];
        let ring = Rect::from_center_size(circle.centre, egui::Vec2::splat(2.0 * circle.radius.max(12.0)));
        let whole = ring.union(bars).expand2(vec2(14.0, 0.0)).with_max_y(bars.bottom() + 2.0);
        spots::mark(ui.ctx(), Spot::State(id), whole);
    }
}

/// Every domain of a state, one row each: what it can use of what it needs, and of what that is made. `at`: the one under the pointer.
fn told(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, at: DomainId) {
    let words = |ui: &mut Ui, style: TextStyle, token: Token, words: &str| {
        ui.label(RichText::new(words).text_style(style).color(theme.colour(token)));
    };
    ui.spacing_mut().interact_size.y = 17.0;
    egui::Grid::new("bars told").num_columns(3).spacing(vec2(16.0, 2.0)).show(ui, |ui| {
        words(ui, style::strong(), Token::TextPrimary, &scene.setting.states[id].name);
        for key in ["bars.usable", "bars.made"] {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                words(ui, style::small(), Token::TextMuted, text(key));
            });
        }
        ui.end_row();
        for domain in scene.setting.domains.ids() {
            let lit = domain == at;
            let (style, token) = if lit { (style::strong(), Token::TextPrimary) } else { (style::small(), Token::TextSecondary) };
            let [usable, made] = sentences::bar_parts(scene, id, domain);
            words(ui, style.clone(), token, &capital(&report::domain(scene.setting, domain)));
            for part in [usable, made] {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| words(ui, style.clone(), token, &part));
            }
            ui.end_row();
        }
    });
}

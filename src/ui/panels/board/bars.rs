//! The bars under a state's name as things that one can point at: what each domain's hardware and crews come to.

use egui::{Rect, Role, Sense, Ui, WidgetInfo};

use super::nodes::{self, Seen};
use super::{BoardView, Intent, Selection, sentences};
use crate::rules::table::StateId;
use crate::scenario::Spot;
use crate::ui::kit::parts;
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
                let strong = style::strong();
                parts::label(ui, theme, &strong, Token::TextPrimary, name);
                for other in scene.setting.domains.ids() {
                    let (style, token) = if other == domain {
                        (style::strong(), Token::TextPrimary)
                    } else {
                        (style::small(), Token::TextSecondary)
                    };
                    parts::label(ui, theme, &style, token, &sentences::bar(scene, id, other));
                }
            });
        }
    }
    // Whoever is asked to look at the state is pointed at all of it: ring, name and bars.
    if let Some(bars) = grounds.iter().copied().reduce(Rect::union) {
        let circle = seen.ways.circles[id];
        let ring = Rect::from_center_size(circle.centre, egui::Vec2::splat(2.0 * circle.radius.max(12.0)));
        let whole = ring.union(bars).expand2(egui::vec2(14.0, 0.0)).with_max_y(bars.bottom() + 2.0);
        spots::mark(ui.ctx(), Spot::State(id), whole);
    }
}

//! Who would step in: the suppliers whose part of the partner's orders grows if the request is denied, from the same futures as
//! the preview, with the first turn in which they could deliver.

use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Choice, Composer};
use crate::forecast::{Answer, Spread};
use crate::report::words;
use crate::rules::order::Order;
use crate::rules::supply::lead_turns;
use crate::rules::table::{LinkId, StateId};
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::Request;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::kit::widgets::emblem::{self, emblem_ui};
use crate::ui::kit::widgets::link::{Cubic, LinkPainter, width_of_share};
use crate::ui::state::drafting::{StepIn, Wonder};
use crate::ui::state::workspace::Scene;

/// Suppliers that are listed.
const SHOWN_MAX: usize = 3;
/// A gain below half a point is none.
const GAIN_MIN: f64 = 0.005;

/// A supplier that could step in.
pub(super) struct Ghost {
    supplier: StateId,
    now: f64,
    /// What it gains if the request is denied rather than approved: the median and 80 of 100 futures.
    gain: (f64, f64, f64),
    /// The turn in which its first delivery could arrive.
    first: u16,
}

/// The suppliers that gain most if the request is denied, against approving it under the same draws.
pub(super) fn ghosts(scene: &Scene<'_>, composer: &Composer, request: &Request) -> Vec<Ghost> {
    let Some(answer) = composer.preview.answer() else { return Vec::new() };
    let start = composer.watch.len();
    let option = |choice: Choice| Choice::ALL.iter().position(|c| *c == choice).and_then(|n| answer.get(n)?.get(start..));
    let (Some(approved), Some(denied)) = (option(Choice::Approve), option(Choice::Deny)) else { return Vec::new() };
    among(scene, request, &composer.others, approved, denied)
}

/// The same from the shares of some channels under either decision.
fn among(scene: &Scene<'_>, request: &Request, others: &[LinkId], approved: &[Spread], denied: &[Spread]) -> Vec<Ghost> {
    let each = others.iter().zip(approved.iter().zip(denied));
    let mut found: Vec<Ghost> = each
        .map(|(link, (with, without))| ghost(scene, request, *link, with, without))
        .filter(|ghost| ghost.gain.1 >= GAIN_MIN)
        .collect();
    found.sort_by(|a, b| b.gain.1.total_cmp(&a.gain.1).then(a.supplier.cmp(&b.supplier)));
    found.truncate(SHOWN_MAX);
    found
}

/// The supplier abroad that gains most, and how much of the partner's orders.
fn leading(found: &[Ghost], request: &Request) -> Option<(StateId, f64)> {
    found.iter().find(|ghost| ghost.supplier != request.from).map(|ghost| (ghost.supplier, ghost.gain.1))
}

impl Composer {
    /// Who of the others would gain most if the request were denied, as the preview has it; none: it is not played yet.
    #[must_use]
    pub fn step_in(&self, scene: &Scene<'_>) -> Option<StepIn> {
        let request = scene.world.request(self.key).filter(|_| self.preview.fresh())?;
        let found = leading(&ghosts(scene, self, request), request);
        Some(StepIn { request: self.key, digest: scene.origin.digest, found })
    }

    /// What is asked to learn that without the page: approve and deny, and the others' shares.
    #[must_use]
    pub fn wonder(&self, scene: &Scene<'_>) -> (Vec<Vec<Order>>, Vec<Variable>) {
        let options = self.options(scene.world);
        let wanted = [Choice::Approve, Choice::Deny].into_iter();
        let at = wanted.filter_map(|choice| Choice::ALL.iter().position(|c| *c == choice));
        let shares = self.others.iter().map(|link| Variable::Link(LinkVar::Share, *link));
        (at.filter_map(|n| options.get(n).cloned()).collect(), shares.collect())
    }
}

/// The answer to what was asked with [`Composer::wonder`].
#[must_use]
pub fn answered(scene: &Scene<'_>, asked: &Wonder, answer: &Answer) -> Option<StepIn> {
    let request = scene.world.request(asked.request)?;
    let [approved, denied] = answer.as_slice() else { return None };
    let found = leading(&among(scene, request, &asked.others, approved, denied), request);
    Some(StepIn { request: asked.request, digest: asked.digest, found })
}

fn ghost(scene: &Scene<'_>, request: &Request, link: LinkId, with: &Spread, without: &Spread) -> Ghost {
    let info = scene.setting.links[link];
    let lead = lead_turns(scene.setting, scene.world, info.supplier, request.tier.min(info.tier).max(1));
    let gain = (without.low - with.median, without.median - with.median, without.high - with.median);
    Ghost { supplier: info.supplier, now: scene.world.link(LinkVar::Share, link), gain, first: scene.world.turn + lead }
}

/// Draws the part of the page.
pub(super) fn step_in_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request) {
    let setting = scene.setting;
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("step_in.title"));
    if composer.preview.answer().is_none() {
        parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text("step_in.waits"));
        return;
    }
    let found = ghosts(scene, composer, request);
    let partner = setting.states[request.from].name.as_str();
    if found.is_empty() {
        let said = fill("step_in.nobody", &[("partner", partner)]);
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &said);
        return;
    }
    let says = fill(
        "step_in.says",
        &[
            ("partner", partner),
            ("domain", &words::domain(setting, request.domain)),
            ("exporter", &setting.states[request.to].name),
        ],
    );
    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &says);
    diagram(ui, theme, scene, composer, request, &found);
    ui.scope(|ui| {
        composer.preview.weigh(ui);
        for ghost in &found {
            row(ui, theme, scene, request, ghost);
        }
    });
}

fn name<'a>(scene: &Scene<'a>, request: &Request, supplier: StateId) -> &'a str {
    if supplier == request.from { text("supplier.own_capital") } else { scene.setting.states[supplier].name.as_str() }
}

fn gain_words(ghost: &Ghost) -> String {
    let points = |value: f64| words::signed(100.0 * value, 0);
    let gain = points(ghost.gain.1);
    let one = gain.chars().filter(char::is_ascii_digit).eq(['1']);
    let key = if one { "step_in.gain_one" } else { "step_in.gain" };
    fill(key, &[("gain", &gain), ("low", &points(ghost.gain.0)), ("high", &points(ghost.gain.2))])
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, request: &Request, ghost: &Ghost) {
    let setting = scene.setting;
    let name = name(scene, request, ghost.supplier);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let emblem = portrait::emblem(setting, ghost.supplier);
        emblem_ui(ui, theme, emblem, portrait::supplier(setting, ghost.supplier), 22.0, name);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = 18.0;
            ui.horizontal(|ui| {
                parts::label(ui, theme, &style::strong(), Token::TextPrimary, name);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    controls::change_label(ui, theme, &gain_words(ghost), Sign::of(ghost.gain.1));
                });
            });
            let values = [("share", &*words::share(ghost.now)), ("when", &*words::calendar(setting, ghost.first))];
            parts::label(ui, theme, &style::small(), Token::TextSecondary, &fill("step_in.now", &values));
        });
    });
}

/// Exporter, partner, and who could step in: the true link, and ghost links that are hollow until they are played.
fn diagram(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request, found: &[Ghost]) {
    let setting = scene.setting;
    let outside: Vec<&Ghost> = found.iter().filter(|ghost| ghost.supplier != request.from).collect();
    if outside.is_empty() {
        return;
    }
    let height = 48.0 + 58.0 * outside.len() as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let said: Vec<String> = found
        .iter()
        .map(|ghost| {
            let values = [
                ("supplier", name(scene, request, ghost.supplier)),
                ("gain", &*words::share_change(ghost.gain.1)),
                ("partner", setting.states[request.from].name.as_str()),
                ("when", &*words::calendar(setting, ghost.first)),
                ("exporter", setting.states[request.to].name.as_str()),
            ];
            fill("step_in.sentence", &values)
        })
        .collect();
    let said = said.join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let middle = rect.top() + (height - 14.0) / 2.0;
    let exporter = pos2(rect.left() + 36.0, middle);
    let partner = pos2(rect.left() + rect.width() * 0.5, middle);
    let mut links = LinkPainter::new(ui.ctx().pixels_per_point(), theme.colour(Token::SurfacePanel));
    let share = setting.link(request.to, request.from, request.domain).map_or(0.0, |l| scene.world.link(LinkVar::Share, l));
    let own = theme.source(portrait::supplier(setting, request.to));
    let reach = vec2(20.0, 0.0);
    links.link(&Cubic::straight(exporter + reach, partner - reach), width_of_share(share as f32), own, 1.0);
    let count = outside.len() as f32;
    let mut pills = Vec::new();
    for (n, ghost) in outside.iter().enumerate() {
        let y = middle + (n as f32 - (count - 1.0) / 2.0) * 58.0;
        let at = pos2(rect.right() - 36.0, y);
        let arrive = partner + vec2(20.0, (n as f32 - (count - 1.0) / 2.0) * 9.0);
        let leave = at - reach;
        let bend = vec2(46.0, 0.0);
        let curve = Cubic::new([leave, leave - bend, arrive + bend, arrive]);
        links.ghost(&curve, width_of_share(ghost.gain.1 as f32).max(3.0), theme);
        pills.push((curve.point_at(0.42), words::share_change(ghost.gain.1)));
        node(ui, theme, scene, ghost.supplier, at);
    }
    ui.painter().add(links.finish());
    node(ui, theme, scene, request.to, exporter);
    node(ui, theme, scene, request.from, partner);
    pill(ui, theme, exporter.lerp(partner, 0.5) - vec2(0.0, 16.0), &words::share(share), false);
    // What is not certain yet is paler; who supplies what today is certain.
    let mut expected = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    composer.preview.weigh(&mut expected);
    for (at, words) in pills {
        pill(&expected, theme, at, &words, true);
    }
}

fn node(ui: &Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, at: egui::Pos2) {
    let setting = scene.setting;
    emblem::paint(ui.painter(), theme, portrait::emblem(setting, id), portrait::supplier(setting, id), at, 15.0, 1.0);
    let below = pos2(at.x, at.y + 18.0);
    let name = &setting.states[id].name;
    parts::paint_text(ui, theme, below, Align2::CENTER_TOP, name, &style::small(), Token::TextPrimary);
}

fn pill(ui: &Ui, theme: &Theme, at: egui::Pos2, words: &str, draft: bool) {
    let ink = theme.colour(if draft { Token::DraftInk } else { Token::TextPrimary });
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme.font(&style::small()), ink);
    let place = Rect::from_center_size(at, galley.size() + vec2(12.0, 3.0));
    let (fill, edge) = if draft { (Token::DraftTint, Token::DraftInk) } else { (Token::SurfaceRaised, Token::BorderSubtle) };
    let stroke = egui::Stroke::new(1.0, theme.colour(edge));
    ui.painter().rect(place, 4.0, theme.colour(fill), stroke, egui::StrokeKind::Inside);
    ui.painter().galley(place.center() - galley.size() / 2.0, galley, ink);
}

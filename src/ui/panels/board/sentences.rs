//! What a screen reader says of the board's things; also the first line of their tooltips.

use super::layout::outside;
use super::lens::{Look, Strand};
use crate::report::{headlines::standing, words};
use crate::rules::quantity::Quantity;
use crate::rules::table::{DomainId, RegionId, StateId};
use crate::rules::variable::{CellVar, PairVar, StateVar, Variable};
use crate::rules::world::{Commitment, Standing};
use crate::text::{fill, text};
use crate::ui::kit::portrait;
use crate::ui::state::joined::joined_of;
use crate::ui::state::workspace::Scene;

/// Names of the commitments of a state that are not kept.
pub(super) fn strained<'a>(scene: &Scene<'a>, id: StateId) -> impl Iterator<Item = String> + use<'a> {
    let (setting, world) = (scene.setting, scene.world);
    let of = move |c: &Commitment| c.to == id || (c.from == id && !outside(setting, id));
    let unsafe_ones = move |c: &Commitment| of(c) && matches!(c.status, Standing::Strained | Standing::Broken);
    let found = world.commitments.enumerate().filter(move |(_, c)| unsafe_ones(c));
    found.map(|(id, _)| words::commitment_name(setting, Some(world), id))
}

/// A state: who it is, with whom it stands, who supplies it, what waits and what is not safe.
#[must_use]
pub(super) fn state(scene: &Scene<'_>, id: StateId) -> String {
    let setting = scene.setting;
    let state = &setting.states[id];
    let region = setting.regions[state.region].name.as_str();
    let role = text(portrait::role_key(setting, id));
    let mut said = vec![fill("board.state", &[("name", &state.name), ("role", role), ("region", region)])];
    if let Some(seat) = scene.eyes().filter(|seat| *seat != id) {
        let variable = Variable::Pair(PairVar::Alignment, id, seat);
        let level = words::level(variable, scene.world.values.get(variable));
        let values = [("seat", setting.states[seat].name.as_str()), ("level", &level)];
        let moved = scene.change(variable).filter(|change| change.abs() >= 0.005);
        said.push(match moved {
            Some(change) => {
                let amount = words::change(variable, Quantity::from_f64(change));
                let [seat, level] = values;
                fill("board.alignment_moved", &[seat, level, ("change", &amount)])
            }
            None => fill("board.alignment", &values),
        });
    }
    if !outside(setting, id) {
        // The same share as on the lines of the board.
        let main = joined_of(setting, scene.world, id).into_iter().next();
        said.extend(main.map(|main| {
            let own = main.supplier == id;
            let name = if own { text("supplier.own") } else { setting.states[main.supplier].name.as_str() };
            fill("board.main_supplier", &[("supplier", name), ("share", &words::share(main.share))])
        }));
    }
    match scene.in_tray().filter(|r| r.from == id).count() {
        0 => {}
        1 => said.push(text("board.one_request").to_owned()),
        count => said.push(fill("board.requests", &[("count", &count.to_string())])),
    }
    said.extend(strained(scene, id).map(|name| fill("board.strained", &[("commitment", &name)])));
    said.join(" ")
}

/// A region: how many states, how many requests.
#[must_use]
pub(super) fn region(scene: &Scene<'_>, id: RegionId) -> String {
    let inside = |state: StateId| scene.setting.states[state].region == id;
    let states = scene.setting.states.ids().filter(|state| inside(*state) && !outside(scene.setting, *state)).count();
    let requests = scene.waiting().filter(|r| inside(r.from)).count();
    let name = words::capital(&scene.setting.regions[id].name);
    fill("board.region", &[("region", &name), ("states", &states.to_string()), ("requests", &requests.to_string())])
}

/// A line, in the words of its lens.
#[must_use]
pub(super) fn strand(scene: &Scene<'_>, strand: &Strand) -> String {
    let setting = scene.setting;
    let name = |id: StateId| setting.states[id].name.as_str();
    let (from, to) = (("from", name(strand.from)), ("to", name(strand.to)));
    match strand.look {
        Look::Supply => supply(scene, strand),
        Look::Friends | Look::Opponents => {
            let key = if strand.look == Look::Friends { "board.friends" } else { "board.opponents" };
            let level = |one, other| {
                let variable = Variable::Pair(PairVar::Alignment, one, other);
                words::level(variable, scene.world.values.get(variable))
            };
            let (there, back) = (level(strand.from, strand.to), level(strand.to, strand.from));
            fill(key, &[from, to, ("there", &there), ("back", &back)])
        }
        Look::Promise(_) => {
            let one = |id: &crate::rules::table::CommitmentId| {
                let commitment = &scene.world.commitments[*id];
                let (from, to) = (("from", name(commitment.from)), ("to", name(commitment.to)));
                let called = words::capital(&words::commitment_name(setting, Some(scene.world), *id));
                fill("board.promise", &[from, to, ("commitment", &called), ("standing", standing(commitment.status))])
            };
            strand.promises.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        Look::Threat => {
            let weight = |id| words::number(scene.world.state(StateVar::Offence, id), 0);
            let level = words::number(strand.value, 2);
            let weights = [("theirs", weight(strand.from)), ("own", weight(strand.to))];
            let [theirs, own] = &weights;
            fill("board.threat", &[from, to, ("level", &level), (theirs.0, &theirs.1), (own.0, &own.1)])
        }
        Look::Belief { spread } => {
            let (level, spread) = (words::number(strand.value, 2), words::number(spread, 2));
            fill("board.belief", &[from, to, ("level", &level), ("spread", &spread)])
        }
    }
}

fn supply(scene: &Scene<'_>, strand: &Strand) -> String {
    let setting = scene.setting;
    let supplier = ("supplier", setting.states[strand.from].name.as_str());
    let recipient = ("recipient", setting.states[strand.to].name.as_str());
    let share = words::share(strand.value);
    let moved = strand.before.map(|before| strand.value - before).filter(|change| change.abs() >= 0.005);
    let mut said = match moved {
        Some(change) => {
            fill("board.link_moved", &[supplier, recipient, ("share", &share), ("change", &words::share_change(change))])
        }
        None => fill("board.link", &[supplier, recipient, ("share", &share)]),
    };
    let domains: Vec<String> = strand.domains.iter().take(3).map(|d| words::domain(setting, *d)).collect();
    if !domains.is_empty() {
        said.push(' ');
        said.push_str(&words::capital(&domains.join(", ")));
        said.push('.');
    }
    said
}

/// The few characters on a line of what is lit.
#[must_use]
pub(super) fn label(strand: &Strand) -> Option<String> {
    match strand.look {
        Look::Supply => Some(words::share(strand.value)),
        Look::Friends | Look::Opponents => Some(words::signed(strand.value, 2)),
        Look::Threat => Some(words::number(strand.value, 2)),
        Look::Belief { .. } => Some(words::number(strand.value, 2)),
        Look::Promise(_) => None,
    }
}

/// What a state can do in a domain, of what that is made, and what it needs.
#[must_use]
pub(super) fn bar(scene: &Scene<'_>, id: StateId, domain: DomainId) -> String {
    let name = words::capital(&words::domain(scene.setting, domain));
    let [have, need, hardware, crews] = figures(scene, id, domain);
    let key = if need.is_some() { "board.bar" } else { "board.bar_no_need" };
    let [have, hardware, crews] = [have, hardware, crews].map(Option::unwrap_or_default);
    let values = [
        ("domain", &*name),
        ("have", &*have),
        ("hardware", &*hardware),
        ("crews", &*crews),
        ("need", need.as_deref().unwrap_or_default()),
    ];
    fill(key, &values)
}

/// The same for two columns of a table: what can be used of what is needed, and of what it is made.
#[must_use]
pub(super) fn bar_parts(scene: &Scene<'_>, id: StateId, domain: DomainId) -> [String; 2] {
    let [have, need, hardware, crews] = figures(scene, id, domain).map(Option::unwrap_or_default);
    let need = if need.is_empty() { text("bars.no_need").to_owned() } else { need };
    [
        fill("bars.usable_of", &[("have", &have), ("need", &need)]),
        fill("bars.made_of", &[("hardware", &hardware), ("crews", &crews)]),
    ]
}

/// Usable, needed, hardware and crews of a state in a domain, as they are written; no need: none.
fn figures(scene: &Scene<'_>, id: StateId, domain: DomainId) -> [Option<String>; 4] {
    let of = |kind| scene.world.cell(kind, id, domain);
    let (have, crews, need) = (of(CellVar::Capability), of(CellVar::Absorption), of(CellVar::Need));
    // Hardware that can be used together: what is left when the crews are taken out.
    let hardware = if crews > 0.0 { have / crews } else { 0.0 };
    let digits = |value: f64| words::number(value, u32::from(value < 100.0));
    [Some(digits(have)), (need > 0.0).then(|| digits(need)), Some(digits(hardware)), Some(words::number(crews, 2))]
}

//! What states think of each other at the start, and the blocs, brokers and armed groups around them.

use std::collections::BTreeSet;

use super::decode::Item;
use super::desk::Desk;
use super::place::Node;
use super::schema::{ActorRow, AlignmentRow, BlocRow, RelationRow, RivalRow};
use crate::rules::capability::{offence, threat};
use crate::rules::setting::{Bloc, NonState, RegimeTerms};
use crate::rules::table::{BlocId, StateId};
use crate::rules::variable::{ActorVar, BlocVar, MemberVar, PairVar, StateVar, Variable};
use crate::rules::world::World;
use crate::text::{fill, text as words};

const UNIT: (f64, f64) = (0.0, 1.0);
/// Hostility of pairs that a file does not name.
const HOSTILITY: f64 = 0.03;
/// Interoperability of pairs that a file does not name.
const INTEROPERABILITY: f64 = 0.05;

/// Reads blocs and regimes into the setting; their numbers wait for the layout.
pub(super) fn blocs<'n>(desk: &mut Desk<'_, '_>, root: &'n Node) -> Vec<(BlocId, Item<'n, BlocRow>)> {
    let mut rows = Vec::new();
    for item in desk.sheet.list::<BlocRow>(root, "blocs", 50) {
        let row = &item.value;
        desk.good_name(desk.at(&item, "name"), &row.name, desk.bloc(&row.name).is_some());
        desk.sheet.within(desk.at(&item, "sanction_threshold"), "`sanction_threshold`", row.sanction_threshold, UNIT);
        let bloc = Bloc {
            name: row.name.clone(),
            regime: row.regime,
            members: desk.amounts(desk.at(&item, "members"), words("problem.rigour"), &row.members, UNIT),
            associates: desk.states(desk.at(&item, "associates"), &row.associates),
            sanction_threshold: row.sanction_threshold,
            criteria: row.criteria.clone(),
            dormant: row.dormant,
            terms: terms(desk, &item),
        };
        rows.push((desk.setting.blocs.push(bloc), item));
    }
    rows
}

fn terms(desk: &Desk<'_, '_>, item: &Item<'_, BlocRow>) -> Option<RegimeTerms> {
    let row = item.value.terms.as_ref()?;
    let at = desk.at(item, "terms");
    desk.sheet.within(at.get(desk.sheet.text, "discount"), "`discount`", row.discount, (0.0, 0.5));
    let founder = desk.state(at.get(desk.sheet.text, "founder"), &row.founder)?;
    let eager = row.eager.as_ref().and_then(|name| desk.state(at.get(desk.sheet.text, "eager"), name));
    Some(RegimeTerms { founder, discount: row.discount, eager })
}

/// Puts what the blocs open with.
pub(super) fn bloc_openings(desk: &mut Desk<'_, '_>, rows: &[(BlocId, Item<'_, BlocRow>)]) {
    for (bloc, item) in rows {
        let (harmonisation, cohesion) = (item.value.harmonisation, item.value.cohesion);
        desk.put_checked(desk.at(item, "harmonisation"), Variable::Bloc(BlocVar::Harmonisation, *bloc), harmonisation);
        desk.put_checked(desk.at(item, "cohesion"), Variable::Bloc(BlocVar::Cohesion, *bloc), cohesion);
        let row = &item.value;
        let flags = [
            (BlocVar::Founded, !row.dormant),
            (BlocVar::Verification, row.shared_verification),
            (BlocVar::Recognition, row.mutual_recognition),
        ];
        for (kind, on) in flags {
            desk.put(Variable::Bloc(kind, *bloc), f64::from(u8::from(on)));
        }
        let info = desk.setting.blocs[*bloc].clone();
        for (state, rigour) in info.members {
            let membership = if info.associates.contains(&state) { 0.5 } else { 1.0 };
            desk.put(Variable::Member(MemberVar::Rigour, *bloc, state), rigour);
            desk.put(Variable::Member(MemberVar::Membership, *bloc, state), membership);
        }
    }
}

/// Reads brokers and armed groups into the setting; their numbers wait for the layout.
pub(super) fn actors(desk: &mut Desk<'_, '_>, root: &Node) {
    for item in desk.sheet.list::<ActorRow>(root, "actors", 50) {
        let row = &item.value;
        desk.good_name(desk.at(&item, "name"), &row.name, desk.setting.actors.iter().any(|a| a.name == row.name));
        desk.sheet.within(desk.at(&item, "strength"), "`strength`", row.strength, UNIT);
        let passes_at = desk.at(&item, "passes_to");
        if !row.passes_to.is_empty() {
            desk.sheet.sums_to_one(passes_at, &fill("problem.receivers", &[("name", &row.name)]), row.passes_to.values());
        }
        let passes_to = desk.amounts(passes_at, words("problem.weight"), &row.passes_to, UNIT);
        let exposure = desk.amounts(desk.at(&item, "exposure"), words("problem.exposure"), &row.exposure, UNIT);
        let Some(region) = desk.region(desk.at(&item, "region"), &row.region) else { continue };
        desk.setting.actors.push(NonState { name: row.name.clone(), region, strength: row.strength, passes_to, exposure });
    }
}

/// Puts the strength of brokers and armed groups, and each state's exposure: the highest that it has to any of them.
pub(super) fn actor_openings(desk: &mut Desk<'_, '_>) {
    for (id, actor) in desk.setting.actors.clone().enumerate() {
        desk.put(Variable::Actor(ActorVar::Strength, id), actor.strength);
        for (state, value) in &actor.exposure {
            let variable = Variable::State(StateVar::Exposure, *state);
            let highest = desk.values.get(variable).to_f64().max(*value);
            desk.put(variable, highest);
        }
    }
}

/// Reads the named rivals into the setting.
pub(super) fn rivals(desk: &mut Desk<'_, '_>, root: &Node) {
    for item in desk.sheet.list::<RivalRow>(root, "rivals", 200) {
        let row = &item.value;
        desk.sheet.within(desk.at(&item, "strength"), "`strength`", row.strength, UNIT);
        let pair = desk.at(&item, "pair");
        let (one, other) = (desk.state(pair.nth(0), &row.pair.0), desk.state(pair.nth(1), &row.pair.1));
        if let (Some(one), Some(other)) = (one, other) {
            if one == other {
                desk.sheet.say(pair, fill("problem.its_own_rival", &[("pair", &row.pair.0)]), words("problem.name_two_states"));
            }
            desk.setting.rivals.push((one, other, row.strength));
        }
    }
}

/// Puts what every state thinks of every other: first what is usual, then the rows of the file.
pub(super) fn relations(desk: &mut Desk<'_, '_>, root: &Node) {
    let usual = root.find(desk.sheet.text, "alignment").and_then(|node| desk.sheet.decode::<AlignmentRow>(node));
    let usual = usual.unwrap_or(AlignmentRow { inside: 0.0, across: 0.0 });
    let at = root.get(desk.sheet.text, "alignment");
    desk.sheet.within(at.get(desk.sheet.text, "inside"), "`inside`", usual.inside, (-1.0, 1.0));
    desk.sheet.within(at.get(desk.sheet.text, "across"), "`across`", usual.across, (-1.0, 1.0));
    let ids: Vec<StateId> = desk.setting.states.ids().collect();
    for (from, to) in ids.iter().flat_map(|a| ids.iter().map(move |b| (*a, *b))) {
        let near = desk.setting.states[from].region == desk.setting.states[to].region;
        let alignment = if near { usual.inside } else { usual.across };
        let (bond, reliability, fit, hostility) =
            if from == to { (1.0, 1.0, 1.0, 0.0) } else { (alignment, 0.5, INTEROPERABILITY, HOSTILITY) };
        let numbers = [
            (PairVar::Alignment, bond),
            (PairVar::Affinity, bond),
            (PairVar::Reliability, reliability),
            (PairVar::Evidence, 4.0),
            (PairVar::Interoperability, fit),
            (PairVar::Hostility, hostility),
            (PairVar::Trend, 1.0),
            // No ceiling of its own: the one for everybody holds.
            (PairVar::Ceiling, 5.0),
        ];
        for (kind, value) in numbers {
            desk.put(Variable::Pair(kind, from, to), value);
        }
    }
    let items = desk.sheet.list::<RelationRow>(root, "relations", 40_000);
    let mut seen = BTreeSet::new();
    let mut fits = Vec::new();
    for item in &items {
        let row = &item.value;
        let (from, to) = (desk.state(desk.at(item, "from"), &row.from), desk.state(desk.at(item, "to"), &row.to));
        let (Some(from), Some(to)) = (from, to) else {
            for (kind, field, value) in numbers(row) {
                if let Some(value) = value {
                    desk.sheet.within(desk.at(item, field), &format!("`{}`", kind.name()), value, kind.range());
                }
            }
            reliability(desk, item);
            continue;
        };
        if from == to {
            desk.sheet.say(
                item.node,
                fill("problem.has_relation_with_itself", &[("from", &row.from)]),
                words("problem.name_two_states"),
            );
            continue;
        }
        let directions = if row.both_ways { vec![(from, to), (to, from)] } else { vec![(from, to)] };
        for (one, other) in directions {
            if !seen.insert((one, other)) {
                let (one, other) = (&desk.setting.states[one].name, &desk.setting.states[other].name);
                desk.sheet.say(
                    item.node,
                    fill("problem.relation_given_twice", &[("one", one), ("other", other)]),
                    words("problem.put_all_its_fields_into"),
                );
            }
            put_relation(desk, item, one, other);
        }
        if let Some(fit) = row.interoperability {
            fits.push((from, to, fit));
        }
    }
    let given: BTreeSet<_> = fits.iter().map(|(from, to, _)| (*from, *to)).collect();
    for (from, to, fit) in fits {
        if !given.contains(&(to, from)) {
            desk.put(Variable::Pair(PairVar::Interoperability, to, from), fit);
        }
    }
}

/// The numbers of a row, by their fields.
const fn numbers(row: &RelationRow) -> [(PairVar, &'static str, Option<f64>); 6] {
    [
        (PairVar::Alignment, "alignment", row.alignment),
        (PairVar::Affinity, "affinity", row.affinity),
        (PairVar::Interoperability, "interoperability", row.interoperability),
        (PairVar::Grievance, "grievance", row.grievance),
        (PairVar::Hostility, "hostility", row.hostility),
        (PairVar::Trend, "trend", row.trend),
    ]
}

/// The promises kept and failed of a row, if it has any and they are right.
fn reliability(desk: &Desk<'_, '_>, item: &Item<'_, RelationRow>) -> Option<(f64, f64)> {
    let (kept, failed) = item.value.reliability?;
    let at = desk.at(item, "reliability");
    let good = desk.sheet.within(at.nth(0), words("problem.count_kept_promises"), kept, (0.1, 100.0));
    let good = desk.sheet.within(at.nth(1), words("problem.count_failures"), failed, (0.1, 100.0)) && good;
    good.then_some((kept, failed))
}

fn put_relation(desk: &mut Desk<'_, '_>, item: &Item<'_, RelationRow>, from: StateId, to: StateId) {
    let row = &item.value;
    for (kind, field, value) in numbers(row) {
        if let Some(value) = value {
            desk.put_checked(desk.at(item, field), Variable::Pair(kind, from, to), value);
        }
    }
    if let (Some(alignment), None) = (row.alignment, row.affinity) {
        desk.put(Variable::Pair(PairVar::Affinity, from, to), alignment);
    }
    if let Some((kept, failed)) = reliability(desk, item) {
        desk.put(Variable::Pair(PairVar::Reliability, from, to), kept / (kept + failed));
        desk.put_checked(desk.at(item, "reliability"), Variable::Pair(PairVar::Evidence, from, to), kept + failed);
    }
}

/// Puts the threat that each state perceives at the start, from public numbers and before allies are counted.
pub(super) fn threats(desk: &mut Desk<'_, '_>, world: &World) {
    let weights: Vec<(StateId, f64)> = desk.setting.states.ids().map(|id| (id, offence(&desk.setting, world, id))).collect();
    for (from, own) in &weights {
        for (to, other) in weights.iter().filter(|(to, _)| to != from) {
            let (hostility, trend) = (world.pair(PairVar::Hostility, *from, *to), world.pair(PairVar::Trend, *from, *to));
            desk.put(Variable::Pair(PairVar::Threat, *from, *to), threat(hostility, trend, *own, *other));
        }
    }
}

//! Regimes, holdings and channels: who supplies whom, with what, and on which terms.

use std::collections::{BTreeMap, BTreeSet};

use super::decode::Item;
use super::desk::{Desk, filled, shown};
use super::place::Node;
use super::schema::{AvailabilityRow, CoproductionRow, HoldingRow, PairRow, PipelineRow, RegimeRow, TierRow};
use super::states::cells;
use crate::rules::quantity::Quantity;
use crate::rules::setting::LinkInfo;
use crate::rules::table::{DomainId, LinkId, StateId, Table};
use crate::rules::variable::{CellVar, CriterionVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::Delivery;
use crate::text::{fill, text as words};

const UNIT: (f64, f64) = (0.0, 1.0);
/// Availability that a file does not give.
const AVAILABILITY: f64 = 0.90;

/// A row of holdings with its names found.
pub(super) struct Holding {
    state: StateId,
    domain: DomainId,
    absorption: f64,
    points: Vec<(StateId, f64)>,
    shares: Vec<(StateId, f64)>,
    drawn_to: Vec<(StateId, f64)>,
    need: Option<f64>,
    need_tier: Option<f64>,
}

/// Part of a regime that the channels need.
#[derive(Clone, Debug)]
pub(super) struct Regime {
    trusted: Vec<Trusted>,
    ceiling: u8,
}

/// A line of an exporter's list of partners.
#[derive(Clone, Copy, Debug)]
struct Trusted {
    partner: StateId,
    class_a: bool,
    ceiling: u8,
}

impl Regime {
    fn ceiling_for(&self, partner: StateId) -> u8 {
        self.trusted.iter().find(|t| t.partner == partner).map_or(self.ceiling, |t| t.ceiling)
    }
}

/// The regime of each state that has one.
pub(super) type Regimes = Table<StateId, Option<Regime>>;

/// Reads the regimes. Numbers that can change in play come back beside them, for `openings`.
pub(super) fn regimes<'n>(desk: &Desk<'_, '_>, root: &'n Node) -> (Regimes, Vec<(StateId, Item<'n, RegimeRow>)>) {
    let mut table = filled(desk.setting.states.len(), &None);
    let mut rows = Vec::new();
    for item in desk.sheet.list::<RegimeRow>(root, "regimes", 200) {
        let Some(exporter) = desk.state(desk.at(&item, "exporter"), &item.value.exporter) else {
            // It is nobody's, and what is wrong with its numbers is told all the same.
            regime(desk, &item);
            for (kind, field, value) in numbers(&item.value) {
                desk.sheet.within(desk.at(&item, field), &format!("`{}`", kind.name()), value, kind.range());
            }
            continue;
        };
        if table[exporter].is_some() {
            desk.sheet.say(
                item.node,
                fill("problem.has_two_regimes", &[("exporter", &item.value.exporter)]),
                words("problem.keep_one_two"),
            );
        }
        table[exporter] = Some(regime(desk, &item));
        rows.push((exporter, item));
    }
    let list = root.get(desk.sheet.text, "regimes");
    for exporter in desk.setting.exporters().filter(|id| table[*id].is_none()) {
        let name = &desk.setting.states[exporter].name;
        let unread =
            list.items().iter().any(|row| row.get(desk.sheet.text, "exporter").text(desk.sheet.text).contains(name.as_str()));
        if !unread {
            desk.sheet.say(
                list,
                fill("problem.licenses_but_has_no_row", &[("name", name)]),
                words("problem.add_one_or_take_role"),
            );
        }
    }
    (table, rows)
}

fn regime(desk: &Desk<'_, '_>, item: &Item<'_, RegimeRow>) -> Regime {
    let row = &item.value;
    let w = &row.weights;
    let weights = [w.rights, w.diversion, w.stability, w.alliance, w.commerce];
    let thresholds = [row.thresholds.0, row.thresholds.1, row.thresholds.2, row.thresholds.3];
    desk.sheet.sums_to_one(desk.at(item, "weights"), &fill("problem.weights", &[("exporter", &row.exporter)]), &weights);
    for weight in weights {
        desk.sheet.within(desk.at(item, "weights"), "a weight", weight, UNIT);
    }
    for (n, threshold) in thresholds.into_iter().enumerate() {
        desk.sheet.within(desk.at(item, "thresholds").nth(n), "a threshold", threshold, UNIT);
    }
    desk.sheet.within(desk.at(item, "reexport_control"), "`reexport_control`", row.reexport_control, UNIT);
    desk.sheet.within(desk.at(item, "capacity_per_year"), "`capacity_per_year`", row.capacity_per_year, (0.0, 100.0));
    desk.sheet.within(desk.at(item, "capital_floor"), "`capital_floor`", row.capital_floor, (0.0, 100.0));
    desk.sheet.within(desk.at(item, "ceiling"), "`ceiling`", f64::from(row.ceiling), (0.0, 4.0));
    let mut trusted: Vec<Trusted> = Vec::new();
    for (field, list, class_a) in [("class_a", &row.class_a, true), ("class_b", &row.class_b, false)] {
        for (name, ceiling) in list {
            let at = desk.at(item, field).get(desk.sheet.text, name);
            desk.sheet.within(at, &fill("problem.ceiling", &[("name", name)]), f64::from(*ceiling), (0.0, 4.0));
            let Some(partner) = desk.state(at, name) else { continue };
            if trusted.iter().any(|t| t.partner == partner) {
                desk.sheet.say(
                    at,
                    fill("problem.lists_twice", &[("exporter", &row.exporter), ("name", name)]),
                    words("problem.partner_class_or_class_b"),
                );
            }
            trusted.push(Trusted { partner, class_a, ceiling: *ceiling });
        }
    }
    Regime { trusted, ceiling: row.ceiling }
}

/// Puts what the regimes open with.
pub(super) fn openings(desk: &mut Desk<'_, '_>, regimes: &Regimes, rows: &[(StateId, Item<'_, RegimeRow>)]) {
    for (exporter, item) in rows {
        let row = &item.value;
        put_criteria(desk, *exporter, row);
        if let Some(regime) = &regimes[*exporter] {
            for trusted in &regime.trusted {
                let pair = |kind| Variable::Pair(kind, *exporter, trusted.partner);
                desk.put(pair(PairVar::Ceiling), f64::from(trusted.ceiling));
                desk.put(pair(PairVar::Trusted), f64::from(u8::from(trusted.class_a)));
            }
        }
        let plain = [
            (StateVar::Licenses, 1.0),
            (StateVar::Reexport, row.reexport_control),
            (StateVar::Office, row.capacity_per_year),
            (StateVar::Floor, row.capital_floor),
            (StateVar::Ceiling, f64::from(row.ceiling)),
        ];
        for (kind, value) in plain {
            desk.put(Variable::State(kind, *exporter), value);
        }
        for (kind, field, value) in numbers(row) {
            desk.put_checked(desk.at(item, field), Variable::State(kind, *exporter), value);
        }
    }
}

/// The numbers of a regime that are numbers of the exporter in play, by their fields.
fn numbers(row: &RegimeRow) -> [(StateVar, &'static str, f64); 4] {
    [
        (StateVar::Credibility, "credibility", row.credibility.unwrap_or(row.consistency)),
        (StateVar::Transparency, "transparency", row.transparency),
        (StateVar::Consistency, "consistency", row.consistency),
        (StateVar::Monitoring, "monitoring", row.monitoring),
    ]
}

/// The criteria in force, and what partners expect: what is declared, and else that all weigh alike and half of everything passes.
fn put_criteria(desk: &mut Desk<'_, '_>, exporter: StateId, row: &RegimeRow) {
    let w = &row.weights;
    let weights = [w.rights, w.diversion, w.stability, w.alliance, w.commerce];
    let thresholds = [row.thresholds.0, row.thresholds.1, row.thresholds.2, row.thresholds.3];
    let declared = match (row.weights_declared, row.thresholds_declared) {
        (true, true) => 1.0,
        (true, false) => 0.5,
        _ => 0.0,
    };
    desk.put(Variable::State(StateVar::Declared, exporter), declared);
    for (nth, value) in (0_u8..).zip(weights.into_iter().chain(thresholds)) {
        let (known, guess) = if nth < 5 { (row.weights_declared, 0.2) } else { (row.thresholds_declared, 0.5) };
        desk.put(Variable::Criterion(CriterionVar::Current, exporter, nth), value);
        desk.put(Variable::Criterion(CriterionVar::Expected, exporter, nth), if known { value } else { guess });
    }
}

/// Reads the table of holdings.
pub(super) fn holdings(desk: &Desk<'_, '_>, root: &Node) -> Vec<Holding> {
    let mut found: Vec<Holding> = Vec::new();
    let items = desk.sheet.list::<HoldingRow>(root, "holdings", 200 * 12);
    let rows_in_file = root.get(desk.sheet.text, "holdings").items().len();
    let mut all_read = items.len() == rows_in_file;
    for item in items {
        let row = &item.value;
        let (state_at, domain_at) = (desk.at(&item, "state"), desk.at(&item, "domain"));
        let named = (desk.state(state_at, &row.state), desk.domain(domain_at, &row.domain));
        let shares_at = desk.at(&item, "shares");
        desk.sheet.within(desk.at(&item, "absorption"), "`absorption`", row.absorption, UNIT);
        desk.sheet.sums_to_one(
            shares_at,
            &fill("problem.shares", &[("state", &row.state), ("domain", &row.domain)]),
            row.shares.values(),
        );
        let points = desk.amounts(desk.at(&item, "points"), words("problem.holding"), &row.points, LinkVar::Points.range());
        let shares = desk.amounts(shares_at, words("problem.share"), &row.shares, UNIT);
        let drawn_at = desk.at(&item, "drawn_to");
        let drawn_to = row.drawn_to.as_ref().map_or_else(Vec::new, |drawn| {
            desk.sheet.sums_to_one(
                drawn_at,
                &fill("problem.shares", &[("state", &row.state), ("domain", &row.domain)]),
                drawn.values(),
            );
            desk.amounts(drawn_at, words("problem.share"), drawn, UNIT)
        });
        if let Some(tier) = row.need_tier {
            desk.sheet.within(desk.at(&item, "need_tier"), "`need_tier`", tier, (1.0, 4.0));
        }
        if let Some(need) = row.need {
            desk.sheet.within(desk.at(&item, "need"), "`need`", need, CellVar::Need.range());
        }
        let (Some(state), Some(domain)) = named else {
            // Whose row it is cannot be told: it may be the one that another seems to lack.
            all_read = false;
            continue;
        };
        if found.iter().any(|h| (h.state, h.domain) == (state, domain)) {
            desk.sheet.say(
                item.node,
                fill("problem.has_two_rows_for", &[("state", &row.state), ("domain", &row.domain)]),
                words("problem.keep_one_two"),
            );
        }
        let (absorption, need, need_tier) = (row.absorption, row.need, row.need_tier);
        found.push(Holding { state, domain, absorption, points, shares, drawn_to, need, need_tier });
    }
    for (state, domain) in cells(desk).into_iter().filter(|_| all_read) {
        if !found.iter().any(|h| (h.state, h.domain) == (state, domain)) {
            let (state, domain) = (&shown(&desk.setting.states[state].name), &shown(&desk.setting.domains[domain].code));
            let at = root.get(desk.sheet.text, "holdings");
            desk.sheet.say(
                at,
                fill("problem.has_no_row_for", &[("state", state), ("domain", domain)]),
                words("problem.say_from_whom_would_order"),
            );
        }
    }
    found
}

/// Makes the channels: in each domain to every state from itself, from all who license, and from all who supply anybody.
pub(super) fn links(desk: &mut Desk<'_, '_>, root: &Node, holdings: &[Holding], regimes: &Regimes) {
    let licensing: BTreeSet<StateId> = desk.setting.exporters().collect();
    let mut suppliers: BTreeMap<DomainId, BTreeSet<StateId>> =
        desk.setting.domains.ids().map(|d| (d, licensing.clone())).collect();
    for holding in holdings {
        let named = holding
            .points
            .iter()
            .chain(&holding.shares)
            .chain(&holding.drawn_to)
            .filter(|(id, amount)| *id != holding.state && *amount > 0.0);
        suppliers.entry(holding.domain).or_default().extend(named.map(|(id, _)| *id));
    }
    for item in desk.sheet.list::<PipelineRow>(root, "pipeline", 2000) {
        if let (Some(id), Some(domain)) = (desk.setting.state(&item.value.supplier), desk.setting.domain(&item.value.domain)) {
            suppliers.entry(domain).or_default().insert(id);
        }
    }
    let mut links = Table::default();
    for (recipient, domain) in cells(desk) {
        let mut from = suppliers.get(&domain).cloned().unwrap_or_default();
        from.insert(recipient);
        for supplier in from {
            links.push(LinkInfo { supplier, recipient, domain, tier: usual_tier(desk, regimes, supplier, recipient) });
        }
    }
    desk.setting.links = links;
    for item in desk.sheet.list::<TierRow>(root, "usual_tiers", 2000) {
        let row = &item.value;
        desk.sheet.within(desk.at(&item, "tier"), "`tier`", f64::from(row.tier), (1.0, 4.0));
        let supplier = desk.state(desk.at(&item, "supplier"), &row.supplier);
        let recipient = desk.state(desk.at(&item, "recipient"), &row.recipient);
        let domains = desk.domains(desk.at(&item, "domains"), &row.domains);
        let (Some(supplier), Some(recipient)) = (supplier, recipient) else { continue };
        for domain in domains {
            if let Some(link) = desk.setting.link(supplier, recipient, domain) {
                desk.setting.links[link].tier = row.tier;
            }
        }
    }
}

/// The tier of routine orders on a channel of which the file does not say it.
fn usual_tier(desk: &Desk<'_, '_>, regimes: &Regimes, supplier: StateId, recipient: StateId) -> u8 {
    let Some(regime) = &regimes[supplier] else { return 2 };
    if supplier == recipient {
        let roles = desk.setting.states[supplier].roles;
        return if roles.exporter || roles.rival { 3 } else { 2 };
    }
    let trusted = regime.trusted.iter().any(|t| t.partner == recipient && t.class_a);
    regime.ceiling_for(recipient).min(if trusted { 3 } else { 2 }).max(1)
}

/// Puts what is held, ordered, usable, licensed and produced together.
pub(super) fn opening(desk: &mut Desk<'_, '_>, root: &Node, holdings: &[Holding]) {
    for link in desk.setting.links.ids() {
        desk.put(Variable::Link(LinkVar::Availability, link), AVAILABILITY);
        desk.put(Variable::Link(LinkVar::Sustainment, link), 1.0);
        desk.put(Variable::Link(LinkVar::Licensed, link), 1.0);
        desk.put(Variable::Link(LinkVar::Open, link), 1.0);
        let tier = f64::from(desk.setting.links[link].tier);
        desk.put(Variable::Link(LinkVar::Tier, link), tier);
    }
    for holding in holdings {
        desk.put(Variable::Cell(CellVar::Absorption, holding.state, holding.domain), holding.absorption);
        for (kind, list) in [(LinkVar::Points, &holding.points), (LinkVar::Share, &holding.shares)] {
            for (supplier, amount) in list {
                if let Some(link) = desk.setting.link(*supplier, holding.state, holding.domain) {
                    desk.put(Variable::Link(kind, link), *amount);
                }
            }
        }
    }
    for holding in holdings {
        // What is wanted is what is there, in the mean, unless the file says otherwise.
        let links = || desk.setting.links_of(holding.state, holding.domain);
        let held: f64 = links().map(|l| desk.values.get(Variable::Link(LinkVar::Points, l)).to_f64()).sum();
        let tiers: f64 = links()
            .map(|l| desk.values.get(Variable::Link(LinkVar::Points, l)).to_f64() * f64::from(desk.setting.links[l].tier))
            .sum();
        let mean = if held > 0.0 { tiers / held } else { 2.0 };
        desk.put(Variable::Cell(CellVar::NeedTier, holding.state, holding.domain), holding.need_tier.unwrap_or(mean));
        desk.put(Variable::Cell(CellVar::Need, holding.state, holding.domain), holding.need.unwrap_or(-1.0));
    }
    for item in desk.sheet.list::<AvailabilityRow>(root, "availability", 2000) {
        let row = &item.value;
        let recipient = desk.state(desk.at(&item, "state"), &row.state);
        let named = desk.states(desk.at(&item, "suppliers"), &row.suppliers);
        desk.sheet.within(desk.at(&item, "value"), "`value`", row.value, UNIT);
        let domains = desk.domains(desk.at(&item, "domains"), &row.domains);
        let Some(recipient) = recipient else { continue };
        for domain in domains {
            for link in desk.setting.links_of(recipient, domain) {
                if row.suppliers.is_empty() || named.contains(&desk.setting.links[link].supplier) {
                    desk.put(Variable::Link(LinkVar::Availability, link), row.value);
                }
            }
        }
    }
    for item in desk.sheet.list::<PairRow>(root, "sustainment_off", 2000) {
        let row = &item.value;
        pair(desk, &item, (&row.supplier, &row.recipient));
        for domain in desk.domains(desk.at(&item, "domains"), &row.domains) {
            put_link(desk, &item, (&row.supplier, &row.recipient, domain), LinkVar::Sustainment, 0.0);
        }
    }
    for item in desk.sheet.list::<CoproductionRow>(root, "coproduction", 2000) {
        let row = &item.value;
        desk.sheet.within(desk.at(&item, "level"), "`level`", row.level, UNIT);
        pair(desk, &item, (&row.supplier, &row.recipient));
        if let Some(domain) = desk.domain(desk.at(&item, "domain"), &row.domain) {
            put_link(desk, &item, (&row.supplier, &row.recipient, domain), LinkVar::Coproduction, row.level);
        }
    }
}

/// Channels whose buyer would move to another share by itself than the one that it opens with.
pub(super) fn drawn_to(desk: &Desk<'_, '_>, holdings: &[Holding]) -> Vec<(LinkId, f64)> {
    let mut drawn = Vec::new();
    for holding in holdings.iter().filter(|h| !h.drawn_to.is_empty()) {
        for link in desk.setting.links_of(holding.state, holding.domain) {
            let supplier = desk.setting.links[link].supplier;
            let share = holding.drawn_to.iter().find(|(s, _)| *s == supplier).map_or(0.0, |(_, share)| *share);
            drawn.push((link, share));
        }
    }
    drawn
}

/// The supplier and the recipient of a row.
fn pair<T>(desk: &Desk<'_, '_>, item: &Item<'_, T>, names: (&str, &str)) -> Option<(StateId, StateId)> {
    let supplier = desk.state(desk.at(item, "supplier"), names.0);
    let recipient = desk.state(desk.at(item, "recipient"), names.1);
    supplier.zip(recipient)
}

fn put_link<T>(desk: &mut Desk<'_, '_>, item: &Item<'_, T>, names: (&str, &str, DomainId), kind: LinkVar, value: f64) {
    let (supplier_name, recipient_name, domain) = names;
    let Some((supplier, recipient)) = pair(desk, item, (supplier_name, recipient_name)) else { return };
    if let Some(link) = desk.setting.link(supplier, recipient, domain) {
        desk.put(Variable::Link(kind, link), value);
    } else {
        let code = &desk.setting.domains[domain].code;
        let message = fill(
            "problem.does_not_supply",
            &[("supplier_name", supplier_name), ("recipient_name", recipient_name), ("code", code)],
        );
        desk.sheet.say(item.node, message, words("problem.give_share_holding_or_role"));
    }
}

/// What is on its way at the start.
pub(super) fn pipeline(desk: &Desk<'_, '_>, root: &Node) -> Vec<Delivery> {
    let mut found = Vec::new();
    for item in desk.sheet.list::<PipelineRow>(root, "pipeline", 2000) {
        let row = &item.value;
        desk.sheet.within(desk.at(&item, "tier"), "`tier`", f64::from(row.tier), (1.0, 4.0));
        desk.sheet.within(desk.at(&item, "points"), "`points`", row.points, (0.0, 1000.0));
        desk.sheet.within(desk.at(&item, "monitoring"), "`monitoring`", row.monitoring, UNIT);
        let supplier = desk.state(desk.at(&item, "supplier"), &row.supplier);
        let recipient = desk.state(desk.at(&item, "recipient"), &row.recipient);
        let domain = desk.domain(desk.at(&item, "domain"), &row.domain);
        for (n, due) in row.due.iter().enumerate() {
            desk.sheet.within(desk.at(&item, "due").nth(n), words("problem.turn_arrival"), f64::from(*due), (1.0, 1000.0));
        }
        let (Some(supplier), Some(recipient), Some(domain)) = (supplier, recipient, domain) else { continue };
        let Some(link) = desk.setting.link(supplier, recipient, domain) else { continue };
        for due in &row.due {
            found.push(Delivery {
                due: *due,
                link,
                tier: row.tier,
                points: Quantity::from_f64(row.points),
                licence: None,
                monitoring: Quantity::from_f64(row.monitoring),
            });
        }
    }
    found.sort();
    found
}

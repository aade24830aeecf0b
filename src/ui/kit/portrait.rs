//! How the game's states are pictured: which emblem, which supplier's colours, which icon a domain has.

use crate::report::words;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::text::{fill, text};
use crate::ui::kit::theme::icons;
use crate::ui::kit::widgets::emblem::{Division, Emblem, Shape};

/// The emblem of a state: its role's shape, and the division that the scenario gives.
#[must_use]
pub fn emblem(setting: &Setting, id: StateId) -> Emblem {
    let state = &setting.states[id];
    let shape = match state.roles {
        roles if roles.rival => Shape::Lozenge,
        roles if roles.exporter => Shape::Hexagon,
        roles if roles.neutral => Shape::Disc,
        _ => Shape::Shield,
    };
    Emblem { shape, division: division(&state.emblem), swapped: false }
}

fn division(name: &str) -> Division {
    let plain: String = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    let known = Division::ALL.iter().find(|division| format!("{division:?}").to_ascii_lowercase() == plain);
    known.copied().unwrap_or(Division::PerPale)
}

/// The key of the word for what a state is in the game.
#[must_use]
pub fn role_key(setting: &Setting, id: StateId) -> &'static str {
    match setting.states[id].roles {
        roles if roles.rival => "role.rival",
        roles if roles.exporter => "role.exporter",
        roles if roles.neutral => "role.neutral",
        _ => "role.partner",
    }
}

/// What a seat is and what it wants first, in a line; of the facilitator, what that is. What a state wants is its own: `reader`, who has sat
/// down at a state, is told of the others only what they are.
#[must_use]
pub fn seat(setting: &Setting, seat: Option<StateId>, reader: Option<StateId>) -> String {
    let Some(id) = seat else { return text("seat.facilitator").to_owned() };
    let role = text(role_key(setting, id));
    let wanted = setting.states[id].objectives.first().filter(|_| reader.is_none_or(|reader| reader == id));
    wanted.map_or_else(
        || words::capital(role),
        |wanted| fill("seat.wants", &[("role", &words::capital(role)), ("objective", &wanted.text)]),
    )
}

/// The number of a supplier, from 0, by which it has colour, line and mark; none for a state that supplies nobody but itself, so that
/// the grey of own industry is nobody else's. Exporters come in the order of the scenario, the first rival third, so that the three most
/// distinct colours tell the main actors apart; then whoever else supplies a state.
#[must_use]
pub fn supplier(setting: &Setting, id: StateId) -> Option<usize> {
    let exporters = exporters(setting);
    let among = exporters.iter().position(|other| *other == id);
    among.or_else(|| others(setting, &exporters).position(|other| other == id).map(|place| exporters.len() + place))
}

/// The suppliers in the order of their colours.
#[must_use]
pub fn order(setting: &Setting) -> Vec<StateId> {
    let exporters = exporters(setting);
    exporters.iter().copied().chain(others(setting, &exporters)).collect()
}

fn exporters(setting: &Setting) -> Vec<StateId> {
    let (rivals, mut order): (Vec<StateId>, Vec<StateId>) = setting.exporters().partition(|id| setting.states[*id].roles.rival);
    let third = order.len().min(2);
    for (n, rival) in rivals.into_iter().enumerate() {
        let place = if n == 0 { third } else { order.len() };
        order.insert(place, rival);
    }
    order
}

/// Who else supplies a state.
fn others<'a>(setting: &'a Setting, exporters: &'a [StateId]) -> impl Iterator<Item = StateId> + 'a {
    let mut supplies = vec![false; setting.states.len()];
    for link in setting.links.iter().filter(|link| link.supplier != link.recipient) {
        if let Some(supplies) = supplies.get_mut(usize::from(link.supplier.0)) {
            *supplies = true;
        }
    }
    let found = setting.states.ids().zip(supplies).filter(|(_, supplies)| *supplies);
    found.map(|(id, _)| id).filter(|id| !exporters.contains(id))
}

/// Who a source of supply is in the keys of colours: a supplier's number, or none for own industry.
#[must_use]
pub fn source(setting: &Setting, supplier_id: StateId, recipient: StateId) -> Option<usize> {
    if supplier_id == recipient { None } else { supplier(setting, supplier_id) }
}

/// The icon of a domain, where it has one of the usual six.
#[must_use]
pub fn domain_icon(setting: &Setting, id: DomainId) -> &'static str {
    match setting.domains[id].code.as_str() {
        "AD" => icons::AIR_DEFENCE,
        "PS" => icons::PRECISION_STRIKE,
        "MA" => icons::MARITIME,
        "IS" => icons::SENSORS,
        "CY" => icons::CYBER,
        "SA" | "SP" => icons::SPACE,
        _ => icons::BALANCE,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scenario;

    #[test]
    fn nobody_else_looks_like_own_industry() {
        let mut others = 0;
        for bundled in scenario::library::bundled() {
            let setting = scenario::load(bundled.file, bundled.text).expect("a bundled scenario has no problem").setting;
            for link in &setting.links {
                let own = link.supplier == link.recipient;
                assert_eq!(
                    source(&setting, link.supplier, link.recipient).is_none(),
                    own,
                    "{}",
                    setting.states[link.supplier].name
                );
                others += usize::from(!own && !setting.states[link.supplier].roles.exporter);
            }
            let exporters: Vec<StateId> = setting.exporters().collect();
            let first: Vec<StateId> = order(&setting).into_iter().take(exporters.len()).collect();
            assert!(exporters.iter().all(|id| first.contains(id)), "the most distinct colours are the exporters'");
        }
        assert!(others > 0, "somebody who is no exporter supplies another state");
    }

    #[test]
    fn every_domain_of_the_bundled_scenarios_has_a_picture_of_its_own() {
        for bundled in scenario::library::bundled() {
            let setting = scenario::load(bundled.file, bundled.text).expect("a bundled scenario has no problem").setting;
            let pictures: BTreeSet<&str> = setting.domains.ids().map(|id| domain_icon(&setting, id)).collect();
            assert_eq!(pictures.len(), setting.domains.len(), "{}", bundled.file);
            assert!(!pictures.contains(icons::BALANCE), "{}", bundled.file);
        }
    }
}

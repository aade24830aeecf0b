//! How the game's states are pictured: which emblem, which supplier's colours, which icon a domain has.

use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
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

/// The number of a supplier, from 0, by which it has colour, line and mark; none for a state that licenses nobody. Exporters come
/// in the order of the scenario, the first rival third, so that the three most distinct colours tell the main actors apart.
#[must_use]
pub fn supplier(setting: &Setting, id: StateId) -> Option<usize> {
    order(setting).iter().position(|other| *other == id)
}

/// The suppliers in the order of their colours.
#[must_use]
pub fn order(setting: &Setting) -> Vec<StateId> {
    let (rivals, mut order): (Vec<StateId>, Vec<StateId>) = setting.exporters().partition(|id| setting.states[*id].roles.rival);
    let third = order.len().min(2);
    for (n, rival) in rivals.into_iter().enumerate() {
        let place = if n == 0 { third } else { order.len() };
        order.insert(place, rival);
    }
    order
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

    use super::{domain_icon, icons};
    use crate::scenario;

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

//! Supply links with all domains joined: what the board draws, the inspector lists and the plots follow.

use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::LinkVar;
use crate::rules::world::World;

/// A supplier's part in a recipient's new orders, all domains joined.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Who supplies.
    pub supplier: StateId,
    /// Who receives; the same for own industry.
    pub recipient: StateId,
    /// Share of new orders, weighted by what the domains hold.
    pub share: f64,
    /// The domains in which the share is worth showing, the largest first.
    pub domains: Vec<DomainId>,
}

/// Every supplier's part in one recipient's new orders, the largest first.
#[must_use]
pub fn joined_of(setting: &Setting, world: &World, recipient: StateId) -> Vec<Joined> {
    let mut parts: Vec<(Joined, Vec<(DomainId, f64)>)> = Vec::new();
    let mut total = 0.0;
    for domain in setting.domains.ids() {
        let weight = setting.domain_weight(world, recipient, domain);
        total += weight;
        for link in setting.links_of(recipient, domain) {
            let supplier = setting.links[link].supplier;
            let share = world.link(LinkVar::Share, link);
            let known = parts.iter_mut().find(|(joined, _)| joined.supplier == supplier);
            if let Some((joined, domains)) = known {
                joined.share += weight * share;
                domains.push((domain, weight * share));
            } else {
                let joined = Joined { supplier, recipient, share: weight * share, domains: Vec::new() };
                parts.push((joined, vec![(domain, weight * share)]));
            }
        }
    }
    let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
    let mut all: Vec<Joined> = parts.into_iter().map(|(joined, domains)| finish(joined, domains, scale)).collect();
    all.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.supplier.cmp(&b.supplier)));
    all
}

fn finish(mut joined: Joined, mut domains: Vec<(DomainId, f64)>, scale: f64) -> Joined {
    joined.share *= scale;
    domains.retain(|(_, part)| part * scale >= 0.01);
    domains.sort_by(|a, b| b.1.total_cmp(&a.1));
    joined.domains = domains.into_iter().map(|(domain, _)| domain).collect();
    joined
}

//! Headlines of what states did beside answering requests.

use crate::rules::ledger::News;
use crate::rules::order::{Gesture, LicenceAction, PartnerAction, RegimeChange, SanctionLevel};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::text::{fill, text};

use super::orders::{bloc_action, ground};
use super::words::{arms, commitment_kind, domain, number, share, state};

/// A headline of an action. Other news have none here.
pub(super) fn headline(setting: &Setting, of: &News) -> String {
    let name = |id: StateId| state(setting, id);
    match of {
        News::LicenceAction { exporter, partner, domain: area, action } => {
            let key = match action {
                LicenceAction::Suspend => "headline.licence.suspend",
                LicenceAction::Resume => "headline.licence.resume",
                LicenceAction::Revoke => "headline.licence.revoke",
                LicenceAction::Inspect => "headline.licence.inspect",
            };
            fill(key, &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &arms(setting, *area))])
        }
        News::Inspected { exporter, partner, domain: area, found } => {
            let key = if *found { "headline.inspected.found" } else { "headline.inspected.clean" };
            fill(key, &[("exporter", name(*exporter)), ("partner", name(*partner)), ("domain", &arms(setting, *area))])
        }
        News::Regime { exporter, change } => regime(setting, *exporter, *change),
        News::Gesture { by, to, how, taken } => gesture(setting, *by, *to, *how, *taken),
        News::Sustainment { by, to, on } => {
            let key = if *on { "headline.sustainment.on" } else { "headline.sustainment.off" };
            fill(key, &[("by", name(*by)), ("to", name(*to))])
        }
        News::Partner { by, how, taken } => partner(setting, *by, *how, *taken),
        News::Justified { by, criterion, agrees } => {
            let key = if *agrees { "headline.justified.agrees" } else { "headline.justified.differs" };
            fill(key, &[("by", name(*by)), ("criterion", ground(*criterion))])
        }
        News::BlocVote { bloc, action, by, carried } => {
            let key = if *carried { "headline.vote.carried" } else { "headline.vote.waits" };
            let what = bloc_action(setting, *action);
            fill(key, &[("bloc", &setting.blocs[*bloc].name), ("by", name(*by)), ("what", &what)])
        }
        News::Membership { bloc, state: who, joined } => {
            let key = if *joined { "headline.membership.joined" } else { "headline.membership.left" };
            fill(key, &[("bloc", &setting.blocs[*bloc].name), ("state", name(*who))])
        }
        News::Route { through, to, open } => {
            let key = match (open, through == to) {
                (true, true) => "headline.route.open",
                (true, false) => "headline.route.open_to",
                (false, _) => "headline.route.closed",
            };
            fill(key, &[("through", name(*through)), ("to", name(*to))])
        }
        News::Grounds { state: who, by, harm, until } => {
            let (harm, until) = (number(harm.to_f64(), 2), until.to_string());
            fill("headline.grounds", &[("state", name(*who)), ("by", name(*by)), ("harm", &harm), ("until", &until)])
        }
        News::Attributed { by, against } => fill("headline.attributed", &[("by", name(*by)), ("against", name(*against))]),
        _ => text("headline.facilitator").to_owned(),
    }
}

fn regime(setting: &Setting, exporter: StateId, change: RegimeChange) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("exporter", state(setting, exporter))], values].concat());
    match change {
        RegimeChange::Declare { .. } => say("headline.regime.declare", &[]),
        RegimeChange::Transparency(value) => say("headline.regime.transparency", &[("value", &share(value.to_f64()))]),
        RegimeChange::Monitoring(value) => say("headline.regime.monitoring", &[("value", &share(value.to_f64()))]),
        RegimeChange::Trust { partner, trusted } => {
            let key = if trusted { "headline.regime.trust" } else { "headline.regime.distrust" };
            say(key, &[("partner", state(setting, partner))])
        }
        RegimeChange::Ceiling { partner: Some(to), tier: 0 } => {
            say("headline.regime.ceiling_none", &[("partner", state(setting, to))])
        }
        RegimeChange::Ceiling { partner: Some(to), tier } => {
            say("headline.regime.ceiling", &[("partner", state(setting, to)), ("tier", &tier.to_string())])
        }
        RegimeChange::Ceiling { partner: None, tier: 0 } => say("headline.regime.general_none", &[]),
        RegimeChange::Ceiling { partner: None, tier } => say("headline.regime.general", &[("tier", &tier.to_string())]),
        RegimeChange::Office(1) => say("headline.regime.office_one", &[]),
        RegimeChange::Office(count) => say("headline.regime.office", &[("count", &count.to_string())]),
    }
}

fn gesture(setting: &Setting, by: StateId, to: StateId, how: Gesture, taken: bool) -> String {
    let names = [("by", state(setting, by)), ("to", state(setting, to))];
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&names[..], values].concat());
    if !taken {
        return say("headline.gesture.declined", &[("what", &super::titles::gesture(setting, to, how))]);
    }
    match how {
        Gesture::FastTrack => say("headline.gesture.fast_track", &[]),
        Gesture::Exercise => say("headline.gesture.exercise", &[]),
        Gesture::Programme { domain: area, .. } => say("headline.gesture.programme", &[("domain", &arms(setting, area))]),
        Gesture::Training { domain: area } => say("headline.gesture.training", &[("domain", &arms(setting, area))]),
        Gesture::Finance { domain: area, discount } => {
            say("headline.gesture.finance", &[("domain", &arms(setting, area)), ("discount", &share(discount.to_f64()))])
        }
        Gesture::Assure => say("headline.gesture.assure", &[]),
        Gesture::Embargo(Quantity::ZERO) => say("headline.gesture.embargo_lifted", &[]),
        Gesture::Embargo(part) => say("headline.gesture.embargo", &[("part", &share(part.to_f64()))]),
        Gesture::Sanction(SanctionLevel::Lifted) => say("headline.gesture.sanction_lifted", &[]),
        Gesture::Sanction(SanctionLevel::Primary) => say("headline.gesture.sanction", &[]),
        Gesture::Sanction(SanctionLevel::Secondary) => say("headline.gesture.sanction_secondary", &[]),
        Gesture::Dialogue => say("headline.gesture.dialogue", &[]),
    }
}

fn partner(setting: &Setting, by: StateId, how: PartnerAction, taken: bool) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("by", state(setting, by))], values].concat());
    match how {
        PartnerAction::Solicit { supplier, domain: area } => {
            say("headline.partner.solicit", &[("supplier", state(setting, supplier)), ("domain", &arms(setting, area))])
        }
        PartnerAction::InvestIndustry(area) => say("headline.partner.industry", &[("domain", &domain(setting, area))]),
        PartnerAction::InvestCompliance => say("headline.partner.compliance", &[]),
        PartnerAction::Reform => say("headline.partner.reform", &[]),
        PartnerAction::Offer { to, kind } => {
            let key = if taken { "headline.partner.offer" } else { "headline.partner.offer_declined" };
            say(key, &[("to", state(setting, to)), ("kind", commitment_kind(kind, false))])
        }
        PartnerAction::Retransfer { from, to, .. } => {
            let link = &setting.links[from];
            let (supplier, area) = (state(setting, link.supplier), arms(setting, link.domain));
            say("headline.partner.retransfer", &[("supplier", supplier), ("to", state(setting, to)), ("domain", &area)])
        }
        PartnerAction::Protest(against) => say("headline.partner.protest", &[("to", state(setting, against))]),
    }
}

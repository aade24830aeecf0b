//! Orders as what one does: "Lift the embargo on Duvane". The menu of orders groups them by the act that they are, and names each by its object.

use crate::rules::order::{
    BlocAction, Countermeasure, FacilitatorOrder, Gesture, LicenceAction, Order, OrderKind, PartnerAction, RegimeChange,
    Resource, SanctionLevel,
};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Setting, Trigger};
use crate::rules::table::{CardId, DomainId, StateId};
use crate::rules::world::World;
use crate::text::{fill, text};

use super::causes::request_words;
use super::facilitator;
use super::orders::ground;
use super::titles::{licence_to, title};
use super::words::{arms, capital, chance, commitment_kind, describe_variable, domain, share, state};

/// An order as an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The name of the act that it is one of, for grouping.
    pub act: &'static str,
    /// The whole: "Lift the embargo on Duvane".
    pub sentence: String,
    /// Its object, as it is named below its act: "Duvane"; nothing, where the act has none.
    pub object: String,
}

/// What an act is called: "Lift an embargo".
#[must_use]
pub fn act(name: &str) -> String {
    text(&format!("act.{name}")).to_owned()
}

/// Names and values of what an order is about.
type About = Vec<(&'static str, String)>;

/// Sizes, which are no object: they can be changed.
const SIZES: [&str; 3] = ["value", "tier", "ground"];

/// An order as an action. `world` is the position in which it is given.
#[must_use]
pub fn action(setting: &Setting, world: &World, of: &Order) -> Action {
    let (act, about) = about(setting, world, of);
    let values: Vec<(&str, &str)> = about.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let objects = about.iter().filter(|(name, _)| !SIZES.contains(name)).map(|(_, value)| value.as_str());
    let object = capital(&objects.collect::<Vec<_>>().join(", "));
    Action { act, sentence: fill(&format!("do.{act}"), &values), object }
}

fn about(setting: &Setting, world: &World, of: &Order) -> (&'static str, About) {
    let to = |id: StateId| vec![("to", state(setting, id).to_owned())];
    let area = |id: StateId, of: DomainId| vec![("to", state(setting, id).to_owned()), ("domain", arms(setting, of))];
    match &of.kind {
        OrderKind::Decide(..) => ("decide", vec![("what", title(setting, Some(world), of))]),
        OrderKind::Licence(key, action) => {
            let name = match action {
                LicenceAction::Suspend => "suspend",
                LicenceAction::Resume => "resume",
                LicenceAction::Revoke => "revoke",
                LicenceAction::Inspect => "inspect",
            };
            (name, vec![("licence", licence_to(setting, Some(world), *key))])
        }
        OrderKind::Sustain { to: from, on } => (if *on { "restore" } else { "withhold" }, to(*from)),
        OrderKind::Regime(change) => regime(setting, *change),
        OrderKind::Toward(partner, gesture) => toward(setting, *partner, *gesture),
        OrderKind::Justify { decision, criterion } => {
            let request = request_words(setting, Some(world), *decision);
            ("justify", vec![("request", request), ("ground", ground(*criterion).to_owned())])
        }
        OrderKind::Request { to, domain, .. } => ("request", area(*to, *domain)),
        OrderKind::StandingAnswer(_) => ("standing_answer", Vec::new()),
        OrderKind::Partner(action) => partner(setting, *action),
        OrderKind::Counter(how) => counter(setting, *how),
        OrderKind::Bloc(bloc, action) => {
            let bloc = ("bloc", setting.blocs[*bloc].name.clone());
            let of = |id: &StateId| vec![("to", state(setting, *id).to_owned()), bloc.clone()];
            match action {
                BlocAction::Harmonise => ("harmonise", vec![bloc]),
                BlocAction::ShareVerification => ("share_verification", vec![bloc]),
                BlocAction::Recognise => ("recognise", vec![bloc]),
                BlocAction::Join => ("join", vec![bloc]),
                BlocAction::Leave => ("leave", vec![bloc]),
                BlocAction::JoinSanction(target) => ("join_sanction", of(target)),
                BlocAction::Admit(applicant) => ("admit", of(applicant)),
            }
        }
        OrderKind::Facilitate(what) => lead(setting, what),
    }
}

fn regime(setting: &Setting, change: RegimeChange) -> (&'static str, About) {
    let to = |id: StateId| ("to", state(setting, id).to_owned());
    match change {
        RegimeChange::Declare { .. } => ("declare", Vec::new()),
        RegimeChange::Transparency(value) => ("transparency", vec![("value", share(value.to_f64()))]),
        RegimeChange::Monitoring(value) => ("monitoring", vec![("value", share(value.to_f64()))]),
        RegimeChange::Trust { partner, trusted: true } => ("trust", vec![to(partner)]),
        RegimeChange::Trust { partner, trusted: false } => ("distrust", vec![to(partner)]),
        RegimeChange::Ceiling { partner: Some(partner), tier } => ("ceiling", vec![to(partner), ("tier", tier.to_string())]),
        RegimeChange::Ceiling { partner: None, tier } => ("ceiling_general", vec![("tier", tier.to_string())]),
        RegimeChange::Office(more) => ("office", vec![("value", more.to_string())]),
    }
}

fn toward(setting: &Setting, partner: StateId, gesture: Gesture) -> (&'static str, About) {
    let mut about = vec![("to", state(setting, partner).to_owned())];
    let name = match gesture {
        Gesture::FastTrack => "fast_track",
        Gesture::Exercise => "exercise",
        Gesture::Programme { .. } => "programme",
        Gesture::Training { .. } => "training",
        Gesture::Finance { .. } => "finance",
        Gesture::Assure => "assure",
        Gesture::Embargo(Quantity::ZERO) => "embargo_lift",
        Gesture::Embargo(_) => "embargo",
        Gesture::Sanction(SanctionLevel::Lifted) => "sanction_lift",
        Gesture::Sanction(SanctionLevel::Primary) => "sanction",
        Gesture::Sanction(SanctionLevel::Secondary) => "sanction_secondary",
        Gesture::Dialogue => "dialogue",
    };
    if let Gesture::Programme { domain: of, .. } | Gesture::Training { domain: of } | Gesture::Finance { domain: of, .. } =
        gesture
    {
        about.push(("domain", arms(setting, of)));
    }
    (name, about)
}

fn partner(setting: &Setting, action: PartnerAction) -> (&'static str, About) {
    let to = |id: StateId| ("to", state(setting, id).to_owned());
    let area = |of: DomainId| ("domain", arms(setting, of));
    match action {
        PartnerAction::Solicit { supplier, domain } => ("solicit", vec![to(supplier), area(domain)]),
        PartnerAction::InvestIndustry(of) => ("invest_industry", vec![("domain", domain(setting, of))]),
        PartnerAction::InvestCompliance => ("invest_compliance", Vec::new()),
        PartnerAction::Reform => ("reform", Vec::new()),
        PartnerAction::Offer { to: whom, kind } => ("offer", vec![to(whom), ("kind", commitment_kind(kind, false).to_owned())]),
        PartnerAction::Retransfer { from, to: whom, .. } => (
            "retransfer",
            vec![to(whom), area(setting.links[from].domain), ("from", state(setting, setting.links[from].supplier).to_owned())],
        ),
        PartnerAction::Protest(against) => ("protest", vec![to(against)]),
    }
}

fn counter(setting: &Setting, how: Countermeasure) -> (&'static str, About) {
    let to = |id: StateId| ("to", state(setting, id).to_owned());
    let area = |of: DomainId| ("domain", arms(setting, of));
    match how {
        Countermeasure::CounterSupply { to: whom, domain } => ("counter_supply", vec![to(whom), area(domain)]),
        Countermeasure::CounterArm { domain } => ("counter_arm", vec![area(domain)]),
        Countermeasure::Undercut { link } => {
            ("undercut", vec![to(setting.links[link].recipient), area(setting.links[link].domain)])
        }
        Countermeasure::RestrictInputs { from } => ("restrict_inputs", vec![to(from)]),
        Countermeasure::Sanction { target } => ("counter_sanction", vec![to(target)]),
        Countermeasure::Cyber { target } => ("cyber", vec![to(target)]),
        Countermeasure::Influence { target, among } => {
            ("influence", vec![to(target), ("among", state(setting, among).to_owned())])
        }
        Countermeasure::RivalRegime { bloc } => ("rival_regime", vec![("bloc", setting.blocs[bloc].name.clone())]),
    }
}

fn lead(setting: &Setting, what: &FacilitatorOrder) -> (&'static str, About) {
    let to = |id: StateId| ("to", state(setting, id).to_owned());
    let card = |id: CardId| vec![("card", setting.deck[id].title.clone())];
    match what {
        FacilitatorOrder::Inject(id) => ("fire", card(*id)),
        FacilitatorOrder::HoldCard(id) => ("hold_back", card(*id)),
        FacilitatorOrder::Write { title, .. } => ("write", vec![("card", title.clone())]),
        FacilitatorOrder::Override { variable, .. } => ("override", vec![("variable", describe_variable(setting, *variable))]),
        FacilitatorOrder::Grant { state: whom, what, .. } => {
            let name = match what {
                Resource::Capital => "grant_capital",
                Resource::Credit => "grant_credit",
                Resource::Budget => "grant_budget",
                Resource::Capacity => "grant_capacity",
            };
            (name, vec![to(*whom)])
        }
        FacilitatorOrder::Rule { state: whom, .. } => ("rule", vec![to(*whom)]),
        FacilitatorOrder::Seat { state: whom, player } => ("seat", vec![to(*whom), ("player", facilitator::player(*player))]),
        FacilitatorOrder::Pause => ("pause", Vec::new()),
        FacilitatorOrder::Extend(turns) => ("extend", vec![("value", turns.to_string())]),
        FacilitatorOrder::Reveal(Some(variable)) => ("reveal", vec![("variable", describe_variable(setting, *variable))]),
        FacilitatorOrder::Reveal(None) => ("reveal_all", Vec::new()),
    }
}

/// When a card would come by itself, for whoever leads the game; that it has come, where it has.
#[must_use]
pub fn card_comes(setting: &Setting, world: &World, card: CardId) -> String {
    let state = world.cards[card];
    let not_before = |turn: u16| (turn > world.turn).then(|| fill("comes.from", &[("turn", &turn.to_string())]));
    let parts = match &setting.deck[card].trigger {
        _ if state.came.is_some() => vec![Some(text("comes.came").to_owned())],
        Trigger::Fixed(at) if *at < world.turn => vec![Some(text("comes.passed").to_owned())],
        Trigger::Fixed(at) if *at == world.turn => vec![Some(text("comes.now").to_owned())],
        Trigger::Fixed(at) => vec![Some(fill("comes.fixed", &[("turn", &at.to_string())]))],
        Trigger::Condition { turns, odds, from_turn, .. } => {
            let values = [("turns", &*turns.to_string()), ("held", &*state.held.to_string())];
            let odds = (*odds < 1.0).then(|| fill("comes.odds", &[("odds", &chance(*odds))]));
            vec![Some(fill("comes.condition", &values)), odds, not_before(*from_turn)]
        }
        Trigger::Drawn { from_turn, .. } => vec![Some(text("comes.drawn").to_owned()), not_before(*from_turn)],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

//! Everything that has a name, in one list: commands, states, links, requests, commitments, numbers, headlines, turns, files. What the
//! seat in play may not know is not in it.
//!
//! This makes the list and ranks it; `palette` draws it.

use crate::report::when;
use crate::report::{headlines, words};
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::session::NodeId;
use crate::text::{fill, text};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::icons;
use crate::ui::state::commands::{self, CommandId, naming};
use crate::ui::state::intents::Intent;
use crate::ui::state::joined::joined_of;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::{Play, Scene, Screen, Selection, Workspace};

/// Shares below this are no link that one would look for.
const SHARE_MIN: f64 = 0.05;

/// What a thing is; also the order of equally good matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A command.
    Command,
    /// A state.
    State,
    /// A request that waits.
    Request,
    /// A commitment.
    Commitment,
    /// A supply link.
    Link,
    /// A number.
    Number,
    /// A headline.
    Headline,
    /// A turn that was played.
    Turn,
    /// A bundled scenario.
    Scenario,
    /// A saved game.
    Game,
}

impl ItemKind {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Command => "find.command",
            Self::State => "find.state",
            Self::Request => "find.request",
            Self::Commitment => "find.commitment",
            Self::Link => "find.link",
            Self::Number => "find.number",
            Self::Headline => "find.headline",
            Self::Turn => "find.turn",
            Self::Scenario => "find.scenario",
            Self::Game => "find.game",
        }
    }
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its icon.
    pub icon: &'static str,
    /// Its name.
    pub title: String,
    /// A few words about it.
    pub detail: String,
    /// Where one gets to.
    pub leads: Vec<Intent>,
    /// Why it cannot be done now.
    pub why_not: Option<&'static str>,
}

/// A field in which one looks for something.
#[derive(Clone, Debug, PartialEq)]
pub struct Find {
    /// What was typed.
    pub query: String,
    /// Which of the matches is marked.
    pub at: usize,
    /// Commands come before things.
    pub commands_first: bool,
    /// Everything there is.
    pub items: Vec<Item>,
}

impl Find {
    /// A field over everything there is now.
    #[must_use]
    pub fn new(workspace: &Workspace, commands_first: bool) -> Self {
        let mut items = Vec::new();
        for command in commands::ALL {
            let why_not = (command.enabled)(workspace).err();
            let (name, label) = (naming::name(workspace, command), text(command.label));
            // A command that says what it would do is found by its plain name, too, and some by what many look for.
            let detail = match command.id {
                CommandId::Home => text("find.home").to_owned(),
                CommandId::NewOrder => text("find.new_order").to_owned(),
                CommandId::Seats => text("find.seats").to_owned(),
                _ if name == label => String::new(),
                _ => label.to_owned(),
            };
            items.push(Item { detail, why_not, ..item(ItemKind::Command, command.icon, &name, Intent::Run(command.id)) });
        }
        if let Some(play) = workspace.play.as_ref().filter(|_| workspace.screen == Screen::Table) {
            of_play(play, &mut items);
        }
        for (n, scenario) in workspace.library.iter().enumerate() {
            let mut found = item(ItemKind::Scenario, icons::DOCUMENT, &scenario.setting.title, Intent::Briefing(n));
            text("command.briefing").clone_into(&mut found.detail);
            items.push(found);
        }
        for game in &workspace.settings.recent {
            let name = words::file_name(&game.path);
            let mut found = item(ItemKind::Game, icons::FOLDER_OPEN, &name, Intent::Open(game.path.clone()));
            found.detail.clone_from(&game.title);
            items.push(found);
        }
        Self { query: String::new(), at: 0, commands_first, items }
    }

    /// The matches, the best one first.
    #[must_use]
    pub fn matches(&self) -> Vec<&Item> {
        let query = self.query.trim().to_lowercase();
        let mut found: Vec<(u32, usize, &Item)> = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let Some(score) = score(item, &query) else { continue };
            let ahead = (item.kind == ItemKind::Command) == self.commands_first;
            // Unless one is a much better match, what the key was pressed for comes first.
            found.push((score + if ahead { 0 } else { 2 } + u32::from(item.why_not.is_some()), place, item));
        }
        found.sort_by_key(|(score, place, item)| (*score, item.kind, *place));
        found.into_iter().map(|(_, _, item)| item).collect()
    }

    /// The match that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<&Item> {
        let matches = self.matches();
        matches.get(self.at.min(matches.len().saturating_sub(1))).copied()
    }
}

/// How well a thing fits: 0 is best; none: not at all. Every word of the query has to be found.
fn score(item: &Item, query: &str) -> Option<u32> {
    if query.is_empty() {
        return Some(1);
    }
    let (title, detail) = (item.title.to_lowercase(), item.detail.to_lowercase());
    if title.starts_with(query) {
        return Some(0);
    }
    let starts = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
    let mut worst = 0;
    for word in query.split_whitespace() {
        worst = worst.max(match () {
            () if starts(&title, word) => 1,
            () if title.contains(word) => 3,
            () if starts(&detail, word) => 4,
            () if detail.contains(word) => 5,
            () => return None,
        });
    }
    Some(worst)
}

fn item(kind: ItemKind, icon: &'static str, title: &str, leads: Intent) -> Item {
    Item { kind, icon, title: title.to_owned(), detail: String::new(), leads: vec![leads], why_not: None }
}

fn of_play(play: &Play, items: &mut Vec<Item>) {
    let scene = play.scene();
    let setting = scene.setting;
    for (id, state) in setting.states.enumerate() {
        let mut found = item(ItemKind::State, icons::FLAG, &state.name, Intent::Select(Selection::State(id)));
        let role = text(portrait::role_key(setting, id));
        found.detail = fill("find.state_detail", &[("role", role), ("region", &setting.regions[state.region].name)]);
        items.push(found);
    }
    for request in scene.in_tray() {
        let values = [("state", name(&scene, request.from)), ("domain", &words::domain(setting, request.domain))];
        let mut found =
            item(ItemKind::Request, icons::REQUEST, &fill("find.request_title", &values), Intent::Decide(request.key));
        found.detail = fill("tray.asks", &[("exporter", name(&scene, request.to))]);
        items.push(found);
    }
    for (id, commitment) in scene.world.commitments.enumerate() {
        let leads = Intent::Select(Selection::State(commitment.to));
        let mut found = item(
            ItemKind::Commitment,
            icons::ASSURANCE,
            &words::capital(&words::commitment_name(setting, Some(scene.world), id)),
            leads,
        );
        found.detail =
            fill("find.commitment_detail", &[("from", name(&scene, commitment.from)), ("to", name(&scene, commitment.to))]);
        items.push(found);
    }
    for recipient in setting.states.ids() {
        for joined in joined_of(setting, scene.world, recipient) {
            if joined.supplier == recipient || joined.share < SHARE_MIN {
                continue;
            }
            let names = [("supplier", name(&scene, joined.supplier)), ("recipient", name(&scene, recipient))];
            let leads = Intent::Select(Selection::Link(joined.supplier, recipient));
            let mut found = item(ItemKind::Link, icons::ARROW_RIGHT, &fill("inspector.link", &names), leads);
            found.detail = words::share(joined.share);
            items.push(found);
        }
    }
    for (id, variable) in numbers(&scene) {
        let mut found = item(
            ItemKind::Number,
            icons::CAUSES,
            &words::capital(&words::short_variable(setting, variable)),
            Intent::Page(PageAsk::Why(variable, None)),
        );
        found.detail = words::level(variable, Quantity::from_f64(scene.world.get(variable)));
        if let Some(id) = id {
            found.leads.insert(0, Intent::Select(Selection::State(id)));
        }
        items.push(found);
    }
    of_turns(play, &scene, items);
}

fn of_turns(play: &Play, scene: &Scene<'_>, items: &mut Vec<Item>) {
    if let Some(ledger) = scene.ledger() {
        for headline in ledger.headlines.iter().filter(|h| scene.tells(h.seen_by)) {
            let words = headlines::headline(scene.setting, scene.context(scene.last()), headline, ledger);
            let behind = ledger.behind(headline).map(|(place, _)| place).collect();
            items.push(item(ItemKind::Headline, icons::HEADLINES, &words, Intent::Entries(behind)));
        }
    }
    let mut at = Some(play.game.cursor());
    while let Some(id) = at {
        let Some(node) = play.game.nodes().get(id.0) else { break };
        if id != play.game.cursor() {
            let title = when::name(play.game.setting(), &node.world);
            items.push(item(ItemKind::Turn, icons::TIMELINE, &title, Intent::GoTo(NodeId(id.0))));
        }
        at = node.parent;
    }
}

/// The numbers that people ask about by name, each with the state that it is about.
pub fn numbers(scene: &Scene<'_>) -> Vec<(Option<StateId>, Variable)> {
    let setting = scene.setting;
    let measures = Measure::ALL.iter().map(|measure| (None, Variable::Measure(*measure, Scope::Board)));
    let own = setting.states.ids().flat_map(|id| {
        [StateVar::Budget, StateVar::Capital, StateVar::Governance, StateVar::Rights]
            .map(|kind| (Some(id), Variable::State(kind, id)))
    });
    let capability = setting
        .states
        .ids()
        .flat_map(|id| setting.domains.ids().map(move |domain| (Some(id), Variable::Cell(CellVar::Capability, id, domain))));
    // Between any two, where there is something: grievance and threat.
    let between = setting.states.ids().flat_map(|id| {
        let others: Vec<StateId> = setting.states.ids().filter(|other| *other != id).collect();
        others
            .into_iter()
            .flat_map(move |other| [PairVar::Grievance, PairVar::Threat].map(|kind| (Some(id), Variable::Pair(kind, id, other))))
    });
    let between = between.filter(|(_, variable)| scene.world.get(*variable) > 0.0);
    let exporters: Vec<StateId> = setting.exporters().collect();
    let pairs = setting.states.ids().flat_map(|id| {
        let others: Vec<StateId> = exporters.iter().copied().filter(|other| *other != id).collect();
        others.into_iter().flat_map(move |other| {
            [PairVar::Alignment, PairVar::Reliability].map(|kind| (Some(id), Variable::Pair(kind, id, other)))
        })
    });
    measures.chain(own).chain(pairs).chain(capability).chain(between).filter(|(_, variable)| scene.knows(*variable)).collect()
}

fn name<'a>(scene: &Scene<'a>, id: StateId) -> &'a str {
    &scene.setting.states[id].name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::state::commands::CommandId;

    fn thing(kind: ItemKind, title: &str, detail: &str) -> Item {
        Item { detail: detail.to_owned(), ..item(kind, icons::FLAG, title, Intent::Run(CommandId::Close)) }
    }

    fn titles(query: &str, commands_first: bool) -> Vec<String> {
        let items = vec![
            thing(ItemKind::Command, "Resolve turn", ""),
            thing(ItemKind::Command, "Redo", ""),
            thing(ItemKind::State, "Haldry", "partner, the Sound"),
            thing(ItemKind::Link, "Claverne supplies Haldry", "48 %"),
            thing(ItemKind::State, "Tarvel", "partner, the Uplands"),
        ];
        let find = Find { query: query.to_owned(), at: 0, commands_first, items };
        find.matches().into_iter().map(|item| item.title.clone()).collect()
    }

    #[test]
    fn the_best_match_comes_first() {
        assert_eq!(titles("hal", false), ["Haldry", "Claverne supplies Haldry"]);
        assert_eq!(titles("HALDRY claverne", false), ["Claverne supplies Haldry"]);
        assert_eq!(titles("uplands", false), ["Tarvel"], "what is said about a thing counts, too");
    }

    #[test]
    fn the_key_says_what_comes_first() {
        assert_eq!(titles("re", true).first().map(String::as_str), Some("Resolve turn"));
        assert_eq!(titles("", true).first().map(String::as_str), Some("Resolve turn"));
        assert_eq!(titles("", false).first().map(String::as_str), Some("Haldry"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(titles("nowhere", true).is_empty());
    }
}

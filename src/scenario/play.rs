//! What happens and what is wanted: commitments, requests, the deck, objectives, hidden values.

use super::decode::Item;
use super::desk::Desk;
use super::place::Node;
use super::problem::suggestion;
use super::schema::{
    CardRow, CommitmentRow, CommitmentWord, EffectWord, GoalWord, HiddenRow, OutcomeWord, RequestRow, StandingWord, StateRow,
    TestWord, TriggerWord,
};
use crate::rules::price::OrderName;
use crate::rules::setting::{
    Card, CardEffect, CommitmentInfo, CommitmentKind, Goal, Hidden, Objective, OpeningRequest, Test, Trigger,
};
use crate::rules::table::{CardId, CommitmentId, Id, StateId};
use crate::rules::variable::Variable;
use crate::rules::world::{Outcome, Request, Standing};
use crate::text::{fill, text as words};

const UNIT: (f64, f64) = (0.0, 1.0);
/// Numbers that no variable exceeds.
const ANY: (f64, f64) = (-1.0e9, 1.0e9);

/// Commitments by the ids of the file.
pub(super) type Commitments = Vec<(String, CommitmentId)>;

/// Reads the commitments into the setting: first all of them, then their tests, which may name one another.
pub(super) fn commitments(desk: &mut Desk<'_, '_>, root: &Node) -> Commitments {
    let items = desk.sheet.list::<CommitmentRow>(root, "commitments", 500);
    let mut ids = Commitments::new();
    let mut tested = Vec::new();
    let mut lost = Vec::new();
    for item in &items {
        let row = &item.value;
        desk.good_name(desk.at(item, "id"), &row.id, ids.iter().any(|(id, _)| *id == row.id));
        desk.plain_name(desk.at(item, "name"), &row.name);
        let (from, to) = (desk.state(desk.at(item, "from"), &row.from), desk.state(desk.at(item, "to"), &row.to));
        let (Some(from), Some(to)) = (from, to) else {
            lost.push(item);
            continue;
        };
        let (strained_when, broken_when) = (Vec::new(), Vec::new());
        let info = CommitmentInfo {
            name: row.name.clone(),
            kind: kind(row.kind),
            from,
            to,
            until_turn: row.until_turn,
            strained_when,
            broken_when,
        };
        let id = desk.setting.commitments.push(info);
        ids.push((row.id.clone(), id));
        tested.push((id, item));
    }
    for (id, item) in tested {
        let strained = tests(desk, &ids, desk.at(item, "strained_when"), &item.value.strained_when);
        let broken = tests(desk, &ids, desk.at(item, "broken_when"), &item.value.broken_when);
        let commitment = &mut desk.setting.commitments[id];
        commitment.strained_when = strained;
        commitment.broken_when = broken;
    }
    for item in lost {
        // It binds nobody, and what is wrong with its tests is told all the same.
        tests(desk, &ids, desk.at(item, "strained_when"), &item.value.strained_when);
        tests(desk, &ids, desk.at(item, "broken_when"), &item.value.broken_when);
    }
    ids
}

/// Tests of a list.
pub(super) fn tests(desk: &Desk<'_, '_>, ids: &Commitments, list: &Node, words: &[TestWord]) -> Vec<Test> {
    words.iter().enumerate().filter_map(|(n, word)| test(desk, ids, list.nth(n), word)).collect()
}

fn test(desk: &Desk<'_, '_>, ids: &Commitments, node: &Node, word: &TestWord) -> Option<Test> {
    let part = |field: &str| node.get(desk.sheet.text, field);
    match word {
        TestWord::Above(text, value) | TestWord::Below(text, value) => {
            let variable = desk.variable(node.nth(0), text)?;
            desk.sheet.within(
                node.nth(1),
                &fill("problem.level", &[("kind_name", variable.kind_name())]),
                *value,
                variable.range(),
            );
            Some(if matches!(word, TestWord::Above(..)) { Test::Above(variable, *value) } else { Test::Below(variable, *value) })
        }
        TestWord::SumBelow(texts, value) => {
            let list = node.nth(0);
            let found: Vec<Variable> = texts.iter().enumerate().filter_map(|(n, t)| desk.variable(list.nth(n), t)).collect();
            Some(Test::SumBelow(found, *value))
        }
        TestWord::Apart(one, other, value) => {
            let (one, other) = (desk.variable(node.nth(0), one), desk.variable(node.nth(1), other));
            Some(Test::Apart(one?, other?, *value))
        }
        TestWord::Denials { by, of, domains, tier, at_least, within_turns } => {
            counted(desk, node, (Outcome::Denied, by, of.as_ref(), domains), (*tier, *at_least, *within_turns))
        }
        TestWord::Decisions { outcome: word, by, of, domains, tier, at_least, within_turns } => {
            counted(desk, node, (outcome(*word), by, of.as_ref(), domains), (*tier, *at_least, *within_turns))
        }
        TestWord::Favoured { tier, within_turns, scores_within, transparency_below } => Some(Test::Favoured {
            tier: *tier,
            within_turns: *within_turns,
            scores_within: *scores_within,
            transparency_below: *transparency_below,
        }),
        TestWord::Acted { by, to, revoked } => {
            let (by, to) = (desk.state(part("by"), by), desk.state(part("to"), to));
            Some(Test::Acted { by: by?, to: to?, revoked: *revoked })
        }
        TestWord::KnownLeak { of, through } => {
            let (of, through) = (desk.state(part("of"), of), desk.state(part("through"), through));
            Some(Test::KnownLeak { of: of?, through: through? })
        }
        TestWord::Came(title, turns) => card(desk, node.nth(0), title).map(|id| Test::Came(id, *turns)),
        TestWord::Stands(name, word) => commitment(desk, ids, node.nth(0), name).map(|id| Test::Stands(id, standing(*word))),
        TestWord::Not(words) => Some(Test::Not(tests(desk, ids, node.nth(0), words))),
        TestWord::Any(words) => Some(Test::Any(tests(desk, ids, node.nth(0), words))),
        TestWord::Licensed { by, to, domains, tier } => {
            desk.sheet.within(part("tier"), "`tier`", f64::from(*tier), (1.0, 4.0));
            let (by, to) = (desk.states(part("by"), by), desk.state(part("to"), to));
            let domains = desk.domains(part("domains"), domains);
            Some(Test::Licensed { by, to: to?, domains, tier: *tier })
        }
        TestWord::UndetectedDiversion => Some(Test::UndetectedDiversion),
        TestWord::NotKept(name) => commitment(desk, ids, node.nth(0), name).map(Test::NotKept),
    }
}

type Whose<'a> = (Outcome, &'a [String], Option<&'a String>, &'a [String]);

/// A count of decisions.
fn counted(
    desk: &Desk<'_, '_>,
    node: &Node,
    (outcome, by, of, domains): Whose<'_>,
    (tier, at_least, turns): (Option<u8>, u16, u16),
) -> Option<Test> {
    let part = |field: &str| node.get(desk.sheet.text, field);
    let asked = of.map(|name| desk.state(part("of"), name));
    let domains = if domains.is_empty() { Vec::new() } else { desk.domains(part("domains"), domains) };
    let by = desk.states(part("by"), by);
    let of = match asked {
        Some(found) => Some(found?),
        None => None,
    };
    Some(Test::Decisions { outcome, by, of, domains, tier: tier.unwrap_or(1), at_least, within_turns: turns })
}

const fn outcome(word: OutcomeWord) -> Outcome {
    match word {
        OutcomeWord::Licensed => Outcome::Licensed,
        OutcomeWord::Refused => Outcome::Refused,
        OutcomeWord::Denied => Outcome::Denied,
        OutcomeWord::Deferred => Outcome::Deferred,
        OutcomeWord::Withdrawn => Outcome::Withdrawn,
        OutcomeWord::Held => Outcome::Held,
    }
}

const fn standing(word: StandingWord) -> Standing {
    match word {
        StandingWord::Kept => Standing::Kept,
        StandingWord::Strained => Standing::Strained,
        StandingWord::Lapsed => Standing::Lapsed,
        StandingWord::Broken => Standing::Broken,
    }
}

/// Finds the titles of the deck, so that tests can speak of cards before these are read.
pub(super) fn titles(desk: &mut Desk<'_, '_>, root: &Node) {
    let text = desk.sheet.text;
    let title = |card: &Node| super::place::bare(card.get(text, "title").text(text)).to_owned();
    let cards = root.get(text, "deck").items();
    desk.titles = cards.iter().map(title).collect();
    for (card, title) in cards.iter().zip(&desk.titles) {
        // A line end in a text stands there as it is written, `\\n` or as one.
        let read: Option<String> = card.find(text, "title").and_then(|node| ron::from_str(node.text(text)).ok());
        desk.plain_name(card.get(text, "title"), read.as_deref().unwrap_or(title));
    }
}

/// A card of the deck, by its title: its place in the file.
fn card(desk: &Desk<'_, '_>, node: &Node, title: &str) -> Option<CardId> {
    let found = desk.titles.iter().position(|t| t == title);
    if found.is_none() {
        let hint = suggestion(title, desk.titles.iter().map(String::as_str));
        desk.sheet.say(node, fill("problem.no_card_scenario", &[("title", title)]), hint);
    }
    found.map(CardId::from_index)
}

/// The number of a group of alternatives: a hash of what the file calls it.
fn group(name: &str) -> u64 {
    let bytes: Vec<u64> = name.bytes().map(u64::from).collect();
    crate::rules::draws::fold(0x6702, &bytes)
}

fn commitment(desk: &Desk<'_, '_>, ids: &Commitments, node: &Node, name: &str) -> Option<CommitmentId> {
    let found = ids.iter().find(|(id, _)| id == name).map(|(_, id)| *id);
    if found.is_none() && !desk.is_unread(name) {
        let hint = suggestion(name, ids.iter().map(|(id, _)| id.as_str()));
        desk.sheet.say(node, fill("problem.no_commitment_scenario", &[("name", name)]), hint);
    }
    found
}

const fn kind(word: CommitmentWord) -> CommitmentKind {
    match word {
        CommitmentWord::Pact => CommitmentKind::Pact,
        CommitmentWord::Basing => CommitmentKind::Basing,
        CommitmentWord::ExclusiveSupply => CommitmentKind::ExclusiveSupply,
        CommitmentWord::Intelligence => CommitmentKind::Intelligence,
        CommitmentWord::JointProgramme => CommitmentKind::JointProgramme,
        CommitmentWord::Membership => CommitmentKind::Membership,
        CommitmentWord::Assurance => CommitmentKind::Assurance,
        CommitmentWord::RedLine => CommitmentKind::RedLine,
        CommitmentWord::Neutrality => CommitmentKind::Neutrality,
    }
}

/// The requests that wait when the game begins, sorted by key.
pub(super) fn requests(desk: &Desk<'_, '_>, root: &Node) -> Vec<Request> {
    let mut found: Vec<Request> = Vec::new();
    for item in desk.sheet.list::<RequestRow>(root, "requests", 500) {
        let Some(opening) = request(desk, item.node, &item.value) else { continue };
        let same = found.iter().filter(|r| (r.from, r.to, r.domain) == (opening.from, opening.to, opening.domain)).count();
        let nth = u16::try_from(same).unwrap_or(u16::MAX);
        found.push(Request::opening(&opening, 1, nth));
    }
    found.sort_by_key(|request| request.key);
    found
}

fn request(desk: &Desk<'_, '_>, node: &Node, row: &RequestRow) -> Option<OpeningRequest> {
    let part = |field: &str| node.find(desk.sheet.text, field).unwrap_or_else(|| node.nth(0).get(desk.sheet.text, field));
    desk.sheet.within(part("tier"), "`tier`", f64::from(row.tier), (1.0, 4.0));
    desk.sheet.within(part("points"), "`points`", row.points, (0.01, 1000.0));
    desk.sheet.within(part("value"), "`value`", row.value, (0.0, 1000.0));
    desk.sheet.within(part("monitoring"), "`monitoring`", row.monitoring, UNIT);
    desk.sheet.within(part("coproduction"), "`coproduction`", row.coproduction, UNIT);
    let (from, to) = (desk.state(part("from"), &row.from), desk.state(part("to"), &row.to));
    let domain = desk.domain(part("domain"), &row.domain);
    let (from, to, domain) = (from?, to?, domain?);
    if from == to {
        desk.sheet.say(part("to"), fill("problem.asks_itself", &[("from", &row.from)]), words("problem.name_another_state"));
    } else if !desk.setting.exporters().any(|id| id == to) {
        desk.sheet.say(
            part("to"),
            fill("problem.does_not_license", &[("to", &row.to)]),
            words("problem.ask_state_with_role_exporter"),
        );
    }
    Some(OpeningRequest {
        from,
        to,
        domain,
        tier: row.tier,
        points: row.points,
        value: row.value,
        monitoring: row.monitoring,
        coproduction: row.coproduction,
        plea: (!row.plea.is_empty()).then(|| row.plea.as_str().into()),
        group: row.group.as_deref().map(group),
    })
}

/// Reads the deck into the setting.
pub(super) fn deck(desk: &mut Desk<'_, '_>, root: &Node, ids: &Commitments) {
    let items = desk.sheet.list::<CardRow>(root, "deck", 200);
    desk.titles = items.iter().map(|item| item.value.title.clone()).collect();
    for item in items {
        let row = &item.value;
        if desk.setting.deck.iter().any(|c| c.title == row.title) {
            desk.sheet.say(
                desk.at(&item, "title"),
                fill("problem.card_given_twice", &[("title", &row.title)]),
                words("problem.give_each_title_its_own"),
            );
        }
        let trigger = trigger(desk, ids, desk.at(&item, "trigger"), &row.trigger);
        let effects = effects(desk, ids, desk.at(&item, "effects"), &row.effects);
        let (title, text, question) = (row.title.clone(), row.text.clone(), row.question.clone());
        desk.setting.deck.push(Card { title, text, question, trigger, effects });
    }
}

fn trigger(desk: &Desk<'_, '_>, ids: &Commitments, node: &Node, word: &TriggerWord) -> Trigger {
    let part = |field: &str| node.get(desk.sheet.text, field);
    let turn_range = (1.0, 1000.0);
    match word {
        TriggerWord::Fixed(turn) => {
            desk.sheet.within(node.nth(0), words("problem.turn"), f64::from(*turn), (1.0, f64::from(desk.setting.turns)));
            Trigger::Fixed(*turn)
        }
        TriggerWord::Condition { tests: asked, turns, odds, from_turn } => {
            if asked.is_empty() {
                desk.sheet.say(node, words("problem.condition_needs_test"), words("problem.write_for_example_tests_undetected"));
            }
            let (turns, odds, from_turn) = (turns.unwrap_or(1), odds.unwrap_or(1.0), from_turn.unwrap_or(1));
            desk.sheet.within(part("turns"), "`turns`", f64::from(turns), turn_range);
            desk.sheet.within(part("odds"), "`odds`", odds, UNIT);
            Trigger::Condition { tests: tests(desk, ids, part("tests"), asked), turns, odds, from_turn }
        }
        TriggerWord::Drawn { weight, from_turn } => {
            desk.sheet.within(part("weight"), "`weight`", *weight, (0.0, 1000.0));
            Trigger::Drawn { weight: *weight, from_turn: from_turn.unwrap_or(1) }
        }
    }
}

/// Effects of a list. Where a variable is named with a star, the effect is one for each number that fits.
fn effects(desk: &Desk<'_, '_>, ids: &Commitments, list: &Node, words: &[EffectWord]) -> Vec<CardEffect> {
    words.iter().enumerate().flat_map(|(n, word)| effect(desk, ids, list.nth(n), word)).collect()
}

fn effect(desk: &Desk<'_, '_>, ids: &Commitments, node: &Node, word: &EffectWord) -> Vec<CardEffect> {
    let part = |field: &str| node.get(desk.sheet.text, field);
    let named = |field: &str, name: &Option<String>| match name {
        Some(name) => desk.state(part(field), name).map(Some),
        None => Some(None),
    };
    duration(desk, node, word);
    let one = match word {
        EffectWord::Change { variable, by, months } | EffectWord::Multiply { variable, by, months } => {
            desk.sheet.within(part("by"), "`by`", *by, ANY);
            let changes = matches!(word, EffectWord::Change { .. });
            let make = |v| if changes { CardEffect::Change(v, *by, *months) } else { CardEffect::Multiply(v, *by, *months) };
            return desk.variables(part("variable"), variable).into_iter().map(make).collect();
        }
        EffectWord::Price { order, state, factor, months } => {
            order_name(desk, part("order"), order);
            desk.sheet.within(part("factor"), "`factor`", *factor, (0.0, 100.0));
            named("state", state).map(|state| CardEffect::Price { order: order.clone(), state, factor: *factor, months: *months })
        }
        EffectWord::Permission { order, state, allowed, months } => {
            order_name(desk, part("order"), order);
            let (allowed, months) = (*allowed, *months);
            named("state", state).map(|state| CardEffect::Permission { order: order.clone(), state, allowed, months })
        }
        EffectWord::Request(row) => request(desk, node.nth(0), row).map(CardEffect::Request),
        EffectWord::Urgent { state, months } => desk.state(part("state"), state).map(|id| CardEffect::Urgent(id, *months)),
        EffectWord::TestCommitment(name) => commitment(desk, ids, node.nth(0), name).map(CardEffect::TestCommitment),
        EffectWord::OpenRoute(name) => desk.state(node.nth(0), name).map(|through| CardEffect::OpenRoute { through }),
        EffectWord::CloseRoute(name) => desk.state(node.nth(0), name).map(|through| CardEffect::CloseRoute { through }),
        EffectWord::Reveal => Some(CardEffect::Reveal),
        EffectWord::RevealValue(text) => desk.variable(node.nth(0), text).map(CardEffect::RevealValue),
        EffectWord::Hold { state, months } => desk.state(part("state"), state).map(|id| CardEffect::Hold(id, *months)),
        EffectWord::Lapse(name) => desk.state(node.nth(0), name).map(CardEffect::Lapse),
        EffectWord::Vote { bloc, threshold, domain, then, otherwise } => {
            desk.sheet.within(part("threshold"), "`threshold`", *threshold, UNIT);
            let (found, domain) = (bloc_named(desk, part("bloc"), bloc), desk.domain(part("domain"), domain));
            let (then, otherwise) = (effects(desk, ids, part("then"), then), effects(desk, ids, part("otherwise"), otherwise));
            found.zip(domain).map(|(bloc, domain)| CardEffect::Vote { bloc, threshold: *threshold, domain, then, otherwise })
        }
        EffectWord::Found(bloc) => bloc_named(desk, node.nth(0), bloc).map(CardEffect::Found),
        EffectWord::Join { bloc, state } => {
            let (bloc, state) = (bloc_named(desk, part("bloc"), bloc), desk.state(part("state"), state));
            bloc.zip(state).map(|(bloc, state)| CardEffect::Join(bloc, state))
        }
        EffectWord::If { tests: asked, then, otherwise } => Some(CardEffect::If {
            tests: tests(desk, ids, part("tests"), asked),
            then: effects(desk, ids, part("then"), then),
            otherwise: effects(desk, ids, part("otherwise"), otherwise),
        }),
        EffectWord::End(odds) => {
            desk.sheet.within(node.nth(0), "odds", *odds, UNIT);
            Some(CardEffect::End(*odds))
        }
        EffectWord::Ruling(text) => Some(CardEffect::Ruling(text.clone())),
    };
    one.into_iter().collect()
}

/// Effects that end last a month at least, and no longer than any game.
fn duration(desk: &Desk<'_, '_>, node: &Node, word: &EffectWord) {
    let months = match word {
        EffectWord::Change { months, .. } | EffectWord::Multiply { months, .. } => *months,
        EffectWord::Price { months, .. }
        | EffectWord::Permission { months, .. }
        | EffectWord::Urgent { months, .. }
        | EffectWord::Hold { months, .. } => Some(*months),
        _ => None,
    };
    if let Some(months) = months {
        desk.sheet.within(node.get(desk.sheet.text, "months"), "`months`", f64::from(months), (1.0, 1200.0));
    }
}

fn order_name(desk: &Desk<'_, '_>, node: &Node, name: &str) {
    if OrderName::parse(name).is_none() {
        let hint = suggestion(name, OrderName::ALL.iter().map(|n| n.name()));
        desk.sheet.say(node, fill("problem.no_order", &[("name", name)]), hint);
    }
}

fn bloc_named(desk: &Desk<'_, '_>, node: &Node, name: &str) -> Option<crate::rules::table::BlocId> {
    let found = desk.bloc(name);
    if found.is_none() && !desk.is_unread(name) {
        let hint = suggestion(name, desk.setting.blocs.iter().map(|b| b.name.as_str()));
        desk.sheet.say(node, fill("problem.name_bloc", &[("name", name)]), hint);
    }
    found
}

/// Reads what every seat wants into the setting.
pub(super) fn objectives(desk: &mut Desk<'_, '_>, rows: &[(StateId, Item<'_, StateRow>)]) {
    for (id, item) in rows {
        let list = desk.at(item, "objectives");
        let mut found = Vec::new();
        for (n, row) in item.value.objectives.iter().enumerate() {
            let at = list.nth(n).get(desk.sheet.text, "goal");
            let goal = row.goal.as_ref().and_then(|word| goal(desk, at, word));
            found.push(Objective { text: row.text.clone(), private: row.private, goal });
        }
        desk.setting.states[*id].objectives = found;
    }
}

fn goal(desk: &Desk<'_, '_>, node: &Node, word: &GoalWord) -> Option<Goal> {
    let (GoalWord::AtLeast(text, amount)
    | GoalWord::AtMost(text, amount)
    | GoalWord::RisesBy(text, amount)
    | GoalWord::FallsBy(text, amount)) = word;
    desk.sheet.within(node.nth(1), words("problem.target"), *amount, ANY);
    let variable = desk.variable(node.nth(0), text)?;
    let (at_least, relative, value) = match word {
        GoalWord::AtLeast(..) => (true, false, *amount),
        GoalWord::AtMost(..) => (false, false, *amount),
        GoalWord::RisesBy(..) => (true, true, *amount),
        GoalWord::FallsBy(..) => (false, true, -*amount),
    };
    Some(Goal { variable, at_least, value, relative })
}

/// Reads the hidden values: what the tables said becomes public, the truth goes into the world.
pub(super) fn hidden(desk: &mut Desk<'_, '_>, root: &Node) {
    for item in desk.sheet.list::<HiddenRow>(root, "hidden", 500) {
        let row = &item.value;
        let known_to = desk.states(desk.at(&item, "known_to"), &row.known_to);
        let Some(variable) = desk.variable(desk.at(&item, "variable"), &row.variable) else { continue };
        let public = desk.values.get(variable);
        desk.put_checked(desk.at(&item, "truth"), variable, row.truth);
        desk.setting.hidden.push(Hidden { variable, public, known_to });
    }
}

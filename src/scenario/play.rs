//! What happens and what is wanted: commitments, requests, the deck, objectives, hidden values.

use super::decode::Item;
use super::desk::Desk;
use super::place::Node;
use super::problem::suggestion;
use super::schema::{
    CardRow, CommitmentRow, CommitmentWord, EffectWord, GoalWord, HiddenRow, RequestRow, StateRow, TestWord, TriggerWord,
};
use crate::rules::setting::{
    Card, CardEffect, CommitmentInfo, CommitmentKind, Goal, Hidden, Objective, OpeningRequest, Test, Trigger,
};
use crate::rules::table::{CommitmentId, StateId};
use crate::rules::world::Request;
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
    for item in &items {
        let row = &item.value;
        desk.good_name(desk.at(item, "id"), &row.id, ids.iter().any(|(id, _)| *id == row.id));
        let (from, to) = (desk.state(desk.at(item, "from"), &row.from), desk.state(desk.at(item, "to"), &row.to));
        let (Some(from), Some(to)) = (from, to) else { continue };
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
    ids
}

fn tests(desk: &Desk<'_, '_>, ids: &Commitments, list: &Node, words: &[TestWord]) -> Vec<Test> {
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
        TestWord::Denials { by, of, at_least, within_turns } => Some(Test::Denials {
            by: desk.states(part("by"), by),
            of: match of {
                Some(name) => Some(desk.state(part("of"), name)?),
                None => None,
            },
            at_least: *at_least,
            within_turns: *within_turns,
        }),
        TestWord::Licensed { by, to, domains, tier } => {
            desk.sheet.within(part("tier"), "`tier`", f64::from(*tier), (1.0, 4.0));
            let (by, to) = (desk.states(part("by"), by), desk.state(part("to"), to)?);
            Some(Test::Licensed { by, to, domains: desk.domains(part("domains"), domains), tier: *tier })
        }
        TestWord::UndetectedDiversion => Some(Test::UndetectedDiversion),
        TestWord::NotKept(name) => commitment(desk, ids, node.nth(0), name).map(Test::NotKept),
    }
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
        plea: row.plea.clone(),
        group: row.group.clone(),
    })
}

/// Reads the deck into the setting.
pub(super) fn deck(desk: &mut Desk<'_, '_>, root: &Node, ids: &Commitments) {
    for item in desk.sheet.list::<CardRow>(root, "deck", 200) {
        let row = &item.value;
        if desk.setting.deck.iter().any(|c| c.title == row.title) {
            desk.sheet.say(
                desk.at(&item, "title"),
                fill("problem.card_given_twice", &[("title", &row.title)]),
                words("problem.give_each_title_its_own"),
            );
        }
        let trigger = trigger(desk, ids, desk.at(&item, "trigger"), &row.trigger);
        let effects_at = desk.at(&item, "effects");
        let effects = row.effects.iter().enumerate().filter_map(|(n, word)| effect(desk, ids, effects_at.nth(n), word)).collect();
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

fn effect(desk: &Desk<'_, '_>, ids: &Commitments, node: &Node, word: &EffectWord) -> Option<CardEffect> {
    let part = |field: &str| node.get(desk.sheet.text, field);
    match word {
        EffectWord::Change { variable, by, months } | EffectWord::Multiply { variable, by, months } => {
            desk.sheet.within(part("by"), "`by`", *by, ANY);
            let found = desk.variable(part("variable"), variable)?;
            let changes = matches!(word, EffectWord::Change { .. });
            Some(if changes { CardEffect::Change(found, *by, *months) } else { CardEffect::Multiply(found, *by, *months) })
        }
        EffectWord::Request(row) => request(desk, node.nth(0), row).map(CardEffect::Request),
        EffectWord::TestCommitment(name) => commitment(desk, ids, node.nth(0), name).map(CardEffect::TestCommitment),
        EffectWord::Reveal => Some(CardEffect::Reveal),
        EffectWord::Ruling(text) => Some(CardEffect::Ruling(text.clone())),
    }
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

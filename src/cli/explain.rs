//! `countersign explain SAVE --turn T`: the ledger in words, what changed and why.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::input::{position, saved_game, seat_file};
use super::numbers::whole;
use super::out::Out;
use crate::report::card::{Card, Luck, Told, of_turn};
use crate::report::explain::{LEVELS, Telling, explain};
use crate::report::history::played_how;
use crate::report::tree::{EARLIER, Node};
use crate::report::{causes, orders, words};
use crate::rules::ledger::{Entry, Ledger};
use crate::rules::phases::Phase;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::Viewer;
use crate::scenario::{name_error, variable_hint};
use crate::session::orders::decimal;
use crate::session::{Game, TurnNode};
use crate::text::{fill, text};

/// Levels that a tree may be told: the parts of parts of parts soon are too small to be shown.
const LEVELS_MAX: u64 = 12;

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
    #[arg(long, value_name = "T", value_parser = whole::<u16>(1, u64::from(u16::MAX)), help = text("cli.explain_turn"))]
    turn: u16,
    #[arg(long, value_name = "NAME", help = text("cli.explain_of"))]
    of: Option<String>,
    #[arg(long, value_name = "N", default_value_t = LEVELS, value_parser = whole::<usize>(1, LEVELS_MAX), help = text("cli.explain_levels"))]
    levels: usize,
}

pub(super) fn run(command: &Explain, out: &mut Out) -> anyhow::Result<Ended> {
    if let Some(file) = seat_file(&command.save)? {
        return super::state::read_seat(&file, Some(command.turn), out);
    }
    let game = match saved_game(&command.save)? {
        Ok(game) => game,
        Err(ended) => return Ok(ended),
    };
    let setting = game.setting();
    let place = position(&game, command.turn)?;
    let of = command
        .of
        .as_deref()
        .map(|name| {
            Variable::parse(name, setting).map_err(|why| {
                let hint = variable_hint(setting, name, &why);
                let hint = if hint.is_empty() { text("problem.names_are_written_as_share").to_owned() } else { hint };
                anyhow::Error::msg(fill("cli.with_hint", &[("message", &name_error(&why)), ("hint", &hint)]))
            })
        })
        .transpose()?;
    let line = game.line();
    let Some([before, node]) = line.get(place - 1..=place) else { return Ok(Ended::Unreadable) };
    let when = words::calendar(setting, command.turn);
    let title = fill("cli.explain_title", &[("title", &setting.title), ("turn", &command.turn.to_string()), ("when", &when)]);
    out.line(&(title + played_how(&game, node)))?;
    out.line("")?;
    let why = game.why(node);
    let whole = of.map(|of| (of, command.levels));
    let first = place.saturating_sub(1 + EARLIER);
    let before_it = line.get(first..place).unwrap_or_default();
    let whys: Vec<Arc<Ledger>> = before_it.iter().skip(1).map(|node| game.why(node)).collect();
    let turns = before_it.iter().zip(before_it.iter().skip(1)).zip(&whys);
    let earlier = turns.map(|((from, to), why)| Telling::of(setting, why, &from.world, to, Viewer::Facilitator)).collect();
    let telling = Telling::of(setting, &why, &before.world, node, Viewer::Facilitator).following(earlier);
    let story = match whole {
        Some((of, levels)) => telling.one(of, levels),
        None => explain(setting, &why, &before.world, node, Viewer::Facilitator),
    };
    out.line(story.trim_end())?;
    let mut cards = Vec::new();
    if of.is_none() {
        cards = cards_of(&game, &line, place);
        if !cards.is_empty() {
            out.line("")?;
            out.line(text("explain.cards"))?;
        }
        for card in &cards {
            for (n, said) in card.lines(setting).into_iter().enumerate() {
                out.line(&format!("{}{said}", if n == 0 { "  " } else { "    " }))?;
            }
        }
    }
    out.object(&json!({
        "turn": command.turn,
        "digest": node.digest.to_string(),
        "hindsight": node.hindsight,
        "other_luck": node.luck != game.seed(),
        "headlines": if of.is_none() { telling.headlines() } else { Vec::new() },
        "draws": if of.is_none() { telling.draws() } else { Vec::new() },
        "cards": cards.iter().map(|card| card_object(setting, card)).collect::<Vec<_>>(),
        "tree": whole.map(|(of, levels)| {
            let tree = telling.tree(of, levels);
            tree.roots.iter().map(|part| part_object(setting, part)).collect::<Vec<_>>()
        }),
        "changes": changes(&game, node, &why, of),
    }))?;
    Ok(Ended::Fine)
}

/// Entries with their parts, exactly.
fn changes(game: &Game, node: &TurnNode, ledger: &Ledger, of: Option<Variable>) -> Vec<Value> {
    let setting = game.setting();
    let asked = |entry: &&Entry| of.is_none_or(|of| of == entry.variable);
    let parts = |entry: &Entry| -> Vec<Value> {
        let context = causes::Context::of(node, Viewer::Facilitator);
        let part = |(cause, amount)| json!({ "cause": causes::cause_in(setting, context, &cause), "amount": decimal(amount) });
        ledger.parts(entry).into_iter().map(part).collect()
    };
    let one = |entry: &Entry| {
        json!({
            "phase": entry.phase.name(),
            "variable": entry.variable.name(setting),
            "before": decimal(entry.before),
            "after": decimal(entry.after),
            "parts": parts(entry),
        })
    };
    ledger.entries.iter().filter(asked).map(one).collect()
}

/// A part of a number's change, with the rule by which it acted and its own parts.
fn part_object(setting: &Setting, part: &Node) -> Value {
    let parameters = part.rule.map(|_| {
        let value = |name: &&str| ((*name).to_owned(), json!(setting.params.get(name)));
        part.parameters.iter().map(value).collect::<serde_json::Map<_, _>>()
    });
    json!({
        "cause": part.words,
        "amount": decimal(part.amount),
        "turns_back": part.back,
        "rule": part.rule.map(Rule::name),
        "parameters": parameters,
        "phase": part.phase.map(Phase::name),
        "goes_on": part.opens,
        "parts": part.children.iter().map(|below| part_object(setting, below)).collect::<Vec<_>>(),
    })
}

/// The adjudication cards of a turn, with what became of the licences in the turns that follow.
fn cards_of(game: &Game, line: &[&TurnNode], place: usize) -> Vec<Card> {
    let pairs = line.get(place - 1..).unwrap_or_default().windows(2);
    let told = pairs.filter_map(|pair| match pair {
        [before, node] => Some(Told { before: &before.world, after: &node.world, ledger: &node.ledger, orders: &node.orders }),
        _ => None,
    });
    of_turn(game.setting(), &told.collect::<Vec<_>>(), Viewer::Facilitator)
}

fn card_object(setting: &Setting, card: &Card) -> Value {
    let name = |id: StateId| setting.states[id].name.as_str();
    let luck = |luck: &Option<Luck>| {
        luck.map(|l| json!({ "turn": l.turn, "odds": l.odds, "drawn": l.unit, "happened": l.happened })).unwrap_or_default()
    };
    let marks = card.marks.iter().map(
        |m| json!({ "criterion": orders::ground(m.criterion), "mark": m.mark, "weight": m.weight, "part": m.mark * m.weight }),
    );
    let near = card.nearest.iter().map(|n| {
        json!({
            "compared": n.compared(),
            "other": n.other(),
            "now": n.now,
            "then": n.then,
            "mark": n.mark,
            "turns": n.turns(),
            "says": n.line(),
        })
    });
    json!({
        "exporter": name(card.exporter),
        "partner": name(card.partner),
        "domain": setting.domains[card.domain].name,
        "tier": card.tier,
        "outcome": format!("{:?}", card.outcome).to_lowercase(),
        "score": card.score,
        "threshold": card.threshold,
        "criteria": marks.collect::<Vec<_>>(),
        "expected": card.expected,
        "burden": card.burden,
        "conditions": card.conditions.iter().map(orders::condition).collect::<Vec<_>>(),
        "acceptance": luck(&card.acceptance),
        "leak": luck(&card.leak),
        "detection": luck(&card.detection),
        "nearest": near.collect::<Vec<_>>(),
    })
}

//! `countersign play SCENARIO`: a game without a window. Computer players fill the seats that no orders file plays.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value, json};

use super::Ended;
use super::files::{may_write, read_text, written};
use super::input::{not_that, refusals, scenario_named, tell_problems};
use super::numbers::whole;
use super::out::{Out, complain};
use crate::players::orders_of_others;
use crate::report::{Context, headline, words};
use crate::rules::draws::Seed;
use crate::rules::order::Seat;
use crate::rules::setting::Setting;
use crate::rules::validate::{Refusal, validate};
use crate::rules::view::Viewer;
use crate::rules::world::World;
use crate::session::journal::{Keeper, Recorder};
use crate::session::kind::{Kind, SAVE_BEGINS};
use crate::session::orders::OrdersFile;
use crate::session::save::save;
use crate::session::shelf::Shelf;
use crate::session::storage::Disk;
use crate::session::{Game, Stamp, TurnNode};
use crate::text::{fill, text};

/// So many refusals are told one by one; those after them are counted.
const TOLD_MAX: usize = 20;

#[derive(Debug, Args)]
pub(super) struct Play {
    #[arg(value_name = "SCENARIO", help = text("cli.play_scenario"))]
    scenario: PathBuf,
    #[arg(long, value_name = "FILE", help = text("cli.play_orders"))]
    orders: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = whole::<u16>(0, u64::from(u16::MAX)), help = text("cli.play_turns"))]
    turns: Option<u16>,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(0, u64::MAX), help = text("cli.play_seed"))]
    seed: u64,
    #[arg(long, value_name = "FILE", help = text("cli.play_save"))]
    save: Option<PathBuf>,
}

pub(super) fn run(command: &Play, data_dir: Option<&Path>, out: &mut Out) -> anyhow::Result<Ended> {
    if let Some(path) = &command.save {
        let read: Vec<&Path> =
            [Some(&command.scenario), command.orders.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
        may_write(path, &read, SAVE_BEGINS)?;
    }
    let scenario = match scenario_named(&command.scenario)? {
        Ok(scenario) => scenario,
        Err(ended) => return Ok(ended),
    };
    let orders = match &command.orders {
        None => None,
        Some(path) => {
            let (name, content) = (path.display().to_string(), read_text(path)?);
            let kind = Kind::of(&content);
            if matches!(kind, Kind::Empty | Kind::Save | Kind::Seat | Kind::Parameters | Kind::Cases) {
                return Err(not_that(path, kind));
            }
            match OrdersFile::read(&name, &content, &scenario.setting) {
                Ok(orders) => {
                    for (line, column) in orders.long_reasons() {
                        complain(&fill("cli.play_long", &[("place", &format!("{name}:{line}:{column}"))]));
                    }
                    Some(orders)
                }
                Err(problems) => {
                    tell_problems(&name, &problems);
                    return Ok(Ended::Failed);
                }
            }
        }
    };
    let created = (command.save.is_some() || data_dir.is_some()).then(Stamp::now);
    let mut game = Game::new(scenario, Seed(command.seed), None).begun(created);
    let mut kept = Kept::begin(&game, command.save.clone(), data_dir)?;
    let title = game.setting().title.clone();
    out.line(&fill("cli.play_title", &[("title", &title), ("seed", &command.seed.to_string())]))?;
    let (id, opening) = (Value::from(game.setting().id.as_str()), series(game.setting(), game.world()));
    out.piece(&format!(
        "{{\"scenario\":{id},\"seed\":{},\"opening\":{{\"digest\":\"{}\",\"series\":{opening}}},\"turns\":[",
        command.seed,
        game.now().digest
    ))?;
    let played = turns(command, out, &mut game, &mut kept, orders.as_ref());
    // Whatever happened on the way: what was played is on the disk, and the journal is closed.
    let ended = kept.end(&game);
    let result = played.and_then(|refused| ended.map(|()| refused));
    let (said, ended) = match &result {
        Ok(None) => (String::new(), Ended::Fine),
        Ok(Some(said)) => (format!(",\"refused\":{}", json!(said)), Ended::Failed),
        Err(error) => (format!(",\"error\":{}", json!(error.to_string())), Ended::Unreadable),
    };
    out.piece(&format!("]{said}}}\n"))?;
    result?;
    if let Some(path) = &command.save {
        out.line(&fill("cli.play_saved", &[("path", &path.display().to_string())]))?;
    }
    Ok(ended)
}

/// What is put on the disk as the game goes on: its file, and a journal where a data folder was named.
struct Kept {
    save: Option<PathBuf>,
    shelf: Shelf,
    /// Whether the file is already this game's: what it was before is kept among its earlier versions.
    ours: bool,
    journal: Option<(Recorder, Keeper)>,
}

impl Kept {
    fn begin(game: &Game, save: Option<PathBuf>, data_dir: Option<&Path>) -> anyhow::Result<Self> {
        let shelf = Shelf::new(data_dir.map(Path::to_path_buf));
        let Some(data_dir) = data_dir else { return Ok(Self { save, shelf, ours: false, journal: None }) };
        let (recorder, text) = Recorder::begin(game, None);
        let (keeper, begun) = Keeper::begin(&Disk, data_dir, &game.setting().id, text);
        begun?;
        Ok(Self { save, shelf, ours: false, journal: Some((recorder, keeper)) })
    }

    fn turn(&mut self, game: &Game) -> anyhow::Result<()> {
        if let Some((recorder, keeper)) = &mut self.journal
            && let Some(lines) = recorder.more(game)
        {
            keeper.record(&Disk, &lines)?;
        }
        self.write(game)
    }

    fn write(&mut self, game: &Game) -> anyhow::Result<()> {
        let Some(path) = &self.save else { return Ok(()) };
        let content = save(game);
        if std::mem::replace(&mut self.ours, true) {
            written(self.shelf.write_on(&Disk, path, &content), path)?;
        } else {
            written(self.shelf.write(&Disk, path, &content), path)?;
        }
        // Where nothing can be locked, the game is saved all the same.
        if let Some(why) = self.shelf.unguarded() {
            complain(&fill("cli.unguarded", &[("why", &why.to_string())]));
        }
        Ok(())
    }

    fn end(mut self, game: &Game) -> anyhow::Result<()> {
        self.write(game)?;
        if let Some((mut recorder, keeper)) = self.journal {
            let closed = recorder.closed();
            keeper.put_aside(&Disk, &closed)?;
        }
        Ok(())
    }
}

/// Plays the turns; what was refused, where something was.
fn turns(
    command: &Play,
    out: &mut Out,
    game: &mut Game,
    kept: &mut Kept,
    file: Option<&OrdersFile>,
) -> anyhow::Result<Option<Vec<String>>> {
    let by_file: Vec<Seat> = file.map(OrdersFile::seats).unwrap_or_default();
    let mut played = 0;
    while !game.over() && command.turns.is_none_or(|most| played < most) {
        let before = game.world().clone();
        let mut orders = orders_of_others(game.setting(), &before, None, game.seed());
        orders.retain(|order| !by_file.contains(&order.seat));
        let own = orders.len();
        let (placed, problems) = file.map_or_else(|| (Vec::new(), None), |file| file.placed(game.setting(), &before));
        orders.extend(placed.iter().map(|placed| placed.order.clone()));
        let name = file.map(OrdersFile::name).unwrap_or_default();
        let in_words = |setting: &Setting, refused: &[Refusal]| -> Vec<String> {
            let place = |(one, said): (&Refusal, String)| match one.order.checked_sub(own).and_then(|n| placed.get(n)) {
                Some(of) => format!("{name}:{}:{}: {said}", of.line, of.column),
                None => said,
            };
            refused.iter().zip(refusals(setting, &before, refused)).map(place).collect()
        };
        if let Some(problems) = problems {
            // What the rules refuse of the others is told with it.
            let mut said: Vec<String> = problems.0.iter().map(ToString::to_string).collect();
            let refused = validate(game.setting(), &before, &orders).err().unwrap_or_default();
            said.extend(in_words(game.setting(), &refused));
            return refuse(&before, said).map(Some);
        }
        if let Err(refused) = game.resolve(&orders) {
            return refuse(&before, in_words(game.setting(), &refused)).map(Some);
        }
        // Told only once it is on the disk, so that a turn that was seen is never lost.
        kept.turn(game)?;
        let node = game.now();
        tell(out, game.setting(), before.turn, node)?;
        let comma = if played == 0 { "" } else { "," };
        out.piece(&format!("{comma}{}", turn_json(game.setting(), before.turn, node)))?;
        out.finish()?;
        played += 1;
    }
    if let Some(asked) = command.turns.filter(|asked| *asked > played) {
        out.line(&fill("cli.play_over", &[("played", &played.to_string()), ("asked", &asked.to_string())]))?;
    }
    Ok(None)
}

fn refuse(world: &World, said: Vec<String>) -> anyhow::Result<Vec<String>> {
    for line in said.iter().take(TOLD_MAX) {
        complain(line);
    }
    if said.len() > TOLD_MAX {
        complain(&fill("cli.play_more", &[("count", &(said.len() - TOLD_MAX).to_string())]));
    }
    let key = match (said.len(), world.turn) {
        (1, 1) => "cli.play_refused_first_one",
        (_, 1) => "cli.play_refused_first",
        (1, _) => "cli.play_refused_one",
        (_, _) => "cli.play_refused",
    };
    let (turn, before, count) = (world.turn.to_string(), world.turn.saturating_sub(1).to_string(), said.len().to_string());
    complain(&fill(key, &[("turn", &turn), ("before", &before), ("count", &count)]));
    Ok(said)
}

fn tell(out: &mut Out, setting: &Setting, turn: u16, node: &TurnNode) -> anyhow::Result<()> {
    let (number, when, digest) = (turn.to_string(), words::calendar(setting, turn), node.digest.to_string());
    out.line(&fill("cli.play_turn", &[("turn", &number), ("when", &when), ("digest", &digest)]))?;
    for news in &node.ledger.headlines {
        out.line(&format!("  {}", headline(setting, Context::of(node, Viewer::Facilitator), news, &node.ledger)))?;
    }
    Ok(())
}

fn turn_json(setting: &Setting, turn: u16, node: &TurnNode) -> Value {
    let headlines: Vec<String> = node
        .ledger
        .headlines
        .iter()
        .map(|news| headline(setting, Context::of(node, Viewer::Facilitator), news, &node.ledger))
        .collect();
    json!({
        "turn": turn,
        "digest": node.digest.to_string(),
        "headlines": headlines,
        "series": series(setting, &node.world),
    })
}

/// Every number of a position, by the grammar of names.
pub(super) fn series(setting: &Setting, world: &World) -> Value {
    let variables = world.values.layout().variables().filter(|variable| words::exists(setting, *variable));
    let values: Map<String, Value> = variables.map(|v| (v.name(setting), Value::from(world.get(v)))).collect();
    Value::Object(values)
}

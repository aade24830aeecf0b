//! Golden saves: games that every later program must open. Once committed they are never written again.

use std::path::Path;
use std::sync::Arc;

use countersign::rules::draws::Seed;
use countersign::session::save::save;
use countersign::session::{Game, NodeId, Stamp};

use super::games::{Luck, fiddle, put_aside, random_orders, scenarios};

/// How many are written.
const SAVES: u64 = 21;

/// Writes golden saves into a folder. A file that is there stays as it is.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn write(folder: &Path) -> Result<String, String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let scenarios = scenarios();
    let mut written = 0;
    for n in 0..SAVES {
        let scenario = &scenarios[n as usize % scenarios.len()];
        let name = format!("rules{}-{:02}-{}.countersign", countersign::rules::RULES_VERSION, n + 1, scenario.setting.id);
        let path = folder.join(name);
        if path.exists() {
            continue;
        }
        let mut luck = Luck::new(0x601d + n);
        let seat = scenario.setting.exporters().nth(n as usize % 3);
        let created = (n % 4 > 0).then_some(Stamp(1_780_000_000 + n * 86_400));
        let mut game = Game::new(Arc::clone(scenario), Seed(luck.next()), seat).begun(created).with_sealed_orders(n % 5 == 4);
        // The first has nothing but its opening, the others some turns, branches and things on the desk.
        for step in 0..n.min(scenario.setting.turns.into()) {
            let orders = random_orders(&game, &mut luck);
            game.resolve(&orders).map_err(|refused| format!("{refused:?}"))?;
            if step % 2 == 1 {
                fiddle(&mut game, &mut luck);
            }
            if n % 3 == 2 && step % 3 == 2 {
                let luck_of_branch = if n % 2 == 0 { game.seed() } else { game.other_luck() };
                game.open_branch(NodeId(luck.below(game.nodes().len() - 1)), luck_of_branch);
            }
        }
        if n == 20 {
            put_aside(&mut game, &mut luck);
        }
        std::fs::write(&path, save(&game)).map_err(|error| error.to_string())?;
        written += 1;
    }
    Ok(format!("{written} golden saves written to {}", folder.display()))
}

//! Saves with one bit changed: refused, or the same game; never silently another.

use countersign::session::Game;
use countersign::session::save::{head_hash, load, save};

/// Changes one bit of a save and opens it. Says whether it was refused.
///
/// # Errors
/// It opened as another game.
pub(crate) fn flip(game: &Game, content: &[u8], bit: usize) -> Result<bool, String> {
    let mut changed = content.to_vec();
    let Some(byte) = changed.get_mut(bit / 8) else { return Ok(true) };
    *byte ^= 1 << (bit % 8);
    let Ok(text) = String::from_utf8(changed) else { return Ok(true) };
    match load(&text, "flipped") {
        Err(_refused) => Ok(true),
        Ok(opened) if save(&opened) == save(game) && head_hash(&opened) == head_hash(game) => Ok(false),
        Ok(_other) => Err(format!("bit {bit}: it opens as another game")),
    }
}

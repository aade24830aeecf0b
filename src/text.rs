//! Every text for people, by key.
//!
//! The words live in `assets/text/*.ron`, so that they can be read, corrected and translated in one place; code names them by
//! key. This module finds and fills them. It does not know what they say, and formats no numbers (that is `report::words`).

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The catalogues of the core, of what keeps a game, of the window, of the panels that explain, and of what terms mean.
const FILES: [&str; 5] = [
    include_str!("../assets/text/en.ron"),
    include_str!("../assets/text/session.ron"),
    include_str!("../assets/text/ui.ron"),
    include_str!("../assets/text/panels.ron"),
    include_str!("../assets/text/terms.ron"),
];

/// The language that every text exists in.
pub const ENGLISH: &str = "English";
/// A language that nobody speaks: English with accents, four tenths longer, between guillemets. It shows what is not in the
/// catalogue, and what is clipped where words are longer.
pub const PSEUDO: &str = "Pseudo";

type Catalogue = BTreeMap<String, String>;

thread_local! {
    /// What this thread speaks; none: English. A thread of its own for each, so that tests do not hear one another.
    static SPOKEN: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
    /// How often this thread has begun to speak another language.
    static TURNS: Cell<u64> = const { Cell::new(0) };
}

fn english() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        // The files are embedded and a test parses them: an unreadable one would only ever show keys in place of words.
        FILES.iter().flat_map(|file| ron::from_str::<Catalogue>(file).unwrap_or_default()).collect()
    })
}

fn pseudo() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| english().iter().map(|(key, words)| (key.clone(), stretched(words))).collect())
}

/// Languages that were added, by name. They live as long as the program, as texts are lent for that long.
fn added() -> &'static Mutex<BTreeMap<String, &'static Catalogue>> {
    static ADDED: OnceLock<Mutex<BTreeMap<String, &'static Catalogue>>> = OnceLock::new();
    ADDED.get_or_init(Mutex::default)
}

fn catalogue() -> &'static Catalogue {
    SPOKEN.with(Cell::get).unwrap_or_else(english)
}

/// Adds a language from the text of its file: a map of keys to texts, as in `assets/text`. What it lacks stays English.
///
/// # Errors
/// The text is no such map, or has keys that the catalogue does not know; the message names them.
pub fn add_language(name: &str, file: &str) -> Result<(), String> {
    let own: Catalogue = ron::from_str(file).map_err(|why| why.to_string())?;
    let unknown: Vec<&str> = own.keys().filter(|key| !english().contains_key(*key)).map(String::as_str).collect();
    if !unknown.is_empty() {
        return Err(unknown.join(", "));
    }
    let mut all = english().clone();
    all.extend(own);
    let mut languages = added().lock().unwrap_or_else(PoisonError::into_inner);
    languages.entry(name.to_owned()).or_insert_with(|| Box::leak(Box::new(all)));
    Ok(())
}

/// Every language that can be spoken, English first.
#[must_use]
pub fn languages() -> Vec<String> {
    let own = added().lock().unwrap_or_else(PoisonError::into_inner);
    [ENGLISH, PSEUDO].into_iter().map(str::to_owned).chain(own.keys().cloned()).collect()
}

/// From now on this thread speaks that language; English, where there is none of that name.
pub fn speak(language: &str) {
    let chosen = match language {
        PSEUDO => Some(pseudo()),
        other => added().lock().unwrap_or_else(PoisonError::into_inner).get(other).copied(),
    };
    let same = |before: Option<&Catalogue>| match (before, chosen) {
        (Some(before), Some(now)) => std::ptr::eq(before, now),
        (before, now) => before.is_none() && now.is_none(),
    };
    if !same(SPOKEN.with(|spoken| spoken.replace(chosen))) {
        TURNS.with(|turns| turns.set(turns.get() + 1));
    }
}

/// Raised on this thread with every change of language, so that what is kept in words is worked out anew.
#[must_use]
pub fn spoken() -> u64 {
    TURNS.with(Cell::get)
}

/// English with accents, four tenths longer, between guillemets; placeholders stay. What has no letters stays whole.
fn stretched(words: &str) -> String {
    const FILLER: &str = " and so on as long as it has to be and then a little longer still so that every line is tried";
    let (mut inside, mut letters) = (false, 0_usize);
    let mut text = String::new();
    for c in words.chars() {
        // The words for one and for many are words.
        inside = (inside || c == '{') && !matches!(c, '}' | '|');
        letters += usize::from(!inside && c.is_alphabetic());
        let accented = match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ö',
            'u' => 'ü',
            'A' => 'Á',
            'E' => 'É',
            'O' => 'Ö',
            other => other,
        };
        text.push(if inside { c } else { accented });
    }
    if letters == 0 {
        return words.to_owned();
    }
    let blank = text.len() - text.trim_start().len();
    let (lead, rest) = text.split_at(blank);
    // One letter or two are units, which are as short in every language.
    let longer: String = if letters < 3 { String::new() } else { FILLER.chars().cycle().take(letters * 2 / 5).collect() };
    format!("{lead}«{rest}{}»", longer.trim_end())
}

/// The text of a key; the key itself, where there is none. `'static` for a key that is written in the code.
#[must_use]
pub fn text(key: &str) -> &str {
    catalogue().get(key).map_or(key, String::as_str)
}

/// Every key of the catalogue.
#[cfg(all(test, feature = "gui"))]
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    english().keys().map(String::as_str)
}

/// Whether the catalogue has a key.
#[must_use]
pub fn has(key: &str) -> bool {
    english().contains_key(key)
}

/// The text of a key with each `{name}` replaced, and each `{name|one|many}` by its word for one where the value is 1, else by the other.
/// A placeholder without a value stays as it is; values are not filled again.
#[must_use]
pub fn fill(key: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text(key);
    let mut filled = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let (name, words) = name.split_once('|').map_or((name, None), |(name, words)| (name, words.split_once('|')));
            let value = values.iter().find(|(known, _)| *known == name)?.1;
            let word = words.map(|(one, many)| if value == "1" { one } else { many });
            Some((word.unwrap_or(value), after))
        });
        if let Some((value, after)) = found {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// Whether a sign is not seen and steers what is: control characters, line ends of every kind, and changes of the direction of
/// writing. In a name they let one thing look like another.
#[must_use]
pub fn steers(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("src/text.rs") {
                found.push(path);
            }
        }
    }

    fn all_source() -> String {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    /// Keys that are written in a call of `text` or `fill`.
    fn called(source: &str) -> Vec<String> {
        let mut keys = Vec::new();
        for call in ["text(", "fill("] {
            for (at, _) in source.match_indices(call) {
                let before = &source[..at];
                let own = before.ends_with("text::") || !before.ends_with(|c: char| c.is_alphanumeric() || "_.:".contains(c));
                let inside = source[at + call.len()..].trim_start();
                if let Some((key, _)) = inside.strip_prefix('"').and_then(|rest| rest.split_once('"')).filter(|_| own) {
                    keys.push(key.to_owned());
                }
            }
        }
        keys
    }

    #[test]
    fn the_files_are_readable_and_share_no_key() {
        let maps: Vec<BTreeMap<String, String>> = FILES.iter().map(|f| ron::from_str(f).unwrap()).collect();
        let total: usize = maps.iter().map(BTreeMap::len).sum();
        assert_eq!(english().len(), total);
        assert!(total > 0);
    }

    #[test]
    fn every_key_in_the_code_has_a_text() {
        let missing: Vec<String> = called(&all_source()).into_iter().filter(|key| !has(key)).collect();
        assert!(missing.is_empty(), "no text for {missing:?}");
    }

    /// A key counts as used where it is written out as a string, or where a string of its family is made, `"variable.{…}"`, of a name that
    /// is written out itself. The families of numbers are held against the numbers in `report` and `ui/plots/kinds`.
    #[test]
    fn no_text_is_unused() {
        let source = all_source();
        // Everything that stands between two quotation marks: whole texts, names, and beginnings of what is put together.
        let pieces: BTreeSet<&str> = source.split('"').collect();
        let families: BTreeSet<&str> = pieces
            .iter()
            .filter_map(|piece| piece.split_once('{'))
            .map(|(family, _)| family)
            .filter(|f| f.contains('.'))
            .collect();
        // What is put into a family's hole is a name that is written out somewhere too.
        let written = |name: &str| pieces.contains(name) || name.parse::<u8>().is_ok();
        let made = |key: &str| {
            let rest = |family: &&str| key.strip_prefix(*family).map(|rest| rest.split('.').any(&written));
            families.iter().filter_map(rest).any(|named| named)
        };
        let used = |key: &str| pieces.contains(key) || made(key);
        let unused: Vec<&String> = english().keys().filter(|key| !used(key)).collect();
        assert!(unused.is_empty(), "nobody says {unused:?}");
    }

    #[test]
    fn another_language_is_laid_over_english() {
        add_language("Test", "{\"dialog.close\": \"Zu\"}").unwrap();
        speak("Test");
        assert_eq!(text("dialog.close"), "Zu");
        assert_eq!(text("dialog.stay"), english()["dialog.stay"], "what it lacks is English");
        assert!(languages().contains(&"Test".to_owned()));
        speak(ENGLISH);
        assert_ne!(text("dialog.close"), "Zu");
        assert_eq!(add_language("Wrong", "{\"no.such.key\": \"x\"}").unwrap_err(), "no.such.key");
    }

    #[test]
    fn the_pseudo_language_keeps_placeholders_and_is_longer() {
        for (key, words) in english() {
            let other = &pseudo()[key];
            let holes = |text: &str| text.matches('{').count() + text.matches('}').count();
            assert_eq!(holes(words), holes(other), "{key}");
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            if letters(words) > 10 && holes(words) == 0 {
                assert!(letters(other) * 10 >= letters(words) * 12, "{key}: {other}");
            }
        }
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{n} {n|state|states}", &[("n", "1")]), "1 state");
        assert_eq!(fill("{n} {n|state|states}", &[("n", "0")]), "0 states");
        assert_eq!(fill("no such {a} text {b} {", &[("a", "{b}")]), "no such {b} text {b} {");
    }
}

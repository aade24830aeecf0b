//! Every text for people, by key.
//!
//! The words live in `assets/text/*.ron`, so that they can be read, corrected and translated in one place; code names them by
//! key. This module finds and fills them. It does not know what they say, and formats no numbers (that is `report::words`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The catalogue of the core and the catalogue of the window.
const FILES: [&str; 3] =
    [include_str!("../assets/text/en.ron"), include_str!("../assets/text/ui.ron"), include_str!("../assets/text/panels.ron")];

fn catalogue() -> &'static BTreeMap<String, String> {
    static CATALOGUE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        // The files are embedded and a test parses them: an unreadable one would only ever show keys in place of words.
        FILES.iter().flat_map(|file| ron::from_str::<BTreeMap<String, String>>(file).unwrap_or_default()).collect()
    })
}

/// The text of a key; the key itself, where there is none. `'static` for a key that is written in the code.
#[must_use]
pub fn text(key: &str) -> &str {
    catalogue().get(key).map_or(key, String::as_str)
}

/// Whether the catalogue has a key.
#[must_use]
pub fn has(key: &str) -> bool {
    catalogue().contains_key(key)
}

/// The text of a key with each `{name}` replaced. A placeholder without a value stays as it is; values are not filled again.
#[must_use]
pub fn fill(key: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text(key);
    let mut filled = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(known, _)| *known == name)?.1;
            Some((value, after))
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

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(catalogue().len(), total);
        assert!(total > 0);
    }

    #[test]
    fn every_key_in_the_code_has_a_text() {
        let missing: Vec<String> = called(&all_source()).into_iter().filter(|key| !has(key)).collect();
        assert!(missing.is_empty(), "no text for {missing:?}");
    }

    /// A key counts as used where it is written out as a string, or where a string of its family is made: `"variable.{…}"`.
    #[test]
    fn no_text_is_unused() {
        let source = all_source();
        let used = |key: &str| {
            let families = key.match_indices('.').map(|(at, _)| &key[..=at]);
            source.contains(&format!("\"{key}\"")) || families.into_iter().any(|family| source.contains(&format!("\"{family}{{")))
        };
        let unused: Vec<&String> = catalogue().keys().filter(|key| !used(key)).collect();
        assert!(unused.is_empty(), "nobody says {unused:?}");
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("no such {a} text {b} {", &[("a", "{b}")]), "no such {b} text {b} {");
    }
}

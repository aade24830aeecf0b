//! Files, as commands read and write them: what kind of file it is, what may be written over, and errors in the words of who typed
//! the path.

use std::path::Path;

use crate::session::kind::Kind;
use crate::session::shelf::ShelfError;
use crate::session::storage::{Disk, FILE_BYTES_MAX, Storage as _, StorageError, size};
use crate::text::{fill, text};

/// How the first line of a file of predictions begins.
pub(super) const PREDICTIONS_BEGIN: &str = "case_id,shift,";

/// What a file is and what can be done with it, as a sentence.
pub(super) fn says(kind: Kind) -> &'static str {
    text(match kind {
        Kind::Empty => "cli.kind_empty",
        Kind::Save => "cli.kind_save",
        Kind::Seat => "cli.kind_seat",
        Kind::Parameters => "cli.kind_parameters",
        Kind::Orders => "cli.kind_orders",
        Kind::Cases => "cli.kind_cases",
        Kind::Scenario => "cli.kind_scenario",
    })
}

/// Reads a file as text.
pub(super) fn read_text(path: &Path) -> anyhow::Result<String> {
    let shown = path.display().to_string();
    let wrong = |key: &str| anyhow::Error::msg(fill(key, &[("path", &shown)]));
    if path.is_dir() {
        return Err(wrong("cli.file_is_folder"));
    }
    let bytes = match Disk.read(path) {
        Ok(bytes) => bytes,
        Err(StorageError::TooLarge { .. }) => {
            anyhow::bail!(fill("cli.file_too_large", &[("path", &shown), ("most", &size(FILE_BYTES_MAX))]))
        }
        Err(error) => return Err(anyhow::Error::msg(error.to_string())),
    };
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count().to_string();
        let key = if wide { "cli.file_wide" } else { "cli.file_not_utf8" };
        anyhow::Error::msg(fill(key, &[("path", &shown), ("line", &line)]))
    })
}

/// Whether a result may be written there: into a folder that is there, over nothing that was read, and over no file of another kind.
pub(super) fn may_write(path: &Path, read: &[&Path], begins: &str) -> anyhow::Result<()> {
    let shown = path.display().to_string();
    let wrong = |key: &str| Err(anyhow::Error::msg(fill(key, &[("path", &shown)])));
    if path.is_dir() {
        return wrong("cli.file_is_folder");
    }
    if !path.exists() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        return match folder.filter(|folder| !folder.is_dir()) {
            Some(folder) => {
                let folder = folder.display().to_string();
                Err(anyhow::Error::msg(fill("cli.no_folder", &[("path", &shown), ("folder", &folder)])))
            }
            None => Ok(()),
        };
    }
    let same = |one: &Path, other: &Path| matches!((one.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if read.iter().any(|read| same(read, path)) {
        return wrong("cli.file_is_input");
    }
    if !path.is_file() {
        return wrong("cli.file_no_file");
    }
    let found = Disk.read(path).map_err(|error| anyhow::Error::msg(error.to_string()))?;
    if found.is_empty() || found.starts_with(begins.as_bytes()) { Ok(()) } else { wrong("cli.file_other_kind") }
}

/// What went wrong with a file that should have been written, about the path that was asked for.
pub(super) fn written(result: Result<(), ShelfError>, path: &Path) -> anyhow::Result<()> {
    result.map_err(|error| {
        let asked = match error {
            ShelfError::Storage(error) => error.about(path).into(),
            other => other,
        };
        anyhow::Error::msg(asked.to_string())
    })
}

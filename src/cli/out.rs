//! Writing to the terminal, so that a closed pipe is an error that is handled and never a panic.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, BufWriter, StdoutLock, Write};

use serde_json::{Value, json};

use crate::text::{fill, steers, text};

thread_local! {
    /// What was complained of, for the object of a machine that gets no other.
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Standard output, for people or for machines.
pub(super) struct Out {
    json: bool,
    to: BufWriter<StdoutLock<'static>>,
    /// Whether a machine has got something.
    begun: bool,
    /// Whether the reader went away, or has no room: nothing is written any more.
    alone: bool,
}

impl Out {
    pub(super) fn new(json: bool) -> Self {
        Self { json, to: BufWriter::new(io::stdout().lock()), begun: false, alone: false }
    }

    /// Writes, as long as anybody reads.
    fn put(&mut self, write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>) -> anyhow::Result<()> {
        if self.alone {
            return Ok(());
        }
        match write(&mut self.to) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.alone = true;
                Ok(())
            }
            Ok(()) => Ok(()),
            Err(error) => {
                // It is told once; the rest would fail in the same way.
                self.alone = true;
                Err(anyhow::Error::msg(match error.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => text("cli.output_full").to_owned(),
                    _ => fill("cli.output_failed", &[("why", &error.to_string())]),
                }))
            }
        }
    }

    /// Writes a line for people; nothing, where a machine reads.
    pub(super) fn line(&mut self, text: &str) -> anyhow::Result<()> {
        if self.json { Ok(()) } else { self.put(|to| writeln!(to, "{}", shown(text))) }
    }

    /// Writes the one object that a machine reads; nothing, where people read.
    pub(super) fn object(&mut self, value: &Value) -> anyhow::Result<()> {
        if !self.json {
            return Ok(());
        }
        self.begun = true;
        self.put(|to| {
            serde_json::to_writer_pretty(&mut *to, value).map_err(io::Error::from)?;
            writeln!(to)
        })
    }

    /// Writes a piece of an object that is made step by step; nothing, where people read.
    pub(super) fn piece(&mut self, text: &str) -> anyhow::Result<()> {
        if !self.json {
            return Ok(());
        }
        self.begun = true;
        self.put(|to| to.write_all(text.as_bytes()))
    }

    /// Shows what has been written so far.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        self.put(BufWriter::flush)
    }

    /// Ends: a machine that has got nothing gets what was complained of, so that it always reads an object.
    pub(super) fn close(mut self) -> anyhow::Result<()> {
        if self.json && !self.begun {
            let said = SAID.with(RefCell::take).join("\n");
            self.object(&json!({ "error": said }))?;
        }
        self.finish()
    }
}

/// Writes a line to standard error. Where that fails there is nobody left to tell.
pub(super) fn complain(text: &str) {
    // A machine knows who speaks.
    let name = fill("cli.error", &[("message", "")]);
    SAID.with_borrow_mut(|said| said.push(text.strip_prefix(name.as_str()).unwrap_or(text).to_owned()));
    note(text);
}

/// Writes a line to standard error that is no complaint.
pub(super) fn note(text: &str) {
    let _nobody_listens = writeln!(io::stderr().lock(), "{}", shown(text));
}

/// A text as a terminal may show it: what would move the cursor, change colours or turn the writing round is named and not done.
fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |sign| steers(sign) && sign != '\n')
}

/// A text that somebody else wrote, to stand within a line: its own line ends are named and not made.
pub(super) fn in_line(text: &str) -> String {
    escaped(text, steers).into_owned()
}

fn escaped(text: &str, which: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&which) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        if which(sign) {
            shown.extend(sign.escape_unicode());
        } else {
            shown.push(sign);
        }
    }
    Cow::Owned(shown)
}

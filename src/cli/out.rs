//! Writing to the terminal, so that a closed pipe is an error that is handled and never a panic.

use std::borrow::Cow;
use std::io::{self, BufWriter, StdoutLock, Write};

use serde_json::Value;

use crate::text::steers;

/// Standard output, for people or for machines.
pub(super) struct Out {
    json: bool,
    to: BufWriter<StdoutLock<'static>>,
}

impl Out {
    pub(super) fn new(json: bool) -> Self {
        Self { json, to: BufWriter::new(io::stdout().lock()) }
    }

    /// Writes a line for people; nothing, where a machine reads.
    pub(super) fn line(&mut self, text: &str) -> anyhow::Result<()> {
        if !self.json {
            writeln!(self.to, "{}", shown(text))?;
        }
        Ok(())
    }

    /// Writes the one object that a machine reads; nothing, where people read.
    pub(super) fn object(&mut self, value: &Value) -> anyhow::Result<()> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.to, value).map_err(io::Error::from)?;
            writeln!(self.to)?;
        }
        Ok(())
    }

    /// Writes a piece of an object that is made step by step; nothing, where people read.
    pub(super) fn piece(&mut self, text: &str) -> anyhow::Result<()> {
        if self.json {
            write!(self.to, "{text}")?;
        }
        Ok(())
    }

    /// Shows what has been written so far.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.to.flush()?)
    }
}

/// Writes a line to standard error. Where that fails there is nobody left to tell.
pub(super) fn complain(text: &str) {
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

/// Whether an error is that of a reader who went away.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &(dyn std::error::Error + 'static)| {
        e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

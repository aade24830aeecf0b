//! Where things are in a text: a small reader of RON that keeps places and nothing else.
//!
//! It splits a text into nested values, so that each item of a list can be decoded by itself and a problem of meaning can be
//! shown at the value that causes it. It does not judge numbers, names or types: that is `decode`'s work.

use crate::text::{fill, text as words};
/// Deepest nesting of brackets that is read.
pub(crate) const DEPTH_MAX: u32 = 32;

/// A value and where it stands, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// First byte.
    pub(crate) start: usize,
    /// One after the last byte.
    pub(crate) end: usize,
    /// What is inside.
    pub(crate) kind: Kind,
}

/// What a value consists of.
#[derive(Debug, Default)]
pub(crate) enum Kind {
    /// A string, a number, a word.
    #[default]
    Leaf,
    /// `[…]` or `(…)` without names.
    List(Vec<Node>),
    /// `(name: …)`; the first node of a field is its name.
    Struct(Vec<(Node, Node)>),
    /// `{…}`.
    Map(Vec<(Node, Node)>),
}

/// A text that is not RON.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Where it stops making sense, in bytes.
    pub(crate) at: usize,
    /// What was expected.
    pub(crate) message: String,
}

impl Node {
    /// The source of the value.
    pub(crate) fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// The field of that name or the map's value at that key; the value itself, if there is none.
    pub(crate) fn get(&self, source: &str, name: &str) -> &Self {
        self.find(source, name).unwrap_or(self)
    }

    /// The field of that name or the map's value at that key.
    pub(crate) fn find(&self, source: &str, name: &str) -> Option<&Self> {
        let (Kind::Struct(fields) | Kind::Map(fields)) = &self.kind else { return None };
        fields.iter().find(|(key, _)| bare(key.text(source)) == name).map(|(_, value)| value)
    }

    /// The name or key itself, of the field of that name or the map's entry at that key; the value, if there is none.
    pub(crate) fn key(&self, source: &str, name: &str) -> &Self {
        let (Kind::Struct(fields) | Kind::Map(fields)) = &self.kind else { return self };
        fields.iter().find(|(key, _)| bare(key.text(source)) == name).map_or(self, |(key, _)| key)
    }

    /// The n-th item; the value itself, if there is none.
    pub(crate) fn nth(&self, n: usize) -> &Self {
        self.items().get(n).unwrap_or(self)
    }

    /// The items of a list, or nothing.
    pub(crate) fn items(&self) -> &[Self] {
        if let Kind::List(items) = &self.kind { items } else { &[] }
    }

    /// Calls a function for the value and all that are in it, outermost first.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match &self.kind {
            Kind::Leaf => {}
            Kind::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Kind::Struct(fields) | Kind::Map(fields) => {
                for (key, value) in fields {
                    visit(key);
                    value.walk(visit);
                }
            }
        }
    }
}

/// A name without its quotation marks.
pub(crate) fn bare(text: &str) -> &str {
    text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text)
}

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.skip()?;
    let node = reader.value()?;
    reader.skip()?;
    if reader.at < text.len() { Err(reader.fault(words("problem.file_should_end_bracket_closed"))) } else { Ok(node) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn fault(&self, message: &str) -> Fault {
        Fault { at: self.at, message: message.to_owned() }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes a piece of text if it comes next.
    fn take(&mut self, piece: &str) -> bool {
        let found = self.rest().starts_with(piece);
        if found {
            self.at += piece.len();
        }
        found
    }

    /// Goes on to just after the next occurrence.
    fn past(&mut self, piece: &str) -> bool {
        let found = self.rest().find(piece);
        self.at = found.map_or(self.text.len(), |n| self.at + n + piece.len());
        found.is_some()
    }

    fn skip(&mut self) -> Result<(), Fault> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.take("//") {
                self.past("\n");
            } else if self.rest().starts_with("/*") {
                self.block_comment()?;
            } else {
                return Ok(());
            }
        }
    }

    fn block_comment(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut depth = 0_u32;
        while self.at < self.text.len() {
            if self.take("/*") {
                depth += 1;
            } else if self.take("*/") {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            } else {
                self.at += self.peek().map_or(1, char::len_utf8);
            }
        }
        Err(Fault { at: start, message: words("problem.comment_not_closed").to_owned() })
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        let kind = match self.peek() {
            None => return Err(self.fault(words("problem.value_missing_at_end_file"))),
            Some('(') => self.parens()?,
            Some('[') => Kind::List(self.bracketed('[', ']', Self::value)?),
            Some('{') => Kind::Map(self.bracketed('{', '}', |r| r.entry(Self::value))?),
            Some('"') => self.string()?,
            Some('r') if self.rest().starts_with("r\"") || self.rest().starts_with("r#") => self.raw_string()?,
            Some('\'') => {
                self.at += 1;
                self.take("\\");
                self.at += self.peek().map_or(0, char::len_utf8);
                if !self.take("'") {
                    return Err(self.fault(words("problem.missing")));
                }
                Kind::Leaf
            }
            Some(c) if word(c) || c == '-' || c == '+' || c == '.' => {
                self.word();
                let end = self.at;
                self.skip()?;
                if self.peek() == Some('(') {
                    self.parens()?
                } else {
                    self.at = end;
                    Kind::Leaf
                }
            }
            Some(c) => return Err(self.fault(&fill("problem.value_was_expected_not", &[("c", &c.to_string())]))),
        };
        Ok(Node { start, end: self.at, kind })
    }

    /// A word or a number.
    fn word(&mut self) {
        let rest = self.rest();
        self.at += rest.find(|c: char| !(word(c) || matches!(c, '-' | '+' | '.'))).unwrap_or(rest.len());
    }

    fn parens(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        self.at += 1;
        self.skip()?;
        self.word();
        self.skip()?;
        let named = self.at > start + 1 && self.peek() == Some(':');
        self.at = start;
        if named {
            Ok(Kind::Struct(self.bracketed('(', ')', |r| r.entry(Self::name))?))
        } else {
            Ok(Kind::List(self.bracketed('(', ')', Self::value)?))
        }
    }

    fn name(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        self.word();
        if self.at == start {
            Err(self.fault(words("problem.name_field_was_expected")))
        } else {
            Ok(Node { start, end: self.at, kind: Kind::Leaf })
        }
    }

    fn entry(&mut self, key: impl Fn(&mut Self) -> Result<Node, Fault>) -> Result<(Node, Node), Fault> {
        let key = key(self)?;
        self.skip()?;
        if !self.take(":") {
            return Err(self.fault(words("problem.was_expected")));
        }
        self.skip()?;
        Ok((key, self.value()?))
    }

    fn bracketed<T>(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let start = self.at;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.fault(&fill("problem.brackets_are_nested_more_than", &[("depth_max", &DEPTH_MAX.to_string())])));
        }
        self.at += open.len_utf8();
        let mut items = Vec::new();
        loop {
            self.skip()?;
            if self.peek() == Some(close) {
                self.at += close.len_utf8();
                self.depth -= 1;
                return Ok(items);
            }
            if self.at >= self.text.len() {
                return Err(Fault {
                    at: start,
                    message: fill("problem.never_closed_by", &[("open", &open.to_string()), ("close", &close.to_string())]),
                });
            }
            items.push(item(self)?);
            self.skip()?;
            if self.peek() != Some(close) && !self.take(",") && self.at < self.text.len() {
                return Err(self.fault(&fill("problem.or_was_expected", &[("close", &close.to_string())])));
            }
        }
    }

    fn string(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        self.at += 1;
        loop {
            let rest = self.rest();
            let Some(n) = rest.find(['"', '\\']) else {
                return Err(Fault { at: start, message: words("problem.text_has_no_closing").to_owned() });
            };
            self.at += n;
            if self.take("\"") {
                return Ok(Kind::Leaf);
            }
            self.at += 1;
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn raw_string(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        self.at += 1;
        let marks = self.rest().len() - self.rest().trim_start_matches('#').len();
        self.at += marks;
        let end = format!("\"{}", "#".repeat(marks));
        if self.take("\"") && self.past(&end) {
            Ok(Kind::Leaf)
        } else {
            Err(Fault { at: start, message: fill("problem.text_has_no_closing_2", &[("end", &end)]) })
        }
    }
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

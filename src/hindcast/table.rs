//! Tables with a header, in comma-separated values: rows with names, and every problem with its place.
//!
//! Reading the syntax is the `csv` crate's work. This module knows which column is called what, keeps the place of each field for
//! what is said about it, and turns fields into numbers. It knows nothing about cases.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use crate::scenario::{Problem, Problems};
use crate::text::{fill, text as words};

/// Largest table that is read, bytes; and its most rows and columns.
const BYTES_MAX: usize = 8_000_000;
const ROWS_MAX: usize = 10_000;
const COLUMNS_MAX: usize = 200;
/// Most problems that are told: a file of another kind has one in every field.
const PROBLEMS_MAX: usize = 1_000;

/// A table that was read, and what was found wrong with it so far.
pub(super) struct Sheet<'a> {
    file: &'a str,
    columns: Vec<String>,
    rows: Vec<Vec<Field>>,
    problems: RefCell<Vec<Problem>>,
}

/// A field and its place.
struct Field {
    text: String,
    line: u32,
    column: u32,
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'s, 'a> {
    sheet: &'s Sheet<'a>,
    fields: &'s [Field],
}

impl<'a> Sheet<'a> {
    /// Reads a table and checks that the columns that must be there are, and that of those that belong together all are or none.
    ///
    /// # Errors
    /// It is no table: the syntax is broken, there is no header, or a needed column is missing; or it is too large to be read.
    pub(super) fn read(file: &'a str, content: &str, needed: &[&str], together: &[&str]) -> Result<Self, Problems> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let mut sheet = Self { file, columns: Vec::new(), rows: Vec::new(), problems: RefCell::default() };
        if content.len() > BYTES_MAX {
            sheet.say(1, 1, fill("table.too_large", &[("most", &(BYTES_MAX / 1_000_000).to_string())]), "");
            return Err(sheet.close());
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let (line, start) = record.position().map_or((1, 0), |at| (at.line() as u32, at.byte() as usize));
                    let fields = placed(content.get(start..).unwrap_or_default(), line, record.iter());
                    if sheet.columns.is_empty() {
                        if fields.len() > COLUMNS_MAX {
                            let (found, most) = (fields.len().to_string(), COLUMNS_MAX.to_string());
                            sheet.say(line, 1, fill("table.too_wide", &[("found", &found), ("most", &most)]), "");
                            return Err(sheet.close());
                        }
                        sheet.header(&fields);
                    } else {
                        sheet.rows.push(fields);
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(1, |at| at.line() as u32);
                    sheet.say(line, 1, fill("table.unreadable", &[("message", &error.to_string())]), "");
                }
            }
            if sheet.rows.len() > ROWS_MAX {
                sheet.say(1, 1, fill("table.too_long", &[("most", &ROWS_MAX.to_string())]), "");
                break;
            }
        }
        // Of a file of another kind one thing is said, and not that each column is missing.
        let other = if sheet.columns.is_empty() {
            Some(("table.empty", "table.empty_hint"))
        } else if matches!(sheet.columns.as_slice(), [only] if only.contains(';')) {
            Some(("table.semicolons", "table.semicolons_hint"))
        } else if !needed.iter().any(|name| sheet.has(name)) {
            Some(("table.other", "table.empty_hint"))
        } else {
            None
        };
        if let Some((message, hint)) = other {
            sheet.problems.borrow_mut().clear();
            sheet.say(1, 1, words(message).to_owned(), words(hint));
            return Err(sheet.close());
        }
        let begun = together.iter().any(|name| sheet.has(name));
        for name in needed.iter().chain(together.iter().filter(|_| begun)).filter(|name| !sheet.has(name)) {
            sheet.say(1, 1, fill("table.no_column", &[("column", name)]), words("table.no_column_hint"));
        }
        for row in &sheet.rows {
            if let Some(first) = row.first().filter(|_| row.len() != sheet.columns.len()) {
                let (found, wanted) = (row.len().to_string(), sheet.columns.len().to_string());
                let message = fill("table.wrong_length", &[("found", &found), ("wanted", &wanted)]);
                sheet.say(first.line, 1, message, words("table.wrong_length_hint"));
            }
        }
        if sheet.problems.borrow().is_empty() { Ok(sheet) } else { Err(sheet.close()) }
    }

    fn header(&mut self, fields: &[Field]) {
        self.columns = fields.iter().map(|f| f.text.trim().to_owned()).collect();
        for (n, field) in fields.iter().enumerate() {
            let name = field.text.trim();
            if self.columns.iter().take(n).any(|earlier| earlier == name) {
                self.say(field.line, field.column, fill("table.column_twice", &[("column", name)]), "");
            }
        }
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The rows below the header.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|fields| Row { sheet: self, fields })
    }

    fn say(&self, line: u32, column: u32, message: String, hint: &str) {
        if self.problems.borrow().len() >= PROBLEMS_MAX {
            return;
        }
        let file = self.file.to_owned();
        self.problems.borrow_mut().push(Problem { file, line, column, message, hint: hint.to_owned() });
    }

    /// Whether nothing has been found wrong.
    pub(super) fn is_clean(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// What has been found wrong, from top to bottom.
    pub(super) fn close(self) -> Problems {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        Problems(problems)
    }
}

impl Row<'_, '_> {
    fn field(&self, column: &str) -> Option<&Field> {
        let at = self.sheet.columns.iter().position(|name| name == column)?;
        self.fields.get(at)
    }

    /// The text of a field; empty where there is none.
    pub(super) fn text(&self, column: &str) -> &str {
        self.field(column).map_or("", |field| field.text.trim())
    }

    /// Notes something wrong with a field.
    pub(super) fn say(&self, column: &str, message: &str, hint: &str) {
        let place = self.field(column).or_else(|| self.fields.first());
        let (line, at) = place.map_or((1, 1), |field| (field.line, field.column));
        self.sheet.say(line, at, format!("{column}: {message}"), hint);
    }

    /// A text that must be there, of so many characters at most.
    pub(super) fn needed_text(&self, column: &str, chars_max: usize) -> Option<String> {
        let found = self.text(column);
        if found.is_empty() {
            self.say(column, words("table.missing"), "");
            return None;
        }
        let chars = found.chars().count();
        if chars > chars_max {
            let values = [("chars", &*chars.to_string()), ("most", &*chars_max.to_string())];
            self.say(column, &fill("table.too_many_chars", &values), "");
            return None;
        }
        Some(found.to_owned())
    }

    /// A number between two limits, if there is one. An empty field is no problem.
    pub(super) fn number<T: FromStr + PartialOrd + Display + Copy>(&self, column: &str, range: (T, T)) -> Option<T> {
        let found = self.text(column);
        if found.is_empty() {
            return None;
        }
        let (low, high) = range;
        // Spreadsheets write whole numbers as `2.0`; where a whole one is read, that is one.
        let whole = || found.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0')).map(|(whole, _)| whole);
        let Some(value) = found.parse::<T>().ok().or_else(|| whole()?.parse::<T>().ok()) else {
            let hint = if "0.5".parse::<T>().is_ok() { "table.no_number_hint" } else { "table.whole_number_hint" };
            self.say(column, &fill("table.no_number", &[("text", found)]), words(hint));
            return None;
        };
        // Neither limit holds for a value that is not a number.
        if value >= low && value <= high {
            return Some(value);
        }
        let (low, high) = (low.to_string(), high.to_string());
        self.say(column, &fill("table.out_of_range", &[("text", found), ("low", &low), ("high", &high)]), "");
        None
    }

    /// A number that must be there.
    pub(super) fn needed<T: FromStr + PartialOrd + Display + Copy>(&self, column: &str, range: (T, T)) -> Option<T> {
        if self.text(column).is_empty() {
            self.say(column, words("table.missing"), "");
            return None;
        }
        self.number(column, range)
    }
}

/// Gives each field of a record its line and column. `content` begins where the record does, or at blank lines before it; what
/// stands in quotation marks may hold commas, line breaks and doubled quotation marks.
fn placed<'r>(content: &str, mut line: u32, fields: impl Iterator<Item = &'r str>) -> Vec<Field> {
    let mut column = 1;
    let mut rest = content.chars().peekable();
    while let Some(c) = rest.next_if(|c| *c == '\n' || *c == '\r') {
        line += u32::from(c == '\n');
    }
    let mut found = Vec::new();
    for text in fields {
        found.push(Field { text: text.to_owned(), line, column });
        let mut quoted = false;
        for c in rest.by_ref() {
            column += 1;
            match c {
                '"' => quoted = !quoted,
                '\n' => (line, column) = (line + 1, 1),
                _ => {}
            }
            if !quoted && (c == ',' || c == '\n') {
                break;
            }
        }
    }
    found
}

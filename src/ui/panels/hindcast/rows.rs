//! The cases as rows: what was predicted, what was observed, how far apart; in any order, and as tab-separated text.

use crate::hindcast::assess::Assessment;
use crate::hindcast::case::Record;
use crate::report::words;
use crate::text::text;
use crate::ui::kit::theme::Mark;

/// A case with what came of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The case's short name.
    pub(super) id: String,
    /// Whom it is about, and when.
    pub(super) name: String,
    /// What was decided.
    pub(super) kind: String,
    /// Who decided.
    pub(super) coalition: String,
    /// The share before.
    pub(super) prior: f64,
    /// The change that the rules predict.
    pub(super) predicted: f64,
    /// Its spread over the futures.
    pub(super) spread: f64,
    /// The change that was observed, where it could be.
    pub(super) observed: Option<f64>,
    /// Its mark in the plot.
    pub(super) mark: Mark,
}

impl Row {
    /// What was observed beyond what was predicted.
    pub(super) fn miss(&self) -> Option<f64> {
        self.observed.map(|observed| observed - self.predicted)
    }

    /// How large the error is; none where nothing was observed.
    pub(super) fn error(&self) -> f64 {
        self.miss().map_or(-1.0, f64::abs)
    }

    /// The observed change in words.
    pub(super) fn observed_words(&self) -> String {
        self.observed.map_or_else(|| text("hindcast.page.not_measured").to_owned(), change)
    }
}

/// A change of share, points with a sign.
pub(super) fn change(value: f64) -> String {
    let shown = words::signed(value * 100.0, 0);
    let nothing = words::shows_nothing(&shown);
    if nothing { "0".to_owned() } else { shown }
}

/// The marks of the plot, with the key of what each stands for.
pub(super) const MARKS: [(Mark, &str); 4] = [
    (Mark::Square, "hindcast.page.mark_embargo"),
    (Mark::TriangleDown, "hindcast.page.mark_deny"),
    (Mark::Circle, "hindcast.page.mark_conditions"),
    (Mark::TriangleUp, "hindcast.page.mark_approve"),
];

fn mark(decision: &str) -> Mark {
    match decision {
        "embargo" => Mark::Square,
        "deny" | "delay" => Mark::TriangleDown,
        "approve" | "coproduction" => Mark::TriangleUp,
        _ => Mark::Circle,
    }
}

/// The rows of an assessment, in the order of the cases.
pub(super) fn rows(records: &[Record], assessment: &Assessment) -> Vec<Row> {
    let row = |(record, prediction): (&Record, &crate::hindcast::predictions::Prediction)| {
        let case = &record.case;
        Row {
            id: case.id.clone(),
            name: format!("{} {}", case.recipient, case.year),
            kind: text(&format!("hindcast.kind.{}", case.decision)).to_owned(),
            coalition: case.members().collect::<Vec<_>>().join(", "),
            prior: case.prior(),
            predicted: prediction.shift,
            spread: prediction.shift_sd.unwrap_or(0.0),
            observed: record.outcome.as_ref().and_then(|outcome| outcome.shift).map(|shift| shift.size),
            mark: mark(&case.decision),
        }
    };
    records.iter().zip(&assessment.predictions).map(row).collect()
}

/// The columns of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    /// Whom it is about.
    Case,
    /// What was decided.
    Decision,
    /// Who decided.
    By,
    /// The share before.
    Before,
    /// The predicted change.
    Predicted,
    /// The observed change.
    Observed,
    /// How far apart they are.
    #[default]
    Miss,
}

impl Column {
    /// All of them, from left to right, with the keys of their names.
    pub(super) const ALL: [(Self, &'static str); 7] = [
        (Self::Case, "hindcast.page.case"),
        (Self::Decision, "hindcast.page.decision"),
        (Self::Predicted, "hindcast.page.predicted"),
        (Self::Observed, "hindcast.page.observed"),
        (Self::Miss, "hindcast.page.miss"),
        (Self::Before, "hindcast.page.before"),
        (Self::By, "hindcast.page.by"),
    ];

    /// Whether it holds numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Before | Self::Predicted | Self::Observed | Self::Miss)
    }

    /// What stands in it.
    pub(super) fn cell(self, row: &Row) -> String {
        match self {
            Self::Case => row.name.clone(),
            Self::Decision => row.kind.clone(),
            Self::By => row.coalition.clone(),
            Self::Before => words::share(row.prior),
            Self::Predicted => change(row.predicted),
            Self::Observed => row.observed_words(),
            Self::Miss => row.miss().map_or_else(|| text("hindcast.page.not_measured").to_owned(), change),
        }
    }
}

/// The order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// By what.
    pub(super) by: Column,
    /// Whether the largest come first.
    pub(super) down: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { by: Column::default(), down: true }
    }
}

impl Order {
    /// The order after a click on a column's head: numbers begin with the largest, words with the first.
    pub(super) fn clicked(self, by: Column) -> Self {
        Self { by, down: if self.by == by { !self.down } else { by.is_number() } }
    }

    /// Rows in this order; what was not measured always comes last.
    pub(super) fn of(self, rows: &[Row]) -> Vec<&Row> {
        let mut sorted: Vec<&Row> = rows.iter().collect();
        let unknown = |row: &Row| matches!(self.by, Column::Observed | Column::Miss) && row.observed.is_none();
        sorted.sort_by(|a, b| {
            let forwards = match self.by {
                Column::Case => a.name.cmp(&b.name),
                Column::Decision => a.kind.cmp(&b.kind),
                Column::By => a.coalition.cmp(&b.coalition),
                Column::Before => a.prior.total_cmp(&b.prior),
                Column::Predicted => a.predicted.total_cmp(&b.predicted),
                Column::Observed => a.observed.unwrap_or(0.0).total_cmp(&b.observed.unwrap_or(0.0)),
                Column::Miss => a.error().total_cmp(&b.error()),
            };
            unknown(a).cmp(&unknown(b)).then(if self.down { forwards.reverse() } else { forwards })
        });
        sorted
    }
}

/// The rows as tab-separated text, numbers with a plain minus.
pub(super) fn tsv(rows: &[&Row], caption: &str) -> String {
    let plain = |cell: String| cell.replace(words::MINUS, "-").replace(words::HARD_SPACE, "");
    let heads: Vec<&str> = Column::ALL.iter().map(|(_, key)| text(key)).collect();
    let mut lines = vec![heads.join("\t")];
    for row in rows {
        let cells = Column::ALL.iter().map(|(column, _)| match column {
            Column::Case | Column::Decision | Column::By => column.cell(row),
            _ => plain(column.cell(row)),
        });
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
    lines.push(String::new());
    lines.push(caption.to_owned());
    lines.join("\n") + "\n"
}

//! What is asked of the ledger: which turn, whose, which phase, how large, which words, in what order.

use crate::rules::phases::Phase;
use crate::rules::table::StateId;

/// A query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Query {
    /// Which turns.
    pub(super) which: Which,
    /// Only this actor's numbers.
    pub(super) actor: Option<StateId>,
    /// Only this phase.
    pub(super) phase: Option<Phase>,
    /// Only changes at least this large.
    pub(super) size_min: Size,
    /// Words that have to be there.
    pub(super) search: String,
    /// Only these entries of the last turn; none: all.
    pub(super) entries: Vec<usize>,
    /// By what the lines are sorted.
    pub(super) sort: Column,
    /// The other way round.
    pub(super) descending: bool,
    /// Whether entries stand under the headlines that rest on them.
    pub(super) headlines: bool,
}

impl Query {
    /// Whether it leaves anything out.
    pub(super) fn narrows(&self) -> bool {
        let free = Self { which: self.which, sort: self.sort, descending: self.descending, ..Self::default() };
        *self != Self { headlines: self.headlines, ..free }
    }

    /// Takes every filter away.
    pub(super) fn clear(&mut self) {
        *self = Self {
            which: self.which,
            sort: self.sort,
            descending: self.descending,
            headlines: self.headlines,
            ..Self::default()
        };
    }
}

/// Which turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// The last one.
    #[default]
    Last,
    /// All of the line.
    All,
    /// The one that led to this position of the line.
    At(usize),
}

/// How large a change has to be, against what its kind usually spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Size {
    /// However small.
    #[default]
    Any,
    /// A hundredth.
    Hundredth,
    /// A twentieth.
    Twentieth,
}

impl Size {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Any, Self::Hundredth, Self::Twentieth];

    /// The least size.
    pub(super) const fn least(self) -> f64 {
        match self {
            Self::Any => 0.0,
            Self::Hundredth => 0.01,
            Self::Twentieth => 0.05,
        }
    }

    /// The key of its name.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Any => "ledger.any_size",
            Self::Hundredth => "ledger.size_small",
            Self::Twentieth => "ledger.size_large",
        }
    }
}

/// A column that sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    /// Whose number, with a head for each.
    #[default]
    Actor,
    /// The turn.
    Turn,
    /// The phase.
    Phase,
    /// The number's name.
    Number,
    /// The signed change.
    Change,
    /// The size of the change, the largest first.
    Size,
    /// The words of the largest cause.
    Cause,
}

//! Between the ledger's causes and the reader: a tree of signed parts that adds up exactly, at every level, down to orders, draws and
//! levels that act by a rule with its parameters.
//!
//! A part that rests on another number is shared
//! among what moved that number in the same turn, in the same proportion; what did not move acts by its level and is a leaf. What still
//! moves from earlier turns rests on the same number's entry of the turn before, as far back as those turns are at hand.

use std::collections::BTreeSet;

use crate::rules::acting;
use crate::rules::ledger::{Cause, Ledger, Parent, largest_remainder};
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::variable::Variable;
use crate::rules::world::World;
use crate::text::{fill, text};

use super::causes::{Context, cause_in};
use super::sources::{Source, source};
use super::words::{self, Shape};

/// Parts of one number that stand by themselves at most; the smaller ones are one part together, as are those that are less than shown.
const PARTS_MAX: usize = 7;
/// A number whose parts nearly cancel out is not shared further: the shares would be many times the whole.
const CANCELLING: f64 = 0.08;
/// So many times what moved a number in the turn before may still move it now; more, or the other way, comes from what has changed since.
const STILL_MOST: f64 = 1.5;
/// How many turns back a tree follows what still moves.
pub const EARLIER: usize = 4;

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Why, as a phrase.
    pub words: String,
    /// How much, in the unit of the number that is explained.
    pub amount: Quantity,
    /// As it is shown: in units of the last decimal.
    pub units: i64,
    /// What it comes from.
    pub source: Source,
    /// The rule by which it acted.
    pub rule: Option<Rule>,
    /// The parameters of that rule that acted.
    pub parameters: Vec<&'static str>,
    /// How many turns before the one that is explained it acted.
    pub back: usize,
    /// The phase in which it acted.
    pub phase: Option<Phase>,
    /// Whether it has parts of its own.
    pub opens: bool,
    /// Its parts, where they are shown.
    pub children: Vec<Self>,
}

/// Which parts show their own parts.
#[derive(Clone, Copy)]
pub enum Open<'a> {
    /// Those at these places.
    At(&'a BTreeSet<Vec<usize>>),
    /// All, down to so many levels.
    Levels(usize),
}

impl Open<'_> {
    fn holds(self, path: &[usize]) -> bool {
        match self {
            Self::At(places) => places.contains(path),
            Self::Levels(levels) => path.len() < levels,
        }
    }
}

/// A turn as whoever reads may see it, with the parts of every formula.
#[derive(Clone, Copy)]
pub struct Turn<'a> {
    /// What does not change.
    pub setting: &'a Setting,
    /// The position before.
    pub before: &'a World,
    /// The position that it led to.
    pub after: &'a World,
    /// Its ledger.
    pub ledger: &'a Ledger,
    /// What puts causes into words, and who reads.
    pub context: Context<'a>,
    /// Whether the reader may know a number.
    pub knows: &'a dyn Fn(Variable) -> bool,
    /// The turns before it, the latest last, as far as they are at hand; of these it is not asked what came before them.
    pub earlier: &'a [Self],
}

/// A number's change as a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The number.
    pub variable: Variable,
    /// Before the turn.
    pub before: Quantity,
    /// After it.
    pub after: Quantity,
    /// How amounts are written.
    pub shape: Shape,
    /// The parts of the change.
    pub roots: Vec<Node>,
}

impl Tree {
    /// Explains the change of a number in a turn.
    #[must_use]
    pub fn new(turn: &Turn<'_>, variable: Variable, open: Open<'_>) -> Self {
        Self::written(turn, variable, open, Shape::of(variable).finer())
    }

    /// The same, written at least as finely as a shape.
    #[must_use]
    pub fn written(turn: &Turn<'_>, variable: Variable, open: Open<'_>, mut shape: Shape) -> Self {
        let (before, after) = (turn.before.values.get(variable), turn.after.values.get(variable));
        let change = after - before;
        while shape.units(change) == 0 && change != Quantity::ZERO && shape != shape.finer() {
            shape = shape.finer();
        }
        let teller = Teller { turn, shape, open, back: 0 };
        let mut parts = teller.parts(variable);
        let told: Quantity = parts.iter().map(|part| part.amount).sum();
        // What a seat believes may move otherwise than the truth; the difference is not its to know.
        if told != change && !parts.is_empty() {
            parts.push(Part::hidden(change - told));
        }
        let units = shape.units(change);
        let roots = teller.nodes(&parts, units, &mut vec![variable], &mut Vec::new());
        Self { variable, before, after, shape, roots }
    }

    /// The change.
    #[must_use]
    pub fn change(&self) -> Quantity {
        self.after - self.before
    }
}

/// A part before it is put into words.
#[derive(Clone, Debug)]
struct Part {
    cause: Option<Cause>,
    amount: Quantity,
    phase: Option<Phase>,
}

impl Part {
    const fn hidden(amount: Quantity) -> Self {
        Self { cause: None, amount, phase: None }
    }
}

struct Teller<'a> {
    turn: &'a Turn<'a>,
    shape: Shape,
    open: Open<'a>,
    back: usize,
}

impl Teller<'_> {
    /// The parts of a number's change, one a cause and phase, the largest first; what the seat may not know is one part.
    fn parts(&self, variable: Variable) -> Vec<Part> {
        let mut sums: Vec<Part> = Vec::new();
        for (_, entry) in self.turn.ledger.about(variable) {
            let known = self.turn.context.viewer.may_know(entry.seen_by);
            let told = |cause| Some(self.turn.context.told(cause)).filter(|_| known);
            let each = self.turn.ledger.parts(entry).into_iter().map(|(cause, amount)| (told(cause), amount));
            for (cause, amount) in each {
                let phase = Some(entry.phase).filter(|_| known);
                match sums.iter_mut().find(|p| p.cause == cause && p.phase == phase) {
                    Some(part) => part.amount += amount,
                    None => sums.push(Part { cause, amount, phase }),
                }
            }
        }
        sums.retain(|part| part.amount != Quantity::ZERO);
        sums.sort_by(|a, b| b.amount.micros().abs().cmp(&a.amount.micros().abs()).then(a.cause.cmp(&b.cause)));
        sums
    }

    /// How many parts, the largest first, stand by themselves: as many as show a number, up to the most; where none does, or where a
    /// single one would be left over, as many as may be.
    fn stands(&self, parts: &[Part]) -> usize {
        let told = parts.iter().take_while(|part| self.shape.units(part.amount) != 0).count();
        let stand = if told == 0 { PARTS_MAX } else { told.min(PARTS_MAX) };
        if parts.len() <= stand + 1 { parts.len() } else { stand }
    }

    fn nodes(&self, parts: &[Part], units: i64, above: &mut Vec<Variable>, path: &mut Vec<usize>) -> Vec<Node> {
        let kept = self.stands(parts);
        let (kept, rest) = parts.split_at_checked(kept).unwrap_or((parts, &[]));
        let fold = !rest.is_empty();
        let mut amounts: Vec<Quantity> = kept.iter().map(|part| part.amount).collect();
        if fold {
            amounts.push(rest.iter().map(|part| part.amount).sum());
        }
        let shown = self.shape.parts(&amounts, units);
        let mut nodes = Vec::with_capacity(amounts.len());
        for (n, (part, units)) in kept.iter().zip(&shown).enumerate() {
            path.push(n);
            nodes.push(self.node(part, *units, above, path));
            path.pop();
        }
        if let (true, Some(units), Some(amount)) = (fold, shown.last(), amounts.last()) {
            path.push(kept.len());
            let words = fill("why.rest", &[("count", &rest.len().to_string())]);
            let open = self.open.holds(path);
            let children = if open { self.nodes(rest, *units, above, path) } else { Vec::new() };
            nodes.push(Node {
                words,
                amount: *amount,
                units: *units,
                source: Source::Rest,
                rule: None,
                parameters: Vec::new(),
                back: self.back,
                phase: None,
                opens: true,
                children,
            });
            path.pop();
        }
        nodes
    }

    fn node(&self, part: &Part, units: i64, above: &mut Vec<Variable>, path: &mut Vec<usize>) -> Node {
        let (setting, context) = (self.turn.setting, self.turn.context);
        let of = above.last().copied();
        let still = part.cause.filter(still_moves).and(of).zip(self.turn.earlier.split_last());
        if let Some((of, (last, before))) = still {
            let last = Turn { earlier: before, ..*last };
            return Teller { turn: &last, back: self.back + 1, ..*self }.still(part, of, units, path);
        }
        let (words, source) = match &part.cause {
            Some(cause) => {
                (words::capital(&cause_in(setting, context, cause)), source(cause, context.orders.unwrap_or_default()))
            }
            None => (words::capital(text("why.hidden")), Source::Hidden),
        };
        let below = match source {
            Source::Number(of) if !above.contains(&of) => self.shared(of, part.amount),
            _ => Vec::new(),
        };
        let opens = !below.is_empty();
        let mut children = Vec::new();
        if let (true, Source::Number(of)) = (opens && self.open.holds(path), source) {
            above.push(of);
            children = self.nodes(&below, units, above, path);
            above.pop();
        }
        let acted = |of| part.cause.map(|cause| acting::parameters(of, cause, context.orders, context.ledger));
        Node {
            words,
            amount: part.amount,
            units,
            source,
            rule: part.cause.map(|cause| cause.rule),
            parameters: of.and_then(acted).unwrap_or_default(),
            back: self.back,
            phase: part.phase,
            opens,
            children,
        }
    }

    /// What still moved a number in the turn after this one: it rests on what moved it in this one. Where that would be many times it, or
    /// the other way, it comes from what changed late in this turn: then the largest cause of this turn is named.
    fn still(&self, part: &Part, of: Variable, units: i64, path: &mut Vec<usize>) -> Node {
        let mut parts = self.parts(of);
        // Luck moves a number once; what it was worth goes on moving it.
        parts.retain(|part| part.cause.is_none_or(|cause| !matches!(cause.rule, Rule::ShareLump | Rule::ShareSum | Rule::Limit)));
        let moved: f64 = parts.iter().map(|p| p.amount.to_f64()).sum();
        let goes_on = part.amount.to_f64() / moved;
        let known = (self.turn.knows)(of) && goes_on > 0.0 && goes_on <= STILL_MOST;
        let largest = parts.first().and_then(|part| part.cause);
        let below = if known { shares(parts, part.amount) } else { Vec::new() };
        let opens = !below.is_empty();
        let turn = self.turn.before.turn.to_string();
        let words = match largest {
            Some(cause) if !opens => {
                let cause = cause_in(self.turn.setting, self.turn.context, &cause);
                fill("why.still_mostly", &[("turn", &turn), ("cause", &cause)])
            }
            _ => fill("why.still", &[("turn", &turn)]),
        };
        let children = if opens && self.open.holds(path) { self.nodes(&below, units, &mut vec![of], path) } else { Vec::new() };
        let (rule, back) = (part.cause.map(|cause| cause.rule), self.back - 1);
        let parameters = rule.map(|rule| rule.parameters().to_vec()).unwrap_or_default();
        Node {
            words: words::capital(&words),
            amount: part.amount,
            units,
            source: Source::Number(of),
            rule,
            parameters,
            back,
            phase: part.phase,
            opens,
            children,
        }
    }

    /// An amount that rests on a number, shared among what moved that number.
    fn shared(&self, of: Variable, amount: Quantity) -> Vec<Part> {
        if !(self.turn.knows)(of) {
            return Vec::new();
        }
        shares(self.parts(of), amount)
    }
}

/// Whether a part is what still moves from earlier turns, and follows from the entry of the turn before.
fn still_moves(cause: &Cause) -> bool {
    matches!((cause.rule, cause.parent), (Rule::ShareStill | Rule::RevenueStill, Parent::Number(_)))
}

/// An amount shared among parts in their proportions; none where they nearly cancel out.
fn shares(mut parts: Vec<Part>, amount: Quantity) -> Vec<Part> {
    let moved: f64 = parts.iter().map(|p| p.amount.to_f64()).sum();
    let gross: f64 = parts.iter().map(|p| p.amount.to_f64().abs()).sum();
    if gross <= 0.0 || moved.abs() < CANCELLING * gross {
        return Vec::new();
    }
    let wanted: Vec<f64> = parts.iter().map(|p| amount.to_f64() * p.amount.to_f64() / moved).collect();
    for (part, amount) in parts.iter_mut().zip(largest_remainder(&wanted, amount)) {
        part.amount = amount;
    }
    parts.retain(|part| part.amount != Quantity::ZERO);
    parts.sort_by(|a, b| b.amount.micros().abs().cmp(&a.amount.micros().abs()).then(a.cause.cmp(&b.cause)));
    parts
}

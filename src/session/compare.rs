//! Two positions of one tree held against one another: where their lines parted, and what differs since, ranked, with causes.
//!
//! Numbers of one kind are measured against the largest of that kind on the board, so that kinds can be ranked among one another.
//! What people argue about leads: see [`in_order`]. A difference is split by cause: what the causes did on one line less what they did on the other; the parts add up to it exactly.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::game::{Game, NodeId};
use crate::rules::covert::told;
use crate::rules::ledger::{Cause, Parent};
use crate::rules::quantity::Quantity;
use crate::rules::table::CommitmentId;
use crate::rules::variable::{CellVar, LinkVar, PairVar, Scope, Variable};
use crate::rules::view::{self, Viewer};
use crate::rules::world::{Commitment, Standing, World};

/// Two positions, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The last position that both lines have.
    pub parted: NodeId,
    /// The one.
    pub one: NodeId,
    /// The other.
    pub other: NodeId,
    /// Commitments that stand otherwise, the least safe first.
    pub commitments: Vec<CommitmentDifference>,
    /// Numbers that differ, the most telling first.
    pub differences: Vec<Difference>,
}

/// A commitment that stands otherwise, or that is there in one position alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitmentDifference {
    /// Which, in the position that has it; the other's where both have.
    pub commitment: CommitmentId,
    /// How it stands in the one; none: it is not there.
    pub one: Option<Standing>,
    /// How it stands in the other.
    pub other: Option<Standing>,
}

/// The commitments that stand otherwise in two positions of one tree, the least safe first. One that was made in play is the same in both
/// where the same state made it to the same state in the same turn.
#[must_use]
pub fn commitments(one: &World, other: &World) -> Vec<CommitmentDifference> {
    let known = |c: &Commitment| (c.kind, c.from, c.to, c.made);
    let (mut here, mut found): (Vec<_>, Vec<CommitmentDifference>) = (one.commitments.enumerate().collect(), Vec::new());
    for (commitment, there) in other.commitments.enumerate() {
        let place = here.iter().position(|(id, c)| known(c) == known(there) && (there.made.is_some() || *id == commitment));
        let before = place.map(|place| here.remove(place).1.status);
        found.push(CommitmentDifference { commitment, one: before, other: Some(there.status) });
    }
    found.extend(here.into_iter().map(|(commitment, c)| CommitmentDifference { commitment, one: Some(c.status), other: None }));
    found.retain(|c| c.one != c.other);
    found.sort_by_key(|c| (std::cmp::Reverse(c.one.max(c.other)), c.commitment));
    found
}

/// A number that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which.
    pub variable: Variable,
    /// In the one position.
    pub one: Quantity,
    /// In the other.
    pub other: Quantity,
    /// How much it differs, against the largest number of its kind, 0–1 and rarely more.
    pub weight: f64,
    /// Why: by how much each cause moved it more on the way to the other than on the way to the one, the largest first. For the
    /// facilitator they add up to the difference; a seat is told those that it may know.
    pub causes: Vec<(Reason, Quantity)>,
}

/// A cause, and the position that the turn led to whose orders its parent counts; none: it comes from no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// The cause.
    pub cause: Cause,
    /// The position.
    pub ordered: Option<NodeId>,
}

/// The orders that were met so far: the same order in another turn or on the other line is the same cause.
#[derive(Default)]
struct Met(Vec<(NodeId, u16)>);

impl Met {
    /// A cause by the first of the orders that are the same as the one that it comes from.
    fn reason(&mut self, game: &Game, node: NodeId, cause: Cause) -> Reason {
        let Parent::Order(n) = cause.parent else { return Reason { cause, ordered: None } };
        let order = |(node, n): (NodeId, u16)| game.node(node).and_then(|node| node.orders.get(usize::from(n)));
        let what = |at| order(at).map(|order| (order.seat, &order.kind));
        let known = self.0.iter().copied().find(|at| what(*at) == what((node, n)));
        let (ordered, place) = known.unwrap_or_else(|| {
            self.0.push((node, n));
            (node, n)
        });
        Reason { cause: Cause { parent: Parent::Order(place), ..cause }, ordered: Some(ordered) }
    }
}

impl Difference {
    /// The other less the one.
    #[must_use]
    pub fn amount(&self) -> Quantity {
        self.other - self.one
    }
}

/// Compares two positions as who looks may see them. Nothing where one of them is not in the tree.
#[must_use]
pub fn compare(game: &Game, one: NodeId, other: NodeId, viewer: Viewer) -> Option<Comparison> {
    let (a, b) = (game.node(one)?, game.node(other)?);
    let (path_a, path_b) = (game.path_to(one), game.path_to(other));
    let shared = path_a.iter().zip(&path_b).take_while(|(x, y)| x == y).count();
    let parted = shared.checked_sub(1).and_then(|n| path_a.get(n)).copied()?;
    // A seat compares what it believes, not what it may not know.
    let values = |world: &World| viewer.believed(game.setting(), world).values.clone();
    let (was_all, is_all) = (values(&a.world), values(&b.world));
    let known = |variable: &Variable| [a, b].iter().all(|node| viewer.knows(game.setting(), &node.world, *variable));
    let variables: Vec<Variable> = a.world.values.layout().variables().filter(known).collect();
    let mut largest: BTreeMap<&str, f64> = BTreeMap::new();
    for variable in &variables {
        let most = largest.entry(variable.kind_name()).or_insert(0.0);
        *most = most.max(was_all.get(*variable).to_f64().abs()).max(is_all.get(*variable).to_f64().abs());
    }
    let mut met = Met::default();
    let mut since = |path: &'_ [NodeId]| causes(game, path.get(shared.saturating_sub(1)..).unwrap_or_default(), viewer, &mut met);
    let mut parts = since(&path_b);
    for (key, amount) in since(&path_a) {
        *parts.entry(key).or_insert(Quantity::ZERO) -= amount;
    }
    let mut by_variable: BTreeMap<Variable, Vec<(Reason, Quantity)>> = BTreeMap::new();
    for ((variable, cause), amount) in parts {
        if amount != Quantity::ZERO {
            by_variable.entry(variable).or_default().push((cause, amount));
        }
    }
    let difference = |variable: Variable| {
        let (was, is) = (was_all.get(variable), is_all.get(variable));
        let scale = largest.get(variable.kind_name()).copied().unwrap_or_default();
        let mut causes = by_variable.remove(&variable).unwrap_or_default();
        causes.sort_by(|x, y| y.1.micros().abs().cmp(&x.1.micros().abs()).then(x.0.cmp(&y.0)));
        let weight = if scale > 0.0 { (is - was).to_f64().abs() / scale } else { 0.0 };
        (was != is).then_some(Difference { variable, one: was, other: is, weight, causes })
    };
    let mut differences: Vec<Difference> = variables.into_iter().filter_map(difference).collect();
    differences.sort_by(|x, y| in_order((x.variable, x.weight), (y.variable, y.weight)));
    let commitments = commitments(&a.world, &b.world);
    Some(Comparison { parted, one, other, commitments, differences })
}

/// Below this part of what is usual for its kind a difference comes after all others, whatever it is about.
const TINY: f64 = 0.02;

/// What a difference is about, what people argue about most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The measures of the board.
    Board,
    /// The measures of states and regions, alignment and reliability.
    States,
    /// Shares of orders, threats, capability, support and the like.
    Supply,
    /// Stocks, money and the rest.
    Rest,
    /// What moved by less than is worth arguing about, whatever it is about.
    Tiny,
}

const fn group(variable: Variable) -> Group {
    match variable {
        Variable::Measure(_, Scope::Board) => Group::Board,
        Variable::Measure(..) | Variable::Pair(PairVar::Alignment | PairVar::Reliability, ..) => Group::States,
        Variable::Link(LinkVar::Share, _) | Variable::Cell(CellVar::Capability, ..) | Variable::Support(..) => Group::Supply,
        Variable::Pair(
            PairVar::Threat
            | PairVar::Hostility
            | PairVar::Margin
            | PairVar::Grievance
            | PairVar::Dependence
            | PairVar::Embargo
            | PairVar::Sanction,
            ..,
        ) => Group::Supply,
        _ => Group::Rest,
    }
}

/// Where a difference stands: a number and its size against what is usual for its kind.
#[must_use]
pub fn group_of((variable, size): (Variable, f64)) -> Group {
    if size < TINY { Group::Tiny } else { group(variable) }
}

/// The order of two differences, each a number and its size against what is usual for its kind: what people argue about most first,
/// then the larger one; what is tiny comes last.
#[must_use]
pub fn in_order(one: (Variable, f64), other: (Variable, f64)) -> Ordering {
    let rank = |of: (Variable, f64)| (group_of(of), group(of.0));
    rank(one).cmp(&rank(other)).then(other.1.total_cmp(&one.1)).then(one.0.cmp(&other.0))
}

/// What each cause did to each number over the turns after the first of some nodes, as far as who looks may know.
fn causes(game: &Game, nodes: &[NodeId], viewer: Viewer, met: &mut Met) -> BTreeMap<(Variable, Reason), Quantity> {
    let mut sums = BTreeMap::new();
    for pair in nodes.windows(2) {
        let [before, id] = pair else { continue };
        let (Some(before), Some(node)) = (game.node(*before), game.node(*id)) else { continue };
        let (why, truth) = (game.why(node), (before.world.as_ref(), node.world.as_ref()));
        let [from, to] = [truth.0, truth.1].map(|world| viewer.believed(game.setting(), world));
        let ledger = view::told(&why, truth, (&from, &to), viewer);
        for entry in ledger.entries.iter().filter(|entry| viewer.may_know(entry.seen_by)) {
            for (cause, amount) in ledger.parts(entry) {
                let cause = told(Some(&ledger), Some(&node.orders), viewer, cause);
                *sums.entry((entry.variable, met.reason(game, *id, cause))).or_insert(Quantity::ZERO) += amount;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::table::{DomainId, LinkId, StateId};
    use crate::rules::variable::Measure;

    #[test]
    fn what_people_argue_about_leads_and_what_is_tiny_comes_last() {
        let (one, two) = (StateId(0), StateId(1));
        let stock = Variable::Link(LinkVar::Points, LinkId(0));
        let capability = Variable::Cell(CellVar::Capability, one, DomainId(0));
        let reliability = Variable::Pair(PairVar::Reliability, one, two);
        let alignment = Variable::Pair(PairVar::Alignment, one, two);
        let measure = Variable::Measure(Measure::Stability, Scope::Board);
        let mut found =
            vec![(stock, 0.9), (capability, 0.3), (alignment, 0.01), (reliability, 0.1), (alignment, 0.2), (measure, 0.03)];
        found.sort_by(|x, y| in_order(*x, *y));
        let wanted = [(measure, 0.03), (alignment, 0.2), (reliability, 0.1), (capability, 0.3), (stock, 0.9), (alignment, 0.01)];
        assert_eq!(found, wanted);
    }
}

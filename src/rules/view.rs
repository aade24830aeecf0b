//! What a seat may know.
//!
//! A [`SeatView`] is made here and nowhere else, and holds no secret: hidden numbers are replaced by what the public believes,
//! undetected leaks and others' private beliefs are taken out. Computer players, previews, and everything that a seat is shown
//! start from it. A facilitator looks at the [`World`] itself.

use super::ledger::{Entry, Headline, Ledger, SeenBy};
use super::quantity::Quantity;
use super::setting::Setting;
use super::table::StateId;
use super::turn::default_audience;
use super::variable::Variable;
use super::world::World;

/// The position as one seat believes it to be.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatView {
    seat: StateId,
    believed: World,
}

impl SeatView {
    /// What a seat sees of a position.
    #[must_use]
    pub fn new(setting: &Setting, world: &World, seat: StateId) -> Self {
        let mut believed = world.clone();
        for variable in believed.values.layout().variables() {
            if !default_audience(variable).allows(seat) {
                believed.values.put(variable, supposed(variable));
            }
        }
        for hidden in setting.hidden.iter().filter(|h| !h.known_to.contains(&seat)) {
            believed.values.put(hidden.variable, hidden.public);
        }
        for leak in world.leaks.iter().filter(|leak| !leak.detected) {
            for (link, points) in [(Some(leak.link), leak.points), (leak.into, -leak.points)] {
                if let Some(link) = link {
                    let variable = Variable::Link(super::variable::LinkVar::Points, link);
                    believed.values.put(variable, believed.values.get(variable) + points);
                }
            }
        }
        believed.leaks.retain(|leak| leak.detected);
        believed.grounds.retain(|grounds| grounds.state == seat);
        for (id, regime) in setting.states.ids().zip(believed.regimes.iter_mut()) {
            if let Some(regime) = regime.as_mut().filter(|_| id != seat) {
                if !regime.weights_declared {
                    regime.weights = [0.2; 5];
                }
                if !regime.thresholds_declared {
                    regime.thresholds = [0.5; 4];
                }
            }
        }
        Self { seat, believed }
    }

    /// Whose view it is.
    #[must_use]
    pub const fn seat(&self) -> StateId {
        self.seat
    }

    /// The position, with what the seat may not know replaced by what it would suppose.
    #[must_use]
    pub const fn believed(&self) -> &World {
        &self.believed
    }

    /// A number, if the seat may know it.
    #[must_use]
    pub fn get(&self, variable: Variable) -> Option<f64> {
        default_audience(variable).allows(self.seat).then(|| self.believed.get(variable))
    }

    /// The entries of a ledger that the seat may read, with their places.
    pub fn entries<'l>(&self, ledger: &'l Ledger) -> impl Iterator<Item = (usize, &'l Entry)> + use<'l> {
        let seat = self.seat;
        ledger.entries.iter().enumerate().filter(move |(_, e)| e.seen_by.allows(seat))
    }

    /// The headlines that the seat may read.
    pub fn headlines<'l>(&self, ledger: &'l Ledger) -> impl Iterator<Item = &'l Headline> + use<'l> {
        let seat = self.seat;
        ledger.headlines.iter().filter(move |h| h.seen_by.allows(seat))
    }
}

/// What somebody who knows nothing supposes a number to be.
fn supposed(variable: Variable) -> Quantity {
    use super::variable::{PairVar, StateVar};
    match variable {
        Variable::Pair(PairVar::Reliability, ..) => Quantity::from_f64(0.5),
        Variable::Pair(PairVar::Evidence, ..) => Quantity::from_f64(4.0),
        Variable::State(StateVar::Answer, _) => Quantity::from_f64(-1.0),
        Variable::State(StateVar::Reaction, _) => Quantity::ONE,
        _ => Quantity::ZERO,
    }
}

/// Whether somebody may know: a seat, or the facilitator (none), who may know everything.
#[must_use]
pub fn may_know(seen_by: SeenBy, seat: Option<StateId>) -> bool {
    seat.is_none_or(|seat| seen_by.allows(seat))
}

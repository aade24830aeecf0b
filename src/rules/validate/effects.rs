//! Whether the effects of a written inject or a ruling speak of things that the board has, with numbers that can be.
//!
//! Cards of the deck are checked with line and column as a scenario is read; these effects come in orders.

use crate::rules::price::OrderName;
use crate::rules::setting::{CardEffect, OpeningRequest, Setting, Test};
use crate::rules::table::{BlocId, CardId, CommitmentId, DomainId, Id, StateId};
use crate::rules::variable::Variable;
use crate::rules::world::World;

/// How deep votes and conditions may stand in one another.
pub(super) const DEPTH_MAX: u8 = 8;
/// Numbers that no variable exceeds.
const ANY: f64 = 1.0e9;

/// Whether every effect of a list can be worked out on this board.
pub(super) fn fit(setting: &Setting, world: &World, effects: &[CardEffect], depth: u8) -> bool {
    let board = Board { setting, world };
    depth > 0 && effects.iter().all(|effect| board.effect(effect, depth - 1))
}

struct Board<'a> {
    setting: &'a Setting,
    world: &'a World,
}

fn unit(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

fn some(months: u16) -> bool {
    (1..=1200).contains(&months)
}

impl Board<'_> {
    fn state(&self, id: StateId) -> bool {
        self.setting.states.item(id).is_some()
    }

    fn domain(&self, id: DomainId) -> bool {
        self.setting.domains.item(id).is_some()
    }

    fn bloc(&self, id: BlocId) -> bool {
        self.setting.blocs.item(id).is_some()
    }

    fn card(&self, id: CardId) -> bool {
        self.setting.deck.item(id).is_some()
    }

    fn commitment(&self, id: CommitmentId) -> bool {
        id.index() < self.world.commitments.len()
    }

    fn variable(&self, variable: Variable) -> bool {
        self.world.values.layout().holds(variable)
    }

    fn effect(&self, effect: &CardEffect, depth: u8) -> bool {
        let fit = |effects: &[CardEffect]| fit(self.setting, self.world, effects, depth);
        match effect {
            CardEffect::Change(variable, by, months) | CardEffect::Multiply(variable, by, months) => {
                self.variable(*variable) && by.abs() <= ANY && months.is_none_or(some)
            }
            CardEffect::Price { order, state, factor, months } => {
                let known = OrderName::parse(order).is_some() && state.is_none_or(|id| self.state(id));
                known && (0.0..=100.0).contains(factor) && some(*months)
            }
            CardEffect::Permission { order, state, months, .. } => {
                OrderName::parse(order).is_some() && state.is_none_or(|id| self.state(id)) && some(*months)
            }
            CardEffect::Request(asked) => self.request(asked),
            CardEffect::Urgent(state, months) | CardEffect::Hold(state, months) => self.state(*state) && some(*months),
            CardEffect::TestCommitment(id) => self.commitment(*id),
            CardEffect::OpenRoute { through: state } | CardEffect::CloseRoute { through: state } | CardEffect::Lapse(state) => {
                self.state(*state)
            }
            CardEffect::RevealValue(variable) => self.variable(*variable),
            CardEffect::Vote { bloc, threshold, domain, then, otherwise } => {
                self.bloc(*bloc) && unit(*threshold) && self.domain(*domain) && fit(then) && fit(otherwise)
            }
            CardEffect::Found(bloc) => self.bloc(*bloc),
            CardEffect::Join(bloc, state) => self.bloc(*bloc) && self.state(*state),
            CardEffect::If { tests, then, otherwise } => self.tests(tests, depth) && fit(then) && fit(otherwise),
            CardEffect::End(odds) => unit(*odds),
            CardEffect::Reveal | CardEffect::Ruling(_) => true,
        }
    }

    fn request(&self, asked: &OpeningRequest) -> bool {
        let known = self.state(asked.from) && self.state(asked.to) && self.domain(asked.domain) && asked.from != asked.to;
        known
            && self.world.licenses(asked.to)
            && (1..=4).contains(&asked.tier)
            && (0.01..=1000.0).contains(&asked.points)
            && (0.0..=1000.0).contains(&asked.value)
            && unit(asked.monitoring)
            && unit(asked.coproduction)
    }

    fn tests(&self, tests: &[Test], depth: u8) -> bool {
        depth > 0 && tests.iter().all(|test| self.test(test, depth - 1))
    }

    fn test(&self, test: &Test, depth: u8) -> bool {
        match test {
            Test::Above(variable, _) | Test::Below(variable, _) => self.variable(*variable),
            Test::SumBelow(variables, _) => variables.iter().all(|v| self.variable(*v)),
            Test::Apart(one, other, _) => self.variable(*one) && self.variable(*other),
            Test::Decisions { by, of, domains, .. } => {
                by.iter().chain(of).all(|id| self.state(*id)) && domains.iter().all(|id| self.domain(*id))
            }
            Test::Licensed { by, to, domains, .. } => {
                by.iter().chain([to]).all(|id| self.state(*id)) && domains.iter().all(|id| self.domain(*id))
            }
            Test::Acted { by, to, .. } => self.state(*by) && self.state(*to),
            Test::KnownLeak { of, through } => self.state(*of) && self.state(*through),
            Test::Came(card, _) => self.card(*card),
            Test::Stands(commitment, _) | Test::NotKept(commitment) => self.commitment(*commitment),
            Test::Not(tests) | Test::Any(tests) => self.tests(tests, depth),
            Test::Favoured { .. } | Test::UndetectedDiversion => true,
        }
    }
}

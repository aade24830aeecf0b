//! Conditions that cards and commitments read: a variable against a threshold, a count of decisions in a window, an event since, a
//! commitment's state.

use super::setting::Test;
use super::variable::{StateVar, Variable};
use super::world::{Decided, LicenceState, Outcome, Standing, World};

impl World {
    /// Whether a test holds, with turns counted back from `last`, the last turn that has been decided.
    #[must_use]
    pub fn holds(&self, test: &Test, last: u16) -> bool {
        let within = |turn: u16, turns: u16| turns == 0 || turn + turns > last;
        match test {
            Test::Above(variable, value) => self.get(*variable) > *value,
            Test::Below(variable, value) => self.get(*variable) < *value,
            Test::SumBelow(variables, value) => variables.iter().map(|v| self.get(*v)).sum::<f64>() < *value,
            Test::Apart(one, other, value) => (self.get(*one) - self.get(*other)).abs() > *value,
            Test::Decisions { outcome, by, of, domains, tier, at_least, within_turns } => {
                let counts = |d: &&Decided| {
                    d.outcome == *outcome
                        && within(d.turn, *within_turns)
                        && (by.is_empty() || by.contains(&d.exporter))
                        && of.is_none_or(|p| p == d.partner)
                        && (domains.is_empty() || domains.contains(&d.domain))
                        && d.tier >= *tier
                };
                self.record.iter().filter(counts).count() >= usize::from(*at_least)
            }
            Test::Licensed { by, to, domains, tier } => self.record.iter().any(|d| {
                d.outcome == Outcome::Licensed
                    && by.contains(&d.exporter)
                    && d.partner == *to
                    && (domains.is_empty() || domains.contains(&d.domain))
                    && d.tier >= *tier
            }),
            Test::Favoured { tier, within_turns, scores_within, transparency_below } => {
                self.favoured(*tier, *transparency_below, *scores_within, |turn| within(turn, *within_turns))
            }
            Test::Acted { by, to, revoked } => self.licences.iter().any(|l| {
                let state = l.state == LicenceState::Revoked || (!revoked && l.state == LicenceState::Suspended);
                l.supplier == *by && l.recipient == *to && state
            }),
            Test::UndetectedDiversion => self.leaks.iter().any(|l| l.detected.is_none()),
            Test::KnownLeak { of, through } => {
                self.leaks.iter().any(|l| l.detected.is_some() && l.supplier == *of && l.holder == *through)
            }
            Test::Came(card, turns) => self.cards.item(*card).and_then(|c| c.came).is_some_and(|came| within(came, *turns)),
            Test::Stands(id, standing) => self.commitments[*id].status >= *standing,
            Test::NotKept(id) => self.commitments[*id].status != Standing::Kept,
            Test::Not(tests) => !tests.iter().any(|test| self.holds(test, last)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, last)),
        }
    }

    /// The denial that was no better founded than a licence of the same exporter to somebody else, if there is one.
    fn favoured(&self, tier: u8, transparency: f64, gap: f64, within: impl Fn(u16) -> bool) -> bool {
        let counts = |d: &&Decided| within(d.turn) && d.tier >= tier;
        self.record.iter().filter(counts).filter(|d| d.outcome == Outcome::Denied).any(|denied| {
            self.get(Variable::State(StateVar::Transparency, denied.exporter)) < transparency
                && self.record.iter().filter(counts).any(|other| {
                    other.outcome == Outcome::Licensed
                        && other.exporter == denied.exporter
                        && other.partner != denied.partner
                        && (other.score.to_f64() - denied.score.to_f64()).abs() <= gap
                })
        })
    }
}

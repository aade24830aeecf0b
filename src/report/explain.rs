//! The ledger in words: what changed in a turn, and why.
//!
//! Every number stands with its parts, and the parts as shown add up to the change as shown. What a seat may not know is left
//! out, and a last line says that there was something.

use crate::rules::ledger::{About, Drawn, Ledger, Parent};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::default_audience;
use crate::rules::variable::{PairVar, Scope, Variable};
use crate::rules::view::may_know;
use crate::rules::world::World;
use crate::session::TurnNode;
use crate::text::{fill, text};

use super::causes::{Context, parent, why};
use super::headlines::{countermeasure, headline};
use super::tables::value_line;
use super::words::{Shape, Sign, capital, describe_variable, exists, number, share, short_variable, state};

/// Explains a turn that led to `after`, or one variable in it, to a seat (none: the facilitator). `ledger` is the turn's, with the parts
/// of formulas if they shall be told.
#[must_use]
pub fn explain(
    setting: &Setting,
    ledger: &Ledger,
    before: &World,
    after: &TurnNode,
    of: Option<Variable>,
    seat: Option<StateId>,
) -> String {
    let context = Context::of(after, seat);
    let telling = Telling { setting, ledger, before, after: &after.world, context, seat };
    match of {
        Some(variable) => telling.one(variable),
        None => telling.all(),
    }
}

struct Telling<'a> {
    setting: &'a Setting,
    ledger: &'a Ledger,
    before: &'a World,
    after: &'a World,
    context: Context<'a>,
    seat: Option<StateId>,
}

/// Whose number it is: states in the order of the scenario, then blocs, then the board.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Actor {
    State(StateId),
    Blocs,
    Board,
}

fn actor(setting: &Setting, variable: Variable) -> Actor {
    match variable {
        Variable::State(_, id)
        | Variable::Cell(_, id, _)
        | Variable::Pair(_, id, _)
        | Variable::Criterion(_, id, _)
        | Variable::Support(id, _)
        | Variable::Measure(_, Scope::State(id)) => Actor::State(id),
        Variable::Link(_, link) => Actor::State(setting.links[link].recipient),
        Variable::Bloc(..) | Variable::Member(..) => Actor::Blocs,
        Variable::Domain(..) | Variable::Actor(..) | Variable::Measure(_, Scope::Board | Scope::Region(_)) => Actor::Board,
    }
}

impl Telling<'_> {
    fn known(&self, variable: Variable) -> bool {
        let entries = self.ledger.about(variable).all(|(_, entry)| may_know(entry.seen_by, self.seat));
        let open = self.after.revealed.contains(&variable);
        let secret =
            |seat: StateId| !open && self.setting.hidden.iter().any(|h| h.variable == variable && !h.known_to.contains(&seat));
        entries && may_know(default_audience(variable), self.seat) && !self.seat.is_some_and(secret)
    }

    fn one(&self, variable: Variable) -> String {
        let name = capital(&short_variable(self.setting, variable));
        if !self.known(variable) {
            return fill("explain.not_known", &[("variable", &name)]) + "\n";
        }
        let mut story = fill("explain.what", &[("variable", &capital(&describe_variable(self.setting, variable)))]) + "\n";
        match self.change(variable, true) {
            Some(change) => story.push_str(&change),
            None => {
                story.push_str(&(fill("explain.unchanged", &[("line", &value_line(self.setting, self.after, variable))]) + "\n"));
            }
        }
        let behind: Vec<Variable> = self
            .ledger
            .about(variable)
            .flat_map(|(_, entry)| self.ledger.causes(entry))
            .filter_map(|part| if let Parent::Number(of) = part.cause.parent { Some(of) } else { None })
            .filter(|of| *of != variable)
            .collect();
        let mut told: Vec<Variable> = Vec::new();
        let mut hidden = false;
        for of in behind {
            if told.contains(&of) {
                continue;
            }
            told.push(of);
            if !self.known(of) {
                hidden = true;
            } else if let Some(change) = self.change(of, false) {
                if !story.contains(text("explain.behind")) {
                    story.push_str(text("explain.behind"));
                    story.push('\n');
                }
                story.push_str(&change);
            }
        }
        self.close(story, hidden)
    }

    fn all(&self) -> String {
        let mut story = self.news();
        let mut changed: Vec<(Actor, usize, Variable)> = Vec::new();
        for (n, entry) in self.ledger.entries.iter().enumerate() {
            let told = changed.iter().any(|(_, _, known)| *known == entry.variable);
            if !told && exists(self.setting, entry.variable) {
                changed.push((actor(self.setting, entry.variable), n, entry.variable));
            }
        }
        changed.sort_by_key(|(actor, n, _)| (*actor, *n));
        let (mut hidden, mut small, mut last) = (false, 0_u64, None);
        for (of, _, variable) in changed {
            if !self.known(variable) {
                hidden = true;
                continue;
            }
            let Some(change) = self.change(variable, false) else {
                small += 1;
                continue;
            };
            if last != Some(of) {
                let title = match of {
                    Actor::State(id) => state(self.setting, id),
                    Actor::Blocs => text("explain.blocs"),
                    Actor::Board => text("explain.board"),
                };
                story.extend(["\n", title, "\n"]);
                last = Some(of);
            }
            story.push_str(&change);
        }
        if small > 0 {
            story.push('\n');
            story.push_str(&(fill("explain.small", &[("count", &super::words::count(small))]) + "\n"));
        }
        let draws_hidden = self.ledger.draws.iter().any(|d| !may_know(d.seen_by, self.seat));
        self.close(story, hidden || draws_hidden)
    }

    fn close(&self, mut story: String, hidden: bool) -> String {
        if hidden && self.seat.is_some() {
            story.push_str(text("explain.rest_not_known"));
            story.push('\n');
        }
        story
    }

    /// Headlines and draws.
    fn news(&self) -> String {
        let told = self.ledger.headlines.iter().filter(|h| may_know(h.seen_by, self.seat));
        let lines: Vec<String> = told.map(|h| format!("  {}\n", headline(self.setting, self.context, h, self.ledger))).collect();
        let draws = self.ledger.draws.iter().filter(|d| may_know(d.seen_by, self.seat));
        let draws: Vec<String> = draws.map(|d| format!("  {}\n", draw(self.setting, self.context, d))).collect();
        let section =
            |title: &str, lines: &[String]| if lines.is_empty() { String::new() } else { format!("{title}\n{}", lines.concat()) };
        section(text("explain.headlines"), &lines) + &section(text("explain.draws"), &draws)
    }

    /// The change of a variable and its parts; none where nothing of it would be seen.
    fn change(&self, variable: Variable, exact: bool) -> Option<String> {
        let (before, after) = (self.before.values.get(variable), self.after.values.get(variable));
        let mut shape = Shape::of(variable).finer();
        if exact {
            // The one number that was asked for is shown as finely as it takes to see its change.
            while shape.units(before) == shape.units(after) && before != after && shape != shape.finer() {
                shape = shape.finer();
            }
        }
        let total = shape.units(after) - shape.units(before);
        if total == 0 {
            return None;
        }
        let lines = why(self.setting, self.context, self.ledger, variable);
        let amounts: Vec<crate::rules::quantity::Quantity> = lines.iter().map(|line| line.amount).collect();
        let parts = shape.parts(&amounts, total);
        let aligned = matches!(variable, Variable::Pair(PairVar::Alignment | PairVar::Affinity, ..));
        let sign = if aligned { Sign::Always } else { Sign::Level };
        let (from, to) = (shape.write(shape.units(before), sign), shape.write(shape.units(after), sign));
        let name = short_variable(self.setting, variable);
        let of_change = shape.of_change(variable);
        let change = of_change.write(total, Sign::Always);
        let mut story =
            fill("explain.change", &[("variable", &capital(&name)), ("from", &from), ("to", &to), ("change", &change)]) + "\n";
        for (line, part) in lines.iter().zip(parts).filter(|(_, part)| *part != 0) {
            let amount = of_change.write(part, Sign::Always);
            story.push_str(&(fill("explain.part", &[("amount", &format!("{amount:>10}")), ("cause", &line.text)]) + "\n"));
        }
        Some(story)
    }
}

/// A draw as a sentence.
#[must_use]
pub fn draw(setting: &Setting, context: Context<'_>, of: &Drawn) -> String {
    let name = |id: StateId| state(setting, id);
    let about = match of.about {
        About::Conditions(_, partner, exporter) => {
            fill("draw.conditions", &[("partner", name(partner)), ("exporter", name(exporter))])
        }
        About::Card(id) => fill("draw.card", &[("card", &setting.deck[id].title)]),
        About::Leak(_, holder) => fill("draw.leak", &[("state", name(holder))]),
        About::Detection(_, holder) => fill("draw.detection", &[("state", name(holder))]),
        About::Inspection(_, holder) => fill("draw.inspection", &[("state", name(holder))]),
        About::Retransfer(supplier, holder) => fill("draw.retransfer", &[("supplier", name(supplier)), ("state", name(holder))]),
        About::Attribution(by, against) => fill("draw.attribution", &[("by", name(by)), ("against", name(against))]),
        About::Programme(partner, by) => fill("draw.programme", &[("state", name(partner)), ("by", name(by))]),
        About::Counter { state, harm } => {
            fill("draw.counter", &[("state", name(state)), ("harm", &parent(setting, context, harm))])
        }
        About::Answer { state, harm, how: None, .. } => {
            return fill("draw.no_answer", &[("state", name(state)), ("harm", &parent(setting, context, harm))]);
        }
        About::Answer { state, harm, how: Some(how), .. } => {
            let how = countermeasure(setting, how);
            fill("draw.answer", &[("state", name(state)), ("harm", &parent(setting, context, harm)), ("how", &how)])
        }
    };
    let came = text(if of.happened { "draw.yes" } else { "draw.no" });
    let (odds, unit) = (share(of.odds.to_f64()), number(of.unit.to_f64(), 3));
    fill("draw.line", &[("about", &about), ("odds", &odds), ("unit", &unit), ("came", came)])
}

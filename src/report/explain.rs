//! The ledger in words: what changed in a turn, and why.
//!
//! Every number stands with its parts, and the parts as shown add up to the change as shown. What a seat may not know is left
//! out, and a last line says that there was something.

use std::borrow::Cow;

use crate::rules::draws::Seed;
use crate::rules::ledger::{About, Drawn, Entry, Ledger};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{PairVar, Scope, Variable};
use crate::rules::view::{Viewer, told};
use crate::rules::world::World;
use crate::scenario::standard_parameters;
use crate::session::TurnNode;
use crate::text::{fill, text};

use super::causes::{Context, parent, why};
use super::headlines::{countermeasure, headline};
use super::sources::Source;
use super::tables::value_line;
use super::tree::{Node, Open, Tree, Turn};
use super::words::{Shape, Sign, capital, chance_and_draw, describe_variable, exists, level, number, short_variable, state};

/// Levels of causes that are told where nobody asks for more or fewer.
pub const LEVELS: usize = 4;

/// Explains a turn that led to `after` to a seat (none: the facilitator). `ledger` is the turn's, with the parts of formulas if they shall
/// be told.
#[must_use]
pub fn explain(setting: &Setting, ledger: &Ledger, before: &World, after: &TurnNode, viewer: Viewer) -> String {
    Telling::of(setting, ledger, before, after, viewer).all()
}

/// A turn as it is told to somebody.
pub struct Telling<'a> {
    setting: &'a Setting,
    ledger: Cow<'a, Ledger>,
    before: Cow<'a, World>,
    after: Cow<'a, World>,
    context: Context<'a>,
    luck: Seed,
    viewer: Viewer,
    earlier: Vec<Self>,
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

impl<'a> Telling<'a> {
    /// A turn that led to `after`, as who looks may know it. `ledger` is the turn's, with the parts of formulas if they
    /// shall be told.
    #[must_use]
    pub fn of(setting: &'a Setting, ledger: &'a Ledger, before: &'a World, after: &'a TurnNode, viewer: Viewer) -> Self {
        let (context, luck) = (Context::of(after, viewer), after.luck);
        let truth = (before, after.world.as_ref());
        // A seat is told what it believes, and by entries that agree with that.
        let (before, after) = (viewer.believed(setting, truth.0), viewer.believed(setting, truth.1));
        let ledger = told(ledger, truth, (&before, &after), viewer);
        Self { setting, ledger, before, after, context, luck, viewer, earlier: Vec::new() }
    }

    /// The same with the turns before it, the latest last: what still moves from them is told from there.
    #[must_use]
    pub fn following(mut self, earlier: Vec<Self>) -> Self {
        self.earlier = earlier;
        self
    }

    /// The turn that lies so many turns back.
    fn back(&self, turns: usize) -> &Self {
        self.earlier.len().checked_sub(turns).and_then(|place| self.earlier.get(place)).unwrap_or(self)
    }

    fn turn<'t>(&'t self, knows: &'t dyn Fn(Variable) -> bool, earlier: &'t [Turn<'t>]) -> Turn<'t> {
        let Self { setting, ledger, before, after, context, .. } = self;
        Turn { setting, before, after, ledger, context: *context, knows, earlier }
    }

    fn known(&self, variable: Variable) -> bool {
        let moves = |entry: &Entry| entry.before != entry.after;
        let mut entries = self.ledger.about(variable).map(|(_, entry)| entry).filter(|entry| moves(entry));
        let entries = entries.all(|entry| self.viewer.may_know(entry.seen_by));
        entries && self.viewer.knows(self.setting, &self.after, variable)
    }

    /// The causes of one number as a tree, so many levels deep, down to orders, draws, and rules with their parameters.
    #[must_use]
    pub fn tree(&self, variable: Variable, levels: usize) -> Tree {
        let knows: Vec<_> = self.earlier.iter().map(|telling| |of| telling.known(of)).collect();
        let earlier: Vec<Turn<'_>> = self.earlier.iter().zip(&knows).map(|(telling, knows)| telling.turn(knows, &[])).collect();
        let knows = |of| self.known(of);
        let turn = self.turn(&knows, &earlier);
        // Parts of parts are small: they are written more finely than the number itself.
        Tree::written(&turn, variable, Open::Levels(levels), Shape::of(variable).finer().finer().finer())
    }

    /// The same in words.
    #[must_use]
    pub fn one(&self, variable: Variable, levels: usize) -> String {
        let name = capital(&short_variable(self.setting, variable));
        if !self.known(variable) {
            return fill("explain.not_known", &[("variable", &name)]) + "\n";
        }
        let mut story = fill("explain.what", &[("variable", &capital(&describe_variable(self.setting, variable)))]) + "\n";
        let tree = self.tree(variable, levels);
        if tree.change() == Quantity::ZERO {
            story.push_str(
                &(fill("explain.unchanged", &[("line", &capital(&value_line(self.setting, &self.after, variable)))]) + "\n"),
            );
            return story;
        }
        // Written so that from, to and change are a sum.
        let (first, moved) = (tree.shape.units(tree.before), tree.shape.units(tree.change()));
        let change = tree.shape.of_change(variable).write(moved, Sign::Always);
        let sign = level_sign(variable);
        let (from, to) = (tree.shape.write(first, sign), tree.shape.write(first + moved, sign));
        let values = [("variable", &*name), ("from", &*from), ("to", &*to), ("change", &*change)];
        story.push_str(&(fill("explain.change", &values) + "\n"));
        let (mut rules, mut cut): (Vec<Acted>, bool) = (Vec::new(), false);
        self.branch(&tree, &tree.roots, 0, &mut story, (&mut rules, &mut cut));
        if !rules.is_empty() {
            story.push_str(&(text("explain.parameters").to_owned() + "\n"));
        }
        for (rule, names) in rules {
            let values = [("rule", rule.name()), ("phase", rule.phase().name()), ("list", &*parameters(self.setting, &names))];
            story.push_str(&(fill("explain.rule", &values) + "\n"));
        }
        if cut {
            story.push_str(&(fill("explain.cut", &[("levels", &levels.to_string())]) + "\n"));
        }
        story
    }

    /// The parts of a level, each with its own parts under it.
    fn branch(&self, tree: &Tree, nodes: &[Node], depth: usize, story: &mut String, (rules, cut): (&mut Vec<Acted>, &mut bool)) {
        let shape = tree.shape.of_change(tree.variable);
        for node in nodes.iter().filter(|node| node.units != 0 || !node.children.is_empty()) {
            let amount = shape.write(node.units, Sign::Always);
            let mut words = "  ".repeat(depth) + &node.words;
            if node.children.is_empty() {
                if let Some(ends) = self.ends(tree, node) {
                    words = format!("{words} ({ends})");
                }
                if let Some(rule) = node.rule.filter(|_| !node.parameters.is_empty()) {
                    words = format!("{words} [{}]", rule.name());
                    acted(rules, rule, &node.parameters);
                }
            }
            if node.opens && node.children.is_empty() {
                *cut = true;
                words.push_str(" …");
            }
            story.push_str(&(fill("explain.part", &[("amount", &format!("{amount:>10}")), ("cause", &words)]) + "\n"));
            self.branch(tree, &node.children, depth + 1, story, (rules, cut));
        }
    }

    /// Where a part ends: the number that was drawn, or the level at which a number acts that did not move.
    fn ends(&self, tree: &Tree, node: &Node) -> Option<String> {
        let then = self.back(node.back);
        let asked = |mine: &dyn Fn(&Drawn) -> bool| {
            let drawn = then.ledger.draws.iter().find(|d| mine(d) && self.viewer.may_know(d.seen_by))?;
            let (odds, unit) = chance_and_draw(drawn.odds.to_f64(), drawn.unit.to_f64());
            Some(fill("explain.drawn", &[("odds", &odds), ("unit", &unit)]))
        };
        match node.source {
            // What is not yes or no, as the lump of a year's orders, has no odds.
            Source::Draw(key) if self.viewer == Viewer::Facilitator && !then.ledger.draws.iter().any(|d| d.key == key) => {
                let unit = number(100.0 * then.luck.unit(key), 0);
                Some(fill("explain.drawn_alone", &[("unit", &fill("unit.drawn", &[("hundredths", &unit)]))]))
            }
            Source::Draw(key) => asked(&|d| d.key == key),
            // A card that came by chance leads to its draw.
            Source::Card(card) => asked(&|d| d.about == About::Card(card) && d.happened),
            Source::Number(of) if !node.opens && of != tree.variable && then.known(of) => {
                Some(fill("explain.at", &[("level", &level(of, then.after.values.get(of)))]))
            }
            _ => None,
        }
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
            let Some(change) = self.change(variable) else {
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
        let draws_hidden = self.ledger.draws.iter().any(|d| !self.viewer.may_know(d.seen_by));
        self.close(story, hidden || draws_hidden)
    }

    fn close(&self, mut story: String, hidden: bool) -> String {
        if hidden && self.viewer != Viewer::Facilitator {
            story.push_str(text("explain.rest_not_known"));
            story.push('\n');
        }
        story
    }

    /// Headlines and draws.
    fn news(&self) -> String {
        let section = |title: &str, lines: &[String]| {
            let lines: Vec<String> = lines.iter().map(|line| format!("  {line}\n")).collect();
            if lines.is_empty() { String::new() } else { format!("{title}\n{}", lines.concat()) }
        };
        section(text("explain.headlines"), &self.headlines()) + &section(text("explain.draws"), &self.draws())
    }

    /// The headlines that who looks may read.
    #[must_use]
    pub fn headlines(&self) -> Vec<String> {
        let told = self.ledger.headlines.iter().filter(|h| self.viewer.may_know(h.seen_by));
        told.map(|h| headline(self.setting, self.context, h, &self.ledger)).collect()
    }

    /// The draws that who looks may know of, a sentence each.
    #[must_use]
    pub fn draws(&self) -> Vec<String> {
        let draws = self.ledger.draws.iter().filter(|d| self.viewer.may_know(d.seen_by));
        draws.map(|d| capital(&draw(self.setting, self.context, d))).collect()
    }

    /// The change of a variable and its parts; none where nothing of it would be seen.
    fn change(&self, variable: Variable) -> Option<String> {
        let (before, after) = (self.before.values.get(variable), self.after.values.get(variable));
        let shape = Shape::of(variable).finer();
        let total = shape.units(after) - shape.units(before);
        if total == 0 {
            return None;
        }
        let lines = why(self.setting, self.context, &self.ledger, variable);
        let amounts: Vec<Quantity> = lines.iter().map(|line| line.amount).collect();
        let parts = shape.parts(&amounts, total);
        let sign = level_sign(variable);
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

/// Alignment is written with its sign, other levels without.
const fn level_sign(variable: Variable) -> Sign {
    if matches!(variable, Variable::Pair(PairVar::Alignment | PairVar::Affinity, ..)) { Sign::Always } else { Sign::Level }
}

/// A rule at the ends of a tree, with those of its parameters that acted there.
type Acted = (Rule, Vec<&'static str>);

fn acted(rules: &mut Vec<Acted>, rule: Rule, parameters: &[&'static str]) {
    let place = rules.iter().position(|(known, _)| *known == rule).unwrap_or(rules.len());
    if place == rules.len() {
        rules.push((rule, Vec::new()));
    }
    let Some((_, known)) = rules.get_mut(place) else { return };
    let new: Vec<&str> = parameters.iter().copied().filter(|name| !known.contains(name)).collect();
    known.extend(new);
}

/// Parameters with their values and units, as this scenario has them: "`share_rate` 0.35 a year".
#[must_use]
pub fn parameters(setting: &Setting, names: &[&'static str]) -> String {
    let known = standard_parameters().unwrap_or_default();
    let one = |name: &&'static str| {
        let unit = known.iter().find(|p| p.name == **name).map_or("", |p| p.unit.as_str());
        let value = number(setting.params.get(name).unwrap_or_default(), 4);
        let value = if value.contains('.') { value.trim_end_matches('0').trim_end_matches('.') } else { value.as_str() };
        // The units of things that are counted are written as many.
        let counted = ["decisions", "points", "months", "years", "turns", "tiers", "exporters"];
        let unit = if value == "1" && counted.contains(&unit) { unit.trim_end_matches('s') } else { unit };
        fill("explain.parameter", &[("name", name), ("value", value), ("unit", unit)])
    };
    names.iter().map(one).collect::<Vec<_>>().join("; ")
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
        About::Addressee { from, to, domain } => {
            let area = super::words::domain(setting, domain);
            fill("draw.addressee", &[("from", name(from)), ("to", name(to)), ("domain", &area)])
        }
        About::Through { licence, actor } => {
            let (from, through) = (super::causes::licence(setting, context.world, licence), &setting.actors[actor].name);
            fill("draw.through", &[("licence", &from), ("actor", through)])
        }
        About::Onward { actor, to: None, .. } => fill("draw.kept", &[("actor", &setting.actors[actor].name)]),
        About::Onward { actor, to: Some(to), .. } => {
            fill("draw.onward", &[("actor", &setting.actors[actor].name), ("to", name(to))])
        }
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
    let (odds, unit) = chance_and_draw(of.odds.to_f64(), of.unit.to_f64());
    fill("draw.line", &[("about", &about), ("odds", &odds), ("unit", &unit), ("came", came)])
}

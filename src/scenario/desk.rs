//! Names to ids: what a file calls by name, found in the setting built so far, or noted as unknown.

use std::collections::BTreeSet;

use super::decode::{Item, Sheet};
use super::place::{Node, bare};
use super::problem::suggestion;
use super::schema::Amounts;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{BlocId, DomainId, Id, RegionId, StateId, Table};
use crate::rules::variable::{NameError, Values, Variable};
use crate::text::{fill, steers, text as words};

/// The setting under construction, beside the file that it comes from.
pub(super) struct Desk<'a, 's> {
    /// The file.
    pub(super) sheet: &'s Sheet<'a>,
    /// What has been built.
    pub(super) setting: Setting,
    /// Opening numbers; laid out when channels and blocs are known.
    pub(super) values: Values,
    /// Titles of the cards, in the order of the file.
    pub(super) titles: Vec<String>,
    /// Names of things that are in the file but could not be read, so that their absence is not noted again.
    unread: BTreeSet<String>,
}

impl<'a, 's> Desk<'a, 's> {
    /// Begins with an empty setting.
    pub(super) fn new(sheet: &'s Sheet<'a>, root: &Node, setting: Setting, values: Values) -> Self {
        let mut unread = BTreeSet::new();
        for list in ["states", "domains", "blocs", "commitments", "actors"] {
            for item in root.find(sheet.text, list).map(Node::items).unwrap_or_default() {
                let names = ["name", "code", "id"].into_iter().filter_map(|field| item.find(sheet.text, field));
                unread.extend(names.map(|node| bare(node.text(sheet.text)).to_owned()));
            }
        }
        let regions = root.find(sheet.text, "regions").map(Node::items).unwrap_or_default();
        unread.extend(regions.iter().map(|node| bare(node.text(sheet.text)).to_owned()));
        Self { sheet, setting, values, titles: Vec::new(), unread }
    }

    /// Whether a name stands in the file with something that could not be read.
    pub(super) fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(name)
    }

    /// Puts an opening number.
    pub(super) fn put(&mut self, variable: Variable, value: f64) {
        self.values.put(variable, Quantity::from_f64(value));
    }

    /// Puts an opening number if it is in the range of its variable; else notes that it is not.
    pub(super) fn put_checked(&mut self, node: &Node, variable: Variable, value: f64) {
        if self.sheet.within(node, &format!("`{}`", variable.kind_name()), value, variable.range()) {
            self.put(variable, value);
        }
    }

    /// The part of an item that has that name.
    pub(super) fn at<'n, T>(&self, item: &Item<'n, T>, field: &str) -> &'n Node {
        item.node.get(self.sheet.text, field)
    }

    /// A state by name or code.
    pub(super) fn state(&self, node: &Node, name: &str) -> Option<StateId> {
        let found = self.setting.state(name);
        if found.is_none() && !self.is_unread(name) {
            let hint = suggestion(name, self.setting.states.iter().map(|s| s.name.as_str()));
            self.sheet.say(node, fill("problem.no_state_scenario", &[("name", name)]), hint);
        }
        found
    }

    /// States by name or code.
    pub(super) fn states(&self, node: &Node, names: &[String]) -> Vec<StateId> {
        names.iter().enumerate().filter_map(|(n, name)| self.state(node.nth(n), name)).collect()
    }

    /// A domain by code or name.
    pub(super) fn domain(&self, node: &Node, name: &str) -> Option<DomainId> {
        let found = self.setting.domain(name);
        if found.is_none() && !self.is_unread(name) {
            let hint = suggestion(name, self.setting.domains.iter().map(|d| d.code.as_str()));
            self.sheet.say(node, fill("problem.no_domain_scenario", &[("name", name)]), hint);
        }
        found
    }

    /// Domains by code or name; none named means all.
    pub(super) fn domains(&self, node: &Node, names: &[String]) -> Vec<DomainId> {
        if names.is_empty() {
            return self.setting.domains.ids().collect();
        }
        names.iter().enumerate().filter_map(|(n, name)| self.domain(node.nth(n), name)).collect()
    }

    /// A region by name.
    pub(super) fn region(&self, node: &Node, name: &str) -> Option<RegionId> {
        let found = self.setting.regions.find(|r| r.name == name);
        if found.is_none() && !self.is_unread(name) {
            let hint = suggestion(name, self.setting.regions.iter().map(|r| r.name.as_str()));
            self.sheet.say(node, fill("problem.no_region_scenario", &[("name", name)]), hint);
        }
        found
    }

    /// A bloc or regime by name, without a word if there is none.
    pub(super) fn bloc(&self, name: &str) -> Option<BlocId> {
        self.setting.blocs.find(|b| b.name == name)
    }

    /// Numbers by state, in the order of the states; each in its range, no state twice.
    pub(super) fn amounts(&self, node: &Node, what: &str, amounts: &Amounts, range: (f64, f64)) -> Vec<(StateId, f64)> {
        let mut found: Vec<(StateId, f64)> = Vec::new();
        for (name, value) in amounts {
            let at = node.get(self.sheet.text, name);
            let key = node.key(self.sheet.text, name);
            self.sheet.within(at, &fill("problem.amount_of", &[("what", what), ("name", name)]), *value, range);
            let Some(state) = self.state(key, name) else { continue };
            if found.iter().any(|(other, _)| *other == state) {
                self.sheet.say(key, fill("problem.given_twice_by_name_and", &[("name", name)]), words("problem.keep_one_two"));
            } else {
                found.push((state, *value));
            }
        }
        found.sort_by_key(|(state, _)| *state);
        found
    }

    /// A variable by its full name.
    pub(super) fn variable(&self, node: &Node, text: &str) -> Option<Variable> {
        match Variable::parse(text, &self.setting) {
            Ok(variable) => Some(variable),
            Err(error) => {
                if !self.unread_in(text) {
                    let hint = variable_hint(&self.setting, text, &error);
                    self.sheet.say(node, super::problem::name_error(&error), hint);
                }
                None
            }
        }
    }

    /// Variables by a name in which a star stands for every state, domain or supplier: `points(*, SA, *)`. A number that belongs to
    /// nothing (a channel that is not there) is left out.
    pub(super) fn variables(&self, node: &Node, text: &str) -> Vec<Variable> {
        if !text.contains('*') {
            return self.variable(node, text).into_iter().collect();
        }
        let squeeze = |name: &str| name.split_whitespace().collect::<String>();
        let (pattern, kind) = (squeeze(text), text.split('(').next().unwrap_or_default().trim().to_owned());
        let wanted: Vec<&str> = pattern.split(['(', ',', ')']).collect();
        let fits = |variable: &Variable| {
            if variable.kind_name() != kind {
                return false;
            }
            let name = squeeze(&variable.name(&self.setting));
            let parts: Vec<&str> = name.split(['(', ',', ')']).collect();
            parts.len() == wanted.len() && parts.iter().zip(&wanted).all(|(part, want)| *want == "*" || part == want)
        };
        let found: Vec<Variable> = self.values.layout().variables().filter(fits).collect();
        if found.is_empty() {
            self.sheet.say(node, fill("problem.fits_nothing", &[("text", text)]), words("problem.names_are_written_as_share"));
        }
        found
    }

    /// Whether a variable's name speaks of something that could not be read.
    fn unread_in(&self, text: &str) -> bool {
        let parts = text.split(['(', ',', ')']).map(str::trim);
        let unknown = |part: &str| {
            self.setting.state(part).is_none()
                && self.setting.domain(part).is_none()
                && self.bloc(part).is_none()
                && self.is_unread(part)
        };
        parts.skip(1).any(unknown)
    }

    /// Checks a name that others refer to: a plain one, without the signs that variable names are made of, and new.
    pub(super) fn good_name(&self, node: &Node, name: &str, taken: bool) {
        if name.trim().is_empty() || name.contains(['(', ')', ',', '*']) || name.trim() != name {
            let hint = words("problem.use_words_without_brackets_or");
            self.sheet.say(node, fill("problem.cannot_be_name", &[("name", &shown(name))]), hint);
        } else if RESERVED.contains(&name) {
            self.sheet.say(node, fill("problem.name_reserved", &[("name", name)]), words("problem.choose_another_name"));
        } else {
            self.plain_name(node, name);
        }
        if taken {
            let message = fill("problem.name_given_twice", &[("name", &shown(name))]);
            self.sheet.say(node, message, words("problem.give_each_name_its_own"));
        }
    }

    /// Checks words that stand in a line among others: not too long, and without signs that steer how the line is shown.
    pub(super) fn plain_name(&self, node: &Node, name: &str) {
        plain_name(self.sheet, node, name);
    }
}

/// Names that stand for something of the program's own: the seat of the facilitator, and the whole board.
const RESERVED: [&str; 2] = ["facilitator", "board"];
/// Longest name or title, characters.
const NAME_CHARS_MAX: usize = 250;

/// Checks words that stand in a line among others: not too long, and without signs that steer how the line is shown.
pub(super) fn plain_name(sheet: &Sheet<'_>, node: &Node, name: &str) {
    let chars = name.chars().count();
    if chars > NAME_CHARS_MAX {
        let values = [("chars", chars.to_string()), ("most", NAME_CHARS_MAX.to_string())];
        let message = fill("problem.name_too_long", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        sheet.say(node, message, words("problem.shorten"));
    }
    if name.contains(steers) {
        let hint = words("problem.take_hidden_signs_out");
        sheet.say(node, fill("problem.name_has_hidden_signs", &[("name", &shown(name))]), hint);
    }
}

/// A wrong name, as a message can hold it.
pub(super) fn shown(name: &str) -> String {
    let few: String = name.chars().take(60).collect();
    few.chars().map(|sign| if steers(sign) { sign.escape_unicode().to_string() } else { sign.to_string() }).collect()
}

/// What could have been meant by the name of a variable: the nearest state, domain, bloc or kind of variable.
#[must_use]
pub fn variable_hint(setting: &Setting, text: &str, error: &NameError) -> String {
    match error {
        NameError::State(wrong) => suggestion(wrong, setting.states.iter().map(|s| s.name.as_str())),
        NameError::Domain(wrong) => suggestion(wrong, setting.domains.iter().map(|d| d.code.as_str())),
        NameError::Bloc(wrong) => suggestion(wrong, setting.blocs.iter().map(|b| b.name.as_str())),
        _ => kind_hint(text),
    }
}

/// The names of all kinds of variable that are near what was written.
fn kind_hint(text: &str) -> String {
    use crate::rules::variable::{BlocVar, CellVar, LinkVar, Measure, PairVar, StateVar};
    let kind = text.split('(').next().unwrap_or_default().trim();
    let all = StateVar::ALL.iter().map(|k| k.name()).chain(CellVar::ALL.iter().map(|k| k.name()));
    let all = all.chain(LinkVar::ALL.iter().map(|k| k.name())).chain(PairVar::ALL.iter().map(|k| k.name()));
    let all = all.chain(BlocVar::ALL.iter().map(|k| k.name())).chain(Measure::ALL.iter().map(|k| k.name())).chain(["support"]);
    let names: Vec<&str> = all.collect();
    if names.contains(&kind) {
        return words("problem.names_are_written_as_share").to_owned();
    }
    super::problem::nearest(kind, names).map_or_else(String::new, |near| fill("problem.did_you_mean", &[("near", near)]))
}

/// A table of so many equal items.
pub(super) fn filled<I: Id, T: Clone>(count: usize, item: &T) -> Table<I, T> {
    std::iter::repeat_n(item.clone(), count).collect()
}

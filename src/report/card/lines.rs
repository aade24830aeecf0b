//! The card in sentences, for the command line.

use super::{Card, Luck};
use crate::report::orders::{conditions_list, criterion, ground};
use crate::report::words::{
    Shape, Sign, calendar, capital, chance, chance_and_draw, domain, money, number, share, signed, state,
};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::world::Outcome;
use crate::text::{fill, text};

/// Says a text of the catalogue with what every line about the decision names.
type Say<'a> = dyn Fn(&str, &[(&str, &str)]) -> String + 'a;

impl Card {
    /// The card in sentences.
    #[must_use]
    pub fn lines(&self, setting: &Setting) -> Vec<String> {
        let (exporter, partner) = (state(setting, self.exporter), state(setting, self.partner));
        let names = [("exporter", exporter), ("partner", partner)];
        let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&names[..], values].concat());
        let (area, tier, when) = (domain(setting, self.domain), self.tier.to_string(), calendar(setting, self.turn));
        let mut lines = vec![say("card.title", &[("domain", &area), ("tier", &tier), ("when", &when)]), self.outcome(&say)];
        lines.extend(self.asked.as_ref().map(|asked| {
            let values = [
                ("tier", &*asked.tier.to_string()),
                ("points", &*number(asked.points.to_f64(), 1)),
                ("money", &*money(asked.value.to_f64())),
                ("monitoring", &*share(asked.monitoring.to_f64())),
            ];
            fill("card.asked", &values)
        }));
        lines.extend(self.score_lines());
        lines.push(say("card.expected", &[("expected", &chance(self.expected))]));
        if self.burden > 0.0 && self.outcome != Outcome::Refused {
            lines.push(say("card.burden", &[("burden", &number(self.burden, 2))]));
        }
        let drawn = [
            (self.acceptance, "card.acceptance.yes", "card.acceptance.no"),
            (self.leak, "card.leak.yes", "card.leak.no"),
            (self.detection, "card.detection.yes", "card.detection.no"),
        ];
        for (luck, yes, no) in drawn {
            if let Some(luck) = luck {
                let when = if luck.turn == self.turn { String::new() } else { luck.when() };
                let (odds, unit) = luck.written();
                lines.push(when + &say(luck.key(yes, no), &[("odds", &odds), ("unit", &unit)]));
            }
        }
        lines.extend(self.nearest.iter().map(super::Nearest::line));
        lines
    }

    fn outcome(&self, say: &Say<'_>) -> String {
        match (self.outcome, self.ground) {
            (Outcome::Licensed, _) if self.conditions.is_empty() => text("card.outcome.licensed").to_owned(),
            (Outcome::Licensed, _) => say("card.outcome.conditions", &[("conditions", &conditions_list(&self.conditions))]),
            (Outcome::Refused, _) if self.conditions.is_empty() => {
                say("card.outcome.refused", &[("burden", &number(self.burden, 2))])
            }
            (Outcome::Refused, _) => {
                let values = [("burden", &*number(self.burden, 2)), ("conditions", &*conditions_list(&self.conditions))];
                say("card.outcome.refused_these", &values)
            }
            (Outcome::Denied, Some(on)) => say("card.outcome.denied", &[("ground", ground(on))]),
            (Outcome::Denied, None) => text("card.outcome.denied_bare").to_owned(),
            (Outcome::Deferred, _) => text("card.outcome.deferred").to_owned(),
            (Outcome::Withdrawn, _) => say("card.outcome.withdrawn", &[]),
            (Outcome::Held, _) => text("card.outcome.held").to_owned(),
        }
    }

    /// One line a criterion, and their sum, in points of a hundred; the parts as shown add up to the score as shown.
    fn score_lines(&self) -> Vec<String> {
        if self.marks.is_empty() {
            return Vec::new();
        }
        let shape = Shape::tenths();
        let parts: Vec<Quantity> = self.marks.iter().map(|m| Quantity::from_f64(100.0 * m.mark * m.weight)).collect();
        let total = shape.units(Quantity::from_f64(100.0 * self.score));
        let mut lines: Vec<String> = Vec::new();
        for (mark, part) in self.marks.iter().zip(shape.parts(&parts, total)) {
            let (given, weight, part) = (number(100.0 * mark.mark, 0), number(mark.weight, 2), shape.write(part, Sign::Level));
            let values = [("criterion", criterion(mark.criterion)), ("mark", &given), ("weight", &weight), ("part", &part)];
            lines.push(capital(&fill("card.criterion", &values)));
        }
        let (threshold, margin) = (number(100.0 * self.threshold, 1), signed(100.0 * (self.score - self.threshold), 1));
        let total = shape.write(total, Sign::Level);
        lines.push(fill("card.sum", &[("total", &total), ("threshold", &threshold), ("margin", &margin)]));
        lines
    }
}

impl Luck {
    fn when(&self) -> String {
        fill("card.in_turn", &[("turn", &self.turn.to_string())])
    }

    const fn key(&self, yes: &'static str, no: &'static str) -> &'static str {
        if self.happened { yes } else { no }
    }

    /// The chance, and the number that was drawn, written.
    #[must_use]
    pub fn written(&self) -> (String, String) {
        chance_and_draw(self.odds, self.unit)
    }
}

//! Exact numbers in files: a [`Quantity`] as a decimal with up to six places.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

use crate::rules::quantity::Quantity;
use crate::text::{fill, text};

/// A quantity, as files write it: `0.7`, or `"0.7"` where a float would not hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) struct Decimal(pub(in crate::session) Quantity);

/// The shortest decimal that is exactly this quantity.
#[must_use]
pub fn decimal(quantity: Quantity) -> String {
    let long = quantity.to_string();
    let short = long.trim_end_matches('0').trim_end_matches('.');
    short.to_owned()
}

/// Reads a decimal with at most six places, exactly.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn parse_decimal(written: &str) -> Result<Quantity, String> {
    let wrong = || fill("orders.not_a_number", &[("written", written)]);
    let (negative, digits) = written.strip_prefix('-').map_or((false, written), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(part) {
        return Err(wrong());
    }
    if part.trim_end_matches('0').len() > 6 {
        return Err(text("orders.too_many_places").to_owned());
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let micros: i64 = format!("{whole}{part}").parse().map_err(|_out_of_range| wrong())?;
    Ok(Quantity::from_micros(if negative { -micros } else { micros }))
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let float = self.0.to_f64();
        if Quantity::from_f64(float) == self.0 {
            serializer.serialize_f64(float)
        } else {
            serializer.serialize_str(&decimal(self.0))
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl Visitor<'_> for Reads {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(text("orders.number_expected"))
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
                let quantity = Quantity::from_f64(value);
                // A decimal of six places and its float name each other; anything else had more places, or is out of range.
                let exact = value.is_finite() && quantity.to_f64().total_cmp(&(value + 0.0)).is_eq();
                if exact { Ok(Decimal(quantity)) } else { Err(E::custom(text("orders.too_many_places"))) }
            }
            fn visit_f32<E: de::Error>(self, value: f32) -> Result<Decimal, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_str<E: de::Error>(self, written: &str) -> Result<Decimal, E> {
                parse_decimal(written).map(Decimal).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Reads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_exact(micros in any::<i64>().prop_filter("i64::MIN has no positive", |m| *m != i64::MIN)) {
            let quantity = Quantity::from_micros(micros);
            prop_assert_eq!(parse_decimal(&decimal(quantity)), Ok(quantity));
            let file = ron::to_string(&Decimal(quantity)).unwrap();
            prop_assert_eq!(ron::from_str::<Decimal>(&file).unwrap().0, quantity);
        }
    }

    #[test]
    fn a_decimal_is_as_short_as_it_can_be() {
        let short: Vec<String> = [0, 700_000, 4_000_000, -1_250_001].iter().map(|m| decimal(Quantity::from_micros(*m))).collect();
        assert_eq!(short, ["0", "0.7", "4", "-1.250001"]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for wrong in ["0.1234567", "\"1,5\"", "\"\"", "\"-\"", "1e30", "\"99999999999999999999\""] {
            assert!(ron::from_str::<Decimal>(wrong).is_err(), "{wrong}");
        }
    }
}

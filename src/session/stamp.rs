//! When something was done: seconds of universal time, written as people and machines read it.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1 January 1970, universal time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub u64);

/// Days of 400 years.
const ERA_DAYS: u64 = 146_097;
/// The last second of the year 9999.
const LAST: u64 = 253_402_300_799;

impl Stamp {
    /// This moment, by the clock of this computer.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of this room that asks a clock, for people and never for the rules"
    )]
    pub fn now() -> Self {
        Self::of(SystemTime::now())
    }

    /// A moment of the system's.
    #[must_use]
    pub fn of(time: SystemTime) -> Self {
        Self(time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().min(LAST)))
    }

    /// Year, month, day, hour and minute, universal time.
    #[must_use]
    pub const fn parts(self) -> [u64; 5] {
        let (days, rest) = (self.0 / 86_400 + 719_468, self.0 % 86_400);
        let (era, of_era) = (days / ERA_DAYS, days % ERA_DAYS);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let (month, january) = if from_march < 10 { (from_march + 3, 0) } else { (from_march - 9, 1) };
        [year + era * 400 + january, month, day, rest / 3_600, rest / 60 % 60]
    }

    /// Reads `2026-11-25T23:40:00Z`, and nothing but this form.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let part = |from: usize, to: usize| -> Option<u64> {
            let digits = written.get(from..to)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
        };
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
        let stamp = Self(days_before(year, month, day)?.checked_mul(86_400)? + hour * 3_600 + minute * 60 + second);
        // What is written back the same was a real date in the one form.
        (stamp.to_string() == written).then_some(stamp)
    }
}

/// Days from the first of January 1970 to a date (Hinnant's algorithm, years from March).
fn days_before(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day.checked_sub(1)?;
    (era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year).checked_sub(719_468)
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute] = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_are_written_as_the_calendar_says() {
        for (seconds, written) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_764_113_999, "2025-11-25T23:39:59Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Stamp(seconds).to_string(), written);
            assert_eq!(Stamp::parse(written), Some(Stamp(seconds)));
        }
    }

    #[test]
    fn every_day_of_a_thousand_years_comes_back() {
        for day in 0..365_000 {
            let stamp = Stamp(day * 86_400 + day % 86_400);
            assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for wrong in [
            "",
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01 00:00:00Z",
            "1969-12-31T23:59:59Z",
            "ä026-01-01T00:00:00Z",
        ] {
            assert_eq!(Stamp::parse(wrong), None, "{wrong}");
        }
    }
}

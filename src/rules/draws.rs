//! Draws that belong to identities.
//!
//! A random number is a function of (seed, turn, phase, who, what) and nothing else: there is no stream that could shift when
//! somebody decides differently. A chance is `u < p`; a choice is Gumbel-max, with one number an option, so that taking an
//! option away changes no other's number. The mixing function is `SplitMix64`'s finaliser (Steele, Lea and Flood 2014).

use super::phases::Phase;

/// Where all luck of a game comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

/// What a draw decides. Part of its key: two draws about the same thing in one phase have different purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Whether a partner accepts conditions.
    Acceptance,
    /// Whether a card's condition bites.
    CardOdds,
    /// Which card is drawn.
    CardPile,
    /// How lumpy orders are.
    Lump,
    /// Whether something leaks.
    Leak,
    /// Whether a leak is noticed.
    Detection,
    /// Through whom something leaks.
    Route,
    /// Which countermeasure is taken.
    Counter,
    /// Which licence a partner takes, or which supplier it asks.
    Choice,
    /// What a computer player decides by chance.
    Player,
}

/// Names one draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrawKey {
    /// In which turn.
    pub turn: u16,
    /// In which phase.
    pub phase: Phase,
    /// What for.
    pub purpose: Purpose,
    /// Who.
    pub who: u64,
    /// What.
    pub what: u64,
}

/// Mixes one word.
#[must_use]
pub const fn mix(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// Mixes words, one after the other.
#[must_use]
pub fn fold(start: u64, words: &[u64]) -> u64 {
    words.iter().fold(mix(start), |hash, word| mix(hash ^ word))
}

impl Seed {
    /// A number in the open interval (0, 1) that belongs to this key.
    #[must_use]
    pub fn unit(self, key: DrawKey) -> f64 {
        self.lot(key).unit(key.who, key.what)
    }

    /// The draws of a key's turn, phase and purpose.
    #[must_use]
    #[inline]
    pub fn lot(self, key: DrawKey) -> Lot {
        Lot(fold(self.0, &[u64::from(key.turn), key.phase as u64, key.purpose as u64]))
    }

    /// A seed for the n-th of an ensemble of other futures. Never the game's own.
    #[must_use]
    pub fn other(self, n: u64) -> Self {
        Self(fold(self.0 ^ 0x6f74_6865_725f_6c75, &[n]))
    }
}

/// All draws of one turn and phase for one purpose: what their keys have in common is mixed once.
#[derive(Clone, Copy, Debug)]
pub struct Lot(u64);

impl Lot {
    /// The number that belongs to the key of who and what.
    #[must_use]
    #[inline]
    pub fn unit(self, who: u64, what: u64) -> f64 {
        let bits = mix(mix(self.0 ^ who) ^ what) >> 11;
        (bits as f64 + 0.5) / 9_007_199_254_740_992.0
    }
}

/// The option with the largest weight × luck (Gumbel-max): each is taken with chance weight ÷ sum. `unit` gives the number of each
/// option. Options of no weight are never taken.
#[must_use]
pub fn choose(weights: &[f64], mut unit: impl FnMut(usize) -> f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (n, weight) in weights.iter().enumerate() {
        if *weight > 0.0 {
            let score = libm::log(*weight) - libm::log(-libm::log(unit(n)));
            if best.is_none_or(|(_, top)| score > top) {
                best = Some((n, score));
            }
        }
    }
    best.map(|(n, _)| n)
}

/// A yearly chance over a part of a year: 1 − (1 − p)^dt.
#[must_use]
pub fn over(chance_a_year: f64, dt: f64) -> f64 {
    1.0 - libm::pow(1.0 - chance_a_year.clamp(0.0, 1.0), dt)
}

/// How much of a gap that closes at a yearly rate is closed in a part of a year.
#[must_use]
pub fn step(rate_a_year: f64, dt: f64) -> f64 {
    over(rate_a_year, dt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(who: u64) -> DrawKey {
        DrawKey { turn: 1, phase: Phase::EndUse, purpose: Purpose::Leak, who, what: 0 }
    }

    #[test]
    fn draws_are_uniform_enough() {
        let n = 20_000_u64;
        let mean = (0..n).map(|who| Seed(7).unit(key(who))).sum::<f64>() / n as f64;
        // The standard error of the mean of a uniform number is 1/sqrt(12 n) = 0.002.
        assert!((mean - 0.5).abs() < 0.008, "mean {mean}");
    }

    #[test]
    fn a_choice_follows_its_weights() {
        let n = 20_000_u64;
        let hits = (0..n).filter(|who| choose(&[1.0, 3.0, 0.0], |o| Seed(*who).unit(key(o as u64))) == Some(1)).count();
        let share = hits as f64 / n as f64;
        assert!((share - 0.75).abs() < 0.012, "share {share}");
    }

    #[test]
    fn two_half_years_make_a_year() {
        let half = over(0.3, 0.5);
        assert!((1.0 - (1.0 - half) * (1.0 - half) - 0.3).abs() < 1e-12);
    }
}

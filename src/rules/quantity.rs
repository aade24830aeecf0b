//! Fixed-point numbers of the world.
//!
//! Every number that can change in play is a [`Quantity`]: an integer count of millionths. Formulas compute in `f64`
//! and the result is rounded once, when it becomes a `Quantity`, so that sums of causes are exact and saves read well.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A number in millionths. What one whole means (a share, a point, a billion dollars) is said by the variable that holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

const SCALE: f64 = 1_000_000.0;

/// The nearest whole number, half to even; what is not a number counts as nothing, and the infinities saturate.
///
/// Below 2^51 a float that is added to 1.5 × 2^52 has no room for a fraction, so that the addition itself rounds, half to even as every
/// addition does; and the bits of such sums are counted by ones, so that their difference is the whole number.
#[must_use]
#[inline]
pub(in crate::rules) fn whole(value: f64) -> i64 {
    const ROOM: f64 = 6_755_399_441_055_744.0;
    if value.abs() < 2_251_799_813_685_248.0 {
        (value + ROOM).to_bits().wrapping_sub(ROOM.to_bits()).cast_signed()
    } else {
        large(value)
    }
}

#[cold]
fn large(value: f64) -> i64 {
    libm::rint(value) as i64
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One whole.
    pub const ONE: Self = Self(1_000_000);

    /// A quantity from its millionths.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The millionths.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Rounds half to even; what is not a number counts as nothing, and the infinities saturate.
    #[must_use]
    #[inline]
    pub fn from_f64(value: f64) -> Self {
        Self(whole(value * SCALE))
    }

    /// The value as a float. Exact for every magnitude below nine billion.
    #[must_use]
    #[inline]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / SCALE
    }
}

impl Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Quantity {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Quantity {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Quantity {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Quantity {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:06}", magnitude / 1_000_000, magnitude % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, whole};

    #[test]
    fn rounds_half_to_even() {
        assert_eq!(Quantity::from_f64(0.000_000_5).micros(), 0);
        assert_eq!(Quantity::from_f64(0.000_001_5).micros(), 2);
        assert_eq!(Quantity::from_f64(f64::NAN).micros(), 0);
        assert_eq!(Quantity::from_f64(f64::INFINITY).micros(), i64::MAX);
    }

    #[test]
    fn whole_numbers_are_those_of_the_library() {
        let edges = [0.5, 1.5, -0.5, -2.5, 1e15 + 0.5, 2_251_799_813_685_247.5, 2_251_799_813_685_248.5, 1e18, -1e300];
        let spread = (0..20_000_u64).map(|n| f64::from_bits(crate::rules::draws::mix(n)));
        let small = (0..20_000_u64).map(|n| (crate::rules::draws::mix(n) as i64) as f64 / 1e12);
        for value in edges.into_iter().chain(spread).chain(small) {
            assert_eq!(whole(value), libm::rint(value) as i64, "{value:e}");
        }
    }

    #[test]
    fn prints_six_decimals() {
        assert_eq!(Quantity::from_micros(-1_250_000).to_string(), "-1.250000");
    }
}

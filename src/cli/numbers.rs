//! Numbers as they are typed behind an option, and what is said of one that is none.

use crate::text::fill;

/// Reads a whole number between two limits.
pub(super) fn whole<T: TryFrom<u64> + Clone + Send + Sync + 'static>(
    least: u64,
    most: u64,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |given| {
        let number = given.parse().ok().filter(|number| (least..=most).contains(number));
        number
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| fill("cli.whole_number", &[("least", &least.to_string()), ("most", &most.to_string())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_in_the_range_is_told_with_the_range() {
        let read = whole::<u16>(1, 12);
        assert_eq!((read("1"), read("12")), (Ok(1), Ok(12)));
        for wrong in ["", "0", "13", "-1", "two", "1.5", "99999999999999999999"] {
            assert_eq!(read(wrong), Err("a whole number from 1 to 12 is needed".to_owned()), "{wrong}");
        }
    }
}

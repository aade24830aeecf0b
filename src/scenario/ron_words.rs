//! What a decoder says of a file, in the words of people who write one: no names of types, no words of a programming language.

use ron::error::Error as RonError;

use super::problem::suggestion;
use crate::text::{fill, text as words};

/// What is wrong, and what to do about it; the second may be empty.
#[must_use]
pub fn ron_words(error: &RonError) -> (String, String) {
    let of =
        |outer: &Option<String>| outer.as_deref().map_or(String::new(), |o| fill("problem.of_this", &[("plain", &plain(o))]));
    let said = |message: &str, hint: &str| (words(message).to_owned(), words(hint).to_owned());
    let sign = |sign: &str, hint: &str| (fill("problem.sign_was_expected", &[("sign", sign)]), words(hint).to_owned());
    match error {
        RonError::DuplicateStructField { field, .. } => {
            (fill("problem.given_twice", &[("name", field)]), words("problem.keep_one_two").to_owned())
        }
        RonError::NoSuchStructField { expected, found, outer } => {
            (fill("problem.no_field", &[("found", found), ("of", &of(outer))]), suggestion(found, expected.iter().copied()))
        }
        RonError::NoSuchEnumVariant { expected, found, outer } => {
            let kind = outer.as_deref().map_or_else(|| words("problem.word_format").to_owned(), plain);
            (fill("problem.no_such_kind", &[("found", found), ("kind", &kind)]), suggestion(found, expected.iter().copied()))
        }
        RonError::MissingStructField { field, outer } => {
            (fill("problem.field_missing_2", &[("field", field), ("of", &of(outer))]), fill("problem.add", &[("field", field)]))
        }
        RonError::ExpectedString | RonError::ExpectedChar => said("problem.text_was_expected", "problem.put_quotation_marks"),
        RonError::ExpectedStringEnd => {
            (words("problem.text_has_no_closing").to_owned(), words("problem.put_quotation_marks").to_owned())
        }
        RonError::ExpectedFloat | RonError::FloatUnderscore => said("problem.number_was_expected", "problem.write_number"),
        RonError::ExpectedInteger | RonError::InvalidIntegerDigit { .. } => {
            said("problem.number_was_expected", "problem.write_whole_number")
        }
        RonError::IntegerOutOfBounds => said("problem.number_too_large_or_negative", "problem.write_small_number"),
        RonError::ExpectedBoolean => said("problem.true_or_false_was_expected", "problem.write_without_quotation_marks"),
        RonError::ExpectedMap => said("problem.block_was_expected", "problem.write_names_with_values"),
        RonError::ExpectedArray => said("problem.list_was_expected", "problem.write_square_brackets"),
        RonError::ExpectedArrayEnd => sign("]", "problem.look_for_missing_comma_quotation"),
        RonError::ExpectedMapEnd => sign("}", "problem.look_for_missing_comma_quotation"),
        RonError::ExpectedStructLikeEnd | RonError::ExpectedOptionEnd => sign(")", "problem.look_for_missing_comma_quotation"),
        RonError::ExpectedMapColon => sign(":", "problem.look_for_missing_comma_quotation"),
        RonError::ExpectedComma => sign(",", "problem.look_for_missing_comma_quotation"),
        RonError::ExpectedStructLike | RonError::ExpectedNamedStructLike(_) | RonError::ExpectedStructName(_) => {
            said("problem.fields_were_expected", "problem.write_round_brackets")
        }
        RonError::ExpectedDifferentStructName { .. } => said("problem.fields_were_expected", "problem.write_round_brackets"),
        RonError::ExpectedIdentifier | RonError::InvalidIdentifier(_) | RonError::SuggestRawIdentifier(_) => {
            said("problem.name_field_was_expected", "problem.look_for_missing_comma_quotation")
        }
        RonError::ExpectedDifferentLength { .. } => said("problem.other_count_was_expected", "problem.see_format"),
        RonError::InvalidValueForType { expected, .. } if expected == words("orders.number_expected") => {
            said("problem.number_was_expected", "problem.write_number")
        }
        RonError::InvalidValueForType { .. } => said("problem.other_value_was_expected", "problem.see_format"),
        RonError::Eof => said("problem.ends_too_early", "problem.close_all_brackets"),
        RonError::TrailingCharacters => said("problem.file_should_end_bracket_closed", "problem.close_bracket_later"),
        RonError::ExceededRecursionLimit => said("problem.brackets_too_deep", "problem.see_format"),
        RonError::UnclosedBlockComment | RonError::UnclosedLineComment => {
            said("problem.comment_not_closed", "problem.look_for_missing_comma_quotation")
        }
        RonError::InvalidEscape(_) => said("problem.bad_escape", "problem.write_backslash_twice"),
        RonError::UnexpectedChar(c) => {
            let c = c.escape_debug().to_string();
            (fill("problem.value_was_expected_not", &[("c", &c)]), words("problem.look_for_missing_comma_quotation").to_owned())
        }
        // Written by the program itself, in the words of its catalogue.
        RonError::Message(message) => (message.clone(), String::new()),
        _ => said("problem.cannot_be_read_here", "problem.look_for_missing_comma_quotation"),
    }
}

/// The name of a row or word of the format, without the suffix that the code gives it.
fn plain(name: &str) -> String {
    match name {
        "Sheet" => return words("problem.orders_file").to_owned(),
        "SheetTurn" => return words("problem.orders_turn").to_owned(),
        _ => {}
    }
    let bare = ["Row", "Word", "File"].iter().fold(name, |name, end| name.trim_end_matches(end));
    let mut said = String::new();
    for c in bare.chars() {
        if c.is_uppercase() && !said.is_empty() {
            said.push(' ');
        }
        said.extend(c.to_lowercase());
    }
    said
}

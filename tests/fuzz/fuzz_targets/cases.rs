#![no_main]
#[expect(dead_code, reason = "one of them is used here")]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::cases(bytes));

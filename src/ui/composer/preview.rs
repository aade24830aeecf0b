//! What each decision would do: the column of futures.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::forecast::Answer;

/// How the preview stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    number: u64,
    running: Option<(u32, u32)>,
    answer: Option<Answer>,
    answered: u64,
}

static NUMBERS: AtomicU64 = AtomicU64::new(1);

impl Preview {
    /// Asks anew; the number tells the answer from stale ones.
    pub fn ask(&mut self, futures: u32) -> u64 {
        self.number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        self.running = Some((0, futures));
        self.number
    }

    /// So many futures are played.
    pub fn progress(&mut self, number: u64, done: u32) {
        if let Some(running) = self.running.as_mut().filter(|_| number == self.number) {
            running.0 = done;
        }
    }

    /// The answer is there.
    pub fn arrived(&mut self, number: u64, answer: Answer) {
        if number == self.number {
            self.running = None;
            self.answered = number;
            self.answer = Some(answer);
        }
    }

    /// No answer is wanted any more.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// Futures played and asked for, while it is running.
    #[must_use]
    pub const fn running(&self) -> Option<(u32, u32)> {
        self.running
    }

    /// The last answer.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// Whether the answer is about what is set now.
    #[must_use]
    pub const fn fresh(&self) -> bool {
        self.answered == self.number && self.answer.is_some()
    }
}

//! The clock of a turn: how long the room still has, for whoever leads the game to start and to stop.
//!
//! It belongs to the window and to no game: rules, saves and the journal know nothing of it. The time comes in once a frame, by
//! [`Clock::tick`]; nothing is drawn again for it while it stands, and once a second while it runs.

/// Minutes that are offered.
pub const MINUTES: [u16; 6] = [2, 3, 5, 10, 15, 20];

/// What is asked of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockAsk {
    /// So many minutes a turn, from now.
    Set(u16),
    /// Starts it, or stops it where it stands.
    Turn,
    /// Puts it away.
    Away,
}

/// A clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Seconds of a turn.
    whole: f64,
    /// Seconds that are left.
    left: f64,
    running: bool,
    /// When it will be over, in egui's seconds; none: it stands, or has not been looked at since it was started.
    until: Option<f64>,
}

impl Clock {
    /// A clock of so many minutes, running.
    #[must_use]
    pub fn of(minutes: u16) -> Self {
        let whole = f64::from(minutes) * 60.0;
        Self { whole, left: whole, running: true, until: None }
    }

    /// Starts it, or stops it where it stands. One that is over begins anew.
    pub const fn turn(&mut self) {
        if self.over() {
            self.left = self.whole;
        }
        self.running = !self.running;
        self.until = None;
    }

    /// A turn has been played: the next one has its whole time, from when it is started.
    pub const fn reset(&mut self) {
        *self = Self { left: self.whole, running: false, until: None, ..*self };
    }

    /// Takes the time. Gives the seconds until what it shows changes; none while it stands.
    pub fn tick(&mut self, now: f64) -> Option<f64> {
        if !self.running {
            return None;
        }
        let until = *self.until.get_or_insert(now + self.left);
        self.left = (until - now).max(0.0);
        if self.over() {
            self.running = false;
            self.until = None;
            return None;
        }
        // To the next whole second.
        let part = self.left.fract();
        Some(if part < 0.001 { 1.0 } else { part })
    }

    /// Seconds that are left, as one reads them.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.left.ceil() as u32
    }

    /// Whether it runs.
    #[must_use]
    pub const fn running(&self) -> bool {
        self.running
    }

    /// Whether the time is up.
    #[must_use]
    pub const fn over(&self) -> bool {
        self.left <= 0.0
    }

    /// "4:32".
    #[must_use]
    pub fn shown(seconds: u32) -> String {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_in_whole_seconds_and_stands_still_when_it_is_stopped() {
        let mut clock = Clock::of(2);
        assert_eq!(clock.tick(100.0), Some(1.0), "it begins with the first look");
        assert_eq!((clock.seconds(), Clock::shown(clock.seconds())), (120, "2:00".to_owned()));
        let next = clock.tick(130.25).unwrap();
        assert_eq!(clock.seconds(), 90);
        assert!((next - 0.75).abs() < 1e-9, "drawn again when the second is over: {next}");
        clock.turn();
        assert_eq!(clock.tick(500.0), None, "nothing is drawn for a clock that stands");
        assert_eq!(clock.seconds(), 90);
        clock.turn();
        clock.tick(500.0);
        assert_eq!(clock.seconds(), 90, "it goes on where it stood");
        assert_eq!(clock.tick(600.0), None);
        assert!(clock.over() && !clock.running());
        clock.turn();
        assert_eq!(clock.seconds(), 120, "and begins anew");
        clock.reset();
        assert!(!clock.running());
    }
}

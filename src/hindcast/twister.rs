//! The Mersenne Twister, MT19937 (Matsumoto and Nishimura 1998), so that a bootstrap draws what the reference script draws.
//!
//! The rules never use it: their draws are keyed (`rules::draws`). A stream is right here, where there is one reader, and where the
//! same numbers elsewhere are the point.

/// Words of state.
const N: usize = 624;
/// The word that meets the first half-way.
const M: usize = 397;

/// A stream of numbers.
pub(super) struct Twister {
    state: [u32; N],
    next: usize,
}

impl Twister {
    /// The stream of a seed, begun by the array method with one word, as scripting languages do.
    pub(super) fn new(seed: u32) -> Self {
        let mut state = [0_u32; N];
        let mut last = 19_650_218_u32;
        for (i, word) in (0_u32..).zip(&mut state) {
            if i > 0 {
                last = 1_812_433_253_u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i);
            }
            *word = last;
        }
        let mut made = Self { state, next: N };
        // A key of one word: it is added each time, and its index is always 0.
        let mut i = 1;
        for _ in 0..N {
            let before = made.at(i - 1);
            let word = (made.at(i) ^ (before ^ (before >> 30)).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = made.put(i, word);
        }
        for _ in 1..N {
            let before = made.at(i - 1);
            let word = (made.at(i) ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i = made.put(i, word);
        }
        made.set(0, 0x8000_0000);
        made
    }

    fn at(&self, i: usize) -> u32 {
        self.state.get(i % N).copied().unwrap_or_default()
    }

    fn set(&mut self, i: usize, word: u32) {
        if let Some(place) = self.state.get_mut(i) {
            *place = word;
        }
    }

    /// Sets a word of the seeding walk and tells the next index, which skips the first word but hands it the last.
    fn put(&mut self, i: usize, word: u32) -> usize {
        self.set(i, word);
        if i + 1 < N {
            return i + 1;
        }
        self.set(0, word);
        1
    }

    fn word(&mut self) -> u32 {
        if self.next >= N {
            for i in 0..N {
                let joined = (self.at(i) & 0x8000_0000) | (self.at(i + 1) & 0x7fff_ffff);
                let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
                let word = self.at(i + M) ^ (joined >> 1) ^ twist;
                self.set(i, word);
            }
            self.next = 0;
        }
        let mut word = self.at(self.next);
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// A whole number below a limit of at least 1, by throwing away what is too large.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let bits = 32 - limit.leading_zeros();
        loop {
            let drawn = self.word() >> (32 - bits);
            if drawn < limit {
                return drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Twister;

    #[test]
    fn it_is_the_stream_of_the_reference() {
        // random.Random(7): the first choices among 44, and the 2000th.
        let mut twister = Twister::new(7);
        let drawn: Vec<u32> = (0..2000).map(|_| twister.below(44)).collect();
        assert_eq!(drawn[..10], FIRST);
        assert_eq!(drawn[1999], LAST);
    }

    const FIRST: [u32; 10] = [20, 9, 25, 41, 3, 4, 34, 6, 23, 37];
    const LAST: u32 = 40;
}

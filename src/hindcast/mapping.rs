//! How judged scores become a board: the one table of numbers that the hindcast adds to the rules.
//!
//! Everything else comes from the parameters of the rules, which serve the fictional scenarios too. Nothing here depends on a
//! case's name, on who takes part or on the year. Where no source is named, the numbers are judgement, round and chosen before any board was
//! played, but for what `docs/calibration.md` lists.

/// A large seller that the data know by its distance in votes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    /// Its name, as the data write it.
    pub name: &'static str,
    /// The column with its distance from the recipient.
    pub distance_column: &'static str,
    /// How much it sells to the world beside an unnamed seller, before anybody's preferences.
    pub size: f64,
}

/// The powers. Their sizes are round numbers after their parts of the world's exports: some 35 %, 25 % and 6 %, where an
/// ordinary seller has 5 % (seven of them have the rest). Source: SIPRI, Trends in International Arms Transfers, the five-year periods from 2010–14
/// to 2015–19 (31 to 36 %, 21 to 27 %, 5 to 6 %).
pub const POWERS: [Power; 3] = [
    Power { name: "United States", distance_column: "un_dist_US_pre", size: 7.0 },
    Power { name: "Russia", distance_column: "un_dist_RU_pre", size: 5.0 },
    Power { name: "China", distance_column: "un_dist_CN_pre", size: 1.2 },
];

/// What the scores 0, 1, 2 and 3 stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// Unnamed sellers on the market, by `ctx_alternatives_0_3`. With the powers, an open market has eight sellers or more.
    pub sellers: [usize; 4],
    /// How much each alternative is worth beside the coalition, by the same score: where alternatives are few, they are less apt too.
    pub aptness: [f64; 4],
    /// Hostility of the neighbour, by `ctx_threat_0_3`.
    pub hostility: [f64; 4],
    /// The recipient's industrial base, by `ctx_indigenous_0_3`.
    pub industry: [f64; 4],
    /// The part of its orders that its own industry gets, by the same score.
    pub own_share: [f64; 4],
}

/// The table.
pub const SCORES: Scores = Scores {
    sellers: [2, 3, 5, 7],
    aptness: [0.4, 0.7, 1.1, 1.6],
    hostility: [0.05, 0.20, 0.45, 0.70],
    industry: [0.05, 0.20, 0.40, 0.60],
    own_share: [0.05, 0.10, 0.20, 0.30],
};

/// The size of the coalition as a seller, whoever it is: that of an ordinary seller. What history adds is its prior share.
pub const COALITION_SIZE: f64 = 1.0;

/// Voting distance at which two states are neither near nor far: alignment is 1 − distance ÷ this, and a change of alignment
/// counts as this many ideal points (Bailey, Strezhnev and Voeten 2017). Judgement: the distances of the calibration cases are 1.6 on average.
pub const DISTANCE_NEUTRAL: f64 = 2.0;

/// Alignment that a defence pact adds where no member's distance is known.
pub const PACT_ALIGNMENT: f64 = 0.3;

/// The price that full generosity forgoes, as a part of it: the most that finance can.
pub const FULL_DISCOUNT: f64 = 0.5;
/// The recipient's part of the work under full generosity.
pub const FULL_WORK: f64 = 0.5;
/// Monitoring that the recipient offers with its requests.
pub const MONITORING: f64 = 0.5;
/// Strategic rivalries from which a neighbour's arms are answered with full force.
pub const RIVALRIES_FULL: u8 = 4;
/// Re-export control of the coalition where third parties have a say, and of everybody else.
pub const REEXPORT_CONTROL: (f64, f64) = (0.9, 0.4);
/// Absorption of everybody at the start.
pub const ABSORPTION: f64 = 0.65;
/// Answers in time, and others, that the recipient has seen of every seller.
pub const BELIEF: (u8, u8) = (6, 3);

/// Alignment in a relation of which nothing is known.
pub const UNKNOWN_ALIGNMENT: f64 = 0.0;

/// The number that stands for a score.
#[must_use]
pub fn by_score<T: Copy>(table: &[T; 4], score: u8) -> T {
    let [none, little, some, much] = *table;
    match score {
        0 => none,
        1 => little,
        2 => some,
        _ => much,
    }
}

/// Alignment from a voting distance.
#[must_use]
pub fn alignment(distance: f64) -> f64 {
    (1.0 - distance / DISTANCE_NEUTRAL).clamp(-1.0, 1.0)
}

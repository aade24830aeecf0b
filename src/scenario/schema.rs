//! The format of a scenario file, as types. What the fields mean is said in `docs/scenario-format.md`; what may be in them is
//! checked by `build`. Rows are decoded one by one, so no type of the whole file exists.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Numbers by name of a state, a domain, or another thing.
pub(super) type Amounts = BTreeMap<String, f64>;

/// The fields of a file, in the order of the documentation.
pub(super) const FIELDS: &[&str] = &[
    "version",
    "id",
    "title",
    "synopsis",
    "briefing",
    "turns",
    "months_per_turn",
    "start_year",
    "draw_turns",
    "parameters",
    "regions",
    "domains",
    "states",
    "holdings",
    "availability",
    "sustainment_off",
    "coproduction",
    "usual_tiers",
    "pipeline",
    "alignment",
    "relations",
    "rivals",
    "regimes",
    "blocs",
    "commitments",
    "actors",
    "requests",
    "deck",
    "hidden",
    "history",
    "tour",
];

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $($(#[$attr])* pub(super) $field: $kind,)* }
    )*};
}

rows! {
    /// A domain of capability.
    DomainRow { code: String, name: String, offence: f64, verifiability: f64, service_life_years: f64, #[serde(default)] emerging: bool, #[serde(default)] obsolescence: f64, }
    /// A state.
    StateRow {
        name: String, code: String, region: String, roles: Vec<Role>, archetype: ArchetypeWord, budget: f64,
        #[serde(default)] growth: f64, governance: f64, rights: f64, capital: Option<f64>, #[serde(default)] credit: f64,
        price_index: Option<f64>, playable: Option<bool>, emblem: String, position: (f64, f64), #[serde(default)] industry: Amounts,
        #[serde(default)] tier_made: BTreeMap<String, u8>, #[serde(default)] compliance: f64,
        #[serde(default)] inputs: Amounts, #[serde(default)] constituencies: Vec<ConstituencyRow>,
        #[serde(default)] description: String, #[serde(default)] briefing: String, #[serde(default)] secret: String,
        #[serde(default)] objectives: Vec<ObjectiveRow>,
    }
    /// A group at home.
    ConstituencyRow { name: String, influence: f64, #[serde(default)] support: f64, concerns: BTreeMap<ConcernWord, f64>, }
    /// What a seat wants.
    ObjectiveRow { text: String, #[serde(default)] private: bool, goal: Option<GoalWord>, }
    /// What a state has in a domain, and from whom it orders.
    HoldingRow {
        state: String, domain: String, absorption: f64, #[serde(default)] points: Amounts, shares: Amounts, need: Option<f64>, need_tier: Option<f64>,
        drawn_to: Option<Amounts>,
    }
    /// Which part of what was supplied can be used.
    AvailabilityRow { state: String, #[serde(default)] suppliers: Vec<String>, #[serde(default)] domains: Vec<String>, value: f64, }
    /// A pair of supplier and recipient.
    PairRow { supplier: String, recipient: String, #[serde(default)] domains: Vec<String>, }
    /// Joint production.
    CoproductionRow { supplier: String, recipient: String, domain: String, level: f64, }
    /// The tier of routine orders.
    TierRow { supplier: String, recipient: String, #[serde(default)] domains: Vec<String>, tier: u8, }
    /// What is on its way.
    PipelineRow { supplier: String, recipient: String, domain: String, tier: u8, points: f64, due: Vec<u16>, monitoring: f64, }
    /// Alignment of pairs without a row.
    AlignmentRow { inside: f64, across: f64, }
    /// What one state thinks of another.
    RelationRow {
        from: String, to: String, #[serde(default)] both_ways: bool, alignment: Option<f64>, affinity: Option<f64>,
        reliability: Option<(f64, f64)>, interoperability: Option<f64>, grievance: Option<f64>, hostility: Option<f64>, trend: Option<f64>,
    }
    /// Two states that react to each other's strength.
    RivalRow { pair: (String, String), strength: f64, }
    /// How an exporter licenses.
    RegimeRow {
        exporter: String, weights: WeightsRow, thresholds: (f64, f64, f64, f64), #[serde(default)] weights_declared: bool,
        #[serde(default)] thresholds_declared: bool, transparency: f64, capacity_per_year: f64, monitoring: f64, reexport_control: f64,
        consistency: f64, credibility: Option<f64>, #[serde(default)] capital_floor: f64, #[serde(default)] class_a: BTreeMap<String, u8>,
        #[serde(default)] class_b: BTreeMap<String, u8>, ceiling: u8,
    }
    /// Weights of the criteria.
    WeightsRow { rights: f64, diversion: f64, stability: f64, alliance: f64, commerce: f64, }
    /// A bloc or a multilateral regime.
    BlocRow {
        name: String, #[serde(default)] regime: bool, members: Amounts, #[serde(default)] associates: Vec<String>, harmonisation: f64,
        cohesion: f64, sanction_threshold: f64, #[serde(default)] criteria: String, #[serde(default)] dormant: bool,
        #[serde(default)] shared_verification: bool, #[serde(default)] mutual_recognition: bool, terms: Option<TermsRow>,
    }
    /// What the members of a rival regime get from its founder.
    TermsRow { founder: String, discount: f64, eager: Option<String>, }
    /// A commitment.
    CommitmentRow {
        id: String, name: String, kind: CommitmentWord, from: String, to: String, until_turn: Option<u16>,
        #[serde(default)] strained_when: Vec<TestWord>, #[serde(default)] broken_when: Vec<TestWord>,
    }
    /// A broker or an armed group.
    ActorRow { name: String, region: String, strength: f64, #[serde(default)] passes_to: Amounts, exposure: Amounts, }
    /// A request.
    RequestRow {
        from: String, to: String, domain: String, tier: u8, points: f64, value: f64, #[serde(default)] monitoring: f64,
        #[serde(default)] coproduction: f64, plea: String, group: Option<String>,
    }
    /// A card.
    CardRow { title: String, text: String, question: String, trigger: TriggerWord, effects: Vec<EffectWord>, }
    /// A number that is not what most seats believe.
    HiddenRow { variable: String, truth: f64, known_to: Vec<String>, }
    /// A share of orders as it was recorded.
    HistoryRow { supplier: String, recipient: String, turns: (u16, u16), share: f64, #[serde(default)] deliveries: bool, }
    /// A tour of the scenario.
    TourRow { #[serde(default)] seed: u64, steps: Vec<StepRow>, }
    /// A bubble of a tour.
    StepRow { turn: u16, at: SpotWord, text: String, instead: Option<InsteadRow>, #[serde(default)] waits: Vec<WaitWord>, }
    /// What a bubble says where tests hold.
    InsteadRow { tests: Vec<TestWord>, text: String, }
    /// A parameter of the rules.
    ParameterRow { value: f64, unit: String, range: (f64, f64), meaning: String, source: String, }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name { $($variant,)* }
    )*};
}

words! {
    /// Roles of a state.
    Role { Exporter, Partner, Rival, Neutral, }
    /// Archetypes of computer players.
    ArchetypeWord { Principled, Transactional, Restrictive, Hedging, Loyal, Autonomous, Assertive, Opportunist, }
    /// What a constituency cares about.
    ConcernWord { Alliance, Rights, Diversion, Stability, Commerce, Consistency, Capability, Dependence, Conditions, Price, Jobs, }
    /// What became of a request.
    OutcomeWord { Licensed, Refused, Denied, Deferred, Withdrawn, Held, }
    /// How a commitment stands.
    StandingWord { Kept, Strained, Lapsed, Broken, }
    /// What a bubble of a tour waits for.
    WaitWord { Hover, Open, Order, Guess, Resolve, Why, }
    /// Kinds of commitment.
    CommitmentWord { Pact, Basing, ExclusiveSupply, Intelligence, JointProgramme, Membership, Assurance, RedLine, Neutrality, }
}

/// A condition that a card or a commitment reads.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum TestWord {
    Above(String, f64),
    Below(String, f64),
    SumBelow(Vec<String>, f64),
    Apart(String, String, f64),
    Denials {
        by: Vec<String>,
        of: Option<String>,
        #[serde(default)]
        domains: Vec<String>,
        tier: Option<u8>,
        at_least: u16,
        within_turns: u16,
    },
    Decisions {
        outcome: OutcomeWord,
        by: Vec<String>,
        of: Option<String>,
        #[serde(default)]
        domains: Vec<String>,
        tier: Option<u8>,
        at_least: u16,
        within_turns: u16,
    },
    Licensed {
        by: Vec<String>,
        to: String,
        domains: Vec<String>,
        tier: u8,
    },
    Favoured {
        tier: u8,
        within_turns: u16,
        scores_within: f64,
        transparency_below: f64,
    },
    Acted {
        by: String,
        to: String,
        #[serde(default)]
        revoked: bool,
    },
    UndetectedDiversion,
    KnownLeak {
        of: String,
        through: String,
    },
    Came(String, u16),
    Stands(String, StandingWord),
    NotKept(String),
    Not(Vec<Self>),
    Any(Vec<Self>),
}

/// When a card comes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum TriggerWord {
    Fixed(u16),
    Condition { tests: Vec<TestWord>, turns: Option<u16>, odds: Option<f64>, from_turn: Option<u16> },
    Drawn { weight: f64, from_turn: Option<u16> },
}

/// What a card does.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum EffectWord {
    Change {
        variable: String,
        by: f64,
        months: Option<u16>,
    },
    Multiply {
        variable: String,
        by: f64,
        months: Option<u16>,
    },
    Price {
        order: String,
        state: Option<String>,
        factor: f64,
        months: u16,
    },
    Permission {
        order: String,
        state: Option<String>,
        allowed: bool,
        months: u16,
    },
    Request(RequestRow),
    Urgent {
        state: String,
        months: u16,
    },
    TestCommitment(String),
    OpenRoute(String),
    CloseRoute(String),
    Reveal,
    RevealValue(String),
    Hold {
        state: String,
        months: u16,
    },
    Lapse(String),
    Vote {
        bloc: String,
        threshold: f64,
        domain: String,
        then: Vec<Self>,
        #[serde(default)]
        otherwise: Vec<Self>,
    },
    Found(String),
    Join {
        bloc: String,
        state: String,
    },
    If {
        tests: Vec<TestWord>,
        then: Vec<Self>,
        #[serde(default)]
        otherwise: Vec<Self>,
    },
    End(f64),
    Ruling(String),
}

/// What a bubble of a tour points at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum SpotWord {
    Board,
    State(String),
    Capability(String),
    Supply(String, String),
    Tray,
    Request(String, String),
    Composer,
    Resolve,
    Headlines,
    Why,
    Beliefs,
    Plots,
}

/// How an objective is scored.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GoalWord {
    AtLeast(String, f64),
    AtMost(String, f64),
    RisesBy(String, f64),
    FallsBy(String, f64),
}

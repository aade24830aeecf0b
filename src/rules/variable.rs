//! The one grammar of variable names, and the flat store behind it.
//!
//! A [`Variable`] names one number of the world: `reliability(Haldry, Claverne)`, `share(Claverne, AD, Haldry)`. Cards, series,
//! explanations and exports all use these names. [`Layout`] says where in the flat vector of a world each variable lies.

mod layout;
mod values;

pub use layout::{Counts, Layout};
pub use values::Values;

use super::setting::Setting;
use super::table::{ActorId, BlocId, DomainId, LinkId, RegionId, StateId};

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal [$low:expr, $high:expr] $unit:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant,)* }
        impl $name {
            /// All of them, in the order of storage.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();
            /// The name in the grammar.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $text,)* } }
            /// The least and the greatest value.
            #[must_use]
            #[inline(always)]
            pub const fn range(self) -> (f64, f64) { match self { $(Self::$variant => ($low, $high),)* } }
            /// What one whole is.
            #[must_use]
            pub const fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* } }
            /// The kind of that name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> { match text { $($text => Some(Self::$variant),)* _ => None } }
        }
    };
}

kinds! {
    /// What a state has one of.
    StateVar {
        /// Defence procurement.
        Budget = "budget" [0.0, 1000.0] "$bn a year",
        /// Governance record.
        Governance = "governance" [0.0, 1.0] "index",
        /// Human-rights record.
        Rights = "rights" [0.0, 1.0] "index",
        /// Political capital of the government.
        Capital = "capital" [0.0, 100.0] "points",
        /// Credit for offers below cost.
        Credit = "credit" [0.0, 1000.0] "$bn",
        /// How openly an exporter licenses.
        Transparency = "transparency" [0.0, 1.0] "index",
        /// How well decisions agreed with the scores of what was licensed.
        Consistency = "consistency" [0.0, 1.0] "index",
        /// How far an exporter's public justifications agreed with its record.
        Credibility = "credibility" [0.0, 1.0] "index",
        /// End-use monitoring intensity of an exporter.
        Monitoring = "monitoring" [0.0, 1.0] "index",
        /// How firmly an exporter controls re-export of what it supplied.
        Reexport = "reexport_control" [0.0, 1.0] "index",
        /// Decisions that an exporter can still process.
        Capacity = "capacity" [0.0, 100.0] "decisions",
        /// Decisions that an exporter's licensing office can process.
        Office = "processing" [0.0, 100.0] "decisions a year",
        /// Capital below which the legislature holds high-risk approvals.
        Floor = "capital_floor" [0.0, 100.0] "points",
        /// Whether the state licenses others: 1 or 0.
        Licenses = "licenses" [0.0, 1.0] "yes or no",
        /// Tier ceiling for partners without one of their own.
        Ceiling = "tier_ceiling" [0.0, 4.0] "tier",
        /// How far the criteria are declared: 0 not, 0.5 weights alone, 1 thresholds too.
        Declared = "criteria_declared" [0.0, 1.0] "index",
        /// Time since the criteria were last declared.
        CriteriaAge = "criteria_age" [0.0, 600.0] "months",
        /// Approvals that the legislature holds, for so long.
        Hold = "legislative_hold" [0.0, 120.0] "months",
        /// Countermeasures that a state can still take.
        Reaction = "reaction" [0.0, 100.0] "countermeasures",
        /// How much threat has risen (or fallen) of late.
        Alarm = "alarm" [-1.0, 1.0] "index",
        /// Exposure to brokers and armed groups.
        Exposure = "exposure" [0.0, 1.0] "index",
        /// End-use controls and compliance of a partner.
        Compliance = "compliance" [0.0, 1.0] "index",
        /// Value of orders placed with a supplier, a mean over about a year.
        Revenue = "revenue" [0.0, 10000.0] "$bn a year",
        /// Added lead time from disturbed inputs.
        LeadDelay = "lead_delay" [0.0, 60.0] "months",
        /// The heaviest burden of conditions that a partner accepts without a draw; negative: none was given.
        Answer = "standing_answer" [-1.0, 2.0] "burden",
        /// Offensive weight of what it can use.
        Offence = "offence" [0.0, 10000.0] "points",
        /// Value that leaked from what the state supplied, over time.
        Leaked = "leaked" [0.0, 10000.0] "points",
        /// Value that the state supplied in play.
        Supplied = "supplied" [0.0, 100000.0] "points",
    }
}

kinds! {
    /// What a state has one of in each domain.
    CellVar {
        /// Industrial base.
        Industry = "industry" [0.0, 1.0] "index",
        /// Highest tier that its industry makes.
        TierMax = "tier_made" [0.0, 4.0] "tier",
        /// Share of crews that can operate what is held.
        Absorption = "absorption" [0.0, 1.0] "index",
        /// What training and sustainment packages add to the ceiling of absorption.
        Training = "training" [0.0, 1.0] "index",
        /// Crews that what is held needs: points over quality per crew.
        Crews = "crews" [0.0, 5000.0] "crews",
        /// Capability wanted, at the tier that is wanted.
        Need = "need" [0.0, 5000.0] "points",
        /// Tier that is wanted, 1–4.
        NeedTier = "need_tier" [1.0, 4.0] "tier",
        /// Effective capability: absorption × integration × points × availability.
        Capability = "capability" [0.0, 5000.0] "points",
        /// Effective capability that covers the need: points below its tier count less.
        Cover = "cover" [0.0, 5000.0] "points",
        /// How well the fleets of several suppliers work together.
        Integration = "integration" [0.0, 1.0] "index",
        /// Money not yet placed with a supplier; negative: borrowed from later years.
        Unspent = "unspent" [-1000.0, 1000.0] "$bn",
    }
}

kinds! {
    /// What a supply link has one of.
    LinkVar {
        /// Points held from this supplier.
        Points = "points" [0.0, 1000.0] "points",
        /// Mean tier of what is held.
        Tier = "tier" [1.0, 4.0] "tier",
        /// Share of them that can be used.
        Availability = "availability" [0.0, 1.0] "index",
        /// Share of the recipient's new orders.
        Share = "share" [0.0, 1.0] "share",
        /// Orders placed this turn, as a yearly rate.
        Orders = "orders" [0.0, 1000.0] "$bn a year",
        /// Orders that wait for a licence: the backfill pressure.
        Unmet = "unmet" [0.0, 1000.0] "$bn",
        /// Level of co-production.
        Coproduction = "coproduction" [0.0, 1.0] "index",
        /// Whether spares and service flow: 1 or 0.
        Sustainment = "sustainment" [0.0, 1.0] "on or off",
        /// Whether the channel is open: 1 or 0.
        Open = "open" [0.0, 1.0] "yes or no",
        /// Part of routine orders that is licensed: what embargoes and closed channels leave.
        Licensed = "licensed" [0.0, 1.0] "fraction",
        /// Burden of the conditions in force.
        Burden = "burden" [0.0, 2.0] "index",
        /// Exposure to secondary sanctions against the supplier.
        Risk = "sanctions_risk" [0.0, 1.0] "index",
        /// Price below the usual one.
        Discount = "discount" [-0.5, 0.5] "fraction",
        /// What history and taste add to the utility of this channel, so that the game opens at rest.
        Habit = "habit" [-40.0, 40.0] "utility",
    }
}

kinds! {
    /// What an ordered pair of states has one of.
    PairVar {
        /// Alignment of the first with the second.
        Alignment = "alignment" [-1.0, 1.0] "index",
        /// Structural affinity that alignment drifts back to.
        Affinity = "affinity" [-1.0, 1.0] "index",
        /// Mean of the first's belief that the second meets its legitimate requests in time.
        Reliability = "reliability" [0.0, 1.0] "chance",
        /// How much the first has seen of the second (sum of both Beta counts).
        Evidence = "evidence" [2.0, 200.0] "decisions",
        /// Grievance of the first at the second.
        Grievance = "grievance" [0.0, 5.0] "index",
        /// Interoperability.
        Interoperability = "interoperability" [0.0, 1.0] "index",
        /// Hostility of the first toward the second.
        Hostility = "hostility" [0.0, 1.0] "index",
        /// Threat that the first perceives from the second.
        Threat = "threat" [0.0, 1.0] "index",
        /// Trend factor on the threat that the first perceives.
        Trend = "trend" [0.2, 5.0] "factor",
        /// Mean share of the second in the first's new orders.
        Dependence = "dependence" [0.0, 1.0] "share",
        /// Defence of the first, own and allied, against the second.
        Margin = "deterrence_margin" [0.0, 100.0] "of 100",
        /// Tier ceiling of the first for the second; 5: the ceiling for everyone.
        Ceiling = "partner_ceiling" [0.0, 5.0] "tier",
        /// Whether the first handles the second's requests first for a time: 1 or 0.
        FastTrack = "fast_track" [0.0, 1.0] "yes or no",
        /// Part of value and of time that the first withholds from the second by embargo.
        Embargo = "embargo" [0.0, 1.0] "fraction",
        /// Sanctions of the first against the second: 0.5 primary, 1 secondary too.
        Sanction = "sanction" [0.0, 1.0] "index",
        /// Whether the first has the second on its list of trusted partners: 1 or 0.
        Trusted = "trusted" [0.0, 1.0] "yes or no",
    }
}

kinds! {
    /// What a domain has one of.
    DomainVar {
        /// How well end use can be monitored.
        Verifiability = "verifiability" [0.0, 1.0] "index",
        /// How fast what is held there loses quality beside its wear.
        Obsolescence = "obsolescence" [0.0, 1.0] "a year",
    }
}

kinds! {
    /// What a broker or an armed group has one of.
    ActorVar {
        /// Strength.
        Strength = "strength" [0.0, 1.0] "index",
        /// What it holds of what leaked.
        Armed = "armed" [0.0, 10000.0] "points",
    }
}

kinds! {
    /// What a bloc or regime has one of.
    BlocVar {
        /// How far criteria and practice are shared.
        Harmonisation = "harmonisation" [0.0, 1.0] "index",
        /// How well the members hold together.
        Cohesion = "cohesion" [0.0, 1.0] "index",
        /// Shared verification: 1 or 0.
        Verification = "shared_verification" [0.0, 1.0] "on or off",
        /// Mutual recognition of licences: 1 or 0.
        Recognition = "mutual_recognition" [0.0, 1.0] "on or off",
        /// Whether it exists: 1, or 0 while it is only an idea.
        Founded = "founded" [0.0, 1.0] "yes or no",
        /// Whether it has a chapter on the emerging domain: 1 or 0.
        Chapter = "emerging_chapter" [0.0, 1.0] "yes or no",
    }
}

kinds! {
    /// What a state has one of in each bloc or regime.
    MemberVar {
        /// Membership: 0 none, 0.5 associate, 1 full.
        Membership = "membership" [0.0, 1.0] "index",
        /// Rigour of enforcement.
        Rigour = "rigour" [0.0, 1.0] "index",
        /// The turn in which it joined; 0 where it belonged from the beginning, or never.
        Joined = "joined" [0.0, 10000.0] "turn",
    }
}

/// The nine numbers of an exporter's criteria: five weights, then the thresholds of tiers 1 to 4.
pub const CRITERIA: [&str; 9] = ["rights", "diversion", "stability", "alliance", "commerce", "1", "2", "3", "4"];

kinds! {
    /// What an exporter has one of for each criterion: see [`CRITERIA`].
    CriterionVar {
        /// As it is in force.
        Current = "criterion" [0.0, 2.0] "index",
        /// As partners expect it to be.
        Expected = "expected_criterion" [0.0, 2.0] "index",
    }
}

kinds! {
    /// The eight measures. Each is a mean over its scope.
    Measure {
        /// Effective defence and counted allies against threat.
        Deterrence = "deterrence" [0.0, 100.0] "of 100",
        /// Absence of threat.
        Stability = "stability" [0.0, 100.0] "of 100",
        /// Alignment and kept commitments inside blocs and pacts.
        Cohesion = "alliance_cohesion" [0.0, 100.0] "of 100",
        /// Effective capability against need.
        Modernisation = "modernisation" [0.0, 100.0] "of 100",
        /// Absence of concentration of supply.
        Resilience = "resilience" [0.0, 100.0] "of 100",
        /// Absence of leaks, and consistency.
        Integrity = "integrity" [0.0, 100.0] "of 100",
        /// Support at home, and capital.
        Mandate = "mandate" [0.0, 100.0] "of 100",
        /// Orders placed against the opening year.
        Industry = "industry_revenue" [0.0, 100.0] "of 100",
    }
}

/// Most constituencies that a state can have.
pub const CONSTITUENCIES_MAX: usize = 5;

/// Whom a measure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every state.
    Board,
    /// The states of a region.
    Region(RegionId),
    /// One state.
    State(StateId),
}

/// Why a text is not the name of a variable. The words are made where it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// No opening bracket in this text.
    NoBracket(String),
    /// No closing bracket at the end of this text.
    NotClosed(String),
    /// No such state.
    State(String),
    /// No such domain.
    Domain(String),
    /// No such bloc or regime.
    Bloc(String),
    /// No such broker or armed group.
    Actor(String),
    /// No such criterion.
    Criterion(String),
    /// No variable of that name takes so many things.
    Kind(String, usize),
    /// The state has no such constituency.
    Constituency(String, String),
    /// The first cannot supply the third in the domain between them.
    Channel([String; 3]),
    /// This text has so many arguments, not one to three.
    Arguments(String, usize),
}

/// The name of one number of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// A number of a state.
    State(StateVar, StateId),
    /// A number of a state in a domain.
    Cell(CellVar, StateId, DomainId),
    /// A number of a supply link.
    Link(LinkVar, LinkId),
    /// A number of an ordered pair.
    Pair(PairVar, StateId, StateId),
    /// A number of a domain.
    Domain(DomainVar, DomainId),
    /// A number of a broker or an armed group.
    Actor(ActorVar, ActorId),
    /// A number of a bloc or regime.
    Bloc(BlocVar, BlocId),
    /// A number of a state in a bloc or regime.
    Member(MemberVar, BlocId, StateId),
    /// A number of an exporter's criteria: the n-th of [`CRITERIA`].
    Criterion(CriterionVar, StateId, u8),
    /// Support of the n-th constituency of a state, −1 to 1.
    Support(StateId, u8),
    /// A measure.
    Measure(Measure, Scope),
}

impl Variable {
    /// The least and greatest value that it can take.
    #[must_use]
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its range is known")]
    #[inline(always)]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::State(kind, _) => kind.range(),
            Self::Cell(kind, ..) => kind.range(),
            Self::Link(kind, _) => kind.range(),
            Self::Pair(kind, ..) => kind.range(),
            Self::Domain(kind, _) => kind.range(),
            Self::Actor(kind, _) => kind.range(),
            Self::Bloc(kind, _) => kind.range(),
            Self::Member(kind, ..) => kind.range(),
            Self::Criterion(kind, ..) => kind.range(),
            Self::Support(..) => (-1.0, 1.0),
            Self::Measure(kind, _) => kind.range(),
        }
    }

    /// What one whole of it is.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::State(kind, _) => kind.unit(),
            Self::Cell(kind, ..) => kind.unit(),
            Self::Link(kind, _) => kind.unit(),
            Self::Pair(kind, ..) => kind.unit(),
            Self::Domain(kind, _) => kind.unit(),
            Self::Actor(kind, _) => kind.unit(),
            Self::Bloc(kind, _) => kind.unit(),
            Self::Member(kind, ..) => kind.unit(),
            Self::Criterion(kind, ..) => kind.unit(),
            Self::Support(..) => "index",
            Self::Measure(kind, _) => kind.unit(),
        }
    }

    /// The bare name of its kind.
    #[must_use]
    pub const fn kind_name(self) -> &'static str {
        match self {
            Self::State(kind, _) => kind.name(),
            Self::Cell(kind, ..) => kind.name(),
            Self::Link(kind, _) => kind.name(),
            Self::Pair(kind, ..) => kind.name(),
            Self::Domain(kind, _) => kind.name(),
            Self::Actor(kind, _) => kind.name(),
            Self::Bloc(kind, _) => kind.name(),
            Self::Member(kind, ..) => kind.name(),
            Self::Criterion(kind, ..) => kind.name(),
            Self::Support(..) => "support",
            Self::Measure(kind, _) => kind.name(),
        }
    }

    /// The full name, as it is written in files and read by [`Variable::parse`].
    #[must_use]
    pub fn name(self, setting: &Setting) -> String {
        let state = |id: StateId| setting.states[id].name.as_str();
        let kind = self.kind_name();
        match self {
            Self::State(_, id) => format!("{kind}({})", state(id)),
            Self::Cell(_, id, domain) => format!("{kind}({}, {})", state(id), setting.domains[domain].code),
            Self::Link(_, link) => {
                let link = &setting.links[link];
                let (from, to) = (state(link.supplier), state(link.recipient));
                format!("{kind}({from}, {}, {to})", setting.domains[link.domain].code)
            }
            Self::Pair(_, from, to) => format!("{kind}({}, {})", state(from), state(to)),
            Self::Domain(_, domain) => format!("{kind}({})", setting.domains[domain].code),
            Self::Actor(_, actor) => format!("{kind}({})", setting.actors[actor].name),
            Self::Bloc(_, bloc) => format!("{kind}({})", setting.blocs[bloc].name),
            Self::Member(_, bloc, id) => format!("{kind}({}, {})", setting.blocs[bloc].name, state(id)),
            Self::Criterion(_, id, nth) => {
                format!("{kind}({}, {})", state(id), CRITERIA.get(usize::from(nth)).copied().unwrap_or("?"))
            }
            Self::Support(id, which) => {
                let constituency = setting.states[id].constituencies.get(usize::from(which));
                format!("{kind}({}, {})", state(id), constituency.map_or("?", |c| c.name.as_str()))
            }
            Self::Measure(_, Scope::Board) => format!("{kind}(board)"),
            Self::Measure(_, Scope::Region(id)) => format!("{kind}({})", setting.regions[id].name),
            Self::Measure(_, Scope::State(id)) => format!("{kind}({})", state(id)),
        }
    }

    /// Reads a name such as `share(Claverne, AD, Haldry)`; states by name or code.
    ///
    /// # Errors
    /// Which part is not known.
    pub fn parse(text: &str, setting: &Setting) -> Result<Self, NameError> {
        let (kind, rest) = text.trim().split_once('(').ok_or_else(|| NameError::NoBracket(text.to_owned()))?;
        let inside = rest.trim_end().strip_suffix(')').ok_or_else(|| NameError::NotClosed(text.to_owned()))?;
        let args: Vec<&str> = inside.split(',').map(str::trim).collect();
        let kind = kind.trim();
        match args.as_slice() {
            [one] => Self::parse_one(kind, one, setting),
            [one, two] => Self::parse_two(kind, one, two, setting),
            [one, two, three] => {
                let kind = LinkVar::parse(kind).ok_or_else(|| NameError::Kind(kind.to_owned(), 3))?;
                let (supplier, domain, recipient) =
                    (state_named(one, setting)?, domain_named(two, setting)?, state_named(three, setting)?);
                let link = setting.link(supplier, recipient, domain);
                link.map(|id| Self::Link(kind, id)).ok_or_else(|| NameError::Channel([*one, *two, *three].map(str::to_owned)))
            }
            _ => Err(NameError::Arguments(text.to_owned(), args.len())),
        }
    }

    fn parse_one(kind: &str, one: &str, setting: &Setting) -> Result<Self, NameError> {
        if let Some(kind) = StateVar::parse(kind) {
            Ok(Self::State(kind, state_named(one, setting)?))
        } else if let Some(kind) = Measure::parse(kind) {
            let region = setting.regions.find(|r| r.name == one).map(Scope::Region);
            let scope = if one == "board" { Some(Scope::Board) } else { region };
            scope.map_or_else(|| state_named(one, setting).map(Scope::State), Ok).map(|scope| Self::Measure(kind, scope))
        } else if let Some(kind) = BlocVar::parse(kind) {
            Ok(Self::Bloc(kind, bloc_named(one, setting)?))
        } else if let Some(kind) = DomainVar::parse(kind) {
            Ok(Self::Domain(kind, domain_named(one, setting)?))
        } else if let Some(kind) = ActorVar::parse(kind) {
            let actor = setting.actors.find(|a| a.name == one);
            actor.map(|id| Self::Actor(kind, id)).ok_or_else(|| NameError::Actor(one.to_owned()))
        } else {
            Err(NameError::Kind(kind.to_owned(), 1))
        }
    }

    fn parse_two(kind: &str, one: &str, two: &str, setting: &Setting) -> Result<Self, NameError> {
        if let Some(kind) = PairVar::parse(kind) {
            Ok(Self::Pair(kind, state_named(one, setting)?, state_named(two, setting)?))
        } else if let Some(kind) = CellVar::parse(kind) {
            Ok(Self::Cell(kind, state_named(one, setting)?, domain_named(two, setting)?))
        } else if let Some(kind) = MemberVar::parse(kind) {
            Ok(Self::Member(kind, bloc_named(one, setting)?, state_named(two, setting)?))
        } else if let Some(kind) = CriterionVar::parse(kind) {
            let nth = CRITERIA.iter().position(|name| *name == two).ok_or_else(|| NameError::Criterion(two.to_owned()))?;
            Ok(Self::Criterion(kind, state_named(one, setting)?, nth as u8))
        } else if kind == "support" {
            let id = state_named(one, setting)?;
            let which = setting.states[id].constituencies.iter().position(|c| c.name == two);
            which.map(|n| Self::Support(id, n as u8)).ok_or_else(|| NameError::Constituency(one.to_owned(), two.to_owned()))
        } else {
            Err(NameError::Kind(kind.to_owned(), 2))
        }
    }
}

fn state_named(name: &str, setting: &Setting) -> Result<StateId, NameError> {
    setting.state(name).ok_or_else(|| NameError::State(name.to_owned()))
}

fn domain_named(name: &str, setting: &Setting) -> Result<DomainId, NameError> {
    setting.domain(name).ok_or_else(|| NameError::Domain(name.to_owned()))
}

fn bloc_named(name: &str, setting: &Setting) -> Result<BlocId, NameError> {
    setting.blocs.find(|b| b.name == name).ok_or_else(|| NameError::Bloc(name.to_owned()))
}

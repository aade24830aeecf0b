//! The one grammar of variable names, and the flat store behind it.
//!
//! A [`Variable`] names one number of the world: `reliability(Haldry, Claverne)`, `share(Claverne, AD, Haldry)`. Cards, series,
//! explanations and exports all use these names. [`Layout`] says where in the flat vector of a world each variable lies.

use super::quantity::Quantity;
use super::setting::Setting;
use super::table::{BlocId, DomainId, Id, LinkId, StateId};

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
        /// End-use monitoring intensity of an exporter.
        Monitoring = "monitoring" [0.0, 1.0] "index",
        /// Decisions that an exporter can still process.
        Capacity = "capacity" [0.0, 100.0] "decisions",
        /// Countermeasures that a state can still take.
        Reaction = "reaction" [0.0, 100.0] "countermeasures",
        /// Exposure to brokers and armed groups.
        Exposure = "exposure" [0.0, 1.0] "index",
        /// Value of orders placed with a supplier this turn, as a yearly rate.
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
        /// Share of crews that can operate what is held.
        Absorption = "absorption" [0.0, 1.0] "index",
        /// Effective capability wanted.
        Need = "need" [0.0, 5000.0] "points",
        /// Effective capability: absorption × integration × points × availability.
        Capability = "capability" [0.0, 5000.0] "points",
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
        /// Whether routine orders are licensed: 1, or less where an order restricts them.
        Licensed = "licensed" [0.0, 1.0] "fraction",
        /// Burden of the conditions in force.
        Burden = "burden" [0.0, 2.0] "index",
        /// An offer of the supplier above or below its usual price, in utility.
        Offer = "offer" [-3.0, 3.0] "utility",
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
    }
}

kinds! {
    /// What a bloc or regime has one of.
    BlocVar {
        /// How far criteria and practice are shared.
        Harmonisation = "harmonisation" [0.0, 1.0] "index",
        /// How well the members hold together.
        Cohesion = "cohesion" [0.0, 1.0] "index",
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
    /// A number of a bloc or regime.
    Bloc(BlocVar, BlocId),
    /// Support of the n-th constituency of a state, −1 to 1.
    Support(StateId, u8),
    /// A measure.
    Measure(Measure, Scope),
}

impl Variable {
    /// The least and greatest value that it can take.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::State(kind, _) => kind.range(),
            Self::Cell(kind, ..) => kind.range(),
            Self::Link(kind, _) => kind.range(),
            Self::Pair(kind, ..) => kind.range(),
            Self::Bloc(kind, _) => kind.range(),
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
            Self::Bloc(kind, _) => kind.unit(),
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
            Self::Bloc(kind, _) => kind.name(),
            Self::Support(..) => "support",
            Self::Measure(kind, _) => kind.name(),
        }
    }

    /// The full name, as it is written in files and read by [`Variable::parse`].
    #[must_use]
    pub fn name(self, setting: &Setting) -> String {
        let state = |id: StateId| setting.states[id].name.as_str();
        match self {
            Self::State(kind, id) => format!("{}({})", kind.name(), state(id)),
            Self::Cell(kind, id, domain) => format!("{}({}, {})", kind.name(), state(id), setting.domains[domain].code),
            Self::Link(kind, link) => {
                let link = &setting.links[link];
                let (from, to) = (state(link.supplier), state(link.recipient));
                format!("{}({from}, {}, {to})", kind.name(), setting.domains[link.domain].code)
            }
            Self::Pair(kind, from, to) => format!("{}({}, {})", kind.name(), state(from), state(to)),
            Self::Bloc(kind, bloc) => format!("{}({})", kind.name(), setting.blocs[bloc].name),
            Self::Support(id, which) => {
                let constituency = setting.states[id].constituencies.get(usize::from(which));
                format!("support({}, {})", state(id), constituency.map_or("?", |c| c.name.as_str()))
            }
            Self::Measure(kind, Scope::Board) => format!("{}(board)", kind.name()),
            Self::Measure(kind, Scope::State(id)) => format!("{}({})", kind.name(), state(id)),
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
        let state = |name: &str| setting.state(name).ok_or_else(|| NameError::State(name.to_owned()));
        let domain = |name: &str| setting.domain(name).ok_or_else(|| NameError::Domain(name.to_owned()));
        match args.as_slice() {
            ["board"] if Measure::parse(kind).is_some() => {
                Ok(Self::Measure(Measure::parse(kind).unwrap_or(Measure::Deterrence), Scope::Board))
            }
            [one] => {
                if let Some(kind) = StateVar::parse(kind) {
                    Ok(Self::State(kind, state(one)?))
                } else if let Some(kind) = Measure::parse(kind) {
                    Ok(Self::Measure(kind, Scope::State(state(one)?)))
                } else if let Some(kind) = BlocVar::parse(kind) {
                    let bloc = setting.blocs.find(|b| b.name == *one);
                    bloc.map(|id| Self::Bloc(kind, id)).ok_or_else(|| NameError::Bloc((*one).to_owned()))
                } else {
                    Err(NameError::Kind(kind.to_owned(), 1))
                }
            }
            [one, two] => {
                if let Some(kind) = PairVar::parse(kind) {
                    Ok(Self::Pair(kind, state(one)?, state(two)?))
                } else if let Some(kind) = CellVar::parse(kind) {
                    Ok(Self::Cell(kind, state(one)?, domain(two)?))
                } else if kind == "support" {
                    let id = state(one)?;
                    let which = setting.states[id].constituencies.iter().position(|c| c.name == *two);
                    which
                        .map(|n| Self::Support(id, n as u8))
                        .ok_or_else(|| NameError::Constituency((*one).to_owned(), (*two).to_owned()))
                } else {
                    Err(NameError::Kind(kind.to_owned(), 2))
                }
            }
            [one, two, three] => {
                let kind = LinkVar::parse(kind).ok_or_else(|| NameError::Kind(kind.to_owned(), 3))?;
                let (supplier, domain, recipient) = (state(one)?, domain(two)?, state(three)?);
                let link = setting.link(supplier, recipient, domain);
                link.map(|id| Self::Link(kind, id)).ok_or_else(|| NameError::Channel([*one, *two, *three].map(str::to_owned)))
            }
            _ => Err(NameError::Arguments(text.to_owned(), args.len())),
        }
    }
}

/// Where each variable lies in the flat vector of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    states: usize,
    domains: usize,
    links: usize,
    blocs: usize,
}

impl Layout {
    /// The layout of a board of that size.
    #[must_use]
    pub const fn new(states: usize, domains: usize, links: usize, blocs: usize) -> Self {
        Self { states, domains, links, blocs }
    }

    const fn starts(&self) -> [usize; 8] {
        let cells = StateVar::COUNT * self.states;
        let links = cells + CellVar::COUNT * self.states * self.domains;
        let pairs = links + LinkVar::COUNT * self.links;
        let blocs = pairs + PairVar::COUNT * self.states * self.states;
        let supports = blocs + BlocVar::COUNT * self.blocs;
        let measures = supports + CONSTITUENCIES_MAX * self.states;
        let end = measures + Measure::COUNT * (self.states + 1);
        [0, cells, links, pairs, blocs, supports, measures, end]
    }

    /// How many variables there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        let [.., end] = self.starts();
        end
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a variable.
    #[must_use]
    pub fn slot(&self, variable: Variable) -> usize {
        let [states, cells, links, pairs, blocs, supports, measures, _] = self.starts();
        match variable {
            Variable::State(kind, id) => states + kind as usize * self.states + id.index(),
            Variable::Cell(kind, id, domain) => {
                cells + (kind as usize * self.states + id.index()) * self.domains + domain.index()
            }
            Variable::Link(kind, id) => links + kind as usize * self.links + id.index(),
            Variable::Pair(kind, from, to) => pairs + (kind as usize * self.states + from.index()) * self.states + to.index(),
            Variable::Bloc(kind, id) => blocs + kind as usize * self.blocs + id.index(),
            Variable::Support(id, which) => supports + id.index() * CONSTITUENCIES_MAX + usize::from(which),
            Variable::Measure(kind, Scope::Board) => measures + kind as usize * (self.states + 1),
            Variable::Measure(kind, Scope::State(id)) => measures + kind as usize * (self.states + 1) + 1 + id.index(),
        }
    }

    /// Every variable, in the order of storage.
    pub fn variables(&self) -> impl Iterator<Item = Variable> + use<> {
        let Self { states, domains, links, blocs } = *self;
        let state = move || (0..states).map(StateId::from_index);
        let of_states = StateVar::ALL.iter().flat_map(move |k| state().map(|s| Variable::State(*k, s)));
        let of_cells = CellVar::ALL.iter().flat_map(move |k| {
            state().flat_map(move |s| (0..domains).map(move |d| Variable::Cell(*k, s, DomainId::from_index(d))))
        });
        let of_links = LinkVar::ALL.iter().flat_map(move |k| (0..links).map(|l| Variable::Link(*k, LinkId::from_index(l))));
        let of_pairs =
            PairVar::ALL.iter().flat_map(move |k| state().flat_map(move |a| state().map(move |b| Variable::Pair(*k, a, b))));
        let of_blocs = BlocVar::ALL.iter().flat_map(move |k| (0..blocs).map(|b| Variable::Bloc(*k, BlocId::from_index(b))));
        let supports = state().flat_map(|s| (0..CONSTITUENCIES_MAX as u8).map(move |n| Variable::Support(s, n)));
        let measures = Measure::ALL.iter().flat_map(move |k| {
            std::iter::once(Scope::Board).chain(state().map(Scope::State)).map(|scope| Variable::Measure(*k, scope))
        });
        of_states.chain(of_cells).chain(of_links).chain(of_pairs).chain(of_blocs).chain(supports).chain(measures)
    }
}

/// The flat vector of a world's numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    layout: Layout,
    items: Vec<Quantity>,
}

impl Values {
    /// All zero.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, items: vec![Quantity::ZERO; layout.len()] }
    }

    /// The layout.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// One number.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the layout puts every variable inside the vector")]
    pub fn get(&self, variable: Variable) -> Quantity {
        self.items[self.layout.slot(variable)]
    }

    /// Puts one number, for loaders and for `turn.change`.
    #[expect(clippy::indexing_slicing, reason = "the layout puts every variable inside the vector")]
    pub fn put(&mut self, variable: Variable, value: Quantity) {
        self.items[self.layout.slot(variable)] = value;
    }

    /// Every number, in the order of [`Layout::variables`].
    #[must_use]
    pub fn as_slice(&self) -> &[Quantity] {
        &self.items
    }
}

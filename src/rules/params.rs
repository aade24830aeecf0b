//! The parameters of the rules.
//!
//! Nothing numeric about the world is a constant in code: every coefficient is an entry of `scenarios/rules/standard.ron` with
//! its unit, range, meaning and source, and a scenario may override any of them by name. This module holds only their names.

macro_rules! params {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Every parameter, by name. Units, ranges and sources stand in `scenarios/rules/standard.ron`.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Params { $($(#[$doc])* pub $name: f64,)* }

        impl Params {
            /// All names.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            /// The parameters from a lookup by name.
            ///
            /// # Errors
            /// The names that the lookup does not know.
            pub fn from_values(value: impl Fn(&str) -> Option<f64>) -> Result<Self, Vec<&'static str>> {
                let missing: Vec<&'static str> = Self::NAMES.iter().copied().filter(|name| value(name).is_none()).collect();
                if missing.is_empty() {
                    Ok(Self { $($name: value(stringify!($name)).unwrap_or_default(),)* })
                } else {
                    Err(missing)
                }
            }

            /// One parameter by name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<f64> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

params! {
    /// Quality per crew of a tier 1 point, quality.
    tier_quality_1,
    /// Quality per crew of a tier 2 point, quality.
    tier_quality_2,
    /// Quality per crew of a tier 3 point, quality.
    tier_quality_3,
    /// Quality per crew of a tier 4 point, quality.
    tier_quality_4,
    /// How threatening a tier 1 item is, factor.
    tier_threat_1,
    /// How threatening a tier 2 item is, factor.
    tier_threat_2,
    /// How threatening a tier 3 item is, factor.
    tier_threat_3,
    /// How threatening a tier 4 item is, factor.
    tier_threat_4,
    /// Price of a tier 1 point, $bn a point.
    tier_price_1,
    /// Price of a tier 2 point, $bn a point.
    tier_price_2,
    /// Price of a tier 3 point, $bn a point.
    tier_price_3,
    /// Price of a tier 4 point, $bn a point.
    tier_price_4,
    /// Order to delivery of tier 1, months.
    tier_lead_1,
    /// Order to delivery of tier 2, months.
    tier_lead_2,
    /// Order to delivery of tier 3, months.
    tier_lead_3,
    /// Order to delivery of tier 4, months.
    tier_lead_4,
    /// How much of its worth a fleet loses whose suppliers' gear does not talk, fraction.
    integration_penalty,
    /// Weight of weak governance in the diversion risk, weight.
    diversion_governance,
    /// Weight of exposure to brokers and armed groups, weight.
    diversion_exposure,
    /// Weight of what cannot be seen, weight.
    diversion_verifiability,
    /// Commercial sub-score of a licence worth nothing, index.
    commerce_base,
    /// Value at which the commercial sub-score is full, $bn.
    commerce_full_value,
    /// What an end-use certificate adds to the diversion sub-score, index.
    certificate_effect,
    /// What a re-transfer clause adds to the diversion sub-score, index.
    retransfer_clause_effect,
    /// What a promised reform adds to the human-rights sub-score, index.
    reform_effect,
    /// What a regional security commitment adds to the stability sub-score, index.
    commitment_effect,
    /// Burden of monitoring beyond what was offered, for each whole of intensity, burden.
    burden_monitoring,
    /// Burden of an end-use certificate, burden.
    burden_certificate,
    /// Burden of a re-transfer clause, burden.
    burden_retransfer,
    /// Burden of a volume cap, for each whole that is cut, burden.
    burden_volume,
    /// Burden of each tier below the one asked for, burden.
    burden_tier,
    /// Burden of delivery in phases, burden.
    burden_phased,
    /// Burden of a reform, burden.
    burden_reform,
    /// Burden of open competitive bidding, burden.
    burden_bidding,
    /// Burden of a regional security commitment, burden.
    burden_commitment,
    /// What granted co-production takes off the burden, for each whole, burden.
    burden_coproduction,
    /// Burden that a partner without other ties takes in one case of two, burden.
    accept_base,
    /// What full alignment adds to the burden taken, burden.
    accept_alignment,
    /// What full dependence on the exporter in the domain adds, burden.
    accept_dependence,
    /// How sharply acceptance falls around that burden, 1 per burden.
    accept_slope,
    /// How much of the record's gap one decision closes, fraction.
    consistency_step,
    /// Margin at which a decision against the score counts fully, score.
    consistency_margin,
    /// What an accepted reform adds to governance and human rights, index.
    reform_gain,
    /// How much of the gap to the granted co-production a licence closes, fraction.
    coproduction_gain,
    /// Weight of an approval as a signal, decisions.
    signal_approval,
    /// Weight of a denial, decisions.
    signal_denial,
    /// Weight of a dated deferral; one without date weighs twice, decisions.
    signal_deferral,
    /// Weight of conditions that were not accepted, decisions.
    signal_refused,
    /// What a fully expected answer weighs beside a surprising one, fraction.
    expected_weight,
    /// Margin by which a declared policy makes an answer near certain, score.
    expectation_spread,
    /// How much of an approval's worth the burden takes away, 1 per burden.
    burden_signal,
    /// Grievance from a wholly surprising denial, grievance.
    grievance_denial,
    /// Grievance when a comparable rival got more, grievance.
    grievance_favouritism,
    /// Hostility from which somebody counts as a rival, index.
    favouritism_hostility,
    /// How fast grievance fades, a year.
    grievance_fading,
    /// How fast what was seen is forgotten, a year.
    memory_fading,
    /// Availability that sustainment restores, index.
    availability_sustained,
    /// How fast sustainment restores it, a year.
    availability_recovery,
    /// Availability that is left without sustainment, index.
    availability_withheld,
    /// How fast availability falls without sustainment, a year.
    availability_decay,
    /// How fast an offer loses its pull, a year.
    offer_fading,
    /// Part of procurement that buys new points, fraction.
    new_buy_fraction,
    /// How far ahead a licensed request may borrow, years.
    borrow_years_max,
    /// What every domain weighs at least when money is spread, $bn.
    domain_weight_floor,
    /// How fast shares move to what is wanted, a year.
    share_rate,
    /// The same where a licence is missing, a year.
    share_rate_shock,
    /// How lumpy orders are (spread of the logistic draw on the logarithm of shares), spread.
    share_lump,
    /// How much of a turn's lump stays in the share, fraction.
    share_lump_pull,
    /// How fast unmet orders are contracted elsewhere; half in two years, a year.
    backfill_rate,
    /// Weight of the logarithm of quality, utility.
    utility_quality,
    /// Weight of the logarithm of price, utility.
    utility_price,
    /// Weight of the reliability belief, utility.
    utility_reliability,
    /// Weight of the uncertainty of that belief, utility.
    utility_uncertainty,
    /// Weight of alignment, utility.
    utility_alignment,
    /// Weight of the share of what is held: lock-in, utility.
    utility_installed,
    /// Weight of co-production, utility.
    utility_coproduction,
    /// Weight of the burden in force, utility.
    utility_burden,
    /// Weight of the mean share above one half: dependence aversion, utility.
    utility_dependence,
    /// Loss of utility where routine orders are not licensed at all, utility.
    utility_licence,
    /// Weight of own industry, utility.
    utility_own,
    /// Weight of grievance, utility.
    utility_grievance,
    /// Move of a share within a year that counts as a supplier shift, share.
    shift_points,
    /// Lead over the next supplier from which somebody counts as the new main one, share.
    shift_lead,
    /// Service life to which the wear of a domain is compared when money is spread, years.
    service_life_reference,
    /// Orders below this wait, $bn.
    lump_order_min,
    /// Absorption ceiling without governance, index.
    absorption_base,
    /// What full governance adds to it, index.
    absorption_governance,
    /// How fast absorption approaches its ceiling, a year.
    absorption_rate,
    /// How much of a delivery finds no crew at first, times quality, fraction.
    absorption_dilution,
    /// How fast full co-production builds industry, a year.
    coproduction_industry,
    /// How fast a full share of holdings makes interoperable, a year.
    interoperability_gain,
    /// Hazard of a licence of full risk and little volume, a year.
    leak_hazard,
    /// How much each point adds to the hazard, 1 per point.
    leak_volume,
    /// Part of a licence that goes when it leaks, fraction.
    leak_fraction,
    /// Chance that a leak is noticed without monitoring, chance.
    detection_base,
    /// What full monitoring adds, chance.
    detection_monitoring,
    /// Political capital that a scandal costs, points.
    scandal_capital,
    /// Cohesion that a scandal costs, index.
    scandal_cohesion,
    /// How fast alignment returns to affinity, a year.
    alignment_drift,
    /// Alignment from deliveries worth a year's new-buy money, per turn's worth.
    alignment_delivery,
    /// Alignment from full interoperability, a year.
    alignment_interoperability,
    /// Alignment lost to a wholly surprising denial, index.
    alignment_denial,
    /// Alignment lost to a grievance of one, a year.
    alignment_grievance,
    /// Alignment lost to burden times dependence, a year.
    alignment_coercion,
    /// Pull of a supplier of everything, a year.
    alignment_supplier,
    /// Alignment lost when a commitment breaks, index.
    alignment_commitment,
    /// How far past its limit a number must return before a strained commitment is whole, index.
    commitment_hysteresis,
    /// How a need rises with threat, in general, per threat.
    need_reaction,
    /// The same for named rivals, times their strength, per threat.
    need_reaction_rival,
    /// Countermeasures that a state can take, a year.
    countermeasures_per_year,
    /// Harm below which nobody answers, harm.
    harm_minimum,
    /// Chance of an answer for each whole of harm, per harm.
    harm_odds,
    /// How much heavier a crossed red line weighs, factor.
    harm_red_line,
    /// What a counter-supply sends, points.
    counter_points,
    /// What an undercutting offer is worth, utility.
    counter_offer,
    /// Lead time added where all inputs are withheld, months.
    counter_delay,
    /// How long restricted inputs last, months.
    counter_months,
    /// Grievance from a sanction, grievance.
    counter_grievance,
    /// Weight of a sanction in the menu, by a state as strong as its target, weight.
    counter_sanction,
    /// Weight below which an answer is not worth taking, weight.
    counter_worth,
    /// Credit that an offer below cost takes, $bn.
    counter_credit,
    /// How far a constituency moves on one strong decision, index.
    support_reaction,
    /// How fast support returns to indifference, a year.
    support_fading,
    /// How fast capital moves to its level, a year.
    capital_rate,
    /// Capital below which the legislature holds approvals, unless the scenario says otherwise, points.
    capital_floor_default,
    /// Cohesion lost when a member supplies what another denied, index.
    undercut_cohesion,
    /// How long a denial is remembered by the no-undercutting clause, turns.
    undercut_turns,
    /// What full harmonisation adds to cohesion, a year.
    cohesion_recovery,
    /// Decisions that full harmonisation and cohesion save, decisions a year.
    queue_relief,
    /// Shortfall from which a partner asks, fraction.
    request_gap,
    /// Turns between the requests of an automatic partner, turns.
    request_pause,
    /// Part of a year's new-buy money that a request asks for, fraction.
    request_size,
    /// How much of an ally's strength counts, fraction.
    measure_allies,
    /// Weight of threat against defence in deterrence, factor.
    measure_threat,
    /// How much the worst threat counts beside the mean of all, fraction.
    measure_threat_worst,
    /// Weight of concentrated supply in resilience, factor.
    measure_concentration,
    /// Needs over capability at which modernisation reads 50 of 100 (relative), factor.
    measure_modernisation,
    /// Weight of leaked value in integrity, factor.
    measure_leak,
    /// How much kept commitments count in cohesion, fraction.
    measure_commitments,
}

impl Params {
    fn by_tier(tier: u8, values: [f64; 4]) -> f64 {
        let [one, two, three, four] = values;
        match tier {
            0 | 1 => one,
            2 => two,
            3 => three,
            _ => four,
        }
    }

    /// Quality per crew of a point of a tier.
    #[must_use]
    pub fn tier_quality(&self, tier: u8) -> f64 {
        Self::by_tier(tier, [self.tier_quality_1, self.tier_quality_2, self.tier_quality_3, self.tier_quality_4])
    }

    /// How threatening an item of a tier is, 0–1.
    #[must_use]
    pub fn tier_threat(&self, tier: u8) -> f64 {
        Self::by_tier(tier, [self.tier_threat_1, self.tier_threat_2, self.tier_threat_3, self.tier_threat_4])
    }

    /// Price of a point of a tier, $bn.
    #[must_use]
    pub fn tier_price(&self, tier: u8) -> f64 {
        Self::by_tier(tier, [self.tier_price_1, self.tier_price_2, self.tier_price_3, self.tier_price_4])
    }

    /// Order to delivery of a tier, months.
    #[must_use]
    pub fn tier_lead(&self, tier: u8) -> f64 {
        Self::by_tier(tier, [self.tier_lead_1, self.tier_lead_2, self.tier_lead_3, self.tier_lead_4])
    }
}

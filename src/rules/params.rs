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
    /// How many cards whose conditions hold may come in one turn, cards a turn.
    event_cards,
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
    /// Weight of a deferral with a date; silence and a date that has passed weigh twice, decisions.
    signal_deferral,
    /// How often silence, a date that has passed and a hold by the legislature count as a deferral, factor.
    silence_weighs,
    /// Worth of conditions that were refused, between a denial's and a licence's, index.
    refused_worth,
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
    /// By how much lighter the burden of another's licence must be to count as more, burden.
    favouritism_burden,
    /// Hostility from which somebody counts as a rival, index.
    favouritism_hostility,
    /// How fast grievance fades, a year.
    grievance_fading,
    /// How fast what was seen is forgotten, a year.
    memory_fading,
    /// How fast governance, rights and end-use controls go back to what they were at the opening, a year.
    record_return,
    /// How fast hostility goes back to what it was at the opening, a year.
    hostility_return,
    /// How fast interoperability goes back to what it was at the opening, a year.
    interoperability_fading,
    /// How fast an industrial base goes back to what it was at the opening, a year.
    industry_return,
    /// How fast what a training package added is lost, a year.
    training_fading,
    /// How fast the level of co-production goes back to what it was at the opening, a year.
    coproduction_return,
    /// How fast harmonisation goes back to what it was at the opening, a year.
    harmonisation_return,
    /// Availability that sustainment restores, index.
    availability_sustained,
    /// How fast sustainment restores it, a year.
    availability_recovery,
    /// Availability that is left without sustainment, index.
    availability_withheld,
    /// How fast availability falls without sustainment, a year.
    availability_decay,
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
    /// Orders below this wait, $bn a year.
    lump_order_min,
    /// Absorption ceiling without governance, index.
    absorption_base,
    /// What full governance adds to it, index.
    absorption_governance,
    /// What full co-production adds to the ceiling of absorption, index.
    absorption_coproduction,
    /// How fast absorption approaches its ceiling, a year.
    absorption_rate,
    /// Part of the crews for new gear that come trained with it, fraction.
    crews_delivered,
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
    /// Worth of a delivery beyond which it moves alignment no more, years of new-buy money.
    alignment_delivery_most,
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
    /// What of that a commitment brings when it is made, to both sides, factor.
    commitment_made,
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
    /// Highest odds of an answer, chance.
    harm_odds_most,
    /// Size of a licence that harms in full, points.
    harm_points,
    /// What the smallest licence harms, beside one of full size, fraction.
    harm_least,
    /// How much heavier a crossed red line weighs, factor.
    harm_red_line,
    /// What a counter-supply sends, points.
    counter_points,
    /// Part of the usual lead time in which arms that answer a harm arrive, factor.
    counter_lead,
    /// Lead time added where all inputs are withheld, months.
    counter_delay,
    /// How long restricted inputs last, months.
    counter_months,
    /// Grievance from a sanction, grievance.
    counter_grievance,
    /// How much more a whole sanction is resented than a countermeasure, factor.
    grievance_restriction,
    /// What restricted inputs and traced operations are resented, beside a countermeasure, factor.
    grievance_indirect,
    /// Weight of a sanction in the menu, by a state as strong as its target, weight.
    counter_sanction,
    /// Weight below which an answer is not worth taking, weight.
    counter_worth,
    /// How far a constituency moves on one strong decision, index.
    support_reaction,
    /// How fast support returns to indifference, a year.
    support_fading,
    /// How fast capital moves to its level, a year.
    capital_rate,
    /// Cohesion lost when a member supplies what another denied, index.
    undercut_cohesion,
    /// How long a denial is remembered by the no-undercutting clause, months.
    undercut_months,
    /// What full harmonisation adds to cohesion, a year.
    cohesion_recovery,
    /// Decisions that full harmonisation and cohesion save, decisions a year.
    queue_relief,
    /// Shortfall from which a partner asks, fraction.
    request_gap,
    /// How long an automatic partner waits from one request to the next, months.
    request_pause,
    /// For how long a promised answer is waited for without offence, months.
    answer_patience,
    /// For how long a request waits at most: to put it off beyond that is to deny it, months.
    answer_latest,
    /// Part of a year's new-buy money that a request asks for, fraction.
    request_size,
    /// How much of an ally's strength counts, fraction.
    measure_allies,
    /// What of a domain's offence does not serve defence, fraction.
    defence_offence,
    /// Weight of threat against defence in deterrence, factor.
    measure_threat,
    /// How much the worst threat counts beside the mean of all, fraction.
    measure_threat_worst,
    /// How much a rise of threat of late counts beside its level, factor.
    measure_threat_change,
    /// Weight of concentrated supply in resilience, factor.
    measure_concentration,
    /// What critical inputs weigh in resilience beside shares, fraction.
    measure_inputs,
    /// How much more concentrated inputs count than shares, factor.
    measure_inputs_factor,
    /// Needs over capability at which modernisation reads 50 of 100 (relative), factor.
    measure_modernisation,
    /// Weight of leaked value in integrity, factor.
    measure_leak,
    /// What a strained commitment counts for beside a kept one, fraction.
    measure_strained,
    /// How much kept commitments count in cohesion, fraction.
    measure_commitments,
    /// What a point counts for a need, for each tier below the one that is wanted, factor.
    need_tier_step,
    /// What full end-use controls of the partner add to the diversion sub-score, index.
    diversion_compliance,
    /// Transparency from which decisions are public, index.
    public_transparency,
    /// Margin below which approvals wait while the legislature reviews, score.
    hold_margin,
    /// How much of the gap to a new licence's burden its channel takes over, fraction.
    burden_step,
    /// How fast a burden is got used to, a year.
    burden_fading,
    /// What full harmonisation and cohesion take off the burden among members, fraction.
    burden_harmonised,
    /// What mutual recognition takes off it besides, fraction.
    burden_recognised,
    /// What open bidding takes off the price, fraction.
    bidding_discount,
    /// Price lost by exporters who offer a partner the same without conditions, fraction.
    competition_discount,
    /// Part of what lower prices save that a partner's treasury keeps, fraction.
    savings_kept,
    /// What a regional security commitment takes off the partner's worst hostility, index.
    commitment_hostility,
    /// Half-life of the expectations that newly declared criteria replace, years.
    expectation_half_life,
    /// Age at which criteria inform half as well in an emerging domain, months.
    criteria_half_life,
    /// How much public reasons that agree with the record count in what a declared policy tells, fraction.
    credibility_informs,
    /// Weight of newly declared criteria under which a standing request would fare otherwise, decisions.
    signal_policy,
    /// Weight of a licence suspended, or spares withheld, decisions.
    signal_suspension,
    /// Weight of a licence revoked before delivery, decisions.
    signal_revocation,
    /// What stopping a delivery that is all but done weighs, beside one that has just begun, fraction.
    broken_least,
    /// How much of a stop is resented when the breach behind it is known, fraction.
    broken_known,
    /// How much more a revocation is resented than a suspension, factor.
    revocation_resented,
    /// What a rival takes off its price to a partner whose denial was published, fraction.
    hearsay_discount,
    /// Part of the usual capacity that a decision on the fast track takes, factor.
    fast_track_capacity,
    /// Tiers above everybody else's ceiling that a place on the list of trusted partners opens, tiers.
    trust_tiers,
    /// What quality for money weighs beside trust, alignment and burden when a partner chooses among licences, index per quality per $bn a point.
    quality_for_money,
    /// Most of a burden that shared rules of a bloc take off, fraction.
    burden_relief_most,
    /// How much of the gap to full interoperability a joint exercise closes, fraction.
    exercise_interoperability,
    /// Alignment from a joint exercise, index.
    exercise_alignment,
    /// Chance that a partner takes a joint programme, without belief, alignment or work in it, chance.
    programme_base,
    /// What full reliability adds to the odds that a joint programme is taken, chance.
    programme_reliability,
    /// What full alignment adds, chance.
    programme_alignment,
    /// What work wholly at home adds, chance.
    programme_share,
    /// Part of a grievance that talks settle, fraction.
    dialogue_grievance,
    /// Part of hostility that talks settle, fraction.
    dialogue_hostility,
    /// Grievance from a whole embargo, grievance.
    embargo_grievance,
    /// Embargo from which licences in force are suspended too, fraction.
    embargo_suspends,
    /// How fast a price below the usual one ends, a year.
    discount_fading,
    /// How fast a trend of threat fades, a year.
    trend_fading,
    /// Part of a denied request's money that waits for a licence, fraction.
    denied_waits,
    /// How much sharper partners choose where a supplier is missing, fraction.
    backfill_concentration,
    /// Part of what is denied that flows through an open route, fraction.
    route_fraction,
    /// Tier from which an open denial is worth a way around, tier.
    route_tier,
    /// How much dearer it is there, fraction.
    route_price,
    /// Loss of utility for each year of added delay, utility.
    utility_delay,
    /// Loss of utility where all other supply is at risk from secondary sanctions, utility.
    utility_sanction,
    /// How much of the gap to full industry a billion closes, index per $bn.
    industry_investment,
    /// What a training and sustainment package adds to the ceiling of absorption, index.
    training_gain,
    /// Life of a licence, months.
    licence_months,
    /// How much full monitoring of what can be seen lowers the hazard of a leak, fraction.
    monitoring_deters,
    /// Verifiability that monitoring on the spot reaches at least, index.
    monitoring_floor,
    /// How much full end-use controls of the partner lower it, fraction.
    compliance_deters,
    /// How much an end-use certificate lowers it, fraction.
    certificate_deters,
    /// How much a re-transfer clause under full re-export control lowers it, fraction.
    retransfer_deters,
    /// What shared verification adds to the chance that a leak is noticed, chance.
    verification_detects,
    /// What an exporter sees by its own means of what a partner does not let in, fraction.
    monitoring_remote,
    /// Chance that an inspection finds what leaked, where everything can be seen, chance.
    inspection_odds,
    /// What of those odds is left where nothing can be seen, fraction.
    inspection_blind,
    /// Grievance from an inspection, grievance.
    inspection_grievance,
    /// How much of the gap to a consistent record an inspection closes, fraction.
    inspection_consistency,
    /// Strength that a point gives to an armed group, index per point.
    actor_strength,
    /// What of that wears out, a year.
    actor_fading,
    /// Alignment that passing on in secret buys, index.
    retransfer_alignment,
    /// What full re-export control adds to the chance that passing on is noticed, chance.
    retransfer_detection,
    /// Consistency lost by not acting on a breach within a turn, index.
    breach_consistency,
    /// Alignment of the supplier with the holder lost by a breach, index.
    breach_alignment,
    /// How much worse it is to pass on than to lose, factor.
    breach_wilful,
    /// How much worse it is to pass on what one signed to keep, factor.
    breach_clause,
    /// Support that a scandal costs with those who care about nothing but leaks, index.
    scandal_support,
    /// Alignment from a reform that was met, index.
    alignment_reform,
    /// Alignment lost under a whole embargo or sanction, index a year.
    alignment_sanction,
    /// Alignment that a defence pact rests on, index.
    commit_pact,
    /// Alignment that basing rests on, index.
    commit_basing,
    /// Alignment that intelligence sharing rests on, index.
    commit_intelligence,
    /// Alignment that exclusive supply rests on, index.
    commit_exclusive,
    /// Alignment that a joint programme rests on, index.
    commit_programme,
    /// Alignment that an assurance rests on, index.
    commit_assurance,
    /// Reliability that a commitment rests on, chance.
    commit_reliability,
    /// Reliability below which a strained commitment can break, chance.
    commit_reliability_broken,
    /// How far below its level alignment strains a commitment; three times that can break it, index.
    commit_margin,
    /// Alignment with the giver, less grievance, below which nobody takes what it is offered, index.
    commit_receives,
    /// How many margins below its level a commitment is lost, where reliability is lost too, margins.
    commit_lost,
    /// Threat that is a reason for a commitment, index.
    commit_threat,
    /// Dependence that is a reason for a commitment, share.
    commit_dependence,
    /// Rise of the threat that is seen when as much offence as is held is signed for, factor.
    trend_signature,
    /// How fast a change of threat is got used to, a year.
    alarm_fading,
    /// Harm of a whole embargo or sanction, harm.
    harm_restriction,
    /// Harm of a licence that is revoked before anything was delivered, and of spares that are withheld, harm.
    harm_stopped,
    /// Harm of a countermeasure, as grounds for the next, harm.
    harm_provoked,
    /// How much readier an assertive state answers, factor.
    eager_assertive,
    /// How ready an opportunist answers, factor.
    eager_opportunist,
    /// How much more an answer is worth to a state whose archetype favours it, factor.
    temper_more,
    /// How much of its worth an answer keeps for a state whose archetype avoids it, factor.
    temper_less,
    /// Weight of arming oneself, for each whole of threat, weight.
    counter_arm,
    /// Weight of a cyber operation, for a whole industry of it, weight.
    counter_cyber,
    /// Weight of an influence campaign, for each whole of its prospects, weight.
    counter_influence,
    /// Weight of founding a rival regime, weight.
    counter_regime,
    /// Weight of arming an adversary who is wholly aligned, or wholly threatened by the target, weight.
    counter_supply,
    /// Alignment above which an adversary is armed, index.
    counter_friend,
    /// What a neutral customer or listener counts for, beside its alignment, index.
    counter_openness,
    /// Share of critical inputs from which restricting them is worth a thought, fraction.
    counter_inputs,
    /// What a domain without industry counts for when the heaviest answer is looked for, index.
    counter_industry,
    /// Weight that dependence on the target takes from hostile answers, weight.
    counter_risk,
    /// What an undercutting offer takes off the price, fraction.
    counter_discount,
    /// Alignment that arming an adversary buys, index.
    counter_alignment,
    /// How long a cyber operation keeps the licensing office down, months.
    cyber_months,
    /// Part of the licensing office's work that a cyber operation stops for a year, fraction.
    cyber_office,
    /// Reliability lost to an influence campaign, chance.
    influence_reliability,
    /// Alignment lost to an influence campaign, index.
    influence_alignment,
    /// Chance that a covert operation is traced, chance.
    attribution_odds,
    /// Hostility from a traced operation, index.
    attributed_hostility,
    /// What a public refusal, an inspection or a year under sanctions means to a partner's public, mood.
    humiliation,
    /// What a refusal humiliates that is not published, fraction.
    humiliation_quiet,
    /// What a refusal means to a partner's own who care for capability, mood.
    denied_mood,
    /// Record of rights at which arming a state neither pleases nor annoys, index.
    rights_middle,
    /// What arming a state without governance means to those who care for diversion, mood.
    risk_mood,
    /// Stability score at which a licence neither pleases nor annoys, score.
    calm_score,
    /// What a licence means to those who care for stability, by its score above or below that, mood per score.
    calm_mood,
    /// What of that a refusal means, the other way, fraction.
    calm_denied,
    /// What a decision with or against the score means to those who care for consistency, mood per score.
    agreement_mood,
    /// Most that a decision with the score pleases them, mood.
    agreement_most,
    /// What of a gap the legislature sees where the record is closed, fraction.
    record_shown,
    /// What a request that waits means to those who care for the ally or the trade, mood.
    waiting_mood,
    /// What conditions that were not taken mean to those who care for the trade, mood.
    refused_mood,
    /// What a revoked licence means to the exporter's trade and to the partner's capability, mood.
    stopped_mood,
    /// What a suspension means beside a revocation, fraction.
    suspended_part,
    /// What a stop means to those who care for diversion where no breach is known, fraction.
    stopped_unproven,
    /// What an inspection means to those at home who care for diversion, mood.
    inspection_mood,
    /// What an assurance or an exercise means to those who care for allies, mood.
    gesture_mood,
    /// What an offer of a joint programme means to those who care for the trade, mood.
    programme_mood,
    /// What a growing share of the main supplier means to a partner's own who fear dependence, mood per share.
    dependence_mood,
    /// What orders twice or half of the opening year mean to industry, mood a year.
    revenue_mood,
    /// What a licence worth a year's new-buy money means to a partner's own who care for capability, mood.
    licence_mood,
    /// What a whole of industry built means to those who want work, mood per index.
    jobs_mood,
    /// How much of the gap to full or no credibility one justification closes, fraction.
    credibility_step,
    /// What a justification that agrees with the record means to those who care, mood.
    justified_mood,
    /// How much worse a justification against the record is than one with it is good, factor.
    unjustified,
    /// What a criterion must have given or cost of what the foremost did, for a justification to agree, fraction.
    justified_share,
    /// Alignment that a public protest costs with its target, index.
    protest_alignment,
    /// Credibility that a public protest costs its target, index.
    protest_credibility,
    /// What talks with an alternative supplier teach, decisions.
    solicit_evidence,
    /// What an alternative supplier takes off its price when asked, fraction.
    solicit_discount,
    /// How much of the gap to full end-use controls an investment closes, fraction.
    compliance_gain,
    /// Grievance of the one who was undercut, grievance.
    undercut_grievance,
    /// Difference of rigour from which enforcement diverges, index.
    divergence_rigour,
    /// Rigour of a new member, by its governance, factor.
    accession_rigour,
    /// Cohesion lost to a whole of difference beyond that, while something is denied, index a year.
    divergence_cohesion,
    /// How much of the gap to full harmonisation a joint step closes, fraction.
    harmonise_step,
    /// How much of the gap to common criteria a joint step closes, fraction.
    harmonise_pull,
    /// How much of the gap to full monitoring shared verification closes, fraction.
    verification_gain,
    /// What shared verification adds to verifiability in an emerging domain, index.
    verification_emerging,
    /// Tier from which a chapter on emerging technology asks for shared verification, tier.
    chapter_tier,
    /// Cohesion lost when a member leaves, index.
    leave_cohesion,
    /// How long a member must have belonged for its leaving to cost that in full, months.
    leave_whole,
    /// How much more another may be trusted and a state still joins a rival regime, index.
    join_ease,
    /// How much a lead in a domain speaks against common rules in it, factor.
    vote_lead,
    /// What full cohesion adds to a member's belief in common rules in the vote of a card, index.
    vote_cohesion,
    /// Alignment with the mover, and rigour above one half, that a yes takes, index.
    vote_trust,
    /// Rigour at which a member neither likes nor dislikes a motion for common rules, index.
    vote_rigour,
    /// How many exporters an automatic partner asks for the same thing, exporters.
    request_addressees,
    /// How many a hedging partner asks besides, exporters.
    request_hedging,
    /// How much a whole share draws a loyal partner's requests, and drives a hedging one's away, worth.
    request_pull,
    /// Part of the work that an autonomous partner wants, index.
    request_work,
    /// Monitoring that full governance offers; the rest is offered by own controls, fraction.
    monitoring_offered,
    /// Industry from which a partner wants a part of the work, index.
    coproduction_wanted_from,
    /// Part of the work that it wants, index.
    coproduction_wanted,
    /// Political capital that stands for a billion of credit where there is no line of it, points per $bn.
    price_capital_per_credit,
    /// Price of the order approve, decisions.
    price_approve,
    /// Price of the order condition, decisions.
    price_condition,
    /// Price of the order defer, decisions.
    price_defer,
    /// Price of the order deny, decisions.
    price_deny,
    /// Price of the order suspend, capital.
    price_suspend,
    /// Price of the order resume, capital.
    price_resume,
    /// Price of the order revoke, capital.
    price_revoke,
    /// Price of the order inspect, decisions.
    price_inspect,
    /// Price of the order withhold, capital.
    price_withhold,
    /// Price of the order restore, capital.
    price_restore,
    /// Price of the order declare, capital.
    price_declare,
    /// Price of the order transparency, capital.
    price_transparency,
    /// Price of the order monitoring, capital.
    price_monitoring,
    /// Price of the order trust, capital.
    price_trust,
    /// Price of the order ceiling, capital.
    price_ceiling,
    /// Price of the order office, capital.
    price_office,
    /// Price of the order `fast_track`, capital.
    price_fast_track,
    /// Price of the order exercise, capital.
    price_exercise,
    /// Price of the order programme, capital.
    price_programme,
    /// Price of the order training, capital.
    price_training,
    /// Price of the order finance, capital a tenth of the price.
    price_finance,
    /// Price of the order assure, capital.
    price_assure,
    /// Price of the order embargo, capital for a whole one.
    price_embargo,
    /// Price of the order lift, capital.
    price_lift,
    /// Price of the order sanction, capital.
    price_sanction,
    /// Price of the order `secondary_sanction`, capital.
    price_secondary_sanction,
    /// Price of the order dialogue, capital.
    price_dialogue,
    /// Price of the order justify, capital.
    price_justify,
    /// Price of the order request, $bn.
    price_request,
    /// Price of the order `standing_answer`, support.
    price_standing_answer,
    /// Price of the order solicit, $bn.
    price_solicit,
    /// Price of the order `invest_industry`, $bn.
    price_invest_industry,
    /// Price of the order `invest_compliance`, $bn.
    price_invest_compliance,
    /// Price of the order reform, support.
    price_reform,
    /// Price of the order offer, support.
    price_offer,
    /// Price of the order retransfer, support.
    price_retransfer,
    /// Price of the order protest, support.
    price_protest,
    /// Price of the order `counter_supply`, $bn credit.
    price_counter_supply,
    /// Price of the order `counter_arm`, capital.
    price_counter_arm,
    /// Price of the order undercut, $bn credit.
    price_undercut,
    /// Price of the order `restrict_inputs`, capital.
    price_restrict_inputs,
    /// Price of the order `counter_sanction`, capital.
    price_counter_sanction,
    /// Price of the order cyber, capital.
    price_cyber,
    /// Price of the order influence, $bn credit.
    price_influence,
    /// Price of the order `rival_regime`, capital.
    price_rival_regime,
    /// Price of the order harmonise, cohesion.
    price_harmonise,
    /// Price of the order `join_sanction`, cohesion.
    price_join_sanction,
    /// Price of the order `share_verification`, cohesion.
    price_share_verification,
    /// Price of the order recognise, cohesion.
    price_recognise,
    /// Price of the order join, cohesion.
    price_join,
    /// Price of the order admit, cohesion.
    price_admit,
    /// Price of the order leave, cohesion.
    price_leave,
    /// Price of the order facilitate, nothing.
    price_facilitate,
    /// Share that a channel without orders counts as at the opening, share.
    share_least,
    /// Reliability that somebody who knows nothing supposes among others, and the odds of a licence that they expect, chance.
    supposed_reliability,
    /// How much of each other's answers others are supposed to have seen, decisions.
    supposed_evidence,
    /// Threshold that an exporter is supposed to have that declares none, score.
    supposed_threshold,
    /// Capital above the floor of its legislature that a computer player keeps, capital.
    player_reserve,
    /// Capital above that floor that it keeps when it changes how it licenses, capital.
    player_reserve_regime,
    /// What each year of waiting counts beside alignment in the order in which it answers, index a year.
    player_patience,
    /// By how much a request may miss and a transactional exporter still approves, score.
    player_near,
    /// By how much a request may miss and an opportunist still approves, score.
    player_prize,
    /// By how much the request of a client may miss and an assertive exporter still approves, score.
    player_favour,
    /// Margin from which a restrictive exporter licenses, under watch, score.
    player_clear,
    /// Share of a partner's orders from which an assertive exporter counts it as a client, fraction.
    player_client,
    /// Alignment from which it does so too, index.
    player_ally,
    /// Interoperability below which it exercises with a client, index.
    player_together,
    /// Grievance from which a principled exporter speaks with a partner, grievance.
    player_grievance,
    /// Alignment times share of orders from which it trains a partner, index.
    player_friend,
    /// Absorption and training that it finds enough, index.
    player_operated,
    /// Points of its own make that a partner cannot operate, from which it trains, points.
    player_idle,
    /// Part of the price that a seller forgoes to keep or win a customer, fraction.
    player_discount,
    /// Money on a channel, times what others have of it, from which a seller lowers its price, $bn a year.
    player_contested,
    /// Monitoring intensity below which a restrictive exporter adds to it, index.
    player_watchful,
    /// How much it adds at a time, index.
    player_watch_step,
    /// Transparency below which a principled exporter opens its record further, index.
    player_open,
    /// How much it opens at a time, index.
    player_open_step,
    /// Harmonisation from which it finds little left to agree on, index.
    player_harmonised,
    /// Burden that a loyal partner takes without haggling, burden.
    player_loyal,
    /// Burden that a transactional partner takes, and one under a policy that takes conditions as they come, burden.
    player_modest,
    /// Burden that an autonomous partner takes, burden.
    player_proud,
    /// Grievance above which a partner protests when it has been fed anew, grievance.
    player_protest,
    /// Grievance above which an assertive partner does, grievance.
    player_slight,
    /// Threat above which a loyal partner offers its main supplier a place, index.
    player_threatened,
    /// Share of one supplier from which a hedging partner asks another for a price, fraction.
    player_one_door,
    /// Part that is off the price already from which nobody need be asked for a better one, fraction.
    player_offered,
    /// Industry from which an autonomous partner need not invest in a domain, index.
    player_industry,
    /// Part of a year's money for new arms that it puts into industry at most, once a year, fraction.
    player_industry_money,
    /// Governance, and controls, below which they are weak to a computer player, index.
    player_weak,
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

    /// Quality per crew at a mean tier, between those of the tiers beside it.
    #[must_use]
    #[inline]
    pub fn quality_at(&self, tier: f64) -> f64 {
        let below = libm::floor(tier).clamp(1.0, 4.0);
        let part = (tier - below).clamp(0.0, 1.0);
        let (low, high) = (self.tier_quality(below as u8), self.tier_quality(below as u8 + 1));
        low + part * (high - low)
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

//! The catalogue of rules: one name for each way in which a number can change, with its phase and its parameters.
//!
//! A cause in the ledger names its rule; the rulebook has a paragraph for each phase, and the words of a rule are in the text
//! catalogue under `rule.NAME`.

use super::phases::Phase;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $phase:ident [$($param:ident),*],)*) => {
        /// A rule: one way in which a number can change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $variant,)* }

        impl Rule {
            /// All of them, in the order of play.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in files, in the ledger and in the text catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The phase in whose section of the rulebook it stands.
            #[must_use]
            pub const fn phase(self) -> Phase {
                match self { $(Self::$variant => Phase::$phase,)* }
            }

            /// The parameters that it reads, by name.
            #[must_use]
            pub const fn parameters(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$(stringify!($param),)*],)* }
            }
        }
    };
}

rules! {
    /// An order is paid for.
    Price = "price" in Upkeep [
        price_capital_per_credit, price_approve, price_condition, price_defer, price_deny, price_suspend, price_resume,
        price_revoke, price_inspect, price_withhold, price_restore, price_declare, price_transparency, price_monitoring,
        price_trust, price_ceiling, price_office, price_fast_track, price_exercise, price_programme, price_training,
        price_finance, price_assure, price_embargo, price_lift, price_sanction, price_secondary_sanction, price_dialogue,
        price_justify, price_request, price_standing_answer, price_solicit, price_invest_industry, price_invest_compliance,
        price_reform, price_offer, price_retransfer, price_protest, price_counter_supply, price_counter_arm, price_undercut,
        price_restrict_inputs, price_counter_sanction, price_cyber, price_influence, price_rival_regime, price_harmonise,
        price_join_sanction, price_share_verification, price_recognise, price_join, price_admit, price_leave, price_facilitate,
        fast_track_capacity
    ],
    /// What was for a time ends.
    Passing = "passing" in Upkeep [],
    /// The budget grows.
    Growth = "growth" in Upkeep [],
    /// Holdings wear out.
    Ageing = "ageing" in Upkeep [],
    /// Holdings are overtaken by technology.
    Obsolescence = "obsolescence" in Upkeep [],
    /// Spares and service restore availability.
    Sustained = "sustained" in Upkeep [availability_sustained, availability_recovery],
    /// Without spares and service availability falls.
    Withheld = "withheld" in Upkeep [availability_withheld, availability_decay],
    /// Grievance fades.
    GrievanceFades = "grievance_fades" in Upkeep [grievance_fading],
    /// What an armed group or a broker gained wears out.
    ActorFades = "actor_fades" in Upkeep [actor_fading],
    /// What reforms or upheavals have changed goes back to what it was.
    RecordReturns = "record_returns" in Upkeep [record_return],
    /// Hostility goes back to what it was.
    HostilityReturns = "hostility_returns" in Upkeep [hostility_return],
    /// Who does not work together forgets how.
    ApartAgain = "apart_again" in Upkeep [interoperability_fading],
    /// Industry that was built beyond its own market, and what was lost of it, goes back to what it was.
    IndustryReturns = "industry_returns" in Upkeep [industry_return],
    /// Trained crews move on.
    TrainingFades = "training_fades" in Upkeep [training_fading],
    /// Work that was shared ends with its contracts.
    WorkEnds = "work_ends" in Upkeep [coproduction_return],
    /// Common criteria come apart where nobody renews them.
    CriteriaPart = "criteria_part" in Upkeep [harmonisation_return],
    /// What was seen is forgotten.
    MemoryFades = "memory_fades" in Upkeep [memory_fading],
    /// A price below the usual one ends.
    DiscountFades = "discount_fades" in Upkeep [discount_fading],
    /// A trend of threat returns to none.
    TrendFades = "trend_fades" in Upkeep [trend_fading],
    /// Burden is got used to.
    BurdenFades = "burden_fades" in Upkeep [burden_fading],
    /// Time passes.
    Clock = "clock" in Upkeep [],

    /// A card of the deck.
    Card = "card" in Events [event_cards, vote_lead, vote_cohesion],
    /// A ruling, a grant or an override of the facilitator.
    Facilitator = "facilitator" in Events [],

    /// An exporter changes how it licenses.
    Regime = "regime" in Licensing [trust_tiers],
    /// The partners come to expect the criteria that are declared.
    Expectation = "expectation" in Licensing [expectation_half_life],
    /// The record of consistency takes a decision in.
    Consistency = "consistency" in Licensing [
        consistency_step, consistency_margin, diversion_governance, diversion_exposure, diversion_verifiability,
        diversion_compliance, certificate_effect, retransfer_clause_effect, reform_effect, commitment_effect, commerce_base,
        commerce_full_value, tier_threat_1, tier_threat_2, tier_threat_3, tier_threat_4
    ],
    /// The licensing office works.
    Office = "office" in Licensing [],
    /// A licence is given.
    Licensed = "licensed" in Licensing [
        coproduction_gain, accept_base, accept_alignment, accept_dependence, accept_slope, quality_for_money, hold_margin,
        public_transparency, chapter_tier
    ],
    /// A promised reform begins.
    Reform = "reform" in Licensing [reform_gain],
    /// Conditions in force.
    Conditions = "conditions" in Licensing [
        burden_step, burden_monitoring, burden_certificate, burden_retransfer, burden_volume, burden_tier, burden_phased,
        burden_reform, burden_bidding, burden_commitment, burden_coproduction, burden_harmonised, burden_recognised,
        burden_relief_most, bidding_discount, commitment_hostility
    ],
    /// Exporters who offer the same to one partner without conditions sell cheaper.
    Competition = "competition" in Licensing [competition_discount],
    /// A licence is suspended, resumed or revoked.
    LicenceAction = "licence_action" in Licensing [],
    /// Spares and service are withheld or restored.
    Sustainment = "sustainment" in Licensing [],
    /// An exporter turns to a partner.
    Gesture = "gesture" in Licensing [
        exercise_alignment, exercise_interoperability, programme_base, programme_reliability, programme_alignment,
        programme_share, coproduction_gain, dialogue_grievance, dialogue_hostility
    ],
    /// An embargo or a sanction is laid or lifted.
    Restriction = "restriction" in Licensing [embargo_grievance, embargo_suspends, counter_grievance, grievance_restriction],
    /// Somebody who trades with a sanctioned state is hit too.
    SecondarySanction = "secondary_sanction" in Licensing [],

    /// An answer, as far as it was expected.
    Answer = "answer" in Signals [
        signal_approval, signal_denial, signal_deferral, silence_weighs, answer_patience, answer_latest, signal_refused, refused_worth, burden_signal, expected_weight
    ],
    /// An answer, as far as it was a surprise.
    Surprise = "surprise" in Signals [
        expected_weight, expectation_spread, credibility_informs, criteria_half_life, grievance_denial
    ],
    /// A delivery that was under way is stopped.
    Broken = "broken_promise" in Signals [
        signal_suspension, signal_revocation, broken_least, broken_known, expected_weight, grievance_denial, revocation_resented
    ],
    /// A rival of the partner got more with no better score.
    Favouritism = "favouritism" in Signals [grievance_favouritism, favouritism_hostility, favouritism_burden],
    /// Rivals hear of a published denial, and know what to offer.
    Hearsay = "hearsay" in Signals [hearsay_discount],
    /// Criteria are declared anew, and standing requests would now fail or pass.
    PolicyNews = "policy_news" in Signals [signal_policy],

    /// New money for orders.
    NewMoney = "new_money" in Procurement [new_buy_fraction, domain_weight_floor, service_life_reference],
    /// A licensed request is paid.
    Purchase = "purchase" in Procurement [
        borrow_years_max, savings_kept, tier_price_1, tier_price_2, tier_price_3, tier_price_4
    ],
    /// Routine orders are placed.
    Routine = "routine" in Procurement [lump_order_min, savings_kept],
    /// Orders wait for a licence.
    Unmet = "unmet" in Procurement [denied_waits],
    /// What waited is contracted elsewhere.
    Backfill = "backfill" in Procurement [backfill_rate],
    /// What was denied comes by another way.
    Circumvention = "circumvention" in Procurement [route_fraction, route_price],
    /// What was withheld comes through a member of a bloc that enforces less than its supplier.
    LaxRoute = "lax_route" in Procurement [route_fraction, route_price, route_tier, divergence_rigour],
    /// What embargoes, suspensions and closed routes leave open.
    Permitted = "permitted" in Procurement [],
    /// A share is still moving from earlier turns.
    ShareStill = "share_still" in Procurement [share_rate],
    /// A share follows what the supplier is worth now.
    ShareWorth = "share_worth" in Procurement [
        share_rate, utility_quality, utility_price, utility_reliability, utility_uncertainty, utility_alignment,
        utility_installed, utility_coproduction, utility_burden, utility_dependence, utility_licence, utility_own,
        utility_grievance, utility_delay, utility_sanction
    ],
    /// A share follows what the others are worth now.
    ShareRivals = "share_rivals" in Procurement [share_rate],
    /// Where a licence is missing shares move faster, and the largest gainer gets more than its part.
    ShareShock = "share_shock" in Procurement [share_rate_shock, backfill_concentration],
    /// Orders are lumpy.
    ShareLump = "share_lump" in Procurement [share_lump, share_lump_pull],
    /// Shares sum to one.
    ShareSum = "share_sum" in Procurement [],
    /// Orders of the turn.
    Orders = "orders" in Procurement [],
    /// The orders of a buyer are more or fewer than a turn ago.
    Revenue = "revenue" in Procurement [],
    /// A mean over a year still takes in the orders of earlier turns.
    RevenueStill = "revenue_still" in Procurement [],
    /// Mean share over the domains.
    MeanShare = "mean_share" in Procurement [],

    /// Points arrive.
    Arrival = "arrival" in Delivery [tier_lead_1, tier_lead_2, tier_lead_3, tier_lead_4],
    /// What is new can be used more.
    Fresh = "fresh" in Delivery [availability_sustained],
    /// Crews are spread over more or less than before.
    Crewing = "crewing" in Delivery [tier_quality_1, tier_quality_2, tier_quality_3, tier_quality_4, crews_delivered],
    /// An organisation learns, up to its ceiling.
    Learning = "learning" in Delivery [absorption_rate, absorption_base, absorption_governance, absorption_coproduction],
    /// A training package raises the ceiling.
    Training = "training" in Delivery [training_gain],
    /// Work at home builds industry.
    IndustryBuilt = "industry_built" in Delivery [coproduction_industry],
    /// Money builds industry.
    IndustryInvested = "industry_invested" in Delivery [industry_investment],
    /// Training on one supplier's gear makes interoperable.
    TrainTogether = "train_together" in Delivery [interoperability_gain],
    /// Capability follows from crews, integration and what can be used.
    Capability = "capability" in Delivery [integration_penalty, need_tier_step],

    /// Points leak.
    Leak = "leak" in EndUse [
        leak_hazard, leak_volume, leak_fraction, diversion_governance, diversion_exposure, diversion_verifiability,
        monitoring_deters, monitoring_floor, monitoring_remote, compliance_deters, certificate_deters, retransfer_deters,
        verification_gain, licence_months, actor_strength
    ],
    /// A breach comes out.
    Breach = "breach" in EndUse [
        scandal_capital, scandal_support, scandal_cohesion, breach_alignment, breach_wilful, breach_clause, breach_consistency, detection_base,
        detection_monitoring, verification_detects
    ],
    /// An inspection finds nothing, or something.
    Inspection = "inspection" in EndUse [inspection_odds, inspection_blind, inspection_grievance, inspection_consistency],
    /// A state passes on what it was supplied with.
    Retransfer = "retransfer" in EndUse [retransfer_alignment, retransfer_detection, detection_base, verification_detects],

    /// Alignment returns to affinity.
    Drift = "drift" in Alignment [alignment_drift],
    /// Value and tier of what was delivered.
    Delivered = "delivered" in Alignment [
        alignment_delivery, alignment_delivery_most, tier_quality_1, tier_quality_2, tier_quality_3, tier_quality_4
    ],
    /// Working together.
    Together = "together" in Alignment [alignment_interoperability],
    /// A reform was met.
    ReformMet = "reform_met" in Alignment [alignment_reform],
    /// A surprising denial.
    SurpriseDenial = "surprise_denial" in Alignment [alignment_denial],
    /// Grievance weighs.
    GrievanceWeighs = "grievance_weighs" in Alignment [alignment_grievance],
    /// Conditions on somebody who depends.
    Coercion = "coercion" in Alignment [alignment_coercion],
    /// The pull of a supplier.
    SupplierPull = "supplier_pull" in Alignment [alignment_supplier],
    /// Sanctions and embargoes estrange.
    Estranged = "estranged" in Alignment [alignment_sanction],
    /// A partner protests in public.
    Protest = "protest" in Alignment [protest_alignment, protest_credibility],
    /// A partner talks with an alternative supplier.
    Solicited = "solicited" in Alignment [solicit_evidence, solicit_discount],
    /// A partner puts money into its controls of end use.
    ComplianceInvested = "compliance_invested" in Alignment [compliance_gain],
    /// A partner reforms by itself.
    OwnReform = "own_reform" in Alignment [reform_gain],
    /// A commitment was made or broken.
    Commitment = "commitment" in Alignment [
        alignment_commitment, commitment_made, commitment_hysteresis, commit_pact, commit_basing, commit_intelligence,
        commit_exclusive, commit_programme, commit_assurance, commit_reliability, commit_reliability_broken, commit_margin,
        commit_lost, commit_threat, commit_dependence, commit_receives
    ],

    /// Offensive weight follows from what can be used.
    OffenceWeight = "offence_weight" in Security [],
    /// Threat follows from hostility, trend and relative strength.
    ThreatSeen = "threat_seen" in Security [],
    /// A licence for something that threatens.
    Signature = "signature" in Security [
        trend_signature, favouritism_hostility, tier_threat_1, tier_threat_2, tier_threat_3, tier_threat_4
    ],
    /// Needs follow threat: the security dilemma.
    Dilemma = "dilemma" in Security [need_reaction, need_reaction_rival],
    /// Threat has changed of late.
    Alarm = "alarm" in Security [alarm_fading, measure_threat_worst],
    /// A margin of deterrence.
    Margin = "margin" in Security [measure_allies, measure_threat, defence_offence],

    /// The right to answer comes back.
    ReactionRecovers = "reaction_recovers" in Countermeasures [countermeasures_per_year],
    /// A countermeasure.
    Counter = "counter" in Countermeasures [
        harm_minimum, harm_odds, harm_odds_most, harm_points, harm_least, harm_red_line, harm_restriction, harm_provoked, harm_stopped,
        eager_assertive, eager_opportunist, counter_worth, counter_risk, temper_more, temper_less, counter_supply,
        counter_friend, counter_industry, counter_points, counter_lead, counter_alignment, counter_arm, counter_openness,
        counter_discount, counter_inputs, counter_delay, counter_months, grievance_indirect, counter_grievance,
        counter_sanction, grievance_restriction, counter_cyber, cyber_office, cyber_months, counter_influence,
        influence_reliability, influence_alignment, attribution_odds, attributed_hostility, counter_regime, harmonise_step
    ],

    /// Who cares for allies takes a piece of news.
    ReactsAlliance = "reacts_alliance" in Domestic [support_reaction, waiting_mood, gesture_mood],
    /// Who cares for human rights takes a piece of news.
    ReactsRights = "reacts_rights" in Domestic [support_reaction, rights_middle],
    /// Who cares that nothing leaks takes a piece of news.
    ReactsDiversion = "reacts_diversion" in Domestic [support_reaction, risk_mood, stopped_unproven, suspended_part, inspection_mood],
    /// Who cares for calm in the region takes a piece of news.
    ReactsStability = "reacts_stability" in Domestic [support_reaction, calm_mood, calm_score, calm_denied],
    /// Who cares for orders takes a piece of news.
    ReactsCommerce = "reacts_commerce" in Domestic [
        support_reaction,
        commerce_full_value,
        waiting_mood,
        refused_mood,
        stopped_mood,
        suspended_part,
        programme_mood,
        revenue_mood
    ],
    /// Who cares that decisions agree with the criteria takes a piece of news.
    ReactsConsistency = "reacts_consistency" in Domestic [
        support_reaction,
        agreement_mood,
        agreement_most,
        record_shown,
        justified_mood,
        unjustified
    ],
    /// Who cares for strength of one's own takes a piece of news.
    ReactsCapability = "reacts_capability" in Domestic [support_reaction, licence_mood, denied_mood, stopped_mood, suspended_part],
    /// Who cares not to depend takes a piece of news.
    ReactsDependence = "reacts_dependence" in Domestic [support_reaction, dependence_mood, humiliation, humiliation_quiet, suspended_part],
    /// Who cares not to be told what to do takes a piece of news.
    ReactsConditions = "reacts_conditions" in Domestic [support_reaction, humiliation],
    /// Who cares for the price takes a piece of news.
    ReactsPrice = "reacts_price" in Domestic [support_reaction],
    /// Who cares for work at home takes a piece of news.
    ReactsJobs = "reacts_jobs" in Domestic [support_reaction, jobs_mood],
    /// Support returns to indifference.
    SupportFades = "support_fades" in Domestic [support_fading],
    /// Capital moves towards the level that support sets.
    CapitalLevel = "capital_level" in Domestic [capital_rate],
    /// A justification against the record.
    Justified = "justified" in Domestic [credibility_step, justified_share],

    /// Shared criteria bring members together.
    CohesionGrows = "cohesion_grows" in Blocs [cohesion_recovery],
    /// A member supplied what another denied.
    Undercut = "undercut" in Blocs [undercut_cohesion, undercut_grievance, undercut_months],
    /// Enforcement differs.
    Divergence = "divergence" in Blocs [divergence_cohesion, divergence_rigour],
    /// Harmonised criteria save work.
    QueueRelief = "queue_relief" in Blocs [queue_relief],
    /// A bloc decides on common rules: it harmonises.
    Harmonised = "harmonised" in Blocs [harmonise_step, harmonise_pull, vote_rigour, vote_trust],
    /// A bloc decides to share verification, or to recognise licences.
    BlocVote = "bloc_vote" in Blocs [vote_rigour, vote_trust],
    /// A bloc decides on a joint sanction.
    JointSanction = "joint_sanction" in Blocs [counter_grievance, grievance_restriction],
    /// A state joins a bloc, or leaves it.
    Membership = "membership" in Blocs [accession_rigour, vote_rigour, vote_trust, leave_cohesion, leave_whole],
    /// A state that the computer plays is drawn into a rival regime.
    RegimeDraws = "regime_draws" in Blocs [join_ease, accession_rigour],
    /// The founder of a rival regime sells cheaper to its members.
    RegimeTerms = "regime_terms" in Blocs [],
    /// Verification is shared.
    Verified = "verified" in Blocs [verification_gain, verification_emerging],

    /// A partner says what it accepts.
    StandingAnswer = "standing_answer" in Licensing [],

    /// A measure follows from its inputs.
    Measured = "measured" in Measures [
        measure_allies, measure_threat, measure_threat_worst, measure_threat_change, measure_concentration, measure_inputs,
        measure_inputs_factor, measure_modernisation, measure_leak, measure_strained, measure_commitments, defence_offence
    ],

    /// It still moves from what happened in earlier turns, after it was worked out.
    Carried = "carried" in Measures [],
    /// It is at its limit.
    Limit = "limit" in Measures [],
}

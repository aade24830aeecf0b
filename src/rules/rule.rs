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
    Price = "price" in Upkeep [],
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
    Card = "card" in Events [],
    /// A ruling, a grant or an override of the facilitator.
    Facilitator = "facilitator" in Events [],

    /// An exporter changes how it licenses.
    Regime = "regime" in Licensing [trust_tiers],
    /// The partners come to expect the criteria that are declared.
    Expectation = "expectation" in Licensing [expectation_half_life],
    /// The record of consistency takes a decision in.
    Consistency = "consistency" in Licensing [consistency_step, consistency_margin],
    /// The licensing office works.
    Office = "office" in Licensing [],
    /// A licence is given.
    Licensed = "licensed" in Licensing [],
    /// A promised reform begins.
    Reform = "reform" in Licensing [reform_gain],
    /// Conditions in force.
    Conditions = "conditions" in Licensing [],
    /// Exporters who offer the same to one partner without conditions sell cheaper.
    Competition = "competition" in Licensing [competition_discount],
    /// A licence is suspended, resumed or revoked.
    LicenceAction = "licence_action" in Licensing [],
    /// Spares and service are withheld or restored.
    Sustainment = "sustainment" in Licensing [],
    /// An exporter turns to a partner.
    Gesture = "gesture" in Licensing [exercise_alignment, exercise_interoperability, programme_base, dialogue_grievance],
    /// An embargo or a sanction is laid or lifted.
    Restriction = "restriction" in Licensing [],
    /// Somebody who trades with a sanctioned state is hit too.
    SecondarySanction = "secondary_sanction" in Licensing [],

    /// An answer, as far as it was expected.
    Answer = "answer" in Signals [signal_approval, signal_denial, signal_deferral, expected_weight],
    /// An answer, as far as it was a surprise.
    Surprise = "surprise" in Signals [expectation_spread],
    /// A delivery that was under way is stopped.
    Broken = "broken_promise" in Signals [signal_suspension, signal_revocation, broken_least, broken_known],
    /// A rival of the partner got more with no better score.
    Favouritism = "favouritism" in Signals [grievance_favouritism, favouritism_hostility, favouritism_burden],
    /// Rivals hear of a published denial, and know what to offer.
    Hearsay = "hearsay" in Signals [hearsay_discount],
    /// Criteria are declared anew, and standing requests would now fail or pass.
    PolicyNews = "policy_news" in Signals [signal_policy],

    /// New money for orders.
    NewMoney = "new_money" in Procurement [new_buy_fraction],
    /// A licensed request is paid.
    Purchase = "purchase" in Procurement [borrow_years_max],
    /// Routine orders are placed.
    Routine = "routine" in Procurement [],
    /// Orders wait for a licence.
    Unmet = "unmet" in Procurement [],
    /// What waited is contracted elsewhere.
    Backfill = "backfill" in Procurement [backfill_rate, backfill_concentration],
    /// What was denied comes by another way.
    Circumvention = "circumvention" in Procurement [route_fraction, route_price],
    /// What was withheld comes through a member of a bloc that enforces less than its supplier.
    LaxRoute = "lax_route" in Procurement [route_fraction, route_price, route_tier, divergence_rigour],
    /// What embargoes, suspensions and closed routes leave open.
    Permitted = "permitted" in Procurement [],
    /// A share is still moving from earlier turns.
    ShareStill = "share_still" in Procurement [share_rate],
    /// A share follows what the supplier is worth now.
    ShareWorth = "share_worth" in Procurement [share_rate, share_rate_shock],
    /// A share follows what the others are worth now.
    ShareRivals = "share_rivals" in Procurement [share_rate, share_rate_shock],
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
    Arrival = "arrival" in Delivery [],
    /// What is new can be used more.
    Fresh = "fresh" in Delivery [availability_sustained],
    /// Crews are spread over more or less than before.
    Crewing = "crewing" in Delivery [tier_quality_1, tier_quality_2, tier_quality_3, tier_quality_4],
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
    Leak = "leak" in EndUse [leak_hazard, leak_volume, leak_fraction],
    /// A breach comes out.
    Breach = "breach" in EndUse [scandal_capital, scandal_support, scandal_cohesion],
    /// An inspection finds nothing, or something.
    Inspection = "inspection" in EndUse [inspection_odds, inspection_blind],
    /// A state passes on what it was supplied with.
    Retransfer = "retransfer" in EndUse [],

    /// Alignment returns to affinity.
    Drift = "drift" in Alignment [alignment_drift],
    /// Value and tier of what was delivered.
    Delivered = "delivered" in Alignment [alignment_delivery],
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
    Commitment = "commitment" in Alignment [alignment_commitment, commitment_made],

    /// Offensive weight follows from what can be used.
    OffenceWeight = "offence_weight" in Security [],
    /// Threat follows from hostility, trend and relative strength.
    ThreatSeen = "threat_seen" in Security [],
    /// A licence for something that threatens.
    Signature = "signature" in Security [trend_signature],
    /// Needs follow threat: the security dilemma.
    Dilemma = "dilemma" in Security [need_reaction, need_reaction_rival],
    /// Threat has changed of late.
    Alarm = "alarm" in Security [alarm_fading, measure_threat_worst],
    /// A margin of deterrence.
    Margin = "margin" in Security [measure_allies, measure_threat],

    /// The right to answer comes back.
    ReactionRecovers = "reaction_recovers" in Countermeasures [countermeasures_per_year],
    /// A countermeasure.
    Counter = "counter" in Countermeasures [harm_minimum, harm_odds, counter_worth, counter_risk, temper_more, temper_less],

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
    Undercut = "undercut" in Blocs [undercut_cohesion, undercut_turns],
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
    Verified = "verified" in Blocs [verification_gain],

    /// A partner says what it accepts.
    StandingAnswer = "standing_answer" in Licensing [],

    /// A measure follows from its inputs.
    Measured = "measured" in Measures [],

    /// It still moves from what happened in earlier turns, after it was worked out.
    Carried = "carried" in Measures [],
    /// It is at its limit.
    Limit = "limit" in Measures [],
}

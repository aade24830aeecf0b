//! What is drawn, and what is worth telling the room.

use super::{Parent, SeenBy};
use crate::rules::draws::DrawKey;
use crate::rules::order::{BlocAction, Countermeasure, Gesture, Ground, LicenceAction, PartnerAction, RegimeChange};
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::table::{ActorId, BlocId, CardId, CommitmentId, DomainId, LinkId, StateId};
use crate::rules::variable::Variable;
use crate::rules::world::{Outcome, RequestKey, Standing};

/// A draw that was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// Its name.
    pub key: DrawKey,
    /// The odds of what was asked, 0–1.
    pub odds: Quantity,
    /// The number that was drawn.
    pub unit: Quantity,
    /// Whether it happened.
    pub happened: bool,
    /// What it was about.
    pub about: About,
    /// Who may know.
    pub seen_by: SeenBy,
}

/// What a draw was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Conditions on a licence, of a partner, by an exporter.
    Conditions(RequestKey, StateId, StateId),
    /// A card.
    Card(CardId),
    /// A leak out of a licence, at its holder.
    Leak(RequestKey, StateId),
    /// The detection of it.
    Detection(RequestKey, StateId),
    /// What an inspection of a licence finds, at its holder.
    Inspection(RequestKey, StateId),
    /// A re-transfer noticed by the supplier, of a holder.
    Retransfer(StateId, StateId),
    /// Whether a state answers a harm.
    Counter {
        /// Who was harmed.
        state: StateId,
        /// By what.
        harm: Parent,
    },
    /// How it answers; none: nothing that it could do was worth its cost.
    Answer {
        /// Who answers.
        state: StateId,
        /// What harmed it.
        harm: Parent,
        /// Against whom.
        against: StateId,
        /// How.
        how: Option<Countermeasure>,
    },
    /// Whether a state takes the programme that an exporter offers it.
    Programme(StateId, StateId),
    /// Who is behind a covert operation.
    Attribution(StateId, StateId),
    /// Whom a state that acts by itself asks.
    Addressee {
        /// Who asks.
        from: StateId,
        /// Whom.
        to: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// Through whom what leaks out of a licence goes.
    Through {
        /// The licence.
        licence: RequestKey,
        /// Through whom.
        actor: ActorId,
    },
    /// Who gets it in the end.
    Onward {
        /// The licence.
        licence: RequestKey,
        /// Through whom it went.
        actor: ActorId,
        /// To whom; none: it stays there.
        to: Option<StateId>,
    },
}

/// Something worth telling the room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// In which phase.
    pub phase: Phase,
    /// What happened.
    pub news: News,
    /// How much it matters, larger first.
    pub weight: u16,
    /// The numbers that it rests on, whose entries explain it; at most six.
    pub about: [Option<Variable>; 6],
    /// Who may know.
    pub seen_by: SeenBy,
}

/// What a headline says. The words are made by the reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum News {
    /// A card came.
    Card(CardId),
    /// A request was decided.
    Decision {
        /// Whose answer.
        exporter: StateId,
        /// Whose request.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
        /// Tier licensed or asked.
        tier: u8,
        /// What became of it.
        outcome: Outcome,
    },
    /// A request was not answered.
    Silence {
        /// Who was silent.
        exporter: StateId,
        /// Who waits.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// A request waited for so long that it counts as denied.
    Overdue {
        /// Who did not answer.
        exporter: StateId,
        /// Who had asked.
        partner: StateId,
        /// For what.
        domain: DomainId,
    },
    /// A partner finds an exporter more or less reliable.
    Reliability {
        /// Who believes.
        partner: StateId,
        /// Of whom.
        exporter: StateId,
        /// By how much.
        change: Quantity,
    },
    /// A share moved far, or the main supplier changed.
    SupplierShift {
        /// Who buys.
        partner: StateId,
        /// From whom.
        supplier: StateId,
        /// In which domain.
        domain: DomainId,
        /// Since a year ago.
        change: Quantity,
        /// Whether it became the main supplier.
        now_main: bool,
    },
    /// Something arrived.
    Delivered {
        /// The channel.
        link: LinkId,
        /// How much.
        points: Quantity,
    },
    /// A leak was noticed.
    LeakDetected {
        /// Whose licence.
        supplier: StateId,
        /// Who lost it.
        holder: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// A commitment changed.
    Commitment {
        /// Which.
        id: CommitmentId,
        /// How it stands now.
        status: Standing,
    },
    /// A state answered a harm.
    Countermeasure {
        /// Who.
        by: StateId,
        /// Whom it blames.
        against: StateId,
        /// How.
        how: Countermeasure,
    },
    /// A state asks an exporter.
    Request {
        /// Who asks.
        from: StateId,
        /// Whom.
        to: StateId,
        /// In which domain.
        domain: DomainId,
        /// Tier.
        tier: u8,
    },
    /// One exporter supplied what an ally in the same bloc had denied.
    Undercut {
        /// Who supplied.
        by: StateId,
        /// Who had denied.
        denied_by: StateId,
        /// To whom.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// The legislature held an approval.
    Held {
        /// Whose legislature.
        exporter: StateId,
        /// Whose request.
        partner: StateId,
    },
    /// A licence was suspended, resumed or revoked, or an inspection was made.
    LicenceAction {
        /// Who acted.
        exporter: StateId,
        /// On whose licence.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
        /// How.
        action: LicenceAction,
    },
    /// An inspection came to an end.
    Inspected {
        /// Who inspected.
        exporter: StateId,
        /// Whom.
        partner: StateId,
        /// In which domain.
        domain: DomainId,
        /// Whether something was wrong.
        found: bool,
    },
    /// An exporter changed how it licenses.
    Regime {
        /// Who.
        exporter: StateId,
        /// What.
        change: RegimeChange,
    },
    /// An exporter turned to a partner.
    Gesture {
        /// Who.
        by: StateId,
        /// To whom.
        to: StateId,
        /// How.
        how: Gesture,
        /// Whether the other took it.
        taken: bool,
    },
    /// Spares and service were withheld or restored.
    Sustainment {
        /// By whom.
        by: StateId,
        /// From whom.
        to: StateId,
        /// Whether they flow.
        on: bool,
    },
    /// A partner acted.
    Partner {
        /// Who.
        by: StateId,
        /// What.
        how: PartnerAction,
        /// Whether it came to something.
        taken: bool,
    },
    /// A justification was checked against the record.
    Justified {
        /// Who spoke.
        by: StateId,
        /// On which criterion.
        criterion: Ground,
        /// Whether the record agrees.
        agrees: bool,
    },
    /// A bloc decided, or did not.
    BlocVote {
        /// Which.
        bloc: BlocId,
        /// On what.
        action: BlocAction,
        /// Who moved it.
        by: StateId,
        /// Whether it was carried.
        carried: bool,
    },
    /// A rival regime was founded, or a state joined or left one.
    Membership {
        /// Which.
        bloc: BlocId,
        /// Who.
        state: StateId,
        /// Whether it joined.
        joined: bool,
    },
    /// What was denied came by another way.
    Route {
        /// Through whom.
        through: StateId,
        /// To whom.
        to: StateId,
        /// Whether it opened, or was closed.
        open: bool,
    },
    /// A covert operation was traced to a state.
    Attributed {
        /// To whom.
        by: StateId,
        /// Against whom it was.
        against: StateId,
    },
    /// A state that answers by order was given grounds to do so.
    Grounds {
        /// Who was harmed.
        state: StateId,
        /// By whom.
        by: StateId,
        /// How much, 0–1.
        harm: Quantity,
        /// The last turn in which it may answer.
        until: u16,
    },
    /// The facilitator acted.
    Facilitator {
        /// The place of the order.
        order: u16,
    },
    /// The game ends with this turn.
    Ends,
}

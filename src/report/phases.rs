//! The phases of a turn by the names that the rulebook gives them, in the language that is spoken.

use crate::rules::phases::Phase;
use crate::text::text;

/// The name of a phase, as it stands within a sentence.
#[must_use]
pub fn phase(phase: Phase) -> &'static str {
    text(match phase {
        Phase::Upkeep => "phase_name.upkeep",
        Phase::Events => "phase_name.events",
        Phase::Licensing => "phase_name.licensing",
        Phase::Signals => "phase_name.signals",
        Phase::Procurement => "phase_name.procurement",
        Phase::Delivery => "phase_name.delivery",
        Phase::EndUse => "phase_name.end_use",
        Phase::Alignment => "phase_name.alignment",
        Phase::Security => "phase_name.security",
        Phase::Countermeasures => "phase_name.countermeasures",
        Phase::Domestic => "phase_name.domestic",
        Phase::Blocs => "phase_name.blocs",
        Phase::Requests => "phase_name.requests",
        Phase::Measures => "phase_name.measures",
    })
}

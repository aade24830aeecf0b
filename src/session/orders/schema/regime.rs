//! How an exporter licenses, and what it does toward a partner beside licensing.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use super::words::SanctionFile;
use crate::rules::order::{Gesture, OrderKind, RegimeChange};
use crate::rules::table::StateId;
use crate::session::orders::decimal::Decimal;

/// Spares and service withheld, or restored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SustainFile {
    to: String,
    on: bool,
}

/// A change of the licensing regime.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RegimeFile {
    Declare {
        weights: WeightsFile,
        thresholds: (Decimal, Decimal, Decimal, Decimal),
    },
    Transparency(Decimal),
    Monitoring(Decimal),
    Trust {
        partner: String,
        trusted: bool,
    },
    Ceiling {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<String>,
        tier: u8,
    },
    AddCapacity(u8),
}

/// Weights of the criteria.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightsFile {
    rights: Decimal,
    diversion: Decimal,
    stability: Decimal,
    alliance: Decimal,
    commerce: Decimal,
}

/// A gesture toward a state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TowardFile {
    to: String,
    gesture: GestureFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum GestureFile {
    FastTrack,
    Exercise,
    Programme { domain: String, share: Decimal },
    Training { domain: String },
    Finance { domain: String, discount: Decimal },
    Assure,
    Embargo(Decimal),
    Sanction(SanctionFile),
    Dialogue,
}

impl SustainFile {
    pub(super) fn of(names: Names<'_>, to: StateId, on: bool) -> Self {
        Self { to: names.state(to), on }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        OrderKind::Sustain { to: reader.state(&self.to), on: self.on }
    }
}

impl RegimeFile {
    pub(super) fn of(names: Names<'_>, change: RegimeChange) -> Self {
        match change {
            RegimeChange::Declare { weights, thresholds } => {
                let [rights, diversion, stability, alliance, commerce] = weights.map(Decimal);
                let [one, two, three, four] = thresholds.map(Decimal);
                let weights = WeightsFile { rights, diversion, stability, alliance, commerce };
                Self::Declare { weights, thresholds: (one, two, three, four) }
            }
            RegimeChange::Transparency(level) => Self::Transparency(Decimal(level)),
            RegimeChange::Monitoring(level) => Self::Monitoring(Decimal(level)),
            RegimeChange::Trust { partner, trusted } => Self::Trust { partner: names.state(partner), trusted },
            RegimeChange::Ceiling { partner, tier } => Self::Ceiling { partner: partner.map(|id| names.state(id)), tier },
            RegimeChange::Office(decisions) => Self::AddCapacity(decisions),
        }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> RegimeChange {
        match self {
            Self::Declare { weights: w, thresholds: (one, two, three, four) } => RegimeChange::Declare {
                weights: [w.rights, w.diversion, w.stability, w.alliance, w.commerce].map(|weight| weight.0),
                thresholds: [one.0, two.0, three.0, four.0],
            },
            Self::Transparency(level) => RegimeChange::Transparency(level.0),
            Self::Monitoring(level) => RegimeChange::Monitoring(level.0),
            Self::Trust { partner, trusted } => RegimeChange::Trust { partner: reader.state(partner), trusted: *trusted },
            Self::Ceiling { partner, tier } => {
                RegimeChange::Ceiling { partner: partner.as_ref().map(|name| reader.state(name)), tier: *tier }
            }
            Self::AddCapacity(decisions) => RegimeChange::Office(*decisions),
        }
    }
}

impl TowardFile {
    pub(super) fn of(names: Names<'_>, to: StateId, gesture: Gesture) -> Self {
        let gesture = match gesture {
            Gesture::FastTrack => GestureFile::FastTrack,
            Gesture::Exercise => GestureFile::Exercise,
            Gesture::Programme { domain, share } => {
                GestureFile::Programme { domain: names.domain(domain), share: Decimal(share) }
            }
            Gesture::Training { domain } => GestureFile::Training { domain: names.domain(domain) },
            Gesture::Finance { domain, discount } => {
                GestureFile::Finance { domain: names.domain(domain), discount: Decimal(discount) }
            }
            Gesture::Assure => GestureFile::Assure,
            Gesture::Embargo(part) => GestureFile::Embargo(Decimal(part)),
            Gesture::Sanction(level) => GestureFile::Sanction(level.into()),
            Gesture::Dialogue => GestureFile::Dialogue,
        };
        Self { to: names.state(to), gesture }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let to = reader.state(&self.to);
        let gesture = match &self.gesture {
            GestureFile::FastTrack => Gesture::FastTrack,
            GestureFile::Exercise => Gesture::Exercise,
            GestureFile::Programme { domain, share } => Gesture::Programme { domain: reader.domain(domain), share: share.0 },
            GestureFile::Training { domain } => Gesture::Training { domain: reader.domain(domain) },
            GestureFile::Finance { domain, discount } => Gesture::Finance { domain: reader.domain(domain), discount: discount.0 },
            GestureFile::Assure => Gesture::Assure,
            GestureFile::Embargo(part) => Gesture::Embargo(part.0),
            GestureFile::Sanction(level) => Gesture::Sanction((*level).into()),
            GestureFile::Dialogue => Gesture::Dialogue,
        };
        OrderKind::Toward(to, gesture)
    }
}

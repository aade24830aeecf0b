//! Orders as files write them: by name, never by a number that the program gave.
//!
//! Each kind of order has its part of the schema and its own file here; what is written as a word is in [`words`], what is looked up
//! by name in [`names`].

mod bloc;
mod counter;
mod decide;
mod effect;
mod facilitate;
mod names;
mod partner;
mod regime;
mod test;
mod words;

use serde::{Deserialize, Serialize};

use self::bloc::BlocFile;
use self::counter::CounterFile;
use self::decide::{DecideFile, JustifyFile, LicenceFile};
use self::facilitate::FacilitateFile;
use self::names::{FACILITATOR, Names, Reader};
use self::partner::{PartnerFile, RequestFile};
use self::regime::{RegimeFile, SustainFile, TowardFile};
use super::decimal::Decimal;
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::setting::Setting;
use crate::rules::world::World;
use crate::text::text;

/// One order of a seat, by name. Exactly one of the kinds is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderFile {
    seat: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decide: Option<DecideFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    licence: Option<LicenceFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sustain: Option<SustainFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    regime: Option<RegimeFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    toward: Option<TowardFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    justify: Option<JustifyFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<RequestFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standing_answer: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partner: Option<PartnerFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<CounterFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bloc: Option<BlocFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facilitate: Option<FacilitateFile>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    public: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    private: String,
}

/// Where an order finds what exists only in play: none, to check the names alone.
pub(in crate::session) type In<'a> = Option<&'a World>;

impl OrderFile {
    /// How long the longer of its reasons is, bytes.
    pub(super) fn longest_reason(&self) -> usize {
        self.public.len().max(self.private.len())
    }

    /// Whose order it is, as it is written.
    #[must_use]
    pub fn seat(&self) -> &str {
        &self.seat
    }

    /// By how many turns the order lengthens the game.
    pub(super) const fn extends(&self) -> u16 {
        match &self.facilitate {
            Some(FacilitateFile::Extend(turns)) => *turns as u16,
            _ => 0,
        }
    }

    /// Writes an order; requests, licences and decisions by key, as saves do.
    #[must_use]
    pub fn of(setting: &Setting, order: &Order) -> Self {
        let names = Names(setting);
        let mut file = Self {
            seat: match order.seat {
                Seat::Facilitator => FACILITATOR.to_owned(),
                Seat::State(id) => names.state(id),
            },
            public: order.public_reason.clone(),
            private: order.private_reason.clone(),
            ..Self::default()
        };
        match &order.kind {
            OrderKind::Decide(key, decision) => file.decide = Some(DecideFile::of(*key, decision)),
            OrderKind::Licence(key, action) => file.licence = Some(LicenceFile::of(*key, *action)),
            OrderKind::Sustain { to, on } => file.sustain = Some(SustainFile::of(names, *to, *on)),
            OrderKind::Regime(change) => file.regime = Some(RegimeFile::of(names, *change)),
            OrderKind::Toward(to, gesture) => file.toward = Some(TowardFile::of(names, *to, *gesture)),
            OrderKind::Justify { decision, criterion } => file.justify = Some(JustifyFile::of(*decision, *criterion)),
            OrderKind::Request { to, domain, tier, points, monitoring, coproduction } => {
                file.request = Some(RequestFile {
                    to: names.state(*to),
                    domain: names.domain(*domain),
                    tier: *tier,
                    points: Decimal(*points),
                    monitoring: Decimal(*monitoring),
                    coproduction: Decimal(*coproduction),
                });
            }
            OrderKind::StandingAnswer(burden) => file.standing_answer = Some(Decimal(*burden)),
            OrderKind::Partner(action) => file.partner = Some(PartnerFile::of(names, *action)),
            OrderKind::Counter(counter) => file.counter = Some(CounterFile::of(names, *counter)),
            OrderKind::Bloc(bloc, action) => file.bloc = Some(BlocFile::of(names, *bloc, *action)),
            OrderKind::Facilitate(what) => file.facilitate = Some(FacilitateFile::of(names, what)),
        }
        file
    }

    /// Reads an order. Without a world the names are checked, and what is named by what it is gets no key.
    ///
    /// # Errors
    /// Everything that is wrong with it, a sentence each.
    pub(in crate::session) fn read(&self, setting: &Setting, world: In<'_>) -> Result<Order, Vec<String>> {
        let mut reader = Reader::new(setting, world);
        let seat = reader.seat(&self.seat);
        let reader = &mut reader;
        let kinds = [
            self.decide.as_ref().map(|file| file.read(reader)),
            self.licence.as_ref().map(|file| file.read(reader)),
            self.sustain.as_ref().map(|file| file.read(reader)),
            self.regime.as_ref().map(|file| OrderKind::Regime(file.read(reader))),
            self.toward.as_ref().map(|file| file.read(reader)),
            self.justify.as_ref().map(|file| file.read(reader)),
            self.request.as_ref().map(|file| file.read(reader)),
            self.standing_answer.map(|burden| OrderKind::StandingAnswer(burden.0)),
            self.partner.as_ref().map(|file| OrderKind::Partner(file.read(reader))),
            self.counter.as_ref().map(|file| OrderKind::Counter(file.read(reader))),
            self.bloc.as_ref().map(|file| file.read(reader)),
            self.facilitate.as_ref().map(|file| OrderKind::Facilitate(file.read(reader))),
        ];
        let mut kinds: Vec<OrderKind> = kinds.into_iter().flatten().collect();
        match kinds.as_slice() {
            [] => reader.say(text("orders.nothing_ordered").to_owned()),
            [kind] => match (seat, matches!(kind, OrderKind::Facilitate(_))) {
                (Seat::Facilitator, false) => reader.say(text("orders.not_for_facilitator").to_owned()),
                (Seat::State(_), true) => reader.say(text("orders.facilitator_only").to_owned()),
                _ => {}
            },
            _ => reader.say(text("orders.several_ordered").to_owned()),
        }
        let wrong = reader.wrong();
        match kinds.pop().filter(|_| wrong.is_empty()) {
            Some(kind) => Ok(Order { seat, kind, public_reason: self.public.clone(), private_reason: self.private.clone() }),
            None => Err(wrong),
        }
    }
}

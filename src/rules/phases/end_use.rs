//! Phase 7: goods go where they should not, and sometimes somebody notices.

use crate::rules::draws::{Purpose, choose, over};
use crate::rules::ledger::{About, Cause, News, Recorder, SeenBy, part};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Concern, Setting};
use crate::rules::table::{ActorId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{BlocVar, LinkVar, StateVar, Variable};
use crate::rules::world::{Leak, Licence, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let licences: Vec<Licence> = turn.world.licences.iter().filter(|l| delivered(&turn.world, l)).cloned().collect();
    for licence in &licences {
        let already = turn.world.leaks.iter().any(|leak| leak.licence == licence.key);
        let odds = over(hazard(turn.setting, &turn.world, licence), turn.dt());
        let key = turn.key(Purpose::Leak, licence.recipient.index() as u64, licence.key.0);
        let about = About::Leak(licence.key, licence.recipient);
        if !already && turn.chance(key, odds, about, SeenBy::Facilitator) {
            leak(turn, licence);
        }
    }
}

/// Whether something of a licence has arrived.
fn delivered(world: &World, licence: &Licence) -> bool {
    let waiting: Quantity = world.pipeline.iter().filter(|d| d.licence == Some(licence.key)).map(|d| d.points).sum();
    waiting < licence.points
}

/// Hazard of a licence, a year: linear in the diversion risk and in volume.
#[must_use]
pub(super) fn hazard(setting: &Setting, world: &World, licence: &Licence) -> f64 {
    let params = &setting.params;
    let governance = world.state(StateVar::Governance, licence.recipient);
    let exposure = world.state(StateVar::Exposure, licence.recipient);
    let unseen = (1.0 - setting.domains[licence.domain].verifiability) * (1.0 - licence.monitoring.to_f64());
    let risk = params.diversion_governance * (1.0 - governance)
        + params.diversion_exposure * exposure
        + params.diversion_verifiability * unseen;
    (params.leak_hazard * risk * (1.0 + params.leak_volume * licence.points.to_f64())).clamp(0.0, 1.0)
}

fn leak<R: Recorder>(turn: &mut Turn<'_, R>, licence: &Licence) {
    let (supplier, holder, domain) = (licence.supplier, licence.recipient, licence.domain);
    let Some(link) = turn.setting.link(supplier, holder, domain) else { return };
    let held = turn.world.link(LinkVar::Points, link);
    let gone = (licence.points.to_f64() * turn.setting.params.leak_fraction).min(held);
    let through = route(turn, licence);
    let into =
        through.and_then(|actor| receiver(turn, licence, actor)).and_then(|state| turn.setting.link(supplier, state, domain));
    let cause = Cause::Leak(licence.key);
    let lost = Variable::Link(LinkVar::Points, link);
    turn.change_seen(lost, &[part(cause, -gone)], SeenBy::Facilitator);
    if let Some(into) = into {
        turn.change_seen(Variable::Link(LinkVar::Points, into), &[part(cause, gone)], SeenBy::Facilitator);
    }
    turn.change(Variable::State(StateVar::Leaked, supplier), &[part(cause, gone)]);
    let params = &turn.setting.params;
    let seen = params.detection_base + params.detection_monitoring * licence.monitoring.to_f64();
    let key = turn.key(Purpose::Detection, holder.index() as u64, licence.key.0);
    let detected = turn.chance(key, seen, About::Detection(licence.key, holder), SeenBy::Facilitator);
    let points = Quantity::from_f64(gone);
    let now = turn.world.turn;
    turn.world.leaks.push(Leak {
        turn: now,
        licence: licence.key,
        supplier,
        holder,
        domain,
        points,
        link,
        into,
        through,
        detected,
    });
    if detected {
        scandal(turn, licence);
    }
}

/// The actor that it goes through: by strength and by how exposed the holder is to it.
fn route<R: Recorder>(turn: &Turn<'_, R>, licence: &Licence) -> Option<ActorId> {
    let reach = |actor: &crate::rules::setting::NonState| {
        let exposed = actor.exposure.iter().find(|(state, _)| *state == licence.recipient).map_or(0.0, |(_, e)| *e);
        actor.strength * exposed
    };
    let weights: Vec<f64> = turn.setting.actors.iter().map(reach).collect();
    choose(&weights, |n| turn.unit(Purpose::Route, licence.key.0, n as u64)).map(ActorId::from_index)
}

/// Who on the board gets it in the end; armed groups keep some for themselves.
fn receiver<R: Recorder>(turn: &Turn<'_, R>, licence: &Licence, actor: ActorId) -> Option<StateId> {
    let onward = &turn.setting.actors[actor].passes_to;
    let kept = (1.0 - onward.iter().map(|(_, weight)| weight).sum::<f64>()).max(0.0);
    let weights: Vec<f64> = onward.iter().map(|(_, weight)| *weight).chain([kept]).collect();
    let chosen = choose(&weights, |n| turn.unit(Purpose::Route, licence.key.0, 0x1_0000 + n as u64))?;
    onward.get(chosen).map(|(state, _)| *state).filter(|state| *state != licence.recipient)
}

/// A detected breach: trouble at home, and in the blocs.
fn scandal<R: Recorder>(turn: &mut Turn<'_, R>, licence: &Licence) {
    let (setting, cause) = (turn.setting, Cause::Leak(licence.key));
    let params = &setting.params;
    let mut entries = Vec::new();
    for (n, constituency) in setting.states[licence.supplier].constituencies.iter().enumerate() {
        let cares = constituency.concerns.iter().find(|(c, _)| *c == Concern::Diversion).map_or(0.0, |(_, w)| *w);
        let variable = Variable::Support(licence.supplier, n as u8);
        entries.push(turn.change(variable, &[part(cause, -cares * params.support_reaction * 5.0)]));
    }
    let capital = Variable::State(StateVar::Capital, licence.supplier);
    entries.push(turn.change(capital, &[part(cause, -params.scandal_capital)]));
    for (id, bloc) in setting.blocs.enumerate() {
        if bloc.members.iter().any(|(member, _)| *member == licence.supplier) {
            entries.push(turn.change(Variable::Bloc(BlocVar::Cohesion, id), &[part(cause, -params.scandal_cohesion)]));
        }
    }
    let news = News::LeakDetected { supplier: licence.supplier, holder: licence.recipient, domain: licence.domain };
    turn.tell(news, 85, entries, SeenBy::All);
}

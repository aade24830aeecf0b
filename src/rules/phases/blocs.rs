//! Phase 12: blocs and regimes hold or fray.

use crate::rules::draws::step;
use crate::rules::ledger::{Cause, Contribution, News, Recorder, SeenBy, part};
use crate::rules::table::{BlocId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{BlocVar, StateVar, Variable};
use crate::rules::world::{Decided, Outcome};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (id, bloc) in turn.setting.blocs.enumerate() {
        let members: Vec<StateId> = bloc.members.iter().map(|(state, _)| *state).collect();
        hold(turn, id, &members);
        if !bloc.regime {
            shorten_queues(turn, id, &members);
        }
    }
}

/// Cohesion recovers with harmonisation, and falls when a member supplies what another openly denied.
fn hold<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId, members: &[StateId]) {
    let params = &turn.setting.params;
    let variable = Variable::Bloc(BlocVar::Cohesion, id);
    let harmonisation = Variable::Bloc(BlocVar::Harmonisation, id);
    let gained = (1.0 - turn.get(variable)) * step(params.cohesion_recovery * turn.get(harmonisation), turn.dt());
    let mut parts: Vec<Contribution> = vec![part(Cause::Because(harmonisation), gained)];
    let undercut = undercutting(turn, members);
    for (licence, _) in &undercut {
        let cause = Cause::Decision(licence.key, licence.partner, licence.outcome);
        parts.push(part(cause, -params.undercut_cohesion));
    }
    let entry = turn.change(variable, &parts);
    for (licence, denial) in undercut {
        let (by, denied_by) = (licence.exporter, denial.exporter);
        let news = News::Undercut { by, denied_by, partner: licence.partner, domain: licence.domain };
        turn.tell(news, 70, [entry], SeenBy::All);
    }
}

/// Licences of this turn for what another member denied, in public, within the time of the clause.
fn undercutting<R: Recorder>(turn: &Turn<'_, R>, members: &[StateId]) -> Vec<(Decided, Decided)> {
    let now = turn.world.turn;
    let first = (f64::from(now) - turn.setting.params.undercut_turns).max(0.0);
    let licensed =
        turn.world.record.iter().filter(|d| d.turn == now && d.outcome == Outcome::Licensed && members.contains(&d.exporter));
    licensed
        .filter_map(|mine| {
            let denial = turn.world.record.iter().find(|d| {
                d.outcome == Outcome::Denied
                    && d.exporter != mine.exporter
                    && members.contains(&d.exporter)
                    && turn.start.state(StateVar::Transparency, d.exporter) >= 0.5
                    && f64::from(d.turn) >= first
                    && (d.partner, d.domain) == (mine.partner, mine.domain)
                    && mine.tier >= d.tier
            });
            denial.map(|denial| (*mine, *denial))
        })
        .collect()
}

/// Harmonised criteria save work among members that hold together.
fn shorten_queues<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId, members: &[StateId]) {
    let harmonisation = Variable::Bloc(BlocVar::Harmonisation, id);
    let saved = turn.get(harmonisation) * turn.get(Variable::Bloc(BlocVar::Cohesion, id));
    let relief = turn.setting.params.queue_relief * saved * turn.dt();
    for member in members.iter().filter(|m| turn.world.regimes[**m].is_some()).copied().collect::<Vec<_>>() {
        turn.change(Variable::State(StateVar::Capacity, member), &[part(Cause::Because(harmonisation), relief)]);
    }
}

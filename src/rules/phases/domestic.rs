//! Phase 11: constituencies react to what was decided by what they care about; political capital follows.

use crate::rules::draws::step;
use crate::rules::ledger::{Cause, Contribution, Recorder, part};
use crate::rules::setting::{Concern, StateInfo};
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Outcome, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (state, info) in turn.setting.states.enumerate() {
        let news = if turn.world.regimes[state].is_some() { as_exporter(turn, state) } else { as_partner(turn, state) };
        react(turn, state, info, &news);
        capital(turn, state);
    }
}

/// A piece of news: whom it pleases (+) or annoys (−), and how much, −1 to 1.
type Piece = (Concern, Cause, f64);

fn as_exporter<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> Vec<Piece> {
    let now = turn.world.turn;
    let mut news = Vec::new();
    for d in turn.world.record.iter().filter(|d| d.turn == now && d.exporter == state) {
        news.extend(of_decision(turn.start, state, d));
    }
    news
}

/// What one decision means at home.
fn of_decision(world: &World, state: StateId, d: &Decided) -> Vec<Piece> {
    let cause = Cause::Decision(d.key, d.partner, d.outcome);
    let friend = world.pair(PairVar::Alignment, state, d.partner);
    let rights = world.state(StateVar::Rights, d.partner);
    let risk = 1.0 - world.state(StateVar::Governance, d.partner);
    let size = (d.value.to_f64() / 5.0).min(1.0);
    let margin = world.regimes[state].as_ref().map_or(0.0, |r| d.score.to_f64() - r.threshold(d.tier));
    match d.outcome {
        Outcome::Licensed => vec![
            (Concern::Alliance, cause, friend),
            (Concern::Rights, cause, rights - 0.5),
            (Concern::Diversion, cause, -risk * 0.5),
            (Concern::Commerce, cause, size),
            (Concern::Consistency, cause, (margin * 5.0).clamp(-1.0, 0.5)),
        ],
        Outcome::Denied => vec![
            (Concern::Alliance, cause, -friend),
            (Concern::Rights, cause, 0.5 - rights),
            (Concern::Commerce, cause, -size),
            (Concern::Consistency, cause, (-margin * 5.0).clamp(-1.0, 0.5)),
        ],
        Outcome::Deferred | Outcome::Held => {
            vec![(Concern::Alliance, cause, -0.3 * friend), (Concern::Commerce, cause, -0.3 * size)]
        }
        Outcome::Refused | Outcome::Withdrawn => vec![(Concern::Commerce, cause, -0.5 * size)],
    }
}

fn as_partner<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> Vec<Piece> {
    let (setting, now) = (turn.setting, turn.world.turn);
    let mut news = Vec::new();
    for domain in setting.domains.ids() {
        let capability = Variable::Cell(CellVar::Capability, state, domain);
        let need = turn.world.cell(CellVar::Need, state, domain).max(1e-6);
        let gained = (turn.get(capability) - turn.start.get(capability)) / need;
        news.push((Concern::Capability, Cause::Because(capability), gained.clamp(-1.0, 1.0)));
        for link in setting.links_of(state, domain) {
            let level = Variable::Link(LinkVar::Coproduction, link);
            news.push((Concern::Jobs, Cause::Because(level), turn.get(level) - turn.start.get(level)));
        }
    }
    let (main, share) = turn.world.main_supplier(setting, state);
    if main != state {
        let variable = Variable::Pair(PairVar::Reliability, state, main);
        let before = turn.start.mean_share(setting, main, state);
        news.push((Concern::Dependence, Cause::Because(variable), -4.0 * (share - before)));
    }
    for licence in turn.world.licences.iter().filter(|l| l.recipient == state && l.granted == now) {
        let cause = Cause::Decision(licence.key, state, Outcome::Licensed);
        news.push((Concern::Conditions, cause, -licence.burden.to_f64()));
        news.push((Concern::Capability, cause, 0.3));
    }
    for d in turn.world.record.iter().filter(|d| d.turn == now && d.partner == state && d.outcome == Outcome::Denied) {
        news.push((Concern::Capability, Cause::Decision(d.key, state, d.outcome), -0.4));
    }
    news
}

fn react<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, info: &StateInfo, news: &[Piece]) {
    let (strength, fading) = (turn.setting.params.support_reaction, step(turn.setting.params.support_fading, turn.dt()));
    for (n, constituency) in info.constituencies.iter().enumerate() {
        let variable = Variable::Support(state, n as u8);
        let mut parts: Vec<Contribution> = vec![part(Cause::Fading, -turn.get(variable) * fading)];
        for (concern, cause, mood) in news {
            let cares = constituency.concerns.iter().find(|(c, _)| c == concern).map_or(0.0, |(_, weight)| *weight);
            parts.push(part(*cause, strength * cares * mood));
        }
        turn.change(variable, &parts);
    }
}

/// Capital recovers towards a level that mean support sets.
fn capital<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let info = &turn.setting.states[state];
    let variable = Variable::State(StateVar::Capital, state);
    let rate = step(turn.setting.params.capital_rate, turn.dt());
    let mut parts = Vec::new();
    let mut influence = 0.0;
    for (n, constituency) in info.constituencies.iter().enumerate() {
        let support = Variable::Support(state, n as u8);
        influence += constituency.influence;
        let level = constituency.influence * 50.0 * turn.get(support);
        parts.push(part(Cause::Because(support), rate * level));
    }
    if influence > 0.0 {
        parts.push(part(Cause::Drift, rate * (50.0 - turn.get(variable))));
        turn.change(variable, &parts);
    }
}

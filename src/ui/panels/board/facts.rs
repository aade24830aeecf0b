//! What the board shows of a position through a lens, worked out once and kept until one of them changes.

use super::layout::outside;
use super::lens::{self, Lens, Strand};
use super::sentences;
use crate::rules::table::{DomainId, RegionId, StateId, Table};
use crate::rules::variable::{CellVar, PairVar, Variable};
use crate::ui::kit::portrait;
use crate::ui::kit::widgets::emblem::Emblem;
use crate::ui::state::joined::joined_of;
use crate::ui::state::workspace::Scene;

/// Changes of alignment below this are not marked on the board.
const MOVED_MIN: f64 = 0.02;

/// What the facts depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FactsKey {
    /// The position and the seat.
    pub(super) stamp: u64,
    /// What is looked at.
    pub(super) lens: Lens,
    /// In which domain; none: all together.
    pub(super) domain: Option<DomainId>,
    /// In which language.
    pub(super) spoken: u64,
}

/// Shares of suppliers, the largest first, each with the supplier's number (none: own industry).
pub(super) type Shares = Vec<(f32, Option<usize>)>;

/// What is known of one state.
#[derive(Clone, Debug)]
pub(super) struct StateFacts {
    /// Its emblem.
    pub(super) emblem: Emblem,
    /// The supplier's number, if it is one.
    pub(super) supplier: Option<usize>,
    /// What the ring says, −1 to 1; none: no ring.
    pub(super) ring: Option<f32>,
    /// Who supplies it.
    pub(super) shares: Shares,
    /// Capability by domain against the board's largest, as the height of a bar: its square root, so that what is small can be seen
    /// beside what is large.
    pub(super) capability: Vec<f32>,
    /// Need likewise.
    pub(super) need: Vec<f32>,
    /// 1 where alignment rose in the last turn, −1 where it fell.
    pub(super) moved: i8,
    /// Whether one of its commitments is not kept.
    pub(super) warning: bool,
    /// What a screen reader says.
    pub(super) sentence: String,
}

impl StateFacts {
    /// How far the ring goes round, in half turns: what has a sign to a half turn either way, what is a part of a whole all the way.
    pub(super) fn sweep(&self, lens: Lens) -> Option<f32> {
        let turns = if matches!(lens, Lens::Supply | Lens::Alignment) { 1.0 } else { 2.0 };
        self.ring.map(|ring| ring * turns)
    }
}

/// What is known of the whole board.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// What it depends on.
    pub(super) key: FactsKey,
    /// Each state.
    pub(super) states: Table<StateId, StateFacts>,
    /// The lines.
    pub(super) strands: Vec<Strand>,
    /// What a screen reader says of each line.
    pub(super) sentences: Vec<String>,
    /// What a region orders from whom, all its states together.
    pub(super) regions: Table<RegionId, Shares>,
    /// What a screen reader says of each region.
    pub(super) region_sentences: Table<RegionId, String>,
}

impl Facts {
    /// Works everything out.
    #[must_use]
    pub(super) fn new(scene: &Scene<'_>, key: FactsKey) -> Self {
        let strands = lens::strands(scene, key.lens, key.domain);
        let sentences = strands.iter().map(|strand| sentences::strand(scene, strand)).collect();
        let (capability, need) = (levels(scene, CellVar::Capability), levels(scene, CellVar::Need));
        let setting = scene.setting;
        let states: Table<StateId, StateFacts> = setting
            .states
            .ids()
            .map(|id| StateFacts {
                emblem: portrait::emblem(setting, id),
                supplier: portrait::supplier(setting, id),
                ring: ring(scene, key, id),
                shares: shares(scene, id),
                capability: capability[id].clone(),
                need: need[id].clone(),
                moved: moved(scene, id),
                warning: sentences::strained(scene, id).next().is_some(),
                sentence: sentences::state(scene, id),
            })
            .collect();
        let regions = setting.regions.ids().map(|region| of_region(scene, &states, region)).collect();
        let region_sentences = setting.regions.ids().map(|region| sentences::region(scene, region)).collect();
        Self { key, states, strands, sentences, regions, region_sentences }
    }
}

fn ring(scene: &Scene<'_>, key: FactsKey, id: StateId) -> Option<f32> {
    let seat = scene.eyes().filter(|seat| *seat != id);
    let value = match key.lens {
        Lens::Supply | Lens::Alignment => scene.world.pair(PairVar::Alignment, id, seat?),
        Lens::Threat => {
            let others = scene.setting.states.ids().filter(|other| *other != id);
            others.map(|other| scene.world.pair(PairVar::Threat, id, other)).fold(0.0, f64::max)
        }
        Lens::Capability => {
            let domains = scene.setting.domains.ids().filter(|domain| key.domain.is_none_or(|only| only == *domain));
            let each = domains.map(|domain| {
                let of = |kind| scene.world.cell(kind, id, domain);
                (of(CellVar::Capability), of(CellVar::Need))
            });
            let (have, need) = each.fold((0.0, 0.0), |sum, (have, need)| (sum.0 + have.min(need), sum.1 + need));
            if need > 0.0 { have / need } else { return None }
        }
        Lens::Beliefs => {
            let variable = Variable::Pair(PairVar::Reliability, id, seat?);
            if !scene.knows(variable) || outside(scene.setting, id) {
                return None;
            }
            scene.world.get(variable)
        }
    };
    Some(value as f32)
}

fn moved(scene: &Scene<'_>, id: StateId) -> i8 {
    let Some(seat) = scene.eyes().filter(|seat| *seat != id) else { return 0 };
    match scene.change(Variable::Pair(PairVar::Alignment, id, seat)) {
        Some(change) if change >= MOVED_MIN => 1,
        Some(change) if change <= -MOVED_MIN => -1,
        _ => 0,
    }
}

fn shares(scene: &Scene<'_>, id: StateId) -> Shares {
    let parts = joined_of(scene.setting, scene.world, id);
    parts.iter().map(|j| (j.share as f32, portrait::source(scene.setting, j.supplier, id))).collect()
}

/// A number of every state by domain, each against the board's largest capability or need in that domain, as the height of a bar.
fn levels(scene: &Scene<'_>, kind: CellVar) -> Table<StateId, Vec<f32>> {
    let (setting, world) = (scene.setting, scene.world);
    let inside = || setting.states.ids().filter(|id| !outside(setting, *id));
    let most = |domain: DomainId| {
        let each = inside().map(|id| world.cell(CellVar::Capability, id, domain).max(world.cell(CellVar::Need, id, domain)));
        each.fold(1e-6, f64::max)
    };
    let most: Table<DomainId, f64> = setting.domains.ids().map(most).collect();
    let level = |id, domain| {
        // On a root scale the small ones can be seen beside the large ones.
        (world.cell(kind, id, domain) / most[domain]).max(0.0).sqrt() as f32
    };
    let of = |id| setting.domains.ids().map(|domain| level(id, domain)).collect();
    setting.states.ids().map(|id| if outside(setting, id) { Vec::new() } else { of(id) }).collect()
}

fn of_region(scene: &Scene<'_>, states: &Table<StateId, StateFacts>, region: RegionId) -> Shares {
    let mut sums: Shares = Vec::new();
    let inside = scene.setting.states.enumerate().filter(|(id, s)| s.region == region && !outside(scene.setting, *id));
    let mut count = 0.0_f32;
    for (id, _) in inside {
        count += 1.0;
        for (share, source) in &states[id].shares {
            match sums.iter_mut().find(|(_, other)| other == source) {
                Some((sum, _)) => *sum += share,
                None => sums.push((*share, *source)),
            }
        }
    }
    for (sum, _) in &mut sums {
        *sum /= count.max(1.0);
    }
    sums.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    sums
}

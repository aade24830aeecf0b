//! The lenses: what the lines of the board are about. Positions, emblems and names stay; lines, rings and bars change.

use crate::rules::table::{CommitmentId, DomainId, StateId};
use crate::rules::variable::{LinkVar, PairVar, Variable};
use crate::rules::world::Standing;
use crate::ui::kit::theme::icons;
use crate::ui::kit::widgets::link::width_of_share;
use crate::ui::state::joined::{Joined, joined_of};
use crate::ui::state::workspace::Scene;

/// Shares below this are not drawn.
const SHARE_MIN: f64 = 0.05;
/// Alignment weaker than this is drawn only of what is lit.
const ALIGNMENT_MIN: f64 = 0.35;
/// Alignment weaker than this is not drawn at all.
const ALIGNMENT_LEAST: f64 = 0.1;
/// A lesser threat is drawn only of what is lit.
const THREAT_MIN: f64 = 0.25;
/// A lesser threat is not drawn at all.
const THREAT_LEAST: f64 = 0.08;
/// Lines that are drawn without a focus, at most, where a lens could draw one for every pair.
const PAIRS_MAX: usize = 30;

/// What the board shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lens {
    /// Who supplies whom.
    #[default]
    Supply,
    /// Who is with whom, and who promised what.
    Alignment,
    /// Who fears whom.
    Threat,
    /// Who can do what.
    Capability,
    /// Who trusts whom.
    Beliefs,
}

impl Lens {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 5] = [Self::Supply, Self::Alignment, Self::Threat, Self::Capability, Self::Beliefs];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Supply => "lens.supply",
            Self::Alignment => "lens.alignment",
            Self::Threat => "lens.threat",
            Self::Capability => "lens.capability",
            Self::Beliefs => "lens.beliefs",
        }
    }

    /// Whether it can be narrowed to one domain.
    #[must_use]
    pub const fn by_domain(self) -> bool {
        matches!(self, Self::Supply | Self::Capability | Self::Beliefs)
    }
}

/// How a line is drawn, and what it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// The supplier's line.
    Supply,
    /// Two states are with each other.
    Friends,
    /// Two states are against each other.
    Opponents,
    /// A commitment.
    Promise(CommitmentId),
    /// The second is threatened by the first.
    Threat,
    /// The first's belief about the second, with what one does not know of it.
    Belief {
        /// Standard deviation of the belief.
        spread: f64,
    },
}

/// One line of the board.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strand {
    /// Where it begins.
    pub(super) from: StateId,
    /// Where it ends.
    pub(super) to: StateId,
    /// Share, alignment, threat or reliability.
    pub(super) value: f64,
    /// The same a turn ago.
    pub(super) before: Option<f64>,
    /// Its width at the designed size, points.
    pub(super) width: f32,
    /// What it is.
    pub(super) look: Look,
    /// The domains that it is mostly about.
    pub(super) domains: Vec<DomainId>,
    /// Whether it is drawn where nothing is lit.
    pub(super) always: bool,
    /// The commitments of the pair, where it is about them.
    pub(super) promises: Vec<CommitmentId>,
}

/// The lines of a lens, in a fixed order.
#[must_use]
pub(super) fn strands(scene: &Scene<'_>, lens: Lens, domain: Option<DomainId>) -> Vec<Strand> {
    let mut all = match lens {
        Lens::Supply => supply(scene, domain),
        Lens::Alignment => alignment(scene),
        Lens::Threat => threat(scene),
        Lens::Capability => Vec::new(),
        Lens::Beliefs => beliefs(scene, domain),
    };
    if lens == Lens::Threat || lens == Lens::Alignment {
        keep_strongest(&mut all);
    }
    all
}

/// Of the lines that would always be drawn only the strongest are; promises are not counted.
fn keep_strongest(all: &mut [Strand]) {
    let counted = |s: &Strand| s.always && !matches!(s.look, Look::Promise(_));
    let mut strengths: Vec<f64> = all.iter().filter(|s| counted(s)).map(|s| s.value.abs()).collect();
    strengths.sort_by(|a, b| b.total_cmp(a));
    let Some(least) = strengths.get(PAIRS_MAX).copied() else { return };
    for strand in all.iter_mut().filter(|s| counted(s)) {
        strand.always = strand.value.abs() > least;
    }
}

fn supply(scene: &Scene<'_>, domain: Option<DomainId>) -> Vec<Strand> {
    let setting = scene.setting;
    let of = |id: StateId| match domain {
        None => joined_of(setting, scene.world, id),
        Some(domain) => {
            let links = setting.links_of(id, domain);
            let one = |link| Joined {
                supplier: setting.links[link].supplier,
                recipient: id,
                share: scene.world.link(LinkVar::Share, link),
                domains: vec![domain],
            };
            links.map(one).collect()
        }
    };
    let before = |joined: &Joined| {
        let world = scene.before()?;
        Some(match domain {
            // Worked out as the present share is, so that nothing moves that did not.
            None => {
                let parts = joined_of(setting, world, joined.recipient);
                parts.iter().find(|part| part.supplier == joined.supplier).map_or(0.0, |part| part.share)
            }
            Some(domain) => {
                setting.link(joined.supplier, joined.recipient, domain).map_or(0.0, |link| world.link(LinkVar::Share, link))
            }
        })
    };
    let strand = |joined: Joined| Strand {
        from: joined.supplier,
        to: joined.recipient,
        value: joined.share,
        before: before(&joined),
        width: width_of_share(joined.share as f32),
        look: Look::Supply,
        always: true,
        promises: Vec::new(),
        domains: joined.domains,
    };
    let all = setting.states.ids().flat_map(of);
    all.filter(|joined| joined.supplier != joined.recipient && joined.share >= SHARE_MIN).map(strand).collect()
}

fn alignment(scene: &Scene<'_>) -> Vec<Strand> {
    let setting = scene.setting;
    let mut all = Vec::new();
    for one in setting.states.ids() {
        for other in setting.states.ids().filter(|other| *other > one) {
            let mean = |world: &crate::rules::world::World| {
                f64::midpoint(world.pair(PairVar::Alignment, one, other), world.pair(PairVar::Alignment, other, one))
            };
            let value = mean(scene.world);
            if value.abs() < ALIGNMENT_LEAST {
                continue;
            }
            all.push(Strand {
                from: one,
                to: other,
                value,
                before: scene.before().map(mean),
                width: 0.8 + 3.2 * value.abs() as f32,
                look: if value > 0.0 { Look::Friends } else { Look::Opponents },
                always: value.abs() >= ALIGNMENT_MIN,
                domains: Vec::new(),
                promises: Vec::new(),
            });
        }
    }
    promises(scene, &mut all);
    all
}

/// One line for all commitments of a pair; it looks like the one that is least safe.
fn promises(scene: &Scene<'_>, all: &mut Vec<Strand>) {
    let first = all.len();
    let safety = |id: CommitmentId| match scene.world.commitments[id].status {
        Standing::Broken => 0,
        Standing::Strained => 1,
        _ => 2,
    };
    for (id, info) in scene.world.commitments.enumerate().filter(|(_, info)| info.from != info.to) {
        let same = |s: &&mut Strand| (s.from, s.to) == (info.from, info.to) || (s.to, s.from) == (info.from, info.to);
        if let Some(strand) = all.iter_mut().skip(first).find(same) {
            strand.promises.push(id);
            if let Look::Promise(shown) = strand.look
                && safety(id) < safety(shown)
            {
                strand.look = Look::Promise(id);
            }
            continue;
        }
        all.push(Strand {
            from: info.from,
            to: info.to,
            value: 1.0,
            before: None,
            width: 4.0,
            look: Look::Promise(id),
            always: true,
            domains: Vec::new(),
            promises: vec![id],
        });
    }
}

fn threat(scene: &Scene<'_>) -> Vec<Strand> {
    let states = || scene.setting.states.ids();
    let pairs = states().flat_map(|seer| states().map(move |feared| (seer, feared))).filter(|(seer, feared)| seer != feared);
    let strand = |(seer, feared): (StateId, StateId)| {
        let value = scene.world.pair(PairVar::Threat, seer, feared);
        (value >= THREAT_LEAST).then(|| Strand {
            from: feared,
            to: seer,
            value,
            before: scene.before().map(|world| world.pair(PairVar::Threat, seer, feared)),
            width: 1.0 + 4.0 * value as f32,
            look: Look::Threat,
            always: value >= THREAT_MIN,
            domains: Vec::new(),
            promises: Vec::new(),
        })
    };
    pairs.filter(|(seer, feared)| scene.knows(Variable::Pair(PairVar::Threat, *seer, *feared))).filter_map(strand).collect()
}

fn beliefs(scene: &Scene<'_>, domain: Option<DomainId>) -> Vec<Strand> {
    let setting = scene.setting;
    let mut all = Vec::new();
    for believer in setting.states.ids().filter(|id| !super::layout::outside(setting, *id)) {
        for about in setting.exporters() {
            let variable = Variable::Pair(PairVar::Reliability, believer, about);
            let deals = domain.is_none_or(|domain| setting.link(about, believer, domain).is_some());
            if !deals || !scene.knows(variable) {
                continue;
            }
            let value = scene.world.get(variable);
            let evidence = scene.world.pair(PairVar::Evidence, believer, about);
            all.push(Strand {
                from: believer,
                to: about,
                value,
                before: scene.before().map(|world| world.get(variable)),
                width: 1.0 + 6.0 * value as f32,
                look: Look::Belief { spread: (value * (1.0 - value) / (evidence + 1.0)).max(0.0).sqrt() },
                always: stands_out(scene, variable, value, about),
                domains: Vec::new(),
                promises: Vec::new(),
            });
        }
    }
    all
}

/// What is drawn of the beliefs where nothing is lit: those about the seat in play; for the facilitator those that moved, and the
/// strongest either way.
fn stands_out(scene: &Scene<'_>, variable: Variable, value: f64, about: StateId) -> bool {
    const MOVED: f64 = 0.01;
    const STRONG: (f64, f64) = (0.3, 0.75);
    scene.seat().map_or_else(
        || scene.change(variable).is_some_and(|moved| moved.abs() >= MOVED) || value <= STRONG.0 || value >= STRONG.1,
        |seat| seat == about,
    )
}

/// The picture of a kind of commitment.
#[must_use]
pub(super) const fn commitment_icon(kind: crate::rules::setting::CommitmentKind) -> &'static str {
    use crate::rules::setting::CommitmentKind;
    match kind {
        CommitmentKind::Pact | CommitmentKind::Assurance => icons::ASSURANCE,
        CommitmentKind::Basing => icons::MARITIME,
        CommitmentKind::ExclusiveSupply => icons::COUNTER_SUPPLY,
        CommitmentKind::Intelligence => icons::MONITOR,
        CommitmentKind::JointProgramme => icons::CO_PRODUCTION,
        CommitmentKind::Membership => icons::FACILITATOR,
        CommitmentKind::RedLine => icons::EMBARGO,
        CommitmentKind::Neutrality => icons::BALANCE,
    }
}

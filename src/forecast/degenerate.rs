//! Degenerate lines of play: what a seat may try that should not pay, against the same seat playing as people do, under the same seeds.
//!
//! Like [`batch`](super::batch) this looks at the world as it is. A line pays when it betters one of the seat's own measures by a point and
//! costs it a point in none.

use crate::forecast::batch::{Course, Mean, NEAR};
use crate::players;
use crate::rules::draws::Seed;
use crate::rules::legal::legal_orders;
use crate::rules::order::{Condition, Decision, Ground, Order, OrderKind, Player, RegimeChange, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::score::as_asked;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::validate::accepted;
use crate::rules::variable::{CellVar, CriterionVar, Measure, PairVar, Scope, Variable};
use crate::rules::view::SeatView;
use crate::rules::world::World;

/// A line of play that should not pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An exporter declares criteria that nothing passes, and denies everything.
    Impossible,
    /// An exporter licenses everything, at tier 1 only.
    TierOne,
    /// An exporter promises every answer for the last turn that it may name.
    Promise,
    /// An exporter orders everything that it can pay for, every turn.
    Spam,
    /// A partner asks for the same in two halves.
    Split,
    /// A partner asks everybody for everything, every turn.
    Flood,
}

impl Line {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Impossible, Self::TierOne, Self::Promise, Self::Spam, Self::Split, Self::Flood];

    /// The name in files and texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Impossible => "impossible",
            Self::TierOne => "tier_one",
            Self::Promise => "promise",
            Self::Spam => "spam",
            Self::Split => "split",
            Self::Flood => "flood",
        }
    }

    /// Whether an exporter plays it, and not a partner.
    #[must_use]
    pub const fn of_exporter(self) -> bool {
        matches!(self, Self::Impossible | Self::TierOne | Self::Promise | Self::Spam)
    }
}

/// What a number of the seat comes to, playing as people do and by the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which number: a measure of the seat, or what it is believed.
    pub what: What,
    /// As people play.
    pub usual: f64,
    /// The line less that, over paired seeds.
    pub change: Mean,
}

/// A number that a line is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A measure of the seat, at the end; industry revenue, which flows, as the mean of all turns.
    Measure(Measure),
    /// The mean reliability of an exporter with all partners, times 100.
    Reliability,
    /// A partner's money in hand, in parts of a hundred of a year's new-buy money; what it owes is less than nothing.
    Purse,
}

/// A line, played.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// Which.
    pub line: Line,
    /// By whom.
    pub seat: StateId,
    /// The seat's own numbers at the end.
    pub rows: Vec<Row>,
}

impl Played {
    /// Whether the line betters something of the seat's own by a point, surely, and costs it a point nowhere.
    #[must_use]
    pub fn pays(&self) -> bool {
        let sure = |c: &Mean| c.value.abs() >= NEAR && c.value.abs() >= 2.0 * c.error;
        // Money that was not spent is no gain by itself.
        let mut gains = self.rows.iter().filter(|row| row.what != What::Purse);
        let better = gains.any(|row| sure(&row.change) && row.change.value > 0.0);
        let worse = self.rows.iter().any(|row| sure(&row.change) && row.change.value < 0.0);
        better && !worse
    }
}

/// Plays every line over the seeds 1 to `seeds`: those of exporters by `exporter`, those of partners by the first that asks it for
/// something.
#[must_use]
pub fn degenerate(setting: &Setting, opening: &World, exporter: StateId, seeds: u64) -> Vec<Played> {
    let partner = opening.requests.iter().find(|r| r.to == exporter).map(|r| r.from);
    let seat = |line: Line| if line.of_exporter() { Some(exporter) } else { partner };
    Line::ALL.into_iter().filter_map(|line| seat(line).map(|seat| played(setting, opening, seat, line, seeds))).collect()
}

fn played(setting: &Setting, opening: &World, seat: StateId, line: Line, seeds: u64) -> Played {
    let mut opening = opening.clone();
    if !line.of_exporter() {
        // It asks by order, in both games alike.
        opening.players[seat] = Player::Person;
    }
    let watched = watched(setting, &opening, seat);
    let mut usual = vec![Vec::new(); watched.len()];
    let mut changes = usual.clone();
    for n in 1..=seeds {
        let [plain, tried] = [None, Some(line)].map(|line| game(setting, &opening, seat, line, Seed(n)));
        for (place, what) in watched.iter().enumerate() {
            let (plain, tried) = (number(setting, &plain, seat, *what), number(setting, &tried, seat, *what));
            if let (Some(all), Some(moved)) = (usual.get_mut(place), changes.get_mut(place)) {
                all.push(plain);
                moved.push(tried - plain);
            }
        }
    }
    let each = watched.into_iter().zip(usual.iter().zip(&changes));
    let rows = each.map(|(what, (usual, change))| Row { what, usual: Mean::of(usual).value, change: Mean::of(change) });
    Played { line, seat, rows: rows.collect() }
}

/// The numbers that a seat is judged by: those measures that speak of it.
fn watched(setting: &Setting, world: &World, seat: StateId) -> Vec<What> {
    let roles = setting.states[seat].roles;
    let own = |kind: &Measure| match kind {
        Measure::Modernisation => roles.partner,
        Measure::Integrity | Measure::Industry => world.licenses(seat),
        Measure::Deterrence | Measure::Stability | Measure::Cohesion | Measure::Resilience | Measure::Mandate => true,
    };
    let measures = Measure::ALL.iter().copied().filter(own).map(What::Measure);
    let reliability = world.licenses(seat).then_some(What::Reliability);
    measures.chain(reliability).chain(roles.partner.then_some(What::Purse)).collect()
}

fn number(setting: &Setting, game: &Course, seat: StateId, what: What) -> f64 {
    let world = &game.end;
    match what {
        What::Measure(kind) => game.get(Variable::Measure(kind, Scope::State(seat))),
        What::Reliability => {
            let partners = || setting.states.enumerate().filter(|(id, s)| *id != seat && s.roles.partner);
            let count = partners().count().max(1) as f64;
            100.0 * partners().map(|(id, _)| world.pair(PairVar::Reliability, id, seat)).sum::<f64>() / count
        }
        What::Purse => {
            let unspent: f64 = setting.domains.ids().map(|d| world.cell(CellVar::Unspent, seat, d)).sum();
            100.0 * unspent / setting.new_buy(world, seat).max(1e-6)
        }
    }
}

/// One game to its end; the seat plays the line, if there is one, and otherwise as people do.
fn game(setting: &Setting, opening: &World, seat: StateId, line: Option<Line>, seed: Seed) -> Course {
    Course::play(setting, opening, seed, |world| {
        let mut orders = players::orders_of_others(setting, world, None, seed);
        if world.players[seat] == Player::Person {
            asks(setting, world, seat, line, &mut orders);
        }
        match line {
            Some(Line::Impossible) => refuse(setting, world, seat, &mut orders),
            Some(Line::TierOne) => answer(world, seat, &mut orders, |tier| match tier {
                1 => Decision::Approve,
                _ => Decision::Condition(vec![Condition::LowerTier(1)]),
            }),
            Some(Line::Promise) => answer(world, seat, &mut orders, |_| Decision::Defer(Some(setting.turns))),
            Some(Line::Spam) => spam(setting, world, seat, &mut orders),
            Some(Line::Split | Line::Flood) | None => {}
        }
        accepted(setting, world, &orders)
    })
}

/// Answers every request of a seat's in-tray by its tier, in place of what its player had decided.
fn answer(world: &World, seat: StateId, orders: &mut Vec<Order>, decide: impl Fn(u8) -> Decision) {
    orders.retain(|o| o.seat != Seat::State(seat) || !matches!(o.kind, OrderKind::Decide(..) | OrderKind::Justify { .. }));
    let mine = world.requests.iter().filter(|r| r.to == seat);
    orders.extend(mine.map(|r| Order::new(seat, OrderKind::Decide(r.key, decide(r.tier)))));
}

fn refuse(setting: &Setting, world: &World, seat: StateId, orders: &mut Vec<Order>) {
    orders.retain(|o| o.seat != Seat::State(seat));
    for request in world.requests.iter().filter(|r| r.to == seat) {
        let ground = as_asked(setting, world, request).map_or(Ground::Diversion, |score| score.weakest());
        orders.push(Order::new(seat, OrderKind::Decide(request.key, Decision::Deny(ground))));
    }
    let wall = Quantity::ONE;
    let criteria = world.criteria(CriterionVar::Current, seat);
    if criteria.thresholds.iter().any(|threshold| *threshold < 1.0) {
        let declare = RegimeChange::Declare { weights: criteria.weights.map(Quantity::from_f64), thresholds: [wall; 4] };
        orders.push(Order::new(seat, OrderKind::Regime(declare)));
    }
}

/// Everything that the seat could order, in the order of the menu, behind what its player orders: as far as its purse reaches. Its
/// in-tray is left to the player.
fn spam(setting: &Setting, world: &World, seat: StateId, orders: &mut Vec<Order>) {
    let menu = legal_orders(setting, &SeatView::new(setting, world, seat), &[]);
    let wild = menu.into_iter().filter(|choice| !matches!(choice.order.kind, OrderKind::Decide(..)));
    orders.extend(wild.map(|choice| choice.order));
}

/// How a partner asks by order: every `request_pause` what it lacks most, of its main supplier; in two halves, or of everybody and
/// for everything, where the line says so.
fn asks(setting: &Setting, world: &World, seat: StateId, line: Option<Line>, orders: &mut Vec<Order>) {
    let own = players::orders_of(setting, &SeatView::new(setting, world, seat), Seed(0));
    orders.extend(own);
    let money = setting.new_buy(world, seat) * setting.params.request_size;
    let mut ask = |domain: DomainId, to: StateId, money: f64| {
        let tier = (world.cell(CellVar::NeedTier, seat, domain) as u8).clamp(1, world.ceiling(to, seat).clamp(1, 4));
        let points = Quantity::from_f64(money / setting.price(to, tier).max(1e-6));
        let (monitoring, coproduction) = (Quantity::from_f64(0.3), Quantity::ZERO);
        orders.push(Order::new(seat, OrderKind::Request { to, domain, tier, points, monitoring, coproduction }));
    };
    let lack = |d: &DomainId| {
        let need = world.cell(CellVar::Need, seat, *d);
        Quantity::from_f64(if need > 0.0 { 1.0 - world.cell(CellVar::Cover, seat, *d) / need } else { 0.0 })
    };
    let supplies = |d: DomainId| {
        let share =
            |l: &crate::rules::table::LinkId| world.values.get(Variable::Link(crate::rules::variable::LinkVar::Share, *l));
        let links = setting.links_of(seat, d);
        let foreign = links.filter(|l| setting.links[*l].supplier != seat && world.licenses(setting.links[*l].supplier));
        let mut found: Vec<_> = foreign.map(|l| (std::cmp::Reverse(share(&l)), setting.links[l].supplier)).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, supplier)| supplier).collect::<Vec<_>>()
    };
    if line == Some(Line::Flood) {
        for domain in setting.domains.ids() {
            for to in supplies(domain) {
                ask(domain, to, money);
            }
        }
        return;
    }
    let pause = ((setting.params.request_pause / f64::from(setting.months_per_turn)) as u16).max(1);
    if !(world.turn.saturating_sub(1)).is_multiple_of(pause) {
        return;
    }
    let Some(domain) = setting.domains.ids().max_by_key(|d| (lack(d), std::cmp::Reverse(*d))) else { return };
    let Some(to) = supplies(domain).into_iter().next() else { return };
    match line {
        Some(Line::Split) => (0..2).for_each(|_| ask(domain, to, money / 2.0)),
        _ => ask(domain, to, money),
    }
}

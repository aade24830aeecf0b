//! "How causes are shared": what a change has from each of its causes, worked by hand.
//!
//! Each test lets a card move one or two numbers of a board on which nothing else moves, and says all parts of what follows.

use std::collections::BTreeMap;
use std::f64::consts::LN_2;
use std::sync::Arc;

use countersign::rules::ledger::Parent;
use countersign::rules::rule::Rule;
use countersign::rules::setting::CardEffect;
use countersign::rules::table::LinkId;
use countersign::rules::variable::{CellVar, DomainVar, LinkVar, PairVar, Variable};
use countersign::rules::world::Routine;

use super::ground::{Board, domain, link, quiet, state};

/// Meridian without arms, money, hostility or wear, where whoever gets arms can use all of them.
fn still() -> Board {
    let still = quiet().param(|p| {
        (p.new_buy_fraction, p.share_rate, p.share_lump_pull) = (0.0, 0.0, 0.0);
        (p.trend_fading, p.absorption_rate, p.availability_recovery, p.availability_decay) = (0.0, 0.0, 0.0, 0.0);
    });
    let still = still.arranged(|setting| {
        setting.states.iter_mut().for_each(|state| state.growth = 0.0);
        setting.domains.iter_mut().for_each(|domain| (domain.offence, domain.service_life_years) = (0.0, 1e12));
    });
    let still = still.all(0.0, |variable| {
        matches!(
            variable,
            Variable::Link(LinkVar::Points | LinkVar::Habit | LinkVar::Unmet, _)
                | Variable::Cell(CellVar::Crews | CellVar::Capability | CellVar::Unspent, ..)
                | Variable::Pair(PairVar::Hostility | PairVar::Threat, ..)
                | Variable::Domain(DomainVar::Obsolescence, _)
        )
    });
    let still = still.all(1.0, |variable| {
        matches!(variable, Variable::Link(LinkVar::Availability, _) | Variable::Cell(CellVar::Absorption, ..))
    });
    let (links, slots) = (still.setting.links.len(), still.setting.index.slots);
    still.changed(|world| world.routine = Routine::new(links, slots))
}

impl Board {
    /// The same with one value for all numbers of some kinds.
    fn all(self, value: f64, of: impl Fn(Variable) -> bool) -> Self {
        let variables: Vec<Variable> = self.setting.layout().variables().filter(|variable| of(*variable)).collect();
        self.changed(|world| {
            let opening = Arc::make_mut(&mut world.opening);
            for variable in variables {
                world.values.put(variable, super::ground::q(value));
                opening.put(variable, super::ground::q(value));
            }
        })
    }

    /// The same with a card that moves these numbers.
    fn moving(self, changes: &[(&str, f64)]) -> Self {
        let effects = changes.iter().map(|(name, by)| CardEffect::Change(self.variable(name), *by, None)).collect();
        self.writing(effects)
    }

    /// Another number as a cause.
    fn number(&self, name: &str) -> Parent {
        Parent::Number(self.variable(name))
    }
}

/// All parts of the change of a number in the turn.
#[track_caller]
fn told(board: &Board, name: &str, parts: &[(Parent, f64)]) {
    let (ledger, variable) = (board.explained(), board.variable(name));
    let mut found: BTreeMap<Parent, f64> = BTreeMap::new();
    for cause in ledger.about(variable).flat_map(|(_, entry)| ledger.causes(entry)) {
        *found.entry(cause.cause.parent).or_default() += cause.amount;
    }
    // Numbers are kept in millionths: what rounding leaves is no part.
    found.retain(|_, amount| amount.abs() > 1e-5);
    let is = |wanted: &(Parent, f64)| found.get(&wanted.0).is_some_and(|amount| (amount - wanted.1).abs() < 1e-5);
    assert!(found.len() == parts.len() && parts.iter().all(is), "{name}: {found:?}, for {parts:?}");
    let (whole, change) = (
        parts.iter().map(|part| part.1).sum::<f64>(),
        ledger.about(variable).map(|(_, e)| (e.after - e.before).to_f64()).sum::<f64>(),
    );
    assert!((whole - change).abs() < 1e-5, "{name} changes by {change}, for {whole}");
}

/// Tarvel and Duvane with so many points each in precision strike, where every point threatens.
fn facing(tarvel: f64, duvane: f64) -> Board {
    let board = still().arranged(|setting| setting.domains[domain("PS")].offence = 1.0);
    let board = board.with("points(Tarvel, PS, Tarvel)", tarvel).with("offence(Tarvel)", tarvel);
    board.with("points(Duvane, PS, Duvane)", duvane).with("offence(Duvane)", duvane)
}

const THREAT: &str = "threat(Tarvel, Duvane)";
const TREND: &str = "trend(Tarvel, Duvane)";
const HOSTILITY: &str = "hostility(Tarvel, Duvane)";

/// "Off is the offensive weight of what a state can use": of 20 points more 0.8 are absorbed, which adds 8 at
/// an offence weight of 0.5.
#[test]
fn new_arms_add_to_offence_by_weight_and_absorption() {
    let board = still().arranged(|setting| setting.domains[domain("PS")].offence = 0.5);
    let board = board.with("points(Tarvel, PS, Tarvel)", 50.0).with("absorption(Tarvel, PS)", 0.8).with("offence(Tarvel)", 20.0);
    let board = board.moving(&[("points(Tarvel, PS, Tarvel)", 20.0)]);
    told(&board, "offence(Tarvel)", &[(board.number("capability(Tarvel, PS)"), 8.0)]);
}

/// The example of the rulebook: 0.60 × 2 × 50 ÷ 80 = 0.75, and 0.825 with a trend of 1.1. All of it comes from the trend.
#[test]
fn a_threat_that_rises_by_its_trend_alone_is_told_so() {
    let board = facing(30.0, 50.0).with(HOSTILITY, 0.6).with(THREAT, 0.75).moving(&[(TREND, 0.1)]);
    told(&board, THREAT, &[(board.number(TREND), 0.075)]);
}

/// Where there was no hostility there was no threat; all 1.25 × 0.6 × 1 of it come from the hostility that begins.
#[test]
fn a_threat_that_begins_comes_from_hostility() {
    let board = facing(30.0, 50.0).moving(&[(HOSTILITY, 0.6)]);
    told(&board, THREAT, &[(board.number(HOSTILITY), 0.75)]);
}

/// With arms as they are, threat is 1.25 × hostility × trend. Hostility goes from 0.4 to 0.6 at a mean trend of 1.1, trend from 1 to 1.2
/// at a mean hostility of 0.5.
#[test]
fn hostility_and_trend_share_a_threat_by_the_mean_of_each_other() {
    let board = facing(30.0, 50.0).with(HOSTILITY, 0.4).with(THREAT, 0.5).moving(&[(HOSTILITY, 0.2), (TREND, 0.2)]);
    told(&board, THREAT, &[(board.number(HOSTILITY), 1.25 * 0.2 * 1.1), (board.number(TREND), 1.25 * 0.2 * 0.5)]);
}

/// 20 points pass from one side to the other, 80 in all as before. With hostility × trend = 0.8 threat goes from 0.8 × 2 × 20 ÷ 80 = 0.4
/// to 0.8. The slope to the other's arms is 0.8 × 2 × own ÷ 80², own in the mean 50; that to one's own is −0.8 × 2 × other ÷ 80², in the
/// mean 30.
#[test]
fn both_sides_arms_share_a_threat_by_the_mean_of_each_other() {
    let board = facing(60.0, 20.0).with(HOSTILITY, 0.64).with(TREND, 1.25).with(THREAT, 0.4);
    let board = board.moving(&[("points(Tarvel, PS, Tarvel)", -20.0), ("points(Duvane, PS, Duvane)", 20.0)]);
    let (lost, gained) = (20.0 * 1.6 * 30.0 / 6400.0, 20.0 * 1.6 * 50.0 / 6400.0);
    told(&board, THREAT, &[(board.number("offence(Tarvel)"), lost), (board.number("offence(Duvane)"), gained)]);
}

/// "By `need_reaction` × its rise in general and by `need_reaction_rival` × strength × its rise between named rivals": a threat of 0.5
/// that ends takes 20 × 0.1 × 0.5 and 20 × 0.3 × 0.5 × 0.5 off a need of 20, whether hostility ends or a card ends the threat itself too.
#[test]
fn a_threat_that_ends_at_once_eases_needs() {
    let board = facing(40.0, 40.0).with(HOSTILITY, 0.5).with(THREAT, 0.5).with("need(Tarvel, AD)", 20.0);
    let board = board.arranged(|setting| setting.rivals = vec![(state("Tarvel"), state("Duvane"), 0.5)]);
    let board = board.param(|p| (p.need_reaction, p.need_reaction_rival) = (0.1, 0.3));
    let parts = [(Parent::State(state("Tarvel")), -1.0), (board.number(THREAT), -1.5)];
    told(&board.clone().moving(&[(HOSTILITY, -0.5)]), "need(Tarvel, AD)", &parts);
    told(&board.moving(&[(HOSTILITY, -0.5), (THREAT, -0.5)]), "need(Tarvel, AD)", &parts);
}

/// Tarvel defends half of its 80 points of strike and 20 of air defence, 60, against 0.5 × 80: a margin of 60. With 60 more of air defence
/// it would be 120 of 160, 75; against 0.75 × 80 it is 120 of 180.
#[test]
fn defence_and_threat_share_a_margin() {
    let margin = "deterrence_margin(Tarvel, Duvane)";
    let board = facing(80.0, 80.0).param(|p| (p.measure_threat, p.measure_allies) = (1.0, 0.0));
    let board = board.with("points(Tarvel, AD, Tarvel)", 20.0).with(HOSTILITY, 0.5).with(THREAT, 0.5).with(margin, 60.0);
    let (more, feared) = (("points(Tarvel, AD, Tarvel)", 60.0), (HOSTILITY, 0.25));
    let (own, threat) = (Parent::State(state("Tarvel")), board.number(THREAT));
    told(&board.clone().moving(&[more]), margin, &[(own, 75.0 - 60.0)]);
    told(&board.clone().moving(&[feared]), margin, &[(threat, 50.0 - 60.0)]);
    told(&board.moving(&[more, feared]), margin, &[(own, 75.0 - 60.0), (threat, 100.0 * 120.0 / 180.0 - 75.0)]);
}

/// Jaspera's air defence. Claverne is worth ln 3 more than each of the three others, and comes to be worth 2 ln 3 more, by alignment: of it
/// a half is wanted before and three quarters after, of each other a sixth before and a twelfth after. Half of the gap closes in a turn.
fn courted() -> Board {
    let board = still().param(|p| {
        p.share_rate = 0.75;
        (p.utility_quality, p.utility_price, p.utility_reliability, p.utility_uncertainty) = (0.0, 0.0, 0.0, 0.0);
        (p.utility_installed, p.utility_coproduction, p.utility_burden, p.utility_dependence) = (0.0, 0.0, 0.0, 0.0);
        (p.utility_licence, p.utility_own, p.utility_grievance, p.utility_delay) = (0.0, 0.0, 0.0, 0.0);
        (p.utility_sanction, p.utility_alignment) = (0.0, 2.0 * 3.0_f64.ln());
    });
    let suppliers = [("Claverne", 0.40), ("Mercady", 1.0 / 6.0), ("Orsany", 0.20), ("Jaspera", 0.7 / 3.0)];
    assert_eq!(board.setting.links_of(state("Jaspera"), domain("AD")).count(), suppliers.len());
    let board = suppliers.iter().fold(board, |board, (supplier, share)| {
        board.with(&format!("share({supplier}, AD, Jaspera)"), *share).with(&format!("alignment(Jaspera, {supplier})"), 0.0)
    });
    board.with("alignment(Jaspera, Claverne)", 0.5).moving(&[("alignment(Jaspera, Claverne)", 0.5)])
}

/// "First what was still moving from earlier turns, then its own terms by the logit's slope, then what the other suppliers are worth":
/// the slope is ½ × 0.625 × (1 − 0.625), at the middle between a half and three quarters.
#[test]
fn a_share_still_moves_then_follows_its_own_worth_then_its_rivals() {
    let (board, jaspera) = (courted(), Parent::State(state("Jaspera")));
    let share = |supplier: &str| format!("share({supplier}, AD, Jaspera)");
    let (still, whole) = (0.5 * (0.50 - 0.40), 0.5 * (0.75 - 0.50));
    let own = 0.5 * 0.625 * 0.375 * 3.0_f64.ln();
    let alignment = board.number("alignment(Jaspera, Claverne)");
    let parts = [(board.number(&share("Claverne")), still), (alignment, own), (jaspera, whole - own)];
    told(&board, &share("Claverne"), &parts);
    // Where a share stands as it was wanted, it falls for its rival's sake alone.
    told(&board, &share("Mercady"), &[(jaspera, -0.5 / 12.0)]);
    let parts = [(board.number(&share("Orsany")), 0.5 * (1.0 / 6.0 - 0.20)), (jaspera, -0.5 / 12.0)];
    told(&board, &share("Orsany"), &parts);
}

/// A licence of Mercady's is missing: where half of a gap closes in a turn, four fifths do now. The three parts at the usual rate are what
/// they were; what the faster rate adds, 0.3 of the gap of 0.35, is the missing licence's.
#[test]
fn the_rate_of_a_shock_is_told_as_the_shock() {
    let board = courted().param(|p| (p.share_rate_shock, p.backfill_concentration) = (0.96, 0.0));
    let board = board.with("embargo(Mercady, Jaspera)", 1.0);
    let share = "share(Claverne, AD, Jaspera)";
    let (still, whole) = (0.5 * (0.50 - 0.40), 0.5 * (0.75 - 0.50));
    let own = 0.5 * 0.625 * 0.375 * 3.0_f64.ln();
    let parts = [
        (board.number(share), still),
        (board.number("alignment(Jaspera, Claverne)"), own),
        (Parent::State(state("Jaspera")), whole - own),
        (board.number("licensed(Mercady, AD, Jaspera)"), 0.3 * (0.75 - 0.40)),
    ];
    told(&board, share, &parts);
    let (ledger, share) = (board.explained(), board.variable(share));
    let causes: Vec<_> = ledger.about(share).flat_map(|(_, entry)| ledger.causes(entry)).map(|part| part.cause.rule).collect();
    let reads = |rule: Rule| rule.parameters().contains(&"share_rate_shock");
    assert_eq!(causes.iter().filter(|rule| reads(**rule)).count(), 1, "one part acts by the rate of a shock");
}

/// Where nothing is held every domain weighs the same, so that 0.175 more in one of six is 0.175 ÷ 6 more in the mean.
#[test]
fn a_share_counts_in_the_mean_by_the_weight_of_its_domain() {
    let board = courted();
    let shares = |code: &str| format!("share(Claverne, {code}, Jaspera)");
    // The other five rest: Claverne alone supplies them, and nobody else is worth anything there.
    let channels = board.setting.links_to(state("Jaspera")).filter(|l| board.setting.links[*l].domain != domain("AD"));
    let others: Vec<LinkId> = channels.collect();
    let board = board.all(0.0, |variable| matches!(variable, Variable::Link(LinkVar::Share, l) if others.contains(&l)));
    let board = board.all(-40.0, |variable| matches!(variable, Variable::Link(LinkVar::Habit, l) if others.contains(&l)));
    let board = ["PS", "MA", "IS", "CY", "SA"]
        .iter()
        .fold(board, |board, code| board.with(&shares(code), 1.0).with(&format!("habit(Claverne, {code}, Jaspera)"), 0.0));
    let board = board.with("dependence(Jaspera, Claverne)", (0.40 + 5.0) / 6.0);
    told(&board, "dependence(Jaspera, Claverne)", &[(board.number(&shares("AD")), 0.175 / 6.0)]);
}

/// Jaspera and Haldry order air defence, for $1bn and $2bn a year, of which Claverne gets 0.4 and 0.5; nobody orders anything else.
fn ordering() -> Board {
    let board = still().param(|p| p.new_buy_fraction = 0.5);
    let board = board.all(0.0, |variable| matches!(variable, Variable::Link(LinkVar::Share, _)));
    let board = board.with("budget(Jaspera)", 12.0).with("budget(Haldry)", 24.0);
    let board = board.with("share(Claverne, AD, Jaspera)", 0.4).with("share(Mercady, AD, Jaspera)", 0.6);
    board.with("share(Claverne, AD, Haldry)", 0.5).with("share(Haldry, AD, Haldry)", 0.5)
}

/// Revenue is a mean over about a year, in which a half-year turn counts 2 × ½ ÷ 1½: a buyer's orders that rise or fall count by two thirds
/// of their change. Claverne had $0.9bn and $0.4bn a year from Jaspera and Haldry, and gets $0.4bn and $1.0bn; its revenue of $3.0bn is from
/// before that, and still falls by two thirds of what it is above $1.3bn.
#[test]
fn revenue_says_whose_orders_rose_or_fell() {
    let orders = |supplier: &str, buyer: &str| format!("orders({supplier}, AD, {buyer})");
    let board = ordering().all(0.0, |variable| matches!(variable, Variable::Link(LinkVar::Orders, _)));
    let board = board.with(&orders("Claverne", "Jaspera"), 0.9).with(&orders("Claverne", "Haldry"), 0.4);
    let claverne = board.clone().with("revenue(Claverne)", 3.0);
    let parts = [
        (claverne.number(&orders("Claverne", "Jaspera")), -0.5 * 2.0 / 3.0),
        (claverne.number(&orders("Claverne", "Haldry")), 0.6 * 2.0 / 3.0),
        (claverne.number("revenue(Claverne)"), -1.7 * 2.0 / 3.0),
    ];
    told(&claverne, "revenue(Claverne)", &parts);
    // Where revenue stands at what is ordered, nothing still moves.
    let settled = board.clone().with("revenue(Claverne)", 1.3);
    told(&settled, "revenue(Claverne)", &parts[..2]);
    // Where nothing is ordered any more, or ever was, it only passes.
    let orsany = board.with("revenue(Orsany)", 3.0);
    told(&orsany, "revenue(Orsany)", &[(orsany.number("revenue(Orsany)"), -3.0 * 2.0 / 3.0)]);
}

/// Orders are counted as a yearly rate: what a channel gets this turn against what it got in the last.
#[test]
fn what_is_booked_is_told_by_its_channel() {
    let board = ordering().with("orders(Claverne, AD, Jaspera)", 0.1).with("orders(Mercady, AD, Jaspera)", 0.9);
    told(&board, "orders(Claverne, AD, Jaspera)", &[(Parent::Link(link("Claverne", "AD", "Jaspera")), 0.4 - 0.1)]);
    told(&board, "orders(Mercady, AD, Jaspera)", &[(Parent::Link(link("Mercady", "AD", "Jaspera")), 0.6 - 0.9)]);
}

/// The first orders that anybody places with a supplier are its first revenue, and what a state makes for itself is none.
#[test]
fn the_first_orders_are_the_first_revenue() {
    let board = ordering().all(0.0, |variable| matches!(variable, Variable::Link(LinkVar::Orders, _)));
    let board = board.with("revenue(Mercady)", 0.0).with("revenue(Haldry)", 0.0);
    told(&board, "revenue(Mercady)", &[(board.number("orders(Mercady, AD, Jaspera)"), 0.6 * 2.0 / 3.0)]);
    told(&board, "revenue(Haldry)", &[]);
}

/// What leaked goes from 2 to 6, what was supplied from 20 to 40: along the way a point that leaks weighs ln 2 ÷ 20 in the mean, so that
/// four take 100 × 0.5 × 4 × ln 2 ÷ 20. The rest of the change, from 0.10 to 0.15, is given by what was supplied beside it.
#[test]
fn leaks_take_integrity_and_supply_gives_it() {
    let board = still().param(|p| p.measure_leak = 0.5);
    let board = board.with("consistency(Claverne)", 0.9).with("integrity(Claverne)", 85.0);
    let board = board.with("leaked(Claverne)", 2.0).with("supplied(Claverne)", 20.0);
    let board = board.moving(&[("leaked(Claverne)", 4.0), ("supplied(Claverne)", 20.0)]);
    let leaks = -50.0 * 4.0 * LN_2 / 20.0;
    let parts = [(board.number("leaked(Claverne)"), leaks), (board.number("supplied(Claverne)"), -50.0 * 0.05 - leaks)];
    told(&board, "integrity(Claverne)", &parts);
}

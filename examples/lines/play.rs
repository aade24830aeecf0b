//! How a line is played: a scenario, a script that changes the computer's orders, and the positions that follow.

use countersign::players::orders_of_others;
use countersign::rules::draws::{DrawKey, Purpose, Seed};
use countersign::rules::ledger::News;
use countersign::rules::order::{Decision, Order, OrderKind, Player, Policy, Seat};
use countersign::rules::setting::Setting;
use countersign::rules::table::{CardId, CommitmentId, StateId};
use countersign::rules::turn::{resolve_turn, rollout_turn};
use countersign::rules::validate::accepted;
use countersign::rules::variable::Variable;
use countersign::rules::world::{Request, World};
use countersign::scenario::{self, Scenario};

/// A scenario, from the folder or from inside the program.
pub(crate) fn load(id: &str) -> Scenario {
    let bundled = scenario::find(id).expect("a bundled scenario");
    let text = std::fs::read_to_string(bundled.file).unwrap_or_else(|_| bundled.text.to_owned());
    scenario::load(bundled.file, &text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What a line does in a turn: it sees the position and the computer's orders, and changes the orders.
pub(crate) type Script<'a> = dyn Fn(&Setting, &World, &mut Vec<Order>) + 'a;

/// A game that was played: the position before each turn and at the end, and the news of each turn if they were kept.
pub(crate) struct Played {
    pub(crate) worlds: Vec<World>,
    pub(crate) news: Vec<Vec<News>>,
}

impl Played {
    /// The position after so many turns, or the last one.
    pub(crate) fn after(&self, turns: usize) -> &World {
        &self.worlds[turns.min(self.worlds.len() - 1)]
    }

    pub(crate) fn end(&self) -> &World {
        self.after(usize::MAX)
    }
}

/// Plays a line once. News are kept only where they are asked for: without them the game is the same, and faster.
pub(crate) fn run(game: &Scenario, world: &World, seed: u64, turns: u16, told: bool, script: &Script<'_>) -> Played {
    let (setting, seed) = (&game.setting, Seed(seed));
    let mut played = Played { worlds: vec![world.clone()], news: Vec::new() };
    for _ in 0..turns {
        let now = played.end();
        if now.over(setting) {
            break;
        }
        let mut orders = orders_of_others(setting, now, None, seed);
        script(setting, now, &mut orders);
        let valid = accepted(setting, now, &orders);
        let next = if told {
            let outcome = resolve_turn(setting, now, &valid, seed);
            played.news.push(outcome.ledger.headlines.iter().map(|h| h.news).collect());
            outcome.next
        } else {
            rollout_turn(setting, now, &valid, seed)
        };
        played.worlds.push(next);
    }
    played
}

/// Plays a line over seeds.
pub(crate) fn many(game: &Scenario, world: &World, seeds: u64, turns: u16, told: bool, script: &Script<'_>) -> Vec<Played> {
    (1..=seeds).map(|seed| run(game, world, seed, turns, told, script)).collect()
}

pub(crate) fn state(setting: &Setting, name: &str) -> StateId {
    setting.state(name).expect("a state of the scenario")
}

pub(crate) fn variable(setting: &Setting, name: &str) -> Variable {
    Variable::parse(name, setting).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

pub(crate) fn card(setting: &Setting, title: &str) -> CardId {
    setting.deck.find(|c| c.title == title).expect("a card of the deck")
}

pub(crate) fn commitment(setting: &Setting, id: &str) -> CommitmentId {
    setting.commitments.find(|c| c.name.starts_with(id)).expect("a commitment of the scenario")
}

/// Hands a seat to a standing policy.
pub(crate) fn hand_over(world: &mut World, state: StateId, policy: Policy) {
    world.players[state] = Player::Policy(policy);
}

/// The request of one state to another in a domain that is open now, if there is one.
pub(crate) fn open<'a>(setting: &Setting, world: &'a World, from: &str, to: &str, domain: &str) -> Option<&'a Request> {
    let (from, to) = (state(setting, from), state(setting, to));
    let domain = setting.domain(domain).expect("a domain of the scenario");
    world.requests.iter().find(|r| r.from == from && r.to == to && r.domain == domain)
}

/// Takes back what a seat's computer ordered about a request, and decides it so.
pub(crate) fn decide(orders: &mut Vec<Order>, request: Option<&Request>, decision: Decision) {
    let Some(request) = request else { return };
    orders.retain(|o| !matches!(&o.kind, OrderKind::Decide(key, _) if *key == request.key));
    orders.insert(0, Order::new(request.to, OrderKind::Decide(request.key, decision)));
}

/// Takes back all that a seat's computer ordered.
pub(crate) fn silence(orders: &mut Vec<Order>, state: StateId) {
    orders.retain(|o| o.seat != Seat::State(state));
}

/// The number that the leak of a licence is drawn from in a turn.
pub(crate) fn leak_draw(seed: u64, turn: u16, request: &Request) -> f64 {
    use countersign::rules::phases::Phase;
    use countersign::rules::table::Id;
    let who = request.from.index() as u64;
    Seed(seed).unit(DrawKey { turn, phase: Phase::EndUse, purpose: Purpose::Leak, who, what: request.key.0 })
}

//! Adjudication cards: what was asked, and what else would have happened.

use super::*;

fn told(game: &Game) -> Vec<(Arc<World>, &TurnNode)> {
    game.line().windows(2).map(|pair| (Arc::clone(&pair[0].world), pair[1])).collect()
}

#[test]
fn cards_tell_every_decision() {
    let game = played();
    let setting = game.setting();
    let line = told(&game);
    let turns: Vec<card::Told<'_>> = line
        .iter()
        .map(|(before, node)| card::Told { before, after: &node.world, ledger: &node.ledger, orders: &node.orders })
        .collect();
    let mut leaks = 0;
    for (n, turn) in turns.iter().enumerate() {
        let cards = card::of_turn(setting, &turns[n..], Viewer::Facilitator);
        assert_eq!(cards.len(), turn.after.record.iter().filter(|d| d.turn == turn.before.turn).count());
        for card in cards {
            worded(&card.lines(setting).join("\n"));
            for near in &card.nearest {
                match near.way {
                    Way::Inspected | Way::Unwatched => {
                        leaks += 1;
                        assert_eq!(card.outcome, Outcome::Licensed);
                        assert_eq!(near.then < near.now, near.way == Way::Inspected, "{near:?}");
                    }
                    Way::With(_) => assert!(near.turns(), "what is said to pass passes: {near:?}"),
                    _ => {}
                }
            }
        }
    }
    assert!(leaks > 0, "{leaks}");
}

#[test]
fn every_denied_or_deferred_request_is_told_what_would_have_passed() {
    let bundled = scenario::find("meridian").unwrap();
    let mut game = Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(7), None);
    game.resolve(&[]).unwrap();
    let line = told(&game);
    let (before, node) = line.last().unwrap();
    let turn = card::Told { before, after: &node.world, ledger: &node.ledger, orders: &node.orders };
    let cards = card::of_turn(game.setting(), &[turn], Viewer::Facilitator);
    let mut with = 0;
    for card in &cards {
        assert_eq!(card.outcome, Outcome::Deferred);
        let [near] = card.nearest.as_slice() else { panic!("{:?}", card.nearest) };
        worded(&near.line());
        let found = recommend(game.setting(), before, card.asked.as_ref().unwrap()).unwrap();
        let within = card.tier <= before.ceiling(card.exporter, card.partner);
        match (&near.way, found.passes_with) {
            (Way::Stood, None) => assert!(found.asked.passes() && within),
            (Way::Short, None) => assert!(!found.asked.passes()),
            (Way::With(said), Some((conditions, score))) => {
                with += 1;
                assert_eq!(*said, conditions);
                assert!((near.then - score.total).abs() < 1e-5 && near.then >= near.mark.unwrap(), "{near:?} {score:?}");
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(cards.len() > 5 && with > 0, "{} {with}", cards.len());
}

#[test]
fn a_card_says_whether_the_same_draw_would_have_gone_otherwise() {
    let near = |way, scale, now, then, mark| Nearest { way, scale, now, then, mark: Some(mark) };
    let leak = near(Way::Inspected, Scale::Leak, 0.31, 0.12, 0.2);
    let said = "With on-site inspection the chance of a leak falls from 31 in 100 to 12 in 100 a turn. The same draw (20 of 100) would not have leaked.";
    assert_eq!(leak.line(), said);
    let clause = near(Way::Without(Condition::Certificate), Scale::Acceptance, 0.4, 0.6, 0.5);
    let said = "Without an end-use certificate the chance of acceptance rises from 40 in 100 to 60 in 100. The same draw (50 of 100) would have accepted.";
    assert_eq!(clause.line(), said);
    let score = near(Way::With(vec![Condition::Reform]), Scale::Score, 0.55, 0.62, 0.6);
    assert_eq!(score.line(), "With governance and human-rights reform the score goes from 55.0 to 62.0, and 60.0 are needed.");
    assert!(leak.turns() && clause.turns() && score.turns());
}

#[test]
fn a_refused_offer_names_the_clause_that_was_one_too_many() {
    let bundled = scenario::find("meridian").unwrap();
    let scenario = Arc::new(scenario::load(bundled.file, bundled.text).unwrap());
    let (mut turned, mut refused) = (0, 0);
    for seed in 1..=12 {
        let mut game = Game::new(Arc::clone(&scenario), Seed(seed), None);
        let world = game.world().clone();
        let hard = |r: &crate::rules::world::Request| {
            let conditions = vec![Condition::Monitoring(Quantity::ONE), Condition::Certificate, Condition::NoRetransfer];
            Order::new(r.to, OrderKind::Decide(r.key, Decision::Condition(conditions)))
        };
        let orders: Vec<Order> = world.requests.iter().map(hard).collect();
        let legal = accepted(game.setting(), &world, &orders);
        let orders: Vec<Order> = legal.as_slice().to_vec();
        game.resolve(&orders).unwrap();
        let line = told(&game);
        let (before, node) = line.last().unwrap();
        let turn = card::Told { before, after: &node.world, ledger: &node.ledger, orders: &node.orders };
        for card in
            card::of_turn(game.setting(), &[turn], Viewer::Facilitator).into_iter().filter(|c| c.outcome == Outcome::Refused)
        {
            refused += 1;
            let luck = card.acceptance.expect("nobody has given a standing answer");
            let [near] = card.nearest.as_slice() else { panic!("{:?}", card.nearest) };
            assert!(near.then > near.now && (near.now - luck.odds).abs() < 1e-9, "{near:?}");
            turned += usize::from(near.turns());
            let stranger = game.setting().states.ids().find(|id| *id != card.exporter && *id != card.partner).unwrap();
            let seen = SeatView::new(game.setting(), &node.world, stranger).believed().clone();
            let turn = card::Told { after: &seen, ..turn };
            let public = card::card(game.setting(), &[turn], card.key, Viewer::Seat(stranger));
            assert!(public.is_none_or(|c| c.nearest.is_empty() && c.acceptance.is_none()), "another seat learns of the draw");
        }
    }
    assert!(refused > 5 && turned > 0, "{refused} {turned}");
}

/// More is better in every mark, so none is called a risk; and what a state has is not called as what the board has.
#[test]
fn names_tell_the_direction_of_a_mark_and_whose_a_measure_is() {
    use crate::report::orders::criterion;
    use crate::rules::order::Ground;
    use crate::rules::variable::{Measure, Scope, Variable};
    assert!(Ground::ALL.iter().all(|on| !criterion(*on).contains("risk")));
    let game = played();
    let setting = game.setting();
    let seat = setting.exporters().next().unwrap();
    for measure in Measure::ALL {
        let name = |scope| short_variable(setting, Variable::Measure(*measure, scope));
        assert!(name(Scope::Board).contains("board") && name(Scope::State(seat)).contains(&setting.states[seat].name));
    }
}

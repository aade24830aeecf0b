//! What the page of causes promises: every level adds up exactly, as it is and as it is shown.

use std::collections::BTreeSet;

use super::tree::{Node, tree};
use crate::report::words::exists;
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::ui::state::sources::Source;
use crate::ui::state::workspace::Play;
use crate::ui::trial::meridian;

/// Every path of three levels: what a patient reader would open.
fn all_open() -> BTreeSet<Vec<usize>> {
    let mut open = BTreeSet::new();
    for a in 0..10 {
        open.insert(vec![a]);
        for b in 0..10 {
            open.insert(vec![a, b]);
            open.extend((0..10).map(|c| vec![a, b, c]));
        }
    }
    open
}

fn adds_up(nodes: &[Node], amount: Quantity, units: i64, what: &str) -> usize {
    if nodes.is_empty() {
        return 0;
    }
    let sum: Quantity = nodes.iter().map(|node| node.amount).sum();
    assert_eq!(sum, amount, "{what} does not add up");
    assert_eq!(nodes.iter().map(|node| node.units).sum::<i64>(), units, "{what} does not add up as shown");
    let below = nodes.iter().map(|node| adds_up(&node.children, node.amount, node.units, &format!("{what} > {}", node.words)));
    1 + below.sum::<usize>()
}

fn check(play: &Play) -> usize {
    let scene = play.scene();
    let open = all_open();
    let variables: Vec<Variable> = scene.world.values.layout().variables().collect();
    let mut levels = 0;
    for at in 1..scene.line.len() {
        for variable in variables.iter().filter(|v| exists(scene.setting, **v) && scene.knows(**v)) {
            let tree = tree(&scene, at, *variable, &open).expect("a turn led here");
            let units = tree.shape.units(tree.change());
            levels += adds_up(&tree.roots, tree.change(), units, &variable.name(scene.setting));
        }
    }
    levels
}

#[test]
fn every_level_of_every_tree_adds_up() {
    let levels = check(&meridian(11, 2, None));
    assert!(levels > 2000, "only {levels} levels were looked at");
}

#[test]
fn a_seat_sees_trees_that_add_up_too() {
    assert!(check(&meridian(11, 1, Some("Claverne"))) > 500);
}

#[test]
fn a_seat_is_not_told_what_it_may_not_know() {
    let play = meridian(11, 2, None);
    let setting = play.game.setting();
    let (haldry, mercady) = (setting.state("Haldry").unwrap(), setting.state("Mercady").unwrap());
    let secret = Variable::Pair(crate::rules::variable::PairVar::Reliability, haldry, mercady);
    let seated = meridian(11, 2, Some("Claverne"));
    let scene = seated.scene();
    assert!(!scene.knows(secret));
    let open = all_open();
    for variable in scene.world.values.layout().variables().filter(|v| scene.knows(*v)) {
        let tree = tree(&scene, 2, variable, &open).expect("a turn led here");
        let mut queue: Vec<&Node> = tree.roots.iter().collect();
        while let Some(node) = queue.pop() {
            let tells = node.source == Source::Number(secret) && !node.children.is_empty();
            assert!(!tells, "{} opens a secret", variable.name(scene.setting));
            queue.extend(&node.children);
        }
    }
}

#[test]
fn what_is_less_than_shown_is_one_line_that_opens() {
    let play = meridian(11, 2, None);
    let scene = play.scene();
    let (mut folded, mut opened) = (0, 0);
    for variable in scene.world.values.layout().variables().filter(|v| exists(scene.setting, *v)) {
        let (shut, open) = (BTreeSet::new(), all_open());
        let closed = tree(&scene, 2, variable, &shut).expect("a turn led here");
        let what = variable.name(scene.setting);
        assert!(closed.roots.len() <= 8, "{what} has {} rows", closed.roots.len());
        let shows = |node: &&Node| closed.shape.units(node.amount) != 0;
        let (shown, unseen): (Vec<&Node>, Vec<&Node>) =
            closed.roots.iter().filter(|node| node.source != Source::Rest).partition(shows);
        let padding = unseen.len();
        assert!(shown.is_empty() || padding <= 1, "{what} is padded with {padding} rows that show no number");
        let all = tree(&scene, 2, variable, &open).expect("a turn led here");
        let rest = |node: &&Node| node.source == Source::Rest;
        folded += closed.roots.iter().filter(rest).count();
        opened += all.roots.iter().filter(rest).filter(|node| node.children.len() >= 2).count();
    }
    assert!(folded > 20, "only {folded} were folded");
    assert_eq!(folded, opened, "every one of them opens");
}

//! What the ledger promises: it is worked out when something changed and never in between, and it shows what was asked for.

use super::index::{Index, Item, entry};
use super::query::{Column, Query, Size, Which};
use crate::rules::phases::Phase;
use crate::ui::state::workspace::Scene;
use crate::ui::trial::meridian;

fn shown(scene: &Scene<'_>, query: &Query) -> (Index, Vec<usize>) {
    let mut index = Index::default();
    index.refresh(scene, query);
    let rows = index.items.iter().filter_map(|item| if let Item::Row(row) = item { Some(*row) } else { None }).collect();
    (index, rows)
}

#[test]
fn nothing_is_worked_out_anew_while_nothing_changed() {
    let play = meridian(9, 2, None);
    let scene = play.scene();
    let mut index = Index::default();
    let mut query = Query::default();
    index.refresh(&scene, &query);
    let first = index.edition;
    index.refresh(&scene, &query);
    assert_eq!(index.edition, first, "the second frame finds everything as it was");
    query.phase = Some(Phase::Signals);
    index.refresh(&scene, &query);
    assert_eq!(index.edition, first + 1);
}

#[test]
fn filters_leave_what_fits_and_count_the_rest() {
    let play = meridian(9, 2, None);
    let scene = play.scene();
    let all = Query { which: Which::All, ..Query::default() };
    let (whole, everything) = shown(&scene, &all);
    assert_eq!(everything.len(), whole.rows.len());
    let haldry = scene.setting.state("Haldry");
    let narrow = Query { actor: haldry, phase: Some(Phase::Procurement), size_min: Size::Hundredth, ..all.clone() };
    let (index, rows) = shown(&scene, &narrow);
    assert!(!rows.is_empty() && rows.len() < everything.len());
    for row in rows.iter().map(|n| &index.rows[*n]) {
        let entry = entry(&scene, row).expect("a row has its entry");
        assert!(Some(row.actor) == haldry && entry.phase == Phase::Procurement && row.size >= 0.01);
    }
    assert_eq!(index.hidden + rows.len(), index.rows.len());
}

#[test]
fn words_are_found_in_names_and_in_causes() {
    let play = meridian(9, 2, None);
    let scene = play.scene();
    let find = |words: &str| shown(&scene, &Query { which: Which::All, search: words.to_owned(), ..Query::default() }).1.len();
    assert!(find("haldry") > find("haldry reliability"), "more words find less");
    assert!(find("haldry reliability") > 0);
    assert_eq!(find("no such word"), 0);
}

#[test]
fn changes_sort_both_ways() {
    let play = meridian(9, 2, None);
    let scene = play.scene();
    let amounts = |descending: bool| -> Vec<i64> {
        let (index, rows) = shown(&scene, &Query { sort: Column::Change, descending, ..Query::default() });
        let change = |n: &usize| entry(&scene, &index.rows[*n]).map_or(0, |e| (e.after - e.before).micros());
        rows.iter().map(change).collect()
    };
    assert!(amounts(false).is_sorted());
    assert!(amounts(true).is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_seat_reads_only_what_it_may_know() {
    let play = meridian(9, 2, Some("Duvane"));
    let scene = play.scene();
    let (index, rows) = shown(&scene, &Query { which: Which::All, ..Query::default() });
    assert!(!rows.is_empty());
    for row in &index.rows {
        let entry = entry(&scene, row).expect("a row has its entry");
        assert!(scene.tells(entry.seen_by));
    }
}

#[test]
fn lines_are_sorted_by_the_words_of_their_largest_cause() {
    let play = meridian(9, 2, None);
    let scene = play.scene();
    let query = Query { sort: Column::Cause, phase: Some(Phase::Procurement), ..Query::default() };
    let (index, rows) = shown(&scene, &query);
    let said: Vec<String> = rows.iter().map(|n| super::table::largest_cause(&scene, &index.rows[*n])).collect();
    assert!(said.len() > 2 && said.is_sorted(), "{said:?}");
}

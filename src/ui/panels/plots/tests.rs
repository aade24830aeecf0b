//! What plots promise: nobody sees what the seat may not know, parts of a whole make the whole, and tables say what plots show.

use std::sync::Arc;

use super::kinds::{self, Kind};
use super::model::plots;
use super::{Choice, Mode, PlotsView, caption};
use crate::hindcast::calibration_cases;
use crate::hindcast::replay::Staged;
use crate::players;
use crate::rules::draws::Seed;
use crate::rules::variable::{LinkVar, PairVar};
use crate::session::Game;
use crate::ui::kit::picture::chart::Ink;
use crate::ui::kit::picture::grid;
use crate::ui::kit::picture::sheet::{Plot, Sheet};
use crate::ui::kit::picture::svg;
use crate::ui::kit::theme::{Theme, Token};
use crate::ui::state::workspace::{Play, Scene};
use crate::ui::trial::meridian;

fn of_all(scene: &Scene<'_>, kind: Kind) -> Choice {
    let mut choice = PlotsView::of(scene).choice;
    choice.states.extend(scene.setting.states.ids());
    Choice { kind, ..choice }
}

#[test]
fn no_plot_shows_a_seat_what_it_may_not_know() {
    let play = meridian(8, 2, Some("Claverne"));
    let scene = play.scene();
    let mut lines = 0;
    for kind in kinds::groups().into_iter().flat_map(|(_, kinds)| kinds) {
        for plot in plots(&scene, &of_all(&scene, kind)) {
            let Plot::Chart(chart) = plot else { panic!("series are charts") };
            for variable in chart.series.iter().filter_map(|series| series.variable) {
                assert!(scene.knows(variable), "{} is plotted", variable.name(scene.setting));
                lines += 1;
            }
        }
    }
    assert!(lines > 300, "only {lines} lines were looked at");
    for relation in PairVar::ALL {
        let choice = Choice { mode: Mode::Relations, relation: *relation, ..of_all(&scene, Kind::first()) };
        for plot in plots(&scene, &choice) {
            let Plot::Heat(heat) = plot else { panic!("relations are matrices") };
            let told = heat.cells.iter().filter(|cell| cell.value.is_some()).all(|cell| scene.knows(cell.variable));
            assert!(told, "{} tells a belief of others", heat.title);
        }
    }
}

#[test]
fn the_shares_of_all_suppliers_make_the_whole() {
    let play = meridian(8, 2, None);
    let scene = play.scene();
    for plot in plots(&scene, &of_all(&scene, Kind::Link(LinkVar::Share))) {
        let Plot::Chart(chart) = plot else { panic!("series are charts") };
        for turn in 0..chart.turns() {
            let whole: f64 = chart.series.iter().map(|series| series.values[turn]).sum();
            // Those who never gave half a point are left out.
            assert!((97.0..=100.01).contains(&whole), "{}: {whole} in turn {}", chart.title, turn + 1);
        }
    }
}

#[test]
fn a_historical_case_opens_on_what_was_recorded() {
    let record = calibration_cases().unwrap().into_iter().find(|record| record.case.id == "GRC2021").unwrap();
    let staged = Staged::game(&record).unwrap();
    let seat = staged.scenario.setting.state("France");
    let mut play = Play::new(Game::new(Arc::new(staged.scenario), Seed(8), seat));
    for turn in 0..2 {
        let orders = players::orders_of_others(play.game.setting(), play.game.world(), None, play.game.seed());
        play.game.resolve(&orders).expect("computer players give legal orders");
        play.look();
        assert_eq!(play.scene().line.len(), turn + 2);
    }
    let scene = play.scene();
    let choice = PlotsView::of(&scene).choice;
    let shown = plots(&scene, &choice);
    let [Plot::Chart(chart)] = shown.as_slice() else { panic!("one plot, of the recipient") };
    assert!(chart.title.contains("Greece"), "{}", chart.title);
    let (history, played) = chart.series.split_last().unwrap();
    assert_eq!((history.name.as_str(), history.ink), ("History: France", Ink::Recorded));
    // No orders before, 65 % of them in the three years that were observed; nothing is said about the year of the decision.
    assert_eq!(
        history.values.iter().map(|v| (!v.is_nan()).then(|| v.round())).collect::<Vec<_>>(),
        [Some(0.0), None, Some(65.0), Some(65.0), Some(65.0)]
    );
    assert_eq!(played[0].name, "France", "the line that it is beside comes first");
    for turn in 0..scene.line.len() {
        // Eight of eleven suppliers: the three small ones are left out.
        let whole: f64 = played.iter().map(|series| series.values[turn]).sum();
        assert!((80.0..=100.01).contains(&whole), "{whole} in turn {turn}");
    }
    assert_eq!((chart.played(), chart.turns()), (3, 5));
    let tsv = grid::tsv(&shown, &caption(&scene, &choice));
    assert!(tsv.contains("History: France\t0\tnot recorded\t65\t65\t65\n"), "{tsv}");
    assert!(tsv.ends_with("that followed the decision’s\n"), "where it is from says what is dashed: {tsv}");
    let ctx = egui::Context::default();
    let theme = Theme::default();
    theme.install(&ctx);
    let mut file = String::new();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let sheet = Sheet::new(ui.ctx(), &theme, &shown, egui::vec2(800.0, 500.0), 1, &caption(&scene, &choice));
        file = svg::svg(&sheet.picture(&theme), theme.colour(Token::SurfaceBoard), "");
    });
    output.textures_delta.clear();
    assert!(file.contains("stroke-dasharray=\"5.0 4.0\"") && file.contains("History: France"), "the file has it too");
    assert!(!file.contains("NaN"), "and draws nothing where nothing is recorded");
}

#[test]
fn capability_by_supplier_adds_up_to_the_capability() {
    let play = meridian(8, 2, None);
    let scene = play.scene();
    let choice = Choice { mode: Mode::Capability, ..of_all(&scene, Kind::first()) };
    for (plot, id) in plots(&scene, &choice).into_iter().zip(scene.setting.states.ids()) {
        let Plot::Stack(stack) = plot else { panic!("capability is stacked") };
        for (bar, domain) in stack.bars.iter().zip(scene.setting.domains.ids()) {
            let parts: f64 = bar.pieces.iter().map(|piece| piece.1).sum();
            let whole = scene.world.cell(crate::rules::variable::CellVar::Capability, id, domain);
            assert!(bar.pieces.is_empty() || (parts - whole).abs() < 1e-6, "{}, {}: {parts} of {whole}", stack.title, bar.name);
        }
    }
}

#[test]
fn tables_are_read_by_other_programs() {
    let play = meridian(8, 2, None);
    let scene = play.scene();
    let choice = of_all(&scene, Kind::Pair(PairVar::Alignment));
    let tsv = grid::tsv(&plots(&scene, &choice), &caption(&scene, &choice));
    assert!(!tsv.contains('\u{2212}') && !tsv.contains('\u{a0}'), "signs and spaces are plain");
    let rows: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    let numbers = rows.iter().filter(|row| row.len() == scene.line.len() + 1);
    let read = numbers.filter(|row| row[1..].iter().all(|cell| cell.parse::<f64>().is_ok())).count();
    assert!(read > 60, "{read} rows of numbers");
    assert!(tsv.ends_with(&format!("{}\n", caption(&scene, &choice))), "the table says where it is from");
}

//! What a frame of the board costs: the code of the view and the tessellation, without a graphics card.
//!
//! `still` is a frame in which nothing has changed, `focus` one in which the pointer lights another state, `pan` one in which the
//! whole board moves. The budget is 2 ms for Meridian and 4 ms for 80 states with 800 links.

#![expect(clippy::expect_used, reason = "a measurement whose ground gives way must fail")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::sync::Arc;

use countersign::rules::draws::Seed;
use countersign::rules::table::StateId;
use countersign::scenario;
use countersign::session::Game;
use countersign::ui::kit::theme::Theme;
use countersign::ui::panels::board::{Lens, board_ui};
use countersign::ui::state::workspace::{Play, Selection};

fn main() {
    divan::main();
}

struct Bench {
    ctx: egui::Context,
    theme: Theme,
    play: Play,
    frame: u32,
}

impl Bench {
    fn new(file: &str, text: &str, lens: Lens) -> Self {
        let scenario = scenario::load(file, text).map_err(|problems| problems.to_string()).expect("a scenario without problems");
        let mut play = Play::new(Game::new(Arc::new(scenario), Seed(1), None));
        play.board.look_through(lens);
        let ctx = egui::Context::default();
        let theme = Theme::default();
        theme.install(&ctx);
        let mut bench = Self { ctx, theme, play, frame: 0 };
        for _ in 0..3 {
            bench.draw();
        }
        bench
    }

    fn meridian(lens: Lens) -> Self {
        let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
        Self::new(bundled.file, bundled.text, lens)
    }

    /// 80 states of which 9 supply: 71 recipients with up to nine suppliers in each of two domains, some 800 links in all.
    fn large(lens: Lens) -> Self {
        Self::new("large.ron", &common::scenario(80, 9, 9, 9, 2), lens)
    }

    fn draw(&mut self) -> usize {
        self.frame += 1;
        let Self { ctx, theme, play, .. } = self;
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1228.0, 728.0));
        let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
        let mut intents = Vec::new();
        let output = ctx.run_ui(input, |ui| {
            let (scene, views) = play.parts();
            board_ui(ui, theme, &scene, views.board, &mut intents);
        });
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    fn light_another(&mut self) {
        let states = self.play.game.setting().states.len() as u32;
        self.play.selection = Selection::State(StateId((self.frame % states) as u16));
    }

    fn pan(&mut self) {
        self.play.board.zoom_by(if self.frame.is_multiple_of(2) { 1.001 } else { 0.999 });
    }
}

fn measure(bencher: divan::Bencher<'_, '_>, mut bench: Bench, change: fn(&mut Bench)) {
    bencher.bench_local(|| {
        change(&mut bench);
        divan::black_box(bench.draw())
    });
}

#[divan::bench]
fn meridian_still(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::meridian(Lens::Supply), |_| ());
}

#[divan::bench]
fn meridian_focus(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::meridian(Lens::Supply), Bench::light_another);
}

#[divan::bench]
fn meridian_pan(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::meridian(Lens::Supply), Bench::pan);
}

#[divan::bench]
fn large_still(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::large(Lens::Supply), |_| ());
}

#[divan::bench]
fn large_focus(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::large(Lens::Supply), Bench::light_another);
}

#[divan::bench]
fn large_pan(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::large(Lens::Supply), Bench::pan);
}

#[divan::bench]
fn large_beliefs_still(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Bench::large(Lens::Beliefs), |_| ());
}

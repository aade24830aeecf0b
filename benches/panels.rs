//! What a frame of the explaining panels costs, and how soon a preview gives its first answer. A ledger of 100,000 entries must not
//! cost more than one of 100: only the lines in sight are laid out, and nothing is worked out anew while nothing changed.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]

use std::sync::Arc;

use countersign::forecast::{self, Question, Start};
use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::ledger::Ledger;
use countersign::rules::order::{Decision, Order, OrderKind};
use countersign::rules::view::SeatView;
use countersign::scenario;
use countersign::session::Game;
use countersign::ui::kit::ensemble::FIRST_FUTURES;
use countersign::ui::kit::theme::Theme;
use countersign::ui::panels::bottom::{BottomView, Extra, bottom_ui};
use countersign::ui::panels::composer::{Choice, Composer};
use countersign::ui::panels::plots::{PlotsView, plots_ui};
use countersign::ui::panels::why::{Subject, WhyView, why_ui};
use countersign::ui::state::workspace::{Play, Tab};
use divan::{Bencher, black_box};
use egui::{CentralPanel, Context, RawInput, Rect, Ui, pos2, vec2};

fn main() {
    divan::main();
}

fn played(turns: u16) -> Play {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(3), None);
    for _ in 0..turns {
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("computer players give legal orders");
    }
    Play::new(game)
}

/// One frame of a panel in a window of this size: its code and its triangles.
fn frame(ctx: &Context, size: [f32; 2], mut show: impl FnMut(&mut Ui)) -> usize {
    let input =
        RawInput { screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(size[0], size[1]))), ..RawInput::default() };
    let mut output = ctx.run_ui(input, |ui| {
        CentralPanel::default().show(ui, |ui| show(ui));
    });
    output.textures_delta.clear();
    ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point).len()
}

fn context() -> (Context, Theme) {
    let (ctx, theme) = (Context::default(), Theme::default());
    theme.install(&ctx);
    (ctx, theme)
}

/// The ledger in full, of so many entries.
#[divan::bench(args = [100, 100_000])]
fn ledger(bencher: Bencher<'_, '_>, entries: usize) {
    let play = played(1);
    let own = Arc::clone(&play.game.now().ledger);
    let mut long = Ledger::clone(&own);
    long.entries = own.entries.iter().cycle().take(entries).copied().collect();
    long.headlines.clear();
    let ledgers = [Arc::default(), Arc::new(long)];
    let mut scene = play.scene();
    scene.ledgers = &ledgers;
    let (ctx, theme) = context();
    let mut view = BottomView::default();
    view.tab = Tab::Ledger;
    let mut show = || {
        frame(&ctx, [1200.0, 400.0], |ui| {
            bottom_ui(ui, &theme, &scene, &mut view, Extra::default(), &mut Vec::new());
        })
    };
    // The first frames make the list and the letters.
    for _ in 0..3 {
        show();
    }
    bencher.bench_local(|| black_box(show()));
}

/// The overview of plots.
#[divan::bench]
fn overview(bencher: Bencher<'_, '_>) {
    let play = played(5);
    let scene = play.scene();
    let (ctx, theme) = context();
    let mut view = BottomView::default();
    let mut show = || {
        frame(&ctx, [1200.0, 268.0], |ui| {
            bottom_ui(ui, &theme, &scene, &mut view, Extra::default(), &mut Vec::new());
        })
    };
    for _ in 0..3 {
        show();
    }
    bencher.bench_local(|| black_box(show()));
}

/// The page of plots.
#[divan::bench]
fn plots(bencher: Bencher<'_, '_>) {
    let play = played(5);
    let scene = play.scene();
    let (ctx, theme) = context();
    let mut view = PlotsView::of(&scene);
    let mut show = || frame(&ctx, [1280.0, 800.0], |ui| plots_ui(ui, &theme, &scene, &mut view, &mut Vec::new()));
    for _ in 0..3 {
        show();
    }
    bencher.bench_local(|| black_box(show()));
}

/// The page of causes.
#[divan::bench]
fn why(bencher: Bencher<'_, '_>) {
    let play = played(3);
    let scene = play.scene();
    let ledger = scene.why(scene.last()).expect("a turn was played");
    let entry = ledger.entries.iter().max_by_key(|entry| ledger.causes(entry).len());
    let variable = entry.expect("something moved").variable;
    let (ctx, theme) = context();
    let mut view = WhyView::new(Subject::Number(variable, scene.line.len() - 1));
    let mut show = || frame(&ctx, [1280.0, 800.0], |ui| why_ui(ui, &theme, &scene, &mut view, &mut Vec::new()));
    for _ in 0..3 {
        show();
    }
    bencher.bench_local(|| black_box(show()));
}

/// The first answer of a preview: a few futures of four decisions, four turns ahead.
#[divan::bench]
fn first_preview(bencher: Bencher<'_, '_>) {
    let play = played(0);
    let scene = play.scene();
    let request = scene.world.requests.first().expect("somebody waits");
    let composer = Composer::new(scene.setting, scene.world, request, None);
    let decide = |decision| {
        let kind = OrderKind::Decide(request.key, decision);
        vec![Order::new(request.to, kind)]
    };
    let deny = composer.decision(Choice::Deny);
    let question = Question {
        start: Start::Seat(SeatView::new(scene.setting, scene.world, request.to)),
        drafts: Vec::new(),
        options: [Decision::Approve, Decision::Condition(composer.conditions.clone()), Decision::Defer(None), deny]
            .map(decide)
            .into(),
        watch: composer.followed(),
        futures: FIRST_FUTURES,
        turns: 4,
        seed: Seed(1),
    };
    bencher.bench(|| forecast::forecast(black_box(scene.setting), &question, |_| true));
}

//! "`resolve_turn` allocates nothing after warm-up when nobody records": counted, in a binary of its own.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]

use std::alloc::System;

use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::turn::Rollout;
use countersign::rules::validate::validate;
use countersign::scenario;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn a_rollout_allocates_nothing_after_warm_up() {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let game = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let orders = players::orders_of_others(&game.setting, &game.world, None, Seed(1));
    let first = validate(&game.setting, &game.world, &orders).expect("computer players give legal orders");
    let none = validate(&game.setting, &game.world, &[]).expect("no orders are legal");
    let mut arena = Rollout::new(&game.world);
    let mut play = || {
        arena.restart(&game.world);
        arena.play(&game.setting, &first, Seed(1));
        for _ in 1..game.setting.turns {
            arena.play(&game.setting, &none, Seed(1));
        }
    };
    // Both positions of the arena find the size of their lists.
    (0..3).for_each(|_| play());
    let region = Region::new(COUNTED);
    play();
    let counted = region.change();
    assert_eq!((counted.allocations, counted.reallocations), (0, 0), "{counted:?}");
}

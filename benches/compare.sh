#!/usr/bin/env bash
# Times a turn, on boards of 12, 50 and 200 states, against a yardstick, in the same minute and built alike (release, whole-program
# optimisation, no target-cpu). Usage: benches/compare.sh PATH-OF-THE-YARDSTICK
set -euo pipefail
yardstick=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
export RUSTFLAGS="" CARGO_TERM_COLOR=never
work=target/yardstick
mkdir -p "$work"
cp -r "$yardstick/." "$work/src-copy"
(cd "$work/src-copy" && CARGO_TARGET_DIR=../build cargo build --release --quiet)
cargo bench --no-default-features --bench turn --no-run --quiet
dense() { for states in 12 50 200; do "$work/build/release/bench" dense "$states" 1008 1 5; done; }
dense
cargo bench --no-default-features --bench turn --quiet
dense

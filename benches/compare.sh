#!/usr/bin/env bash
# Times a turn of Meridian against a yardstick, in the same minute and built alike (release, whole-program optimisation, no
# target-cpu). Usage: benches/compare.sh PATH-OF-THE-YARDSTICK
set -euo pipefail
yardstick=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
export RUSTFLAGS="" CARGO_TERM_COLOR=never
work=target/yardstick
mkdir -p "$work"
cp -r "$yardstick/." "$work/src-copy"
(cd "$work/src-copy" && CARGO_TARGET_DIR=../build cargo build --release --quiet)
cargo bench --no-default-features --bench turn --no-run --quiet
"$work/build/release/bench" dense 12 1008 1 5
"$work/build/release/bench" denseled 12 1008 1 5
cargo bench --no-default-features --bench turn --quiet
"$work/build/release/bench" dense 12 1008 1 5

#!/usr/bin/env bash
# The figures of docs/reliability.md, one after another, each with its command and how long it took. Usage:
#   tests/figures.sh [DOSE] > figures.txt       DOSE in per cent of the full figures, 100 where nothing is said
set -euo pipefail
cd "$(dirname "$0")/.."
dose=${1:-100}
part() { echo $(($1 * dose / 100 > 0 ? $1 * dose / 100 : 1)); }
rules=$(sed -n 's/^pub const RULES_VERSION: u32 = \([0-9]*\);/\1/p' src/rules/mod.rs)
echo "# rules $rules, $(git describe --always --dirty), $(uname -sm), $(nproc) threads, dose $dose %"
cargo build --quiet --release --no-default-features --example soak --bin countersign
run() {
  local began=$SECONDS said
  said=$("$@" 2>/dev/null) || said="FAILED"
  echo "$* | $said | $((SECONDS - began)) s"
}
soak=target/release/examples/soak
run $soak digests "$(part 1000)"
run $soak digests "$(part 1000)" --threads 2
run $soak flips "$(part 100000)"
run $soak faults "$(part 20)"
run $soak power "$(part 200)"
run $soak kills "$(part 5000)"
run $soak games "$(part 100000)" --threads 2
# Other builds in folders of their own, so that the first stays.
cargo build --quiet --no-default-features --example soak --target-dir target/figures-debug
run target/figures-debug/debug/examples/soak digests "$(part 1000)"
RUSTFLAGS="-C target-cpu=native" cargo build --quiet --release --no-default-features --example soak --target-dir target/figures-native
run target/figures-native/release/examples/soak digests "$(part 1000)"

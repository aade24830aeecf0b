#!/usr/bin/env bash
# Plays the golden games with a given build and compares every turn's digest with the committed ones.
set -euo pipefail
program=$1
cd "$(dirname "$0")/.."
for golden in tests/golden/*.digests; do
  name=$(basename "$golden" .digests)
  scenario=${name%-seed*}
  seed=${name##*-seed}
  "$program" play "$scenario" --seed "$seed" --json |
    python3 -c 'import json,sys; print("\n".join(t["digest"] for t in json.load(sys.stdin)["turns"]))' |
    diff "$golden" - >/dev/null || { echo "$name: the digests of this build differ"; exit 1; }
  echo "$name: same digests"
done

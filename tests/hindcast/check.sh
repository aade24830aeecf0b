#!/usr/bin/env bash
# Runs the reference score again on the committed predictions and compares it with what is committed.
# usage: check.sh FOLDER  (a folder with score_hindcast.py)
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 tests/hindcast/reference.py "$1/score_hindcast.py" assets/hindcast/cases.csv tests/hindcast/predictions.csv |
  diff - tests/hindcast/reference.json
echo "the reference score is as committed"

#!/usr/bin/env python3
"""Works the reference score at full precision, with the functions of the reference script itself.
usage: reference.py SCORE_SCRIPT CASES PREDICTIONS"""
import contextlib, importlib.util, io, json, math, random, re, sys

spec = importlib.util.spec_from_file_location("score", sys.argv[1])
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)
cases = {row["case_id"]: row for row in score.load(sys.argv[2])}
predicted = {row["case_id"]: row for row in score.load(sys.argv[3])}


def line(pred, sizes, signs, none):
    rho = score.rho(pred, sizes)
    return {
        "n": len(sizes),
        "sign": sum(score.sg(p, none) == s for p, s in zip(pred, signs)) / len(sizes),
        "mae": sum(abs(p - y) for p, y in zip(pred, sizes)) / len(sizes),
        "spearman": None if math.isnan(rho) else rho,
    }


rows = [row for key, row in cases.items() if row["scoreable_shift"] == "1" and key in predicted]
sizes = [float(row["observed_supplier_shift_size"]) for row in rows]
signs = [int(row["observed_supplier_shift_sign"]) for row in rows]
guesses = {
    "model": [float(predicted[row["case_id"]]["shift"]) for row in rows],
    "no_change": [0.0 for _ in rows],
    "always": [-0.3 if float(row["restrictiveness"]) > 0 else 0.3 for row in rows],
    "churn": [float(row["expected_shift_baserate"]) for row in rows],
}
out = {name: line(pred, sizes, signs, 0.05) for name, pred in guesses.items()}
draws = random.Random(7)
for name in ("no_change", "always", "churn"):
    gaps = [abs(a - y) - abs(b - y) for a, b, y in zip(guesses["model"], guesses[name], sizes)]
    means = sorted(sum(draws.choice(gaps) for _ in gaps) / len(gaps) for _ in range(2000))
    out[name].update(difference=sum(gaps) / len(gaps), low=means[50], high=means[1949])
rows = [row for key, row in cases.items() if row["scoreable_alignment"] == "1" and predicted.get(key, {}).get("align")]
sizes = [float(row["d_un_toward_exporter_bloc"]) for row in rows]
signs = [int(row["observed_alignment_change_sign"]) for row in rows]
out["alignment"] = line([float(predicted[row["case_id"]]["align"]) for row in rows], sizes, signs, 0.1)
nothing = line([0.0 for _ in rows], sizes, signs, 0.1)
out["alignment"].update(no_change_sign=nothing["sign"], no_change_mae=nothing["mae"])
# What the script itself prints must be what was worked out here, as far as it prints it.
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    score.main(sys.argv[2], sys.argv[3])
text = printed.getvalue()
model = re.search(r"MODEL +n=(\d+) sign3=([\d.]+) MAE=([\d.]+) spearman=([-\d.]+)", text)
got = out["model"]
assert model.groups() == (str(got["n"]), f"{got['sign']:.2f}", f"{got['mae']:.3f}", f"{got['spearman']:.2f}"), text
churn = out["churn"]
assert f"vs base rate: {churn['difference']:+.3f} [{churn['low']:+.3f},{churn['high']:+.3f}]" in text, text
json.dump(out, sys.stdout, indent=2)
print()

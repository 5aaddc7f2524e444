"""Take the conformance scores, print each figure, and fail where one is worse than the best reached so far.

The best figures stand in tests/conformance.json; `--raise` writes the gains of this run there. Without ../shared there is
nothing to score, and the run says so and passes.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCORE = HERE.parent.parent / "shared" / "conformance" / "score.py"
BEST = HERE / "conformance.json"
LOWER_IS_BETTER = {"dates.wrong", "amend.silent", "amend.alarms", "draft.length", "speed.vs_whole_text_dmp", "speed.vs_imports"}
NOISE = {"speed.vs_imports": 1.45, "speed.vs_whole_text_dmp": 2.6}
"""Timings are ratios within one run and still move; they fail only where they are worse by this factor, which is where the score's goals
are missed too. The second is a median of the texts on which diff-match-patch takes more than two seconds: which these are is the machine's
to say, and moves it by a factor of two."""


def take(score: str) -> dict[str, float]:
    """The figures of one score, as `name.figure` -> value; prints the cases that fall short."""
    tracker = Path(sys.executable).parent / "tracker"
    done = subprocess.run([sys.executable, str(SCORE), score, "--tracker", str(tracker)], capture_output=True, text=True)
    last = (done.stdout.strip().split("\n") or [""])[-1]
    print(last if done.stdout.strip() else done.stderr[-400:], flush=True)
    return {f"{score}.{name}": float(value) for name, value in re.findall(r"(\w+) ([\d.e+-]+) \(goal", last)}


def taken(score: str, best: dict[str, float]) -> dict[str, float]:
    """As `take`; a score whose timings are worse is taken up to twice again, and the best of each counts: what else the machine was doing
    is no loss of ours."""
    found = take(score)
    for _ in range(2):
        if any(name in NOISE and name in best and is_worse(name, value, best[name]) for name, value in found.items()):
            again = take(score)
            found = {name: min(value, again.get(name, value)) for name, value in found.items()}
    return found


def is_worse(name: str, value: float, best: float) -> bool:
    """Whether a figure is worse than the best one, beyond the four digits that are printed and beyond noise for timings."""
    if name in NOISE:
        return value > best * NOISE[name]
    return value > best + 5e-4 if name in LOWER_IS_BETTER else value < best - 5e-4


def main() -> int:
    """Score what tests/conformance.json names; exit 1 for a loss."""
    if not SCORE.exists():
        print("no ../shared here: no conformance scores taken")
        return 0
    best = json.loads(BEST.read_text(encoding="utf-8"))
    wanted = [a for a in sys.argv[1:] if not a.startswith("--")] or list(dict.fromkeys(name.split(".")[0] for name in best))
    found: dict[str, float] = {}
    for score in wanted:
        found |= taken(score, best)
    missing = [name for name in best if name.split(".")[0] in wanted and name not in found]
    lost = [f"{name}: {found[name]:g}, best so far {best[name]:g}"
            for name in best if name in found and is_worse(name, found[name], best[name])]
    if "--raise" in sys.argv:
        gains = {n: v for n, v in found.items() if n not in best or (v < best[n] if n in LOWER_IS_BETTER else v > best[n])}
        BEST.write_text(json.dumps(dict(sorted((best | gains).items())), indent=2) + "\n", encoding="utf-8")
    for line in [*lost, *(f"{name}: not taken" for name in missing)]:
        print(f"worse than before: {line}")
    return 1 if lost or missing else 0


if __name__ == "__main__":
    sys.exit(main())

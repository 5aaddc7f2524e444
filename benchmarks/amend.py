"""What amending costs: parsing, applying and verifying a decision against reading the old and the new text, in one process and one run.

    python benchmarks/amend.py [--cases FOLDER] [--repeat N]

`cases` holds a folder a decision (../shared/corpus/amendments where it is there): decision.txt, and case.csv with the texts. Ratios are to
reading the texts; those of a decision of which not all texts are given say little, as it is parsed whole. Each run has copies of the texts
of which nothing is known yet.
"""

import argparse
import csv
import statistics
from pathlib import Path

from msgspec.structs import replace
from stopwatch import clock

from tracker.amend.apply import apply
from tracker.amend.parse import parse
from tracker.amend.verify import verify
from tracker.model import Version
from tracker.reading import read

CASES = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "amendments"


def fresh(texts: list[Version]) -> list[Version]:
    """Copies of texts."""
    return [replace(text) for text in texts]


def measured(folder: Path, repeat: int) -> tuple[int, float]:
    """A decision's characters, and what it costs as a ratio to reading its texts; printed."""
    with (folder / "case.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    paths = [[folder.parent.parent / row[side] for row in rows] for side in ("old", "new")]
    text = (folder / "decision.txt").read_text(encoding="utf-8")
    olds, news = ([read(path) for path in side] for side in paths)
    act = parse(text)
    steps = (lambda: [read(path) for side in paths for path in side], lambda: parse(text), lambda: apply(act, fresh(olds)),
             lambda: verify(apply(act, fresh(olds)), fresh(news)))
    rounds = [[clock(step, 1) for step in steps] for _ in range(repeat)]  # in turn, so that other work weighs on all of them alike
    reading, parsing, applying, both = map(min, zip(*rounds, strict=True))
    ratio = (parsing + both) / reading
    given = f"{len(rows)} of {len(act.targets)} texts" if len(rows) < len(act.targets) else "all texts"
    verifying = both - applying
    print(f"{folder.name[:24]}: {len(text)} characters, {len(act.instructions)} instructions, {given}: reading {reading * 1000:.0f} ms, "
          f"parsing {parsing * 1000:.0f} ms, applying {applying * 1000:.0f} ms, then verifying {verifying * 1000:.0f} ms: {ratio:.2f} ×")
    return len(text) if given == "all texts" else 0, ratio


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    found = [measured(folder, options.repeat) for folder in sorted(options.cases.glob("*")) if (folder / "case.csv").is_file()]
    if found:
        print(f"largest decision with all its texts: {max(found)[1]:.2f} ×; median {statistics.median(ratio for _, ratio in found):.2f} ×")


if __name__ == "__main__":
    main()

"""Cases of tests/cases/alignment: an old and a new text, and what a lawyer says became of every article."""

from pathlib import Path

from msgspec import Struct

from tracker.compare.overrule import overrule
from tracker.model import Version
from tracker.reading import read_text

FOLDER = Path(__file__).parent.parent / "cases" / "alignment"


class Case(Struct, frozen=True):
    old: Version
    new: Version
    links: set[tuple[str, str]]
    provisions: set[tuple[str, str]]
    moved: set[str]


def case(name: str) -> Case:
    parts = dict(part.split("\n", 1) for part in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("== ")[1:])
    old, new = read_text(parts["旧"]), read_text(parts["新"])
    said = overrule(old, new, sets=parts["对应"].strip().split("\n")).statements
    pairs = {(i, j) for x in said for i in x.old or ("",) for j in x.new or ("",)}
    finer = {pair for pair in pairs if "__" in "".join(pair)}
    moved = overrule(old, new, sets=[f"{line} = 无" for line in parts.get("移动", "").split()]).statements
    return Case(old, new, pairs - finer, finer, {key for x in moved for key in x.old})


NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

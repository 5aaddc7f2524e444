"""How a case of amending is written down: the decision's items, then what became of the law, line by line."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from tracker.amend.instructions import Amendment
from tracker.amend.parse import parse
from tracker.amend.report import Report
from tracker.export.text import render
from tracker.model import Version
from tracker.reading import read_text

CASES = Path(__file__).parent.parent / "cases" / "amend"
PARK = read_text((CASES / "park.txt").read_text(encoding="utf-8"))
"""The invented law that all cases amend."""
DECISION = ("示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定\n"
            "（2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议通过）\n"
            "示例市第十六届人民代表大会常务委员会第八次会议决定对《示例市公园条例》作如下修改：\n"
            "{items}\n本决定自2024年7月1日起施行。\n")
AMENDMENT = ("示例市公园条例修正案\n（2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议通过）\n"
             "{items}\n本修正案自2024年7月1日起施行。\n")
_OUTCOME = " -+~!?"
_HEADING = re.compile(r"^第[零一二三四五六七八九十百]+[章节]　")
_LABEL = re.compile(r"^(第[零一二三四五六七八九十百]+[条章节](?:之[一二三四五六七八九十]+)?　|（[一二三四五六七八九十]+）)")


class Case(Struct, frozen=True):
    """Items of a decision, and the lines that tell what becomes of the law: `-` gone, `+` new, `~` renumbered, `!` error, `?` doubt;
    indented: a heading beside new lines."""

    title: str
    items: str
    outcome: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """The cases of a file: `## title`, the decision's items, the outcome."""
    found = []
    for block in (CASES / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = block.rstrip().split("\n")
        written = [line for line in lines if line]
        items = [line for line in written if line[0] not in _OUTCOME]
        found.append(Case(title, "\n".join(items), tuple(line for line in written if line[0] in _OUTCOME)))
    return found


def decision(items: str, frame: str = DECISION) -> Amendment:
    """A decision (or 修正案) on the park law, around some items."""
    return parse(frame.format(items=items))


def told(old: Version, new: Version, report: Report) -> Iterator[str]:
    """What became of the law's lines below its title note, and what the report complains of."""
    yield from changed(_lines(old), _lines(new))
    for one in report.problems:
        yield f"{'!' if one.severity == 'error' else '?'} {one.article or '—'}：{one.message}"


def _lines(version: Version) -> list[str]:
    return [line for line in render(version).splitlines() if not line.startswith("（2015年")]


def changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Lines gone and new; a line that only has another number as `~ old → new`, several in a row together. The heading that stands
    before or behind new lines is shown indented."""
    bare = [[_LABEL.sub("", line) for line in side] for side in (old, new)]
    for tag, a, b, c, d in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _renumbered(list(zip(old[a:b], new[c:d], strict=True)))
            continue
        yield from (f"  {line}" for line in new[c - 1:c] if tag == "insert" and c and _HEADING.match(line))
        yield from (f"- {line}" for line in old[a:b])
        yield from (f"+ {line}" for line in new[c:d])
        yield from (f"  {line}" for line in new[d:d + 1] if tag == "insert" and _HEADING.match(line))


def _renumbered(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Runs of new numbers by kind, each with its first and last; 款 have no number of their own."""
    labels = [found for pair in pairs if (found := (_label(pair[0]), _label(pair[1])))[0] != found[1]]
    for kind in dict.fromkeys(map(_kind, labels)):
        run = [pair for pair in labels if _kind(pair) == kind]
        yield "~ " + " → ".join("至".join(dict.fromkeys((run[0][side], run[-1][side]))) or "款" for side in (0, 1))


def _kind(pair: tuple[str, str]) -> str:
    return pair[0][-1:] + pair[1][-1:]


def _label(line: str) -> str:
    found = _LABEL.match(line)
    return found[0].strip("　") if found else ""

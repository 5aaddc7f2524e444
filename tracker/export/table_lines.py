"""The lines of a provision as they are printed, in marked runs: a heading, a 款, a 项 or a row of a table is a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.export.table_marks import Field, Range, Side
from tracker.export.text import label_of
from tracker.model import DIVISIONS, Provision

Mark = Literal["", "gone", "come"]

POINTER, REPEATED = "pointer", "repeated"
"""Roles of lines that the table adds: words of its own, and words of a provision that stands elsewhere in the column."""


class Run(Struct, frozen=True):
    """Words that are marked alike. `label`: they are the printed number of a provision."""

    text: str
    mark: Mark = ""
    label: bool = False


class Line(Struct, frozen=True):
    """A line of a cell. `role` is the type of the provision it is the text of (article: the line that begins with its number), or
    `pointer` or `repeated`, which are no part of the column's text; `key` is the provision's id (of the 款 in an article's first line)."""

    role: str
    runs: tuple[Run, ...]
    key: str = ""


class Page(Struct, frozen=True):
    """One side of the table: a version taken apart, and the ranges marked in it with their one mark."""

    side: Side
    ranges: Mapping[Field, Sequence[Range]]
    mark: Mark

    def lines(self, key: str) -> Iterator[Line]:
        """The lines of a provision; of a division its heading alone. An article's number stands before its first 款."""
        node = self.side.placed[key]
        keys = () if node.type in DIVISIONS else self.side.below.get(key, ())
        below = [line for inner in keys for line in self.lines(inner)]
        label = self._label(key, node)
        if node.type == "article" and not node.heading and below and not node.children[0].num:
            yield replace(below[0], role="article", runs=(*label, *below[0].runs))
            below = below[1:]
        elif label or node.heading or node.text:
            yield Line(node.type, (*label, *self._runs(key, "heading", node.heading), *self._runs(key, "text", node.text)), key)
        yield from (Line("table", runs, key) for runs in self._rows(key, node))
        yield from below

    def _label(self, key: str, node: Provision) -> tuple[Run, ...]:
        space = label_of(node).removeprefix(node.num)
        return (*self._runs(key, "num", node.num, label=True), *((Run(space),) if space else ()))

    def _runs(self, key: str, field: str, text: str, *, label: bool = False) -> Iterator[Run]:
        at = 0
        for start, end in self.ranges.get((key, field), ()):
            yield from _run(text[at:start], "", label)
            yield from _run(text[start:end], self.mark, label)
            at = end
        yield from _run(text[at:], "", label)

    def _rows(self, key: str, node: Provision) -> Iterator[tuple[Run, ...]]:
        marked = {n for start, end in self.ranges.get((key, "rows"), ()) for n in range(start, end)}
        return ((Run("\t".join(row), self.mark if n in marked else ""),) for n, row in enumerate(node.rows))


def _run(text: str, mark: Mark, label: bool) -> Iterator[Run]:
    if text:
        yield Run(text, mark, label)


def pointer(text: str) -> Line:
    """A line of the table's own, in the brackets in which such words are printed."""
    return Line(POINTER, (Run(f"（{text}）"),))


def repeated(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that stand elsewhere in the column, shown here once more."""
    return tuple(replace(line, role=REPEATED) for line in lines)


def text_of(lines: Iterable[Line]) -> str:
    """A column's own text: all lines but those that the table adds, a line each."""
    return "".join("".join(run.text for run in line.runs) + "\n" for line in lines if line.role not in (POINTER, REPEATED))

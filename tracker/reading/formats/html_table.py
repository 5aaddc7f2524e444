"""Tables of a page: those that hold data, as rows; those that only lay the page out are none."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.reading.formats.content import Rows
from tracker.reading.formats.numerals import number

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"\s*第[零〇○一二三四五六七八九十百千0-9０-９]{1,9}[编章节条]")
_SPAN = 64
_DEPTH = 200


def rows_of(table: "_Element", lines_of: Callable[["_Element"], list[str]]) -> Rows | None:
    """The cells of a table of data, merged ones once with empty ones for the rest; None for a table that lays out a page.

    A layout table has a table within it, words outside its cells, no row with two cells that say something, or a cell with several
    articles in it.
    """
    if next(table.iterdescendants("table"), None) is not None or _has_stray_words(table):
        return None
    covered: dict[int, int] = {}
    rows = tuple(tuple(_row(tr, covered, lines_of)) for tr in table.iter("tr"))
    several = any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows)
    articles = any(sum(bool(_HEADING.match(line)) for line in cell.split("\n")) > 2 for row in rows for cell in row)
    return rows if several and not articles else None


def _has_stray_words(table: "_Element") -> bool:
    inside = sum(_length(cell) for tr in table.iter("tr") for cell in tr.iterchildren("td", "th"))
    return _length(table) != inside + sum(_length(caption) for caption in table.iterchildren("caption"))


def _length(element: "_Element") -> int:
    return sum(len("".join(str(text).split())) for text in element.itertext())


def _row(tr: "_Element", covered: dict[int, int], lines_of: Callable[["_Element"], list[str]]) -> Iterator[str]:
    """The cells of one row; `covered` says for each column how many rows more a cell from above reaches down."""
    column = 0
    for cell in tr.iterchildren("td", "th"):
        while covered.get(column, 0) > 0:
            yield _pass(covered, column)
            column += 1
        span, deep = _reach(cell, "colspan", _SPAN), _reach(cell, "rowspan", _DEPTH)
        for at in range(span):
            covered[column + at] = deep - 1
            yield "" if at else "\n".join(lines_of(cell))
        column += span
    for at in sorted(at for at in covered if at >= column and covered[at] > 0):
        yield _pass(covered, at)


def _pass(covered: dict[int, int], column: int) -> str:
    covered[column] -= 1
    return ""


def _reach(cell: "_Element", name: str, most: int) -> int:
    return max(1, min(number(cell.get(name) or "", 1), most))

"""Rows of print joined into paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

_COLUMN = 8.0
"""How far apart, in widths of a character, two left edges must lie to be those of two columns: less is an indent."""

_SHARE = 0.15
"""The share of a page's rows that begin at a column's left edge."""

_LABEL = re.compile(r"[\s\u3000]*第[零〇○一二三四五六七八九十百千0-9０-９]{1,9}(?:分?编|[章节条])[\s\u3000]")
_ITEM = re.compile(r"[\s\u3000]*[（(]?[一二三四五六七八九十0-9０-９]{1,3}[）)、.．]")
_OPEN = 8
"""Rows that a bracket may stay open over."""


class Row(Struct, frozen=True):
    """Signs on one height of a page: where they begin and end (`x`, `right`), their height and size (`y`, `em`), in points."""

    text: str
    x: float
    y: float
    em: float
    right: float

    def with_more(self, words: str, x: float, em: float) -> "Row":
        """The row with words behind it. Behind a Chinese character the places tell whether there is a gap, as a tab leaves it."""
        more = words
        if self.text[-1:] > "\u2000":
            label = _LABEL.fullmatch(self.text + " ") is not None
            gap = x - self.right > (0.2 if label else 0.4) * em or (label and words.startswith(" "))
            more = ("\u3000" if gap and "\u3000" not in self.text[-1:] + words[:1] else "") + words.lstrip(" ")
        begins = x if not self.text.strip() else self.x
        return replace(self, text=self.text + more, x=begins, right=max(self.right, x + width(words) * em) if words.strip() else self.right)


def width(words: str) -> float:
    """How wide words are in print, in widths of a Chinese character; near enough for Latin letters and figures."""
    return sum(0.5 if c < "\u2000" else 1.0 for c in words.rstrip())


def paragraphs(pages: Sequence[Sequence[Row]]) -> list[str]:
    """The paragraphs that the rows of pages make, in order: one begins where a row is indented, or the row before it ended short."""
    indented = [(row, row.x - _left(row, edges)) for page in pages for edges in [_edges(page)] for row in page]
    ends = sorted(row.right - row.x + indent for row, indent in indented)
    full = ends[-1 - len(ends) // 50] if ends else 0.0
    found: list[list[Row]] = []
    short = True
    for row, indent in indented:
        if found and not _begins(row, found[-1], indent, short):
            found[-1].append(row)
        else:
            found.append([row])
        short = full - (row.right - row.x + indent) > 2.5 * row.em
    return ["".join(_joined(group)) for group in found]


def _edges(page: Sequence[Row]) -> list[float]:
    """The left edges of a page's columns: where many of its rows begin, indents aside."""
    counts = Counter(round(row.x) for row in page)
    edges: list[float] = []
    for x in sorted(x for x, count in counts.items() if count >= _SHARE * len(page)):
        if not edges or x - edges[-1] > _COLUMN * page[0].em:
            edges.append(x)
    return edges


def _left(row: Row, edges: Sequence[float]) -> float:
    """The left edge of the column that a row is in; its own beginning where it begins left of all."""
    return max((edge for edge in edges if edge <= row.x + 0.5 * row.em), default=row.x)


def _begins(row: Row, before: Sequence[Row], indent: float, short: bool) -> bool:
    """Whether a row begins a paragraph, after rows of which the last ended short or did not; an open bracket holds them together."""
    if len(before) < _OPEN and _is_open("".join(part.text for part in before).lstrip()):
        return False
    if _LABEL.match(row.text) or (_ITEM.match(row.text) and before[-1].text.rstrip().endswith(("：", "；", "。", ";", ":"))):
        return True
    return short or indent >= 0.9 * row.em or abs(before[-1].em - row.em) > 0.2 * row.em


def _is_open(text: str) -> bool:
    """Whether a text begins with a bracket that it does not close, as a title note over several rows does."""
    return text.startswith(("（", "(")) and text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _joined(group: Sequence[Row]) -> Iterator[str]:
    """Rows of one paragraph: nothing between them, a space between two words in Latin letters."""
    before = ""
    for row in group:
        text = row.text.strip(" ")
        latin = before[-1:].isascii() and before[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
        yield (" " if latin else "") + text
        before = text

"""Lines that swallowed line breaks: an article's heading behind the end of a sentence, in the middle of a line.

Cut where it is certain: the number continues the sequence, and no later heading of that number follows. Only white space goes.
"""

import re
from collections.abc import Iterable, Sequence

from tracker.numbering import NUMERAL, Number
from tracker.reading.document import Line
from tracker.reading.headings import DIVISION_KINDS
from tracker.reading.labels import Mark, mark, value

_QUICK = re.compile(r"[。；：”）]\s+第")
_GLUED = re.compile(rf"[。；：”）]\s+(第({NUMERAL})条)(?:之({NUMERAL}))?(\s?)")
_UNDER_HEADING = re.compile(rf"\s(第({NUMERAL})条)(?:之({NUMERAL}))?(\s)")
_BREAK = re.compile(r"(?<=[。；：])\s+")


def unglue(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with such lines cut; the pieces carry the line's number. Linear in the text."""
    coming = _coming(marks)
    made: list[Mark] = []
    last: Number | None = None
    for m, following in zip(marks, coming, strict=True):
        last = m.number if m.kind == "article" and m.firm else last
        heading = m.kind in DIVISION_KINDS
        if heading or _QUICK.search(m.text):
            cuts = _cuts(m.text, _UNDER_HEADING if heading else _GLUED, last, following)
            if cuts:
                pieces = [piece for piece in _pieces(m, cuts) if piece]
                made.extend(pieces)
                last = next((p.number for p in reversed(pieces) if p.kind == "article"), last)
                continue
        made.append(m)
    return made


def _coming(marks: Sequence[Mark]) -> list[Number | None]:
    """For each mark, the number of the next article that a line opens with."""
    found: list[Number | None] = []
    coming: Number | None = None
    for m in reversed(marks):
        found.append(coming)
        coming = m.number if m.kind == "article" and m.firm else coming
    return found[::-1]


def _cuts(text: str, pattern: re.Pattern[str], last: Number | None, following: Number | None) -> list[int]:
    """Where articles begin inside a line, as far as their numbers continue the sequence and stop before the next heading's."""
    cuts: list[int] = []
    for found in pattern.finditer(text):
        main, sub = value(found[2]), value(found[3]) if found[3] else 0
        number = Number(main or 0, sub or 0)
        follows = number.follows(last) if last else number == Number(1)
        fills = following is not None and following.follows(number)
        if follows and (found[4] or fills) and (following is None or following > number or following == Number(1)):
            cuts.append(found.start(1))
            last = number
    return cuts


def _pieces(m: Mark, cuts: list[int]) -> Iterable[Mark | None]:
    """With several headings in it the line has lost all its breaks: it is cut at every white space behind a mark that ends words."""
    if len(cuts) > 1:
        breaks = {found.end() for found in _BREAK.finditer(m.text)}
        cuts = sorted(breaks | set(cuts))
    for start, end in zip([0, *cuts], [*cuts, len(m.text)], strict=True):
        yield mark(Line(m.text[start:end], m.line))

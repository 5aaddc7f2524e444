"""The three parts of a text: head (title, notes, contents), body (preamble to articles), tail (signatures, annexes)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.model import Provision, Provisions
from tracker.numbering import NUMERAL, Number
from tracker.patterns import pattern
from tracker.reading import tree
from tracker.reading.dates import DAY
from tracker.reading.document import Document, Line
from tracker.reading.front import front_of
from tracker.reading.headings import DIVISION_KINDS, decide, is_title_like
from tracker.reading.labels import Mark, mark, value

_SIGNED = pattern(rf"[（(]?{DAY}[）)]?$|[12][0-9]{{3}}年[0-9]{{1,2}}月$"
                  r"|.*(?:法院|检察院|委员会|代表大会|国务院|人民政府|总局|部|厅|署|办公厅)\s*$|.*(?:主席|总理|院长|检察长|部长|局长|主任)[\s\u3000]\S.{0,8}$")

_QUICK = pattern(r"[。；：”）]\s+第")
_GLUED = pattern(rf"[。；：”）]\s+(第({NUMERAL})条)(?:之({NUMERAL}))?(\s?)")
_UNDER_HEADING = pattern(rf"\s(第({NUMERAL})条)(?:之({NUMERAL}))?(\s)")
_BREAK = pattern(r"(?<=[。；：])\s+")


class Structure(NamedTuple):
    """A text's parts and what later readers need of it: its title, and the marks of each part in order."""

    title: str
    notes: tuple[Mark, ...]
    contents: tuple[Mark, ...]
    titles: tuple[Mark, ...]
    main: tuple[Mark, ...]
    annexed: tuple[Mark, ...]
    head: Provisions
    body: Provisions
    tail: Provisions


def structure_of(document: Document) -> Structure:
    """Read the structure of a source. Every word of it stands in head, body or tail, in the order of the source."""
    noted = frozenset(finding.line for finding in document.findings if finding.kind == "footnote")
    marks = decide(unglue([m for line in document.lines if line.number not in noted and (m := mark(line))]))
    read = front_of(marks)
    before, behind = marks[: len(read.kinds)], marks[len(read.kinds):]
    cut = next((at for at, m in enumerate(behind) if m.kind == "annex"), len(behind))
    signed = cut - _signatures(behind[:cut])
    of = {kind: tuple(m for m, k in zip(before, read.kinds, strict=True) if k == kind) for kind in ("title", "title_note", "toc")}
    return Structure(
        title=read.title, notes=of["title_note"], contents=of["toc"], titles=of["title"],
        main=tuple(behind[:signed]), annexed=tuple(behind[cut:]),
        head=tree.head_of(before, read.kinds), body=tree.body_of(behind[:signed]),
        tail=(*tree.tail_of(behind[signed:cut], behind[cut:]), *_footnotes(document, noted)))


def _footnotes(document: Document, noted: frozenset[int]) -> Provisions:
    """The lines that a format tells to be notes: an editor's, never a provision of the last article."""
    marks = (mark(line) for line in document.lines if line.number in noted)
    return tuple(Provision("paragraph", text=m.text) for m in marks if m)


def _signatures(marks: Sequence[Mark]) -> int:
    """How many lines at the end name who signed, and when."""
    count = 0
    while count < min(len(marks) - 1, 12):
        m = marks[-1 - count]
        if m.kind or not is_title_like(m.text, 40) or not _SIGNED.match(m.text):
            break
        count += 1
    return count


def unglue(marks: Sequence[Mark]) -> list[Mark]:
    """Lines that swallowed line breaks are cut where an article's heading stands behind the end of a sentence.

    Only where it is certain: the number continues the sequence, and no later line opens with it. Only white space goes; the
    pieces carry the line's number. Linear in the text.
    """
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


def _cuts(text: str, label: re.Pattern[str], last: Number | None, following: Number | None) -> list[int]:
    """Where articles begin inside a line, as far as their numbers continue the sequence and stop before the next heading's."""
    cuts: list[int] = []
    for found in label.finditer(text):
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

"""The three parts of a text: head (title, notes, contents), body (preamble to articles), tail (signatures, annexes)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.model import Provision, Provisions
from tracker.reading import tree
from tracker.reading.captions import captioned
from tracker.reading.dates import DAY
from tracker.reading.document import Document
from tracker.reading.front import front_of
from tracker.reading.glued import unglue
from tracker.reading.headings import decide, is_title_like
from tracker.reading.labels import Mark, mark

_SIGNED = re.compile(rf"[（(]?{DAY}[）)]?$|[12][0-9]{{3}}年[0-9]{{1,2}}月$"
                     r"|.*(?:法院|检察院|委员会|代表大会|国务院|人民政府|总局|部|厅|署|办公厅)\s*$|.*(?:主席|总理|院长|检察长|部长|局长|主任)[\s\u3000]\S.{0,8}$")


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
    marks = captioned(decide(unglue([m for m in map(mark, (line for line in document.lines if line.number not in noted)) if m])))
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

"""What every format is turned into before structure is read: lines of text and tables, in order, nothing dropped."""


from msgspec import Struct

from tracker.model import Finding, Source


class Line(Struct, frozen=True):
    """One paragraph of a source. `number` counts from 1 in the source as read; a table is one line with `rows` and no text."""

    text: str
    number: int
    rows: tuple[tuple[str, ...], ...] = ()


class Document(Struct, frozen=True):
    """A source as lines, with where it came from and what its format had that the lines do not show."""

    lines: tuple[Line, ...]
    source: Source
    findings: tuple[Finding, ...] = ()

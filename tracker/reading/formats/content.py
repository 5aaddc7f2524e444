"""What a format's reader hands on: lines, the encoding they were in, and what the format held besides them."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.model import Finding
from tracker.reading.document import Line

Rows = tuple[tuple[str, ...], ...]


class Content(NamedTuple):
    """A source's lines in order; `encoding` is empty where the format fixes it (docx, pdf)."""

    lines: tuple[Line, ...]
    encoding: str = ""
    findings: tuple[Finding, ...] = ()


def numbered(parts: Iterable[str | Rows]) -> tuple[Line, ...]:
    """Paragraphs and tables as lines, blank ones left out, numbered from 1 in the order read."""
    kept = [part for part in parts if (part.strip() if isinstance(part, str) else part)]
    return tuple(Line(part, at) if isinstance(part, str) else Line("", at, part) for at, part in enumerate(kept, 1))

"""What a format's reader hands on: lines, the encoding they were in, and what the format held besides them."""

from typing import NamedTuple

from tracker.model import Finding
from tracker.reading.document import Line

KINDS = ("automatic_number", "best_effort", "comment", "embedded", "encoding", "footnote", "footnote_reference", "formula", "front_matter",
         "hidden_text", "page_furniture", "page_header", "page_title", "picture", "symbol", "text_box", "tracked_change")
"""The kinds of finding that formats have. automatic_number: numbers that the program computes, told once; best_effort: what the
format loses may be wrong here; embedded: another file within this one, not read; encoding: the file names another than its bytes are
in; footnote: a line that is a note's text; footnote_reference: where its mark stands; front_matter, page_furniture, page_header,
comment, hidden_text: left aside; page_title: a title that stood only in the window; picture: not read; formula, symbol: signs whose
look is lost; text_box: a line that stands in a box; tracked_change: {+inserted+}, [-deleted-]."""

Rows = tuple[tuple[str, ...], ...]
_LONGEST = 200


class Content(NamedTuple):
    """A source's lines in order; `encoding` is empty where the format fixes it (docx, pdf)."""

    lines: tuple[Line, ...]
    encoding: str = ""
    findings: tuple[Finding, ...] = ()


def finding(kind: str, line: int, text: str) -> Finding:
    """A finding with its words cut to what a reader takes in."""
    return Finding(kind, line, text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")

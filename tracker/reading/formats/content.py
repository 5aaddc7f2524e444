"""What a format's reader hands on: lines, the encoding they were in, and what the format held besides them."""

from typing import NamedTuple

from tracker.model import Finding
from tracker.reading.document import Line

KINDS: dict[str, str] = {
    "automatic_number": "the number is made by the word processor, and stands in no text",
    "best_effort": "read as well as the format allows: compare it with the original",
    "comment": "a comment, which is not read",
    "embedded": "another file within this one, which is not read",
    "encoding": "the file names another encoding than its bytes are in",
    "footnote": "the text of a note, which is kept behind the law",
    "footnote_reference": "the mark of a note stands here",
    "formula": "a formula, whose look is lost",
    "front_matter": "facts before the text, which are not read",
    "hidden_text": "hidden text, which is not read",
    "page_furniture": "what the page has around the law, which is not read",
    "page_header": "headers, footers or page numbers, which are not read",
    "page_title": "the title stands only in the title of the page",
    "picture": "a picture, which is not read",
    "symbol": "a sign of a symbol font, whose look is lost",
    "text_box": "a line that stands in a text box",
    "tracked_change": "a tracked change: words put in, words taken out",
}
"""The kinds of finding that formats have, and what each means, as a message."""

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

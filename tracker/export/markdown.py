"""A version as Markdown: title and divisions as headings, article numbers bold, items as they are printed, tables as tables.

Characters that Markdown would take for markup are escaped, so that reading it back gives the same text.
"""

import re
from collections.abc import Iterator, Sequence

from tracker.export.text import label_of
from tracker.model import DIVISIONS, Provision, Version
from tracker.reading.notices import written

_DEPTH = {"part": 2, "subpart": 3, "chapter": 3, "section": 4}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def render(version: Version, notices: Sequence[str] = ()) -> str:
    """The version's text with one final newline; `notices`, which are no part of the law, are quoted before it."""
    blocks = [block for part in (version.head, version.body, version.tail) for node in part for block in _blocks(node)]
    return "\n\n".join([*(f"> {escape(line)}" for line in written(notices, version.day)), *blocks]) + "\n"


def _blocks(node: Provision) -> Iterator[str]:
    below = [block for child in node.children for block in _blocks(child)]
    words = escape(node.heading + node.text)
    if node.type == "title":
        yield f"# {words}"
    elif node.type in DIVISIONS:
        yield f"{'#' * _DEPTH[node.type]} {escape(label_of(node))}{words}"
    elif node.type == "article":
        first = "" if node.heading or not below else below.pop(0)
        yield f"**{escape(node.num)}**\u3000{words}{first}"
    elif node.num or words:
        yield escape(label_of(node)).replace(".", "\\.", 1) + words if node.type == "subitem" else escape(label_of(node)) + words
    if node.rows:
        yield _table(node)
    yield from below


def escape(text: str) -> str:
    """Text with Markdown's own characters escaped."""
    return _SPECIAL.sub(r"\\\1", text)


def _table(node: Provision) -> str:
    width = max(len(row) for row in node.rows)
    rows = [[escape(cell).replace("\n", "<br>") for cell in row] + [""] * (width - len(row)) for row in node.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * width, *rows[1:]])

"""A version as plain text: each heading, 款 and 项 on its own line, U+3000 after the number of 条, 章 and 节.

Reading it again gives the same head, body and tail (read∘render).
"""

from collections.abc import Iterator, Sequence

from tracker.model import DIVISIONS, Provision, Version
from tracker.reading.notices import written


def render(version: Version, notices: Sequence[str] = ()) -> str:
    """The version's text with one final newline; table cells are joined by tabs. `notices`, which are no part of the law, stand before it
    (see `reading.notices`)."""
    lines = [line for part in (version.head, version.body, version.tail) for node in part for line in lines_of(node)]
    return "\n".join([*written(notices, version.day), *lines]) + "\n"


def lines_of(node: Provision) -> Iterator[str]:
    """A provision's lines, without indentation; an article's number stands before its first 款."""
    below = [line for child in node.children for line in lines_of(child)]
    label = label_of(node)
    if node.type == "article" and not node.heading and node.children and not node.children[0].num and below:
        yield label + below[0]
        below = below[1:]
    elif node.type == "annex" and node.heading:  # its title has a line of its own
        yield from (line for line in (label + node.text, node.heading) if line)
    elif label or node.heading or node.text:
        yield label + node.heading + node.text
    yield from ("\t".join(row) for row in node.rows)
    yield from below


def label_of(node: Provision) -> str:
    """The number as printed before its words: 条, 编, 章 and 节 are set off by U+3000, （三） and 1. are not."""
    return node.num + "\u3000" if node.num and (node.type in DIVISIONS or node.type == "article") else node.num

"""A version as CSV: one row a provision, in document order."""

from collections.abc import Iterator, Sequence

from tracker.export import spreadsheet
from tracker.model import Version, places
from tracker.reading.notices import written

COLUMNS = ("id", "type", "num", "number", "heading", "text")


def render(version: Version, notices: Sequence[str] = ()) -> str:
    """The rows under a header row; a table's cells stand in `text`, cells by tabs and rows by line ends. `notices`, which are no part of
    the law, have rows of the type notice before it."""
    return spreadsheet.csv(_rows(version, notices))


def _rows(version: Version, notices: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    yield from (("", "notice", "", "", "", line) for line in written(notices, version.day))
    for key, node in places(version).items():
        text = node.text or "\n".join("\t".join(row) for row in node.rows)
        yield key, node.type, node.num, str(node.number) if node.number else "", node.heading, text

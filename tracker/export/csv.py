"""A version as CSV: one row a provision, in document order."""

from collections.abc import Iterator

from tracker.export import spreadsheet
from tracker.model import Version, places

COLUMNS = ("id", "type", "num", "number", "heading", "text")


def render(version: Version) -> str:
    """The rows under a header row; a table's cells stand in `text`, cells by tabs and rows by line ends."""
    return spreadsheet.csv(_rows(version))


def _rows(version: Version) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for key, node in places(version).items():
        text = node.text or "\n".join("\t".join(row) for row in node.rows)
        yield key, node.type, node.num, str(node.number) if node.number else "", node.heading, text

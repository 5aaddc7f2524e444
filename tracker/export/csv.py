"""A version as CSV: one row a provision, in document order; UTF-8 with a byte order mark, so that spreadsheets open it right."""

import csv
import io

from tracker.model import Version, places

COLUMNS = ("id", "type", "num", "number", "heading", "text")


def render(version: Version) -> str:
    """The rows under a header row; a table's cells stand in `text`, cells by tabs and rows by line ends.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for key, node in places(version).items():
        text = node.text or "\n".join("\t".join(row) for row in node.rows)
        number = str(node.number) if node.number else ""
        writer.writerow([_safe(cell) for cell in (key, node.type, node.num, number, node.heading, text)])
    return "\ufeff" + stream.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@") else cell

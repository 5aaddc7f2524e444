"""A renumbering map as CSV: one row a link, unchanged articles too; UTF-8 with a byte order mark, so that spreadsheets open it right."""

import csv
import io

from tracker.compare.renumbering import Renumbering
from tracker.model import citation_of

COLUMNS = ("old", "new", "kind", "similarity", "basis", "old_id", "new_id")


def render(found: Renumbering) -> str:
    """The rows under a header row; `old` is empty where an article is inserted, `new` where it is deleted."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for entry in found.entries:
        for old in entry.old or ("",):
            for new in entry.new or ("",):
                similarity = "" if entry.similarity is None else entry.similarity
                writer.writerow((citation_of(old), citation_of(new), entry.kind, similarity, entry.basis, old, new))
    return "\ufeff" + stream.getvalue()

"""A renumbering map as rows for a spreadsheet: one a link, unchanged articles too."""

from collections.abc import Iterator

from tracker.compare.renumbering import Renumbering
from tracker.export.spreadsheet import Cell
from tracker.model import citation_of

COLUMNS = ("old", "new", "kind", "similarity", "basis", "old_id", "new_id")


def rows(found: Renumbering) -> Iterator[tuple[Cell, ...]]:
    """The header, then the links; `old` is empty where an article is inserted, `new` where it is deleted."""
    yield COLUMNS
    for entry in found.entries:
        for old in entry.old or ("",):
            for new in entry.new or ("",):
                yield citation_of(old), citation_of(new), entry.kind, entry.similarity, entry.basis, old, new

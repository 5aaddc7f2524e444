"""A diff as rows for a spreadsheet: one a changed article, heading, title or annex, in the order of the new version."""

from collections.abc import Iterator, Mapping

from tracker.compare.changes import Change, edits_of, every
from tracker.compare.diff import Diff
from tracker.export.spreadsheet import Cell
from tracker.export.text import lines_of
from tracker.model import DIVISIONS, Provision, Version, citation_of, places

COLUMNS = ("kind", "significance", "moved", "old", "new", "old_text", "new_text", "removed", "added", "about", "old_id", "new_id")


def rows(found: Diff, old: Version, new: Version) -> Iterator[tuple[Cell, ...]]:
    """The header, then the changes. `removed` and `added` have a line for each place where words changed, so that they stand side by
    side; `old` and `new` are citations, `about` what a change of substance is about (amount, period, …)."""
    yield COLUMNS
    placed = places(old), places(new)
    for change in found.changes:
        edits = [edit for inner in every([change]) for edit in edits_of(inner)]
        yield (change.kind, change.significance, "yes" if change.moved else "",
               "、".join(map(citation_of, change.old)), citation_of(change.new) if change.new else "",
               _words(change.old, placed[0]), _words((change.new,) if change.new else (), placed[1]),
               "\n".join(edit.removed for edit in edits), "\n".join(edit.added for edit in edits),
               "、".join(_about(change)), " ".join(change.old), change.new)


def _words(keys: tuple[str, ...], placed: Mapping[str, Provision]) -> str:
    return "\n".join(line for key in keys for line in _lines(placed[key]))


def _lines(node: Provision) -> Iterator[str]:
    """A provision as printed; a division by its heading alone, what stands in it has rows of its own."""
    if node.type in DIVISIONS:
        yield node.num + "\u3000" + node.heading
    else:
        yield from lines_of(node)


def _about(change: Change) -> Iterator[str]:
    yield from dict.fromkeys(name for inner in every([change]) for name in inner.classes)

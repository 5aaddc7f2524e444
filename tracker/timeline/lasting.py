"""What of a change is left in the words of later versions: two acts that change one provision, the later one being law first.

An act is passed upon the text as the one before it leaves it, so that its text holds that one's words, too. Where the earlier act is not
law yet, the texts do not say whether its words are law with the later one, which may have given the whole provision anew, or wait for
their own day (先公布者后施行). What the later act replaced of them never is law.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.compare.edits import Edit, between
from tracker.model import text_of

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread

Range = tuple[int, int]
"""Code points of a text, start and end; of words taken out, twice the place where they stood."""


def lasts(loom: "Loom", thread: "Thread", at: int, later: int) -> bool:
    """Whether anything that the version number `at` changed in a provision's own words, those of what stands below it aside, is so in those
    of a later version that has it."""
    first, *texts = words_of(loom, thread, at - 1, later)
    left = [edit.new for edit in between(first, texts[0])]
    for old, new in pairwise(texts):
        left = _left(left, between(old, new)) if old != new else left
    return any(start == end or any(map(str.isalnum, texts[-1][start:end])) for start, end in left)


def words_of(loom: "Loom", thread: "Thread", start: int, end: int) -> list[str]:
    """A provision's own words in the versions from one to another, number aside, empty where it is not."""
    nodes = (loom.node(n, key) if (key := thread.at(n)) else None for n in range(start, end + 1))
    return [text_of(replace(node, children=(), num="")) if node else "" for node in nodes]


def _left(ranges: Sequence[Range], edits: Sequence[Edit]) -> list[Range]:
    """What edits leave of ranges of the old text, in the new one; of a place where words were taken out, the place, but where it lies in
    what they replace."""
    found: list[Range] = []
    for start, end in ranges:
        if start == end:
            kept = [] if any(one.old[0] < start < one.old[1] for one in edits) else [(start, end)]
        else:
            kept, at = [], start
            for one in edits:
                if one.old[0] < end and one.old[1] > at:
                    kept += [(at, one.old[0])] if at < one.old[0] else []
                    at = max(at, one.old[1])
            kept += [(at, end)] if at < end else []
        found += [(_moved(one, edits), _moved(other, edits)) for one, other in kept]
    return found


def _moved(place: int, edits: Sequence[Edit]) -> int:
    """Where a place of the old text is in the new one."""
    return place + sum(len(one.added) - len(one.removed) for one in edits if one.old[1] <= place)

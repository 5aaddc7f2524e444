"""What of a change is left in the words of later versions: two acts that change one provision, the later one being law first.

An act is passed upon the text as the one before it leaves it, so that its text holds that one's words, too. Where the earlier act is not
law yet, the texts do not say whether its words are law with the later one, which may have given the whole provision anew, or wait for
their own day (先公布者后施行). What the later act replaced of them never is law.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.compare.edits import Edit, between
from tracker.compare.grouping import article_of
from tracker.compare.likeness import same
from tracker.compare.outline import enclosing
from tracker.model import Version, text_of
from tracker.timeline.effect import beginning, first_day, stage_of
from tracker.timeline.intervals import is_whole

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


def outrun(loom: "Loom", at: int, provision: str) -> list[Version | None]:
    """Of each 款, 项 or 目 of a provision, or of a division, that the version number `at` changed, what stands in it aside: the first later
    version whose change of it, or of that, is law before it is, and leaves nothing of it; None where none is and does. What is new with a
    day of its own waits for it through later changes, but for one that gives it another day."""
    return [next((loom.versions[n] for n, left in before if not left), None) for before in _before(loom, at, provision)]


def is_within(loom: "Loom", at: int, provision: str) -> bool:
    """Whether later changes in part that are law before the version number `at` is hold something of what that changed in a provision, so
    that it may be law with them."""
    return any(left and is_whole(loom.versions[n]) is False for before in _before(loom, at, provision) for n, left in before)


def _before(loom: "Loom", at: int, provision: str) -> Iterator[list[tuple[int, bool]]]:
    """Of each 款, 项 or 目 of a provision that a version changed: the later versions (numbers) whose change of it is law before it is, and
    whether they leave anything of it."""
    version, placed, divisions = loom.versions[at], loom.placed[at], loom.divisions[at]
    articles = [key for key, inner in divisions.items() if key == article_of(provision) or provision in enclosing(inner)]
    inside = [(key, thread, divisions[article]) for article in articles for key, thread in loom.inside(at, article)
              if placed[key].text and (article != article_of(provision) or f"{key}__".startswith(f"{provision}__"))]
    for key, thread, division in inside:
        was, begins = thread.at(at - 1) if at else "", beginning(version, key, division)
        if not was or not same(replace(loom.node(at - 1, was), children=()), replace(placed[key], children=())):
            day, waits = Date.max if begins.unset == "open" else begins.day, not was and stage_of(version, key, division) is not None
            later = [n for n in range(at + 1, thread.last + 1) if day and not loom.same(n - 1, thread.at(n - 1), n, thread.at(n))
                     and _is_before(loom.versions[n], thread.at(n), day, waits)]
            yield [(n, lasts(loom, thread, at, n)) for n in later]


def _is_before(version: Version, key: str, day: Date, waits: bool) -> bool:
    """Whether a provision of a version is law before a day; of one that waits, whether a day of its own makes it so."""
    begins = first_day(version, (key,))
    return begins.day is not None and begins.day < day and not (waits and begins == beginning(version, ""))

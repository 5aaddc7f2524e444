"""An article of an older version that was split, on a day on which some of its parts are not law yet.

What is law of it stands where the version in force has it. What is not yet reads on in its old words: the 款 that left it under the
number they are to have, all of it in the place of the part that has its first 款; and no 款 twice.
"""

from collections.abc import Collection, Sequence
from datetime import date as Date

from msgspec.structs import replace

from tracker.compare.grouping import article_of
from tracker.model import Provision, Provisions
from tracker.timeline.effect import Calendar
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Loom, Thread
from tracker.timeline.readings import Change, Segment, Value, changes, value

Read = tuple[Thread, tuple[Change, ...], Value]
"""A thread, what changed it, and how it reads on a day."""


def at_their_beginning(loom: Loom, frame: int, values: Sequence[Read], elsewhere: Collection[str]) -> list[Read]:
    """How articles read, an older one that was split, where no part of it is law yet, in the place of the part that has its first 款."""
    at = {key: n for n, (thread, _, _) in enumerate(values) if (key := thread.at(frame)) in elsewhere}
    made = list(values)
    for key, n in at.items():
        thread, changed, read = values[n]
        split = read.change and read.change.at < frame and len(loom.heirs(read.change.at, read.change.provision, frame)) > 1
        first = _beginning(loom, frame, read.change) if split and read.change else ""
        other = values[at[first]] if first in at and first != key else None
        if other and other[2].change is None and not other[2].maybe:
            made[n], made[at[first]] = (thread, changed, other[2]), (other[0], other[1], read)
    return made


def own_words(loom: Loom, place: tuple[int, str], change: Change | None, nodes: Provisions, elsewhere: Collection[str]) -> Provisions:
    """The words of an older article, put in the place of one that is not law yet and was made of later 款 of it, without the 款 that stand
    in other articles of the version in force as it prints them; none where all do."""
    frame, key = place
    if change is None or not nodes or change.at >= frame or set(loom.heirs(change.at, change.provision, frame)) <= {key}:
        return nodes
    if _beginning(loom, frame, change) == key:
        return nodes
    went = {one: article_of(thread.at(frame)) for one, thread in loom.inside(change.at, change.provision)
            if loom.is_sound(thread, change.at, frame)}
    out = [loom.node(change.at, one) for one, article in went.items() if article not in ("", key, *elsewhere)]
    left = (replace(node, children=tuple(below for below in node.children if below not in out)) for node in nodes)
    return tuple(node for node in left if node.children or node.heading or not out)


def words_before(loom: Loom, found: Calendar, place: tuple[int, str], shown: Sequence[Sequence[str]],
                 on: Segment) -> list[tuple[Date, Provision]]:
    """The 款 that an article which is not law yet is made of, as they read until it is, each with the version of its words: of articles
    that do not stand with them in the text of the day by themselves."""
    own = [thread for key, thread in loom.inside(*place) if loom.node(place[0], key).type == "paragraph"]
    left = [thread for thread in own if not any(article_of(thread.at(n)) in side for n, side in enumerate(shown))]
    reads = [value(loom, found, changes(loom, found, thread), on.start, on.whole).change for thread in left]
    return [(day_of(loom.versions[change.at]), loom.node(change.at, change.provision)) for change in reads if change and change.provision]


def _beginning(loom: Loom, frame: int, change: Change) -> str:
    """The article of the version in force that the first 款 of an older one lives on in; empty where that is not sure."""
    first = next((thread for _, thread in loom.inside(change.at, change.provision)), None)
    return article_of(first.at(frame)) if first and loom.is_sound(first, change.at, frame) else ""

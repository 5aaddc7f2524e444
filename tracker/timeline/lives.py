"""The life of every provision: its intervals, half-open, across renumbering.

The intervals of one provision never overlap; between two of them nothing is missing unless the provision was repealed or
not yet law. Where it is not known which words held, the interval says unknown and names both; where it was suspended everywhere,
or in some places, it says so. A change of number alone, or of nothing but width and punctuation marks' form, begins no interval.
"""

from collections.abc import Sequence
from datetime import date as Date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.grouping import article_of, id_order
from tracker.model import Event
from tracker.timeline.effect import Calendar, days, numbering
from tracker.timeline.intervals import day_of
from tracker.timeline.readings import Change, Segment, as_printed, below, changes, covers, leads, moved, segment, value

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread


class Interval(Struct, frozen=True):
    """From `start` until the day before `end` the provision has the words that `version` gave it, where its id was `provision`.

    `status` unknown: a version of `candidates` may be the law already, and says otherwise of it; or, an older one than `version`, made
    a change which these words hold and which may not be the law yet. suspended: everywhere, by an event. `parts`: 款, 项 and 目 of it
    (ids) that do not read as that version: they wait for a day, have ended, or come with a later one. `suspended_in`: the places in which
    alone it is suspended.
    """

    start: Date
    end: Date | None
    status: Literal["in_force", "unknown", "suspended"]
    version: Date
    provision: str
    candidates: tuple[Date, ...] = ()
    parts: tuple[str, ...] = ()
    suspended_in: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """Under which id a provision stood from a version on."""

    version: Date
    provision: str


class Life(Struct, frozen=True):
    """One provision through time: its id in the newest version that has it, its intervals, and its ids where they changed."""

    provision: str
    version: Date
    intervals: tuple[Interval, ...]
    places: tuple[Place, ...]


def lives(loom: "Loom", found: Calendar) -> tuple[Life, ...]:
    """The life of every article, newest text first, each followed by its 款."""
    parts = segments(loom, found)
    below: dict[tuple[int, str], list[Thread]] = {}
    for thread in loom.below:
        if loom.node(thread.last, thread.ids[-1]).type == "paragraph":
            below.setdefault((thread.last, thread.ids[-1].rpartition("__")[0]), []).append(thread)
    ends = [(article, below.get((article.last, article.ids[-1]), [])) for article in loom.articles]
    made: list[Life] = []
    for article, under in ends:
        inner = [life(loom, found, one, parts) for one in under]
        node = loom.node(article.last, article.ids[-1])
        whole = life(loom, found, article, parts)
        made += [_emptied(whole, inner) if inner and len(inner) == len(node.children) and not node.heading else whole, *inner]
    return tuple(made)


def _emptied(article: Life, inner: Sequence[Life]) -> Life:
    """An article without a heading is law no longer than the last of its 款."""
    ends = [one.intervals[-1].end if one.intervals else Date.min for one in inner]
    until = max((end for end in ends if end), default=None)
    if None in ends or until is None:
        return article
    return replace(article, intervals=tuple(replace(i, end=min(i.end or until, until)) for i in article.intervals if i.start < until))


def segments(loom: "Loom", found: Calendar) -> tuple[Segment, ...]:
    """The stretches of time within which nothing changes, oldest first."""
    made: list[Segment] = []
    for start, end in pairwise([*days(found), None]):
        assert start is not None
        made.append(segment(loom, found, start, end))
    return tuple(made)


def life(loom: "Loom", found: Calendar, thread: "Thread", parts: Sequence[Segment]) -> Life:
    """One provision's life through the stretches of time that `segments` gives."""
    changed = changes(loom, found, thread)
    made: list[Interval] = []
    for part in parts:
        one = _interval(loom, found, thread, changed, part)
        if one and made and made[-1].end == one.start and _alike(made[-1], one):
            made[-1] = replace(made[-1], end=one.end)
        elif one:
            made.append(one)
    places = [Place(_day(loom, at), key) for n, key in enumerate(thread.ids)
              if (at := thread.first + n) == thread.first or key != thread.at(at - 1)]
    return Life(thread.ids[-1], _day(loom, thread.last), tuple(made), tuple(places))


def _day(loom: "Loom", index: int) -> Date:
    return day_of(loom.versions[index])


def _alike(one: Interval, other: Interval) -> bool:
    return replace(one, start=other.start, end=other.end, provision=other.provision) == other


def _interval(loom: "Loom", found: Calendar, thread: "Thread", changed: Sequence[Change], part: Segment) -> Interval | None:
    start, end = part.start, part.end
    read = value(loom, found, changed, start, part.whole)
    text = read.change if read.change and read.change.provision else None
    if read.maybe:
        named = text or next((c for c in read.maybe if c.provision), None) or changed[0]
        return Interval(start, end, "unknown", _day(loom, named.at), named.provision,
                        tuple(_day(loom, c.at) for c in read.maybe if c.event is None))
    parts = _parts(loom, found, text, part) if text else ()
    if text is None or (text.at == thread.first and _is_bare(loom, text, parts)):
        return None
    stands = max((n for n in range(thread.first, thread.last + 1) if part.whole[n].law), default=text.at)
    paused = {e.place for e, back in part.paused if _names(loom, found, e, stands, thread)
              and not any(_names(loom, found, one, stands, thread) for one in back)}
    status: Literal["in_force", "suspended"] = "suspended" if "" in paused else "in_force"
    return Interval(start, end, status, _day(loom, text.at), text.provision, parts=parts,
                    suspended_in=() if "" in paused else tuple(sorted(paused)))


def _is_bare(loom: "Loom", text: Change, parts: Sequence[str]) -> bool:
    """Whether every 款 of an article is among the parts that are not law yet."""
    node = loom.node(text.at, text.provision)
    return bool(node.children) and all(f"{text.provision}__para_{n}" in parts for n, _ in enumerate(node.children, 1))


def _parts(loom: "Loom", found: Calendar, text: Change, part: Segment) -> tuple[str, ...]:
    """What stands below a provision and does not read as printed there: it waits for its day, has ended, or a later version has begun with
    it; or waits, as it was before what follows its own words; or stands in another article already."""
    place = text.at, article_of(text.provision)
    inner = {one.key for one in below(loom, found, place, part) if not as_printed(one.changed, one.read, text.at)}
    inner |= {one.key for one in leads(loom, found, place, part)} | {key for key, _ in moved(loom, found, place, part)}
    return tuple(sorted((key for key in inner if key.startswith(f"{text.provision}__")), key=id_order))


def _names(loom: "Loom", found: Calendar, event: Event, index: int, thread: "Thread") -> bool:
    return covers(loom, event, numbering(found, event), index, thread).of == "whole"

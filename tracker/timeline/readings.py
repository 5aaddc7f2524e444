"""How a provision read on each day: its intervals, half-open, across renumbering.

The intervals of one provision never overlap; between two of them nothing is missing unless the provision was repealed or
not yet law. Where it is not known which words held, the interval says unknown and names both; where it was suspended
everywhere, it says so. A change of number alone, or of nothing but width and punctuation marks' form, begins no interval.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from tracker.model import Event
from tracker.timeline.effect import Calendar, Pending, days, division_of, effect, endings, numbering
from tracker.timeline.intervals import day_of, ends_law

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` until the day before `end` the provision has the words that `version` gave it, where its id was `provision`.

    `status` unknown: a version of `candidates` may be the law already, and says otherwise of it. suspended: everywhere, by an
    event. `parts`: 款 and 项 of it (ids) that have a day of their own and do not read as that version yet.
    """

    start: Date
    end: Date | None
    status: Literal["in_force", "unknown", "suspended"]
    version: Date
    provision: str
    candidates: tuple[Date, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Under which id a provision stood from a version on."""

    version: Date
    provision: str


@dataclass(frozen=True, slots=True)
class Life:
    """One provision through time: its id in the newest version that has it, its intervals, and its ids where they changed."""

    provision: str
    version: Date
    intervals: tuple[Interval, ...]
    places: tuple[Place, ...]


class Change(NamedTuple):
    """What a version (number `at`) or an event behind it does to a provision; `provision` is empty where it is gone from then on."""

    at: int
    provision: str
    event: Event | None = None


class Value(NamedTuple):
    """How a provision reads on a day: the last change that is law, and those that may be."""

    change: Change | None
    maybe: tuple[Change, ...] = ()
    pending: tuple[tuple[Change, str], ...] = ()


def lives(loom: "Loom", found: Calendar) -> tuple[Life, ...]:
    """The life of every article, newest text first, each followed by its 款."""
    points = days(found)
    below: dict[tuple[int, str], list[Thread]] = {}
    for thread in loom.below:
        if loom.node(thread.last, thread.ids[-1]).type == "paragraph":
            below.setdefault((thread.last, thread.ids[-1].rpartition("__")[0]), []).append(thread)
    ends = [(article, below.get((article.last, article.ids[-1]), [])) for article in loom.articles]
    return tuple([life(loom, found, one, points) for article, under in ends for one in (article, *under)])


def life(loom: "Loom", found: Calendar, thread: "Thread", points: Sequence[Date]) -> Life:
    """One provision's life; `points` are the days on which something may change."""
    changed = changes(loom, found, thread)
    made: list[Interval] = []
    for start, end in pairwise([*points, None]):
        assert start is not None
        one = _interval(loom, found, thread, changed, start, end)
        if one and made and made[-1].end == one.start and _alike(made[-1], one):
            made[-1] = _joined(made[-1], one)
        elif one:
            made.append(one)
    places = [Place(_day(loom, at), key) for n, key in enumerate(thread.ids)
              if (at := thread.first + n) == thread.first or key != thread.at(at - 1)]
    return Life(thread.ids[-1], _day(loom, thread.last), tuple(made), tuple(places))


def _day(loom: "Loom", index: int) -> Date:
    return day_of(loom.versions[index])


def _alike(one: Interval, other: Interval) -> bool:
    return (one.status, one.version, one.candidates, one.parts) == (other.status, other.version, other.candidates, other.parts)


def _joined(one: Interval, other: Interval) -> Interval:
    return replace(one, end=other.end)


def _interval(loom: "Loom", found: Calendar, thread: "Thread", changed: Sequence[Change], start: Date, end: Date | None) -> Interval | None:
    read = value(loom, found, changed, start)
    text = read.change if read.change and read.change.provision else None
    if read.maybe:
        named = text or next((c for c in read.maybe if c.provision), None) or changed[0]
        return Interval(start, end, "unknown", _day(loom, named.at), named.provision,
                        tuple(_day(loom, c.at) for c in read.maybe if c.at < len(loom.versions)))
    if text is None:
        return None
    status: Literal["in_force", "suspended"] = "suspended" if suspended(loom, found, thread, start) else "in_force"
    return Interval(start, end, status, _day(loom, text.at), text.provision, parts=_parts(found, text, start))


def _parts(found: Calendar, text: Change, day: Date) -> tuple[str, ...]:
    """What stands below a provision and has a day of its own that has not come."""
    staged = (key for s in found.versions[text.at].in_force.stages for key in s.provisions)
    return tuple(key for key in staged if key.startswith(f"{text.provision}__") and not effect(found, text.at, key, day).law)


def changes(loom: "Loom", found: Calendar, thread: "Thread") -> tuple[Change, ...]:
    """What changed a provision's words, in the order in which it was promulgated: versions, and the events that ended it."""
    made = [Change(thread.first, thread.ids[0])]
    for at in range(thread.first + 1, thread.last + 1):
        if not loom.same(at - 1, thread.at(at - 1), at, thread.at(at)):
            made.append(Change(at, thread.at(at)))
    if thread.last + 1 < len(loom.versions):
        made.append(Change(thread.last + 1, ""))
    for at, event in endings(found):
        if ends_law(event) or (at and covers(loom, event.provisions, thread, at - 1)):
            made.append(Change(at, "", event))
            if ends_law(event) and thread.at(at) and not any(c.at == at and c.event is None for c in made):
                made.append(Change(at, thread.at(at)))  # what is promulgated behind the end is enacted anew
    return tuple(sorted((c for c in made if c.event is None or thread.first < c.at), key=lambda c: (c.at, c.event is None)))


def covers(loom: "Loom", provisions: Iterable[str], thread: "Thread", index: int) -> bool:
    """Whether ids of a version name a provision, its article or its division; no ids name all."""
    own = thread.at(index)
    ids = frozenset(provisions)
    if not ids or not own:
        return not ids
    division = division_of(loom.divisions[index], own)
    steps = [*_outwards(own), *(_outwards(division) if division else ())]
    return any(step in ids for step in steps)


def _outwards(key: str) -> Iterator[str]:
    steps = key.split("__")
    return ("__".join(steps[:n]) for n in range(len(steps), 0, -1))


def value(loom: "Loom", found: Calendar, changed: Iterable[Change], day: Date) -> Value:
    """How a provision reads on a day, of the changes made to it: the last one that is law then."""
    last: Change | None = None
    maybe: list[Change] = []
    pending: list[tuple[Change, str]] = []
    for change in changed:
        took = _effect(loom, found, change, day)
        if took.law:
            last, maybe, pending = change, [], []
        elif took.law is None:
            maybe.append(change)
        else:
            pending.append((change, took.reason))
    return Value(last, tuple(maybe), tuple(pending))


def _effect(loom: "Loom", found: Calendar, change: Change, day: Date) -> Pending:
    if change.event is None:
        division = division_of(loom.divisions[change.at], change.provision) if change.provision else ""
        return effect(found, change.at, change.provision, day, division)
    if change.event.date is None:
        return Pending(None if change.at and day_of(found.versions[change.at - 1]) <= day else False)
    return Pending(change.event.date <= day, "repealed")


def suspended(loom: "Loom", found: Calendar, thread: "Thread", day: Date) -> Event | None:
    """The event that suspends a provision everywhere on a day."""
    everywhere = (e for e in suspensions(found, day) if not e.place)
    return next((e for e in everywhere if covers(loom, e.provisions, thread, numbering(found, e))), None)


def suspensions(found: Calendar, day: Date) -> tuple[Event, ...]:
    """The suspensions that hold on a day, wherever and of whatever they are."""
    return tuple(e for e in found.events if e.kind == "suspended" and e.date and e.date <= day and not _over(found, e, day))


def _over(found: Calendar, event: Event, day: Date) -> bool:
    until = suspension_end(found, event)
    return until is not None and until <= day


def suspension_end(found: Calendar, event: Event) -> Date | None:
    """The first day after a suspension: its own, or that of the event that resumed the same provisions in the same place."""
    back = [e.date for e in found.events if e.kind == "resumed" and e.date and event.date and e.date > event.date
            and (e.place, e.provisions) in ((event.place, event.provisions), (event.place, ()))]
    return min((day for day in (event.until, *back) if day), default=None)

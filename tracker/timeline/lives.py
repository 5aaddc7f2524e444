"""The life of every provision: its intervals, half-open, across renumbering.

The intervals of one provision never overlap; between two of them nothing is missing unless the provision was repealed or
not yet law. Where it is not known which words held, the interval says unknown and names both; where it, or a part of it, was suspended,
everywhere or in some places, it says so. A change of number alone, or of nothing but width and punctuation marks' form, begins no interval.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date as Date
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import surest
from tracker.compare.overrule import lies_in
from tracker.model import Event, joined
from tracker.timeline.effect import Calendar, around, days, division_of, numbering
from tracker.timeline.intervals import day_of
from tracker.timeline.parting import parted
from tracker.timeline.readings import Change, Segment, as_printed, below, changes, kept, leads, moved, segment, value
from tracker.timeline.standing import Meant, paused
from tracker.timeline.suspension import suspensions

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread


class Pause(Struct, frozen=True):
    """A suspension of a provision, or of a part of it alone, in a place (empty: everywhere).

    `provision`: what of it is suspended (an id, as in its interval; empty: all of it). `partly`: of that a part, and which one is not
    known; so of an article one of its 款 may be meant. `weak`: the least likeness by which alone it is held to be that.
    """

    place: str
    provision: str = ""
    partly: bool = False
    weak: float | None = None


class Interval(Struct, frozen=True):
    """From `start` until the day before `end` the provision has the words that `version` gave it, where its id was `provision`.

    `status` unknown: a version of `candidates` may be the law already, and says otherwise of it; or, an older one than `version`, made
    a change which these words hold and which may not be the law yet. suspended: everywhere, by an event. `parts`: 款, 项 and 目 of it
    (ids) that do not read as that version: they wait for a day, have ended, or come with a later one. `suspended_in`: the places in which
    alone it is suspended; `suspended`: what of it is, and by which guess. `kept`: 款, 项 and 目 that stand in an article yet, as a version
    says, though `version` has taken them out of it: that waits for its day.
    """

    start: Date
    end: Date | None
    status: Literal["in_force", "unknown", "suspended"]
    version: Date
    provision: str
    candidates: tuple[Date, ...] = ()
    parts: tuple[str, ...] = ()
    suspended_in: tuple[str, ...] = ()
    suspended: tuple[Pause, ...] = ()
    kept: tuple["Place", ...] = ()


class Place(Struct, frozen=True):
    """A provision of a version by its id there."""

    version: Date
    provision: str


class Life(Struct, frozen=True):
    """One provision through time: its id in the newest version that has it, its intervals, and its ids where they changed.

    `made_of`: of one that begins with a later version, what of the version before came into it; its past is told there. `weak`: the least
    likeness by which alone it is held to come of that.
    """

    provision: str
    version: Date
    intervals: tuple[Interval, ...]
    places: tuple[Place, ...]
    made_of: tuple[Place, ...] = ()
    weak: float | None = None


def lives(loom: "Loom", found: Calendar) -> tuple[Life, ...]:
    """The life of every article, newest text first, each followed by its 款, those that are gone last."""
    parts = segments(loom, found)
    below: dict[tuple[int, str], list[Thread]] = {}
    for thread in loom.below:
        if loom.node(thread.last, thread.ids[-1]).type == "paragraph":
            below.setdefault((thread.last, article_of(thread.ids[-1])), []).append(thread)
    made: list[Life] = []
    for article in loom.articles:
        *gone, under = ([life(loom, found, one, parts) for one in below.get((at, key), ())]
                        for at, key in enumerate(article.ids, article.first))
        node = loom.node(article.last, article.ids[-1])
        whole = life(loom, found, article, parts)
        made += [_emptied(whole, under) if under and len(under) == len(node.children) and not node.heading else whole, *under]
        made += [one for each in reversed(gone) for one in each]
    return tuple(made)


def _emptied(article: Life, inner: Sequence[Life]) -> Life:
    """An article without a heading is law no longer than the last of its 款."""
    ends = [one.intervals[-1].end if one.intervals else Date.min for one in inner]
    until = max((end for end in ends if end), default=None)
    if None in ends or until is None:
        return article
    return replace(article, intervals=tuple(replace(i, end=min(i.end or until, until)) for i in article.intervals if i.start < until))


class Part(NamedTuple):
    """A stretch of time within which nothing changes, the number of the version in force in it (none: -1), and what is suspended by ids of
    the version of a number."""

    on: Segment
    frame: int
    paused: Callable[[int], tuple[Event, ...]]


def segments(loom: "Loom", found: Calendar) -> tuple[Part, ...]:
    """The stretches of time within which nothing changes, oldest first."""
    made: list[Part] = []
    for start, end in pairwise([*days(found), None]):
        assert start is not None
        on = segment(loom, found, start, end)
        frame = max((n for n, took in enumerate(on.whole) if took.law), default=-1)
        made.append(Part(on, frame, cache(partial(_suspended, loom, found, start))))
    return tuple(made)


def _suspended(loom: "Loom", found: Calendar, day: Date, index: int) -> tuple[Event, ...]:
    """What is suspended on a day and not resumed by then, by ids of the version of a number."""
    def named(event: Event) -> Meant:
        return loom.meant(event.provisions, numbering(found, event), index)

    printed, begun = loom.versions[index], [e for e in found.events if e.date and e.date <= day]
    each = [one for event in suspensions(found.events, day) for one in paused(event, begun, printed, day, named)]
    return tuple(replace(one, provisions=(*joined(printed, (key for key in one.provisions if key not in one.partly)), *one.partly))
                 for one in each)


def life(loom: "Loom", found: Calendar, thread: "Thread", parts: Sequence[Part]) -> Life:
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
    return Life(thread.ids[-1], _day(loom, thread.last), tuple(made), tuple(places), *_made_of(loom, thread))


def _made_of(loom: "Loom", thread: "Thread") -> tuple[tuple[Place, ...], float | None]:
    """What of the version before came into a provision that begins with a later one, as `log` follows it, and by which weak guess."""
    from tracker.timeline.history import trace
    from tracker.timeline.lineage import weakest

    if thread.first == 0:
        return (), None
    before, told = thread.first - 1, loom.maps[thread.first - 1]
    came = trace(loom.versions[before:thread.first + 1], thread.ids[0], 1, lambda _old, _new: told).ids[0]
    return tuple(Place(_day(loom, before), key) for key in came), weakest(told, came, thread.ids[:1])


def _day(loom: "Loom", index: int) -> Date:
    return day_of(loom.versions[index])


def _alike(one: Interval, other: Interval) -> bool:
    return replace(one, start=other.start, end=other.end, provision=other.provision) == other


def _interval(loom: "Loom", found: Calendar, thread: "Thread", changed: Sequence[Change], part: Part) -> Interval | None:
    start, end = part.on.start, part.on.end
    read = value(loom, found, changed, start, part.on.whole)
    text = read.change if read.change and read.change.provision else None
    if read.maybe:
        named = text or next((c for c in read.maybe if c.provision), None) or changed[0]
        return Interval(start, end, "unknown", _day(loom, named.at), named.provision,
                        tuple(_day(loom, c.at) for c in read.maybe if c.event is None))
    apart = {one.change: bool(one.left) for one in parted(loom, found, (thread.last, thread.ids[-1]), read, part.on) if text or one.left}
    if text is None and apart:
        text, key = next(iter(apart)), thread.ids[-1]
        text = text._replace(provision=article_of(text.provision)) if article_of(key) == key else text
    inner = _parts(loom, found, text, part.on) if text else {}
    if text is None or (text.at == thread.first and not apart and _is_bare(loom, text, inner)):
        return None
    inner |= {one.provision: law for one, law in apart.items() if one.at == text.at}
    pauses = _stopped(loom, thread, text, [key for key, law in inner.items() if not law], part) if found.events else ()
    places = {one.place for one in pauses if not one.provision}
    status: Literal["in_force", "suspended"] = "suspended" if "" in places else "in_force"
    return Interval(start, end, status, _day(loom, text.at), text.provision, parts=tuple(sorted(inner, key=id_order)),
                    suspended_in=() if "" in places else tuple(sorted(places)), suspended=pauses,
                    kept=tuple(_kept(loom, found, text, part)) if text.provision == article_of(text.provision) else ())


def _stopped(loom: "Loom", thread: "Thread", text: Change, gone: Sequence[str], part: Part) -> tuple[Pause, ...]:
    """What is suspended of a provision with the words of a change, as the last version that is law and has it numbers it."""
    stands = max((n for n in range(thread.first, thread.last + 1) if part.on.whole[n].law), default=text.at)
    return _pauses(loom, part.paused(stands), (stands, thread.at(stands) or text.provision), text, gone)


def _kept(loom: "Loom", found: Calendar, text: Change, part: Part) -> Iterator[Place]:
    """What stands in an article yet though its words are those of a version that has taken it out."""
    out = {(at, one.key): one.read.change for at, one in kept(loom, found, (text.at, text.provision), part.on, part.frame)}
    for (at, key), change in out.items():
        if change and (at, key.rpartition("__")[0]) not in out:
            yield Place(_day(loom, change.at), change.provision)


def _pauses(loom: "Loom", events: Iterable[Event], place: tuple[int, str], text: Change, gone: Sequence[str]) -> tuple[Pause, ...]:
    """The suspensions of a provision, named by the number of a version and its id there, which has the words of a change without what of
    these is gone; what is in it by the ids of those words. Where all of it is suspended everywhere without a doubt, that alone."""
    index, own = place
    steps = around(own, division_of(loom.divisions[index], own))
    found: dict[tuple[str, str, bool], list[float | None]] = {}
    for event in events:
        met = sorted(steps.intersection(event.provisions), key=len)
        whole = not event.provisions or any(key not in event.partly for key in met)
        inside = () if whole else met or [key for key in event.provisions if key.startswith(f"{own}__")]
        named = [there for key in inside for thread in loom.threads(index, key) if (there := thread.at(text.at))]
        for key in [""] if whole else [key for key in named if not lies_in(key, gone)]:
            found.setdefault((event.place, key, bool(met and not whole)), []).append(event.weak)
    made = tuple(Pause(*key, surest(weak)) for key, weak in sorted(found.items()))
    return tuple(one for one in made if one == Pause("")) or made


def _is_bare(loom: "Loom", text: Change, parts: Collection[str]) -> bool:
    """Whether every 款 of an article is among the parts that are not law yet."""
    node = loom.node(text.at, text.provision)
    return bool(node.children) and all(f"{text.provision}__para_{n}" in parts for n, _ in enumerate(node.children, 1))


def _parts(loom: "Loom", found: Calendar, text: Change, part: Segment) -> dict[str, bool]:
    """What stands below a provision and does not read as printed there: it waits for its day, has ended, or a later version has begun with
    it; or waits, as it was before what follows its own words; or stands in another article already. Each with whether it is there, then."""
    place = text.at, article_of(text.provision)
    inner = {one.key: bool(one.read.maybe or (one.read.change and one.read.change.provision)) for one in below(loom, found, place, part)
             if not as_printed(one.changed, one.read, text.at)}
    inner |= {one.key: True for one in leads(loom, found, place, part)} | {key: False for key, _ in moved(loom, found, place, part)}
    return {key: law for key, law in inner.items() if key.startswith(f"{text.provision}__")}

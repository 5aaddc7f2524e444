"""One number in two texts: what 第二十条 of then is now, and what 第二十条 of now was then."""

from collections.abc import Sequence
from datetime import date as Date
from typing import Literal

from msgspec import Struct

from tracker.compare.alignment import align
from tracker.compare.likeness import least
from tracker.errors import CitationError
from tracker.finding import every
from tracker.model import Version
from tracker.timeline.history import trace
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Mapper, weakest

Kind = Literal["kept", "renumbered", "split", "gone", "new"]


class Found(Struct, frozen=True):
    """The provision `provision` (id) of the version `version`, and the ids it has in `other`: none where it is not there.

    `exists` False: the version has no such number. Where it is gone in `other`, `lost` is the number of the version with
    which it went. `weak` is the least likeness on the way there, where nobody says so and it is below `SOUND`: a person has to look.
    """

    version: Date
    provision: str
    other: Date
    to: tuple[str, ...] = ()
    kind: Kind = "kept"
    exists: bool = True
    lost: int | None = None
    weak: float | None = None


def where(versions: Sequence[Version], citation: str, then: int, now: int, mapper: Mapper = align) -> tuple[Found, ...]:
    """What `citation` of the version number `then` is in version `now`, and then what `citation` of `now` was in `then`: of each that bears
    the number there. Raises CitationError where neither version has it.
    """
    both = *_each(versions, citation, then, now, mapper), *_each(versions, citation, now, then, mapper)
    if not any(found.exists for found in both):
        raise CitationError("neither version {then} nor version {now} has {citation}", hint="`tracker show LAW` lists its articles",
                            then=day_of(versions[then]), now=day_of(versions[now]), citation=citation)
    return both


def _each(versions: Sequence[Version], citation: str, start: int, end: int, mapper: Mapper) -> tuple[Found, ...]:
    found = tuple(_one(versions, key, start, end, mapper) for key in every(versions[start], citation))
    return found or (Found(day_of(versions[start]), citation, day_of(versions[end]), exists=False),)


def _one(versions: Sequence[Version], key: str, start: int, end: int, mapper: Mapper) -> Found:
    days = day_of(versions[start]), day_of(versions[end])
    first, last = sorted((start, end))
    traced = trace(versions[first:last + 1], key, start - first, mapper)
    ids, to = traced.ids, traced.ids[end - first]
    lost = next((n for n in range(start, end + 1) if not ids[n - first]), None)
    gone: Kind = "gone" if start < end else "new"
    kind: Kind = gone if not to else "split" if len(to) > 1 else "kept" if to == (key,) else "renumbered"
    steps = (weakest(found, ids[at - 1], ids[at]) for at, found in traced.maps.items())
    return Found(days[0], key, days[1], to, kind, lost=lost, weak=least(steps) if to else None)

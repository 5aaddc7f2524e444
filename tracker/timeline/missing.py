"""Versions that a title note tells of and that are not held.

The 题注 of an amended law lists, in order, all acts that changed it (立法法(2023) 第六十五条). Where no version held is of the time from
one act to the next, the version that the act made is missing: it was law from a day that nobody knows until a later one was.
"""

from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tracker.model import Event, Held, Version, held_as
from tracker.timeline.intervals import Dated, State, day_of


class Missing(Struct, frozen=True):
    """A version that is not held: the day and the event of the act that made it, and the version whose title note tells of it."""

    day: Date
    event: Event
    teller: Date


def missing(versions: Iterable[Dated], after: Date = Date.min) -> tuple[Missing, ...]:
    """The versions that the title notes of those later than a day name between them all, oldest first; drafts aside, each named once.

    What was before the oldest version held is not named: that the law is older is said of it by its own change.
    """
    listed = [held_as(v) if isinstance(v, Version) else v for v in versions if not v.draft]
    held = [one for one in listed if isinstance(one, Held)]
    days = sorted(map(day_of, held))
    found = {one.day: one for teller in held if day_of(teller) > after for one in _between(days, teller)}
    return tuple(found[day] for day in sorted(found))


def _between(days: Sequence[Date], teller: Held) -> Iterable[Missing]:
    """The changes that one title note tells and that made none of the versions of `days`."""
    told = {event.date: event for event in teller.changes if event.date}
    for day, behind in pairwise([*sorted(told), Date.max]):
        if days and days[0] < day and not any(day <= one < behind for one in days):
            yield Missing(day, told[day], day_of(teller))


def doubted(state: State, found: Iterable[Missing]) -> State:
    """The state of a day, which is not known where a missing version may be the law on it."""
    if state.status == "in_force" and state.version and unseen(found, state.version, state.day):
        return replace(state, status="unknown", reason="version_missing", candidates=(state.version,))
    return state


def unseen(found: Iterable[Missing], version: Date, day: Date) -> tuple[Missing, ...]:
    """The missing versions that may be the law on a day instead of a version held."""
    return tuple(one for one in found if version < one.day <= day)

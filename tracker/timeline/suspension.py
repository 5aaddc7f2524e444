"""Suspended application (暂时调整或者停止适用, 立法法(2023) 第十六条、第七十九条): provisions × period × place. The text stays as it is."""

from collections.abc import Iterable
from datetime import date as Date

from tracker.model import Event


def suspensions(events: Iterable[Event], day: Date) -> tuple[Event, ...]:
    """The suspensions that hold on a day, wherever and of whatever they are, oldest first; also those of which provisions were resumed by
    themselves: which these are, only the texts can tell (`standing`)."""
    events = tuple(events)
    held = [e for e in events if e.kind == "suspended" and e.date and e.date <= day]
    return tuple(sorted((e for e in held if (end := suspension_end(events, e)) is None or day < end), key=lambda e: e.date or day))


def suspension_end(events: Iterable[Event], event: Event) -> Date | None:
    """The first day after a suspension: its own, or that of the event that resumed everything there."""
    back = [e.date for e in resumptions(events, event) if not e.provisions]
    return min((day for day in (event.until, *back) if day), default=None)


def resumptions(events: Iterable[Event], suspended: Event) -> tuple[Event, ...]:
    """What may have ended a suspension, or that of a part of what was suspended: all that was resumed later in the same place, or with no
    place named, which is everywhere."""
    return tuple(e for e in events if e.kind == "resumed" and suspended.kind == "suspended" and e.place in ("", suspended.place)
                 and e.date and suspended.date and e.date > suspended.date)

"""From when to when each version of a law is in force.

Intervals are half-open: the first day counts, the day on which the next version begins does not. A version whose commencement
is unknown stays unknown: it may be the law from its promulgation on, until a later version is known to be in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Literal

from tracker.model import Event, InForce, Version

Status = Literal["in_force", "unknown", "none"]


@dataclass(frozen=True, slots=True)
class Span:
    """A version's time in force: from `start` until the day before `end`; `end` None is open, `start` None unknown.

    `never` says that a later version was in force before this one could be.
    """

    version: Date
    start: Date | None
    end: Date | None
    in_force: InForce
    never: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one day: the version in force, or none with the reason, or unknown with the versions that may be it."""

    day: Date
    status: Status
    version: Date | None = None
    reason: str = ""
    candidates: tuple[Date, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A law's versions through time, oldest first, and the state of one day where one was asked for."""

    law: str
    title: str
    versions: tuple[Span, ...]
    on: State | None = None


def spans(versions: Sequence[Version], events: Iterable[Event] = ()) -> tuple[Span, ...]:
    """Each version's time in force, oldest version first; `events` are the law's own (repeal, expiry), which end the last one."""
    ordered = sorted((v for v in versions if v.version), key=_key)
    over = min((e.date for e in events if e.kind in ("repealed", "expired") and e.date), default=None)
    return tuple(_span(version, ordered[index + 1:], over) for index, version in enumerate(ordered))


def _key(version: Version) -> Date:
    assert version.version is not None
    return version.version


def _span(version: Version, later: Sequence[Version], over: Date | None) -> Span:
    start = version.in_force.date
    ends = [v.in_force.date for v in later if v.in_force.date] + ([over] if over else [])
    end = min(ends, default=None)
    never = start is not None and end is not None and end <= start
    return Span(_key(version), start, start if never else end, version.in_force, never)


def on(versions: Sequence[Version], day: Date, events: Iterable[Event] = ()) -> State:
    """Which version is in force on a day, or why none is, or which may be where a commencement is unknown."""
    found = spans(versions, events)
    sure = next((s for s in reversed(found) if s.start and s.start <= day and (s.end is None or day < s.end) and not s.never), None)
    open_ = tuple(s.version for s in found if s.start is None and s.version <= day and (s.end is None or day < s.end)
                  and (sure is None or s.version > sure.version))
    if open_:
        return State(day, "unknown", sure.version if sure else None, "commencement_unknown", open_)
    if sure:
        return State(day, "in_force", sure.version)
    return State(day, "none", None, _why_none(found, day))


def _why_none(found: Sequence[Span], day: Date) -> str:
    if not found:
        return "no_version"
    if any(s.end and s.end <= day for s in found):
        return "no_longer_in_force"
    return "not_yet_in_force"

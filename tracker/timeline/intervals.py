"""From when to when each version of a law is in force.

Intervals are half-open: the first day counts, the day on which the next version begins does not. A version whose commencement
is unknown stays unknown: it may be the law from its promulgation on, until a later version is known to be in force. One whose
commencement is left open (施行日期另行规定) is not law until an act sets the day.
"""

from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from tracker.model import Event, Held, InForce, Misnumbered, Reading, Version, enacts, held_as
from tracker.timeline.suspension import suspensions

Status = Literal["in_force", "unknown", "none"]
Commencement = Literal["known", "unknown", "open", "draft"]
ENDINGS = ("repealed", "expired")

REASONS = {
    "staged": "only some of its provisions are law yet",
    "commencement_unknown": "it is not known from when a later version is in force",
    "commencement_open": "the day of its commencement is left to another act",
    "end_unknown": "the law has ended on a day that is not known",
    "version_missing": "a title note tells of an act whose version the store does not have",
    "no_version": "the store holds no version of it",
    "older_text": "the oldest version held changed an older text, which the store does not have",
    "first_unknown": "the oldest version held is not known to be the first enactment, and the store has no older text",
    "not_yet_in_force": "no version held was in force yet",
    "prevented": "it never came into force: the law had ended before",
    "repealed": "the law was repealed",
    "expired": "the law had expired",
}
"""Why nothing is in force, or why it is not known."""


DOUBTS = {
    "open": "its end is not known: version {version} has an unknown commencement",
    "closed": "it may have ended earlier: version {version} has an unknown commencement",
}
"""What the `doubt` of a span that has no end, or has one, means."""


NEVER = {
    "whole": "never in force as a whole",
    "rest": "never in force as a whole; what later changes leave of it is in force from {rest}",
}
"""What is known of a version that was never in force."""


class Dated(Protocol):
    """What dating needs of a version: `model.Version` and `model.Held` have it."""

    @property
    def version(self) -> Date | None: ...

    @property
    def in_force(self) -> InForce: ...

    @property
    def draft(self) -> str: ...


class Span(Struct, frozen=True):
    """A version's time in force: from `start` until the day before `end`; `end` None is open, `start` None not known or not set.

    `doubt` is the first later version of unknown commencement, which may have ended this one from its own date on, before `end`.
    `never` says that a later version was in force before this one could be, or that the law had ended, or that it is a draft. `rest`: where
    changes in part alone were, the day from which what they leave of this version is law nonetheless, its own (先公布者后施行).
    """

    version: Date
    start: Date | None
    end: Date | None
    in_force: InForce
    never: bool = False
    commencement: Commencement = "known"
    doubt: Date | None = None
    rest: Date | None = None


class State(Struct, frozen=True):
    """What is known of one day: the version in force, or none with the reason, or unknown with the versions that may be it.

    `reason`: staged (only provisions with a commencement of their own are law yet), commencement_unknown, end_unknown, version_missing,
    no_version, older_text (of before the oldest version held), first_unknown (whether there was one is not known), not_yet_in_force,
    prevented, commencement_open, repealed, expired.
    `begins` is the next day on which a version, or provisions of one, come into force, `in_force` how that of `version` (or of the one that
    begins) is known; where none is in force, `candidates` has the version of unknown commencement that may be the first to begin,
    `ended` the event that ended the law. `open` are versions whose commencement is left open; they are not law yet.
    `suspended` are the suspensions that hold on the day, of the law or of provisions, everywhere or in a place; `readings`, of which
    the text has to be looked into, what is not law as that version prints it, `misnumbered` what cites in another version's numbers.
    """

    day: Date
    status: Status
    version: Date | None = None
    reason: str = ""
    candidates: tuple[Date, ...] = ()
    in_force: InForce | None = None
    begins: Date | None = None
    ended: Event | None = None
    open: tuple[Date, ...] = ()
    suspended: tuple[Event, ...] = ()
    readings: tuple[Reading, ...] = ()
    misnumbered: tuple[Misnumbered, ...] = ()


def commencement(version: Dated) -> Commencement:
    """What is known of a version's commencement; a person's or a text's word that the day is not set yet makes it open."""
    if version.draft:
        return "draft"
    if version.in_force.date:
        return "known"
    return "unknown" if version.in_force.basis == "unknown" else "open"


def in_order(versions: Iterable[Dated]) -> list[Dated]:
    """The versions that have a date, oldest first."""
    return sorted((v for v in versions if v.version), key=day_of)


def day_of(version: Dated) -> Date:
    """The date that names a version. It must have one."""
    assert version.version is not None
    return version.version


UNHELD = ("older_text", "first_unknown")
"""The reasons by which what was law on a day may be a text that is not held."""


def is_whole(version: Dated) -> bool | None:
    """Whether a version is a whole new text (first enactment, 修订); None where nothing tells what made it."""
    listed = held_as(version) if isinstance(version, Version) else version
    return listed.change != "amended" if isinstance(listed, Held) and (listed.change or enacts(listed)) else None


def never_of(span: Span) -> str:
    """That a version was never in force, in words to be said with its `rest` as {rest}."""
    return NEVER["rest" if span.rest else "whole"]


def doubt_of(span: Span) -> str:
    """The words of DOUBTS that a span calls for, to be said with its `doubt` as {version}; empty where there is no doubt."""
    return DOUBTS["closed" if span.end else "open"] if span.doubt else ""


def doubtful_from(span: Span) -> Date | None:
    """The first day from which on a version in force may have ended already; None where no later version makes that doubtful."""
    return max(span.start, span.doubt) if span.start and span.doubt else None


def spans(versions: Iterable[Dated], events: Iterable[Event] = ()) -> tuple[Span, ...]:
    """Each version's time in force, oldest first; `events` are the law's own: a repeal or expiry ends what was promulgated before."""
    ordered = in_order(versions)
    over = [e for e in events if ends_law(e)]
    return tuple(_span(version, ordered[index + 1:], over) for index, version in enumerate(ordered))


def may_be(event: Event, day: Date) -> bool:
    """Whether an event whose date is not known may have been by a day: not before the act that orders it, nor where its day is not
    set."""
    return event.date is None and not event.unset and (event.after is None or event.after <= day)


def ends_law(event: Event) -> bool:
    """Whether an event ends the law as a whole."""
    return event.kind in ENDINGS and not event.provisions


def ended(version: Dated, events: Iterable[Event]) -> Event | None:
    """The event that ended the law as it stood in a version: the first one with a day that is not before the version's own."""
    return min((e for e in events if ends_law(e) and e.date and e.date >= day_of(version)), key=lambda e: e.date or Date.max, default=None)


def _span(version: Dated, later: Sequence[Dated], over: Sequence[Event]) -> Span:
    start = None if version.draft else version.in_force.date
    last = ended(version, over)
    ends = [v.in_force.date for v in later if v.in_force.date and not v.draft] + ([last.date] if last and last.date else [])
    end = min(ends, default=None)
    left_open = commencement(version) == "open" and last is not None  # no act sets the day of what has ended any more
    never = bool(version.draft) or left_open or (start is not None and end is not None and end <= start)
    unknown = (day_of(v) for v in later if commencement(v) == "unknown" and (end is None or day_of(v) < end))
    doubt = None if never else next(unknown, None)
    rest = start if never and start and _is_left(start, later, version, over) else None
    return Span(day_of(version), start, start if never else end, version.in_force, never, commencement(version), doubt, rest)


def _is_left(start: Date, later: Sequence[Dated], version: Dated, over: Sequence[Event]) -> bool:
    """Whether what later versions do not change of one is law from its own day on: the law cannot have ended by then, and none of these
    that may be law by then can be a whole new text."""
    last = ended(version, over)
    by_then = (v for v in later if not v.draft and (v.in_force.date or day_of(v)) <= start and commencement(v) != "open")
    return (not (last and last.date and last.date <= start) and not any(may_be(e, start) for e in over)
            and all(is_whole(v) is False for v in by_then))


def holds(span: Span, day: Date) -> bool:
    """Whether a day lies in a span whose start is known."""
    return not span.never and span.start is not None and span.start <= day and (span.end is None or day < span.end)


def on(versions: Iterable[Dated], day: Date, events: Iterable[Event] = ()) -> State:
    """Which version is in force on a day, or why none is, or which may be where a commencement is unknown."""
    events = tuple(events)
    state = _on(versions, day, events)
    return replace(state, suspended=suspensions(events, day)) if state.version else state


def _on(versions: Iterable[Dated], day: Date, events: tuple[Event, ...]) -> State:
    ordered = in_order(versions)
    found = spans(ordered, events)
    sure = next((s for s in reversed(found) if holds(s, day)), None)
    waiting = [s for s in found if s.start is None and not s.never and s.version <= day and (s.end is None or day < s.end)
               and (sure is None or s.version > sure.version)]
    unknown = tuple(s.version for s in waiting if s.commencement == "unknown")
    open_ = tuple(s.version for s in waiting if s.commencement == "open")
    if unknown:
        return State(day, "unknown", sure.version if sure else None, "commencement_unknown", unknown, open=open_)
    if sure and any(ends_law(e) and may_be(e, day) for e in events):
        return State(day, "unknown", sure.version, "end_unknown", (sure.version,), sure.in_force, open=open_)
    if sure:
        return State(day, "in_force", sure.version, in_force=sure.in_force, open=open_)
    early = next((v for v in ordered if not v.draft and any(s.date and s.date <= day for s in v.in_force.stages)
                  and not _over(v, events, day)), None)
    if early:
        return State(day, "in_force", day_of(early), "staged", in_force=early.in_force, open=open_)
    return _none(ordered, found, day, events, open_)


def _over(version: Dated, events: Iterable[Event], day: Date) -> bool:
    last = ended(version, events)
    return last is not None and last.date is not None and last.date <= day


def _none(ordered: Sequence[Dated], found: Sequence[Span], day: Date, events: Sequence[Event], open_: tuple[Date, ...]) -> State:
    next_ = min((s for s in found if s.start and s.start > day and not s.never), key=lambda s: s.start or Date.max, default=None)
    begins, force, unknown = _next(ordered, next_, day, events)
    past = [e for v in ordered if (e := ended(v, events)) and e.date and e.date <= day]
    if past:
        return State(day, "none", None, past[-1].kind, unknown, force, begins=begins, ended=past[-1], open=open_)
    if not next_ and open_:
        return State(day, "none", None, "commencement_open", open=open_)
    never = [e for v, s in zip(ordered, found, strict=True) if s.never and not v.draft and s.version <= day and (e := ended(v, events))]
    if never and not next_:
        return State(day, "none", None, "prevented", ended=never[0])
    return State(day, "none", None, _before(ordered), unknown, force, begins=begins, open=open_)


def _next(ordered: Sequence[Dated], next_: Span | None, day: Date,
          events: Sequence[Event]) -> tuple[Date | None, InForce | None, tuple[Date, ...]]:
    """The next day on which anything comes into force, be it single provisions, how the commencement of its version is known, and the
    version of unknown commencement that may come before, where one is: then there is no such day."""
    last = next_.start if next_ and next_.start else Date.max
    coming = [v for v in ordered if not v.draft]
    unknown = next((day_of(v) for v in coming if commencement(v) == "unknown" and day < day_of(v) < last), None)
    if unknown:
        return None, None, (unknown,)
    own = [(s.date, v.in_force) for v in coming for s in v.in_force.stages
           if s.date and day < s.date < last and not _over(v, events, s.date)]
    first = min(own, key=lambda one: one[0], default=(next_.start, next_.in_force) if next_ else (None, None))
    return (*first, ())


def _before(ordered: Sequence[Dated]) -> str:
    """Why nothing held was law before the oldest version held, drafts aside: nothing was in force yet, or an older one may be."""
    oldest = next((held_as(v) if isinstance(v, Version) else v for v in ordered if not v.draft), None)
    if isinstance(oldest, Held) and not enacts(oldest):
        return "older_text" if oldest.change or any(e.date <= oldest.version for e in oldest.changes if e.date) else "first_unknown"
    return "not_yet_in_force" if ordered else "no_version"

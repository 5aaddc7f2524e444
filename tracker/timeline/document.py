"""The timeline document: a law's versions, events and provisions through time, and the state of one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from tracker.model import Law, Version
from tracker.timeline.events import Contradiction, Happening, contradictions, happenings
from tracker.timeline.intervals import Span, State, on, spans


@dataclass(frozen=True, slots=True)
class Timeline:
    """A law through time: versions oldest first, events in order of time, what contradicts, and the state of a day where one was asked
    for. `known` is the day on which the store held what this says, None: now."""

    law: str
    title: str
    versions: tuple[Span, ...]
    events: tuple[Happening, ...] = ()
    problems: tuple[Contradiction, ...] = ()
    on: State | None = None
    known: Date | None = None


def timeline(law: Law, versions: Sequence[Version], day: Date | None = None) -> Timeline:
    """A law's timeline, with the state of `day` where one is given."""
    return Timeline(law.law, law.title, spans(versions, law.events), happenings(law.law, versions, law.events),
                    contradictions(law.law, versions, law.events), on(versions, day, law.events) if day else None)

"""The timeline document: a law's versions, events and provisions through time, and the state of one day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tracker.model import Law, Version
from tracker.timeline.effect import Calendar, calendar, window
from tracker.timeline.events import Contradiction, Happening, contradictions, happenings
from tracker.timeline.intervals import Span, State, in_order, on, spans
from tracker.timeline.lives import Life
from tracker.timeline.missing import doubted, missing
from tracker.timeline.upcoming import Coming, Future, by_day, futures, upcoming

if TYPE_CHECKING:
    from tracker.timeline.lineage import Mapper


class Timeline(Struct, frozen=True):
    """A law through time: versions oldest first, events in order of time, provisions in the order of the newest text, what contradicts,
    and the state of a day where one was asked for. `known` is the day on which the store held what this says, None: now.

    `provisions` are the articles, each followed by its 款, then by those it has no more; articles of older versions that
    are gone stand last. `upcoming` is what
    comes after `today`, nearest first; `futures` the orders in which acts left open may commence.
    """

    law: str
    title: str
    today: Date
    versions: tuple[Span, ...]
    events: tuple[Happening, ...] = ()
    provisions: tuple[Life, ...] = ()
    problems: tuple[Contradiction, ...] = ()
    upcoming: tuple[Coming, ...] = ()
    futures: tuple[Future, ...] = ()
    on: State | None = None
    known: Date | None = None


def timeline(law: Law, versions: Sequence[Version], today: Date, *, day: Date | None = None, known: Date | None = None,
             mapper: "Mapper | None" = None, proposed: Iterable[Coming] = ()) -> Timeline:
    """A law's timeline, with the state of `day` where one is given. `mapper` makes the maps between neighbouring versions; `proposed` are
    ends that nobody has confirmed yet."""
    from tracker.compare.alignment import align
    from tracker.timeline.lineage import Once, dated, weave
    from tracker.timeline.lives import lives

    mapper = Once(mapper or align)
    loom = weave(versions, mapper)
    told = dated([v for v in in_order(versions) if isinstance(v, Version)], mapper)
    found = calendar(loom.versions, law.events)
    return Timeline(law.law, law.title, today, spans(told, law.events), happenings(law.law, versions, law.events),
                    lives(loom, found), contradictions(law.law, versions, law.events),
                    by_day((*upcoming(law, today, versions, mapper), *proposed)), futures(law, versions, today, mapper),
                    looked_into(found, doubted(on(versions, day, law.events), missing(versions)),
                                lambda named: next(v for v in loom.versions if v.version == named), mapper) if day else None, known)


def looked_into(found: Calendar, state: State, load: Callable[[Date], Version], mapper: "Mapper | None" = None) -> State:
    """A state with what its day's text leaves out, reads otherwise or has suspended; `load` and `mapper` as for `text_on`."""
    if state.status != "in_force" or not (window(found, state) or any(e.kind == "suspended" for e in found.events)):
        return state
    from tracker.compare.alignment import align
    from tracker.timeline.composition import text_on

    text = text_on(found, state, load, mapper or align)
    return replace(state, readings=text.readings, suspended=text.suspended, misnumbered=text.misnumbered)

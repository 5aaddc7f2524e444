"""How the provisions of a law stand on a day, beside its text: what is not law as printed, why and until when, and what is suspended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Date

from tracker.compare.outline import outline
from tracker.language import _
from tracker.model import DIVISIONS, Event, Reading, Version, places
from tracker.timeline.effect import Calendar, numbering, related
from tracker.timeline.intervals import ENDINGS, State, day_of
from tracker.timeline.lineage import Mapper
from tracker.timeline.suspension import suspension_end, suspensions


def standing(reading: Reading) -> str:
    """Why a provision is not law as printed, from or until when, and who says so, in words."""
    source = f" ({_(reading.source)})" if reading.source else ""
    return _stands(reading) + source


def _stands(reading: Reading) -> str:
    if reading.reason in ENDINGS:
        said = _("{kind} from {day}") if reading.since else _("{kind} on a day that is not known")
        return said.format(kind=_(reading.reason), day=reading.since)
    if reading.until:
        return _("not in force until {day}").format(day=reading.until)
    if reading.since:
        return _("in force from {start}").format(start=reading.since)
    return _("its day of commencement is left open" if reading.reason == "open" else "it is not known from when it is in force")


def suspended(found: Calendar, state: State, text: Version, load: Callable[[Date], Version], mapper: Mapper) -> Iterator[Event]:
    """The suspensions on the day of a text, with the provisions by their ids in it, and with the day that ends each, also where another
    event tells it; what the text does not have, or leaves out, is not named. Those without a day may hold, and come last."""
    frame = next(n for n, v in enumerate(found.versions) if v.version == state.version)
    gone = {reading.provision for reading in text.readings if reading.version is None}
    undated = [e for e in found.events if e.kind == "suspended" and e.date is None]
    for event in (*suspensions(found.events, state.day), *undated):
        named = tuple(key for key in _in_the_text(found, event, frame, load, mapper) if key not in gone)
        if named or not event.provisions:
            yield replace(event, provisions=named, until=suspension_end(found.events, event))


def _in_the_text(found: Calendar, event: Event, frame: int, load: Callable[[Date], Version], mapper: Mapper) -> tuple[str, ...]:
    """What an event names, by ids of the version in force: followed there from the version in whose numbering it speaks."""
    at = numbering(found, event)
    if at == frame or not event.provisions:
        return event.provisions
    from tracker.timeline.history import trace

    first, last = sorted((at, frame))
    versions = [load(day_of(v)) for v in found.versions[first:last + 1]]
    keys = [key for name in event.provisions for key in _articles_of(versions[at - first], name)]
    return tuple(dict.fromkeys(new for key in keys for new in trace(versions, key, at - first, mapper).ids[frame - first]))


def _articles_of(version: Version, key: str) -> list[str]:
    """The articles of a division; any other provision itself."""
    node = places(version).get(key)
    if node is None or node.type not in DIVISIONS:
        return [key] if node else []
    divisions = outline(version).division
    return [article for article in divisions if related(article, key, divisions)]

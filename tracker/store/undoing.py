"""Which recorded event is taken back: by its kind and day, and by what else tells it from others; and the command that names it so."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tracker import timeline
from tracker.language import typed
from tracker.model import Event, Law, citation_of
from tracker.timeline.effect import spoken_in


class Wanted(NamedTuple):
    """What is said of the event to take back; `provisions` as they are cited, `version` the one whose numbers they have or whose text was
    corrected, `by` the act that says so, with which the day need not be said. What is not said may be any."""

    kind: str
    day: date | None
    provisions: str = ""
    place: str = ""
    until: date | None = None
    version: date | None = None
    by: str = ""


def numbers_of(law: Law, event: Event) -> date | None:
    """The version in whose numbers an event names provisions, or whose text it corrects; None where it does neither."""
    return spoken_in(timeline.calendar(law.versions, law.events), event)


def meant(law: Law, wanted: Wanted, cites: Callable[[Event], bool]) -> list[Event]:
    """The events of a law that are wanted; `cites`: whether the citation wanted is one of just the provisions of an event. Of several,
    those that have no more than what is said; of those that differ in nothing but who says so, the last."""
    found = [e for e in law.events if e.kind == wanted.kind and (e.date == wanted.day or (wanted.by and not wanted.day))
             and wanted.place in ("", e.place) and wanted.until in (None, e.until) and wanted.by in ("", e.by, e.act)
             and (wanted.version is None or numbers_of(law, e) == wanted.version) and (not wanted.provisions or cites(e))]
    exact = [e for e in found if (e.place, e.until) == (wanted.place, wanted.until) and (wanted.provisions or not e.provisions)]
    return next((some[-1:] for some in (exact, found) if len({_what(law, e) for e in some}) == 1), found)


def _what(law: Law, event: Event) -> tuple[object, ...]:
    return event.kind, event.date, event.provisions, numbers_of(law, event), event.place, event.until, event.lacking


def of_older_numbers(events: Iterable[Event], event: Event) -> Event | None:
    """What is recorded by the same act of the same numbers, which it names but once, as those of another version."""
    return next((one for one in events if one.basis == event.basis == "act" and (one.kind, one.act, one.place) == (
        event.kind, event.act, event.place) and one.numbers and event.numbers and one.numbers != event.numbers
        and set(one.provisions).intersection(event.provisions)), None)


def taking_back(law: Law, event: Event) -> str:
    """The command that takes just this event back, in no more words than that needs."""
    steps = [Wanted(event.kind, event.date)]
    steps.append(steps[-1]._replace(provisions="、".join(map(citation_of, event.provisions))))
    steps.append(steps[-1]._replace(place=event.place))
    steps.append(steps[-1]._replace(until=event.until))
    steps.append(steps[-1]._replace(version=numbers_of(law, event)))
    steps.append(steps[-1]._replace(by=event.by or event.act))
    wanted = next((one for one in steps if meant(law, one, lambda e: e.provisions == event.provisions) == [event]), steps[-1])
    options = {"--provisions": wanted.provisions, "--date": wanted.day, "--until": wanted.until, "--place": wanted.place, "--by": wanted.by}
    name = f"{law.law}/{wanted.version}" if wanted.version else law.law
    words = [word for option, said in options.items() if said for word in (option, str(said))]
    return typed("tracker", "event", name, wanted.kind, *words, "--take-back", "--because", "REASON")


def commands(law: Law, events: Sequence[Event]) -> str:
    """The commands that take events back, each by itself."""
    return "; ".join(f"`{command}`" for command in dict.fromkeys(taking_back(law, one) for one in events))

"""What was recorded of a law and does not fit any more what the store holds: told, and never changed without a person."""

from collections.abc import Iterator

from tracker import timeline
from tracker.language import _
from tracker.model import Event, Law, citation_of
from tracker.store.folder import Store, loader
from tracker.store.reviews import aligner
from tracker.timeline.effect import met, numbering
from tracker.timeline.events import named
from tracker.timeline.standing import carried


def doubts(store: Store, law: Law) -> Iterator[str]:
    """Of every event recorded of a law what a person has to look at again, in words, with the command."""
    for event in law.events:
        yield from _renumbered(store, law, event)


def taking_back(law: Law, event: Event) -> str:
    """The command that takes an event back."""
    day = f"--date {event.date}" if event.date else ""
    return " ".join(filter(None, ("tracker event", law.law, event.kind, day, "--take-back --because REASON")))


def _renumbered(store: Store, law: Law, event: Event) -> Iterator[str]:
    """An event that was recorded in the numbers of one version, where the one in force on its day now has others for the same."""
    found = timeline.calendar(law.versions, law.events)
    if event.numbers is None or not found.versions:
        return
    there = met(found, event)
    if found.versions[numbering(found, event)].version != event.numbers:
        yield _("{event}: recorded in the numbers of version {numbers}, which the store does not hold as law; `{command}` takes it back"
                ).format(event=named(event), numbers=event.numbers, command=taking_back(law, event))
        return
    now = carried(found, event, there, loader(store, law), aligner(store, law.law))
    if now != event.provisions:
        said = _("{event}: recorded in the numbers of version {numbers}; in version {version}, in force on that day, that is {now}. Where "
                 "the numbers of this one are meant, `{command}` takes it back, to be recorded again") if now else _(
            "{event}: recorded in the numbers of version {numbers}; version {version}, in force on that day, has none of it. Where the "
            "numbers of this one are meant, `{command}` takes it back, to be recorded again")
        yield said.format(event=named(event), numbers=event.numbers, version=found.versions[there].version,
                          now="、".join(map(citation_of, now)), command=taking_back(law, event))

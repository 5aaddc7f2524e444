"""What a store refuses to be told: dates and events that contradict what it holds, with both sides and their sources."""

from collections.abc import Sequence

from tracker import timeline
from tracker.errors import DateError
from tracker.language import _
from tracker.model import Event, Law, Version
from tracker.store.undoing import taking_back
from tracker.timeline import Contradiction
from tracker.timeline.events import sides
from tracker.timeline.intervals import ENDINGS


def refuse(law: Law, before: tuple[Sequence[Version], Sequence[Event]], after: tuple[Sequence[Version], Sequence[Event]]) -> None:
    """Raise DateError where `after` (a law's versions and events) contradicts itself in a way that `before` did not.

    What the sources themselves say against each other is not refused: it is evidence, and `check` lists it.
    """
    known = set(timeline.contradictions(law.law, *before))
    new = [c for c in timeline.contradictions(law.law, *after) if c not in known]
    if new:
        held = [h.event for h in (new[0].first, new[0].second) if h.event in before[1] and h.event in after[1] and h.event.kind in ENDINGS]
        raise DateError("{law}: {rule}: {sides}", hint="correct the date, or take back the one recorded before: `{command}`" if held else
                        "correct the date, or the event that is wrong of the two; `tracker timeline {law} --json` shows all events",
                        law=law.law, rule=_(timeline.RULES[new[0].rule]), sides="; ".join(sides(new[0])),
                        command=taking_back(law, held[0]) if held else "")


def is_of_record(found: Contradiction) -> bool:
    """Whether a contradiction comes from what a person or an act told the store, not from the sources' texts alone."""
    return any(h.event.basis in ("act", "person") for h in (found.first, found.second))

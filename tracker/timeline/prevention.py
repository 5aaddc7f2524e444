"""What never became law: an event ended it, or a later version took it out, before it was.

What is repealed before its day does not come any more, whatever day was set for it; the day of the repeal is the first on which it is not
law, so that one on that very day is before it, too.
"""

from collections.abc import Callable
from datetime import date as Date
from functools import cached_property

from msgspec import Struct

from tracker.timeline.effect import Beginning, Calendar, brought, endings, never
from tracker.timeline.lineage import Loom, Thread
from tracker.timeline.readings import Change, changes, own_days, preventing


class Prevention(Struct, frozen=True, dict=True):
    """The calendar of a law, and the loom of its versions, which is not asked for where nothing can be prevented."""

    found: Calendar
    loom: Callable[[], Loom]

    @cached_property
    def _behind(self) -> list[Date | None]:
        """By the number of a version, the first day of all that was made behind it: of later versions, and of what ended provisions or the
        law."""
        made = [(end.before, end.event.date) for end in endings(self.found)]
        made += [(n, day) for n, v in enumerate(self.found.versions) for day in (v.in_force.date, *(s.date for s in v.in_force.stages))]
        return [min((day for before, day in made if day and before > at), default=None) for at, _ in enumerate(self.found.versions)]

    def by(self, place: tuple[int, str], at: int, begins: Beginning) -> Change | None:
        """What prevents what the version number `at` made of a provision, named by the number of a version and its id there, from ever
        being law: a change that takes it out. None: nothing does for certain. `begins` is the day that is set for it, or left open."""
        if not self.may(at, begins):
            return None
        loom = self.loom()
        found = [_taking_out(loom, self.found, at, thread) for thread in loom.threads(*place)]
        return found[0] if found and all(found) else None

    def brought(self, at: int, provision: str, begins: Beginning) -> tuple[int, Date] | None:
        """The later whole new text (its number) that brings before its day what a version gives one, or leaves open, and its day there."""
        may = self.may(at, begins)
        return brought(self.found, at, begins.day, own_days(self.loom(), self.found, at, provision)) if may else None

    def told(self, end: Change) -> Beginning:
        """That something never is law, and what prevented it: an event, or the act of the version that took it out."""
        version = self.found.versions[end.at] if end.event is None else None
        return never(end.event, (version.act or str(version.version)) if version else "")

    def may(self, at: int, begins: Beginning) -> bool:
        """Whether anything made or recorded behind a version is there by a first day of it."""
        first = self._behind[at]
        return first is not None and (first <= begins.day if begins.day else begins.unset == "open")


def _taking_out(loom: Loom, found: Calendar, at: int, thread: Thread) -> Change | None:
    """What takes a provision out before it is law, as a version makes it; one that lives on in another is not taken out."""
    changed = changes(loom, found, thread)
    own = max((n for n, change in enumerate(changed) if change.at <= at and change.provision), default=0)
    end = preventing(loom, found, changed, changed[own])
    goes_on = end and end.event is None and loom.heirs(end.at - 1, thread.at(end.at - 1), end.at)
    return None if goes_on else end

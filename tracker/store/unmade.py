"""Amendments that no version is there for: whether an act that amends a law made one of the versions held, and until when the text before
it is given in their place.

An act is known to have made a version by its day: the version's own, or one that its title note tells; by the title that the note gives
and a day that may be a later one of the same act (its text tells its adoption, the note its promulgation); where a version tells no
changes, by the day from which both are law.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.model import Event, Held, Law, Version
from tracker.reading.history import CHANGING, near
from tracker.store.folder import law_id
from tracker.store.identity import akin, first_of

if TYPE_CHECKING:
    from tracker.store.endings import Texts

_ACTS = ("adopted", "approved", "promulgated", *CHANGING)


def is_made(law: Law, act: Version, day: date | None) -> bool:
    """Whether a version of a law is there that an act made, whose changes are law from a day."""
    days = days_of(act)
    return any(days & _told(v) or _is_titled(v, act) or (not v.changes and _is_later(v, act) and day is not None and v.in_force.date == day)
               for v in law.versions if not v.draft)


def _is_titled(version: Held, act: Version) -> bool:
    from tracker.amend.wording import folded

    soon = version.act and near(Event("adopted", act.version), version.changes[-1])
    return bool(soon) and folded(version.act).text in folded(act.title).text


def is_made_elsewhere(law: Law, act: Version, amended: Collection[str], texts: "Texts") -> bool:
    """Whether the version that an act made of a law is kept as another law, renamed: one first enacted on one day with it that tells of
    the act and is none of those that the act amends (titles)."""
    titles = {law_id(title) for title in amended}
    others = {one.law: one for day in days_of(act) for one in texts.changed(day) if not {one.law, law_id(one.title)} & titles}
    firsts = {day for v in texts.versions(law) if others and not v.draft for day in first_of(v).days}
    return any(first_of(v).days & firsts for one in others.values() for v in texts.versions(one) if not v.draft)


def days_of(act: Version) -> set[date]:
    """The days on which an act was made: adopted, approved, promulgated."""
    own = {act.version, act.adopted, act.promulgated, *(e.date for e in act.events if e.kind in _ACTS)}
    return {day for day in own if day}


def before(law: Law, act: Version) -> Held:
    """The last version of a law made before an act; there must be one."""
    return [v for v in law.versions if not v.draft and not _is_later(v, act)][-1]


def replaced(law: Law, act: Version, day: date | None) -> date | None:
    """From when a later text of a law, as it was published, stands in place of the one that an act changes from a day; None where none
    does. One that is law before that day does not hold the changes."""
    begins = (v.in_force.date for v in law.versions if not v.draft and v.source and _is_later(v, act))
    return min((one for one in begins if one and act.version and one >= (day or act.version)), default=None)


def is_of_others(law: Law, bodies: Sequence[str], texts: "Texts") -> bool:
    """Whether none of the bodies that decided is akin to one that made or changed a law, as its notes and the acts that they name
    have it (国务院关于修改…的决定); False where nothing is told of one side."""
    told = {body for version in texts.versions(law) for e in version.events for body in (e.body, e.act.partition("关于")[0]) if body}
    return bool(told and bodies) and not akin(told, bodies)


def _told(version: Held) -> set[date]:
    own = (version.version, version.adopted, version.promulgated, *(e.date for e in version.changes))
    return {day for day in own if day}


def _is_later(version: Held, act: Version) -> bool:
    return act.version is not None and version.version >= act.version

"""Commencements that an act appoints for another law: of which of its texts, and what that text has by it."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from tracker.citations import provisions_of
from tracker.compare.outline import outline
from tracker.errors import CitationError
from tracker.model import Held, InForce, Law, Stage, Version, joined
from tracker.timeline.effect import beginning, division_of, stage_of

Said = tuple[tuple[str, ...], date]
"""Provisions (ids; none: all that has no day of its own), and their first day."""


def text_meant(law: Law, made: date | None, whole: bool = False, day: date | None = None) -> Held | None:
    """The version of a law for which an act made on a day appoints a commencement, a day or in words: the last one by then; that of the law
    as a whole is of the last whose day was not past. None where there is none."""
    there = [v for v in reversed(law.versions) if not v.draft and (made is None or v.version <= made)]
    coming = [v for v in there if not whole or waits(v.in_force.date, made)]
    return next(iter(coming or (there if waits(day, made) else ())), None)


def recorded_days(version: Version, provisions: Iterable[str]) -> dict[str, date | None]:
    """The first days of provisions of a version (`""`: of all that has no day of its own) as they are recorded."""
    divisions = outline(version).division
    return {key: beginning(version, key, division_of(divisions, key)).day for key in provisions}


def waits(day: date | None, made: date | None) -> bool:
    """Whether what has a first day was still to come when an act was made; what has none was."""
    return day is None or made is None or day > made


def is_said(version: Version, provision: str) -> bool:
    """Whether a person said the commencement of a provision of a version (`""`: of all that has no day of its own)."""
    stage = stage_of(version, provision, division_of(outline(version).division, provision))
    return (stage or version.in_force).basis == "person"


def named_in(version: Version, cited: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of what citations name in a version, and those that name nothing there."""
    ids: list[str] = []
    lacking = []
    for one in cited:
        try:
            ids += provisions_of(version, one)
        except CitationError:
            lacking.append(one)
    return joined(version, ids), tuple(lacking)


def appointed(version: Version, act: str, said: Iterable[Said]) -> InForce:
    """The commencement of a version of which an act appoints the days; what else is known of it stays."""
    was = version.in_force
    force, own = was, [replace(s, reason=was.act) if s.basis == "act" and s.date and not s.reason else s for s in was.stages]
    for ids, day in said:
        if ids:
            left = (replace(s, provisions=tuple(key for key in s.provisions if key not in ids)) for s in own)
            own = [*(s for s in left if s.provisions), Stage(ids, day, act, "act")]
        else:
            force = InForce(day, "act", act=act, first=was.first or was.date, leaving=was.leaving)
    return replace(force, stages=tuple(own))

"""When the changes that a version makes become law: each provision by its own commencement, else by the version's.

A version brings what it changes into force on its day, single provisions on days of their own (staged commencement). A whole
new text (修订) that comes into force brings with it what earlier versions had still pending, what it gives a day of its own on that;
a partial change (修正) does not: a change that is promulgated earlier and commences later waits for its own day, and one left open for
the act that sets it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from tracker.compare.grouping import article_of
from tracker.compare.outline import outline
from tracker.model import Event, Held, InForce, Reason, Stage, Version, citation_of, held_as
from tracker.timeline.appointing import may_be_appointed
from tracker.timeline.intervals import ENDINGS, Dated, State, day_of, ended, ends_law, in_order, is_whole, on


class Calendar(Struct, frozen=True):
    """The versions of a law that are no drafts, oldest first, as a store lists them, and the law's own events."""

    versions: tuple[Held, ...]
    events: tuple[Event, ...] = ()


class Pending(NamedTuple):
    """Whether something is law on a day, None where that is not known; `reason` says why it is not."""

    law: bool | None
    reason: Reason = "unknown"


def calendar(versions: Iterable[Dated], events: Iterable[Event] = ()) -> Calendar:
    """The calendar of a law, from its versions or from what a store lists of them; a term in which it is repealed does not run out."""
    listed = [held_as(v) if isinstance(v, Version) else v for v in in_order(versions) if not v.draft]
    events = tuple(events)
    return Calendar(tuple(v for v in listed if isinstance(v, Held)), tuple(e for e in events if not prevented(listed, events, e)))


def prevented(versions: Iterable[Dated], events: Iterable[Event], event: Event) -> Event | None:
    """The repeal that ends before its term is over what an expiry would end: of the law, but where it is made anew by then, or of the same
    provisions."""
    for over in events if event.kind == "expired" else ():
        if over.kind == "repealed" and over.date and event.date and over.date < event.date:
            anew = any(over.date < day_of(v) <= event.date for v in versions if v.version and not v.draft)
            same = event.provisions and over.numbers == event.numbers and set(event.provisions) <= set(over.provisions)
            if same or (ends_law(over) and not anew):
                return over
    return None


def stage_of(version: Dated, provision: str, division: str = "") -> Stage | None:
    """The commencement of its own that a provision has: named itself, or with its article, or with a division that it stands in.

    The one that names it most closely holds (第二章自…施行，其中第三条自…施行); of two alike, the one that names fewer, then the later.
    """
    if not version.in_force.stages:
        return None
    steps = around(provision, division)
    named = [(max(map(_closeness, steps.intersection(s.provisions)), default=()), -len(s.provisions), at, s)
             for at, s in enumerate(version.in_force.stages)]
    return max((one for one in named if one[0]), key=lambda one: one[:3], default=(None,))[-1]


def _closeness(key: str) -> tuple[bool, int]:
    """How closely an id names what lies in it: articles and what is below them more so than divisions."""
    return bool(article_of(key)), key.count("__")


def staged(version: Dated, divisions: Mapping[str, str]) -> set[str]:
    """The articles of a version that have a commencement of their own; `divisions` are the innermost ones of all its articles."""
    named = {key for s in version.in_force.stages for key in s.provisions}
    if not named:
        return set()
    whole = {division for division in set(divisions.values()) if named & around("", division)}
    return {key for key, division in divisions.items() if key in named or division in whole}


Unset = Literal["", "open", "unknown", "never"]
"""Why there is no day: it is left to another act, or not known, or never came (see `overtaken`)."""


class Beginning(NamedTuple):
    """The first day of something as law; None where it is not known or left open, as `unset` says. `source` is who says so: an act, a
    reason, or a provision, as the version itself numbers it, where `own`; `event` what was recorded that prevented it."""

    day: Date | None
    source: str
    unset: Unset = ""
    own: bool = False
    event: Event | None = None


def never(event: Event | None, source: str = "") -> Beginning:
    """That something never is law; `event` is what was recorded that prevented it, or `source` says what else did."""
    return Beginning(None, (event.act or event.reason) if event else source, "never", event=event)


def beginning(version: Dated, provision: str, division: str = "") -> Beginning:
    """A provision's own first day in a version: that of its own commencement where it has one, else the version's."""
    force, stage = version.in_force, stage_of(version, provision, division)
    if stage:
        return beginning_of(version, stage)
    return _beginning(force, force.act or citation_of(force.provision) or force.reason, bool(force.provision and not force.act))


def beginning_of(version: Dated, stage: Stage) -> Beginning:
    """The first day of what has a commencement of its own in a version."""
    return _beginning(stage, source_of(version, stage), bool(stage.provision))


def first_day(version: Version, ids: Iterable[str]) -> Beginning:
    """From when provisions of a version are law: the first of them that has a commencement of its own, else the version's."""
    whole = beginning(version, "")
    if not version.in_force.stages:
        return whole
    division = outline(version).division
    own = (beginning(version, key, division.get(article_of(key), "")) for key in ids)
    return next((begins for begins in own if begins != whole), whole)


def source_of(version: Dated, stage: Stage) -> str:
    """Who says so of a commencement that some provisions of a version have: its own article, a person's reason, the deciding act."""
    return citation_of(stage.provision) or stage.reason or (version.in_force.act if stage.basis == "act" else "")


def _beginning(said: Stage | InForce, source: str, own: bool) -> Beginning:
    return Beginning(said.date, source, "" if said.date else "unknown" if said.basis == "unknown" else "open", own)


def related(one: str, other: str, divisions: Mapping[str, str]) -> bool:
    """Whether one of two provisions of a version is the other, or stands in it."""
    return one in around(other, division_of(divisions, other)) or other in around(one, division_of(divisions, one))


def concerns(event: Event, provision: str, divisions: Mapping[str, str]) -> bool:
    """Whether an event names a provision, what it stands in, or something in it; or all. What a text lacks is none of its provisions."""
    return not (event.provisions or event.lacking) or any(related(provision, one, divisions) for one in event.provisions)


def around(provision: str, division: str) -> frozenset[str]:
    """A provision's id and the ids of what it stands in."""
    own, outer = provision.split("__"), division.split("__") if division else []
    return frozenset(["__".join(steps[:n]) for steps in (own, outer) for n in range(1, len(steps) + 1)])


OwnDay = tuple[int, Date | None]
"""The number of a version, and the day of its own that it gives a provision; None: one not known, or left open."""


def effect(found: Calendar, index: int, provision: str, day: Date, division: str = "", own: Iterable[OwnDay] = ()) -> Pending:
    """Whether what the version number `index` says of a provision is law on a day, or would be but for a later version; `own` are the days
    that later ones give it."""
    return in_effect(found, index, stage_of(found.versions[index], provision, division), day, own)


def in_effect(found: Calendar, index: int, stage: Stage | None, day: Date, own: Iterable[OwnDay] = ()) -> Pending:
    """As `effect`, of what has a commencement of its own in the version number `index`, or, with None, its version's."""
    version = found.versions[index]
    if stage is None and version.in_force.date and version.in_force.date <= day:
        return Pending(True)
    if stage and stage.date and stage.date <= day:
        return Pending(True)
    days_ = _first_days(found, own)
    past = [later for n, later in enumerate(found.versions) if n > index and (begins := days_[n]) and begins <= day]
    over = [is_whole(later) for later in past]
    if True in over:
        return Pending(True)
    if None in over and (stage or version.in_force.date or version.in_force.basis != "unknown"):
        return Pending(None)
    if stage:
        unknown = not stage.date and stage.basis == "unknown"
        return Pending(None if unknown and begun(version, day) else False, "staged" if stage.date or unknown else "open")
    if version.in_force.date:
        return Pending(False, "crossing")
    if version.in_force.basis != "unknown":
        return Pending(False, "open")
    if past:
        return Pending(True)
    return Pending(None if day_of(version) <= day else False)


def _first_days(found: Calendar, own: Iterable[OwnDay]) -> list[Date | None]:
    """The first day of each version, or that of its own which it gives a provision."""
    days_ = dict(own)
    return [days_.get(n, version.in_force.date) for n, version in enumerate(found.versions)]


Came = tuple[int, str, str]
"""The number of a version, a provision's id there, and its division."""


def waited(found: Calendar, came: Sequence[Came], day: Date) -> Beginning:
    """The first day, not before `day`, on which something is law that came into the law with a day of its own; `came` are the version that
    brought it so, and later ones that set it a day of its own."""
    first = came[0]
    if stage_of(found.versions[first[0]], *first[1:]) is None:
        return Beginning(day, "")
    coming = (one for one in (day, *days(found)) if one >= day)
    begins = next((one for one in coming if any(effect(found, n, key, one, division).law for n, key, division in came)), None)
    return Beginning(begins, "") if begins else beginning(found.versions[first[0]], *first[1:])


def overtaken(found: Calendar, index: int, day: Date, own: Iterable[OwnDay] = ()) -> bool:
    """Whether what the version number `index` would bring on a day never becomes law: a whole new text made later is law by then, or the
    law has ended. A change in part is not overtaken by one: it waits for its own day (先公布者后施行). `own` as for `effect`."""
    last = ended(found.versions[index], found.events)
    later = (begins for n, begins in enumerate(_first_days(found, own)) if n > index and is_whole(found.versions[n]))
    return any(begins and begins <= day for begins in later) or bool(last and last.date and last.date <= day)


def brought(found: Calendar, index: int, day: Date | None, own: Iterable[OwnDay] = ()) -> tuple[int, Date] | None:
    """The first whole new text made later than the version number `index`, by its number, that comes into force before a day, or where
    none is set, and its day: it brings what that version had still pending. None where the law had ended by then. `own` as for `effect`."""
    later = ((n, begins) for n, begins in enumerate(_first_days(found, own)) if n > index and is_whole(found.versions[n]))
    first = min(((n, begins) for n, begins in later if begins and (day is None or begins <= day)), key=lambda one: one[1], default=None)
    last = ended(found.versions[index], found.events)
    return None if first and last and last.date and last.date <= first[1] else first


def begun(version: Dated, day: Date) -> bool:
    """Whether a version's own commencement is known to be past."""
    return version.in_force.date is not None and version.in_force.date <= day


class End(NamedTuple):
    """What ended the law, or provisions of it: the number of the version that it stands before, and of the one whose ids it has."""

    before: int
    numbers: int
    event: Event


def endings(found: Calendar) -> list[End]:
    """What ended the law, or provisions of it.

    The end of the law ends what was promulgated by then; that of a provision follows the version in force on its day, and the one in whose
    numbering it speaks; on a day not known, it may follow this and every later one.
    """
    return [End(place, at, e) for e in found.events if e.kind in ENDINGS for at in [numbering(found, e)] for place in _places(found, e, at)]


def _places(found: Calendar, event: Event, numbers: int) -> Iterable[int]:
    """The numbers of the versions that an end stands, or may stand, before."""
    if ends_law(event):
        return [before(found, event.date)]
    return [max(met(found, event), numbers) + 1] if event.date else range(numbers + 1, len(found.versions) + 1)


def anew_behind(found: Calendar, end: End) -> int:
    """The number of the first whole new text passed on the day of an end of provisions, or later, which is enacted with all that it prints;
    behind the last version where there is none."""
    later = range(end.before, len(found.versions))
    return next((n for n in later if end.event.date and day_of(found.versions[n]) >= end.event.date and is_whole(found.versions[n])),
                len(found.versions))


def may_have_begun(version: Dated, day: Date) -> bool:
    """Whether anything that a version says may be law by a day."""
    force = version.in_force
    said = [(force.date, force.basis), *((stage.date, stage.basis) for stage in force.stages)]
    return any(begins <= day if begins else basis == "unknown" for begins, basis in said)


def enacted_anew(found: Calendar) -> frozenset[int]:
    """The numbers of the versions with which the law was enacted anew behind its end."""
    first = (end.before for end in endings(found) if ends_law(end.event))
    return frozenset(at for at in first if 0 < at < len(found.versions) and not found.versions[at].change)


def outlived(found: Calendar, version: Date) -> Event | None:
    """The end of the law behind which the act of a version changed it, though none made it anew in between: one of the two is wrong."""
    one = next(v for v in found.versions if v.version == version)
    made, anew = one.adopted or one.version, [day_of(v) for v in found.versions if not v.change]
    return next((e for e in found.events if one.change and ends_law(e) and e.date and e.date < made
                 and not any(e.date < new <= made for new in anew)), None)


def numbering(found: Calendar, event: Event) -> int:
    """The number of the version in whose numbering an event names provisions: the one recorded with it, else the one that it meets."""
    named = [n for n, v in enumerate(found.versions) if v.version == event.numbers]
    return named[0] if named else met(found, event)


def spoken_in(found: Calendar, event: Event) -> Date | None:
    """The version in whose numbers an event names provisions, or whose text it corrects; None where it does neither."""
    named = bool(found.versions) and bool(event.provisions or event.kind == "corrected")
    return found.versions[numbering(found, event)].version if named else None


def numbered_apart(found: Calendar, event: Event) -> Date | None:
    """The version in whose numbers an event names provisions, where these are not the newest ones, or not those of its day; of a correction
    always, for it is of that version."""
    version = spoken_in(found, event)
    plain = version and version == found.versions[-1].version == found.versions[met(found, event)].version and event.kind != "corrected"
    return None if plain else version


def met(found: Calendar, event: Event) -> int:
    """The number of the version that an event meets: the one that it corrects, else the one in force on its day, else the last one
    before."""
    state = on(found.versions, event.date, found.events) if event.date else None
    named = corrected(event) or (event.numbers if event.kind == "corrected" else None) or (state.version if state else None)
    return next((n for n, v in enumerate(found.versions) if v.version == named), max(0, before(found, event.date) - 1))


def is_before(found: Calendar, end: Event, event: Event) -> bool:
    """Whether an event about provisions is before another one, with no whole new text in between, which would have them anew."""
    if not (end.provisions and end.date and event.date and end.date < event.date):
        return False
    return all(is_whole(v) is False for v in found.versions[met(found, end) + 1:met(found, event) + 1])


def corrected(event: Event) -> Date | None:
    """The version whose computed text its official one corrected; no act and no person says so, the two texts do."""
    return event.date if event.kind == "corrected" and not event.basis else None


def before(found: Calendar, day: Date | None) -> int:
    """How many versions were promulgated by a day; all of them where there is no day."""
    return sum(day is None or day_of(v) <= day for v in found.versions)


def window(found: Calendar, state: State) -> tuple[int, int] | None:
    """Which versions (numbers of the first and the last) the text of a day is put together from; None where one holds it whole."""
    frame = next(n for n, v in enumerate(found.versions) if v.version == state.version)
    set_anew = [may_be_appointed(found.versions, n) for n, _ in enumerate(found.versions)]
    pending = [n for n in range(frame + 1) if is_pending(found, n, state.day) or any(day > state.day for day in set_anew[n])]
    early = [n for n, version in enumerate(found.versions) if n > frame and (
             staged_by(version, state.day) or left_by(version, state.day) or any(day <= state.day for day in set_anew[n]))]
    ends = [e for e in endings(found) if not ends_law(e.event) and e.before and (
        (e.event.date or state.day) <= state.day or any(_waits_for(found, n, e) for n in pending))]
    repealed = [at for e in ends for at in (met(found, e.event), e.before - 1, e.numbers)]
    pending += [n for e in ends for n in range(e.before) if _waits_for(found, n, e)]
    if not (pending or early or repealed):
        return None
    left = (left_in(found, n, stage) for n in (*pending, *early) for stage in found.versions[n].in_force.leaving)
    first = min([frame, *(n - 1 for n in pending), *repealed, *(n for n in left if n is not None)])
    appoint = [n for n, v in enumerate(found.versions) if any(s.date for s in v.in_force.stages)] if any(set_anew) else []
    return max(0, first), max([frame, *early, *repealed, *appoint])


def is_pending(found: Calendar, index: int, day: Date) -> bool:
    """Whether something that the version number `index` says is not law on a day, or may not be: what a later one gives a day to come may
    be of it."""
    staged = [key for s in found.versions[index].in_force.stages for key in s.provisions]
    late = [(n, None) for n, v in enumerate(found.versions) if n > index and not all(s.date and s.date <= day for s in v.in_force.stages)]
    left = (in_effect(found, index, one, day, late) for one in found.versions[index].in_force.leaving)
    return not (all(effect(found, index, key, day, own=late).law for key in ("", *staged)) and all(one.law for one in left))


def _waits_for(found: Calendar, index: int, end: End) -> bool:
    """Whether something that the version number `index` says is not law before the day of an end, so that this may come first."""
    return end.event.date is not None and is_pending(found, index, end.event.date - timedelta(days=1))


def staged_by(version: Dated, day: Date) -> Sequence[str]:
    """What a version gives days of its own that are past on a day, by the ids that it names."""
    return [key for s in version.in_force.stages if s.date and s.date <= day for key in s.provisions]


def left_by(version: Dated, day: Date) -> Sequence[str]:
    """What a version takes out on days of its own that are past on a day, by the ids that it names."""
    return [key for s in version.in_force.leaving if s.date and s.date <= day for key in s.provisions]


def left_in(found: Calendar, index: int, stage: Stage) -> int | None:
    """The number of the version by whose ids the one number `index` names what it takes out on a day of its own; None where that is not
    there."""
    earlier = (n for n, version in enumerate(found.versions[:index]) if version.version == stage.numbers)
    return index - 1 if stage.numbers is None else next(earlier, None)


def division_of(divisions: Mapping[str, str], provision: str) -> str:
    """The division that a provision's article stands in."""
    steps = provision.split("__")
    for n in range(len(steps), 0, -1):
        if (found := divisions.get("__".join(steps[:n]))) is not None:
            return found
    return ""


def days(found: Calendar) -> Sequence[Date]:
    """Every day on which something may change, oldest first."""
    named = [v.in_force.date for v in found.versions] + [s.date for v in found.versions for s in (*v.in_force.stages, *v.in_force.leaving)]
    named += [day_of(v) for v in found.versions if not v.in_force.date and v.in_force.basis == "unknown"]
    named += [day for e in found.events if e.kind in ("repealed", "expired", "suspended", "resumed") for day in (e.date, e.until, e.after)]
    return sorted({day for day in named if day})

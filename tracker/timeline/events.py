"""What happened to a law, from every source that tells it: the versions' own texts, deciding acts, persons.

A 题注 repeats the law's whole history (立法法(2023) 第六十五条), so the same event comes from several versions: it is one happening
with several sources. Nothing is guessed; what the sources say against each other or against time is a contradiction, with both
sides and where each comes from.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.language import _
from tracker.model import Event, InForce, Law, Stage, Version, citation_of, enacts, held_as
from tracker.timeline.effect import (
    around,
    calendar,
    concerns,
    corrected,
    division_of,
    met,
    numbered_apart,
    numbering,
    prevented,
    stage_of,
)
from tracker.timeline.intervals import ENDINGS, day_of, ended, ends_law, in_order, is_whole, spans
from tracker.timeline.suspension import resumptions, suspension_end

Rule = Literal["commencement_before_promulgation", "out_of_order", "ends_before_it_begins", "not_in_force", "never_suspended",
               "sources_disagree"]
RULES: dict[Rule, str] = {
    "commencement_before_promulgation": "in force before it was promulgated",
    "out_of_order": "events out of order",
    "ends_before_it_begins": "it ends before it begins",
    "not_in_force": "it ends or suspends what is not in force",
    "never_suspended": "it resumes what was not suspended",
    "sources_disagree": "two sources give two days",
}
"""What a contradiction breaks, as a message."""

_ORDER = ("adopted", "approved", "promulgated")
"""What comes first in the making of one act."""


class Happening(Struct, frozen=True):
    """An event with its sources: `LAW/VERSION` for a version's text, else the act or the person's reason. `version` is the one it made or
    dates, None where it is about the law."""

    event: Event
    sources: tuple[str, ...]
    version: Date | None = None


class Contradiction(Struct, frozen=True):
    """Two happenings that cannot both be; `rule` says which rule of time they break. Where nothing stands against the one that cannot be
    (nothing at all was suspended), both are it."""

    rule: Rule
    first: Happening
    second: Happening


def happenings(law: str, versions: Sequence[Version], events: Iterable[Event] = ()) -> tuple[Happening, ...]:
    """Everything that happened, oldest first, what has no date last; the order in which versions were imported does not matter.

    `events` are the law's own, recorded by persons or from acts.
    """
    told = [h for v in in_order(versions) if isinstance(v, Version) for h in _of_version(law, v)]
    told += [Happening(event, (source_of(event),), corrected(event)) for event in events]
    merged: dict[tuple[object, ...], Happening] = {}
    for one in told:
        key = _identity(one)
        merged[key] = _merge(merged[key], one) if key in merged else one
    return tuple(sorted(merged.values(), key=_when))


def source_of(event: Event) -> str:
    """Where a recorded event comes from, in its own words: the act, the person's reason, the source's text."""
    return ": ".join(filter(None, (event.basis, event.act, event.reason))) or event.text


def named(event: Event) -> str:
    """An event by what it is: its kind, its day, its provisions and its place, in words."""
    day = str(event.date or _("no day set" if event.unset else "day not known"))
    said = _(event.kind), day, "、".join(map(citation_of, event.provisions)), event.place
    return " ".join(filter(None, said))


def named_apart(law: Law, event: Event) -> str:
    """As `named`, with the version in whose numbers it is, where that is to be said."""
    version = numbered_apart(calendar(law.versions, law.events), event) if event.provisions else None
    return named(event) + (" " + _("as version {version} numbers them").format(version=version) if version else "")


def sides(problem: Contradiction) -> tuple[str, ...]:
    """The happenings of a contradiction in words, each with where it comes from, and in whose numbers where these are two; once where both
    are the same."""
    both = problem.first, problem.second
    apart = len({h.event.numbers for h in both if h.event.provisions and h.event.numbers}) > 1
    return tuple(dict.fromkeys(f"{named(h.event)}{_numbers(h.event) if apart else ''} "
                               f"({', '.join(map(_source, filter(None, h.sources))) or _('unknown')})" for h in both))


def _numbers(event: Event) -> str:
    return " " + _("as version {version} numbers them").format(version=event.numbers) if event.numbers and event.provisions else ""


def _source(said: str) -> str:
    basis, *rest = said.split(": ")
    if basis == "act" and rest:
        return ": ".join((by_act(rest[0]), *map(_, rest[1:])))
    if basis in ("act", "person", "text") or not rest:
        return ": ".join(map(_, (basis, *rest)))
    return f"{basis} {citation_of(rest[0])}"


def by_act(act: str) -> str:
    """That an act says so, in words: a decision, a law that repeals another, …."""
    return _("by {act}").format(act=act if "《" in act else f"《{act}》")


def _when(one: Happening) -> tuple[Date, int, str]:
    order = {kind: n for n, kind in enumerate((*_ORDER, "amended", "revised", "in_force"))}
    return one.event.date or Date.max, order.get(one.event.kind, 9), one.event.kind


def _of_version(law: str, version: Version) -> Iterator[Happening]:
    where = f"{law}/{version.version}"
    for event in version.events:
        own = event.date in (version.adopted, version.promulgated, version.version) and event.kind != "in_force"
        yield Happening(event, (where,), version.version if own else None)
    if not version.draft:
        yield _begun(law, version)
    for stage in version.in_force.stages:
        yield _begun(law, version, stage)
    for stage in version.in_force.leaving:
        act = version.in_force.act if stage.basis == "act" else ""
        event = Event("repealed", stage.date, act=act, provisions=stage.provisions, basis="act", reason=stage.reason, numbers=stage.numbers)
        yield Happening(event, (source_of(event) if act else where,), version.version)


def _begun(law: str, version: Version, stage: Stage | None = None) -> Happening:
    """The commencement of a version, or of some of its provisions, from the act or the person that said it, else from the text."""
    force, where = version.in_force, f"{law}/{version.version}"
    said = InForce(stage.date, stage.basis, stage.provision, force.act if stage.basis == "act" else "", stage.reason) if stage else force
    event = replace(commenced(said), provisions=stage.provisions if stage else ())
    place = f"{where}: {said.provision}" if said.provision else where
    return Happening(event, (source_of(event) if event.act or event.basis == "person" else place,), version.version)


def commenced(force: InForce) -> Event:
    """A version's commencement as an event."""
    basis: Literal["", "act", "person"] = "act" if force.basis == "act" else "person" if force.basis == "person" else ""
    return Event("in_force", force.date, act=force.act, basis=basis, reason=force.reason)


def _identity(one: Happening) -> tuple[object, ...]:
    event = one.event
    version = one.version if event.kind == "in_force" and event.date is None else None
    return event.kind, event.date, event.provisions, event.numbers, event.place, event.ordinal if event.date is None else None, version


def _merge(one: Happening, other: Happening) -> Happening:
    """The fuller telling, with the sources of both."""
    fuller = max((one.event, other.event), key=lambda e: len(e.body + e.meeting + e.act + e.document + e.reason))
    return replace(one, event=fuller, sources=tuple(dict.fromkeys((*one.sources, *other.sources))), version=one.version or other.version)


def contradictions(law: str, versions: Sequence[Version], events: Iterable[Event] = ()) -> tuple[Contradiction, ...]:
    """Everything in a law's history that cannot be, with both sides and their sources."""
    events = tuple(events)
    found = [*_commencements(law, versions), *_tellings(law, versions), *_disagreements(law, versions, events)]
    found += [*_overtaken(law, versions, events), *_unmade(law, versions, events), *_makings(law, versions, events)]
    found += [*_uncorrected(law, versions, events), *_appointed_twice(law, versions)]
    return (*found, *_endings(law, versions, events), *_gone(versions, events), *_suspensions(versions, events),
            *_too_early(law, versions, events))


def _commencements(law: str, versions: Sequence[Version]) -> Iterator[Contradiction]:
    """No version is law before it was promulgated: 自公布之日起 is the earliest commencement."""
    for version in versions:
        made = max(filter(None, (version.adopted, version.promulgated)), default=version.version)
        kind = "promulgated" if made == version.promulgated else "adopted"
        for one in (_begun(law, version), *(_begun(law, version, stage) for stage in version.in_force.stages)):
            if one.event.date and made and one.event.date < made:
                first = Happening(Event(kind, made), (f"{law}/{version.version}",), version.version)
                yield Contradiction("commencement_before_promulgation", first, one)


def _makings(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """An act is adopted, approved, promulgated in this order (立法法(2023) 第二十八条、第八十一条、第八十八条), each once, and then law.

    What is recorded beside the texts belongs to the last act told by then, or to the first one.
    """
    acts = {e.date for v in versions for e in v.events if e.kind in ("adopted", "amended", "revised") and e.date}
    for version in _texts(versions):
        where = f"{law}/{version.version}"
        told = [Happening(e, (source_of(e),)) for e in events if e.kind in _ORDER and e.date
                and max((day for day in acts if day <= e.date), default=min(acts, default=None)) == (version.adopted or version.version)]
        own = [("adopted", version.adopted), ("promulgated", version.promulgated)]
        made = [*(Happening(Event(kind, day), (where,), version.version) for kind, day in own if day), *told]
        yield from filter(None, (_unordered(one, other) for at, one in enumerate(made) for other in made[:at]))
        first = _begun(law, version)
        yield from (Contradiction("commencement_before_promulgation", one, first) for one in told
                    if one.event.kind == "promulgated" and first.event.date and (one.event.date or Date.min) > first.event.date)


def _unordered(one: Happening, other: Happening) -> Contradiction | None:
    """What stands against two steps in the making of one act: two days of the same, or the later step on the earlier day."""
    first, then = sorted((other, one), key=lambda h: _ORDER.index(h.event.kind))
    days = first.event.date or Date.min, then.event.date or Date.max
    if first.event.kind == then.event.kind:
        return Contradiction("sources_disagree", first, then) if days[0] != days[1] else None
    return Contradiction("out_of_order", first, then) if days[1] < days[0] else None


def _uncorrected(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """No text is corrected before the law was first adopted."""
    for first in _first_adopted(law, versions):
        yield from (Contradiction("out_of_order", first, Happening(event, (source_of(event),)))
                    for event in events if event.kind == "corrected" and event.date and first.event.date and event.date < first.event.date)


def _first_adopted(law: str, versions: Sequence[Version]) -> Iterator[Happening]:
    """The first adoption of a law, where a text tells it."""
    adopted = [(e.date, f"{law}/{v.version}") for v in versions for e in v.events if e.kind == "adopted" and e.date]
    yield from (Happening(Event("adopted", day), (where,)) for day, where in sorted(adopted)[:1])


def _appointed_twice(law: str, versions: Sequence[Version]) -> Iterator[Contradiction]:
    """One rule has one first day: of two that persons give it, in the text that brought it and in a later one, one is wrong."""
    from tracker.timeline.appointing import may_appoint, twice
    from tracker.timeline.lineage import woven

    texts = _texts(versions)
    for told in twice(woven(texts)) if may_appoint(texts) else ():
        first, second = (replace(one, sources=(f"{law}/{one.version}", *one.sources))
                         for at, stage in told for one in [_begun(law, texts[at], stage)])
        yield Contradiction("sources_disagree", first, second)


def _gone(versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """Provisions that have ended are not suspended, or ended again on a later day; a term in which they are repealed does not run out any
    more."""
    for event in (e for e in events if e.kind in (*ENDINGS, "suspended") and e.provisions and e.date):
        for over in (e for e in events if e is not event and e.kind in ENDINGS and e.provisions and e.date):
            here, there = event.date or Date.max, over.date or Date.max
            first = (there, events.index(over)) < (here, events.index(event)) and (there < here or event.kind == "suspended")
            if first and (over.kind, event.kind) != ("repealed", "expired") and _within(versions, events, event, over):
                yield _ended_before(Happening(over, (source_of(over),)), event)


def _within(versions: Sequence[Version], events: Sequence[Event], event: Event, over: Event) -> bool:
    """Whether all that an event names is named, or stands in what is named, by another one, be it under other numbers."""
    found, held = calendar(versions, events), {day_of(v): v for v in in_order(versions) if isinstance(v, Version)}
    if not found.versions:
        return False
    at = numbering(found, over)
    if any(is_whole(v) is not False for v in found.versions[met(found, over) + 1:met(found, event) + 1]):
        return False  # a whole new text is there anew
    from tracker.compare.alignment import align
    from tracker.compare.outline import outline
    from tracker.timeline.standing import carried

    divisions = outline(held[found.versions[at].version]).division
    keys = carried(found, event, at, held.__getitem__, align)
    return bool(keys) and all(around(key, division_of(divisions, key)).intersection(over.provisions) for key in keys)


def _texts(versions: Iterable[Version]) -> list[Version]:
    """The versions that have a date and are no drafts, oldest first."""
    return [v for v in in_order(versions) if isinstance(v, Version) and not v.draft]


def _overtaken(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """No text commences behind a later one that has taken its place, no provision of it on a day set from without behind the law's end.

    A change in part may wait while later ones commence (先公布者后施行), but not for what a later one has changed by then; a day that a
    text itself gives a provision may be overtaken.
    """
    from tracker.timeline.lasting import outrun
    from tracker.timeline.lineage import weave

    ordered = _texts(versions)
    loom = cache(lambda: weave(ordered))
    for at, version in enumerate(ordered):
        whole, later = is_whole(version), [v for v in ordered[at + 1:] if v.in_force.date]
        set_ = [s for s in version.in_force.stages if s.basis in ("act", "person")]
        for force, provisions in ((version.in_force, ()), *((InForce(s.date, s.basis, reason=s.reason), s.provisions) for s in set_)):
            told = replace(commenced(force), provisions=provisions)
            here = Happening(told, tuple(filter(None, (f"{law}/{version.version}", source_of(told)))), version.version)
            day, end = force.date or Date.min, ended(version, events) if provisions else None
            replaced = whole and not provisions
            over = next((v for v in later if (v.in_force.date or day) < day and (replaced or is_whole(v))), None)
            again = (by for key in provisions for by in outrun(loom(), at, key)) if force.date and force.basis == "person" else iter(())
            over = over or next(filter(None, again), None)
            if over:
                yield Contradiction("out_of_order", _begun(law, over), here)
            elif end and end.date and end.date <= day:
                yield Contradiction("out_of_order", Happening(end, (source_of(end),)), here)


def _unmade(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """Nothing changes a law that has ended, until it is made anew; and no version of a law is older than its adoption."""
    ordered = _texts(versions)
    own = [(v, h) for v in ordered for h in _of_version(law, v) if h.version and h.event.kind != "in_force"]
    changes = [h for v, h in own if h.event.kind == held_as(v).change]
    changes += [Happening(e, (source_of(e),)) for e in events if e.kind in ("amended", "revised")]
    anew = [day_of(v) for v in ordered if not held_as(v).change]
    anew += [e.date for v in ordered for e in v.events if e.kind == "adopted" and e.date]
    for event in (e for e in events if e.date):
        here, day = Happening(event, (source_of(event),)), event.date or Date.max
        if ends_law(event):
            later = [h for h in changes if h.event.date and h.event.date > day and not any(day < new <= h.event.date for new in anew)]
            yield from [Contradiction("out_of_order", here, min(later, key=_when))] if later else []
        if event.kind == "adopted":
            before = [h for v, h in own if h.event.date and h.event.date < day and day_of(v) < day
                      and not ((over := ended(v, events)) and over.date and over.date <= day)]
            yield from [Contradiction("out_of_order", before[0], here)] if before else []


def _tellings(law: str, versions: Sequence[Version]) -> Iterator[Contradiction]:
    """Within one source: no amendment before the adoption, no N-th amendment before an earlier one."""
    for version in versions:
        where = (f"{law}/{version.version}",)
        told = [e for e in version.events if e.date]
        made = [e for e in told if e.kind == "adopted"][:1]
        changed = [e for e in told if e.kind in ("amended", "revised")]
        pairs = [(a, b) for a in made for b in changed]
        pairs += [(a, b) for a in changed for b in changed if a.kind == b.kind and (a.ordinal or 0) < (b.ordinal or 0) and a.ordinal]
        yield from (Contradiction("out_of_order", Happening(a, where), Happening(b, where))
                    for a, b in pairs if a.date and b.date and b.date < a.date)


def made_anew(before: Version, after: Version, events: Iterable[Event]) -> bool:
    """Whether a version is of a law made anew under the name of an older one, and no later text of that: it is itself a first enactment, or
    that law had ended by then. What its title note tells is then its own history."""
    was, now = _first_made(before), _first_made(after)
    if was is None or now is None or was >= now:
        return False
    own = enacts(held_as(after)) and day_of(after) <= now
    return own or any(ends_law(e) and e.date and was < e.date <= day_of(after) for e in events)


def _first_made(version: Version) -> Date | None:
    """The day of the last step of the act that first made a law, as a version tells it."""
    own = [e.date for e in version.events if e.kind in _ORDER and e.date]
    changed = min((e.date for e in held_as(version).changes if e.date), default=Date.max)
    return max((day for day in own if day < changed), default=None)


def _disagreements(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """Two versions of a law, until it is made anew, tell the same event, such as the first adoption or the second amendment, with different
    days."""
    told: dict[tuple[str, int | None], Happening] = {}
    texts = _texts(versions)
    for earlier, version in zip([*texts[:1], *texts], texts, strict=False):
        if made_anew(earlier, version, events):
            told = {}
        for key, event in _numbered(version):
            one = Happening(event, (f"{law}/{version.version}",))
            before = told.setdefault(key, one)
            if before.event.date != event.date:
                yield Contradiction("sources_disagree", before, one)


def _numbered(version: Version) -> Iterator[tuple[tuple[str, int | None], Event]]:
    first = next((e for e in version.events if e.kind == "adopted" and e.date), None)
    if first:
        yield ("adopted", None), first
    counted = [e for e in version.events if e.kind == "amended" and e.ordinal and e.date]  # 修订 is counted anew once there is a second
    yield from ((("amended", e.ordinal), e) for e in counted)


def _endings(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """What is repealed or suspended must be in force then; a second repeal finds nothing left."""
    for event in events:
        if event.kind not in (*ENDINGS, "suspended") or event.date is None:
            continue
        others = [e for e in events if e is not event]
        before = [s for s in spans(versions, others) if not s.never and s.start and s.start <= event.date]
        last = before[-1] if before else None
        if last and (last.end is None or last.end >= event.date) and not _over(versions, others, event.date):
            continue
        against = _nearest(law, versions, others, event.date)
        if against and not prevented(versions, events, event):
            yield _ended_before(against, event)


def _ended_before(before: Happening, event: Event) -> Contradiction:
    """What stands against an end, or a suspension, of what has ended before, or is not law yet; two repeals are two days of one end, as two
    terms are."""
    rule: Rule = "sources_disagree" if before.event.kind == event.kind and event.kind in ENDINGS else "not_in_force"
    return Contradiction(rule, before, Happening(event, (source_of(event),)))


def _over(versions: Sequence[Version], others: Sequence[Event], day: Date) -> bool:
    """Whether the law had ended before a day and no later version had begun."""
    live = [v for v in versions if v.in_force.date and v.in_force.date <= day and not v.draft]
    return bool(live) and all((e := ended(v, others)) is not None and e.date is not None and e.date < day for v in live)


def _nearest(law: str, versions: Sequence[Version], others: Sequence[Event], day: Date) -> Happening | None:
    """The happening that says why nothing is in force on a day: the law's end before it, or its commencement, or adoption, behind it."""
    over = [e for e in others if ends_law(e) and e.date and e.date < day]
    if over:
        return Happening(over[-1], (source_of(over[-1]),))
    begun = [_begun(law, v) for v in _texts(versions) if v.in_force.date and v.in_force.date > day]
    adopted = (one for one in _first_adopted(law, versions) if one.event.date and one.event.date > day)
    return begun[0] if begun else next(adopted, None)


def _too_early(law: str, versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """What has a day of its own is not suspended for a time that is over by then."""
    found, held = calendar(versions, events), {day_of(v): v for v in _texts(versions)}
    for event in (e for e in events if e.kind == "suspended" and e.provisions and e.until and found.versions):
        version = held[found.versions[numbering(found, event)].version]
        if version.in_force.stages:
            from tracker.compare.outline import outline

            divisions = outline(version).division
            stages = [stage_of(version, key, division_of(divisions, key)) for key in event.provisions]
            days = [stage.date for stage in stages if stage and stage.date]
            if len(days) == len(stages) and event.until and min(days) >= event.until:
                yield Contradiction("not_in_force", _begun(law, version, stages[0]), Happening(event, (source_of(event),)))


def _suspensions(versions: Sequence[Version], events: Sequence[Event]) -> Iterator[Contradiction]:
    """A suspension ends after it begins; what is resumed was suspended, be it under another number."""
    for event in events:
        here = Happening(event, (source_of(event),))
        if event.until and event.date and event.until <= event.date:
            over = Event("resumed", event.until, provisions=event.provisions)
            yield Contradiction("ends_before_it_begins", here, replace(here, event=over))
        others = [e for e in events if e is not event]
        if event.kind == "resumed" and not any(_resumes(versions, events, event, e) for e in events if _lasts(others, e, event)):
            paused = [e for e in events if e.kind == "suspended"]
            near = max(paused, key=lambda e: (e.place == event.place, e.provisions == event.provisions), default=event)
            yield Contradiction("never_suspended", Happening(near, (source_of(near),)), here)


def _lasts(others: Sequence[Event], suspended: Event, resumed: Event) -> bool:
    """Whether a suspension still holds on the day before it is resumed, by the other events."""
    day = resumed.date or Date.max
    end = suspension_end(others, suspended)
    before = any(e.provisions == resumed.provisions and (e.date or day) < day for e in resumptions(others, suspended))
    return (end is None or day <= end) and not before


def _resumes(versions: Sequence[Version], events: Sequence[Event], event: Event, suspended: Event) -> bool:
    """Whether an event ends a suspension, or that of a part of what was suspended."""
    if not resumptions((event,), suspended) or not event.provisions or not suspended.provisions:
        return bool(resumptions((event,), suspended))
    from tracker.compare.alignment import align
    from tracker.compare.outline import outline
    from tracker.timeline.standing import carried

    found, held = calendar(versions, events), {day_of(v): v for v in in_order(versions) if isinstance(v, Version)}
    at = numbering(found, suspended)
    if not found.versions:
        return False
    divisions = outline(held[found.versions[at].version]).division
    return any(concerns(suspended, key, divisions) for key in carried(found, event, at, held.__getitem__, align))

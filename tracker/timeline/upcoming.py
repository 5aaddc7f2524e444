"""What comes next: commencements, ends and suspensions after a day, nearest first; and the futures that open commencements leave.

A commencement left open has no day; it stands last. Where several acts wait for a day each, they may come in any order, and the
text in between differs: every order is shown with the provisions that read otherwise than the newest act prints them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.likeness import doubt, least
from tracker.language import _
from tracker.model import Event, Law, Provision, Reading, Reason, Stage, Version, citation_of
from tracker.timeline.effect import Calendar, begun, calendar, division_of, effect, met, numbering, prevented, source_of, stage_of
from tracker.timeline.intervals import Dated, commencement, day_of, ends_law, in_order, is_whole, on, spans
from tracker.timeline.suspension import resumptions, suspension_end

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Mapper

MOST = 3
"""How many open acts are put in every order; four would give twenty-four futures, which nobody reads."""


class Coming(Struct, frozen=True):
    """Something that happens to a law after a day, only in `place` where one is named. `day` None: left open, or not known where `known`
    is False. `confirmed` False: an end that a text sets itself, or another text orders, and that nobody has confirmed; `amended`
    never is, for the version that the act makes is not there. `weak`: the least likeness by which alone it is held to be of these
    provisions."""

    law: str
    day: Date | None
    kind: Literal["in_force", "repealed", "expired", "suspended", "resumed", "amended"]
    version: Date | None = None
    provisions: tuple[str, ...] = ()
    source: str = ""
    known: bool = True
    place: str = ""
    confirmed: bool = True
    weak: float | None = None


def told(one: Coming, of: bool = False) -> str:
    """One line on what comes: its day, of what, what it is, where, and who says so; `of` names the law."""
    day = str(one.day) if one.day else _("no day set") if one.known else _("day not known")
    version = _("version {version}").format(version=one.version) if one.version else ""
    what = " ".join(filter(None, (one.law if of else "", version, "、".join(map(citation_of, one.provisions)))))
    kind = " ".join(filter(None, (_(one.kind), one.place)))
    kind = kind if one.confirmed else _("{what}, not confirmed").format(what=kind)
    happens = _("{law}: {kind}").format(law=what, kind=kind) if what else kind
    return f"{day}  {happens}" + (f" ({_(one.source)})" if one.source else "") + doubt(one.weak)


class Step(Struct, frozen=True):
    """The commencement of one open act in a future, and what then does not read as the version in force prints it."""

    version: Date
    readings: tuple[Reading, ...]


WAITS: dict[Reason, str] = {
    "staged": "it has a day of its own",
    "open": "its day is left open",
    "crossing": "an act promulgated earlier commences later",
    "unknown": "its commencement is not known",
    "withdrawn": "its day was left open, and a later version does not say so any more",
    "number": "its number and place wait",
    "succession": "whether it is gone, or waits for what takes its place, is not known",
    "within": "it holds a change that may wait for a day of its own",
    "repealed": "repealed",
    "expired": "expired",
}
"""Why a provision does not read as printed in a future whose days are assumed, as a message."""


class Future(Struct, frozen=True):
    """One order in which the open acts of a law may come into force."""

    steps: tuple[Step, ...]


def upcoming(law: Law, day: Date, versions: Iterable[Dated] = (), mapper: "Mapper | None" = None) -> tuple[Coming, ...]:
    """What comes after a day, nearest first, what has no day last. `versions` instead of those that the law lists: their texts, aligned by
    `mapper`, tell what the end of a suspension brings back, what ends, by the numbers of its day, and what is taken out before its day;
    without them, all that is named."""
    from tracker.compare.alignment import align
    from tracker.timeline.lineage import Once, weave

    held, mapper = in_order(versions or law.versions), Once(mapper or align)
    texts = [v for v in held if isinstance(v, Version) and not v.draft]
    gone, back = dict(taken_out(law, texts, day, mapper)), dict[tuple[Date, str], str]()
    if any(v.in_force.stages for v in texts):
        loom = weave(texts, mapper)
        gone |= dict.fromkeys(_told_later(texts, loom))
        back |= _taken_back(loom, day)
    passed = _passed(law, held, texts, day, mapper)
    comes = *_commencements(law, held, day, passed, gone, back), *_events(law, held, day, mapper)
    return by_day(c for c in comes if c.day is None or c.day > day)


Taken = Mapping[tuple[Date, str], Date | None]
"""By a version and the id of a provision in it that has a day of its own: the version that took it out before, None where an event did."""


def taken_out(law: Law, versions: Sequence[Version], day: Date, mapper: "Mapper | None" = None) -> Taken:
    """The provisions with a day of their own that never come: what is law by then, or by `day` where none is set, has taken them out."""
    from tracker.compare.alignment import align
    from tracker.timeline.lineage import weave
    from tracker.timeline.readings import changes, segment, value

    found, gone = calendar(versions, law.events), dict[tuple[Date, str], Date | None]()
    if not any(v.in_force.stages for v in found.versions):
        return gone
    loom = weave(versions, mapper or align)
    for at, stage in ((at, stage) for at, version in enumerate(found.versions) for stage in version.in_force.stages):
        on_day = segment(loom, found, stage.date or day)
        for key in stage.provisions:
            last = [value(loom, found, changes(loom, found, one), on_day.start, on_day.whole).change for one in loom.threads(at, key)]
            if last and all(change and not change.provision for change in last):
                latest = max(filter(None, last), key=lambda change: change.at)
                gone[day_of(found.versions[at]), key] = None if latest.event else day_of(found.versions[latest.at])
    return gone


def _told_later(texts: Sequence[Version], loom: "Loom") -> Iterator[tuple[Date, str]]:
    """By its version and its id, what a later version appoints a day for, or leaves without one again: it comes with that, in whatever
    words. What has no known day, and may be law already, does not wait for a day that later words have."""
    for at, (was, now) in enumerate(zip(texts, loom.versions, strict=True)):
        there = {(key, stage.date) for stage in now.in_force.stages for key in stage.provisions}
        yield from ((day_of(was), key) for stage in was.in_force.stages for key in stage.provisions
                    if (key, stage.date) not in there or (stage.date is None and _is_told_later(loom, at, key, stage)))


def _is_told_later(loom: "Loom", at: int, provision: str, stage: Stage) -> bool:
    """Whether versions behind the one number `at` give all of a provision that has no day one, or leave it without one again."""
    threads = loom.threads(at, provision)
    later = ([stage_of(loom.versions[n], key, division_of(loom.divisions[n], key)) for n in range(at + 1, thread.last + 1)
              for key in [thread.at(n)]] for thread in threads)
    return bool(threads) and all(any(one and (one.date is None or stage.basis != "unknown") for one in each) for each in later)


def _taken_back(loom: "Loom", day: Date) -> Iterator[tuple[tuple[Date, str], str]]:
    """By its version and its id, what was left open and is no more by a day, or may be no more: with the places of that."""
    found = calendar(loom.versions)
    for at, key in ((at, key) for at, version in enumerate(found.versions) for s in version.in_force.stages for key in s.provisions):
        each = [loom.taken_back(at, thread.at(at)) for thread in loom.threads(at, key)]
        if each and all(one and effect(found, one.by, "", day).law is not False for one in each):
            yield (day_of(found.versions[at]), key), "; ".join(dict.fromkeys(one.places for one in each if one))


def by_day(found: Iterable[Coming]) -> tuple[Coming, ...]:
    """Nearest first, what has no day last."""
    return tuple(sorted(found, key=lambda c: (c.day or Date.max, c.law, c.version or Date.max)))


def _passed(law: Law, held: Sequence[Dated], texts: Sequence[Version], day: Date, mapper: "Mapper | None") -> Collection[Date]:
    """The versions without a day that do not wait for one: a later one is law, and has brought them, or left nothing of them. What it
    leaves of one whose day is left open waits (先公布者后施行)."""
    found = calendar(held, law.events)
    passed = {s.version: s for s in spans(held, law.events) if s.never or (s.start is None and s.end is not None and s.end <= day)}
    left = {name for name, s in passed.items() if s.commencement == "open" and not _overtaken(found, name, day)}
    return passed.keys() - (left - set(_nothing_left(law, texts, left, day, mapper)))


def _nothing_left(law: Law, texts: Sequence[Version], names: Collection[Date], day: Date, mapper: "Mapper | None") -> Iterator[Date]:
    """Those of some versions of which no change waits on a day: later ones that are law have changed all of it again."""
    from tracker.compare.alignment import align
    from tracker.timeline.lineage import weave
    from tracker.timeline.readings import changes, segment, value

    if texts and names:
        loom, found = weave(texts, mapper or align), calendar(texts, law.events)
        on_day = segment(loom, found, day)
        reads = [value(loom, found, changes(loom, found, one), day, on_day.whole) for one in loom.articles]
        waits = {day_of(loom.versions[c.at]) for read in reads for c in (*read.maybe, *(c for c, _ in read.pending)) if c.event is None}
        apart = {day_of(new) for old, new in pairwise(loom.versions) if _apart(old) != _apart(new)}
        yield from (name for name in names if name not in waits | apart)


def _apart(version: Version) -> list[Provision]:
    """What stands outside articles and has rules of its own."""
    return [node for node in (*version.head, *version.body, *version.tail) if node.type in ("preamble", "annex", "table")]


def _commencements(law: Law, held: Sequence[Dated], day: Date, passed: Collection[Date], gone: Taken,
                   back: Mapping[tuple[Date, str], str]) -> Iterator[Coming]:
    """The commencements that come; `back` are, as in `gone`, those left open and not any more, with who says so: whether they come is not
    known."""
    found = calendar(held, law.events)
    for version in held:
        name, kind = day_of(version), commencement(version)
        if kind == "draft":
            continue
        force = version.in_force
        if not _overtaken(found, name, force.date) if force.date else name not in passed:
            yield Coming(law.law, force.date, "in_force", name, source=force.act or citation_of(force.provision) or force.reason,
                         known=kind != "unknown")
        for stage in version.in_force.stages:
            known = bool(stage.date) or stage.basis != "unknown"
            left = {key: back.get((name, key), "") for key in stage.provisions if (name, key) not in gone}
            for places in dict.fromkeys(left.values()) if not _overtaken(found, name, stage.date or day) else ():
                source, keys = places or stage.reason or citation_of(stage.provision), tuple(key for key in left if left[key] == places)
                yield Coming(law.law, stage.date, "in_force", name, keys, source, known and not places)
        for stage in version.in_force.leaving:
            if not _overtaken(found, name, stage.date or day):
                known = bool(stage.date) or stage.basis != "unknown"
                yield Coming(law.law, stage.date, "repealed", stage.numbers, stage.provisions, source_of(version, stage), known)


def _overtaken(found: Calendar, version: Date, day: Date) -> bool:
    """Whether a version, or provisions of it, no longer wait on a day: a whole new text has come, or the law has ended. A partial change
    waits for its own day, also where one promulgated later is law before it (先公布者后施行)."""
    later = (v for v in found.versions if day_of(v) > version)
    over = (e.date for e in found.events if ends_law(e) and e.date and e.date >= version)
    return any(is_whole(v) and begun(v, day) for v in later) or any(end <= day for end in over)


def is_numbered_elsewhere(law: Law, event: Event) -> bool:
    """Whether an event names provisions in other numbers than those of the version in force on its day."""
    found = calendar(law.versions, law.events)
    return bool(event.provisions and found.versions) and numbering(found, event) != met(found, event)


def _events(law: Law, held: Sequence[Dated], day: Date, mapper: "Mapper | None") -> Iterator[Coming]:
    elsewhere = any(is_numbered_elsewhere(law, event) for event in law.events) and any(isinstance(v, Version) for v in held)
    for recorded in law.events:
        event = _in_its_day(law, held, recorded, mapper) if elsewhere and recorded.provisions else recorded
        if recorded.provisions and not event.provisions:
            continue
        source = event.act or event.reason
        if event.kind in ("repealed", "expired") and not prevented(held, law.events, recorded):
            kind: Literal["expired", "repealed"] = "expired" if event.kind == "expired" else "repealed"
            known = bool(event.date or event.unset)
            yield Coming(law.law, event.date, kind, None, event.provisions, source, known, weak=event.weak)
        if event.kind == "suspended" and event.date:
            yield Coming(law.law, event.date, "suspended", None, event.provisions, source, place=event.place, weak=event.weak)
            end = suspension_end(law.events, recorded)
            if end and end > day and on(held, end, law.events).status != "none":
                yield from _resumed(law, held, recorded, end, mapper)
        if event.kind == "resumed" and event.date and not any(suspension_end((recorded, e), e) == event.date for e in law.events):
            yield Coming(law.law, event.date, "resumed", None, event.provisions, source, place=event.place, weak=event.weak)


def _in_its_day(law: Law, held: Sequence[Dated], event: Event, mapper: "Mapper | None") -> Event:
    """An event with its provisions in the numbers of its day; none where the version of that day does not have them, or they are repealed
    by then."""
    from tracker.compare.alignment import align
    from tracker.timeline.standing import in_its_day, repealed_before

    found, by_name, mapper = calendar(held, law.events), {day_of(v): v for v in held if isinstance(v, Version)}, mapper or align
    over = repealed_before(found, event, by_name.__getitem__, mapper) if event.kind == "expired" else None
    return replace(event, provisions=()) if over else in_its_day(found, event, by_name.__getitem__, mapper)


def _resumed(law: Law, held: Sequence[Dated], event: Event, end: Date, mapper: "Mapper | None") -> Iterator[Coming]:
    """The end of a suspension: of what it still suspends on the day before, but for what another one goes on to suspend there."""
    back = next((e for e in resumptions(law.events, event) if e.date == end and not e.provisions), event)
    texts = [v for v in held if isinstance(v, Version)]
    left: Iterable[tuple[tuple[str, ...], float | None]] = [(event.provisions, None)]
    for provisions, weak in _left(texts, law.events, event, end, mapper) if texts else left:
        yield Coming(law.law, end, "resumed", None, provisions, back.act or back.reason, place=event.place, weak=weak)


def _left(texts: Sequence[Version], events: Sequence[Event], event: Event, end: Date,
          mapper: "Mapper | None") -> Iterator[tuple[tuple[str, ...], float | None]]:
    """What a suspension leaves with its end, by the numbers of that day; no ids: all. Nothing where nothing is left. Each with the least
    likeness of a weak guess by which it is held to be that."""
    from tracker.compare.alignment import align
    from tracker.timeline.composition import text_on
    from tracker.timeline.standing import meant, without

    found, by_name, mapper = calendar(texts, events), {day_of(v): v for v in texts}, mapper or align
    was, now = (on(texts, one, events) for one in (end - timedelta(days=1), end))
    if was.version is None or now.version is None:
        yield event.provisions, None
        return
    held = text_on(found, was, by_name.__getitem__, mapper).suspended
    recorded = {"provisions": event.provisions, "until": event.until, "partly": (), "weak": None, "numbers": event.numbers}
    own = [e for e in held if e.until == end and replace(e, **recorded) == event]
    others = [e.provisions for e in text_on(found, now, by_name.__getitem__, mapper).suspended if e.place in ("", event.place) and e.date]
    frame = numbering(found, Event("resumed", end))
    for one in own if () not in others else ():
        there = meant(found, replace(one, date=was.day), frame, by_name.__getitem__, mapper)
        keys = there.ids
        if others or keys:
            keys = without(by_name[day_of(found.versions[frame])], keys, [key for each in others for key in each])
        if keys or not (others or one.provisions):
            yield keys, least((one.weak, *there.weak.values()))


def futures(law: Law, versions: Sequence[Version], day: Date, mapper: "Mapper | None" = None) -> tuple[Future, ...]:
    """Every order in which the acts may commence whose day is left open on `day`; none where fewer than two are. `mapper`
    aligns versions."""
    open_ = on(versions, day, law.events).open
    if not 2 <= len(open_) <= MOST:
        return ()
    return tuple(Future(tuple(_steps(law, versions, order, day, mapper))) for order in permutations(open_))


def _steps(law: Law, versions: Sequence[Version], order: Sequence[Date], day: Date,
           mapper: "Mapper | None") -> Iterator[Step]:
    """Let the open acts commence one after the other, each on a day of its own behind all known ones, and read the text of each day."""
    from tracker.compare.alignment import align
    from tracker.timeline.composition import text_on

    last = max([day, *(v.in_force.date for v in versions if v.in_force.date)])
    assumed = {name: last + timedelta(days=n) for n, name in enumerate(order, 1)}
    supposed = [replace(v, in_force=replace(v.in_force, date=assumed.get(day_of(v), v.in_force.date))) for v in versions]
    for name in order:
        state = on(supposed, assumed[name], law.events)
        text = text_on(calendar(supposed, law.events), state, lambda wanted: next(v for v in supposed if v.version == wanted),
                       mapper or align)
        yield Step(name, text.readings)

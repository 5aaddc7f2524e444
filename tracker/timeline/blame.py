"""Who put each word there: for every article, or every span of words, the version, and so the act, that it comes from.

The spans of a text, joined, are that text to the character. Words go back to the version in which they first stood in the
provision they are in, or in one that it was made of; words that another version took out and put back are that version's.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date as Date
from functools import cache, partial
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment, Link, align
from tracker.compare.dealing import collected
from tracker.compare.edits import between
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import same
from tracker.compare.outline import Outline, outline
from tracker.model import Event, Provision, Version, held_as, places, text_of
from tracker.timeline.appointing import TakenBack
from tracker.timeline.effect import (
    Beginning,
    Calendar,
    Came,
    OwnDay,
    Unset,
    around,
    beginning,
    brought,
    calendar,
    division_of,
    enacted_anew,
    first_day,
    never,
    overtaken,
    stage_of,
    waited,
)
from tracker.timeline.intervals import Span as Time
from tracker.timeline.intervals import day_of, ended, is_whole
from tracker.timeline.intervals import spans as times
from tracker.timeline.lasting import is_within, outrun
from tracker.timeline.lineage import Loom, Mapper, Once, dated, led_on, woven
from tracker.timeline.prevention import Prevention
from tracker.timeline.readings import changes, own_days
from tracker.timeline.standing import enacted_again
from tracker.timeline.steps import FORMAL, weighed


class Span(Struct, frozen=True):
    """Words, the version that they come from, and the first day on which they were law there, None where it is not known, was left open or
    never came, as `unset` says; `source` is who says that: an act, a provision, a reason; `event` what was recorded that prevented it."""

    text: str
    version: Date
    begins: Date | None = None
    unset: Unset = ""
    source: str = ""
    event: Event | None = None


class Blamed(Struct, frozen=True):
    """A unit of the text: an article whole, or one node outside articles (a title, a heading, a 款 of a preamble).

    `version` is the one that last changed its words (number, width and marks aside), `begins` its own first day there, `unset`,
    `source` and `event` as of a `Span`.
    `substance` is the version that last changed more than citations of this law that follow its renumbering: what the deciding acts
    name. `spans` are its words where they were asked for; joined over all units they are the text in document order.
    """

    provision: str
    type: str
    num: str
    version: Date
    substance: Date
    begins: Date | None = None
    unset: Unset = ""
    source: str = ""
    spans: tuple[Span, ...] = ()
    event: Event | None = None


class Source(Struct, frozen=True):
    """A version that words come from: the deciding act where known, and its commencement; without a day, or with `unset` never, it is not
    known or set, or the version was not in force as a whole: then `begins` is the day of what later changes leave of it."""

    version: Date
    act: str = ""
    begins: Date | None = None
    change: Literal["", "amended", "revised"] = ""
    unset: Unset = ""


class Blame(Struct, frozen=True):
    """A version's text, unit by unit in document order, and the versions that its words come from, oldest first."""

    law: str
    title: str
    version: Date
    units: tuple[Blamed, ...]
    sources: tuple[Source, ...]


class Run(NamedTuple):
    """Words, the number of the version they come from, and their first day there."""

    text: str
    at: int
    begins: Beginning = Beginning(None, "")


_Days = Sequence[tuple[int, Beginning]]
"""Lengths of the words of provisions that stand one behind the other, and the first day of each."""


class _Unit(NamedTuple):
    """A unit on its way through the versions: its number's origin and its words', the versions that last changed it, in words and in
    substance, and its first day in the former; where it came into the law with a day of its own, `came` is what `waited` asks for; `own`
    are the days of its own that versions gave it."""

    num: Run
    runs: tuple[Run, ...]
    last: int
    substance: int
    begins: Beginning
    came: tuple[Came, ...] = ()
    own: tuple[OwnDay, ...] = ()


class _Now(NamedTuple):
    """A unit in the version number `at` of a calendar, by its id; `again` are the provisions that this enacts behind their end."""

    at: int
    version: Version
    key: str
    found: Calendar
    again: Collection[str] = ()

    def is_again(self, provision: str) -> bool:
        """Whether a provision is enacted by this version behind its end."""
        return not around(provision, "").isdisjoint(self.again)

    def came(self) -> tuple[Came, ...]:
        division = division_of(outline(self.version).division, self.key) if self.version.in_force.stages else ""
        return ((self.at, self.key, division),) if stage_of(self.version, self.key, division) else ()

    def own(self) -> tuple[OwnDay, ...]:
        return tuple((n, beginning(self.version, key, division).day) for n, key, division in self.came())

    def days(self, came: tuple[Came, ...]) -> "_Days":
        """Its days in this version, none before that with which it came into the law, but for those that the version itself sets."""
        own, whole = _days(self.version, self.key), beginning(self.version, "")
        return [(length, waited(self.found, came, day.day) if came and day.day and day == whole else day) for length, day in own]


def blame(versions: Sequence[Version], *, words: bool = False, mapper: Mapper = align, events: Iterable[Event] = (),
          later: Sequence[Version] = ()) -> Blame:
    """Of the last of these versions, which are one law's in order of time, who put every unit, or every word, there; `events` are the
    law's own, `later` the versions behind, which may keep from being law what waits for its day."""
    mapper = Once(mapper)
    every = dated((*versions, *later), mapper)
    held, found = units(every[0]), calendar(every, events)
    anew, load = enacted_anew(found), {day_of(v): v for v in every}.__getitem__
    state = {key: _new(node, _Now(0, every[0], key, found)) for key, node in held.items()}
    for at, (old, new) in enumerate(pairwise(every[:len(versions)]), 1):
        before, held = held, units(new)
        state = _onward(mapper(old, new), (before, held), state, _Now(at, new, "", found, enacted_again(found, at, load, mapper))) if (
            at not in anew) else {key: _new(node, _Now(at, new, key, found)) for key, node in held.items()}
    last, index, prevention = every[len(versions) - 1], len(versions) - 1, Prevention(found, cache(lambda: woven(every, mapper)))
    if any(v.in_force.stages and is_whole(v) is not False for v in every[index + 1:]):
        state = {key: unit._replace(own=(*unit.own, *own_days(prevention.loom(), found, index, key))) for key, unit in state.items()}
    state = {key: _prevented(unit, key, index, last, prevention) for key, unit in state.items()}
    left = _left_open(every, index, prevention.loom)
    made = tuple(_known(_blamed(key, node, state[key], found, words), left) for key, node in held.items())
    return gathered(last, made, every, events)


def _left_open(versions: Sequence[Version], index: int, loom: Callable[[], Loom]) -> list[tuple[str, TakenBack | None]]:
    """What versions up to the one of a number leave without a day, by its ids in that, each with where that is said no more."""
    if not any(stage.date is None for version in versions[:-1] for stage in version.in_force.stages):
        return []
    named = ((at, thread) for at, version in enumerate(versions[:index + 1]) for stage in version.in_force.stages if stage.date is None
             for key in stage.provisions for thread in loom().threads(at, key))
    return [(key, loom().taken_back(at, thread.at(at))) for at, thread in named if (key := thread.at(index))]


def _known(unit: Blamed, left: Sequence[tuple[str, TakenBack | None]]) -> Blamed:
    """A unit whose day was left open, where a later version does not say so any more: whether it is law by that is not known."""
    own = [back for key, back in left if f"{key}__".startswith(f"{unit.provision}__") or f"{unit.provision}__".startswith(f"{key}__")]
    if not (own and own[0] and all(own)):
        return unit
    where = own[0].places
    spans = tuple(replace(one, unset="unknown", source=where) if one.unset == "open" else one for one in unit.spans)
    return replace(unit, spans=spans, **({"unset": "unknown", "source": where} if unit.unset == "open" else {}))


def gathered(last: Version, made: tuple[Blamed, ...], versions: Sequence[Version], events: Iterable[Event]) -> Blame:
    """The units of a text with the versions that they go back to, as these are law; `events` are the law's own."""
    named = {span.version for unit in made for span in unit.spans} | {day for unit in made for day in (unit.version, unit.substance)}
    times_ = {time.version: time for time in times(versions, events)}
    return Blame(last.law, last.title, day_of(last), made, tuple(_source(v, times_[day_of(v)]) for v in versions if v.version in named))


def units(version: Version) -> dict[str, Provision]:
    """A version's units by id in document order; joined, their words are its text.

    An article, with what is below it, is one unit; a node outside articles is one with its own words alone.
    """
    found: dict[str, Provision] = {}
    article = " "  # with what joins it to the ids below; no id begins so
    for key, node in places(version).items():
        if not key.startswith(article):
            found[key] = node
            if node.type == "article" and article_of(key) == key:
                article = f"{key}__"
    return found


def own_text(node: Provision) -> str:
    """A unit's words: an article's whole, else the node's own, number aside."""
    if node.type == "article":
        return text_of(node)[len(node.num):]
    return node.heading + node.text + "".join(cell for row in node.rows for cell in row)


def _new(node: Provision, now: _Now) -> _Unit:
    at, days = now.at, now.days(())
    begins = days[0][1]
    return _Unit(Run(node.num, at, begins), _dated(_runs([Run(own_text(node), at)]), at, days), at, at, begins, now.came(), now.own())


def _days(version: Version, key: str) -> _Days:
    """Of a unit and of each provision below it: how many of its words they are, and their first day; of all at once where they have one."""
    below = outline(version).below.get(key, ()) if version.in_force.stages else ()
    if not below:
        return [(sys.maxsize, first_day(version, (key,)))]
    node = places(version)[key]
    own = [(key, len(node.heading + node.text)), *((inner, len(text_of(replace(one, children=())))) for inner, one in below)]
    return [(length, first_day(version, (inner,))) for inner, length in own]


def _dated(runs: Sequence[Run], at: int, days: _Days) -> tuple[Run, ...]:
    """Runs, which are a unit's words, with the first day of what the version number `at` brought."""
    made: list[Run] = []
    place = 0
    for run in runs:
        start = 0
        for length, begins in days if run.at == at else ():
            made.append(Run(run.text[max(0, start - place):max(0, start + length - place)], at, begins))
            start += length
        made += [run] if run.at != at else []
        place += len(run.text)
    return _runs(made)


def _runs(found: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with those of one origin joined and empty ones left out."""
    made: list[Run] = []
    for run in found:
        if run.text and made and made[-1][1:] == run[1:]:
            made[-1] = run._replace(text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)


def _onward(found: Alignment, both: tuple[Mapping[str, Provision], Mapping[str, Provision]], state: Mapping[str, _Unit],
            now: _Now) -> dict[str, _Unit]:
    """The units of the newer version of an alignment, `now`, their words going back to those they were made of; `both` are the units of the
    older one and its own."""
    ties = [(x.old, x.new, x.similarity) for x in found.links]
    ties += [(x.old, x.new, x.similarity) for x in (*found.divisions, *found.others)]
    origins: dict[str, list[tuple[float, str]]] = {}
    for old, new, similarity in ties:
        if old in state:
            origins.setdefault(new, []).append((similarity, old))
    before, after = both
    links = {link.new: link for link in found.links if len(origins.get(link.new, ())) == 1}
    threads = {new: old for old, new in led_on(found).items()}
    return {key: _unit(node, sorted(origins.get(key, ()), key=lambda x: id_order(x[1])), before, state, now._replace(key=key), found,
                       links.get(key), threads.get(key, "")) for key, node in after.items()}


def _unit(node: Provision, origins: Sequence[tuple[float, str]], before: Mapping[str, Provision], state: Mapping[str, _Unit],
          now: _Now, found: Alignment, link: Link | None, thread: str) -> _Unit:
    """`thread` is the old article that goes on in this one; empty: none does, so that it came into the law here."""
    if not origins or now.is_again(now.key):
        return _new(node, now)
    main, at = state[max(origins, key=lambda x: x[0])[1]], now.at
    came = state[thread].came if thread else () if node.type == "article" else main.came
    days = cache(partial(now.days, came))
    runs = tuple(run for _, key in origins for run in state[key].runs)
    made = _by_part(runs, link, found, at) if link and link.provisions else inherit(runs, own_text(node), at)
    made = _again(made, found.outlines[1], now) if node.type == "article" and now.again else made
    if any(run.at == at for run in made):
        made = _dated(made, at, days())
    if node.type == "article" and len(origins) == 1:
        made = _outrun(made, (origins[0][1], now.key), found, link, (days(), is_whole(now.version)))
    below = {} if node.type == "article" else {"children": ()}  # a heading is not what stands under it
    alone = len(origins) == 1 and same(replace(before[origins[0][1]], **below), replace(node, **below))
    whole = alone if node.type == "article" else alone or made == main.runs
    again = any(key.startswith(f"{now.key}__") for key in now.again)
    whole = whole and not again
    last, substance = (main.last, main.substance) if whole else (at, at)
    if not (whole or again) and len(origins) == 1 and node.type == "article":
        edits = between(own_text(before[origins[0][1]]), own_text(node))
        substance = main.substance if all(weighed(e, found).significance in FORMAL for e in edits) else at
    begins = days()[0][1] if thread or node.type != "article" else _not_before(made, days()[0][1])
    num = main.num if main.num.text == node.num else Run(node.num, at, begins)
    return _Unit(num, made, last, substance, main.begins if whole else begins,
                 came + now.came() if came or not (thread or node.type != "article") else (), main.own + now.own())


def _again(runs: Sequence[Run], side: Outline, now: _Now) -> tuple[Run, ...]:
    """An article's words, those of the 款, 项 and 目 that are enacted again from now on the words of that version."""
    made: list[Run] = []
    place = 0
    for key, text in _parts(side, now.key):
        made += [Run(text, now.at)] if now.is_again(key) else _cut(runs, place, place + len(text))
        place += len(text)
    return _runs(made)


def _not_before(runs: Sequence[Run], begins: Beginning) -> Beginning:
    """The first day of an article that a version made of a 款, no day before that of its words, which may wait for one of their own."""
    days = [run.begins for run in runs if run.begins.day is None or (begins.day and run.begins.day > begins.day)]
    waits = len(days) == len(runs) and all(one.day or one.unset == "open" for one in days)
    return min(days, key=lambda one: one.day or Date.max) if waits and days else begins


def _by_part(runs: Sequence[Run], link: Link, found: Alignment, at: int) -> tuple[Run, ...]:
    """The origins of an article's words where each 款, 项 and 目 of it goes back to some of the old article: those of these; of one that
    goes back to none, those that the old article has anywhere, if they are the most of it."""
    came = {link.new: (link.old,), **collected((x.new, x.old) for x in link.provisions)}
    where: dict[str, tuple[int, int]] = {}
    end = 0
    for key, text in _parts(found.outlines[0], link.old):
        where[key] = end, end + len(text)
        end += len(text)
    made: list[Run] = []
    for key, text in _parts(found.outlines[1], link.new):
        before = [run for one in sorted(came.get(key, ()), key=id_order) for run in _cut(runs, *where[one])]
        own = inherit(before if key in came else runs, text, at)
        new = sum(len(run.text) for run in own if run.at == at)
        made += own if key in came or 2 * new < len(text) else [Run(text, at)]
    return _runs(made)


def _outrun(runs: Sequence[Run], ids: tuple[str, str], found: Alignment, link: Link | None,
            by: tuple[_Days, bool | None]) -> tuple[Run, ...]:
    """An article's words: of a 款, 项 or 目 that a version changes, `by` its days and whether it is a whole new text, those that by the act
    which brought them are law only behind it are so with it, where it is whole, else may be (see `lasting`)."""
    days, whole = by
    first = min((begins.day for _, begins in days if begins.day), default=Date.max)
    if all(run.begins.unset != "open" if run.begins.day is None else run.begins.day <= first for run in runs):
        return tuple(runs)
    came = {ids[1]: (ids[0],), **collected((x.new, x.old) for x in (link.provisions if link else ()))}
    old, new = (side.placed for side in found.outlines)
    made: list[Run] = []
    place = 0
    for n, (key, text) in enumerate(_parts(found.outlines[1], ids[1])):
        olds, day = came.get(key, ()), days[min(n, len(days) - 1)][1].day
        changed = not (len(olds) == 1 and same(old[olds[0]], new[key]))
        for run in _cut(runs, place, place + len(text)):
            late = changed and day and (run.begins.unset == "open" or (run.begins.day and run.begins.day > day))
            begins = Beginning(day, "") if whole else Beginning(None, "", "unknown")
            made.append(run._replace(begins=begins) if late else run)
        place += len(text)
    return _runs(made)


def _parts(side: Outline, article: str) -> list[tuple[str, str]]:
    """The words of an article, number aside, and of each provision below it; joined they are its own text."""
    nodes = [(article, replace(side.placed[article], num="")), *side.below[article]]
    return [(key, text_of(replace(node, children=()))) for key, node in nodes]


def inherit(runs: Sequence[Run], text: str, at: int) -> tuple[Run, ...]:
    """The origins of a text's words, from those of the text it was made of."""
    old = "".join(run.text for run in runs)
    if old == text:
        return tuple(runs)
    made: list[Run] = []
    place = 0
    for edit in between(old, text):
        made += _cut(runs, place, edit.old[0])
        made.append(Run(edit.added, at))
        place = edit.old[1]
    return _runs([*made, *_cut(runs, place, len(old))])


def _cut(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """What lies between two offsets of the joined text."""
    made: list[Run] = []
    at = 0
    for run in runs:
        made.append(run._replace(text=run.text[max(0, start - at):max(0, end - at)]))
        at += len(run.text)
    return made


def _blamed(key: str, node: Provision, unit: _Unit, found: Calendar, words: bool) -> Blamed:
    runs = [(run, _told(found, run.at, run.begins, unit.own)) for run in (unit.num, *unit.runs) if words and run.text]
    spans = [Span(run.text, day_of(found.versions[run.at]), one.day, one.unset, one.source, one.event) for run, one in runs]
    days = day_of(found.versions[unit.last]), day_of(found.versions[unit.substance])
    begins = _told(found, unit.last, unit.begins, unit.own)
    return Blamed(key, node.type, node.num, *days, begins.day, begins.unset, begins.source, tuple(spans), begins.event)


def _told(found: Calendar, at: int, begins: Beginning, own: Sequence[OwnDay]) -> Beginning:
    """A first day of what the version number `at` brought, and where there is none why, and who says so."""
    over = brought(found, at, begins.day, own) if begins.unset in ("", "open") else None
    if over:
        return Beginning(over[1], "")
    last = ended(found.versions[at], found.events)
    if last and last.date and (last.date <= begins.day if begins.day else begins.unset == "open"):
        return never(last)
    if begins.day and overtaken(found, at, begins.day, own):
        return never(None)
    return begins if begins.unset else Beginning(begins.day, "")


def _prevented(unit: _Unit, key: str, index: int, version: Version, prevention: Prevention) -> _Unit:
    """A unit of the version number `index`, by its id there, without a day for those of its words that are ended, or taken out, before
    they are law."""
    if not any(prevention.may(run.at, run.begins) for run in (unit.num, *unit.runs, Run("", unit.last, unit.begins))):
        return unit

    def told(at: int, begins: Beginning, part: str) -> Beginning:
        end = prevention.by((index, part), at, begins)
        over = _changed_before(prevention, (index, part), at, begins, unit.own) if end is None else None
        return prevention.told(end) if end else over or begins

    made: list[Run] = []
    place = 0
    for part, text in _parts(outline(version), key) if key in outline(version).division else [(key, own_text(places(version)[key]))]:
        runs = _cut(unit.runs, place, place + len(text))
        made += [run._replace(begins=told(run.at, run.begins, part)) for run in runs]
        place += len(text)
    num = unit.num._replace(begins=told(unit.num.at, unit.num.begins, key))
    return unit._replace(num=num, runs=_runs(made), begins=told(unit.last, unit.begins, key))


def _changed_before(prevention: Prevention, place: tuple[int, str], at: int, begins: Beginning, own: Sequence[OwnDay]) -> Beginning | None:
    """That a version behind the one blamed changes what the version number `at` made of a provision before it is law, also where a whole
    new text would bring that, or that what it leaves of it may be law with it; None where none does. `own` as for `effect`."""
    found, index = prevention.found, place[0]
    if index + 1 == len(found.versions) or not prevention.may(at, begins):
        return None
    loom, over = prevention.loom(), brought(found, at, begins.day, own) if begins.unset in ("", "open") else None
    threads = loom.threads(*place)
    if over:
        changed = (c.at for thread in threads for c in changes(loom, found, thread) if c.event is None and index < c.at <= over[0])
        return next((_replaced(loom.versions[n]) for n in changed), None)
    keys = [thread.at(at) for thread in threads if thread.at(at)]
    again = [one for key in keys for one in outrun(loom, at, key)]
    if any(is_within(loom, at, key) for key in keys):
        return Beginning(None, "", "unknown")
    return _replaced(again[0]) if again and again[0] and all(one and day_of(one) > day_of(loom.versions[index]) for one in again) else None


def _replaced(by: Version) -> Beginning:
    return never(None, held_as(by).act or str(by.version))


def _source(version: Version, time: Time) -> Source:
    listed = held_as(version)
    change: Literal["", "amended", "revised"] = "revised" if listed.change == "revised" else "amended" if listed.change else ""
    unset: Unset = "never" if time.never else "" if time.start else "open" if time.commencement == "open" else "unknown"
    return Source(day_of(version), listed.act, time.rest if time.never else time.start, change, unset)

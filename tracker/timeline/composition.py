"""The text of a law on a day, also where no single document holds it.

Where provisions commence on days of their own, or an act promulgated earlier commences later, the text of the day is put
together: the version in force, with each provision that is not law yet reading as it did before, or left out where it is
new. Numbers are those of the version in force; a provision that it does not have keeps its own. `Version.readings` tells
every provision that does not read as the version in force, `Version.misnumbered` every citation that keeps another version's number.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from functools import cache
from typing import NamedTuple, cast

from msgspec.structs import replace

from tracker.compare.alignment import align
from tracker.compare.grouping import article_of
from tracker.compare.likeness import least
from tracker.compare.outline import enclosing
from tracker.model import Provision, Provisions, Reading, Reason, Version, places, rewrite
from tracker.timeline.effect import (
    Beginning,
    Calendar,
    Pending,
    beginning,
    beginning_of,
    calendar,
    division_of,
    endings,
    left_in,
    numbering,
    staged,
    staged_by,
    window,
)
from tracker.timeline.intervals import ENDINGS, State, day_of
from tracker.timeline.lineage import Loom, Mapper, Thread, weave
from tracker.timeline.misnumbering import Placed, misnumbered
from tracker.timeline.moving import moves_later
from tracker.timeline.parting import Parted, parted, reading_of, without_parted
from tracker.timeline.readings import (
    Change,
    Segment,
    Value,
    as_printed,
    below,
    came,
    changes,
    kept,
    leads,
    moved,
    preventing,
    prevents,
    segment,
    value,
)
from tracker.timeline.splitting import Read, at_their_beginning, own_words, words_before
from tracker.timeline.standing import suspended


def text_on(found: Calendar, state: State, load: Callable[[Date], Version], mapper: Mapper = align) -> Version:
    """The text in force on the day of a state that has a version, with what is suspended then; `load` gives a version by its date, only
    those needed are asked for, each once, `mapper` aligns them."""
    load = cache(load)
    text = _put_together(found, state, load, mapper)
    paused = tuple(suspended(found, state, text, load, mapper))
    return replace(text, suspended=paused) if paused else text


def _put_together(found: Calendar, state: State, load: Callable[[Date], Version], mapper: Mapper) -> Version:
    assert state.version is not None
    needed = window(found, state)
    if needed is None:
        return load(state.version)
    first, last = needed
    part = Calendar(found.versions[first:last + 1], found.events)
    return compose(weave((load(day_of(v)) for v in part.versions), mapper), part, state)


def compose(loom: Loom, found: Calendar, state: State) -> Version:
    """The text of a day from the versions in a loom; `found` lists the same versions."""
    found = calendar(loom.versions, found.events)  # with the days that later versions appoint
    frame = next(n for n, v in enumerate(loom.versions) if v.version == state.version)
    on = segment(loom, found, state.day)
    values = [(thread, changed, value(loom, found, changed, state.day, on.whole))
              for thread in _in_question(loom, found, frame, state.day, on.whole) for changed in [changes(loom, found, thread)]]
    elsewhere = {key for thread, changed, read in values if (key := thread.at(frame)) and not as_printed(changed, read, frame)}
    values = at_their_beginning(loom, frame, values, elsewhere)
    shown = [[key for key in side if key not in elsewhere] if n == frame else
             [read.change.provision for thread, _, read in values if read.change and read.change.at == n and read.change.provision
              and (not thread.at(frame) or thread.at(frame) in elsewhere)] for n, side in enumerate(loom.divisions)]
    asked = {thread.at(frame) for thread, _, _ in values}
    settled = [_settled(loom, found, n, side if n in on.mixed else [], [key for key in side if n != frame or key in asked], on, frame)
               for n, side in enumerate(shown)]
    put: dict[str, Provisions] = {}
    stand: list[_Standing] = []
    readings = list(settled[frame].readings)
    placed = [one if n == frame else one._replace(key="") for n, side in enumerate(settled) for one in side.placed]
    for thread, changed, read in values:
        key = thread.at(frame)
        printed = as_printed(changed, read, frame)
        apart = parted(loom, found, (frame, key), read, on) if key and not (printed and all(c.at <= frame for c, _ in read.pending)) else []
        if key and (apart or not printed):
            words = _in_place([side.provisions for side in settled], read.change, loom.node(frame, key))
            own = own_words(loom, (frame, key), read.change, words, elsewhere), _reading(
                loom, found, (frame, key), changed, read, state.day, frame)
            before = words_before(loom, found, (frame, key), shown, on) if read.change is None and not read.maybe else []
            put[key], reading = _instead(loom, (frame, key), read, own, before, settled, apart)
            placed += _placed(put[key], read.change, key)
            readings += [*_inside(settled, read.change, put[key]), reading]
            stand += [_Standing(key, key, True, node, reading) for node in put[key]]
        elif key and read.maybe:
            readings.append(_reading(loom, found, (frame, key), changed, read, state.day, frame))
        elif key and read.change and (later := moves_later(loom, found, thread, frame, state.day, read.change)):
            readings.append(later)
    for thread, changed, read in values:
        if thread.at(frame) or not (beside := _beside(loom, found, (thread, changed, read), settled, shown, on, frame)):
            continue
        change, new, reading = beside
        anchor, behind = _anchor(loom, frame, change)
        there = put.get(anchor, (settled[frame].provisions[anchor],))
        put[anchor] = (*there, new) if behind else (new, *there)
        placed += _placed((new,), read.change)
        readings.append(reading)
        stand.append(_Standing(change.provision, anchor, False, new, reading))
    if not readings:
        return loom.versions[frame]
    readings = _told_apart(readings, stand, put, settled[frame].provisions, loom.order[frame][1])
    text = replace(_made(loom.versions[frame], loom.divisions[frame], settled[frame].provisions, put, readings), day=state.day)
    return replace(text, misnumbered=tuple(misnumbered(text, loom, frame, placed))) if placed else text


def _instead(loom: Loom, place: tuple[int, str], read: Value, said: tuple[Provisions, Reading], before: Sequence[tuple[Date, Provision]],
             settled: Sequence["Settled"], apart: Sequence[Parted]) -> tuple[Provisions, Reading]:
    """What stands in the place of an article of the version in force that does not read as printed, and why: its words and their reading
    (`said`), the 款 that it is made of where it is not law at all (`before`), or nothing where none of it is left; of the 款 that were
    `parted` only what went to it."""
    words, reading = said
    new = read.change is None and not read.maybe
    if new or apart:
        own = tuple(node for _, node in before) if new else tuple(node for one in words for node in one.children)
        inner = without_parted(own, apart)
        told = replace(reading, version=max((day for day, _ in before), default=None)) if new else reading
        made = words[0] if words and not new else loom.node(*place)
        return (replace(made, children=inner),) if inner else (), reading_of(loom, told, apart, inner)
    if read.change and any(_is_bare(node, loom.node(read.change.at, read.change.provision)) for node in words):
        return (), replace(_bare(read.change.provision, settled[read.change.at].readings), provision=place[1])
    return words, replace(reading, version=None, weak=None) if reading.version and not words else reading


def _beside(loom: Loom, found: Calendar, one: Read, settled: Sequence["Settled"], shown: Sequence[Sequence[str]],
            on: Segment, frame: int) -> tuple[Change, Provision, Reading] | None:
    """What stands in the text of an article that the version in force has not, and why: its words, or of one that is not law yet those 款
    that are; with the change that brought it. None where nothing does."""
    thread, changed, read = one
    change = read.change or Change(thread.last, thread.ids[-1])
    if not change.provision or (read.change is None and read.maybe):
        return None
    place = change.at, change.provision
    printed, reading = loom.node(*place), _reading(loom, found, place, changed, read, on.start, frame)
    if read.change:
        node = settled[change.at].provisions[change.provision]
        return None if _is_bare(node, printed) else (change, node, reading)
    before = words_before(loom, found, place, shown, on)
    apart = parted(loom, found, place, read, on)
    inner = without_parted(tuple(node for _, node in before), apart)
    told = replace(reading, version=max((day for day, _ in before), default=None))
    return (change, replace(printed, children=inner), reading_of(loom, told, apart, inner)) if inner else None


class _Standing(NamedTuple):
    """An article put into the text of a day: its id, that of the article of the version in force beside which it stands, or in whose place,
    and why."""

    key: str
    beside: str
    instead: bool
    node: Provision
    reading: Reading


def _told_apart(readings: Sequence[Reading], stand: Sequence[_Standing], put: Mapping[str, Provisions], printed: Mapping[str, Provision],
                order: Mapping[str, int]) -> list[Reading]:
    """The readings, where two articles of the text have one number with the ids there of all but the first (see `places`): only what is put
    in can have another's. `put` is what stands in the place of articles of the version in force, `printed` these, `order` their order."""
    places_of: dict[int, str] = {}
    for key in dict.fromkeys(one.key for one in stand if not one.instead):
        bear: list[tuple[str, Provision, Reading | None]] = [(one.beside, one.node, one.reading) for one in stand if one.key == key]
        if key in order and not any(one.instead and one.key == key for one in stand) and put.get(key) != ():
            bear.append((key, printed[key], None))
        bear.sort(key=lambda one: (order[one[0]], next((n for n, node in enumerate(put.get(one[0], ())) if node is one[1]), 0)))
        places_of |= {id(reading): f"{key}~{n}" for n, (_beside, _node, reading) in enumerate(bear[1:], 2) if reading}
    return [replace(one, place=places_of[id(one)]) if id(one) in places_of else one for one in readings]


def _in_question(loom: Loom, found: Calendar, frame: int, day: Date, whole: Sequence[Pending]) -> Sequence[Thread]:
    """The articles that may read otherwise on a day than the version in force prints them.

    Where nothing has ended, and each version as a whole is law on the day just where it is not newer than the one in force, only
    articles with a day of their own do, and those in whose place they stand.
    """
    if endings(found) or any((took.law is True) != (n <= frame) for n, took in enumerate(whole)):
        return loom.articles
    own = {(n, key) for n, version in enumerate(found.versions) for key in staged(version, loom.divisions[n])}
    early = {(n, key) for n, version in enumerate(found.versions) for inner in staged_by(version, day) if (key := article_of(inner))}
    own |= early | {(n, article_of(inner)) for n in {at for at, _ in early if at > frame} for inner in loom.shared(n)}
    for n, told in reversed(list(enumerate(loom.maps))):
        own |= {(n, link.old) for link in told.links if (n + 1, link.new) in own}
    own |= {(at, article) for n, version in enumerate(found.versions) for stage in version.in_force.leaving
            if (at := left_in(found, n, stage)) is not None for key in stage.provisions if (article := article_of(key))}
    own |= {(n - 1, key) for n, version in enumerate(found.versions) for stage in version.in_force.leaving
            if left_in(found, n, stage) is None and n for key in loom.divisions[n - 1]}
    past = ((n, key) for n, version in enumerate(found.versions[1:]) if version.in_force.stages or version.in_force.leaving
            for key in loom.gone(n))
    return loom.through((*own, *past))


def _made(frame: Version, divisions: Mapping[str, str], settled: Mapping[str, Provision], put: Mapping[str, Provisions],
          readings: Sequence[Reading]) -> Version:
    """The version in force with provisions put in their places, what no longer holds words or an article left out, and no source of its
    own. `divisions` as in a loom."""
    whole = places(frame)
    finer = {key: (settled[key],) for key in divisions if settled[key] is not whole[key]} if settled is not whole else {}
    changed = finer | dict(put)
    bare = [key for key, nodes in changed.items() if any(node.num == whole[key].num and _is_bare(node, whole[key]) for node in nodes)]
    changed |= {key: tuple(node for node in changed[key] if not _is_bare(node, whole[key])) for key in bare}
    emptied = _emptied(divisions, {key for key, nodes in changed.items() if not nodes})
    text = rewrite(frame, changed | dict.fromkeys(emptied, ()))
    return replace(text, source=None, findings=(), readings=(*readings, *(_bare(key, readings) for key in bare)))


def _emptied(divisions: Mapping[str, str], gone: Collection[str]) -> set[str]:
    """The divisions that hold no article without those `gone`."""
    emptied = {outer for key in gone for outer in enclosing(divisions[key])}
    return emptied and emptied - {outer for key, division in divisions.items() if key not in gone for outer in enclosing(division)}


def _is_bare(node: Provision, printed: Provision) -> bool:
    """Whether nothing is left of an article of which all 款 are left out."""
    return bool(printed.children) and not (node.children or node.heading)


def _bare(article: str, readings: Iterable[Reading]) -> Reading:
    """Why an article is not there of which every 款 is left out: for the reason of that which comes first, else of that which went last."""
    below = [r for r in readings if r.provision.startswith(f"{article}__")]
    coming = [r for r in below if r.reason not in ENDINGS]
    first = min(coming, key=lambda r: r.until or Date.max) if coming else max(below, key=lambda r: r.since or Date.max)
    return replace(first, provision=article)


def _in_place(settled: Sequence[Mapping[str, Provision]], change: Change | None, printed: Provision) -> Provisions:
    """The words of a change under the number that the version in force prints."""
    if change is None or not change.provision:
        return ()
    return (replace(settled[change.at][change.provision], num=printed.num, number=printed.number),)


def _inside(settled: Sequence["Settled"], change: Change | None, words: Provisions) -> Iterator[Reading]:
    """Why 款, 项 or 目 of the words of a change, which stand under their own number, do not read as that prints them."""
    if change and change.provision and words and words[0] == settled[change.at].provisions[change.provision]:
        yield from (one for one in settled[change.at].readings if one.provision.startswith(f"{change.provision}__"))


def _placed(nodes: Provisions, change: Change | None, key: str = "") -> list[Placed]:
    return [Placed(node, change.at, change.provision, key) for node in nodes if change]


def _words_of(loom: Loom, read: Value) -> Date | None:
    return day_of(loom.versions[read.change.at]) if read.change and read.change.provision else None


def _reading(loom: Loom, found: Calendar, place: tuple[int, str], changed: Sequence[Change], read: Value, day: Date, frame: int) -> Reading:
    """Why a provision, named by the number of a version and its id there, does not read as printed: it ended; it waits for the next of its
    changes; a later version has begun with it. What may be law on the day already waits for no day, nor does what ends before its own.
    `frame` as of `_begins`."""
    words, key = _words_of(loom, read), place[1]
    over = next((c for c in (read.change, *read.maybe) if c and c.event), None)
    if over:
        made = [c for c in changed[:changed.index(over)] if c.event is None and c.provision]
        merged = any(len(loom.heirs(c.at, c.provision, c.at - 1)) > 1 for c in made if c.at)  # what came into it may have been law
        other = merged or any(c.provision for c, _ in read.pending)
        return _over(loom, found, place, words, over, never=not other and all(prevents(loom, found, changed, c, over) for c in made))
    weak = _weak(loom, place, read.change.at) if words and read.change else None
    within = [c for c in read.maybe if read.change and c.at < read.change.at]
    if read.change and within:
        first = min((_named(loom, found, c) for c in within), key=lambda one: one.day or Date.max)
        return Reading(key, words, "within", until=first.day, source=first.source, weak=weak)
    never = _never(loom, found, changed, read)
    waiting = [_may_be(loom, _begins(loom, found, c, frame), c, day) for c in read.maybe if not c.heirs]
    waiting += [("succession", _begins(loom, found, c, frame)) for c in read.maybe if c.heirs]
    waiting += [(reason, _begins(loom, found, c, frame)) for c, reason in read.pending
                if c.event is None and c not in never and (c.provision or not never)]
    if waiting:
        reason, begins = min(waiting, key=lambda x: x[1].day or Date.max)
        return Reading(key, words, reason, until=begins.day, source=begins.source, weak=weak)
    if never:
        return _over(loom, found, place, words, next(iter(never.values())), never=True)
    assert read.change is not None
    begun = _begins(loom, found, read.change, frame)
    return Reading(key, words, "staged", since=begun.day, source=begun.source, weak=weak)


def _named(loom: Loom, found: Calendar, change: Change) -> Beginning:
    """The first day of a change, with the version that made it."""
    begins, version = _begins(loom, found, change, change.at), loom.versions[change.at]
    return begins._replace(source=f"{version.law}/{version.version} {begins.source}".rstrip())


def _never(loom: Loom, found: Calendar, changed: Sequence[Change], read: Value) -> dict[Change, Change]:
    """What waits on a day and never is law, each with the event that ends it before."""
    waiting = [change for change, _ in read.pending if change.provision] if any(change.event for change, _ in read.pending) else []
    by = ((change, preventing(loom, found, changed, change)) for change in waiting)
    return {change: end for change, end in by if end and end.event}


def _over(loom: Loom, found: Calendar, place: tuple[int, str], words: Date | None, end: Change, *, never: bool) -> Reading:
    """That an event ended a provision, named as for `_reading`, or prevented it or its change."""
    event = end.event
    assert event is not None
    weak = _weak(loom, place, numbering(found, event)) if event.provisions else None
    return Reading(place[1], words, cast(Reason, event.kind), since=event.date, source=event.act or event.reason, weak=weak,
                   partly=end.partly, never=never)


def _may_be(loom: Loom, begins: Beginning, change: Change, day: Date) -> tuple[Reason, Beginning]:
    """Why it is not known whether a change is law on a day; it waits for no day that is past."""
    back = loom.taken_back(change.at, change.provision or change.within) if begins.unset == "open" else None
    if back:
        return "withdrawn", begins._replace(source=back.places)
    return "unknown", begins if begins.day and begins.day > day else begins._replace(day=None)


def _weak(loom: Loom, place: tuple[int, str], other: int) -> float | None:
    """The least likeness by which alone a provision is held to be what another version has."""
    return least(loom.weakest(thread, other, place[0]) for thread in loom.threads(*place))


def _begins(loom: Loom, found: Calendar, change: Change, frame: int) -> Beginning:
    """The first day of a change, of the last of it and the articles that have to come before it. Where a provision of another version than
    the one in force (number `frame`) says so, that is named too: the text beside which it is told may have another rule of its number."""
    version, divisions = found.versions[change.at], loom.divisions[change.at]
    each = [beginning_of(version, change.leaves)] if change.leaves and not change.provision else [
        beginning(version, key, division_of(divisions, key)) for key in (*change.heirs, change.provision or change.within)]
    last = max(each, key=lambda one: one.day or Date.max)
    apart = f"{loom.versions[change.at].law}/{day_of(version)} " if last.own and change.at != frame else ""
    return last._replace(source=f"{apart}{last.source}")


def _anchor(loom: Loom, frame: int, change: Change) -> tuple[str, bool]:
    """The article of the version in force behind which an article of another version belongs: the last one before it that both have.

    Where there is none, the first article, and False: it belongs before that.
    """
    order, number = loom.order[change.at]
    before = (loom.thread(change.at, key).at(frame) for key in reversed(order[:number[change.provision]]))
    there = next(filter(None, before), "")
    return (there, True) if there else (next(key for key, node in loom.placed[frame].items() if node.type == "article"), False)


class Settled(NamedTuple):
    """The provisions of a version as they read on a day, those that do not read as printed, and the words put in their places."""

    provisions: Mapping[str, Provision]
    readings: tuple[Reading, ...]
    placed: tuple[Placed, ...]


def _settled(loom: Loom, found: Calendar, index: int, mixed: Iterable[str], asked: Iterable[str], on: Segment, frame: int) -> Settled:
    """The provisions of a version with those 款, 项 and 目 of the articles `mixed` that do not read on a day as it prints them, and those
    of these and of the articles `asked` that it lacks and that are law yet, or already, without the 款 that are in another one already."""
    version, put, behind = loom.versions[index], dict[str, Provisions](), dict[str, Provisions]()
    readings: list[Reading] = []
    placed: list[Placed] = []
    articles = [(index, article) for article in mixed]
    for key, changed, read in (one for article in articles for one in leads(loom, found, article, on)):
        if read.change:
            words = replace(places(version)[key], text=loom.node(read.change.at, read.change.provision).text)
            version = rewrite(version, {key: (words,)})
            placed += _placed((replace(words, children=()),), read.change, key)
        readings.append(_reading(loom, found, (index, key), changed, read, on.start, frame))
    for key, changed, read in (one for article in articles for one in below(loom, found, article, on)):
        if not as_printed(changed, read, index):
            apart = parted(loom, found, (index, key), read, on)
            put[key] = without_parted(_in_place(loom.placed, read.change, loom.node(index, key)), apart)
            placed += _placed(put[key], read.change, key)
            told = _reading(loom, found, (index, key), changed, read, on.start, frame)
            readings.append(reading_of(loom, told, apart, put[key]))
        elif read.maybe:
            readings.append(_reading(loom, found, (index, key), changed, read, on.start, frame))
    for article in dict.fromkeys((*articles, *((index, key) for key in asked))):
        for key, by in moved(loom, found, article, on):
            put[key], begun = (), _begins(loom, found, by, frame)
            readings.append(Reading(key, None, "staged", since=begun.day, source=begun.source))
        more = {(at, one.key): one for at, one in (*kept(loom, found, article, on, frame), *came(loom, found, article, on))}
        for (at, key), (_, changed, read) in more.items():
            if read.change and (at, key.rpartition("__")[0]) not in more:
                anchor, node = _behind(loom, (at, key), article), loom.node(read.change.at, read.change.provision)
                behind[anchor] = (*behind.get(anchor, ()), node)
                placed += _placed((node,), read.change)
                readings.append(_reading(loom, found, (at, key), changed, read, on.start, frame))
    made = places(rewrite(version, put, behind)) if put or behind or version is not loom.versions[index] else loom.placed[index]
    return Settled(made, tuple(readings), tuple(placed))


def _behind(loom: Loom, other: tuple[int, str], article: tuple[int, str]) -> str:
    """Where in an article what another version has in it belongs (see `rewrite`): behind the last of those before it that are there, else
    before all others that stand where it stood."""
    at, key = other
    outer = key.rpartition("__")[0]
    threads = {one: thread.at(article[0]) for one, thread in loom.inside(at, article_of(key))}
    beside = [one for one in threads if one.rpartition("__")[0] == outer]
    there = [threads[one] for one in beside[:beside.index(key)] if article_of(threads[one]) == article[1]]
    return there[-1] if there else f"{threads.get(outer) or article[1]}__"

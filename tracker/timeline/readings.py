"""How a provision reads on a day: the last change to it that is law then, what may be, and what waits; and so what stands below it.

A change waits for the day of its version, or for one of its own; what one version changes is law though an earlier one's change of
something beside it still waits (先公布者后施行).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from msgspec.structs import replace

from tracker.compare.evidence import Said
from tracker.compare.grouping import article_of
from tracker.compare.likeness import surest
from tracker.model import Event, Reason, Stage
from tracker.timeline.effect import (
    Calendar,
    End,
    OwnDay,
    Pending,
    anew_behind,
    around,
    beginning,
    days,
    division_of,
    effect,
    endings,
    in_effect,
    is_pending,
    left_by,
    left_in,
    stage_of,
    staged_by,
)
from tracker.timeline.intervals import day_of, ends_law, is_whole, may_be
from tracker.timeline.lasting import lasts, words_of

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread


Covers = Literal["", "part", "whole"]
"""What of a provision an event is about: nothing, a part, all."""


class Reach(NamedTuple):
    """What of a provision an event is about, and the likeness of a weak guess by which alone it is held to be about that."""

    of: Covers
    weak: float | None = None


class Change(NamedTuple):
    """What a version (number `at`) or an event behind it does to a provision; `provision` is empty where it is gone from then on.
    `heirs` are articles with a day of their own that may have to come before one is gone; `joined`: it lives on in them, and is gone
    then; of others the words do not show whether they replace it. `within` is the article that goes on without a 款, 项 or 目 gone.
    `partly`: the event is about a part of it, and which one is not known. `over`: the numbers of earlier versions whose changes of its own
    words stand in these, and may be law only behind it (see `lasting`). `leaves`: the version takes it out, on this day of its own."""

    at: int
    provision: str
    event: Event | None = None
    heirs: tuple[str, ...] = ()
    joined: bool = False
    within: str = ""
    partly: bool = False
    over: tuple[int, ...] = ()
    leaves: Stage | None = None


class Segment(NamedTuple):
    """A stretch of time within which nothing changes; `whole`: of each version, whether what has no day of its own in it is law; `waits`:
    the numbers of those of which anything is not, or may not be; `mixed`: of those below whose articles anything may not read as they print
    it; `ended`: the 款, 项 and 目 that events end, with the number of the version in whose numbering."""

    start: Date
    end: Date | None
    whole: tuple[Pending, ...]
    waits: frozenset[int]
    mixed: frozenset[int]
    ended: tuple[tuple[int, tuple[str, ...]], ...]


class Value(NamedTuple):
    """How a provision reads on a day: the last change that is law, and those that may be."""

    change: Change | None
    maybe: tuple[Change, ...] = ()
    pending: tuple[tuple[Change, Reason], ...] = ()


def segment(loom: "Loom", found: Calendar, start: Date, end: Date | None = None) -> Segment:
    """A day, and those behind it to `end`, on which nothing else changes."""
    waits = frozenset(n for n in range(len(found.versions)) if is_pending(found, n, start))
    ends = ((e.before - 1, loom.meant(e.event.provisions, e.numbers, e.before - 1)) for e in endings(found) if not ends_law(e.event))
    inner = tuple((at, tuple(filter(_is_below, named.ids))) for at, named in ends)
    whole = tuple(effect(found, index, "", start) for index in range(len(found.versions)))
    ended = tuple(one for one in inner if one[1])
    held = range(len(found.versions))
    mixed = held if ended else (index for index in held if any(_is_mixed(found, index, n, start, whole) for n in waits))
    return Segment(start, end, whole, waits, frozenset(mixed), ended)


def _is_mixed(found: Calendar, index: int, waiting: int, day: Date, whole: Sequence[Pending]) -> bool:
    """Whether an article that reads as a version says may hold what waits by that or an earlier one, or what a later one has begun with, or
    has changed elsewhere while the article waits to be merged: what a version itself gives a day of its own with its article waits, and
    begins, with it."""
    if waiting > index:
        begun = (*staged_by(found.versions[waiting], day), *left_by(found.versions[waiting], day))
        return any(map(_is_below, begun)) or any(later.law for later in whole[waiting + 1:])
    named = (key for s in found.versions[waiting].in_force.stages for key in s.provisions)
    return waiting < index or not whole[waiting].law or any(map(_is_below, named))


class Below(NamedTuple):
    """A 款, 项 or 目 by its id in a version, the changes to it, and how it reads on a day."""

    key: str
    changed: tuple[Change, ...]
    read: Value


def below(loom: "Loom", found: Calendar, place: tuple[int, str], on: Segment) -> Iterator[Below]:
    """What stands below an article, named by the number of a version and its id there, and may not read on a day as that version prints it:
    what waits for its day, though a later version that is law has it, what a later version has begun with, and what has ended; nothing in
    what does not read so whole."""
    index, gone = place[0], set[str]()
    for key, thread in loom.inside(*place) if index in on.mixed else ():
        named = any(thread.at(at) in keys for at, keys in on.ended)
        if gone.isdisjoint(around(key, "")) and (named or _waits(loom, found, thread, index, on)):
            changed = changes(loom, found, thread)
            read = value(loom, found, changed, on.start, on.whole)
            gone |= set() if as_printed(changed, read, index) else {key}
            yield Below(key, changed, read)


def leads(loom: "Loom", found: Calendar, place: tuple[int, str], on: Segment) -> Iterator[Below]:
    """Of an article, named as in `below`, the provisions whose own words, before what stands below them, do not read on a day as that
    version prints them, though it is law there for another change; outer ones first."""
    index = place[0]
    for key, thread in loom.inside(*place) if index in on.mixed else ():
        if loom.node(index, key).children and _waits(loom, found, thread, index, on):
            own, whole = ((changed, value(loom, found, changed, on.start, on.whole))
                          for changed in (changes(loom, found, thread, own=True), changes(loom, found, thread)))
            if as_printed(*whole, index) and not as_printed(*own, index):
                yield Below(key, *own)


def kept(loom: "Loom", found: Calendar, place: tuple[int, str], on: Segment, frame: int) -> Iterator[tuple[int, Below]]:
    """What was taken out of an article, named as in `below`, or of one merged into it, by that version or an earlier one, and is law on a
    day yet, for that waits, or the article waits that it went to; with the number of the last version that has it there and its id in that,
    outer ones first. What goes to an article which the version in force (number `frame`) has, and which was nothing before, stands there
    till it is law."""
    index, article = place
    outs = [n for n in sorted(on.waits) if 0 < n <= index]
    through = loom.through([place]) if outs else ()
    merged = (one for whole in through for n in range(outs[0] + 1, index + 1) for one in loom.merged_into.get((n, whole.at(n)), ()))
    for whole in (*through, *merged):
        for n in outs:
            for key, thread in loom.inside(n - 1, whole.at(n - 1)) if whole.at(n) else ():
                goes = article_of(thread.at(n))
                if goes == whole.at(n) or article_of(thread.at(index)) == article:
                    continue
                changed = changes(loom, found, thread)
                read = value(loom, found, changed, on.start, on.whole)
                if not goes and read.change and read.change.provision:
                    yield n - 1, Below(key, changed, read)
                elif goes and read.change and read.change.provision and read.change.at < n and loom.is_sound(thread, n - 1, n):
                    there = loom.thread(n, goes)
                    its = value(loom, found, changes(loom, found, there), on.start, on.whole)
                    new = bool(there.at(frame)) and its.change is None and not its.maybe
                    if not new and holder(loom, found, thread, on) is None:
                        out = Change(n, "", heirs=(goes,), joined=True, within=whole.at(n))
                        waits = Value(read.change, (out,)) if its.maybe else Value(read.change, pending=((out, "staged"),))
                        yield n - 1, Below(key, changed, waits)


def came(loom: "Loom", found: Calendar, place: tuple[int, str], on: Segment) -> Iterator[tuple[int, Below]]:
    """What later versions have put into an article, named as in `below`, and is law on a day already, though the article does not read so
    as a whole; with the number of the version that has it first and its id in that, outer ones first."""
    index, later = place[0], [n for n in sorted(on.waits) if n > place[0] and any(map(_is_below, staged_by(found.versions[n], on.start)))]
    for whole in loom.through([place]) if later and index in on.mixed else ():
        for n in later:
            for key, thread in loom.inside(n, whole.at(n)) if whole.at(n) else ():
                changed = changes(loom, found, thread) if thread.first == n else ()
                read = value(loom, found, changed, on.start, on.whole)
                if read.change and read.change.provision:
                    yield n, Below(key, changed, read)


def moved(loom: "Loom", found: Calendar, place: tuple[int, str], on: Segment) -> Iterator[tuple[str, Change]]:
    """The 款 of an article, named as in `below`, that on a day stand in another one already, which a later version put them in, with the
    words they have here, or with later ones that are law by that; each with what changed that."""
    index = place[0]
    for key, thread in loom.parted(*place) if on.waits else ():
        by = holder(loom, found, thread, on) if loom.node(index, key).type == "paragraph" else None
        if by and by.at > index:
            reads = value(loom, found, changes(loom, found, thread), on.start, on.whole).change
            later = reads and index < reads.at <= by.at and loom.is_sound(thread, index, by.at)
            if later or loom.same(*_words(loom, found, thread, index, on), *_words(loom, found, thread, by.at, on)):
                yield key, by


def _words(loom: "Loom", found: Calendar, thread: "Thread", index: int, on: Segment) -> tuple[int, str]:
    """Where something below an article has the words with which it reads on a day in that, as a version prints it: the number of the
    version, and its id there."""
    waits = index in on.mixed and _waits(loom, found, thread, index, on)
    read = value(loom, found, changes(loom, found, thread), on.start, on.whole).change if waits else None
    return (read.at, read.provision) if read and read.provision else (index, thread.at(index))


def holder(loom: "Loom", found: Calendar, part: "Thread", on: Segment) -> Change | None:
    """Of the articles that something below stood in, one after another, the last one that has it on a day by what is law: by which
    change."""
    articles = dict.fromkeys(loom.thread(n, article_of(part.at(n))) for n in range(part.first, part.last + 1))
    reads = (value(loom, found, changes(loom, found, one), on.start, on.whole).change for one in articles)
    return max((c for c in reads if c and c.provision and article_of(part.at(c.at)) == c.provision), key=lambda c: c.at, default=None)


def _is_below(key: str) -> bool:
    return article_of(key) not in ("", key)


def _waits(loom: "Loom", found: Calendar, thread: "Thread", index: int, on: Segment) -> bool:
    """Whether a provision stood, by any version, in what was not law on a day as that says, or may not have been; or has a day of its
    own."""
    return any(not on.whole[n].law or stage_of(found.versions[n], key, division_of(loom.divisions[n], key))
               for n in on.waits if (key := thread.at(n))) or (
                   thread.last + 1 in on.waits and _leaves(loom, found, thread.last + 1, thread) is not None)


def as_printed(changed: Sequence[Change], read: Value, index: int) -> bool:
    """Whether a provision reads on a day as the version number `index` prints it."""
    own = [c for c in changed if c.at <= index and c.event is None]
    return bool(own) and read.change is own[-1]


def changes(loom: "Loom", found: Calendar, thread: "Thread", *, own: bool = False) -> tuple[Change, ...]:
    """What changed a provision's words, in the order in which it was promulgated: versions, and the events that ended it. `own`: its own
    words alone, not those of what stands below it."""
    made = [Change(thread.first, thread.ids[0])]
    for at in range(thread.first + 1, thread.last + 1):
        if not loom.same(at - 1, thread.at(at - 1), at, thread.at(at), own=own):
            made.append(Change(at, thread.at(at), over=_over(loom, found, thread, made, at), leaves=_leaves(loom, found, at, thread)))
    if thread.last + 1 < len(loom.versions):
        at, gone = thread.last + 1, article_of(thread.ids[-1])
        into = heirs(loom, found, at, gone)
        within = "" if gone == thread.ids[-1] else loom.onward[at - 1].get(gone, "")
        made.append(Change(at, "", heirs=into, joined=bool(into) and _is_joined(loom, at, gone, into), within=within,
                           leaves=_leaves(loom, found, at, thread)))
    for end in endings(found):
        reach = ended(loom, end, thread)
        if reach:
            made.append(Change(end.before, "", end.event, partly=reach == "part"))
        if reach or _is_within(loom, end, thread):
            anew = end.before if ends_law(end.event) else anew_behind(found, end)
            if thread.at(anew) and not any(c.at == anew and c.event is None for c in made):
                made.append(Change(anew, thread.at(anew)))  # what is promulgated behind the end is enacted anew
    return tuple(sorted((c for c in made if c.event is None or thread.first < c.at), key=lambda c: (c.at, c.event is None)))


def _over(loom: "Loom", found: Calendar, thread: "Thread", made: Sequence[Change], at: int) -> tuple[int, ...]:
    """Of the changes that earlier versions made, those that stand in the words of a later change in part, which may be law before them;
    none of one with a day of its own, which is that of all its words. An article of one 款 is that."""
    node = loom.node(at, thread.at(at))
    if node.type == "article" and len(node.children) == 1 and not node.heading:
        (_, below), = loom.inside(at, thread.at(at))[:1]
        return next((c.over for c in changes(loom, found, below) if c.at == at and c.event is None), ()) if below.first < at else ()
    before, now = words_of(loom, thread, at - 1, at)
    if is_whole(found.versions[at]) is not False or before == now or _stage(loom, found, Change(at, thread.at(at))):
        return ()
    first = _begins(loom, found, thread, at)
    late = [c.at for c in made if (c.at > 0 or _stage(loom, found, c)) and ((day := _begins(loom, found, thread, c.at)) is None
                                                                          or first is None or first < day)]
    return tuple(n for n in late if lasts(loom, thread, n, at))


def _begins(loom: "Loom", found: Calendar, thread: "Thread", at: int) -> Date | None:
    return beginning(found.versions[at], thread.at(at), division_of(loom.divisions[at], thread.at(at))).day


def _leaves(loom: "Loom", found: Calendar, at: int, thread: "Thread") -> Stage | None:
    """The commencement of its own with which the version number `at` takes a provision out; without a day where the version is not there by
    whose ids that is said."""
    for stage in found.versions[at].in_force.leaving:
        numbers = left_in(found, at, stage)
        own = thread.at(numbers) if numbers is not None else ""
        if numbers is None:
            return replace(stage, date=None, basis="unknown")
        if own and around(own, division_of(loom.divisions[numbers], own)).intersection(stage.provisions):
            return stage
    return None


def heirs(loom: "Loom", found: Calendar, at: int, gone: str) -> tuple[str, ...]:
    """The articles with a day of their own in the version number `at` that may have to come before an article of the one before is gone:
    those that it lives on in beside others, and, where nobody says what became of it, those that stand in its place."""
    if not found.versions[at].in_force.stages or loom.onward[at - 1].get(gone):
        return ()
    told = loom.maps[at - 1]
    links = loom.links[at - 1].get(gone, ())
    whole = (link for link in links if not any(pair.basis for pair in link.provisions))
    said = gone in told.alone[0] or any(link.evidence in get_args(Said) for link in whole)
    went = {pair.old for link in links for pair in link.provisions}
    said = said or went.issuperset(key for key, _ in loom.inside(at - 1, gone))  # all of it is found again elsewhere
    places = dict.fromkeys([*(link.new for link in links), *(() if said else _in_its_place(loom, at, gone))])
    return tuple(key for key in places if stage_of(found.versions[at], key, division_of(loom.divisions[at], key)))


def _is_joined(loom: "Loom", at: int, gone: str, into: Iterable[str]) -> bool:
    """Whether an article lives on in just these of the version number `at`, and not only a part of it that is found again there."""
    links = loom.links[at - 1].get(gone, ())
    return {link.new for link in links} == set(into) and all(link.evidence != "provision" for link in links)


def are_law(loom: "Loom", found: Calendar, at: int, provisions: Iterable[str], day: Date) -> bool:
    """Whether what the version number `at` says of each of some provisions is law on a day."""
    return all(effect(found, at, key, day, division_of(loom.divisions[at], key)).law for key in provisions)


def _in_its_place(loom: "Loom", at: int, gone: str) -> Sequence[str]:
    """The articles that are new in a version and stand where an article of the one before stood that is gone: between the same two. Of as
    many new ones as are gone there it is the one in its place."""
    onward = loom.onward[at - 1]
    (old, olds), (new, news) = loom.order[at - 1], loom.order[at]
    start = next((n for n in range(olds[gone], -1, -1) if onward.get(old[n])), -1)
    end = next((n for n in range(olds[gone], len(old)) if onward.get(old[n])), len(old))
    went = old[start + 1:end]
    between = new[news[onward[old[start]]] + 1 if start >= 0 else 0:news[onward[old[end]]] if end < len(old) else len(new)]
    fresh = [key for key in between if key not in loom.back[at - 1]]
    return fresh if len(fresh) != len(went) else [fresh[went.index(gone)]]


def ended(loom: "Loom", end: End, thread: "Thread") -> Covers:
    """What of a provision an event has ended: followed to the version in force on its day; what that does not have any more, by the ids
    in which the event speaks."""
    if ends_law(end.event):
        return "whole"
    met = end.before - 1
    return covers(loom, end.event, end.numbers, met if thread.at(met) else end.numbers, thread).of


def _is_within(loom: "Loom", end: End, thread: "Thread") -> bool:
    """Whether an event has ended something that stands below a provision."""
    met = end.before - 1
    own = thread.at(met)
    return bool(own) and any(key.startswith(f"{own}__") for key in loom.meant(end.event.provisions, end.numbers, met).ids)


def covers(loom: "Loom", event: Event, numbers: int, index: int, thread: "Thread") -> Reach:
    """What of a provision, as the version number `index` has it, an event names by ids of the version number `numbers`: itself, with its
    article or with its division, or a part of it, and which one is not known; no ids name all."""
    own = thread.at(index)
    if not event.provisions or not own:
        return Reach("" if event.provisions else "whole")
    named = loom.meant(event.provisions, numbers, index)
    steps = around(own, division_of(loom.divisions[index], own))
    weak = surest(named.weak.get(step) for step in steps.intersection(named.ids))
    return Reach("part" if steps.intersection(named.partly) else "whole" if steps.intersection(named.ids) else "", weak)


def value(loom: "Loom", found: Calendar, changed: Iterable[Change], day: Date, whole: Sequence[Pending]) -> Value:
    """How a provision reads on a day, of the changes made to it: the last one that is law then. `whole` as in its segment.

    What came into the law with a day of its own (第五条自…起施行) waits for it still where a change in part is law before: that changes
    what will be law, and sets no other day unless it says so. An earlier change that stands in the words of the last one and is not law by
    its own day may be by that.
    """
    last: Change | None = None
    maybe: list[Change] = []
    pending: list[tuple[Change, Reason]] = []
    late: list[Change] = []
    waits: Pending | None = None
    for n, change in enumerate(changed):
        took = _effect(loom, found, change, day, whole)
        own = change.event is None and bool(change.provision and _stage(loom, found, change))
        if n == 0 and own:
            waits = took
        elif waits and last is None and change.provision and not own and took.law is not False:
            maybe += [change] if waits.law is None else []
            continue
        if took.law:
            again = change.event and last and last.event and not maybe  # what has ended does not end again
            held = [one for one in late if one.event is None and one.at in change.over]
            last, maybe, pending = min(last, change, key=_end_day) if again and last else change, held, []
            continue
        late.append(change)
        if took.law is None:
            maybe.append(change)
        else:
            pending.append((change, took.reason))
    return Value(last, tuple(maybe), tuple(pending))


def _end_day(end: Change) -> Date:
    return (end.event.date if end.event else None) or Date.max


def preventing(loom: "Loom", found: Calendar, changed: Sequence[Change], change: Change) -> Change | None:
    """Which of the changes of a provision behind one keeps that from ever being law, in that it takes the provision out before, and before
    what holds its words may be law; of several events the first; None where none does for certain."""
    at = changed.index(change)
    ends = [end for n, end in enumerate(changed) if n > at and not end.provision
            and all(prevents(loom, found, changed, one, end) for one in changed[at:n] if one is change or change.at in one.over)]
    return min(ends, key=_end_day, default=None)


def prevents(loom: "Loom", found: Calendar, changed: Sequence[Change], change: Change, end: Change) -> bool:
    """Whether one of the changes of a provision, or its coming, never is law, as a later one, or an end, is before on whichever day."""
    told = [(_comes(loom, found, changed, change, day), _on(loom, found, end, day)) for day in days(found)]
    return bool(told and told[-1][1]) and all(law is False or over for law, over in told)


def _comes(loom: "Loom", found: Calendar, changed: Sequence[Change], change: Change, day: Date) -> bool | None:
    """Whether a change is law on a day, if nothing behind it is: one of what came with a day of its own waits for that (see `value`)."""
    law, first = _on(loom, found, change, day), changed[0]
    if change is first or not law or not first.provision or not _stage(loom, found, first) or _stage(loom, found, change):
        return law
    before = [_on(loom, found, one, day) for one in changed[:changed.index(change)]]
    return True if True in before else None if None in before else False


def _on(loom: "Loom", found: Calendar, change: Change, day: Date) -> bool | None:
    whole = {change.at: effect(found, change.at, "", day)} if change.event is None else {}
    return _effect(loom, found, change, day, whole).law


def own_days(loom: "Loom", found: Calendar, at: int, provision: str) -> list[OwnDay]:
    """The days of its own that whole new texts give a provision, named by the number of an earlier version and its id there."""
    later = [n for n in loom.holding if n > at] if provision else []
    places = [(n, thread.at(n)) for thread in (loom.threads(at, provision) if later else ()) for n in later if thread.at(n)]
    stages = [(n, stage_of(found.versions[n], key, division_of(loom.divisions[n], key))) for n, key in places]
    return [(n, stage.date) for n, stage in stages if stage]


def _stage(loom: "Loom", found: Calendar, change: Change) -> Stage | None:
    return stage_of(found.versions[change.at], change.provision, division_of(loom.divisions[change.at], change.provision))


def _effect(loom: "Loom", found: Calendar, change: Change, day: Date, whole: Sequence[Pending] | Mapping[int, Pending]) -> Pending:
    if change.event is None:
        if change.leaves:
            took = in_effect(found, change.at, change.leaves, day)
            if not change.provision:
                return took
            if whole[change.at].law and not took.law:
                return Pending(None)  # its words are found again in what another order made
        if whole[change.at].law and not are_law(loom, found, change.at, change.heirs, day):
            return Pending(False, "staged") if change.joined else Pending(None)
        key = change.provision or change.within
        own = own_days(loom, found, change.at, key)
        if not own and not (key and found.versions[change.at].in_force.stages):
            return whole[change.at]
        took = effect(found, change.at, key, day, division_of(loom.divisions[change.at], key), own)
        back = loom.taken_back(change.at, key) if key and took == (False, "open") else None
        return Pending(None, "withdrawn") if back and whole[back.by].law is not False else took
    if change.event.date is None:
        return Pending(None if change.at and day_of(found.versions[change.at - 1]) <= day and may_be(change.event, day) else False)
    return Pending(None if change.partly and change.event.date <= day else change.event.date <= day, "repealed")

"""How the provisions of a law stand on a day, beside its text: what is not law as printed, why and until when, and what is suspended."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tracker.citations import provisions_of
from tracker.compare.grouping import article_of
from tracker.compare.likeness import least, surest
from tracker.compare.outline import outline
from tracker.compare.overrule import lies_in
from tracker.errors import CitationError
from tracker.finding import find, is_double, same_number
from tracker.language import _
from tracker.model import DIVISIONS, Event, Misnumbered, Provision, Provisions, Reading, Version, citation_of, places
from tracker.timeline.effect import Calendar, anew_behind, around, concerns, endings, is_before, met, numbering, related
from tracker.timeline.intervals import ENDINGS, State, day_of
from tracker.timeline.suspension import resumptions, suspension_end, suspensions

if TYPE_CHECKING:
    from tracker.timeline.history import Traced
    from tracker.timeline.lineage import Mapper


def standing(reading: Reading) -> str:
    """Why a provision is not law as printed, from or until when, and who says so, in words."""
    source = f" ({_(reading.source)})" if reading.source else ""
    said = _("never in force: {why}").format(why=_stands(reading)) if reading.never else _stands(reading)
    return said + source


def _stands(reading: Reading) -> str:
    if reading.reason in ENDINGS:
        said = _("{kind} from {day}") if reading.since else _("{kind} on a day that is not known")
        over = said.format(kind=_(reading.reason), day=reading.since)
        return _("{over}, but only a part of it, it is not known which").format(over=over) if reading.partly else over
    if reading.reason == "succession":
        said = _("it is not known whether it is gone, or stands until {day}") if reading.until else _(
            "it is not known whether it is gone, or stands until what takes its place is in force")
        return said.format(day=reading.until)
    if reading.reason == "within":
        said = _("in force from {day} by the act that made the change in it; whether with a later act before, is not known") if (
            reading.until) else _("it holds a change that is not in force by the act that made it; whether with a later act, is not known")
        return said.format(day=reading.until)
    if reading.reason == "number":
        said = _("its number and place are those of the text in force from {day}") if reading.until else _(
            "its number and place are those of a text that is not in force yet")
        return said.format(day=reading.until)
    if reading.reason == "withdrawn":
        return _("its day of commencement was left open, and a later version does not say so any more: it is not known whether it is in "
                 "force")
    if reading.until:
        return _("not in force until {day}").format(day=reading.until)
    if reading.since and reading.version is None:
        return _("not here any more from {day}").format(day=reading.since)
    if reading.since:
        return _("in force from {start}").format(start=reading.since)
    return _("its day of commencement is left open" if reading.reason == "open" else "it is not known from when it is in force")


class Standing(NamedTuple):
    """What has to be known of some provisions beside the text of a day."""

    readings: tuple[Reading, ...]
    suspended: tuple[Event, ...]
    misnumbered: tuple[Misnumbered, ...] = ()


def about(text: Version, key: str) -> Standing:
    """What has to be known of one provision of the text of a day, of what is in it, and of what it is in."""
    divisions = outline(text).division
    return Standing(tuple(r for r in text.readings if related(r.place or r.provision, key, divisions)),
                    tuple(e for e in text.suspended if concerns(e, key, divisions)),
                    tuple(m for m in text.misnumbered if related(m.place, key, divisions)))


def left_out(text: Version, key: str, divisions: Mapping[str, str]) -> Reading | None:
    """Why a provision is not in the text of a day, by its id in the version in force, of which `divisions` are; None where it is."""
    gone = {r.provision: r for r in text.readings if r.version is None}
    inside = [article for article, division in divisions.items() if key in around("", division)]
    if inside and all(article in gone for article in inside):
        return gone[inside[0]]
    return next((gone[step] for step in around(key, "") if step in gone), None)


class Whole(NamedTuple):
    """The text of a day with what it leaves out put back in its place as printed, and why each of that is no law, by its id: ids are those
    of the version in force, as it counts its 款."""

    text: Version
    out: Mapping[str, Reading] = {}


def whole(text: Version, printed: Version) -> Whole:
    """A text of a day and what it leaves out of the version in force as `printed`: an article behind another version's of its number, which
    is the one that a citation means. What is in an article whose number two bear that are law stays away: whose it is is not told."""
    placed = places(text)
    gone = {r.provision for r in text.readings if r.version is None}
    gone -= {key for key in gone if f"{article_of(key)}~2" in placed}
    if not gone:
        return Whole(text)
    ids = iter(places(printed))
    sides = (text.head, printed.head), (text.body, printed.body), (text.tail, printed.tail)
    head, body, tail = (_put_back(own, nodes, gone, ids) for own, nodes in sides)
    made = replace(text, head=head, body=body, tail=tail)
    divisions = outline(printed).division
    named = {id(node): key for key, node in places(printed).items() if key in gone or node.type in DIVISIONS}
    back = {key: reading for key, node in places(made).items()
            if id(node) in named and (reading := left_out(text, named[id(node)], divisions))}
    return Whole(made, {key: back[step] for key in places(made) for step in around(key, "") if step in back})


def _put_back(own: Provisions, printed: Provisions, gone: Collection[str], ids: Iterator[str]) -> Provisions:
    """The provisions of a text, with those of the version in force that are gone in the places where it prints them; `ids` are its own. A
    provision is found by its number, where another version's bears that too, by its words; what has none, in its turn."""
    made: list[Provision] = []
    at = 0
    for node in printed:
        key = next(ids)
        twins = [n for n, one in enumerate(own[at:], at) if (one.type, one.num) == (node.type, node.num)]
        twin = None if key in gone else next((n for n in twins if own[n] == node or not node.num), twins[-1] if twins else None)
        below = _put_back(() if twin is None else own[twin].children, node.children, gone, ids)
        if key in gone:
            behind = twins[-1] + 1 if node.num and twins else at
            made += *own[at:behind], node
            at = behind
        elif twin is not None:
            made += *own[at:twin], replace(own[twin], children=below)
            at = twin + 1
        elif below:
            made.append(node if below == node.children else replace(node, children=below))
    return (*made, *own[at:])


def sought(text: Version, printed: Version, citation: str) -> tuple[str, Provision] | Reading:
    """The provision of the text of a day that a citation names, with its id there; the reading instead where it is not law then.

    Numbers are those of the version in force as `printed`; where it has no such number, or what has it waits and an older article stands
    under it, those of the text. Raises CitationError where neither has it.
    """
    if not text.readings:
        return find(text, citation)
    try:
        key, _node = find(printed, citation)
    except CitationError:
        return find(text, citation)
    gone = left_out(text, key, outline(printed).division)
    placed, own = places(text), counted(text, key)
    older = gone and any(r.version and r.provision == gone.provision == article_of(key) for r in text.readings)
    if own in placed and (older or not gone):
        return own, placed[own]
    return gone or next(r for r in text.readings if r.provision == article_of(key))


def named_on(text: Version, printed: Version, words: str) -> tuple[str, ...]:
    """The ids, in the version in force as `printed`, of what a list of citations names in the text of a day. Raises CitationError where
    several articles of that bear a number, as `provisions_of` does, or where the one named is another version's."""
    placed, own = places(text), places(printed)
    if not any(is_double(placed, r.place or r.provision) for r in text.readings):
        return provisions_of(printed, words)
    found = provisions_of(text, words)
    return tuple(_in_printed(text, own, key) if is_double(placed, key) else key for key in found)


def _in_printed(text: Version, own: Mapping[str, Provision], key: str) -> str:
    """The id in the version in force of an article, or of what is in it, whose number the text of a day has twice."""
    placed, article = places(text), article_of(key)
    at = next((one for one in same_number(own, article.partition("~")[0]) if own.get(one) == placed[article]), None)
    if at is None:
        words = next((r.version for r in text.readings if (r.place or r.provision) == article), None)
        raise CitationError("{citation} has the words of version {version} on that day, and is not in the one in force",
                            hint="name it by its number there, on a day on which that is in force", citation=citation_of(key),
                            version=words)
    return at + key.removeprefix(article)


def counted(text: Version, key: str) -> str:
    """The id of a provision in the text of a day: 款 have no numbers, so those that are left out before it do not count."""
    named = re.fullmatch(r"(.+?__para_)(\d+)(.*)", key)
    if named is None:
        return key
    kin, own, inner = named[1], int(named[2]), named[3]
    gone = [r.provision.removeprefix(kin) for r in text.readings if r.version is None and r.provision.startswith(kin)]
    return f"{kin}{own - sum(one.isdigit() and int(one) < own for one in gone)}{inner}"


def suspended(found: Calendar, state: State, text: Version, load: Callable[[Date], Version], mapper: "Mapper") -> Iterator[Event]:
    """The suspensions on the day of a text, with the provisions by their ids in it, and with the day that ends each, also where another
    event tells it; what the text does not have, or leaves out, is not named, nor is any where all is suspended and nothing is resumed by
    itself; what is held to be suspended, or resumed, by a weak guess stands apart. Those without a day may hold, and come last."""
    frame = next(n for n, v in enumerate(found.versions) if v.version == state.version)
    gone = {reading.provision for reading in text.readings if reading.version is None}
    undated = [e for e in found.events if e.kind == "suspended" and e.date is None]
    for event in (*suspensions(found.events, state.day), *undated):
        printed = load(day_of(found.versions[frame]))
        yield from paused(event, found.events, printed, state.day, lambda one: meant(found, one, frame, load, mapper), gone)


def paused(event: Event, events: Sequence[Event], printed: Version, day: Date, named: Callable[[Event], "Meant"],
           gone: Collection[str] = ()) -> Iterator[Event]:
    """What a suspension, one of `events`, suspends on a day of a version as `printed`, as `suspended` tells it; `named` tells what an event
    names there, `gone` what is left out."""
    end = suspension_end(events, event)
    back = [(e.date, {key: again.weak.get(whole) for whole in again.ids for key in articles_of(printed, whole)})
            for e in resumptions(events, event) if e.date and e.provisions for again in [named(e)]]
    apart = {key for _day, keys in back for key in keys}
    if not (event.provisions or apart):
        yield replace(event, until=end)
        return
    own = named(event)
    ends: dict[str, _Ends] = {}
    for key in _pieces(printed, own.ids if event.provisions else _whole(printed), apart):
        steps = around(key, "")
        again = [_Ends(back_on, keys[step]) for back_on, keys in back for step in sorted(steps.intersection(keys))]
        until = min([_Ends(end), *again], key=lambda one: (one.day or Date.max, one.weak is not None))
        if steps.isdisjoint(gone):
            ends[key] = _Ends(until.day, least((until.weak, *(own.weak[one] for one in own.weak if lies_in(key, (one,))))))
    for one in dict.fromkeys(ends.values()):
        if one.day is None or day < one.day:
            keys = tuple(key for key in ends if ends[key] == one)
            parts = tuple(key for key in keys if lies_in(key, own.partly))
            yield replace(event, provisions=keys, until=one.day, partly=parts, weak=one.weak, numbers=None)


class _Ends(NamedTuple):
    """The first day after a suspension of something, and the likeness of a weak guess by which alone that is told of it."""

    day: Date | None
    weak: float | None = None


def without(version: Version, provisions: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Of provisions of a version (no ids: of all) what does not stand in others, and holds none of them."""
    apart = {key for whole in others for key in articles_of(version, whole)}
    pieces = _pieces(version, tuple(provisions) or _whole(version), apart)
    return tuple(key for key in pieces if not apart.intersection(around(key, "")))


def _whole(version: Version) -> list[str]:
    return [key for key, node in places(version).items() if any(node is one for one in version.body)]


def _pieces(version: Version, provisions: Iterable[str], apart: Collection[str]) -> Iterator[str]:
    """Provisions, or where some of what stands in one is apart, what stands in it, cut likewise."""
    for key in provisions:
        node = places(version).get(key)
        below = [] if not apart else articles_of(version, key) if node and node.type in DIVISIONS else [
            one for one in places(version) if one.rpartition("__")[0] == key]
        if any(f"{one}__".startswith(f"{inner}__") for one in apart for inner in below):
            yield from _pieces(version, below, apart)
        else:
            yield key


def corrections(found: Calendar, text: Date, load: Callable[[Date], Version], mapper: "Mapper") -> Iterator[Event]:
    """What was ever corrected (更正) of the text of a version or of an older one, with the provisions by their ids there; what it does not
    have is not named. What a correction sets right was misprinted, and is law from the text's first day (practice)."""
    frame = next((n for n, v in enumerate(found.versions) if v.version == text), -1)
    for event in found.events:
        if event.kind == "corrected" and numbering(found, event) <= frame:
            own = meant(found, event, frame, load, mapper)
            if own.ids or not (event.provisions or (event.lacking and numbering(found, event) < frame)):
                for weak in dict.fromkeys(map(own.weak.get, own.ids)) or (None,):
                    named = tuple(key for key in own.ids if own.weak.get(key) == weak)
                    parts = tuple(key for key in own.partly if key in named)
                    yield replace(event, provisions=named, partly=parts, weak=weak, numbers=None)


class Meant(NamedTuple):
    """What an event is about in a version: ids, and those of them that have other rules too: which part of them is meant is not known; and
    of those that it is about by a weak guess alone the least likeness of it."""

    ids: tuple[str, ...]
    partly: tuple[str, ...] = ()
    weak: Mapping[str, float] = {}


def carried(found: Calendar, event: Event, frame: int, load: Callable[[Date], Version], mapper: "Mapper") -> tuple[str, ...]:
    """What an event names, by ids of the version number `frame`; see `meant`."""
    return meant(found, event, frame, load, mapper).ids


def in_its_day(found: Calendar, event: Event, load: Callable[[Date], Version], mapper: "Mapper") -> Event:
    """An event with what it names by ids of the version in force on its day."""
    own = meant(found, event, met(found, event), load, mapper)
    return replace(event, provisions=own.ids, weak=least(own.weak.values()))


def repealed_before(found: Calendar, event: Event, load: Callable[[Date], Version], mapper: "Mapper") -> Event | None:
    """The repeal that ends all that an expiry names before its term is over, be it under other numbers; a whole new text in between has it
    anew."""
    frame, earlier = met(found, event), [e for e in found.events if e.kind == "repealed" and is_before(found, e, event)]
    keys = carried(found, event, frame, load, mapper) if earlier else ()
    return next((e for e in earlier for own in [set(carried(found, e, frame, load, mapper))]
                 if keys and all(own.intersection(around(key, "")) for key in keys)), None)


def enacted_again(found: Calendar, at: int, load: Callable[[Date], Version], mapper: "Mapper") -> frozenset[str]:
    """What the version number `at`, a whole new text, enacts again behind its end, by ids there."""
    ends = (end for end in endings(found) if end.event.provisions and end.event.date and anew_behind(found, end) == at)
    each = [meant(found, end.event, at, load, mapper) for end in ends]
    return frozenset(key for one in each for key in one.ids if key not in one.partly)


def meant(found: Calendar, event: Event, frame: int, load: Callable[[Date], Version], mapper: "Mapper") -> Meant:
    """What an event names, by ids of the version number `frame`: followed there from the version in whose numbering it speaks."""
    at = numbering(found, event)
    if at == frame or not event.provisions:
        return Meant(event.provisions)
    first, last = sorted((at, frame))
    return followed([load(day_of(v)) for v in found.versions[first:last + 1]], event.provisions, (at - first, frame - first), mapper)


def followed(versions: Sequence[Version], provisions: Iterable[str], way: tuple[int, int], mapper: "Mapper") -> Meant:
    """What provisions of one version (the number that `way` begins with) are in another one (that it ends with)."""
    keys = [key for name in provisions for key in articles_of(versions[way[0]], name)]
    each = [one for key in keys for one in _followed(versions, key, keys, way, mapper)]
    ids = tuple(dict.fromkeys(one.key for one in each))
    weak = {key: likeness for key in ids if (likeness := surest(one.weak for one in each if one.key == key)) is not None}
    return Meant(ids, tuple(dict.fromkeys(one.key for one in each if one.shared)), weak)


class _Become(NamedTuple):
    """What a provision has become in another version: an id there, whether others came there too, and the least likeness of a weak guess
    by which alone it is held to be that."""

    key: str
    shared: bool
    weak: float | None


def _followed(versions: Sequence[Version], key: str, keys: Sequence[str], way: tuple[int, int], mapper: "Mapper") -> Iterator[_Become]:
    """What a provision, one of `keys`, has become on the way from one version to another, and whether others than `keys` came there too: of
    what was merged only the 款 that came of it, where it is known of each of its own what became of it."""
    from tracker.timeline.history import trace

    def become(whole: str, ahead: "Traced") -> _Become:
        back = trace(versions, whole, frame, mapper)
        return _Become(whole, not all(lies_in(one, keys) for one in back.ids[index]), _weak(ahead, back))

    index, frame = way
    own = [one for one in places(versions[index]) if one.rpartition("__")[0] == key] if article_of(key) == key else []
    ahead = trace(versions, key, index, mapper)
    for whole in ahead.ids[frame]:
        made = become(whole, ahead)
        several = made.shared and len(places(versions[frame])[whole].children) > 1
        parts = [trace(versions, one, index, mapper) for one in own] if several else []
        inner = [(one, part) for part in parts for one in part.ids[frame] if article_of(one) == whole]
        yield from (become(*one) for one in inner) if inner and all(part.ids[frame] for part in parts) else (made,)


def _weak(ahead: "Traced", back: "Traced") -> float | None:
    """The least likeness of a weak guess on the ways between two provisions, each traced to where the other is."""
    from tracker.timeline.lineage import weakest

    met = {at: [one for one in ids if any(lies_in(one, (other,)) or lies_in(other, (one,)) for other in ahead.ids[at])]
           for at, ids in back.ids.items()}
    return least(weakest(found, met[at - 1], met[at]) for at, found in {**ahead.maps, **back.maps}.items())


def articles_of(version: Version, key: str) -> list[str]:
    """The articles of a division; any other provision itself."""
    node = places(version).get(key)
    if node is None or node.type not in DIVISIONS:
        return [key] if node else []
    divisions = outline(version).division
    return [article for article in divisions if related(article, key, divisions)]

"""The thread of every provision through the versions of a law: which provision of each version it is, across renumbering.

A thread goes on where a link of the renumbering map leads; where an article was split or several were merged, it goes on in
the one that holds the most of its words, and the others start or end there. So each provision of each version stands on
exactly one thread. Maps are made between neighbouring versions, oldest first; drafts stand aside.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment, Link, Pair, align
from tracker.compare.bigrams import bigrams
from tracker.compare.changes import Slice
from tracker.compare.evidence import Said
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import SOUND, least, same
from tracker.compare.origins import origins
from tracker.compare.outline import Outline, enclosing, outline
from tracker.compare.renumbering import alike
from tracker.model import Provision, Version, text_of
from tracker.timeline.appointing import TakenBack, appointed, may_appoint, taken_back
from tracker.timeline.intervals import day_of, in_order, is_whole

if TYPE_CHECKING:
    from tracker.timeline.standing import Meant

Tie = TypeVar("Tie", Link, Pair)
Mapper = Callable[[Version, Version], Alignment]
"""Aligns two neighbouring versions."""


def by_text(mapper: Mapper) -> bool:
    """Whether what a mapper says follows from the texts alone: any other one knows more, unless it says so itself."""
    return bool(getattr(mapper, "by_text", mapper is align))


class Once:
    """A mapper that aligns two versions but once, however many of their provisions are followed."""

    def __init__(self, mapper: Mapper) -> None:
        self.by_text = by_text(mapper)
        self._mapper = mapper
        self._made: dict[tuple[int, int], Alignment] = {}

    def __call__(self, old: Version, new: Version) -> Alignment:
        """The alignment of two versions; it holds them, so that none other takes their place."""
        key = id(old), id(new)
        if key not in self._made:
            self._made[key] = self._mapper(old, new)
        return self._made[key]


class Thread(Struct, frozen=True):
    """One provision through time: its id in each version that has it, from version number `first` on without a gap."""

    first: int
    ids: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number of the last version that has it."""
        return self.first + len(self.ids) - 1

    def at(self, index: int) -> str:
        """Its id in a version; empty where that has it not."""
        return self.ids[index - self.first] if self.first <= index <= self.last else ""


class Loom(Struct, frozen=True, dict=True):
    """The versions of a law that have a date and are no drafts, oldest first, their provisions, and the threads through them; with the days
    that later ones appoint.

    `placed` are the provisions of each version by id, `divisions` the id of the innermost division of each article, `maps` the
    alignments of neighbouring versions. Threads are made when they are asked for.
    """

    versions: tuple[Version, ...]
    placed: tuple[Mapping[str, Provision], ...]
    divisions: tuple[Mapping[str, str], ...]
    maps: tuple[Alignment, ...]

    @cached_property
    def articles(self) -> tuple[Thread, ...]:
        """The threads of the articles, in the order of the newest version that has them."""
        return _threads(self.divisions, self.onward)

    @cached_property
    def below(self) -> tuple[Thread, ...]:
        """The threads of the 款, 项 and 目 of the articles, in the same order."""
        return _threads([[key for article in under.values() for key, _ in article] for under in self._under], self._below_onward)

    @cached_property
    def inside(self) -> Callable[[int, str], Sequence[tuple[str, Thread]]]:
        """The threads of what stands below an article, named by the number of a version and its id there; each with its own id there, in
        order. None are made but those asked for: a text of a day asks for few."""
        under, onward = self._under, self._below_onward
        back = [_turned(led) for led in onward]
        return cache(lambda index, article: [(key, _traced(index, key, onward, back)) for key, _ in under[index].get(article, ())])

    @cached_property
    def parted(self) -> Callable[[int, str], Sequence[tuple[str, Thread]]]:
        """Of those that `inside` gives, the ones that stand in another article than this one in some version."""
        def parted(index: int, article: str) -> Sequence[tuple[str, Thread]]:
            whole = self.thread(index, article)
            return [(key, part) for key, part in self.inside(index, article)
                    if not all(one.startswith(f"{whole.at(n)}__") for n, one in enumerate(part.ids, part.first))]

        return cache(parted)

    @cached_property
    def _under(self) -> Sequence[Mapping[str, Sequence[tuple[str, Provision]]]]:
        return [side.below for side in _sides(self.versions, self.maps)]

    @cached_property
    def _below_onward(self) -> Sequence[Mapping[str, str]]:
        return [_led([x for link in m.links for x in link.provisions], partial(_doubt_of_pair, m.outlines)) for m in self.maps]

    def through(self, articles: Iterable[tuple[int, str]]) -> tuple[Thread, ...]:
        """The threads of some articles, named by the number of a version and their ids there; in the order of `articles`."""
        found = {(thread.first, thread.ids): thread for index, key in articles for thread in [self.thread(index, key)]}
        return tuple(sorted(found.values(), key=_order))

    def threads(self, index: int, provision: str) -> Sequence[Thread]:
        """The thread of a provision of a version, or those of the articles of a division; none: of what stands outside articles."""
        article = article_of(provision)
        if article not in ("", provision):
            return [thread for key, thread in self.inside(index, article) if key == provision]
        if provision in self.divisions[index]:
            return (self.thread(index, provision),)
        own = self.divisions[index].items()
        return self.through((index, key) for key, division in own if provision in (key, *enclosing(division)))

    def gone(self, index: int) -> list[str]:
        """The articles of a version that do not go on in the next one."""
        return [key for key in self.divisions[index] if key not in self.onward[index]]

    @cached_property
    def merged_into(self) -> Mapping[tuple[int, str], Sequence[Thread]]:
        """The threads of articles that end where a version puts them into another one, or several, by its number and the id of the first of
        these there."""
        found: dict[tuple[int, str], list[Thread]] = {}
        for at in range(len(self.maps)):
            for key in self.gone(at):
                news = sorted((link.new for link in self.links[at].get(key, ())), key=id_order)
                found.setdefault((at + 1, news[0] if news else ""), []).append(self.thread(at, key))
        return found

    def thread(self, index: int, article: str) -> Thread:
        """The thread of an article, named by the number of a version and its id there."""
        return _traced(index, article, self.onward, self.back)

    @cached_property
    def onward(self) -> list[dict[str, str]]:
        return [led_on(m) for m in self.maps]

    @cached_property
    def links(self) -> list[dict[str, list[Link]]]:
        """The links of each map by their old articles."""
        found: list[dict[str, list[Link]]] = [{} for _ in self.maps]
        for by_old, told in zip(found, self.maps, strict=True):
            for link in told.links:
                by_old.setdefault(link.old, []).append(link)
        return found

    @cached_property
    def dealt(self) -> Callable[[int], Mapping[str, Sequence[Slice]]]:
        """Which words of the version before the provisions of a version have, by their ids: those of part of one, or of several."""
        return cache(lambda index: origins(self.maps[index - 1], *self.maps[index - 1].outlines).slices)

    @cached_property
    def shared(self) -> Callable[[int], frozenset[str]]:
        """The 款, 项 and 目 of a version that are not alone in going back to one of the version before, by their ids."""
        def news(index: int) -> frozenset[str]:
            pairs = [pair for link in self.maps[index - 1].links for pair in link.provisions]
            times = Counter(pair.old for pair in pairs)
            return frozenset(pair.new for pair in pairs if times[pair.old] > 1)

        return cache(news)

    @cached_property
    def order(self) -> list[tuple[list[str], dict[str, int]]]:
        """The articles of each version in their order, and the place of each in it."""
        return [(list(ids), {key: n for n, key in enumerate(ids)}) for ids in self.divisions]

    @cached_property
    def holding(self) -> Sequence[int]:
        """The numbers of the versions that are whole new texts, or may be, and give some of what they have days of its own."""
        return [n for n, version in enumerate(self.versions) if version.in_force.stages and is_whole(version) is not False]

    @cached_property
    def back(self) -> list[dict[str, str]]:
        return [_turned(onward) for onward in self.onward]

    def heirs(self, index: int, provision: str, other: int) -> tuple[str, ...]:
        """The ids in version `other` of all that a provision or division of version `index` lives on in, or goes back to; none: it is not
        there."""
        ids, back = [provision], other < index
        for found in reversed(self.maps[other:index]) if back else self.maps[index:other]:
            ids = [end for key in ids for end in _ends(found, key, back)]
        return tuple(sorted(dict.fromkeys(ids), key=id_order))

    @cached_property
    def meant(self) -> Callable[[tuple[str, ...], int, int], "Meant"]:
        """What provisions that an event names by ids of one version are in another one, each question asked once."""
        from tracker.timeline.standing import Meant, followed

        maps = {day_of(m.new): m for m in self.maps}

        def asked(provisions: tuple[str, ...], at: int, frame: int) -> Meant:
            first, last = sorted((at, frame))
            way = at - first, frame - first
            return followed(self.versions[first:last + 1], provisions, way, lambda _old, new: maps[day_of(new)]) if at != frame else Meant(
                provisions)

        return cache(asked)

    @cached_property
    def taken_back(self) -> Callable[[int, str], TakenBack | None]:
        """As `appointing.taken_back`, each question asked once."""
        return cache(partial(taken_back, self))

    def is_sound(self, thread: Thread, start: int, end: int) -> bool:
        """Whether each step of a thread from one version to another is said, or is from one provision to another much like it."""
        steps = ((at, thread.at(at), thread.at(at + 1)) for at in range(start, end))
        return all(any((pair.old, pair.new) == (old, new) and (pair.basis or pair.similarity >= SOUND)
                       for link in self.maps[at].links for pair in link.provisions) for at, old, new in steps)

    def weakest(self, thread: Thread, start: int, end: int) -> float | None:
        """As `weakest`, of the steps of a thread between two versions."""
        steps = (weakest(self.maps[at], (thread.at(at),), (thread.at(at + 1),)) for at in range(min(start, end), max(start, end)))
        return least(steps)

    def node(self, index: int, provision: str) -> Provision:
        """A provision of a version by its id."""
        return self.placed[index][provision]

    def same(self, index: int, provision: str, other: int, counterpart: str, *, own: bool = False) -> bool:
        """Whether two provisions say the same; see `same`. `own`: in their own words, not in those of what stands below them."""
        one, two = self.node(index, provision), self.node(other, counterpart)
        return same(replace(one, children=()), replace(two, children=())) if own else same(one, two)


def _ends(found: Alignment, key: str, back: bool) -> Iterable[str]:
    """What a provision or division of the old version is tied to in the new one, or (`back`) the other way round."""
    article = article_of(key)
    ties: Iterable[Link | Pair] = found.links if article else found.divisions
    if article not in ("", key):
        ties = [pair for link in found.links if article == (link.new if back else link.old) for pair in link.provisions]
    return [tie.old if back else tie.new for tie in ties if key == (tie.new if back else tie.old)]


def weave(versions: Iterable[Version], mapper: Mapper = align) -> Loom:
    """The threads of a law's provisions through its versions, in whatever order these are given."""
    loom = woven(tuple(v for v in in_order(versions) if isinstance(v, Version) and not v.draft), mapper)
    return replace(loom, versions=appointed(loom)) if may_appoint(loom.versions) else loom


def woven(ordered: Sequence[Version], mapper: Mapper = align) -> Loom:
    """The threads of provisions through texts in the order given, dated or not, drafts too: the stages of a bill."""
    maps = tuple(mapper(old, new) for old, new in pairwise(ordered))
    sides = _sides(ordered, maps)
    return Loom(tuple(ordered), tuple(side.placed for side in sides), tuple(side.division for side in sides), maps)


def dated(versions: Sequence[Version], mapper: Mapper = align) -> Sequence[Version]:
    """Versions, oldest first, with the days that later ones appoint."""
    if not may_appoint(versions):
        return versions
    found = {v.version: v for v in weave(versions, mapper).versions}
    return [v if v.draft else found.get(v.version, v) for v in versions]


def _sides(ordered: Sequence[Version], maps: Sequence[Alignment]) -> list[Outline]:
    return [m.outlines[0] for m in maps] + ([maps[-1].outlines[1]] if maps else [outline(v) for v in ordered])


def _threads(ids: Sequence[Iterable[str]], onwards: Sequence[Mapping[str, str]]) -> tuple[Thread, ...]:
    """The threads through lists of ids, each step leading on from the ids of one to those of the next."""
    going: dict[str, tuple[int, list[str]]] = {key: (0, [key]) for key in ids[0]} if ids else {}
    done: list[Thread] = []
    for at, onward in enumerate(onwards, 1):
        led = {onward[old]: thread for old, thread in going.items() if old in onward}
        done += [Thread(first, tuple(names)) for old, (first, names) in going.items() if old not in onward]
        going = {new: led.get(new) or (at, []) for new in ids[at]}
        for new, (_, names) in going.items():
            names.append(new)
    done += [Thread(first, tuple(names)) for first, names in going.values()]
    return tuple(sorted(done, key=_order))


def _traced(index: int, key: str, onwards: Sequence[Mapping[str, str]], backs: Sequence[Mapping[str, str]]) -> Thread:
    """The thread through an id of a list; `backs` lead the other way than `onwards`."""
    ids, first = [key], index
    for onward in onwards[index:]:
        if ids[-1] not in onward:
            break
        ids.append(onward[ids[-1]])
    while first and (before := backs[first - 1].get(ids[0])):
        ids.insert(0, before)
        first -= 1
    return Thread(first, tuple(ids))


def _turned(onward: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in onward.items()}


def _order(thread: Thread) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The newest ids first, as the law orders them, then the older ones."""
    return -thread.last, id_order(thread.ids[-1])


def led_on(found: Alignment) -> dict[str, str]:
    """From articles of the old version to those of the new one in which their threads go on, each once: where that is said of it whole,
    then where most of its words go, then the most alike, of equals the one that keeps its number; last where a part is said to go."""
    def doubt(link: Link) -> tuple[object, ...]:
        parts = [pair.basis for pair in link.provisions]
        said = link.evidence in get_args(Said) and not any(parts)
        return not said, all(parts), -sum(_words(pair, found.outlines) for pair in link.provisions), *_likeness(link)

    return _led(found.links, doubt)


def weakest(found: Alignment, old: Collection[str], new: Collection[str]) -> float | None:
    """The least likeness, below `SOUND`, by which alone some of the old provisions are tied to some of the new ones; None where there is
    none."""
    ties: list[Link | Pair] = [x for x in found.links if x.new in new and x.evidence not in get_args(Said)
                               and any(x.old in (key, article_of(key)) for key in old)]
    ties += [x for link in found.links for x in link.provisions if x.old in old and x.new in new and not x.basis]
    return min((likeness for x in ties if (likeness := alike(x, found.outlines)) < SOUND), default=None)


def _doubt_of_pair(sides: tuple[Outline, Outline], pair: Pair) -> tuple[object, ...]:
    shared, least, _ = _shared(pair, sides)
    return not pair.basis, pair.part, -min(pair.similarity, shared / max(1, least)), *_likeness(pair)


def _words(pair: Pair, sides: tuple[Outline, Outline]) -> float:
    """How many of the words of a provision go to another one."""
    shared, _, size = _shared(pair, sides)
    return min(pair.similarity * size, shared)


def _shared(pair: Pair, sides: tuple[Outline, Outline]) -> tuple[int, int, int]:
    """How many pairs of characters two provisions share, how many the shorter one has, and how many the old one; those of what stands
    below them aside. Where one takes but a sentence of the other, the likeness of the two is that of the sentence."""
    nodes = sides[0].placed[pair.old], sides[1].placed[pair.new]
    one, other = ({*bigrams(text_of(replace(node, children=())))} for node in nodes)
    return len(one & other), min(len(one), len(other)), len(one)


def _likeness(tie: Link | Pair) -> tuple[object, ...]:
    return -tie.similarity, tie.old != tie.new, id_order(tie.old), id_order(tie.new)


def _led(ties: Sequence[Tie], doubt: Callable[[Tie], tuple[object, ...]]) -> dict[str, str]:
    """From old ids to new ones, each once, the ties of the least doubt before others."""
    olds, news = [t.old for t in ties], [t.new for t in ties]
    if len(set(olds)) == len(set(news)) == len(ties):
        return dict(zip(olds, news, strict=True))
    ends = Counter(olds), Counter(news)
    onward = {t.old: t.new for t in ties if ends[0][t.old] == ends[1][t.new] == 1}  # nothing else is in question
    taken: set[str] = set()
    for t in sorted((t for t in ties if t.old not in onward), key=doubt):
        if t.old not in onward and t.new not in taken:
            onward[t.old] = t.new
            taken.add(t.new)
    return onward

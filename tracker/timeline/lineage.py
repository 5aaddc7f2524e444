"""The thread of every provision through the versions of a law: which provision of each version it is, across renumbering.

A thread goes on where a link of the renumbering map leads; where an article was split or several were merged, it goes on in
the one most alike, and the others start or end there (their links are kept as `joins`). So each provision of each version
stands on exactly one thread. Maps are made between neighbouring versions, oldest first; drafts stand aside.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tracker.compare.alignment import Alignment, align
from tracker.compare.grouping import id_order
from tracker.compare.outline import Outline, outline
from tracker.compare.significance import normal
from tracker.model import Provision, Version, text_of
from tracker.timeline.intervals import in_order

Mapper = Callable[[Version, Version], Alignment]
"""Aligns two neighbouring versions."""


_MARKS = re.compile(r"\W+")


class Tie(NamedTuple):
    """A provision of one version and where it goes in the next: ids, and how alike (0 to 1)."""

    old: str
    new: str
    similarity: float


class Join(NamedTuple):
    """A link besides the one a thread follows: at step `at` (from version at-1 to at) `old` also lives on in `new`."""

    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One provision through time: its id in each version that has it, from version number `first` on without a gap."""

    first: int
    ids: tuple[str, ...]
    joins: tuple[Join, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last version that has it."""
        return self.first + len(self.ids) - 1

    def at(self, index: int) -> str:
        """Its id in a version; empty where that has it not."""
        return self.ids[index - self.first] if self.first <= index <= self.last else ""


@dataclass(frozen=True)
class Loom:
    """The versions of a law that have a date and are no drafts, oldest first, their provisions, and the threads through them.

    `articles` are in the order of the newest version that has them. `placed` are the provisions of each version by id,
    `divisions` the id of the innermost division of each article, `maps` the alignments of neighbouring versions.
    """

    versions: tuple[Version, ...]
    placed: tuple[Mapping[str, Provision], ...]
    divisions: tuple[Mapping[str, str], ...]
    maps: tuple[Alignment, ...]
    articles: tuple[Thread, ...]

    @cached_property
    def below(self) -> tuple[Thread, ...]:
        """The threads of the 款, 项 and 目 of the articles, in the same order; made when first asked for."""
        under = [[key for article in side.articles for key, _ in side.below[article]] for side in _sides(self.versions, self.maps)]
        return _threads(under, [_finer_ties(m) for m in self.maps])

    def node(self, index: int, provision: str) -> Provision:
        """A provision of a version by its id."""
        return self.placed[index][provision]

    def same(self, index: int, provision: str, other: int, counterpart: str) -> bool:
        """Whether two provisions say the same; see `same`."""
        return same(self.node(index, provision), self.node(other, counterpart))


def same(one: Provision, other: Provision) -> bool:
    """Whether two provisions have the same words: their own numbers, width, marks and white space aside."""
    left, right = text_of(one)[len(one.num):], text_of(other)[len(other.num):]
    return left == right or _MARKS.sub("", normal(left)) == _MARKS.sub("", normal(right))


def weave(versions: Iterable[Version], mapper: Mapper = align) -> Loom:
    """The threads of a law's provisions through its versions, in whatever order these are given."""
    return woven(tuple(v for v in in_order(versions) if isinstance(v, Version) and not v.draft), mapper)


def woven(ordered: Sequence[Version], mapper: Mapper = align) -> Loom:
    """The threads of provisions through texts in the order given, dated or not, drafts too: the stages of a bill."""
    maps = tuple(mapper(old, new) for old, new in pairwise(ordered))
    sides = _sides(ordered, maps)
    articles = _threads([side.articles for side in sides], [_article_ties(m) for m in maps])
    return Loom(tuple(ordered), tuple(side.placed for side in sides), tuple(side.division for side in sides), maps, articles)


def _sides(ordered: Sequence[Version], maps: Sequence[Alignment]) -> list[Outline]:
    return [m.outlines[0] for m in maps] + ([maps[-1].outlines[1]] if maps else [outline(v) for v in ordered])


def _article_ties(found: Alignment) -> list[Tie]:
    return [Tie(x.old, x.new, x.similarity) for x in found.links]


def _finer_ties(found: Alignment) -> list[Tie]:
    return [Tie(x.old, x.new, x.similarity) for link in found.links for x in link.provisions]


def _threads(ids: Sequence[Sequence[str]], ties: Sequence[Sequence[Tie]]) -> tuple[Thread, ...]:
    """The threads through lists of ids, led by the ties of each step; in the order of the newest ids, then of the older ones."""
    going: dict[str, tuple[int, list[str], list[Join]]] = {key: (0, [key], []) for key in ids[0]} if ids else {}
    done: list[Thread] = []
    for at, found in enumerate(ties, 1):
        known = set(ids[at - 1]), set(ids[at])
        usable = [t for t in found if t.old in known[0] and t.new in known[1]]
        onward = _main(usable)
        going = _step(going, ids[at], onward, _joins(usable, onward, at), at, done)
    done += [Thread(first, tuple(names), tuple(joins)) for first, names, joins in going.values()]
    return tuple(sorted(done, key=lambda t: (-t.last, id_order(t.ids[-1]))))


def _step(going: dict[str, tuple[int, list[str], list[Join]]], news: Sequence[str], onward: Mapping[str, str],
          joins: Mapping[str, Sequence[Join]], at: int, done: list[Thread]) -> dict[str, tuple[int, list[str], list[Join]]]:
    back = {new: old for old, new in onward.items()}
    result: dict[str, tuple[int, list[str], list[Join]]] = {}
    for old, (first, names, met) in going.items():
        if old not in onward:
            done.append(Thread(first, tuple(names), (*met, *joins.get(old, ()))))
    for new in news:
        if new in back:
            first, names, met = going[back[new]]
            names.append(new)
            result[new] = first, names, [*met, *joins.get(back[new], ()), *joins.get(new, ())]
        else:
            result[new] = at, [new], [*joins.get(new, ())]
    return result


def _main(ties: Sequence[Tie]) -> dict[str, str]:
    """The ties that threads follow: the most alike first, of equals the one that keeps its number, each provision once."""
    ends = Counter(t.old for t in ties), Counter(t.new for t in ties)
    onward = {t.old: t.new for t in ties if ends[0][t.old] == ends[1][t.new] == 1}  # nothing else is in question
    disputed = [t for t in ties if t.old not in onward]
    taken: set[str] = set()
    for old, new, _ in sorted(disputed, key=lambda t: (-t.similarity, t.old != t.new, id_order(t.old), id_order(t.new))):
        if old not in onward and new not in taken:
            onward[old] = new
            taken.add(new)
    return onward


def _joins(ties: Iterable[Tie], onward: Mapping[str, str], at: int) -> Mapping[str, Sequence[Join]]:
    """The other ties, by each of their two ends."""
    found: dict[str, list[Join]] = defaultdict(list)
    for old, new, _ in ties:
        if onward.get(old) != new:
            for end in dict.fromkeys((old, new)):
                found[end].append(Join(at, old, new))
    return found

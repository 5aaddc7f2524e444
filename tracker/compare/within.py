"""Inside linked articles: which 款, 项 and 目 of the old one is which of the new one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from tracker.compare.assignment import assign
from tracker.compare.evidence import Said
from tracker.compare.overrule import Scope, lies_in
from tracker.compare.passes import Found, index
from tracker.compare.sequence import gaps
from tracker.compare.similarity import RARE, Bag, Corpus, Lines, Text
from tracker.model import Provision, walk

ALIKE = 0.4
"""Share of what two provisions say (by weight) that must be common to both for one to be the other."""
BETWEEN = 0.2
"""Less, that is enough where both stand between provisions that are each other's."""
ALL_WITH_ALL = 400
"""So many couples of provisions are looked at without an index."""
SAME_LEVEL = 0.05
"""What it counts that both are 款, or both are 项: little, for a 款 may become an item."""


class Pair(NamedTuple):
    """An old provision (款, 项, 目, division, preamble paragraph …) found again as a new one; `similarity` from 0 to 1, `basis` who says
    so where it is not the texts alone. `part`: one of the two holds but part of the other, which is found again elsewhere too."""

    old: str
    new: str
    similarity: float
    basis: Said = ""
    part: bool = False


BELOW = 0.02
"""What it counts that both stand below provisions that are each other's: it decides between twins."""

Named = Sequence[tuple[str, Provision]]
"""Provisions with their ids, in document order."""


class Told(NamedTuple):
    """What is said of the provisions of two linked articles: the old and the new ids that the link is about (None: all), which are each
    other's, which of the old and which of the new have no counterpart, which are not each other's."""

    scope: Scope | None
    pairs: Mapping[tuple[str, str], Said]
    gone: Collection[str]
    come: Collection[str]
    apart: Collection[tuple[str, str]]

    def is_about(self, old: Named, new: Named) -> bool:
        """Whether anything of it concerns these provisions."""
        olds, news = {key for key, _ in old}, {key for key, _ in new}
        pairs = {*self.pairs, *self.apart}
        return not (olds.isdisjoint(self.gone) and news.isdisjoint(self.come) and olds.isdisjoint(i for i, _ in pairs)
                    and news.isdisjoint(j for _, j in pairs))


def same_place(old: Named, new: Named) -> tuple[Pair, ...]:
    """The pairs of articles whose texts are equal: every provision keeps its place."""
    return tuple([Pair(a, b, 1.0) for (a, _), (b, _) in zip(old, new, strict=True)])


def match(corpus: Corpus, old: Named, new: Named, link: Found, told: Told | None = None) -> tuple[Pair, ...]:
    """The provisions of an old article found again in a new one, in the order of the new: equal ones, then as many as are alike.

    Where the articles share a part only (evidence `provision`), one provision is found where the other holds it, and neighbours say
    nothing. A link rests on something: where no two provisions are much alike, the pair that is most alike stands. `told`: what is
    said of them, which comes before all that the texts suggest.
    """
    if len(old) == 1 and len(new) == 1 and not (told and told.is_about(old, new) and (old[0][0], new[0][0]) not in told.pairs):
        return (Pair(old[0][0], new[0][0], link.similarity, told.pairs.get((old[0][0], new[0][0]), "") if told else ""),)
    sizes = list(map(_size, old)), list(map(_size, new))
    a, b = corpus.old[link.old], corpus.new[link.new]
    said = _said(corpus, (old, sizes[0], a), (new, sizes[1], b), told) if told else {}
    befores = {i for i, _ in said} | (_out(old, told.scope and told.scope[0], told.gone) if told else set())
    afters = {j for _, j in said} | (_out(new, told.scope and told.scope[1], told.come) if told else set())
    pairs = said | dict.fromkeys(_equal(_keys(old, sizes[0], a, befores), _keys(new, sizes[1], b, afters)), 1.0)
    left = _prepared(corpus, old, sizes[0], a, befores | {i for i, _ in pairs})
    right = _prepared(corpus, new, sizes[1], b, afters | {j for _, j in pairs})
    if left and right:
        alike = _alikes(left, right, corpus, link.evidence in ("provision", "person"), not pairs)
        if told and told.apart:
            alike = {(i, j): worth for (i, j), worth in alike.items() if (old[i][0], new[j][0]) not in told.apart}
        pairs |= _chosen(alike, pairs, _above(old), _above(new), between=link.evidence != "provision")
    basis = told.pairs if told else {}
    return tuple([Pair(old[i][0], new[j][0], s, basis.get((old[i][0], new[j][0]), ""))
                  for (i, j), s in sorted(pairs.items(), key=lambda item: item[0][::-1])])


Side = tuple[Named, list[int], Text]
"""The provisions of an article, how many each has with those below it, and its text."""


def _said(corpus: Corpus, old: Side, new: Side, told: Told) -> dict[tuple[int, int], float]:
    """The provisions that are said to be each other's, and how alike they are."""
    where = {key: j for j, (key, _) in enumerate(new[0])}
    found = [(i, where[b]) for i, (a, _) in enumerate(old[0]) for x, b in told.pairs if x == a and b in where]
    left = {one[0]: one for one in _prepared(corpus, *old, out=set())}
    right = {one[0]: one for one in _prepared(corpus, *new, out=set())}
    return {(i, j): _dice(corpus, left[i], right[j]) for i, j in found}


def _dice(corpus: Corpus, one: "One", other: "One") -> float:
    total = one[3] + other[3]
    return min(1.0, 2 * corpus.weight(one[2] & other[2]) / total) if total else 0.0


def _size(named: tuple[str, Provision]) -> int:
    """A provision and all that is below it."""
    return 1 if not named[1].children else sum(1 for _ in walk([named[1]]))


def _out(nodes: Named, scope: Collection[str] | None, alone: Collection[str]) -> set[int]:
    """The provisions outside what is named, and those said to have no counterpart; what is below these, too."""
    return {i for i, (key, _) in enumerate(nodes) if (scope and not lies_in(key, scope)) or lies_in(key, alone)}


Key = tuple[str, Lines]
"""A provision's type, and its words with those of all below it."""


def _keys(nodes: Named, sizes: list[int], text: Text, out: set[int]) -> dict[int, Key]:
    return {i: (node.type, text.printed[i + 1:i + 1 + sizes[i]]) for i, (_, node) in enumerate(nodes) if i not in out}


def _equal(old: dict[int, Key], new: dict[int, Key]) -> list[tuple[int, int]]:
    """Provisions of one level equal with all that is below them, those that stand several times in their order."""
    where: dict[Key, list[int]] = defaultdict(list)
    for j in reversed(new):
        where[new[j]].append(j)
    return [(i, where[key].pop()) for i, key in old.items() if where.get(key)]


One = tuple[int, str, Bag, float]
"""A provision's position, its type, its pairs of characters and their weight."""
Prepared = list[One]


def _prepared(corpus: Corpus, nodes: Named, sizes: list[int], text: Text, out: set[int]) -> Prepared:
    """The provisions not `out`, each with all that is below it."""
    made: Prepared = []
    for i, (_, node) in enumerate(nodes):
        if i not in out:
            pairs = text.lines[i + 1] if sizes[i] == 1 else frozenset().union(*text.lines[i + 1:i + 1 + sizes[i]])
            made.append((i, node.type, pairs, corpus.weight(pairs)))
    return made


Alikes = dict[tuple[int, int], tuple[float, float]]
"""How alike two provisions are, and what their level adds."""


def _alikes(old: Prepared, new: Prepared, corpus: Corpus, part: bool, at_least_one: bool) -> Alikes:
    alike: Alikes = {}
    for (i, kind, a, weight), (j, other, b, weight_too) in _couples(old, new):
        shared = a & b
        if 5 * len(shared) >= min(len(a), len(b)) or (shared and at_least_one):  # else far from enough
            whole = min(weight, weight_too) if part else (weight + weight_too) / 2
            alike[i, j] = (min(1.0, corpus.weight(shared) / whole) if whole else 0.0), SAME_LEVEL * (kind == other)
    return alike


def _couples(old: Prepared, new: Prepared) -> Iterable[tuple[One, One]]:
    """All with all; in long lists only those that share something rare."""
    if len(old) * len(new) <= ALL_WITH_ALL:
        return product(old, new)
    left, right = {n: one[2] for n, one in enumerate(old)}, {n: one[2] for n, one in enumerate(new)}
    rare = frozenset(pair for pair, n in Counter(chain.from_iterable(right.values())).items() if n <= RARE)
    looked_at = index(left, right, rare)
    return [(old[n], new[m]) for n, votes in looked_at.items() for m in votes]


def _above(nodes: Named) -> list[int]:
    """For each provision the position of the one right above it; -1 where that is the article."""
    where = {key: i for i, (key, _) in enumerate(nodes)}
    return [where.get(key.rpartition("__")[0], -1) for key in where]


def _chosen(alike: Alikes, taken: dict[tuple[int, int], float], old: Sequence[int], new: Sequence[int], *,
            between: bool) -> dict[tuple[int, int], float]:
    """The best pairs; then (`between`) those less alike, of one level, between the same neighbours; one at least where nothing is taken.

    `old` and `new`: for each provision the position of the one above it.
    """
    likely = [(i, j, s + level) for (i, j), (s, level) in alike.items() if s >= ALIKE]
    pairs = assign(likely)
    if any(above >= 0 for above in old) and any(above >= 0 for above in new):
        known = {*taken, *pairs}
        pairs = assign((i, j, worth + BELOW * ((old[i], new[j]) in known)) for i, j, worth in likely)
    if not pairs and not taken:
        pairs = [min(alike, key=lambda pair: (-alike[pair][0], pair))] if alike else []
    if not between or len(taken) + len(pairs) == min(len(old), len(new)):
        return {pair: alike[pair][0] for pair in pairs}
    bounds = gaps([*taken, *pairs], len(old), len(new))
    befores, afters = {i for i, _ in pairs}, {j for _, j in pairs}
    pairs += assign((i, j, s) for (i, j), (s, level) in alike.items()
                    if s >= BETWEEN and level and bounds[i][0] < j < bounds[i][1] and i not in befores and j not in afters)
    return {pair: alike[pair][0] for pair in pairs}

"""Inside linked articles: which 款, 项 and 目 of the old one is which of the new one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker.compare.assignment import assign
from tracker.compare.passes import Found
from tracker.compare.similarity import Bag, Corpus
from tracker.model import Provision, text_of, walk

ALIKE = 0.4
"""Share of what two provisions say (by weight) that must be common to both for one to be the other."""
SAME_LEVEL = 0.05
"""What it counts that both are 款, or both are 项: little, for a 款 may become an item."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old provision (款, 项, 目, division, preamble paragraph …) found again as a new one; `similarity` from 0 to 1."""

    old: str
    new: str
    similarity: float


Named = Sequence[tuple[str, Provision]]
"""Provisions with their ids, in document order."""

Scope = tuple[Collection[str], Collection[str]]
"""The old and the new ids that a link is about."""


def same_place(old: Named, new: Named) -> tuple[Pair, ...]:
    """The pairs of articles whose texts are equal: every provision keeps its place."""
    return tuple([Pair(a, b, 1.0) for (a, _), (b, _) in zip(old, new, strict=True)])


def match(corpus: Corpus, old: Named, new: Named, link: Found, only: Scope | None = None) -> tuple[Pair, ...]:
    """The provisions of an old article found again in a new one, in the order of the new: equal ones, then as many as are alike.

    Where the articles share a part only (evidence `provision`), one provision is found where the other holds it. A link rests
    on something: where no two provisions are much alike, the pair that is most alike stands. `only`: what a person named.
    """
    if len(old) == 1 and len(new) == 1:
        return (Pair(old[0][0], new[0][0], link.similarity),)
    befores, afters = (_outside(old, only[0]), _outside(new, only[1])) if only else (set(), set())
    pairs = dict.fromkeys(_equal(old, new, befores, afters), 1.0)
    befores |= {i for i, _ in pairs}
    afters |= {j for _, j in pairs}
    left = _prepared(corpus, old, corpus.old[link.old].lines[1:], befores)
    right = _prepared(corpus, new, corpus.new[link.new].lines[1:], afters)
    if left and right:
        pairs |= _alike(left, right, corpus, link.evidence in ("provision", "person"), not pairs)
    return tuple([Pair(old[i][0], new[j][0], s) for (i, j), s in sorted(pairs.items(), key=lambda item: item[0][::-1])])


def _outside(nodes: Named, scope: Collection[str]) -> set[int]:
    return {i for i, (key, _) in enumerate(nodes) if not any(key == named or key.startswith(f"{named}__") for named in scope)}


def _equal(old: Named, new: Named, befores: set[int], afters: set[int]) -> list[tuple[int, int]]:
    """Provisions of one level equal with all that is below them, those that stand several times in their order."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in afters:
            where[_key(new[j][1])].append(j)
    keys = [(i, _key(node)) for i, (_, node) in enumerate(old) if i not in befores]
    return [(i, where[key].pop()) for i, key in keys if where.get(key)]


def _key(node: Provision) -> tuple[str, str]:
    return node.type, text_of(node).removeprefix(node.num)


Prepared = list[tuple[int, str, Bag, float]]
"""Position, type, pairs of characters and their weight."""


def _prepared(corpus: Corpus, nodes: Named, lines: Sequence[Bag], taken: set[int]) -> Prepared:
    """The provisions not `taken`, each with all that is below it (its line and those that follow it, deeper)."""
    made: Prepared = []
    for i, (_, node) in enumerate(nodes):
        if i not in taken:
            pairs = lines[i] if not node.children else frozenset().union(*lines[i:i + sum(1 for _ in walk([node]))])
            made.append((i, node.type, pairs, corpus.weight(pairs)))
    return made


def _alike(old: Prepared, new: Prepared, corpus: Corpus, part: bool, at_least_one: bool) -> dict[tuple[int, int], float]:
    alike: dict[tuple[int, int], tuple[float, float]] = {}
    for i, kind, a, weight in old:
        for j, other, b, weight_too in new:
            whole = min(weight, weight_too) if part else (weight + weight_too) / 2
            shared = a & b
            if shared and whole:
                alike[i, j] = min(1.0, corpus.weight(shared) / whole), SAME_LEVEL * (kind == other)
    likely = [(i, j, s + level) for (i, j), (s, level) in alike.items() if s >= ALIKE]
    if not likely and at_least_one:
        likely = [(i, j, s + level) for (i, j), (s, level) in sorted(alike.items(), key=lambda item: -item[1][0])[:1]]
    return {pair: alike[pair][0] for pair in assign(likely)}

"""Inside linked articles: which 款, 项 and 目 of the old one is which of the new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.compare.assignment import assign
from tracker.compare.passes import equal
from tracker.compare.similarity import Bag, Corpus, bag, sentences, words
from tracker.model import Provision

ALIKE = 0.3
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


def same_place(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs of articles whose texts are equal: every provision keeps its place."""
    return tuple(Pair(a, b, 1.0) for a, b in zip(old, new, strict=False))


def match(corpus: Corpus, old: Named, new: Named, *, part: bool = False) -> tuple[Pair, ...]:
    """The provisions of an old article found again in a new one, in the order of the new.

    `part`: the articles share a part only, so that a provision counts as found where it is held by the other; the best
    pair then stands even where little is alike, since the link rests on something.
    """
    if len(old) == 1 and len(new) == 1:
        return (Pair(old[0][0], new[0][0], _alike(corpus, _bag(old[0][1]), _bag(new[0][1]), part)),)
    found = equal([_key(node) for _, node in old], [_key(node) for _, node in new], "equal")
    pairs = {(x.old, x.new): 1.0 for x in found}
    pairs |= _alikes(corpus, old, new, pairs, part)
    return tuple(Pair(old[i][0], new[j][0], s) for (i, j), s in sorted(pairs.items(), key=lambda item: item[0][::-1]))


def _key(node: Provision) -> str:
    return f"{node.type} {words(node)}"


def _bag(node: Provision) -> Bag:
    return frozenset().union(*map(bag, sentences(words(node))))


def _alikes(corpus: Corpus, old: Named, new: Named, taken: dict[tuple[int, int], float], part: bool) -> dict[tuple[int, int], float]:
    befores, afters = {i for i, _ in taken}, {j for _, j in taken}
    left = [(i, node.type, _bag(node)) for i, (_, node) in enumerate(old) if i not in befores]
    right = [(j, node.type, _bag(node)) for j, (_, node) in enumerate(new) if j not in afters]
    alike = {(i, j): (_alike(corpus, a, b, part), SAME_LEVEL * (kind == other)) for i, kind, a in left for j, other, b in right}
    likely = [(i, j, s + level) for (i, j), (s, level) in alike.items() if s >= ALIKE]
    if not likely and not taken and part:
        likely = sorted(((i, j, s + level) for (i, j), (s, level) in alike.items() if s), key=lambda edge: -edge[2])[:1]
    return {pair: alike[pair][0] for pair in assign(likely)}


def _alike(corpus: Corpus, a: Bag, b: Bag, part: bool) -> float:
    weights = corpus.weight(a), corpus.weight(b)
    whole = min(weights) if part else sum(weights) / 2
    return min(1.0, corpus.weight(a & b) / whole) if whole else 0.0

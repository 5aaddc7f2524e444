"""The last pass: a 款, 项 or sentence that its article's own link does not account for, found again in another article.

What a link accounts for is used up on both sides: a rule that lives on where it was is not found again in a copy of it
(the same rule for another kind of company is an insertion), and an article of which one 款 went elsewhere still has that
款 to give. What remains on both sides is compared provision by provision.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain
from operator import add
from typing import NamedTuple

from tracker.compare.passes import Found, shared_hints
from tracker.compare.sequence import Gap, gaps
from tracker.compare.similarity import Bag, Corpus, bag, normal, words
from tracker.model import Provision

ENOUGH = 1.1
"""The strength from which a remnant found again is a link: see `_strength`."""
LIKENESS = 3.0
"""What the likeness of the two articles adds to a strength."""
NEAR = 0.6
"""What it adds that the two stand beside articles linked to each other: what is split or merged stays together."""
SHARE = 0.15
"""The share of a provision that must be found again."""
WEIGHT = 20.0
"""The weight (some five rare pairs of characters) below which a provision found again counts only in part."""
HINTS = 3
"""Rare pairs of characters that two remnants must share to be looked at."""

_SENTENCE = re.compile(r"[。；;：:\n]+")


class Part(NamedTuple):
    """A 款 with its 项, an item or a sentence of an article: its pairs of characters and their weight."""

    bag: Bag
    weight: float


class Side(NamedTuple):
    """One version's articles that may still give or take: pairs of characters not used up, those that stand there twice, the parts."""

    once: dict[int, Bag]
    twice: dict[int, Bag]
    parts: Callable[[int], list[Part]]


def found_again(corpus: Corpus, links: Sequence[Found], old: Sequence[Provision], new: Sequence[Provision]) -> list[Found]:
    """Links beside the given ones, strongest first; each uses up what it accounts for, so that no text is found again twice."""
    whole = [x for x in links if x.evidence.startswith("equal")]
    left = _side(corpus, old, [t.normal for t in corpus.old], {x.old for x in whole})
    right = _side(corpus, new, [t.normal for t in corpus.new], {x.new for x in whole})
    linked = {(x.old, x.new) for x in links}
    for x in links:
        _use_up(left, right, x.old, x.new)
    bounds = gaps(linked, len(old), len(new))
    found: list[Found] = []
    queue = [(-strength, i, j) for i, j in _candidates(left, right)
             if (i, j) not in linked and (strength := _strength(corpus, left, right, linked, bounds, i, j)[0]) >= ENOUGH]
    heapify(queue)
    while queue:
        before, i, j = heappop(queue)
        strength, share = _strength(corpus, left, right, linked, bounds, i, j)
        if strength < ENOUGH:
            continue
        if queue and -strength > queue[0][0] and -strength > before:
            heappush(queue, (-strength, i, j))
            continue
        found.append(Found(i, j, share, "provision"))
        linked.add((i, j))
        _use_up(left, right, i, j)
    return found


def _side(corpus: Corpus, nodes: Sequence[Provision], texts: Sequence[str], gone: set[int]) -> Side:
    open_ = [i for i, text in enumerate(texts) if i not in gone]
    known: dict[int, list[Part]] = {}

    def parts(i: int) -> list[Part]:
        if i not in known:
            known[i] = [Part(pairs, corpus.weight(pairs)) for pairs in map(bag, map(normal, _provisions(nodes[i]))) if pairs]
        return known[i]

    return Side({i: bag(texts[i]) for i in open_}, {i: _twice(texts[i]) for i in open_}, parts)


def _twice(text: str) -> Bag:
    seen: set[str] = set()
    return frozenset(pair for pair in map(add, text, text[1:]) if pair in seen or seen.add(pair))  # type: ignore[func-returns-value]


def _provisions(article: Provision) -> Iterator[str]:
    """Its 款 with their 项, its 项, and the sentences of both."""
    for paragraph in article.children:
        whole = words(paragraph)
        yield whole
        yield from map(words, paragraph.children)
        sentences = _SENTENCE.split(whole)
        if len(sentences) > 1:
            yield from sentences


def _candidates(left: Side, right: Side) -> Iterator[tuple[int, int]]:
    for i, votes in shared_hints(left.once, right.once).items():
        yield from ((i, j) for j, n in votes.items() if n >= HINTS)


def _use_up(left: Side, right: Side, i: int, j: int) -> None:
    for _ in range(2):  # what stands twice on both sides is used up twice
        if i in left.once and j in right.once:
            shared = left.once[i] & right.once[j]
            for side, at in ((left, i), (right, j)):
                again = shared & side.twice[at]
                side.once[at] = side.once[at] - shared | again
                side.twice[at] -= again


def _strength(corpus: Corpus, left: Side, right: Side, linked: set[tuple[int, int]], bounds: Sequence[Gap], i: int, j: int) -> tuple[float, float]:
    """How strong the evidence for a link is, and the greatest share of a provision found again."""
    beside = NEAR * _near(linked, bounds, i, j) + LIKENESS * corpus.likeness(i, j)
    if beside + 1.0 < ENOUGH:
        return 0.0, 0.0
    shared = left.once[i] & right.once[j]
    if corpus.weight(shared) < WEIGHT / 2:
        return 0.0, 0.0
    best = share = 0.0
    for part in chain(left.parts(i), right.parts(j)):
        weight = corpus.weight(part.bag & shared)
        value = weight / part.weight * min(1.0, weight / WEIGHT) if weight else 0.0
        if value > best:
            best, share = value, weight / part.weight
    return (best + beside, share) if best >= SHARE else (0.0, 0.0)


def _near(linked: set[tuple[int, int]], bounds: Sequence[Gap], i: int, j: int) -> bool:
    low, high = bounds[i]
    return low < j < high or not linked.isdisjoint(((i, j - 1), (i, j + 1), (i - 1, j), (i + 1, j)))

"""The last pass: a sentence or item that its article's own link does not account for, found again in another article.

What a link accounts for is used up on both sides: a rule that lives on where it was is not found again in a copy of it
(the same rule for another kind of company is an insertion), and an article of which one 款 went elsewhere still has that
款 to give. What remains on both sides is compared sentence by sentence.
"""

from collections import Counter
from collections.abc import Sequence, Set
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import NamedTuple

from tracker.compare.passes import Found, Hints
from tracker.compare.sequence import Gap, gaps
from tracker.compare.similarity import Bag, Corpus, Text

ENOUGH = 1.1
"""The strength from which a sentence found again is a link: see `_strength`."""
LIKENESS = 3.0
"""What the likeness of the two articles adds to a strength."""
NEAR = 0.6
"""What it adds that the two stand beside articles linked to each other: what is split or merged stays together."""
SHARE = 0.15
"""The share of a sentence that must be found again."""
WEIGHT = 5.0
"""The weight (so many pairs of characters that stand in no other article) below which a sentence found again counts only in part, and
far from where its article's neighbours went not at all: a phrase of a few words stands anywhere."""
HINTS = 4
"""Rare pairs of characters that two articles must share to be looked at."""
FORMULA = 3
"""In so many articles of one version a sentence is a formula of drafting (构成犯罪的，依法追究刑事责任) and points to none of them."""
LEAST = 4
"""Pairs of characters that both must have left."""


class Remnant(NamedTuple):
    """What is left to find of an article: its pairs of characters not used up, and of these the ones it has in another sentence too."""

    once: Bag
    twice: Bag


class Search(NamedTuple):
    """What the evidence is judged by: the texts, what is left of them, the links so far, the gaps between the first links, and which
    sentences are formulas."""

    corpus: Corpus
    old: dict[int, Remnant]
    new: dict[int, Remnant]
    linked: set[tuple[int, int]]
    bounds: list[Gap]
    formulas: Set[Bag]


def found_again(corpus: Corpus, looked_at: Hints, links: Sequence[Found]) -> list[Found]:
    """Links beside the given ones, strongest first; each uses up what it accounts for, so that no text is found again twice."""
    search = _search(corpus, looked_at, links)
    queue = [(-strength, i, j) for i, votes in looked_at.items() for j, n in votes.items()
             if n >= HINTS and (i, j) not in search.linked and (strength := _strength(search, i, j)[0]) >= ENOUGH]
    heapify(queue)
    found: list[Found] = []
    while queue:
        _, i, j = heappop(queue)
        strength, share = _strength(search, i, j)  # less than before where a stronger link has used it up
        if queue and -strength > queue[0][0]:
            if strength >= ENOUGH:
                heappush(queue, (-strength, i, j))
        elif strength >= ENOUGH:
            found.append(Found(i, j, share, "provision"))
            _use_up(search, i, j)
    return found


def _search(corpus: Corpus, looked_at: Hints, links: Sequence[Found]) -> Search:
    linked = {(x.old, x.new) for x in links}
    afters = {j for votes in looked_at.values() for j in votes}
    search = Search(corpus, {i: _remnant(corpus.old[i]) for i in looked_at}, {j: _remnant(corpus.new[j]) for j in afters},
                    linked, gaps(linked, len(corpus.old), len(corpus.new)), _formulas(corpus.old) | _formulas(corpus.new))
    for x in links:
        if x.old in search.old and x.new in search.new:
            _use_up(search, x.old, x.new)
    return search


def _formulas(texts: Sequence[Text]) -> Set[Bag]:
    found = Counter(chain.from_iterable(set(text.sentences) for text in texts))
    return {sentence for sentence, n in found.items() if n >= FORMULA}


def _remnant(text: Text) -> Remnant:
    if len(text.sentences) == 1:
        return Remnant(text.bag, frozenset())
    seen: set[int] = set()
    twice: set[int] = set()
    for pairs in text.sentences:
        twice |= seen & pairs
        seen |= pairs
    return Remnant(text.bag, frozenset(twice))


def _use_up(search: Search, i: int, j: int) -> None:
    search.linked.add((i, j))
    one, other = search.old[i], search.new[j]
    shared = one.once & other.once
    search.old[i], search.new[j] = _without(one, shared), _without(other, shared)
    if one.twice and other.twice:  # what stands twice on both sides is used up twice
        shared = search.old[i].once & search.new[j].once
        search.old[i], search.new[j] = _without(search.old[i], shared), _without(search.new[j], shared)


def _without(left: Remnant, shared: Bag) -> Remnant:
    again = left.twice & shared
    return Remnant((left.once - shared) | again, left.twice - again) if again else Remnant(left.once - shared, left.twice)


def _strength(search: Search, i: int, j: int) -> tuple[float, float]:
    """How strong the evidence for a link is, and the greatest share of a sentence found again."""
    corpus = search.corpus
    shared = search.old[i].once & search.new[j].once
    if len(shared) < LEAST:
        return 0.0, 0.0
    near = _near(search, i, j)
    beside = NEAR * near + LIKENESS * corpus.likeness(i, j)
    best, share = max(ENOUGH - beside, SHARE), 0.0
    if best > 1.0:
        return 0.0, 0.0
    for sentence in corpus.old[i].sentences + corpus.new[j].sentences:
        again = sentence & shared if sentence not in search.formulas else frozenset()
        if again and 2 * len(again) >= best * len(sentence):
            weight = corpus.weight(again)
            if weight < WEIGHT and not near:
                continue
            part = weight / (corpus.weight(sentence) or 1.0)
            if part * min(1.0, weight / WEIGHT) >= best:
                best, share = part * min(1.0, weight / WEIGHT), part
    return (best + beside, share) if share else (0.0, 0.0)


def _near(search: Search, i: int, j: int) -> bool:
    low, high = search.bounds[i]
    return low < j < high or not search.linked.isdisjoint(((i, j - 1), (i, j + 1), (i - 1, j), (i + 1, j)))

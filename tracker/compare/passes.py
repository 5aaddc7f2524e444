"""The passes of an alignment, strongest evidence first: equal texts, equal but for numbers, wording, neighbours, provisions found again.

Each pass takes what the earlier ones left. Texts stand in document order and are named by their position in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tracker.compare.assignment import assign
from tracker.compare.sequence import gaps
from tracker.compare.similarity import Bag, Corpus

WORDING = 0.15
"""Likeness from which two texts, each the best for the other as a whole, are one rule."""
NEIGHBOURS = 0.08
"""Likeness that is enough where both stand alone between the same linked neighbours."""
RARE = 12
"""Articles in which a pair of characters may stand and still point to one of them: keeps the search linear."""
HINTS = 2
"""Rare pairs of characters that two texts must share to be looked at."""


class Found(NamedTuple):
    """A link between the texts at two positions: how alike (0 to 1), and on what evidence."""

    old: int
    new: int
    similarity: float
    evidence: str


def equal(old: Sequence[str], new: Sequence[str], evidence: str, taken: Iterable[Found] = ()) -> list[Found]:
    """Equal texts, those that stand several times in their order; empty texts and what is `taken` left out."""
    befores, afters = {x.old for x in taken}, {x.new for x in taken}
    where: dict[str, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in afters:
            where[new[j]].append(j)
    return [Found(i, where[text].pop(), 1.0, evidence)
            for i, text in enumerate(old) if text and i not in befores and where.get(text)]


def wording(corpus: Corpus, links: Sequence[Found]) -> list[Found]:
    """The best one-to-one links by likeness among what is left, as a whole: see `assign`."""
    alike = {pair: corpus.likeness(*pair) for pair in _likely(_hints(corpus, links))}
    pairs = assign((i, j, likeness) for (i, j), likeness in alike.items() if likeness >= WORDING)
    return [Found(i, j, _similarity(corpus, i, j), "wording") for i, j in pairs]


def neighbours(corpus: Corpus, links: Sequence[Found]) -> list[Found]:
    """Texts without a link whose neighbours before and behind are linked to the neighbours of each other: less is enough."""
    bounds = gaps([(x.old, x.new) for x in links], len(corpus.old), len(corpus.new))
    alike = [(corpus.likeness(i, j), i, j) for i, hints in _hints(corpus, links).items() for j in hints if bounds[i][0] < j < bounds[i][1]]
    pairs = assign((i, j, likeness) for likeness, i, j in alike if likeness >= NEIGHBOURS)
    return [Found(i, j, _similarity(corpus, i, j), "neighbours") for i, j in pairs]


def _similarity(corpus: Corpus, i: int, j: int) -> float:
    a, b = corpus.old[i], corpus.new[j]
    return 2 * corpus.weight(a.bag & b.bag) / (a.weight + b.weight)


def _hints(corpus: Corpus, links: Sequence[Found]) -> dict[int, Counter[int]]:
    """For each old text without a link the new ones without that share rare pairs of characters with it, and how many."""
    return shared_hints({i: corpus.old[i].bag for i in _free(len(corpus.old), (x.old for x in links))},
                        {j: corpus.new[j].bag for j in _free(len(corpus.new), (x.new for x in links))})


def _free(size: int, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [i for i in range(size) if i not in used]


def shared_hints(old: Mapping[int, Bag], new: Mapping[int, Bag]) -> dict[int, Counter[int]]:
    """For each old bag the new ones that share rare pairs with it, and how many: an inverted index, no comparison of all with all."""
    number = Counter(chain.from_iterable(new.values()))
    rare = {pair for pair, n in number.items() if n <= RARE}
    where: dict[str, list[int]] = defaultdict(list)
    for j, pairs in new.items():
        for pair in pairs & rare:
            where[pair].append(j)
    known = where.keys()
    return {i: Counter(chain.from_iterable(map(where.__getitem__, pairs & known))) for i, pairs in old.items()}


def _likely(hints: dict[int, Counter[int]]) -> list[tuple[int, int]]:
    """The pairs whose hints come near the most that either side has with any."""
    most: Counter[int] = Counter()
    for votes in hints.values():
        for j, n in votes.items():
            if n > most[j]:
                most[j] = n
    likely: list[tuple[int, int]] = []
    for i, votes in hints.items():
        best = max(votes.values(), default=0)
        likely += [(i, j) for j, n in votes.items() if n >= HINTS and (3 * n >= best or 3 * n >= most[j])]
    return likely

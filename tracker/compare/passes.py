"""The passes of an alignment, strongest evidence first: equal texts, equal but for numbers, wording, neighbours.

Each pass takes what the earlier ones left. Texts stand in document order and are named by their position in it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tracker.compare.assignment import STEP, Edge, assign
from tracker.compare.evidence import Evidence
from tracker.compare.sequence import gaps
from tracker.compare.similarity import Bag, Corpus, Lines, Text

WORDING = 0.15
"""Likeness from which two texts, each the best for the other as a whole, are one rule."""
APART = 0.1
"""What a link to another division than the one where most of its neighbours went is worth less: twin rules stand in two chapters."""
NEIGHBOURS = 0.08
"""Likeness that is enough where both stand alone between the same linked neighbours."""
TWINS = 400
"""So many couples of texts that differ in numbers alone are compared as they are printed."""
HINTS = 2
"""Rare pairs of characters that two texts must share to be looked at."""


class Found(NamedTuple):
    """A link between the texts at two positions: how alike (0 to 1), and on what evidence."""

    old: int
    new: int
    similarity: float
    evidence: Evidence


Hints = Mapping[int, Counter[int]]
"""For each old text the new ones that share rare pairs of characters with it, and how many."""


Divisions = tuple[Sequence[str], Sequence[str]]
"""The innermost division in which each old and each new text stands."""


def equal(old: Sequence[Lines], new: Sequence[Lines], evidence: Evidence, befores: Collection[int] = (),
          afters: Collection[int] = ()) -> list[Found]:
    """Equal texts, those that stand several times in their order; empty texts and the positions given left out."""
    where: dict[Lines, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in afters:
            where[new[j]].append(j)
    return [Found(i, where[lines].pop(), 1.0, evidence)
            for i, lines in enumerate(old) if any(lines) and i not in befores and where.get(lines)]


def equal_but_numbers(corpus: Corpus, taken: Sequence[Found], befores: Collection[int] = ()) -> list[Found]:
    """Texts equal but for numbers, citations and punctuation, those not `taken`. Where one side has more of a wording than the other
    (违反第三条的，处…), those go together that are most alike as they are printed."""
    out = {*befores, *(x.old for x in taken)}, {x.new for x in taken}
    found = equal([t.normal for t in corpus.old], [t.normal for t in corpus.new], "equal_but_numbers", *out)
    said = {corpus.old[x.old].normal for x in found}
    alike = [[(n, text) for n, text in enumerate(side) if n not in gone and text.normal in said]
             for side, gone in zip((corpus.old, corpus.new), out, strict=True)]
    often = [Counter(text.normal for _, text in side) for side in alike]
    uneven = {lines for lines in said if often[0][lines] != often[1][lines] and often[0][lines] * often[1][lines] <= TWINS}
    return [x for x in found if corpus.old[x.old].normal not in uneven] + [
        Found(i, j, 1.0, "equal_but_numbers") for lines in sorted(uneven) for i, j in assign(_printed_alike(lines, *alike))]


def _printed_alike(lines: Lines, old: Iterable[tuple[int, Text]], new: Iterable[tuple[int, Text]]) -> list[Edge]:
    from rapidfuzz.distance import Indel

    sides = [[(n, "\n".join(text.printed)) for n, text in side if text.normal == lines] for side in (old, new)]
    return [(i, j, Indel.normalized_similarity(a, b) + STEP) for i, a in sides[0] for j, b in sides[1]]


def hints(corpus: Corpus, taken: Sequence[Found]) -> Hints:
    """Which texts that are not `taken` to look at together."""
    befores, afters = {x.old for x in taken}, {x.new for x in taken}
    return index({i: text.bag for i, text in enumerate(corpus.old) if i not in befores},
                 {j: text.bag for j, text in enumerate(corpus.new) if j not in afters}, corpus.rare)


def index(old: Mapping[int, Bag], new: Mapping[int, Bag], rare: Bag) -> Hints:
    """Hints from an inverted index of what is rare: no comparison of all with all."""
    where: dict[int, list[int]] = defaultdict(list)
    for j, pairs in new.items():
        for pair in pairs & rare:
            where[pair].append(j)
    known = rare.intersection(where)
    return {i: Counter(chain.from_iterable(map(where.__getitem__, pairs & known))) for i, pairs in old.items()}


def wording(corpus: Corpus, looked_at: Hints, links: Sequence[Found] = (), divisions: Divisions | None = None) -> list[Found]:
    """The best one-to-one links by likeness, as a whole: see `assign`. A link that is only just one is worth next to nothing, so that
    two weak ones do not outbid a strong one. `divisions` the texts stand in decide between twins: the counterpart of each is
    where most of its `links`, and of these, lead.
    """
    alike = [(i, j, likeness - WORDING) for i, j in _likely(looked_at) if (likeness := corpus.likeness(i, j)) > WORDING]
    pairs = assign(alike)
    if divisions:
        worths = {(i, j): worth for i, j, worth in alike}
        together = _together([*((x.old, x.new, 1.0) for x in links), *((i, j, worths[i, j]) for i, j in pairs)], divisions)
        pairs = assign((i, j, worth if (divisions[0][i], divisions[1][j]) in together else max(worth - APART, 2 * STEP))
                       for i, j, worth in alike)
    return [Found(i, j, corpus.similarity(i, j), "wording") for i, j in pairs]


def _together(links: Iterable[Edge], divisions: Divisions) -> set[tuple[str, str]]:
    """The divisions most of whose links, by what they are worth, lead to each other, seen from either side."""
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for i, j, worth in links:
        votes[divisions[0][i], divisions[1][j]] += worth
    most: dict[tuple[str, bool], tuple[str, str]] = {}
    for pair, _ in sorted(votes.items(), key=lambda item: (item[1], item[0])):
        most[pair[0], True] = most[pair[1], False] = pair
    return set(most.values())


def neighbours(corpus: Corpus, looked_at: Hints, links: Sequence[Found]) -> list[Found]:
    """Texts without a link whose neighbours before and behind are linked to the neighbours of each other: less is enough."""
    befores, afters = {x.old for x in links}, {x.new for x in links}
    bounds = gaps([(x.old, x.new) for x in links], len(corpus.old), len(corpus.new))
    alike = [(i, j, corpus.likeness(i, j)) for i, votes in looked_at.items() if i not in befores
             for j in votes if bounds[i][0] < j < bounds[i][1] and j not in afters]
    pairs = assign((i, j, likeness - NEIGHBOURS) for i, j, likeness in alike if likeness > NEIGHBOURS)
    return [Found(i, j, corpus.similarity(i, j), "neighbours") for i, j in pairs]


def _likely(looked_at: Hints) -> list[tuple[int, int]]:
    """The pairs whose hints come near the most that either side has with any."""
    most: Counter[int] = Counter()
    for votes in looked_at.values():
        for j, n in votes.items():
            if n > most[j]:
                most[j] = n
    likely: list[tuple[int, int]] = []
    for i, votes in looked_at.items():
        best = max(votes.values(), default=0)
        likely += [(i, j) for j, n in votes.items() if n >= HINTS and (3 * n >= best or 3 * n >= most[j])]
    return likely

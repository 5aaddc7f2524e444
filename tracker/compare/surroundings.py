"""What stands around the articles: which division is which, what has moved, and the text outside articles."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from tracker.compare.assignment import assign
from tracker.compare.outline import Outline, enclosing
from tracker.compare.passes import equal, hints, wording
from tracker.compare.sequence import in_order
from tracker.compare.similarity import corpus, words
from tracker.compare.within import Pair

HEADING = 0.5
"""What an equal heading counts in telling which division is which, beside 1 for all articles in common."""

_FRONT = ("title", "title_note", "toc", "preamble", "signature")

Links = Sequence[tuple[str, str]]
"""Linked articles by id."""


def divisions(old: Outline, new: Outline, links: Links) -> tuple[Pair, ...]:
    """The parts, chapters and sections that correspond: by the articles they have in common, and by their headings."""
    innermost = Counter((old.division[i], new.division[j]) for i, j in links)
    shared: Counter[tuple[str, str]] = Counter()
    for (inner, other), n in innermost.items():
        shared.update(dict.fromkeys(product(enclosing(inner), enclosing(other)), n))
    sizes = _sizes(old), _sizes(new)
    common = {(a, b): 2 * n / (sizes[0][a] + sizes[1][b]) for (a, b), n in shared.items() if old.placed[a].type == new.placed[b].type}
    for a, b in _same_headings(old, new):
        common[a, b] = common.get((a, b), 0.0) + HEADING
    before, after = {key: n for n, key in enumerate(old.divisions)}, list(new.divisions)
    pairs = assign((before[a], after.index(b), weight) for (a, b), weight in sorted(common.items()))
    named = [(old.divisions[i], after[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]
    return tuple(Pair(a, b, min(1.0, common[a, b])) for a, b in named)


def _sizes(side: Outline) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for inner, n in Counter(side.division.values()).items():
        sizes.update(dict.fromkeys(enclosing(inner), n))
    return sizes


def _same_headings(old: Outline, new: Outline) -> list[tuple[str, str]]:
    texts = [[(side.placed[key].type, side.placed[key].heading) for key in side.divisions] for side in (old, new)]
    return [(old.divisions[x.old], new.divisions[x.new]) for x in equal(texts[0], texts[1], "equal")]


def moved(old: Outline, new: Outline, links: Links, pairs: Iterable[Pair]) -> set[tuple[str, str]]:
    """The links whose article left its place among the others, or went to a division that is not its old one's counterpart."""
    before, after = _positions(old), _positions(new)
    ordered = sorted(links, key=lambda link: (before[link[0]], after[link[1]]))
    kept = in_order([(before[i], after[j]) for i, j in ordered])
    became = {pair.old: pair.new for pair in pairs}
    stood = [(old.division[i], new.division[j]) for i, j in ordered]
    elsewhere = {both for both in set(stood) if _elsewhere(*both, became)}
    return {link for at, link in enumerate(ordered) if at not in kept or stood[at] in elsewhere}


def _elsewhere(division: str, other: str, became: Mapping[str, str]) -> bool:
    """Whether `other` lies outside what the innermost division around the old article that lives on became."""
    counterpart = next((became[key] for key in enclosing(division) if key in became), None)
    return counterpart is not None and counterpart not in enclosing(other)


def _positions(side: Outline) -> dict[str, int]:
    return {key: n for n, key in enumerate(side.articles)}


def others(old: Outline, new: Outline) -> tuple[Pair, ...]:
    """Text outside articles found again: equal, by wording, else of the same kind and place where nothing else is known of it."""
    sides = [[(key, side.placed[key]) for key in side.others] for side in (old, new)]
    texts = [[(node.type, node.num, words(node)) for _, node in side] for side in sides]
    found = equal(texts[0], texts[1], "equal")
    pairs = {(x.old, x.new): 1.0 for x in found}
    left = [[n for n, (_, node) in enumerate(side) if node.type not in _FRONT] for side in sides]
    if all(set(part) - {pair[at] for pair in pairs} for at, part in enumerate(left)):
        prepared = corpus([(words(node),) for _, node in sides[0]], [(words(node),) for _, node in sides[1]])
        pairs |= {(x.old, x.new): x.similarity for x in wording(prepared, hints(prepared, found))}
    pairs |= dict.fromkeys(_same_place([key for key, _ in sides[0]], [key for key, _ in sides[1]], pairs), 0.0)
    return tuple(Pair(sides[0][i][0], sides[1][j][0], s) for (i, j), s in sorted(pairs.items(), key=lambda item: item[0][1]))


def _same_place(old: Sequence[str], new: Sequence[str], taken: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    befores, afters = {i for i, _ in taken}, {j for _, j in taken}
    where = {key: j for j, key in enumerate(new) if j not in afters}
    return [(i, where[key]) for i, key in enumerate(old) if i not in befores and key in where]

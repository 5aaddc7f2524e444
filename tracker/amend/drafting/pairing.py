"""Which 款, or 项, of an old list became which of the new one: the pairing without crossings that keeps most of the words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tracker.amend.drafting.quoting import plain, printed
from tracker.compare.edits import shared_ends
from tracker.model import Provision

ALIKE = 0.3
"""Less alike than this no 款 is said to become another; it goes and the other one comes."""
COUPLES = 40_000
"""So many couples of a long list are looked at, those that stand most nearly at the same place."""

Pairing = tuple[list[int], list[int]]


def paired(old: Sequence[Provision], new: Sequence[Provision]) -> list[Pairing]:
    """Which 款 (or 项) became which, in order: ([1], [2]), or ([], [2, 3]) put in, or ([3], []) taken out."""
    found: list[Pairing] = []
    i = j = 0
    for one, other in [*_in_order(old, new), (len(old), len(new))]:
        if other > j:
            found.append(([], list(range(j, other))))
        if one > i:
            found.append((list(range(i, one)), []))
        if one < len(old):
            found.append(([one], [other]))
        i, j = one + 1, other + 1
    return found


def likeness(old: Sequence[Provision], new: Sequence[Provision]) -> float:
    """How alike the words of some provisions are, from 0 to 1."""
    return _ratio(*("".join(plain(line) for node in side for line in printed(node)) for side in (old, new)))


def _in_order(old: Sequence[Provision], new: Sequence[Provision]) -> list[tuple[int, int]]:
    """The pairs in order: what both lists begin and end with, and the best of what is between."""
    olds, news = (["".join(map(plain, printed(node))) for node in nodes] for nodes in (old, new))
    start, end = shared_ends(olds, news)
    first, last = len(olds) - end, len(news) - end
    between = [(start + i, start + j) for i, j in heaviest(_alike(olds[start:first], news[start:last]))]
    return [*((at, at) for at in range(start)), *between, *((first + at, last + at) for at in range(end))]


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """The couples that are alike, each old text with the last new one first; in long lists those near the same place alone."""
    ratio = cache(_ratio)  # 款 and 项 of few words are often the same
    reach = COUPLES // max(len(old), len(new), 1)
    for i, one in enumerate(old):
        at = i * len(new) // len(old)
        for j in reversed(range(max(0, at - reach), min(len(new), at + reach + 1))):
            if (found := ratio(one, new[j])) >= ALIKE:
                yield i, j, found


def heaviest(couples: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The run of couples (i, j, weight > 0) in which both i and j rise that has the greatest weight.

    The couples are sorted by i, and by falling j where i is the same; O(n log n).
    """
    ends: list[int] = []
    sums: list[float] = []
    runs: list[tuple[int, int, object]] = []
    for i, j, weight in couples:
        at = bisect_left(ends, j)
        total = weight + (sums[at - 1] if at else 0.0)
        if at < len(ends) and ends[at] == j and sums[at] >= total:
            continue
        behind = at
        while behind < len(ends) and sums[behind] <= total:
            behind += 1
        run = i, j, runs[at - 1] if at else None
        ends[at:behind], sums[at:behind], runs[at:behind] = [j], [total], [run]
    return _unwound(runs[-1] if runs else None)[::-1]


def _unwound(run: object) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while isinstance(run, tuple):
        i, j, run = run
        found.append((i, j))
    return found


def _ratio(a: str, b: str) -> float:
    if a == b:
        return 1.0
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(a, b))

"""The order of linked texts: between which neighbours a text stands, and which links keep the order."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Gap = tuple[int, int]
"""The new positions between which an old text would stand: both exclusive."""


def gaps(links: Iterable[tuple[int, int]], old: int, new: int) -> list[Gap]:
    """For each of `old` texts, where it would stand among `new` ones: behind what the text before it became, before what the next did."""
    first, last = [new] * old, [-1] * old
    for i, j in links:
        first[i], last[i] = min(first[i], j), max(last[i], j)
    highs, high = [new] * old, new
    for i in range(old - 1, -1, -1):
        highs[i] = high
        high = first[i] if last[i] >= 0 else high
    found: list[Gap] = []
    low = -1
    for i in range(old):
        found.append((low, highs[i]))
        low = last[i] if last[i] >= 0 else low
    return found


def in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Positions in `pairs` (sorted by their first) of a longest run whose seconds never fall: what kept its order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_right(ends, j)
        before.append(tails[length - 1] if length else -1)
        ends[length:length + 1] = [j]
        tails[length:length + 1] = [at]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept

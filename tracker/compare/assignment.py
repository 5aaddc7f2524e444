"""The best one-to-one matching of a sparse graph, as a whole rather than greedily.

An auction (Bertsekas): every left node bids for the right node that is worth most to it at current prices, by as much as
its second choice leaves it; who is outbid bids again. Right nodes start at price nothing and a left node may stay alone,
so that the sum of the weights found is within `STEP` a pair of the greatest possible.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

STEP = 0.001
"""The least raise of a bid: weights that differ by less count as equal."""

Edge = tuple[int, int, float]
"""Left node, right node, weight above 0."""


def assign(edges: Iterable[Edge]) -> list[tuple[int, int]]:
    """Pairs (left, right), each node in one at most, whose weights add up to the most; in left order, deterministic."""
    wanted: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for left, right, weight in edges:
        wanted[left].append((right, weight))
    return sorted((left, right) for right, left in _auction(wanted).items())


def _auction(wanted: Mapping[int, list[tuple[int, float]]]) -> dict[int, int]:
    price: dict[int, float] = defaultdict(float)
    owner: dict[int, int] = {}
    waiting = sorted(wanted, reverse=True)
    while waiting:
        left = waiting.pop()
        best, top, second = -1, 0.0, 0.0
        for right, weight in wanted[left]:
            worth = weight - price[right]
            if worth > top:
                best, top, second = right, worth, top
            elif worth > second:
                second = worth
        if best < 0:
            continue
        price[best] += top - second + STEP
        if best in owner:
            waiting.append(owner[best])
        owner[best] = left
    return owner

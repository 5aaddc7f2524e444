"""In which rows the units of two versions stand beside each other, so that both columns read in their own order.

A unit (article, heading of a division, title …) stands beside the one it lives on in, as far as both orders allow; the most are
chosen that do. Neighbours that are split or merged share one row. What moved has a row of its own on either side.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tracker.compare.alignment import Alignment
from tracker.compare.sequence import in_order

Links = Sequence[tuple[str, str, float]]


class Beside(Struct, frozen=True):
    """Ids of old units and of new ones that stand in one row; one side may be empty."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def links_of(alignment: Alignment, old: Iterable[str], new: Iterable[str]) -> Links:
    """Which old unit lives on in which new one, with the similarity."""
    sides, outlines = (frozenset(old), frozenset(new)), alignment.outlines
    found = [(x.old, x.new, x.similarity) for x in alignment.links]
    found += [(x.old, x.new, x.similarity) for x in (*alignment.divisions, *alignment.others)]
    return [(i, j, similarity) for i, j, similarity in found
            if i in sides[0] and j in sides[1] and outlines[0].placed[i].type == outlines[1].placed[j].type]


def rows_of(old: Sequence[str], new: Sequence[str], links: Links) -> Iterator[Beside]:
    """Rows in which every unit of both sides stands once, both sides in order."""
    at = {key: n for n, key in enumerate(old)}, {key: n for n, key in enumerate(new)}
    pairs = sorted((at[0][i], at[1][j], similarity) for i, j, similarity in links)
    before = behind = 0
    for olds, news in (*_groups(pairs), ((len(old), len(old)), (len(new), len(new)))):
        yield from (Beside(old=(old[n],)) for n in range(before, olds[0]))
        yield from (Beside(new=(new[n],)) for n in range(behind, news[0]))
        if olds[0] < olds[1]:
            yield Beside(tuple(old[olds[0]:olds[1]]), tuple(new[news[0]:news[1]]))
        before, behind = olds[1], news[1]


Span = tuple[int, int]


def _groups(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[Span, Span]]:
    """Runs of old and new positions side by side, in order: those most alike, widened by neighbours linked with them."""
    rows = [((i, i + 1), (j, j + 1)) for i, j in in_both_orders(pairs)]
    linked = {(i, j) for i, j, _ in pairs}
    taken = {row[0][0] for row in rows}, {row[1][0] for row in rows}
    return [_widened(row, linked, taken) for row in rows]


def in_both_orders(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The most pairs of old and new positions that keep both orders, among those of which each is the other's most similar.

    `pairs` are sorted, with their similarity; of equals the first counts. Every position is in one pair at most.
    """
    heirs: dict[int, tuple[float, int]] = {}
    olds: dict[int, tuple[float, int]] = {}
    for i, j, similarity in pairs:
        heirs[i] = max(heirs.get(i, (-1.0, 0)), (similarity, -j))
        olds[j] = max(olds.get(j, (-1.0, 0)), (similarity, -i))
    best = [(i, j) for i, j, _ in pairs if heirs[i][1] == -j and olds[j][1] == -i]
    kept = in_order(best)
    return [pair for n, pair in enumerate(best) if n in kept]


def _widened(row: tuple[Span, Span], linked: set[tuple[int, int]], taken: tuple[set[int], set[int]]) -> tuple[Span, Span]:
    """A row with the neighbours that are linked with what stands in it and have no row yet."""
    (start, end), (there, until) = row
    while True:
        olds, news = range(start, end), range(there, until)
        if until not in taken[1] and any((i, until) in linked for i in olds):
            taken[1].add(until)
            until += 1
        elif there - 1 not in taken[1] and any((i, there - 1) in linked for i in olds):
            there -= 1
            taken[1].add(there)
        elif end not in taken[0] and any((end, j) in linked for j in news):
            taken[0].add(end)
            end += 1
        elif start - 1 not in taken[0] and any((start - 1, j) in linked for j in news):
            start -= 1
            taken[0].add(start)
        else:
            return (start, end), (there, until)

"""Which articles are numbered together, and which bear numbers that stand twice or out of order.

The order of the old text is evidence, its printed numbers may be slips: an article whose number is in no order keeps both its number and
its place, unless the decision states another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from tracker.amend.arrangement import Clash, longest_run
from tracker.amend.orders import Put
from tracker.amend.worklist import Worklist
from tracker.numbering import Number

_LONGEST_GAP = 60


def runs(work: Worklist, line: Sequence[str]) -> Iterator[tuple[Worklist, list[str]]]:
    """The articles that are numbered together, old and in their natural order; a division that opens with another 第一条 begins anew."""
    site = work.site
    starts = [at for at, (one, other) in enumerate(pairwise(site.articles), 1)
              if site.nodes[other].number == Number(1) and site.parent[one] != site.parent[other]]
    rest = [*line]
    for start, end in pairwise((0, *starts, len(site.articles))):
        behind = set(site.articles[end:])
        cut = next((at for at, key in enumerate(rest) if key in behind), len(rest))
        here, rest = rest[:cut], rest[cut:]
        yield replace(work, site=replace(site, articles=site.articles[start:end])), here


def sequence(work: Worklist) -> list[str]:
    """The old articles, as many as may be, whose printed numbers go on in order, without a leap that no gap explains."""
    numbers = [work.site.nodes[key].number or Number(0) for key in work.site.articles]
    rank = {at: rank for rank, at in enumerate(sorted(range(len(numbers)), key=lambda at: (*numbers[at], -at), reverse=True))}
    backwards = range(len(numbers) - 1, -1, -1)  # so that the first of two with one number is in the sequence
    run = longest_run([rank[at] for at in backwards])
    found: list[int] = []
    for at in sorted(backwards[place] for place in run):
        if not found or numbers[at].main <= numbers[found[-1]].main + _LONGEST_GAP:
            found.append(at)
    return [work.site.articles[at] for at in found]


def odd_ones(work: Worklist, puts: Mapping[str, Put], line: Sequence[str]) -> set[str]:
    """The old articles whose printed numbers are in no order, and for which the decision states none; and what is put beside one as its
    第N条之M, for it stands nowhere else."""
    odd = set(line) - puts.keys() - work.pins.keys() - set(sequence(work))
    return odd | {put.key for put in puts.values() if put.anchor in odd and put.number and put.number.sub
                  and put.number.main == (work.site.nodes[put.anchor].number or Number(0)).main}


def with_odd(made: Sequence[tuple[str, Number]], line: Sequence[str], odd: Mapping[str, Number],
             stays: Collection[str]) -> tuple[tuple[str, Number], ...]:
    """The articles with the odd ones among them: each behind what it stands behind, of what keeps its order or comes right behind that."""
    order = [key for key, _ in made]
    at = 0
    for key in line:
        if key in odd:
            order.insert(at, key)
        if key in odd or order[at:at + 1] == [key]:
            at += 1
        elif key in stays:
            at = order.index(key) + 1
    numbers = {**dict(made), **odd}
    return tuple((key, numbers[key]) for key in order)


def beside(puts: Mapping[str, Put], line: Sequence[str], odd: Collection[str]) -> dict[str, tuple[str, bool]]:
    """What each new article is to stand beside: where that is an odd one, what this one stands behind."""
    before, last = {}, ""
    for key in line:
        before[key] = last
        last = last if key in odd or key in puts else key
    return {key: (before[put.anchor], True) if put.anchor in odd and put.side else put.beside for key, put in puts.items()}


def apart(work: Worklist, puts: Mapping[str, Put], numbers: Mapping[str, Number]) -> list[Clash]:
    """New articles that by a number which others do not make room for, 第N条之M or any in a 修正案, do not stand where the decision puts
    them, others of that number and those it names aside."""
    order = [*numbers]
    at = {key: place for place, key in enumerate(order)}
    found: list[Clash] = []
    for put in (put for put in puts.values() if put.number and (work.keeps or put.number.sub)):
        anchor, behind = put.beside
        if anchor not in at or put.number != numbers[put.key]:
            continue
        first, last = sorted((at[anchor], at[put.key]))
        kin = {key for key in order[first + 1:last] if key in puts or key in work.pins or numbers[key].main == numbers[anchor].main}
        if (at[put.key] > at[anchor]) != behind or len(kin) < last - first - 1:
            right = Number(numbers[anchor].main, numbers[anchor].sub + 1) if behind else numbers[anchor]
            found.append(Clash(put.key, "astray", put.number, right))
    return found

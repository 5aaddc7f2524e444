"""Which article stands where after a decision, under which number, and in which division.

Under a 修改决定 articles are numbered anew without gaps (a gap of the old text stays one); under a 修正案 they keep their numbers, and what
is inserted is 第N条之M (practice). An article between two divisions belongs to the first, unless the decision names one.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import count, pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.arrangement import FAR, Clash, Entry, Order, arrange, astray, longest_run, passed
from tracker.amend.headings import Heading, end_of, headings_of
from tracker.amend.orders import Put
from tracker.amend.runs import apart, beside, odd_ones, runs, sequence, with_odd
from tracker.amend.worklist import Worklist
from tracker.model import DIVISIONS
from tracker.numbering import Number


class Standing(Struct, frozen=True):
    """An article of the new text: its old id or the name of the new one, its number, the heading it stands under (an index into the
    headings, -1 before the first); `inferred` where the decision leaves the heading open."""

    key: str
    number: Number
    heading: int
    inferred: bool = False


class Layout(Struct, frozen=True):
    """The new text's headings and articles in order, the articles' numbers by key, what clashed, which old articles moved past how many,
    and which bear numbers that stand twice or out of order in the old text."""

    headings: tuple[Heading, ...]
    articles: tuple[Standing, ...]
    numbers: Mapping[str, Number]
    clashes: tuple[Clash, ...] = ()
    moved: tuple[tuple[str, int], ...] = ()
    odd: tuple[str, ...] = ()


def layout(work: Worklist, items: Mapping[int, str]) -> Layout:
    """The layout that orders make. `items`: the label of the decision's item for each instruction."""
    puts = {key: put for key, put in work.added.items() if put.type == "article"}
    line = _line(work, puts)
    numbering = _kept if work.keeps else _shifted
    parts = list(runs(work, line))
    made = [numbering(run, {key: puts[key] for key in part if key in puts}, part) for run, part in parts]
    numbers = dict(pair for pairs, _, _ in made for pair in pairs)
    clashes, moved = [clash for _, found, _ in made for clash in found], tuple(one for _, _, found in made for one in found)
    clashes += apart(work, puts, numbers)
    if len(parts) > 1:
        clashes += [Clash(put.key, "restarts", put.number) for put in puts.values()
                    if put.number and not (put.home or put.anchor or put.origin)]
    headings, clashed = headings_of(work, numbers)
    under = _under(work, puts, numbers, headings, items, {key for key, _ in moved})
    articles = tuple(Standing(key, number, *under[key]) for key, number in numbers.items())
    odd = tuple(key for run, part in parts for outside in [odd_ones(run, puts, part)] for key in part if key in outside - puts.keys())
    return Layout(tuple(headings), articles, numbers, (*clashes, *clashed), moved, odd)


# The order of articles


def _line(work: Worklist, puts: Mapping[str, Put]) -> list[str]:
    """The articles in their natural order: the old ones that stay, each new one where it would stand without its number. First what stands
    beside one that stays, then what has a place in the old order, in that order; the rest as the decision has it."""
    gone = {key for key in work.site.articles if work.away(key) or work.vanishes(key)}
    line = [key for key in work.site.articles if key not in gone]
    ranks = {key: _rank(work, line, put) for key, put in puts.items()}
    for put in sorted(puts.values(), key=lambda put: ranks[put.key]):
        line.insert(_natural(work, puts, line, put, ranks), put.key)
    return line


Rank = tuple[Literal[0, 1, 2], int]
"""Whether an article stands beside one that stays, behind an article's old place (and which, -1 before all) or elsewhere."""


def _rank(work: Worklist, line: Sequence[str], put: Put) -> Rank:
    """An article moved to an old division that it neither lay in nor stood at the border of does not stand where it was."""
    if put.anchor in line and put.side != "end":
        return 0, 0
    if put.anchor in work.site.articles and put.side in ("before", "after"):
        return 1, work.site.articles.index(put.anchor) - (put.side == "before")
    article = work.site.article_of(put.anchor if put.side == "instead" else put.origin[0]) if put.origin else ""
    if not article:
        return (1, -1) if put.origin else (2, 0)
    rank = work.site.articles.index(article)
    at = _behind(work, line, rank)
    home = set(work.site.below(put.home)) if put.side != "instead" and put.home in work.site.divisions else set()
    stays = not home or not home.isdisjoint((article, *line[max(0, at - 1):at + 1]))
    return (1, rank) if stays else (2, 0)


def _behind(work: Worklist, line: Sequence[str], rank: int) -> int:
    """The place behind all old articles up to one."""
    before = set(work.site.articles[: rank + 1])
    return max((place + 1 for place, key in enumerate(line) if key in before), default=0)


def _natural(work: Worklist, puts: Mapping[str, Put], line: Sequence[str], put: Put, ranks: Mapping[str, Rank]) -> int:
    kind, place = ranks[put.key]
    if kind == 0:
        at = list(line).index(put.anchor) + (put.side != "before")
    elif kind == 1:
        at = _behind(work, line, place)
    else:
        within = set(work.site.below(put.home)) if put.home in work.site.divisions else set()
        inside = [place for place, key in enumerate(line) if key in within]
        at = inside[0] if inside and put.side == "start" else inside[-1] + 1 if inside else len(line)
    while at < len(line) and line[at] in puts and _comes_behind(put, puts[line[at]], ranks):
        at += 1
    return at


def _comes_behind(put: Put, other: Put, ranks: Mapping[str, Rank]) -> bool:
    """Whether a new article stands behind one that was put in at the same place before it: not where that belongs to what follows."""
    if ranks[put.key][0] == ranks[other.key][0] == 1:
        return True
    return put.side not in ("before", "start") and other.side != "before"


Numbered = tuple[tuple[tuple[str, Number], ...], tuple[Clash, ...], tuple[tuple[str, int], ...]]


def _stated(work: Worklist, puts: Mapping[str, Put], key: str) -> Number | None:
    """The number that the decision gives an article."""
    if key in puts:
        return puts[key].number
    return work.pins[key].number if key in work.pins else None


def _kept(work: Worklist, puts: Mapping[str, Put], line: Sequence[str]) -> Numbered:
    """修正案: every article keeps its number unless another is stated that is free."""
    old = [key for key in line if key not in puts]
    stated, clashes = _granted(work, old)
    numbered = [(key, stated.get(key) or work.site.nodes[key].number or Number(1)) for key in old]
    taken = {number for _, number in numbered}
    for put in sorted((puts[key] for key in line if key in puts), key=lambda put: put.number is None):
        number = put.number or _inherited(work, put) or Number(max(taken).main + 1 if taken else 1)
        if number in taken:
            clashes.append(Clash(put.key, "taken", number.main))
            number = next(n for n in (Number(number.main, sub) for sub in range(number.sub + 1, 999)) if n not in taken)
        taken.add(number)
        numbered.append((put.key, number))
    odd = odd_ones(work, puts, line)
    ordered = sorted((pair for pair in numbered if pair[0] not in odd), key=lambda pair: pair[1])
    made = with_odd(ordered, line, {key: number for key, number in numbered if key in odd}, set(old) - stated.keys())
    past = passed(old, [key for key, _ in made if key not in puts], stated)
    return made, tuple(clashes), tuple(one for one in past.items() if one[1])


def _granted(work: Worklist, old: Sequence[str]) -> tuple[dict[str, Number], list[Clash]]:
    """The new numbers of old articles; one that another article keeps, or gets, is not given: the article keeps its own."""
    granted = {key: work.pins[key].number for key in old if key in work.pins}
    clashes: list[Clash] = []
    refused = [""]
    while refused:
        first: dict[Number | None, str] = {work.site.nodes[key].number: key for key in old if key not in granted}
        refused = [key for key, number in granted.items() if first.setdefault(number, key) != key]
        for key in refused:
            own = work.site.nodes[key].number
            clashes.append(Clash(key, "taken", granted.pop(key).main, own.main if own else 0))
    return granted, clashes


def _inherited(work: Worklist, put: Put) -> Number | None:
    """The number of an article that is moved without one: its own; of one exchanged, the other one's."""
    key = put.anchor if put.side == "instead" else put.origin[0] if put.origin else ""
    return work.site.nodes[key].number if key in work.site.articles else None


def _shifted(work: Worklist, puts: Mapping[str, Put], line: Sequence[str]) -> Numbered:
    """修改决定: numbers without gaps. An old article that as 第N条之M would come to stand behind others that the decision does not mention
    has a wrong number (第八条改为第八条之一, where the ninth would be the eighth); behind more than FAR of them it is a move."""
    pairs, clashes, moved = _counted(work, puts, line)
    old = [key for key in line if key not in puts]
    past = passed(old, [key for key, _ in pairs if key not in puts], work.pins)
    hung = {key: past[key] for key in old if key in work.pins and work.pins[key].number.sub and past[key]}
    slips = {key: work.pins[key].number for key, count in hung.items() if count <= FAR}
    if slips:
        pairs, clashes, moved = _shifted(replace(work, pins={key: pin for key, pin in work.pins.items() if key not in slips}), puts, line)
        wrong = tuple(Clash(key, "wrong", number, dict(pairs)[key]) for key, number in slips.items())
        return pairs, (*clashes, *wrong), moved
    return pairs, clashes, (*moved, *hung.items())


def _counted(work: Worklist, puts: Mapping[str, Put], line: Sequence[str]) -> Numbered:
    """Numbers without gaps; 第N条之M stays behind the article it stands behind, and behind all where there is no such article."""
    mains, odd = _mains(work, puts, line), odd_ones(work, puts, line)
    entries = _with_gaps(work, puts, line, mains)
    order = arrange(entries, FAR)
    filled = _filled(entries, order, set(sequence(work)))
    if filled:
        entries = [entry for entry in entries if entry.key not in filled]
        order = arrange(entries, FAR)
    moved = tuple(one for one in order.moved if not one[0].startswith("?"))
    steady = {key: at for at, (key, _) in enumerate(order.slots, 1) if key not in puts and key not in dict(moved)}
    made: list[tuple[str, Number]] = []
    hangs, taken = _hanging(work, puts, line, mains, steady, odd)
    for at, (key, _) in enumerate(order.slots, 1):
        made += [(key, Number(at))] if not key.startswith("?") else []
        made += [(below, Number(at, sub)) for below, sub in hangs.get(at, ())]
    made += [(key, Number(at, sub)) for at in sorted(hangs) if at > len(order.slots) for key, sub in hangs[at]]
    wrong = astray(order, beside(puts, line, odd), entries)
    stays = {key for key in line if key not in puts and (key in steady or key not in mains)}
    numbers = {key: _stated(work, puts, key) or work.site.nodes[key].number or Number(0) for key in odd}
    return with_odd(made, line, numbers, stays), (*order.clashes, *wrong, *taken), (*moved, *_strayed(work, puts, order))


def _strayed(work: Worklist, puts: Mapping[str, Put], order: Order) -> list[tuple[str, int]]:
    """Articles made of others (合并, 分为) that do not stand where these were, or between them: each with how many articles that the
    decision does not mention it went past."""
    rank, place = {key: at for at, key in enumerate(work.site.articles)}, {key: at for at, (key, _) in enumerate(order.slots)}
    others = [key for key in place if key in rank and key not in work.pins]
    found: list[tuple[str, int]] = []
    made = [put for put in puts.values() if put.origin and put.key in place and put.anchor == work.site.article_of(put.origin[0])]
    for put in made:
        own = [rank[article] for key in put.origin if (article := work.site.article_of(key)) in rank]
        past = [key for key in others if (rank[key] < min(own) and place[key] > place[put.key])
                or (rank[key] > max(own) and place[key] < place[put.key])]
        found += [(put.key, len(past))] if past else []
    return found


def _mains(work: Worklist, puts: Mapping[str, Put], line: Sequence[str]) -> set[str]:
    """The articles that take a number of their own: not 第N条之M, and none whose printed number is in no order."""
    found: set[str] = set()
    steady = set(sequence(work))
    for key in line:
        number = _stated(work, puts, key) or (Number(0) if key in puts else work.site.nodes[key].number if key in steady else None)
        found |= {key} if number is not None and not number.sub else set()
    return found


def _with_gaps(work: Worklist, puts: Mapping[str, Put], line: Sequence[str], mains: set[str]) -> list[Entry]:
    """The entries of the sequence; a number that the old text skips is an entry of its own, so that it stays skipped."""
    old = [key for key in sequence(work) if not (work.site.nodes[key].number or Number(0)).sub]
    first = work.site.nodes[old[0]].number if old else None
    skipped = {old[0]: range(1, first.main)} if old and first else {}
    for one, other in pairwise(old):
        a, b = work.site.nodes[one].number, work.site.nodes[other].number
        if a and b and a.main + 1 < b.main:
            skipped[other] = range(a.main + 1, b.main)
    entries: list[Entry] = []
    waiting = {key: [Entry(f"?{number}") for number in numbers] for key, numbers in skipped.items()}
    rank = {key: at for at, key in enumerate(work.site.articles)}
    for key in line:
        if key in mains:
            if key not in puts:
                for other in [k for k in waiting if rank[k] <= rank[key]]:
                    entries += waiting.pop(other)
            stated = _stated(work, puts, key)
            entries.append(Entry(key, stated.main if stated else None, new=key in puts))
    return entries


def _filled(entries: Sequence[Entry], order: Order, steady: Collection[str]) -> set[str]:
    """The skipped numbers that the decision gives to what stands there and bore a number in no order: nothing is missing then."""
    pins = {entry.key: entry.pin for entry in entries if entry.pin and not entry.new and entry.key not in steady}
    keys = [key for key, _ in order.slots]
    found: set[str] = set()
    for at, key in enumerate(keys):
        number = int(key[1:]) if key.startswith("?") else 0
        before = keys[number - 1:at] if number else []  # what stands from that number on
        if before and pins.get(before[0]) == number and all(one in pins or one.startswith("?") for one in before):
            found.add(key)
    return found


def _hanging(work: Worklist, puts: Mapping[str, Put], line: Sequence[str], mains: set[str],
             steady: Mapping[str, int], odd: set[str]) -> tuple[dict[int, list[tuple[str, int]]], list[Clash]]:
    """第N条之M by the new number of the old article they stand behind (`steady`: of those that keep their order), and which of them find
    their number taken, as those behind a deleted article may."""
    found: dict[int, dict[int, str]] = {}
    clashes: list[Clash] = []
    behind = 0
    for key in line:
        if key in mains:
            behind = steady.get(key, behind)
            continue
        stated = _stated(work, puts, key)
        number = stated or work.site.nodes[key].number
        if number and number.sub and key not in odd:
            kin = found.setdefault(stated.main if stated else behind, {})
            sub = next(at for at in count(number.sub) if at not in kin)
            clashes += [Clash(key, "taken", Number(behind, number.sub))] if sub != number.sub else []
            kin[sub] = key
    return {at: [(key, sub) for sub, key in sorted(kin.items())] for at, kin in found.items()}, clashes


# Which heading an article stands under

Range = tuple[int, int]
"""The first and the last heading that an article may stand under, as indices into the headings."""


def _under(work: Worklist, puts: Mapping[str, Put], numbers: Mapping[str, Number], headings: Sequence[Heading], items: Mapping[int, str],
           moved: set[str]) -> dict[str, tuple[int, bool]]:
    """For each article the index of the heading it stands under, and whether that was inferred.

    Articles that keep their order keep their headings; what stands between them lies between their headings.
    """
    at_of = {h.key: at for at, h in enumerate(headings)}
    order = list(numbers)
    added = [put for put in work.added.values() if put.type in DIVISIONS]
    own = {key: _own(work, key, at_of) for key in order if key not in puts}
    wanted: dict[str, Range | None] = {}
    for key in order:
        new = at_of.get(_new_division(work, puts, key, numbers[key], items, added), -1)
        old = own[key] if key in own else _wanted(work, puts[key], at_of)
        wanted[key] = old if new < 0 or (old and new < old[0] < end_of(headings, new)) else (new, new)
    stays = [key for key in own if key not in moved and wanted[key] == own[key]]
    run = longest_run([own[key][0] for key in stays])
    fixed = {key: own[key][0] for at, key in enumerate(stays) if at in run}
    limits: list[int] = []
    for key in reversed(order):
        limits.append(fixed.get(key, limits[-1] if limits else len(headings) - 1))
    found: dict[str, tuple[int, bool]] = {}
    last = -1
    for key, limit in zip(order, reversed(limits), strict=True):
        last, before = fixed.get(key, _between(last, limit, wanted[key])), last
        found[key] = (last, wanted[key] is None and before not in (-1, limit))
    return found


def _between(last: int, limit: int, wanted: tuple[int, int] | None) -> int:
    """The heading for an article behind one under heading `last`, before one under heading `limit`."""
    if wanted is None:
        return last if last >= 0 else limit
    low, high = wanted
    first = limit if low <= limit <= high else low
    return max(last, min(first if last < low else min(last, high), limit))


def _wanted(work: Worklist, put: Put, at_of: Mapping[str, int]) -> Range | None:
    """The headings that a new article may stand under: those the decision names, those of the article it is put beside, those behind a new
    division that the decision fills with articles before it."""
    if put.home in at_of:
        inside = [at for k, at in at_of.items() if k in work.site.nodes and put.home in (k, *work.site.divisions_of(k))]
        return at_of[put.home], max(inside, default=at_of[put.home])
    if put.anchor in work.site.nodes and work.site.nodes[put.anchor].type == "article":
        return _own(work, put.anchor, at_of)
    full = [at_of[one.key] for one in work.added.values()
            if one.holds and put.number and max(one.holds) < put.number and one.key in at_of]
    return (max(full) + 1, len(at_of) - 1) if full and max(full) + 1 < len(at_of) else None


def _own(work: Worklist, key: str, at_of: Mapping[str, int]) -> Range:
    """The heading that an old article stands under; where that goes, the one before it."""
    division, every = work.site.parent[key], work.site.divisions
    if division in at_of:
        return at_of[division], at_of[division]
    before = every[: every.index(division)] if division in every else ()
    at = next((at_of[k] for k in reversed(before) if k in at_of), -1)
    return at, at


def _new_division(work: Worklist, puts: Mapping[str, Put], key: str, number: Number, items: Mapping[int, str], added: Sequence[Put]) -> str:
    """The one of the new divisions (`added`) that an article comes to stand in: the one that takes its number in, that its words bring, or
    that the same item adds."""
    holding = [put for put in added if put.holds and min(put.holds) <= number <= max(put.holds)]
    if holding:
        return min(holding, key=lambda put: len(put.holds)).key
    if key not in puts:  # an old article that only gets another number stays under its heading
        return ""
    if puts[key].home and puts[key].home not in work.site.nodes:
        return puts[key].home
    index = puts[key].instruction
    labelled = bool(items[index]) or not any(items.values())  # a decision without items is one item
    return next((put.key for put in reversed(added) if labelled and not put.holds and items[put.instruction] == items[index]), "")

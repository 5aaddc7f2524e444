"""What becomes of several articles or of parts of one: a 款 that becomes an article, articles that are joined, an article that is divided.

Practice orders it as such (将第九条第二款改为第十条; 将第三条、第四条合并，作为第三条; 将第五条分为两条): it shows where a rule went.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tracker.amend.drafting.articles import counted
from tracker.amend.drafting.pairing import likeness, paired
from tracker.amend.drafting.quoting import alike, printed
from tracker.compare.outline import Outline
from tracker.compare.renumbering import Entry
from tracker.model import Provision

_LIKE = 0.6
"""How alike a 款 and the article it becomes are at the least; below that the article is a new one to a reader."""


class Relation(Struct, frozen=True):
    """Old and new articles (ids) that are ordered together. part: the 款 at `positions` (from 0) of the old article become the new one;
    merge: the old articles become the new one; split: the old article becomes the new ones; exchange: two stand in each other's place."""

    kind: Literal["part", "merge", "split", "exchange"]
    old: tuple[str, ...]
    new: tuple[str, ...]
    positions: tuple[int, ...] = ()


Beside = Callable[[str, str], bool]
"""Whether a new article stands in the division of an old one, and where its number alone says."""


def relations(before: Outline, after: Outline, became: Mapping[str, str], entries: Sequence[Entry], beside: Beside) -> tuple[Relation, ...]:
    """The relations between articles; one that is joined or divided is in no other."""
    found: list[Relation] = []
    for entry in entries:
        if len(entry.old) > 1 or len(entry.new) > 1:
            parts = list(_parts(before, after, became, entry, beside))
            found += parts or [*_merge(after, became, entry, beside), *_split(after, became, entry, beside)]
    return tuple(one for at, one in enumerate(found) if not any(_clash(one, other) for other in found[:at]))


def exchanges(before: Outline, after: Outline, became: Mapping[str, str], divisions: Mapping[str, str]) -> Iterator[Relation]:
    """Articles with the same words as before of which each stands where the other one did (practice: 将第三条与第五条对调)."""
    back = {new: old for old, new in became.items()}
    olds = [key for key in before.articles if key in became]
    news = [back[key] for key in after.articles if key in back]
    for one, other in zip(olds, news, strict=True):
        if before.articles.index(one) < before.articles.index(other) and olds[news.index(one)] == other:
            pairs = ((one, other), (other, one))
            around = all(divisions.get(before.division[there], "") == after.division[became[here]] for here, there in pairs)
            if around and all(alike(printed(before.placed[key]), printed(after.placed[became[key]])) for key in (one, other)):
                yield Relation("exchange", (one, other), (became[one], became[other]))


def _clash(one: Relation, other: Relation) -> bool:
    return bool(set(one.new) & set(other.new) or (set(one.old) & set(other.old) and not one.kind == other.kind == "part"))


def first_stays(before: Outline, after: Outline, became: Mapping[str, str], entries: Sequence[Entry]) -> dict[str, str]:
    """Which article became which: one that is divided is the one that its first 款 stays in (practice: 第二款改为第三条)."""
    found = dict(became)
    order = {key: at for at, key in enumerate(after.articles)}
    for entry in entries:
        first = min(entry.new, key=order.__getitem__, default="")
        if len(entry.old) == 1 < len(entry.new) and first not in became.values():
            old, new = before.placed[entry.old[0]].children[:1], after.placed[first].children[:1]
            if likeness(old, new) >= _LIKE:
                found[entry.old[0]] = first
    return found


def _parts(before: Outline, after: Outline, became: Mapping[str, str], entry: Entry, beside: Beside) -> Iterator[Relation]:
    """New articles that are 款 which an old one loses."""
    for old in entry.old:
        own = became.get(old, "")
        taken: set[int] = set()
        plain = not any(len(unit) > 1 for unit in counted(before.placed[old].children))
        for new in entry.new:
            if own and plain and new not in became.values() and beside(old, own) and beside(old, new):
                lost = _lost(before.placed[old].children, after.placed[own].children) - taken
                positions = _like(before.placed[old].children, after.placed[new].children, lost)
                taken |= set(positions)
                if positions:
                    yield Relation("part", (old,), (new,), positions)


def _lost(old: Sequence[Provision], new: Sequence[Provision]) -> set[int]:
    """The positions of the 款 that an article no longer has; none where it has none left."""
    gone = {at for before, after in paired(old, new) if not after for at in before}
    return gone if len(gone) < len(old) else set()


def _like(old: Sequence[Provision], new: Sequence[Provision], among: set[int]) -> tuple[int, ...]:
    """The run of 款 that is most like an article's, among those at some positions; empty where none is like it."""
    runs = [tuple(range(first, first + len(new))) for first in range(len(old) - len(new) + 1)]
    likely = [(likeness([old[at] for at in run], new), run) for run in runs if among.issuperset(run)]
    best = max(likely, default=(0.0, ()), key=lambda pair: pair[0])
    return best[1] if best[0] >= _LIKE else ()


def _merge(after: Outline, became: Mapping[str, str], entry: Entry, beside: Beside) -> Iterator[Relation]:
    """Old articles of which one is said to become the new one and the others go."""
    olds = [old for old in entry.old if became.get(old, entry.new[0]) == entry.new[0]]
    if len(entry.new) == 1 and len(olds) == len(entry.old) > 1 and any(old in became for old in olds) and beside(olds[0], entry.new[0]):
        yield Relation("merge", tuple(olds), entry.new)


def _split(after: Outline, became: Mapping[str, str], entry: Entry, beside: Beside) -> Iterator[Relation]:
    """New articles in a row of which one is said to be the old one and the others are new."""
    at = {key: index for index, key in enumerate(after.articles)}
    news = sorted(entry.new, key=at.__getitem__)
    in_a_row = all(at[other] == at[one] + 1 for one, other in pairwise(news))
    others = [new for new in news if new != became.get(entry.old[0])]
    fresh = len(others) == len(news) - 1 and not set(others) & set(became.values())
    if len(entry.old) == 1 and in_a_row and fresh and all(beside(entry.old[0], new) for new in news):
        yield Relation("split", entry.old, tuple(news))

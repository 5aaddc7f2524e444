"""Which provision of an old version lives on in which provision of a new one.

`align(old, new)` gives an `Alignment`: links between articles (one to one, split, merged, many to many), each with its
similarity, the evidence it rests on and the 款, 项 and 目 that were found again; links between divisions; and what
stands outside articles. An article without a link was inserted or deleted. Ids are those of `model.places`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.compare import passes
from tracker.compare.evidence import Evidence
from tracker.compare.passes import Found
from tracker.compare.remnants import found_again
from tracker.compare.similarity import corpus, words
from tracker.model import Provision, Version, articles


@dataclass(frozen=True, slots=True)
class Pair:
    """An old provision (款, 项, 目, division, preamble paragraph …) found again as a new one; `similarity` from 0 to 1."""

    old: str
    new: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Link:
    """A rule of the old article `old` lives on in the new article `new` (ids).

    `similarity` from 0 to 1 is that of the two texts, or of the part that lives on. `provisions` are the 款, 项 and 目
    of `old` found again in `new`, in the order of `new`. `moved`: it stands in another division, or its place among
    the other linked articles has changed.
    """

    old: str
    new: str
    similarity: float
    evidence: Evidence
    moved: bool = False
    provisions: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links between two versions, in the order of the new text.

    `links` between articles; `inserted` and `deleted` the ids of articles without one; `divisions` the parts, chapters
    and sections that correspond; `others` what stands outside articles and divisions in head, body and tail (titles,
    preambles, 一、 items, annexes, tables).
    """

    old: Version
    new: Version
    links: tuple[Link, ...] = ()
    inserted: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    divisions: tuple[Pair, ...] = ()
    others: tuple[Pair, ...] = ()


def align(old: Version, new: Version) -> Alignment:
    """Find what became of every article; see the module's text for the result. Pure and deterministic."""
    before, after = articles(old), articles(new)
    found = _linked(tuple(before.values()), tuple(after.values()))
    ids, others = tuple(before), tuple(after)
    links = tuple(Link(ids[x.old], others[x.new], x.similarity, x.evidence) for x in found)
    return Alignment(old, new, links, _without(after, {x.new for x in links}), _without(before, {x.old for x in links}))


def _linked(old: Sequence[Provision], new: Sequence[Provision]) -> list[Found]:
    printed = list(map(words, old)), list(map(words, new))
    found = passes.equal(*printed, "equal")
    if len(found) == len(old) == len(new):
        return found
    texts = corpus(*printed)
    found += passes.equal([t.normal for t in texts.old], [t.normal for t in texts.new], "equal_but_numbers", found)
    looked_at = passes.hints(texts, found)
    found += passes.wording(texts, looked_at)
    found += passes.neighbours(texts, looked_at, found)
    found += found_again(texts, looked_at, found)
    return sorted(found, key=lambda x: (x.new, x.old))


def _without(ids: Mapping[str, object], linked: set[str]) -> tuple[str, ...]:
    return tuple(key for key in ids if key not in linked)

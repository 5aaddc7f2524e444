"""Which provision of an old version lives on in which provision of a new one.

`align(old, new)` gives an `Alignment`: links between articles (one to one, split, merged, many to many), each with its
similarity, the evidence it rests on and the 款, 项 and 目 that were found again; links between divisions; and what
stands outside articles. An article without a link was inserted or deleted. Ids are those of `model.places`.

The links are found in passes, strongest evidence first: equal text; text equal but for numbers and citations; shared rare
wording, matched as a whole rather than greedily; less of it between linked neighbours; a sentence or item that the first
link of its article does not account for, found again elsewhere (splits and merges). What a person says, or the deciding act, comes
before all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from tracker.compare import passes
from tracker.compare.dealing import dealt, parts
from tracker.compare.evidence import Evidence, Said
from tracker.compare.grouping import article_of
from tracker.compare.outline import Outline, outline
from tracker.compare.overrule import Overrule, Ruling, ruling
from tracker.compare.passes import Found
from tracker.compare.remnants import found_again
from tracker.compare.similarity import Corpus, Lines, corpus, words
from tracker.compare.surroundings import divisions, moved, others
from tracker.compare.within import Pair, Told, match, same_place
from tracker.model import Version

__all__ = ["Alignment", "Evidence", "Link", "Pair", "align", "inverted"]

NOTHING_SHARED = 0.1
"""Share of what two versions say (by weight) below which they have nothing in common: the formulas of drafting come to that."""


class Link(NamedTuple):
    """A rule of the old article `old` lives on in the new article `new` (ids).

    `similarity` from 0 to 1 is that of the two texts, or of the sentence found again where the evidence is `provision`.
    `provisions` are the 款, 项 and 目 of `old` found again in `new`, in the order of `new`. `moved`: it stands in another
    division than its old one's counterpart, or its place among the other linked articles has changed.
    """

    old: str
    new: str
    similarity: float
    evidence: Evidence
    moved: bool = False
    provisions: tuple[Pair, ...] = ()


class Alignment(Struct, frozen=True, weakref=True):
    """The links between two versions, in the order of the new text.

    `links` between articles; `inserted` and `deleted` the ids of articles without one; `divisions` the parts, chapters
    and sections that correspond; `others` what stands outside articles and divisions in head, body and tail (titles,
    preambles, 一、 items, annexes, tables). `shared` from 0 to 1: how much of both texts (by weight) the links account
    for; where that is next to nothing the versions are of different laws, and no links are invented. `outlines` are both
    versions taken apart, for who goes on with them. `alone`: the deleted articles
    and parts of articles, and the inserted ones, that are said to be so, with who says it.
    """

    old: Version
    new: Version
    outlines: tuple[Outline, Outline]
    links: tuple[Link, ...] = ()
    inserted: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    divisions: tuple[Pair, ...] = ()
    others: tuple[Pair, ...] = ()
    shared: float = 1.0
    alone: tuple[Mapping[str, Said], Mapping[str, Said]] = ({}, {})


def inverted(found: Alignment) -> Alignment:
    """The same links read from new to old."""
    before = {key: at for at, key in enumerate(found.outlines[0].placed)}

    def turned(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(sorted((Pair(x.new, x.old, x.similarity, x.basis, x.part) for x in pairs), key=lambda x: before[x.new]))

    links = [Link(x.new, x.old, x.similarity, x.evidence, x.moved, turned(x.provisions)) for x in found.links]
    return Alignment(found.new, found.old, found.outlines[::-1], tuple(sorted(links, key=lambda x: before[x.new])), found.deleted,
                     found.inserted, turned(found.divisions), turned(found.others), found.shared, found.alone[::-1])


def align(old: Version, new: Version, overrule: Overrule | None = None) -> Alignment:
    """Find what became of every article; see the module's text for the result. Pure and deterministic.

    `overrule` is what was said about these two versions; raises CompareError where it is about others.
    """
    before, after = outline(old), outline(new)
    said = ruling(overrule, old, new) if overrule else None
    texts, found = _ruled(before, after, said) if said else _found(before, after)
    shared = _shared(texts, found)
    if shared < NOTHING_SHARED:
        found = [x for x in found if x.evidence in ("stated", "person")]
    named = [(before.articles[x.old], after.articles[x.new]) for x in found]
    pairs = divisions(before, after, named)
    away = moved(before, after, named, pairs)
    links = tuple([Link(i, j, x.similarity, x.evidence, (i, j) in away, _provisions(texts, before, after, (i, j), x, said))
                   for (i, j), x in zip(named, found, strict=True)])
    links = _with_parts(links, before, after, said)
    inserted, deleted = _without(after, {j for _, j in named}), _without(before, {i for i, _ in named})
    alone: tuple[Mapping[str, Said], Mapping[str, Said]] = (
        {**_among(said.settled, deleted), **said.gone}, {**_among(said.inserted, inserted), **said.come}) if said else ({}, {})
    return Alignment(old, new, (before, after), links, inserted, deleted, pairs, others(before, after), shared, alone)


def _found(old: Outline, new: Outline) -> tuple[Corpus, list[Found]]:
    """Articles equal to the letter are linked first, and say nothing about the others."""
    printed = _printed(old), _printed(new)
    found = passes.equal(*printed, "equal")
    texts = corpus(*printed, found)
    found += passes.equal_but_numbers(texts, found)
    looked_at = passes.hints(texts, found)
    return texts, _rest(texts, looked_at, found + passes.wording(texts, looked_at, found, _divisions(old, new)))


def _rest(texts: Corpus, looked_at: passes.Hints, found: list[Found]) -> list[Found]:
    """The links found so far, and those of neighbours and remnants; in the order of the new text."""
    found = found + passes.neighbours(texts, looked_at, found)
    found += found_again(texts, looked_at, found)
    return sorted(found, key=lambda x: (x.new, x.old))


def _divisions(old: Outline, new: Outline) -> passes.Divisions:
    return [old.division[key] for key in old.articles], [new.division[key] for key in new.articles]


def _ruled(old: Outline, new: Outline, said: Ruling) -> tuple[Corpus, list[Found]]:
    """As without a ruling, among what it leaves open: what it settles is used up first, what it names whole has its first link."""
    olds, news, printed = old.articles, new.articles, (_printed(old), _printed(new))
    before, after = {key: i for i, key in enumerate(olds)}, {key: j for j, key in enumerate(news)}
    links = {(before[i], after[j]): basis or "person" for (i, j), basis in said.basis.items()}
    settled = {before[i] for i in said.settled}
    equal = [x for x in passes.equal(*printed, "equal", settled) if said.allows(olds[x.old], news[x.new])]
    texts = corpus(*printed, [x for x in equal if x.old not in {i for i, _ in links} and x.new not in {j for _, j in links}])
    equal += [x for x in passes.equal_but_numbers(texts, equal, settled) if said.allows(olds[x.old], news[x.new])]
    looked_at = {i: Counter({j: n for j, n in votes.items() if said.allows(olds[i], news[j])})
                 for i, votes in passes.hints(texts, equal).items()}
    whole = {after[j] for (i, j), scope in said.links.items() if i in said.settled and not (scope and j not in scope[1])}
    open_ = {i: Counter({j: n for j, n in votes.items() if j not in whole}) for i, votes in looked_at.items()}
    ruled = [Found(i, j, texts.similarity(i, j), basis) for (i, j), basis in links.items()]
    found = [*(x for x in ruled if x.old in settled), *equal]
    found += passes.wording(texts, open_, found, _divisions(old, new))
    there = {(x.old, x.new) for x in found}
    found += [x for x in ruled if (x.old, x.new) not in there]  # of a 款 is said where it went: the texts tell of the rest
    return texts, [x._replace(evidence=links.get((x.old, x.new), x.evidence)) for x in _rest(texts, looked_at, found)]


def _among(said: Mapping[str, Said], keys: Iterable[str]) -> dict[str, Said]:
    return {key: said[key] for key in keys if key in said}


def _printed(side: Outline) -> list[Lines]:
    return [(side.placed[key].heading, *[words(node) for _, node in side.below[key]]) for key in side.articles]


def _shared(texts: Corpus, found: Sequence[Found]) -> float:
    total = sum(t.weight for t in texts.old) + sum(t.weight for t in texts.new)
    common = sum(x.similarity * (texts.old[x.old].weight + texts.new[x.new].weight) for x in found if x.evidence != "provision")
    return min(1.0, common / total) if total else 1.0


def _provisions(texts: Corpus, old: Outline, new: Outline, ids: tuple[str, str], found: Found,
                said: Ruling | None) -> tuple[Pair, ...]:
    left, right = old.below[ids[0]], new.below[ids[1]]
    told = Told(said.links.get(ids), said.finer, said.gone, said.come, said.apart) if said else None
    if found.evidence in ("equal", "equal_but_numbers") and not (told and told.is_about(left, right)):
        return same_place(left, right)
    return match(texts, left, right, found, told)


def _with_parts(links: tuple[Link, ...], old: Outline, new: Outline, said: Ruling | None) -> tuple[Link, ...]:
    """The links with the provisions of which a part is found again beside those found whole."""
    linked, pairs = {(x.old, x.new) for x in links}, {(x.old, x.new) for link in links for x in link.provisions}
    found = parts(dealt(linked, old, new, pairs, said.leaves if said else lambda _i, _j: True), old, new, pairs)
    more: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for x in found:
        more[article_of(x.old), article_of(x.new)].append(x)
    order = {key: at for at, key in enumerate(new.placed)}
    return tuple([x._replace(provisions=tuple(sorted((*x.provisions, *more[x.old, x.new]), key=lambda pair: order[pair.new])))
                  if (x.old, x.new) in more else x for x in links])


def _without(side: Outline, linked: set[str]) -> tuple[str, ...]:
    return tuple(key for key in side.articles if key not in linked)

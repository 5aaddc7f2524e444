"""The renumbering map (条号对照): where every article of one version went in another.

A map is a relation between sets of articles, and below them between their 款, 项 and 目. It can be read both ways, composed
over several versions and inverted: see `tracker.compare.algebra`. Ids are those of `model.places`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

from tracker.compare.alignment import Alignment, Link
from tracker.compare.evidence import STRENGTH, Evidence, Said
from tracker.compare.grouping import article_of, group, id_order
from tracker.compare.likeness import figure
from tracker.compare.outline import Outline
from tracker.compare.references import VersionRef, reference
from tracker.compare.within import Pair

Kind = Literal["kept", "renumbered", "split", "merged", "reorganized", "inserted", "deleted"]
"""One article became one, of the same number or another; one became several; several became one; several became several
(their rules were dealt out anew); new; gone."""

Basis = Literal["stated", "person", "inferred"]
"""What vouches for a link: the deciding act or the text's being the same version, a person, the comparison of the texts."""

BASES: tuple[Basis, ...] = get_args(Basis)
"""The bases, strongest first."""


class ArticleLink(Struct, frozen=True):
    """A rule of the article `old` lives on in `new`. `similarity` from 0 to 1 (see `likeness.figure`); `moved`: it left its
    place among the others."""

    old: str
    new: str
    similarity: float
    basis: Basis = "inferred"
    evidence: Evidence | None = None
    moved: bool = False


class ProvisionLink(Struct, frozen=True):
    """A 款, 项 or 目 and where it went. `new` is empty where it is gone (or its words are not found again), `old` where it is new.
    `basis` is who says so, where it is not inferred."""

    old: str = ""
    new: str = ""
    similarity: float | None = None
    basis: Said = ""


class Entry(Struct, frozen=True):
    """Articles that belong together: each of `old` lives on in each of `new`, both ids.

    `old` is empty where an article is inserted, `new` where it is deleted. `similarity`, `basis` and `evidence` are the
    weakest among its links, which `links` gives one by one where there are several. `moved`: an article left its place
    among the others, or its chapter. `provisions` leads every 款, 项 and 目 of these articles to where it went within them.
    """

    kind: Kind
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    similarity: float | None = None
    basis: Basis = "inferred"
    evidence: Evidence | None = None
    moved: bool = False
    links: tuple[ArticleLink, ...] = ()
    provisions: tuple[ProvisionLink, ...] = ()


class Renumbering(Struct, frozen=True):
    """A map from one version of a law to another: every article of both stands in at least one entry, unchanged ones too.

    Where the links between several articles are not all of them with all, they take several entries. `divisions` leads
    parts, chapters and sections to their counterparts.
    """

    law: str
    old: VersionRef
    new: VersionRef
    entries: tuple[Entry, ...] = ()
    divisions: tuple[ProvisionLink, ...] = ()


def renumbering(alignment: Alignment) -> Renumbering:
    """The map that an alignment makes."""
    old, new = sides = alignment.outlines
    finer = complete((_finer(pair, sides) for link in alignment.links for pair in link.provisions), _below(old), _below(new))
    divisions = complete((_finer(pair, sides) for pair in alignment.divisions), old.divisions, new.divisions)
    made = entries((_link(link, sides) for link in alignment.links), old.articles, new.articles, finer)
    return Renumbering(alignment.new.law, reference(alignment.old), reference(alignment.new), made, divisions)


def _link(link: Link, sides: tuple[Outline, Outline]) -> ArticleLink:
    basis: Basis = link.evidence if link.evidence in ("stated", "person") else "inferred"
    return ArticleLink(link.old, link.new, alike(link, sides), basis, link.evidence, link.moved)


def _finer(pair: Pair, sides: tuple[Outline, Outline]) -> ProvisionLink:
    return ProvisionLink(pair.old, pair.new, alike(pair, sides), pair.basis)


def alike(tie: Link | Pair, sides: tuple[Outline, Outline]) -> float:
    """How alike the two ends of a tie are said to be."""
    part = isinstance(tie, Link) and tie.evidence == "provision"
    return figure(tie.similarity, sides[0].placed[tie.old], sides[1].placed[tie.new], part)


def _below(side: Outline) -> list[str]:
    return [key for article in side.articles for key, _ in side.below[article]]


def complete(links: Iterable[ProvisionLink], olds: Iterable[str], news: Iterable[str]) -> tuple[ProvisionLink, ...]:
    """The links and, without a counterpart, each of `olds` and `news` that none of them has; in canonical order."""
    found = list(links)
    befores, afters = {x.old for x in found}, {x.new for x in found}
    found += [ProvisionLink(old=key) for key in olds if key not in befores]
    found += [ProvisionLink(new=key) for key in news if key not in afters]
    return tuple(sorted(found, key=_order))


def _order(link: ProvisionLink) -> tuple[object, ...]:
    return not link.old, id_order(link.old), id_order(link.new)


def entries(links: Iterable[ArticleLink], olds: Iterable[str], news: Iterable[str], finer: Iterable[ProvisionLink]) -> tuple[Entry, ...]:
    """The entries that links make, in canonical order: by old number, what is inserted behind what stands before it.

    `olds` and `news` are all articles of the two versions, `finer` the links of all that is below them (see `complete`).
    """
    by_pair = {(x.old, x.new): x for x in links}
    below: dict[tuple[str, str], list[ProvisionLink]] = defaultdict(list)
    for x in finer:
        below[article_of(x.old), article_of(x.new)].append(x)
    made = sorted(group(by_pair, olds, news), key=lambda found: (not found[0], *map(id_order, found[0] or found[1])))
    return _arranged([_entry(old, new, [by_pair[i, j] for i in old for j in new], tangled, below) for old, new, tangled in made])


def _entry(old: tuple[str, ...], new: tuple[str, ...], links: list[ArticleLink], tangled: bool,
           below: dict[tuple[str, str], list[ProvisionLink]]) -> Entry:
    finer = [x for i in (*old, "") for j in (*new, "") for x in below.pop((i, j), ())]  # each but once: a new article may be in several
    provisions = tuple(sorted(finer, key=_order))
    if not links:
        return Entry("inserted" if new else "deleted", old, new, provisions=provisions)
    evidence = [x.evidence for x in links if x.evidence]
    return Entry(_kind(old, new, tangled), old, new, min(x.similarity for x in links), max((x.basis for x in links), key=BASES.index),
                 max(evidence, key=STRENGTH.index) if evidence else None, any(x.moved for x in links),
                 tuple(links) if len(links) > 1 else (), provisions)


def _kind(old: tuple[str, ...], new: tuple[str, ...], tangled: bool) -> Kind:
    if tangled:
        return "reorganized"
    if len(old) > 1 or len(new) > 1:
        return "merged" if len(old) > 1 else "split"
    return "kept" if old == new else "renumbered"


def _arranged(made: list[Entry]) -> tuple[Entry, ...]:
    """Inserted articles behind the entry of the article that stands before them in the new version."""
    linked = [entry for entry in made if entry.old]
    behind = {id_order(key): at for at, entry in enumerate(linked) for key in entry.new}
    before = sorted(behind)
    keyed: list[tuple[int, tuple[tuple[int, ...], ...], Entry]] = [(at, (), entry) for at, entry in enumerate(linked)]
    for entry in made:
        if not entry.old:
            key = id_order(entry.new[0])
            place = bisect_left(before, key)
            keyed.append((behind[before[place - 1]] if place else -1, key, entry))
    return tuple(entry for *_, entry in sorted(keyed, key=lambda item: item[:2]))

"""Renumbering maps as an algebra: identity, inverse, composition, and a citation carried through a map.

A map is a relation, and these are the operations of relations. They obey, and the tests hold them to it:
`compose(compose(a, b), c) == compose(a, compose(b, c))`; `compose(identity(v), m) == m == compose(m, identity(w))`;
`invert(invert(m)) == m`; `invert(compose(a, b)) == compose(invert(b), invert(a))`; what is carried there and back is a set
that holds the start, unless it was deleted on the way.

A composed link has the least likeness and the weakest basis on its way; where several ways lead there, the most and the strongest that
any of them has. What an act states or a person says is stronger than what is inferred, however unlike the words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.evidence import STRENGTH, Evidence, Said
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import SOUND
from tracker.compare.outline import outline
from tracker.compare.references import name_of, reference, same_version
from tracker.compare.renumbering import (
    BASES,
    ArticleLink,
    Entry,
    Kind,
    ProvisionLink,
    Renumbering,
    complete,
    entries,
)
from tracker.errors import CitationError, CompareError
from tracker.model import Version


class Carried(Struct, frozen=True):
    """Where a provision of one version went in another.

    `provision` is its id, `to` the ids it lives on as, in order; none where it was deleted. `kind` as in an entry, read
    from this provision: kept, renumbered, split (it became several), merged (others became the same), reorganized (both).
    `merged_with` are those others. `article` are the articles that the rest of its article lives on in, where a 款 or 项 is
    gone; `within` the 款 that hold an article now, where its new article has others beside them; none where it is said that it went
    there, and it is not surely known into which 款.
    """

    provision: str
    to: tuple[str, ...]
    kind: Kind
    similarity: float | None = None
    merged_with: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def identity(version: Version) -> Renumbering:
    """The map of a version onto itself: every provision keeps its place."""
    side = outline(version)
    links = [ArticleLink(key, key, 1.0, BASES[0], None) for key in side.articles]
    finer = [ProvisionLink(key, key, 1.0, "stated") for article in side.articles for key, _ in side.below[article]]
    ref = reference(version)
    divisions = complete((ProvisionLink(key, key, 1.0, "stated") for key in side.divisions), (), ())
    return Renumbering(version.law, ref, ref, entries(links, side.articles, side.articles, finer), divisions)


def invert(found: Renumbering) -> Renumbering:
    """The same map read from new to old."""
    links = [ArticleLink(x.new, x.old, x.similarity, x.basis, x.evidence, x.moved) for x in links_of(found)]
    olds, news = _articles(found)
    turned = [ProvisionLink(x.new, x.old, x.similarity, x.basis) for x in _finer(found)]
    divisions = complete((ProvisionLink(x.new, x.old, x.similarity, x.basis) for x in found.divisions), (), ())
    return Renumbering(found.old.law, found.new, found.old, entries(links, news, olds, turned), divisions)


def compose(first: Renumbering, *others: Renumbering) -> Renumbering:
    """One map over several steps. Raises CompareError where a map does not start at the version that the one before it ends at."""
    return reduce(_compose, others, first)


def _compose(first: Renumbering, second: Renumbering) -> Renumbering:
    if not same_version(first.new, second.old):
        raise CompareError("these maps do not meet: one ends at {end}, the next starts at {start}", end=name_of(first.new),
                           start=name_of(second.old), hint="give the versions in order, each map starting where the one before it ends")
    links = _through(links_of(first), links_of(second))
    finer = _through_provisions(_finer(first), _finer(second))
    divisions = _through_provisions(first.divisions, second.divisions)
    made = entries(links, _articles(first)[0], _articles(second)[1], finer)
    return Renumbering(second.law, first.old, second.new, made, divisions)


def without(found: Renumbering, old: Collection[str], new: Collection[str]) -> Renumbering:
    """The map of texts of days, `old` and `new` being what is no law there: the older text does not have it, and in the newer one it is no
    rule beside others. What became a provision that is no law is linked with it still."""
    kept = [x for x in _finer(found) if x.old not in old]
    linked = [x for x in kept if x.old and x.new]
    finer = complete(linked, (x.old for x in kept if x.old), (x.new for x in _finer(found) if x.new and x.new not in new))
    olds, news = _articles(found)
    links = [x for x in links_of(found) if x.old not in old]
    return replace(found, entries=entries(links, [key for key in olds if key not in old], news, finer))


def links_of(found: Renumbering) -> list[ArticleLink]:
    """Every link of a map, one by one."""
    return [link for entry in found.entries if entry.old and entry.new for link in entry.links or (_only_link(entry),)]


def _only_link(entry: Entry) -> ArticleLink:
    return ArticleLink(entry.old[0], entry.new[0], entry.similarity or 0.0, entry.basis, entry.evidence, entry.moved)


def _articles(found: Renumbering) -> tuple[list[str], list[str]]:
    return (list(dict.fromkeys(key for entry in found.entries for key in entry.old)),
            list(dict.fromkeys(key for entry in found.entries for key in entry.new)))


def _finer(found: Renumbering) -> list[ProvisionLink]:
    return [link for entry in found.entries for link in entry.provisions]


def _through(first: Iterable[ArticleLink], second: Iterable[ArticleLink]) -> list[ArticleLink]:
    onward: dict[str, list[ArticleLink]] = defaultdict(list)
    for x in second:
        onward[x.old].append(x)
    best: dict[tuple[str, str], ArticleLink] = {}
    for x in first:
        for y in onward.get(x.new, ()):
            way = _weaker(x, y)
            best[way.old, way.new] = _stronger(best[way.old, way.new], way) if (way.old, way.new) in best else way
    return list(best.values())


def _weaker(x: ArticleLink, y: ArticleLink) -> ArticleLink:
    """Two links in a row."""
    return ArticleLink(x.old, y.new, min(x.similarity, y.similarity), max(x.basis, y.basis, key=BASES.index),
                       max(x.evidence, y.evidence, key=_rank), x.moved or y.moved)


def _stronger(x: ArticleLink, y: ArticleLink) -> ArticleLink:
    """Two ways from the same article to the same article."""
    return ArticleLink(x.old, x.new, max(x.similarity, y.similarity), min(x.basis, y.basis, key=BASES.index),
                       min(x.evidence, y.evidence, key=_rank), x.moved and y.moved)


def _rank(evidence: Evidence | None) -> int:
    return STRENGTH.index(evidence) if evidence else -1


def _said(basis: Said) -> int:
    return BASES.index(basis or "inferred")


def _through_provisions(first: Iterable[ProvisionLink], second: Iterable[ProvisionLink]) -> tuple[ProvisionLink, ...]:
    first, second = list(first), list(second)
    onward: dict[str, list[ProvisionLink]] = defaultdict(list)
    for y in second:
        if y.old and y.new:
            onward[y.old].append(y)
    best: dict[tuple[str, str], ProvisionLink] = {}
    for x in first:
        for y in onward.get(x.new, ()) if x.old else ():
            way = ProvisionLink(x.old, y.new, min(x.similarity or 0.0, y.similarity or 0.0), max(x.basis, y.basis, key=_said))
            other = best.get((way.old, way.new), way)
            best[way.old, way.new] = ProvisionLink(way.old, way.new, max(way.similarity or 0.0, other.similarity or 0.0),
                                                   min(way.basis, other.basis, key=_said))
    made = best.values()
    return complete(made, dict.fromkeys(x.old for x in first if x.old), dict.fromkeys(y.new for y in second if y.new))


# Carrying


def carry(found: Renumbering, provision: str) -> Carried:
    """Where a provision (the id of an article, 款, 项 or 目, or of a division) went. Raises CitationError where the map has none of that
    id."""
    article = article_of(provision)
    around = _around(found, article)
    if article == provision and around:
        return _carry_article(around, article)
    links = [link for entry in around for link in entry.provisions] if article else list(found.divisions)
    mine = [x for x in links if x.old == provision]
    if not mine:
        raise CitationError("there is no {citation} in {version}", citation=provision, version=name_of(found.old),
                            hint="`tracker show LAW` lists its articles")
    to = _sorted(x.new for x in mine if x.new)
    others = _sorted(x.old for x in links if x.new in to and x.old not in ("", provision))
    similarity = min((x.similarity or 0.0 for x in mine if x.new), default=None)
    rest = () if to or not article else _carry_article(around, article).to
    return Carried(provision, to, _kind(provision, to, others), similarity, others, rest)


def _around(found: Renumbering, article: str) -> list[Entry]:
    """The entries of an old article, and those that share a new article with them; none where the map does not know it."""
    mine = [entry for entry in found.entries if article in entry.old]
    news = {key for entry in mine for key in entry.new}
    return mine if not news else [entry for entry in found.entries if entry.old and not news.isdisjoint(entry.new)]


def _carry_article(around: list[Entry], article: str) -> Carried:
    links = [link for entry in around if entry.new for link in entry.links or (_only_link(entry),)]
    mine = [x for x in links if x.old == article]
    to = _sorted(x.new for x in mine)
    others = _sorted(x.old for x in links if x.new in to and x.old != article)
    similarity = min((x.similarity for x in mine), default=None)
    finer = [link for entry in around for link in entry.provisions]
    said = {x.new for x in mine if x.basis != "inferred"}
    untold = {article_of(x.new) for x in finer if article_of(x.old) == article and not x.basis and (x.similarity or 0.0) < SOUND}
    return Carried(article, to, _kind(article, to, others), similarity, others,
                   within=_within(finer, article, [key for key in to if key not in said & untold]))


def _within(links: Iterable[ProvisionLink], article: str, to: Iterable[str]) -> tuple[str, ...]:
    """The 款 of the new articles in which an old article's provisions stand, where a new article has others too."""
    held: Mapping[str, dict[str, bool]] = {key: {} for key in to}
    for x in links:
        paragraph = "__".join(x.new.split("__")[:article_of(x.new).count("__") + 2])
        if paragraph and article_of(x.new) in held:
            seen = held[article_of(x.new)]
            seen[paragraph] = seen.get(paragraph, False) or article_of(x.old) == article
    return _sorted(key for seen in held.values() if not all(seen.values()) for key, own in seen.items() if own)


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(ids), key=id_order))


def _kind(provision: str, to: tuple[str, ...], others: tuple[str, ...]) -> Kind:
    if not to:
        return "deleted"
    if len(to) > 1:
        return "reorganized" if others else "split"
    if others:
        return "merged"
    return "kept" if to == (provision,) else "renumbered"

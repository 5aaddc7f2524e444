"""Citations between two versions: those that follow what they cite, and those that point elsewhere or nowhere.

A citation follows when its new targets are what its old targets became, by the renumbering map. It has gone astray where its
number was changed to another one, is re-pointed where the same words now name another rule (第十八条 stays 第十八条 while the
old one became 第二十条), and dangles where the new version has nothing of that number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from tracker.citations import Citation, Index, Target, find, resolve
from tracker.compare.edits import Edit
from tracker.compare.grouping import article_of

Kind = Literal["follows", "astray", "repointed", "dangling"]
Heirs = Callable[[str], tuple[str, ...]]
"""What an old provision became: its new ids, none where it is gone."""


class Reference(Struct, frozen=True):
    """A citation that changed what it prints or what it points to.

    It stands in the new provision `place` at the code points `start` to `end` and reads `text`; `was` is what stood there in the old
    version. `old` are the ids it pointed to, `expected` what these became, `new` the ids it points to now.
    """

    kind: Kind
    place: str
    start: int
    end: int
    text: str
    was: str = ""
    old: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Site(NamedTuple):
    """A new text and the old one it goes back to: their ids, their words, the edits between them."""

    old_place: str
    new_place: str
    old: str
    new: str
    edits: tuple[Edit, ...] = ()


Group = tuple[tuple[Citation, ...], tuple[Citation, ...], Edit | None]
"""Citations of the old text, those of the new one that stand for them, and the edit that changed them, if one did."""


def references(site: Site, before: Index, after: Index, heirs: Heirs) -> list[tuple[Reference, Edit | None]]:
    """The citations of a text that changed, each with the edit that changed its words (None where they are the same)."""
    news = _found(site.new, after)
    if not news:
        return []
    olds = news if site.old == site.new and before.names == after.names else _found(site.old, before)
    return [(reference, group[2]) for group in _groups(site, olds, news) for reference in _judged(group, site, before, after, heirs)]


def _found(text: str, index: Index) -> list[Citation]:
    return [citation for citation in find(text, names=index.names) if not citation.law]


def _groups(site: Site, olds: Sequence[Citation], news: Sequence[Citation]) -> Iterator[Group]:
    by_start = {citation.start: citation for citation in olds}
    touched: dict[Edit, list[Citation]] = {}
    for citation in news:
        edit = next((e for e in site.edits if _meet(e.new, citation)), None)
        if edit:
            touched.setdefault(edit, []).append(citation)
            continue
        shift = sum(len(e.removed) - len(e.added) for e in site.edits if e.new[1] <= citation.start)
        same = by_start.get(citation.start + shift)
        yield (same,) if same else (), (citation,), None
    for edit, changed in touched.items():
        were = [c for c in olds if _meet(edit.old, c)]
        if len(were) == len(changed):
            yield from (((one,), (other,), edit) for one, other in zip(were, changed, strict=True))
        else:
            yield tuple(were), tuple(changed), edit


def _meet(place: tuple[int, int], citation: Citation) -> bool:
    if place[0] == place[1]:
        return citation.start < place[0] < citation.end
    return citation.start < place[1] and place[0] < citation.end


def _judged(group: Group, site: Site, before: Index, after: Index, heirs: Heirs) -> list[Reference]:
    olds, news, edit = group
    froms = [resolve(one, site.old_place, before) for one in olds]
    targets = [resolve(one, site.new_place, after) for one in news]
    old = tuple(dict.fromkeys(key for one in froms for key in one.ids))
    expected = tuple(dict.fromkeys(new for key in old for new in heirs(key)))
    kind = _kind(old, targets, edit is not None, lambda key: tuple(_whole(one, after) for one in heirs(key)), after)
    was = "、".join(one.text for one in olds)
    made = []
    for citation, target in zip(news, targets, strict=True):
        own = _dangling(froms, target, edit is not None) if target.missing else kind
        if own:
            made.append(Reference(own, site.new_place, citation.start, citation.end, citation.text, was, old, expected, target.ids))
    return made


def _dangling(froms: Sequence[Target], target: Target, edited: bool) -> Kind | None:
    """A citation that pointed to nothing before, too, is nothing new."""
    return None if not edited and any(one.missing for one in froms) else "dangling"


def _whole(key: str, index: Index) -> str:
    """The article where its only 款 is named, else the id: 第七条第一款 of one 款 is 第七条."""
    article = article_of(key)
    return article if article != key and index.below.get(article) == (key,) and index.placed[key].type == "paragraph" else key


def _kind(old: tuple[str, ...], targets: Sequence[Target], edited: bool, heirs: Heirs, after: Index) -> Kind | None:
    new = [_whole(key, after) for target in targets for key in target.ids]
    if not new or not old:
        return None
    if follows(old, new, heirs):
        return "follows" if edited else None
    return "astray" if edited else "repointed"


def follows(old: Iterable[str], new: Iterable[str], heirs: Heirs) -> bool:
    """Whether new targets are what old ones became: each old one is among what a new one comes from, and the other way round.

    Where a 款 or 项 is not found again, its article speaks for it.
    """
    images = [_images(key, heirs) for key in old]
    reached = set().union(*images)
    targets = set(new)
    return all(image & _with_articles(targets) for image in images) and all({key, article_of(key)} & reached for key in targets)


def _images(key: str, heirs: Heirs) -> set[str]:
    return set(heirs(key)) or set(heirs(article_of(key)))


def _with_articles(keys: set[str]) -> set[str]:
    return keys | {article_of(key) for key in keys}

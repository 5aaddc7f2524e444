"""Citations in the text of a day that its own numbers do not read: words of another version cite in the numbers of that version.

The text of a day is evidence and stays as it was promulgated: words that are law still, or already, are not renumbered with the version
in force (practice). What such a citation means is what it names in the version whose words they are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from tracker.citations import Citation, Index, find, resolve
from tracker.citations.grammar import LEVEL
from tracker.compare.grouping import article_of
from tracker.model import DIVISIONS, Misnumbered, Provision, Version, places, step_id, walk
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Loom
from tracker.timeline.standing import counted


class Placed(NamedTuple):
    """Words put into the text of a day: the node there, the number of the version and the provision whose words they are, and its id in
    the version in force (empty: that does not have it)."""

    node: Provision
    at: int
    provision: str
    key: str = ""


class _Cited(NamedTuple):
    """A citation that prints a number, the words it is in, and what it means: ids in their version."""

    words: Placed
    node: Provision
    citation: Citation
    ids: tuple[str, ...]


def misnumbered(text: Version, loom: Loom, frame: int, put: Sequence[Placed]) -> Iterator[Misnumbered]:
    """The citations in the words put into the text of a day whose numbers name another provision in it than they mean, or none. `frame` is
    the number of the version in force."""
    apart = {id(one.node) for one in put}
    found = [cited for one in put if one.at != frame for cited in _cited(loom, one, apart)]
    gone = tuple(reading.provision for reading in text.readings if reading.version is None)
    if any(_is_in(key, gone) or loom.heirs(one.words.at, key, frame) != (key,) for one in found for key in one.ids):
        whole = _Text(text, loom, frame, put, gone)
        yield from (told for one in found if (told := whole.told(one)))


def _cited(loom: Loom, one: Placed, apart: Collection[int]) -> Iterator[_Cited]:
    """The citations in words, but for those of nodes `apart` in them, which are words of another version again."""
    version = loom.versions[one.at]
    for node in (node for node in walk([one.node]) if node.text and (node is one.node or id(node) not in apart)):
        for citation in find(node.text, names=(version.law, version.title)):
            if not citation.law and not citation.relative and (ids := _meant(citation, node, one, loom)):
                yield _Cited(one, node, citation, ids)


def _meant(citation: Citation, node: Provision, one: Placed, loom: Loom) -> tuple[str, ...]:
    """The provisions and divisions that a citation in words names in their version; what lies outside articles has no other number.
    Most name an article by its number: no index has to be made for these."""
    placed, direct = loom.placed[one.at], "__".join(map(step_id, citation.path))
    if article_of(direct) and direct in placed and not citation.through:
        return (direct,)
    place = next((key for key, inner in placed.items() if inner is node), one.provision)
    ids = resolve(citation, place, Index.of(loom.versions[one.at], placed)).ids
    return ids if all(article_of(key) or placed[key].type in DIVISIONS for key in ids) else ()


def _is_in(key: str, outer: Sequence[str]) -> bool:
    return f"{key}__".startswith(tuple(f"{one}__" for one in outer))


class _Text(Struct, frozen=True, dict=True):
    """The text of a day with the words put into it; `gone` is left out of it."""

    text: Version
    loom: Loom
    frame: int
    put: Sequence[Placed]
    gone: Sequence[str]

    @cached_property
    def ids(self) -> Mapping[int, str]:
        """The ids of the text's nodes, by the identity of these."""
        return {id(node): key for key, node in places(self.text).items()}

    @cached_property
    def held(self) -> Sequence[tuple[Placed, str]]:
        """The words that are in the text, each with its id there."""
        return [(one, self.ids[id(one.node)]) for one in self.put if id(one.node) in self.ids]

    def told(self, one: _Cited) -> Misnumbered | None:
        """A citation as something to tell, unless its number names in the text what it means."""
        place, version = self.ids.get(id(one.node), ""), day_of(self.loom.versions[one.words.at])
        now = tuple(dict.fromkeys(x for key in one.ids for x in self.now(one.words.at, key)))
        if not place or now == one.ids or None is not _below(one, one.words.provision, one.ids) == _below(one, place, now):
            return None
        return Misnumbered(place, one.citation.start, one.citation.end, one.citation.text, version, one.ids, now)

    def now(self, at: int, key: str) -> Iterator[str]:
        """Where a provision of a version stands in the text."""
        for one, place in self.held:
            yield from (place + x[len(one.provision):] for x in self.loom.heirs(at, key, one.at) if _is_in(x, (one.provision,)))
        other = (*self.gone, *(one.key for one, _place in self.held if one.key))
        yield from (counted(self.text, x) for x in self.loom.heirs(at, key, self.frame) if not _is_in(x, other))


def _below(one: _Cited, place: str, ids: Iterable[str]) -> list[str] | None:
    """What a citation names below the article in which it stands, where it prints no number of an article: 第二款; None elsewhere."""
    own = f"{article_of(place)}__"
    inner = LEVEL[one.citation.path[0][0]] > LEVEL["article"] and all(key.startswith(own) for key in ids)
    return [key.removeprefix(own) for key in ids] if inner else None

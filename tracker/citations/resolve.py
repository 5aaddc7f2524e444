"""What a citation points to, from the place where it stands.

前款 is the paragraph before this one and 前条 the article before, 前两款 the two before; a bare 第二款 is this article's, a bare 第三项
this paragraph's. A 款 may be left out where one paragraph of the article alone has 项 (practice: 第二百二十五条第三项).
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations.grammar import LEVEL, Citation
from tracker.citations.owners import short_titles
from tracker.citations.scan import find
from tracker.finding import find as named
from tracker.finding import is_double
from tracker.model import DIVISIONS, Provision, Version, joined, places, step_id, walk
from tracker.numbering import Number, Step, cite
from tracker.patterns import pattern

_BETWEEN = "、,，;；和及 "
"""What stands between the names of a list."""
_TOLD_APART = pattern(rf"[^{_BETWEEN}]*（第[一二三四五六七八九十]+处）[^{_BETWEEN}]*")
"""The name of one of several provisions of one number."""


class Index(Struct, frozen=True):
    """A version's provisions ready for resolving: nodes by id, siblings in order, the ids that end in a step, and the
    division of a type that an article lies in. `waiting` are the ids of what the text of a day leaves out, not being law yet."""

    placed: Mapping[str, Provision]
    order: Mapping[str, int]
    below: Mapping[str, tuple[str, ...]]
    ending: Mapping[str, tuple[str, ...]]
    within: Mapping[tuple[str, str], str]
    law: str = ""
    names: tuple[str, ...] = ()
    short: Mapping[str, str] | None = None
    waiting: frozenset[str] = frozenset()

    @classmethod
    def of(cls, version: Version, placed: Mapping[str, Provision] | None = None) -> "Index":
        """The index of a version; `names` are what its own text may call it. `placed` is its `places` where these are at hand."""
        placed = placed or places(version)
        below: dict[str, list[str]] = {}
        ending: dict[str, list[str]] = {}
        for key in placed:
            parent, _, own = key.rpartition("__")
            below.setdefault(parent, []).append(key)
            ending.setdefault(own.split("~")[0], []).append(key)
        text = "\n".join([node.text for key, node in placed.items() if "简称" in node.text and not key.startswith("annex")])
        return cls(placed, {key: at for at, key in enumerate(placed)}, {k: tuple(v) for k, v in below.items()},
                   {k: tuple(v) for k, v in ending.items()}, _divisions(placed), version.law,
                   (version.law, version.title), short_titles(text),
                   frozenset(r.provision for r in version.readings if r.version is None and r.reason not in ("repealed", "expired")))


def _divisions(placed: Mapping[str, Provision]) -> dict[tuple[str, str], str]:
    ids = {id(node): key for key, node in placed.items()}
    return {(ids[id(inner)], node.type): key for key, node in placed.items() if node.type in DIVISIONS
            for inner in walk(node.children) if inner.type == "article"}


class Target(Struct, frozen=True):
    """What a citation points to: the ids of this law's provisions; `missing` names what is not there; `law` another law's title.

    All three are empty where the text does not say enough to tell (silent rather than guessed).
    """

    ids: tuple[str, ...] = ()
    missing: str = ""
    law: str = ""


class Cited(Struct, frozen=True):
    """A citation in a version: the id of the provision whose text holds it, the citation, what it points to."""

    place: str
    citation: Citation
    target: Target


def cited(version: Version, index: Index | None = None) -> Iterator[Cited]:
    """Every citation in the texts of a version's body and annexes, in document order."""
    index = index or Index.of(version)
    for place, node in index.placed.items():
        if node.text and node.type not in ("toc", "title", "title_note"):
            for citation in find(node.text, names=index.names):
                yield Cited(place, citation, resolve(citation, place, index))


def resolve(citation: Citation, place: str, index: Index) -> Target:
    """The target of a citation that stands in the text of the provision `place`."""
    if citation.law:
        return Target(law=(index.short or {}).get(citation.law, citation.law))
    starts, path, why = _starts(citation, place, index)
    if why or not starts:
        return Target(missing=why)
    first = _descend(starts, path, place, index)
    if not first:
        return Target() if _vague(citation, index) else _missing(starts, path, index)
    if not citation.through:
        return Target(first)
    last = _descend(starts if citation.through[0][0] == path[0][0] else ("",), citation.through, place, index)
    if not last:
        return _missing(starts, citation.through, index)
    return Target(between(first[0], last[-1], index))


def spelled(citation: Citation) -> str:
    """A citation with all its steps: 第二款 behind 第三条第一款 is 第三条第二款; a range as 第三条至第五条."""
    return "至".join("".join(cite(*step) for step in steps) for steps in (citation.path, citation.through) if steps)


def provisions_of(version: Version, words: str) -> tuple[str, ...]:
    """The ids that a list of citations, or of ids, names: 第三条、第五条第一款和第二款; 第三条至第五条 is each from the one to the other.

    Raises CitationError where the version has one of them not, or more than once: 第三条（第二处） names one of two.
    """
    index = Index.of(version)
    ids = [named(version, key)[0] for key in _TOLD_APART.findall(words)]
    words = _TOLD_APART.sub("", words)
    found = find(words)
    loose, at = "", 0
    for one in found:
        loose, at = loose + words[at:one.start] + "、", one.end
    ids += [named(version, key)[0] for key in re.split(f"[{_BETWEEN}]+", loose + words[at:]) if key]
    for one in found:
        ids += _each(one, version, index)
    return joined(version, ids)


def _each(one: Citation, version: Version, index: Index) -> tuple[str, ...]:
    """The ids that a citation names; raises CitationError where nothing is there, or where it begins or ends with a number that is there
    twice."""
    there = resolve(replace(one, law=""), "", index).ids
    if not there:
        return (named(version, spelled(one))[0],)
    for key, steps in ((there[0], one.path), (there[-1], one.through)):
        if steps and is_double(index.placed, key):
            named(version, spelled(replace(one, path=steps, through=())))
    return there


def _missing(starts: tuple[str, ...], path: tuple[Step, ...], index: Index) -> Target:
    """What is not there; what waits for its day is there to be cited, and no text of the day to point to."""
    written = _written(starts, path)
    steps = written.split("__")
    waits = any("__".join(steps[:n]) in index.waiting for n in range(1, len(steps) + 1))
    return Target() if waits else Target(missing=written)


def _vague(citation: Citation, index: Index) -> bool:
    """Whether a citation that finds nothing may be about another place: 第二项 after a sentence about another article, or a bare
    第十条 in a text without articles."""
    if citation.path[0][0] == "annex":
        return True
    if citation.named or citation.relative is not None:
        return False
    return LEVEL[citation.path[0][0]] > LEVEL["article"] or not any(key.startswith("art_") for key in index.placed)


def _starts(citation: Citation, place: str, index: Index) -> tuple[tuple[str, ...], tuple[Step, ...], str]:
    """The provisions that a citation's steps are counted from, its steps, and what is not there."""
    if citation.relative is not None:
        base = own(citation.relative.unit, place) or index.within.get((own("article", place), citation.relative.unit), "")
        if not base:
            return (), (), ""
        if citation.relative.kind == "own":
            return (base,), citation.path, ""
        before = _before(base, citation.relative.count, index)
        if before is None:
            return (), (), "" if citation.relative.unit == "item" else citation.text
        return before, citation.path, ""
    kind = citation.path[0][0]
    if kind in (*DIVISIONS, "article", "annex"):
        return ("",), citation.path, ""
    return (_around(kind, place, index),), citation.path, ""


def own(unit: str, place: str) -> str:
    """The provision of a type that holds the place: (article, art_3__para_2) → art_3."""
    stem = step_id((unit, Number(1))).rpartition("_")[0]
    parts = place.split("__")
    depth = next((at for at, part in enumerate(parts) if part.startswith(f"{stem}_")), None)
    return "" if depth is None else "__".join(parts[:depth + 1])


def _around(kind: str, place: str, index: Index) -> str:
    """Where a bare 第二款 or 第三项 is counted from: this article; this paragraph where it has items, else this article."""
    if kind == "subitem":
        return own("item", place)
    paragraph = own("paragraph", place)
    if kind == "item" and any("__item_" in key for key in index.below.get(paragraph, ())):
        return paragraph
    return own("article", place) or place.rpartition("__")[0]


def _before(own: str, count: int, index: Index) -> tuple[str, ...] | None:
    """The `count` siblings before a provision, articles across divisions; None where there are not as many."""
    if index.placed[own].type == "article":
        kin = index.below.get(own.rpartition("__")[0], ())
        kin = tuple(key for key in kin if index.placed[key].type == "article")
    else:
        kin = tuple(key for key in index.below.get(own.rpartition("__")[0], ()) if index.placed[key].type == index.placed[own].type)
    at = kin.index(own)
    return kin[at - count:at] if at >= count else None


def _descend(starts: tuple[str, ...], path: tuple[Step, ...], place: str, index: Index) -> tuple[str, ...]:
    found = starts
    for step in path:
        found = tuple(key for start in found for key in _under(start, step, place, index))
    return found


def _under(start: str, step: Step, place: str, index: Index) -> tuple[str, ...]:
    last = step_id(step) if step[1].main or step[0] != "annex" else "annex_1"
    direct = f"{start}__{last}" if start else last
    if direct in index.placed:
        return (direct,)
    if not start or index.placed[start].type in DIVISIONS:
        return _anywhere(start, last, place, index)
    if step[0] == "item" and index.placed[start].type == "article":
        found = tuple(f"{key}__{last}" for key in index.below.get(start, ()) if f"{key}__{last}" in index.placed)
        return found if len(found) == 1 else ()
    return ()


def _anywhere(start: str, own: str, place: str, index: Index) -> tuple[str, ...]:
    """A numbered division or article named without what it lies in: the nearest around the place, else the only one."""
    keys = index.ending.get(own, ())
    if start:
        inside = {id(node) for node in walk(index.placed[start].children)}
        keys = tuple(key for key in keys if id(index.placed[key]) in inside)
    if len(keys) <= 1:
        return keys
    near = sorted(keys, key=lambda key: -_depth_shared(key, place))
    return (near[0],) if _depth_shared(near[0], place) > _depth_shared(near[1], place) else ()


def _depth_shared(key: str, place: str) -> int:
    count = 0
    for one, other in zip(key.split("__"), place.split("__"), strict=False):
        if one != other:
            break
        count += 1
    return count


def between(first: str, last: str, index: Index) -> tuple[str, ...]:
    """All provisions of the first one's type from the first to the last in document order; empty where they stand the other way."""
    kind = index.placed[first].type
    if index.order[first] > index.order[last]:
        return ()
    if index.placed[last].type != kind:
        return (first, last)
    parent = first.rpartition("__")[0]
    kin = index.below[parent] if last.rpartition("__")[0] == parent else tuple(index.placed)
    return tuple(key for key in kin if index.placed[key].type == kind and index.order[first] <= index.order[key] <= index.order[last])


def _written(starts: tuple[str, ...], path: tuple[Step, ...]) -> str:
    start = starts[0] if starts and starts[0] and LEVEL[path[0][0]] > LEVEL["article"] else ""
    return "__".join([*([start] if start else []), *(step_id(step) for step in path)])

"""A provision by its citation or id, and how it is cited in a text that has its number twice."""

import re
from collections.abc import Collection, Mapping
from itertools import count, takewhile

from tracker.errors import CitationError
from tracker.model import DIVISIONS, Provision, Version, citation_of, places, step_id, walk
from tracker.naming import bare_title
from tracker.numbering import NUMERAL, Step, arabic, path
from tracker.patterns import pattern

_FIRST = "（第一处）"
"""What tells the first of several provisions of one number from the others, behind it."""
_APART = pattern(r"^附[件表]|（第[一二三四五六七八九十]+处）")
"""What a citation has that names a provision by more than numbers of articles and of what stands in them."""
_ANNEX = pattern(rf"附[件表]({NUMERAL})?(.*)")
_LABELLED = ("item", "subitem")
_LISTED = 8
"""So many places of one number are named."""
_OPENING = 12
"""Characters of a provision's words that tell it from another of its number."""


def citation_in(placed: Mapping[str, Provision], key: str, out: Collection[str] = ()) -> str:
    """How the provision with an id is cited where its text may have that number twice: then with which of them it is, and the words that it
    begins with: 第三条（第一处）「禁止破坏路灯。」. What is `out` of the text, being no law, does not count."""
    return _name(placed, key, out) + _opening(placed[key]) if is_double(placed, key, out) else citation_of(key)


def is_double(placed: Mapping[str, Provision], key: str, out: Collection[str] = ()) -> bool:
    """Whether a provision bears, or stands in what bears, a number that its text has twice in one place."""
    return "~" in key or _name(placed, key, out) != citation_of(key)


def _name(placed: Mapping[str, Provision], key: str, out: Collection[str] = ()) -> str:
    """A citation that tells the first of several provisions of one number from the others too."""
    steps = key.split("__")
    seconds = ["" if "~" in step else f"{'__'.join(steps[:n])}~2" for n, step in enumerate(steps, 1)]
    first = [second in placed and second not in out for second in seconds]
    return "".join(citation_of(step) + _FIRST * one for step, one in zip(steps, first, strict=True)) if any(first) else citation_of(key)


def _opening(node: Provision) -> str:
    words = next(filter(None, (one.heading + one.text for one in walk([node]))), "")
    return f"「{words[:_OPENING]}{'…' * (len(words) > _OPENING)}」" if words else ""


def find(version: Version, citation: str) -> tuple[str, Provision]:
    """The provision that a citation (第八条第二款第三项, 附件一第二项), an id, an item's printed label (二、), or a name that `citation_in`
    gives it names, with its id.

    A 款 may be left out where only one of the article's 款 has 项 (practice: 第二百二十五条第三项); the law's own name may stand before it.
    Raises CitationError where nothing is there, or more than one place.
    """
    placed, named = places(version), _without_law(version, citation)
    keys = _keys(placed, named)
    if not keys:
        raise CitationError("there is no {citation} in version {version}" if version.version else "there is no {citation} in this text",
                            hint="`tracker show LAW` lists its articles", citation=named, version=version.version)
    if len(keys) > 1:
        raise CitationError("{citation} names {count} places: {places}", hint="name one of them as it stands there: {name}",
                            citation=named, count=len(keys), name=naming(placed, keys[-1]),
                            places=", ".join(naming(placed, key) + _opening(placed[key]) for key in keys[:_LISTED])
                            + ", …" * (len(keys) > _LISTED))
    return keys[0], placed[keys[0]]


def naming(placed: Mapping[str, Provision], key: str) -> str:
    """What `find` takes for the provision with an id and for no other: its citation, else its printed label (二、, where 第二项 stands in
    another item too), else the id."""
    return next((name for name in (_name(placed, key), placed[key].num.strip()) if name and _keys(placed, name) == [key]), key)


def every(version: Version, citation: str) -> list[str]:
    """The ids of all that a citation names in a version, in its order; none where nothing is there."""
    return _keys(places(version), _without_law(version, citation))


def _without_law(version: Version, citation: str) -> str:
    short = bare_title(version.title).removeprefix("中华人民共和国")
    names = [name for name in (version.title, version.law, short, f"中华人民共和国{short}") if name]
    own = next((form for name in names for form in (f"《{name}》", name) if citation.startswith(form)), "")
    return citation.removeprefix(own) or citation


def _keys(placed: Mapping[str, Provision], citation: str) -> list[str]:
    preamble = re.fullmatch(rf"序言(?:第({NUMERAL})(?:自然段|款))?", citation)
    if preamble and "preamble" in placed:
        citation = f"preamble__para_{arabic(preamble[1])}" if preamble[1] else "preamble"
    if citation in placed or citation_of(citation) != citation:
        return [citation] if citation in placed else []
    if preamble or _APART.search(citation):
        return _by_name(placed, citation)
    labelled = [] if citation.startswith("第") else [
        key for key, node in placed.items() if node.type in _LABELLED and node.num.strip() == citation]
    return labelled or _down(placed, [""], citation)


def _down(placed: Mapping[str, Provision], keys: list[str], citation: str) -> list[str]:
    for step in path(citation):  # an article or division may be named from anywhere, what is below it only within it
        keys = list(dict.fromkeys(key for start in keys for key in _children(placed, start, step)))
    return keys


def _by_name(placed: Mapping[str, Provision], name: str) -> list[str]:
    """What has a name that says more than numbers, with the words that `citation_in` adds or without; 附件 alone is any."""
    said = name.partition("「")[0].replace(_FIRST, "")
    annex = _ANNEX.fullmatch(said)
    if annex is None:
        return [key for key in placed if citation_of(key) == said]
    own = f"附件{arabic(annex[1])}" if annex[1] else ""
    outer = [key for key in placed if key.startswith("annex") and "__" not in key and own in ("", citation_of(key))]
    named = {f"{citation_of(key)}{annex[2]}" for key in outer}
    return [key for key in placed if citation_of(key) in named] or (_down(placed, outer, annex[2]) if annex[2] else [])


def _children(placed: Mapping[str, Provision], start: str, step: Step) -> list[str]:
    own = step_id(step)
    if f"{start}__{own}" in placed:
        return same_number(placed, f"{start}__{own}")
    if not start or placed[start].type in DIVISIONS:
        below = [key for key in placed if key.rpartition("__")[2].split("~")[0] == own]
        return below if not start else [key for key in below if _inside(placed[key], placed[start])]
    if placed[start].type == "article" and step[0] == "item":
        return [key for key in placed if key.startswith(f"{start}__para") and key.rpartition("__")[2].split("~")[0] == own]
    return []


def same_number(placed: Mapping[str, Provision], key: str) -> list[str]:
    """The id, and those of what bears the same number in the same place."""
    return [key, *takewhile(placed.__contains__, (f"{key}~{n}" for n in count(2)))]


def _inside(node: Provision, division: Provision) -> bool:
    return any(inner is node for inner in walk(division.children))

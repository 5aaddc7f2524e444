"""Repeals that a law's last articles order: 《示例市绿地条例》同时废止.

What is said of a law as a whole repeals it, what is said of provisions cited by number (《…》第二条同时废止) repeals these; 《…》中关于…
的规定同时废止 repeals no law. The title in 《》 right before the verb is
repealed, and those that a list joins to it; titles that only tell by which act it was amended are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Version, places, step_id, text_of
from tracker.numbering import path
from tracker.patterns import pattern

_VERB = pattern(r"(?:也|均|一并|应当)?(?:同时|即行|即|随之|自行|自[^。；，《》]{1,30}起)?(?:予以)?(?:废止|失效)")
_BESIDE = r"(?:[（(][^（）()《》]{0,60}[）)])?"
_JOINED = pattern(_BESIDE + r"(?:、|，|和|及|以及|与|，以及|、以及)(?:[^《》。；]{0,120}的)?")
_N = "[零〇一二三四五六七八九十百千]+"
_CITED = rf"第{_N}条(?:之{_N})?(?:第{_N}款)?(?:第[（(]?{_N}[）)]?项)?"
_PART = pattern(rf"{_BESIDE}({_CITED}(?:(?:、|以及|和|及){_CITED})*)(?:、|，|以及|和|及)?")
_BY = pattern("(?:依照|依据|根据|按照|按|违反|适用)$")
_LAST = 8
"""How many articles from the end may speak of repeals (practice: the closing provisions, 附则)."""


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law that a text repeals: its title without 《》, the id of the provision that says so, the sentence, and, where only provisions
    are repealed, their ids in the repealed law."""

    title: str
    provision: str
    text: str
    provisions: tuple[str, ...] = ()


def repeals(version: Version) -> tuple[Repealed, ...]:
    """The laws, or provisions of them, that a version's last articles repeal, in the order named."""
    ends = [(key, node) for key, node in places(version).items() if node.type == "article" and not key.startswith("annex")][-_LAST:]
    return tuple(Repealed(title, key, sentence, provisions) for key, node in ends
                 for sentence in _sentences(text_of(node)[len(node.num):]) for title, provisions in _titles(sentence))


def _sentences(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[。；]", text[-4000:]) if "废止" in part or "失效" in part)


def _titles(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The titles repealed in one sentence, each with the provisions that are repealed, none where it is repealed as a whole."""
    found = list(_outer(sentence))
    for verb in _VERB.finditer(sentence):
        before = [span for span in found if span[1] <= verb.start()]
        if before and re.fullmatch(_BESIDE + "，?", sentence[before[-1][1]:verb.start()]):
            yield from ((sentence[start + 1:end - 1], ()) for start, end in _listed(sentence, before))
        elif before:
            yield from _in_part(sentence, before, verb.start())


def _in_part(sentence: str, spans: list[tuple[int, int]], verb: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The titles before a verb of which only provisions are repealed: each followed by what it is of it."""
    made = []
    for (start, end), behind in zip(spans[::-1], [verb, *(start for start, _ in spans[:0:-1])], strict=True):
        said = _PART.fullmatch(sentence[end:behind])
        if said is None or _BY.search(sentence[:start]):  # 依照《…》第五条废止: by it, not it
            break
        cited = re.split("、|以及|和|及", said[1])
        made.append((sentence[start + 1:end - 1], tuple("__".join(map(step_id, path(one))) for one in cited)))
    yield from reversed(made)


def _listed(sentence: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last title and those before it that a list joins to it."""
    kept = [spans[-1]]
    for one in spans[-2::-1]:
        if not _JOINED.fullmatch(sentence[one[1]:kept[0][0]]):
            break
        kept.insert(0, one)
    return kept


def _outer(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the outermost 《》 stand; titles inside a title are part of it."""
    depth, start = 0, 0
    for at, c in enumerate(sentence):
        if c == "《":
            start = start if depth else at
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if not depth:
                yield start, at + 1

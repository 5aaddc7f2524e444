"""Repeals that a law's last articles order: 《示例市绿地条例》同时废止.

Only what is said of a law as a whole is a repeal: 《…》中关于…的规定同时废止 repeals no law. The title in 《》 right before the verb is
repealed, and those that a list joins to it; titles that only tell by which act it was amended are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Version, places, text_of
from tracker.patterns import pattern

_VERB = pattern(r"(?:也|均|一并|应当)?(?:同时|即行|即|随之|自行|自[^。；，《》]{1,30}起)?(?:予以)?(?:废止|失效)")
_BESIDE = r"(?:[（(][^（）()《》]{0,60}[）)])?"
_JOINED = pattern(_BESIDE + r"(?:、|，|和|及|以及|与|，以及|、以及)(?:[^《》。；]{0,120}的)?")
_LAST = 8
"""How many articles from the end may speak of repeals (practice: the closing provisions, 附则)."""


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law that a text repeals: its title without 《》, the id of the provision that says so, and the sentence."""

    title: str
    provision: str
    text: str


def repeals(version: Version) -> tuple[Repealed, ...]:
    """The laws that a version's last articles repeal as a whole, in the order named."""
    ends = [(key, node) for key, node in places(version).items() if node.type == "article" and not key.startswith("annex")][-_LAST:]
    return tuple(Repealed(title, key, sentence) for key, node in ends for sentence in _sentences(text_of(node)[len(node.num):])
                 for title in _titles(sentence))


def _sentences(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[。；]", text[-4000:]) if "废止" in part or "失效" in part)


def _titles(sentence: str) -> Iterator[str]:
    """The titles repealed in one sentence."""
    found = list(_outer(sentence))
    for verb in _VERB.finditer(sentence):
        before = [span for span in found if span[1] <= verb.start()]
        if before and re.fullmatch(_BESIDE + "，?", sentence[before[-1][1]:verb.start()]):
            yield from (sentence[start + 1:end - 1] for start, end in _listed(sentence, before))


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

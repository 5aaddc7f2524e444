"""How alike two provisions are: normalised text, sequences of two and three characters weighed by rarity."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Provision, text_of
from tracker.numbering import NUMERAL

_CITATION = re.compile(rf"第[（(]?{NUMERAL}[）)]?(?:编|章|节|条|款|项|目)(?:之{NUMERAL})?")
_NOT_WORD = re.compile(r"\W+")


def normal(text: str) -> str:
    """The text as it is compared: without citations, punctuation and white space."""
    return _NOT_WORD.sub("", _CITATION.sub("", text))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of two versions ready for comparison: normalised texts and weighed sequences, by id."""

    old: dict[str, str]
    new: dict[str, str]
    old_bag: dict[str, Counter[str]]
    new_bag: dict[str, Counter[str]]
    weight: dict[str, float]

    @classmethod
    def of(cls, before: Mapping[str, Provision], after: Mapping[str, Provision]) -> "Corpus":
        """Prepare the articles of both versions."""
        old = {key: normal(text_of(node).removeprefix(node.num)) for key, node in before.items()}
        new = {key: normal(text_of(node).removeprefix(node.num)) for key, node in after.items()}
        bags = [{k: Counter(_grams(t)) for k, t in side.items()} for side in (old, new)]
        seen = Counter(g for side in bags for bag in side.values() for g in bag)
        total = len(old) + len(new)
        return cls(old, new, bags[0], bags[1], {g: math.log(1 + total / n) for g, n in seen.items()})


def _grams(text: str) -> list[str]:
    return [text[i:i + n] for n in (2, 3) for i in range(len(text) - n + 1)]

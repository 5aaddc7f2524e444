"""How alike two texts of law are: what they have in common, weighed by how rare it is.

Texts are compared without citations, numbers, punctuation and white space: these change when a law is renumbered or a
sum is raised, and say little about which rule it is. What is left is cut into pairs of neighbouring characters (Chinese
is written without spaces between words). A pair that stands in few articles of the two versions tells rules apart, one
that stands in all of them says nothing: its weight is the logarithm of articles over articles that have it (the inverse
document frequency of text retrieval).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add

from tracker.model import Provision, walk

_DIGIT = "零〇○一二三四五六七八九十百千万亿"
_NOT_COMPARED = re.compile(
    rf"\W+|第[（(]?[{_DIGIT}0-9０-９]++[）)]?[编章节条款项目](?:之[{_DIGIT}]++)?|[0-9０-９]++|(?<![{_DIGIT}])[{_DIGIT}]++(?=[年月日元倍个名人])")

FULL = 100.0
"""A shared weight (some twenty-five rare pairs of characters) from which what two texts share is no accident."""

Bag = frozenset[str]
"""The pairs of neighbouring characters of a text."""


def normal(text: str) -> str:
    """The text as it is compared: citations, numbers, punctuation and white space out. Linear time."""
    return _NOT_COMPARED.sub("", text)


def bag(text: str) -> Bag:
    """The pairs of neighbouring characters of a normal text."""
    return frozenset(map(add, text, text[1:]))


def words(node: Provision) -> str:
    """The words of a provision and of all below it, a line each, numbers and labels out."""
    if not node.children and not node.rows:
        return node.heading + node.text
    return "\n".join(n.heading + n.text + "".join(chain.from_iterable(n.rows)) for n in walk([node]))


@dataclass(frozen=True, slots=True)
class Text:
    """One text ready for comparison: `words` as printed, `normal` as compared, its bag and the weight of that."""

    words: str
    normal: str
    bag: Bag
    weight: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of two versions, in document order, and what each pair of characters weighs in them."""

    old: tuple[Text, ...]
    new: tuple[Text, ...]
    rarity: dict[str, float]

    def weight(self, shared: Iterable[str]) -> float:
        """The weight of a set of pairs of characters of these texts."""
        return sum(map(self.rarity.__getitem__, shared))

    def likeness(self, old: int, new: int) -> float:
        """From 0 to 1 where texts are of one length, to 1.5 where one holds the other: shared weight over both and over the lesser.

        The half that a holding text earns counts in full only where enough is shared: short texts hold each other easily.
        """
        a, b = self.old[old], self.new[new]
        shared = self.weight(a.bag & b.bag)
        if not shared:
            return 0.0
        return shared / (a.weight + b.weight) + 0.5 * shared / min(a.weight, b.weight) * min(1.0, shared / FULL)


def corpus(old: Sequence[str], new: Sequence[str]) -> Corpus:
    """Prepare the words of two versions' articles."""
    bags: dict[str, tuple[str, Bag]] = {}
    for text in chain(old, new):
        if text not in bags:
            plain = normal(text)
            bags[text] = (plain, bag(plain))
    found = Counter(chain.from_iterable(bags[text][1] for text in chain(old, new)))
    rarity = _rarity(found, len(old) + len(new))
    made = {text: Text(text, plain, pairs, sum(map(rarity.__getitem__, pairs))) for text, (plain, pairs) in bags.items()}
    return Corpus(tuple(made[text] for text in old), tuple(made[text] for text in new), rarity)


def _rarity(found: Counter[str], total: int) -> dict[str, float]:
    logs = [0.0, *(math.log(total / n) for n in range(1, total + 1))]
    return dict(zip(found, map(logs.__getitem__, found.values()), strict=True))

"""How alike two texts of law are: what they have in common, weighed by how rare it is.

Texts are compared without citations, numbers, punctuation and white space: these change when a law is renumbered or a
sum is raised, and say little about which rule it is. What is left is cut into pairs of neighbouring characters (Chinese
is written without spaces between words). A pair that stands in few articles of the two versions tells rules apart, one
that stands in all of them says next to nothing: its weight is the logarithm of articles over articles that have it (the
inverse document frequency of text retrieval). The unit is a pair that stands in one article of each version.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, count, islice, pairwise

from msgspec import Struct

from tracker.compare.bigrams import bigrams
from tracker.model import Provision
from tracker.patterns import han_but, pattern

_DIGIT = "零〇○一二三四五六七八九十百千万亿"
_NOT_COMPARED = pattern(
    rf"[^{han_but('第' + _DIGIT)}A-Za-z。；;：:\n](?:(?<!\w)[^\w。；;：:\n]*+"
    rf"|(?<=第)[（(]?[{_DIGIT}0-9０-９]++[）)]?[编章节条款项目](?:之[{_DIGIT}]++)?|(?<=[0-9０-９])[0-9０-９]*+"
    rf"|(?<=[{_DIGIT}])(?<![{_DIGIT}]{{2}})[{_DIGIT}]*+(?=[年月日天周岁次元倍个名人]))")
"""Marks and spaces, citations, numbers before a unit. What it can start with stands first, so that it is sought at once."""
_STOP = pattern(r"[。；;：:\n]+")

RARE = 12
"""Articles of both versions in which a pair of characters may stand and still point to one of them: keeps the search nearly linear."""
PER = 50
"""In a code one article more for so many, as its words are used more often."""
FULL = 25.0
"""A shared weight (so many pairs that stand in no other article) from which what two texts share is no accident."""

Bag = frozenset[int]
"""The pairs of neighbouring characters of a text, by the numbers that its corpus gave them: sets of small numbers are quick."""


def sentences(text: str) -> list[str]:
    """A text as it is compared: its sentences and the members of its lists, citations, numbers and marks out. Linear time."""
    return [part for part in _STOP.split(_NOT_COMPARED.sub("", text)) if part]


def words(node: Provision) -> str:
    """The words of one provision, those below it aside: heading, text, cells; its number is not compared."""
    return node.heading + node.text + "".join(chain.from_iterable(node.rows))


Lines = tuple[str, ...]
"""An article's heading, then the words of its provisions, one line each, in document order."""


class Text(Struct, frozen=True):
    """One article ready for comparison: its lines as printed and as compared, the bag of each line, of each sentence, of all,
    and the weight of that."""

    printed: Lines
    normal: Lines
    lines: tuple[Bag, ...]
    sentences: tuple[Bag, ...]
    bag: Bag
    weight: float


class Corpus(Struct, frozen=True):
    """The texts of two versions, in document order, what each pair of characters weighs in them, and which are rare but no one's own."""

    old: tuple[Text, ...]
    new: tuple[Text, ...]
    rarity: Sequence[float]
    rare: Bag

    def weight(self, shared: Iterable[int]) -> float:
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

    def similarity(self, old: int, new: int) -> float:
        """From 0 to 1: the share of what both texts say that is common to both, by weight (Dice)."""
        a, b = self.old[old], self.new[new]
        total = a.weight + b.weight
        return 2 * self.weight(a.bag & b.bag) / total if total else 0.0


def corpus(old: Sequence[Lines], new: Sequence[Lines], equal: Sequence[tuple[int, int, float, str]] = ()) -> Corpus:
    """Prepare the articles of two versions; a line that stands in both is prepared once.

    Articles linked as `equal` stand aside, weighed by their length: of them is counted only how often they have a pair of the others, as if
    each time in another article of both versions.
    """
    aside = {x[0] for x in equal}, {x[1] for x in equal}
    left = [[lines for n, lines in enumerate(side) if n not in out] for side, out in zip((old, new), aside, strict=True)]
    cut = {line: sentences(line) for line in dict.fromkeys(chain.from_iterable(chain(*left)))}
    bags, numbers = _bags(cut)
    whole = {line: _union(parts) for line, parts in bags.items()}
    normal = {line: "".join(parts) for line, parts in cut.items()}
    made = {lines: (tuple(map(normal.__getitem__, lines)), tuple(map(whole.__getitem__, lines)),
                    tuple(chain.from_iterable(map(bags.__getitem__, lines)))) for lines in dict.fromkeys(chain(*left))}
    full = {lines: _union(parts) for lines, (_, parts, _) in made.items()}
    found = Counter(chain.from_iterable(map(full.__getitem__, chain(*left))))
    total = len(old) + len(new)
    found.update(_beside([old[i] for i, *_ in equal], {pair: number for pair, number in numbers.items() if number in found}))
    rarity = _rarity(found, total)
    rare = frozenset({pair for pair, n in found.items() if 1 < n <= RARE + total // PER})
    texts = {lines: Text(lines, *parts, full[lines], sum(map(rarity.__getitem__, full[lines]))) for lines, parts in made.items()}
    for i, *_ in equal:
        texts.setdefault(old[i], Text(old[i], (), (), (), frozenset(), float(sum(map(len, old[i])))))
    return Corpus(tuple(map(texts.__getitem__, old)), tuple(map(texts.__getitem__, new)), rarity, rare)


def _beside(articles: Sequence[Lines], numbers: Mapping[int, int]) -> dict[int, int]:
    """In how many articles of both versions the pairs stand that have these numbers, told from the articles equal in both."""
    often = Counter(bigrams("\n".join(chain.from_iterable(articles))))
    return {number: 2 * min(often[pair], len(articles)) for pair, number in numbers.items() if pair in often}


def _bags(cut: Mapping[str, Sequence[str]]) -> tuple[dict[str, tuple[Bag, ...]], dict[int, int]]:
    """The pairs of each sentence of each line, and the number of each pair."""
    pairs = bigrams("".join(chain.from_iterable(cut.values())))
    numbers = dict(zip(dict.fromkeys(pairs), count(), strict=False))
    numbered = list(map(numbers.__getitem__, pairs))
    ends = accumulate(map(len, chain.from_iterable(cut.values())), initial=0)
    bags = [frozenset(numbered[start:end - 1]) for start, end in pairwise(ends)]
    at = iter(bags)
    return {line: tuple(islice(at, len(parts))) for line, parts in cut.items()}, numbers


def _union(bags: Sequence[Bag]) -> Bag:
    return bags[0] if len(bags) == 1 else frozenset().union(*bags)


def _rarity(found: Counter[int], total: int) -> list[float]:
    unit = math.log((total + 1) / 2) or 1.0  # one article alone: nothing is rarer than anything else
    logs = [0.0, *(math.log((total + 1) / n) / unit for n in range(1, total + 1))]
    return [logs[found.get(pair, 0)] for pair in range(max(found, default=-1) + 1)]

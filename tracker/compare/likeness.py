"""The figure that tells how alike two provisions are: never more than their words are, and 1 for the same words alone.

An alignment weighs what two texts share without numbers and citations, a sentence by itself, a chapter by its articles: that finds what
belongs together. What is told of a pair is held against all that is printed of it.
"""

import math
import re
from collections.abc import Iterable

from tracker.compare.bigrams import bigrams
from tracker.compare.significance import normal
from tracker.language import _
from tracker.model import Provision, text_of

SOUND = 0.5
"""The similarity from which on an inferred link carries a citation without a person.

Measured on laws in two versions. Articles, beside hand-made tables: 521 of 522 one-to-one links are right, the wrong one is at 0.31; 30 lie
below the bound. 款 and 项 beside others in their article, read by hand, wrong or arguable: 3 of 12 below 0.4, 4 of 14 from 0.4 to 0.5, and
4 of 60 from there on, of which one is wrong (0.56) and would have been left as moved. Most below it are right too: they are shown, and
a person says so; short rules in which one word changed are among them (公园应当每日开放 → 公园可以每日开放: 0.43).
"""

_MARKS = re.compile(r"\W+")
_MOST = 0.9999
"""The likeness of words that are not the same, at most."""
_EXACT = 1e-6
"""What a figure may be short of itself by the way fractions are counted."""


def same(one: Provision, other: Provision) -> bool:
    """Whether two provisions have the same words: their own numbers, width, marks and white space aside."""
    left, right = _own(one), _own(other)
    return left == right or _words(left) == _words(right)


def _own(node: Provision) -> str:
    return text_of(node)[len(node.num):]


def _words(text: str) -> str:
    return _MARKS.sub("", normal(text))


def figure(found: float, one: Provision, other: Provision, part: bool = False) -> float:
    """How alike two provisions are said to be, from 0 to 1, rounded down: as `found`, but no more than they are letter by letter.

    `part`: a sentence of the one was found in the other, so that the lesser counts, as far as it is there.
    """
    if same(one, other):
        return 1.0
    from rapidfuzz.distance import Indel

    left, right = (_words(_own(node)) for node in (one, other))
    printed = _held(left, right) if part else Indel.normalized_similarity(left, right)
    return _down(min(found, printed, _MOST), 4)


def _held(one: str, other: str) -> float:
    left, right = set(bigrams(one)), set(bigrams(other))
    return len(left & right) / (min(len(left), len(right)) or 1)


def shown(likeness: float) -> str:
    """A likeness with two figures, rounded down."""
    return f"{_down(likeness, 2):.2f}"


def least(likenesses: Iterable[float | None]) -> float | None:
    """The least of some likenesses; None where there is none."""
    return min((one for one in likenesses if one is not None), default=None)


def surest(likenesses: Iterable[float | None]) -> float | None:
    """Of the likenesses of weak guesses at the same thing the greatest; None where one is no guess, or there is none."""
    each = tuple(likenesses)
    return None if None in each else max((one for one in each if one is not None), default=None)


def guessed(weak: float) -> str:
    """That what a provision was is known by the likeness of the words alone, and that they are little alike."""
    return _("{likeness}: a weak guess by its wording").format(likeness=shown(weak))


def doubt(weak: float | None) -> str:
    """What is put behind a line for a weak guess that it rests on; nothing where there is none."""
    return "" if weak is None else f"; {guessed(weak)}"


def _down(likeness: float, digits: int) -> float:
    return math.floor(likeness * float(10**digits) + _EXACT) / float(10**digits)

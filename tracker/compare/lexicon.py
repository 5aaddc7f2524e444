"""Which pairs of characters are words in a law, told from the law itself: what keeps together wherever it stands.

No dictionary: 簿 stands behind 账 nearly always, 质 before 量 often, while 由 and 的 stand before anything.
"""

from collections import Counter
from collections.abc import Iterable

from tracker.compare.bigrams import FIRST, SECOND, bigrams
from tracker.model import Version, walk

_FUNCTION = frozenset("的了在是由和与及或将被为对向从之其等应可不并以于按经依该本各有无所者时后前中上下内外第条款项")
_TOGETHER = 0.3
"""Share of a character's occurrences in which the other one stands beside it."""
_LEAST = 2


def pairs(texts: Iterable[str]) -> frozenset[str]:
    """The pairs of characters that are words, or belong to one, in these texts; a text that stands several times counts once."""
    together = Counter(bigrams("\n".join([*dict.fromkeys(texts), ""])))
    alone: dict[int, int] = {}
    for pair, n in together.items():
        first = pair & FIRST
        alone[first] = alone.get(first, 0) + n
    own = {c for c in alone if "一" <= chr(c) <= "鿿"}.difference(map(ord, _FUNCTION))
    often = [(pair & FIRST, pair >> SECOND, n) for pair, n in together.items() if n >= _LEAST and pair & FIRST in own]
    return frozenset([chr(a) + chr(b) for a, b, n in often if b in own and n >= _TOGETHER * min(alone[a], alone[b])])


def of(*versions: Version) -> frozenset[str]:
    """The words of two characters of these versions."""
    return pairs(node.text for version in versions for node in walk(version.body))

"""Which pairs of characters are words in a law, told from the law itself: what keeps together wherever it stands.

No dictionary: 簿 stands behind 账 nearly always, 质 before 量 often, while 由 and 的 stand before anything.
"""

from collections import Counter
from collections.abc import Iterable
from operator import add

from tracker.model import Version, walk

_FUNCTION = frozenset("的了在是由和与及或将被为对向从之其等应可不并以于按经依该本各有无所者时后前中上下内外第条款项")
_TOGETHER = 0.3
"""Share of a character's occurrences in which the other one stands beside it."""
_LEAST = 2


def pairs(texts: Iterable[str]) -> frozenset[str]:
    """The pairs of characters that are words, or belong to one, in these texts."""
    text = "\n".join(texts)
    single = Counter(text)
    own = frozenset(c for c in single if "一" <= c <= "鿿") - _FUNCTION
    double = Counter(map(add, text, text[1:]))
    return frozenset(pair for pair, n in double.items() if n >= _LEAST and pair[0] in own and pair[1] in own
                     and n >= _TOGETHER * min(single[pair[0]], single[pair[1]]))


def of(*versions: Version) -> frozenset[str]:
    """The words of two characters of these versions."""
    return pairs(node.text for version in versions for node in walk(version.body))

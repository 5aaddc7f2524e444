"""Which pairs of characters are words in a law, told from the law itself: what keeps together wherever it stands.

No dictionary: 簿 stands behind 账 nearly always, 质 before 量 often, while 由 and 的 stand before anything.
"""

from collections import Counter
from collections.abc import Iterable
from struct import unpack_from

from tracker.model import Version, walk

_FUNCTION = frozenset("的了在是由和与及或将被为对向从之其等应可不并以于按经依该本各有无所者时后前中上下内外第条款项")
_TOGETHER = 0.3
"""Share of a character's occurrences in which the other one stands beside it."""
_LEAST = 2
_FIRST = 0xFFFF


def pairs(texts: Iterable[str]) -> frozenset[str]:
    """The pairs of characters that are words, or belong to one, in these texts; a text that stands several times counts once."""
    together = _counted("\n".join([*dict.fromkeys(texts), ""]))
    alone: dict[int, int] = {}
    for pair, n in together.items():
        first = pair & _FIRST
        alone[first] = alone.get(first, 0) + n
    own = {c for c in alone if "一" <= chr(c) <= "鿿"}.difference(map(ord, _FUNCTION))
    often = [(pair & _FIRST, pair >> 16, n) for pair, n in together.items() if n >= _LEAST and pair & _FIRST in own and pair >> 16 in own]
    return frozenset([chr(a) + chr(b) for a, b, n in often if n >= _TOGETHER * min(alone[a], alone[b])])


def _counted(text: str) -> Counter[int]:
    """How often each pair of neighbouring characters stands in a text, the second sixteen bits above the first.

    Numbers are counted in half the time that words take; characters that sixteen bits do not hold are in no pair looked for.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    found: Counter[int] = Counter()
    for start in (0, 2):
        found.update(unpack_from(f"<{(len(units) - start) // 4}I", units, start))
    return found


def of(*versions: Version) -> frozenset[str]:
    """The words of two characters of these versions."""
    return pairs(node.text for version in versions for node in walk(version.body))

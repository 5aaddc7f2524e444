"""Sentences dealt out: where the words of a 款, 项 or 目 went that was not found again whole.

What is found again whole leaves something over: a new provision made of sentences of an old one that has another successor (split), and
an old one whose words went into a new one that has another origin (merged).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from tracker.compare.bigrams import bigrams
from tracker.compare.changes import Slice
from tracker.compare.outline import Outline
from tracker.compare.within import Pair
from tracker.patterns import pattern

_SENTENCE = pattern(r"[^。；：]+[。；：]?|[。；：]")
_CLAUSE = pattern(r"[^。；：，、]+")
_SHORT = 8
"""Characters below which a provision or sentence tells nothing about where it comes from."""
_HELD = 0.6
"""Share of a sentence's pairs of characters that a provision must hold to be where it went."""
_MOSTLY = 0.35
"""Share of a new provision that the sentences must account for."""
_MANY = 40
"""Provisions left over in one article above which none of this is tried (a list written anew)."""


Pairs = frozenset[int]
"""The pairs of neighbouring characters of a text."""


def collected(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What stands right of each left, each but once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


def dealt(links: Collection[tuple[str, str]], old: Outline, new: Outline, pairs: Collection[tuple[str, str]],
          allows: Callable[[str, str], bool]) -> dict[str, tuple[Slice, ...]]:
    """The new provisions that take only part of an old one, or more than one, with what they take.

    `links` are those of the articles, `pairs` the provisions found again whole; `allows`: whether an old one may go on in a new one, too.
    """
    heirs, olds = collected(pairs), collected((n, o) for o, n in pairs)
    to, came = collected(links), collected((n, o) for o, n in links)
    taken: dict[str, list[Slice]] = {}
    for article, news in to.items():
        free = [key for n in news for key, node in new.below[n] if key not in olds and len(node.text) >= _SHORT]
        for key, node in old.below[article]:
            kin = heirs.get(key, ())
            if kin and (len(kin) > 1 or 0 < len(free) <= _MANY) and len(node.text) >= 2 * _SHORT:
                _deal(key, kin, [one for one in free if allows(key, one)], old, new, taken)
    for article, befores in came.items():
        gone = [key for o in befores for key, node in old.below[o] if key not in heirs and len(node.text) >= _SHORT]
        if 0 < len(gone) <= _MANY:
            kept = [key for key, _ in new.below[article] if len(olds.get(key, ())) == 1]
            for key in gone:
                _gather(key, [one for one in kept if allows(key, one)], olds, old, new, taken)
    return {key: _in_order(parts, new.placed[key].text, old) for key, parts in taken.items()}


def _pairs_of(text: str) -> Pairs:
    """The pairs of neighbouring characters of a text."""
    return frozenset(bigrams(text))


def _held(part: Pairs, whole: Pairs) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _deal(key: str, kin: Sequence[str], free: Sequence[str], old: Outline, new: Outline, taken: dict[str, list[Slice]]) -> None:
    """Deal an old provision's sentences out among its successors and the new provisions that have no origin yet."""
    text = old.placed[key].text
    bags = {one: _pairs_of(new.placed[one].text) for one in (*kin, *free)}
    dealt: dict[str, list[Slice]] = {}
    for match in _SENTENCE.finditer(text):
        goes = _best(_pairs_of(match[0]), kin[0], bags) if match.end() - match.start() >= _SHORT else next(reversed(dealt), kin[0])
        parts = dealt.setdefault(goes, [])
        if parts and parts[-1].end == match.start():
            parts[-1] = Slice(key, parts[-1].start, match.end())
        else:
            parts.append(Slice(key, match.start(), match.end()))
    for one in free:
        if one in dealt and _held(bags[one], _pairs_of("".join(text[p.start:p.end] for p in dealt[one]))) < _MOSTLY:
            return
    if len(dealt) > 1:
        for one, parts in dealt.items():
            taken.setdefault(one, []).extend(parts)
    for one in kin:  # a successor that took no sentence, and is no copy of the whole either, starts from nothing
        if len(kin) > 1 and one not in dealt and _held(_pairs_of(text), bags[one]) < _HELD:
            taken.setdefault(one, []).append(Slice(key, 0, 0))


def _best(sentence: Pairs, first: str, bags: Mapping[str, Pairs]) -> str:
    held = {one: _held(sentence, bag) for one, bag in bags.items()}
    best = max(held, key=held.__getitem__)
    return best if held[best] >= _HELD and held[best] > held[first] + 0.2 else first


def _gather(key: str, kept: Sequence[str], olds: Mapping[str, tuple[str, ...]], old: Outline, new: Outline,
            taken: dict[str, list[Slice]]) -> None:
    """Add an old provision without a successor to the new one that holds its words beside those of its own origin."""
    text = old.placed[key].text
    firsts = {one: olds[one][0] for one in kept}
    held = {one: _beside(text, old.placed[first].text, new.placed[one].text) for one, first in firsts.items()}
    best = max(held, key=held.__getitem__, default="")
    if best and held[best] >= _HELD - 0.1:
        first = firsts[best]
        taken.setdefault(best, [Slice(first, 0, len(old.placed[first].text))]).append(Slice(key, 0, len(text)))


def _beside(text: str, first: str, new: str) -> float:
    """The share of a text that a new one holds beside what is from its own origin: pairs of characters that this has not, or clauses to the
    letter (of two of one pattern few pairs are their own)."""
    clauses = _CLAUSE.findall(text)
    there = sum(len(one) for one in clauses if len(one) >= _SHORT and one in new and one not in first)
    return max(_held(bag := _pairs_of(text), bag & _pairs_of(new) - _pairs_of(first)), there / max(1, sum(map(len, clauses))))


def _in_order(parts: Iterable[Slice], text: str, old: Outline) -> tuple[Slice, ...]:
    """Parts in the order in which the new text has their words."""
    def place(part: Slice) -> float:
        words = old.placed[part.id].text[part.start:part.end]
        found = [at for at in (text.find(words[i:i + 2]) for i in range(len(words) - 1)) if at >= 0]
        return sorted(found)[len(found) // 2] if found else len(text)

    return tuple(sorted(parts, key=place))


def parts(slices: Mapping[str, Iterable[Slice]], old: Outline, new: Outline, pairs: Collection[tuple[str, str]]) -> list[Pair]:
    """What the slices link beside `pairs`: old and new provisions one of which holds but part of the other."""
    made = dict.fromkeys((part.id, key) for key, found in slices.items() for part in found if part.end > part.start)
    return [Pair(i, j, _alike(old.placed[i].text, new.placed[j].text), part=True) for i, j in made if (i, j) not in pairs]


def _alike(one: str, other: str) -> float:
    left, right = _pairs_of(one), _pairs_of(other)
    return 2 * len(left & right) / (len(left) + len(right) or 1)

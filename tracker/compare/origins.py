"""Where the words of each new provision come from: whole old provisions, or sentences of one that was split.

The alignment says which 款, 项 and 目 were found again. Here what it leaves over is looked at: a new provision made of sentences
of an old one that has another successor (split), and an old one whose words went into a new one that has another origin (merged).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tracker.compare.alignment import Alignment, Link
from tracker.compare.bigrams import bigrams
from tracker.compare.changes import Slice
from tracker.compare.outline import Outline
from tracker.patterns import pattern

_SENTENCE = pattern(r"[^。；：]+[。；：]?|[。；：]")
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


class Origins(Struct, frozen=True):
    """`olds`: of each new id the old ids it goes back to, `heirs` the reverse, `slices`: where only parts of old texts were taken, or
    several; `hosts`: for an old article or other unit the new one beside which what is gone from it is shown."""

    olds: Mapping[str, tuple[str, ...]]
    heirs: Mapping[str, tuple[str, ...]]
    slices: Mapping[str, tuple[Slice, ...]]
    hosts: Mapping[str, str]


def origins(alignment: Alignment, old: Outline, new: Outline) -> Origins:
    """The origins of all provisions of the new version."""
    pairs = [(pair.old, pair.new) for link in alignment.links for pair in link.provisions]
    slices = _sentences(alignment.links, old, new, pairs)
    pairs += [(part.id, key) for key, parts in slices.items() for part in parts]
    pairs += [(link.old, link.new) for link in alignment.links]
    pairs += [(pair.old, pair.new) for pair in (*alignment.divisions, *alignment.others) if _alike(pair.old, pair.new, old, new)]
    order = {key: at for at, key in enumerate(old.placed)}
    hosts: dict[str, str] = {pair.old: pair.new for pair in alignment.others}
    for link in sorted(alignment.links, key=lambda x: x.similarity):
        hosts[link.old] = link.new
    olds = {key: tuple(sorted(found, key=order.__getitem__)) for key, found in _collect((n, o) for o, n in pairs).items()}
    whole = {key: tuple(Slice(one, 0, len(old.placed[one].text)) for one in found) for key, found in olds.items() if len(found) > 1}
    return Origins(olds, _collect(pairs), whole | slices, hosts)


def _alike(old: str, new: str, before: Outline, after: Outline) -> bool:
    return before.placed[old].type == after.placed[new].type


def _collect(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


def _sentences(links: Sequence[Link], old: Outline, new: Outline, pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[Slice, ...]]:
    """The new provisions that take only part of an old one, or more than one, with what they take."""
    heirs, olds = _collect(pairs), _collect((n, o) for o, n in pairs)
    to, came = _collect((x.old, x.new) for x in links), _collect((x.new, x.old) for x in links)
    taken: dict[str, list[Slice]] = {}
    for article, news in to.items():
        free = [key for n in news for key, node in new.below[n] if key not in olds and len(node.text) >= _SHORT]
        for key, node in old.below[article]:
            kin = heirs.get(key, ())
            if kin and (len(kin) > 1 or 0 < len(free) <= _MANY) and len(node.text) >= 2 * _SHORT:
                _deal(key, kin, free, old, new, taken)
    for article, befores in came.items():
        gone = [key for o in befores for key, node in old.below[o] if key not in heirs and len(node.text) >= _SHORT]
        if 0 < len(gone) <= _MANY:
            _gather(gone, [key for key, node in new.below[article] if len(olds.get(key, ())) == 1], olds, old, new, taken)
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


def _gather(gone: Sequence[str], kept: Sequence[str], olds: Mapping[str, tuple[str, ...]], old: Outline, new: Outline,
            taken: dict[str, list[Slice]]) -> None:
    """Add an old provision without a successor to the new one that holds its words beside those of its own origin."""
    for key in gone:
        bag = _pairs_of(old.placed[key].text)
        over = {one: _pairs_of(new.placed[one].text) - _pairs_of(old.placed[olds[one][0]].text) for one in kept}
        best = max(over, key=lambda one: _held(bag, over[one]), default="")
        if best and _held(bag, over[best]) >= _HELD - 0.1:
            first = olds[best][0]
            taken.setdefault(best, [Slice(first, 0, len(old.placed[first].text))]).append(Slice(key, 0, len(old.placed[key].text)))


def _in_order(parts: Iterable[Slice], text: str, old: Outline) -> tuple[Slice, ...]:
    """Parts in the order in which the new text has their words."""
    def place(part: Slice) -> float:
        words = old.placed[part.id].text[part.start:part.end]
        found = [at for at in (text.find(words[i:i + 2]) for i in range(len(words) - 1)) if at >= 0]
        return sorted(found)[len(found) // 2] if found else len(text)

    return tuple(sorted(parts, key=place))

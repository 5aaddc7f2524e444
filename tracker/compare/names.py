"""Names changed throughout a law (统一修改): one pair of words, in many places, the old one gone for good."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from tracker.compare.edits import Edit, shared_start
from tracker.patterns import pattern

_LEAST = 3
"""Places from which on a pair may be a change throughout."""
_LEFT_OVER = 0.1
"""Share of the old name's places in which it may still stand (names of other laws, history)."""
_CONTEXT = 8
_HAN_RUN = pattern("[\u4e00-\u9fff]*")
_JOINS = "的由向对在和与及或将被是为应可不并依据照受按经报者等以于"


class Renaming(Struct, frozen=True):
    """`old` became `new` everywhere; `places` are the ids of the new provisions concerned, each as often as it holds the name."""

    old: str
    new: str
    places: tuple[str, ...]


class Spot(NamedTuple):
    """An edit that may belong to a change throughout: where it stands (new id), and the new text with its old one."""

    place: str
    edit: Edit
    old: str
    new: str


def renamings(spots: Iterable[Spot], texts: Callable[[], tuple[str, str]]) -> tuple[tuple[Renaming, ...], frozenset[tuple[str, str]]]:
    """The names changed throughout, and the pairs of words (removed, added) that are part of one.

    `texts` gives the whole texts of both versions, where there is something to look for in them.
    """
    often = {pair: members for pair, members in _groups(spots).items()
             if len(members) >= _LEAST and len({spot.place for spot in members}) > 1}
    old, new = texts() if often else ("", "")
    found: list[Renaming] = []
    pairs: set[tuple[str, str]] = set()
    for pair, members in often.items():
        left, right = _context(members)
        name = f"{left}{pair[0]}{right}"
        if new.count(name) <= _LEFT_OVER * old.count(name) < len(members):
            found.append(Renaming(name, f"{left}{pair[1]}{right}", tuple(spot.place for spot in members)))
            pairs.add(pair)
    return tuple(sorted(found, key=lambda x: (-len(x.places), x.old))), frozenset(pairs)


def _groups(spots: Iterable[Spot]) -> dict[tuple[str, str], list[Spot]]:
    groups: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.edit.removed and spot.edit.added:
            groups[spot.edit.removed, spot.edit.added].append(spot)
    return groups


def _context(spots: Sequence[Spot]) -> tuple[str, str]:
    """The characters that stand before, and behind, the pair in all its places and belong to the name."""
    before = _shared_start([spot.old[max(0, spot.edit.old[0] - _CONTEXT):spot.edit.old[0]][::-1] for spot in spots])
    behind = _shared_start([spot.old[spot.edit.old[1]:spot.edit.old[1] + _CONTEXT] for spot in spots])
    return _run(before)[::-1], _run(behind)


def _shared_start(texts: Sequence[str]) -> str:
    least, most = min(texts), max(texts)
    return least[:shared_start(least, most)]


def _run(text: str) -> str:
    run = _HAN_RUN.match(text)
    word = run[0] if run else ""
    return word[:next((at for at, c in enumerate(word) if c in _JOINS), len(word))]

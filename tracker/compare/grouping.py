"""Ids in order, and linked articles gathered into the groups that belong together."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

from tracker.patterns import pattern

_STEP = pattern(r"([a-z_]*[a-z])_?(\d*)(?:-(\d+))?(?:~(\d+))?")
_LEVELS = ("preamble", "part", "subpart", "chp", "sec", "art", "para", "item", "sub")

Pairs = Collection[tuple[str, str]]


@lru_cache(maxsize=16384)
def id_order(key: str) -> tuple[tuple[int, ...], ...]:
    """A sort key that puts ids as the law orders what they name: art_2 before art_10, art_17 before art_17-1 before art_18."""
    return tuple(map(_step_order, key.split("__"))) if key else ()


def _step_order(step: str) -> tuple[int, ...]:
    found = _STEP.fullmatch(step)
    stem, *numbers = found.groups("0") if found else (step,)
    return _LEVELS.index(stem) if stem in _LEVELS else len(_LEVELS), *(int(number or 0) for number in numbers)


def article_of(key: str) -> str:
    """The article that an id names or lies below: `art_5__para_2` → `art_5`; empty where it is of none (an annex has its own)."""
    steps = key.split("__")
    at = next((n for n, step in enumerate(steps) if step.startswith(("art_", "annex"))), None)
    return "" if at is None or steps[at].startswith("annex") else "__".join(steps[:at + 1])


def group(pairs: Pairs, olds: Iterable[str], news: Iterable[str]) -> list[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Old and new articles whose links are all with all, and whether the links around them reach further than one star.

    Articles without a link stand alone, the other side empty. Every old article is in one group; where the links between
    several old and several new ones are not all with all, a new one may be in more.
    """
    after: dict[str, set[str]] = {key: set() for key in olds}
    before: dict[str, set[str]] = {key: set() for key in news}
    for old, new in pairs:
        after.setdefault(old, set()).add(new)
        before.setdefault(new, set()).add(old)
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for old, linked in after.items():
        if linked:
            alike[tuple(sorted(linked, key=id_order))].append(old)
    made = [(tuple(sorted(old, key=id_order)), new, _tangled(old, new, after, before)) for new, old in alike.items()]
    made += [((old,), (), False) for old, linked in after.items() if not linked]
    return made + [((), (new,), False) for new, linked in before.items() if not linked]


def _tangled(olds: Iterable[str], news: Iterable[str], after: dict[str, set[str]], before: dict[str, set[str]]) -> bool:
    """Whether these articles have both a split and a merge among their links: then they were dealt out anew."""
    around = {old for new in news for old in before[new]} | set(olds)
    beyond = {new for old in around for new in after[old]}
    return len(around) > 1 and len(beyond) > 1

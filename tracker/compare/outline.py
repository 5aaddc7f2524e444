"""A version taken apart for comparison: its articles, what is below them, its divisions, and the rest."""

from itertools import islice

from msgspec import Struct

from tracker.beside import Beside
from tracker.model import DIVISIONS, Provision, Version, places


class Outline(Struct, frozen=True):
    """Ids in document order. `below`: of each article its 款, 项 and 目; `division`: the innermost one that an article stands in;
    `others`: what is neither article nor division nor below an article (titles, preambles, 一、 items, annexes, tables)."""

    placed: dict[str, Provision]
    articles: tuple[str, ...]
    below: dict[str, list[tuple[str, Provision]]]
    divisions: tuple[str, ...]
    division: dict[str, str]
    others: tuple[str, ...]


_OUTLINES: Beside[Outline] = Beside()
"""A version is compared with the one before it and the one behind it."""


def outline(version: Version) -> Outline:
    """Take a version apart; done once for each version object."""
    known = _OUTLINES.get(version)
    return known if known is not None else _OUTLINES.set(version, _outline(version))


def _outline(version: Version) -> Outline:
    placed = places(version)
    below: dict[str, list[tuple[str, Provision]]] = {}
    division: dict[str, str] = {}
    divisions: list[str] = []
    others: list[str] = []
    container = ""
    rest = iter(placed.items())
    for key, node in rest:
        if key.startswith("annex"):
            others.append(key)
        elif node.type == "article":
            below[key] = list(islice(rest, _number_below(node)))
            division[key] = container
        elif node.type in DIVISIONS:
            divisions.append(key)
            container = key
        else:
            others.append(key)
    return Outline(placed, tuple(below), below, tuple(divisions), division, tuple(others))


def _number_below(node: Provision) -> int:
    """How many nodes stand below one: a long law has thousands, most of them one 款 that ends there."""
    number = len(node.children)
    for child in node.children:
        if child.children:
            number += _number_below(child)
    return number


def enclosing(division: str) -> list[str]:
    """A division's id and those of the divisions it stands in, innermost first."""
    steps = division.split("__") if division else []
    return ["__".join(steps[:n]) for n in range(len(steps), 0, -1)]

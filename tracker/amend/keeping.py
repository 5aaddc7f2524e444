"""What a decision does not name stays: each old article that no instruction is about is in the new text once, with its own words.

A check on the result by what the instructions say, not by what was made of them, so that no order that went wrong is believed.
"""

from collections.abc import Iterator
from typing import Literal

from tracker.amend.done import Done
from tracker.amend.instructions import Instruction, Place
from tracker.amend.resolve import Spot, locate
from tracker.amend.twigs import Twig, provision, walk
from tracker.model import Provision
from tracker.model import walk as nodes_of

Loss = Literal["vanished", "doubled", "altered"]


def not_kept(done: Done) -> Iterator[tuple[Loss, str]]:
    """The old articles, by id, that no instruction names and that are not in the new text, are in it more than once, or read otherwise;
    citations that follow their provisions aside."""
    standing: dict[str, list[Twig]] = {}
    for twig in walk(done.built.body):
        if twig.node.type == "article" and twig.key:
            standing.setdefault(twig.key, []).append(twig)
    followed = {found.place for found in done.citations if found.fate == "carried"}
    named = _named(done)
    for key in (key for key in done.bench.site.articles if key not in named):
        here = standing.get(key, [])
        if len(here) != 1:
            yield "doubled" if here else "vanished", key
        elif not _is_as_it_was(done, key, here[0], followed):
            yield "altered", key


def _named(done: Done) -> set[str]:
    """The articles that instructions are about, also by the number they have afterwards."""
    site, named = done.bench.site, set[str]()
    for place in (place for one in done.bench.instructions.values() for place in _places(one)):
        spot = locate(site, place)
        if isinstance(spot, Spot) and not spot.keys:
            return set(site.articles)
        named |= {site.article_of(below) for key in (spot.keys if isinstance(spot, Spot) else ()) for below in site.below(key)}
    results = {place.article for one in done.bench.instructions.values() for place in one.results if place.article}
    return named | {key for key, number in done.laid.numbers.items() if number in results}


def _places(one: Instruction) -> Iterator[Place]:
    yield from (place for place in (*one.targets, *one.results, *((one.anchor,) if one.anchor else ())) if place.steps or one.words)


def _is_as_it_was(done: Done, key: str, twig: Twig, followed: set[str]) -> bool:
    """Whether an article has all it had but its number, and in what is `followed` but the words."""
    old, new = done.bench.site.nodes[key], provision(twig)
    if old.children is new.children and old.heading == new.heading:
        return True
    keys, inner = [*done.bench.site.below(key)], [*nodes_of((new,))]
    return len(keys) == len(inner) and all(
        _told(done.bench.site.nodes[place], place in followed, place == key) == _told(node, place in followed, place == key)
        for place, node in zip(keys, inner, strict=True))


def _told(node: Provision, followed: bool, whole: bool) -> tuple[object, ...]:
    return node.type, "" if whole else node.num, node.heading, "" if followed else node.text, node.rows, len(node.children)

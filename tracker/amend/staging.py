"""Provisions that a decision brings into force on a day of their own (staged commencement)."""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tracker.amend.closing import LEFT_OPEN
from tracker.amend.done import Done, pinned
from tracker.amend.instructions import LAST, Amendment, Commencement, Place
from tracker.amend.orders import Drop, by_instruction
from tracker.amend.twigs import Twig, makers, walk
from tracker.compare.alignment import align
from tracker.compare.likeness import same
from tracker.model import DIVISIONS, InForce, Stage, Version, places, step_id
from tracker.reading.commencement import commencement_of

TWO_DAYS = "items that come into force on different days changed it: a person has to say"
OF_NOTHING = "the act gives a day to a provision that the text does not have, and may mean this one: a person has to say"
_NUMERALS = re.compile("[零〇一二三四五六七八九十百千]+")
"""The steps of an item's label, and of what names it: 三、（二） and 第三项第二目."""


def staged(amendment: Amendment, done: Done) -> list[Stage]:
    """The provisions that come into force on a day of their own, by the decision's items or by their new numbers."""
    made: list[Stage] = []
    mixed: set[str] = set()
    for said in amendment.commencement:
        if said.law in (None, *done.laws) and (said.items or said.provisions):
            named = (key for key in stated(said, done.new) if key in places(done.new))
            found = dict.fromkeys([*named, *_by_items(done, said.items, mixed)])
            made += [stage(said, found)] if found else []
    return [*_told_apart(made, mixed), *(_in_doubt(done, made) if any(of_nothing(amendment, done)) else ())]


def leaving(amendment: Amendment, done: Done) -> list[Stage]:
    """The provisions that the decision takes out on a day of their own, by their ids in the old text."""
    made = [stage(said, gone) for said in amendment.commencement if (gone := _taken_out(done, _instructions(done, said.items)))]
    dated = {key for one in made for key in one.provisions}
    others = [key for key in _taken_out(done, done.bench.instructions) if key not in dated]
    doubtful = [Stage(tuple(others), None, OF_NOTHING, "unknown")] if others and any(of_nothing(amendment, done)) else []
    return [replace(one, numbers=done.old.version) for one in (*_told_apart(made, ()), *doubtful)]


def _taken_out(done: Done, instructions: Container[int]) -> dict[str, None]:
    """The ids of the old provisions that some instructions take out."""
    return dict.fromkeys(key for order in done.plan.orders if isinstance(order, Drop) and not order.heading_only
                         and order.instruction in instructions for key in order.keys)


def of_nothing(amendment: Amendment, done: Done) -> Iterator[tuple[Commencement, list[str]]]:
    """The commencements of provisions that the new text does not have, each with these by their ids (第九条自…起施行 of a law of four)."""
    for said in amendment.commencement:
        if said.law in done.laws or (said.law is None and len(amendment.targets) == 1):
            lacking = [key for key in stated(said, done.new) if key not in places(done.new)]
            yield from [(said, lacking)] if lacking else []


def without_place(amendment: Amendment, done: Done) -> Iterator[Commencement]:
    """The commencements of items of which an instruction changes what has no day of its own: an annex, a heading, the title."""
    orders = by_instruction(done.plan.orders)
    shown = {index for _key, _twig, by in _articles(done) for index in by} | {
        index for index, made in orders.items() if any(isinstance(order, Drop) and not order.heading_only for order in made)}
    for said in amendment.commencement:
        mine = _instructions(done, said.items)
        if any(index in orders and index not in shown for index in mine) or (
                said.items and not mine and len(amendment.targets) == 1):
            yield said


def _in_doubt(done: Done, own: Iterable[Stage]) -> list[Stage]:
    """The articles that the decision changed and gives no day of their own: one of them may be meant by a number that the text has not."""
    dated = {key for one in own for key in one.provisions}
    changed = tuple(key for key, _twig, by in _articles(done) if by and key not in dated)
    return [Stage(changed, None, OF_NOTHING, "unknown")] if changed else []


def _told_apart(made: Sequence[Stage], mixed: Collection[str]) -> list[Stage]:
    """The stages, but what two of them name, or is `mixed`, has no day: items that come into force on different days changed it."""
    times = Counter(key for one in made for key in one.provisions)
    twice = tuple(key for key in times if times[key] > 1 or key in mixed)
    once = [replace(one, provisions=tuple(key for key in one.provisions if key not in twice)) for one in made]
    return [*(one for one in once if one.provisions), *([Stage(twice, None, TWO_DAYS, "unknown")] if twice else [])]


def enacted(old: Version | None, new: Version) -> list[Stage]:
    """The commencements of single provisions that the new text states itself, in an article that the decision wrote: in the numbers of the
    new text. What stood in the old one already spoke in its numbers, and of what that brought."""
    before = [] if old is None else [node for node in places(old).values() if node.type == "article"]
    placed = places(new)
    return [one for one in commencement_of(new).stages if not any(same(placed[one.provision], node) for node in before)]


def with_own(force: InForce, own: Iterable[Stage]) -> InForce:
    """A commencement with those of provisions that the text states itself, where the decision says nothing else of them."""
    said = {frozenset(one.provisions) for one in force.stages}
    return replace(force, stages=(*force.stages, *(one for one in own if frozenset(one.provisions) not in said)))


def stated(said: Commencement, new: Version) -> list[str]:
    """The ids of the provisions that a commencement names by their new numbers: 第十条第二款 is that 款 alone."""
    return [_id_of(place, new) for place in said.provisions if place.article]


def _id_of(where: Place, new: Version) -> str:
    placed, key = places(new), ""
    for kind, number in ((level.type, n) for level in where.steps if (n := level.number) and level.type not in DIVISIONS):
        kin = [k for k, node in placed.items() if k.rpartition("__")[0] == key and node.type == kind] if number == LAST else []
        own = kin[-1].rpartition("__")[2] if kin else step_id((kind, number))
        key = f"{key}__{own}" if key else own
    return key


def stage(said: Commencement, provisions: Iterable[str]) -> Stage:
    """A commencement of some provisions: on its day, or left open, or not known."""
    left_open = said.date is None and LEFT_OPEN.search(said.text)
    return Stage(tuple(provisions), said.date, "" if said.date else said.text, "act" if said.date or left_open else "unknown")


def _by_items(done: Done, items: Sequence[str], mixed: set[str]) -> list[str]:
    """The articles, by new id, that the instructions of some items changed; where others changed them too, the 款 that these did.

    A 款 rewritten so that its words do not show which old one it was cannot wait by itself: its article is one of the `mixed`.
    """
    mine = _instructions(done, items)
    found: list[str] = []
    for key, twig, by in _articles(done):
        if not by.intersection(mine):
            continue
        own = {f"{key}__para_{n}": below.key for n, below in enumerate(twig.children, 1) if makers(below).intersection(mine)}
        if by.issubset(mine):
            found.append(key)
        elif own and all(below.node.type == "paragraph" for below in twig.children) and _are_seen(done, own):
            found += own
        else:
            found.append(key)
            mixed.add(key)
    return found


def _instructions(done: Done, items: Iterable[str]) -> set[int]:
    """The instructions of some items of the decision."""
    wanted = [_NUMERALS.findall(item) for item in items]
    return {index for index, one in done.bench.instructions.items()
            if any(_NUMERALS.findall(one.item)[:len(path)] == path for path in wanted)}


def _articles(done: Done) -> Iterator[tuple[str, Twig, frozenset[int]]]:
    """The articles of the new text: the id of each, how it was made, and by which instructions."""
    articles = (twig for twig in walk(done.built.body) if twig.node.type == "article")
    for standing, twig in zip(done.laid.articles, articles, strict=True):
        yield f"art_{standing.number}", twig, makers(twig) | pinned(done, standing.key)


def _are_seen(done: Done, own: Mapping[str, str]) -> bool:
    """Whether the words show of each 款 (new id) which old one (id; empty: none) it was."""
    linked = {(pair.old, pair.new) for link in align(done.bench.site.version, done.new).links for pair in link.provisions}
    return all(not old or (old, new) in linked for new, old in own.items())

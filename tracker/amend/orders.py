"""What instructions come down to once their places are found: a few kinds of orders on the nodes of the old text.

Every order names nodes by their ids in the old text, so that the order in which instructions stand does not matter.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.amend.resolve import Site
from tracker.amend.wording import Edit
from tracker.model import DIVISIONS, Provisions
from tracker.numbering import Number


class Swap(Struct, frozen=True):
    """New provisions stand in the place of `keys` (siblings); of an article, preamble or annex: in it."""

    keys: tuple[str, ...]
    nodes: Provisions
    instruction: int


class Drop(Struct, frozen=True):
    """Provisions go; of a division with `heading_only`, its heading, and what is under it joins what stands before it."""

    keys: tuple[str, ...]
    instruction: int
    heading_only: bool = False


class Pin(Struct, frozen=True):
    """A provision bears this number afterwards."""

    keys: tuple[str, ...]
    type: str
    number: Number
    instruction: int


class Put(Struct, frozen=True):
    """Provisions of a type come to stand under `parent`: an id, `new:N` for the article N afterwards, "" for articles and divisions.

    Their words are `nodes`; or, where these are None, those of `origin`, old provisions that leave their place for this one. `origin` is
    also given where the new words take the place of old provisions that stood elsewhere (a merger). `number` is the number they get,
    `anchor` what they stand beside (`side` before or after; else at the end) or whose place they take (`side` instead), `home` the
    division that they are to lie in, `heading` an article's own; a new division takes in the articles whose new numbers lie in `holds`.
    """

    parent: str
    type: str
    nodes: Provisions | None
    instruction: int
    origin: tuple[str, ...] = ()
    number: Number | None = None
    anchor: str = ""
    side: str = ""
    home: str = ""
    heading: str = ""
    holds: tuple[Number, ...] = ()
    place: int = 0
    """Which of an instruction's several provisions this is, from 0."""

    @property
    def key(self) -> str:
        """The name of the new provision while its number is not settled."""
        return f"+{self.instruction}.{self.place}"

    @property
    def beside(self) -> tuple[str, bool]:
        """What it is to stand right behind (or, False, before); empty where that is not said."""
        return (self.anchor if self.side in ("before", "after") else ""), self.side == "after"


class Change(Struct, frozen=True):
    """New words for a range of a node's text or heading."""

    key: str
    field: str
    edit: Edit


class Restated(Struct, frozen=True):
    """The decision prints what a provision reads when all is done."""

    keys: tuple[str, ...]
    lines: tuple[str, ...]
    instruction: int


Order = Swap | Drop | Pin | Put | Change | Restated


def instruction_of(order: Order) -> int:
    """The index of the instruction that made an order."""
    return order.edit.instruction if isinstance(order, Change) else order.instruction


def by_instruction(orders: Iterable[Order]) -> dict[int, list[Order]]:
    """The orders that each instruction made."""
    found: dict[int, list[Order]] = {}
    for order in orders:
        found.setdefault(instruction_of(order), []).append(order)
    return found


def taken(order: Order) -> tuple[str, ...]:
    """The nodes whose words an order takes away or replaces as a whole."""
    if isinstance(order, Swap) or (isinstance(order, Drop) and not order.heading_only):
        return order.keys
    return order.origin if isinstance(order, Put) and order.nodes is not None else ()


def gone(site: Site, orders: Iterable[Order]) -> dict[str, int]:
    """Every node whose words another order takes away or replaces, with the instruction that does."""
    found: dict[str, int] = {}
    for order in orders:
        for key in taken(order):
            for below in site.below(key):
                found.setdefault(below, instruction_of(order))
    return found


def clashes(site: Site, orders: Iterable[Order], position: Mapping[int, int], items: Mapping[int, str]) -> list[tuple[Order, int]]:
    """Orders that take a place another one already has, each with the instruction that has it; `position` orders instructions.

    A provision that one item of the decision replaces and adds to (`items`: their labels) holds both.
    """
    found: list[tuple[Order, int]] = []
    owner: dict[str, int] = {}
    around: dict[str, int] = {}
    stays: list[Order] = []
    for order in sorted(orders, key=lambda o: position[instruction_of(o)]):
        mine = instruction_of(order)
        keys = taken(order)
        other = next((who for key in keys for who in _owners(site, key, owner, around) if who != mine), None)
        if other is not None:
            found.append((order, other))
            continue
        stays.append(order)
        for key in keys:
            owner |= {below: mine for below in site.below(key) if below not in owner}
            while key := site.parent.get(key, ""):
                around.setdefault(key, mine)
    found += [(order, other) for order in stays if isinstance(order, Put) and (other := _holder(order, owner, items)) is not None]
    return found + _carried_twice(site, [order for order in stays if isinstance(order, Put) and order.nodes is None], stays)


def _holder(put: Put, owner: Mapping[str, int], items: Mapping[int, str]) -> int | None:
    """The instruction of another item that takes away the provision which something is put in, wherever in the decision it stands."""
    mine, other = put.instruction, owner.get(put.parent)
    return other if other is not None and other != mine and (items[other] != items[mine] or not items[mine]) else None


def _carried_twice(site: Site, moves: list[Put], orders: Iterable[Order]) -> list[tuple[Order, int]]:
    """Moves of what another one moves, into an article that becomes something else, or beside what moves itself without a number of its
    own; and exchanges of what another instruction takes away, for then there is nothing to stand in the other's place."""
    carries: dict[str, Put] = {}
    found: list[tuple[Order, int]] = []
    for put in moves:
        first = next((carries[key] for key in put.origin if key in carries), None)
        if first and first.instruction != put.instruction:
            found.append((put, first.instruction))
        carries |= {key: put for key in put.origin if key not in carries}
    lost = {below: instruction_of(order) for order in orders for key in taken(order) for below in site.below(key)
            if not (isinstance(order, Swap) and below in order.keys)}
    for order in (order for order in orders if isinstance(order, Put)):
        holder, beside = carries.get(order.parent), carries.get(order.anchor) if order.origin and not order.number else None
        others = [holder.instruction] if holder and holder.type != "article" and site.nodes[order.parent].type == "article" else []
        others += [beside.instruction] if beside and order.side in ("before", "after") else []
        others += [lost[key] for key in order.origin if key in lost] if order.side == "instead" else []
        other = next((one for one in others if one != order.instruction), None)
        found += [(order, other)] if other is not None else []
    return found


def _owners(site: Site, key: str, owner: Mapping[str, int], around: Mapping[str, int]) -> list[int]:
    return [table[key] for table in (owner, around) if key in table]


def concerned(order: Order) -> tuple[str, ...]:
    """The old ids, or names of what is new, that an order is about."""
    if isinstance(order, Change):
        return (order.key,)
    return (order.key if order.type in ("article", *DIVISIONS) else order.parent, *order.origin) if isinstance(order, Put) else order.keys

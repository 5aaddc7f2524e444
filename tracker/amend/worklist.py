"""The orders for one law, sorted by the place they are about."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from tracker.amend.orders import Change, Drop, Order, Pin, Put, Restated, Swap
from tracker.amend.resolve import Site
from tracker.amend.wording import Edit, without_overlaps


class Worklist(Struct, frozen=True, dict=True):
    """Orders by place. `swaps` by the first node they replace, `swapped` every node replaced; `left` what moves elsewhere or is merged,
    `headless` divisions that lose their heading; `puts` by parent, in the decision's order; `edits` by node and field."""

    site: Site
    keeps: bool
    swaps: Mapping[str, Swap]
    swapped: frozenset[str]
    dropped: Mapping[str, int]
    headless: Mapping[str, int]
    left: Mapping[str, int]
    pins: Mapping[str, Pin]
    puts: Mapping[str, tuple[Put, ...]]
    edits: Mapping[tuple[str, str], tuple[Edit, ...]]
    restated: tuple[Restated, ...] = ()

    @cached_property
    def around(self) -> frozenset[str]:
        """What has below it something that an order is about."""
        edited = (key for key, _ in self.edits)
        about = {key for keys in (self.swapped, self.dropped, self.left, self.pins, self.puts, edited) for key in keys}
        around: set[str] = set()
        for key in about:
            while (key := self.site.parent.get(key, "")) and key not in around:
                around.add(key)
        return frozenset(around)

    @cached_property
    def added(self) -> Mapping[str, Put]:
        """The new articles and divisions by name."""
        return {put.key: put for put in self.puts.get("", ())}

    @cached_property
    def carries(self) -> Mapping[str, Put]:
        """By old id what goes elsewhere as it was."""
        puts = [put for found in self.puts.values() for put in found if put.nodes is None]
        return {key: put for put in puts for key in put.origin}

    def rests(self, key: str) -> bool:
        """Whether nothing is ordered for an old provision but its number, nor for what is below it."""
        mine = key in self.puts or key in self.swaps or (key, "text") in self.edits or (key, "heading") in self.edits
        return not mine and key not in self.around

    def away(self, key: str) -> bool:
        """Whether an old provision is not at its place any more."""
        return key in self.dropped or key in self.left

    def vanishes(self, article: str) -> bool:
        """Whether an article goes because all its 款 have gone elsewhere (practice: no 删去 is said then)."""
        gone = article in self.around and all(self.away(key) for key in self.site.children[article])
        return gone and article not in self.swapped and article not in self.puts


def worklist(site: Site, orders: Iterable[Order], keeps: bool, position: Mapping[int, int]) -> tuple[Worklist, list[tuple[str, str, Edit]]]:
    """Orders sorted by place, and the edits that touch words another edit changes: (id, field, edit)."""
    orders = list(orders)
    puts: dict[str, list[Put]] = {}
    edits: dict[tuple[str, str], list[Edit]] = {}
    for order in sorted(orders, key=lambda o: position[_index(o)]):
        if isinstance(order, Put):
            puts.setdefault(order.parent, []).append(order)
        elif isinstance(order, Change):
            edits.setdefault((order.key, order.field), []).append(order.edit)
    kept = {field: without_overlaps(found) for field, found in edits.items()}
    swaps = [order for order in orders if isinstance(order, Swap)]
    drops = [order for order in orders if isinstance(order, Drop)]
    made = Worklist(
        site, keeps, {swap.keys[0]: swap for swap in swaps}, frozenset(key for swap in swaps for key in swap.keys),
        {key: drop.instruction for drop in drops if not drop.heading_only for key in drop.keys},
        {key: drop.instruction for drop in drops if drop.heading_only for key in drop.keys},
        {key: order.instruction for order in orders if isinstance(order, Put) for key in order.origin},
        {pin.keys[0]: pin for pin in orders if isinstance(pin, Pin)},
        {parent: tuple(found) for parent, found in puts.items()}, {field: tuple(found[0]) for field, found in kept.items()},
        tuple(order for order in orders if isinstance(order, Restated)))
    return made, [(*field, edit) for field, found in kept.items() for edit in found[1]]


def _index(order: Order) -> int:
    return order.edit.instruction if isinstance(order, Change) else order.instruction

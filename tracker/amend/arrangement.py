"""Which provision stands where after a decision, and under which number.

All instructions of a decision speak at once (practice; the numbers after 作为 and 改为 are those of the text after it). So order comes
from numbers: what the decision gives a number stands there, and everything else fills the numbers left over in its old order. Siblings
that the decision does not mention shift silently.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.numbering import Number

FAR = 3
"""A provision whose new number carries it past so few others that are not mentioned has a wrong number; past more, it is a move."""


class Entry(Struct, frozen=True):
    """One sibling, or several that stay together (`size`), with the number that the decision gives the first one (`pin`).

    `new`: it did not stand here before. An old entry's pin may be only what happens silently.
    """

    key: str
    pin: int | None = None
    size: int = 1
    new: bool = False


class Clash(Struct, frozen=True):
    """A number that cannot be given: `kind` taken (another has it), beyond (there are not so many), or wrong (it would move the entry past
    siblings that the decision does not mention); `expected` the number the entry has instead. Or, astray, a number that is given, and with
    which the entry does not stand where the decision puts it: `expected` would be the number there; or, restarts, one that could be given
    in several divisions."""

    key: str
    kind: str
    pin: int | Number
    expected: int | Number = 0


class Order(Struct, frozen=True):
    """The siblings in their new order: (key, index inside its entry) for each number from 1, what clashed, and which old entries moved
    past others, with how many that the decision does not mention."""

    slots: tuple[tuple[str, int], ...]
    clashes: tuple[Clash, ...] = ()
    moved: tuple[tuple[str, int], ...] = ()

    def number(self, key: str) -> int:
        """The new number of an entry's first member; 0 where it has none."""
        return next((at for at, (name, index) in enumerate(self.slots, 1) if name == key and not index), 0)


def arrange(entries: Sequence[Entry], far: int = 0) -> Order:
    """Put entries, given in their natural order, in the order that their numbers say.

    New entries with a number may stand anywhere in `entries`: where their number cannot be given, that is their place. Old entries whose
    numbers would carry them past at most `far` siblings that the decision does not mention, and past nothing else, have wrong numbers (a
    decision that makes two provisions change places names both); the clash says which number each has instead.
    """
    if all(entry.pin is None for entry in entries):
        return Order(tuple((entry.key, index) for entry in entries for index in range(entry.size)))
    order = _fill(entries)
    slips = _slips(entries, order, far)
    kept = _without(entries, slips)
    mended = _fill(kept) if slips else order
    wrong = tuple(Clash(entry.key, "wrong", entry.pin or 0, mended.number(entry.key)) for entry in entries if entry.key in slips)
    return replace(mended, clashes=mended.clashes + wrong, moved=_moved(kept, mended))


def _without(entries: Sequence[Entry], keys: Collection[str]) -> list[Entry]:
    """The entries, some of them without their numbers."""
    return [replace(entry, pin=None) if entry.key in keys else entry for entry in entries]


def astray(order: Order, beside: Mapping[str, tuple[str, bool]], entries: Sequence[Entry]) -> tuple[Clash, ...]:
    """What by its number does not stand right behind (or, False, before) what the decision puts it beside, others with a number aside."""
    place = {key: at for at, (key, index) in enumerate(order.slots) if not index}
    named = {entry.key: entry.pin for entry in entries if entry.new or entry.pin is not None}
    found: list[Clash] = []
    for key, (anchor, behind) in beside.items():
        pin = named.get(key)
        if pin is None or pin - 1 != place.get(key) or anchor not in place:
            continue
        first, last = sorted((place[anchor], place[key]))
        between = {name for name, _ in order.slots[first + 1:last]} - {anchor}
        if (place[key] > place[anchor]) != behind or not between <= named.keys():
            found.append(Clash(key, "astray", pin, place[anchor] + behind + (place[anchor] < place[key])))
    return tuple(found)


def _fill(entries: Sequence[Entry]) -> Order:
    total = sum(entry.size for entry in entries)
    slots: dict[int, tuple[str, int]] = {}
    clashes: list[Clash] = []
    for entry in sorted(entries, key=lambda e: not e.new):  # what is inserted has its number before what is only said to shift
        problem = _claim(entry, slots, total)
        if problem:
            clashes.append(problem)
    placed = {key for key, _ in slots.values()}
    free = (at for at in range(1, total + 1) if at not in slots)
    for entry in entries:
        if entry.key not in placed:
            slots.update((next(free), (entry.key, index)) for index in range(entry.size))
    order = Order(tuple(slots[at] for at in range(1, total + 1)))
    return replace(order, clashes=tuple(replace(clash, expected=order.number(clash.key)) for clash in clashes))


def _claim(entry: Entry, slots: dict[int, tuple[str, int]], total: int) -> Clash | None:
    if entry.pin is None:
        return None
    wanted = range(entry.pin, entry.pin + entry.size)
    if entry.pin < 1 or wanted[-1] > total:
        return Clash(entry.key, "beyond", entry.pin)
    if any(at in slots for at in wanted):
        return Clash(entry.key, "taken", entry.pin)
    slots.update({at: (entry.key, index) for index, at in enumerate(wanted)})
    return None


def _old_order(entries: Sequence[Entry], order: Order) -> list[str]:
    """The old entries as the new order has them."""
    old = {entry.key for entry in entries if not entry.new}
    return [key for key, index in order.slots if key in old and not index]


def _passed(entries: Sequence[Entry], order: Order) -> dict[str, int]:
    """How many unmentioned siblings each old entry went past that has the number the decision gives it."""
    given = {entry.key for entry in entries if not entry.new and entry.pin is not None} - {clash.key for clash in order.clashes}
    return passed([entry.key for entry in entries if not entry.new], _old_order(entries, order), given)


def passed(before: Iterable[str], after: Iterable[str], given: Collection[str]) -> dict[str, int]:
    """How many others each of the siblings that are `given` a number went past; the others keep their order among one another."""
    old, now = _others_before(before, given), _others_before(after, given)
    return {key: abs(at - now[key]) for key, at in old.items()}


def _others_before(keys: Iterable[str], given: Collection[str]) -> dict[str, int]:
    """For each of some keys how many others stand before it."""
    found: dict[str, int] = {}
    others = 0
    for key in keys:
        if key in given:
            found[key] = others
        else:
            others += 1
    return found


def _moved(entries: Sequence[Entry], order: Order) -> tuple[tuple[str, int], ...]:
    """Old entries that left the old order, each with how many unmentioned siblings it passed: an unmentioned one never does."""
    past = _passed(entries, order)
    rank = {entry.key: at for at, entry in enumerate(entries)}
    after = _old_order(entries, order)
    rest = [key for key in after if not past.get(key)]
    stays = {rest[at] for at in longest_run([rank[key] for key in rest])}
    return tuple((key, past.get(key, 0)) for key in after if key not in stays)


def _slips(entries: Sequence[Entry], order: Order, far: int) -> set[str]:
    """The entries whose numbers are wrong: without any one of them, or else without all of them, the rest is in order."""
    near = {key: count for key, count in _passed(entries, order).items() if count <= far}
    old, now = [entry.key for entry in entries if not entry.new], _old_order(entries, order)
    alone = {key for key in _crossing(old, now) & near.keys() if _in_order(_without(entries, {key}))}
    if alone:
        return alone
    exchanged = _crossing([key for key in old if key in near], [key for key in now if key in near])
    together = {key for key, count in near.items() if count and key not in exchanged}
    return together if _in_order(_without(entries, together), {clash.key for clash in order.clashes}) else set()


def _in_order(entries: Sequence[Entry], known: Collection[str] = ()) -> bool:
    """Whether the numbers carry no old entry past another, and none clashes but those known to."""
    order = _fill(entries)
    return {clash.key for clash in order.clashes} <= {*known} and not _moved(entries, order)


def _crossing(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The keys that have changed places with another: not those that stood before them, all and alone, stand there now."""
    rank = {key: at for at, key in enumerate(before)}
    found: set[str] = set()
    furthest = -1
    for at, key in enumerate(after):
        found |= {key} if rank[key] != at or furthest > at else set()
        furthest = max(furthest, rank[key])
    return found


def longest_run(ranks: Sequence[int]) -> set[int]:
    """The positions of a longest non-decreasing subsequence; O(n log n)."""
    tails: list[int] = []  # the smallest last rank of a run of each length
    ends: list[int] = []  # its position
    before: list[int | None] = []
    for at, rank in enumerate(ranks):
        length = bisect_right(tails, rank)
        before.append(ends[length - 1] if length else None)
        tails[length:length + 1] = [rank]
        ends[length:length + 1] = [at]
    return set(_back(ends[-1] if ends else None, before))


def out_of_order(order: Sequence[object], among: Sequence[object]) -> list[int]:
    """The positions in an order of what does not stand there as it does among all; as few as may be. O(n log n)."""
    rank = {one: at for at, one in enumerate(among)}
    kept = longest_run([rank[one] for one in order])
    return [at for at in range(len(order)) if at not in kept]


def _back(at: int | None, before: Sequence[int | None]) -> Iterator[int]:
    while at is not None:
        yield at
        at = before[at]


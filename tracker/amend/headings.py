"""Which headings the new text has, in which order and under which numbers.

A new chapter stands before the one that follows it by its number; where it takes in articles that stand in sections of the chapter before
it (增加一章，作为第三章，包括第五条至第八条), these sections come to lie in it, and are counted anew.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.arrangement import Clash, Entry, Order, arrange
from tracker.amend.orders import Put
from tracker.amend.worklist import Worklist
from tracker.model import DIVISIONS
from tracker.numbering import Number

_LONGEST_GAP = 60


class Heading(Struct, frozen=True):
    """A division of the new text: its old id or the name of the new one, its type, how deep it stands, its number."""

    key: str
    type: str
    depth: int
    number: Number | None


def headings_of(work: Worklist, numbers: Mapping[str, Number]) -> tuple[list[Heading], list[Clash]]:
    """The new text's headings in order, numbered anew where one came or went. `numbers`: those of the articles afterwards."""
    site = work.site
    old = [key for key in site.divisions if not key.startswith("annex")]
    puts = [put for put in work.puts.get("", ()) if put.type in DIVISIONS]
    kept = [key for key in old if key not in work.headless and not any(k in work.dropped for k in (key, *site.divisions_of(key)))]
    made = [Heading(key, site.nodes[key].type, len(site.divisions_of(key)), site.nodes[key].number) for key in kept]
    if len(kept) == len(old) and not puts and not any(key in work.pins for key in old):
        return made, []
    clashes: list[Clash] = []
    for kind in DIVISIONS:
        anew = _restarts(work, kind)
        mine = {put.key: _put_scope(made, put, anew) for put in puts if put.type == kind}
        scopes = [scope for heading, scope in zip(made, _scopes(made, anew), strict=True) if heading.type == kind]
        for scope in dict.fromkeys([*scopes, *mine.values()]):
            counted = _Sequence(scope, kind, anew, tuple(put for put in puts if mine.get(put.key) == scope))
            made, clashed = _renumbered(work, made, counted, numbers)
            clashes += clashed
    return made, clashes


class _Sequence(Struct, frozen=True):
    """Divisions of a type that are counted together: those in `scope` (the law where it is empty) with the new ones among them; `anew`
    where such divisions are counted anew in each division around them."""

    scope: str
    kind: str
    anew: bool
    puts: tuple[Put, ...]


def end_of(made: Sequence[Heading], at: int) -> int:
    """The index behind the last heading that lies in the one at an index."""
    return next((behind for behind in range(at + 1, len(made)) if made[behind].depth <= made[at].depth), len(made))


def _around(made: Sequence[Heading]) -> list[tuple[str, ...]]:
    """For each heading the divisions that it lies in, outermost first."""
    found: list[tuple[str, ...]] = []
    open_: list[Heading] = []
    for heading in made:
        while open_ and open_[-1].depth >= heading.depth:
            open_.pop()
        found.append(tuple(one.key for one in open_))
        open_.append(heading)
    return found


def _scopes(made: Sequence[Heading], anew: bool) -> list[str]:
    """For each heading the division around it, if numbers start again there, else the law."""
    return [around[-1] if anew and around else "" for around in _around(made)]


def _restarts(work: Worklist, kind: str) -> bool:
    """Whether divisions of a type are counted anew in each division around them."""
    site = work.site
    alike = [key for key in site.divisions if site.nodes[key].type == kind and not key.startswith("annex")]
    ones = [key for key in alike if site.nodes[key].number == Number(1)]
    return len(ones) > 1 or len({site.parent[key] for key in alike}) < 2


def _put_scope(made: Sequence[Heading], put: Put, anew: bool) -> str:
    home = put.home if any(heading.key == put.home for heading in made) else ""
    inside = [around for heading, around in zip(made, _around(made), strict=True) if heading.type == put.type and home in ("", *around)]
    return home if not inside else inside[-1][-1] if anew and inside[-1] else ""


def _renumbered(work: Worklist, made: list[Heading], counted: _Sequence,
                numbers: Mapping[str, Number]) -> tuple[list[Heading], list[Clash]]:
    """The headings with the divisions of one sequence in their new order."""
    kin = [heading.key for heading, scope in zip(made, _scopes(made, counted.anew), strict=True)
           if heading.type == counted.kind and heading.number is not None and scope == counted.scope]
    entries = _with_skipped(work, kin, counted)
    entries += [Entry(put.key, put.number.main if put.number else None, new=True) for put in counted.puts]
    order = _as_they_stand(kin, entries)
    number = {key: Number(at) for at, (key, _) in enumerate(order.slots, 1)}
    made = [Heading(h.key, h.type, h.depth, number.get(h.key, h.number)) for h in made]
    puts = sorted(counted.puts, key=lambda p: number[p.key])
    for index, put in enumerate(puts):
        at, depth = _position(work, made, [key for key, _ in order.slots], puts[index:], counted.scope, numbers)
        made.insert(at, Heading(put.key, counted.kind, depth, number[put.key]))
    return made, list(order.clashes)


def _as_they_stand(kin: Sequence[str], entries: Sequence[Entry]) -> Order:
    """The order of divisions of which the old ones (`kin`) stay where they are: a number that would carry one past another is wrong."""
    order = arrange(entries)
    if [key for key, _ in order.slots if key in kin] == list(kin):
        return order
    stay = arrange([entry if entry.new else replace(entry, pin=None) for entry in entries])
    wrong = tuple(Clash(entry.key, "wrong", entry.pin, stay.number(entry.key)) for entry in entries
                  if not entry.new and entry.pin is not None and entry.pin != stay.number(entry.key))
    return replace(stay, clashes=stay.clashes + wrong)


def _with_skipped(work: Worklist, kin: Sequence[str], counted: _Sequence) -> list[Entry]:
    """The divisions of one sequence; a number that the old text skips is an entry of its own: it stays skipped unless it is given."""
    site, taken = work.site, {put.number.main for put in counted.puts if put.number}
    entries: list[Entry] = []
    last = 0
    for key in site.divisions:
        number = site.nodes[key].number
        if number is None or site.nodes[key].type != counted.kind or key.startswith("annex"):
            continue
        if not counted.anew or site.parent[key] == counted.scope:
            if number.main - last <= _LONGEST_GAP:
                entries += [Entry(f"?{skipped}") for skipped in range(last + 1, number.main) if skipped not in taken]
            last = max(last, number.main)
        if key in kin:
            entries.append(Entry(key, work.pins[key].number.main if key in work.pins else None))
    return entries


def _position(work: Worklist, made: Sequence[Heading], order: Sequence[str], puts: Sequence[Put], scope: str,
              numbers: Mapping[str, Number]) -> tuple[int, int]:
    """Where in the headings the first of new divisions stands, and how deep: before the sibling that follows it, else behind the last one's
    own; before the last one's divisions that the new ones take in."""
    put = puts[0]
    at_of = {h.key: at for at, h in enumerate(made)}
    following = next((key for key in order[order.index(put.key) + 1:] if key in at_of), None)
    previous = next((key for key in reversed(order[: order.index(put.key)]) if key in at_of), None)
    if previous is None and following is None:
        home = put.home or scope
        return (at_of[home] + 1, made[at_of[home]].depth + 1) if home in at_of else (len(made), 0)
    if previous is None:
        return (at_of[following], made[at_of[following]].depth) if following else (len(made), 0)
    end = at_of[following] if following and not scope else end_of(made, at_of[previous])
    while end - 1 > at_of[previous] and any(_takes_in(work, one, made[end - 1].key, numbers) for one in puts):
        end -= 1
    return end, made[at_of[following or previous]].depth


def _takes_in(work: Worklist, put: Put, division: str, numbers: Mapping[str, Number]) -> bool:
    """Whether a new division holds the first article of an old one."""
    inside = [numbers[key] for key in work.site.articles if key in numbers and division in work.site.divisions_of(key)]
    return bool(put.holds and inside) and min(put.holds) <= min(inside) <= max(put.holds)

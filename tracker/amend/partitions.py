"""Orders that divide a provision, and the clauses that say what its parts are, as one order.

将第六条分为两款，第一款修改为：“…”第二款修改为：“…” names the parts by the numbers they get; 将第七条分为两条，第一款作为第七条，
第二款作为第八条 says no more than its second half does.
"""

from collections.abc import Sequence
from itertools import groupby, takewhile

from msgspec.structs import replace

from tracker.amend.instructions import Instruction, Level, Payload, Place, Span
from tracker.numbering import Number

_BELOW = ("paragraph", "item", "subitem")


def gathered(orders: Sequence[Instruction]) -> tuple[Instruction, ...]:
    """The instructions in order, each that divides without words together with those behind it that say what its parts are."""
    found: list[Instruction] = []
    at = 0
    while at < len(orders):
        made, at = _whole(orders, at)
        found += made
    return tuple(found)


def _whole(orders: Sequence[Instruction], at: int) -> tuple[list[Instruction], int]:
    """The instruction at an index as it is meant, and the index behind those that belong to it."""
    first = orders[at]
    if first.operation == "merge" and not first.payload and at + 1 < len(orders) and _divides_what_is_merged(first, orders[at + 1]):
        return [replace(first, payload=orders[at + 1].payload, source=Span(first.source.start, orders[at + 1].source.end))], at + 2
    if first.operation != "split" or first.payload:
        return [first], at + 1
    parts = _parts(first)
    behind = [one for one in orders[at + 1:at + 1 + len(parts)] if one.operation == "replace" and one.payload and not one.old]
    if parts and [_named(one) for one in behind] == [(first.law, first.item, [part.steps]) for part in parts]:
        return [_with_words(first, behind)], at + 1 + len(parts)
    moves = _distributing(first, orders[at + 1:])
    told = {place.steps for place in first.results if place.steps[-1].number}
    if moves and told <= {one.results[0].steps[:len(first.results[0].steps)] for one in moves if one.results}:
        return _distributed(first, moves), at + 1 + len(moves)
    return [first], at + 1


def _divides_what_is_merged(merge: Instruction, split: Instruction) -> bool:
    """将第十条、第十一条合并，作为第十条，分为两款：“…”: the words are those of what they become together."""
    return split.operation == "split" and split.payload is not None and _named(split) == _named(merge) and split.results[0].type in _BELOW


def _named(order: Instruction) -> tuple[int | None, str, list[tuple[Level, ...]]]:
    return order.law, order.item, [place.steps for place in order.targets]


def _parts(order: Instruction) -> tuple[Place, ...]:
    """The parts as the clauses behind the order name them: 第一款, 第二款 of an article; of a 款 from its own number on."""
    target, results = order.targets[0], order.results
    if not results or results[0].steps[-1].number or results[0].type not in _BELOW:
        return results
    kind, own = results[0].type, target.steps[-1].number
    above = target.steps if target.type != kind else target.steps[:-1]
    first = own.main if own and target.type == kind else 1
    return tuple(Place((*above, Level(kind, Number(first + at))), len(above)) for at in range(len(results)))


def _with_words(order: Instruction, behind: Sequence[Instruction]) -> Instruction:
    payloads = [one.payload for one in behind if one.payload]
    source = Span(payloads[0].source.start, payloads[-1].source.end)
    words = Payload(tuple(line for one in payloads for line in one.lines), source, payloads[0].quoted,
                    tuple(row for one in payloads for row in one.rows))
    return replace(order, payload=words, source=Span(order.source.start, behind[-1].source.end))


def _distributing(order: Instruction, behind: Sequence[Instruction]) -> list[Instruction]:
    """The orders behind one that divides that say where its parts go, each part once."""
    moves: list[Instruction] = []
    for other in takewhile(lambda one: _distributes(order, one), behind):
        if any(place in one.targets for one in moves for place in other.targets):
            break
        moves.append(other)
    return moves


def _distributes(order: Instruction, other: Instruction) -> bool:
    """Whether the next order says where what is in the divided provision goes."""
    inside = order.targets[0].steps
    return (other.operation == "move" and (other.law, other.item) == (order.law, order.item)
            and all(place.steps[:len(inside)] == inside and place.steps != inside for place in other.targets))


def _distributed(order: Instruction, moves: Sequence[Instruction]) -> list[Instruction]:
    """The moves alone; what together makes up a new article (第二款作为第八条第一款，第三款作为第八条第二款) as one."""
    made: list[Instruction] = []
    for article, group in groupby(moves, _new_article):
        some = list(group)
        if article:
            some = [replace(some[0], targets=tuple(place for one in some for place in one.targets), results=(Place(article),),
                            source=Span(some[0].source.start, some[-1].source.end))]
        made += some
    return [replace(made[0], source=Span(order.source.start, made[0].source.end)), *made[1:]]


def _new_article(move: Instruction) -> tuple[Level, ...]:
    """The article whose 款 a move's places become, all of them in one; none where they become articles."""
    articles = {place.steps[:-1] for place in move.results}
    return articles.pop() if len(articles) == 1 and move.results[0].type == "paragraph" else ()

"""Two decisions on one text: where they cannot both be carried out, or not in either order with the same result.

Two drafts are often before a legislature at once, both written against the text in force. Where they do not touch, both speak to that text
and their joint text is what it reads when both are done.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Literal

from msgspec import Struct

from tracker.amend.apply import apply
from tracker.amend.done import Done, now_called
from tracker.amend.instructions import Amendment, Instruction, Place
from tracker.amend.joint import Joint, joined, joint_text, later
from tracker.amend.orders import Change, Drop, Order, Pin, Put, Swap, instruction_of, taken
from tracker.amend.report import Report
from tracker.amend.resolve import Miss, Spot, locate, words_of
from tracker.amend.wording import overlap
from tracker.language import _
from tracker.model import DIVISIONS, Version, citation_of, text_of
from tracker.numbering import Number, cite

Kind = Literal["undone", "overlap", "number", "deleted", "order"]
"""undone: one decision alone cannot be carried out as written on this text; overlap: both change the same words or provision; number: both
give the same number to different provisions, or numbers that do not hold together; deleted: one changes what the other takes away; order:
the result depends on which comes first."""

MESSAGES = {
    "undone": "the first decision alone is not carried out: {problem}",
    "undone_too": "the second decision alone is not carried out: {problem}",
    "overlap": "both decisions change {where}",
    "number": "both decisions make a provision {where}",
    "unheld": "beside the other decision {where} would be {now}, not {stated}",
    "deleted": "one decision changes {where}, the other takes it away",
    "order": "the text of {where} depends on which decision comes first",
}


class Conflict(Struct, frozen=True):
    """One conflict.

    `article` is a number in the text before both decisions, or the number claimed twice; `place` the id there; `first` and `second` the
    indices of the two decisions' instructions, None where no single one is meant.
    """

    kind: Kind
    message: str
    article: str
    place: str = ""
    first: int | None = None
    second: int | None = None


class Conflicts(Struct, frozen=True):
    """The conflicts of two decisions (their titles) on a law."""

    law: str
    first: str
    second: str
    conflicts: tuple[Conflict, ...] = ()


def conflicts(law: Version, first: Amendment, second: Amendment) -> tuple[Conflicts, Version | None]:
    """The conflicts of two decisions on a text, and the joint text where there is none.

    Raises AmendError where one of the decisions does not amend the law.
    """
    alone = apply(first, [law]), apply(second, [law])
    one, other = (applied.done[0] for applied in alone)
    undone = [conflict for applied, is_first in zip(alone, (True, False), strict=True) for conflict in _undone(applied.report, is_first)]
    found = tuple(dict.fromkeys([*undone, *_touching(one, other), *_numbers(one, other), *_counted(one, other), *_order(one, other)]))
    joint = None if found else joined(first, one, second, other)
    unheld = _unheld(one, other, joint) if joint else ()
    text = joint_text(joint) if joint and not unheld else None
    return Conflicts(law.law, first.act.title, second.act.title, (*found, *unheld)), text


def _say(kind: Kind, where: str, place: str = "", first: int | None = None, second: int | None = None, *, article: str = "",
         message: str = "", **data: object) -> Conflict:
    return Conflict(kind, _(MESSAGES[message or kind]).format(where=where, **data), article or where, place, first, second)


# Places


def _undone(report: Report, first: bool) -> Iterator[Conflict]:
    """What a decision orders that cannot be carried out, whatever the other one says: there is no text that both make."""
    for problem in report.problems:
        if problem.severity == "error":
            yield _say("undone", "", problem.place, *((problem.instruction, None) if first else (None, problem.instruction)),
                       article=problem.article, message="undone" if first else "undone_too", problem=problem.message)


def _touching(one: Done, other: Done) -> Iterator[Conflict]:
    """Places that both change, each told once, by the outermost node concerned."""
    mine, theirs = _claims(one), _claims(other)
    told: dict[tuple[int, int, Kind], list[str]] = {}
    for key in (key for key in one.bench.site.nodes if key in mine and key in theirs):
        for a, b in product(mine[key], theirs[key]):
            kind = _meets(one, a, b)
            outer = told.setdefault((instruction_of(a), instruction_of(b), kind), []) if kind else []
            if kind and not any(key.startswith(f"{known}__") or key == known for known in outer):
                outer.append(key)
                yield _say(kind, _name(one, key), key, instruction_of(a), instruction_of(b), article=_number(one, key))


def _claims(done: Done) -> dict[str, list[Order]]:
    """The orders by every node they are about: what they replace or take away with all below it, else the node of their words."""
    found: dict[str, list[Order]] = {}
    for order in done.plan.orders:
        for key in _about(done, order):
            found.setdefault(key, []).append(order)
    return found


def _about(done: Done, order: Order) -> set[str]:
    if isinstance(order, Change):
        return {order.key}
    whole = {below for key in taken(order) for below in done.bench.site.below(key)}
    if isinstance(order, Put):
        return whole | set(order.origin) | ({order.parent} if order.parent in done.bench.site.nodes else set())
    return whole


def _meets(done: Done, a: Order, b: Order) -> Kind | None:
    """How two orders on one node stand to each other."""
    if isinstance(a, Change) and isinstance(b, Change):
        same_field = a.field == b.field
        return "overlap" if same_field and overlap((a.edit.start, a.edit.end), (b.edit.start, b.edit.end)) and a.edit != b.edit else None
    if isinstance(a, Put) and isinstance(b, Put):
        return "overlap" if set(a.origin) & set(b.origin) else None
    gone = [order for order in (a, b) if isinstance(order, Drop)]
    if len(gone) == 1:
        return "deleted"
    if any(isinstance(order, Swap | Drop) or (isinstance(order, Put) and order.nodes is not None) for order in (a, b)):
        return None if len(gone) == 2 else "overlap"
    return None


def _name(done: Done, key: str) -> str:
    node = done.bench.site.nodes[key]
    article = done.bench.site.article_of(key)
    label = done.bench.site.nodes[article].num if article else ""
    return label or node.num or node.heading or words_of(done.bench.site, Spot(node.type, (key,)))[:12]


def _number(done: Done, key: str) -> str:
    article = done.bench.site.article_of(key)
    number = done.bench.site.nodes[article].number if article else None
    return str(number) if number else now_called(done, key)


# Numbers


def _numbers(one: Done, other: Done) -> Iterator[Conflict]:
    """Numbers that both decisions give to a new provision."""
    mine, theirs = _given(one), _given(other)
    for slot in sorted(mine.keys() & theirs.keys()):
        yield _say("number", _cited(*slot), "", mine[slot], theirs[slot], article=slot[2])


def _cited(parent: str, kind: str, number: str) -> str:
    """How a new provision would be cited: 第九条, 第十条第四项."""
    own = cite(kind, Number.parse(number))
    return f"{citation_of(parent)}{own}" if parent else own


def _given(done: Done) -> Mapping[tuple[str, str, str], int]:
    """The instructions by the numbers they give to new articles, and to new parts of old provisions."""
    puts = [order for order in done.plan.orders if isinstance(order, Put) and order.number and order.nodes is not None]
    return {("" if put.type == "article" else put.parent, put.type, str(put.number)): put.instruction for put in puts}


def _unheld(one: Done, other: Done, joint: Joint) -> tuple[Conflict, ...]:
    """The numbers that both decisions state and that do not hold in the joint text. Where those of one hold, it comes first, and the
    numbers of the other follow."""
    mine, theirs = (tuple(_not_held(done, joint, first)) for done, first in ((one, True), (other, False)))
    return (*mine, *theirs) if mine and theirs else ()


def _not_held(done: Done, joint: Joint, first: bool) -> Iterator[Conflict]:
    """The articles and divisions that have the number a decision states by that decision alone, and another in the joint text."""
    alone, together = _numbers_in(done), _numbers_in(joint.done)
    for order in (order for order in done.plan.orders if isinstance(order, Pin | Put)):
        stated, now = order.number, together.get(_named(order if first else later(order, joint.far)))
        if stated and now and alone.get(_named(order)) == stated != now:
            old, index = _named(order) if isinstance(order, Pin) else "", order.instruction
            where = _("the old {place}").format(place=_name(done, old)) if old else _("what is new")
            yield _say("number", where, old, *((index, None) if first else (None, index)),
                       article=_number(done, old) if old else str(stated), message="unheld", stated=cite(order.type, stated),
                       now=cite(order.type, now))


def _named(order: Order) -> str:
    """The old id, or the name of the new one, of the provision that an order gives a number."""
    return order.keys[0] if isinstance(order, Pin) else order.key if isinstance(order, Put) else ""


def _numbers_in(done: Done) -> Mapping[str, Number]:
    """The new numbers of articles and divisions, by old id or the name of the new one."""
    return {**done.laid.numbers, **{heading.key: heading.number for heading in done.laid.headings if heading.number}}


def _counted(one: Done, other: Done) -> Iterator[Conflict]:
    """Provisions to which both add parts, or from which they take some: the numbers of one are not those of the other."""
    for key in sorted(_recounted(one) & _recounted(other)):
        yield _say("order", _name(one, key), key, article=_number(one, key))


def _recounted(done: Done) -> set[str]:
    """The old provisions whose 款, 项 or 目 a decision makes more or fewer."""
    puts = {put.parent for put in done.plan.orders if isinstance(put, Put) and put.type not in ("article", *DIVISIONS)}
    parent = done.bench.site.parent
    drops = {parent[key] for drop in done.plan.orders if isinstance(drop, Drop) for key in drop.keys}
    return {key for key in puts | drops if key in parent and done.bench.site.nodes[key].type not in DIVISIONS}


# Order


def _order(one: Done, other: Done) -> Iterator[Conflict]:
    """Words that one decision changes in a place where the other brings new text with the same words."""
    for done, beside, swapped in ((one, other, False), (other, one, True)):
        for index, instruction in done.bench.instructions.items():
            for place, words in _words_changed(instruction):
                for order in beside.plan.orders:
                    if words in _brought(order) and _lies_in(done, place, order) and not _meets_own(done, index, order):
                        pair = (instruction_of(order), index) if swapped else (index, instruction_of(order))
                        key = _about_key(order)
                        yield _say("order", _name(done, key) if key else words, key, *pair, article=_number(done, key) if key else "")


def _meets_own(done: Done, index: int, order: Order) -> bool:
    """Whether an instruction changes the very words that an order changes too: that is an overlap, or the same change twice."""
    mine = [own for own in done.plan.orders if isinstance(own, Change) and own.edit.instruction == index]
    return isinstance(order, Change) and any(own.key == order.key and own.field == order.field and overlap(
        (own.edit.start, own.edit.end), (order.edit.start, order.edit.end)) for own in mine)


def _words_changed(instruction: Instruction) -> list[tuple[Place, str]]:
    return [(place, pair.old) for place in instruction.targets for pair in instruction.words if pair.old]


def _brought(order: Order) -> str:
    """The new words that an order brings."""
    if isinstance(order, Change):
        return order.edit.new
    nodes = order.nodes if isinstance(order, Swap | Put) else None
    return "".join(text_of(node) for node in nodes or ())


def _about_key(order: Order) -> str:
    if isinstance(order, Change):
        return order.key
    return order.parent if isinstance(order, Put) else order.keys[0]


def _lies_in(done: Done, place: Place, order: Order) -> bool:
    """Whether what an order brings comes to stand in a place."""
    spot = locate(done.bench.site, place)
    if isinstance(spot, Miss):
        return False
    if not spot.keys:
        return True
    key = _about_key(order)
    return key in done.bench.site.nodes and any(key in set(done.bench.site.below(top)) for top in spot.keys)

"""From the instructions about one law to orders on its old text: all of them resolved against that text before any is carried out.

An instruction whose place or words are not there makes a problem and no order, and so does one that takes what another has already; the
others go on.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.bench import Bench, Made
from tracker.amend.describe import describe, with_unit
from tracker.amend.instructions import LAST, Instruction
from tracker.amend.moving import exchanged, moved
from tracker.amend.orders import Change, Drop, Order, Pin, Put, Swap, clashes, gone, instruction_of
from tracker.amend.replacing import concerns_words, headed, replaced, retitled
from tracker.amend.report import Problem
from tracker.amend.resolve import Miss, Spot, locate, shown
from tracker.amend.restructuring import deleted, divided, inserted, merged, renumbered, restated
from tracker.amend.splice import tombstone
from tracker.amend.wording import Edit, same
from tracker.amend.wordings import worded
from tracker.amend.worklist import Worklist, worklist
from tracker.model import DIVISIONS

_WORD_EDITS = ("word_edit", "insert_words", "delete_words")
_WITHOUT_TEXT = ("adjust", "disapply")
_ALL_OR_NONE = ("replace", "merge", "split", "move", "exchange", "renumber")

_PLANNERS: dict[str, Callable[[Bench, int, list[Spot]], Made]] = {
    "replace": replaced, "delete": deleted, "renumber": renumbered, "move": moved, "exchange": exchanged, "merge": merged,
    "split": divided, "heading": headed, "rename": retitled, "insert": lambda bench, index, _: inserted(bench, index),
    "assertion": lambda bench, index, spots: restated(index, bench.instructions[index], spots),
}  # fmt: skip


class Plan(Struct, frozen=True):
    """The orders for one law, and the problems met on the way; `orders` and `work` say the same, as made and by place."""

    orders: tuple[Order, ...]
    work: Worklist
    problems: tuple[Problem, ...]
    position: Mapping[int, int]


def planned(bench: Bench) -> Plan:
    """The plan for all instructions of a bench. The order of the instructions makes no difference but by their places in the decision."""
    position = {index: instruction.source.start for index, instruction in bench.instructions.items()}
    made: Made = [one for index in sorted(bench.instructions, key=lambda i: position[i]) for one in _structural(bench, index)]
    orders = [_kept_number(bench, one) for one in made if not isinstance(one, Problem)]
    problems = [one for one in made if isinstance(one, Problem)]
    orders, differing = _one_division_each(bench, orders)
    problems += differing
    clashed = clashes(bench.site, orders, position, {index: one.item for index, one in bench.instructions.items()})
    problems += [_twice(bench, order, other) for order, other in {id(order): (order, other) for order, other in clashed[::-1]}.values()]
    losing = {id(order) for order, _ in clashed}
    halved = {instruction_of(order) for order, _ in clashed if isinstance(order, Put) and order.side == "instead"}
    losing |= {id(order) for order in orders if isinstance(order, Put) and order.side == "instead" and order.instruction in halved}
    orders = [order for order in orders if id(order) not in losing]
    problems += _kept_elsewhere(bench, orders)
    orders, doubled = _one_number_each(bench, orders, position)
    orders, unnumbered = _numbers_of_what_stays(bench, orders)
    away = gone(bench.site, orders)
    dealt_with = {one.instruction if isinstance(one, Problem) else instruction_of(one) for one in made}
    words: Made = [one for index, instruction in bench.instructions.items() if _is_words(instruction, index in dealt_with)
                   for one in worded(bench, index, away)]
    orders += [one for one in words if not isinstance(one, Problem)]
    work, overlaps = worklist(bench.site, orders, bench.keeps, position)
    problems += [doubt for index in bench.instructions for doubt in (*_supplied(bench, index), *_exchanged_besides(bench, index))]
    problems += doubled + unnumbered + [one for one in words if isinstance(one, Problem)]
    problems += [bench.complain("error", "twice", edit.instruction, place=key) for key, edit in _lost(orders, overlaps)]
    return Plan(tuple(orders), work, tuple(problems), position)


def _structural(bench: Bench, index: int) -> Made:
    """What an instruction orders beside words in a text."""
    instruction = bench.instructions[index]
    if instruction.operation in (*_WORD_EDITS, *_WITHOUT_TEXT):
        return _named_twice(bench, index, instruction) + _left_open(bench, index, instruction)
    if any(place.steps[-1].number == LAST for place in instruction.results if place.steps) and not _goes_behind_all(instruction):
        return [bench.complain("error", "unsupported", index, article=bench.article(index), words=describe(instruction))]
    spots = [locate(bench.site, place) for place in instruction.targets]
    missing: Made = [bench.missed(index, spot) for spot in spots if isinstance(spot, Miss)]
    found = [spot for spot in spots if isinstance(spot, Spot)]
    if instruction.operation == "rename" and not found:
        found = [Spot("title")]
    if (missing and instruction.operation in _ALL_OR_NONE) or (not found and instruction.operation != "insert"):
        return missing or [bench.complain("error", "no_place", index, article=bench.article(index), where=bench.where(index))]
    if any(place.portion in ("sentences", "proviso") for place in instruction.targets) and instruction.operation == "delete":
        return []
    if len({spot.key for spot in found}) < len(found) and instruction.operation in _ALL_OR_NONE:  # 第六条并入第六条
        kind = "twice" if found[0].key != found[-1].key else "no_effect"
        return [bench.complain("error", kind, index, place=spot.key) for at, spot in enumerate(found) if spot in found[:at]]
    return missing + _PLANNERS[instruction.operation](bench, index, found) + _by_lines(bench, index, instruction, found)


def _goes_behind_all(instruction: Instruction) -> bool:
    """Whether what an instruction makes the last one (作为最后一款) is put in where nothing else says where."""
    return instruction.operation == "insert" and instruction.position in ("", "inside", "end")


def _named_twice(bench: Bench, index: int, instruction: Instruction) -> Made:
    """A place that one instruction names twice: one of the two must mean another."""
    again = [place for place, times in Counter(instruction.targets).items() for _ in range(times - 1)]
    return [bench.complain("error", "twice", index, article=str(place.article or "")) for place in again]


def _supplied(bench: Bench, index: int) -> list[Problem]:
    """A doubt for each place that is one only with the 第 it lacks: a slip seen in real decisions, yet 五条 may be meant as a count."""
    one = bench.instructions[index]
    old, new = (*one.targets, *([one.anchor] if one.anchor else [])), one.results
    keys = [(place, spot.key if isinstance(spot := locate(bench.site, place), Spot) else "") for place in old if place.printed]
    keys += [(place, "") for place in new if place.printed]
    return [bench.complain("doubt", "supplied", index, article=str(place.article or ""), place=key, words=place.printed, where=shown(place))
            for place, key in keys]


def _exchanged_besides(bench: Bench, index: int) -> list[Problem]:
    """A doubt where an item makes two provisions change places and changes one by its number (第四条与第六条对调，第四条修改为…), and no
    quoted words show which is meant."""
    one = bench.instructions[index]
    if one.operation != "replace":
        return []
    exchanged = [place.steps for other in bench.instructions.values() if other.operation == "exchange" and _in_one_item(other, one)
                 for place in other.targets]
    return [bench.complain("doubt", "either", index, place=spot.key, where=shown(place)) for place in one.targets
            if any(place.steps[:len(steps)] == steps for steps in exchanged) and isinstance(spot := locate(bench.site, place), Spot)
            and not bench.quotes(index, spot)]


def _in_one_item(one: Instruction, other: Instruction) -> bool:
    return (one.law, one.item) == (other.law, other.item) and (bool(one.item) or 0 <= other.source.start - one.source.end <= 2)


def _left_open(bench: Bench, index: int, instruction: Instruction) -> Made:
    """A clause that lets words change and does not say which (对个别文字作相应修改): only a person can carry it out."""
    if "words" not in instruction.adjusts:
        return []
    others = len(instruction.adjusts) > 1
    found = bench.complain("error", "numbers_only" if others else "words_open", index, words="".join(instruction.old))
    return [replace(found, carried_out="part" if others else "none")]


def _by_lines(bench: Bench, index: int, instruction: Instruction, spots: Iterable[Spot]) -> Made:
    """A doubt where counting lines would have found another 款, and no quoted words show which is meant."""
    if instruction.operation == "assertion":
        return []
    return [bench.complain("doubt", "lines", index, place=spot.key) for spot in spots if spot.counted and not bench.quotes(index, spot)]


def _is_words(instruction: Instruction, dealt_with: bool) -> bool:
    """Whether an instruction changes words in a text, and has not been dealt with as one about whole provisions."""
    if instruction.operation in _WORD_EDITS:
        return True
    if instruction.operation == "delete":
        return any(place.portion in ("sentences", "proviso") for place in instruction.targets)
    return concerns_words(instruction) and not dealt_with


def _kept_number(bench: Bench, order: Order) -> Order:
    """Under a 修正案 an article that is deleted leaves its number (practice: 第一百九十九条　（删去）)."""
    if bench.keeps and isinstance(order, Drop) and all(bench.site.nodes[key].type == "article" for key in order.keys):
        return Swap(order.keys, tombstone(), order.instruction)
    return order


def _one_division_each(bench: Bench, orders: list[Order]) -> tuple[list[Order], list[Problem]]:
    """A new division that an item announces and its new text prints again is one; articles under the second lie in the first."""
    first: dict[tuple[str, object, str], Put] = {}
    twins: dict[str, str] = {}
    problems: list[Problem] = []
    for put in (order for order in orders if isinstance(order, Put) and order.type in DIVISIONS):
        known = first.setdefault((put.type, put.number, bench.instructions[put.instruction].item), put)
        if known is not put:
            twins[put.key] = known.key
            one, other = (p.nodes[0].heading if p.nodes else "" for p in (known, put))
            if not same(one, other):
                problems.append(bench.complain("doubt", "not_restated", put.instruction, article="headings", difference=f"{one} / {other}"))
    kept = [order for order in orders if not (isinstance(order, Put) and order.key in twins)]
    moved = [replace(order, home=twins[order.home]) if isinstance(order, Put) and order.home in twins else order for order in kept]
    return moved, problems


def _twice(bench: Bench, order: Order, other: int) -> Problem:
    keys = order.keys if isinstance(order, Swap | Drop) else order.origin if isinstance(order, Put) and order.nodes is None else ()
    place, index = keys[0] if keys else "", instruction_of(order)
    return bench.complain("error", "twice", index, article="" if place else bench.article(index), place=place, expected=str(other))


def _kept_elsewhere(bench: Bench, orders: Iterable[Order]) -> list[Problem]:
    """A doubt where one instruction takes away what another one moves: that it goes from its old place may be all that is meant."""
    moves = {key: order.instruction for order in orders if isinstance(order, Put) and order.nodes is None for key in order.origin}
    return [bench.complain("doubt", "twice", order.instruction, place=key) for order in orders if isinstance(order, Drop)
            for key in order.keys if moves.get(key, order.instruction) != order.instruction]


def _one_number_each(bench: Bench, orders: list[Order], position: Mapping[int, int]) -> tuple[list[Order], list[Problem]]:
    """A provision that two instructions give different numbers keeps the first."""
    stated: dict[str, Pin] = {}
    wrong: list[Pin] = []
    for pin in sorted((order for order in orders if isinstance(order, Pin)), key=lambda p: position[p.instruction]):
        first = stated.setdefault(pin.keys[0], pin)
        if first.number != pin.number:
            wrong.append(pin)
    problems = [bench.complain("error", "number_wrong", pin.instruction, place=pin.keys[0],
                               expected=with_unit(pin.type, stated[pin.keys[0]].number),
                               number=with_unit(pin.type, pin.number)) for pin in wrong]
    return [order for order in orders if not (isinstance(order, Pin) and order in wrong)], problems


def _numbers_of_what_stays(bench: Bench, orders: list[Order]) -> tuple[list[Order], list[Problem]]:
    """A number for a provision that another instruction takes away, or moves or merges elsewhere, is one order too many."""
    away = {key: instruction_of(order) for order in orders if isinstance(order, Drop | Put)
            for key in (order.origin if isinstance(order, Put) else order.keys if not order.heading_only else ())}
    filled = {key for order in orders if isinstance(order, Swap) for key in order.keys} | {o.parent for o in orders if isinstance(o, Put)}
    wrong = [order for order in orders if isinstance(order, Pin)
             and (away.get(order.keys[0], order.instruction) != order.instruction or _is_emptied(bench, order, away, filled))]
    problems = [bench.complain("error", "twice", order.instruction, place=order.keys[0], article=bench.article(order.instruction))
                for order in wrong]
    return [order for order in orders if not any(order is one for one in wrong)], problems


def _is_emptied(bench: Bench, pin: Pin, away: Mapping[str, int], filled: Collection[str]) -> bool:
    """Whether all that is in an article goes elsewhere, and nothing comes in."""
    below = bench.site.children.get(pin.keys[0], ()) if pin.type == "article" else ()
    return bool(below) and all(key in away for key in below) and pin.keys[0] not in filled


def _lost(orders: list[Order], overlaps: list[tuple[str, str, Edit]]) -> list[tuple[str, Edit]]:
    """Edits that another one swallows. Words that are also changed elsewhere in the place named have had their effect."""
    swallowed = set(overlaps)
    done = {(order.edit.instruction, order.edit.new) for order in orders
            if isinstance(order, Change) and (order.key, order.field, order.edit) not in swallowed}
    return [(key, edit) for key, _, edit in overlaps if (edit.instruction, edit.new) not in done]

"""The report on a decision that was applied: every instruction's outcome, every problem, every article's last change."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tracker.amend.citing import Carried
from tracker.amend.dating import short_title
from tracker.amend.done import Done, now_called, pinned
from tracker.amend.instructions import Amendment, Instruction
from tracker.amend.orders import Change, Order, Pin, Put, Restated, by_instruction, concerned
from tracker.amend.problems import problems_of, unread
from tracker.amend.report import CarriedOut, Cited, Outcome, Problem, Report, Status
from tracker.amend.report import Change as LastChange
from tracker.amend.rulings import Settled
from tracker.amend.twigs import makers, walk

_SILENT = ("adjust", "disapply")
_UNDONE = ("no_place", "ambiguous", "no_words", "miscounted", "not_beside", "words_replaced", "twice", "no_payload", "unsupported")
"""Errors of some place that an instruction names: there it was not carried out."""
_FATES: dict[Status, CarriedOut] = {"applied": "all", "checked": "all", "partly": "part"}


def told(settled: Settled, done: Sequence[Done]) -> Report:
    """The report, but for what is about the decision as a whole."""
    amendment = settled.amendment
    problems = list(dict.fromkeys([*(found for one in done for found in problems_of(one)), *unread(amendment, done), *settled.problems]))
    errors: dict[int | None, list[Problem]] = {}
    for found in (found for found in problems if found.severity == "error"):
        errors.setdefault(found.instruction, []).append(found)
    made = _made(done)
    outcomes = [_outcome(settled, index, made.get(index), errors.get(index, [])) for index in range(len(amendment.instructions))]
    problems = [_with_fate(found, outcomes) for found in problems]
    citations = [_cited(one, found) for one in done for found in one.citations]
    changes = [found for one in done for found in _changes(amendment, one)]
    return Report("", "", problems=tuple(problems), instructions=tuple(outcomes), citations=tuple(citations), changes=tuple(changes))


# Outcomes


def _made(done: Sequence[Done]) -> dict[int, tuple[Done, list[Order]]]:
    """The first law that each instruction is about, of those whose text is given, and the orders it made there."""
    found: dict[int, tuple[Done, list[Order]]] = {}
    for one in reversed(done):
        orders = by_instruction(one.plan.orders)
        found |= {index: (one, orders.get(index, [])) for index in one.bench.instructions}
    return found


def _outcome(settled: Settled, index: int, made: tuple[Done, list[Order]] | None, errors: Sequence[Problem]) -> Outcome:
    instruction = settled.amendment.instructions[index]
    ruling = settled.rulings.get(index)
    ruled = f"{ruling.by}：{ruling.because}" if ruling else ""
    if made is None:
        return Outcome(index, instruction.operation, "no_text", item=instruction.item, ruling=ruled)
    one, orders = made
    touched = tuple(dict.fromkeys(key for order in orders for key in concerned(order)))
    articles = tuple(dict.fromkeys(called for key in touched or [found.place for found in errors] if (called := now_called(one, key))))
    return Outcome(index, instruction.operation, _status(instruction, one, orders, errors), one.bench.law, instruction.item,
                   tuple(key for key in touched if not key.startswith("+")), articles, ruled)


def _with_fate(found: Problem, outcomes: Sequence[Outcome]) -> Problem:
    """An error with how much of its order was carried out all the same; one that changed nothing says so itself."""
    if found.kind == "unread":
        return replace(found, carried_out="none")
    if found.severity != "error" or found.instruction is None or found.kind == "no_effect" or found.carried_out:
        return found
    return replace(found, carried_out=_FATES.get(outcomes[found.instruction].status, "none"))


def _stands(done: Done, order: Order, errors: Sequence[Problem]) -> bool:
    """Whether an order was carried out: its edit was made, what it puts in has a place, the number it gives is had."""
    if isinstance(order, Change):
        return order.edit in done.plan.work.edits.get((order.key, order.field), ())
    if isinstance(order, Put):
        number = order.parent.removeprefix("new:")
        return number == order.parent or number in map(str, done.laid.numbers.values())
    misses = {found.place for found in errors if found.kind in ("number_wrong", "number_taken")}
    return not (isinstance(order, Pin) and order.keys[0] in misses) and not any(found.kind == "no_effect" for found in errors)


def _status(instruction: Instruction, one: Done, orders: Sequence[Order], errors: Sequence[Problem]) -> Status:
    if instruction.operation in _SILENT:
        return "no_change"
    if errors:
        done = [order for order in orders if _stands(one, order, errors)]
        return "failed" if not done else "partly" if len(done) < len(orders) or any(e.kind in _UNDONE for e in errors) else "applied"
    return "checked" if not orders or all(isinstance(order, Restated | Pin) for order in orders) else "applied"


def _cited(done: Done, found: Carried) -> Cited:
    return Cited(done.old.law, now_called(done, found.place), found.place, found.text, found.fate, found.now)


def _changes(amendment: Amendment, done: Done) -> Iterator[LastChange]:
    articles = (twig for twig in walk(done.built.body) if twig.node.type == "article")
    for standing, twig in zip(done.laid.articles, articles, strict=True):
        made = makers(twig) | pinned(done, standing.key)
        if made:
            old = done.bench.site.nodes.get(standing.key)
            before = str(old.number) if old and old.number else ""
            act = amendment.act
            yield LastChange(done.old.law, str(standing.number), tuple(sorted(made)), short_title(act), act.date, before)

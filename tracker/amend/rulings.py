"""What a person decided about an instruction that cannot be carried out as it is written.

A ruling names the instruction (or the passage that could not be read), says what it is to mean, who decided it and why. It stands in a
small file that can be reviewed; applying honours it and says so; one that fits no instruction is an error.
"""

import re
from collections.abc import Sequence
from datetime import date as Date

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.instructions import Amendment, Instruction, Level, Operation, Payload, Place, Position, Words
from tracker.amend.report import Problem, problem
from tracker.amend.resolve import shown
from tracker.errors import AmendError, TrackerError
from tracker.numbering import path


class NewWords(Struct, frozen=True):
    """A change of words: `old` in the law, `new` instead."""

    old: str = ""
    new: str = ""


class Meaning(Struct, frozen=True):
    """What an instruction is to mean, in the words of `instructions`: places are citations (第三条第二款), `lines` the paragraphs of the
    new text. `operation` disapply: it changes no text."""

    operation: Operation
    targets: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    anchor: str = ""
    position: Position = ""
    lines: tuple[str, ...] = ()
    words: tuple[NewWords, ...] = ()
    everywhere: bool = False


class Ruling(Struct, frozen=True):
    """One ruling. The instruction is named by its decision's item, its operation and its targets as citations, or, where it could not be
    read, by the words of the passage (`unread`)."""

    means: Meaning
    by: str
    because: str
    item: str = ""
    operation: str = ""
    targets: tuple[str, ...] = ()
    unread: str = ""
    date: Date | None = None


class Rulings(Struct, frozen=True):
    """The rulings on one decision, named by its title."""

    act: str
    rulings: tuple[Ruling, ...] = ()


class Settled(Struct, frozen=True):
    """The amendment with all rulings honoured, the rulings by the index of the instruction they settle, and those that do not fit."""

    amendment: Amendment
    rulings: dict[int, Ruling]
    problems: tuple[Problem, ...] = ()


def settle(amendment: Amendment, rulings: Sequence[Ruling]) -> Settled:
    """Put what rulings mean in the place of the instructions they are about, all of them as the decision was read."""
    meant: dict[int, tuple[int, Instruction]] = {}
    problems: list[Problem] = []
    for entry, ruling in enumerate(rulings, 1):
        try:
            at = _about(amendment, ruling)
            if at in meant:
                raise AmendError("it is about the same order as entry {entry}", entry=meant[at][0])
            meant[at] = entry, _meant(amendment, ruling, at)
        except AmendError as error:
            problems.append(problem("error", "ruling_unfit", entry=entry, named=_named(ruling), reason=str(error)))
    orders = len(amendment.instructions)
    order = [*range(orders), *sorted(at for at in meant if at >= orders)]
    made = tuple(meant[at][1] if at in meant else amendment.instructions[at] for at in order)
    unread = tuple(passage for at, passage in enumerate(amendment.unread, orders) if at not in meant)
    honoured = {index: rulings[meant[at][0] - 1] for index, at in enumerate(order) if at in meant}
    return Settled(replace(amendment, instructions=made, unread=unread), honoured, tuple(problems))


def _named(ruling: Ruling) -> str:
    """How a ruling names what it is about, as messages show it; empty where it does not."""
    words = f"“{ruling.unread[:40]}”" if ruling.unread else _name(ruling.item, ruling.operation, ruling.targets)
    return f" ({words})" if words else ""


def _name(item: str, operation: str, targets: Sequence[str]) -> str:
    said = {"item": item, "operation": operation, "targets": "、".join(targets)}
    return ", ".join(f"{field} {value}" for field, value in said.items() if value)


# Which order is meant


def _about(amendment: Amendment, ruling: Ruling) -> int:
    """The index of the instruction that a ruling names, or, behind all instructions, of the unread passage. Raises AmendError where that is
    not one."""
    if ruling.unread:
        return len(amendment.instructions) + _passage(amendment, ruling.unread)
    said = {field: value for field, value in _fields(ruling.item, ruling.operation, ruling.targets).items() if value}
    if not said:
        raise AmendError("it names no instruction: neither item, operation or targets nor the words of an unread passage are given")
    named = [_fields(one.item, one.operation, _targets(one)) for one in amendment.instructions]
    differing = [[field for field, value in said.items() if value != fields[field]] for fields in named]
    fits = [at for at, fields in enumerate(differing) if not fields]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise AmendError("it names {count} instructions: {those}; item, operation and targets together tell them apart", count=len(fits),
                         those=" | ".join(_shown(amendment.instructions[at]) for at in fits))
    if not amendment.instructions:
        raise AmendError("the decision has no instruction that was read")
    nearest = min(range(len(differing)), key=lambda at: (len(differing[at]), "item" in differing[at]))
    raise AmendError("the decision has no such instruction; the nearest ({nearest}) differs in {fields}",
                     nearest=_shown(amendment.instructions[nearest]), fields=", ".join(differing[nearest]))


def _shown(one: Instruction) -> str:
    """How a ruling has to name an instruction."""
    return _name(one.item.rstrip("、"), one.operation, _targets(one))


def _targets(one: Instruction) -> tuple[str, ...]:
    """What `targets` of a ruling says of an instruction: its places as citations; where it has none (增加一条，作为第五条), its results."""
    return tuple(shown(place) for place in one.targets or one.results)


def _fields(item: str, operation: str, targets: Sequence[str]) -> dict[str, object]:
    """What names an instruction; an item's label without the marks that only set it apart: 七、（一） and 七(一) are one."""
    label = re.sub(r"[、.．\s]", "", item).replace("(", "（").replace(")", "）")
    return {"item": label, "operation": operation, "targets": tuple(targets)}


def _passage(amendment: Amendment, words: str) -> int:
    fits = [at for at, passage in enumerate(amendment.unread) if words in passage.text]
    if len(fits) == 1:
        return fits[0]
    unread = [amendment.unread[at] for at in fits] or amendment.unread
    those = " | ".join(f"“{passage.text[:40]}”" for passage in unread)
    if fits:
        raise AmendError("{count} unread passages have these words: {those}; quote more of one", count=len(fits), those=those)
    raise AmendError("no unread passage has these words; unread: {those}", those=those or "—")


# What it means


_OUTSIDE = {"序言": "preamble", "引言": "preamble", "题目": "title", "名称": "title"}


def _meant(amendment: Amendment, ruling: Ruling, at: int) -> Instruction:
    """The instruction that a ruling puts in the place of the one at an index, or of an unread passage."""
    means, orders = ruling.means, amendment.instructions
    if at < len(orders):
        source, law, item = orders[at].source, orders[at].law, orders[at].item
    else:
        source = amendment.unread[at - len(orders)].source
        law, item = next((one.law for one in reversed(orders) if one.source.start <= source.start), 0), ruling.item
    words = tuple(Words(pair.old, pair.new, source) for pair in means.words)
    payload = Payload(means.lines, source) if means.lines else None
    targets, results = (tuple(_place(field, said) for said in getattr(means, field)) for field in ("targets", "results"))
    return Instruction(means.operation, source, law, item, targets, results, _place("anchor", means.anchor) if means.anchor else None,
                       means.position, payload, (), words, means.everywhere)


def _place(field: str, citation: str) -> Place:
    """A citation as a place; 序言第七自然段 and 题目 are understood too. Raises AmendError with the field that has it where it is none."""
    kind = _OUTSIDE.get(citation[:2])
    rest = citation[2:].replace("自然段", "款") if kind else citation.removeprefix("全文")
    try:
        steps = [Level(level, number) for level, number in path(rest)] if rest else []
    except TrackerError as error:
        raise AmendError("means.{field}: {reason}; expected one such as 第三条第二款", field=field, reason=str(error)) from None
    return Place((*([Level(kind)] if kind else []), *steps))

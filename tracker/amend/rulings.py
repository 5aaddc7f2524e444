"""What a person decided about an instruction that cannot be carried out as it is written.

A ruling names the instruction (or the passage that could not be read), says what it is to mean, who decided it and why. It stands in a
small file that can be reviewed; applying honours it and says so; one that fits no instruction is an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from tracker.amend.instructions import Amendment, Instruction, Level, Operation, Payload, Place, Position, Span, Words
from tracker.amend.report import Problem, problem
from tracker.amend.resolve import shown
from tracker.errors import CitationError
from tracker.language import _
from tracker.numbering import path


@dataclass(frozen=True, slots=True)
class NewWords:
    """A change of words: `old` in the law, `new` instead."""

    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
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


@dataclass(frozen=True, slots=True)
class Ruling:
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


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings on one decision, named by its title."""

    act: str
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The amendment with all rulings honoured, the rulings by the index of the instruction they settle, and those that do not fit."""

    amendment: Amendment
    rulings: dict[int, Ruling]
    problems: tuple[Problem, ...] = ()


def settle(amendment: Amendment, rulings: Sequence[Ruling]) -> Settled:
    """Put what rulings mean in the place of the instructions they are about."""
    found: dict[int, Ruling] = {}
    problems: list[Problem] = []
    for ruling in rulings:
        try:
            amendment, index = _settled(amendment, ruling)
            found[index] = ruling
        except (LookupError, CitationError) as error:
            problems.append(problem("error", "ruling_unfit", instruction=None, named=_named(ruling), reason=str(error)))
    return Settled(amendment, found, tuple(problems))


def _named(ruling: Ruling) -> str:
    return ruling.unread[:40] or " ".join([ruling.item, ruling.operation, "、".join(ruling.targets)]).strip()


def _settled(amendment: Amendment, ruling: Ruling) -> tuple[Amendment, int]:
    if ruling.unread:
        return _read(amendment, ruling)
    fits = [at for at, one in enumerate(amendment.instructions) if _fits(one, ruling)]
    if len(fits) != 1:
        raise LookupError(_("{count} instructions are so named").format(count=len(fits)))
    old = amendment.instructions[fits[0]]
    new = _meant(ruling.means, old.source, old.law, old.item)
    made = (*amendment.instructions[: fits[0]], new, *amendment.instructions[fits[0] + 1:])
    return replace(amendment, instructions=made), fits[0]


def _fits(one: Instruction, ruling: Ruling) -> bool:
    return (ruling.item.strip("、") in ("", one.item.strip("、")) and ruling.operation in ("", one.operation)
            and (not ruling.targets or ruling.targets == tuple(shown(place) for place in one.targets)))


def _read(amendment: Amendment, ruling: Ruling) -> tuple[Amendment, int]:
    fits = [passage for passage in amendment.unread if ruling.unread in passage.text]
    if len(fits) != 1:
        raise LookupError(_("{count} unread passages have these words").format(count=len(fits)))
    before = [one.law for one in amendment.instructions if one.source.start <= fits[0].source.start]
    new = _meant(ruling.means, fits[0].source, before[-1] if before else 0, ruling.item)
    unread = tuple(passage for passage in amendment.unread if passage is not fits[0])
    return replace(amendment, instructions=(*amendment.instructions, new), unread=unread), len(amendment.instructions)


def _meant(means: Meaning, source: Span, law: int | None, item: str) -> Instruction:
    words = tuple(Words(pair.old, pair.new, source) for pair in means.words)
    payload = Payload(means.lines, source) if means.lines else None
    return Instruction(means.operation, source, law, item, tuple(_place(t) for t in means.targets), tuple(_place(r) for r in means.results),
                       _place(means.anchor) if means.anchor else None, means.position, payload, (), words, means.everywhere)


def _place(citation: str) -> Place:
    """A citation as a place; 序言第七自然段 and 题目 are understood too."""
    for word, kind in (("序言", "preamble"), ("引言", "preamble"), ("题目", "title")):
        if citation.startswith(word):
            rest = citation.removeprefix(word).replace("自然段", "款")
            return Place((Level(kind), *(_steps(rest) if rest else ())))
    return Place(_steps(citation)) if citation != "全文" else Place()


def _steps(citation: str) -> tuple[Level, ...]:
    return tuple(Level(kind, number) for kind, number in path(citation))

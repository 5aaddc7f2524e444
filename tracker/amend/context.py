"""What the clauses of an item carry on from one to the next: the law, the place last named, what has been renumbered.

Practice: a target is named once; later clauses of the item say 第三款修改为 or 其中的. Targets are always kept in the numbering before
the decision, so a place named by the number that the same item gave it is carried back.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.instructions import Instruction, Operation, Place, Span, Target, Words
from tracker.amend.lexer import Tokens
from tracker.amend.passages import past
from tracker.amend.targets import RANKS, is_place
from tracker.naming import bare_title

_BODY = re.compile(r"(?:法院|检察院|委员会|国务院|政府|代表大会|中华人民共和国|部|局|署|国|市|省|区|州|县)$")
_KINDS = ("法", "条例", "办法", "规定", "解释", "细则", "规则", "批复", "意见", "通知")
_BRACKETS = str.maketrans({"〈": "《", "〉": "》", "＜": "《", "＞": "》", " ": "", "\u3000": ""})


WHOLE = Place()
"""The whole law; as a context: no place named yet."""


class Context(Struct, frozen=True):
    """`law` is an index into `laws` or None; `here` the place last named (old numbering); `moved` the renumberings of the item, old and
    new; `last` and `become` the targets of the last clause and their new places; `item` the label path;
    `repealing` says that the items below a heading name laws to be repealed, `spread` is the change of words that they name places of."""

    laws: tuple[Target, ...] = ()
    law: int | None = None
    here: Place = WHOLE
    moved: tuple[tuple[Place, Place], ...] = ()
    last: tuple[Place, ...] = ()
    become: tuple[Place, ...] = ()
    item: str = ""
    repealing: bool = False
    spread: tuple[Words, ...] = ()


class Subject(Struct, frozen=True):
    """What a clause is about: the token it starts at, the places it names or takes over, its context. `everywhere` is set by 均 or 统一."""

    start: int
    places: tuple[Place, ...]
    context: Context
    everywhere: bool = False


class Reading(Struct, frozen=True):
    """What a clause was read as: its instructions, the index of the token behind it, the context for the next one."""

    instructions: tuple[Instruction, ...]
    at: int
    context: Context


def read(tokens: Tokens, subject: Subject, at: int, operation: Operation, context: Context | None = None, **fields: Any) -> Reading:
    """A clause that is one instruction about the subject's places, up to the token before `at`."""
    settled = context or at_place(subject.context, subject.places)
    targets = fields.pop("targets", subject.places)
    source = span(tokens, subject.start, at)
    common: dict[str, Any] = {"law": settled.law, "item": settled.item, "targets": targets, "everywhere": subject.everywhere}
    made = Instruction(operation, source, **common, **fields)
    return Reading((made,), at, settled)


def span(tokens: Tokens, start: int, end: int) -> Span:
    """The range of the decision from the token `start` to the one before `end`."""
    return Span(tokens[start].start, tokens[max(start, end - 1)].end)


def carried(place: Place, context: Context) -> Place:
    """Where an old place stands after the renumberings of the item; itself where none concerns it."""
    best = max((pair for pair in context.moved if _holds(pair[0], place)), key=lambda pair: len(pair[0].steps), default=None)
    if best is None:
        return place
    rest = place.steps[len(best[0].steps):]
    base = best[1].steps
    if rest and base and RANKS[base[-1].type] >= RANKS[rest[0].type]:
        base = tuple(step for step in base if RANKS[step.type] < RANKS[rest[0].type])
    return replace(place, steps=(*base, *rest))


def carried_back(place: Place, context: Context) -> Place:
    """A place that is named by the number its article got in this item, in the old numbering."""
    if place.inherited or any(_holds(old, place) for old, _ in context.moved):
        return place
    back = next((pair for pair in context.moved if _holds(pair[1], place)), None)
    if back is None:
        return place
    return replace(place, steps=(*back[0].steps, *place.steps[len(back[1].steps):]))


def _holds(outer: Place, inner: Place) -> bool:
    return bool(outer.steps) and inner.steps[:len(outer.steps)] == outer.steps


def at_place(context: Context, named: tuple[Place, ...], become: tuple[Place, ...] = ()) -> Context:
    """The context after a clause about these places; `become` are their new places where it renumbers them."""
    if not named:
        return replace(context, last=(), become=become)
    here = replace(named[-1], portion="", sentences=(), inherited=0)
    moved = tuple(zip(named, become, strict=False)) if become else ()
    return replace(context, here=here, last=named, become=become, moved=(*context.moved, *moved))


def taken_over(context: Context) -> tuple[Place, ...]:
    """The places of a clause that names none: those of the clause before it, else the place last named, else the whole law."""
    return context.last or (replace(context.here, inherited=len(context.here.steps)),)


def with_law(context: Context, title: str, where: Span) -> Context:
    """The context inside a law, by its title (with or without 《》) or its short name; a law not seen before is added to the targets."""
    name = bare_title(title)
    index = context.law if _is_its_kind(name, context) else next(iter(targets_named(context.laws, name)), None)
    if index is None:
        index = len(context.laws)
        context = replace(context, laws=(*context.laws, Target(name, where, item=context.item)))
    return context if index == context.law else replace(context, law=index, here=Place(), moved=(), last=(), become=())


def _is_its_kind(name: str, context: Context) -> bool:
    """Whether a name is no more than what kind of law the one in hand is: 《规定》 in a decision on 《…的规定》."""
    return name in _KINDS and context.law is not None and context.laws[context.law].title.endswith(name)


def named_law(tokens: Tokens, at: int, context: Context) -> tuple[int, Context, bool]:
    """The law that stands before a place: 《…》 or a bare name, and what may stand between them (brackets, 的, 中的).

    The index behind it, the context inside it, and whether there is one.
    """
    before = past(tokens, at, "as_after")
    if tokens[before].kind not in ("law", "name"):
        return at, context, False
    context = with_law(context, tokens[before].text, Span(tokens[before].start, tokens[before].end))
    behind = past(tokens, before + 1, "note")
    linked = past(tokens, behind, "of", "in", "take")
    return linked if is_place(tokens, linked) else behind, context, True


def targets_named(laws: Sequence[Target], name: str) -> list[int]:
    """The targets of a name: by title or short name, else those whose title differs in no more than a body or state before it."""
    exact = [i for i, law in enumerate(laws) if name in (law.title, law.short)]
    return exact or [i for i, law in enumerate(laws) if _akin(law.title, name)]


def _akin(one: str, other: str) -> bool:
    short, long = sorted((_core(one), _core(other)), key=len)
    return short == long or (len(short) > 1 and long.endswith(short) and bool(_BODY.search(long.removesuffix(short))))


@lru_cache(maxsize=4096)
def _core(title: str) -> str:
    return title.removeprefix("中华人民共和国").translate(_BRACKETS)

"""Clauses that make several provisions of one, one of several, or put them elsewhere: 分为, 合并, 单列, 移至, 并入."""


from msgspec.structs import replace

from tracker.amend.context import WHOLE, Reading, Subject, at_place, carried, carried_back, read
from tracker.amend.insertions import unnumbered
from tracker.amend.instructions import Operation, Payload, Place, Position
from tracker.amend.lexer import Tokens
from tracker.amend.passages import past, payload
from tracker.amend.targets import RANKS, is_place, places

_WORDS_FOLLOW = ("replace", "named", "content")


def container(place: Place) -> Place:
    """The place that holds another; of an article the whole law."""
    return Place(place.steps[:-1], len(place.steps) - 1) if place.type != "article" else WHOLE


def split(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """改为两条，作为第三条、第四条，修改为：“…”. `at` is the count or, behind 分为, a place; several places become one (改为一款)."""
    count = line[at] if line[at].kind == "count" else None
    limit = count.numbers[0].main if count and count.numbers else None
    whole = carried(subject.places[0], subject.context) if count and RANKS[count.unit] > RANKS.get(subject.places[0].type, 9) else None
    become, behind = _become(line, at + 1 if count else at, subject, limit, count is None, whole)
    words, behind = then_words(line, behind)
    if (count and count.unit == "sentence") or not (become or count) or not subject.places[0].steps:
        return None
    become = become or (unnumbered(subject.places[0], count) if count and limit != 1 else ())
    context = at_place(subject.context, subject.places[:1], become[:1])
    operation: Operation = "merge" if len(subject.places) > 1 and limit == 1 else "split"
    return read(line, subject, behind, operation, context, results=become, payload=words)


def split_up(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """分为两条，作为第三条、第四条."""
    return split(line, past(line, at + 1, "as"), subject)


def _become(
    line: Tokens, at: int, subject: Subject, limit: int | None, bare: bool = False, within: Place | None = None
) -> tuple[tuple[Place, ...], int]:
    """The new numbers behind ，作为, or, where `bare`, without it; inside `within`, else where the places are."""
    named = past(line, at, "comma", "adverb")
    if line[named].kind == "as":
        named = past(line, named + 1, "adverb", "as_after")
    elif not bare:
        return (), at
    found = places(line, named, within or carried(container(subject.places[0]), subject.context), limit)
    return found or ((), at)


def then_words(line: Tokens, at: int) -> tuple[Payload | None, int]:
    """The words behind ，修改为： or ：, or the heading behind ，章名为, where they follow."""
    verb = past(line, at, "comma", "then", "adverb", "suffix")
    if line[verb].kind not in _WORDS_FOLLOW and line[at].kind not in ("colon", "quote"):
        return None, at
    return payload(line, verb + 1 if line[verb].kind in _WORDS_FOLLOW else at) or (None, at)


def merge(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """合并，作为第二十四条，修改为：“…”, 合并修改为：“…”, 合并为一款."""
    behind = past(line, at + 1, "count", "replace", "adverb")
    counted = line[behind - 1].kind == "count"
    renamed = past(line, behind, "comma", "then")
    if line[renamed].kind == "replace" and is_place(line, renamed + 1):
        behind = renamed + 1
    become, behind = _become(line, behind, subject, 1, bare=not counted and is_place(line, past(line, behind, "comma")))
    words, behind = then_words(line, behind)
    if len(subject.places) < 2:
        return None
    context = at_place(subject.context, subject.places, become * len(subject.places))
    settled = replace(context, here=replace(subject.places[0], inherited=0), last=subject.places, become=become)
    return read(line, subject, behind, "merge", settled, results=become, payload=words)


def single(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """单列一条，作为第四十九条."""
    become, behind = _become(line, past(line, at + 1, "count", "adverb"), subject, len(subject.places), bare=True)
    unit = next((token.unit for token in line[at:behind] if token.kind == "count"), "article")
    if not become and unit != "article":
        return None
    return read(line, subject, behind, "move", at_place(subject.context, subject.places, become), results=become)


def move(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """移至第三章, 移至第十条之后，作为第十一条, 移至第二十条."""
    found = places(line, at + 1, subject.context.here, 1)
    if found is None:
        return None
    (where,), behind = found
    position: Position = {"after": "after", "before": "before"}.get(line[behind].kind, "inside")  # type: ignore[assignment]
    behind = past(line, behind, "after", "before", "in")
    become, behind = _become(line, behind, subject, len(subject.places), within=where if position == "inside" else None)
    if position == "inside" and where.type == subject.places[0].type and not become:
        return read(line, subject, behind, "move", at_place(subject.context, subject.places, (where,)), results=(where,))
    return read(line, subject, behind, "move", at_place(subject.context, subject.places, become), results=become, anchor=where,
                position=position)  # fmt: skip


def join(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """第五条并入第四条，作为第二款: it moves into the other one; without a number the two are merged, the other one's words first."""
    found = places(line, at + 1, at_place(subject.context, subject.places).here, 1)
    if found is None or not subject.places[0].steps:
        return None
    where, behind = carried_back(found[0][0], subject.context), past(line, found[1], "in")
    limit = len(subject.places) if subject.places[0].type != "article" else None
    become, behind = _become(line, behind, subject, limit, within=carried(where, subject.context))
    if where.type != subject.places[0].type or (become and become[0].type != where.type):
        settled = at_place(subject.context, subject.places, become)
        return read(line, subject, behind, "move", settled, results=become, anchor=where, position="inside")
    words, behind = then_words(line, behind)
    merged = (where, *subject.places)
    return read(line, subject, behind, "merge", at_place(subject.context, (where,)), targets=merged, results=become[:1], payload=words)

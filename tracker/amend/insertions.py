"""Clauses that put something in: 增加一条, 在第二款后增加两款, 第三章增加一节, 末尾增加“…”."""


from msgspec.structs import replace

from tracker.amend.context import WHOLE, Reading, Subject, at_place, carried, carried_back, read
from tracker.amend.instructions import Level, Payload, Place, Position, Span, Words
from tracker.amend.lexer import Token, Tokens
from tracker.amend.passages import adjacent, in_items, made, past, payload
from tracker.amend.payload import heading as heading_of
from tracker.amend.payload import printed
from tracker.amend.targets import RANKS, inherited, is_place, places
from tracker.amend.wording import same
from tracker.numbering import cite

_FLAGS = ("all", "adverb", "and", "take", "then")
_PARTS = ("start", "end", "lead", "sentences", "proviso")
_STATED = ("规定", "写")
_MOST = 100
"""No decision adds more provisions at one place."""


def insertion(line: Tokens, verb: int, subject: Subject, position: Position, named: bool) -> Reading | None:
    """What stands at 增加. The subject's places say where, where `named`; else the context does, by the unit that is put in."""
    at = past(line, verb + 1, "note", "adverb")
    unit = _unit(line, at)
    place = carried_back(subject.places[0], subject.context) if subject.places else WHOLE
    numbered = _numbered_behind(line, at, subject, position, named)
    if numbered:
        return numbered
    if unit == "sentence" or (not unit and _is_words(line, verb, place, position)):
        return _words(line, at, subject, place, position)
    if not unit:
        unit = "paragraph" if place.type == "article" else place.type
        return _provisions(line, at, replace(subject, places=(place,)), unit, position or "inside") if place.steps else None
    container = place if named else Place(inherited(subject.context.here, unit), len(inherited(subject.context.here, unit)))
    if _cannot_hold(container, unit) and not position and not _names_its_article(line, at):
        return None
    return _provisions(line, at, replace(subject, places=(container,)), unit, position or ("inside" if container.steps else ""))


def _numbered_behind(line: Tokens, at: int, subject: Subject, position: Position, named: bool) -> Reading | None:
    """增加“（三）盆景；”作为第三项: the words before the number."""
    quotes, behind = adjacent(line, past(line, at, "colon"))
    behind = past(line, behind, "comma")
    if not quotes or line[behind].kind != "as" or not is_place(line, behind + 1):
        return None
    place = subject.places[0] if named else subject.context.here
    found = places(line, behind + 1, carried(place, subject.context))
    if found is None:
        return None
    if found[0][0].portion in ("start", "end"):  # 增加“甲”作为开头
        words = Words("", "\n".join(made(quotes).lines), made(quotes).source)
        return read(line, subject, found[1], "insert_words", at_place(subject.context, (place,)), targets=(place,), words=(words,),
                    position=found[0][0].portion)
    anchor = Place(inherited(place, found[0][0].type))
    where = anchor if anchor.steps else None
    context = replace(at_place(subject.context, (anchor,)) if where else subject.context, last=(), become=())
    return read(line, subject, found[1], "insert", context, targets=(), results=found[0], anchor=where,
                position=position or ("inside" if where else ""), payload=made(quotes))  # fmt: skip


def _names_its_article(line: Tokens, at: int) -> bool:
    """增加一款，作为第十一条第二款: the new number says where."""
    named = past(line, at, "count", "comma", "adverb", "as")
    found = places(line, named, WHOLE, 1) if line[named - 1].kind == "as" else None
    return found is not None and found[0][0].article is not None and found[0][0].type == "paragraph"


def _cannot_hold(container: Place, unit: str) -> bool:
    return RANKS[unit] > RANKS["article"] and not container.steps


def _unit(line: Tokens, at: int) -> str:
    """The type of what is put in: of the count (一条), or of the number given at once (增加第七条)."""
    if line[at].kind == "count":
        return line[at].unit
    found = places(line, at, Place(), 1) if line[at].kind in ("place", "annex") else None
    return found[0][0].type if found and found[0][0].steps else line[at].unit


def _is_words(line: Tokens, verb: int, place: Place, position: Position) -> bool:
    """Whether words go into a paragraph rather than a paragraph into an article: 末尾增加“…”, 第二款增加“…”."""
    if place.portion in _PARTS:
        return True
    stated = any(word in line[verb].text for word in _STATED) or line[past(line, verb + 1, "comma")].kind == "content"
    return bool(place.steps) and (place.type != "article" or not (stated or position))


def _words(line: Tokens, at: int, subject: Subject, place: Place, position: Position) -> Reading | None:
    start = at + 1 if line[at].kind == "count" else at
    found = payload(line, start if line[start].kind != "as" else start + 2)
    if found is None:
        return None
    new, behind = found
    where: Position
    if place.portion == "sentences" and position:
        where = position
    elif place.portion in _PARTS or position:
        where = "start" if place.portion == "start" or position == "before" else "end"
    else:
        where = ""
    words = Words("", "\n".join(new.lines), new.source)
    context = at_place(subject.context, (place,))
    return read(line, subject, behind, "insert_words", context, targets=(place,), words=(words,), position=where)


def _provisions(line: Tokens, at: int, subject: Subject, unit: str, position: Position) -> Reading | None:
    """New provisions, with the numbers they get (作为第二款) and their words."""
    context, anchor = subject.context, subject.places[0]
    count = line[at] if line[at].kind == "count" else None
    become, at = _numbers(line, at, carried(anchor, context), count)
    heading, at = _heading(line, at) if RANKS[unit] < RANKS["title"] else (None, at)
    if heading and not become:  # 增加一章“甲”，作为第六章
        become, at = _numbers_behind(line, at, carried(anchor, context))
    if count and become and become[0].type != count.unit:
        return None  # 增加一章，作为第二节: one of the two words is wrong
    contents, at = _contents(line, at)
    counted = become or (unnumbered(anchor, count) if count and heading is None else ())
    found = payload(line, at) if heading is None else None
    words, at = found or (_with_articles(line, at, heading, become) if heading and become else (heading, at))
    if words is None and not become:
        return None
    if not become and count:  # 增加一款：“甲”作为第二款
        counted, at = _numbers_behind(line, at, carried(anchor, context))
        counted = counted or unnumbered(anchor, count)
    settled = replace(at_place(context, (anchor,)) if anchor.steps else context, last=(), become=())
    where = anchor if anchor.steps else None
    words = in_items(words, counted) if words else None
    return read(line, subject, at, "insert", settled, targets=(), results=counted, anchor=where, position=position, payload=words,
                contents=contents)  # fmt: skip


def unnumbered(beside: Place, count: Token) -> tuple[Place, ...]:
    """As many places as are counted (增加一条, 分为两款), beside a place of their kind or else in it; the decision gives no numbers."""
    several = count.numbers[0].main if count.numbers else 1
    around = tuple(step for step in beside.steps if RANKS[step.type] < RANKS[count.unit]) if count.unit in RANKS else ()
    return (Place((*around, Level(count.unit)), len(around)),) * min(several, _MOST) if count.unit in RANKS else ()


def _numbers(line: Tokens, at: int, container: Place, count: Token | None) -> tuple[tuple[Place, ...], int]:
    """The places named behind 作为, no more than were counted; or at once (增加第七条)."""
    behind = at + 1 if count else at
    named = past(line, behind, "comma", "note", *_FLAGS)
    if line[named].kind == "as":
        named = past(line, named + 1, "adverb")
    elif count:
        return (), behind
    limit = count.numbers[0].main if count and count.numbers else None
    found = places(line, named, container, limit) if is_place(line, named) else None
    return found or ((), behind)


def _numbers_behind(line: Tokens, at: int, container: Place) -> tuple[tuple[Place, ...], int]:
    """作为第六章, behind the heading of what is put in."""
    named = past(line, at, "comma", *_FLAGS)
    found = places(line, named + 1, container, 1) if line[named].kind == "as" and is_place(line, named + 1) else None
    return found or ((), at)


def _heading(line: Tokens, at: int) -> tuple[Payload | None, int]:
    """A new division's heading right behind its number, or named (章名为“…”)."""
    named = past(line, at, "comma", "named")
    if line[at].kind != "quote" and "named" not in {token.kind for token in line[at:named]}:
        return None, at
    quotes, behind = adjacent(line, past(line, named, "colon"))
    return (made(quotes), behind) if quotes and len(quotes[0].lines) == 1 else (None, at)


def _with_articles(line: Tokens, at: int, heading: Payload, become: tuple[Place, ...]) -> tuple[Payload, int]:
    """A new division's heading with its articles, in quotation marks of their own: 作为第三章“犬只收容”：“第九条　…”. Text that prints the
    heading again is the whole."""
    found = payload(line, at)
    name, number = heading_of(heading.lines)[1], become[0].steps[-1].number
    if found is None or len(become) > 1 or number is None:
        return heading, at
    words, behind = found
    label, again = heading_of(words.lines)
    if label and same(again, name):
        return words, behind
    if printed(words.lines[:1])[:1] and not label:
        lines = (f"{cite(become[0].type, number)}\u3000{name}", *words.lines)
        broken = tuple(at + 1 for at in words.broken)
        return replace(words, lines=lines, source=Span(heading.source.start, words.source.end), broken=broken), behind
    return heading, at


def _contents(line: Tokens, at: int) -> tuple[tuple[Place, ...], int]:
    """What a new division takes in: 包括第七十条至第七十四条; 分为五条 or 共五条 before it says the same, or stands alone."""
    behind = past(line, at, "comma")
    counted = past(line, behind, "split", "other", "take")
    if behind < counted <= behind + 1 and line[counted].kind == "count":
        at, behind = counted + 1, past(line, counted + 1, "comma")
    listed = line[behind].kind == "contains" or (line[behind].kind == "content" and is_place(line, behind + 1))
    return (places(line, behind + 1, WHOLE) if listed else None) or ((), at)

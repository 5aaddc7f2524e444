"""Places named in a decision: 第一款第二项、第四项 and 序言第七自然段后两句, with what they inherit.

A list's later places inherit the steps above their own from the place before them, its first place from the context (practice: the
article is named once). Articles are cited by their number alone, so they inherit no chapter.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tracker.amend.instructions import Level, Place, Portion
from tracker.amend.lexer import Token, Tokens
from tracker.amend.passages import past
from tracker.model import DIVISIONS
from tracker.numbering import Number
from tracker.reading.document import Line
from tracker.reading.labels import mark

RANKS = {"part": 0, "subpart": 1, "chapter": 2, "section": 3, "title": 4, "preamble": 4, "body": 4, "toc": 4, "annex": 4, "article": 5,
         "table": 6, "paragraph": 6, "item": 7, "subitem": 8, "sentence": 9}  # fmt: skip
"""How deep a type of provision lies; what is named inherits the shallower steps of what was named before."""

_NAMES = {"preamble": "preamble", "text": "body", "toc": "toc", "title": "title"}
_PORTIONS: dict[str, Portion] = {
    "heading": "heading", "title": "heading", "lead": "lead", "opening": "start", "ending": "end", "proviso": "proviso"}  # fmt: skip
_UNITS = {"编": "part", "章": "chapter", "节": "section"}
_BEFORE = ("as_before", "as_after", "law", "name")
_VERBS = ("replace", "insert", "in", "delete", "move", "exchange", "join", "merge", "split", "after", "before", "between",
          "and", "list", "place")
_LONGEST_RANGE = 2000
"""No law has more articles: the longest, 民法典, has 1,260."""
_TABLE = re.compile(r"[\u4e00-\u9fff]{1,30}表[一二三四五六七八九十0-9]{0,3}")
_SENTENCES = {"首句": (1, 1), "末句": (-1, -1), "最后一句": (-1, -1)}
_COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}

JOINS = ("list", "and")
"""What stands between the places of a list: 、 and 和."""

Found = tuple[tuple[Place, ...], int]
"""Places, and the index of the token behind them."""


def places(tokens: Tokens, at: int, here: Place, limit: int | None = None, joins: tuple[str, ...] = JOINS) -> Found | None:
    """The list of places at a token; None where none stands there. `here` is the context; no more than `limit` places are taken, those
    that tokens of the kinds `joins` stand between."""
    first = _several(tokens, at, here)
    if first is None:
        return None
    found, at = list(first[0]), first[1]
    while limit is None or len(found) < limit:
        more = _next(tokens, at, found[-1], joins)
        if more is None:
            break
        found.extend(more[0])
        at = more[1]
    if found[-1].portion == "heading" and all(place.is_division and place.type == found[-1].type for place in found):
        found = [replace(place, portion="heading") for place in found]  # 第二章、第三章章名
    return _run_together(found), at


def _run_together(found: Sequence[Place]) -> tuple[Place, ...]:
    """Places of which sentences that follow each other (第一句、第二句) are one."""
    made: list[Place] = []
    for place in found:
        follows = made and place.steps == made[-1].steps and 0 < made[-1].last == place.first - 1
        made[-1:] = [replace(made[-1], sentences=(made[-1].first, place.last))] if follows else [*made[-1:], place]
    return tuple(made)


def is_place(tokens: Tokens, at: int) -> bool:
    """Whether a place begins at a token."""
    return _several(tokens, at, _ANYWHERE) is not None


_ANYWHERE = Place((Level("article", Number(1)), Level("paragraph", Number(1)), Level("item", Number(1))))


def _next(tokens: Tokens, at: int, before: Place, joins: tuple[str, ...]) -> Found | None:
    if tokens[at].kind == "to":
        return _range(tokens, at + 1, before)
    if tokens[at].kind not in joins or before.portion in ("start", "end") or tokens[at + 1].kind in ("law", "name"):
        return None
    return _several(tokens, at + 1, replace(before, portion="", sentences=(), quoted=""))


def _range(tokens: Tokens, at: int, first: Place) -> Found | None:
    """The places from the one behind `first` to the one at a token: 第七项至第十五项, 第一百二十条之二至第一百二十条之六."""
    last = _several(tokens, at, first)
    if last is None or len(last[0]) != 1 or last[0][0].type != first.type or not first.steps:
        return None
    a, b = first.steps[-1].number, last[0][0].steps[-1].number
    if a is None or b is None or b.main - a.main > _LONGEST_RANGE:
        return None
    steps = [Number(a.main, n) for n in range(a.sub + 1, b.sub + 1)] if a.main == b.main else [
        Number(n) for n in range(a.main + 1, b.main + 1)]  # fmt: skip
    inherited = len(first.steps) - 1
    end = last[0][0]
    made = tuple(replace(end, steps=(*first.steps[:-1], Level(first.type, n)), inherited=inherited, printed=end.printed if n == b else "")
                 for n in steps)
    return (made, last[1]) if made else None


def _several(tokens: Tokens, at: int, here: Place) -> Found | None:
    """One place, or the several that one word names (第一、二款)."""
    while tokens[at].kind in _BEFORE or (tokens[at].kind == "note" and tokens[at - 1].kind in _BEFORE):
        at += 1
        if tokens[at].kind == "of" and tokens[at - 1].kind in ("law", "name"):
            at += 1
    start = _start(tokens, at, here)
    if start is None:
        return None
    base, numbers, at = start
    base, numbers, at = _deeper(tokens, at, base, numbers)
    base, at = _portion(tokens, at, base)
    return tuple(_at(base, number) for number in numbers) or (base,), at


def _at(base: Place, number: Number) -> Place:
    return replace(base, steps=(*base.steps[:-1], Level(base.type, number)))


Start = tuple[Place, tuple[Number, ...], int]


def _start(tokens: Tokens, at: int, here: Place) -> Start | None:
    token = tokens[at]
    if token.kind == "place" and token.unit != "sentence":
        return _numbered(token, at, here)
    if token.kind == "count" and _lacks_ordinal(tokens, at) and (found := _numbered(token, at, here)):
        return replace(found[0], printed=token.text), *found[1:]
    if token.kind == "within":
        return _within(tokens, at, here)
    if token.kind == "heading" and tokens[at + 1].quote and token.text[0] in _UNITS and not _inside_division(here):
        return _heading_by_its_words(token, tokens[at + 1]), (), at + 2
    if token.kind in ("deictic", "restated"):
        return _deictic(token, at, here)
    if token.kind == "annex":
        named = tokens[at + 1].text[1:-1] if tokens[at + 1].kind == "law" else ""
        return Place((Level("annex", token.numbers[0] if token.numbers else None),), quoted=named), (), at + (2 if named else 1)
    if token.kind in _NAMES:
        return Place((Level(_NAMES[token.kind]),)), (), at + 1
    if token.kind == "whole":
        return Place(), (), at + 1
    if token.kind == "other" and _TABLE.fullmatch(token.text):
        return Place((Level("table"),), quoted=token.text), (), at + 1
    if token.kind in (*_PORTIONS, "sentence", "place") and here.steps:
        return replace(here, portion="", sentences=(), quoted="", inherited=len(here.steps)), (), at
    return None


def _within(tokens: Tokens, at: int, here: Place) -> Start | None:
    """A part by its title before a place in it (分则第八章), or a part or chapter by its title alone (在附则中)."""
    title = tokens[at].text.removesuffix("章").removesuffix("一")
    name = title.removesuffix("编")
    if tokens[at + 1].kind == "place":
        found = _numbered(tokens[at + 1], at + 1, here)
        return (replace(found[0], quoted=name), *found[1:]) if found else None
    return Place((Level("part" if title != name or name == "分则" else "chapter"),), quoted=name), (), at + 1


def _inside_division(here: Place) -> bool:
    return any(step.type in DIVISIONS for step in here.steps)


def _heading_by_its_words(token: Token, quoted: Token) -> Place:
    """章名“评定办法”: a heading that is named by its words, not by its number; 章名“第二章　评定办法” by both."""
    words = quoted.quote.lines[0] if quoted.quote else ""
    return printed_heading(words) or Place((Level(_UNITS[token.text[0]]),), portion="heading", quoted=words)


def printed_heading(words: str) -> Place | None:
    """The heading that words are as a law prints it, number and title (第三章　管理); None where they are something else."""
    found = mark(Line(words, 1))
    if found is None or found.kind not in DIVISIONS or not (found.firm and found.rest):
        return None
    return Place((Level(found.kind, found.number),), portion="heading", quoted=found.rest)


def _lacks_ordinal(tokens: Tokens, at: int) -> bool:
    """Whether a count stands where only a place can: 将十一条修改为, 第四款、五款 (slips seen in real decisions)."""
    token = tokens[at]
    if not token.numbers or at == 0:
        return False
    if tokens[at - 1].kind in ("list", "and", "to") and at > 1:
        return tokens[at - 2].kind == "place" and tokens[at - 2].unit == token.unit
    return token.unit == "article" and token.numbers[0].main > 2 and tokens[at - 1].kind in ("take", "delete")


def _numbered(token: Token, at: int, here: Place) -> Start | None:
    above = inherited(here, token.unit)
    if not above and token.text.endswith("段"):  # a text without articles has nothing but 段
        return Place((Level("body"), Level(token.unit, token.numbers[0]))), token.numbers, at + 1
    if RANKS[token.unit] > RANKS["article"] and not above:
        return None
    return Place((*above, Level(token.unit, token.numbers[0])), len(above)), token.numbers, at + 1


def inherited(here: Place, unit: str) -> tuple[Level, ...]:
    """The steps of the context that a place of type `unit` lies in."""
    if unit == "article":
        return ()
    steps = tuple(step for step in here.steps if RANKS[step.type] < RANKS[unit])
    if RANKS[unit] < RANKS["article"]:
        return steps
    return tuple(step for step in steps if RANKS[step.type] >= RANKS["title"])


def _deictic(token: Token, at: int, here: Place) -> Start | None:
    steps = tuple(step for step in here.steps if not token.unit or RANKS[step.type] <= RANKS[token.unit])
    if not steps:
        return None
    return Place(steps, len(steps)), (), at + 1


def _deeper(tokens: Tokens, at: int, base: Place, numbers: tuple[Number, ...]) -> Start:
    """The steps below a place: 第一条 第二款 第三项, 第三章“国家机构” 第七节, 第六十七条国务院职权 第六项."""
    while len(numbers) <= 1:
        quoted, behind = _identified(tokens, at)
        below = tokens[behind]
        if below.kind != "place" or below.unit == "sentence" or RANKS[below.unit] <= _rank(base):
            break
        base = replace(base, steps=(*base.steps, Level(below.unit, below.numbers[0])), quoted=quoted or base.quoted)
        numbers, at = below.numbers, behind + 1
    return base, numbers, at


def _rank(place: Place) -> int:
    return RANKS.get(place.type, -1)


def _identified(tokens: Tokens, at: int) -> tuple[str, int]:
    """Words that identify a place and what may stand between two of its steps: quoted words, a short name of a list, 的, 中的."""
    token = tokens[at]
    if token.kind == "quote" and token.quote and tokens[at + 1].kind == "in" and tokens[at + 2].kind == "place":
        return token.quote.lines[0], at + 2
    if token.kind == "quote" and token.quote and tokens[at + 1].kind == "place":
        return token.quote.lines[0], at + 1
    if token.kind == "other" and len(token.text) <= 30 and tokens[at + 1].kind == "place":
        return token.text, at + 1
    return "", at + 1 if token.kind in ("of", "in", "note") and tokens[at + 1].kind == "place" else at


def _portion(tokens: Tokens, at: int, base: Place) -> tuple[Place, int]:
    """A part of a place: its heading, its start, its end, some sentences; or the quoted words that its list begins with."""
    token, behind = tokens[at], at
    if token.kind in ("of", "in") and tokens[at + 1].kind in (*_PORTIONS, "sentence", "place"):
        token, behind = tokens[at + 1], at + 1
    if token.kind == "sentence":
        return _sentences(base, *_range_of_sentences(token.text)), behind + 1
    if token.kind == "place" and token.unit == "sentence":
        return _sentences(base, token.numbers[0].main, token.numbers[-1].main), behind + 1
    if token.kind == "after" and base.steps and tokens[at + 1].kind == "of" and _is_mark(tokens[at + 2]):  # 第三项后的“；”
        return replace(base, portion="end"), at + 1
    if token.kind in _PORTIONS and base.steps and not (token.kind == "title" and base.type == "title"):
        return replace(base, portion=_PORTIONS[token.kind]), behind + 1
    if token.quote and base.is_division and tokens[at + 1].kind in _VERBS:
        renames = tokens[at + 1].kind == "replace" and tokens[past(tokens, at + 2, "colon")].kind == "quote"
        return (replace(base, portion="heading"), at) if renames else (replace(base, quoted=token.quote.lines[0]), at + 1)
    if token.quote and base.is_division and tokens[named := past(tokens, at + 1, "of")].kind == "heading":  # 第五章“附则”章名
        return replace(base, portion="heading", quoted=token.quote.lines[0]), named + 1
    if base.is_division and token.kind == "other" and tokens[at + 1].kind in ("in", "after", "before") and tokens[at + 2].kind == "insert":
        return replace(base, quoted=token.text), at + 1  # 第五章附则中增加
    if _names_a_list(tokens, at) and token.quote:
        return replace(base, quoted=token.quote.lines[0]), at + 1
    return base, at


def _is_mark(token: Token) -> bool:
    """Whether a token quotes nothing but a mark."""
    return token.quote is not None and "".join(token.quote.lines) in ("。", "；", "，", "、", "：")


def _names_a_list(tokens: Tokens, at: int) -> bool:
    """Whether the quotation at a token names the place rather than words in it: 第六十二条“…下列职权”中增加一项."""
    kinds = [token.kind for token in tokens[at:at + 4]]
    return kinds[:1] == ["quote"] and (kinds[1:4] == ["in", "insert", "count"] or kinds[1:3] == ["insert", "count"])


def _sentences(base: Place, first: int, last: int) -> Place:
    return replace(base, portion="sentences", sentences=(first, last))


def _range_of_sentences(words: str) -> tuple[int, int]:
    words = words.removesuffix("话")
    if words in _SENTENCES:
        return _SENTENCES[words]
    count = _COUNTS.get(words[-2], 1)
    return (-count, -1) if "后" in words else (1, count)

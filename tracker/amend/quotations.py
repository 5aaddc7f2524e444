"""Quotations in a decision: which words are the law's, and which are the decision's own.

Practice: a quotation of several paragraphs opens with “ and each of its paragraphs may open with “ again, the last one closes with ”;
quotation marks inside are ‘ ’, in careless decisions “ ” again. A quotation whose closing mark is missing ends where the decision
evidently goes on: at the next item, at a line that orders something, or at the paragraph's end.
"""

import re
from bisect import bisect_right
from itertools import pairwise

from msgspec import Struct

from tracker.model import DIVISIONS
from tracker.numbering import NUMERAL, arabic
from tracker.reading.document import Line
from tracker.reading.labels import EDGES, mark

OPEN, INSIDE = "\ue001", "\ue000"
"""What `mask` puts for the first and for every further character of a quotation."""

_RESERVED = str.maketrans({OPEN: "\ufffd", INSIDE: "\ufffd"})
_SAME_LENGTH = str.maketrans("「」『』＂", "“”‘’\"")
_ORDER = "修改为|改为|增加|增写|删去|删除|合并|作为|调整为|单列|移至"
_START = rf"(?:将|把|在|对|除第|删去|删除|增加|新增|原第|《|第{NUMERAL}[编章节条款项])"
_LABEL = re.compile(rf"({NUMERAL})、|[（(]({NUMERAL})[）)]|(\d+)[.．]")
_IN_WORDS = rf"{_START}[^“”\n]{{0,120}}(?:“[^“”\n]{{1,80}}”[^“”\n]{{0,12}}){{1,4}}(?:{_ORDER})"
"""An order about quoted words: 将第八条中的“疫苗”修改为…"""
_ORDERING_ITEM = re.compile(rf"(?:{_START}[^“”\n]{{0,200}}(?:{_ORDER})|{_IN_WORDS}|(?:删去|删除)第|此外，|本(?:决定|修正案)自)")
_ORDERING_LINE = re.compile(rf"(?:{_START})[^“”\n]{{0,120}}(?:修改为|改为|增加[^“”\n]{{0,60}}|作为[^“”\n]{{0,60}})[：:]?[\s]*“|{_IN_WORDS}")
_STRAIGHT = re.compile(r"(?:\n[^\S\n]*|[：:])?[“”\"]")
_BEHIND_WORDS = re.compile(r"(?:统一|均|分别)?(?:修改为|改为)|[，,。；;、]|[^\S\n]*(?:\n|$)")
_CAN_ONLY_CLOSE = re.compile(r"[。；，、]?[^\S\n]*(?:\n|$)|修改为|改为")
_MARKS = re.compile(r"\n[^\S\n]*|[“”]")
_VERB_BEFORE = re.compile(r"[，,]?(?:均|统一|分别)?(?:修改为|改为|调整为|[之]?[后前]增加)[：:]?$")
_GOES_ON = re.compile(r"[。；;，,、.\s）)]|[中后前之均分统一相应删修改调增和及与等字的内外为并同原第将在对《此另其]|$")
_ENDS = ("。", "；", "：", "！", "？", "”", ";", ":", "!", "?")
_CLOSES_LATER = re.compile(r"[^“”\n]*”")


class Quote(Struct, frozen=True):
    """A quotation: its range with its marks, its paragraphs as the law will print them, whether its closing mark is there.

    `quoted` is False for a block that stands for a quotation without any marks (内容如下：). `which` and `times` as in `Words`, `broken` as
    in `Payload`."""

    start: int
    end: int
    lines: tuple[str, ...]
    closed: bool = True
    quoted: bool = True
    which: tuple[int, ...] = ()
    times: int | None = None
    broken: tuple[int, ...] = ()


def plain(text: str) -> str:
    """The text with “ ” for every kind of quotation mark, of the same length. A straight mark opens where none is open, at the start of a
    paragraph or behind a colon, else it closes; pairs of them inside “ ” are the law's own and stay."""
    text = _closed_as_opened(text.translate(_SAME_LENGTH))
    if '"' not in text:
        return text
    made, depth, inner = list(text), 0, -1
    for match in _STRAIGHT.finditer(text):
        at = match.end() - 1
        if text[at] == '"' and depth and at > inner:
            inner = _pairs_until(text, at) or inner
        if text[at] == '"' and at < inner:
            continue
        begins = len(match[0]) > 1 and not (depth and _BEHIND_WORDS.match(text, match.end()))
        opens = text[at] == "“" or (text[at] == '"' and (depth == 0 or begins))
        made[at] = "“" if opens else "”"
        depth = max(0, depth + (1 if opens and not (depth and match[0][0] == "\n") else 0 if opens else -1))
    return "".join(made)


def _closed_as_opened(text: str) -> str:
    """The text with ” for a second “ that can only close: 修改为“乙“。"""
    made, opened = list(text), False
    for match in re.finditer("[“”]", text):
        only = match[0] == "“" and _CAN_ONLY_CLOSE.match(text, match.end())
        closes = bool(opened and only and text[match.start() - 1] not in "\n\u3000 ：:")
        made[match.start()] = "”" if closes else match[0]
        opened = match[0] == "“" and not closes
    return "".join(made)


def _pairs_until(text: str, at: int) -> int:
    """Where a quotation in “ ” closes whose words have straight marks of their own, in pairs, from `at` on; 0 where they are not."""
    end = text.find("”", at)
    words = text[at:max(at, end)]
    reopened = len(re.findall(r"\n[^\S\n]*“", words))
    paired = words.count('"') and all(line.count('"') % 2 == 0 for line in words.split("\n")) and not re.search(r"[：:\n][^\S\n]*\"", words)
    return end if paired and words.count("“") == reopened else 0


def quotations(text: str) -> tuple[Quote, ...]:
    """The outermost quotations of a text whose marks are “ ” (see `plain`), in order."""
    found: list[Quote] = []
    labels = [(m.start(), m.end()) for m in re.finditer(rf"(?m)^[^\S\n]*(?={_LABEL.pattern})", text)]
    last: dict[int, int] = {}
    seen, at, several_lines = 0, text.find("“"), True
    while at >= 0:
        upto = bisect_right(labels, (at, at))
        for _, position in labels[seen:upto]:
            last |= _label_value(text, position)
        end, closed, reached_the_end = _end(text, at, last, several_lines)
        several_lines = several_lines and not reached_the_end
        found.append(Quote(at, end, _lines(text[at:end], closed), closed, broken=broken_in(_inner(text[at:end], closed))))
        seen = bisect_right(labels, (end, end))
        at = text.find("“", end)
    return tuple(found)


def mask(text: str, quotes: tuple[Quote, ...]) -> str:
    """The text with every character inside a quotation blotted out, line ends too: what is left is the decision's own words."""
    text = text.translate(_RESERVED)
    parts: list[str] = []
    at = 0
    for quote in quotes:
        parts += [text[at:quote.start], OPEN, INSIDE * (quote.end - quote.start - 1)]
        at = quote.end
    return "".join([*parts, text[at:]])


def _label_value(text: str, at: int) -> dict[int, int]:
    match = _LABEL.match(text, at)
    style = match.lastindex if match else None
    if match is None or style is None:
        return {}
    try:
        return {style: arabic(match[style])}
    except Exception:  # a run of numerals that is no number labels nothing
        return {}


def _end(text: str, start: int, labels: dict[int, int], several_lines: bool) -> tuple[int, bool, bool]:
    """Where the quotation opened at `start` ends; whether it is closed; whether the whole rest of the text was looked through."""
    depth, reopened = 1, -1
    for match in _MARKS.finditer(text, start + 1):
        at = match.start()
        if text[at] == "\n":
            goes_on = text.startswith("“", match.end())
            if _is_ordering(text, match.end(), labels) or not (goes_on or several_lines):
                return _trimmed(text, start, at), False, False
            reopened = match.end() if goes_on and depth == 1 else -1
        elif text[at] == "“" and at != reopened:
            verb = _VERB_BEFORE.search(text, max(start + 1, at - 12), at)
            if depth == 1 and verb and verb.start() > start + 1:
                return verb.start(), False, False
            depth += 1
        elif text[at] == "”":
            nested = reopened >= 0 and (bool(_CLOSES_LATER.match(text, at + 1)) or not _GOES_ON.match(text, at + 1))
            followed = text.startswith("“", at + 1) and text[at - 1] in _ENDS  # …。”“第十条　…
            depth -= not (depth == 1 and nested and not followed)
            reopened = -1
            if depth == 0:
                return at + 1, True, False
    return _paragraphs(text, start), False, True


def _is_ordering(text: str, at: int, labels: dict[int, int]) -> bool:
    """Whether the line at `at` is the decision going on: the item that comes next, or a line that orders something with a quotation."""
    label = _LABEL.match(text, at)
    if label and label.lastindex:
        here = _label_value(text, at)
        is_next = any(labels.get(style, 0) + 1 == value for style, value in here.items())
        return is_next and bool(_ORDERING_ITEM.match(text, label.end()))
    return bool(_ORDERING_LINE.match(text, at))


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _paragraphs(text: str, start: int) -> int:
    """The end of the paragraph at `start` and of those after it that open with “ again."""
    end = text.find("\n", start)
    while end >= 0 and re.compile(r"\s*“").match(text, end):
        end = text.find("\n", text.index("“", end))
    return _trimmed(text, start, len(text) if end < 0 else end)


def _lines(words: str, closed: bool) -> tuple[str, ...]:
    """The paragraphs of a quotation without their opening marks, as the law prints them."""
    lines = [line.strip() for line in _inner(words, closed).split("\n")]
    return tuple(printed(line[1:] if i and _is_reopened(line) else line) for i, line in enumerate(lines) if line) or ("",)


def _inner(words: str, closed: bool) -> str:
    return words[1:-1] if closed else words[1:].removesuffix("”")


def broken_in(text: str) -> tuple[int, ...]:
    """The lines of new text, blank ones not counted, that are perhaps no paragraphs of their own: the line before does not end as one
    does, and the line begins at the margin with no label and no mark that opens it again."""
    found: list[int] = []
    at = 0
    for before, line in pairwise(text.split("\n")):
        at += bool(before.strip())
        ended = not before.strip() or before.rstrip().endswith(_ENDS) or "\t" in before + line
        if not ended and line[:1].strip(EDGES + "“") and not _kind(line) and _kind(before) not in DIVISIONS:
            found.append(at)
    return tuple(found)


def _kind(line: str) -> str:
    found = mark(Line(line, 1))
    return found.kind if found else ""


def _is_reopened(line: str) -> bool:
    """Whether a paragraph's first mark opens the paragraph again rather than a word in it (“乙”是指丙。)."""
    depth = 0
    for c in line[1:] if line.startswith("“") else "”":
        depth += (c == "“") - (c == "”")
        if depth < 0:
            return False
    return True


def printed(words: str) -> str:
    """Quotation marks as the law prints them: ‘ ’ inside a quotation is “ ”, and “ ” inside that is ‘ ’."""
    if "‘" not in words:
        return words
    made: list[str] = []
    inside = False
    for c in words:
        if c in "‘’" and (inside or c == "‘"):
            inside = c == "‘"
            made.append("“" if inside else "”")
        else:
            made.append({"“": "‘", "”": "’"}.get(c, c) if inside else c)
    return "".join(made)

"""What the beginning of a line shows: the label of a division, an article, an item, an annex, or none.

A label alone makes no heading (第三条规定的… opens many a paragraph): a mark says what stands there and whether the label is
set off from the words behind it; `headings` decides with the marks around it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.errors import NumeralError
from tracker.numbering import NUMERAL, Number, arabic
from tracker.patterns import pattern
from tracker.reading.document import Line

Rows = tuple[tuple[str, ...], ...]

CHINESE = "零〇○一二三四五六七八九十百千"
EDGES = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\ufeff"
"""Layout at the ends of a line: white space, and the zero-width marks that editors leave (reported as findings)."""
_GAP = r"\s*"
_DIGITS = NUMERAL[1:-2]

_DIVISION = pattern(rf"{_GAP}第{_GAP}([{_DIGITS}][{_DIGITS}\s]*)(部分|分编|编|章|节|条)(?:{_GAP}之([{_DIGITS}]+))?")
_DECIMAL = pattern(rf"{_GAP}第([0-9]+)\.([0-9]+)条")
_ITEM = pattern(rf"{_GAP}[（(]\s?([{CHINESE}]+)\s?[）)]|{_GAP}([㈠-㈩])")
_LETTER = pattern(rf"{_GAP}[（(]([a-z])[）)]")
_GROUP = pattern(rf"{_GAP}([{CHINESE}]+)、")
_POINT = pattern(r"([0-9０-９]{1,4})([.．、](?![0-9０-９])|[)）])|[（(]([0-9０-９]{1,4})[）)]|([①-⑳⑴-⒇⒈-⒛])"
                 r"|[（(](i{1,3}|iv|vi{0,3}|ix|x)[）)]")
_ANNEX = pattern(rf"{_GAP}(附(?:件|表|录|图|则?)?{_GAP}(?:[（(]?[{_DIGITS}]{{1,4}}[）)]?|[A-Z](?![A-Za-z]))?{_GAP}[:：]?)")
_CAPTION = pattern(r"序言|引言|前言|总则|分则|附则|罚则|目录|目次")

_TYPES = {"部分": "part", "编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article"}
_SPACE = pattern(r"\s+")


class Mark(NamedTuple):
    """One line that is not blank, and the label it opens with.

    `kind`: a division's type, article, group (一、), item (（一）), point (1. （1） ①), annex, caption (总则 without a number),
    table, or empty. `style` tells the forms of points apart; `firm` says that white space, a bracket or the line's end sets
    the label off; `rest` is what stands behind it, `heading` an article's caption, `text` the whole line without the white space around it.
    """

    kind: str
    text: str
    line: int
    num: str = ""
    number: Number | None = None
    rest: str = ""
    style: str = ""
    firm: bool = True
    rows: Rows = ()
    heading: str = ""


def mark(line: Line) -> Mark | None:
    """The mark of a line; None where the line is blank. Linear in the line's length."""
    if line.rows:
        return Mark("table", line.text.strip(EDGES), line.number, rows=line.rows)
    text = line.text.strip(EDGES)
    if not text:
        return None
    read = _READERS.get(text[0])
    return (read and read(text, line.number)) or Mark("", text, line.number)


@lru_cache(maxsize=8192)
def value(numeral: str) -> int | None:
    """A numeral's value from 1 to 9,999, white space inside it passed over; None where it has none such."""
    try:
        number = arabic(_SPACE.sub("", numeral)) if len(numeral) <= 16 else 0
    except NumeralError:
        return None
    return number if 0 < number <= 9999 else None


def _made(kind: str, text: str, line: int, end: int, number: Number, style: str = "") -> Mark:
    rest = text[end:]
    firm = not rest or rest[0].isspace() or rest[0] in "（(【〔[：:\u200b\ufeff"
    return Mark(kind, text, line, text[:end].rstrip(), number, rest.lstrip(EDGES), style, firm)


def _ordinal(text: str, line: int) -> Mark | None:
    """第N编, 分编, 章, 节, 条, 部分; 第N条之M; 第27.573条 as ministries number by subject."""
    found = _DECIMAL.match(text)
    if found:
        part, subject = value(found[1]), value(found[2])
        return _made("article", text, line, found.end(), Number(part, subject)) if part and subject else None
    found = _DIVISION.match(text)
    if not found:
        return None
    main, kind, end = value(found[1]), _TYPES[found[2]], found.end()
    sub = value(found[3]) if found[3] else 0
    if main is None or sub is None:
        return None
    if found[3] and kind != "article":
        end, sub = found.end(2), 0
    return _made(kind, text, line, end, Number(main, sub))


def _bracketed(text: str, line: int) -> Mark | None:
    """（一）, (一), ㈠; （1）; (a) as the rules of some ministries have it."""
    found = _ITEM.match(text)
    if found:
        number = value(found[1]) if found[1] else ord(found[2]) - 0x3220 + 1
        return _made("item", text, line, found.end(), Number(number)) if number else None
    found = _LETTER.match(text)
    if found and found[1] not in "ivx":
        return _made("point", text, line, found.end(), Number(ord(found[1]) - 96), "(a)")
    return _point(text, line)


def _group(text: str, line: int) -> Mark | None:
    found = _GROUP.match(text)
    number = value(found[1]) if found else None
    if not found or not number:
        return None
    rest = text[found.end():]
    if re.match(rf"[{CHINESE}]+(?!、)[级审类等]", rest[:6]):  # 一、二级林区: two numbers, no label
        return None
    return _made("group", text, line, found.end(), Number(number))


def _point(text: str, line: int) -> Mark | None:
    """1. 1． 1、 1） （1） ① ⑴ ⒈ (i): 目 and what is below it."""
    found = _POINT.match(text)
    if not found:
        return None
    if found[4]:
        base = {0x2460: "①", 0x2474: "⑴", 0x2488: "⒈"}
        start = max(code for code in base if code <= ord(found[4]))
        return _made("point", text, line, found.end(), Number(ord(found[4]) - start + 1), base[start])
    if found[5]:
        return _made("point", text, line, found.end(), Number(_ROMAN.index(found[5]) + 1), "(i)")
    number = value(found[1] or found[3])
    style = "(1)" if found[3] else "1)" if found[2] in ")）" else "1."
    return _made("point", text, line, found.end(), Number(number), style) if number else None


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _annex(text: str, line: int) -> Mark | None:
    """附件1, 附表二：, 附：, 附录 A, and 附则 printed without a number."""
    if _caption_of(text):
        return _caption(text, line)
    found = _ANNEX.match(text)
    if not found:
        return None
    label, rest = found[1].rstrip(), text[found.end():]
    plain = label.rstrip("0123456789０１２３４５６７８９:： ")
    titled = plain in ("附件", "附表", "附录", "附图") or label.endswith((":", "："))
    if not titled or len(rest) > 80 or rest.rstrip().endswith(("。", "；", ";")):
        return None
    counted = re.search(rf"[{_DIGITS}]+", label)
    number = value(counted[0]) if counted else None
    return Mark("annex", text, line, text[: found.end()].rstrip(), Number(number) if number else None, rest.lstrip(EDGES))


def _caption_of(text: str) -> bool:
    return len(text) < 12 and _CAPTION.fullmatch(_SPACE.sub("", text)) is not None


def _caption(text: str, line: int) -> Mark | None:
    """总则, 附则, 序言, 目录 alone in a line, with or without spaces between the characters."""
    return Mark("caption", text, line, rest=text, style=_SPACE.sub("", text)) if _caption_of(text) else None


_READERS = (
    {"第": _ordinal, "附": _annex}
    | dict.fromkeys("（(", _bracketed) | {chr(code): _bracketed for code in range(0x3220, 0x322A)}
    | dict.fromkeys(CHINESE, _group)
    | dict.fromkeys("0123456789０１２３４５６７８９", _point)
    | {chr(code): _point for code in range(0x2460, 0x249C)}
    | dict.fromkeys("序引前总分罚目", _caption)
)

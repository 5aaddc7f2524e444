"""The frame of a decision: which paragraphs are its title, its notes and its items, and how the items nest.

An item's label is 一、, （一）, 1. or, in an amendment to the constitution, 第三十二条; a label closes what stands below it. A paragraph
that opens with a quotation belongs to the one before it; a block without quotation marks (内容如下：) to the order announcing it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from tracker.amend.quotations import INSIDE, OPEN, Quote, broken_in
from tracker.errors import NumeralError
from tracker.numbering import arabic
from tracker.reading.document import Line
from tracker.reading.front import front_of
from tracker.reading.labels import mark

_CHINESE = "[零〇一二三四五六七八九十百千]{1,8}"
_STYLES = (
    re.compile(rf"第({_CHINESE})条(?:之{_CHINESE})?[\s\u3000]+(?=将|在|删|增|对|除第|宪法|刑法|《|修改|废止|本修正案|本决定"
               rf"|原?第{_CHINESE}条[^。；“]{{0,60}}(?:改为|删[去除]|增加|合并|作为))"),
    re.compile(rf"({_CHINESE})、"),
    re.compile(rf"[（(]\s?({_CHINESE})\s?[）)]"),
    re.compile(r"([0-9０-９]{1,4})(?:[.．](?![0-9])|、)"),
    re.compile(r"[（(]([0-9０-９]{1,4})[）)]"),
)
"""Labels of items, outermost first."""

_ANNEX = re.compile(r"附\s*件?\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]?$|附\s*件\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]")
_STRAY = re.compile("[”\"]([。；;]?)$")
_CLOSING = re.compile(r"此外|本(?:决定|修正案)|根据本(?:决定|修正案)|《[^。]{1,200}》根据本(?:决定|修正案)")
_ANNOUNCES = re.compile(r"(?:修改为|改为|作为[^，。；：》]{0,80}|增加[^，。；：》]{0,80}|内容如下|规定如下)[：:]$")
_PART = rf"第{_CHINESE}[条款项](?:(?:内容)?为[：:]?|[：:]){OPEN}"
"""What a part is to read, told by its number: 修改为：第一款为：“…”第二款为：“…”."""
_INLINE = re.compile(rf"(?:修改为|改为|[增后]加[一两二三四五]{{1,2}}[条款项]|作为第[^，。；：{OPEN}]{{1,40}})[：:]"
                     rf"(?=[^{OPEN}\s])(?!{_PART})")
_PARTS = re.compile(rf"第{_CHINESE}[条款项](?:内容)?(?:为[：:]?|[：:]){OPEN}")
_ORDERING = re.compile(
    r"(?:将|在|把|删去|删除|增加|原)[^。]{0,200}(?:修改为|改为|增加|作为|删去|删除|合并)|(?:删去|删除)第"
    r"|第[零〇一二三四五六七八九十百千]+[编章节条款项](?:至第?[^，。；]{1,16})?(?:、第[^，。；]{1,16})?(?:相应地?)?(?:改为|修改为|作为|增加|删去)|此外|本(?:决定|修正案)自")


_OPENS_ORDER = rf"将|把|在|对|除第|删|增加|新增|取消|原第|第{_CHINESE}[编章节条]|《|修改|废止|条例|办法|规定|本决定"
_GLUED = re.compile(rf"(?:(?<=[：:。；;{INSIDE}])|(?<=修改))[^\S\n]*"
                    rf"(?:(?P<one>{_CHINESE})、|[（(](?P<two>{_CHINESE})[）)]|(?P<three>[0-9]{{1,3}})(?:[.．](?![0-9])|、))"
                    rf"[^\S\n]*(?={_OPENS_ORDER})")
_GLUED_CLOSING = re.compile(rf"(?<=[。；;{INSIDE}])[^\S\n]*(?=此外，|本(?:决定|修正案)自|根据本(?:决定|修正案))")
_GLUED_LEAD = re.compile(r"(?<=的决定)(?=[（(])|(?<=(?:通过|批准|公布|施行)[）)])")


class Paragraph(NamedTuple):
    """A paragraph of the decision: the range of its words behind the label, its label path, how many labels it stands under, whether it
    bears one itself, and the block without quotation marks that belongs to it, if any. `annex`: it is the heading of an annex."""

    start: int
    end: int
    item: str = ""
    depth: int = 0
    labelled: bool = False
    block: Quote | None = None
    annex: bool = False


Ranges = tuple[tuple[int, int], ...]


def lines(masked: str) -> Ranges:
    """The ranges of the paragraphs, white space around them and empty ones left out; one that opens with a quotation, or with the number
    of the part that it is (第一款为：“…”), is joined to the one before it; one in which several items are run together is several."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", masked):
        words = match[0].strip()
        start = match.end() - len(match[0].lstrip())
        if words and found and (words[0] == OPEN or _PARTS.match(words)):
            found[-1] = (found[-1][0], start + len(words))
        elif words:
            found.append((start, start + len(words)))
    return tuple(part for whole in found for part in _apart(masked, *whole))


def _apart(masked: str, start: int, end: int) -> Ranges:
    """A paragraph taken apart at the items that are run together in it, known by labels that count on: 作如下修改：一、…。二、…"""
    own = _label(masked, start, end)
    last = {own.style: own.value} if own else {}
    cuts: list[int] = []
    for match in _GLUED.finditer(masked, start + 1, end):
        style = {"one": 1, "two": 2, "three": 3}[match.lastgroup or "one"]
        value = arabic(match[match.lastgroup or "one"])
        announced = value == 1 and masked[match.start() - 1] in "：:改"
        if announced or value == last.get(style, value) + 1:
            last = {kept: number for kept, number in last.items() if kept < style} | {style: value}
            cuts.append(match.start())
    if not cuts:
        return ((start, end),)
    cuts += [match.end() for match in _GLUED_CLOSING.finditer(masked, cuts[-1], end)]
    cuts = sorted({*cuts, *(match.start() for match in _GLUED_LEAD.finditer(masked, start, cuts[0]))})
    ranges = zip([start, *cuts], [*cuts, end], strict=True)
    return tuple((a + len(part) - len(part.lstrip()), a + len(part.rstrip())) for a, b in ranges if (part := masked[a:b]).strip())


class Head(NamedTuple):
    """The title as one line, the ranges of the title's lines and of the notes, and the index of the first line behind them."""

    title: str
    titles: Ranges
    notes: Ranges
    body: int


def head(text: str, ranges: Ranges) -> Head:
    """The first lines of a decision: its title and its notes, an order that promulgates it among them."""
    marks = [mark(Line(text[start:end], number)) for number, (start, end) in enumerate(ranges[:40], 1)]
    front = front_of([m for m in marks if m is not None])
    titles = tuple(ranges[i] for i, kind in enumerate(front.kinds) if kind == "title")
    notes = tuple(ranges[i] for i, kind in enumerate(front.kinds) if kind != "title")
    return Head(front.title, titles, notes, len(front.kinds))


class _Label(Struct, frozen=True):
    style: int
    value: int
    text: str


Path = tuple[_Label, ...]


def paragraphs(text: str, masked: str, ranges: Ranges) -> tuple[Paragraph, ...]:
    """The paragraphs behind the head, with their labels, blocks and annexes. 第十条　将… is an item only where the items are numbered so
    from the first; below 一、 it names its place."""
    found: list[Paragraph] = []
    labels = (_label(masked, start, end) for start, end in ranges)
    by_articles = next((label.style == 0 for label in labels if label), False)
    path: Path = ()
    at = 0
    while at < len(ranges):
        start, end = ranges[at]
        label = _label(masked, start, end)
        label = None if label and label.style == 0 and not by_articles else label
        path = _path(masked, start, end, path, label)
        at += 1
        inline = _INLINE.search(masked, start, end)
        announces = inline or _ANNOUNCES.search(masked, max(start, end - 100), end)
        block, at = _block(text, masked, ranges, at, path, inline.end() if inline else 0) if announces else (None, at)
        annex = label is None and bool(_ANNEX.match(masked[start:min(end, start + 24)]))
        words = start + len(label.text) if label else start
        end = inline.end() if inline else end
        found.append(Paragraph(words, end, "".join(step.text.strip() for step in path), len(path), label is not None, block, annex))
    return tuple(found)


def _label(masked: str, start: int, end: int) -> _Label | None:
    for style, pattern in enumerate(_STYLES):
        match = pattern.match(masked, start, end)
        if match:
            try:
                return _Label(style, arabic(match[1]), match[0])
            except NumeralError:
                return None
    return None


def _path(masked: str, start: int, end: int, path: Path, label: _Label | None) -> Path:
    """The labels that a paragraph stands under: its own below those of outer styles; none in an annex's heading and in closing words."""
    if label:
        return (*(outer for outer in path if outer.style < label.style), label)
    return () if _CLOSING.match(masked, start, end) or _ANNEX.match(masked[start:min(end, start + 24)]) else path


def _block(text: str, masked: str, ranges: Ranges, at: int, path: Path, inline: int) -> tuple[Quote | None, int]:
    """The lines from `at` on that are the words of the order before them, up to where the decision goes on; `inline`: where they begin
    in the order's own paragraph, 0 where they do not."""
    first = at
    while at < len(ranges) and not _goes_on(masked, *ranges[at], path):
        at += 1
    if at == first and not inline:
        return None, at
    own = ((inline, ranges[first - 1][1]),) if inline else ()
    taken = (*own, *ranges[first:at])
    lines = [text[start:end] for start, end in taken]
    broken = broken_in(text[taken[0][0]:taken[-1][1]])
    return Quote(taken[0][0], taken[-1][1], (*lines[:-1], _unclosed(lines[-1])), quoted=False, broken=broken), at


def _unclosed(line: str) -> str:
    """The last line of a block without the mark that closes a quotation which nothing opened."""
    found = _STRAY.search(line)
    if found is None or line.count("“") >= line.count("”") + line.count('"') % 2:
        return line
    words = line[:found.start()].rstrip()
    return words if words.endswith(("。", "；", "：", "，")) else words + found[1]


def _goes_on(masked: str, start: int, end: int, path: Sequence[_Label]) -> bool:
    if OPEN in masked[start:end] or _CLOSING.match(masked, start, end) or _ANNEX.match(masked[start:min(end, start + 24)]):
        return True
    label = _label(masked, start, end)
    if label is None:
        return bool(_ORDERING.match(masked, start, end))
    return any(outer.style == label.style and outer.value + 1 == label.value for outer in path)

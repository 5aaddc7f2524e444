"""New text of a decision as provisions, by the same rules of lines that a law's own text is read by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from tracker.model import DIVISIONS, Provision, Provisions, walk
from tracker.numbering import Number, arabic, label
from tracker.reading.document import Line
from tracker.reading.headings import Habit, captioned, decide
from tracker.reading.labels import Mark, mark
from tracker.reading.tree import body_of

_FIRST = label("article", Number(1)) + "\u3000"
_LEAD = "：\u3000"
_LABELS = re.compile(r"(?:^|(?<=[；;。]))\s*[（(]([零〇一二三四五六七八九十百]{1,5})[）)]")
_GOES_ON = frozenset(["", *"之第规的所、和与至及中款项"])
"""What may follow an article's number in running text: 第四条规定的…"""


class Block(Struct, frozen=True):
    """A division that a payload brings (its heading, no children) or an article; `restated`: it prints its own number."""

    node: Provision
    restated: bool = False


Rows = tuple[tuple[str, ...], ...]
"""The cells of the lines that are a table's."""


def is_row(line: str) -> bool:
    """Whether a line of new text is a row of a table: it has a tab, and not behind the number of an article or 项."""
    return "\t" in line and not _opens(line) and not _is_labelled(line, "item")


def runs(lines: Iterable[str], rows: Rows) -> Iterator[tuple[str, Rows]]:
    """Each line with no cells, and each run of rows of a table as no words with its cells."""
    for tabled, run in groupby(((line, tuple(line.split("\t"))) for line in lines), key=lambda pair: pair[1] in rows):
        pairs = list(run)
        yield from [("", tuple(cells for _, cells in pairs))] if tabled else [(line, ()) for line, _ in pairs]


def _marks(lines: Sequence[str], rows: Rows = ()) -> list[Mark]:
    return [m for m in (mark(Line(words, at, cells)) for at, (words, cells) in enumerate(runs(lines, rows), 1)) if m]


def _opens(line: str) -> str:
    """What a line opens: a division's type, article, or nothing. 第三条规定的… opens nothing."""
    found = mark(Line(line, 1))
    opens = found is not None and found.firm and (found.rest or found.kind in DIVISIONS)
    return found.kind if found and opens and found.kind in (*DIVISIONS, "article") else ""


def _read(lines: Sequence[str], rows: Rows = (), habit: Habit | None = None) -> Provisions:
    decided = decide(_marks(lines, rows))
    return body_of(captioned(decided, habit) if habit else decided)


def set_off(lines: Sequence[str], numbers: Sequence[Number]) -> tuple[str, ...]:
    """The lines with white space behind each article number that they restate in order, where a copy has lost it: 第四条公园免费。"""
    labels = [label("article", number) for number in numbers]
    made: list[str] = []
    for line in lines:
        glued = bool(labels) and line.startswith(labels[0]) and line[len(labels[0]):len(labels[0]) + 1] not in _GOES_ON
        made.append(f"{labels[0]}\u3000{line[len(labels[0]):].lstrip()}" if glued else line)
        labels = labels[1:] if labels and line.startswith(labels[0]) else labels
    return tuple(made) if not labels else tuple(lines)


def itemised(lines: Sequence[str], numbers: Sequence[Number]) -> tuple[str, ...]:
    """The 项 of one line on lines of their own, where it prints the numbers that the decision gives them: “（四）甲；（五）乙；”"""
    found = list(_LABELS.finditer(lines[0])) if len(lines) == 1 and len(numbers) > 1 else []
    if not found or found[0].start() or [arabic(label[1]) for label in found] != [number.main for number in numbers[:len(found)]]:
        return tuple(lines)
    ends = [*(label.start() for label in found[1:]), len(lines[0])]
    return tuple(lines[0][label.start():end].strip() for label, end in zip(found, ends, strict=True))


def blocks(lines: Sequence[str], rows: Rows = (), habit: Habit | None = None) -> tuple[Block, ...]:
    """The divisions and articles of new text, in order. Text that prints no article number is one article. `habit`: how the law prints the
    captions of its articles, where it has some."""
    if not lines or not _opens(lines[0]):
        inner = _read([_FIRST + lines[0], *lines[1:]] if lines else [_FIRST + "\u3000"], rows, habit)
        return tuple(Block(node) for node in inner if node.type == "article")[:1]
    found = [node for node in walk(_read(lines, rows, habit)) if node.type == "article" or node.type in DIVISIONS]
    return tuple(Block(node if node.type == "article" else replace(node, children=()), True) for node in found)


def paragraphs(lines: Sequence[str], rows: Rows = ()) -> Provisions:
    """New text as the 款 of one article, with their 项; a restated article number is passed over."""
    found = blocks(lines, rows)
    return tuple(child for block in found if block.node.type == "article" for child in content(block.node))


def content(article: Provision) -> Provisions:
    """What is in an article, its caption as words of it: in brackets (【目的】) before the first ones, else on a line of its own."""
    if not article.heading:
        return article.children
    first, *rest = article.children or (Provision("paragraph"),)
    if article.heading[0] in "【[（(":
        return replace(first, text=article.heading + first.text), *rest
    return Provision("paragraph", text=article.heading), *article.children


def items(lines: Sequence[str], numbers: Sequence[Number], kind: str = "item") -> Provisions:
    """New text as 项 (or 目) that are to bear these numbers (none given: counted from one); a label that the text prints is read, where it
    prints none it is given one."""
    marked = [line if _is_labelled(line, kind) else "" for line in lines]
    if not any(marked):
        numbers = numbers or [Number(at) for at in range(1, len(lines) + 1)]
        lines = [label(kind, number) + line for number, line in zip(numbers, lines, strict=False)] + list(lines[len(numbers):])
    elif not marked[0] and numbers:
        lines = [label(kind, numbers[0]) + lines[0], *lines[1:]]
    found = _read([_FIRST + _LEAD, *lines])
    below = [child for article in found for paragraph in article.children for child in paragraph.children]
    return tuple(node for node in below if node.type in ("item", "subitem", "table"))


def _is_labelled(line: str, kind: str) -> bool:
    found = mark(Line(line, 1))
    return found is not None and found.kind == {"item": "item", "subitem": "point"}.get(kind)


def printed(lines: Sequence[str]) -> tuple[tuple[str, Number, str], ...]:
    """The numbers that lines of new text begin with: type, number, and as printed."""
    kinds = [_opens(line) or next((kind for kind in ("item", "subitem") if _is_labelled(line, kind)), "") for line in lines]
    marks = [mark(Line(line, 1)) for line in lines]
    return tuple((kind, m.number, m.num) for kind, m in zip(kinds, marks, strict=True) if kind and m and m.number)


def heading(lines: Sequence[str]) -> tuple[str, str]:
    """A division's heading as new text gives it: its label where printed, its words."""
    found = mark(Line(lines[0], 1)) if lines else None
    if found and found.kind in DIVISIONS:
        return found.num, found.rest
    return "", "".join(lines).strip()


def division(kind: str, words: str) -> Provision:
    """A new division with its heading; it gets its number when all is in order."""
    return Provision(kind, heading=words)

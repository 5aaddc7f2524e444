"""Chinese numerals and the numbers of provisions.

Numbering follows 立法法(2023) 第六十五条: 编, 章, 节 and 条 carry Chinese numerals, 项 a Chinese numeral in brackets,
目 an Arabic numeral; 款 carry none and are counted. 第N条之M stands behind 第N条 and before 第N+1条.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.errors import CitationError, NumeralError
from tracker.patterns import pattern

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇○一二三四五六七八九十百千0-9０-９]+"
"""A regular expression for a numeral as sources write it; `arabic` says whether it is one."""

_VALUES = {c: v for v, c in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_ARABIC = str.maketrans("０１２３４５６７８９", "0123456789")


def arabic(numeral: str) -> int:
    """The value of a numeral: 一百零一 → 101, 一百一十 and 一百十 → 110, 二〇二三 and ２０２３ → 2023, 10 → 10.

    Raises NumeralError where the text is no numeral.
    """
    try:
        return _arabic(numeral)
    except (KeyError, ValueError):
        raise NumeralError("{numeral!r} is not a numeral", numeral=numeral) from None


@lru_cache(maxsize=4096)
def _arabic(numeral: str) -> int:
    plain = numeral.translate(_ARABIC)
    if plain.isdecimal():
        return int(plain)
    if not any(c in UNITS for c in plain):
        return int("".join(str(_VALUES[c]) for c in plain))
    total = digit = 0
    for c in plain:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = _VALUES[c]
    return total + digit


@lru_cache(maxsize=4096)
def chinese(value: int) -> str:
    """The numeral that statutes print, 1 to 9,999: 10 → 十, 101 → 一百零一, 110 → 一百一十, 1260 → 一千二百六十."""
    if not 1 <= value <= 9999:
        raise NumeralError("{value} has no numeral: article numbers run from 1 to 9999", value=value)
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + name
        gap = bool(written) and not digit
    return written.removeprefix("一") if written.startswith("一十") else written


class Number(NamedTuple):
    """A provision's number: 第十七条 is (17, 0), 第十七条之一 is (17, 1). Ordered as the law orders them."""

    main: int
    sub: int = 0

    def __str__(self) -> str:
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)

    @classmethod
    def parse(cls, text: str) -> "Number":
        """`17-1` → Number(17, 1); the inverse of `str`. Raises NumeralError."""
        return _number(text)

    def successors(self) -> tuple["Number", "Number"]:
        """What may follow: 17 → 17-1 or 18; 17-1 → 17-2 or 18. It tells a heading from a citation."""
        return Number(self.main, self.sub + 1), Number(self.main + 1)

    def follows(self, other: "Number") -> bool:
        """Whether this number comes right behind `other` in an unbroken sequence."""
        return self in other.successors()


@lru_cache(maxsize=16384)
def _number(text: str) -> Number:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match:
        raise NumeralError("{numeral!r} is not a number such as 17 or 17-1", numeral=text)
    return Number(int(match[1]), int(match[2] or 0))


_LABELS = {"part": "编", "subpart": "分编", "chapter": "章", "section": "节", "article": "条",
           "paragraph": "款", "item": "项", "subitem": "目"}
_TYPES = {word: kind for kind, word in _LABELS.items()}
_LABEL = pattern(rf"第[（(]?({NUMERAL})[）)]?(分编|[编章节条款项目])(?:之({NUMERAL}))?")


def label(kind: str, number: Number) -> str:
    """The label that a statute prints before a provision of a type: 第十七条之一, （三）, `1.`; empty for a 款."""
    if kind == "paragraph":
        return ""
    if kind == "item":
        return f"（{chinese(number.main)}）"
    if kind == "subitem":
        return f"{number.main}."
    return cite(kind, number)


def cite(kind: str, number: Number) -> str:
    """How running text cites a provision of a type: 第十七条之一, 第二款, 第三项, 第一目."""
    suffix = f"之{chinese(number.sub)}" if number.sub else ""
    return f"第{chinese(number.main)}{_LABELS[kind]}{suffix}"


Step = tuple[str, Number]
"""One step of a citation: a provision's type and its number."""


def path(citation: str) -> tuple[Step, ...]:
    """A citation as steps: 第八条第二款第三项 → (article 8, paragraph 2, item 3). White space is passed over.

    Raises CitationError where the text is anything but a chain of 第…编/章/节/条/款/项/目.
    """
    text = "".join(citation.split())
    steps: list[Step] = []
    at = 0
    while at < len(text):
        match = _LABEL.match(text, at)
        if not match:
            raise CitationError("{citation!r} is not a citation", hint="write it as 第三条第二款 or 第八条第二款第三项", citation=citation)
        steps.append((_TYPES[match[2]], Number(arabic(match[1]), arabic(match[3]) if match[3] else 0)))
        at = match.end()
    if not steps:
        raise CitationError("the citation is empty", hint="write it as 第三条第二款 or 第八条第二款第三项")
    return tuple(steps)

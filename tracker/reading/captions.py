"""Captions of articles: 第一条 【立法目的】, 第一条（目的）, 第27.1条 适用范围, each the article's heading and not its text.

【】 stand nowhere else at the head of an article. Round brackets and bare words do: they are captions only where most of a
text's articles begin so.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from tracker.numbering import NUMERAL
from tracker.reading.headings import is_title_like
from tracker.reading.labels import EDGES, Mark

_SQUARE = re.compile(r"【[^【】]{1,40}】")
_ROUND = re.compile(rf"[（(](?!{NUMERAL}[）)]|删|以下|略|已)[^（）()。；]{{1,30}}[）)]")


def captioned(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with captions moved from an article's words to its heading."""
    if not any(m.kind == "article" for m in marks):
        return list(marks)
    round_, bare = _habit(marks)
    made = []
    for m, following in zip_longest(marks, marks[1:]):
        assert m is not None
        found = _SQUARE.match(m.rest) or (round_ and _ROUND.match(m.rest)) if m.kind == "article" else None
        if found:
            made.append(m._replace(heading=found[0], rest=m.rest[found.end():].lstrip(EDGES)))
        elif m.kind == "article" and (bare or "." in m.num) and _is_bare(m, following):
            made.append(m._replace(heading=m.rest, rest=""))
        else:
            made.append(m)
    return made


def _habit(marks: Sequence[Mark]) -> tuple[bool, bool]:
    """Whether most articles begin with round brackets, or with a line of bare words: at least three, and two in three."""
    articles = [(m, following) for m, following in zip_longest(marks, marks[1:]) if m and m.kind == "article"]
    most = max(3, -(-2 * len(articles) // 3))
    return sum(_ROUND.match(m.rest) is not None for m, _ in articles) >= most, sum(_is_bare(m, following) for m, following in articles) >= most


def _is_bare(mark: Mark, following: Mark | None) -> bool:
    return is_title_like(mark.rest, 40) and following is not None and following.kind in ("", "item", "point", "entry")

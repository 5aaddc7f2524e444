"""New words as a decision quotes them.

Practice: the whole stands in “ ”, each further paragraph opens with “ again, and the law's own “ ” become ‘ ’ inside.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.model import Provision

_WIDTH = str.maketrans("(),:;%?!〔〕．", "（），：；％？！（）.")
_INNER = str.maketrans("“”‘’", "‘’“”")
_QUOTED = re.compile("“[^“”]*”?|”")
_COUNTS = "零一两三四五六七八九十"


def quoted(words: str) -> str:
    """Words of a text in quotation marks."""
    return f"“{_inside(words)}”"


def _inside(words: str) -> str:
    """Words as they stand in quotation marks: “ ” is ‘ ’ there, and ‘ ’ inside that is “ ” again (GB/T 15834)."""
    return _QUOTED.sub(lambda found: found[0].translate(_INNER), words)


def payload(lines: Sequence[str]) -> list[str]:
    """Paragraphs of new text, the first to stand behind a colon, the others as paragraphs of the decision."""
    made = [f"“{_inside(line)}" for line in lines or [""]]
    return [*made[:-1], made[-1] + "”"]


def printed(node: Provision) -> Iterator[str]:
    """A provision's lines as a decision prints them: 款 and 项 each on its own, an article's number left out."""
    own = "" if node.type == "article" else node.num
    if own or node.heading or node.text:
        yield own + node.heading + node.text
    yield from ("\t".join(row) for row in node.rows)
    for child in node.children:
        yield from printed(child)


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether lines differ in nothing but the width of punctuation and white space, which no decision orders."""
    return list(map(plain, one)) == list(map(plain, other))


def plain(text: str) -> str:
    """A text as decisions tell texts apart: the width of punctuation and white space aside."""
    return "".join(text.translate(_WIDTH).split())


def how_many(count: int, unit: str) -> str:
    """`一条`, `两款`, `三项`: as decisions count (practice: 两, not 二, before 条 and 款)."""
    from tracker.numbering import chinese

    return (_COUNTS[count] if 1 <= count <= 10 else chinese(count)) + unit

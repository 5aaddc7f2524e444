"""Finding quoted words in a text, whatever its width and quotation marks, and changing them.

What is compared is folded (width, quotation marks, white space); what is changed is the text itself, to the character.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

_FOLD = str.maketrans(
    "(),:;%?!〔〕．｡“”‘’＂\"'＇「」『』○０１２３４５６７８９＜＞〈〉《》—－–",
    "（），：；％？！（）.。''''''''''''〇0123456789<><><>---",
)
_SPACE = "\u200b\u200c\u200d\u2060\ufeff"

Range = tuple[int, int]
"""A range of a text in code points, the end not in it."""


class Folded(Struct, frozen=True):
    """A text as it is compared, and the position in the text of each of its characters."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=4096)
def folded(text: str) -> Folded:
    """The text with width and quotation marks made one, white space out."""
    kept = [at for at, c in enumerate(text) if not c.isspace() and c not in _SPACE]
    return Folded("".join(text[at] for at in kept).translate(_FOLD), tuple(kept))


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but width, quotation marks and white space."""
    return one == other or folded(one).text == folded(other).text


def occurrences(words: str, text: str) -> list[Range]:
    """Where the words stand in the text, left to right, without overlaps."""
    wanted, here = folded(words).text, folded(text)
    found: list[Range] = []
    at = here.text.find(wanted) if wanted else -1
    while at >= 0:
        found.append((here.at[at], here.at[at + len(wanted) - 1] + 1))
        at = here.text.find(wanted, at + len(wanted))
    return found


class Edit(Struct, frozen=True):
    """New words for a range of a text. `instruction` is its index; `wish` says what stands for the instruction in the report."""

    start: int
    end: int
    new: str
    instruction: int = -1


def overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a character, or are the same empty one."""
    return one == other or (one[0] < other[1] and other[0] < one[1])


def without_overlaps(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Edits that can be made together, and those that touch a place a longer (or else earlier) one changes."""
    kept: list[Edit] = []
    dropped: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start - e.end, e.instruction, e.start)):
        clash = any(overlap((edit.start, edit.end), (other.start, other.end)) for other in kept)
        (dropped if clash else kept).append(edit)
    return sorted(kept, key=lambda e: (e.start, e.end, e.instruction)), dropped


def rewrite(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made; they are in order and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at:edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def sentences(text: str) -> list[Range]:
    """The sentences of a text: each to its 。！ or ？ and closing quotation marks; what is left over is one too."""
    found, start, at = [], 0, 0
    while at < len(text):
        if text[at] in "。！？":
            while at + 1 < len(text) and text[at + 1] in "”’）":
                at += 1
            found.append((start, at + 1))
            start = at + 1
        at += 1
    return [*found, (start, len(text))] if start < len(text) else found

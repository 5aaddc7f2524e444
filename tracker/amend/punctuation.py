"""Punctuation that an edit leaves doubled or missing, and the final marks of items.

Decisions quote words, not the marks beside them: a phrase that is deleted takes its 、 or ， with it, a clause put behind another needs a
mark between them, and the last of a list of 项 ends in 。 where the others end in ； (practice). Every mend but the final mark of an item
is told to the reader.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from tracker.amend.wording import Edit, occurrences
from tracker.compare.edits import shared_start

RANK = {"、": 1, ",": 2, "，": 2, "；": 3, ";": 3, "：": 4, ":": 4, "。": 5, "！": 5, "？": 5}
"""Marks that cannot stand beside each other, the stronger the higher."""

CONJUNCTIONS = ("和", "或", "及", "以及", "与", "并", "且", "而")
_BOUND = (*CONJUNCTIONS, "的", "等", "之", "后", "前", "时", "中", "以", "在", "所", "地", "得", "者")
_LEADS = ("应当", "可以", "不得", "必须", "或者", "和", "及", "对", "由", "向", "按照", "依照", "根据", "包括", "有")
"""Words that no mark can follow: behind them a clause or the first of several must come."""

_BRACKETS = "（("
CLOSERS = "”’）》〉)"


class Mend(Struct, frozen=True):
    """A mark put in or taken out beside an edit: `shown` is the place as it reads now."""

    instruction: int
    shown: str


def mark_at_end(text: str) -> str:
    """The mark that ends a text, closing quotation marks and brackets passed over; empty where there is none."""
    bare = text.rstrip().rstrip(CLOSERS)
    return bare[-1] if bare and bare[-1] in RANK else ""


def is_empty(text: str) -> bool:
    """Whether nothing but marks and white space is left of a text."""
    return not text.strip("".join(RANK) + " \u3000")


def mended(text: str, edits: Sequence[Edit]) -> tuple[str, tuple[Mend, ...]]:
    """The text with all edits made (in order, without overlaps), and the marks mended beside them."""
    made, at = "", 0
    mends: list[Mend] = []
    for edit in edits:
        made += text[at:edit.start]
        at = edit.end
        before, new, skip = _join(made, text[edit.start:edit.end], edit.new, text[at:])
        if (made, edit.new, 0) != (before, new, skip):
            mends.append(Mend(edit.instruction, (before + new)[-8:] + text[at + skip:at + skip + 8]))
        made, at = before + new, at + skip
    return made + text[at:], tuple(mends)


def _join(before: str, gone: str, new: str, after: str) -> tuple[str, str, int]:
    """What stands before, the new words and how many characters of what follows go, so that no marks meet."""
    if not new:
        return _close_gap(before, gone, after)
    first, last = before[-1:], new[-1:]
    if first in RANK and RANK[first] < 4 and (new[0] in RANK or new.startswith("的")):
        before = before[:-1]
    elif not before and new[0] in RANK and RANK[new[0]] < 4:
        new = new[1:]
    if last in RANK and after[:1] in RANK:
        return (before, new[:-1], 0) if RANK[after[0]] >= RANK[last] else (before, new, 1)
    return before, new, 0


def _close_gap(before: str, gone: str, after: str) -> tuple[str, str, int]:
    """What stands around deleted words without the mark that stood between them and their neighbours."""
    left, right = before[-1:], after[:1]
    begins_item = bool(gone) and not gone.startswith((*CONJUNCTIONS, "的", "（", "(")) and gone[0] not in RANK and gone[-1] not in RANK
    if left and left not in RANK and begins_item and (right == "、" or (right in "，," and before.endswith(_LEADS))):
        return before, "", 1
    if left == "、" and after.startswith(CONJUNCTIONS):
        return before[:-1], "", 0
    if right not in RANK:
        return before, "", 0
    if left in RANK:
        return (before[:-1], "", 0) if RANK[left] <= RANK[right] else (before, "", 1)
    return before, "", 1 if not before and RANK[right] < 5 else 0


def gap_before(words: str, text: str) -> str | None:
    """What stands at the beginning of a text before the words: a mark, a conjunction or nothing; None where they do not follow at once."""
    found = occurrences(words, text)
    gap = text[: found[0][0]] if found else words
    return gap if found and (not gap or gap in RANK or gap in CONJUNCTIONS) else None


def spliced_clause(text: str, at: int, new: str, anchor: tuple[int, int] | None, before: bool) -> str:
    """New words for a place beside an anchor, with the mark that sets a clause off from another where the decision gives none.

    `anchor` is the range of the words the place is named by. A clause set beside a whole clause needs ，; beside a part of one nothing, nor
    what stands in brackets.
    """
    if not new or anchor is None or new[0] in _BRACKETS:
        return new
    if not before and _of_one_kind(text[anchor[0]:anchor[1]], new):
        return "、" + new
    left, right = text[:anchor[0]][-1:], text[anchor[1]:][:1]
    opens, closes = not left or left in RANK or left in "“（", not right or right in RANK
    if before:
        alone = opens and closes and text[anchor[1] - 1:anchor[1]] not in RANK
        return new + "，" if alone and new[-1] not in RANK else new
    apart = closes and text[at - 1:at] not in RANK and new[0] not in RANK and not new.startswith(_BOUND)
    return "，" + new if apart else new


def _of_one_kind(anchor: str, new: str) -> bool:
    """Whether new words are another thing of the kind that the anchor names (甲乳粉, 甲液态乳): they open alike, and neither has a mark."""
    if new.startswith((*CONJUNCTIONS, *_BOUND)) or any(c in RANK for c in anchor + new):
        return False
    return 3 <= shared_start(anchor, new) < min(len(new), len(anchor))


def opening(new: str, text: str) -> str:
    """Words put at the start of a 款, with the mark between them and what follows: ； behind a clause that has marks of its own."""
    if not text or new[-1:] in RANK or text[0] in RANK:
        return new
    return new + ("；" if "，" in new else "，")


def ending(text: str, new: str) -> tuple[int, str]:
    """Where words at the end of a 款 are put, and how they read there: behind its final mark where they are a sentence, else before it."""
    mark = mark_at_end(text)
    if mark_at_end(new) in ("。", "！", "？") and RANK.get(mark, 5) >= 4:
        return len(text), new
    at = len(text) - 1 if text[-1:] in RANK else len(text)
    if new[-1:] in RANK:
        new = new[:-1]
    apart = new and new[0] not in RANK and new[0] not in _BRACKETS and not new.startswith(_BOUND)
    return at, ("，" + new if apart else new)


def with_final_mark(new: str, old: str) -> str:
    """New words for an old text, ending in the old one's mark where they have none; a note in brackets （删去） gets none."""
    mark = mark_at_end(old) if not (new[:1] == "（" and new.find("）") == len(new) - 1) else ""
    return new + mark if new and mark and not mark_at_end(new) else new


class Style(Struct, frozen=True):
    """How a list ends its items: all but the last one, and the last one."""

    between: str = "；"
    last: str = "。"


def style_of(items: Sequence[str]) -> Style:
    """The marks that the items of a list end in, as most of them do; none in a list without marks (一、甲河 / 二、乙河)."""
    if not items:
        return Style()
    marks = Counter(mark_at_end(text) for text in items[:-1])
    between = marks.most_common(1)[0][0] if marks else "；"
    return Style(between, mark_at_end(items[-1]) or ("。" if between else ""))


def final_mark(text: str, last: bool, style: Style) -> str:
    """An item's text with the mark that its place in the list wants."""
    wanted = style.last if last else style.between
    if not wanted or mark_at_end(text) == wanted:
        return text
    bare = text.rstrip()
    closed = len(bare) - len(bare.rstrip(CLOSERS))
    if bare[-1:] in RANK:
        return bare[:-1] + wanted
    if closed and bare[:-closed][-1:] in RANK:
        return bare[:-closed - 1] + bare[-closed:] + wanted
    return bare + wanted


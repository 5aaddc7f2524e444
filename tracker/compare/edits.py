"""How one text differs from another: words replaced, put in and taken out, as a person would mark them.

An edit is an operation with two ranges; everything else is rendered from it. Texts are compared by units that are never
torn: citations, dates, amounts, periods, quoted names, modal words, else single characters. rapidfuzz finds the fewest
units to change; diff-match-patch then joins what would read as crumbs, as far as that costs little. Nothing depends on a clock.
"""

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tracker.numbering import NUMERAL
from tracker.patterns import pattern

if TYPE_CHECKING:
    from diff_match_patch import diff_match_patch

Significance = Literal["typographic", "renumbered", "citation", "name", "substantive"]
"""What kind of change an edit is; see `tracker.compare.significance`."""


class Edit(Struct, frozen=True):
    """The words `removed` at `old` give way to the words `added` at `new`; either may be empty.

    Ranges are code points, start and end, in the old text (for words that come from several places: in these joined) and in
    the new one. `significance` and `classes` say what kind of change it is, once that has been judged.
    """

    old: tuple[int, int]
    new: tuple[int, int]
    removed: str = ""
    added: str = ""
    significance: Significance = "substantive"
    classes: tuple[str, ...] = ()


Operation = tuple[int, str]
"""diff-match-patch's form: -1 with what goes, 1 with what comes, 0 with what stays."""

Block = tuple[str, str, str]
"""What stays, what goes behind it, what comes in its place."""

Units = Mapping[str, str]
"""The units that have a sign, by it."""

AMOUNT = r"[零〇○一二两三四五六七八九十百千万亿半0-9０-９.．]++"
_CITED = rf"(?:第[（(]?{NUMERAL}+[）)]?(?:分编|[编章节条款项目])(?:之{NUMERAL}+)?)++"
_TITLE = "《[^《》]{0,200}+(?:《[^《》]{0,200}+》[^《》]{0,200}+){0,4}+》"
_DAY = "[0-9０-９一二三四五六七八九十]{1,3}"
_YEAR = f"(?:[0-9０-９]{{4}}|[一二三四五六七八九〇○零]{{4}})年(?:(?:元|{_DAY})月)?+(?:{_DAY}日)?+"
_UNITS = "个?(?:工作日|月|小时|日|年|周|天|季度|学期)|周岁|[元倍名人件次岁%％]|平方米|公里|公斤|千克|吨|米"
_WORDS = "应当|可以|不得|必须|禁止|有权|无权|或者|以及|并且|负责|不予|予以|情形|规定|机构|机关|部门"
_CITATION = pattern(_CITED)
_LISTED = frozenset(("、", "和", "及", "或者", "以及", "至", "，"))
_LONGER = rf"{_TITLE}|{_CITED}|{_YEAR}|[百千万]分之{AMOUNT}|{AMOUNT}(?:{_UNITS})?|[A-Za-z]++|{_WORDS}"
_SIGNS = "\U000F0000"
"""The first of the characters that stand for units: from here on they are for private use. One that a text holds is coded like a unit."""
_UNIT = pattern(rf"{_LONGER}|[{_SIGNS}-\U0010FFFF]")
_SIGN = pattern(f"[{_SIGNS}-\U0010FFFF]")
_TOKEN = pattern(rf"{_LONGER}|.", re.S)

_OVERRUN = 1.08
"""How much more than the least may be marked so that a text reads well; with `_ALWAYS` characters for short texts."""
_ALWAYS = 8
_PUNCTUATION = frozenset("，。；：、！？“”‘’（）《》,;:()")
_LONGEST = 40_000
"""Units of a text from which on the least change is no longer sought: memory grows by their product, and no article is as long."""


def tokens(text: str) -> list[str]:
    """A text in units that an edit does not tear; joined they are the text."""
    return _TOKEN.findall(text)


def between(old: str, new: str, pairs: Collection[str] = ()) -> tuple[Edit, ...]:
    """The edits that lead from one text to another, in order; empty where they are equal.

    `pairs` are pairs of characters that are words in these texts (`tracker.compare.lexicon`): an edit takes them whole.
    """
    if old == new:
        return ()
    if not old or not new:
        return (Edit((0, len(old)), (0, len(new)), old, new),)
    coded, units = _coded(old, new)
    if max(map(len, coded)) > _LONGEST:
        return (_whole(old, new),)
    blocks = _readable(*coded, units)
    if units and len(blocks) > 1:
        blocks = _lists_joined(blocks, units)
    return tuple(_edits(_whole_words(blocks, pairs), units))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits carried out: `apply(a, between(a, b)) == b`."""
    made, at = [], 0
    for edit in edits:
        made += [text[at:edit.old[0]], edit.added]
        at = edit.old[1]
    return "".join([*made, text[at:]])


def shared_start(one: Sequence[object], other: Sequence[object]) -> int:
    """With how many equal characters, or other members, two sequences begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def shared_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """With how many equal characters (or other members) two texts begin, and with how many what is left of them ends."""
    start = shared_start(one, other)
    return start, shared_start(one[start:][::-1], other[start:][::-1])


def segments(text: str, edits: Iterable[Edit]) -> Iterator[tuple[Literal["kept", "removed", "added"], str, Edit | None]]:
    """The old text and the new one in one run of pieces, for showing them: what goes stands before what comes in its place."""
    at = 0
    for edit in edits:
        if edit.old[0] > at:
            yield "kept", text[at:edit.old[0]], None
        if edit.removed:
            yield "removed", edit.removed, edit
        if edit.added:
            yield "added", edit.added, edit
        at = edit.old[1]
    if at < len(text):
        yield "kept", text[at:], None


def _whole(old: str, new: str) -> Edit:
    """One edit for all that lies between the equal beginnings and ends of two texts."""
    start, end = shared_ends(old, new)
    return Edit((start, len(old) - end), (start, len(new) - end), old[start:len(old) - end], new[start:len(new) - end])


def _coded(old: str, new: str) -> tuple[tuple[str, str], Units]:
    """Both texts with one sign for each unit, so that no engine can cut it, and by their signs the units that these stand for.

    A text with more units than there are signs is longer than any that is compared by them (`_LONGEST`).
    """
    signs: dict[str, str] = {}

    def sign(match: re.Match[str]) -> str:
        unit = match[0]
        return unit if len(unit) == 1 and unit < _SIGNS else signs.setdefault(unit, chr(min(ord(_SIGNS) + len(signs), sys.maxunicode)))

    return (_UNIT.sub(sign, old), _UNIT.sub(sign, new)), {sign: unit for unit, sign in signs.items()}


def _printed(coded: str, units: Units) -> str:
    """The words that a text with signs stands for."""
    return _SIGN.sub(lambda sign: units[sign[0]], coded) if units else coded


def _readable(old: str, new: str, units: Units) -> list[Block]:
    from rapidfuzz.distance import Indel

    operations: list[Operation] = []
    for step in Indel.opcodes(old, new):
        if step.tag != "insert":
            operations.append((0 if step.tag == "equal" else -1, old[step.src_start:step.src_end]))
        if step.tag in ("insert", "replace"):
            operations.append((1, new[step.dest_start:step.dest_end]))
    made = operations
    if _can_be_shifted(operations):
        made = operations.copy()
        _engine().diff_cleanupMerge(made)
        _engine().diff_cleanupSemanticLossless(made)
    blocks = _blocks(made)
    if not _can_be_joined(blocks):
        return blocks
    least = _marked(operations, units)
    _engine().diff_cleanupSemantic(made)
    return _blocks(made) if _marked(made, units) <= _OVERRUN * least + _ALWAYS else _crumbs_joined(blocks, units)


@cache
def _engine() -> "diff_match_patch":
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _marked(operations: Iterable[Operation], units: Units) -> int:
    return len(_printed("".join([part for op, part in operations if op]), units))


def _can_be_shifted(operations: Sequence[Operation]) -> bool:
    """Whether words that come, or go, between others that stay could stand a little further on as well: 甲[+，甲+]，乙, 甲，[+甲，+]乙.
    The engine then chooses where they read best; most texts have none, and it is slow."""
    return any(op and not before[0] and not behind[0] and (part[-1] == before[1][-1] or part[0] == behind[1][0])
               for before, (op, part), behind in zip(operations, operations[1:], operations[2:], strict=False))


def _can_be_joined(blocks: Sequence[Block]) -> bool:
    """Whether the engine would join anything: it takes in what stays where that is no longer than the changes on both sides. (What goes and
    what comes in its place share no end of one with the start of the other: then fewer characters would have been changed.)"""
    sizes = [max(len(gone), len(come)) for _, gone, come in blocks]
    return any(0 < len(kept) <= min(sizes[at], sizes[at + 1]) for at, (kept, _, _) in enumerate(blocks[1:]))


def _crumbs_joined(blocks: Sequence[Block], units: Units) -> list[Block]:
    """One character, or two between longer changes, that only happens to be equal goes with the changes around it."""
    sizes = [max(len(_printed(gone, units)), len(_printed(come, units))) for _, gone, come in blocks]
    made: list[Block] = []
    for at, (kept, gone, come) in enumerate(blocks):
        if made and sizes[at] and sizes[at - 1] and _is_crumb(_printed(kept, units), min(sizes[at - 1], sizes[at])):
            first, before, behind = made[-1]
            made[-1] = first, before + kept + gone, behind + kept + come
        else:
            made.append((kept, gone, come))
    return made


def _blocks(operations: Iterable[Operation]) -> list[Block]:
    blocks: list[list[str]] = []
    for op, part in operations:
        if op == 0 or not blocks:
            blocks.append([part if op == 0 else "", "", ""])
        if op:
            blocks[-1][1 if op < 0 else 2] += part
    return [(kept, gone, come) for kept, gone, come in blocks]


def _is_crumb(kept: str, around: int) -> bool:
    return 0 < len(kept) <= 2 and len(kept) <= around and _PUNCTUATION.isdisjoint(kept)


def _lists_joined(blocks: Sequence[Block], units: Units) -> list[Block]:
    """A list of citations that shifts (第五条、第六条 → 第四条、第五条) is one change: its members are not those of the same number."""
    made: list[Block] = []
    for kept, gone, come in blocks:
        if made and _shifts(made[-1], (kept, gone, come), units):
            first, before, behind = made[-1]
            made[-1] = first, before + kept + gone, behind + kept + come
        else:
            made.append((kept, gone, come))
    return made


def _shifts(before: Block, block: Block, units: Units) -> bool:
    kept, gone, come = block
    if not kept or bool(before[1]) == bool(before[2]) or bool(gone) == bool(come) or bool(before[1]) == bool(gone):
        return False
    cited = [any(_is_cited(sign, units) for sign in part) for part in (before[1] + before[2], kept, gone + come)]
    return all(cited) and all(units.get(sign, sign) in _LISTED or _is_cited(sign, units) for sign in kept)


def _is_cited(sign: str, units: Units) -> bool:
    return sign in units and _CITATION.fullmatch(units[sign]) is not None


def _whole_words(blocks: Iterable[Block], pairs: Collection[str]) -> list[Block]:
    """Edits that cut a word in two take it whole: 体[-格-]{+质+} → [-体格-]{+体质+}."""
    made = [*blocks, ("", "", "")]
    for at in range(len(made) - 1):
        (kept, gone, come), behind = made[at], made[at + 1][0]
        if kept and (gone or come) and all(kept[-1] + (part or behind)[:1] in pairs for part in (gone, come)):
            kept, gone, come = kept[:-1], kept[-1] + gone, kept[-1] + come
        if behind and (gone or come) and all((part or kept)[-1:] + behind[0] in pairs for part in (gone, come)):
            gone, come = gone + behind[0], come + behind[0]
            made[at + 1] = behind[1:], *made[at + 1][1:]
        made[at] = kept, gone, come
    return made


def _edits(blocks: Iterable[Block], units: Units) -> Iterator[Edit]:
    at = there = 0
    for kept, gone, come in blocks:
        length, gone, come = len(_printed(kept, units)), _printed(gone, units), _printed(come, units)
        at, there = at + length, there + length
        if gone or come:
            yield Edit((at, at + len(gone)), (there, there + len(come)), gone, come)
        at, there = at + len(gone), there + len(come)

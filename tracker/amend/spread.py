"""A change of words whose places the items below it name: 将下列法规中的“甲”修改为“乙”, then 1.《…》第三条, 2.《…》第五条、第六条.

Decisions that change one term in many laws are drafted so (全国人民代表大会常务委员会关于修改部分法律的决定, 2009: 征用, 治安管理处罚条例).
"""

import re

from msgspec.structs import replace

from tracker.amend.context import WHOLE, Context, Reading, Subject, named_law
from tracker.amend.instructions import Instruction, Span, Words
from tracker.amend.lexer import Tokens
from tracker.amend.passages import past
from tracker.amend.targets import places
from tracker.amend.words import quoted_words

_LISTED = re.compile("(?:下列|以下|下述)[^，。；：]{1,40}")
_SEPARATORS = ("comma", "list", "and", "stop", "colon")


def announced(text: str, line: Tokens, context: Context) -> tuple[tuple[Words, ...], int] | None:
    """The change of words that a paragraph orders in laws to be listed, and the token behind it; None where it orders none."""
    first = next((at for at, token in enumerate(line) if token.kind == "quote"), 0)
    if not first or not _LISTED.fullmatch(text[line[past(line, 0, "take")].start:line[first].start]):
        return None
    reading = quoted_words(line, first, Subject(0, (WHOLE,), context))
    if reading is None or reading.instructions[0].operation != "word_edit" or line[reading.at].kind not in (*_SEPARATORS, "end"):
        return None
    return reading.instructions[0].words, reading.at


def spread(line: Tokens, at: int, context: Context, words: tuple[Words, ...]) -> Reading | None:
    """The change in the laws and places that a paragraph lists from a token on; None where it is more than a list."""
    made: list[Instruction] = []
    while line[at := past(line, at, *_SEPARATORS)].kind != "end":
        start = at
        at, context, named = named_law(line, at, context)
        found = places(line, at, context.here)
        if not (named or found):
            return None
        targets, at = found or ((WHOLE,), at)
        where = Span(line[start].start, line[at - 1].end)
        own = tuple(replace(pair, source=where) for pair in words)
        made.append(Instruction("word_edit", where, context.law, context.item, targets, words=own, everywhere=targets == (WHOLE,)))
    return Reading(tuple(made), at, context) if made else None

"""Reading the paragraphs of a decision: headings that say what is amended, sentences that order, sentences that close.

Nothing is skipped: words that order nothing become clauses; words that seem to order something and cannot be read, and items that
order nothing, are listed as unread.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.adjusting import is_adjustment
from tracker.amend.clauses import clause
from tracker.amend.closing import Closing, closing
from tracker.amend.context import WHOLE, Context, Reading, at_place, named_law, with_law
from tracker.amend.instructions import Clause, Instruction, Span, Unread
from tracker.amend.lexer import ORDERS, Token, Tokens
from tracker.amend.passages import past
from tracker.amend.targets import is_place, places
from tracker.amend.words import leaving

PLACE_EXPECTED = "a place such as 第三条第二款, or a verb such as 修改为"
VERB_EXPECTED = "what is to be done with the place: 修改为, 改为, 增加, 删去, 合并 or 作为"
EXCEPTIONS_EXPECTED = "the places where the words stay as they are, by their numbers: 除第三条外"
WORDS_EXPECTED = "the new words in quotation marks, or a new number"

_SEPARATORS = ("comma", "stop", "list", "then", "and", "adverb", "suffix")
_STARTERS = ("take", "delete", "insert", "law", "name", "place")
_HEADING = re.compile(
    r"(?:如下|以下|下列|作出|作|予以|进行|做出|做)(?:补充)?(?:修改|修正|修订|补充)(?:和补充|、补充|和完善)?[：:。]?(?:[（(][^（）()]{0,12}[）)])?。?$"
    r"|决定[：:]?$|[：:]$|(?:决定|予以)?(?:修改|废止)的(?:部分)?(?:行政法规|地方性法规|法规|规章|司法解释|文件)(?:目录)?$"
    "|^对[^，。；：]{2,40}的修改[：:。]?$")  # fmt: skip
_ABOUT_WORDS = re.compile("对[^，。；：]{2,80}(?:作出|作|予以|进行)(?:修改|修正)[：:。]?")
"""对下列法规中关于“征用”的规定作出修改"""
_ENDED = re.compile("废止|失效")
_LEAD = re.compile(r"[作做](?:出|了)?(?:如下|以下|下列)[^，。；：]{0,8}[：:]$")
_UNMARKED = re.compile(r"(?!对?(?:下列|以下|部分|涉及|有关|相关))(?:修改|对|将)?"
                       r"(.{2,80}?(?:法|典|条例|办法|规定|细则|规则|解释|决定|意见|批复))(?:[（(][^（）()]{0,80}[）)])?"
                       r"(?:作出修改|作如下修改|作以下修改|予以修改|进行修改)?[：:。]?")  # fmt: skip
_ALIAS = re.compile(r"以下(?:简称|称)为?[：:]?[《“]?([^《》“”（）()]{1,40})[》”]?")
_EXCEPTED = re.compile("除外|例外|除[^，。；]{1,40}外|(?:部分|文字|内容|表述|[前后]面|[前后]半?句)(?:保持|仍然|均)?不变")
"""What narrows an order: to pass over it would carry the order out where it is not meant."""
_OTHERS = re.compile("其余|其他|其它")
_TO_ANNEX = re.compile(r"[（(](?:见|详见)?附件[^（）()]{0,6}[）)]")
_OTHER_LAW = re.compile(r"(?:根据|依据|按照|依照|落实|贯彻|执行|适应|关于|实施|施行)[^，。：；]{0,30}$")


class Parts(Struct, frozen=True):
    """What has been read of a decision, in order."""

    instructions: tuple[Instruction, ...] = ()
    closings: tuple[Closing, ...] = ()
    clauses: tuple[Clause, ...] = ()
    unread: tuple[Unread, ...] = ()


def is_heading(text: str, line: Tokens, context: Context, labelled: bool) -> bool:
    """Whether a paragraph orders nothing itself but says what the items below it amend: a lead, 一、修改《…》, 对部分条文作以下修改："""
    words = text[line[0].start:line[-1].end]
    if len(line) == 1 or context.repealing or is_adjustment(words):
        return False
    if any(token.kind == "quote" for token in line):
        return labelled and bool(_ABOUT_WORDS.fullmatch(words)) and all(token.kind not in ORDERS for token in line)
    if any(token.kind in ORDERS for token in line):
        return bool(_LEAD.search(words))
    if closing(text, line, context) and not words.endswith(("：", ":")):
        return False
    named = any(token.kind == "law" for token in line) or bool(_UNMARKED.fullmatch(words))
    return bool(_HEADING.search(words)) or (line[0].kind == "law" and len(line) == 2) or (labelled and named)


def heading(text: str, line: Tokens, context: Context) -> Context:
    """The context that a heading gives to the items below it: its law, its place; no law where it names several."""
    words = text[line[0].start:line[-1].end]
    amended = [i for i, token in enumerate(line) if token.kind == "law" and _is_amended(text, line, i)]
    for i in amended:
        context = with_law(context, line[i].text, Span(line[i].start, line[i].end))
        context = _with_alias(context, line[i + 1])
    if not amended and context.item:
        context = _with_only_title(words, line, context)
    if len(amended) > 1:
        context = replace(context, law=None, here=WHOLE)
    at = next((i for i, token in enumerate(line) if token.kind == "place"), None)
    found = places(line, at, context.here) if at is not None and amended[:1] <= [at] else None
    here = found[0][-1] if found and len(found[0]) == 1 else context.here
    return replace(context, here=here, repealing=bool(_ENDED.search(words)) and "修改" not in words)


def _with_only_title(words: str, line: Tokens, context: Context) -> Context:
    """An item's heading that is a title without marks (某省实施《某法》办法), or that names one law in any way (一、关于《某条例》)."""
    unmarked = _UNMARKED.fullmatch(words)
    if unmarked:
        return with_law(context, unmarked[1], Span(line[0].start, line[0].start + unmarked.end(1)))
    laws = [token for token in line if token.kind == "law"]
    return with_law(context, laws[0].text, Span(laws[0].start, laws[0].end)) if len(laws) == 1 else context


def _is_amended(text: str, line: Tokens, at: int) -> bool:
    """Whether a law that a heading names is its object: not 根据《…》, not 《…》等七部法律 (the items name those)."""
    before = text[max(line[0].start, line[at].start - 40):line[at].start]
    behind = line[past(line, at + 1, "note")]
    return not _OTHER_LAW.search(before) and not behind.text.startswith("等")


def _with_alias(context: Context, behind: Token) -> Context:
    alias = _ALIAS.search(behind.text) if behind.kind == "note" else None
    if alias is None or context.law is None:
        return context
    laws = tuple(replace(law, short=alias[1]) if i == context.law else law for i, law in enumerate(context.laws))
    return replace(context, laws=laws)


def passage(text: str, line: Tokens, context: Context) -> tuple[Parts, Context]:
    """Read a paragraph's sentences in order."""
    parts = Parts()
    at = 0
    while True:
        at = _past_separators(line, at, context)
        if line[at].kind == "end":
            return parts, context
        closed = _closing(text, line, at, context) if at == 0 or line[at - 1].kind == "stop" else None
        reading = None if closed else _clause(line, at, context, parts.instructions)
        if closed:
            parts, at = replace(parts, closings=(*parts.closings, closed[0])), closed[1]
        elif reading and reading.at > at:
            parts = replace(parts, instructions=_with_words_at_last(parts.instructions, reading.instructions, line[at].kind == "colon"))
            at, context = reading.at, reading.context
        elif announced := _announced(line, at):
            where = Span(line[at].start, line[announced].end)
            parts = replace(parts, clauses=(*parts.clauses, Clause("heading", text[where.start:where.end], where)))
            context, at = heading(text, (*line[at:announced], Token("end", "", where.end, where.end)), context), announced + 1
        else:
            parts, behind = _skipped(text, line, at, context, parts)
            at, context = behind, _after_unread(line, at, behind, context)


def _clause(line: Tokens, at: int, context: Context, before: tuple[Instruction, ...]) -> Reading | None:
    """The clause at a token. What changes words in the other places (其余“甲”, 其他条款中的) leaves out those where instructions `before`
    it in the paragraph change all of the same words; where there are none, no rule says which the others are."""
    reading: Reading | None = clause(line, at, context)
    others = reading is not None and any(token.kind == "whole" and _OTHERS.search(token.text) for token in line[at:reading.at])
    if reading is None or not others or all(one.excepted for one in reading.instructions):
        return reading
    changed = {pair.old for one in reading.instructions for pair in one.words}
    named = [(one, pair) for one in before for pair in one.words if pair.old in changed and one.law == reading.instructions[0].law]
    clear = all(place.steps and not place.portion for one, _ in named for place in one.targets)
    if not clear or {pair.old for _, pair in named} != changed or any(pair.which or pair.times for _, pair in named):
        return None
    return leaving(reading, tuple(dict.fromkeys(place for one, _ in named for place in one.targets)), line[at].start)


def or_unread(text: str, line: Tokens, parts: Parts) -> Parts:
    """What was read of an item; one that orders nothing, and rules nothing about the decision, is unread as a whole (废止第四条); but one
    that leaves what it orders to an annex (予以修改。（附件1）)."""
    where = Span(line[0].start, line[-1].end)
    words = text[where.start:where.end]
    if parts.instructions or parts.closings or parts.unread or len(line) == 1 or _TO_ANNEX.search(words):
        return parts
    return Parts(unread=(Unread(words, where, PLACE_EXPECTED),))


def _with_words_at_last(before: tuple[Instruction, ...], read: tuple[Instruction, ...], behind_colon: bool) -> tuple[Instruction, ...]:
    """增加一款，作为第一款，原第一款改为第二款：“…”: new words behind a renumbering are those of what has been put in without any."""
    at = len(before) - 1
    while at >= 0 and before[at].operation == "renumber" and before[at].item == before[-1].item:
        at -= 1
    inserted = before[at] if 0 <= at < len(before) - 1 else None
    awaits = inserted and inserted.operation == "insert" and inserted.payload is None and inserted.item == before[-1].item
    if not (behind_colon and inserted and awaits and len(read) == 1 and read[0].operation == "replace" and read[0].payload):
        return (*before, *read)
    whole = Span(inserted.source.start, read[0].source.end)
    return (*before[:at], replace(inserted, payload=read[0].payload, source=whole), *before[at + 1:])


def _announced(line: Tokens, at: int) -> int:
    """The colon behind a heading in the same paragraph as its orders (对第十条作如下修改：), 0 where there is none."""
    end = at
    while line[end].kind not in ("stop", "end", "quote", "colon", *ORDERS):
        end += 1
    said = line[end - 1].text if end > at else ""
    return end if line[end].kind == "colon" and said.endswith(("修改", "修正", "修订", "补充", "决定")) else 0


def _past_separators(line: Tokens, at: int, context: Context) -> int:
    while line[at].kind in _SEPARATORS or (line[at].kind == "colon" and not (context.become and line[at + 1].kind == "quote")):
        at += 1
    return at


def _end_of_sentence(line: Tokens, at: int) -> int:
    while line[at].kind not in ("stop", "end"):
        at += 1
    return at


def _closing(text: str, line: Tokens, at: int, context: Context) -> tuple[Closing, int] | None:
    """A sentence from a token that orders nothing and rules about the decision itself, and the token behind it."""
    end = _end_of_sentence(line, at)
    if any(token.kind in ORDERS or token.kind == "quote" for token in line[at:end]):
        return None
    sentence = (*line[at:end], Token("end", "", line[end - 1].end, line[end - 1].end))
    found = closing(text, sentence, context, context.repealing)
    return (found, end) if found else None


def _skipped(text: str, line: Tokens, at: int, context: Context, parts: Parts) -> tuple[Parts, int]:
    """Pass over what cannot be read, up to a clause that can, at most to the end of the sentence."""
    end = _end_of_sentence(line, at)
    first_place = next((i for i in range(at, end) if line[i].kind in ("place", "quote")), end)
    behind = next((i for i in range(at + 1, end) if _restarts(line, i, i <= first_place) and _reads(line, i, context)), end)
    where = Span(line[at].start, line[behind - 1].end)
    words = text[where.start:where.end]
    subject = line[past(line, at, "take", "law", "name", "as_before")]
    orders = any(token.kind in ORDERS or token.kind == "quote" for token in line[at:behind])
    if orders or subject.kind == "place" or _EXCEPTED.search(words):
        return replace(parts, unread=(*parts.unread, Unread(words, where, _expected(line, at, context)))), behind
    kind = "lead" if behind < end else "transition"
    return replace(parts, clauses=(*parts.clauses, Clause(kind, words, where))), behind


def _after_unread(line: Tokens, at: int, behind: int, context: Context) -> Context:
    """The context behind words that were passed over: the law and the place that they name are those of what names none behind them."""
    at, context, _ = named_law(line, past(line, at, "take", "delete"), context)
    found = places(line, at, context.here) if at < behind else None
    return at_place(context, found[0]) if found else context


def _restarts(line: Tokens, at: int, first: bool) -> bool:
    """Whether a clause may begin at a token inside a sentence: the first words that order something, else one that names its article."""
    kind = line[at].kind
    listed = line[at - 1].kind == "and" and line[at - 2].kind == "place"  # 第四条、第五条与第六条: the second half of one list
    opens = kind in ("take", "delete", "insert") or (line[at - 1].kind in ("comma", "colon", "then", "and") and not listed)
    if kind not in _STARTERS or not opens or line[at - 1].kind == "take":
        return False
    named = line[past(line, at, "take", "delete")]
    return first or named.kind in ("law", "name") or (named.kind == "place" and named.unit == "article")


def _reads(line: Tokens, at: int, context: Context) -> bool:
    reading = _clause(line, at, context, ())
    return reading is not None and reading.at > at


def _expected(line: Tokens, at: int, context: Context) -> str:
    sentence = line[at:_end_of_sentence(line, at)]
    if any(token.kind == "except" or (token.kind == "whole" and _OTHERS.search(token.text)) for token in sentence):
        return EXCEPTIONS_EXPECTED
    at = past(line, at, "take", "law", "name", "note")
    found = places(line, at, context.here) if is_place(line, at) else None
    if found is None:
        return PLACE_EXPECTED
    return WORDS_EXPECTED if line[past(line, found[1], "in", "of", "quote")].kind in ORDERS else VERB_EXPECTED

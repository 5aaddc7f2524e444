"""What a decision rules about itself: when it comes into force, what it repeals, what is published anew.

立法法(2023) 第六十一条 has a law state its commencement; an amending decision does so in its last sentences. No date is guessed: a
commencement on the day of promulgation stays open until that day is known.
"""

import re
from collections.abc import Iterable
from datetime import date as Date
from typing import NamedTuple

from msgspec.structs import replace

from tracker.amend.context import Context, with_law
from tracker.amend.instructions import Clause, Commencement, Place, Repeal, Span
from tracker.amend.lexer import Tokens
from tracker.amend.targets import places
from tracker.numbering import arabic, chinese
from tracker.patterns import pattern
from tracker.reading.clauses import ELSEWHERE, FOR, OF_ACT, PROMULGATED
from tracker.reading.dates import day
from tracker.reading.repeals import Named, entries, named

_COMMENCES = pattern(rf"{OF_ACT}|自(?P<other>[^，。；自“”]{{2,40}}?)起(?:正式)?(?:施行|生效|实施|执行|起效)"
                     "|(?P<at_once>公布施行|公布之日施行)")
LEFT_OPEN = re.compile(rf"(?:施行|实施|生效)的?(?:日期|时间)，?由?[^。；，“”]{{0,30}}?{ELSEWHERE}[^。；，“”]{{0,8}}"
                       "|暂[缓不](?:施行|实施)")
"""A commencement left to another act, 本决定的施行日期由国务院另行规定, or put off."""
_BUT = re.compile(r"除[^。；“”]{1,60}?外[，,]?|[^。；，,“”]{1,40}除外")
_ONLY = re.compile(rf"{FOR}[，,]?$")
_REPUBLISHED = re.compile(r"根据本(?:决定|修正案).{0,200}?(?:修改|修正|修订|公布)|(?:修改|修正|修订).{0,60}重新公布")
_ITEMS = re.compile(r"第[零〇一二三四五六七八九十百千]{1,8}(?:条|项)(?:第?[（(]?[零〇一二三四五六七八九十百千]{1,8}[）)]?[项目])?"
                    r"|[一二三四五六七八九十]{1,4}、(?:[（(][一二三四五六七八九十]{1,4}[）)])?")
"""Items of the decision, and those below them: 第三条, 第一项第二目, 三、（二）."""
_RANGE = re.compile(r"第([零〇一二三四五六七八九十百千]{1,8})[条项]?至第?([零〇一二三四五六七八九十百千]{1,8})([条项])")
_SEVERAL = re.compile(r"》等[零〇一二三四五六七八九十百千0-9]{0,5}(?:件|部|个|项)?")
_SELF = re.compile("本(?:决定|修正案)")


class Closing(NamedTuple):
    """What one sentence rules."""

    commencement: tuple[Commencement, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    clauses: tuple[Clause, ...] = ()
    republished: tuple[int, ...] = ()


def closing(text: str, sentence: Tokens, context: Context, repealing: bool = False) -> Closing | None:
    """A sentence without orders and quotations, as its tokens with an `end`; None where it rules nothing of this kind.

    `repealing`: it stands in a list of laws to be repealed.
    """
    start, end = sentence[0].start, sentence[-1].end
    words = text[start:end]
    where = Span(start, end)
    if _REPUBLISHED.search(words):
        anew = range(len(context.laws)) if _SEVERAL.search(words) else _laws(sentence, context)
        return Closing(clauses=(Clause("republication", words, where),), republished=tuple(anew))
    begins = _commencement(words, sentence, where, context)
    on = begins[0].date if len(begins) == 1 else None
    over = entries(words) if repealing else named(words) if "废止" in words else ()
    repeals = tuple(_repeal(one, start, on) for one in over)
    return Closing(begins, repeals) if begins or repeals else None


def _laws(sentence: Tokens, context: Context) -> Iterable[int]:
    """The targets that a sentence names; all of them where it names none that is one."""
    named = [with_law(context, token.text, Span(token.start, token.end)).law for token in sentence if token.kind == "law"]
    known = [law for law in named if law is not None and law < len(context.laws)]
    return known or range(len(context.laws))


def together(clauses: Iterable[Commencement]) -> tuple[Commencement, ...]:
    """The clauses of all sentences: what one excepts (除第二条外) and another gives a day (第二条自…) is the same items of the decision."""
    clauses = tuple(clauses)
    excepted = {c.items for c in clauses if _BUT.fullmatch(c.text) and c.items}
    found = [replace(c, items=named, provisions=(), law=None) if not c.items and named in excepted else c
             for c in clauses for named in [_items(_BUT.sub("", c.text).partition("自")[0])]]
    own = {(c.items, c.provisions) for c in found if not _BUT.fullmatch(c.text)}
    return tuple(c for c in found if not _BUT.fullmatch(c.text) or (c.items, c.provisions) not in own)


def _commencement(words: str, sentence: Tokens, where: Span, context: Context) -> tuple[Commencement, ...]:
    found: list[Commencement] = []
    before = 0
    for match in sorted([*_COMMENCES.finditer(words), *LEFT_OPEN.finditer(words)], key=lambda m: m.start()):
        but = _BUT.search(words, before, match.start())
        found += _excepted(words, but, sentence, where, context)
        begin = but.end() if but and not words[before:but.start()].strip("，,；;") else before
        begin += len(words[begin:match.start()]) - len(words[begin:match.start()].lstrip("，,；;、外 \u3000"))
        about = _BUT.sub("", words[begin:match.start()])
        source = Span(where.start + begin, where.start + match.end())
        items, provisions = _about(about, words, sentence, source)
        when = "" if match.re is LEFT_OPEN or match["after"] or match["there"] or _ONLY.search(about) else (
            match["when"] or match["other"] or "公布之日")
        law = _law_in(sentence, source, context) if provisions else None
        found.append(Commencement(source, words[begin:match.end()], day(when), when.startswith(PROMULGATED), items, provisions, law))
        before = match.end()
    return (*found, *(_excepted(words, _BUT.search(words, before), sentence, where, context) if found else ()))


def _excepted(words: str, but: re.Match[str] | None, sentence: Tokens, where: Span, context: Context) -> list[Commencement]:
    """What a commencement excepts (除第二条外): it has no day by this clause."""
    if but is None:
        return []
    source = Span(where.start + but.start(), where.start + but.end())
    items, provisions = _about(but[0], words, sentence, source)
    law = _law_in(sentence, source, context) if provisions else None
    return [Commencement(source, but[0].strip("，,"), None, False, items, provisions, law)] if items or provisions else []


def _are_items(about: str, words: str) -> bool:
    """Whether numbers are those of the decision: it says so (本决定第二条), counts 项, or excepts them from its own commencement."""
    counted = bool(_items(about)) and "项" in about and "条" not in about
    excepted = about.startswith("除") or about.endswith("除外")
    return bool(_SELF.search(about)) or counted or (excepted and bool(_SELF.search(words)))


def _about(about: str, words: str, sentence: Tokens, source: Span) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Which items of the decision (本决定第三条) or which provisions of the law a commencement is about."""
    if _are_items(about, words):
        return _items(about), ()
    at = next((i for i, token in enumerate(sentence) if token.kind == "place" and source.start <= token.start < source.end), None)
    found = places(sentence, at, Place()) if at is not None else None
    return (), found[0] if found else ()


def _items(about: str) -> tuple[str, ...]:
    """The items of the decision that some words name: 第三条至第五条 is each from the one to the other."""
    each = _RANGE.sub(lambda found: "、".join(f"第{chinese(at)}{found[3]}" for at in range(arabic(found[1]), arabic(found[2]) + 1)), about)
    return tuple(match[0] for match in _ITEMS.finditer(each))


def _law_in(sentence: Tokens, source: Span, context: Context) -> int | None:
    """The target that a commencement names, else the one in hand."""
    named = next((token for token in sentence if token.kind == "law" and source.start <= token.start < source.end), None)
    return with_law(context, named.text, source).law if named else context.law


def _repeal(one: Named, start: int, on: Date | None) -> Repeal:
    """What a sentence that begins at `start` repeals, on the day that it names for that, else on `on`."""
    return Repeal(one.title, Span(start + one.start, start + one.end), one.note, day(one.since) if one.since else on, one.provisions)

"""What a decision rules about itself: when it comes into force, what it repeals, what is published anew.

立法法(2023) 第六十一条 has a law state its commencement; an amending decision does so in its last sentences. No date is guessed: a
commencement on the day of promulgation stays open until that day is known.
"""

import re
from collections.abc import Iterable
from datetime import date as Date
from typing import NamedTuple

from tracker.amend.context import Context, with_law
from tracker.amend.instructions import Clause, Commencement, Place, Repeal, Span
from tracker.amend.lexer import Token, Tokens
from tracker.amend.targets import places
from tracker.reading.dates import day

_COMMENCES = re.compile(r"自(?P<when>[^，。；自“”]{2,40}?)起(?:正式)?(?:施行|生效|实施|执行|起效)|(?P<at_once>公布施行|公布之日施行)")
LEFT_OPEN = re.compile(r"(?:施行|实施|生效)的?(?:日期|时间)，?由?[^。；，“”]{0,30}?(?:另行|规定|确定|公布)[^。；，“”]{0,8}")
"""A commencement left to another act: 本决定的施行日期由国务院另行规定."""
_REPUBLISHED = re.compile(r"根据本(?:决定|修正案).{0,200}?(?:修改|修正|修订|公布)|(?:修改|修正|修订).{0,60}重新公布")
_ITEMS = re.compile(r"第[零〇一二三四五六七八九十百千]{1,8}(?:条|项)|[一二三四五六七八九十]{1,4}、")
_SEVERAL = re.compile(r"》等[零〇一二三四五六七八九十百千0-9]{0,5}(?:件|部|个|项)?")
_TITLE = re.compile("[^，。；：“”]{1,80}(?:法|条例|办法|规定|细则|规则|解释|决定|意见|批复|通知|章程)")
"""A title as a list of laws to be repealed prints it without 《》 (annexes of State Council decisions)."""
_ON_DAY = ("公布", "发布", "颁布")


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
        named = range(len(context.laws)) if _SEVERAL.search(words) else _laws(sentence, context)
        return Closing(clauses=(Clause("republication", words, where),), republished=tuple(named))
    begins = _commencement(words, sentence, where, context)
    on = begins[0].date if len(begins) == 1 else None
    repeals = _repeals(text, sentence, on) if repealing or "废止" in words else ()
    repeals = repeals or (_listed(text, sentence) if repealing else ())
    return Closing(begins, repeals) if begins or repeals else None


def _laws(sentence: Tokens, context: Context) -> Iterable[int]:
    """The targets that a sentence names; all of them where it names none that is one."""
    named = [with_law(context, token.text, Span(token.start, token.end)).law for token in sentence if token.kind == "law"]
    known = [law for law in named if law is not None and law < len(context.laws)]
    return known or range(len(context.laws))


def _commencement(words: str, sentence: Tokens, where: Span, context: Context) -> tuple[Commencement, ...]:
    found: list[Commencement] = []
    before = 0
    told = [*_COMMENCES.finditer(words), *LEFT_OPEN.finditer(words)]
    for match in sorted(told, key=lambda m: m.start()):
        when = "" if match.re is LEFT_OPEN else match["when"] or "公布之日"
        about = words[before:match.start()]
        begin = before + len(about) - len(about.lstrip("，,；;、 \u3000"))
        source = Span(where.start + begin, where.start + match.end())
        items, provisions = _about(about, sentence, source)
        on_day = any(when.startswith(word) for word in _ON_DAY)
        law = _law_in(sentence, source, context) if provisions else None
        found.append(Commencement(source, words[begin:match.end()], day(when), on_day, items, provisions, law))
        before = match.end()
    return tuple(found)


def _about(about: str, sentence: Tokens, source: Span) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Which items of the decision (本决定第三条) or which provisions of the law a commencement is about."""
    if "本决定" in about or "本修正案" in about or (_ITEMS.search(about) and "项" in about and "条" not in about):
        return tuple(match[0] for match in _ITEMS.finditer(about)), ()
    at = next((i for i, token in enumerate(sentence) if token.kind == "place" and source.start <= token.start < source.end), None)
    found = places(sentence, at, Place()) if at is not None else None
    return (), found[0] if found else ()


def _law_in(sentence: Tokens, source: Span, context: Context) -> int | None:
    """The target that a commencement names, else the one in hand."""
    named = next((token for token in sentence if token.kind == "law" and source.start <= token.start < source.end), None)
    return with_law(context, named.text, source).law if named else context.law


def _repeals(text: str, sentence: Tokens, on: Date | None) -> tuple[Repeal, ...]:
    """The laws that a sentence repeals, with what stands in brackets behind each, and the day that the sentence names."""
    return tuple(_repeal(text, token, sentence[i + 1], on) for i, token in enumerate(sentence) if token.kind == "law")


def _repeal(text: str, title: Token, behind: Token, on: Date | None) -> Repeal:
    noted = behind if behind.kind == "note" else title
    note = text[behind.start + 1:behind.end - 1] if behind.kind == "note" else ""
    return Repeal(title.text[1:-1], Span(title.start, noted.end), note, on)


def _listed(text: str, sentence: Tokens) -> tuple[Repeal, ...]:
    """The law that an item of a list of laws to be repealed names without 《》."""
    behind = next(token for token in sentence if token.kind in ("note", "end"))
    title = text[sentence[0].start:behind.start].strip()
    named = Token("law", f"《{title}》", sentence[0].start, behind.start)
    return (_repeal(text, named, behind, None),) if _TITLE.fullmatch(title) else ()

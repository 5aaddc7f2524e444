"""What a decision rules about itself: when it comes into force, what it repeals, what is published anew.

立法法(2023) 第六十一条 has a law state its commencement; an amending decision does so in its last sentences. No date is guessed: a
commencement on the day of promulgation stays open until that day is known.
"""

import re
from collections.abc import Iterable
from datetime import date as Date
from typing import NamedTuple

from msgspec.structs import replace

from tracker.amend.context import Context, targets_named, with_law
from tracker.amend.instructions import Clause, Commencement, Place, Repeal, Span, Unread
from tracker.amend.lexer import Tokens
from tracker.amend.targets import places
from tracker.naming import bare_title
from tracker.numbering import arabic, chinese
from tracker.patterns import pattern
from tracker.reading.clauses import ELSEWHERE, FOR, OF_ACT, PROMULGATED, SELF
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
_TITLE = re.compile("《(?:[^《》]|《[^《》]*》)+》")
_LAWS = "(?:修[改正订]|[法律规]|条例|办法|规定|解释|细则|规则)"
_REST = re.compile(rf"其[他它余][^《》，。；]{{0,8}}(?:{_LAWS}|内容|部分)|其余[，,]?$")
_EVERY = re.compile(rf"(?:(?:[^《》]*[，。；])?(?:{SELF})(?:[报经由][^《》，。；对在]*)?|(?:并|且|其中)?)[，,]?"
                    rf"(?:(?![^，]*{_LAWS}){FOR})?[，,]?")
"""What is of all laws that have no day of their own: 其他法规的修改自…; 本决定自…."""
WHOSE_DAY = "the law, or the item of the decision, that the words about the commencement name"


class Closing(NamedTuple):
    """What one sentence rules."""

    commencement: tuple[Commencement, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    clauses: tuple[Clause, ...] = ()
    republished: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()


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
    read = _commencement(words, sentence, where, context)
    begins, unread = tuple(c for c in read if isinstance(c, Commencement)), tuple(c for c in read if isinstance(c, Unread))
    on = begins[0].date if len(begins) == 1 else None
    over = entries(words) if repealing else named(words) if "废止" in words else ()
    repeals = tuple(_repeal(one, start, on) for one in over)
    return Closing(begins, repeals, unread=unread) if read or repeals else None


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
    own = {(c.items, c.provisions, c.law) for c in found if not _BUT.fullmatch(c.text)}
    return tuple(c for c in found if not _BUT.fullmatch(c.text) or (c.items, c.provisions, c.law) not in own)


def _commencement(words: str, sentence: Tokens, where: Span, context: Context) -> tuple[Commencement | Unread, ...]:
    found: list[Commencement | Unread] = []
    before = 0
    for match in sorted([*_COMMENCES.finditer(words), *LEFT_OPEN.finditer(words)], key=lambda m: m.start()):
        but = _BUT.search(words, before, match.start())
        found += _excepted(words, but, sentence, where, context)
        begin = but.end() if but and not words[before:but.start()].strip("，,；;") else before
        begin += len(words[begin:match.start()]) - len(words[begin:match.start()].lstrip("，,；;、外 \u3000"))
        about = _BUT.sub("", words[begin:match.start()])
        source = Span(where.start + begin, where.start + match.end())
        items, provisions = _about(about, words, sentence, source)
        for_some = _ONLY.search(about) and not _REST.search(about)
        when = "" if match.re is LEFT_OPEN or match["after"] or match["there"] or for_some else (
            match["when"] or match["other"] or "公布之日")
        said = Commencement(source, words[begin:match.end()], day(when), when.startswith(PROMULGATED), items, provisions)
        found += _of_laws(said, about, context)
        before = match.end()
    return (*found, *(_excepted(words, _BUT.search(words, before), sentence, where, context) if found else ()))


def _excepted(words: str, but: re.Match[str] | None, sentence: Tokens, where: Span, context: Context) -> list[Commencement | Unread]:
    """What a commencement excepts (除第二条外): it has no day by this clause."""
    if but is None:
        return []
    source = Span(where.start + but.start(), where.start + but.end())
    items, provisions = _about(but[0], words, sentence, source)
    said = Commencement(source, but[0].strip("，,"), None, False, items, provisions)
    return _of_laws(said, but[0], context) if items or provisions or len(context.laws) > 1 or _TITLE.search(but[0]) else []


def _of_laws(said: Commencement, about: str, context: Context) -> list[Commencement | Unread]:
    """A commencement for each target that it names (对《…》的修改), else as one of the whole decision. What names no target, or several
    that cannot be told apart, or says in words that were not read which of several laws it is about, is no day of any of them."""
    if said.items:
        return [said]
    subject = about[max((m.start() for m in _SELF.finditer(about)), default=0):]
    named = [targets_named(context.laws, bare_title(title)) for title in _TITLE.findall(subject)]
    if not named and said.provisions:
        return [replace(said, law=context.law)]
    clear = all(len(one) == 1 for one in named) and (len(named) == 1 or not said.provisions)
    if not clear or (not named and len(context.laws) > 1 and not (_EVERY.fullmatch(subject) or _REST.search(subject))):
        return [Unread(said.text, said.source, WHOSE_DAY)]
    return [replace(said, law=law) for law in dict.fromkeys(law for one in named for law in one)] or [said]


def _are_items(about: str, words: str) -> bool:
    """Whether numbers are those of the decision: it says so (本决定第二条), counts 项, or excepts them from its own commencement."""
    if not _items(about) and _TITLE.search(about):
        return False
    counted = bool(_items(about)) and "项" in about and "条" not in about
    excepted = about.startswith("除") or about.endswith("除外")
    return bool(_SELF.search(about)) or counted or (excepted and bool(_SELF.search(words)))


def _about(about: str, words: str, sentence: Tokens, source: Span) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Which items of the decision (本决定第三条) or which provisions of the law a commencement is about."""
    if _are_items(about, words):
        return _items(about), ()
    at = next((i for i, token in enumerate(sentence) if token.kind == "place" and token.text in about
               and source.start <= token.start < source.end), None)
    found = places(sentence, at, Place()) if at is not None else None
    return (), found[0] if found else ()


def _items(about: str) -> tuple[str, ...]:
    """The items of the decision that some words name: 第三条至第五条 is each from the one to the other. Behind a title (《…》第三条) are
    those of the law."""
    each = _RANGE.sub(lambda found: "、".join(f"第{chinese(at)}{found[3]}" for at in range(arabic(found[1]), arabic(found[2]) + 1)),
                      about.partition("《")[0])
    return tuple(match[0] for match in _ITEMS.finditer(each))


def _repeal(one: Named, start: int, on: Date | None) -> Repeal:
    """What a sentence that begins at `start` repeals, on the day that it names for that, else on `on`."""
    return Repeal(one.title, Span(start + one.start, start + one.end), one.note, day(one.since) if one.since else on, one.provisions)

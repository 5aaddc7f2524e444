"""The end that a text sets itself: 有效期五年, 试行两年, 有效期至2024年12月31日, 自…起施行，至…止.

The last day that a text names is still law; it has expired from the next one on. A period begins with the first day in force, which
is one of its days (practice: 自2020年1月1日起施行，有效期五年 ends with 2024年12月31日). What is read here is what the text says, not what
happened: a term may be prolonged, or the text repealed before.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from tracker.model import Version
from tracker.numbering import NUMERAL, arabic
from tracker.patterns import HAN, pattern
from tracker.reading.clauses import BEGINS, OPEN, SELF, WHOLE, Closing, closing
from tracker.reading.commencement import first_day
from tracker.reading.dates import DAY, day
from tracker.reading.history import acts

_FROM = rf"[自从]?(?:本{HAN}{{1,12}}?)?"
_ANCHOR = rf"(?:公布|发布|颁布|印发|施行|实施|生效)之日|{DAY}"
DOING = "试行|施行|实施|实行|执行|暂行|为期"
_TERM = rf"(?:(?:{DOING}|有效|适用)(?:期限?|期间)|有效|期限)(?:暂?定?为|是|暂定|[，：])?"
_STOPS = "(?=[。；，,）)]|$)"
_OVER = "(?:自行|自动|即行|即|同时)?(?:失效|废止|(?:停止|终止)(?:施行|执行|实施|适用)|不再(?:施行|执行|实施|适用|有效))"
_LENGTH = (rf"(?P<count>{NUMERAL}|两|半)(?P<unit>周?年|个月|[日天])"
           rf"(?:(?P<half>半)|(?:零|又|加)?(?P<more>{NUMERAL}|两)个月)?(?!半|元月|又?{NUMERAL})")
"""三年, 九十日, 两年零六个月, 一年半."""
_ENDS = pattern(
    rf"(?:{_TERM}|(?P<until>{DOING}))(?:自[^。；，]{{2,24}}?)?(?:截[止至]|[至到])[至到]?(?P<last>{DAY})(?(until)为?止?{_STOPS})"
    rf"|(?:{_FROM}(?P<since>{_ANCHOR})起(?:计算)?[，,]?)?(?:{_TERM}|(?P<doing>{DOING}|暂定为?)|(?(since)|(?!)))"
    rf"(?:{_FROM}(?P<from>{_ANCHOR})起(?:计算)?[，,]?)?满?{_LENGTH}(?:(?:期?满|届满)?[之以]?后?(?P<out>{_OVER}))?"
    rf"(?(out)|(?(doing){_STOPS}|(?(since){_STOPS})))(?:[，,]?{_FROM}(?P<behind>{_ANCHOR})起计?算)?"
    rf"|(?:截[止至]|[至到])[至到]?(?P<through>{DAY})(?:止|期间|为止|(?=[。；，]|$|施行|实施|有效))"
    rf"|[自从]?(?P<over>{DAY})起{_OVER}"
    rf"|(?P<vague>(?:[于在至到])?{DAY}{_OVER}|(?:{DOING}|有效)期限?[为至到][^。；，]{{2,30}})")
_MAY = pattern(rf"(?:截[止至]|[至到])[0-9０-９零〇○ＯOo一二三四五六七八九]|(?:{DOING}|有效)期限?[为至到]|[日起]{_OVER}"
               rf"|(?:起(?:计?算)?[，,]?|(?:期[限间]?|有效)(?:暂?定?为|是|暂定|[，：])?|{DOING}|暂定为?)满?(?:{NUMERAL}|[两半])")
"""What each of these ends has; most texts have none, and need not be searched for them."""
_OWN = pattern(rf"(?:{SELF})(?<![法例则知案程]规定)的?$|(?:{SELF})(?<![法例则知案程]规定)[，,]?(?:其)?$")
_HELD = pattern(rf"(?:的规定|规定)?的?|[^。；，]{{0,12}}?{BEGINS}[，,]?")


class Ending(Struct, frozen=True):
    """An end that a text sets itself, or provisions of it (ids; none: all): where it says so, and in which words.

    `date` is the first day on which it is no longer law; None where the text gives none, or more than one. `counted`: by a period,
    not by a day named. `span` is where the words stand in those of the article.
    """

    provision: str
    date: Date | None
    text: str
    counted: bool = False
    provisions: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)


def endings(version: Version) -> tuple[Ending, ...]:
    """The ends that a text sets, one for the text as a whole and one for each group of provisions that it names."""
    found: dict[tuple[str, ...], list[Ending]] = {}
    for one in said_endings(version):
        found.setdefault(one.provisions, []).append(one)
    return tuple(_settled(several) for several in found.values())


def said_endings(version: Version) -> Iterator[Ending]:
    """Every clause on an end that was read."""
    return (one for article in closing(version) for one in _endings(version, article))


def _settled(several: Sequence[Ending]) -> Ending:
    """A day named goes before a period counted; two days are none."""
    named = [one for one in several if not one.counted] or several
    return named[0] if len({one.date for one in named}) == 1 else replace(named[0], date=None)


def _endings(version: Version, article: Closing) -> Iterator[Ending]:
    whole = [m.span() for said in (WHOLE, OPEN) for m in article.own(said.finditer(article.words))]
    for start, end in article.sentences:
        if not _MAY.search(article.words, start, end):
            continue
        for said in article.own(_ENDS.finditer(article.words, start, end)):
            provisions = _about(article, start, said, whole)
            if provisions is not None:
                whole += [] if provisions else [said.span()]
                counted = said["count"] is not None
                yield Ending(article.place, _date(version, said, provisions), article.words[start:end].strip(), counted, provisions,
                             said.span())


def _about(article: Closing, start: int, said: re.Match[str], whole: Sequence[tuple[int, int]]) -> tuple[str, ...] | None:
    """The provisions that end; none for the text as a whole; None where it is something else: a licence, another law."""
    cited, at = article.subject(start, said.start()), said.start()
    if cited and _HELD.fullmatch(article.words, cited[-1].end, at):
        return article.named(cited)[0] or None
    if any(a <= at < b or (b <= at and re.fullmatch("[，,。；]?其?(?:暂定)?", article.words[b:at])) for a, b in whole):
        return ()
    if said["through"]:
        return None
    alone = whole and at == start and not said["over"]
    return () if alone or _OWN.search(article.words[start:at]) else None


def _date(version: Version, said: re.Match[str], provisions: Sequence[str]) -> Date | None:
    """The first day on which it is no longer law."""
    if said["over"]:
        return day(said["over"])
    last = day(said["last"] or said["through"] or "")
    if last:
        return last + timedelta(days=1)
    if not said["count"]:
        return None
    begin = _anchor(version, said["since"] or said["from"] or said["behind"] or "", provisions)
    return _after(begin, said) if begin else None


def _anchor(version: Version, words: str, provisions: Sequence[str]) -> Date | None:
    if named := day(words):
        return named
    if words[:2] in ("公布", "发布", "颁布", "印发"):
        told = acts(version.events)
        return told[0].day("promulgated") if told else None
    return None if provisions else first_day(version)


def _after(begin: Date, said: re.Match[str]) -> Date | None:
    """The day behind a period as the words give it; None for a half that is no number of months (半个月, 一个月半)."""
    if said["count"] == "半" or said["half"] or said["more"]:
        if not said["unit"].endswith("年"):
            return None
        years = 0 if said["count"] == "半" else arabic(said["count"])
        return later(begin, years * 12 + (arabic(said["more"]) if said["more"] else 6), "个月")
    return later(begin, arabic(said["count"]), said["unit"])


def later(begin: Date, count: int, unit: str) -> Date:
    """The day behind a period: the one that corresponds to its first day, or else the first of the next month."""
    if unit in ("日", "天"):
        return begin + timedelta(days=count)
    months = count if unit == "个月" else count * 12
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    try:
        return Date(year, month + 1, begin.day)
    except ValueError:
        return Date(year, month + 2, 1)

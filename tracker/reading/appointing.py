"""Commencements of other laws that an act appoints, or puts off: 《…条例》自2016年1月1日起施行, 《…》第二条的施行日期推迟至2024年1月1日.

立法法(2023) 第六十一条 has a law state its commencement; one that leaves it to another act (施行日期由…另行规定) is law from the day which
that act gives. A day put off in words without one (推迟一年施行) is told with its words, for a person to say.
"""

import re
from collections.abc import Iterator
from datetime import date as Date

from msgspec import Struct

from tracker.model import Version
from tracker.patterns import pattern
from tracker.reading.clauses import VERB
from tracker.reading.dates import DAY, day
from tracker.reading.repeals import Named, governed, since_day, unquoted, which

_DATE = "的?(?:施行|实施|生效)(?:日期|时间|日)"
_OFF = "(?:推迟|延迟|延期|顺延|暂缓|缓期)"
_SET = f"(?:确定|规定|定|{_OFF}|提前|调整|变更|修改|改)?"
_OVER = r"(?=$|[\s，,：:）)])"
_BEHIND = pattern(rf"(?:的?规定)?[，,]?(?:(?:{_DATE}[^。；，,《》：:]{{0,12}}[：:，,]?)?"
                  rf"[自从](?P<since>[^。；，,《》自]{{1,24}}?)起(?:正式|开始)?{VERB}{_OVER}"
                  rf"|{_DATE}(?:由{DAY})?{_SET}(?:为|至|到|在)(?P<day>{DAY})起?{_OVER}"
                  rf"|(?:{_OFF}|提前)(?:至|到|于)(?P<then>{DAY})起?{VERB}{_OVER}"
                  rf"|{_DATE}[^。；，,《》]{{0,20}}{_OFF}|(?:予以)?{_OFF}[^。；，,《》]{{0,20}}?(?:施行|实施|生效))")
_AHEAD = pattern(rf"{_OFF}(?:施行|实施|生效)?$")
_OF_AHEAD = pattern(rf"(?:的?规定)?(?:{_DATE})?(?:[至到](?P<then>{DAY}))?{_OVER}")
_OTHERS = pattern(rf"[^《》]*起(?:正式|开始)?{VERB}")
"""A day for what is left (其他条款自…起施行), which has no title before it."""
_AMENDS = pattern("修改|修正案")
"""An act that amends gives the days of its own changes: 《…》第二条自…起施行 is of what it makes of that."""
_ASKED = pattern("(?:建议|提请|拟)[^，。；《》]*$")


class Appointed(Struct, frozen=True):
    """A law whose commencement an act appoints: its title without 《》, the id of the provision that says so, the sentence, the first day
    on which it is law (None: in words that a person has to read), citations of the provisions where it is theirs alone; `words` say which
    law of the title is meant."""

    title: str
    provision: str
    text: str
    date: Date | None
    provisions: tuple[str, ...] = ()
    words: str = ""


def appointments(version: Version) -> tuple[Appointed, ...]:
    """The commencements of other laws that a text appoints, in the order named."""
    return tuple(Appointed(one.title, key, sentence.strip(), _day(version, key, said, sentence), one.provisions, which(sentence, one))
                 for key, line in (() if _AMENDS.search(version.title) else unquoted(version)) if "《" in line
                 for sentence in re.split("[。；]", line) for one, said in _appointed(sentence))


def appoints(sentence: str) -> bool:
    """Whether a sentence appoints a commencement of a law that it names; the time it gives is that of the law."""
    return "《" in sentence and any(True for _one in _appointed(sentence.rstrip("。；\n ")))


def _appointed(sentence: str) -> Iterator[tuple[Named, re.Match[str]]]:
    """What a sentence gives a first day, each with the words that do; what is only asked for has none."""
    for named, said in governed(sentence, _BEHIND, _AHEAD, _OF_AHEAD):
        if not _ASKED.search(sentence, 0, named[-1].start):
            yield from ((each, said) for each in reversed(named))


def _day(version: Version, key: str, said: re.Match[str], sentence: str) -> Date | None:
    given = said.groupdict()
    if _OTHERS.match(sentence, said.end()):
        return None
    if since := given.get("since"):
        return since_day(version, key, since)
    return day(given.get("day") or given.get("then") or "")

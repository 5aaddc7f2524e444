"""Corrections of a printed text (更正) that an act tells: 《示例市垃圾条例》第二条中的“五十元以下”应为“五十万元以下”.

What is corrected are the provisions cited behind the law's title, or, where the act's own title names one law alone, those cited without
one. A gazette prints a correction as one sentence below the day, with no articles.
"""

import re
from collections.abc import Iterator
from datetime import date as Date

from msgspec import Struct

from tracker.citations import find, spelled
from tracker.citations.owners import titles
from tracker.model import Version
from tracker.naming import bare_title
from tracker.patterns import pattern
from tracker.reading.dates import DAY, day
from tracker.reading.repeals import objects, unquoted, which

_CORRECTS = pattern("更正|勘误|订正|应(?:当)?(?:改)?为|误(?:写|印|排|登|植)?为|有误")
_DATED = pattern(rf"[（(]?({DAY})[）)]?")


class Corrected(Struct, frozen=True):
    """A law of which a text is corrected: its title without 《》, the id of the provision that says so, the sentence, citations of what is
    corrected (none: which provisions these are is not read); `words` say which law of the title is meant."""

    title: str
    provision: str
    text: str
    provisions: tuple[str, ...] = ()
    words: str = ""


def corrections(version: Version) -> tuple[Corrected, ...]:
    """What a text corrects of other laws, in the order named."""
    own = {bare_title(version.title[start:end]) for start, end in titles(version.title)}
    named = next(iter(own)) if len(own) == 1 else ""
    return tuple(one for key, line in unquoted(version) for sentence in re.split("[。；]", line) if _CORRECTS.search(sentence)
                 for one in _corrected(key, sentence, named))


def _corrected(key: str, sentence: str, named: str) -> Iterator[Corrected]:
    found = objects(sentence)
    yield from (Corrected(one.title, key, sentence.strip(), one.provisions, which(sentence, one)) for one in found)
    cited = tuple(map(spelled, find(sentence))) if named and not found else ()
    if cited:
        yield Corrected(named, key, sentence.strip(), cited)


def printed_on(version: Version) -> Date | None:
    """The day of an act of which no line tells who made it: that of the one line beside its words that is a day alone."""
    days = {day(said[1]) for node in (*version.head, *version.tail) if (said := _DATED.fullmatch(node.text.strip()))}
    return next(iter(days)) if len(days) == 1 else None

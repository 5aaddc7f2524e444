"""Provisions with a commencement of their own: 第十条自…起施行, 除第十条外, 第十条暂缓施行, 第十条的施行日期另行规定.

A date is stated only where the text gives the provision one day for everyone; else the stage says why it has none.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from tracker.citations import Citation
from tracker.model import Basis, Finding, Stage, Version, joined
from tracker.patterns import pattern
from tracker.reading.clauses import (
    ADDRESSED,
    AFTER_ANOTHER,
    BEGINS,
    CONFLICT,
    ELSEWHERE,
    FOR,
    LEFT_OPEN,
    SELF,
    VERB,
    WHOLE,
    Closing,
    closing,
    given,
    needed,
)
from tracker.reading.dates import days
from tracker.reading.history import Act
from tracker.reading.labels import Mark

PUT_OFF = "the text puts it off and sets no day"
EXCEPTED = "the text excepts it and gives it no day"
IN_PART = "the text gives a day only to a part of what it says: a person has to say which"
SEVERAL = "the text names it so that it could be several places: a person has to say"

KINDS: dict[str, str] = {
    "commencement_by_addressee": "a day only for some persons or places, which is no day of the provision",
    "commencement_in_part": "a day for a part of what a provision says, or for what cannot be told: a person has to say",
    "commencement_of_nothing": "a day for a provision that the text does not have, or that several places could be",
    "commencement_far": "a first day more than five years after the text was made: see whether its year is right",
}
"""The kinds of finding that commencements have, and what each means, as a message."""

_FAR = timedelta(days=5 * 365)
"""The laws at hand come into force within 13 months of their making."""
_LAST = 3
"""How many articles from the end may give provisions a day of their own."""

_CLAUSE = pattern(
    rf"(?P<begins>{BEGINS})|(?P<later>[自从][^。；，、自从《》]{{2,30}}?后{VERB})"
    rf"|(?P<open>的?(?:具体)?(?:施行|实施|生效)(?:日期|时间)[^。；，《》]{{0,30}}{ELSEWHERE})"
    rf"|(?P<for>{FOR})?[，,]?(?P<off>暂[缓不](?:施行|实施|执行))|(?P<but>除?外)")
_APART = pattern(rf"(?:依照|按照|依据|根据|参照|违反)(?:{SELF})?的?$")
"""What stands before a provision of which a clause is not about any part: 依照第十条制定的办法自…起施行."""
_ADDRESSED = ("only", "there", "for")
"""The groups that tell for whom, or where, a clause is."""
_BETWEEN = pattern("的?(?:规定|内容|条款)?[，,]?")
"""What may stand between a provision and what is said of it: 第十条的规定自…. 第十条规定的处罚自… is not about the whole of it."""


class _Clause(NamedTuple):
    """What the words of an article say of the provisions cited; of none: of what was named before, or of the text as a whole.
    `beside` are cited before the words, which are not about the whole of them."""

    article: Closing
    cited: Sequence[Citation]
    said: re.Match[str]
    beside: Sequence[Citation] = ()


def stages(version: Version, told: Sequence[Act]) -> tuple[Stage, ...]:
    """The commencements of single provisions. `told` are the acts of the text's history."""
    made: dict[tuple[str, ...], list[tuple[Stage, _Clause]]] = {}
    for clause in _clauses(version):
        ids, unsure = clause.article.named(clause.cited)
        where = clause.article.place
        for stage in (Stage(ids, *_said(clause.said, told), where), Stage(unsure, None, SEVERAL, "unknown", where), _in_part(clause, told)):
            if stage.provisions:
                made.setdefault(stage.provisions, []).append((stage, clause))
    return tuple(map(_settled, made.values()))


def staging_findings(version: Version, main: Sequence[Mark]) -> tuple[Finding, ...]:
    """Days that are none for everyone, days for what the text does not have, days far off; `main` are the lines of the text."""
    found = []
    for clause in _clauses(version):
        if any(clause.said[group] for group in _ADDRESSED):
            found.append(("commencement_by_addressee", clause.said[0]))
        if clause.beside:
            found.append(("commencement_in_part", clause.article.words[clause.beside[0].start:clause.said.end()]))
        if clause.article.unheld(clause.cited):
            found.append(("commencement_of_nothing", clause.article.words[clause.cited[0].start:clause.said.end()]))
    begins = {version.in_force.date, *(stage.date for stage in version.in_force.stages)}
    far = {date for date in begins if date and version.version and date - version.version > _FAR}
    found += [("commencement_far", m.text[one.start:one.end]) for m in main if far for one in days(m.text) if one.date in far]
    return tuple(Finding(kind, next((m.line for m in reversed(main) if words in m.text), 0), words) for kind, words in found)


def staged_spans(version: Version) -> Iterator[tuple[str, int, int]]:
    """Where clauses on single provisions stand that were read: the article's id, and the span in its words."""
    for clause in _clauses(version):
        at = (*clause.cited, *clause.beside)
        yield clause.article.place, at[0].start if at else clause.said.start(), clause.said.end()


def _clauses(version: Version) -> Iterator[_Clause]:
    for article in islice(closing(version), _LAST):
        if not article.citations and not re.search("[对在]", article.words):
            continue  # it names neither provisions nor for whom, or where, a day is
        for sentence in article.sentences:
            at = sentence[0]
            for said in article.own(_CLAUSE.finditer(article.words, *sentence)):
                cited = article.subject(at, said.start())
                about = cited if cited and _is_about(article.words, sentence, cited, said) else ()
                own = re.search(SELF, article.words[cited[-1].end:said.start()]) if cited else None
                beside = cited if said["begins"] and not about and not own else ()
                if about or beside or any(said[group] for group in _ADDRESSED):
                    yield _Clause(article, about, said, beside)
                at = said.end()


def _is_about(words: str, sentence: tuple[int, int], cited: Sequence[Citation], said: re.Match[str]) -> bool:
    """Whether a clause says what it says of the provisions cited before it; an exception only where it is one from the commencement."""
    if said["but"]:
        behind = said["but"] == "除外" or re.search(rf"除(?:{SELF})?$", words[:cited[0].start])
        return bool(behind and WHOLE.search(words, *sentence) and _BETWEEN.fullmatch(words, cited[-1].end, said.start()))
    return bool(_BETWEEN.fullmatch(words, cited[-1].end, said.start()))


def _said(said: re.Match[str], told: Sequence[Act]) -> tuple[Date | None, str, Basis]:
    """The day that a clause gives, or why none, and how that is known."""
    if said["for"]:
        return None, ADDRESSED, "unknown"
    if said["open"] or said["off"]:
        return None, LEFT_OPEN if said["open"] else PUT_OFF, "text"
    if not said["begins"]:
        return None, AFTER_ANOTHER if said["later"] else EXCEPTED, "unknown"
    what = given(said)
    if not what.on:
        return what.date, what.reason, "text" if what.date else "unknown"
    on = told[0].day(*what.on) if len(told) == 1 else None
    return (on, "", "text") if on else (None, needed(what), "unknown")


def _in_part(clause: _Clause, told: Sequence[Act]) -> Stage:
    """The stage of provisions that have no day, as the text gives one to a part of what they say; of none otherwise."""
    article, said = clause.article, clause.said
    apart = not clause.beside or _APART.search(article.words[:clause.beside[0].start])
    ids = () if apart else joined(article.version, (key for each in article.named(clause.beside) for key in each))
    date = _said(said, told)[0]
    return Stage(ids, None, IN_PART, "unknown", article.place, (article.stated(said, date),) if date else ())


def _settled(several: Sequence[tuple[Stage, _Clause]]) -> Stage:
    """What clauses say of the same provisions: an exception is filled by the day given elsewhere; two are none, nor is that of a part."""
    said = [one for one in several if one[0].reason != EXCEPTED] or several
    if parts := [stage for stage, _clause in said if stage.reason == IN_PART]:
        return replace(parts[0], stated=tuple(day for stage in parts for day in stage.stated))
    each = {(stage.date, stage.reason): clause for stage, clause in said}
    if len(each) == 1:
        return said[0][0]
    places = tuple(clause.article.stated(clause.said, date) for (date, _reason), clause in each.items())
    return replace(said[0][0], date=None, reason=CONFLICT, basis="unknown", stated=places)

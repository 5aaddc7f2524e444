"""The clauses in which a text speaks of its own time in force: 本条例自…起施行，其中第十条自…起施行，有效期五年。

They stand in the last articles, 附则 (practice). What a clause is about is what its citations name, read as all citations of
the text are; a clause without one is about the text as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations import Citation, Index, Target, find, resolve
from tracker.citations.grammar import LEVEL
from tracker.finding import every, is_double
from tracker.model import Provision, Stated, Version, articles, citation_of, joined, places, text_of
from tracker.numbering import NUMERAL
from tracker.patterns import HAN, pattern
from tracker.reading.dates import DAY, day

SELF = (rf"本(?:(?!自(?!治)|从|第){HAN}){{0,8}}?(?:法|典|条例|规定|办法|细则|规则|决定|决议|解释|章程|安排|批复|意见|命令"
        r"|修正案|通则|准则|标准|方案|通知|公告|制度|解答|规程|规范)")
VERB = "(?:施行|试行|实施|实行|执行|生效|发生(?:法律)?效力)(?!的|前|后|之|以[来前后])"
FOR = r"(?:对(?!本)|在(?!全))[^。；，、自从《》]{1,30}?"
"""Whom, or where, a clause is about: 对新建项目. Its day is not that of the provision for everyone."""

NOT_SAID = "the text does not say from when it is in force"
NO_DAY = "the day that the text states is none of the calendar"
NEEDS_DAY = "it is in force from its promulgation, and the text does not say when that was"
NEEDS_EVENT = "it is in force from the day of another event, and the text does not say when that was"
SOME_TIME = "it is in force some time after its promulgation"
AFTER_ANOTHER = "it is in force some time after the day of another event"
WITH_ANOTHER = "it is in force from the day on which another law is, and the text does not say when that is"
IN_STEPS = "it comes into force in steps from the day that the text states: a person has to say"
LEFT_OPEN = "the text says that the date will be set elsewhere"
ADDRESSED = "the text gives a day only for some persons or places: a person has to say"
CONFLICT = "the text gives two dates"
"""Why a clause gives no day."""

_MADE = dict.fromkeys(("公布", "发布", "颁布", "颁发", "印发"), ("promulgated",)) | {
    "批准": ("approved",), "通过": ("adopted", "revised", "amended")}
"""The kinds of event that 公布之日, 批准之日 and 通过之日 mean."""
_ACT = "|".join(_MADE)
PROMULGATED = tuple(words for words, kinds in _MADE.items() if kinds == ("promulgated",))
_BODY = rf"{HAN}{{0,24}}?(?:国务院|大会|[委员议]会|政府|[部局院])"
PERIOD = rf"(?:{NUMERAL}|[两半])(?:个?工作日|个?月|[日天年周])"
LAPSE = (rf"(?:起|之?后)?(?:计?算)?[，,]?满?{PERIOD}(?:期?满|届满)?(?:[之以]?后|时)?|起[^。；，]{{1,12}}?后|[之以]?后"
          rf"|(?:起|之?后)?的?(?:次日|次月(?:{NUMERAL}日)?|翌日|第{NUMERAL}(?:个?工作日|个?月|[日天]))")
"""A time that has to pass behind a day: 起满三十日, 后一个月, 的次日."""
_BEFORE = f"(?:正式|开始|全面|公布|在全{HAN}{{1,6}}?)?"
_HOUR = r"(?:[零0０]{1,2}(?:[时点]|[:：][0０]{2}时?)|[（(]含[^）)]{0,4}[）)])"
_SOON = rf"(?:之时|[日时])?(?=(?:起|(?:{LAPSE})起?){_BEFORE}{VERB}(?:[。；，,]|$))"
_NAMED = "(?P<named>的?(?:施行|实施|生效)(?:日期|时间)(?:为|是|[：:])自?)"
_SINCE = rf"[自从](?:{SELF})?(?:经?{_BODY})?"
_WHEN = rf"{DAY}|(?:{_ACT})(?:之日|{_SOON})"
_BESIDE = ("《[^《》]{2,80}》(?:修正案|修订案)?(?:(?:公布|正式)?(?:施行|实施|生效)(?:之日|之时|当日)"
           "|[，,]?(?:同时|同日|同步|一并)(?=施行|实施|生效))")
"""The commencement of another law: 自《示例省登记条例》施行之日起施行, 与《示例省登记条例》同时施行."""
_STEPS = "(?P<steps>分步骤?|分阶段|分批|分期|分类|分段|逐步|陆续)?"
_COMES = (rf"\s?(?P<when>{_WHEN})\s?{_HOUR}?\s?"
          rf"(?P<after>{LAPSE})?\s?起?(?:[至到]{DAY}[止间期]*)?(?P<there>{FOR})?{_BEFORE}")
_SETS_IN = _COMES.replace(_WHEN, f"{_WHEN}|{_BESIDE}") + f"(?:同时|同步|一并)?{_STEPS}"
BEGINS = rf"(?P<only>{FOR}[，,]?)?(?:{_SINCE}|于|由|与|和|同|{_NAMED})?{_SETS_IN}(?(named)|{VERB})"
OF_ACT = rf"(?:{_SINCE}|(?<=本决定)(?:于|(?:报经|[报经]){_BODY})){_COMES}(?:{VERB}|起效)"
"""The same in a decision, whose sentences tell of other laws' days too: behind 自, or right behind 本决定."""
_BUT = "(?:[，,]?除[^。；《》]{1,60}?外)?"
_ALL = rf"(?:{SELF})(?:及其附[件表])?"
WHOLE = pattern(rf"(?:(?<![自从]){_ALL}(?:(?:报经|[报经]){_BODY})?|其他(?:条款|规定)?|其余(?:条款|规定)?|^|(?<=。)){_BUT}"
                rf"(?:[^。；《》第对]{{0,30}}?[，、])??{BEGINS}")
"""From when a text is law as a whole. `only` and `there` are for whom and where, `after` a time that has first to pass."""

ELSEWHERE = "(?:另行|另定|公布|规定|确定|(?<!本)决定(?!》))"
OPEN = pattern(rf"{_ALL}的?(?:施行|生效|实施)(?:日期|时间)[^。；]{{0,30}}{ELSEWHERE}"
               r"|由[^。；，]{1,20}公布(?:施行|生效)日期")
"""That the day of a text as a whole is left to another act."""


class Given(NamedTuple):
    """What a clause gives: a day, or the kinds of event on whose day it falls, or the reason why neither."""

    date: Date | None = None
    on: tuple[str, ...] = ()
    reason: str = ""


def given(clause: re.Match[str]) -> Given:
    """The day that a clause of commencement gives. How a time after another day is counted is not said by the text, so it gives none."""
    made = _MADE.get(clause["when"][:2], ())
    if clause["only"] or clause["there"]:
        return Given(reason=ADDRESSED)
    if clause["steps"]:
        return Given(reason=IN_STEPS)
    if clause["when"].startswith("《"):
        return Given(reason=WITH_ANOTHER)
    if clause["after"]:
        return Given(reason=SOME_TIME if made == ("promulgated",) else AFTER_ANOTHER)
    date = None if made else day(clause["when"])
    return Given(date, made, "" if made or date else NO_DAY)


def needed(what: Given) -> str:
    """Why a clause gives no day where that of the event is not told."""
    return NEEDS_DAY if what.on == ("promulgated",) else NEEDS_EVENT


_LAST = 8
"""How many articles from the end may speak of the text's time in force."""
_JOINED = re.compile(r"[，、]?(?:和|及|以及|与|或者?)?")


class Closing(Struct, frozen=True, dict=True):
    """An article that may speak of the text's time in force: its id, and its words without its number."""

    version: Version
    place: str
    words: str

    @cached_property
    def citations(self) -> Sequence[Citation]:
        """The citations of this law in the words; 第二款 behind 第十条第一款 in the same sentence is one of 第十条."""
        found: list[Citation] = []
        for one in find(self.words, names=(self.version.law, self.version.title)):
            kind = one.path[0][0] if one.path and one.relative is None else ""
            if kind in ("paragraph", "item", "subitem") and found and "。" not in self.words[found[-1].end:one.start]:
                above = tuple(step for step in found[-1].path if LEVEL[step[0]] < LEVEL[kind])
                one = replace(one, path=(*above, *one.path))
            found.append(one)
        return [c for c in found if not c.law]

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Where the sentences and their parts begin and end."""
        stops = [m.end() for m in re.finditer("[。；]", self.words)]
        return [(a, b) for a, b in zip([0, *stops], [*stops, len(self.words)], strict=True) if a < b]

    def own(self, clauses: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """The matches that are not in words quoted, which are another text's."""
        return (m for m in clauses if "“" not in self.words[:m.start()].rpartition("”")[2])

    def subject(self, start: int, end: int) -> Sequence[Citation]:
        """The list of citations that a clause is about: the last one in a stretch of the words, with what is joined to it."""
        found = [c for c in self.citations if start <= c.start and c.end <= end]
        kept = found[-1:]
        for one in found[-2::-1]:
            if not _JOINED.fullmatch(self.words[one.end:kept[0].start]):
                break
            kept.insert(0, one)
        return kept

    def named(self, cited: Sequence[Citation]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids that citations name, and, of those that name no place or cannot be told apart, the ids of the places they may mean."""
        index = Index.of(self.version)
        ids: list[str] = []
        unsure: list[str] = []
        for one in cited:
            target = resolve(one, self.place, index)
            twice = _twice(target, index)
            ids += (key for key in target.ids if key not in twice)
            unsure += (*index.ending.get(target.missing, ()), *(one for key in twice for one in every(self.version, citation_of(key))))
        return joined(self.version, ids), tuple(dict.fromkeys(unsure))

    def stated(self, clause: re.Match[str], date: Date | None) -> Stated:
        """The day of a clause with the place of the words that give it: those of the day, else all of the clause."""
        within = ((key, at) for key, node in places(self.version).items() if f"{key}__".startswith(f"{self.place}__")
                  for at in [node.text.find(clause[0])] if at >= 0)
        key, at = next(within, (self.place, 0))
        start, end = clause.span("when") if clause["when"] else clause.span()
        return Stated("in_force", date, key, at + start - clause.start(), at + end - clause.start())

    def unheld(self, cited: Sequence[Citation]) -> bool:
        """Whether citations name what the text does not have, or what several of its places could be."""
        index = Index.of(self.version)
        return any(target.missing or _twice(target, index) for target in (resolve(one, self.place, index) for one in cited))


def _twice(target: Target, index: Index) -> tuple[str, ...]:
    """Of the ids that a citation names, or begins and ends with, those whose number the text has twice."""
    return tuple(key for key in dict.fromkeys((*target.ids[:1], *target.ids[-1:])) if is_double(index.placed, key))


def closing(version: Version) -> Iterator[Closing]:
    """The articles that may speak of a text's time in force, last first; of a text without articles, its last lines."""
    return islice(every_article(version), _LAST)


def every_article(version: Version) -> Iterator[Closing]:
    """All articles of a text, last first; of a text without articles, its lines."""
    own = articles(version)
    if not own:
        lines = {id(n) for n in version.body if n.type in ("item", "paragraph", "section")}
        own = {key: node for key, node in places(version).items() if id(node) in lines}
    return (Closing(version, key, _words(node)) for key, node in reversed(own.items()))


def _words(node: Provision) -> str:
    """A provision's words without its number; of a huge one, where its commencement stands: the beginning and the end."""
    words = text_of(node).removeprefix(node.num).removeprefix(node.heading)
    return words if len(words) < 8000 else f"{words[:4000]}\n{words[-4000:]}"

"""Repeals of other laws that a text orders: 《示例市绿地条例》同时废止, 决定废止《示例市绿地条例》, 废止下列法规：….

A law orders them in its last articles, a decision, which has no articles, anywhere. What is said of a law as a whole repeals it, what
is said of provisions cited by number (《…》第三条至第五条、第八条第一款) repeals these; 《…》中关于…的规定同时废止 repeals no law.
Titles that only tell by which act a law was amended, or by which law something ends (依照《…》), are not repealed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations import find, spelled
from tracker.citations.owners import titles
from tracker.model import Version, articles, places, walk
from tracker.naming import bare_title
from tracker.patterns import pattern
from tracker.reading.clauses import LAPSE, SELF
from tracker.reading.commencement import first_day
from tracker.reading.dates import DAY, day
from tracker.reading.history import acts

_SINCE = r"自(?P<since>[^。；，《》]{1,30}?)起[，,]?"
_AT = rf"(?:自?(?P<since>(?:(?<=自)[^。；，《》]{{1,30}}?|{DAY})起(?:{LAPSE})?|(?<=自){DAY}|于{DAY})[，,]?)"
_ADVERB = "(?:同时|即行|即|随之|自行|自动|一并|相应)"
_ENDED = r"(?:予以)?(?:废止|失效)|(?<=时)(?:停止|终止)(?:施行|执行|实施|适用)|(?<=时)不再(?:施行|执行|实施|适用)"
_VERB = pattern(rf"(?:也|均|一并|应当|都)?{_ADVERB}?{_AT}?{_ADVERB}?(?:{_ENDED})(?=$|[\s，,：:。；;（(）)]|并)")
"""The verb behind what it repeals, and behind it the end of its clause: 《…》废止的 and 《…》废止而 only speak of a repeal."""
_ORDER = pattern(rf"(?:^(?:[（(]?[一二三四五六七八九十0-9]{{1,4}}[）)、.．])?\s*|[，,：:]|决定|{_SINCE})"
                 r"(?:现|并|同时|一并|即行)?(?:予以)?废止(?:[^《》。；，：]{0,60}的)?(?=《)")
"""The verb before what it repeals; behind 关于, 建议 or 修改或者 it orders nothing."""
_STOPS = pattern(r"$|[\s，,：:。；;（(）)、和及与并等]|以及|同时")
"""What may stand behind the last that such a verb repeals: 废止《…》的 and 废止《…》不影响 order nothing."""
_CAUSE = r"(?:(?:^|[，,：:不得应能会])因|由于|随着|如果|假如|一旦|鉴于)(?:[^，,：:《》]{0,60}的)?"
_CAUSED = pattern(rf"(?:{_CAUSE}|因|随|如|若|待|至|到)原?$")
"""What makes a repeal the cause, the condition or the time of something else: 不因《…》废止，…"""
_LEADING = pattern(rf"^{_SINCE}")
"""The day that stands before all: 自2002年1月1日起，《…》废止."""
_LIST = pattern(rf"(?:{_SINCE})?(?:同时|即行)?(?:予以)?废止[^《》。；]{{0,60}}[：:]$")
"""What announces a list of laws to be repealed: 废止下列地方性法规：, 下列条例予以废止："""
_BESIDE = r"[（(]((?:[^（）()]|[（(][^（）()]{0,60}[）)]){0,400})[）)]"
_NOTE = pattern(_BESIDE)
_BEHIND = pattern(rf"(?:的?规定)?(?:{_BESIDE})?")
_JOINED = pattern(r"(?:、|，|和|及|以及|与|，以及|、以及)(?:[^《》。；]{0,120}的)?")
_PARTS = pattern(r"(?:、|以及|和|及)?")
_BY = pattern("(?:依照|依据|根据|按照|按|违反|适用)$")
_SPEAKS = pattern("废[止除]|失效|停止|终止|不再|取代|代替|替代|撤销|作废|》[^。；]*[至到]")
_BARE = pattern(r"(?:^|[，,；])(?:(?:[^。；，“”《》]{0,40}?(?:发布|公布|颁布|颁发|制定|通过|批准|印发|施行))?的)?原?"
                r"([\u4e00-\u9fff]{2,40}(?:条例|办法|规定|细则|规则|规程)(?:[（(][^（）()]{1,8}[）)])?)$")
"""A title without 《》 before the verb: 示例市绿地办法同时废止."""
_NO_TITLE = pattern("^(?:本|该|其|此|除|由|以前|以往|过去|有关|相关|上述|前述|前款|其他|其它|各|凡|与|同|和|对|按|在|自|第|所有|一切|现行"
                    "|原有|原来)"
                    "|抵触|不一致|不符|冲突|其他|法规规定|规章规定|法律规定|有关规定|相关规定|类似规定|的规定|同类|第[一二三四五六七八九十百]+条")
_KIND = "(?:法|法规|规章|条例|办法|规定|细则|规则|规程|文件|通知|通告|公告|命令|决定|决议|解释|批复|意见|制度|章程|方案)"
_CEASES = r"(?:废止|失效|废除|作废|(?:停止|终止|不再)(?:施行|执行|适用|使用|有效)|取代|代替|替代)(?=[，,。；）)]|$)"
_TITLED = rf"《[^《》]*{_KIND}(?:[（(][^（）()]*[）)])?》"
_GONE = pattern(rf"[^，,。；：《》]*(?:{_TITLED}[^，,。；：《》]{{0,20}}?(?:{_CEASES}|(?:执行|施行|适用|有效)[至到])"
                rf"|(?:代替|取代|替代|废除|撤销)[^，,。；：《》]{{0,8}}{_TITLED})"
                rf"|[^，,。；：《》]*?{_KIND}[^，,。；：《》]*?{_CEASES}"
                rf"|(?<=[》的定件]，)[自从][^，,。；：《》]*?起[^，,。；：《》]*?{_CEASES}")
_NO_ORDER = pattern(rf"{_CAUSE}原?《|不停止|^[^《]*(?:(?<!条例)(?<!办法)(?<!规定)(?<!细则)作废|取代|代替|替代)$"
                    r"|^[^《]*(?:不再|停止)(?:适用|使用|施行|执行)$"
                    r"|(?:或者?|和|及|、|修改|修订|可以|建议|提请|拟|是否|被|责令|需要|尚未|未|按照?|依照"
                    r"|应当(?:及时|依法|予以)?)(?:予以)?(?:废止|失效|废除|作废|停止|不再|撤销|取代|代替)|^本(?!市|省|区|县)(?![^，]*《)")
"""What speaks of a repeal and orders none: 应当及时修改或者废止, 按照…执行."""
_ALONE = pattern(rf"([^，。；：“”《》（）()]{{2,80}}(?:法|条例|办法|规定|细则|规则|解释|决定|意见|批复|通知|章程))(?:{_BESIDE})?")
"""A title as a list prints it without 《》 (annexes of State Council decisions)."""
_BEGUN = pattern(rf"(?:{SELF})?(?:施行|实施|生效)之日")
_DATE = pattern(rf"{DAY}(?:零时|0时)?")
_LAST = 8
"""How many articles from the end may speak of repeals (practice: the closing provisions, 附则)."""


class Named(Struct, frozen=True):
    """What one sentence repeals: a title without 《》, the span of what names it in the sentence, what stands in brackets beside it, the
    provisions by citations spelled out (第三条至第五条; none: the law as a whole), and the words for the day, empty where the sentence
    has none for it."""

    title: str
    start: int
    end: int
    note: str = ""
    provisions: tuple[str, ...] = ()
    since: str = ""


class Ended(Struct, frozen=True):
    """A law whose end a text sets: its title without 《》, the id of the provision that says so, the sentence, the first day on which it is
    no longer law (None: not known, or, where it is `open`, not set: that of the text, which is left open), and, where that is said only of
    provisions, citations of them; `words` say which law of the title is meant."""

    title: str
    provision: str
    text: str
    date: Date | None
    provisions: tuple[str, ...] = ()
    words: str = ""
    open: bool = False


def repeals(version: Version) -> tuple[Ended, ...]:
    """The laws, or provisions of them, that a text repeals, in the order named."""
    made: dict[tuple[str, tuple[str, ...], str], Ended] = {}
    for key, sentence, one in _ordered(version):
        words = which(sentence, one)
        made.setdefault((one.title, one.provisions, words), Ended(
            one.title, key, sentence, since_day(version, key, one.since), one.provisions, words, is_open(version, key, one.since)))
    return tuple(made.values())


def which(sentence: str, one: Named) -> str:
    """What a sentence says of which law of a title it means: 2001年3月1日…通过的, and what stands in brackets beside the title."""
    start = max((end for _start, end in titles(sentence) if end <= one.start), default=0)
    return re.split("[，,：:；]|废止", sentence[start:one.start])[-1].strip() + one.note


def named(sentence: str) -> tuple[Named, ...]:
    """The laws, or provisions of them, that a sentence repeals, in the order named."""
    found, leading = objects(sentence), _LEADING.match(sentence)
    made: dict[int, Named] = {}
    for verb in _ORDER.finditer(sentence):
        if not any(a <= verb.start() < b for a, b in titles(sentence)):
            ordered = chain(sentence, [each for each in found if each.start >= verb.end()])
            if ordered and _STOPS.match(sentence, ordered[-1].end):
                made |= {one.start: replace(one, since=_since(verb)) for one in ordered}
    for verb in _VERB.finditer(sentence):
        before = [each for each in found if each.end <= verb.start()]
        if before and sentence[before[-1].end:verb.start()] in ("", "，") and not sentence.startswith("《", verb.end()):
            ordered = chain(sentence, before[::-1])
            for one in () if ordered and _CAUSED.search(sentence, 0, ordered[-1].start) else ordered:
                made.setdefault(one.start, replace(one, since=_since(verb) or (_since(leading) if leading else "")))
        elif (bare := _BARE.search(sentence, 0, verb.start())) and not _NO_TITLE.search(bare[1]) and sentence[verb.end():][:1] in "，":
            made.setdefault(bare.start(1), Named(bare[1], *bare.span(1), since=_since(verb)))
    return tuple(made[start] for start in sorted(made))


def _since(verb: re.Match[str]) -> str:
    return (verb["since"] or "").removesuffix("起")


def entries(line: str) -> tuple[Named, ...]:
    """The laws, or provisions of them, that an entry of a list names, with or without 《》; none where it says anything else."""
    found, end = objects(line), len(line.rstrip("；。，、; \u3000"))
    if found and not line[:found[0].start].strip():
        listed = chain(line, found)
        return tuple(listed) if listed[-1:] and listed[-1].end == end else ()
    alone = _ALONE.fullmatch(line, 0, end)
    return (Named(alone[1].strip(), alone.start(1), end, alone[2] or ""),) if alone else ()


def objects(sentence: str) -> list[Named]:
    """Every title with the provisions cited right behind it; a note in brackets stands between or behind, and may hold titles."""
    cited = find(sentence)
    made: list[Named] = []
    for start, end in titles(sentence):
        if made and start < made[-1].end:
            continue
        note = _NOTE.match(sentence, end)
        at, provisions = note.end() if note else end, []
        for one in (c for c in cited if c.start >= at):
            if not _PARTS.fullmatch(sentence, at, one.start):
                break
            provisions.append(spelled(one))
            at = one.end
        if provisions and (behind := _BEHIND.match(sentence, at)):
            at, note = behind.end(), note or behind
        made.append(Named(bare_title(sentence[start:end]), start, at, (note[1] if note else None) or "", tuple(provisions)))
    return made


def chain(sentence: str, objects: Sequence[Named]) -> list[Named]:
    """The first object and those that a list joins to it, forwards or backwards; by which law something ends is no object."""
    kept: list[Named] = []
    for one in objects:
        if kept:
            first, then = sorted((kept[-1], one), key=lambda each: each.start)
            if not _JOINED.fullmatch(sentence, first.end, then.start):
                break
        if _BY.search(sentence[:one.start]):
            break
        kept.append(one)
    return kept


def governed(sentence: str, behind: re.Pattern[str], ahead: re.Pattern[str],
             of_ahead: re.Pattern[str]) -> Iterator[tuple[list[Named], re.Match[str]]]:
    """The objects of which a sentence says something, chained, the nearest to it first, with the words that do: those `behind`
    (《…》的施行日期推迟至…), or where words are `ahead` those that follow then (延长《…》的试行期限…)."""
    found = objects(sentence)
    for at, nearest in enumerate(found):
        named = chain(sentence, found[at::-1])
        said = behind.match(sentence, nearest.end)
        if said is None and named and ahead.search(sentence, 0, named[-1].start):
            said = of_ahead.match(sentence, nearest.end)
        if said and named:
            yield named, said


def _ordered(version: Version) -> Iterator[tuple[str, str, Named]]:
    """What is repealed, with the id of the provision that says so and the sentence."""
    listing: str | None = None
    for key, line in unquoted(version):
        listed = entries(line) if listing is not None else ()
        yield from ((key, line, replace(one, since=listing or "")) for one in listed)
        if not listed:
            for sentence in re.split("[。；]", line) if _SPEAKS.search(line) else ():
                yield from ((key, sentence.strip(), one) for one in named(sentence))
            announced = _LIST.search(line) if "修改" not in line else None
            listing = (announced["since"] or "") if announced else None


def unread_repeals(version: Version) -> Iterator[str]:
    """The words that repeal a law, or provisions of one, and of which none was read: 与本条例不一致的规定同时废止."""
    for _key, line in unquoted(version):
        for sentence in re.split("[。；]", line) if _SPEAKS.search(line) else ():
            read = named(sentence)
            for said in _GONE.finditer(sentence):
                start = said.start()
                if not _NO_ORDER.search(said[0]) and not any(start - 2 < one.end <= said.end() or one.start >= said.end() for one in read):
                    yield said[0].strip("，, ")


def unquoted(version: Version) -> Iterator[tuple[str, str]]:
    """The lines of the last articles, or, of a text without articles, of its body, each with the id of the provision; without what is
    quoted, which is another text's."""
    return out_of_quotations(_speaking(version))


def out_of_quotations(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lines, each with the id of its provision, without what is quoted; one of several lines is opened anew in each and closed once."""
    inside = False
    for key, line in lines:
        kept = []
        for part in re.split("(《[^《》]*》|[“”])", line):  # a title keeps its own marks
            if part in ("“", "”"):
                inside = part == "“"
            elif not inside:
                kept.append(part)
        yield key, "".join(kept)


def _speaking(version: Version) -> Iterator[tuple[str, str]]:
    own = articles(version)
    ends = list(own.items())[-_LAST:]
    if own:
        yield from ((key, below.heading + below.text) for key, node in ends for below in walk((node,)))
    else:
        body = {id(node) for node in walk(version.body)}
        yield from ((key, node.heading + node.text) for key, node in places(version).items() if id(node) in body)


def is_open(version: Version, key: str, since: str) -> bool:
    """Whether what a provision orders from its own commencement, or from that of the text, has no day since that is left open."""
    own = [stage for stage in version.in_force.stages if any(f"{key}__".startswith(f"{named}__") for named in stage.provisions)]
    if since and not _BEGUN.fullmatch(since):
        return False
    said = own[0] if own and not since else version.in_force
    return said.date is None and said.basis != "unknown" and since_day(version, key, since) is None


def since_day(version: Version, key: str, since: str) -> Date | None:
    """The day that 自…起 names; without it, that of the provision which orders it where it has a day of its own (第一项自…施行), else, and
    by 本条例施行之日, the first day of the text itself. None for a time that has to pass
    (起一年后), and for a last day that may be law yet (于…废止)."""
    own = [(len(named), stage.date) for stage in version.in_force.stages for named in stage.provisions
           if f"{key}__".startswith(f"{named}__")]
    if own and not since:
        return max(own, key=lambda one: one[0])[1]
    if not since or _BEGUN.fullmatch(since):
        return first_day(version)
    if since.endswith(("公布之日", "发布之日", "颁布之日")):
        told = acts(version.events)
        return told[0].day("promulgated") if told else None
    return day(since) if _DATE.fullmatch(since) else None

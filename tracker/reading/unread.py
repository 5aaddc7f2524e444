"""Words on a text's own time in force, or on a repeal, of which nothing was read: each is told, none is passed over in silence.

The clauses that give a day, an end or a repeal have official phrasings (立法技术规范), which `staging`, `commencement`, `expiry` and
`repeals` read. What speaks of the same in other words, with this text or its provisions for its subject, is for a person; a day that it
could change is not known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations import Citation
from tracker.model import Finding, InForce, Stage, Version, articles, text_of
from tracker.numbering import NUMERAL
from tracker.patterns import HAN, pattern
from tracker.reading.appointing import appoints
from tracker.reading.clauses import NOT_SAID, OPEN, SELF, VERB, WHOLE, Closing, closing, every_article
from tracker.reading.dates import DAY, days
from tracker.reading.expiry import Ending, endings, said_endings
from tracker.reading.history import acts
from tracker.reading.labels import Mark
from tracker.reading.repeals import unread_repeals
from tracker.reading.staging import staged_spans
from tracker.reading.suspending import orders

UNREAD = "the text speaks of its commencement in words that were not read: a person has to say"

KINDS: dict[str, str] = {
    "commencement_unread": "words on the commencement of the law or of its provisions that were not read: a person has to say",
    "end_unread": "words on the end or the suspension of the law or of its provisions that were not read: a person has to say",
    "repeal_unread": "words that repeal something, of which no law could be read: a person has to say",
}
"""The kinds of finding, and what each means, as a message."""

_CLOSING = 3
"""How many articles from the end are read as closing provisions, where a clause without a subject speaks of the text."""
_OWN = (r"(?<![照据按合反用与和同为对及将在依自从基资根日样版、《])"
        rf"本(?!市|县|区|省|院|级|行政|单位|部门|人|条(?!例)|款|章|节|次|届|法院){HAN}{{0,4}}?"
        "(?:法典?|条例|规定|办法|细则|规则|决定|决议|解释|章程|意见|规程|规范|制度|标准|通知|方案)(?![院律人庭官定制])(?:及其附[件表])?"
        "(?!(?:施行|实施|生效)(?:前|后(?!满)|之前|以前))")
_SOME = "(?:其他|其余|其它|部分|个别|有关|相关|以上|上述|下列)*(?:条款|条文|规定|内容)"
_OUT = "(?:失效|废止|(?:停止|终止)(?:施行|执行|实施|适用|试行)|不再(?:施行|执行|实施|适用|有效))$"
_HALT = "(?:暂停|中止)(?:施行|执行|实施|适用)"
_PERIOD = rf"(?:满?(?:{NUMERAL}|[两半])(?:周?年|个?月|[日天]))"
_END = (rf"{_OUT}|{_HALT}|(?:有效|试行|施行)期(?:限|间)?|(?:暂定|为期|有效|试行|施行|实施|执行)(?:期限?)?(?:暂?定?为)?{_PERIOD}"
        rf"|(?<!{HAN})期限(?:暂?定?为|是)?{_PERIOD}|(?:试行|暂行|试用|施行|实施|执行)(?:{_PERIOD}|若干年|数年|[至到](?!位))|(?:截[至止]|[至到])(?:{DAY}|[^至到第]{{2,30}}止)$")
_TIME = "自|从|起|于|日|月|年|时|后|暂|另行|分|逐步|陆续|先行|立即|推迟|延期|延后|延迟|先|择期|择机|适时|不在|分别|决定(?=施行|实施)"
_BEGIN = (rf"(?:{_TIME})[^，的]{{0,30}}?(?:{VERB})$|(?:暂[缓不]|推迟|延期|延后|延迟)(?:施行|执行|实施|生效)(?!期间|的)"
          r"|(?:施行|实施|生效)(?:的?(?:日期|时间|步骤))")
_SAYS = rf"(?:(?P<end>{_END})|(?P<begin>{_BEGIN}))"
_LED = r"(?:其中|并且?|且|但是?|除|另外|附则|从而)*"
_ABOUT_SELF = pattern(rf"(?:{_OWN})(?:的?{_SOME})?[^的所，]{{0,40}}?{_SAYS}")
_ABOUT_SOME = pattern(rf"^{_LED}{_SOME}[^的，]{{0,30}}?{_SAYS}")
_PART = "[^，《》]{1,30}?(?:的(?:规定|内容|条款|要求)|制度)"
"""A part of what provisions say, by what it is about: 关于登记的规定."""
_CITED = pattern(rf"(?:的?规定|的?内容|的?条款|的|中?的?{_PART}的?)?[^的，]{{0,30}}?{_SAYS}")
_BARE = pattern(rf"^{_LED}(?:其|到期|届时|即|将)?(?:(?:自|从|于|至|到|截[至止]|在|对|待|俟|经)(?:《[^《》]*》)?[^的《》]{{0,30}}?"
                rf"|{DAY}[^的《》]{{0,12}}?|(?:公布|发布|施行|实施|自行|自动|同时|立即|满|期满|到期|届满)[^的《》]{{0,16}}?"
                rf"|{NUMERAL}年[^的《》]{{0,8}}?|{_PERIOD}后|[^的《》]{{2,12}}后(?=自行|自动|即行)(?:自行|自动|即行))?{_SAYS}")
_ANY = pattern(rf"^[^《》的]{{1,20}}?(?P<begin>(?:{_TIME})[^的]{{0,30}}?{VERB}$|暂[缓不](?:施行|执行|实施|生效)$)(?P<end>)")
_DATED = pattern(rf"^[^《》]{{1,30}}?(?P<begin>[自从于]{DAY}起?[^的]{{0,12}}?{VERB}$|暂[缓不](?:施行|执行|实施|生效)$)(?P<end>)")
_EXCEPTED = pattern(rf"(?:中?的?{_PART})?(?P<begin>除?外$)(?P<end>)")
"""但第二条除外 in the sentence that gives the day, or right behind it."""
_ABOUT = pattern(rf"^{_LED}(?:{_OWN})?中?的?(?:有关|关于|涉及|相关)*(?![自从于由经待])(?P<about>[^的，《》“”本第]{{2,20}}?)"
                 rf"(?:的(?:规定|内容|条款|要求)|制度)的?[^的，]{{0,30}}?{_SAYS}")
"""Provisions named by what they are about and not by their numbers: 其中登记的规定自…起施行."""
_LAPSED = pattern(rf"^(?:本{HAN}{{1,6}})?(?:有效|试行|施行|实施)?(?:期限?)?(?:期?满|届满|到期|届时|内)|^逾期")
"""What is said of the time when a period that was read is over."""
_HINT = pattern("施行|实施|生效|失效|废止|停止|终止|不再|有效|试行|暂定|暂停|中止|效力|执行|实行|暂行|试用|除外|为期|期限|[日时为截]止")
_MAY = pattern(rf"(?:{VERB}|失效|废止|适用|有效|[日止外])\s*$|{_HALT}|暂[缓不]|推迟|延[期后迟]|(?:有效|试行|施行)期"
               rf"|(?:施行|实施|生效)的?[日时步]|(?:暂定|为期|期限|有效|[试施执暂]行|试用|实施)(?:期限?)?(?:暂?定?为|是)?(?:{_PERIOD}|若干|数年|[至到])")
"""What a part of a sentence has that says anything of this; it costs less to look for than what it says."""
_PARTS = pattern("[^。；;，,：:“\n]+")


class Unread(Struct, frozen=True):
    """Words that were not read: the id of the article, they and their sentence, and the provisions that they name (ids; none: the text as a
    whole). `certain`: whether what they are about is so."""

    kind: Literal["commencement_unread", "end_unread"]
    article: str
    text: str
    sentence: str
    provisions: tuple[str, ...] = ()
    certain: bool = True


class _Subject(Struct, frozen=True):
    """What a part of a sentence is about: this text, provisions cited (in the part itself where `end` is not 0), or something else."""

    kind: Literal["self", "cited", "other"]
    cited: Sequence[Citation] = ()
    end: int = 0


class _Article(Struct, frozen=True):
    """An article with the spans of its words that were read; those that give the text as a whole its day; whether an end was read in it;
    and whether it is one of the last."""

    closed: Closing
    read: tuple[tuple[int, int], ...]
    begins: tuple[tuple[int, int], ...]
    ends: bool
    last: bool


def unread(version: Version) -> tuple[Unread, ...]:
    """The words of a text on its own time in force that were not read, in the order of the text."""
    ended = list(said_endings(version))
    whole = [(article.place, m.span()) for article in closing(version) for said in (WHOLE, OPEN)
             for m in article.own(said.finditer(article.words))]
    read = [*whole, *((place, (a, b)) for place, a, b in staged_spans(version)), *((one.provision, one.span) for one in ended)]
    found = []
    for n, closed in enumerate(every_article(version)):
        if _HINT.search(closed.words):
            begins = tuple(span for place, span in whole if place == closed.place == whole[0][0])
            article = _Article(closed, tuple(span for place, span in read if place == closed.place), begins,
                               any(one.provision == closed.place for one in ended), n < _CLOSING)
            found.append(list(_unread(article)))
    return tuple(one for each in reversed(found) for one in each)


def unread_findings(version: Version, found: Iterable[Unread], main: Sequence[Mark]) -> tuple[Finding, ...]:
    """A finding for all words that were not read; `main` are the lines of the text."""
    told: dict[str, str] = dict.fromkeys(unread_repeals(version), "repeal_unread") | {one.text: one.kind for one in found}
    return tuple(Finding(kind, next((m.line for m in reversed(main) if words in m.text), 0), words) for words, kind in told.items())


def doubted(version: Version, found: Iterable[Unread]) -> InForce:
    """A version's commencement without the days that words not read could change."""
    force = version.in_force
    for one in found:
        if one.kind == "commencement_unread" and one.certain and not _is_spent(version, one):
            if one.provisions:
                others = tuple(s for s in force.stages if s.provisions != one.provisions)
                force = replace(force, stages=(*others, Stage(one.provisions, None, UNREAD, "unknown", one.article)))
            elif (force.basis == "text" and not force.provision.startswith("title_note")) or force.reason == NOT_SAID:
                force = InForce(reason=UNREAD, stages=force.stages)
    return force


def _is_spent(version: Version, one: Unread) -> bool:
    """Whether words speak of days before a text was amended: these were the first enactment's."""
    named = [found.date for found in days(one.text)]
    return len(acts(version.events)) > 1 and bool(named) and all(day and version.version and day < version.version for day in named)


def every_end(version: Version) -> tuple[Ending, ...]:
    """The ends that a text sets, those without a day too whose words were not read."""
    read = endings(version)
    told = {one.provisions for one in read}
    more = {one.provisions: Ending(one.article, None, one.sentence, provisions=one.provisions) for one in unread(version)
            if one.kind == "end_unread" and one.certain and one.provisions not in told}
    return (*read, *more.values())


def _unread(article: _Article) -> Iterator[Unread]:
    closed = article.closed
    for start, end in closed.sentences:
        sentence = closed.words[start:end]
        if not _HINT.search(sentence) or (appoints(sentence) and not re.search(SELF, sentence)):
            continue  # it says nothing of that, or all of it of another law
        own = (article.begins or (article.last and not start)) and not orders(sentence)
        subject = _Subject("self" if own else "other")
        commencing = any(start <= a < end for a, _b in article.begins)
        parts = list(closed.own(_PARTS.finditer(closed.words, start, end)))
        while parts and not _may_say(article, parts[-1]):
            parts.pop()
        for part in parts:
            subject = _subject(closed, part, subject)
            for at, said in _says(article, part, subject, commencing):
                a, b = (at + edge for edge in said.span("end" if said["end"] else "begin"))
                if any(c < b and a < d for c, d in article.read) or (article.ends and _LAPSED.search(part[0].strip())):
                    break
                ids = closed.named(subject.cited)[0]
                yield from (Unread("end_unread" if said["end"] else "commencement_unread", closed.place, part[0].strip(),
                                   closed.words[start:end].strip(), named, bool(named) or subject.kind == "self")
                            for named in ([ids] if ids else _about(closed, part[0].strip()) or [()]))
                break


def _about(closed: Closing, words: str) -> list[tuple[str, ...]]:
    """The articles, each by itself, that have the words by which a part of a sentence names provisions: any of them may be meant."""
    said = _ABOUT.search(words)
    if not said or re.fullmatch(_SOME, f"{said['about']}规定"):
        return []
    return [(key,) for key, node in articles(closed.version).items() if key != closed.place and said["about"] in text_of(node)]


def _may_say(article: _Article, part: re.Match[str]) -> bool:
    """Whether a part of a sentence could say something of this text's time in force that was not read: what costs little is asked first."""
    closed = article.closed
    if not (article.begins or article.last or closed.citations or "本" in part.string[:part.end()].rpartition("。")[2]):
        return False  # it has no subject
    words = part[0].strip()
    if words.startswith("《") and "本" not in words and not closed.subject(*part.span()):
        return False  # it is about another law
    start = part.start() + part[0].index(words)
    return not any(a <= start and start + len(words) <= b for a, b in article.read) and _MAY.search(words) is not None

def _subject(closed: Closing, part: re.Match[str], before: _Subject) -> _Subject:
    """What a part of a sentence is about; without a subject, what the part before is about."""
    cited = [c for c in closed.subject(part.start(), part.end()) if c.path and c.relative is None]
    words = part[0].strip()
    if cited and re.fullmatch(rf"\s*{_LED}(?:{_OWN})?", closed.words[part.start():cited[0].start]):
        return _Subject("cited", cited, cited[-1].end)
    if re.search(_OWN, words):
        return _Subject("self")
    return replace(before, end=0) if _BARE.search(words) or re.search(rf"^{_LED}{_SOME}", words) else _Subject("other")


def _says(article: _Article, part: re.Match[str], subject: _Subject, commencing: bool) -> Iterator[tuple[int, re.Match[str]]]:
    """What a part of a sentence says of this text's time in force, with the place from which the match counts."""
    words = part[0].rstrip()
    start = part.start() + len(words) - len(words.lstrip())
    words = words.lstrip()
    if subject.end:
        behind = words[max(0, subject.end - start):]
        opens = commencing or (article.begins and article.closed.words[:part.start()].endswith("。"))
        tries = [(subject.end, one.match(behind)) for one in ((_CITED, _EXCEPTED) if opens else (_CITED,))]
    else:
        tries = [(start, one.search(words)) for one in [_ABOUT_SELF, *[_ABOUT] * commencing]]
        tries += [(start, one.search(words)) for one in (_BARE, _ABOUT_SOME) if subject.kind != "other"]
        looser = [_ANY] * commencing + [_DATED] * (bool(article.begins) or article.last) + [_ABOUT_SOME] * article.last
        tries += [(start, one.search(words)) for one in looser]
    yield from ((at, said) for at, said in tries if said)

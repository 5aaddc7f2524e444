"""Suspensions that an act orders (立法法(2023) 第十六条、第七十九条): 在某地暂时调整适用《…》第二条的规定，期限为三年; or ends: 恢复适用.

What is suspended are the provisions cited behind the title, or the law as a whole where nothing stands behind it; 《…》的有关规定 names no
provision. What is there and cannot be read plainly is told as unread, with its words, for a person to say: whether that day
is in 2023年10月31日前, the text does not say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from tracker.model import Version
from tracker.numbering import NUMERAL, arabic
from tracker.patterns import pattern
from tracker.reading.dates import DAY, day
from tracker.reading.expiry import later
from tracker.reading.repeals import Named, objects, since_day, unquoted, which

Unread = Literal["provisions", "place", "date", "until"]

KINDS: tuple[Literal["suspended", "resumed"], ...] = ("suspended", "resumed")

_VERBS = {
    "suspended": pattern(r"(?<![不再止])(?:(?:暂时|临时)(?:调整|停止|调整或者?(?:暂时)?停止|停止或者?(?:暂时)?调整)(?:适用|实施|施行|执行)"
                         r"|暂停(?:适用|实施|施行|执行))"),
    "resumed": pattern(r"(?<![不未])恢复(?:适用|实施|施行|执行)"),
}
_HELD = r"(?:[\u4e00-\u9fff]{0,30}?规定)?"
_TAIL = pattern(_HELD)
_PLAIN = pattern("(?:的?规定)?|的(?:有关|相关)规定")
_JOINED = pattern("、|和|及|以及|与|，以及")
_LENGTH = rf"(?:{NUMERAL}|[两半])(?:周?年|个月|[日天])"
_OVER = pattern(rf"[，,：]|$|(?=直?[至到]|[自从于]?{DAY}|{_LENGTH}|期限|为期)")
_OPENS = pattern(r"(?:有关|下列|以下)?[^《》。；，]{0,20}?(?=《)")
_SINCE = pattern(rf"(?:[自从](?P<since>{DAY}|本?[^。；，,《》自从]{{1,20}}?之日)起|于(?P<on>{DAY})起?)[，,]?")
_WHERE = r"在(?P<place>[^，,。；：《》“”在]{2,60}?)(?:(?:行政)?(?:区域|范围|辖区)?内)?"
_BEFORE = pattern(rf"{_WHERE}[，,]?$")
_BETWEEN = pattern(rf"{_HELD}[，,]?(?:{_WHERE}[，,]?)?$")
_NO_PLACE = pattern("就|对|期间|试点|开展|进行|部分|有关|相关|工作|过程")
"""What makes of 在… something else than the name of a place."""
_AT_A_TIME = pattern("(?<!现)(?:在|于)[^，,。；：《》]{1,20}?(?:期间|[之以]?前|[之以]?内)[，,]?$")
_NO_TIME = pattern("区|县|市|镇|乡|省|州|港|岛|园|域|范围|开展|进行")
"""What makes of 在…期间 and 在…内 more than a time, or something else."""
_LOCAL = pattern("试点|试验|区域|地区|范围内|新区")
_BILL = pattern("[^，。；]*?的(?:议案|决定|请示|建议|报告|草案|说明|意见)")
_ASKED = pattern("(?:关于|提请|建议|拟)[^，。；《》]*$")
_COUNT = rf"(?P<count>{NUMERAL}|两)(?P<unit>年|个月)"


def _terms(first: str, last: str) -> re.Pattern[str]:
    """The terms that a sentence sets, with what stands before the first day of one, and how a last day alone is written."""
    return pattern(rf"(?:[自从](?P<act>本[^。；，,《》自从]{{1,12}}?之日)起|{first}(?P<first>{DAY})起?)[，,]?(?:暂?定)?[至到]"
                   rf"(?P<last>{DAY})(?:为?止|的?期间)?内?[，,]?"
                   rf"|(?:期限?|截止?|试行|实施|施行|有效)[^。；，]{{0,6}}?[至到](?P<through>{DAY})|{last}"
                   rf"|(?:期限|为期|试行期?|试点期)(?:暂?定?为|是|：)?{_COUNT}"
                   rf"|在?{_COUNT.replace('count', 'within').replace('unit', 'each')}内(?:试行|实施|试点)")


_TERM = _terms("(?:[自从]|(?:期限?|期间|时间)(?:暂?定)?(?:为|是|：)[自从]?)", rf"[至到](?P<end>{DAY})为?止")
_HERE = _terms("[自从在于]?", rf"(?<!截)直?[至到](?P<end>{DAY})(?:为?止)?")
"""The same in the sentence that suspends, whose days are those of the suspension."""
_HINTS = pattern("(?:^|[，,]|试点|试行|实施|适用|调整|停止|暂停|授权)期限|为期|[年月]内(?:试行|实施|试点)|试行期")
_DATED = pattern(rf"(?:[自从在于至到]|截[至止])?{DAY}(?:起|[之以]?前|[之以]?后|为?止|[之以]?内|期间)?")
_UNTIL = pattern("[至到截]|.*[前止内间]$")
_OF_AN_ACT = pattern(rf"{DAY}[^，,。；：前止起内]{{0,40}}?(?:通过|公布|发布|颁布|批准|印发|修[订正]|第[^，,。；：]{{1,8}}次)")
"""A day that says which act is meant, or on what the order rests."""
_STOPS = "(?=[，,：]|$|暂|临时|停止)"
_LOOSE = pattern(rf"[^，,。；：、《》]{{1,20}}期间|[^，,。；：《》]{{1,20}}?(?<![目当此日])[之以]?前{_STOPS}"
                 rf"|[至到][^，,。；：《》]{{1,20}}?(?:之日|时|止|结束|届满|期满){_STOPS}|[年月]底|年末"
                 rf"|(?<![第月年0-9]){_LENGTH}(?:以内|之内|内|期)?{_STOPS}")
"""Words for a time without a day, which say until when where nothing else does."""


class Ordered(Struct, frozen=True):
    """What an act suspends of a law, or resumes: the law's title without 《》, citations of the provisions (none: the law as a whole),
    the place (empty: everywhere), the first day, and the first day after it (None: until it is resumed). `unread` names what the act
    may say and does not say plainly, with its words (empty: from when the act itself is in force is not known). `provision` (id) and `text`
    are where it says so, `words` say which law of the title is meant."""

    title: str
    provisions: tuple[str, ...] = ()
    place: str = ""
    date: Date | None = None
    until: Date | None = None
    unread: Mapping[Unread, str] = {}
    provision: str = ""
    text: str = ""
    words: str = ""

    def allows(self, date: Date | None, until: Date | None, place: str | None) -> bool:
        """Whether what is said of days and place, None where nothing is, is not another than what was read."""
        days = (self.date, date, "date"), (self.until, until, "until")
        return all(name in self.unread or not (read and said) or read == said for read, said, name in days) and (
            "place" in self.unread or place is None or not self.place or place == self.place)


class _Said(NamedTuple):
    """A law that a sentence names behind its verb, which begins at `verb`, or before it; the place, empty where none is named; what of it
    was not read plainly."""

    named: Named
    verb: int
    place: str
    unread: Mapping[Unread, str]


def suspensions(version: Version, kind: Literal["suspended", "resumed"] = "suspended") -> tuple[Ordered, ...]:
    """What an act suspends, or what it resumes, in the order named."""
    sentences = [(key, part) for key, line in unquoted(version) for part in re.split("[。；]", line)]
    return tuple(_ordered(version, sentences, at, one, kind) for at, (_key, sentence) in enumerate(sentences)
                 for one in _named(sentence, kind))


def orders(sentence: str) -> bool:
    """Whether a sentence suspends or resumes anything of a law that it names; the time it gives is that of the suspension."""
    return "《" in sentence and any(one for kind in KINDS for one in _named(sentence, kind))


def _named(sentence: str, kind: str) -> Iterator[_Said]:
    """The laws that a sentence suspends, or resumes; a bill that asks for it orders nothing."""
    verbs = list(_VERBS[kind].finditer(sentence))
    titled = objects(sentence) if verbs else []
    for verb in verbs:
        if any(one.start <= verb.start() < one.end for one in titled) or _ASKED.search(sentence[:verb.start()]):
            continue
        behind, end = _behind(sentence, verb.end(), titled)
        if behind and not _BILL.match(sentence, end):
            place, vague = _setting(sentence[:verb.start()])
            yield from (_Said(one, verb.start(), place, _vague(vague, words)) for one, words in behind)
        elif not behind:
            yield from _ahead(sentence, verb.start(), titled)


def _vague(place: str, provisions: str) -> dict[Unread, str]:
    said: dict[Unread, str] = {"provisions": provisions, "place": place}
    return {name: words for name, words in said.items() if words}


def _behind(sentence: str, at: int, titled: list[Named]) -> tuple[list[tuple[Named, str]], int]:
    """The list of laws that begins behind a verb, each with the words for what of it is meant where that is not plain, and where the list
    ends."""
    found: list[tuple[Named, str]] = []
    opening = _OPENS.match(sentence, at)
    at = opening.end() if opening else at
    for one in titled:
        if one.start == at:
            tail = _TAIL.match(sentence, one.end)
            end = tail.end() if tail else one.end
            joined = _JOINED.match(sentence, end)
            plain = _is_plain(one, sentence[one.end:end]) and bool(joined or _OVER.match(sentence, end))
            found.append((one, "" if plain else _part(sentence, one)))
            at = joined.end() if joined else end
    return found, at


def _part(sentence: str, one: Named) -> str:
    """The words by which a sentence says what of a law is meant."""
    return sentence[one.start:one.end] + re.split("[，,：]", sentence[one.end:])[0]


def _ahead(sentence: str, end: int, titled: list[Named]) -> Iterator[_Said]:
    """The law whose provisions stand before a verb: 《…》第二条在示例新区暂停适用."""
    one = next((each for each in reversed(titled) if each.end <= end), None)
    between = _BETWEEN.match(_timeless(sentence[one.end:end])) if one else None
    if one and between:
        tail = _TAIL.match(sentence, one.end)
        place, vague = between["place"] or "", ""
        if not place:
            place, vague = _setting(sentence[:one.start]) if "在" in sentence[:one.start] else ("", "")
        elif _NO_PLACE.search(place):
            place, vague = "", between[0]
        plain = _is_plain(one, tail[0] if tail else "")
        yield _Said(one, end, place, _vague(vague, "" if plain else _part(sentence, one)))


def _is_plain(one: Named, tail: str) -> bool:
    """Whether it is plain what of a law is meant: provisions cited, or all of it."""
    return bool(_PLAIN.fullmatch(tail)) and (bool(one.provisions) or "关" not in tail)


def _setting(before: str) -> tuple[str, str]:
    """The place that stands before a verb, and the words for one that is there and not plain."""
    words = _timeless(before)
    found = _BEFORE.search(words)
    if found and not _NO_PLACE.search(found["place"]):
        return found["place"], ""
    return "", re.split("[，,]", words[words.index("在"):])[0] if "在" in words else ""


def _timeless(words: str) -> str:
    """Words without those for a time that end them, or were read as one."""
    kept = _SINCE.sub("", _HERE.sub("", words))
    time = _AT_A_TIME.search(kept)
    return kept[:time.start()] if time and not _NO_TIME.search(time[0]) else kept


def _ordered(version: Version, sentences: Sequence[tuple[str, str]], at: int, said: _Said, kind: str) -> Ordered:
    key, sentence = sentences[at]
    unread, place = dict(said.unread), said.place
    if not place and "place" not in unread:
        titled = next((_setting(version.title[:verb.start()]) for verb in _VERBS[kind].finditer(version.title)), ("", ""))
        local = _LOCAL.search("".join(part for _key, part in sentences))
        place, vague = titled[0], titled[1] or (local[0] if local else "")
        unread |= {"place": vague} if vague and not place else {}
    start, until, vaguely = _times(version, sentences, at, said, kind)
    return Ordered(said.named.title, () if "provisions" in unread else said.named.provisions, place, start, until, unread | vaguely, key,
                   sentence.strip(), which(sentence, said.named))


def _times(version: Version, sentences: Sequence[tuple[str, str]], at: int, said: _Said,
           kind: str) -> tuple[Date | None, Date | None, dict[Unread, str]]:
    """The first day of what an act orders in a sentence, the first day after it, and the words for either that were not read: every day
    of that sentence is one of the two."""
    key, sentence = sentences[at]
    here = [] if kind == "resumed" else [*_HERE.finditer(sentence)]
    since = [one for one in _SINCE.finditer(sentence) if not _within(one, here)]
    terms = [*here, *(one for n, (_key, part) in enumerate(sentences) if n != at and kind == "suspended" for one in _TERM.finditer(part))]
    begins = {since_day(version, key, one["since"] or one["on"]): one[0] for one in since}
    begins |= {since_day(version, key, one["first"] or one["act"]): one[0] for one in terms if one["first"] or one["act"]}
    start = next(iter(begins)) if len(begins) == 1 else None if begins else since_day(version, key, "")
    unread: dict[Unread, str] = {} if start else {"date": "，".join(begins.values()).strip("，, ")}
    until, plain = _end(terms, start)
    if kind == "suspended" and (not plain or len(begins) > 1):
        unread["until"] = "，".join(dict.fromkeys(one[0].strip("，, ") for one in (*since, *terms)))
    elif kind == "suspended" and until is None:
        vague = _LOOSE.search(sentence) or next(filter(None, (_HINTS.search(part) for _key, part in sentences)), None)
        unread |= {"until": re.split("[，,]", vague.string[vague.start():].strip("，, "))[0]} if vague else {}
    for one in _DATED.finditer(sentence):
        if not _within(one, [*here, *since]) and not _OF_AN_ACT.search(sentence, one.start(), *[said.verb] * (one.start() < said.verb)):
            unread |= {"until": one[0]} if kind == "suspended" else {}
            unread |= {} if kind == "suspended" and _UNTIL.match(one[0]) else {"date": one[0]}
    return start, None if "until" in unread else until, unread


def _within(one: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    return any(one.start() < other.end() and other.start() < one.end() for other in others)


def _end(terms: Sequence[re.Match[str]], start: Date | None) -> tuple[Date | None, bool]:
    """The first day after the terms that an act sets, and whether it is plain: one term, or one day told twice.

    A period begins with the first day of the suspension, which is one of its days (期限为三年，自2021年7月1日起至2024年6月30日止).
    """
    lasts = {day(last) for one in terms if (last := one["last"] or one["through"] or one["end"])}
    ends = {last + timedelta(days=1) if last else None for last in lasts}
    for one in terms:
        if count := one["count"] or one["within"]:
            ends.add(later(start, arabic(count), one["unit"] or one["each"]) if start else None)
    plain = None not in ends and len(ends) < 2
    return next(iter(ends), None) if plain else None, plain

"""Suspensions that an act orders (立法法(2023) 第十六条、第七十九条): 在某地暂时调整适用《…》第二条的规定，期限为三年; or ends: 恢复适用.

What is suspended are the provisions cited behind the title, or the law as a whole where nothing stands behind it; 《…》的有关规定 names no
provision. What is there and cannot be read plainly is told as unread, for a person to say.
"""

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from tracker.model import Version
from tracker.numbering import NUMERAL, arabic
from tracker.patterns import pattern
from tracker.reading.commencement import first_day
from tracker.reading.dates import DAY, day
from tracker.reading.expiry import later
from tracker.reading.repeals import Named, objects, unquoted

Unread = Literal["provisions", "place", "date", "until"]

_VERBS = {
    "suspended": pattern(r"(?<![不再止])(?:(?:暂时|临时)(?:调整|停止|调整或者?(?:暂时)?停止|停止或者?(?:暂时)?调整)(?:适用|实施|施行|执行)"
                         r"|暂停(?:适用|实施|施行|执行))"),
    "resumed": pattern(r"(?<![不未])恢复(?:适用|实施|施行|执行)"),
}
_HELD = r"(?:[\u4e00-\u9fff]{0,30}?规定)?"
_TAIL = pattern(_HELD)
_PLAIN = pattern("(?:的?规定)?|的(?:有关|相关)规定")
_JOINED = pattern("、|和|及|以及|与|，以及")
_OVER = pattern("[，,：]|$")
_OPENS = pattern(r"(?:有关|下列|以下)?[^《》。；，]{0,20}?(?=《)")
_SINCE = rf"自(?P<since>{DAY})起[，,]?"
_WHERE = r"在(?P<place>[^，,。；：《》“”在]{2,60}?)(?:(?:行政)?(?:区域|范围|辖区)?内)?"
_BEFORE = pattern(rf"{_WHERE}[，,]?(?:{_SINCE})?$")
_BETWEEN = pattern(rf"{_HELD}[，,]?(?:{_SINCE})?(?:{_WHERE}[，,]?)?(?:{_SINCE.replace('since', 'then')})?$")
_NO_PLACE = pattern("就|对|期间|试点|开展|进行|部分|有关|相关|工作|过程")
"""What makes of 在… something else than the name of a place."""
_LOCAL = pattern("试点|试验|区域|地区|范围内|新区")
_BILL = pattern("[^，。；]*?的(?:议案|决定|请示|建议|报告|草案|说明|意见)")
_ASKED = pattern("(?:关于|提请|建议|拟)[^，。；《》]*$")
_COUNT = rf"(?P<count>{NUMERAL}|两)(?P<unit>年|个月)"
_TERM = pattern(rf"自(?P<first>{DAY})起?[，,]?(?:暂?定)?[至到](?P<last>{DAY})(?:为?止|期间)?"
                rf"|(?:期限?|截止?|试行|实施|施行|有效)[^。；，]{{0,6}}?[至到](?P<through>{DAY})|[至到](?P<end>{DAY})为?止"
                rf"|(?:期限|为期|试行期?|试点期)(?:暂?定?为|是|：)?{_COUNT}"
                rf"|在?{_COUNT.replace('count', 'within').replace('unit', 'each')}内(?:试行|实施|试点)")
_HINTS = pattern("(?:^|[，,]|试点|试行|实施|适用|调整|停止|暂停|授权)期限|为期|[年月]内(?:试行|实施|试点)|试行期")


class Ordered(Struct, frozen=True):
    """What an act suspends of a law, or resumes: the law's title without 《》, citations of the provisions (none: the law as a whole),
    the place (empty: everywhere), the first day, and the first day after it (None: until it is resumed). `unread` names what the act
    may say and does not say plainly."""

    title: str
    provisions: tuple[str, ...] = ()
    place: str = ""
    date: Date | None = None
    until: Date | None = None
    unread: frozenset[Unread] = frozenset()


class _Said(NamedTuple):
    """A law that a sentence names behind its verb or before it, whether the provisions are plain, and the words for place and day."""

    named: Named
    plain: bool
    place: str | None
    since: str


def suspensions(version: Version, kind: Literal["suspended", "resumed"] = "suspended") -> tuple[Ordered, ...]:
    """What an act suspends, or what it resumes, in the order named."""
    sentences = [part for _key, line in unquoted(version) for part in re.split("[。；]", line)]
    return tuple(_ordered(version, sentences, one, kind) for sentence in sentences for one in _named(sentence, kind))


def orders(sentence: str) -> bool:
    """Whether a sentence suspends or resumes anything of a law that it names; the time it gives is that of the suspension."""
    return "《" in sentence and any(one for kind in _VERBS for one in _named(sentence, kind))


def _named(sentence: str, kind: str) -> Iterator[_Said]:
    """The laws that a sentence suspends, or resumes; a bill that asks for it orders nothing."""
    verbs = list(_VERBS[kind].finditer(sentence))
    titled = objects(sentence) if verbs else []
    for verb in verbs:
        if any(one.start <= verb.start() < one.end for one in titled) or _ASKED.search(sentence[:verb.start()]):
            continue
        behind, end = _behind(sentence, verb.end(), titled)
        if behind and not _BILL.match(sentence, end):
            place, since = _setting(sentence[:verb.start()])
            yield from (_Said(one, plain, place, since) for one, plain in behind)
        elif not behind:
            yield from _ahead(sentence, verb.start(), titled)


def _behind(sentence: str, at: int, titled: list[Named]) -> tuple[list[tuple[Named, bool]], int]:
    """The list of laws that begins behind a verb, each with whether what of it is meant is plain, and where the list ends."""
    found: list[tuple[Named, bool]] = []
    opening = _OPENS.match(sentence, at)
    at = opening.end() if opening else at
    for one in titled:
        if one.start == at:
            tail = _TAIL.match(sentence, one.end)
            end = tail.end() if tail else one.end
            joined = _JOINED.match(sentence, end)
            found.append((one, _is_plain(one, sentence[one.end:end]) and bool(joined or _OVER.match(sentence, end))))
            at = joined.end() if joined else end
    return found, at


def _ahead(sentence: str, end: int, titled: list[Named]) -> Iterator[_Said]:
    """The law whose provisions stand before a verb: 《…》第二条在示例新区暂停适用."""
    one = next((each for each in reversed(titled) if each.end <= end), None)
    between = _BETWEEN.match(sentence[one.end:end]) if one else None
    if one and between:
        tail = _TAIL.match(sentence, one.end)
        place, since = between["place"] or "", between["since"] or between["then"] or ""
        if not place:
            place, before = _setting(sentence[:one.start]) if "在" in sentence[:one.start] else ("", "")
            since = since or before
        yield _Said(one, _is_plain(one, tail[0] if tail else ""), place if place is None or not _NO_PLACE.search(place) else None, since)


def _is_plain(one: Named, tail: str) -> bool:
    """Whether it is plain what of a law is meant: provisions cited, or all of it."""
    return bool(_PLAIN.fullmatch(tail)) and (bool(one.provisions) or "关" not in tail)


def _setting(before: str) -> tuple[str | None, str]:
    """The place and the day that stand before a verb; None for a place that is there and not plain."""
    found, since = _BEFORE.search(before), re.search(_SINCE, before)
    place = found["place"] if found else ""
    plain = not _NO_PLACE.search(place) if place else "在" not in before
    return place if plain else None, since["since"] if since else ""


def _ordered(version: Version, sentences: list[str], said: _Said, kind: str) -> Ordered:
    unread: set[Unread] = set() if said.plain else {"provisions"}
    place = said.place
    if place == "":
        titled, _since = next((_setting(version.title[:verb.start()]) for verb in _VERBS[kind].finditer(version.title)), ("", ""))
        place = titled if titled or not _LOCAL.search("".join(sentences)) else None
    begun = day(said.since) if said.since else None
    first, until, plain = _term(sentences, begun or first_day(version)) if kind == "suspended" else (None, None, True)
    start = begun or first or first_day(version)
    unread |= {"place"} if place is None else set()
    unread |= {"date"} if start is None or (begun and first and begun != first) else set()
    unread |= set() if plain else {"until"}
    return Ordered(said.named.title, said.named.provisions if said.plain else (), place or "", start, until, frozenset(unread))


def _term(sentences: list[str], begun: Date | None) -> tuple[Date | None, Date | None, bool]:
    """The first day and the first day after the term that an act sets, and whether that is plain: one term, or one day told twice.

    A period begins with the first day of the suspension, which is one of its days (期限为三年，自2021年7月1日起至2024年6月30日止).
    """
    found = [term for sentence in sentences for term in _TERM.finditer(sentence)]
    firsts = {day(term["first"]) for term in found if term["first"]}
    lasts = {day(last) for term in found if (last := term["last"] or term["through"] or term["end"])}
    first = next(iter(firsts), None)
    start = first or begun
    ends = {last + timedelta(days=1) if last else None for last in lasts}
    for term in found:
        if count := term["count"] or term["within"]:
            ends.add(later(start, arabic(count), term["unit"] or term["each"]) if start else None)
    plain = len(firsts) < 2 and None not in firsts and len(ends) < 2 and None not in ends
    hinted = any(_HINTS.search(sentence) for sentence in sentences)
    end = next(iter(ends), None) if plain else None
    return first if len(firsts) == 1 else None, end, plain and (end is not None or not hinted)

"""The amending act itself: its title, kind, body, meeting, number and day, from its head."""

import re
from typing import Literal

from tracker.amend.framing import Head
from tracker.amend.instructions import Act, Span, Target
from tracker.model import Event
from tracker.naming import bare_title
from tracker.reading.dates import day
from tracker.reading.history import ENACTING, events

_NAME = re.compile(r"(?:中华人民共和国)?([^《》（）()]{1,30})修正案(?:[（(]|$)")
_TITLED = re.compile(r"关于(?:修改|修正|修订|废止|调整)[^《]{0,8}《(.*)》[^《》]{0,8}(?:决定|决议)")
_UNMARKED = re.compile("关于(?:修改|修正|修订)(?!部分|若干|有关|和|等)"
                       "([^《》〈〉]{2,80}?(?:法|条例|规定|办法|细则|规则|规程|章程|准则|解释|决定))"
                       "(?:(?:部分|个别)条[款文])?的(?:决定|决议)$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,16}(?:令|公告)\s*[（(]?第\s?[^号\s]{1,10}号[）)]?")
_SEVERAL = re.compile(r"》、《|》和《|》及《|》等")

Kind = Literal["decision", "amendment", "omnibus", "repeal"]


def act_of(head: Head, text: str, laws: int, orders: bool) -> Act:
    """The act of a decision. `laws`: how many laws it amends; `orders`: whether it changes any text.

    Where its notes tell of several adoptions it is the last: of two bodies that decide together, or of a law that bears its history.
    """
    first = head.titles[0][0] if head.titles else 0
    order = [text[start:end] for start, end in head.notes if start < first]
    told = (*_ordered(order), *events("\n".join(text[start:end] for start, end in head.notes if start > first)))
    decided = next((event for event in reversed(told) if event.kind in ENACTING), told[0] if told else None)
    titled = re.match(r"(.{2,40}?)关于", head.title)
    body = decided.body if decided and decided.body else titled[1] if titled else ""
    numbered = _NUMBER.search("".join(order))
    document = next((event.document for event in told if event.document), numbered[0] if numbered else "")
    return Act(head.title, _kind(head.title, laws, orders), body, decided.meeting if decided else "", document,
               decided.date if decided else None, told)  # fmt: skip


def _ordered(lines: list[str]) -> tuple[Event, ...]:
    """What an order that promulgates the decision tells: its words are about adoption and commencement, its own date is the
    promulgation (立法法 第六十二条 has the order state all three)."""
    told = tuple(event for event in events("\n".join(lines)) if event.kind in ("adopted", "approved", "in_force"))
    signed = next((day(line) for line in reversed(lines) if len(line) < 24 and day(line)), None)
    return (*told, Event("promulgated", signed, text=lines[-1])) if signed else told


def _kind(title: str, laws: int, orders: bool) -> Kind:
    if "修正案" in re.sub("《.*》", "", title):  # 关于修改《…修正案》的决定 is a decision
        return "amendment"
    if not orders and "废止" in title:
        return "repeal"
    return "omnibus" if laws > 1 else "decision"


def law_in_title(head: Head) -> tuple[Target, ...]:
    """The one law that the title says is amended: 关于修改《…》的决定, 关于修改示例条例的决定, 中华人民共和国刑法修正案; none where it
    names several."""
    where = Span(head.titles[0][0], head.titles[-1][1]) if head.titles else Span(0, 0)
    named = _TITLED.search(head.title)
    if named:
        return () if _SEVERAL.search(named[0]) else (Target(bare_title(named[1]), where),)
    amended = _NAME.search(head.title) or _UNMARKED.search(head.title)
    return (Target(amended[1], where),) if amended else ()

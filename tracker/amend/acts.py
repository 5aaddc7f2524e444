"""The amending act itself: its title, kind, body, meeting, number and day, from its head."""

import re
from typing import Literal

from tracker.amend.context import bare
from tracker.amend.framing import Head
from tracker.amend.instructions import Act, Span, Target
from tracker.reading.history import ENACTING, events

_NAME = re.compile(r"(?:中华人民共和国)?([^《》（）()]{1,30})修正案(?:[（(]|$)")
_TITLED = re.compile(r"关于(?:修改|修正|修订|废止|调整)[^《]{0,8}《(.*)》[^《》]{0,8}(?:决定|决议)")
_SEVERAL = re.compile(r"》、《|》和《|》及《|》等")

Kind = Literal["decision", "amendment", "omnibus", "repeal"]


def act_of(head: Head, text: str, laws: int, orders: bool) -> Act:
    """The act of a decision. `laws`: how many laws it amends; `orders`: whether it changes any text."""
    notes = "\n".join(text[start:end] for start, end in head.notes)
    told = events(notes)
    decided = next((event for event in told if event.kind in ENACTING), told[0] if told else None)
    document = next((event.document for event in told if event.document), "")
    titled = re.match(r"(.{2,40}?)关于", head.title)
    body = decided.body if decided and decided.body else titled[1] if titled else ""
    return Act(head.title, _kind(head.title, laws, orders), body, decided.meeting if decided else "", document,
               decided.date if decided else None, told)  # fmt: skip


def _kind(title: str, laws: int, orders: bool) -> Kind:
    if re.search("修正案", title):
        return "amendment"
    if not orders and "废止" in title:
        return "repeal"
    return "omnibus" if laws > 1 else "decision"


def law_in_title(head: Head) -> tuple[Target, ...]:
    """The one law that the title says is amended: 关于修改《…》的决定, 中华人民共和国刑法修正案; none where it names several."""
    where = Span(head.titles[0][0], head.titles[-1][1]) if head.titles else Span(0, 0)
    named = _TITLED.search(head.title)
    if named:
        return () if _SEVERAL.search(named[0]) else (Target(bare(named[1]), where),)
    amended = _NAME.search(head.title)
    return (Target(amended[1], where),) if amended else ()

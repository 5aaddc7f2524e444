"""The new version's dates, events and title note, from the act that made it.

立法法(2023) 第六十五条: the note names in order the bodies and dates of all amendments. From when the version holds, only the act says: the
law's own last article keeps the day of its first commencement (practice).
"""

import re
from collections.abc import Sequence
from datetime import date as Date

from msgspec.structs import replace

from tracker.amend.closing import LEFT_OPEN, WHOSE_DAY
from tracker.amend.instructions import Act, Amendment, Commencement, Unread
from tracker.amend.noting import noted
from tracker.amend.wording import same
from tracker.model import Event, InForce, Provision, Stage, Version
from tracker.reading.clauses import VERB, WHOLE, given, needed
from tracker.reading.titlenote import title_note

_EXCERPT = re.compile("（(?:节录|摘录|节选)）$")
"""What a publisher writes behind the title of an act of which it prints a part."""
_OF_ITSELF = re.compile(rf"本(?:决定|修正案|决议|解释|规定|命令)[^。]*?(?:{VERB})")
_INNER = str.maketrans("《》〈〉", "〈〉《》")

NEEDS_DAY = "the act is in force from its promulgation, and its text does not give that day"
ELSEWHERE = "the act leaves the day to another act"
NOT_SAID = "the act does not say from when it is in force"
NOT_READ = "the act speaks of its commencement in words that were not read: a person has to say"
"""Why an act gives no day."""


def dated(old: Version, new: Version, amendment: Amendment, law: int, stages: Sequence[Stage]) -> Version:
    """The new version with the act's date, events, title note and commencement. `law` is its index among the amendment's targets."""
    act = amendment.act
    adopted, promulgated = _day(act, "adopted") or act.date, _day(act, "promulgated")
    events = (*old.events, *_events(act))
    head = _with_notes(new.head, _notes(old, events, act))
    return replace(new, version=promulgated or adopted, adopted=adopted, promulgated=promulgated, events=events, head=head, source=None,
                   findings=(), in_force=in_force(old, amendment, law, stages))


def _day(act: Act, kind: str) -> Date | None:
    return next((event.date for event in act.events if event.kind == kind and event.date), None)


def short_title(act: Act) -> str:
    """An act's title as a title note prints it: without the issuing body, titles inside it in 〈〉."""
    title = _EXCERPT.sub("", act.title.removeprefix(act.body) if act.body else act.title)
    at = title.find("关于")
    title = title[at:] if at > 0 and "《" not in title[:at] else title
    return title.translate(_INNER)


def _events(act: Act) -> tuple[Event, ...]:
    """The change as an event, and its promulgation where the act tells it."""
    done = next((event for event in act.events if event.kind == "adopted"), None)
    body, meeting = act.body or (done.body if done else ""), act.meeting or (done.meeting if done else "")
    made = Event("amended", act.date, body, meeting, short_title(act), document=act.document)
    return (made, *(event for event in act.events if event.kind == "promulgated" and done))


def _notes(old: Version, events: tuple[Event, ...], act: Act) -> list[str]:
    """The new note's lines: generated from the history where the old note is too, else the old ones with one more entry."""
    printed = [node.text for node in old.head if node.type == "title_note"]
    if not printed or (len(printed) == 1 and same(printed[0], title_note(old.events))):
        return [made] if (made := title_note(events)) else []
    added = title_note((*old.events, _events(act)[0]))
    entry = added.removesuffix("）").rpartition("　")[2].strip("（")
    return noted(printed, entry) if entry else printed


def _with_notes(head: tuple[Provision, ...], notes: Sequence[str]) -> tuple[Provision, ...]:
    """The head with these title notes, where the old ones stood or behind the title."""
    if not notes:
        return head
    others = [node for node in head if node.type != "title_note"]
    at = next((i for i, node in enumerate(head) if node.type == "title_note"), None)
    if at is None:
        at = max((i + 1 for i, node in enumerate(others) if node.type == "title"), default=0)
    return (*others[:at], *(Provision("title_note", text=note) for note in notes), *others[at:])


# Commencement


def in_force(old: Version, amendment: Amendment, law: int, stages: Sequence[Stage]) -> InForce:
    """From when the new version holds: as the act says; from its promulgation where it says so and the day is known.

    What it says of this law (对《…》的修改自…) goes before what it says of all. An act that leaves the day to another one
    (施行日期由…另行规定) makes it open: no day, known to be none yet.
    """
    whole = [c for c in amendment.commencement if not c.items and not c.provisions]
    own = [c for c in whole if c.law == law]
    said = own or [c for c in whole if c.law is None]
    act = short_title(amendment.act)
    first = old.in_force.first or (old.in_force.date if old.in_force.basis == "text" else None)
    day, reason = _commenced(amendment.act, said)
    if (reason == NOT_SAID and days_unread(amendment)) or (not own and any(one.expected == WHOSE_DAY for one in amendment.unread)):
        day, reason = None, NOT_READ
    if reason != NOT_READ and day is None and any(LEFT_OPEN.search(c.text) for c in said):
        return InForce(None, "act", act=act, reason=reason, first=first, stages=tuple(stages))
    if day is None:
        return InForce(None, "unknown", act=act, reason=reason, first=first, stages=tuple(stages))
    return InForce(day, "act", act=act, first=first, stages=tuple(stages))


def days_unread(amendment: Amendment) -> list[Unread]:
    """What the act says of its commencement in words that were not read."""
    return [one for one in amendment.unread if one.expected == WHOSE_DAY or _OF_ITSELF.search(one.text)]


def _commenced(act: Act, said: Sequence[Commencement]) -> tuple[Date | None, str]:
    """The day on which an act comes into force by its own clauses, or None with the reason."""
    stated = next((c.date for c in said if c.date), None) or _day(act, "in_force")
    if stated:
        return stated, ""
    if any(c.on_promulgation for c in said):
        day = _day(act, "promulgated")
        return day, "" if day else NEEDS_DAY
    if any(LEFT_OPEN.search(c.text) for c in said):
        return None, ELSEWHERE
    for what in (given(clause) for c in said for clause in WHOLE.finditer(c.text)):
        day = next(filter(None, (_day(act, kind) for kind in what.on)), None)
        return day, "" if day else what.reason or needed(what)
    return None, NOT_SAID

"""The 题注 that a history calls for, and what looks wrong in the history that a text tells.

立法法(2023) 第六十五条: the note names the enacting body and the date of adoption; an amended law lists, in order, the bodies and
dates of its amendments. Practice: 修正 and 修订 are counted apart, numbered once there is a second one (an earlier unnumbered 修订
then becomes 第一次修订); the State Council says 修订 for a change in part too.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import pairwise

from tracker.model import Event, Finding, Version
from tracker.numbering import chinese
from tracker.reading.history import CHANGING, Act, acts
from tracker.reading.labels import Mark

KINDS: dict[str, str] = {
    "history_order": "the history tells acts out of order of time",
    "history_ordinal": "an amendment is numbered (第N次) otherwise than it is counted among those told; of one alone no number is told",
    "history_undated": "an act in the history has no date",
}
"""The kinds of finding that a history has, and what each means, as a message."""

_DONE = ("adopted", *CHANGING, "approved", "promulgated")
_BLANK = "　年　月　日"


def title_note(events: Sequence[Event]) -> str:
    """The note below the title, in full-width brackets, its entries apart by U+3000; a date that is not known stays blank."""
    grouped = acts(events)
    ordinals = iter(_ordinals(grouped))
    entries = [_entry(act, next(ordinals) if act.kind in CHANGING else "", _verb(act.kind, grouped)) for act in grouped]
    commenced = [e for e in (grouped[-1].events if grouped else ()) if e.kind == "in_force"]
    entries.extend(f"自{_printed(e.date)}起施行" for e in commenced[-1:])
    return f"（{'　'.join(entry for entry in entries if entry)}）" if any(entries) else ""


def history_findings(told: Sequence[Event], notes: Sequence[Mark]) -> tuple[Finding, ...]:
    """What looks wrong in a text's events: their order, their ordinals, acts without a date; each with the line that tells it."""
    grouped = acts(told)
    lines = [m.line for m in notes for _ in m.text.split("\n")]
    text = "\n".join(m.text for m in notes)
    return tuple(Finding(kind, lines[text.count("\n", 0, max(0, text.find(words)))], words)
                 for kind, words in (*_disordered(grouped), *_misnumbered(grouped), *_undated(told)))


def history_of(versions: Sequence[Version]) -> tuple[Event, ...]:
    """A law's history as its versions tell it, oldest first: what the last one's note says, and acts that only earlier ones tell of."""
    told = acts(versions[-1].events) if versions else ()
    for version in versions[-2::-1]:
        missing = untold(version, [event for act in told for event in act.events])
        told = tuple(sorted((*told, *missing), key=_begun)) if missing else told
    return tuple(event for act in told for event in act.events)


def untold(version: Version, history: Iterable[Event]) -> tuple[Act, ...]:
    """The acts in a version's history of which another history tells nothing on any of their days."""
    days = {event.date for event in history if event.kind in _DONE}
    return tuple(act for act in acts(version.events) if (own := {e.date for e in act.events if e.date and e.kind in _DONE})
                 and own.isdisjoint(days))


def _begun(act: Act) -> Date:
    return min((e.date for e in act.events if e.date and e.kind in _DONE), default=Date.min)


def _is_state_council(grouped: Sequence[Act]) -> bool:
    return any("国务院" in e.body for act in grouped[:1] for e in act.events)


def _verb(kind: str, grouped: Sequence[Act]) -> str:
    return "修正" if kind == "amended" and not _is_state_council(grouped) else "修订"


def _ordinals(grouped: Sequence[Act]) -> list[str]:
    """第N次 for each act that changed the law, in order; empty where it is the only one of its sort."""
    verbs = [_verb(act.kind, grouped) for act in grouped if act.kind in CHANGING]
    totals, so_far = Counter(verbs), Counter[str]()
    made = []
    for verb in verbs:
        so_far[verb] += 1
        made.append(f"第{chinese(so_far[verb])}次" if totals[verb] > 1 else "")
    return made


def _entry(act: Act, ordinal: str, verb: str) -> str:
    told = [e for e in act.events if e.kind != "in_force"]
    if act.kind not in CHANGING:
        joint = "、".join(_who(e) for e in told if e.kind == "adopted")
        return "　".join([f"{joint}通过"] * bool(joint) + [_said(e) for e in told if e.kind != "adopted"])
    change = next(e for e in told if e.kind == act.kind)
    approved = [e for e in told if e.kind == "approved"]
    others = "".join(f"　{_said(e)}" for e in told if e.kind == "promulgated")
    if change.act and approved:
        who = f"{_who(change)}通过，{_who(approved[0])}批准的"
    else:
        who = _who(change)
        others = "".join(f"　{_said(e)}" for e in approved) + others
    return f"{'根据' if change.act else ''}{who}{f'《{change.act}》' if change.act else ''}{ordinal}{verb}{others}"


def _said(event: Event) -> str:
    verbs = {"approved": "批准", "promulgated": "公布", "repealed": "废止", "expired": "失效"}
    return f"{_who(event)}{verbs[event.kind]}" if event.kind in verbs else ""


def _who(event: Event) -> str:
    numbered = "令" in event.document or "公告" in event.document
    return f"{_printed(event.date)}{event.meeting or (event.document if numbered else event.body)}"


def _printed(date: Date | None) -> str:
    return f"{date.year}年{date.month}月{date.day}日" if date else _BLANK


def _disordered(grouped: Sequence[Act]) -> Iterable[tuple[str, str]]:
    """Acts that stand before an earlier one, and steps of one act in the wrong order: 通过, 批准, 公布."""
    for before, act in pairwise(grouped):
        earlier, later = before.day("adopted", *CHANGING, "promulgated"), act.day("adopted", *CHANGING, "promulgated")
        if earlier and later and later < earlier:
            yield "history_order", act.events[0].text
    for act in grouped:
        steps = [min(found, key=lambda e: e.date or Date.max) for kinds in (("adopted", *CHANGING), ("approved",), ("promulgated",))
                 if (found := [e for e in act.events if e.kind in kinds and e.date])]
        for one, two in pairwise(steps):
            if one.date and two.date and two.date < one.date:
                yield "history_order", two.text or one.text


def _misnumbered(grouped: Sequence[Act]) -> Iterable[tuple[str, str]]:
    """Ordinals that do not count the acts. Where a text numbers none of them, as some bodies do not, nothing contradicts."""
    changes = [next(e for e in act.events if e.kind == act.kind) for act in grouped if act.kind in CHANGING]
    if any(event.ordinal for event in changes):
        for event, wanted in zip(changes, _ordinals(grouped), strict=True):
            if (f"第{chinese(event.ordinal)}次" if event.ordinal else "") != wanted:
                yield "history_ordinal", event.text


def _undated(events: Sequence[Event]) -> Iterable[tuple[str, str]]:
    for event in events:
        if event.date is None:
            yield "history_undated", event.text

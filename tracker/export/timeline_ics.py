"""Commencements, ends and suspensions as a calendar (iCalendar, RFC 5545): one all-day event each, the same one on every export."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date as Date
from datetime import timedelta

from tracker.compare.likeness import doubt
from tracker.language import _
from tracker.model import citation_of
from tracker.timeline import Coming


def render(found: Iterable[Coming], today: Date) -> str:
    """A calendar of what has a day; lines end in CRLF and are folded at 75 octets, as RFC 5545 section 3.1 has it. What nobody has
    confirmed is tentative (section 3.8.1.11)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tracker//law timeline//EN", "CALSCALE:GREGORIAN"]
    lines += [line for one in found if one.day for line in _event(one, one.day, today)]
    return "".join(folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(one: Coming, day: Date, today: Date) -> Iterator[str]:
    kind = " ".join(filter(None, (_(one.kind), "、".join(map(citation_of, one.provisions)), one.place)))
    what = _("{law}: {kind}").format(law=one.law, kind=kind if one.confirmed else _("{what}, not confirmed").format(what=kind))
    name = hashlib.sha256(f"{one.law} {day} {one.kind} {one.version} {one.provisions} {one.place}".rstrip().encode()).hexdigest()[:24]
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@tracker"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < Date.max:  # an event without an end lasts its day (section 3.6.1)
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(what)}"
    if one.place:
        yield f"LOCATION:{escaped(one.place)}"
    said = " ".join(filter(None, (_("version {version}").format(version=one.version) if one.version else "", one.source and _(one.source))))
    said = (said + doubt(one.weak)).removeprefix("; ")
    if said:
        yield f"DESCRIPTION:{escaped(said)}"
    yield f"STATUS:{'CONFIRMED' if one.confirmed else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as RFC 5545 section 3.3.11 writes it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line broken so that no piece is longer than 75 octets and no character is torn."""
    pieces, size = [""], 0
    for c in line:
        octets = len(c.encode())
        if size + octets > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += c
        size += octets
    return "\r\n".join(pieces)

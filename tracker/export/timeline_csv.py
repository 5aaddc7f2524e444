"""A timeline as CSV: one row an interval, versions first, then provisions; UTF-8 with a byte order mark for spreadsheets."""

from collections.abc import Iterable, Iterator

from tracker.compare.likeness import least
from tracker.export import spreadsheet
from tracker.timeline import Coming, State, Timeline, doubtful_from

COLUMNS = ("what", "id", "start", "end", "status", "words_of_version", "id_there", "id_of_version", "suspended_in", "parts",
           "suspended_parts", "weak", "kept")
"""`id` is the number in `id_of_version`, the newest version that has the provision: the two together name one provision. `id_there` is its
id in `words_of_version`. `suspended_in`: the places, by semicolons, in which alone it is suspended; `parts`: what of it (ids there, by
spaces) does not read as that version, for it waits, has ended, or has come with a later one; `suspended_parts`: what of it (ids there, by
semicolons) is suspended where it is not as a whole, @ a place where in that alone; its own id, or that of its article: a part of that, and
which one is not known. `weak` is the least likeness by which alone it is held to be what was suspended; `kept`: what stands in it yet (id
@ version, by spaces), though that version has taken it out. Of a day, each suspension that holds has rows of its own (`what` suspension):
one for each provision, or one without `id` for the law, with its own days and place."""
COMING = ("law", "day", "kind", "version", "provisions", "source", "known", "place", "confirmed", "weak")


def render(found: Timeline) -> str:
    """The rows under a header row. Intervals are half-open: `end` is the first day no longer in force; empty: not known, or none.

    Where a day was asked for, only what is, or may be, in force on it.
    """
    day = str(found.on.day) if found.on else ""
    return spreadsheet.csv([COLUMNS, *(row for row in _rows(found) if not day or _holds(row, day)), *_suspensions(found.on)])


def coming(found: Iterable[Coming]) -> str:
    """What comes next: a row for each; an empty `day` is not set, or, where `known` is false, not known."""
    return spreadsheet.csv([COMING, *((c.law, str(c.day or ""), c.kind, str(c.version or ""), " ".join(c.provisions), c.source,
                                       str(c.known).lower(), c.place, str(c.confirmed).lower(), _figure(c.weak)) for c in found)])


def _suspensions(state: State | None) -> Iterator[tuple[str, ...]]:
    """What is suspended on a day, also below 款, where no row of a provision would tell."""
    for event in state.suspended if state else ():
        for key in event.provisions or ("",):
            version = str(state.version) if state else ""
            yield "suspension", key, str(event.date or ""), str(event.until or ""), "suspended", version, key, version, event.place, "", \
                key if key in event.partly else "", _figure(event.weak), ""


def _holds(row: tuple[str, ...], day: str) -> bool:
    """Whether a day lies in an interval, days as ISO 8601; what is not known to have begun may have from its promulgation on."""
    _what, name, start, end, status, *_ = row
    begins = start or (name if status == "unknown" else "")
    return status != "never" and bool(begins) and begins <= day and (not end or day < end)


def _rows(found: Timeline) -> Iterator[tuple[str, ...]]:
    for span in found.versions:
        status = "never" if span.never else "in_force" if span.commencement == "known" else span.commencement
        doubt = doubtful_from(span)
        periods = [(span.start, doubt, status), (doubt, span.end, "unknown")] if doubt else [(span.start, span.end, status)]
        for start, end, what in periods:
            if start is None or start != end:
                yield "version", str(span.version), str(start or ""), str(end or ""), what, str(span.version), *[""] * 7
    for life in found.provisions:
        for one in life.intervals:
            yield ("provision", life.provision, str(one.start), str(one.end or ""), one.status, str(one.version), one.provision,
                   str(life.version), ";".join(one.suspended_in), " ".join(one.parts),
                   ";".join(f"{part.provision}@{part.place}".removesuffix("@") for part in one.suspended if part.provision),
                   _figure(least(part.weak for part in one.suspended)), " ".join(f"{part.provision}@{part.version}" for part in one.kept))


def _figure(likeness: float | None) -> str:
    return "" if likeness is None else str(likeness)

"""A timeline laid out for drawing: columns of time between the days on which something changes, versions as lanes, articles as rows."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import groupby
from typing import Literal
from unicodedata import east_asian_width

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import guessed
from tracker.language import _
from tracker.model import citation_of
from tracker.timeline import Life, Span, Timeline, doubtful_from
from tracker.timeline.lives import Pause

MOST = 3
"""So many names of articles or ranges are listed; of more the first ones."""

Look = Literal["in_force", "unknown", "suspended", "open", "never"]


class Bar(Struct, frozen=True):
    """From column `start` to before column `end`: whose words (the number of a version, oldest first), what is known of it, what of it is
    suspended, and from when what later changes leave of a version is law that never was so as a whole."""

    start: int
    end: int
    version: int
    look: Look
    begins: Date
    ends: Date | None
    suspended: tuple[Pause, ...] = ()
    rest: Date | None = None


class Row(Struct, frozen=True):
    """A lane (a version) or an article: its label, its bars in order, whether the newest text no longer has it, its place: the last version
    that has it, and how many articles that has before it; and where its past is told, where that is not here."""

    label: str
    bars: tuple[Bar, ...]
    gone: bool = False
    place: tuple[Date, int] | None = None
    past: str = ""


class Chart(Struct, frozen=True):
    """`columns` are the days on which a column begins; the last column has no end. `versions` are the versions' dates."""

    title: str
    today: Date
    columns: tuple[Date, ...]
    versions: tuple[Date, ...]
    lanes: tuple[Row, ...]
    articles: tuple[Row, ...]


def chart(found: Timeline) -> Chart:
    """Lay a timeline out."""
    lives = [life for life in found.provisions if article_of(life.provision) == life.provision]
    columns = _columns(found.versions, lives)
    versions = tuple(span.version for span in found.versions)
    newest = max((life.version for life in lives), default=None)
    lanes = tuple(_lane(span, n, columns) for n, span in enumerate(found.versions))
    orders = {version: _order(lives, version) for version in {life.version for life in lives}}
    articles = tuple(replace(_row(life, columns, versions, newest), place=(life.version, orders[life.version].index(life.provision)))
                     for life in lives)
    return Chart(found.title, found.today, columns, versions, lanes, articles)


def _order(lives: Iterable[Life], version: Date) -> list[str]:
    """The ids of all articles of a version, as it orders them."""
    own = (max((p for p in life.places if p.version <= version), key=lambda p: p.version, default=None)
           for life in lives if life.version >= version)
    return sorted((place.provision for place in own if place), key=id_order)


def _columns(spans: Iterable[Span], lives: Iterable[Life]) -> tuple[Date, ...]:
    named = {day for s in spans for day in (s.version if s.start is None or s.never else s.start, s.end)}
    named |= {day for life in lives for i in life.intervals for day in (i.start, i.end)}
    return tuple(sorted(day for day in named if day))


def _lane(span: Span, number: int, columns: Sequence[Date]) -> Row:
    """A version's lane; from the date of a later version that may have ended it on, it is not known to be in force."""
    looks: dict[str, Look] = {"unknown": "unknown", "open": "open", "draft": "never", "known": "in_force"}
    look: Look = "never" if span.never else looks[span.commencement]
    begins = span.version if span.start is None or span.never else span.start
    at = bisect_left(columns, begins)
    end = max(at + 1 if look == "never" else _column(columns, span.end), at + 1)
    doubt = doubtful_from(span)
    if doubt is None:
        return Row(str(span.version), (Bar(at, end, number, look, begins, span.end, rest=span.rest),))
    turn = _column(columns, doubt)
    bars = Bar(at, turn, number, look, begins, doubt), Bar(turn, end, number, "unknown", doubt, span.end)
    return Row(str(span.version), bars if at < turn else bars[1:])


def _column(columns: Sequence[Date], day: Date | None) -> int:
    return len(columns) if day is None else bisect_left(columns, day)


def _row(life: Life, columns: Sequence[Date], versions: Sequence[Date], newest: Date | None) -> Row:
    bars = tuple(Bar(_column(columns, i.start), _column(columns, i.end), versions.index(i.version), i.status, i.start, i.end,
                     i.suspended)
                 for i in life.intervals)
    return Row(citation_of(life.provision), bars, life.version != newest, past=_past(life))


def _past(life: Life) -> str:
    if not life.made_of:
        return ""
    said = _("made of {provisions} of version {version}").format(provisions="、".join(citation_of(one.provision) for one in life.made_of),
                                                                 version=life.made_of[0].version)
    return said if life.weak is None else f"{said}; {guessed(life.weak)}"


def grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows one behind the other with the same bars and past, of one version."""
    alike = groupby(rows, lambda row: (row.bars, row.gone, row.place and row.place[0], row.past))
    return [list(group) for _same, group in alike]


def label_of(rows: Sequence[Row]) -> str:
    """The articles of a group by name: a range only of neighbours that are all meant (第二条至第五条); of long lists the first ones, with
    how many all are."""
    runs: list[list[Row]] = []
    for row in rows:
        before = runs[-1][-1].place if runs else None
        if before and row.place == (before[0], before[1] + 1):
            runs[-1].append(row)
        else:
            runs.append([row])
    names = [name for run in runs for name in ([f"{run[0].label}至{run[-1].label}"] if len(run) > 2 else [row.label for row in run])]
    return "、".join(names) if len(names) <= MOST else _("{first} and more: {count} in all").format(
        first="、".join(names[:MOST - 1]), count=len(rows))


def columns_of(text: str) -> int:
    """How many columns a text takes; Chinese characters are two columns wide."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def today_column(found: Chart) -> int | None:
    """The column that today lies in; None where it is before the first."""
    later = [n for n, day in enumerate(found.columns) if day <= found.today]
    return later[-1] if later else None

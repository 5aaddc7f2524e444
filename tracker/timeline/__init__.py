"""When: from events to intervals; what was in force on a day, and how every provision came to read as it does.

What follows provisions through versions (lineage, composition, blame, …) compares texts and is imported where it is used.
"""

from tracker.timeline.document import Timeline, looked_into, timeline
from tracker.timeline.effect import Calendar, calendar, outlived, prevented
from tracker.timeline.events import RULES, Contradiction, Happening, contradictions, happenings
from tracker.timeline.intervals import (
    REASONS,
    UNHELD,
    Dated,
    Span,
    State,
    commencement,
    doubt_of,
    doubtful_from,
    ends_law,
    never_of,
    on,
    spans,
)
from tracker.timeline.lives import Interval, Life
from tracker.timeline.missing import Missing, doubted, missing, unseen
from tracker.timeline.suspension import suspension_end, suspensions
from tracker.timeline.upcoming import Coming, Future, futures, upcoming

__all__ = [
           "REASONS",
           "RULES",
           "UNHELD",
           "Calendar",
           "Coming",
           "Contradiction",
           "Dated",
           "Future",
           "Happening",
           "Interval",
           "Life",
           "Missing",
           "Span",
           "State",
           "Timeline",
           "calendar",
           "commencement",
           "contradictions",
           "doubt_of",
           "doubted",
           "doubtful_from",
           "ends_law",
           "futures",
           "happenings",
           "looked_into",
           "missing",
           "never_of",
           "on",
           "outlived",
           "prevented",
           "spans",
           "suspension_end",
           "suspensions",
           "timeline",
           "unseen",
           "upcoming",
]

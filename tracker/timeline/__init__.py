"""When: from events to intervals; what was in force on a day, and how every provision came to read as it does."""

from tracker.timeline.document import Timeline, timeline
from tracker.timeline.events import Contradiction, Happening, contradictions, happenings
from tracker.timeline.intervals import Dated, Span, State, commencement, on, spans

__all__ = ["Contradiction", "Dated", "Happening", "Span", "State", "Timeline",
           "commencement", "contradictions", "happenings", "on", "spans", "timeline"]

"""Articles whose words are law, and whose number, or place in a division, is not yet: an act gives them another with a day of its own.

The text of a day has the numbers and places of the version in force; where those of an article wait, that is told beside it.
"""

from datetime import date as Date

from tracker.model import Reading
from tracker.timeline.effect import Calendar, beginning, division_of, effect, stage_of
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Loom, Thread
from tracker.timeline.readings import Change


def moves_later(loom: Loom, found: Calendar, thread: Thread, frame: int, day: Date, words: Change) -> Reading | None:
    """That an article has its number and place in the version in force (number `frame`) by one that gives it these from a later day on, or
    one not set; `words` are what it reads. None where they are law on the day."""
    for at in range(frame, thread.first, -1):
        was, key = thread.at(at - 1), thread.at(at)
        if was != key or any(link.moved for link in loom.links[at - 1].get(was, ()) if link.new == key):
            version, division = found.versions[at], division_of(loom.divisions[at], key)
            if stage_of(version, key, division) and not effect(found, at, key, day, division).law:
                begins = beginning(version, key, division)
                return Reading(thread.at(frame), day_of(loom.versions[words.at]), "number", until=begins.day, source=begins.source)
    return None

"""The sentences of a 款 that a version parts between several, on a day on which some of these are law and others are not yet.

What went to one that is law stands there; what went to one that waits reads on in its old words, under the number it is to have, and
no sentence twice (先公布者后施行: what is to take a rule's place does not end it before its day). Which sentence went where is told by
the alignment: where it stands in what waits to the letter, that is sure; else it may be gone, too.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tracker.amend.wording import sentences
from tracker.compare.grouping import article_of
from tracker.model import Provision, Provisions, Reading
from tracker.timeline.effect import Calendar
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Loom
from tracker.timeline.readings import Change, Segment, Value, changes, value


class Parted(NamedTuple):
    """An older 款 that a version parted: what printed it, its words then, those alone that went to what waits (None: none did, or they are
    elsewhere already), and whether it is sure that they are law until that is."""

    change: Change
    whole: Provision
    left: Provision | None
    sure: bool


def parted(loom: Loom, found: Calendar, place: tuple[int, str], read: Value, on: Segment) -> list[Parted]:
    """The 款 of older versions whose words went in part to a provision that waits for its day, named by the number of a version and its id
    there; in part to what is law on that day."""
    at = min((change.at for change, _ in read.pending if change.event is None and change.provision), default=0)
    keys = {thread.at(at) for thread in loom.threads(*place)} if at else set()
    waits = [one for key in keys if key for one in _paragraphs(loom, at, key)]
    if not waits or loom.shared(at).isdisjoint(waits):
        return []  # few are, and which sentences go where takes a whole text
    olds = dict.fromkeys(part.id for one in waits for part in loom.dealt(at).get(one, ()))
    return [one for old in olds for one in _parted(loom, found, (at, old), waits, on)]


def _paragraphs(loom: Loom, at: int, key: str) -> Sequence[str]:
    inside = [inner for inner, _ in loom.inside(at, key)] if article_of(key) == key else [key]
    return [one for one in inside if loom.node(at, one).type == "paragraph"]


def _parted(loom: Loom, found: Calendar, place: tuple[int, str], waits: Collection[str], on: Segment) -> Iterator[Parted]:
    """An older 款, by its id in the version before that of a number, which parts it; with no 项, for whose are these is not told."""
    at, old = place
    before = [c for thread in loom.threads(at - 1, old) for c in changes(loom, found, thread) if c.at < at]
    printed, change = loom.node(at - 1, old), value(loom, found, before, on.start, on.whole).change
    dealt = [(key, part) for key, parts in loom.dealt(at).items() for part in parts if part.id == old]
    there = list(_law(loom, found, at, dict.fromkeys(key for key, _ in dealt if key not in waits), on))
    if not there or change is None or not change.provision or printed.children or printed.type != "paragraph":
        return
    whole = loom.node(change.at, change.provision)
    if whole.text == printed.text:
        went = [one for key, part in sorted(dealt, key=lambda one: one[1].start) if key in waits
                for one in _sentences(printed.text[part.start:part.end])]
        went = [one for one in went if not any(one in text for text in there)]
        sure = all(any(one in loom.node(at, key).text for key in waits) for one in went)
        yield Parted(change, whole, replace(whole, text="".join(went)) if went else None, sure)


def _law(loom: Loom, found: Calendar, at: int, keys: Iterable[str], on: Segment) -> Iterator[str]:
    """The words of those of some provisions of a version that are law as that or a later one has them."""
    for thread in (thread for key in keys for thread in loom.threads(at, key)):
        change = value(loom, found, changes(loom, found, thread), on.start, on.whole).change
        if change and change.provision and change.at >= at:
            yield loom.node(change.at, change.provision).text


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def without_parted(nodes: Provisions, apart: Sequence[Parted]) -> Provisions:
    """款 with what was left of those that were parted in their places, or behind all others."""
    made = list(nodes)
    for one in apart:
        left = [one.left] if one.left else []
        at = made.index(one.whole) if one.whole in made else len(made)
        made[at:at + 1] = left
    return tuple(made)


def reading_of(loom: Loom, reading: Reading, apart: Sequence[Parted], nodes: Provisions) -> Reading:
    """A reading with the version of the words that stand (`nodes`) where a 款 was parted, and a doubt where it is not sure that they do."""
    if not apart:
        return reading
    days = [day_of(loom.versions[one.change.at]) for one in apart if one.left] + ([reading.version] if reading.version else [])
    sure = all(one.sure for one in apart)
    return replace(reading, version=max(days) if nodes else None, weak=reading.weak if nodes else None,
                   reason=reading.reason if sure else "succession")

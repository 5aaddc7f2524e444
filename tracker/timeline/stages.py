"""The stages of a bill side by side (现行法 | 一审稿 | 二审稿 | 通过稿): in which one each change entered, and whether it stayed.

The texts come in the order given; none needs a date. A change entered at a stage stayed where the last text reads so, in part
where some of the words that came with it are still there, else it did not; a deletion stayed where the last text has no such rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.compare.alignment import align
from tracker.compare.edits import Edit, between
from tracker.model import Version, text_of
from tracker.timeline.blame import Run, inherit
from tracker.timeline.lineage import Loom, Mapper, Thread, same, woven

Kind = Literal["inserted", "changed", "renumbered", "deleted"]
Stayed = Literal["yes", "part", "no"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A change to one article that entered at the stage number `stage`; `edits` lead from the words of the stage before."""

    stage: int
    kind: Kind
    stayed: Stayed
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One article through the stages: its id in each (empty where it is not there), and the changes to it."""

    ids: tuple[str, ...]
    entries: tuple[Entry, ...]


def stages(versions: Sequence[Version], mapper: Mapper = align) -> tuple[Line, ...]:
    """The articles of two or more texts, in the order of the last one; those that it has not stand last."""
    loom = woven(versions, mapper)
    ends = {link.old for link in mapper(versions[0], versions[-1]).links} if len(versions) > 2 else set()
    return tuple(_line(loom, thread, ends) for thread in loom.articles)


def _line(loom: Loom, thread: Thread, kept: set[str]) -> Line:
    count = len(loom.versions)
    ids = tuple(thread.at(at) for at in range(count))
    found = [e for at in range(1, count) if (e := _entry(loom, thread, at, kept))]
    return Line(ids, tuple(found))


def _entry(loom: Loom, thread: Thread, at: int, kept: set[str]) -> Entry | None:
    old, new = thread.at(at - 1), thread.at(at)
    if not old and not new:
        return None
    if not old:
        return Entry(at, "inserted", _stayed(loom, thread, at))
    if not new:
        back = thread.first == 0 and thread.ids[0] in kept
        return Entry(at, "deleted", "no" if back else "yes")
    if loom.same(at - 1, old, at, new):
        return Entry(at, "renumbered", "yes" if thread.at(len(loom.versions) - 1) == new else "no") if old != new else None
    return Entry(at, "changed", _stayed(loom, thread, at), between(_words(loom, at - 1, old), _words(loom, at, new)))


def _stayed(loom: Loom, thread: Thread, at: int) -> Stayed:
    """Whether what a stage brought is still in the last text."""
    last = len(loom.versions) - 1
    own, end = thread.at(at), thread.at(last)
    if not end:
        return "no"
    if same(loom.node(at, own), loom.node(last, end)):
        return "yes"
    before = thread.at(at - 1)
    if not before:
        return "part"
    if same(loom.node(at - 1, before), loom.node(last, end)):
        return "no"
    return _share(*_count([_words(loom, n, thread.at(n)) for n in range(at - 1, last + 1)]))


def _count(texts: Sequence[str]) -> tuple[int, int]:
    """Of the characters that the second text added to the first or took out of it: how many, and how many are so in the last."""
    came = between(texts[0], texts[1])
    runs: tuple[Run, ...] = (Run(texts[0], 0),)
    for n, text in enumerate(texts[1:], 1):
        runs = inherit(runs, text, n)
    gone = {at for edit in between(texts[0], texts[-1]) for at in range(*edit.old)}
    removed = [at for edit in came for at in range(*edit.old)]
    there = sum(len(run.text) for run in runs if run.at == 1)
    return sum(len(e.added) for e in came) + len(removed), there + sum(at in gone for at in removed)


def _share(total: int, there: int) -> Stayed:
    return "yes" if there >= total else "part" if there else "no"


def _words(loom: Loom, at: int, key: str) -> str:
    node = loom.node(at, key)
    return text_of(node)[len(node.num):]

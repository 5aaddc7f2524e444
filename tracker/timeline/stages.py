"""The stages of a bill side by side (现行法 | 一审稿 | 二审稿 | 通过稿): in which one each change entered, and whether it stayed.

The texts come in the order given; none needs a date. A change entered at a stage stayed where the last text reads so, in part
where some of the words that came with it are still there, else it did not (五百元 → 一千元 → 二千元); a deletion stayed where the last
text has no such rule.
An article that one stage leaves out and a later one takes up again is one article, whatever its number.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from tracker.compare.alignment import align
from tracker.compare.edits import Edit, between
from tracker.compare.grouping import id_order
from tracker.compare.likeness import same
from tracker.model import Version, text_of
from tracker.timeline.blame import Run, inherit
from tracker.timeline.lineage import Loom, Mapper, led_on, woven

Kind = Literal["inserted", "split", "changed", "renumbered", "merged", "deleted", "restored"]
Stayed = Literal["yes", "part", "no"]


class Entry(Struct, frozen=True):
    """A change to one article that entered at the stage number `stage`; `edits` lead from the words of the stage before. `others`: of a
    merger, the ids there of what it went into; of a split, the ids in the stage before of what it came from."""

    stage: int
    kind: Kind
    stayed: Stayed
    edits: tuple[Edit, ...] = ()
    others: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """One article through the stages: its id in each (empty where it is not there), and the changes to it."""

    ids: tuple[str, ...]
    entries: tuple[Entry, ...]


def stages(versions: Sequence[Version], mapper: Mapper = align) -> tuple[Line, ...]:
    """The articles of two or more texts, in the order of the last one; those that it has not stand last."""
    loom = woven(versions, mapper)
    rows = _rejoined(loom, [tuple(thread.at(at) for at in range(len(versions))) for thread in loom.articles], mapper)
    return tuple(Line(ids, tuple(e for at in range(1, len(ids)) if (e := _entry(loom, ids, at)))) for ids in sorted(rows, key=_place))


def _place(ids: tuple[str, ...]) -> tuple[int, tuple[tuple[int, ...], ...]]:
    last = max(at for at, key in enumerate(ids) if key)
    return -last, id_order(ids[last])


def _rejoined(loom: Loom, rows: Iterable[tuple[str, ...]], mapper: Mapper) -> list[tuple[str, ...]]:
    """The articles by their ids in each stage, those that end joined to those that begin behind a stage without them, if the texts of
    both stages say that they are one."""
    made = list(rows)
    for span in range(2, len(loom.versions)):
        for old, new in [pair for pair in combinations(range(len(loom.versions)), 2) if pair[1] - pair[0] == span]:
            ends = {ids[old]: ids for ids in made if ids[old] and not any(ids[old + 1:]) and not _goes_on(loom, old, ids[old])}
            begins = {ids[new]: ids for ids in made if ids[new] and not any(ids[:new]) and not _came_of(loom, new, ids[new])}
            onward = led_on(mapper(loom.versions[old], loom.versions[new])) if ends and begins else {}
            for key, ids in ends.items():
                later = begins.get(onward.get(key, ""))
                if later:
                    made = [one for one in made if one not in (ids, later)]
                    made.append((*ids[:new], *later[new:]))
    return made


def _goes_on(loom: Loom, at: int, key: str) -> tuple[str, ...]:
    """What an article is merged into in the next stage, besides the row that it stands in."""
    return tuple(link.new for link in loom.maps[at].links if link.old == key) if at < len(loom.maps) else ()


def _came_of(loom: Loom, at: int, key: str) -> tuple[str, ...]:
    """What an article was split off from in the stage before."""
    return tuple(link.old for link in loom.maps[at - 1].links if link.new == key) if at else ()


def _entry(loom: Loom, ids: tuple[str, ...], at: int) -> Entry | None:
    old, new = ids[at - 1], ids[at]
    if not old and not new:
        return None
    if not old:
        origins = _came_of(loom, at, new)
        kind: Kind = "restored" if any(ids[:at]) else "split" if origins else "inserted"
        return Entry(at, kind, _stayed(loom, ids, at), between("", _words(loom, at, new)), origins)
    if not new:
        heirs = _goes_on(loom, at - 1, old)
        there = bool(loom.heirs(at - 1, old, len(ids) - 1)) if heirs else not ids[-1]
        return Entry(at, "merged" if heirs else "deleted", "yes" if there else "no", between(_words(loom, at - 1, old), ""), heirs)
    if loom.same(at - 1, old, at, new):
        return Entry(at, "renumbered", "yes" if ids[-1] == new else "no") if old != new else None
    return Entry(at, "changed", _stayed(loom, ids, at), between(_words(loom, at - 1, old), _words(loom, at, new)))


def _stayed(loom: Loom, ids: tuple[str, ...], at: int) -> Stayed:
    """Whether what a stage brought is still in the last text."""
    last = len(ids) - 1
    own, end = ids[at], ids[last]
    if not end:
        return "no"
    if same(loom.node(at, own), loom.node(last, end)):
        return "yes"
    before = ids[at - 1]
    if before and same(loom.node(at - 1, before), loom.node(last, end)):
        return "no"
    onward = [_words(loom, n, ids[n]) for n in range(at, last + 1) if ids[n]]
    return _share(*_count([_words(loom, at - 1, before) if before else "", *onward]))


def _count(texts: Sequence[str]) -> tuple[int, int]:
    """Of the characters that the second text added to the first, or took out of it and put nothing in their place: how many, and how many
    are so in the last."""
    came = between(texts[0], texts[1])
    runs: tuple[Run, ...] = (Run(texts[0], 0),)
    for n, text in enumerate(texts[1:], 1):
        runs = inherit(runs, text, n)
    gone = {at for edit in between(texts[0], texts[-1]) for at in range(*edit.old)}
    removed = [at for edit in came if not edit.added for at in range(*edit.old)]
    there = sum(len(run.text) for run in runs if run.at == 1)
    return sum(len(e.added) for e in came) + len(removed), there + sum(at in gone for at in removed)


def _share(total: int, there: int) -> Stayed:
    return "yes" if there >= total else "part" if there else "no"


def _words(loom: Loom, at: int, key: str) -> str:
    node = loom.node(at, key)
    return text_of(node)[len(node.num):]

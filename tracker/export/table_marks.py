"""Which words of two versions differ, on each side by itself: what goes is marked in the old text, what comes in the new one.

A word of the old text goes where no part of the new text goes back to it, so that a provision that was split is not marked for
what only moved on. Marks are ranges in code points, by the id of a provision and its field: num, heading, text, or rows (whole
rows of a table).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from tracker.compare.changes import Change, Slice, Words, every
from tracker.compare.diff import Diff, layout
from tracker.compare.outline import Outline
from tracker.model import DIVISIONS, Provision, Version

Range = tuple[int, int]
Field = tuple[str, str]
"""A provision's id, and num, heading, text or rows."""

_FIELDS = ("num", "heading", "text", "rows")


class Side(Struct, frozen=True):
    """One version taken apart: its units' ids with the depth at which they stand, its provisions by id, the ids right below each."""

    units: Mapping[str, int]
    placed: Mapping[str, Provision]
    below: Mapping[str, Sequence[str]]

    def within(self, key: str) -> Iterator[str]:
        """A provision's id and those of all below it; of a division its own alone, for what stands in it is a unit by itself."""
        stack = [key]
        while stack:
            found = stack.pop()
            yield found
            if self.placed[found].type not in DIVISIONS:
                stack.extend(reversed(self.below.get(found, ())))

    def unit_of(self, key: str) -> str:
        """The unit that a provision stands in."""
        while key not in self.units:
            key = key.rpartition("__")[0]
        return key


def side_of(version: Version, outline: Outline) -> Side:
    """A version taken apart, from its outline."""
    whole = layout(version)
    below: dict[str, list[str]] = defaultdict(list)
    for key in outline.placed:
        below[key.rpartition("__")[0]].append(key)
    return Side({unit.id: unit.depth for part in (whole.head, whole.body, whole.tail) for unit in part}, outline.placed, below)


class Marks(Struct, frozen=True):
    """The ranges that go, in the old text, and those that come, in the new one; a field without an entry has none."""

    gone: Mapping[Field, Sequence[Range]]
    come: Mapping[Field, Sequence[Range]]


def marks(found: Diff, old: Side, new: Side) -> Marks:
    """The marks of a diff, which must be a whole one, not filtered."""
    made = {change.new: change for change in found.changes if change.new}
    kept: dict[Field, list[Range]] = defaultdict(list)
    come: dict[Field, list[Range]] = {}
    for unit in new.units:
        if unit not in made:
            _keep(old.within(unit), old, kept)
            continue
        for change in every([made[unit]]):
            if change.new:
                _record(change, old, new, kept, come)
    return Marks(_not_kept(old, kept), come)


def _keep(keys: Iterable[str], old: Side, kept: dict[Field, list[Range]]) -> None:
    for key in keys:
        for field in _FIELDS:
            kept[key, field].append((0, len(getattr(old.placed[key], field))))


def _record(change: Change, old: Side, new: Side, kept: dict[Field, list[Range]], come: dict[Field, list[Range]]) -> None:
    node = new.placed[change.new]
    if not change.old:
        come.update({(change.new, field): [(0, len(getattr(node, field)))] for field in _FIELDS})
        return
    first = change.old[0]
    _label(change, node, old, kept, come)
    _words(change.heading, (first, "heading"), (change.new, "heading"), old, kept, come)
    _words(change.text, (first, "text"), (change.new, "text"), old, kept, come)
    _rows(old.placed[first].rows, node.rows, kept[first, "rows"], come.setdefault((change.new, "rows"), []))
    if not change.children and change.kind in ("kept", "moved", "renumbered"):
        _keep([key for key in old.within(first) if key != first], old, kept)


def _label(change: Change, node: Provision, old: Side, kept: dict[Field, list[Range]], come: dict[Field, list[Range]]) -> None:
    same = [key for key in change.old if old.placed[key].num == node.num]
    for key in same:
        kept[key, "num"].append((0, len(node.num)))
    if not same:
        come[change.new, "num"] = [(0, len(node.num))]


def _words(words: Words | None, before: Field, now: Field, old: Side, kept: dict[Field, list[Range]],
           come: dict[Field, list[Range]]) -> None:
    """What the edits leave of the words gone back to is kept, wherever these stood; what they put in comes."""
    whole = Slice(before[0], 0, len(getattr(old.placed[before[0]], before[1])))
    edits = words.edits if words else ()
    base = words.base or (whole,) if words else (whole,)
    stays = list(_between([edit.old for edit in edits], sum(part.end - part.start for part in base)))
    at = 0
    for part in base:
        length = part.end - part.start
        kept[part.id, before[1]] += [(max(s, at) - at + part.start, min(e, at + length) - at + part.start)
                                     for s, e in stays if s < at + length and at < e]
        at += length
    come[now] = [edit.new for edit in edits if edit.added]


def _rows(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], kept: list[Range], come: list[Range]) -> None:
    for tag, start, end, there, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            kept.append((start, end))
        elif there < until:
            come.append((there, until))


def _not_kept(old: Side, kept: Mapping[Field, Sequence[Range]]) -> dict[Field, list[Range]]:
    made = {}
    for key, node in old.placed.items():
        for field in _FIELDS:
            gone = list(_between(sorted(kept.get((key, field), ())), len(getattr(node, field))))
            if gone:
                made[key, field] = gone
    return made


def _between(ranges: Iterable[Range], length: int) -> Iterator[Range]:
    """What ranges in order leave of a length."""
    at = 0
    for start, end in ranges:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length

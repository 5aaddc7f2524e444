"""The difference between two versions of a law, article by article, from which the new one can be made of the old.

`diff(a, b)` lists what is not the same: units (articles; titles, preambles, annexes and the like; parts, chapters and sections by
their headings) in the order of the new version, with what is gone where it stood. `patch(a, diff(a, b))` has the head, body and
tail of `b`; `diff(a, a)` has no changes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment, align
from tracker.compare.changes import Change, Kind, Weight, edits_of, every
from tracker.compare.inside import Sides, change, deleted, sides
from tracker.compare.names import Renaming
from tracker.compare.references import VersionRef, reference
from tracker.compare.repointed import Reference
from tracker.model import DIVISIONS, Provisions, Version, places


class Unit(Struct, frozen=True):
    """Where a unit stands in the new version: its id, and in how many divisions."""

    id: str
    depth: int = 0


class Layout(Struct, frozen=True):
    """The units of a version in document order."""

    head: tuple[Unit, ...] = ()
    body: tuple[Unit, ...] = ()
    tail: tuple[Unit, ...] = ()

    def units(self) -> tuple[Unit, ...]:
        """All units in document order."""
        return self.head + self.body + self.tail


class Totals(Struct, frozen=True):
    """Articles of the new version (and deleted ones) by kind and by significance, edits by what they are about, characters changed."""

    kinds: Mapping[str, int]
    significance: Mapping[str, int]
    classes: Mapping[str, int]
    removed: int = 0
    added: int = 0


class Diff(Struct, frozen=True):
    """What differs between two versions. `layout` is that of the new version where it is not the old one's.

    `names` are names changed throughout (统一修改), `references` citations that point elsewhere or nowhere now. Offsets count code points.
    """

    law: str
    title: str
    old: VersionRef
    new: VersionRef
    totals: Totals
    changes: tuple[Change, ...] = ()
    names: tuple[Renaming, ...] = ()
    references: tuple[Reference, ...] = ()
    layout: Layout | None = None


def diff(old: Version, new: Version, alignment: Alignment | None = None) -> Diff:
    """Compare two versions; `alignment` where one is at hand already (with what a person overruled)."""
    if (old.head, old.body, old.tail) == (new.head, new.body, new.tail):
        same = sum(1 for _ in _articles(new))
        return Diff(new.law, new.title, reference(old), reference(new), Totals({"kept": same}, {"identical": same}, {}))
    from tracker.compare.judging import judge

    alignment = alignment or align(old, new)
    before, after = alignment.outlines
    both = sides(alignment)
    layouts = _layout(old, before.placed), _layout(new, after.placed)
    found = tuple(_ordered(layouts, both))
    judged, names, references = judge(found, alignment, both)
    return Diff(new.law, new.title, reference(old), reference(new), _totals(judged, len(after.articles)),
                tuple(c for c in judged if not _is_nothing(c)), names, references, layouts[1] if layouts[0] != layouts[1] else None)


def filtered(found: Diff, weights: Iterable[Weight]) -> Diff:
    """The diff with those changes alone whose significance is one of `weights`; it can no longer be patched with."""
    wanted = frozenset(weights)
    return replace(found, changes=tuple(c for c in found.changes if c.significance in wanted))


def _articles(version: Version) -> Iterator[str]:
    yield from (unit.id for unit in layout(version).body if "art_" in unit.id)


def layout(version: Version) -> Layout:
    """A version's units in document order with the depth at which they stand."""
    return _layout(version, places(version))


def _layout(version: Version, placed: Iterable[str]) -> Layout:
    ids = iter(placed)
    return Layout(*[tuple(_units(part, 0, ids)) for part in (version.head, version.body, version.tail)])


def _units(nodes: Provisions, depth: int, ids: Iterator[str]) -> Iterator[Unit]:
    for node in nodes:
        yield Unit(next(ids), depth)
        if node.type in DIVISIONS:
            yield from _units(node.children, depth + 1, ids)
        else:
            _pass_over(node.children, ids)


def _pass_over(nodes: Provisions, ids: Iterator[str]) -> None:
    for node in nodes:
        next(ids)
        _pass_over(node.children, ids)


def _ordered(layouts: tuple[Layout, Layout], both: Sides) -> Iterator[Change]:
    """All units of the new version, and those of the old one that are gone, each behind what stood before it."""
    gone = _gone_behind(layouts[0], both)
    yield from gone.get("", ())
    for unit in layouts[1].units():
        yield _unit(unit.id, both)
        yield from gone.get(unit.id, ())


def _unit(key: str, both: Sides) -> Change:
    node = both.new.placed[key]
    if node.type not in DIVISIONS:
        return change(key, both)
    return change(key, _headings_only(both, key))


def _headings_only(both: Sides, key: str) -> Sides:
    """A division is compared by what is its own; what stands in it is compared by itself."""
    old_key = both.origins.olds.get(key, ("",))[0]
    placed_new = {key: replace(both.new.placed[key], children=())}
    placed_old = {old_key: replace(both.old.placed[old_key], children=())} if old_key else {}
    return replace(both, old=replace(both.old, placed=placed_old), new=replace(both.new, placed=placed_new), old_below={}, new_below={})


def _gone_behind(old: Layout, both: Sides) -> dict[str, list[Change]]:
    """Deleted units by the new unit behind which they are shown; those before all others under the empty id."""
    gone: dict[str, list[Change]] = {}
    last = ""
    for unit in old.units():
        if unit.id in both.origins.heirs:
            last = both.origins.heirs[unit.id][-1]
        elif both.old.placed[unit.id].type in DIVISIONS:
            node = both.old.placed[unit.id]
            alone = replace(both, old=replace(both.old, placed={unit.id: replace(node, children=())}), old_below={})
            gone.setdefault(last, []).append(deleted(unit.id, alone))
        else:
            gone.setdefault(last, []).append(deleted(unit.id, both))
    return gone


def _is_nothing(found: Change) -> bool:
    return found.kind == "kept" and found.old == (found.new,) and not found.moved


def _totals(changes: Iterable[Change], articles: int) -> Totals:
    kinds: Counter[Kind] = Counter()
    significance: Counter[Weight] = Counter()
    classes: Counter[str] = Counter()
    removed = added = 0
    for found in changes:
        if found.type == "article":
            kinds[found.kind] += 1
            significance[found.significance] += 1
        for edit in (edit for inner in every([found]) for edit in edits_of(inner)):
            classes.update(edit.classes)
            removed, added = removed + len(edit.removed), added + len(edit.added)
    return Totals(dict(sorted(kinds.items())), dict(sorted(significance.items())), dict(sorted(classes.items())), removed, added)

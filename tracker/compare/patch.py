"""Making the new version of a law from the old one and their diff."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tracker.compare import edits
from tracker.compare.changes import Change, Words
from tracker.compare.diff import Diff, Unit, layout
from tracker.compare.inside import base_text
from tracker.errors import CompareError
from tracker.model import DIVISIONS, Provision, Provisions, Version, places

Placed = Mapping[str, Provision]


def patch(old: Version, difference: Diff) -> Version:
    """The old version with head, body and tail of the new one: `patch(a, diff(a, b))` has those of `b`.

    What else a version says (its dates, events, source) stays the old one's, but for title and law. Raises CompareError where
    the diff is not one of this version.
    """
    placed = places(old)
    made = {change.new: change for change in difference.changes if change.new}
    whole = difference.layout or layout(old)
    try:
        parts = [_nest([(unit, _unit(unit, made, placed)) for unit in part]) for part in (whole.head, whole.body, whole.tail)]
    except (KeyError, IndexError):
        raise CompareError("this diff is not one of {law} {version}", hint="compare the two versions again", law=old.law,
                           version=str(old.version or "")) from None
    return replace(old, law=difference.law, title=difference.title, head=parts[0], body=parts[1], tail=parts[2])


def _unit(unit: Unit, made: Mapping[str, Change], placed: Placed) -> Provision:
    change = made.get(unit.id)
    node = provision(change, placed) if change else placed[unit.id]
    return replace(node, children=()) if node.type in DIVISIONS else node


def provision(change: Change, placed: Placed) -> Provision:
    """The new provision that a change makes of the old ones."""
    first = placed[change.old[0]] if change.old else Provision(change.type)
    children = tuple(provision(child, placed) for child in change.children if child.new)
    if not change.children and change.kind in ("kept", "moved", "renumbered"):
        children = first.children
    return Provision(change.type, change.num, change.number, _written(change.heading, first.heading, placed),
                     _written(change.text, first.text, placed), change.rows if change.rows is not None else first.rows, children)


def _written(words: Words | None, first: str, placed: Placed) -> str:
    if words is None:
        return first
    return edits.apply(base_text(words.base, placed) if words.base else first, words.edits)


def _nest(units: Iterable[tuple[Unit, Provision]]) -> Provisions:
    """Units with their depths as a tree, built from the end."""
    waiting: list[tuple[int, Provision]] = []
    for unit, node in reversed(list(units)):
        if node.type in DIVISIONS:
            inside = 0
            while inside < len(waiting) and waiting[-1 - inside][0] > unit.depth:
                inside += 1
            children = tuple(child for _, child in reversed(waiting[len(waiting) - inside:]))
            del waiting[len(waiting) - inside:]
            node = replace(node, children=children)
        waiting.append((unit.depth, node))
    return tuple(node for _, node in reversed(waiting))

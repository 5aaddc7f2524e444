"""The change of one article or other unit with everything inside it: 款, 项 and 目, what stayed, moved, came and went."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.compare.changes import Change, Kind, Slice, Words
from tracker.compare.edits import between
from tracker.compare.origins import Origins
from tracker.compare.outline import Outline
from tracker.compare.sequence import in_order
from tracker.model import Provision

Below = Mapping[str, tuple[str, ...]]
"""The ids right below an id."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions taken apart, what goes back to what, and the words of two characters that an edit does not cut."""

    old: Outline
    new: Outline
    origins: Origins
    old_below: Below
    new_below: Below
    old_order: Mapping[str, int]
    pairs: Collection[str]


def sides(old: Outline, new: Outline, origins: Origins, pairs: Collection[str] = ()) -> Sides:
    """Both versions ready for building changes."""
    return Sides(old, new, origins, _below(old.placed), _below(new.placed), {key: at for at, key in enumerate(old.placed)}, pairs)


def _below(placed: Mapping[str, Provision]) -> Below:
    below: dict[str, list[str]] = defaultdict(list)
    for key in placed:
        parent = key.rpartition("__")[0]
        if parent:
            below[parent].append(key)
    return {key: tuple(keys) for key, keys in below.items()}


def change(key: str, both: Sides) -> Change:
    """The change that made the new provision `key`, whole."""
    node, olds = both.new.placed[key], both.origins.olds.get(key, ())
    if not olds:
        return inserted(key, both)
    first = both.old.placed[olds[0]]
    also = _also(key, olds, both)
    if not also and len(olds) == 1 and first == node and key not in both.origins.slices:
        return Change("kept", node.type, olds, key, also, first.num, node.num, node.number)
    made = Change("kept", node.type, olds, key, also, first.num, node.num, node.number,
                  heading=_words(first.heading, node.heading, both), text=_text(key, first, node, both),
                  rows=node.rows if node.rows != first.rows else None, children=_children(key, both))
    kind = _kind(made, first, node)
    same_below = kind == "renumbered" and node.children == first.children
    return replace(made, kind=kind, children=() if same_below else made.children)


def inserted(key: str, both: Sides) -> Change:
    """A new provision without an origin, with what is below it, part of which may have moved in."""
    node = both.new.placed[key]
    children = _in_sequence([change(child, both) for child in both.new_below.get(key, ())], both, ())
    return Change("inserted", node.type, new=key, num=node.num, number=node.number, heading=_words("", node.heading, both),
                  text=_words("", node.text, both), rows=node.rows or None, children=children, significance="substantive")


def deleted(key: str, both: Sides) -> Change:
    """An old provision that is gone, with what is below it and gone too."""
    node = both.old.placed[key]
    children = tuple(deleted(child, both) for child in both.old_below.get(key, ()) if child not in both.origins.heirs)
    return Change("deleted", node.type, (key,), was=node.num, heading=_words(node.heading, "", both), text=_words(node.text, "", both),
                  children=children, significance="substantive")


def _also(key: str, olds: Iterable[str], both: Sides) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heir for old in olds for heir in both.origins.heirs[old] if heir != key))


def _words(old: str, new: str, both: Sides) -> Words | None:
    return Words(between(old, new, both.pairs)) if old != new else None


def _text(key: str, first: Provision, node: Provision, both: Sides) -> Words | None:
    parts = both.origins.slices.get(key, ())
    if parts in ((), (Slice(both.origins.olds[key][0], 0, len(first.text)),)):
        return _words(first.text, node.text, both)
    return Words(between(base_text(parts, both.old.placed), node.text, both.pairs), parts)


def base_text(parts: Iterable[Slice], placed: Mapping[str, Provision]) -> str:
    """The words that a text with several origins goes back to."""
    return "".join(placed[part.id].text[part.start:part.end] for part in parts)


def _kind(made: Change, first: Provision, node: Provision) -> Kind:
    if len(made.old) > 1:
        return "reorganized" if made.also else "merged"
    if made.also:
        return "split"
    if made.heading or made.text or made.rows is not None or first.type != node.type or any(not _only_place(c) for c in made.children):
        return "changed"
    if first.children and not made.children:
        return "changed"  # all that stood below it lives on elsewhere
    return "renumbered"


def _only_place(inner: Change) -> bool:
    return inner.kind in ("kept", "moved", "renumbered")


def _children(key: str, both: Sides) -> tuple[Change, ...]:
    """The changes below a new provision, with what is gone from the old ones it stands for."""
    made = [change(child, both) for child in both.new_below.get(key, ())]
    olds = both.origins.olds.get(key, ())
    return _in_sequence(_with_gone(made, _gone(key, olds, both), both), both, olds)


def _gone(key: str, olds: Sequence[str], both: Sides) -> Iterator[str]:
    """What stood right below the old provisions and is gone, where this is the new provision beside which it is shown."""
    for old in olds:
        if both.origins.hosts.get(old, both.origins.heirs[old][0]) == key:
            yield from (child for child in both.old_below.get(old, ()) if child not in both.origins.heirs)


def _with_gone(made: list[Change], gone: Iterable[str], both: Sides) -> list[Change]:
    """Deleted provisions where they stood: before the first of those that stay which stood behind them."""
    for key in gone:
        at = next((n for n, other in enumerate(made) if other.old and both.old_order[other.old[0]] > both.old_order[key]), len(made))
        made.insert(at, deleted(key, both))
    return made


def _in_sequence(made: list[Change], both: Sides, parents: Sequence[str]) -> tuple[Change, ...]:
    """The same changes, with those marked as moved that left their parent or their place among the others."""
    placed = [(n, both.old_order[c.old[0]]) for n, c in enumerate(made) if c.old and c.new]
    kept = {placed[n][0] for n in in_order(placed)}
    return tuple(_moved(c) if c.old and c.new and (n not in kept or not _stayed(c, parents)) else c for n, c in enumerate(made))


def _stayed(inner: Change, parents: Sequence[str]) -> bool:
    return any(old.rpartition("__")[0] in parents for old in inner.old)


def _moved(inner: Change) -> Change:
    return replace(inner, moved=True, kind="moved" if inner.kind == "kept" else inner.kind)

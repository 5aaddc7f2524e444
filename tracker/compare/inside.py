"""The change of one article or other unit with everything inside it: 款, 项 and 目, what stayed, moved, came and went."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.beside import Beside
from tracker.compare import lexicon
from tracker.compare.alignment import Alignment
from tracker.compare.changes import Change, Kind, Slice, Weight, Words, weightier
from tracker.compare.edits import Edit, between
from tracker.compare.evidence import Said
from tracker.compare.origins import Origins, origins
from tracker.compare.outline import Outline
from tracker.compare.renumbering import alike
from tracker.compare.sequence import in_order
from tracker.compare.significance import normal, weighed
from tracker.model import DIVISIONS, Provision

Below = Mapping[str, tuple[str, ...]]
"""The ids right below an id."""

Standing = tuple[bool, float | None, Said]
"""How a new unit stands to its old one: whether it moved, how alike the two are, who said so."""
_IN_PLACE: Standing = (False, None, "")


class Sides(Struct, frozen=True):
    """Two versions taken apart, what goes back to what, how new units stand to their old ones, the old articles that are said to be
    gone (by whom), and the words of two characters that an edit does not cut."""

    old: Outline
    new: Outline
    origins: Origins
    old_below: Below
    new_below: Below
    old_order: Mapping[str, int]
    standing: Mapping[str, Standing]
    gone: Mapping[str, Said]
    pairs: Collection[str]


_SIDES: Beside[Sides] = Beside()
"""The history of each article asks for those of the same alignments."""


def sides(alignment: Alignment) -> Sides:
    """Both versions ready for building changes; done once for each alignment object."""
    known = _SIDES.get(alignment)
    return known if known is not None else _SIDES.set(alignment, _sides(alignment))


def _sides(alignment: Alignment) -> Sides:
    old, new = alignment.outlines
    found = origins(alignment, old, new)
    order = {key: at for at, key in enumerate(old.placed)}
    standing = _standing(alignment, found, order)
    pairs = lexicon.of(alignment.old, alignment.new)
    return Sides(old, new, found, _below(old.placed), _below(new.placed), order, standing, alignment.alone[0], pairs)


def _standing(alignment: Alignment, origins: Origins, order: Mapping[str, int]) -> dict[str, Standing]:
    said = {link.new: link.evidence for link in alignment.links if link.evidence in ("stated", "person")} | dict(alignment.alone[1])
    moved = {link.new for link in alignment.links if link.moved} | _moved_others(alignment.outlines[1], origins, order)
    similarity: dict[str, float] = {}
    for link in alignment.links:
        similarity[link.new] = min(similarity.get(link.new, 1.0), alike(link, alignment.outlines))
    return {key: (key in moved, similarity.get(key), said.get(key, "")) for key in {*said, *moved, *similarity}}


def _moved_others(new: Outline, origins: Origins, order: Mapping[str, int]) -> set[str]:
    """Divisions, titles, annexes and the like that changed their order."""
    pairs = [(key, order[origins.olds[key][0]]) for key, node in new.placed.items()
             if key in origins.olds and (node.type in DIVISIONS or ("__" not in key and node.type != "article"))]
    kept = in_order([(at, old) for at, (_, old) in enumerate(pairs)])
    return {key for at, (key, _) in enumerate(pairs) if at not in kept}


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
    moved, similarity, basis = both.standing.get(key, _IN_PLACE)
    stays = not moved and olds == (key,)
    if not also and len(olds) == 1 and key not in both.origins.slices and _same_words(first, node):
        kept: Kind = "moved" if moved else "kept"
        kind = kept if first.num == node.num and first.number == node.number else "renumbered"
        return Change(kind, node.type, olds, key, also, first.num, node.num, node.number, moved, similarity, basis,
                      own_weight(kind, None, stays, first.num, node.num))
    heading, text = own_words(key, both)
    rows = node.rows if node.rows != first.rows else None
    children = _children(key, both)
    kind = _kind(olds, also, first, node, children, changed=heading is not None or text is not None or rows is not None)
    if kind == "renumbered" and node.children == first.children:
        children = ()
    own = own_weight(kind, rows, stays, first.num, node.num)
    return Change(kind, node.type, olds, key, also, first.num, node.num, node.number, moved, similarity, basis,
                  *summed(own, heading, text, children), heading, text, rows, children)


def inserted(key: str, both: Sides) -> Change:
    """A new provision without an origin, with what is below it, part of which may have moved in."""
    node = both.new.placed[key]
    heading, text = _words("", node.heading, node.type, both), _words("", node.text, node.type, both)
    children = _in_sequence([change(child, both) for child in both.new_below.get(key, ())], both, ())
    return Change("inserted", node.type, (), key, (), "", node.num, node.number, False, None, both.standing.get(key, _IN_PLACE)[2],
                  *summed("substantive", heading, text, children), heading, text, node.rows or None, children)


def deleted(key: str, both: Sides) -> Change:
    """An old provision that is gone, with what is below it and gone too."""
    node = both.old.placed[key]
    heading, text = _words(node.heading, "", node.type, both), _words(node.text, "", node.type, both)
    children = tuple([deleted(child, both) for child in both.old_below.get(key, ()) if child not in both.origins.heirs])
    return Change("deleted", node.type, (key,), "", (), node.num, "", None, False, None, both.gone.get(key, ""),
                  *summed("substantive", heading, text, children), heading, text, None, children)


def _same_words(first: Provision, node: Provision) -> bool:
    """Whether two provisions are the same but for their numbers; then what is below them has stayed, too."""
    return (first.type == node.type and first.heading == node.heading and first.text == node.text and first.rows == node.rows
            and first.children == node.children)


def own_weight(kind: Kind, rows: object, stays: bool, was: str, num: str) -> Weight:
    """What a change weighs apart from its words and children: come, gone, in another place (not `stays`), of another number."""
    if kind in ("inserted", "deleted") or rows is not None:
        return "substantive"
    if kind in ("split", "merged", "reorganized") or not stays:
        return "renumbered"
    if was == num:
        return "identical"
    return "typographic" if normal(was) == normal(num) else "renumbered"


def summed(own: Weight, heading: Words | None, text: Words | None, children: Iterable[Change]) -> tuple[Weight, tuple[str, ...]]:
    """The significance and the classes of a change with all that is in it."""
    inner: list[Edit | Change] = [edit for words in (heading, text) if words for edit in words.edits]
    inner += children
    return weightier([own, *[one.significance for one in inner]]), tuple(dict.fromkeys(name for one in inner for name in one.classes))


def _also(key: str, olds: Iterable[str], both: Sides) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heir for old in olds for heir in both.origins.heirs[old] if heir != key))


def own_words(key: str, both: Sides) -> tuple[Words | None, Words | None]:
    """How the heading and the text of a new provision that goes back to old ones came about; None of what stayed."""
    first, node = both.old.placed[both.origins.olds[key][0]], both.new.placed[key]
    return _words(first.heading, node.heading, node.type, both), _text(key, first, node, both)


def _words(old: str, new: str, kind: str, both: Sides) -> Words | None:
    return Words(_weighed(old, new, kind, both)) if old != new else None


def _weighed(old: str, new: str, kind: str, both: Sides) -> tuple[Edit, ...]:
    edits = between(old, new, both.pairs)
    if kind == "toc":  # the contents follow the headings
        return tuple(replace(edit, significance="renumbered") for edit in edits)
    return tuple([weighed(edit, old, new) for edit in edits])


def _text(key: str, first: Provision, node: Provision, both: Sides) -> Words | None:
    parts = both.origins.slices.get(key, ())
    if parts in ((), (Slice(both.origins.olds[key][0], 0, len(first.text)),)):
        return _words(first.text, node.text, node.type, both)
    return Words(_weighed(base_text(parts, both.old.placed), node.text, node.type, both), parts)


def base_text(parts: Iterable[Slice], placed: Mapping[str, Provision]) -> str:
    """The words that a text with several origins goes back to."""
    return "".join(placed[part.id].text[part.start:part.end] for part in parts)


def _kind(olds: Sequence[str], also: Sequence[str], first: Provision, node: Provision, children: Sequence[Change], *,
          changed: bool) -> Kind:
    if len(olds) > 1:
        return "reorganized" if also else "merged"
    if also:
        return "split"
    if changed or first.type != node.type or not all(map(_only_place, children)):
        return "changed"
    if first.children and not children:
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
    return replace(inner, moved=True, kind="moved" if inner.kind == "kept" else inner.kind,
                   significance=weightier([inner.significance, "renumbered"]))

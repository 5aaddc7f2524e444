"""The values a diff is made of: changes to provisions, and the words they changed."""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from tracker.compare.edits import Edit
from tracker.compare.evidence import Said
from tracker.numbering import Number

Kind = Literal["kept", "moved", "renumbered", "changed", "split", "merged", "reorganized", "inserted", "deleted"]
"""What became of a provision. moved: only its place; renumbered: only its number (and what follows from it); changed: its words; split,
merged: one became several, several one; reorganized: several became several."""

Weight = Literal["identical", "typographic", "renumbered", "citation", "name", "substantive"]
"""How much a change means, least first: the same words; only width, punctuation and spaces; only numbers and places; citations that
follow the renumbering; a name changed throughout; all else."""

WEIGHTS: tuple[Weight, ...] = get_args(Weight)
"""The weights, least first."""


class Slice(Struct, frozen=True):
    """Part of an old provision's text: code points `start` to `end` of the text of `id`."""

    id: str
    start: int
    end: int


class Words(Struct, frozen=True):
    """How a text came about: `edits` on the words it goes back to.

    These are the whole text of the first old provision, or, where `base` is given, those parts of old texts one behind the other.
    """

    edits: tuple[Edit, ...] = ()
    base: tuple[Slice, ...] = ()


class Change(Struct, frozen=True):
    """What became of one provision: `old` are the ids it goes back to (none: inserted), `new` its id now (empty: deleted).

    `also` are other new provisions in which the same old ones live on. `was` and `num` are the labels as printed, before and now,
    `number` the value now. `moved`: it left its place among the others. `similarity` (0 to 1) is that of linked articles,
    `basis` is who said what became of it, where anybody did.
    `significance` is that of its weightiest change, `classes` what its substantive changes are about. Words that are as they
    were are not repeated; `rows` holds a table's cells where they differ. Inside a change all children stand, those kept too.
    """

    kind: Kind
    type: str
    old: tuple[str, ...] = ()
    new: str = ""
    also: tuple[str, ...] = ()
    was: str = ""
    num: str = ""
    number: Number | None = None
    moved: bool = False
    similarity: float | None = None
    basis: Said = ""
    significance: Weight = "identical"
    classes: tuple[str, ...] = ()
    heading: Words | None = None
    text: Words | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    children: tuple["Change", ...] = ()


def every(changes: Iterable[Change]) -> Iterator[Change]:
    """All changes with those inside them, in order."""
    stack = list(changes)[::-1]
    while stack:
        change = stack.pop()
        yield change
        stack.extend(reversed(change.children))


def edits_of(change: Change) -> tuple[Edit, ...]:
    """The edits of a change's own words: its heading's, then its text's."""
    return tuple(edit for words in (change.heading, change.text) if words for edit in words.edits)


def weightier(weights: Iterable[Weight]) -> Weight:
    """The one that means most."""
    return max(weights, key=WEIGHTS.index, default="identical")

"""What only a store knows of a version: the ids its provisions first had, what its act did to the text before, and when it ended.

An article that lives on keeps the wId that it had when it first entered the law, whatever number it bears later.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tracker.compare.alignment import align
from tracker.compare.renumbering import Entry, renumbering
from tracker.export.akn_names import expression_iri
from tracker.model import Event, Provision, Version
from tracker.timeline.intervals import State, day_of, ends_law

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Mapper

Kind = Literal["insertion", "substitution", "repeal", "renumbering", "split", "join"]
Force = Literal["", "InForce", "NotInForce", "PartiallyInForce"]
"""As schema.org has it; empty where the answer depends on what nobody knows."""


class Effect(Struct, frozen=True):
    """What the act behind a version did to articles: their ids before (`old`) and after (`new`)."""

    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]


class Past(Struct, frozen=True):
    """What the versions before and after one tell of it: `stable` ids by id, the address of the version `before` it, the `effects` of
    its act, the first day on which it holds no longer, the `events` of the law that no version's text tells, its `force`
    today where known."""

    stable: Mapping[str, str]
    before: str = ""
    effects: tuple[Effect, ...] = ()
    end: Date | None = None
    events: tuple[Event, ...] = ()
    force: Force = ""


def past_of(versions: Sequence[Version], *, end: Date | None = None, events: Sequence[Event] = (), force: Force = "",
            mapper: "Mapper" = align) -> Past:
    """What is known of the last of several versions of a law, given oldest first; later ones change nothing of it but `end`.

    `mapper` aligns neighbouring versions, with what persons said about them.
    """
    from tracker.timeline.lineage import weave

    loom = weave(versions, mapper)
    told = tuple(e for e in events if ends_law(e) or e.kind in ("suspended", "resumed"))
    before = expression_iri(loom.versions[-2]) if len(loom.versions) > 1 else ""
    return Past(stable_ids(loom), before, tuple(_effects(loom)) if before else (), end, told, force)


def force_of(version: Version, state: State) -> Force:
    """Whether a version is law on the day of a state; empty where that is not known.

    A version some of whose provisions are not law yet, or are the only ones that are, is in force in part.
    """
    if state.status == "unknown":
        return ""
    if state.version != version.version:
        return "NotInForce"
    pending = any(stage.date is None or stage.date > state.day for stage in version.in_force.stages)
    return "PartiallyInForce" if pending or state.reason == "staged" else "InForce"


def stable_ids(loom: "Loom") -> Mapping[str, str]:
    """For the last version of a loom, the wId of each article, 款, 项 and 目: the id it first had, held to across renumbering.

    Where another provision had that id before it, the version's date in which it first stands follows behind `@`.
    """
    last = len(loom.versions) - 1
    found: dict[str, str] = {}
    taken: set[str] = set()
    for thread in sorted((*loom.articles, *loom.below), key=lambda t: t.first):
        first = thread.ids[0]
        own = first if thread.first == 0 or first not in taken else f"{first}@{day_of(loom.versions[thread.first])}"
        taken.add(first)
        if thread.last == last:
            found[thread.ids[-1]] = own
    return found


def _effects(loom: "Loom") -> Iterator[Effect]:
    old, new = loom.placed[-2:]
    for entry in renumbering(loom.maps[-1]).entries:
        if entry.kind in ("inserted", "deleted"):
            yield Effect("insertion" if entry.new else "repeal", entry.old, entry.new)
        elif len(entry.old) == len(entry.new) == 1:
            yield from _single(entry, old[entry.old[0]], new[entry.new[0]])
        else:
            yield Effect("split" if entry.kind == "split" else "join" if entry.kind == "merged" else "substitution", entry.old, entry.new)


def _single(entry: Entry, old: Provision, new: Provision) -> Iterator[Effect]:
    """An article that went on as one: a new number and new words are two effects."""
    if entry.old != entry.new:
        yield Effect("renumbering", entry.old, entry.new)
    if (old.heading, old.text, old.rows, old.children) != (new.heading, new.text, new.rows, new.children):
        yield Effect("substitution", entry.old, entry.new)

"""The histories of all articles of a law at once: each followed through every version, what each step says made but once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.compare.alignment import Alignment
from tracker.compare.grouping import id_order
from tracker.model import Event
from tracker.timeline.effect import calendar
from tracker.timeline.history import with_recorded
from tracker.timeline.lineage import Loom
from tracker.timeline.steps import Step, step_of

Ids = tuple[str, ...]


class Followed(NamedTuple):
    """An article of one version: what it is in each version (ids, by the version's number; none where it is not there), and the steps
    that changed it, oldest first."""

    ids: tuple[Ids, ...]
    steps: tuple[Step, ...]


def histories(loom: Loom, events: Iterable[Event] = ()) -> Mapping[tuple[int, str], Followed]:
    """Every article of every version in a loom, by the version's number and the article's id, with what the law's `events` did to it.

    An article that was split, or merged with others, is followed into all that it became and back to all that it was made of.
    """
    dated = calendar(loom.versions, events)
    forward = [_leads(m, old=True) for m in loom.maps]
    back = [_leads(m, old=False) for m in loom.maps]
    made: dict[tuple[int, Ids, Ids], Step | None] = {}
    found: dict[tuple[int, str], Followed] = {}
    for index, divisions in enumerate(loom.divisions):
        for key in divisions:
            ids = _followed(key, index, forward, back)
            steps = [s for at in range(len(ids)) if (s := _step(loom, made, at, ids))]
            found[index, key] = Followed(ids, with_recorded(steps, loom.versions, dated, ids.__getitem__, lambda: loom))
    return found


def _leads(found: Alignment, *, old: bool) -> Mapping[str, set[str]]:
    """Where the links of an alignment lead from each article of the older version, or of the newer one."""
    leads: dict[str, set[str]] = defaultdict(set)
    for link in found.links:
        leads[link.old if old else link.new].add(link.new if old else link.old)
    return leads


def _followed(key: str, index: int, forward: list[Mapping[str, set[str]]], back: list[Mapping[str, set[str]]]) -> tuple[Ids, ...]:
    earlier: list[Ids] = []
    ids: Ids = (key,)
    for leads in reversed(back[:index]):
        ids = _onward(ids, leads)
        earlier.append(ids)
    later: list[Ids] = [(key,)]
    for leads in forward[index:]:
        later.append(_onward(later[-1], leads))
    return (*reversed(earlier), *later)


def _onward(ids: Iterable[str], leads: Mapping[str, set[str]]) -> Ids:
    return tuple(sorted({end for one in ids for end in leads.get(one, ())}, key=id_order))


def _step(loom: Loom, made: dict[tuple[int, Ids, Ids], Step | None], at: int, ids: tuple[Ids, ...]) -> Step | None:
    pair = ids[at - 1] if at else (), ids[at]
    if (at, *pair) not in made:
        made[at, *pair] = step_of(loom.versions, at, pair, loom.maps[at - 1] if at else None)
    return made[at, *pair]

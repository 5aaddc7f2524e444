"""Where the words of each new provision come from: whole old provisions, or sentences of one that was split.

The alignment says which 款, 项 and 目 were found again, whole or in part; of those found in part, here is which sentences they took.
"""

from collections.abc import Mapping

from msgspec import Struct

from tracker.compare.alignment import Alignment
from tracker.compare.changes import Slice
from tracker.compare.dealing import collected, dealt
from tracker.compare.outline import Outline


class Origins(Struct, frozen=True):
    """`olds`: of each new id the old ids it goes back to, `heirs` the reverse, `slices`: where only parts of old texts were taken, or
    several; `hosts`: for an old article or other unit the new one beside which what is gone from it is shown."""

    olds: Mapping[str, tuple[str, ...]]
    heirs: Mapping[str, tuple[str, ...]]
    slices: Mapping[str, tuple[Slice, ...]]
    hosts: Mapping[str, str]


def origins(alignment: Alignment, old: Outline, new: Outline) -> Origins:
    """The origins of all provisions of the new version."""
    every = [pair for link in alignment.links for pair in link.provisions]
    pairs = [(pair.old, pair.new) for pair in every]
    linked, whole_pairs = [(x.old, x.new) for x in alignment.links], [(x.old, x.new) for x in every if not x.part]
    there = set(pairs)
    slices = dealt(linked, old, new, whole_pairs, lambda i, j: (i, j) in there)
    pairs += [(link.old, link.new) for link in alignment.links]
    pairs += [(pair.old, pair.new) for pair in (*alignment.divisions, *alignment.others) if _alike(pair.old, pair.new, old, new)]
    order = {key: at for at, key in enumerate(old.placed)}
    hosts: dict[str, str] = {pair.old: pair.new for pair in alignment.others}
    for link in sorted(alignment.links, key=lambda x: x.similarity):
        hosts[link.old] = link.new
    olds = {key: tuple(sorted(found, key=order.__getitem__)) for key, found in collected((n, o) for o, n in pairs).items()}
    whole = {key: tuple(Slice(one, 0, len(old.placed[one].text)) for one in found) for key, found in olds.items() if len(found) > 1}
    return Origins(olds, collected(pairs), whole | slices, hosts)


def _alike(old: str, new: str, before: Outline, after: Outline) -> bool:
    return before.placed[old].type == after.placed[new].type

"""Provisions that are known of one text of a version, found in another text of it: the one that its act makes and the official one.

Their numbers may differ: what an act puts in as 第二条之一 is published as 第三条 where the law is renumbered (practice).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tracker.compare.alignment import Pair, align
from tracker.compare.likeness import SOUND, same
from tracker.model import Version, places


def followed(made: Version, official: Version, ids: Iterable[str]) -> Mapping[str, str]:
    """What provisions of one text (ids) are called in another text of the same version, by their words; those of which the words do not
    show it, or not one to one, are left out."""
    here, there, ids = places(made), places(official), tuple(ids)
    found = {key: key for key in ids if key in there and same(here[key], there[key])}
    if len(found) < len(ids):
        pairs = list(_pairs(made, official))
        found = {**_one_to_one(pairs), **found}
    return {key: found[key] for key in ids if key in found}


def _pairs(made: Version, official: Version) -> Iterator[Pair]:
    alignment = align(made, official)
    yield from alignment.divisions
    for link in alignment.links:
        yield Pair(link.old, link.new, link.similarity if link.evidence != "provision" else 0.0)
        yield from link.provisions


def _one_to_one(pairs: Iterable[Pair]) -> dict[str, str]:
    """The provisions that are each other's alone, and that their words, or both their words and their number, show to be so."""
    forth, back = defaultdict[str, list[Pair]](list), defaultdict[str, list[Pair]](list)
    for pair in pairs:
        forth[pair.old].append(pair)
        back[pair.new].append(pair)
    single = (found[0] for found in forth.values() if len(found) == len(back[found[0].new]) == 1)
    return {x.old: x.new for x in single if not x.part and (x.old == x.new or x.similarity >= SOUND)}

"""The act that made a version: where the store has its text too, and which version of a law is the one it made."""

import re
from pathlib import Path

from msgspec.structs import replace

from tracker.model import Held, Law, Version, held_as, made_on
from tracker.store.folder import Store, folders, law_in, source_path

_APART = re.compile("（[^（）]*）$")
"""What keeps the name of an act apart from that of another of one title."""


def act_of(store: Store, version: Version) -> Path | None:
    """The source, in the store, of the act that made a version: it bears the title and a day that the version's note tells of it."""
    from tracker.amend.wording import folded

    title, days = folded(held_as(version).act).text, {*made_on(version)} - {None}
    named = (law_in(store, name) for name in folders(store) if title and folded(_APART.sub("", name)).text.endswith(title))
    sources = (source_path(store, law, held) for law in named for held in law.versions
               if not days.isdisjoint((held.version, held.adopted, held.promulgated)))
    return next(filter(None, sources), None)


def as_listed(law: Law, version: Version) -> Version:
    """A text under the date by which a law lists the version that it is of: one of its own date, else the one that the same act made.

    An act has two days, on which it was passed and promulgated; a title note names the former (立法法(2023) 第六十五条), an edition or the
    act itself may tell both. The date that is listed first stays; what the text does not tell of the promulgation is known from the other.
    """
    if version.version is None or version.draft or any(held.version == version.version for held in law.versions):
        return version
    told = held_as(version)
    made = next((held for held in law.versions if not held.draft and _of_one_act(held, told)), None)
    if made is None:
        return version
    promulgated = version.promulgated or (made.promulgated if made.version == made.promulgated else None)
    return replace(version, version=made.version, promulgated=promulgated)


def _of_one_act(one: Held, other: Held) -> bool:
    """Whether two texts tell of one act: passed on the same day, of a promulgation not otherwise, and under no other title. A text dated
    by neither day was changed since by an act that it does not name."""
    if one.adopted is None or one.adopted != other.adopted or bool(one.change) != bool(other.change):
        return False
    if any(held.version not in (held.adopted, held.promulgated) for held in (one, other)):
        return False
    return len({one.promulgated, other.promulgated} - {None}) < 2 and _of_one_title(one.act, other.act)


def _of_one_title(one: str, other: str) -> bool:
    """Whether two titles are of one act: one has the issuing body besides, or is not told."""
    from tracker.amend.wording import folded

    one, other = folded(one).text, folded(other).text
    return one.endswith(other) or other.endswith(one)

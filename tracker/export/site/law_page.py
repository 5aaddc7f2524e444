"""A law's own page: its versions with their time in force, its articles through them, what can be compared, what happened."""

from collections.abc import Iterator, Mapping
from datetime import date as Date

from msgspec import Struct
from msgspec.structs import replace

from tracker.export import timeline_svg
from tracker.export.site import telling
from tracker.export.site.addresses import PAGE, article_folder, pair_folder, version_folder
from tracker.export.site.folio import EVERY_PAIR, Folio
from tracker.export.site.frame import Front, page
from tracker.timeline.histories import Followed
from tracker.timeline.intervals import day_of

COLUMNS = 8
"""How many versions, the newest ones, the table of articles has."""


class Cell(Struct, frozen=True):
    """What an article is in one version: its ids there, and what that version did to it (a word, or nothing)."""

    day: Date
    ids: tuple[str, ...]
    kind: str = ""


def render(front: Front, folio: Folio) -> bytes:
    """The page."""
    law = folio.law
    return page(front, "law", f"{law.law}/{PAGE}", law.title, law=law, versions=folio.versions[::-1], spans=folio.spans, telling=telling,
                day_of=day_of, newest=day_of(folio.newest), sure=is_sure(folio), picture=_picture(folio), pairs=_by_newer(folio),
                is_whole=front.live or len(folio.versions) <= EVERY_PAIR, rows=list(concordance(folio)),
                days=[day_of(v) for v in folio.loom.versions[-COLUMNS:]], timeline=folio.timeline, pair_folder=pair_folder,
                version_folder=version_folder, article_folder=article_folder)


def is_sure(folio: Folio) -> bool:
    """Whether on every day it is known which version is in force, so that a page may mark the one of the day on which it is read."""
    return not any(s.commencement == "unknown" for s in folio.spans.values()) and not any(e.date is None for e in folio.law.events)


def _picture(folio: Folio) -> str:
    """The versions' time in force as a picture, without the articles; nothing where there is only one."""
    return timeline_svg.render(replace(folio.timeline, provisions=())) if len(folio.versions) > 1 else ""


def _by_newer(folio: Folio) -> Mapping[Date, list[Date]]:
    found: dict[Date, list[Date]] = {}
    for old, new in reversed(folio.pairs):
        found.setdefault(new, []).append(old)
    return found


def concordance(folio: Folio) -> Iterator[tuple[Cell, ...]]:
    """The articles of the newest version, then those that older ones had last, each through the last versions; none where there is one."""
    last = len(folio.loom.versions) - 1
    if last < 1:
        return
    keys = [(at, key) for at in range(last, -1, -1) for key in folio.loom.divisions[at]]
    for at, key in keys:
        followed = folio.histories[at, key]
        if at == last or not followed.ids[at + 1]:
            yield _row(folio, followed)


def _row(folio: Folio, followed: Followed) -> tuple[Cell, ...]:
    kinds = {step.version: step.kind for step in followed.steps
             if not step.event and step.kind not in ("enacted", "earliest", "renumbered", "deleted")}
    days = [day_of(v) for v in folio.loom.versions]
    return tuple(Cell(day, ids, kinds.get(day, "")) for day, ids in zip(days, followed.ids, strict=True))[-COLUMNS:]

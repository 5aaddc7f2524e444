"""An article of a version: its words, where it stands in every other version, and how it came to read so."""

from collections.abc import Iterator, Sequence
from datetime import date as Date

from msgspec import Struct

from tracker.export.site import telling
from tracker.export.site.addresses import PAGE, article_folder, pair_folder, version_folder
from tracker.export.site.folio import Folio
from tracker.export.site.frame import Crumb, Front, page
from tracker.model import Version, citation_of
from tracker.timeline.history import numbered_elsewhere
from tracker.timeline.intervals import day_of
from tracker.timeline.steps import Step

Piece = tuple[str, str]
"""What happens to words (kept, removed, added), and the words."""


class Stop(Struct, frozen=True):
    """An article in one version: its ids there, what that version did to it, and whether this is the version of the page."""

    day: Date
    ids: tuple[str, ...]
    kind: str
    here: bool


class Onward(Struct, frozen=True):
    """Where an article of an older version is in the newest: its ids there; `since` the version that took it out, where it is gone;
    whether its words are the same."""

    day: Date
    ids: tuple[str, ...]
    since: Date | None
    same: bool


def render(front: Front, folio: Folio, version: Version, key: str) -> bytes:
    """The page of the article with this id."""
    law, day = folio.law, day_of(version)
    text = folio.text(day)
    at = text.order[key]
    crumbs = Crumb(law.title, f"{law.law}/"), Crumb(str(day), f"{law.law}/{version_folder(day)}")
    name = citation_of(key)
    before = folio.before(day)
    return page(front, "article", f"{law.law}/{version_folder(day)}{article_folder(key)}{PAGE}", f"{name} {law.title} {day}", crumbs,
                law=law, day=day, name=name, unit=text.units[key], above=text.divisions.get(key, ()), span=folio.spans[day],
                previous=text.keys[at - 1] if at else "", following=text.keys[at + 1] if at + 1 < len(text.keys) else "",
                stops=_stops(folio, day, key), steps=(steps := _steps(folio, day, key)), numbers=numbered_elsewhere(steps[::-1]),
                onward=_onward(folio, day, key), telling=telling,
                pair=(day_of(before), day) if before else None, pair_folder=pair_folder, article_folder=article_folder, pieces=pieces,
                stages=[s for s in telling.staged(version.in_force) if any(p.split("__")[0] == key for p in s[0])])


def _stops(folio: Folio, day: Date, key: str) -> Sequence[Stop]:
    """An article through all versions, newest first; nothing where there is one version, or this one is a draft."""
    if day not in folio.numbers or len(folio.numbers) < 2:
        return ()
    followed = folio.histories[folio.numbers[day], key]
    kinds = {step.version: step.kind for step in followed.steps if not step.event}
    days = list(folio.numbers)
    return [Stop(d, ids, kinds.get(d, ""), d == day) for d, ids in zip(days, followed.ids, strict=True)][::-1]


def _steps(folio: Folio, day: Date, key: str) -> Sequence[Step]:
    """What changed an article, or was recorded of it, newest first; its enactment in the only version alone tells nothing."""
    steps = folio.histories[folio.numbers[day], key].steps if day in folio.numbers else ()
    return steps[::-1] if len(folio.numbers) > 1 or any(step.event for step in steps) else ()


def _onward(folio: Folio, day: Date, key: str) -> Onward | None:
    """Where an article of an older version went; None in the newest, and in drafts."""
    newest = day_of(folio.newest)
    if day not in folio.numbers or day == newest:
        return None
    at, last = folio.numbers[day], len(folio.numbers) - 1
    followed = folio.histories[at, key]
    gone = next((d for d, ids in zip(folio.numbers, followed.ids, strict=True) if d > day and not ids), None)
    ids = followed.ids[last]
    same = len(ids) == 1 and folio.loom.same(at, key, last, ids[0])
    return Onward(newest, ids, gone, same)


def pieces(step: Step) -> Iterator[Piece]:
    """A step's words as they were and as they came to be, in one run."""
    at = 0
    for edit in step.edits:
        yield from (p for p in (("kept", step.text[at:edit.new[0]]), ("removed", edit.removed), ("added", edit.added)) if p[1])
        at = edit.new[1]
    if step.text[at:]:
        yield "kept", step.text[at:]

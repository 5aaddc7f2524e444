"""All that a law's pages are made of, each part worked out when the first page needs it."""

from collections.abc import Mapping, Sequence
from datetime import date as Date
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from tracker.compare.alignment import Alignment, align
from tracker.compare.diff import Diff, diff
from tracker.compare.renumbering import Renumbering, renumbering
from tracker.errors import ExportError
from tracker.export import akn
from tracker.export.past import Past, past_of
from tracker.export.site import sheet
from tracker.export.site.sheet import Unit
from tracker.model import Law, Version, articles
from tracker.timeline import Span, Timeline, calendar, contradictions, happenings, spans
from tracker.timeline.histories import Followed, histories
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Loom, Mapper, weave
from tracker.timeline.lives import lives

EVERY_PAIR = 6
"""Up to this many versions every two have a comparison of their own: 15 pages. Beyond, each is compared with the one before it and with
the newest: the pages grow as the versions do, not as their square."""


class Text(NamedTuple):
    """A version's units by id, its articles' ids in order with the place of each, and the headings that each stands under."""

    units: Mapping[str, Unit]
    keys: tuple[str, ...]
    order: Mapping[str, int]
    divisions: Mapping[str, Sequence[str]]


class Folio(Struct, frozen=True, dict=True):
    """A law with all its versions, oldest first. `live`: pages are made when asked for, so that any two versions can be compared.

    `mapper` aligns two versions, with what persons said about them.
    """

    law: Law
    versions: tuple[Version, ...]
    live: bool = False
    mapper: Mapper = align
    _aligned: dict[tuple[Date, Date], Alignment] = {}
    _diffs: dict[tuple[Date, Date], Diff] = {}
    _akn: dict[Date, bytes] = {}
    _texts: dict[Date, Text] = {}

    @cached_property
    def by_day(self) -> Mapping[Date, Version]:
        """The versions by date."""
        return {day_of(v): v for v in self.versions}

    @cached_property
    def loom(self) -> Loom:
        """The threads of provisions through the versions, drafts aside."""
        return weave(self.versions, self._align)

    @cached_property
    def histories(self) -> Mapping[tuple[int, str], Followed]:
        """Every article of every version, followed."""
        return histories(self.loom, self.law.events)

    @cached_property
    def numbers(self) -> Mapping[Date, int]:
        """The number in the loom of each version that is no draft."""
        return {day_of(v): n for n, v in enumerate(self.loom.versions)}

    @cached_property
    def spans(self) -> Mapping[Date, Span]:
        """Each version's time in force."""
        return {span.version: span for span in spans(self.versions, self.law.events)}

    @cached_property
    def newest(self) -> Version:
        """The newest version that is no draft; where all are, the newest."""
        return next((v for v in reversed(self.versions) if not v.draft), self.versions[-1])

    @cached_property
    def timeline(self) -> Timeline:
        """The law through time; no day is today's, and nothing is still to come."""
        law, found = self.law, calendar(self.loom.versions, self.law.events)
        return Timeline(law.law, law.title, Date.min, tuple(self.spans.values()), happenings(law.law, self.versions, law.events),
                        lives(self.loom, found), contradictions(law.law, self.versions, law.events))

    def before(self, day: Date) -> Version | None:
        """The version before one, which it is compared with: the last that is no draft."""
        earlier = [v for v in self.versions if day_of(v) < day and not v.draft]
        return earlier[-1] if earlier else None

    def alignment(self, old: Date, new: Date) -> Alignment:
        """Two versions aligned."""
        return self._align(self.by_day[old], self.by_day[new])

    def _align(self, old: Version, new: Version) -> Alignment:
        pair = day_of(old), day_of(new)
        if pair not in self._aligned:
            self._aligned[pair] = self.mapper(old, new)
        return self._aligned[pair]

    def diff(self, old: Date, new: Date) -> Diff:
        """Two versions compared."""
        if (old, new) not in self._diffs:
            self._diffs[old, new] = diff(self.by_day[old], self.by_day[new], self.alignment(old, new))
        return self._diffs[old, new]

    def renumbering(self, old: Date, new: Date) -> Renumbering:
        """The map from one version to another."""
        return renumbering(self.alignment(old, new))

    def text(self, day: Date) -> Text:
        """A version's articles as they are shown."""
        if day not in self._texts:
            before = self.before(day)
            pair = (day_of(before), day) if before else None
            found, aligned = (self.diff(*pair), self.alignment(*pair)) if pair else (None, None)
            version = self.by_day[day]
            shown = {unit.id: unit for unit in sheet.units(version, found, aligned)}
            keys = tuple(articles(version))
            self._texts[day] = Text(shown, keys, {key: at for at, key in enumerate(keys)}, sheet.divisions(version))
        return self._texts[day]

    def akn(self, version: Version) -> bytes:
        """A version as Akoma Ntoso. Raises ExportError where it has characters that XML cannot hold."""
        day = day_of(version)
        if day not in self._akn:
            self._akn[day] = akn.render(version, self.past(version))
        return self._akn[day]

    def past(self, version: Version) -> Past:
        """What the other versions tell of one; its force today is left to who reads."""
        if version.draft:
            return Past({})
        before = [v for v in self.loom.versions if day_of(v) <= day_of(version)]
        return past_of(before, end=self.spans[day_of(version)].end, events=self.law.events, mapper=self._align)

    def has_akn(self, version: Version) -> bool:
        """Whether a version can be written as Akoma Ntoso."""
        try:
            return bool(self.akn(version))
        except ExportError:
            return False

    @cached_property
    def pairs(self) -> tuple[tuple[Date, Date], ...]:
        """The pairs of versions (older, newer) that have a comparison, by the newer one: all, or as `EVERY_PAIR` says."""
        days = [day_of(v) for v in self.versions]
        every = [(old, new) for new in days for old in days if old < new]
        if self.live or len(days) <= EVERY_PAIR:
            return tuple(every)
        newest = day_of(self.newest)
        before = {new: day_of(v) for new in days if (v := self.before(new))}
        return tuple((old, new) for old, new in every if new == newest or before.get(new) == old)

"""Ends that the texts held tell of: the repeal of another law (《…》同时废止), or a text's own end (有效期五年).

They are proposed here, and recorded only when a person confirms them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tracker import timeline
from tracker.language import _
from tracker.model import Law, Version, citation_of
from tracker.store.folder import law_id
from tracker.timeline.intervals import ENDINGS


@dataclass(frozen=True, slots=True)
class Proposal:
    """An end not recorded yet: the law (id), the version (LAW/VERSION) whose provision tells it, the day (None: not known, not set),
    the provisions (ids) that end with it, all where there are none."""

    law: str
    by: str
    provision: str
    day: date | None
    text: str
    kind: Literal["repealed", "expired"] = "repealed"
    provisions: tuple[str, ...] = ()


def proposals(held: Sequence[tuple[Law, Sequence[Version]]]) -> tuple[Proposal, ...]:
    """Every repeal that the laws given order of one another and that is not recorded, each once, by the earliest version that says so;
    and the end that each sets itself."""
    laws = {law.law: law for law, _versions in held}
    found: dict[tuple[str, tuple[str, ...]], Proposal] = {}
    for one in (p for _law, versions in held for version in versions for p in proposed_by(version, laws)):
        before = found.setdefault((one.law, one.provisions), one)
        if one.by.rpartition("/")[2] < before.by.rpartition("/")[2]:
            found[one.law, one.provisions] = one
    return (*found.values(), *(own for law, versions in held for own in own_ends(law, versions)))


def own_ends(law: Law, versions: Iterable[Version]) -> Iterator[Proposal]:
    """The ends that versions of a law set themselves and that are not recorded, but for those that a later version replaced in time."""
    from tracker.reading.expiry import endings

    for version in versions:
        begun = [v.in_force.date or v.version for v in law.versions if not v.draft and version.version and v.version > version.version]
        for one in endings(version) if not version.draft else ():
            replaced = any(day and (one.date is None or day <= one.date) for day in begun)
            if not replaced and not any(e.kind in ENDINGS and e.provisions == one.provisions for e in law.events):
                yield Proposal(law.law, f"{law.law}/{version.version}", one.provision, one.date, one.text, "expired", one.provisions)


def proposed_by(version: Version, laws: Mapping[str, Law] | Iterable[Law]) -> Iterator[Proposal]:
    """The repeals that one version orders of the laws given and that are not recorded.

    A law of the same title is an older one, or the law itself; what was promulgated only later is not meant.
    """
    from tracker.reading.commencement import first_day
    from tracker.reading.repeals import repeals

    by_name = laws if isinstance(laws, Mapping) else {law.law: law for law in laws}
    for one in () if version.draft else repeals(version):
        law = by_name.get(law_id(one.title))
        if law and law.law != version.law and not _recorded(law, one.provisions) and _is_older(law, version):
            yield Proposal(law.law, f"{version.law}/{version.version}", one.provision, first_day(version), one.text,
                           provisions=one.provisions)


def _recorded(law: Law, provisions: tuple[str, ...]) -> bool:
    """Whether an end of the law, or of all these provisions, is recorded."""
    ended = {key for e in law.events if e.kind in ENDINGS for key in e.provisions}
    return any(timeline.ends_law(e) for e in law.events) or (bool(provisions) and ended.issuperset(provisions))


def _is_older(law: Law, version: Version) -> bool:
    return version.version is not None and any(v.version < version.version for v in law.versions)


def proposing(one: Proposal) -> str:
    """A proposal in words, with the command that records it."""
    what = "、".join(map(citation_of, one.provisions))
    if one.kind == "repealed" and what:
        return _("{by} ({provision}) repeals its {what} from {day}: record it with `tracker event {law} repealed --provisions {what} "
                 "--by {by}`").format(by=one.by, provision=citation_of(one.provision), what=what, day=one.day or _("a day not known"),
                                      law=one.law)
    if one.kind == "repealed":
        return _("{by} ({provision}) repeals it from {day}: record it with `tracker event {law} repealed --by {by}`").format(
            by=one.by, provision=citation_of(one.provision), day=one.day or _("a day not known"), law=one.law)
    command = " ".join(filter(None, ("tracker event", one.law, "expired", what and f"--provisions {what}", f"--by {one.by}")))
    said = _("{by} ({provision}) ends {what} with {last}, its last day; `{command}` confirms it") if one.day else _(
        "{by} ({provision}) ends {what} on a day that is not known; `{command} --date DATE` records it")
    return said.format(by=one.by, provision=citation_of(one.provision), what=what or _("itself"), command=command,
                       last=one.day and one.day - timedelta(days=1))

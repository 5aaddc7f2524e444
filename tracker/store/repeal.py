"""Repeals that the texts held order of other laws held (《…》同时废止): proposed here, recorded only when a person confirms them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker import timeline
from tracker.language import _
from tracker.model import Law, Version, citation_of
from tracker.store.folder import law_id


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repeal not recorded yet: the law (id), the version (LAW/VERSION) whose provision orders it, the day (None: not known, not set)."""

    law: str
    by: str
    provision: str
    day: date | None
    text: str


def proposals(held: Sequence[tuple[Law, Sequence[Version]]]) -> tuple[Proposal, ...]:
    """Every repeal that the laws given order of one another and that is not recorded, each once, by the earliest version that says so."""
    laws = {law.law: law for law, _versions in held}
    found: dict[str, Proposal] = {}
    for one in (p for _law, versions in held for version in versions for p in proposed_by(version, laws)):
        before = found.setdefault(one.law, one)
        if one.by.rpartition("/")[2] < before.by.rpartition("/")[2]:
            found[one.law] = one
    return tuple(found.values())


def proposed_by(version: Version, laws: Mapping[str, Law] | Iterable[Law]) -> Iterator[Proposal]:
    """The repeals that one version orders of the laws given and that are not recorded.

    A law of the same title is an older one, or the law itself; what was promulgated only later is not meant.
    """
    from tracker.reading.repeals import repeals

    by_name = laws if isinstance(laws, Mapping) else {law.law: law for law in laws}
    for one in () if version.draft else repeals(version):
        law = by_name.get(law_id(one.title))
        if law and law.law != version.law and not any(timeline.ends_law(e) for e in law.events) and _is_older(law, version):
            yield Proposal(law.law, f"{version.law}/{version.version}", one.provision, repealing_day(version), one.text)


def _is_older(law: Law, version: Version) -> bool:
    return version.version is not None and any(v.version < version.version for v in law.versions)


def repealing_day(version: Version) -> date | None:
    """同时 is the day of which the last article speaks: the first commencement, also in the text of a later version."""
    force = version.in_force
    return force.first or (force.date if force.basis in ("text", "act", "person") else None)


def repealing(one: Proposal) -> str:
    """A proposal in words, with the command that records it."""
    return _("{by} ({provision}) repeals it from {day}: record it with `tracker event {law} repealed --by {by}`").format(
        by=one.by, provision=citation_of(one.provision), day=one.day or _("a day not known"), law=one.law)

"""What a person has to know beside the text of a day: what it leaves out, reads otherwise or prints although it is suspended."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec.structs import replace

from tracker.language import _
from tracker.model import Event, Law, Misnumbered, Reading, Stage, citation_of


class OfADay(Protocol):
    """What tells of a day: the text of it, or its state."""

    @property
    def readings(self) -> tuple[Reading, ...]: ...

    @property
    def suspended(self) -> tuple[Event, ...]: ...

    @property
    def misnumbered(self) -> tuple[Misnumbered, ...]: ...


def beside(found: OfADay) -> Iterator[str]:
    """A line for all provisions that are not law as printed for the same reason, and one for each suspension and for each citation that
    keeps another version's number."""
    alike: dict[object, list[Reading]] = {}
    for one in found.readings:
        alike.setdefault(replace(one, provision="", place=""), []).append(one)
    yield from map(_not_as_printed, alike.values())
    yield from map(happened, found.suspended)
    yield from map(_keeps_number, found.misnumbered)


def drafted(stage: str) -> str:
    """That a text is a draft, and at which stage of the bill."""
    return _("a draft ({stage}), not law").format(stage=stage)


def _not_as_printed(alike: list[Reading]) -> str:
    from tracker.timeline.intervals import ENDINGS  # most texts have nothing to tell, and two files need no timeline
    from tracker.timeline.standing import standing

    one, keys = alike[0], [r.place or r.provision for r in alike]
    provisions = names(key for key in keys if not any(key.startswith(f"{outer}__") for outer in keys))
    said = standing(one) + _doubt(one.weak)
    if one.version is None or (one.reason in ENDINGS and not one.never):
        return _("{provisions}: {why}").format(provisions=provisions, why=said)
    words = _("{provisions} as in version {version}, in other words: {why}") if one.since and not one.never else _(
        "{provisions} as in version {version}: {why}") if one.reason in ("succession", "within", "number") else _(
        "{provisions} as in version {version}; the change: {why}")
    return words.format(provisions=provisions, version=one.version, why=said)


def _keeps_number(one: Misnumbered) -> str:
    said = _("{place} cites {text} in the numbers of version {version}; in this text that is {now}") if one.now else _(
        "{place} cites {text} in the numbers of version {version}; this text does not have it")
    return said.format(place=citation_of(one.place), text=one.text, version=one.version, now=names(one.now))


def happened(event: Event) -> str:
    """A recorded event in one line: what, from when to when, of which provisions, where, who says so."""
    part = _("(of {provisions} only a part, it is not known which)").format(provisions=names(event.partly)) if event.partly else ""
    said = (_(event.kind), _period(event), names(event.provisions), part, lacks(event), event.place)
    return " ".join(filter(None, said)) + source_of(event) + _doubt(event.weak)


def _doubt(weak: float | None) -> str:
    if weak is None:
        return ""
    from tracker.compare.likeness import doubt  # what is sure needs no comparison

    return doubt(weak)


def in_numbers(law: Law, event: Event) -> str:
    """By which version's numbers an event names provisions, where these are not the newest ones, or not those of its day; of a correction
    always, for it is of that version."""
    from tracker.timeline.effect import calendar, numbered_apart  # two files need no timeline

    version = numbered_apart(calendar(law.versions, law.events), event)
    said = _("as version {version} numbers them") if event.provisions else _("of version {version}")
    return " " + said.format(version=version) if version else ""


def lacks(event: Event) -> str:
    """What a text that corrects the computed one does not have of it."""
    return _("without {provisions} of the computed text").format(provisions=names(event.lacking)) if event.lacking else ""


def _period(event: Event) -> str:
    if event.until:
        return _("{start} to before {end}").format(start=event.date or _("day not known"), end=event.until)
    if event.kind == "suspended" and event.date:
        return _("from {start}").format(start=event.date)
    return str(event.date or _("no day set" if event.unset else "day not known"))


def source_of(event: Event | None) -> str:
    """Who says so, in brackets: the act, the person's reason."""
    said = " ".join(filter(None, (event.act, _(event.reason)))) if event else ""
    return f" ({said})" if said else ""


def names(provisions: Iterable[str]) -> str:
    """Provisions as they are cited, one behind the other."""
    return "、".join(map(citation_of, provisions))


def not_kept(stage: Stage) -> str:
    """That a commencement recorded before is there no more, in words."""
    return _("not kept: {what} in force from {day} ({reason}), which was recorded of the text before").format(
        what=names(stage.provisions) or _("the whole"), day=stage.date or _("no day set"), reason=_(stage.reason))

"""Times in force, acts and events in the words of a page: each date with how it is known."""

from collections.abc import Sequence
from datetime import date as Date

from tracker.language import _
from tracker.model import Event, InForce, Law, Version, citation_of, made_on
from tracker.reading.reasons import why
from tracker.timeline import RULES, Contradiction, Happening, Span, doubt_of, never_of
from tracker.timeline.effect import calendar, numbered_apart
from tracker.timeline.events import sides
from tracker.timeline.steps import KINDS, Step

SEPARATOR = " · "


def period(span: Span) -> str:
    """From when to when a version is in force."""
    if span.commencement == "draft":
        return _("a draft, not law")
    if span.never:
        return _(never_of(span)).format(rest=span.rest)
    if span.commencement == "open":
        return _("day of commencement left open")
    if span.start is None:
        return _("in force from: unknown")
    until = _("in force {start} to before {end}").format(start=span.start, end=span.end)
    said = until if span.end else _("in force from {start}").format(start=span.start)
    doubt = doubt_of(span)
    return SEPARATOR.join((said, _(doubt).format(version=span.doubt))) if doubt else said


def basis(force: InForce) -> str:
    """How a commencement is known, or why it is not."""
    said = {"text": _("by its own {provision}").format(provision=citation_of(force.provision)) if force.provision else _("by its text"),
            "act": _("by {act}").format(act=force.act or _("its deciding act")), "person": _("as recorded in the store"),
            "unknown": ""}[force.basis]
    return SEPARATOR.join(filter(None, (said, why(force))))


def made_by(version: Version) -> str:
    """What made a version: adopted, amended or revised, by whom and by which act; empty where its text does not tell."""
    days, kinds = made_on(version), ("adopted", "amended", "revised")
    last = next((e for e in reversed(version.events) if e.kind in kinds and e.date in days), None)
    return told(last) if last else ""


def step_kind(kind: str) -> str:
    """What a version did to a provision, in a word."""
    return _(KINDS.get(kind, kind))


def begins(step: Step) -> str:
    """From when what a version made of a provision is law."""
    if step.begins:
        return _("in force from {start}").format(start=step.begins)
    return _({"open": "day of commencement left open", "never": "never in force"}.get(step.unset, "in force from: unknown"))


def recorded(event: Event) -> str:
    """What was recorded of provisions, and who says so."""
    return SEPARATOR.join(filter(None, (told(event), _("as recorded in the store") if event.basis == "person" else "", event.reason)))


def told(event: Event) -> str:
    """An event in words, its day aside."""
    ordinal = _("no. {ordinal}").format(ordinal=event.ordinal) if event.ordinal else ""
    where = "、".join(map(citation_of, event.provisions))
    until = _("to before {end}").format(end=event.until) if event.until else ""
    lacks = _("without {provisions} of the computed text").format(provisions="、".join(map(citation_of, event.lacking)))
    said = (_(event.kind), ordinal, where, lacks if event.lacking else "", until, event.place, _who(event), event.act, event.document)
    return SEPARATOR.join(filter(None, said))


def _who(event: Event) -> str:
    """The body and its session; a session's own name has the body's in it as a rule."""
    return event.meeting if event.body[-4:] in event.meeting else event.body + event.meeting


def happened(one: Happening, law: Law) -> tuple[str, str, str]:
    """A happening's day, what it was, in whose numbers where that is to be said, and who tells it."""
    apart = numbered_apart(calendar(law.versions, law.events), one.event) if one.event in law.events and one.event.provisions else None
    numbers = " " + _("as version {version} numbers them").format(version=apart) if apart else ""
    reason = f"（{_(one.event.reason)}）" if one.event.reason else ""
    return str(one.event.date or _("unknown")), told(one.event) + numbers + reason, "；".join(one.sources)


def contradiction(problem: Contradiction) -> str:
    """What contradicts what, with the sources of both."""
    return f"{_(RULES[problem.rule])}: {' ↔ '.join(sides(problem))}"


def staged(force: InForce) -> Sequence[tuple[tuple[str, ...], Date | None, str]]:
    """The provisions (ids) with a commencement of their own, its day, and how it is known."""
    return [(stage.provisions, stage.date, _(stage.reason) if stage.reason else "") for stage in force.stages]

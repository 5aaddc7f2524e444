"""A provision asked for by its number on a day: in the text of that day, or the reason why it is not law then."""

from datetime import date

from tracker.errors import CitationError
from tracker.finding import find
from tracker.model import Law, Provision, Reading, Reason, Version
from tracker.store.folder import Store, version
from tracker.timeline import spans
from tracker.timeline.standing import sought, standing


class NotLaw(CitationError):
    """The law has the provision, but not on the day asked for; the reason is in the text. The command line exits 1."""


def provision_on(store: Store, law: Law, text: Version, day: date, citation: str) -> tuple[str, Provision]:
    """The provision of the text of a day that a citation names, with its id there, in the numbers of the version in force.

    Raises NotLaw where the law has it in another text or has it left out of this one, CitationError where no version has it.
    """
    try:
        found = sought(text, _printed(store, law, text), citation)
    except CitationError as missing:
        if "places" not in missing.data:
            _elsewhere(store, law, text, day, citation)
        raise
    if isinstance(found, Reading):
        raise NotLaw("{citation} of {law} is not law on {day}: {why}", law=law.law, citation=citation, day=day, why=standing(found),
                     hint="name the version that prints it: {law}/{version}", version=text.version)
    return found


def _printed(store: Store, law: Law, text: Version) -> Version:
    """The version that the text of a day stands in, as stored."""
    return version(store, law, next(v for v in law.versions if v.version == text.version)) if text.readings else text


def _elsewhere(store: Store, law: Law, text: Version, day: date, citation: str) -> None:
    """Raise NotLaw where another version has the number: the first that is law only later, else the last that was."""
    live = {s.version: s for s in spans(law.versions, law.events) if not s.never}
    others = [v for v in law.versions if v.version in live and v.version != text.version]
    for held in [*(v for v in others if text.version and v.version > text.version), *reversed(others)]:
        stored = version(store, law, held)
        key = _id_in(stored, citation)
        if not key:
            continue
        end = live[held.version].end
        said = ("the text of {law} in force on {day} has no {citation}; version {version} had it last, in force to before {end}"
                if end and end <= day else "the text of {law} in force on {day} has no {citation}; version {version} has it: {why}")
        raise NotLaw(said, law=law.law, citation=citation, day=day, version=held.version, end=end, why=_waits(stored, key),
                     hint="name the version that prints it: {law}/{version}") from None


def _id_in(held: Version, citation: str) -> str:
    try:
        return find(held, citation)[0]
    except CitationError:
        return ""


def _waits(stored: Version, key: str) -> str:
    """Why a provision of a version that is law only later is not law."""
    from tracker.timeline.effect import first_day

    begins = first_day(stored, (key,))
    reason: Reason = "crossing" if begins.day else "open" if begins.unset == "open" else "unknown"
    return standing(Reading(key, None, reason, until=begins.day, source=begins.source))

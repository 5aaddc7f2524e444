"""From when a version is law, as the act that made it says: for official texts, whose last article still speaks of the first enactment."""

from collections.abc import Sequence
from datetime import date as Date

from msgspec.structs import replace

from tracker.amend.apply import apply
from tracker.amend.binding import bind, is_about
from tracker.amend.dating import NOT_READ, days_unread, in_force
from tracker.amend.following import followed
from tracker.amend.instructions import Act, Amendment
from tracker.amend.staging import enacted, of_nothing, stage, stated, with_own, without_place
from tracker.errors import AmendError, DateError
from tracker.language import _
from tracker.model import Event, InForce, Stage, Version, citation_of, places
from tracker.reading.history import acts


def commencement_by(amendment: Amendment, version: Version, before: Version | None = None, promulgated: Date | None = None) -> InForce:
    """The commencement of `version`, which the decision made of `before`, with that of provisions that have a day of their own.

    `promulgated` is the act's promulgation where its own text does not give that day (自公布之日起施行 needs it). Raises AmendError where
    the decision amends another law, was made on another day or has no date, DateError where it leaves the day unknown.
    """
    _must_have_made(_promulgated(amendment.act, promulgated), version)
    told = replace(amendment, act=_promulgated(amendment.act, promulgated or version.promulgated))
    bound = bind(told, [before or version])[0]
    if not bound.laws or not any(is_about(told, text) for text in (before, version) if text):
        raise AmendError("the decision amends {targets}, not {given}", hint="give the text of the decision that made this version",
                         targets="、".join(t.title for t in told.targets) or "-", given=version.title)
    applied = apply(told, [before]) if before else None
    made = applied.versions[0] if applied else None
    if lacking := [key for one in (applied.done if applied else ()) for _said, keys in of_nothing(told, one) for key in keys]:
        raise _not_shown(lacking, version, told.act)
    found = made.in_force if made else in_force(version, told, bound.laws[0], _stages(told, bound.laws, version))
    of_act = (stage for stage in found.stages if not stage.provision)
    found = replace(found, stages=tuple(_held(stage, made or version, version, told.act) for stage in of_act))
    own = sum(bool(said.items or said.provisions) for said in told.commencement)
    lost = (said for one in (applied.done if applied else ()) for said in without_place(told, one))
    if any(lost) or (len(told.targets) == 1 and own > len(found.stages) + len(found.leaving)):
        raise DateError("{act} brings single items into force on days of their own, and it cannot be said what they changed",
                        hint="say it with --in-force and --provisions", act=told.act.title)
    if found.reason == NOT_READ:
        raise DateError("{act} says from when {law} is in force in words that a person has to read: “{text}”",
                        hint="say it yourself: --in-force DATE, with --provisions where it is theirs, and --because",
                        act=amendment.act.title, law=version.law, text="; ".join(one.text for one in days_unread(told)))
    if found.basis == "unknown":
        awaited = any(c.on_promulgation for c in told.commencement)  # no other day would follow from its promulgation
        raise DateError("{act}: {reason}", hint="say the day of its promulgation with --promulgated, or the day of commencement with "
                        "--in-force, and --because how that is known" if awaited else "say the day of commencement with --in-force instead "
                        "of --by, and --because how that is known", act=amendment.act.title, reason=_(found.reason))
    return replace(with_own(found, enacted(before, version)), first=version.in_force.first or found.first)


def _held(stage: Stage, made: Version, version: Version, act: Act) -> Stage:
    """A stage of the text that the decision makes, of the provisions that the official one has for them. Raises DateError where it does not
    show which these are."""
    known = followed(made, version, (key for key in stage.provisions if key in places(made)))
    if lacking := [key for key in stage.provisions if key not in known]:
        raise _not_shown(lacking, version, act)
    return replace(stage, provisions=tuple(known[key] for key in stage.provisions))


def _not_shown(lacking: Sequence[str], version: Version, act: Act) -> DateError:
    return DateError("{act} brings its {what} into force on a day of its own, and {law}/{version} does not show which provision that is",
                     hint="say it with --in-force and --provisions", act=act.title, what="、".join(map(citation_of, lacking)),
                     law=version.law, version=version.version)


def _promulgated(act: Act, day: Date | None) -> Act:
    known = day is None or any(e.kind == "promulgated" and e.date for e in act.events)
    return act if known else replace(act, events=(*act.events, Event("promulgated", day)))


def _must_have_made(act: Act, version: Version) -> None:
    """A decision makes the version that bears its date (立法法(2023) 第六十五条: the note names the day of adoption); one without any
    (a decree promulgates those of the State Council, whose own text has none) may have made another version: a person has to say."""
    last = acts(version.events)[-1:]
    days = {version.version, version.adopted, version.promulgated, *(e.date for act_ in last for e in act_.events)}
    own = {day for day in (act.date, *(e.date for e in act.events if e.kind != "in_force")) if day}
    if not own:
        raise AmendError("{act} does not say when it was passed, so it is not known that it made {law}/{version}", act=act.title,
                         hint="give its text with the line below its title, or say the day of its promulgation with --promulgated, and "
                         "--because how that is known", law=version.law, version=version.version)
    if days.isdisjoint(own):
        raise AmendError("{act} is of {day}, and did not make {law}/{version}", hint="name the version that it made: `tracker list`",
                         act=act.title, day=act.date or max(own), law=version.law, version=version.version)


def _stages(amendment: Amendment, laws: Sequence[int], version: Version) -> list[Stage]:
    """Provisions with a day of their own, where the text before is not there to find what the decision's items changed."""
    own = [said for said in amendment.commencement if said.law is None or said.law in laws]
    if any(said.items for said in own):
        raise AmendError("{act} brings single items into force on days of their own, and the version before is not in the store",
                         hint="import that version first", act=amendment.act.title)
    return [stage(said, stated(said, version)) for said in own if said.provisions]

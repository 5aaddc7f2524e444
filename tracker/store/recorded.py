"""What was recorded of a law and does not fit any more what the store holds: told, and never changed without a person."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker import timeline
from tracker.errors import TrackerError
from tracker.language import _, typed
from tracker.model import Event, Law, Version, citation_of, text_of
from tracker.naming import asked, bare_title
from tracker.store.endings import ends_of, overruled, provisions_repealed, speaking
from tracker.store.folder import Store, bytes_of, folders, law_at, law_id, loader, version, versions
from tracker.store.namesakes import is_meant
from tracker.store.proposing import ordered
from tracker.store.reviews import aligner
from tracker.store.unconfirmed import texts_of
from tracker.store.undoing import taking_back
from tracker.timeline.effect import anew_behind, division_of, endings, met, numbering, stage_of
from tracker.timeline.events import named, sides
from tracker.timeline.intervals import ENDINGS, day_of
from tracker.timeline.lineage import weave
from tracker.timeline.standing import carried, meant

if TYPE_CHECKING:
    from tracker.reading.suspending import Ordered


def doubts(store: Store, law: Law, acts: Collection[str] | None = None) -> Iterator[str]:
    """Of the events recorded of a law what a person has to look at again, in words, with the command; `acts`: only of those that versions
    of these laws (ids) tell."""
    for event in law.events:
        if acts is None or asked(event.by).law in acts:
            with suppress(TrackerError):  # damaged documents are told of one by one
                yield from (*_renumbered(store, law, event), *printed_again(store, law, event), *_against_its_act(store, law, event))
    if acts is None:
        with suppress(TrackerError):
            yield from dict.fromkeys((*_left_open_again(store, law), *_left_open_no_more(store, law)))


def look_again(store: Store, changed: Collection[str]) -> Iterator[str]:
    """As `doubts`, of laws whose versions (or the days of these) were changed, with what cannot be in their history; and of all that was
    recorded by them of others."""
    for name in folders(store):
        path = store.root / name / "law.json"
        with suppress(TrackerError):
            if name in changed or b'"by": ' in bytes_of(path):
                law = law_at(path)
                found = *doubts(store, law, None if name in changed else changed), *(contradicted(store, law) if name in changed else ())
                yield from (f"{name}: {line}" for line in found)


def contradicted(store: Store, law: Law) -> Iterator[str]:
    """What cannot be together in a law's history and comes from what was recorded, with both sides and what to do."""
    for one in timeline.contradictions(law.law, versions(store, law), law.events) if law.events else ():
        recorded = [side.event for side in (one.first, one.second) if side.event in law.events]
        if recorded:
            yield _("{rule}: {sides}; one of them is wrong: `{command}` takes back what was recorded").format(
                rule=_(timeline.RULES[one.rule]), sides="; ".join(sides(one)), command=taking_back(law, recorded[0]))


def still_changed(law: Law, version: date) -> str:
    """That a version in force on a day was made by an act behind the end of the law that is recorded, in words; empty where none was."""
    end = timeline.outlived(timeline.calendar(law.versions, law.events), version)
    return _("the act of version {version} changed the law behind its end: {event}; where that is wrong, `{command}` takes it back").format(
        version=version, event=named(end), command=taking_back(law, end)) if end else ""


def is_again(store: Store, law: Law, one: Event, event: Event) -> bool:
    """Whether what was recorded is now recorded anew: the same, by the same act or by persons, that had no day, or an end that a stored
    version tells otherwise now; or just that, of an act that stands in the store. Two acts may have one title."""
    if replace(event, by="") == one:
        return True
    same_act = one.by == event.by if one.by and event.by else one.date is None
    alike = all(getattr(one, name) == getattr(event, name) for name in ("kind", "place", "basis", "act"))
    if not (same_act and alike and (one.date is None or one.kind in ENDINGS)):
        return False
    found = timeline.calendar(law.versions, (*law.events, event))
    same = carried(found, one, numbering(found, event), loader(store, law), aligner(store, law.law))
    return bool(one.provisions) == bool(event.provisions) and set(same) == set(event.provisions)


def _again(law: Law, event: Event, day: date | None) -> str:
    """The command that records an event anew, by its act as that says it now."""
    own = event.kind == "expired" and asked(event.by).law == law.law
    same = event.provisions and event.numbers == (asked(event.by).version if own else speaking(law, day).version)
    provisions = ["--provisions", "、".join(map(citation_of, event.provisions))] if same else []
    place = ["--place", event.place] if event.place else []
    return typed("tracker", "event", law.law, event.kind, *provisions, *place, "--by", event.by)


def _renumbered(store: Store, law: Law, event: Event) -> Iterator[str]:
    """An event that was recorded in the numbers of one version, where the one in force on its day now has others for the same; that of a
    version which tells it of itself means no others."""
    found = timeline.calendar(law.versions, law.events)
    if event.numbers is None or not found.versions or _is_own(law, event):
        return
    there = met(found, event)
    if found.versions[numbering(found, event)].version != event.numbers:
        yield _("{event}: recorded in the numbers of version {numbers}, which the store does not hold as law; `{command}` takes it back"
                ).format(event=named(event), numbers=event.numbers, command=taking_back(law, event))
        return
    now = carried(found, event, there, loader(store, law), aligner(store, law.law))
    if now != event.provisions:
        said = _("{event}: recorded in the numbers of version {numbers}; in version {version}, {which}, that is {now}. Where the numbers "
                 "of this one are meant, `{command}` takes it back, to be recorded again") if now else _(
            "{event}: recorded in the numbers of version {numbers}; version {version}, {which}, has none of it. Where the numbers of this "
            "one are meant, `{command}` takes it back, to be recorded again")
        spoken = day_of(found.versions[there])
        yield said.format(event=named(event), numbers=event.numbers, version=spoken, which=_which(found, event.date, spoken),
                          now="、".join(map(citation_of, now)), command=taking_back(law, event))


def _is_own(law: Law, event: Event) -> bool:
    """Whether what is recorded is what a version of the law tells of itself, in whose numbers it is, be it one stored or a file."""
    if event.by:
        return asked(event.by) == asked(f"{law.law}/{event.numbers}")
    return event.kind == "expired" and event.basis == "act" and law_id(event.act) in (law.law, law_id(law.title))


def _which(found: timeline.Calendar, day: date | None, spoken: date) -> str:
    """What the version is, in words, in whose numbers an event of a day speaks where nothing else is said."""
    if day is None:
        return _("the newest one")
    state = timeline.on(found.versions, day, found.events)
    if spoken in (state.version, *state.candidates):
        return _("in force on that day") if state.status == "in_force" else _("which may be in force on that day")
    return _("the last one made by that day") if spoken <= day else _("the oldest one")


def printed_again(store: Store, law: Law, event: Event) -> Iterator[str]:
    """An end of provisions behind which a later version prints them, or has them merged into others, though no whole new text passed since
    enacts them again. A version made before that day, and law from a day not known, may have been over by then."""
    found = timeline.calendar(law.versions, law.events)
    for end in (e for e in endings(found) if e.event == event and event.provisions and event.date):
        for at in range(end.before, anew_behind(found, end)):
            one = found.versions[at]
            if event.date and one.in_force.date is None and day_of(one) < event.date:
                continue
            own = meant(found, event, at, loader(store, law), aligner(store, law.law))
            there = [key for key in own.ids if key not in own.partly]
            if own.ids:
                said = _(
                    "{event}: version {version} prints it behind that day ({now}), and no whole new text passed since enacts it again: one "
                    "of the two is wrong; `{command}` takes back what was recorded") if there else _(
                    "{event}: version {version} has it merged with others in {now} behind that day, and no whole new text passed since "
                    "enacts it again: a person has to see what of it is law; `{command}` takes back what was recorded")
                yield said.format(event=named(event), version=one.version, now="、".join(map(citation_of, there or own.partly)),
                                  command=taking_back(law, event))
                return


def _left_open_again(store: Store, law: Law) -> Iterator[str]:
    """A day that a person gave a provision, where a later version made before that day leaves it open: whether it is still that one is not
    guessed."""
    held = timeline.calendar(law.versions, law.events).versions
    opened = [n for n, later in enumerate(held) if any(stage.date is None for stage in later.in_force.stages)]
    given = [(at, one, n) for at, before in enumerate(held) for one in before.in_force.stages for n in opened
             if n > at and one.basis == "person" and one.date and one.date >= day_of(held[n])]
    if not given:
        return
    loom = weave(versions(store, law), aligner(store, law.law))
    for at, one, n in given:
        for now in filter(None, (thread.at(n) for key in one.provisions for thread in loom.threads(at, key))):
            stage = stage_of(held[n], now, division_of(loom.divisions[n], now))
            if stage and stage.date is None:
                command = typed("tracker", "date", f"{law.law}/{held[n].version}", "--in-force", str(one.date), "--provisions",
                                citation_of(now), "--because", "REASON")
                yield _("{what} of version {before} has the day {day} by a person; version {later}, where it is {now}, leaves its day "
                        "open: where that is its day still, `{command}` says so").format(
                    what="、".join(map(citation_of, one.provisions)), before=held[at].version, day=one.date, later=held[n].version,
                    now=citation_of(now), command=command)


def _left_open_no_more(store: Store, law: Law) -> Iterator[str]:
    """A provision whose day a text left open and a later one does not any more: a person has to say from when it is law."""
    held = timeline.calendar(law.versions, law.events).versions
    if not any(stage.date is None and stage.basis == "text" for before in held[:-1] for stage in before.in_force.stages):
        return
    loom = weave(versions(store, law), aligner(store, law.law))
    named_ = ((at, thread) for at, before in enumerate(loom.versions) for stage in before.in_force.stages for key in stage.provisions
              for thread in loom.threads(at, key))
    for back, now in ((back, thread.at(back.by)) for at, thread in named_ if (back := loom.taken_back(at, thread.at(at)))):
        own = "tracker", "date", f"{law.law}/{held[back.by].version}", "--provisions", citation_of(now)
        yield _("{what} of version {version}: its day was left open, and that is not said any more ({places}); `{command}` says from when "
                "it is law, `{open}` that it is open still").format(
            what=citation_of(now), version=held[back.by].version, places=back.places,
            command=typed(*own, "--in-force", "DATE", "--because", "REASON"), open=typed(*own, "--open", "--because", "REASON"))


def _against_its_act(store: Store, law: Law, event: Event) -> Iterator[str]:
    """An event that a stored version told when it was recorded, where that is gone, says nothing of the kind now, or tells the day."""
    if not event.by:
        yield from _against_the_text(store, law, event)
        return
    path = store.root / asked(event.by).law / "law.json"
    held = law_at(path) if path.is_file() else None
    act = next((version(store, held, one) for one in held.versions if one.version == asked(event.by).version), None) if held else None
    if act is None:
        yield _("{event}: {by}, which says so, is not in the store any more; `{command}` takes it back").format(
            event=named(event), by=event.by, command=taking_back(law, event))
        return
    told = _days(store, law, event, act)
    if over := _overruled(store, law, event, act):
        yield _no_more(law, event, event.by, over)
        return
    days = [day for day in dict.fromkeys(told) if day]
    if not told:
        yield _("{event}: {by} does not say so any more; `{command}` takes it back").format(
            event=named(event), by=event.by, command=taking_back(law, event))
    elif event.date is None and len(days) == 1:
        yield _("{event}: {by} tells the day now, {day}: `{command}` records it").format(
            event=named(event), by=event.by, day=days[0], command=_again(law, event, days[0]))
    elif event.date and days and event.date not in days:
        said = _("{event}: {by} says {day} now: `{command}` records that in its place") if event.kind in ENDINGS else _(
            "{event}: {by} says {day} now; `{command}` takes it back, to be recorded again")
        command = _again(law, event, days[0]) if event.kind in ENDINGS else taking_back(law, event)
        yield said.format(event=named(event), by=event.by, day="、".join(map(str, days)), command=command)
    elif (own := _paused(store, law, event, act)) and not any(
            one.allows(event.date, event.until, event.place) and (event.until or not one.until) for one in own):
        yield _("{event}: {by} says {day} now; `{command}` takes it back, to be recorded again").format(
            event=named(event), by=event.by, day="; ".join(map(ordered, own)), command=taking_back(law, event))


def _no_more(law: Law, event: Event, by: str, later: date) -> str:
    return _("{event}: {by} says so, but version {later}, in force by that day, does not any more; `{command}` takes it back").format(
        event=named(event), by=by, later=later, command=taking_back(law, event))


def _against_the_text(store: Store, law: Law, event: Event) -> Iterator[str]:
    """An end recorded by a person, or from a file of the text, on the day that a version sets itself, where a later one, law by then, does
    not say so any more."""
    if event.kind == "expired" and event.date and (event.basis == "person" or _is_own(law, event)):
        found = [(v.version, over) for v in versions(store, law) if not v.draft and (over := _overruled(store, law, event, v, event.date))]
        yield from (_no_more(law, event, f"{law.law}/{by}", over) for by, over in found[-1:])


def _overruled(store: Store, law: Law, event: Event, act: Version, day: date | None = None) -> date | None:
    """The version, law by the day of an end, that does not say any more what an older one said of itself; of that only what it said of
    `day`, where one is given."""
    from tracker.reading.unread import every_end

    texts = texts_of(store)
    ends = every_end(act) if event.kind == "expired" and act.law == law.law and event.date else ()
    ends = tuple(one for one in ends if day in (None, one.date))
    said = [one for one in ends if event in ends_of(law, one.provisions, act.version, texts)]
    over = [overruled(law, act, one, event.date, texts) for one in said]
    return over[0] if over and None not in over else None


def _days(store: Store, law: Law, event: Event, act: Version) -> list[date | None]:
    """The days on which an act says that an event is, None where it gives none or a person may know better; no days where it does not say
    so. What its numbers say of the version that the event speaks of is not judged where they may mean others."""
    from tracker.reading.unread import every_end

    if act.draft:
        return []
    if event.kind == "expired" and act.law == law.law:
        return [None if one.counted else one.date for one in every_end(act)
                if event in ends_of(law, one.provisions, act.version, texts_of(store))]
    if event.kind in ENDINGS:
        return _ends(store, law, event, act)
    if event.kind in ("suspended", "resumed"):
        return [None if "date" in one.unread else one.date for one in _paused(store, law, event, act)]
    words = "".join(map(text_of, (*act.head, *act.body, *act.tail)))
    return [None] if bare_title(law.title) in words or law.law in words else []


def _paused(store: Store, law: Law, event: Event, act: Version) -> "list[Ordered]":
    """What an act suspends of a law, or resumes."""
    from tracker.reading.suspending import suspensions

    found = suspensions(act, "suspended" if event.kind == "suspended" else "resumed") if event.kind in ("suspended", "resumed") else ()
    return [one for one in found if law_id(one.title) in (law.law, law_id(law.title))
            and is_meant(law, one.words, texts_of(store).versions) is not False]


def _ends(store: Store, law: Law, event: Event, act: Version) -> list[date | None]:
    from tracker.reading.prolonging import prolongations
    from tracker.reading.repeals import repeals

    found = [*repeals(act), *(prolongations(act) if event.kind == "expired" else ())]
    own = [one for one in found if law_id(one.title) in (law.law, law_id(law.title)) and bool(one.provisions) == bool(event.provisions)
           and is_meant(law, one.words, texts_of(store).versions) is not False]
    if not event.provisions:
        return [one.date for one in own]
    each = [(one, *provisions_repealed(one, law, texts_of(store), act.version)) for one in own]
    sure = all(not lacking and speaking(law, one.date).version == event.numbers for one, _ids, lacking in each)
    ids = {key for _one, own_ids, _lacking in each for key in own_ids}
    return [one.date for one in own] if not sure or set(event.provisions) <= ids else []

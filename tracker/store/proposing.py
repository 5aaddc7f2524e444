"""Proposals in words, each with the command that records it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.language import _, filled, typed
from tracker.model import citation_of
from tracker.store.endings import Proposal

if TYPE_CHECKING:
    from tracker.reading.suspending import Ordered


def proposing(one: Proposal) -> str:
    """A proposal in words, with the command that records it."""
    if one.kind == "in_force":
        return _appointing(one)
    if one.kind == "amended":
        return _amending(one)
    if one.against:
        what = "、".join((*map(citation_of, one.provisions), *one.lacking))
        command = " ".join(filter(None, ("tracker event", one.law, one.kind, what and f"--provisions {what}", f"--date {one.day or 'DATE'}",
                                         "--because REASON")))
        return _("{by} ({provision}) says “{words}” of a law of this title that is {kind} by it, and the texts of {law} do not: where that "
                 "is meant all the same, `{command}` records it").format(
                     by=one.by, provision=citation_of(one.provision), words=one.against, kind=_(one.kind), law=one.law, command=command)
    if one.others:
        return _("{told}; or it means {others}, of the same title: a person has to say which").format(
            told=_told(one), others="、".join(one.others))
    return _told(one)


def _appointing(one: Proposal) -> str:
    """A commencement that an act appoints; of a law that it may not mean, or in words that nobody has read, a person says it."""
    what = "、".join((*map(citation_of, one.provisions), *one.lacking))
    name = f"{one.law}/{one.version}"
    plain = one.day and not (one.lacking or one.others or one.against)
    command = typed("tracker", "date", name, "--by", one.by) if plain else " ".join(filter(None, (
        "tracker date", name, what and f"--provisions {what}", f"--in-force {one.day or 'DATE'}", "--because REASON")))
    said = (_("{by} ({provision}) brings {what} into force on {day}, not {instead}: record it with `{command}`") if one.day and one.instead
            else _("{by} ({provision}) brings {what} into force on {day}: record it with `{command}`") if one.day
            else _("{by} ({provision}) says from when {what} is in force, in words that a person has to read: “{text}”; `{command}` "
                   "records it"))
    if one.lacking:
        said = _("{by} ({provision}) says from when its {what} is in force; version {version} has no {lacking}: a person has to say what "
                 "is meant")
    told = said.format(by=one.by, provision=citation_of(one.provision), what=what or name, day=one.day, instead=one.instead, text=one.text,
                       command=command, version=one.version, lacking="、".join(one.lacking))
    return _("{told}; or it means {others}, of the same title: a person has to say which").format(
        told=told, others="、".join(one.others)) if one.others else told


def _amending(one: Proposal) -> str:
    """An amendment whose version is not there, with the command that makes it; of a law of another body a person says whether it is."""
    command = typed("tracker", "amend", "apply", one.source or "DECISION", f"{one.law}/{one.base}", "--output", "NEW.json")
    said = (_("{by} of {body} amends a law of this title from {day}, and the texts of {law} name other bodies: where it is meant all the "
              "same, `{command}` makes the text, for import") if one.against
            else _("{by} amends it from {day}, and no version in the store is known to be made by it: import the text as it then reads, or "
                   "make it with `{command}`, for import"))
    told = said.format(by=one.by, body=one.against, law=one.law, day=_since(one), command=command)
    return _("{told}; or it means {others}, of the same title: a person has to say which").format(
        told=told, others="、".join(one.others)) if one.others else told


def _told(one: Proposal) -> str:
    what = "、".join(map(citation_of, one.provisions))
    if one.pauses:
        return _pausing(one, "、".join(filter(None, (what, *one.lacking))))
    if one.prolonged:
        return _prolonging(one, "、".join(filter(None, (what, *one.lacking))))
    if one.lacking:
        return _("{by} ({provision}) repeals its {what} from {day}; its text of that day has no {lacking}, or had other "
                 "numbers when the act was made: a person has to say what is meant").format(
            by=one.by, provision=citation_of(one.provision), what="、".join(filter(None, (what, *one.lacking))),
            day=_since(one), lacking="、".join(one.lacking))
    if one.kind == "repealed" and what:
        told = filled(_("{by} ({provision}) repeals its {what} from {day}: record it with `tracker event {law} repealed --provisions "
                        "{what} --by {by}`"), by=one.by, provision=citation_of(one.provision), what=what, law=one.law,
                      day=_since(one))
        return told + _(", once `{command}` has taken it back as an older version numbers it").format(
            command=one.undoing) if one.undoing else told
    if one.kind == "repealed":
        return filled(_("{by} ({provision}) repeals it from {day}: record it with `tracker event {law} repealed --by {by}`"),
                      by=one.by, provision=citation_of(one.provision), day=_since(one), law=one.law)
    if one.outlived:
        return _("{by} ({provision}) ends {what} with {last}, its last day, yet version {later} was made after it: a person has to say "
                 "whether the term was prolonged").format(by=one.by, provision=citation_of(one.provision), what=what or _("itself"),
                                                          last=one.day and one.day - timedelta(days=1), later=one.outlived)
    command = typed("tracker", "event", one.law, "expired", what and "--provisions", what, "--by", one.by)
    said = _("{by} ({provision}) ends {what} with {last}, its last day; `{command}` confirms it") if one.day else _(
        "{by} ({provision}) ends {what} on a day that is not known; `{command} --date DATE` records it")
    told = said.format(by=one.by, provision=citation_of(one.provision), what=what or _("itself"), command=command,
                       last=one.day and one.day - timedelta(days=1))
    return told + _("; a later version stands in its place from {day}").format(day=one.replaced) if one.replaced else told


def _since(one: Proposal) -> str:
    return str(one.day or _("a day not set yet" if one.open else "a day not known"))


def _prolonging(one: Proposal, what: str) -> str:
    command = typed("tracker", "event", one.law, "expired", what and "--provisions", what, "--by", one.by)
    term = _("the term of its {what}").format(what=what) if what else _("its term")
    said = _("{by} ({provision}) prolongs {term} to {last}, the last day; `{command}` confirms it") if one.day and not one.lacking else _(
        "{by} ({provision}) prolongs {term}, in words that a person has to read: “{text}”; `{command} --date DATE` records it")
    told = said.format(by=one.by, provision=citation_of(one.provision), term=term, command=command, text=one.text,
                       last=one.day and one.day - timedelta(days=1))
    return told + _(", once `{command}` has taken the end before it back").format(command=one.undoing) if one.undoing else told


def _pausing(one: Proposal, what: str) -> str:
    asked = [word for name in one.unread for word in (f"--{name}", name.upper())]
    named = ["--provisions", what] * bool(one.several and what and not one.lacking)
    named += ["--place", one.place] * bool(one.several and one.place)
    numbers = ["--provisions", "PROVISIONS"] * bool(one.lacking)
    command = typed("tracker", "event", one.law, one.kind, *named, *numbers, *asked, "--by", one.by)
    said = (_("{by} ({provision}) suspends {what}: record it with `{command}`") if one.kind == "suspended" else
            _("{by} ({provision}) resumes {what}: record it with `{command}`"))
    return said.format(by=one.by, provision=citation_of(one.provision), command=command,
                       what=" ".join(filter(None, (what or f"《{one.law}》", one.place, _when(one.day, one.until)))))


def ordered(one: "Ordered") -> str:
    """What an act suspends of a law, or resumes, in words: which provisions, where and when."""
    return " ".join(filter(None, ("、".join(one.provisions) or f"《{one.title}》", one.place, _when(one.date, one.until))))


def _when(day: date | None, until: date | None) -> str:
    begins = day or _("day not known")
    if until:
        return _("{start} to before {end}").format(start=begins, end=until)
    return _("from {start}").format(start=day) if day else str(begins)

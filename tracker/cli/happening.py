"""`tracker event`: what happened to a law beyond its texts, as an act or a person tells it; recorded, or taken back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker import timeline
from tracker.citations import provisions_of
from tracker.cli.arguments import Day, read_file, store_option
from tracker.cli.frame import command, note
from tracker.cli.standing import happened, in_numbers
from tracker.errors import DateError, StoreError
from tracker.language import _
from tracker.model import Event, Held, Law, Version, citation_of, text_of
from tracker.naming import asked, bare_title
from tracker.reading.appointing import Appointed
from tracker.reading.correcting import Corrected, corrections, printed_on
from tracker.reading.prolonging import prolongations
from tracker.reading.repeals import Ended, repeals
from tracker.reading.suspending import Ordered, Unread, suspensions
from tracker.reading.unread import every_end
from tracker.timeline.standing import named_on

Order = TypeVar("Order", Ended, Ordered, Appointed, Corrected)

KINDS = ("repealed", "expired", "suspended", "resumed", "corrected", "adopted", "approved", "promulgated")


class Kind(click.Choice[str]):
    """What happened, by its name; the error for another word names all of them with what they mean."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as given. Raises StoreError for another word."""
        if value not in KINDS:
            raise StoreError("{value} is no kind of event", hint="write one of: {kinds}", value=value,
                             kinds="、".join(f"{kind} ({_(kind)})" for kind in KINDS))
        return value


class Given(NamedTuple):
    """What a person says, as written: the provisions, empty where none are named, and the place, empty for everywhere, None: not said."""

    provisions: str
    place: str | None


class Told(NamedTuple):
    """An act that says what happened: its title, who decided it, its number, its text, and its name in the store, if it is there."""

    act: str
    body: str
    document: str
    version: Version
    by: str = ""


@command("event", example="tracker event 示例市绿地条例 repealed --by 示例市公园条例/2020-01-10")
@click.argument("law")
@click.argument("kind", type=Kind(KINDS))
@click.option("--date", "day", type=Day(), help="the day; of a repeal or expiry, the first on which it is no longer law")
@click.option("--by", default="", help="the act that says so: a file, or a stored LAW/VERSION; it gives what it says of day, place, "
              "provisions and term")
@click.option("--because", default="", help="how it is known; needed without --by, and to take back")
@click.option("--provisions", default="", help="only these, in the numbering of the version in force on the day, or corrected, or "
              "that tells its own end: 第三条、第五条第二款")
@click.option("--place", help="only in this place; with --by, empty: everywhere")
@click.option("--until", type=Day(), help="the first day after a suspension")
@click.option("--take-back", is_flag=True, help="it was recorded by mistake; git keeps that it was")
@store_option
def event_command(law: str, kind: str, day: date | None, by: str, because: str, provisions: str, place: str | None, until: date | None,
                  take_back: bool, store: Path) -> None:
    """Record that a law, or provisions of it, were repealed, expired, suspended, resumed, corrected, … by an act (--by) or as a person
    knows it (--because); without a day, the day is not known. A correction is of one text: LAW/VERSION names it; it also tells in whose
    numbers the provisions of what is taken back were recorded."""
    if take_back and not because:
        raise DateError("it is not said why that is taken back", hint="say it in a few words, beside --by too: --because 'misread'")
    if not because and not by:
        raise DateError("it is not said how that is known", hint="say it in a few words: --because 'the gazette says so'")
    if place and not take_back and kind not in ("suspended", "resumed"):
        raise StoreError("what is {kind} is so everywhere: only a suspension, or its end, holds in a place", kind=_(kind),
                         hint="leave --place out, or record it as suspended there")
    opened = stores.open_store(store)
    entry = stores.law_named(opened, asked(law).law if asked(law).version else law)
    if take_back:
        act = read_file(Path(by)).title if Path(by).is_file() else by
        wanted = stores.Wanted(kind, day, provisions, place or "", until, asked(law).version, act)
        event, _done = stores.withdraw(opened, entry, wanted, because)
        click.echo(_("taken back") + f" {entry.law} {happened(event)}{in_numbers(entry, event)}")
        return
    text = _corrected(entry, asked(law).version, kind, day)
    event = Event(kind, day, place=place or "", until=until, reason=because)
    event = _sourced(opened, entry, event, by, Given(provisions, place), text)
    done = stores.record(opened, entry, event, because)
    click.echo(_("recorded" if done else "unchanged") + f" {entry.law} {happened(event)}{in_numbers(entry, event)}")
    now = stores.law_named(opened, entry.law)
    for line in stores.printed_again(opened, now, event):
        note(f"  {line}")
    for one in (e for e in entry.events if e not in now.events):
        click.echo("  " + _("in the place of {event}").format(event=happened(one) + in_numbers(entry, one)))


def _corrected(law: Law, named: date | None, kind: str, day: date | None) -> Held | None:
    """The version whose text is corrected, the one named, else the one that alone may be meant; None of what is no correction. Raises
    StoreError where it is not there, DateError where a text promulgated by that day is not in force yet: either may be meant."""
    if named and kind != "corrected":
        raise StoreError("{kind} is a law, not one of its versions", hint="name the law alone: {law}", kind=_(kind), law=law.law)
    if kind != "corrected" or not (named or day):
        return None
    made = [held for held in law.versions if not held.draft and (named or held.version <= (day or held.version))]
    if named:
        if text := next((held for held in made if held.version == named), None):
            return text
        raise StoreError("{law} has no version {day}", hint="it has: {there}", law=law.law, day=named,
                         there=", ".join(str(held.version) for held in made))
    force = stores.speaking(law, day)
    if made and made[-1].version > force.version:
        raise DateError("{day}: {law}/{new} was promulgated by then, but is not known to be law: it is not said which text is corrected",
                        hint="name it: {law}/{new}, or {law}/{old}", day=day, law=law.law, new=made[-1].version, old=force.version)
    return force


def _sourced(opened: stores.Store, law: Law, event: Event, by: str, given: Given, text: Held | None) -> Event:
    """An event with its source, and the provisions that it is about, of the text that it corrects. An act that does not order it of the law
    is no source for it; a law's own text gives the day of its end, an act that suspends what it says of place, provisions and term."""
    if not by:
        return _numbered(opened, law, replace(event, basis="person"), given.provisions, text)
    told = told_by(opened, by)
    event = replace(event, basis="act", act=told.act, body=told.body, document=told.document, by=told.by)
    if event.kind == "expired" and told.version.law == law.law and given.provisions:
        text = _own(law, told)
    event, cited = _ordered(opened, law, told, event, given)
    text = text or _corrected(law, None, event.kind, event.date)
    event = _numbered(opened, law, replace(event, after=None if event.date else told.version.version), cited, text)
    if not given.provisions:
        _must_keep_numbers(opened, law, event, told)
    return event


def _numbered(opened: stores.Store, law: Law, event: Event, provisions: str, text: Held | None) -> Event:
    """An event with the provisions cited that it is about, and the version whose ids they are, or whose text it corrects."""
    numbers = text or stores.speaking(law, event.date)
    ids = _provisions(opened, law, numbers, provisions) if text or not provisions else _named(opened, law, numbers, event.date, provisions)
    return replace(event, provisions=ids, numbers=numbers.version if ids or text else None)


def _named(opened: stores.Store, law: Law, numbers: Held, day: date | None, words: str) -> tuple[str, ...]:
    """The ids, in the version in force on a day, of what is named there; of any other version, in that."""
    state = timeline.on(law.versions, day, law.events) if day else None
    if state and state.status == "in_force" and state.version == numbers.version:
        return named_on(stores.version_named(opened, f"{law.law}@{day}", state.day), stores.version(opened, law, numbers), words)
    return _provisions(opened, law, numbers, words)


def _own(law: Law, told: Told) -> Held:
    """The version that tells the end of its own provisions, in its own numbers. Raises StoreError where the store does not hold it."""
    if text := next((held for held in law.versions if held.version == told.version.version), None):
        return text
    raise StoreError("{by} is no text in the store: an end is recorded in its numbers", hint="import it first",
                     by=f"{law.law}/{told.version.version}")


def _must_keep_numbers(opened: stores.Store, law: Law, event: Event, told: Told) -> None:
    """An act names provisions by their numbers when it was made. Raises DateError where these are not those of the event's day."""
    if not stores.keeps_numbers(law, event.provisions, told.version.version, event.date, stores.texts_of(opened)):
        raise DateError("{act} was made when {law} had other numbers: what {what} is on {day} cannot be said",
                        hint="name them by the numbers of that day: --provisions", act=event.act, law=law.law, day=event.date,
                        what="、".join(map(citation_of, event.provisions)))


def _ordered(opened: stores.Store, law: Law, told: Told, event: Event, given: Given) -> tuple[Event, str]:
    """An event as an act orders it, and the provisions cited that it is about; an act ends another law as it repeals one (自…起失效)."""
    provisions = given.provisions
    if event.kind in ("suspended", "resumed"):
        return _suspended(opened, told, law, event, given)
    if event.kind == "expired" and told.version.law == law.law:
        return replace(event, date=_expired(opened, law, told.version, provisions, event.date)), provisions
    if event.kind == "expired" and (longer := about(opened, told, law, prolongations(told.version))):
        return _prolonged(opened, told, longer, law, event, provisions)
    if event.kind in ("repealed", "expired"):
        return _repealed(opened, told, law, event, provisions)
    if event.kind == "corrected":
        return _put_right(opened, told, law, event, provisions)
    words = "".join(map(text_of, (*told.version.head, *told.version.body, *told.version.tail)))
    if bare_title(law.title) not in words and law.law not in words:
        raise StoreError("{act} does not name {law}", hint="--because without --by records what a person knows", act=told.act, law=law.law)
    return event, provisions


def _put_right(opened: stores.Store, told: Told, law: Law, event: Event, provisions: str) -> tuple[Event, str]:
    """A correction as an act tells it. Raises StoreError where it does not correct the law, DateError where it is of another day, or does
    not say plainly of all of it what it corrects."""
    own = about(opened, told, law, corrections(told.version))
    if not own:
        raise StoreError("{act} does not say that anything of {law} is {kind}", hint="it says so of: {named}; --because without --by "
                         "records what a person knows", act=told.act, law=law.law, kind=_(event.kind),
                         named="、".join(dict.fromkeys(f"《{one.title}》" for one in corrections(told.version))) or _("nothing"))
    made = told.version.version or printed_on(told.version)
    if made and event.date and made != event.date:
        raise DateError("{act} is of {made}, not of {day}", hint="leave --date out, or --by", act=told.act, made=made, day=event.date)
    cited = dict.fromkeys(one for each in own for one in each.provisions)
    if cited and not provisions and not all(one.provisions for one in own):
        raise DateError("{act} does not say all of it plainly: {words}", hint="say which: --provisions", act=told.act,
                        words="; ".join(f"“{one.text}”" for one in own if not one.provisions))
    return replace(event, date=event.date or made), provisions or "、".join(cited)


_ASKS: dict[Unread, str] = {"provisions": "--provisions", "place": "--place", "date": "--date", "until": "--until"}
"""The option that says what an act does not say plainly."""


def _suspended(opened: stores.Store, told: Told, law: Law, event: Event, given: Given) -> tuple[Event, str]:
    """A suspension, or its end, as an act orders it; what was not read of it a person says. Raises StoreError where the act does not order
    it of the law, DateError where it says something else than the person, or does not say plainly what nobody else says."""
    found = suspensions(told.version, "suspended" if event.kind == "suspended" else "resumed")
    own = about(opened, told, law, found)
    if not own:
        raise StoreError("{act} does not say that anything of {law} is {kind}", hint="it says so of: {named}; --because without --by "
                         "records what a person knows", act=told.act, law=law.law, kind=_(event.kind),
                         named="、".join(dict.fromkeys(f"《{one.title}》" for one in found)) or _("nothing"))
    provisions, place = given
    meant = [one for one in own if one.allows(event.date, event.until, place)
             and ("provisions" in one.unread or not provisions or _covers(opened, told, one, law, provisions))]
    if not meant:
        raise DateError("{act} says it otherwise: {said}", hint="leave out what it says itself, or --by", act=told.act,
                        said="; ".join(map(stores.ordered, own)))
    known = {"provisions": provisions, "place": place is not None, "date": event.date, "until": event.until}
    said = meant[0]
    unread = {name: one.unread.get(name, "") for one in meant for name in _ASKS
              if not known[name] and (name in one.unread or getattr(one, name) != getattr(said, name))}
    if unread:
        raise DateError("{act} does not say all of it plainly: {words}", hint="say it yourself: {options}; or record what you know "
                        "by --because, without --by", act=told.act, words="; ".join(_not_read(unread, meant)),
                        options=" ".join(_ASKS[name] for name in _ASKS if name in unread) + (
                            _(" (an empty --place is everywhere)") if "place" in unread else ""))
    return (replace(event, date=event.date or said.date, until=event.until or said.until,
                    place=said.place if place is None else place), provisions or "、".join(said.provisions))


def _not_read(unread: Mapping[Unread, str], meant: Sequence[Ordered]) -> Iterator[str]:
    """What is asked for, each by the words that were not read."""
    for name, words in unread.items():
        differs = len(meant) > 1 and not words
        yield f"{_ASKS[name]}: " + (f"“{words}”" if words else _("it orders several things of the law") if differs else
                                    _("from when it is in force itself is not known"))


def _expired(opened: stores.Store, law: Law, version: Version, provisions: str, day: date | None) -> date | None:
    """The day that a text gives for its own end, or that of provisions. Raises StoreError where it sets none, DateError where it names
    another day than `day`, or a later version that is law by then does not say so any more; a period counted gives way to the day that a
    person names."""
    ids = provisions_of(version, provisions)
    said = next((one for one in every_end(version) if one.provisions == ids), None)
    name = f"{version.law}/{version.version}"
    if said is None:
        raise StoreError("{by} sets no such end", hint="--because without --by records what a person knows", by=name)
    if day and said.date and day != said.date and not said.counted:
        raise DateError("{by} is no longer law from {said}, by its own words, not from {day}", hint="leave --date out, or --by", by=name,
                        said=said.date, day=day)
    if over := stores.overruled(law, version, said, day or said.date, stores.texts_of(opened)):
        raise DateError("{by} says so, but version {later}, in force by that day, does not any more", hint="--because without --by records "
                        "what a person knows", by=name, later=over)
    return day or said.date


def _repealed(opened: stores.Store, told: Told, law: Law, event: Event, provisions: str) -> tuple[Event, str]:
    """The end of a law, or of provisions of it, as an act orders it; where nobody says which, these are all that it repeals of the law.
    Raises StoreError where it does not, or means the law's own earlier text, DateError where it gives another day than the event has, or
    several."""
    found = repeals(told.version)
    own = about(opened, told, law, found)
    if told.version.law == law.law and any(not one.provisions for one in own):
        raise StoreError("{act} is a text of {law} itself: that of before it, which it repeals, ends where it comes into force",
                         hint="nothing is to be recorded; `tracker timeline {law}` shows it", act=told.act, law=law.law)
    said: Ended | None
    if own and not provisions and all(one.provisions for one in own):
        if len({one.date for one in own}) > 1:
            raise DateError("{act} repeals several things of {law} from several days", hint="say which: --provisions", act=told.act,
                            law=law.law)
        said, provisions = own[0], "、".join(cited for one in own for cited in one.provisions)
    else:
        said = next((one for one in own if _covers(opened, told, one, law, provisions)), None)
    if said is None and event.kind == "expired":
        raise StoreError("{by} sets no such end", hint="--because without --by records what a person knows", by=told.act)
    if said is None:
        every = "、".join(f"《{one.title}》{'、'.join(one.provisions)}" for one in found)
        raise StoreError("{act} does not say that it repeals {law}", hint="it repeals: {named}; --because without --by records what a "
                         "person knows", act=told.act, law=law.law, named=every or "-")
    if event.date and said.date and event.date != said.date:
        raise DateError("{act} repeals {law} from {said}, not from {day}", hint="leave --date out, or --by", act=told.act, law=law.law,
                        said=said.date, day=event.date)
    return replace(event, date=event.date or said.date, unset="open" if said.open and not event.date else ""), provisions


def _prolonged(opened: stores.Store, told: Told, longer: Sequence[Ended], law: Law, event: Event,
               provisions: str) -> tuple[Event, str]:
    """The end of a term that an act makes longer. Raises StoreError where it does not make that of the provisions named longer, DateError
    where it gives another day than the event has, or nobody gives one."""
    said = next((one for one in longer if _covers(opened, told, one, law, provisions)), longer[0] if len(longer) == 1 and not provisions
                else None)
    if said is None:
        raise StoreError("{by} sets no such end", hint="--because without --by records what a person knows", by=told.act)
    if not (said.date or event.date):
        raise DateError("{act} prolongs {law} in words that a person has to read: “{text}”", hint="say it yourself: --date DATE",
                        act=told.act, law=law.law, text=said.text)
    if said.date and event.date and said.date != event.date:
        raise DateError("{by} is no longer law from {said}, by its own words, not from {day}", hint="leave --date out, or --by",
                        by=law.law, said=said.date, day=event.date)
    return replace(event, date=event.date or said.date), provisions or "、".join(said.provisions)


def _names(law: Law) -> tuple[str, str]:
    """The ids that a title of a law may give."""
    return law.law, stores.law_id(law.title)


def about(opened: stores.Store, told: Told, law: Law, found: Iterable[Order]) -> list[Order]:
    """What an act says of a law. Raises StoreError where it gives the day of another law of the title."""
    named = [one for one in found if stores.law_id(one.title) in _names(law)]
    own = [one for one in named if stores.is_meant(law, one.words, partial(stores.versions, opened)) is not False]
    if named and not own:
        raise StoreError("{act} means another law of this title than {law}: “{words}”", hint="--because without --by records what a person "
                         "knows", act=told.act, law=law.law, words=named[0].words)
    return own


def _covers(opened: stores.Store, told: Told, one: Ended | Ordered, law: Law, provisions: str) -> bool:
    """Whether what an act repeals, prolongs or suspends is a law as a whole, or all the provisions named; where its numbers are not those
    of the day, a person says."""
    if not (one.provisions and provisions):
        return not one.provisions and not provisions
    ids, lacking = stores.provisions_repealed(one, law, stores.texts_of(opened), told.version.version)
    return bool(lacking) or set(_provisions(opened, law, stores.speaking(law, one.date), provisions)) <= set(ids)


def told_by(opened: stores.Store, by: str) -> Told:
    """What an act says: a deciding act or a law as a file, or a stored version of a law. Raises StoreError where there is none."""
    meant = asked(by)
    if re.search(r"/|\.[A-Za-z0-9]{1,5}$", by) and not (meant.version or meant.day or Path(by).is_file()):
        raise StoreError("there is no file {by}", hint="check the path, or name a stored text: LAW/VERSION", by=by)
    file = Path(by) if Path(by).is_file() else None
    version = read_file(file) if file else stores.version_named(opened, by, date.today())
    passed(version, by)
    made = next((e for e in version.events if e.date in (version.adopted, version.version)), Event("", None))
    return Told(version.title, made.body, made.document, version, "" if file else f"{version.law}/{version.version}")


def passed(version: Version, by: str) -> None:
    """Raise StoreError where an act is a bill: only what was passed orders anything."""
    if version.draft:
        raise StoreError("{by} is a draft ({stage}), and orders nothing", hint="name the act as it was passed", by=by, stage=version.draft)


def _provisions(opened: stores.Store, law: Law, numbers: Held, words: str) -> tuple[str, ...]:
    """The ids that `words` name in a version."""
    return provisions_of(stores.version(opened, law, numbers), words) if words else ()

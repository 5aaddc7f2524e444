"""`tracker event`: what happened to a law beyond its texts, as an act or a person tells it; recorded, or taken back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import Day, provisions_of, read_file, store_option
from tracker.cli.frame import command
from tracker.cli.standing import happened, names
from tracker.errors import DateError, StoreError
from tracker.language import _
from tracker.model import Event, Law, Version
from tracker.reading.commencement import first_day
from tracker.reading.expiry import endings
from tracker.reading.repeals import repeals

KINDS = ("repealed", "expired", "suspended", "resumed", "corrected", "adopted", "approved", "promulgated")


_ACT = re.compile(r"(?:决定|决议|修正案|命令|公告|通知|批复)$")
"""Titles of acts that decide on other laws, and hold no articles of their own."""


class Told(NamedTuple):
    """What an act says of itself and of the laws it repeals: title without 《》 -> the day, None where there is none. `version`: where
    it is a law; `parts`: title -> the provisions (ids) of which alone it says so, from `day`."""

    act: str
    body: str
    document: str
    repeals: dict[str, date | None]
    version: Version | None = None
    parts: Mapping[str, tuple[str, ...]] = {}
    day: date | None = None


@command("event", example="tracker event 示例市绿地条例 repealed --by 示例市公园条例/2020-01-10")
@click.argument("law")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--date", "day", type=Day(), help="the day; of a repeal or expiry, the first on which it is no longer law")
@click.option("--by", default="", help="the act that says so: a file, or a stored LAW/VERSION; it gives the day of a repeal it orders")
@click.option("--because", default="", help="how it is known; needed without --by")
@click.option("--provisions", default="", help="only these, in the numbering of the version in force on the day: 第三条、第五条第二款")
@click.option("--place", default="", help="only in this place")
@click.option("--until", type=Day(), help="the first day after a suspension")
@click.option("--take-back", is_flag=True, help="it was recorded by mistake; git keeps that it was")
@store_option
def event_command(law: str, kind: str, day: date | None, by: str, because: str, provisions: str, place: str, until: date | None,
                  take_back: bool, store: Path) -> None:
    """Record that a law, or provisions of it, were repealed, expired, suspended, resumed, corrected, … by an act (--by) or as a person
    knows it (--because); without a day, the day is not known."""
    if not because and (take_back or not by):
        raise DateError("it is not said how that is known", hint="say it in a few words: --because 'the gazette says so'")
    opened = stores.open_store(store)
    entry = stores.law_named(opened, law)
    if take_back:
        event, _done = stores.withdraw(opened, entry, kind, day, because)
        click.echo(_("taken back") + f" {entry.law} {happened(event)}")
        return
    event = _sourced(opened, entry, Event(kind, day, place=place, until=until, reason=because), by, provisions)
    event = replace(event, provisions=_provisions(opened, entry, event.date, provisions))
    done = stores.record(opened, entry, event, because)
    click.echo(_("recorded" if done else "unchanged") + f" {entry.law} {happened(event)}")


def _sourced(opened: stores.Store, law: Law, event: Event, by: str, provisions: str) -> Event:
    """An event with its source. An act that does not name the law to be repealed is no source for that; a law's own text gives the day of
    its end."""
    if not by:
        return replace(event, basis="person")
    told = told_by(opened, by)
    event = replace(event, basis="act", act=told.act, body=told.body, document=told.document)
    if event.kind == "expired" and told.version and told.version.law == law.law:
        return replace(event, date=_expired(told.version, provisions, event.date))
    if event.kind != "repealed":
        return event
    return replace(event, date=_repealed(told, law, event.date, _provisions(opened, law, event.date or told.day, provisions)))


def _expired(version: Version, provisions: str, day: date | None) -> date | None:
    """The day that a text gives for its own end, or that of provisions. Raises StoreError where it sets none, DateError where it names
    another day than `day`; a period counted gives way to the day that a person names."""
    ids = provisions_of(version, provisions)
    said = next((one for one in endings(version) if one.provisions == ids), None)
    name = f"{version.law}/{version.version}"
    if said is None:
        raise StoreError("{by} sets no such end", hint="--because without --by records what a person knows", by=name)
    if day and said.date and day != said.date and not said.counted:
        raise DateError("{by} is no longer law from {said}, by its own words, not from {day}", hint="leave --date out, or --by", by=name,
                        said=said.date, day=day)
    return day or said.date


def _repealed(told: Told, law: Law, day: date | None, provisions: tuple[str, ...]) -> date | None:
    """The day from which an act repeals a law, or provisions of it. Raises StoreError where it does not, DateError where it gives
    another day than `day`."""
    named = {stores.law_id(title): when for title, when in told.repeals.items()}
    named |= {stores.law_id(title): told.day for title, ids in told.parts.items() if provisions and set(provisions) <= set(ids)}
    key = next((key for key in (law.law, stores.law_id(law.title)) if key in named), "")
    if not key:
        every = "、".join([*told.repeals, *(f"《{title}》{names(ids)}" for title, ids in told.parts.items())])
        raise StoreError("{act} does not say that it repeals {law}", hint="it repeals: {named}; --because without --by records what a "
                         "person knows", act=told.act, law=law.law, named=every or "-")
    said = named[key]
    if day and said and day != said:
        raise DateError("{act} repeals {law} from {said}, not from {day}", hint="leave --date out, or --by", act=told.act, law=law.law,
                        said=said, day=day)
    return day or said


def told_by(opened: stores.Store, by: str) -> Told:
    """What an act says: a deciding act or a law as a file, or a stored version of a law."""
    path = Path(by)
    if not path.is_file():
        return _told_by_version(stores.version_named(opened, by, date.today()))
    version = read_file(path)
    return _told_by_act(path) if _ACT.search(version.title) else _told_by_version(version)


def _told_by_act(path: Path) -> Told:
    from tracker.amend.dating import commenced
    from tracker.cli.amending import act_and_text

    found, _text = act_and_text(path)
    act = found.act
    day, _reason = commenced(act, [c for c in found.commencement if not c.items and not c.provisions])
    return Told(act.title, act.body, act.document, {r.title: r.date or day for r in found.repeals})


def _told_by_version(version: Version) -> Told:
    made = next((e for e in version.events if e.date in (version.adopted, version.version)), Event("", None))
    day = first_day(version)
    found = repeals(version)
    parts: dict[str, tuple[str, ...]] = {}
    for one in found:
        parts |= {one.title: (*parts.get(one.title, ()), *one.provisions)} if one.provisions else {}
    return Told(version.title, made.body, made.document, {r.title: day for r in found if not r.provisions}, version, parts, day)


def _provisions(opened: stores.Store, law: Law, day: date | None, words: str) -> tuple[str, ...]:
    """The ids that `words` name in the version in force on the day, else in the last one promulgated by then, or the newest."""
    if not words:
        return ()
    state = timeline.on(law.versions, day, law.events) if day else None
    earlier = [h for h in law.versions if not h.draft and (day is None or h.version <= day)] or list(law.versions)
    held = next((h for h in law.versions if state and h.version == state.version), earlier[-1])
    return provisions_of(stores.version(opened, law, held), words)

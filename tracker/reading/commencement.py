"""From when a version is law: said by its own last article or by its notes, or unknown with the reason.

法律应当明确规定施行日期 (立法法(2023) 第六十一条): a first enactment and a whole new text (修订) say it in their last article. A
text amended in part still shows there the date of its first enactment; its own comes from the act that amended it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from typing import NamedTuple

from tracker.model import Event, InForce, Stage, Stated, Version, places, walk
from tracker.reading.clauses import (
    CONFLICT,
    LEFT_OPEN,
    NOT_SAID,
    OPEN,
    WHOLE,
    Closing,
    Given,
    closing,
    given,
    needed,
)
from tracker.reading.dates import days
from tracker.reading.history import ENACTING, Act, acts
from tracker.reading.staging import stages

NO_HISTORY = "the text tells nothing of its history, so it may have been amended since the date in its last article"
CHANGED = "amended since: the last article speaks of the first enactment, and the amending act's own date is not in the text"
LATER = "the file is dated later than every act in the text, so the text was changed by an act it does not name"
PARTLY = "the text gives single provisions days of their own, and not every provision a day that is known"
UNMADE = "the text says that it is in force from a day before it was made"
EARLIER = "the file is dated before the last act in the text"


class _Said(NamedTuple):
    """What a text says of its commencement: the article or line, what that gives, and the clauses that say so."""

    closing: Closing
    given: Given
    clauses: tuple[re.Match[str], ...] = ()


def commencement_of(version: Version, named: Date | None = None) -> InForce:
    """The commencement of a version whose events and text are read. `named`: the date of the file, evidence of which version it is.

    A date is stated only where the text makes it certain; else it is None, with the reason, and `first` keeps the date that the
    last article shows.
    """
    told = acts(version.events)
    single = stages(version, told)
    said = _statement(version, told) or _in_stages(version, single)
    own = _unspent(version, single, told, named)
    if said and said.given.reason == LEFT_OPEN and len(told) < 2 and not _contradicted(told, Date.max, named):
        return InForce(None, "text", said.closing.place, reason=LEFT_OPEN, stages=own)
    dates = {date: provision for date, provision in _certain(version, told, said, named) if date}
    undecided = said and said.given.reason == CONFLICT and len(told) == 1
    if len(dates) == 1 and not undecided:
        (date, provision), = dates.items()
        reason = _contradicted(told, date, named)
        if not reason:
            return InForce(date, "text", provision, stages=own)
    else:
        reason = CONFLICT if dates else _reason(told, said, named)
    return InForce(reason=reason, first=_first(told, said), stages=own, stated=tuple(_stated(version, told, said, reason)))


def _unspent(version: Version, own: Sequence[Stage], told: Sequence[Act], named: Date | None) -> tuple[Stage, ...]:
    """The commencements of single provisions that bind a version. In a text amended since, a day before its own making is spent: it was
    that of the first enactment, in whose numbers the clause speaks."""
    latest = latest_of(told)
    if len(told) == 1 and not (named and latest and named > latest):
        return tuple(own)
    made = which(version.events, named)[0] or Date.min
    days_of = ((s, s.date or max((one.date for one in s.stated if one.date), default=None)) for s in own)
    return tuple(s for s, day in days_of if day is None or day >= made)


def which(told: Sequence[Event], named: Date | None) -> tuple[Date | None, Date | None, Date | None]:
    """The date of a version, and when its last act was adopted and promulgated.

    A version is dated by its promulgation, else its adoption; a file's date counts where it is later than every act in the text.
    """
    grouped = acts(told)
    if not grouped:
        return named, None, None
    last, latest = grouped[-1], latest_of(grouped)
    adopted, promulgated = last.day(*ENACTING), last.day("promulgated")
    own = promulgated or adopted or last.day("approved") or named
    return named if named and latest and named > latest else own, adopted, promulgated


def first_day(version: Version) -> Date | None:
    """The day on which the law first came into force, of which its last article speaks (同时废止, 有效期五年) also in the text of a later
    version; None where not known. Where a person or an act says from when the text is law of whose commencement that article speaks, it is
    that day, not the one that the text has."""
    force, made, told = version.in_force, version.version, acts(version.events)
    own = len(told) < 2 or told[-1].kind != "amended"
    if own and force.date and force.basis != "text" and force.first and made and force.first >= made:
        return force.date
    return force.first or (force.date if force.basis == "text" or len(told) < 2 else None)


def _certain(version: Version, told: Sequence[Act], said: _Said | None, named: Date | None) -> Iterable[tuple[Date | None, str]]:
    """The dates that the notes and the last article state of this version, each with where it stands."""
    if told:
        begun = _begin(told[-1])
        noted = _noted(told)
        if noted and noted.date and begun and noted.date >= begun:
            yield noted.date, _note_id(version, noted.text)
    if said is None or (len(told) > 1 and _begin(told[-1]) is None and not _is_whole(told[-1])):
        return
    latest = latest_of(told)
    date, on, _why = said.given
    if date:
        whole = len(told) == 1 and named is not None and latest is not None and named <= latest
        if whole or (latest or named or Date.max) <= date:
            yield date, said.closing.place
    elif told and (len(told) == 1 or _is_whole(told[-1])):
        yield told[-1].day(*on), said.closing.place


def _noted(told: Sequence[Act]) -> Event | None:
    """The commencement that the notes tell of the last act."""
    return next((e for e in reversed(told[-1].events) if e.kind == "in_force" and e.date), None)


def _is_whole(act: Act) -> bool:
    """Whether an act gave a whole new text. A 修订 by a decision to amend (修改…的决定), as the State Council has it, changes parts."""
    return act.kind == "revised" and not any("修改" in e.act for e in act.events)


def _begin(act: Act) -> Date | None:
    return act.day("adopted", "amended", "revised", "approved", "promulgated")


def latest_of(told: Sequence[Act]) -> Date | None:
    """The date of the last act in a history, whatever was done on it; commencements aside."""
    return max((e.date for act in told for e in act.events if e.date and e.kind not in ("in_force", "repealed", "expired")), default=None)


def _contradicted(told: Sequence[Act], date: Date, named: Date | None) -> str:
    latest = latest_of(told)
    if named and named > max(latest or named, date):
        return LATER
    begun = _begin(told[-1]) if told else None
    return EARLIER if named and begun and named < begun else ""


def _reason(told: Sequence[Act], said: _Said | None, named: Date | None) -> str:
    latest = latest_of(told)
    if said is None:
        return NOT_SAID
    if said.given.reason:
        return said.given.reason
    if not told and (not named or said.given.date):
        return NO_HISTORY
    if named and latest and named > latest:
        return LATER
    past = said.given.date and latest and said.given.date < latest
    if len(told) == 1 and told[0].kind == "adopted" and past:
        return UNMADE
    return CHANGED if len(told) > 1 or past else needed(said.given)


def _first(told: Sequence[Act], said: _Said | None) -> Date | None:
    """The first commencement, as the last article still shows it."""
    return _day(told, said.given) if said else None


def _day(told: Sequence[Act], what: Given) -> Date | None:
    """The day that a clause gave the first enactment, in which it stood."""
    return what.date or (told[0].day(*what.on) if told else None)


def _statement(version: Version, told: Sequence[Act]) -> _Said | None:
    """What the last articles, or the last lines of a text without articles, say of the whole text's commencement."""
    for article in closing(version):
        clauses = tuple(article.own(WHOLE.finditer(article.words)))
        if clauses:
            each = {_day(told, what) or what for what in map(given, clauses)}
            return _Said(article, given(clauses[0]) if len(each) == 1 else Given(reason=CONFLICT), clauses)
        if OPEN.search(article.words):
            return _Said(article, Given(reason=LEFT_OPEN))
    return None


def _in_stages(version: Version, single: Sequence[Stage]) -> _Said | None:
    """What a text says that gives every provision a day of its own and none to the whole: it is law from the first of these days on."""
    dated = [s for s in single if s.date]
    article = next((one for one in closing(version) if dated and one.place == dated[0].provision), None)
    if article is None:
        return None
    held = places(version)
    known = {id(node) for s in single if s.date or s.basis == "text" for key in s.provisions for node in walk((held[key],))}
    every = all(id(node) in known for node in walk(version.body) if node.type == "article")
    return _Said(article, Given(min(s.date for s in dated if s.date)) if every else Given(reason=PARTLY))


def _stated(version: Version, told: Sequence[Act], said: _Said | None, reason: str) -> Iterator[Stated]:
    """The days that cannot stand together, each once: those of the last article, and that of the notes which they disagree with."""
    if said is None or reason not in (CONFLICT, UNMADE):
        return
    for what, clause in {given(clause): clause for clause in said.clauses}.items():
        yield said.closing.stated(clause, _day(told, what))
    made = (e for act in told for e in act.events if e.date == latest_of(told))
    against = _noted(told) if reason == CONFLICT and told else next(made, None)
    if against:
        yield _in_notes(version, against)


def _in_notes(version: Version, event: Event) -> Stated:
    """Where the notes tell the day of an event."""
    told = event.text.partition("\n")[0]
    for key, node in places(version).items():
        at = node.text.find(told) if told and node in version.head else -1
        if dated := next((d for d in days(node.text) if d.start >= at >= 0 and d.date == event.date), None):
            return Stated(event.kind, event.date, key, dated.start, dated.end)
    return Stated(event.kind, event.date)


def _note_id(version: Version, text: str) -> str:
    notes = [n for n in version.head if n.type == "title_note"]
    at = next((at for at, n in enumerate(notes, 1) if text and text.split("\n")[0] in n.text), 1)
    return "title_note" if at == 1 else f"title_note~{at}"

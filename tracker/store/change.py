"""What changes a store: keeping a version, dating it, recording an event, taking a version out."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker import codec
from tracker.citations import provisions_of
from tracker.errors import CitationError, StoreError, TrackerError
from tracker.language import _
from tracker.model import Event, InForce, Law, Stage, Version, held_as
from tracker.naming import asked, date_of
from tracker.store.acts import as_listed
from tracker.store.folder import Store, as_stored, bytes_of, is_id, law_at, law_id, law_named, version, version_path, versions
from tracker.store.meeting import Discrepancies, commencement, discrepancies, of_other_words
from tracker.store.recorded import is_again
from tracker.store.records import report_path
from tracker.store.refusal import refuse
from tracker.store.repository import (
    Before,
    answering,
    as_before,
    as_committed,
    commit,
    committed,
    earlier,
    locked,
    repo_of,
    sweep,
    write_whole,
)
from tracker.store.reviews import align_ahead, review_path
from tracker.store.undoing import Wanted, commands, meant, numbers_of, of_older_numbers, taking_back
from tracker.timeline.effect import corrected
from tracker.timeline.events import by_act, named, named_apart

if TYPE_CHECKING:
    from git import Repo

    from tracker.compare.overrule import Overrule


class Outcome(Struct, frozen=True):
    """What a write did, the law, the version, the commit (empty: none).

    `confirmed`: the official text of a version that had been computed from its deciding act says the same. `lost` are the commencements
    recorded of provisions that a new text does not have, or, without provisions, of a text that is a draft now. `unchecked`: the record
    of a comparison was of the text before, and is gone. `others` are the events recorded of provisions that the new text has otherwise.
    """

    done: Literal["imported", "unchanged", "confirmed", "corrected", "dated", "reviewed", "removed"]
    law: str
    version: date
    commit: str = ""
    lost: tuple[Stage, ...] = ()
    unchecked: bool = False
    others: tuple[Event, ...] = ()


class Entry(NamedTuple):
    """A version to keep, its source's bytes, and the source's ending (`.txt`)."""

    version: Version
    source: bytes
    suffix: str


class _Change(NamedTuple):
    """What was written and is to be committed: the outcome without its commit, its files as they were, the commit's subject and reason."""

    outcome: Outcome
    before: Before
    subject: str
    because: str = ""


def add(store: Store, new: Version, source: bytes, suffix: str, *, correct: bool = False) -> Outcome:
    """Keep a version with its source's bytes; `suffix` is the source's ending (`.txt`).

    The same text again changes nothing. Another text for the same date is refused (StoreError) unless `correct`: then it takes the old
    one's place, and git keeps both.
    """
    repo = repo_of(store)
    with locked(repo):
        done = _committed(repo, [_add(store, Entry(new, source, suffix), correct)])
    _look_ahead(store, [done])
    return done


def add_all(store: Store, entries: Sequence[Entry], *, correct: bool = False) -> list[Outcome | TrackerError]:
    """As `add` for several versions, with one commit for all. One that is refused stops nothing: its error stands in its place.

    However the process is stopped, what is written by then is whole; the same call again completes the commit.
    """
    repo = repo_of(store)
    made: list[_Change | TrackerError] = []
    commit_id = ""
    with locked(repo):
        try:
            for entry in entries:
                made.append(_tried(store, entry, correct))
        finally:
            written = [one for one in made if isinstance(one, _Change)]
            if written:
                commit_id = _committed(repo, written).commit
    _look_ahead(store, [one.outcome for one in written])
    return [replace(one.outcome, commit=commit_id) if isinstance(one, _Change) else one for one in made]


def _tried(store: Store, entry: Entry, correct: bool) -> "_Change | TrackerError":
    try:
        return _add(store, entry, correct)
    except TrackerError as error:
        return error


def _look_ahead(store: Store, outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        if one.done != "unchanged":
            align_ahead(store, one.law, one.version)


def _committed(repo: "Repo", changes: Sequence[_Change]) -> Outcome:
    """Commit what was written, all in one; the outcome of the last."""
    last = changes[-1]
    before = {path: held for change in reversed(changes) for path, held in change.before.items()}
    new = [change for change in changes if change.outcome.done != "unchanged"] or changes
    if len(new) == 1:
        return replace(last.outcome, commit=commit(repo, before, new[0].subject, new[0].because))
    return replace(last.outcome, commit=commit(repo, before, f"{len(new)} versions kept", "\n".join(change.subject for change in new)))


def _add(store: Store, entry: Entry, correct: bool) -> _Change:
    new = replace(entry.version, suspended=())
    _day_of(new)
    if new.readings or new.day:
        raise StoreError("{law}: this is the text of a day, put together from several versions, and no version itself",
                         hint="import the texts of its versions", law=new.law)
    folder = store.root / new.law
    sweep(folder)
    law = law_at(folder / "law.json") if (folder / "law.json").is_file() else Law(new.law, new.title)
    new = as_listed(law, new)
    day = _day_of(new)
    held = next((h for h in law.versions if h.version == day), None)
    old = version(store, law, held) if held else None
    first_source = old is not None and old.source is None and new.source is not None
    computed = old is not None and old.source is not None and new.source is None
    meet = first_source or (computed and new.in_force.basis == "act")
    if old is not None and old.head + old.body + old.tail == new.head + new.body + new.tail and old.draft == new.draft and not meet:
        return _again(store, law, old, new)
    _refuse_draft(new)
    if new.in_force.basis == "person":
        others = versions(store, law)
        refuse(law, (others, law.events), ((*(v for v in others if v.version != day), new), law.events))
    if old is not None and first_source:
        return _official(store, law, old, new, entry)
    if old is not None and computed and not correct:
        return _official(store, law, new, old, None)
    if old is not None and not correct:
        raise StoreError("{law}/{day} is in the store as a draft ({stage}), with another text" if old.draft else
                         "{law}/{day} is in the store with another text", hint="compare them with `tracker diff`; --correct puts this "
                         "text in its place and keeps both in history", law=new.law, day=day, stage=old.draft)
    law = _compared_again(store, law, day, new) if old else law
    kept, lost = commencement(old, new) if old else (new.in_force, ())
    before = _write_version(store, law, replace(new, in_force=kept), entry)
    done: Literal["imported", "corrected"] = "corrected" if old else "imported"
    unchecked = before.get(report_path(store, new.law, day)) is not None
    outcome = Outcome(done, new.law, day, lost=lost, unchecked=unchecked, others=of_other_words(law.events, old, new) if old else ())
    return _Change(outcome, before, f"{new.law}: version {day} {done}")


def _refuse_draft(new: Version) -> None:
    """Raise StoreError where a draft is said to be in force."""
    if new.draft and (new.in_force.basis != "unknown" or new.in_force.stages):
        raise StoreError("{law}/{day} is a draft ({stage}), which never comes into force", law=new.law, day=new.version, stage=new.draft,
                         hint="import the text as it was passed; that version has its day")


def _day_of(new: Version) -> date:
    """The date that a version is stored by. Raises StoreError where it has none, or its law's name is none for a folder."""
    if new.version is None:
        raise StoreError("{law}: the text has no date, so it is not known which version it is", hint="say --date YYYY-MM-DD", law=new.law)
    if not is_id(new.law) or "@" in new.law or new.law.startswith("-"):  # LAW@DATE and options could not name it
        raise StoreError("{law!r} cannot name a law in the store", hint="give a name with --law", law=new.law)
    return new.version


def _official(store: Store, law: Law, computed: Version, official: Version, entry: Entry | None) -> _Change:
    """The official text and one computed from the deciding act meet, whichever came first: the official one stands, with the commencement
    that the act tells where its own text does not; where they differ, that is recorded as a correction. `entry` where it is new."""
    day = _day_of(official)
    kept, lost = commencement(computed, official)
    law = _corrected(law, day, found := discrepancies(computed, official))
    before = _write_version(store, law, replace(official, in_force=kept), entry)
    done: Literal["confirmed", "corrected"] = "corrected" if any(found) else "confirmed"
    others = of_other_words(law.events, computed, official) if entry else ()
    outcome = Outcome(done, law.law, day, lost=lost, unchecked=before.get(report_path(store, law.law, day)) is not None, others=others)
    if as_before(*before) == before:  # the computed text again: all that it tells is kept
        outcome = Outcome("unchanged", law.law, day)
    return _Change(outcome, before, f"{law.law}: version {day} {done} by the official text")


DIFFERS = "the official text differs from the one computed from the deciding act"
DIFFERED = "the official text, before it was corrected, differed from the one computed from the deciding act"


def _corrected(law: Law, day: date, found: Discrepancies) -> Law:
    """A law with what its official text of a day has otherwise than the computed one, instead of what was known of that before."""
    event = Event("corrected", day, provisions=found.differ, lacking=found.lacking, reason=DIFFERS)
    if event in law.events:
        return law
    others = tuple(e for e in law.events if corrected(e) != day)
    return replace(law, events=(*others, event) if any(found) else others)


def _compared_again(store: Store, law: Law, day: date, official: Version) -> Law:
    """A law of which an official text is corrected: what it has otherwise than the computed one is so no longer, or other than that. Where
    the store never held the computed text by itself, that is not known until it is imported again."""
    computed = _computed(store, law, day)
    if computed:
        return _corrected(law, day, discrepancies(computed, official))
    return replace(law, events=tuple(replace(e, reason=DIFFERED) if corrected(e) == day else e for e in law.events))


def _computed(store: Store, law: Law, day: date) -> Version | None:
    """The last text of a version that was computed from its deciding act, as git has it."""
    path = version_path(store, law.law, day)
    with answering(store):
        for data in earlier(repo_of(store), path):
            with suppress(TrackerError):
                found: Version = codec.load(data, str(path), "version")
                if found.source is None and found.in_force.basis == "act":
                    return found
    return None


def _again(store: Store, law: Law, old: Version, new: Version) -> _Change:
    """The same text is there: finish a commit that was cut off, and take what a person newly says of its commencement."""
    day = _day_of(old)
    if new.in_force.basis == "person" and new.in_force != old.in_force:
        return _redate(store, law, old, new.in_force)
    paths = [store.root / law.law / "law.json", version_path(store, law.law, day)]
    paths += [store.root / law.law / "sources" / h.source for h in law.versions if h.version == day and h.source]
    paths.append(report_path(store, law.law, day))
    return _Change(Outcome("unchanged", law.law, day), as_before(*paths), f"{law.law}: version {day} imported")


def _write_version(store: Store, law: Law, new: Version, entry: Entry | None) -> Before:
    """Write the source, then the version, then the law that lists it, and take away a source replaced and, with a new text (`entry`), the
    record of the comparison of the text before; return what was there before.

    Everything is made and validated before the first byte is written.
    """
    day = _day_of(new)
    folder = store.root / new.law
    replaced = next((h.source for h in law.versions if h.version == day), "")
    kept = f"{day.isoformat()}{entry.suffix}" if entry else replaced
    if kept and not is_id(kept):
        raise StoreError("the file's ending {suffix!r} cannot stand in the store", hint="rename the file", suffix=kept[10:])
    data = codec.dump(codec.encode("version", new))
    others = [h for h in law.versions if h.version != day]
    listed = sorted([*others, held_as(new, hashlib.sha256(data).hexdigest(), kept)], key=lambda h: h.version)
    named = [h for h in listed if not h.draft] or listed  # a draft renames no law
    title = new.title if named[-1].version == day else law.title
    law_document = codec.dump(codec.encode("law", replace(law, title=title, versions=tuple(listed))))
    written = {folder / "sources" / kept: entry.source} if entry else {}
    written |= {version_path(store, new.law, day): data, folder / "law.json": law_document}
    gone = [folder / "sources" / replaced] if replaced not in ("", kept) else []
    gone += [report_path(store, new.law, day)] if entry else []
    before = as_before(*written, *gone)
    for path, content in written.items():
        write_whole(path, content)
    for path in gone:
        path.unlink(missing_ok=True)
    return before


def redate(store: Store, what: str, in_force: InForce) -> Outcome:
    """Say from when a stored version (`LAW/VERSION`) is in force, as a person or an act knows it; committed with the reason.

    Raises DateError with both events and their sources where that contradicts what is held.
    """
    meant = asked(what)
    if not meant.version:
        raise StoreError("{what} names no stored version", hint="write LAW/VERSION, as `tracker list` shows them", what=what)
    law = law_named(store, meant.law)
    old = as_stored(store, law, meant.version)
    repo = repo_of(store)
    with locked(repo):
        done = _committed(repo, [_redate(store, law, old, in_force)])
    _look_ahead(store, [done])
    return done


def _redate(store: Store, law: Law, old: Version, in_force: InForce) -> _Change:
    held = versions(store, law)
    new = replace(old, in_force=in_force)
    _refuse_draft(new)
    refuse(law, (held, law.events), (tuple(new if v.version == old.version else v for v in held), law.events))
    before = _write_version(store, law, new, None)
    day = _day_of(old)
    return _Change(Outcome("dated", law.law, day), before, f"{law.law}: version {day} in force from {in_force.date}",
                   in_force.reason or in_force.act)


def record(store: Store, law: Law, event: Event, because: str) -> str:
    """Add an event (repealed, expired, …) to a law, in the place of what was recorded before as the same, without its day or by the same
    act; returns the commit, empty where it is recorded already.

    Raises DateError with both events and their sources where it contradicts what is held, StoreError where the same act's numbers are
    recorded as those of another version.
    """
    repo = repo_of(store)
    with locked(repo):
        path = store.root / law.law / "law.json"
        law = law_at(path)
        before = as_before(path)
        if event not in law.events and event not in [replace(e, by="") for e in law.events]:
            held = versions(store, law)
            left = tuple(e for e in law.events if not is_again(store, law, e, event))
            if older := of_older_numbers(left, event):
                raise StoreError("{event}: recorded {by} before, in the numbers of version {numbers}", hint="where those of version "
                                 "{now} are meant, take it back first: `{command}`", event=named(older), by=by_act(older.act),
                                 numbers=older.numbers, now=event.numbers, command=taking_back(law, older))
            refuse(law, (held, law.events), (held, (*left, event)))
            write_whole(path, codec.dump(codec.encode("law", replace(law, events=(*left, event)))))
        return commit(repo, before, f"{law.law}: {event.kind} {event.date}", because)


def review(store: Store, old: Version, new: Version, said: "Overrule", because: str) -> Outcome:
    """Keep what persons said about which provision of one stored version became which of another; nothing said takes the file away.

    Raises StoreError where the two are not versions of one law in the store.
    """
    from tracker.compare.references import name_of, reference

    listed = {held.version for held in law_named(store, new.law).versions}
    if old.law != new.law or old.version is None or new.version is None or not {old.version, new.version} <= listed:
        raise StoreError("{old} and {new} are not two versions of one law in the store", hint="import both first, or name a file with "
                         "--output", old=name_of(reference(old)), new=name_of(reference(new)))
    path = review_path(store, old, new)
    repo = repo_of(store)
    with locked(repo):
        before = as_before(path)
        if said.statements:
            write_whole(path, codec.dump(codec.encode("alignment", said)))
        else:
            path.unlink(missing_ok=True)
        done = commit(repo, before, f"{new.law}: alignment of {old.version} and {new.version} reviewed", because)
    return Outcome("reviewed" if done else "unchanged", new.law, new.version, done)


def withdraw(store: Store, law: Law, wanted: Wanted, because: str) -> tuple[Event, str]:
    """Take back an event that was recorded of a law, named by its kind and day, and where several are recorded of these by what else tells
    them apart; provisions in the numbers of the event itself. Returns it and the commit. Git keeps that it was believed.

    Where that was done by a command that was cut off before its commit, it is completed. Raises StoreError where no such event is
    recorded, or more than one.
    """
    repo = repo_of(store)
    with locked(repo):
        path = store.root / law.law / "law.json"
        law = law_at(path)
        found = meant(law, wanted, lambda event: _cites(store, law, event, wanted.provisions))
        past = law if found else replace(law, events=_events_committed(store, repo, path))
        cut_off = [] if found else meant(past, wanted, lambda event: _cites(store, past, event, wanted.provisions))
        if len(cut_off) == 1:
            return cut_off[0], commit(repo, as_before(path), _undone(law, cut_off[0]), because)
        if len(found) != 1:
            held = ", ".join(named_apart(law, e) for e in law.events) or _("none")
            raise StoreError("{law} has {count} recorded events {kind} {day}", hint="name one of them: {commands}" if found else
                             "recorded are: {held}", law=law.law, count=len(found), kind=_(wanted.kind),
                             day=wanted.day or _("day not known"), held=held, commands=commands(law, found))
        left = tuple(e for e in law.events if e is not found[0])
        held_ = versions(store, law)
        refuse(law, (held_, law.events), (held_, left))
        before = as_before(path)
        write_whole(path, codec.dump(codec.encode("law", replace(law, events=left))))
        return found[0], commit(repo, before, _undone(law, found[0]), because)


def _undone(law: Law, event: Event) -> str:
    return f"{law.law}: {event.kind} {event.date} taken back"


def _cites(store: Store, law: Law, event: Event, words: str) -> bool:
    """Whether words cite just the provisions of an event, by the numbers that it was recorded in."""
    held = next((h for h in law.versions if h.version == numbers_of(law, event)), None)
    try:
        return held is not None and set(provisions_of(version(store, law, held), words)) == set(event.provisions)
    except CitationError:
        return False


def _events_committed(store: Store, repo: "Repo", path: Path) -> tuple[Event, ...]:
    """The events of a law's document as git last had it."""
    with answering(store):
        data = as_committed(repo, path) if committed(repo, path) else b""
    known: Law | None = codec.load(data, str(path), "law") if data else None
    return known.events if known else ()


def remove(store: Store, what: str, because: str) -> Outcome:
    """Take a stored version (`LAW/VERSION`) out again; git keeps its history. A removal that was cut off before its commit is completed."""
    name, _, stored = what.rpartition("/")
    repo = repo_of(store)
    with locked(repo):
        entry = store.root / law_id(name) / "law.json"
        half = _half_removed(store, repo, entry, stored)
        if half:
            there = entry.is_file()
            return _take_out(repo, law_id(name), date_of(stored), {entry: bytes_of(entry)} if there else {},
                             half if there else [*half, entry], because)
        law = law_named(store, name or what)
        held = next((h for h in law.versions if h.version.isoformat() == stored), None)
        if held is None:
            raise StoreError("{what} names no stored version", hint="write LAW/VERSION, as `tracker list` shows them", what=what)
        numbered = [e for e in law.events if e.numbers == held.version]
        if numbered:
            raise StoreError("{events}: recorded in the numbers of {what}, and without it not known of what",
                             hint="take it back first (`{command}`), and record it in the numbers of another version",
                             events="; ".join(map(named, numbered)), what=what, command=taking_back(law, numbered[0]))
        left = tuple(h for h in law.versions if h is not held)
        entry = store.root / law.law / "law.json"
        gone = [version_path(store, law.law, held.version)]
        gone += [store.root / law.law / "sources" / held.source] if held.source else []
        return _take_out(repo, law.law, held.version, {entry: codec.dump(codec.encode("law", replace(law, versions=left)))} if left else {},
                         gone if left else [*gone, entry], because)


def _half_removed(store: Store, repo: "Repo", entry: Path, stored: str) -> list[Path]:
    """The files of a version that git has, but the law's document does not list any more: who took it out was cut off before the commit."""
    folder = entry.parent.resolve()
    if not is_id(entry.parent.name) or (entry.is_file() and stored in {str(h.version) for h in law_at(entry).versions}):
        return []
    with answering(store):
        had = committed(repo, folder)
    document = folder / f"{stored}.json"
    return [document, *(path for path in had if path.parent == folder / "sources" and path.stem == stored)] if document in had else []


def _take_out(repo: "Repo", law: str, day: date, written: Mapping[Path, bytes], gone: Sequence[Path], because: str) -> Outcome:
    before = as_before(*written, *gone)
    for path, content in written.items():
        write_whole(path, content)
    for path in gone:
        path.unlink(missing_ok=True)
    done = Outcome("removed", law, day, commit(repo, before, f"{law}: version {day} removed", because))
    for folder in sorted({path.parent for path in gone}, key=lambda one: -len(one.parts)):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return done

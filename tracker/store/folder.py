"""A store as files: where each law and version stands, and reading them back."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker import codec, timeline
from tracker.beside import Beside
from tracker.errors import DocumentError, StoreError, TrackerError, refusal
from tracker.language import _, filled
from tracker.model import Event, Held, Law, Version
from tracker.naming import asked, bare_title, unmarked
from tracker.timeline import REASONS, UNHELD

if TYPE_CHECKING:
    from tracker.store.reviews import Aligner


class Store(Struct, frozen=True):
    """A folder of laws. `root` exists."""

    root: Path


def open_store(root: Path) -> Store:
    """The store at a folder. Raises StoreError where there is none."""
    if not root.is_dir():
        raise StoreError("there is no store at {root}", hint="make one with `tracker init {root}`, or name another with --store", root=root)
    return Store(root)


def made_store(root: Path) -> Store:
    """As `open_store`, of one that was made by `tracker init` or holds a law: any other folder would pass for an empty store."""
    store = open_store(root)
    if not (root / ".gitattributes").is_file() and not folders(store):
        raise StoreError("{root} is a folder, but no store: it holds no law", hint="make it one with `tracker init {root}`, or name "
                         "another with --store", root=root)
    return store


def laws(store: Store) -> list[Law]:
    """Every law in the store, in order of id."""
    return list(each_law(store))


def each_law(store: Store) -> Iterator[Law]:
    """As `laws`, one at a time."""
    return (law_at(path) for path in sorted(store.root.glob("*/law.json")))


def folders(store: Store) -> list[str]:
    """The names of the folders that hold a law, in order; its id, unless someone renamed one."""
    return sorted(path.parent.name for path in store.root.glob("*/law.json"))


def law_in(store: Store, folder: str) -> Law:
    """The law in a folder. Raises DocumentError where it is damaged, or its id is not the folder's name."""
    return law_at(store.root / folder / "law.json")


def digest(store: Store, folder: str) -> str:
    """The SHA-256 of all that a law's pages are made from: its document, which holds those of its versions, and what was reviewed."""
    made = hashlib.sha256()
    for path in (store.root / folder / "law.json", *sorted((store.root / folder).glob("alignments/*.json"))):
        made.update(path.name.encode() + b"\0" + bytes_of(path))
    return made.hexdigest()


def law_named(store: Store, name: str) -> Law:
    """A law by its id, its full title or its short one. Raises StoreError where there is none, with the nearest names."""
    if is_id(law_id(name)) and (store.root / law_id(name) / "law.json").is_file():
        return law_at(store.root / law_id(name) / "law.json")
    held = laws(store)
    found = next((law for law in held if name in (law.law, law.title)), None)
    if found:
        return found
    from rapidfuzz import process

    near = ", ".join(match[0] for match in process.extract(name, [law.law for law in held], limit=3))
    raise StoreError("the store has no law named {name}", hint="the nearest are: {near}; `tracker list` shows all" if near
                     else "the store is empty; `tracker import FILE` adds a law", name=name, near=near)


def laws_named(store: Store, titles: Iterable[str]) -> list[Law]:
    """Those laws of the store whose ids these titles give."""
    ids = dict.fromkeys(law_id(title) for title in titles)
    return [law_at(path) for key in ids if is_id(key) and (path := store.root / key / "law.json").is_file()]


def law_id(title: str) -> str:
    """A law's id from a title: its first line, outer 《》, a leading 中华人民共和国 and a note of its last change off, white space out."""
    first = unmarked(bare_title("".join(title.strip().split("\n")[0].split())))
    return first.removeprefix("中华人民共和国") or first


def version(store: Store, law: Law, held: Held, valid: bool = False) -> Version:
    """One version as stored. Raises DocumentError where its bytes are not those that `law.json` names, or are damaged. `valid`: these bytes
    are known to be a valid document."""
    path = version_path(store, law.law, held.version)
    data = bytes_of(path)
    if (digest := hashlib.sha256(data).hexdigest()) != held.sha256:
        raise _another(path, digest, held)
    found: Version = codec.load_again(data, str(path)) if valid else codec.load(data, str(path), "version")
    _DIGESTS.set(found, held.sha256)
    return found


def _another(path: Path, digest: str, held: Held) -> TrackerError:
    """That a version's bytes are not those looked for, as an error to raise: another process writes, or wrote, or the file is damaged.
    A write takes less than a second from the document to `law.json`."""
    now = next((one for one in law_at(path.with_name("law.json")).versions if one.version == held.version), held)
    if now.sha256 == digest:
        return StoreError("{where} was changed while it was read", hint="give the command again", where=path)
    lately = abs(time.time() - path.stat().st_mtime) < _LATELY
    return DocumentError("{where}: its SHA-256 is not the one in law.json", where=path, hint=
                         "another process may be writing it: give the command again; if it says so again, restore the file from git: "
                         "git checkout -- {where}" if lately else "restore the file from git: git checkout -- {where}")


_LATELY = 5.0
"""Seconds in which a file was written by a process that may not be done yet."""

_DIGESTS: Beside[str] = Beside()


def digest_of(version: Version) -> str:
    """The SHA-256 of the document that a version was read from in a store; empty for one that was not, or was made from such a one."""
    return _DIGESTS.get(version) or ""


def versions(store: Store, law: Law) -> tuple[Version, ...]:
    """All versions of a law, oldest first."""
    return tuple(version(store, law, held) for held in law.versions)


def version_path(store: Store, law: str, day: date) -> Path:
    """Where a version's document stands."""
    return store.root / law / f"{day.isoformat()}.json"


def source_path(store: Store, law: Law, held: Held) -> Path | None:
    """Where the source of a version stands; None where none is kept."""
    return store.root / law.law / "sources" / held.source if held.source else None


def source_of(store: Store, version: Version) -> Path | None:
    """Where the source of a stored text stands; None where none is there: a store as it was known has documents alone."""
    law = law_named(store, version.law)
    path = next((source_path(store, law, held) for held in law.versions if held.version == version.version), None)
    return path if path and path.is_file() else None


def version_named(store: Store, what: str, today: date) -> Version:
    """`LAW` (in force today), `LAW@DATE` (in force on that day) or `LAW/VERSION` (as stored).

    Raises StoreError where the law or version is not there, and where the answer depends on a commencement nobody knows.
    Nothing in force on that day is NothingInForce.
    """
    meant = asked(what)
    law = law_named(store, meant.law)
    return as_stored(store, law, meant.version) if meant.version else in_force_on(store, law, meant.day or today)


class NothingInForce(StoreError):
    """No version of the law is in force on the day asked for; the reason is in the text. The command line exits 1."""


def in_force_on(store: Store, law: Law, day: date) -> Version:
    """The version in force on a day; see `version_named` for the errors."""
    held = law.versions
    state = _doubted(law, timeline.on(held, day, law.events))
    if state.reason == "version_missing":
        raise _one_is_missing(law, state)
    if state.status == "unknown":
        raise unknown_on(law, state)
    if state.version is None:
        raise nothing_in_force(law, held, state)
    from tracker.store.reviews import aligner
    from tracker.timeline.composition import text_on

    mapper = aligner(store, law.law)
    text = text_on(timeline.calendar(held, law.events), state, _beside(store, law, state, mapper), mapper)
    if not text.readings:
        _DIGESTS.set(text, next(v.sha256 for v in held if v.version == state.version))  # whatever is suspended, it is the stored text
    return text


def _beside(store: Store, law: Law, state: timeline.State, mapper: "Aligner") -> Callable[[date], Version]:
    """As `loader`, for the text of a day: the version in force is found valid each time, those beside it once for all."""
    listed, pairs = {v.version: v for v in law.versions}, list(pairwise(v for v in law.versions if not v.draft))

    def load(day: date) -> Version:
        known = day != state.version and any(mapper.vouches(*pair) for pair in pairs if listed[day] in pair)
        return version(store, law, listed[day], known)

    return load


def state_on(store: Store, law: Law, day: date) -> timeline.State:
    """What is known of a law on a day, down to its provisions."""
    from tracker.store.reviews import aligner

    held, state = timeline.calendar(law.versions, law.events), _doubted(law, timeline.on(law.versions, day, law.events))
    return timeline.looked_into(held, state, loader(store, law), aligner(store, law.law))


def corrections_of(store: Store, law: Law, text: date | None) -> tuple[Event, ...]:
    """What was corrected of the text of a version, by its ids; nothing where it is none of the law's, or a draft."""
    from tracker.store.reviews import aligner
    from tracker.timeline.standing import corrections

    if not text or all(event.kind != "corrected" for event in law.events):
        return ()
    held = {one.version: one for one in law.versions}
    return tuple(corrections(timeline.calendar(law.versions, law.events), text, lambda day: version(store, law, held[day]),
                             aligner(store, law.law)))


def _doubted(law: Law, state: timeline.State) -> timeline.State:
    return timeline.doubted(state, timeline.missing(law.versions, state.version)) if state.version else state


def _one_is_missing(law: Law, state: timeline.State) -> StoreError:
    """That the law on a day is not known because a version is not in the store, as an error to raise."""
    held = state.candidates[0]
    one = timeline.unseen(timeline.missing(law.versions, held), held, state.day)[-1]
    return StoreError("what {law} was on {day} is not known: {why}", hint="import the text as that act left it; or name a version: "
                      "{law}/{version}", law=law.law, day=state.day, why=missed(one), version=held)


def missed(one: timeline.Missing) -> str:
    """A version that is not in the store, in words."""
    return _("the title note of version {version} names what the store has no version of: {kind} {day}").format(
        version=one.teller, kind=_(one.event.kind), day=one.day)


def namesakes(laws: Iterable[Law]) -> Iterator[tuple[Law, Law]]:
    """Two laws of a store with one title: one was renamed, and a text under the new name is kept apart, as the second of the two."""
    by_title: dict[str, Law] = {}
    for law in sorted(laws, key=lambda one: one.law == law_id(one.title)):
        before = by_title.setdefault(law_id(law.title), law)
        if before is not law:
            yield before, law


def namesake(law: Law, other: Law) -> str:
    """That two laws have one title, in words."""
    return filled(_("{law} and {other} have one title, 《{title}》: if they are one law, renamed, `tracker remove {stored} --because "
                    "REASON` and `tracker import FILE --law {law}` keep its versions together"),
                  law=law.law, other=other.law, title=law.title, stored=stored(other))


def stored(law: Law) -> str:
    """How a command names a version of a law: its only one, else one that is to be filled in."""
    return f"{law.law}/{law.versions[0].version if len(law.versions) == 1 else 'VERSION'}"


def loader(store: Store, law: Law) -> Callable[[date], Version]:
    """What gives a version of a law by its date."""
    listed = {v.version: v for v in law.versions}
    return lambda day: version(store, law, listed[day])


def unknown_on(law: Law, state: timeline.State) -> StoreError:
    """That the law on a day is not known, as an error to raise: which version may be it, and the ways out."""
    if state.reason == "end_unknown":
        return StoreError("it is not known whether {law} is still in force on {day}: {reason}", hint="name a version: {law}/{version}",
                          law=law.law, day=state.day, reason=_(REASONS[state.reason]), version=state.candidates[-1])
    return StoreError("it is not known from when {law}/{version} is in force, and it may be the law on {day}",
                      hint="name a version: {law}/{version}; or say what you know: tracker date {law}/{version} --in-force DATE "
                           "--because REASON", law=law.law, version=state.candidates[-1], day=state.day)


def nothing_in_force(law: Law, held: Sequence[Held], state: timeline.State) -> NothingInForce:
    """Why no version is in force on a day, as an error to raise."""
    if state.reason in UNHELD:
        oldest = next(v.version for v in held if not v.draft)
        return NothingInForce("what {law} was on {day} is not in the store: {reason}", law=law.law, day=state.day, version=oldest,
                              reason=_(REASONS[state.reason]), hint="import the older text; the oldest version held is {law}/{version}")
    begins, over = state.begins, state.ended
    reason = f"{_(over.kind)} {over.date} ({over.act or over.reason})" if over else _(REASONS[state.reason])
    reason = _("never in force: {why}").format(why=reason) if state.reason == "prevented" else reason
    said = "nothing of {law} is in force on {day}: {reason}"
    if state.candidates:
        return NothingInForce("nothing of {law} is in force on {day}: {reason}; it is not known from when {law}/{version} is in force",
                              law=law.law, day=state.day, reason=reason, version=state.candidates[0],
                              hint="say what you know: tracker date {law}/{version} --in-force DATE --because REASON")
    if begins and state.in_force and begins != state.in_force.date and not over:
        said = "nothing of {law} is in force on {day}: the first of its provisions are in force from {begins}"
    elif begins:
        said = ("nothing of {law} is in force on {day}: {reason}; it is in force anew from {begins}" if over else
                "nothing of {law} is in force on {day}: it is in force from {begins}")
    return NothingInForce(said, law=law.law, day=state.day, reason=reason, begins=begins)



def as_stored(store: Store, law: Law, day: date) -> Version:
    """The version of a law with this date. Raises StoreError where there is none."""
    held = next((h for h in law.versions if h.version == day), None)
    if held is None:
        there = ", ".join(str(h.version) for h in law.versions)
        raise StoreError("{law} has no version {day}", hint="it has: {there}", law=law.law, day=day, there=there)
    return version(store, law, held)


def law_at(path: Path) -> Law:
    """A law's document. Raises DocumentError where it is damaged, or says what cannot be: a name that is not its folder's, a source that
    is no file of its own, versions that are not in the order of their days."""
    found: Law = codec.load(bytes_of(path), str(path), "law")
    for place, expected in _amiss(found, path.parent.name):
        raise DocumentError("{where}: at {path}: {expected}", hint="restore the file from git", where=path, path=place, expected=expected)
    return found


def _amiss(law: Law, folder: str) -> Iterator[tuple[str, str]]:
    """What a law's document says that its schema cannot refuse: the JSON path, and what was expected. Paths are made of these names."""
    if law.law != folder or not is_id(law.law):
        yield "$.law", _("{law!r} is not the name of its folder").format(law=law.law)
    if not law.versions:
        yield "$.versions", _("a law in the store has a version")
    for at, (before, held) in enumerate(pairwise(law.versions), 1):
        if held.version <= before.version:
            yield f"$.versions[{at}]", _("{version} is listed after {before}; each version stands once, oldest first").format(
                version=held.version, before=before.version)
    for at, held in enumerate(law.versions):
        if held.source and not is_id(held.source):
            yield f"$.versions[{at}].source", _("{name!r} is no plain file name").format(name=held.source)


def bytes_of(path: Path) -> bytes:
    """A file of the store, or one that is to go there. Raises StoreError where it cannot be read, or is a device or a pipe."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise StoreError("{path} is no regular file", hint="write its content to a file, and name that", path=path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError("cannot read {path}: {reason}", hint="restore it from git, or import its source again", path=path,
                         reason=refusal(error)) from None


def is_id(name: str) -> bool:
    """Whether a name is safe as a folder: no separators, no control characters, not hidden, at most 200 bytes in UTF-8."""
    return bool(re.fullmatch(r"[^\\/\x00-\x1f\x7f.][^\\/\x00-\x1f\x7f]*", name)) and len(name.encode()) <= 240

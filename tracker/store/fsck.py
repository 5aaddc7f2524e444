"""The store's fsck: documents, digests, ids, dates, and files that no law lists."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tracker import timeline
from tracker.errors import TrackerError
from tracker.language import _, typed
from tracker.model import Event, Finding, Held, Law, Version, held_as, places
from tracker.store.folder import Store, folders, law_at, law_named, missed, version, version_path, versions
from tracker.store.identity import one_law, two_laws
from tracker.store.proposing import proposing
from tracker.store.recorded import doubts
from tracker.store.records import report_paths, unfit
from tracker.store.refusal import is_of_record
from tracker.store.repository import answering, cut_off, repo_around, tip, undisturbed
from tracker.store.reviews import review_at, review_paths
from tracker.store.unconfirmed import every_end
from tracker.timeline.events import made_anew, sides

if TYPE_CHECKING:
    from tracker.compare.overrule import Overrule


class Trouble(Struct, frozen=True):
    """Something that `check` found: an `error` of the store, or a `note` that needs no action for the store to be sound."""

    severity: Literal["error", "note"]
    where: str
    message: str


def check(store: Store, names: Sequence[str] = ()) -> list[Trouble]:
    """Everything that is wrong with the store, or with the laws named: documents, digests, ids, dates, files not listed.

    What was read while another process wrote may only seem wrong: it is looked at again when nobody writes.
    """
    ours, found = _files(store, names)
    if ours or any(trouble.severity == "error" for trouble in found):
        with undisturbed(store):
            ours, found = _files(store, names)
    return [*ours, *found, *_check_titles(store, names), *_check_ends(store, names)]


def _files(store: Store, names: Sequence[str]) -> tuple[list[Trouble], list[Trouble]]:
    return list(_check_repository(store)), [trouble for folder in _folders(store, names) for trouble in _check_law(store, folder)]


def _check_repository(store: Store) -> Iterator[Trouble]:
    """Whether git reads the repository around the store, and has what stands there."""
    repo = repo_around(store.root)
    if repo is None:
        return
    try:
        with answering(store):
            ours = cut_off(repo, store.root) if tip(repo) else []
    except TrackerError as error:
        yield Trouble("error", str(store.root), str(error))
        return
    for path in ours:
        yield Trouble("note", str(path), _("not as in git's last commit: someone changed the file, or a command was cut off before its "
                                           "commit; giving it again completes it"))


def _check_ends(store: Store, names: Sequence[str]) -> Iterator[Trouble]:
    """Laws that another text in the store repeals, or that set themselves an end, where none is recorded."""
    wanted = {law_named(store, name).law for name in names}
    for one in every_end(store, lambda _damaged: None):  # damage is told law by law
        if not wanted or one.law in wanted:
            yield Trouble("note", one.law, proposing(one))


def _check_titles(store: Store, names: Sequence[str]) -> Iterator[Trouble]:
    """Laws that seem to stand in the store twice, under an older name and a newer one."""
    wanted = {law_named(store, name).law for name in names}
    for law, told in one_law(store, wanted or folders(store)):
        yield Trouble("note", law, told)


def source_findings(store: Store, names: Sequence[str] = ()) -> list[tuple[str, Finding]]:
    """What looked wrong in the sources of the versions held, each with LAW/VERSION; damaged documents are left to `check`."""
    found: list[tuple[str, Finding]] = []
    for folder in _folders(store, names):
        try:
            law = law_at(folder / "law.json")
            found += [(f"{law.law}/{h.version}", f) for h in law.versions for f in version(store, law, h).findings]
        except TrackerError:
            continue
    return found


def title_notes(store: Store, names: Sequence[str] = ()) -> dict[str, str]:
    """The 题注 that the history of each law, or of those named, calls for; empty where no version tells its history.

    Drafts tell none yet; damaged documents are left to `check`.
    """
    from tracker.reading.titlenote import history_of, title_note

    found: dict[str, str] = {}
    for folder in _folders(store, names):
        with suppress(TrackerError):
            law = law_at(folder / "law.json")
            found[law.law] = title_note(history_of(_latest_made([v for v in versions(store, law) if not v.draft], law.events)))
    return found


def _latest_made(held: Sequence[Version], events: Sequence[Event]) -> Sequence[Version]:
    """The versions of a law since it was last made anew."""
    begun = [at for at, (before, after) in enumerate(pairwise(held), 1) if made_anew(before, after, events)]
    return held[begun[-1]:] if begun else held


def _folders(store: Store, names: Sequence[str]) -> list[Path]:
    if names:
        return [store.root / law_named(store, name).law for name in names]
    return sorted(p for p in store.root.iterdir() if p.is_dir() and not p.name.startswith("."))


def _check_law(store: Store, folder: Path) -> Iterator[Trouble]:
    path = folder / "law.json"
    if not path.is_file():
        yield Trouble("note", str(folder), _("no law.json: an import was cut off here; importing again completes it"))
        return
    try:
        law = law_at(path)
    except TrackerError as error:
        yield Trouble("error", str(path), str(error).removeprefix(f"{path}: "))
        return
    for held in law.versions:
        yield from _check_version(store, law, held)
    yield from _check_history(store, law, path)
    yield from _check_reviews(store, law)
    yield from _check_records(store, law)
    listed = {f"{held.version}.json" for held in law.versions} | {"law.json"}
    for stray in sorted(p for p in folder.iterdir() if p.is_file() and p.name not in listed and p.suffix == ".json"):
        yield Trouble("note", str(stray), _("not listed in law.json: an import was cut off here; importing again completes it"))


def _check_history(store: Store, law: Law, path: Path) -> Iterator[Trouble]:
    """What cannot be in a law's history: an error where the store was told so, a note where the sources themselves say it."""
    try:
        held = versions(store, law)
        found = timeline.contradictions(law.law, held, law.events)
    except TrackerError:
        return  # damaged documents are told of one by one
    yield from _check_notes(held, law.events, path)
    yield from (Trouble("note", str(path), missed(one)) for one in timeline.missing(held))
    yield from (Trouble("note", str(path), line) for line in (*doubts(store, law), *two_laws(store, law.law)))
    for one in found:
        yield Trouble("error" if is_of_record(one) else "note", str(path),
                      f"{_(timeline.RULES[one.rule])}: {'; '.join(sides(one))}")


def _check_notes(held: Sequence[Version], events: Sequence[Event], path: Path) -> Iterator[Trouble]:
    """立法法(2023) 第六十五条: the 题注 of an amended law lists all acts that changed it, and so those of the versions before it, but for
    those of an older law of its name."""
    from tracker.reading.titlenote import untold

    for before, after in pairwise(v for v in held if v.events and not v.draft):
        for act in () if made_anew(before, after, events) else untold(before, after.events):
            event = next(e for e in act.events if e.date)
            said = _("the title note of version {version} does not tell what that of {before} tells: {kind} {date}")
            yield Trouble("note", str(path), said.format(version=after.version, before=before.version, kind=_(event.kind), date=event.date))


def _check_version(store: Store, law: Law, held: Held) -> Iterator[Trouble]:
    path = version_path(store, law.law, held.version)
    try:
        found = version(store, law, held)
    except TrackerError as error:
        yield Trouble("error", str(path), str(error).removeprefix(f"{path}: "))
        return
    if found.version != held.version or found.law != law.law:
        yield Trouble("error", str(path), _("it is {found}, but stands as {wanted}").format(
            found=f"{found.law}/{found.version}", wanted=f"{law.law}/{held.version}"))
    elif held != held_as(found, held.sha256, held.source):
        yield Trouble("error", str(path), _("law.json gives version {version} other dates than its document").format(version=held.version))
    if held.source and found.source:
        yield from _check_source(store.root / law.law / "sources" / held.source, found.source.sha256)
    if found.in_force.date and found.version and found.in_force.date < (found.adopted or found.version):
        yield Trouble("error", str(path), _("in force from {date}, before its adoption on {adopted}").format(
            date=found.in_force.date, adopted=found.adopted or found.version))


def _check_reviews(store: Store, law: Law) -> Iterator[Trouble]:
    """Reviewed alignments: of versions held, of the texts as they are now, about provisions that are there."""
    from tracker.compare.references import reference, same_version

    for path in review_paths(store, law.law):
        try:
            said = review_at(path)
            held = [next(h for h in law.versions if h.version == ref.version) for ref in (said.old, said.new)]
            sides = [version(store, law, h) for h in held]
        except StopIteration:
            yield Trouble("note", str(path), _("it is about a version that is not in the store"))
            continue
        except TrackerError as error:
            yield Trouble("error", str(path), str(error).removeprefix(f"{path}: "))
            continue
        gone = [key for side, ids in zip(sides, ([k for x in said.statements for k in x.old], [k for x in said.statements for k in x.new]),
                                         strict=True) for key in ids if key not in places(side)]
        if gone:
            yield Trouble("error", str(path), _("it names what the text does not have: {places}").format(places=", ".join(gone)))
        elif not all(same_version(*pair) for pair in zip((said.old, said.new), map(reference, sides), strict=True)):
            told = _("the text was corrected since this alignment was reviewed: where what was said holds of it as it is now, {commands} "
                     "says so")
            yield Trouble("note", str(path), told.format(commands="; ".join(_said_again(law, said))))


def _said_again(law: Law, said: "Overrule") -> Iterator[str]:
    """The commands that say of the texts as they are now what was said of those before: the act, asked again, then persons."""
    sides = [f"{law.law}/{ref.version}" for ref in (said.old, said.new)]
    persons = [word for one in said.statements if not one.basis
               for word in (f"--{one.says}", one.text or " = ".join("、".join(ids) or "无" for ids in (one.old, one.new)))]
    if any(one.basis for one in said.statements):
        yield f"`{typed('tracker', 'amend', 'verify', 'DECISION', *sides, '--keep')}`"
    if persons:
        yield f"`{typed('tracker', 'align', *sides, *persons, '--who', 'NAME', '--because', 'REASON')}`"


def _check_records(store: Store, law: Law) -> Iterator[Trouble]:
    for path in report_paths(store, law.law):
        try:
            why = unfit(law, path)
        except TrackerError as error:
            yield Trouble("error", str(path), str(error).removeprefix(f"{path}: "))
        else:
            yield from [Trouble("note", str(path), _(why))] if why else []


def _check_source(path: Path, sha256: str) -> Iterator[Trouble]:
    if not path.is_file():
        yield Trouble("error", str(path), _("the source file is missing"))
    elif sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        yield Trouble("error", str(path), _("the source file's SHA-256 is not the one in the version's document"))

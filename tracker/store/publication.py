"""A folder of pages that we write: sections of files, each with a list of what was written, so that a later run writes only what changed.

`tracker-site.json` marks the folder as ours and names its sections; a section's own list stands in its folder, with the digest of
what it was made from. What is no longer made is removed, if a list of ours names it. Nothing is written, or removed, outside.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from msgspec import Struct

from tracker.errors import StoreError, refusal

MARK = "tracker-site.json"
LIST = "files.json"
FORMAT = 1
_TEMPORARY = ".tracker-tmp-"

Made = tuple[str, Callable[[], bytes]]
"""A file's path from the folder, and what makes its bytes."""

Listed = dict[str, tuple[int, str]]
"""Files by path: their size and the SHA-256 of their bytes (empty: being written)."""


class Publication(Struct, frozen=True):
    """A folder of ours: `root` exists. `own` is the folder of the section that belongs to no law."""

    root: Path
    own: str


class Written(Struct, frozen=True):
    """How many files of a section were written, left as they were, and removed."""

    written: int = 0
    kept: int = 0
    removed: int = 0


def open_publication(root: Path, own: str) -> Publication:
    """A folder to publish in: new, empty, or one of ours. Raises StoreError for any other, which is not ours to change."""
    if root.exists() and not root.is_dir():
        raise StoreError("{root} is a file, not a folder", hint="name a new folder", root=root)
    if root.is_dir() and not (root / MARK).is_file() and any(root.iterdir()):
        raise StoreError("{root} holds files that are not ours", root=root,
                         hint="name a new or empty folder; nothing was changed in this one")
    made = Publication(root, own)
    if not (root / MARK).is_file():
        _write(root / MARK, _dump({"format": FORMAT, "sections": []}))
    sections(made)
    return made


def sections(found: Publication) -> list[str]:
    """The sections of a folder, finished or not, in order."""
    path = found.root / MARK
    try:
        held = json.loads(path.read_bytes())
        if held["format"] == FORMAT:
            return [str(name) for name in held["sections"]]
    except (ValueError, KeyError, TypeError):
        pass
    raise StoreError("{path} is no list of ours, or one of another version of this program", path=path,
                     hint="name a new folder, or remove this one if nothing in it is needed")


def record(found: Publication, made: Iterable[str]) -> None:
    """Note the sections of a folder; nothing is written where they are as noted."""
    ordered = sorted(made)
    if sections(found) != ordered:
        _write(found.root / MARK, _dump({"format": FORMAT, "sections": ordered}))


@contextmanager
def writing(found: Publication) -> Iterator[None]:
    """One writer at a time; the lock goes with the process that holds it."""
    from filelock import FileLock, Timeout

    folder = found.root / found.own
    _safe_folder(found.root, folder)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout:
        raise StoreError("another process is writing to {root}", hint="wait for it to end, then try again", root=found.root) from None


def is_whole(found: Publication, section: str, digest: str) -> bool:
    """Whether a section was made from what has this digest, and every file that its list names is there in its size."""
    made_from, held = _listed(found, section)
    return made_from == digest and all(_is_there(found.root / path, size) for path, (size, _) in held.items())


def publish(found: Publication, section: str, digest: str, pages: Iterable[Made]) -> Written:
    """Write the files of a section, those alone whose bytes changed, and remove what it no longer has.

    `digest` is that of what the section is made from. Until it is done its list has none, and names every file without the digest of
    its bytes, so that a run cut off here is known and made good by the next.
    """
    planned = list(pages)
    made_from, before = _listed(found, section)
    if not made_from:
        _sweep(found.root / section)
    names = {path for path, _ in planned}
    _write_list(found, section, "", dict.fromkeys((*before, *names), (0, "")))
    made: Listed = {}
    written = 0
    for path, make in planned:
        data = make()
        made[path] = len(data), hashlib.sha256(data).hexdigest()
        if before.get(path) != made[path] or not _is_there(found.root / path, len(data)):
            _safe_folder(found.root, (found.root / path).parent)
            _write(found.root / path, data)
            written += 1
    gone = [path for path in before if path not in names]
    for path in gone:
        _remove(found.root, path)
    _write_list(found, section, digest, made)
    return Written(written, len(planned) - written, len(gone))


def withdraw(found: Publication, section: str) -> int:
    """Remove a section's files, and the folders that are empty then; returns how many files."""
    gone = list(_listed(found, section)[1])
    for path in (*gone, f"{section}/{LIST}"):
        _remove(found.root, path)
    return len(gone)


def _listed(found: Publication, section: str) -> tuple[str, Listed]:
    """What a section was made from, and its files; nothing where its list is lost."""
    path = found.root / section / LIST
    try:
        held = json.loads(path.read_bytes())
        listed = {str(name): (int(size), str(digest)) for name, (size, digest) in held["files"].items() if _is_inside(name)}
        return str(held["made_from"]), listed
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def _write_list(found: Publication, section: str, digest: str, made: Listed) -> None:
    _safe_folder(found.root, found.root / section)
    _write(found.root / section / LIST, _dump({"made_from": digest, "files": dict(sorted(made.items()))}))


def _dump(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and bool(pure.parts)


def _safe_folder(root: Path, folder: Path) -> None:
    """Make a folder below the root; refused where the way there leads out of it, by `..` or by a link."""
    if not folder.is_dir():
        _attempt(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
    if not folder.resolve().is_relative_to(root.resolve()):
        raise StoreError("{folder} leads out of {root}", hint="nothing is written there; remove the link, or name a new folder",
                         folder=folder, root=root)


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is the old one or the new one, whole; not forced to the disk: a later run finds out by its size."""
    temporary = path.parent / f"{_TEMPORARY}{os.getpid()}"

    def written() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)

    try:
        _attempt(path, written)
    finally:
        temporary.unlink(missing_ok=True)


def _attempt(path: Path, act: Callable[[], object]) -> None:
    try:
        act()
    except OSError as error:
        raise StoreError("cannot write {path}: {reason}", hint="make room, or name a folder you may write to; run again: what is there "
                         "already is not written twice", path=path, reason=refusal(error)) from None


def _remove(root: Path, path: str) -> None:
    """Remove a file of ours, and the folders above it that are empty then, up to the root; a way that leads outside is left alone."""
    target = root / path
    if not _is_inside(path) or not target.parent.resolve().is_relative_to(root.resolve()):
        return
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == root or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _sweep(folder: Path) -> None:
    """Remove what writes that were killed left behind."""
    for left in folder.rglob(f"{_TEMPORARY}*"):
        left.unlink(missing_ok=True)

"""What a store or a folder holds, file by file, so that who receives a copy can prove that nothing of it is missing, changed or added.

For a store the versions of each law form a chain: each link's digest takes in the one before it, so that it vouches for the whole history.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from tracker import codec
from tracker.errors import StoreError, refusal
from tracker.store.folder import bytes_of, law_at
from tracker.store.repository import is_temporary


class FileDigest(Struct, frozen=True):
    """A file: its path from the folder with `/` between its parts, its bytes' number and SHA-256."""

    path: str
    size: int
    sha256: str


class Link(Struct, frozen=True):
    """A version in its law's chain. `chain` is the SHA-256 of `before`, a line feed and `sha256`; `before` is the link before it, empty
    for the first."""

    version: str
    sha256: str
    before: str
    chain: str


class Chain(Struct, frozen=True):
    """A law's versions, oldest first."""

    law: str
    versions: tuple[Link, ...]


class Manifest(Struct, frozen=True):
    """The files of a folder in order of path, and the chains of the laws where it is a store."""

    files: tuple[FileDigest, ...]
    laws: tuple[Chain, ...] = ()


class Difference(Struct, frozen=True):
    """A file that is not as the manifest says (path), or a chain that is broken in the manifest itself (LAW/VERSION)."""

    kind: Literal["differs", "missing", "extra", "chain"]
    where: str


def manifest(folder: Path, besides: Path | None = None) -> Manifest:
    """Every file below a folder, git's own and `besides` (the manifest) left out. Raises StoreError where there is no such folder, and
    DocumentError where a law's document is damaged."""
    found = tuple(_digests(folder, besides))
    return Manifest(found, tuple(_chain(law_at(path)) for path in sorted(folder.glob("*/law.json"))))


def _digests(folder: Path, besides: Path | None) -> Iterator[FileDigest]:
    if not folder.is_dir():
        raise StoreError("there is no folder {path}", hint="check the path", path=folder)
    own = besides.resolve() if besides else None
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).parts):
        parts = path.relative_to(folder).parts
        if ".git" not in parts and path.is_file() and path.resolve() != own and not is_temporary(path):
            yield _digest(path, "/".join(parts))


def _digest(path: Path, name: str) -> FileDigest:
    if any("\ud800" <= c <= "\udfff" for c in name):
        raise StoreError("{path} has a name that is not UTF-8", hint="give the file another name", path=repr(name))
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileDigest(name, path.stat().st_size, found)
    except OSError as error:
        raise StoreError("cannot read {path}: {reason}", hint="restore it from git, or import its source again", path=path,
                         reason=refusal(error)) from None


def _chain(law: Any) -> Chain:
    links: list[Link] = []
    for held in law.versions:
        before = links[-1].chain if links else ""
        links.append(Link(str(held.version), held.sha256, before, linked(before, held.sha256)))
    return Chain(law.law, tuple(links))


def linked(before: str, sha256: str) -> str:
    """The digest of a link: of the one before it and of the version's document."""
    return hashlib.sha256(f"{before}\n{sha256}".encode("ascii")).hexdigest()


def manifest_at(path: Path) -> Manifest:
    """A manifest's document. Raises DocumentError where it is damaged or another document, StoreError where it is not there."""
    document = codec.parse(bytes_of(path), str(path))
    codec.validate("manifest", document, str(path))
    return Manifest(tuple(FileDigest(**each) for each in document["files"]),
                    tuple(Chain(each["law"], tuple(Link(**link) for link in each["versions"])) for each in document["laws"]))


def differences(said: Manifest, folder: Path, besides: Path | None = None) -> list[Difference]:
    """What of a folder is not as a manifest says, by path, then what in the manifest's chains does not hold together."""
    wanted = {each.path: each for each in said.files}
    there = {each.path: each for each in _digests(folder, besides)}
    found = [Difference("missing" if path not in there else "extra" if path not in wanted else "differs", path)
             for path in sorted({*wanted, *there}) if wanted.get(path) != there.get(path)]
    return found + [Difference("chain", where) for chain in said.laws for where in _broken(chain, wanted)]


def _broken(chain: Chain, files: dict[str, FileDigest]) -> Iterator[str]:
    before = ""
    for link in chain.versions:
        file = files.get(f"{chain.law}/{link.version}.json")
        if link.before != before or link.chain != linked(before, link.sha256) or file is None or file.sha256 != link.sha256:
            yield f"{chain.law}/{link.version}"
        before = link.chain

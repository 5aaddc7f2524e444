"""Alignments kept from one command to the next, so that two long texts of a store are aligned once.

They stand in git's own folder, `tracker/alignments/` in `.git`, where neither git nor `check` nor a copy of the store sees them, one
for each pair of versions. Which links there are follows from the two documents, what persons said of them, and the code that
aligns; a kept alignment opens with a digest of all these and of itself, and what does not fit it is as if it were not there.
So it can be old, torn or damaged, or written by two at once, and nothing wrong is ever read from it. The folder may be removed.

What is kept also vouches for the two documents: they were found valid by this code.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from tracker.codec import schema_files
from tracker.compare.alignment import Alignment, Link
from tracker.compare.evidence import Evidence
from tracker.compare.outline import outline
from tracker.compare.within import Pair, same_place
from tracker.errors import StoreError
from tracker.model import Provision, Version, places
from tracker.store.folder import Store
from tracker.store.repository import sweep, write_whole

WORTH = 1000
"""So many provisions must two texts have together: less is aligned about as fast as it is read."""

Below = Mapping[str, Sequence[tuple[str, Provision]]]
"""Of each article the provisions below it, with their ids."""

_PACKAGE = Path(__file__).parent.parent
_SOURCES = [*sorted(_PACKAGE.glob("compare/*.py")), Path(__file__), Path(__file__).with_name("reviews.py"), *schema_files(),
            *(_PACKAGE / f"{name}.py" for name in ("codec", "model", "beside", "finding", "naming", "numbering", "patterns", "errors",
                                                   "language"))]
"""All that an alignment's links and a document's being valid depend on; a test holds this against what `compare.alignment` imports."""


def _stamps() -> list[tuple[int, int]]:
    return [(found.st_mtime_ns, found.st_size) for found in map(os.stat, _SOURCES)]


_LOADED = _stamps()


@cache
def _code() -> bytes:
    """A digest of the code that aligns and of the Python that runs it; empty where the files are not those that were loaded any more."""
    made = hashlib.sha256(sys.version.encode())
    for path in _SOURCES:
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.digest() if _stamps() == _LOADED else b""


def folder_of(store: Store, law: str) -> Path | None:
    """Where alignments of a law are kept; None where the store is in no repository that can be read."""
    try:
        root = store.root.resolve()
        found = ((top, git) for top in (root, *root.parents) if (git := _git(top)))
        return next((git / "tracker" / "alignments" / root.relative_to(top) / law for top, git in found), None)
    except (OSError, ValueError):
        return None


def _git(top: Path) -> Path | None:
    """git's own folder for a working tree with this top; None where it is none."""
    git = top / ".git"
    if git.is_file():  # a working tree beside another, or a submodule
        git = top / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return git if (git / "HEAD").is_file() else None


def is_worth_keeping(old: Version, new: Version) -> bool:
    """Whether two texts are so long that their alignment is kept."""
    return len(places(old)) + len(places(new)) >= WORTH


def key_of(old: str, new: str, said: object) -> bytes:
    """What the alignment of two versions follows from, in a digest; empty where that is not known.

    `old` and `new` are the SHA-256 of their documents, `said` is what persons said of them, as a value that shows all it holds.
    """
    if not (old and new and (code := _code())):
        return b""
    return hashlib.sha256(b"\0".join([code, old.encode(), new.encode(), repr(said).encode()])).digest()


def kept(path: Path, key: bytes, old: Version, new: Version) -> Alignment | None:
    """The alignment that was kept of two versions; None where there is none, or not of these."""
    data = _sealed(path, key)
    return _alignment(orjson.loads(data), old, new) if data else None


def is_kept(path: Path, key: bytes) -> bool:
    """Whether an alignment is kept."""
    return bool(_sealed(path, key))


def _sealed(path: Path, key: bytes) -> bytes:
    """What is kept in a file; empty where there is none, or not of this key."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return b""
    return data if seal == _seal(key, data) else b""


def keep(path: Path, key: bytes, found: Alignment) -> None:
    """Keep an alignment; where that cannot be, it is not kept."""
    data = orjson.dumps(_plain(found))
    with suppress(OSError, StoreError):
        sweep(path.parent)
        write_whole(path, _seal(key, data) + b"\n" + data)


def _seal(key: bytes, data: bytes) -> bytes:
    return hashlib.sha256(key + data).hexdigest().encode()


def _plain(found: Alignment) -> dict[str, Any]:
    below = found.outlines[0].below, found.outlines[1].below
    return {"links": [(x.old, x.new) if _is_whole(x, below) else
                      (x.old, x.new, x.similarity, x.evidence, x.moved, _listed(x.provisions)) for x in found.links],
            "inserted": found.inserted, "deleted": found.deleted, "divisions": _listed(found.divisions), "others": _listed(found.others),
            "shared": found.shared, "alone": found.alone}


def _is_whole(link: Link, below: tuple[Below, Below]) -> bool:
    """Whether two articles are equal, in their places, and so is all below them: most are, and two ids tell all of their link."""
    left, right, pairs = below[0][link.old], below[1][link.new], link.provisions
    return (link.similarity == 1.0 and link.evidence == "equal" and not link.moved and len(left) == len(right) == len(pairs)
            and all(x.old == a and x.new == b and x.similarity == 1.0 for x, (a, _), (b, _) in zip(pairs, left, right, strict=True)))


def _listed(pairs: Iterable[Pair]) -> list[tuple[object, ...]]:
    return [tuple(x) if x.basis or x.part else tuple(x)[:3] for x in pairs]


def _alignment(plain: dict[str, Any], old: Version, new: Version) -> Alignment:
    before, after = outline(old), outline(new)
    links = tuple([_link(*x) if len(x) > 2 else _whole(x[0], x[1], before.below, after.below) for x in plain["links"]])
    return Alignment(old, new, (before, after), links, tuple(plain["inserted"]), tuple(plain["deleted"]), _pairs(plain["divisions"]),
                     _pairs(plain["others"]), plain["shared"], (plain["alone"][0], plain["alone"][1]))


def _whole(old: str, new: str, before: Below, after: Below) -> Link:
    left, right = before[old], after[new]
    one = len(left) == len(right) == 1  # most articles are one 款
    below = (_made(Pair, (left[0][0], right[0][0], 1.0, "", False)),) if one else same_place(left, right)
    return _made(Link, (old, new, 1.0, "equal", False, below))


_made = tuple.__new__
"""Links and pairs of tuples: a long law has thousands, and this takes a third of the time."""


def _link(old: str, new: str, similarity: float, evidence: Evidence, moved: bool, below: Iterable[Any]) -> Link:
    return Link(old, new, similarity, evidence, moved, _pairs(below))


def _pairs(listed: Iterable[Any]) -> tuple[Pair, ...]:
    return tuple([Pair(*x) for x in listed])

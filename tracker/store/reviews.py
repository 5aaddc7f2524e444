"""Reviewed alignments as files: `<law>/alignments/<old>_<new>.json`, one for each pair of versions that a person spoke about.

They belong to versions by law and date. A text corrected later keeps them, as far as it has the provisions they name; `check`
tells of statements that name what is not there any more.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tracker import codec
from tracker.errors import TrackerError
from tracker.model import Held, Version, places
from tracker.store.folder import Store, bytes_of, digest_of, law_named, version

if TYPE_CHECKING:
    from tracker.compare.alignment import Alignment
    from tracker.compare.overrule import Overrule

FOLDER = "alignments"


def review_path(store: Store, old: Version, new: Version) -> Path:
    """Where what persons said about two versions of a law stands."""
    return store.root / new.law / FOLDER / f"{old.version}_{new.version}.json"


def review_at(path: Path) -> "Overrule":
    """A reviewed alignment's document. Raises DocumentError where it is damaged or another document."""
    found: Overrule = codec.load(bytes_of(path), str(path), "alignment")
    return found


def review_of(store: Store, old: Version, new: Version) -> "Overrule | None":
    """What persons said about two versions, as far as these texts have the provisions named; None where nobody said anything."""
    path = review_path(store, old, new)
    if old.version is None or new.version is None or not path.is_file():
        return None
    from tracker.compare.references import reference

    said = review_at(path)
    placed = places(old), places(new)
    there = tuple(x for x in said.statements if all(key in placed[0] for key in x.old) and all(key in placed[1] for key in x.new))
    return replace(said, old=reference(old), new=reference(new), statements=there)


class Aligner(Struct, frozen=True):
    """How the versions of a law in a store are aligned: with what persons said about them, whichever of the two is named first; long
    texts but once, see `kept`. `by_text`: nobody said anything about versions of this law."""

    store: Store
    law: str
    by_text: bool

    def __call__(self, old: Version, new: Version) -> "Alignment":
        """As `align`."""
        from tracker.compare.alignment import align, inverted
        from tracker.store.kept import is_worth_keeping, keep, kept, key_of

        said = _taken_out(old, new, None if self.by_text else review_of(self.store, old, new))
        back = None if said else _taken_out(new, old, None if self.by_text else review_of(self.store, new, old))
        key = key_of(digest_of(old), digest_of(new), (said, back)) if is_worth_keeping(old, new) else b""
        path = self._path(old.version, new.version) if key else None
        found = kept(path, key, old, new) if path else None
        if found is None:
            found = inverted(align(new, old, back)) if back else align(old, new, said)
            if path:
                keep(path, key, found)
        return found

    def vouches(self, old: Held, new: Held) -> bool:
        """Whether what is kept says that the documents of two versions were found valid before."""
        from tracker.store.kept import is_kept, key_of

        key = key_of(old.sha256, new.sha256, (None, None)) if self.by_text else b""
        path = self._path(old.version, new.version) if key else None
        return bool(path and is_kept(path, key))

    def _path(self, old: Date | None, new: Date | None) -> Path | None:
        from tracker.store.kept import folder_of

        folder = folder_of(self.store, self.law)
        return folder / f"{old}_{new}.json" if folder else None


def _taken_out(old: Version, new: Version, said: "Overrule | None") -> "Overrule | None":
    """What was said about two versions, with what the act of the new one takes out on a day of its own: that lives on in nothing, however
    much alike the words are that it puts in."""
    gone = [key for stage in new.in_force.leaving if stage.numbers == old.version for key in stage.provisions if key in places(old)]
    if not gone:
        return said
    from tracker.compare.overrule import Overrule, Statement, joined
    from tracker.compare.references import reference

    act = tuple(Statement("set", (key,), (), who=new.in_force.act, basis="stated") for key in gone)
    told = Overrule(new.law, reference(old), reference(new), act)
    return joined(told, said) if said else told


def aligner(store: Store, law: str) -> Aligner:
    """How versions of a law are aligned."""
    return Aligner(store, law, not any(review_paths(store, law)))


def align_ahead(store: Store, law: str, day: Date) -> None:
    """Keep what the texts of coming days will be put together with: a version some of whose provisions have a day of their own is aligned
    with the one before it. Who imports waits anyway, who asks for a day should not. What cannot be read is told to who asks for it."""
    from tracker.store.kept import is_worth_keeping

    with suppress(TrackerError):
        found = law_named(store, law)
        at = [one.version for one in found.versions].index(day)
        for n in (at, at + 1):
            if 0 < n < len(found.versions) and found.versions[n].in_force.stages:
                old, new = version(store, found, found.versions[n - 1]), version(store, found, found.versions[n])
                if is_worth_keeping(old, new):
                    aligner(store, law)(old, new)


def review_paths(store: Store, law: str) -> Iterator[Path]:
    """The reviewed alignments of a law, in order of their versions."""
    yield from sorted((store.root / law / FOLDER).glob("*.json"))

"""What names a version in a document about two of them."""

from datetime import date as Date

from msgspec import Struct

from tracker.language import _
from tracker.model import Version


class VersionRef(Struct, frozen=True):
    """Which version is meant: the law's id, the version's date (None where unknown), the SHA-256 of its source; `day` where it is the text
    in force on a day that was asked for."""

    law: str
    version: Date | None = None
    sha256: str = ""
    day: Date | None = None


def reference(version: Version) -> VersionRef:
    """What names a version."""
    return VersionRef(version.law, version.version, version.source.sha256 if version.source else "")


def same_version(one: VersionRef, other: VersionRef) -> bool:
    """Whether two references name the same text: one source, or one law and date where a source is not known."""
    if one.sha256 and other.sha256:
        return one.sha256 == other.sha256
    return (one.law, one.version) == (other.law, other.version)


def heading_of(ref: VersionRef) -> str:
    """A version as a heading names it: by its date, and by the day whose text it is."""
    name = str(ref.version or _("undated"))
    return _("{version} (as on {day})").format(version=name, day=ref.day) if ref.day else name


def name_of(ref: VersionRef) -> str:
    """A version as a person names it: LAW/VERSION."""
    return f"{ref.law}/{ref.version or ref.sha256[:12] or '?'}"

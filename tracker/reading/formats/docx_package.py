"""The parts of a .docx file (ECMA-376 Part 2): a zip archive of XML, opened within bounds.

An archive that unpacks to far more than a law can hold, a part with a document type (which the standard forbids, and which could
hold entities without end), and anything that cannot be unpacked or parsed is refused with a SourceError.
"""

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import SourceError

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element

MAX_PART = 96 * 2**20
"""Bytes that one part may unpack to; the longest codes stay below a tenth of it."""

SAVE_AS_DOCX = "open it in Word or WPS, save it as .docx, and read that"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ROLES = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


class Package(NamedTuple):
    """The document part, and the others by the role that the document gives them (styles, numbering, footnotes, …)."""

    document: "_Element"
    parts: dict[str, tuple["_Element", ...]]


def open_package(data: bytes, name: str) -> Package:
    """The parts that a reader needs. Raises SourceError where the file is damaged, encrypted or no Word document."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            main = _main_part(archive, name)
            named = _related(archive, main, name)
            parts = {role: tuple(_part(archive, path, name) for path in paths) for role, paths in named.items()}
            return Package(_part(archive, main, name), parts)
    except RuntimeError as error:
        if "password" in str(error):
            raise locked(name) from None
        raise damaged(name, str(error)) from None
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
        raise damaged(name, str(error)) from None


def damaged(name: str, what: str) -> SourceError:
    """The error for a Word document that cannot be unpacked or parsed; `what` is the library's own word on it."""
    return SourceError("{name} is damaged: {what}", hint=SAVE_AS_DOCX, name=name, what=what.strip() or "?")


def locked(name: str) -> SourceError:
    """The error for a file that only a password opens."""
    return SourceError("{name} is protected by a password", hint="open it, take the password off, save it, and read that", name=name)


def _main_part(archive: "ZipFile", name: str) -> str:
    names = set(archive.namelist())
    for kind, target in _relationships(archive, "_rels/.rels", name):
        path = posixpath.normpath(target.lstrip("/"))
        if kind == "officeDocument" and path in names:
            return path
    if "word/document.xml" in names:
        return "word/document.xml"
    raise SourceError("{name} is a zip archive, not a Word document", hint=SAVE_AS_DOCX, name=name)


def _related(archive: "ZipFile", main: str, name: str) -> dict[str, list[str]]:
    """The paths of the parts that the main part points to, by role; those at their usual places where it points to none."""
    folder, file = posixpath.split(main)
    names = set(archive.namelist())
    found: dict[str, list[str]] = {role: [] for role in _ROLES}
    for kind, target in _relationships(archive, f"{folder}/_rels/{file}.rels", name):
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if kind in found and path in names and path not in found[kind]:
            found[kind].append(path)
    for role in ("styles", "numbering", "footnotes", "endnotes", "comments"):
        usual = posixpath.join(folder, f"{role}.xml")
        found[role] = (found[role] or [usual] if usual in names else found[role])[:1]
    return found


def _relationships(archive: "ZipFile", path: str, name: str) -> list[tuple[str, str]]:
    if path not in archive.namelist():
        return []
    root = _part(archive, path, name)
    return [(str(r.get("Type", "")).rpartition("/")[2], str(r.get("Target", ""))) for r in root.iter(_RELATIONSHIP)
            if r.get("TargetMode") != "External"]


def _part(archive: "ZipFile", path: str, name: str) -> "_Element":
    with archive.open(path) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise SourceError("{name} unpacks to more than {limit} million bytes", hint="split it, or save its text alone and read that",
                          name=name, limit=MAX_PART // 2**20)
    return _parsed(data, path, name)


def _parsed(data: bytes, path: str, name: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, f"{path}: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name, f"{path}: document type")
    return root

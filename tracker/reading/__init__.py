"""Reading: from a file to a `Version` with its structure, its history, its commencement, and what looks wrong in it."""

import re
from datetime import date as Date
from pathlib import Path

from msgspec.structs import replace

from tracker.errors import SourceError, refusal
from tracker.model import InForce, Source, Version, walk
from tracker.naming import unmarked
from tracker.reading.commencement import commencement_of, which
from tracker.reading.dates import in_name
from tracker.reading.document import Document
from tracker.reading.findings import KINDS as OF_STRUCTURE
from tracker.reading.findings import findings
from tracker.reading.formats import document_of
from tracker.reading.formats.content import KINDS as OF_FORMATS
from tracker.reading.formats.text import lines_of
from tracker.reading.history import events
from tracker.reading.notices import KINDS as OF_NOTICES
from tracker.reading.notices import parted as parted_notices
from tracker.reading.staging import KINDS as OF_COMMENCEMENTS
from tracker.reading.staging import staging_findings
from tracker.reading.structure import structure_of
from tracker.reading.titlenote import KINDS as OF_HISTORY
from tracker.reading.titlenote import history_findings
from tracker.reading.titles import is_law_title, parted, stage_of
from tracker.reading.unread import KINDS as OF_UNREAD
from tracker.reading.unread import doubted, unread, unread_findings

FINDINGS = OF_FORMATS | OF_NOTICES | OF_STRUCTURE | OF_HISTORY | OF_COMMENCEMENTS | OF_UNREAD | {
    "not_applied": "an order of the deciding act was not carried out as it is written"}
"""Every kind of finding, and what it means, as a message; the last is of a text computed from the act that decided it."""

DRAFT = "the text is a draft, which is not law"


def read(path: Path | str, *, revisions: str = "final", date: Date | None = None) -> Version:
    """Read a file as a version of a law. `revisions`: of a Word file with tracked changes, its final or original text.

    `date`, or else the date in the file's name, is evidence of which version the text is. Raises SourceError where the file
    cannot be read, or holds no text of law.
    """
    path = Path(path)
    return read_bytes(bytes_at(path), path.name, revisions=revisions, date=date)


def bytes_at(path: Path) -> bytes:
    """A source file's bytes. Raises SourceError where it cannot be read, or is a device or a pipe, which may never end."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise SourceError("{path} is no regular file", hint="write its content to a file, and name that", path=path)
        return path.read_bytes()
    except OSError as error:
        raise SourceError("{name} cannot be read: {reason}", hint="check the path", name=str(path), reason=refusal(error)) from None


def read_bytes(data: bytes, name: str, *, revisions: str = "final", date: Date | None = None) -> Version:
    """As `read`, from a file's bytes and its name."""
    version = version_of(document_of(data, name, revisions=revisions), date=date)
    if not _is_law(version):
        raise SourceError("{name} holds no text of law", name=name,
                          hint="a law has articles (第一条) or numbered provisions (一、) below its title")
    return version


def _is_law(version: Version) -> bool:
    """Whether a text shows that it is one: by numbered provisions, by its history, or by a title that says so with words below it."""
    if version.events or any(n.type in ("article", "item") for n in walk(version.body)):
        return True
    return is_law_title(version.title) and not _is_empty(version)


def read_text(text: str, name: str = "") -> Version:
    """As `read`, from a text; nothing is refused, an empty text gives an empty version."""
    return version_of(Document(lines_of(text), Source(name)))


def version_of(document: Document, *, date: Date | None = None) -> Version:
    """The version that a document's lines make; pure, and total: whatever the lines hold stands in it."""
    lines, notices, day = parted_notices(document.lines)
    document = replace(document, lines=tuple(lines))
    read = structure_of(document)
    named = date or in_name(Path(document.source.name).name)
    title, stage = parted(unmarked(read.title))
    draft = stage + "".join(stage_of(m.text) for m in read.notes)
    notes = [m for m in read.notes if not stage_of(m.text)]
    told = events("\n".join(m.text for m in notes))
    of, adopted, promulgated = which(told, named)
    found = findings(document.lines, read.titles, read.notes, read.contents, read.main, read.annexed)
    wrong = history_findings(told, notes)
    law = name_of(title) or Path(document.source.name).stem or "unnamed"
    every = *document.findings, *notices, *wrong, *found
    version = Version(law, title, of, adopted, promulgated, InForce(), told, document.source, every, read.head, read.body, read.tail,
                      day=day)
    if not draft:
        version = replace(version, in_force=commencement_of(version, named))
    left = unread(version)
    closing = *staging_findings(version, read.main), *unread_findings(version, left, read.main)
    version = replace(version, findings=tuple(sorted((*version.findings, *closing), key=lambda f: f.line)))
    return as_draft(version, draft, named) if draft else replace(version, in_force=doubted(version, left))


def as_draft(version: Version, stage: str, named: Date | None) -> Version:
    """The version as a draft at a stage of a bill, dated as its file is: the history it prints is that of the law it would change."""
    return replace(version, draft=stage, version=named, adopted=None, promulgated=None, in_force=InForce(reason=DRAFT))


def name_of(title: str) -> str:
    """A law's id: its title without outer 《》 and a leading 中华人民共和国, white space out."""
    return re.sub(r"\s+", " ", title).strip().removeprefix("中华人民共和国").strip()


def _is_empty(version: Version) -> bool:
    """Whether a version has no article and no other numbered or preamble text."""
    return not any(n.type in ("article", "paragraph", "item") for n in walk(version.body))

"""From the bytes of a file to its lines: one module per format, chosen by content first and by name ending second.

Nothing of the text is mended on the way. What a format holds beside its text, and what it loses, is told in findings whose kinds
are listed in `content.KINDS`.
"""

from hashlib import sha256

from tracker.errors import SourceError
from tracker.model import Source
from tracker.reading.document import Document
from tracker.reading.formats.content import Content
from tracker.reading.formats.signature import MEDIA_TYPES, format_of


def document_of(data: bytes, name: str, *, revisions: str = "final") -> Document:
    """The lines of a source, from its bytes and its file name; the caller opens the file.

    `revisions` chooses the view of tracked changes: `final`, all accepted, or `original`, all rejected. Raises SourceError, with the
    name in its data, where the bytes are empty, damaged, protected or in a format that is not read.
    """
    kind = format_of(data, name)
    content = _content(kind, data, name, revisions)
    if not any(line.rows or line.text.strip("\ufeff\u200b \t\r\n\u3000\xa0") for line in content.lines):
        raise SourceError("{name} is empty", hint="give a file that holds the text of a law", name=name)
    return Document(content.lines, Source(name, MEDIA_TYPES[kind], content.encoding, sha256(data).hexdigest()), content.findings)


def _content(kind: str, data: bytes, name: str, revisions: str) -> Content:
    """Each format's module is loaded when a file needs it: some stand on heavy libraries."""
    if kind == "docx":
        from tracker.reading.formats import docx

        return docx.read(data, name, revisions)
    if kind == "pdf":
        from tracker.reading.formats import pdf

        return pdf.read(data, name)
    if kind in ("html", "mhtml"):
        from tracker.reading.formats import html

        return html.read(data, name, revisions) if kind == "html" else html.read_archive(data, name, revisions)
    if kind == "markdown":
        from tracker.reading.formats import markdown

        return markdown.read(data, name)
    from tracker.reading.formats import text

    return text.read(data, name)

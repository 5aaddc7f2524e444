"""From the bytes of a file to its lines: one module per format, chosen by content first and by name ending second.

Nothing of the text is mended on the way. What a format holds beside its text is told in findings.
"""

from hashlib import sha256

from tracker.model import Source
from tracker.reading.document import Document
from tracker.reading.formats import text


def document_of(data: bytes, name: str, *, revisions: str = "final") -> Document:
    """The lines of a source, from its bytes and its file name; the caller opens the file.

    Raises SourceError, with the name in its data, where the bytes cannot be read as text.
    """
    content = text.read(data, name)
    source = Source(name, "text/plain", content.encoding, sha256(data).hexdigest())
    return Document(content.lines, source, content.findings)

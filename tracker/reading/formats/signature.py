"""Which format a file is in: by what its bytes begin with, and only then by the ending of its name."""

import re
from io import BytesIO

from tracker.errors import SourceError
from tracker.patterns import pattern
from tracker.reading.formats.docx_package import SAVE_AS_DOCX, damaged, locked

MEDIA_TYPES = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html", "mhtml": "multipart/related",
               "pdf": "application/pdf",
               "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
"""The formats that are read, with their media types."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_WORD_XML = (b"http://schemas.microsoft.com/office/2006/xmlPackage", b"http://schemas.microsoft.com/office/word/2003/")
_PAGE = pattern(rb"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_TAG = pattern(rb"\s*<(?:(?:meta|title|div|p|table|center|span|font|article|h[1-6])[\s>]|!--)", re.I)
_OTHERS = (("mimetypeapplication/vnd.oasis", "{name} is an OpenDocument file, which is not read"),
           ("OFD.xml", "{name} is an OFD file, which is not read"), ("xl/workbook.xml", "{name} is a spreadsheet, which is not read"),
           ("ppt/presentation.xml", "{name} is a presentation, which is not read"))


def format_of(data: bytes, name: str) -> str:
    """`docx`, `pdf`, `html`, `markdown` or `text`. Raises SourceError for formats that are known and not read, with the way out."""
    _refuse(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    ending = name.lower().rpartition(".")[2]
    if b"multipart/related" in data[:2048].lower() and b"mime-version:" in data[:2048].lower():
        return "mhtml"
    start = data[:4096].lstrip(b"\xff\xfe\xef\xbb\xbf").replace(b"\x00", b"")
    if _PAGE.match(start):
        return "html"
    if ending in ("md", "markdown"):  # which may begin with a tag or a comment of its own
        return "markdown"
    if _TAG.match(start):
        return "html"
    return "html" if ending in ("html", "htm", "xhtml", "shtml") and b"<" in data else "text"


def _refuse(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked(name)
        raise SourceError("{name} is in the old Word format (.doc), which is not read", hint=SAVE_AS_DOCX, name=name)
    if data.startswith(b"{\\rtf"):
        raise SourceError("{name} is in Rich Text Format, which is not read", hint=SAVE_AS_DOCX, name=name)
    if data.startswith(_PICTURES):
        raise SourceError("{name} is a picture", hint="have its text recognised (OCR), check it, and read the text", name=name)
    if b"<?xml" in data[:64] and any(sign in data[:2048] for sign in _WORD_XML):
        raise SourceError("{name} is Word's XML format, which is not read", hint=SAVE_AS_DOCX, name=name)


def _zip_format(data: bytes, name: str) -> str:
    """A zip archive is taken for a Word document, whose reader tells what is wrong with it, unless it is plainly another thing."""
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inside = set(archive.namelist())
            mark = archive.open("mimetype").read(60).decode("ascii", "replace") if "mimetype" in inside else ""
    except Exception as error:  # a damaged archive fails in many ways, in the decompressor's too
        raise damaged(name, str(error)) from None
    for sign, message in _OTHERS:
        if sign in inside or f"mimetype{mark}".startswith(sign):
            raise SourceError(message, hint=SAVE_AS_DOCX, name=name)
    return "docx"

"""Word files built by hand: the XML that Word and WPS write, without a library between."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tracker.model import Provisions, Version
from tracker.reading import version_of
from tracker.reading.formats import document_of

LAW = (Path(__file__).parent.parent / "cases" / "formats" / "reading_room.txt").read_text(encoding="utf-8")
LINES = LAW.strip().split("\n")
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}.items())
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
         'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
         '.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = ('<?xml version="1.0" encoding="UTF-8"?>'
             '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOTS = {"header1": "hdr", "footer1": "ftr"}


def word_file(body: str, **parts: str) -> bytes:
    """A .docx whose document has this body; `parts` are other parts' contents by name: numbering, styles, footnotes, header1, …"""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS % f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}<w:sectPr/></w:body>"))
        related = "".join(f'<Relationship Id="r{name}" Type="{OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts)
        archive.writestr("word/_rels/document.xml.rels", RELATIONS % related)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", part(ROOTS.get(name, name), content))
    return held.getvalue()


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """The same file with a text in its parts replaced by another."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return held.getvalue()


def part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES} mc:Ignorable="">{content}</w:{root}>'


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph; content without markup is put into a run."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="甲" w:date="2021-01-01T00:00:00Z">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="甲" w:date="2021-01-01T00:00:00Z">{run(text, "delText")}</w:del>'


def listed(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(at: int, kind: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/></w:lvl>')


def numbering(abstract: Iterable[str], lists: Iterable[tuple[int, int, str]]) -> str:
    """The numbering part: definitions by their place, lists as (id, definition, overrides)."""
    defined = "".join(f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
                      for at, levels in enumerate(abstract))
    return defined + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{at}"/>{more}</w:num>' for key, at, more in lists)


def lines(data: bytes, name: str = "law.docx", revisions: str = "final") -> list[str]:
    """The texts of a file's lines."""
    return [line.text for line in document_of(data, name, revisions=revisions).lines]


def kinds(data: bytes, name: str = "law.docx", revisions: str = "final") -> list[tuple[str, int, str]]:
    return [(f.kind, f.line, f.text) for f in document_of(data, name, revisions=revisions).findings]


def tree(data: bytes, name: str) -> tuple[Provisions, Provisions, Provisions]:
    """Head, body and tail of what a file holds."""
    return parts_of(version_of(document_of(data, name)))


def parts_of(version: Version) -> tuple[Provisions, Provisions, Provisions]:
    return version.head, version.body, version.tail


TREE = tree(LAW.encode(), "law.txt")
"""The tree of the plain text, which every other format of it must give."""

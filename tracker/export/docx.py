"""A version as a Word document, set as official papers are: title centred, divisions centred and bold, body in 仿宋 with an indentation.

Numbers are text, not Word's automatic ones, so that what is printed is what stands in the law; reading it gives the same text.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.export.akn_names import plain
from tracker.export.text import label_of
from tracker.model import DIVISIONS, Provision, Version
from tracker.reading.notices import written

if TYPE_CHECKING:
    from docx.document import Document

_CENTRED = (*DIVISIONS, "title", "title_note", "signature")


def render(version: Version, notices: Sequence[str] = ()) -> bytes:
    """The .docx; `notices`, which are no part of the law, stand before it (see `reading.notices`). Raises ExportError for a control
    character, which a Word file cannot hold."""
    from docx import Document as made
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = made()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.core_properties.title = plain(version.title)[:255]
    for line in written(notices, version.day):
        document.add_paragraph(plain(line))
    for part in (version.head, version.body, version.tail):
        for node in part:
            _write(document, node)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(document: "Document", node: Provision) -> None:
    """A provision's lines as paragraphs, as the plain text has them; its table as a table."""
    label, below = label_of(node), node.children
    if node.type == "article" and not node.heading and below and not below[0].num and below[0].text:
        first, *rest = below
        _line(document, first, label, first.text)
        _table(document, first)
        below = (*first.children, *rest)
    elif label or node.heading or node.text:
        _line(document, node, label, node.heading + node.text)
    _table(document, node)
    for child in below:
        _write(document, child)


def _line(document: "Document", node: Provision, label: str, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    if label:
        paragraph.add_run(plain(label)).bold = node.type != "item" and node.type != "subitem"
    paragraph.add_run(plain(words)).bold = node.type in ("title", *DIVISIONS)
    if node.type in _CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _table(document: "Document", node: Provision) -> None:
    if not node.rows:
        return
    width = max(1, *(len(row) for row in node.rows))
    table = document.add_table(len(node.rows), width, style="Table Grid")
    for row, cells in zip(table.rows, node.rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=False):
            cell.text = plain(words)

"""A decision's text as Markdown and as a Word document, set as official papers are (practice: title centred, body 仿宋)."""

import io
from typing import TYPE_CHECKING, Any

from tracker.export.markdown import escape

if TYPE_CHECKING:
    from docx.document import Document


def markdown(text: str) -> str:
    """The title as a heading, each paragraph a paragraph; read back it is the same text, indentation aside."""
    title, *rest = text.splitlines()
    return "\n\n".join([f"# {escape(title.strip())}", *(escape(line.strip()) for line in rest if line.strip())]) + "\n"


def docx(text: str) -> bytes:
    """A .docx on A4: title centred in size 22, the note below it centred, then the paragraphs in size 16, indented by two characters, in
    lines of 28 points."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = Document()
    _page(document)
    lines = [line.strip("\u3000") for line in text.splitlines() if line.strip()]
    document.core_properties.title, document.core_properties.author = lines[0][:255], ""
    for index, line in enumerate(lines):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        paragraph.paragraph_format.space_after = Mm(0)
        paragraph.paragraph_format.line_spacing = Pt(28)
        if index == 0:
            _font(run, "方正小标宋简体", 22)
            paragraph.paragraph_format.line_spacing = Pt(36)
        if index == 0 or (index == 1 and line.startswith("（")):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(14)
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: "Document") -> None:
    """Page and body type as official papers have them: A4, 仿宋 of size 16 (三号)."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _font(document.styles["Normal"], "仿宋", 16)


def _font(styled: Any, name: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styled.font.name, styled.font.size = name, Pt(size)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)

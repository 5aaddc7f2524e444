"""A decision's text as Markdown and as a Word document, set as official papers are (practice: title centred, body 仿宋)."""

import io

from tracker.export.markdown import escape


def markdown(text: str) -> str:
    """The title as a heading, each paragraph a paragraph; read back it is the same text, indentation aside."""
    title, *rest = text.splitlines()
    return "\n\n".join([f"# {escape(title.strip())}", *(escape(line.strip()) for line in rest if line.strip())]) + "\n"


def docx(text: str) -> bytes:
    """A .docx: title centred in bold, the note below it centred, then the paragraphs with an indentation of two characters."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    for index, line in enumerate(text.splitlines()):
        paragraph = document.add_paragraph()
        paragraph.add_run(line.strip("\u3000")).bold = index == 0
        if index < 2:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

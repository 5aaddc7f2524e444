"""What Word documents of ours are made of: fonts with their fallbacks, paragraph styles with Chinese names, runs as XML.

Official papers name fonts that may not be passed on (GB/T 9704—2012: 小标宋, 仿宋, 黑体, 楷体); a document names them and, in its font
table, what may stand in for them.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from msgspec import Struct

from tracker.export.akn_names import plain
from tracker.export.packed import settled

if TYPE_CHECKING:
    from docx.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY, BLACK, KAI, TITLE, LATIN = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                  for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
"""Thin lines around and inside a table."""
_INSTEAD = {
    BODY: "仿宋,FangSong,FangSong_GB2312,STFangsong,Noto Serif CJK SC", BLACK: "SimHei,STHeiti,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,KaiTi_GB2312,STKaiti,Noto Serif CJK SC", TITLE: "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
}


class Style(Struct, frozen=True):
    """A paragraph style. `size` in points; `indent` of the first line in characters; `before` and `after` in points."""

    name: str
    font: str = BODY
    size: float = 12
    centred: bool = False
    indent: int = 0
    bold: bool = False
    colour: str = ""
    keep: bool = False
    before: float = 0
    after: float = 0


def new_document(styles: Iterable[Style], title: str) -> "Document":
    """An empty A4 document with these styles added and the fallbacks of its fonts named."""
    from docx import Document

    document = Document()
    document.core_properties.author, document.core_properties.title, document.core_properties.comments = "", title[:255], ""
    _official_page(document.sections[0])
    for font in document.part.package.iter_parts():
        if font.partname == "/word/fontTable.xml":
            font._blob = _font_table()
    for style in styles:
        _add(document, style)
    return document


def _official_page(section: Any) -> None:
    """A4 with the margins of official papers (GB/T 9704—2012)."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)


def _add(document: Any, style: Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml

    element = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH).element
    chars = f'<w:ind w:firstLineChars="{style.indent * 100}" w:firstLine="{round(style.indent * style.size * 20)}"/>'
    keep = "<w:keepNext/>" if style.keep else ""
    element.append(parse_xml(
        f'<w:pPr xmlns:w="{W}">{keep}<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" w:line="300" '
        f'w:lineRule="auto"/>{chars if style.indent else ""}<w:jc w:val="{"center" if style.centred else "both"}"/></w:pPr>'))
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    element.append(parse_xml(
        f'<w:rPr xmlns:w="{W}">{fonts(style.font)}{"<w:b/>" if style.bold else ""}{colour}<w:sz w:val="{round(style.size * 2)}"/>'
        f'<w:szCs w:val="{round(style.size * 2)}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'))


def fonts(name: str) -> str:
    """The fonts of a run or style: Chinese text in `name`, Latin in a Roman face; quotation marks count as Chinese."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{name}" w:cs="{LATIN}"/>'


def run(text: str, properties: str = "", tag: str = "t", font: str = "") -> str:
    """Words as a run, tabs and line breaks as Word has them; `tag` is delText for words that a tracked change deletes."""
    face = f' w:eastAsia="{font}"' if font else ""
    body = escape(plain(text)).replace("\t", f"</w:{tag}><w:tab/><w:{tag} xml:space=\"preserve\">")
    body = body.replace("\n", f"</w:{tag}><w:br/><w:{tag} xml:space=\"preserve\">")
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"{face}/>{properties}</w:rPr><w:{tag} xml:space="preserve">{body}</w:{tag}></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style (its id) around runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def ids(document: "Document", styles: Iterable[Style]) -> Mapping[str, str]:
    """The ids under which a document holds its styles, by name."""
    return {style.name: document.styles[style.name].style_id for style in styles}


def number_pages(section: Any, style: str) -> None:
    """Page numbers in the middle of the foot: — 1 —."""
    from docx.oxml import parse_xml

    foot = section.footer._element
    for old in list(foot):
        foot.remove(old)
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot.append(parse_xml(paragraph(style, f"{run('— ')}{field}{run(' —')}").replace("<w:p>", f'<w:p xmlns:w="{W}">', 1)))


def written(document: "Document", content: str) -> bytes:
    """An empty document with paragraphs and tables, as XML, put into its body: the bytes of a .docx file, the same for the same content.

    The XML goes into the file as text: to graft a thousand rows onto the tree in memory takes as long as all else together.
    """
    held = BytesIO()
    document.save(held)
    body = content.encode()

    def filled(name: str, part: bytes) -> bytes:
        return part.replace(b"<w:sectPr", body + b"<w:sectPr", 1) if name == "word/document.xml" else part

    return settled(held.getvalue(), filled)


def _font_table() -> bytes:
    made = "".join(f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
                   for name, instead in _INSTEAD.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{W}">{made}</w:fonts>'.encode()

"""A comparison table as a Word document: A4 landscape, the headings on every page, pages numbered.

Each line is a paragraph of a style named for what it is (条文, 章节, 题注 …). Lines that the table adds have the styles 指引 and 重列: what
is left is the text of the two versions.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.export import word
from tracker.export.table import Row, Table
from tracker.export.table_lines import POINTER, REPEATED, Line, Mark, Run
from tracker.export.table_profiles import Look, Profile
from tracker.export.word import Style
from tracker.model import DIVISIONS

if TYPE_CHECKING:
    from docx.document import Document

_TITLE = Style("对照表标题", word.TITLE, 20, centred=True, after=4)
_LEGEND = Style("图例", word.KAI, 12, centred=True, after=6)
_HEAD = Style("栏目", word.BLACK, 12, centred=True)
_TEXT = Style("条文", indent=2)
_DIVISION = Style("章节", word.KAI, 13, centred=True, keep=True, before=3, after=3)
_NOTE = Style("题注", word.KAI, 11, centred=True)
_POINTER = Style("指引", word.KAI, 11, indent=2)
_AGAIN = Style("重列", word.KAI, 11, indent=2, colour="595959")
_CELLS = Style("表格", size=11)
_REMARK = Style("说明", size=11)
_FOOT = Style("页码", size=10.5, centred=True)
_STYLES = (_TITLE, _LEGEND, _HEAD, _TEXT, _DIVISION, _NOTE, _POINTER, _AGAIN, _CELLS, _REMARK, _FOOT)
_ROLES = {**dict.fromkeys((*DIVISIONS, "title"), _DIVISION), "title_note": _NOTE, POINTER: _POINTER, REPEATED: _AGAIN, "table": _CELLS}

_WIDTHS = {2: (7285, 7285), 3: (5700, 5700, 3170)}
"""Columns in twentieths of a point: A4 landscape, less margins of 2 cm."""
_MARGINS = '<w:tblCellMar><w:left w:w="115" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar>'

Looks = Mapping[Mark, Look]


def render(table: Table, profile: Profile) -> bytes:
    """The .docx file. Raises ExportError for characters that XML cannot hold."""
    document = word.new_document(_STYLES, table.title)
    _landscape(document)
    ids = word.ids(document, _STYLES)
    word.number_pages(document.sections[0], ids[_FOOT.name])
    looks: Looks = {"gone": profile.gone, "come": profile.come, "": Look("")}
    widths = _WIDTHS[len(table.headings)]
    cells = [word.paragraph(ids[_HEAD.name], word.run(heading)) for heading in table.headings]
    rows = [_row(widths, cells, "<w:cantSplit/><w:tblHeader/>")]
    rows += [_row(widths, _cells(row, len(widths), looks, ids)) for row in table.rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return word.written(
        document, word.paragraph(ids[_TITLE.name], word.run(table.title))
        + word.paragraph(ids[_LEGEND.name], _runs(profile.legend(), looks))
        + f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{word.BORDERS}</w:tblBorders>'
          f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        + word.paragraph(ids[_CELLS.name], "", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'))


def _properties(look: Look) -> str:
    """A look as the properties of a run behind its font, in the order that the standard demands."""
    parts = [(look.black, "<w:b/>"), (look.struck, "<w:strike/>"),
             (look.colour, f'<w:color w:val="{look.colour}"/>'), (look.underlined, '<w:u w:val="single"/>'),
             (look.shade, f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade}"/>')]
    return "".join(text for wanted, text in parts if wanted)


def _landscape(document: "Document") -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.footer_distance = Cm(1)


def _row(widths: Iterable[int], cells: Iterable[str], form: str = "") -> str:
    made = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                   for width, cell in zip(widths, cells, strict=True))
    return f'<w:tr>{f"<w:trPr>{form}</w:trPr>" if form else ""}{made}</w:tr>'


def _cells(row: Row, columns: int, looks: Looks, ids: Mapping[str, str]) -> Iterator[str]:
    for lines in (row.old, row.new):
        yield "".join(_paragraph(line, looks, ids) for line in lines)
    if columns == 3:
        yield "".join(word.paragraph(ids[_REMARK.name], word.run(text)) for text in row.note.split("\n"))


def _paragraph(line: Line, looks: Looks, ids: Mapping[str, str]) -> str:
    return word.paragraph(ids[_ROLES.get(line.role, _TEXT).name], _runs(line.runs, looks))


def _runs(runs: Iterable[Run], looks: Looks) -> str:
    return "".join(word.run(run.text, _properties(looks[run.mark]), font=word.BLACK if looks[run.mark].black else "") for run in runs)

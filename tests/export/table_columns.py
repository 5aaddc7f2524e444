"""The columns of a comparison table read back from the files, as an office program or a browser has them."""

from io import BytesIO
from pathlib import Path

from tracker.export.table_xlsx import OWN
from tracker.model import Version, text_of

PAIRS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus" / "pairs"


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def whole(version: Version) -> str:
    """All words of a version."""
    return squeezed("".join(text_of(node) for part in (version.head, version.body, version.tail) for node in part))


def of_docx(data: bytes) -> tuple[str, str]:
    """The two columns of a Word document, less what has the styles 指引 and 重列."""
    from docx import Document
    from docx.table import _Cell

    table = Document(BytesIO(data)).tables[0]
    columns = ["", ""]
    for row in table._tbl.tr_lst[1:]:
        for at, cell in enumerate(row.tc_lst[:2]):
            columns[at] += "".join(p.text for p in _Cell(cell, table).paragraphs if p.style.name not in ("指引", "重列"))
    return squeezed(columns[0]), squeezed(columns[1])


def of_xlsx(data: bytes) -> tuple[str, str]:
    """The two columns of a worksheet, less the grey runs."""
    from openpyxl import load_workbook
    from openpyxl.cell.rich_text import TextBlock

    columns = ["", ""]
    for row in load_workbook(BytesIO(data), rich_text=True).active.iter_rows(min_row=4, max_col=2):
        for at, cell in enumerate(row):
            for part in cell.value or ():
                assert isinstance(part, TextBlock)
                columns[at] += part.text if part.font.color is None or part.font.color.rgb[-6:] != OWN else ""
    return squeezed(columns[0]), squeezed(columns[1])


def of_html(page: str) -> tuple[str, str]:
    """The two columns of a page, less `p.pointer` and `p.repeated`."""
    from lxml import html

    rows = html.fromstring(page.encode()).xpath("//tbody/tr")
    cells = [["".join(p.text_content() for p in row.xpath(f"td[{at}]/p[not(@class='pointer' or @class='repeated')]")) for row in rows]
             for at in (1, 2)]
    return squeezed("".join(cells[0])), squeezed("".join(cells[1]))

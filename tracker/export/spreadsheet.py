"""Rows for spreadsheets: CSV in UTF-8 with a byte order mark, so that Excel and WPS open it right, and XLSX.

Words of a law are never a formula: in CSV a cell that a spreadsheet would run gets a leading apostrophe, in XLSX it is stored as text.
"""

import csv as writing
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.errors import ExportError
from tracker.export.akn_names import plain

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OpenpyxlCell

Cell = str | int | float | None
Row = Sequence[Cell]

_NARROW = 12
_WIDEST = 60
_LONGEST = 32_767
"""The characters that a cell of Excel holds."""


def csv(rows: Iterable[Row]) -> str:
    """The rows, the first of which is the header."""
    stream = io.StringIO()
    writing.writer(stream).writerows([_safe(cell) for cell in row] for row in rows)
    return "\ufeff" + stream.getvalue()


def _safe(cell: Cell) -> Cell:
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def xlsx(rows: Iterable[Row], name: str) -> bytes:
    """A workbook with one sheet; its first row is the header and stays in sight.

    Raises ExportError where openpyxl is not installed, for a control character, and for a text that no cell can hold.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ExportError("XLSX needs openpyxl, which is not installed", hint="pip install 'tracker[xlsx]', or write CSV") from None
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = name, "A2"
    filled = list(rows)
    for at, cells in enumerate(zip(*filled, strict=True), 1):
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = _width(cells)
    for line, row in enumerate(filled, 1):
        for at, value in enumerate(row, 1):
            _fill(sheet.cell(line, at), value, bold=line == 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _width(cells: Iterable[Cell]) -> float:
    longest = max(2 * len(str(cell or "")) for cell in cells)
    return _WIDEST if longest > _WIDEST else max(longest + 2, _NARROW)


def _fill(cell: "OpenpyxlCell", value: Cell, *, bold: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
    if not isinstance(value, str):
        cell.value = value
        return
    if len(value) > _LONGEST:
        raise ExportError("a text of {count} characters is too long for a cell, which holds 32,767", hint="write CSV", count=len(value))
    cell.value = plain(value)
    cell.data_type = "s"

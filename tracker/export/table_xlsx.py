"""A comparison table as a workbook: marked words inside cells, the headings frozen and on every printed page, A4 landscape.

Lines that the table adds are in 楷体 and grey; all other runs are the text of the two versions. A row higher than a worksheet allows
goes on in the next one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tracker.errors import ExportError
from tracker.export.akn_names import plain
from tracker.export.packed import settled
from tracker.export.table import Row, Table
from tracker.export.table_lines import POINTER, REPEATED, Line, Mark, Run
from tracker.export.table_profiles import Look, Profile, in_cells
from tracker.model import DIVISIONS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OWN = "595959"
"""The colour of words that the table adds."""
_WIDTHS = {2: (62, 62), 3: (50, 50, 26)}
"""Columns in characters of Latin text, two of which are as wide as a Chinese one."""
_POINTS, _HIGH, _HIGHEST = 16.0, 14, 23
"""Points of a line; how many lines fill a row, so that printed pages fill; how many fit at most: a worksheet's rows end at 409 points."""
_CENTRED = frozenset((*DIVISIONS, "title", "title_note"))
_PLAIN = Look("")

Looks = Mapping[Mark, Look]


def render(table: Table, profile: Profile) -> bytes:
    """The .xlsx file. Raises ExportError where openpyxl is not installed, or for characters that XML cannot hold."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ExportError("XLSX needs openpyxl, which is not installed", hint="pip install 'tracker[xlsx]'") from None
    book = Workbook()
    sheet = book.active
    chosen = in_cells(profile)
    looks: Looks = {"gone": chosen.gone, "come": chosen.come, "": _PLAIN}
    _head(sheet, table, chosen, looks)
    _rows(sheet, table, looks)
    _set_up(sheet, _WIDTHS[len(table.headings)])
    book.properties.title, book.properties.creator = plain(table.title), ""
    held = BytesIO()
    book.save(held)
    return settled(held.getvalue())


def _head(sheet: "Worksheet", table: Table, profile: Profile, looks: Looks) -> None:
    last = len(table.headings)
    for at, (runs, size) in enumerate((((Run(table.title),), 16), (profile.legend(), 11)), 1):
        sheet.cell(at, 1).value = _rich([Line("title", runs)], looks, size)
        _align(sheet.cell(at, 1), centred=True)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=last)
        sheet.row_dimensions[at].height = size * 2
    for column, heading in enumerate(table.headings, 1):
        cell = sheet.cell(3, column)
        cell.value = _rich([Line("title", (Run(heading, "come"),))], {"come": Look("", black=True)}, 11)
        _align(cell, centred=True)
        _frame(cell, first=True, last=True)


def _rows(sheet: "Worksheet", table: Table, looks: Looks) -> None:
    widths = _WIDTHS[len(table.headings)]
    at = 4
    for row in table.rows:
        parts = list(_parts(row, widths))
        for n, cells in enumerate(parts):
            for column, lines in enumerate(cells, 1):
                cell = sheet.cell(at, column)
                cell.value = _rich(lines, looks, 11) if lines else None
                _align(cell, centred=all(line.role in _CENTRED for line in lines))
                _frame(cell, first=n == 0, last=n == len(parts) - 1)
            sheet.row_dimensions[at].height = 4 + _POINTS * max(_height(lines, width) for lines, width in zip(cells, widths, strict=True))
            at += 1


def _set_up(sheet: "Worksheet", widths: Sequence[int]) -> None:
    """Widths, what stays in sight and is repeated, and the page."""
    for column, width in zip("ABC", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A4", "3:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "— &P —"
    sheet.print_options.horizontalCentered = True


def _parts(row: Row, widths: Sequence[int]) -> Iterator[Sequence[Sequence[Line]]]:
    """A row's cells, cut where they are higher than a worksheet's row may be."""
    note = [Line("note", (Run(text),)) for text in row.note.split("\n") if text]
    columns = [list(_cut(lines, width)) for lines, width in zip((row.old, row.new, note), widths, strict=False)]
    yield from zip_longest(*columns, fillvalue=())


def _cut(lines: Iterable[Line], width: int) -> Iterator[Sequence[Line]]:
    part: list[Line] = []
    for line in _short(lines, width):
        if part and _height([*part, line], width) > _HIGH:
            yield part
            part = []
        part.append(line)
    yield part


def _short(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Lines none of which is higher than a row by itself; what goes on from another row is not indented."""
    most = (_HIGHEST - 1) * (width - 6) // 2
    for line in lines:
        pieces = [replace(run, text=run.text[at:at + most]) for run in line.runs for at in range(0, len(run.text), most)]
        held: list[Run] = []
        for piece in pieces:
            if held and sum(len(run.text) for run in (*held, piece)) > most:
                yield replace(line, runs=tuple(held))
                held, line = [], line if line.role in (POINTER, REPEATED) else replace(line, role="table")
            held.append(piece)
        yield replace(line, runs=tuple(held))


def _height(lines: Iterable[Line], width: int) -> int:
    """In how many lines of a cell these are shown, counted generously."""
    return sum(1 + sum(1 + (c > "\u2000") for run in line.runs for c in run.text) // (width - 6) for line in lines)


def _rich(lines: Iterable[Line], looks: Looks, size: int) -> Any:
    """Lines as rich text, never a formula whatever they begin with."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    made = []
    for n, line in enumerate(lines):
        own = line.role in (POINTER, REPEATED)
        indent = "" if line.role in _CENTRED or line.role in ("table", "note") else "\u3000\u3000"
        before = ("\n" if n else "") + indent
        if before:
            made.append(TextBlock(_font(_PLAIN, size, own=own), before))
        made += [TextBlock(_font(looks[run.mark], size, own=own), plain(run.text)) for run in line.runs]
    return CellRichText(*made)


def _font(look: Look, size: int, *, own: bool) -> Any:
    from openpyxl.cell.text import InlineFont

    face = "楷体" if own else "黑体" if look.black else "宋体"
    return InlineFont(rFont=face, charset=134, sz=size, b=look.black or None, strike=look.struck or None,
                      u="single" if look.underlined else None, color=OWN if own else look.colour or None)


def _align(cell: Any, *, centred: bool) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="center" if centred else "top", horizontal="center" if centred else "left")


def _frame(cell: Any, *, first: bool, last: bool) -> None:
    """Lines around a cell; between the parts of one row there is none."""
    from openpyxl.styles import Border, Side

    thin, none = Side(style="thin"), Side()
    cell.border = Border(left=thin, right=thin, top=thin if first else none, bottom=thin if last else none)

"""Remarks for the third column of a comparison table (说明), from a small CSV file that a clerk writes in any spreadsheet.

Two columns: the provision as the new text has it (第五条, 第五条第二款, 第二章) or, with 原 before it, as the old text has it (原第八条),
and the remark. A first line 条款,说明 (or provision,note) is a heading. Remarks on 款 and 项 stand beside their article.
"""

import csv
import io

from tracker.errors import CitationError, ExportError
from tracker.finding import find
from tracker.model import Version

_HINT = "two columns: 第五条 (or 原第八条 for an article of the old text), and the remark"
_HEADINGS = frozenset(("条款", "provision"))


def parse(text: str, old: Version, new: Version) -> dict[tuple[str, str], str]:
    """The remarks by side and id, several on one provision as lines. Raises ExportError for a line that names no provision, or is none."""
    sides = {"old": old, "new": new}
    found: dict[tuple[str, str], str] = {}
    for at, row in enumerate(_lines(text.removeprefix("\ufeff")), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (not found and cells[0] in _HEADINGS):
            continue
        if len(cells) != 2:
            raise ExportError("line {line} of the remarks is not one: {text}", hint=_HINT, line=at, text=",".join(row))
        side = "old" if cells[0].startswith("原") else "new"
        try:
            key = find(sides[side], cells[0].removeprefix("原"))[0]
        except CitationError as error:
            raise ExportError("line {line} of the remarks: {reason}", hint=_HINT, line=at, reason=str(error)) from None
        found[side, key] = f"{found[side, key]}\n{cells[1]}" if (side, key) in found else cells[1]
    return found


def _lines(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise ExportError("the remarks cannot be read: {reason}", hint=_HINT, reason=str(error)) from None

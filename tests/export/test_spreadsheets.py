"""Changes and maps for spreadsheets: the same rows as CSV and XLSX, whole, and never run as formulas."""

import csv
import io
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Tracker
from tests.export.trees import park, park_later
from tracker.compare.alignment import align
from tracker.compare.diff import diff
from tracker.compare.renumbering import renumbering
from tracker.errors import ExportError
from tracker.export import diff_rows, renumbering_rows, spreadsheet

SIDES = park(), park_later()


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def read_xlsx(data: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [["" if cell is None else str(float(cell)) if isinstance(cell, int) else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True)]


def test_a_row_for_each_change_with_both_texts() -> None:
    header, *changes = diff_rows.rows(diff(*SIDES), *SIDES)
    by_old = {str(row[3]): dict(zip(header, row, strict=True)) for row in changes}
    opening = by_old["第二条"]
    assert (opening["new"], opening["old_text"]) == ("第三条", "第二条\u3000公园应当每日开放，开放时间由管理机构公布。")
    assert opening["new_text"] == "第三条\u3000公园应当每日开放，开放时间由管理机构确定并公布。"
    assert (opening["removed"], opening["added"]) == ("", "确定并")
    assert "第一条" not in by_old  # it did not change


def test_every_article_has_its_row_in_the_map() -> None:
    _, *links = renumbering_rows.rows(renumbering(align(*SIDES)))
    assert ("第二条", "第三条", "renumbered") in [row[:3] for row in links]
    assert ("", "第二条", "inserted") in [row[:3] for row in links]
    assert {row[5] for row in links} >= {f"art_{n}" for n in range(1, 7)}


@pytest.mark.parametrize("rows", [lambda: diff_rows.rows(diff(*SIDES), *SIDES), lambda: renumbering_rows.rows(renumbering(align(*SIDES)))])
def test_csv_and_xlsx_hold_the_same(rows: object) -> None:
    made = [list(rows()), list(rows())]  # type: ignore[operator]
    assert read_csv(spreadsheet.csv(made[0])) == read_xlsx(spreadsheet.xlsx(made[1], "x"))


def test_words_are_never_a_formula() -> None:
    rows = [("text",), ("=HYPERLINK(1)",), ("+1",), ("甲",)]
    assert [row[0] for row in read_csv(spreadsheet.csv(rows))] == ["text", "'=HYPERLINK(1)", "'+1", "甲"]
    sheet = load_workbook(io.BytesIO(spreadsheet.xlsx(rows, "x"))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")


def test_what_a_cell_cannot_hold_is_refused() -> None:
    with pytest.raises(ExportError, match=r"U\+0001"):
        spreadsheet.xlsx([("text",), ("一\x01",)], "x")
    with pytest.raises(ExportError, match="32,767"):
        spreadsheet.xlsx([("text",), ("字" * 40_000,)], "x")


def test_without_openpyxl_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ExportError, match="openpyxl") as refused:
        spreadsheet.xlsx([("text",)], "x")
    assert "pip install" in refused.value.advice()


def test_the_command_line_writes_both(desk: Path, tracker: Tracker) -> None:
    tracker("diff", "park-2020.txt", "park-2022.txt", "--output", "diff.xlsx", exit_code=1)
    listed = tracker("diff", "park-2020.txt", "park-2022.txt", "--format", "csv", exit_code=1)
    assert read_xlsx((desk / "diff.xlsx").read_bytes()) == read_csv(listed.stdout)
    tracker("renumber", "park-2020.txt", "park-2022.txt", "--format", "xlsx", "--output", "map.xlsx")
    mapped = tracker("renumber", "park-2020.txt", "park-2022.txt", "--format", "csv").stdout
    assert read_xlsx((desk / "map.xlsx").read_bytes()) == read_csv(mapped)
    assert mapped == tracker("renumber", "park-2020.txt", "park-2022.txt", "--format", "csv").stdout

"""`tracker table` and `tracker diff --format docx` as a clerk types them, and what goes wrong."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tests.export.table_columns import of_docx, of_html, of_xlsx
from tests.reading.pdf_files import chinese_fonts

OLD, NEW = "park-2020.txt", "park-2022.txt"
needs_font = pytest.mark.skipif(not chinese_fonts(), reason="no Chinese font installed")


def test_the_ending_says_the_format(desk: Path, tracker: Tracker) -> None:
    for name in ("t.docx", "t.xlsx", "t.html"):
        tracker("table", OLD, NEW, "--output", name)
    columns = of_docx(Path("t.docx").read_bytes())
    assert columns == of_xlsx(Path("t.xlsx").read_bytes()) == of_html(Path("t.html").read_text(encoding="utf-8"))
    assert columns[1].startswith("示例市公园条例（2020年1月10日")


def test_headings_remarks_and_only_what_changed(desk: Path, tracker: Tracker) -> None:
    Path("notes.csv").write_bytes("条款,说明\n第二条,免费开放\n".encode("gb18030"))
    page = tracker("table", OLD, NEW, "--format", "html", "--headings", "现行条例", "修订草案", "--notes", "notes.csv", "--changed").stdout
    assert "<th scope=\"col\">现行条例</th><th scope=\"col\">修订草案</th><th scope=\"col\" class=\"note\">说明</th>" in page
    assert "<p>免费开放</p>" in page
    assert "为了管理公园" not in page


def test_same_texts_are_told(desk: Path, tracker: Tracker) -> None:
    done = tracker("table", OLD, OLD, "--changed", "--format", "html")
    assert "（无修改）" in done.stdout
    assert "the same text" in done.stderr


@pytest.mark.parametrize(("words", "says"), [
    ([], "needs a file"), (["--output", "t.odt"], "ending"), (["--output", "t.html", "--notes", "none.csv"], "none.csv"),
    (["--format", "docx", "--output", "."], "cannot write"),
])
def test_what_cannot_be_is_said(desk: Path, tracker: Tracker, words: list[str], says: str) -> None:
    assert says in tracker("table", OLD, NEW, *words, exit_code=2).stderr


def test_a_folder_that_is_not_there_is_made(desk: Path, tracker: Tracker) -> None:
    tracker("table", OLD, NEW, "--output", "t.docx")
    assert Path("t.docx").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_and_a_device_stays_one(desk: Path, tracker: Tracker) -> None:
    assert "no space left" in tracker("table", OLD, NEW, "--format", "docx", "--output", "/dev/full", exit_code=2).stderr
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize(("library", "ending", "extra"), [("openpyxl", "xlsx", "tracker[xlsx]"), ("weasyprint", "pdf", "tracker[pdf]")])
def test_an_extra_that_is_missing_is_named(desk: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, library: str, ending: str,
                                           extra: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert f"pip install '{extra}'" in tracker("table", OLD, NEW, "--output", f"t.{ending}", exit_code=2).stderr


@needs_font
def test_a_pdf_has_headings_and_numbers_on_every_page(desk: Path, tracker: Tracker) -> None:
    pytest.importorskip("weasyprint")
    from pypdf import PdfReader

    more = "".join(f"第{number}条　公园应当登记第{number}类树木。\n" for number in "三四五六七八九十")
    Path("long.txt").write_text(f"示例市公园条例\n第一条　甲。\n第二条　乙。\n{more}" + "园中应当种植树木。\n" * 30, encoding="utf-8")
    tracker("table", "long.txt", "long.txt", "--output", "t.pdf")
    pages = [page.extract_text() for page in PdfReader("t.pdf").pages]
    assert len(pages) > 1
    assert all("现行法" in page and f"— {number} —" in page for number, page in enumerate(pages, 1))


def test_a_pdf_without_a_chinese_font_is_refused(desk: Path) -> None:
    pytest.importorskip("weasyprint")
    fonts = desk / "fonts.conf"
    fonts.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "tracker", "table", OLD, NEW, "--output", "t.pdf"], capture_output=True, text=True,
                          env=os.environ | {"FONTCONFIG_FILE": str(fonts)}, check=False)
    assert done.returncode == 2
    assert "no Chinese font is installed" in done.stderr
    assert not Path("t.pdf").exists()


@needs_font
def test_a_character_that_no_font_has_is_named(desk: Path, tracker: Tracker) -> None:
    pytest.importorskip("weasyprint")
    Path("odd.txt").write_text("示例市公园条例\n第一条　公园\ue5f9开放。\n", encoding="utf-8")
    assert "U+E5F9" in tracker("table", "odd.txt", "odd.txt", "--output", "t.pdf", exit_code=2).stderr


def test_tracked_changes_need_a_file_and_tell_of_a_difference(desk: Path, tracker: Tracker) -> None:
    tracker("diff", OLD, NEW, "--output", "changes.docx", exit_code=1)
    tracker("diff", OLD, OLD, "--output", "none.docx")
    assert tracker("export", "changes.docx").stdout == tracker("export", NEW).stdout
    assert "needs a file" in tracker("diff", OLD, NEW, "--format", "docx", exit_code=2).stderr

"""Comparison tables printed by LibreOffice: headings and page numbers stand on every page, the page is A4 landscape."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from tests.reading.pdf_files import chinese_fonts
from tracker.export import table_docx, table_xlsx
from tracker.export.table import Table, table
from tracker.export.table_profiles import PROFILES
from tracker.reading import read_text

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None or not chinese_fonts(), reason="LibreOffice or a Chinese font is not there")
LINES = "".join(f"第{number}条　公园应当登记第{number}类树木，每年公布一次树木的名称、年龄和位置。\n" for number in "一二三四五六七八九十")


@pytest.fixture(scope="module")
def made() -> Table:
    old = "示例市公园条例\n" + LINES + "公园中应当种植本地的树木。\n" * 40
    return table(read_text(old), read_text(old.replace("每年", "每季度")))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_every_page_has_headings_and_a_number(made: Table, form: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    render = {"docx": table_docx.render, "xlsx": table_xlsx.render}[form]
    (tmp_path / f"table.{form}").write_bytes(render(made, PROFILES["shading"]))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                    str(tmp_path), str(tmp_path / f"table.{form}")], capture_output=True, timeout=120, check=True)
    pages = PdfReader(BytesIO((tmp_path / "table.pdf").read_bytes())).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        text = "".join(page.extract_text().split())
        assert "现行法" in text
        assert f"—{number}—" in text

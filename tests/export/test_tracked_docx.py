"""A Word document with tracked changes: accepting all gives the new text, rejecting all the old one."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from tests.export.table_columns import PAIRS
from tests.export.test_table import NEW, OLD
from tracker.export import tracked_docx
from tracker.model import Provisions, Version, places
from tracker.reading import read, read_bytes, read_text

LAWS = sorted(PAIRS.iterdir()) if PAIRS.is_dir() else []
TABLE = "# 示例市收费办法\n\n第一条　按下列标准收费：\n\n| 项目 | 元 |\n| --- | --- |\n{}\n第二条　本办法自2020年1月1日起施行。\n"
TABLES = [TABLE.format(rows) for rows in ("| 复印 | 1 |\n| 装订 | 5 |\n", "| 复印 | 2 |\n| 装订 | 5 |\n| 扫描 | 1 |\n")]


def tree(version: Version) -> tuple[Provisions, Provisions, Provisions]:
    return version.head, version.body, version.tail


def views(data: bytes) -> tuple[object, object]:
    """The text with all changes rejected, and with all accepted."""
    return tree(read_bytes(data, "law.docx", revisions="original")), tree(read_bytes(data, "law.docx", revisions="final"))


def document(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize(("old", "new"), [*permutations((OLD, NEW)), (OLD, OLD),
                                          (OLD, OLD.split("第八条")[0]), (OLD.split("第八条")[0], OLD)])
def test_both_views_are_the_two_texts(old: str, new: str) -> None:
    sides = read_text(old), read_text(new)
    assert views(tracked_docx.render(*sides)) == (tree(sides[0]), tree(sides[1]))


def test_rows_of_a_table_are_inserted_and_deleted() -> None:
    old, new = (read_bytes(text.encode(), "fees.md") for text in TABLES)
    none = read_text("示例市收费办法\n第一条　按下列标准收费：\n第二条　本办法自2020年1月1日起施行。\n")
    assert any(node.rows for node in places(new).values())
    for before, after in permutations((old, new, none), 2):
        assert views(tracked_docx.render(before, after)) == (tree(before), tree(after))


def test_changes_are_those_of_the_diff_and_bear_the_date_of_the_version() -> None:
    old, new = read_text(OLD), read_text(NEW)
    made = document(tracked_docx.render(old, new))
    changes = re.findall(r'<w:(ins|del) w:id="(\d+)" w:author="tracker" w:date="2024-06-03T00:00:00Z">', made)
    assert len({number for _, number in changes}) == len(changes) > 4
    assert re.findall(r"<w:delText[^>]*>(五)</w:delText>", made) == ["五"]
    assert "<w:ins " not in document(tracked_docx.render(old, old))


def test_no_date_is_invented() -> None:
    texts = [read_text(f"示例市条例\n第一条　图书馆{word}日开放。\n") for word in ("每", "逐")]
    assert "w:date" not in document(tracked_docx.render(*texts))


def test_a_paragraph_that_ends_in_a_change_keeps_its_end() -> None:
    """An inserted end followed by an inserted paragraph is one change: the end of the first is marked, that of the last is not."""
    old = read_text("示例市条例\n第一条　图书馆应当每日开放\n第二条　本条例自公布之日起施行。\n")
    new = read_text("示例市条例\n第一条　图书馆应当每日开放，周一除外\n读者可以预约。\n第二条　本条例自公布之日起施行。\n")
    data = tracked_docx.render(old, new)
    assert views(data) == (tree(old), tree(new))
    ends = ["<w:rPr><w:ins " in paragraph for paragraph in re.findall(r"<w:pPr>.*?</w:pPr>", document(data))]
    assert ends == [False, True, False, False]


@pytest.mark.skipif(not LAWS, reason="the shared corpus is not there")
@pytest.mark.parametrize("law", LAWS, ids=lambda path: path.name)
def test_both_views_of_real_laws(law: Path) -> None:
    versions = [read(path) for path in sorted(law.glob("*.txt"))]
    for old, new in pairwise(versions):
        assert views(tracked_docx.render(old, new)) == (tree(old), tree(new))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_has_the_same_changes(tmp_path: Path) -> None:
    old, new = read_text(OLD), read_text(NEW)
    (tmp_path / "law.docx").write_bytes(tracked_docx.render(old, new))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx",
                    "--outdir", str(tmp_path / "out"), str(tmp_path / "law.docx")], capture_output=True, timeout=120, check=True)
    assert views((tmp_path / "out" / "law.docx").read_bytes()) == (tree(old), tree(new))

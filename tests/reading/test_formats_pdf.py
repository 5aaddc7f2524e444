"""PDF: rows of print become paragraphs again, what repeats on every page goes, and the reader is told that this is best effort."""

import sys
from io import BytesIO

import pytest

from tests.reading.pdf_files import LEFT, SIZE, TOP, chinese_fonts, pdf_file, printed
from tests.reading.word_files import LINES, TREE, kinds, lines, tree
from tracker.errors import SourceError
from tracker.reading.formats import document_of


def test_official_print_gives_the_tree_of_the_text() -> None:
    data = printed(LINES, head="示例市人民代表大会常务委员会公报2021年第4号")
    assert lines(data, "law.pdf") == LINES
    assert tree(data, "law.pdf") == TREE
    found = {kind: text for kind, _, text in kinds(data, "law.pdf")}
    assert found["best_effort"] == "PDF"
    assert "公报" in found["page_header"] and "— 2 —" in found["page_header"]


@pytest.mark.skipif(not chinese_fonts(), reason="no Chinese font installed")
def test_a_generated_pdf_gives_the_tree_of_the_text() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    style = ("<style>@page{size:A4;margin:3cm;@bottom-center{content:'- ' counter(page) ' -'}@top-center{content:'示例市公报'}}"
             f"body{{font:16pt {','.join(map(repr, chinese_fonts()))}}}p{{text-indent:2em;margin:0}}h2{{text-align:center}}</style>")
    page = "".join(f"<h2>{line}</h2>" if "章　" in line[:5] or line in LINES[:1] else f"<p>{line}</p>" for line in LINES)
    data = weasyprint.HTML(string=style + page).write_pdf()
    assert tree(data, "law.pdf") == TREE


def test_the_media_type_names_pdf() -> None:
    source = document_of(printed(LINES[:3]), "law.txt").source
    assert (source.media_type, source.encoding) == ("application/pdf", "")


def test_two_columns_are_read_one_after_the_other() -> None:
    column = ["第一条　甲乙丙丁。", "第二条　子丑寅卯。", "第三条　天地玄黄。"]
    right = LEFT + 15 * SIZE
    page = [(LEFT, TOP - 28 * at, text) for at, text in enumerate(column)] + [(right, TOP, "第四条　宇宙。")]
    assert lines(pdf_file([page]), "a.pdf") == [*column, "第四条　宇宙。"]


def test_a_gap_behind_a_label_is_a_space() -> None:
    page = [(LEFT, TOP, "第一条"), (LEFT + 3.4 * SIZE, TOP, "为了管理，制定本条例。")]
    assert lines(pdf_file([page]), "a.pdf") == ["第一条　为了管理，制定本条例。"]


def test_gaps_between_figures_and_words_are_print() -> None:
    page = [(LEFT, TOP, "（2020 年1 月2 日通过）")]
    assert lines(pdf_file([page]), "a.pdf") == ["（2020年1月2日通过）"]


def test_radicals_that_stand_for_characters() -> None:
    assert lines(pdf_file([[(LEFT, TOP, "第⼀条　⽤⽔。")]]), "a.pdf") == ["第一条　用水。"]


def test_pictures_of_pages_hold_no_text() -> None:
    with pytest.raises(SourceError, match="no text"):
        document_of(pdf_file([[], []]), "scan.pdf")


def test_a_password_is_named() -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=BytesIO(printed(LINES[:3])))
    writer.encrypt("geheim", algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    with pytest.raises(SourceError, match="password") as caught:
        document_of(held.getvalue(), "law.pdf")
    assert caught.value.data["name"] == "law.pdf"


def test_without_the_extra_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError) as caught:
        document_of(printed(LINES[:3]), "law.pdf")
    assert "tracker[pdf]" in caught.value.advice()

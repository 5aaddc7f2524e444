"""Whatever the bytes are, reading ends in lines or in an error that says what, where and what to do; never in anything else."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.pdf_files import printed
from tests.reading.word_files import LAW, LINES, part, word_file
from tests.reading.word_files import para as paragraph
from tracker.errors import SourceError
from tracker.reading.formats import document_of
from tracker.reading.formats.docx_package import MAX_PART

NAMES = ["law.txt", "law.docx", "law.pdf", "law.html", "law.md", "law"]
PAGE = f"<html><head><meta charset='utf-8'></head><body>{''.join(f'<p>{line}</p>' for line in LINES)}<table><tr><td>甲<td>乙</table></body>"
WORD = word_file("".join(paragraph(line) for line in LINES))
INTACT = {"law.docx": WORD, "law.pdf": printed(LINES), "law.html": PAGE.encode(), "law.md": LAW.encode(), "law.txt": LAW.encode("gb18030")}


def read(data: bytes, name: str) -> None:
    """Read, and hold an error to what it must say."""
    try:
        document = document_of(data, name)
    except SourceError as error:
        assert error.data["name"] == name
        assert str(error) and error.advice()
    else:
        assert document.lines and all(line.number >= 1 for line in document.lines)
        assert all(finding.line >= 1 for finding in document.findings)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(NAMES), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"{"]))
def test_random_bytes(data: bytes, name: str, start: bytes) -> None:
    read(start + data, name)


@pytest.mark.parametrize("name", list(INTACT))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(share=st.floats(0, 1), changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6))
def test_truncated_and_changed_files(name: str, share: float, changes: list[tuple[float, int]]) -> None:
    data = bytearray(INTACT[name])
    for at, byte in changes:
        data[int(at * (len(data) - 1))] = byte
    read(bytes(data[: int(share * len(data))]), name)
    read(bytes(data), name)


PIECES = ["", "<", "&", "<w:p>", "</w:p>", "<w:tbl>", "\x00", "<w:del>", "<w:fldChar w:fldCharType='begin'/>", "<w:sym w:char='ZZ'/>",
          "<w:numPr><w:numId w:val='x'/></w:numPr>", "<w:gridSpan w:val='99999999999'/>"]


def repacked(change: Callable[[str], str]) -> bytes:
    """The Word file with its document part changed: the archive is whole, what is in it is not."""
    held = BytesIO()
    with ZipFile(BytesIO(WORD)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == "word/document.xml" else text)
    return held.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(0, 1), st.sampled_from(PIECES))
def test_a_document_part_with_something_in_it(at: float, piece: str) -> None:
    read(repacked(lambda text: text[: int(at * len(text))] + piece + text[int(at * len(text)):]), "law.docx")


def test_archives_that_are_no_word_document() -> None:
    for names, says in ((["a.txt"], "not a Word document"), (["xl/workbook.xml"], "spreadsheet"), (["OFD.xml"], "OFD"),
                        (["ppt/presentation.xml"], "presentation"), (["mimetype", "content.xml"], "OpenDocument")):
        held = BytesIO()
        with ZipFile(held, "w") as archive:
            for name in names:
                archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "<a/>")
        with pytest.raises(SourceError, match=says):
            document_of(held.getvalue(), "law.docx")


def test_a_zip_bomb_is_stopped() -> None:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as stream:
        for _ in range(MAX_PART // 2**20 + 1):
            stream.write(b" " * 2**20)
    assert len(held.getvalue()) < MAX_PART // 500
    with pytest.raises(SourceError, match="unpacks to more"):
        document_of(held.getvalue(), "bomb.docx")


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(10))
    plain = part("document", "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>")
    bomb = plain.replace("<w:document ", f"<!DOCTYPE x [{entities}]><w:document ", 1)
    with pytest.raises(SourceError):
        document_of(repacked(lambda _: bomb), "law.docx")
    read(f"<!DOCTYPE html [{entities}]><html><body><p>第一条　&l9;</p></body></html>".encode(), "law.html")


def test_an_outside_file_is_not_fetched() -> None:
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document '
    with pytest.raises(SourceError):
        document_of(repacked(lambda text: text.replace("<w:document ", outside, 1).replace(LINES[3], "&e;")), "law.docx")


def test_word_documents_within_each_other_without_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 5_000
    with pytest.raises(SourceError):
        document_of(word_file(deep), "law.docx")
    within = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 60
    assert [line.text for line in document_of(word_file(within), "law.docx").lines] == ["甲"]


def test_an_encrypted_part() -> None:
    data = bytearray(WORD)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 4
    with pytest.raises(SourceError, match="password"):
        document_of(bytes(data), "law.docx")

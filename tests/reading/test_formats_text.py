"""Text files: the encoding is found and named, every line keeps its number, and what is no text is refused with the way out."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.word_files import LAW, LINES, TREE, lines, tree
from tracker.errors import SourceError
from tracker.reading import read
from tracker.reading.formats import document_of
from tracker.reading.formats.text import lines_of

TRADITIONAL = "示例市綠化條例\n第一條　為了加強綠化管理，保護環境，制定本條例。\n第二條　本條例自公布之日起施行，應當遵守。\n"


@pytest.mark.parametrize(("data", "encoding"), [
    (LAW.encode(), "utf-8"), (LAW.encode("utf-8-sig"), "utf-8-sig"), (LAW.encode("gb18030"), "gb18030"), (LAW.encode("gbk"), "gb18030"),
    (LAW.encode("utf-16"), "utf-16"), (codecs.BOM_UTF16_BE + LAW.encode("utf-16-be"), "utf-16"), (LAW.encode("utf-16-le"), "utf-16-le"),
    (LAW.encode("utf-16-be"), "utf-16-be"), (LAW.encode("utf-32"), "utf-32")])
def test_every_encoding_gives_the_tree_of_the_text(data: bytes, encoding: str) -> None:
    document = document_of(data, "law.txt")
    assert document.source.encoding == encoding
    assert [line.text for line in document.lines] == [*LINES, ""]
    assert tree(data, "law.txt") == TREE


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16"])
def test_traditional_characters(encoding: str) -> None:
    document = document_of(TRADITIONAL.encode(encoding), "law.txt")
    assert [line.text for line in document.lines] == TRADITIONAL.split("\n")
    assert document.source.encoding.startswith(encoding)


def test_the_wide_space_of_old_programs() -> None:
    data = "§§第一条§为了管理，制定本条例。".encode("gb18030").replace("§".encode("gb18030"), b"\xa3\xa0")
    assert lines(data, "law.txt") == ["　　第一条　为了管理，制定本条例。"]


def test_the_source_says_what_was_read() -> None:
    source = document_of(b"\xe7\x94\xb2", "甲.txt").source
    assert (source.name, source.media_type, source.encoding) == ("甲.txt", "text/plain", "utf-8")
    assert source.sha256 == "33e3580c093111e1c4cac922872c40371f7896bb3fa4e23be5840bd1834fc622"


def test_all_line_ends_count_and_blank_lines_stay() -> None:
    assert [(line.number, line.text) for line in lines_of("甲\r\n乙\r丙\n\n丁\u2028戊\x0b己\x1a")] == [
        (1, "甲"), (2, "乙"), (3, "丙"), (4, ""), (5, "丁"), (6, "戊"), (7, "己")]


@pytest.mark.parametrize("data", [b"", b"\n\n", "\ufeff　\n".encode(), b"\x1a", "\u200b".encode("utf-16")])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="is empty") as caught:
        document_of(data, "law.txt")
    assert caught.value.data["name"] == "law.txt"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + b"\x00" * 200, b"\x01\x02\x03\x04" * 50])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        document_of(data, "law.txt")


def test_damaged_text_is_refused_with_the_place() -> None:
    data = LAW.encode()
    at = data.index("第三条".encode()) + 1
    with pytest.raises(SourceError, match="does not fit its encoding, utf-8") as caught:
        document_of(data[:at] + b"\xff" + data[at + 1:], "law.txt")
    assert (caught.value.data["place"], caught.value.data["line"]) == (at - 1, LAW[:LAW.index("第三条")].count("\n") + 1)
    with pytest.raises(SourceError, match="utf-8"):
        document_of(data[:-2], "cut.txt")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        document_of("Статья 1. Настоящий закон вступает в силу.".encode("koi8-r"), "law.txt")
    assert caught.value.advice()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "gone.txt")


def test_a_line_of_ten_million_characters() -> None:
    long = "第一条　" + "甲" * 10_000_000
    assert lines(long.encode(), "law.txt") == [long]
    assert lines(long.encode("gb18030"), "law.txt") == [long]


@pytest.mark.parametrize(("data", "says"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word format"), (b"{\\rtf1\\ansi}", "Rich Text"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">', "XML format")])
def test_formats_that_are_known_and_not_read_say_the_way_out(data: bytes, says: str) -> None:
    for name in ("law.doc", "law.txt", "law.docx"):
        with pytest.raises(SourceError, match=says) as caught:
            document_of(data, name)
        assert caught.value.data["name"] == name
        assert caught.value.advice()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="第一二三条章（）、。；\n　的法律甲乙丙Ω", min_size=1).filter(lambda t: t.strip("\n　") and "第" in t),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_no_character_is_lost(text: str, encoding: str) -> None:
    assert "\n".join(lines(text.encode(encoding), "law.txt")) == text

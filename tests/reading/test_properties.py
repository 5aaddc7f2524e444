"""Whatever a text holds, reading ends in a version, and every character of it stands in head, body or tail in order."""

import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker import reading
from tracker.errors import SourceError
from tracker.model import Version, places, text_of

HEADINGS = ["第一条", "第二条", "第三条 ", "第十条之一　", "第27.573条 ", "第一章 总则", "第二章", "第一编", "第一分编 ", "第一节",
            "附则", "总　则", "序言", "目录", "附件1", "附：", "附表二", "一、", "二、", "（一）", "(二)", "1.", "（1）", "①", "(a)",
            "第三条规定的", "第一条、第二条"]
MARKS = [" ", "　", "\u200b", "\ufeff", "\xa0", "。", "；", "：", "，", "“", "”", "《", "》", "〈", "（", "）", "【目的】",
         "\n", "\n", "\n", "\r\n", "\u2028"]
WORDS = ["公园", "修改为", "为了示例，制定本条例。", "2020年1月1日", "2020年13月41日", "二○二○年五月一日", "通过", "批准", "公布", "修正",
         "第二次修订", "起施行", "自公布之日起施行", "示例市人民代表大会常务委员会第三次会议", "《示例市公园条例》", "根据",
         "法释〔2021〕24号", "零〇○", "9999999999999999", "第"]
stitched = st.lists(st.sampled_from(HEADINGS + MARKS + WORDS), max_size=60).map("".join)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]", "", text)


def words(version: Version) -> str:
    return "".join(text_of(node) for part in (version.head, version.body, version.tail) for node in part)


@settings(max_examples=400, deadline=None)
@given(stitched)
@example("")
@example("第一条\n第一条\n第三条规定的，从其规定。")
@example("示例条例\n目录\n第一章 总则\n第一章 总则\n第一条 公园。 第二条 湖。 第三条 山。")
def test_no_character_is_lost(text: str) -> None:
    version = reading.read_text(text, "示例(2020-01-01).txt")
    assert squeezed(words(version)) == squeezed(text)
    assert len(places(version)) == len(set(places(version)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all(text: str) -> None:
    assert squeezed(words(reading.read_text(text))) == squeezed(text.removesuffix("\x1a"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(stitched.map(lambda text: text.encode()), st.binary(max_size=200)), st.sampled_from(["a.txt", "b", "c(2020-02-30).txt"]))
def test_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        version = reading.read_bytes(data, name)
    except SourceError as error:
        assert str(error) and error.advice()
    else:
        assert version.source is not None and len(version.source.sha256) == 64


@settings(max_examples=100, deadline=None)
@given(stitched, st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_a_later_file_never_gains_a_commencement_before_it(text: str, named: date) -> None:
    """The date of a file may take certainty away from the text's own date; what is stated is never before the file's date."""
    version = reading.version_of(reading.Document(reading.lines_of(text), reading.Source("x")), date=named)
    latest = max((e.date for e in version.events if e.date), default=named)
    stated = version.in_force.date
    assert stated is None or stated >= named or named <= latest


def test_nothing_is_too_long_or_too_deep() -> None:
    line = "第一条 " + "公园，" * 300_000
    many = "".join(f"第一条 公园。\n（一）湖；\n1.山；\n（1）水。\n①石。\n{i}\n" for i in range(5_000))
    for text in (line, many, "“修改为" * 50_000, "第" + "一" * 300_000 + "条", "（" * 200_000, "目录\n" * 20_000):
        assert squeezed(words(reading.read_text(text))) == squeezed(text)

"""Quotations in decisions: several paragraphs, marks inside marks, marks that are missing; and no text that parsing fails on."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.amend.readings import FRAME
from tests.amend.test_parse_formulas import ROWS
from tracker.amend.parse import parse
from tracker.amend.quotations import INSIDE, OPEN, mask, plain, printed, quotations
from tracker.errors import TrackerError

CASES = {
    "one paragraph": ("修改为：“甲。”", [("甲。",)]),
    "each paragraph opened again": ("修改为：“甲。\n　　“乙。”", [("甲。", "乙。")]),
    "opened once": ("修改为：“甲。\n　　乙。”", [("甲。", "乙。")]),
    "blank lines between": ("修改为：“甲。\n\n“乙。”", [("甲。", "乙。")]),
    "marks inside, as they should be": ("“称为‘乙’的”", [("称为“乙”的",)]),
    "marks inside, not turned": ("“称为“乙”的”", [("称为“乙”的",)]),
    "marks inside at the end": ("“称为“乙””。", [("称为“乙”",)]),
    "marks inside marks inside": ("“甲‘乙“丙”丁’戊”", [("甲“乙‘丙’丁”戊",)]),
    "a defined word opens a paragraph": ("“甲。\n“乙”是指丙。”", [("甲。", "“乙”是指丙。")]),
    "two quotations": ("“甲”修改为“乙”", [("甲",), ("乙",)]),
    "two quotations, each of paragraphs opened again": ("“甲：\n“（一）乙。”“丙。\n“丁。”", [("甲：", "（一）乙。"), ("丙。", "丁。")]),
    "white space inside is kept": ("“第三条　甲 乙”", [("第三条　甲 乙",)]),
    "other marks": ("「甲『乙』丙」", [("甲“乙”丙",)]),
    "the law's own straight marks": ('“甲"乙"丙。\n“丁"戊"。”', [('甲"乙"丙。', '丁"戊"。')]),
    "a straight mark behind a colon at the end of a line": ('将引言修改为："解释如下："\n将"甲"', [("解释如下：",), ("甲",)]),
    "a straight mark behind a colon that closes": ('"甲："修改为"乙："。', [("甲：",), ("乙：",)]),
    "straight marks": ('"甲"修改为"乙"', [("甲",), ("乙",)]),
    "nothing inside": ("“”", [("",)]),
    "a stray closing mark": ("甲”修改为“乙”", [("乙",)]),
}
MISSING = {
    "before the next item": ("一、将第一条修改为：“甲。\n二、将第二条修改为：“乙。”", ["甲。", "乙。"]),
    "before an item without quotation": ("一、将第一条修改为：“甲。\n二、删去第二条。\n三、将第三条修改为：“乙。”", ["甲。", "乙。"]),
    "before an item about words": ("一、将第一条修改为：“甲。\n二、将第二条中的“乙”修改为“丙”。", ["甲。", "乙", "丙"]),
    "before an order about words": ("将第一条修改为：“甲。\n将第二条中的“乙”修改为“丙”。", ["甲。", "乙", "丙"]),
    "before the next order of the item": ("一、将第一条修改为：“甲。\n增加一款，作为第二款：“乙。”", ["甲。", "乙。"]),
    "before its own verb": ("一、将第一条中的“甲修改为“乙”。\n二、将第二条修改为：“丙。”", ["甲", "乙", "丙。"]),
    "at the end": ("一、将第一条修改为：“甲。\n“乙。", ["甲。\n乙。"]),
    "with marks inside": ("一、将第一条修改为：“称为“甲的。”\n二、将第二条修改为：“乙。”", ["称为“甲的。", "乙。"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_quotation_is_its_paragraphs_as_the_law_prints_them(name: str) -> None:
    text, lines = CASES[name]
    assert [quote.lines for quote in quotations(plain(text))] == lines


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_mark_does_not_swallow_the_rest(name: str) -> None:
    text, words = MISSING[name]
    found = quotations(plain(text))
    assert ["\n".join(quote.lines) for quote in found] == words
    assert not all(quote.closed for quote in found)


def test_items_of_a_payload_are_not_items_of_the_decision() -> None:
    text = "（一）将第一条修改为：“甲：\n（一）将住宅改为商铺的；\n（二）增加层数的。”\n（二）删去第二条。"
    assert len(quotations(text)) == 1


@given(st.text(alphabet="甲乙‘’“”，", max_size=30))
def test_turning_marks_keeps_the_length(words: str) -> None:
    assert len(printed(words)) == len(words)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="“”‘’「\"甲。\n 一二、（）修改为", max_size=80))
def test_masking_keeps_the_length_and_hides_every_quotation(text: str) -> None:
    quotes = quotations(plain(text))
    masked = mask(text, quotes)
    assert len(masked) == len(text)
    assert sum(c in (OPEN, INSIDE) for c in masked) == sum(quote.end - quote.start for quote in quotes)
    assert all(one.end <= other.start for one, other in pairwise(quotes))


WORDS = re.split("\\s+", """一、 （二） 3. 将 第五条 、 和 至 第二款第一项 中的 “甲 乙” 修改为 ： 增加一款 作为 删去 合并
    《甲条例》 。 ， 此外 条文顺序作相应调整 自公布之日起施行 附件 第十二条之三 移至 单列一条 后 前 序言 第〇条 第九九九九九条 第一万条
    （ ） 均 其中的 该条 x""")
PIECES = [*(words for words, _ in ROWS), *WORDS, "\n", "\u3000", OPEN, INSIDE]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.booleans())
def test_no_text_breaks_the_reading(pieces: list[str], framed: bool) -> None:
    words = "".join(pieces)
    text = FRAME.format(items=words) if framed else words
    try:
        amendment = parse(text)
    except TrackerError:
        assert not text.strip()
        return
    for order in amendment.instructions:
        assert 0 <= order.source.start < order.source.end <= len(text)
    assert [passage.text for passage in amendment.unread] == [text[p.source.start:p.source.end] for p in amendment.unread]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 200), st.sampled_from(["”", "“", "：", "。", "\n", "将", "修改为", "第"]))
def test_a_decision_with_one_character_gone_is_still_read(at: int, mark: str) -> None:
    text = FRAME.format(items="\n".join(words for words, _ in ROWS[:20]))
    places = [i for i, c in enumerate(text) if c == mark[0]]
    cut = places[at % len(places)]
    amendment = parse(text[:cut] + text[cut + 1:])
    assert len(amendment.instructions) + len(amendment.unread) > 15

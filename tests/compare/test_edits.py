"""Edits inside a text: they lead from one to the other, tear no unit, mark little more than must be marked, and ask no clock."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from tracker.compare.edits import Edit, apply, between, segments, tokens

WORDS = st.lists(st.sampled_from(["应当", "可以", "第三条", "第五条第二款", "五百元", "一千元", "三十日", "2020年3月1日", "《示例法》",
                                  "水务部门", "园林", "，", "。", "、", "公", "园", "的", "十", "条", " "]), max_size=24).map("".join)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    edits = between(old, new)
    assert apply(old, edits) == new
    assert all(old[slice(*e.old)] == e.removed and new[slice(*e.new)] == e.added for e in edits)
    assert all(one.old[1] <= other.old[0] and one.new[1] <= other.new[0] for one, other in pairwise(edits))
    assert "".join(text for operation, text, _ in segments(old, edits) if operation != "removed") == new
    assert "".join(text for operation, text, _ in segments(old, edits) if operation != "added") == old


@settings(max_examples=100, deadline=None)
@given(WORDS)
def test_a_text_and_itself_have_no_edits(text: str) -> None:
    assert between(text, text) == ()
    assert "".join(tokens(text)) == text


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_little_more_is_marked_than_must_be(old: str, new: str) -> None:
    """The least is that of the units, for no unit is torn."""
    units = {unit: chr(0x10000 + n) for n, unit in enumerate(dict.fromkeys([*tokens(old), *tokens(new)]))}
    size = {sign: len(unit) for unit, sign in units.items()}
    signs = ["".join(units[unit] for unit in tokens(text)) for text in (old, new)]
    least = sum(sum(size[s] for s in side[a:b]) for tag, a1, b1, a2, b2 in Indel.opcodes(*signs) if tag != "equal"
                for side, a, b in ((signs[0], a1, b1), (signs[1], a2, b2)))
    marked = sum(len(e.removed) + len(e.added) for e in between(old, new))
    assert marked <= 1.15 * least + 24, "short texts may join what would read as crumbs"


@pytest.mark.parametrize(("old", "new", "edits"), [
    ("处五百元罚款", "处五千元罚款", [("五百元", "五千元")]),
    ("自2020年3月1日起施行", "自2020年5月1日起施行", [("2020年3月1日", "2020年5月1日")]),
    ("依照第十八条处理", "依照第二十条处理", [("第十八条", "第二十条")]),
    ("依照第五条第二款处理", "依照第五条第三款处理", [("第五条第二款", "第五条第三款")]),
    ("依照《示例市公园条例》处理", "依照《示例市湖泊条例》处理", [("《示例市公园条例》", "《示例市湖泊条例》")]),
    ("应当在三十日内答复", "应当在十五个工作日内答复", [("三十日", "十五个工作日")]),
    ("公园应当开放", "公园可以开放", [("应当", "可以")]),
    ("三分之二以上通过", "百分之六十以上通过", [("三分之二", "百分之六十")]),
    ("公园每日开放。", "公园每日免费开放。", [("", "免费")]),
])
def test_numbers_dates_citations_and_names_are_never_torn(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    assert [(e.removed, e.added) for e in between(old, new)] == edits


def test_a_word_of_the_law_is_taken_whole() -> None:
    assert [(e.removed, e.added) for e in between("学生体格检查", "学生体质检查", {"体格", "体质"})] == [("体格", "体质")]


def test_a_long_text_is_marked_without_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No result depends on how fast the machine is: time stands still and nothing changes."""
    import time

    old = "".join(f"第{n}款的事项由市园林部门登记，期限{n}日，费用{n * 7}元；" for n in range(400))
    new = old.replace("登记", "备案").replace("费用", "押金")
    first = between(old, new)
    monkeypatch.setattr(time, "time", lambda: 1e12)
    assert between(old, new) == first
    assert {(e.removed, e.added) for e in first} == {("登记", "备案"), ("费用", "押金")}


@pytest.mark.parametrize(("old", "new"), [("\U000F0000甲", "应当甲"), ("应当\U000F0000", "\U000F0000应当乙"),
                                          ("\U000F0001", "应当机构\U0010FFFD")])
def test_characters_for_private_use_are_characters(old: str, new: str) -> None:
    """The signs that stand for units are such characters too, and none of the text's is taken for one."""
    assert apply(old, between(old, new)) == new


def test_a_text_may_have_more_units_than_there_are_signs() -> None:
    old = "".join(f"{number}元，" for number in range(140_000))
    assert between(old, f"{old}甲") == (Edit((len(old), len(old)), (len(old), len(old) + 1), "", "甲"),)
